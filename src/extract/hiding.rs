//! What a style keeps from being seen.

use dom_query::NodeRef;

/// What a style in lower case and without spaces says last of a property.
fn says<'s>(style: &'s str, name: &str) -> Option<&'s str> {
    let mut told = style.split(';').filter_map(|told| told.strip_prefix(name)?.strip_prefix(':'));
    told.next_back().map(|value| value.trim_end_matches("!important"))
}

/// What keeps an element from being seen.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hiding {
    gone: bool,
    /// What these two hide, an element inside can show again.
    invisible: bool,
    tiny: bool,
}

impl Hiding {
    /// That of an element inside, with its style in lower case and without spaces.
    pub(crate) fn within(self, node: &NodeRef<'_>, style: &str) -> Hiding {
        let says = |name: &str| says(style, name);
        Hiding {
            gone: self.gone
                || says("display") == Some("none")
                || says("opacity").is_some_and(is_zero)
                || node.has_attr("hidden"),
            invisible: says("visibility").map_or(self.invisible, |value| value == "hidden"),
            tiny: says("font-size").map_or(self.tiny, is_zero),
        }
    }

    /// Whether anything does.
    pub(crate) fn hides(self) -> bool {
        self.gone || self.invisible || self.tiny
    }
}

/// What colour type has and what ground it stands on, as far as the elements around it say.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Paint {
    white: bool,
    ground: Ground,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Ground {
    /// That of a page, or one that is said to be white.
    #[default]
    White,
    /// A class may say another.
    Unknown,
    Other,
}

impl Paint {
    /// That of an element inside, with its style in lower case and without spaces.
    pub(crate) fn within(self, node: &NodeRef<'_>, name: &str, style: &str) -> Paint {
        let says = |name: &str| says(style, name).map(str::to_owned);
        let attr = |name: &str| node.attr(name).map(|value| value.trim().to_ascii_lowercase());
        let font = || attr("color").filter(|_| name == "font");
        let white = says("color").or_else(font).map_or(self.white, |color| is_white(&color));
        let ground = says("background-color").or_else(|| says("background")).or_else(|| attr("bgcolor"));
        let ground = match ground.as_deref() {
            Some("transparent" | "none" | "inherit" | "initial" | "unset") | None => {
                let styled = self.ground == Ground::White && (node.has_attr("class") || node.has_attr("id"));
                if styled { Ground::Unknown } else { self.ground }
            }
            Some(ground) if is_white(ground) => Ground::White,
            Some(_) => Ground::Other,
        };
        Paint { white, ground }
    }

    /// Whether type is as white as what it stands on.
    pub(crate) fn hides(self) -> bool {
        self.white && self.ground == Ground::White
    }

    /// Whether nobody can tell.
    pub(crate) fn is_doubtful(self) -> bool {
        self.white && self.ground == Ground::Unknown
    }
}

fn is_white(color: &str) -> bool {
    let hex = color.strip_prefix('#').is_some_and(|hex| {
        matches!(hex.len(), 3 | 6) && hex.bytes().all(|digit| digit.eq_ignore_ascii_case(&b'f'))
    });
    hex || matches!(color, "white" | "rgb(255,255,255)" | "rgba(255,255,255,1)")
}

/// Whether a length is 0, whatever the unit.
fn is_zero(value: &str) -> bool {
    value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%').parse() == Ok(0.0_f32)
}

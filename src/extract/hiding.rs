//! What a style keeps from being seen.

use dom_query::NodeRef;

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
        let says = |name: &str| {
            let mut told = style.split(';').filter_map(|told| told.strip_prefix(name)?.strip_prefix(':'));
            told.next_back().map(|value| value.trim_end_matches("!important"))
        };
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

/// Whether a length is 0, whatever the unit.
fn is_zero(value: &str) -> bool {
    value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%').parse() == Ok(0.0_f32)
}

//! What the styles of OpenDocument say of paragraphs and characters.

use std::collections::HashMap;

use crate::error::Result;
use crate::extract::office::xml::{Space, Tag, Visitor};
use crate::text::Mark;

/// How characters stand to the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Position {
    Raised,
    Lowered,
    On,
}

/// What a style says, and where it says nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Style {
    parent: Option<String>,
    /// What people call it.
    called: String,
    /// The style of the list its paragraphs are in; empty for none.
    pub(crate) list: Option<String>,
    /// Which heading it is, from 1; 0 for none.
    pub(crate) outline: Option<u8>,
    pub(crate) align: Option<Mark>,
    pub(crate) bold: Option<bool>,
    pub(crate) hidden: Option<bool>,
    pub(crate) struck: Option<bool>,
    pub(crate) underlined: Option<bool>,
    pub(crate) position: Option<Position>,
    pub(crate) bordered: bool,
    pub(crate) coloured: bool,
}

impl Style {
    /// This, and what it says nothing of as `other` says.
    pub(crate) fn over(self, other: &Style) -> Style {
        Style {
            list: self.list.or_else(|| other.list.clone()),
            outline: self.outline.or(other.outline),
            align: self.align.or(other.align),
            bold: self.bold.or(other.bold),
            hidden: self.hidden.or(other.hidden),
            struck: self.struck.or(other.struck),
            underlined: self.underlined.or(other.underlined),
            position: self.position.or(other.position),
            bordered: self.bordered || other.bordered,
            coloured: self.coloured || other.coloured,
            ..self
        }
    }

    fn take(&mut self, tag: &Tag<'_>) {
        if tag.name == "paragraph-properties" {
            self.align = tag.get("text-align").map(|align| match align.as_str() {
                "center" => Mark::Centered,
                "end" | "right" => Mark::Right,
                _ => Mark::None,
            });
            self.bordered |= tag.get("border").is_some_and(|border| border != "none");
            return;
        }
        let drawn = |name: &str| tag.get(name).map(|style| style != "none");
        let weight = tag.get("font-weight-asian").or_else(|| tag.get("font-weight"));
        self.bold =
            weight.map(|weight| weight == "bold" || weight.parse::<u32>().is_ok_and(|weight| weight >= 600));
        self.hidden = tag.get("display").map(|display| display == "none");
        self.struck = drawn("text-line-through-style").or_else(|| drawn("text-line-through-type"));
        self.underlined = drawn("text-underline-style");
        self.position = tag.get("text-position").map(|position| position_of(&position));
        self.coloured |= tag.get("color").is_some_and(|color| color != "#000000" && color != "auto");
    }
}

/// `super 58%`, `-20% 58%`, `0% 100%`.
fn position_of(position: &str) -> Position {
    match position.split_whitespace().next().unwrap_or_default() {
        "super" => Position::Raised,
        "sub" => Position::Lowered,
        height if height.starts_with('-') => Position::Lowered,
        height if height.trim_end_matches('%').parse::<f32>().is_ok_and(|height| height > 0.0) => {
            Position::Raised
        }
        _ => Position::On,
    }
}

/// All styles, by family and name; those of a family that is no text are not asked for.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    known: HashMap<(String, String), Style>,
    open: Option<((String, String), Style)>,
}

impl Styles {
    /// What a style says, with all it stands on.
    pub(crate) fn says(&self, family: &str, name: &str) -> Style {
        // A ring of styles in a broken file ends here; programs write some five.
        const CHAIN: usize = 20;
        let mut says = Style::default();
        let mut next = Some(name.to_owned());
        for _ in 0..CHAIN {
            let Some(style) = next.and_then(|name| self.known.get(&(family.to_owned(), name))) else { break };
            says = says.over(style);
            next = style.parent.clone();
        }
        says
    }

    /// What a paragraph of this style is: its own name may be an automatic one, so those it stands on are asked, too.
    pub(crate) fn mark(&self, name: &str) -> Option<Mark> {
        let mut next = Some(name.to_owned());
        for _ in 0..2 {
            let name = next?;
            let style = self.known.get(&("paragraph".to_owned(), name.clone()));
            let called = style.map(|style| style.called.clone()).unwrap_or_default();
            for name in [&name, &called] {
                match name.as_str() {
                    "Title" | "标题" => return Some(Mark::Title),
                    "Caption" | "Illustration" | "Figure" | "题注" => return Some(Mark::Caption),
                    "Quotations" | "Quote" => return Some(Mark::Quote),
                    _ => {}
                }
            }
            next = style.and_then(|style| style.parent.clone());
        }
        None
    }
}

impl Visitor for Styles {
    fn open(&mut self, tag: &Tag<'_>) -> Result<()> {
        match (tag.name, &mut self.open) {
            ("style", open) => {
                let style = Style {
                    parent: tag.get("parent-style-name"),
                    called: tag.get("display-name").unwrap_or_default(),
                    list: tag.get("list-style-name"),
                    outline: tag.number("default-outline-level").and_then(|level| u8::try_from(level).ok()),
                    ..Style::default()
                };
                let key = (tag.get("family").unwrap_or_default(), tag.get("name").unwrap_or_default());
                *open = Some((key, style));
            }
            ("text-properties" | "paragraph-properties", Some((_, style))) => style.take(tag),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, _: Space, name: &str) -> Result<()> {
        if name == "style" {
            self.known.extend(self.open.take());
        }
        Ok(())
    }
}

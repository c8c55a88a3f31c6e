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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::office::xml::walk;

    fn styles(all: &str) -> Styles {
        let mut styles = Styles::default();
        let names = ["office", "style", "text", "fo"]
            .map(|name| format!("xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\""));
        let xml = format!("<office:styles {}>{all}</office:styles>", names.join(" "));
        assert!(walk(&xml, &mut styles).is_ok());
        styles
    }

    /// What a style of characters says that has these properties.
    fn text(properties: &str) -> Style {
        let xml = format!(
            "<style:style style:family=\"text\" style:name=\"T1\"><style:text-properties {properties}/></style:style>"
        );
        styles(&xml).says("text", "T1")
    }

    #[test]
    fn characters_are_bold_by_name_or_weight() {
        let bold = |properties: &str| text(properties).bold;
        assert_eq!(bold("fo:font-weight=\"bold\""), Some(true));
        assert_eq!(
            [
                bold("fo:font-weight=\"600\""),
                bold("fo:font-weight=\"500\""),
                bold("fo:font-weight=\"normal\"")
            ],
            [Some(true), Some(false), Some(false)]
        );
        // What counts is the weight of Chinese.
        assert_eq!(bold("fo:font-weight=\"bold\" style:font-weight-asian=\"normal\""), Some(false));
        assert_eq!(bold(""), None);
    }

    #[test]
    fn characters_are_hidden_struck_and_underlined_unless_it_says_none() {
        let says = |properties: &str| {
            let style = text(properties);
            [style.hidden, style.struck, style.underlined]
        };
        assert_eq!(
            says(
                "text:display=\"none\" style:text-line-through-style=\"solid\" style:text-underline-style=\"solid\""
            ),
            [Some(true); 3]
        );
        assert_eq!(
            says(
                "text:display=\"true\" style:text-line-through-type=\"none\" style:text-underline-style=\"none\""
            ),
            [Some(false); 3]
        );
        assert_eq!(says("style:text-line-through-type=\"double\""), [None, Some(true), None]);
    }

    #[test]
    fn characters_stand_above_below_or_on_the_line() {
        let at = |position: &str| text(&format!("style:text-position=\"{position}\"")).position;
        for (position, wanted) in [
            ("super 58%", Position::Raised),
            ("33% 58%", Position::Raised),
            ("sub 58%", Position::Lowered),
            ("-20% 58%", Position::Lowered),
            ("0% 100%", Position::On),
            ("", Position::On),
        ] {
            assert_eq!(at(position), Some(wanted), "{position}");
        }
        assert_eq!(text("").position, None);
    }

    #[test]
    fn black_is_no_color() {
        let coloured = |color: &str| text(&format!("fo:color=\"{color}\"")).coloured;
        assert!(coloured("#ff0000") && !coloured("#000000") && !coloured("auto") && !text("").coloured);
    }

    #[test]
    fn a_style_stands_on_its_parent() {
        let all = styles(
            "<style:style style:family=\"paragraph\" style:name=\"A\" style:list-style-name=\"L1\" style:default-outline-level=\"2\"><style:paragraph-properties fo:text-align=\"center\" fo:border=\"0.5pt solid\"/><style:text-properties fo:font-weight=\"bold\" fo:color=\"#ff0000\" text:display=\"none\" style:text-underline-style=\"solid\" style:text-line-through-style=\"solid\" style:text-position=\"super\"/></style:style>\
             <style:style style:family=\"paragraph\" style:name=\"B\" style:parent-style-name=\"A\"/>\
             <style:style style:family=\"paragraph\" style:name=\"C\" style:parent-style-name=\"B\" style:list-style-name=\"\" style:default-outline-level=\"0\"><style:paragraph-properties fo:text-align=\"end\" fo:border=\"none\"/></style:style>",
        );
        let of = |name: &str| all.says("paragraph", name);
        let b = of("B");
        assert_eq!(
            (b.list.as_deref(), b.outline, b.align, b.bold, b.bordered),
            (Some("L1"), Some(2), Some(Mark::Centered), Some(true), true)
        );
        assert_eq!(
            (b.hidden, b.struck, b.underlined, b.position, b.coloured),
            (Some(true), Some(true), Some(true), Some(Position::Raised), true)
        );
        let c = of("C");
        assert_eq!(
            (c.list.as_deref(), c.outline, c.align, c.bold),
            (Some(""), Some(0), Some(Mark::Right), Some(true))
        );
        // Names of another family are others.
        assert_eq!((all.says("text", "A").bold, of("D").bold), (None, None));
    }

    #[test]
    fn a_border_that_is_none_and_text_flush_left_say_nothing_of_a_paragraph() {
        let of = |properties: &str| {
            let style = styles(&format!("<style:style style:family=\"paragraph\" style:name=\"A\"><style:paragraph-properties {properties}/></style:style>")).says("paragraph", "A");
            (style.align, style.bordered)
        };
        assert_eq!(of("fo:text-align=\"start\" fo:border=\"none\""), (Some(Mark::None), false));
        assert_eq!([of("fo:text-align=\"right\"").0, of("").0], [Some(Mark::Right), None]);
    }

    #[test]
    fn a_paragraph_is_what_its_style_or_the_one_it_stands_on_is_called() {
        let all = styles(
            "<style:style style:family=\"paragraph\" style:name=\"P1\" style:parent-style-name=\"Title\"/>\
             <style:style style:family=\"paragraph\" style:name=\"Title\" style:display-name=\"标题\"/>\
             <style:style style:family=\"paragraph\" style:name=\"S3\" style:display-name=\"题注\"/>\
             <style:style style:family=\"paragraph\" style:name=\"P2\" style:parent-style-name=\"P1\"/>",
        );
        let mark = |name: &str| all.mark(name);
        assert_eq!(
            [mark("P1"), mark("Title"), mark("S3"), mark("Quotations")],
            [Some(Mark::Title), Some(Mark::Title), Some(Mark::Caption), Some(Mark::Quote)]
        );
        // Two names are asked, not more.
        assert_eq!([mark("P2"), mark("Standard")], [None, None]);
    }
}

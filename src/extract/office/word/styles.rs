//! The styles of a Word file: what a paragraph is by its style, along the chain of those it is based on.

use std::collections::HashMap;

use crate::error::Result;
use crate::extract::office::word::numbering::ListPlace;
use crate::extract::office::xml::{Space, Tag, Visitor};

/// How deep styles are based on each other.
const CHAIN: usize = 20;

/// What a style says, or a paragraph or run itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Says {
    /// Its level in the outline, from 0; 9 is text.
    pub(crate) outline: Option<u8>,
    /// Which list it counts in.
    pub(crate) list: Option<i64>,
    /// On which level.
    pub(crate) level: Option<usize>,
    /// How it is aligned.
    pub(crate) align: Option<Align>,
    /// Whether it is bold.
    pub(crate) bold: Option<bool>,
    /// Whether it is hidden.
    pub(crate) hidden: Option<bool>,
}

/// How a paragraph stands on the line, if not at its left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Center,
    Right,
}

/// What a style is by its name, whatever the language of the program that wrote it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum StyleKind {
    #[default]
    Plain,
    Title,
    Caption,
    Quote,
    Contents,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based: Option<String>,
    says: Says,
}

/// All styles of a file, by their ids.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    known: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
    open: Option<(String, Style)>,
}

impl Align {
    /// By the word a file has for it.
    pub(crate) fn named(name: &str) -> Align {
        match name {
            "center" => Align::Center,
            "right" | "end" => Align::Right,
            _ => Align::Left,
        }
    }
}

impl Says {
    /// Takes in a property of a paragraph or run.
    pub(crate) fn take(&mut self, tag: &Tag<'_>) {
        let level = || tag.number("val").and_then(|level| u8::try_from(level).ok());
        match tag.name {
            "outlineLvl" | "outline-lvl" => self.outline = level(),
            "numId" | "ilfo" => self.list = tag.number("val"),
            "ilvl" => self.level = level().map(usize::from),
            "jc" => self.align = tag.get("val").map(|name| Align::named(&name)),
            "b" => self.bold = Some(tag.is_on()),
            "vanish" | "specVanish" => self.hidden = Some(tag.is_on()),
            _ => {}
        }
    }

    /// What this leaves open as `below` says it.
    fn over(mut self, below: &Says) -> Says {
        self.outline = self.outline.or(below.outline);
        self.list = self.list.or(below.list);
        self.level = self.level.or(below.level);
        self.align = self.align.or(below.align);
        self.bold = self.bold.or(below.bold);
        self.hidden = self.hidden.or(below.hidden);
        self
    }
}

impl Styles {
    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = &'s Style> {
        let mut next = id.or(self.default.as_deref());
        std::iter::from_fn(move || {
            let style = self.known.get(next?)?;
            next = style.based.as_deref();
            Some(style)
        })
        .take(CHAIN)
    }

    /// What a paragraph of this style is where it says nothing itself.
    pub(crate) fn says(&self, id: Option<&str>, own: &Says) -> Says {
        self.chain(id).fold(own.clone(), |says, style| says.over(&style.says))
    }

    /// What the style of a run says.
    pub(crate) fn run(&self, id: &str) -> Says {
        self.says(Some(id), &Says::default())
    }

    /// What a style is by its name or that of one it is based on.
    pub(crate) fn kind(&self, id: Option<&str>) -> StyleKind {
        let named = self.chain(id).map(|style| kind(&style.name));
        named.into_iter().find(|kind| *kind != StyleKind::Plain).unwrap_or_default()
    }

    /// The level of a heading by the name of its style, from 1: `heading 1`, `标题 1`.
    pub(crate) fn heading(&self, id: Option<&str>) -> Option<u8> {
        let level = |style: &Style| {
            let name = style.name.to_ascii_lowercase();
            let rest = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?;
            rest.trim().parse().ok().filter(|level| (1..=9).contains(level))
        };
        self.chain(id).find_map(level)
    }

    /// The place in a list that the style itself counts in.
    pub(crate) fn place(&self, id: Option<&str>, own: &Says) -> Option<ListPlace<'_>> {
        let says = self.says(id, own);
        let list = says.list.filter(|list| *list != 0)?;
        let by_style = own.list.is_none();
        let style =
            self.chain(id).find(|style| style.says.list.is_some()).and(id.or(self.default.as_deref()));
        let style = style.and_then(|id| self.known.get_key_value(id)).map(|(id, _)| id.as_str());
        Some(ListPlace { list, level: says.level, style: style.filter(|_| by_style && own.level.is_none()) })
    }
}

fn kind(name: &str) -> StyleKind {
    let name = name.to_ascii_lowercase();
    match name.as_str() {
        "title" | "标题" => StyleKind::Title,
        "caption" | "题注" => StyleKind::Caption,
        "toc heading" | "目录标题" => StyleKind::Contents,
        "quote" | "intense quote" | "引用" | "明显引用" => StyleKind::Quote,
        _ => match name.strip_prefix("toc ").or_else(|| name.strip_prefix("目录 ")) {
            Some(level) if level.trim().parse::<u8>().is_ok() => StyleKind::Contents,
            _ => StyleKind::Plain,
        },
    }
}

impl Visitor for Styles {
    fn open(&mut self, tag: &Tag<'_>) -> Result<()> {
        match (tag.name, &mut self.open) {
            ("style", _) => {
                let id = tag.get("styleId").unwrap_or_default();
                if tag.get("type").as_deref() == Some("paragraph")
                    && tag.get("default").is_some_and(|on| on != "0")
                {
                    self.default = Some(id.clone());
                }
                self.open = Some((id, Style::default()));
            }
            ("name", Some((_, style))) if style.name.is_empty() => {
                style.name = tag.get("val").unwrap_or_default()
            }
            ("basedOn", Some((_, style))) => style.based = tag.get("val"),
            (_, Some((_, style))) => style.says.take(tag),
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
        let xml = format!(
            "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{all}</w:styles>"
        );
        assert!(walk(&xml, &mut styles).is_ok());
        styles
    }

    fn style(id: &str, name: &str, more: &str) -> String {
        format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{more}</w:style>")
    }

    fn based(id: &str) -> String {
        format!("<w:basedOn w:val=\"{id}\"/>")
    }

    #[test]
    fn a_style_says_what_those_below_it_leave_open() {
        let properties = "<w:outlineLvl w:val=\"1\"/><w:numId w:val=\"7\"/><w:ilvl w:val=\"2\"/><w:jc w:val=\"center\"/><w:b/><w:vanish/>";
        let all = styles(
            &[style("A", "甲", properties), style("B", "乙", &format!("{}<w:b w:val=\"0\"/>", based("A")))]
                .concat(),
        );
        let base = Says {
            outline: Some(1),
            list: Some(7),
            level: Some(2),
            align: Some(Align::Center),
            bold: Some(true),
            hidden: Some(true),
        };
        assert_eq!(all.run("A"), base);
        assert_eq!(all.run("B"), Says { bold: Some(false), ..base.clone() });
        let own = Says { align: Some(Align::Right), level: Some(0), ..Says::default() };
        assert_eq!(all.says(Some("A"), &own), Says { align: Some(Align::Right), level: Some(0), ..base });
        assert_eq!(all.run("C"), Says::default());
    }

    #[test]
    fn paragraphs_without_a_style_have_the_default_one_of_paragraphs() {
        let of = |kind: &str, on: &str| {
            let all = styles(&format!(
                "<w:style w:type=\"{kind}\" w:default=\"{on}\" w:styleId=\"A\"><w:jc w:val=\"right\"/></w:style>"
            ));
            all.says(None, &Says::default()).align
        };
        assert_eq!(
            [of("paragraph", "1"), of("paragraph", "0"), of("character", "1")],
            [Some(Align::Right), None, None]
        );
        assert_eq!(
            [Align::named("end"), Align::named("right"), Align::named("center"), Align::named("both")],
            [Align::Right, Align::Right, Align::Center, Align::Left]
        );
    }

    #[test]
    fn a_heading_is_known_by_the_name_of_its_style_in_any_language() {
        let all = styles(
            &[
                style("1", "heading 1", ""),
                style("2", "标题 2", ""),
                style("3", "我的", &based("2")),
                style("9", "Heading 10", ""),
                style("0", "heading 0", ""),
                style("H9", "heading 9", ""),
            ]
            .concat(),
        );
        let level = |id: &str| all.heading(Some(id));
        assert_eq!(
            ["1", "2", "3", "9", "0", "H9"].map(level),
            [Some(1), Some(2), Some(2), None, None, Some(9)]
        );
    }

    #[test]
    fn kinds_of_paragraphs_are_known_by_name() {
        for (name, wanted) in [
            ("Title", StyleKind::Title),
            ("标题", StyleKind::Title),
            ("caption", StyleKind::Caption),
            ("题注", StyleKind::Caption),
            ("TOC Heading", StyleKind::Contents),
            ("目录标题", StyleKind::Contents),
            ("toc 1", StyleKind::Contents),
            ("目录 3", StyleKind::Contents),
            ("Intense Quote", StyleKind::Quote),
            ("引用", StyleKind::Quote),
            ("toc x", StyleKind::Plain),
            ("Normal", StyleKind::Plain),
        ] {
            let all = styles(&[style("A", name, ""), style("B", "自定义", &based("A"))].concat());
            assert_eq!([all.kind(Some("A")), all.kind(Some("B"))], [wanted, wanted], "{name}");
        }
    }

    #[test]
    fn a_style_may_count_in_a_list_and_a_paragraph_may_leave_it() {
        let all = styles(
            &[
                style("A", "甲", "<w:numId w:val=\"7\"/><w:ilvl w:val=\"1\"/>"),
                style("B", "乙", &based("A")),
                style("C", "丙", ""),
            ]
            .concat(),
        );
        let place = |id: &str, list: Option<i64>, level: Option<usize>| {
            let own = Says { list, level, ..Says::default() };
            all.place(Some(id), &own).map(|place| (place.list, place.level, place.style.map(str::to_owned)))
        };
        let by = |style: &str| Some(style.to_owned());
        assert_eq!(place("A", None, None), Some((7, Some(1), by("A"))));
        assert_eq!(place("B", None, None), Some((7, Some(1), by("B"))));
        assert_eq!(place("A", Some(3), None), Some((3, Some(1), None)));
        assert_eq!(place("A", None, Some(0)), Some((7, Some(0), None)));
        assert_eq!([place("A", Some(0), None), place("C", None, None)], [None, None]);
    }
}

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

//! Documents for the tests of this folder, and what Word gets of them.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use crate::document::{Article, Block, Document, Role};
use crate::layout::{Options, layout};
use crate::pages::{Paragraph, Place};
use crate::template::{StyleName, Template, builtin};
use crate::units::Length;
use crate::write::docx::xml::Xml;
use crate::write::docx::{Prepared, Properties, write};

/// A block of the first line.
pub(super) fn block(role: Role, text: &str) -> Block {
    Block { role, text: text.into(), line: 1 }
}

/// An article with nothing above its text.
pub(super) fn article(blocks: &[(Role, &str)]) -> Article {
    Article { blocks: blocks.iter().map(|(role, text)| block(*role, text)).collect(), ..Article::default() }
}

/// A document of one such article.
pub(super) fn document(blocks: &[(Role, &str)]) -> Document {
    Document { articles: vec![article(blocks)], ..Document::default() }
}

/// A built-in template.
pub(super) fn template(name: &str) -> Template {
    builtin(name).unwrap()
}

/// A paragraph that has nothing beside its style.
pub(super) fn paragraph(template: &Template, style: StyleName, text: &str) -> Paragraph {
    let place = Place::Block { article: 0, block: 0 };
    Paragraph { before: Length::ZERO, ..Paragraph::styled(place, style, text.to_owned(), template) }
}

/// The markup something writes, without the declaration of a part.
pub(super) fn markup(write: impl FnOnce(&mut Xml)) -> String {
    let mut xml = Xml::default();
    write(&mut xml);
    xml.since(0).to_owned()
}

/// A written file.
pub(super) struct File(ZipArchive<Cursor<Vec<u8>>>);

impl File {
    /// A document in a template of this name, with a table of contents if `toc`.
    pub(super) fn of(document: &Document, template: Template, toc: bool) -> File {
        let prepared = Prepared::new(template);
        let pages = layout(document, prepared.template(), &Options { toc });
        let bytes = write(document, &prepared, &pages, &Properties::default()).unwrap();
        File(ZipArchive::new(Cursor::new(bytes)).unwrap())
    }

    /// The text of a part.
    pub(super) fn part(&mut self, name: &str) -> String {
        let mut text = String::new();
        self.0.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    /// The main part.
    pub(super) fn main(&mut self) -> String {
        self.part("word/document.xml")
    }

    /// The names of the parts that begin so.
    pub(super) fn parts(&self, beginning: &str) -> Vec<String> {
        let names = self.0.file_names().map(|name| name.unwrap().into_owned());
        names.filter(|name| name.starts_with(beginning)).collect()
    }
}

/// What stands between each `from` and the `to` behind it.
pub(super) fn between<'x>(text: &'x str, from: &str, to: &str) -> Vec<&'x str> {
    text.split(from).skip(1).map(|rest| rest.split(to).next().unwrap_or_default()).collect()
}

/// Checks that all of `wanted` stand in `markup`, in their order.
#[track_caller]
pub(super) fn holds(markup: &str, wanted: &[&str]) {
    let mut from = 0;
    for piece in wanted {
        let Some(at) = markup[from..].find(piece) else { panic!("{piece} is not in its place in {markup}") };
        from += at + piece.len();
    }
}

//! The table of contents: which lines it has.

use crate::document::{Article, Document, Role};
use crate::pages::ContentsEntry;
use crate::template::Template;

/// The lines of the table of contents, in order; a title takes the unit in brackets ([`Article::contents_entry`]).
///
/// Titles of articles are the first level when the template says so or the document is a compilation; headings follow
/// one level below.
pub fn contents(document: &Document, template: &Template) -> Vec<ContentsEntry> {
    let titled = titled(document, template);
    let shift = u8::from(titled);
    let mut entries = Vec::new();
    for (index, article) in document.articles.iter().enumerate() {
        let title = article.contents_entry();
        if titled && !article.title.is_empty() {
            entries.push(ContentsEntry { text: title, level: 1, article: index, block: None, run_in: false });
        }
        entries.extend(headings(article, index, shift, template.contents.depth));
    }
    entries
}

/// Whether the titles of articles are headings of the first level.
pub(crate) fn titled(document: &Document, template: &Template) -> bool {
    template.contents.titles || document.compiled
}

fn headings(
    article: &Article,
    index: usize,
    shift: u8,
    depth: u8,
) -> impl Iterator<Item = ContentsEntry> + '_ {
    let shown = article.entries().filter(move |(_, level, _)| level.saturating_add(shift) <= depth);
    shown.map(move |(block, level, text)| ContentsEntry {
        text: one_line(text),
        level: level.saturating_add(shift),
        article: index,
        block: Some(block),
        run_in: matches!(article.blocks[block].role, Role::RunIn(_)),
    })
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\t'], " ")
}

//! What will be seen is compared with what was to be set, in the bytes that were really written.

use std::iter::Peekable;

use crate::document::Document;
use crate::error::{Error, Result};
use crate::layout;
use crate::layout::characters::gap;
use crate::template::Template;
use crate::text::anchor::is_anchor;
use crate::write::docx::xml::illegal;

/// Checks that the text in the pieces of `markup` is the text of the document, character by character and in order.
///
/// Tabulators and line feeds separate cells and lines and are not text; a title may give up
/// its spaces where it is broken.
///
/// # Errors
/// [`Error::Unaccounted`] with what comes first where the two part.
pub(super) fn check(markup: [&str; 3], document: &Document, template: &Template) -> Result<()> {
    let mut wanted = wanted(document, template).peekable();
    let mut after_break = false;
    for seen in markup.into_iter().flat_map(seen) {
        match seen {
            Seen::Break => {
                while wanted.next_if(|&c| gap(c)).is_some() {}
                after_break = true;
            }
            Seen::Char(seen) if wanted.next_if_eq(&seen).is_some() => after_break = false,
            Seen::Char(seen) if after_break && gap(seen) => {}
            Seen::Char(_) => return Err(unaccounted(wanted)),
        }
    }
    if wanted.peek().is_some() { Err(unaccounted(wanted)) } else { Ok(()) }
}

fn unaccounted(rest: Peekable<impl Iterator<Item = char>>) -> Error {
    let (mut count, mut sample) = (0, String::new());
    for c in rest {
        count += 1;
        if count <= 20 {
            sample.push(c);
        }
    }
    // Text that nobody asked for is a fault too, if nothing is missing behind it.
    Error::Unaccounted { count: count.max(1), sample }
}

/// The characters of the document that can be seen, in order: cover, head, articles, imprint, footnotes.
pub(crate) fn wanted<'a>(document: &'a Document, template: &Template) -> impl Iterator<Item = char> + 'a {
    let texts = document.articles.iter().flat_map(|article| {
        let front = article.front().into_iter().map(|(_, line)| Text::Owned(line.into_bytes(), 0));
        front.chain(article.blocks.iter().map(|block| Text::Borrowed(block.text.chars())))
    });
    let cover = Text::Owned(layout::cover::text(document, template).into_bytes(), 0);
    let head = Text::Owned(layout::head::text(&document.official, template).into_bytes(), 0);
    let imprint = Text::Owned(layout::imprint::text(&document.official, template).into_bytes(), 0);
    let footnotes = document.articles.iter().flat_map(|article| &article.footnotes);
    let footnotes = footnotes.map(|footnote| Text::Borrowed(footnote.text.chars()));
    let texts = [cover, head].into_iter().chain(texts).chain(std::iter::once(imprint)).chain(footnotes);
    texts.flatten().filter(|&c| !illegal(c) && c != '\t' && c != '\n' && !is_anchor(c))
}

/// A text that yields its characters, whether it is the document's own or made on the spot.
enum Text<'a> {
    Borrowed(std::str::Chars<'a>),
    Owned(Vec<u8>, usize),
}

impl Iterator for Text<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        match self {
            Text::Borrowed(chars) => chars.next(),
            Text::Owned(bytes, at) => {
                let c = std::str::from_utf8(&bytes[*at..]).ok()?.chars().next()?;
                *at += c.len_utf8();
                Some(c)
            }
        }
    }
}

enum Seen {
    Char(char),
    Break,
}

/// The characters between `<w:t …>` and `</w:t>`, and the line breaks.
fn seen(markup: &str) -> impl Iterator<Item = Seen> + '_ {
    markup.split('<').flat_map(|piece| {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let inside = tag == "w:t" || tag.starts_with("w:t ");
        let text = if inside { text } else { "" };
        let line_break = (tag == "w:br/").then_some(Seen::Break);
        line_break.into_iter().chain(unescape(text).map(Seen::Char))
    })
}

fn unescape(text: &str) -> impl Iterator<Item = char> + '_ {
    const ENTITIES: [(&str, char); 4] = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"')];
    let mut rest = text;
    std::iter::from_fn(move || {
        let c = rest.chars().next()?;
        let (len, c) = ENTITIES
            .iter()
            .find(|(entity, _)| c == '&' && rest.starts_with(entity))
            .map_or((c.len_utf8(), c), |(entity, c)| (entity.len(), *c));
        rest = &rest[len..];
        Some(c)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Article, Block, Role};
    use crate::template::builtin;

    fn document() -> Document {
        let block = Block { role: Role::Table, text: "甲\t乙&\n丙".to_owned(), line: 1 };
        let article =
            Article { title: vec!["某区 总结".to_owned()], blocks: vec![block], ..Article::default() };
        Document { articles: vec![article], ..Document::default() }
    }

    #[track_caller]
    fn check_markup(markup: &str, missing: Option<&str>) {
        match (check(["", markup, ""], &document(), &builtin("gongwen").unwrap()), missing) {
            (Ok(()), None) => {}
            (Err(Error::Unaccounted { sample, .. }), Some(missing)) => assert_eq!(sample, missing),
            (result, _) => panic!("{result:?}"),
        }
    }

    #[test]
    fn all_text_is_accounted_for() {
        let title = "<w:t>某区</w:t><w:br/><w:t xml:space=\"preserve\">总结</w:t>";
        let cells = "<w:t>甲</w:t></w:r><w:tab/><w:t>乙&amp;</w:t>";
        check_markup(&format!("{title}{cells}<w:t>丙</w:t>"), None);
        check_markup(&format!("{title}{cells}"), Some("丙"));
        check_markup(&format!("{cells}{title}<w:t>丙</w:t>"), Some("某区 总结甲乙&丙"));
        check_markup(&format!("{title}{cells}<w:t>丙丁</w:t>"), Some(""));
        check_markup(&format!("<w:t>某区总结</w:t>{cells}<w:t>丙</w:t>"), Some(" 总结甲乙&丙"));
        check_markup(&format!("{title}{cells}<w:instrText>丙</w:instrText>"), Some("丙"));
    }
}

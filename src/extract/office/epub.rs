//! Electronic books (.epub): pages of a package, read one after the other; each with a title of its own is an article.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::diag::{Log, Severity};
use crate::error::{Error, Result};
use crate::extract::office::flow::CONTENTS;
use crate::extract::office::package::{Package, broken};
use crate::extract::office::word::relations::resolved;
use crate::extract::office::xml::{self, Tag, Visitor};
use crate::extract::{Extracted, texts};
use crate::limits::LINES;
use crate::message;
use crate::rules::Rules;
use crate::text::Mark;

/// Whether `bytes` are a book: its type is the first part of the package, unpacked, or it has the part only books have.
pub(crate) fn shows(bytes: &[u8], _: bool) -> bool {
    let (head, tail) = (&bytes[..bytes.len().min(200)], &bytes[bytes.len().saturating_sub(65_536)..]);
    let inside = |part: &[u8], word: &[u8]| memchr::memmem::find(part, word).is_some();
    head.starts_with(b"PK\x03\x04")
        && (inside(head, b"application/epub+zip") || inside(tail, b"META-INF/container.xml"))
}

/// Reads its pages in the order of the book.
pub(crate) fn read(log: &mut Log, bytes: &[u8], rules: &Rules) -> Result<Extracted> {
    let mut package = Package::open(bytes)?;
    if package.text("META-INF/encryption.xml")?.is_some_and(|text| text.contains("EncryptedKey")) {
        return Err(Error::NotText {
            what: message!("a book that is locked (DRM)"),
            advice: message!("ask its publisher for one that is not"),
        });
    }
    let mut root = Root::default();
    walk(&mut package, "META-INF/container.xml", &mut root)?;
    let mut book = Book::default();
    walk(&mut package, &root.path, &mut book)?;
    let mut whole = Extracted { is_file: true, ..Extracted::default() };
    for page in book.order.iter().filter_map(|id| book.parts.get(id)) {
        let name = beside(&root.path, &page.path);
        let Some(text) = package.text(&name)?.filter(|_| page.text) else {
            let message = message!("%{what} is not read; put a picture of it there", what = name);
            log.found("office.drawing", Severity::Warning, 0, message);
            continue;
        };
        let mut read = texts::page(log, &closed(&text), rules)?;
        for shown in read.shown.iter_mut().filter(|shown| shown.bytes.is_none()) {
            let name = shown.addresses.first().map(|address| beside(&name, address));
            shown.bytes = name.and_then(|name| package.picture(&name));
        }
        add(log, &mut whole, read, rules.keeps(CONTENTS) || !page.contents);
        if whole.lines.len() > LINES {
            return Err(Error::TooMuch { what: message!("lines"), most: LINES as u64 });
        }
    }
    Ok(whole)
}

fn walk(package: &mut Package<'_>, name: &str, visitor: &mut impl Visitor) -> Result<()> {
    let text = package.text(name)?.ok_or_else(broken)?;
    xml::walk(&text, visitor).map_err(|fault| fault.error(broken()))
}

/// Adds a page to those before it; the table of contents of the book goes, unless it is to be kept.
fn add(log: &mut Log, whole: &mut Extracted, mut page: Extracted, keep: bool) {
    let last = whole.lines.last().map_or(0, |line| line.number);
    let (lines, notes) = (whole.lines.len(), whole.notes.len());
    whole.seen.add_all(&page.seen);
    for line in page.lines.iter_mut().chain(&mut page.notes) {
        line.number += last;
        line.text.renumber(|footnote| Some(footnote + notes));
        // The text of a page does not stand among others of a site.
        line.evidence = None;
    }
    if !keep {
        page.lines.drain(..).for_each(|line| log.removed(CONTENTS, line.number, line.text));
        return;
    }
    if let Some(title) = page.lines.first_mut().filter(|line| line.mark == Mark::Title) {
        title.mark = Mark::Heading(1);
    }
    whole.lines.append(&mut page.lines);
    whole.notes.append(&mut page.notes);
    whole.shown.extend(page.shown.into_iter().map(|mut shown| {
        shown.above += lines;
        shown.number += last;
        shown.inside = true;
        shown
    }));
}

/// The part that `address`, in the part `name`, names: `../images/1.png`.
fn beside(name: &str, address: &str) -> String {
    let address = address.split(['#', '?']).next().unwrap_or_default();
    let address = percent_encoding::percent_decode_str(address).decode_utf8_lossy();
    resolved(name.rsplit_once('/').map_or("", |(folder, _)| folder), &address)
}

/// XML closes elements that pages may not: `<title/>` would swallow the rest of the page.
fn closed(text: &str) -> Cow<'_, str> {
    const VOID: [&str; 14] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
        "track", "wbr",
    ];
    let mut out = String::new();
    let mut from = 0;
    for (end, _) in text.match_indices("/>") {
        let open = text[from..end].rfind(['<', '>']).map(|start| from + start);
        let Some(start) = open.filter(|start| text[*start..].starts_with('<')) else { continue };
        let name: &str =
            text[start + 1..end].split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        if !name.is_empty() && !VOID.contains(&name) {
            out.push_str(&text[from..end]);
            out.push_str("></");
            out.push_str(name);
            out.push('>');
            from = end + 2;
        }
    }
    match from {
        0 => Cow::Borrowed(text),
        _ => Cow::Owned(out + &text[from..]),
    }
}

/// Where the package says what is in the book.
#[derive(Default)]
struct Root {
    path: String,
}

impl Visitor for Root {
    fn open(&mut self, tag: &Tag<'_>) -> Result<()> {
        if tag.name == "rootfile" && self.path.is_empty() {
            self.path = tag.get("full-path").unwrap_or_default();
        }
        Ok(())
    }
}

/// A page of a book.
#[derive(Clone, Debug, Default)]
struct Leaf {
    path: String,
    /// Whether it is the table of contents.
    contents: bool,
    /// Whether it is a page of text, and no picture.
    text: bool,
}

/// What the book is made of.
#[derive(Debug, Default)]
struct Book {
    /// Its pages by their ids.
    parts: HashMap<String, Leaf>,
    order: Vec<String>,
}

impl Visitor for Book {
    fn open(&mut self, tag: &Tag<'_>) -> Result<()> {
        match tag.name {
            "item" => {
                let text = tag.get("media-type").is_some_and(|kind| kind.contains("html"));
                let path = tag.get("href").unwrap_or_default();
                let contents = tag.get("properties").is_some_and(|is| is.split(' ').any(|is| is == "nav"));
                self.parts.entry(tag.get("id").unwrap_or_default()).or_insert(Leaf { path, contents, text });
            }
            "itemref" => self.order.extend(tag.get("idref")),
            "reference" if tag.get("type").as_deref() == Some("toc") => {
                let path = tag.get("href").unwrap_or_default();
                let path = path.split('#').next().unwrap_or_default();
                let same = self.parts.values_mut().filter(|part| part.path == path);
                same.for_each(|part| part.contents = true);
            }
            _ => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    const TEXT: &str =
        "春分前后，各地抓住农时推进春耕，农资供应充足，技术人员下到田间，帮助农户解决实际困难。";

    fn book(pages: &[(&str, &str)], spine: &str, more: &str) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let stored =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        let items: String = pages
            .iter()
            .map(|(name, _)| {
                let nav = if name.contains("nav") { "properties='nav'" } else { "" };
                format!(
                    "<item id='{name}' href='text/{name}.xhtml' media-type='application/xhtml+xml' {nav}/>"
                )
            })
            .collect();
        let refs: String = spine.split(' ').map(|id| format!("<itemref idref='{id}'/>")).collect();
        let opf = format!("<package><manifest>{items}</manifest><spine>{refs}</spine>{more}</package>");
        let container = "<container><rootfiles><rootfile full-path='OPS/book.opf'/></rootfiles></container>";
        let mut parts = vec![
            ("mimetype".to_owned(), "application/epub+zip".to_owned()),
            ("META-INF/container.xml".to_owned(), container.to_owned()),
            ("OPS/book.opf".to_owned(), opf),
            ("OPS/images/图 1.png".to_owned(), "png".to_owned()),
            ("OPS/text/images/2.png".to_owned(), "other".to_owned()),
        ];
        parts.extend(pages.iter().map(|(name, body)| {
            let page = format!(
                "<html xmlns='http://www.w3.org/1999/xhtml'><head><title/></head><body>{body}</body></html>"
            );
            (format!("OPS/text/{name}.xhtml"), page)
        }));
        for (name, text) in parts {
            zip.start_file(name, stored).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn pages_come_in_the_order_of_the_book_and_its_contents_go() {
        let note = "<p>甲<a href='#n1' id='r1'><sup>1</sup></a>。</p><p id='n1'><a href='#r1'>1</a> 注。</p>";
        let pages = [
            ("b", &*format!("<h1>第二篇</h1><p>{TEXT}</p><p><img src='../images/%E5%9B%BE%201.png'/></p>")),
            ("a", &*format!("<h1>第一篇</h1><p>{TEXT}</p><p>短。</p>{note}")),
            ("nav", "<ol><li><a href='a.xhtml'>第一篇</a></li></ol>"),
        ];
        let bytes = book(&pages, "nav a b", "");
        assert!(shows(&bytes, false));
        // Some programs pack the type, too.
        let packed: Vec<u8> = bytes[1..].iter().copied().skip_while(|b| *b != b'P').collect();
        assert!(shows(&packed, false) && !shows(&bytes[1..], false));
        let mut log = Log::new();
        let read = read(&mut log, &bytes, &Rules::default()).unwrap();
        let lines: Vec<(Mark, &str)> =
            read.lines.iter().map(|line| (line.mark, line.text.as_str())).collect();
        let first = Mark::Heading(1);
        let expected = [
            (first, "第一篇"),
            (Mark::None, TEXT),
            (Mark::None, "短。"),
            (Mark::None, "甲。"),
            (first, "第二篇"),
            (Mark::None, TEXT),
        ];
        assert_eq!(lines, expected);
        assert_eq!((read.notes.len(), read.shown[0].bytes.as_deref()), (1, Some(&b"png"[..])));
        let gone: Vec<&str> = log.removals().iter().map(|removal| removal.text.as_str()).collect();
        assert_eq!(gone, ["第一篇"]);
        let numbers: Vec<u32> = read.lines.iter().map(|line| line.number).collect();
        assert!(numbers.is_sorted(), "{numbers:?}");
    }

    #[test]
    fn pages_that_are_no_text_or_are_not_there_are_told() {
        let page = format!("<p>{TEXT}</p>");
        let more = "<manifest><item id='s' href='s.svg' media-type='image/svg+xml'/><item id='x' href='none.xhtml' media-type='application/xhtml+xml'/></manifest>";
        let mut log = Log::new();
        let read = read(&mut log, &book(&[("a", &page)], "s a x", more), &Rules::default()).unwrap();
        assert_eq!((read.lines.len(), log.findings().len()), (1, 2));
    }

    #[test]
    fn a_picture_is_looked_for_beside_its_own_page_only() {
        let page = format!("<p>{TEXT}</p><p><img src='../images/2.png'/></p><p>{TEXT}</p>");
        let bytes = book(&[("a", &page), ("deep/b", &page)], "a deep/b", "");
        let read = read(&mut Log::new(), &bytes, &Rules::default()).unwrap();
        let found: Vec<Option<&[u8]>> = read.shown.iter().map(|shown| shown.bytes.as_deref()).collect();
        assert_eq!(found, [None, Some(&b"other"[..])]);
    }

    #[test]
    fn notes_of_several_pages_are_told_apart() {
        let page = |note: &str| {
            format!(
                "<p>{TEXT}<a href='#n1' id='r1'><sup>1</sup></a></p><p id='n1'><a href='#r1'>1</a> {note}</p>"
            )
        };
        let bytes = book(&[("a", &page("注甲。")), ("b", &page("注乙。"))], "a b", "");
        let read = read(&mut Log::new(), &bytes, &Rules::default()).unwrap();
        let anchored: Vec<usize> =
            read.lines.iter().flat_map(|line| line.text.footnotes().map(|(_, note)| note)).collect();
        let notes: Vec<&str> = read.notes.iter().map(|note| note.text.as_str()).collect();
        assert_eq!((anchored, notes), (vec![0, 1], vec!["注甲。", "注乙。"]));
    }

    #[test]
    fn elements_of_xml_are_closed_as_pages_want_it() {
        assert_eq!(closed("<title/><br/><p a='1'/>甲"), "<title></title><br/><p a='1'></p>甲");
        assert_eq!(closed("<p>1/>2</p>"), "<p>1/>2</p>");
        assert_eq!(beside("OPS/text/a.xhtml", "../images/1.png#x"), "OPS/images/1.png");
        assert_eq!(beside("a.opf", "./b.xhtml"), "b.xhtml");
    }
}

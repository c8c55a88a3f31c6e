//! From text to lines: plain text, a saved web page or Markdown becomes a list of [`Line`]s with what the markup said.
//!
//! `readers` is the table of formats. The format is read off the content first; the file name only decides what that leaves open.

mod block;
mod bounded;
mod broken;
mod charset;
mod concealed;
mod controls;
mod dumped;
mod elsewhere;
mod entities;
mod facts;
mod footnotes;
mod form;
mod formula;
mod forwarded;
mod generated;
mod guarded;
mod hidden;
mod hiding;
mod highlights;
mod html;
mod inline;
mod lists;
mod looks;
mod mail;
mod markdown;
mod mathml;
mod notes;
mod office;
mod page;
mod paged;
mod plain;
mod readers;
mod record;
mod rows;
mod run_on;
mod scripts;
mod shows;
mod spaced;
mod spans;
mod texts;
mod typed;
mod values;
mod wrapped;

use crate::audit::Tally;
use crate::diag::{Log, Severity};
use crate::error::{Error, Result};
use crate::limits::LINES;
use crate::message;
use crate::rules::Rules;
use crate::text::{Edits, Line, Shown, anchor, stray};

use inline::Inline;

pub use html::AROUND;
pub(crate) use office::package::Package;
pub(crate) use office::word::relations::Relations;
pub(crate) use office::xml;
pub use readers::{
    By, Kind, READERS, ReadBytes, ReadText, Reader, Takes, Text, detect, detect_bytes, is_ending, is_package,
    may_hold_text, reader,
};
pub use record::{Field, Record, put_above, record, tell_in_force};

/// What a reader made of the input.
#[derive(Debug, Default)]
pub struct Extracted {
    /// Whether it is a web page, where names and descriptions of pictures tell decorations.
    pub is_page: bool,
    /// Whether it is a file of an office program: nothing of a web page stands around its text.
    pub is_file: bool,
    /// Its lines, in order.
    pub lines: Vec<Line>,
    /// Its footnotes; the anchors in the lines ([`Meaning::Footnote`](crate::text::Meaning::Footnote)) are their indices.
    pub notes: Vec<Line>,
    /// The pictures it shows, in order.
    pub shown: Vec<Shown>,
    /// What a page calls itself, for one that shows no title.
    pub name: Option<Line>,
    /// Every character a reader of the input could see, and what its markup says of date, source and author: where the audit
    /// starts.
    pub seen: Tally,
}

impl Extracted {
    /// Drops lines of which nothing is left.
    pub fn drop_empty(&mut self) {
        retain(&mut self.lines, &mut self.shown, |line| !line.text.trim().is_empty());
    }
}

/// Reads `text` as `kind`. What the markup itself is made of, and on a web page everything around the article, goes to the log, unless
/// `rules` say otherwise.
///
/// # Errors
/// [`Error::TooMuch`] for a text beyond the [`limits`](crate::limits), and those of a format of bytes, for which `text` is none.
pub fn extract(log: &mut Log, text: &str, kind: Kind, rules: &Rules) -> Result<Extracted> {
    match kind.reader.takes {
        Takes::Text { read, .. } => {
            check_lines(text)?;
            let read = read(log, &Text { text, by: kind.by, rules })?;
            Ok(settled(log, read, rules))
        }
        Takes::Bytes { read, .. } => extract_bytes(log, text.as_bytes(), read, rules),
    }
}

/// Reads `bytes` by `read`, the function of a reader of bytes; else as [`extract`].
///
/// # Errors
/// Those of the format: it cannot be read at all.
pub fn extract_bytes(log: &mut Log, bytes: &[u8], read: ReadBytes, rules: &Rules) -> Result<Extracted> {
    let read = read(log, bytes, rules)?;
    Ok(settled(log, read, rules))
}

/// What all readers leave open: private characters that are no anchors, and what is said of parts of a line.
fn settled(log: &mut Log, mut read: Extracted, rules: &Rules) -> Extracted {
    for lines in [&mut read.lines, &mut read.notes] {
        lines.iter_mut().for_each(|line| without_foreign_anchors(log, line));
        lines.iter_mut().for_each(|line| stray::take_out(log, line));
        spans::settle(log, lines, rules);
    }
    // What the page calls itself may come to stand in the text, and is told as it stands there.
    read.name.iter_mut().for_each(|name| {
        without_foreign_anchors(&mut Log::new(), name);
        stray::take_out(&mut Log::new(), name);
    });
    // What a picture is called stands on no page, and in files beside it.
    read.shown.iter_mut().for_each(|shown| shown.alt.retain(|c| !stray::is_stray(c)));
    without_missing(log, &mut read);
    if read.is_file {
        typed::settle(log, &mut read);
    }
    forwarded::settle(log, &mut read, rules);
    form::settle(log, &mut read.lines, rules);
    read.drop_empty();
    values::join(&mut read.lines, &mut read.shown);
    run_on::divide_counted(&mut read.lines, &mut read.shown);
    read
}

/// Takes out the anchors of footnotes that say nothing, told: the text calls for what the input does not have.
fn without_missing(log: &mut Log, read: &mut Extracted) {
    let Extracted { lines, notes, .. } = read;
    let is_there = |note: usize| notes.get(note).is_some_and(|note: &Line| !note.text.trim().is_empty());
    for line in lines {
        if line.text.footnotes().all(|(_, note)| is_there(note)) {
            continue;
        }
        line.text.renumber(|note| is_there(note).then_some(note));
        let message = message!("the text calls for a footnote here that the input does not have");
        log.found("footnote.missing", Severity::Warning, line.number, message);
    }
}

/// Refuses a text of too many lines, before each takes some hundred bytes.
fn check_lines(text: &str) -> Result<()> {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).count();
    if ends > LINES && text.lines().filter(|line| !line.trim().is_empty()).count() > LINES {
        return Err(Error::TooMuch { what: message!("lines"), most: LINES as u64 });
    }
    Ok(())
}

/// Private characters of the text's own that the layout would take for anchors become boxes, which is how they would be shown.
fn without_foreign_anchors(log: &mut Log, line: &mut Line) {
    const BOX: &str = "□";
    if !anchor::any(&line.text) {
        return;
    }
    let mut edits = Edits::new();
    for (at, c) in line.text.char_indices().filter(|(_, c)| anchor::is_anchor(*c)) {
        edits.replace("text.reserved", at..at + c.len_utf8(), BOX);
    }
    edits.apply(log, line);
}

/// The bytes of a picture that stood in the text itself; its address says nothing.
fn take_inline(shown: &mut Shown, inline: &Inline<'_>) {
    shown.bytes = shown.addresses.iter().find_map(|address| inline.bytes(address));
    shown.addresses.retain(|address| !inline.holds(address));
    shown.alt = shown.alt.split_whitespace().collect::<Vec<_>>().join(" ");
}

/// Drops lines; the pictures stay where they are.
fn retain(lines: &mut Vec<Line>, shown: &mut [Shown], keep: impl Fn(&Line) -> bool) {
    // How many go above each line: counted once, however many pictures there are.
    let gone =
        |gone: &mut usize, line: &Line| Some(std::mem::replace(gone, *gone + usize::from(!keep(line))));
    if !shown.is_empty() {
        let last = lines.iter().filter(|line| !keep(line)).count();
        let above: Vec<usize> = lines.iter().scan(0, gone).chain([last]).collect();
        // One of a note that stands nowhere is behind all lines.
        for picture in shown {
            picture.above = picture.above.min(lines.len());
            picture.above -= above[picture.above];
        }
    }
    lines.retain(keep);
}

/// Checks which lines a page has.
#[cfg(test)]
#[track_caller]
fn check_lines_of_page(page: &str, expected: &[&str]) {
    let html = Kind::told(reader("html").unwrap());
    let extracted = extract(&mut Log::new(), page, html, &Rules::default()).unwrap();
    let lines: Vec<&str> = extracted.lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(lines, expected, "{page}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_set_from_right_to_left_is_read_as_it_is_seen() {
        check_lines_of_page(
            "<p>共<bdo dir=RTL>元<b>万</b>三</bdo>，<b dir=rtl>甲乙</b>",
            &["共三万元，甲乙"],
        );
        check_lines_of_page(
            "<p>共<span style='unicode-bidi: bidi-override; direction: rtl'>元万三</span>",
            &["共三万元"],
        );
        check_lines_of_page("<p><bdo dir=ltr>三万</bdo>元", &["三万元"]);
    }

    #[test]
    fn a_footnote_that_says_nothing_is_told_and_not_set() {
        let kind = Kind::told(reader("html").unwrap());
        for (note, anchors) in [("注", 1), ("", 0)] {
            let page = format!("<p>甲<a href='#n' id=r>[1]</a>乙</p><p id=n><a href='#r'>[1]</a>{note}</p>");
            let mut log = Log::new();
            let extracted = extract(&mut log, &page, kind, &Rules::default()).unwrap();
            assert_eq!(extracted.lines[0].text.footnotes().count(), anchors, "{page}");
            let told = log.findings().iter().filter(|finding| finding.rule == "footnote.missing").count();
            assert_eq!(told, 1 - anchors, "{page}");
        }
    }

    #[test]
    fn pictures_in_the_name_of_a_note_are_behind_all_lines() {
        let text = "# 甲\n\n乙[^1]\n\n[^1]: 注\n[^空![图](a.png)![图](a.png)]: 丙\n";
        let kind = Kind::told(reader("markdown").unwrap());
        let extracted = extract(&mut Log::new(), text, kind, &Rules::default()).unwrap();
        assert!(extracted.shown.iter().all(|picture| picture.above <= extracted.lines.len()));
    }

    #[test]
    fn the_name_of_a_page_holds_no_anchors_either() {
        let page = "<title>甲\u{10F000}乙丙丁</title><p>戊";
        let kind = Kind::told(reader("html").unwrap());
        let name = extract(&mut Log::new(), page, kind, &Rules::default()).unwrap().name.unwrap();
        assert_eq!(name.text.as_str(), "甲□乙丙丁");
    }

    #[test]
    fn private_characters_are_not_taken_for_anchors() {
        for (name, text) in [
            ("text", "甲\u{10F000}乙"),
            ("markdown", "甲\u{10F000}乙[^1]\n\n[^1]: 注"),
            ("html", "<p>甲&#x10F000;乙</p>"),
        ] {
            let mut log = Log::new();
            let kind = Kind::told(reader(name).unwrap());
            let extracted = extract(&mut log, text, kind, &Rules::default()).unwrap();
            assert!(extracted.lines[0].text.starts_with("甲□乙"), "{:?}", extracted.lines);
            assert!(log.changes().iter().any(|change| change.rule == "text.reserved"), "{name}");
        }
    }
}

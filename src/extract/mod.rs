//! From text to lines: plain text, a saved web page or Markdown becomes a list of [`Line`]s with what the markup said.
//!
//! The kind of input is read off the content first; the file name only decides what the content leaves open.

mod entities;
mod facts;
mod footnotes;
mod html;
mod inline;
mod kind;
mod markdown;
mod notes;
mod page;
mod plain;
mod run_on;
mod scripts;
mod shallow;
mod wrapped;

use crate::audit::Tally;
use crate::diag::{Log, RuleId};
use crate::rules::Rules;
use crate::text::{Line, Shown, anchor};

use inline::Inline;

pub use kind::{Kind, detect};

/// The rules of this step that take text out.
pub const RULES: [(RuleId, &str); 1] = [html::AROUND];

/// What a reader made of the input.
#[derive(Debug)]
pub struct Extracted {
    /// How it was read.
    pub kind: Kind,
    /// Its lines, in order.
    pub lines: Vec<Line>,
    /// Its footnotes; the anchors in the lines ([`anchor`](crate::text::anchor)) are their indices.
    pub notes: Vec<Line>,
    /// The pictures it shows, in order.
    pub shown: Vec<Shown>,
    /// Every character a reader of the input could see, and what its markup says of date, source and author: where the audit
    /// starts.
    pub seen: Tally,
}

/// Reads `text` as `kind`. What the markup itself is made of, and on a web page everything around the article, goes to the log, unless
/// `rules` say otherwise.
pub fn extract(log: &mut Log, text: &str, kind: Kind, rules: &Rules) -> Extracted {
    let mut seen = Tally::default();
    let (lifted, inline) = inline::lift(text);
    let (mut shown, mut notes) = (Vec::new(), Vec::new());
    let mut lines = match kind {
        Kind::Html => html::read(log, &lifted, rules, &mut seen, &mut shown, &mut notes),
        Kind::Markdown { masked } => {
            seen.add(&lifted);
            markdown::read(log, &lifted, masked, &mut shown, &mut notes)
        }
        Kind::Text => {
            seen.add(text);
            plain::read(text)
        }
    };
    if kind != Kind::Text {
        inline.restore(&mut lines, &mut seen);
        inline.restore(&mut notes, &mut seen);
        shown.iter_mut().for_each(|shown| take_inline(shown, &inline));
    }
    if !matches!(kind, Kind::Markdown { .. }) {
        entities::resolve(log, &mut lines);
        entities::resolve(log, &mut notes);
        retain(&mut lines, &mut shown, |line| !line.text.is_empty());
    }
    if notes.is_empty() {
        lines.iter_mut().for_each(|line| without_foreign_anchors(log, line));
    }
    Extracted { kind, lines, notes, shown, seen }
}

/// Private characters of the text's own that would be taken for anchors, where no footnote was read, become boxes, which is how
/// they would be shown.
fn without_foreign_anchors(log: &mut Log, line: &mut Line) {
    const BOX: &str = "□";
    if !anchor::any(&line.text) {
        return;
    }
    for c in line.text.chars().filter(|c| anchor::is_anchor(*c)) {
        log.changed("text.reserved", line.number, &c.to_string(), BOX);
    }
    line.text = line.text.replace(anchor::is_anchor, BOX);
}

/// The bytes of a picture that stood in the text itself; its address says nothing.
fn take_inline(shown: &mut Shown, inline: &Inline<'_>) {
    shown.bytes = shown.addresses.iter().find_map(|address| inline.bytes(address));
    shown.addresses.retain(|address| !inline.holds(address));
    shown.alt = shown.alt.split_whitespace().collect::<Vec<_>>().join(" ");
}

/// Drops lines; the pictures stay where they are.
fn retain(lines: &mut Vec<Line>, shown: &mut [Shown], keep: impl Fn(&Line) -> bool) {
    for picture in shown {
        picture.above -= lines[..picture.above].iter().filter(|line| !keep(line)).count();
    }
    lines.retain(keep);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_characters_are_not_taken_for_anchors() {
        for (kind, text) in [
            (Kind::Text, "甲\u{10F000}乙"),
            (Kind::Markdown { masked: false }, "甲\u{10F000}乙[^1]\n\n[^1]: 注"),
            (Kind::Html, "<p>甲&#x10F000;乙</p>"),
        ] {
            let mut log = Log::new();
            let extracted = extract(&mut log, text, kind, &Rules::default());
            assert!(extracted.lines[0].text.starts_with("甲□乙"), "{:?}", extracted.lines);
            assert!(log.changes().iter().any(|change| change.rule == "text.reserved"), "{kind:?}");
        }
    }
}

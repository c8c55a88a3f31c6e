//! Character references that stand in the text itself (`&nbsp;`, `&ldquo;`, `&#8220;`), because a page was saved as text or
//! escaped twice.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

use crate::diag::{Log, RuleId};
use crate::text::{Edits, Line};

const RULE: RuleId = "page.entity";

/// Puts the characters in place of their references in every line.
pub(crate) fn resolve(log: &mut Log, lines: &mut [Line]) {
    for line in lines.iter_mut().filter(|line| line.text.contains('&') && line.text.contains(';')) {
        let mut edits = Edits::new();
        let anchors: Vec<usize> = line.text.footnotes().map(|(anchor, _)| anchor).collect();
        let mut at = 0;
        while let Some(start) = line.text[at..].find('&') {
            at += start;
            let (reference, character) = reference(&line.text[at..]).unwrap_or(("&", Cow::Borrowed("&")));
            let end = at + reference.len();
            // The number of a footnote stands between what only looks like one.
            let is_whole = anchors
                .get(anchors.partition_point(|anchor| *anchor <= at))
                .is_none_or(|anchor| *anchor >= end);
            if reference != character && is_whole {
                edits.replace(RULE, at..end, &character);
            }
            at = end;
        }
        edits.apply(log, line);
        line.trim();
    }
}

/// The reference `text` starts with, and what it stands for.
fn reference(text: &str) -> Option<(&str, Cow<'static, str>)> {
    // `&thetasym;` is the longest of HTML 4, `&#x10FFFF;` that of a number; the long ones of HTML 5 stand for signs of mathematics that
    // no article has.
    const LONGEST: usize = 12;
    let end = text.bytes().take(LONGEST).position(|b| b == b';')?;
    let reference = &text[..=end];
    let name = &reference[1..end];
    if let Some(number) = name.strip_prefix('#') {
        return Some((reference, Cow::Owned(numbered(number)?.to_string())));
    }
    let decoded = html_escape::decode_html_entities(reference);
    let known = name.bytes().all(|b| b.is_ascii_alphanumeric()) && decoded != reference;
    known.then(|| (reference, Cow::Owned(decoded.into_owned())))
}

/// The character of a number; those of the Windows-1252 range mean what they mean there, as in every browser.
fn numbered(number: &str) -> Option<char> {
    let hexadecimal = number.strip_prefix(['x', 'X']);
    let code =
        hexadecimal.map_or_else(|| number.parse().ok(), |digits| u32::from_str_radix(digits, 16).ok())?;
    match u8::try_from(code) {
        Ok(byte @ 0x80..=0x9f) => WINDOWS_1252.decode(&[byte]).0.chars().next(),
        _ => char::from_u32(code).filter(|c| !c.is_control() || *c == '\t'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Meaning, Rich};

    #[track_caller]
    fn check(before: &str, after: &str) {
        let mut lines = [Line::plain(before, 1)];
        resolve(&mut Log::new(), &mut lines);
        assert_eq!(lines[0].text, after);
    }

    #[test]
    fn references_become_characters() {
        check("深化&ldquo;先锋工程&rdquo;&nbsp;建设&hellip;", "深化“先锋工程”\u{a0}建设…");
        check("&#8220;甲&#x201D;&#147;乙&#148;", "“甲”“乙”");
        check("R&D投入;A&B;&unknown;", "R&D投入;A&B;&unknown;");
        check("&#0;&#xD800;", "&#0;&#xD800;");
    }

    #[test]
    fn a_footnote_is_in_no_reference() {
        for (at, after) in [(0, "<甲"), (2, "&lt;甲"), (3, "&lt;甲"), (4, "<甲")] {
            let mut text = Rich::from("&lt;甲");
            text.mark(at..at, Meaning::Footnote(0));
            let mut lines = [Line { text, ..Line::plain("", 1) }];
            resolve(&mut Log::new(), &mut lines);
            assert_eq!(lines[0].text, after, "{at}");
        }
    }
}

//! Characters that are no text: controls, invisible marks, marks that turn the direction of what is read, code points that are none. On a
//! terminal they move the cursor, hide text or show `gpj.exe` as `exe.jpg`; in a document they are left-overs of a page.

use std::borrow::Cow;
use std::fmt::Write;

use crate::diag::{Log, RuleId};
use crate::text::{Edits, Line};

/// The rule by which `c` is taken out of a text; none for a character that is text. Tabs and line ends are.
pub(crate) fn rule(c: char) -> Option<RuleId> {
    match c {
        '\t' | '\n' => None,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => Some("decode.control"),
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' => {
            Some("decode.invisible")
        }
        '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' => Some("decode.invisible"),
        '\u{FDD0}'..='\u{FDEF}' => Some("decode.noncharacter"),
        _ if u32::from(c) & 0xFFFE == 0xFFFE => Some("decode.noncharacter"),
        _ => None,
    }
}

/// Whether `c` is no text.
pub(crate) fn is_stray(c: char) -> bool {
    rule(c).is_some()
}

/// Takes out of a line what markup has brought into it (`&#27;`, `&#x202e;`), after the bytes themselves were looked through.
pub(crate) fn take_out(log: &mut Log, line: &mut Line) {
    if !line.text.chars().any(is_stray) {
        return;
    }
    let mut edits = Edits::new();
    for (at, c) in line.text.char_indices() {
        let Some(rule) = rule(c) else { continue };
        // What ends lines or pages parts words.
        let instead = if c.is_whitespace() { " " } else { "" };
        edits.replace(rule, at..at + c.len_utf8(), instead);
    }
    edits.apply(log, line);
    line.trim();
}

/// `text` for a terminal: what is no text is shown by its number.
pub fn visible(text: &str) -> Cow<'_, str> {
    numbered(text, |shown, c| write!(shown, "<U+{:04X}>", u32::from(c)))
}

/// `json`, which says the same, with the escapes of JSON for what is no text.
pub fn escaped(json: &str) -> Cow<'_, str> {
    numbered(json, |shown, c| {
        c.encode_utf16(&mut [0; 2]).iter().try_for_each(|unit| write!(shown, "\\u{unit:04x}"))
    })
}

fn numbered(text: &str, show: impl Fn(&mut String, char) -> std::fmt::Result) -> Cow<'_, str> {
    if !text.chars().any(is_stray) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_stray(c) {
            show(&mut shown, c).expect("a string takes everything");
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_or_hides_text_is_stray_and_text_is_not() {
        let marks = [
            '\u{1b}',
            '\u{7f}',
            '\u{9b}',
            '\u{200e}',
            '\u{200f}',
            '\u{61c}',
            '\u{2028}',
            '\u{feff}',
            '\u{fffe}',
            '\u{10ffff}',
        ];
        let turning = ('\u{202a}'..='\u{202e}').chain('\u{2066}'..='\u{2069}');
        for c in marks.into_iter().chain(turning) {
            assert!(is_stray(c), "{c:?}");
        }
        for c in ['\t', '\n', ' ', '\u{a0}', '\u{3000}', '—', '…', '“', '甲', '𠀀', '\u{fffd}', '\u{e000}']
        {
            assert!(!is_stray(c), "{c:?}");
        }
    }

    #[test]
    fn markup_brings_nothing_in_that_is_no_text() {
        let mut log = Log::new();
        let mut line = Line::plain("甲\u{202e}乙\u{1b}[31m丙\u{2028}丁\u{85}", 3);
        take_out(&mut log, &mut line);
        assert_eq!(line.text, "甲乙[31m丙 丁");
        let told: Vec<_> = log.changes().iter().map(|change| (&*change.rule, change.line)).collect();
        assert_eq!(
            told,
            [("decode.invisible", 3), ("decode.control", 3), ("decode.invisible", 3), ("decode.control", 3)]
        );
    }

    #[test]
    fn a_terminal_sees_numbers() {
        assert_eq!(visible("a\u{202e}\u{1b}[2J\u{9b}\t甲\n"), "a<U+202E><U+001B>[2J<U+009B>\t甲\n");
        assert!(matches!(visible("甲 ——\n"), Cow::Borrowed(_)));
        let json = "{\"a\": \"甲\u{7f}\u{2066}\u{1fffe}\"}";
        assert_eq!(escaped(json), "{\"a\": \"甲\\u007f\\u2066\\ud83f\\udffe\"}");
        let value: serde_json::Value = serde_json::from_str(&escaped(json)).unwrap();
        assert_eq!(value["a"], "甲\u{7f}\u{2066}\u{1fffe}");
    }

    #[test]
    fn what_ends_lines_becomes_a_blank_and_what_is_at_the_ends_of_a_line_goes() {
        let after = |text: &str| {
            let mut line = Line::plain(text, 1);
            take_out(&mut Log::new(), &mut line);
            line.text.to_string()
        };
        assert_eq!(after("\u{feff}甲\u{c}乙\u{b}"), "甲 乙");
        assert_eq!(after("甲\u{ad}乙\u{200b}丙\u{fdd0}丁\u{fff9}"), "甲乙丙丁");
        // A line in which nothing is stray stays as it is.
        assert_eq!(after(" 甲 "), " 甲 ");
    }

    #[test]
    fn every_stray_character_has_its_rule() {
        for (c, expected) in [
            ('\0', "decode.control"),
            ('\u{1f}', "decode.control"),
            ('\u{9f}', "decode.control"),
            ('\u{ad}', "decode.invisible"),
            ('\u{180e}', "decode.invisible"),
            ('\u{200b}', "decode.invisible"),
            ('\u{202e}', "decode.invisible"),
            ('\u{2060}', "decode.invisible"),
            ('\u{206f}', "decode.invisible"),
            ('\u{fffb}', "decode.invisible"),
            ('\u{fdd0}', "decode.noncharacter"),
            ('\u{fdef}', "decode.noncharacter"),
            ('\u{ffff}', "decode.noncharacter"),
            ('\u{1fffe}', "decode.noncharacter"),
        ] {
            assert_eq!(rule(c), Some(expected), "{c:?}");
        }
        for c in
            ['\u{200a}', '\u{202f}', '\u{205f}', '\u{2070}', '\u{fdcf}', '\u{fdf0}', '\u{fffc}', '\u{1fffd}']
        {
            assert_eq!(rule(c), None, "{c:?}");
        }
    }
}

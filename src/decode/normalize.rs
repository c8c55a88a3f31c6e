//! Takes out what is no text: controls, invisible marks, line ends of other systems, private codes with a public twin.
//!
//! Everything is in the log, so that characters before − removed = characters after, white space aside.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::decode::scan::find;
use crate::diag::{Log, Severity};
use crate::message;
use crate::text::{Edits, Line, stray};

/// Characters of GB 18030 that older tables put into the private use area, and where Unicode has them
/// (GB 18030-2022 and, for the last eight, the mappings in use with it).
const REMAPPED: [(char, char); 26] = [
    ('\u{E78D}', '\u{FE10}'),
    ('\u{E78E}', '\u{FE12}'),
    ('\u{E78F}', '\u{FE11}'),
    ('\u{E790}', '\u{FE13}'),
    ('\u{E791}', '\u{FE14}'),
    ('\u{E792}', '\u{FE15}'),
    ('\u{E793}', '\u{FE16}'),
    ('\u{E794}', '\u{FE17}'),
    ('\u{E795}', '\u{FE18}'),
    ('\u{E796}', '\u{FE19}'),
    ('\u{E7C7}', '\u{1E3F}'),
    ('\u{E7C8}', '\u{1F9}'),
    ('\u{E816}', '\u{20087}'),
    ('\u{E817}', '\u{20089}'),
    ('\u{E818}', '\u{200CC}'),
    ('\u{E81E}', '\u{9FB4}'),
    ('\u{E826}', '\u{9FB5}'),
    ('\u{E82B}', '\u{9FB6}'),
    ('\u{E82C}', '\u{9FB7}'),
    ('\u{E831}', '\u{215D7}'),
    ('\u{E832}', '\u{9FB8}'),
    ('\u{E83B}', '\u{2298F}'),
    ('\u{E843}', '\u{9FB9}'),
    ('\u{E854}', '\u{9FBA}'),
    ('\u{E855}', '\u{241FE}'),
    ('\u{E864}', '\u{9FBB}'),
];

/// What becomes of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Keep,
    /// Kept, but nobody else can read it.
    Unknown,
    /// Deleted, by this rule.
    Delete(&'static str),
    /// Replaced, by this rule.
    Replace(&'static str, char),
    /// A line end; unless it is the `\r` of a `\r\n`, which says nothing, the log has it.
    Break,
}

/// Cleans the characters of a decoded text; text that needs nothing stays borrowed.
///
/// This is where the account of characters begins: of `text`, whatever is not white space is in the result or in
/// the changes of the log. Line numbers are those of the result.
pub fn normalize<'a>(log: &mut Log, text: Cow<'a, str>) -> Cow<'a, str> {
    let Some(first) = next_special(&text, 0) else { return text };
    let mut cleaner = Cleaner {
        log,
        out: String::with_capacity(text.len()),
        line: 1,
        counted: 0,
        unknown: BTreeMap::new(),
    };
    let (mut at, mut next) = (0, Some(first));
    while let Some(special) = next {
        cleaner.out.push_str(&text[at..special]);
        at = special + cleaner.char(&text[special..]);
        next = next_special(&text, at);
    }
    cleaner.out.push_str(&text[at..]);
    let Cleaner { log, out, unknown, .. } = cleaner;
    report_unknown(log, &unknown);
    if out == text { text } else { Cow::Owned(out) }
}

/// Line ends that a program spelled out (`\\n`) and nobody read back, where the text has them for its lines.
pub fn spelled<'a>(log: &mut Log, text: Cow<'a, str>) -> Cow<'a, str> {
    // Twice may be the path of a file.
    const FEWEST: usize = 3;
    const SIGNS: [(&str, &str); 3] = [("\\r\\n", "\n"), ("\\n", "\n"), ("\\t", "\t")];
    let ends = |at: usize| {
        let before = text[..at].trim_end_matches("\\r");
        before.ends_with(|c: char| !c.is_ascii_alphabetic() && c != ':') || before.ends_with("\\n")
    };
    let (all, real) = (text.matches("\\n").count(), text.trim_end().matches('\n').count());
    let of_lines = text.match_indices("\\n").filter(|(at, _)| ends(*at)).count();
    if all < FEWEST || real * 2 > all || of_lines < all || text.starts_with(['{', '[']) {
        return text;
    }
    let (mut out, mut rest, mut line) = (String::with_capacity(text.len()), &*text, 1);
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        line += u32::try_from(rest[..at].matches('\n').count()).unwrap_or(0);
        rest = &rest[at..];
        let (before, after) =
            SIGNS.into_iter().find(|(sign, _)| rest.starts_with(sign)).unwrap_or(("\\", "\\"));
        if before != after {
            log.changed("decode.line-break", line, before, after);
            line += u32::from(after == "\n");
        }
        out.push_str(after);
        rest = &rest[before.len()..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What [`normalize`] does for a line that came out of a file with an encoding of its own; spans move along.
pub fn normalize_line(log: &mut Log, line: &mut Line) {
    if next_special(&line.text, 0).is_none() {
        return;
    }
    let mut edits = Edits::new();
    let mut unknown: BTreeMap<char, (u32, u32)> = BTreeMap::new();
    for (at, char) in line.text.char_indices() {
        let from = at..at + char.len_utf8();
        match fate(char) {
            Fate::Keep => {}
            Fate::Unknown => unknown.entry(char).or_insert((0, line.number)).0 += 1,
            Fate::Delete(rule) => edits.replace(rule, from, ""),
            Fate::Replace(rule, other) => edits.replace(rule, from, other.encode_utf8(&mut [0; 4])),
            Fate::Break => edits.replace("decode.line-break", from, " "),
        }
    }
    report_unknown(log, &unknown);
    if !edits.is_empty() {
        edits.apply(log, line);
    }
}

/// Tells of private characters: how often, and the first line.
fn report_unknown(log: &mut Log, unknown: &BTreeMap<char, (u32, u32)>) {
    for (&char, &(count, line)) in unknown {
        let message = message!(
            "%{code} (%{count} times) is a private character only the font of its page could show; look it up there",
            code = format!("U+{:04X}", u32::from(char)),
            count = count
        );
        log.found("decode.private", Severity::Warning, line, message);
    }
}

struct Cleaner<'l> {
    log: &'l mut Log,
    out: String,
    /// The line the first `counted` bytes of `out` end on.
    line: u32,
    counted: usize,
    /// Private characters: how often, and the first line.
    unknown: BTreeMap<char, (u32, u32)>,
}

impl Cleaner<'_> {
    /// Deals with the first character of `rest`; returns how many bytes of it that was.
    fn char(&mut self, rest: &str) -> usize {
        let Some(char) = rest.chars().next() else { return 0 };
        match fate(char) {
            Fate::Keep => self.out.push(char),
            Fate::Unknown => {
                let line = self.line();
                self.unknown.entry(char).or_insert((0, line)).0 += 1;
                self.out.push(char);
            }
            Fate::Delete(rule) => self.changed(rule, char, ""),
            Fate::Replace(rule, other) => {
                self.changed(rule, char, other.encode_utf8(&mut [0; 4]));
                self.out.push(other);
            }
            Fate::Break => return self.line_end(char, rest),
        }
        char.len_utf8()
    }

    fn line_end(&mut self, char: char, rest: &str) -> usize {
        let pair = rest.starts_with("\r\n");
        if !pair && char != '\r' {
            self.changed("decode.line-break", char, "\n");
        }
        self.out.push('\n');
        if pair { 2 } else { char.len_utf8() }
    }

    fn changed(&mut self, rule: &'static str, before: char, after: &str) {
        let line = self.line();
        self.log.changed(rule, line, before.encode_utf8(&mut [0; 4]), after);
    }

    fn line(&mut self) -> u32 {
        self.line += memchr::memchr_iter(b'\n', &self.out.as_bytes()[self.counted..]).count() as u32;
        self.counted = self.out.len();
        self.line
    }
}

fn fate(char: char) -> Fate {
    match char {
        '\t' | '\n' => Fate::Keep,
        '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::Break,
        '\u{E5CE}' | '\u{E5E4}' | '\u{E5E5}' => Fate::Replace("decode.filler", '\u{3000}'),
        '\u{E000}'..='\u{F8FF}' => match REMAPPED.binary_search_by_key(&char, |&(private, _)| private) {
            Ok(at) => Fate::Replace("decode.remapped", REMAPPED[at].1),
            Err(_) => Fate::Unknown,
        },
        _ => match stray::rule(char) {
            Some(rule) => Fate::Delete(rule),
            None if char >= '\u{F0000}' => Fate::Unknown,
            None => Fate::Keep,
        },
    }
}

/// The offset of the next character that is not simply kept.
fn next_special(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at = find(text.as_bytes(), at, may_be_special)?;
        let char = text[at..].chars().next()?;
        if fate(char) != Fate::Keep {
            return Some(at);
        }
        at += char.len_utf8();
    }
}

/// Whether a character that might not be kept begins here; says yes too often, for speed, but not for common marks.
#[inline]
fn may_be_special([a, b, c, _]: [u8; 4]) -> bool {
    let control = (a < 0x20) & (a.wrapping_sub(b'\t') > 1) | (a == 0x7F);
    let lead = (a == 0xC2) | (a == 0xD8) | (a == 0xE1) | (a == 0xEE) | (a >= 0xF0);
    let marks = (a == 0xE2) & ((b == 0x80) & (c.wrapping_sub(0x90) > 0x17) | (b == 0x81));
    let last = (a == 0xEF) & (b.wrapping_sub(0xBC) > 1);
    control | lead | marks | last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(before: &str, after: &str, rules: &[&str]) {
        let mut log = Log::new();
        let text = normalize(&mut log, before.into());
        assert_eq!(text, after);
        let found: Vec<_> = log.changes().iter().map(|change| &*change.rule).collect();
        assert_eq!(found, rules);
        assert_eq!(matches!(text, Cow::Borrowed(_)), before == after);
    }

    #[test]
    fn line_ends_that_were_spelled_out_are_line_ends() {
        let read = |text: &'static str| spelled(&mut Log::new(), Cow::Borrowed(text)).into_owned();
        assert_eq!(read(r"通知\n\n各科室：\n一、要求\r\n2026\t甲"), "通知\n\n各科室：\n一、要求\n2026\t甲");
        for text in [
            r"路径为C:\news和D:\new。",
            r"C:\new\name\next\n",
            "{\"a\": \"甲\\n乙\\n丙\\n\"}",
            "甲\\n\n乙\\n\n丙\\n\n丁",
        ] {
            assert_eq!(read(text), text);
        }
    }

    #[test]
    fn what_is_no_text_goes_and_is_logged() {
        check("a\u{200B}b\u{200B}c", "abc", &["decode.invisible"]);
        check("政\u{AD}府\u{FEFF}工\u{202E}作", "政府工作", &["decode.invisible"; 3]);
        check("a\0b\u{7}c\u{9F}", "abc", &["decode.control"; 3]);
        check("a\u{FFFE}b\u{FDD0}c\u{1FFFF}", "abc", &["decode.noncharacter"; 3]);
        check("\u{E5E5}\u{E5E5}一", "\u{3000}\u{3000}一", &["decode.filler"]);
        check("\u{E78D}\u{E864}\u{E816}", "\u{FE10}\u{9FBB}\u{20087}", &["decode.remapped"; 3]);
    }

    #[test]
    fn line_ends_are_one() {
        check("a\r\nb\rc\n", "a\nb\nc\n", &[]);
        check("a\u{2028}b\u{C}c\u{85}d", "a\nb\nc\nd", &["decode.line-break"; 3]);
    }

    #[test]
    fn text_stays_borrowed() {
        let text = "“各级”——人民政府…\t·café\u{A0}𠀀\u{FFFD}（，）！éﬁ\n".repeat(9);
        check(&text, &text, &[]);
    }

    #[test]
    fn a_private_character_is_kept_and_told() {
        let mut log = Log::new();
        let text = "一\n二\u{E123}\n\u{E123}";
        assert_eq!(normalize(&mut log, text.into()), text);
        assert_eq!((log.findings().len(), log.findings()[0].line), (1, 2));
        assert!(log.findings()[0].message.to_string().contains("2 times"));
    }

    #[test]
    fn the_quick_look_misses_nothing() {
        for char in '\0'..=char::MAX {
            let mut bytes = [0x41; 8];
            char.encode_utf8(&mut bytes[..4]);
            let quick = may_be_special([bytes[0], bytes[1], bytes[2], bytes[3]]);
            assert!(quick || fate(char) == Fate::Keep, "{char:?}");
        }
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(REMAPPED.is_sorted());
    }

    #[test]
    fn lines_are_counted_in_the_output() {
        let mut log = Log::new();
        normalize(&mut log, "a\r\nb\rc\u{200B}".into());
        assert_eq!(log.changes()[0].line, 3);
    }
}

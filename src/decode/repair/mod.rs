//! Undoes wrong decoding that happened before the text was saved: `æ”¿åºœ`, `鏀垮簻`, `ÕþÎñ` are all still text.
//!
//! Line by line the bytes the line was made of are put together again and read anew; that reading is taken only
//! if it is far likelier than the line as it stands.

mod suspicion;
mod undo;

use std::borrow::Cow;

use crate::decode::repair::undo::{Reading, promises, read_anew};
use crate::decode::{Decoded, Label};
use crate::diag::{Log, Severity};
use crate::message;

/// A longer line is repaired in parts, so that memory does not grow with it.
const PART: usize = 16 * 1024;
/// A longer part is read anew only if a piece of it promises something: a text of rare characters looks odd from beginning to end.
const SHORT: usize = 2 * 1024;
/// Which bytes were read as which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misreading {
    /// What the text was in.
    pub written: Label,
    /// What somebody took it for.
    pub read: &'static str,
}

/// What was repaired.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repaired {
    /// Each repaired line of the input, with what had happened to it.
    pub lines: Vec<(u32, Misreading)>,
    /// Characters of which part was missing; the rest leaves little doubt.
    pub guessed: usize,
}

/// A part of a line with a likelier reading.
struct Candidate {
    start: usize,
    len: usize,
    line: u32,
    reading: Reading,
}

/// Repairs what can be repaired, and reports it; clean text stays borrowed.
pub(crate) fn repair(log: &mut Log, decoded: &mut Decoded<'_>) {
    let mut candidates = candidates(&decoded.text);
    // What certainly happened to one line explains others that alone would prove too little.
    let certain = candidates.iter().filter(|candidate| candidate.reading.certain);
    let happened: Vec<Misreading> = certain.map(|candidate| candidate.reading.misreading).collect();
    candidates.retain(|candidate| happened.contains(&candidate.reading.misreading));
    if candidates.is_empty() {
        return;
    }
    decoded.text = Cow::Owned(rewritten(&decoded.text, &candidates));
    decoded.repaired = Some(report(log, &candidates));
}

fn candidates(text: &str) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let mut start = 0;
    for (text, line) in text.split_inclusive('\n').zip(1..) {
        for part in parts(text) {
            if suspicion::suspicious(part)
                && (part.len() <= SHORT || suspicion::probes(part).any(promises))
                && let Some(reading) = read_anew(part, 2)
            {
                candidates.push(Candidate { start, len: part.len(), line, reading });
            }
            start += part.len();
        }
    }
    candidates
}

fn rewritten(text: &str, candidates: &[Candidate]) -> String {
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for candidate in candidates {
        new.push_str(&text[at..candidate.start]);
        new.push_str(&candidate.reading.text);
        at = candidate.start + candidate.len;
    }
    new.push_str(&text[at..]);
    new
}

/// A line in parts of bounded length, cut after ASCII where there is any.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let window = &rest.as_bytes()[..rest.len().min(PART)];
        let ascii = window.iter().rposition(|&byte| byte < 0x30).map_or(window.len(), |at| at + 1);
        let boundary = (0..=window.len()).rev().find(|&at| rest.is_char_boundary(at)).unwrap_or(0);
        let cut = if window.len() == rest.len() { rest.len() } else { ascii.min(boundary) };
        let (part, left) = rest.split_at(cut);
        rest = left;
        (!part.is_empty()).then_some(part)
    })
}

fn report(log: &mut Log, candidates: &[Candidate]) -> Repaired {
    let mut repaired = Repaired::default();
    for Candidate { line, reading, .. } in candidates {
        if repaired.lines.last() != Some(&(*line, reading.misreading)) {
            repaired.lines.push((*line, reading.misreading));
        }
        repaired.guessed += reading.guesses.len();
        report_guesses(log, *line, &reading.guesses);
    }
    let together = |(one, before): &(u32, Misreading), (next, after): &(u32, Misreading)| {
        one + 1 >= *next && before == after
    };
    for run in repaired.lines.chunk_by(together) {
        report_run(log, run[0].0, run[run.len() - 1].0, run[0].1);
    }
    repaired
}

fn report_run(log: &mut Log, first: u32, last: u32, misreading: Misreading) {
    let Misreading { written, read } = misreading;
    let message = message!(
        "lines %{first} to %{last}: %{written} that had been read as %{read}; decoded again",
        first = first,
        last = last,
        written = written.to_string(),
        read = read.to_string()
    );
    log.found("decode.repaired", Severity::Info, first, message);
}

fn report_guesses(log: &mut Log, line: u32, guesses: &[char]) {
    if !guesses.is_empty() {
        let chars: String = guesses.iter().collect();
        let message = message!(
            "part of these characters was missing: %{chars}; compare them with the source",
            chars = chars
        );
        log.found("decode.guessed", Severity::Warning, line, message);
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, WINDOWS_1252};

    use super::*;
    use crate::decode::{Options, decode};

    const TEXT: &str = "各级人民政府应当加强领导，认真组织实施，确保各项任务落到实处。";
    const TRADITIONAL: &str = "各級人民政府應當加強領導，認真組織實施，確保各項任務落到實處。";

    fn misread(bytes: &[u8], encoding: &'static Encoding) -> String {
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    }

    #[track_caller]
    fn check(damaged: &str, expected: &str) {
        let mut log = Log::new();
        let options = Options { accept_damage: true, ..Options::default() };
        let decoded = decode(&mut log, damaged.as_bytes(), &options).unwrap();
        assert_eq!(decoded.text, expected);
        assert_eq!(decoded.repaired.is_some(), damaged != expected);
    }

    #[test]
    fn what_lost_nothing_is_restored() {
        let once = misread(TEXT.as_bytes(), WINDOWS_1252);
        check(&once, TEXT);
        check(&misread(once.as_bytes(), WINDOWS_1252), TEXT);
        check(&misread(&GB18030.encode(TEXT).0, WINDOWS_1252), TEXT);
        check(&misread(&BIG5.encode(TRADITIONAL).0, GB18030), TRADITIONAL);
    }

    #[test]
    fn a_long_line_is_restored_wherever_it_is_odd() {
        for long in [TEXT.repeat(60), "a ".repeat(SHORT) + &TEXT.repeat(90)] {
            check(&misread(long.as_bytes(), WINDOWS_1252), &long);
        }
    }

    #[test]
    fn only_lines_that_need_it_are_touched() {
        let bad = misread(TEXT.as_bytes(), WINDOWS_1252);
        check(&format!("{TEXT}\n{bad}\n{TEXT}\n"), &[TEXT, TEXT, TEXT, ""].join("\n"));
    }

    #[test]
    fn what_was_lost_before_stays_lost() {
        check("锟斤拷锟斤拷锟斤拷锟斤拷", "锟斤拷锟斤拷锟斤拷锟斤拷");
    }

    #[test]
    fn a_hole_is_filled_only_where_little_doubt_is_left() {
        let once = misread(TEXT.as_bytes(), WINDOWS_1252);
        let holed = once.replace(['\u{81}', '\u{8D}', '\u{8F}', '\u{90}', '\u{9D}'], "\u{FFFD}");
        let mut log = Log::new();
        let options = Options { accept_damage: true, ..Options::default() };
        let decoded = decode(&mut log, holed.as_bytes(), &options).unwrap();
        let wrong = decoded.text.chars().zip(TEXT.chars()).filter(|&(is, was)| is != was && is != '\u{FFFD}');
        assert_eq!(wrong.count(), 0, "{}", decoded.text);
    }

    #[test]
    fn a_guess_is_reported() {
        let damaged = misread(TEXT.as_bytes(), GB18030);
        let mut log = Log::new();
        let decoded = decode(&mut log, damaged.as_bytes(), &Options::default()).unwrap();
        assert_eq!(decoded.text, TEXT);
        let repaired = decoded.repaired.unwrap();
        assert_eq!(repaired.lines, [(1, Misreading { written: Label(UTF_8), read: "GB18030" })]);
        assert_eq!(log.findings().iter().filter(|finding| finding.rule == "decode.guessed").count(), 1);
    }

    #[test]
    fn odd_but_genuine_text_stays() {
        for text in [
            "蘅芜苑潇湘馆蓼风轩藕香榭紫菱洲",
            "饕餮貔貅狻猊椒图睚眦螭吻霸下狴犴",
            "Le café est fermé à l’été — déjà vu, naïve, Zoë",
            "甲骨文：龘靐齉爩麤灪龖厵滟虋",
            "日本語のテキストはそのままにする",
            "Ünïcödé · ° × ÷ § «»",
        ] {
            check(text, text);
        }
    }
}

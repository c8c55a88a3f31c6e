//! Undoes wrong decoding that happened before the text was saved: `æ”¿åºœ`, `鏀垮簻`, `ÕþÎñ` are all still text.
//!
//! Line by line the bytes the line was made of are put together again and read anew; that reading is taken only
//! if it is far likelier than the line as it stands.

mod suspicion;

use std::borrow::Cow;

use encoding_rs::{BIG5, Encoding, GB18030};

use crate::decode::charset::{Charset, Read, Step};
use crate::decode::lattice::NEVER;
use crate::decode::model::{COMMON, Cost, Model};
use crate::decode::path::{Glyph, Patch, Stretch, likeliest};
use crate::decode::{Decoded, Label};
use crate::diag::{Log, Severity};

/// The least by which a repair must beat the line as it stands.
const GAIN: Cost = 120;
/// A longer line is repaired in parts, so that memory does not grow with it.
const PART: usize = 16 * 1024;
/// Stands for a U+FFFD among the bytes; no text of the encodings concerned has it.
const HOLE: u8 = 0xFF;

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

/// A line read anew.
struct Reading {
    text: String,
    cost: Cost,
    guesses: Vec<char>,
    misreading: Misreading,
}

/// Repairs what can be repaired, and reports it; clean text stays borrowed.
pub(crate) fn repair(log: &mut Log, decoded: &mut Decoded<'_>) {
    if !decoded.text.split('\n').any(suspicion::suspicious) {
        return;
    }
    let mut repaired = Repaired::default();
    let mut text = String::with_capacity(decoded.text.len());
    for (line, number) in decoded.text.split_inclusive('\n').zip(1..) {
        text.push_str(&repair_line(log, line, number, &mut repaired));
    }
    if !repaired.lines.is_empty() {
        report(log, &repaired.lines);
        decoded.text = Cow::Owned(text);
        decoded.repaired = Some(repaired);
    }
}

fn repair_line<'t>(log: &mut Log, line: &'t str, number: u32, repaired: &mut Repaired) -> Cow<'t, str> {
    if !suspicion::suspicious(line) {
        return Cow::Borrowed(line);
    }
    let mut text = String::with_capacity(line.len());
    for part in parts(line) {
        let Some(reading) = read_anew(part, 2) else {
            text.push_str(part);
            continue;
        };
        text.push_str(&reading.text);
        if repaired.lines.last() != Some(&(number, reading.misreading)) {
            repaired.lines.push((number, reading.misreading));
        }
        repaired.guessed += reading.guesses.len();
        report_guesses(log, number, &reading.guesses);
    }
    Cow::Owned(text)
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

fn report(log: &mut Log, lines: &[(u32, Misreading)]) {
    let together = |(one, before): &(u32, Misreading), (next, after): &(u32, Misreading)| {
        one + 1 >= *next && before == after
    };
    for run in lines.chunk_by(together) {
        let (first, Misreading { written, read }) = run[0];
        let last = run[run.len() - 1].0;
        let place = if first == last { format!("line {first}") } else { format!("lines {first} to {last}") };
        let message = format!("{place}: {written} that had been read as {read}; decoded again");
        log.found("decode.repaired", Severity::Info, first, message);
    }
}

fn report_guesses(log: &mut Log, line: u32, guesses: &[char]) {
    if !guesses.is_empty() {
        let chars: String = guesses.iter().collect();
        let message = format!("part of these characters was missing: {chars}; compare them with the source");
        log.found("decode.guessed", Severity::Warning, line, message);
    }
}

/// How a wrong decoder can be undone.
struct Undo {
    read: &'static str,
    bytes: fn(&str) -> Option<Vec<u8>>,
    /// What it costs to have been in each encoding.
    start: [Cost; 3],
    patch: Option<Patch>,
    /// Whether the wrong decoder leaves Han characters.
    han: bool,
}

const UNDO: [Undo; 3] = [
    Undo {
        read: "GB18030",
        bytes: gb18030_bytes,
        start: [40, 60, 60],
        patch: Some(patch_gb18030),
        han: true,
    },
    Undo { read: "Latin-1", bytes: latin1_bytes, start: [20, 40, 60], patch: Some(patch_latin1), han: false },
    Undo { read: "Big5", bytes: big5_bytes, start: [80, 60, NEVER], patch: None, han: true },
];

/// The best reading of what a line was before, if it is far likelier than the line; `depth` times over.
fn read_anew(line: &str, depth: u32) -> Option<Reading> {
    let model = Model::get();
    let stands = model.cost_of(line);
    let readings = UNDO.iter().filter(|undo| !undo.han || suspicion::mostly_han(line)).flat_map(|undo| {
        let bytes = (undo.bytes)(line);
        let again = bytes.as_ref().filter(|_| !undo.han && depth > 0).and_then(|bytes| twice(bytes, depth));
        [bytes.map(|bytes| read_bytes(model, undo, &bytes)), again]
    });
    let better = |reading: &Reading| {
        reading.text.chars().any(|char| !char.is_ascii() && char != '\u{FFFD}')
            && reading.text != line
            && reading.cost + GAIN < stands
            && (reading.cost + 40) * 10 < stands * 8
    };
    readings.flatten().filter(better).min_by_key(|reading| reading.cost)
}

/// A line that was read as Latin-1 twice.
fn twice(bytes: &[u8], depth: u32) -> Option<Reading> {
    read_anew(std::str::from_utf8(bytes).ok()?, depth - 1)
}

fn read_bytes(model: &Model, undo: &Undo, bytes: &[u8]) -> Reading {
    let stretch = Stretch { bytes, first: false, last: false, strays: false, patch: undo.patch };
    let (cost, glyphs) = likeliest(model, stretch, undo.start);
    let mut text = String::with_capacity(bytes.len() * 3 / 2);
    let mut guesses = Vec::new();
    for (at, glyph) in glyphs.iter().enumerate() {
        match glyph.read {
            Read::Char(char) => text.push(char),
            Read::Marked(char, mark) => text.extend([char, mark]),
            Read::Guess(char) => {
                text.push(char);
                guesses.push(char);
            }
            Read::Lost if at > 0 && glyphs[at - 1].read == Read::Lost => {}
            Read::Lost => text.push('\u{FFFD}'),
        }
    }
    let misreading = Misreading { written: written(bytes, &glyphs), read: undo.read };
    Reading { text, cost, guesses, misreading }
}

/// The encoding most of the bytes were read in.
fn written(bytes: &[u8], glyphs: &[Glyph]) -> Label {
    let mut count = [0; 3];
    for glyph in glyphs.iter().filter(|glyph| bytes[glyph.start] >= 0x80) {
        count[glyph.charset as usize] += glyph.len;
    }
    let most = [Charset::Big5, Charset::Gb18030, Charset::Utf8]
        .into_iter()
        .max_by_key(|&charset| count[charset as usize]);
    most.unwrap_or(Charset::Utf8).into()
}

fn gb18030_bytes(line: &str) -> Option<Vec<u8>> {
    encoded(line, GB18030)
}

fn big5_bytes(line: &str) -> Option<Vec<u8>> {
    encoded(line, BIG5)
}

/// The bytes of a line in an encoding; 0x80 was read as `€`, and whatever could not be read is a hole.
fn encoded(line: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(line.len());
    for piece in line.split_inclusive(['\u{FFFD}', '€']) {
        let text = piece.trim_end_matches(['\u{FFFD}', '€']);
        let (encoded, _, unmappable) = encoding.encode(text);
        if unmappable {
            return None;
        }
        bytes.extend_from_slice(&encoded);
        bytes.extend(piece[text.len()..].chars().map(|char| if char == '€' { 0x80 } else { HOLE }));
    }
    Some(bytes)
}

/// What Windows-1252 shows for 0x80–0x9F; Latin-1 shows the controls themselves.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', //
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

fn latin1_bytes(line: &str) -> Option<Vec<u8>> {
    line.chars().map(latin1_byte).collect()
}

fn latin1_byte(char: char) -> Option<u8> {
    if char == '\u{FFFD}' {
        return Some(HOLE);
    }
    u8::try_from(char).ok().or_else(|| {
        let at = WINDOWS_1252.iter().position(|&shown| shown == char)?;
        u8::try_from(0x80 + at).ok()
    })
}

/// A three-byte character that lost a byte when it was read as GB18030.
///
/// Alone, 0x80 is the only byte such a decoder rejects; before ASCII it rejects any.
fn patch_gb18030(model: &Model, bytes: &[u8], at: usize) -> Option<Step> {
    let &[lead @ 0xE2..=0xEF, second, third, ..] = bytes.get(at..)? else { return None };
    let doubt = if second == b'?' || third == b'?' { 30 } else { 10 };
    if is_hole(second) && is_tail(third) {
        return patched(model, [lead, 0x80, third], 120, doubt);
    }
    if !is_hole(third) || !is_tail(second) && !is_hole(second) {
        return None;
    }
    let next = bytes.get(at + 3).copied().unwrap_or(b'\n');
    match (lead, second) {
        (_, 0x80..=0xBF) if next >= 0x80 => patched(model, [lead, second, 0x80], 140, doubt),
        _ if next >= 0x80 => None,
        (0xE2, 0x80 | HOLE | b'?') => Some(guess('”', doubt)),
        (0xE3, 0x80 | HOLE | b'?') => Some(guess('。', doubt)),
        (0xEF, 0xBC) if next != b'\n' && next != b'\r' => Some(guess('，', doubt)),
        (0xE3..=0xE9, 0x80..=0xBF) | (0xEF, 0xBC) => {
            Some(Step { len: 3, read: Read::Lost, cost: 100 + doubt })
        }
        _ => None,
    }
}

/// A three-byte character of which one byte has no character in Windows-1252.
fn patch_latin1(model: &Model, bytes: &[u8], at: usize) -> Option<Step> {
    let &[lead @ 0xE2..=0xEF, second, third, ..] = bytes.get(at..)? else { return None };
    let lost = |byte: u8| byte == HOLE;
    if !(lost(second) && is_tail(third) || is_tail(second) && lost(third)) {
        return None;
    }
    let candidates =
        UNDEFINED.map(|byte| if lost(second) { [lead, byte, third] } else { [lead, second, byte] });
    let mut steps: Vec<Step> =
        candidates.into_iter().filter_map(|bytes| patched(model, bytes, COMMON, 0)).collect();
    steps.sort_by_key(|step| step.cost);
    match steps[..] {
        [Step { read: Read::Char(char), cost, .. }, ref others @ ..]
            if others.first().is_none_or(|other| other.cost >= cost + CLEAR) =>
        {
            Some(Step { len: 3, read: Read::Guess(char), cost: cost + 20 })
        }
        _ => Some(Step { len: 3, read: Read::Lost, cost: 110 }),
    }
}

/// The bytes Windows-1252 leaves undefined.
const UNDEFINED: [u8; 5] = [0x81, 0x8D, 0x8F, 0x90, 0x9D];
/// By how much a guess must be likelier than the next: ten times.
const CLEAR: Cost = 23;

fn is_hole(byte: u8) -> bool {
    byte == HOLE || byte == b'?'
}

fn is_tail(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

/// The commonest of the marks the bytes left may have belonged to.
fn guess(char: char, doubt: Cost) -> Step {
    Step { len: 3, read: Read::Guess(char), cost: 60 + doubt }
}

fn patched(model: &Model, bytes: [u8; 3], limit: Cost, doubt: Cost) -> Option<Step> {
    let char = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    let cost = model.cost(char);
    (cost < limit).then_some(Step { len: 3, read: Read::Char(char), cost: cost + doubt })
}

#[cfg(test)]
mod tests {
    use encoding_rs::{UTF_8, WINDOWS_1252};

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

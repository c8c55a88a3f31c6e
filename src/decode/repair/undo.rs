//! What the wrong decoders do, and how to undo it.

use encoding_rs::{BIG5, EncoderResult, Encoding, GB18030};

use crate::decode::Label;
use crate::decode::charset::{Charset, Read, Step};
use crate::decode::lattice::NEVER;
use crate::decode::model::{COMMON, Cost, Model};
use crate::decode::path::{Glyph, Patch, Stretch, likeliest};
use crate::decode::repair::{Misreading, suspicion};

/// The least by which a repair must beat the line as it stands.
const GAIN: Cost = 120;
/// The same where a likelier reading comes by chance: about five characters.
const GAIN_BY_CHANCE: Cost = 400;
/// The encoding in which every byte is a character.
const LATIN1: &str = "Latin-1";
/// Stands for a U+FFFD among the bytes; no text of the encodings concerned has it.
const HOLE: u8 = 0xFF;

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
    Undo { read: LATIN1, bytes: latin1_bytes, start: [20, 40, 60], patch: Some(patch_latin1), han: false },
    Undo { read: "Big5", bytes: big5_bytes, start: [80, 60, NEVER], patch: None, han: true },
];

/// A line read anew.
pub(crate) struct Reading {
    pub(crate) text: String,
    cost: Cost,
    /// Characters of which a part was missing.
    pub(crate) guesses: Vec<char>,
    pub(crate) misreading: Misreading,
    /// Whether the line alone proves what happened to it.
    pub(crate) certain: bool,
}

/// The best reading of what a line was before, if it is far likelier than the line; `depth` times over.
pub(crate) fn read_anew(line: &str, depth: u32) -> Option<Reading> {
    let model = Model::get();
    let stands = model.cost_of(line);
    let better = |reading: &Reading| {
        let plausible = reading.misreading.read == LATIN1 || reading.common(model) >= 30;
        plausible && reading.cost + GAIN < stands && (reading.cost + 40) * 10 < stands * 8
    };
    let best = readings(model, line, depth).filter(better).min_by_key(|reading| reading.cost)?;
    let least = if best.by_chance() { GAIN_BY_CHANCE } else { GAIN };
    let certain = best.cost + least < stands && best.common(model) >= 70;
    Some(Reading { certain, ..best })
}

/// Whether any reading of a part of a line is likelier than the part as it stands, so that the line is worth reading anew.
pub(crate) fn promises(part: &str) -> bool {
    let model = Model::get();
    let stands = model.cost_of(part);
    readings(model, part, 2).any(|reading| reading.cost < stands)
}

/// Every reading of what a line was before.
fn readings(model: &Model, line: &str, depth: u32) -> impl Iterator<Item = Reading> {
    let readings =
        UNDO.iter().filter(|undo| !undo.han || suspicion::mostly_han(line)).flat_map(move |undo| {
            let bytes = (undo.bytes)(line);
            let again =
                bytes.as_ref().filter(|_| !undo.han && depth > 0).and_then(|bytes| twice(bytes, depth));
            [bytes.map(|bytes| read_bytes(model, undo, &bytes)), again]
        });
    readings.flatten()
}

impl Reading {
    /// Han characters make other Han characters all too easily, except by way of UTF-8.
    fn by_chance(&self) -> bool {
        self.misreading.written != Label::from(Charset::Utf8) && self.misreading.read != LATIN1
    }

    /// Common characters in a hundred above ASCII: over 90 in Chinese text, few in other rubbish.
    fn common(&self, model: &Model) -> usize {
        let high = self.text.chars().filter(|char| !char.is_ascii());
        let (all, common) = high
            .fold((0, 0), |(all, common), char| (all + 1, common + usize::from(model.cost(char) < COMMON)));
        common * 100 / all.max(1)
    }
}

/// A line that was read as Latin-1 twice.
fn twice(bytes: &[u8], depth: u32) -> Option<Reading> {
    let once = std::str::from_utf8(bytes).ok().filter(|line| suspicion::suspicious(line))?;
    read_anew(once, depth - 1)
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
    Reading { text, cost, guesses, misreading, certain: false }
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
        put(&mut bytes, text, encoding)?;
        bytes.extend(piece[text.len()..].chars().map(|char| if char == '€' { 0x80 } else { HOLE }));
    }
    Some(bytes)
}

/// Adds the bytes of `text`, up to the first character the encoding does not have, which most texts show early.
fn put(bytes: &mut Vec<u8>, text: &str, encoding: &'static Encoding) -> Option<()> {
    let mut encoder = encoding.new_encoder();
    bytes.reserve(encoder.max_buffer_length_from_utf8_without_replacement(text.len())?);
    match encoder.encode_from_utf8_to_vec_without_replacement(text, bytes, true).0 {
        EncoderResult::InputEmpty => Some(()),
        EncoderResult::OutputFull | EncoderResult::Unmappable(_) => None,
    }
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

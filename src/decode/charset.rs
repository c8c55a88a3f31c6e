//! The three encodings of Chinese text in single bytes, read one character at a time.

use encoding_rs::GB18030;

use crate::decode::model::{Cost, Known, Model};

/// An encoding the lattice chooses from. GB2312 and GBK are part of GB18030; CP950 and plain Big5 of Big5-HKSCS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Charset {
    Utf8,
    Gb18030,
    Big5,
}

/// All of them, in the order of the lattice's states.
pub(crate) const CHARSETS: [Charset; 3] = [Charset::Utf8, Charset::Gb18030, Charset::Big5];

/// The cost of a byte that cannot be read.
pub(crate) const LOST: Cost = 160;

/// What some bytes were read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Read {
    Char(char),
    /// A letter and the combining mark it stands with.
    Marked(char, char),
    /// A character that was put together although a byte of it is missing.
    Guess(char),
    /// Not a character.
    Lost,
}

/// The next character of a text in some encoding: its length in bytes, what it is, how likely.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub(crate) len: usize,
    pub(crate) read: Read,
    pub(crate) cost: Cost,
}

impl Step {
    pub(crate) fn char(model: &Model, len: usize, char: char) -> Step {
        Step { len, read: Read::Char(char), cost: model.cost(char) }
    }

    pub(crate) fn lost(len: usize) -> Step {
        Step { len, read: Read::Lost, cost: LOST }
    }
}

impl Charset {
    /// Reads the character at `at`; a byte that is none costs [`LOST`].
    #[inline]
    pub(crate) fn step(self, model: &Model, bytes: &[u8], at: usize) -> Step {
        match (self, bytes[at]) {
            (_, byte) if byte < 0x80 => Step::char(model, 1, char::from(byte)),
            (Charset::Utf8, _) => utf8(model, &bytes[at..]),
            (Charset::Gb18030, _) => gb18030(model, &bytes[at..]),
            (Charset::Big5, _) => big5(model, &bytes[at..]),
        }
    }
}

fn utf8(model: &Model, bytes: &[u8]) -> Step {
    match utf8_char(bytes) {
        Some(char) => Step::char(model, char.len_utf8(), char),
        // A lead byte with some of its bytes is one damaged character, not several.
        None if matches!(bytes, [0xE0..=0xEF, 0x80..=0xBF, ..]) => Step::lost(2),
        None => Step::lost(1),
    }
}

#[inline]
fn utf8_char(bytes: &[u8]) -> Option<char> {
    let tail =
        |at: usize| bytes.get(at).filter(|&&byte| byte & 0xC0 == 0x80).map(|byte| u32::from(byte & 0x3F));
    let lead = u32::from(bytes[0]);
    let code = match lead {
        0xC2..=0xDF => (lead & 0x1F) << 6 | tail(1)?,
        0xE0..=0xEF => (lead & 0xF) << 12 | tail(1)? << 6 | tail(2)?,
        0xF0..=0xF4 => (lead & 7) << 18 | tail(1)? << 12 | tail(2)? << 6 | tail(3)?,
        _ => return None,
    };
    let least = [0x80, 0x800, 0x1_0000][usize::from(lead >= 0xE0) + usize::from(lead >= 0xF0)];
    char::from_u32(code).filter(|_| code >= least)
}

fn gb18030(model: &Model, bytes: &[u8]) -> Step {
    match *bytes {
        [0x80, ..] => Step::char(model, 1, '€'),
        [0x81..=0xFE, b'0'..=b'9', 0x81..=0xFE, b'0'..=b'9', ..] => four_bytes(model, &bytes[..4]),
        [lead, trail, ..] => pair(model.entry(model.gbk(), lead, trail)),
        _ => Step::lost(1),
    }
}

fn four_bytes(model: &Model, bytes: &[u8]) -> Step {
    let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes);
    match text.as_ref().and_then(|text| text.chars().next()) {
        Some(char) => Step::char(model, 4, char),
        None => Step::lost(1),
    }
}

fn big5(model: &Model, bytes: &[u8]) -> Step {
    match *bytes {
        [lead, trail, ..] => pair(model.entry(model.big5(), lead, trail)),
        _ => Step::lost(1),
    }
}

#[inline]
fn pair(entry: Known) -> Step {
    let Some((char, cost)) = entry.get() else { return Step::lost(1) };
    match entry.mark() {
        None => Step { len: 2, read: Read::Char(char), cost },
        Some(mark) => Step { len: 2, read: Read::Marked(char, mark), cost },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(charset: Charset, bytes: &[u8], len: usize, read: Read) {
        let step = charset.step(Model::get(), bytes, 0);
        assert_eq!((step.len, step.read), (len, read), "{bytes:X?}");
    }

    #[test]
    fn characters_are_read_in_each_encoding() {
        check(Charset::Utf8, "中".as_bytes(), 3, Read::Char('中'));
        check(Charset::Utf8, "𠀀x".as_bytes(), 4, Read::Char('𠀀'));
        check(Charset::Gb18030, b"\xD6\xD0", 2, Read::Char('中'));
        check(Charset::Gb18030, b"\x80", 1, Read::Char('€'));
        check(Charset::Gb18030, b"\x95\x32\x82\x36", 4, Read::Char('𠀀'));
        check(Charset::Big5, b"\xA4\xA4", 2, Read::Char('中'));
        check(Charset::Big5, b"\x88\x62", 2, Read::Marked('Ê', '\u{304}'));
        check(Charset::Big5, b"a", 1, Read::Char('a'));
    }

    #[test]
    fn what_is_no_character_is_lost() {
        check(Charset::Utf8, b"\xE4\xB8", 2, Read::Lost);
        check(Charset::Utf8, b"\xC0\x80", 1, Read::Lost);
        check(Charset::Utf8, b"\xED\xA0\x80", 2, Read::Lost);
        check(Charset::Gb18030, b"\xD6", 1, Read::Lost);
        check(Charset::Gb18030, b"\xD6\n", 1, Read::Lost);
        check(Charset::Gb18030, b"\xFF\xD0", 1, Read::Lost);
        check(Charset::Gb18030, b"\xFE\x39\xFE\x39", 1, Read::Lost);
        check(Charset::Big5, b"\x80\xA4", 1, Read::Lost);
    }
}

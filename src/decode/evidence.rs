//! What the bytes themselves say about their encoding.

use encoding_rs::Encoding;

use crate::decode::charset::{CHARSETS, Charset, Read};
use crate::decode::model::{COMMON, Cost, Model};
use crate::decode::path::{Glyph, Stretch, likeliest};
use crate::decode::wide::{WideReading, read_wide};

/// How much of a file is looked at to find its main encoding.
const SAMPLE: usize = 16 * 1024;
/// A declared label is no more than a hint: pages lie.
const DECLARED: Cost = 40;
/// What it costs to begin in little and in big endian UTF-16 when nothing says so.
const WIDE_START: [Cost; 2] = [80, 90];
/// Chinese text costs less than this for each character above ASCII.
const IMPLAUSIBLE: Cost = 90;
/// A shorter file can only be guessed at; then Chinese is the best guess.
const TINY: usize = 24;
/// In a shorter file even rubbish may look plausible.
const SHORT: usize = 400;

/// How many bytes of each kind there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Census {
    pub(crate) high: usize,
    pub(crate) nul: usize,
    /// Control bytes no text has, NUL among them.
    pub(crate) control: usize,
}

impl Census {
    pub(crate) fn of(bytes: &[u8]) -> Census {
        let mut census = Census::default();
        // Sums of single bytes over short blocks become vector instructions.
        for block in bytes.chunks(128) {
            let (mut high, mut nul, mut control) = (0u8, 0u8, 0u8);
            for &byte in block {
                high += byte >> 7;
                nul += u8::from(byte == 0);
                control += u8::from(is_control(byte));
            }
            census.high += usize::from(high);
            census.nul += usize::from(nul);
            census.control += usize::from(control);
        }
        census
    }
}

fn is_control(byte: u8) -> bool {
    let blank = (byte == b'\t') | (byte == b'\n') | (byte == 0x0C) | (byte == b'\r');
    (byte < 0x20) & !blank | (byte == 0x7F)
}

/// What a file is written in.
pub(crate) enum Encoded {
    /// Single bytes, most of them in this encoding; whether the text is plausible Chinese.
    Lines(Charset, bool),
    /// UTF-16 without a mark; what to begin with.
    Wide([Cost; 2]),
    /// An encoding of another language.
    Foreign(&'static Encoding),
    /// No text at all.
    Binary,
}

/// Whether valid UTF-8 is UTF-8 beyond doubt.
pub(crate) fn is_certain_utf8(text: &str, census: &Census) -> bool {
    let Census { high, nul, control } = *census;
    match high {
        0 => nul == 0 && (control == 0 || text.len() > SHORT),
        _ => nul * 50 < text.len() && high > 90 || control == 0 && cannot_be_gbk(text, high),
    }
}

/// A few valid bytes may still be GBK by chance: one or two Han characters, or letters of two bytes each.
fn cannot_be_gbk(text: &str, high: usize) -> bool {
    let letters_only = text.chars().all(|char| u32::from(char) < 0x800);
    match letters_only {
        true => high > 40 || among_letters(text),
        false => high > 9,
    }
}

/// Whether the characters above ASCII mostly touch ASCII letters, as in `café`.
fn among_letters(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let letter = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_alphabetic);
    let high = (0..chars.len()).filter(|&at| !chars[at].is_ascii());
    let (all, touching) = high.fold((0, 0), |(all, touching), at| {
        (all + 1, touching + usize::from(letter(at.checked_sub(1)) || letter(Some(at + 1))))
    });
    touching * 5 > all * 2
}

/// Weighs the readings of a file that is not certainly UTF-8; `valid` says whether it could be.
pub(crate) fn weigh(bytes: &[u8], census: &Census, valid: bool) -> Encoded {
    let model = Model::get();
    let sample = sample(bytes);
    let narrow = Narrow::of(model, bytes, sample);
    if census.control > 0 || narrow.implausible() || bytes.len() < SHORT {
        let wide = read_wide(sample, WIDE_START);
        // Hanzi in UTF-16 are UTF-8 only by chance: what is valid UTF-8 and has control characters strewn in stays so, however short, unless
        // the other reading is a text.
        let guess = bytes.len() < SHORT && !(valid && census.high > 0);
        if wide.cost < narrow.cost && (guess || is_text(model, &wide, census.nul * 20 > bytes.len())) {
            return Encoded::Wide(WIDE_START);
        }
    }
    let foreign = narrow.foreign(bytes.len()) && !valid;
    if foreign {
        if let Some(encoding) = guess_foreign(bytes) {
            return if census.control * 50 > bytes.len() {
                Encoded::Binary
            } else {
                Encoded::Foreign(encoding)
            };
        }
        if census.control * 20 > bytes.len() {
            return Encoded::Binary;
        }
    }
    Encoded::Lines(narrow.main(), !foreign)
}

/// The part of a file that says most: from shortly before its first byte above ASCII, on an even offset.
fn sample(bytes: &[u8]) -> &[u8] {
    let first = bytes.iter().position(|&byte| byte >= 0x80).unwrap_or(0);
    let start = if first < SAMPLE / 2 { 0 } else { (first - 256) & !1 };
    &bytes[start..bytes.len().min(start + SAMPLE)]
}

/// The sample as single bytes.
struct Narrow {
    cost: Cost,
    high: usize,
    common: usize,
    lost: usize,
    bytes: [usize; 3],
}

impl Narrow {
    fn of(model: &Model, bytes: &[u8], sample: &[u8]) -> Narrow {
        let stretch = Stretch {
            bytes: sample,
            first: sample.len() == bytes.len(),
            last: true,
            strays: true,
            patch: None,
        };
        let (cost, glyphs) = likeliest(model, stretch, prior(bytes));
        let mut narrow = Narrow { cost, high: 0, common: 0, lost: 0, bytes: [0; 3] };
        for glyph in glyphs.iter().filter(|glyph| sample[glyph.start] >= 0x80) {
            narrow.add(model, glyph);
        }
        narrow
    }

    fn add(&mut self, model: &Model, glyph: &Glyph) {
        self.bytes[glyph.charset as usize] += glyph.len;
        match glyph.read {
            Read::Lost => self.lost += 1,
            Read::Char(char) | Read::Guess(char) | Read::Marked(char, _) => {
                self.high += 1;
                self.common += usize::from(model.cost(char) < COMMON);
            }
        }
    }

    fn implausible(&self) -> bool {
        self.cost / (self.high + self.lost).max(1) as Cost > IMPLAUSIBLE
    }

    fn foreign(&self, len: usize) -> bool {
        let share = self.common * 100 / self.high.max(1);
        let broken = self.main() == Charset::Utf8 && self.lost > 0 && self.high < 2 * self.lost;
        len >= TINY && self.high + self.lost > 0 && (share < 80 && len >= 40 || share < 40 || broken)
    }

    fn main(&self) -> Charset {
        let most = CHARSETS.into_iter().rev().max_by_key(|&charset| self.bytes[charset as usize]);
        most.unwrap_or(Charset::Utf8)
    }
}

/// What it costs to begin in each encoding, with what the page declares.
fn prior(bytes: &[u8]) -> [Cost; 3] {
    let mut prior = [0, 10, 20];
    let declared = declared(bytes).and_then(charset_of);
    for charset in CHARSETS {
        prior[charset as usize] += if declared.is_some_and(|other| other != charset) { DECLARED } else { 0 };
    }
    prior
}

/// The encoding among the three that an encoding is part of.
pub(crate) fn charset_of(encoding: &'static Encoding) -> Option<Charset> {
    match encoding.name() {
        "UTF-8" => Some(Charset::Utf8),
        "GBK" | "gb18030" => Some(Charset::Gb18030),
        "Big5" => Some(Charset::Big5),
        _ => None,
    }
}

/// The first known label after `charset` in the first 2 kB: `<meta charset="gbk">`, `content="text/html; charset=gbk"`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(2048)].to_ascii_lowercase();
    let places: Vec<usize> = memchr::memmem::find_iter(&head, b"charset").collect();
    places.into_iter().find_map(|at| {
        let rest = &head[at + b"charset".len()..];
        let from = rest.iter().position(|byte| !b" =\"'".contains(byte))?;
        let label = &rest[from..];
        let end = label.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:".contains(byte))?;
        Encoding::for_label(&label[..end])
    })
}

/// Whether most of a wide reading is common, or it has the zero bytes of Latin text in UTF-16, is mostly such text, and has no zero
/// characters; other bytes read as UTF-16 are rare characters at random.
fn is_text(model: &Model, wide: &WideReading, zeros: bool) -> bool {
    let (mut all, mut common, mut plain, mut nul) = (0, 0, 0, 0);
    for char in wide.text.chars() {
        let known = model.cost(char) < COMMON;
        all += 1;
        common += usize::from(known);
        plain += usize::from(known || char.is_ascii_graphic() || char.is_ascii_whitespace());
        nul += usize::from(char == '\0');
    }
    common * 2 > all || zeros && nul * 50 < all && plain * 2 > all
}

/// What chardetng takes the bytes for, unless that is one of the three we know better.
fn guess_foreign(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(&bytes[..bytes.len().min(1 << 18)], bytes.len() <= 1 << 18);
    let guess = detector.guess(None, chardetng::Utf8Detection::Allow);
    charset_of(guess).is_none().then_some(guess)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_counted_by_kind() {
        let census = Census::of(&[b"a\0\x01\x7F\t\n".as_slice(), &[0xE4; 200]].concat());
        assert_eq!(census, Census { high: 200, nul: 1, control: 3 });
    }

    #[track_caller]
    fn check_declared(page: &str, expected: Option<&str>) {
        assert_eq!(declared(page.as_bytes()).map(Encoding::name), expected, "{page}");
    }

    #[test]
    fn a_declared_label_is_found() {
        check_declared("<meta charset=\"gb2312\">", Some("GBK"));
        check_declared("<META content='text/html;CHARSET = Big5'>", Some("Big5"));
        check_declared("charset of this: <meta charset=utf-8 />", Some("UTF-8"));
        check_declared("<p>gbk</p>", None);
    }

    #[track_caller]
    fn check_utf8(text: &str, expected: bool) {
        assert_eq!(is_certain_utf8(text, &Census::of(text.as_bytes())), expected, "{text}");
    }

    #[test]
    fn little_valid_text_is_not_certain() {
        check_utf8("各级人民政府", true);
        check_utf8("café", true);
        check_utf8("plain", true);
        check_utf8("中", false);
        check_utf8("ÖÐ", false);
    }
}

//! Bytes to text: which encoding they are in, line by line if need be, and what of them is damaged.
//!
//! Evidence counts in this order: a byte order mark, the look of UTF-16, valid UTF-8, and then the likeliest
//! reading as UTF-8, GB18030 or Big5 by how common its characters are. What a page declares is only a hint.

mod binary;
mod charset;
mod clean;
mod evidence;
mod lattice;
mod lines;
mod lost;
mod model;
mod normalize;
mod path;
#[cfg(test)]
mod promises;
mod repair;
mod scan;
mod wide;

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::decode::charset::Charset;
use crate::decode::evidence::{Census, Encoded};
use crate::decode::lines::{Reading, read_lines};
use crate::decode::lost::Loss;
use crate::decode::wide::{WideReading, read_wide};
use crate::diag::{Log, Severity};
use crate::error::{Error, Result};
use crate::message;
use crate::message::Message;

pub use crate::decode::normalize::{normalize, normalize_line, spelled};
pub use crate::decode::repair::{Misreading, Repaired};

/// More damaged characters than one in this many are not accepted unasked.
pub(crate) const TOLERANCE: usize = 200;

/// What the caller knows or wants.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The encoding, if the caller knows it; overrides all evidence.
    pub encoding: Option<&'static Encoding>,
    /// Whether to hand over text however damaged it is.
    pub accept_damage: bool,
    /// Whether to undo wrong decoding that happened before the text was saved.
    pub repair: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { encoding: None, accept_damage: false, repair: true }
    }
}

/// The name of an encoding, that of its family where one contains the other: GB18030 for GB2312 and GBK too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label(&'static Encoding);

impl Label {
    /// The name as people write it.
    pub fn name(self) -> &'static str {
        match self.0.name() {
            "GBK" | "gb18030" => "GB18030",
            name => name,
        }
    }
}

impl std::fmt::Display for Label {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl From<Charset> for Label {
    fn from(charset: Charset) -> Label {
        Label(match charset {
            Charset::Utf8 => UTF_8,
            Charset::Gb18030 => GB18030,
            Charset::Big5 => encoding_rs::BIG5,
        })
    }
}

/// Lines in the same encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First line of the input, from 1.
    pub first: u32,
    /// Last line of the input.
    pub last: u32,
    /// What most of each line is in.
    pub encoding: Label,
}

/// How sure the encoding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// The best of several poor guesses.
    Doubtful,
    /// By the look of the text.
    Likely,
    /// By a byte order mark, by valid UTF-8, or by order.
    Certain,
}

impl Confidence {
    /// The word for it in messages and reports.
    pub fn name(self) -> &'static str {
        match self {
            Confidence::Doubtful => "doubtful",
            Confidence::Likely => "likely",
            Confidence::Certain => "certain",
        }
    }
}

/// A decoded text.
#[derive(Clone, Debug)]
pub struct Decoded<'a> {
    /// The text; borrowed from the input if that is clean UTF-8.
    pub text: Cow<'a, str>,
    /// The encoding of most of it.
    pub encoding: Label,
    /// Whether it began with a byte order mark.
    pub bom: bool,
    /// The encoding of each run of lines, where it is not the same for all.
    pub spans: Vec<Span>,
    /// Characters that are lost: U+FFFD and what remains of older damage (`锟斤拷`, `????`).
    pub damaged: usize,
    /// How sure the encoding is.
    pub confidence: Confidence,
    /// What was repaired, if anything was.
    pub repaired: Option<Repaired>,
}

impl<'a> Decoded<'a> {
    /// That there was nothing to decode: the format says its own encoding.
    pub fn own() -> Decoded<'a> {
        Decoded::new("", encoding_rs::UTF_8, Confidence::Certain)
    }

    fn new(
        text: impl Into<Cow<'a, str>>,
        encoding: &'static Encoding,
        confidence: Confidence,
    ) -> Decoded<'a> {
        Decoded {
            text: text.into(),
            encoding: Label(encoding),
            bom: false,
            spans: Vec::new(),
            damaged: 0,
            confidence,
            repaired: None,
        }
    }
}

/// Decodes a file. Line ends and control characters stay as they are: see [`normalize`].
///
/// # Errors
/// [`Error::NotText`] for binary files; [`Error::Damaged`] if more than one character in 200 is lost and the
/// options do not accept that.
pub fn decode<'a>(log: &mut Log, bytes: &'a [u8], options: &Options) -> Result<Decoded<'a>> {
    binary::refuse(bytes)?;
    decode_letters(log, bytes, options)
}

/// Decodes `bytes` that are letters of some kind, such as data, which is no text to be set.
///
/// # Errors
/// Those of [`decode`] but for the refusal.
pub fn decode_letters<'a>(log: &mut Log, bytes: &'a [u8], options: &Options) -> Result<Decoded<'a>> {
    let mut decoded = match (options.encoding, Encoding::for_bom(bytes)) {
        (Some(encoding), _) => named(log, bytes, encoding),
        (None, Some((encoding, mark))) => marked(log, &bytes[mark..], encoding),
        (None, None) if bytes.starts_with(GB18030_MARK) => marked(log, &bytes[GB18030_MARK.len()..], GB18030),
        (None, None) => by_evidence(log, bytes)?,
    };
    if options.repair {
        repair::repair(log, &mut decoded);
    }
    weigh_damage(log, &mut decoded, options.accept_damage)?;
    Ok(decoded)
}

const GB18030_MARK: &[u8] = b"\x84\x31\x95\x33";

/// Decodes what the caller has named.
fn named<'a>(log: &mut Log, bytes: &'a [u8], encoding: &'static Encoding) -> Decoded<'a> {
    if let Some(charset) = evidence::charset_of(encoding) {
        let mark =
            Encoding::for_bom(bytes).filter(|(marked, _)| *marked == encoding).map_or(0, |(_, mark)| mark);
        return Decoded { bom: mark > 0, ..lines(log, &bytes[mark..], charset, true) };
    }
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    let bom = Encoding::for_bom(bytes).is_some_and(|(marked, _)| marked == encoding);
    Decoded { bom, ..Decoded::new(text, encoding, Confidence::Certain) }
}

/// Decodes what follows a byte order mark; the mark is believed, yet what follows may be mixed or damaged.
fn marked<'a>(log: &mut Log, bytes: &'a [u8], encoding: &'static Encoding) -> Decoded<'a> {
    let decoded = match evidence::charset_of(encoding) {
        Some(charset) => lines(log, bytes, charset, false),
        None => wide(log, bytes, if encoding == UTF_16LE { [0, 200] } else { [200, 0] }),
    };
    Decoded { bom: true, confidence: Confidence::Certain, ..decoded }
}

fn by_evidence<'a>(log: &mut Log, bytes: &'a [u8]) -> Result<Decoded<'a>> {
    let census = Census::of(bytes);
    let utf8 = simdutf8::basic::from_utf8(bytes).ok();
    if let Some(text) = utf8.filter(|text| evidence::is_certain_utf8(text, &census)) {
        return Ok(Decoded::new(text, UTF_8, Confidence::Certain));
    }
    match evidence::weigh(bytes, &census, utf8.is_some()) {
        Encoded::Wide(start) => Ok(wide(log, bytes, start)),
        Encoded::Lines(main, plausible) => {
            let confidence = if plausible { Confidence::Likely } else { Confidence::Doubtful };
            let decoded = Decoded { confidence, ..lines(log, bytes, main, false) };
            report_doubt(log, &decoded, Severity::Error);
            Ok(decoded)
        }
        Encoded::Foreign(encoding) => {
            let (text, _) = encoding.decode_without_bom_handling(bytes);
            let decoded = Decoded::new(text, encoding, Confidence::Doubtful);
            report_doubt(log, &decoded, Severity::Warning);
            Ok(decoded)
        }
        Encoded::Binary => Err(binary::unknown()),
    }
}

fn report_doubt(log: &mut Log, decoded: &Decoded<'_>, severity: Severity) {
    if decoded.confidence == Confidence::Doubtful {
        let message = message!(
            "this does not read like Chinese in any known encoding, %{encoding} is a guess; name the encoding with --from-encoding",
            encoding = decoded.encoding.to_string()
        );
        log.found("decode.doubtful", severity, 0, message);
    }
}

/// Decodes lines of single bytes, most of them in `main`; with `only`, all of them.
fn lines<'a>(log: &mut Log, bytes: &'a [u8], main: Charset, only: bool) -> Decoded<'a> {
    if main == Charset::Utf8
        && let Ok(text) = simdutf8::basic::from_utf8(bytes)
    {
        return Decoded::new(text, UTF_8, Confidence::Certain);
    }
    let reading = read_lines(&without_nul(log, bytes), main, only);
    report_reading(log, &reading);
    let label = reading.most(main);
    let span = |&(first, last, charset): &(u32, u32, Charset)| Span { first, last, encoding: charset.into() };
    let spans = if reading.runs.len() > 1 { reading.runs.iter().map(span).collect() } else { Vec::new() };
    Decoded { spans, ..Decoded::new(reading.text, Label::from(label).0, Confidence::Certain) }
}

/// NUL belongs to no encoding of single bytes, wherever it got in.
fn without_nul<'b>(log: &mut Log, bytes: &'b [u8]) -> Cow<'b, [u8]> {
    let Some(first) = memchr::memchr(0, bytes) else { return Cow::Borrowed(bytes) };
    let line = 1 + memchr::memchr_iter(b'\n', &bytes[..first]).count() as u32;
    let kept: Vec<u8> = bytes.iter().copied().filter(|&byte| byte != 0).collect();
    let message =
        message!("left out %{count} NUL bytes, the first on this line", count = bytes.len() - kept.len());
    log.found("decode.nul", Severity::Info, line, message);
    Cow::Owned(kept)
}

fn report_reading(log: &mut Log, reading: &Reading) {
    for (first, last, charset) in reading.runs.iter().filter(|_| reading.runs.len() > 1) {
        let message = message!(
            "lines %{first} to %{last} are in %{encoding}",
            first = *first,
            last = *last,
            encoding = Label::from(*charset).to_string()
        );
        log.found("decode.mixed", Severity::Info, *first, message);
    }
    if reading.cut[0] > 0 {
        report_cut(log, 1, CUT_ABOVE);
    }
    if reading.cut[1] > 0 {
        report_cut(log, reading.text.lines().count() as u32, CUT_BELOW);
    }
}

const CUT_ABOVE: Message =
    message!("the file begins in the middle of a character; fetch the page again if text is missing");
const CUT_BELOW: Message =
    message!("the file ends in the middle of a character; fetch the page again if text is missing");

fn report_cut(log: &mut Log, line: u32, message: Message) {
    log.found("decode.cut", Severity::Warning, line, message);
}

/// Decodes UTF-16 that may have slipped by a byte.
fn wide<'a>(log: &mut Log, bytes: &'a [u8], start: [model::Cost; 2]) -> Decoded<'a> {
    let WideReading { text, bytes: [little, big], cut, .. } = read_wide(bytes, start);
    if cut[0] {
        report_cut(log, 1, CUT_ABOVE);
    }
    if cut[1] {
        report_cut(log, text.lines().count() as u32, CUT_BELOW);
    }
    let encoding = if little >= big { UTF_16LE } else { UTF_16BE };
    Decoded::new(text, encoding, Confidence::Likely)
}

/// Counts and reports what is lost, and refuses the text if that is too much.
fn weigh_damage(log: &mut Log, decoded: &mut Decoded<'_>, accept: bool) -> Result<()> {
    let losses = lost::losses(&decoded.text);
    let Some(Loss { line, .. }) = losses.first() else { return Ok(()) };
    decoded.damaged = losses.iter().map(|loss| loss.count).sum();
    for loss in &losses {
        log.found("decode.lost", Severity::Error, loss.line, loss.message());
    }
    let total = decoded.text.chars().count();
    if decoded.damaged * TOLERANCE > total && !accept {
        return Err(Error::Damaged { damaged: decoded.damaged, total, line: *line });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "各级人民政府应当加强领导，认真组织实施，确保各项任务落到实处。";

    #[track_caller]
    fn check(bytes: &[u8], text: &str, label: &str, confidence: Confidence) {
        let decoded = decode(&mut Log::new(), bytes, &Options::default()).unwrap();
        assert_eq!((decoded.text.as_ref(), decoded.encoding.name()), (text, label));
        assert_eq!(decoded.confidence, confidence);
    }

    #[test]
    fn evidence_is_followed_in_order() {
        let wide: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(b"", "", "UTF-8", Confidence::Certain);
        check(b"ascii", "ascii", "UTF-8", Confidence::Certain);
        check(TEXT.as_bytes(), TEXT, "UTF-8", Confidence::Certain);
        check(&[b"\xEF\xBB\xBF", TEXT.as_bytes()].concat(), TEXT, "UTF-8", Confidence::Certain);
        check(&[b"\xFF\xFE", wide.as_slice()].concat(), TEXT, "UTF-16LE", Confidence::Certain);
        check(&wide, TEXT, "UTF-16LE", Confidence::Likely);
        check(&GB18030.encode(TEXT).0, TEXT, "GB18030", Confidence::Likely);
        check("龘".as_bytes(), "龘", "UTF-8", Confidence::Likely);
        // Control characters strewn into a few words make no UTF-16 of them.
        for text in
            ["〾　图\0\0\0\0\0\0\0\0\0", "\u{7}\u{7}\u{7}\u{7}\u{7}\u{7}\u{7}于", "县\u{7}\u{7}\u{7}\u{7}"]
        {
            check(text.as_bytes(), text, "UTF-8", Confidence::Likely);
        }
        for text in ["总则", "第一条", "a", "OK"] {
            let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            check(&wide, text, "UTF-16LE", Confidence::Likely);
        }
        let cyrillic = "Правительство Российской Федерации утвердило новый порядок";
        let bytes = encoding_rs::WINDOWS_1251.encode(cyrillic).0;
        check(&bytes, cyrillic, "windows-1251", Confidence::Doubtful);
    }

    #[test]
    fn a_declared_label_does_not_win_over_the_text() {
        for label in ["utf-8", "big5", "iso-8859-1", "gb2312"] {
            let page = format!("<meta charset=\"{label}\">\n<p>{TEXT}</p>\n");
            check(&GB18030.encode(&page).0, &page, "GB18030", Confidence::Likely);
        }
    }

    #[test]
    fn a_named_encoding_is_obeyed() {
        let options = Options { encoding: Some(GB18030), accept_damage: true, repair: false };
        let decoded = decode(&mut Log::new(), "政府".as_bytes(), &options).unwrap();
        assert_eq!((decoded.text.as_ref(), decoded.encoding.name()), ("鏀垮簻", "GB18030"));
        let options = Options { encoding: Some(encoding_rs::WINDOWS_1252), ..options };
        let decoded = decode(&mut Log::new(), b"\xE9t\xE9", &options).unwrap();
        assert_eq!((decoded.text.as_ref(), decoded.encoding.name()), ("été", "windows-1252"));
    }

    #[test]
    fn clean_utf8_is_not_copied() {
        let decoded = decode(&mut Log::new(), TEXT.as_bytes(), &Options::default()).unwrap();
        assert!(matches!(decoded.text, Cow::Borrowed(_)));
    }

    #[test]
    fn damage_beyond_the_tolerance_is_refused() {
        let mut log = Log::new();
        let one = |lines| format!("{}一\u{FFFD}二", format!("{TEXT}\n").repeat(lines));
        let seven = one(7);
        let decoded = decode(&mut log, seven.as_bytes(), &Options::default()).unwrap();
        assert_eq!((decoded.damaged, log.findings()[0].line), (1, 8));
        match decode(&mut log, one(3).as_bytes(), &Options::default()) {
            Err(Error::Damaged { damaged: 1, line: 4, .. }) => {}
            other => panic!("{other:?}"),
        }
        let accept = Options { accept_damage: true, ..Options::default() };
        assert!(decode(&mut log, one(3).as_bytes(), &accept).is_ok());
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        let mut state = 1u32;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .take(5000)
        .collect();
        let records: Vec<u8> = (0..2000u32).flat_map(|n| (n * n).to_le_bytes()).collect();
        // Zero bytes as in Latin text in UTF-16, and no letters.
        let zeros = [0, 1, 2, 0xFF].repeat(100);
        for bytes in [noise, records, zeros] {
            let error = decode(&mut Log::new(), &bytes, &Options::default()).unwrap_err();
            assert!(matches!(error, Error::NotText { .. }), "{error}");
        }
    }
}

//! Parts behind headers (RFC 2045): which there are, and their bytes out of the encoding of the transfer.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use memchr::memmem;

use crate::error::{Error, Result};
use crate::extract::charset;
use crate::limits::PARTS;
use crate::message;

/// Parts inside each other: letters that were forwarded have three or four.
const DEPTH: usize = 20;

/// Headers by which parts show themselves; the text of a letter may begin with the others too.
const TELLING: [&str; 4] = ["mime-version", "content-type", "message-id", "received"];
const USUAL: [&str; 8] = [
    "from",
    "to",
    "subject",
    "date",
    "return-path",
    "content-location",
    "x-mailer",
    "snapshot-content-location",
];

/// Whether `bytes` begin with headers: two that are known, one of them no letter on paper has; one if the name says so.
pub(crate) fn is_headed(bytes: &[u8], named: bool) -> bool {
    // Letters that went through many hands have some KB of headers.
    const REACH: usize = 16_384;
    let (headers, _) = headers(&start(bytes)[..start(bytes).len().min(REACH)]);
    let known = |names: &[&str]| headers.iter().filter(|(name, _)| names.contains(&name.as_str())).count();
    let telling = known(&TELLING);
    named && telling + known(&USUAL) > 0 || telling > 0 && telling + known(&USUAL) > 1
}

/// A message with all its parts that have no parts themselves.
pub(crate) struct Message<'b> {
    headers: Vec<(String, String)>,
    leaves: Vec<Leaf<'b>>,
}

/// A part without parts.
pub(crate) struct Leaf<'b> {
    headers: Vec<(String, String)>,
    body: &'b [u8],
    place: Vec<Within>,
    /// Whether it is only the head of a letter inside of this one.
    head: bool,
}

/// A part that another stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Within {
    /// Which part it is, and the how-many-eth in it the other.
    part: usize,
    branch: usize,
    holds: Holds,
}

/// What the parts of a part are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    /// The same in several formats.
    Same,
    /// A page and what it shows.
    Page,
    Mixed,
}

impl<'b> Message<'b> {
    /// Takes a message apart.
    ///
    /// # Errors
    /// [`Error::TooMuch`] for too many parts.
    pub(crate) fn of(bytes: &'b [u8]) -> Result<Message<'b>> {
        let (top, body) = headers(start(bytes));
        let (mut leaves, mut open) = (Vec::new(), vec![(top.clone(), body, Vec::<Within>::new())]);
        let mut several = 0;
        while let Some((headers, body, place)) = open.pop() {
            let kind = header(&headers, "content-type").unwrap_or_default().to_ascii_lowercase();
            let boundary = header(&headers, "content-type").filter(|kind| is_multipart(kind));
            let boundary = boundary.and_then(|kind| parameter(kind, "boundary"));
            match boundary.filter(|_| place.len() < DEPTH) {
                Some(boundary) => {
                    let holds = match kind.get(10..) {
                        Some(kind) if kind.starts_with("alternative") => Holds::Same,
                        Some(kind) if kind.starts_with("related") => Holds::Page,
                        _ => Holds::Mixed,
                    };
                    several += 1;
                    let parts = parts(body, &boundary).into_iter().enumerate();
                    let parts = parts.map(|(branch, (headers, body))| {
                        let within = Within { part: several, branch, holds };
                        (headers, body, [place.as_slice(), &[within]].concat())
                    });
                    open.extend(parts.rev());
                }
                None if kind.starts_with("message/rfc822")
                    && place.len() < DEPTH
                    && !is_attached(&headers) =>
                {
                    several += 1;
                    let (inner, text) = headers_of(body);
                    let within = Within { part: several, branch: 0, holds: Holds::Mixed };
                    let place = [place.as_slice(), &[within]].concat();
                    leaves.push(Leaf { headers: inner.clone(), body: &[], place: place.clone(), head: true });
                    open.push((inner, text, place));
                }
                None => leaves.push(Leaf { headers, body, place, head: false }),
            }
            if leaves.len() + open.len() > PARTS {
                return Err(Error::TooMuch { what: message!("parts of a package"), most: PARTS as u64 });
            }
        }
        Ok(Message { headers: top, leaves })
    }

    /// The parts a program for mail shows below each other: of those that are the same the best, and what is no file of its own.
    pub(crate) fn texts(&self) -> Vec<&Leaf<'b>> {
        let is_text = |leaf: &&Leaf<'b>| {
            let shown = leaf.place.iter().all(|within| within.holds != Holds::Page || within.branch == 0);
            shown
                && !leaf.is_attached()
                && (leaf.head
                    || matches!(&*leaf.kind(), "text/html" | "text/plain" | "application/xhtml+xml"))
        };
        let mut texts: Vec<&Leaf<'b>> = Vec::new();
        for leaf in self.leaves.iter().filter(is_text) {
            match texts.iter().position(|other| other.is_same(leaf)) {
                Some(same) if leaf.is_html() && !texts[same].is_html() => texts[same] = leaf,
                Some(_) => {}
                None => texts.push(leaf),
            }
        }
        texts
    }

    /// The parts that are the same as one of those in another format.
    pub(crate) fn same<'m>(&'m self, texts: &'m [&Leaf<'b>]) -> impl Iterator<Item = &'m Leaf<'b>> {
        self.leaves
            .iter()
            .filter(|leaf| leaf.kind() == "text/plain" && texts.iter().any(|text| text.is_same(leaf)))
    }

    /// The parts that stand beside those: files, whether they are called so or not.
    pub(crate) fn beside<'m>(&'m self, texts: &'m [&Leaf<'b>]) -> impl Iterator<Item = &'m Leaf<'b>> {
        let shown =
            |leaf: &Leaf<'b>| texts.iter().any(|text| std::ptr::eq(*text, leaf) || text.is_same(leaf));
        self.leaves.iter().filter(move |leaf| !leaf.head && !shown(leaf))
    }

    /// A header of the whole, as people read it.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        header(&self.headers, name).map(words)
    }

    /// Whether it was sent, and not only saved.
    pub(crate) fn is_letter(&self) -> bool {
        let has = |name: &str| header(&self.headers, name).is_some();
        let saved =
            header(&self.headers, "from").is_some_and(|from| from.to_ascii_lowercase().contains("saved by"));
        !saved && !has("snapshot-content-location") && (has("to") || has("received") || has("message-id"))
    }

    /// The part that is the text: the one the whole names, else the first page, else the first text.
    pub(crate) fn root(&self) -> Option<&Leaf<'b>> {
        let start = header(&self.headers, "content-type").and_then(|kind| parameter(kind, "start"));
        let named = start.and_then(|start| self.leaves.iter().find(|leaf| leaf.id() == Some(bare(&start))));
        let of = |kind: &str| self.leaves.iter().find(|leaf| !leaf.is_attached() && leaf.kind() == kind);
        named.or_else(|| of("text/html")).or_else(|| of("application/xhtml+xml")).or_else(|| of("text/plain"))
    }

    /// The part an address of the page means: `cid:…`, where it was, or where it was below the page.
    pub(crate) fn part(&self, address: &str) -> Option<&Leaf<'b>> {
        if let Some(id) = address.strip_prefix("cid:") {
            return self.leaves.iter().find(|leaf| leaf.id() == Some(id));
        }
        let address = address.trim_start_matches("./").replace('\\', "/");
        let at = |leaf: &&Leaf<'b>| {
            let location = header(&leaf.headers, "content-location").unwrap_or_default().replace('\\', "/");
            location == address || location.strip_suffix(&address).is_some_and(|rest| rest.ends_with('/'))
        };
        self.leaves.iter().find(|leaf| !address.is_empty() && at(leaf))
    }
}

fn is_attached(headers: &[(String, String)]) -> bool {
    let disposition = header(headers, "content-disposition").unwrap_or_default();
    disposition.trim_start().to_ascii_lowercase().starts_with("attachment")
}

impl Leaf<'_> {
    /// Whether another part says the same in another format.
    fn is_same(&self, other: &Leaf<'_>) -> bool {
        let mut pairs = self.place.iter().zip(&other.place);
        let apart = pairs.find(|(one, two)| one.part != two.part || one.branch != two.branch);
        apart.is_some_and(|(one, two)| one.part == two.part && one.holds == Holds::Same)
    }

    /// Whether it is only the head of a letter.
    pub(crate) fn is_head(&self) -> bool {
        self.head
    }

    /// A header of the part, as people read it.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        header(&self.headers, name).map(words)
    }

    /// Whether lines that end in a space go on in the next, and whether the space goes with the end of the line (RFC 3676).
    pub(crate) fn flows(&self) -> Option<bool> {
        let kind = header(&self.headers, "content-type")?;
        let flowed = parameter(kind, "format").is_some_and(|format| format.eq_ignore_ascii_case("flowed"));
        flowed.then(|| parameter(kind, "delsp").is_some_and(|delete| delete.eq_ignore_ascii_case("yes")))
    }

    fn kind(&self) -> String {
        let kind = header(&self.headers, "content-type").unwrap_or("text/plain");
        kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    fn id(&self) -> Option<&str> {
        header(&self.headers, "content-id").map(bare)
    }

    /// Whether it is a file of its own.
    pub(crate) fn is_attached(&self) -> bool {
        is_attached(&self.headers)
    }

    /// What the file is called.
    pub(crate) fn name(&self) -> Option<String> {
        let of = |name: &str, key: &str| parameter(header(&self.headers, name)?, key);
        of("content-disposition", "filename").or_else(|| of("content-type", "name")).map(|name| words(&name))
    }

    /// What it is called, or else what it is.
    pub(crate) fn called(&self) -> String {
        let place = || header(&self.headers, "content-location").map(str::to_owned);
        self.name().or_else(place).filter(|name| !name.trim().is_empty()).unwrap_or_else(|| self.kind())
    }

    /// Whether it is a web page.
    pub(crate) fn is_page(&self) -> bool {
        self.kind() != "text/plain"
    }

    /// Whether it says that it is one, as a frame does.
    pub(crate) fn is_html(&self) -> bool {
        self.kind().contains("html")
    }

    /// The encoding it says it has.
    pub(crate) fn charset(&self) -> Option<&str> {
        let kind = header(&self.headers, "content-type")?;
        let at = find_ignoring_case(kind, "charset=")?;
        let value = kind[at..].trim_start_matches(['"', '\'', ' ']);
        Some(value.split(['"', '\'', ';', ' ']).next().unwrap_or_default()).filter(|name| !name.is_empty())
    }

    /// Its bytes.
    pub(crate) fn decoded(&self) -> Vec<u8> {
        let transfer = header(&self.headers, "content-transfer-encoding").unwrap_or_default();
        match transfer.trim().to_ascii_lowercase().as_str() {
            "quoted-printable" => quoted_printable(self.body, false),
            "base64" => base64(self.body),
            _ => self.body.to_vec(),
        }
    }
}

/// Without what may stand above the first header.
fn start(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    match bytes.starts_with(b"From ") {
        true => memchr::memchr(b'\n', bytes).map_or(bytes, |end| &bytes[end + 1..]),
        false => bytes,
    }
}

/// The headers at the start, names in lower case, folded lines joined; and what stands below the empty line.
fn headers(bytes: &[u8]) -> (Vec<(String, String)>, &[u8]) {
    // Letters have up to a hundred headers; RFC 5322 allows 998 characters in a line, and folded ones are joined.
    const MOST: usize = 1_000;
    const LONGEST: usize = 16_384;
    let mut headers: Vec<(String, String)> = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() && headers.len() < MOST {
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        let (line, below) = rest.split_at(end);
        let text = charset::decoded(line.trim_ascii_end(), None);
        if text.is_empty() {
            return (headers, below);
        }
        match (line[0] == b' ' || line[0] == b'\t', headers.last_mut()) {
            (true, Some((_, value))) if value.len() < LONGEST => {
                value.push(' ');
                value.push_str(text.trim());
            }
            (true, Some(_)) => {}
            _ => match text.split_once(':').filter(|(name, _)| is_name(name)) {
                Some((name, value)) => headers.push((name.to_ascii_lowercase(), value.trim().to_owned())),
                None => return (headers, rest),
            },
        }
        rest = below;
    }
    (headers, rest)
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

fn header<'h>(headers: &'h [(String, String)], name: &str) -> Option<&'h str> {
    headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

fn is_multipart(kind: &str) -> bool {
    kind.get(..10).is_some_and(|start| start.eq_ignore_ascii_case("multipart/"))
}

fn bare(id: &str) -> &str {
    id.trim().trim_start_matches('<').trim_end_matches('>')
}

/// Where in `text` stands what follows `word`.
pub(super) fn find_ignoring_case(text: &str, word: &str) -> Option<usize> {
    text.to_ascii_lowercase().find(word).map(|at| at + word.len())
}

/// `boundary="…"` of a header; also in the parts and with the encoding of RFC 2231: `filename*0*=UTF-8''%E7`.
fn parameter(header: &str, name: &str) -> Option<String> {
    // As many pieces as a name of a file can have.
    const PIECES: usize = 100;
    if let Some(value) = piece(header, name) {
        return Some(value);
    }
    let whole = piece(header, &format!("{name}*")).map(|value| (value, true));
    let numbered = (0..PIECES).map_while(|i| {
        let plain = piece(header, &format!("{name}*{i}")).map(|value| (value, false));
        plain.or_else(|| piece(header, &format!("{name}*{i}*")).map(|value| (value, true)))
    });
    let (mut bytes, mut charset) = (Vec::new(), None);
    for (at, (value, coded)) in whole.into_iter().chain(numbered).enumerate() {
        let mut text = value.as_str();
        if coded && at == 0 {
            let mut parts = text.splitn(3, '\'');
            if let (Some(name), Some(_), Some(rest)) = (parts.next(), parts.next(), parts.next()) {
                charset = Some(name.to_owned()).filter(|name| !name.is_empty());
                text = rest;
            }
        }
        match coded {
            true => bytes.extend(percent_encoding::percent_decode_str(text)),
            false => bytes.extend_from_slice(text.as_bytes()),
        }
    }
    (!bytes.is_empty()).then(|| charset::decoded(&bytes, charset.as_deref()).into_owned())
}

/// The value that `name=` has in a header.
fn piece(header: &str, name: &str) -> Option<String> {
    let mut from = 0;
    loop {
        let at = from + find_ignoring_case(&header[from..], name)?;
        let before = header[..at - name.len()].trim_end();
        let value = header[at..].trim_start().strip_prefix('=').map(str::trim_start);
        if let Some(value) = value.filter(|_| before.ends_with(';')) {
            return Some(match value.strip_prefix('"') {
                Some(quoted) => quoted.split('"').next().unwrap_or_default().to_owned(),
                None => value.split([';', ' ', '\t']).next().unwrap_or_default().to_owned(),
            });
        }
        from = at;
    }
}

/// A part: its headers and what stands below them.
type Part<'b> = (Vec<(String, String)>, &'b [u8]);

/// What stands between the lines of a boundary.
fn parts<'b>(body: &'b [u8], boundary: &str) -> Vec<Part<'b>> {
    let line = format!("--{boundary}");
    let starts_line = |at: &usize| *at == 0 || body[at - 1] == b'\n';
    let mut places: Vec<usize> = memmem::find_iter(body, line.as_bytes()).filter(starts_line).collect();
    places.truncate(PARTS + 2);
    let ends = places.iter().skip(1).copied().chain([body.len()]);
    let inside = |(start, end): (&usize, usize)| {
        let part = &body[start + line.len()..end];
        let below = memchr::memchr(b'\n', part).map_or(part.len(), |end| end + 1);
        (!part.starts_with(b"--")).then(|| headers_of_part(&part[below..]))
    };
    places.iter().zip(ends).filter_map(inside).collect()
}

/// Those of a letter inside of a part.
fn headers_of(body: &[u8]) -> Part<'_> {
    headers(start(body))
}

/// The end of the line above a boundary belongs to the boundary.
fn headers_of_part(part: &[u8]) -> Part<'_> {
    let part = part.strip_suffix(b"\n").unwrap_or(part);
    headers(part.strip_suffix(b"\r").unwrap_or(part))
}

/// `=B4=F3`, with `=` at the end of a line that goes on; in headers `_` is a space.
fn quoted_printable(coded: &[u8], header: bool) -> Vec<u8> {
    let digit = |at: usize| coded.get(at).and_then(|b| char::from(*b).to_digit(16));
    let mut bytes = Vec::with_capacity(coded.len());
    let mut at = 0;
    while let Some(&byte) = coded.get(at) {
        at += 1;
        match (byte, digit(at), digit(at + 1)) {
            (b'=', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                at += 2;
            }
            (b'=', ..) => match soft_break(&coded[at..]) {
                Some(length) => at += length,
                None => bytes.push(b'='),
            },
            (b'_', ..) if header => bytes.push(b' '),
            _ => bytes.push(byte),
        }
    }
    bytes
}

/// How long the rest of the line is, if nothing stands there.
fn soft_break(rest: &[u8]) -> Option<usize> {
    let blanks = rest.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
    match &rest[blanks..] {
        [b'\r', b'\n', ..] => Some(blanks + 2),
        [b'\n' | b'\r', ..] => Some(blanks + 1),
        [] => Some(blanks),
        _ => None,
    }
}

/// Base64 with line ends; up to where it is sound.
fn base64(coded: &[u8]) -> Vec<u8> {
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let mut digits: Vec<u8> =
        coded.iter().copied().filter(|b| b.is_ascii_alphanumeric() || b"+/".contains(b)).collect();
    // One digit alone is no byte.
    if digits.len() % 4 == 1 {
        digits.pop();
    }
    GeneralPurpose::new(&STANDARD, config).decode(digits).unwrap_or_default()
}

/// `=?GB2312?B?…?=` in a header as text; white space between two such words is none, and a character may begin in one and end in the
/// next.
fn words(header: &str) -> String {
    let mut text = String::new();
    let (mut rest, mut open): (&str, Option<(&str, Vec<u8>)>) = (header, None);
    let decoded = |open: &mut Option<(&str, Vec<u8>)>| {
        open.take()
            .map(|(charset, bytes)| charset::decoded(&bytes, Some(charset)).into_owned())
            .unwrap_or_default()
    };
    while let Some(start) = rest.find("=?") {
        let before = &rest[..start];
        let Some((charset, bytes, after)) = word(&rest[start..]) else { break };
        let begins = text.is_empty() && open.is_none();
        if !before.trim().is_empty() || begins {
            text += &decoded(&mut open);
            text.push_str(before);
        }
        match &mut open {
            Some((same, all)) if same.eq_ignore_ascii_case(charset) => all.extend(bytes),
            _ => {
                text += &decoded(&mut open);
                open = Some((charset, bytes));
            }
        }
        rest = after;
    }
    text + &decoded(&mut open) + rest
}

/// One coded word at the start of `text`: its encoding, its bytes, and what is behind it.
fn word(text: &str) -> Option<(&str, Vec<u8>, &str)> {
    let (charset, rest) = text.strip_prefix("=?")?.split_once('?')?;
    let (how, rest) = rest.split_once('?')?;
    let (coded, after) = rest.split_once("?=")?;
    let bytes = match how {
        "B" | "b" => base64(coded.as_bytes()),
        "Q" | "q" => quoted_printable(coded.as_bytes(), true),
        _ => return None,
    };
    // `utf-8*zh` names the language too (RFC 2231).
    Some((charset.split('*').next().unwrap_or(charset), bytes, after))
}

/// `Fri, 1 Mar 2024 09:00:00 +0800` as `2024-03-01`.
pub(crate) fn date(header: &str) -> Option<String> {
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let words: Vec<&str> = header.split([' ', ',', '\t']).filter(|word| !word.is_empty()).collect();
    let month =
        words.iter().position(|word| word.len() == 3 && MONTHS.find(word).is_some_and(|at| at % 3 == 0))?;
    let number = |at: usize| words.get(at)?.parse::<u32>().ok();
    let (day, year) = (number(month.checked_sub(1)?)?, number(month + 1)?);
    let known = (1..=31).contains(&day) && (1980..=2100).contains(&year);
    known.then(|| format!("{year}-{:02}-{day:02}", MONTHS.find(words[month]).unwrap_or(0) / 3 + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_say_what_they_mean() {
        for (header, expected) in [
            ("=?gb2312?B?vNc=?= =?gb2312?Q?=d2=D2?=", "甲乙"),
            ("re: =?UTF-8?q?=E7=94=B2_1?= x", "re: 甲 1 x"),
            ("=?utf-8?x?a?=", "=?utf-8?x?a?="),
            ("plain", "plain"),
            // 甲 begins in one word and ends in the next.
            ("=?gb2312?B?vA==?= =?GB2312?B?1w==?= x", "甲 x"),
            ("=?utf-8*zh?Q?=E7=94=B2?=", "甲"),
        ] {
            assert_eq!(words(header), expected);
        }
        assert_eq!(
            parameter("multipart/related; type=\"a\"; boundary=\"x y\"", "boundary").as_deref(),
            Some("x y")
        );
        assert_eq!(parameter("a; xboundary=1; Boundary=2;c", "boundary").as_deref(), Some("2"));
        assert_eq!(parameter("a", "boundary"), None);
        for header in [
            "attachment; filename*=UTF-8''%E7%94%B2.doc",
            "attachment; filename*0*=UTF-8''%E7%94; filename*1*=%B2; filename*2=.doc",
            "attachment; filename*=gb2312'zh'%BC%D7.doc",
        ] {
            assert_eq!(parameter(header, "filename").as_deref(), Some("甲.doc"), "{header}");
        }
        assert_eq!(date("Fri, 1 Mar 2024 09:00:00 +0800").as_deref(), Some("2024-03-01"));
        assert_eq!(date("1 Foo 2024"), None);
    }

    #[test]
    fn transfers_are_undone() {
        assert_eq!(quoted_printable(b"a=3D=\r\nb= \n=zz=", false), b"a=b=zz");
        assert_eq!(base64(b"YW Jj\r\nZA=="), b"abcd");
        assert_eq!(base64(b"YWJjZ"), b"abc");
    }

    #[test]
    fn a_message_is_known_by_its_headers() {
        let headed = |text: &str| is_headed(text.as_bytes(), false);
        assert!(headed("MIME-Version: 1.0\nSubject: a\n\nb") && headed("Received: x\nMessage-ID: y\n\n"));
        assert!(
            headed("From a@b Mon\nMIME-Version: 1.0\nTo: a\n\n")
                && headed("\u{feff}\n MIME-Version: 1.0\nTo: a\n\n")
        );
        // What a letter on paper may begin with, one header alone, and text.
        assert!(
            !headed("From: a\nTo: b\nSubject: c\n\n")
                && !headed("MIME-Version: 1.0\n\na")
                && !headed("关于防汛的通知\n")
        );
        // The name of the file says so: one is enough.
        assert!(is_headed(b"Subject: a\n\nb", true) && is_headed(b"Received: a\n\n", true));
        assert!(!is_headed("关于: 通知\n".as_bytes(), true) && !is_headed(b"X-Other: a\n\n", true));
    }

    #[test]
    fn headers_go_on_in_lines_that_begin_with_white_space() {
        let (found, rest) = headers(b"Subject: a\r\n b\r\n\tc\r\nTO:d\r\n\r\ntext");
        let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!((found, rest), (vec![header("subject", "a b c"), header("to", "d")], &b"text"[..]));
        let (found, rest) = headers(b"a_b-1: x\nno header\nc: d\n");
        assert_eq!((found, rest), (vec![header("a_b-1", "x")], &b"no header\nc: d\n"[..]));
        assert_eq!(headers(b": x\n"), (vec![], &b": x\n"[..]));
        assert_eq!(headers(b" x\na: b").0, []);
        assert_eq!(headers(b"a: b").0, [header("a", "b")]);
    }

    #[test]
    fn headers_without_an_end_are_not_kept() {
        let many: String = (0..1_200).map(|i| format!("a{i}: b\n")).collect();
        assert_eq!(headers(many.as_bytes()).0.len(), 1_000);
        let long = format!("a: b\n{}", format!(" {}\n", "c".repeat(1_000)).repeat(30));
        let length = headers(long.as_bytes()).0[0].1.len();
        assert!((16_384..17_500).contains(&length), "{length}");
    }

    /// A page with a picture, a frame and an attachment.
    const PAGE: &str = "From: <Saved by Browser>\nContent-Type: multipart/related; boundary=\"b\"; start=\"<two>\"\n\nabove\n--b\nContent-Type: text/plain\nContent-ID: <one>\n\nfirst\n--b\nContent-Type: Text/HTML; charset=\"GBK\"\nContent-ID: <two>\nContent-Location: http://a.cn/p/q.html\n\n<p>\n--b\nContent-Type: image/png; name=\"c.png\"\nContent-Location: http://a.cn/p/img\\c.png\nContent-Transfer-Encoding: base64\n\nYWJj\n--b\nContent-Type: text/html\nContent-Disposition: Attachment; filename=\"=?utf-8?B?55Sy?=.html\"\n\nd\n--b--\nbelow\n";

    #[test]
    fn the_parts_of_a_message_stand_between_its_boundaries() {
        let page = Message::of(PAGE.as_bytes()).unwrap();
        let bodies: Vec<Vec<u8>> = page.leaves.iter().map(Leaf::decoded).collect();
        assert_eq!(bodies, [b"first".to_vec(), b"<p>".to_vec(), b"abc".to_vec(), b"d".to_vec()]);
        let ends = PAGE.replace('\n', "\r\n");
        let same = Message::of(ends.as_bytes()).unwrap();
        assert_eq!(same.leaves.iter().map(Leaf::decoded).collect::<Vec<_>>(), bodies);
        // A boundary inside of a line is none.
        let inside = PAGE.replace("first", "first --b\nsecond");
        assert_eq!(Message::of(inside.as_bytes()).unwrap().leaves[0].decoded(), b"first --b\nsecond");
    }

    #[test]
    fn the_text_of_a_message_is_the_part_it_names_or_the_first_page() {
        let root = |text: &str| Message::of(text.as_bytes()).unwrap().root().map(|leaf| leaf.decoded());
        assert_eq!(root(PAGE).unwrap(), b"<p>");
        assert_eq!(root(&PAGE.replace("<two>\"", "<one>\"")).unwrap(), b"first");
        let unnamed = PAGE.replace("; start=\"<two>\"", "");
        assert_eq!(root(&unnamed).unwrap(), b"<p>");
        assert_eq!(root(&unnamed.replace("Text/HTML", "application/xhtml+xml")).unwrap(), b"<p>");
        // An attached page is a file of its own.
        assert_eq!(root(&unnamed.replace("Text/HTML", "image/gif")).unwrap(), b"first");
        assert_eq!(root("Subject: a\n\ntext").unwrap(), b"text");
    }

    #[test]
    fn a_part_is_found_by_its_id_or_by_where_it_was() {
        let page = Message::of(PAGE.as_bytes()).unwrap();
        let part = |address: &str| page.part(address).map(|leaf| leaf.decoded());
        let picture = Some(b"abc".to_vec());
        assert_eq!([part("cid:one"), part("cid:none")], [Some(b"first".to_vec()), None]);
        for address in ["http://a.cn/p/img/c.png", "img/c.png", "./img/c.png", "img\\c.png", "c.png"] {
            assert_eq!(part(address), picture, "{address}");
        }
        assert_eq!([part(""), part("g/c.png"), part("d.png")], [None, None, None]);
    }

    #[test]
    fn a_part_says_what_it_is_and_how_it_is_called() {
        let page = Message::of(PAGE.as_bytes()).unwrap();
        let [text, html, picture, attached] = &page.leaves[..] else { panic!() };
        assert_eq!([text, html, picture, attached].map(Leaf::is_page), [false, true, true, true]);
        assert_eq!([text, html, picture, attached].map(Leaf::is_html), [false, true, false, true]);
        assert_eq!([html.charset(), picture.charset()], [Some("GBK"), None]);
        assert_eq!(
            [text.name(), picture.name(), attached.name()],
            [None, Some("c.png".to_owned()), Some("甲.html".to_owned())]
        );
        assert!(attached.is_attached() && !picture.is_attached());
        let set = |kind: &str| {
            Message::of(format!("Content-Type: {kind}\n\n").as_bytes()).unwrap().leaves[0]
                .charset()
                .map(str::to_owned)
        };
        assert_eq!(
            [
                set("text/html; charset=gbk; a=b"),
                set("text/html; Charset='utf-8'"),
                set("text/html; charset=")
            ],
            [Some("gbk".to_owned()), Some("utf-8".to_owned()), None]
        );
    }

    #[test]
    fn a_letter_was_sent_and_a_page_was_saved() {
        let letter = |headers: &str| Message::of(format!("{headers}\n\n").as_bytes()).unwrap().is_letter();
        assert!(letter("From: a\nTo: b") && letter("Received: a") && letter("Message-ID: a"));
        assert!(
            !letter("From: <Saved by Browser>\nTo: b")
                && !letter("To: b\nSnapshot-Content-Location: x")
                && !letter("From: a")
        );
        let page = Message::of(b"Subject: =?utf-8?B?55Sy?=\n\n").unwrap();
        assert_eq!([page.header("subject"), page.header("to")], [Some("甲".to_owned()), None]);
    }

    #[test]
    fn parts_in_parts_are_opened_so_deep_and_so_many() {
        let nested = |depth: usize| {
            let mut text = "Content-Type: text/plain\n\ntext\n".to_owned();
            for level in 0..depth {
                text = format!(
                    "Content-Type: multipart/mixed; boundary=b{level}x\n\n--b{level}x\n{text}\n--b{level}x--\n"
                );
            }
            let message = Message::of(text.as_bytes()).unwrap();
            (message.leaves.len(), message.leaves[0].kind())
        };
        assert_eq!(nested(3), (1, "text/plain".to_owned()));
        assert_eq!(nested(DEPTH), (1, "text/plain".to_owned()));
        assert_eq!(nested(DEPTH + 1), (1, "multipart/mixed".to_owned()));
        let many =
            format!("Content-Type: multipart/mixed; boundary=b\n\n{}--b--\n", "--b\n\na\n".repeat(PARTS + 1));
        assert!(matches!(Message::of(many.as_bytes()), Err(Error::TooMuch { .. })));
    }

    #[test]
    fn a_line_of_printable_text_may_go_on_behind_its_end() {
        for (coded, wanted) in [
            ("a= \t\r\nb", "ab"),
            ("a=\rb", "ab"),
            ("a=", "a"),
            ("a= ", "a"),
            ("a= b", "a= b"),
            ("=4a=4G=", "J=4G"),
            ("=4", "=4"),
            ("a_b", "a_b"),
        ] {
            assert_eq!(quoted_printable(coded.as_bytes(), false), wanted.as_bytes(), "{coded:?}");
        }
        assert_eq!(quoted_printable(b"a_b", true), b"a b");
        assert_eq!(
            [base64(b"YWJjZGU"), base64(b"YWJjZA"), base64(b"+/+/")],
            [b"abcde".to_vec(), b"abcd".to_vec(), vec![0xfb, 0xff, 0xbf]]
        );
    }

    #[test]
    fn a_date_needs_a_day_a_month_and_a_year_of_mail() {
        for (header, wanted) in [
            ("1 Jan 1980", Some("1980-01-01")),
            ("31 Dec 2100 x", Some("2100-12-31")),
            ("Mon,\t09 Nov 2026", Some("2026-11-09")),
            ("0 Jan 2026", None),
            ("32 Jan 2026", None),
            ("1 Jan 1979", None),
            ("1 Jan 2101", None),
            ("Jan 2026", None),
            ("1 anF 2026", None),
        ] {
            assert_eq!(date(header).as_deref(), wanted, "{header}");
        }
    }

    #[test]
    fn a_header_without_end_hides_no_other() {
        let folded = format!("Subject: a\n{}To: b\n\nbody", format!(" {}\n", "x".repeat(9_000)).repeat(3));
        let (found, rest) = headers(folded.as_bytes());
        let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!((names, rest), (vec!["subject", "to"], &b"body"[..]));
        assert_eq!(found[0].1.len(), 1 + 2 * 9_001);
        let (found, rest) = headers(b"Subject: a\n  b\n\tc\nno header\n");
        assert_eq!((found[0].1.as_str(), rest), ("a b c", &b"no header\n"[..]));
        assert_eq!(headers(b"na me: x\n").0.len(), 0);
        assert_eq!(start(b"\xef\xbb\xbfFrom a@b.c Mon\nTo: b"), b"To: b");
        assert_eq!(start(b"  From: b"), b"From: b");
    }

    #[test]
    fn only_what_is_coded_has_an_encoding_in_front() {
        for (header, expected) in [
            ("attachment; filename*0=a'b'c; filename*1=.doc", "a'b'c.doc"),
            ("attachment; filename*0*=UTF-8''a; filename*1*=b'c'd", "ab'c'd"),
            ("attachment; filename*0*=''%41; filename*1=%41", "A%41"),
        ] {
            assert_eq!(parameter(header, "filename").as_deref(), Some(expected), "{header}");
        }
    }

    #[test]
    fn of_what_is_the_same_the_page_is_read_and_of_pages_the_first() {
        let texts = |kind: &str, parts: &[&str]| {
            let parts: String = parts
                .iter()
                .enumerate()
                .map(|(i, kind)| format!("--b\nContent-Type: {kind}\n\n{i}\n"))
                .collect();
            let text = format!("Content-Type: multipart/{kind}; boundary=b\n\n{parts}--b--\n");
            let message = Message::of(text.as_bytes()).unwrap();
            message.texts().iter().map(|leaf| String::from_utf8(leaf.decoded()).unwrap()).collect::<String>()
        };
        assert_eq!(texts("alternative", &["text/plain", "text/html"]), "1");
        assert_eq!(texts("alternative", &["text/html", "text/plain"]), "0");
        assert_eq!(texts("alternative", &["text/html", "text/html"]), "0");
        assert_eq!(texts("alternative", &["text/plain", "text/plain"]), "0");
        // Behind a page stands what it shows.
        assert_eq!(texts("related", &["text/html", "text/html", "text/plain"]), "0");
        assert_eq!(texts("mixed", &["text/html", "image/png", "text/plain"]), "02");
    }
}

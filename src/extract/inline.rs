//! Pictures that stand in the text itself, as `data:image/png;base64,…`: a megabyte of letters nobody reads.
//!
//! They are lifted out before the text is looked at, and a short address stands in for each until the picture is wanted.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use memchr::memmem;

use crate::audit::Tally;
use crate::text::{Edit, Line};

/// What the address of a lifted picture begins with; its number follows.
const STAND_IN: &str = "data:picture/";

/// The pictures lifted out of a text.
pub(crate) struct Inline<'a> {
    /// Each as it stood there, `data:` included.
    lifted: Vec<&'a str>,
    /// The bytes of those that were asked for: however often one is named, it is there once.
    decoded: RefCell<HashMap<usize, Option<Arc<[u8]>>>>,
}

/// `text` with a short address in place of every picture; its lines keep their numbers.
pub(crate) fn lift(text: &str) -> (Cow<'_, str>, Inline<'_>) {
    let mut lifted = Vec::new();
    let mut out = String::new();
    let mut done = 0;
    for start in memmem::find_iter(text.as_bytes(), "data:image/") {
        let Some(length) = length(&text[start..]).filter(|_| start >= done) else { continue };
        let whole = &text[start..start + length];
        out.push_str(&text[done..start]);
        out.push_str(&format!("{STAND_IN}{}", lifted.len()));
        out.extend(whole.matches('\n'));
        lifted.push(whole);
        done = start + length;
    }
    if lifted.is_empty() {
        return (Cow::Borrowed(text), Inline { lifted, decoded: RefCell::default() });
    }
    out.push_str(&text[done..]);
    (Cow::Owned(out), Inline { lifted, decoded: RefCell::default() })
}

/// How far the picture goes that `text` begins with.
fn length(text: &str) -> Option<usize> {
    // `image/vnd.microsoft.icon;charset=…` and its like; what is longer names no picture.
    const LONGEST_TYPE: usize = 80;
    const MARK: &str = ";base64,";
    let head = text.as_bytes().get(..LONGEST_TYPE).unwrap_or(text.as_bytes());
    let start = memmem::find(head, MARK.as_bytes())? + MARK.len();
    let named =
        text[..start].bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'\'' | b'<' | b')'));
    let letter = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=' | b'%' | b'\n');
    let length = text[start..].bytes().take_while(|b| letter(*b)).count();
    // A line break at the end is that of the text around it.
    let length = text[start..start + length].trim_end_matches('\n').len();
    (named && length > 0).then_some(start + length)
}

impl Inline<'_> {
    /// The bytes of the picture an address stands for; none if it is no such address, or the letters are no picture.
    pub(crate) fn bytes(&self, address: &str) -> Option<Arc<[u8]>> {
        let number = number(address).filter(|number| *number < self.lifted.len())?;
        self.decoded.borrow_mut().entry(number).or_insert_with(|| self.decode(number)).clone()
    }

    fn decode(&self, number: usize) -> Option<Arc<[u8]>> {
        let whole = self.lifted.get(number)?;
        let (_, letters) = whole.split_once(',')?;
        let letters: String = letters.chars().filter(|c| *c != '\n').collect();
        let letters = letters.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=");
        let lenient = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
        GeneralPurpose::new(&STANDARD, lenient).decode(letters).ok().map(Arc::from)
    }

    /// Whether an address stands for a picture of the text itself.
    pub(crate) fn holds(&self, address: &str) -> bool {
        number(address).is_some_and(|number| number < self.lifted.len())
    }

    /// Gives back what was no picture of the page but text that shows one.
    pub(crate) fn restore(&self, lines: &mut [Line], seen: &mut Tally) {
        if self.lifted.is_empty() {
            return;
        }
        for line in lines.iter_mut().filter(|line| line.text.contains(STAND_IN)) {
            seen.subtract(&line.text);
            let (text, edits) = self.restored(&line.text);
            line.text.rewrite(text, &edits);
            seen.add(&line.text);
        }
    }

    /// `text` with the pictures it shows, and where each stands.
    fn restored(&self, text: &str) -> (String, Vec<Edit>) {
        let (mut out, mut edits, mut copied) = (String::new(), Vec::new(), 0);
        for (at, _) in text.match_indices(STAND_IN) {
            let number = &text[at + STAND_IN.len()..];
            let digits = number.bytes().take_while(u8::is_ascii_digit).count();
            let whole = number[..digits].parse().ok().and_then(|number: usize| self.lifted.get(number));
            let Some(whole) = whole else { continue };
            out.push_str(&text[copied..at]);
            copied = at + STAND_IN.len() + digits;
            let start = out.len();
            out.extend(whole.split('\n'));
            edits.push(Edit { from: at..copied, to: start..out.len() });
        }
        out.push_str(&text[copied..]);
        (out, edits)
    }
}

fn number(address: &str) -> Option<usize> {
    address.strip_prefix(STAND_IN)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_lifted_and_lines_stay() {
        let text = "<img src=\"data:image/png;base64,QUJD\nRA==\">\n正文 data:image/x";
        let (out, inline) = lift(text);
        assert_eq!(out, "<img src=\"data:picture/0\n\">\n正文 data:image/x");
        assert_eq!(inline.bytes("data:picture/0").as_deref(), Some(&b"ABCD"[..]));
        assert!(inline.holds("data:picture/0") && !inline.holds("data:picture/1"));
        assert_eq!(inline.bytes("data:picture/1"), None);
    }

    #[test]
    fn what_is_text_comes_back() {
        let (out, inline) = lift("写作：data:image/gif;base64,R0lG。");
        let mut lines = [Line::plain(out.clone(), 1)];
        let mut seen = Tally::default();
        seen.add(&out);
        inline.restore(&mut lines, &mut seen);
        assert_eq!(lines[0].text, "写作：data:image/gif;base64,R0lG。");
    }

    #[test]
    fn what_only_looks_like_one_stays() {
        for text in ["data:image/png", "data:image/png;base64,", "data:image/<b>;base64,QUJD"] {
            assert!(matches!(lift(text), (Cow::Borrowed(_), _)), "{text}");
        }
    }
}

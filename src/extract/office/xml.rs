//! The parts of a package as XML: elements are handed on as they come, so that a part is never held as a tree.

use std::borrow::Cow;

use base64::Engine;
use quick_xml::NsReader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{NamespaceResolver, QName, ResolveResult};

use crate::error::{Error, Result};
use crate::limits::DEPTH;
use crate::message;

/// The vocabularies whose names could be mistaken for each other; the names of all others speak for themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Space {
    /// Text of Word, transitional or strict, and of Word 2003.
    Word,
    /// Formulas of Office.
    Math,
    /// Text of OpenDocument.
    Text,
    /// Any other.
    Other,
}

impl Space {
    fn of(address: &str) -> Space {
        let word = ["wordprocessingml/2006/main", "ooxml/wordprocessingml/main", "office/word/2003/wordml"];
        let math = ["officeDocument/2006/math", "ooxml/officeDocument/math"];
        match address {
            _ if word.iter().any(|end| address.ends_with(end)) => Space::Word,
            _ if math.iter().any(|end| address.ends_with(end)) => Space::Math,
            "urn:oasis:names:tc:opendocument:xmlns:text:1.0" => Space::Text,
            _ => Space::Other,
        }
    }
}

/// An element that begins.
pub(crate) struct Tag<'t> {
    /// Its vocabulary.
    pub(crate) space: Space,
    /// Its name without a prefix.
    pub(crate) name: &'t str,
    start: &'t BytesStart<'t>,
    spaces: &'t NamespaceResolver,
}

impl Tag<'_> {
    /// The value of the attribute of this name, whatever its prefix.
    pub(crate) fn get(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let attributes = attributes.with_checks(false).flatten();
        let found = attributes.into_iter().find(|attribute| attribute.key.local_name().as_ref() == name)?;
        Some(unescaped(&found.value))
    }

    /// The address of the vocabulary a prefix stands for here.
    pub(crate) fn vocabulary(&self, prefix: &str) -> Option<String> {
        match self.spaces.resolve(QName(&format!("{prefix}:x")), false).0 {
            ResolveResult::Bound(space) => Some(space.as_ref().to_owned()),
            _ => None,
        }
    }

    /// Whether it is switched on: by its being there, unless it says otherwise.
    pub(crate) fn is_on(&self) -> bool {
        !matches!(self.get("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }

    /// An attribute that is a whole number.
    pub(crate) fn number(&self, name: &str) -> Option<i64> {
        self.get(name)?.trim().parse().ok()
    }
}

/// Who takes in what a part says, in order.
pub(crate) trait Visitor {
    /// An element begins.
    fn open(&mut self, tag: &Tag<'_>) -> Result<()>;
    /// The last element that began and has not ended ends.
    fn close(&mut self, _space: Space, _name: &str) -> Result<()> {
        Ok(())
    }
    /// Characters.
    fn text(&mut self, _text: &str) {}
}

/// Why a part was not read to its end.
#[derive(Debug)]
pub(crate) enum Fault {
    /// It is no XML, or breaks off.
    Broken,
    /// It was refused.
    Refused(Error),
}

impl Fault {
    /// The error for a document of which this was the text.
    pub(crate) fn error(self, broken: Error) -> Error {
        match self {
            Fault::Broken => broken,
            Fault::Refused(error) => error,
        }
    }
}

/// Walks through a part; its own entities stay unresolved, since they may refer to files and grow without end.
pub(crate) fn walk(xml: &str, visitor: &mut impl Visitor) -> Result<(), Fault> {
    let mut reader = NsReader::from_str(xml);
    let config = reader.config_mut();
    (config.expand_empty_elements, config.allow_dangling_amp) = (true, true);
    let mut depth = 0_usize;
    loop {
        let (space, event) = reader.read_resolved_event().map_err(|_| Fault::Broken)?;
        let space = match space {
            ResolveResult::Bound(space) => Space::of(space.as_ref()),
            _ => Space::Other,
        };
        match event {
            Event::Start(start) => {
                depth += 1;
                if depth > DEPTH {
                    return Err(Fault::Refused(too_deep()));
                }
                let name = start.local_name();
                let tag = Tag { space, name: name.as_ref(), start: &start, spaces: reader.resolver() };
                visitor.open(&tag).map_err(Fault::Refused)?;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                visitor.close(space, end.local_name().as_ref()).map_err(Fault::Refused)?;
            }
            Event::Text(text) => visitor.text(&text.into_inner()),
            Event::CData(text) => visitor.text(&text.into_inner()),
            Event::GeneralRef(reference) => visitor.text(&resolved(&reference)),
            Event::Eof if depth > 0 => return Err(Fault::Broken),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn too_deep() -> Error {
    Error::TooMuch { what: message!("elements inside each other"), most: DEPTH as u64 }
}

fn resolved(reference: &BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => c.to_string(),
        _ => {
            let name = reference.borrow().into_inner();
            // What stands for it only the file knows; it is shown as it is written.
            named(&name).map_or_else(|| format!("&{name};"), String::from)
        }
    }
}

/// The five characters XML has names for.
fn named(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

fn unescaped(value: &str) -> String {
    html_escape::decode_html_entities(value).into_owned()
}

/// The bytes of a picture that stands in the text of a part itself, in base64.
pub(crate) fn picture(coded: &str) -> Option<Vec<u8>> {
    let coded: String = coded.split_whitespace().collect();
    base64::engine::general_purpose::STANDARD.decode(coded).ok()
}

/// The text of a part: UTF-8, or what its mark or its first line says.
pub(crate) fn decoded(bytes: Vec<u8>) -> String {
    if let [b'<', 0, ..] | [0, b'<', ..] = bytes[..] {
        return declared(&bytes).unwrap_or(encoding_rs::UTF_8).decode(&bytes).0.into_owned();
    }
    match String::from_utf8(bytes) {
        Ok(text) if !text.starts_with('\u{feff}') => text,
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(error) => {
            let bytes = error.as_bytes();
            let (text, ..) = declared(bytes).unwrap_or(encoding_rs::UTF_8).decode(bytes);
            text.into_owned()
        }
    }
}

/// `<?xml version="1.0" encoding="GBK"?>`; UTF-16 without a mark shows itself.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    match bytes {
        [b'<', 0, ..] => return Some(encoding_rs::UTF_16LE),
        [0, b'<', ..] => return Some(encoding_rs::UTF_16BE),
        _ => {}
    }
    let head: Cow<'_, str> = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    let (_, rest) = head.split_once("encoding=")?;
    let quote = rest.chars().next()?;
    encoding_rs::Encoding::for_label(rest[quote.len_utf8()..].split(quote).next()?.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Texts(String);

    impl Visitor for Texts {
        fn open(&mut self, tag: &Tag<'_>) -> Result<()> {
            self.0.push_str(&format!("<{}{}>", tag.name, tag.get("val").unwrap_or_default()));
            Ok(())
        }

        fn close(&mut self, _: Space, _: &str) -> Result<()> {
            self.0.push('>');
            Ok(())
        }

        fn text(&mut self, text: &str) {
            self.0.push_str(text);
        }
    }

    #[track_caller]
    fn check(xml: &str, expected: Option<&str>) {
        let mut texts = Texts::default();
        let walked = walk(xml, &mut texts);
        assert_eq!(walked.is_ok().then_some(texts.0.as_str()), expected, "{xml}");
    }

    #[test]
    fn a_part_is_walked_and_its_entities_are_not_resolved() {
        check("<w:a w:val='1&amp;2'>甲&#x4e59;&lt;<b/></w:a>", Some("<a1&2>甲乙<<b>>>"));
        check("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>甲&x;</a>", Some("<a>甲&x;>"));
        check("<a><![CDATA[<甲>]]></a>", Some("<a><甲>>"));
        check("<a>甲", None);
        check("<a>甲</b>", None);
        let deep = |n| "<a>".repeat(n) + &"</a>".repeat(n);
        check(&deep(DEPTH + 1), None);
        assert!(walk(&deep(DEPTH), &mut Texts::default()).is_ok());
    }

    #[test]
    fn a_part_may_have_another_encoding() {
        let utf16: Vec<u8> = "<a>甲</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(utf16), "<a>甲</a>");
        assert_eq!(decoded("\u{feff}<a>甲</a>".into()), "<a>甲</a>");
        let gbk = b"<?xml version='1.0' encoding='GBK'?><a>\xbc\xd7</a>".to_vec();
        assert!(decoded(gbk).ends_with("<a>甲</a>"));
        let quoted = [b"<?xml encoding=".as_slice(), "”GBK”".as_bytes(), b"?><a>\xbc\xd7</a>"].concat();
        assert!(decoded(quoted).ends_with("<a>甲</a>"));
    }

    #[test]
    fn the_five_characters_with_names_are_themselves() {
        let of = |name: &str| named(name);
        assert_eq!(["amp", "lt", "gt", "quot", "apos"].map(of), ['&', '<', '>', '"', '\''].map(Some));
        assert_eq!(of("nbsp"), None);
    }
}

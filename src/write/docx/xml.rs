//! XML as text: what is needed to write it, and no more.

use std::fmt::{self, Write as _};

/// The first line of every part.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The namespace of WordprocessingML.
pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The namespace of references between parts.
pub(super) const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A part being written.
#[derive(Debug, Default)]
pub(super) struct Xml {
    text: String,
    /// How many footnotes were referred to.
    footnotes: usize,
}

impl Xml {
    /// A part that begins with the XML declaration.
    pub(super) fn new() -> Xml {
        Xml { text: HEAD.to_owned(), footnotes: 0 }
    }

    /// Appends markup as it is.
    pub(super) fn raw(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    /// Appends markup with values in it, which must not need escaping.
    pub(super) fn put(&mut self, markup: fmt::Arguments<'_>) {
        self.text.write_fmt(markup).expect("writing to a string does not fail");
    }

    /// Appends text, escaped; characters XML cannot carry are dropped.
    pub(super) fn text(&mut self, text: &str) {
        let mut from = 0;
        for (i, byte) in text.bytes().enumerate() {
            // U+FFFE and U+FFFF begin with EF.
            if !matches!(byte, b'&' | b'<' | b'>' | b'"' | 0..=0x1f | 0xef) {
                continue;
            }
            let c = text[i..].chars().next().unwrap_or_default();
            let instead = match c {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                c if illegal(c) => "",
                _ => continue,
            };
            self.text.push_str(&text[from..i]);
            self.text.push_str(instead);
            from = i + c.len_utf8();
        }
        self.text.push_str(&text[from..]);
    }

    /// How long it is so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// What was written up to `end`.
    pub(super) fn until(&self, end: usize) -> &str {
        &self.text[..end]
    }

    /// What was written from `start` on.
    pub(super) fn since(&self, start: usize) -> &str {
        &self.text[start..]
    }

    /// The id of the next footnote that is referred to, from 1.
    pub(super) fn next_footnote(&mut self) -> usize {
        self.footnotes += 1;
        self.footnotes
    }

    /// The finished part.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }
}

/// `text`, escaped for an attribute.
pub(super) fn attribute(text: &str) -> String {
    let mut xml = Xml::default();
    xml.text(text);
    xml.text
}

/// Whether XML 1.0 cannot carry `c`, not even escaped; a carriage return would come back as a line feed.
pub(super) fn illegal(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_stripped_of_what_xml_cannot_carry() {
        assert_eq!(attribute("a<b>&\"c\"\u{1}\u{B}\u{FFFE}。"), "a&lt;b&gt;&amp;&quot;c&quot;。");
        assert_eq!(attribute("甲\t乙\n丙"), "甲\t乙\n丙");
    }
}

//! The XML of Word 2003 (often named .doc or .xml): the names of today in one file.

use crate::diag::Log;
use crate::error::{Error, Result};
use crate::extract::Extracted;
use crate::extract::office::flow::Flow;
use crate::extract::office::word::body::{Body, Book};
use crate::extract::office::word::relations::Relations;
use crate::extract::office::xml;
use crate::limits::UNPACKED;
use crate::message;
use crate::rules::Rules;

/// Whether `bytes` are such a file.
pub(crate) fn shows(bytes: &[u8], _: bool) -> bool {
    let head = &bytes[..bytes.len().min(4_096)];
    let inside = |word: &[u8]| memchr::memmem::find(head, word).is_some();
    inside(b"wordDocument") && inside(b"office/word/2003/wordml")
}

/// Reads it.
pub(crate) fn read(log: &mut Log, bytes: &[u8], rules: &Rules) -> Result<Extracted> {
    if bytes.len() as u64 > UNPACKED {
        return Err(Error::TooMuch { what: message!("bytes in its parts, unpacked"), most: UNPACKED });
    }
    let text = xml::decoded(bytes.to_vec());
    let mut book = Book::default();
    let broken = |fault: xml::Fault| fault.error(broken());
    xml::walk(&text, &mut book.styles).map_err(broken)?;
    xml::walk(&text, &mut book.numbering).map_err(broken)?;
    let mut flow = Flow::new(log, rules);
    let relations = Relations::of("");
    xml::walk(&text, &mut Body::new(&mut flow, &mut book, &relations, None)).map_err(broken)?;
    flow.done()
}

fn broken() -> Error {
    Error::NotText {
        what: message!("a damaged or incomplete Word 2003 XML document"),
        advice: message!("fetch it again, or open it in Word or WPS and save it again"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Mark;

    #[test]
    fn a_document_of_word_2003_is_read() {
        let p =
            |more: &str, text: &str| format!("<w:p><w:pPr>{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>");
        let text = format!(
            "<?xml version='1.0'?><w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml' xmlns:aml='urn:aml' xmlns:v='urn:v'>\
             <w:lists><w:listDef w:listDefId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:nfc w:val='37'/><w:lvlText w:val='%1、'/></w:lvl></w:listDef>\
             <w:list w:ilfo='1'><w:ilst w:val='0'/></w:list></w:lists>\
             <w:styles><w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/></w:style></w:styles>\
             <w:body>{}{}<w:p><w:r><w:pict><w:binData w:name='a'>iVBORw==</w:binData><v:imagedata src='a'/></w:pict></w:r>\
             <aml:annotation w:type='Word.Deletion'><aml:content><w:r><w:delText>旧</w:delText></w:r></aml:content></aml:annotation>\
             <w:r><w:t>文</w:t></w:r><w:r><w:footnote>{}</w:footnote></w:r></w:p><w:sectPr><w:hdr w:type='odd'>{}</w:hdr></w:sectPr></w:body></w:wordDocument>",
            p("<w:pStyle w:val='1'/>", "题"),
            p("<w:listPr><w:ilvl w:val='0'/><w:ilfo w:val='1'/></w:listPr>", "甲"),
            p("", "注"),
            p("", "眉"),
        );
        assert!(shows(text.as_bytes(), false));
        let mut log = Log::new();
        let read = read(&mut log, text.as_bytes(), &Rules::default()).unwrap();
        let lines: Vec<(Mark, String)> =
            read.lines.iter().map(|line| (line.mark, line.text.labelled(0).into_owned())).collect();
        let expected = [(Mark::Heading(1), "题"), (Mark::None, "一、甲"), (Mark::None, "文[^1]")];
        assert_eq!(lines, expected.map(|(mark, text)| (mark, text.to_owned())));
        assert_eq!(
            (read.notes[0].text.as_str(), read.shown[0].bytes.as_deref()),
            ("注", Some(&b"\x89PNG"[..]))
        );
        let gone: Vec<&str> = log.removals().iter().map(|removal| removal.text.as_str()).collect();
        assert_eq!(gone, ["旧", "眉"]);
    }
}

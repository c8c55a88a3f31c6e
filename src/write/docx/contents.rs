//! The table of contents: a real field, every entry filled in, so that it is right before anyone updates it.

use crate::pages::{ContentsEntry, Pages, Paragraph, Place};
use crate::template::Template;
use crate::units::Length;
use crate::write::docx::division::{blank_side, end_section};
use crate::write::docx::paragraph::open;
use crate::write::docx::run::runs;
use crate::write::docx::section::{Section, SectionKind};
use crate::write::docx::xml::Xml;

/// The name of the bookmark an entry points to, as Word would call it.
pub(super) fn bookmark(entry: usize) -> String {
    format!("_Toc{:09}", 200_000_001 + entry)
}

/// Writes the section of the table of contents.
///
/// Not dirty and no `updateFields`: Word opens it without a question. `docPartObj` makes Word offer 更新目录.
pub(super) fn contents(xml: &mut Xml, pages: &Pages, template: &Template, titled: bool) {
    xml.raw("<w:sdt><w:sdtPr><w:id w:val=\"190001\"/><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>");
    let last = pages.contents.paragraphs.len() - 1;
    for (i, paragraph) in pages.contents.paragraphs.iter().enumerate() {
        // The blank above the first entry is that below the heading: who updates the table gets entries without blanks.
        let plain = Paragraph { before: Length::ZERO, ..paragraph.clone() };
        open(xml, if i == 1 { &plain } else { paragraph }, template, titled, "");
        match paragraph.place {
            Place::Contents(index) => {
                if index == 0 {
                    begin_field(xml, template, titled, pages.entries.iter().any(|entry| entry.run_in));
                }
                entry(xml, paragraph, index, pages, template);
            }
            _ => runs(xml, paragraph, template),
        }
        if i == last {
            xml.raw("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
        }
        xml.raw("</w:p>");
    }
    xml.raw("</w:sdtContent></w:sdt>");
    end_section(xml, template, Section::of(SectionKind::Contents));
    blank_side(xml, &pages.contents, template);
}

/// Headings by their level; in a compilation the entries carry the unit, which no heading does, so there each place is
/// marked with a `TC` field of its own ([`mark`]) and the table collects these.
/// So is a heading that opens a paragraph.
fn begin_field(xml: &mut Xml, template: &Template, titled: bool, run_in: bool) {
    let depth = template.contents.depth;
    xml.raw("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\">");
    if titled {
        xml.put(format_args!(" TOC \\f C \\l \"1-{depth}\" \\h \\z "));
    } else if run_in {
        xml.put(format_args!(" TOC \\o \"1-{depth}\" \\f C \\l \"1-{depth}\" \\h \\z "));
    } else {
        xml.put(format_args!(" TOC \\o \"1-{depth}\" \\h \\z "));
    }
    xml.raw("</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>");
}

/// The text of an entry as a field at its place that shows nothing. Quotation marks would end the text early and are
/// escaped. No `w:vanish`: LibreOffice leaves hidden marks out when it updates the table. It reads a level only without quotation
/// marks and then counts one too many, so the first level has them: there no level is the right one.
pub(super) fn mark(xml: &mut Xml, entry: &ContentsEntry) {
    xml.raw("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>");
    xml.raw("<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:instrText xml:space=\"preserve\"> TC \"");
    for c in entry.text.chars() {
        if matches!(c, '"' | '“' | '”' | '„' | '‟' | '＂' | '\\') {
            xml.raw("\\");
        }
        xml.text(c.encode_utf8(&mut [0; 4]));
    }
    match entry.level {
        // Beside headings of the outline LibreOffice leaves out what is a level too deep.
        level if level == 1 || entry.run_in => {
            xml.put(format_args!("\" \\f C \\l \"{level}\" </w:instrText></w:r>"));
        }
        level => xml.put(format_args!("\" \\f C \\l {level} </w:instrText></w:r>")),
    }
    xml.raw("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
}

/// One entry: its text, dots, and the number of its page, all of it a link.
fn entry(xml: &mut Xml, paragraph: &Paragraph, index: usize, pages: &Pages, template: &Template) {
    let name = bookmark(index);
    let page = pages.entry_page(&pages.entries[index]).unwrap_or(1);
    xml.put(format_args!("<w:hyperlink w:anchor=\"{name}\" w:history=\"1\">"));
    runs(xml, paragraph, template);
    hidden_on_web(xml, "<w:tab/>");
    hidden_on_web(xml, "<w:fldChar w:fldCharType=\"begin\"/>");
    xml.put(format_args!(
        "<w:r><w:rPr><w:webHidden/></w:rPr><w:instrText xml:space=\"preserve\"> PAGEREF {name} \\h </w:instrText></w:r>"
    ));
    hidden_on_web(xml, "<w:fldChar w:fldCharType=\"separate\"/>");
    xml.put(format_args!("<w:r><w:rPr><w:webHidden/></w:rPr><w:t>{page}</w:t></w:r>"));
    hidden_on_web(xml, "<w:fldChar w:fldCharType=\"end\"/>");
    xml.raw("</w:hyperlink>");
}

fn hidden_on_web(xml: &mut Xml, markup: &str) {
    xml.put(format_args!("<w:r><w:rPr><w:webHidden/></w:rPr>{markup}</w:r>"));
}

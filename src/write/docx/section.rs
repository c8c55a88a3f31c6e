//! Sections and their page numbers.

use crate::template::{Align, GridProfile, Numbering, StyleName, Template};
use crate::units::Length;
use crate::write::docx::xml::{R, W, Xml};

/// Which section of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// The table of contents.
    Contents,
    /// The articles.
    Body,
    /// A blank page and the imprint behind it, without numbers.
    Imprint,
}

/// Relationship ids of the footers.
pub(super) const ODD: &str = "rId11";
pub(super) const EVEN: &str = "rId12";
pub(super) const ROMAN: &str = "rId13";
pub(super) const NO_NUMBER: &str = "rId14";

/// `w:sectPr`: paper, margins, numbering from 1, and the grid Word's dialog shows.
pub(super) fn properties(xml: &mut Xml, template: &Template, section: Section) {
    xml.raw("<w:sectPr>");
    let roman = template.contents.numbering == Numbering::Roman;
    match section {
        Section::Body => references(xml, EVEN, ODD),
        Section::Imprint => references(xml, NO_NUMBER, NO_NUMBER),
        Section::Contents if roman => references(xml, ROMAN, ROMAN),
        Section::Contents => {}
    }
    xml.raw("<w:type w:val=\"nextPage\"/>");
    let paper = &template.paper;
    let twips = Length::as_twips;
    xml.put(format_args!("<w:pgSz w:w=\"{}\" w:h=\"{}\"/>", twips(paper.width), twips(paper.height)));
    xml.put(format_args!(
        "<w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" w:header=\"{}\" w:footer=\"{}\" w:gutter=\"0\"/>",
        twips(paper.top),
        twips(paper.right),
        twips(paper.bottom),
        twips(paper.left),
        twips(paper.header),
        twips(paper.footer)
    ));
    xml.raw(match section {
        Section::Contents => "<w:pgNumType w:fmt=\"upperRoman\" w:start=\"1\"/>",
        Section::Body => "<w:pgNumType w:start=\"1\"/>",
        Section::Imprint => "",
    });
    xml.raw("<w:cols w:space=\"425\"/>");
    if section == Section::Body && !template.page_number.first {
        // The footer of the first page, which is not there, shows no number.
        xml.raw("<w:titlePg/>");
    }
    let pitch = twips(template.grid.pitch);
    match template.grid.profile {
        GridProfile::Lines => xml.put(format_args!("<w:docGrid w:type=\"lines\" w:linePitch=\"{pitch}\"/>")),
        GridProfile::Universal | GridProfile::Word => xml.put(format_args!(
            "<w:docGrid w:type=\"linesAndChars\" w:linePitch=\"{pitch}\" w:charSpace=\"{}\"/>",
            char_space(template)
        )),
    }
    xml.raw("</w:sectPr>");
}

fn references(xml: &mut Xml, even: &str, odd: &str) {
    xml.put(format_args!(
        "<w:footerReference w:type=\"even\" r:id=\"{even}\"/><w:footerReference w:type=\"default\" r:id=\"{odd}\"/>"
    ));
}

/// How much narrower than its type a cell is, in 1/4096 point (ECMA-376 17.6.5), with a margin of 8 below the exact
/// value so that Word counts all cells of the line.
fn char_space(template: &Template) -> i64 {
    let size = template.style(StyleName::Body).size.as_emu();
    let cell = template.text_width().as_emu() / template.grid.characters;
    ((cell - size) * 4096).div_euclid(12_700) - 8
}

/// The footer of odd pages, even pages, of the table of contents, and of pages without a number.
pub(super) fn footers(template: &Template) -> [Vec<u8>; 4] {
    let number = &template.page_number;
    let roman = footer(template, Align::Center, ["", ""]);
    let arabic = [number.before.as_str(), number.after.as_str()];
    [footer(template, number.odd, arabic), footer(template, number.even, arabic), roman, no_number()]
}

fn no_number() -> Vec<u8> {
    let mut xml = Xml::new(300);
    xml.put(format_args!("<w:ftr xmlns:w=\"{W}\" xmlns:r=\"{R}\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr></w:p></w:ftr>"));
    xml.into_bytes()
}

fn footer(template: &Template, align: Align, [before, after]: [&str; 2]) -> Vec<u8> {
    let mut xml = Xml::new(1_500);
    xml.put(format_args!("<w:ftr xmlns:w=\"{W}\" xmlns:r=\"{R}\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/>"));
    let indent = (template.style(StyleName::PageNumber).size * template.page_number.indent).as_twips();
    match align {
        Align::Right => xml.put(format_args!("<w:ind w:right=\"{indent}\"/><w:jc w:val=\"right\"/>")),
        Align::Center => xml.raw("<w:jc w:val=\"center\"/>"),
        Align::Left | Align::Justify => {
            xml.put(format_args!("<w:ind w:left=\"{indent}\"/><w:jc w:val=\"left\"/>"));
        }
    }
    xml.raw("</w:pPr>");
    run(&mut xml, before);
    xml.raw("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>");
    xml.raw("<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
    run(&mut xml, after);
    xml.raw("</w:p></w:ftr>");
    xml.into_bytes()
}

fn run(xml: &mut Xml, text: &str) {
    if text.is_empty() {
        return;
    }
    xml.raw("<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">");
    xml.text(text);
    xml.raw("</w:t></w:r>");
}

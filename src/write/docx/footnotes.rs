//! Footnotes in Word: a part of their own, real footnotes that Word numbers and moves.

use crate::layout::footnotes::{SEPARATOR, hang};
use crate::pages::{Pages, Place};
use crate::template::{Style, StyleName, Template};
use crate::units::Length;
use crate::write::docx::body::runs;
use crate::write::docx::styles::named;
use crate::write::docx::xml::{W, Xml};

/// Where and how they are numbered: ①②③ anew on every page. Word and LibreOffice look for it in the sections.
pub(super) const NUMBERING: &str = "<w:pos w:val=\"pageBottom\"/><w:numFmt w:val=\"decimalEnclosedCircle\"/><w:numRestart w:val=\"eachPage\"/>";

/// The rules above the footnotes, which are footnotes too.
pub(super) const RULES: &str = "<w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/>";

/// `word/footnotes.xml`; none without footnotes.
pub(super) fn footnotes(pages: &Pages, template: &Template) -> Option<Xml> {
    let is_footnote = |place: Place| matches!(place, Place::Footnote { .. });
    let mut footnotes = pages.body.paragraphs.iter().filter(|set| is_footnote(set.place)).peekable();
    footnotes.peek()?;
    let mut xml = Xml::new(4_000);
    xml.put(format_args!("<w:footnotes xmlns:w=\"{W}\">"));
    let pitch = SEPARATOR.as_twips();
    for (id, kind) in [(-1, "separator"), (0, "continuationSeparator")] {
        xml.put(format_args!(
            "<w:footnote w:type=\"{kind}\" w:id=\"{id}\"><w:p><w:pPr><w:spacing w:line=\"{pitch}\" w:lineRule=\"exact\"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>"
        ));
    }
    let style = template.style(StyleName::Footnote);
    let (id, tab) =
        (named(StyleName::Footnote, false).id, style.size * (style.left + style.indent) + hang(template));
    for (number, footnote) in footnotes.enumerate() {
        xml.put(format_args!(
            "<w:footnote w:id=\"{}\"><w:p><w:pPr><w:pStyle w:val=\"{id}\"/><w:tabs><w:tab w:val=\"left\" w:pos=\"{}\"/></w:tabs></w:pPr><w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:footnoteRef/><w:tab/></w:r>",
            number + 1,
            tab.as_twips()
        ));
        runs(&mut xml, footnote, template);
        xml.raw("</w:p></w:footnote>");
    }
    xml.raw("</w:footnotes>");
    Some(xml)
}

/// The character style of the numbers in the text: half as large as the text, and raised.
pub(super) fn character_style(xml: &mut Xml, template: &Template) {
    xml.raw("<w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name w:val=\"footnote reference\"/>");
    xml.raw(
        "<w:basedOn w:val=\"DefaultParagraphFont\"/><w:uiPriority w:val=\"99\"/><w:unhideWhenUsed/><w:rPr>",
    );
    raised(xml, template.style(StyleName::Body).size);
    xml.raw("</w:rPr></w:style>");
}

/// The number of the next footnote, in text of a style.
pub(super) fn reference(xml: &mut Xml, style: &Style) {
    let id = xml.next_footnote();
    xml.raw("<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/><w:rFonts w:hint=\"eastAsia\"/>");
    raised(xml, style.size);
    xml.put(format_args!("</w:rPr><w:footnoteReference w:id=\"{id}\"/></w:r>"));
}

/// Half the size, raised by a third of it.
fn raised(xml: &mut Xml, size: Length) {
    let half = size.as_half_points() / 2;
    xml.put(format_args!(
        "<w:spacing w:val=\"0\"/><w:position w:val=\"{}\"/><w:sz w:val=\"{half}\"/><w:szCs w:val=\"{half}\"/>",
        size.as_half_points() / 3
    ));
}

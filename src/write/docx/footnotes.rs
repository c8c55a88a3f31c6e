//! Footnotes in Word: a part of their own, real footnotes that Word numbers and moves.

use crate::pages::{Pages, Place};
use crate::template::{StyleName, Template};
use crate::write::docx::run::runs;
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
    let hanging = footnotes.peek()?;
    let separator = pages.body.pages.iter().find_map(|page| page.separator)?;
    // Where the text begins in the first line.
    let tab = hanging.left + hanging.first;
    let mut xml = Xml::new(4_000);
    xml.put(format_args!("<w:footnotes xmlns:w=\"{W}\">"));
    let pitch = separator.height.as_twips();
    for (id, kind) in [(-1, "separator"), (0, "continuationSeparator")] {
        xml.put(format_args!(
            "<w:footnote w:type=\"{kind}\" w:id=\"{id}\"><w:p><w:pPr><w:spacing w:line=\"{pitch}\" w:lineRule=\"exact\"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>"
        ));
    }
    let id = named(StyleName::Footnote, false).id;
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

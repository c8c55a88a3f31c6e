//! The imprint in Word: a table that floats at the foot of the type area, its rules the borders of its rows.

use crate::pages::{Flow, Line, Pages, Paragraph, Place};
use crate::template::{StyleName, Template};
use crate::units::Length;
use crate::write::docx::division::{end_section, extra_pages};
use crate::write::docx::paragraph::{HAIR, blank, border, open};
use crate::write::docx::run::runs;
use crate::write::docx::section::Section;
use crate::write::docx::xml::Xml;

/// Writes the imprint, on a page of its own where the layout gave it one; `sheet` is the section of the text before it.
pub(super) fn imprint(xml: &mut Xml, pages: &Pages, template: &Template, sheet: Section, titled: bool) {
    let flow = &pages.body;
    let Some(first) = flow.paragraphs.iter().position(|set| set.place == Place::Imprint) else { return };
    let extra = extra_pages(flow);
    if extra > 1 {
        // The blank page and that of the imprint show no number: a section without footers.
        end_section(xml, template, sheet);
        xml.raw(HAIR);
    }
    spacer(xml, flow, first, extra > 0);
    table(xml, flow, first, template, titled);
    xml.raw(HOLDER);
}

/// The paragraph that holds the floating table: as low as can be, since the page may be full.
const HOLDER: &str =
    "<w:p><w:pPr><w:spacing w:before=\"0\" w:line=\"2\" w:lineRule=\"exact\"/></w:pPr></w:p>";

/// Down to the imprint. Word does not need it, since the table floats at the foot of the type area; LibreOffice lets no
/// table float that is as wide as the text, and puts it where it stands in the text.
fn spacer(xml: &mut Xml, flow: &Flow, first: usize, new_page: bool) {
    let Some(page) = flow.pages.last() else { return };
    let (text, imprint): (Vec<&Line>, Vec<&Line>) =
        page.lines.iter().partition(|line| line.paragraph < first);
    let used = text.last().map_or(Length::ZERO, |line| line.top + line.height);
    let Some(top) = imprint.first().map(|line| line.top) else { return };
    let gap = top - used - room_for_rules(flow, first);
    if gap > Length::ZERO {
        blank(xml, gap, new_page);
    }
}

/// What the rules add to the height of the rows; without them, enough for what is lost to rounding.
fn room_for_rules(flow: &Flow, first: usize) -> Length {
    let rules = flow.paragraphs[first..].iter().flat_map(Paragraph::rules);
    rules.fold(Length::ZERO, |sum, rule| sum + rule.weight).max(Length::twips(24))
}

fn table(xml: &mut Xml, flow: &Flow, first: usize, template: &Template, titled: bool) {
    let width = template.text_width().as_twips();
    xml.raw("<w:tbl><w:tblPr><w:tblpPr w:leftFromText=\"0\" w:rightFromText=\"0\" w:vertAnchor=\"margin\" w:horzAnchor=\"margin\" w:tblpXSpec=\"left\" w:tblpYSpec=\"bottom\"/>");
    xml.put(format_args!(
        "<w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w=\"{width}\"/></w:tblGrid>"
    ));
    for (index, paragraph) in flow.paragraphs.iter().enumerate().skip(first) {
        let lines = flow.pages.iter().flat_map(|page| &page.lines);
        let lines = lines.filter(|line| line.paragraph == index).count();
        row(xml, paragraph, lines, template, titled);
    }
    xml.raw("</w:tbl>");
}

fn row(xml: &mut Xml, paragraph: &Paragraph, lines: usize, template: &Template, titled: bool) {
    let height = template.style(StyleName::Imprint).pitch * lines as i64;
    let width = template.text_width().as_twips();
    xml.put(format_args!(
        "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"{}\" w:hRule=\"exact\"/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>",
        height.as_twips()
    ));
    if !paragraph.rules().is_empty() {
        xml.raw("<w:tcBorders>");
        for rule in paragraph.rules() {
            let below = rule.top > Length::ZERO;
            border(xml, if below { "bottom" } else { "top" }, rule, 0);
        }
        xml.raw("</w:tcBorders>");
    }
    xml.raw("</w:tcPr>");
    open(xml, paragraph, template, titled, "");
    runs(xml, paragraph, template);
    xml.raw("</w:p></w:tc></w:tr>");
}

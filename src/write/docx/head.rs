//! The head of an issued document in Word: paragraphs in the flow; the mark of several organs as a table without lines;
//! the mark of a letter and its rules as frames on the page.

use crate::layout::imprint::PITCH_OF_RULE;
use crate::pages::{Joint, Paragraph, Rule, Special};
use crate::template::{Align, Style, StyleName, Template};
use crate::units::Length;
use crate::write::docx::body::{open, runs};
use crate::write::docx::styles::{fonts, named};
use crate::write::docx::xml::Xml;

/// A border of this rule: eighths of a point, and the distance from the text in points.
pub(super) fn border(xml: &mut Xml, side: &str, rule: &Rule, space: i64) {
    let weight = eighths(rule.weight);
    let color = rule.color.hex();
    xml.put(format_args!(
        "<w:{side} w:val=\"single\" w:sz=\"{weight}\" w:space=\"{space}\" w:color=\"{color}\"/>"
    ));
}

/// A thickness in eighths of a point, the unit of `w:sz`.
pub(super) fn eighths(weight: Length) -> i64 {
    (weight.as_emu() * 8 + 6_350).div_euclid(12_700).max(2)
}

/// What a paragraph of the head has beside its style, up to the spacing: a rule below it, tab stops.
pub(super) fn properties(xml: &mut Xml, paragraph: &Paragraph, pitch: Length) {
    let Some(special) = &paragraph.special else { return };
    if special.fixed.is_none()
        && let Some(rule) = special.rules.first()
    {
        let space = (rule.top - pitch).as_emu().div_euclid(12_700).clamp(0, 31);
        xml.raw("<w:pBdr>");
        border(xml, "bottom", rule, space);
        xml.raw("</w:pBdr>");
    }
    tabs(xml, special);
}

/// The tab stops.
pub(super) fn tabs(xml: &mut Xml, special: &Special) {
    if special.tabs.is_empty() {
        return;
    }
    xml.raw("<w:tabs>");
    for tab in &special.tabs {
        let kind = match tab.align {
            Align::Left | Align::Justify => "left",
            Align::Center => "center",
            Align::Right => "right",
        };
        xml.put(format_args!("<w:tab w:val=\"{kind}\" w:pos=\"{}\"/>", tab.at.as_twips()));
    }
    xml.raw("</w:tabs>");
}

/// How the type of a mark differs from its style: narrowed, smaller, spread.
pub(super) fn type_of(special: &Special, spread: Length) -> String {
    let mut properties = String::new();
    if spread != Length::ZERO {
        properties.push_str(&format!("<w:spacing w:val=\"{}\"/>", spread.as_twips()));
    }
    if let Some(scale) = special.scale.filter(|scale| *scale != 100) {
        properties.push_str(&format!("<w:w w:val=\"{scale}\"/>"));
    }
    if let Some(size) = special.size {
        let size = size.as_half_points();
        properties.push_str(&format!("<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>"));
    }
    properties
}

/// The mark of several organs: a table without lines, their names in its first column, 文件 in the middle beside them.
pub(super) fn joint(xml: &mut Xml, paragraph: &Paragraph, joint: &Joint, template: &Template, titled: bool) {
    let style = template.style(StyleName::JointMark);
    if paragraph.before > Length::ZERO {
        // A table has no blank above; a paragraph of that height stands for it.
        blank(xml, paragraph.before);
    }
    let (left, width) = (joint.left.as_twips(), (joint.width + SLACK).as_twips());
    let aside = joint.aside.as_twips();
    xml.put(format_args!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblInd w:w=\"{left}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w=\"{width}\"/>",
        width + aside
    ));
    if aside > 0 {
        xml.put(format_args!("<w:gridCol w:w=\"{aside}\"/>"));
    }
    xml.raw("</w:tblGrid>");
    for (i, (name, spread)) in joint.names.iter().enumerate() {
        row(
            xml,
            [width, aside],
            style,
            |xml, column| {
                if column == 0 {
                    cell_text(xml, paragraph, name, *spread, template, titled);
                } else {
                    let ending = if i == 0 { joint.ending.as_str() } else { "" };
                    cell_text(xml, paragraph, ending, Length::ZERO, template, titled);
                }
            },
            i,
        );
    }
    xml.raw("</w:tbl>");
}

/// Word breaks the last character off a line that fits exactly.
const SLACK: Length = Length::points(1);

fn row(
    xml: &mut Xml,
    [width, aside]: [i64; 2],
    style: &Style,
    mut fill: impl FnMut(&mut Xml, usize),
    index: usize,
) {
    let height = style.pitch.as_twips();
    xml.put(format_args!("<w:tr><w:trPr><w:trHeight w:val=\"{height}\" w:hRule=\"exact\"/></w:trPr>"));
    xml.put(format_args!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"));
    fill(xml, 0);
    xml.raw("</w:tc>");
    if aside > 0 {
        let merge = if index == 0 { "<w:vMerge w:val=\"restart\"/>" } else { "<w:vMerge/>" };
        xml.put(format_args!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{aside}\" w:type=\"dxa\"/>{merge}<w:vAlign w:val=\"center\"/></w:tcPr>"
        ));
        fill(xml, 1);
        xml.raw("</w:tc>");
    }
    xml.raw("</w:tr>");
}

fn cell_text(
    xml: &mut Xml,
    paragraph: &Paragraph,
    text: &str,
    spread: Length,
    template: &Template,
    titled: bool,
) {
    let id = named(StyleName::JointMark, titled).id;
    let right = if spread == Length::ZERO && !text.is_empty() { "<w:jc w:val=\"right\"/>" } else { "" };
    xml.put(format_args!("<w:p><w:pPr><w:pStyle w:val=\"{id}\"/>{right}</w:pPr>"));
    if let Some(special) = paragraph.special.as_deref().filter(|_| !text.is_empty()) {
        let face = template.style(StyleName::JointMark).face;
        // What is added behind the last character would push it into the next line.
        let last = text.char_indices().next_back().map_or(0, |(at, _)| at);
        let (lead, last) = if spread == Length::ZERO { (text, "") } else { text.split_at(last) };
        for (text, spread) in
            [(lead, spread), (last, Length::ZERO)].into_iter().filter(|(text, _)| !text.is_empty())
        {
            xml.raw("<w:r><w:rPr>");
            xml.raw(&fonts(template, face, true));
            xml.raw(&type_of(special, spread));
            xml.raw("</w:rPr><w:t>");
            xml.text(text);
            xml.raw("</w:t></w:r>");
        }
    }
    xml.raw("</w:p>");
}

/// A paragraph of exactly this height.
pub(super) fn blank(xml: &mut Xml, height: Length) {
    let mut rest = height.as_twips();
    // Word takes at most 1584 points for a line; a page is lower than that.
    while rest > 0 {
        let line = rest.min(31_680);
        xml.put(format_args!(
            "<w:p><w:pPr><w:spacing w:before=\"0\" w:line=\"{line}\" w:lineRule=\"exact\"/></w:pPr></w:p>"
        ));
        rest -= line;
    }
}

/// The mark of a letter in a frame on the page, its pair of rules in the frame with it, the pair at the foot in another.
pub(super) fn letter(
    xml: &mut Xml,
    paragraph: &Paragraph,
    special: &Special,
    template: &Template,
    titled: bool,
) {
    let paper = &template.paper;
    let top = paper.top + special.fixed.unwrap_or_default();
    let pitch = template.style(paragraph.style).pitch;
    frame(xml, [paper.left, top, template.text_width(), pitch], |xml, frame| {
        open(xml, paragraph, template, titled, frame);
        runs(xml, paragraph, template);
        xml.raw("</w:p>");
    });
    let mut rules = special.rules.iter();
    while let Some(first) = rules.next() {
        let second = rules.as_slice().first().filter(|next| next.top - first.top < PITCH_OF_RULE);
        pair(xml, first, second, top, template);
        if second.is_some() {
            rules.next();
        }
    }
}

/// One rule or two close together: the borders above and below an empty paragraph as low as the gap between.
fn pair(xml: &mut Xml, first: &Rule, second: Option<&Rule>, top: Length, template: &Template) {
    let gap = second.map_or(Length::twips(1), |second| second.top - first.top - first.weight);
    let at = [template.paper.left + first.left, top + first.top + first.weight, first.width, gap];
    frame(xml, at, |xml, frame| {
        xml.put(format_args!("<w:p><w:pPr>{frame}<w:pBdr>"));
        border(xml, "top", first, 0);
        if let Some(second) = second {
            border(xml, "bottom", second, 0);
        }
        xml.put(format_args!(
            "</w:pBdr><w:spacing w:before=\"0\" w:line=\"{}\" w:lineRule=\"exact\"/></w:pPr></w:p>",
            gap.as_twips().max(1)
        ));
    });
}

/// The properties of a frame at this place on the sheet, for what is written in it.
fn frame(xml: &mut Xml, [left, top, width, height]: [Length; 4], fill: impl FnOnce(&mut Xml, &str)) {
    let twips = Length::as_twips;
    let frame = format!(
        "<w:framePr w:w=\"{}\" w:h=\"{}\" w:hRule=\"exact\" w:hSpace=\"0\" w:wrap=\"around\" w:vAnchor=\"page\" w:hAnchor=\"page\" w:x=\"{}\" w:y=\"{}\"/>",
        twips(width),
        twips(height).max(1),
        twips(left).max(1),
        twips(top).max(1)
    );
    fill(xml, &frame);
}

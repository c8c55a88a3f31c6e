//! A paragraph and its properties: what differs from its style, rules, tab stops.

use crate::pages::{Paragraph, Place, Rule, Special};
use crate::template::{Align, Template};
use crate::units::Length;
use crate::write::docx::styles::{Characters, indent, justification, named};
use crate::write::docx::xml::Xml;

/// Opens a paragraph with its properties, those of a `frame` among them.
pub(super) fn open(xml: &mut Xml, paragraph: &Paragraph, template: &Template, titled: bool, frame: &str) {
    xml.put(format_args!("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>", named(paragraph.style, titled).id));
    differing(xml, template, paragraph, frame);
    xml.raw("</w:pPr>");
}

/// A paragraph that takes next to no room: Word wants one after a table and to end a section.
pub(super) const HAIR: &str = "<w:p><w:pPr><w:spacing w:line=\"14\" w:lineRule=\"exact\"/></w:pPr></w:p>";

/// A paragraph of exactly this height; a page is lower than what Word takes for a line.
pub(super) fn blank(xml: &mut Xml, height: Length, says: Blank) {
    let break_before = if says.new_page { "<w:pageBreakBefore/>" } else { "" };
    let keep = if says.keep { "<w:keepNext/>" } else { "" };
    xml.put(format_args!(
        "<w:p><w:pPr>{keep}{break_before}<w:spacing w:before=\"0\" w:line=\"{}\" w:lineRule=\"exact\"/></w:pPr></w:p>",
        height.as_twips()
    ));
}

/// The blank lines above a paragraph: every program shows a paragraph, while some drop white space at the top of a page. They stay with what
/// follows if it must stay with what stands `above`. Returns the paragraph as it is left to write, if there are any.
pub(super) fn blanks(
    xml: &mut Xml,
    above: Option<&Paragraph>,
    paragraph: &Paragraph,
    grid: Length,
) -> Option<Paragraph> {
    let count = paragraph.blank_lines(paragraph.before, grid);
    if count == 0 {
        return None;
    }
    let keep = !paragraph.new_page && above.is_some_and(|above| above.keep_next || above.closing);
    let mut left = paragraph.before;
    for i in 0..count {
        let height = Length::emu(left.as_emu() / (count - i));
        left = left - height;
        blank(xml, height, Blank { new_page: paragraph.new_page && i == 0, keep });
    }
    Some(Paragraph { before: Length::ZERO, new_page: false, ..paragraph.clone() })
}

/// What a blank paragraph says beside its height.
#[derive(Clone, Copy, Default)]
pub(super) struct Blank {
    /// Whether it begins a page.
    pub new_page: bool,
    /// Whether it stays on a page with what follows.
    pub keep: bool,
}

/// What a paragraph has beside its style: only what differs from it, in the order of the schema.
pub(super) fn differing(xml: &mut Xml, template: &Template, paragraph: &Paragraph, frame: &str) {
    let style = template.style(paragraph.style);
    if style.keep_next != paragraph.keep_next && !paragraph.closing {
        let value = i32::from(paragraph.keep_next);
        xml.put(format_args!("<w:keepNext w:val=\"{value}\"/>"));
    }
    if paragraph.closing && !style.keep_next {
        xml.raw("<w:keepNext/>");
    }
    if paragraph.new_page {
        xml.raw("<w:pageBreakBefore/>");
    }
    xml.raw(frame);
    if paragraph.closing {
        xml.raw("<w:widowControl/>");
    }
    if paragraph.place == Place::Imprint {
        paragraph.special.iter().for_each(|special| tabs(xml, special));
    } else {
        properties(xml, paragraph, style.pitch);
    }
    // Blank lines are paragraphs of their own (`blanks`), so that no style has any.
    if paragraph.before != Length::ZERO {
        xml.put(format_args!("<w:spacing w:before=\"{}\"/>", paragraph.before.as_twips()));
    }
    let usual = (style.size * style.left, style.size * style.right, style.size * style.indent);
    if (paragraph.left, paragraph.right, paragraph.first) != usual {
        let whole = paragraph.right.times(style.size);
        let right = if style.size * whole == paragraph.right { whole } else { 0 };
        indent(xml, paragraph.left, paragraph.right, paragraph.first, Characters { right, first: 0 });
    }
    if paragraph.align != style.align {
        xml.put(format_args!("<w:jc w:val=\"{}\"/>", justification(paragraph.align)));
    }
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

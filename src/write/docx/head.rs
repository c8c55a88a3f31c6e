//! The head of an issued document in Word: paragraphs in the flow; the mark of several organs as a table without lines;
//! the mark of a letter and its rules as frames on the page.

use crate::pages::{JointMark, Paragraph, Rule, Special};
use crate::template::{StyleName, Template};
use crate::units::Length;
use crate::write::docx::paragraph::{Blank, blank, open};
use crate::write::docx::run::{runs, type_of};
use crate::write::docx::shape::{COMPATIBILITY, DRAWING, PLACED, SHAPE};
use crate::write::docx::styles::{fonts, named};
use crate::write::docx::xml::Xml;

/// The mark of several organs: a table without lines, their names in its first column, 文件 in the middle beside them.
pub(super) fn joint(
    xml: &mut Xml,
    paragraph: &Paragraph,
    joint: &JointMark,
    template: &Template,
    titled: bool,
) {
    if paragraph.before > Length::ZERO {
        // A table has no blank above; a paragraph of that height stands for it.
        blank(xml, paragraph.before, Blank::default());
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
            joint.pitch,
            |xml, column| {
                if column == 0 {
                    cell_text(xml, paragraph, name, *spread, template, titled, joint.pitch);
                } else {
                    let ending = if i == 0 { joint.ending.as_str() } else { "" };
                    cell_text(xml, paragraph, ending, Length::ZERO, template, titled, joint.pitch);
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
    pitch: Length,
    mut fill: impl FnMut(&mut Xml, usize),
    index: usize,
) {
    let height = pitch.as_twips();
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
    pitch: Length,
) {
    let id = named(StyleName::JointMark, titled).id;
    let right = if spread == Length::ZERO && !text.is_empty() { "<w:jc w:val=\"right\"/>" } else { "" };
    xml.put(format_args!("<w:p><w:pPr><w:pStyle w:val=\"{id}\"/>"));
    if pitch != template.style(StyleName::JointMark).pitch {
        xml.put(format_args!("<w:spacing w:line=\"{}\" w:lineRule=\"exact\"/>", pitch.as_twips()));
    }
    xml.put(format_args!("{right}</w:pPr>"));
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

/// The mark of a letter in a frame on the page, its rules as lines that stand there too (10.1).
pub(super) fn letter(
    xml: &mut Xml,
    paragraph: &Paragraph,
    special: &Special,
    template: &Template,
    titled: bool,
) {
    let paper = &template.paper;
    let top = paper.top + special.fixed.unwrap_or_default();
    let twips = Length::as_twips;
    let frame = format!(
        "<w:framePr w:w=\"{}\" w:h=\"{}\" w:hRule=\"exact\" w:hSpace=\"0\" w:wrap=\"around\" w:vAnchor=\"page\" w:hAnchor=\"page\" w:x=\"{}\" w:y=\"{}\"/>",
        twips(template.text_width()),
        twips(template.style(paragraph.style).pitch),
        twips(paper.left),
        twips(top).max(1)
    );
    open(xml, paragraph, template, titled, &frame);
    runs(xml, paragraph, template);
    xml.raw("</w:p><w:p><w:pPr><w:spacing w:before=\"0\" w:line=\"2\" w:lineRule=\"exact\"/></w:pPr>");
    for (i, rule) in special.rules.iter().enumerate() {
        // A line is drawn around its middle.
        let middle = top + rule.top + Length::emu(rule.weight.as_emu() / 2);
        line(xml, i + 1, rule, [paper.left + rule.left, middle]);
    }
    xml.raw("</w:p>");
}

/// A line fixed on the page. Borders would do, but LibreOffice takes a paragraph with borders out of its frame.
fn line(xml: &mut Xml, number: usize, rule: &Rule, [left, middle]: [Length; 2]) {
    let (left, middle, width) = (left.as_emu(), middle.as_emu(), rule.width.as_emu());
    let (weight, color) = (rule.weight.as_emu(), rule.color.hex());
    let id = 1_000 + number;
    xml.put(format_args!(
        "<w:r><mc:AlternateContent xmlns:mc=\"{COMPATIBILITY}\"><mc:Choice xmlns:wps=\"{SHAPE}\" Requires=\"wps\"><w:drawing><wp:anchor xmlns:wp=\"{PLACED}\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\" simplePos=\"0\" relativeHeight=\"{number}\" behindDoc=\"1\" locked=\"0\" layoutInCell=\"1\" allowOverlap=\"1\">"
    ));
    xml.put(format_args!(
        "<wp:simplePos x=\"0\" y=\"0\"/><wp:positionH relativeFrom=\"page\"><wp:posOffset>{left}</wp:posOffset></wp:positionH><wp:positionV relativeFrom=\"page\"><wp:posOffset>{middle}</wp:posOffset></wp:positionV><wp:extent cx=\"{width}\" cy=\"0\"/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/><wp:wrapNone/><wp:docPr id=\"{id}\" name=\"红线{number}\"/><wp:cNvGraphicFramePr/>"
    ));
    xml.put(format_args!(
        "<a:graphic xmlns:a=\"{DRAWING}\"><a:graphicData uri=\"{SHAPE}\"><wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"0\"/></a:xfrm><a:prstGeom prst=\"line\"><a:avLst/></a:prstGeom><a:ln w=\"{weight}\"><a:solidFill><a:srgbClr val=\"{color}\"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r>"
    ));
}

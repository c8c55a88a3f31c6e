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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Official, Role};
    use crate::template::Color;
    use crate::write::docx::sample::{File, between, document, holds, markup, paragraph, template};

    fn three(aside: i64) -> JointMark {
        let name = |text: &str, spread: i64| (text.to_owned(), Length::points(spread));
        JointMark {
            names: vec![name("岚川市人民政府", 0), name("市委", 20), name("市监委", 10)],
            ending: "文件".to_owned(),
            left: Length::points(30),
            width: Length::points(200),
            aside: Length::points(aside),
            pitch: Length::points(40),
        }
    }

    fn written(mark: &JointMark, before: i64) -> String {
        let template = template("hongtou");
        let mut set = paragraph(&template, StyleName::JointMark, "");
        (set.before, set.special) = (Length::points(before), Some(Box::default()));
        markup(|xml| joint(xml, &set, mark, &template, false))
    }

    #[test]
    fn names_stand_in_one_column_and_文件_beside_all_of_them() {
        let text = written(&three(50), 0);
        // A point more than the names take, so that Word does not break the last character off.
        holds(
            &text,
            &[
                "<w:tblW w:w=\"5020\" w:type=\"dxa\"/><w:tblInd w:w=\"600\"",
                "<w:gridCol w:w=\"4020\"/><w:gridCol w:w=\"1000\"/></w:tblGrid>",
                "<w:trHeight w:val=\"800\" w:hRule=\"exact\"/>",
                ">岚川市人民政府<",
                "<w:tcW w:w=\"1000\" w:type=\"dxa\"/><w:vMerge w:val=\"restart\"/>",
                ">文件<",
            ],
        );
        let merged = between(&text, "<w:vMerge", "/>");
        assert_eq!(merged, [" w:val=\"restart\"", "", ""]);
        assert_eq!(text.matches("文件").count(), 1);
    }

    #[test]
    fn without_an_ending_there_is_one_column() {
        let text = written(&JointMark { ending: String::new(), ..three(0) }, 0);
        assert_eq!(between(&text, "<w:gridCol ", "/>"), ["w:w=\"4020\""]);
        assert_eq!((text.matches("<w:tc>").count(), text.contains("vMerge")), (3, false));
    }

    #[test]
    fn names_are_spread_but_for_their_last_character() {
        let text = written(&three(50), 0);
        let runs: Vec<(String, String)> = text
            .split("</w:r>")
            .filter(|run| run.contains("<w:t>"))
            .map(|run| {
                (between(run, "<w:spacing w:val=\"", "\"").concat(), between(run, "<w:t>", "<").concat())
            })
            .collect();
        let run = |spread: &str, text: &str| (spread.to_owned(), text.to_owned());
        assert_eq!(
            runs,
            [
                run("", "岚川市人民政府"),
                run("", "文件"),
                run("400", "市"),
                run("", "委"),
                run("200", "市监"),
                run("", "委")
            ]
        );
        // The longest ends where the others do.
        let right: Vec<bool> = text
            .split("</w:p>")
            .filter(|set| set.contains("<w:t>"))
            .map(|set| set.contains("<w:jc w:val=\"right\"/>"))
            .collect();
        assert_eq!(right, [true, true, false, false]);
    }

    #[test]
    fn a_pitch_of_its_own_is_said_and_that_of_the_style_is_not() {
        let style = template("hongtou").style(StyleName::JointMark).pitch;
        assert!(written(&three(50), 0).contains("<w:spacing w:line=\"800\" w:lineRule=\"exact\"/>"));
        assert!(!written(&JointMark { pitch: style, ..three(50) }, 0).contains("<w:spacing w:line"));
    }

    #[test]
    fn the_blank_above_a_joint_mark_is_a_paragraph() {
        assert!(written(&three(50), 0).starts_with("<w:tbl>"));
        assert!(written(&three(50), 70).starts_with("<w:p><w:pPr><w:spacing w:before=\"0\" w:line=\"1400\""));
    }

    #[test]
    fn a_joint_mark_stands_in_the_main_part() {
        let mark = ["岚川市委", "岚川市人民政府文件"].map(str::to_owned).into();
        let official = Official { mark, ..Official::default() };
        let whole = Document { official, ..document(&[(Role::Paragraph, "字")]) };
        let main = File::of(&whole, template("hongtou"), false).main();
        assert_eq!(between(&main, "<w:vMerge", "/>").len(), 2);
        assert!(main.contains(">文件<"));
    }

    #[test]
    fn the_mark_of_a_letter_and_its_rules_stand_at_places_of_the_page() {
        let template = template("xinhan");
        let mut set = paragraph(&template, StyleName::Mark, "岚川市人民政府");
        let rule = |top: i64, weight: i64| Rule {
            top: Length::mm(top),
            left: Length::mm(-7),
            width: Length::mm(170),
            weight: Length::emu(weight),
            color: Color::RED,
        };
        let special = Special {
            fixed: Some(Length::mm(-7)),
            rules: vec![rule(20, 25_200), rule(21, 12_600)],
            ..Special::default()
        };
        set.special = Some(Box::new(special.clone()));
        let text = markup(|xml| letter(xml, &set, &special, &template, false));
        // 30 mm from the upper edge, 28 from the left one; a line is drawn around its middle.
        holds(
            &text,
            &["<w:framePr w:w=\"8844\" w:h=\"1240\"", "w:x=\"1587\" w:y=\"1701\"/>", ">岚川市人民政府<"],
        );
        let places = between(&text, "<wp:posOffset>", "<");
        assert_eq!(places, ["756000", "1812600", "756000", "1842300"]);
        assert_eq!(between(&text, "<wp:docPr id=\"", "\""), ["1001", "1002"]);
        assert_eq!(between(&text, "<a:ln w=\"", "\""), ["25200", "12600"]);
        assert_eq!(between(&text, "<wp:extent cx=\"", "\""), ["6120000"; 2]);
    }
}

//! The imprint in Word: a table in a box at the foot of the type area, its rules the borders of its rows.
//!
//! The box stands there by its own means: its foot is that of the type area, the table stands at its foot, and it has room above it. So
//! what is added to the text does not move the imprint, and what is added to the imprint makes it grow upwards. The text keeps off it by a paragraph as high as it is, which takes it along to
//! the next page. A table that floats would do in Word, but LibreOffice lets none float that is as wide as the text, and puts a box that
//! text flows around, or one that grows, a fifth of a line too high.

use crate::pages::{Flow, Pages, Paragraph, Place, SetLine};
use crate::template::{StyleName, Template};
use crate::units::Length;
use crate::write::docx::division::{end_section, extra_pages};
use crate::write::docx::paragraph::{HAIR, border, open};
use crate::write::docx::run::runs;
use crate::write::docx::section::Section;
use crate::write::docx::shape::{COMPATIBILITY, DRAWING, PLACED, SHAPE};
use crate::write::docx::xml::Xml;

/// Writes the imprint, on a page of its own where the layout gave it one; `sheet` is the section of the text before it.
pub(super) fn imprint(xml: &mut Xml, pages: &Pages, template: &Template, sheet: Section, titled: bool) {
    let flow = &pages.body;
    let Some(first) = flow.paragraphs.iter().position(|set| set.place == Place::Imprint) else { return };
    let extra = extra_pages(flow);
    if extra > 1 || sheet.turned {
        // The blank page and that of the imprint show no number: a section without footers. An upright page behind a turned one is a
        // section too.
        end_section(xml, template, sheet);
    }
    if extra > 1 {
        xml.raw(HAIR);
    }
    // A section begins a page by itself.
    let new_page = extra > 1 || extra > 0 && !sheet.turned;
    let breaks = if new_page { "<w:pageBreakBefore/>" } else { "" };
    let height = height(flow, first);
    let line = room(height, template).as_twips();
    xml.put(format_args!(
        "<w:p><w:pPr>{breaks}<w:spacing w:before=\"0\" w:line=\"{line}\" w:lineRule=\"exact\"/></w:pPr>"
    ));
    let room = (height + template.style(StyleName::Imprint).pitch * SPARE).min(template.text_height());
    boxed(xml, template.text_width(), room, |xml| table(xml, flow, first, template, titled));
    xml.raw("</w:p>");
}

/// How high the paragraph is that holds the box. The layout leaves a line of the grid between text and imprint; half of one is for what
/// programs round, and more than a page has no room.
fn room(height: Length, template: &Template) -> Length {
    let half = Length::emu(template.grid.pitch.as_emu() / 2);
    (height + half).min(template.text_height() - half)
}

/// Lines by which an imprint may grow: some hundred characters of names. More room would lie over the text above, unseen.
const SPARE: i64 = 4;

/// How high the imprint is, with its rules.
fn height(flow: &Flow, first: usize) -> Length {
    let lines = flow.pages.last().map_or(&[][..], |page| &page.lines);
    let rules = flow.paragraphs[first..].iter().flat_map(Paragraph::rules).map(|rule| rule.weight);
    let lines = lines.iter().filter(|line| line.paragraph >= first).map(|line: &SetLine| line.height);
    lines.chain(rules).fold(Length::ZERO, |sum, height| sum + height)
}

/// A box at the foot of the type area, with its content at the foot of it.
fn boxed(xml: &mut Xml, width: Length, height: Length, content: impl FnOnce(&mut Xml)) {
    let (width, height) = (width.as_emu(), height.as_emu());
    xml.put(format_args!(
        "<w:r><mc:AlternateContent xmlns:mc=\"{COMPATIBILITY}\"><mc:Choice xmlns:wps=\"{SHAPE}\" Requires=\"wps\"><w:drawing><wp:anchor xmlns:wp=\"{PLACED}\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\" simplePos=\"0\" relativeHeight=\"1\" behindDoc=\"0\" locked=\"0\" layoutInCell=\"1\" allowOverlap=\"0\">"
    ));
    xml.put(format_args!(
        "<wp:simplePos x=\"0\" y=\"0\"/><wp:positionH relativeFrom=\"margin\"><wp:align>left</wp:align></wp:positionH><wp:positionV relativeFrom=\"margin\"><wp:align>bottom</wp:align></wp:positionV><wp:extent cx=\"{width}\" cy=\"{height}\"/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/><wp:wrapNone/><wp:docPr id=\"999\" name=\"版记\"/><wp:cNvGraphicFramePr/>"
    ));
    xml.put(format_args!(
        "<a:graphic xmlns:a=\"{DRAWING}\"><a:graphicData uri=\"{SHAPE}\"><wps:wsp><wps:cNvSpPr txBox=\"1\"/><wps:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent>"
    ));
    content(xml);
    // A table is never the last thing of a text.
    xml.raw("<w:p><w:pPr><w:spacing w:before=\"0\" w:line=\"2\" w:lineRule=\"exact\"/></w:pPr></w:p>");
    xml.raw("</w:txbxContent></wps:txbx><wps:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"b\"><a:noAutofit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r>");
}

fn table(xml: &mut Xml, flow: &Flow, first: usize, template: &Template, titled: bool) {
    let width = template.text_width().as_twips();
    xml.put(format_args!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w=\"{width}\"/></w:tblGrid>"
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
        "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"{}\" w:hRule=\"atLeast\"/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>",
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

#[cfg(test)]
mod tests {
    use crate::document::{Article, Block, Document, Official, Role};
    use crate::layout::{Options, layout};
    use crate::template::builtin;
    use crate::units::Length;
    use crate::write::docx::sample::{File, between, template};
    use crate::write::docx::{Prepared, Properties, write};

    /// The main part of a document of `lines` lines with an imprint, behind a turned sheet if `turned`.
    fn document(lines: usize, turned: bool) -> String {
        let block = |role, text: &str| Block { role, text: text.into(), line: 1 };
        let mut blocks = vec![block(Role::Paragraph, "字"); lines];
        let wide = [["指标完成情况"; 9].join("\t"), ["指标完成情况"; 9].join("\t")].join("\n");
        blocks.extend(turned.then(|| block(Role::Table, &wide)));
        let official = Official { copies: Some("市委办公室".to_owned()), ..Official::default() };
        let article = Article { blocks, ..Article::default() };
        let document = Document { articles: vec![article], official, ..Document::default() };
        let prepared = Prepared::new(builtin("hongtou").unwrap());
        let pages = layout(&document, prepared.template(), &Options::default());
        let bytes = write(&document, &prepared, &pages, &Properties::default()).unwrap();
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut zip.by_name("word/document.xml").unwrap(), &mut text).unwrap();
        text
    }

    #[test]
    fn the_imprint_stands_at_the_foot_by_its_own_means() {
        let (text, boxed) = document(5, false).split_once("<mc:AlternateContent").map(own).unwrap();
        assert!(boxed.contains("relativeFrom=\"margin\"><wp:align>bottom</wp:align>"));
        assert!(
            boxed.contains("anchor=\"b\"")
                && boxed.contains("w:hRule=\"atLeast\"")
                && !boxed.contains("exact\"/></w:trPr>")
        );
        // A row of 579 twips with two rules of a fifteenth of that; four lines more have room.
        let high = boxed.split("cy=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        assert!((5 * 367_665..6 * 367_665).contains(&high.parse::<i64>().unwrap()), "{high}");
        // Its own page begins with the paragraph that holds it.
        assert!(
            text.ends_with("<w:r>")
                && text.contains("<w:pageBreakBefore/><w:spacing w:before=\"0\" w:line=\"9")
        );
        assert!(!document(25, false).contains("<w:pageBreakBefore/><w:spacing w:before=\"0\" w:line=\"9"));
    }

    fn own((text, boxed): (&str, &str)) -> (String, String) {
        (text.to_owned(), boxed.to_owned())
    }

    #[test]
    fn an_imprint_behind_a_turned_sheet_has_a_section_of_its_own() {
        let sections = |text: String| {
            let sheets = text.split("<w:pgSz ").skip(1);
            sheets.map(|sheet| sheet.split("/>").next().unwrap().contains("landscape")).collect::<Vec<_>>()
        };
        // With a blank page before it: text, table, and what has no number.
        assert_eq!(sections(document(5, true)), [false, true, false]);
        // Text, table, imprint.
        assert_eq!(sections(document(25, true)), [false, true, false]);
        assert!(!document(25, true).contains("<w:pageBreakBefore/><w:spacing w:before=\"0\" w:line=\"9"));
        assert_eq!(sections(document(25, false)), [false]);
    }

    /// The heights of the rows, their borders, the height of the paragraph that holds them, and that of the box.
    fn measured(official: Official, lines: usize) -> (Vec<String>, String, i64, i64) {
        let block = |role, text: &str| Block { role, text: text.into(), line: 1 };
        let article = Article { blocks: vec![block(Role::Paragraph, "字"); lines], ..Article::default() };
        let whole = Document { articles: vec![article], official, ..Document::default() };
        let main = File::of(&whole, template("hongtou"), false).main();
        let number = |text: &str, from: &str| {
            between(text, from, "\"").pop().and_then(|number| number.parse().ok()).unwrap()
        };
        let (text, boxed) = main.split_once("<mc:AlternateContent").unwrap();
        let rows = between(boxed, "<w:trHeight w:val=\"", "\"").into_iter().map(str::to_owned).collect();
        let borders = between(boxed, "<w:tcBorders>", "</w:tcBorders>").join("|");
        (
            rows,
            borders,
            number(text, "w:line=\""),
            number(boxed.split("<wp:effectExtent").next().unwrap(), "cy=\""),
        )
    }

    fn copies(text: &str) -> Official {
        Official { copies: Some(text.to_owned()), ..Official::default() }
    }

    #[test]
    fn rows_are_as_high_as_their_lines_and_have_rules_above_and_below() {
        let side = |side: &str, eighths: i64| {
            format!("<w:{side} w:val=\"single\" w:sz=\"{eighths}\" w:space=\"0\" w:color=\"000000\"/>")
        };
        let (rows, borders, line, boxed) = measured(copies("市委办公室"), 30);
        assert_eq!((rows, borders), (vec!["579".to_owned()], side("top", 8) + &side("bottom", 8)));
        // A line of 579 twips with two rules of 20, and half a line for what programs round.
        assert_eq!(line, 579 + 40 + 289);
        let pitch = 367_665;
        assert_eq!(boxed, pitch * 5 + 2 * 12_600);
        let (rows, borders, _, higher) = measured(
            Official {
                issuer: Some("岚川市委办公室".to_owned()),
                issued: Some("2026年8月1日".to_owned()),
                ..copies(&"各县委，".repeat(10))
            },
            30,
        );
        assert_eq!(rows, ["1158", "579"]);
        let rules: Vec<&str> = between(&borders, "<w:", " ");
        assert_eq!(rules, ["top", "top", "bottom"]);
        assert!(borders.contains("w:sz=\"6\""));
        assert_eq!(higher, pitch * 7 + 2 * 12_600 + 9_000);
    }

    #[test]
    fn an_imprint_as_high_as_a_page_keeps_to_the_type_area() {
        let (_, _, line, boxed) = measured(copies(&"岚川市人民政府办公室，".repeat(55)), 5);
        let template = template("hongtou");
        let half = template.grid.pitch.as_emu() / 2;
        assert!(line <= (template.text_height() - Length::emu(half)).as_twips());
        assert!(boxed <= template.text_height().as_emu());
        assert!(boxed > 367_665 * 18);
    }
}

//! Sections, their page numbers and running heads.

use crate::template::{Align, GridProfile, Numbering, PAGES, StyleName, Template};
use crate::units::Length;
use crate::write::docx::footnotes::NUMBERING;
use crate::write::docx::header;
use crate::write::docx::xml::{R, W, Xml};

/// What a section holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SectionKind {
    /// The cover, which has no number and is not counted.
    Cover,
    /// The table of contents.
    Contents,
    /// The articles, or some of them.
    Text {
        /// Whether its pages are the first, and numbered from 1.
        first: bool,
    },
    /// A blank page, or one and the imprint behind it: they show no number.
    Silent,
}

/// A section of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Section {
    /// What it holds.
    pub kind: SectionKind,
    /// Whether its sheets are turned, their left edge at the top.
    pub turned: bool,
    /// The header parts of odd and of even pages, if the document has running heads.
    pub heads: Option<[usize; 2]>,
}

impl Section {
    /// An upright section without running heads that begins on the next page.
    pub(super) fn of(kind: SectionKind) -> Section {
        Section { kind, turned: false, heads: None }
    }
}

/// Relationship ids of the footers.
pub(super) const ODD: &str = "rId11";
pub(super) const EVEN: &str = "rId12";
pub(super) const ROMAN: &str = "rId13";
pub(super) const NO_NUMBER: &str = "rId14";
/// Those of pages that are turned.
pub(super) const TURNED: [&str; 2] = ["rId15", "rId16"];

/// `w:sectPr`: paper, margins, numbering from 1, and the grid Word's dialog shows.
pub(super) fn properties(xml: &mut Xml, template: &Template, section: Section) {
    xml.raw("<w:sectPr>");
    let Section { kind, turned, heads } = section;
    heads.iter().for_each(|heads| headers(xml, *heads));
    let roman = template.contents.numbering == Numbering::Roman;
    match kind {
        SectionKind::Text { .. } if turned => references(xml, TURNED[1], TURNED[0]),
        SectionKind::Text { .. } => references(xml, EVEN, ODD),
        SectionKind::Contents if roman => references(xml, ROMAN, ROMAN),
        SectionKind::Cover | SectionKind::Contents | SectionKind::Silent => {
            references(xml, NO_NUMBER, NO_NUMBER)
        }
    }
    xml.put(format_args!("<w:footnotePr>{NUMBERING}</w:footnotePr>"));
    // Never `oddPage`: LibreOffice gives the first page of such a section another type area. Blank pages are pages of the file.
    xml.raw("<w:type w:val=\"nextPage\"/>");
    sheet(xml, template, turned);
    xml.raw(match kind {
        SectionKind::Contents => "<w:pgNumType w:fmt=\"upperRoman\" w:start=\"1\"/>",
        SectionKind::Text { first: true } => "<w:pgNumType w:start=\"1\"/>",
        SectionKind::Text { first: false } | SectionKind::Cover | SectionKind::Silent => "",
    });
    xml.raw("<w:cols w:space=\"425\"/>");
    if kind == (SectionKind::Text { first: true }) && !template.page_number.first {
        // The footer of the first page, which is not there, shows no number.
        xml.raw("<w:titlePg/>");
    }
    let pitch = template.grid.pitch.as_twips();
    match template.grid.profile {
        GridProfile::Lines => xml.put(format_args!("<w:docGrid w:type=\"lines\" w:linePitch=\"{pitch}\"/>")),
        GridProfile::Universal | GridProfile::Word => xml.put(format_args!(
            "<w:docGrid w:type=\"linesAndChars\" w:linePitch=\"{pitch}\" w:charSpace=\"{}\"/>",
            char_space(template)
        )),
    }
    xml.raw("</w:sectPr>");
}

/// Paper and margins. The type area of a sheet that is turned is that of the upright one (GB/T 9704-2012 8).
fn sheet(xml: &mut Xml, template: &Template, turned: bool) {
    let paper = &template.paper;
    let twips = |length: Length| length.as_twips();
    let (width, height) = (twips(paper.width), twips(paper.height));
    let [top, right, bottom, left] = match turned {
        true => [paper.left, paper.top, paper.right, paper.bottom],
        false => [paper.top, paper.right, paper.bottom, paper.left],
    };
    match turned {
        true => xml.put(format_args!("<w:pgSz w:w=\"{height}\" w:h=\"{width}\" w:orient=\"landscape\"/>")),
        false => xml.put(format_args!("<w:pgSz w:w=\"{width}\" w:h=\"{height}\"/>")),
    }
    xml.put(format_args!(
        "<w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" w:header=\"{}\" w:footer=\"{}\" w:gutter=\"0\"/>",
        twips(top),
        twips(right),
        twips(bottom),
        twips(left),
        if turned { 0 } else { twips(paper.header) },
        // The number of a page that is turned does not stand at its foot.
        if turned { 0 } else { twips(paper.footer) }
    ));
}

fn headers(xml: &mut Xml, heads: [usize; 2]) {
    let [odd, even] = heads.map(header::relation);
    xml.put(format_args!(
        "<w:headerReference w:type=\"even\" r:id=\"{even}\"/><w:headerReference w:type=\"default\" r:id=\"{odd}\"/>"
    ));
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

/// How many pages the text has, for numbers that say so.
#[derive(Clone, Copy, Debug)]
pub(super) struct Total {
    /// The field that counts them; none where no field counts only those of the text.
    pub field: Option<&'static str>,
    /// Their number.
    pub count: usize,
}

impl Total {
    /// What any document has that is not known yet.
    pub(super) const UNKNOWN: Total = Total { field: Some("NUMPAGES"), count: 1 };

    /// Those of a text in so many sections, with `front` pages before it that do not count.
    pub(super) fn of(count: usize, front: usize, sections: usize) -> Total {
        let field = match (front, sections) {
            (0, _) => Some("NUMPAGES"),
            (_, 0 | 1) => Some("SECTIONPAGES"),
            _ => None,
        };
        Total { field, count }
    }
}

/// The footer of odd pages, even pages, of the table of contents, and of pages without a number.
pub(super) fn footers(template: &Template, total: Total) -> [Vec<u8>; 4] {
    let number = &template.page_number;
    let roman = footer(template, Align::Center, ["", ""], total);
    let arabic = [number.before.as_str(), number.after.as_str()];
    let [odd, even] = [number.odd, number.even].map(|align| footer(template, align, arabic, total));
    [odd, even, roman, no_number()]
}

fn no_number() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.put(format_args!("<w:ftr xmlns:w=\"{W}\" xmlns:r=\"{R}\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr></w:p></w:ftr>"));
    xml.into_bytes()
}

/// The footer of odd and of even pages that are turned: the number runs down the left edge, in a table of its own.
pub(super) fn turned_footers(template: &Template, total: Total) -> [Vec<u8>; 2] {
    let number = &template.page_number;
    [number.odd, number.even].map(|align| turned_footer(template, align, total))
}

fn turned_footer(template: &Template, align: Align, total: Total) -> Vec<u8> {
    let (paper, number) = (&template.paper, &template.page_number);
    let pitch = template.style(StyleName::PageNumber).pitch;
    // As far from the lower edge of the upright sheet as on the others; cells have no padding.
    let x = (paper.bottom - NUMBER_BELOW - Length::emu(pitch.as_emu() / 2)).as_twips();
    let (y, width, height) = (paper.left.as_twips(), pitch.as_twips(), template.text_width().as_twips());
    let mut xml = Xml::new();
    xml.put(format_args!("<w:ftr xmlns:w=\"{W}\" xmlns:r=\"{R}\"><w:tbl><w:tblPr>"));
    xml.put(format_args!(
        "<w:tblpPr w:vertAnchor=\"page\" w:horzAnchor=\"page\" w:tblpX=\"{x}\" w:tblpY=\"{y}\"/><w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>"
    ));
    xml.put(format_args!(
        "<w:tblGrid><w:gridCol w:w=\"{width}\"/></w:tblGrid><w:tr><w:trPr><w:trHeight w:val=\"{height}\" w:hRule=\"exact\"/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:textDirection w:val=\"tbRl\"/></w:tcPr>"
    ));
    paragraph(&mut xml, template, align, [&number.before, &number.after], total);
    xml.raw("</w:tc></w:tr></w:tbl><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr></w:p></w:ftr>");
    xml.into_bytes()
}

/// From the type area to the middle of the dashes (GB/T 9704-2012 7.5).
const NUMBER_BELOW: Length = Length::mm(7);

fn footer(template: &Template, align: Align, parts: [&str; 2], total: Total) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.put(format_args!("<w:ftr xmlns:w=\"{W}\" xmlns:r=\"{R}\">"));
    paragraph(&mut xml, template, align, parts, total);
    xml.raw("</w:ftr>");
    xml.into_bytes()
}

fn paragraph(xml: &mut Xml, template: &Template, align: Align, [before, after]: [&str; 2], total: Total) {
    xml.raw("<w:p><w:pPr><w:pStyle w:val=\"Footer\"/>");
    let indent = (template.style(StyleName::PageNumber).size * template.page_number.indent).as_twips();
    match align {
        Align::Right => xml.put(format_args!("<w:ind w:right=\"{indent}\"/><w:jc w:val=\"right\"/>")),
        Align::Center => xml.raw("<w:jc w:val=\"center\"/>"),
        Align::Left | Align::Justify => {
            xml.put(format_args!("<w:ind w:left=\"{indent}\"/><w:jc w:val=\"left\"/>"));
        }
    }
    xml.raw("</w:pPr>");
    beside(xml, before, total);
    field(xml, "PAGE", 1);
    beside(xml, after, total);
    xml.raw("</w:p>");
}

/// What stands beside the number, with the count of pages where it says so.
fn beside(xml: &mut Xml, text: &str, total: Total) {
    for (i, text) in text.split(PAGES).enumerate() {
        match total.field.filter(|_| i > 0) {
            Some(name) => field(xml, name, total.count),
            None if i > 0 => run(xml, &total.count.to_string()),
            None => {}
        }
        run(xml, text);
    }
}

/// A field, and what it shows until a program counts.
fn field(xml: &mut Xml, name: &str, shown: usize) {
    xml.put(format_args!("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> {name} </w:instrText></w:r>"));
    xml.put(format_args!("<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"));
}

fn run(xml: &mut Xml, text: &str) {
    if text.is_empty() {
        return;
    }
    xml.raw("<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">");
    xml.text(text);
    xml.raw("</w:t></w:r>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::docx::sample::{between, holds, markup, template};

    fn said(template: &Template, section: Section) -> String {
        markup(|xml| properties(xml, template, section))
    }

    /// The footers of even and of odd pages, and how pages are numbered.
    fn numbers(template: &Template, kind: SectionKind, turned: bool) -> (Vec<String>, Vec<String>) {
        let text = said(template, Section { turned, ..Section::of(kind) });
        let own = |from: &str, to: &str| between(&text, from, to).into_iter().map(str::to_owned).collect();
        (own("<w:footerReference w:type=\"", "\"/>"), own("<w:pgNumType ", "/>"))
    }

    #[test]
    fn the_text_counts_from_one_the_contents_in_roman_numbers_and_other_pages_have_none() {
        let mut template = template("gongwen");
        let footers =
            |even: &str, odd: &str| vec![format!("even\" r:id=\"{even}"), format!("default\" r:id=\"{odd}")];
        let text = |first| SectionKind::Text { first };
        let one = vec!["w:start=\"1\"".to_owned()];
        assert_eq!(numbers(&template, text(true), false), (footers(EVEN, ODD), one.clone()));
        assert_eq!(numbers(&template, text(false), false), (footers(EVEN, ODD), vec![]));
        assert_eq!(numbers(&template, text(true), true), (footers(TURNED[1], TURNED[0]), one));
        let roman = vec!["w:fmt=\"upperRoman\" w:start=\"1\"".to_owned()];
        assert_eq!(numbers(&template, SectionKind::Contents, false), (footers(ROMAN, ROMAN), roman.clone()));
        for kind in [SectionKind::Cover, SectionKind::Silent] {
            assert_eq!(numbers(&template, kind, false), (footers(NO_NUMBER, NO_NUMBER), vec![]));
        }
        template.contents.numbering = Numbering::None;
        assert_eq!(numbers(&template, SectionKind::Contents, false), (footers(NO_NUMBER, NO_NUMBER), roman));
    }

    #[test]
    fn a_turned_sheet_keeps_the_type_area_of_the_upright_one() {
        let template = template("gongwen");
        let sheet =
            |turned| said(&template, Section { turned, ..Section::of(SectionKind::Text { first: false }) });
        let margins = |top, right, bottom, left, number: [i32; 2]| {
            let [header, footer] = number;
            format!(
                "w:top=\"{top}\" w:right=\"{right}\" w:bottom=\"{bottom}\" w:left=\"{left}\" w:header=\"{header}\" w:footer=\"{footer}\""
            )
        };
        holds(
            &sheet(false),
            &["w:w=\"11906\" w:h=\"16838\"/>", &margins(2098, 1474, 1984, 1587, [850, 1417])],
        );
        holds(
            &sheet(true),
            &[
                "w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>",
                &margins(1587, 2098, 1474, 1984, [0, 0]),
            ],
        );
    }

    #[test]
    fn the_first_page_of_a_letter_shows_no_number() {
        let first = SectionKind::Text { first: true };
        let hides = |name, kind| said(&template(name), Section::of(kind)).contains("<w:titlePg/>");
        assert!(hides("xinhan", first) && !hides("gongwen", first));
        assert!(
            !hides("xinhan", SectionKind::Text { first: false }) && !hides("xinhan", SectionKind::Contents)
        );
    }

    #[test]
    fn the_grid_of_word_counts_28_characters_or_only_lines() {
        let mut template = template("gongwen");
        let grid = |template: &Template| {
            between(&said(template, Section::of(SectionKind::Cover)), "<w:docGrid ", "/>")[0].to_owned()
        };
        // 156 mm by 28 less 16 points are −0.207 points, in 4096ths −848; eight less is the margin.
        assert_eq!(grid(&template), "w:type=\"linesAndChars\" w:linePitch=\"579\" w:charSpace=\"-856\"");
        template.grid.profile = GridProfile::Lines;
        assert_eq!(grid(&template), "w:type=\"lines\" w:linePitch=\"579\"");
    }

    #[test]
    fn running_heads_differ_on_odd_and_even_pages() {
        let heads = Some([1, 2]);
        let text =
            said(&template("gongwen"), Section { heads, ..Section::of(SectionKind::Text { first: true }) });
        holds(
            &text,
            &[
                "<w:headerReference w:type=\"even\" r:id=\"rIdHeader3\"/><w:headerReference w:type=\"default\" r:id=\"rIdHeader2\"/>",
            ],
        );
    }

    #[test]
    fn a_field_counts_the_pages_unless_others_stand_among_them() {
        let field = |front, sections| Total::of(7, front, sections).field;
        assert_eq!([field(0, 1), field(0, 3)], [Some("NUMPAGES"); 2]);
        assert_eq!([field(2, 0), field(2, 1)], [Some("SECTIONPAGES"); 2]);
        assert_eq!(field(2, 2), None);
        assert_eq!(Total::of(7, 0, 1).count, 7);
    }

    #[test]
    fn numbers_stand_on_the_outer_side_one_character_from_the_edge() {
        let footers =
            footers(&template("gongwen"), Total::UNKNOWN).map(|part| String::from_utf8(part).unwrap());
        let [odd, even, roman, none] = &footers;
        holds(odd, &["<w:ind w:right=\"280\"/><w:jc w:val=\"right\"/>", "— <", " PAGE ", "> —<", "</w:ftr>"]);
        holds(even, &["<w:ind w:left=\"280\"/><w:jc w:val=\"left\"/>", "— <", " PAGE ", "> —<"]);
        holds(roman, &["<w:jc w:val=\"center\"/>", " PAGE "]);
        assert!(!roman.contains('—') && !none.contains("PAGE"));
        holds(none, &["<w:pStyle w:val=\"Footer\"/>"]);
    }

    #[test]
    fn the_number_of_a_turned_page_runs_down_its_left_edge() {
        let [odd, even] =
            turned_footers(&template("gongwen"), Total::UNKNOWN).map(|part| String::from_utf8(part).unwrap());
        // 35 mm to the foot of the upright sheet, less 7 mm and half a line of 14 points; 28 mm from its left edge.
        let place = "w:tblpX=\"1447\" w:tblpY=\"1587\"/><w:tblW w:w=\"280\"";
        holds(&odd, &[place, "<w:trHeight w:val=\"8844\"", "w:val=\"tbRl\"", "w:val=\"right\"/>", " PAGE "]);
        holds(&even, &[place, "w:val=\"left\"/>", " PAGE "]);
    }

    #[test]
    fn a_count_no_field_knows_is_written_as_it_is() {
        let mut template = template("gongwen");
        (template.page_number.before, template.page_number.after) = ("第".into(), "页/{pages}页".into());
        let shown = |total| String::from_utf8(footers(&template, total)[0].clone()).unwrap();
        let text = |text: &str| format!(">{text}<");
        let counted = shown(Total { field: None, count: 12 });
        holds(&counted, &[&text("第"), " PAGE ", &text("页/"), &text("12"), &text("页")]);
        assert_eq!(counted.matches("instrText xml").count(), 1);
        holds(
            &shown(Total { field: Some("NUMPAGES"), count: 12 }),
            &[&text("页/"), " NUMPAGES ", "<w:t>12<", &text("页")],
        );
    }
}

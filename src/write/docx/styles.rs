//! The styles part: every look of the template as a real style of Word.

use crate::template::{Align, Color, Face, GridProfile, StyleName, Template};
use crate::units::Length;
use crate::write::docx::xml::{W, Xml, attribute};

/// How a kind of paragraph is called in the document.
pub(super) struct Named {
    /// The id, as paragraphs refer to it.
    pub id: &'static str,
    /// The name; Word shows its built-in names in the language of the user.
    pub name: &'static str,
    /// Level in the outline, from 0.
    pub outline: Option<u8>,
    /// Whether Word knows the style itself.
    pub built_in: bool,
}

const HEADINGS: [[&str; 2]; 5] = [
    ["Heading1", "heading 1"],
    ["Heading2", "heading 2"],
    ["Heading3", "heading 3"],
    ["Heading4", "heading 4"],
    ["Heading5", "heading 5"],
];

/// The style of a kind of paragraph. In a compilation (`titled`) titles are the first level of the outline and
/// headings one level deeper.
pub(super) fn named(style: StyleName, titled: bool) -> Named {
    let shift = u8::from(titled);
    let built_in = |id, name| Named { id, name, outline: None, built_in: true };
    let own = |id, name| Named { id, name, outline: None, built_in: false };
    match style {
        StyleName::Title if titled => heading(0),
        StyleName::Title => built_in("Title", "Title"),
        StyleName::Heading1 => heading(shift),
        StyleName::Heading2 => heading(1 + shift),
        StyleName::Heading3 => heading(2 + shift),
        StyleName::Heading4 => heading(3 + shift),
        StyleName::Subtitle => built_in("Subtitle", "Subtitle"),
        StyleName::Quote => built_in("Quote", "Quote"),
        StyleName::Caption => built_in("Caption", "caption"),
        StyleName::Signature => built_in("Signature", "Signature"),
        StyleName::Date => built_in("Date", "Date"),
        StyleName::Contents1 => built_in("TOC1", "toc 1"),
        StyleName::Contents2 => built_in("TOC2", "toc 2"),
        StyleName::Contents3 => built_in("TOC3", "toc 3"),
        StyleName::ContentsTitle => built_in("TOCHeading", "TOC Heading"),
        StyleName::PageNumber => built_in("Footer", "footer"),
        StyleName::RunningHead => built_in("Header", "header"),
        StyleName::Footnote => built_in("FootnoteText", "footnote text"),
        StyleName::Body => own("GongwenBody", "公文正文"),
        StyleName::Kicker => own("GongwenKicker", "公文引题"),
        StyleName::Byline => own("GongwenByline", "公文作者"),
        StyleName::Dateline => own("GongwenDateline", "公文来源日期"),
        StyleName::Item => own("GongwenItem", "公文列项"),
        StyleName::Recipient => own("GongwenRecipient", "公文主送"),
        StyleName::Number => own("GongwenNumber", "公文字号"),
        StyleName::Note => own("GongwenNote", "公文附注"),
        StyleName::Attachment => own("GongwenAttachment", "公文附件说明"),
        StyleName::AttachmentLabel => own("GongwenAttachmentLabel", "公文附件序号"),
        StyleName::AttachmentTitle => own("GongwenAttachmentTitle", "公文附件标题"),
        StyleName::Attendance => own("GongwenAttendance", "公文出席人员"),
        StyleName::Abstract => own("GongwenAbstract", "公文摘要"),
        StyleName::KeptContents => own("GongwenContentsLine", "公文目录行"),
        StyleName::Table => own("GongwenTable", "公文表格"),
        StyleName::TableHead => own("GongwenTableHead", "公文表头"),
        StyleName::Credit => own("GongwenCredit", "公文责任者"),
        StyleName::CopyNumber => own("GongwenCopyNumber", "公文份号"),
        StyleName::Secrecy => own("GongwenSecrecy", "公文密级"),
        StyleName::Urgency => own("GongwenUrgency", "公文紧急程度"),
        StyleName::Mark => own("GongwenMark", "公文发文机关标志"),
        StyleName::JointMark => own("GongwenJointMark", "公文联合发文机关标志"),
        StyleName::Signer => own("GongwenSigner", "公文签发人"),
        StyleName::Imprint => own("GongwenImprint", "公文版记"),
        StyleName::CoverTitle => own("GongwenCoverTitle", "公文封面标题"),
        StyleName::CoverPublisher => own("GongwenCoverPublisher", "公文封面单位"),
        StyleName::CoverDate => own("GongwenCoverDate", "公文封面日期"),
    }
}

fn heading(level: u8) -> Named {
    let [id, name] = HEADINGS[usize::from(level)];
    Named { id, name, outline: Some(level), built_in: true }
}

/// The whole part.
pub(super) fn styles(template: &Template, titled: bool) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.put(format_args!("<w:styles xmlns:w=\"{W}\">"));
    defaults(&mut xml, template);
    xml.raw(LATENT);
    normal(&mut xml, template);
    xml.raw(FIXED);
    footnote_style(&mut xml, template);
    for (style, _) in StyleName::ALL {
        paragraph_style(&mut xml, template, style, titled);
    }
    xml.raw(DEEPER);
    xml.raw("</w:styles>");
    xml.into_bytes()
}

/// Fonts and language of everything (no theme, so that no font depends on the reader's).
fn defaults(xml: &mut Xml, template: &Template) {
    let body = template.style(StyleName::Body);
    let size = body.size.as_half_points();
    xml.raw("<w:docDefaults><w:rPrDefault><w:rPr>");
    xml.raw(&fonts(template, body.face, false));
    xml.put(format_args!("<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>"));
    xml.raw("<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/>");
    xml.raw("</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>");
}

const LATENT: &str = concat!(
    "<w:latentStyles w:defLockedState=\"0\" w:defUIPriority=\"99\" w:defSemiHidden=\"0\" ",
    "w:defUnhideWhenUsed=\"0\" w:defQFormat=\"0\" w:count=\"376\">",
    "<w:lsdException w:name=\"Normal\" w:uiPriority=\"0\" w:qFormat=\"1\"/>",
    "<w:lsdException w:name=\"heading 1\" w:uiPriority=\"9\" w:qFormat=\"1\"/>",
    "<w:lsdException w:name=\"heading 2\" w:uiPriority=\"9\" w:qFormat=\"1\"/>",
    "<w:lsdException w:name=\"heading 3\" w:uiPriority=\"9\" w:qFormat=\"1\"/>",
    "<w:lsdException w:name=\"heading 4\" w:uiPriority=\"9\" w:qFormat=\"1\"/>",
    "<w:lsdException w:name=\"toc 1\" w:uiPriority=\"39\"/>",
    "<w:lsdException w:name=\"toc 2\" w:uiPriority=\"39\"/>",
    "<w:lsdException w:name=\"toc 3\" w:uiPriority=\"39\"/>",
    "<w:lsdException w:name=\"Title\" w:uiPriority=\"10\" w:qFormat=\"1\"/>",
    "<w:lsdException w:name=\"Subtitle\" w:uiPriority=\"11\" w:qFormat=\"1\"/>",
    "</w:latentStyles>"
);

/// Entries below the third level, for those who update a table of contents that shows more.
const DEEPER: &str = concat!(
    "<w:style w:type=\"paragraph\" w:styleId=\"TOC4\"><w:name w:val=\"toc 4\"/><w:basedOn w:val=\"TOC3\"/>",
    "<w:next w:val=\"Normal\"/><w:uiPriority w:val=\"39\"/></w:style>",
    "<w:style w:type=\"paragraph\" w:styleId=\"TOC5\"><w:name w:val=\"toc 5\"/><w:basedOn w:val=\"TOC3\"/>",
    "<w:next w:val=\"Normal\"/><w:uiPriority w:val=\"39\"/></w:style>",
);

/// What a document needs beside paragraph styles.
const FIXED: &str = concat!(
    "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">",
    "<w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/><w:unhideWhenUsed/></w:style>",
    "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>",
    "<w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>",
    "<w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/>",
    "<w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>",
    "<w:style w:type=\"numbering\" w:default=\"1\" w:styleId=\"NoList\"><w:name w:val=\"No List\"/>",
    "<w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/></w:style>",
    "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/>",
    "<w:basedOn w:val=\"DefaultParagraphFont\"/><w:uiPriority w:val=\"99\"/><w:unhideWhenUsed/></w:style>",
);

/// The base of all: the exact pitch, and out of the character grid. Word's dialog shows 28 × 22 because of the grid of
/// the section; the tracking makes it come true in every program (`docs/standard.md`, grid).
fn normal(xml: &mut Xml, template: &Template) {
    let body = template.style(StyleName::Body);
    xml.raw("<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/><w:pPr>");
    xml.raw("<w:widowControl w:val=\"0\"/><w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/>");
    let on_grid = template.grid.profile == GridProfile::Word;
    if !on_grid {
        xml.raw("<w:adjustRightInd w:val=\"0\"/><w:snapToGrid w:val=\"0\"/>");
    }
    xml.put(format_args!(
        "<w:spacing w:line=\"{}\" w:lineRule=\"exact\"/><w:jc w:val=\"both\"/></w:pPr>",
        body.pitch.as_twips()
    ));
    xml.raw(if on_grid { "<w:rPr>" } else { "<w:rPr><w:snapToGrid w:val=\"0\"/>" });
    type_size(xml, template, StyleName::Body);
    xml.raw("</w:rPr></w:style>");
}

fn type_size(xml: &mut Xml, template: &Template, name: StyleName) {
    let size = template.style(name).size.as_half_points();
    xml.put(format_args!(
        "<w:spacing w:val=\"{}\"/><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>",
        template.tracking_in_word(name).as_twips()
    ));
}

/// `w:rFonts` with all four slots; on runs also the hint without which Word takes “ ” … — from the Latin font.
pub(super) fn fonts(template: &Template, face: Face, hint: bool) -> String {
    let (name, latin) = (attribute(&template.faces.get(face).name), attribute(template.faces.latin(face)));
    let hint = if hint { " w:hint=\"eastAsia\"" } else { "" };
    format!(
        "<w:rFonts{hint} w:ascii=\"{latin}\" w:eastAsia=\"{name}\" w:hAnsi=\"{latin}\" w:cs=\"{latin}\"/>"
    )
}

fn paragraph_style(xml: &mut Xml, template: &Template, name: StyleName, titled: bool) {
    let named = named(name, titled);
    let custom = if named.built_in { "" } else { " w:customStyle=\"1\"" };
    let id = named.id;
    xml.put(format_args!("<w:style w:type=\"paragraph\"{custom} w:styleId=\"{id}\">"));
    xml.put(format_args!("<w:name w:val=\"{}\"/><w:basedOn w:val=\"Normal\"/>", named.name));
    xml.raw(following(name));
    if named.outline.is_some() {
        xml.put(format_args!("<w:link w:val=\"{id}Char\"/>"));
    }
    xml.put(format_args!("<w:uiPriority w:val=\"{}\"/><w:qFormat/>", priority(name)));
    xml.raw("<w:pPr>");
    paragraph_properties(xml, template, name, named.outline);
    xml.raw("</w:pPr><w:rPr>");
    run_properties(xml, template, name);
    xml.raw("</w:rPr></w:style>");
    if named.outline.is_some() {
        linked(xml, template, name, &named);
    }
}

/// The character style that belongs to a heading.
fn linked(xml: &mut Xml, template: &Template, style: StyleName, named: &Named) {
    let (id, name) = (named.id, named.name);
    xml.put(format_args!(
        "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"{id}Char\"><w:name w:val=\"{name} char\"/>"
    ));
    xml.put(format_args!(
        "<w:basedOn w:val=\"DefaultParagraphFont\"/><w:link w:val=\"{id}\"/><w:uiPriority w:val=\"9\"/><w:rPr>"
    ));
    run_properties(xml, template, style);
    xml.raw("</w:rPr></w:style>");
}

/// The style of the paragraph typed after one of this style.
fn following(name: StyleName) -> &'static str {
    match name {
        StyleName::Title
        | StyleName::Heading1
        | StyleName::Heading2
        | StyleName::Heading3
        | StyleName::Heading4 => "<w:next w:val=\"GongwenBody\"/>",
        _ if is_contents(name) => "<w:next w:val=\"Normal\"/>",
        _ => "",
    }
}

fn priority(name: StyleName) -> u8 {
    match name {
        StyleName::Body => 1,
        StyleName::Heading1 | StyleName::Heading2 | StyleName::Heading3 | StyleName::Heading4 => 9,
        StyleName::Title => 10,
        StyleName::Subtitle => 11,
        StyleName::Contents1 | StyleName::Contents2 | StyleName::Contents3 | StyleName::ContentsTitle => 39,
        _ => 40,
    }
}

fn is_contents(name: StyleName) -> bool {
    matches!(name, StyleName::Contents1 | StyleName::Contents2 | StyleName::Contents3)
}

fn paragraph_properties(xml: &mut Xml, template: &Template, name: StyleName, outline: Option<u8>) {
    let style = template.style(name);
    if style.keep_next {
        xml.raw("<w:keepNext/><w:keepLines/>");
    }
    if is_contents(name) || name == StyleName::Attachment {
        xml.raw("<w:keepLines/>");
    }
    if is_contents(name) {
        let edge = template.text_width().as_twips();
        xml.put(format_args!("<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"{edge}\"/></w:tabs>"));
    }
    let cell = matches!(name, StyleName::Table | StyleName::TableHead);
    let pitch = if cell { style.pitch - CELL_LINE } else { style.pitch };
    if cell || name == StyleName::Imprint {
        // In cells and boxes LibreOffice lets no mark hang, whatever this says.
        xml.raw("<w:overflowPunct w:val=\"0\"/>");
    }
    let after = match name {
        StyleName::ContentsTitle => {
            format!(" w:after=\"{}\"", (template.grid.pitch * template.title_block.below).as_twips())
        }
        _ => String::new(),
    };
    xml.put(format_args!(
        "<w:spacing w:before=\"0\"{after} w:line=\"{}\" w:lineRule=\"exact\"/>",
        pitch.as_twips()
    ));
    indents(xml, template, name);
    xml.put(format_args!("<w:jc w:val=\"{}\"/>", justification(style.align)));
    if let Some(level) = outline {
        xml.put(format_args!("<w:outlineLvl w:val=\"{level}\"/>"));
    }
}

/// Taken off the pitch inside of cells, so that a row with its line is no higher than the lines of the grid.
pub(super) const CELL_LINE: Length = Length::twips(30);

fn indents(xml: &mut Xml, template: &Template, name: StyleName) {
    let style = template.style(name);
    let left = style.size * style.left;
    // The entries of a table of contents are broken clear of the number; a right indent would hide it in LibreOffice.
    let right = if is_contents(name) { Length::ZERO } else { style.size * style.right };
    let characters =
        Characters { right: if right == Length::ZERO { 0 } else { style.right }, first: style.indent };
    indent(xml, left, right, style.size * style.indent, characters);
}

/// Indents in characters where they are known, 0 where not: Word shows and keeps them as characters.
#[derive(Clone, Copy, Default)]
pub(super) struct Characters {
    /// On the right.
    pub right: i64,
    /// Of the first line.
    pub first: i64,
}

/// `w:ind`. What a style says in characters counts before lengths, so that an indent without has to take it back.
pub(super) fn indent(xml: &mut Xml, left: Length, right: Length, first: Length, characters: Characters) {
    let [left, right] = [left, right].map(Length::as_twips);
    xml.put(format_args!(
        "<w:ind w:left=\"{left}\" w:rightChars=\"{}\" w:right=\"{right}\"",
        characters.right * 100
    ));
    if first < Length::ZERO {
        xml.put(format_args!(" w:firstLineChars=\"0\" w:hanging=\"{}\"", (-first).as_twips()));
    } else {
        let hundredths = characters.first * 100;
        xml.put(format_args!(" w:firstLineChars=\"{hundredths}\" w:firstLine=\"{}\"", first.as_twips()));
    }
    xml.raw("/>");
}

/// The value of `w:jc`.
pub(super) fn justification(align: Align) -> &'static str {
    match align {
        Align::Justify => "both",
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    }
}

fn run_properties(xml: &mut Xml, template: &Template, name: StyleName) {
    let style = template.style(name);
    xml.raw(&fonts(template, style.face, false));
    if style.bold {
        xml.raw("<w:b/><w:bCs/>");
    }
    if style.color != Color::default() {
        xml.put(format_args!("<w:color w:val=\"{}\"/>", style.color.hex()));
    }
    type_size(xml, template, name);
}

/// The character style of the numbers in the text: half as large as the text, and raised.
fn footnote_style(xml: &mut Xml, template: &Template) {
    xml.raw("<w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name w:val=\"footnote reference\"/>");
    xml.raw(
        "<w:basedOn w:val=\"DefaultParagraphFont\"/><w:uiPriority w:val=\"99\"/><w:unhideWhenUsed/><w:rPr>",
    );
    raised(xml, template.style(StyleName::Body).size);
    xml.raw("</w:rPr></w:style>");
}

/// Half the size, raised by a third of it.
pub(super) fn raised(xml: &mut Xml, size: Length) {
    let half = size.as_half_points() / 2;
    xml.put(format_args!(
        "<w:spacing w:val=\"0\"/><w:position w:val=\"{}\"/><w:sz w:val=\"{half}\"/><w:szCs w:val=\"{half}\"/>",
        size.as_half_points() / 3
    ));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::docx::sample::{between, holds, template};

    /// The markup of a style.
    fn style(template: &Template, id: &str, titled: bool) -> String {
        let all = String::from_utf8(styles(template, titled)).unwrap();
        let own = all.split("<w:style ").find(|style| style.contains(&format!("w:styleId=\"{id}\"")));
        own.unwrap_or_else(|| panic!("no style {id}")).to_owned()
    }

    #[test]
    fn a_heading_has_a_level_and_a_character_style_and_goes_on_as_text() {
        let template = template("gongwen");
        holds(
            &style(&template, "Heading2", false),
            &[
                "w:type=\"paragraph\" w:styleId",
                "<w:name w:val=\"heading 2\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"GongwenBody\"/><w:link w:val=\"Heading2Char\"/><w:uiPriority w:val=\"9\"/><w:qFormat/>",
                "<w:keepNext/><w:keepLines/><w:spacing w:before=\"0\" w:line=\"579\" w:lineRule=\"exact\"/>",
                "w:firstLineChars=\"200\" w:firstLine=\"640\"/><w:jc w:val=\"both\"/><w:outlineLvl w:val=\"1\"/>",
                "w:eastAsia=\"楷体_GB2312\"",
            ],
        );
        holds(
            &style(&template, "Heading2Char", false),
            &[
                "<w:name w:val=\"heading 2 char\"/>",
                "<w:link w:val=\"Heading2\"/>",
                "w:eastAsia=\"楷体_GB2312\"",
                "<w:sz w:val=\"32\"/>",
            ],
        );
    }

    #[test]
    fn headings_of_a_compilation_are_one_level_deeper_than_its_titles() {
        let name = |style, titled| (named(style, titled).id, named(style, titled).outline);
        let headings = [StyleName::Heading1, StyleName::Heading2, StyleName::Heading3, StyleName::Heading4];
        assert_eq!(name(StyleName::Title, false), ("Title", None));
        assert_eq!(name(StyleName::Title, true), ("Heading1", Some(0)));
        let ids = ["Heading1", "Heading2", "Heading3", "Heading4", "Heading5"];
        for (i, heading) in headings.into_iter().enumerate() {
            assert_eq!(name(heading, false), (ids[i], Some(i as u8)));
            assert_eq!(name(heading, true), (ids[i + 1], Some(i as u8 + 1)));
        }
        assert_eq!(name(StyleName::Body, true), ("GongwenBody", None));
    }

    #[test]
    fn no_two_kinds_of_paragraph_share_a_style() {
        for titled in [false, true] {
            let mut ids: Vec<&str> =
                StyleName::ALL.iter().map(|(style, _)| named(*style, titled).id).collect();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), StyleName::ALL.len());
        }
    }

    #[test]
    fn word_lists_titles_and_headings_first() {
        let template = template("gongwen");
        let priority =
            |id: &str| between(&style(&template, id, false), "<w:uiPriority w:val=\"", "\"")[0].to_owned();
        let found = ["GongwenBody", "Heading4", "Title", "Subtitle", "TOC1", "TOCHeading", "GongwenNote"]
            .map(priority);
        assert_eq!(found, ["1", "9", "10", "11", "39", "39", "40"]);
    }

    #[test]
    fn styles_word_does_not_know_are_called_custom() {
        let template = template("gongwen");
        let custom = |id: &str| style(&template, id, false).contains("w:customStyle=\"1\"");
        assert!(custom("GongwenBody") && custom("Heading1Char") && !custom("Heading1") && !custom("TOC1"));
    }

    #[test]
    fn an_entry_of_the_contents_has_dots_up_to_the_edge_and_no_indent_on_the_right() {
        let template = template("gongwen");
        holds(
            &style(&template, "TOC1", false),
            &[
                "<w:next w:val=\"Normal\"/>",
                "<w:keepLines/><w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"8844\"/>",
                "w:rightChars=\"0\" w:right=\"0\"",
            ],
        );
        let title = style(&template, "TOCHeading", false);
        holds(&title, &["w:after=\"579\"", "<w:jc w:val=\"center\"/>"]);
        assert!(!style(&template, "Title", false).contains("w:after"));
    }

    #[test]
    fn lines_in_cells_are_less_high_so_that_rows_keep_to_the_grid() {
        let template = template("gongwen");
        let pitch = |id: &str| between(&style(&template, id, false), "w:line=\"", "\"")[0].to_owned();
        let full = template.style(StyleName::Table).pitch.as_twips();
        assert_eq!(
            [pitch("GongwenTable"), pitch("GongwenTableHead")],
            [(full - 30).to_string(), (full - 30).to_string()]
        );
        assert_eq!(pitch("GongwenBody"), "579");
    }

    #[test]
    fn the_mark_is_red_and_text_has_no_color() {
        let template = template("hongtou");
        holds(&style(&template, "GongwenMark", false), &["<w:color w:val=\"FF0000\"/>"]);
        assert!(!style(&template, "GongwenBody", false).contains("<w:color"));
    }

    #[test]
    fn bold_type_is_bold_for_chinese_and_latin() {
        let own = "extends = \"gongwen\"\n[styles.heading_1]\nbold = true\n";
        let own = crate::template::parse("own", own).unwrap();
        let bold = |template: &Template, id: &str| style(template, id, false).contains("<w:b/><w:bCs/>");
        assert!(bold(&own, "Heading1") && !bold(&own, "Heading2") && !bold(&template("gongwen"), "Heading1"));
    }

    #[test]
    fn only_the_grid_of_word_itself_is_snapped_to() {
        let mut template = template("gongwen");
        assert_eq!(style(&template, "Normal", false).matches("<w:snapToGrid w:val=\"0\"/>").count(), 2);
        template.grid.profile = GridProfile::Word;
        let on_grid = style(&template, "Normal", false);
        assert!(!on_grid.contains("snapToGrid") && !on_grid.contains("adjustRightInd"));
        holds(
            &on_grid,
            &[
                "<w:spacing w:line=\"579\" w:lineRule=\"exact\"/>",
                "<w:rPr><w:spacing w:val=\"0\"/><w:sz w:val=\"32\"/>",
            ],
        );
    }

    #[test]
    fn marks_of_chinese_are_taken_from_the_chinese_font_in_runs() {
        let template = template("gongwen");
        let says = |hint| fonts(&template, Face::Hei, hint);
        assert_eq!(
            says(false),
            "<w:rFonts w:ascii=\"黑体\" w:eastAsia=\"黑体\" w:hAnsi=\"黑体\" w:cs=\"黑体\"/>"
        );
        assert!(says(true).starts_with("<w:rFonts w:hint=\"eastAsia\" w:ascii"));
    }

    #[test]
    fn indents_are_in_characters_where_these_are_known_and_hang_where_negative() {
        let says = |first, characters| {
            let mut xml = Xml::default();
            indent(&mut xml, Length::points(32), Length::points(16), Length::points(first), characters);
            xml.since(0).to_owned()
        };
        assert_eq!(
            says(32, Characters { right: 1, first: 2 }),
            "<w:ind w:left=\"640\" w:rightChars=\"100\" w:right=\"320\" w:firstLineChars=\"200\" w:firstLine=\"640\"/>"
        );
        assert_eq!(
            says(-16, Characters::default()),
            "<w:ind w:left=\"640\" w:rightChars=\"0\" w:right=\"320\" w:firstLineChars=\"0\" w:hanging=\"320\"/>"
        );
        assert!(says(0, Characters::default()).contains("w:firstLine=\"0\""));
    }

    #[test]
    fn the_number_of_a_footnote_is_half_as_large_and_raised_by_a_third() {
        holds(
            &style(&template("gongwen"), "FootnoteReference", false),
            &["<w:spacing w:val=\"0\"/><w:position w:val=\"10\"/><w:sz w:val=\"16\"/><w:szCs w:val=\"16\"/>"],
        );
    }

    #[test]
    fn alignments_have_the_names_of_word() {
        let all = [Align::Justify, Align::Left, Align::Center, Align::Right];
        assert_eq!(all.map(justification), ["both", "left", "center", "right"]);
    }

    #[test]
    fn what_is_typed_next_has_the_style_of_text_below_headings_and_none_of_its_own_below_contents() {
        let all = String::from_utf8(styles(&template("gongwen"), false)).unwrap();
        let mut next: Vec<(&str, &str)> = all
            .split("<w:style ")
            .filter_map(|style| {
                let one = |from| between(style, from, "\"").first().copied();
                Some((one("w:styleId=\"")?, one("<w:next w:val=\"")?))
            })
            .collect();
        next.sort_unstable();
        let of = |wanted: &str| -> Vec<&str> {
            next.iter().filter(|(_, next)| *next == wanted).map(|(id, _)| *id).collect()
        };
        assert_eq!(of("GongwenBody"), ["Heading1", "Heading2", "Heading3", "Heading4", "Title"]);
        assert_eq!(of("Normal"), ["TOC1", "TOC2", "TOC3", "TOC4", "TOC5"]);
        assert_eq!(next.len(), 10);
    }
}

//! The main part: the cover, the table of contents, then the articles.

use crate::layout::table::PADDING;
use crate::pages::{Entry, Figure, Pages, Paragraph, Place, Row, Table};
use crate::template::{Style, StyleName, Template};
use crate::text::anchor;
use crate::units::Length;
use crate::write::docx::division::Division;
use crate::write::docx::header::Headers;
use crate::write::docx::media::{self, Media};
use crate::write::docx::section;
use crate::write::docx::styles::{differing, fonts, justification, named};
use crate::write::docx::xml::{R, W, Xml};
use crate::write::docx::{contents, cover, footnotes, head, imprint};

/// The finished part, and where in it the text of the document stands.
pub(super) struct Body {
    /// The part.
    pub xml: Xml,
    /// Offset behind the cover.
    cover: usize,
    /// Offset of the first article.
    articles: usize,
}

impl Body {
    /// The markup of cover and articles; between them stands the table of contents, which is made from them.
    pub(super) fn texts(&self) -> [&str; 2] {
        [self.xml.until(self.cover), self.xml.since(self.articles)]
    }
}

/// Writes the main part.
pub(super) fn body(
    pages: &Pages,
    template: &Template,
    media: &Media<'_>,
    headers: &Headers<'_>,
    titled: bool,
) -> Body {
    let mut xml = Xml::new(capacity(pages));
    xml.put(format_args!("<w:document xmlns:w=\"{W}\" xmlns:r=\"{R}\"><w:body>"));
    cover::cover(&mut xml, pages, template, titled);
    let cover = xml.len();
    if !pages.entries.is_empty() {
        contents::contents(&mut xml, pages, template, titled);
    }
    let articles = xml.len();
    let mut marks = Marks { entries: &pages.entries, next: 0 };
    let mut after_table = false;
    let mut drawn = 0;
    let mut division = Division::new(pages, headers);
    let paragraphs = pages.body.paragraphs.iter().filter(|paragraph| in_the_flow(paragraph.place));
    for paragraph in paragraphs {
        let begins = division.before(&mut xml, paragraph, template);
        // A section begins a page by itself.
        let begun = begins.then(|| Paragraph { new_page: false, ..paragraph.clone() });
        let paragraph = begun.as_ref().unwrap_or(paragraph);
        after_table &= !begins;
        let special = paragraph.special.as_deref();
        let joint = special.and_then(|special| special.joint.as_ref());
        match (&paragraph.table, joint, special.filter(|special| special.fixed.is_some())) {
            _ if let Some(figure) = &paragraph.figure => {
                drawn += 1;
                picture(&mut xml, paragraph, figure, media, drawn, titled);
            }
            (Some(set), ..) => {
                if after_table {
                    xml.raw(HAIR);
                }
                table(&mut xml, set, template, titled);
            }
            (_, Some(joint), _) => head::joint(&mut xml, paragraph, joint, template, titled),
            (_, _, Some(special)) => head::letter(&mut xml, paragraph, special, template, titled),
            _ => text_paragraph(&mut xml, paragraph, template, titled, &mut marks),
        }
        after_table = paragraph.table.is_some();
    }
    if after_table {
        xml.raw(HAIR);
    }
    imprint::imprint(&mut xml, pages, template, division.sheet, titled);
    section::properties(&mut xml, template, division.last());
    xml.raw("</w:body></w:document>");
    Body { xml, cover, articles }
}

/// Whether a paragraph stands where the text has it, and not at the foot of a page.
fn in_the_flow(place: Place) -> bool {
    !matches!(place, Place::Imprint | Place::Footnote { .. })
}

/// A paragraph that takes next to no room: Word wants one after a table and to end a section.
pub(super) const HAIR: &str = "<w:p><w:pPr><w:spacing w:line=\"14\" w:lineRule=\"exact\"/></w:pPr></w:p>";

fn capacity(pages: &Pages) -> usize {
    let text: usize = pages.body.paragraphs.iter().map(|paragraph| paragraph.text.len() + 300).sum();
    text + pages.entries.len() * 1_000 + 4_000
}

/// Hands out the entries of the table of contents in the order their places are written.
struct Marks<'a> {
    entries: &'a [Entry],
    next: usize,
}

impl Marks<'_> {
    /// The index of the entry that points here.
    fn take(&mut self, paragraph: &Paragraph) -> Option<usize> {
        let entry = self.entries.get(self.next)?;
        let here = match paragraph.place {
            Place::Front { article } => {
                paragraph.style == StyleName::Title && entry.block.is_none() && entry.article == article
            }
            Place::Block { article, block } => entry.article == article && entry.block == Some(block),
            _ => false,
        };
        here.then(|| {
            self.next += 1;
            self.next - 1
        })
    }
}

fn text_paragraph(
    xml: &mut Xml,
    paragraph: &Paragraph,
    template: &Template,
    titled: bool,
    marks: &mut Marks<'_>,
) {
    open(xml, paragraph, template, titled, "");
    match marks.take(paragraph) {
        None => runs(xml, paragraph, template),
        Some(entry) => {
            let name = contents::bookmark(entry);
            xml.put(format_args!("<w:bookmarkStart w:id=\"{entry}\" w:name=\"{name}\"/>"));
            if titled {
                contents::mark(xml, &marks.entries[entry]);
            }
            runs(xml, paragraph, template);
            xml.put(format_args!("<w:bookmarkEnd w:id=\"{entry}\"/>"));
        }
    }
    xml.raw("</w:p>");
}

fn picture(
    xml: &mut Xml,
    paragraph: &Paragraph,
    figure: &Figure,
    media: &Media<'_>,
    number: usize,
    titled: bool,
) {
    xml.put(format_args!("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>", named(paragraph.style, titled).id));
    media::spacing(xml, paragraph, figure);
    xml.raw("</w:pPr>");
    media::drawing(xml, media, figure, number);
    xml.raw("</w:p>");
}

/// Opens a paragraph with its properties, those of a `frame` among them.
pub(super) fn open(xml: &mut Xml, paragraph: &Paragraph, template: &Template, titled: bool, frame: &str) {
    xml.put(format_args!("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>", named(paragraph.style, titled).id));
    differing(xml, template, paragraph, frame);
    xml.raw("</w:pPr>");
}

const HINT: &str = "<w:rFonts w:hint=\"eastAsia\"/>";

/// The text of a paragraph, cut where its type changes.
pub(super) fn runs(xml: &mut Xml, paragraph: &Paragraph, template: &Template) {
    let style = template.style(paragraph.style);
    let mut own = match paragraph.tracking == style.tracking {
        true => String::new(),
        false => format!("<w:spacing w:val=\"{}\"/>", paragraph.tracking.as_twips()),
    };
    own.extend(paragraph.special.as_ref().map(|special| head::type_of(special, Length::ZERO)));
    let mut from = 0;
    for &(to, face) in &paragraph.spans {
        let text = &paragraph.text[from..to];
        match (face == style.face, own.as_str()) {
            (true, "") => run(xml, text, style, HINT),
            (true, own) => run(xml, text, style, &format!("{HINT}{own}")),
            (false, own) => run(xml, text, style, &(fonts(template, face, true) + own)),
        }
        from = to;
    }
}

/// One run, or several with footnotes between them.
fn run(xml: &mut Xml, text: &str, style: &Style, properties: &str) {
    if !anchor::any(text) {
        return plain_run(xml, text, properties);
    }
    for (i, text) in text.split(anchor::is_anchor).enumerate() {
        if i > 0 {
            footnotes::reference(xml, style);
        }
        plain_run(xml, text, properties);
    }
}

/// One run; a line feed becomes a line break, a tabulator a tabulator.
fn plain_run(xml: &mut Xml, text: &str, properties: &str) {
    if text.is_empty() {
        return;
    }
    xml.raw("<w:r><w:rPr>");
    xml.raw(properties);
    xml.raw("</w:rPr>");
    let mut from = 0;
    for at in memchr::memchr2_iter(b'\n', b'\t', text.as_bytes()) {
        piece(xml, &text[from..at]);
        xml.raw(if text[at..].starts_with('\n') { "<w:br/>" } else { "<w:tab/>" });
        from = at + 1;
    }
    piece(xml, &text[from..]);
    xml.raw("</w:r>");
}

fn piece(xml: &mut Xml, text: &str) {
    if text.is_empty() {
        return;
    }
    xml.raw("<w:t xml:space=\"preserve\">");
    xml.text(text);
    xml.raw("</w:t>");
}

fn table(xml: &mut Xml, table: &Table, template: &Template, titled: bool) {
    let width: i64 = table.columns.iter().map(|column| column.as_twips()).sum();
    let padding = PADDING.as_twips();
    xml.put(format_args!("<w:tbl><w:tblPr><w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:tblBorders>"));
    // Eighths of a point.
    let line = template.table_line.as_emu() * 8 / 12_700;
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        xml.put(format_args!(
            "<w:{side} w:val=\"single\" w:sz=\"{line}\" w:space=\"0\" w:color=\"000000\"/>"
        ));
    }
    xml.put(format_args!(
        "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"{padding}\" w:type=\"dxa\"/><w:right w:w=\"{padding}\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>"
    ));
    for column in &table.columns {
        xml.put(format_args!("<w:gridCol w:w=\"{}\"/>", column.as_twips()));
    }
    xml.raw("</w:tblGrid>");
    for (i, row) in table.rows.iter().enumerate() {
        let head = i == 0 && table.rows.len() > 1;
        let less = if i == 0 { TOP_LINE } else { Length::ZERO };
        table_row(xml, table, row, (head, less), template, titled);
    }
    xml.raw("</w:tbl>");
}

/// Taken off the first row: a table has one line more than rows on every page, and the text must stay on the grid.
const TOP_LINE: Length = Length::twips(20);

/// The first row is repeated on every page the table runs over; `less` is taken off the height of the grid.
fn table_row(
    xml: &mut Xml,
    table: &Table,
    row: &Row,
    (head, less): (bool, Length),
    template: &Template,
    titled: bool,
) {
    let name = if head { StyleName::TableHead } else { StyleName::Table };
    let style = template.style(name);
    let height = (style.pitch * row.lines as i64 - less).as_twips();
    let repeat = if head { "<w:tblHeader/>" } else { "" };
    xml.put(format_args!(
        "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"{height}\" w:hRule=\"atLeast\"/>{repeat}</w:trPr>"
    ));
    let id = named(name, titled).id;
    let usual = style.align;
    for ((cell, column), align) in row.cells.iter().zip(&table.columns).zip(&table.aligns) {
        let column = column.as_twips();
        xml.put(format_args!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{column}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>"
        ));
        xml.put(format_args!("<w:p><w:pPr><w:pStyle w:val=\"{id}\"/>"));
        if !head && *align != usual {
            xml.put(format_args!("<w:jc w:val=\"{}\"/>", justification(*align)));
        }
        xml.raw("</w:pPr>");
        run(xml, cell, style, HINT);
        xml.raw("</w:p></w:tc>");
    }
    xml.raw("</w:tr>");
}

//! The main part: the cover, the table of contents, then the articles.

use crate::pages::{ContentsEntry, Figure, Pages, Paragraph, Place};
use crate::template::{StyleName, Template};
use crate::units::Length;
use crate::write::docx::division::Division;
use crate::write::docx::header::Headers;
use crate::write::docx::media::{self, Media};
use crate::write::docx::paragraph::{HAIR, blanks, open};
use crate::write::docx::run::runs;
use crate::write::docx::section;
use crate::write::docx::styles::named;
use crate::write::docx::table::table;
use crate::write::docx::xml::{R, W, Xml};
use crate::write::docx::{contents, cover, head, imprint};

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
    let mut above: Option<&Paragraph> = None;
    for whole in paragraphs {
        let paragraph = whole;
        let begins = division.before(&mut xml, paragraph, template);
        // A section begins a page by itself; where only the sheet turns, no blank stands at its top.
        let begun = begins.then(|| {
            let before = if paragraph.new_page { paragraph.before } else { Length::ZERO };
            Paragraph { new_page: false, before, ..paragraph.clone() }
        });
        let paragraph = begun.as_ref().unwrap_or(paragraph);
        after_table &= !begins;
        let below = blanks(&mut xml, above.filter(|_| !begins), paragraph, template.grid.pitch);
        after_table &= below.is_none();
        let paragraph = below.as_ref().unwrap_or(paragraph);
        above = Some(whole);
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

fn capacity(pages: &Pages) -> usize {
    let text: usize = pages.body.paragraphs.iter().map(|paragraph| paragraph.text.len() + 300).sum();
    text + pages.entries.len() * 1_000 + 4_000
}

/// Hands out the entries of the table of contents in the order their places are written.
struct Marks<'a> {
    entries: &'a [ContentsEntry],
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
            let end = format!("<w:bookmarkEnd w:id=\"{entry}\"/>");
            let of = &marks.entries[entry];
            // A paragraph that opens with a heading is no heading of the outline, and may end on another page.
            if titled || of.run_in {
                contents::mark(xml, of);
            }
            if of.run_in {
                xml.raw(&end);
            }
            runs(xml, paragraph, template);
            if !of.run_in {
                xml.raw(&end);
            }
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

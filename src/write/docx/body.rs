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
    let mut xml = Xml::new();
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
        let raised =
            after_table.then(|| above.and_then(|above| raised(paragraph, above, template))).flatten();
        let paragraph = raised.as_ref().unwrap_or(paragraph);
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

/// The paragraph below a table of smaller type, which is brought back onto the grid by white space: less of it, for the lines around a row that
/// begins a page come to its height in LibreOffice, and the last line of the page would be pushed off it.
fn raised(paragraph: &Paragraph, above: &Paragraph, template: &Template) -> Option<Paragraph> {
    /// Two lines of half a point, above and below, and one more in case of rounding.
    const LINES: Length = Length::twips(36);
    let table = above.table.as_ref()?;
    let smaller = table.pitch != template.style(above.style).pitch && paragraph.before > Length::ZERO;
    smaller.then(|| Paragraph { before: (paragraph.before - LINES).max(Length::ZERO), ..paragraph.clone() })
}

/// Whether a paragraph stands where the text has it, and not at the foot of a page.
fn in_the_flow(place: Place) -> bool {
    !matches!(place, Place::Imprint | Place::Footnote { .. })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Article, Bytes, Document, Picture, PictureFormat, Role};
    use crate::pages::Table;
    use crate::write::docx::sample::{File, article, between, document, paragraph, template};

    fn written(blocks: &[(Role, &str)]) -> String {
        File::of(&document(blocks), template("gongwen"), false).main()
    }

    #[test]
    fn tables_that_follow_each_other_or_end_a_text_are_parted_by_a_paragraph_of_no_height() {
        let hairs = |blocks: &[(Role, &str)]| {
            let main = written(blocks);
            let whole = main.replace("<w:tbl>", "▦").replace(HAIR, "·");
            whole.chars().filter(|c| matches!(c, '▦' | '·' | '字')).collect::<String>()
        };
        let (table, text) = ((Role::Table, "甲\t乙"), (Role::Paragraph, "字"));
        assert_eq!(hairs(&[table, table, table]), "▦·▦·▦·");
        assert_eq!(hairs(&[text, table, text]), "字▦字");
        assert_eq!(hairs(&[table, text, table]), "▦字▦·");
        // Blank lines part them as well, and so does the end of a section.
        let label = (Role::AttachmentLabel, "附件");
        assert_eq!(hairs(&[table, label, table]).matches('·').count(), 1);
        let wide = ["指标完成情况"; 12].join("\t");
        assert_eq!(hairs(&[table, (Role::Table, &wide)]), "▦▦·");
    }

    #[test]
    fn a_section_begins_its_page_by_itself() {
        let wide = ["指标完成情况"; 12].join("\t");
        let main = written(&[(Role::Paragraph, "字"), (Role::Table, &wide), (Role::Paragraph, "尾")]);
        assert_eq!(main.matches("<w:sectPr>").count(), 3);
        assert!(!main.contains("pageBreakBefore"));
    }

    fn picture(bytes: &[u8]) -> Picture {
        let (name, bytes) = (String::new(), Bytes(bytes.into()));
        Picture { name, alt: "图".to_owned(), format: PictureFormat::Png, width: 40, height: 20, bytes }
    }

    #[test]
    fn pictures_are_numbered_in_the_order_of_the_text() {
        let mut shown = document(&[(Role::Picture(1), ""), (Role::Paragraph, "字"), (Role::Picture(0), "")]);
        shown.pictures = vec![picture(b"one"), picture(b"two")];
        let main = File::of(&shown, template("gongwen"), false).main();
        assert_eq!(between(&main, "<wp:docPr id=\"", "\""), ["1", "2"]);
        assert_eq!(between(&main, "r:embed=\"", "\""), ["rIdPicture2", "rIdPicture1"]);
        // A picture is a paragraph of its own, in the style of captions.
        assert_eq!(between(&main, "<w:pStyle w:val=\"", "\""), ["Caption", "GongwenBody", "Caption"]);
    }

    /// Each bookmark with the text of its paragraph.
    fn marks(main: &str) -> Vec<(String, String)> {
        let paragraphs = main.split("</w:p>").filter(|paragraph| paragraph.contains("<w:bookmarkStart"));
        let of = |text: &str, from: &str, to: &str| between(text, from, to).concat();
        paragraphs
            .map(|text| {
                (of(text, "<w:bookmarkStart w:id=\"", "\""), of(text, "<w:t xml:space=\"preserve\">", "<"))
            })
            .collect()
    }

    #[test]
    fn the_places_of_the_contents_are_those_of_its_entries() {
        let heading = |text| (Role::Heading(1), text);
        let main = File::of(
            &document(&[
                heading("一、办"),
                (Role::Heading(3), "1．细"),
                (Role::Paragraph, "字"),
                heading("二、查"),
            ]),
            template("gongwen"),
            true,
        )
        .main();
        let mark = |id: &str, text: &str| (id.to_owned(), text.to_owned());
        assert_eq!(marks(&main), [mark("0", "一、办"), mark("1", "二、查")]);
        assert_eq!(main.matches("<w:bookmarkEnd").count(), 2);
        assert!(!main.contains(" TC "));
    }

    #[test]
    fn the_titles_of_a_compilation_are_the_places_of_its_contents() {
        let titled = |title: &str| Article {
            title: vec![title.into()],
            ..article(&[(Role::Heading(1), "一、办")])
        };
        let articles = vec![titled("甲文"), titled("乙文")];
        let whole = Document { compiled: true, articles, ..Document::default() };
        let main = File::of(&whole, template("huibian"), true).main();
        let mark = |id: &str, text: &str| (id.to_owned(), text.to_owned());
        assert_eq!(marks(&main), [mark("0", "甲文"), mark("1", "乙文")]);
        assert_eq!(main.matches(" TC ").count(), 2);
    }

    #[test]
    fn only_below_a_table_of_smaller_type_a_paragraph_is_raised() {
        let template = template("gongwen");
        let style = template.style(StyleName::Table);
        let raised = |before: i64, smaller: i64| {
            let pitch = style.pitch - Length::twips(smaller);
            let (rows, columns) = (Vec::new(), Vec::new());
            let table = Table { rows, heads: 0, columns, padding: Length::ZERO, size: style.size, pitch };
            let above = Paragraph { table: Some(table), ..paragraph(&template, StyleName::Table, "") };
            let own = paragraph(&template, StyleName::Body, "字");
            let own = Paragraph { before: Length::twips(before), ..own };
            super::raised(&own, &above, &template).map(|set| set.before.as_twips())
        };
        assert_eq!([raised(200, 100), raised(20, 100)], [Some(164), Some(0)]);
        assert_eq!([raised(0, 100), raised(200, 0)], [None, None]);
    }
}

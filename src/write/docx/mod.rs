//! DOCX: WordprocessingML written directly, in the order of the schema.
//!
//! `styles` (the template as real styles) · `body` (the main part) · `paragraph`, `run` and `table` (what it is made of) · `cover` · `head` and `imprint` (of an issued document) ·
//! `contents` (the field in front) · `header` (running heads) · `footnotes` · `media` (pictures) · `section` (paper, numbers) · `division` (where sections end) · `package` (the small parts, the zip) ·
//! `account` (is everything in it).

mod account;
mod body;
mod contents;
mod cover;
mod division;
mod footnotes;
mod formula;
mod head;
mod header;
mod imprint;
mod media;
mod package;
mod paragraph;
mod run;
#[cfg(test)]
mod sample;
mod section;
mod shape;
mod styles;
mod table;
mod xml;

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::document::Document;
use crate::error::Result;
use crate::pages::Pages;
use crate::template::Template;
use crate::write::docx::header::Headers;
use crate::write::docx::media::Media;
use crate::write::docx::package::More;
use crate::write::docx::package::Packed;
use crate::write::docx::section::Total;

/// What the document says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    /// Who made it.
    pub creator: String,
    /// When, as `2026-08-01T09:30:00Z`; left out if not given, so that the same text gives the same bytes.
    pub created: Option<String>,
}

/// A template made ready for any number of documents: the parts that are the same in all of them are made and packed
/// once, when the first is written.
#[derive(Debug)]
pub struct Prepared {
    template: Template,
    /// Those of a document with one article, and those of a compilation.
    fixed: [OnceLock<Packed>; 2],
}

impl Prepared {
    /// Nothing is made yet.
    pub fn new(template: Template) -> Prepared {
        Prepared { template, fixed: Default::default() }
    }

    /// The template itself.
    pub fn template(&self) -> &Template {
        &self.template
    }

    fn fixed(&self, titled: bool) -> Result<&Packed> {
        let place = &self.fixed[usize::from(titled)];
        match place.get() {
            Some(packed) => Ok(packed),
            None => {
                let packed = package::pack(fixed(&self.template, titled).into_iter())?;
                Ok(place.get_or_init(|| packed))
            }
        }
    }
}

/// The parts that are the same in all documents of a template that have no pictures, turned pages and running heads.
fn fixed(template: &Template, titled: bool) -> [(&'static str, Vec<u8>); 10] {
    let media = Media::new(&[]);
    let none = More::none(&media);
    let [odd, even, roman, no_number] = section::footers(template, section::Total::UNKNOWN);
    [
        ("[Content_Types].xml", package::content_types(&none)),
        ("_rels/.rels", package::package_relations()),
        ("word/_rels/document.xml.rels", package::document_relations(&none)),
        ("word/styles.xml", styles::styles(template, titled)),
        ("word/settings.xml", package::settings(false)),
        ("word/fontTable.xml", package::fonts(template)),
        ("word/footer1.xml", odd),
        ("word/footer2.xml", even),
        ("word/footer3.xml", roman),
        ("word/footer4.xml", no_number),
    ]
}

/// Writes the markup of a document, has it changed, and says whether the account lets it pass.
#[cfg(test)]
pub(crate) fn passes(
    document: &Document,
    prepared: &Prepared,
    pages: &Pages,
    change: &mut dyn FnMut(&mut String),
) -> bool {
    let (media, headers) = (Media::new(&document.pictures), Headers::new(pages));
    let body = body::body(pages, prepared.template(), &media, &headers, pages.titled);
    let footnotes = footnotes::footnotes(pages, prepared.template());
    let [cover, articles] = body.texts();
    let mut articles = articles.to_owned();
    change(&mut articles);
    let foot = footnotes.as_ref().map_or("", |part| part.since(0));
    account::check([cover, &articles, foot], document, pages).is_ok()
}

/// Writes the document. A table of contents is written if `pages` has one.
///
/// # Errors
/// [`crate::Error::Unaccounted`] when the text in the written document is not that of `document` (also when `pages` were
/// made from another one), [`crate::Error::Package`] when the package cannot be put together.
pub fn write(
    document: &Document,
    prepared: &Prepared,
    pages: &Pages,
    properties: &Properties,
) -> Result<Vec<u8>> {
    let template = prepared.template();
    let titled = pages.titled;
    let media = Media::new(&document.pictures);
    let headers = Headers::new(pages);
    let body = body::body(pages, template, &media, &headers, titled);
    let footnotes = footnotes::footnotes(pages, template);
    let [cover, articles] = body.texts();
    let foot = footnotes.as_ref().map_or("", |part| part.since(0));
    account::check([cover, articles, foot], document, pages)?;
    let title = document.name().unwrap_or_default();
    let turned = pages.body.pages.iter().any(|page| page.turned);
    let more = More { media: &media, turned, headers: headers.count(), footnotes: footnotes.is_some() };
    let types = more.any().then(|| package::content_types(&more));
    let relations = more.any().then(|| package::document_relations(&more));
    let total = || Total::of(pages.body_count(), pages.front_count(), sections_of_text(articles));
    let total = template.page_number.counts().then(total);
    let [odd, even] = total.map_or([None, None], |total| {
        let [odd, even, ..] = section::footers(template, total);
        [Some(odd), Some(even)]
    });
    let parts = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", None),
        ("word/document.xml", Some(body.xml.into_bytes())),
        ("word/_rels/document.xml.rels", relations),
        ("word/styles.xml", None),
        ("word/settings.xml", more.footnotes.then(|| package::settings(true))),
        ("word/fontTable.xml", None),
        ("word/footer1.xml", odd),
        ("word/footer2.xml", even),
        ("word/footer3.xml", None),
        ("word/footer4.xml", None),
        ("docProps/core.xml", Some(package::core(&title, properties)?)),
        ("docProps/app.xml", Some(package::app(pages.count()))),
    ];
    let parts = parts.into_iter().map(|(name, bytes)| (name.into(), bytes.map(Cow::from)));
    let names = ["word/footer5.xml", "word/footer6.xml"].map(Cow::from);
    let footers = turned.then(|| {
        let footers = section::turned_footers(template, total.unwrap_or(Total::UNKNOWN));
        names.into_iter().zip(footers.map(|bytes| Some(bytes.into())))
    });
    let headers = headers.parts().map(|(name, bytes)| (name.into(), Some(bytes.into())));
    let parts = parts.chain(footers.into_iter().flatten()).chain(headers);
    let footnotes = footnotes.map(|part| ("word/footnotes.xml".into(), Some(part.into_bytes().into())));
    let pictures = media.files().map(|file| (file.name().into(), Some(file.bytes().into())));
    package::zip(&parts.chain(footnotes).chain(pictures).collect::<Vec<_>>(), Some(prepared.fixed(titled)?))
}

/// How many sections the articles take, their end among them.
fn sections_of_text(markup: &str) -> usize {
    markup.matches("<w:sectPr>").count()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use super::*;
    use crate::document::{Article, Block, Footnote, Role, RunIn, RunInKind};
    use crate::error::Error;
    use crate::layout::{Options, layout};
    use crate::template::{GridProfile, builtin};
    use crate::text::Rich;
    use crate::write::docx::sample::{File, holds};

    /// What keeps a row whole and says its height would run one longer than a page off the sheet; its lines follow the grid instead.
    #[test]
    fn a_long_row_may_break_over_pages() {
        let rows = format!("序号\t任务\n1\t{}\n2\t乙", "甲".repeat(300));
        let document = document(&[(Role::Table, &rows)]);
        let xml = part(bytes(&document, "gongwen", false), "word/document.xml");
        let rows: Vec<&str> = xml.split("<w:tr>").skip(1).collect();
        let whole = |row: &&str| row.contains("<w:cantSplit/>") && row.contains("<w:trHeight");
        assert_eq!(rows.iter().map(whole).collect::<Vec<_>>(), [true, false, true]);
        assert_eq!(rows[1].matches("w:line=\"576\"").count(), 2);
        assert!(rows[1].contains(&"甲".repeat(300)));
    }

    #[test]
    fn a_table_of_smaller_type_says_its_size_and_pitch() {
        let rows = |columns: usize| vec![vec!["指标完成情况"; columns].join("\t"); 2].join("\n");
        let xml = |columns: usize| {
            let document = document(&[(Role::Table, &rows(columns))]);
            part(bytes(&document, "gongwen", false), "word/document.xml")
        };
        let (small, usual) = (xml(7), xml(4));
        assert_eq!(small.matches("<w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>").count(), 14);
        // 434 twips, less the share of the lines of the table in a row of two lines, and in the first.
        let pitch = |twips: i64| format!("<w:spacing w:line=\"{twips}\" w:lineRule=\"exact\"/>");
        assert_eq!([412, 422].map(|twips| small.matches(&pitch(twips)).count()), [7, 7]);
        assert!(!usual.contains("<w:sz w:val=\"24\"/>") && !usual.contains(&pitch(422)));
    }

    /// The lines around the rows come to their height in some programs: the text below is not pushed off the grid by them.
    #[test]
    fn the_text_below_a_table_of_smaller_type_has_room_for_its_lines() {
        let before = |rows: usize, columns: usize| {
            let rows = vec![vec!["指标完成情况"; columns].join("\t"); rows].join("\n");
            let document = document(&[(Role::Table, &rows), (Role::Paragraph, "字")]);
            let xml = part(bytes(&document, "gongwen", false), "word/document.xml");
            let below = xml.split("</w:tbl>").nth(1).unwrap().split("</w:pPr>").next().unwrap().to_owned();
            below.split_once("w:before=\"").map(|(_, rest)| rest.split('"').next().unwrap().to_owned())
        };
        // Six lines of 434.25 twips leave 289.5 of five of 579; 36 less.
        assert_eq!(before(3, 7).as_deref(), Some("254"));
        assert_eq!(before(3, 4), None);
    }

    fn document(blocks: &[(Role, &str)]) -> Document {
        let blocks = blocks.iter().map(|(role, text)| Block { role: *role, text: (*text).into(), line: 1 });
        let article = Article {
            title: vec!["某区“三服务”".into(), "工作总结".into()],
            unit: Some("区委办".to_owned()),
            blocks: blocks.collect(),
            ..Article::default()
        };
        Document { articles: vec![article], ..Document::default() }
    }

    fn bytes(document: &Document, template: &str, toc: bool) -> Vec<u8> {
        let prepared = Prepared::new(builtin(template).unwrap());
        let pages = layout(document, prepared.template(), &Options { toc });
        write(document, &prepared, &pages, &Properties::default()).unwrap()
    }

    fn part(bytes: Vec<u8>, name: &str) -> String {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn what_is_raised_or_lowered_is_so_in_word() {
        let document = document(&[(Role::Paragraph, "约10⁻⁵吨CO₂。"), (Role::Table, "面积m²\t乙")]);
        let text = part(bytes(&document, "gongwen", false), "word/document.xml");
        let run = |level: &str, text: &str| {
            format!("<w:vertAlign w:val=\"{level}\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
        };
        holds(&text, &[&run("superscript", "-5"), &run("subscript", "2"), &run("superscript", "2")]);
        assert!(!text.contains(['⁻', '⁵', '₂', '²']));
    }

    /// Word lets 》 hang, LibreOffice does not: where the line is set wider, 见 has no room in either.
    #[test]
    fn a_line_programs_would_end_differently_is_set_so_that_they_do_not() {
        let line = format!("{}《意", "字".repeat(23));
        let set = format!("{line}见》甲。");
        let document = document(&[(Role::Paragraph, &set), (Role::Paragraph, &"字".repeat(60))]);
        let text = part(bytes(&document, "gongwen", false), "word/document.xml");
        let run = |spacing: &str, text: &str| {
            format!("eastAsia\"/>{spacing}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
        };
        holds(&text, &[&run("<w:spacing w:val=\"1\"/>", &line), &run("", "见》甲。")]);
        assert_eq!(text.matches("<w:spacing w:val=").count(), 1);
        let mut on_grid = builtin("gongwen").unwrap();
        on_grid.grid.profile = GridProfile::Word;
        let prepared = Prepared::new(on_grid);
        let pages = layout(&document, prepared.template(), &Options { toc: false });
        let bytes = write(&document, &prepared, &pages, &Properties::default()).unwrap();
        // Word's own grid sets the type 7 twips closer already.
        holds(&part(bytes, "word/document.xml"), &[&run("<w:spacing w:val=\"8\"/>", &line)]);
    }

    #[test]
    fn a_page_number_says_how_many_pages_there_are() {
        let mut template = builtin("gongwen").unwrap();
        (template.page_number.before, template.page_number.after) = ("第".into(), "页 共{pages}页".into());
        let shown = |blocks: &[(Role, &str)], toc: bool| {
            let document = document(blocks);
            let prepared = Prepared::new(template.clone());
            let pages = layout(&document, prepared.template(), &Options { toc });
            let bytes = write(&document, &prepared, &pages, &Properties::default()).unwrap();
            let footer = part(bytes, "word/footer1.xml");
            (
                footer.contains(" NUMPAGES "),
                footer.contains(" SECTIONPAGES "),
                footer.matches("<w:t>3<").count(),
            )
        };
        let text = "字".repeat(28 * 50);
        let wide = ["指标完成情况"; 12].join("\t");
        assert_eq!(shown(&[(Role::Paragraph, &text)], false), (true, false, 1));
        // The pages of the contents do not count.
        let blocks = [(Role::Heading(1), "一、办"), (Role::Paragraph, text.as_str())];
        assert_eq!(shown(&blocks, true), (false, true, 1));
        // Nor does a field count pages of several sections without those in front.
        let blocks = [(Role::Heading(1), "一、办"), (Role::Table, wide.as_str()), (Role::Paragraph, "字")];
        assert_eq!(shown(&blocks, true), (false, false, 0));
    }

    #[test]
    fn a_heading_that_opens_a_paragraph_is_marked_for_the_contents() {
        let run_in = RunIn { head: "（一）抓“落实”。".len(), kind: RunInKind::Numbered(2) };
        let document = document(&[
            (Role::Heading(1), "一、办"),
            (Role::RunIn(run_in), "（一）抓“落实”。各部门要执行。"),
        ]);
        let text = part(bytes(&document, "gongwen", true), "word/document.xml");
        holds(&text, &[" TOC \\o \"1-2\" \\f C ", " TC \"（一）抓\\“落实\\”\" \\f C \\l \"2\" "]);
        // The place ends where the heading begins, so that its page is that of the heading.
        let (_, place) = text.split_once("w:name=\"_Toc200000002\"/>").unwrap();
        assert!(place.find("bookmarkEnd").unwrap() < place.find("<w:t ").unwrap());
    }

    #[test]
    fn blank_lines_are_paragraphs() {
        let blocks = [
            (Role::Paragraph, "字"),
            (Role::Signature, "区委办"),
            (Role::Date, "2026年8月1日"),
            (Role::AttachmentLabel, "附件"),
            (Role::AttachmentTitle, "清单"),
            (Role::Table, "甲\t乙"),
        ];
        let text = part(bytes(&document(&blocks), "gongwen", false), "word/document.xml");
        assert!(!text.contains("w:before=\"5"));
        let kinds =
            text.split("</w:p>").map(|set| match (set.contains("<w:t "), set.contains("<w:keepNext/>")) {
                (true, _) => "text",
                (false, true) => "kept",
                (false, false) => "blank",
            });
        // Two above title and unit, one below; one above name and date, which stays with both; one above and one below the title of what is
        // attached. A table ends with a paragraph of no height, and the document with its section.
        let wanted =
            "blank blank text text kept text kept text text text kept text kept text text blank blank";
        assert_eq!(kinds.collect::<Vec<_>>().join(" "), wanted);
        let (_, table) = text.split_once("清单").unwrap();
        assert!(
            table[..table.find("<w:tbl>").unwrap()]
                .contains("w:line=\"579\" w:lineRule=\"exact\"/></w:pPr></w:p>")
        );
        let styles = part(bytes(&document(&blocks), "gongwen", false), "word/styles.xml");
        assert!(!styles.contains("w:before=\"5") && styles.matches("<w:keepLines/><w:tabs>").count() == 3);
    }

    #[test]
    fn contents_and_text_count_from_one_and_have_no_blank_side_without_a_cover() {
        let text =
            part(bytes(&document(&[(Role::Heading(1), "一、办")]), "gongwen", true), "word/document.xml");
        let sections: Vec<&str> = text.split("<w:sectPr>").skip(1).collect();
        assert_eq!(sections.len(), 2);
        assert!(
            sections[0].contains("w:fmt=\"upperRoman\" w:start=\"1\"")
                && sections[1].contains("<w:pgNumType w:start=\"1\"/>")
        );
    }

    #[test]
    fn footnotes_are_those_of_word() {
        let mut document = document(&[(Role::Paragraph, ""), (Role::Table, "")]);
        let own = &mut document.articles[0];
        (own.blocks[0].text, own.blocks[1].text) =
            (Rich::footnoted("成效明显{0}。"), Rich::footnoted("甲\t乙{1}。"));
        own.footnotes = ["见表<一>", "只计一次"].map(|text| Footnote { text: text.into(), line: 9 }).to_vec();
        let bytes = bytes(&document, "gongwen", false);
        let reference = |id: usize| format!("<w:footnoteReference w:id=\"{id}\"/></w:r>");
        holds(&part(bytes.clone(), "word/document.xml"), &["成效明显<", &reference(1), "乙<", &reference(2)]);
        let notes = part(bytes.clone(), "word/footnotes.xml");
        holds(&notes, &["w:id=\"1\"", "<w:footnoteRef/>", "见表&lt;一&gt;", "w:id=\"2\"", "只计一次"]);
        holds(&part(bytes.clone(), "[Content_Types].xml"), &["/word/footnotes.xml"]);
        holds(&part(bytes.clone(), "word/_rels/document.xml.rels"), &["footnotes.xml"]);
        holds(&part(bytes, "word/settings.xml"), &["<w:footnotePr><w:footnote w:id=\"-1\"/>"]);
    }

    const BLOCKS: [(Role, &str); 4] = [
        (Role::Heading(1), "一、抓落实"),
        (Role::Heading(2), "（一）责任"),
        (Role::RunIn(RunIn { head: 12, kind: RunInKind::Unnumbered }), "强引领。正文<&>。"),
        (Role::Table, "甲\t乙\n丙\t丁"),
    ];

    #[test]
    fn an_article_has_real_headings_and_contents_that_are_filled_in() {
        let markup = part(bytes(&document(&BLOCKS), "gongwen", true), "word/document.xml");
        holds(
            &markup,
            &[
                "TOC \\o \"1-2\" \\h \\z",
                "w:anchor=\"_Toc200000001\"",
                "一、抓落实",
                "PAGEREF _Toc200000001 \\h",
                "<w:t>1</w:t>",
                "w:fmt=\"upperRoman\" w:start=\"1\"",
                "<w:pStyle w:val=\"Title\"/>",
                "某区“三服务”</w:t><w:br/><w:t xml:space=\"preserve\">工作总结",
                "<w:pStyle w:val=\"Heading1\"/>",
                "<w:bookmarkStart w:id=\"0\" w:name=\"_Toc200000001\"/>",
                "<w:pStyle w:val=\"Heading2\"/>",
                "w:eastAsia=\"楷体_GB2312\"",
                "强引领。",
                "正文&lt;&amp;&gt;。",
                "<w:tblHeader/>",
                "<w:pgNumType w:start=\"1\"/>",
            ],
        );
        for unwanted in ["overflowPunct", "updateFields", "w:dirty"] {
            assert!(!markup.contains(unwanted), "{unwanted}");
        }
    }

    #[test]
    fn a_compilation_marks_its_titles_with_their_unit() {
        let markup = part(bytes(&document(&BLOCKS), "huibian", true), "word/document.xml");
        holds(
            &markup,
            &[
                "TOC \\f C \\l \"1-1\"",
                "某区“三服务” 工作总结（区委办）",
                "<w:pStyle w:val=\"Heading1\"/>",
                " TC &quot;某区\\“三服务\\” 工作总结（区委办）".replace("&quot;", "\"").as_str(),
                "<w:pStyle w:val=\"Heading2\"/>",
                "<w:pStyle w:val=\"Heading3\"/>",
            ],
        );
    }

    #[test]
    fn without_contents_there_is_one_section() {
        let markup = part(bytes(&document(&BLOCKS), "gongwen", false), "word/document.xml");
        assert_eq!(markup.matches("<w:sectPr>").count(), 1);
        assert!(!markup.contains("TOC"));
    }

    #[test]
    fn the_grid_is_the_one_the_dialog_shows() {
        let bytes = bytes(&document(&BLOCKS), "gongwen", false);
        holds(
            &part(bytes.clone(), "word/document.xml"),
            &[
                "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>",
                "w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\" w:header=\"850\" w:footer=\"1417\"",
                "w:type=\"linesAndChars\" w:linePitch=\"579\" w:charSpace=\"-85",
            ],
        );
        holds(&part(bytes.clone(), "word/settings.xml"), &["<w:evenAndOddHeaders/>", "doNotCompress"]);
        holds(&part(bytes, "word/footer1.xml"), &["<w:jc w:val=\"right\"/>", "— ", " PAGE ", " —"]);
    }

    #[test]
    fn the_same_text_gives_the_same_bytes() {
        let document = document(&BLOCKS);
        assert_eq!(bytes(&document, "gongwen", true), bytes(&document, "gongwen", true));
        let prepared = Prepared::new(builtin("gongwen").unwrap());
        let pages = layout(&document, prepared.template(), &Options { toc: true });
        for _ in 0..2 {
            let again = write(&document, &prepared, &pages, &Properties::default()).unwrap();
            assert_eq!(again, bytes(&document, "gongwen", true));
        }
    }

    #[test]
    fn pages_of_another_document_are_refused() {
        let (one, other) = (document(&BLOCKS), document(&BLOCKS[..3]));
        let prepared = Prepared::new(builtin("gongwen").unwrap());
        let pages = layout(&other, prepared.template(), &Options::default());
        let error = write(&one, &prepared, &pages, &Properties::default()).unwrap_err();
        assert!(matches!(error, Error::Unaccounted { count: 4, .. }), "{error}");
    }

    #[test]
    fn odd_documents_are_written_too() {
        let url = "https://".repeat(40);
        for text in ["", " ", "\u{1}\r", "甲\n\n乙\t", "《《《《", url.as_str()] {
            for role in [Role::Paragraph, Role::Heading(9), Role::Table, Role::Signature, Role::Attachment] {
                let mut document = document(&[(role, text), (role, text)]);
                document.articles.push(Article::default());
                document.articles[0].title.push(text.into());
                for template in crate::template::names() {
                    let markup = part(bytes(&document, template, true), "word/document.xml");
                    assert!(markup.ends_with("</w:sectPr></w:body></w:document>"), "{role:?} {text:?}");
                }
            }
        }
        let markup = part(bytes(&Document::default(), "gongwen", true), "word/document.xml");
        assert!(markup.contains("<w:body><w:sectPr>"));
    }

    #[test]
    fn a_time_must_be_one() {
        for (time, good) in [("2026-08-01T09:30:00Z", true), ("2026-08-01", false), ("今天", false)] {
            let document = document(&BLOCKS);
            let prepared = Prepared::new(builtin("gongwen").unwrap());
            let pages = layout(&document, prepared.template(), &Options::default());
            let properties = Properties { creator: "某区".to_owned(), created: Some(time.to_owned()) };
            assert_eq!(write(&document, &prepared, &pages, &properties).is_ok(), good, "{time}");
        }
    }

    #[test]
    fn turned_sheets_bring_their_footers_and_running_heads_their_headers() {
        let wide = ["指标完成情况"; 12].join("\t");
        let parts = |blocks: &[(Role, &str)]| {
            File::of(&document(blocks), builtin("gongwen").unwrap(), false).parts("word/foot")
        };
        let upright: Vec<String> = (1..=4).map(|number| format!("word/footer{number}.xml")).collect();
        assert_eq!(parts(&[(Role::Paragraph, "字")]), upright);
        let turned: Vec<String> = (1..=6).map(|number| format!("word/footer{number}.xml")).collect();
        assert_eq!(parts(&[(Role::Table, &wide)]), turned);
    }

    #[test]
    fn the_title_and_the_number_of_pages_are_said_of_the_file() {
        let mut file = File::of(&document(&BLOCKS), builtin("gongwen").unwrap(), true);
        assert!(file.part("docProps/core.xml").contains("<dc:title>某区“三服务” 工作总结</dc:title>"));
        assert!(file.part("docProps/app.xml").contains("<Pages>2</Pages>"));
    }

    #[test]
    fn parts_made_once_are_those_of_the_kind_of_document() {
        let prepared = Prepared::new(builtin("gongwen").unwrap());
        let headings = |compiled: bool| {
            let whole = Document { compiled, ..document(&BLOCKS) };
            let pages = layout(&whole, prepared.template(), &Options { toc: false });
            let bytes = write(&whole, &prepared, &pages, &Properties::default()).unwrap();
            part(bytes, "word/styles.xml").contains("w:styleId=\"Heading5\"")
        };
        assert_eq!([headings(true), headings(false), headings(true)], [true, false, true]);
    }
}

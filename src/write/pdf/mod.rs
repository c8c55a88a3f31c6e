//! PDF: the sheets, painted. krilla writes the file; where everything stands was decided before.
//!
//! `paint` (glyphs, rules and pictures on pages) · `contents` (links) · `figure` (pictures) · `tags` (what things are, for those
//! who cannot see them) · `outline` (bookmarks, metadata) · `account` (is everything in it).

mod account;
mod contents;
mod figure;
mod outline;
mod paint;
#[cfg(test)]
mod readback;
mod tags;

use std::collections::BTreeMap;

use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::error::KrillaError;
use krilla::{Document as Pdf, SerializeSettings};

use crate::diag::{Log, Severity};
use crate::document::Document;
use crate::error::{Error, Result};
use crate::font::Book;
use crate::message;
use crate::message::Message;
use crate::pages::{Pages, Place};
use crate::sheet::Part;
use crate::template::Template;

/// What the file promises.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standard {
    /// PDF/A-2a and PDF/UA-1: for the archive, and for everyone.
    #[default]
    Full,
    /// PDF/A-2a.
    A2a,
    /// PDF/A-2b.
    A2b,
    /// PDF/UA-1.
    Ua1,
    /// Nothing; tagged all the same.
    None,
}

/// What the document says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Who made it.
    pub creator: String,
    /// What the file promises.
    pub standard: Standard,
}

/// Paints the pages; characters no font has go into the log.
///
/// # Errors
/// [`Error::Fonts`] without fonts, [`Error::Unaccounted`] when the text on the pages is not that of `document`, [`Error::Package`] when the file cannot be put
/// together, or not to the standard asked for.
pub fn write(
    log: &mut Log,
    document: &Document,
    template: &Template,
    pages: &Pages,
    book: &Book,
    options: &Options,
) -> Result<Vec<u8>> {
    if book.is_bare() {
        return Err(Error::Fonts);
    }
    let mut pdf = Pdf::new_with(settings(options.standard)?);
    let Painted { text, footnotes, missing, .. } = paint::paint(&mut pdf, document, template, pages, book)?;
    account::check([&text, &footnotes], document, pages)?;
    pdf.set_outline(outline::outline(document, template, pages));
    pdf.set_metadata(outline::metadata(document, options));
    let bytes = pdf.finish().map_err(|error| Error::Package(explain(&error)))?;
    report(log, document, pages, missing);
    Ok(bytes)
}

fn settings(standard: Standard) -> Result<SerializeSettings> {
    let builder = ConfigurationBuilder::new();
    let builder = match standard {
        Standard::Full => {
            builder.with_archival_validator(Archival::A2_A).with_accessibility_validator(Accessibility::UA1)
        }
        Standard::A2a => builder.with_archival_validator(Archival::A2_A),
        Standard::A2b => builder.with_archival_validator(Archival::A2_B),
        Standard::Ua1 => builder.with_accessibility_validator(Accessibility::UA1),
        Standard::None => builder,
    };
    let configuration = builder.finish().map_err(|error| Error::Package(format!("{error:?}").into()))?;
    Ok(SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() })
}

fn explain(error: &KrillaError) -> Message {
    match error {
        KrillaError::Validation(faults) => {
            let faults: Vec<String> = faults
                .iter()
                .take(3)
                .map(|(fault, _)| format!("{fault:?}").chars().take(120).collect())
                .collect();
            message!(
                "the PDF would break its standard (%{faults}); --pdf-standard none writes it all the same",
                faults = faults.join(", ")
            )
        }
        other => other.to_string().into(),
    }
}

/// What the painter has to tell.
#[derive(Default)]
struct Painted {
    /// The text of cover and articles, as it was painted.
    text: String,
    /// That of the footnotes.
    footnotes: String,
    missing: Missing,
    table: OpenTable,
}

/// A table that is being painted: its pieces are painted line by line and page by page, its text goes on cell by cell. A cell of several
/// rows that goes on over the page is painted on when the rows beside it have begun.
#[derive(Default)]
struct OpenTable {
    paragraph: Option<usize>,
    /// The row and the column of the cell that is being painted.
    at: [usize; 2],
    cells: BTreeMap<[usize; 2], String>,
}

impl Painted {
    /// What is painted next.
    fn begin(&mut self, part: Part, place: Place) {
        match part {
            Part::Cell { again: true, .. } => {}
            Part::Cell { paragraph, row, column, .. } => {
                if self.table.paragraph != Some(paragraph) {
                    self.end_table();
                    self.table.paragraph = Some(paragraph);
                }
                self.table.at = [row, column];
            }
            // Footnotes stand between the pieces of a row.
            _ if matches!(place, Place::Footnote { .. }) => {}
            _ => self.end_table(),
        }
    }

    fn push(&mut self, text: &str, place: Place) {
        if matches!(place, Place::Footnote { .. }) {
            self.footnotes.push_str(text);
        } else if self.table.paragraph.is_none() {
            self.text.push_str(text);
        } else {
            self.table.cells.entry(self.table.at).or_default().push_str(text);
        }
    }

    fn end_table(&mut self) {
        let OpenTable { cells, .. } = std::mem::take(&mut self.table);
        cells.values().for_each(|cell| self.text.push_str(cell));
    }
}

/// Characters that were drawn as a box: how often, and where first.
type Missing = BTreeMap<char, (usize, Place)>;

fn report(log: &mut Log, document: &Document, pages: &Pages, missing: Missing) {
    for (c, (count, place)) in missing {
        let code = format!("U+{:04X}", u32::from(c));
        let message = if paint::private(c) {
            message!(
                "%{code} (%{count} times) is a private character and drawn as a box; put the real character there",
                code = code,
                count = count
            )
        } else {
            message!(
                "no font has \"%{c}\" (%{code}; %{count} times), it is drawn as a box; give a folder with a font that has it, for example HanaMinB.ttf, with --font-dir",
                c = c,
                code = code,
                count = count
            )
        };
        log.found("pdf.missing", Severity::Warning, pages.line_of(document, place), message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Article, Block, Footnote, Role};
    use crate::layout::{self, layout};
    use crate::template::builtin;
    use crate::text::Rich;

    fn document(text: &str) -> Document {
        let block = |role, text: &str| Block { role, text: text.into(), line: 7 };
        let blocks = vec![
            block(Role::Heading(1), "一、抓落实"),
            block(Role::Paragraph, text),
            block(Role::Heading(4), "（1）任务"),
            block(Role::Table, "序号\t任务\n1\t巡查"),
        ];
        let article =
            Article { title: vec!["某区工作总结".into()], blocks, line: 3, ..Article::default() };
        Document { articles: vec![article], ..Document::default() }
    }

    fn written(document: &Document, standard: Standard) -> (Vec<u8>, Log) {
        let template = builtin("gongwen").unwrap();
        let pages = layout(document, &template, &layout::Options { toc: true });
        let (mut log, book) = (Log::new(), Book::builtin());
        let options = Options { creator: "办公室".to_owned(), standard };
        let bytes = write(&mut log, document, &template, &pages, &book, &options).unwrap();
        (bytes, log)
    }

    const STANDARDS: [Standard; 5] =
        [Standard::Full, Standard::A2a, Standard::A2b, Standard::Ua1, Standard::None];

    #[test]
    fn the_same_text_gives_the_same_bytes() {
        let document = document("各单位要抓好落实。");
        for standard in STANDARDS {
            let (bytes, log) = written(&document, standard);
            assert!(bytes.starts_with(b"%PDF-1.7"), "{standard:?}");
            assert!(log.findings().is_empty());
            assert_eq!(bytes, written(&document, standard).0, "{standard:?}");
        }
    }

    #[test]
    fn the_standard_asked_for_is_named_in_the_file() {
        let document = document("各单位要抓好落实。");
        let has = |standard, words: &str| {
            let bytes = written(&document, standard).0;
            bytes.windows(words.len()).any(|window| window == words.as_bytes())
        };
        assert!(has(Standard::Full, "pdfuaid:part") && has(Standard::Full, "pdfaid:part"));
        assert!(!has(Standard::A2b, "pdfuaid:part") && !has(Standard::Ua1, "pdfaid:part"));
        assert!(!has(Standard::None, "pdfaid:part"));
    }

    #[test]
    fn what_no_font_has_is_reported_with_its_line_under_every_standard() {
        let document = document("甲\u{2A6D6}乙\u{2A6D6}丙\u{E000}丁");
        for standard in STANDARDS {
            let found: Vec<(u32, String)> = written(&document, standard)
                .1
                .findings()
                .iter()
                .map(|finding| (finding.line, finding.message.to_string().chars().take(36).collect()))
                .collect();
            let expected = [
                (7, "U+E000 (1 times) is a private character and dra".chars().take(36).collect()),
                (7, "no font has \"\u{2A6D6}\" (U+2A6D6; 2 times), it is".chars().take(36).collect()),
            ];
            assert_eq!(found, expected, "{standard:?}");
        }
    }

    #[test]
    fn footnotes_are_painted_under_every_standard() {
        let mut document = document("");
        document.articles[0].blocks[1].text = Rich::footnoted("甲{0}。");
        document.articles[0].footnotes = vec![Footnote { text: "注\u{2A6D6}".into(), line: 12 }];
        for standard in STANDARDS {
            let (_, log) = written(&document, standard);
            let lines: Vec<u32> = log.findings().iter().map(|finding| finding.line).collect();
            assert_eq!(lines, [12], "{standard:?}");
        }
    }

    #[test]
    fn a_footnote_longer_than_a_page_goes_on_behind_the_head_of_its_table() {
        let mut document = document("");
        document.articles[0].blocks[3].text = Rich::footnoted("序号{0}\t任务\n1\t巡查");
        document.articles[0].footnotes = vec![Footnote { text: "注".repeat(3_000).into(), line: 12 }];
        assert!(written(&document, Standard::Full).0.len() > 1_000);
    }

    /// Its pieces are painted line by line, its text is counted cell by cell; a footnote may stand between two pieces.
    #[test]
    fn a_row_that_breaks_over_pages_is_counted_cell_by_cell() {
        let mut document = document("");
        let (one, other) = ("甲乙丙丁".repeat(120), "戊己庚辛".repeat(90));
        let rows = format!("序号\t任务\n{one}\t{other}{{0}}\n1\t巡查");
        document.articles[0].blocks[3].text = Rich::footnoted(&rows);
        document.articles[0].footnotes = vec![Footnote { text: "注".into(), line: 12 }];
        assert!(written(&document, Standard::Full).0.len() > 1_000);
    }

    /// Beside its first lines the next rows begin, and it goes on over the page behind them.
    #[test]
    fn a_cell_of_several_rows_goes_on_over_the_page() {
        let mut rows = Rich::from("序号\t任务\n");
        rows.mark_end(crate::text::Meaning::Cell { columns: 1, rows: 3 });
        rows.push_str(&format!("{}\t巡查\n\t调度\n\t通报", "甲乙丙丁".repeat(40)));
        for above in 0..24 {
            let mut document = document(&"上文。".repeat(above * 9));
            document.articles[0].blocks[3].text = rows.clone();
            assert!(written(&document, Standard::Full).0.len() > 1_000, "{above}");
        }
    }

    #[test]
    fn odd_documents_are_written_too() {
        let empty = Document { articles: vec![Article::default()], ..Document::default() };
        for document in [empty, document(""), document("\u{200B}\u{FEFF}"), document("a\tb\u{0}c\u{1}")] {
            assert!(written(&document, Standard::Full).0.len() > 1_000);
        }
    }
}

//! PDF: the pages, painted. krilla writes the file; where everything stands was decided by the layout.
//!
//! `line` (a line, every character in its cell) · `paint` (lines and tables on pages) · `contents` (dots, numbers,
//! links) · `tags` (what things are, for those who cannot see them) · `outline` (bookmarks, metadata).

mod contents;
mod line;
mod outline;
mod paint;
mod table;
mod tags;

use std::collections::BTreeMap;

use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::error::KrillaError;
use krilla::{Document as Pdf, SerializeSettings};

use crate::diag::{Log, Severity};
use crate::document::Document;
use crate::error::{Error, Result};
use crate::font::Book;
use crate::pages::{Pages, Place};
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
/// [`Error::Package`] when the file cannot be put together, or not to the standard asked for.
pub fn write(
    log: &mut Log,
    document: &Document,
    template: &Template,
    pages: &Pages,
    book: &Book,
    options: &Options,
) -> Result<Vec<u8>> {
    let mut pdf = Pdf::new_with(settings(options.standard)?);
    let missing = paint::paint(&mut pdf, template, pages, book)?;
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
    let configuration = builder.finish().map_err(|error| Error::Package(format!("{error:?}")))?;
    Ok(SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() })
}

fn explain(error: &KrillaError) -> String {
    match error {
        KrillaError::Validation(faults) => {
            let faults: Vec<String> = faults
                .iter()
                .take(3)
                .map(|(fault, _)| format!("{fault:?}").chars().take(120).collect())
                .collect();
            format!(
                "the PDF would break its standard ({}); --pdf-standard none writes it all the same",
                faults.join(", ")
            )
        }
        other => other.to_string(),
    }
}

/// Characters that were drawn as a box: how often, and where first.
type Missing = BTreeMap<char, (usize, Place)>;

fn report(log: &mut Log, document: &Document, pages: &Pages, missing: Missing) {
    for (c, (count, place)) in missing {
        let code = u32::from(c);
        let times = if count == 1 { String::new() } else { format!(" ({count} times)") };
        let message = if paint::private(c) {
            format!(
                "U+{code:04X}{times} is a private character and drawn as a box; put the real character there"
            )
        } else {
            format!(
                "no font has \"{c}\" (U+{code:04X}){times}, it is drawn as a box; give a folder with a font that has it, for example HanaMinB.ttf, with --font-dir"
            )
        };
        log.found("pdf.missing_glyph", Severity::Warning, line(document, pages, place), message);
    }
}

/// The line of the input a paragraph comes from.
fn line(document: &Document, pages: &Pages, place: Place) -> u32 {
    let at = |article: usize, block: Option<usize>| {
        let article = document.articles.get(article)?;
        block.map_or(Some(article.line), |block| article.blocks.get(block).map(|block| block.line))
    };
    let found = match place {
        Place::ContentsTitle => None,
        Place::Contents(index) => pages.entries.get(index).and_then(|entry| at(entry.article, entry.block)),
        Place::Front { article } => at(article, None),
        Place::Block { article, block } => at(article, Some(block)),
    };
    found.unwrap_or(0)
}

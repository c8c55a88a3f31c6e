//! DOCX: WordprocessingML written directly, in the order of the schema.
//!
//! `styles` (the template as real styles) · `body` (the main part) · `contents` (the field in front) · `section` (paper,
//! numbers) · `package` (the small parts, the zip) · `account` (is everything in it).

mod account;
mod body;
mod contents;
mod package;
mod section;
mod styles;
mod xml;

use crate::document::Document;
use crate::error::Result;
use crate::layout::titled;
use crate::pages::Pages;
use crate::template::Template;

/// What the document says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    /// Who made it.
    pub creator: String,
    /// When, as `2026-08-01T09:30:00Z`; left out if not given, so that the same text gives the same bytes.
    pub created: Option<String>,
}

/// Writes the document. A table of contents is written if `pages` has one.
///
/// # Errors
/// [`crate::Error::Unaccounted`] when the text in the written document is not that of `document` (also when `pages` were
/// made from another one), [`crate::Error::Package`] when the package cannot be put together.
pub fn write(
    document: &Document,
    template: &Template,
    pages: &Pages,
    properties: &Properties,
) -> Result<Vec<u8>> {
    let titled = titled(document, template);
    let body = body::body(pages, template, titled);
    account::check(body.xml.since(body.articles), document)?;
    let [odd, even, roman] = section::footers(template);
    let title = document.name().unwrap_or_default();
    package::zip(&[
        ("[Content_Types].xml", package::content_types()),
        ("_rels/.rels", package::package_relations()),
        ("word/document.xml", body.xml.into_bytes()),
        ("word/_rels/document.xml.rels", package::document_relations()),
        ("word/styles.xml", styles::styles(template, titled)),
        ("word/settings.xml", package::settings()),
        ("word/fontTable.xml", package::fonts(template)),
        ("word/footer1.xml", odd),
        ("word/footer2.xml", even),
        ("word/footer3.xml", roman),
        ("docProps/core.xml", package::core(&title, properties)?),
        ("docProps/app.xml", package::app(pages.contents_count() + pages.body_count())),
    ])
}

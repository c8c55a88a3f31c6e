//! Writers: each takes the document, or its pages, to bytes. [`WRITERS`] has a row for each format: whoever asks what can be
//! written (the command line, `stream`, the help) asks this table, and a new format is a file of this folder and a row here.

pub mod docx;
pub mod json;
pub mod markdown;
pub mod pdf;

use std::fmt;

use crate::diag::Log;
use crate::document::Document;
use crate::error::Result;
use crate::font::Book;
use crate::pages::Pages;

/// A format that can be written.
pub struct Writer {
    /// Its name for `--to` and for programs.
    pub name: &'static str,
    /// What else people call it.
    pub aliases: &'static [&'static str],
    /// One line on it, for the help.
    pub summary: &'static str,
    /// The ending of its files.
    pub ending: &'static str,
    /// What its bytes are, for who puts them into something larger.
    pub form: Form,
    /// What it is made of, and how.
    pub makes: Makes,
}

/// What the bytes of a format are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The document as JSON.
    Data,
    /// Text in UTF-8.
    Text,
    /// A file for other programs.
    File,
}

/// What a writer is given.
#[derive(Clone, Copy)]
pub enum Makes {
    /// What the document means; the format has no pages.
    Meaning(fn(&Document) -> Vec<u8>),
    /// The pages, and what it takes to show them; what only the writer finds goes into the log.
    Pages(fn(&mut Log, &Set<'_>) -> Result<Vec<u8>>),
}

/// A document, set.
#[derive(Debug)]
pub struct Set<'s> {
    /// What it means.
    pub document: &'s Document,
    /// Where everything stands.
    pub pages: &'s Pages,
    /// The template, with what Word needs of it for every document.
    pub template: &'s docx::Prepared,
    /// The fonts of what is painted.
    pub book: &'s Book,
    /// What the file says about itself, and promises.
    pub file: &'s Options,
}

/// What a file says about itself, and promises, whatever its format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Who made it.
    pub creator: String,
    /// The standard a PDF keeps.
    pub standard: pdf::Standard,
}

/// All of them, the usual one first.
pub static WRITERS: [Writer; 4] = [
    Writer {
        name: "docx",
        aliases: &["word", "文档"],
        summary: "Word",
        ending: "docx",
        form: Form::File,
        makes: Makes::Pages(word),
    },
    Writer {
        name: "pdf",
        aliases: &[],
        summary: "PDF",
        ending: "pdf",
        form: Form::File,
        makes: Makes::Pages(painted),
    },
    Writer {
        name: "json",
        aliases: &[],
        summary: "The recognised document as data",
        ending: "json",
        form: Form::Data,
        makes: Makes::Meaning(json::write),
    },
    Writer {
        name: "markdown",
        aliases: &["md"],
        summary: "The recognised document as text, to look at and correct",
        ending: "md",
        form: Form::Text,
        makes: Makes::Meaning(markdown::write),
    },
];

fn word(_: &mut Log, set: &Set<'_>) -> Result<Vec<u8>> {
    let properties = docx::Properties { creator: set.file.creator.clone(), ..docx::Properties::default() };
    docx::write(set.document, set.template, set.pages, &properties)
}

fn painted(log: &mut Log, set: &Set<'_>) -> Result<Vec<u8>> {
    let options = pdf::Options { creator: set.file.creator.clone(), standard: set.file.standard };
    pdf::write(log, set.document, set.template.template(), set.pages, set.book, &options)
}

/// The writer that people call so, in letters of any case.
pub fn writer(name: &str) -> Option<&'static Writer> {
    let called = |known: &str| known.eq_ignore_ascii_case(name);
    WRITERS.iter().find(|writer| called(writer.name) || writer.aliases.iter().any(|alias| called(alias)))
}

/// The writer of files with this ending.
pub fn writer_of(ending: &str) -> Option<&'static Writer> {
    WRITERS.iter().find(|writer| ending.eq_ignore_ascii_case(writer.ending))
}

impl Writer {
    /// Whether it shows the document page by page.
    pub fn has_pages(&self) -> bool {
        matches!(self.makes, Makes::Pages(_))
    }
}

impl PartialEq for Writer {
    fn eq(&self, other: &Writer) -> bool {
        self.name == other.name
    }
}

impl Eq for Writer {}

/// Only the name, since what is hashed for the journal must be the same in every run.
impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_formats_share_a_name_or_an_ending() {
        let names: BTreeSet<&str> = WRITERS.iter().map(|writer| writer.name).collect();
        let endings: BTreeSet<&str> = WRITERS.iter().map(|writer| writer.ending).collect();
        assert_eq!((names.len(), endings.len()), (WRITERS.len(), WRITERS.len()));
    }

    #[test]
    fn the_ending_names_the_format() {
        assert_eq!(writer_of("DOCX").map(|writer| writer.name), Some("docx"));
        assert_eq!(writer_of("md").map(|writer| writer.name), Some("markdown"));
        assert!(writer_of("doc").is_none() && writer_of("word").is_none());
    }

    #[test]
    fn a_format_has_the_names_people_call_it() {
        for (called, name) in
            [("word", "docx"), ("Word", "docx"), ("PDF", "pdf"), ("md", "markdown"), ("JSON", "json")]
        {
            assert_eq!(writer(called).map(|writer| writer.name), Some(name), "{called}");
        }
        assert!(writer("doc").is_none() && writer("").is_none());
    }

    #[test]
    fn each_name_makes_its_own_format() {
        let (template, book) = (crate::template::builtin("gongwen").unwrap(), Book::builtin());
        let prepared = docx::Prepared::new(template);
        let document = Document::default();
        let pages = Pages::default();
        let file = Options { creator: "区委办".to_owned(), standard: pdf::Standard::None };
        let set = Set { document: &document, pages: &pages, template: &prepared, book: &book, file: &file };
        let begins = |name: &str| {
            let writer = writer(name).unwrap();
            let bytes = match writer.makes {
                Makes::Meaning(write) => write(&document),
                Makes::Pages(write) => write(&mut Log::new(), &set).unwrap(),
            };
            (bytes.iter().take(2).copied().collect::<Vec<u8>>(), writer.has_pages())
        };
        assert_eq!(begins("docx"), (b"PK".to_vec(), true));
        assert_eq!(begins("pdf"), (b"%P".to_vec(), true));
        assert_eq!(begins("json"), (b"{\n".to_vec(), false));
        assert_eq!(begins("markdown"), (vec![], false));
    }

    #[test]
    fn a_writer_is_known_by_its_name() {
        let of = |name: &str| writer(name).unwrap();
        assert!(of("pdf") == of("pdf") && of("pdf") != of("docx"));
        assert_eq!(format!("{:?}", of("pdf")), "pdf");
        assert!(writer("odt").is_none());
    }
}

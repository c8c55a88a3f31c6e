//! What every document of a run is made with: read once, used by all workers.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use crate::batch::{Failure, journal};
use crate::cli::args::{DocumentArgs, Format};
use crate::cli::{fonts, options};
use crate::document::Document;
use crate::font::Book;
use crate::pipeline::{self, Contents, ReadOptions, Reading, Written};
use crate::template::{self, Template};
use crate::write::docx::Properties;
use crate::write::pdf;

/// The settings of a run, validated.
pub(crate) struct Recipe<'a> {
    args: &'a DocumentArgs,
    /// `None`: by the content of each input.
    template: Option<Template>,
    /// The templates for an article and for a compilation, where nobody chose one.
    defaults: [OnceLock<Template>; 2],
    reading: ReadOptions<'static>,
    /// For PDF.
    book: Book,
}

impl<'a> Recipe<'a> {
    /// # Errors
    /// Every problem with the arguments.
    pub(crate) fn new(args: &'a DocumentArgs) -> Result<Recipe<'a>, Vec<String>> {
        let mut problems = Vec::new();
        let reading = options::reading(&args.reading).unwrap_or_else(|found| {
            problems.extend(found);
            ReadOptions::default()
        });
        let template = args.template.as_deref().and_then(|name| match template::builtin(name) {
            Ok(template) => Some(template),
            Err(error) => {
                problems.push(error.to_string());
                None
            }
        });
        let book = fonts::book(&args.pdf.fonts).unwrap_or_else(|problem| {
            problems.push(problem);
            Book::builtin()
        });
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Recipe { args, template, defaults: Default::default(), reading, book })
    }

    /// Reads an input; its name decides what its content leaves open.
    pub(crate) fn read(&self, bytes: &[u8], name: Option<&Path>) -> Result<Reading, Failure> {
        Ok(pipeline::read(bytes, &self.options(name))?)
    }

    /// The options for the input called `name`.
    pub(crate) fn options(&self, name: Option<&Path>) -> ReadOptions<'static> {
        ReadOptions { name: name.map(Path::to_owned), ..self.reading.clone() }
    }

    /// Writes what was read; what only the writer finds goes into the log.
    pub(crate) fn write(&self, reading: &mut Reading, format: Format) -> Result<Written, Failure> {
        let document = &reading.document;
        let written = match format {
            Format::Json => pipeline::write_json(document),
            Format::Markdown => pipeline::write_markdown(document),
            Format::Docx => {
                let properties = Properties { creator: self.creator(), ..Properties::default() };
                pipeline::write_docx(document, self.template(document)?, self.contents(), &properties)?
            }
            Format::Pdf => {
                let standard = options::standard(self.args.pdf.pdf_standard);
                let options = pdf::Options { creator: self.creator(), standard };
                let template = self.template(document)?;
                pipeline::write_pdf(
                    &mut reading.log,
                    document,
                    template,
                    self.contents(),
                    &self.book,
                    &options,
                )?
            }
        };
        Ok(written)
    }

    fn creator(&self) -> String {
        self.args.author.clone().unwrap_or_default()
    }

    fn contents(&self) -> Contents {
        match (self.args.toc, self.args.no_toc) {
            (true, _) => Contents::Always,
            (_, true) => Contents::Never,
            _ => Contents::Auto,
        }
    }

    fn template(&self, document: &Document) -> Result<&Template, Failure> {
        if let Some(template) = &self.template {
            return Ok(template);
        }
        let slot = &self.defaults[usize::from(document.compiled)];
        if let Some(template) = slot.get() {
            return Ok(template);
        }
        let template = pipeline::default_template(document)?;
        Ok(slot.get_or_init(|| template))
    }

    /// A hash of everything the documents depend on besides their inputs: the program, its options, the files these name.
    pub(crate) fn settings(&self, formats: &[Format]) -> String {
        let args = self.args;
        let named = args.reading.dictionary.iter().chain(&args.reading.rules);
        let named = named.map(|path| fs::read(path).unwrap_or_default());
        // The built-in fonts come with the program, whose version is in the hash.
        let own = self.book.all().filter(|font| !font.name.starts_with("built-in "));
        let fonts = own.map(|font| (*font.data).as_ref().to_vec());
        let files: Vec<String> = named.chain(fonts).map(|bytes| journal::hash(&bytes)).collect();
        let all = format!("{} {formats:?} {args:?} {files:?}", env!("CARGO_PKG_VERSION"));
        journal::hash(all.as_bytes())
    }
}

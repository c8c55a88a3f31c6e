//! What every document of a run is made with: read once, used by all workers.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::batch::{Failure, journal};
use crate::cli::args::DocumentArgs;
use crate::cli::formats::Format;
use crate::cli::{fonts, options};
use crate::convert;
use crate::diag::Log;
use crate::document::Document;
use crate::elements::Given;
use crate::error::Error;
use crate::font::Book;
use crate::message::Message;
use crate::picture::Source;
use crate::pipeline::{self, Contents, ReadOptions, Reading, WriteOptions, Written};
use crate::template::{self, Adjustments, Template};
use crate::write;
use crate::write::docx::Prepared;

/// The settings of a run, validated.
pub(crate) struct Recipe<'a> {
    args: &'a DocumentArgs,
    /// `None`: what the text names, else by its content.
    template: Option<Arc<Prepared>>,
    /// The templates texts have asked for so far, by name.
    templates: Mutex<BTreeMap<String, Arc<Prepared>>>,
    adjustments: Adjustments,
    reading: ReadOptions<'static>,
    /// For PDF.
    book: Book,
}

/// What stands beside an input.
#[derive(Clone, Debug, Default)]
pub(crate) struct InputContext<'s> {
    /// Its name, which decides what its content leaves open.
    pub(crate) name: Option<&'s Path>,
    /// The elements of its side file.
    pub(crate) elements: Given,
    /// Its pictures.
    pub(crate) pictures: Source<'s>,
}

impl<'a> Recipe<'a> {
    /// # Errors
    /// Every problem with the arguments.
    pub(crate) fn new(args: &'a DocumentArgs) -> Result<Recipe<'a>, Vec<Message>> {
        let mut problems = Vec::new();
        let reading = options::reading(&args.reading).unwrap_or_else(|found| {
            problems.extend(found);
            ReadOptions::default()
        });
        let adjustments = options::adjustments(args);
        let template = args.template.as_deref().and_then(|name| match options::template(name) {
            Ok(template) => Some(Arc::new(Prepared::new(template.adjusted(&adjustments)))),
            Err(error) => {
                problems.push(error.message());
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
        Ok(Recipe { args, template, templates: Mutex::default(), adjustments, reading, book })
    }

    /// Reads an input.
    pub(crate) fn read(&self, bytes: &[u8], beside: InputContext<'_>) -> Result<Reading, Failure> {
        Ok(pipeline::read(bytes, &self.options(beside))?)
    }

    /// The options for an input.
    pub(crate) fn options<'s>(&self, beside: InputContext<'s>) -> ReadOptions<'s> {
        ReadOptions {
            name: beside.name.map(Path::to_owned),
            elements: self.reading.elements.clone().over(beside.elements),
            pictures: beside.pictures,
            ..self.reading.clone()
        }
    }

    /// Leaves out of a text that will be bound what no page of `format` shows, so that it is told with its input.
    pub(crate) fn leave_out_for(&self, format: Format, reading: &mut Reading) {
        if format.has_pages() {
            pipeline::leave_out_for_pages(&mut reading.log, &mut reading.document, &self.reading.rules);
        }
    }

    /// Writes what was read; see [`Recipe::write_document`].
    pub(crate) fn write(
        &self,
        reading: &mut Reading,
        formats: impl Iterator<Item = Format> + Clone,
        take: impl FnMut(usize, Written) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let Reading { document, log, template, .. } = reading;
        self.write_document(log, document, template.as_deref(), formats, take)
    }

    /// Writes what was read with `template`, if there is one; else as [`Recipe::write`].
    pub(crate) fn write_in(
        &self,
        template: Option<Arc<Prepared>>,
        reading: &mut Reading,
        formats: impl Iterator<Item = Format> + Clone,
        take: impl FnMut(usize, Written) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        match template {
            Some(template) => {
                self.write_prepared(&mut reading.log, &reading.document, &template, formats, take)
            }
            None => self.write(reading, formats, take),
        }
    }

    /// Writes `document` in each of `formats`, and hands it to `take` with its place among them; what only the writers find
    /// goes into the log. `template` is the one the text names.
    pub(crate) fn write_document(
        &self,
        log: &mut Log,
        document: &Document,
        template: Option<&str>,
        formats: impl Iterator<Item = Format> + Clone,
        take: impl FnMut(usize, Written) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let prepared = self.template(template.unwrap_or_else(|| pipeline::default_name(document)))?;
        self.write_prepared(log, document, &prepared, formats, take)
    }

    fn write_prepared(
        &self,
        log: &mut Log,
        document: &Document,
        prepared: &Prepared,
        formats: impl Iterator<Item = Format> + Clone,
        take: impl FnMut(usize, Written) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let file = write::Options {
            creator: self.args.author.clone().unwrap_or_default(),
            standard: options::standard(self.args.pdf.pdf_standard),
        };
        let (contents, book) = (self.contents(), &self.book);
        let options = WriteOptions { template: prepared, contents, book, file: &file };
        convert::write_in(log, document, &self.reading.rules, formats, &options, take)
    }

    fn contents(&self) -> Contents {
        match (self.args.toc, self.args.no_toc) {
            (true, _) => Contents::Always,
            (_, true) => Contents::Never,
            _ => Contents::Auto,
        }
    }

    /// The built-in template called `name`; a file is none.
    pub(crate) fn builtin(&self, name: &str) -> Result<Arc<Prepared>, Failure> {
        if options::is_file(name) {
            template::builtin(name)?;
        }
        self.made(name, template::builtin)
    }

    /// The template the user named, else that called `name`: what the elements of the text name, or its content asks for.
    fn template(&self, name: &str) -> Result<Arc<Prepared>, Failure> {
        if let Some(template) = &self.template {
            return Ok(template.clone());
        }
        self.made(name, options::template)
    }

    /// The template `find` gives for `name`, made ready once in a run.
    fn made(
        &self,
        name: &str,
        find: impl Fn(&str) -> Result<Template, Error>,
    ) -> Result<Arc<Prepared>, Failure> {
        let mut templates = self.templates.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(template) = templates.get(name) {
            return Ok(template.clone());
        }
        let template = Arc::new(Prepared::new(find(name)?.adjusted(&self.adjustments)));
        templates.insert(name.to_owned(), template.clone());
        Ok(template)
    }

    /// A hash of everything the documents depend on besides their inputs: the program, its options, the files these name.
    pub(crate) fn settings(&self, formats: &[Format]) -> String {
        let args = self.args;
        let template = args.template.iter().map(PathBuf::from);
        let named = args.reading.dictionary.iter().chain(&args.reading.rules).cloned().chain(template);
        let named = named.map(|path| fs::read(path).unwrap_or_default());
        // The built-in fonts come with the program, whose version is in the hash.
        let own = self.book.all().filter(|font| !font.name.starts_with("built-in "));
        let fonts = own.map(|font| (*font.data).as_ref().to_vec());
        let files: Vec<String> = named.chain(fonts).map(|bytes| journal::hash(&bytes)).collect();
        let all = format!("{} {formats:?} {args:?} {files:?}", env!("CARGO_PKG_VERSION"));
        journal::hash(all.as_bytes())
    }
}

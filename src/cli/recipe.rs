//! What every document of a run is made with: read once, used by all workers.

use std::fs;
use std::path::{Path, PathBuf};

use crate::batch::{Failure, journal};
use crate::cli::args::DocumentArgs;
use crate::cli::formats::Format;
use crate::cli::options;
use crate::convert::Job;
use crate::diag::Log;
use crate::document::Document;
use crate::elements::Given;
use crate::message::Message;
use crate::picture::Source;
use crate::pipeline::{self, ReadOptions, Reading, Written};

/// The settings of a run, validated.
pub(crate) struct Recipe<'a> {
    args: &'a DocumentArgs,
    job: Job,
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

impl<'s> InputContext<'s> {
    /// How to read an input beside which this stands, else as `options` say.
    pub(crate) fn over(self, options: &ReadOptions<'static>) -> ReadOptions<'s> {
        ReadOptions {
            name: self.name.map(Path::to_owned),
            elements: options.elements.clone().over(self.elements),
            pictures: self.pictures,
            ..options.clone()
        }
    }
}

impl<'a> Recipe<'a> {
    /// # Errors
    /// Every problem with the arguments.
    pub(crate) fn new(args: &'a DocumentArgs) -> Result<Recipe<'a>, Vec<Message>> {
        Ok(Recipe { args, job: options::job(args)? })
    }

    /// Reads an input.
    pub(crate) fn read(&self, bytes: &[u8], beside: InputContext<'_>) -> Result<Reading, Failure> {
        Ok(pipeline::read(bytes, &self.options(beside))?)
    }

    /// The options for an input.
    pub(crate) fn options<'s>(&self, beside: InputContext<'s>) -> ReadOptions<'s> {
        beside.over(self.job.reading())
    }

    /// Leaves out of a text that will be bound what no page shows, if one of `formats` has pages, so that it is told with its input.
    pub(crate) fn leave_out_for(&self, mut formats: impl Iterator<Item = Format>, reading: &mut Reading) {
        if formats.any(|format| format.has_pages()) {
            let rules = &self.job.reading().rules;
            pipeline::leave_out_for_pages(&mut reading.log, &mut reading.document, rules);
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
        self.job.write_each(log, document, template, formats, take)
    }

    /// A hash of everything the documents depend on besides their inputs: the program, its options, the files these name.
    pub(crate) fn settings(&self, formats: &[Format]) -> String {
        let args = self.args;
        let template = args.template.iter().map(PathBuf::from);
        let named = args.reading.dictionary.iter().chain(&args.reading.rules).cloned().chain(template);
        let named = named.map(|path| fs::read(path).unwrap_or_default());
        // The built-in fonts come with the program, whose version is in the hash.
        let own = self.job.book().all().filter(|font| !font.name.starts_with("built-in "));
        let fonts = own.map(|font| (*font.data).as_ref().to_vec());
        let files: Vec<String> = named.chain(fonts).map(|bytes| journal::hash(&bytes)).collect();
        let all = format!("{} {formats:?} {args:?} {files:?}", env!("CARGO_PKG_VERSION"));
        journal::hash(all.as_bytes())
    }
}

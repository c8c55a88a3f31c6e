//! The file of `--report`: whole or not there.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::batch::output::{self, Over};
use crate::batch::summary::Summary;
use crate::batch::{Failure, Reason};
use crate::cli::output::Destination;
use crate::cli::report::{Report, Writer};
use crate::message;

/// The report while it grows: a temporary file until it is whole.
pub(crate) struct ReportFile {
    writer: Writer<BufWriter<File>>,
    temporary: NamedTempFile,
    place: Destination,
    force: bool,
    /// The first thing that went wrong; told at the end.
    fault: Option<io::Error>,
}

impl ReportFile {
    /// A report for the file named `path`, if one is asked for.
    ///
    /// # Errors
    /// A message, when there is no place for a temporary file.
    pub(crate) fn asked(path: Option<&Path>, force: bool) -> Result<Option<ReportFile>, Failure> {
        path.map(|path| ReportFile::new(Destination::named(path), force)).transpose()
    }

    fn new(place: Destination, force: bool) -> Result<ReportFile, Failure> {
        let open = || {
            let temporary = NamedTempFile::new()?;
            let writer = Writer::new(BufWriter::new(temporary.reopen()?));
            Ok((temporary, writer))
        };
        let (temporary, writer) = open().map_err(|e: io::Error| {
            Failure::new(
                Reason::Write,
                message!("cannot write a temporary file for the report: %{error}", error = e),
            )
        })?;
        Ok(ReportFile { writer, temporary, place, force, fault: None })
    }

    /// Adds what was done to one input.
    pub(crate) fn add(&mut self, report: &Report) {
        if self.fault.is_none() {
            self.fault = self.writer.add(report).err();
        }
    }

    /// Writes it, with the numbers of the run.
    pub(crate) fn end(self, summary: &Summary) -> Result<(), Failure> {
        let failed = |e: &io::Error| {
            Failure::new(Reason::Write, message!("cannot write the report: %{error}", error = e))
        };
        if let Some(fault) = &self.fault {
            return Err(failed(fault));
        }
        self.writer.end(Some(summary)).map_err(|e| failed(&e))?;
        let mut whole = self.temporary.reopen().map_err(|e| failed(&e))?;
        match &self.place {
            Destination::Standard => {
                io::copy(&mut whole, &mut io::stdout().lock()).map(drop).map_err(|e| failed(&e))
            }
            Destination::File(path) => {
                let over = if self.force { Over::Replace } else { Over::Never };
                output::write(path, &mut whole, over)
            }
        }
    }
}

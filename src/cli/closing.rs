//! What has been converted gets its names, is noted and told: many at a time, since bringing files to the disk is slow.

use std::io;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use crate::batch::journal::{Counts, Journal, Known};
use crate::batch::output::{self, Staged};
use crate::batch::summary::Summary;
use crate::batch::{Failure, Reason};
use crate::cli::args::FailOn;
use crate::cli::console::Console;
use crate::cli::outcome::Outcome;
use crate::cli::output::to_standard_output;
use crate::cli::report::Report;
use crate::cli::report_file::ReportFile;
use crate::cli::worker::{Done, Handled};
use crate::message;

/// Documents that are closed together at most, and how long the first of them waits.
const MOST: usize = 128;
const LONGEST: Duration = Duration::from_secs(1);

/// Takes what the workers hand over.
pub(crate) struct Closing<'a> {
    journal: Option<Journal>,
    known: Option<&'a Known>,
    report: Option<ReportFile>,
    console: &'a Console,
    fail_on: &'a [FailOn],
    fail_fast: bool,
    waiting: Vec<Handled>,
    since: Instant,
    /// The numbers of the run.
    pub(crate) summary: Summary,
    /// How the run ends.
    pub(crate) outcome: Outcome,
}

impl<'a> Closing<'a> {
    pub(crate) fn new(console: &'a Console, journal: Option<Journal>) -> Closing<'a> {
        Closing {
            journal,
            known: None,
            report: None,
            console,
            fail_on: &[],
            fail_fast: false,
            waiting: Vec::new(),
            since: Instant::now(),
            summary: Summary::default(),
            outcome: Outcome::Done,
        }
    }

    /// What makes the run fail, and whether it then stops.
    pub(crate) fn failing(self, fail_on: &'a [FailOn], fail_fast: bool) -> Closing<'a> {
        Closing { fail_on, fail_fast, ..self }
    }

    /// Tells `known` what is done, for rounds to come.
    pub(crate) fn learning(self, known: &'a Known) -> Closing<'a> {
        Closing { known: Some(known), ..self }
    }

    /// Where the report goes.
    pub(crate) fn reporting(self, report: Option<ReportFile>) -> Closing<'a> {
        Closing { report, ..self }
    }

    /// Takes what came of one input; breaks when the run is to stop.
    pub(crate) fn take(&mut self, handled: Handled) -> ControlFlow<()> {
        if self.waiting.is_empty() {
            self.since = Instant::now();
        }
        let failed = matches!(handled, Handled::Failed(..));
        if !matches!(handled, Handled::LeftOut(_)) {
            self.console.advance();
        }
        self.waiting.push(handled);
        if self.waiting.len() >= MOST || self.since.elapsed() >= LONGEST {
            self.close();
        }
        if self.fail_fast && (failed || self.summary.failed > 0) {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    /// Closes all that waits: on the disk, in the journal, with its name, told.
    pub(crate) fn close(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        let secured = self.secure(&waiting);
        for handled in waiting {
            match (handled, &secured) {
                (Handled::Done(done), Ok(())) => self.keep(*done),
                (Handled::Done(done), Err(failure)) => self.failed(done.input, failure.clone()),
                (Handled::Skipped(report, counts), _) => self.skipped(&report, counts),
                (Handled::Failed(input, failure), _) => self.failed(input, failure),
                (Handled::LeftOut(ending), _) => self.summary.left_out(&ending),
            }
        }
        self.console.flush();
    }

    /// Brings the files that wait to the disk, and then the journal.
    fn secure(&mut self, waiting: &[Handled]) -> Result<(), Failure> {
        let done = || {
            waiting
                .iter()
                .filter_map(|handled| if let Handled::Done(done) = handled { Some(done) } else { None })
        };
        let staged: Vec<&Staged> = done().flat_map(|done| &done.staged).collect();
        let disk = |e: io::Error| {
            Failure::new(
                Reason::Write,
                message!("cannot write: %{error}; check the disk and run again with --resume", error = e),
            )
        };
        if !staged.is_empty() {
            output::sync(&staged).map_err(disk)?;
        }
        let Some(journal) = &mut self.journal else { return Ok(()) };
        journal.note(done().filter_map(|done| done.entry.as_ref())).map_err(|e| {
            let message = message!(
                "cannot write the journal: %{error}; free some space and run again with --resume",
                error = e
            );
            Failure::new(Reason::Write, message)
        })
    }

    fn keep(&mut self, done: Done) {
        let kept = done.staged.into_iter().try_for_each(Staged::keep);
        let written = kept.and_then(|()| done.standard.as_deref().map_or(Ok(()), to_standard_output));
        if let Err(failure) = written {
            return self.failed(done.input, failure);
        }
        if let (Some(known), Some(entry)) = (self.known, done.entry) {
            known.learn(entry);
        }
        self.verdict(done.report.counts());
        self.summary.done(done.report.counts(), done.report.warning_rules(), done.report.input());
        self.console.done(&done.report, done.milliseconds);
        self.note(&done.report);
    }

    fn skipped(&mut self, report: &Report, counts: Counts) {
        self.verdict(counts);
        self.summary.skipped += 1;
        self.console.skipped(report);
        self.note(report);
    }

    fn failed(&mut self, input: std::path::PathBuf, failure: Failure) {
        self.outcome = self.outcome.max(Outcome::Failed);
        self.summary.failed(failure.reason);
        let report = Report::failed(&input, &failure);
        self.console.failed(&input, &failure, &report);
        self.note(&report);
    }

    fn verdict(&mut self, counts: Counts) {
        let fails = self.fail_on.iter().any(|what| match what {
            FailOn::Warning => counts.warnings > 0,
            FailOn::Removed => counts.removed > 0,
            FailOn::Changed => counts.changed > 0,
        });
        if fails {
            self.outcome = self.outcome.max(Outcome::Findings);
        }
    }

    fn note(&mut self, report: &Report) {
        if let Some(file) = &mut self.report {
            file.add(report);
        }
    }

    /// Closes the rest and writes the end of the report.
    pub(crate) fn end(&mut self) {
        self.close();
        let Some(report) = self.report.take() else { return };
        if let Err(failure) = report.end(&self.summary) {
            self.console.complain(&failure.message);
            self.outcome = self.outcome.max(Outcome::Failed);
        }
    }
}

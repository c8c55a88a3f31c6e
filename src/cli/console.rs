//! What a run says while it works: messages and progress on standard error, lines for programs on standard output.

use std::fmt;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::batch::{Failure, Reason};
use crate::cli::plan::{Item, Planned};
use crate::cli::report::Report;
use crate::cli::terminal::{blamed, complain, say};
use crate::cli::wording::{self, Progress};
use crate::message::Message;
use crate::text::stray;

/// How much is told of each input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Only what failed, and that.
    Failures,
    /// What was done, long lists cut short.
    Short,
    /// What was done, in full.
    Full,
}

impl Detail {
    /// As much as `-q` and `-v` ask for; of a whole folder otherwise only what failed.
    pub(crate) fn of(quiet: bool, verbose: bool, bulk: bool) -> Detail {
        match (quiet, verbose) {
            (true, _) => Detail::Failures,
            (_, true) => Detail::Full,
            _ if bulk => Detail::Failures,
            _ => Detail::Short,
        }
    }
}

/// Who tells it. Can be used from several threads.
pub(crate) struct Console {
    detail: Detail,
    json: Option<Mutex<BufWriter<io::Stdout>>>,
    bar: Option<ProgressBar>,
    failures: Arc<AtomicU64>,
    /// How many outputs of a folder have been told to be there already.
    existing: AtomicUsize,
}

impl Console {
    /// Outputs that are there already which are told one by one: more of them have one cause.
    const EXISTING: usize = 3;

    /// Lines of a list that are told unless everything is asked for.
    const MOST: usize = 12;

    /// One that tells as much as `detail` says, for programs too with `json`.
    pub(crate) fn new(detail: Detail, json: bool) -> Console {
        let json = json.then(|| Mutex::new(BufWriter::new(io::stdout())));
        Console { detail, json, bar: None, failures: Arc::default(), existing: AtomicUsize::new(0) }
    }

    /// Shows the progress through what `count` counts, if a person looks on.
    pub(crate) fn with_progress(self, wanted: bool, count: impl FnOnce() -> u64) -> Console {
        if !wanted || !io::stderr().is_terminal() {
            return self;
        }
        let bar = ProgressBar::with_draw_target(Some(count()), ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template("{line}{wide_msg}").expect("the template is our own");
        let failures = Arc::clone(&self.failures);
        bar.set_style(style.with_key("line", move |state: &ProgressState, line: &mut dyn fmt::Write| {
            let progress = Progress {
                done: state.pos(),
                all: state.len().unwrap_or_default(),
                failed: failures.load(Ordering::Relaxed),
                left: state.eta(),
                speed: state.per_sec(),
            };
            // A string takes all.
            let _ = line.write_str(&progress.line(columns()));
        }));
        bar.enable_steady_tick(Duration::from_millis(250));
        Console { bar: Some(bar), ..self }
    }

    /// A message.
    pub(crate) fn say(&self, line: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| say(line)),
            None => say(line),
        }
    }

    /// What went wrong.
    pub(crate) fn complain(&self, problem: &Message) {
        match &self.bar {
            Some(bar) => bar.suspend(|| complain(problem)),
            None => complain(problem),
        }
    }

    /// That an input is being worked on.
    pub(crate) fn at(&self, item: &Item) {
        if let (Some(bar), Item::Job(Planned { input, .. })) = (&self.bar, item) {
            let name = input.file_name().unwrap_or_default().to_string_lossy();
            bar.set_message(wording::shortened(&stray::visible(&name)));
        }
    }

    /// That an input was converted.
    pub(crate) fn done(&self, report: &Report, milliseconds: u64) {
        let most = if self.detail == Detail::Full { usize::MAX } else { Console::MOST };
        if self.detail != Detail::Failures {
            report.lines(most).iter().for_each(|line| self.say(line));
        }
        self.line(report, milliseconds);
    }

    /// That an input had been converted before.
    pub(crate) fn skipped(&self, report: &Report) {
        if self.detail == Detail::Full {
            self.say(&wording::skipped(report.input()));
        }
        self.line(report, 0);
    }

    /// That an input came to nothing.
    pub(crate) fn failed(&self, input: &Path, failure: &Failure, report: &Report) {
        let is_one_of_many = failure.reason == Reason::Exists
            && self.detail != Detail::Full
            && self.existing.fetch_add(1, Ordering::Relaxed) >= Console::EXISTING;
        if !is_one_of_many {
            self.complain(&blamed(input.display(), failure.message.clone()));
        }
        self.line(report, 0);
        self.failures.fetch_add(1, Ordering::Relaxed);
    }

    /// That an input of a compilation came to nothing, in the words of `told`.
    pub(crate) fn left_out(&self, told: &Message, report: &Report) {
        self.complain(told);
        self.line(report, 0);
    }

    /// The line for programs.
    pub(crate) fn line(&self, report: &Report, milliseconds: u64) {
        let Some(out) = &self.json else { return };
        let line =
            serde_json::to_string(&report.line(milliseconds)).expect("strings and numbers always serialize");
        let line = format!("{}\n", stray::escaped(&line));
        if let Ok(mut out) = out.lock() {
            // Nobody is left to read it if the pipe is closed; the documents are written all the same.
            let _ = out.write_all(line.as_bytes());
        }
    }

    /// That one more input is through, though what came of it may be told later, with others.
    pub(crate) fn advance(&self) {
        self.bar.iter().for_each(|bar| bar.inc(1));
    }

    /// Hands over what is buffered.
    pub(crate) fn flush(&self) {
        if let Some(Ok(mut out)) = self.json.as_ref().map(Mutex::lock) {
            let _ = out.flush();
        }
    }

    /// Takes the progress away.
    pub(crate) fn end(&self) {
        self.flush();
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// The columns of the terminal, as wide as it is now.
fn columns() -> usize {
    // What terminals have had since the first ones, where nobody says it.
    const USUAL: usize = 80;
    terminal_size::terminal_size_of(io::stderr()).map_or(USUAL, |(width, _)| usize::from(width.0))
}

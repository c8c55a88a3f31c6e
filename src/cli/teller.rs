//! What a run says while it works: messages and progress on standard error, lines for programs on standard output.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::batch::Failure;
use crate::cli::plan::{Item, Planned};
use crate::cli::report::{Report, shortened};
use crate::cli::{blamed, complain, say, wording};
use crate::message::Message;

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
pub(crate) struct Teller {
    detail: Detail,
    json: Option<Mutex<BufWriter<io::Stdout>>>,
    bar: Option<ProgressBar>,
    failures: AtomicU64,
}

impl Teller {
    /// Lines of a list that are told unless everything is asked for.
    const MOST: usize = 12;

    /// One that tells as much as `detail` says, for programs too with `json`.
    pub(crate) fn new(detail: Detail, json: bool) -> Teller {
        let json = json.then(|| Mutex::new(BufWriter::new(io::stdout())));
        Teller { detail, json, bar: None, failures: AtomicU64::new(0) }
    }

    /// Shows the progress through what `count` counts, if a person looks on.
    pub(crate) fn with_progress(self, wanted: bool, count: impl FnOnce() -> u64) -> Teller {
        if !wanted || !io::stderr().is_terminal() {
            return self;
        }
        let bar = ProgressBar::with_draw_target(Some(count()), ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template(wording::PROGRESS).expect("the template is our own");
        bar.set_style(style.progress_chars("=> "));
        bar.enable_steady_tick(Duration::from_millis(250));
        Teller { bar: Some(bar), ..self }
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
            bar.set_message(shortened(&input.file_name().unwrap_or_default().to_string_lossy()));
        }
    }

    /// That an input was converted.
    pub(crate) fn done(&self, report: &Report, milliseconds: u64) {
        let most = if self.detail == Detail::Full { usize::MAX } else { Teller::MOST };
        if self.detail != Detail::Failures {
            report.lines(most).iter().for_each(|line| self.say(line));
        }
        self.line(report, milliseconds);
        self.step(0);
    }

    /// That an input had been converted before.
    pub(crate) fn skipped(&self, report: &Report) {
        if self.detail == Detail::Full {
            self.say(&wording::skipped(report.input()));
        }
        self.line(report, 0);
        self.step(0);
    }

    /// That an input came to nothing.
    pub(crate) fn failed(&self, input: &Path, failure: &Failure, report: &Report) {
        self.complain(&blamed(input.display(), failure.message.clone()));
        self.line(report, 0);
        self.step(1);
    }

    fn line(&self, report: &Report, milliseconds: u64) {
        let Some(out) = &self.json else { return };
        let mut line =
            serde_json::to_vec(&report.line(milliseconds)).expect("strings and numbers always serialize");
        line.push(b'\n');
        if let Ok(mut out) = out.lock() {
            // Nobody is left to read it if the pipe is closed; the documents are written all the same.
            let _ = out.write_all(&line);
        }
    }

    fn step(&self, failures: u64) {
        let Some(bar) = &self.bar else { return };
        bar.inc(1);
        if failures > 0 {
            let all = self.failures.fetch_add(failures, Ordering::Relaxed) + failures;
            bar.set_prefix(wording::failures(all));
        }
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

//! `chengwen watch`: what arrives in a folder is converted, until the user interrupts.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant, SystemTime};

use notify::{ErrorKind, EventKind, RecursiveMode, Watcher};

use crate::batch::journal::Journal;
use crate::batch::run::in_order;
use crate::batch::source::Gate;
use crate::cli::args::Watch;
use crate::cli::closing::Closing;
use crate::cli::console::{Console, Detail};
use crate::cli::input::AT_WORK;
use crate::cli::outcome::Outcome;
use crate::cli::plan::{Item, Plan};
use crate::cli::pool::{had_workers, on_interrupt, pool};
use crate::cli::recipe::Recipe;
use crate::cli::terminal::{complain, misused, say};
use crate::cli::wording;
use crate::cli::worker::Worker;
use crate::message;
use crate::message::{Message, Value};

/// A file that has not changed for so long is complete.
const SETTLED: Duration = Duration::from_millis(500);
/// How often to look.
const TICK: Duration = Duration::from_millis(100);

/// Runs the subcommand.
pub(crate) fn run(args: &Watch) -> Outcome {
    let (recipe, plan) = match (Recipe::new(&args.document), plan(args)) {
        (Ok(recipe), Ok(plan)) => (recipe, plan),
        (recipe, plan) => {
            return misused(recipe.err().into_iter().chain(plan.err()).flatten());
        }
    };
    let (sender, events) = channel();
    // What arrives while the folder is looked through is told once more, which harms nothing.
    let watcher = notify::recommended_watcher(sender).and_then(|mut watcher| {
        watcher.watch(&args.input, RecursiveMode::Recursive)?;
        Ok(watcher)
    });
    match watcher {
        Ok(_watcher) => watch(args, &recipe, plan, &events),
        Err(error) => {
            complain(&message!(
                "cannot watch %{folder}: %{error}; check the name and the permissions",
                folder = args.input.display(),
                error = unwatched(error)
            ));
            Outcome::Failed
        }
    }
}

/// What the system has against watching.
fn unwatched(error: notify::Error) -> Value {
    match error.kind {
        ErrorKind::Io(error) => error.into(),
        ErrorKind::PathNotFound => std::io::Error::from(std::io::ErrorKind::NotFound).into(),
        ErrorKind::MaxFilesWatch => {
            message!("the system watches no more files; raise fs.inotify.max_user_watches").into()
        }
        _ => error.to_string().into(),
    }
}

fn plan(args: &Watch) -> Result<Plan, Vec<Message>> {
    if !args.input.is_dir() {
        return Err(vec![message!(
            "%{input} is not a folder; name a folder to watch",
            input = args.input.display()
        )]);
    }
    let same =
        matches!((fs::canonicalize(&args.input), fs::canonicalize(&args.output)), (Ok(a), Ok(b)) if a == b);
    if same {
        return Err(vec![message!("what is written would arrive too; name another folder to write to")]);
    }
    Plan::tree(&args.input, &args.output, &args.to, &args.choice)
}

fn watch(
    args: &Watch,
    recipe: &Recipe<'_>,
    plan: Plan,
    events: &Receiver<notify::Result<notify::Event>>,
) -> Outcome {
    let (journal, known) = match Journal::open(&args.output) {
        Ok(opened) => opened,
        Err(refusal) => {
            say(&wording::refused(&args.output, &refusal));
            return Outcome::Failed;
        }
    };
    let console = Console::new(Detail::of(args.quiet, args.verbose, false), args.json);
    let interrupted = on_interrupt();
    let worker = Worker {
        recipe,
        force: false,
        resume: true,
        known: Some(&known),
        settings: recipe.settings(plan.formats()),
        gate: Gate::new(AT_WORK),
    };
    let mut round =
        Round { args, worker, closing: Closing::new(&console, Some(journal)).learning(&known), interrupted };
    round.convert(plan, None);
    if !args.quiet {
        say(&wording::watching(&args.input, &args.output));
    }
    let mut arriving = Arriving::new(&args.output);
    while !round.interrupted.load(Ordering::Relaxed) {
        match events.recv_timeout(TICK) {
            Ok(event) => arriving.hear(event),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Outcome::Failed,
        }
        let complete = arriving.complete();
        if complete.as_ref().is_some_and(HashSet::is_empty) {
            continue;
        }
        match self::plan(args) {
            Ok(plan) => round.convert(plan, complete.as_ref()),
            Err(problems) => {
                misused(problems);
                return Outcome::Failed;
            }
        }
    }
    say(&wording::watch_ended());
    Outcome::Done
}

/// What each round of conversions needs.
struct Round<'a> {
    args: &'a Watch,
    worker: Worker<'a>,
    closing: Closing<'a>,
    interrupted: Arc<AtomicBool>,
}

impl Round<'_> {
    /// Converts what is new of `plan`; only the inputs among `these`, if they are known.
    fn convert(&mut self, plan: Plan, these: Option<&HashSet<PathBuf>>) {
        let wanted = |item: &Item| match (item, these) {
            (Item::Job(planned), Some(these)) => {
                fs::canonicalize(&planned.input).is_ok_and(|path| these.contains(&path))
            }
            (_, Some(_)) => false,
            (_, None) => true,
        };
        let items = plan.items().take_while(|_| !self.interrupted.load(Ordering::Relaxed)).filter(wanted);
        let (worker, closing) = (&self.worker, &mut self.closing);
        had_workers(in_order(
            items,
            pool(&self.args.jobs),
            |item| worker.work(item),
            |handled| closing.take(handled),
        ));
        closing.close();
    }
}

/// Files that have come or changed and may not be complete yet.
struct Arriving {
    /// Where the outputs go, which are no arrivals.
    output: Option<PathBuf>,
    files: HashMap<PathBuf, Seen>,
    /// The system has lost count: everything is to be looked through.
    lost_count: bool,
}

/// How a file was when it was looked at.
struct Seen {
    size: u64,
    modified: Option<SystemTime>,
    since: Instant,
}

impl Arriving {
    fn new(output: &Path) -> Arriving {
        Arriving { output: fs::canonicalize(output).ok(), files: HashMap::new(), lost_count: false }
    }

    fn hear(&mut self, event: notify::Result<notify::Event>) {
        let Ok(event) = event else {
            self.lost_count = true;
            return;
        };
        self.lost_count |= event.need_rescan();
        if !matches!(event.kind, EventKind::Access(_) | EventKind::Remove(_)) {
            event.paths.iter().for_each(|path| self.arrived(path));
        }
    }

    /// Notes a file, or all files of a folder that was moved here.
    fn arrived(&mut self, path: &Path) {
        let Ok(path) = fs::canonicalize(path) else { return };
        if self.output.as_ref().is_some_and(|output| path.starts_with(output)) {
            return;
        }
        if path.is_dir() {
            let entries = fs::read_dir(&path).into_iter().flatten().flatten();
            entries.for_each(|entry| self.arrived(&entry.path()));
        } else if let Some(seen) = look(&path) {
            self.files.insert(path, seen);
        }
    }

    /// The files that have not changed for a while; `None` if all are to be looked at.
    fn complete(&mut self) -> Option<HashSet<PathBuf>> {
        if std::mem::take(&mut self.lost_count) {
            self.files.clear();
            return None;
        }
        let mut complete = HashSet::new();
        self.files.retain(|path, seen| {
            if seen.since.elapsed() < SETTLED {
                return true;
            }
            match look(path) {
                None => false,
                Some(now) if (now.size, now.modified) == (seen.size, seen.modified) => {
                    complete.insert(path.clone());
                    false
                }
                Some(now) => {
                    *seen = now;
                    true
                }
            }
        });
        Some(complete)
    }
}

fn look(path: &Path) -> Option<Seen> {
    let metadata = fs::metadata(path).ok()?;
    Some(Seen { size: metadata.len(), modified: metadata.modified().ok(), since: Instant::now() })
}

//! How many work at a run, and how it is told to stop.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::batch::run::Pool;
use crate::cli::args::JobsArgs;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{complain, say};
use crate::cli::wording;
use crate::message;

/// As many workers as asked for, else as there are cores, and a window in which one slow input does not hold up the others.
pub(crate) fn pool(args: &JobsArgs) -> Pool {
    // One input of 10 MB takes as long as a thousand pages: enough for the others to go on, little enough to wait for when a run is stopped.
    const AHEAD: usize = 64;
    let cores = || thread::available_parallelism().map_or(1, NonZero::get);
    let workers = args.jobs.map_or_else(cores, usize::from);
    Pool { workers, window: workers * 4 + AHEAD }
}

/// Whether a run had workers; else it is told why not.
pub(crate) fn had_workers(run: std::io::Result<()>) -> bool {
    let told = |error| {
        complain(&message!(
            "the system cannot start another worker: %{error}; end other programs, or raise the limit of processes (ulimit -u)",
            error = error
        ));
    };
    run.map_err(told).is_ok()
}

/// Becomes true when the user interrupts; the second time the program ends at once.
pub(crate) fn on_interrupt() -> Arc<AtomicBool> {
    let flag = Arc::new(AtomicBool::new(false));
    let seen = flag.clone();
    // Without a handler an interrupt ends the program as ever, which harms nothing.
    let _ = ctrlc::set_handler(move || {
        if seen.swap(true, Ordering::Relaxed) {
            std::process::exit(Outcome::INTERRUPTED.into());
        }
        say(&wording::interrupting());
    });
    flag
}

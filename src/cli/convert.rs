//! `chengwen convert`: each input to a document; a bad one never stops the others.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use crate::batch::Reason;
use crate::batch::journal::{Journal, Known};
use crate::batch::run::in_order;
use crate::batch::source::Gate;
use crate::cli::args::Convert;
use crate::cli::closing::Closing;
use crate::cli::console::{Console, Detail};
use crate::cli::input::AT_WORK;
use crate::cli::outcome::Outcome;
use crate::cli::plan::{Item, Plan};
use crate::cli::pool::{had_workers, on_interrupt, pool};
use crate::cli::recipe::Recipe;
use crate::cli::report_file::ReportFile;
use crate::cli::terminal::{complain, misused, say};
use crate::cli::worker::Worker;
use crate::cli::{preview, wording};

/// Runs the subcommand.
pub(crate) fn run(args: &Convert) -> Outcome {
    let (recipe, plan) = match (Recipe::new(&args.document), Plan::new(args)) {
        (Ok(recipe), Ok(plan)) => (recipe, plan),
        (recipe, plan) => {
            return misused(recipe.err().into_iter().chain(plan.err()).flatten());
        }
    };
    if args.run.dry_run {
        return preview::dry_run(args, &recipe, plan);
    }
    if args.run.diff {
        return preview::diff(args, &recipe, plan);
    }
    convert(args, &recipe, plan)
}

fn convert(args: &Convert, recipe: &Recipe<'_>, plan: Plan) -> Outcome {
    let begun = Instant::now();
    let (journal, known) = match open_journal(args, &plan) {
        Ok(opened) => opened,
        Err(outcome) => return outcome,
    };
    let report = match ReportFile::asked(args.telling.report.as_deref(), args.force) {
        Ok(report) => report,
        Err(failure) => {
            complain(&failure.message);
            return Outcome::Failed;
        }
    };
    let bulk = plan.bulk();
    let interrupted = plan.several().then(on_interrupt);
    let console = Console::new(Detail::of(args.telling.quiet, args.telling.verbose, bulk), args.json)
        .with_progress(plan.several() && !args.telling.quiet, || plan.count());
    let settings = if known.is_some() { recipe.settings(plan.formats()) } else { String::new() };
    let worker = Worker {
        recipe,
        force: args.force,
        resume: args.run.resume,
        known: known.as_ref(),
        settings,
        gate: Gate::new(AT_WORK),
    };
    let mut closing =
        Closing::new(&console, journal).failing(&args.fail_on, args.run.fail_fast).reporting(report);
    let on = |flag: &Option<Arc<AtomicBool>>| flag.as_ref().is_some_and(|flag| flag.load(Ordering::Relaxed));
    let items = plan.items().take_while(|_| !on(&interrupted));
    let work = |item: Item| {
        console.at(&item);
        worker.work(item)
    };
    let ran = in_order(items, pool(&args.run.jobs), work, |handled| closing.take(handled));
    closing.end();
    console.end();
    if !had_workers(ran) {
        return Outcome::Failed;
    }
    if bulk && !args.telling.quiet {
        wording::summary(&closing.summary, begun.elapsed()).iter().for_each(|line| say(line));
    }
    if bulk && !args.telling.quiet && closing.summary.is_of_nothing() {
        say(&wording::nothing(&args.run.choice.include));
    }
    let existing = closing.summary.reasons.get(Reason::Exists.id()).filter(|_| bulk && !args.run.resume);
    existing.iter().for_each(|count| say(&wording::existing(**count)));
    if args.run.fail_fast && closing.summary.failed > 0 {
        say(&wording::stopped());
    }
    if on(&interrupted) {
        say(&wording::interrupted());
        return Outcome::Interrupted;
    }
    closing.outcome
}

/// The lock and the journal, where the run has a folder to keep them in.
fn open_journal(args: &Convert, plan: &Plan) -> Result<(Option<Journal>, Option<Known>), Outcome> {
    let Some(root) = plan.root.as_deref().filter(|_| plan.bulk() || args.run.resume) else {
        return Ok((None, None));
    };
    match Journal::open(root) {
        Ok((journal, known)) => Ok((Some(journal), Some(known))),
        Err(refusal) => {
            say(&wording::refused(root, &refusal));
            Err(Outcome::Failed)
        }
    }
}

//! `chengwen rules`: every rule that takes text out, with its id.

use crate::cli::{Outcome, print};
use crate::{clean, extract, structure};

/// Runs the subcommand.
pub(crate) fn run() -> Outcome {
    let cues = structure::table().iter().map(|cue| (cue.id, cue.summary));
    for (id, summary) in extract::RULES.into_iter().chain(clean::rules()).chain(cues) {
        print(&format!("{id:<20} {summary}"));
    }
    Outcome::Done
}

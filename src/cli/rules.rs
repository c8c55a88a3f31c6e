//! `chengwen rules`: every rule that takes text out, with its id.

use crate::cli::args::RuleArgs;
use crate::cli::options;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{misused, print, said, spoken};
use crate::message;
use crate::rules::Rules;
use crate::{clean, extract, picture, reading, structure};

/// Runs the subcommand.
pub(crate) fn run(args: &RuleArgs) -> Outcome {
    let mut problems = Vec::new();
    let own = options::own_rules(&args.rules, &mut problems);
    if !problems.is_empty() {
        return misused(problems);
    }
    show(&own);
    Outcome::Done
}

fn show(own: &Rules) {
    let cues = structure::table().iter().map(|cue| (cue.id, cue.summary));
    let rules = extract::RULES
        .into_iter()
        .chain(reading::RULES)
        .chain(clean::rules())
        .chain(cues)
        .chain(picture::RULES);
    rules.for_each(|(id, summary)| line(id, &spoken().say(summary)));
    print("");
    print(&said(&message!("left out only with --drop:")));
    structure::PARTS.iter().for_each(|part| line(part.id, &spoken().say(part.summary)));
    let own = own.own();
    if !own.is_empty() {
        print("");
        print(&said(&message!("your own:")));
        own.iter().for_each(|(id, what)| line(id, &said(what)));
    }
}

fn line(id: &str, summary: &str) {
    print(&format!("{id:<20} {summary}"));
}

//! `chengwen rules`: every rule that takes text out, with its id.

use crate::cli::args::RuleArgs;
use crate::cli::options;
use crate::cli::outcome::Outcome;
use crate::cli::tables;
use crate::cli::terminal::{misused, print, said, spoken};
use crate::message;
use crate::rules::Rules;

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
    tables::taking_out().for_each(|(id, summary)| line(id, &spoken().say(summary)));
    print("");
    print(&said(&message!("left out only with --drop:")));
    tables::parts().for_each(|(id, summary)| line(id, &spoken().say(summary)));
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

//! What is said to people, in their language: every line of it goes through here.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fmt::Display;
use std::io::{self, Write};
use std::sync::OnceLock;

use clap::Command;
use clap::error::ErrorKind;

use crate::batch::Failure;
use crate::cli::fault::Line;
use crate::cli::outcome::Outcome;
use crate::cli::{fault, help};
use crate::message;
use crate::message::{Language, Message};
use crate::text::stray;

/// The language of the terminal: chosen once, before anything is said.
static LANGUAGE: OnceLock<Language> = OnceLock::new();

/// Chooses the language, unless that was done before.
pub(crate) fn speak(choose: impl FnOnce() -> Language) -> Language {
    *LANGUAGE.get_or_init(choose)
}

/// The language of the terminal, once it is chosen.
pub(crate) fn spoken() -> Language {
    LANGUAGE.get().copied().unwrap_or_default()
}

/// A message in the language of the terminal.
pub(crate) fn said(message: &Message) -> String {
    message.said(spoken())
}

/// Prints a line of the answer; a closed pipe is no fault. What a text or a name brings along gives a terminal no orders.
pub(crate) fn print(line: &str) {
    let _ = writeln!(io::stdout().lock(), "{}", stray::visible(line));
}

/// Prints a message for people.
pub(crate) fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", stray::visible(line));
}

/// Prints what went wrong.
pub(crate) fn complain(problem: &Message) {
    say(&format!("chengwen: {}", said(problem)));
}

/// Prints what went wrong with one input or output.
pub(crate) fn blame(what: impl Display, failure: &Failure) {
    complain(&blamed(what, failure.message.clone()));
}

/// A problem with where it is: an input, an output, a place in a file.
pub(crate) fn blamed(what: impl Display, problem: impl Into<Message>) -> Message {
    message!("%{input}: %{problem}", input = what.to_string(), problem = problem.into())
}

/// Prints everything that makes no sense on the command line, each once.
pub(crate) fn misused(problems: impl IntoIterator<Item = Message>) -> Outcome {
    let mut told = BTreeSet::new();
    problems.into_iter().filter(|problem| told.insert(said(problem))).for_each(|problem| complain(&problem));
    Outcome::Usage
}

/// Prints what clap has to say: help that was asked for, or what is wrong with the command line `args`; `command` knows the options.
pub(crate) fn refuse(error: &clap::Error, args: &[OsString], command: &dyn Fn() -> Command) -> Outcome {
    let asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    let explained = fault::explained(error, &Line { args, command, language: spoken() });
    let help = || help::in_columns(&error.render().to_string()).trim_end().to_owned();
    match explained {
        Some(fault) => complain(&fault),
        // Nobody is left to hear of a failure to print.
        None if spoken() == Language::English => drop(error.print()),
        None if asked => print(&help()),
        None => say(&help()),
    }
    if asked { Outcome::Done } else { Outcome::Usage }
}

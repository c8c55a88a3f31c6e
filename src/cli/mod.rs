//! The only terminal, clock and environment.

mod args;
mod beside;
mod bind;
mod closing;
mod config;
mod convert;
mod elements;
mod fault;
mod fonts;
mod formats;
mod help;
mod implied;
mod inspect;
mod labels;
mod language;
mod options;
mod output;
mod pictures;
mod plan;
mod preview;
mod recipe;
mod report;
mod rules;
mod shell;
mod split;
mod stream;
mod teller;
mod templates;
mod watch;
mod wording;
mod worker;

use std::ffi::OsString;
use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::OnceLock;

use clap::error::ErrorKind;

use crate::batch::Failure;
use crate::cli::args::{Cli, Command};
use crate::cli::config::Refusal;
use crate::message;
use crate::message::{Language, Message};

/// How a run ended, as the exit code tells it; the later, the worse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Everything was done.
    #[default]
    Done,
    /// Done, with findings the user asked to fail on.
    Findings,
    /// Some input failed.
    Failed,
    /// The user interrupted.
    Interrupted,
    /// The command line makes no sense.
    Usage,
}

impl Outcome {
    /// The code of an interrupted run, as shells have it.
    const INTERRUPTED: u8 = 130;
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(match outcome {
            Outcome::Done => 0,
            Outcome::Findings => 1,
            Outcome::Failed => 2,
            Outcome::Interrupted => Outcome::INTERRUPTED,
            Outcome::Usage => 64,
        })
    }
}

/// Runs the command line `args`, the program's name first.
///
/// Exit codes: 0 done, 1 done with findings the user asked to fail on, 2 some input failed, 64 wrong usage, 130 interrupted.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let language = *LANGUAGE.get_or_init(|| language::chosen(&args));
    let outcome = match config::parse(&args, language) {
        Ok(cli) => answer(&cli),
        Err(Refusal::CommandLine(error)) => refuse(&error),
        Err(Refusal::Files(faults)) => misused(faults),
    };
    outcome.into()
}

/// Runs the subcommand.
fn answer(cli: &Cli) -> Outcome {
    match &cli.command {
        Command::Convert(args) => convert::run(args),
        Command::Bind(args) => bind::run(args),
        Command::Split(args) => split::run(args),
        Command::Watch(args) => watch::run(args),
        Command::Stream(args) => stream::run(args),
        Command::Inspect(args) => inspect::run(args),
        Command::Fonts(args) => fonts::run(args),
        Command::Templates { command } => templates::run(command),
        Command::Rules(args) => rules::run(args),
        Command::Config { command } => config::run(command, cli),
        Command::Completions { shell } => shell::completions(*shell),
        Command::Man { folder } => shell::man(folder),
    }
}

/// Prints what clap has to say: help that was asked for, or what is wrong with the command line.
fn refuse(error: &clap::Error) -> Outcome {
    let asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    let explained = if spoken() == Language::English { None } else { fault::explained(error) };
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

/// The language of the terminal: chosen once, before anything is said.
static LANGUAGE: OnceLock<Language> = OnceLock::new();

/// The language of the terminal, once it is chosen.
fn spoken() -> Language {
    LANGUAGE.get().copied().unwrap_or_default()
}

/// A message in the language of the terminal.
fn said(message: &Message) -> String {
    message.said(spoken())
}

/// Prints a line of the answer; a closed pipe is no fault.
fn print(line: &str) {
    let _ = writeln!(io::stdout().lock(), "{line}");
}

/// Prints a message for people.
fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Prints what went wrong.
fn complain(problem: &Message) {
    say(&format!("chengwen: {}", said(problem)));
}

/// Prints what went wrong with one input or output.
fn blame(what: impl Display, failure: &Failure) {
    complain(&blamed(what, failure.message.clone()));
}

/// A problem with where it is: an input, an output, a place in a file.
fn blamed(what: impl Display, problem: impl Into<Message>) -> Message {
    message!("%{input}: %{problem}", input = what.to_string(), problem = problem.into())
}

/// Prints everything that makes no sense on the command line.
fn misused(problems: impl IntoIterator<Item = Message>) -> Outcome {
    problems.into_iter().for_each(|problem| complain(&problem));
    Outcome::Usage
}

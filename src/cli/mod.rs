//! The only terminal, clock and environment.

mod args;
mod astray;
mod bind;
mod bundles;
mod closing;
mod config;
mod console;
mod convert;
mod fault;
mod fonts;
mod formats;
mod globs;
mod help;
mod implied;
mod input;
mod inspect;
mod labels;
mod language;
mod mcp;
mod near;
mod neighbours;
mod options;
mod outcome;
mod output;
mod page;
mod pictures;
mod plan;
mod pool;
mod preview;
mod real;
mod recipe;
mod report;
mod report_file;
mod rules;
mod shell;
mod split;
mod stream;
mod templates;
mod terminal;
mod typed;
mod watch;
mod why;
mod wording;
mod worker;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use crate::cli::args::{Cli, Command};
use crate::cli::config::Refusal;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{misused, refuse, speak};
use crate::message::Message;

/// Runs the command line `args`, the program's name first.
///
/// Exit codes: 0 done, 1 done with findings the user asked to fail on, 2 some input failed, 64 wrong usage, 130 interrupted.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    ExitCode::from(code(args))
}

/// [`run`], for who is not a process of its own: the exit code as a number.
pub fn code(args: impl IntoIterator<Item = OsString>) -> u8 {
    let mut args = typed::repaired(config::command, args.into_iter().collect());
    let language = speak(|| language::chosen(&args));
    let outcome = match config::parse(&mut args, language) {
        Ok(mut cli) => match globs::expand(&mut cli.command, &args) {
            Ok(()) => answer(&cli),
            Err(problems) => misused(problems),
        },
        Err(Refusal::CommandLine(error)) => refuse(&error, &args, &config::command),
        Err(Refusal::Files(faults)) => misused(faults),
    };
    outcome.code()
}

/// The pictures beside the file `input`, as the command reads them: from its folder and those below it, by no link.
pub fn pictures_beside(input: &Path) -> impl Fn(&str) -> Result<Vec<u8>, Message> + Sync + use<> {
    pictures::beside(input)
}

/// What `chengwen stream` without options answers to one record: for those who test it without a process.
pub fn answer_record(line: &[u8]) -> Vec<u8> {
    stream::answer_one(line)
}

/// Runs the subcommand.
fn answer(cli: &Cli) -> Outcome {
    match &cli.command {
        Command::Convert(args) => convert::run(args),
        Command::Bind(args) => bind::run(args),
        Command::Split(args) => split::run(args),
        Command::Watch(args) => watch::run(args),
        Command::Stream(args) => stream::run(args),
        Command::Mcp(args) => mcp::run(args),
        Command::Page(args) => page::run(args),
        Command::Inspect(args) => inspect::run(args),
        Command::Fonts(args) => fonts::run(args),
        Command::Templates { command } => templates::run(command),
        Command::Rules(args) => rules::run(args),
        Command::Config { command } => config::run(command, cli),
        Command::Completions { shell } => shell::completions(*shell),
        Command::Man { folder } => shell::man(folder),
    }
}

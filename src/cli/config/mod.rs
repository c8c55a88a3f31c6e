//! `chengwen.toml`: what files say where the command line says nothing.
//!
//! Which files there are (here) → what each says, every fault with its line (`file`, `setting`, `trial`; `keys` has what they may say) →
//! the [`Layer`] of all of them, the nearest on top → the defaults of clap's options, so that the rest of the program knows of
//! no file. `show` and `schema` tell the user.

mod file;
mod keys;
mod layer;
mod schema;
mod setting;
mod show;
mod trial;

use std::ffi::OsString;

use clap::FromArgMatches;

use crate::cli::args::{Cli, ConfigCommand};
use crate::cli::config::layer::Layer;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{print, said, say};
use crate::cli::{help, implied};
use crate::message::{Language, Message};

pub(crate) use keys::command;
pub(crate) use layer::NAME;

/// Why a command line came to nothing.
pub(crate) enum Refusal {
    /// It is wrong, or asks for help.
    CommandLine(clap::Error),
    /// Every fault of the configuration files.
    Files(Vec<Message>),
}

impl From<clap::Error> for Refusal {
    fn from(error: clap::Error) -> Refusal {
        Refusal::CommandLine(error)
    }
}

/// The command line `args`, which gets the command that need not be said, with what files say under it.
pub(crate) fn parse(args: &mut Vec<OsString>, language: Language) -> Result<Cli, Refusal> {
    let command = keys::command();
    implied::with_command(&command, args);
    let args = args.as_slice();
    let mut matches = help::said(command.clone(), language).try_get_matches_from(args)?;
    if let Some((name, typed)) = matches.subcommand() {
        let layer = Layer::under(&command, name, typed).map_err(Refusal::Files)?;
        // A file cannot silence what is said of it.
        let notice =
            layer.notice().filter(|_| !typed.try_get_one("quiet").is_ok_and(|quiet| quiet == Some(&true)));
        if !layer.entries.is_empty() {
            matches = layer.laid_under(command).try_get_matches_from(args)?;
        }
        notice.iter().for_each(|notice| say(&said(notice)));
    }
    Ok(Cli::from_arg_matches(&matches)?)
}

/// Runs `chengwen config`.
pub(crate) fn run(command: &ConfigCommand, cli: &Cli) -> Outcome {
    match command {
        ConfigCommand::Show { line } => show::run(line, cli),
        ConfigCommand::Schema => {
            print(&format!("{:#}", schema::schema()));
            Outcome::Done
        }
    }
}

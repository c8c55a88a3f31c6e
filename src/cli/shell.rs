//! `chengwen completions` and `chengwen man`: what shells and `man` read of the command line.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use clap::builder::PossibleValuesParser;
use clap::{Command, CommandFactory, ValueHint};
use clap_complete::Shell;
use clap_mangen::Man;

use crate::cli::args::Cli;
use crate::cli::help;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{complain, said, spoken};
use crate::message;
use crate::message::Message;
use crate::rules::registry;
use crate::{script, template};

/// Prints the completions for `shell`.
pub(crate) fn completions(shell: Shell) -> Outcome {
    let mut script = Vec::new();
    let mut command = offering(help::brief(Cli::command(), spoken()));
    clap_complete::generate(shell, &mut command, "chengwen", &mut script);
    // A closed pipe is no fault.
    let _ = io::stdout().lock().write_all(&script);
    Outcome::Done
}

/// `command` with what its options take, where a shell would otherwise offer the names of files.
fn offering(command: Command) -> Command {
    let command = command.mut_args(|arg| match arg.get_id().as_str() {
        "template" => arg.value_parser(PossibleValuesParser::new(template::names())),
        "script" => arg.value_parser(PossibleValuesParser::new(script::Target::ALL.map(|(name, _)| name))),
        "keep" | "drop" => arg.value_parser(PossibleValuesParser::new(optional())),
        "set" | "author" | "latin" | "columns" | "title" | "organ" | "date" | "from_encoding" => {
            arg.value_hint(ValueHint::Other)
        }
        _ => arg,
    });
    let below: Vec<String> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    below.into_iter().fold(command, |command, name| command.mut_subcommand(name, offering))
}

/// The rules a user decides about, and their groups.
fn optional() -> Vec<&'static str> {
    let rules = registry::all().filter(|rule| rule.is_optional());
    let mut ids: Vec<&str> = rules.flat_map(|rule| [rule.group(), rule.id]).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Writes a page for the program and one for each command to `folder`.
pub(crate) fn man(folder: &Path) -> Outcome {
    let mut command = help::said(Cli::command().disable_help_subcommand(true), spoken());
    command.build();
    match fs::create_dir_all(folder).and_then(|()| pages(&command, folder)) {
        Ok(()) => Outcome::Done,
        Err(error) => {
            complain(&message!(
                "cannot write the man pages to %{folder}: %{error}; name another folder",
                folder = folder.display(),
                error = error
            ));
            Outcome::Failed
        }
    }
}

/// The page of a command and those of the commands below it.
fn pages(command: &Command, folder: &Path) -> io::Result<()> {
    command.get_subcommands().try_for_each(|below| pages(below, folder))?;
    let man = Man::new(command.clone());
    let mut page = Vec::new();
    man.render(&mut page)?;
    let mut page = String::from_utf8(page).map_err(io::Error::other)?;
    if command.get_name() == Cli::command().get_name() {
        page = page.replace(".SH VERSION", &format!("{}.SH VERSION", surroundings()));
    }
    fs::write(folder.join(man.get_filename()), help::headed(&page, spoken()))
}

/// What of files and the environment the program looks at.
fn surroundings() -> String {
    let row = |name: &str, what: &Message| format!(".TP\n{name}\n{}\n", said(what));
    let config = message!(
        "the options of an office: beside the input, in a folder above it, and in the folder for the configuration of programs"
    );
    let side = message!("elements of the text of the same name: 发文字号, 主送机关 and so on");
    let language = message!("language of help and messages, zh or en; --lang stands above it");
    [
        ".SH FILES\n".to_owned(),
        row("chengwen.toml", &config),
        row("*.toml", &side),
        ".SH ENVIRONMENT\n".to_owned(),
        row("CHENGWEN_LANG", &language),
    ]
    .concat()
}

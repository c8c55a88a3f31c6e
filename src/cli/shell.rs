//! `chengwen completions` and `chengwen man`: what shells and `man` read of the command line.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;

use crate::cli::args::Cli;
use crate::cli::help;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{complain, spoken};
use crate::message;

/// Prints the completions for `shell`.
pub(crate) fn completions(shell: Shell) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut help::brief(Cli::command(), spoken()), "chengwen", &mut script);
    // A closed pipe is no fault.
    let _ = io::stdout().lock().write_all(&script);
    Outcome::Done
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
    let page = String::from_utf8(page).map_err(io::Error::other)?;
    fs::write(folder.join(man.get_filename()), help::headed(&page, spoken()))
}

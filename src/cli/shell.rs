//! `chengwen completions` and `chengwen man`: what shells and `man` read of the command line.

use std::io::{self, Write};
use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::args::Cli;
use crate::cli::{Outcome, complain};
use crate::message;

/// Prints the completions for `shell`.
pub(crate) fn completions(shell: Shell) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "chengwen", &mut script);
    // A closed pipe is no fault.
    let _ = io::stdout().lock().write_all(&script);
    Outcome::Done
}

/// Writes a page for the program and one for each command to `folder`.
pub(crate) fn man(folder: &Path) -> Outcome {
    let written = std::fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(Cli::command().disable_help_subcommand(true), folder));
    match written {
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

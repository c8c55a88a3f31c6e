//! `chengwen templates`: what templates there are, what is in them, whether one of your own is right.

use std::path::Path;

use crate::cli::args::TemplatesCommand;
use crate::cli::options;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{blamed, complain, misused, print, said};
use crate::error::Error;
use crate::message;
use crate::template;

/// Runs the subcommand.
pub(crate) fn run(command: &TemplatesCommand) -> Outcome {
    match command {
        TemplatesCommand::List => list(),
        TemplatesCommand::Show { name } => show(name),
        TemplatesCommand::Check { files } => {
            files.iter().map(|file| check(file)).max().unwrap_or(Outcome::Done)
        }
        TemplatesCommand::Schema => {
            print(&format!("{:#}", template::schema()));
            Outcome::Done
        }
    }
}

fn list() -> Outcome {
    for name in template::names() {
        let summary = template::builtin(name).map(|template| template.summary).unwrap_or_default();
        print(&format!("{name:<12} {summary}"));
    }
    Outcome::Done
}

fn show(name: &str) -> Outcome {
    match template::source(name) {
        Some(text) => {
            print(text.trim_end());
            Outcome::Done
        }
        None => misused(template::builtin(name).err().map(|error| error.message())),
    }
}

fn check(file: &Path) -> Outcome {
    match options::template(&file.to_string_lossy()) {
        Ok(template) => {
            print(&said(&message!(
                "%{file}: right; %{summary}",
                file = file.display(),
                summary = template.summary
            )));
            Outcome::Done
        }
        Err(Error::Template { faults, .. }) => {
            faults.into_iter().for_each(|fault| complain(&blamed(file.display(), fault)));
            Outcome::Failed
        }
        Err(error) => {
            complain(&error.message());
            Outcome::Failed
        }
    }
}

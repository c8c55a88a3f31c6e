//! What a file says is tried as if it had been typed, so that what is wrong with it is told with its line.

use std::path::Path;

use clap::{Arg, Command, CommandFactory, Parser};

use crate::batch::plan::Choice;
use crate::cli::args::{ChoiceArgs, ReadingArgs};
use crate::cli::config::keys::Wants;
use crate::cli::config::setting::{Fault, Setting, fault, one_value};
use crate::cli::{fault as refused, options};
use crate::message;
use crate::message::Message;

/// The options whose values can be looked at one by one.
#[derive(Parser)]
#[command(no_binary_name = true)]
struct Trial {
    #[arg(long)]
    template: Option<String>,
    #[command(flatten)]
    choice: ChoiceArgs,
    #[command(flatten)]
    reading: ReadingArgs,
}

/// What is wrong with the values of a file.
pub(crate) fn faults(entries: &[Setting]) -> Vec<Fault> {
    // Rules of the user's own may be named by `keep` and `drop`.
    let rules: Vec<String> =
        entries.iter().filter(|entry| entry.key.name() == "rules").flat_map(typed).collect();
    let by_rules = |entry: &Setting| ["keep", "drop"].contains(&entry.key.name());
    let faults_of = |entry: &Setting| -> Vec<Fault> {
        let rules = if by_rules(entry) { &rules[..] } else { &[] };
        problems(entry, rules).into_iter().map(|problem| fault(&entry.place, problem)).collect()
    };
    let tried = entries.iter().filter(|entry| !matches!(entry.key.kind, Wants::Switch | Wants::Elements));
    let (named, others): (Vec<&Setting>, Vec<&Setting>) = tried.partition(|entry| by_rules(entry));
    let mut faults: Vec<Fault> = others.into_iter().flat_map(faults_of).collect();
    // As long as the rules cannot be read, nothing can be said of their names.
    let known = rules.is_empty() || faults.is_empty();
    faults.extend(named.into_iter().filter(|_| known).flat_map(faults_of));
    faults
}

/// The values as they would be typed.
fn typed(entry: &Setting) -> impl Iterator<Item = String> + '_ {
    entry.values.iter().map(|value| format!("--{}={value}", entry.key.name()))
}

fn problems(entry: &Setting, rules: &[String]) -> Vec<Message> {
    let refused: Vec<Message> = typed(entry).filter_map(|typed| refused(entry, typed)).collect();
    if !refused.is_empty() {
        return refused;
    }
    let name = entry.key.name();
    if !Trial::command().get_arguments().any(|arg| arg.get_long() == Some(name)) {
        return missing(entry);
    }
    match Trial::try_parse_from(typed(entry).chain(rules.iter().cloned())) {
        Ok(trial) => {
            let template = trial.template.as_deref().and_then(|name| options::template(name).err());
            let reading = options::reading(&trial.reading).err();
            let choice = Choice::new(Path::new("."), &trial.choice.include, &trial.choice.exclude).err();
            let problems = template.map(|error| error.message()).into_iter();
            problems.chain(reading.into_iter().chain(choice).flatten()).collect()
        }
        // Each value by itself was taken, so there are too many of them.
        Err(_) => vec![one_value(entry)],
    }
}

/// What clap has against a value.
fn refused(entry: &Setting, typed: String) -> Option<Message> {
    let arg = &entry.key.arg;
    let arg =
        Arg::new("value").long(entry.key.name().to_owned()).value_parser(arg.get_value_parser().clone());
    let error = Command::new("").no_binary_name(true).arg(arg).try_get_matches_from([typed]).err()?;
    Some(refused::of_value(&error, entry.key.name()))
}

/// Files and folders that are not there.
fn missing(entry: &Setting) -> Vec<Message> {
    let paths = entry.values.iter().filter(|_| entry.key.kind == Wants::Path);
    paths
        .filter(|path| !Path::new(path).exists())
        .map(|path| message!("%{key} names %{path}, which is not there", key = entry.key.name(), path = path))
        .collect()
}

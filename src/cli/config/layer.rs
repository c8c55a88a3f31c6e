//! What configuration files say for one command line, the nearest on top.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{self, Path, PathBuf};

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command};
use etcetera::BaseStrategy;

use crate::cli::config::file;
use crate::cli::config::keys::{self, Wants};
use crate::cli::config::setting::{Origin, Setting, one_value};
use crate::cli::formats;
use crate::cli::terminal::blamed;
use crate::message;
use crate::message::{Message, names};

/// The name of a configuration file.
pub(crate) const NAME: &str = "chengwen.toml";

/// What the files say for one command line; what that says itself is not in it.
pub(crate) struct Layer {
    /// The command.
    pub(crate) name: String,
    /// The files, the one that counts most first.
    pub(crate) files: Vec<PathBuf>,
    /// The one of them that nobody named: it lay beside the input or above it.
    found: Option<PathBuf>,
    pub(crate) entries: Vec<Setting>,
}

impl Layer {
    /// What lies under `said`, the part of the command line behind the command `name`.
    ///
    /// # Errors
    /// Every fault of every file.
    pub(crate) fn under(cli: &Command, name: &str, said: &ArgMatches) -> Result<Layer, Vec<Message>> {
        let mut layer = Layer { name: name.to_owned(), files: Vec::new(), found: None, entries: Vec::new() };
        let Some(command) = cli.find_subcommand(name) else { return Ok(layer) };
        let keys: Vec<String> = keys::of(command).iter().map(|key| key.name().to_owned()).collect();
        if keys.is_empty() || said.get_flag("isolated") {
            return Ok(layer);
        }
        (layer.files, layer.found) = files(command, said);
        let mut faults = Vec::new();
        for path in &layer.files {
            match file::read(path) {
                Ok(entries) => layer.entries.extend(entries),
                Err(found) => faults.extend(found),
            }
        }
        let mut slots = BTreeSet::new();
        layer.entries.retain(|entry| {
            let meant = entry.command.as_deref().is_none_or(|command| command == name);
            let known = keys.iter().any(|key| key == entry.key.name());
            meant && known && !is_said(command, said, entry) && slots.insert(entry.slot())
        });
        faults.extend(layer.entries.iter().filter(|entry| !fits(command, entry)).map(too_many));
        if faults.is_empty() { Ok(layer) } else { Err(faults) }
    }

    /// The command line with the values of the files as its defaults.
    pub(crate) fn laid_under(&self, cli: Command) -> Command {
        let defaults = |command: &Command| {
            let mut defaults: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for entry in &self.entries {
                let (option, values) = as_typed(command, entry);
                defaults.entry(option).or_default().extend(values);
            }
            defaults
        };
        cli.mut_subcommand(&self.name, |command| {
            defaults(&command)
                .into_iter()
                .fold(command, |command, (id, values)| command.mut_arg(id, |arg| arg.default_values(values)))
        })
    }

    /// What to say of a file that nobody named, if anything of it counts: it may have come with the texts.
    pub(crate) fn notice(&self) -> Option<Message> {
        let found = self
            .found
            .as_ref()
            .filter(|found| self.entries.iter().any(|entry| entry.place.file == **found))?;
        let mut keys: Vec<&str> = Vec::new();
        for entry in self.entries.iter().filter(|entry| entry.place.file == *found) {
            if !keys.contains(&entry.key.name()) {
                keys.push(entry.key.name());
            }
        }
        Some(message!(
            "settings are taken from %{file} (%{keys}); if it came with the texts and is not yours, --isolated leaves it out",
            file = found.display(),
            keys = names(keys)
        ))
    }

    /// Where the files say something of an option.
    pub(crate) fn place(&self, key: &str, element: Option<&str>) -> Option<&Origin> {
        let entry = self.entries.iter().find(|entry| entry.key.name() == key && entry.element == element)?;
        Some(&entry.place)
    }
}

/// The option an entry speaks of, and its values.
fn as_typed(command: &Command, entry: &Setting) -> (String, Vec<String>) {
    let off = entry.key.kind == Wants::Switch && entry.values == ["false"];
    let id = |arg: &Arg| arg.get_id().to_string();
    match keys::opposite(command, &entry.key).filter(|_| off) {
        Some(opposite) => (id(opposite), vec![true.to_string()]),
        None if entry.key.kind == Wants::Elements => (keys::HOUSE.to_owned(), entry.values.clone()),
        None => (id(&entry.key.arg), entry.values.clone()),
    }
}

/// Whether the command line decides what an entry is about: by the same option, by one that excludes it or turns it off, or by the
/// name of the output, which says the format. Elements are laid over each other one by one, later.
fn is_said(command: &Command, said: &ArgMatches, entry: &Setting) -> bool {
    let name = entry.key.name();
    let Some(own) = keys::option(command, name) else { return false };
    let excludes =
        |a: &Arg, b: &Arg| command.get_arg_conflicts_with(a).iter().any(|arg| arg.get_id() == b.get_id());
    let off = keys::off(command, &entry.key).map(Arg::get_id);
    let is = |arg: &Arg| arg.get_id() == own.get_id() || off == Some(arg.get_id());
    let decides = |arg: &&Arg| is(arg) || excludes(arg, own) || excludes(own, arg);
    let by_option = command.get_arguments().filter(decides).any(|arg| is_typed(said, arg.get_id().as_str()));
    let output = (name == "to").then(|| said.try_get_one::<PathBuf>("output").ok().flatten()).flatten();
    let by_output = output.and_then(|output| formats::named(output)).is_some();
    entry.key.kind != Wants::Elements && (by_option || by_output)
}

/// Whether an option stands on the command line.
pub(crate) fn is_typed(said: &ArgMatches, id: &str) -> bool {
    said.value_source(id) == Some(ValueSource::CommandLine)
}

/// Whether the command takes as many values.
fn fits(command: &Command, entry: &Setting) -> bool {
    let several = keys::of(command).iter().any(|key| key.name() == entry.key.name() && key.several);
    several || entry.values.len() <= 1 || entry.key.kind == Wants::Elements
}

fn too_many(entry: &Setting) -> Message {
    blamed(&entry.place, one_value(entry))
}

/// The files that are read for a command line, the one that counts most first; and which of them was found near the input.
fn files(command: &Command, said: &ArgMatches) -> (Vec<PathBuf>, Option<PathBuf>) {
    if let Some(named) = said.get_one::<PathBuf>("config") {
        return (vec![named.clone()], None);
    }
    let own = own_file().filter(|own| own.is_file());
    let near = nearest(&first_input(command, said)).filter(|near| own.as_ref() != Some(near));
    (near.iter().cloned().chain(own).collect(), near)
}

/// The first input, or the list of inputs; the current folder where there is none.
fn first_input(command: &Command, said: &ArgMatches) -> PathBuf {
    let positional = command.get_positionals().next().map(|arg| arg.get_id().as_str());
    let raw = |id: &str| said.try_get_raw(id).ok().flatten().and_then(|mut values| values.next());
    let first = positional.and_then(raw).or_else(|| raw("list"));
    PathBuf::from(first.filter(|input| *input != "-").unwrap_or(OsStr::new(".")))
}

/// The configuration file in the folder of `input`, or in the nearest folder above it.
fn nearest(input: &Path) -> Option<PathBuf> {
    let input = fs::canonicalize(input).or_else(|_| path::absolute(input)).ok()?;
    input.ancestors().map(|folder| folder.join(NAME)).find(|file| file.is_file())
}

/// The user's own file.
fn own_file() -> Option<PathBuf> {
    Some(etcetera::choose_base_strategy().ok()?.config_dir().join("chengwen").join(NAME))
}

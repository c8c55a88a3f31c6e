//! `chengwen config show`: what a command would run with, and where each value comes from.

use std::ffi::OsString;

use clap::{ArgMatches, Command};
use unicode_width::UnicodeWidthStr;

use crate::cli::args::Cli;
use crate::cli::config::keys::{self, HOUSE, Key, Wants};
use crate::cli::config::layer::{Layer, is_typed};
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{misused, print, refuse, said};
use crate::cli::wording;
use crate::elements;
use crate::message;

/// Shows the configuration of the command line `line`: that of `convert` if it names no command.
pub(crate) fn run(line: &[OsString], cli: &Cli) -> Outcome {
    // What a command needs to run need not be there to look at its options.
    let mut command = keys::command();
    for name in keys::TABLES {
        command = command.mut_subcommand(name, |command| command.mut_args(|arg| arg.required(false)));
    }
    let args = completed(line, cli, &command);
    let matches = match command.clone().try_get_matches_from(&args) {
        Ok(matches) => matches,
        Err(error) => return refuse(&error, &args, &keys::command),
    };
    let Some((name, typed)) = matches.subcommand() else { return Outcome::Done };
    let layer = match Layer::under(&command, name, typed) {
        Ok(layer) => layer,
        Err(faults) => return misused(faults),
    };
    match layer.laid_under(command.clone()).try_get_matches_from(&args) {
        Ok(merged) => {
            let command = command.find_subcommand(name);
            let merged = merged.subcommand_matches(name);
            command.zip(merged).into_iter().for_each(|(command, merged)| show(command, merged, &layer));
            Outcome::Done
        }
        Err(error) => refuse(&error, &args, &keys::command),
    }
}

/// The command line to look at, with the program's name and what was said of configuration files.
fn completed(line: &[OsString], cli: &Cli, command: &Command) -> Vec<OsString> {
    let mut args = vec![OsString::from(command.get_name())];
    let named = line.first().and_then(|word| word.to_str());
    if named.is_none_or(|word| command.find_subcommand(word).is_none()) {
        args.push("convert".into());
    }
    args.extend(line.iter().cloned());
    args.extend(cli.isolated.then(|| "--isolated".into()));
    if let Some(file) = &cli.config {
        args.extend(["--config".into(), file.clone().into()]);
    }
    args
}

fn show(command: &Command, merged: &ArgMatches, layer: &Layer) {
    print(&format!("# chengwen {}", layer.name));
    layer.files.iter().for_each(|file| print(&format!("# {}", file.display())));
    let (tables, keys): (Vec<Key>, Vec<Key>) =
        keys::of(command).into_iter().partition(|key| key.kind == Wants::Elements);
    let rows: Vec<(String, String)> = keys.iter().map(|key| row(command, merged, layer, key)).collect();
    aligned(&rows);
    let rows: Vec<(String, String)> = tables.iter().flat_map(|key| elements(merged, layer, key)).collect();
    if !rows.is_empty() {
        print("\n[set]");
        aligned(&rows);
    }
}

/// Values, and behind them where they come from.
fn aligned(rows: &[(String, String)]) {
    // Half a row and a little: longer values would push all origins off the screen.
    const WIDEST: usize = 48;
    let widest = rows.iter().map(|(value, _)| value.width()).max().unwrap_or(0).min(WIDEST);
    rows.iter().for_each(|(value, origin)| print(&format!("{}  # {origin}", wording::padded(value, widest))));
}

/// `key = value` and its origin.
fn row(command: &Command, merged: &ArgMatches, layer: &Layer, key: &Key) -> (String, String) {
    let (name, id) = (key.name(), key.arg.get_id().as_str());
    let opposite = keys::opposite(command, key);
    let is_off = opposite.is_some_and(|arg| merged.get_flag(arg.get_id().as_str()));
    let mut switches = [Some(&key.arg), keys::off(command, key)].into_iter().flatten();
    let typed = switches.find(|arg| is_typed(merged, arg.get_id().as_str()));
    let origin = match (typed.and_then(|arg| arg.get_long()), layer.place(name, None)) {
        (Some(option), _) => format!("--{option}"),
        (None, Some(place)) => place.to_string(),
        (None, None) => said(&message!("default")),
    };
    let shown = match key.kind {
        Wants::Switch if is_off => Some("false".to_owned()),
        Wants::Switch if opposite.is_some() => merged.get_flag(id).then(|| "true".to_owned()),
        Wants::Switch => Some(merged.get_flag(id).to_string()),
        _ => words(key, raw(merged, id)),
    };
    match shown {
        Some(shown) => (format!("{name} = {shown}"), origin),
        // TOML has no word for nothing.
        None => (format!("# {name}"), said(&message!("not set"))),
    }
}

fn raw(merged: &ArgMatches, id: &str) -> Vec<String> {
    let raw = merged.get_raw(id).into_iter().flatten();
    raw.map(|value| value.to_string_lossy().into_owned()).collect()
}

/// Values as TOML has them; `None` if there are none.
fn words(key: &Key, values: Vec<String>) -> Option<String> {
    let word = |value: &String| match key.kind {
        Wants::Number => value.clone(),
        _ => toml::Value::from(value.as_str()).to_string(),
    };
    match &values[..] {
        [] => None,
        [one] if !key.several => Some(word(one)),
        several => Some(format!("[{}]", several.iter().map(word).collect::<Vec<_>>().join(", "))),
    }
}

/// The elements of the command line, and those of the files it does not name.
fn elements(merged: &ArgMatches, layer: &Layer, key: &Key) -> Vec<(String, String)> {
    let typed = by_element(raw(merged, key.arg.get_id().as_str()));
    let mut below = by_element(raw(merged, HOUSE));
    below.retain(|(name, _)| !typed.iter().any(|(typed, _)| typed == name));
    let typed = typed.into_iter().map(|element| (element, format!("--{}", key.name())));
    let below = below.into_iter().map(|element| {
        let place = layer.place(key.name(), Some(&element.0));
        (element, place.map(ToString::to_string).unwrap_or_default())
    });
    let row = |((name, values), origin): ((String, Vec<String>), String)| {
        let key = Key { several: values.len() > 1, ..key.clone() };
        words(&key, values).map(|value| (format!("{name} = {value}"), origin))
    };
    typed.chain(below).filter_map(row).collect()
}

/// `key=value`, again and again, by the English name of the element.
fn by_element(settings: Vec<String>) -> Vec<(String, Vec<String>)> {
    let mut elements: Vec<(String, Vec<String>)> = Vec::new();
    for setting in settings {
        let (name, value) = setting.split_once('=').unwrap_or((&setting, ""));
        let name = elements::Key::named(name).map_or(name, |element| element.row().name).to_owned();
        match elements.iter_mut().find(|(known, _)| *known == name) {
            Some((_, values)) => values.push(value.to_owned()),
            None => elements.push((name, vec![value.to_owned()])),
        }
    }
    elements
}

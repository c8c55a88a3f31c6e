//! The keys of a configuration file: the long options of the commands, so that an option is described in one place (`args.rs`).

use std::any::TypeId;
use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, CommandFactory};

use crate::cli::args::Cli;
use crate::message;
use crate::message::Message;

/// The commands a file can speak to in a table of its own, `[watch]`.
pub(crate) const TABLES: [&str; 6] = ["convert", "bind", "split", "watch", "stream", "inspect"];

/// Options that belong to one run and are said on the command line only.
const ONE_RUN: [&str; 12] = [
    "output", "force", "report", "resume", "dry-run", "diff", "list", "title", "lang", "config", "isolated",
    "why",
];

/// The option that takes what files say of elements; it lies below `--set`.
pub(crate) const HOUSE: &str = "house";

/// What a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wants {
    /// `true` or `false`.
    Switch,
    /// A whole number.
    Number,
    /// A word.
    Word,
    /// A file or folder.
    Path,
    /// Elements with their values.
    Elements,
}

/// A key of a configuration file: an option of a command.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub(crate) arg: Arg,
    pub(crate) kind: Wants,
    /// Whether it takes several values.
    pub(crate) several: bool,
}

impl Key {
    fn of(arg: &Arg, command: &Command) -> Option<Key> {
        let name = arg.get_long()?;
        let negates = name.strip_prefix("no-").is_some_and(|name| option(command, name).is_some());
        if negates || arg.is_hide_set() || ONE_RUN.contains(&name) {
            return None;
        }
        let taken = arg.get_value_parser().type_id();
        let is_number = [TypeId::of::<u8>(), TypeId::of::<u16>()].iter().any(|number| taken == *number);
        let kind = match arg.get_action() {
            ArgAction::Set | ArgAction::Append if name == "set" => Wants::Elements,
            ArgAction::Set | ArgAction::Append if taken == TypeId::of::<PathBuf>() => Wants::Path,
            ArgAction::Set | ArgAction::Append if is_number => Wants::Number,
            ArgAction::Set | ArgAction::Append => Wants::Word,
            _ => Wants::Switch,
        };
        Some(Key { kind, several: matches!(arg.get_action(), ArgAction::Append), arg: arg.clone() })
    }

    /// Its name, that of the long option.
    pub(crate) fn name(&self) -> &str {
        self.arg.get_long().unwrap_or_default()
    }

    /// What it takes, in words.
    pub(crate) fn takes(&self) -> Message {
        match (self.kind, self.several) {
            (Wants::Switch, _) => message!("true or false"),
            (Wants::Number, _) => message!("a whole number"),
            (Wants::Word | Wants::Path, false) => message!("a word in quotes"),
            (Wants::Word | Wants::Path, true) => message!("a word in quotes or a list of them"),
            (Wants::Elements, _) => {
                message!("a table of elements, for example [set] and below it signer = \"张三\"")
            }
        }
    }
}

/// The option of this name.
pub(crate) fn option<'c>(command: &'c Command, name: &str) -> Option<&'c Arg> {
    command.get_arguments().find(|arg| arg.get_long() == Some(name))
}

/// The option that turns a switch off: `no-toc` of `toc`.
pub(crate) fn off<'c>(command: &'c Command, key: &Key) -> Option<&'c Arg> {
    option(command, &no(key.name())).filter(|_| key.kind == Wants::Switch)
}

/// The option that turns a switch off for good, where saying nothing means a third thing: `no-toc` of `toc`.
pub(crate) fn opposite<'c>(command: &'c Command, key: &Key) -> Option<&'c Arg> {
    off(command, key).filter(|arg| !arg.is_hide_set())
}

fn no(name: &str) -> String {
    format!("no-{name}")
}

/// The command line as it is read: every switch a file can turn on has a `--no-NAME` that turns it off again.
pub(crate) fn command() -> Command {
    Cli::command().mut_subcommands(|command| {
        let switches = of(&command).into_iter().filter(|key| key.kind == Wants::Switch);
        let on: Vec<Key> = switches.filter(|key| off(&command, key).is_none()).collect();
        let command = command.mut_args(|arg| match on.iter().find(|key| key.arg.get_id() == arg.get_id()) {
            Some(key) => arg.overrides_with(no(key.name())),
            None => arg,
        });
        command.args(on.iter().map(|key| {
            let name = no(key.name());
            Arg::new(name.clone())
                .long(name)
                .action(ArgAction::SetTrue)
                .overrides_with(key.arg.get_id())
                .hide(true)
        }))
    })
}

/// The keys of one command, in the order of its help.
pub(crate) fn of(command: &Command) -> Vec<Key> {
    command.get_arguments().filter_map(|arg| Key::of(arg, command)).collect()
}

/// The keys of the table of `command`, or those that stand at the top: each once, as the first command has it that takes most values.
pub(crate) fn allowed(command: Option<&str>) -> Vec<Key> {
    let cli = Cli::command();
    let commands = TABLES.into_iter().filter(|name| command.is_none_or(|command| *name == command));
    let mut keys: Vec<Key> = Vec::new();
    for key in commands.filter_map(|name| cli.find_subcommand(name)).flat_map(of) {
        match keys.iter_mut().find(|known| known.name() == key.name()) {
            Some(known) if key.several && !known.several => *known = key,
            Some(_) => {}
            None => keys.push(key),
        }
    }
    keys
}

//! What is wrong with a command line, said in the user's language.

use std::error::Error;
use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};

use crate::cli::{help, near};
use crate::message;
use crate::message::{Language, Message, Value, names};

/// What else people call options.
const OTHER_NAMES: [(&str, &str); 23] = [
    ("sort", "order"),
    ("out", "output"),
    ("outdir", "output"),
    ("out-dir", "output"),
    ("output-dir", "output"),
    ("输出", "output"),
    ("格式", "to"),
    ("output-format", "to"),
    ("模板", "template"),
    ("style", "template"),
    ("标题", "title"),
    ("字形", "script"),
    ("覆盖", "force"),
    ("overwrite", "force"),
    ("yes", "force"),
    ("encoding", "from-encoding"),
    ("charset", "from-encoding"),
    ("编码", "from-encoding"),
    ("threads", "jobs"),
    ("workers", "jobs"),
    ("目录", "toc"),
    ("封面", "cover"),
    ("fonts", "font-dir"),
];

/// A command line, and what it is looked at with.
pub(crate) struct Line<'a> {
    pub(crate) args: &'a [OsString],
    /// The options and commands there are.
    pub(crate) command: &'a dyn Fn() -> Command,
    pub(crate) language: Language,
}

impl Line<'_> {
    /// The command it is about.
    fn running<'c>(&self, cli: &'c Command) -> Option<&'c Command> {
        self.args.iter().skip(1).find_map(|word| cli.find_subcommand(word))
    }
}

/// The fault clap found in a command line; `None` for what is none: help and the version.
pub(crate) fn explained(error: &clap::Error, line: &Line<'_>) -> Option<Message> {
    let of = |kind: ContextKind| error.get(kind).map(joined).unwrap_or_default();
    let (arg, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let message = match error.kind() {
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if !value.is_empty() => {
            return Some(of_value(error, &arg));
        }
        ErrorKind::UnknownArgument if !arg.starts_with('-') => {
            message!("%{arg} is one word too many: the command takes fewer inputs", arg = arg)
        }
        ErrorKind::UnknownArgument => return Some(unknown(&arg, line)),
        ErrorKind::InvalidSubcommand => return Some(no_command(&of(ContextKind::InvalidSubcommand), line)),
        ErrorKind::InvalidValue | ErrorKind::TooFewValues => message!("%{arg} needs a value", arg = arg),
        ErrorKind::NoEquals => message!("%{arg} needs = before its value", arg = arg),
        ErrorKind::InvalidUtf8 => message!("a value is not UTF-8 text"),
        ErrorKind::MissingRequiredArgument => {
            let missing = message!("%{arg} is missing", arg = arg);
            return Some(with_usage(missing, line));
        }
        ErrorKind::MissingSubcommand => message!("a command is missing"),
        ErrorKind::ArgumentConflict => {
            message!(
                "%{arg} and %{other} cannot be used together",
                arg = arg,
                other = of(ContextKind::PriorArg)
            )
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            message!("%{arg} has the wrong number of values", arg = arg)
        }
        _ => return None,
    };
    Some(with_help(message))
}

fn with_help(fault: Message) -> Message {
    message!("%{fault}; --help tells more", fault = fault)
}

/// That there is no option `arg`: the command that has it, or one that was perhaps meant.
fn unknown(arg: &str, line: &Line<'_>) -> Message {
    let cli = (line.command)();
    let typed = arg.trim_start_matches('-').split('=').next().unwrap_or_default();
    let name = OTHER_NAMES.iter().find(|(other, _)| *other == typed).map_or(typed, |(_, name)| name);
    let is_short = !arg.starts_with("--");
    let has = |command: &Command| {
        let is_it = |arg: &Arg| match is_short {
            true => arg.get_short().is_some_and(|short| name.chars().eq([short])),
            false => arg.get_long() == Some(name),
        };
        command.get_arguments().any(|arg| !arg.is_hide_set() && is_it(arg))
    };
    let none = message!("there is no option %{arg}", arg = arg);
    let Some(here) = line.running(&cli) else { return with_help(none) };
    if has(here) {
        return with_suggestion(none, Some(format!("--{name}")));
    }
    let others: Vec<&str> = cli.get_subcommands().filter(|other| has(other)).map(Command::get_name).collect();
    if !others.is_empty() {
        let option = if is_short { format!("-{name}") } else { format!("--{name}") };
        let fault = message!(
            "%{command} has no option %{option}; it belongs to %{others}",
            command = here.get_name(),
            option = option,
            others = names(others)
        );
        return with_usage(fault, line);
    }
    let known = here.get_arguments().filter(|arg| !arg.is_hide_set()).filter_map(Arg::get_long);
    match near::name(name, known) {
        Some(near) => with_suggestion(none, Some(format!("--{near}"))),
        None => with_help(none),
    }
}

/// That there is no command `name`, with those there are.
fn no_command(name: &str, line: &Line<'_>) -> Message {
    let cli = (line.command)();
    let known: Vec<&str> = cli.get_subcommands().map(Command::get_name).collect();
    let near = near::name(name, known.iter().copied()).map(str::to_owned);
    let fault = message!(
        "there is neither a command nor a file %{name}; commands are %{known}",
        name = name,
        known = names(known)
    );
    with_suggestion(fault, near)
}

fn with_usage(fault: Message, line: &Line<'_>) -> Message {
    let cli = (line.command)();
    let name = line.running(&cli).map(|command| command.get_name().to_owned()).unwrap_or_default();
    let mut cli = help::said(cli, line.language);
    // Only what has been built knows the whole name of its commands.
    cli.build();
    let usage = cli.find_subcommand_mut(&name).map(|command| command.render_usage().to_string());
    let Some(usage) = usage else { return with_help(fault) };
    let usage = usage.trim_start_matches("Usage:").split_whitespace().collect::<Vec<_>>().join(" ");
    message!("%{fault}; usage: %{usage}", fault = fault, usage = usage)
}

/// What is wrong with a value of `arg`.
pub(crate) fn of_value(error: &clap::Error, arg: &str) -> Message {
    let value = error.get(ContextKind::InvalidValue).map(joined).unwrap_or_default();
    let fault = match (error.get(ContextKind::ValidValue), error.source()) {
        (Some(known), _) => message!(
            "%{arg} cannot be \"%{value}\"; use one of %{known}",
            arg = arg,
            value = value,
            known = listed(known)
        ),
        (None, Some(why)) => {
            let why = why.downcast_ref::<Message>().cloned().unwrap_or_else(|| why.to_string().into());
            message!("%{arg} cannot be \"%{value}\": %{why}", arg = arg, value = value, why = why)
        }
        (None, None) => message!("%{arg} cannot be \"%{value}\"", arg = arg, value = value),
    };
    with_suggestion(fault, suggested(error))
}

/// What was perhaps meant.
fn suggested(error: &clap::Error) -> Option<String> {
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    kinds.into_iter().find_map(|kind| error.get(kind)).map(joined)
}

fn with_suggestion(fault: Message, near: Option<String>) -> Message {
    match near {
        Some(near) => message!("%{fault}; did you mean %{near}?", fault = fault, near = near),
        None => fault,
    }
}

fn listed(value: &ContextValue) -> Value {
    match value {
        ContextValue::Strings(values) => names(values),
        other => Value::Text(other.to_string()),
    }
}

fn joined(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(values) => values.join(", "),
        other => other.to_string(),
    }
}

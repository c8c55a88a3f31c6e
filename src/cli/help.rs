//! The help in the user's language: clap's own words and ours, by the catalogue.

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command};

use crate::message;
use crate::message::{Language, Message};

/// The command line with its help in `language`.
pub(crate) fn said(command: Command, language: Language) -> Command {
    match language {
        Language::English => command,
        Language::Chinese => translated(command, language),
    }
}

/// Words of clap itself that stand around the texts of `args.rs`.
const COMMANDS: Message = message!("Commands");
const ARGUMENTS: Message = message!("Arguments");
const OPTIONS: Message = message!("Options");
const USAGE: Message = message!("Usage");
const HELP: Message = message!("Print help");
const VERSION: Message = message!("Print version");

fn translated(command: Command, language: Language) -> Command {
    let usage = command.clone().render_usage().to_string();
    let name = command.get_name().to_owned();
    let subcommands: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let arguments: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    let (about, after) = (text(command.get_about(), language), text(command.get_after_help(), language));
    let root = command.get_version().is_some();
    let mut command = command
        .about(about)
        .after_help(after)
        .subcommand_help_heading(COMMANDS.said(language))
        .help_template(format!("{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}{{after-help}}", USAGE.said(language)))
        .override_usage(usage_line(&usage, &name, language))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag("help", 'h', ArgAction::Help, &HELP, language));
    if root {
        command = command.arg(flag("version", 'V', ArgAction::Version, &VERSION, language));
    }
    for id in arguments {
        command = command.mut_arg(id, |arg| argument(arg, language));
    }
    for name in subcommands {
        command = command.mut_subcommand(name, |sub| translated(sub, language));
    }
    command
}

fn text(text: Option<&clap::builder::StyledStr>, language: Language) -> String {
    text.map(|text| language.say(&text.to_string()).into_owned()).unwrap_or_default()
}

/// `chengwen convert [选项] <输入>...`
fn usage_line(usage: &str, name: &str, language: Language) -> String {
    let usage = usage.trim_start_matches("Usage:").trim();
    let usage = if usage.starts_with("chengwen") { usage.to_owned() } else { format!("chengwen {usage}") };
    let _ = name;
    let words = usage.split(' ').map(|word| {
        let bare = word.trim_matches(['[', ']', '<', '>', '.']);
        match bare.chars().all(|c| c.is_ascii_uppercase()) && !bare.is_empty() {
            true => word.replace(bare, &language.say(bare)),
            false => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

fn flag(name: &'static str, short: char, action: ArgAction, help: &Message, language: Language) -> Arg {
    Arg::new(name).short(short).long(name).action(action).help(help.said(language)).help_heading(OPTIONS.said(language))
}

fn argument(arg: Arg, language: Language) -> Arg {
    let heading = match arg.get_help_heading() {
        Some(own) => language.say(own).into_owned(),
        None if arg.is_positional() => ARGUMENTS.said(language),
        None => OPTIONS.said(language),
    };
    let mut help = text(arg.get_help(), language);
    let takes_value = arg.get_action().takes_values();
    if takes_value {
        help.push_str(&values(&arg, language));
    }
    let names: Vec<String> =
        arg.get_value_names().unwrap_or_default().iter().map(|name| language.say(name).into_owned()).collect();
    let arg = arg.help(help).help_heading(heading).hide_possible_values(true).hide_default_value(true);
    if takes_value && !names.is_empty() { arg.value_names(names) } else { arg }
}

/// What an argument may be, and what it is if nothing is said.
fn values(arg: &Arg, language: Language) -> String {
    let possible: Vec<String> = arg.get_possible_values().iter().map(|value| possible_value(value, language)).collect();
    let mut said = String::new();
    if !possible.is_empty() {
        said += &message!(" [possible: %{values}]", values = possible.join("、")).said(language);
    }
    let default: Vec<String> = arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    if !default.is_empty() {
        said += &message!(" [default: %{values}]", values = default.join(",")).said(language);
    }
    said
}

fn possible_value(value: &PossibleValue, language: Language) -> String {
    match value.get_help() {
        Some(help) => format!("{}（{}）", value.get_name(), language.say(&help.to_string())),
        None => value.get_name().to_owned(),
    }
}

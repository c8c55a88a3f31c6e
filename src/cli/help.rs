//! The help in the user's language: the texts of `args.rs`, and clap's own around them, by the catalogue (`help.zh.yml`).

use clap::builder::{PossibleValue, StyledStr};
use clap::{Arg, ArgAction, Command};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::message::Language;

/// The command line with its help in `language`.
pub(crate) fn said(command: Command, language: Language) -> Command {
    match language {
        Language::English => command,
        Language::Chinese => whole(command, &|text| language.say(text).into_owned()),
    }
}

/// The command line with short texts in `language`, for the completions of a shell: what an option may be is there in a list.
pub(crate) fn brief(command: Command, language: Language) -> Command {
    match language {
        Language::English => command,
        Language::Chinese => shortened(command, &|text| language.say(text).into_owned()),
    }
}

/// The headings clap_mangen gives a man page.
const HEADINGS: [&str; 8] =
    ["NAME", "SYNOPSIS", "DESCRIPTION", "EXAMPLES", "EXIT STATUS", "FILES", "ENVIRONMENT", "VERSION"];
/// Headings in the help that are such of a man page.
const PARTS: [(&str, &str); 2] = [("Examples:", "EXAMPLES"), ("Exit codes:", "EXIT STATUS")];

/// A man page with its headings in `language`, and set as that needs it: Chinese has no blanks to widen.
pub(crate) fn headed(page: &str, language: Language) -> String {
    let part =
        |line: &str| PARTS.iter().find(|(help, _)| line == language.say(help)).map(|(_, heading)| *heading);
    let line = |line: &str| match line.strip_prefix(".SH ").filter(|heading| HEADINGS.contains(heading)) {
        Some(heading) => format!(".fi\n.SH {}\n", language.say(heading)),
        None if line == ".SH EXTRA" => String::new(),
        None if part(line).is_some() => {
            format!(".fi\n.SH {}\n.nf\n", language.say(part(line).unwrap_or_default()))
        }
        None if line.starts_with(".TH ") && language == Language::Chinese => format!("{line}\n.ad l\n.nh\n"),
        None => format!("{line}\n"),
    };
    page.lines().map(line).collect()
}

/// What gives a text in another language.
type Say<'a> = &'a dyn Fn(&str) -> String;

fn whole(command: Command, say: Say<'_>) -> Command {
    let mut command = translated(command, "", say);
    // Only what has been built has clap's own subcommand `help`.
    command.build();
    helping(command, say)
}

fn shortened(mut command: Command, say: Say<'_>) -> Command {
    let said = whole(command.clone(), say);
    command.build();
    briefly(said, &command, say)
}

/// The command `said`, in which what stands behind an option is no more than what `own` has there.
fn briefly(mut said: Command, own: &Command, say: Say<'_>) -> Command {
    said = said.mut_args(|arg| {
        let own = own.get_arguments().find(|own| own.get_id() == arg.get_id());
        match own.filter(|_| arg.get_action().takes_values()) {
            Some(own) => listed(arg.help(text(own.get_help(), say)), own, say),
            None => arg,
        }
    });
    for below in own.get_subcommands() {
        said = said.mut_subcommand(below.get_name(), |said| briefly(said, below, say));
    }
    said
}

/// `arg`, in which the values `own` may have say what they are.
fn listed(arg: Arg, own: &Arg, say: Say<'_>) -> Arg {
    let said = |value: PossibleValue| match value.get_help().map(ToString::to_string) {
        Some(help) => value.help(say(&help)),
        None => value,
    };
    let values: Vec<PossibleValue> = own.get_possible_values().into_iter().map(said).collect();
    if values.is_empty() { arg } else { arg.value_parser(values) }
}

/// `command`, which stands behind `path` on the command line, with all its texts as `say` has them.
fn translated(mut command: Command, path: &str, say: Say<'_>) -> Command {
    let path = format!("{path} {}", command.get_name()).trim_start().to_owned();
    let usage = usage(&command, &path, say);
    let template =
        format!("{{about-with-newline}}\n{}{{usage}}\n\n{{all-args}}{{after-help}}", say("Usage: "));
    let after = command.get_after_help().map(|text| notes(&text.to_string(), say));
    let about = text(command.get_about(), say);
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    if !names.is_empty() {
        command = command.subcommand_help_heading(say("Commands"));
    }
    command = command.about(about).help_template(template).override_usage(usage);
    command = command.disable_help_flag(true).arg(flag("help", 'h', ArgAction::Help, say("Print help"), say));
    if command.get_version().is_some() {
        let version = flag("version", 'V', ArgAction::Version, say("Print version"), say);
        command = command.disable_version_flag(true).arg(version);
    }
    command = command.mut_args(|arg| argument(arg, say)).after_help(after.unwrap_or_default());
    for name in &names {
        command = command.mut_subcommand(name, |sub| translated(sub, &path, say));
    }
    command
}

/// `command`, in which clap's `help` says what it is.
fn helping(mut command: Command, say: Say<'_>) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(&name, |sub| match &*name {
            "help" => helping(sub.about(say("Print this message or the help of a command")), say),
            _ => helping(sub, say),
        });
    }
    command
}

/// Help as a Chinese reader expects it. What clap wraps is divided at blanks, of which Chinese has few; and its headings end in a
/// half-width colon.
pub(crate) fn in_columns(help: &str) -> String {
    // As clap wraps it.
    const WIDEST: usize = 100;
    let line = |line: &str| match line.strip_suffix(':') {
        Some(heading) if !line.starts_with(' ') => format!("{heading}："),
        _ if line.width() > WIDEST => divided(line, WIDEST),
        _ => line.to_owned(),
    };
    help.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// A line in lines of at most `widest` columns; those below the first begin under its last column of text.
fn divided(line: &str, widest: usize) -> String {
    let text = line.rfind("  ").map_or(0, |at| at + 2);
    let indent = " ".repeat(line[..text].width());
    let (mut lines, mut begin, mut border) = (line[..text].to_owned(), text, text);
    let mut before = ' ';
    for (at, c) in line.char_indices().filter(|(at, _)| *at >= text) {
        if is_border(before, c) {
            border = at;
        }
        if indent.len() + line[begin..at + c.len_utf8()].width() > widest && border > begin {
            lines.extend([line[begin..border].trim_end(), "\n", &indent]);
            begin = border;
        }
        before = c;
    }
    lines + &line[begin..]
}

/// Whether a line may end between two characters: beside a Chinese one, but no mark is torn from its word.
fn is_border(before: char, after: char) -> bool {
    let wide = |c: char| c.width() == Some(2);
    let opens = |c: char| "（《“‘〔[(".contains(c);
    let closes = |c: char| "）》”’〕，。、；：？！])…".contains(c);
    (wide(before) || wide(after) || before == ' ') && !opens(before) && !closes(after)
}

fn text(text: Option<&StyledStr>, say: Say<'_>) -> String {
    text.map(|text| say(&text.to_string())).unwrap_or_default()
}

/// `chengwen convert [选项] <输入>...`
fn usage(command: &Command, path: &str, say: Say<'_>) -> String {
    let usage = command.clone().render_usage().to_string();
    let words = usage.split_whitespace().skip_while(|word| !word.starts_with(['[', '<']));
    let words = words.map(|word| {
        if word.starts_with('-') {
            return word.to_owned();
        }
        let name = word.trim_matches(['[', ']', '<', '>', '.']);
        word.replace(name, &say(name))
    });
    std::iter::once(path.to_owned()).chain(words).collect::<Vec<_>>().join(" ")
}

/// Examples and tables: what stands alone on a line is said, and what stands behind an example.
fn notes(text: &str, say: Say<'_>) -> String {
    let line = |line: &str| match line.strip_prefix("  ") {
        Some(example) => match example.split_once("  ") {
            Some((example, note)) => {
                let note = note.trim_start();
                let width = line.len() - note.len();
                format!("{:<width$}{}", format!("  {example}"), say(note))
            }
            None => line.to_owned(),
        },
        None if line.is_empty() => String::new(),
        None => say(line),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn flag(name: &'static str, short: char, action: ArgAction, help: String, say: Say<'_>) -> Arg {
    Arg::new(name).short(short).long(name).action(action).help(help).help_heading(say("Options"))
}

fn argument(arg: Arg, say: Say<'_>) -> Arg {
    if matches!(arg.get_action(), ArgAction::Help | ArgAction::Version) {
        return arg;
    }
    let heading = match arg.get_help_heading() {
        Some(own) => say(own),
        None if arg.is_positional() => say("Arguments"),
        None => say("Options"),
    };
    let mut help = text(arg.get_help(), say);
    if !arg.get_action().takes_values() {
        return arg.help(help).help_heading(heading);
    }
    help.push_str(&values(&arg, say));
    let names: Vec<String> = arg.get_value_names().unwrap_or_default().iter().map(|name| say(name)).collect();
    let arg = arg.help(help).help_heading(heading).hide_possible_values(true).hide_default_value(true);
    if names.is_empty() { arg } else { arg.value_names(names) }
}

/// What an argument may be, and what it is if nothing is said.
fn values(arg: &Arg, say: Say<'_>) -> String {
    let possible = arg.get_possible_values().into_iter().filter(|_| !arg.is_hide_possible_values_set());
    let possible: Vec<String> = possible
        .map(|value| match value.get_help() {
            Some(help) => format!("{}（{}）", value.get_name(), say(&help.to_string())),
            None => value.get_name().to_owned(),
        })
        .collect();
    let default: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    let mut said = String::new();
    if !possible.is_empty() {
        said += &format!(" [{}{}]", say("possible values: "), possible.join("、"));
    }
    if !default.is_empty() {
        said += &format!(" [{}{}]", say("default: "), default.join(","));
    }
    said
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::{BTreeMap, BTreeSet};

    use clap::CommandFactory;

    use super::*;
    use crate::cli::args::Cli;

    /// The catalogue of the help, as the file has it.
    fn catalogue() -> BTreeMap<String, String> {
        let lines = include_str!("../message/help.zh.yml").lines().filter(|line| line.starts_with('"'));
        let entries = lines.map(|line| {
            serde_json::from_str::<BTreeMap<String, String>>(&format!("{{{line}}}"))
                .expect("a line is an entry")
        });
        entries.flatten().collect()
    }

    #[test]
    fn every_text_of_the_help_has_a_translation_and_every_translation_a_text() {
        let asked = RefCell::new(BTreeSet::from(HEADINGS.map(str::to_owned)));
        shortened(Cli::command(), &|text| {
            asked.borrow_mut().insert(text.to_owned());
            text.to_owned()
        });
        let (asked, catalogue) = (asked.into_inner(), catalogue());
        let missing: Vec<_> = asked.iter().filter(|text| !catalogue.contains_key(*text)).collect();
        assert!(missing.is_empty(), "without a translation: {missing:#?}");
        let stale: Vec<_> = catalogue.keys().filter(|text| !asked.contains(*text)).collect();
        assert!(stale.is_empty(), "nobody says: {stale:#?}");
        for (text, said) in catalogue {
            assert_eq!(Language::Chinese.say(&text), said, "the catalogue of the program has it");
        }
    }

    #[test]
    fn an_example_stays_and_its_note_is_said() {
        let said = |text: &str| text.to_uppercase();
        assert_eq!(
            notes("Examples:\n  chengwen rules\n  chengwen x    as is\n\nend", &said),
            "EXAMPLES:\n  chengwen rules\n  chengwen x    AS IS\n\nEND"
        );
    }

    #[test]
    fn long_lines_are_divided_between_characters_and_never_before_a_mark() {
        let indent = " ".repeat(15);
        assert_eq!(
            divided("  --to <格式>  一二三四五六七八，九十chengwen.toml甲乙", 32),
            format!("  --to <格式>  一二三四五六七\n{indent}八，九十\n{indent}chengwen.toml甲乙")
        );
        assert_eq!(in_columns("选项:\n  -q  安静"), "选项：\n  -q  安静");
    }

    #[test]
    fn the_command_line_is_the_same_in_both_languages() {
        let chinese = said(Cli::command(), Language::Chinese);
        for args in
            [&["chengwen", "templates", "show", "hongtou"][..], &["chengwen", "convert", "a", "--to", "pdf"]]
        {
            assert!(chinese.clone().try_get_matches_from(args).is_ok(), "{args:?}");
        }
        let help = chinese
            .clone()
            .try_get_matches_from(["chengwen", "help", "convert"])
            .expect_err("help is asked for");
        assert_eq!(help.kind(), clap::error::ErrorKind::DisplayHelp);
    }
}

//! The words of a command line as people type and paste them: dashes and signs of a Chinese input method, one dash where two belong.
//!
//! `－－to＝pdf`, `——to pdf`, `—o out` and `-to docx，pdf` mean what they look like, `/?` asks for help, and `~/` is the user's folder where the
//! shell leaves it as it is. Nothing else is touched: a word that names a file that is there, a value, and what stands behind `--`.

use std::ffi::OsString;
use std::path::Path;

use clap::{Arg, Command};

/// What input methods and word processors make of `-`.
const DASHES: [char; 9] = ['-', '－', '—', '–', '―', '─', '−', '‐', '‑'];
/// Options that take several values with commas between them.
const LISTS: [&str; 5] = ["--to", "--keep", "--drop", "--fail-on", "--columns"];
/// How people ask for help elsewhere.
const HELP: [&str; 5] = ["/?", "-?", "－？", "-help", "--帮助"];
/// The user's own folder, which shells put in where it begins a word without quotes, and some nowhere.
const HOMES: [&str; 2] = ["~/", "~\\"];
/// What stands for a comma in a list.
const COMMAS: [char; 4] = ['，', '、', '；', ';'];

/// `args` in the signs of a command line; `command` knows the options.
pub(crate) fn repaired(command: impl Fn() -> Command, args: Vec<OsString>) -> Vec<OsString> {
    if !args.iter().skip(1).any(is_suspect) {
        return args;
    }
    let options = Options::of(&command());
    let mut before = String::new();
    let mut verbatim = false;
    let mut repaired = Vec::with_capacity(args.len());
    for (at, arg) in args.into_iter().enumerate() {
        verbatim |= arg == "--";
        let arg = if at == 0 || verbatim { arg } else { options.repaired(&before, arg) };
        before = arg.to_string_lossy().into_owned();
        repaired.push(arg);
    }
    repaired
}

/// Whether there may be something to repair; the names of files, in whatever script, cost nothing here.
fn is_suspect(arg: &OsString) -> bool {
    let Some(text) = arg.to_str() else { return false };
    let short = text.len() > 2 && text.starts_with('-') && !text.starts_with("--");
    short
        || HELP.contains(&text)
        || text.starts_with(DASHES) && !text.is_ascii()
        || text.contains(COMMAS)
        || HOMES.iter().any(|home| text.contains(home))
}

/// The names of all options.
struct Options {
    long: Vec<String>,
    short: Vec<char>,
}

impl Options {
    fn of(command: &Command) -> Options {
        let mut options = Options { long: vec!["help".into(), "version".into()], short: vec!['h', 'V'] };
        options.add(command);
        options
    }

    fn add(&mut self, command: &Command) {
        for arg in command.get_arguments() {
            self.long.extend(arg.get_long_and_visible_aliases().into_iter().flatten().map(str::to_owned));
            self.long.extend(arg.get_all_aliases().into_iter().flatten().map(str::to_owned));
            self.short.extend(Arg::get_short(arg));
        }
        command.get_subcommands().for_each(|below| self.add(below));
    }

    fn repaired(&self, before: &str, arg: OsString) -> OsString {
        let Some(text) = arg.to_str() else { return arg };
        if LISTS.contains(&before) {
            return text.replace(COMMAS, ",").into();
        }
        if HELP.contains(&text) && !Path::new(text).exists() {
            return "--help".into();
        }
        if let Some(path) = below_home(text) {
            return path;
        }
        match self.option(text) {
            Some(option) if !Path::new(text).exists() => option.into(),
            _ => arg,
        }
    }

    /// The option that `text` looks like, with its value if it has one.
    fn option(&self, text: &str) -> Option<String> {
        let named = text.trim_start_matches(DASHES);
        let dashes = &text[..text.len() - named.len()];
        let (name, value) = match named.find(['=', '＝']) {
            Some(at) => (&named[..at], named[at..].chars().skip(1).collect::<String>().into()),
            None => (named, None),
        };
        let name: String = name.chars().map(narrow).collect();
        if dashes.is_empty() {
            return None;
        }
        let option = if self.long.contains(&name) {
            format!("--{name}")
        } else if name.chars().count() == 1 && name.starts_with(|c| self.short.contains(&c)) {
            format!("-{name}")
        } else {
            return None;
        };
        Some(match value {
            Some(value) if LISTS.contains(&&*option) => format!("{option}={}", value.replace(COMMAS, ",")),
            Some(value) => format!("{option}={value}"),
            None => option,
        })
    }
}

/// `~/a` and `--output=~/a` as the path they mean.
fn below_home(text: &str) -> Option<OsString> {
    let (option, path) = match text.split_once('=') {
        Some((option, value)) if option.starts_with("--") => (format!("{option}="), value),
        _ => (String::new(), text),
    };
    let below = HOMES.iter().find_map(|home| path.strip_prefix(home))?;
    if Path::new("~").exists() {
        return None;
    }
    let mut whole = OsString::from(option);
    whole.push(etcetera::home_dir().ok()?.join(below));
    Some(whole)
}

/// A letter or dash of full width as that of half width.
fn narrow(c: char) -> char {
    match c {
        'ａ'..='ｚ' => char::from_u32(u32::from(c) - u32::from('ａ') + u32::from('a')).unwrap_or(c),
        '－' => '-',
        other => other,
    }
}

/// What `change` makes of a command line.
#[cfg(test)]
pub(crate) fn changed(line: &str, change: impl FnOnce(Vec<OsString>) -> Vec<OsString>) -> String {
    let made = change(line.split(' ').map(OsString::from).collect());
    made.into_iter().map(|arg| arg.into_string().unwrap()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::args::Cli;

    #[track_caller]
    fn check(line: &str, expected: &str) {
        assert_eq!(changed(line, |args| repaired(Cli::command, args)), expected);
    }

    #[test]
    fn dashes_of_an_input_method_are_dashes() {
        check("chengwen convert a －－to pdf", "chengwen convert a --to pdf");
        check("chengwen convert a ——to pdf", "chengwen convert a --to pdf");
        check("chengwen convert a —to pdf", "chengwen convert a --to pdf");
        check("chengwen convert a –o out", "chengwen convert a -o out");
        check("chengwen convert a －ｏ out －－ｔｏ pdf", "chengwen convert a -o out --to pdf");
        check("chengwen convert a －－no－toc", "chengwen convert a --no-toc");
        check("chengwen －－help", "chengwen --help");
    }

    #[test]
    fn one_dash_is_enough_for_the_name_of_an_option() {
        check("chengwen convert a -to pdf -output x", "chengwen convert a --to pdf --output x");
        check("chengwen convert a -fo x", "chengwen convert a -fo x");
        check("chengwen convert a -otto", "chengwen convert a -otto");
    }

    #[test]
    fn signs_of_full_width_part_names_and_values() {
        check("chengwen convert a --to＝pdf", "chengwen convert a --to=pdf");
        check("chengwen convert a －－to＝docx、pdf", "chengwen convert a --to=docx,pdf");
        check("chengwen convert a --to docx，pdf", "chengwen convert a --to docx,pdf");
        check("chengwen convert a --title 甲，乙", "chengwen convert a --title 甲，乙");
        check("chengwen convert a --set 文号＝甲—乙", "chengwen convert a --set 文号＝甲—乙");
    }

    #[test]
    fn what_shells_leave_is_put_in() {
        let home = etcetera::home_dir().unwrap();
        let home = home.display();
        check("chengwen convert ~/a.txt -o ~/b/", &format!("chengwen convert {home}/a.txt -o {home}/b/"));
        check("chengwen convert a --output=~/b", &format!("chengwen convert a --output={home}/b"));
        check("chengwen convert a~/b 甲~/b", "chengwen convert a~/b 甲~/b");
        check("chengwen /?", "chengwen --help");
        check("chengwen convert -?", "chengwen convert --help");
    }

    #[test]
    fn what_is_no_option_stays() {
        check("chengwen convert ——附件.txt", "chengwen convert ——附件.txt");
        check("chengwen convert —nix", "chengwen convert —nix");
        check("chengwen convert 第o章", "chengwen convert 第o章");
        check("chengwen convert -- —o", "chengwen convert -- —o");
        check("—o convert", "—o convert");
    }
}

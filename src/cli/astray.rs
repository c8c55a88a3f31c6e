//! Inputs that are no files: names as they are pasted, and words of a command line that came to stand among the names by mistake.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::{Arg, Command};
use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;

use crate::cli::near;
use crate::cli::terminal::{said, say};
use crate::message;
use crate::message::Message;
use crate::text::stray;
use crate::write;

/// Signs a name is pasted in.
const QUOTES: [char; 12] = ['"', '\'', '“', '”', '‘', '’', '「', '」', '『', '』', '《', '》'];
/// Signs between names, for who does not know that blanks stand there.
const BETWEEN: [char; 5] = [',', '，', '、', ';', '；'];
/// Options whose value is a text of several words.
const TEXTS: [&str; 4] = ["title", "organ", "date", "set"];

/// `inputs`, with the files that were plainly meant in place of names that are none: quotes and blanks around a name, several names in
/// one word. That is told.
pub(crate) fn recovered(inputs: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut found = Vec::with_capacity(inputs.len());
    for input in inputs {
        match input.to_str().filter(|_| is_missing(&input)).and_then(meant) {
            Some(files) => {
                let names: Vec<_> = files.iter().map(|file| file.display().to_string()).collect();
                // The message has its own quotes around it.
                let typed = input.display().to_string();
                let (typed, names) = (typed.trim_matches(QUOTES), message::names(names));
                say(&said(&message!("\"%{typed}\" is read as %{names}", typed = typed, names = names)));
                found.extend(files);
            }
            None => found.push(input),
        }
    }
    found
}

fn is_missing(input: &Path) -> bool {
    input.as_os_str() != "-" && !input.as_os_str().is_empty() && input.symlink_metadata().is_err()
}

/// The files that are there for `word`, which is none itself.
fn meant(word: &str) -> Option<Vec<PathBuf>> {
    if let Some(file) = one(word) {
        return Some(vec![file]);
    }
    let files: Option<Vec<PathBuf>> = word.split(BETWEEN).map(one).collect();
    files.filter(|files| files.len() > 1)
}

fn one(word: &str) -> Option<PathBuf> {
    let bare = word.trim_matches(|c: char| c.is_whitespace() || QUOTES.contains(&c) || stray::is_stray(c));
    let address =
        bare.strip_prefix("file://").map(|path| percent_decode_str(path).decode_utf8_lossy().into_owned());
    // On Windows the drive stands behind the slash: file:///C:/a.txt.
    let drive = address.as_deref().and_then(|path| path.strip_prefix('/')).map(str::to_owned);
    let narrow = bare.replace('。', ".").nfkc().collect::<String>();
    let slashes = bare.replace('\\', "/");
    let forms = [Some(bare.to_owned()), address, drive, Some(narrow), Some(slashes)];
    forms.into_iter().flatten().filter(|form| !form.is_empty()).map(PathBuf::from).find(|path| path.exists())
}

/// What is to be said of the words among `inputs` that stand there by mistake; `args` is the whole line.
pub(crate) fn problems(command: impl Fn() -> Command, args: &[OsString], inputs: &[PathBuf]) -> Vec<Message> {
    let missing: Vec<&str> =
        inputs.iter().filter(|input| is_missing(input)).filter_map(|input| input.to_str()).collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let words: Vec<&str> = args.iter().map(|arg| arg.to_str().unwrap_or_default()).collect();
    let command = command();
    let Some(sub) = words.iter().skip(1).find_map(|word| command.find_subcommand(word)) else {
        return Vec::new();
    };
    let line = Line { words, sub, missing: &missing, others: missing.len() < inputs.len() };
    line.groups().flat_map(|(from, to)| line.problems(from, to)).collect()
}

/// A command line with names of files that are not there.
struct Line<'a> {
    words: Vec<&'a str>,
    sub: &'a Command,
    missing: &'a [&'a str],
    /// Whether there are inputs besides.
    others: bool,
}

impl Line<'_> {
    /// The words that are no files, those that stand together as one.
    fn groups(&self) -> impl Iterator<Item = (usize, usize)> {
        let mut groups: Vec<(usize, usize)> = Vec::new();
        for at in 1..self.words.len() {
            if !self.is_astray(at) {
                continue;
            }
            match groups.last_mut().filter(|(_, to)| *to == at) {
                Some((_, to)) => *to += 1,
                None => groups.push((at, at + 1)),
            }
        }
        groups.into_iter()
    }

    fn is_astray(&self, at: usize) -> bool {
        let of_option = self.option(at - 1).is_some_and(|option| option.get_action().takes_values());
        !of_option && self.missing.contains(&self.words[at])
    }

    /// The option the word at `at` is, its value not in it.
    fn option(&self, at: usize) -> Option<&Arg> {
        let word = self.words.get(at)?;
        match word.strip_prefix("--") {
            Some(name) => self.named(name),
            None => {
                let last = word.strip_prefix('-')?.chars().last()?;
                self.sub.get_arguments().find(|arg| arg.get_short() == Some(last))
            }
        }
    }

    fn named(&self, name: &str) -> Option<&Arg> {
        self.sub.get_arguments().find(|arg| {
            arg.get_long() == Some(name)
                || arg.get_all_aliases().is_some_and(|aliases| aliases.contains(&name))
        })
    }

    /// What is to be said of the words from `from` to `to`; nothing, if they may be names.
    fn problems(&self, from: usize, to: usize) -> Vec<Message> {
        let words = &self.words[from..to];
        if let Some(name) = self.parted(from, to) {
            return vec![message!("a name with blanks stands in quotes: \"%{name}\"", name = name)];
        }
        let together = words.join(" ");
        let are_names = words.iter().any(|word| word.contains(['.', '/', '\\']));
        if let Some(problem) = self.value_before(from, words).filter(|_| !are_names) {
            return vec![problem];
        }
        let flag = self.option(from - 1).filter(|_| !are_names && self.others);
        if let Some(flag) = flag.and_then(Arg::get_long) {
            return vec![message!(
                "\"%{words}\" is no file: --%{option} takes no value; leave it out, or check the name of the file",
                words = together,
                option = flag
            )];
        }
        let output = words.iter().find_map(|word| self.output(word));
        output
            .map_or_else(|| words.iter().filter_map(|word| self.alone(word)).collect(), |output| vec![output])
    }

    /// The name of a file that was typed with blanks and without quotes.
    fn parted(&self, from: usize, to: usize) -> Option<String> {
        let (first, last) = (from.saturating_sub(1).max(1), (to + 1).min(self.words.len()));
        let parts = (first..last).flat_map(|a| (a + 2..=last).map(move |b| (a, b)));
        parts.map(|(a, b)| self.words[a..b].join(" ")).find(|name| Path::new(name).exists())
    }

    /// That words belong to the value of the option before them.
    fn value_before(&self, from: usize, words: &[&str]) -> Option<Message> {
        let (before, value) = match self.words[from - 1].split_once('=') {
            Some((option, value)) if option.starts_with("--") => (option, value),
            _ => (*self.words.get(from.checked_sub(2)?)?, self.words[from - 1]),
        };
        let option = self.named(before.strip_prefix("--")?)?;
        let long = option.get_long()?;
        // The sign that belongs there is a blank here.
        if long == "set" && !value.contains(['=', '＝']) {
            let set = format!("{value}={}", words.join(" "));
            return Some(message!("an element and its value stand in one word: --set \"%{set}\"", set = set));
        }
        if TEXTS.contains(&long) {
            return Some(message!(
                "a value with blanks stands in quotes: --%{option} \"%{value}\"",
                option = long,
                value = format!("{value} {}", words.join(" "))
            ));
        }
        let values = option.get_possible_values();
        let known = |word: &&str| values.iter().any(|value| value.matches(word, true));
        (option.get_value_delimiter().is_some() && !values.is_empty() && words.iter().all(known)).then(|| {
            message!(
                "several values stand with commas between them: --%{option} %{values}",
                option = long,
                values = format!("{value},{}", words.join(","))
            )
        })
    }

    /// That `word` is what is to be written.
    fn output(&self, word: &str) -> Option<Message> {
        let path = Path::new(word);
        let writes = self.sub.get_name() == "convert" && self.others && near::file(path).is_none();
        let ending = path.extension().and_then(|ending| ending.to_str()).filter(|_| writes)?;
        write::writer_of(ending)
            .map(|_| message!("there is no file %{name}; if it is to be written: -o %{name}", name = word))
    }

    /// What is to be said of a word by itself.
    fn alone(&self, word: &str) -> Option<Message> {
        if ["http://", "https://", "www."].iter().any(|start| word.starts_with(start)) {
            return Some(message!(
                "%{address} is an address: chengwen loads nothing from the network; save the page in a browser and name the file",
                address = word
            ));
        }
        let slashed = word.strip_prefix('/').unwrap_or_default();
        let short = |arg: &Arg| arg.get_short().is_some_and(|short| slashed.chars().eq([short]));
        if let Some(arg) = self.sub.get_arguments().find(|arg| short(arg)) {
            let option = arg.get_short().unwrap_or_default();
            return Some(message!("options begin with a dash: -%{option}", option = option.to_string()));
        }
        if let Some(long) = self.named(word).or_else(|| self.named(slashed)).and_then(Arg::get_long) {
            return Some(message!("options begin with two dashes: --%{option}", option = long));
        }
        let format = write::writer(word).filter(|_| self.named("to").is_some() && self.others)?;
        Some(message!("there is no file %{name}; a format is named so: --to %{name}", name = format.name))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn names_as_they_are_pasted_are_the_files_that_are_there() {
        let desk = tempfile::tempdir().unwrap();
        let path = |name: &str| format!("{}/{name}", desk.path().display());
        for name in ["a.txt", "b c.txt", "通知.txt"] {
            fs::write(path(name), "").unwrap();
        }
        let check = |word: &str, expected: &[&str]| {
            let expected: Vec<PathBuf> = expected.iter().map(|name| path(name).into()).collect();
            assert_eq!(meant(word).unwrap_or_default(), expected, "{word}");
        };
        let a = path("a.txt");
        check(&format!("{a} "), &["a.txt"]);
        check(&format!("“{a}”"), &["a.txt"]);
        check(&format!("\u{202a}{a}"), &["a.txt"]);
        check(&format!("\"{}\"", path("b c.txt")), &["b c.txt"]);
        check(&format!("file://{}", path("b%20c.txt")), &["b c.txt"]);
        check(&path("a。txt"), &["a.txt"]);
        check(&path("ａ．ｔｘｔ"), &["a.txt"]);
        check(&format!("{a}，{}", path("通知.txt")), &["a.txt", "通知.txt"]);
        check(&format!("{a}, {}", path("通知.txt")), &["a.txt", "通知.txt"]);
        check(&format!("{a}，{}", path("none.txt")), &[]);
        check(&path("none.txt"), &[]);
        check("“”", &[]);
    }
}

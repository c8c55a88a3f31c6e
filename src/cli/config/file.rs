//! One configuration file: what it says, or every fault with its line.

use std::fs;
use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::cli::config::keys::{self, Key, TABLES, Wants};
use crate::cli::config::setting::{Fault, Origin, Setting, fault};
use crate::cli::config::trial;
use crate::cli::options;
use crate::elements;
use crate::message;
use crate::message::{Message, near};

/// Reads a file. What stands in the table of a command comes first.
///
/// # Errors
/// Every fault, with its line.
pub(crate) fn read(path: &Path) -> Result<Vec<Setting>, Vec<Message>> {
    let text = fs::read_to_string(path).map_err(|error| {
        let file = path.display();
        vec![message!(
            "cannot read the configuration %{file}: %{error}; it must be UTF-8 text",
            file = file,
            error = error
        )]
    })?;
    let mut reader = FileReader { path, text: &text, faults: Vec::new(), entries: Vec::new() };
    let (table, errors) = DeTable::parse_recoverable(&text);
    reader.table(None, table.get_ref());
    let broken = errors.first().map(|error| {
        let place = reader.place(&error.span().unwrap_or_default());
        let problem = error.message().replace('\n', ", ");
        fault(&place, message!("this is not valid TOML: %{problem}", problem = problem))
    });
    let FileReader { mut faults, mut entries, .. } = reader;
    faults.extend(trial::faults(&entries));
    // What the reader makes of the lines behind a broken one is its own.
    faults.retain(|(line, _)| broken.as_ref().is_none_or(|(broken, _)| line < broken));
    faults.extend(broken);
    if !faults.is_empty() {
        faults.sort_by_key(|(line, _)| *line);
        return Err(faults.into_iter().map(|(_, fault)| fault).collect());
    }
    entries.sort_by_key(|entry| entry.command.is_none());
    Ok(entries)
}

struct FileReader<'f> {
    path: &'f Path,
    text: &'f str,
    faults: Vec<Fault>,
    entries: Vec<Setting>,
}

impl FileReader<'_> {
    fn place(&self, at: &Range<usize>) -> Origin {
        let before = &self.text.as_bytes()[..at.start.min(self.text.len())];
        Origin { file: self.path.to_owned(), line: before.iter().filter(|byte| **byte == b'\n').count() + 1 }
    }

    fn fault(&mut self, at: &Range<usize>, problem: Message) {
        self.faults.push(fault(&self.place(at), problem));
    }

    /// The keys at the top, or those for one command.
    fn table(&mut self, command: Option<&str>, table: &DeTable<'_>) {
        let allowed = keys::allowed(command);
        for (name, value) in table {
            let (at, name) = (name.span(), name.get_ref().as_ref());
            let is_table = command.is_none() && TABLES.contains(&name);
            match (allowed.iter().find(|key| key.name() == name), value.get_ref().as_table()) {
                (_, Some(table)) if is_table => self.table(Some(name), table),
                (Some(key), _) => self.value(command, key, &at, value.get_ref()),
                _ if is_table => self.fault(&at, message!("%{key} is a table; write [%{key}]", key = name)),
                _ => self.unknown(command, name, &at, &allowed),
            }
        }
    }

    fn unknown(&mut self, command: Option<&str>, name: &str, at: &Range<usize>, allowed: &[Key]) {
        let tables = TABLES.into_iter().filter(|_| command.is_none());
        let known = allowed.iter().map(Key::name).chain(tables);
        let problem = match near(name.trim_start_matches("no-"), known) {
            Some(near) => {
                message!("there is no key \"%{key}\"; did you mean %{near}?", key = name, near = near)
            }
            None => message!(
                "there is no key \"%{key}\"; docs/configuration.md and `chengwen config show` list them",
                key = name
            ),
        };
        self.fault(at, problem);
    }

    fn value(&mut self, command: Option<&str>, key: &Key, at: &Range<usize>, value: &DeValue<'_>) {
        match (key.kind, value.as_table(), words(key, value)) {
            (Wants::Elements, Some(table), _) => {
                table.iter().for_each(|(name, value)| self.element(command, key, name, value.get_ref()));
            }
            (kind, _, Some(words)) if kind != Wants::Elements => {
                let words = words.iter().flat_map(|word| parts(key, word));
                let values = words.map(|word| self.resolved(key, word)).collect();
                self.entry(command, key, None, at, values);
            }
            _ => self.fault(at, message!("%{key} takes %{what}", key = key.name(), what = key.takes())),
        }
    }

    /// An element of `[set]`.
    fn element(
        &mut self,
        command: Option<&str>,
        key: &Key,
        name: &Spanned<impl AsRef<str>>,
        value: &DeValue<'_>,
    ) {
        let (at, name) = (name.span(), name.get_ref().as_ref());
        let Some(element) = elements::Key::named(name).map(|element| element.row().name) else {
            return self.fault(&at, elements::Key::unknown(name));
        };
        match words(key, value) {
            Some(words) => {
                let values = words.into_iter().map(|word| format!("{element}={word}")).collect();
                self.entry(command, key, Some(element), &at, values);
            }
            None => self.fault(
                &at,
                message!(
                    "%{key} takes %{what}",
                    key = name,
                    what = message!("a word in quotes or a list of them")
                ),
            ),
        }
    }

    fn entry(
        &mut self,
        command: Option<&str>,
        key: &Key,
        element: Option<&'static str>,
        at: &Range<usize>,
        values: Vec<String>,
    ) {
        let (command, place) = (command.map(str::to_owned), self.place(at));
        self.entries.push(Setting { key: key.clone(), command, element, values, place });
    }

    /// A word as the command line would have it: files are looked for beside the configuration.
    fn resolved(&self, key: &Key, word: &str) -> String {
        let is_file = key.kind == Wants::Path || key.name() == "template" && options::is_file(word);
        let folder = self.path.parent().unwrap_or(Path::new(""));
        if is_file { folder.join(word).to_string_lossy().into_owned() } else { word.to_owned() }
    }
}

/// `docx,pdf` where the option takes it so.
fn parts<'w>(key: &Key, word: &'w str) -> Vec<&'w str> {
    match key.arg.get_value_delimiter() {
        Some(mark) => word.split(mark).map(str::trim).collect(),
        None => vec![word],
    }
}

/// The words of a value; `None` if it is not what the key takes.
fn words(key: &Key, value: &DeValue<'_>) -> Option<Vec<String>> {
    let one = |value: &DeValue<'_>| match (key.kind, value) {
        (Wants::Switch, DeValue::Boolean(yes)) => Some(yes.to_string()),
        (Wants::Number | Wants::Elements, DeValue::Integer(number)) => Some(number.to_string()),
        (Wants::Word | Wants::Path | Wants::Elements, DeValue::String(text)) => Some(text.to_string()),
        (Wants::Elements, DeValue::Datetime(date)) => Some(date.to_string()),
        _ => None,
    };
    match value {
        DeValue::Array(values) if key.several => values.iter().map(|value| one(value.get_ref())).collect(),
        value => one(value).map(|word| vec![word]),
    }
}

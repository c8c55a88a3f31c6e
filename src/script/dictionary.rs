//! The user's own dictionary: names that must not change, words that must become others.

use std::collections::BTreeMap;

use crate::message;
use crate::message::Message;
use crate::script::table::Table;

/// A dictionary in OpenCC's text format: on each line a word, a tab and what it becomes.
///
/// Empty lines and lines that begin with `#` are skipped; of several values separated by spaces the first counts.
/// A word that becomes itself is a word that must not change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserDictionary {
    /// The entries, `word \t value \n` each.
    text: String,
}

impl UserDictionary {
    /// Reads a dictionary.
    ///
    /// # Errors
    /// Every line that cannot be used, each with its number and what to write instead.
    pub fn parse(text: &str) -> Result<UserDictionary, Vec<Message>> {
        let mut seen = BTreeMap::new();
        let mut faults = Vec::new();
        let mut clean = String::with_capacity(text.len());
        for (line, number) in text.trim_start_matches('\u{feff}').lines().zip(1..) {
            match entry(line, number).and_then(|entry| entry.map(|e| once(&mut seen, e, number)).transpose())
            {
                Ok(Some((word, value))) => clean.extend([word, "\t", value, "\n"]),
                Ok(None) => {}
                Err(fault) => faults.push(fault),
            }
        }
        if faults.is_empty() { Ok(UserDictionary { text: clean }) } else { Err(faults) }
    }

    /// The entries ready for use.
    pub(crate) fn table(&self) -> Table<'_> {
        Table::new(&[&[&self.text]])
    }
}

type Entry<'t> = (&'t str, &'t str);

/// The entry on a line; `None` for a comment or an empty line.
fn entry(line: &str, number: usize) -> Result<Option<Entry<'_>>, Message> {
    if line.trim().is_empty() || line.starts_with('#') {
        return Ok(None);
    }
    let Some((word, values)) = line.split_once('\t') else {
        return Err(message!(
            "line %{line} has no tab; write the word, a tab and what it becomes",
            line = number
        ));
    };
    match (word.trim(), values.split_whitespace().next()) {
        ("", _) => Err(message!(
            "line %{line} has no word before the tab; write the word, a tab and what it becomes",
            line = number
        )),
        (_, None) => Err(message!(
            "line %{line} has nothing behind the tab; write the word, a tab and what it becomes",
            line = number
        )),
        (word, Some(value)) => Ok(Some((word, value))),
    }
}

/// `entry`, unless its word is known already with another value.
fn once<'t>(
    seen: &mut BTreeMap<&'t str, (&'t str, usize)>,
    entry: Entry<'t>,
    number: usize,
) -> Result<Entry<'t>, Message> {
    let (word, value) = entry;
    match *seen.entry(word).or_insert((value, number)) {
        (known, at) if known != value => Err(message!(
            "line %{line} gives \"%{word}\" another value than line %{other}; keep one of them",
            line = number,
            word = word,
            other = at
        )),
        _ => Ok(entry),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opencc_files_are_read() {
        let dictionary =
            UserDictionary::parse("\u{feff}# names\r\n\r\n鍾書\t鍾書\r\n軟體\t软件 軟體\r\n").unwrap();
        assert_eq!(dictionary.text, "鍾書\t鍾書\n軟體\t软件\n");
    }

    #[track_caller]
    fn check_faults(text: &str, expected: &[&str]) {
        let faults = UserDictionary::parse(text).unwrap_err();
        assert_eq!(faults.len(), expected.len(), "{faults:?}");
        for (fault, expected) in faults.iter().zip(expected) {
            assert!(fault.to_string().starts_with(expected), "{fault}");
        }
    }

    #[test]
    fn every_bad_line_is_named() {
        check_faults(
            "鍾書\t鍾書\n鍾書 鍾書\n\t書\n書\t\n",
            &["line 2 has no tab", "line 3 has no word", "line 4 has nothing"],
        );
        check_faults("書\t书\n書\t書\n", &["line 2 gives \"書\" another value than line 1"]);
    }
}

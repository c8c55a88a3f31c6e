//! What a run has done, so that the next one does only the rest; and the lock that keeps two runs apart.
//!
//! A line is written before the documents it is about get their names: a document without a line cannot be. The line has
//! the hash of the document, so a later run sees whether it got its name, whether it is still the one before it, or
//! whether someone has changed it by hand since.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File, TryLockError};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::batch::output::{self, Over};

/// Version of the lines below; a journal of another one counts as none.
const VERSION: &str = "chengwen.journal/1";
const NAME: &str = ".chengwen.journal";
const LOCK: &str = ".chengwen.lock";

/// The hash of `bytes` (BLAKE3), as journals write it.
pub(crate) fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// The hash of a file, if there is one.
pub(crate) fn hash_of(path: &Path) -> Option<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(path).ok()?).ok()?;
    Some(hasher.finalize().to_hex().to_string())
}

/// `path` as text that is never the same for two paths.
pub(crate) fn key(path: &Path) -> String {
    match path.to_str() {
        Some(text) => text.to_owned(),
        None => format!("{}#{}", path.display(), hash(path.as_os_str().as_encoded_bytes())),
    }
}

/// An input that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct JournalLine {
    /// Its key.
    pub(crate) input: String,
    /// Hash of its bytes.
    pub(crate) hash: String,
    /// Hash of everything else the documents depend on.
    pub(crate) settings: String,
    /// The files beside it that were asked for, and their hashes; empty for one that was not there.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) beside: BTreeMap<String, String>,
    /// What was made of it.
    pub(crate) outputs: Vec<Made>,
    /// What its conversion counted.
    pub(crate) counts: Counts,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Made {
    /// Its key.
    pub(crate) output: String,
    /// Hash of its bytes.
    pub(crate) hash: String,
    /// That of the one it replaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) before: Option<String>,
}

/// What decides how a run ends, without doing it again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Counts {
    /// Lines removed.
    pub(crate) removed: u64,
    /// Places changed.
    pub(crate) changed: u64,
    /// Findings someone should look at.
    pub(crate) warnings: u64,
}

#[derive(Serialize, Deserialize)]
struct FirstLine {
    format: String,
}

/// How an output stands to what the journal says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It is not there.
    Absent,
    /// It is the one that was made.
    Made,
    /// It is still the one before: the run was killed before the new one got its name.
    Before,
    /// Someone else has made or changed it.
    Foreign,
}

impl Made {
    fn standing(&self, path: &Path) -> Standing {
        match hash_of(path) {
            None => Standing::Absent,
            Some(hash) if hash == self.hash => Standing::Made,
            Some(hash) if self.before.as_ref() == Some(&hash) => Standing::Before,
            Some(_) => Standing::Foreign,
        }
    }
}

/// What the runs before have done, in the folder the outputs go to.
#[derive(Debug, Default)]
pub(crate) struct Known {
    folder: PathBuf,
    entries: Mutex<HashMap<String, JournalLine>>,
}

impl Known {
    /// The last entry of each input.
    fn of(folder: &Path, entries: Vec<JournalLine>) -> Known {
        let entries = entries.into_iter().map(|entry| (entry.input.clone(), entry)).collect();
        Known { folder: folder.to_owned(), entries: Mutex::new(entries) }
    }

    /// What `input` counted, if `outputs` need not be made again. One that was changed by hand since is left as it is.
    pub(crate) fn covers(
        &self,
        input: &str,
        hash: &str,
        settings: &str,
        outputs: &[PathBuf],
        beside: impl Fn(&str) -> String,
    ) -> Option<Counts> {
        let entry = self.entry(input)?;
        let same = entry.hash == hash && entry.settings == settings && entry.outputs.len() == outputs.len();
        let there = |(made, path): (&Made, &PathBuf)| {
            made.output == self.name(path)
                && matches!(made.standing(path), Standing::Made | Standing::Foreign)
        };
        let all = same
            && entry.outputs.iter().zip(outputs).all(there)
            && entry.beside.iter().all(|(name, hash)| beside(name) == *hash);
        all.then_some(entry.counts)
    }

    /// How the file at `output` stands to what was made of `input`.
    pub(crate) fn standing(&self, input: &str, output: &Path) -> Standing {
        let name = self.name(output);
        let outputs = self.entry(input).map_or_else(Vec::new, |entry| entry.outputs);
        match outputs.iter().find(|made| made.output == name) {
            Some(made) => made.standing(output),
            None if output.exists() => Standing::Foreign,
            None => Standing::Absent,
        }
    }

    /// Adds what was done since.
    pub(crate) fn learn(&self, entry: JournalLine) {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner).insert(entry.input.clone(), entry);
    }

    fn entry(&self, input: &str) -> Option<JournalLine> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner).get(input).cloned()
    }

    /// What a journal says of the document `bytes` at `output`.
    pub(crate) fn made(&self, output: &Path, bytes: &[u8]) -> Made {
        let hash = hash(bytes);
        let before = hash_of(output).filter(|before| *before != hash);
        Made { output: self.name(output), hash, before }
    }

    /// The key of an output: its path below the folder, from wherever the program is called.
    fn name(&self, output: &Path) -> String {
        key(output.strip_prefix(&self.folder).unwrap_or(output))
    }
}

/// The journal of the run, for the one that holds the lock.
#[derive(Debug)]
pub(crate) struct Journal {
    file: File,
    _lock: File,
}

/// Why there is no journal.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// Another run works on the folder.
    Busy,
    /// The folder cannot be written.
    Io(io::Error),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Refusal {
        Refusal::Io(error)
    }
}

impl Journal {
    /// Takes the lock on `folder`, which is made if need be, sweeps up after a killed run and opens the journal; with what it
    /// says.
    ///
    /// # Errors
    /// [`Refusal`].
    pub(crate) fn open(folder: &Path) -> Result<(Journal, Known), Refusal> {
        fs::create_dir_all(folder)?;
        let lock = File::options().create(true).append(true).open(folder.join(LOCK))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Refusal::Busy),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        output::sweep(folder);
        let (entries, lines) = read(folder);
        if lines > 2 * entries.len() + 100 || lines == 0 {
            rewrite(folder, entries.clone())?;
        }
        let mut file = File::options().append(true).open(folder.join(NAME))?;
        // A line that was cut off must not swallow the next one.
        file.write_all(b"\n")?;
        Ok((Journal { file, _lock: lock }, Known::of(folder, entries)))
    }

    /// What the journal of `folder` says, for those who write nothing.
    pub(crate) fn look(folder: &Path) -> Known {
        Known::of(folder, read(folder).0)
    }

    /// Notes `entries`, on the disk.
    ///
    /// # Errors
    /// What the system says; then none of their documents may be kept.
    pub(crate) fn note<'e>(&mut self, entries: impl Iterator<Item = &'e JournalLine>) -> io::Result<()> {
        let mut lines = Vec::new();
        for entry in entries {
            serde_json::to_writer(&mut lines, entry)?;
            lines.push(b'\n');
        }
        if lines.is_empty() {
            return Ok(());
        }
        self.file.write_all(&lines)?;
        self.file.sync_data()
    }
}

/// What the runs before have made in `folder` of inputs `is_there` finds: each document, below `folder`, with the hashes it may have.
pub(crate) fn made(folder: &Path, is_there: impl Fn(&Path) -> bool) -> HashMap<PathBuf, Vec<String>> {
    let mut made: HashMap<PathBuf, Vec<String>> = HashMap::new();
    let entries = read(folder).0.into_iter().filter(|entry| is_there(Path::new(&entry.input)));
    for Made { output, hash, before } in entries.flat_map(|entry| entry.outputs) {
        made.entry(output.into()).or_default().extend([hash].into_iter().chain(before));
    }
    made
}

/// The last entry of each input for the same outputs, as they follow one another, and how many lines there are; none of a journal that is
/// not there or not ours.
fn read(folder: &Path) -> (Vec<JournalLine>, usize) {
    let nothing = (Vec::new(), 0);
    let Ok(file) = File::open(folder.join(NAME)) else { return nothing };
    let mut lines = BufReader::new(file).split(b'\n').map_while(Result::ok);
    let head = lines.next().and_then(|line| serde_json::from_slice::<FirstLine>(&line).ok());
    if head.is_none_or(|head| head.format != VERSION) {
        return nothing;
    }
    let (mut known, mut count) = (HashMap::new(), 1);
    // A line that was cut off when the run was killed is no entry.
    for entry in lines.filter_map(|line| serde_json::from_slice::<JournalLine>(&line).ok()) {
        let outputs: Vec<String> = entry.outputs.iter().map(|made| made.output.clone()).collect();
        known.insert((entry.input.clone(), outputs), (count, entry));
        count += 1;
    }
    let mut entries: Vec<(usize, JournalLine)> = known.into_values().collect();
    entries.sort_by_key(|(at, _)| *at);
    (entries.into_iter().map(|(_, entry)| entry).collect(), count)
}

/// Writes the journal anew, each input once for the same outputs.
fn rewrite(folder: &Path, mut entries: Vec<JournalLine>) -> io::Result<()> {
    entries.sort_by(|a, b| a.input.cmp(&b.input));
    let mut lines = serde_json::to_vec(&FirstLine { format: VERSION.to_owned() })?;
    for entry in entries {
        lines.push(b'\n');
        serde_json::to_writer(&mut lines, &entry)?;
    }
    lines.push(b'\n');
    output::write(&folder.join(NAME), lines.as_slice(), Over::Replace)
        .map_err(|e| io::Error::other(e.message))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(input: &str, hash: &str, before: Option<&str>) -> JournalLine {
        JournalLine {
            input: input.to_owned(),
            hash: "in".to_owned(),
            settings: "as always".to_owned(),
            beside: BTreeMap::from([("a.png".to_owned(), "picture".to_owned())]),
            outputs: vec![Made {
                output: "a.docx".to_owned(),
                hash: hash.to_owned(),
                before: before.map(str::to_owned),
            }],
            counts: Counts::default(),
        }
    }

    #[test]
    fn what_was_noted_is_known_to_the_next_run() {
        let desk = tempfile::tempdir().unwrap();
        let second = entry("a.txt", "new", Some("old"));
        let (mut journal, _) = Journal::open(desk.path()).unwrap();
        journal.note([&entry("a.txt", "old", None), &entry("b.txt", "b", None)].into_iter()).unwrap();
        journal.note([&second].into_iter()).unwrap();
        drop(journal);
        let (_, known) = Journal::open(desk.path()).unwrap();
        assert_eq!(known.entry("a.txt"), Some(second));
        assert!(known.entry("b.txt").is_some() && known.entry("c.txt").is_none());
    }

    #[test]
    fn a_line_cut_off_costs_only_itself() {
        let desk = tempfile::tempdir().unwrap();
        let (mut journal, _) = Journal::open(desk.path()).unwrap();
        journal.note([&entry("a.txt", "a", None)].into_iter()).unwrap();
        journal.file.write_all(b"{\"input\":\"b.txt\",\"ha").unwrap();
        drop(journal);
        let (mut journal, _) = Journal::open(desk.path()).unwrap();
        journal.note([&entry("c.txt", "c", None)].into_iter()).unwrap();
        drop(journal);
        let known = Journal::look(desk.path());
        assert_eq!(["a.txt", "b.txt", "c.txt"].map(|name| known.entry(name).is_some()), [true, false, true]);
    }

    #[test]
    fn a_journal_does_not_grow_with_every_run() {
        let desk = tempfile::tempdir().unwrap();
        let size = || fs::metadata(desk.path().join(NAME)).unwrap().len();
        for _ in 0..150 {
            let (mut journal, _) = Journal::open(desk.path()).unwrap();
            journal.note([&entry("a.txt", "a", None)].into_iter()).unwrap();
        }
        let line = serde_json::to_vec(&entry("a.txt", "a", None)).unwrap().len() as u64;
        assert!(size() < 120 * line, "{} bytes", size());
        assert!(Journal::look(desk.path()).entry("a.txt").is_some());
    }

    #[test]
    fn two_runs_cannot_hold_one_folder() {
        let desk = tempfile::tempdir().unwrap();
        let first = Journal::open(desk.path()).unwrap();
        assert!(matches!(Journal::open(desk.path()), Err(Refusal::Busy)));
        drop(first);
        Journal::open(desk.path()).unwrap();
    }

    #[test]
    fn an_output_is_told_from_the_one_before_and_from_a_foreign_one() {
        let desk = tempfile::tempdir().unwrap();
        let output = desk.path().join("a.docx");
        let outputs = [output.clone()];
        let entry = entry("a.txt", &hash(b"new"), Some(&hash(b"old")));
        let known = Known { folder: desk.path().to_owned(), ..Known::default() };
        known.learn(entry);
        let covers =
            |hash, settings| known.covers("a.txt", hash, settings, &outputs, |_| "picture".into()).is_some();
        for (bytes, standing, covered) in [
            (&b"new"[..], Standing::Made, true),
            (b"old", Standing::Before, false),
            (b"by hand", Standing::Foreign, true),
        ] {
            fs::write(&output, bytes).unwrap();
            assert_eq!(known.standing("a.txt", &output), standing);
            assert_eq!(covers("in", "as always"), covered, "{standing:?}");
            assert!(!covers("other", "as always") && !covers("in", "other"));
            assert_eq!(known.covers("a.txt", "in", "as always", &outputs, |_| "another".into()), None);
        }
        assert_eq!(known.standing("b.txt", &output), Standing::Foreign);
        assert_eq!(known.made(&output, b"newer").before, Some(hash(b"by hand")));
        fs::remove_file(&output).unwrap();
        assert!(!covers("in", "as always"));
        assert_eq!(known.standing("a.txt", &output), Standing::Absent);
    }
}

//! Which inputs there are, and a name of its own for each output.

use std::collections::{HashMap, VecDeque};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

use ignore::overrides::{Override, OverrideBuilder};
use ignore::{DirEntry, Walk, WalkBuilder};

use crate::batch::{Failure, Reason, archive, journal};
use crate::extract;
use crate::message;
use crate::message::{Message, Value};
use crate::text::names::folded as as_compared;

/// The ending of data, which may hold texts: a file that is named is read, in a folder it is mostly something else.
const DATA: &str = "json";

/// The name of a document without its ending: that of a text goes, any other (`2024.3`, `3.15活动`) is part of the name.
pub(crate) fn stem(name: &OsStr) -> OsString {
    let path = Path::new(name);
    let gives_way = |ending: &OsStr| {
        ending.to_str().is_some_and(|ending| extract::is_ending(ending) || ending.eq_ignore_ascii_case(DATA))
    };
    let is_text = path.extension().is_some_and(gives_way);
    if is_text { path.file_stem().unwrap_or(name).to_owned() } else { name.to_owned() }
}

/// Whether a file with this ending is taken from a folder.
pub(crate) fn is_text(ending: &str) -> bool {
    extract::may_hold_text(ending)
}

/// Whether a file with this ending is a package, which this program may have written itself.
pub(crate) fn is_package(ending: &str) -> bool {
    extract::is_package(ending)
}

/// Whether a file found in a folder is taken for a text by its name: a known ending, or nothing that looks like one.
fn looks_like_text(name: &OsStr) -> bool {
    let Some(ending) = Path::new(name).extension() else { return true };
    let shown = ending.to_string_lossy();
    let is_ending = shown.len() <= 5
        && shown.starts_with(|c: char| c.is_ascii_alphabetic())
        && shown.chars().all(|c| c.is_ascii_alphanumeric());
    !is_ending || is_text(&shown)
}

/// A stem for each of `names`, which stand in one folder: the short one where it is clear, else the whole name.
///
/// Names that differ only by upper and lower case, or by how a letter is composed, count as one, since they do so on other systems.
pub(crate) fn stems(names: &[OsString]) -> Vec<OsString> {
    let mut stems: Vec<OsString> = names.iter().map(|name| stem(name)).collect();
    loop {
        let mut count: HashMap<String, usize> = HashMap::new();
        let folded: Vec<String> = stems.iter().map(|stem| as_compared(&stem.to_string_lossy())).collect();
        folded.iter().for_each(|stem| *count.entry(stem.clone()).or_default() += 1);
        let mut told = true;
        for ((stem, name), folded) in stems.iter_mut().zip(names).zip(&folded) {
            if count[folded] > 1 && stem != name {
                stem.clone_from(name);
                told = false;
            }
        }
        if told {
            return stems;
        }
    }
}

/// `folder`/`stem` with the ending `extension`.
pub(crate) fn named(folder: &Path, stem: &OsStr, extension: &str) -> PathBuf {
    let mut name = stem.to_owned();
    name.push(".");
    name.push(extension);
    folder.join(name)
}

/// Which files below a folder are taken.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    globs: Override,
    /// Whether the name of a file does not matter, because a pattern was given.
    any: bool,
    /// Endings of what is written beside the inputs: no inputs, whatever else they may be.
    own: Vec<&'static str>,
}

impl Choice {
    /// Below `root`: only what one of `include` fits (without any: what looks like a text), nothing that one of `exclude` fits.
    ///
    /// # Errors
    /// A message for each pattern that is none.
    pub(crate) fn new(root: &Path, include: &[String], exclude: &[String]) -> Result<Choice, Vec<Message>> {
        let mut builder = OverrideBuilder::new(root);
        let included = include.iter().map(|glob| ("--include", glob, glob.clone()));
        let excluded = exclude.iter().map(|glob| ("--exclude", glob, format!("!{glob}")));
        let faults: Vec<Message> = included
            .chain(excluded)
            .filter_map(|(option, glob, line)| {
                let fault = builder.add(&line).err()?;
                Some(message!(
                    "%{option} \"%{glob}\" is not a valid pattern: %{fault}; write for example '*.html' or 'drafts/**'",
                    option = option,
                    glob = glob,
                    fault = fault.to_string()
                ))
            })
            .collect();
        if !faults.is_empty() {
            return Err(faults);
        }
        let globs = builder.build().map_err(|e| vec![e.to_string().into()])?;
        Ok(Choice { globs, any: !include.is_empty(), own: Vec::new() })
    }

    /// Whether a file of this name is taken, where no pattern speaks against it.
    fn takes(&self, name: &OsStr) -> bool {
        !self.passes_by(name) && (self.any || looks_like_text(name))
    }

    fn passes_by(&self, name: &OsStr) -> bool {
        let ending = Path::new(name).extension().and_then(OsStr::to_str).unwrap_or_default();
        self.own.iter().any(|own| own.eq_ignore_ascii_case(ending))
    }

    /// Passes by files with this ending, which are documents of an earlier run.
    pub(crate) fn pass_by(&mut self, ending: &'static str) {
        self.own.push(ending);
    }
}

/// What a walk finds.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// The texts of one folder, by name.
    Texts {
        /// The folder, from the root of the walk.
        folder: PathBuf,
        /// Their names, sorted.
        names: Vec<OsString>,
    },
    /// A file that does not look like a text, from the root of the walk.
    LeftOut(PathBuf),
    /// A link, or no file at all (a pipe, a device): reading it could lead out of the folder, or wait for ever.
    Special(&'static str),
    /// Something that cannot be read.
    Unreadable(PathBuf, Failure),
}

/// The texts below `root`, a folder at a time, in the same order every time; of all the names only those of the folders
/// it is in are held.
///
/// Hidden files are left out, links, pipes and devices too, and `outside` (where the outputs go) is not entered. What an earlier run made
/// of a text in the tree is passed by: so a second run finds what the first one did.
pub(crate) fn walk(root: &Path, choice: &Choice, outside: Option<&Path>) -> Folders {
    let outside = outside.and_then(|path| fs::canonicalize(path).ok());
    let outside = outside.filter(|outside| fs::canonicalize(root).is_ok_and(|root| root != *outside));
    let walk = WalkBuilder::new(root)
        .standard_filters(false)
        .hidden(true)
        .follow_links(false)
        .overrides(choice.globs.clone())
        .sort_by_file_name(OsStr::cmp)
        .filter_entry(move |entry| !is_folder_at(entry, outside.as_deref()))
        .build();
    Folders {
        walk,
        root: root.to_owned(),
        choice: choice.clone(),
        open: Vec::new(),
        made: HashMap::new(),
        ready: VecDeque::new(),
    }
}

fn is_folder_at(entry: &DirEntry, outside: Option<&Path>) -> bool {
    let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
    outside
        .is_some_and(|outside| is_folder && fs::canonicalize(entry.path()).is_ok_and(|path| path == outside))
}

/// The iterator of [`walk`].
pub(crate) struct Folders {
    walk: Walk,
    root: PathBuf,
    choice: Choice,
    /// The folders the walk is in, the innermost last, with the names found so far.
    open: Vec<(PathBuf, Vec<OsString>)>,
    /// What earlier runs made of texts in the tree, with the hashes it may have.
    made: HashMap<PathBuf, Vec<String>>,
    ready: VecDeque<Found>,
}

impl Iterator for Folders {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            if let Some(found) = self.ready.pop_front() {
                return Some(found);
            }
            match self.walk.next() {
                Some(Ok(entry)) => self.enter(&entry),
                Some(Err(error)) => self.ready.extend(unreadable(&self.root, &error)),
                None if self.open.is_empty() => return None,
                None => self.close(0),
            }
        }
    }
}

impl Folders {
    fn enter(&mut self, entry: &DirEntry) {
        self.close(entry.depth());
        let path = entry.path().strip_prefix(&self.root).unwrap_or(entry.path());
        let kind = entry.file_type();
        // The root itself may be a link: it was named.
        let is_root = entry.depth() == 0 && entry.path().is_dir();
        if is_root || kind.is_some_and(|kind| kind.is_dir()) {
            self.open.push((path.to_owned(), Vec::new()));
            self.made.extend(
                made_in(entry.path(), is_root).into_iter().map(|(made, hash)| (path.join(made), hash)),
            );
        } else if let Some(what) = kind.filter(|kind| !kind.is_file()).map(special) {
            self.ready.push_back(Found::Special(what));
        } else if self.is_made(path) {
            // The text it was made of stands for it.
        } else if self.choice.takes(entry.file_name()) {
            if let Some((_, names)) = self.open.last_mut() {
                names.push(entry.file_name().to_owned());
            }
        } else {
            self.ready.push_back(Found::LeftOut(path.to_owned()));
        }
    }

    /// Whether a file is what an earlier run made of a text in the tree, and nobody has changed it since.
    fn is_made(&self, path: &Path) -> bool {
        let Some(hashes) = self.made.get(path).filter(|_| !self.choice.any) else { return false };
        let same = || journal::hash_of(&self.root.join(path)).is_some_and(|hash| hashes.contains(&hash));
        self.choice.passes_by(path.file_name().unwrap_or_default()) || same()
    }

    /// Leaves the folders from `depth` on.
    fn close(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some((folder, names)) = self.open.pop() else { return };
            if !names.is_empty() {
                self.ready.push_back(Found::Texts { folder, names });
            }
        }
    }
}

/// What earlier runs made in `folder` of texts that are still there; those of an archive beside it count, unless it is where the walk began.
fn made_in(folder: &Path, is_root: bool) -> HashMap<PathBuf, Vec<String>> {
    let in_archive = |path: &Path| {
        let folders = path.ancestors().skip(1).take_while(|above| !above.as_os_str().is_empty());
        folders.into_iter().any(|above| archive::of_folder(&folder.join(above)).is_some())
    };
    let is_unpacked = !is_root && archive::is_of_one(folder);
    journal::made(folder, |input| is_unpacked || folder.join(input).is_file() || in_archive(input))
}

/// Links, pipes and devices, as the summary counts them: their names in it cannot be endings.
pub(crate) const SPECIAL: [&str; 2] = [" link", " device"];

fn special(kind: fs::FileType) -> &'static str {
    SPECIAL[usize::from(!kind.is_symlink())]
}

/// What to tell of a fault of the walk.
fn unreadable(root: &Path, error: &ignore::Error) -> Option<Found> {
    let (mut error, mut path) = (error, root.to_owned());
    loop {
        match error {
            ignore::Error::WithPath { path: at, err } => (path, error) = (at.clone(), err),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => error = err,
            ignore::Error::Loop { .. } => return None,
            _ => break,
        }
    }
    let error = error.io_error().map_or_else(|| Value::from(error.to_string()), Value::from);
    let message = message!("cannot read it: %{error}; check the name and the permissions", error = error);
    Some(Found::Unreadable(path, Failure::new(Reason::Read, message)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &[&str], expected: &[&str]) {
        let names: Vec<OsString> = names.iter().map(OsString::from).collect();
        let stems: Vec<String> = stems(&names).into_iter().map(|stem| stem.into_string().unwrap()).collect();
        assert_eq!(stems, expected);
    }

    #[test]
    fn every_output_has_a_name_of_its_own() {
        check(&["a.txt", "b.html"], &["a", "b"]);
        check(&["a.html", "a.txt", "b.txt"], &["a.html", "a.txt", "b"]);
        check(&["A.html", "a.txt"], &["A.html", "a.txt"]);
        check(&["e\u{301}.html", "\u{e9}.txt"], &["e\u{301}.html", "\u{e9}.txt"]);
        // The whole name of one is the short name of another.
        check(&["a.html", "a.txt", "a.txt.txt"], &["a.html", "a.txt", "a.txt.txt"]);
        check(&["3.15活动", "3.15活动.txt"], &["3.15活动", "3.15活动.txt"]);
        check(&["2024.3", "报告.TXT"], &["2024.3", "报告"]);
    }

    #[test]
    fn a_text_is_known_by_its_name() {
        for text in [
            "a.txt",
            "a.HTM",
            "index.php",
            "README",
            "关于3.15活动的通知",
            "2024.3",
            "a.md",
            "a.docx",
            "a.mht",
        ] {
            assert!(looks_like_text(OsStr::new(text)), "{text}");
        }
        for other in ["a.jpg", "style.css", "a.xlsx", "b.mp4", "a.json", "archive.7z.zip"] {
            assert!(!looks_like_text(OsStr::new(other)), "{other}");
        }
    }

    fn desk(files: &[&str]) -> tempfile::TempDir {
        let desk = tempfile::tempdir().unwrap();
        for file in files {
            let path = desk.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        desk
    }

    /// Every text the walk finds, as sorted paths, `-` before what it leaves out.
    fn found(root: &Path, choice: &Choice, outside: Option<&Path>) -> Vec<String> {
        let mut all = Vec::new();
        for found in walk(root, choice, outside) {
            match found {
                Found::Texts { folder, names } => {
                    all.extend(names.iter().map(|name| folder.join(name).display().to_string()));
                }
                Found::LeftOut(path) => all.push(format!("-{}", path.display())),
                Found::Special(what) => all.push(format!("-{what}")),
                Found::Unreadable(path, failure) => all.push(format!("!{}: {failure:?}", path.display())),
            }
        }
        all.sort();
        all
    }

    fn choice(root: &Path, include: &[&str], exclude: &[&str]) -> Result<Choice, Vec<Message>> {
        let owned = |globs: &[&str]| globs.iter().map(|glob| (*glob).to_owned()).collect::<Vec<_>>();
        Choice::new(root, &owned(include), &owned(exclude))
    }

    #[test]
    fn a_walk_finds_texts_only_and_not_what_it_writes() {
        let desk =
            desk(&["b.txt", "a/c.html", "a/d/e.md", "a/photo.jpg", ".hidden/f.txt", "out/b.txt", ".g.txt"]);
        let root = desk.path();
        let choice = choice(root, &[], &[]).unwrap();
        let texts = ["-a/photo.jpg", "a/c.html", "a/d/e.md", "b.txt"];
        assert_eq!(found(root, &choice, Some(&root.join("out"))), texts);
        // Where the outputs stand beside the inputs, the folder itself is entered.
        assert_eq!(found(root, &choice, Some(root)).len(), 5);
    }

    #[test]
    fn patterns_choose_the_files() {
        let desk = desk(&["b.txt", "a/c.html", "a/d.txt", "a/photo.jpg"]);
        let check = |include: &[&str], exclude: &[&str], expected: &[&str]| {
            let choice = choice(desk.path(), include, exclude).unwrap();
            assert_eq!(found(desk.path(), &choice, None), expected);
        };
        check(&["*.html", "*.jpg"], &[], &["a/c.html", "a/photo.jpg"]);
        check(&[], &["a/**"], &["b.txt"]);
        check(&["*.txt"], &["/b.txt"], &["a/d.txt"]);
        assert_eq!(choice(desk.path(), &["a{"], &["[z"]).unwrap_err().len(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn links_pipes_and_devices_are_left_out_and_told() {
        use std::os::unix::fs::symlink;
        let desk = desk(&["a/b.txt", "c/d.txt"]);
        symlink("/", desk.path().join("a/everything")).unwrap();
        symlink("/etc/passwd", desk.path().join("c/passwd.txt")).unwrap();
        symlink("nowhere", desk.path().join("broken.txt")).unwrap();
        let _pipe = std::os::unix::net::UnixListener::bind(desk.path().join("c/pipe.txt")).unwrap();
        let all = found(desk.path(), &choice(desk.path(), &[], &[]).unwrap(), None);
        assert_eq!(all, ["- device", "- link", "- link", "- link", "a/b.txt", "c/d.txt"]);
        // What was named is read, link or not.
        symlink(desk.path().join("c"), desk.path().join("again")).unwrap();
        let again = desk.path().join("again");
        assert_eq!(found(&again, &choice(&again, &[], &[]).unwrap(), None).last().unwrap(), "d.txt");
    }
}

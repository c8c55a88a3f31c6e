//! Archives, tables and feeds among the inputs: their texts are unpacked to a folder of their own for the time of the run.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;

pub(crate) use crate::batch::archive::{folder_of, is_archive, stem};
use crate::batch::source;
use crate::bundle::{self, ENDINGS, Member, Wanted};
use crate::cli::terminal::{said, say};
use crate::error::Error;
use crate::message;
use crate::message::Message;
use crate::text::names;

/// A folder that goes when nobody needs it any more.
pub(crate) type Home = Arc<TempDir>;

/// What `--columns` names.
///
/// # Errors
/// A message saying what is wrong with it.
pub(crate) fn wanted(columns: Option<&str>) -> Result<Wanted, Message> {
    columns.map_or(Ok(Wanted::default()), Wanted::parse)
}

/// A folder among the inputs, or what a bundle was unpacked to.
#[derive(Clone, Debug)]
pub(crate) struct Root {
    /// The folder.
    pub(crate) path: PathBuf,
    /// What people call it: the texts of an archive stand in it, wherever it was unpacked.
    pub(crate) called: PathBuf,
    /// Where it was unpacked.
    pub(crate) home: Option<Home>,
}

impl Root {
    /// None for an input that is one text.
    ///
    /// # Errors
    /// Those of [`unpack`].
    pub(crate) fn of(input: &Path, wanted: &Wanted) -> Result<Option<Root>, Message> {
        if input.is_dir() {
            return Ok(Some(Root::folder(input)));
        }
        if !may_hold_several(input) {
            return Ok(None);
        }
        let home = opened(input, input, wanted).map_err(|problem| {
            message!("%{input}: %{problem}", input = input.display(), problem = problem)
        })?;
        let root =
            |home: Home| Root { path: home.path().to_owned(), called: input.to_owned(), home: Some(home) };
        Ok(home.map(root))
    }

    /// A folder as it is.
    pub(crate) fn folder(path: &Path) -> Root {
        Root { path: path.to_owned(), called: path.to_owned(), home: None }
    }
}

/// The files of the archive `input`, which people call `called`; what was left out is said.
///
/// # Errors
/// A message if it cannot be read, or holds no texts.
pub(crate) fn unpack(input: &Path, called: &Path) -> Result<Option<Home>, Message> {
    opened(input, called, &Wanted::default())
}

/// The texts of `input`, if it holds several; what was taken for what, and what was left out, is said.
///
/// # Errors
/// As [`unpack`].
fn opened(input: &Path, called: &Path, wanted: &Wanted) -> Result<Option<Home>, Message> {
    let shown = called.display().to_string();
    let bytes = source::read(input).map_err(|failure| failure.message)?;
    let Some(kind) = bundle::holds(&bytes, input) else { return Ok(None) };
    let unwritable = |error: std::io::Error| {
        message!(
            "cannot unpack it: %{error}; check the free space and the permissions of the folder for temporary files",
            error = error
        )
    };
    let home = tempfile::Builder::new().prefix("chengwen-").tempdir().map_err(unwritable)?;
    let mut fault = None;
    let opened = bundle::open(kind, &bytes, input, wanted, &mut |member| {
        place(home.path(), &member).map_err(|error| {
            fault = Some(error);
            Error::Empty
        })
    });
    if let Some(error) = fault {
        return Err(unwritable(error));
    }
    let told = opened.map_err(|error| error.message())?;
    let columns = |problem| message!("%{input}: %{problem}", input = shown.clone(), problem = problem);
    told.columns.into_iter().chain(told.beside).for_each(|found| say(&said(&columns(found))));
    for (member, reason) in told.left {
        let member = format!("{shown}: {member}");
        say(&said(&message!("%{input} is left out: %{problem}", input = member, problem = reason)));
    }
    Ok(Some(Arc::new(home)))
}

/// By its first bytes or its ending: only then the whole file is read.
fn may_hold_several(input: &Path) -> bool {
    let ending = input.extension().and_then(OsStr::to_str).unwrap_or_default();
    let packed = || {
        let mut head = [0; 2];
        File::open(input).and_then(|mut file| file.read_exact(&mut head)).is_ok()
            && matches!(head, [b'P', b'K'] | [0x1f, 0x8b])
    };
    input.is_file() && (ENDINGS.iter().any(|(known, _)| ending.eq_ignore_ascii_case(known)) || packed())
}

/// Writes a text below `home`, under a name every system takes.
fn place(home: &Path, member: &Member) -> std::io::Result<()> {
    let mut folders: Vec<&str> = member.name.split('/').collect();
    let name = folders.pop().unwrap_or_default();
    let folder = folders.iter().fold(home.to_owned(), |path, part| path.join(named(part)));
    fs::create_dir_all(&folder)?;
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if is_ending(ending) => (named(stem), format!(".{ending}")),
        _ => (named(name), String::new()),
    };
    let nth = |n: u32| match n {
        1 => folder.join(format!("{stem}{ending}")),
        n => folder.join(format!("{stem} {n}{ending}")),
    };
    let free = (1..).map(nth).find(|path| !path.exists());
    free.map_or(Ok(()), |path| fs::write(path, &member.bytes))
}

/// A part of a name as every system takes it.
fn named(part: &str) -> String {
    let stem = names::stem(part);
    if stem.is_empty() { "_".to_owned() } else { stem }
}

fn is_ending(ending: &str) -> bool {
    (1..=8).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_placed_under_names_every_system_takes() {
        let home = tempfile::tempdir().unwrap();
        for (name, bytes) in [
            ("a/通知.txt", "1"),
            ("a/通知.txt", "2"),
            ("con/b:c?.html", "3"),
            ("...", "4"),
            ("2024.3 总结", "5"),
        ] {
            place(home.path(), &Member { name: name.into(), bytes: bytes.into() }).unwrap();
        }
        for (name, bytes) in [
            ("a/通知.txt", "1"),
            ("a/通知 2.txt", "2"),
            ("con_/b c.html", "3"),
            ("_", "4"),
            ("2024.3 总结", "5"),
        ] {
            assert_eq!(fs::read_to_string(home.path().join(name)).unwrap(), bytes, "{name}");
        }
    }
}

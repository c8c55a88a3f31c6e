//! Files are written whole or not at all, and never over another one unasked.
//!
//! A document is first *staged*, as a temporary file in the folder it belongs to, and then *kept*, by one rename. Between
//! the two, many staged files are brought to the disk together: one sync for a hundred files costs little more than one
//! for a single file.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use crate::batch::{Failure, Reason};
use crate::message;

/// How the name of a temporary file begins and ends, so that those of a killed run can be told and swept up.
const PREFIX: &str = ".chengwen-";
const SUFFIX: &str = ".part";

/// Whether an existing file may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Over {
    /// It was asked for, or the file is one of our own.
    Replace,
    /// It stays, and the new one is not written.
    Never,
}

/// A file that is written and waits for its name.
#[derive(Debug)]
pub(crate) struct Staged {
    temporary: TempPath,
    path: PathBuf,
    over: Over,
}

/// Writes all of `bytes` to a temporary file beside `path`, in a folder that is made if need be.
///
/// # Errors
/// [`Reason::Write`] with the file and what to do.
pub(crate) fn stage(path: &Path, mut bytes: impl Read, over: Over) -> Result<Staged, Failure> {
    let failed = |e: io::Error| cannot_write(path, &e);
    let folder = folder_of(path);
    // As readable as any other file, which those `tempfile` opens are not; and what the system says comes back as it is.
    let open = |at: &Path| File::options().write(true).create_new(true).open(at);
    let mut builder = tempfile::Builder::new();
    let builder = builder.prefix(PREFIX).suffix(SUFFIX);
    let mut file = match builder.make_in(folder, open) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(folder).map_err(failed)?;
            builder.make_in(folder, open).map_err(failed)?
        }
        file => file.map_err(failed)?,
    };
    copy(&mut bytes, file.as_file_mut(), largest()).map_err(failed)?;
    Ok(Staged { temporary: file.into_temp_path(), path: path.to_owned(), over })
}

/// Writes all of `bytes`, if they are no more than `most`. Beyond a limit of the user (`ulimit -f`) the system would end the program and leave
/// half a file behind.
fn copy(bytes: &mut impl Read, file: &mut File, most: Option<u64>) -> io::Result<()> {
    let Some(most) = most else { return io::copy(bytes, file).map(drop) };
    io::copy(&mut bytes.by_ref().take(most), file)?;
    match bytes.read(&mut [0])? {
        0 => Ok(()),
        _ => Err(io::ErrorKind::FileTooLarge.into()),
    }
}

/// The largest file the system lets this program write, if there is a limit.
#[cfg(target_os = "linux")]
fn largest() -> Option<u64> {
    rustix::process::getrlimit(rustix::process::Resource::Fsize).current
}

#[cfg(not(target_os = "linux"))]
fn largest() -> Option<u64> {
    None
}

impl Staged {
    /// Gives the file its name.
    ///
    /// # Errors
    /// [`Reason::Exists`] when there is one that may not be replaced, [`Reason::Write`] for everything else.
    pub(crate) fn keep(self) -> Result<(), Failure> {
        let kept = match self.over {
            Over::Replace => self.temporary.persist(&self.path),
            Over::Never => self.temporary.persist_noclobber(&self.path),
        };
        kept.map_err(|e| match e.error.kind() {
            io::ErrorKind::AlreadyExists => exists(&self.path),
            _ => cannot_write(&self.path, &e.error),
        })
    }
}

/// Brings staged files to the disk.
///
/// # Errors
/// What the system says; then none of them may be kept.
pub(crate) fn sync(staged: &[&Staged]) -> io::Result<()> {
    /// Up to here, file by file is faster.
    const FEW: usize = 4;
    if staged.len() > FEW && sync_systems(staged) {
        return Ok(());
    }
    staged.iter().try_for_each(|staged| File::options().append(true).open(&staged.temporary)?.sync_all())
}

/// Syncs the file systems of all `staged` as wholes; `false` where that cannot be done.
#[cfg(target_os = "linux")]
fn sync_systems(staged: &[&Staged]) -> bool {
    use std::os::unix::fs::MetadataExt;
    let mut synced = Vec::new();
    staged.iter().all(|staged| {
        let Ok(folder) = File::open(folder_of(&staged.path)) else { return false };
        let Ok(device) = folder.metadata().map(|metadata| metadata.dev()) else { return false };
        if synced.contains(&device) {
            return true;
        }
        synced.push(device);
        rustix::fs::syncfs(&folder).is_ok()
    })
}

#[cfg(not(target_os = "linux"))]
fn sync_systems(_staged: &[&Staged]) -> bool {
    false
}

/// Writes a single file: staged, synced, kept.
///
/// # Errors
/// As [`stage`] and [`Staged::keep`].
pub(crate) fn write(path: &Path, bytes: impl Read, over: Over) -> Result<(), Failure> {
    let staged = stage(path, bytes, over)?;
    sync(&[&staged]).map_err(|e| cannot_write(path, &e))?;
    staged.keep()
}

/// Takes away the temporary files a killed run left in `folder` and below.
pub(crate) fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => sweep(&entry.path()),
            Ok(kind) if kind.is_file() && is_temporary(&entry.file_name().to_string_lossy()) => {
                // What cannot be removed harms nobody.
                let _ = fs::remove_file(entry.path());
            }
            _ => {}
        }
    }
}

fn is_temporary(name: &str) -> bool {
    name.starts_with(PREFIX) && name.ends_with(SUFFIX)
}

/// That `path` is there already.
pub(crate) fn exists(path: &Path) -> Failure {
    let message = message!(
        "%{path} exists; add --force to overwrite it, or name another with -o",
        path = path.display()
    );
    Failure::new(Reason::Exists, message)
}

/// That a document cannot be written, and why.
pub(crate) fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    let advice = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            message!("free some space and run again with --resume")
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            message!("check the permissions, or name another folder with -o")
        }
        _ => message!("check the folder and the free space"),
    };
    let path = path.display();
    let message =
        message!("cannot write %{path}: %{error}; %{advice}", path = path, error = error, advice = advice);
    Failure::new(Reason::Write, message)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_staged_file_has_no_name_until_it_is_kept() {
        let desk = tempfile::tempdir().unwrap();
        let staged: Vec<Staged> = (0..6)
            .map(|n| stage(&desk.path().join(format!("new/{n}.docx")), &b"text"[..], Over::Never).unwrap())
            .collect();
        assert!(names(&desk.path().join("new")).iter().all(|name| is_temporary(name)));
        sync(&staged.iter().collect::<Vec<_>>()).unwrap();
        staged.into_iter().for_each(|staged| staged.keep().unwrap());
        assert_eq!(names(&desk.path().join("new")), (0..6).map(|n| format!("{n}.docx")).collect::<Vec<_>>());
    }

    #[test]
    fn a_file_is_replaced_only_when_asked() {
        let desk = tempfile::tempdir().unwrap();
        let path = desk.path().join("a.docx");
        write(&path, &b"first"[..], Over::Never).unwrap();
        assert_eq!(write(&path, &b"second"[..], Over::Never).unwrap_err().reason, Reason::Exists);
        assert_eq!(
            (fs::read(&path).unwrap(), names(desk.path())),
            (b"first".to_vec(), vec!["a.docx".into()])
        );
        write(&path, &b"second"[..], Over::Replace).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
    }

    #[test]
    fn only_temporary_files_are_swept_up() {
        let desk = tempfile::tempdir().unwrap();
        let below = desk.path().join("below");
        fs::create_dir(&below).unwrap();
        for name in [".chengwen-a1b2c3.part", ".chengwen.journal", "a.part"] {
            fs::write(below.join(name), "").unwrap();
        }
        sweep(desk.path());
        assert_eq!(names(&below), [".chengwen.journal", "a.part"]);
    }
}

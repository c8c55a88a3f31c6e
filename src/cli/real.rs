//! Where files are, however they are named: `a.md`, `./a.md` and `b/../a.md` are one. No input is written over.

use std::collections::HashMap;
use std::fs;
use std::path::{self, Path, PathBuf};

use crate::cli::output::Destination;
use crate::message;
use crate::message::Message;

/// Finds out where files are.
#[derive(Default)]
pub(crate) struct Real {
    /// What was found out of folders: many files stand in one.
    folders: HashMap<PathBuf, PathBuf>,
}

impl Real {
    /// Where something is written; a link there is replaced, not followed.
    pub(crate) fn place(&mut self, place: &Destination) -> PathBuf {
        place.file().map_or_else(|| "-".into(), |path| self.path(path))
    }

    /// Where a file is, by the folder it is in.
    pub(crate) fn path(&mut self, path: &Path) -> PathBuf {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let name = path.file_name().unwrap_or_default();
        if let Some(known) = self.folders.get(folder) {
            return known.join(name);
        }
        // One that is not there yet holds no input.
        let real = fs::canonicalize(folder).or_else(|_| path::absolute(folder)).unwrap_or(folder.to_owned());
        self.folders.entry(folder.to_owned()).or_insert(real).join(name)
    }

    /// What is wrong with outputs, or a report, that are written where an input is.
    pub(crate) fn overwritten(
        &mut self,
        input: &Path,
        is_output: impl Fn(&Path) -> bool,
        report: Option<&Path>,
    ) -> Vec<Message> {
        let files = self.files(input);
        let by_output = files.iter().any(|file| is_output(file)).then(|| {
            message!(
                "%{input} would be overwritten by an output; name another with -o",
                input = input.display()
            )
        });
        let by_report = files.iter().any(|file| Some(file.as_path()) == report).then(|| {
            message!(
                "%{input} would be overwritten by the report; name another file with --report",
                input = input.display()
            )
        });
        by_output.into_iter().chain(by_report).collect()
    }

    /// The files an input is: the one that is named, and what that leads to.
    fn files(&mut self, input: &Path) -> Vec<PathBuf> {
        if input.as_os_str() == "-" {
            return Vec::new();
        }
        let leads = fs::symlink_metadata(input).is_ok_and(|file| file.is_symlink());
        let behind = leads.then(|| fs::canonicalize(input).ok()).flatten();
        behind.into_iter().chain([self.path(input)]).collect()
    }
}

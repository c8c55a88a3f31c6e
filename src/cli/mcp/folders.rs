//! What an agent may read and write: files below the folders its user named.

use std::fs;
use std::path::{Path, PathBuf};

use crate::batch::{Failure, Reason};
use crate::cli::terminal::blamed;
use crate::message;
use crate::message::{Message, Value};

/// The folders, as they are on the disk.
pub(crate) struct Folders(Vec<PathBuf>);

impl Folders {
    /// # Errors
    /// A message for each that is no folder.
    pub(crate) fn new(named: &[PathBuf]) -> Result<Folders, Vec<Message>> {
        let (mut folders, mut problems) = (Vec::new(), Vec::new());
        for folder in named {
            match fs::canonicalize(folder) {
                Ok(real) if real.is_dir() => folders.push(real),
                Ok(_) => problems.push(blamed(folder.display(), message!("it is not a folder"))),
                Err(error) => problems.push(blamed(folder.display(), unreadable(error))),
            }
        }
        if problems.is_empty() { Ok(Folders(folders)) } else { Err(problems) }
    }

    /// The file to read that an agent calls `named`, whatever links lead to it.
    pub(crate) fn input(&self, named: &str) -> Result<PathBuf, Failure> {
        let real = self.candidates(named).find_map(|path| fs::canonicalize(path).ok());
        let Some(real) = real else {
            let missing = message!("there is no such file or folder");
            return Err(Failure::new(Reason::Read, blamed(named, unreadable(missing))));
        };
        if self.holds(&real) { Ok(real) } else { Err(outside(named)) }
    }

    /// The file to write that an agent calls `named`: its folder is there, or below one that is.
    pub(crate) fn output(&self, named: &str) -> Result<PathBuf, Failure> {
        let path = self.candidates(named).next().ok_or_else(|| outside(named))?;
        let there = path.ancestors().find_map(|above| Some((above, fs::canonicalize(above).ok()?)));
        let Some((above, real)) = there else { return Err(outside(named)) };
        let rest = path.strip_prefix(above).unwrap_or(Path::new(""));
        let plain = rest.components().all(|part| matches!(part, std::path::Component::Normal(_)));
        let path = if rest.as_os_str().is_empty() { real.clone() } else { real.join(rest) };
        if self.holds(&real) && plain { Ok(path) } else { Err(outside(named)) }
    }

    /// Where a name may point: as it is if it is absolute, else below each folder.
    fn candidates<'n>(&'n self, named: &'n str) -> impl Iterator<Item = PathBuf> + 'n {
        self.0.iter().map(move |folder| folder.join(named))
    }

    fn holds(&self, real: &Path) -> bool {
        self.0.iter().any(|folder| real.starts_with(folder))
    }
}

fn unreadable(why: impl Into<Value>) -> Message {
    message!("cannot read it: %{error}; check the name and the permissions", error = why)
}

fn outside(named: &str) -> Failure {
    let message = message!(
        "%{input} is outside the folders this server may use; name one on its command line",
        input = named
    );
    Failure::new(Reason::Read, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_below_are_reached_and_no_others() {
        let (inside, beyond) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let secret = beyond.path().join("secret.txt");
        fs::write(inside.path().join("a.txt"), "a").unwrap();
        fs::write(&secret, "s").unwrap();
        let folders = Folders::new(&[inside.path().to_owned()]).unwrap();
        let root = fs::canonicalize(inside.path()).unwrap();
        assert_eq!(folders.input("a.txt").unwrap(), root.join("a.txt"));
        assert_eq!(folders.input(root.join("a.txt").to_str().unwrap()).unwrap(), root.join("a.txt"));
        let up = format!("../{}/secret.txt", beyond.path().file_name().unwrap().to_string_lossy());
        for named in [secret.to_str().unwrap(), up.as_str(), "/etc/passwd"] {
            assert!(folders.input(named).is_err(), "{named}");
            assert!(folders.output(named).is_err(), "{named}");
        }
        assert_eq!(folders.output("b.docx").unwrap(), root.join("b.docx"));
        assert_eq!(folders.output("neu/b.docx").unwrap(), root.join("neu/b.docx"));
        assert!(folders.output("neu/../../b.docx").is_err());
        assert!(folders.input("none.txt").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_leads_nowhere_else() {
        let (inside, beyond) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(beyond.path().join("secret.txt"), "s").unwrap();
        std::os::unix::fs::symlink(beyond.path(), inside.path().join("link")).unwrap();
        let folders = Folders::new(&[inside.path().to_owned()]).unwrap();
        assert!(folders.input("link/secret.txt").is_err());
        assert!(folders.output("link/b.docx").is_err());
    }

    #[test]
    fn what_is_no_folder_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a");
        fs::write(&file, "").unwrap();
        assert_eq!(Folders::new(&[file, folder.path().join("none")]).map(drop).unwrap_err().len(), 2);
    }
}

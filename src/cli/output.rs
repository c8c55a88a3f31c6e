//! Files are written whole or not at all, and never over another one unasked.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Where an output goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Standard output.
    Standard,
    /// A file.
    File(PathBuf),
}

impl Place {
    /// `-` is standard output.
    pub(crate) fn named(path: &Path) -> Place {
        if path.as_os_str() == "-" { Place::Standard } else { Place::File(path.to_owned()) }
    }

    /// Why nothing can be written here without `force`.
    pub(crate) fn refusal(&self, force: bool) -> Option<String> {
        match self {
            Place::File(path) if !force && path.exists() => Some(format!(
                "{} exists; add --force to overwrite it, or name another with -o",
                path.display()
            )),
            _ => None,
        }
    }

    /// Writes `bytes`; over an existing file only with `force`.
    ///
    /// # Errors
    /// A message that names the file and what to do.
    pub(crate) fn write(&self, bytes: &[u8], force: bool) -> Result<(), String> {
        match self {
            Place::Standard => io::stdout()
                .lock()
                .write_all(bytes)
                .map_err(|e| format!("cannot write to standard output: {e}")),
            Place::File(path) => match self.refusal(force) {
                Some(refusal) => Err(refusal),
                None => write_file(path, bytes, force),
            },
        }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Place::Standard => f.write_str("standard output"),
            Place::File(path) => write!(f, "{}", path.display()),
        }
    }
}

/// Writes a temporary file in the same folder, which is made if need be, then renames it.
fn write_file(path: &Path, bytes: &[u8], force: bool) -> Result<(), String> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed =
        |e: io::Error| format!("cannot write {}: {e}; check the folder and the space left", path.display());
    fs::create_dir_all(folder).map_err(failed)?;
    let mut builder = tempfile::Builder::new();
    let mut file = open_to_all(builder.prefix(".chengwen-")).tempfile_in(folder).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    let kept = if force { file.persist(path) } else { file.persist_noclobber(path) };
    kept.map(drop).map_err(|e| failed(e.error))
}

/// Temporary files are private by default; a document is as readable as any other file.
#[cfg(unix)]
fn open_to_all<'b, 'p, 's>(builder: &'b mut tempfile::Builder<'p, 's>) -> &'b mut tempfile::Builder<'p, 's> {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(std::fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn open_to_all<'b, 'p, 's>(builder: &'b mut tempfile::Builder<'p, 's>) -> &'b mut tempfile::Builder<'p, 's> {
    builder
}

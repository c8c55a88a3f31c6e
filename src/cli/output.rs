//! Where an output goes.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::batch::output;
use crate::batch::{Failure, Reason};
use crate::message;

/// Where an output goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Destination {
    /// Standard output.
    Standard,
    /// A file.
    File(PathBuf),
}

impl Destination {
    /// `-` is standard output.
    pub(crate) fn named(path: &Path) -> Destination {
        if path.as_os_str() == "-" { Destination::Standard } else { Destination::File(path.to_owned()) }
    }

    /// The file, if it is one.
    pub(crate) fn file(&self) -> Option<&Path> {
        match self {
            Destination::Standard => None,
            Destination::File(path) => Some(path),
        }
    }

    /// Why nothing can be written here without `force`.
    pub(crate) fn refusal(&self, force: bool) -> Option<Failure> {
        self.file().filter(|path| !force && path.exists()).map(output::exists)
    }
}

/// Writes `bytes` to standard output.
///
/// # Errors
/// [`Reason::Write`].
pub(crate) fn to_standard_output(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|e| {
        Failure::new(Reason::Write, message!("cannot write to standard output: %{error}", error = e))
    })
}

impl std::fmt::Display for Destination {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Destination::Standard => f.write_str("standard output"),
            Destination::File(path) => write!(f, "{}", path.display()),
        }
    }
}

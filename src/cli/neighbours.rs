//! What stands beside an input and goes into its document: its side file, its pictures, and which of them were asked for.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::batch::journal;
use crate::batch::{Failure, Reason};
use crate::cli::{config, pictures};
use crate::elements::{self, Given};
use crate::message;
use crate::message::Message;

/// The files beside one input.
pub(crate) struct Neighbours<'i> {
    input: &'i Path,
    /// What was asked for and the hash of what came; empty for what is not there.
    asked: Mutex<BTreeMap<String, String>>,
}

impl<'i> Neighbours<'i> {
    pub(crate) fn of(input: &'i Path) -> Neighbours<'i> {
        Neighbours { input, asked: Mutex::default() }
    }

    /// The elements of the side file.
    pub(crate) fn elements(&self) -> Result<Given, Failure> {
        side_elements(self.input).map_err(|problem| Failure::new(Reason::Read, problem))
    }

    /// The bytes of a picture; remembers that it was asked for.
    pub(crate) fn picture(&self, address: &str) -> Result<Vec<u8>, Message> {
        let picture = pictures::beside(self.input)(address);
        let hash = picture.as_ref().map_or_else(|_| String::new(), |bytes| journal::hash(bytes));
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(address.to_owned(), hash);
        picture
    }

    /// The hash of the picture at `address` as it is now.
    pub(crate) fn hash(&self, address: &str) -> String {
        pictures::beside(self.input)(address).map_or_else(|_| String::new(), |bytes| journal::hash(&bytes))
    }

    /// The hash of the input's `bytes` together with its side file.
    pub(crate) fn hash_with(&self, bytes: &[u8]) -> String {
        let side = side_file(self.input).and_then(|side| fs::read(side).ok()).unwrap_or_default();
        if side.is_empty() { journal::hash(bytes) } else { journal::hash(&[bytes, &side].concat()) }
    }

    /// All that was asked for.
    pub(crate) fn asked(self) -> BTreeMap<String, String> {
        self.asked.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The side file of `input`, if it can have one. A configuration file is none.
fn side_file(input: &Path) -> Option<PathBuf> {
    let side = input.with_extension("toml");
    let is_own = side != input && side.file_name().is_none_or(|name| name != config::NAME);
    Some(side).filter(|_| is_own && input.as_os_str() != "-")
}

/// The elements of the side file of `input`, if it has one.
///
/// # Errors
/// A message when the file is there and cannot be read.
pub(crate) fn side_elements(input: &Path) -> Result<Given, Message> {
    let Some(side) = side_file(input) else { return Ok(Given::default()) };
    match fs::read_to_string(&side) {
        Ok(text) => Ok(elements::toml(&side.display().to_string(), &text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Given::default()),
        Err(error) => Err(message!(
            "cannot read %{file}, which stands beside it: %{error}; it must be UTF-8 text",
            file = side.display(),
            error = &error
        )),
    }
}

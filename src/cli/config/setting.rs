//! What a file says, and where.

use std::path::PathBuf;

use crate::cli::config::keys::Key;
use crate::cli::terminal::blamed;
use crate::message;
use crate::message::Message;

/// Where something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    pub(crate) file: PathBuf,
    pub(crate) line: usize,
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.file.display(), self.line)
    }
}

/// What a file says of one key, or of one element.
#[derive(Clone, Debug)]
pub(crate) struct Setting {
    pub(crate) key: Key,
    /// The one command it is for, if it stands in a table.
    pub(crate) command: Option<String>,
    /// The element, of the key that takes elements.
    pub(crate) element: Option<&'static str>,
    pub(crate) values: Vec<String>,
    pub(crate) place: Origin,
}

impl Setting {
    /// What can be said once only.
    pub(crate) fn slot(&self) -> (String, Option<&'static str>) {
        (self.key.name().to_owned(), self.element)
    }
}

/// A fault and its line.
pub(crate) type Fault = (usize, Message);

/// The fault of what stands in `place`.
pub(crate) fn fault(place: &Origin, problem: Message) -> Fault {
    (place.line, blamed(place, problem))
}

/// That there are too many values for a key.
pub(crate) fn one_value(setting: &Setting) -> Message {
    message!("%{key} takes one value here", key = setting.key.name())
}

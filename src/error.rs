//! Why there is no output at all. Everything about the text itself is a [`crate::diag::Log`] entry instead.

use std::fmt;

use crate::message;
use crate::message::{Message, names};

/// What stopped a conversion.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The input holds nothing that could be set.
    Empty,
    /// The input is not text.
    NotText {
        /// What its first bytes say it is.
        what: Message,
        /// What to do next.
        advice: Message,
    },
    /// So much of the text is damaged that writing it would spread mojibake.
    Damaged {
        /// Characters that could not be recovered.
        damaged: usize,
        /// Characters in all.
        total: usize,
        /// First damaged line of the input, from 1.
        line: u32,
    },
    /// Nothing in the input reads like Chinese in any encoding, and it is not UTF-8.
    Unreadable {
        /// The likeliest encoding.
        guess: &'static str,
    },
    /// No template of that name.
    UnknownTemplate {
        /// What was asked for.
        name: String,
        /// What was perhaps meant.
        near: Option<String>,
        /// What there is, comma separated.
        known: Vec<&'static str>,
    },
    /// A template file that cannot be used, with every fault found in it.
    Template {
        /// Name or path of the template.
        name: String,
        /// All faults at once.
        faults: Vec<Message>,
    },
    /// Elements that cannot be used, with every fault found in them.
    Elements {
        /// All faults at once.
        faults: Vec<Message>,
    },
    /// Options that make no sense, with every fault found in them.
    Options {
        /// All faults at once.
        faults: Vec<Message>,
    },
    /// The input has more of something than is read ([`limits`](crate::limits)).
    TooMuch {
        /// Of what.
        what: Message,
        /// How much is read.
        most: u64,
    },
    /// Characters of the input are neither in the output nor in the log: a fault of chengwen, caught by its own audit.
    Unaccounted {
        /// How many.
        count: u64,
        /// The first few of them.
        sample: String,
    },
    /// Text of the input would stand at another place, or in another order: a fault of chengwen, caught by its own audit.
    Displaced {
        /// How the text begins.
        text: String,
    },
    /// There are no fonts, and what was asked for is painted.
    Fonts,
    /// The package around a document could not be put together.
    Package(Message),
}

impl Error {
    /// Whether it is a fault of this program and not of the input: its own audit found it, or a package could not be put together.
    pub fn is_fault(&self) -> bool {
        matches!(self, Error::Unaccounted { .. } | Error::Displaced { .. } | Error::Package(_))
    }

    /// Its name for programs, which never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Error::Empty => "empty",
            Error::NotText { .. } => "not-text",
            Error::Damaged { .. } => "damaged",
            Error::Unreadable { .. } => "unreadable",
            Error::TooMuch { .. } => "too-large",
            Error::Elements { .. } => "elements",
            Error::Options { .. } => "options",
            Error::Fonts => "fonts",
            Error::UnknownTemplate { .. } | Error::Template { .. } | Error::Package(_) => "document",
            Error::Unaccounted { .. } | Error::Displaced { .. } => "fault",
        }
    }

    /// What went wrong, where, and what to do next.
    pub fn message(&self) -> Message {
        match self {
            Error::Empty => message!("the input has no text; check that the right file was saved"),
            Error::NotText { what, advice } => {
                message!(
                    "the input is %{what}, not text; %{advice}",
                    what = what.clone(),
                    advice = advice.clone()
                )
            }
            Error::Fonts => message!("a PDF needs fonts, and there are none yet; load the fonts first"),
            Error::Damaged { damaged, total, line } => message!(
                "%{damaged} of %{total} characters are damaged (first on line %{line}); fetch the page again, name the encoding with --from-encoding, or accept it with --accept-damage",
                damaged = *damaged,
                total = *total,
                line = *line
            ),
            Error::Unreadable { guess } => message!(
                "the encoding cannot be told: nothing reads like Chinese, and %{guess} is only a guess; name it with --from-encoding, or accept the guess with --accept-damage",
                guess = *guess
            ),
            Error::UnknownTemplate { name, near: Some(near), known } => message!(
                "there is no template \"%{name}\"; did you mean %{near}? There are %{known}",
                name = name.as_str(),
                near = near.as_str(),
                known = names(known)
            ),
            Error::UnknownTemplate { name, near: None, known } => {
                message!(
                    "there is no template \"%{name}\"; use one of %{known}",
                    name = name.as_str(),
                    known = names(known)
                )
            }
            Error::Template { name, faults } => {
                message!(
                    "the template \"%{name}\" cannot be used: %{faults}",
                    name = name.as_str(),
                    faults = faults.clone()
                )
            }
            Error::Elements { faults } => {
                message!("the elements cannot be used: %{faults}", faults = faults.clone())
            }
            Error::Options { faults } => {
                message!("the options cannot be used: %{faults}", faults = faults.clone())
            }
            Error::TooMuch { what, most } => message!(
                "it has more than %{most} %{what}, and no text has so many; split it, for example by article",
                most = *most,
                what = what.clone()
            ),
            Error::Unaccounted { count, sample } => message!(
                "%{count} characters would have been lost in silence (first: \"%{sample}\"); nothing was written; this is a fault of chengwen, please report it with the input",
                count = *count,
                sample = sample.as_str()
            ),
            Error::Displaced { text } => message!(
                "text would have changed its place or its order in silence (\"%{text}…\"); nothing was written; this is a fault of chengwen, please report it with the input",
                text = text.as_str()
            ),
            Error::Package(problem) => {
                message!("cannot build the document: %{problem}", problem = problem.clone())
            }
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl std::error::Error for Error {}

/// A result with this crate's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

//! Thousands at a time: which inputs there are, working on them with all cores, and what is known of a run that was broken off.
//!
//! `plan` (inputs, and where their outputs go) · `source` (the bytes of an input) · `run` (jobs in, outcomes out, in order) ·
//! `output` (files whole or not at all) · `journal` (what was done, and who else is at it) · `summary` (what came of it) ·
//! `archive` (what archives and their folders are called) · `names` (such as every system takes).
//! None of them knows what a conversion is, and none speaks to people.

pub(crate) mod archive;
pub(crate) mod journal;
pub(crate) mod output;
pub(crate) mod plan;
pub(crate) mod run;
pub(crate) mod source;
pub(crate) mod summary;

use crate::error::Error;
use crate::message::Message;

/// Why an input came to nothing, in the classes a summary counts by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reason {
    /// There is no text in it.
    Empty,
    /// It is a picture, an archive …
    NotText,
    /// Too many of its characters are damaged.
    Damaged,
    /// No encoding fits.
    Unreadable,
    /// It cannot be opened or read.
    Read,
    /// It changes while it is read.
    Changing,
    /// It is larger than what is read.
    TooLarge,
    /// A record of a stream that is none.
    BadRecord,
    /// Its output is there already.
    Exists,
    /// Its output cannot be written.
    Write,
    /// The elements given for it cannot be used.
    Elements,
    /// No document can be made of it.
    Document,
    /// chengwen is at fault.
    Fault,
}

impl Reason {
    /// Its name for programs.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Reason::Empty => "empty",
            Reason::NotText => "not-text",
            Reason::Damaged => "damaged",
            Reason::Unreadable => "unreadable",
            Reason::Read => "read",
            Reason::Changing => "changing",
            Reason::TooLarge => "too-large",
            Reason::BadRecord => "bad-record",
            Reason::Exists => "exists",
            Reason::Write => "write",
            Reason::Elements => "elements",
            Reason::Document => "document",
            Reason::Fault => "fault",
        }
    }

    /// Every reason, for the page that lists them.
    pub(crate) const ALL: [Reason; 13] = [
        Reason::Empty,
        Reason::NotText,
        Reason::Damaged,
        Reason::Unreadable,
        Reason::Read,
        Reason::Changing,
        Reason::TooLarge,
        Reason::BadRecord,
        Reason::Exists,
        Reason::Write,
        Reason::Elements,
        Reason::Document,
        Reason::Fault,
    ];
}

/// Why an input came to nothing: the class, and the words for this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) reason: Reason,
    pub(crate) message: Message,
}

impl Failure {
    pub(crate) fn new(reason: Reason, message: impl Into<Message>) -> Failure {
        Failure { reason, message: message.into() }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        let reason = Reason::ALL.into_iter().find(|reason| reason.id() == error.code());
        Failure::new(reason.unwrap_or(Reason::Document), error.message())
    }
}

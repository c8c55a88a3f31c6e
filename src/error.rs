//! Why there is no output at all. Everything about the text itself is a [`crate::diag::Log`] entry instead.

/// What stopped a conversion.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The input holds nothing that could be set.
    #[error("the input has no text; check that the right file was saved")]
    Empty,
    /// The input is not text.
    #[error("the input is {what}, not text; {advice}")]
    NotText {
        /// What its first bytes say it is.
        what: &'static str,
        /// What to do next.
        advice: &'static str,
    },
    /// So much of the text is damaged that writing it would spread mojibake.
    #[error(
        "{damaged} of {total} characters are damaged (first on line {line}); fetch the page again, name the encoding with --from-encoding, or accept it with --accept-damage"
    )]
    Damaged {
        /// Characters that could not be recovered.
        damaged: usize,
        /// Characters in all.
        total: usize,
        /// First damaged line of the input, from 1.
        line: u32,
    },
    /// Nothing in the input reads like Chinese in any encoding, and it is not UTF-8.
    #[error(
        "the encoding cannot be told: nothing reads like Chinese, and {guess} is only a guess; name it with --from-encoding, or accept the guess with --accept-damage"
    )]
    Unreadable {
        /// The likeliest encoding.
        guess: &'static str,
    },
    /// No template of that name.
    #[error("there is no template \"{name}\"; use one of {known}")]
    UnknownTemplate {
        /// What was asked for.
        name: String,
        /// What there is, comma separated.
        known: String,
    },
    /// A template file that cannot be used, with every fault found in it.
    #[error("the template \"{name}\" cannot be used: {}", faults.join("; "))]
    Template {
        /// Name or path of the template.
        name: String,
        /// All faults at once.
        faults: Vec<String>,
    },
    /// Elements that cannot be used, with every fault found in them.
    #[error("the elements cannot be used: {}", faults.join("; "))]
    Elements {
        /// All faults at once.
        faults: Vec<String>,
    },
    /// Characters of the input are neither in the output nor in the log: a fault of chengwen, caught by its own audit.
    #[error(
        "{count} characters would have been lost in silence (first: {sample:?}); nothing was written; this is a fault of chengwen, please report it with the input"
    )]
    Unaccounted {
        /// How many.
        count: u64,
        /// The first few of them.
        sample: String,
    },
    /// The package around a document could not be put together.
    #[error("cannot put the document together: {0}")]
    Package(String),
}

/// A result with this crate's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

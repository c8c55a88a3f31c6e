//! How a run ended.

/// How a run ended, as the exit code tells it; the later, the worse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// Everything was done.
    #[default]
    Done,
    /// Done, with findings the user asked to fail on.
    Findings,
    /// Some input failed.
    Failed,
    /// The user interrupted.
    Interrupted,
    /// The command line makes no sense.
    Usage,
}

impl Outcome {
    /// The code of an interrupted run, as shells have it.
    pub(crate) const INTERRUPTED: u8 = 130;

    /// The exit code.
    pub(crate) fn code(self) -> u8 {
        match self {
            Outcome::Done => 0,
            Outcome::Findings => 1,
            Outcome::Failed => 2,
            Outcome::Interrupted => Outcome::INTERRUPTED,
            Outcome::Usage => 64,
        }
    }
}

//! The only terminal, clock and environment.
use std::process::ExitCode;

/// Runs the command line; the exit code is documented in the README.
pub fn run(_args: impl Iterator<Item = std::ffi::OsString>) -> ExitCode {
    ExitCode::SUCCESS
}

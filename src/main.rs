//! The `chengwen` command: see `chengwen --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    chengwen::cli::run(std::env::args_os())
}

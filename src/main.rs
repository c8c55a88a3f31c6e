//! The `chengwen` command: see `chengwen --help`.

use std::process::ExitCode;

/// musl's own gives memory back at once and asks for it again, which doubles the time of a PDF.
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: dlmalloc::GlobalDlmalloc = dlmalloc::GlobalDlmalloc;

fn main() -> ExitCode {
    chengwen::cli::run(std::env::args_os())
}

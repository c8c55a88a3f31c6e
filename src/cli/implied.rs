//! The command that need not be said: `chengwen page.html`, which is also what a file dropped on the program comes to.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::Command;

/// What is done with files when nobody says it.
const COMMAND: &str = "convert";
/// Options of the program itself whose value stands behind them.
const WITH_VALUE: [&str; 2] = ["--lang", "--config"];

/// `args` with the command, if their first word is none but a file or folder that is there.
pub(crate) fn with_command(cli: &Command, mut args: Vec<OsString>) -> Vec<OsString> {
    let is_path = |word: &OsStr| cli.find_subcommand(word).is_none() && Path::new(word).exists();
    if let Some(at) = first_word(&args).filter(|at| is_path(&args[*at])) {
        args.insert(at, COMMAND.into());
    }
    args
}

/// Where the first word stands that is neither an option nor its value.
fn first_word(args: &[OsString]) -> Option<usize> {
    let mut at = 1;
    while let Some(arg) = args.get(at) {
        if WITH_VALUE.iter().any(|option| arg == option) {
            at += 2;
        } else if arg.as_encoded_bytes().starts_with(b"-") {
            at += 1;
        } else {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::args::Cli;
    use crate::cli::typed::changed;

    #[track_caller]
    fn check(line: &str, expected: &str) {
        assert_eq!(changed(line, |args| with_command(&Cli::command(), args)), expected);
    }

    // Tests run in the folder of the package, which has `src` and `README.md`.
    #[test]
    fn files_are_converted_and_words_stay_what_they_are() {
        check("chengwen README.md --to pdf", "chengwen convert README.md --to pdf");
        check("chengwen src README.md", "chengwen convert src README.md");
        check("chengwen --lang zh README.md", "chengwen --lang zh convert README.md");
        check("chengwen --isolated README.md", "chengwen --isolated convert README.md");
        check("chengwen --config README.md rules", "chengwen --config README.md rules");
        check("chengwen conver README.md", "chengwen conver README.md");
        check("chengwen inspect README.md", "chengwen inspect README.md");
        check("chengwen --help", "chengwen --help");
        check("chengwen --lang", "chengwen --lang");
        check("chengwen", "chengwen");
    }
}

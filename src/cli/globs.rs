//! Names with `*` and `?`: cmd and PowerShell hand them over as they are typed, and so do quotes in other shells.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use glob::MatchOptions;

use crate::bind::natural;
use crate::cli::args::Command;
use crate::cli::terminal::{said, say};
use crate::cli::{astray, config};
use crate::message;
use crate::message::Message;

/// Puts the files that patterns fit in place of these, and those that were meant in place of names that are none; what is converted twice by
/// this or by mistake is done once, and that is told. `args` is the whole line.
///
/// # Errors
/// The patterns that nothing fits, and the words that came to stand among the inputs by mistake.
pub(crate) fn expand(command: &mut Command, args: &[OsString]) -> Result<(), Vec<Message>> {
    match command {
        Command::Convert(convert) => convert.inputs = each_once(found(&convert.inputs, args)?),
        Command::Inspect(inspect) => inspect.inputs = each_once(found(&inspect.inputs, args)?),
        // What a compilation holds twice is told by those who bind it.
        Command::Bind(bind) => bind.inputs = found(&bind.inputs, args)?,
        _ => {}
    }
    Ok(())
}

fn found(inputs: &[PathBuf], args: &[OsString]) -> Result<Vec<PathBuf>, Vec<Message>> {
    let inputs = expanded(&astray::recovered(inputs.to_vec()))?;
    let problems = astray::problems(config::command, args, &inputs);
    if problems.is_empty() { Ok(inputs) } else { Err(problems) }
}

/// `inputs` with the files that patterns fit, numbers in their names by value.
fn expanded(inputs: &[PathBuf]) -> Result<Vec<PathBuf>, Vec<Message>> {
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    for input in inputs {
        let fitting = if is_pattern(input) { fitting(input) } else { vec![input.clone()] };
        if fitting.is_empty() {
            problems.push(message!(
                "no file fits %{pattern}; check the folder and the name",
                pattern = input.display()
            ));
        }
        files.extend(fitting);
    }
    if problems.is_empty() { Ok(files) } else { Err(problems) }
}

fn each_once(mut inputs: Vec<PathBuf>) -> Vec<PathBuf> {
    let (mut once, mut again) = (BTreeSet::new(), BTreeSet::new());
    inputs.retain(|input| {
        let new = once.insert(input.clone());
        if !new && again.insert(input.clone()) {
            say(&said(&message!("%{input} is named twice; it is done once", input = input.display())));
        }
        new
    });
    inputs
}

/// Whether `input` stands for the files it fits: a file of that very name is meant as it is.
fn is_pattern(input: &Path) -> bool {
    input.to_str().is_some_and(|name| name.contains(['*', '?'])) && !input.exists()
}

/// The files and folders that fit, hidden ones aside.
fn fitting(pattern: &Path) -> Vec<PathBuf> {
    let options = MatchOptions { require_literal_leading_dot: true, ..MatchOptions::new() };
    // Brackets stand in names of files, and mean nothing to those who type `*`.
    let pattern = pattern.to_string_lossy().replace('[', "[[]");
    let found = glob::glob_with(&pattern, options).map(|paths| paths.flatten().collect::<Vec<_>>());
    let mut found = found.unwrap_or_default();
    found.sort_by(|a, b| natural(a, b));
    found
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn folder(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        names.iter().for_each(|name| fs::write(folder.path().join(name), "").unwrap());
        folder
    }

    #[track_caller]
    fn check(names: &[&str], pattern: &str, expected: &[&str]) {
        let folder = folder(names);
        let found = expanded(&[folder.path().join(pattern)]).unwrap();
        let found: Vec<_> = found.iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_pattern_is_the_files_it_fits_by_the_value_of_their_numbers() {
        check(&["10.txt", "2.txt", "1.md"], "*.txt", &["2.txt", "10.txt"]);
        check(
            &["第二章.txt", "第十章.txt", "第一章.txt"],
            "第?章.txt",
            &["第一章.txt", "第二章.txt", "第十章.txt"],
        );
    }

    #[test]
    fn hidden_files_and_brackets_stay_what_they_are() {
        check(&[".a.txt", "b.txt"], "*.txt", &["b.txt"]);
        check(&["[1]甲.txt", "1甲.txt"], "[1]*.txt", &["[1]甲.txt"]);
    }

    #[test]
    fn what_fits_nothing_is_a_problem_and_other_names_are_left_alone() {
        let folder = folder(&[]);
        let problems = expanded(&[folder.path().join("*.txt"), "missing.txt".into()]).unwrap_err();
        assert!(problems[0].to_string().starts_with("no file fits ") && problems.len() == 1);
        assert_eq!(
            expanded(&["missing.txt".into(), "-".into()]).unwrap(),
            [Path::new("missing.txt"), Path::new("-")]
        );
    }

    #[test]
    fn twice_is_once() {
        let inputs = ["a", "b", "a", "a"].map(PathBuf::from).to_vec();
        assert_eq!(each_once(inputs), [Path::new("a"), Path::new("b")]);
    }
}

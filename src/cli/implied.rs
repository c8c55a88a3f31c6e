//! The command that need not be said: `chengwen page.html`, which is also what a file dropped on the program comes to; and commands by other
//! names.

use std::ffi::OsString;
use std::path::Path;

use clap::Command;

/// What is done with files when nobody says it.
const COMMAND: &str = "convert";
/// Options of the program itself whose value stands behind them.
const WITH_VALUE: [&str; 2] = ["--lang", "--config"];

/// What else commands are called; a file or folder of that name is one all the same.
const OTHER_NAMES: [(&str, &str); 22] = [
    ("转换", "convert"),
    ("生成", "convert"),
    ("汇编", "bind"),
    ("合并", "bind"),
    ("merge", "bind"),
    ("combine", "bind"),
    ("join", "bind"),
    ("拆分", "split"),
    ("监视", "watch"),
    ("查看", "inspect"),
    ("检查", "inspect"),
    ("check", "inspect"),
    ("网页", "page"),
    ("字体", "fonts"),
    ("模板", "templates"),
    ("template", "templates"),
    ("规则", "rules"),
    ("配置", "config"),
    ("帮助", "help"),
    ("版本", "--version"),
    ("version", "--version"),
    ("ver", "--version"),
];

/// `args` with the command, if their first word is none but a file or folder that is there, or can be nothing else.
pub(crate) fn with_command(cli: &Command, args: &mut Vec<OsString>) {
    let Some(at) = first_word(args).filter(|at| cli.find_subcommand(&args[*at]).is_none()) else { return };
    let word = args[at].to_string_lossy().into_owned();
    let other = OTHER_NAMES.iter().find(|(other, _)| *other == word);
    match other {
        _ if Path::new(&args[at]).exists() => args.insert(at, COMMAND.into()),
        Some((_, command)) => args[at] = (*command).into(),
        None if word.contains(['.', '/', '\\', '*']) => args.insert(at, COMMAND.into()),
        None => {}
    }
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
        let with_command = |mut args| {
            with_command(&Cli::command(), &mut args);
            args
        };
        assert_eq!(changed(line, with_command), expected);
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
        check("chengwen none.txt", "chengwen convert none.txt");
        check("chengwen *.txt --to pdf", "chengwen convert *.txt --to pdf");
        check("chengwen inspect README.md", "chengwen inspect README.md");
        check("chengwen --help", "chengwen --help");
        check("chengwen --lang", "chengwen --lang");
        check("chengwen", "chengwen");
    }

    #[test]
    fn commands_go_by_other_names_where_no_file_does() {
        check("chengwen 汇编 src -o a.docx", "chengwen bind src -o a.docx");
        check("chengwen --lang zh 转换 a.txt", "chengwen --lang zh convert a.txt");
        check("chengwen version", "chengwen --version");
        check("chengwen convert 汇编", "chengwen convert 汇编");
        for (other, command) in OTHER_NAMES {
            assert!(
                command.starts_with('-')
                    || command == "help"
                    || Cli::command().find_subcommand(command).is_some()
            );
            assert!(Cli::command().find_subcommand(other).is_none(), "{other}");
        }
    }
}

//! What was perhaps meant: the names nearest to one that is not there.

use std::fs;
use std::path::Path;

use strsim::damerau_levenshtein;

use crate::message;
use crate::message::Message;
use crate::text::names::folded;

/// Names of a folder that are looked at: a person who mistypes one does not wait for a hundred thousand.
const MOST: usize = 10_000;

/// The one of `known` that `typed` is a slip of: a letter in three at most is another one, or it goes on where `typed` ends.
pub(crate) fn name<'k>(typed: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let slip = |known: &str| {
        let apart = damerau_levenshtein(typed, known);
        let begins = typed.chars().count() > 2 && known.starts_with(typed);
        (apart <= typed.chars().count().max(known.chars().count()) / 3 || begins).then_some((!begins, apart))
    };
    known.into_iter().filter_map(|known| Some((slip(known)?, known))).min().map(|(_, known)| known)
}

/// What to say of a file that is not there, besides that: its folder is not, or another name there is near to its own.
pub(crate) fn file(missing: &Path) -> Option<Message> {
    let folder = missing.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        return Some(message!("there is no folder %{folder}", folder = folder.display()));
    }
    let typed = folded(&missing.file_name()?.to_string_lossy());
    let names = fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?.take(MOST).flatten();
    let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let near = names
        .filter(|name| !name.starts_with('.'))
        .filter_map(|name| Some((distance(&typed, &folded(&name))?, name)))
        .min();
    near.map(|(_, name)| message!("did you mean %{near}?", near = missing.with_file_name(name).display()))
}

/// How far `name` is from what was typed; none if nobody would take one for the other.
fn distance(typed: &str, name: &str) -> Option<(u8, usize)> {
    let apart = damerau_levenshtein(typed, name);
    let stem = |name: &str| Path::new(name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    // Of a name of one character, another one is no slip.
    let long = typed.chars().count().max(name.chars().count());
    match () {
        () if apart == 0 => Some((0, 0)),
        () if stem(typed) == stem(name) => Some((1, apart)),
        () if apart <= long / 4 => Some((2, apart)),
        () if typed.chars().count() > 1 && name.contains(typed) => Some((3, apart)),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        let known = ["order", "output", "cover", "quiet", "dates", "font-dir", "script", "from-encoding"];
        for (typed, near) in [
            ("ouput", Some("output")),
            ("quite", Some("quiet")),
            ("font", Some("font-dir")),
            ("organ", None),
            ("sort", None),
            ("pages", None),
            ("x", None),
        ] {
            assert_eq!(name(typed, known), near, "{typed}");
        }
    }

    #[track_caller]
    fn check(names: &[&str], typed: &str, expected: Option<&str>) {
        let desk = tempfile::tempdir().unwrap();
        names.iter().for_each(|name| fs::write(desk.path().join(name), "").unwrap());
        let said = file(&desk.path().join(typed)).map(|hint| hint.to_string());
        let expected = expected.map(|name| format!("did you mean {}?", desk.path().join(name).display()));
        assert_eq!(said, expected);
    }

    #[test]
    fn a_file_that_is_not_there_is_told_with_the_nearest_that_is() {
        check(&["报告.txt", "通知.txt"], "报告.text", Some("报告.txt"));
        check(&["报告.txt", "报告.html"], "报告", Some("报告.txt"));
        check(&["总结.txt", "计划.txt"], "总结.markdown", Some("总结.txt"));
        check(&["Report.TXT"], "report.txt", Some("Report.TXT"));
        check(&["关于开展检查的通知.txt"], "关于开展检察的通知.txt", Some("关于开展检查的通知.txt"));
        check(&["2026年工作总结.docx"], "工作总结", Some("2026年工作总结.docx"));
        check(&["a.txt", "b.txt", ".c.txt"], "zzz.md", None);
        let hint = file(Path::new("no-such-folder/a.txt")).unwrap();
        assert_eq!(hint.to_string(), "there is no folder no-such-folder");
    }
}

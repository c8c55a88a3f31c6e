//! Who may know whom: the map of `docs/architecture.md`, held by the source itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What every room may use: types without behaviour of their own.
const SHARED: [&str; 4] = ["diag", "error", "message", "text"];

/// A room, and what it may use besides itself and what all share.
const ROOMS: [(&str, &[&str]); 32] = [
    ("diag", &[]),
    ("error", &[]),
    ("message", &[]),
    ("text", &[]),
    ("units", &[]),
    ("limits", &[]),
    ("rules", &[]),
    // What is known of the language: asked by every room that reads.
    ("lexicon", &[]),
    ("document", &["lexicon"]),
    ("pages", &["document", "template", "units"]),
    ("audit", &["document"]),
    // The steps, in their order: none knows another.
    ("decode", &[]),
    ("extract", &["audit", "lexicon", "limits", "rules"]),
    ("clean", &["lexicon", "rules"]),
    ("reading", &["lexicon"]),
    ("script", &[]),
    ("punctuation", &["lexicon", "rules"]),
    ("structure", &["document", "lexicon", "rules"]),
    ("picture", &["document", "limits"]),
    ("template", &["document", "units"]),
    ("layout", &["document", "lexicon", "pages", "template", "units"]),
    ("font", &["template"]),
    ("sheet", &["font", "pages", "template", "units"]),
    ("write", &["document", "font", "pages", "sheet", "template", "units"]),
    ("elements", &["document", "lexicon"]),
    ("bind", &["document", "lexicon"]),
    ("bundle", &["decode", "extract", "lexicon", "limits"]),
    // Those who know the order and the world.
    (
        "pipeline",
        &[
            "audit",
            "bind",
            "clean",
            "decode",
            "document",
            "elements",
            "extract",
            "font",
            "layout",
            "lexicon",
            "limits",
            "pages",
            "picture",
            "punctuation",
            "reading",
            "rules",
            "script",
            "structure",
            "template",
            "write",
        ],
    ),
    (
        "convert",
        &[
            "bind", "decode", "document", "elements", "extract", "font", "pages", "picture", "pipeline",
            "rules", "script", "template", "write",
        ],
    ),
    ("batch", &["extract", "limits"]),
    (
        "cli",
        &[
            "batch",
            "bind",
            "bundle",
            "clean",
            "convert",
            "decode",
            "document",
            "elements",
            "extract",
            "font",
            "limits",
            "pages",
            "picture",
            "pipeline",
            "reading",
            "rules",
            "script",
            "structure",
            "template",
            "write",
        ],
    ),
    ("main", &["cli"]),
];

/// What only `cli` may touch, with the reason; `batch` the files.
const WORLD: [(&str, &str); 9] = [
    ("std::fs", "files"),
    ("std::env", "the environment"),
    ("env::var", "the environment"),
    ("std::process", "processes"),
    ("io::stdin", "the terminal"),
    ("io::stdout", "the terminal"),
    ("io::stderr", "the terminal"),
    ("SystemTime", "the clock"),
    ("Instant::now", "the clock"),
];

struct Source {
    room: String,
    path: PathBuf,
    /// Without comments and tests.
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    collect(&root, &root, &mut sources);
    sources
}

fn collect(root: &Path, folder: &Path, sources: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, sources);
        } else if path.extension().is_some_and(|e| e == "rs") && !is_test(&path) {
            let text = fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            let relative = path.strip_prefix(root).unwrap();
            let room = relative.components().next().unwrap().as_os_str().to_string_lossy();
            let room = room.trim_end_matches(".rs").to_owned();
            sources.push(Source { room, path: relative.to_owned(), code: code.join("\n") });
        }
    }
}

/// Modules that exist for tests only.
fn is_test(path: &Path) -> bool {
    const NAMES: [&str; 5] = ["tests", "promises", "sample", "readback", "placed"];
    path.file_stem().is_some_and(|stem| NAMES.iter().any(|name| stem == *name))
}

/// Rooms named behind `crate::`, one by one or in braces.
fn used(code: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for (at, path) in code.match_indices("crate::") {
        let rest = &code[at + path.len()..];
        let inside = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap_or_default(),
            None => rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default(),
        };
        let names = inside.split(',').map(|name| name.trim().split([':', ' ']).next().unwrap_or_default());
        used.extend(
            names.filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase())).map(str::to_owned),
        );
    }
    used
}

#[test]
fn a_room_uses_only_what_the_map_lets_it() {
    let rooms: BTreeMap<&str, &[&str]> = ROOMS.into_iter().collect();
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| source.room != "lib") {
        let Some(allowed) = rooms.get(source.room.as_str()) else {
            faults.push(format!("{} is in no room of the map", source.path.display()));
            continue;
        };
        for name in used(&source.code) {
            let known =
                name == source.room || SHARED.contains(&name.as_str()) || allowed.contains(&name.as_str());
            // A macro or a name at the root of the crate is no room.
            if rooms.contains_key(name.as_str()) && !known {
                faults.push(format!("{} uses crate::{name}", source.path.display()));
            }
        }
        if source.code.contains("super::super") || source.code.contains("use super::") {
            faults.push(format!("{} uses super::, which hides the room", source.path.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn only_the_command_line_touches_the_world() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| !matches!(source.room.as_str(), "cli" | "main")) {
        for (word, what) in WORLD {
            let allowed = source.room == "batch" && what == "files";
            if !allowed && source.code.contains(word) {
                faults.push(format!("{} touches {what}: {word}", source.path.display()));
            }
        }
        if source.code.contains("static mut") || source.code.contains("thread_local!") {
            faults.push(format!("{} has global state", source.path.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The words of a list of `data/lexicon`: of each line all, or only the first.
fn listed(name: &str, first_only: bool) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/lexicon").join(name);
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let most = if first_only { 1 } else { usize::MAX };
    lines.flat_map(|line| line.split_whitespace().take(most)).map(str::to_owned).collect()
}

/// The texts in double quotes of a line of code.
fn quoted(line: &str) -> impl Iterator<Item = &str> {
    line.split('"').skip(1).step_by(2)
}

/// What the quoted texts of neighbouring lines know that only the lexicon knows.
fn knowledge(code: &str) -> Vec<String> {
    const CHARS: [&str; 4] = ["'三'", "'六'", "'八'", "'九'"];
    const SERIES: [&str; 2] = ["一二三", "二三四"];
    let (organs, kinds) = (listed("organs.txt", false), listed("kinds.txt", true));
    let mut found = Vec::new();
    for line in code.lines() {
        if quoted(line).any(|text| SERIES.iter().any(|series| text.contains(series)))
            || CHARS.iter().any(|c| line.contains(c))
        {
            found.push(format!("numerals: {}", line.trim()));
        }
        for (what, list) in [("endings of organs", &organs), ("kinds of documents", &kinds)] {
            // Two of a kind in a row are a list; one may be an example or a word of the standard.
            let words = quoted(line).flat_map(str::split_whitespace);
            if words.filter(|word| list.iter().any(|known| known == word)).count() > 1 {
                found.push(format!("{what}: {}", line.trim()));
            }
        }
    }
    found
}

#[test]
fn only_the_lexicon_knows_the_language() {
    let mut faults = Vec::new();
    // `script` and `decode` work on characters of any meaning.
    for source in sources().iter().filter(|source| source.room != "lexicon") {
        let found = knowledge(&source.code);
        faults.extend(found.iter().map(|found| format!("{} has {found}", source.path.display())));
    }
    assert!(faults.is_empty(), "ask crate::lexicon instead:\n{}", faults.join("\n"));
}

#[test]
fn lists_of_words_are_seen() {
    for code in [
        r#"const NUMERALS: &str = "〇一二三四五六七八九";"#,
        "let three = c == '三';",
        r#"const ENDS: &str = "局 委 办";"#,
        r#"["大学", "街道"]"#,
        r#"const KINDS: &str = "通知 决定";"#,
    ] {
        assert!(!knowledge(code).is_empty(), "{code}");
    }
    for code in [r#"like("某市人民政府关于防汛的通知")"#, r#"["一、", "通知"]"#, "let c = '局';"]
    {
        assert!(knowledge(code).is_empty(), "{code}");
    }
}

#[test]
fn every_room_is_on_the_map_and_in_the_page_about_it() {
    let page =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/architecture.md")).unwrap();
    let there: BTreeSet<String> =
        sources().into_iter().map(|source| source.room).filter(|room| room != "lib").collect();
    let mapped: BTreeSet<String> = ROOMS.iter().map(|(room, _)| (*room).to_owned()).collect();
    assert_eq!(there, mapped);
    for room in there {
        assert!(page.contains(&format!("`{room}")), "docs/architecture.md says nothing of `{room}`");
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/architecture.md")).unwrap();
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let mut section = "";
    for line in manifest.lines() {
        match (line.strip_prefix('['), line.split_once(" = ")) {
            (Some(name), _) => section = name.trim_end_matches(']'),
            (_, Some((name, _))) if section.ends_with("dependencies") => {
                assert!(
                    page.contains(&format!("| `{name}` |")),
                    "docs/architecture.md has no line for {name}"
                );
            }
            _ => {}
        }
    }
}

/// A file as a module: `cli/config/mod.rs` is `cli::config`.
fn module(path: &Path) -> String {
    let path = path.with_extension("");
    let parts: Vec<String> = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    parts.join("::").trim_end_matches("::mod").to_owned()
}

/// Paths of modules in `code`: `crate::cli::{a, b::c}` names `cli::a` and `cli::b::c`; what follows the module stays on.
fn paths(code: &str) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    for (at, word) in code.match_indices("crate::") {
        let rest = &code[at + word.len()..];
        let end = rest.find(|c: char| !c.is_alphanumeric() && !"_:".contains(c)).unwrap_or(rest.len());
        let (path, list) = (rest[..end].trim_end_matches("::"), &rest[end..]);
        let inside = list.strip_prefix('{').and_then(|list| list.split('}').next()).unwrap_or("self");
        let names = inside.split(',').map(|name| name.split_whitespace().next().unwrap_or_default());
        paths.extend(names.map(|name| format!("{path}::{name}").trim_end_matches("::self").to_owned()));
    }
    paths
}

/// The module of `known` that `path` is or leads into.
fn lead<'k>(path: &str, known: &'k BTreeMap<String, String>) -> Option<&'k str> {
    let fits = |module: &&String| path == *module || path.starts_with(&format!("{module}::"));
    known.keys().filter(fits).max_by_key(|module| module.len()).map(String::as_str)
}

/// Which files of `code` each of them uses.
fn uses(code: &BTreeMap<String, String>) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut uses: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (file, text) in code {
        let below = code.keys().filter(|other| {
            let name = other.strip_prefix(&format!("{file}::")).filter(|name| !name.contains("::"));
            name.is_some_and(|name| {
                text.contains(&format!(" {name}::")) || text.contains(&format!("({name}::"))
            })
        });
        let mut used: BTreeSet<&str> = below.map(String::as_str).collect();
        used.extend(paths(text).iter().filter_map(|path| lead(path, code)));
        used.remove(file.as_str());
        uses.insert(file, used);
    }
    uses
}

/// What is left after every file that uses none of those left was taken away: circles, and what uses them.
fn circles(mut uses: BTreeMap<&str, BTreeSet<&str>>) -> Vec<String> {
    while let Some(file) = uses.iter().find(|(_, used)| used.iter().all(|file| !uses.contains_key(file))) {
        let file = *file.0;
        uses.remove(file);
    }
    uses.into_keys().map(str::to_owned).collect()
}

/// The doors: whoever changes one of their files can follow its uses downwards and comes to an end.
#[test]
fn no_files_of_the_doors_use_each_other_in_a_circle() {
    let doors = sources().into_iter().filter(|source| matches!(source.room.as_str(), "cli" | "batch"));
    let code: BTreeMap<String, String> = doors.map(|source| (module(&source.path), source.code)).collect();
    let uses = uses(&code);
    assert!(uses["cli"].contains("cli::convert") && uses["cli::plan"].contains("batch::plan"), "{uses:?}");
    assert_eq!(circles(uses), [""; 0], "in a circle, or using one");
}

/// Everywhere else a file may use what the file of its own topic says for all of them (`clean::boxes` uses `clean::Probe`), and
/// nothing that leads back to itself.
#[test]
fn no_files_use_each_other_in_a_circle_but_with_that_of_their_topic() {
    let code: BTreeMap<String, String> =
        sources().into_iter().map(|source| (module(&source.path), source.code)).collect();
    let mut uses = uses(&code);
    assert!(uses["write::pdf::paint"].contains("write::pdf::contents"), "{uses:?}");
    for (file, used) in &mut uses {
        used.retain(|other| !file.starts_with(&format!("{other}::")));
    }
    assert_eq!(circles(uses), [""; 0], "in a circle, or using one");
}

/// Whether `line` names a number: `const LONGEST: usize = 60;`.
fn names_a_number(line: &str) -> bool {
    let line = line.trim_start().trim_start_matches("pub(crate) ").trim_start_matches("pub(super) ");
    let Some(rest) = line.trim_start_matches("pub ").strip_prefix("const ") else { return false };
    rest.split_once(" = ").is_some_and(|(_, value)| value.starts_with(|c: char| c.is_ascii_digit()))
        && !rest.starts_with('[')
}

/// The numbers of `text` that have neither words beside nor above them, nor above the numbers they stand with.
fn without_why(text: &str) -> Vec<usize> {
    let lines: Vec<&str> = text.lines().collect();
    let why = |i: usize| {
        let above = lines[..i].iter().rev().find(|line| !names_a_number(line));
        lines[i].contains("; //") || above.is_some_and(|line| line.trim_start().starts_with("//"))
    };
    (0..lines.len()).filter(|&i| names_a_number(lines[i]) && !why(i)).collect()
}

#[test]
fn a_number_says_why_it_is_what_it_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut mute = Vec::new();
    for source in sources() {
        let text = fs::read_to_string(root.join(&source.path)).unwrap();
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        mute.extend(without_why(text).iter().map(|i| format!("{}:{}", source.path.display(), i + 1)));
    }
    assert!(mute.is_empty(), "say in a comment above each what it was chosen by:\n{}", mute.join("\n"));
}

#[test]
fn numbers_without_words_are_seen() {
    let mute = "fn f() {\n    const LONGEST: usize = 60;\n    const TOP: u8 = 3;\n}\n";
    assert_eq!(without_why(mute), [1, 2]);
    assert!(
        without_why(&mute.replace("    const LONGEST", "    // As titles have.\n    const LONGEST"))
            .is_empty()
    );
    assert_eq!(without_why(&mute.replace("60;", "60; // as titles have")), [2]);
}

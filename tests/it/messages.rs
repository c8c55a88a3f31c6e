//! Every message is in the catalogue, and nothing else is.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use chengwen::message::Language;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The English texts of a catalogue with their translations, as the file has them.
fn catalogue_of(file: &str) -> BTreeMap<String, String> {
    let text = fs::read_to_string(root().join("src/message").join(file)).unwrap();
    let entries = text.lines().filter(|line| line.starts_with('"'));
    let mut catalogue = BTreeMap::new();
    for line in entries {
        let entry: BTreeMap<String, String> =
            serde_json::from_str(&format!("{{{line}}}")).unwrap_or_else(|e| panic!("{line}: {e}"));
        for (text, said) in entry {
            assert!(catalogue.insert(text.clone(), said).is_none(), "{text} is there twice");
        }
    }
    catalogue
}

fn catalogue() -> BTreeMap<String, String> {
    catalogue_of("zh.yml")
}

/// The texts of all `message!("…")` in the source, tests aside.
fn written() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for path in sources(&root().join("src")) {
        let source = fs::read_to_string(&path).unwrap();
        let code = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for (at, _) in code.match_indices("message!(") {
            let argument = code[at + "message!(".len()..].trim_start();
            if let Some(literal) = argument.strip_prefix('"') {
                found.insert(unescaped(literal, &path));
            }
        }
    }
    found
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && !path.ends_with("message/mod.rs")
        {
            found.push(path);
        }
    }
    found
}

/// The value of a string literal, from behind its opening quote.
fn unescaped(literal: &str, path: &Path) -> String {
    let mut text = String::new();
    let mut chars = literal.chars();
    loop {
        match chars.next() {
            Some('"') => return text,
            Some('\\') => match chars.next() {
                Some(c @ ('"' | '\\')) => text.push(c),
                Some('u') => {
                    let code: String = chars.by_ref().skip(1).take_while(|c| *c != '}').collect();
                    text.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
                }
                other => panic!("{}: no rule for \\{other:?} in a message", path.display()),
            },
            Some(c) => text.push(c),
            None => panic!("{}: a message without an end", path.display()),
        }
    }
}

/// The places for values, sorted.
fn places(text: &str) -> Vec<&str> {
    let mut places: Vec<&str> =
        text.split("%{").skip(1).map(|rest| rest.split('}').next().unwrap_or_default()).collect();
    places.sort_unstable();
    places
}

#[test]
fn every_message_has_a_translation_and_every_translation_a_message() {
    let (catalogue, written) = (catalogue(), written());
    assert!(written.len() > 50, "the messages were not found");
    let missing: Vec<&String> = written.iter().filter(|text| !catalogue.contains_key(*text)).collect();
    assert!(missing.is_empty(), "without a translation: {missing:#?}");
    let stale: Vec<&String> = catalogue.keys().filter(|text| !written.contains(*text)).collect();
    assert!(stale.is_empty(), "nobody says: {stale:#?}");
}

/// `log.found` takes a [`Message`](chengwen::message::Message) and nothing else, and a message is made of a text only by
/// `message!`; so what is left to look at is who makes one of a `String`, which no catalogue has.
#[test]
fn no_finding_is_a_plain_string() {
    for path in sources(&root().join("src")) {
        let source = fs::read_to_string(&path).unwrap();
        let code = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for found in code.split(".found(").skip(1) {
            let call = found.split(");\n").next().unwrap_or_default();
            let plain = ["format!", ".into()", "Message::from", "to_owned()"];
            let fault = plain.iter().find(|word| call.contains(**word));
            assert!(fault.is_none(), "{}: {call}", path.display());
        }
    }
}

#[test]
fn a_translation_has_the_same_values() {
    for (text, said) in catalogue() {
        assert_eq!(places(&text), places(&said), "{text}");
        assert_eq!(Language::Chinese.say(&text), said);
    }
}

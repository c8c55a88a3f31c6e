//! Script conversion: OpenCC's own cases, our word pairs, and a log that adds up.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chengwen::diag::Log;
use chengwen::script::{Config, Converter, Forms, Options, Target, UserDictionary, convert};
use chengwen::text::Line;

/// OpenCC's cases as published: JSON, but for commas behind the last entry.
const CASES: &str = include_str!("opencc/testcases.json");

/// Traditional, what official usage on the mainland writes (several answers apart by `|`), topic.
const PAIRS: &str = include_str!("script_pairs.tsv");

fn strict_json(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let closes = line.trim_start().starts_with(['}', ']']);
        if let Some(last) = lines.last_mut().filter(|last| closes && last.ends_with(',')) {
            last.pop();
        }
        lines.push(line.to_owned());
    }
    lines.join("\n")
}

fn cases() -> Vec<serde_json::Value> {
    let cases: serde_json::Value = serde_json::from_str(&strict_json(CASES)).unwrap();
    cases["cases"].as_array().unwrap().clone()
}

#[test]
fn opencc_cases_come_out_as_opencc_has_them() {
    let mut checked = 0;
    let mut wrong = Vec::new();
    for case in cases() {
        let input = case["input"].as_str().unwrap();
        for (name, expected) in case["expected"].as_object().unwrap() {
            let converter = Converter::new(Config::named(name).unwrap(), Forms::Rare);
            let converted = converter.convert(input);
            checked += 1;
            if converted != expected.as_str().unwrap() {
                wrong.push(format!("{} {name}: {converted} instead of {expected}", case["id"]));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {checked}:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(checked, 556);
}

#[test]
fn word_pairs_come_out_as_official_usage_has_them() {
    let context = Line::plain("圍繞中心抓黨建，強化工作載體建設".repeat(3), 1);
    let mut checked = 0;
    let mut wrong = Vec::new();
    for row in PAIRS.lines().filter(|row| !row.starts_with('#')) {
        let (text, rest) = row.split_once('\t').unwrap();
        let (accepted, _topic) = rest.split_once('\t').unwrap();
        let lines =
            convert(&mut Log::new(), vec![context.clone(), Line::plain(text, 2)], &Options::default());
        checked += 1;
        if !accepted.split('|').any(|accepted| accepted == lines[1].text) {
            wrong.push(format!("{text}: {} instead of {accepted}", lines[1].text));
        }
    }
    assert!(wrong.is_empty(), "{} of {checked}:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(checked, 345);
}

/// How often each character stands in `text`.
fn count(text: &str, times: i64, counts: &mut BTreeMap<char, i64>) {
    for c in text.chars() {
        *counts.entry(c).or_default() += times;
    }
}

/// Converts `lines` and checks that the log is the whole difference; returns how many changes it has.
#[track_caller]
fn check_balance(lines: &[&str], options: &Options) -> usize {
    let mut log = Log::new();
    let input: Vec<Line> = lines.iter().zip(1..).map(|(text, number)| Line::plain(*text, number)).collect();
    let output = convert(&mut log, input.clone(), options);
    let mut balance = BTreeMap::new();
    input.iter().for_each(|line| count(&line.text, 1, &mut balance));
    output.iter().for_each(|line| count(&line.text, -1, &mut balance));
    for change in log.changes() {
        assert_ne!(change.before, change.after, "{}", change.rule);
        count(&change.before, -i64::from(change.count), &mut balance);
        count(&change.after, i64::from(change.count), &mut balance);
    }
    balance.retain(|_, left| *left != 0);
    assert!(balance.is_empty(), "{balance:?} left over from {lines:?} with {options:?}");
    log.changes().len()
}

fn texts(options: &Options, lines: &[&str]) -> Vec<String> {
    let lines = lines.iter().zip(1..).map(|(text, number)| Line::plain(*text, number)).collect();
    convert(&mut Log::new(), lines, options).into_iter().map(|line| line.text.into_string()).collect()
}

#[test]
fn a_second_run_changes_nothing() {
    let cases = cases();
    let inputs: Vec<&str> = cases.iter().filter_map(|case| case["input"].as_str()).collect();
    for (_, target) in Target::ALL {
        let options = Options { target, ..Options::default() };
        for input in &inputs {
            let once = texts(&options, &[input]);
            let twice = texts(&options, &once.iter().map(String::as_str).collect::<Vec<_>>());
            assert_eq!(twice, once, "{input} with {target:?}");
        }
    }
}

fn every_option(dictionary: UserDictionary) -> Vec<Options> {
    let (dictionary, mut all) = (Arc::new(dictionary), Vec::new());
    for (_, target) in Target::ALL {
        for phrases in [false, true] {
            all.push(Options { target, phrases, dictionary: None });
            all.push(Options { target, phrases, dictionary: Some(dictionary.clone()) });
        }
    }
    all
}

#[test]
fn the_log_is_the_whole_difference() {
    let dictionary = UserDictionary::parse("著名\t著名\n頭髮\t秀发\n「\t「\n里\t裏面\n").unwrap();
    let cases = cases();
    let inputs: Vec<&str> = cases.iter().filter_map(|case| case["input"].as_str()).collect();
    let mut changes = 0;
    for options in every_option(dictionary) {
        changes += check_balance(&inputs, &options);
        for input in &inputs {
            changes += check_balance(&[input], &options);
        }
    }
    assert!(changes > 10_000, "only {changes}");
}

#[test]
fn the_log_is_the_whole_difference_for_any_mixture() {
    let dictionary = UserDictionary::parse("著名\t著名\n頭髮\t秀发\n「\t「\n里\t裏面\n").unwrap();
    let options = every_option(dictionary);
    let words: Vec<&str> = PAIRS.lines().flat_map(|row| row.split('\t').take(2)).collect();
    let marks = ["「", "」", "『", "』", "著", "，", "の", "\u{f9dc}", "𠀾", " ", "a", "滑鼠", "软件"];
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random % below as u64) as usize
    };
    for _ in 0..40 {
        let lines: Vec<String> = (0..6)
            .map(|_| {
                let mut piece =
                    || if next(3) == 0 { marks[next(marks.len())] } else { words[next(words.len())] };
                (0..8).map(|_| piece()).collect()
            })
            .collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        for options in &options {
            check_balance(&lines, options);
        }
    }
}

/// Keys of a dictionary none of whose values is the key itself.
fn changing(dictionary: &str) -> impl Iterator<Item = char> + '_ {
    let entries =
        dictionary.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    entries
        .filter(|(key, values)| values.split(' ').all(|value| value != *key))
        .flat_map(|(key, _)| key.chars())
}

/// Whether GB 2312 has `c`: rows 16 to 87 of GBK.
fn in_gb2312(c: char) -> bool {
    let text = c.to_string();
    let (bytes, _, unmappable) = encoding_rs::GBK.encode(&text);
    !unmappable && matches!(*bytes, [0xb0..=0xf7, 0xa1..=0xfe])
}

/// Whether Big5 of 1984 has `c`: its two planes, without what was added behind them.
fn in_big5(c: char) -> bool {
    let text = c.to_string();
    let (bytes, _, unmappable) = encoding_rs::BIG5.encode(&text);
    let code = match *bytes {
        [high, low] if !unmappable => u16::from_be_bytes([high, low]),
        _ => 0,
    };
    matches!(code, 0xa440..=0xc67e | 0xc940..=0xf9d5)
}

/// Compares a derived list with the file in `src/script`; `UPDATE=1` writes it anew.
#[track_caller]
fn check_list(name: &str, characters: &[char]) {
    let rows: String =
        characters.chunks(50).map(|row| row.iter().chain(['\n'].iter()).collect::<String>()).collect();
    let path = format!("{}/src/script/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &rows).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(&path).unwrap(),
        rows,
        "{name}: run again with UPDATE=1 to derive it anew"
    );
}

#[test]
fn the_lists_of_one_script_only_follow_from_the_dictionaries() {
    let traditional: BTreeSet<char> =
        changing(include_str!("../../src/script/opencc/TSCharacters.txt")).collect();
    let simplified: BTreeSet<char> =
        changing(include_str!("../../src/script/opencc/STCharacters.txt")).collect();
    // 藴 and three more change both ways: Hong Kong's form of 蘊, and neither Taiwan's nor the mainland's.
    // 薳, a surname, is in the table of standard characters (通用规范汉字表) though not in GB 2312; 䓕, which OpenCC has for it, is not.
    let standard = |c: char| in_gb2312(c) || c == '薳';
    let traditional_only = traditional.difference(&simplified).copied().filter(|c| !standard(*c));
    check_list("traditional_only", &traditional_only.collect::<Vec<_>>());
    let simplified_only = simplified.difference(&traditional).copied().filter(|c| !in_big5(*c));
    check_list("simplified_only", &simplified_only.collect::<Vec<_>>());
}

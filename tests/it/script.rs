//! Script conversion against OpenCC's own cases.

use chengwen::script::{Config, Converter, Forms};

/// OpenCC's cases as published: JSON, but for commas behind the last entry.
const CASES: &str = include_str!("opencc/testcases.json");

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

#[test]
fn opencc_cases_come_out_as_opencc_has_them() {
    let cases: serde_json::Value = serde_json::from_str(&strict_json(CASES)).unwrap();
    let mut checked = 0;
    let mut wrong = Vec::new();
    for case in cases["cases"].as_array().unwrap() {
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
    assert_eq!(checked, 543);
}

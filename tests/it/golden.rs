//! What becomes of every case, in readable form: the document, the log, and for some the text of the Word file.
//!
//! `UPDATE=1 cargo test` writes the files anew; the difference is then read like code.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use chengwen::pipeline::{self, Reading};

use crate::corpus::{cases, docx, part};

#[test]
fn every_case_gives_its_golden_files() {
    let mut stale = Vec::new();
    for case in cases() {
        let reading = case.read();
        let document = String::from_utf8(pipeline::write_json(&reading.document).bytes).unwrap();
        compare(&case.folder.join("document.json"), &document, &mut stale);
        compare(&case.folder.join("log.txt"), &log(&reading), &mut stale);
        let xml = case.folder.join("document.xml");
        if xml.exists() {
            let written = part(&docx(&reading), "word/document.xml");
            compare(&xml, &one_tag_a_line(&written), &mut stale);
        }
    }
    assert!(
        stale.is_empty(),
        "{}\n\nlook at it, then accept it with UPDATE=1 cargo test",
        stale.join("\n\n")
    );
}

/// Notes how `actual` differs from the file at `path`; with `UPDATE=1` writes it there.
pub fn compare(path: &Path, actual: &str, stale: &mut Vec<String>) {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, actual).unwrap();
        return;
    }
    let expected = fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    if expected == actual {
        return;
    }
    let first = expected.lines().zip(actual.lines()).take_while(|(e, a)| e == a).count();
    let line = |text: &str| text.lines().nth(first).unwrap_or("(end)").to_owned();
    stale.push(format!(
        "{}:{}\n  was {}\n  is  {}",
        path.display(),
        first + 1,
        line(&expected),
        line(actual)
    ));
}

/// The log for people who review it.
fn log(reading: &Reading) -> String {
    let mut text = format!(
        "read as {}, {}, {}\n\nremoved\n",
        reading.kind.name(),
        reading.encoding,
        reading.script.name()
    );
    for removal in reading.log.removals() {
        writeln!(text, "{:>4} {:<24} {}", removal.line, removal.rule, removal.text).unwrap();
    }
    text.push_str("\nchanged\n");
    for change in reading.log.changes() {
        let (before, after) = (&change.before, &change.after);
        writeln!(text, "{:>4} {:<24} [{before}] → [{after}] ×{}", change.line, change.rule, change.count)
            .unwrap();
    }
    text.push_str("\nfound\n");
    for finding in reading.log.findings() {
        let severity = format!("{:?}", finding.severity).to_lowercase();
        writeln!(text, "{:>4} {:<24} {severity}: {}", finding.line, finding.rule, finding.message).unwrap();
    }
    text
}

fn one_tag_a_line(xml: &str) -> String {
    let mut lines = String::with_capacity(xml.len() * 2);
    let mut depth = 0_usize;
    for piece in xml.split_inclusive('>') {
        let (text, tag) = piece.split_at(piece.find('<').unwrap_or(piece.len()));
        if !text.is_empty() {
            writeln!(lines, "{}{text}", "  ".repeat(depth)).unwrap();
        }
        depth -= usize::from(tag.starts_with("</"));
        writeln!(lines, "{}{tag}", "  ".repeat(depth)).unwrap();
        depth += usize::from(!tag.starts_with("</") && !tag.ends_with("/>") && !tag.starts_with("<?"));
    }
    lines
}

//! Measures `decode` on files whose encoding and text are known:
//!
//! ```text
//! cargo run --release --example encoding_corpus -- FOLDER MANIFEST [CONDITION [--each]]
//! ```
//!
//! The manifest is tab-separated with a header: file, true encoding, condition, source, note, file of the true text.
//! Similarity is that of difflib, 2 M / T: twice the characters in common by the length of both.

#![allow(clippy::print_stdout, reason = "a program that prints a table")]

use std::collections::BTreeMap;
use std::path::Path;

use chengwen::decode::{Options, decode, normalize};
use chengwen::diag::Log;

#[derive(Default)]
struct Score {
    files: usize,
    labelled: usize,
    compared: usize,
    similarity: f64,
    least: f64,
    repaired: usize,
    damaged: usize,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, manifest, rest @ ..] = arguments.as_slice() else {
        return Err("give a folder and its manifest".into());
    };
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    for row in std::fs::read_to_string(manifest)?.lines().skip(1) {
        let fields: Vec<&str> = row.split('\t').collect();
        let [file, encoding, condition, _, note, truth] = fields.as_slice() else { continue };
        let name =
            if *condition == "mojibake" { format!("{condition} {note}") } else { (*condition).to_owned() };
        if rest.first().is_none_or(|only| name.starts_with(only)) {
            let folder = Path::new(folder);
            let truth =
                if truth.is_empty() { None } else { Some(std::fs::read_to_string(folder.join(truth))?) };
            measure(scores.entry(name).or_default(), &folder.join(file), encoding, truth, rest.len() > 1)?;
        }
    }
    print(&scores);
    Ok(())
}

fn measure(
    score: &mut Score,
    file: &Path,
    encoding: &str,
    truth: Option<String>,
    each: bool,
) -> std::io::Result<()> {
    let bytes = std::fs::read(file)?;
    let mut log = Log::new();
    let options = Options { accept_damage: true, ..Options::default() };
    score.files += 1;
    let Ok(decoded) = decode(&mut log, &bytes, &options) else {
        println!("{} was refused", file.display());
        return Ok(());
    };
    let right = family(encoding) == family(decoded.encoding.name());
    score.labelled += usize::from(right);
    score.repaired += usize::from(decoded.repaired.is_some());
    score.damaged += decoded.damaged;
    let text = normalize(&mut log, decoded.text);
    let mut similarity = None;
    if let Some(truth) = truth {
        let value = common_share(&text, &truth.replace("\r\n", "\n"));
        score.least = if score.compared == 0 { value } else { score.least.min(value) };
        score.compared += 1;
        score.similarity += value;
        similarity = Some(value);
    }
    if each || !right {
        println!("{} {encoding} → {} {similarity:?}", file.display(), decoded.encoding);
    }
    Ok(())
}

fn print(scores: &BTreeMap<String, Score>) {
    println!(
        "{:<34}{:>6}{:>10}{:>12}{:>9}{:>10}{:>9}",
        "condition", "files", "label %", "similar %", "least", "repaired", "damaged"
    );
    for (name, score) in scores {
        let percent = |part: f64, all: usize| {
            if all == 0 { "-".to_owned() } else { format!("{:.2}", 100.0 * part / all as f64) }
        };
        let labels = percent(score.labelled as f64, score.files);
        let similar = percent(score.similarity, score.compared);
        let least = percent(score.least, score.compared.min(1));
        println!(
            "{name:<34}{:>6}{labels:>10}{similar:>12}{least:>9}{:>10}{:>9}",
            score.files, score.repaired, score.damaged
        );
    }
}

/// Encodings that contain each other count as one.
fn family(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let family = match name.as_str() {
        "gb2312" | "gbk" => "gb18030",
        "big5hkscs" | "cp950" => "big5",
        "utf-8-sig" | "ascii" => "utf-8",
        "utf-16" | "utf-16-le" | "utf-16le" | "utf-16-be" | "utf-16be" => "utf-16",
        "koi8-u" => "koi8-r",
        "iso-8859-8" | "iso-8859-8-i" => "windows-1255",
        other => other,
    };
    family.to_owned()
}

/// 2 M / T, with M from the shortest edit script (Myers).
fn common_share(one: &str, two: &str) -> f64 {
    let (one, two): (Vec<char>, Vec<char>) = (one.chars().collect(), two.chars().collect());
    let all = one.len() + two.len();
    if all == 0 { 1.0 } else { (all - edits(&one, &two)) as f64 / all as f64 }
}

/// Insertions and deletions that lead from one text to the other.
fn edits(one: &[char], two: &[char]) -> usize {
    let most = one.len() + two.len();
    let mut furthest = vec![0usize; 2 * most + 3];
    for edits in 0..=most {
        for diagonal in (0..=2 * edits).step_by(2) {
            let k = most + 1 + diagonal - edits;
            let down = diagonal == 0 || (diagonal != 2 * edits && furthest[k - 1] < furthest[k + 1]);
            let mut x = if down { furthest[k + 1] } else { furthest[k - 1] + 1 };
            let mut y = x + most + 1 - k;
            while x < one.len() && y < two.len() && one[x] == two[y] {
                (x, y) = (x + 1, y + 1);
            }
            furthest[k] = x;
            if x >= one.len() && y >= two.len() {
                return edits;
            }
        }
    }
    most
}

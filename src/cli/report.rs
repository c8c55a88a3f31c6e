//! What was done to each input: lines for people, JSON for programs.

use std::path::Path;

use serde::Serialize;

use crate::cli::output::Place;
use crate::decode::{Repaired, Span};
use crate::diag::{Change, Finding, Removal, Severity};
use crate::pages::Pages;
use crate::pipeline::Reading;

/// Version of the JSON shape; it changes when a field changes its meaning or goes.
const VERSION: &str = "chengwen.report/1";

#[derive(Serialize)]
struct Whole<'a> {
    format: &'static str,
    version: &'static str,
    inputs: &'a [Report],
}

/// What was done to one input.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    input: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    output: Option<String>,
    /// All of them, if there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    outputs: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(flatten)]
    done: Option<Done>,
}

#[derive(Debug, Serialize)]
struct Done {
    kind: &'static str,
    encoding: &'static str,
    confidence: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    spans: Vec<SpanEntry>,
    damaged: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    repaired: Option<RepairEntry>,
    script: &'static str,
    title: Option<String>,
    articles: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<usize>,
    removed: Vec<Removal>,
    changed: Vec<Change>,
    findings: Vec<Finding>,
}

/// Lines in one of several encodings.
#[derive(Debug, Serialize)]
struct SpanEntry {
    first: u32,
    last: u32,
    encoding: &'static str,
}

/// Wrong decoding that was undone.
#[derive(Debug, Serialize)]
struct RepairEntry {
    lines: usize,
    guessed: usize,
}

fn span(span: &Span) -> SpanEntry {
    SpanEntry { first: span.first, last: span.last, encoding: span.encoding.name() }
}

fn repair(repaired: &Repaired) -> RepairEntry {
    RepairEntry { lines: repaired.lines.len(), guessed: repaired.guessed }
}

impl Report {
    /// Of an input that was read.
    pub(crate) fn new(input: &Path, outputs: &[&Place], reading: &Reading, pages: Option<&Pages>) -> Report {
        let done = Done {
            kind: reading.kind.name(),
            encoding: reading.encoding,
            confidence: reading.confidence.name(),
            spans: reading.spans.iter().map(span).collect(),
            damaged: reading.damaged,
            repaired: reading.repaired.as_ref().map(repair),
            script: reading.script.name(),
            title: reading.document.name(),
            articles: reading.document.articles.len(),
            pages: pages.map(Pages::count),
            removed: reading.log.removals().to_vec(),
            changed: reading.log.changes().to_vec(),
            findings: reading.log.findings().to_vec(),
        };
        Report {
            input: input.display().to_string(),
            output: outputs.first().map(|place| place.to_string()),
            outputs: outputs
                .iter()
                .skip_while(|_| outputs.len() < 2)
                .map(|place| place.to_string())
                .collect(),
            error: None,
            done: Some(done),
        }
    }

    /// Of an input that failed.
    pub(crate) fn failed(input: &Path, error: String) -> Report {
        Report {
            input: input.display().to_string(),
            output: None,
            outputs: Vec::new(),
            error: Some(error),
            done: None,
        }
    }

    /// For people: one line, then every removed line and every warning, long lists shortened.
    pub(crate) fn lines(&self) -> Vec<String> {
        const MOST: usize = 12;
        let Some(done) = &self.done else { return Vec::new() };
        let pages = done.pages.map_or_else(String::new, |pages| format!("{}, ", count(pages as u64, "page")));
        let changes: u64 = done.changed.iter().map(|change| u64::from(change.count)).sum();
        let output = match self.outputs.is_empty() {
            true => self.output.clone().unwrap_or_default(),
            false => self.outputs.join(", "),
        };
        let mut lines = vec![format!(
            "{} → {output}: {pages}{} removed, {}, {}",
            self.input,
            count(done.removed.len() as u64, "line"),
            count(changes, "change"),
            count(done.warnings().count() as u64, "warning")
        )];
        lines.extend(
            done.removed
                .iter()
                .take(MOST)
                .map(|r| format!("  removed line {} ({}): {}", r.line, r.rule, shortened(&r.text))),
        );
        lines.extend(more(done.removed.len(), MOST));
        lines.extend(
            done.warnings()
                .take(MOST)
                .map(|f| format!("  look at line {} ({}): {}", f.line, f.rule, f.message)),
        );
        lines.extend(more(done.warnings().count(), MOST));
        lines
    }
}

impl Done {
    fn warnings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.severity >= Severity::Warning)
    }
}

/// `1 line`, `2 lines`.
pub(crate) fn count(n: u64, thing: &str) -> String {
    format!("{n} {thing}{}", if n == 1 { "" } else { "s" })
}

fn more(count: usize, shown: usize) -> Option<String> {
    (count > shown).then(|| format!("  … and {} more; --report FILE lists them all", count - shown))
}

/// At most forty characters of `text`.
pub(crate) fn shortened(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut short: String =
        text.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    short
}

/// The report as JSON.
pub(crate) fn write(reports: &[Report]) -> Vec<u8> {
    let whole = Whole { format: VERSION, version: env!("CARGO_PKG_VERSION"), inputs: reports };
    let mut bytes = serde_json::to_vec_pretty(&whole).expect("strings and numbers always serialize");
    bytes.push(b'\n');
    bytes
}

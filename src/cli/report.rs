//! What was done to each input: lines for people, JSON for programs.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use crate::batch::Failure;
use crate::batch::journal::Counts;
use crate::batch::summary::Summary;
use crate::cli::output::Destination;
use crate::cli::terminal::{blamed, said, spoken};
use crate::cli::wording;
use crate::decode::{Repaired, Span};
use crate::diag::{Change, Finding, Log, Removal, RuleName, Severity};
use crate::document::Document;
use crate::message;
use crate::message::Message;
use crate::pages::Pages;
use crate::pipeline::Reading;
use crate::text::stray;

/// Version of the JSON shape; it changes when a field changes its meaning or goes.
const VERSION: &str = "chengwen.report/1";
/// Version of the line for programs; the same holds.
const FILE: &str = "chengwen.file/1";

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
    /// The class of the error, as `docs/machine.md` lists them.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    /// Whether an earlier run had done it already.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    skipped: bool,
    #[serde(flatten)]
    done: Option<Done>,
}

#[derive(Debug, Serialize)]
struct Done {
    /// Not there for what was made of many texts.
    #[serde(flatten)]
    text: Option<Text>,
    title: Option<String>,
    articles: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<usize>,
    removed: Vec<Removal>,
    changed: Vec<Change>,
    findings: Vec<Finding>,
}

/// How a text was read.
#[derive(Debug, Serialize)]
struct Text {
    kind: &'static str,
    encoding: &'static str,
    confidence: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    spans: Vec<SpanEntry>,
    damaged: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    repaired: Option<RepairEntry>,
    script: &'static str,
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
    pub(crate) fn new(
        input: &Path,
        outputs: &[&Destination],
        reading: &Reading,
        pages: Option<&Pages>,
    ) -> Report {
        let text = Text {
            kind: reading.kind.name(),
            encoding: reading.encoding,
            confidence: reading.confidence.name(),
            spans: reading.spans.iter().map(span).collect(),
            damaged: reading.damaged,
            repaired: reading.repaired.as_ref().map(repair),
            script: reading.script.name(),
        };
        let done = Done { text: Some(text), ..Done::new(&reading.document, &reading.log, pages) };
        Report { done: Some(done), ..Report::of(input, outputs) }
    }

    /// Of a compilation, as a whole: what binding did to its articles.
    pub(crate) fn bound(
        outputs: &[&Destination],
        document: &Document,
        log: &Log,
        pages: Option<&Pages>,
    ) -> Report {
        let name = outputs.first().map(ToString::to_string).unwrap_or_default();
        let done = Some(Done::new(document, log, pages));
        Report { done, ..Report::of(Path::new(&name), outputs) }
    }

    /// Of an input with its outputs, and nothing else known.
    fn of(input: &Path, outputs: &[&Destination]) -> Report {
        let several = outputs.len() > 1;
        Report {
            input: input.display().to_string(),
            output: outputs.first().map(|place| place.to_string()),
            outputs: outputs.iter().filter(|_| several).map(|place| place.to_string()).collect(),
            error: None,
            reason: None,
            skipped: false,
            done: None,
        }
    }

    /// Of an input that failed.
    pub(crate) fn failed(input: &Path, failure: &Failure) -> Report {
        let (error, reason) = (Some(said(&failure.message)), Some(failure.reason.id()));
        Report { error, reason, ..Report::of(input, &[]) }
    }

    /// Of an input that an earlier run had done.
    pub(crate) fn skipped(input: &Path, outputs: &[&Destination]) -> Report {
        Report { skipped: true, ..Report::of(input, outputs) }
    }

    /// The name of the input.
    pub(crate) fn input(&self) -> &str {
        &self.input
    }

    /// For people: one line, then every removed line and every warning, the first `most` of each.
    pub(crate) fn lines(&self, most: usize) -> Vec<String> {
        let Some(done) = &self.done else { return Vec::new() };
        let output = match (&self.output, self.outputs.is_empty()) {
            (Some(output), true) if *output == Destination::Standard.to_string() => {
                said(&message!("standard output"))
            }
            (output, true) => output.clone().unwrap_or_default(),
            (_, false) => self.outputs.join(", "),
        };
        let mut parts: Vec<Message> =
            done.pages.map(|pages| wording::pages(pages as u64)).into_iter().collect();
        parts.push(wording::removed(done.removed.len() as u64));
        parts.push(wording::changes_of(&done.changed));
        parts.push(wording::warnings(done.warnings().count() as u64));
        let what = format!("{} → {output}", self.input);
        let mut lines = vec![said(&blamed(what, Message::from(wording::listed(&parts))))];
        let removed = done.removed.iter().map(wording::removal).take(most);
        let warnings = done.warnings().map(wording::look_at).take(most);
        lines.extend(removed.chain(more(done.removed.len(), most)).map(|message| said(&message)));
        lines.extend(warnings.chain(more(done.warnings().count(), most)).map(|message| said(&message)));
        lines
    }
}

/// What programs want to know of an input, in one line.
#[derive(Serialize)]
pub(crate) struct FileLine<'a> {
    schema: &'static str,
    input: &'a str,
    output: Option<&'a str>,
    outputs: Vec<&'a str>,
    status: &'static str,
    #[serde(flatten)]
    facts: Option<Facts<'a>>,
    reason: Option<&'static str>,
    error: Option<&'a str>,
    milliseconds: u64,
}

/// What is known of a text that was read.
#[derive(Serialize)]
pub(crate) struct Facts<'a> {
    /// A compilation has none, and no script and kind.
    encoding: Option<&'static str>,
    script: Option<&'static str>,
    title: Option<&'a str>,
    kind: Option<&'static str>,
    pages: Option<usize>,
    removed: usize,
    changed: u64,
    findings: &'a [Finding],
}

impl Report {
    /// As a line for programs.
    pub(crate) fn line(&self, milliseconds: u64) -> FileLine<'_> {
        let all = if self.outputs.is_empty() { self.output.as_slice() } else { &self.outputs };
        let status = match (&self.error, self.skipped) {
            (Some(_), _) => "failed",
            (None, true) => "skipped",
            (None, false) => "done",
        };
        FileLine {
            schema: FILE,
            input: &self.input,
            output: self.output.as_deref(),
            outputs: all.iter().map(String::as_str).collect(),
            status,
            facts: self.facts(),
            reason: self.reason,
            error: self.error.as_deref(),
            milliseconds,
        }
    }

    /// What is known of the text, if it was read.
    pub(crate) fn facts(&self) -> Option<Facts<'_>> {
        let done = self.done.as_ref()?;
        let text = done.text.as_ref();
        Some(Facts {
            encoding: text.map(|text| text.encoding),
            script: text.map(|text| text.script),
            title: done.title.as_deref(),
            kind: text.map(|text| text.kind),
            pages: done.pages,
            removed: done.removed.len(),
            changed: done.changed.iter().map(|change| u64::from(change.count)).sum(),
            findings: &done.findings,
        })
    }

    /// What a later run needs to know to end as this one.
    pub(crate) fn counts(&self) -> Counts {
        self.done.as_ref().map_or_else(Counts::default, |done| Counts {
            removed: done.removed.len() as u64,
            changed: done.changed.iter().map(|change| u64::from(change.count)).sum(),
            warnings: done.warnings().count() as u64,
        })
    }

    /// The rules of the findings someone should look at.
    pub(crate) fn warning_rules(&self) -> impl Iterator<Item = RuleName> {
        self.done.iter().flat_map(Done::warnings).map(|finding| finding.rule.clone())
    }
}

impl Done {
    fn new(document: &Document, log: &Log, pages: Option<&Pages>) -> Done {
        Done {
            text: None,
            title: document.name(),
            articles: document.articles.len(),
            pages: pages.map(Pages::count),
            removed: log.removals().to_vec(),
            changed: log.changes().to_vec(),
            findings: log.told(spoken()).findings,
        }
    }

    fn warnings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.severity >= Severity::Warning)
    }
}

fn more(count: usize, shown: usize) -> Option<Message> {
    let more = || message!("  … and %{count} more; --report FILE lists them all", count = count - shown);
    (count > shown).then(more)
}

/// The report as JSON.
pub(crate) fn write(reports: &[Report]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut file = Writer::new(&mut bytes);
    reports.iter().for_each(|report| file.add(report).expect("a vector takes everything"));
    file.end(None).expect("a vector takes everything");
    bytes
}

/// Writes a report input by input, so that a long run needs no memory for it.
pub(crate) struct Writer<W> {
    out: W,
    empty: bool,
}

impl<W: Write> Writer<W> {
    /// A report to `out`.
    pub(crate) fn new(out: W) -> Writer<W> {
        Writer { out, empty: true }
    }

    /// Adds an input.
    pub(crate) fn add(&mut self, report: &Report) -> io::Result<()> {
        let before = if self.empty { self.head()? } else { ",\n" };
        self.empty = false;
        // A text has no line end in JSON, so each is one of the form.
        let entry = serde_json::to_string_pretty(report)?.replace('\n', "\n    ");
        let entry = stray::escaped(&entry);
        write!(self.out, "{before}    {entry}")
    }

    /// Ends the report, with the numbers of the run.
    pub(crate) fn end(mut self, run: Option<&Summary>) -> io::Result<W> {
        let before = if self.empty { self.head()? } else { "\n" };
        write!(self.out, "{before}  ]")?;
        if let Some(run) = run {
            write!(self.out, ",\n  \"run\": {}", serde_json::to_string_pretty(run)?.replace('\n', "\n  "))?;
        }
        self.out.write_all(b"\n}\n")?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn head(&mut self) -> io::Result<&'static str> {
        let version = env!("CARGO_PKG_VERSION");
        write!(self.out, "{{\n  \"format\": \"{VERSION}\",\n  \"version\": \"{version}\",\n  \"inputs\": [")?;
        Ok("\n")
    }
}

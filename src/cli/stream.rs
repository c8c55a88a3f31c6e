//! `chengwen stream`: records in, results out, a line of JSON each, in the same order.
//!
//! One process serves as many records as come, with all cores; what it holds does not grow with their number. A bad
//! record gets an error as its result and never ends the stream. The results depend on the records only, so the same
//! record has the same result in every process.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Stdin, Write};
use std::ops::ControlFlow;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use crate::batch::run::{Pool, in_order};
use crate::batch::source::{self, Gate};
use crate::batch::{Failure, Reason};
use crate::cli::args::Stream;
use crate::cli::formats::Format;
use crate::cli::input::{AT_WORK, guarded};
use crate::cli::outcome::Outcome;
use crate::cli::output::Destination;
use crate::cli::pool::pool;
use crate::cli::recipe::{InputContext, Recipe};
use crate::cli::report::{Facts, Report};
use crate::cli::terminal::{complain, misused};
use crate::document::Document;
use crate::message;
use crate::message::Message;
use crate::pipeline::{Reading, Written};
use crate::text::stray;
use crate::write::{Form, json};

/// Version of the results; it changes when a field changes its meaning or goes.
const RECORD: &str = "chengwen.record/1";

/// A record as it comes.
#[derive(Deserialize)]
struct Record {
    /// Anything; it comes back as it is.
    #[serde(default)]
    id: Value,
    text: Option<String>,
    base64: Option<String>,
    name: Option<String>,
}

/// The result of a record.
#[derive(Serialize)]
struct Answer<'a> {
    schema: &'static str,
    id: &'a Value,
    status: &'static str,
    #[serde(flatten)]
    facts: Option<Facts<'a>>,
    /// The document under the name of its format; as data it is called `document`.
    #[serde(flatten)]
    document: Option<BTreeMap<&'static str, Content<'a>>>,
    reason: Option<&'static str>,
    error: Option<&'a str>,
}

/// A document in a line of JSON.
enum Content<'a> {
    Data(&'a Document),
    Text(String),
    /// In base64.
    File(String),
}

impl Content<'_> {
    /// What `written`, `document` in `format`, is in a line.
    fn of(document: &Document, written: Vec<u8>, format: Format) -> BTreeMap<&'static str, Content<'_>> {
        let (name, content) = match format.form {
            Form::Data => ("document", Content::Data(document)),
            Form::Text => (format.name, Content::Text(String::from_utf8_lossy(&written).into_owned())),
            Form::File => (format.name, Content::File(STANDARD.encode(&written))),
        };
        BTreeMap::from([(name, content)])
    }
}

impl Serialize for Content<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Content::Data(document) => json::value(document).serialize(serializer),
            Content::Text(text) | Content::File(text) => serializer.serialize_str(text),
        }
    }
}

/// Runs the subcommand.
pub(crate) fn run(args: &Stream) -> Outcome {
    let recipe = match Recipe::new(&args.document) {
        Ok(recipe) => recipe,
        Err(problems) => return misused(problems),
    };
    let gate = Gate::new(AT_WORK);
    let mut out = BufWriter::new(io::stdout());
    let mut fault = None;
    let Pool { workers, .. } = pool(&args.jobs);
    // Results may be large: no more of them wait than keep all cores at work.
    let workers = Pool { workers, window: workers * 4 };
    let work = |line: Result<Vec<u8>, Failure>| {
        let _pass = gate.enter(line.as_ref().map_or(0, |line| line.len() as u64));
        answer(line, &recipe, args.to)
    };
    in_order(Records::new(), workers, work, |line| match out.write_all(&line).and_then(|()| out.flush()) {
        Ok(()) => ControlFlow::Continue(()),
        Err(e) => {
            fault.get_or_insert(e);
            ControlFlow::Break(())
        }
    });
    match fault {
        None => Outcome::Done,
        Some(fault) => {
            // Who reads the results has had enough: that is an end, and for the caller no success.
            if fault.kind() != io::ErrorKind::BrokenPipe {
                complain(&message!("cannot write to standard output: %{error}", error = &fault));
            }
            Outcome::Failed
        }
    }
}

/// The lines of standard input that hold anything.
struct Records {
    input: BufReader<Stdin>,
}

impl Records {
    /// The longest record: a text of the largest size in base64, with something around it.
    const LONGEST: u64 = source::LARGEST / 3 * 4 + (1 << 20);

    fn new() -> Records {
        Records { input: BufReader::with_capacity(1 << 16, io::stdin()) }
    }

    /// The next line; `None` at the end.
    fn line(&mut self) -> io::Result<Option<Result<Vec<u8>, Failure>>> {
        let mut line = Vec::new();
        (&mut self.input).take(Records::LONGEST).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(None);
        }
        if line.len() as u64 == Records::LONGEST && line.last() != Some(&b'\n') {
            self.input.skip_until(b'\n')?;
            let message = message!(
                "a record of more than %{most} MB is not read; split it",
                most = Records::LONGEST >> 20
            );
            return Ok(Some(Err(Failure::new(Reason::TooLarge, message))));
        }
        Ok(Some(Ok(line)))
    }
}

impl Iterator for Records {
    type Item = Result<Vec<u8>, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.line() {
                Ok(Some(Ok(line))) if line.trim_ascii().is_empty() => {}
                Ok(line) => return line,
                Err(e) => {
                    complain(&message!("cannot read standard input: %{error}", error = &e));
                    return None;
                }
            }
        }
    }
}

/// The result of the record in `line`.
fn answer(line: Result<Vec<u8>, Failure>, recipe: &Recipe<'_>, to: Format) -> Vec<u8> {
    let mut id = Value::Null;
    let done = line.and_then(|line| {
        let record = record(&line)?;
        drop(line);
        id = record.id.clone();
        guarded(|| convert(&record, recipe, to))
    });
    let mut line = done.unwrap_or_else(|failure| failed(&id, &failure));
    line.push(b'\n');
    line
}

fn record(line: &[u8]) -> Result<Record, Failure> {
    serde_json::from_slice(line).map_err(|e| {
        let message = message!(
            "this is no record: %{error}; write {\"id\":…,\"text\":…} or {\"id\":…,\"base64\":…} on a line",
            error = &e.to_string()
        );
        Failure::new(Reason::BadRecord, message)
    })
}

fn convert(record: &Record, recipe: &Recipe<'_>, to: Format) -> Result<Vec<u8>, Failure> {
    let bytes = bytes_of(record)?;
    let name = record.name.as_deref().map(Path::new);
    let mut reading = recipe.read(&bytes, InputContext { name, ..InputContext::default() })?;
    let mut written = Written { bytes: Vec::new(), pages: None };
    // Data goes into the line as it is.
    if to.form != Form::Data {
        recipe.write(&mut reading, [to].into_iter(), |_, one| {
            written = one;
            Ok(())
        })?;
    }
    let report = report(&reading, written.pages.as_ref());
    let document = Some(Content::of(&reading.document, written.bytes, to));
    Ok(line_of(&Answer { document, ..done(&record.id, &report) }))
}

fn bytes_of(record: &Record) -> Result<Vec<u8>, Failure> {
    let bad = |message: Message| Failure::new(Reason::BadRecord, message);
    let bytes = match (&record.text, &record.base64) {
        (Some(text), None) => text.clone().into_bytes(),
        (None, Some(base64)) => STANDARD.decode(base64.trim()).map_err(|e| {
            bad(message!(
                "\"base64\" is not base64: %{error}; encode the bytes with padding, on one line",
                error = &e.to_string()
            ))
        })?,
        (Some(_), Some(_)) => return Err(bad(message!("a record has \"text\" or \"base64\", not both"))),
        (None, None) => return Err(bad(message!("a record needs \"text\" or \"base64\""))),
    };
    source::check_size(bytes.len() as u64)?;
    Ok(bytes)
}

fn report(reading: &Reading, pages: Option<&crate::pages::Pages>) -> Report {
    Report::new(Path::new(""), &[] as &[&Destination], reading, pages)
}

fn done<'a>(id: &'a Value, report: &'a Report) -> Answer<'a> {
    Answer { status: "done", facts: report.facts(), ..empty(id) }
}

fn failed(id: &Value, failure: &Failure) -> Vec<u8> {
    let (reason, message) = (Some(failure.reason.id()), failure.message.to_string());
    let error = Some(&*message);
    line_of(&Answer { status: "failed", reason, error, ..empty(id) })
}

fn empty(id: &Value) -> Answer<'_> {
    Answer { schema: RECORD, id, status: "", facts: None, document: None, reason: None, error: None }
}

fn line_of(answer: &Answer<'_>) -> Vec<u8> {
    let line = serde_json::to_string(answer).expect("strings and numbers always serialize");
    stray::escaped(&line).into_owned().into_bytes()
}

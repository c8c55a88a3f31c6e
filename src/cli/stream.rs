//! `chengwen stream`: records in, results out, a line of JSON each, in the same order.
//!
//! One process serves as many records as come, with all cores; what it holds does not grow with their number. A bad
//! record gets an error as its result and never ends the stream. The results depend on the records only, so the same
//! record has the same result in every process.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Stdin, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use clap::Parser;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value, json};

use crate::batch::run::{Pool, in_order};
use crate::batch::source::{self, Gate};
use crate::batch::{Failure, Reason};
use crate::cli::args::{Cli, Command, Stream};
use crate::cli::formats::{self, Format};
use crate::cli::input::{AT_WORK, guarded};
use crate::cli::options;
use crate::cli::outcome::Outcome;
use crate::cli::output::Destination;
use crate::cli::pool::{had_workers, pool};
use crate::cli::report::{Facts, Report};
use crate::cli::terminal::{complain, misused, said};
use crate::convert::{self, Below, Job, Values};
use crate::document::Document;
use crate::elements::Given;
use crate::error::Error;
use crate::message;
use crate::message::{Message, names};
use crate::pipeline::{self, ReadOptions, Reading};
use crate::template;
use crate::text::stray;
use crate::write::{self, Form};

/// Version of the results; it changes when a field changes its meaning or goes.
const RECORD: &str = "chengwen.record/1";

/// The keys of a record that are no options.
const FIELDS: [&str; 3] = ["id", "text", "base64"];

/// The options that say how to bind: a record is one input.
const OF_COMPILATIONS: [&str; 3] = ["order", "title", "keep_duplicates"];

/// How many kinds of options of records are kept ready. A program that sends records has a few; one that sends another kind each time gets
/// each made anew.
const KEPT: usize = 64;

/// A record as it comes.
#[derive(Deserialize)]
struct Record {
    /// Anything; it comes back as it is.
    #[serde(default)]
    id: Value,
    text: Option<String>,
    base64: Option<String>,
    name: Option<String>,
    /// Elements; they count before those of the command line.
    set: Option<BTreeMap<String, Values>>,
    /// The other options; each counts before what the command line says.
    #[serde(flatten)]
    options: Map<String, Value>,
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
    /// What `written`, `document` in `format`, is in a line, and under which name.
    fn of(document: &Document, written: Vec<u8>, format: Format) -> (&'static str, Content<'_>) {
        match format.form {
            Form::Data => ("document", Content::Data(document)),
            Form::Text => (format.name, Content::Text(String::from_utf8_lossy(&written).into_owned())),
            Form::File => (format.name, Content::File(STANDARD.encode(&written))),
        }
    }
}

impl Serialize for Content<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Content::Data(document) => write::json::value(document).serialize(serializer),
            Content::Text(text) | Content::File(text) => serializer.serialize_str(text),
        }
    }
}

/// What records ask for: what the command line says, and over it what a record says.
struct Jobs {
    /// The job of a record without options.
    plain: Arc<Job>,
    /// What the command line says, as data, and what is none.
    wanted: Map<String, Value>,
    below: Below,
    /// The jobs of records with options, by these.
    kept: Mutex<BTreeMap<String, Arc<Job>>>,
}

impl Jobs {
    /// # Errors
    /// Every problem with the arguments.
    fn new(args: &Stream) -> Result<Jobs, Vec<Message>> {
        let mut problems = Vec::new();
        let below = options::below(&args.document, &mut problems);
        let to = formats::chosen(&args.to, None).iter().map(|format| format.name.to_owned()).collect();
        let wanted = convert::Options { to, ..options::wanted(&args.document) };
        let plain = Arc::new(options::checked(&wanted, below.clone(), problems)?);
        let Ok(Value::Object(wanted)) = serde_json::to_value(&wanted) else { return Err(Vec::new()) };
        Ok(Jobs { plain, wanted, below, kept: Mutex::default() })
    }

    /// The job of a record with `options`.
    fn of(&self, mut options: Map<String, Value>) -> Result<Arc<Job>, Failure> {
        options.retain(|_, value| !value.is_null());
        if options.is_empty() {
            return Ok(self.plain.clone());
        }
        let key = Value::Object(options.clone()).to_string();
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(job) = kept.get(&key) {
            return Ok(job.clone());
        }
        let job = Arc::new(self.made(options).map_err(|problem| Failure::new(Reason::BadRecord, problem))?);
        if kept.len() == KEPT {
            kept.clear();
        }
        kept.insert(key, job.clone());
        Ok(job)
    }

    fn made(&self, options: Map<String, Value>) -> Result<Job, Message> {
        let known = || self.wanted.keys().map(String::as_str).filter(|key| !OF_COMPILATIONS.contains(key));
        if let Some(key) = options.keys().find(|key| known().all(|known| known != *key)) {
            let known = names(FIELDS.into_iter().chain(known()));
            let problem =
                message!("there is no key \"%{key}\"; use one of %{known}", key = key, known = known);
            return Err(not_valid(problem));
        }
        // A record may come from anywhere, and names no file.
        if let Some(name) =
            options.get("template").and_then(Value::as_str).filter(|name| options::is_file(name))
        {
            template::builtin(name).map_err(|error| error.message())?;
        }
        for (key, value) in &options {
            // Each by itself, so that its name is known.
            if let Err(error) = convert::Options::deserialize(json!({key: value})) {
                let (input, problem) = (format!("\"{key}\""), fault(&error));
                return Err(not_valid(message!("%{input}: %{problem}", input = input, problem = problem)));
            }
        }
        let mut wanted = self.wanted.clone();
        wanted.extend(options);
        let wanted = convert::Options::deserialize(Value::from(wanted));
        let wanted = wanted.map_err(|error| not_valid(fault(&error)))?;
        wanted.checked(self.below.clone()).map_err(|faults| Error::Options { faults }.message())
    }
}

/// Runs the subcommand.
pub(crate) fn run(args: &Stream) -> Outcome {
    let jobs = match Jobs::new(args) {
        Ok(jobs) => jobs,
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
        answer(line, &jobs)
    };
    let ran = in_order(Records::new(), workers, work, |line| {
        match out.write_all(&line).and_then(|()| out.flush()) {
            Ok(()) => ControlFlow::Continue(()),
            Err(e) => {
                fault.get_or_insert(e);
                ControlFlow::Break(())
            }
        }
    });
    if !had_workers(ran) {
        return Outcome::Failed;
    }
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
    /// Whether nothing has been read yet.
    first: bool,
}

impl Records {
    /// The longest record: a text of the largest size in base64, with something around it.
    const LONGEST: u64 = source::LARGEST / 3 * 4 + (1 << 20);

    fn new() -> Records {
        Records { input: BufReader::with_capacity(1 << 16, io::stdin()), first: true }
    }

    /// The next line; `None` at the end.
    fn line(&mut self) -> io::Result<Option<Result<Vec<u8>, Failure>>> {
        let mut line = Vec::new();
        (&mut self.input).take(Records::LONGEST).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(None);
        }
        // Windows puts a mark of the byte order in front.
        if std::mem::take(&mut self.first) && line.starts_with(b"\xef\xbb\xbf") {
            line.drain(..3);
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

/// The result of one record, as a Word file.
pub(crate) fn answer_one(line: &[u8]) -> Vec<u8> {
    static TYPED: LazyLock<Cli> = LazyLock::new(|| Cli::parse_from(["chengwen", "stream", "--to", "docx"]));
    let Command::Stream(args) = &TYPED.command else { return Vec::new() };
    let jobs = Jobs::new(args).expect("no options, no problems");
    answer(Ok(line.to_vec()), &jobs)
}

/// The result of the record in `line`.
fn answer(line: Result<Vec<u8>, Failure>, jobs: &Jobs) -> Vec<u8> {
    let mut id = Value::Null;
    let done = line.and_then(|line| {
        let record = record(&line).inspect_err(|_| id = id_of(&line))?;
        drop(line);
        id = record.id.clone();
        guarded(|| convert(record, jobs))
    });
    let mut line = done.unwrap_or_else(|failure| failed(&id, &failure));
    line.push(b'\n');
    line
}

/// The id of a line that is JSON and still no record.
fn id_of(line: &[u8]) -> Value {
    let value: Option<Value> = serde_json::from_slice(line).ok();
    value.and_then(|mut value| value.get_mut("id").map(Value::take)).unwrap_or_default()
}

fn record(line: &[u8]) -> Result<Record, Failure> {
    serde_json::from_slice(line).map_err(|e| Failure::new(Reason::BadRecord, not_valid(fault(&e))))
}

fn not_valid(problem: Message) -> Message {
    message!(
        "not a valid record: %{error}; write {\"id\":…,\"text\":…} or {\"id\":…,\"base64\":…} on a line",
        error = problem
    )
}

/// What is wrong with a record, in words of the program where they are usual.
fn fault(error: &serde_json::Error) -> Message {
    match error.is_data() {
        true => error.to_string().into(),
        false => message!("no JSON from column %{column} on", column = error.column()),
    }
}

fn convert(record: Record, jobs: &Jobs) -> Result<Vec<u8>, Failure> {
    let Record { id, text, base64, name, set, options } = record;
    let job = jobs.of(options)?;
    let bytes = bytes_of(text, base64)?;
    let mut elements = Given::default();
    for (name, values) in set.iter().flatten() {
        values.all().iter().for_each(|value| elements.add(name, value, "\"set\""));
    }
    let options = job.reading();
    let options = ReadOptions {
        name: name.map(Into::into),
        elements: elements.over(options.elements.clone()),
        ..options.clone()
    };
    let mut reading = pipeline::read(&bytes, &options)?;
    let mut pages = None;
    let mut documents = Vec::new();
    // Data goes into the line as it is.
    let written = job.formats().iter().copied().filter(|format| format.form != Form::Data);
    if written.clone().next().is_some() {
        let Reading { document, log, template, .. } = &mut reading;
        job.write_each(log, document, template.as_deref(), written.clone(), |_, one| {
            pages = pages.take().or(one.pages);
            documents.push(one.bytes);
            Ok::<_, Failure>(())
        })?;
    }
    let report = report(&reading, pages.as_ref());
    let data = job.formats().iter().copied().filter(|format| format.form == Form::Data);
    let contents = documents.into_iter().zip(written).chain(data.map(|format| (Vec::new(), format)));
    let contents = contents.map(|(bytes, format)| Content::of(&reading.document, bytes, format)).collect();
    Ok(line_of(&Answer { document: Some(contents), ..done(&id, &report) }))
}

fn bytes_of(text: Option<String>, base64: Option<String>) -> Result<Vec<u8>, Failure> {
    let bad = |message: Message| Failure::new(Reason::BadRecord, message);
    let bytes = match (text, base64) {
        (Some(text), None) => text.into_bytes(),
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
    let (reason, message) = (Some(failure.reason.id()), said(&failure.message));
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

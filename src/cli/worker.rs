//! One input to its documents, up to the point where they get their names.

use std::any::Any;
use std::fs;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::batch::journal::{self, Entry, Known, Made, Standing};
use crate::batch::output::{self, Over, Staged};
use crate::batch::source::{self, Gate};
use crate::batch::{Failure, Reason};
use crate::cli::beside::Neighbours;
use crate::cli::output::Place;
use crate::cli::plan::{Item, Planned};
use crate::cli::recipe::{Beside, Recipe};
use crate::cli::report::Report;
use crate::message;
use crate::pages::Pages;
use crate::picture::Source;
use crate::pipeline::Reading;

/// Bytes of input that are at work at the same time. A text takes some ten times its size while it is set.
pub(crate) const AT_WORK: u64 = 8 << 20;

/// What came of an item.
pub(crate) enum Came {
    /// Its documents are written and wait for their names.
    Done(Box<Done>),
    /// An earlier run had done it.
    Skipped(Box<Report>, journal::Counts),
    /// It came to nothing.
    Failed(PathBuf, Failure),
    /// It was not taken; the ending of its name.
    LeftOut(String),
}

/// An input that was converted.
pub(crate) struct Done {
    pub(crate) input: PathBuf,
    pub(crate) report: Report,
    pub(crate) staged: Vec<Staged>,
    /// What goes to standard output.
    pub(crate) standard: Option<Vec<u8>>,
    /// The line for the journal, if there is one.
    pub(crate) entry: Option<Entry>,
    /// Time it took.
    pub(crate) milliseconds: u64,
}

/// How an output may be written.
enum Permit {
    /// As it is usual.
    Write(Over),
    /// Only if the file that is there is the same.
    OnlyTheSame,
}

/// What all workers of a run share.
pub(crate) struct Worker<'a> {
    pub(crate) recipe: &'a Recipe<'a>,
    pub(crate) force: bool,
    /// What earlier runs did, if it is to be gone on with.
    pub(crate) resume: bool,
    pub(crate) known: Option<&'a Known>,
    /// Hash of all settings, for the journal.
    pub(crate) settings: String,
    pub(crate) gate: Gate,
}

impl Worker<'_> {
    /// Converts `item`; nothing that goes wrong with it goes further.
    pub(crate) fn work(&self, item: Item) -> Came {
        let planned = match item {
            Item::Job(planned) => planned,
            Item::Lost(path, failure) => return Came::Failed(path, failure),
            Item::LeftOut(ending) => return Came::LeftOut(ending),
        };
        guarded(|| self.convert(&planned)).unwrap_or_else(|failure| Came::Failed(planned.input, failure))
    }

    fn convert(&self, planned: &Planned) -> Result<Came, Failure> {
        let begun = Instant::now();
        let input = &planned.input;
        let _pass = self.gate.enter(fs::metadata(input).map_or(0, |metadata| metadata.len()));
        let bytes = bytes_of(input)?;
        let neighbours = Neighbours::of(input);
        let hash = self.known.map(|_| neighbours.hash_with(&bytes));
        let places: Vec<&Place> = planned.outputs.iter().map(|output| &output.place).collect();
        if let Some(counts) = self.counts_of_earlier(planned, hash.as_deref(), &neighbours) {
            return Ok(Came::Skipped(Box::new(Report::skipped(input, &places)), counts));
        }
        let permits: Vec<Permit> =
            places.iter().map(|place| self.permit(planned, place)).collect::<Result<_, _>>()?;
        let mut reading = read(self.recipe, &bytes, input, &neighbours)?;
        drop(bytes);
        let (mut staged, mut standard, mut made) = (Vec::new(), None, Vec::new());
        let mut pages: Option<Pages> = None;
        let formats = planned.outputs.iter().map(|output| output.format);
        self.recipe.write(&mut reading, formats, |at, written| {
            pages = pages.take().or(written.pages);
            match places[at].file() {
                Some(path) => {
                    made.extend(self.known.map(|known| known.made(path, &written.bytes)));
                    staged.extend(place(path, &written.bytes, &permits[at])?);
                }
                None => standard = Some(written.bytes),
            }
            Ok(())
        })?;
        let report = Report::new(input, &places, &reading, pages.as_ref());
        let entry = hash.map(|hash| self.entry(planned, hash, neighbours, made, &report));
        let milliseconds = begun.elapsed().as_millis() as u64;
        let input = input.clone();
        Ok(Came::Done(Box::new(Done { input, report, staged, standard, entry, milliseconds })))
    }

    fn entry(
        &self,
        planned: &Planned,
        hash: String,
        neighbours: Neighbours<'_>,
        outputs: Vec<Made>,
        report: &Report,
    ) -> Entry {
        let (input, settings, beside) = (planned.key.clone(), self.settings.clone(), neighbours.asked());
        Entry { input, hash, settings, beside, outputs, counts: report.counts() }
    }

    /// What an earlier run counted, if this input need not be converted again.
    fn counts_of_earlier(
        &self,
        planned: &Planned,
        hash: Option<&str>,
        neighbours: &Neighbours<'_>,
    ) -> Option<journal::Counts> {
        let known = self.known.filter(|_| self.resume)?;
        known.covers(&planned.key, hash?, &self.settings, &planned.files(), |name| neighbours.hash(name))
    }

    /// Whether an output may be written, as far as can be known before the work.
    fn permit(&self, planned: &Planned, place: &Place) -> Result<Permit, Failure> {
        let Some(path) = place.file().filter(|path| path.exists()) else {
            return Ok(Permit::Write(Over::Never));
        };
        if self.force {
            return Ok(Permit::Write(Over::Replace));
        }
        let Some(known) = self.known.filter(|_| self.resume) else { return Err(output::exists(path)) };
        Ok(match known.standing(&planned.key, path) {
            Standing::Made | Standing::Before => Permit::Write(Over::Replace),
            Standing::Absent => Permit::Write(Over::Never),
            Standing::Foreign => Permit::OnlyTheSame,
        })
    }
}

/// Reads an input with what stands beside it.
pub(crate) fn read(
    recipe: &Recipe<'_>,
    bytes: &[u8],
    input: &Path,
    neighbours: &Neighbours<'_>,
) -> Result<Reading, Failure> {
    let fetch = |address: &str| neighbours.picture(address);
    let beside =
        Beside { name: name_of(input), elements: neighbours.elements()?, pictures: Source(Some(&fetch)) };
    recipe.read(bytes, beside)
}

/// The file for `bytes`; none if the same is there already.
fn place(path: &Path, bytes: &[u8], permit: &Permit) -> Result<Option<Staged>, Failure> {
    match permit {
        Permit::Write(over) => output::stage(path, bytes, *over).map(Some),
        Permit::OnlyTheSame if fs::read(path).is_ok_and(|there| there == bytes) => Ok(None),
        Permit::OnlyTheSame => Err(Failure::new(
            Reason::Exists,
            message!(
                "%{path} was made or changed by someone else; add --force to overwrite it",
                path = path.display()
            ),
        )),
    }
}

/// Does `work`; a panic is a fault of the program and not the end of the run.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let what = said(&*panic);
        Err(Failure::new(
            Reason::Fault,
            message!(
                "chengwen has a fault (%{what}); nothing was written, please report it with the input",
                what = what
            ),
        ))
    })
}

fn said(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or(panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("panic")
}

/// The name of an input, which standard input has not.
fn name_of(input: &Path) -> Option<&Path> {
    Some(input).filter(|input| input.as_os_str() != "-")
}

/// The bytes of a file, or of standard input for `-`.
pub(crate) fn bytes_of(input: &Path) -> Result<Vec<u8>, Failure> {
    if name_of(input).is_some() {
        return source::read(input);
    }
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(source::LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|e| {
        Failure::new(Reason::Read, message!("cannot read standard input: %{error}", error = e))
    })?;
    source::check_size(bytes.len() as u64)?;
    Ok(bytes)
}

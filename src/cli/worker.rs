//! One input to its documents, up to the point where they get their names.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::batch::journal::{self, JournalLine, Known, Made, Standing};
use crate::batch::output::{self, Over, Staged};
use crate::batch::source::Gate;
use crate::batch::{Failure, Reason};
use crate::cli::input::{bytes_of, guarded, read};
use crate::cli::neighbours::Neighbours;
use crate::cli::output::Destination;
use crate::cli::plan::{Item, Planned};
use crate::cli::recipe::Recipe;
use crate::cli::report::Report;
use crate::message;
use crate::pages::Pages;

/// What came of an item.
pub(crate) enum Handled {
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
    pub(crate) entry: Option<JournalLine>,
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
    pub(crate) fn work(&self, item: Item) -> Handled {
        let planned = match item {
            Item::Job(planned) => planned,
            Item::Lost(path, failure) => return Handled::Failed(path, failure),
            Item::LeftOut(ending) => return Handled::LeftOut(ending),
        };
        guarded(|| self.convert(&planned)).unwrap_or_else(|failure| Handled::Failed(planned.called, failure))
    }

    fn convert(&self, planned: &Planned) -> Result<Handled, Failure> {
        let begun = Instant::now();
        let input = &planned.input;
        let _pass = self.gate.enter(fs::metadata(input).map_or(0, |metadata| metadata.len()));
        let bytes = bytes_of(input)?;
        let neighbours = Neighbours::of(input);
        let hash = self.known.map(|_| neighbours.hash_with(&bytes));
        let places: Vec<&Destination> = planned.outputs.iter().map(|output| &output.place).collect();
        if let Some(counts) = self.counts_of_earlier(planned, hash.as_deref(), &neighbours) {
            return Ok(Handled::Skipped(Box::new(Report::skipped(&planned.called, &places)), counts));
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
        let report = Report::new(&planned.called, &places, &reading, pages.as_ref());
        let entry = hash.map(|hash| self.entry(planned, hash, neighbours, made, &report));
        let milliseconds = begun.elapsed().as_millis() as u64;
        let input = planned.called.clone();
        Ok(Handled::Done(Box::new(Done { input, report, staged, standard, entry, milliseconds })))
    }

    fn entry(
        &self,
        planned: &Planned,
        hash: String,
        neighbours: Neighbours<'_>,
        outputs: Vec<Made>,
        report: &Report,
    ) -> JournalLine {
        let (input, settings, beside) = (planned.key.clone(), self.settings.clone(), neighbours.asked());
        JournalLine { input, hash, settings, beside, outputs, counts: report.counts() }
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
    fn permit(&self, planned: &Planned, place: &Destination) -> Result<Permit, Failure> {
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

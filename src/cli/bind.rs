//! `chengwen bind`: many texts into one compilation (汇编); a bad one is left out and told.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::batch::Failure;
use crate::batch::output::{self, Over};
use crate::batch::plan::{Choice, Found, walk};
use crate::bind::{self, Bound, Part};
use crate::cli::args::{Bind, Format, Order};
use crate::cli::beside::Neighbours;
use crate::cli::output::{Place, to_standard_output};
use crate::cli::plan::formats;
use crate::cli::recipe::Recipe;
use crate::cli::worker::{bytes_of, guarded, read};
use crate::cli::{Outcome, blame, complain, misused, said, say};
use crate::diag::Log;
use crate::message;
use crate::message::Message;

/// Runs the subcommand.
pub(crate) fn run(args: &Bind) -> Outcome {
    let (recipe, inputs) = match (Recipe::new(&args.document), inputs(args)) {
        (Ok(recipe), Ok(inputs)) => (recipe, inputs),
        (recipe, inputs) => {
            return misused(recipe.err().into_iter().chain(inputs.err()).flatten());
        }
    };
    let place = Place::named(&args.output);
    if let Some(refusal) = place.refusal(args.force) {
        complain(&refusal.message);
        return Outcome::Usage;
    }
    let mut outcome = Outcome::Done;
    let mut parts = Vec::with_capacity(inputs.len());
    for input in &inputs {
        match guarded(|| part(&recipe, input)) {
            Ok(part) => parts.push(part),
            Err(failure) => {
                let left_out = message!(
                    "%{input} is left out: %{problem}",
                    input = input.display(),
                    problem = failure.message
                );
                complain(&left_out);
                outcome = Outcome::Failed;
            }
        }
    }
    if parts.is_empty() {
        complain(&message!("nothing is left to bind; no file was written"));
        return Outcome::Failed;
    }
    match bound(args, &recipe, parts, &place) {
        Ok(lines) => {
            lines.iter().filter(|_| !args.quiet).for_each(|line| say(&said(line)));
            outcome
        }
        Err(failure) => {
            blame(&place, &failure);
            Outcome::Failed
        }
    }
}

fn part(recipe: &Recipe<'_>, input: &Path) -> Result<Part, Failure> {
    let bytes = bytes_of(input)?;
    let reading = read(recipe, &bytes, input, &Neighbours::of(input))?;
    Ok(Part { name: input.display().to_string(), document: reading.document })
}

/// Binds and writes; returns what is to be said.
fn bound(args: &Bind, recipe: &Recipe<'_>, parts: Vec<Part>, place: &Place) -> Result<Vec<Message>, Failure> {
    let options = bind::Options {
        order: match args.order {
            Order::Given => bind::Order::Given,
            Order::Name => bind::Order::Name,
            Order::Date => bind::Order::Date,
        },
        keep_doubles: args.keep_doubles,
        title: args.title.clone(),
    };
    let mut log = Log::new();
    let Bound { document, .. } = bind::bind(&mut log, parts, &options);
    let mut pages = 0;
    let format: Format = formats(&[], Some(&args.output))[0];
    recipe.write_document(&mut log, &document, None, [format].into_iter(), |_, written| {
        pages = written.pages.as_ref().map_or(0, |pages| pages.count());
        let over = if args.force { Over::Replace } else { Over::Never };
        match place.file() {
            Some(path) => output::write(path, written.bytes.as_slice(), over),
            None => to_standard_output(&written.bytes),
        }
    })?;
    let articles = document.articles.len();
    let mut lines = vec![message!(
        "%{output}: %{articles} articles, %{pages} pages",
        output = place.to_string(),
        articles = articles,
        pages = pages
    )];
    lines.extend(log.findings().iter().map(|finding| finding.message.clone()));
    Ok(lines)
}

/// All texts in the order given, folders walked through.
fn inputs(args: &Bind) -> Result<Vec<PathBuf>, Vec<Message>> {
    let listed = match &args.list {
        Some(list) => listed(list).map_err(|problem| vec![problem])?,
        None => Vec::new(),
    };
    let mut inputs = Vec::new();
    let mut problems = Vec::new();
    for input in listed.iter().chain(&args.inputs) {
        match input.is_dir() {
            true => match below(input, args) {
                Ok(found) => inputs.extend(found),
                Err(faults) => problems.extend(faults),
            },
            false => inputs.push(input.clone()),
        }
    }
    inputs.retain(|input| *input != args.output);
    if problems.is_empty() { Ok(inputs) } else { Err(problems) }
}

fn below(folder: &Path, args: &Bind) -> Result<Vec<PathBuf>, Vec<Message>> {
    let choice = Choice::new(folder, &args.choice.include, &args.choice.exclude)?;
    let mut inputs = Vec::new();
    for found in walk(folder, &choice, None) {
        match found {
            Found::Texts { folder: within, names } => {
                inputs.extend(names.into_iter().map(|name| folder.join(&within).join(name)));
            }
            Found::LeftOut(_) => {}
            // It is told with those that cannot be read.
            Found::Unreadable(path, _) => inputs.push(path),
        }
    }
    Ok(inputs)
}

/// The paths of a list, beside which relative ones are looked for.
fn listed(list: &Path) -> Result<Vec<PathBuf>, Message> {
    let text = fs::read_to_string(list).map_err(|error| {
        message!(
            "cannot read the list %{list}: %{error}; it must be UTF-8 text",
            list = list.display(),
            error = error
        )
    })?;
    let folder = list.parent().unwrap_or(Path::new(""));
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    Ok(lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| folder.join(OsStr::new(line)))
        .collect())
}

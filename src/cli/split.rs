//! `chengwen split`: each article of a compilation to a file of its own.

use std::path::PathBuf;

use crate::batch::Failure;
use crate::batch::output::{self, Over};
use crate::batch::plan::named;
use crate::batch::summary::Summary;
use crate::bind;
use crate::cli::args::Split;
use crate::cli::console::{Console, Detail};
use crate::cli::formats;
use crate::cli::input::{bytes_of, guarded, read};
use crate::cli::neighbours::Neighbours;
use crate::cli::outcome::Outcome;
use crate::cli::output::Destination;
use crate::cli::real::Real;
use crate::cli::recipe::Recipe;
use crate::cli::report::Report;
use crate::cli::report_file::ReportFile;
use crate::cli::terminal::{blame, misused, said, say};
use crate::document::Document;
use crate::message;
use crate::pipeline::{Reading, Written};
use crate::text::names;

/// Runs the subcommand.
pub(crate) fn run(args: &Split) -> Outcome {
    let recipe = match Recipe::new(&args.document) {
        Ok(recipe) => recipe,
        Err(problems) => return misused(problems),
    };
    if formats::named(&args.output).is_some() && !args.output.is_dir() {
        return misused([message!(
            "-o %{output} is the name of a file; split writes a file for each article, name a folder",
            output = args.output.display()
        )]);
    }
    let report = args.telling.report.as_deref().map(Destination::named);
    if let Some(refusal) = report.as_ref().and_then(|place| place.refusal(args.force)) {
        return misused([refusal.message]);
    }
    let mut real = Real::default();
    let report = report.map(|place| real.place(&place));
    let over = real.overwritten(&args.input, |_| false, report.as_deref());
    if !over.is_empty() {
        return misused(over);
    }
    match guarded(|| split(args, &recipe)) {
        Ok(written) => {
            let shown = written.iter().filter(|_| !args.telling.quiet);
            shown.for_each(|path| say(&path.display().to_string()));
            Outcome::Done
        }
        Err(failure) => {
            blame(args.input.display(), &failure);
            Outcome::Failed
        }
    }
}

fn split(args: &Split, recipe: &Recipe<'_>) -> Result<Vec<PathBuf>, Failure> {
    let bytes = bytes_of(&args.input)?;
    let mut reading = read(recipe, &bytes, &args.input, &Neighbours::of(&args.input))?;
    let formats = formats::chosen(&args.to, None);
    let over = if args.force { Over::Replace } else { Over::Never };
    let mut written = Vec::new();
    let mut write = |stem: &str, at: usize, made: Written| {
        let path = named(&args.output, stem.as_ref(), formats[at].ending);
        output::write(&path, made.bytes.as_slice(), over)?;
        written.push(path);
        Ok(())
    };
    if let [article] = &reading.document.articles[..] {
        let stem = stem(1, 1, &article.full_title());
        recipe.write(&mut reading, formats.iter().copied(), |at, made| write(&stem, at, made))?;
    } else {
        let Reading { document, log, .. } = &mut reading;
        bind::leave_out(log, &args.input.display().to_string(), document, &Document::default());
        for (n, article) in (1..).zip(&document.articles) {
            let stem = stem(n, document.articles.len(), &article.full_title());
            let mut single = Document::default();
            single.adopt(article.clone(), &document.pictures);
            recipe.write_document(log, &single, None, formats.iter().copied(), |at, made| {
                write(&stem, at, made)
            })?;
        }
    }
    tell(args, &reading)?;
    Ok(written)
}

/// What reading and writing did to the text, for people and in the report.
fn tell(args: &Split, reading: &Reading) -> Result<(), Failure> {
    let telling = &args.telling;
    if reading.document.articles.len() == 1 && !telling.quiet {
        say(&said(&message!("%{input} is one article", input = args.input.display())));
    }
    let report = Report::new(&args.input, &[&Destination::named(&args.output)], reading, None);
    Console::new(Detail::of(telling.quiet, telling.verbose, false), false).done(&report, 0);
    let Some(mut file) = ReportFile::asked(telling.report.as_deref(), args.force)? else { return Ok(()) };
    let mut summary = Summary::default();
    summary.done(report.counts(), report.warning_rules(), report.input());
    file.add(&report);
    file.end(&summary)
}

/// The number and the title of an article, one of `all`, as a name every system takes.
pub(crate) fn stem(number: usize, all: usize, title: &str) -> String {
    let width = all.to_string().len().max(2);
    let title = names::stem(title);
    format!("{number:0width$} {}", if title.is_empty() { "无题" } else { &title })
}

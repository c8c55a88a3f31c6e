//! `chengwen bind`: many texts into one compilation (汇编); a bad one is left out and told.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::batch::output::{self, Over};
use crate::batch::plan::{Choice, Found, walk};
use crate::batch::summary::Summary;
use crate::batch::{Failure, Reason};
use crate::bind::{self, Bound, Part};
use crate::cli::args::{Bind, Order};
use crate::cli::bundles::{self, Home, Root};
use crate::cli::console::{Console, Detail};
use crate::cli::formats::{self, Format};
use crate::cli::input::{bytes_of, guarded, read};
use crate::cli::neighbours::Neighbours;
use crate::cli::options::set_elements;
use crate::cli::outcome::Outcome;
use crate::cli::output::{Destination, to_standard_output};
use crate::cli::plan::is_folder;
use crate::cli::real::Real;
use crate::cli::recipe::Recipe;
use crate::cli::report::Report;
use crate::cli::report_file::ReportFile;
use crate::cli::terminal::{blame, blamed, misused, said, say};
use crate::cli::wording;
use crate::decode;
use crate::diag::Log;
use crate::document::{Article, Document};
use crate::elements::{self, Given};
use crate::message;
use crate::message::{Message, Value};
use crate::pages::Pages;

/// Runs the subcommand.
pub(crate) fn run(args: &Bind) -> Outcome {
    let outputs = match outputs(&args.output, &args.to) {
        Ok(outputs) => outputs,
        Err(problem) => return misused([problem]),
    };
    let (recipe, inputs, options) = match (Recipe::new(&args.document), inputs(args, &outputs), options(args))
    {
        (Ok(recipe), Ok(inputs), Ok(options)) => (recipe, inputs, options),
        (recipe, inputs, options) => {
            return misused(recipe.err().into_iter().chain(inputs.err()).chain(options.err()).flatten());
        }
    };
    let report = args.telling.report.as_deref().map(Destination::named);
    if let Some(problem) = both_on_standard_output(args, &outputs, report.as_ref()) {
        return misused([problem]);
    }
    let places = places(&outputs);
    if let Some(refusal) = places.iter().copied().chain(&report).find_map(|place| place.refusal(args.force)) {
        return misused([refusal.message]);
    }
    let mut real = Real::default();
    let written: Vec<_> = places.iter().map(|place| real.place(place)).collect();
    let reported = report.as_ref().map(|place| real.place(place));
    let over = |input: &Input| {
        real.overwritten(&input.path, |file| written.iter().any(|place| place == file), reported.as_deref())
    };
    let over: Vec<Message> = inputs.iter().flat_map(over).collect();
    if !over.is_empty() {
        return misused(over);
    }
    let report = match ReportFile::asked(args.telling.report.as_deref(), args.force) {
        Ok(report) => report,
        Err(failure) => return misused([failure.message]),
    };
    let bulk = inputs.len() > args.inputs.len() || args.inputs.iter().any(|input| input.is_dir());
    let telling = &args.telling;
    let console = Console::new(Detail::of(telling.quiet, telling.verbose, bulk), args.json);
    let mut run = Run { args, recipe, outputs, console, report, summary: Summary::default() };
    let parts: Vec<Part> = inputs.iter().filter_map(|input| run.part(input)).collect();
    let bound = match parts.is_empty() {
        true => {
            let message = message!("there is nothing to bind; no file was written");
            Err(Failure::new(Reason::Empty, message))
        }
        false => guarded(|| run.bound(parts, &options)),
    };
    run.end(bound)
}

/// A compilation in the making.
struct Run<'a> {
    args: &'a Bind,
    recipe: Recipe<'a>,
    outputs: Vec<Output>,
    console: Console,
    report: Option<ReportFile>,
    summary: Summary,
}

impl Run<'_> {
    /// Reads an input and tells what came of it.
    fn part(&mut self, input: &Input) -> Option<Part> {
        let Input { path: input, called, lost, .. } = input;
        let reading = match lost {
            Some(problem) => Err(Failure::new(Reason::Read, problem.clone())),
            None => guarded(|| read(&self.recipe, &bytes_of(input)?, input, &Neighbours::of(input))),
        };
        let (part, report) = match reading {
            Ok(mut reading) => {
                self.recipe.leave_out_for(self.outputs.iter().map(|output| output.format), &mut reading);
                let report = Report::new(called, &places(&self.outputs), &reading, None);
                // Binding gives the text a title, and tells that itself.
                let warnings = report.warning_rules().filter(|rule| **rule != *"title.missing");
                self.summary.done(report.counts(), warnings, report.input());
                self.console.done(&report, 0);
                (Some(Part { name: called.display().to_string(), document: reading.document }), report)
            }
            Err(failure) => {
                let (input_name, problem) = (called.display(), failure.message.clone());
                let told =
                    message!("%{input} is left out: %{problem}", input = input_name, problem = problem);
                let report = Report::failed(called, &failure);
                self.console.left_out(&told, &report);
                self.summary.failed(failure.reason);
                (None, report)
            }
        };
        self.report.iter_mut().for_each(|file| file.add(&report));
        part
    }

    /// Binds and writes; returns what is to be said.
    fn bound(&mut self, parts: Vec<Part>, options: &bind::Options) -> Result<Vec<Message>, Failure> {
        let args = self.args;
        let mut log = Log::new();
        let Bound { document, .. } = bind::bind(&mut log, parts, options);
        let mut pages = None;
        let formats = self.outputs.iter().map(|output| output.format);
        self.recipe.write_document(&mut log, &document, None, formats, |at, written| {
            pages = pages.take().or(written.pages);
            let over = if args.force { Over::Replace } else { Over::Never };
            match self.outputs[at].place.file() {
                Some(path) => output::write(path, written.bytes.as_slice(), over),
                None => to_standard_output(&written.bytes),
            }
        })?;
        let report = Report::bound(&places(&self.outputs), &document, &log, pages.as_ref());
        self.console.line(&report, 0);
        self.summary.changed_by(report.counts(), report.warning_rules());
        self.report.iter_mut().for_each(|file| file.add(&report));
        let mut parts = vec![wording::articles(document.articles.len() as u64)];
        parts.extend(pages.as_ref().map(|pages| wording::pages(pages.count() as u64)));
        parts.push(wording::removed(self.summary.removed));
        parts.push(wording::changes(self.summary.changed));
        parts.push(wording::warnings(self.summary.warnings.values().sum()));
        let mut lines = vec![blamed(named(&self.outputs), Message::from(wording::listed(&parts)))];
        lines.extend(order(&document, pages.as_ref()));
        lines.extend(log.findings().iter().map(|finding| finding.message.clone()));
        Ok(lines)
    }

    /// Writes the report and tells the rest.
    fn end(self, bound: Result<Vec<Message>, Failure>) -> Outcome {
        self.console.flush();
        let reported = self.report.map_or(Ok(()), |report| report.end(&self.summary));
        match bound.and_then(|lines| reported.map(|()| lines)) {
            Ok(lines) => {
                let quiet = self.args.telling.quiet;
                lines.iter().filter(|_| !quiet).for_each(|line| say(&said(line)));
                if self.summary.failed > 0 { Outcome::Failed } else { Outcome::Done }
            }
            Err(failure) => {
                blame(named(&self.outputs), &failure);
                Outcome::Failed
            }
        }
    }
}

/// The articles in their order, each with the page it begins on; long compilations have their table of contents for that.
fn order(document: &Document, pages: Option<&Pages>) -> Vec<Message> {
    // Two screens.
    const MOST: usize = 60;
    let Some(pages) = pages.filter(|_| document.articles.len() <= MOST) else { return Vec::new() };
    let line = |(index, article): (usize, &Article)| {
        let page = pages.title_page(index).map_or_else(String::new, |page| page.to_string());
        Message::from(format!("  {page:>4}  {}", article.full_title()))
    };
    document.articles.iter().enumerate().map(line).collect()
}

/// A file of the compilation, or standard output, and its format.
struct Output {
    place: Destination,
    format: Format,
}

fn places(outputs: &[Output]) -> Vec<&Destination> {
    outputs.iter().map(|output| &output.place).collect()
}

/// The names of the outputs.
fn named(outputs: &[Output]) -> String {
    places(outputs).iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// What is to be written where: in one format to the file that is named, in several to files of that name with their endings.
fn outputs(named: &Path, to: &[Format]) -> Result<Vec<Output>, Message> {
    let place = Destination::named(named);
    let formats = formats::chosen(to, Some(named));
    let Some(path) = place.file() else {
        return match formats[..] {
            [format] => Ok(vec![Output { place, format }]),
            _ => Err(message!("-o - takes one format; name a file for several")),
        };
    };
    let of_ending = formats::named(path);
    if let (Some(ending), [format]) = (of_ending, &formats[..])
        && ending == *format
    {
        return Ok(vec![Output { place, format }]);
    }
    let stem = match of_ending {
        Some(ending) if formats.contains(&ending) => path.with_extension(""),
        Some(_) => {
            return Err(message!(
                "-o %{output} has the ending of another format than --to; leave out one of them",
                output = path.display()
            ));
        }
        None if is_folder(path) => {
            return Err(message!(
                "-o %{output} is a folder; name a file in it: -o %{example}",
                output = path.display(),
                example = path.join("汇编.docx").display()
            ));
        }
        None if !has_ending(path) && path.file_name().is_some() => path.to_owned(),
        _ => return Err(formats::unsupported(path)),
    };
    let file = |format: Format| {
        let mut whole = stem.clone().into_os_string();
        whole.push(".");
        whole.push(format.ending);
        Output { place: Destination::File(whole.into()), format }
    };
    Ok(formats.into_iter().map(file).collect())
}

/// Whether a name ends in what looks like the ending of a file: 汇编2026.8 has none, bb.doc has one.
fn has_ending(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    ending.starts_with(|c: char| c.is_ascii_alphabetic()) && ending.chars().all(|c| c.is_ascii_alphanumeric())
}

/// That two things would be written to standard output.
fn both_on_standard_output(args: &Bind, outputs: &[Output], report: Option<&Destination>) -> Option<Message> {
    let standard = Destination::Standard;
    let written = places(outputs).contains(&&standard);
    match (args.json, report == Some(&standard)) {
        (true, true) => {
            Some(message!("--report and --json would both be written to standard output; name a file"))
        }
        (true, false) if written => {
            Some(message!("the compilation and --json would both be written to standard output; name a file"))
        }
        (false, true) if written => Some(message!(
            "--report and an output would both be written to %{place}; name another",
            place = standard.to_string()
        )),
        _ => None,
    }
}

/// How to bind; or every problem with what the cover is to say.
fn options(args: &Bind) -> Result<bind::Options, Vec<Message>> {
    let mut given = Given::default();
    args.organ.iter().for_each(|name| given.add("publisher", name, "--organ"));
    args.date.iter().for_each(|date| given.add("published", date, "--date"));
    let elements = elements::resolve(given.over(set_elements(&args.document.reading.set)))?;
    Ok(bind::Options {
        order: match args.order {
            Order::Given => bind::Order::Given,
            Order::Name => bind::Order::Name,
            Order::Date => bind::Order::Date,
        },
        keep_duplicates: args.keep_duplicates,
        title: args.title.clone(),
        file: Destination::named(&args.output)
            .file()
            .and_then(Path::file_stem)
            .map(|stem| stem.to_string_lossy().into()),
        publishers: elements.publishers,
        published: elements.published,
    })
}

/// A text to be bound.
struct Input {
    path: PathBuf,
    /// What people call it: the text of an archive stands in it, wherever it was unpacked.
    called: PathBuf,
    /// Why it is no text after all: an archive that cannot be opened.
    lost: Option<Message>,
    /// Where it was unpacked.
    _home: Option<Home>,
}

impl Input {
    /// A text below `root`.
    fn of(root: &Root, path: PathBuf) -> Input {
        let called = root.called.join(path.strip_prefix(&root.path).unwrap_or(&path));
        Input { path, called, lost: None, _home: root.home.clone() }
    }

    /// What was named by itself.
    fn named(path: &Path) -> Input {
        Input { path: path.to_owned(), called: path.to_owned(), lost: None, _home: None }
    }
}

/// All texts in the order given, folders walked through and bundles unpacked.
fn inputs(args: &Bind, outputs: &[Output]) -> Result<Vec<Input>, Vec<Message>> {
    let wanted = bundles::wanted(args.columns.as_deref()).map_err(|problem| vec![problem])?;
    let listed = match &args.list {
        Some(list) => listed(list).map_err(|problem| vec![problem])?,
        None => Vec::new(),
    };
    let mut real = Real::default();
    let written: Vec<_> = places(outputs).into_iter().map(|place| real.place(place)).collect();
    let mut inputs = Vec::new();
    let mut problems = Vec::new();
    for input in listed.iter().chain(&args.inputs) {
        match Root::of(input, &wanted) {
            Ok(Some(root)) => match below(&root, args) {
                // The compilation may stand in the folder it was made of.
                Ok(found) => {
                    inputs
                        .extend(found.into_iter().filter(|input| !written.contains(&real.path(&input.path))));
                }
                Err(faults) => problems.extend(faults),
            },
            Ok(None) => inputs.push(Input::named(input)),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(inputs) } else { Err(problems) }
}

/// The texts below `root` and those in the archives there, by their names.
fn below(root: &Root, args: &Bind) -> Result<Vec<Input>, Vec<Message>> {
    let choice = Choice::new(&root.path, &args.choice.include, &args.choice.exclude)?;
    let mut inputs = Vec::new();
    // Archives in an archive are not opened.
    let opens = |path: &Path| root.home.is_none() && bundles::is_archive(path);
    for found in walk(&root.path, &choice, None) {
        match found {
            Found::Texts { folder, names } => {
                for path in names.into_iter().map(|name| folder.join(name)) {
                    match opens(&path) {
                        true => inputs.extend(inside(root, &path, args)?),
                        false => inputs.push(Input::of(root, root.path.join(path))),
                    }
                }
            }
            Found::LeftOut(path) if opens(&path) => inputs.extend(inside(root, &path, args)?),
            Found::LeftOut(_) | Found::Special(_) => {}
            // It is told with those that cannot be read.
            Found::Unreadable(path, _) => inputs.push(Input::of(root, path)),
        }
    }
    inputs.sort_by(|a, b| bind::natural(&a.called, &b.called));
    Ok(inputs)
}

/// The texts of the archive at `path` below `root`; the archive itself, if it cannot be opened.
fn inside(root: &Root, path: &Path, args: &Bind) -> Result<Vec<Input>, Vec<Message>> {
    let called = root.called.join(path);
    match bundles::unpack(&root.path.join(path), &called) {
        Ok(Some(home)) => {
            let unpacked = Root { path: home.path().to_owned(), called, home: Some(home) };
            let choice = Choice::new(&unpacked.path, &[], &args.choice.exclude)?;
            let texts = walk(&unpacked.path, &choice, None).filter_map(|found| match found {
                Found::Texts { folder, names } => Some((folder, names)),
                _ => None,
            });
            let within = |(folder, names): (PathBuf, Vec<_>)| -> Vec<PathBuf> {
                names.into_iter().map(|name| unpacked.path.join(&folder).join(name)).collect()
            };
            Ok(texts.flat_map(within).map(|path| Input::of(&unpacked, path)).collect())
        }
        opened => {
            let problem = opened.err().unwrap_or_else(|| message!("it is no archive that can be opened"));
            let input = Input::of(root, root.path.join(path));
            Ok(vec![Input { lost: Some(problem), ..input }])
        }
    }
}

/// The paths of a list, beside which relative ones are looked for.
fn listed(list: &Path) -> Result<Vec<PathBuf>, Message> {
    let refused = |why: Value| {
        message!(
            "cannot read the list %{list}: %{error}; it must be a text with a name on each line",
            list = list.display(),
            error = why
        )
    };
    let bytes = fs::read(list).map_err(|error| refused(error.into()))?;
    let decoded = decode::decode_letters(&mut Log::new(), &bytes, &decode::Options::default());
    let text = decoded.map_err(|error| refused(error.message().into()))?.text;
    let folder = list.parent().unwrap_or(Path::new(""));
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    Ok(lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| folder.join(OsStr::new(line)))
        .collect())
}

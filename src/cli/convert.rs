//! `chengwen convert`: each input to a document; a bad one never stops the others.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use crate::cli::args::{Convert, FailOn, Format};
use crate::cli::output::Place;
use crate::cli::plan::{Planned, plan};
use crate::cli::report::{self, Report};
use crate::cli::{Outcome, elements, fonts, options, pictures, say};
use crate::diag::{Log, Severity};
use crate::document::Document;
use crate::font::Book;
use crate::picture::Source;
use crate::pipeline::{self, Contents, ReadOptions, Reading, Written};
use crate::template::Template;
use crate::write::docx::Properties;
use crate::write::pdf;

/// Runs the subcommand.
pub(crate) fn run(args: &Convert) -> Outcome {
    let job = match Job::new(args) {
        Ok(job) => job,
        Err(problems) => {
            problems.iter().for_each(|problem| say(&format!("chengwen: {problem}")));
            return Outcome::Usage;
        }
    };
    let mut outcome = Outcome::Done;
    let mut reports = Vec::new();
    for planned in &job.plan {
        let (one, report) = job.convert(planned);
        outcome = outcome.max(one);
        reports.push(report);
    }
    if let Some(path) = &args.report
        && let Err(problem) = Place::named(path).write(&report::write(&reports), args.force)
    {
        say(&format!("chengwen: {problem}"));
        outcome = outcome.max(Outcome::Failed);
    }
    outcome
}

/// The whole run, validated.
struct Job<'a> {
    args: &'a Convert,
    /// `None`: by the content of each input.
    template: Option<Template>,
    reading: ReadOptions<'static>,
    /// For PDF.
    book: Book,
    plan: Vec<Planned<'a>>,
}

impl<'a> Job<'a> {
    fn new(args: &'a Convert) -> Result<Job<'a>, Vec<String>> {
        let mut problems = Vec::new();
        let reading = options::reading(&args.reading).unwrap_or_else(|found| {
            problems.extend(found);
            ReadOptions::default()
        });
        let template = args.template.as_deref().and_then(|name| match options::template(name) {
            Ok(template) => Some(template),
            Err(problem) => {
                problems.push(problem);
                None
            }
        });
        let plan = plan(args).unwrap_or_else(|found| {
            problems.extend(found);
            Vec::new()
        });
        let book = fonts::book(&args.pdf.fonts).unwrap_or_else(|problem| {
            problems.push(problem);
            Book::builtin()
        });
        if problems.is_empty() { Ok(Job { args, template, reading, book, plan }) } else { Err(problems) }
    }

    fn convert(&self, planned: &Planned<'_>) -> (Outcome, Report) {
        let input = planned.input;
        let result = self.read(input).and_then(|mut reading| {
            let mut pages = None;
            let template = self.template(&reading)?;
            let paged = planned.outputs.iter().any(|output| output.format.has_pages());
            let Reading { document, log, .. } = &mut reading;
            let set = paged.then(|| pipeline::for_pages(log, document, &self.reading.rules));
            for output in &planned.outputs {
                let set = set.as_deref().filter(|_| output.format.has_pages());
                let written = self.write(log, set.unwrap_or(document), &template, output.format)?;
                output.place.write(&written.bytes, self.args.force)?;
                pages = pages.or(written.pages);
            }
            Ok((reading, pages))
        });
        match result {
            Ok((reading, pages)) => {
                let places: Vec<&Place> = planned.outputs.iter().map(|output| &output.place).collect();
                let report = Report::new(input, &places, &reading, pages.as_ref());
                if !self.args.quiet {
                    report.lines().iter().for_each(|line| say(line));
                }
                (self.verdict(&reading), report)
            }
            Err(problem) => {
                say(&format!("chengwen: {}: {problem}", input.display()));
                (Outcome::Failed, Report::failed(input, problem))
            }
        }
    }

    fn read(&self, input: &Path) -> Result<Reading, String> {
        let bytes = bytes_of(input)?;
        let name = (input.as_os_str() != "-").then(|| input.to_owned());
        let fetch = pictures::beside(input);
        let elements = self.reading.elements.clone().over(elements::beside(input)?);
        let options = ReadOptions { name, elements, pictures: Source(Some(&fetch)), ..self.reading.clone() };
        pipeline::read(&bytes, &options).map_err(|error| error.to_string())
    }

    fn write(
        &self,
        log: &mut Log,
        document: &Document,
        template: &Template,
        format: Format,
    ) -> Result<Written, String> {
        match format {
            Format::Json => return Ok(pipeline::write_json(document)),
            Format::Markdown => return Ok(pipeline::write_markdown(document)),
            Format::Docx | Format::Pdf => {}
        }
        let contents = match (self.args.toc, self.args.no_toc) {
            (true, _) => Contents::Always,
            (_, true) => Contents::Never,
            _ => Contents::Auto,
        };
        let creator = self.args.author.clone().unwrap_or_default();
        let written = match format {
            Format::Pdf => {
                let options =
                    pdf::Options { creator, standard: options::standard(self.args.pdf.pdf_standard) };
                pipeline::write_pdf(log, document, template, contents, &self.book, &options)
            }
            _ => {
                let properties = Properties { creator, ..Properties::default() };
                pipeline::write_docx(document, template, contents, &properties)
            }
        };
        written.map_err(|error| error.to_string())
    }

    /// The template the user named, else the one the elements of the text name, else the one its content asks for.
    fn template(&self, reading: &Reading) -> Result<Template, String> {
        let template = match (&self.template, &reading.template) {
            (Some(template), _) => template.clone(),
            (None, Some(name)) => options::template(name)?,
            (None, None) => {
                pipeline::default_template(&reading.document).map_err(|error| error.to_string())?
            }
        };
        Ok(template.adjusted(&options::adjustments(&self.args.look)))
    }

    fn verdict(&self, reading: &Reading) -> Outcome {
        let log = &reading.log;
        let fails = self.args.fail_on.iter().any(|what| match what {
            FailOn::Warning => log.findings().iter().any(|finding| finding.severity >= Severity::Warning),
            FailOn::Removed => !log.removals().is_empty(),
            FailOn::Changed => !log.changes().is_empty(),
        });
        if fails { Outcome::Findings } else { Outcome::Done }
    }
}

/// The bytes of a file, or of standard input for `-`.
pub(crate) fn bytes_of(input: &Path) -> Result<Vec<u8>, String> {
    if input.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map_err(|e| format!("cannot read standard input: {e}"))?;
        return Ok(bytes);
    }
    if input.is_dir() {
        return Err("is a folder; name the files in it, for example with *.txt".to_owned());
    }
    fs::read(input).map_err(|e| format!("cannot read it: {e}; check the name and the rights"))
}

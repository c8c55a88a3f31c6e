//! `chengwen convert`: each input to a document; a bad one never stops the others.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::cli::args::{Convert, FailOn, Format};
use crate::cli::output::Place;
use crate::cli::report::{self, Report};
use crate::cli::{Outcome, options, say};
use crate::diag::Severity;
use crate::pipeline::{self, Contents, ReadOptions, Reading, Written};
use crate::template::{self, Template};
use crate::write::docx::Properties;

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
    for (input, place) in &job.plan {
        let (one, report) = job.convert(input, place);
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
    format: Format,
    /// `None`: by the content of each input.
    template: Option<Template>,
    reading: ReadOptions<'static>,
    plan: Vec<(&'a Path, Place)>,
}

impl<'a> Job<'a> {
    fn new(args: &'a Convert) -> Result<Job<'a>, Vec<String>> {
        let mut problems = Vec::new();
        let reading = options::reading(&args.reading).unwrap_or_else(|found| {
            problems.extend(found);
            ReadOptions::default()
        });
        let template = args.template.as_deref().and_then(|name| match template::builtin(name) {
            Ok(template) => Some(template),
            Err(error) => {
                problems.push(error.to_string());
                None
            }
        });
        let format =
            args.to.or_else(|| args.output.as_deref().and_then(format_named)).unwrap_or(Format::Docx);
        let plan = plan(args, format).unwrap_or_else(|found| {
            problems.extend(found);
            Vec::new()
        });
        if problems.is_empty() { Ok(Job { args, format, template, reading, plan }) } else { Err(problems) }
    }

    fn convert(&self, input: &Path, place: &Place) -> (Outcome, Report) {
        let result = self.read(input).and_then(|reading| {
            let written = self.write(&reading)?;
            place.write(&written.bytes, self.args.force)?;
            Ok((reading, written))
        });
        match result {
            Ok((reading, written)) => {
                let report = Report::new(input, Some(place), &reading, written.pages.as_ref());
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
        let options = ReadOptions { name, ..self.reading.clone() };
        pipeline::read(&bytes, &options).map_err(|error| error.to_string())
    }

    fn write(&self, reading: &Reading) -> Result<Written, String> {
        if self.format == Format::Json {
            return Ok(pipeline::write_json(&reading.document));
        }
        let default;
        let template = match &self.template {
            Some(template) => template,
            None => {
                default = pipeline::default_template(&reading.document).map_err(|error| error.to_string())?;
                &default
            }
        };
        let contents = match (self.args.toc, self.args.no_toc) {
            (true, _) => Contents::Always,
            (_, true) => Contents::Never,
            _ => Contents::Auto,
        };
        let properties =
            Properties { creator: self.args.author.clone().unwrap_or_default(), ..Properties::default() };
        pipeline::write_docx(&reading.document, template, contents, &properties)
            .map_err(|error| error.to_string())
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

/// Where the outputs go.
enum Target<'a> {
    /// Beside each input; on standard output for standard input.
    Beside,
    /// To standard output.
    Standard,
    /// Into one file.
    File(&'a Path),
    /// Into a folder.
    Folder(&'a Path),
}

impl<'a> Target<'a> {
    /// A name with an extension is a file, any other a folder; both need to fit the number of inputs.
    fn of(args: &'a Convert) -> Result<Target<'a>, String> {
        let Some(out) = args.output.as_deref() else { return Ok(Target::Beside) };
        let single = args.inputs.len() == 1;
        let folder = is_folder(out) || out.extension().is_none();
        let shown = out.display();
        match (out.as_os_str() == "-", folder) {
            (true, _) if single => Ok(Target::Standard),
            (true, _) => Err("-o - takes one input; name a folder for several".to_owned()),
            (_, true) => Ok(Target::Folder(out)),
            _ if !single => Err(format!(
                "-o {shown} names one file for {} inputs; name a folder, if need be with / at the end",
                args.inputs.len()
            )),
            _ if args.to.is_none() && format_named(out).is_none() => Err(format!(
                "-o {shown} ends in no format that can be written; use .docx or .json, add --to, or end a folder with /"
            )),
            _ => Ok(Target::File(out)),
        }
    }

    fn place(&self, input: &Path, format: Format) -> Place {
        let standard = input.as_os_str() == "-";
        match self {
            Target::Beside if standard => Place::Standard,
            Target::Beside => Place::File(options::renamed(input, format.extension())),
            Target::Standard => Place::Standard,
            Target::File(file) => Place::File((*file).to_owned()),
            Target::Folder(folder) => {
                let name =
                    if standard { Path::new("stdin") } else { input.file_name().map_or(input, Path::new) };
                Place::File(options::renamed(&folder.join(name), format.extension()))
            }
        }
    }
}

fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.to_string_lossy().ends_with(['/', '\\'])
}

/// The format the name of the output asks for.
fn format_named(output: &Path) -> Option<Format> {
    let extension = output.extension()?;
    [Format::Docx, Format::Json].into_iter().find(|format| extension.eq_ignore_ascii_case(format.extension()))
}

/// Every input with the place of its output; or every reason why that cannot be.
fn plan(args: &Convert, format: Format) -> Result<Vec<(&Path, Place)>, Vec<String>> {
    let target = Target::of(args).map_err(|problem| vec![problem])?;
    let inputs = args.inputs.iter().map(PathBuf::as_path);
    let plan: Vec<(&Path, Place)> = inputs.map(|input| (input, target.place(input, format))).collect();
    let mut seen = BTreeSet::new();
    let mut problems: Vec<String> = plan
        .iter()
        .filter(|(_, place)| !seen.insert(place.to_string()))
        .map(|(input, place)| {
            format!(
                "two inputs would be written to {place} (the second is {}); convert them one by one with -o",
                input.display()
            )
        })
        .collect();
    problems.extend(
        args.inputs.iter().filter(|input| seen.contains(&input.display().to_string())).map(|input| {
            format!("{} would be overwritten by an output; name another with -o", input.display())
        }),
    );
    problems.extend(args.report.as_deref().and_then(|report| report_problem(report, &seen, args.force)));
    if problems.is_empty() { Ok(plan) } else { Err(problems) }
}

/// Why the report cannot be written to `report`, as far as can be known before the work.
fn report_problem(report: &Path, outputs: &BTreeSet<String>, force: bool) -> Option<String> {
    let place = Place::named(report);
    if outputs.contains(&place.to_string()) {
        return Some(format!("--report and an output would both be written to {place}; name another"));
    }
    place.refusal(force).map(|refusal| format!("--report: {refusal}"))
}

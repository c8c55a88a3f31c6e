//! Where every output goes, known before any work is done.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use clap::ValueEnum;

use crate::cli::args::{Convert, Format};
use crate::cli::options;
use crate::cli::output::Place;

/// An input and what is made of it.
pub(crate) struct Planned<'a> {
    pub(crate) input: &'a Path,
    pub(crate) outputs: Vec<Output>,
}

/// A file to write.
pub(crate) struct Output {
    pub(crate) format: Format,
    pub(crate) place: Place,
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
    fn of(args: &'a Convert, formats: &[Format]) -> Result<Target<'a>, String> {
        let Some(out) = args.output.as_deref() else { return Ok(Target::Beside) };
        let single = args.inputs.len() == 1;
        let several = formats.len() > 1;
        let folder = is_folder(out) || out.extension().is_none();
        let shown = out.display();
        match (out.as_os_str() == "-", folder) {
            (true, _) if several => Err("-o - takes one format; name a folder for several".to_owned()),
            (true, _) if single => Ok(Target::Standard),
            (true, _) => Err("-o - takes one input; name a folder for several".to_owned()),
            (_, true) => Ok(Target::Folder(out)),
            _ if !single => Err(format!(
                "-o {shown} names one file for {} inputs; name a folder, if need be with / at the end",
                args.inputs.len()
            )),
            _ if several => Err(format!(
                "-o {shown} names one file for {} formats; name a folder, if need be with / at the end",
                formats.len()
            )),
            _ if args.to.is_empty() && format_named(out).is_none() => Err(format!(
                "-o {shown} ends in no format that can be written; use .docx, .pdf, .json or .md, add --to, or end a folder with /"
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
    Format::value_variants().iter().copied().find(|format| extension.eq_ignore_ascii_case(format.extension()))
}

/// The formats to write, each once.
fn formats(args: &Convert) -> Vec<Format> {
    let mut formats = args.to.clone();
    if formats.is_empty() {
        formats.push(args.output.as_deref().and_then(format_named).unwrap_or(Format::Docx));
    }
    let mut seen = Vec::new();
    formats.retain(|format| {
        !seen.contains(format) && {
            seen.push(*format);
            true
        }
    });
    formats
}

/// Every input with its outputs; or every reason why that cannot be.
pub(crate) fn plan(args: &Convert) -> Result<Vec<Planned<'_>>, Vec<String>> {
    let formats = formats(args);
    let target = Target::of(args, &formats).map_err(|problem| vec![problem])?;
    let plan: Vec<Planned<'_>> = args.inputs.iter().map(|input| planned(input, &target, &formats)).collect();
    let mut seen: BTreeMap<String, &Path> = BTreeMap::new();
    let mut problems = Vec::new();
    for planned in &plan {
        for Output { place, .. } in &planned.outputs {
            if let Some(first) = seen.insert(place.to_string(), planned.input) {
                problems.push(clash(planned.input, place, first != planned.input));
            }
        }
    }
    let seen: BTreeSet<String> = seen.into_keys().collect();
    problems.extend(
        args.inputs.iter().filter(|input| seen.contains(&input.display().to_string())).map(|input| {
            format!("{} would be overwritten by an output; name another with -o", input.display())
        }),
    );
    problems.extend(args.report.as_deref().and_then(|report| report_problem(report, &seen, args.force)));
    if problems.is_empty() { Ok(plan) } else { Err(problems) }
}

fn clash(input: &Path, place: &Place, of_two_inputs: bool) -> String {
    if of_two_inputs {
        let second = input.display();
        return format!(
            "two inputs would be written to {place} (the second is {second}); convert them one by one with -o"
        );
    }
    format!("several formats would be written to {place}; name a folder with -o")
}

fn planned<'a>(input: &'a Path, target: &Target<'_>, formats: &[Format]) -> Planned<'a> {
    let outputs = formats.iter().map(|&format| Output { format, place: target.place(input, format) });
    Planned { input, outputs: outputs.collect() }
}

/// Why the report cannot be written to `report`, as far as can be known before the work.
fn report_problem(report: &Path, outputs: &BTreeSet<String>, force: bool) -> Option<String> {
    let place = Place::named(report);
    if outputs.contains(&place.to_string()) {
        return Some(format!("--report and an output would both be written to {place}; name another"));
    }
    place.refusal(force).map(|refusal| format!("--report: {refusal}"))
}

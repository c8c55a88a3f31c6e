//! Where every output goes, known before any work is done.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::io::{self, IsTerminal};
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::batch::plan::{self, Choice, Found, named, stems};
use crate::batch::{Failure, Reason, journal};
use crate::cli::args::{ChoiceArgs, Convert};
use crate::cli::bundles::{self, Home, Root};
use crate::cli::formats::{self, Format};
use crate::cli::output::Destination;
use crate::cli::real::Real;
use crate::message;
use crate::message::Message;
use crate::write::Form;

/// An input and what is made of it.
#[derive(Debug)]
pub(crate) struct Planned {
    pub(crate) input: PathBuf,
    /// What people call it: the text of an archive stands in it, wherever it was unpacked.
    pub(crate) called: PathBuf,
    /// What a journal calls it.
    pub(crate) key: String,
    /// Where it was unpacked; that goes with the last text.
    pub(crate) _home: Option<Home>,
    pub(crate) outputs: Vec<Output>,
}

impl Planned {
    /// The files among the outputs.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        self.outputs.iter().filter_map(|output| output.place.file()).map(Path::to_owned).collect()
    }
}

/// A file to write.
#[derive(Debug)]
pub(crate) struct Output {
    pub(crate) format: Format,
    pub(crate) place: Destination,
}

/// What a run meets, in its order.
#[derive(Debug)]
pub(crate) enum Item {
    /// Something to convert.
    Job(Planned),
    /// Something that fails before it is read.
    Lost(PathBuf, Failure),
    /// A file that does not look like a text, by its ending.
    LeftOut(String),
}

/// All inputs and their outputs. Files are known, folders are walked through when it comes to them.
#[derive(Debug)]
pub(crate) struct Plan {
    formats: Vec<Format>,
    files: Vec<Planned>,
    folders: Vec<Folder>,
    /// Where the journal of the run is kept, if the outputs have a folder of their own.
    pub(crate) root: Option<PathBuf>,
}

/// A folder to walk through.
#[derive(Debug)]
pub(crate) struct Folder {
    root: Root,
    /// Where its tree stands below the output folder; empty where it is the only input.
    below: PathBuf,
    /// The output folder; `None`: beside each input.
    out: Option<PathBuf>,
    choice: Choice,
    /// Which files of the archives in it are passed by; none for what was in an archive itself: archives in that are not opened.
    archives: Option<Vec<String>>,
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
    fn of(args: &'a Convert, bulk: bool, formats: &[Format]) -> Result<Target<'a>, Message> {
        let Some(out) = args.output.as_deref() else { return Ok(Target::Beside) };
        let single = args.inputs.len() == 1 && !bulk;
        let several = formats.len() > 1;
        let folder = is_folder(out) || out.extension().is_none();
        let shown = out.display();
        match (out.as_os_str() == "-", folder) {
            (true, _) if several => Err(message!("-o - takes one format; name a folder for several")),
            (true, _) if single => not_on_a_terminal(formats[0]).map(|()| Target::Standard),
            (true, _) => Err(message!("-o - takes one input; name a folder for several")),
            (_, true) => Ok(Target::Folder(out)),
            _ if !single && args.inputs.len() == 1 => Err(message!(
                "-o %{output} names one file for a folder; name a folder, if need be with / at the end",
                output = shown
            )),
            _ if !single => Err(message!(
                "-o %{output} names one file for %{count} inputs; name a folder, if need be with / at the end",
                output = shown,
                count = args.inputs.len()
            )),
            _ if several => Err(message!(
                "-o %{output} names one file for %{count} formats; name a folder, if need be with / at the end",
                output = shown,
                count = formats.len()
            )),
            _ if args.to.is_empty() && formats::named(out).is_none() => Err(message!(
                "-o %{output}: unsupported output extension; use one of %{endings}, add --to, or end a folder with /",
                output = shown,
                endings = formats::endings()
            )),
            _ => Ok(Target::File(out)),
        }
    }

    /// The folder an input's outputs go to, if they are named after it.
    fn folder<'p>(&'p self, input: &'p Path) -> Option<&'p Path> {
        match self {
            Target::Folder(folder) => Some(folder),
            Target::Beside if input.as_os_str() != "-" => Some(input.parent().unwrap_or(Path::new(""))),
            _ => None,
        }
    }
}

/// That a file for other programs is not poured onto a screen.
fn not_on_a_terminal(format: Format) -> Result<(), Message> {
    if format.form == Form::File && io::stdout().is_terminal() {
        return Err(message!(
            "-o - would write a %{format} file onto the terminal; name a file, or send it on with > or |",
            format = format.ending
        ));
    }
    Ok(())
}

/// Whether a name is that of a folder: one that is there, or ends as one.
pub(crate) fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.to_string_lossy().ends_with(['/', '\\'])
}

impl Plan {
    /// Every input with its outputs; or every reason why that cannot be.
    pub(crate) fn new(args: &Convert) -> Result<Plan, Vec<Message>> {
        let formats = formats::chosen(&args.to, args.output.as_deref());
        let (mut folders, mut files, mut problems) = (Vec::new(), Vec::new(), Vec::new());
        let wanted = bundles::wanted(args.columns.as_deref()).map_err(|problem| vec![problem])?;
        for input in &args.inputs {
            match Root::of(input, &wanted) {
                Ok(Some(root)) => folders.push(root),
                Ok(None) => files.push(input),
                Err(problem) => problems.push(problem),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let target = Target::of(args, !folders.is_empty(), &formats).map_err(|problem| vec![problem])?;
        let files = planned(&files, &target, &formats);
        problems.extend(clashes(&files, args));
        let folders = trees(folders, args, &target, &formats).unwrap_or_else(|found| {
            problems.extend(found);
            Vec::new()
        });
        let root = match (&target, folders.as_slice()) {
            (Target::Folder(out), _) => Some((*out).to_owned()),
            (Target::Beside, [folder]) => {
                Some(folder.out.clone().unwrap_or_else(|| folder.root.path.clone()))
            }
            _ => None,
        };
        if args.run.resume && root.is_none() {
            problems.push(message!("--resume needs a folder of outputs to look into; name one with -o"));
        }
        if problems.is_empty() { Ok(Plan { formats, files, folders, root }) } else { Err(problems) }
    }

    /// The tree below `input` to that below `output`.
    pub(crate) fn tree(
        input: &Path,
        output: &Path,
        to: &[Format],
        choice: &ChoiceArgs,
    ) -> Result<Plan, Vec<Message>> {
        let choice = Choice::new(input, &choice.include, &choice.exclude)?;
        let out = Some(output.to_owned());
        let folder = Folder { root: Root::folder(input), below: PathBuf::new(), out, choice, archives: None };
        let root = Some(output.to_owned());
        Ok(Plan { formats: formats::chosen(to, None), files: Vec::new(), folders: vec![folder], root })
    }

    /// Whether there is a folder among the inputs, and so no telling how many there are.
    pub(crate) fn bulk(&self) -> bool {
        !self.folders.is_empty()
    }

    /// Whether there is more than one input, as far as is known.
    pub(crate) fn several(&self) -> bool {
        self.bulk() || self.files.len() > 1
    }

    /// The formats of the outputs.
    pub(crate) fn formats(&self) -> &[Format] {
        &self.formats
    }

    /// All that is to be done, in the same order every time. Only the names of one folder are in memory at a time.
    pub(crate) fn items(self) -> impl Iterator<Item = Item> + Send {
        let files = self.files.into_iter().map(Item::Job);
        let formats = self.formats;
        files.chain(self.folders.into_iter().flat_map(move |folder| folder.items(formats.clone())))
    }

    /// How many inputs there are; walks through the folders.
    pub(crate) fn count(&self) -> u64 {
        let texts = |folder: &Folder| -> u64 {
            let of = |found| if let Found::Texts { names, .. } = found { names.len() as u64 } else { 0 };
            folder.walk().map(of).sum()
        };
        self.files.len() as u64 + self.folders.iter().map(texts).sum::<u64>()
    }
}

impl Folder {
    fn walk(&self) -> plan::Folders {
        plan::walk(&self.root.path, &self.choice, self.out.as_deref())
    }

    fn items(self, formats: Vec<Format>) -> impl Iterator<Item = Item> + Send {
        let tree = Arc::new(self);
        tree.walk().flat_map(move |found| -> Box<dyn Iterator<Item = Item> + Send> {
            match found {
                Found::Texts { folder, names } => {
                    let opens =
                        |name: &OsString| tree.archives.is_some() && bundles::is_archive(Path::new(name));
                    let (archives, names): (Vec<OsString>, Vec<OsString>) =
                        names.into_iter().partition(opens);
                    let jobs = tree.clone().jobs(&folder, names, formats.clone());
                    let (tree, formats) = (tree.clone(), formats.clone());
                    let inside = archives
                        .into_iter()
                        .flat_map(move |name| tree.unpacked(&folder.join(name), formats.clone()));
                    Box::new(jobs.chain(inside))
                }
                Found::LeftOut(path) if tree.archives.is_some() && bundles::is_archive(&path) => {
                    tree.unpacked(&path, formats.clone())
                }
                Found::LeftOut(path) => {
                    let ending = path.extension().unwrap_or_default().to_string_lossy().into_owned();
                    Box::new(iter::once(Item::LeftOut(ending)))
                }
                Found::Special(what) => Box::new(iter::once(Item::LeftOut(what.to_owned()))),
                Found::Unreadable(path, failure) => Box::new(iter::once(Item::Lost(path, failure))),
            }
        })
    }

    /// The texts of an archive in the tree, as if it were a folder there; its whole name is that of the folder, as one that was unpacked
    /// may stand beside it.
    fn unpacked(&self, path: &Path, formats: Vec<Format>) -> Box<dyn Iterator<Item = Item> + Send> {
        let called = self.root.called.join(path);
        let lost = |problem: Message| -> Box<dyn Iterator<Item = Item> + Send> {
            Box::new(iter::once(Item::Lost(called.clone(), Failure::new(Reason::Read, problem))))
        };
        let root = match bundles::unpack(&self.root.path.join(path), &called) {
            Ok(Some(home)) => Root { path: home.path().to_owned(), called: called.clone(), home: Some(home) },
            Ok(None) => return lost(message!("it is no archive that can be opened")),
            Err(problem) => return lost(problem),
        };
        let choice = match Choice::new(&root.path, &[], self.archives.as_deref().unwrap_or_default()) {
            Ok(choice) => choice,
            Err(problems) => {
                return lost(
                    problems
                        .into_iter()
                        .next()
                        .unwrap_or_else(|| message!("it is no archive that can be opened")),
                );
            }
        };
        let below = self.below.join(path).with_file_name(bundles::folder_of(path));
        let out = self.out.clone().unwrap_or_else(|| self.root.path.clone());
        let folder = Folder { root, below, out: Some(out), choice, archives: None };
        Box::new(folder.items(formats))
    }

    /// The texts of one folder of the tree, each planned when its turn comes.
    fn jobs(
        self: Arc<Self>,
        folder: &Path,
        names: Vec<OsString>,
        formats: Vec<Format>,
    ) -> impl Iterator<Item = Item> + Send + use<> {
        let (from, below) = (self.root.path.join(folder), self.below.join(folder));
        let called = self.root.called.join(folder);
        let to = self.out.as_ref().map_or_else(|| from.clone(), |out| out.join(&below));
        let inputs: BTreeSet<OsString> = names.iter().filter(|_| self.out.is_none()).cloned().collect();
        let stems = stems(&names);
        names.into_iter().zip(stems).map(move |(name, stem)| {
            let input = from.join(&name);
            let outputs: Vec<PathBuf> =
                formats.iter().map(|format| named(&to, &stem, format.ending)).collect();
            let lost = outputs.iter().find(|path| path.file_name().is_some_and(|name| inputs.contains(name)));
            if let Some(path) = lost {
                let message = message!(
                    "its output %{path} is an input too; name a folder with -o",
                    path = path.display()
                );
                return Item::Lost(called.join(&name), Failure::new(Reason::Exists, message));
            }
            let places = outputs.into_iter().map(Destination::File);
            let outputs =
                formats.iter().zip(places).map(|(&format, place)| Output { format, place }).collect();
            let (called, key) = (called.join(&name), journal::key(&below.join(&name)));
            Item::Job(Planned { input, called, key, _home: self.root.home.clone(), outputs })
        })
    }
}

/// The folders among the inputs, each with its place in the output folder.
fn trees(
    inputs: Vec<Root>,
    args: &Convert,
    target: &Target<'_>,
    formats: &[Format],
) -> Result<Vec<Folder>, Vec<Message>> {
    let mut problems = Vec::new();
    let out = if let Target::Folder(out) = target { Some((*out).to_owned()) } else { None };
    if !inputs.is_empty() && out.is_none() && args.inputs.len() > 1 {
        problems
            .push(message!("a folder among several inputs needs a folder for the outputs; name one with -o"));
    }
    let readable =
        formats.iter().find(|format| plan::is_text(format.ending) && !plan::is_package(format.ending));
    let beside = |root: &Root| same_folder(&root.path, root.out(out.as_deref()).as_deref());
    if let Some(format) = readable.filter(|_| inputs.iter().any(beside)) {
        problems.push(message!(
            "%{format} beside its inputs would be an input of the next run; name another folder with -o",
            format = format.name
        ));
    }
    let mut folders: Vec<Folder> = Vec::new();
    for root in inputs {
        let below = if args.inputs.len() > 1 { root.name() } else { PathBuf::new() };
        let out = root.out(out.as_deref());
        if folders.iter().any(|folder| folder.below == below) {
            problems.push(message!(
                "two inputs would be written below %{folder}; convert them one by one",
                folder = below.display()
            ));
        }
        match Choice::new(&root.path, &args.run.choice.include, &args.run.choice.exclude) {
            Ok(mut choice) => {
                if same_folder(&root.path, out.as_deref()) {
                    let own = formats.iter().map(|format| format.ending).filter(|e| plan::is_package(e));
                    own.for_each(|ending| choice.pass_by(ending));
                }
                let archives = root.home.is_none().then(|| args.run.choice.exclude.clone());
                folders.push(Folder { root, below, out, choice, archives });
            }
            Err(found) => problems.extend(found),
        }
    }
    problems.dedup();
    if problems.is_empty() { Ok(folders) } else { Err(problems) }
}

impl Root {
    /// Its name in a folder of outputs.
    fn name(&self) -> PathBuf {
        if self.home.is_some() { bundles::stem(&self.called) } else { own_name(&self.path) }
    }

    /// Where its outputs go: those of a bundle into a folder beside it.
    fn out(&self, out: Option<&Path>) -> Option<PathBuf> {
        let beside = || self.called.parent().unwrap_or(Path::new("")).join(bundles::stem(&self.called));
        out.map(Path::to_owned).or_else(|| self.home.is_some().then(beside))
    }
}

/// Whether the outputs of `folder` stand beside its inputs.
fn same_folder(folder: &Path, out: Option<&Path>) -> bool {
    let Some(out) = out else { return true };
    matches!((fs::canonicalize(folder), fs::canonicalize(out)), (Ok(a), Ok(b)) if a == b)
}

/// The name of a folder, also of `.` and `..`.
fn own_name(folder: &Path) -> PathBuf {
    let real = || fs::canonicalize(folder).ok().and_then(|path| path.file_name().map(PathBuf::from));
    folder.file_name().map(PathBuf::from).or_else(real).unwrap_or_default()
}

/// The files among the inputs; those that go to one folder are told apart by their whole names.
fn planned(inputs: &[&PathBuf], target: &Target<'_>, formats: &[Format]) -> Vec<Planned> {
    let mut by_folder: BTreeMap<Option<&Path>, Vec<OsString>> = BTreeMap::new();
    for input in inputs {
        by_folder.entry(target.folder(input)).or_default().push(file_name(input));
    }
    let mut stems: BTreeMap<Option<&Path>, _> =
        by_folder.into_iter().map(|(folder, names)| (folder, plan::stems(&names).into_iter())).collect();
    let mut files = Vec::new();
    for input in inputs {
        let folder = target.folder(input);
        let stem = stems.get_mut(&folder).and_then(Iterator::next).unwrap_or_default();
        let place = |format: Format| match (target, folder) {
            (Target::File(file), _) => Destination::File((*file).to_owned()),
            (_, Some(folder)) => Destination::File(named(folder, &stem, format.ending)),
            _ => Destination::Standard,
        };
        let outputs = formats.iter().map(|&format| Output { format, place: place(format) }).collect();
        let (input, called, key) = ((*input).clone(), (*input).clone(), journal::key(input));
        files.push(Planned { input, called, key, _home: None, outputs });
    }
    files
}

fn file_name(input: &Path) -> OsString {
    if input.as_os_str() == "-" {
        "stdin".into()
    } else {
        input.file_name().unwrap_or(input.as_os_str()).to_owned()
    }
}

/// Every output that would be written twice, or over an input, or where the report goes.
fn clashes(files: &[Planned], args: &Convert) -> Vec<Message> {
    let mut real = Real::default();
    let mut seen: BTreeMap<PathBuf, &Path> = BTreeMap::new();
    let mut problems = Vec::new();
    for planned in files {
        for Output { place, .. } in &planned.outputs {
            if let Some(first) = seen.insert(real.place(place), &planned.input) {
                problems.push(clash(&planned.input, place, first != planned.input));
            }
        }
    }
    let report =
        args.telling.report.as_deref().map(|report| (report, real.place(&Destination::named(report))));
    let written = report.as_ref().map(|(_, place)| place.as_path());
    for Planned { input, .. } in files {
        problems.extend(real.overwritten(input, |file| seen.contains_key(file), written));
    }
    problems
        .extend(report.and_then(|(report, place)| report_problem(report, seen.contains_key(&place), args)));
    problems
}

fn clash(input: &Path, place: &Destination, of_two_inputs: bool) -> Message {
    let place = place.to_string();
    if of_two_inputs {
        return message!(
            "two inputs would be written to %{place} (the second is %{second}); convert them one by one with -o",
            place = place,
            second = input.display()
        );
    }
    message!("several formats would be written to %{place}; name a folder with -o", place = place)
}

/// Why the report cannot be written to `report`, as far as can be known before the work.
fn report_problem(report: &Path, is_output: bool, args: &Convert) -> Option<Message> {
    let place = Destination::named(report);
    if is_output {
        let place = place.to_string();
        return Some(message!(
            "--report and an output would both be written to %{place}; name another",
            place = place
        ));
    }
    if args.json && place == Destination::Standard {
        return Some(message!("--report and --json would both be written to standard output; name a file"));
    }
    place.refusal(args.force).map(|refusal| message!("--report: %{problem}", problem = refusal.message))
}

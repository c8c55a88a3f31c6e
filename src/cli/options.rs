//! From the command line as typed to the options the library takes: validated, every problem reported at once.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ValueEnum;

use crate::cli::args::{DocumentArgs, ReadingArgs};
use crate::cli::fonts;
use crate::cli::terminal::blamed;
use crate::convert::{self, Below, Job};
use crate::elements::Given;
use crate::error::Error;
use crate::message;
use crate::message::Message;
use crate::pipeline::ReadOptions;
use crate::rules::Rules;
use crate::script::UserDictionary;
use crate::template::{self, Template};

/// What is to be done with every input; or every problem with the arguments.
pub(crate) fn job(args: &DocumentArgs) -> Result<Job, Vec<Message>> {
    let mut problems = Vec::new();
    let below = below(args, &mut problems);
    checked(&wanted(args), below, problems)
}

/// What `wanted` asks for, if there are no `problems` yet.
pub(crate) fn checked(
    wanted: &convert::Options,
    below: Below,
    mut problems: Vec<Message>,
) -> Result<Job, Vec<Message>> {
    let job = wanted.checked(below).map_err(|faults| problems.extend(faults));
    job.ok().filter(|_| problems.is_empty()).ok_or(problems)
}

/// The options for reading; or every problem with the arguments.
pub(crate) fn reading(args: &ReadingArgs) -> Result<ReadOptions<'static>, Vec<Message>> {
    let mut problems = Vec::new();
    let below = below_reading(args, &mut problems);
    let reading = wanted_of_reading(args).reading(below, &mut problems);
    if problems.is_empty() { Ok(reading) } else { Err(problems) }
}

/// The arguments as the options any program can write.
pub(crate) fn wanted(args: &DocumentArgs) -> convert::Options {
    let DocumentArgs { look, pdf, reading, .. } = args;
    convert::Options {
        template: args.template.clone(),
        toc: switch(args.toc, args.no_toc),
        toc_depth: args.toc_depth,
        cover: switch(args.cover, args.no_cover),
        author: args.author.clone(),
        grid: look.grid.map(name_of),
        fonts: look.fonts.map(name_of),
        latin: look.latin.clone(),
        bold_h2: look.bold_h2,
        bold_h3: look.bold_h3,
        pdf_standard: Some(name_of(pdf.pdf_standard)),
        ..wanted_of_reading(reading)
    }
}

fn wanted_of_reading(args: &ReadingArgs) -> convert::Options {
    convert::Options {
        from: args.from.map(|reader| reader.name.to_owned()),
        from_encoding: args.from_encoding.clone(),
        accept_damage: args.accept_damage,
        trust_front_matter: switch(args.trust_front_matter, args.no_trust_front_matter),
        keep: args.keep.clone(),
        drop: args.drop.clone(),
        keep_all: args.keep_all,
        script: Some(args.script.clone()),
        phrases: args.phrases,
        dates: args.dates,
        ..convert::Options::default()
    }
}

/// What two switches say, of which one says the opposite of the other.
fn switch(yes: bool, no: bool) -> Option<bool> {
    (yes || no).then_some(yes)
}

/// How a value is typed.
fn name_of(value: impl ValueEnum) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

/// What the files hold that the arguments name.
pub(crate) fn below(args: &DocumentArgs, problems: &mut Vec<Message>) -> Below {
    let below = below_reading(&args.reading, problems);
    match fonts::book(&args.pdf.fonts) {
        Ok(book) => Below { book, ..below },
        Err(problem) => {
            problems.push(problem);
            below
        }
    }
}

fn below_reading(args: &ReadingArgs, problems: &mut Vec<Message>) -> Below {
    let rules = own_rules(&args.rules, problems);
    let dictionary = dictionary(args).unwrap_or_else(|faults| {
        problems.extend(faults);
        None
    });
    let (elements, house) = (set_elements(&args.set), set_elements(&args.house));
    Below { rules, dictionary, elements, house, find: template, ..Below::default() }
}

/// The elements of `--set`.
pub(crate) fn set_elements(settings: &[String]) -> Given {
    let mut given = Given::default();
    settings.iter().for_each(|setting| given.set(setting));
    given
}

/// The template of this name, or in this file: a name with an ending or a folder is a file.
///
/// # Errors
/// A message with every fault of the file, or the names there are.
pub(crate) fn template(name: &str) -> Result<Template, Error> {
    if !is_file(name) {
        return template::builtin(name);
    }
    let text = std::fs::read_to_string(name).map_err(|error| Error::Template {
        name: name.to_owned(),
        faults: vec![message!(
            "cannot read it: %{error}; `chengwen templates list` lists the built-in ones",
            error = error
        )],
    })?;
    template::parse(name, &text)
}

/// Whether a template is named by its file: with an ending or a folder.
pub(crate) fn is_file(name: &str) -> bool {
    let path = Path::new(name);
    path.extension().is_some() || path.components().count() != 1
}

/// The rules of the user's own files, joined.
pub(crate) fn own_rules(paths: &[PathBuf], problems: &mut Vec<Message>) -> Rules {
    let mut rules = Rules::default();
    for path in paths {
        let text = std::fs::read_to_string(path);
        let text = text.map_err(|error| vec![message!("cannot read the rules: %{error}", error = error)]);
        match text.and_then(|text| Rules::parse(&text)) {
            Ok(own) => rules.extend(own),
            Err(faults) => problems.extend(faults.into_iter().map(|fault| blamed(path.display(), fault))),
        }
    }
    rules
}

/// The user's dictionary, if one is named.
fn dictionary(args: &ReadingArgs) -> Result<Option<Arc<UserDictionary>>, Vec<Message>> {
    let Some(path) = &args.dictionary else { return Ok(None) };
    let name = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| {
        vec![message!(
            "cannot read the dictionary %{name}: %{error}; it must be UTF-8 text",
            name = name,
            error = error
        )]
    })?;
    match UserDictionary::parse(&text) {
        Ok(dictionary) => Ok(Some(Arc::new(dictionary))),
        Err(faults) => Err(faults.into_iter().map(|fault| blamed(path.display(), fault)).collect()),
    }
}

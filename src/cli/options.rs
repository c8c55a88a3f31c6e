//! From the command line as typed to the options the library takes: validated, every problem reported at once.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::args::{DocumentArgs, FontNaming, GridKind, PdfStandard, ReadingArgs};
use crate::cli::terminal::blamed;
use crate::convert;
use crate::elements::{self, Given};
use crate::error::Error;
use crate::message;
use crate::message::Message;
use crate::pipeline::ReadOptions;
use crate::rules::Rules;
use crate::script::UserDictionary;
use crate::template::{self, Adjustments, CoverRule, FontNames, GridProfile, Latin, Template};
use crate::write::pdf;

/// The options for reading; or every problem with the arguments.
pub(crate) fn reading(args: &ReadingArgs) -> Result<ReadOptions<'static>, Vec<Message>> {
    let mut problems = Vec::new();
    let rules = own_rules(&args.rules, &mut problems);
    let dictionary = dictionary(args).unwrap_or_else(|faults| {
        problems.extend(faults);
        None
    });
    let wanted = convert::Options {
        from: args.from.map(|reader| reader.name.to_owned()),
        from_encoding: args.from_encoding.clone(),
        accept_damage: args.accept_damage,
        trust_front_matter: match (args.trust_front_matter, args.no_trust_front_matter) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => None,
        },
        keep: args.keep.clone(),
        drop: args.drop.clone(),
        keep_all: args.keep_all,
        script: Some(args.script.clone()),
        phrases: args.phrases,
        ..convert::Options::default()
    };
    let reading = wanted.reading(rules, dictionary, &mut problems);
    let elements = set_elements(&args.set);
    problems.extend(elements::value_faults(elements.clone()));
    let house = set_elements(&args.house);
    if problems.is_empty() { Ok(ReadOptions { elements, house, ..reading }) } else { Err(problems) }
}

/// The elements of `--set`.
pub(crate) fn set_elements(settings: &[String]) -> Given {
    let mut given = Given::default();
    settings.iter().for_each(|setting| given.set(setting));
    given
}

/// The standard a PDF keeps.
pub(crate) fn standard(standard: PdfStandard) -> pdf::Standard {
    match standard {
        PdfStandard::Full => pdf::Standard::Full,
        PdfStandard::A2a => pdf::Standard::A2a,
        PdfStandard::A2b => pdf::Standard::A2b,
        PdfStandard::Ua1 => pdf::Standard::Ua1,
        PdfStandard::None => pdf::Standard::None,
    }
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

/// What the options change of any template.
pub(crate) fn adjustments(args: &DocumentArgs) -> Adjustments {
    let cover = [(args.cover, CoverRule::Always), (args.no_cover, CoverRule::Never)];
    let cover = cover.into_iter().find(|(asked, _)| *asked).map(|(_, rule)| rule);
    let toc_depth = args.toc_depth;
    let args = &args.look;
    Adjustments {
        cover,
        toc_depth,
        grid: args.grid.map(|kind| match kind {
            GridKind::Universal => GridProfile::Universal,
            GridKind::Word => GridProfile::Word,
            GridKind::Lines => GridProfile::Lines,
        }),
        fonts: args.fonts.map(|names| match names {
            FontNaming::Standard => FontNames::Standard,
            FontNaming::Windows => FontNames::Windows,
        }),
        latin: args.latin.as_ref().map(|name| match name.as_str() {
            "same" => Latin::Same,
            name => Latin::Named(name.to_owned()),
        }),
        bold_h2: args.bold_h2,
        bold_h3: args.bold_h3,
    }
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

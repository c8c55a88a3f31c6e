//! From the command line as typed to the options the library takes: validated, every problem reported at once.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::args::{DocumentArgs, FontNaming, GridKind, PdfStandard, ReadingArgs};
use crate::cli::terminal::{blamed, spoken};
use crate::decode;
use crate::elements::{self, Given};
use crate::error::Error;
use crate::extract::Kind;
use crate::message;
use crate::message::{Message, names};
use crate::pipeline::ReadOptions;
use crate::rules::{Rules, registry};
use crate::script::{self, UserDictionary};
use crate::template::{self, Adjustments, CoverRule, FontNames, GridProfile, Latin, Template};
use crate::write::pdf;

/// The options for reading `name`; or every problem with the arguments.
pub(crate) fn reading(args: &ReadingArgs) -> Result<ReadOptions<'static>, Vec<Message>> {
    let mut problems = Vec::new();
    let encoding = args.from_encoding.as_deref().and_then(|name| {
        let encoding = encoding_rs::Encoding::for_label(name.as_bytes());
        if encoding.is_none() {
            problems.push(message!(
                "--from-encoding \"%{name}\" is not known; write for example gbk, gb18030, big5, utf-8 or utf-16le",
                name = name
            ));
        }
        encoding
    });
    let target = script::Target::named(&args.script).unwrap_or_else(|| {
        problems.push(message!(
            "--script \"%{name}\" is not known; use one of %{known}",
            name = &args.script,
            known = names(script::Target::ALL.iter().map(|(name, _)| name))
        ));
        script::Target::default()
    });
    let rules = rules(args, &mut problems);
    let dictionary = dictionary(args).unwrap_or_else(|faults| {
        problems.extend(faults);
        None
    });
    let elements = set_elements(&args.set);
    problems.extend(elements::value_faults(elements.clone()));
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(ReadOptions {
        decode: decode::Options { encoding, accept_damage: args.accept_damage, ..decode::Options::default() },
        name: None,
        kind: args.from.map(Kind::told),
        script: script::Options { target, phrases: args.phrases, dictionary },
        elements,
        house: set_elements(&args.house),
        trust_front_matter: match (args.trust_front_matter, args.no_trust_front_matter) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => None,
        },
        rules: Arc::new(rules),
        ..ReadOptions::default()
    })
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

/// Which rules are on: the files of the user's own, then what the command line says.
fn rules(args: &ReadingArgs, problems: &mut Vec<Message>) -> Rules {
    let mut rules = own_rules(&args.rules, problems);
    args.keep.iter().for_each(|id| rules.keep(id));
    args.drop.iter().for_each(|id| rules.drop(id));
    problems.extend(rules.names().filter_map(|(what, id)| fault_of(what, id, &rules)));
    problems.extend(
        rules
            .contradictions()
            .map(|id| message!("\"%{id}\" cannot be both kept and dropped; choose one", id = id)),
    );
    if args.keep_all {
        rules.keep("all");
    }
    rules
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

/// What is wrong with keeping or dropping `id`: there is no such rule or group, or nothing of it is for the user to decide.
fn fault_of(what: &'static str, id: &str, rules: &Rules) -> Option<Message> {
    let own = rules.own();
    if own.iter().any(|(own, _)| **own == *id || own.split('.').next() == Some(id)) {
        return None;
    }
    let mut named = registry::all().filter(|rule| rule.id == id || rule.group() == id).peekable();
    let Some(first) = named.peek() else { return Some(unknown_rule(what, id)) };
    let name = first.name.said(spoken());
    let fixed = || {
        message!(
            "%{what} \"%{id}\" has no effect: %{name} cannot be kept or dropped; `chengwen rules %{id}` says what the rule does",
            what = what,
            id = id,
            name = name
        )
    };
    (!named.any(registry::Rule::is_optional)).then(fixed)
}

fn unknown_rule(what: &'static str, id: &str) -> Message {
    match registry::nearest(id) {
        Some(near) => message!(
            "%{what} \"%{id}\": there is no such rule; did you mean %{near}? `chengwen rules` lists them",
            what = what,
            id = id,
            near = near
        ),
        None => {
            message!(
                "%{what} \"%{id}\": there is no such rule; `chengwen rules` lists them",
                what = what,
                id = id
            )
        }
    }
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

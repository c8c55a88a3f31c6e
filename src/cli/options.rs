//! From the command line as typed to the options the library takes: validated, every problem reported at once.

use std::path::PathBuf;
use std::sync::Arc;

use crate::cli::args::{InputKind, PdfStandard, ReadingArgs};
use crate::decode;
use crate::extract::Kind;
use crate::message::Message;
use crate::pipeline::ReadOptions;
use crate::rules::Rules;
use crate::script::UserDictionary;
use crate::write::pdf;
use crate::{clean, extract, script, structure};

/// The options for reading `name`; or every problem with the arguments.
pub(crate) fn reading(args: &ReadingArgs) -> Result<ReadOptions<'static>, Vec<String>> {
    let mut problems = Vec::new();
    let encoding = args.from_encoding.as_deref().and_then(|name| {
        let encoding = encoding_rs::Encoding::for_label(name.as_bytes());
        if encoding.is_none() {
            problems.push(format!("--from-encoding \"{name}\" is not known; write for example gbk, gb18030, big5, utf-8 or utf-16le"));
        }
        encoding
    });
    let target = script::Target::named(&args.script).unwrap_or_else(|| {
        let known: Vec<&str> = script::Target::ALL.iter().map(|(name, _)| *name).collect();
        problems.push(format!("--script \"{}\" is not known; use one of {}", args.script, known.join(", ")));
        script::Target::default()
    });
    let rules = rules(args, &mut problems);
    let dictionary = dictionary(args).unwrap_or_else(|faults| {
        problems.extend(faults);
        None
    });
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(ReadOptions {
        decode: decode::Options { encoding, accept_damage: args.accept_damage, ..decode::Options::default() },
        name: None,
        kind: args.from.map(kind),
        script: script::Options { target, phrases: args.phrases, dictionary },
        rules: Arc::new(rules),
    })
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

fn kind(kind: InputKind) -> Kind {
    match kind {
        InputKind::Text => Kind::Text,
        InputKind::Html => Kind::Html,
        InputKind::Markdown => Kind::Markdown { masked: false },
    }
}

/// Which rules are on: the files of the user's own, then what the command line says.
fn rules(args: &ReadingArgs, problems: &mut Vec<String>) -> Rules {
    let mut rules = own_rules(&args.rules, problems);
    args.keep.iter().for_each(|id| rules.keep(id));
    args.drop.iter().for_each(|id| rules.drop(id));
    let unknown = rules.names().filter(|(_, id)| !is_rule(id, &rules));
    problems.extend(
        unknown.map(|(what, id)| format!("{what} \"{id}\" names no rule; `chengwen rules` lists them")),
    );
    problems.extend(
        rules.contradictions().map(|id| format!("\"{id}\" is to be kept and to be dropped; choose one")),
    );
    if args.keep_all {
        rules.keep("all");
    }
    rules
}

/// The rules of the user's own files, joined.
pub(crate) fn own_rules(paths: &[PathBuf], problems: &mut Vec<String>) -> Rules {
    let mut rules = Rules::default();
    for path in paths {
        let text = std::fs::read_to_string(path).map_err(|e| vec![format!("cannot read the rules: {e}")]);
        match text.and_then(|text| {
            Rules::parse(&text).map_err(|faults| faults.iter().map(Message::to_string).collect())
        }) {
            Ok(own) => rules.extend(own),
            Err(faults) => problems.extend(faults.iter().map(|fault| format!("{}: {fault}", path.display()))),
        }
    }
    rules
}

/// Whether `id` is a rule, a cue or a part, one of the user's own, or a group of them.
fn is_rule(id: &str, rules: &Rules) -> bool {
    let own = rules.own();
    let mut ids = extract::RULES
        .into_iter()
        .chain(clean::rules())
        .map(|(id, _)| id)
        .chain(structure::table().iter().chain(structure::PARTS).map(|cue| cue.id))
        .chain(own.iter().map(|(id, _)| *id));
    ids.any(|known| known == id || known.split('.').next() == Some(id))
}

/// The user's dictionary, if one is named; it lives as long as the run.
fn dictionary(args: &ReadingArgs) -> Result<Option<&'static UserDictionary>, Vec<String>> {
    let Some(path) = &args.dictionary else { return Ok(None) };
    let name = path.display();
    let text = std::fs::read_to_string(path)
        .map_err(|e| vec![format!("cannot read the dictionary {name}: {e}; it must be UTF-8 text")])?;
    match UserDictionary::parse(&text) {
        Ok(dictionary) => Ok(Some(Box::leak(Box::new(dictionary)))),
        Err(faults) => Err(faults.into_iter().map(|fault| format!("{name}: {fault}")).collect()),
    }
}

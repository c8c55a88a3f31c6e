//! The tables of formats as the command line asks them: `--from`, `--to`, the ending of an output.

use std::path::Path;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::extract::{self, READERS, Reader};
use crate::message;
use crate::message::{Message, Value, names};
use crate::write::{self, WRITERS, Writer};

/// A format to write.
pub(crate) type Format = &'static Writer;

/// What `--to` takes.
pub(crate) fn to() -> impl TypedValueParser<Value = Format> {
    let named =
        |writer: &Writer| PossibleValue::new(writer.name).aliases(writer.aliases).help(writer.summary);
    PossibleValuesParser::new(WRITERS.iter().map(named))
        .map(|name| write::writer(&name).expect("the parser takes names of the table only"))
}

/// What `--from` takes.
pub(crate) fn from() -> impl TypedValueParser<Value = &'static Reader> {
    // What people call a kind: by the ending of its files, or in words.
    let named = |reader: &'static Reader| {
        let words = WORDS.iter().filter(|(_, kind)| *kind == reader.name).map(|(word, _)| *word);
        let endings = reader.endings.iter().copied().filter(|ending| *ending != reader.name);
        PossibleValue::new(reader.name).aliases(endings.chain(words))
    };
    PossibleValuesParser::new(READERS.iter().map(named))
        .map(|name| reader(&name).expect("the parser takes names of the table only"))
}

/// Other words for the kinds of inputs.
const WORDS: [(&str, &str); 6] = [
    ("word", "docx"),
    ("网页", "html"),
    ("文本", "text"),
    ("纯文本", "text"),
    ("邮件", "mht"),
    ("电子书", "epub"),
];

/// The reader people call so.
fn reader(name: &str) -> Option<&'static Reader> {
    let word = WORDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(name)).map(|(_, kind)| *kind);
    let of_ending =
        || READERS.iter().find(|reader| reader.endings.iter().any(|e| e.eq_ignore_ascii_case(name)));
    extract::reader(word.unwrap_or(name)).or_else(of_ending)
}

/// The format the name of the output asks for.
pub(crate) fn named(output: &Path) -> Option<Format> {
    write::writer_of(output.extension()?.to_str()?)
}

/// The formats to write, each once: those asked for, else that of the output, else the first there is.
pub(crate) fn chosen(to: &[Format], output: Option<&Path>) -> Vec<Format> {
    let mut formats = Vec::new();
    for format in to {
        if !formats.contains(format) {
            formats.push(*format);
        }
    }
    if formats.is_empty() {
        formats.push(output.and_then(named).unwrap_or(&WRITERS[0]));
    }
    formats
}

/// That no format has the ending of `output`.
pub(crate) fn unsupported(output: &Path) -> Message {
    message!(
        "-o %{output}: unsupported output extension; use one of %{endings}",
        output = output.display(),
        endings = endings()
    )
}

/// The endings of all that can be written, as a list: `.docx, .pdf`.
pub(crate) fn endings() -> Value {
    names(WRITERS.iter().map(|writer| format!(".{}", writer.ending)))
}

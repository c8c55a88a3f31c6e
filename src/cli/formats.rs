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
    PossibleValuesParser::new(READERS.iter().map(|reader| reader.name))
        .map(|name| extract::reader(&name).expect("the parser takes names of the table only"))
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

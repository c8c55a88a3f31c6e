//! Inputs that hold several texts: archives, workbooks, tables and lists of articles that were scraped. Each text comes out as an input of its
//! own, with a name; whoever opens a bundle decides where it goes.

mod archive;
mod columns;
mod feed;
mod serial;
mod sheet;
mod shown;
mod table;
mod workbook;

use std::path::Path;

use crate::diag::Log;
use crate::error::{Error, Result};
use crate::message;
use crate::message::Message;
use crate::{decode, extract};

pub use columns::{Column, NAMES, Wanted};

/// A text of a bundle.
#[derive(Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name, with `/` between folders; it leads nowhere outside.
    pub name: String,
    /// The input.
    pub bytes: Vec<u8>,
}

/// What an input holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bundle {
    /// Files in a zip archive.
    Zip,
    /// One packed file, or files in a tar archive.
    Gzip,
    /// Rows of a workbook, or its sheets: Excel, WPS.
    Workbook,
    /// Rows: of commas, tabs or semicolons.
    Csv,
    /// Objects, in a list or a line each.
    Json,
    /// Articles of a feed: RSS or Atom.
    Feed,
}

/// The endings of files that may hold several texts.
pub const ENDINGS: [(&str, Bundle); 14] = [
    ("xlsx", Bundle::Workbook),
    ("xlsm", Bundle::Workbook),
    ("zip", Bundle::Zip),
    ("gz", Bundle::Gzip),
    ("tgz", Bundle::Gzip),
    ("csv", Bundle::Csv),
    ("tsv", Bundle::Csv),
    ("json", Bundle::Json),
    ("jsonl", Bundle::Json),
    ("ndjson", Bundle::Json),
    ("rss", Bundle::Feed),
    ("atom", Bundle::Feed),
    ("xml", Bundle::Feed),
    ("rdf", Bundle::Feed),
];

/// What is told of a bundle beside its texts.
#[derive(Debug, Default)]
pub struct Told {
    /// Which column was taken for what, and which were not.
    pub columns: Option<Message>,
    /// What is in it beside, and what of it was read that nobody sees.
    pub beside: Vec<Message>,
    /// Members that are no texts of the bundle, with the reason.
    pub left: Vec<(String, Message)>,
}

/// What an input holds, if it holds several texts: archives by their content, tables by their name, since their content may be
/// text as well.
pub fn holds(bytes: &[u8], name: &Path) -> Option<Bundle> {
    let ending = name.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let named = ENDINGS.iter().find(|(known, _)| ending.eq_ignore_ascii_case(known)).map(|(_, kind)| *kind);
    match bytes {
        [b'P', b'K', 3 | 5, ..] if workbook::shows(bytes) => Some(Bundle::Workbook),
        [b'P', b'K', 3 | 5, ..] => archive::is_plain(bytes).then_some(Bundle::Zip),
        [0x1f, 0x8b, ..] => Some(Bundle::Gzip),
        _ => match named? {
            Bundle::Feed => feed::shows(bytes).then_some(Bundle::Feed),
            Bundle::Json => opens_data(bytes).then_some(Bundle::Json),
            Bundle::Csv => extract::detect_bytes(bytes, None).is_none().then_some(Bundle::Csv),
            Bundle::Zip | Bundle::Gzip | Bundle::Workbook => None,
        },
    }
}

/// Whether `bytes` begin as data does; a text called so is a text.
fn opens_data(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    bytes.starts_with(b"{") || bytes.starts_with(b"[")
}

/// Opens a bundle from the file `name`: gives its texts to `take`, in their order.
///
/// # Errors
/// [`Error::NotText`] for what is damaged, locked or holds no texts, [`Error::TooMuch`] beyond the [`limits`](crate::limits), and those of
/// `take`.
pub fn open(
    kind: Bundle,
    bytes: &[u8],
    name: &Path,
    wanted: &Wanted,
    take: &mut dyn FnMut(Member) -> Result<()>,
) -> Result<Told> {
    match kind {
        Bundle::Zip => archive::unzip(bytes, take),
        Bundle::Gzip => archive::gunzip(bytes, name, take),
        Bundle::Workbook => workbook::read(bytes, wanted, take),
        Bundle::Csv => table::of_rows(&text_of(bytes)?, wanted, take),
        Bundle::Json => table::of_json(&text_of(bytes)?, wanted, take),
        Bundle::Feed => feed::read(bytes, wanted, take),
    }
}

/// Data in whatever encoding.
fn text_of(bytes: &[u8]) -> Result<String> {
    Ok(decode::decode_letters(&mut Log::new(), bytes, &decode::Options::default())?.text.into_owned())
}

/// The error for data without texts.
fn without_texts() -> Error {
    Error::NotText {
        what: message!("data without a column of texts"),
        advice: message!("name the column with --columns, for example --columns text=content,title=name"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_input_holds_is_seen_by_its_content_where_that_shows_it() {
        for (bytes, name, expected) in [
            (&b"\x1f\x8b\x08"[..], "a.txt", Some(Bundle::Gzip)),
            (b"PK\x03\x04", "a.zip", None),
            (b" {\"a\": 1}", "a.json", Some(Bundle::Json)),
            (b"\xEF\xBB\xBF[1]", "a.JSONL", Some(Bundle::Json)),
            (b"text", "a.json", None),
            (b"{\"a\": 1}", "a.txt", None),
            (b"a,b", "a.csv", Some(Bundle::Csv)),
            (b"{\\rtf1", "a.csv", None),
            (b"<rss>", "a.xml", Some(Bundle::Feed)),
            (b"<w:wordDocument>", "a.xml", None),
            (b"text", "a.zip", None),
        ] {
            assert_eq!(holds(bytes, Path::new(name)), expected, "{name}");
        }
    }
}

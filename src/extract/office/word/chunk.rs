//! A file of another kind that was put into a Word file and that Word has not made its own yet.

use crate::diag::Log;
use crate::error::Result;
use crate::extract::office::{old, open, rtf, word};
use crate::extract::{Extracted, charset, mail, shows, texts};
use crate::rules::Rules;

/// How bytes show their kind, and what reads them.
type Reader = (fn(&[u8], bool) -> bool, fn(&mut Log, &[u8], &Rules) -> Result<Extracted>);

/// The other kinds of files Word puts in.
const READERS: [Reader; 4] =
    [(old::shows, old::read), (rtf::shows, rtf::read), (open::shows, open::read), (mail::shows, mail::read)];

/// Reads the part `name` by what is in it; nothing, if it cannot be read.
pub(super) fn read(
    log: &mut Log,
    bytes: &[u8],
    name: &str,
    rules: &Rules,
    depth: usize,
) -> Option<Extracted> {
    if word::shows(bytes, false) {
        return word::read_inside(log, bytes, rules, depth).ok();
    }
    if let Some((_, read)) = READERS.iter().find(|(shows, _)| shows(bytes, false)) {
        return read(log, bytes, rules).ok();
    }
    if bytes.contains(&0) && !bytes.starts_with(b"\xFF\xFE") && !bytes.starts_with(b"\xFE\xFF") {
        return None;
    }
    let text = charset::decoded(bytes, None);
    let named = name.to_ascii_lowercase().rsplit_once('.').is_some_and(|(_, ending)| ending.contains("htm"));
    if shows::page(&text, named) {
        texts::page(log, &text, rules).ok()
    } else {
        Some(texts::plain(log, &text, rules))
    }
}

//! A file of another kind that was put into a Word file and that Word has not made its own yet.

use crate::diag::Log;
use crate::extract::office::word;
use crate::extract::readers::{self, Takes};
use crate::extract::{Extracted, charset, shows, texts};
use crate::rules::Rules;

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
    if let Some(kind) = readers::detect_bytes(bytes, None) {
        return match kind.reader.takes {
            Takes::Bytes { read, .. } => read(log, bytes, rules).ok(),
            Takes::Text { .. } => None,
        };
    }
    if bytes.contains(&0) && !bytes.starts_with(b"\xFF\xFE") && !bytes.starts_with(b"\xFE\xFF") {
        return None;
    }
    let text = charset::decoded(bytes, None);
    let named = name.to_ascii_lowercase().rsplit_once('.').is_some_and(|(_, ending)| ending.contains("htm"));
    if shows::page(&text, named) {
        texts::page(log, &text, rules).ok()
    } else {
        Some(texts::plain(log, &text))
    }
}

//! How a line is compared with a list of words, parted by blanks.

use crate::text::words;

/// Whether `key` begins with one of `list`.
pub(crate) fn any_start(key: &str, list: &str) -> bool {
    words(list).any(|word| key.starts_with(word))
}

/// The line is one of `words`, perhaps with a colon or brackets.
pub(crate) fn is_only(key: &str, list: &str) -> bool {
    let bare = key.trim_matches([
        ':', '[', ']', '【', '】', '(', ')', '|', '>', '<', '+', '·', '-', '。', '.', '!', '*', '•', '・',
    ]);
    words(list).any(|word| word == bare)
}

/// Whether `key` contains one of `list`.
pub(crate) fn has_any(key: &str, list: &str) -> bool {
    words(list).any(|word| key.contains(word))
}

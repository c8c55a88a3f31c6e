//! How a line is compared with a list of words.

use crate::text::Phrases;

/// A list written where it is asked about.
macro_rules! phrases {
    ($list:expr) => {{
        static PHRASES: $crate::text::Phrases = $crate::text::Phrases::of($list);
        &PHRASES
    }};
}
pub(crate) use phrases;

/// Whether `key` begins with one of `list`.
pub(crate) fn any_start(key: &str, list: &Phrases) -> bool {
    list.at_start(key).next().is_some()
}

/// The line is one of `words`, perhaps with a colon or brackets.
pub(crate) fn is_only(key: &str, list: &Phrases) -> bool {
    let bare = key.trim_matches([
        ':', '[', ']', '【', '】', '(', ')', '|', '>', '<', '+', '·', '-', '。', '.', '!', '*', '•', '・',
    ]);
    list.at_start(bare).any(|word| word == bare)
}

/// Whether `key` contains one of `list`.
pub(crate) fn has_any(key: &str, list: &Phrases) -> bool {
    list.stand_in(key)
}

//! How a line is compared with a list of words, parted by blanks.

use crate::text::{Openings, words};

/// A list of words, and what they begin with: most lines begin with none of them, and hold none.
pub(crate) struct Phrases {
    list: &'static str,
    first: Openings,
}

/// A list written where it is asked about.
macro_rules! phrases {
    ($list:expr) => {{
        static PHRASES: $crate::clean::phrases::Phrases = $crate::clean::phrases::Phrases::of($list);
        &PHRASES
    }};
}
pub(crate) use phrases;

impl Phrases {
    pub(crate) const fn of(list: &'static str) -> Phrases {
        Phrases { list, first: Openings::of(list) }
    }

    /// The words `text` may begin with.
    fn words(&self, text: &str) -> impl Iterator<Item = &'static str> {
        let list = if self.first.admit_text(text) { self.list } else { "" };
        words(list)
    }
}

/// Whether `key` begins with one of `list`.
pub(crate) fn any_start(key: &str, list: &Phrases) -> bool {
    list.words(key).any(|word| key.starts_with(word))
}

/// The line is one of `words`, perhaps with a colon or brackets.
pub(crate) fn is_only(key: &str, list: &Phrases) -> bool {
    let bare = key.trim_matches([
        ':', '[', ']', '【', '】', '(', ')', '|', '>', '<', '+', '·', '-', '。', '.', '!', '*', '•', '・',
    ]);
    list.words(bare).any(|word| word == bare)
}

/// Whether `key` contains one of `list`.
pub(crate) fn has_any(key: &str, list: &Phrases) -> bool {
    let mut rest = key;
    while let Some(at) = rest.find(|c| list.first.admit(c)) {
        rest = &rest[at..];
        if words(list.list).any(|word| rest.starts_with(word)) {
            return true;
        }
        rest = &rest[rest.chars().next().map_or(rest.len(), char::len_utf8)..];
    }
    false
}

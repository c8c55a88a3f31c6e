//! Where a footnote is anchored in a text: one private character, which goes with the text through every step.
//!
//! The number of the footnote is in the character itself, so that a line may move, be cut or be left out, and what is left
//! still knows its footnotes. A text that has such characters of its own is read without footnotes, and they
//! become boxes.

use std::borrow::Cow;

/// The anchor of footnote 0.
const FIRST: u32 = 0x10_F000;
/// That of the last one: the end of the private plane.
const LAST: u32 = 0x10_FFFD;

/// How many footnotes a text can have.
pub const MOST: usize = (LAST - FIRST + 1) as usize;

/// The anchor of a footnote; none beyond [`MOST`].
pub fn of(footnote: usize) -> Option<char> {
    let code = u32::try_from(footnote).ok()?.checked_add(FIRST).filter(|code| *code <= LAST)?;
    char::from_u32(code)
}

/// The footnote anchored by `c`.
pub fn footnote(c: char) -> Option<usize> {
    (FIRST..=LAST).contains(&u32::from(c)).then(|| (u32::from(c) - FIRST) as usize)
}

/// Whether `c` is an anchor.
pub fn is_anchor(c: char) -> bool {
    footnote(c).is_some()
}

/// The footnotes anchored in `text`, in order.
pub fn footnotes(text: &str) -> impl Iterator<Item = usize> + '_ {
    // All anchors begin with this byte, and hardly anything else does.
    const LEAD: u8 = 0xF4;
    let begin = memchr::memchr(LEAD, text.as_bytes()).unwrap_or(text.len());
    text[begin..].chars().filter_map(footnote)
}

/// Whether anything is anchored in `text`.
pub fn any(text: &str) -> bool {
    footnotes(text).next().is_some()
}

/// `text` without anchors.
pub fn without(text: &str) -> Cow<'_, str> {
    if any(text) { text.chars().filter(|c| !is_anchor(*c)).collect() } else { Cow::Borrowed(text) }
}

/// `text` with its anchors as Markdown has them, behind `before` other footnotes: `[^1]`.
pub fn labelled(text: &str, before: usize) -> Cow<'_, str> {
    if !any(text) {
        return Cow::Borrowed(text);
    }
    let mut labelled = String::with_capacity(text.len());
    for c in text.chars() {
        match footnote(c) {
            Some(footnote) => labelled.push_str(&label(before + footnote)),
            None => labelled.push(c),
        }
    }
    Cow::Owned(labelled)
}

/// How Markdown calls a footnote: `[^1]` is the first.
pub fn label(footnote: usize) -> String {
    format!("[^{}]", footnote + 1)
}

/// `text` with every anchor replaced by what `new` makes of its footnote.
pub fn replaced(text: &str, mut new: impl FnMut(usize) -> Option<char>) -> String {
    text.chars().filter_map(|c| footnote(c).map_or(Some(c), &mut new)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_knows_its_footnote() {
        for n in [0, 1, 4093] {
            assert_eq!(of(n).and_then(footnote), Some(n));
        }
        assert_eq!((of(4094), of(usize::MAX), footnote('①')), (None, None, None));
        let text = format!("甲{}乙{}", of(7).unwrap(), of(0).unwrap());
        assert_eq!(footnotes(&text).collect::<Vec<_>>(), [7, 0]);
        assert_eq!((&*without(&text), &*without("甲\u{10EFFF}")), ("甲乙", "甲\u{10EFFF}"));
        assert_eq!((&*labelled(&text, 0), &*labelled(&text, 2)), ("甲[^8]乙[^1]", "甲[^10]乙[^3]"));
        assert_eq!(&*labelled("甲乙", 2), "甲乙");
        assert_eq!(replaced(&text, |n| (n == 7).then_some('x')), "甲x乙");
    }
}

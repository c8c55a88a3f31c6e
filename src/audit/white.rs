//! Texts without their white space, which lines and indents are made of and nobody reads.

use std::borrow::Cow;

/// How far the next character is from one that begins with this byte; 0 where one has to look closer.
pub(super) type Steps = [u8; 256];

/// Steps between white space: most characters are known by their first byte for none.
pub(super) const TO_WHITE: Steps = {
    let mut steps = [1; 256];
    let mut byte = 0;
    while byte < 256 {
        steps[byte] = match byte {
            0..=0x20 | 0xc2 | 0xe1..=0xe3 => 0,
            0xc3..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xff => 4,
            _ => 1,
        };
        byte += 1;
    }
    steps
};

/// White space; none lies beyond the ideographic space, and most characters do.
pub(super) fn is_white(c: char) -> bool {
    c <= '\u{3000}' && c.is_whitespace()
}

/// The next character, from a place on, that `is` what is looked for, with where it stands.
pub(super) fn next(
    text: &str,
    mut at: usize,
    steps: &Steps,
    is: impl Fn(char) -> bool,
) -> Option<(usize, char)> {
    loop {
        let step = steps[usize::from(*text.as_bytes().get(at)?)];
        if step > 0 {
            at += usize::from(step);
            continue;
        }
        let c = text[at..].chars().next()?;
        if is(c) {
            return Some((at, c));
        }
        at += c.len_utf8();
    }
}

/// Adds `text` without its white space.
pub(super) fn push(trail: &mut String, text: &str) {
    let mut copied = 0;
    while let Some((at, c)) = next(text, copied, &TO_WHITE, is_white) {
        trail.push_str(&text[copied..at]);
        copied = at + c.len_utf8();
    }
    trail.push_str(&text[copied..]);
}

/// `text` without white space.
pub(super) fn bare(text: &str) -> Cow<'_, str> {
    if next(text, 0, &TO_WHITE, is_white).is_none() {
        return Cow::Borrowed(text);
    }
    let mut bare = String::with_capacity(text.len());
    push(&mut bare, text);
    Cow::Owned(bare)
}

/// How many bytes of whole characters two texts begin with alike.
pub(super) fn common(a: &str, b: &str) -> usize {
    // So many bytes are compared at once.
    const STRIDE: usize = 32;
    let [long, other] = [a, b].map(|text| text.as_bytes().chunks_exact(STRIDE));
    let whole = STRIDE * long.zip(other).take_while(|(a, b)| a == b).count();
    let [left, right] = [a, b].map(|text| text.as_bytes()[whole..].iter());
    let same = whole + left.zip(right).take_while(|(a, b)| a == b).count();
    (0..=same).rev().find(|at| a.is_char_boundary(*at) && b.is_char_boundary(*at)).unwrap_or(0)
}

/// Two texts from where they are no longer alike, white space aside.
pub(super) fn behind_same<'t>(mut a: &'t str, mut b: &'t str) -> (&'t str, &'t str) {
    loop {
        let same = common(a, b);
        let rest = [&a[same..], &b[same..]];
        let [left, right] = rest.map(|text| text.trim_start_matches(is_white));
        if left.len() == rest[0].len() && right.len() == rest[1].len() {
            return (left, right);
        }
        (a, b) = (left, right);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_white_space_goes_and_nothing_else() {
        let all: String = ('\0'..=char::MAX).collect();
        let wanted: String = all.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(bare(&all) == wanted);
        assert!(matches!(bare("甲、乙·é𠮷"), Cow::Borrowed(_)));
    }

    #[test]
    fn texts_are_alike_to_the_last_whole_character() {
        let long = "春耕".repeat(20);
        for (a, b, same) in [
            ("", "甲", 0),
            ("甲", "甲乙", 3),
            ("天", "夫", 0),
            ("é甲", "è甲", 0),
            (&*format!("{long}天"), &*format!("{long}夫"), long.len()),
            (&*format!("{}一{long}", &long[..33]), &*long, 33),
        ] {
            assert_eq!(common(a, b), same, "{a} {b}");
        }
    }

    #[test]
    fn white_space_parts_no_texts() {
        for (a, b, rest) in [
            ("甲\r\n乙\r\n", "甲\n乙\n", ("", "")),
            ("甲 乙丙", "甲乙\u{3000}丁", ("丙", "丁")),
            ("甲\n", "甲", ("", "")),
            ("甲", "甲乙", ("", "乙")),
        ] {
            assert_eq!(behind_same(a, b), rest, "{a} {b}");
        }
    }
}

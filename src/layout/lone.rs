//! A single character on the last line of a paragraph, which a careful hand avoids.
//!
//! The paragraph is set a little wider, so that the line above gives a character away. Both writers take the tracking
//! from the paragraph, so Word breaks it alike.

use crate::layout::characters::Type;
use crate::layout::lines::{Stretch, Wrap, break_lines};
use crate::pages::characters::{gap, half, no_start};
use crate::units::Length;

/// Wide enough for a line of the grid to hold one cell less, and no more than justification opens up anyway.
const WIDER: Length = Length::twips(5);

/// The lines of a paragraph and the tracking they are set in.
pub(crate) fn lines(text: &str, of: Type, [first, rest]: [Length; 2], wrap: Wrap) -> (Vec<Stretch>, Length) {
    let lines = break_lines(text, of, first, rest, wrap);
    if ends_alone(text, &lines) {
        let wider = Type { tracking: of.tracking + WIDER, ..of };
        let other = break_lines(text, wider, first, rest, wrap);
        if other.len() == lines.len() && !ends_alone(text, &other) {
            return (other, wider.tracking);
        }
    }
    (lines, of.tracking)
}

/// Whether the last of several lines holds one full-width character, marks aside.
fn ends_alone(text: &str, lines: &[Stretch]) -> bool {
    let [.., last] = lines else { return false };
    let mut rest = text[last.start..last.end].chars().filter(|c| !gap(*c) && !no_start(*c));
    lines.len() > 1 && rest.next().is_some_and(|c| !half(c)) && rest.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: Type = Type { size: Length::points(16), tracking: Length::twips(-7) };
    const ROOM: Length = Length::twips(8844);

    #[track_caller]
    fn check(text: &str, last: &str) {
        let (lines, tracking) = lines(text, BODY, [ROOM, ROOM], Wrap::Anywhere);
        let [.., line] = &lines[..] else { panic!() };
        assert_eq!(&text[line.start..line.end], last);
        assert_eq!(
            tracking != BODY.tracking,
            lines.iter().any(|l| !l.last && text[l.start..l.end].chars().count() < 28)
        );
    }

    #[test]
    fn a_character_alone_gets_company() {
        let line = |n: usize| "字".repeat(n);
        check(&format!("{}了。", line(28)), "字了。");
        check(&format!("{}了。", line(56)), "字字了。");
        check(&format!("{}好了。", line(28)), "好了。");
        check(&line(28), &line(28));
        check(&format!("{}8", line(28)), "8");
    }
}

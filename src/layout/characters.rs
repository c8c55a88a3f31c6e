//! How wide a character is, and whether a line may end beside it.

use crate::pages::characters::{combines, gap, half, is_level, no_end, no_start, word};
use crate::text::anchor::is_anchor;
use crate::units::Length;

/// The size of type and what is added to the width of each character.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Type {
    /// Size of type.
    pub size: Length,
    /// Added to each character.
    pub tracking: Length,
}

impl Type {
    /// The width of one character; the number of a footnote is set half as large.
    pub(crate) fn advance(self, c: char) -> Length {
        if is_common_han(c) {
            return self.size + self.tracking;
        }
        let em = self.size.as_emu();
        if is_anchor(c) {
            return Length::emu(em / 2);
        }
        if is_level(c) {
            // Word sets raised and lowered type two thirds as large; all of it takes half a cell.
            return Length::emu(em / 3) + self.tracking;
        }
        if combines(c) {
            return Length::ZERO;
        }
        let natural = if half(c) { Length::emu(em / 2) } else { self.size };
        natural + self.tracking
    }

    /// The width of a text set in one line.
    pub(crate) fn width(self, text: &str) -> Length {
        text.chars().fold(Length::ZERO, |sum, c| sum + self.advance(c))
    }
}

/// Whether `c` is one of the common han, which most characters of a text are: they need no look at what else a character may be.
pub(crate) fn is_common_han(c: char) -> bool {
    matches!(c, '一'..='鿿')
}

/// Signs that stay with the number beside them.
const SIGNS: &str = "∶≤≥≠≈±×÷";

/// Whether a line may end between these two characters.
pub(crate) fn may_break(before: char, after: char) -> bool {
    // A gap stays with what stands before it, at the end of the line, where it is not seen.
    // The number of a footnote stays with what it is about, and so does what is raised or lowered.
    if no_start(after)
        || no_end(before)
        || gap(after)
        || is_anchor(after)
        || is_level(after)
        || combines(after)
    {
        return false;
    }
    match (before, after) {
        (before, _) if gap(before) => true,
        // A dash and an ellipsis are two cells and stay together (GB/T 15834-2011 5.1.5, 5.1.6).
        ('—', '—') | ('…', '…') => false,
        // 〔2026〕3号 is one number, 3∶1 one ratio, ≤5 and x≥5 one bound.
        ('〕', other) if other.is_ascii_digit() => false,
        (sign, other) | (other, sign) if SIGNS.contains(sign) && word(other) => false,
        ('-' | '/', after) if after.is_alphabetic() => true,
        (before, after) => !(word(before) && word(after)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_where_the_standard_allows() {
        for (text, allowed) in [
            ("中文", true),
            ("中。", false),
            ("。中", true),
            ("《中", false),
            ("中《", true),
            ("——", false),
            ("……", false),
            ("20", false),
            ("5%", false),
            ("件3", true),
            ("3件", true),
            ("ab", false),
            ("-b", true),
            ("-1", false),
            ("中 ", false),
            (" 中", true),
            ("0⁵", false),
            ("中²", false),
            ("²中", true),
            ("x\u{304}", false),
            ("〕3", false),
            ("〕号", true),
            ("3∶", false),
            ("∶1", false),
            ("比∶", true),
            ("≤5", false),
            ("3×", false),
            ("率≤", true),
            ("x≥", false),
            ("×b", false),
            ("≥甲", true),
        ] {
            let mut chars = text.chars();
            let pair = (chars.next().unwrap(), chars.next().unwrap());
            assert_eq!(may_break(pair.0, pair.1), allowed, "{text}");
        }
    }

    #[test]
    fn digits_take_half_a_cell() {
        let body = Type { size: Length::points(16), tracking: Length::ZERO };
        assert_eq!(body.width("2026年"), Length::points(48));
        assert_eq!(body.width("“——”×"), Length::points(80));
        assert_eq!(body.width("x\u{304}"), Length::points(8));
        assert_eq!(body.width("5²₃"), Length::points(8) + Length::emu(Length::points(16).as_emu() / 3) * 2);
    }

    #[test]
    fn a_character_takes_its_cell_and_what_is_between_characters() {
        let of = Type { size: Length::points(18), tracking: Length::points(1) };
        for (c, points) in [('字', 19), ('，', 19), ('a', 10), ('8', 10), ('²', 7), ('\u{304}', 0)] {
            assert_eq!(of.advance(c), Length::points(points), "{c}");
        }
        let anchor = crate::text::anchor::of(0).unwrap();
        assert_eq!(of.advance(anchor), Length::points(9));
        assert_eq!(of.width("字a"), Length::points(29));
    }
}

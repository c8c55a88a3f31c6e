//! What is drawn where there are no fonts: who shows the pages has some, which nobody here can ask. Hanzi and their marks are as wide as
//! they are high in all of them; Latin letters are given the widths of the usual fonts, so that words come out about as they will be.

use crate::font::Glyph;
use crate::template::Face;

/// Widths of the printable characters of ASCII from the space on, in thousandths of an em: those of Times, from which the Latin letters
/// of Chinese fonts hardly differ; digits are half an em, as the standard's cells are.
const WIDTHS: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500,
    500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333,
    389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469,
    500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389,
    278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/// The glyph for `c` in a class of type.
pub(super) fn glyph(face: Face, c: char) -> Glyph {
    Glyph { font: face as usize, id: u32::from(c), advance: advance(c), missing: false }
}

/// Whether every font may be taken to have `c`: not the ligatures only some have.
pub(super) fn has(c: char) -> bool {
    c != '\u{2E3A}'
}

fn advance(c: char) -> f32 {
    match c {
        ' '..='~' => f32::from(WIDTHS[(c as usize) - (' ' as usize)]) / 1000.0,
        '\u{A0}' => 0.25,
        'À'..='ɏ' | '\u{FF61}'..='\u{FFDC}' => 0.5,
        _ => 1.0,
    }
}

/// Where the ink of a glyph begins and ends: that of a mark in its half of the cell.
pub(super) fn ink(glyph: Glyph) -> (f32, f32) {
    match char::from_u32(glyph.id) {
        Some('（' | '《' | '〈' | '「' | '『' | '【' | '〔' | '〖' | '｛' | '［' | '“' | '‘') => {
            (0.56, 0.94)
        }
        Some('）' | '》' | '〉' | '」' | '』' | '】' | '〕' | '〗' | '｝' | '］' | '”' | '’') => {
            (0.06, 0.44)
        }
        Some('，' | '。' | '、' | '；' | '：' | '！' | '？') => (0.1, 0.4),
        _ => (0.0, glyph.advance),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hanzi_are_as_wide_as_high_and_digits_half() {
        for (c, width) in [
            ('国', 1.0),
            ('，', 1.0),
            ('“', 1.0),
            ('0', 0.5),
            ('9', 0.5),
            ('W', 0.944),
            ('~', 0.541),
            ('é', 0.5),
        ] {
            assert_eq!(glyph(Face::Song, c).advance, width, "{c}");
        }
    }

    #[test]
    fn marks_have_their_ink_on_one_side() {
        let ink = |c| ink(glyph(Face::Kai, c));
        assert!(ink('“').0 > 0.5 && ink('”').1 < 0.5 && ink('。').1 < 0.5);
        assert_eq!(ink('国'), (0.0, 1.0));
    }
}

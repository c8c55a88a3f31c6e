//! Which script a text is in, told by the characters that only one of them has.
//!
//! Both lists are derived from OpenCC's tables and the older character sets, which knew one script each:
//! `tests/it/script.rs` derives them anew and compares (`docs/data.md`). Characters both scripts use – 著 乾 后 里 台 –
//! are evidence for neither.

use std::iter::Sum;

use crate::text::Line;

/// What a text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Simplified Chinese, to four fifths at least.
    Simplified,
    /// Traditional Chinese, to four fifths at least.
    Traditional,
    /// Both, side by side.
    Mixed,
    /// Nothing tells: only characters both scripts share.
    Neutral,
    /// Japanese: kana make up a twentieth of the text or more.
    Japanese,
}

impl Script {
    /// The word for it in messages and reports.
    pub fn name(self) -> &'static str {
        match self {
            Script::Simplified => "simplified",
            Script::Traditional => "traditional",
            Script::Mixed => "mixed",
            Script::Neutral => "neutral",
            Script::Japanese => "japanese",
        }
    }
}

/// The script of a text in `lines`.
pub fn detect_lines(lines: &[Line]) -> Script {
    lines.iter().map(|line| Evidence::of(&line.text)).sum::<Evidence>().script()
}

/// The script of `text`.
pub fn detect(text: &str) -> Script {
    Evidence::of(text).script()
}

/// How many characters speak for what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Evidence {
    pub(crate) traditional: usize,
    pub(crate) simplified: usize,
    kana: usize,
    /// Bytes of the text: about three a character.
    bytes: usize,
}

impl Evidence {
    pub(crate) fn of(text: &str) -> Evidence {
        let mut counts = [0; 4];
        for c in text.chars() {
            counts[class(c) as usize] += 1;
        }
        let [_, traditional, simplified, kana] = counts;
        Evidence { traditional, simplified, kana, bytes: text.len() }
    }

    pub(crate) fn script(self) -> Script {
        let (traditional, simplified) = (self.traditional, self.simplified);
        let decisive = traditional + simplified;
        if self.kana * 3 * 20 > self.bytes {
            Script::Japanese
        } else if decisive == 0 {
            Script::Neutral
        } else if traditional * 5 >= decisive * 4 {
            Script::Traditional
        } else if simplified * 5 >= decisive * 4 {
            Script::Simplified
        } else {
            Script::Mixed
        }
    }
}

impl Sum for Evidence {
    fn sum<I: Iterator<Item = Evidence>>(parts: I) -> Evidence {
        parts.fold(Evidence::default(), |a, b| Evidence {
            traditional: a.traditional + b.traditional,
            simplified: a.simplified + b.simplified,
            kana: a.kana + b.kana,
            bytes: a.bytes + b.bytes,
        })
    }
}

/// Whether only Traditional text uses `c`.
pub(crate) fn is_traditional_only(c: char) -> bool {
    class(c) == TRADITIONAL
}

/// Whether only Simplified text uses `c`.
pub(crate) fn is_simplified_only(c: char) -> bool {
    class(c) == SIMPLIFIED
}

// Classes of characters, as bits.
const TRADITIONAL: u8 = 1;
const SIMPLIFIED: u8 = 2;
const KANA: u8 = 3;

/// Characters only Traditional text uses.
const TRADITIONAL_ONLY: &str = include_str!("traditional_only.txt");
/// Characters only Simplified text uses.
const SIMPLIFIED_ONLY: &str = include_str!("simplified_only.txt");

/// Code points with a class; the lists reach no further, and the rare forms beyond would not be alone in a line.
const CLASSIFIED: usize = 0x10000;

/// Two bits a code point, worked out by the compiler.
static CLASSES: Classes = classes();

type Classes = [u8; CLASSIFIED / 4];

#[inline]
fn class(c: char) -> u8 {
    let code = c as usize;
    if code >= CLASSIFIED { 0 } else { CLASSES[code / 4] >> (code % 4 * 2) & 3 }
}

const fn classes() -> Classes {
    let mut classes = [0; CLASSIFIED / 4];
    mark_all(&mut classes, TRADITIONAL_ONLY.as_bytes(), TRADITIONAL);
    mark_all(&mut classes, SIMPLIFIED_ONLY.as_bytes(), SIMPLIFIED);
    let mut code = 0x3041;
    while code <= 0x30fa {
        // Letters only: 30FB, the middle dot, also stands in Chinese names; 3097–30A0 are marks.
        if code < 0x3097 || code > 0x30a0 {
            mark(&mut classes, code, KANA);
        }
        code += 1;
    }
    classes
}

/// Marks each character of three bytes in `text`.
const fn mark_all(classes: &mut Classes, text: &[u8], class: u8) {
    let mut i = 0;
    while i < text.len() {
        i += match text[i] {
            0xf0.. => 4,
            0xe0..0xf0 => {
                let (high, middle, low) = (text[i] & 0x0f, text[i + 1] & 0x3f, text[i + 2] & 0x3f);
                mark(classes, (high as usize) << 12 | (middle as usize) << 6 | low as usize, class);
                3
            }
            _ => 1,
        };
    }
}

const fn mark(classes: &mut Classes, code: usize, class: u8) {
    classes[code / 4] |= class << (code % 4 * 2);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Script) {
        assert_eq!(detect(text), expected, "{text}");
    }

    #[test]
    fn each_script_is_known_by_what_only_it_has() {
        check("圍繞中心抓黨建", Script::Traditional);
        check("围绕中心抓党建", Script::Simplified);
        check("香港特別行政區", Script::Traditional);
        check("有競爭的思想講底藴的政治", Script::Traditional);
        check("广东省广州市", Script::Simplified);
        check("圍繞中心抓黨建，围绕中心抓党建", Script::Mixed);
    }

    #[test]
    fn shared_characters_decide_nothing() {
        for text in ["", "2023年1月1日", "著名作家", "乾隆皇后", "公里", "台中", "於是", "以後", "昇"]
        {
            check(text, Script::Neutral);
        }
    }

    #[test]
    fn a_stray_character_does_not_turn_a_line() {
        check("他曾任国务院总理、党组书记，与錢先生共事", Script::Simplified);
        check("他曾任國務院總理、黨組書記，与錢先生共事", Script::Traditional);
    }

    #[test]
    fn kana_say_japanese_but_not_one_in_a_long_line() {
        check("国民は、正当に選挙された代表者を通じて行動する", Script::Japanese);
        check("東京都の住所", Script::Japanese);
        check("這家名為優の良品的商店開張以來受到許多顧客的歡迎與好評", Script::Traditional);
        check("列奧納多・達・芬奇", Script::Traditional);
    }
}

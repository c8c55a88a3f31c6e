//! Raised and lowered characters that Unicode has: 10⁵, CO₂. Such a text is right wherever it is shown.

/// Where a character stands against its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Raised and smaller (上标).
    Superscript,
    /// Lowered and smaller (下标).
    Subscript,
}

/// Each character with its raised form.
const RAISED: [(char, char); 16] = [
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('+', '⁺'),
    ('-', '⁻'),
    ('=', '⁼'),
    ('(', '⁽'),
    (')', '⁾'),
    ('n', 'ⁿ'),
];

/// Each character with its lowered form.
const LOWERED: [(char, char); 15] = [
    ('0', '₀'),
    ('1', '₁'),
    ('2', '₂'),
    ('3', '₃'),
    ('4', '₄'),
    ('5', '₅'),
    ('6', '₆'),
    ('7', '₇'),
    ('8', '₈'),
    ('9', '₉'),
    ('+', '₊'),
    ('-', '₋'),
    ('=', '₌'),
    ('(', '₍'),
    (')', '₎'),
];

/// Letters with their raised forms, which only formulas are written with: in other texts they would not be found.
const RAISED_LETTERS: &str =
    "aᵃbᵇcᶜdᵈeᵉfᶠgᵍhʰiⁱjʲkᵏlˡmᵐoᵒpᵖrʳsˢtᵗuᵘvᵛwʷxˣyʸzᶻAᴬBᴮDᴰEᴱGᴳHᴴIᴵJᴶKᴷLᴸMᴹNᴺOᴼPᴾRᴿTᵀUᵁWᵂ";
/// The same of lowered ones.
const LOWERED_LETTERS: &str = "aₐeₑhₕiᵢjⱼkₖlₗmₘnₙoₒpₚrᵣsₛtₜuᵤvᵥxₓ";

fn letters(level: Level) -> impl Iterator<Item = (char, char)> {
    let letters = match level {
        Level::Superscript => RAISED_LETTERS,
        Level::Subscript => LOWERED_LETTERS,
    };
    letters.chars().step_by(2).zip(letters.chars().skip(1).step_by(2))
}

fn table(level: Level) -> &'static [(char, char)] {
    match level {
        Level::Superscript => &RAISED,
        Level::Subscript => &LOWERED,
    }
}

/// `text` in raised or lowered characters, if Unicode has all of them.
pub fn spelled(text: &str, level: Level) -> Option<String> {
    let plain = |c: char| match c {
        '−' | '－' | '‐' => '-',
        '＋' => '+',
        c => c,
    };
    let one = |c: char| table(level).iter().find(|(known, _)| *known == plain(c)).map(|(_, to)| *to);
    text.chars().map(one).collect()
}

/// The raised or lowered form of `c`.
pub fn form(c: char, level: Level) -> Option<char> {
    let known = table(level).iter().find(|(plain, _)| *plain == c).map(|(_, to)| *to);
    known.or_else(|| letters(level).find(|(plain, _)| *plain == c).map(|(_, to)| to))
}

/// The character that `c` is the raised or lowered form of.
pub fn base(c: char) -> Option<(char, Level)> {
    // All others are letters of some language, or marks.
    if !matches!(c, '²' | '³' | '¹' | '\u{2b0}'..='\u{2e3}' | '\u{1d2c}'..='\u{1dbb}' | '\u{2070}'..='\u{209c}' | '\u{2c7c}')
    {
        return None;
    }
    [Level::Superscript, Level::Subscript].into_iter().find_map(|level| {
        let known = table(level).iter().find(|(_, known)| *known == c).map(|(plain, _)| *plain);
        let plain = known.or_else(|| letters(level).find(|(_, known)| *known == c).map(|(plain, _)| plain));
        plain.map(|plain| (plain, level))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_unicode_has_comes_back() {
        for (level, all) in [(Level::Superscript, &RAISED[..]), (Level::Subscript, &LOWERED[..])] {
            for (plain, to) in all {
                assert_eq!(spelled(&plain.to_string(), level), Some(to.to_string()));
                assert_eq!((base(*to), form(*plain, level)), (Some((*plain, level)), Some(*to)));
            }
        }
        for level in [Level::Superscript, Level::Subscript] {
            for (plain, to) in letters(level) {
                assert_eq!((base(to), form(plain, level)), (Some((plain, level)), Some(to)));
            }
        }
        // Letters stay letters in a text: 1st is found as it is written.
        assert_eq!(spelled("st", Level::Superscript), None);
        assert_eq!(spelled("−12", Level::Superscript).as_deref(), Some("⁻¹²"));
        assert_eq!((spelled("2.5", Level::Subscript), base('2'), base('。')), (None, None, None));
    }
}

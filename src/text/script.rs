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
    table(level).iter().find(|(plain, _)| *plain == c).map(|(_, to)| *to)
}

/// The character that `c` is the raised or lowered form of.
pub fn base(c: char) -> Option<(char, Level)> {
    // All others are letters of some language, or marks.
    if !matches!(c, '²' | '³' | '¹' | '\u{2070}'..='\u{208e}') {
        return None;
    }
    [Level::Superscript, Level::Subscript].into_iter().find_map(|level| {
        table(level).iter().find(|(_, known)| *known == c).map(|(plain, _)| (*plain, level))
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
        assert_eq!(spelled("−12", Level::Superscript).as_deref(), Some("⁻¹²"));
        assert_eq!((spelled("2.5", Level::Subscript), base('2'), base('。')), (None, None, None));
    }
}

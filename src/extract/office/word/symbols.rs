//! Signs of the fonts that have their own codes (Wingdings, Symbol), as characters everybody can read.

/// Signs by the low byte of their code.
const WINGDINGS: [(u32, char); 24] = [
    (0x28, '☎'),
    (0x2a, '✉'),
    (0x46, '☞'),
    (0x6c, '●'),
    (0x6d, '○'),
    (0x6e, '■'),
    (0x6f, '□'),
    (0x71, '□'),
    (0x72, '□'),
    (0x75, '◆'),
    (0x76, '◆'),
    (0x77, '◆'),
    (0x9f, '•'),
    (0xa1, '○'),
    (0xa3, '□'),
    (0xa7, '▪'),
    (0xa8, '□'),
    (0xab, '★'),
    (0xd8, '➢'),
    (0xe0, '→'),
    (0xfb, '×'),
    (0xfc, '√'),
    (0xfd, '☒'),
    (0xfe, '☑'),
];
const SECOND: [(u32, char); 6] =
    [(0x50, '√'), (0x4f, '×'), (0x52, '☑'), (0x53, '☒'), (0xa3, '□'), (0x2a, '☑')];
const SYMBOL: [(u32, char); 24] = [
    (0x61, 'α'),
    (0x62, 'β'),
    (0x64, 'δ'),
    (0x67, 'γ'),
    (0x6c, 'λ'),
    (0x6d, 'μ'),
    (0x70, 'π'),
    (0x71, 'θ'),
    (0x73, 'σ'),
    (0x77, 'ω'),
    (0x44, 'Δ'),
    (0x53, 'Σ'),
    (0x57, 'Ω'),
    (0xa3, '≤'),
    (0xa5, '∞'),
    (0xae, '→'),
    (0xb0, '°'),
    (0xb1, '±'),
    (0xb3, '≥'),
    (0xb4, '×'),
    (0xb7, '•'),
    (0xb8, '÷'),
    (0xb9, '≠'),
    (0xbb, '≈'),
];

/// The sign with this code in a font; none if it is not known.
pub(crate) fn sign(font: &str, code: u32) -> Option<char> {
    let font = font.to_ascii_lowercase();
    let table: &[(u32, char)] = match font.as_str() {
        "wingdings" | "wingdings 3" => &WINGDINGS,
        "wingdings 2" => &SECOND,
        "symbol" => &SYMBOL,
        _ => return char::from_u32(code).filter(|c| !('\u{e000}'..='\u{f8ff}').contains(c)),
    };
    let low = code & 0xff;
    let known = table.iter().find(|(known, _)| *known == low).map(|row| row.1);
    // In Symbol, letters that are not Greek and digits are themselves.
    known.or_else(|| char::from_u32(low).filter(|c| font == "symbol" && c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::sign;

    #[test]
    fn signs_are_characters() {
        assert_eq!(sign("Wingdings", 0xf0fe), Some('☑'));
        assert_eq!(sign("Wingdings 2", 0xf052), Some('☑'));
        assert_eq!(sign("Symbol", 0xf0b3), Some('≥'));
        assert_eq!(sign("Symbol", 0xf031), Some('1'));
        assert_eq!(sign("宋体", 0x25a1), Some('□'));
        assert_eq!(sign("Wingdings", 0xf0ff), None);
        assert_eq!(sign("", 0xf0ff), None);
    }
}

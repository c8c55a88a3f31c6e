//! What is otherwise in files of Word 6 and Word 95: where the parts stand, one byte a character, and changes of properties with codes of
//! one byte. They are brought into the forms of Word 97, which the reader knows.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253,
    WINDOWS_1254,
};

use crate::extract::office::old::compound::short;

/// A change that nothing of Word 97 is: the paragraph has an automatic number, whose form stands in no list.
pub(crate) const NUMBERED: u16 = 0x26ff;

/// A change that nothing of Word 97 is: how such a number looks, behind a byte for its length.
pub(crate) const FORM: u16 = 0xc6fd;
/// The level of paragraphs that are numbered one after the other, and that of those passed over; others are levels of headings.
pub(crate) const SIMPLE: u8 = 10;
pub(crate) const PASSED: u8 = 12;

/// How the automatic number of a paragraph looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) counting: u8,
    pub(crate) start: u32,
    /// What stands before the number and behind it, in the letters of the file.
    pub(crate) around: [Vec<u8>; 2],
}

impl Form {
    /// Of its 52 bytes (ANLD, as LibreOffice reads it): kind of number, lengths of the texts, start; and 32 bytes of text.
    pub(crate) fn of(bytes: &[u8]) -> Option<Form> {
        // Behind sixteen bytes of the form and four flags.
        const TEXT: usize = 20;
        let (before, behind) = (usize::from(*bytes.get(1)?), usize::from(*bytes.get(2)?));
        let text = bytes.get(TEXT..)?;
        let text = &text[..text.iter().position(|byte| *byte == 0).unwrap_or(text.len())];
        // The second says how long its text is; some files have where it ends.
        let end = if before + behind <= text.len() { before + behind } else { behind };
        let around = [text.get(..before)?.to_vec(), text.get(before..end).unwrap_or_default().to_vec()];
        Some(Form { counting: bytes[0], start: u32::from(short(bytes, 10)?), around })
    }
}

/// The parts of the table stream, which is the text stream itself, numbered as in Word 97: the list of places begins at 0x58, and behind
/// the 38th stand ten bytes of something else. The last that counts holds the endnotes.
pub(crate) fn places(text: &[u8]) -> Option<Vec<u8>> {
    // As LibreOffice and antiword read them; Microsoft has published Word 97 and later only.
    const PARTS: usize = 0x58;
    const BROKEN: usize = PARTS + 8 * 38;
    const LAST: usize = BROKEN + 10 + 8 * 10;
    Some([text.get(PARTS..BROKEN)?, text.get(BROKEN + 10..LAST)?].concat())
}

/// How the characters of `text`, a byte each, are encoded: as the language of the file says, unless it is one of the West and the text is
/// not.
pub(crate) fn encoding(language: u16, text: &[u8]) -> &'static Encoding {
    match language {
        0x0804 | 0x1004 => return GBK,
        0x0404 | 0x0c04 | 0x1404 => return BIG5,
        0x0411 => return SHIFT_JIS,
        0x0412 => return EUC_KR,
        0x0419 | 0x0422 | 0x0423 => return WINDOWS_1251,
        _ => {}
    }
    // A letter of twenty with an accent, or a curly quote, is a text of the West; of a text in other letters most bytes are high.
    const FEW: usize = 4;
    let text: Vec<u8> = text.iter().copied().filter(|byte| !byte.is_ascii_control()).collect();
    let high = text.iter().filter(|byte| !byte.is_ascii()).count();
    let letters = text.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    if high <= (high + letters) / FEW {
        return WINDOWS_1252;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&text, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// How the characters of each font are encoded, as far as the list of fonts says so.
pub(crate) fn fonts(list: &[u8]) -> Vec<Option<&'static Encoding>> {
    let mut fonts = Vec::new();
    // Behind the length of the list, each font with its length less one; its fifth byte names the characters it has.
    let mut rest = list.get(2..).unwrap_or_default();
    while let Some(length) = rest.first().map(|length| usize::from(*length) + 1).filter(|length| *length > 5)
    {
        fonts.push(rest.get(4).and_then(|charset| of_charset(*charset)));
        rest = rest.get(length..).unwrap_or_default();
    }
    fonts
}

/// The encoding of a set of characters, as Windows numbers them; those of the West say nothing, as every font has them.
fn of_charset(charset: u8) -> Option<&'static Encoding> {
    Some(match charset {
        128 => SHIFT_JIS,
        129 => EUC_KR,
        134 => GBK,
        136 => BIG5,
        161 => WINDOWS_1253,
        162 => WINDOWS_1254,
        204 => WINDOWS_1251,
        238 => WINDOWS_1250,
        _ => return None,
    })
}

/// How long the operand of a change is; none for a code nobody uses, behind which nothing is believed.
fn operand(code: u8, rest: &[u8], east: bool) -> Option<(usize, usize)> {
    // Behind a byte, or two, that say how long it is.
    let told = |more: usize| Some((2, usize::from(*rest.get(1)?) + more));
    let fixed = |length: usize| Some((1, length));
    match code {
        // The tabs of a paragraph may be more than a byte can say.
        23 if rest.get(1) == Some(&255) => {
            let gone = usize::from(*rest.get(2)?);
            let come = usize::from(*rest.get(3 + 4 * gone)?);
            Some((2, 2 + 4 * gone + 3 * come))
        }
        // The definition of a table says its length in two bytes.
        190 => Some((3, usize::from(short(rest, 1)?).saturating_sub(1))),
        111..=113 if east => fixed(2),
        3 => told(3),
        120 => told(12),
        191 => told(1),
        12
        | 15
        | 23
        | 64
        | 68
        | 74
        | 77
        | 79
        | 81
        | 82
        | 103
        | 105
        | 106
        | 108
        | 111..=116
        | 133
        | 179
        | 181
        | 188
        | 207 => told(0),
        52 | 83 | 163 => fixed(0),
        4..=11
        | 13
        | 14
        | 24
        | 25
        | 29
        | 37
        | 44
        | 50
        | 51
        | 65..=67
        | 71
        | 75
        | 85..=92
        | 94
        | 98
        | 100
        | 102
        | 104
        | 117..=119
        | 131
        | 132
        | 138
        | 139
        | 142
        | 143
        | 146
        | 147
        | 150..=153
        | 158
        | 159
        | 162
        | 185
        | 186 => fixed(1),
        2
        | 16..=19
        | 21
        | 22
        | 26..=28
        | 30..=36
        | 38..=43
        | 45..=49
        | 69
        | 72
        | 80
        | 93
        | 96
        | 97
        | 99
        | 101
        | 107
        | 109
        | 110
        | 121..=124
        | 140
        | 141
        | 144
        | 145
        | 148
        | 149
        | 154..=157
        | 160
        | 161
        | 164..=171
        | 182..=184
        | 189
        | 195
        | 197
        | 198 => fixed(2),
        73 | 95 | 136 | 137 => fixed(3),
        20 | 70 | 192 | 194 | 196 | 200 => fixed(4),
        193 | 199 => fixed(5),
        187 => fixed(12),
        _ => None,
    }
}

/// A list of changes as Word 97 has it, with those the reader asks for; `east` are files of the Far East, some of whose codes are others.
pub(crate) fn changes(list: &[u8], east: bool) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = list;
    while let Some(code) = rest.first().copied() {
        let Some((skip, length)) = operand(code, rest, east) else { break };
        let Some(value) = rest.get(skip..skip + length) else { break };
        translate(&mut out, code, value);
        rest = &rest[skip + length..];
    }
    out
}

fn translate(out: &mut Vec<u8>, code: u8, value: &[u8]) {
    let mut put = |code: u16, operand: &[u8]| {
        out.extend(code.to_le_bytes());
        out.extend(operand);
    };
    match (code, value) {
        (2, _) => put(0x4600, value),
        (5, _) => put(0x2403, value),
        (12, form) => {
            if let Ok(length) = u8::try_from(form.len()) {
                put(FORM, &[&[length], form].concat());
            }
        }
        // The levels of headings print what their outline says; 11 are bullets.
        (13, [level]) if !matches!(level, 0 | 11) => put(NUMBERED, value),
        (24, _) => put(0x2416, value),
        (25, _) => put(0x2417, value),
        (65, _) => put(0x0800, value),
        (74, [font @ .., sign]) if font.len() == 2 => put(0x6a09, &[font[0], font[1], *sign, 0xf0]),
        (85, _) => put(0x0835, value),
        (87, _) => put(0x0837, value),
        (92, _) => put(0x083c, value),
        (93, _) => put(0x4a4f, value),
        (94, _) => put(0x2a3e, value),
        (104, _) => put(0x2a48, value),
        (117, _) => put(0x0855, value),
        (190, [cells, ..]) => {
            let edges = 1 + 2 * (usize::from(*cells) + 1);
            let Some(head) = value.get(..edges) else { return };
            let mut definition = head.to_vec();
            for cell in value[edges..].chunks_exact(10) {
                // Only whether it goes on from the one before: Word 97 has ten bytes more, and bits for what stands above.
                definition.extend([cell[0] & 3, 0]);
                definition.extend([0; 18]);
            }
            let Ok(length) = u16::try_from(definition.len() + 1) else { return };
            put(0xd608, &[&length.to_le_bytes(), &definition[..]].concat());
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::office::old::sprm;

    fn read(list: &[u8]) -> Vec<(u16, Vec<u8>)> {
        let list = changes(list, false);
        sprm::changes(&list).map(|change| (change.code, change.operand.to_vec())).collect()
    }

    #[test]
    fn changes_are_those_of_word_97_and_others_are_passed_over() {
        let list = [
            &[2, 5, 0][..],
            &[5, 1],
            // A size, tabs: nothing the reader asks for.
            &[99, 32, 0],
            &[15, 3, 7, 7, 7],
            &[24, 1],
            &[25, 1],
            &[13, 3],
            &[13, 11],
            &[93, 4, 0],
            &[85, 1, 87, 1, 92, 0, 94, 2, 104, 1, 117, 1],
            &[74, 3, 9, 0, 0xfc],
        ]
        .concat();
        let expected = [
            (0x4600, vec![5, 0]),
            (0x2403, vec![1]),
            (0x2416, vec![1]),
            (0x2417, vec![1]),
            (NUMBERED, vec![3]),
            (0x4a4f, vec![4, 0]),
            (0x0835, vec![1]),
            (0x0837, vec![1]),
            (0x083c, vec![0]),
            (0x2a3e, vec![2]),
            (0x2a48, vec![1]),
            (0x0855, vec![1]),
            (0x6a09, vec![9, 0, 0xfc, 0xf0]),
        ];
        assert_eq!(read(&list), expected);
    }

    #[test]
    fn a_code_nobody_knows_or_a_cut_ends_the_list() {
        assert_eq!(read(&[5, 1, 255, 24, 1]), [(0x2403, vec![1])]);
        assert_eq!(read(&[5, 1, 20, 1]), [(0x2403, vec![1])]);
        assert_eq!(read(&[23, 255, 1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 5, 1]), [(0x2403, vec![1])]);
        assert_eq!(changes(&[112, 2, 2, 5, 1], true), [0x03, 0x24, 1]);
        assert_eq!(changes(&[112, 1, 2, 5, 1], false), [0x03, 0x24, 1]);
        assert!(changes(&[112, 2, 2, 5, 1], false).is_empty());
    }

    #[test]
    fn the_definition_of_a_row_gets_cells_of_the_newer_size() {
        let mut list = vec![190];
        let cells: Vec<u8> = [[2_u8, 0xff, 0, 0, 0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0, 0, 0, 0, 0]].concat();
        let definition: Vec<u8> = [&[2][..], &[0, 0, 100, 0, 200, 0], &cells].concat();
        list.extend((definition.len() as u16 + 1).to_le_bytes());
        list.extend(definition);
        list.extend([5, 2]);
        let read = read(&list);
        assert_eq!(read[1], (0x2403, vec![2]));
        let (code, definition) = &read[0];
        assert_eq!((*code, definition.len()), (0xd608, 1 + 6 + 40));
        assert_eq!((definition[7], definition[8], definition[27]), (2, 0, 1));
    }

    #[test]
    fn the_language_says_the_encoding_unless_the_text_says_otherwise() {
        let chinese = GBK.encode("岚川市值班工作方案。各单位要按规定值班，确保安全。").0;
        let cyrillic = WINDOWS_1251.encode("Установка программы, запуск и завершение работы").0;
        assert_eq!(encoding(0x0804, b"abc"), GBK);
        assert_eq!(encoding(0x0404, b"abc"), BIG5);
        assert_eq!(encoding(0x0419, b"abc"), WINDOWS_1251);
        assert_eq!(encoding(0x0409, b"Don\x92t say \x93no\x94, na\xefve one"), WINDOWS_1252);
        assert_eq!(encoding(0x0409, &chinese), GBK);
        assert_eq!(encoding(0x0409, &cyrillic), WINDOWS_1251);
    }

    #[test]
    fn a_font_says_which_characters_it_has() {
        let font = |charset: u8, name: &str| {
            let rest = [&[0, 0, 0, charset, 0][..], name.as_bytes(), &[0]].concat();
            [&[rest.len() as u8][..], &rest].concat()
        };
        let list = [&[0, 0][..], &font(0, "Times"), &font(134, "SimSun"), &font(238, "Arial CE")].concat();
        assert_eq!(fonts(&list), [None, Some(GBK), Some(WINDOWS_1250)]);
        assert_eq!(fonts(&list[..20]).len(), 2);
        assert!(fonts(&[]).is_empty() && fonts(&[0, 0, 3, 1, 1, 1, 1]).is_empty());
    }

    #[test]
    fn the_places_of_the_parts_lie_in_two_stretches() {
        let text: Vec<u8> = (0..0x300_u32).map(|at| (at % 251) as u8).collect();
        let places = places(&text).unwrap();
        let at = |part: usize| places[8 * part];
        assert_eq!(
            [at(0), at(33), at(38)],
            [0x58, 0x160, 0x58 + 8 * 38 + 10].map(|at: u32| (at % 251) as u8)
        );
        assert!(super::places(&text[..0x100]).is_none());
    }

    #[test]
    fn how_long_a_change_is_is_said_by_its_code_or_by_itself() {
        assert_eq!(
            [3, 120, 191].map(|code| operand(code, &[code, 5], false)),
            [Some((2, 8)), Some((2, 17)), Some((2, 6))]
        );
        assert_eq!(operand(23, &[23, 255, 2, 0, 0, 0, 0, 0, 0, 0, 0, 3], false), Some((2, 2 + 8 + 9)));
        assert_eq!(operand(190, &[190, 9, 1], false), Some((3, 0x0108)));
        assert_eq!((operand(190, &[190, 0, 0], false), operand(3, &[3], false)), (Some((3, 0)), None));
    }

    #[test]
    fn languages_and_fonts_of_the_east_say_which_letters_they_have() {
        for (languages, expected) in [
            (&[0x0804, 0x1004][..], GBK),
            (&[0x0404, 0x0c04, 0x1404], BIG5),
            (&[0x0411], SHIFT_JIS),
            (&[0x0412], EUC_KR),
            (&[0x0419, 0x0422, 0x0423], WINDOWS_1251),
        ] {
            assert!(
                languages.iter().all(|language| encoding(*language, b"abc") == expected),
                "{languages:?}"
            );
        }
        for (charset, expected) in [
            (128, SHIFT_JIS),
            (129, EUC_KR),
            (134, GBK),
            (136, BIG5),
            (161, WINDOWS_1253),
            (162, WINDOWS_1254),
            (204, WINDOWS_1251),
            (238, WINDOWS_1250),
        ] {
            assert_eq!(of_charset(charset), Some(expected), "{charset}");
        }
        assert_eq!((of_charset(0), of_charset(2)), (None, None));
    }

    #[test]
    fn changes_nobody_asks_for_are_as_long_as_their_codes_say() {
        for (codes, length) in [
            (&[52, 83, 163][..], 0),
            (&[4, 11, 13, 37, 67, 92, 119, 153, 186], 1),
            (&[2, 16, 40, 149, 157, 171, 182, 198], 2),
            (&[73, 95, 136, 137], 3),
            (&[20, 70, 192, 200], 4),
            (&[193, 199], 5),
            (&[187], 12),
        ] {
            for code in codes {
                assert_eq!(operand(*code, &[*code, 9], false), Some((1, length)), "{code}");
            }
        }
        for code in [12, 15, 23, 64, 111, 113, 133, 207] {
            assert_eq!(operand(code, &[code, 9], false), Some((2, 9)), "{code}");
        }
        // Files of the Far East have others.
        assert_eq!(
            [111, 113, 114].map(|code| operand(code, &[code, 9], true)),
            [Some((1, 2)), Some((1, 2)), Some((2, 9))]
        );
    }
}

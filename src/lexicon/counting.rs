//! How lists count: 一、二、三, 甲、乙、丙, ①②③, and what their numbers look like in print.

use crate::lexicon::numeral;
use crate::text::roman::roman;

/// A way to count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Counting {
    /// 1, 2, 3
    #[default]
    Arabic,
    /// 01, 02, 03
    Padded,
    /// １, ２, ３
    FullWidth,
    /// A, B, C
    Letters,
    /// a, b, c
    SmallLetters,
    /// I, II, III
    Roman,
    /// i, ii, iii
    SmallRoman,
    /// 一, 二, 十一, 一百零一
    Chinese,
    /// 一, 二, 十一, 一〇一
    ChineseToHundred,
    /// 一, 二, 一〇, 一一
    Digits,
    /// 壹, 贰, 拾壹
    Legal,
    /// 壹, 貳, 拾壹
    LegalTraditional,
    /// 甲, 乙, 丙
    Stems,
    /// 子, 丑, 寅
    Branches,
    /// ①, ②, ③
    Circled,
    /// ㊀, ㊁, ㊂
    ChineseCircled,
    /// ⑴, ⑵, ⑶
    Bracketed,
    /// ⒈, ⒉, ⒊
    Stopped,
    /// - 1 -
    Dashed,
    /// 1st, 2nd, 3rd
    Ordinal,
    /// Only what stands around the number.
    Silent,
}

/// What counts so in files of Word: by name, and by number in older ones.
const KNOWN: [(&str, u8, Counting); 38] = [
    ("decimal", 0, Counting::Arabic),
    ("upperRoman", 1, Counting::Roman),
    ("lowerRoman", 2, Counting::SmallRoman),
    ("upperLetter", 3, Counting::Letters),
    ("lowerLetter", 4, Counting::SmallLetters),
    ("ordinal", 5, Counting::Ordinal),
    ("ideographDigital", 10, Counting::Digits),
    ("japaneseCounting", 11, Counting::Chinese),
    ("decimalFullWidth", 14, Counting::FullWidth),
    ("decimalHalfWidth", 15, Counting::Arabic),
    ("japaneseLegal", 16, Counting::LegalTraditional),
    ("japaneseDigitalTenThousand", 17, Counting::Digits),
    ("decimalEnclosedCircle", 18, Counting::Circled),
    ("decimalFullWidth2", 19, Counting::FullWidth),
    ("decimalZero", 22, Counting::Padded),
    ("decimalEnclosedFullstop", 26, Counting::Stopped),
    ("decimalEnclosedParen", 27, Counting::Bracketed),
    ("decimalEnclosedCircleChinese", 28, Counting::Circled),
    ("ideographEnclosedCircle", 29, Counting::ChineseCircled),
    ("ideographTraditional", 30, Counting::Stems),
    ("ideographZodiac", 31, Counting::Branches),
    ("taiwaneseCounting", 33, Counting::ChineseToHundred),
    ("ideographLegalTraditional", 34, Counting::LegalTraditional),
    ("taiwaneseCountingThousand", 35, Counting::Chinese),
    ("taiwaneseDigital", 36, Counting::Digits),
    ("chineseCounting", 37, Counting::ChineseToHundred),
    ("chineseLegalSimplified", 38, Counting::Legal),
    ("chineseCountingThousand", 39, Counting::Chinese),
    ("koreanDigital", 40, Counting::Digits),
    ("numberInDash", 57, Counting::Dashed),
    ("none", 255, Counting::Silent),
    // Words, which Word 2003 spells so.
    ("upper-roman", 1, Counting::Roman),
    ("lower-roman", 2, Counting::SmallRoman),
    ("upper-letter", 3, Counting::Letters),
    ("lower-letter", 4, Counting::SmallLetters),
    ("chinese-counting", 37, Counting::ChineseToHundred),
    ("chinese-counting-thousand", 39, Counting::Chinese),
    ("decimal-enclosed-circle-chinese", 28, Counting::Circled),
];

impl Counting {
    /// What a file of Word calls by this name; Arabic numerals for what is not known.
    pub fn named(name: &str) -> Counting {
        KNOWN.iter().find(|(known, ..)| *known == name).map_or(Counting::Arabic, |row| row.2)
    }

    /// The same by its number in older files.
    pub fn numbered(code: u8) -> Counting {
        KNOWN.iter().find(|(_, known, _)| *known == code).map_or(Counting::Arabic, |row| row.2)
    }

    /// What counts as OpenDocument shows its first number: `一, 二, 三, ...`, `①`, `A`.
    pub fn shown_first(first: &str) -> Counting {
        const ALL: [Counting; 13] = [
            Counting::Letters,
            Counting::SmallLetters,
            Counting::Roman,
            Counting::SmallRoman,
            Counting::FullWidth,
            Counting::Chinese,
            Counting::Legal,
            Counting::Stems,
            Counting::Branches,
            Counting::Circled,
            Counting::ChineseCircled,
            Counting::Bracketed,
            Counting::Stopped,
        ];
        let first = first.split([',', '，', '、']).next().unwrap_or_default().trim();
        match first {
            "" => Counting::Silent,
            first => ALL.into_iter().find(|way| way.spelled(1) == first).unwrap_or(Counting::Arabic),
        }
    }

    /// `n` counted so; in Arabic numerals where this way does not go so far.
    pub fn spelled(self, n: u32) -> String {
        self.within(n).unwrap_or_else(|| n.to_string())
    }

    fn within(self, n: u32) -> Option<String> {
        let nth = |signs: &str| Some(signs.chars().nth(n.checked_sub(1)? as usize)?.to_string());
        match self {
            Counting::Arabic => None,
            Counting::Padded => Some(format!("{n:02}")),
            Counting::Ordinal => {
                let ending = match (n % 100 / 10, n % 10) {
                    (1, _) => "th",
                    (_, 1) => "st",
                    (_, 2) => "nd",
                    (_, 3) => "rd",
                    _ => "th",
                };
                Some(format!("{n}{ending}"))
            }
            Counting::FullWidth => Some(n.to_string().bytes().filter_map(full_width).collect()),
            Counting::Letters => letters(n, b'A'),
            Counting::SmallLetters => letters(n, b'a'),
            Counting::Roman => (1..4000).contains(&n).then(|| roman(n as usize)),
            Counting::SmallRoman => (1..4000).contains(&n).then(|| roman(n as usize).to_ascii_lowercase()),
            Counting::Chinese => numeral::in_words(n),
            Counting::ChineseToHundred if n < 100 => numeral::in_words(n),
            Counting::ChineseToHundred | Counting::Digits => Some(numeral::spelled_year(n)),
            Counting::Legal => {
                Some(numeral::in_words(n)?.chars().map(|c| legal(c, "零壹贰叁肆伍陆柒捌玖")).collect())
            }
            Counting::LegalTraditional => {
                Some(numeral::in_words(n)?.chars().map(|c| legal(c, "零壹貳參肆伍陸柒捌玖")).collect())
            }
            Counting::Stems => nth("甲乙丙丁戊己庚辛壬癸"),
            Counting::Branches => nth("子丑寅卯辰巳午未申酉戌亥"),
            Counting::Circled => match n {
                0 => Some('⓪'.into()),
                1..=20 => beyond('①', n),
                21..=35 => beyond('㉑', n - 20),
                36..=50 => beyond('㊱', n - 35),
                _ => None,
            },
            Counting::ChineseCircled => beyond('㊀', n).filter(|_| n <= 10),
            Counting::Bracketed => beyond('⑴', n).filter(|_| n <= 20),
            Counting::Stopped => beyond('⒈', n).filter(|_| n <= 20),
            Counting::Dashed => Some(format!("- {n} -")),
            Counting::Silent => Some(String::new()),
        }
    }
}

/// The sign that stands `n` − 1 behind `first`.
fn beyond(first: char, n: u32) -> Option<String> {
    char::from_u32(u32::from(first) + n.checked_sub(1)?).map(String::from)
}

fn full_width(digit: u8) -> Option<char> {
    char::from_u32(0xff10 + u32::from(digit.checked_sub(b'0')?))
}

/// a … z, aa … zz, aaa: as Word counts.
fn letters(n: u32, first: u8) -> Option<String> {
    // Word itself repeats a letter without end; ten times is more than any list has, and a broken number must not fill a line.
    const MOST: u32 = 26 * 10;
    let n = n.checked_sub(1).filter(|n| *n < MOST)?;
    Some(char::from(first + (n % 26) as u8).to_string().repeat(n as usize / 26 + 1))
}

/// A numeral as cheques have it.
fn legal(numeral: char, digits: &str) -> char {
    match numeral {
        '十' => '拾',
        '百' => '佰',
        '千' => '仟',
        _ => numeral::value(&numeral.to_string())
            .and_then(|value| digits.chars().nth(value as usize))
            .unwrap_or(numeral),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, numbers: &[(u32, &str)]) {
        for (n, expected) in numbers {
            assert_eq!(Counting::named(name).spelled(*n), *expected, "{name} {n}");
        }
    }

    #[test]
    fn lists_count_as_word_prints_them() {
        check(
            "chineseCountingThousand",
            &[(1, "一"), (10, "十"), (21, "二十一"), (101, "一百零一"), (2010, "二千零一十")],
        );
        check("chineseCounting", &[(11, "十一"), (99, "九十九"), (101, "一〇一")]);
        check("chineseLegalSimplified", &[(2, "贰"), (12, "拾贰"), (105, "壹佰零伍")]);
        check("ideographLegalTraditional", &[(2, "貳")]);
        check("ideographTraditional", &[(1, "甲"), (10, "癸"), (11, "11")]);
        check("ideographZodiac", &[(12, "亥")]);
        check("ideographDigital", &[(10, "一〇")]);
        check(
            "decimalEnclosedCircleChinese",
            &[(1, "①"), (20, "⑳"), (21, "㉑"), (36, "㊱"), (50, "㊿"), (51, "51")],
        );
        check("ideographEnclosedCircle", &[(1, "㊀"), (11, "11")]);
        check("decimalEnclosedParen", &[(3, "⑶"), (21, "21")]);
        check("decimalEnclosedFullstop", &[(1, "⒈"), (21, "21")]);
        check("decimalFullWidth", &[(12, "１２")]);
        check("decimalZero", &[(1, "01"), (10, "10")]);
        check(
            "ordinal",
            &[(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (21, "21st"), (112, "112th")],
        );
        check("upperLetter", &[(1, "A"), (27, "AA"), (1000, "1000")]);
        check("lowerRoman", &[(4, "iv"), (5000, "5000")]);
        check("numberInDash", &[(1, "- 1 -")]);
        check("none", &[(1, "")]);
        check("unheardOf", &[(7, "7")]);
        assert_eq!(Counting::numbered(39), Counting::Chinese);
        assert_eq!(Counting::numbered(200), Counting::Arabic);
    }

    #[test]
    fn a_way_is_known_by_its_first_number() {
        for (first, expected) in [
            ("一, 二, 三, ...", Counting::Chinese),
            ("①", Counting::Circled),
            ("a", Counting::SmallLetters),
            ("", Counting::Silent),
            ("1", Counting::Arabic),
            ("甲, 乙, 丙, ...", Counting::Stems),
        ] {
            assert_eq!(Counting::shown_first(first), expected, "{first}");
        }
    }
}

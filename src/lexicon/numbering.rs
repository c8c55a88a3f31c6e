//! Numbers of headings (层次标题) and of other lines: 一、 （一） 1. （1） and 第一章, 第三条.

use crate::lexicon::numeral;

/// A heading number at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    /// Level 1–4.
    pub level: u8,
    /// Its length in bytes, white space behind it included.
    pub length: usize,
    /// The number itself: 3 for 三、; of `2.1` the last part.
    pub ordinal: u32,
    /// How deep this style of number stands among all of them: 第一章 above 一、 although both make level 1.
    pub rank: u8,
}

/// What a number is: level, length in bytes, ordinal and rank, as in [`Marker`].
type Number = (u8, usize, u32, u8);

/// The heading number `text` starts with.
pub fn marker(text: &str) -> Option<Marker> {
    let found = enumerated(text)
        .or_else(|| bracketed(text))
        .or_else(|| decimal(text))
        .or_else(|| arabic(text))
        .or_else(|| chapter(text))
        .or_else(|| formal(text))
        .or_else(|| stem(text));
    found.map(|(level, length, ordinal, rank)| {
        let rest = &text[length..];
        Marker { level, length: length + rest.len() - rest.trim_start().len(), ordinal, rank }
    })
}

/// `一、` (also typed `一.` or `一，`).
fn enumerated(text: &str) -> Option<Number> {
    let n = numeral::span(text)?;
    let rest = &text[n..];
    let mark = rest.chars().next().filter(|c| matches!(c, '、' | '.' | '．' | ',' | '，'))?;
    Some((1, n + mark.len_utf8(), numeral::value(&text[..n])?, 2))
}

/// `（一）` and `（1）`; a `、` behind it belongs to it.
fn bracketed(text: &str) -> Option<Number> {
    let rest = text.strip_prefix(['（', '('])?;
    let open = text.len() - rest.len();
    let (level, n) = match numeral::span(rest) {
        Some(n) => (2, n),
        None => (4, numeral::arabic_span(rest).filter(|n| *n <= 2)?),
    };
    let close = rest[n..].chars().next().filter(|c| matches!(c, '）' | ')'))?;
    let end = open + n + close.len_utf8();
    let comma = if text[end..].starts_with('、') { '、'.len_utf8() } else { 0 };
    Some((level, end + comma, numeral::value(&rest[..n])?, if level == 2 { 3 } else { 6 }))
}

/// `1.1 编制目的`, `2.3.1机构`: as deep as it has parts; not `1.5万人`, whose number is a quantity.
fn decimal(text: &str) -> Option<Number> {
    const UNITS: &str =
        "万亿千百十元％%‰℃°度米公里倍个吨亩平方立人次名年月日岁分秒时点级折版股角斤克升户家条万";
    let mut end = numeral::arabic_span(text).filter(|n| *n <= 2)?;
    let mut parts = 1;
    let mut last = &text[..end];
    while let Some(rest) = text[end..].strip_prefix(['.', '．']) {
        let Some(n) = numeral::arabic_span(rest).filter(|n| *n <= 2) else { break };
        last = &rest[..n];
        end = text.len() - rest.len() + n;
        parts += 1;
    }
    let rest = &text[end..];
    let first = rest.trim_start().chars().next()?;
    let apart = rest.starts_with(char::is_whitespace);
    let named = crate::text::is_han(first) || apart && (first == '“' || first == '《');
    let quantity = UNITS.contains(first) && !apart;
    ((2..=4).contains(&parts) && named && !quantity && !last.starts_with('0'))
        .then(|| Some((parts, end, last.parse().ok()?, 5 + parts)))?
}

/// `1.` but not `1.5` and not `1.2 概述`'s first part; `1、` as well, and `1 ．` as some type it; `1）` below them.
fn arabic(text: &str) -> Option<Number> {
    let n = numeral::arabic_span(text).filter(|n| *n <= 2)?;
    let apart = text[n..].strip_prefix(' ').filter(|rest| rest.starts_with(['．', '、']));
    let from = if apart.is_some() { n + 1 } else { n };
    let mark = text[from..].chars().next().filter(|c| matches!(c, '.' | '．' | '、' | '）' | ')'))?;
    let end = from + mark.len_utf8();
    let (level, rank) = if matches!(mark, '）' | ')') { (4, 5) } else { (3, 4) };
    let ordinal = text[..n].parse().ok()?;
    (!text[end..].starts_with(|c: char| c.is_ascii_digit())).then_some((level, end, ordinal, rank))
}

/// The numerals of accounts, which stand above 一、 where both are.
const FORMAL: &str = "壹贰叁肆伍陆柒捌玖拾";
/// Some of them in Traditional characters, each below its own, and what 參 becomes in Simplified script.
const FORMAL_OTHERS: [&str; 2] = ["壹貳參肆伍陸柒捌玖拾", "壹贰参肆伍陆柒捌玖拾"];
/// The stems that count like letters.
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";

/// What `c` counts among the characters of `list`.
fn place_in(list: &str, c: char) -> Option<u32> {
    list.chars().zip(1..).find(|(known, _)| *known == c).map(|(_, n)| n)
}

/// `壹、`, `（貳）`, as documents of Taiwan and old ones have above 一、.
fn formal(text: &str) -> Option<Number> {
    let bare = text.strip_prefix(['（', '(']).unwrap_or(text);
    let numeral = bare.chars().next()?;
    let rest = &bare[numeral.len_utf8()..];
    let bracketed = bare.len() < text.len();
    let mark = rest.chars().next().filter(|c| match bracketed {
        true => matches!(c, '）' | ')'),
        false => matches!(c, '、' | '.' | '．'),
    })?;
    // Few texts have the mark, so it is looked for before the numeral is.
    let n = place_in(FORMAL, numeral)
        .or_else(|| FORMAL_OTHERS.iter().find_map(|list| place_in(list, numeral)))?;
    let name = &rest[mark.len_utf8()..];
    // `陆、海、空各部` names three.
    let listed = name.chars().nth(1) == Some('、');
    (!listed).then_some((1, text.len() - name.len(), n, 0))
}

/// Whether `text` begins with a numeral of accounts and its mark: `壹、緣起`.
pub fn is_formal(text: &str) -> bool {
    formal(text).is_some()
}

/// `甲、招生方式`; `甲、乙双方` are two sides of a contract.
fn stem(text: &str) -> Option<Number> {
    let first = text.chars().next()?;
    let rest = text[first.len_utf8()..].strip_prefix('、')?;
    let n = place_in(STEMS, first)?;
    let second = rest.chars().next()?;
    (place_in(STEMS, second).is_none()).then_some((4, text.len() - rest.len(), n, 9))
}

/// `第一章`, `第一部分`, `第一节`.
fn chapter(text: &str) -> Option<Number> {
    let (ordinal, end) = ordinal_word(text)?;
    let word = ["部分", "章", "篇", "编", "节"].into_iter().find(|word| text[end..].starts_with(word))?;
    let (level, rank) = if word == "节" { (2, 1) } else { (1, 0) };
    Some((level, end + word.len(), ordinal, rank))
}

/// `第三`, `第12`: its value and its length in bytes.
pub fn ordinal_word(text: &str) -> Option<(u32, usize)> {
    let rest = text.strip_prefix('第')?;
    let n = numeral::span(rest).or_else(|| numeral::arabic_span(rest))?;
    Some((numeral::value(&rest[..n])?, '第'.len_utf8() + n))
}

/// `第三条`, the unit statutes are counted by: its number.
pub fn article_number(text: &str) -> Option<u32> {
    let (ordinal, end) = ordinal_word(text)?;
    text[end..].starts_with('条').then_some(ordinal)
}

/// `第一句话：`, `第二个关键词——`: a number with what it counts, and where the mark behind it ends.
pub fn counted_thing(text: &str) -> Option<usize> {
    // 第一个关键词; a longer word belongs to a sentence.
    const LONGEST: usize = 5;
    let (_, end) = ordinal_word(text)?;
    let at = text[end..].find(['：', ':', '—', '，', ','])?;
    let thing = &text[end..end + at];
    let counted = (1..=LONGEST).contains(&thing.chars().count())
        && thing.starts_with([
            '句', '个', '個', '件', '点', '點', '招', '步', '关', '關', '层', '層', '问', '把', '种', '類',
            '类', '张', '道', '笔', '項', '项', '字',
        ])
        && thing.chars().all(crate::text::is_han);
    let mark = text[end + at..].chars().next()?;
    (counted && !(matches!(mark, '，' | ',') && thing.chars().count() < 2))
        .then_some(end + at + mark.len_utf8())
}

/// One more than the deepest rank.
pub const RANKS: u8 = 10;

/// Whether `text` is a number and nothing else: `01`, `三`, `PART 01`.
pub fn is_alone(text: &str) -> bool {
    let text = without_part(text);
    let arabic = text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
    arabic || text.chars().count() <= 2 && text.chars().all(numeral::is_small)
}

/// A number without the word posts put before it: `PART.01`, `No.2`.
fn without_part(text: &str) -> &str {
    const WORDS: [&str; 3] = ["part", "chapter", "no"];
    let after = |word: &&str| {
        let (start, rest) = text.split_at_checked(word.len())?;
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '·' | '/'));
        (start.eq_ignore_ascii_case(word) && rest.starts_with(|c: char| c.is_ascii_digit())).then_some(rest)
    };
    WORDS.iter().find_map(after).unwrap_or(text)
}

/// A number of any kind at the start of a line, and the sign behind it.
pub struct Opening {
    /// Whether it is of Chinese numerals only.
    pub chinese: bool,
    /// `、` `.` `．` `）` `)` `章` `条` `节` `是`.
    pub sign: char,
}

/// The number `text` opens with, brackets and 第 before it aside: `一、`, `(二)`, `第三条`, `四是`, `12．`.
pub fn opening(text: &str) -> Option<Opening> {
    let bare = text.trim_start_matches(['（', '(', '第']);
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit() || numeral::is_numeral(c));
    let number = &bare[..bare.len() - rest.len()];
    let sign = rest.chars().next().filter(|c| "、.．）)章条节是".contains(*c))?;
    (!number.is_empty()).then(|| Opening { chinese: !number.contains(|c: char| c.is_ascii_digit()), sign })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(u8, u8, u32, &str)>) {
        let seen = marker(text).map(|m| (m.level, m.rank, m.ordinal, &text[m.length..]));
        assert_eq!(seen, expected, "{text}");
    }

    #[test]
    fn markers_have_a_level_a_rank_and_an_ordinal() {
        check("十二、附则", Some((1, 2, 12, "附则")));
        check("三，保障措施", Some((1, 2, 3, "保障措施")));
        check("（三）、加强领导", Some((2, 3, 3, "加强领导")));
        check("3. 完善制度", Some((3, 4, 3, "完善制度")));
        check("2）人居环境", Some((4, 5, 2, "人居环境")));
        check("1 ．抓好培训", Some((3, 4, 1, "抓好培训")));
        check("2 、抓好普查", Some((3, 4, 2, "抓好普查")));
        check("（4）经费保障", Some((4, 6, 4, "经费保障")));
        check("2.3.1机构组成", Some((3, 8, 1, "机构组成")));
        check("壹、緣起", Some((1, 0, 1, "緣起")));
        check("（參）经费来源", Some((1, 0, 3, "经费来源")));
        check("乙、結業標準", Some((4, 9, 2, "結業標準")));
        check("第三章 监督管理", Some((1, 0, 3, "监督管理")));
        check("第二节 程序", Some((2, 1, 2, "程序")));
        for text in [
            "1.5万人参加活动",
            "12.5%的群众",
            "一心一意谋发展",
            "第三方机构评估",
            "第三条 总则",
            "2022年",
            "1 ）甲",
            "1 ．5万人",
            "甲、乙双方协商",
            "甲方、乙方",
            "伍先生",
            "陆、海、空各部",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn articles_of_statutes_are_counted() {
        assert_eq!((article_number("第一百零三条 本法"), article_number("第三章")), (Some(103), None));
        assert_eq!(ordinal_word("第12期"), Some((12, 5)));
    }

    #[test]
    fn things_are_counted_before_a_colon() {
        let rest = |text: &'static str| counted_thing(text).map(|end| &text[end..]);
        assert_eq!(rest("第一句话：听完再开口。"), Some("听完再开口。"));
        assert_eq!(rest("第二个关键词——担当"), Some("—担当"));
        assert_eq!(rest("第三件事，抓好春耕。"), Some("抓好春耕。"));
        for text in ["第三条：总则", "第一，抓好春耕", "第一批：三个村", "第一句话说得好", "一句话：听完"]
        {
            assert_eq!(counted_thing(text), None, "{text}");
        }
    }

    #[test]
    fn lines_open_with_numbers_or_are_nothing_else() {
        for text in ["01", "7", "三", "十二", "PART 01", "Part.2", "NO.3"] {
            assert!(is_alone(text), "{text}");
        }
        for text in ["012", "二十一", "百", "一、", "PART", "NO. 一", "party 1", "PART 012"] {
            assert!(!is_alone(text), "{text}");
        }
        let seen = |text| opening(text).map(|o| (o.chinese, o.sign));
        assert_eq!(seen("（第三条"), Some((true, '条')));
        assert_eq!(
            (seen("四是"), seen("12．甲"), seen("甲、"), seen("（、")),
            (Some((true, '是')), Some((false, '．')), None, None)
        );
    }
}

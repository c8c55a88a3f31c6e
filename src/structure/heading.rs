//! Numbered headings: 一、 （一） 1. （1） and 第一章, and whether what follows is a heading, a paragraph with one, or a clause.

use crate::document::{Role, RunIn, RunInKind};
use crate::text::{is_stop, numeral};

/// A heading number at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Marker {
    /// Level 1–4.
    pub(crate) level: u8,
    /// Its length in bytes, white space behind it included.
    pub(crate) length: usize,
    /// The number itself: 3 for 三、; of `2.1` the last part.
    pub(crate) ordinal: u32,
    /// How deep this style of number stands among all of them: 第一章 above 一、 although both make level 1.
    pub(crate) rank: u8,
}

/// What a number is: level, length in bytes, ordinal and rank, as in [`Marker`].
type Number = (u8, usize, u32, u8);

/// Characters of a number.
type Digits = fn(char) -> bool;

const CHINESE: Digits =
    |c| matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '零' | '〇');
const DIGITS: Digits = |c| c.is_ascii_digit();

/// The heading number `text` starts with.
pub(crate) fn marker(text: &str) -> Option<Marker> {
    let found = enumerated(text)
        .or_else(|| bracketed(text))
        .or_else(|| decimal(text))
        .or_else(|| arabic(text))
        .or_else(|| chapter(text));
    found.map(|(level, length, ordinal, rank)| {
        let rest = &text[length..];
        Marker { level, length: length + rest.len() - rest.trim_start().len(), ordinal, rank }
    })
}

/// `一、` (also typed `一.` or `一，`).
fn enumerated(text: &str) -> Option<Number> {
    let n = span(text, CHINESE)?;
    let rest = &text[n..];
    let mark = rest.chars().next().filter(|c| matches!(c, '、' | '.' | '．' | ',' | '，'))?;
    Some((1, n + mark.len_utf8(), numeral(&text[..n])?, 2))
}

/// `（一）` and `（1）`; a `、` behind it belongs to it.
fn bracketed(text: &str) -> Option<Number> {
    let rest = text.strip_prefix(['（', '('])?;
    let open = text.len() - rest.len();
    let (level, n) = match span(rest, CHINESE) {
        Some(n) => (2, n),
        None => (4, span(rest, DIGITS).filter(|n| *n <= 2)?),
    };
    let close = rest[n..].chars().next().filter(|c| matches!(c, '）' | ')'))?;
    let end = open + n + close.len_utf8();
    let comma = if text[end..].starts_with('、') { '、'.len_utf8() } else { 0 };
    Some((level, end + comma, numeral(&rest[..n])?, if level == 2 { 3 } else { 6 }))
}

/// `1.1 编制目的`, `2.3.1机构`: as deep as it has parts; not `1.5万人`, whose number is a quantity.
fn decimal(text: &str) -> Option<Number> {
    const UNITS: &str =
        "万亿千百十元％%‰℃°度米公里倍个吨亩平方立人次名年月日岁分秒时点级折版股角斤克升户家条万";
    let mut end = span(text, DIGITS).filter(|n| *n <= 2)?;
    let mut parts = 1;
    let mut last = &text[..end];
    while let Some(rest) = text[end..].strip_prefix(['.', '．']) {
        let Some(n) = span(rest, DIGITS).filter(|n| *n <= 2) else { break };
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

/// `1.` but not `1.5` and not `1.2 概述`'s first part; `1、` as well; `1）` below them.
fn arabic(text: &str) -> Option<Number> {
    let n = span(text, DIGITS).filter(|n| *n <= 2)?;
    let mark = text[n..].chars().next().filter(|c| matches!(c, '.' | '．' | '、' | '）' | ')'))?;
    let rest = &text[n + mark.len_utf8()..];
    let (level, rank) = if matches!(mark, '）' | ')') { (4, 5) } else { (3, 4) };
    let ordinal = text[..n].parse().ok()?;
    (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some((level, n + mark.len_utf8(), ordinal, rank))
}

/// `第一章`, `第一部分`, `第一节`.
fn chapter(text: &str) -> Option<Number> {
    let (ordinal, end) = ordinal_word(text)?;
    let word = ["部分", "章", "篇", "编", "节"].into_iter().find(|word| text[end..].starts_with(word))?;
    let (level, rank) = if word == "节" { (2, 1) } else { (1, 0) };
    Some((level, end + word.len(), ordinal, rank))
}

/// `第三`, `第12`: its value and its length in bytes.
pub(crate) fn ordinal_word(text: &str) -> Option<(u32, usize)> {
    let rest = text.strip_prefix('第')?;
    let n = span(rest, CHINESE).or_else(|| span(rest, DIGITS))?;
    Some((numeral(&rest[..n])?, '第'.len_utf8() + n))
}

/// `第三条`, the unit statutes are counted by: its number.
pub(crate) fn article_number(text: &str) -> Option<u32> {
    let (ordinal, end) = ordinal_word(text)?;
    text[end..].starts_with('条').then_some(ordinal)
}

/// One more than the deepest rank.
pub(crate) const RANKS: u8 = 10;

fn span(text: &str, digits: Digits) -> Option<usize> {
    let n = text.find(|c| !digits(c)).unwrap_or(text.len());
    (n > 0).then_some(n)
}

/// Longest heading, in characters.
const LONGEST: usize = 60;
/// Longest heading sentence at the start of a paragraph.
const LONGEST_HEAD: usize = 38;
/// Longest single sentence that is a heading in spite of its full stop.
const LONGEST_SENTENCE: usize = 26;

/// What a line with a heading number is; `None` for one without.
pub(crate) fn numbered(text: &str) -> Option<Role> {
    let marker = marker(text)?;
    let level = marker.level;
    let rest = &text[marker.length..];
    let length = rest.chars().count();
    let Some(stop) = first_stop(rest) else {
        let heading = (1..=LONGEST).contains(&length) && !rest.ends_with(['，', '、', ',']);
        return Some(if heading { Role::Heading(level) } else { Role::Paragraph });
    };
    let head = rest[..stop].chars().count();
    if stop == rest.len() {
        let heading = level <= 2 && head <= LONGEST_SENTENCE && rest.ends_with('。') && !rest.contains('：');
        return Some(if heading { Role::Heading(level) } else { Role::Paragraph });
    }
    if head > LONGEST_HEAD || !rest[..stop].ends_with('。') || rest[..stop].contains('：') || is_clause(rest)
    {
        return Some(Role::Paragraph);
    }
    Some(Role::RunIn(RunIn { head: marker.length + stop, kind: RunInKind::Numbered(level) }))
}

/// Where the first sentence of `text` ends: behind its stop, closing quotes outside it included.
pub(crate) fn first_stop(text: &str) -> Option<usize> {
    let mut depth = 0_i32;
    for (i, c) in text.char_indices() {
        match c {
            '“' | '（' | '《' => depth += 1,
            '”' | '）' | '》' => depth -= 1,
            _ if is_stop(c) && c != '…' && depth <= 0 => return Some(i + c.len_utf8()),
            _ => {}
        }
    }
    None
}

/// A rule or a duty, not a heading: `本规则所称…`, `根据《…》`.
fn is_clause(text: &str) -> bool {
    ["根据", "为了", "为加强", "为规范", "本规则", "本办法", "本条例", "本规定", "按照"]
        .iter()
        .any(|word| text.starts_with(word))
}

/// The lead of `一是…。` or `一要…。` with text behind it; 第一， and 首先， open plain sentences.
pub(crate) fn enumeration(text: &str) -> Option<Role> {
    const LONGEST_LEAD: usize = 32;
    span(text, CHINESE).filter(|n| text[*n..].starts_with(['是', '要']))?;
    let stop = first_stop(text)?;
    let lead =
        stop < text.len() && text[..stop].ends_with('。') && text[..stop].chars().count() <= LONGEST_LEAD;
    lead.then_some(Role::RunIn(RunIn { head: stop, kind: RunInKind::Enumeration }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let role = numbered(text).or_else(|| enumeration(text));
        let seen = match role {
            Some(Role::Heading(level)) => format!("h{level}"),
            Some(Role::RunIn(run_in)) => format!("{:?}: {}", run_in.kind, &text[..run_in.head]),
            Some(_) => "paragraph".into(),
            None => "nothing".into(),
        };
        assert_eq!(seen, expected, "{text}");
    }

    #[test]
    fn levels() {
        check("一、2022年工作总结", "h1");
        check("（二）夯实组织建设的基层底座", "h2");
        check("3.完善制度", "h3");
        check("（4）经费保障", "h4");
        check("1.1 编制目的", "h2");
        check("2.3.1机构组成", "h3");
        check("2）人居环境整治", "h4");
        check("（三）、加强领导", "h2");
        check("三，保障措施", "h1");
        check("第三章 监督管理", "h1");
        check("第二节 程序", "h2");
        check("十二、附则", "h1");
    }

    #[test]
    fn what_is_not_a_heading() {
        check("一、根据《中华人民共和国宪法》，结合本县实际，制定本规则。", "paragraph");
        check("1.有规范的名称。", "paragraph");
        check("1.5万人参加活动", "nothing");
        check("12.5%的群众", "nothing");
        check("一心一意谋发展", "nothing");
        check("2022年，全市推进改革。", "nothing");
        check("（一）参加人数、时间、地点，", "paragraph");
        check("第三方机构评估", "nothing");
    }

    #[test]
    fn run_in_headings() {
        check("（一）强化领导。成立专班，定期会商。", "Numbered(2): （一）强化领导。");
        check("1.抓学习。坚持“第一议题”。", "Numbered(3): 1.抓学习。");
        check(
            "一、坚持党建领航，把准履职方向。一是强化引领。",
            "Numbered(1): 一、坚持党建领航，把准履职方向。",
        );
        check("一是夯实基础。办党组把作风建设作为重点。", "Enumeration: 一是夯实基础。");
        check("一是持续推进改革，上半年办件一百件。", "nothing");
        check("第一，要认识到位。各级要统一思想。", "nothing");
        check("一、元旦：1月1日放假，共1天。1月2日上班。", "paragraph");
        check("二、清明节：4月5日放假。", "paragraph");
    }
}

//! Half-width marks in Chinese text become full-width (GB/T 15834 5.1).

use crate::lexicon::numeral;
use crate::punctuation::{Addresses, Text, is_chinese};
use crate::text::is_han;

/// Widens `, ; : ? !`, a full stop at the end of a sentence, and brackets.
pub(crate) fn fold(text: &mut Text<'_>) {
    if !text
        .chars
        .iter()
        .any(|c| matches!(c, ',' | ';' | ':' | '?' | '!' | '.' | '(' | ')' | '[' | '（' | '【'))
    {
        return;
    }
    if is_reference(&text.chars) {
        return;
    }
    let addresses = text.addresses();
    brackets(text, &addresses);
    text.settle();
    number_brackets(text);
    for i in 0..text.chars.len() {
        let c = text.chars[i];
        if c != '.' && wide(c).is_none() || addresses.hold(i) {
            continue;
        }
        match c {
            '.' if ends_chinese_sentence(text, i) => text.set("punctuation.width", i, '。'),
            c => {
                if let Some(wide) = wide(c).filter(|_| is_between_chinese(text, i)) {
                    text.set("punctuation.width", i, wide);
                }
            }
        }
    }
    text.settle();
}

/// Whether a line is an entry of a list of references, whose marks are half-width (GB/T 7714-2015): it names the kind of the work, `[J]`, `[EB/OL]`.
fn is_reference(chars: &[char]) -> bool {
    const KINDS: &str = "MCNJDRSPGZAK";
    let opens = chars.iter().enumerate().filter(|(_, c)| **c == '[');
    opens.map(|(i, _)| &chars[i + 1..]).any(|rest| {
        let online = matches!(rest, ['E', 'B', '/', 'O', 'L', ']', ..]);
        online
            || rest.first().is_some_and(|kind| KINDS.contains(*kind))
                && matches!(rest[1..], [']', ..] | ['/', 'O', 'L', ']', ..])
    })
}

fn wide(c: char) -> Option<char> {
    Some(match c {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        _ => return None,
    })
}

/// Not between two letters or digits (a time, a number, a name), and the nearest letter before it or the character after
/// it is Chinese.
fn is_between_chinese(text: &Text<'_>, i: usize) -> bool {
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if joins(text.before(i)) && joins(text.after(i)) {
        return false;
    }
    let digit = |c: &char| c.is_ascii_digit() || matches!(c, '*' | '%' | '.' | '+' | '-' | ')' | ' ');
    let nearest = text.chars[..i].iter().rev().find(|c| !digit(c));
    nearest.is_some_and(|c| is_chinese(*c)) || text.after(i).is_some_and(is_chinese)
}

/// `。` typed as `.`: behind a Chinese character, at the end or before a space or another one; not behind a number like `一.`.
fn ends_chinese_sentence(text: &Text<'_>, i: usize) -> bool {
    let closes = |c: char| is_han(c) || matches!(c, '”' | '》' | '）');
    let ends = text.after(i).is_none_or(|c| c.is_whitespace() || is_chinese(c));
    let numbering = text.chars[..i].iter().all(|c| numeral::is_numeral(*c) || "（）第".contains(*c));
    text.before(i).is_some_and(closes) && ends && !numbering
}

/// Brackets around Chinese, or beside it, become full-width.
fn brackets(text: &mut Text<'_>, addresses: &Addresses) {
    // Each with how many Chinese characters stand before it.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut chinese = 0;
    for i in 0..text.chars.len() {
        chinese += usize::from(is_han(text.chars[i]));
        match text.chars[i] {
            '(' => open.push((i, chinese)),
            ')' if !addresses.hold(i) => match open.pop() {
                Some((start, before)) if is_chinese_bracket(text, start, i, chinese > before) => {
                    text.set("punctuation.bracket", start, '（');
                    text.set("punctuation.bracket", i, '）');
                }
                Some(_) => {}
                None => widen_alone(text, i, '）'),
            },
            _ => {}
        }
    }
    for (start, _) in open {
        widen_alone(text, start, '（');
    }
}

/// `inside`: whether there is Chinese in it.
fn is_chinese_bracket(text: &Text<'_>, start: usize, end: usize, inside: bool) -> bool {
    let call = text.before(start).is_some_and(|c| c.is_ascii_alphabetic());
    let beside = text.before(start).is_some_and(is_chinese) || text.after(end).is_some_and(is_chinese);
    inside || beside && !call
}

/// A bracket whose partner is full-width already, or missing.
fn widen_alone(text: &mut Text<'_>, i: usize, to: char) {
    if text.before(i).is_some_and(is_chinese) || text.after(i).is_some_and(is_chinese) {
        text.set("punctuation.bracket", i, to);
    }
}

/// `[2024]5号`, `（2024）5号`, `【2024】5号` → `〔2024〕5号` (GB/T 9704-2012 7.2.5).
fn number_brackets(text: &mut Text<'_>) {
    let opens = |c: char| matches!(c, '[' | '［' | '（' | '【' | '(');
    for i in 1..text.chars.len().saturating_sub(6) {
        let c = &text.chars[i..];
        let year = opens(c[0])
            && c[1..5].iter().all(char::is_ascii_digit)
            && matches!(c[5], ']' | '］' | '）' | '】' | ')');
        if !year || !is_han(text.chars[i - 1]) {
            continue;
        }
        let rest = c[6..].iter().skip_while(|c| **c == '第').skip_while(|c| c.is_ascii_digit() || **c == '*');
        let numbered = c[6] == '第' || c[6].is_ascii_digit() || c[6] == '*';
        if numbered && rest.clone().next() == Some(&'号') {
            text.set("punctuation.document-number", i, '〔');
            text.set("punctuation.document-number", i + 5, '〕');
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::punctuation::tests::check;

    #[test]
    fn marks_beside_chinese_are_widened() {
        check("2025年,在市委领导下,提升100%,达到**;好!", "2025年，在市委领导下，提升100%，达到**；好！");
        check("出台《办法》,推行“制度”;", "出台《办法》，推行“制度”；");
        check("会议结束.", "会议结束。");
        check("会议结束.大家离开", "会议结束。大家离开");
        check("一.加强领导", "一.加强领导");
        check("实现WiFi全覆盖,1.3万次", "实现WiFi全覆盖，1.3万次");
    }

    #[test]
    fn entries_of_references_keep_their_marks() {
        for text in [
            "[1]张平.统计的逻辑[J].统计科学,2019(3):12-20.",
            "[2]李伟.质量论[M].北京:统计出版社,2018.",
            "某局.年报[EB/OL].青禾网.",
            "某文[J/OL].统计,2019.",
        ] {
            check(text, text);
        }
        check("[1]张平.统计", "[1]张平。统计");
        check("见[J2]统计,下同", "见[J2]统计，下同");
        check("见[EB]统计,下同", "见[EB]统计，下同");
    }

    #[test]
    fn brackets_follow_what_they_hold() {
        check("党组(党委)和(WTO)成员,调用f(x)", "党组（党委）和（WTO）成员，调用f(x)");
        check("(一)提高认识", "（一）提高认识");
        check("(1)目标", "（1）目标");
        check("plain (text) only", "plain (text) only");
        check("(一）目标", "（一）目标");
        check("（一)目标", "（一）目标");
        check("目标(一", "目标（一");
        check("目标 a (b c", "目标 a (b c");
    }

    #[test]
    fn the_year_of_a_document_number_stands_in_hexagonal_brackets() {
        check("国发[2024]5号", "国发〔2024〕5号");
        check("镇政发（2024）第7号文件", "镇政发〔2024〕第7号文件");
        for stays in ["第一季度（2024）数据", "印发[2024]号文件", "国发[2024、5号", "见A[2024]5号文件"]
        {
            check(stays, stays);
        }
    }
}

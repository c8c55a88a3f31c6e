//! Characters that stand for another one: small, vertical and half-width forms, full-width digits and letters,
//! enclosed numbers, radicals, and the zero of Chinese numerals.

use unicode_normalization::UnicodeNormalization;

use crate::lexicon::numeral;
use crate::punctuation::Text;
use crate::text::{Edits, alike, is_han};

/// Folds single characters.
pub(crate) fn fold(text: &mut Text<'_>) {
    for i in 0..text.chars.len() {
        let c = text.chars[i];
        if is_unified(c) || c.is_ascii() && !matches!(c, 'O' | 'o' | '0') {
            continue;
        }
        if let Some(to) = mark(c) {
            text.set("punctuation.form", i, to);
        } else if let Some(to) = ascii(c) {
            text.set("punctuation.digit", i, to);
        } else if is_decimal_point(text, i) {
            text.set("punctuation.digit", i, '.');
        } else if let Some(to) = alike::meant(c) {
            text.set("punctuation.radical", i, to);
        } else if c != '〇' && is_zero(text, i) {
            text.set("punctuation.zero", i, '〇');
        } else if is_middle_dot(text, i) {
            text.set("punctuation.form", i, '·');
        }
    }
    text.settle();
    numerals(text);
}

/// The Chinese characters that stand for nothing but themselves.
fn is_unified(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// The right form of a mark (`format.md` 7.3).
fn mark(c: char) -> Option<char> {
    Some(match c {
        '﹐' | '︐' => '，',
        '﹑' | '︑' | '､' => '、',
        '︒' | '｡' => '。',
        '﹔' | '︔' => '；',
        '﹕' | '︓' | '︰' => '：',
        '﹖' | '︖' => '？',
        '﹗' | '︕' => '！',
        '﹙' | '︵' => '（',
        '﹚' | '︶' => '）',
        '﹝' | '︹' | '❲' => '〔',
        '﹞' | '︺' | '❳' => '〕',
        '︻' => '【',
        '︼' => '】',
        '︽' | '≪' => '《',
        '︾' | '≫' => '》',
        '︿' => '〈',
        '﹀' => '〉',
        '「' | '﹁' | '〝' => '“',
        '」' | '﹂' | '〞' | '〟' => '”',
        '『' | '﹃' => '‘',
        '』' | '﹄' => '’',
        '﹘' | '︱' | '―' | '─' | '━' | '⸺' => '—',
        '⋯' | '︙' => '…',
        '﹪' | '％' => '%',
        '〜' | '∼' => '～',
        '‐' | '‑' | '−' => '-',
        _ => return None,
    })
}

fn ascii(c: char) -> Option<char> {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(c as u32 - 0xfee0),
        _ => None,
    }
}

/// A full-width dot inside of a number. Behind a number at the head of a line it may be that of a heading: `1．5万人参加`.
fn is_decimal_point(text: &Text<'_>, i: usize) -> bool {
    let digit = |c: char| matches!(c, '0'..='9' | '０'..='９');
    let whole = || text.chars[..i].iter().rev().take_while(|c| digit(**c)).count();
    let numbers = || text.chars[..i - whole()].iter().all(|c| c.is_whitespace());
    text.chars[i] == '．' && text.after(i).is_some_and(digit) && whole() > 0 && !numbers()
}

/// A circle, letter or digit that stands between Chinese numerals and means zero.
fn is_zero(text: &Text<'_>, i: usize) -> bool {
    let numeral = |c: Option<char>| c.is_some_and(numeral::is_digit);
    let circle = |c: char| matches!(c, '○' | '◯' | '⭕');
    let next = text.after(i);
    match text.chars[i] {
        c if circle(c) => {
            numeral(text.before(i))
                && next.is_some_and(|c| numeral::is_digit(c) || circle(c) || "年月日".contains(c))
        }
        'O' | '0' if numeral(text.before(i)) && numeral(next) => true,
        '0' => numeral::is_in_year(&text.chars, i),
        c => numeral::looks_like_zero(c) && c != '零' && numeral::is_in_year(&text.chars, i),
    }
}

/// A dot in the middle of the line between two characters of words.
fn is_middle_dot(text: &Text<'_>, i: usize) -> bool {
    let word = |c: Option<char>| {
        c.is_some_and(|c| is_han(c) || c.is_ascii_alphabetic() || "”》”".contains(c) || "“《".contains(c))
    };
    matches!(text.chars[i], '•' | '・' | '‧' | '⋅' | '∙' | '･' | '●')
        && word(text.before(i))
        && word(text.after(i))
}

/// `㈠` → `（一）`, `⑴` → `（1）`, `⒈` → `1.`: composed forms of heading numbers.
fn numerals(text: &mut Text<'_>) {
    let composed = |c: char| matches!(c, '㈠'..='㈩' | '⑴'..='⒛');
    if !text.chars.iter().copied().any(composed) {
        return;
    }
    let mut edits = Edits::new();
    for (at, c) in text.line.text.char_indices().filter(|(_, c)| composed(*c)) {
        let parts: String = std::iter::once(c)
            .nfkc()
            .map(|c| {
                if c == '(' {
                    '（'
                } else if c == ')' {
                    '）'
                } else {
                    c
                }
            })
            .collect();
        edits.replace("punctuation.numeral", at..at + c.len_utf8(), &parts);
    }
    text.rewrite(edits);
}

#[cfg(test)]
mod tests {
    use crate::punctuation::tests::check;

    #[test]
    fn forms() {
        check("學習借鑒﹔挖掘﹐推广︰", "學習借鑒；挖掘，推广：");
        check("「兩制」與『基本法』", "“兩制”與‘基本法’");
        check("２０２３年ＡＢ级", "2023年AB级");
        check("投资３８．５亿元，增长1２．３％", "投资38.5亿元，增长12.3%");
        for stays in ["1．5万人参加", "甲．5", "附件1．方案"] {
            check(stays, stays);
        }
        check("⼯作⽅案", "工作方案");
        check("二○○五年三月", "二〇〇五年三月");
        check("二0二三年", "二〇二三年");
        check("一○二室", "一〇二室");
        check("一O二室，一0二室", "一〇二室，一〇二室");
        for stays in ["第二○项", "共○五项", "型号O二", "二O号", "二△五"] {
            check(stays, stays);
        }
        check("○标记○", "○标记○");
        check("㈠加强领导⑵落实责任⒊", "（一）加强领导（2）落实责任3.");
        check("学雷锋•文明实践", "学雷锋·文明实践");
        check("• 第一项", "• 第一项");
    }

    #[test]
    fn marks_of_vertical_and_small_type_are_those_of_a_line() {
        for (forms, right) in [
            ("﹐︐", '，'),
            ("﹑︑､", '、'),
            ("︒｡", '。'),
            ("﹔︔", '；'),
            ("﹕︓︰", '：'),
            ("﹖︖", '？'),
            ("﹗︕", '！'),
            ("﹙︵", '（'),
            ("﹚︶", '）'),
            ("﹝︹❲", '〔'),
            ("﹞︺❳", '〕'),
            ("︻", '【'),
            ("︼", '】'),
            ("︽≪", '《'),
            ("︾≫", '》'),
            ("︿", '〈'),
            ("﹀", '〉'),
            ("「﹁〝", '“'),
            ("」﹂〞〟", '”'),
            ("『﹃", '‘'),
            ("』﹄", '’'),
            ("﹘︱―─━⸺", '—'),
            ("⋯︙", '…'),
            ("﹪％", '%'),
            ("〜∼", '～'),
            ("‐‑−", '-'),
        ] {
            for form in forms.chars() {
                assert_eq!(super::mark(form), Some(right), "{form}");
            }
        }
        check("增长５〜８％︽办法︾", "增长5～8%《办法》");
    }
}

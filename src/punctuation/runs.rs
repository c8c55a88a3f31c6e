//! Ellipses and dashes made of several marks.

use crate::punctuation::{Addresses, Text, is_chinese};
use crate::text::{Edits, is_han};

/// Makes `……` of `...`, `。。。` and `…`, and `——` of `--`.
pub(crate) fn fold(text: &mut Text<'_>) {
    let has_run = text
        .chars
        .windows(2)
        .any(|w| w[0] == w[1] && matches!(w[0], '.' | '。' | '，' | '、' | '；' | '：' | '-' | '－' | 'ー'));
    if !has_run && !text.chars.contains(&'…') {
        return;
    }
    let addresses = text.addresses();
    let chars = &text.chars;
    let mut edits = Edits::new();
    let (mut i, mut at) = (0, 0);
    while i < chars.len() {
        let n = chars[i..].iter().take_while(|c| **c == chars[i]).count();
        let run = &chars[i..i + n];
        let end = at + n * chars[i].len_utf8();
        match right_form(chars, i, n, &addresses) {
            Some((rule, to)) if !run.iter().copied().eq(to.chars()) => edits.replace(rule, at..end, to),
            _ => {}
        }
        (i, at) = (i + n, end);
    }
    if !edits.is_empty() {
        text.rewrite(edits);
    }
}

/// What the run of `n` equal characters at `i` should be.
fn right_form(
    chars: &[char],
    i: usize,
    n: usize,
    addresses: &Addresses,
) -> Option<(&'static str, &'static str)> {
    // Seven dots and more are a leader of a table of contents or a blank to fill in; an ellipsis is written with two to six.
    const LEADER: usize = 7;
    let chinese = |j: Option<usize>| j.and_then(|j| chars.get(j)).is_some_and(|c| is_chinese(*c));
    let beside = chinese(i.checked_sub(1)) || chinese(Some(i + n));
    if addresses.hold(i) || n >= LEADER {
        return None;
    }
    match chars[i] {
        '.' if n >= 3 && beside => Some(("punctuation.ellipsis", "……")),
        '。' if n >= 3 => Some(("punctuation.ellipsis", "……")),
        '…' if n != 2 && n < 4 => Some(("punctuation.ellipsis", "……")),
        '，' | '。' | '、' | '；' | '：' if n == 2 => Some(("punctuation.doubled", single(chars[i]))),
        // `指定：--template`: what programs are told; a dash follows words.
        '-' if n == 2 && is_option(&chars[..i], &chars[i + n..]) => None,
        '-' | '－' | 'ー' if n == 2 && beside => Some(("punctuation.dash", "——")),
        _ => None,
    }
}

/// Whether two hyphens between `before` and `after` are those of an option of a command.
fn is_option(before: &[char], after: &[char]) -> bool {
    after.first().is_some_and(char::is_ascii_lowercase) && !before.last().is_some_and(|c| is_han(*c))
}

/// The mark once.
fn single(c: char) -> &'static str {
    match c {
        '，' => "，",
        '、' => "、",
        '；' => "；",
        '：' => "：",
        _ => "。",
    }
}

#[cfg(test)]
mod tests {
    use crate::punctuation::tests::check;

    #[test]
    fn runs() {
        check("学习、宣传...等", "学习、宣传……等");
        check("学习、宣传…等", "学习、宣传……等");
        check("好。。。", "好……");
        check("要学习,,贯彻。。", "要学习，贯彻。");
        check("坚持--落实", "坚持——落实");
        check("坚持——落实……", "坚持——落实……");
        check("第一章........3", "第一章........3");
        check("版本1.0.2 --help", "版本1.0.2 --help");
        check("自己指定：--template 红头", "自己指定：--template 红头");
        check("加“--force”，或者（--quiet）", "加“--force”，或者（--quiet）");
        check("自贸区--asean，“好”--落实", "自贸区——asean，“好”——落实");
        check("学习宣传...", "学习宣传……");
        check("...等工作", "……等工作");
        check("等......", "等……");
        check("好………", "好……");
        for stays in ["第一章.......3", "范围a...b如上", "好…………", "好，，，的"] {
            check(stays, stays);
        }
    }
}

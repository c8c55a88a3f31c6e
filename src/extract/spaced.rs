//! Text recognised in a picture, or set with each character in a box of its own: a blank stands behind every character. The blanks between
//! Chinese characters go, so that lines and words can be seen.

use std::borrow::Cow;

use crate::diag::{Log, RuleId};
use crate::rules::Rules;
use crate::text::is_han;

/// The rule of blanks between Chinese characters.
const SPACE: RuleId = "punctuation.space";

/// Takes the blanks out, where most characters of the text have one.
pub(crate) fn closed<'t>(log: &mut Log, text: &'t str, rules: &Rules) -> Cow<'t, str> {
    // Letter-spaced titles and signatures of one document have some thirty.
    const FEWEST: usize = 60;
    if rules.keeps_as_written(SPACE) {
        return Cow::Borrowed(text);
    }
    let (mut apart, mut together) = (0, 0);
    for line in text.lines() {
        let count = Count::of(line);
        apart += count.apart;
        together += count.together;
    }
    if apart < FEWEST || apart < 2 * together {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for (number, line) in (1_u32..).zip(text.split_inclusive('\n')) {
        let count = Count::of(line);
        if count.apart < count.together {
            out.push_str(line);
            continue;
        }
        let mut copied = 0;
        let mut gone: Vec<usize> = blanks(line).chain(of_dates(line)).collect();
        gone.sort_unstable();
        for at in gone {
            log.changed(SPACE, number, " ", "");
            out.push_str(&line[copied..at]);
            copied = at + 1;
        }
        out.push_str(&line[copied..]);
    }
    Cow::Owned(out)
}

/// How many characters of a line have a blank behind them, and how many have none.
struct Count {
    apart: usize,
    together: usize,
}

impl Count {
    fn of(line: &str) -> Count {
        let mut count = Count { apart: 0, together: 0 };
        let mut last = '\n';
        for c in line.chars() {
            count.together += usize::from(is_han(last) && is_han(c));
            last = c;
        }
        count.apart = blanks(line).count();
        count
    }
}

/// Where single blanks stand between Chinese characters and marks.
fn blanks(line: &str) -> impl Iterator<Item = usize> {
    let mut before = ['\n', '\n'];
    line.char_indices().filter_map(move |(at, c)| {
        let blank = is_set(before[0]) && before[1] == ' ' && is_set(c);
        before = [before[1], c];
        blank.then(|| at - 1)
    })
}

/// Where single blanks stand between the digits of a year, a month or a day: `2 0 2 6 年 3 月`.
fn of_dates(line: &str) -> Vec<usize> {
    let (mut found, mut run) = (Vec::new(), Vec::new());
    let mut before = ['\n', '\n'];
    for (at, c) in line.char_indices() {
        let spaced = c.is_ascii_digit() && before[1] == ' ' && before[0].is_ascii_digit();
        match c {
            _ if spaced => run.push(at - 1),
            ' ' => {}
            '年' | '月' | '日' => found.append(&mut run),
            _ => run.clear(),
        }
        before = [before[1], c];
    }
    found
}

fn is_set(c: char) -> bool {
    is_han(c) || "，。、；：？！“”‘’（）《》〈〉【】〔〕—…".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut log = Log::new();
        let closed = closed(&mut log, text, &Rules::default());
        assert_eq!(closed.as_ref(), expected);
        let gone = text.chars().count() - expected.chars().count();
        let told: u32 = log.changes().iter().map(|change| change.count).sum();
        assert_eq!(told as usize, gone);
    }

    #[test]
    fn blanks_behind_every_character_go() {
        let spaced = "全 县 上 下 ，要 抓 好 春 耕 120 项 、 备 耕 。\n".repeat(6);
        let bare = "全县上下，要抓好春耕 120 项、备耕。\n".repeat(6);
        check(&spaced, &bare);
        check(
            &format!("{spaced}二 〇 于 2 0 2 6 年 1 2 月 ，第 1 2 3 号\n"),
            &format!("{bare}二〇于 2026 年 12 月，第 1 2 3 号\n"),
        );
        check(&format!("{spaced}2 0 2 6 年 3 月\n"), &format!("{bare}2026 年 3 月\n"));
        check(&format!("{spaced}张三  李四\n青 禾 县\n"), &format!("{bare}张三  李四\n青禾县\n"));
    }

    #[test]
    fn blanks_in_other_texts_stay() {
        let few = "全 县 上 下 要 抓 好 春 耕\n".repeat(5);
        check(&few, &few);
        let text = format!("{}{}", "全 县 上 下\n".repeat(30), "要抓好春耕备耕\n".repeat(10));
        check(&text, &text);
    }
}

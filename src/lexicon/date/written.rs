//! Dates as documents write them: Arabic digits, the year in full, no leading zero (GB/T 9704-2012 7.3.5.4). What is written otherwise is
//! found here with its right form.

use std::ops::{Range, RangeInclusive};

use crate::lexicon::date::{Form, YEARS, days_of, digits, line};
use crate::lexicon::numeral;

/// What is wrong with the date of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is written otherwise; this is how it should be.
    Form(String),
    /// Its year has two digits; this is what it would be in our century.
    Year(String),
    /// There is no such day.
    NoSuchDay,
}

/// What is wrong with a line that is a date, if anything is.
pub fn fault(text: &str) -> Option<Fault> {
    let date = line::whole_line(text).filter(|date| date.form != Form::Masked)?;
    let (month, day) = (date.month?, date.day.unwrap_or(1));
    if days_of(date.year.unwrap_or(2000), month).is_none_or(|last| !(1..=last).contains(&day)) {
        return Some(Fault::NoSuchDay);
    }
    if let Some(year) = short_year(text) {
        return Some(Fault::Year(format!("{year}年{month}月{day}日")));
    }
    let amiss = amiss(text);
    let mut right = text.to_owned();
    amiss.iter().rev().for_each(|(range, form)| right.replace_range(range.clone(), form));
    (!amiss.is_empty()).then_some(Fault::Form(right))
}

/// The year of `26年1月5日`, in this century.
fn short_year(text: &str) -> Option<u32> {
    let bare = text.trim_start_matches(['（', '(', ' ', '\u{3000}']);
    let year = bare.split_once('年').map(|(year, _)| year.trim())?;
    (year.len() == 2 && digits(year) == 2).then(|| year.parse::<u32>().ok().map(|year| 2000 + year))?
}

/// The dates in `text` that are not as documents write them, with what they should be: `2026-01-05`, `2026.1.5`, `2026年01月05日`,
/// `二〇二六年一月五日`. What stands in 《》 or “” is a name or somebody's words and stays, and so does what belongs to an address or a
/// number.
pub fn amiss(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut quoted = Quoted::default();
    // Where the last date ended, which may be the first of a span of days.
    let (mut at, mut last) = (0, usize::MAX);
    while let Some(c) = text[at..].chars().next() {
        if let Some(end) = quoted.end(text, at, c) {
            at = end;
        } else if c.is_ascii_digit() {
            let run = digits(&text[at..]);
            let dated = of_digits(text, at, last);
            at = dated.as_ref().map_or(at + run, |(end, _)| *end);
            if let Some((end, right)) = dated {
                last = end;
                found.extend(right);
            }
        } else if is_hanzi_digit(c) {
            let run = numerals(&text[at..]);
            let dated = of_hanzi(text, at);
            at = dated.as_ref().map_or(at + run, |(range, _)| range.end);
            found.extend(dated);
        } else {
            at += c.len_utf8();
        }
    }
    found
}

/// A name or a quotation that begins in a text.
#[derive(Default)]
struct Quoted {
    /// Which marks are closed nowhere behind, so that nobody looks again.
    open: Vec<char>,
}

impl Quoted {
    /// Where what opens with `c` at `at` ends.
    fn end(&mut self, text: &str, at: usize, c: char) -> Option<usize> {
        let close = match c {
            '《' => '》',
            '“' => '”',
            _ => return None,
        };
        if self.open.contains(&c) {
            return None;
        }
        let end = text[at..].find(close).map(|end| at + end + close.len_utf8());
        self.open.extend(Some(c).filter(|_| end.is_none()));
        end
    }
}

/// Where a date that begins with the digits at `start` ends, and what is to be put where, if it is not in its form.
type Dated = (usize, Option<(Range<usize>, String)>);

fn of_digits(text: &str, start: usize, last: usize) -> Option<Dated> {
    let before = text[..start].chars().next_back();
    full(text, start).or_else(|| data(text, start, before, last)).or_else(|| month_on(text, start, start))
}

/// `2026年01月05日`, `2026 年 1 月`.
fn full(text: &str, start: usize) -> Option<Dated> {
    let (year, rest) = number(text, start, 4..=4, YEARS)?;
    let month = unit(text, rest, &["年"])?;
    let (right_month, behind) = number(text, blanks(text, month), 1..=2, 1..=12)?;
    let behind = unit(text, behind, &["月"])?;
    let day = number(text, blanks(text, behind), 1..=2, 1..=31)
        .and_then(|(day, rest)| Some((day, unit(text, rest, &["日", "号"])?)))
        .filter(|(day, _)| days_of(year, right_month).is_some_and(|last| *day <= last));
    let (end, right) = match day {
        Some((day, end)) => (end, format!("{year}年{right_month}月{day}日")),
        None => (behind, format!("{year}年{right_month}月")),
    };
    Some((end, otherwise(text, start..end, right)))
}

/// `01月05日` and what else begins with the month, behind a year in words.
fn month_on(text: &str, start: usize, from: usize) -> Option<Dated> {
    let (month, rest) = number(text, from, 1..=2, 1..=12)?;
    let behind = unit(text, rest, &["月"])?;
    let day = number(text, behind, 1..=2, 1..=31)
        .and_then(|(day, rest)| Some((day, unit(text, rest, &["日", "号"])?)));
    let (end, right) = match day {
        Some((day, end)) => (end, format!("{month}月{day}日")),
        None => (behind, format!("{month}月")),
    };
    let padded = text[start..end].starts_with('0') || text[start..end].contains("月0");
    Some((end, otherwise(text, start..end, right).filter(|_| padded)))
}

/// `2026-01-05`, `2026/1/5`, `2026.1.5`, where it is no part of an address, a number or a name of a file.
fn data(text: &str, start: usize, before: Option<char>, last: usize) -> Option<Dated> {
    // A span of days: `2026.1.5-2026.1.8`.
    let spans = text[..start].strip_suffix(['-', '~']).is_some_and(|before| before.len() == last);
    let free = before.is_none_or(|c| !c.is_ascii() || c == ' ' || c == '(');
    // `GB/T 2026.1.5` is a number of something.
    let named = text[..start]
        .strip_suffix(' ')
        .is_some_and(|before| before.ends_with(|c: char| c.is_ascii_alphanumeric()));
    if named || !(free || spans) || is_version(&text[..start]) {
        return None;
    }
    let (numbers, end) = plain_data(text, start)?;
    let rest = &text[end..];
    let mut behind = rest.chars();
    let (next, after) = (behind.next(), behind.next());
    let goes_on = match next {
        Some('-' | '~') => {
            plain_data(text, end + 1).is_none() && after.is_some_and(|c| c.is_ascii_alphanumeric())
        }
        Some('.' | ':' | ',') => after.is_some_and(|c| c.is_ascii_alphanumeric()),
        Some(c) => c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '@' | '\\' | '='),
        None => false,
    };
    if goes_on {
        return None;
    }
    let [year, month, day] = numbers;
    let end = if rest.starts_with('日') { end + '日'.len_utf8() } else { end };
    // A time of day follows without a gap.
    let timed =
        text[end..].strip_prefix(' ').is_some_and(|rest| rest[digits(rest)..].starts_with([':', '：']));
    let until = end + usize::from(timed);
    Some((end, Some((start..until, format!("{year}年{month}月{day}日")))))
}

/// Year, month and day parted by one sign, and where they end.
fn plain_data(text: &str, start: usize) -> Option<([u32; 3], usize)> {
    let (year, rest) = number(text, start, 4..=4, YEARS)?;
    let sign = text[rest..].chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (month, rest) = number(text, rest + 1, 1..=2, 1..=12)?;
    let rest = text[rest..].starts_with(sign).then_some(rest + 1)?;
    let (day, end) = number(text, rest, 1..=2, 1..=31)?;
    days_of(year, month).is_some_and(|last| day <= last).then_some(([year, month, day], end))
}

/// Whether a number of this shape behind `before` counts versions or things.
fn is_version(before: &str) -> bool {
    ["版本", "版本号", "版", "编号", "型号", "版本：", "版本号：", "编号：", "型号："]
        .iter()
        .any(|word| before.ends_with(word))
}

/// `二〇二六年一月五日`, `二〇二六年一月`; nothing of another calendar.
fn of_hanzi(text: &str, start: usize) -> Option<(Range<usize>, String)> {
    let year_end = start + numerals(&text[start..]);
    let year = hanzi_value(&text[start..year_end]).filter(|year| YEARS.contains(year))?;
    let digital = text[start..year_end].chars().all(is_hanzi_digit);
    let other = ["农历", "夏历", "旧历", "阴历"].iter().any(|word| text[..start].ends_with(word));
    if !digital || text[start..year_end].chars().count() != 4 || other {
        return None;
    }
    let month_start = unit(text, year_end, &["年"])?;
    let (month, month_end) = hanzi(text, month_start, 1..=12)?;
    let behind = unit(text, month_end, &["月"])?;
    match hanzi(text, behind, 1..=31) {
        Some((day, rest)) => {
            let end = unit(text, rest, &["日", "号"])?;
            days_of(year, month)
                .is_some_and(|last| day <= last)
                .then(|| (start..end, format!("{year}年{month}月{day}日")))
        }
        // `初五` is a day of the other calendar.
        None if text[behind..].starts_with(|c| numeral::is_numeral(c) || matches!(c, '初' | '廿' | '卅')) => {
            None
        }
        None => Some((start..behind, format!("{year}年{month}月"))),
    }
}

/// A digit of a year in hanzi, with what is written where 〇 is meant.
fn is_hanzi_digit(c: char) -> bool {
    numeral::is_digit(c) || numeral::looks_like_zero(c) && !c.is_ascii()
}

/// Bytes at the start of `text` that are numerals in hanzi.
fn numerals(text: &str) -> usize {
    text.find(|c| !numeral::is_numeral(c) && !is_hanzi_digit(c)).unwrap_or(text.len())
}

fn hanzi_value(text: &str) -> Option<u32> {
    // No part of a date is longer: `二〇二六`, `二十九`.
    const LONGEST: usize = 12;
    (text.len() <= LONGEST).then(|| numeral::value(&text.replace(numeral::looks_like_zero, "〇")))?
}

fn hanzi(text: &str, start: usize, range: RangeInclusive<u32>) -> Option<(u32, usize)> {
    let end = start + numerals(&text[start..]);
    let value = hanzi_value(&text[start..end]).filter(|value| range.contains(value))?;
    Some((value, end))
}

/// The number at `start`, and where it ends.
fn number(
    text: &str,
    start: usize,
    length: RangeInclusive<usize>,
    range: RangeInclusive<u32>,
) -> Option<(u32, usize)> {
    let n = digits(&text[start..]);
    if !length.contains(&n) {
        return None;
    }
    let value = text[start..start + n].parse().ok().filter(|value| range.contains(value))?;
    Some((value, start + n))
}

/// Behind one of `signs`, perhaps after blanks.
fn unit(text: &str, at: usize, signs: &[&str]) -> Option<usize> {
    let at = blanks(text, at);
    signs.iter().find(|sign| text[at..].starts_with(**sign)).map(|sign| at + sign.len())
}

/// Behind the blanks at `at`.
fn blanks(text: &str, at: usize) -> usize {
    // A date is letter-spaced by one blank or two; a line of a million blanks is looked at once.
    const MOST: usize = 2;
    at + text[at..]
        .chars()
        .take(MOST)
        .take_while(|c| matches!(c, ' ' | '\u{3000}' | '\u{a0}'))
        .map(char::len_utf8)
        .sum::<usize>()
}

fn otherwise(text: &str, range: Range<usize>, right: String) -> Option<(Range<usize>, String)> {
    (text[range.clone()] != right).then_some((range, right))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut right = text.to_owned();
        for (range, form) in amiss(text).into_iter().rev() {
            right.replace_range(range, &form);
        }
        assert_eq!(right, expected);
        assert!(amiss(&right).is_empty(), "twice: {right}");
    }

    #[test]
    fn dates_are_written_out() {
        for text in [
            "2026-01-05",
            "2026/01/05",
            "2026/1/5",
            "2026.1.5",
            "2026.01.05",
            "2026年01月05日",
            "2026年1月5号",
            "2026 年 1 月 5 日",
            "二〇二六年一月五日",
            "二○二六年一月五日",
            "二零二六年一月五号",
            "2026年1月5日",
            "2026.1.5日",
        ] {
            check(text, "2026年1月5日");
        }
        check("二〇二六年十二月三十一日", "2026年12月31日");
        check("自2026-01-05起施行，至2027.12.31止。", "自2026年1月5日起施行，至2027年12月31日止。");
        check("二〇二六年一月以来", "2026年1月以来");
        check("2026年01月工作简报，01月05日印", "2026年1月工作简报，1月5日印");
        check("时间：2026-01-05 10:30", "时间：2026年1月5日10:30");
        check("公示期2026.1.5-2026.1.9。", "公示期2026年1月5日-2026年1月9日。");
        check("（2026-01-05）", "（2026年1月5日）");
    }

    #[test]
    fn what_is_no_date_or_somebody_elses_stays() {
        for text in [
            "见《二〇二六年一月五日会议纪要》",
            "称“2026-01-05前办结”",
            "http://a.cn/2026/01/05/b.htm",
            "附件2026-01-05.docx",
            "编号2026-01-05-003",
            "版本2026.1.5",
            "v2026.1.5",
            "GB/T 2026.1.5",
            "2026.13.2",
            "2026-02-30",
            "2026.1.5.7",
            "26年1月5日",
            "农历二〇二六年正月初五",
            "农历二〇二六年一月五日",
            "二〇二六年",
            "2026年×月×日",
            "1月5日",
            "第2026105号",
            "2026年1月15",
            "一百二十年一月",
            "二千〇二十六年一月五日",
            "电话2026-1-505",
            "2026-01-05T10:00",
            "a=2026-01-05",
            "二〇二六年一月初五",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn quotations_without_end_hide_nothing() {
        check("“《2026-01-05", "“《2026年1月5日");
        check(&"《".repeat(100_000), &"《".repeat(100_000));
    }

    #[test]
    fn the_date_of_a_document_has_faults() {
        for (text, expected) in [
            ("2026年1月5日", None),
            ("（2026年1月5日）", None),
            ("2026年3月12日（星期四）", None),
            ("2026年×月×日", None),
            ("2026-01-05", Some(Fault::Form("2026年1月5日".into()))),
            ("（二〇二六年一月五日）", Some(Fault::Form("（2026年1月5日）".into()))),
            ("26年1月5日", Some(Fault::Year("2026年1月5日".into()))),
            ("2026年2月30日", Some(Fault::NoSuchDay)),
            ("二〇二六年二月三十日", Some(Fault::NoSuchDay)),
            ("各乡镇", None),
        ] {
            assert_eq!(fault(text), expected, "{text}");
        }
    }
}

//! Dates (日期) as pages, covers and signature blocks write them. There is one parser: what one room takes for a date, every room does.

mod line;
mod written;

use std::ops::RangeInclusive;

use crate::lexicon::numeral;

pub use line::{at_end, of_cover, whole_line};
pub use written::{Fault, amiss, fault};

/// A date found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    /// Bytes it takes, a time of day behind it included.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
    /// As a document has it. A date of data is written `2023年2月2日`: Arabic, without leading zeros (GB/T 9704-2012 7.3.5.4); one that the
    /// text has in words stays in them, without blanks.
    pub text: String,
    /// The year in our era, unless it is masked (20××年) or its era is not known.
    pub year: Option<u32>,
    /// The month, unless it is masked.
    pub month: Option<u32>,
    /// The day, if it has one that is not masked.
    pub day: Option<u32>,
    /// How exact it is, masked or not.
    pub precision: Precision,
    /// How it is written.
    pub form: Form,
}

/// How exact a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// `2026年8月`.
    Month,
    /// `2026年8月1日`.
    Day,
}

/// How a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `2026年8月1日`.
    Arabic,
    /// `二〇二六年八月一日`.
    Chinese,
    /// `2026-08-01`, `2026/8/1`, `2026.8.1`.
    Data,
    /// `2017 6 23`: the units were pictures, or got lost.
    Bare,
    /// `十一月 6th, 2009`.
    English,
    /// `****年*月*日`: characters stand for numbers.
    Masked,
}

/// Years a date of our days can have.
const YEARS: RangeInclusive<u32> = 1900..=2199;

/// The year before the first of the Republic (民国).
const REPUBLIC: u32 = 1911;

impl Date {
    /// A full date in Arabic numerals, as documents write it.
    fn of_day(start: usize, end: usize, [year, month, day]: [u32; 3], form: Form) -> Date {
        let text = format!("{year}年{month}月{day}日");
        let (year, month, day) = (Some(year), Some(month), Some(day));
        Date { start, end, text, year, month, day, precision: Precision::Day, form }
    }

    /// As data has it: `2023-02-02`; only of a full date.
    pub fn iso(&self) -> Option<String> {
        Some(format!("{}-{:02}-{:02}", self.year?, self.month?, self.day?))
    }

    /// Year, month and day, to compare dates by; a month or day it does not have counts as the first.
    pub fn ordered(&self) -> Option<[u32; 3]> {
        Some([self.year?, self.month.unwrap_or(1), self.day.unwrap_or(1)])
    }
}

/// How many days a month has, if there is such a month.
pub fn days_of(year: u32, month: u32) -> Option<u32> {
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    match month {
        2 => Some(28 + u32::from(leap)),
        4 | 6 | 9 | 11 => Some(30),
        1..=12 => Some(31),
        _ => None,
    }
}

/// Whether `text` is a year, a month or a day and no more: `2027年12月`, `3月5日`.
pub fn is_digits_and_units(text: &str) -> bool {
    let digits = text.starts_with(|c: char| c.is_ascii_digit());
    // 2026年12月31日.
    digits
        && text.ends_with(['年', '月', '日'])
        && text.chars().count() <= 11
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '年' | '月' | '日'))
}

/// The first full date in `text`: `2023年02月02日10:55`, `2023-02-02 10:55:00`, `2023/2/2`, `2023.2.2`.
pub fn find(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        if bytes[i].is_ascii_digit() {
            if let Some(date) = at(text, i).or_else(|| english(text, i)) {
                return Some(date);
            }
            i += digits(&text[i..]);
        } else {
            i += 1;
        }
    }
    None
}

/// A date of the Republic behind its label, as offices in Taiwan write it: `發布日期：112-11-02`.
pub fn find_republican(text: &str) -> Option<Date> {
    let label = ["日期", "时间", "時間"].iter().find_map(|label| Some(text.find(label)? + label.len()))?;
    let mut rest = text[label..].strip_prefix(['：', ':'])?.trim_start();
    let start = text.len() - rest.len();
    let year = number(&mut rest, 2..=3, 80..=199)? + REPUBLIC;
    let (form, mark) = separator(&mut rest)?;
    let month = number(&mut rest, 1..=2, 1..=12)?;
    rest = rest.strip_prefix(mark)?;
    let day = number(&mut rest, 1..=2, 1..=31)?;
    let rest = without_time(rest.strip_prefix('日').unwrap_or(rest));
    Some(Date::of_day(start, text.len() - rest.len(), [year, month, day], form))
}

/// `十一月 6th, 2009`, as WordPress dates its posts in Chinese; `start` is where the day begins.
fn english(text: &str, start: usize) -> Option<Date> {
    let before = text[..start].trim_end();
    if !before.ends_with('月') {
        return None;
    }
    let (month, name) = (1..=12).rev().find_map(|month| {
        let name = format!("{}月", numeral::spelled(month));
        before.ends_with(&name).then_some((month, name))
    })?;
    let mut rest = &text[start..];
    let day = number(&mut rest, 1..=2, 1..=31)?;
    rest = ["st", "nd", "rd", "th"].iter().find_map(|end| rest.strip_prefix(end))?;
    rest = rest.strip_prefix([',', '，'])?.trim_start();
    let year = number(&mut rest, 4..=4, YEARS)?;
    let (start, end) = (before.len() - name.len(), text.len() - rest.len());
    Some(Date::of_day(start, end, [year, month, day], Form::English))
}

fn at(text: &str, start: usize) -> Option<Date> {
    let mut rest = &text[start..];
    let year = number(&mut rest, 4..=4, YEARS)?;
    let separated = separator(&mut rest);
    let (form, mark) = separated.unwrap_or((Form::Data, "/"));
    let month = number(&mut rest, 1..=2, 1..=12)?;
    skip_spaces(&mut rest);
    rest = rest.strip_prefix(mark)?;
    skip_spaces(&mut rest);
    let day = number(&mut rest, 1..=2, 1..=31)?;
    let behind = rest.trim_start().strip_prefix(['日', '号']).unwrap_or(rest);
    let rest = without_time(behind);
    // `2023 11/17 20:52`: the year stands in a column of its own, and only a time of day says that this is a date.
    if separated.is_none() && rest.len() == behind.len() {
        return None;
    }
    Some(Date::of_day(start, text.len() - rest.len(), [year, month, day], form))
}

fn number(rest: &mut &str, length: RangeInclusive<usize>, range: RangeInclusive<u32>) -> Option<u32> {
    let n = digits(rest);
    let value = rest[..n].parse().ok().filter(|value| range.contains(value) && length.contains(&n))?;
    *rest = &rest[n..];
    Some(value)
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The sign behind a year, which says the form, and that behind the month.
fn separator(rest: &mut &str) -> Option<(Form, &'static str)> {
    skip_spaces(rest);
    let signs =
        [("年", Form::Arabic, "月"), ("-", Form::Data, "-"), ("/", Form::Data, "/"), (".", Form::Data, ".")];
    let (sign, form, next) = signs.into_iter().find(|(sign, ..)| rest.starts_with(sign))?;
    *rest = &rest[sign.len()..];
    skip_spaces(rest);
    Some((form, next))
}

fn skip_spaces(rest: &mut &str) {
    *rest = rest.trim_start_matches([' ', '\u{a0}', '\u{3000}']);
}

/// `rest` without a time of day at its start.
fn without_time(rest: &str) -> &str {
    let trimmed = rest.trim_start_matches([' ', '\u{a0}', '\u{3000}', 'T']);
    let mut end = trimmed;
    for (i, part) in [0, 1, 2].into_iter().enumerate() {
        let n = digits(end);
        if !(1..=2).contains(&n) {
            return if i >= 2 { end } else { rest };
        }
        let after = &end[n..];
        match after.strip_prefix([':', '：']) {
            Some(next) if part < 2 && digits(next) > 0 => end = next,
            _ if i >= 1 => return after,
            _ => return rest,
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &str)>) {
        let found = find(text).map(|date| (date.text.clone(), text[date.end..].to_owned()));
        assert_eq!(found, expected.map(|(date, rest)| (date.to_owned(), rest.to_owned())), "{text}");
    }

    #[test]
    fn dates_and_times() {
        check("来源：旗帜网2023年02月02日10:55", Some(("2023年2月2日", "")));
        check("2023-02-12 10:55:09 来源", Some(("2023年2月12日", " 来源")));
        check("2023/2/2 来源：某网", Some(("2023年2月2日", " 来源：某网")));
        check("2025/09/04 11:53", Some(("2025年9月4日", "")));
        check("发布日期：2024年 4月 6日", Some(("2024年4月6日", "")));
        check("某网 2008 年 06 月 23 日", Some(("2008年6月23日", "")));
        check("2023 11/ 17 20:52:15 来源", Some(("2023年11月17日", " 来源")));
        check("2023 11/17 期", None);
        check("2023 1:30 20:52", None);
        check("2023.13.2", None);
        check("随笔 十一月 6th, 2009 张三", Some(("2009年11月6日", " 张三")));
        check("随笔 十二月 6th, 2009", Some(("2009年12月6日", "")));
        check("第十一 6th, 2009", None);
        check("电话 010-1234-5678", None);
        check("2022—2025年", None);
    }

    #[test]
    fn years_of_the_republic() {
        let found = |text| find_republican(text).map(|date| date.text);
        assert_eq!(found("發布日期：112-11-02 單位").as_deref(), Some("2023年11月2日"));
        assert_eq!(found("更新时间：113年1月9日").as_deref(), Some("2024年1月9日"));
        assert!(found("时间：12-11-02").is_none() && found("112-11-02").is_none());
    }

    #[test]
    fn dates_are_data_too() {
        let date = find("2023/2/12").unwrap();
        assert_eq!((date.iso().as_deref(), date.ordered()), (Some("2023-02-12"), Some([2023, 2, 12])));
        assert_eq!((date.form, date.precision), (Form::Data, Precision::Day));
        assert_eq!(find("2023年2月12日").unwrap().form, Form::Arabic);
    }

    #[test]
    fn months_have_their_days() {
        assert_eq!([2000, 1900, 2024, 2023].map(|year| days_of(year, 2)), [29, 28, 29, 28].map(Some));
        assert_eq!(
            [0, 1, 4, 12, 13].map(|month| days_of(2023, month)),
            [None, Some(31), Some(30), Some(31), None]
        );
    }
}

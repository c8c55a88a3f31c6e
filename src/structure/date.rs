//! Dates as pages and signature blocks write them.

use crate::text::{Openings, numeral};

/// A date found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Date {
    /// Bytes it takes, a time of day behind it included.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// `2023年2月2日`: Arabic, without leading zeros (GB/T 9704-2012 7.3.5.4).
    pub(crate) text: String,
}

/// The first full date in `text`: `2023年02月02日10:55`, `2023-02-02 10:55:00`, `2023/2/2`, `2023.2.2`.
pub(crate) fn find(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        if bytes[i].is_ascii_digit() {
            if let Some(date) = at(text, i).or_else(|| ordinal(text, i)) {
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
pub(crate) fn find_republican(text: &str) -> Option<Date> {
    const FIRST_YEAR: u32 = 1911;
    let label = ["日期", "时间", "時間"].iter().find_map(|label| Some(text.find(label)? + label.len()))?;
    let mut rest = text[label..].strip_prefix(['：', ':'])?.trim_start();
    let start = text.len() - rest.len();
    let year = number(&mut rest, 2..=3, 80..=199)? + FIRST_YEAR;
    let mark = separator(&mut rest, &["年", "-", "/", "."])?;
    let month = number(&mut rest, 1..=2, 1..=12)?;
    rest = rest.strip_prefix(if mark == "年" { "月" } else { mark })?;
    let day = number(&mut rest, 1..=2, 1..=31)?;
    let rest = without_time(rest.strip_prefix('日').unwrap_or(rest));
    Some(Date { start, end: text.len() - rest.len(), text: format!("{year}年{month}月{day}日") })
}

/// `十一月 6th, 2009`, as WordPress dates its posts in Chinese; `start` is where the day begins.
fn ordinal(text: &str, start: usize) -> Option<Date> {
    const MONTHS: [&str; 12] =
        ["一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"];
    let before = text[..start].trim_end();
    let i = (0..MONTHS.len()).rev().find(|&i| before.ends_with(MONTHS[i]))?;
    let (month, name) = (i + 1, MONTHS[i]);
    let mut rest = &text[start..];
    let day = number(&mut rest, 1..=2, 1..=31)?;
    rest = ["st", "nd", "rd", "th"].iter().find_map(|end| rest.strip_prefix(end))?;
    rest = rest.strip_prefix([',', '，'])?.trim_start();
    let year = number(&mut rest, 4..=4, 1900..=2199)?;
    let date = format!("{year}年{month}月{day}日");
    Some(Date { start: before.len() - name.len(), end: text.len() - rest.len(), text: date })
}

fn at(text: &str, start: usize) -> Option<Date> {
    let mut rest = &text[start..];
    let year = number(&mut rest, 4..=4, 1900..=2199)?;
    let separator = separator(&mut rest, &["年", "-", "/", "."])?;
    let month = number(&mut rest, 1..=2, 1..=12)?;
    skip_spaces(&mut rest);
    rest = rest.strip_prefix(if separator == "年" { "月" } else { separator })?;
    skip_spaces(&mut rest);
    let day = number(&mut rest, 1..=2, 1..=31)?;
    let rest = rest.trim_start().strip_prefix(['日', '号']).unwrap_or(rest);
    let rest = without_time(rest);
    Some(Date { start, end: text.len() - rest.len(), text: format!("{year}年{month}月{day}日") })
}

fn number(
    rest: &mut &str,
    length: std::ops::RangeInclusive<usize>,
    range: std::ops::RangeInclusive<u32>,
) -> Option<u32> {
    let n = digits(rest);
    let value = rest[..n].parse().ok().filter(|value| range.contains(value) && length.contains(&n))?;
    *rest = &rest[n..];
    Some(value)
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn separator<'s>(rest: &mut &str, among: &[&'s str]) -> Option<&'s str> {
    skip_spaces(rest);
    let found = among.iter().find(|s| rest.starts_with(**s))?;
    *rest = &rest[found.len()..];
    skip_spaces(rest);
    Some(found)
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

/// The date a whole line is, perhaps in brackets: Arabic or Chinese numerals, 民国 years included.
pub(crate) fn whole_line(text: &str) -> Option<String> {
    /// What a date begins with: a numeral, an era, or a bracket of [`without_units`].
    static FIRST: Openings = Openings::of(
        "0 1 2 3 4 5 6 7 8 9 * + { } [ ] 〇 ○ 零 一 二 三 四 五 六 七 八 九 十 百 中 民 公 （ ） ( ) 。",
    );
    if !FIRST.admit_text(text.trim_start()) {
        return None;
    }
    let bare = text.trim_matches(['（', '）', '(', ')', ' ', '\u{3000}', '\u{a0}', '。']);
    if let Some(date) = find(bare).filter(|date| date.start == 0 && date.end == bare.len()) {
        return Some(date.text);
    }
    if let Some(date) = without_units(bare) {
        return Some(date);
    }
    let bare = without_weekday(bare);
    let compact: String = bare.chars().filter(|c| !c.is_whitespace()).collect();
    is_chinese_date(&compact).then_some(compact)
}

/// Whether `text` is a date in the form a cover has it: `2026年8月`, `二〇二六年八月`, either with a day.
pub(crate) fn is_of_cover(text: &str) -> bool {
    const LENGTHS: [u32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let Some((year, rest)) = text.split_once('年') else { return false };
    let Some((month, day)) = rest.split_once('月') else { return false };
    // Without a day, the number of the month is a day that every month has.
    let day = if day.is_empty() { Some(month) } else { day.strip_suffix('日') };
    let Some(day) = day else { return false };
    let arabic = |part: &&str| part.bytes().all(|b| b.is_ascii_digit()) && !part.starts_with('0');
    let hanzi = |part: &&str| part.chars().all(|c| "一二三四五六七八九十".contains(c));
    let uniform = match arabic(&year) {
        true => [month, day].iter().all(arabic),
        false => hanzi(&&*year.replace('〇', "")) && !year.contains('十') && [month, day].iter().all(hanzi),
    };
    let length = numeral(month).and_then(|month| LENGTHS.get(month.checked_sub(1)? as usize));
    let is_day = numeral(day).zip(length).is_some_and(|(day, length)| (1..=*length).contains(&day));
    uniform && year.chars().count() == 4 && is_day
}

/// `2017 6 23`: 年, 月 and 日 were pictures, or got lost.
fn without_units(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.trim_matches(['{', '}', '[', ']', ' ']).split_whitespace().collect();
    let [year, month, day] = parts[..] else { return None };
    let within = |part: &str, range: std::ops::RangeInclusive<u32>| {
        part.parse::<u32>().ok().filter(|n| range.contains(n))
    };
    let (year, month, day) = (within(year, 1900..=2199)?, within(month, 1..=12)?, within(day, 1..=31)?);
    Some(format!("{year}年{month}月{day}日"))
}

/// `…（星期四）` without the day of the week.
fn without_weekday(text: &str) -> &str {
    let day = text.find("星期").or_else(|| text.find("周"));
    day.map_or(text, |at| text[..at].trim_end_matches(['（', '(', ' ', '\u{3000}']))
}

/// `二〇二三年五月十二日`, `中华民国一百年五月`, `2023年5月`.
fn is_chinese_date(text: &str) -> bool {
    const NUMERALS: &str = "〇○零一二三四五六七八九十百0123456789*";
    let text =
        ["中华", "中華", "民国", "民國", "公元"].iter().fold(text, |text, era| text.trim_start_matches(era));
    let Some((year, rest)) = text.split_once('年') else { return false };
    let Some((month, day)) = rest.split_once('月') else { return false };
    let day = day.strip_suffix('日').unwrap_or(day);
    let numeral = |part: &str, longest: usize| {
        part.chars().count() <= longest && part.chars().all(|c| NUMERALS.contains(c))
    };
    (2..=4).contains(&year.chars().count())
        && numeral(year, 4)
        && !month.is_empty()
        && numeral(month, 2)
        && numeral(day, 3)
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
    fn dates_of_covers() {
        for text in ["2026年8月", "2026年8月31日", "二〇二六年八月", "二〇二六年十二月三十一日"]
        {
            assert!(is_of_cover(text), "{text}");
        }
        for text in [
            "2026年",
            "26年8月",
            "2026年08月",
            "2026年13月",
            "2026年2月30日",
            "2026年八月",
            "8月1日",
            "2026年8月1",
            "二十六年八月",
        ] {
            assert!(!is_of_cover(text), "{text}");
        }
    }

    #[test]
    fn dates_and_times() {
        check("来源：旗帜网2023年02月02日10:55", Some(("2023年2月2日", "")));
        check("2023-02-12 10:55:09 来源", Some(("2023年2月12日", " 来源")));
        check("2023/2/2 来源：某网", Some(("2023年2月2日", " 来源：某网")));
        check("发布日期：2024年 4月 6日", Some(("2024年4月6日", "")));
        check("某网 2008 年 06 月 23 日", Some(("2008年6月23日", "")));
        check("2023.13.2", None);
        check("随笔 十一月 6th, 2009 张三", Some(("2009年11月6日", " 张三")));
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
    fn whole_lines() {
        for text in [
            "2023年5月12日",
            "（2023年5月12日）",
            "二〇二三年五月十二日",
            "二○二三年 五月",
            "****年*月*日",
            "2023年5月",
            "{ 2017 6 23",
            "中华民国一一二年五月六日",
            "中華民國112年5月6日",
            "二0二三年十二月二十一日",
        ] {
            assert!(whole_line(text).is_some(), "{text}");
        }
        for text in ["2023年工作总结", "2023年5月12日，会议召开", "2017 13 23", "五月", "2023年月"]
        {
            assert!(whole_line(text).is_none(), "{text}");
        }
    }
}

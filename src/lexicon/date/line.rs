//! Dates that are a whole line, or close one: under a title, under a signature, on a cover.

use crate::lexicon::date::{Date, Form, Precision, REPUBLIC, YEARS, days_of, find};
use crate::lexicon::numeral;
use crate::text::Openings;

/// Characters that stand for a number that is not told: 20××年×月×日.
const MASKS: [char; 6] = ['*', '×', 'x', 'X', 'ｘ', 'Ｘ'];

/// Eras, the longest first.
const ERAS: [(&str, bool); 5] =
    [("中华民国", true), ("中華民國", true), ("民国", true), ("民國", true), ("公元", false)];

/// The date a whole line is, perhaps in brackets: Arabic or Chinese numerals, 民国 years included.
pub fn whole_line(text: &str) -> Option<Date> {
    /// What a date begins with: a numeral, an era, or a bracket of [`without_units`].
    static FIRST: Openings = Openings::of(
        "0 1 2 3 4 5 6 7 8 9 * × x X ｘ Ｘ + { } [ ] 〇 ○ 零 一 二 三 四 五 六 七 八 九 十 百 中 民 公 （ ） ( ) 。",
    );
    if !FIRST.admit_text(text.trim_start()) {
        return None;
    }
    let bare = text.trim_matches(['（', '）', '(', ')', ' ', '\u{3000}', '\u{a0}', '。']);
    let found = find(bare).filter(|date| date.start == 0 && date.end == bare.len());
    let date = found.or_else(|| without_units(bare)).or_else(|| {
        let compact: String = without_weekday(bare).chars().filter(|c| !c.is_whitespace()).collect();
        with_units(&compact)
    })?;
    Some(Date { start: 0, end: text.len(), ..date })
}

/// A date in the form a cover has it: `2026年8月`, `二〇二六年八月`, either with a day there is.
pub fn of_cover(text: &str) -> Option<Date> {
    let date = with_units(text)?;
    let (year, month) = (date.year?, date.month?);
    let last = days_of(year, month)?;
    let spelled = |n: u32| if date.form == Form::Arabic { n.to_string() } else { numeral::spelled(n) };
    let spelled_year = if date.form == Form::Arabic { year.to_string() } else { numeral::spelled_year(year) };
    let day = match date.precision {
        Precision::Day => format!("{}日", spelled(date.day.filter(|day| (1..=last).contains(day))?)),
        Precision::Month => String::new(),
    };
    (text == format!("{spelled_year}年{}月{day}", spelled(month))).then_some(date)
}

/// The date at the end of a line, brackets aside, and what stands before it: `某办公室　2026年2月10日`.
pub fn at_end(text: &str) -> Option<(&str, Date)> {
    let bare = text.trim_end_matches(['）', ')', ' ', '\u{3000}', '\u{a0}', '。']);
    let part = |c: char| is_part(c) || "年月日号-/. \u{3000}\u{a0}".contains(c);
    let start = bare.char_indices().rev().take_while(|(_, c)| part(*c)).last().map_or(bare.len(), |(i, _)| i);
    let date = whole_line(&bare[start..])?;
    let before = text[..start].trim_end();
    Some((before, Date { start, end: bare.len(), ..date }))
}

/// Whether `c` can be part of a number in a date.
fn is_part(c: char) -> bool {
    c.is_ascii_digit() || numeral::is_numeral(c) || numeral::looks_like_zero(c) || MASKS.contains(&c)
}

/// `2017 6 23`: 年, 月 and 日 were pictures, or got lost.
fn without_units(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.trim_matches(['{', '}', '[', ']', ' ']).split_whitespace().collect();
    let [year, month, day] = parts[..] else { return None };
    let within = |part: &str, range: std::ops::RangeInclusive<u32>| {
        part.parse::<u32>().ok().filter(|n| range.contains(n))
    };
    let numbers = [within(year, YEARS)?, within(month, 1..=12)?, within(day, 1..=31)?];
    Some(Date::of_day(0, text.len(), numbers, Form::Bare))
}

/// `…（星期四）`, `…周四上午9：00` without the day of the week and a time of day; what else follows is more than a date.
fn without_weekday(text: &str) -> &str {
    let week = ["星期", "礼拜", "周"].iter().find_map(|word| text.split_once(word));
    let Some((before, rest)) = week else { return text };
    let time = rest.strip_prefix(|c: char| numeral::is_small(c) || matches!(c, '日' | '天'));
    let only_time = |rest: &str| {
        rest.chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || "（）()上下中午早晚时点分半整：:".contains(c))
    };
    match time.filter(|rest| only_time(rest)) {
        Some(_) => before.trim_end_matches(['（', '(', ' ', '\u{3000}']),
        None => text,
    }
}

/// `二〇二三年五月十二日`, `中华民国一百年五月`, `2023年5月`, `****年*月*日`; `text` has no blanks.
fn with_units(text: &str) -> Option<Date> {
    let era = ERAS.into_iter().find_map(|(era, of_republic)| Some((text.strip_prefix(era)?, of_republic)));
    let (bare, of_republic) = era.unwrap_or((text, false));
    let (year, rest) = bare.split_once('年')?;
    let (month, day) = rest.split_once('月')?;
    let day = day.strip_suffix('日').unwrap_or(day);
    let fits = |part: &str, longest: usize| part.chars().count() <= longest && part.chars().all(is_part);
    if year.chars().count() < 2 || !fits(year, 4) || month.is_empty() || !fits(month, 2) || !fits(day, 3) {
        return None;
    }
    let precision = if day.is_empty() { Precision::Month } else { Precision::Day };
    let (year_value, form) = (year_of(year, of_republic), form_of(&[year, month, day]));
    let (month, day) = (value(month), value(day));
    Some(Date {
        start: 0,
        end: text.len(),
        text: text.to_owned(),
        year: year_value,
        month,
        day,
        precision,
        form,
    })
}

fn value(part: &str) -> Option<u32> {
    numeral::value(&part.replace(numeral::looks_like_zero, "〇"))
}

/// Years of the Republic in our era; years without their century are not known.
fn year_of(part: &str, of_republic: bool) -> Option<u32> {
    let year = value(part)?;
    match of_republic {
        true => Some(year + REPUBLIC),
        false => (part.chars().count() == 4).then_some(year),
    }
}

fn form_of(parts: &[&str]) -> Form {
    match parts {
        _ if parts.iter().any(|part| part.contains(MASKS)) => Form::Masked,
        _ if parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit())) => Form::Arabic,
        _ => Form::Chinese,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_covers() {
        for text in ["2026年8月", "2026年8月31日", "二〇二六年八月", "二〇二六年十二月三十一日"]
        {
            assert!(of_cover(text).is_some(), "{text}");
        }
        for text in [
            "2026年",
            "26年8月",
            "2026年08月",
            "2026年13月",
            "2026年2月30日",
            "2026年八月",
            "二〇二六年十三月",
            "8月1日",
            "2026年8月1",
            "二十六年八月",
        ] {
            assert!(of_cover(text).is_none(), "{text}");
        }
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
            "114年5月6日",
            "二OO八年五月",
            "二ОО八年五月",
            "二○一O年五月六日",
            "2026年×月×日",
            "20xx年X月X日",
            "××年×月",
            "2026年3月12日（星期四）",
            "2026年3月12日 周四上午9：00",
        ] {
            assert!(whole_line(text).is_some(), "{text}");
        }
        for text in [
            "2023年工作总结",
            "2023年5月12日，会议召开",
            "2017 13 23",
            "五月",
            "2023年月",
            "2026年3月12日（星期四）上午9：00，会期半天。",
            "2026年3月12日周例会",
            "×月×日",
        ] {
            assert!(whole_line(text).is_none(), "{text}");
        }
    }

    #[track_caller]
    fn numbers(text: &str, expected: [Option<u32>; 3], form: Form) {
        let date = whole_line(text).unwrap();
        assert_eq!(([date.year, date.month, date.day], date.form), (expected, form), "{text}");
    }

    #[test]
    fn dates_have_numbers() {
        numbers("（2023-05-12）", [Some(2023), Some(5), Some(12)], Form::Data);
        numbers("二○二三年十二月三十一日", [Some(2023), Some(12), Some(31)], Form::Chinese);
        numbers("二〇二三年五月", [Some(2023), Some(5), None], Form::Chinese);
        numbers("中華民國112年5月6日", [Some(2023), Some(5), Some(6)], Form::Arabic);
        numbers("114年5月6日", [None, Some(5), Some(6)], Form::Arabic);
        numbers("二OО八年五月六日", [Some(2008), Some(5), Some(6)], Form::Chinese);
        numbers("2026年×月×日", [Some(2026), None, None], Form::Masked);
        numbers("****年*月*日", [None, None, None], Form::Masked);
        numbers("{ 2017 6 23", [Some(2017), Some(6), Some(23)], Form::Bare);
    }

    #[test]
    fn a_date_closes_a_line() {
        let seen = |text| at_end(text).map(|(before, date)| (before, date.text));
        assert_eq!(seen("某办公室　　2026年2月10日"), Some(("某办公室", "2026年2月10日".to_owned())));
        assert_eq!(
            seen("（某委 二〇二六年一月二十八日）"),
            Some(("（某委", "二〇二六年一月二十八日".to_owned()))
        );
        assert_eq!(seen("2026年2月10日"), Some(("", "2026年2月10日".to_owned())));
        assert_eq!((seen("截至2026年底"), seen("某办公室"), seen("")), (None, None, None));
    }
}

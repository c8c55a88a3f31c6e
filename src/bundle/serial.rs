//! Days and hours as workbooks count them.

use crate::lexicon::date;

/// The day a workbook counts as `serial`, from 30 December 1899; of this and the last century's end, since other numbers are numbers.
pub(super) fn day(serial: &str) -> Option<String> {
    // 1 January 1990.
    const FIRST: u32 = 32_874;
    whole(serial).filter(|days| *days >= FIRST).and_then(named)
}

/// The day of a cell that is said to hold one: whoever is on a list may be born long ago.
pub(super) fn date(serial: &str) -> Option<String> {
    whole(serial).and_then(named)
}

fn whole(serial: &str) -> Option<u32> {
    serial.trim().split('.').next()?.parse().ok()
}

fn named(serial: u32) -> Option<String> {
    // 1 March 1900: workbooks count a 29 February before it, which never was.
    const FIRST: u32 = 61;
    let mut days = serial.checked_sub(FIRST)?;
    let months = (1900..2100).flat_map(|year| (1..=12).map(move |month| (year, month))).skip(2);
    for (year, month) in months {
        let length = date::days_of(year, month)?;
        if days < length {
            return Some(format!("{year}-{month:02}-{:02}", days + 1));
        }
        days -= length;
    }
    None
}

/// The time of day a workbook counts as a part of one, or how many hours passed.
pub(super) fn time(serial: &str, passed: bool, seconds: bool) -> Option<String> {
    // Beyond it lies no day workbooks have: 31 December 9999.
    const LAST: f64 = 2_958_466.0;
    let number: f64 = serial.trim().parse().ok()?;
    if !(0.0..LAST).contains(&number) {
        return None;
    }
    let part = if passed { number } else { number.fract() };
    let all = if seconds { part * 86_400.0 } else { part * 1_440.0 }.round() as u64;
    let (minutes, rest) = if seconds { (all / 60, all % 60) } else { (all, 0) };
    let hours = if passed { minutes / 60 } else { minutes / 60 % 24 };
    let shown = format!("{hours}:{:02}", minutes % 60);
    Some(if seconds { format!("{shown}:{rest:02}") } else { shown })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_workbooks_do() {
        assert_eq!(day("45717.5").as_deref(), Some("2025-03-01"));
        assert_eq!([day("12"), day("2025-03-01"), day("28616"), date("60")], [None, None, None, None]);
        assert_eq!(
            [day("32874"), date("28616"), date("61")].map(Option::unwrap),
            ["1990-01-01", "1978-05-06", "1900-03-01"]
        );
    }

    #[test]
    fn hours_are_counted_as_workbooks_do() {
        let shown = |serial, passed, seconds| time(serial, passed, seconds).unwrap();
        assert_eq!([shown("45717.3125", false, false), shown("0.999999", false, false)], ["7:30", "0:00"]);
        assert_eq!([shown("1.5", true, false), shown("0.5000116", false, true)], ["36:00", "12:00:01"]);
        assert_eq!(
            [time("-1", true, true), time("x", true, true), time("1e300", true, true)],
            [None, None, None]
        );
    }
}

//! Days as workbooks count them.

use crate::lexicon::date;

/// The day a workbook counts as `serial`, from 30 December 1899; of this and the last century's end, since other numbers are numbers.
pub(super) fn day(serial: &str) -> Option<String> {
    // 1 January 1990.
    const FIRST: u32 = 32_874;
    let whole = serial.trim().split('.').next()?;
    let mut days = whole.parse::<u32>().ok()?.checked_sub(FIRST)?;
    let months = (1990..2100).flat_map(|year| (1..=12).map(move |month| (year, month)));
    for (year, month) in months {
        let length = date::days_of(year, month)?;
        if days < length {
            return Some(format!("{year}-{month:02}-{:02}", days + 1));
        }
        days -= length;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_workbooks_do() {
        assert_eq!(day("45717.5").as_deref(), Some("2025-03-01"));
        assert_eq!([day("12"), day("2025-03-01")], [None, None]);
    }
}

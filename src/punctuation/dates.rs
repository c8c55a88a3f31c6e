//! Dates written out as GB/T 9704-2012 7.3.5.4 wants them, where the user asks for it.

use std::ops::Range;

use crate::diag::Log;
use crate::lexicon::date;
use crate::rules::Rules;
use crate::text::{Edits, Line, Mark, Meaning};

/// The rule under which dates are written out.
pub const WRITTEN: &str = "dates.written";

/// Writes the dates of every line as `2026年1月5日`, unless `rules` keep them. Tables stay,
/// where data has its own form, and so do formulas and what the markup says of a page.
pub fn write_dates(log: &mut Log, lines: &mut [Line], rules: &Rules) {
    if rules.keeps_as_written(WRITTEN) {
        return;
    }
    for line in lines.iter_mut().filter(|line| !matches!(line.mark, Mark::Row | Mark::Meta)) {
        let mut edits = Edits::new();
        let formula = |range: &Range<usize>| {
            let formulas = line.text.spans().iter().filter(|span| span.meaning == Meaning::Formula);
            formulas.into_iter().any(|span| span.start < range.end && range.start < span.end)
        };
        for (range, right) in date::amiss(&line.text).into_iter().filter(|(range, _)| !formula(range)) {
            edits.replace(WRITTEN, range, &right);
        }
        edits.apply(log, line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(mark: Mark, text: &str, formula: Option<Range<usize>>) -> String {
        let mut line = Line { mark, ..Line::plain(text, 1) };
        formula.into_iter().for_each(|range| line.text.mark(range, Meaning::Formula));
        write_dates(&mut Log::new(), std::slice::from_mut(&mut line), &Rules::default());
        line.text.to_string()
    }

    #[test]
    fn dates_of_a_text_are_written_out_and_data_stays() {
        let (text, right) = ("会议于2026-01-05召开", "会议于2026年1月5日召开");
        assert_eq!(written(Mark::None, text, None), right);
        for mark in [Mark::Row, Mark::Meta] {
            assert_eq!(written(mark, text, None), text);
        }
        let at = text.find("2026").unwrap();
        assert_eq!(written(Mark::None, text, Some(at + 2..at + 5)), text);
        // A formula that ends where the date begins, or begins where it ends, is beside it.
        assert_eq!(written(Mark::None, text, Some(0..at)), right);
        assert_eq!(written(Mark::None, text, Some(at + 10..text.len())), right);
    }
}

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

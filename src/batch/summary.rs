//! What came of a run, in numbers.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::batch::Reason;
use crate::batch::journal::Counts;
use crate::diag::RuleName;

/// Inputs that are named for a rule, at most: as many as a line shows.
const FIRST: usize = 3;

/// The numbers of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Summary {
    /// Inputs converted.
    pub(crate) done: u64,
    /// Lines removed from them.
    pub(crate) removed: u64,
    /// Places changed in them.
    pub(crate) changed: u64,
    /// Inputs that had been done before and are the same.
    pub(crate) skipped: u64,
    /// Inputs that failed.
    pub(crate) failed: u64,
    /// How many failed for each reason.
    pub(crate) reasons: BTreeMap<&'static str, u64>,
    /// How many findings to look at each rule has.
    pub(crate) warnings: BTreeMap<RuleName, u64>,
    /// The first inputs each rule has findings in.
    #[serde(skip)]
    pub(crate) first: BTreeMap<RuleName, Vec<String>>,
    /// Files of the folders that do not look like texts, by their ending.
    pub(crate) left_out: BTreeMap<String, u64>,
}

impl Summary {
    /// Counts an input that failed.
    pub(crate) fn failed(&mut self, reason: Reason) {
        self.failed += 1;
        *self.reasons.entry(reason.id()).or_default() += 1;
    }

    /// Counts an input that was converted, with what was done to it.
    pub(crate) fn done(&mut self, counts: Counts, warnings: impl Iterator<Item = RuleName>, input: &str) {
        self.done += 1;
        let noted = warnings.inspect(|rule| {
            let first = self.first.entry(rule.clone()).or_default();
            if first.len() < FIRST && first.last().is_none_or(|last| last != input) {
                first.push(input.to_owned());
            }
        });
        let noted: Vec<RuleName> = noted.collect();
        self.changed_by(counts, noted.into_iter());
    }

    /// Counts what was done to inputs as a whole.
    pub(crate) fn changed_by(&mut self, counts: Counts, warnings: impl Iterator<Item = RuleName>) {
        self.removed += counts.removed;
        self.changed += counts.changed;
        warnings.for_each(|rule| *self.warnings.entry(rule).or_default() += 1);
    }

    /// Whether no input was found at all.
    pub(crate) fn is_of_nothing(&self) -> bool {
        self.done + self.skipped + self.failed == 0
    }

    /// Counts a file that was left out, by the ending of its name.
    pub(crate) fn left_out(&mut self, ending: &str) {
        *self.left_out.entry(ending.to_ascii_lowercase()).or_default() += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_and_rules_are_counted() {
        let mut summary = Summary::default();
        summary.failed(Reason::Empty);
        summary.failed(Reason::Empty);
        let counts = Counts { removed: 3, changed: 40, warnings: 2 };
        summary.done(counts, ["pairs.quotes"; 2].into_iter().map(RuleName::from), "a.txt");
        summary.left_out("JPG");
        summary.left_out("jpg");
        assert_eq!((summary.failed, summary.reasons["empty"]), (2, 2));
        assert_eq!((summary.done, summary.warnings[&RuleName::from("pairs.quotes")]), (1, 2));
        assert_eq!((summary.removed, summary.changed), (3, 40));
        assert_eq!(summary.left_out["jpg"], 2);
    }

    #[test]
    fn the_first_inputs_of_a_rule_are_named_each_once() {
        let mut summary = Summary::default();
        for input in ["a", "b", "c", "d"] {
            let counts = Counts { warnings: 2, ..Counts::default() };
            summary.done(counts, ["title.missing"; 2].into_iter().map(RuleName::from), input);
        }
        assert_eq!(summary.first[&RuleName::from("title.missing")], ["a", "b", "c"]);
    }
}

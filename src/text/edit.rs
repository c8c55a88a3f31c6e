//! Edits of a line: which bytes give way to what, by which rule. One place carries them out, moves the spans of the line, and
//! writes each into the log with its place.

use std::ops::Range;

use crate::diag::{Location, Log, RuleId};
use crate::text::{Line, Rich};

/// One stretch that was replaced: where it stood in the text before, and where its replacement stands after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the text before.
    pub from: Range<usize>,
    /// Bytes of the text after.
    pub to: Range<usize>,
}

/// Edits that are to be made to one line, in the order of their places.
#[derive(Debug, Default)]
pub struct Edits {
    /// Each with its rule; `to` are bytes of `new`.
    edits: Vec<(RuleId, Edit)>,
    /// All replacements, one behind the other.
    new: String,
}

impl Edits {
    /// None yet.
    pub fn new() -> Edits {
        Edits::default()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// Puts `new` in place of `from`, which does not begin before the end of the last edit.
    pub fn replace(&mut self, rule: RuleId, from: Range<usize>, new: &str) {
        debug_assert!(
            self.edits.last().is_none_or(|(_, last)| last.from.end <= from.start),
            "edits are sorted"
        );
        let start = self.new.len();
        self.new.push_str(new);
        self.edits.push((rule, Edit { from, to: start..self.new.len() }));
    }

    /// Forgets those of the rules that are not `wanted`.
    pub fn retain(&mut self, wanted: impl Fn(RuleId) -> bool) {
        self.edits.retain(|(rule, _)| wanted(rule));
    }

    /// Makes them: in the text of `line`, its spans, and the log.
    pub fn apply(self, log: &mut Log, line: &mut Line) {
        if self.is_empty() {
            return;
        }
        for (rule, Edit { from, to }) in &self.edits {
            let place = Location::new(line.number, from.clone());
            log.changed_at(rule, place, &line.text[from.clone()], &self.new[to.clone()]);
        }
        self.make(&mut line.text);
    }

    /// Makes them in `text` alone, where something else tells of them.
    pub(crate) fn make(self, text: &mut Rich) {
        let (new, edits) = self.rewritten(text);
        text.rewrite(new, &edits);
    }

    /// `text` with the edits made, and where they stand in it.
    fn rewritten(self, text: &str) -> (String, Vec<Edit>) {
        let mut out = String::with_capacity(text.len() + self.new.len());
        let mut copied = 0;
        let mut edits = Vec::with_capacity(self.edits.len());
        for (_, Edit { from, to }) in self.edits {
            out.push_str(&text[copied..from.start]);
            copied = from.end;
            let start = out.len();
            out.push_str(&self.new[to]);
            edits.push(Edit { from, to: start..out.len() });
        }
        out.push_str(&text[copied..]);
        (out, edits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Meaning;

    #[test]
    fn edits_are_made_and_told_with_their_places() {
        let mut line = Line::plain("甲,乙,丙", 7);
        line.text.mark(8..11, Meaning::Strong);
        let mut edits = Edits::new();
        edits.replace("p", 3..4, "，");
        edits.replace("p", 7..8, "，");
        edits.replace("q", 11..11, "。");
        let mut log = Log::new();
        edits.apply(&mut log, &mut line);
        assert_eq!(line.text, "甲，乙，丙。");
        assert_eq!(line.text.spans()[0].range(), 12..15);
        let told: Vec<_> = log.changes().iter().map(|change| (change.count, change.places.len())).collect();
        assert_eq!(told, [(2, 2), (1, 1)]);
        assert_eq!(log.changes()[0].places[1], Location::new(7, 7..8));
    }
}

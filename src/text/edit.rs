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
    edits: Vec<Planned>,
    /// The rules that have any.
    rules: Vec<RuleId>,
    /// All replacements, one behind the other.
    new: String,
}

/// An edit to be made. A line of nothing but commas has millions, so it is kept short: no input has more bytes than `u32` counts.
#[derive(Debug)]
struct Planned {
    /// Which of the rules.
    rule: u16,
    /// Bytes of the text before.
    from: (u32, u32),
    /// Bytes of all replacements.
    to: (u32, u32),
}

impl Planned {
    fn from(&self) -> Range<usize> {
        self.from.0 as usize..self.from.1 as usize
    }

    fn to(&self) -> Range<usize> {
        self.to.0 as usize..self.to.1 as usize
    }
}

fn short(range: Range<usize>) -> (u32, u32) {
    let short = |at: usize| u32::try_from(at).expect("no line has four gigabytes");
    (short(range.start), short(range.end))
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
        debug_assert!(self.edits.last().is_none_or(|last| last.from().end <= from.start), "edits are sorted");
        let (rule, start) = (self.number(rule), self.new.len());
        self.new.push_str(new);
        self.edits.push(Planned { rule, from: short(from), to: short(start..self.new.len()) });
    }

    /// The number of a rule.
    fn number(&mut self, rule: RuleId) -> u16 {
        let known = self.rules.iter().position(|known| *known == rule);
        let at = known.unwrap_or_else(|| {
            self.rules.push(rule);
            self.rules.len() - 1
        });
        u16::try_from(at).expect("there are some hundred rules")
    }

    /// Forgets those of the rules that are not `wanted`.
    pub fn retain(&mut self, wanted: impl Fn(RuleId) -> bool) {
        let wanted: Vec<bool> = self.rules.iter().map(|rule| wanted(rule)).collect();
        self.edits.retain(|edit| wanted[usize::from(edit.rule)]);
    }

    /// Makes them: in the text of `line`, its spans, and the log.
    pub fn apply(self, log: &mut Log, line: &mut Line) {
        if self.is_empty() {
            return;
        }
        for edit in &self.edits {
            let place = Location::new(line.number, edit.from());
            let rule = self.rules[usize::from(edit.rule)];
            log.changed_at(rule, place, &line.text[edit.from()], &self.new[edit.to()]);
        }
        self.make(&mut line.text);
    }

    /// Makes them in `text` alone, where something else tells of them.
    pub(crate) fn make(self, text: &mut Rich) {
        let mut edits = Vec::new();
        // A text without spans has nothing that would move along.
        let moves = !text.spans().is_empty();
        let new = self.rewritten(text, |edit| {
            if moves {
                edits.push(edit)
            }
        });
        text.rewrite(new, &edits);
    }

    /// `text` with the edits made; where they stand in it goes to `made`.
    fn rewritten(self, text: &str, mut made: impl FnMut(Edit)) -> String {
        let mut out = String::with_capacity(text.len() + self.new.len());
        let mut copied = 0;
        for edit in self.edits {
            let from = edit.from();
            out.push_str(&text[copied..from.start]);
            copied = from.end;
            let start = out.len();
            out.push_str(&self.new[edit.to()]);
            made(Edit { from, to: start..out.len() });
        }
        out.push_str(&text[copied..]);
        out
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

    #[test]
    fn edits_of_rules_nobody_wants_are_not_made() {
        let mut edits = Edits::new();
        for (rule, at) in [("p", 0), ("q", 3), ("p", 6)] {
            edits.replace(rule, at..at + 3, "x");
        }
        edits.retain(|rule| rule == "p");
        assert!(!edits.is_empty());
        let mut text = Rich::from("甲乙丙");
        edits.make(&mut text);
        assert_eq!(text, "x乙x");
        let mut none = Edits::new();
        assert!(none.is_empty());
        none.replace("p", 0..1, "");
        none.retain(|_| false);
        assert!(none.is_empty());
    }
}

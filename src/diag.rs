//! The log: everything done to the text without being asked, and everything a clerk should look at.
//!
//! Steps take the log first and write into it; they never print and never fail. The audit
//! ([`crate::audit`]) adds the log to the document and must arrive at the input again.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

use crate::message::{Language, Message};

/// The id of a rule of the program, `group.name`, as `chengwen rules` and `--keep` use it; each has its row in [`crate::rules::registry`].
pub type RuleId = &'static str;

/// The id of a rule as the log holds it: one of the program's, or one of the user's own, which its entries share.
#[derive(Clone)]
pub struct RuleName(Name);

#[derive(Clone)]
enum Name {
    BuiltIn(RuleId),
    Own(Arc<str>),
}

impl Default for RuleName {
    fn default() -> RuleName {
        RuleName(Name::BuiltIn(""))
    }
}

impl Deref for RuleName {
    type Target = str;

    fn deref(&self) -> &str {
        match &self.0 {
            Name::BuiltIn(id) => id,
            Name::Own(id) => id,
        }
    }
}

impl From<RuleId> for RuleName {
    fn from(id: RuleId) -> RuleName {
        RuleName(Name::BuiltIn(id))
    }
}

impl From<Arc<str>> for RuleName {
    fn from(id: Arc<str>) -> RuleName {
        RuleName(Name::Own(id))
    }
}

impl PartialEq for RuleName {
    fn eq(&self, other: &RuleName) -> bool {
        **self == **other
    }
}

impl Eq for RuleName {}

impl PartialOrd for RuleName {
    fn partial_cmp(&self, other: &RuleName) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for RuleName {
    fn cmp(&self, other: &RuleName) -> std::cmp::Ordering {
        (**self).cmp(&**other)
    }
}

impl PartialEq<&str> for RuleName {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl fmt::Display for RuleName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl fmt::Debug for RuleName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl serde::Serialize for RuleName {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know.
    Info,
    /// A clerk should look at the place.
    Warning,
    /// The document should not be handed in like this.
    Error,
}

/// Text that was taken out.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Removal {
    /// The rule that did it.
    pub rule: RuleName,
    /// Line of the input, from 1.
    pub line: u32,
    /// The text as it stood at that step.
    pub text: String,
    /// Which bytes of the line it was; `None` for a whole line. A report shows the text only.
    #[serde(skip)]
    pub bytes: Option<(u32, u32)>,
}

/// A place of the input: a line, and which bytes of it, as it stood when the step came to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// Line of the input, from 1.
    pub line: u32,
    /// Which bytes of the line; `None` for the line as a whole.
    pub bytes: Option<(u32, u32)>,
}

impl Location {
    /// `bytes` of a line.
    pub fn new(line: u32, bytes: Range<usize>) -> Location {
        let short = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Location { line, bytes: Some((short(bytes.start), short(bytes.end))) }
    }
}

/// One text put in place of another, wherever the same rule did the same.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Change {
    /// The rule that did it.
    pub rule: RuleName,
    /// What stood there; empty for an insertion.
    pub before: String,
    /// What stands there now; empty for a deletion.
    pub after: String,
    /// How often.
    pub count: u32,
    /// First line of the input, from 1.
    pub line: u32,
    /// Every place, in the order of the text, one for a run of the same; a report counts them only.
    #[serde(skip)]
    pub places: Vec<Location>,
}

/// A remark on the text that changed nothing.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// The rule that found it.
    pub rule: RuleName,
    /// How much it matters.
    pub severity: Severity,
    /// Line of the input, from 1; 0 for the whole text.
    pub line: u32,
    /// What and what to do, lower case, without a full stop.
    pub message: Message,
}

/// What a [`Log`] holds, for whoever reads or parses it: the shape of every report.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Told<'l> {
    /// What was removed.
    pub removed: &'l [Removal],
    /// What was changed.
    pub changed: &'l [Change],
    /// What was found, in one language.
    pub findings: Vec<Finding>,
}

/// A place in a [`Log`].
#[derive(Clone, Copy, Debug, Default)]
pub struct LogPosition {
    removals: usize,
    changes: usize,
}

/// What was removed, changed and found, in the order it happened.
#[derive(Clone, Debug, Default)]
pub struct Log {
    removals: Vec<Removal>,
    changes: Vec<Change>,
    change_index: BTreeMap<(RuleName, String, String), usize>,
    /// Where the changes begin that are counted together.
    counted: usize,
    findings: Vec<Finding>,
}

impl Log {
    /// An empty log.
    pub fn new() -> Log {
        Log::default()
    }

    /// All of it, in `language`.
    pub fn told(&self, language: Language) -> Told<'_> {
        let said =
            |finding: &Finding| Finding { message: finding.message.said(language).into(), ..finding.clone() };
        let findings = self.findings.iter().map(said).collect();
        Told { removed: &self.removals, changed: &self.changes, findings }
    }

    /// Notes that `text` was taken out.
    pub fn removed(&mut self, rule: impl Into<RuleName>, line: u32, text: impl Into<String>) {
        self.removals.push(Removal { rule: rule.into(), line, text: text.into(), bytes: None });
    }

    /// Notes that `text`, a part of a line, was taken out.
    pub fn removed_at(&mut self, rule: impl Into<RuleName>, place: Location, text: impl Into<String>) {
        self.removals.push(Removal {
            rule: rule.into(),
            line: place.line,
            text: text.into(),
            bytes: place.bytes,
        });
    }

    /// Notes that `before` became `after` somewhere on a line; equal changes are counted, not repeated.
    pub fn changed(&mut self, rule: RuleId, line: u32, before: &str, after: &str) {
        self.changed_at(rule, Location { line, bytes: None }, before, after);
    }

    /// Notes that `before` became `after` at a place; equal changes share an entry, which keeps every place.
    pub fn changed_at(&mut self, rule: RuleId, place: Location, before: &str, after: &str) {
        let change = self.change(rule, place.line, before, after);
        change.count += 1;
        change.places.push(place);
    }

    /// [`Log::changed_at`] for many places at once, `count` times in all: a place may be a run of several.
    pub fn changed_everywhere(
        &mut self,
        rule: RuleId,
        (mut places, count): (Vec<Location>, usize),
        before: &str,
        after: &str,
    ) {
        let Some(first) = places.first().map(|place| place.line) else { return };
        let change = self.change(rule, first, before, after);
        change.count = change.count.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
        change.places.append(&mut places);
    }

    /// The entry of a change, which is new if nothing of the kind was changed before `line`.
    fn change(&mut self, rule: RuleId, line: u32, before: &str, after: &str) -> &mut Change {
        // What changes a million times is mostly one of the last few kinds, which are found without a copy of either text.
        const LAST: usize = 4;
        let counted = &self.changes[self.counted..];
        let same = |change: &Change| change.rule == rule && change.before == before && change.after == after;
        if let Some(at) = counted.iter().rev().take(LAST).position(same) {
            let at = self.changes.len() - 1 - at;
            return &mut self.changes[at];
        }
        let rule = RuleName::from(rule);
        let key = (rule.clone(), before.to_owned(), after.to_owned());
        let next = self.changes.len();
        let at = *self.change_index.entry(key).or_insert(next);
        if at == next {
            let (before, after) = (before.to_owned(), after.to_owned());
            self.changes.push(Change { rule, before, after, count: 0, line, places: Vec::new() });
        }
        &mut self.changes[at]
    }

    /// Notes something to look at.
    pub fn found(&mut self, rule: impl Into<RuleName>, severity: Severity, line: u32, message: Message) {
        self.findings.push(Finding { rule: rule.into(), severity, line, message });
    }

    /// The place the log has reached, to look at later entries only: what was changed before is counted apart from what is changed
    /// from here on in the same way.
    pub fn position(&mut self) -> LogPosition {
        self.change_index.clear();
        self.counted = self.changes.len();
        LogPosition { removals: self.removals.len(), changes: self.changes.len() }
    }

    /// What was taken out since `from`.
    pub fn removals_since(&self, from: LogPosition) -> &[Removal] {
        &self.removals[from.removals..]
    }

    /// What was replaced since `from`.
    pub fn changes_since(&self, from: LogPosition) -> &[Change] {
        &self.changes[from.changes..]
    }

    /// Everything taken out.
    pub fn removals(&self) -> &[Removal] {
        &self.removals
    }

    /// Everything replaced, one entry for equal changes.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Everything found.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Places changed in all.
    pub fn change_count(&self) -> u64 {
        self.changes.iter().map(|change| u64::from(change.count)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_changes_are_counted() {
        let mut log = Log::new();
        log.changed("p", 3, ",", "，");
        log.changed("p", 5, ",", "，");
        log.changed("q", 5, ",", "，");
        assert_eq!(log.changes().len(), 2);
        assert_eq!((log.changes()[0].count, log.changes()[0].line), (2, 3));
        assert_eq!(log.changes()[0].places.iter().map(|place| place.line).collect::<Vec<_>>(), [3, 5]);
        assert_eq!(log.change_count(), 3);
    }

    #[test]
    fn changes_that_take_turns_are_counted_too() {
        let mut log = Log::new();
        let kinds = ["一", "二", "三", "四", "五", "六"];
        for before in kinds.iter().chain(&kinds) {
            log.changed("p", 1, before, "");
        }
        log.changed("p", 1, "六", "七");
        log.changed("q", 1, "六", "七");
        let told: Vec<_> = log.changes().iter().map(|change| (&*change.before, change.count)).collect();
        assert_eq!(
            told,
            [("一", 2), ("二", 2), ("三", 2), ("四", 2), ("五", 2), ("六", 2), ("六", 1), ("六", 1)]
        );
    }

    #[test]
    fn what_is_changed_behind_a_position_is_seen_there() {
        let mut log = Log::new();
        log.changed("p", 3, ",", "，");
        let from = log.position();
        log.changed("p", 5, ",", "，");
        log.changed("p", 6, ",", "，");
        assert_eq!(log.changes_since(from).iter().map(|change| change.count).sum::<u32>(), 2);
        assert_eq!(log.change_count(), 3);
    }
}

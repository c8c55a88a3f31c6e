//! The log: everything done to the text without being asked, and everything a clerk should look at.
//!
//! Steps take the log first and write into it; they never print and never fail. The audit
//! ([`crate::audit`]) adds the log to the document and must arrive at the input again.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::message::Message;

/// The id of a rule, `group.name`, as `chengwen rules` and `--keep` use it.
pub type RuleId = &'static str;

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
    pub rule: RuleId,
    /// Line of the input, from 1.
    pub line: u32,
    /// The text as it stood at that step.
    pub text: String,
}

/// One text put in place of another, wherever the same rule did the same.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Change {
    /// The rule that did it.
    pub rule: RuleId,
    /// What stood there; empty for an insertion.
    pub before: String,
    /// What stands there now; empty for a deletion.
    pub after: String,
    /// How often.
    pub count: u32,
    /// First line of the input, from 1.
    pub line: u32,
}

/// A remark on the text that changed nothing.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// The rule that found it.
    pub rule: RuleId,
    /// How much it matters.
    pub severity: Severity,
    /// Line of the input, from 1; 0 for the whole text.
    pub line: u32,
    /// What and what to do, lower case, without a full stop.
    pub message: Message,
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
    change_index: BTreeMap<(RuleId, String, String), usize>,
    findings: Vec<Finding>,
}

impl Log {
    /// An empty log.
    pub fn new() -> Log {
        Log::default()
    }

    /// Notes that `text` was taken out.
    pub fn removed(&mut self, rule: RuleId, line: u32, text: impl Into<String>) {
        self.removals.push(Removal { rule, line, text: text.into() });
    }

    /// Notes that `before` became `after`; equal changes are counted, not repeated.
    pub fn changed(&mut self, rule: RuleId, line: u32, before: &str, after: &str) {
        self.changed_times(rule, line, before, after, 1);
    }

    /// [`Log::changed`] for `count` places at once, the first of them on `line`.
    pub fn changed_times(&mut self, rule: RuleId, line: u32, before: &str, after: &str, count: u32) {
        if count == 0 {
            return;
        }
        let key = (rule, before.to_owned(), after.to_owned());
        if let Some(&i) = self.change_index.get(&key) {
            self.changes[i].count += count;
            return;
        }
        let (before, after) = (before.to_owned(), after.to_owned());
        self.change_index.insert(key, self.changes.len());
        self.changes.push(Change { rule, before, after, count, line });
    }

    /// Notes something to look at.
    pub fn found(&mut self, rule: RuleId, severity: Severity, line: u32, message: Message) {
        self.findings.push(Finding { rule, severity, line, message });
    }

    /// The place the log has reached, to look at later entries only.
    pub fn position(&self) -> LogPosition {
        LogPosition { removals: self.removals.len(), changes: self.changes.len() }
    }

    /// What was taken out since `from`.
    pub fn removals_since(&self, from: LogPosition) -> &[Removal] {
        &self.removals[from.removals..]
    }

    /// What was replaced since `from`, by rules that had not done the same before.
    pub fn changes_since(&self, from: LogPosition) -> &[Change] {
        &self.changes[from.changes..]
    }

    /// Spells what was taken out and replaced since `from` anew, before and after alike.
    pub fn respell_since(&mut self, from: LogPosition, spell: impl Fn(&str) -> Cow<'_, str>) {
        let removed = self.removals[from.removals..].iter_mut().map(|removal| &mut removal.text);
        let changes = &mut self.changes[from.changes..];
        let changed = changes.iter_mut().flat_map(|change| [&mut change.before, &mut change.after]);
        for text in removed.chain(changed) {
            let spelt = match spell(text) {
                Cow::Borrowed(_) => continue,
                Cow::Owned(spelt) => spelt,
            };
            *text = spelt;
        }
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
        assert_eq!(log.change_count(), 3);
    }
}

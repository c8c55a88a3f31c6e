//! Lines that belong to the web page and not to the text: each is known by a rule, and every one removed is in the log.
//!
//! A rule looks at one line and where it stands: above the text, inside it, or below. The table in [`rules`] drives the
//! pass; a rule that could hit a sentence of the text only looks outside it.

mod boxes;
mod gloss;
mod rules;
mod tail;

use std::collections::BTreeSet;

use crate::diag::{Log, RuleId, is_kept};
use crate::text::{Line, Mark, ends_sentence, key};

use rules::{Rule, table};

/// Every rule of this step with what it takes out, the one for whole fragments included.
pub fn rules() -> impl Iterator<Item = (RuleId, &'static str)> {
    table()
        .iter()
        .map(|rule| (rule.id, rule.summary))
        .chain([(tail::RULE, tail::SUMMARY), (gloss::RULE, gloss::SUMMARY)])
}

/// Where a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zone {
    /// Above the first paragraph of the text.
    Head,
    /// Between the first and the last paragraph.
    Body,
    /// Below the last paragraph.
    Tail,
}

/// What a rule sees of a line.
pub(crate) struct Probe<'a> {
    /// The line.
    pub(crate) line: &'a Line,
    /// Its text as [`key`] spells it.
    pub(crate) key: &'a str,
    /// Where it stands.
    pub(crate) zone: Zone,
}

/// Takes out the lines that rules name, except by rules in `keep` (a rule id or its group).
pub fn clean(log: &mut Log, lines: Vec<Line>, keep: &BTreeSet<String>) -> Vec<Line> {
    let zones = Zones::of(&lines);
    let rules: Vec<&Rule> = table().iter().filter(|rule| !is_kept(rule.id, keep)).collect();
    let mut verdicts: Vec<Option<RuleId>> =
        (0..).zip(&lines).map(|(i, line)| fired(&rules, line, zones.of_line(i))).collect();
    if !is_kept(tail::RULE, keep) {
        tail::mark(&lines, &mut verdicts);
    }
    let mut kept = Vec::with_capacity(lines.len());
    for (line, verdict) in lines.into_iter().zip(verdicts) {
        match verdict {
            Some(rule) => log.removed(rule, line.number, line.text),
            None => kept.push(line),
        }
    }
    if !is_kept(gloss::RULE, keep) {
        gloss::strip(log, &mut kept);
    }
    kept
}

fn fired(rules: &[&Rule], line: &Line, zone: Zone) -> Option<RuleId> {
    if line.mark == Mark::Meta {
        return None;
    }
    let key = key(&line.text);
    let probe = Probe { line, key: &key, zone };
    rules.iter().find(|rule| (rule.matches)(&probe)).map(|rule| rule.id)
}

/// The lines between which the text stands.
struct Zones {
    first: usize,
    last: usize,
}

impl Zones {
    fn of(lines: &[Line]) -> Zones {
        let is_text = |line: &Line| is_paragraph(line);
        let first = lines.iter().position(is_text).unwrap_or(lines.len());
        let last = lines.iter().rposition(is_text).unwrap_or(0);
        Zones { first, last }
    }

    fn of_line(&self, i: usize) -> Zone {
        match i {
            _ if i < self.first => Zone::Head,
            _ if i > self.last => Zone::Tail,
            _ => Zone::Body,
        }
    }
}

/// A line that can only be a paragraph of the text: long, and with the marks of a sentence.
pub(crate) fn is_paragraph(line: &Line) -> bool {
    const SHORTEST: usize = 35;
    let plain = !matches!(line.mark, Mark::Row | Mark::Title);
    plain
        && line.text.chars().count() >= SHORTEST
        && ends_sentence(&line.text)
        && line.text.contains(['，', ',', '。', '、'])
        && !is_debris(&key(&line.text))
}

/// Sentences, but not of the text.
fn is_debris(key: &str) -> bool {
    boxes::is_notice(key) || boxes::is_promotion(key)
}

//! Lines that belong to the web page and not to the text: each is known by a rule, and every one removed is in the log.
//!
//! A rule looks at one line and where it stands: above the text, inside it, or below. The table in [`rules`] drives the
//! pass; a rule that could hit a sentence of the text only looks outside it.

mod gloss;
mod rules;
mod tail;

use crate::diag::{Log, RuleId};
use crate::rules::{Rules, Zone};
use crate::text::{Line, Mark, ends_sentence, key};

use self::rules::{Rule, table};

/// Every rule of this step with what it takes out, the one for whole fragments included.
pub fn rules() -> impl Iterator<Item = (RuleId, &'static str)> {
    table()
        .iter()
        .map(|rule| (rule.id, rule.summary))
        .chain([(tail::RULE, tail::SUMMARY), (gloss::RULE, gloss::SUMMARY)])
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

/// Takes out the lines that rules name: the user's own first, then those of the table that are on.
pub fn clean(log: &mut Log, lines: Vec<Line>, rules: &Rules) -> Vec<Line> {
    let zones = Zones::of(&lines);
    let on: Vec<&Rule> = table().iter().filter(|rule| !rules.keeps(rule.id)).collect();
    let cut = if rules.keeps(tail::RULE) { None } else { tail::starts(&lines) };
    let mut kept = Vec::with_capacity(lines.len());
    for (i, line) in lines.into_iter().enumerate() {
        let key = key(&line.text);
        let probe = Probe { line: &line, key: &key, zone: zones.of_line(i) };
        let in_tail = || cut.filter(|cut| i >= *cut).map(|_| tail::RULE);
        let fired = match by_user(rules, &probe) {
            Some(decided) => decided,
            None => in_tail().or_else(|| on.iter().find(|rule| (rule.matches)(&probe)).map(|rule| rule.id)),
        };
        match fired {
            Some(rule) => log.removed(rule, line.number, line.text),
            None => kept.push(line),
        }
    }
    if !rules.keeps(gloss::RULE) {
        gloss::strip(log, &mut kept);
    }
    kept
}

/// What the user's own rules say of a line: that it stays (`None` inside), that one of them takes it out, or nothing.
fn by_user(rules: &Rules, probe: &Probe<'_>) -> Option<Option<RuleId>> {
    if rules.stays(&probe.line.text, Some(probe.zone)) {
        return Some(None);
    }
    rules.removes(&probe.line.text, probe.zone).map(Some)
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
        && !rules::is_notice(&key(&line.text))
}

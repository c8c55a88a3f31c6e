//! What became of every line of an input, for who shows the text as it came beside the document. Nothing of it decides anything: it is
//! drawn up only when it is asked for.

use std::collections::HashMap;
use std::ops::Range;

use crate::diag::{Change, Removal, RuleName};
use crate::reading::{Decision, Hint};
use crate::text::{Label, Line};

/// A line as it came, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Came {
    /// Line of the input, from 1; several lines of a page may stand on one.
    pub number: u32,
    /// The text as it came.
    pub text: String,
    /// The text as it is in the document, if it is there.
    pub after: String,
    /// What it was read as.
    pub label: Label,
    /// The rule that took it out.
    pub removed: Option<RuleName>,
    /// What was changed in it, in the order of the text.
    pub edits: Vec<LineEdit>,
}

/// A stretch of a line that was replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineEdit {
    /// Bytes of the text as it came.
    pub from: Range<usize>,
    /// What stands there now.
    pub after: String,
    /// The rule that did it; the first, if there are several.
    pub rule: RuleName,
}

/// The lines on their way.
pub(super) struct Fates {
    lines: Vec<Came>,
    /// Which of them were not taken out by the reading.
    kept: Vec<usize>,
}

impl Fates {
    /// The lines as the reading judges them.
    pub(super) fn of(lines: &[Line], decision: &Decision, hints: &[Hint]) -> Fates {
        let judged = lines.iter().zip(&decision.labels).zip(hints);
        let came = judged.map(|((line, &label), hint)| Came {
            number: line.number,
            text: line.text.to_string(),
            after: String::new(),
            label,
            removed: label.is_debris().then(|| hint.removal.clone()),
            edits: Vec::new(),
        });
        let lines: Vec<Came> = came.collect();
        let kept = (0..lines.len()).filter(|&i| lines[i].removed.is_none()).collect();
        Fates { lines, kept }
    }

    /// How many of `count` lines stand before the first that came: the title a page calls itself by.
    pub(super) fn before(&self, count: usize) -> usize {
        count.saturating_sub(self.kept.len())
    }

    /// The lines that were kept, after all that is changed in them.
    pub(super) fn changed(&mut self, lines: &[Line], changes: &[Change], removals: &[Removal]) {
        let rules = Rules::of(changes, removals);
        for (&at, line) in self.kept.iter().zip(lines) {
            let came = &mut self.lines[at];
            came.after = line.text.to_string();
            if came.after != came.text {
                came.edits = edits(&came.text, &came.after, &rules);
            }
        }
    }

    /// What was taken out when the lines had their form: whole lines, and parts of lines.
    pub(super) fn removed(&mut self, removals: &[Removal]) {
        // Of a page that is one line of source, so many lines are looked through for a part, and so many parts are looked for: a document
        // has some ten of them, and who looks at more than a thousand looks at the list of what was taken out.
        const NEAR: usize = 200;
        const PARTS: usize = 1000;
        let mut whole: HashMap<(u32, &str), Vec<usize>> = HashMap::new();
        let mut of_number: HashMap<u32, Vec<usize>> = HashMap::new();
        for &at in self.kept.iter().rev() {
            let line = &self.lines[at];
            whole.entry((line.number, &line.after)).or_default().push(at);
            of_number.entry(line.number).or_default().push(at);
        }
        let (mut gone, mut parts, mut looked) = (Vec::new(), Vec::new(), 0);
        for removal in removals {
            if let Some(at) = whole.get_mut(&(removal.line, removal.text.as_str())).and_then(Vec::pop) {
                gone.push((at, removal.rule.clone()));
                continue;
            }
            looked += 1;
            if looked > PARTS {
                continue;
            }
            let near = of_number.get(&removal.line).into_iter().flatten().rev().take(NEAR);
            let found = near.map(|&at| (at, self.lines[at].text.find(&removal.text)));
            if let Some((at, Some(from))) = found.into_iter().find(|(_, from)| from.is_some()) {
                parts.push((at, from..from + removal.text.len(), removal.rule.clone()));
            }
        }
        for (at, rule) in gone {
            self.lines[at].removed = Some(rule);
        }
        for (at, from, rule) in parts {
            self.lines[at].cut(from, rule);
        }
    }

    pub(super) fn into_lines(self) -> Vec<Came> {
        self.lines
    }
}

impl Came {
    /// Notes a part that was taken out, unless something in it was changed before: then its place is not known.
    fn cut(&mut self, from: Range<usize>, rule: RuleName) {
        let free = |edit: &LineEdit| edit.from.end <= from.start || edit.from.start >= from.end;
        if !from.is_empty() && self.edits.iter().all(free) {
            let at = self.edits.partition_point(|edit| edit.from.start < from.start);
            self.edits.insert(at, LineEdit { from, after: String::new(), rule });
        }
    }
}

/// Which rule makes what out of what.
struct Rules<'c> {
    pairs: HashMap<(&'c str, &'c str), &'c RuleName>,
    /// For each character some rule changes, and each it puts in, the first rule.
    characters: HashMap<(char, bool), &'c RuleName>,
}

impl<'c> Rules<'c> {
    fn of(changes: &'c [Change], removals: &'c [Removal]) -> Rules<'c> {
        let mut rules = Rules { pairs: HashMap::new(), characters: HashMap::new() };
        for removal in removals.iter().filter(|removal| removal.bytes.is_some()) {
            rules.pairs.entry((&removal.text, "")).or_insert(&removal.rule);
        }
        for change in changes {
            rules.pairs.entry((&change.before, &change.after)).or_insert(&change.rule);
            // A text that was put in as a whole is no rule for its characters.
            const SHORT: usize = 64;
            for (text, new) in [(&change.before, false), (&change.after, true)] {
                for c in text.chars().take(SHORT) {
                    rules.characters.entry((c, new)).or_insert(&change.rule);
                }
            }
        }
        rules
    }

    /// The rule behind an edit.
    fn rule(&self, before: &str, after: &str) -> RuleName {
        let of = |text: &str, new: bool| text.chars().find_map(|c| self.characters.get(&(c, new)).copied());
        let found = self.pairs.get(&(before, after)).copied();
        found.or_else(|| of(before, false)).or_else(|| of(after, true)).cloned().unwrap_or_default()
    }
}

/// What makes `after` out of `before`. What is changed is short and stands apart: the two are walked side by side, and where they differ,
/// the nearest place is looked for from which on they agree.
fn edits(before: &str, after: &str, rules: &Rules<'_>) -> Vec<LineEdit> {
    let a: Vec<(usize, char)> = before.char_indices().collect();
    let b: Vec<(usize, char)> = after.char_indices().collect();
    let byte = |of: &[(usize, char)], text: &str, at: usize| of.get(at).map_or(text.len(), |(byte, _)| *byte);
    let mut edits: Vec<LineEdit> = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i].1 == b[j].1 {
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let (x, y) = step(&a[i..], &b[j..], rules);
        let from = byte(&a, before, i)..byte(&a, before, i + x);
        let new = &after[byte(&b, after, j)..byte(&b, after, j + y)];
        let rule = rules.rule(&before[from.clone()], new);
        match edits.last_mut().filter(|last| last.from.end == from.start && last.rule == rule) {
            Some(last) => {
                last.from.end = from.end;
                last.after.push_str(new);
            }
            None => edits.push(LineEdit { from, after: new.to_owned(), rule }),
        }
        (i, j) = (i + x, j + y);
    }
    edits
}

/// How many characters of either text give way to each other where they differ.
fn step(a: &[(usize, char)], b: &[(usize, char)], rules: &Rules<'_>) -> (usize, usize) {
    // The longest thing the rules put in place of another is a word of the dictionaries.
    const FAR: usize = 12;
    // So many characters that agree are no accident.
    const SURE: usize = 3;
    if let (Some((_, before)), Some((_, after))) = (a.first(), b.first()) {
        let (mut one, mut other) = ([0; 4], [0; 4]);
        let pair = (&*before.encode_utf8(&mut one), &*after.encode_utf8(&mut other));
        if rules.pairs.contains_key(&pair) {
            return (1, 1);
        }
    }
    let agree = |x: usize, y: usize| {
        let (a, b) = (&a[x..], &b[y..]);
        let same = a.iter().zip(b).take(SURE).take_while(|(a, b)| a.1 == b.1).count();
        same == SURE || same == a.len() && same == b.len()
    };
    for sum in 1..=2 * FAR {
        // As many on either side first: most changes keep the length.
        let mut splits: Vec<usize> = (sum.saturating_sub(b.len())..=sum.min(a.len()))
            .filter(|x| *x <= FAR && sum - x <= FAR)
            .collect();
        splits.sort_by_key(|x| x.abs_diff(sum - x));
        if let Some(x) = splits.into_iter().find(|&x| agree(x, sum - x)) {
            return (x, sum - x);
        }
    }
    (a.len().min(1), b.len().min(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convert::{Job, Options};

    fn lines(text: &str) -> Vec<Came> {
        let job = Job::new(&Options::default()).unwrap().with_lines();
        job.read(text.as_bytes(), None).unwrap().lines
    }

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str, &str)]) {
        let lines = lines(&format!("某县春耕工作总结\n{text}\n今年以来，全县各项工作有序推进。\n"));
        let line = &lines[1];
        let found: Vec<(&str, &str, &str)> = line
            .edits
            .iter()
            .map(|edit| (&line.text[edit.from.clone()], &*edit.after, &*edit.rule))
            .collect();
        assert_eq!(found, expected, "{line:?}");
    }

    #[test]
    fn edits_stand_where_they_were_made() {
        check("今年以来，全县各项工作有序推进。", &[]);
        check("各地要高度重视,认真落实。", &[(",", "，", "punctuation.width")]);
    }

    #[test]
    fn edits_make_the_one_out_of_the_other() {
        let rules = Rules::of(&[], &[]);
        for (before, after) in [
            ("甲乙丙丁", "甲丙丁"),
            ("甲乙丙丁", "甲乙子丑丙丁"),
            ("甲乙丙丁", "子丑"),
            ("", "甲"),
            ("甲", ""),
            ("甲,乙,丙", "甲，乙，丙"),
            ("aab", "abb"),
        ] {
            let (mut text, mut at) = (String::new(), 0);
            for edit in edits(before, after, &rules) {
                text += &before[at..edit.from.start];
                text += &edit.after;
                at = edit.from.end;
            }
            assert_eq!(text + &before[at..], after, "{before}");
        }
    }

    #[test]
    fn what_is_taken_out_says_by_what() {
        let lines = lines("某县春耕工作总结\n今年以来，全县各项工作有序推进。\n打印本页\n");
        let fates: Vec<Option<&str>> = lines.iter().map(|line| line.removed.as_deref()).collect();
        assert!(fates[..2].iter().all(Option::is_none) && fates[2].is_some(), "{fates:?}");
    }
}

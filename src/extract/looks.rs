//! How the markup shows the characters of a line while it is read, and what that becomes: spans.

use std::ops::Range;
use std::sync::Arc;

use crate::text::{Meaning, Rich};

/// How a character is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) raised: bool,
    pub(crate) lowered: bool,
    pub(crate) struck: bool,
    pub(crate) inserted: bool,
    pub(crate) strong: bool,
    /// Part of a formula that characters in a row cannot show.
    pub(crate) formula: bool,
    /// The link it is part of: index into the addresses of [`Looks`], from 1.
    pub(crate) link: u32,
}

/// How many columns white space takes, for an underlined blank.
pub(crate) fn columns(blank: &str) -> usize {
    blank.chars().map(|c| if matches!(c, '\u{2003}' | '\u{3000}') { 2 } else { 1 }).sum()
}

/// Whether a look has something.
type Has = fn(&Look) -> bool;

/// The looks of the characters of one line, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Looks(Vec<(Range<usize>, Look)>);

impl Looks {
    /// Notes that the bytes `range` look like this.
    pub(crate) fn push(&mut self, range: Range<usize>, look: Look) {
        if look == Look::default() {
            return;
        }
        match self.0.last_mut() {
            Some((last, same)) if *same == look && last.end == range.start => last.end = range.end,
            _ => self.0.push((range, look)),
        }
    }

    /// From where on the next character looks like the last one, if it does; it stands behind the byte `from`.
    pub(crate) fn goes_on(&self, from: usize, look: Look) -> Option<usize> {
        self.0.last().filter(|(last, same)| *same == look && last.end == from).map(|_| from)
    }

    /// Puts them into `text` as spans.
    pub(crate) fn mark(self, text: &mut Rich, links: &[Arc<str>]) {
        if self.0.is_empty() {
            return;
        }
        let simple: [(Has, Meaning); 6] = [
            (|look| look.raised, Meaning::Superscript),
            (|look| look.lowered, Meaning::Subscript),
            (|look| look.struck, Meaning::Struck),
            (|look| look.inserted, Meaning::Inserted),
            (|look| look.strong, Meaning::Strong),
            (|look| look.formula, Meaning::Formula),
        ];
        for (has, meaning) in simple {
            let stretches = self.stretches(|look| u32::from(has(look)));
            text.mark_all(stretches.map(|(range, _)| (range, meaning.clone())));
        }
        let address = |link| links.get(link as usize - 1).cloned();
        let linked = self.stretches(|look| look.link);
        text.mark_all(linked.filter_map(|(range, link)| Some((range, Meaning::Link(address(link)?)))));
    }

    /// The longest stretches of which `of` says the same, if it says anything but 0.
    fn stretches(&self, of: impl Fn(&Look) -> u32) -> impl Iterator<Item = (Range<usize>, u32)> {
        let mut stretches: Vec<(Range<usize>, u32)> = Vec::new();
        for (range, look) in &self.0 {
            let value = of(look);
            match stretches.last_mut() {
                Some((last, same)) if *same == value && last.end == range.start => last.end = range.end,
                _ => stretches.push((range.clone(), value)),
            }
        }
        stretches.into_iter().filter(|(_, value)| *value > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(change: impl FnOnce(&mut Look)) -> Look {
        let mut look = Look::default();
        change(&mut look);
        look
    }

    fn spans(looks: Looks, text: &str, links: &[&str]) -> Vec<(Range<usize>, Meaning)> {
        let links: Vec<Arc<str>> = links.iter().map(|link| (*link).into()).collect();
        let mut text = Rich::from(text);
        looks.mark(&mut text, &links);
        text.spans().iter().map(|span| (span.range(), span.meaning.clone())).collect()
    }

    #[test]
    fn every_look_is_a_span_of_its_own() {
        let mut looks = Looks::default();
        let all = [
            look(|look| look.raised = true),
            look(|look| look.lowered = true),
            look(|look| look.struck = true),
            look(|look| look.inserted = true),
            look(|look| look.strong = true),
            look(|look| look.formula = true),
        ];
        for (i, look) in all.into_iter().enumerate() {
            looks.push(i..i + 1, look);
        }
        let wanted = [
            Meaning::Superscript,
            Meaning::Subscript,
            Meaning::Struck,
            Meaning::Inserted,
            Meaning::Strong,
            Meaning::Formula,
        ];
        let wanted: Vec<_> = wanted.into_iter().enumerate().map(|(i, meaning)| (i..i + 1, meaning)).collect();
        assert_eq!(spans(looks, "abcdef", &[]), wanted);
    }

    #[test]
    fn stretches_that_follow_each_other_are_one_and_others_are_not() {
        let strong = look(|look| look.strong = true);
        let both = Look { struck: true, ..strong };
        let mut looks = Looks::default();
        looks.push(0..1, strong);
        looks.push(1..2, strong);
        looks.push(2..3, Look::default());
        looks.push(3..4, strong);
        looks.push(4..5, both);
        assert_eq!(
            spans(looks.clone(), "abcdef", &[]),
            [(0..2, Meaning::Strong), (3..5, Meaning::Strong), (4..5, Meaning::Struck)]
        );
        assert_eq!(
            [looks.goes_on(5, both), looks.goes_on(4, both), looks.goes_on(5, strong)],
            [Some(5), None, None]
        );
        assert!(spans(Looks::default(), "abc", &[]).is_empty());
    }

    #[test]
    fn links_beside_each_other_keep_their_own_addresses() {
        let mut looks = Looks::default();
        looks.push(0..1, look(|look| look.link = 1));
        looks.push(1..2, look(|look| look.link = 2));
        looks.push(2..3, look(|look| look.link = 9));
        let link = |address: &str| Meaning::Link(address.into());
        assert_eq!(
            spans(looks, "abc", &["a.html", "b.html"]),
            [(0..1, link("a.html")), (1..2, link("b.html"))]
        );
    }

    #[test]
    fn a_wide_blank_takes_two_columns() {
        assert_eq!(columns("　 \u{2003}\u{a0}"), 6);
    }
}

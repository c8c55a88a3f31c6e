//! One line rewritten, and every difference put into the log.

use std::collections::HashMap;
use std::ops::Range;

use crate::diag::{Location, Log, RuleId};
use crate::script::converter::{Config, Converted, Converter, Forms};
use crate::script::detect::{is_simplified_only, is_traditional_only};
use crate::script::table::Table;
use crate::script::{CHARACTER, DICTIONARY, PHRASE, QUOTES, ZHE};
use crate::script::{Options, Plan, Reach, Target, Way, quotes, zhe};
use crate::text::{Edit, Edits, Line};

/// Rewrites lines, and counts the characters it changed.
pub(crate) struct Rewriter<'a> {
    converter: Converter,
    way: Way,
    dictionary: Option<Table<'a>>,
    tally: Tally,
}

impl<'a> Rewriter<'a> {
    pub(crate) fn new(way: Way, options: &'a Options) -> Rewriter<'a> {
        let converter = match (way, options.target, options.phrases) {
            (Way::ToSimplified, _, false) => Converter::official(),
            (Way::ToSimplified, _, true) => Converter::official_phrases(),
            (_, Target::Taiwan, false) => Converter::new(Config::S2tw, Forms::Common),
            (_, Target::Taiwan, true) => Converter::new(Config::S2twp, Forms::Common),
            (_, Target::HongKong, false) => Converter::new(Config::S2hk, Forms::Common),
            (_, Target::HongKong, true) => Converter::new(Config::S2hkp, Forms::Common),
            _ => Converter::new(Config::S2t, Forms::Common),
        };
        let dictionary = options.dictionary.as_ref().map(|dictionary| dictionary.table());
        Rewriter { converter, way, dictionary, tally: Tally::default() }
    }

    /// Does to `line` what `plan` says.
    pub(crate) fn rewrite(&mut self, log: &mut Log, line: &mut Line, plan: Plan) {
        let Draft { text, edits, fixed } = self.convert(log, line, plan.reach).unwrap_or_default();
        if !edits.is_empty() {
            line.text.rewrite(text, &edits);
        }
        let mut swaps = swaps(&line.text, plan);
        swaps.retain(|swap| !is_inside(&fixed, swap.at));
        let mut edits = Edits::new();
        for Swap { rule, at, before, after } in swaps {
            edits.replace(rule, at..at + before.len_utf8(), after.encode_utf8(&mut [0; 4]));
        }
        edits.apply(log, line);
    }

    /// Writes the counted changes into the log.
    pub(crate) fn finish(self, log: &mut Log) {
        for Pair { before, after, places } in self.tally.pairs {
            let count = places.len();
            log.changed_everywhere(CHARACTER, (places, count), &before.to_string(), &after.to_string());
        }
    }

    /// The converted line; `None` if the line stays.
    fn convert(&mut self, log: &mut Log, line: &Line, reach: Reach) -> Option<Draft> {
        if reach == Reach::Nothing {
            return None;
        }
        let mut draft = Draft::default();
        let mut start = 0;
        for (fixed, value) in self.fixed(&line.text) {
            self.convert_piece(log, line, start..fixed.start, reach, &mut draft);
            let before = &line.text[fixed.clone()];
            if before != value {
                log.changed_at(DICTIONARY, Location::new(line.number, fixed.clone()), before, &value);
            }
            start = fixed.end;
            draft.push_fixed(fixed, &value);
        }
        self.convert_piece(log, line, start..line.text.len(), reach, &mut draft);
        Some(draft)
    }

    /// Where the user's dictionary decides, and what it says.
    fn fixed(&self, text: &str) -> Vec<(Range<usize>, String)> {
        let Some(table) = &self.dictionary else { return Vec::new() };
        table.matches(text).map(|(place, value)| (place, value.to_string())).collect()
    }

    fn convert_piece(
        &mut self,
        log: &mut Log,
        line: &Line,
        piece: Range<usize>,
        reach: Reach,
        draft: &mut Draft,
    ) {
        let (start, piece) = (piece.start, &line.text[piece]);
        let mut converted = self.converter.convert_noting(piece);
        if reach == Reach::Foreign {
            converted = self.only_foreign(piece, converted);
        }
        let by = draft.text.len();
        for Edit { from, to } in converted.edits {
            let place = Location::new(line.number, start + from.start..start + from.end);
            self.note(log, place, &piece[from.clone()], &converted.text[to.clone()]);
            draft
                .edits
                .push(Edit { from: start + from.start..start + from.end, to: by + to.start..by + to.end });
        }
        draft.text.push_str(&converted.text);
    }

    /// `converted` without the edits that no character of the other script calls for.
    fn only_foreign(&self, text: &str, converted: Converted) -> Converted {
        let is_foreign = match self.way {
            Way::ToSimplified => is_traditional_only,
            Way::ToTraditional => is_simplified_only,
        };
        let mut only = Converted { text: String::with_capacity(converted.text.len()), edits: Vec::new() };
        let mut copied = 0;
        for Edit { from, to } in converted.edits {
            if text[from.clone()].contains(is_foreign) {
                only.text.push_str(&text[copied..from.start]);
                copied = from.end;
                let start = only.text.len();
                only.text.push_str(&converted.text[to]);
                only.edits.push(Edit { from, to: start..only.text.len() });
            }
        }
        only.text.push_str(&text[copied..]);
        only
    }

    /// Counts a change character by character, or lists it as a whole where the characters do not tell the story.
    fn note(&mut self, log: &mut Log, place: Location, before: &str, after: &str) {
        if before == after {
            return;
        }
        let pairs = || before.chars().zip(after.chars());
        let plain = before.chars().count() == after.chars().count()
            && pairs().all(|(before, after)| self.converter.character(before) == Some(after));
        if !plain {
            return log.changed_at(PHRASE, place, before, after);
        }
        let mut start = place.bytes.map_or(0, |bytes| bytes.0) as usize;
        for (before, after) in pairs() {
            let end = start + before.len_utf8();
            if before != after {
                self.tally.count(Location::new(place.line, start..end), before, after);
            }
            start = end;
        }
    }
}

/// A line on its way.
#[derive(Default)]
struct Draft {
    text: String,
    /// What was replaced.
    edits: Vec<Edit>,
    /// What the user's dictionary put in: nothing may change it.
    fixed: Vec<Range<usize>>,
}

impl Draft {
    fn push_fixed(&mut self, from: Range<usize>, value: &str) {
        let start = self.text.len();
        self.text.push_str(value);
        self.fixed.push(start..self.text.len());
        self.edits.push(Edit { from, to: start..self.text.len() });
    }
}

/// One character put in place of another.
struct Swap {
    rule: RuleId,
    at: usize,
    before: char,
    after: char,
}

/// What is left to swap in a converted line, in order.
fn swaps(text: &str, plan: Plan) -> Vec<Swap> {
    let mut swaps = Vec::new();
    if plan.zhe {
        swaps.extend(zhe::particles(text).map(|at| Swap { rule: ZHE, at, before: '著', after: '着' }));
    }
    if plan.quotes {
        let marks = quotes::marks(text).into_iter();
        swaps.extend(marks.map(|(at, before, after)| Swap { rule: QUOTES, at, before, after }));
    }
    swaps.sort_by_key(|swap| swap.at);
    swaps
}

/// Whether `at` lies in one of `ranges`, which are sorted.
fn is_inside(ranges: &[Range<usize>], at: usize) -> bool {
    let next = ranges.partition_point(|range| range.end <= at);
    ranges.get(next).is_some_and(|range| range.start <= at)
}

/// Characters changed, counted by pair.
///
/// Which character one becomes is a matter of the tables alone, so it is enough to look up the first of the pair.
#[derive(Default)]
struct Tally {
    pairs: Vec<Pair>,
    index: HashMap<char, usize>,
}

struct Pair {
    before: char,
    after: char,
    places: Vec<Location>,
}

impl Tally {
    fn count(&mut self, place: Location, before: char, after: char) {
        let next = self.pairs.len();
        let at = *self.index.entry(before).or_insert(next);
        if at == next {
            self.pairs.push(Pair { before, after, places: Vec::new() });
        }
        self.pairs[at].places.push(place);
    }
}

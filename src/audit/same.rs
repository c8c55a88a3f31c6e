//! What the log makes the same: characters that stand for others, and stretches that do.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use crate::audit::white::{self, Steps, TO_WHITE, bare, common, is_white, push};
use crate::diag::{Log, LogPosition};
use crate::text::script::base;

/// A stretch, and what stands in its place.
pub(super) type Swap<'l> = (Cow<'l, str>, Cow<'l, str>);

/// Stretches that stand for others, by the character they begin with.
#[derive(Clone, Default)]
pub(super) struct Swaps<'l> {
    out: HashMap<char, Vec<Swap<'l>>>,
    /// Those that only put something in, by what that begins with.
    put: HashMap<char, Vec<Swap<'l>>>,
}

impl<'l> Swaps<'l> {
    pub(super) fn add(&mut self, (before, after): Swap<'l>) {
        let (swaps, first) = match before.chars().next() {
            Some(first) => (&mut self.out, first),
            None => match after.chars().next() {
                Some(first) => (&mut self.put, first),
                None => return,
            },
        };
        swaps.entry(first).or_default().push((before, after));
    }

    /// Those that fit where two texts part.
    pub(super) fn fitting<'s>(
        &'s self,
        source: &'s str,
        text: &'s str,
    ) -> impl Iterator<Item = &'s Swap<'l>> {
        // The source first: what was only taken out fits any text.
        self.near(source, text)
            .filter(move |(before, after)| source.starts_with(&**before) && text.starts_with(&**after))
    }

    /// As [`fitting`](Swaps::fitting), as lengths; what stands for something else may have had other things taken out of it before.
    pub(super) fn fitting_across<'s>(
        &'s self,
        source: &'s str,
        text: &'s str,
    ) -> impl Iterator<Item = (usize, usize)> {
        let near = self.near(source, text).filter(|(_, after)| text.starts_with(&**after));
        near.filter_map(|(before, after)| Some((self.reach(source, before)?, after.len())))
    }

    /// Those that begin with the first character of `source`, and those that put something in that begins with the first of `text`.
    fn near(&self, source: &str, text: &str) -> impl Iterator<Item = &Swap<'l>> {
        let out = source.chars().next().and_then(|first| self.out.get(&first)).into_iter().flatten();
        let put = text.chars().next().and_then(|first| self.put.get(&first)).into_iter().flatten();
        out.chain(put)
    }

    /// How far `stretch` goes in `source`, with what was taken out of it.
    fn reach(&self, source: &str, stretch: &str) -> Option<usize> {
        let mut at = common(source, stretch);
        let mut found = at;
        while found < stretch.len() {
            let rest = &source[at..];
            let swaps = (found > 0).then(|| self.out.get(&rest.chars().next()?)).flatten()?;
            let gone = swaps.iter().filter(|(before, after)| after.is_empty() && rest.starts_with(&**before));
            at += gone.map(|(before, _)| before.len()).max()?;
            let same = common(&source[at..], &stretch[found..]);
            (at, found) = (at + same, found + same);
        }
        Some(at)
    }

    /// `text` without all that was put in, for nothing, where it begins: of the ways to divide it (five blanks are two and three, and no
    /// number of twos) the one that goes furthest.
    pub(super) fn below_put<'t>(&self, text: &'t str) -> &'t str {
        // A line has a dozen blanks at its beginning; where hundreds of kinds are put in, few begin alike.
        const TRIES: usize = 1 << 12;
        let (mut furthest, mut tries) = (0, 0);
        let (mut ends, mut seen) = (vec![0], HashSet::from([0]));
        while let Some(end) = ends.pop().filter(|_| tries < TRIES) {
            furthest = furthest.max(end);
            let put = text[end..].chars().next().and_then(|first| self.put.get(&first));
            for (_, after) in put.into_iter().flatten() {
                tries += 1;
                let next = end + after.len();
                if text[end..].starts_with(&**after) && seen.insert(next) {
                    ends.push(next);
                }
            }
        }
        &text[furthest..]
    }

    /// What was put in for something else where `text` begins.
    pub(super) fn opening<'s>(&'s self, text: &'s str) -> impl Iterator<Item = &'s str> {
        let all = self.out.values().flatten();
        all.filter(|(_, after)| !after.is_empty() && text.starts_with(&**after)).map(|(before, _)| &**before)
    }
}

/// Bits of [`Same::classed`]: the characters of the first plane, and those of others that end alike.
const BITS: usize = 1 << 16;

/// What the log makes the same.
pub(super) struct Same<'l> {
    log: &'l Log,
    from: LogPosition,
    /// Characters that stand for others.
    class: HashMap<char, char>,
    /// A bit for each character that may be one of them, so that all others need no look into it.
    classed: Vec<u64>,
    /// Steps between such characters and white space.
    steps: Steps,
    /// What has more than one character; most texts are found without it.
    stretches: OnceCell<Stretches<'l>>,
}

/// What was replaced by something longer or shorter.
#[derive(Default)]
struct Stretches<'l> {
    swaps: Swaps<'l>,
    /// All that was put in.
    put: String,
}

impl<'l> Same<'l> {
    /// By what `log` tells since `from`.
    pub(super) fn told(log: &'l Log, from: LogPosition) -> Same<'l> {
        let mut same = Same {
            log,
            from,
            class: HashMap::new(),
            classed: Vec::new(),
            steps: TO_WHITE,
            stretches: OnceCell::new(),
        };
        for [before, after] in same.changes().filter(|[before, after]| is_spelling(before, after)) {
            same.unite(&before, &after);
        }
        same
    }

    fn changes(&self) -> impl Iterator<Item = [Cow<'l, str>; 2]> + use<'l> {
        let changes = self.log.changes_since(self.from).iter();
        changes.map(|change| [&change.before, &change.after].map(|text| bare(text)))
    }

    /// Takes the characters of two texts of one length for the same, one by one.
    fn unite(&mut self, before: &str, after: &str) {
        for (a, b) in before.chars().zip(after.chars()) {
            let [a, b] = [a, b].map(|c| self.class.get(&c).copied().unwrap_or(c));
            if a != b {
                self.class.values_mut().filter(|class| **class == a).for_each(|class| *class = b);
                self.class.insert(a, b);
                self.classed.resize(BITS / 64, 0);
                self.classed[a as usize % BITS / 64] |= 1 << (a as usize % 64);
                self.steps[usize::from(a.encode_utf8(&mut [0; 4]).as_bytes()[0])] = 0;
            }
        }
    }

    /// What was replaced by something longer or shorter.
    pub(super) fn swaps(&self) -> &Swaps<'l> {
        &self.stretches().swaps
    }

    /// All that was put in, each on a line of its own.
    pub(super) fn put(&self) -> &str {
        &self.stretches().put
    }

    fn stretches(&self) -> &Stretches<'l> {
        self.stretches.get_or_init(|| {
            let mut stretches = Stretches::default();
            let mut known = HashSet::new();
            for swap in self.told_swaps() {
                let (before, after) = (self.settled(swap.0), self.settled(swap.1));
                if !known.insert((before.clone(), after.clone())) {
                    continue;
                }
                stretches.put.push_str(&after);
                stretches.put.push('\n');
                stretches.swaps.add(trimmed(before, after));
            }
            stretches
        })
    }

    /// As the log tells them.
    fn told_swaps(&self) -> Vec<Swap<'l>> {
        let changed = self.changes().filter(|[before, after]| !is_spelling(before, after));
        let mut swaps: Vec<Swap<'_>> = changed.map(|[before, after]| (before, after)).collect();
        // What became something that was taken out again is gone: `&#x202e;`, a mark of direction, nothing.
        let by_before: HashMap<&str, &Cow<'_, str>> = swaps.iter().map(|(a, b)| (&**a, b)).collect();
        let next = |between: &str| {
            Some(between).filter(|text| !text.is_empty()).and_then(|text| by_before.get(text))
        };
        let twice =
            swaps.iter().filter_map(|(first, between)| Some((first.clone(), (*next(between)?).clone())));
        let twice: Vec<Swap<'_>> = twice.collect();
        swaps.extend(twice);
        // What tells of source and date stands at the place of those, wherever its line stood.
        let moved = self.log.changes_since(self.from).iter().filter(|change| change.rule == "info.line");
        swaps.extend(moved.map(|change| (bare(&change.before), Cow::Borrowed(""))));
        let parts = self.log.removals_since(self.from).iter();
        swaps.extend(parts.map(|removal| (Cow::Borrowed(&*removal.text), Cow::Borrowed(""))));
        swaps
    }

    fn settled<'t>(&self, text: Cow<'t, str>) -> Cow<'t, str> {
        match text {
            Cow::Borrowed(text) => self.canonical(text),
            Cow::Owned(text) => Cow::Owned(self.canonical(&text).into_owned()),
        }
    }

    /// `text` with one character for all that are the same, and without white space.
    pub(super) fn canonical<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.next(text, 0).is_none() {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        self.add(&mut out, text);
        Cow::Owned(out)
    }

    /// Adds the [`canonical`](Same::canonical) form of `text`.
    pub(super) fn add(&self, out: &mut String, text: &str) {
        if self.class.is_empty() {
            return push(out, text);
        }
        let mut copied = 0;
        while let Some((at, c)) = self.next(text, copied) {
            out.push_str(&text[copied..at]);
            copied = at + c.len_utf8();
            if !is_white(c) {
                out.push(self.class.get(&c).copied().unwrap_or(c));
            }
        }
        out.push_str(&text[copied..]);
    }

    /// The next character that is white space or may stand for another.
    fn next(&self, text: &str, at: usize) -> Option<(usize, char)> {
        if self.class.is_empty() {
            return white::next(text, at, &TO_WHITE, is_white);
        }
        let may_stand = |c: char| self.classed[c as usize % BITS / 64] >> (c as usize % 64) & 1 == 1;
        white::next(text, at, &self.steps, |c| is_white(c) || may_stand(c))
    }
}

/// Whether two texts are of one length and say the same in other characters.
fn is_spelling(before: &str, after: &str) -> bool {
    // Longer ones are not spelled otherwise but say something else.
    const LONGEST: usize = 8;
    let length = before.chars().count();
    (length <= LONGEST || raises(before, after)) && length == after.chars().count()
}

/// Whether `after` is `before`, raised or lowered: however long, it says the same.
fn raises(before: &str, after: &str) -> bool {
    before.chars().zip(after.chars()).all(|(a, b)| base(b).is_some_and(|(plain, _)| plain == a))
}

/// Two texts without what both begin and end with.
fn trimmed<'t>(before: Cow<'t, str>, after: Cow<'t, str>) -> Swap<'t> {
    let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| {
        a.zip(b).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum::<usize>()
    };
    let start = same(&mut before.chars(), &mut after.chars());
    let (rest, other) = (&before[start..], &after[start..]);
    let end = same(&mut rest.chars().rev(), &mut other.chars().rev());
    (piece(before, start, end), piece(after, start, end))
}

/// What of a text stands between so many bytes of its beginning and of its end.
fn piece(text: Cow<'_, str>, start: usize, end: usize) -> Cow<'_, str> {
    match text {
        text if start + end == 0 => text,
        Cow::Borrowed(text) => Cow::Borrowed(&text[start..text.len() - end]),
        Cow::Owned(text) => Cow::Owned(text[start..text.len() - end].to_owned()),
    }
}

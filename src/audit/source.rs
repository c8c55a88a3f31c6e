//! Text in which others are looked for, in one piece but for what the log tells.

use std::collections::HashSet;
use std::iter;

use memchr::memmem;

use crate::audit::same::{Same, Swap, Swaps};
use crate::audit::white::common;
use crate::error::{Error, Result};

/// How many characters before a difference a swap may begin: what was taken out begins as what follows it, mostly with some digits, at
/// most as two rows of a list do.
const BACK: usize = 64;

/// Text in which others are looked for.
pub(super) struct Source<'s, 'l> {
    text: &'s str,
    same: &'s Same<'l>,
    /// Where the last one was found.
    at: usize,
    /// How many bytes may yet be looked through in vain.
    left: usize,
}

impl<'s, 'l> Source<'s, 'l> {
    pub(super) fn new(text: &'s str, same: &'s Same<'l>) -> Source<'s, 'l> {
        // A text that holds together is looked through once; a text of a thousand pieces that are each rewritten is not judged to its end.
        const SPARE: usize = 1 << 22;
        let left = SPARE + 4 * text.len();
        Source { text, same, at: 0, left }
    }

    /// Checks that `text` stands there in one piece, but for what the log tells.
    pub(super) fn holds(&mut self, text: &str) -> Result<()> {
        if self.left == 0 {
            return Ok(());
        }
        let swaps = self.same.swaps();
        let holds = text.is_empty()
            || self.find(text)
            || self.same.put().contains(text)
            || self.begins_with(text, swaps, follows)
            || self.has_put(text)
            || self.begins_with(text, swaps, leads);
        if holds {
            return Ok(());
        }
        if self.left == 0 { Ok(()) } else { Err(displaced(text)) }
    }

    /// Looks from where the last one was found, then from the start.
    fn find(&mut self, text: &str) -> bool {
        // Lines and blocks mostly come one behind the other.
        if self.text.as_bytes()[self.at..].starts_with(text.as_bytes()) {
            self.at += text.len();
            return true;
        }
        for from in [self.at, 0] {
            if let Some(at) = memmem::find(&self.text.as_bytes()[from..], text.as_bytes()) {
                self.at = from + at + text.len();
                return true;
            }
            self.left = self.left.saturating_sub(self.text.len() - from);
        }
        false
    }

    /// Whether `text` is made of a few stretches that stand somewhere.
    pub(super) fn holds_pieces(&self, mut text: &str) -> bool {
        // A line has a box or two; one of more pieces has been shuffled.
        const MOST: usize = 12;
        for _ in 0..MOST {
            let longest = self.longest(text);
            text = &text[longest..];
            if text.is_empty() || longest == 0 {
                break;
            }
        }
        text.is_empty()
    }

    /// How much of the beginning of `text` stands somewhere; nothing, if it is so little that it could stand anywhere.
    fn longest(&self, text: &str) -> usize {
        // Three characters stand in any text by chance, and would let two pass that changed places.
        const SHORTEST: usize = 4;
        // Four characters stand at few places, unless the text is a list of one word.
        const PLACES: usize = 64;
        let head = text.char_indices().nth(SHORTEST).map_or(text, |(end, _)| &text[..end]);
        let places = places(self.text, head).take(PLACES);
        places.map(|at| common(&self.text[at..], text)).max().unwrap_or(0)
    }

    /// Whether `text` stands in what was put in, as that was put right later.
    fn has_put(&mut self, text: &str) -> bool {
        let mut put = Source { text: self.same.put(), same: self.same, at: 0, left: self.left };
        let has = put.begins_with(text, self.same.swaps(), follows);
        self.left = put.left;
        has
    }

    /// Looks for a place from which `text` follows with other lines and what the log tells, in whatever way.
    pub(super) fn weave(&mut self, text: &str, swaps: &Swaps<'_>) -> bool {
        self.begins_with(text, swaps, weaves)
    }

    /// Looks for a place `goes` on from: by the first characters of `text`, fewer where something may stand between them, or by what
    /// something at its beginning was put in for.
    fn begins_with(
        &mut self,
        text: &str,
        swaps: &Swaps<'_>,
        goes: fn(&str, &str, &Swaps<'_>) -> bool,
    ) -> bool {
        // Sixteen characters tell a place, four in most texts; fewer only where a gloss or a mark of Markdown stands among them, and then at
        // more places.
        const HEADS: [(usize, usize); 4] = [(16, 64), (4, 64), (2, 256), (1, 1024)];
        // What a try costs, in bytes looked through.
        const TURN: usize = 1 << 10;
        let heads = HEADS.into_iter().filter_map(|(length, most)| {
            let end = text.char_indices().nth(length - 1).map(|(at, c)| at + c.len_utf8())?;
            Some((&text[..end], most))
        });
        let opened = swaps.opening(text).map(|before| (before, 64));
        let below = swaps.below_put(text);
        if below.is_empty() {
            return true;
        }
        let below = (below.len() < text.len()).then(|| self.begins_with(below, swaps, goes));
        if below == Some(true) {
            return true;
        }
        for (opening, most) in heads.chain(opened) {
            // Lines come as the input shows them, so the right place is mostly behind that of the last.
            for from in [self.at, 0] {
                self.left = self.left.saturating_sub(self.text.len() - from);
                for start in places(&self.text[from..], opening).take(most) {
                    self.left = self.left.saturating_sub(TURN);
                    let at = from + start;
                    if self.left == 0 || goes(&self.text[at..], text, swaps) {
                        self.at = at;
                        return true;
                    }
                }
            }
        }
        false
    }
}

/// Where `wanted` stands in `text`, also where two of them lie over each other: the full stop of one line and the three of the next that
/// are an ellipsis are four, and the ellipsis begins with the second.
fn places<'a>(text: &'a str, wanted: &'a str) -> impl Iterator<Item = usize> + 'a {
    let finder = memmem::Finder::new(wanted);
    let step = wanted.chars().next().map_or(1, char::len_utf8);
    let mut from = 0;
    iter::from_fn(move || {
        let at = from + finder.find(text.as_bytes().get(from..)?)?;
        from = at + step;
        Some(at)
    })
}

/// The fault that `text` stands nowhere.
pub(super) fn displaced(text: &str) -> Error {
    // As many as the other message shows.
    const SAMPLE: usize = 20;
    Error::Displaced { text: text.chars().take(SAMPLE).collect() }
}

/// Whether `source` begins with `text` but for swaps, wherever they fit: tracked changes as short as a letter and boxes in boxes can be
/// told from the line in more than one way.
fn weaves(source: &str, text: &str, swaps: &Swaps<'_>) -> bool {
    in_any_way(source, text, swaps, usize::MAX)
}

/// Whether `source` begins with `text` but for swaps, where one may begin that is not the likeliest: of two lines that were taken out one
/// behind the other, the first can be as short as a letter or say what the text goes on with.
pub(super) fn leads(source: &str, text: &str, swaps: &Swaps<'_>) -> bool {
    in_any_way(source, text, swaps, BACK)
}

/// Whether `source` begins with `text` but for swaps, each of which may begin so many characters before a difference.
fn in_any_way(source: &str, text: &str, swaps: &Swaps<'_>, back: usize) -> bool {
    // A line with a box has some dozens of ways.
    const WAYS: usize = 2_000;
    let mut seen = HashSet::new();
    let mut ways = vec![(0, 0)];
    while let Some((from, to)) = ways.pop() {
        if seen.len() > WAYS {
            // The order of a text of one letter, with boxes of that letter, nobody can tell.
            return true;
        }
        if !seen.insert((from, to)) {
            continue;
        }
        let same = common(&source[from..], &text[to..]);
        if to + same == text.len() {
            return true;
        }
        let places = text[to..to + same].char_indices().rev().take(back).map(|(at, _)| at);
        for at in std::iter::once(same).chain(places) {
            let fitting = swaps.fitting_across(&source[from + at..], &text[to + at..]);
            ways.extend(fitting.map(|(before, after)| (from + at + before, to + at + after)));
        }
    }
    false
}

/// Whether `source` begins with `text`, but for swaps.
pub(super) fn follows(mut source: &str, mut text: &str, swaps: &Swaps<'_>) -> bool {
    loop {
        let same = common(source, text);
        if same == text.len() {
            return true;
        }
        let Some((from, to)) = turn(source, text, same, swaps) else { return false };
        (source, text) = (&source[from..], &text[to..]);
    }
}

/// Where two texts go on alike behind the swap that parts them. It may begin before the first difference: what was taken out can begin as
/// what follows it.
fn turn(source: &str, text: &str, same: usize, swaps: &Swaps<'_>) -> Option<(usize, usize)> {
    let places = text[..same].char_indices().rev().take(BACK).map(|(at, _)| at);
    std::iter::once(same).chain(places).find_map(|at| {
        let (source, text) = (&source[at..], &text[at..]);
        // Of several the one behind which most is alike.
        let gain = |(before, after): &&Swap<'_>| common(&source[before.len()..], &text[after.len()..]);
        let best = swaps.fitting(source, text).max_by_key(gain)?;
        let further = at == same || at + best.1.len() + gain(&best) > same;
        further.then_some((at + best.0.len(), at + best.1.len()))
    })
}

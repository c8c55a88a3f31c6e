//! The account keeps order: what the document says stands somewhere in the input in one piece, and its blocks come as the lines came.
//!
//! Counting characters ([`super::balance`]) finds what was lost or doubled, not what changed its place. Here every text of the document is
//! looked for among the lines of the input, character by character. What the log tells makes the two comparable: characters it exchanged
//! for others count as the same; where it took out or put in something longer, the comparison goes on behind it.

use std::collections::{HashMap, HashSet};

use memchr::memmem;

use crate::audit::Tally;
use crate::diag::{Log, LogPosition};
use crate::document::{Document, Role};
use crate::error::{Error, Result};
use crate::text::Line;
use crate::text::script::base;

/// The lines of an input as they came from the reader, without white space.
#[derive(Debug, Default)]
pub struct Sequence {
    text: String,
    /// Where each line ends.
    ends: Vec<usize>,
}

impl Sequence {
    /// What `lines` say.
    pub fn of<'l>(lines: impl IntoIterator<Item = &'l Line>) -> Sequence {
        let mut trail = Sequence::default();
        for line in lines {
            push(&mut trail.text, &line.text);
            trail.ends.push(trail.text.len());
        }
        trail
    }

    fn lines(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.text[start..*end])
    }
}

/// White space; none lies beyond the ideographic space, and most characters do.
fn is_white(c: char) -> bool {
    c <= '\u{3000}' && c.is_whitespace()
}

/// Adds `text` without its white space.
pub(super) fn push(trail: &mut String, text: &str) {
    for piece in text.split(is_white) {
        trail.push_str(piece);
    }
}

/// Checks that every line a reader made stands in one piece in what the input shows, but for other lines and for what the log tells:
/// boxes and notes stand in the middle of what they are anchored in.
///
/// # Errors
/// [`Error::Displaced`] with the first that does not.
pub fn as_seen(seen: &Tally, lines: &Sequence, log: &Log, from: LogPosition) -> Result<()> {
    let Some(shown) = seen.trail() else { return Ok(()) };
    let same = Same::told(log, from);
    let shown = same.canonical(shown);
    let mut source = Source::new(&shown, &same);
    let mut boxes = None;
    lines.lines().try_for_each(|line| {
        let line = same.canonical(line);
        source.holds(&line).or_else(|fault| {
            let holds = source.holds_pieces(&line)
                || source.weave(&line, boxes.get_or_insert_with(|| around(lines, &same)));
            if holds { Ok(()) } else { Err(fault) }
        })
    })
}

/// Checks that every text of `document` stands in one piece in `lines`, or in what the log says was put in its place, and that blocks made
/// of whole lines stand in their order. What the log tells since the lines came (`since`) has to stand in them too.
///
/// # Errors
/// As [`as_seen`].
pub fn in_order(
    lines: &Sequence,
    log: &Log,
    [from, since]: [LogPosition; 2],
    document: &Document,
) -> Result<()> {
    let same = Same::told(log, from);
    let mut whole = String::with_capacity(lines.text.len());
    let mut ends = Vec::with_capacity(lines.ends.len());
    for line in lines.lines() {
        same.add(&mut whole, line);
        ends.push(whole.len());
    }
    let places = places(&whole, &ends);
    let mut source = Source::new(&whole, &same);
    // A page has one or two such lines; a text with more is not judged to its end.
    let mut doubts: usize = 64;
    let mut last = (0, String::new());
    for text in blocks(document) {
        let text = same.canonical(text);
        match places.get(text.as_str()) {
            Some(Some(place)) if *place < last.0 => {
                // What says the same as a line below can also have been put together from lines above (`0` and `1/2`), or be one of them
                // rewritten, and the other way round.
                let can_be = |text: &str, of: &str| doubts == 0 || Source::new(of, &same).holds(text).is_ok();
                if can_be(&last.1, &whole[..ends[*place]]) {
                    last = (*place, text);
                } else if !can_be(&text, &whole[ends[last.0]..]) {
                    return Err(displaced(&text));
                }
                doubts = doubts.saturating_sub(1);
            }
            Some(Some(place)) => last = (*place, text),
            Some(None) => {}
            None => source.holds(&text)?,
        }
    }
    others(document).try_for_each(|text| {
        // What stands in one line above a text may come from several of the page.
        let whole = source.holds(&same.canonical(text));
        whole.or_else(|_| text.split_whitespace().try_for_each(|word| source.holds(&same.canonical(word))))
    })?;
    let mut source = Source::new(&whole, &same);
    let missing = |text: &&str| !places.contains_key(*text);
    let told: Vec<String> = told(log, since).map(|text| same.canonical(text)).collect();
    told.iter().map(String::as_str).filter(missing).try_for_each(|text| source.holds(text))
}

/// The texts of a document before elements were given, to be held against those after.
#[derive(Debug)]
pub struct Texts(HashMap<String, usize>);

impl Texts {
    /// Those of `document`.
    pub fn of(document: &Document) -> Texts {
        let mut texts = HashMap::new();
        for text in blocks(document).chain(others(document)) {
            *texts.entry(text.to_owned()).or_default() += 1;
        }
        Texts(texts)
    }

    /// Checks that every text of `document` was there before, or was `given`.
    ///
    /// # Errors
    /// As [`as_seen`].
    pub fn and_given<'g>(mut self, document: &Document, given: impl Iterator<Item = &'g str>) -> Result<()> {
        let given: Vec<String> = given.map(bare).collect();
        for text in blocks(document).chain(others(document)) {
            match self.0.get_mut(text) {
                Some(left) if *left > 0 => *left -= 1,
                _ if joins(&given, &bare(text)) => {}
                _ => return Err(displaced(text)),
            }
        }
        Ok(())
    }
}

/// Whether `text` is one of `parts`, or several that follow each other.
fn joins(parts: &[String], text: &str) -> bool {
    (0..parts.len()).any(|start| {
        let mut rest = text;
        parts[start..].iter().any(|part| match rest.strip_prefix(part.as_str()) {
            Some(left) => {
                rest = left;
                left.is_empty()
            }
            None => false,
        })
    })
}

/// `text` without white space.
pub(super) fn bare(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    push(&mut bare, text);
    bare
}

/// Checks that `after` is `before` with what the log tells.
///
/// # Errors
/// As [`as_seen`].
pub(super) fn text_in_order(before: &str, log: &Log, from: LogPosition, after: &str) -> Result<()> {
    let same = Same::told(log, from);
    let [before, after] = [before, after].map(|text| same.canonical(text));
    if follows(&before, &after, &same.swaps) { Ok(()) } else { Err(displaced(&after)) }
}

/// What may stand in the middle of a line: other lines, and what the log tells.
fn around(lines: &Sequence, same: &Same) -> Swaps {
    // A file with more is no form with boxes in its lines.
    const MOST: usize = 2_000;
    let mut swaps = same.swaps.clone();
    lines.lines().take(MOST).for_each(|line| swaps.add(&same.canonical(line), ""));
    swaps
}

/// What the log quotes that is more than a mark or a word.
fn told(log: &Log, since: LogPosition) -> impl Iterator<Item = &str> {
    // Two letters of a mark or an address stand anywhere.
    const WORD: usize = 3;
    let removed = log.removals_since(since).iter().map(|removal| removal.text.as_str());
    let changed = log.changes_since(since).iter().map(|change| change.before.as_str());
    removed.chain(changed).filter(|text| text.chars().filter(|c| c.is_alphanumeric()).nth(WORD - 1).is_some())
}

/// The number of each line, by what it says; none for what several lines say, whose order nobody can tell.
fn places<'w>(whole: &'w str, ends: &[usize]) -> HashMap<&'w str, Option<usize>> {
    let mut places = HashMap::with_capacity(ends.len());
    let mut start = 0;
    for (number, end) in ends.iter().enumerate() {
        places.entry(&whole[start..*end]).and_modify(|place| *place = None).or_insert(Some(number));
        start = *end;
    }
    places
}

/// The texts of the blocks, a table row by row.
fn blocks(document: &Document) -> impl Iterator<Item = &str> {
    let blocks = document.articles.iter().flat_map(|article| &article.blocks);
    blocks.flat_map(|block| {
        let rows = block.role == Role::Table;
        block.text.split(move |c| rows && c == '\n')
    })
}

/// All other texts.
fn others(document: &Document) -> impl Iterator<Item = &str> {
    let cover =
        document.title.iter().chain(&document.publishers).chain(&document.published).map(String::as_str);
    let articles = document.articles.iter().flat_map(|article| {
        let words = [&article.unit, &article.source, &article.date].into_iter().flatten().map(String::as_str);
        let front =
            [&article.kicker, &article.title, &article.subtitle].into_iter().flatten().chain(&article.byline);
        let notes = article.footnotes.iter().map(|footnote| footnote.text.as_str());
        words.chain(front.map(|text| text.as_str())).chain(notes)
    });
    cover.chain(document.official.texts()).chain(articles)
}

fn displaced(text: &str) -> Error {
    // As many as the other message shows.
    const SAMPLE: usize = 20;
    Error::Displaced { text: text.chars().take(SAMPLE).collect() }
}

/// Stretches that stand for others, by the character they begin with.
#[derive(Clone, Default)]
struct Swaps {
    out: HashMap<char, Vec<(String, String)>>,
    /// Those that only put something in, by what that begins with.
    put: HashMap<char, Vec<(String, String)>>,
}

impl Swaps {
    fn add(&mut self, before: &str, after: &str) {
        let (swaps, first) = match before.chars().next() {
            Some(first) => (&mut self.out, first),
            None => match after.chars().next() {
                Some(first) => (&mut self.put, first),
                None => return,
            },
        };
        swaps.entry(first).or_default().push((before.to_owned(), after.to_owned()));
    }

    /// Those that fit where two texts part.
    fn fitting<'s>(&'s self, source: &'s str, text: &'s str) -> impl Iterator<Item = &'s (String, String)> {
        let out = source.chars().next().and_then(|first| self.out.get(&first)).into_iter().flatten();
        let put = text.chars().next().and_then(|first| self.put.get(&first)).into_iter().flatten();
        out.chain(put)
            .filter(move |(before, after)| source.starts_with(&**before) && text.starts_with(&**after))
    }

    /// `text` without what was put in, for nothing, where it begins.
    fn below_put<'t>(&self, mut text: &'t str) -> &'t str {
        let put = |text: &'t str| {
            let fitting = self.put.get(&text.chars().next()?)?;
            fitting.iter().find_map(|(_, after)| text.strip_prefix(&**after))
        };
        while let Some(rest) = put(text) {
            text = rest;
        }
        text
    }

    /// What was put in for something else where `text` begins.
    fn opening<'s>(&'s self, text: &'s str) -> impl Iterator<Item = &'s str> {
        let all = self.out.values().flatten();
        all.filter(|(_, after)| !after.is_empty() && text.starts_with(&**after)).map(|(before, _)| &**before)
    }
}

/// Bits of [`Same::classed`]: the characters of the first plane, and those of others that end alike.
const BITS: usize = 1 << 16;

/// What the log makes the same.
#[derive(Default)]
struct Same {
    /// Characters that stand for others.
    class: HashMap<char, char>,
    /// A bit for each character that may be one of them, so that all others need no look into it.
    classed: Vec<u64>,
    /// What was replaced by something longer or shorter.
    swaps: Swaps,
    /// All that was put in.
    put: String,
}

impl Same {
    fn told(log: &Log, from: LogPosition) -> Same {
        let mut same = Same::default();
        let mut swaps = Vec::new();
        for change in log.changes_since(from) {
            let [before, after] = [&change.before, &change.after].map(|text| bare(text));
            if !same.unite(&before, &after) {
                swaps.push((before, after));
            }
        }
        // What became something that was taken out again is gone: `&#x202e;`, a mark of direction, nothing.
        let by_before: HashMap<&str, &str> = swaps.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let next = |between: &String| {
            Some(between).filter(|text| !text.is_empty()).and_then(|text| by_before.get(text.as_str()))
        };
        let twice =
            swaps.iter().filter_map(|(first, between)| Some((first.clone(), (*next(between)?).to_owned())));
        let twice: Vec<(String, String)> = twice.collect();
        swaps.extend(twice);
        let parts = log.removals_since(from).iter();
        swaps.extend(parts.map(|removal| (removal.text.clone(), String::new())));
        for (before, after) in swaps {
            let [before, after] = [before, after].map(|text| same.canonical(&text));
            same.put.push_str(&after);
            same.put.push('\n');
            let (before, after) = trimmed(&before, &after);
            same.swaps.add(before, after);
        }
        same
    }

    /// Takes the characters of two texts of one length for the same, one by one.
    fn unite(&mut self, before: &str, after: &str) -> bool {
        // Longer ones are not spelled otherwise but say something else.
        const LONGEST: usize = 8;
        let length = before.chars().count();
        let short = length <= LONGEST || raises(before, after);
        if !short || length != after.chars().count() {
            return false;
        }
        for (a, b) in before.chars().zip(after.chars()) {
            let [a, b] = [a, b].map(|c| self.class.get(&c).copied().unwrap_or(c));
            if a != b {
                self.class.values_mut().filter(|class| **class == a).for_each(|class| *class = b);
                self.class.insert(a, b);
                self.classed.resize(BITS / 64, 0);
                self.classed[a as usize % BITS / 64] |= 1 << (a as usize % 64);
            }
        }
        true
    }

    /// Whether a character stands for itself; no, now and then, for one that does.
    fn is_itself(&self, c: char) -> bool {
        self.classed[c as usize % BITS / 64] >> (c as usize % 64) & 1 == 0
    }

    fn canonical(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        self.add(&mut out, text);
        out
    }

    fn add(&self, out: &mut String, text: &str) {
        if self.class.is_empty() {
            return push(out, text);
        }
        let mut copied = 0;
        for (at, c) in text.char_indices().filter(|(_, c)| is_white(*c) || !self.is_itself(*c)) {
            out.push_str(&text[copied..at]);
            copied = at + c.len_utf8();
            if !is_white(c) {
                out.push(self.class.get(&c).copied().unwrap_or(c));
            }
        }
        out.push_str(&text[copied..]);
    }
}

/// Whether `after` is `before`, raised or lowered: however long, it says the same.
fn raises(before: &str, after: &str) -> bool {
    before.chars().zip(after.chars()).all(|(a, b)| base(b).is_some_and(|(plain, _)| plain == a))
}

/// Two texts without what both begin and end with.
fn trimmed<'t>(before: &'t str, after: &'t str) -> (&'t str, &'t str) {
    let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| {
        a.zip(b).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum::<usize>()
    };
    let start = same(&mut before.chars(), &mut after.chars());
    let (before, after) = (&before[start..], &after[start..]);
    let end = same(&mut before.chars().rev(), &mut after.chars().rev());
    (&before[..before.len() - end], &after[..after.len() - end])
}

/// Text in which others are looked for.
struct Source<'s> {
    text: &'s str,
    same: &'s Same,
    /// Where the last one was found.
    at: usize,
    /// How many bytes may yet be looked through in vain.
    left: usize,
}

impl<'s> Source<'s> {
    fn new(text: &'s str, same: &'s Same) -> Source<'s> {
        // A text that holds together is looked through once; a text of a thousand pieces that are each rewritten is not judged to its end.
        const SPARE: usize = 1 << 22;
        let left = SPARE + 4 * text.len();
        Source { text, same, at: 0, left }
    }

    fn holds(&mut self, text: &str) -> Result<()> {
        if text.is_empty()
            || self.find(text)
            || self.same.put.contains(text)
            || self.walk(text, &self.same.swaps)
        {
            return Ok(());
        }
        if self.left == 0 { Ok(()) } else { Err(displaced(text)) }
    }

    /// Looks from where the last one was found, then from the start.
    fn find(&mut self, text: &str) -> bool {
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
    fn holds_pieces(&self, mut text: &str) -> bool {
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
        let places = memmem::find_iter(self.text.as_bytes(), head.as_bytes()).take(PLACES);
        places.map(|at| common(&self.text[at..], text)).max().unwrap_or(0)
    }

    /// Looks for a place from which `text` follows with what the log tells.
    fn walk(&mut self, text: &str, swaps: &Swaps) -> bool {
        self.begins_with(text, swaps, follows)
    }

    /// Looks for a place from which `text` follows with other lines and what the log tells, in whatever way.
    fn weave(&mut self, text: &str, swaps: &Swaps) -> bool {
        self.begins_with(text, swaps, weaves)
    }

    /// Looks for a place `goes` on from: by the first characters of `text`, fewer where something may stand between them, or by what
    /// something at its beginning was put in for.
    fn begins_with(&mut self, text: &str, swaps: &Swaps, goes: fn(&str, &str, &Swaps) -> bool) -> bool {
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
                for start in memmem::find_iter(&self.text.as_bytes()[from..], opening.as_bytes()).take(most) {
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

/// Whether `source` begins with `text` but for swaps, wherever they fit: tracked changes as short as a letter and boxes in boxes can be
/// told from the line in more than one way.
fn weaves(source: &str, text: &str, swaps: &Swaps) -> bool {
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
        for at in std::iter::once(same).chain(text[to..to + same].char_indices().map(|(at, _)| at)) {
            let fitting = swaps.fitting(&source[from + at..], &text[to + at..]);
            ways.extend(fitting.map(|(before, after)| (from + at + before.len(), to + at + after.len())));
        }
    }
    false
}

/// Whether `source` begins with `text`, but for swaps.
fn follows(mut source: &str, mut text: &str, swaps: &Swaps) -> bool {
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
fn turn(source: &str, text: &str, same: usize, swaps: &Swaps) -> Option<(usize, usize)> {
    // What was taken out begins as what follows it, mostly with some digits, at most as two rows of a list do.
    const BACK: usize = 64;
    let places = text[..same].char_indices().rev().take(BACK).map(|(at, _)| at);
    std::iter::once(same).chain(places).find_map(|at| {
        let (source, text) = (&source[at..], &text[at..]);
        // Of several the one behind which most is alike.
        let gain =
            |(before, after): &&(String, String)| common(&source[before.len()..], &text[after.len()..]);
        let best = swaps.fitting(source, text).max_by_key(gain)?;
        let further = at == same || at + best.1.len() + gain(&best) > same;
        further.then_some((at + best.0.len(), at + best.1.len()))
    })
}

/// How many bytes of whole characters two texts begin with alike.
fn common(a: &str, b: &str) -> usize {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    (0..=same).rev().find(|at| a.is_char_boundary(*at) && b.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Article, Block};

    fn document(blocks: &[(Role, &str)]) -> Document {
        let block = |(role, text): &(Role, &str)| Block { role: *role, text: (*text).into(), line: 1 };
        let article = Article { blocks: blocks.iter().map(block).collect(), ..Article::default() };
        Document { articles: vec![article], ..Document::default() }
    }

    fn paragraphs(texts: &[&str]) -> Document {
        document(&texts.iter().map(|text| (Role::Paragraph, *text)).collect::<Vec<_>>())
    }

    #[track_caller]
    fn check(lines: &[&str], told: &[(&str, &str)], document: &Document, holds: bool) {
        let lines: Vec<Line> = lines.iter().map(|text| Line::plain(*text, 1)).collect();
        let mut log = Log::new();
        told.iter().for_each(|(before, after)| log.changed("r", 1, before, after));
        let result = in_order(&Sequence::of(&lines), &log, [LogPosition::default(); 2], document);
        assert_eq!(result.is_ok(), holds, "{result:?}");
    }

    #[test]
    fn texts_stand_in_one_piece() {
        check(&["甲乙丙", "丁戊"], &[], &paragraphs(&["甲乙丙", "丁戊"]), true);
        check(&["甲乙丙", "丁戊"], &[], &paragraphs(&["甲 乙", "丙丁戊"]), true);
        check(&["甲乙丙", "丁戊"], &[], &paragraphs(&["甲丙乙", "丁戊"]), false);
        check(&["甲乙丙", "丁戊"], &[], &paragraphs(&["甲乙丁", "丙戊"]), false);
    }

    #[test]
    fn blocks_stand_in_their_order() {
        check(&["甲乙丙", "丁戊"], &[], &paragraphs(&["丁戊", "甲乙丙"]), false);
        check(&["甲乙", "丙", "甲乙"], &[], &paragraphs(&["丙", "甲乙", "甲乙"]), true);
        // 甲 and 乙 were joined; 甲乙 is a line of its own besides.
        check(&["甲", "乙", "丙", "甲乙"], &[], &paragraphs(&["甲乙", "丙", "甲乙"]), true);
        check(&["甲", "丙", "甲乙"], &[], &paragraphs(&["甲", "甲乙", "丙"]), false);
        // A line that is rewritten then says what another says.
        let stops = [("，，", "，")];
        let twice = || paragraphs(&["子丑寅，卯", "丙", "子丑寅，卯"]);
        check(&["子丑寅，卯", "丙", "子丑寅，，卯"], &stops, &twice(), true);
        check(&["子丑寅，，卯", "丙", "子丑寅，卯"], &stops, &twice(), true);
        check(&["子丑寅，卯", "丙", "丁"], &stops, &paragraphs(&["丙", "子丑寅，卯", "丁"]), false);
    }

    #[test]
    fn what_the_log_tells_parts_no_texts() {
        check(&["甲,乙,丙"], &[(",", "，")], &paragraphs(&["甲，乙，丙"]), true);
        check(&["甲,乙,丙"], &[(",", "，")], &paragraphs(&["甲，丙，乙"]), false);
        check(&["㈠甲乙丙..."], &[("㈠", "（一）"), ("...", "……")], &paragraphs(&["（一）甲乙丙……"]), true);
        check(&["㈠甲乙丙..."], &[("㈠", "（一）"), ("...", "……")], &paragraphs(&["（一）乙甲丙……"]), false);
        check(&["甲乙(jia)(yi)丙丁"], &[("(jia)", ""), ("(yi)", "")], &paragraphs(&["甲乙丙丁"]), true);
        check(&["13,444 1,485"], &[("13,444", "")], &paragraphs(&["1,485"]), true);
        check(&["报送"], &[("報", "报")], &paragraphs(&["报送"]), true);
        // Blanks of a form stand where there were none.
        check(
            &["<u></u><u></u>甲乙"],
            &[("<u>", ""), ("</u>", ""), ("", "＿＿")],
            &paragraphs(&["＿＿＿＿甲乙"]),
            true,
        );
        check(
            &["<u></u><u></u>甲乙"],
            &[("<u>", ""), ("</u>", ""), ("", "＿＿")],
            &paragraphs(&["＿＿＿＿乙甲"]),
            false,
        );
        // What was taken out may begin as what follows it.
        let rows = ["5", "15、各乡镇人民政府，甲", "15、各乡镇人民政府，乙"];
        check(&rows, &[(rows[1], "")], &paragraphs(&[&(rows[0].to_owned() + rows[2])]), true);
        // Raised digits, however many, with markup among them.
        let raised = [("<p>", ""), ("222222222222", "²²²²²²²²²²²²")];
        check(&["甲<p>222222<p>222222"], &raised, &paragraphs(&["甲²²²²²²²²²²²²"]), true);
    }

    #[test]
    fn rows_of_a_table_are_lines() {
        check(&["甲\t乙", "丙\t丁"], &[], &document(&[(Role::Table, "甲\t乙\n丙\t丁")]), true);
        check(&["甲\t乙", "丙\t丁"], &[], &document(&[(Role::Table, "甲\t丙\n乙\t丁")]), false);
        check(&["甲\t乙", "丙\t丁"], &[], &document(&[(Role::Table, "丙\t丁\n甲\t乙")]), false);
    }

    #[test]
    fn what_the_log_quotes_stood_in_the_lines() {
        let lines: Vec<Line> = ["首页新闻图片评论视频"].map(|text| Line::plain(text, 1)).into();
        for (quoted, holds) in [("首页新闻图片评论视频", true), ("首页新闻评论图片视频", false)]
        {
            let mut log = Log::new();
            log.removed("r", 1, quoted);
            let result = in_order(&Sequence::of(&lines), &log, [LogPosition::default(); 2], &paragraphs(&[]));
            assert_eq!(result.is_ok(), holds, "{quoted}");
        }
    }

    #[test]
    fn lines_stand_in_what_is_seen() {
        let check = |seen: &[&str], lines: &[&str], holds: bool| {
            let mut tally = Tally::default();
            seen.iter().for_each(|text| tally.add(text));
            let lines: Vec<Line> = lines.iter().map(|text| Line::plain(*text, 1)).collect();
            let result = as_seen(&tally, &Sequence::of(&lines), &Log::new(), LogPosition::default());
            assert_eq!(result.is_ok(), holds, "{result:?}");
        };
        check(&["甲 乙", "丙丁"], &["丙丁", "甲乙"], true);
        check(&["甲 乙", "丙丁"], &["甲丙", "乙丁"], false);
        // The text of a box stands in the middle of the line it is anchored in.
        check(&["前面的文字", "框内", "后文"], &["前面的文字后文", "框内"], true);
        check(&["前面的文字", "框内", "后文"], &["前面的字文后文", "框内"], false);
        // Short stretches beside boxes of one letter, and boxes in boxes, hold; two characters that changed places do not.
        check(&["甲", "乙", "丙", "乙", "丁"], &["甲丙丁", "乙"], true);
        check(&["甲", "子丑", "寅", "乙"], &["甲乙", "子丑寅"], true);
        check(&["城镇", "乡镇要把"], &["城镇", "镇乡要把"], false);
        check(&["料。", "材料"], &["料。", "料材"], false);
        // A line that begins as a hundred others do is found by what follows.
        let noise = "某某某某乙丙丁".repeat(100);
        check(
            &[&noise, "某某某某甲乙丙丁戊己庚辛壬癸子丑寅", "框", "卯"],
            &["某某某某甲乙丙丁戊己庚辛壬癸子丑寅卯", "框"],
            true,
        );
    }

    #[test]
    fn the_number_of_a_list_is_counted_before_its_text() {
        let mut tally = Tally::default();
        tally.add("甲");
        let place = tally.place();
        tally.add("乙");
        tally.add_at(place, "1.");
        assert_eq!(tally.trail(), Some("甲1.乙"));
        let mut whole = Tally::default();
        whole.add("丙");
        whole.add_all(&tally);
        assert_eq!(whole.trail(), Some("丙甲1.乙"));
    }

    #[test]
    fn what_was_given_may_be_new_and_nothing_else() {
        let before = paragraphs(&["甲乙", "丙"]);
        let given = ["丁 戊", "己"];
        for (after, holds) in [
            (&["甲乙", "丙", "丁戊"][..], true),
            (&["甲乙", "丁戊己"], true),
            (&["甲乙", "丙", "丙"], false),
            (&["甲乙", "丁"], false),
            (&["乙甲", "丙"], false),
        ] {
            let result = Texts::of(&before).and_given(&paragraphs(after), given.into_iter());
            assert_eq!(result.is_ok(), holds, "{after:?}");
        }
    }
}

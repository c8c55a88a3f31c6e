//! The proof that nothing was lost: what came in, less what the log says went out, is what the document holds.

mod order;
mod same;
mod source;
mod white;

use std::collections::HashMap;

use crate::diag::{Log, LogPosition};
use crate::document::{Article, Document};
use crate::error::{Error, Result};
use crate::text::Rich;

pub use order::{Sequence, Texts, as_seen, in_order};

/// How often each character occurs; white space is not counted, since lines and indents are made anew.
#[derive(Clone, Debug)]
pub struct Tally {
    /// Counts of the stretches of 256 characters that were ever counted: a text touches few.
    counts: Vec<[i64; STRETCH]>,
    /// Where among them each stretch of the basic plane is, from 1; 0 for those nobody counted.
    places: [u16; STRETCHES],
    beyond: HashMap<char, i64>,
    /// All that was counted, in order, for one that keeps it.
    trail: Option<String>,
}

// Characters of the basic plane are counted by stretches, so that a text of common ones clears little memory.
const STRETCH: usize = 256;
const STRETCHES: usize = 0x1_0000 / STRETCH;

impl Default for Tally {
    fn default() -> Tally {
        Tally { trail: Some(String::new()), ..Tally::bag() }
    }
}

impl Tally {
    /// Counts, and keeps no order.
    fn bag() -> Tally {
        // Room for all of them costs nothing until it is used.
        let counts = Vec::with_capacity(STRETCHES);
        Tally { counts, places: [0; STRETCHES], beyond: HashMap::new(), trail: None }
    }

    /// Counts every character of `text`.
    pub fn add(&mut self, text: &str) {
        self.count(text, 1);
        if let Some(trail) = &mut self.trail {
            white::push(trail, text);
        }
    }

    /// The place behind all that was counted yet.
    pub fn place(&self) -> usize {
        self.trail().map_or(0, str::len)
    }

    /// Counts `text`, which stands at an earlier [`place`](Tally::place): the number of a list, before what is read first.
    pub fn add_at(&mut self, place: usize, text: &str) {
        self.count(text, 1);
        if let Some(trail) = &mut self.trail {
            trail.insert_str(place.min(trail.len()), &white::bare(text));
        }
    }

    /// All that was counted, one behind the other, without white space.
    fn trail(&self) -> Option<&str> {
        self.trail.as_deref()
    }

    /// Takes every character of `text` off again.
    pub fn subtract(&mut self, text: &str) {
        self.count(text, -1);
    }

    /// Counts `text` as if it stood there `times` times.
    pub fn count(&mut self, text: &str, times: i64) {
        // No white space lies beyond the ideographic space.
        for c in text.chars().filter(|c| *c > '\u{3000}' || !c.is_whitespace()) {
            *self.count_of(c) += times;
        }
    }

    /// Counts all that `other` has counted.
    pub fn add_all(&mut self, other: &Tally) {
        for (c, n) in other.rest() {
            *self.count_of(c) += n;
        }
        if let (Some(trail), Some(other)) = (&mut self.trail, &other.trail) {
            trail.push_str(other);
        }
    }

    fn count_of(&mut self, c: char) -> &mut i64 {
        let Some(place) = self.places.get_mut(c as usize / STRETCH) else {
            return self.beyond.entry(c).or_default();
        };
        if *place == 0 {
            self.counts.push([0; STRETCH]);
            *place = self.counts.len() as u16;
        }
        &mut self.counts[usize::from(*place) - 1][c as usize % STRETCH]
    }

    /// Characters whose count is not zero, in code point order.
    fn rest(&self) -> Vec<(char, i64)> {
        // All of a stretch at once, since mostly nothing is left of any.
        let is_left = |place: u16| {
            place > 0 && self.counts[usize::from(place) - 1].iter().fold(0, |all, n| all | n) != 0
        };
        let stretches = (0_u32..).zip(&self.places).filter(|(_, place)| is_left(**place));
        let basic = stretches.flat_map(|(stretch, place)| {
            let first = stretch * STRETCH as u32;
            (first..).zip(&self.counts[usize::from(*place) - 1])
        });
        let basic = basic.filter(|(_, n)| **n != 0);
        let mut rest: Vec<_> = basic.filter_map(|(c, n)| Some((char::from_u32(c)?, *n))).collect();
        let from = rest.len();
        rest.extend(self.beyond.iter().filter(|(_, n)| **n != 0).map(|(c, n)| (*c, *n)));
        rest[from..].sort_unstable();
        rest
    }
}

/// Checks that `input`, with everything `log` removed or changed since `from`, is exactly the text of `document`.
///
/// # Errors
/// [`Error::Unaccounted`] with the first characters that are missing or came from nowhere.
pub fn balance(mut input: Tally, log: &Log, from: LogPosition, document: &Document) -> Result<()> {
    settle(&mut input, log, from);
    count(document, |text| input.subtract(text));
    verdict(input.rest())
}

/// Checks that nothing of a document got lost while the elements that were given took their places in it: what it held, with
/// everything `log` removed or changed since `from`, is still there. What was given to it is more.
///
/// # Errors
/// As [`balance`].
pub fn keep(mut before: Tally, log: &Log, from: LogPosition, document: &Document) -> Result<()> {
    settle(&mut before, log, from);
    count(document, |text| before.subtract(text));
    let lost = before.rest().into_iter().filter(|(_, n)| *n > 0).collect();
    verdict(lost)
}

/// How often each character occurs in a document.
pub fn tally(document: &Document) -> Tally {
    let mut tally = Tally::bag();
    count(document, |text| tally.add(text));
    tally
}

/// Hands every text of a document to `of`.
fn count<'d>(document: &'d Document, mut of: impl FnMut(&'d str)) {
    let cover = document.title.iter().chain(&document.publishers).chain(&document.published);
    cover.for_each(|text| of(text));
    document.official.texts().for_each(&mut of);
    document.articles.iter().flat_map(texts).for_each(of);
}

/// The same for one step from text to text.
///
/// # Errors
/// As [`balance`].
pub fn balance_text(before: &str, log: &Log, from: LogPosition, after: &str) -> Result<()> {
    // What is alike needs no count, and is in order.
    let [changed, to] = <[&str; 2]>::from(white::behind_same(before, after));
    let mut input = Tally::bag();
    input.add(changed);
    settle(&mut input, log, from);
    input.subtract(to);
    verdict(input.rest())?;
    if to.is_empty() { Ok(()) } else { order::text_in_order(before, log, from, after) }
}

/// Does to `input` what the log tells.
fn settle(input: &mut Tally, log: &Log, from: LogPosition) {
    for removal in log.removals_since(from) {
        input.subtract(&removal.text);
    }
    for change in log.changes_since(from) {
        input.count(&change.before, -i64::from(change.count));
        input.count(&change.after, i64::from(change.count));
    }
}

fn verdict(rest: Vec<(char, i64)>) -> Result<()> {
    if rest.is_empty() {
        return Ok(());
    }
    let count = rest.iter().map(|(_, n)| n.unsigned_abs()).sum();
    Err(Error::Unaccounted { count, sample: rest.iter().take(12).map(|(c, _)| c).collect() })
}

/// Every piece of text an article holds.
fn texts(article: &Article) -> impl Iterator<Item = &str> {
    let words = [&article.unit, &article.source, &article.date].into_iter().flatten().map(String::as_str);
    let footnotes = article.footnotes.iter().map(|footnote| footnote.text.as_str());
    article.texts().map(Rich::as_str).chain(words).chain(footnotes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Role};

    fn document(text: &str) -> Document {
        let block = Block { role: Role::Paragraph, text: text.into(), line: 1 };
        Document {
            articles: vec![Article { blocks: vec![block], ..Article::default() }],
            ..Document::default()
        }
    }

    fn tally(text: &str) -> Tally {
        super::tally(&document(text))
    }

    #[test]
    fn what_the_log_tells_balances() {
        let mut log = Log::new();
        log.removed("web.share", 1, "分享到");
        log.changed("punctuation.width", 2, ",", "，");
        log.changed("punctuation.width", 3, ",", "，");
        assert!(
            balance(tally("分享到 甲,乙,𠀀"), &log, LogPosition::default(), &document("甲，乙，𠀀")).is_ok()
        );
    }

    #[test]
    fn a_lost_character_is_an_error() {
        for (input, output) in [("甲乙", "甲"), ("甲", "甲乙"), ("甲甲", "甲"), ("𠀀", "")] {
            assert!(
                balance(tally(input), &Log::new(), LogPosition::default(), &document(output)).is_err(),
                "{input} → {output}"
            );
        }
    }

    #[test]
    fn a_step_from_text_to_text_keeps_characters_and_their_order() {
        for (before, told, after, holds) in [
            ("甲\r\n乙 丙", ("", ""), "甲\n乙丙\n", true),
            ("甲乙", ("", ""), "甲", false),
            ("甲", ("", ""), "甲乙", false),
            ("甲乙丙丁", ("", ""), "甲丙乙丁", false),
            ("甲,乙", (",", "，"), "甲，乙", true),
            ("甲,乙", (",", "，"), "甲,乙", false),
            ("甲,乙丙", (",", "，"), "甲，丙乙", false),
        ] {
            let mut log = Log::new();
            if told != ("", "") {
                log.changed("punctuation.width", 1, told.0, told.1);
            }
            let result = balance_text(before, &log, LogPosition::default(), after);
            assert_eq!(result.is_ok(), holds, "{before} → {after}: {result:?}");
        }
    }

    #[test]
    fn nothing_gets_lost_when_elements_are_given() {
        let check = |told: &[(&str, &str)], after: &str| {
            let mut log = Log::new();
            told.iter().for_each(|(before, after)| log.changed("elements.given", 1, before, after));
            keep(tally("甲乙"), &log, LogPosition::default(), &document(after)).is_ok()
        };
        assert!(check(&[], "甲乙") && check(&[], "甲乙丙") && check(&[("乙", "丁")], "甲丁"));
        assert!(!check(&[], "甲") && !check(&[], "甲丙") && !check(&[("乙", "丁")], "甲"));
    }
}

//! Dictionaries made ready for longest match.
//!
//! A table answers one question: what stands at the start of this text, and what replaces it? Several dictionaries
//! share one table, so each character of the text costs one look-up however many dictionaries there are.

use std::cmp::Reverse;
use std::fmt::{self, Write};
use std::ops::Range;

/// What a character leads to: nothing, one other character, or an entry of [`Table::heads`].
///
/// `0` is nothing, a value below [`HEAD`] the replacement itself, anything else `HEAD` + an index.
type Cell = u32;

// A bit no character reaches.
const HEAD: Cell = 1 << 31;
// Characters of a page: with 256 each, nine of ten pages are empty and take no room.
const PAGE_BITS: u32 = 8;
const PAGE: usize = 1 << PAGE_BITS;
const PAGES: usize = (char::MAX as usize + 1) >> PAGE_BITS;

/// Everything that begins with one character, when that is more than one character for another.
#[derive(Default)]
struct First<'t> {
    /// What replaces the character itself.
    single: Option<Value<'t>>,
    /// Where its phrases stand in [`Table::phrases`].
    first: u32,
    len: u32,
}

/// A key of two characters or more.
struct Phrase<'t> {
    first: char,
    second: char,
    /// Location of its dictionary in the order they are asked.
    rank: usize,
    /// The key after its first character.
    rest: &'t str,
    value: &'t str,
}

/// What was found at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Match<'t> {
    /// Bytes of the text it covers.
    len: usize,
    /// What replaces them.
    value: Value<'t>,
}

impl<'t> Match<'t> {
    fn single(c: char, value: Value<'t>) -> Match<'t> {
        Match { len: c.len_utf8(), value }
    }
}

/// A replacement; one character is by far the most frequent and kept without a detour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Value<'t> {
    Char(char),
    Text(&'t str),
}

/// One or more dictionaries, asked in order: the first that knows anything at a place decides, with its longest key.
pub(crate) struct Table<'t> {
    /// Which page of `cells` holds the characters with these upper bits; page 0 is empty.
    pages: Box<[u16]>,
    cells: Vec<Cell>,
    heads: Vec<First<'t>>,
    /// Sorted by first and second character, then as they are tried.
    phrases: Vec<(&'t str, &'t str)>,
    /// The second character of each phrase, to search in.
    seconds: Vec<char>,
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Char(c) => f.write_char(*c),
            Value::Text(text) => f.write_str(text),
        }
    }
}

impl<'t> Table<'t> {
    /// Reads dictionaries in OpenCC's text format; each is one or more files.
    pub(crate) fn new(dictionaries: &[&[&'t str]]) -> Table<'t> {
        let mut table = Table {
            pages: vec![0; PAGES].into(),
            cells: vec![0; PAGE],
            heads: Vec::new(),
            phrases: Vec::new(),
            seconds: Vec::new(),
        };
        let mut phrases = Vec::new();
        for (rank, files) in dictionaries.iter().enumerate() {
            table.add(rank, files, &mut phrases);
        }
        table.set_phrases(phrases);
        table
    }

    /// Takes in one dictionary. Behind a character an earlier one has replaced it never gets its turn.
    fn add(&mut self, rank: usize, files: &[&'t str], phrases: &mut Vec<Phrase<'t>>) {
        let mut singles = Vec::new();
        for (key, value) in files.iter().flat_map(|file| entries(file)) {
            let mut chars = key.chars();
            let Some(first) = chars.next() else { continue };
            let rest = chars.as_str();
            match chars.next() {
                None => singles.push((first, value)),
                Some(second) if self.cell(first) == 0 => {
                    phrases.push(Phrase { first, second, rank, rest, value })
                }
                Some(_) => {}
            }
        }
        for (key, value) in singles {
            self.set_single(key, value);
        }
    }

    /// Notes what replaces one character, unless that is known already.
    fn set_single(&mut self, key: char, value: &'t str) {
        if self.cell(key) != 0 {
            return;
        }
        let mut chars = value.chars();
        *self.cell_mut(key) = match (chars.next(), chars.next()) {
            (Some(only), None) => only as Cell,
            _ => self.push_head(First { single: Some(Value::Text(value)), first: 0, len: 0 }),
        };
    }

    fn set_phrases(&mut self, mut phrases: Vec<Phrase<'t>>) {
        phrases.sort_by_key(|phrase| (phrase.first, phrase.second, phrase.rank, Reverse(phrase.rest.len())));
        for group in phrases.chunk_by(|a, b| a.first == b.first) {
            self.add_head(group[0].first, group);
        }
    }

    /// Puts the phrases that begin with `first` behind its cell.
    fn add_head(&mut self, first: char, group: &[Phrase<'t>]) {
        let start = self.phrases.len() as u32;
        self.phrases.extend(group.iter().map(|phrase| (phrase.rest, phrase.value)));
        self.seconds.extend(group.iter().map(|phrase| phrase.second));
        let len = group.len() as u32;
        let cell = self.cell(first);
        if cell & HEAD != 0 {
            let head = &mut self.heads[(cell & !HEAD) as usize];
            (head.first, head.len) = (start, len);
            return;
        }
        let single = char::from_u32(cell).filter(|_| cell != 0).map(Value::Char);
        *self.cell_mut(first) = self.push_head(First { single, first: start, len });
    }

    fn push_head(&mut self, head: First<'t>) -> Cell {
        self.heads.push(head);
        HEAD | (self.heads.len() - 1) as Cell
    }

    fn cell(&self, c: char) -> Cell {
        let page = usize::from(self.pages[(c as u32 >> PAGE_BITS) as usize]);
        self.cells[page << PAGE_BITS | c as usize & (PAGE - 1)]
    }

    fn cell_mut(&mut self, c: char) -> &mut Cell {
        let page = &mut self.pages[(c as u32 >> PAGE_BITS) as usize];
        if *page == 0 {
            *page = (self.cells.len() >> PAGE_BITS) as u16;
            self.cells.resize(self.cells.len() + PAGE, 0);
        }
        &mut self.cells[usize::from(*page) << PAGE_BITS | c as usize & (PAGE - 1)]
    }

    /// The entry behind `c`, if it has more than one character for another.
    fn head(&self, c: char) -> Option<&First<'t>> {
        let cell = self.cell(c);
        if cell & HEAD == 0 { None } else { Some(&self.heads[(cell & !HEAD) as usize]) }
    }

    /// What to do at the start of `text`, whose first character is `c`.
    #[inline]
    fn at(&self, c: char, text: &str) -> Option<Match<'t>> {
        match self.cell(c) {
            0 => None,
            cell if cell & HEAD == 0 => char::from_u32(cell).map(|to| Match::single(c, Value::Char(to))),
            _ => self.phrase_or_single(c, text),
        }
    }

    fn phrase_or_single(&self, c: char, text: &str) -> Option<Match<'t>> {
        let head = self.head(c)?;
        self.phrase_at(head, c, text).or(head.single.map(|value| Match::single(c, value)))
    }

    fn phrase_at(&self, head: &First<'t>, c: char, text: &str) -> Option<Match<'t>> {
        let rest = &text[c.len_utf8()..];
        let second = rest.chars().next()?;
        let group = head.first as usize..(head.first + head.len) as usize;
        let skip = self.seconds[group.clone()].partition_point(|&c| c < second);
        let same_second = self.phrases[group.clone()].iter().zip(&self.seconds[group]).skip(skip);
        same_second
            .take_while(|(_, c)| **c == second)
            .find(|((key, _), _)| rest.starts_with(key))
            .map(|((key, value), _)| Match { len: c.len_utf8() + key.len(), value: Value::Text(value) })
    }

    /// Every place of `text` this table knows, from left to right, and what to put there.
    #[inline]
    pub(crate) fn matches<'s>(
        &'s self,
        text: &'s str,
    ) -> impl Iterator<Item = (Range<usize>, Value<'t>)> + 's {
        scan(text, |c, here| self.at(c, here)).map(|(place, found)| (place, found.value))
    }

    /// Every word of `text` this table knows: keys of two characters or more, from left to right.
    pub(crate) fn words<'s>(&'s self, text: &'s str) -> impl Iterator<Item = Range<usize>> + 's {
        scan(text, |c, here| self.head(c).and_then(|head| self.phrase_at(head, c, here)))
            .map(|(place, _)| place)
    }

    /// What replaces `c` where no phrase applies.
    pub(crate) fn single(&self, c: char) -> Option<Value<'t>> {
        match self.cell(c) {
            0 => None,
            cell if cell & HEAD == 0 => char::from_u32(cell).map(Value::Char),
            _ => self.head(c).and_then(|head| head.single),
        }
    }
}

/// What `find` finds in `text`, each search beginning where the last find ended.
#[inline]
fn scan<'s, 't: 's>(
    text: &'s str,
    find: impl Fn(char, &'s str) -> Option<Match<'t>> + 's,
) -> impl Iterator<Item = (Range<usize>, Match<'t>)> + 's {
    let mut rest = text.chars();
    std::iter::from_fn(move || {
        loop {
            let here = rest.as_str();
            let Some(found) = find(rest.next()?, here) else { continue };
            let start = text.len() - here.len();
            rest = here[found.len..].chars();
            return Some((start..start + found.len, found));
        }
    })
}

/// Keys and their first values; the other values are for readers who choose by hand.
fn entries(file: &str) -> impl Iterator<Item = (&str, &str)> {
    file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (key, values) = line.split_once('\t')?;
        Some((key, values.split(' ').next()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(dictionaries: &[&[&str]], text: &str, expected: Option<(&str, &str)>) {
        let table = Table::new(dictionaries);
        let found = table.at(text.chars().next().unwrap(), text);
        let found = found.map(|found| (text[..found.len].to_owned(), found.value.to_string()));
        assert_eq!(found, expected.map(|(key, value)| (key.to_owned(), value.to_owned())));
    }

    #[test]
    fn the_longest_key_wins_inside_one_dictionary() {
        let one: &[&[&str]] = &[&["# note\nab\tX\nabcd\tY Z\nac\tW\n", "a\tS\nab\tlate\n"]];
        check(one, "abcd", Some(("abcd", "Y")));
        check(one, "abcx", Some(("ab", "X")));
        check(one, "ax", Some(("a", "S")));
        check(one, "a", Some(("a", "S")));
        check(one, "b", None);
    }

    #[test]
    fn an_earlier_dictionary_wins_even_with_a_shorter_key() {
        check(&[&["ab\tX"], &["abc\tY\na\tS"]], "abc", Some(("ab", "X")));
        check(&[&["ab\tX"], &["abc\tY\na\tS"]], "ax", Some(("a", "S")));
        check(&[&["a\tX"], &["abc\tY"]], "abc", Some(("a", "X")));
        check(&[&["abc\tY"], &["a\tX"]], "abc", Some(("abc", "Y")));
    }

    #[test]
    fn characters_outside_the_first_plane_have_their_place() {
        let astral: &[&[&str]] = &[&["𠀾\t㒓\n\u{323af}\t一二"]];
        check(astral, "𠀾", Some(("𠀾", "㒓")));
        check(astral, "\u{323af}", Some(("\u{323af}", "一二")));
        check(astral, "\u{10ffff}", None);
    }
}

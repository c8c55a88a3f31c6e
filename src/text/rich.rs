//! Text that carries meaning: a string, and spans that say of stretches of it what plain characters cannot.
//!
//! A [`Rich`] reads like a `str`. What rewrites, cuts or joins it goes through its methods, so that no step can lose a span, or
//! leave one at a wrong place, without saying so.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

use crate::text::anchor;
use crate::text::edit::Edit;
use crate::text::formula::Formula;

/// What a stretch of a text is beside its characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Raised and smaller. Where Unicode has the characters raised (10⁵), they are the text, without a span.
    Superscript,
    /// Lowered and smaller; the same holds.
    Subscript,
    /// Struck out: no longer valid.
    Struck,
    /// Put in later, where the page shows its changes.
    Inserted,
    /// Bold.
    Strong,
    /// A link, with the address it leads to.
    Link(Arc<str>),
    /// The anchor of a footnote: index into the footnotes. It has no characters.
    Footnote(usize),
    /// A formula that characters cannot show: the text is its source, as TeX or MathML has it.
    Formula,
    /// A formula as pages show it: the text is the formula in one line.
    Set(Arc<Formula>),
    /// A cell of a table begins that takes more than one place of the grid, those at its right and below it, which are empty. It has no
    /// characters.
    Cell {
        /// How many columns it takes.
        columns: usize,
        /// How many rows it takes; of more than the table has, all.
        rows: usize,
    },
    /// A new line begins in a cell of a table, as a paragraph of its own. It has no characters; a space before it parts what a flat
    /// reading would run together.
    Break,
}

impl Meaning {
    /// Whether it marks a place and not a stretch.
    fn is_place(&self) -> bool {
        matches!(self, Meaning::Footnote(_) | Meaning::Cell { .. } | Meaning::Break)
    }
}

/// A stretch of a text, in bytes, and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What it is.
    pub meaning: Meaning,
}

impl Span {
    /// The stretch.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// A string with spans, sorted by where they begin. Equal to a `str` if it has the same characters.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Rich {
    text: String,
    spans: Vec<Span>,
}

impl Rich {
    /// An empty text.
    pub const fn new() -> Rich {
        Rich { text: String::new(), spans: Vec::new() }
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The characters, without what the spans say.
    pub fn into_string(self) -> String {
        self.text
    }

    /// What is said of stretches of the text.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Adds a character.
    pub fn push(&mut self, c: char) {
        self.text.push(c);
    }

    /// Adds characters of which nothing is said.
    pub fn push_str(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds another text with its spans.
    pub fn push_rich(&mut self, other: &Rich) {
        let by = self.text.len();
        self.text.push_str(&other.text);
        let moved = other.spans.iter().cloned();
        self.spans.extend(moved.map(|span| Span { start: span.start + by, end: span.end + by, ..span }));
    }

    /// Says that `range` is `meaning`; nothing, if it is empty and `meaning` is not that of a place.
    pub fn mark(&mut self, range: Range<usize>, meaning: Meaning) {
        let Range { start, end } = range;
        debug_assert!(self.text.is_char_boundary(start) && self.text.is_char_boundary(end) && start <= end);
        if start < end || meaning.is_place() {
            let at = self.spans.partition_point(|span| span.start <= start);
            self.spans.insert(at, Span { start, end, meaning });
        }
    }

    /// [`Rich::mark`] for many stretches, one after the other.
    pub(crate) fn mark_all(&mut self, stretches: impl IntoIterator<Item = (Range<usize>, Meaning)>) {
        let spans = stretches.into_iter().map(|(Range { start, end }, meaning)| Span { start, end, meaning });
        self.spans.extend(spans.filter(|span| span.start < span.end || span.meaning.is_place()));
        self.spans.sort_by_key(|span| span.start);
    }

    /// Puts a place behind the last character.
    pub fn mark_end(&mut self, meaning: Meaning) {
        self.mark(self.text.len()..self.text.len(), meaning);
    }

    /// Forgets the spans that `stays` does not keep.
    pub fn retain_spans(&mut self, stays: impl FnMut(&Span) -> bool) {
        self.spans.retain(stays);
    }

    /// A part of the text. A place at a cut goes with what stands before it.
    pub fn slice(&self, range: Range<usize>) -> Rich {
        let text = self.text[range.clone()].to_owned();
        if self.spans.is_empty() {
            return Rich { text, spans: Vec::new() };
        }
        let holds = |span: &Span| match span.meaning.is_place() {
            true => {
                range.contains(&span.start) && (span.start > range.start || range.start == 0)
                    || span.start == range.end
            }
            false => span.start < range.end && span.end > range.start,
        };
        let cut = |at: usize| at.clamp(range.start, range.end) - range.start;
        let spans = self.spans.iter().filter(|span| holds(span));
        let spans = spans.map(|span| Span {
            start: cut(span.start),
            end: cut(span.end),
            meaning: span.meaning.clone(),
        });
        Rich { text, spans: spans.collect() }
    }

    /// The part that `part` points to, which is a slice of this text.
    pub fn part(&self, part: &str) -> Rich {
        let start = (part.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        let inside = start <= self.text.len() && start + part.len() <= self.text.len();
        debug_assert!(inside, "a part of another text");
        if inside { self.slice(start..start + part.len()) } else { Rich::from(part) }
    }

    /// `parts` with `between` them.
    pub fn joined<'r>(parts: impl IntoIterator<Item = &'r Rich>, between: &str) -> Rich {
        let mut joined = Rich::new();
        for (i, part) in parts.into_iter().enumerate() {
            joined.push_str(if i > 0 { between } else { "" });
            joined.push_rich(part);
        }
        joined
    }

    /// Adds another text as a new line of the same cell of a table.
    pub(crate) fn push_line(&mut self, other: &Rich) {
        self.begin_line();
        self.push_rich(other);
    }

    /// What is added from here on is a new line of the same cell of a table; nothing where the text or a cell begins anyway.
    pub(crate) fn begin_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\t') {
            self.text.push(' ');
            self.mark_end(Meaning::Break);
        }
    }

    /// The parts between line feeds and tabulators: the rows of a table, and their cells. What begins in a cell belongs to it.
    pub(crate) fn cells(&self) -> Vec<Vec<Rich>> {
        let (mut spans, mut from) = (self.spans.iter().peekable(), 0);
        let mut cell = |text: &str| {
            let (start, end) = (from, from + text.len());
            from = end + 1;
            let own = std::iter::from_fn(|| spans.next_if(|span| span.start <= end));
            let own = own.map(|span| Span {
                start: span.start - start,
                end: span.end.min(end) - start,
                meaning: span.meaning.clone(),
            });
            Rich { spans: own.collect(), text: text.to_owned() }
        };
        self.text.split('\n').map(|row| row.split('\t').map(&mut cell).collect()).collect()
    }

    /// Takes white space off both ends; places there stay.
    pub fn trim_in_place(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        let lead = self.text.len() - self.text.trim_start().len();
        self.text.drain(..lead);
        let end = self.text.len();
        let cut = |at: usize| at.saturating_sub(lead).min(end);
        for span in &mut self.spans {
            (span.start, span.end) = (cut(span.start), cut(span.end));
        }
        self.spans.retain(|span| span.start < span.end || span.meaning.is_place());
    }

    /// The text without white space at its ends.
    #[must_use]
    pub fn trimmed(mut self) -> Rich {
        self.trim_in_place();
        self
    }

    /// Takes off the end of a row of a table, each of whose cells ends with a tabulator, the last one; and white space around a text of
    /// nothing else.
    pub(crate) fn trim_row(&mut self) {
        if self.text.trim().is_empty() {
            self.trim_in_place();
            return self.spans.retain(|span| matches!(span.meaning, Meaning::Footnote(_)));
        }
        let row = self.text.trim_end_matches([' ', '\n']);
        let end = row.strip_suffix('\t').unwrap_or(row).len();
        self.text.truncate(end);
        for span in &mut self.spans {
            (span.start, span.end) = (span.start.min(end), span.end.min(end));
        }
        self.spans.retain(|span| span.start < span.end || span.meaning.is_place());
    }

    /// Takes the whole text out.
    pub fn take(&mut self) -> Rich {
        std::mem::take(self)
    }

    /// Puts `text` in its place, which came of this one by `edits`, and moves the spans along.
    ///
    /// A stretch of which nothing is left goes; a place stays where the text around it is.
    pub fn rewrite(&mut self, text: String, edits: &[Edit]) {
        self.text = text;
        if self.spans.is_empty() {
            return;
        }
        for span in &mut self.spans {
            let place = span.meaning.is_place();
            let (start, end) = (moved(edits, span.start, !place), moved(edits, span.end, false));
            (span.start, span.end) = (start.min(end), end);
        }
        self.spans.retain(|span| span.start < span.end || span.meaning.is_place());
    }

    /// The footnotes anchored in the text, in order: behind how many bytes, and which.
    pub fn footnotes(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.spans.iter().filter_map(|span| match span.meaning {
            Meaning::Footnote(footnote) => Some((span.start, footnote)),
            _ => None,
        })
    }

    /// Gives each footnote the number that `new` says; those without one lose their anchor.
    pub fn renumber(&mut self, mut new: impl FnMut(usize) -> Option<usize>) {
        self.spans.retain_mut(|span| match &mut span.meaning {
            Meaning::Footnote(footnote) => new(*footnote).map(|number| *footnote = number).is_some(),
            _ => true,
        });
    }

    /// The text as the layout takes it: with a private character for each footnote ([`anchor`]).
    pub fn anchored(&self) -> Cow<'_, str> {
        self.with_footnotes(|out, footnote| out.extend(anchor::of(footnote)))
    }

    /// The same of a cell of a table, with a line feed where a new line begins.
    pub(crate) fn into_lines(self) -> String {
        if self.spans.is_empty() {
            return self.text;
        }
        self.with_places(put_place).into_owned()
    }

    /// The text as it has to be seen: with a private character for each footnote, and a line feed where a new line of a cell begins.
    pub(crate) fn parted(&self) -> Cow<'_, str> {
        if !self.spans.iter().any(|span| matches!(span.meaning, Meaning::Break | Meaning::Footnote(_))) {
            return Cow::Borrowed(&self.text);
        }
        self.with_places(put_place)
    }

    /// Where what stands at `at` stands in [`Rich::anchored`].
    pub fn anchored_at(&self, at: usize) -> usize {
        self.anchoring()(at)
    }

    /// The same for any number of places: the footnotes are gone through once.
    pub fn anchoring(&self) -> impl Fn(usize) -> usize + use<> {
        let anchor = |(at, footnote)| anchor::of(footnote).map(|anchor| (at, anchor.len_utf8()));
        let mut anchors: Vec<(usize, usize)> = self.footnotes().filter_map(anchor).collect();
        let mut sum = 0;
        for (_, length) in &mut anchors {
            sum += *length;
            *length = sum;
        }
        move |at| {
            let before = anchors.partition_point(|(anchor, _)| *anchor < at);
            at + before.checked_sub(1).map_or(0, |last| anchors[last].1)
        }
    }

    /// The text with its footnotes as Markdown has them, behind `before` other footnotes: `[^1]`.
    pub fn labelled(&self, before: usize) -> Cow<'_, str> {
        self.with_footnotes(|out, footnote| out.push_str(&anchor::label(footnote + before)))
    }

    fn with_footnotes(&self, mut put: impl FnMut(&mut String, usize)) -> Cow<'_, str> {
        if self.footnotes().next().is_none() {
            return Cow::Borrowed(&self.text);
        }
        self.with_places(|out, meaning| {
            if let Meaning::Footnote(footnote) = meaning {
                put(out, *footnote);
            }
        })
    }

    /// The text with what `put` adds at each place.
    fn with_places(&self, mut put: impl FnMut(&mut String, &Meaning)) -> Cow<'_, str> {
        let mut out = String::with_capacity(self.text.len() + 4 * self.spans.len());
        let mut copied = 0;
        for span in self.spans.iter().filter(|span| span.meaning.is_place()) {
            out.push_str(&self.text[copied..span.start]);
            copied = span.start;
            put(&mut out, &span.meaning);
        }
        out.push_str(&self.text[copied..]);
        Cow::Owned(out)
    }
}

/// Puts what stands for a place in a flat text.
fn put_place(out: &mut String, meaning: &Meaning) {
    match meaning {
        Meaning::Footnote(footnote) => out.extend(anchor::of(*footnote)),
        Meaning::Break => break_line(out),
        _ => {}
    }
}

/// A line feed in place of the space that ends a line.
fn break_line(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
    out.push('\n');
}

/// Where `at` of the text before stands behind `edits`. What is put in at this very place stands before it only if `behind`.
fn moved(edits: &[Edit], at: usize, behind: bool) -> usize {
    let next = edits.partition_point(|edit| {
        edit.from.end < at || edit.from.end == at && (behind || !edit.from.is_empty())
    });
    match edits.get(next) {
        Some(edit) if edit.from.start < at => edit.to.end,
        _ => match next.checked_sub(1).map(|last| &edits[last]) {
            Some(last) => last.to.end + (at - last.from.end),
            None => at,
        },
    }
}

impl Deref for Rich {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl AsRef<str> for Rich {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl Borrow<str> for Rich {
    fn borrow(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for Rich {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)?;
        if self.spans.is_empty() { Ok(()) } else { fmt::Debug::fmt(&self.spans, f) }
    }
}

impl fmt::Display for Rich {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl From<String> for Rich {
    fn from(text: String) -> Rich {
        Rich { text, spans: Vec::new() }
    }
}

impl From<&str> for Rich {
    fn from(text: &str) -> Rich {
        text.to_owned().into()
    }
}

impl From<&String> for Rich {
    fn from(text: &String) -> Rich {
        text.clone().into()
    }
}

impl From<Cow<'_, str>> for Rich {
    fn from(text: Cow<'_, str>) -> Rich {
        text.into_owned().into()
    }
}

impl From<Rich> for String {
    fn from(rich: Rich) -> String {
        rich.text
    }
}

impl PartialEq<str> for Rich {
    fn eq(&self, other: &str) -> bool {
        self.text == other
    }
}

impl PartialEq<&str> for Rich {
    fn eq(&self, other: &&str) -> bool {
        self.text == *other
    }
}

impl PartialEq<String> for Rich {
    fn eq(&self, other: &String) -> bool {
        self.text == *other
    }
}

impl PartialEq<Rich> for String {
    fn eq(&self, other: &Rich) -> bool {
        *self == other.text
    }
}

impl PartialEq<Rich> for &str {
    fn eq(&self, other: &Rich) -> bool {
        *self == other.text
    }
}

impl PartialEq<Rich> for str {
    fn eq(&self, other: &Rich) -> bool {
        *self == other.text
    }
}

impl FromIterator<char> for Rich {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> Rich {
        chars.into_iter().collect::<String>().into()
    }
}

impl Extend<char> for Rich {
    fn extend<I: IntoIterator<Item = char>>(&mut self, chars: I) {
        self.text.extend(chars);
    }
}

impl<'a> Extend<&'a str> for Rich {
    fn extend<I: IntoIterator<Item = &'a str>>(&mut self, pieces: I) {
        self.text.extend(pieces);
    }
}

#[cfg(test)]
impl Rich {
    /// A text whose anchors are shown with the numbers of their footnotes: `甲{0}乙`.
    pub(crate) fn footnoted(shown: &str) -> Rich {
        let mut rich = Rich::new();
        for piece in shown.split_inclusive(['{', '}']) {
            match piece.strip_suffix('}') {
                Some(number) => rich.mark_end(Meaning::Footnote(number.parse().unwrap())),
                None => rich.push_str(piece.trim_end_matches('{')),
            }
        }
        rich
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `甲[乙丙]丁|戊`: brackets around a span, bars for places.
    fn rich(shown: &str) -> Rich {
        let (mut rich, mut open, mut places) = (Rich::new(), 0, 0);
        for c in shown.chars() {
            match c {
                '[' => open = rich.len(),
                ']' => rich.mark(open..rich.len(), Meaning::Strong),
                '|' => {
                    rich.mark_end(Meaning::Footnote(places));
                    places += 1;
                }
                c => rich.push(c),
            }
        }
        rich
    }

    fn shown(rich: &Rich) -> String {
        let mut out = String::new();
        for at in 0..=rich.len() {
            let ends = rich.spans().iter().filter(|s| !s.meaning.is_place() && s.end == at).count();
            let places = rich.spans().iter().filter(|s| s.meaning.is_place() && s.start == at).count();
            let starts = rich.spans().iter().filter(|s| !s.meaning.is_place() && s.start == at).count();
            out.push_str(&"]".repeat(ends));
            out.push_str(&"|".repeat(places));
            out.push_str(&"[".repeat(starts));
            out.extend(rich.get(at..).and_then(|rest| rest.chars().next()));
        }
        out
    }

    #[test]
    fn parts_keep_what_is_theirs() {
        let text = rich("甲[乙丙]丁|戊己");
        let at = |c: &str| text.find(c).unwrap();
        for (range, expected) in [
            (0..at("丙"), "甲[乙]"),
            (at("丙")..text.len(), "[丙]丁|戊己"),
            (0..at("戊"), "甲[乙丙]丁|"),
            (at("戊")..text.len(), "戊己"),
            (at("丁")..at("丁"), ""),
        ] {
            assert_eq!(shown(&text.slice(range)), expected);
        }
        assert_eq!(shown(&text.part(text.split_once('丙').unwrap().1)), "丁|戊己");
        assert_eq!(shown(&rich("|甲乙").slice(0..3)), "|甲");
    }

    #[test]
    fn white_space_at_the_ends_takes_nothing_along() {
        assert_eq!(shown(&rich("[ 甲] 乙 |").trimmed()), "[甲] 乙|");
        assert_eq!(shown(&rich(" |[ ]甲").trimmed()), "|甲");
    }

    #[test]
    fn joined_texts_keep_their_spans() {
        let mut text = rich("甲[乙]");
        text.push(' ');
        text.push_rich(&rich("[丙]丁|"));
        assert_eq!(shown(&text), "甲[乙] [丙]丁|");
    }

    #[track_caller]
    fn check(before: &str, from: Range<usize>, to: &str, after: &str) {
        let mut text = rich(before);
        let mut new = text.as_str().to_owned();
        new.replace_range(from.clone(), to);
        let end = from.start + to.len();
        text.rewrite(new, &[Edit { to: from.start..end, from }]);
        assert_eq!(shown(&text), after, "{before}");
    }

    #[test]
    fn spans_move_with_the_text() {
        check("甲[乙]丙|", 0..3, "一二", "一二[乙]丙|");
        check("甲[乙]丙", 3..6, "一二", "甲[一二]丙");
        check("甲[乙]丙|丁", 3..6, "", "甲丙|丁");
        check("甲[乙丙]丁", 0..6, "一", "一[丙]丁");
        check("甲[乙丙]丁", 6..12, "一", "甲[乙一]");
        check("甲[乙]丙", 3..3, "一", "甲一[乙]丙");
        check("甲[乙]丙", 6..6, "一", "甲[乙]一丙");
        check("甲|乙", 3..3, "一", "甲|一乙");
        check("甲|乙", 0..6, "一", "一|");
    }

    #[test]
    fn footnotes_are_shown_as_each_format_wants() {
        let mut text = rich("甲|乙|");
        assert_eq!(text.labelled(2), "甲[^3]乙[^4]");
        text.renumber(|n| n.checked_sub(1));
        assert_eq!(text.anchored(), format!("甲乙{}", anchor::of(0).unwrap()));
        assert_eq!(rich("甲").anchored(), "甲");
        // What stands at an anchor stands before it, what stands behind is moved by all before.
        let text = rich("甲|乙|丙");
        let (anchored, place) = (text.anchored(), text.anchoring());
        let one = anchor::of(0).unwrap().len_utf8();
        assert_eq!([0, 3, 6, 9].map(place), [0, 3, 6 + one, 9 + 2 * one]);
        assert_eq!(&anchored[text.anchored_at(9) - 3..], "丙");
    }

    #[test]
    fn cells_and_their_lines_keep_what_stands_in_them() {
        let text = rich("[甲]\t乙|\n丙\t|[丁]戊");
        let cells: Vec<Vec<String>> =
            text.cells().iter().map(|row| row.iter().map(shown).collect()).collect();
        assert_eq!(cells, [["[甲]", "乙|"], ["丙", "|[丁]戊"]]);
        // A span that goes over cells is of the first.
        assert_eq!(text.cells().len(), 2);
        let over: Vec<String> = rich("甲[乙\t丙]丁").cells()[0].iter().map(shown).collect();
        assert_eq!(over, ["甲[乙]", "丙丁"]);
    }

    #[test]
    fn a_new_line_of_a_cell_begins_behind_text_only() {
        let mut text = Rich::new();
        text.push_line(&rich("甲"));
        text.push_line(&rich("[乙]"));
        text.push('\t');
        text.push_line(&rich("丙"));
        assert_eq!(text, "甲 乙\t丙");
        let breaks: Vec<usize> = text
            .spans()
            .iter()
            .filter(|span| span.meaning == Meaning::Break)
            .map(|span| span.start)
            .collect();
        assert_eq!(breaks, [4]);
        assert_eq!(
            (text.parted().as_ref(), text.clone().into_lines().as_str()),
            ("甲\n乙\t丙", "甲\n乙\t丙")
        );
        let note = rich("甲|乙");
        let expected = format!("甲{}乙", anchor::of(0).unwrap());
        assert_eq!(
            (note.parted().as_ref(), note.clone().into_lines()),
            (expected.as_str(), expected.clone())
        );
        assert_eq!((rich("[甲] 乙").parted().as_ref(), rich("[甲]").into_lines().as_str()), ("甲 乙", "甲"));
    }

    #[test]
    fn a_row_loses_the_end_of_its_last_cell_and_no_cell() {
        let trimmed = |shown_before: &str| {
            let mut row = rich(shown_before);
            row.trim_row();
            shown(&row)
        };
        for (before, after) in [
            ("甲\t乙\t", "甲\t乙"),
            ("甲\t\t", "甲\t"),
            ("\t甲\t \n", "\t甲"),
            ("甲\t[乙\t]|", "甲\t[乙]|"),
            ("甲[\t]", "甲"),
            (" \t ", ""),
            ("\t|", "|"),
        ] {
            assert_eq!(trimmed(before), after, "{before:?}");
        }
        let mut cell = Rich::from("\t ");
        cell.mark(0..0, Meaning::Cell { columns: 2, rows: 1 });
        cell.trim_row();
        assert_eq!((cell.as_str(), cell.spans().len()), ("", 0));
    }

    #[test]
    fn marks_stand_in_order_and_none_over_nothing() {
        let mut text = Rich::from("甲乙丙");
        text.mark(6..9, Meaning::Strong);
        text.mark(0..3, Meaning::Struck);
        text.mark(3..3, Meaning::Strong);
        text.mark_all([(3..6, Meaning::Inserted), (6..6, Meaning::Struck), (9..9, Meaning::Break)]);
        let found: Vec<(usize, usize)> = text.spans().iter().map(|span| (span.start, span.end)).collect();
        assert_eq!(found, [(0, 3), (3, 6), (6, 9), (9, 9)]);
        text.retain_spans(|span| span.start < 6);
        assert_eq!(text.spans().len(), 2);
        let taken = text.take();
        assert_eq!((taken.as_str(), text.as_str(), text.spans().len()), ("甲乙丙", "", 0));
    }

    #[test]
    fn a_text_is_equal_to_its_characters_whatever_its_spans_say() {
        let (text, marked) = (Rich::from(Cow::Borrowed("甲乙")), rich("甲[乙]"));
        let (same, other) = (String::from("甲乙"), String::from("甲"));
        let equal = |own: &String| {
            [
                text == **own,
                **own == text,
                text == own.as_str(),
                own.as_str() == text,
                text == *own,
                *own == text,
            ]
        };
        assert_eq!((equal(&same), equal(&other)), ([true; 6], [false; 6]));
        assert!(marked == "甲乙" && marked != text);
        assert_eq!(
            (String::from(marked.clone()), Rich::from(&String::from("甲"))),
            ("甲乙".into(), Rich::from("甲"))
        );
        let mut long: Rich = "甲乙".chars().collect();
        long.extend(['丙']);
        long.extend(["丁", "戊"]);
        assert_eq!(long, "甲乙丙丁戊");
    }
}

//! What marks the entries of an info line: labels, dates, the number of a document.

use crate::lexicon::date::{self, Date};
use crate::lexicon::label::{self, Field};
use crate::structure::document_number::find_number;
use crate::structure::info::Dated;
use crate::structure::info::entry::GAP;
use crate::text::is_han;

/// A line whose dates and number are taken out; a gap stands for each.
pub(super) struct Marked {
    pub(super) rest: String,
    pub(super) dates: Vec<Dating>,
    pub(super) number: Option<String>,
}

/// A date, and where in the rest its gap begins.
pub(super) struct Dating {
    pub(super) at: usize,
    pub(super) text: String,
    pub(super) timed: bool,
    pub(super) dated: Dated,
    /// Whether it can be the date of the text: not that of the end of its validity.
    pub(super) counts: bool,
}

impl Dating {
    fn of(date: &Date, at: usize, text: &str) -> Dating {
        let before = text[..date.start].trim_end();
        let after = text[date.end..].trim_start_matches(['（', '(', ' ', '，', ',']);
        let today = ["今天是", "今天", "现在是", "現在是"].iter().any(|word| before.ends_with(word))
            || ["星期", "周", "週"].iter().any(|week| after.starts_with(week));
        let timed = text[date.start..date.end].contains([':', '：']);
        let dated = if today && !timed { Dated::Today } else { Dated::Plain };
        Dating { at, text: date.text.clone(), timed, dated, counts: true }
    }

    /// `label` says what the date is, if it stands right before it.
    pub(super) fn belongs_to(&mut self, label: &Label, rest: &str) {
        let behind = rest.get(label.end..self.at).is_some_and(|between| between.trim().is_empty());
        if !behind {
            return;
        }
        match label.field {
            Field::Date => self.dated = Dated::Labelled,
            Field::Updated => self.dated = Dated::Updated,
            Field::Other => self.counts = !label.colon,
            _ => {}
        }
    }
}

/// Takes dates and a number out of `text`.
pub(super) fn marked(text: &str) -> Marked {
    let mut marked = Marked { rest: String::new(), dates: Vec::new(), number: None };
    let mut left = text;
    if let Some(number) = find_number(text) {
        marked.number = Some(text[number.clone()].to_owned());
        marked.dates_of(&text[..number.start]);
        marked.rest.push_str(GAP);
        left = &text[number.end..];
    }
    marked.dates_of(left);
    marked
}

impl Marked {
    /// Appends `text` without its dates.
    fn dates_of(&mut self, text: &str) {
        let mut left = text;
        while let Some(date) = date::find(left).or_else(|| date::find_republican(left)) {
            self.rest.push_str(&left[..date.start]);
            self.dates.push(Dating::of(&date, self.rest.len(), left));
            self.rest.push_str(GAP);
            left = &left[date.end..];
        }
        self.rest.push_str(left);
    }
}

pub(super) struct Label {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) field: Field,
    pub(super) colon: bool,
}

/// Whether `text` is a label that waits for its value: `• 发文字号：`.
pub(crate) fn is_bare_label(text: &str) -> bool {
    let bare = text.trim_start_matches(['•', '·', '●', '*', ' ']);
    if !bare.ends_with(['：', ':']) || bare.len() > 48 {
        return false;
    }
    let labels = labels(bare, false);
    labels.first().is_some_and(|label| label.start == 0 && label.colon && bare[label.end..].trim().is_empty())
}

/// Labels followed by a colon, in order; those that need none (打印, 分享) stand for themselves.
///
/// In a line with a date a space does for the colon. 通讯员 behind 作者： is a part of the value.
pub(super) fn labels(text: &str, dated: bool) -> Vec<Label> {
    let mut found: Vec<Label> = Vec::new();
    let mut i = 0;
    while i < text.len() {
        if !text.is_char_boundary(i) {
            i += 1;
            continue;
        }
        match label_at(text, i, dated) {
            Some(label) => {
                i = label.end;
                let of_value = label.field == Field::Author
                    && !label.colon
                    && found.last().is_some_and(|last| last.field == Field::Author && last.colon);
                if !of_value {
                    found.push(label);
                }
            }
            None => i += 1,
        }
    }
    found
}

/// Labels of records have so many characters at least; a blank does for their colon where they begin a line.
const RECORD: usize = 4;

/// The label that begins at `start`, if one does.
pub(super) fn label_at(text: &str, start: usize, dated: bool) -> Option<Label> {
    let rest = &text[start..];
    let label::Found { length, field, spaced, opens: begins } = label::at_start(rest)?;
    if begins && !opens(&text[..start]) {
        return None;
    }
    let after = rest[length..].trim_start();
    let skipped = rest.len() - length - after.len();
    let label = |end: usize, colon: bool| Label { start, end: start + end, field, colon };
    let divides =
        |c: &char| matches!(c, '：' | ':') || field == Field::Author && is_bar(*c) && opens(&text[..start]);
    if let Some(colon) = after.chars().next().filter(divides) {
        let behind_word = rest[..length].chars().count() < 2 && text[..start].ends_with(is_han);
        return (!behind_word).then(|| label(length + skipped + colon.len_utf8(), true));
    }
    let record =
        start == 0 && skipped > 0 && field != Field::Other && rest[..length].chars().count() >= RECORD;
    let entry = dated && !after.is_empty() && stands_apart(&text[..start], skipped > 0);
    let heading = spaced && (start == 0 || text[..start].ends_with(char::is_whitespace));
    let tool =
        field == Field::Other && rest[..length].chars().count() >= 2 && is_loose(text, start, start + length);
    (entry || heading || tool || record).then(|| label(length, heading || record))
}

/// What does for a colon behind 文 or 作者 where an entry begins: `文丨某某`, `作者|某某`.
fn is_bar(c: char) -> bool {
    matches!(c, '/' | '／' | '|' | '｜' | '丨' | '︱' | '│' | '┃')
}

/// Whether an entry begins behind `before`.
fn opens(before: &str) -> bool {
    before.chars().next_back().is_none_or(|c| c.is_whitespace() || "（([【|｜".contains(c))
}

/// Whether a word is no part of a longer one: `1164次阅读|`, not 全民阅读网.
fn is_loose(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back().is_none_or(|c| !is_han(c) || "次条人我".contains(c));
    let behind = text[end..].chars().next().is_none_or(|c| !is_han(c));
    before || behind && text[end..].trim_start().is_empty() && start == 0
}

/// Whether a label without a colon begins an entry of its own: behind a bar, or between two spaces.
fn stands_apart(before: &str, space_behind: bool) -> bool {
    let bar = before.trim_end().ends_with('|');
    bar || space_behind && before.ends_with([' ', '\u{a0}', '\u{3000}'])
}

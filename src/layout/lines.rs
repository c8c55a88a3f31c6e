//! Breaking a paragraph into lines the way the document will be broken by what opens it.
//!
//! Every full-width character is one cell and every half-width one half a cell, so the count needs no font. The rules
//! are those Word and LibreOffice share: fill the line; a stop or comma too many hangs over the edge; else step back to
//! where a break is allowed. `docs/standard.md` tells what was measured.

use crate::layout::characters::{Type, may_break};
use crate::pages::characters::{gap, hangs};
use crate::units::Length;

/// One line: a stretch of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The width of its characters.
    pub width: Length,
    /// Whether the paragraph or a forced line ends here.
    pub last: bool,
}

/// Breaks `text` into lines, the first `first` wide, the others `rest`. At least one line.
pub(crate) fn break_lines(text: &str, of: Type, first: Length, rest: Length) -> Vec<Stretch> {
    let mut lines = Vec::with_capacity(text.len() / 80 + 1);
    let mut start = 0;
    for part in text.split('\n') {
        let room = if start == 0 { first } else { rest };
        break_part(&mut lines, text, start..start + part.len(), of, [room, rest]);
        start += part.len() + 1;
    }
    lines
}

fn break_part(
    lines: &mut Vec<Stretch>,
    text: &str,
    range: std::ops::Range<usize>,
    of: Type,
    [mut room, rest]: [Length; 2],
) {
    let (mut start, end) = (range.start, range.end);
    while let Some(stop) = overflow(&text[start..end], of, room) {
        let cut = start + stop;
        lines.push(Stretch { start, end: cut, width: of.width(&text[start..cut]), last: false });
        start = cut;
        room = rest;
    }
    lines.push(Stretch { start, end, width: of.width(&text[start..end]), last: true });
}

/// Where the first line of `text` ends, if it does not fit into `room`.
fn overflow(text: &str, of: Type, room: Length) -> Option<usize> {
    let mut used = Length::ZERO;
    for (i, c) in text.char_indices() {
        used = used + of.advance(c);
        if used > room && i > 0 && !gap(c) {
            return cut(text, i, c);
        }
    }
    None
}

/// The end of a line that is full before the character `c` at `full`; none when the rest hangs on.
fn cut(text: &str, full: usize, c: char) -> Option<usize> {
    if hangs(c) {
        let after = full + c.len_utf8();
        match text[after..].chars().next() {
            None => return None,
            Some(next) if may_break(c, next) => return Some(after),
            Some(_) => {}
        }
    }
    Some(step_back(text, full))
}

/// The last place at or before `full` where the line may end; `full` itself if there is none.
fn step_back(text: &str, full: usize) -> usize {
    let mut after = text[full..].chars().next();
    for (i, before) in text[..full].char_indices().rev() {
        if after.is_some_and(|after| may_break(before, after)) {
            return i + before.len_utf8();
        }
        after = Some(before);
    }
    full
}

#[cfg(test)]
mod tests {
    use super::*;

    const CELL: Type = Type { size: Length::points(10), tracking: Length::ZERO };

    #[track_caller]
    fn check(text: &str, cells: i64, expected: &[&str]) {
        let room = CELL.size * cells;
        let lines = break_lines(text, CELL, room, room);
        let lines: Vec<&str> = lines.iter().map(|line| &text[line.start..line.end]).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_line_is_filled() {
        check("甲乙丙丁戊己", 3, &["甲乙丙", "丁戊己"]);
        check("甲1234乙丙", 3, &["甲1234", "乙丙"]);
        check("", 3, &[""]);
    }

    #[test]
    fn a_stop_hangs_but_not_with_a_closing_mark() {
        check("甲乙丙，丁戊。", 3, &["甲乙丙，", "丁戊。"]);
        check("甲乙丙。", 3, &["甲乙丙。"]);
        check("甲乙丙。”丁", 3, &["甲乙", "丙。”", "丁"]);
    }

    #[test]
    fn marks_stay_with_their_text() {
        check("甲乙《丙》丁", 3, &["甲乙", "《丙》", "丁"]);
        check("甲乙（丙", 3, &["甲乙", "（丙"]);
        check("甲乙——丙", 3, &["甲乙", "——丙"]);
        check("甲乙丙）丁", 3, &["甲乙", "丙）丁"]);
    }

    #[test]
    fn numbers_and_words_are_kept_whole() {
        check("甲乙2026年", 3, &["甲乙", "2026年"]);
        check("甲12.5%乙", 3, &["甲", "12.5%", "乙"]);
        check("abcdefgh", 3, &["abcdef", "gh"]);
        check("甲 abcd", 2, &["甲 ", "abcd"]);
    }

    #[test]
    fn a_forced_line_is_a_line() {
        check("甲乙\n丙", 3, &["甲乙", "丙"]);
        check("甲乙丙丁\n戊", 3, &["甲乙丙", "丁", "戊"]);
    }

    #[test]
    fn marks_without_end_still_end() {
        check("。。。。。。。。", 3, &["。。。", "。。。", "。。"]);
    }
}

//! Breaking a paragraph into lines the way the document will be broken by what opens it.
//!
//! Every full-width character is one cell and every half-width one half a cell, so the count needs no font. The rules
//! are those Word and LibreOffice share: fill the line; a stop or comma too many hangs over the edge; else step back to
//! where a break is allowed. `docs/standard.md` tells what was measured.

use crate::layout::characters::{Type, may_break};
use crate::layout::hold::hold;
use crate::lexicon::segment;
use crate::pages::characters::{gap, hangs, is_level, no_end, no_start, word};
use crate::text::anchor::is_anchor;
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
    /// The tracking without which some program would end it elsewhere.
    pub hold: Option<Length>,
}

/// Where a line may end, of the places the standard allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrap {
    /// At any of them.
    Anywhere,
    /// Where a word ends, if one does not far before the edge: headings.
    Words,
    /// At any of them, but no mark hangs over the edge: cells and boxes, where LibreOffice lets none and the other column begins.
    Inside,
    /// Both: heads of tables.
    WordsInside,
}

impl Wrap {
    fn at_words(self) -> bool {
        matches!(self, Wrap::Words | Wrap::WordsInside)
    }

    fn lets_hang(self) -> bool {
        matches!(self, Wrap::Anywhere | Wrap::Words)
    }
}

/// Breaks `text` into lines, the first `first` wide, the others `rest`. At least one line.
pub(crate) fn break_lines(text: &str, of: Type, first: Length, rest: Length, wrap: Wrap) -> Vec<Stretch> {
    let mut lines = Vec::with_capacity(text.len() / 80 + 1);
    let mut start = 0;
    for part in text.split('\n') {
        let room = if start == 0 { first } else { rest };
        break_part(&mut lines, text, start..start + part.len(), of, [room, rest], wrap);
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
    wrap: Wrap,
) {
    let (mut start, end) = (range.start, range.end);
    let part = range.start;
    let mut ends: Option<Vec<usize>> = None;
    while let Some(mut cut) = overflow(&text[start..end], of, room, wrap) {
        if wrap.at_words() {
            let ends = ends.get_or_insert_with(|| segment::ends(&text[range.clone()]));
            cut = at_word(&text[start..end], cut, &|at| ends.binary_search(&(start + at - part)).is_ok());
        }
        let line = start..start + cut;
        let hold = hold(&text[..end], line.clone(), of, room, wrap.lets_hang());
        lines.push(Stretch { start, end: line.end, width: of.width(&text[line.clone()]), last: false, hold });
        start = line.end;
        room = rest;
    }
    let width = of.width(&text[start..end]);
    let full = width > room - of.size;
    let hold = if full { hold(&text[..end], start..end, of, room, wrap.lets_hang()) } else { None };
    lines.push(Stretch { start, end, width, last: true, hold });
}

/// Where the first line of `text` ends, if it does not fit into `room`.
fn overflow(text: &str, of: Type, room: Length, wrap: Wrap) -> Option<usize> {
    let mut used = Length::ZERO;
    for (i, c) in text.char_indices() {
        used = used + of.advance(c);
        if used > room && i > 0 && !gap(c) {
            return cut(text, i, c, of, wrap);
        }
    }
    None
}

/// The end of a line that is full before the character `c` at `full`; none when the rest hangs on.
fn cut(text: &str, full: usize, c: char, of: Type, wrap: Wrap) -> Option<usize> {
    // Behind what is set as a stretch of its own — a number, a word, what is raised — LibreOffice lets no mark hang, and none behind a
    // bracket that closes there.
    let apart = |before: char| word(before) || is_anchor(before) || is_level(before);
    let before = || text[..full].trim_end_matches(|c| no_start(c) && !word(c));
    if wrap.lets_hang() && hangs(c) && !before().ends_with(apart) {
        let after = full + c.len_utf8();
        match text[after..].chars().next() {
            None => return None,
            Some(next) if may_break(c, next) => return Some(after),
            Some(_) => {}
        }
    }
    let back = step_back(text, full);
    // Four characters: a line that gives more away is stretched so far that it is seen. A cell is broken there by every program.
    let far = |back: usize| back == full || of.width(&text[back..full]) > of.size * 4;
    let loose = !wrap.lets_hang() || back.is_none_or(far);
    let hyphen = after_hyphen(&text[..full], back.unwrap_or(full)).filter(|_| loose);
    Some(hyphen.or(back).unwrap_or_else(|| inside(text, full)))
}

/// The last place before `full` inside of a word as long as the line, with no mark at either end that may not stand there; `full` if there is none.
fn inside(text: &str, full: usize) -> usize {
    let mut after = text[full..].chars().next();
    for (i, before) in text[..full].char_indices().rev() {
        if !no_end(before) && after.is_some_and(|after| !no_start(after) && !matches!(after, '-' | '/')) {
            return i + before.len_utf8();
        }
        after = Some(before);
    }
    full
}

/// The last hyphen of a number that cannot be broken otherwise: 0571-88886666.
fn after_hyphen(line: &str, from: usize) -> Option<usize> {
    let hyphen = line[from..].rfind('-').map(|at| from + at)?;
    let inside = line[..hyphen].ends_with(|c: char| c.is_ascii_alphanumeric());
    (inside && hyphen + 1 < line.len()).then_some(hyphen + 1)
}

/// The last place at or before `full` where the line may end.
fn step_back(text: &str, full: usize) -> Option<usize> {
    let mut after = text[full..].chars().next();
    for (i, before) in text[..full].char_indices().rev() {
        let at = i + before.len_utf8();
        // LibreOffice ends no line behind a stroke, nor before the bracket behind a word, where no character more has room.
        let tied = at == full
            && after.is_some_and(|after| before == '/' && word(after) || word(before) && no_end(after));
        if after.is_some_and(|after| may_break(before, after)) && !tied {
            return Some(at);
        }
        after = Some(before);
    }
    None
}

/// The last place at or before `cut` where a word ends; `cut` itself if none is near.
fn at_word(text: &str, cut: usize, ends: &dyn Fn(usize) -> bool) -> usize {
    // Four characters: the longest words that are met often; a line that gave more away would look torn.
    const FAR: usize = 4;
    let mut after = text[cut..].chars().next();
    for (i, before) in text[..cut].char_indices().rev().take(FAR + 1) {
        let at = i + before.len_utf8();
        if ends(at) && after.is_none_or(|after| may_break(before, after)) {
            return at;
        }
        after = Some(before);
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    const CELL: Type = Type { size: Length::points(10), tracking: Length::ZERO };

    #[track_caller]
    fn check(text: &str, cells: i64, expected: &[&str]) {
        let room = CELL.size * cells;
        let lines = break_lines(text, CELL, room, room, Wrap::Anywhere);
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
    fn no_stop_hangs_over_the_edge_of_a_cell() {
        let room = CELL.size * 3;
        let lines = |wrap| {
            let text = "甲乙丙，丁戊己。";
            let lines = break_lines(text, CELL, room, room, wrap);
            lines.iter().map(|line| &text[line.start..line.end]).collect::<Vec<_>>()
        };
        assert_eq!(lines(Wrap::Inside), ["甲乙", "丙，丁", "戊己。"]);
        assert!(lines(Wrap::WordsInside).iter().all(|line| line.chars().count() < 4));
        assert!(lines(Wrap::Words).iter().any(|line| line.chars().count() == 4));
    }

    #[test]
    fn no_stop_hangs_behind_a_number() {
        check("甲乙12，丁戊。", 3, &["甲乙", "12，丁", "戊。"]);
        check("甲乙²，丁戊。", 3, &["甲", "乙²，", "丁戊。"]);
        check("甲1234，丁", 3, &["甲", "1234，", "丁"]);
        check("甲乙12，", 3, &["甲乙", "12，"]);
        check("甲乙ab（丙", 3, &["甲乙", "ab（丙"]);
        check("甲ab（丙", 3, &["甲ab", "（丙"]);
        check("甲（12），丁", 4, &["甲", "（12），", "丁"]);
        check("甲（丙），丁", 4, &["甲（丙），", "丁"]);
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
        // Inside of a word no line begins with a mark that may not stand there, nor ends with one.
        check("abcdef.gh", 3, &["abcde", "f.gh"]);
        check("abcde(fgh", 3, &["abcde", "(fgh"]);
        check("abcdef-gh", 3, &["abcde", "f-gh"]);
        check("abcdef/gh", 3, &["abcde", "f/gh"]);
    }

    #[test]
    fn a_long_number_is_broken_behind_its_hyphens() {
        check("甲电话0571-88886666-8000乙", 8, &["甲电话0571-", "88886666-8000乙"]);
        check("甲乙丙电话0571-88886666乙", 10, &["甲乙丙电话0571-", "88886666乙"]);
        // What is not far from the edge goes on the next line whole.
        check("甲乙丙丁戊2026-08乙", 8, &["甲乙丙丁戊", "2026-08乙"]);
        check("甲-0571888866668000乙", 8, &["甲", "-057188886666800", "0乙"]);
    }

    #[test]
    fn a_word_ends_its_line_behind_a_hyphen_where_more_has_room_and_a_cell_behind_every_one() {
        check("甲乙https://a.cn/b", 6, &["甲乙", "https://", "a.cn/b"]);
        check("甲乙https://a.cn/b", 7, &["甲乙https://", "a.cn/b"]);
        check("甲乙TCP/IP丙", 4, &["甲乙", "TCP/IP丙"]);
        check("甲乙TCP/IP", 5, &["甲乙TCP/IP"]);
        check("甲乙TCP/IPv6", 5, &["甲乙TCP/", "IPv6"]);
        let room = CELL.size * 6;
        let cut = |wrap| {
            let text = "甲乙丙0571-8888";
            let lines = break_lines(text, CELL, room, room, wrap).into_iter();
            lines.map(|line| &text[line.start..line.end]).collect::<Vec<_>>()
        };
        assert_eq!(cut(Wrap::Inside), ["甲乙丙0571-", "8888"]);
        assert_eq!(cut(Wrap::Anywhere), ["甲乙丙", "0571-8888"]);
    }

    #[test]
    fn a_heading_ends_its_lines_where_words_end() {
        let room = CELL.size * 9;
        let cut = |text: &'static str, wrap| {
            let lines = break_lines(text, CELL, room, room, wrap).into_iter();
            lines.map(|line| &text[line.start..line.end]).collect::<Vec<_>>()
        };
        let text = "锤炼过硬作风锻造先锋队伍";
        assert_eq!(cut(text, Wrap::Anywhere), ["锤炼过硬作风锻造先", "锋队伍"]);
        assert_eq!(cut(text, Wrap::Words), ["锤炼过硬作风锻造", "先锋队伍"]);
        let line = &break_lines(text, CELL, room, room, Wrap::Words)[0];
        let held = Type { tracking: line.hold.unwrap(), ..CELL };
        assert!(held.width(&text[..line.end]) <= room && room < held.width(&text[..line.end + 3]));
        // A word as long as the line is broken.
        assert_eq!(cut("甲乙丙丁戊己庚辛壬癸子丑", Wrap::Words).len(), 2);
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

//! Setting one line: every character in its cell, the line as wide as it has to be.
//!
//! Nothing hangs over the edge (`docs/standard.md`, D-18): where the layout lets a mark hang, as Word does, the marks of the
//! line are squeezed here, the last one first, each to no less than half its cell (GB/T 15834-2011 5.1.10).

use std::ops::Range;

use crate::font::{Glyph, Reader};
use crate::pages::characters::{combines, gap, half, is_level, no_end, no_start, word};
use crate::pages::footnote_sign;
use crate::template::{Align, Face};
use crate::text::anchor;
use crate::text::script::{Level, base};

/// A glyph and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// What is drawn.
    pub glyph: Glyph,
    /// Its origin: from the left of the sheet, or from where pressed type begins.
    pub x: f32,
    /// The bytes of the text it stands for.
    pub text: Range<usize>,
    /// Whether it stands above or below the others, and is smaller.
    pub shift: Shift,
}

/// How a glyph stands against those of its line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shift {
    /// Like the others.
    #[default]
    None,
    /// The number of a footnote: half as large, and raised.
    Footnote,
    /// Raised or lowered, two thirds as large.
    Level(Level),
}

impl Shift {
    fn of(c: char) -> Shift {
        match base(c) {
            Some((_, level)) => Shift::Level(level),
            None if anchor::is_anchor(c) => Shift::Footnote,
            None => Shift::None,
        }
    }

    /// How large the glyph is, and by how much it is raised, in a line of this size.
    pub(super) fn measures(self, size: f32) -> (f32, f32) {
        match self {
            Shift::None => (size, 0.0),
            Shift::Footnote => (size / 2.0, size / 3.0),
            Shift::Level(Level::Superscript) => (size * 2.0 / 3.0, size / 3.0),
            Shift::Level(Level::Subscript) => (size * 2.0 / 3.0, -size / 6.0),
        }
    }
}

/// The type a line is set in, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Type {
    pub size: f32,
    pub tracking: f32,
}

/// Where a line has to stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    pub left: f32,
    pub room: f32,
    pub align: Align,
    /// Whether it ends its paragraph: then it is not stretched.
    pub last: bool,
}

/// A line, set.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Set {
    pub glyphs: Vec<Placed>,
    /// Where it begins.
    pub start: f32,
    /// Where it ends.
    pub end: f32,
}

/// White beside the ink of a mark, in em.
const AIR: f32 = 0.06;
/// Two-em dash: —— as one glyph.
const DASHES: char = '\u{2E3A}';

/// Sets the characters of a line; `faces` gives the end in bytes and the face of each stretch.
pub(super) fn set(
    text: &str,
    faces: &[(usize, Face)],
    of: Type,
    measure: Measure,
    reader: &Reader<'_>,
) -> Set {
    let mut cells = cells(text, faces, of, reader);
    // A gap a line was broken at is not seen.
    let end = cells.iter().rposition(|cell| !gap(cell.c)).map_or(0, |last| last + 1);
    cells[end..].iter_mut().for_each(|cell| cell.width = 0.0);
    let seen = &mut cells[..end];
    let spare = measure.room - seen.iter().map(|cell| cell.width).sum::<f32>();
    let mut left = measure.left;
    if spare < 0.0 {
        squeeze(seen, -spare, of, reader);
    } else {
        match measure.align {
            Align::Justify if !measure.last => spread(seen, spare, of),
            Align::Justify | Align::Left => {}
            Align::Center => left += spare / 2.0,
            Align::Right => left += spare,
        }
    }
    place(&cells, left)
}

/// A character, or what is set as one.
struct Cell {
    c: char,
    glyph: Option<Glyph>,
    text: Range<usize>,
    /// From its left edge to that of the next one.
    width: f32,
    /// From its left edge to the origin of its glyph.
    inset: f32,
}

fn cells(text: &str, faces: &[(usize, Face)], of: Type, reader: &Reader<'_>) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::with_capacity(text.len() / 3 + 1);
    let mut chars = text.char_indices().peekable();
    let mut faces = faces.iter().copied().peekable();
    while let Some((at, c)) = chars.next() {
        while faces.next_if(|(end, _)| *end <= at).is_some() {}
        let face = faces.peek().map_or(Face::Fangsong, |(_, face)| *face);
        if ignorable(c) {
            continue;
        }
        if let Some(before) = cells.last().filter(|_| combines(c)) {
            // A font may have the mark over nothing, to its left, or over an advance of its own.
            let glyph = reader.glyph(face, c);
            let under = (before.width - before.inset * 2.0).max(0.0);
            let inset = -before.inset - (under + glyph.advance * of.size) / 2.0;
            cells.push(Cell { c, glyph: Some(glyph), text: at..at + c.len_utf8(), width: 0.0, inset });
            continue;
        }
        let dashes = reader.own(face, DASHES).filter(|glyph| c == '—' && glyph.advance > 1.9);
        let cell = match dashes.filter(|_| chars.next_if(|(_, next)| *next == '—').is_some()) {
            Some(glyph) => wide(c, at..at + 2 * c.len_utf8(), glyph, 2.0, of, reader),
            None => {
                let before = cells.last().is_some_and(|cell| word(cell.c));
                let inside = before && chars.peek().is_some_and(|(_, next)| word(*next));
                cell(c, at, face, of, reader, inside)
            }
        };
        cells.push(cell);
    }
    cells
}

/// Characters that are not seen themselves: they say something about others, or nothing at all.
pub(crate) fn ignorable(c: char) -> bool {
    let control = c.is_control() && c != '\t';
    let format = matches!(
        c,
        '\u{AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFFE}'
            | '\u{FFFF}'
            | '\u{E0100}'..='\u{E01EF}'
    );
    control || format
}

/// A single character; `inside` of a number or a Latin word, a sign takes no more room than it needs.
fn cell(c: char, at: usize, face: Face, of: Type, reader: &Reader<'_>, inside: bool) -> Cell {
    let text = at..at + c.len_utf8();
    if let Some(number) = anchor::footnote(c) {
        let glyph = reader.glyph(face, footnote_sign(number + 1));
        let inset = (1.0 - glyph.advance) * of.size / 4.0;
        return Cell { c, glyph: Some(glyph), text, width: of.size / 2.0, inset };
    }
    if let Some((plain, _)) = base(c) {
        let glyph = reader.glyph(face, plain);
        let (room, advance) = (of.size / 3.0, glyph.advance * of.size * 2.0 / 3.0);
        let inset = (room - advance) / 2.0 + of.tracking / 2.0;
        return Cell { c, glyph: Some(glyph), text, width: room + of.tracking, inset };
    }
    if c == '\t' {
        return Cell { c, glyph: None, text, width: of.size * 2.0, inset: 0.0 };
    }
    let glyph = reader.glyph(face, c);
    if !half(c) {
        return wide(c, text, glyph, 1.0, of, reader);
    }
    let advance = glyph.advance * of.size;
    let room = of.size / 2.0;
    // Letters and what is too wide keep the width of their font; the rest stands in half a cell.
    if c.is_alphabetic() || inside && !c.is_ascii_digit() || advance > room + 0.01 {
        return Cell { c, glyph: Some(glyph), text, width: advance, inset: 0.0 };
    }
    let inset = if c.is_ascii_digit() { (room - advance) / 2.0 } else { 0.0 };
    Cell { c, glyph: Some(glyph), text, width: room + of.tracking, inset: inset + of.tracking / 2.0 }
}

/// A cell of `count` em, its glyph in the middle whatever width the font gives it; quotation marks stand close to what
/// they enclose.
fn wide(c: char, text: Range<usize>, glyph: Glyph, count: f32, of: Type, reader: &Reader<'_>) -> Cell {
    let width = (of.size + of.tracking) * count;
    let inset = match c {
        '“' | '‘' => width - (reader.ink(glyph).1 + AIR) * of.size,
        '”' | '’' => (AIR - reader.ink(glyph).0) * of.size,
        _ => (width - glyph.advance * of.size) / 2.0,
    };
    Cell { c, glyph: Some(glyph), text, width, inset }
}

/// Whether a line may open up between two characters: not inside of a number, a word, a dash or an ellipsis.
fn opens(before: char, after: char) -> bool {
    !(word(before) && word(after)
        || anchor::is_anchor(after)
        || is_level(after)
        || combines(after)
        || before == after && matches!(after, '—' | '…'))
}

/// Shares `spare` among the places where the line may open up; what is too much, before a number or an address that could not be
/// broken, leaves the line ragged.
fn spread(cells: &mut [Cell], spare: f32, of: Type) {
    // Half a character between each two is the last that still reads as one line of text.
    const WIDEST: f32 = 0.5;
    let places: Vec<usize> =
        (1..cells.len()).filter(|&i| opens(cells[i - 1].c, cells[i].c)).map(|i| i - 1).collect();
    let share = spare / places.len().max(1) as f32;
    if share <= of.size * WIDEST {
        places.into_iter().for_each(|i| cells[i].width += share);
    }
}

/// Takes `excess` out of the line: the blank side of its last mark, then of its other marks, then a little everywhere.
fn squeeze(cells: &mut [Cell], mut excess: f32, of: Type, reader: &Reader<'_>) {
    if let Some(last) = cells.last_mut() {
        excess -= take(last, excess, of, reader);
    }
    let blanks: f32 = cells.iter().map(|cell| blank(cell, of, reader)).sum();
    if excess > 0.0 && blanks > 0.0 {
        let part = (excess / blanks).min(1.0);
        for cell in cells.iter_mut() {
            let share = blank(cell, of, reader) * part;
            excess -= take(cell, share, of, reader);
        }
    }
    if excess > 0.01 && cells.len() > 1 {
        let last = cells.len() - 1;
        let share = excess / last as f32;
        cells[..last].iter_mut().for_each(|cell| cell.width -= share);
    }
}

/// Narrows a mark by up to `wish`; returns by how much.
fn take(cell: &mut Cell, wish: f32, of: Type, reader: &Reader<'_>) -> f32 {
    let taken = wish.min(blank(cell, of, reader)).max(0.0);
    cell.width -= taken;
    if no_end(cell.c) {
        cell.inset -= taken;
    }
    taken
}

/// How much narrower a mark may become: its blank side, down to half a cell.
fn blank(cell: &Cell, of: Type, reader: &Reader<'_>) -> f32 {
    let (Some(glyph), false) = (cell.glyph, half(cell.c)) else { return 0.0 };
    let (from, to) = reader.ink(glyph);
    let side = match (no_end(cell.c), no_start(cell.c)) {
        (true, _) => cell.inset + from * of.size,
        (_, true) => cell.width - cell.inset - to * of.size,
        _ => 0.0,
    };
    (side - AIR * of.size).min(cell.width - of.size / 2.0).max(0.0)
}

fn place(cells: &[Cell], left: f32) -> Set {
    let mut x = left;
    let mut glyphs = Vec::with_capacity(cells.len());
    for cell in cells {
        if let Some(glyph) = cell.glyph {
            let shift = Shift::of(cell.c);
            glyphs.push(Placed { glyph, x: x + cell.inset, text: cell.text.clone(), shift });
        }
        x += cell.width;
    }
    Set { glyphs, start: left, end: x }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::Book;

    const BODY: Type = Type { size: 16.0, tracking: -0.35 };
    // The type area, 156 mm, as in the built-in template.
    const ROOM: f32 = 442.2;

    fn set_in(text: &str, room: f32, align: Align, last: bool) -> Set {
        let book = Book::builtin();
        let reader = Reader::new(&book);
        let measure = Measure { left: 0.0, room, align, last };
        set(text, &[(text.len(), Face::Fangsong)], BODY, measure, &reader)
    }

    #[track_caller]
    fn close(found: f32, expected: f32) {
        assert!((found - expected).abs() < 0.02, "{found}, not {expected}");
    }

    #[test]
    fn a_line_fills_its_room() {
        for text in
            ["字".repeat(28), "字".repeat(27), format!("{}2026年", "字".repeat(24)), "办公OA系统".repeat(4)]
        {
            close(set_in(&text, ROOM, Align::Justify, false).end, ROOM);
        }
        close(set_in("字字", ROOM, Align::Justify, true).end, 2.0 * 15.65);
        close(set_in(&"字".repeat(10), ROOM, Align::Justify, false).end, 10.0 * 15.65);
    }

    #[test]
    fn a_mark_too_many_is_squeezed_in() {
        for end in ["，", "。", "、", "；", "：", "！", "？", "。”", "）。"] {
            let text = format!("{}{end}", "字".repeat(29 - end.chars().count()));
            let line = set_in(&text, ROOM, Align::Justify, false);
            close(line.end, ROOM);
            // What is not a mark gives little.
            let pitch = line.glyphs[1].x - line.glyphs[0].x;
            assert!(pitch > 15.0, "{end}: {pitch}");
        }
    }

    #[test]
    fn the_last_mark_gives_first() {
        let marks = set_in("甲，乙。", 4.0 * 15.65 - 5.0, Align::Justify, true);
        close(marks.glyphs[2].x - marks.glyphs[0].x, 2.0 * 15.65);
        let more = set_in("甲，乙。", 4.0 * 15.65 - 10.0, Align::Justify, true);
        assert!(more.glyphs[2].x - more.glyphs[0].x < 2.0 * 15.65 - 1.0);
    }

    #[test]
    fn a_number_and_a_dash_are_not_pulled_apart() {
        let line = set_in("甲2026乙", 200.0, Align::Justify, false);
        close(line.glyphs[4].x - line.glyphs[1].x, 3.0 * (8.0 - 0.35));
        let dashes = set_in("甲——乙", 200.0, Align::Justify, false);
        close(dashes.glyphs[2].x - dashes.glyphs[1].x, 15.65);
        let dashes = set(
            "甲——乙",
            &[("甲——乙".len(), Face::Kai)],
            BODY,
            Measure { left: 0.0, room: 200.0, align: Align::Left, last: true },
            &Reader::new(&Book::builtin()),
        );
        assert_eq!(dashes.glyphs.iter().map(|glyph| glyph.text.len()).collect::<Vec<_>>(), [3, 6, 3]);
    }

    #[test]
    fn a_sign_inside_of_a_number_takes_little_room() {
        let gap = |text: &str| {
            let line = set_in(text, ROOM, Align::Left, true);
            line.glyphs[2].x - line.glyphs[1].x
        };
        assert!(gap("1.5") < 6.0);
        close(gap("1.项"), 7.65);
    }

    #[test]
    fn what_is_raised_or_lowered_is_smaller_and_stays_with_its_text() {
        let line = set_in("甲10⁵CO₂乙", 200.0, Align::Justify, false);
        let shifts: Vec<Shift> = line.glyphs.iter().map(|glyph| glyph.shift).collect();
        let (up, down) = (Shift::Level(Level::Superscript), Shift::Level(Level::Subscript));
        assert_eq!(shifts[3..7], [up, Shift::None, Shift::None, down]);
        let plain = set_in("甲105", 200.0, Align::Left, true);
        assert_eq!(line.glyphs[3].glyph, plain.glyphs[3].glyph);
        assert!(line.glyphs[3].x - line.glyphs[2].x < 9.0, "not torn off");
        let [none, up, down] = [Shift::None, up, down].map(|shift| shift.measures(1.0));
        assert!(up.0 < none.0 && up.1 > 0.0 && down.1 < 0.0);
    }

    #[test]
    fn a_mark_over_a_letter_takes_no_room_and_stays_over_it() {
        let (marked, plain) =
            (set_in("甲x\u{304}乙", ROOM, Align::Left, true), set_in("甲x乙", ROOM, Align::Left, true));
        close(marked.end, plain.end);
        let middle = |at: usize| marked.glyphs[at].x + marked.glyphs[at].glyph.advance * 8.0;
        assert!((middle(2) - middle(1)).abs() < 1.5, "{} {}", middle(1), middle(2));
        let spread = set_in("甲x\u{304}乙", marked.end + 6.0, Align::Justify, false);
        close(spread.glyphs[2].x - spread.glyphs[1].x, marked.glyphs[2].x - marked.glyphs[1].x);
    }

    #[test]
    fn quotes_stand_close_to_what_they_enclose() {
        let line = set_in("“字”", ROOM, Align::Left, true);
        let book = Book::builtin();
        let reader = Reader::new(&book);
        let ink = |i: usize| {
            let (from, to) = reader.ink(line.glyphs[i].glyph);
            (line.glyphs[i].x + from * 16.0, line.glyphs[i].x + to * 16.0)
        };
        close(ink(0).1, 15.65 - 0.96);
        close(ink(2).0, 2.0 * 15.65 + 0.96);
    }

    #[test]
    fn lines_stand_where_their_style_wants_them() {
        for (align, start) in [(Align::Left, 0.0), (Align::Center, 84.35), (Align::Right, 168.7)] {
            close(set_in("甲乙", 200.0, align, true).start, start);
        }
    }

    #[test]
    fn a_space_at_the_end_is_not_seen_and_not_lost() {
        let line = set_in("甲乙 ", 36.0, Align::Justify, false);
        close(line.end, 36.0);
        assert_eq!(line.glyphs.len(), 3);
        assert_eq!(set_in("甲\u{FE00}乙", 100.0, Align::Left, true).glyphs.len(), 2);
    }
}

//! Pieces on one base line are a row.

use std::cmp::Reverse;
use std::ops::Range;

use crate::diag::RuleId;
use crate::extract::office::pdf::Unit;
use crate::extract::office::pdf::glyphs::{Piece, latin};

/// A row of a page or a column.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) left: Unit,
    pub(super) right: Unit,
    pub(super) base: Unit,
    pub(super) size: Unit,
    /// Its pieces; between two of them is a gap.
    pub(super) pieces: Vec<Piece>,
    /// Edges of the column it stands in: where most rows begin, and where the longest end.
    pub(super) column: (Unit, Unit),
    /// Whether those edges are known from rows that fill the column from one to the other.
    pub(super) justified: bool,
    /// The rule by which it is none of the text.
    pub(super) aside: Option<RuleId>,
    /// The footnote it is of.
    pub(super) note: Option<usize>,
    /// The signs of footnotes in it, in their order: piece, which of its raised stretches, and the footnote.
    pub(super) anchors: Vec<(usize, usize, usize)>,
    /// Whether it is the first of its column.
    pub(super) first: bool,
    /// The table that stands in its place.
    pub(super) table: Option<usize>,
}

impl Row {
    /// Its text, with a blank for each gap.
    pub(super) fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.trim()).collect::<Vec<_>>().join(" ")
    }

    /// Whether its type is about as large as that of the row above: a font of another name differs by some hundredths.
    pub(super) fn is_sized_as(&self, above: &Row) -> bool {
        (above.size - self.size).abs() * 100 <= above.size * 8
    }

    /// Whether white space stands between two of its pieces.
    pub(super) fn has_gap(&self) -> bool {
        self.cells().len() > 1
    }

    /// Its pieces, parted at white space wider than a character.
    pub(super) fn cells(&self) -> Vec<&[Piece]> {
        self.pieces.chunk_by(|one, two| two.left - one.right <= self.size).collect()
    }

    /// Whether it stands in the margin beside its column.
    pub(super) fn is_marginal(&self) -> bool {
        self.justified && (self.right < self.column.0 || self.left > self.column.1)
    }

    /// Which of its pieces each of its [`cells`](Row::cells) holds.
    pub(super) fn ranges(&self) -> impl Iterator<Item = Range<usize>> {
        let lengths = self.cells().into_iter().map(<[Piece]>::len);
        lengths.scan(0, |at, length| {
            *at += length;
            Some(*at - length..*at)
        })
    }

    /// Where a cell begins and ends.
    pub(super) fn span(cell: &[Piece]) -> (Unit, Unit) {
        (cell.first().map_or(0, |piece| piece.left), cell.last().map_or(0, |piece| piece.right))
    }

    fn of(pieces: Vec<Piece>) -> Row {
        let longest = pieces.iter().max_by_key(|piece| (piece.text.len(), piece.size));
        let (base, size) = longest.map_or((0, 0), |piece| (piece.base, piece.size));
        let left = pieces.iter().map(|piece| piece.left).min().unwrap_or(0);
        let right = pieces.iter().map(|piece| piece.right).max().unwrap_or(0);
        Row { left, right, base, size, pieces, ..Row::default() }
    }
}

/// The rows of a column from top to bottom, with its edges.
pub(super) fn rows(mut pieces: Vec<Piece>) -> Vec<Row> {
    pieces.sort_by_key(|piece| (piece.base, piece.left));
    let mut rows: Vec<Row> = Vec::new();
    for stretch in level(&pieces) {
        let mut row = pieces[stretch].to_vec();
        row.sort_by_key(|piece| piece.left);
        row.dedup_by(|later, earlier| is_same(earlier, later));
        row.first_mut().into_iter().for_each(read_bullet);
        rows.push(Row::of(joined(row)));
    }
    let justified = justified(&rows);
    let column = justified.unwrap_or_else(|| edges(&rows));
    rows.iter_mut().for_each(|row| (row.column, row.justified) = (column, justified.is_some()));
    rows.first_mut().into_iter().for_each(|row| row.first = true);
    rows
}

/// Stretches of pieces, in order of their base lines, that stand on one.
fn level(pieces: &[Piece]) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for (i, piece) in pieces.iter().enumerate() {
        // Indices stand half a line off; another line is a whole size away.
        let near = |last: &Range<usize>| {
            let above = &pieces[last.start];
            piece.base - above.base <= above.size.max(piece.size) * 2 / 5
        };
        match stretches.last_mut() {
            Some(last) if near(last) => last.end = i + 1,
            _ => stretches.push(i..i + 1),
        }
    }
    stretches
}

/// A sign of a font of symbols at the head of a row, which says nothing of it, is that of a list.
fn read_bullet(piece: &mut Piece) {
    if let Some(rest) = piece
        .text
        .strip_prefix(char::REPLACEMENT_CHARACTER)
        .filter(|rest| !rest.starts_with(|c: char| !c.is_whitespace()))
    {
        piece.text = format!("•{rest}");
    }
}

/// Whether two pieces are one, drawn twice to look bold.
fn is_same(one: &Piece, two: &Piece) -> bool {
    one.text == two.text && (one.left - two.left).abs() <= one.size / 4
}

/// Pieces with hardly a gap between them are one: the writer set a new font, or a sign of half a width.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for piece in pieces {
        match out.last_mut() {
            Some(last) if piece.left - last.right <= last.size.max(piece.size) => {
                last.append(piece);
            }
            _ => out.push(piece),
        }
    }
    out
}

impl Piece {
    fn append(&mut self, next: Piece) {
        let apart = next.left - self.right > self.size / 5;
        if apart && (self.text.ends_with(latin) || next.text.starts_with(latin)) && !self.text.ends_with(' ')
        {
            self.text.push(' ');
        }
        let from = self.text.len();
        let whole = from..from + next.text.len();
        if self.is_marked_by(next.size, next.base) {
            self.raised.push((whole, next.base < self.base));
        } else {
            let moved = |(range, up): (Range<usize>, bool)| (range.start + from..range.end + from, up);
            self.raised.extend(next.raised.into_iter().map(moved));
        }
        self.text.push_str(&next.text);
        self.right = self.right.max(next.right);
    }
}

/// The edges of a column whose rows end on one line: what follows a full row begins at the left edge, but for paragraphs. Heads of the
/// page and notes in its margin stand farther out.
fn justified(rows: &[Row]) -> Option<(Unit, Unit)> {
    // Of a page of short paragraphs a fifth of the rows are full and followed by one more.
    const SHARE: usize = 5;
    const LEAST: usize = 4;
    let right = usual(rows.iter().map(|row| row.right));
    let is_near = |row: &Row, place: Unit, at: Unit| (place - at).abs() <= row.size / 3;
    let followed =
        || rows.windows(2).filter(|pair| is_near(&pair[0], pair[0].right, right)).map(|pair| &pair[1]);
    let left = usual(followed().map(|row| row.left));
    let flush = followed().filter(|row| is_near(row, row.left, left)).count();
    (flush >= LEAST && flush * SHARE >= rows.len()).then_some((left, right))
}

/// Where the rows of a column begin that have no indent, and where the longest of them end.
fn edges(rows: &[Row]) -> (Unit, Unit) {
    // A row alone at its left edge is a sign in the margin; a tenth of a page of them is the text.
    let share = (rows.len() / 10).max(2);
    let near = |row: &&Row, at: Unit| (row.left - at).abs() <= row.size / 3;
    let left = rows
        .iter()
        .map(|row| row.left)
        .filter(|at| rows.iter().filter(|row| near(row, *at)).count() >= share)
        .min();
    let right = rows
        .iter()
        .map(|row| row.right)
        .filter(|at| rows.iter().filter(|row| (row.right - at).abs() <= row.size).count() >= share);
    let all = |of: fn(&Row) -> Unit| rows.iter().map(of);
    let left = left.or_else(|| all(|row| row.left).min()).unwrap_or(0);
    let right = right.max().or_else(|| all(|row| row.right).max()).unwrap_or(0);
    (left, right)
}

/// The value most have, to a point, the lower of two; 0 of none.
pub(super) fn usual(values: impl Iterator<Item = Unit>) -> Unit {
    let mut values: Vec<Unit> = values.map(|value| (value + 50) / 100 * 100).collect();
    values.sort_unstable();
    values.chunk_by(|a, b| a == b).max_by_key(|same| (same.len(), Reverse(same[0]))).map_or(0, |same| same[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A piece of type of 16 points; `at` is its left edge and base line in points.
    fn piece(text: &str, at: (Unit, Unit)) -> Piece {
        let width = Unit::try_from(text.chars().count()).unwrap() * 1600;
        let (left, base) = (at.0 * 100, at.1 * 100);
        Piece { left, right: left + width, base, size: 1600, text: text.to_owned(), raised: Vec::new() }
    }

    fn texts(pieces: Vec<Piece>) -> Vec<String> {
        rows(pieces).iter().map(Row::text).collect()
    }

    #[test]
    fn pieces_on_one_line_are_a_row_from_left_to_right() {
        let pieces = vec![piece("丙", (80, 130)), piece("乙", (96, 100)), piece("甲", (80, 101))];
        assert_eq!(texts(pieces), ["甲乙", "丙"]);
    }

    #[test]
    fn a_gap_stays_one() {
        let row = &rows(vec![piece("姓名", (80, 100)), piece("单位", (200, 100))])[0];
        assert!(row.has_gap() && row.pieces.len() == 2);
        assert_eq!(row.text(), "姓名 单位");
        assert!(!rows(vec![piece("姓", (80, 100)), piece("名", (104, 100))])[0].has_gap());
    }

    #[test]
    fn words_are_parted_where_white_space_was_not_set() {
        let mut word = piece("word", (80, 100));
        word.right = word.left + 3200;
        let next = piece("two", (117, 100));
        assert_eq!(texts(vec![word, next]), ["word two"]);
        assert_eq!(texts(vec![piece("甲", (80, 100)), piece("乙", (101, 100))]), ["甲乙"]);
    }

    #[test]
    fn what_is_drawn_twice_is_said_once() {
        assert_eq!(texts(vec![piece("标题", (80, 100)), piece("标题", (81, 100))]), ["标题"]);
        assert_eq!(texts(vec![piece("谢", (80, 100)), piece("谢", (96, 100))]), ["谢谢"]);
    }

    #[test]
    fn an_index_keeps_its_height() {
        let mut index = piece("2", (96, 95));
        (index.size, index.right) = (900, index.left + 500);
        let row = &rows(vec![piece("米", (80, 100)), index])[0];
        assert_eq!((row.text().as_str(), &row.pieces[0].raised[..]), ("米2", &[(3..4, true)][..]));
    }

    #[test]
    fn a_sign_of_an_unknown_font_begins_an_item() {
        assert_eq!(texts(vec![piece("\u{fffd} 第一项", (80, 100))]), ["• 第一项"]);
        assert_eq!(texts(vec![piece("\u{fffd}一项", (80, 100))]), ["\u{fffd}一项"]);
        assert_eq!(texts(vec![piece("\u{fffd}", (80, 100)), piece("项", (120, 100))]), ["• 项"]);
    }

    #[test]
    fn edges_are_where_rows_begin_and_end() {
        let mut pieces: Vec<Piece> = (0..6)
            .map(|i| piece("一二三四五六七八九十", (if i % 3 == 0 { 112 } else { 80 }, 100 + 28 * i)))
            .collect();
        pieces.push(piece("注", (20, 400)));
        assert_eq!(rows(pieces)[0].column, (8000, 27200));
    }

    /// A small piece of 9 points whose base line is so many points above or below that of the line at 100.
    fn index(text: &str, left: Unit, off: Unit) -> Piece {
        let mut index = piece(text, (left, 100 + off));
        (index.size, index.right) = (900, index.left + 500 * Unit::try_from(text.chars().count()).unwrap());
        index
    }

    #[test]
    fn indices_above_and_below_the_line_are_told_apart() {
        let raised = |pieces: Vec<Piece>| rows(pieces)[0].pieces[0].raised.clone();
        assert_eq!(raised(vec![piece("氧", (80, 100)), index("2", 96, 4)]), [(3..4, false)]);
        assert_eq!(raised(vec![piece("米", (80, 100)), index("2", 96, -5)]), [(3..4, true)]);
        // Small type on the line is no index.
        assert_eq!(raised(vec![piece("米", (80, 100)), index("2", 96, 0)]), []);
    }

    #[test]
    fn an_index_of_what_is_joined_stays_where_it_stood() {
        let mut area = piece("米2", (96, 100));
        area.raised = vec![(3..4, true)];
        let row = &rows(vec![piece("五", (80, 100)), area])[0];
        assert_eq!((row.text().as_str(), &row.pieces[0].raised[..]), ("五米2", &[(6..7, true)][..]));
    }

    #[test]
    fn a_blank_parts_words_but_no_characters_and_stands_once() {
        let joined = |one: &str, two: &str, gap: Unit| {
            let one = Piece { right: 9600, ..piece(one, (80, 100)) };
            let two = Piece { left: 9600 + gap, ..piece(two, (80, 100)) };
            texts(vec![one, two]).concat()
        };
        // A fifth of the size of the type is none yet.
        assert_eq!(
            (joined("one", "two", 320), joined("one", "two", 321)),
            ("onetwo".into(), "one two".into())
        );
        assert_eq!(joined("一", "two", 800), "一 two");
        assert_eq!(joined("one", "二", 800), "one 二");
        assert_eq!(joined("一", "二", 800), "一二");
        assert_eq!(joined("one ", "two", 800), "one two");
    }

    #[test]
    fn a_row_ends_where_the_last_of_its_pieces_does() {
        let long = piece("一二三四五", (80, 100));
        let over = Piece { left: 9000, right: 10_000, ..piece("六", (80, 100)) };
        let row = &rows(vec![long, over])[0];
        assert_eq!((row.left, row.right, row.pieces[0].right), (8000, 16_000, 16_000));
    }
}

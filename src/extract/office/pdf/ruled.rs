//! Tables whose lines are drawn: the lines say where the cells are, whatever stands in them.

use std::ops::Range;

use crate::extract::office::pdf::Unit;
use crate::extract::office::pdf::glyphs::{Piece, Rule};
use crate::extract::office::pdf::rows::Row;

/// A cell: the rows and columns it takes, and what stands in it.
#[derive(Debug, Default)]
pub(super) struct Cell {
    pub(super) rows: Range<usize>,
    pub(super) columns: Range<usize>,
    pub(super) pieces: Vec<Piece>,
    /// Where it ends at the right.
    pub(super) right: Unit,
}

/// A table.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Lines between columns and rows, the outer ones too.
    columns: Vec<Unit>,
    rows: Vec<Unit>,
    /// Its cells, row by row, each at its first.
    pub(super) cells: Vec<Cell>,
}

/// Lines that miss each other by so much meet.
const NEAR: Unit = 200;
/// Lines so close to each other are one that is drawn double.
const DOUBLE: Unit = 400;
/// More lines on a page are a drawing.
const MOST: usize = 400;

/// Takes the tables of a page out of its pieces.
pub(super) fn take(pieces: &mut Vec<Piece>, rules: Vec<Rule>) -> Vec<Table> {
    let (across, down): (Vec<Rule>, Vec<Rule>) = rules.into_iter().partition(|rule| rule.across);
    let (across, down) = (merged(across), merged(down));
    if across.len() < 2 || down.is_empty() || across.len() > MOST || down.len() > MOST {
        return Vec::new();
    }
    let mut tables = Vec::new();
    for (across, down) in groups(&across, &down) {
        if let Some(table) = Table::of(&across, &down).and_then(|table| table.filled(pieces)) {
            tables.push(table);
        }
    }
    tables.sort_by_key(|table| table.top());
    tables
}

/// Lines that go on in each other as one: many programs draw them cell by cell.
fn merged(mut rules: Vec<Rule>) -> Vec<Rule> {
    rules.sort_by_key(|rule| (rule.at, rule.from));
    let mut out: Vec<Rule> = Vec::new();
    for rule in rules {
        if out.len() > 4 * MOST {
            break;
        }
        // Those of one line stand together but for what drawing them rounds.
        let same = out.iter_mut().rev().take_while(|known| rule.at - known.at <= NEAR / 2);
        match same.into_iter().find(|known| rule.from <= known.to + NEAR && known.from <= rule.to + NEAR) {
            Some(known) => (known.from, known.to) = (known.from.min(rule.from), known.to.max(rule.to)),
            None => out.push(rule),
        }
    }
    out
}

fn meet(across: &Rule, down: &Rule) -> bool {
    let on = |rule: &Rule, at: Unit| rule.from - NEAR <= at && at <= rule.to + NEAR;
    on(across, down.at) && on(down, across.at)
}

/// The lines that meet, directly or by others.
fn groups(across: &[Rule], down: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let mut left: Vec<(usize, bool)> =
        (0..across.len()).map(|i| (i, true)).chain((0..down.len()).map(|i| (i, false))).collect();
    let mut groups = Vec::new();
    while let Some(first) = left.pop() {
        let (mut group, mut at) = (vec![first], 0);
        while let Some(&(one, is_across)) = group.get(at) {
            at += 1;
            let touches = |(other, other_across): &(usize, bool)| match (is_across, *other_across) {
                (true, false) => meet(&across[one], &down[*other]),
                (false, true) => meet(&across[*other], &down[one]),
                _ => false,
            };
            let (touching, others): (Vec<_>, Vec<_>) = left.into_iter().partition(touches);
            left = others;
            group.extend(touching);
        }
        let of = |which: bool| {
            let of = group.iter().filter(move |(_, is_across)| *is_across == which);
            of.map(|(i, _)| if which { across[*i] } else { down[*i] }).collect::<Vec<_>>()
        };
        groups.push((of(true), of(false)));
    }
    groups
}

/// The places of lines, those drawn double once.
fn places(places: impl Iterator<Item = Unit>) -> Vec<Unit> {
    let mut places: Vec<Unit> = places.collect();
    places.sort_unstable();
    places.dedup_by(|next, last| *next - *last <= DOUBLE);
    places
}

impl Table {
    /// The cells between these lines.
    fn of(across: &[Rule], down: &[Rule]) -> Option<Table> {
        // Beyond that it is graph paper.
        const COLUMNS: usize = 60;
        // A table may be open at its sides: there its rows end.
        let ends = across.iter().flat_map(|rule| [rule.from, rule.to]);
        let edges = [ends.clone().min()?, ends.max()?];
        let columns = places(down.iter().map(|rule| rule.at).chain(edges));
        let rows = places(across.iter().map(|rule| rule.at));
        if rows.len() < 2 || columns.len() < 3 || columns.len() > COLUMNS {
            return None;
        }
        let line = |rules: &[Rule], at: Unit, middle: Unit| {
            rules
                .iter()
                .any(|rule| (rule.at - at).abs() <= DOUBLE && rule.from <= middle && middle <= rule.to)
        };
        let (width, height) = (columns.len() - 1, rows.len() - 1);
        let parted_right =
            |row: usize, column: usize| line(down, columns[column + 1], (rows[row] + rows[row + 1]) / 2);
        let parted_below = |row: usize, column: usize| {
            line(across, rows[row + 1], (columns[column] + columns[column + 1]) / 2)
        };
        let mut taken = vec![false; width * height];
        let mut cells = Vec::new();
        for row in 0..height {
            for column in 0..width {
                if taken[row * width + column] {
                    continue;
                }
                let free = |at: usize| !taken[row * width + at];
                let mut end = column + 1;
                while end < width && free(end) && !parted_right(row, end - 1) {
                    end += 1;
                }
                let mut below = row + 1;
                while below < height && (column..end).all(|at| !parted_below(below - 1, at)) {
                    below += 1;
                }
                for row in row..below {
                    taken[row * width + column..row * width + end].fill(true);
                }
                let right = columns[end];
                cells.push(Cell { rows: row..below, columns: column..end, pieces: Vec::new(), right });
            }
        }
        Some(Table { columns, rows, cells })
    }

    /// With what stands in it, which is taken out of `pieces`; none, if too little does for a table.
    fn filled(mut self, pieces: &mut Vec<Piece>) -> Option<Table> {
        let (inside, outside): (Vec<Piece>, Vec<Piece>) =
            std::mem::take(pieces).into_iter().partition(|piece| self.place(piece).is_some());
        let parts: Vec<Piece> = inside.iter().cloned().flat_map(|piece| self.cut(piece)).collect();
        for piece in parts {
            let Some((row, column)) = self.place(&piece) else { continue };
            let takes = |cell: &&mut Cell| cell.rows.contains(&row) && cell.columns.contains(&column);
            if let Some(cell) = self.cells.iter_mut().find(takes) {
                cell.pieces.push(piece);
            }
        }
        *pieces = outside;
        if self.is_table() {
            return Some(self);
        }
        pieces.extend(inside);
        None
    }

    /// Rows and columns of which several hold something.
    fn is_table(&self) -> bool {
        let filled = |row: usize| {
            self.cells.iter().filter(|cell| cell.rows.start == row && !cell.pieces.is_empty()).count()
        };
        let rows: Vec<usize> = (0..self.height()).map(filled).collect();
        rows.iter().filter(|cells| **cells > 0).count() > 1 && rows.iter().any(|cells| *cells > 1)
    }

    /// The row and column in which the middle of a piece stands.
    fn place(&self, piece: &Piece) -> Option<(usize, usize)> {
        let between = |places: &[Unit], at: Unit| {
            let behind = places.partition_point(|place| *place <= at);
            (behind > 0 && behind < places.len()).then(|| behind - 1)
        };
        let row = between(&self.rows, piece.base - piece.size * 2 / 5)?;
        Some((row, between(&self.columns, (piece.left + piece.right) / 2)?))
    }

    /// A piece that reaches over the line between two cells, in parts.
    fn cut(&self, mut piece: Piece) -> Vec<Piece> {
        let Some((row, _)) = self.place(&piece).filter(|_| piece.raised.is_empty()) else {
            return vec![piece];
        };
        let mut parts = Vec::new();
        for at in self.columns.clone() {
            let within = piece.left < at - piece.size / 2 && at + piece.size / 2 < piece.right;
            let ends = |cell: &Cell| cell.rows.contains(&row) && cell.right == at;
            if !within || !self.cells.iter().any(ends) {
                continue;
            }
            let wide = |c: char| if c.is_ascii() { 1 } else { 2 };
            let whole: Unit = piece.text.chars().map(wide).sum();
            let mut before = 0;
            let end = piece.text.char_indices().find(|(_, c)| {
                before += wide(*c);
                // Its middle is beyond the line.
                piece.left + (piece.right - piece.left) / whole.max(1) * (before * 2 - wide(*c)) / 2 > at
            });
            if let Some((end, _)) = end.filter(|(end, _)| *end > 0) {
                let rest = piece.text.split_off(end);
                let mut behind = piece.clone();
                (behind.text, behind.left) = (rest, at);
                piece.right = at;
                parts.push(std::mem::replace(&mut piece, behind));
            }
        }
        parts.push(piece);
        parts
    }

    /// Where it begins.
    pub(super) fn top(&self) -> Unit {
        self.rows.first().copied().unwrap_or(0)
    }

    pub(super) fn height(&self) -> usize {
        self.rows.len() - 1
    }

    /// Whether `other`, on the next page, is the rest of it.
    fn goes_on(&self, other: &Table) -> bool {
        let same = |(one, two): (&Unit, &Unit)| (one - two).abs() <= DOUBLE;
        self.columns.len() == other.columns.len() && self.columns.iter().zip(&other.columns).all(same)
    }

    /// Adds the rest of it.
    fn append(&mut self, other: Table) {
        let height = self.height();
        let (end, begin) = (self.rows.last().copied().unwrap_or(0), other.top());
        self.cells.extend(
            other
                .cells
                .into_iter()
                .map(|cell| Cell { rows: cell.rows.start + height..cell.rows.end + height, ..cell }),
        );
        self.rows.extend(other.rows.into_iter().skip(1).map(|row| row - begin + end));
    }
}

/// Puts a row for each table where it stands among the rows of its page. Tables that go on over pages are one.
pub(super) fn insert(pages: &mut [Vec<Row>], found: Vec<Vec<Table>>) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut open = false;
    for (page, found) in pages.iter_mut().zip(found) {
        for table in found {
            let top = table.top();
            let at = page.iter().position(|row| row.base > top && row.table.is_none() && row.aside.is_none());
            let at = at.unwrap_or(page.len());
            let begins = page[..at].iter().all(|row| row.aside.is_some());
            match tables.last_mut().filter(|last| begins && open && last.goes_on(&table)) {
                Some(last) => {
                    last.append(table);
                    continue;
                }
                None => open = false,
            }
            page.insert(at, Row { base: top, table: Some(tables.len()), ..Row::default() });
            tables.push(table);
        }
        // Whether the page ends with its table: numbers of pages and notes below it are no text.
        let last = page.iter().rev().find(|row| row.aside.is_none() && row.note.is_none());
        let ends = last.is_some_and(|row| row.table.is_some());
        let alone = page.iter().all(|row| row.aside.is_some());
        open = ends || open && alone;
    }
    tables
}

#[cfg(test)]
mod tests {
    use super::*;

    fn across(at: Unit, from: Unit, to: Unit) -> Rule {
        Rule { across: true, at, from, to }
    }

    fn down(at: Unit, from: Unit, to: Unit) -> Rule {
        Rule { across: false, at, from, to }
    }

    fn piece(text: &str, left: Unit, base: Unit) -> Piece {
        let width = Unit::try_from(text.chars().count()).unwrap() * 1000;
        Piece { left, right: left + width, base, size: 1000, text: text.to_owned(), raised: Vec::new() }
    }

    /// Three columns and two rows; the first cell reaches down, the last two of the first row are one.
    fn lines() -> Vec<Rule> {
        vec![
            across(1000, 0, 30_000),
            across(4000, 10_000, 30_000),
            across(7000, 0, 20_000),
            across(7000, 20_050, 30_000),
            down(0, 1000, 7000),
            down(10_000, 1000, 7000),
            down(20_000, 4000, 7000),
            down(30_000, 1000, 7000),
        ]
    }

    fn told(table: &Table) -> Vec<(Range<usize>, Range<usize>, String)> {
        let text = |cell: &Cell| cell.pieces.iter().map(|piece| piece.text.as_str()).collect();
        table.cells.iter().map(|cell| (cell.rows.clone(), cell.columns.clone(), text(cell))).collect()
    }

    #[test]
    fn cells_are_what_lines_part() {
        let mut pieces = vec![
            piece("甲", 1000, 3000),
            piece("乙", 15_000, 3000),
            piece("丙", 11_000, 6000),
            piece("丁", 21_000, 6000),
            piece("外", 1000, 9000),
        ];
        let tables = take(&mut pieces, lines());
        assert_eq!(pieces.len(), 1);
        let cell = |rows, columns, text: &str| (rows, columns, text.to_owned());
        assert_eq!(
            told(&tables[0]),
            [cell(0..2, 0..1, "甲"), cell(0..1, 1..3, "乙"), cell(1..2, 1..2, "丙"), cell(1..2, 2..3, "丁")]
        );
    }

    #[test]
    fn text_that_reaches_over_a_line_is_cut_there() {
        let mut pieces = vec![piece("甲乙丙丁", 18_000, 6000), piece("上", 15_000, 3000)];
        let tables = take(&mut pieces, lines());
        let found = told(&tables[0]);
        assert_eq!((found[2].2.as_str(), found[3].2.as_str()), ("甲乙", "丙丁"));
    }

    #[test]
    fn boxes_and_rules_are_no_tables() {
        let text = || vec![piece("甲", 1000, 3000), piece("乙", 1000, 6000)];
        let boxed = vec![
            across(1000, 0, 30_000),
            across(7000, 0, 30_000),
            down(0, 1000, 7000),
            down(30_000, 1000, 7000),
        ];
        for rules in [boxed, vec![across(1000, 0, 30_000), across(7000, 0, 30_000)], lines()] {
            let mut pieces = text();
            assert!(take(&mut pieces, rules).is_empty());
            assert_eq!(pieces.len(), 2);
        }
    }

    #[test]
    fn a_table_open_at_its_sides_ends_with_its_rows() {
        let rules = vec![
            across(1000, 0, 20_000),
            across(4000, 0, 20_000),
            across(7000, 0, 20_000),
            down(10_000, 1000, 7000),
        ];
        let mut pieces: Vec<Piece> = [(1000, 3000), (11_000, 3000), (1000, 6000), (11_000, 6000)]
            .map(|(x, y)| piece("文", x, y))
            .into();
        assert_eq!(take(&mut pieces, rules)[0].cells.len(), 4);
    }

    #[test]
    fn graph_paper_costs_no_more_than_its_lines() {
        let rules: Vec<Rule> =
            (0..20_000).flat_map(|i| [across(i * 500, 0, 9_000_000), down(i * 500, 0, 9_000_000)]).collect();
        assert!(take(&mut vec![piece("文", 100, 100)], rules).is_empty());
    }

    #[test]
    fn lines_are_a_table_where_several_cells_of_several_rows_hold_something() {
        let rows = |texts: &[&str]| -> Vec<(Range<usize>, Range<usize>, String)> {
            let mut pieces: Vec<Piece> = texts
                .iter()
                .enumerate()
                .filter(|(_, text)| !text.is_empty())
                .map(|(i, text)| piece(text, 1000 + 10_000 * (i % 2) as Unit, 3000 + 3000 * (i / 2) as Unit))
                .collect();
            let lines = vec![
                across(1000, 0, 20_000),
                across(4000, 0, 20_000),
                across(7000, 0, 20_000),
                down(0, 1000, 7000),
                down(10_000, 1000, 7000),
                down(20_000, 1000, 7000),
            ];
            let before = pieces.len();
            let tables = take(&mut pieces, lines);
            assert_eq!(tables.is_empty(), pieces.len() == before);
            tables.first().map(told).unwrap_or_default()
        };
        assert_eq!(rows(&["甲", "乙", "丙", "丁"]).len(), 4);
        assert_eq!(rows(&["甲", "乙", "丙", ""]).len(), 4);
        // A list between lines, or a row by itself.
        assert_eq!(rows(&["甲", "", "丙", ""]).len(), 0);
        assert_eq!(rows(&["甲", "乙", "", ""]).len(), 0);
        assert_eq!(rows(&["甲", "", "", ""]).len(), 0);
        // A line that is drawn double is one.
        let mut pieces = vec![piece("甲", 1000, 3000), piece("乙", 11_000, 3000), piece("丙", 1000, 6000)];
        let double = vec![
            across(1000, 0, 20_000),
            across(1100, 0, 20_000),
            across(4000, 0, 20_000),
            across(7000, 0, 20_000),
            down(10_000, 1000, 7000),
        ];
        let found = told(&take(&mut pieces, double)[0]);
        let cell = |rows, columns, text: &str| (rows, columns, text.to_owned());
        assert_eq!(
            found,
            [cell(0..1, 0..1, "甲"), cell(0..1, 1..2, "乙"), cell(1..2, 0..1, "丙"), cell(1..2, 1..2, "")]
        );
    }

    #[test]
    fn lines_drawn_cell_by_cell_are_one() {
        let found = |rules: &[Rule]| merged(rules.to_vec());
        // They meet, or nearly: so far apart they are one, and no farther.
        assert_eq!(found(&[across(1000, 0, 500), across(1000, 500, 900)]), [across(1000, 0, 900)]);
        assert_eq!(found(&[across(1000, 0, 500), across(1000, 700, 900)]), [across(1000, 0, 900)]);
        assert_eq!(found(&[across(1000, 0, 500), across(1000, 701, 900)]).len(), 2);
        // One within another, and one that is drawn a hair lower.
        assert_eq!(found(&[across(1000, 0, 900), across(1000, 100, 200)]), [across(1000, 0, 900)]);
        assert_eq!(found(&[across(1000, 400, 900), across(1100, 0, 300)]), [across(1000, 0, 900)]);
        assert_eq!(found(&[across(1000, 0, 500), across(1101, 500, 900)]).len(), 2);
    }

    #[test]
    fn lines_meet_where_one_reaches_the_other() {
        let line = across(1000, 0, 500);
        assert!(meet(&line, &down(0, 1000, 2000)) && meet(&line, &down(500, 0, 1000)));
        // What drawing rounds.
        assert!(meet(&line, &down(700, 1200, 2000)) && meet(&line, &down(-200, 0, 800)));
        assert!(!meet(&line, &down(701, 0, 2000)) && !meet(&line, &down(-201, 0, 2000)));
        assert!(!meet(&line, &down(250, 1201, 2000)) && !meet(&line, &down(250, 0, 799)));
    }

    #[test]
    fn what_stands_on_or_beside_the_outer_lines_is_not_in_the_table() {
        let table = Table::of(&lines()[..4], &lines()[4..]).unwrap();
        let place = |left, base| table.place(&piece("文", left, base));
        assert_eq!((place(1000, 3000), place(12_000, 3000)), (Some((0, 0)), Some((0, 1))));
        assert_eq!((place(1000, 6000), place(22_000, 6000)), (Some((1, 0)), Some((1, 2))));
        // The middle of a character stands two fifths of its size above its base line.
        assert_eq!((place(1000, 1399), place(1000, 1400)), (None, Some((0, 0))));
        assert_eq!((place(1000, 4399), place(1000, 4400)), (Some((0, 0)), Some((1, 0))));
        assert_eq!((place(1000, 7399), place(1000, 7400)), (Some((1, 0)), None));
        assert_eq!((place(-501, 3000), place(-500, 3000)), (None, Some((0, 0))));
        assert_eq!((place(29_499, 3000), place(29_500, 3000)), (Some((0, 2)), None));
    }

    #[test]
    fn a_table_goes_on_in_one_of_the_same_columns() {
        let table = |right: Unit| {
            let rules = [across(1000, 0, right), across(4000, 0, right)];
            Table::of(&rules, &[down(0, 1000, 4000), down(10_000, 1000, 4000), down(right, 1000, 4000)])
                .unwrap()
        };
        assert!(table(30_000).goes_on(&table(30_400)));
        assert!(!table(30_000).goes_on(&table(30_401)));
        let narrow = Table::of(
            &[across(1000, 0, 30_000), across(4000, 0, 30_000)],
            &[
                down(0, 1000, 4000),
                down(10_000, 1000, 4000),
                down(20_000, 1000, 4000),
                down(30_000, 1000, 4000),
            ],
        );
        assert!(!table(30_000).goes_on(&narrow.unwrap()));
        let mut whole = table(30_000);
        whole.append(table(30_000));
        assert_eq!((whole.height(), &whole.rows[..]), (2, &[1000, 4000, 7000][..]));
        let rows: Vec<Range<usize>> = whole.cells.iter().map(|cell| cell.rows.clone()).collect();
        assert_eq!(rows, [0..1, 0..1, 1..2, 1..2]);
    }
}

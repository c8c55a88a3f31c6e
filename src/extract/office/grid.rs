//! A table while it is read: its cells, where they join, and what becomes of them in lines.

use std::collections::HashMap;

use crate::limits::COLUMNS;
use crate::text::{Line, Mark, Meaning, Rich, Shown};

/// A cell.
#[derive(Debug)]
pub(crate) struct Cell {
    /// Columns it takes.
    pub(crate) columns: usize,
    /// Columns left free in front of it.
    pub(crate) free: usize,
    /// Whether it joins one above.
    pub(crate) joins: bool,
    /// Where its right edge stands, where the file says that and not how many columns it takes.
    pub(crate) edge: Option<i32>,
    /// Columns it takes where the others of them are cells of their own, which are empty.
    pub(crate) covers: usize,
    /// Rows it takes, as far as the file says that and not which cells join those above.
    pub(crate) rows: usize,
    pub(crate) paragraphs: Vec<Line>,
}

impl Default for Cell {
    fn default() -> Cell {
        Cell { columns: 1, free: 0, joins: false, edge: None, covers: 1, rows: 1, paragraphs: Vec::new() }
    }
}

/// A table.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    rows: Vec<Vec<Cell>>,
    /// The pictures in it; they stand below it.
    pub(crate) pictures: Vec<Shown>,
}

/// Edges of cells so close to each other, in twips, are one: programs round them row by row. A character takes 180 and more.
const CLOSE: i32 = 45;

impl Grid {
    /// A row begins.
    pub(crate) fn begin_row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// A cell of the last row begins.
    pub(crate) fn begin_cell(&mut self, cell: Cell) {
        if self.rows.is_empty() {
            self.begin_row();
        }
        if let Some(row) = self.rows.last_mut() {
            row.push(cell);
        }
    }

    /// The cell that is open.
    pub(crate) fn cell(&mut self) -> Option<&mut Cell> {
        self.rows.last_mut()?.last_mut()
    }

    /// The cells of the last row.
    pub(crate) fn row(&mut self) -> Option<&mut Vec<Cell>> {
        self.rows.last_mut()
    }

    /// Adds a paragraph to the open cell.
    pub(crate) fn push(&mut self, line: Line) {
        if self.cell().is_none() {
            self.begin_cell(Cell::default());
        }
        if let Some(cell) = self.cell() {
            cell.paragraphs.push(line);
        }
    }

    /// Rows and columns of which several hold something are a table; all else is a way to place text.
    fn is_table(&self) -> bool {
        let filled = |cells: &[Cell]| cells.iter().filter(|cell| !cell.paragraphs.is_empty()).count();
        let rows = self.rows.iter().filter(|row| filled(row) > 0).count();
        rows > 1 && self.rows.iter().any(|row| filled(row) > 1)
    }

    /// Its lines, and the pictures below them.
    pub(crate) fn lines(mut self) -> (Vec<Line>, Vec<Shown>) {
        if !self.is_table() {
            let paragraphs = self.rows.into_iter().flatten().flat_map(|cell| cell.paragraphs);
            return (paragraphs.collect(), self.pictures);
        }
        self.count_columns();
        // A row without text is none, whatever the cells above reach down to.
        self.rows.retain(|cells| cells.iter().any(|cell| !cell.paragraphs.is_empty()));
        self.count_rows();
        (self.rows.into_iter().filter_map(row).collect(), self.pictures)
    }

    /// Counts the columns of cells of which only the right edge is known: the edges of all rows are those of the columns.
    fn count_columns(&mut self) {
        let mut edges: Vec<i32> = self.rows.iter().flatten().filter_map(|cell| cell.edge).collect();
        edges.sort_unstable();
        edges.dedup_by(|next, last| *next - *last <= CLOSE);
        if edges.len() > COLUMNS {
            return;
        }
        for cells in &mut self.rows {
            let mut before = 0;
            for cell in cells {
                let Some(edge) = cell.edge else { break };
                let end = edges.partition_point(|known| *known <= edge).max(before + 1);
                cell.columns = end - before;
                before = end;
            }
        }
    }

    /// Counts the rows of cells that those below join.
    fn count_rows(&mut self) {
        // The cell that is open at each column: row, index, columns.
        let mut open: HashMap<usize, [usize; 3]> = HashMap::new();
        for row in 0..self.rows.len() {
            let mut column = 0;
            for index in 0..self.rows[row].len() {
                let Cell { columns, free, joins, .. } = self.rows[row][index];
                column += free;
                match open.get(&column).filter(|above| joins && above[2] == columns) {
                    Some([above, cell, _]) => self.rows[*above][*cell].rows += 1,
                    None => drop(open.insert(column, [row, index, columns])),
                }
                column += columns.max(1);
            }
        }
    }

    /// Its lines as parts of a cell around it.
    pub(crate) fn flat(self) -> (Vec<Line>, Vec<Shown>) {
        let lines = self.rows.into_iter().filter_map(|cells| {
            let paragraphs: Vec<Line> = cells.into_iter().flat_map(|cell| cell.paragraphs).collect();
            let first = paragraphs.first()?.number;
            Some(Line::plain(Rich::joined(paragraphs.iter().map(|line| &line.text), " "), first))
        });
        (lines.collect(), self.pictures)
    }
}

/// A row as one line: cells behind tabs, the paragraphs of a cell as lines of their own; none of a row without text.
fn row(cells: Vec<Cell>) -> Option<Line> {
    let number = cells.iter().flat_map(|cell| &cell.paragraphs).next()?.number;
    let (mut text, mut places) = (Rich::new(), 0);
    for cell in cells {
        let tabs = |text: &mut Rich, count: usize| text.push_str(&"\t".repeat(count));
        let free = cell.free.min(COLUMNS);
        tabs(&mut text, free + usize::from(places > 0));
        let columns = cell.columns.clamp(1, COLUMNS.saturating_sub(places + free).max(1));
        let taken = columns.max(cell.covers);
        if taken > 1 || cell.rows > 1 {
            text.mark_end(Meaning::Cell { columns: taken, rows: cell.rows });
        }
        cell.paragraphs.iter().for_each(|line| text.push_line(&line.text));
        tabs(&mut text, columns - 1);
        places += free + columns;
    }
    Some(Line { mark: Mark::Row, ..Line::plain(text, number) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        Line::plain(Rich::from(text), 3)
    }

    fn cell(texts: &[&str]) -> Cell {
        Cell { paragraphs: texts.iter().map(|text| line(text)).collect(), ..Cell::default() }
    }

    fn grid(rows: Vec<Vec<Cell>>) -> Grid {
        Grid { rows, pictures: Vec::new() }
    }

    /// The lines of a table, each with what its cells take: `columns×rows` at the byte they begin.
    fn lines(rows: Vec<Vec<Cell>>) -> Vec<String> {
        let shown = |line: Line| {
            let spans = line.text.spans().iter().filter_map(|span| match span.meaning {
                Meaning::Cell { columns, rows } => Some(format!(" {}:{columns}×{rows}", span.start)),
                _ => None,
            });
            let spans: String = spans.collect();
            format!("{}{spans}", line.text.as_str().replace('\t', "|"))
        };
        grid(rows).lines().0.into_iter().map(shown).collect()
    }

    #[test]
    fn rows_and_columns_that_hold_something_are_a_table_and_all_else_is_text() {
        let table = vec![vec![cell(&["甲"]), cell(&["乙"])], vec![cell(&["丙"]), cell(&[])]];
        assert_eq!(lines(table), ["甲|乙", "丙|"]);
        let column = vec![vec![cell(&["甲"]), cell(&[])], vec![cell(&["乙", "丙"])]];
        assert_eq!(lines(column), ["甲", "乙", "丙"]);
        let row = vec![vec![cell(&["甲"]), cell(&["乙"])], vec![cell(&[]), cell(&[])]];
        assert_eq!(lines(row), ["甲", "乙"]);
    }

    #[test]
    fn a_row_without_text_is_none() {
        let rows = vec![
            vec![cell(&["甲"]), cell(&["乙"])],
            vec![cell(&[]), cell(&[])],
            vec![cell(&["丙"]), cell(&["丁"])],
        ];
        assert_eq!(lines(rows), ["甲|乙", "丙|丁"]);
    }

    #[test]
    fn a_cell_says_how_many_columns_and_rows_it_takes() {
        let wide = Cell { columns: 2, ..cell(&["合计"]) };
        let tall = Cell { rows: 1, ..cell(&["区"]) };
        let below = Cell { joins: true, ..cell(&[]) };
        let rows = vec![
            vec![wide, cell(&["3"])],
            vec![tall, cell(&["1"]), cell(&["2"])],
            vec![below, cell(&["4"]), cell(&["5"])],
        ];
        assert_eq!(lines(rows), ["合计||3 0:2×1", "区|1|2 0:1×2", "|4|5"]);
    }

    #[test]
    fn what_joins_a_cell_of_other_columns_is_a_cell_of_its_own() {
        let narrow = Cell { joins: true, ..cell(&["丙"]) };
        let rows = vec![
            vec![Cell { columns: 2, ..cell(&["甲"]) }, cell(&["乙"])],
            vec![narrow, cell(&["丁"]), cell(&["戊"])],
        ];
        assert_eq!(lines(rows), ["甲||乙 0:2×1", "丙|丁|戊"]);
    }

    #[test]
    fn columns_left_free_in_front_are_empty() {
        let rows = vec![
            vec![cell(&["甲"]), cell(&["乙"]), cell(&["丙"])],
            vec![Cell { free: 2, ..cell(&["丁"]) }],
            vec![cell(&["戊"]), Cell { free: 1, ..cell(&["己"]) }],
        ];
        assert_eq!(lines(rows), ["甲|乙|丙", "||丁", "戊||己"]);
    }

    #[test]
    fn edges_close_to_each_other_are_one_column() {
        let edge = |text: &str, edge: i32| Cell { edge: Some(edge), ..cell(&[text]) };
        let rows = vec![
            vec![edge("甲", 1_000), edge("乙", 2_000)],
            vec![edge("丙", 2_045)],
            vec![edge("丁", 955), edge("戊", 1_500), edge("己", 2_000)],
        ];
        // The row 丙 takes all columns; one that ends at 1,500 parts the second.
        assert_eq!(lines(rows), ["甲|乙| 4:2×1", "丙|| 0:3×1", "丁|戊|己"]);
    }

    #[test]
    fn the_last_row_and_cell_are_open() {
        let mut grid = Grid::default();
        assert!(grid.cell().is_none() && grid.row().is_none());
        grid.push(line("甲"));
        grid.begin_cell(Cell { columns: 2, ..Cell::default() });
        assert_eq!(grid.cell().map(|cell| cell.columns), Some(2));
        grid.begin_row();
        assert_eq!((grid.row().map(|row| row.len()), grid.rows.len(), grid.rows[0].len()), (Some(0), 2, 2));
        let (flat, _) = grid.flat();
        assert_eq!(
            flat.iter().map(|line| (line.text.as_str(), line.number)).collect::<Vec<_>>(),
            [("甲", 3)]
        );
        let row = Grid { rows: vec![vec![cell(&["甲", "乙"]), cell(&["丙"])]], pictures: Vec::new() };
        assert_eq!(row.flat().0[0].text.as_str(), "甲 乙 丙");
    }
}

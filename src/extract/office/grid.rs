//! A table while it is read: its cells, where they join, and what becomes of them in lines.

use crate::text::{Line, Mark, Rich, Shown};

/// A cell.
#[derive(Debug)]
pub(crate) struct Cell {
    /// Columns it takes.
    pub(crate) columns: usize,
    /// Columns left free in front of it.
    pub(crate) free: usize,
    /// Whether it joins one above.
    pub(crate) joins: bool,
    pub(crate) paragraphs: Vec<Line>,
}

impl Default for Cell {
    fn default() -> Cell {
        Cell { columns: 1, free: 0, joins: false, paragraphs: Vec::new() }
    }
}

/// A table.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    rows: Vec<Vec<Cell>>,
    /// The pictures in it; they stand below it.
    pub(crate) pictures: Vec<Shown>,
}

/// Columns a table may have; Word allows 63.
const COLUMNS: usize = 200;

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
    pub(crate) fn row(&mut self) -> &mut [Cell] {
        self.rows.last_mut().map(Vec::as_mut_slice).unwrap_or_default()
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

    /// How many cells take more than one place.
    pub(crate) fn joined(&self) -> usize {
        self.rows.iter().flatten().filter(|cell| cell.columns > 1 || cell.joins).count()
    }

    /// Rows and columns of which several hold something are a table; all else is a way to place text.
    fn is_table(&self) -> bool {
        let filled = |cells: &[Cell]| cells.iter().filter(|cell| !cell.paragraphs.is_empty()).count();
        let rows = self.rows.iter().filter(|row| filled(row) > 0).count();
        rows > 1 && self.rows.iter().any(|row| filled(row) > 1)
    }

    /// Its lines, and the pictures below them.
    pub(crate) fn lines(self) -> (Vec<Line>, Vec<Shown>) {
        if !self.is_table() {
            let paragraphs = self.rows.into_iter().flatten().flat_map(|cell| cell.paragraphs);
            return (paragraphs.collect(), self.pictures);
        }
        (self.rows.into_iter().filter_map(row).collect(), self.pictures)
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

/// A row as one line: cells behind tabs, the paragraphs of a cell behind spaces; none of a row without text.
fn row(cells: Vec<Cell>) -> Option<Line> {
    let number = cells.iter().flat_map(|cell| &cell.paragraphs).next()?.number;
    let mut places: Vec<Rich> = Vec::new();
    for cell in cells {
        let free = |columns: usize| std::iter::repeat_n(Rich::new(), columns.min(COLUMNS));
        places.extend(free(cell.free));
        places.push(Rich::joined(cell.paragraphs.iter().map(|line| &line.text), " "));
        places.extend(free(cell.columns.max(1) - 1));
    }
    Some(Line { mark: Mark::Row, ..Line::plain(Rich::joined(&places, "\t"), number) })
}

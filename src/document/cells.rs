//! The cells of a table, each at its place of the grid: what the text of a block of that role says.

use crate::text::{Meaning, Rich};

/// What stands at a place of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// A cell that takes so many columns and rows, from here on.
    Own {
        /// Its columns.
        columns: usize,
        /// Its rows.
        rows: usize,
    },
    /// A part of the cell that begins so many places to the left and above.
    Joined {
        /// Places to the left.
        left: usize,
        /// Places above.
        above: usize,
    },
}

impl Stand {
    /// A cell of one place.
    pub const ONE: Stand = Stand::Own { columns: 1, rows: 1 };

    /// How many columns the cell takes that begins here; none where none begins.
    pub fn columns(self) -> usize {
        match self {
            Stand::Own { columns, .. } => columns,
            Stand::Joined { .. } => 0,
        }
    }

    /// How many rows it takes.
    pub fn rows(self) -> usize {
        match self {
            Stand::Own { rows, .. } => rows,
            Stand::Joined { .. } => 0,
        }
    }

    /// Whether it is part of a cell that begins further left.
    pub fn goes_on(self) -> bool {
        matches!(self, Stand::Joined { left: 1.., .. })
    }

    /// Whether it is part of a cell that begins further above.
    pub fn hangs_down(self) -> bool {
        matches!(self, Stand::Joined { above: 1.., .. })
    }
}

/// A place of the grid, and the text of the cell that begins there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The text, with a place where a new line begins; empty where no cell begins.
    pub text: Rich,
    /// What stands there.
    pub stand: Stand,
}

/// The grid of a table: every row has as many places as there are columns.
///
/// A cell takes the places that its text says, as far as they are free and empty: what stands in them is never hidden.
pub fn cells(text: &Rich) -> Vec<Vec<Cell>> {
    let rows = text.cells();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(1);
    let free = || Cell { text: Rich::new(), stand: Stand::ONE };
    let placed = rows.into_iter().map(|row| {
        let mut row: Vec<Cell> = row.into_iter().map(|text| Cell { text, stand: Stand::ONE }).collect();
        row.resize_with(columns, free);
        row
    });
    let mut grid: Vec<Vec<Cell>> = placed.collect();
    if text.spans().iter().any(|span| matches!(span.meaning, Meaning::Cell { .. })) {
        join(&mut grid);
    }
    grid
}

/// How many places the grid of a table of these rows has.
pub fn places<'r>(rows: impl Iterator<Item = &'r str>) -> usize {
    let columns = |row: &str| memchr::memchr_iter(b'\t', row.as_bytes()).count() + 1;
    let (rows, most) = rows.fold((0, 1), |(rows, most), row| (rows + 1, columns(row).max(most)));
    most.saturating_mul(rows)
}

/// Gives the cells the places they take. Each place is looked at for one cell only, and once more where that cell stops: so the time
/// grows with the grid, whatever the cells ask for.
fn join(grid: &mut [Vec<Cell>]) {
    for row in 0..grid.len() {
        for column in 0..grid[row].len() {
            let asked = grid[row][column].text.spans().iter().find_map(|span| match span.meaning {
                Meaning::Cell { columns, rows } => Some((columns, rows)),
                _ => None,
            });
            if let Some((columns, rows)) = asked.filter(|_| is_own(&grid[row][column])) {
                take(grid, [row, column], columns, rows);
            }
        }
    }
}

fn take(grid: &mut [Vec<Cell>], [row, column]: [usize; 2], columns: usize, rows: usize) {
    let is_free = |cell: &Cell| is_own(cell) && cell.text.is_empty() && cell.text.spans().is_empty();
    let beside = grid[row][column + 1..].iter().take(columns.saturating_sub(1));
    let columns = 1 + beside.take_while(|cell| is_free(cell)).count();
    let below = grid[row + 1..].iter().take(rows.saturating_sub(1));
    let rows = 1 + below.take_while(|row| row[column..column + columns].iter().all(is_free)).count();
    for (above, row) in grid[row..row + rows].iter_mut().enumerate() {
        for (left, cell) in row[column..column + columns].iter_mut().enumerate() {
            cell.stand = Stand::Joined { left, above };
        }
    }
    grid[row][column].stand = Stand::Own { columns, rows };
}

fn is_own(cell: &Cell) -> bool {
    matches!(cell.stand, Stand::Own { .. })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows parted by `/`, cells by ` `; `2x3甲` takes two columns and three rows, `.` is empty.
    fn text(shown: &str) -> Rich {
        let mut text = Rich::new();
        for (i, row) in shown.split('/').enumerate() {
            text.push_str(if i > 0 { "\n" } else { "" });
            for (i, cell) in row.split(' ').enumerate() {
                text.push_str(if i > 0 { "\t" } else { "" });
                let span = cell.split_once('x').filter(|(columns, _)| columns.parse::<usize>().is_ok());
                let cell = span.map_or(cell, |(columns, rest)| {
                    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                    let (columns, rows) = (columns.parse().unwrap(), rest[..digits].parse().unwrap());
                    text.mark_end(Meaning::Cell { columns, rows });
                    &rest[digits..]
                });
                text.push_str(cell.trim_matches('.'));
            }
        }
        text
    }

    /// The same as it is read: `<` for what goes on from the left, `^` for what hangs down.
    #[track_caller]
    fn check(shown: &str, expected: &str) {
        let rows = cells(&text(shown)).into_iter().map(|row| {
            let cells = row.iter().map(|cell| match cell.stand {
                Stand::ONE => format!("{}.", cell.text),
                Stand::Own { columns, rows } => format!("{}{columns}x{rows}", cell.text),
                Stand::Joined { left: 0, .. } => "^".to_owned(),
                Stand::Joined { .. } => "<".to_owned(),
            });
            cells.collect::<Vec<_>>().join(" ")
        });
        assert_eq!(rows.collect::<Vec<_>>().join("/"), expected);
    }

    #[test]
    fn cells_take_the_places_they_ask_for() {
        check("甲 乙/丙", "甲. 乙./丙. .");
        check("1x2甲 2x1乙 ./. 丙 丁", "甲1x2 乙2x1 </^ 丙. 丁.");
        check("2x2甲 . 乙/. . 丙/丁 戊 己", "甲2x2 < 乙./^ < 丙./丁. 戊. 己.");
    }

    #[test]
    fn a_cell_takes_no_place_of_another() {
        check("9x9甲 ./. .", "甲2x2 </^ <");
        check("3x1甲 . 乙", "甲2x1 < 乙.");
        check("1x3甲 乙/. 丙/丁 戊", "甲1x2 乙./^ 丙./丁. 戊.");
        check("1x2甲 1x2乙/2x1. .", "甲. 乙1x2/. ^");
    }

    #[test]
    fn places_are_counted_without_the_grid() {
        let places = |text: &str| places(text.split('\n'));
        assert_eq!((places("甲"), places("甲\t乙\n丙"), places("甲\n乙\t丙\t\n丁")), (1, 4, 9));
    }

    #[test]
    fn lines_of_a_cell_stay_in_it() {
        let mut text = Rich::from("甲");
        text.push_line(&"乙".into());
        text.push('\t');
        text.begin_line();
        text.push_str("丙");
        let grid = cells(&text);
        let lines: Vec<String> = grid[0].iter().map(|cell| cell.text.clone().into_lines()).collect();
        assert_eq!((lines, text.as_str()), (vec!["甲\n乙".to_owned(), "丙".to_owned()], "甲 乙\t丙"));
        assert_eq!(text.parted(), "甲\n乙\t丙");
    }
}

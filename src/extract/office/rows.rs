//! The rows of formats that only mark where cells and rows end.

use crate::error::Result;
use crate::extract::office::flow::Flow;
use crate::extract::office::grid::Cell;

/// Whether a row and a cell are open.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    row: bool,
    cell: bool,
}

impl Rows {
    /// Before a paragraph is finished, which stands in a table or does not: opens or closes what that asks for.
    pub(crate) fn place(&mut self, flow: &mut Flow<'_>, inside: bool) -> Result<()> {
        if !inside {
            *self = Rows::default();
            return if flow.in_table() { flow.end_table() } else { Ok(()) };
        }
        if !flow.in_table() {
            flow.begin_table();
        }
        if !std::mem::replace(&mut self.row, true) {
            flow.begin_row();
        }
        if !std::mem::replace(&mut self.cell, true) {
            flow.begin_cell(Cell::default());
        }
        Ok(())
    }

    /// The cell ends.
    pub(crate) fn end_cell(&mut self) {
        self.cell = false;
    }

    /// The row ends, whose definition stands behind its text.
    pub(crate) fn end_row(&mut self, flow: &mut Flow<'_>, places: &[Bounds]) {
        if let Some(cells) = flow.row() {
            let read = std::mem::take(cells);
            for (i, mut cell) in read.into_iter().enumerate() {
                let Bounds { left, above, edge } = places.get(i).copied().unwrap_or_default();
                match cells.last_mut().filter(|_| left) {
                    Some(first) => {
                        first.edge = edge.or(first.edge);
                        first.columns += usize::from(edge.is_none());
                        first.paragraphs.append(&mut cell.paragraphs);
                    }
                    None => cells.push(Cell { joins: above, edge, ..cell }),
                }
            }
        }
        *self = Rows::default();
    }
}

/// What the definition of a row says of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bounds {
    /// Whether it is part of the cell at its left.
    pub(crate) left: bool,
    /// Whether it is part of the cell above.
    pub(crate) above: bool,
    /// Where its right edge stands, in twips.
    pub(crate) edge: Option<i32>,
}

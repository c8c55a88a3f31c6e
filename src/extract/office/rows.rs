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

    /// The row ends; `joined` says which of its cells go on from a cell above or at their left.
    pub(crate) fn end_row(&mut self, flow: &mut Flow<'_>, joined: &[bool]) {
        for (cell, joined) in flow.row().iter_mut().zip(joined) {
            cell.joins = *joined;
        }
        *self = Rows::default();
    }
}

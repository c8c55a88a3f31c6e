//! Tables: their lines, and the text of their cells.

use crate::pages::{Cell, Line, Table};
use crate::sheet::line::{self, Measure};
use crate::sheet::text::type_of;
use crate::sheet::{Item, Part, Piece, Sheet, Sheets, Text, bar, corner, points};
use crate::template::{Align, StyleName};
use crate::units::Length;

impl<'p> Sheets<'p> {
    /// The rows of a table that stand on a page.
    pub(super) fn table(&self, sheet: &mut Sheet<'p>, table: &'p Table, rows: &[Line], page: usize) {
        sheet.pieces.push(Piece { part: Part::Decoration, items: self.borders(table, rows) });
        for row in rows {
            self.row(sheet, table, row, self.was_before(row, page));
        }
    }

    fn borders(&self, table: &Table, rows: &[Line]) -> Vec<Item<'p>> {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Vec::new() };
        let thick = points(self.template.table_line);
        let [left, top] = corner(self.template, first);
        let bottom = corner(self.template, last)[1] + points(last.height);
        let width: f32 = table.columns.iter().map(|column| points(*column)).sum();
        let mut bars = Vec::with_capacity(rows.len() + table.columns.len() + 2);
        for (i, row) in rows.iter().enumerate() {
            // No line inside of a row that is in pieces; where it goes on at the top of a page there is one.
            let above = i.checked_sub(1).map(|above| table.rows[rows[above].start].row);
            if above == Some(table.rows[row.start].row) {
                continue;
            }
            let y = corner(self.template, row)[1];
            bars.push(bar([left, y, left + width, y + thick]));
        }
        bars.push(bar([left, bottom - thick, left + width, bottom]));
        let mut x = left;
        bars.push(bar([x, top, x + thick, bottom]));
        for column in &table.columns {
            x += points(*column);
            bars.push(bar([x - thick, top, x, bottom]));
        }
        bars
    }

    fn row(&self, sheet: &mut Sheet<'p>, table: &'p Table, row: &Line, again: bool) {
        let headed = table.headed && row.start == 0;
        let set = &table.rows[row.start];
        let name = if headed { StyleName::TableHead } else { StyleName::Table };
        let mut left = row.left;
        for (column, (cell, width)) in set.cells.iter().zip(&table.columns).enumerate() {
            if !cell.text.is_empty() {
                let align = if headed { self.style(name).align } else { table.aligns[column] };
                let room = [left + table.padding, *width - table.padding * 2];
                let texts = self.cell(cell, (name, align), row, room);
                let items = texts.into_iter().map(|text| Item::Text(Text { own: !again, ..text })).collect();
                let part = Part::Cell { paragraph: row.paragraph, row: set.row, column, again };
                sheet.pieces.push(Piece { part, items });
            }
            left = left + *width;
        }
    }

    /// The lines of a cell, in the middle of the height of its row.
    fn cell(
        &self,
        cell: &'p Cell,
        (name, align): (StyleName, Align),
        row: &Line,
        [left, room]: [Length; 2],
    ) -> Vec<Text<'p>> {
        let style = self.style(name);
        let pitch = points(style.pitch);
        let above = (points(row.height) - pitch * cell.lines.len() as f32) / 2.0;
        let mut middle = points(self.template.paper.top + row.top) + above + pitch / 2.0;
        let left = points(self.template.paper.left + left);
        let mut texts = Vec::with_capacity(cell.lines.len());
        for (range, last) in &cell.lines {
            let text = &cell.text[range.clone()];
            let measure = Measure { left, room: points(room), align, last: *last };
            let set = line::set(text, &[(text.len(), style.face)], type_of(style), measure, &self.reader);
            texts.push(self.text(text, set.glyphs, type_of(style), middle));
            middle += pitch;
        }
        texts
    }
}

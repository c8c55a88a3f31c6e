//! Tables: their lines, and the text of their cells.

use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};

use crate::pages::{Cell, Line, Table};
use crate::template::{Align, StyleName};
use crate::units::Length;
use crate::write::pdf::line::{self, Measure};
use crate::write::pdf::paint::{Painter, bar, corner, points, type_of};

impl Painter<'_> {
    /// The rows of a table that stand on one page.
    pub(super) fn table(&mut self, surface: &mut Surface<'_>, table: &Table, rows: &[Line]) {
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        self.ruling(surface, table, rows);
        surface.end_tagged();
        for row in rows {
            // At the top of a later page the head stands again; it was read out before.
            let again = row.start == 0 && self.body.has_row(row.paragraph, row.start);
            self.row(surface, table, row, again);
        }
    }

    fn ruling(&self, surface: &mut Surface<'_>, table: &Table, rows: &[Line]) {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return };
        let thick = points(self.template.table_line);
        let [left, top] = corner(self.template, first);
        let bottom = corner(self.template, last)[1] + points(last.height);
        let width: f32 = table.columns.iter().map(|column| points(*column)).sum();
        for row in rows {
            let y = corner(self.template, row)[1];
            bar(surface, [left, y, left + width, y + thick]);
        }
        bar(surface, [left, bottom - thick, left + width, bottom]);
        let mut x = left;
        bar(surface, [x, top, x + thick, bottom]);
        for column in &table.columns {
            x += points(*column);
            bar(surface, [x - thick, top, x, bottom]);
        }
    }

    fn row(&mut self, surface: &mut Surface<'_>, table: &Table, row: &Line, again: bool) {
        let headed = table.rows.len() > 1 && row.start == 0;
        let name = if headed { StyleName::TableHead } else { StyleName::Table };
        let mut left = row.left;
        for (column, (cell, width)) in table.rows[row.start].cells.iter().zip(&table.columns).enumerate() {
            if !cell.text.is_empty() {
                let tag = match again {
                    true => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Header)),
                    false => ContentTag::Span(SpanTag::empty()),
                };
                let id = surface.start_tagged(tag);
                self.counted = !again;
                let align = if headed { self.style(name).align } else { table.aligns[column] };
                self.cell(
                    surface,
                    cell,
                    (name, align),
                    row,
                    [left + table.padding, *width - table.padding * 2],
                );
                self.counted = false;
                surface.end_tagged();
                if !again {
                    self.body.push_cell(row.paragraph, [row.start, column], id);
                }
            }
            left = left + *width;
        }
    }

    /// The lines of a cell, in the middle of the height of its row.
    fn cell(
        &mut self,
        surface: &mut Surface<'_>,
        cell: &Cell,
        (name, align): (StyleName, Align),
        row: &Line,
        [left, room]: [Length; 2],
    ) {
        let style = self.style(name);
        let pitch = points(style.pitch);
        let above = (points(row.height) - pitch * cell.lines.len() as f32) / 2.0;
        let mut middle = points(self.template.paper.top + row.top) + above + pitch / 2.0;
        let left = points(self.template.paper.left + left);
        for (range, last) in &cell.lines {
            let text = &cell.text[range.clone()];
            let measure = Measure { left, room: points(room), align, last: *last };
            let set = line::set(text, &[(text.len(), style.face)], type_of(style), measure, &self.reader);
            self.glyphs(surface, &set.glyphs, text, type_of(style), middle);
            middle += pitch;
        }
    }
}

//! Tables: their lines, and the text of their cells.

use crate::pages::{Cell, SetLine, Stand, Table};
use crate::sheet::line::{self, Measure, Type};
use crate::sheet::text::type_of;
use crate::sheet::{Item, Part, Piece, Sheet, Sheets, Text, bar, corner, points};
use crate::template::StyleName;
use crate::units::Length;

/// Where the text of a cell stands on a page.
struct Area {
    height: Length,
    /// Whether the text stands at its top and not in its middle.
    at_top: bool,
    /// How many of its lines stand on pages before.
    from: usize,
}

impl<'p> Sheets<'p> {
    /// The rows of a table that stand on a page.
    pub(super) fn table(&self, sheet: &mut Sheet<'p>, table: &'p Table, rows: &[SetLine], page: usize) {
        sheet.pieces.push(Piece { part: Part::Decoration, items: self.borders(table, rows) });
        let begun = rows.first().is_some_and(|row| self.begin(row.paragraph) < page);
        let repeated = if begun { rows.iter().take_while(|row| row.start < table.heads).count() } else { 0 };
        let row_of = |i: usize| table.rows[rows[i].start].row;
        let mut from = sheet.pieces.len();
        for i in 0..rows.len() {
            self.row(sheet, table, rows, (i, i < repeated));
            if begun && i == repeated {
                self.continued(sheet, table, rows, (i, page));
            }
            if i + 1 == rows.len() || row_of(i + 1) != row_of(i) {
                cell_by_cell(&mut sheet.pieces[from..]);
                from = sheet.pieces.len();
            }
        }
    }

    fn borders(&self, table: &Table, rows: &[SetLine]) -> Vec<Item<'p>> {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Vec::new() };
        let thick = points(self.template.table_line);
        let left = corner(self.template, first)[0];
        let bottom = corner(self.template, last)[1] + points(last.height);
        let mut edges = vec![left];
        edges.extend(table.columns.iter().scan(left, |x, column| {
            *x += points(*column);
            Some(*x)
        }));
        let mut bars = Vec::with_capacity(rows.len() + table.columns.len() + 2);
        for (i, line) in rows.iter().enumerate() {
            let row = &table.rows[line.start];
            let above = i.checked_sub(1).map(|above| table.rows[rows[above].start].row);
            // No line inside of a row that is in pieces; where it goes on at the top of a page there is one.
            if above == Some(row.row) {
                continue;
            }
            let y = corner(self.template, line)[1];
            // Nor one inside of a cell, but for the top of a page and below a head that is repeated.
            let inside =
                |cell: &Cell| cell.stand.hangs_down() && above.is_some_and(|above| above + 1 == row.row);
            for (from, to) in stretches(row.cells.iter().map(|cell| !inside(cell))) {
                bars.push(bar([edges[from], y, edges[to], y + thick]));
            }
        }
        bars.push(bar([left, bottom - thick, edges[table.columns.len()], bottom]));
        for (column, x) in edges.iter().enumerate() {
            let x = if column == 0 { *x } else { x - thick };
            let parts = |line: &SetLine| {
                let cell = table.rows[line.start].cells.get(column);
                column == 0 || cell.is_none_or(|cell| !cell.stand.goes_on())
            };
            for (from, to) in stretches(rows.iter().map(parts)) {
                let end = rows.get(to).map_or(bottom, |below| corner(self.template, below)[1]);
                bars.push(bar([x, corner(self.template, &rows[from])[1], x + thick, end]));
            }
        }
        bars
    }

    /// The cells that begin in a row.
    fn row(&self, sheet: &mut Sheet<'p>, table: &'p Table, rows: &[SetLine], (i, again): (usize, bool)) {
        let line = &rows[i];
        let set = &table.rows[line.start];
        for (column, cell) in set.cells.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty()) {
            let count = cell.stand.rows();
            let height = match count {
                0 | 1 => line.height,
                _ => height_of(rows[i..].iter().take_while(|line| is_of(table, line, set.row, count))),
            };
            let at_top = count > 1 && table.stands_at_top(set.row, count);
            let area = Area { height, at_top, from: 0 };
            self.cell(sheet, table, (line, set.row, column, cell), area, again);
        }
    }

    /// What of the cells that begin on a page before stands on this one, whose first row of its own is `rows[i]`.
    fn continued(
        &self,
        sheet: &mut Sheet<'p>,
        table: &'p Table,
        rows: &[SetLine],
        (i, page): (usize, usize),
    ) {
        let line = &rows[i];
        let piece = &table.rows[line.start];
        for (column, here) in piece.cells.iter().enumerate() {
            let above = match here.stand {
                Stand::Joined { left: 0, above } => above,
                // A row in pieces.
                Stand::Own { rows: 2.., .. } => 0,
                _ => continue,
            };
            let first = table.reach(piece.row - above, 1).start;
            let (row, cell) = (table.rows[first].row, &table.rows[first].cells[column]);
            if first == line.start || cell.lines.len() < 2 {
                continue;
            }
            let count = cell.stand.rows();
            let from = self.lines_before(table, line, (row, cell), page);
            let height = height_of(rows[i..].iter().take_while(|line| is_of(table, line, row, count)));
            if from < cell.lines.len() {
                let area = Area { height, at_top: true, from };
                self.cell(sheet, table, (line, row, column, cell), area, false);
            }
        }
    }

    /// How many lines of a cell stand on the pages before `page`.
    fn lines_before(&self, table: &Table, line: &SetLine, (row, cell): (usize, &Cell), page: usize) -> usize {
        let flow = &self.pages.body;
        let reach = table.reach(row, cell.stand.rows());
        let last = |index: usize| {
            let own = flow.pages[index].lines.iter().rfind(|own| own.paragraph == line.paragraph);
            own.map_or(0, |own| own.start)
        };
        let pages: Vec<usize> = (self.begin(line.paragraph)..page).collect();
        let first = pages.partition_point(|index| last(*index) < reach.start);
        let mut lines = 0;
        for index in &pages[first..] {
            let own = flow.pages[*index].lines.iter();
            let own = own.filter(|own| own.paragraph == line.paragraph && reach.contains(&own.start));
            lines += room_for(height_of(own), table.pitch);
            if lines >= cell.lines.len() {
                break;
            }
        }
        lines.min(cell.lines.len())
    }

    /// The lines of a cell that have room in its area, in the middle of it if they are all.
    fn cell(
        &self,
        sheet: &mut Sheet<'p>,
        table: &Table,
        (line, row, column, cell): (&SetLine, usize, usize, &'p Cell),
        area: Area,
        again: bool,
    ) {
        let name = if row < table.heads { StyleName::TableHead } else { StyleName::Table };
        let style = self.style(name);
        let pitch = points(table.pitch);
        let size = table.size_in(style.size, self.style(StyleName::Table).size);
        let of = Type { size: points(size), ..type_of(style) };
        let rest = &cell.lines[area.from..];
        // A cell of one row has all its lines there, whatever its height.
        let most = if cell.stand.rows() == 1 { rest.len() } else { room_for(area.height, table.pitch) };
        let (here, cut) = (&rest[..most.min(rest.len())], most < rest.len());
        let free = points(area.height) - pitch * here.len() as f32;
        let above = if area.at_top || cut { 0.0 } else { free / 2.0 };
        let mut middle = points(self.template.paper.top + line.top) + above + pitch / 2.0;
        let sum = |columns: &[Length]| columns.iter().fold(Length::ZERO, |sum, width| sum + *width);
        let left = line.left + sum(&table.columns[..column]) + table.padding;
        let left = points(self.template.paper.left + left);
        let columns = &table.columns[column..column + cell.stand.columns()];
        let room = points(sum(columns) - table.padding * 2);
        let mut items = Vec::with_capacity(here.len());
        for (range, last) in here {
            let text = &cell.text[range.clone()];
            let measure = Measure { left, room, align: cell.align, last: *last };
            let set = line::set(text, &[(text.len(), style.face)], of, measure, &self.reader);
            let text = self.text(text, set.glyphs, of, middle);
            items.push(Item::Text(Text { own: !again, ..text }));
            middle += pitch;
        }
        let part = Part::Cell { paragraph: line.paragraph, row, column, again };
        sheet.pieces.push(Piece { part, items });
    }
}

/// The lines of a row in pieces, cell by cell: who copies or listens to the page has the text of each in one piece.
fn cell_by_cell(pieces: &mut [Piece<'_>]) {
    pieces.sort_by_key(|piece| match piece.part {
        Part::Cell { row, column, .. } => (row, column),
        _ => (0, 0),
    });
}

/// How many lines fit into a height.
fn room_for(height: Length, pitch: Length) -> usize {
    usize::try_from(height.as_emu() / pitch.as_emu().max(1)).unwrap_or(0)
}

/// Whether a line is one of `count` rows from `row` on.
fn is_of(table: &Table, line: &SetLine, row: usize, count: usize) -> bool {
    (row..row + count).contains(&table.rows[line.start].row)
}

fn height_of<'l>(lines: impl Iterator<Item = &'l SetLine>) -> Length {
    lines.fold(Length::ZERO, |sum, line| sum + line.height)
}

/// The stretches of what holds: where each begins, and where it has ended.
fn stretches(held: impl Iterator<Item = bool>) -> Vec<(usize, usize)> {
    let (mut stretches, mut open, mut count) = (Vec::new(), None, 0);
    for (i, held) in held.enumerate() {
        count = i + 1;
        match (held, open) {
            (true, None) => open = Some(i),
            (false, Some(from)) => {
                stretches.push((from, i));
                open = None;
            }
            _ => {}
        }
    }
    stretches.extend(open.map(|from| (from, count)));
    stretches
}

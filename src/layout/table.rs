//! Tables: rows and cells, the width of the columns, the lines of a row.

use crate::layout::flow::type_of;
use crate::layout::lines::break_lines;
use crate::pages::{Row, Table};
use crate::template::{StyleName, Template};
use crate::units::Length;

/// White space between the line of a cell and its text, on each side.
pub(crate) const PADDING: Length = Length::twips(72);

/// Reads rows separated by `\n` and cells by `\t`, and shares the width of the type area among the columns.
pub(crate) fn table(text: &str, template: &Template) -> Table {
    let rows: Vec<Vec<&str>> = text.split('\n').map(|row| row.split('\t').collect()).collect();
    let columns = columns(&rows, template);
    let rows = rows.into_iter().enumerate().map(|(i, cells)| {
        let style = if i == 0 { StyleName::TableHead } else { StyleName::Table };
        row(&cells, &columns, style, template)
    });
    Table { rows: rows.collect(), columns: columns.clone() }
}

/// Each column gets its share by its longest cell; none less than three characters, where that is possible.
fn columns(rows: &[Vec<&str>], template: &Template) -> Vec<Length> {
    let of = type_of(template.style(StyleName::Table));
    let count = rows.iter().map(Vec::len).max().unwrap_or(1).max(1);
    let total = template.text_width().as_twips();
    let least = (of.size.as_twips() * 3 + PADDING.as_twips() * 2).min(total / count as i64);
    let mut wants = vec![0; count];
    for row in rows {
        for (want, cell) in wants.iter_mut().zip(row) {
            *want = of.width(cell).as_twips().min(total).max(*want);
        }
    }
    let sum = wants.iter().sum::<i64>().max(1);
    let free = total - least * count as i64;
    let mut widths: Vec<i64> = wants.iter().map(|want| least + free * want / sum).collect();
    let spare = total - widths.iter().sum::<i64>();
    if let Some(last) = widths.last_mut() {
        *last += spare;
    }
    widths.into_iter().map(Length::twips).collect()
}

fn row(cells: &[&str], columns: &[Length], style: StyleName, template: &Template) -> Row {
    let of = type_of(template.style(style));
    let mut lines = 1;
    let mut texts = Vec::with_capacity(columns.len());
    for (i, column) in columns.iter().enumerate() {
        let cell = cells.get(i).copied().unwrap_or("");
        let room = *column - PADDING * 2;
        lines = lines.max(break_lines(cell, of, room, room).len());
        texts.push(cell.to_owned());
    }
    Row { cells: texts, lines }
}

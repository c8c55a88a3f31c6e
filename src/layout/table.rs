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

/// Every column as wide as its longest cell, if they fit together, and the rest shared out; else the widest give way
/// until they fit, down to three characters.
fn columns(rows: &[Vec<&str>], template: &Template) -> Vec<Length> {
    let of = type_of(template.style(StyleName::Table));
    let count = rows.iter().map(Vec::len).max().unwrap_or(1).max(1);
    let total = template.text_width().as_twips();
    let least = (of.size * 3 + PADDING * 2).as_twips().min(total / count as i64);
    let mut wants = vec![least; count];
    for row in rows {
        for (want, cell) in wants.iter_mut().zip(row) {
            // Half a character more than the text, for programs that set a gap beside digits.
            *want =
                (of.width(cell) + PADDING * 2).as_twips().saturating_add(of.size.as_twips() / 2).max(*want);
        }
    }
    let cap = cap(&wants, total);
    let mut widths: Vec<i64> = wants.iter().map(|want| (*want).min(cap)).collect();
    let spare = total - widths.iter().sum::<i64>();
    let share = spare / count as i64;
    widths.iter_mut().for_each(|width| *width += share);
    if let Some(last) = widths.last_mut() {
        *last += spare - share * count as i64;
    }
    widths.into_iter().map(Length::twips).collect()
}

/// The width no column may exceed for all to fit into `total`.
fn cap(wants: &[i64], total: i64) -> i64 {
    let mut sorted = wants.to_vec();
    sorted.sort_unstable();
    let mut left = total;
    for (i, want) in sorted.iter().enumerate() {
        let rest = (sorted.len() - i) as i64;
        if want * rest > left {
            return left / rest;
        }
        left -= want;
    }
    total
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::builtin;

    #[track_caller]
    fn check(text: &str, expected: &[i64]) {
        let template = builtin("gongwen").unwrap();
        let table = table(text, &template);
        let widths: Vec<i64> = table.columns.iter().map(|width| width.as_twips()).collect();
        assert_eq!(widths, expected);
        assert_eq!(widths.iter().sum::<i64>(), template.text_width().as_twips());
    }

    #[test]
    fn columns_follow_their_cells() {
        check("甲", &[8844]);
        check("序号\t任务", &[4422, 4422]);
        check(&format!("序号\t{}\n1\t乙", "甲".repeat(60)), &[984, 7860]);
    }

    #[test]
    fn a_row_is_as_high_as_its_longest_cell() {
        let table = table(&format!("序号\t{}\n1\t乙", "甲".repeat(60)), &builtin("gongwen").unwrap());
        assert_eq!(table.rows.iter().map(|row| row.lines).collect::<Vec<_>>(), [3, 1]);
        assert!(table.rows.iter().all(|row| row.cells.len() == 2));
    }
}

//! Tables: rows and cells, the width of the columns, the lines of a row, where it may break; and whether the sheet must be turned.

use crate::layout::lines::break_lines;
use crate::layout::paragraph::type_of;
use crate::pages::{Cell, Row, Table};
use crate::template::{Align, StyleName, Template};
use crate::text::anchor;
use crate::units::Length;

/// White space between the line of a cell and its text, on each side.
const PADDING: Length = Length::twips(72);

/// Columns narrower than this many characters cannot be read: then the sheet is turned.
const NARROWEST: i64 = 4;

/// Rows of so many lines stay on one page. Longer ones may break: kept whole they would leave more than a quarter of a page empty, and
/// one longer than a page would run off it.
const WHOLE: usize = 5;

/// A head of more lines than this is a row as others are: repeated, it would leave too little room below it.
const HIGHEST_HEAD: usize = 8;

/// Reads rows separated by `\n` and cells by `\t`, and shares the width of the type area among the columns; also whether
/// that is the width of a sheet that is turned (GB/T 9704-2012 8).
pub(crate) fn table(text: &str, template: &Template) -> (Table, bool) {
    let rows: Vec<Vec<&str>> = text.split('\n').map(|row| row.split('\t').collect()).collect();
    let wants = wants(&rows, template);
    let turned = is_wide(&wants, template);
    let total = if turned { template.text_height() } else { template.text_width() };
    let columns = columns(&wants, total.as_twips(), template);
    let aligns = (0..columns.len()).map(|column| align(&rows, column, template)).collect();
    let head = |cells: &Vec<&str>| row((0, cells), &columns, StyleName::TableHead, template);
    let head = rows.first().filter(|_| rows.len() > 1).map(head).filter(|head| head.lines <= HIGHEST_HEAD);
    let headed = head.is_some();
    let others = rows.iter().enumerate().skip(usize::from(headed));
    let others = others.flat_map(|(i, cells)| pieces(row((i, cells), &columns, StyleName::Table, template)));
    let rows = head.into_iter().chain(others).collect();
    (Table { rows, headed, columns: columns.clone(), aligns, padding: PADDING }, turned)
}

/// Whether, upright, a column that wants more would get less than the narrowest that can be read.
fn is_wide(wants: &[i64], template: &Template) -> bool {
    let of = type_of(template.style(StyleName::Table));
    let least = (of.size * NARROWEST + PADDING * 2).as_twips();
    let total = template.text_width().as_twips();
    wants.iter().sum::<i64>() > total && cap(wants, total) < least
}

/// Numbers stand below each other by their ends, numbers that count the rows and short words in the middle.
fn align(rows: &[Vec<&str>], column: usize, template: &Template) -> Align {
    // `负责部门`, `完成时限` stand in the middle of their columns; six characters are the longest that look like a word instead
    // of a text.
    const SHORT: usize = 6;
    let cells = || rows.iter().skip(1).filter_map(|row| row.get(column)).map(|cell| cell.trim());
    let filled = || cells().filter(|cell| !cell.is_empty());
    if filled().next().is_none() {
        return template.style(StyleName::Table).align;
    }
    let counts = filled().zip(1..).all(|(cell, n)| cell.parse() == Ok(n));
    if filled().all(is_number) && !counts {
        Align::Right
    } else if filled().all(|cell| cell.chars().count() <= SHORT) {
        Align::Center
    } else {
        template.style(StyleName::Table).align
    }
}

/// `1,234.5`, `-3%`, `—`.
fn is_number(cell: &str) -> bool {
    let digits = cell.bytes().any(|b| b.is_ascii_digit());
    let sign = |c: char| c.is_ascii_digit() || ",.，+-−%％‰ ".contains(c);
    digits && cell.chars().all(sign) || matches!(cell, "—" | "-" | "/")
}

/// Every column as wide as its longest cell, if they fit together, and the rest shared out; else the widest give way
/// until they fit, down to three characters.
fn columns(wants: &[i64], total: i64, template: &Template) -> Vec<Length> {
    let count = wants.len();
    let wants: Vec<i64> = wants.iter().map(|want| (*want).max(least(count, total, template))).collect();
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

/// A column has three characters at least, if there is room for so many.
fn least(count: usize, total: i64, template: &Template) -> i64 {
    let of = type_of(template.style(StyleName::Table));
    (of.size * 3 + PADDING * 2).as_twips().min(total / count as i64)
}

/// The width of the longest cell of each column.
fn wants(rows: &[Vec<&str>], template: &Template) -> Vec<i64> {
    let of = type_of(template.style(StyleName::Table));
    let count = rows.iter().map(Vec::len).max().unwrap_or(1).max(1);
    let mut wants = vec![0; count];
    for row in rows {
        for (want, cell) in wants.iter_mut().zip(row) {
            // Half a character more than the text, for programs that set a gap beside digits.
            *want =
                (of.width(cell) + PADDING * 2).as_twips().saturating_add(of.size.as_twips() / 2).max(*want);
        }
    }
    wants
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

/// A long row line by line, so that it can go on over the page.
fn pieces(row: Row) -> Vec<Row> {
    // The footnotes of a table are counted cell by cell: they may not part.
    let noted = row.cells.iter().filter(|cell| anchor::any(&cell.text)).count();
    if row.lines <= WHOLE || noted > 1 {
        return vec![row];
    }
    let piece = |line: usize| Row {
        row: row.row,
        cells: row.cells.iter().map(|cell| line_of(cell, line)).collect(),
        lines: 1,
    };
    (0..row.lines).map(piece).collect()
}

/// One line of a cell; nothing where it has fewer.
fn line_of(cell: &Cell, line: usize) -> Cell {
    let Some((range, last)) = cell.lines.get(line) else {
        return Cell { text: String::new(), lines: vec![(0..0, true)] };
    };
    Cell { text: cell.text[range.clone()].to_owned(), lines: vec![(0..range.len(), *last)] }
}

fn row((row, cells): (usize, &[&str]), columns: &[Length], style: StyleName, template: &Template) -> Row {
    let of = type_of(template.style(style));
    let cells = columns.iter().enumerate().map(|(i, column)| {
        let text = cells.get(i).copied().unwrap_or("");
        let room = *column - PADDING * 2;
        let lines = break_lines(text, of, room, room).into_iter();
        Cell { text: text.to_owned(), lines: lines.map(|line| (line.start..line.end, line.last)).collect() }
    });
    let cells: Vec<Cell> = cells.collect();
    Row { lines: cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(1), row, cells }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::builtin;

    #[track_caller]
    fn check(text: &str, expected: &[i64]) {
        let template = builtin("gongwen").unwrap();
        let (table, turned) = table(text, &template);
        assert!(!turned);
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
        let (table, _) = table(&format!("序号\t{}\n1\t乙", "甲".repeat(60)), &builtin("gongwen").unwrap());
        assert_eq!(table.rows.iter().map(|row| row.lines).collect::<Vec<_>>(), [3, 1]);
        assert!(table.rows.iter().all(|row| row.cells.len() == 2));
    }

    #[test]
    fn a_table_of_many_columns_turns_the_sheet() {
        let template = builtin("gongwen").unwrap();
        for (columns, cell, expected) in
            [(6, "指标完成情况", false), (8, "指标完成情况", true), (9, "12", false), (8, "数量", false)]
        {
            let row = vec![cell; columns].join("\t");
            let (table, turned) = table(&format!("{row}\n{row}"), &template);
            assert_eq!(turned, expected, "{columns} × {cell}");
            let total = if turned { template.text_height() } else { template.text_width() };
            let sum = table.columns.iter().fold(Length::ZERO, |sum, column| sum + *column);
            assert_eq!(sum.as_twips(), total.as_twips());
        }
    }

    #[test]
    fn cells_stand_by_what_they_hold() {
        let text = "序号\t单位\t金额\t说明\n1\t甲镇\t1,200.5\t按时完成并通过验收\n2\t乙镇\t80\t略";
        let (table, _) = table(text, &builtin("gongwen").unwrap());
        assert_eq!(table.aligns, [Align::Center, Align::Center, Align::Right, Align::Left]);
    }

    #[test]
    fn a_cell_has_its_lines() {
        let (table, _) = table(&format!("序号\t{}\n1\t乙", "甲".repeat(60)), &builtin("gongwen").unwrap());
        // 7,860 twips without the padding have room for 27 characters of 280.
        let ends: Vec<(usize, bool)> =
            table.rows[0].cells[1].lines.iter().map(|(range, last)| (range.end / 3, *last)).collect();
        assert_eq!(ends, [(27, false), (54, false), (60, true)]);
        assert_eq!(table.rows[1].cells[0].lines, [(0..1, true)]);
    }

    /// Both writers set the only row of a table in the type of its rows.
    #[test]
    fn one_row_is_no_head() {
        let large = "extends = \"gongwen\"\n[styles.table_head]\nsize = \"二号\"\n";
        let template = crate::template::parse("large.toml", large).unwrap();
        let wide = "甲".repeat(25);
        let lines = |text: &str| table(text, &template).0.rows[0].lines;
        assert_eq!((lines(&wide), lines(&format!("{wide}\n乙"))), (1, 2));
    }

    #[test]
    fn a_long_row_may_break_and_a_short_one_stays_whole() {
        let template = builtin("gongwen").unwrap();
        let pieces = |characters: usize| {
            let (table, _) = table(&format!("序号\t事项\n1\t{}", "甲".repeat(characters)), &template);
            table.rows[1..].iter().map(|row| (row.row, row.lines)).collect::<Vec<_>>()
        };
        assert_eq!(pieces(27 * WHOLE), [(1, WHOLE)]);
        assert_eq!(pieces(27 * WHOLE + 1), [(1, 1); WHOLE + 1]);
    }

    #[test]
    fn pieces_of_a_row_hold_all_of_its_text() {
        let long: String = (0..200).map(|i| char::from_u32(0x4e00 + i).unwrap()).collect();
        let (table, _) = table(&format!("序号\t事项\n1\t{long}"), &builtin("gongwen").unwrap());
        let text = |column: usize| table.rows[1..].iter().map(move |row| row.cells[column].text.as_str());
        assert_eq!((text(0).collect::<String>(), text(1).collect::<String>()), ("1".to_owned(), long));
    }

    #[test]
    fn a_head_that_fills_the_page_is_not_repeated() {
        let template = builtin("gongwen").unwrap();
        for (characters, headed) in [(20, true), (600, false)] {
            let (table, _) = table(&format!("{}\n乙", "甲".repeat(characters)), &template);
            assert_eq!(table.headed, headed, "{characters}");
        }
    }
}

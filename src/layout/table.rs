//! Tables: rows and cells, the width of the columns, the lines of a row, where it may break; and whether the sheet must be turned.

use std::ops::Range;

use crate::document::{self, Stand, cells};
use crate::layout::characters::Type;
use crate::layout::lines::{Wrap, break_lines};
use crate::lexicon::date;
use crate::pages::{Cell, Row, Table, size_in};
use crate::template::{Align, StyleName, Template};
use crate::text::{Rich, anchor};
use crate::units::Length;

/// White space between the line of a cell and its text, on each side.
const PADDING: Length = Length::twips(72);

/// The line at the side of a cell, in twips, half a point and a quarter for rounding: LibreOffice takes it off the room for the text.
const LINE: i64 = 15;

/// Columns narrower than this many characters cannot be read: then the sheet is turned.
const NARROWEST: i64 = 4;

/// Rows of so many lines stay on one page. Longer ones may break: kept whole they would leave more than a quarter of a page empty, and
/// one longer than a page would run off it.
const WHOLE: usize = 5;

/// A head of more lines than this is made of rows as others are: repeated, it would leave too little room below it.
const HIGHEST_HEAD: usize = 8;

/// The grid of a table, with its cells as they are set.
type Grid = [Vec<Text>];

/// A place of the grid.
struct Text {
    text: String,
    stand: Stand,
}

/// Sets a table and shares the width of the type area among its columns; also whether that is the width of a sheet that is turned
/// (GB/T 9704-2012 8). The type is that of the template, or as much smaller as the columns need; upright as long as they can be read.
pub(crate) fn table(text: &Rich, template: &Template) -> (Table, bool) {
    let set = |cell: document::Cell| Text { text: cell.text.into_lines(), stand: cell.stand };
    let grid: Vec<Vec<Text>> =
        cells(text).into_iter().map(|row| row.into_iter().map(set).collect()).collect();
    let types = types(template);
    let upright = types[..types.len().min(SMALLEST_UPRIGHT)].iter().map(|of| (*of, false));
    let mut tries = upright.chain(types.iter().map(|of| (*of, true)));
    let last = (*types.last().expect("there is the type of the template"), true);
    let (of, turned) = tries.find(|(of, turned)| have_room(&grid, *of, *turned, template)).unwrap_or(last);
    // A crowd of long rows is easier to read in smaller type.
    let smaller = types.iter().copied().filter(|other| other.size < of.size).take(SMALLEST_UPRIGHT - 1);
    let mut table = set_in(&grid, of, turned, template);
    for of in smaller {
        if !is_crowded(&table) {
            break;
        }
        table = set_in(&grid, of, turned, template);
    }
    (table, turned)
}

/// The types a table may be set in: that of the template first, then smaller ones, each with its pitch as a part of that of the grid.
/// 小四, 五号 and 小五 are what printed tables have; a line of them is some 1.8 times as high as the type, as that of the text is.
fn types(template: &Template) -> Vec<TableType> {
    const SMALLER: [(i64, [i64; 2]); 3] = [(240, [3, 4]), (210, [2, 3]), (180, [3, 5])];
    let style = template.style(StyleName::Table);
    let own = TableType { size: style.size, tracking: style.tracking, pitch: style.pitch };
    let smaller = SMALLER.map(|(size, [part, whole])| TableType {
        size: Length::twips(size),
        tracking: style.tracking,
        pitch: Length::emu(style.pitch.as_emu() * part / whole),
    });
    std::iter::once(own).chain(smaller.into_iter().filter(|of| of.size < own.size)).collect()
}

/// How many of the types are read well on an upright page; the next would save little there, and a turned one has more room.
const SMALLEST_UPRIGHT: usize = 3;

/// The type a table is set in.
#[derive(Clone, Copy)]
struct TableType {
    size: Length,
    tracking: Length,
    pitch: Length,
}

impl TableType {
    fn width(self, text: &str) -> Length {
        Type { size: self.size, tracking: self.tracking }.width(text)
    }
}

/// Whether every column can have what it needs to be read.
fn have_room(grid: &Grid, of: TableType, turned: bool, template: &Template) -> bool {
    needs(grid, of, total(turned, template), LINE).iter().sum::<i64>() <= total(turned, template)
}

/// The width of a table, in twips.
fn total(turned: bool, template: &Template) -> i64 {
    if turned { template.text_height() } else { template.text_width() }.as_twips()
}

/// Whether there are several rows as long as those that just stay on one page, and more than a quarter of all.
fn is_crowded(table: &Table) -> bool {
    let mut lines = vec![0; table.rows.last().map_or(0, |last| last.row + 1)];
    table.rows.iter().for_each(|row| lines[row.row] += row.lines);
    let long = lines.iter().filter(|lines| **lines >= WHOLE).count();
    long >= SEVERAL && long * 4 > lines.len()
}

/// So many long rows are a table of texts; fewer are a table with a long remark.
const SEVERAL: usize = 4;

fn set_in(grid: &Grid, of: TableType, turned: bool, template: &Template) -> Table {
    let total = total(turned, template);
    // Programs differ a little in the width of characters: an eighth of a character more, if there is room.
    let loose = needs(grid, of, total, of.size.as_twips() / 8);
    let fits = loose.iter().sum::<i64>() <= total;
    let needs = if fits { loose } else { needs(grid, of, total, LINE) };
    let columns = columns(&wants(grid, of, template), &needs, total);
    let heads = heads(grid);
    let aligns: Vec<Align> = (0..columns.len()).map(|column| align(grid, heads, column, template)).collect();
    let set = Setting { columns: &columns, aligns: &aligns, of, template };
    let (mut rows, mut heads) = (set.rows(grid, heads), heads);
    if rows[..heads].iter().map(|row| row.lines).sum::<usize>() > HIGHEST_HEAD {
        (rows, heads) = (set.rows(grid, 0), 0);
    }
    let rows = rows.into_iter().flat_map(|row| if row.row < heads { vec![row] } else { pieces(row) });
    let (size, pitch) = (of.size, of.pitch);
    Table { rows: rows.collect(), heads, columns, padding: PADDING, size, pitch }
}

/// The first row, and those its cells reach down to; none of a table that is nothing else.
fn heads(grid: &Grid) -> usize {
    let reach = |row: usize| {
        let rows = grid[row].iter().map(|cell| match cell.stand {
            Stand::Own { rows, .. } => rows,
            Stand::Joined { .. } => 1,
        });
        row + rows.max().unwrap_or(1)
    };
    let (mut row, mut end) = (0, 1);
    while row < end {
        end = reach(row).max(end);
        row += 1;
    }
    if end < grid.len() { end } else { 0 }
}

/// Numbers stand below each other by their ends, numbers that count the rows and short words in the middle.
fn align(grid: &Grid, heads: usize, column: usize, template: &Template) -> Align {
    // `负责部门`, `完成时限` stand in the middle of their columns; six characters are the longest that look like a word instead
    // of a text.
    const SHORT: usize = 6;
    let below = grid.iter().skip(heads.max(1)).map(|row| &row[column]);
    let cells = || below.clone().filter(|cell| cell.stand.columns() == 1).map(|cell| cell.text.trim());
    let filled = || cells().filter(|cell| !cell.is_empty());
    if filled().next().is_none() {
        return template.style(StyleName::Table).align;
    }
    let counts = filled().zip(1..).all(|(cell, n)| cell.parse() == Ok(n));
    if filled().all(is_number) && !counts {
        if filled().any(is_code) { Align::Center } else { Align::Right }
    } else if filled().all(|cell| cell.chars().count() <= SHORT) {
        Align::Center
    } else {
        template.style(StyleName::Table).align
    }
}

/// `0571-88886666`, `001`: digits that count nothing, such as those of a telephone.
fn is_code(cell: &str) -> bool {
    let hyphen = cell.trim_start_matches('-').split_once('-');
    let between = hyphen.is_some_and(|(before, after)| {
        before.ends_with(|c: char| c.is_ascii_digit()) && after.starts_with(|c: char| c.is_ascii_digit())
    });
    let padded = cell.len() > 1 && cell.starts_with('0') && cell.bytes().all(|b| b.is_ascii_digit());
    between || padded
}

/// `1,234.5`, `-3%`, `—`.
fn is_number(cell: &str) -> bool {
    let digits = cell.bytes().any(|b| b.is_ascii_digit());
    let sign = |c: char| c.is_ascii_digit() || ",.，+-−%％‰ ".contains(c);
    digits && cell.chars().all(sign) || matches!(cell, "—" | "-" | "/")
}

/// Every column as wide as its longest cell, if they fit together, and the rest shared out; else those that want much give way, by the
/// square root of what they want, since a text twice as long wants more lines and more width; down to what they need.
fn columns(wants: &[i64], needs: &[i64], total: i64) -> Vec<Length> {
    /// Parts of a twip the share is found in.
    const FINE: i64 = 256;
    let wants: Vec<i64> = wants.iter().zip(needs).map(|(want, need)| *want.max(need)).collect();
    let widths = |share: i64| -> Vec<i64> {
        let wanted = wants.iter().zip(needs);
        wanted.map(|(want, need)| (share * want.isqrt() / FINE).clamp(*need, *want)).collect()
    };
    let (mut low, mut high) = (0, total * FINE);
    while low < high {
        let middle = (low + high + 1) / 2;
        match widths(middle).iter().sum::<i64>() <= total {
            true => low = middle,
            false => high = middle - 1,
        }
    }
    let mut widths = widths(low);
    let cap = cap(&widths, total);
    widths.iter_mut().for_each(|width| *width = (*width).min(cap));
    let spare = total - widths.iter().sum::<i64>();
    let share = spare / widths.len() as i64;
    widths.iter_mut().for_each(|width| *width += share);
    if let Some(last) = widths.last_mut() {
        *last += spare % wants.len() as i64;
    }
    widths.into_iter().map(Length::twips).collect()
}

/// The width below which a column cannot be read: numbers, days and short words stay whole, a text has four characters a line; three at least,
/// if there is room for so many. With `slack` for each.
fn needs(grid: &Grid, of: TableType, total: i64, slack: i64) -> Vec<i64> {
    let count = grid.first().map_or(1, Vec::len);
    let least = (of.size * 3 + PADDING * 2).as_twips().min(total / count as i64);
    let mut needs = vec![least; count];
    let full = (of.size * NARROWEST).as_twips();
    for_each_cell(grid, 1..2, |columns, cell| {
        for line in cell.text.split('\n') {
            let width = of.width(line).as_twips();
            let whole = is_number(line.trim()) || date::is_digits_and_units(line.trim());
            let own = if whole { width } else { width.min(full) };
            let need = &mut needs[columns.start];
            *need = (own + (PADDING * 2).as_twips() + slack).max(*need);
        }
    });
    needs
}

/// The width of the longest cell of each column. What a cell of several columns wants beyond that is shared among them, up to their
/// part of the line.
fn wants(grid: &Grid, of: TableType, template: &Template) -> Vec<i64> {
    let count = grid.first().map_or(1, Vec::len);
    let mut wants = vec![0; count];
    for_each_cell(grid, 1..2, |columns, cell| {
        let want = &mut wants[columns.start];
        *want = width(&cell.text, of).max(*want);
    });
    let share = template.text_width().as_twips() / count as i64;
    for_each_cell(grid, 2..usize::MAX, |columns, cell| {
        let wants = &mut wants[columns];
        let most = share * wants.len() as i64;
        let missing = width(&cell.text, of).min(most) - wants.iter().sum::<i64>();
        let more = missing / wants.len() as i64;
        wants.iter_mut().for_each(|want| *want += more.max(0));
    });
    wants
}

/// Calls `each` with the columns of every cell that takes as many as `counts` says.
fn for_each_cell(grid: &Grid, counts: Range<usize>, mut each: impl FnMut(Range<usize>, &Text)) {
    for row in grid {
        for (column, cell) in row.iter().enumerate() {
            let count = cell.stand.columns();
            if counts.contains(&count) {
                each(column..column + count, cell);
            }
        }
    }
}

/// How wide the longest line of a cell is, with white space at its sides; half a character more, for programs that set a gap beside
/// digits.
fn width(text: &str, of: TableType) -> i64 {
    let lines = text.split('\n').map(|line| (of.width(line) + PADDING * 2).as_twips());
    lines.max().unwrap_or(0).saturating_add(of.size.as_twips() / 2)
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

/// A name or a few words, which read badly where one of them is broken; a text is filled line by line.
fn is_phrase(text: &str) -> bool {
    // 某市发展和改革委员会办公室 has thirteen characters.
    const LONGEST: usize = 14;
    text.split('\n').all(|line| line.chars().count() <= LONGEST)
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

/// One line of a cell; nothing where it has fewer. A cell of several rows stays whole: its lines need not be those of this row.
fn line_of(cell: &Cell, line: usize) -> Cell {
    let (align, stand) = (cell.align, cell.stand);
    if matches!(stand, Stand::Own { rows: 2.., .. }) && line == 0 {
        return cell.clone();
    }
    let Some((range, last)) = cell.lines.get(line).filter(|_| stand.rows() == 1) else {
        let (text, lines, held) = (String::new(), vec![(0..0, true)], Vec::new());
        return Cell { text, forced: false, lines, held, align, stand };
    };
    // A new paragraph of the cell begins a new one in Word too.
    let breaks = line > 0 && cell.text[..range.start].ends_with('\n');
    let text = format!("{}{}", if breaks { "\n" } else { "" }, &cell.text[range.clone()]);
    let held = cell.held.binary_search_by_key(&range.start, |(held, _)| held.start);
    let range = usize::from(breaks)..text.len();
    let held = held.into_iter().map(|at| (range.clone(), cell.held[at].1)).collect();
    Cell { text, forced: cell.forced, lines: vec![(range, *last)], held, align, stand }
}

/// What the rows of a table are set by.
struct Setting<'t> {
    columns: &'t [Length],
    aligns: &'t [Align],
    of: TableType,
    template: &'t Template,
}

impl Setting<'_> {
    /// The rows, the first `heads` of them as the head.
    fn rows(&self, grid: &Grid, heads: usize) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::with_capacity(grid.len());
        for (row, cells) in grid.iter().enumerate() {
            let name = if row < heads { StyleName::TableHead } else { StyleName::Table };
            let cells = cells.iter().enumerate().map(|(column, cell)| self.cell(column, cell, name));
            rows.push(Row { row, cells: cells.collect(), lines: 1 });
        }
        self.heights(&mut rows);
        rows
    }

    /// A row is as high as its longest cell; where a cell of several rows is longer than they are, the last of them grows.
    fn heights(&self, rows: &mut [Row]) {
        let longest = |row: &Row, of: fn(usize) -> bool| {
            row.cells.iter().filter(|cell| of(cell.stand.rows())).map(|cell| cell.lines.len()).max()
        };
        for row in rows.iter_mut() {
            row.lines = longest(row, |rows| rows == 1).unwrap_or(1).max(1);
        }
        for row in 0..rows.len() {
            for column in 0..self.columns.len() {
                let cell = &rows[row].cells[column];
                let (count, lines) = (cell.stand.rows(), cell.lines.len());
                if count > 1 {
                    let there: usize = rows[row..row + count].iter().map(|row| row.lines).sum();
                    rows[row + count - 1].lines += lines.saturating_sub(there);
                }
            }
        }
    }

    fn cell(&self, column: usize, cell: &Text, name: StyleName) -> Cell {
        let Stand::Own { columns, .. } = cell.stand else {
            return Cell {
                text: String::new(),
                forced: false,
                lines: Vec::new(),
                held: Vec::new(),
                align: Align::Left,
                stand: cell.stand,
            };
        };
        // A head of the template's own size is as much smaller as the rest.
        let head = self.template.style(name);
        let size = size_in(self.of.size, head.size, self.template.style(StyleName::Table).size);
        let of = Type { size, tracking: head.tracking };
        let width = self.columns[column..column + columns].iter().fold(Length::ZERO, |sum, w| sum + *w);
        let room = width - PADDING * 2;
        let forced = name == StyleName::TableHead || is_phrase(&cell.text);
        let wrap = if forced { Wrap::WordsInside } else { Wrap::Inside };
        let lines = break_lines(&cell.text, of, room, room, wrap);
        let held = lines.iter().filter(|_| !forced);
        let held = held.filter_map(|line| Some((line.start..line.end, line.hold?))).collect();
        let lines: Vec<_> = lines.into_iter().map(|line| (line.start..line.end, line.last)).collect();
        let align = match (name, columns) {
            (StyleName::TableHead, _) => self.template.style(name).align,
            (_, 1) => self.aligns[column],
            // 合计, or what is said of all columns below.
            _ if lines.len() == 1 => Align::Center,
            _ => self.template.style(name).align,
        };
        Cell { text: cell.text.clone(), forced, lines, held, align, stand: cell.stand }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::builtin;

    fn set(text: impl Into<Rich>) -> Table {
        table(&text.into(), &builtin("gongwen").unwrap()).0
    }

    #[track_caller]
    fn check(text: &str, expected: &[i64]) {
        let template = builtin("gongwen").unwrap();
        let (table, turned) = table(&text.into(), &template);
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
    fn a_cell_of_a_few_words_breaks_between_them() {
        let long = "甲".repeat(300);
        let table = set(format!("序号\t责任牵头单位\t任务\n1\t市卫生健康委员会\t{long}"));
        let lines = |row: usize, column: usize| -> Vec<&str> {
            let cell = &table.rows[row].cells[column];
            cell.lines.iter().map(|(range, _)| &cell.text[range.clone()]).collect()
        };
        assert_eq!(lines(0, 1), ["责任牵头", "单位"]);
        assert_eq!(table.rows[0].cells[1].text, "责任牵头单位");
        assert!(!table.rows[1].cells[2].forced);
    }

    #[test]
    fn a_row_is_as_high_as_its_longest_cell() {
        let table = set(format!("序号\t{}\n1\t乙", "甲".repeat(60)));
        assert_eq!(table.rows.iter().map(|row| row.lines).collect::<Vec<_>>(), [3, 1]);
        assert!(table.rows.iter().all(|row| row.cells.len() == 2));
    }

    #[test]
    fn a_table_of_many_columns_turns_the_sheet() {
        let template = builtin("gongwen").unwrap();
        for (columns, cell, expected) in [
            (6, "指标完成情况", false),
            (8, "指标完成情况", false),
            (12, "指标完成情况", true),
            (9, "12", false),
            (8, "数量", false),
        ] {
            let row = vec![cell; columns].join("\t");
            let (table, turned) = table(&format!("{row}\n{row}").into(), &template);
            assert_eq!(turned, expected, "{columns} × {cell}");
            let total = if turned { template.text_height() } else { template.text_width() };
            let sum = table.columns.iter().fold(Length::ZERO, |sum, column| sum + *column);
            assert_eq!(sum.as_twips(), total.as_twips());
        }
    }

    #[test]
    fn cells_stand_by_what_they_hold() {
        let text = "序号\t单位\t金额\t说明\n1\t甲镇\t1,200.5\t按时完成并通过验收\n2\t乙镇\t80\t略";
        let aligns: Vec<Align> = set(text).rows[1].cells.iter().map(|cell| cell.align).collect();
        assert_eq!(aligns, [Align::Center, Align::Center, Align::Right, Align::Left]);
    }

    #[test]
    fn a_cell_has_its_lines() {
        let table = set(format!("序号\t{}\n1\t乙", "甲".repeat(60)));
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
        let lines = |text: &str| table(&text.into(), &template).0.rows[0].lines;
        assert_eq!((lines(&wide), lines(&format!("{wide}\n乙"))), (1, 2));
    }

    #[test]
    fn a_long_row_may_break_and_a_short_one_stays_whole() {
        let pieces = |characters: usize| {
            let table = set(format!("序号\t事项\n1\t{}", "甲".repeat(characters)));
            table.rows[1..].iter().map(|row| (row.row, row.lines)).collect::<Vec<_>>()
        };
        assert_eq!(pieces(27 * WHOLE), [(1, WHOLE)]);
        assert_eq!(pieces(27 * WHOLE + 1), [(1, 1); WHOLE + 1]);
    }

    #[test]
    fn pieces_of_a_row_hold_all_of_its_text() {
        let long: String = (0..200).map(|i| char::from_u32(0x4e00 + i).unwrap()).collect();
        let table = set(format!("序号\t事项\n1\t{long}"));
        let text = |column: usize| table.rows[1..].iter().map(move |row| row.cells[column].text.as_str());
        assert_eq!((text(0).collect::<String>(), text(1).collect::<String>()), ("1".to_owned(), long));
    }

    #[test]
    fn a_head_that_fills_the_page_is_not_repeated() {
        for (characters, headed) in [(20, true), (600, false)] {
            let table = set(format!("{}\n乙", "甲".repeat(characters)));
            assert_eq!(table.heads, usize::from(headed), "{characters}");
        }
    }

    /// `甲` below a cell of the joined ones, from the places of the cells.
    fn joined(rows: &[&str], cells: &[(usize, usize, usize, usize)]) -> Rich {
        let mut text = Rich::new();
        for (row, line) in rows.iter().enumerate() {
            text.push_str(if row > 0 { "\n" } else { "" });
            for (column, cell) in line.split('\t').enumerate() {
                text.push_str(if column > 0 { "\t" } else { "" });
                for (.., columns, rows) in cells.iter().filter(|cell| (cell.0, cell.1) == (row, column)) {
                    text.mark_end(crate::text::Meaning::Cell { columns: *columns, rows: *rows });
                }
                text.push_str(cell);
            }
        }
        text
    }

    #[test]
    fn the_head_reaches_down_as_its_cells_do() {
        let rows = ["序号\t投资\t", "\t计划\t完成", "1\t2\t3"];
        let all = [(0, 0, 1, 2), (0, 1, 2, 1)];
        assert_eq!(set(joined(&rows, &all)).heads, 2);
        assert_eq!(set(joined(&rows, &all[1..])).heads, 1);
        assert_eq!(set(joined(&rows[..2], &all)).heads, 0);
        // The second row reaches further than the first.
        let rows = ["序号\t投资\t", "\t计划\t完成", "\t\t额", "1\t2\t3"];
        assert_eq!(set(joined(&rows, &[(0, 0, 1, 2), (1, 1, 1, 2)])).heads, 3);
    }

    #[test]
    fn the_last_row_grows_with_a_cell_of_several() {
        let long = "甲".repeat(60);
        let rows = ["项目\t说明\t金额", &format!("乙\t{long}\t1"), "丙\t\t2", "丁\t戊\t3"];
        let lines =
            |cells: &[_]| set(joined(&rows, cells)).rows.iter().map(|row| row.lines).collect::<Vec<_>>();
        assert_eq!(lines(&[]), [1, 3, 1, 1]);
        assert_eq!(lines(&[(1, 1, 1, 2)]), [1, 1, 2, 1]);
    }

    #[test]
    fn a_cell_of_several_columns_is_as_wide_as_they_are() {
        let rows = ["单位\t数", &format!("{}\t", "甲".repeat(25))];
        let lines = |cells: &[_]| set(joined(&rows, cells)).rows[1].cells[0].lines.len();
        assert_eq!((lines(&[]), lines(&[(1, 0, 2, 1)])), (1, 1));
        let widths = |cells: &[_]| set(joined(&rows, cells)).columns[0].as_twips();
        // It asks for its share only: the columns stay alike.
        assert!(widths(&[]) > 7000 && widths(&[(1, 0, 2, 1)]) < 5000);
        assert_eq!(set(joined(&rows, &[(1, 0, 2, 1)])).rows[1].cells[0].align, Align::Center);
    }

    #[test]
    fn a_cell_of_several_rows_is_not_in_pieces() {
        let long = "甲".repeat(27 * 7);
        let rows = ["序号\t事项", &format!("1\t{long}"), "\t乙"];
        let table = set(joined(&rows, &[(1, 0, 1, 2)]));
        assert_eq!(table.rows.len(), 1 + 7 + 1);
        let texts: Vec<&str> = table.rows.iter().map(|row| row.cells[0].text.as_str()).collect();
        assert_eq!((texts[1], texts[2..].concat().as_str()), ("1", ""));
        assert!(table.stands_at_top(1, 2) && !table.stands_at_top(8, 1));
        assert_eq!(table.reach(1, 2), 1..9);
    }

    #[test]
    fn lines_of_a_cell_are_paragraphs() {
        let mut text = Rich::from("序号\t事项\n1\t甲");
        text.push_line(&"乙丙".into());
        let cell = &set(text).rows[1].cells[1];
        assert_eq!(
            (cell.text.as_str(), cell.lines.as_slice()),
            ("甲\n乙丙", &[(0..3, true), (4..10, true)][..])
        );
    }

    #[test]
    fn paragraphs_of_a_row_in_pieces_come_together_again() {
        let mut text = Rich::from("序号\t事项\n1\t");
        for _ in 0..8 {
            text.push_line(&"甲乙".into());
        }
        let table = set(text);
        let whole: String = table.rows[1..].iter().map(|row| row.cells[1].text.as_str()).collect();
        assert_eq!((table.rows.len(), whole), (9, ["甲乙"; 8].join("\n")));
    }

    #[test]
    fn a_long_row_with_footnotes_in_several_cells_is_not_parted() {
        let rows = |notes: &[&str]| {
            let mut text = Rich::from("甲\n");
            for (i, cell) in notes.iter().enumerate() {
                text.push_str(cell);
                text.push_str(&"乙".repeat(200));
                if !cell.is_empty() {
                    text.mark_end(crate::text::Meaning::Footnote(i));
                }
                text.push_str(if i + 1 < notes.len() { "\t" } else { "" });
            }
            set(text).rows.iter().filter(|row| row.row == 1).count()
        };
        assert!(rows(&["", ""]) > 1 && rows(&["注", ""]) > 1);
        assert_eq!(rows(&["注", "注"]), 1);
    }

    /// The size of type in half points, whether the sheet is turned, and the pitch as a part of that of the template.
    #[track_caller]
    fn check_type(cells: &[&str], rows: usize, expected: (i64, bool, i64)) {
        let template = builtin("gongwen").unwrap();
        let (table, turned) = table(&vec![cells.join("\t"); rows].join("\n").into(), &template);
        let own = template.style(StyleName::Table).pitch.as_emu();
        let percent = (table.pitch.as_emu() * 100 + own / 2) / own;
        assert_eq!((table.size.as_half_points(), turned, percent), expected);
    }

    #[test]
    fn type_is_as_small_as_the_columns_need() {
        check_type(&["指标完成情况"; 6], 2, (28, false, 100));
        check_type(&["指标完成情况"; 7], 2, (24, false, 75));
        // Four characters fill an eighth of the line to the twip: there LibreOffice would break them.
        check_type(&["指标完成情况"; 8], 2, (21, false, 67));
        check_type(&["1234567890"; 7], 2, (21, false, 67));
        check_type(&["指标完成情况"; 9], 2, (28, true, 100));
        check_type(&["指标完成情况"; 12], 2, (21, true, 67));
        check_type(&["指标完成情况"; 13], 2, (18, true, 60));
        check_type(&["指标完成情况"; 30], 2, (18, true, 60));
    }

    #[test]
    fn a_table_of_texts_is_set_in_smaller_type() {
        let text = "推进项目建设，按月调度，按季通报，年底考核。".repeat(4);
        check_type(&["类别", &text, &text], 4, (21, false, 67));
        check_type(&["类别", &text, &text], 3, (28, false, 100));
        check_type(&["类别", "推进项目建设"], 4, (28, false, 100));
    }

    #[test]
    fn numbers_of_telephones_count_nothing() {
        assert!(is_code("0571-88886666") && is_code("001") && is_code("0001"));
        for cell in ["-3%", "1,234.5", "0", "0.5", "12", "—", "-"] {
            assert!(!is_code(cell), "{cell}");
        }
        let aligned = |cells: &str| set(cells).rows[1].cells[1].align;
        assert_eq!(aligned("姓名\t电话\n甲\t0571-88886666\n乙\t0571-88886667"), Align::Center);
        assert_eq!(aligned("姓名\t数量\n甲\t88886666\n乙\t7"), Align::Right);
    }

    #[test]
    fn numbers_and_short_heads_are_not_broken() {
        let rows =
            ["项目名称\t预算金额\t完成金额\t完成比例\t说明", "甲\t12,345,678.90\t12,345,678.90\t99.5%\t"];
        let table = set(format!("{}\n{}{}", rows[0], rows[1], "说明".repeat(60)));
        let lines =
            |row: usize| table.rows[row].cells.iter().map(|cell| cell.lines.len()).collect::<Vec<_>>();
        assert_eq!((lines(0), &lines(1)[..4]), (vec![1; 5], &[1; 4][..]));
    }

    #[test]
    fn a_longer_text_gets_the_wider_column() {
        let table = set(format!("事项\t说明\n{}\t{}", "甲".repeat(40), "乙".repeat(160)));
        let [one, other] = [0, 1].map(|column: usize| table.columns[column].as_twips());
        assert!(other > one * 3 / 2 && other < one * 3, "{one} {other}");
    }

    #[test]
    fn what_has_a_hyphen_between_digits_counts_nothing() {
        assert!(["0571-88886666", "001", "-1-2", "2026-1"].into_iter().all(is_code));
        assert!(!["12", "-5", "12-", "a-1", "1-a", "甲-乙", "0", "0.5"].into_iter().any(is_code));
    }

    #[test]
    fn wide_columns_share_what_narrow_ones_leave() {
        assert_eq!(cap(&[100, 10, 20], 90), 60);
        assert_eq!(cap(&[50, 50], 80), 40);
        assert_eq!(cap(&[30, 60, 60], 120), 45);
        assert_eq!((cap(&[10, 20], 100), cap(&[50, 50], 100), cap(&[], 7)), (100, 100, 7));
    }

    #[test]
    fn what_a_joined_cell_lacks_is_shared_among_its_columns() {
        let template = builtin("gongwen").unwrap();
        let style = template.style(StyleName::Table);
        let widths = |head: usize| -> Vec<i64> {
            let head = format!("{}\t\t乙", "季".repeat(head));
            let text = joined(&[&head, "丙\t丁\t戊"], &[(0, 0, 2, 1)]);
            set(text).columns.iter().map(|width| width.as_twips()).collect()
        };
        let (narrow, wide, wider) = (widths(1), widths(8), widths(14));
        for widths in [&narrow, &wide, &wider] {
            assert_eq!(widths[0], widths[1], "{widths:?}");
            assert_eq!(widths.iter().sum::<i64>(), template.text_width().as_twips());
        }
        // A head that its columns have room for says nothing of them.
        assert_eq!(narrow, widths(2));
        assert!(wide[2] < narrow[2] && wider[2] < wide[2], "{narrow:?} {wide:?} {wider:?}");
        assert!(wide[0] + wide[1] > style.size.as_twips() * 8);
    }
}

//! Rows of a table in plain text: cells with tabs between them, as Word and Excel hand over what is copied, or with blanks under each other.

use std::ops::Range;

use crate::extract::wrapped::width;
use crate::lexicon::numbering;
use crate::text::{Line, Mark, Rich};

/// A table of blanks has a row of heads and two below, else chance could set cells under each other.
const FEWEST_ROWS: usize = 3;
/// Two columns may be an entry and its page, or a label and what it says; three are a table.
const FEWEST_CELLS: usize = 3;
/// The longest cell of a table of blanks, in characters: a name or a figure.
const LONGEST_CELL: usize = 16;

/// The cells of the rows of a table.
type Cells<'l> = Vec<Vec<&'l str>>;

/// Marks the rows of tables among `lines`; `raws` has each as it came.
pub(super) fn mark(lines: &mut [Line], raws: &[&str]) {
    let mut at = 0;
    while at < lines.len() {
        let tabbed = block(lines, at, |i| raws[i].trim().contains('\t'));
        let (end, cells) = match tabbed.len() {
            0 | 1 => {
                let cells = apart_by_blanks(raws[at]);
                let below = |raw| is_below(raw, cells.len()) || under(raw, raws[at]).is_some();
                let blanked = block(lines, at, |i| i == at || below(raws[i]));
                (blanked.end, blanked_cells(&raws[blanked]))
            }
            _ => (tabbed.end, tabbed_cells(&raws[tabbed])),
        };
        // What is no table as a whole has none in it, so that every line is looked at once.
        for (line, cells) in lines[at..end].iter_mut().zip(cells.into_iter().flatten()) {
            line.text = Rich::from(cells.join("\t"));
            line.mark = Mark::Row;
        }
        at = end.max(at + 1);
    }
}

/// The lines from `at` on that `fit` and stand equally far apart, at most one blank line between them.
fn block(lines: &[Line], at: usize, fit: impl Fn(usize) -> bool) -> Range<usize> {
    let apart = lines.get(at + 1).map_or(0, |line| line.blank_above);
    let joined = |i: &usize| *i == at || apart < 2 && lines[*i].blank_above == apart;
    let end = (at..lines.len()).find(|i| !joined(i) || !fit(*i)).unwrap_or(lines.len());
    at..end
}

/// The cells of rows that are apart by tabs.
fn tabbed_cells<'l>(rows: &[&'l str]) -> Option<Cells<'l>> {
    let cells = |raw: &&'l str| raw.trim_end().trim_start_matches(' ').split('\t').map(str::trim).collect();
    let cells: Cells<'_> = rows.iter().map(cells).collect();
    if is_list(&cells) {
        return None;
    }
    let filled = |row: &Vec<&str>| row.iter().filter(|cell| !cell.is_empty()).count();
    let most = cells.iter().map(filled).max()?;
    let pairs = || {
        let numbered = cells.iter().any(|row| is_number(row[0]));
        let paged = cells.iter().all(|row| row.last().is_some_and(|cell| is_page(cell)));
        rows.len() >= FEWEST_ROWS && cells.iter().all(|row| filled(row) == 2) && !numbered && !paged
    };
    (most >= FEWEST_CELLS || most == 2 && pairs()).then_some(cells)
}

/// Whether the rows are the lines of a list, each number apart from its text by a tab, as Word hands over what it numbers itself: all
/// rows have a text alone, or a number with a mark before it, and few numbers fit one column of a table.
fn is_list(rows: &[Vec<&str>]) -> bool {
    let filled = |row: &Vec<&str>| -> Vec<String> {
        row.iter().filter(|cell| !cell.is_empty()).map(|cell| (*cell).to_owned()).collect()
    };
    let marked = |cell: &str| is_number(cell) && !numbering::is_alone(cell);
    let rows: Vec<Vec<String>> = rows.iter().map(filled).collect();
    let of_list = |row: &Vec<String>| match &row[..] {
        [_] => true,
        [number, _] => marked(number),
        _ => false,
    };
    rows.iter().all(of_list) && rows.iter().any(|row| row.len() == 2)
}

/// Whether a cell holds the number of a list and nothing else.
fn is_number(cell: &str) -> bool {
    // （十二）
    const LONGEST: usize = 4;
    let short = !cell.is_empty() && cell.chars().nth(LONGEST).is_none();
    short && (numbering::is_alone(cell) || numbering::opening(cell).is_some())
}

/// Whether a cell may be the page of an entry in a table of contents.
fn is_page(cell: &str) -> bool {
    (1..4).contains(&cell.len()) && cell.bytes().all(|b| b.is_ascii_digit())
}

/// The cells of rows that are apart by blanks, if a column below the heads holds figures.
fn blanked_cells<'l>(rows: &[&'l str]) -> Option<Cells<'l>> {
    if rows.len() < FEWEST_ROWS {
        return None;
    }
    let cells = rows.iter().map(|raw| under(raw, rows[0]).unwrap_or_else(|| apart_by_blanks(raw)));
    let cells: Cells<'_> = cells.collect();
    let heads = cells.first().filter(|heads| heads.len() >= FEWEST_CELLS && are_short(heads))?;
    let figures = |at: usize| cells[1..].iter().all(|row| is_figure(row[at]));
    (1..heads.len()).any(figures).then_some(cells)
}

/// Whether a line has `count` cells apart by blanks, a name and a figure among them.
fn is_below(raw: &str, count: usize) -> bool {
    if count < FEWEST_CELLS || !raw.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let cells = apart_by_blanks(raw);
    cells.len() == count && are_short(&cells) && has_name_and_figure(&cells)
}

/// The cells of a line: apart by wide blanks where it has such, else by single ones.
fn apart_by_blanks(raw: &str) -> Vec<&str> {
    let wide: Vec<&str> = raw.trim().split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
    if wide.len() >= FEWEST_CELLS { wide } else { raw.split_whitespace().collect() }
}

/// The cells of a line that lacks some, each under its head: `合计        21,400  14,750`; empty ones where it has none.
fn under<'l>(raw: &'l str, heads: &str) -> Option<Vec<&'l str>> {
    // A figure may stand a digit or two beside the head it belongs to.
    const BESIDE: usize = 2;
    let heads = columns(heads);
    if heads.len() < FEWEST_CELLS {
        return None;
    }
    let own = columns(raw);
    let cells: Vec<&str> = own.iter().map(|(_, cell)| *cell).collect();
    if !(2..heads.len()).contains(&own.len()) || !are_short(&cells) || !has_name_and_figure(&cells) {
        return None;
    }
    let (mut row, mut at) = (vec![""; heads.len()], 0);
    for (column, cell) in own {
        let begins = |(head, _): &(Range<usize>, &str)| column.start.abs_diff(head.start) <= BESIDE;
        let ends = |(head, _): &(Range<usize>, &str)| column.end.abs_diff(head.end) <= BESIDE;
        at += heads[at..].iter().position(|head| begins(head) || ends(head))?;
        row[at] = cell;
        at += 1;
    }
    Some(row)
}

/// The cells between wide blanks, with the columns of a terminal they take.
fn columns(raw: &str) -> Vec<(Range<usize>, &str)> {
    let (mut cells, mut column) = (Vec::new(), 0);
    for part in raw.split("  ") {
        let wide = |text: &str| text.chars().map(width).sum::<usize>();
        let cell = part.trim();
        if !cell.is_empty() {
            let start = column + wide(&part[..part.len() - part.trim_start().len()]);
            cells.push((start..start + wide(cell), cell));
        }
        column += wide(part) + 2;
    }
    cells
}

fn are_short(cells: &[&str]) -> bool {
    let is_short = |cell: &&str| {
        cell.chars().nth(LONGEST_CELL).is_none() && !cell.contains(['。', '；', '，', '：', '、', '|', ':'])
    };
    cells.iter().all(is_short)
}

fn has_name_and_figure(cells: &[&str]) -> bool {
    cells.iter().any(|cell| is_figure(cell))
        && cells.iter().any(|cell| cell.contains(char::is_alphabetic) && !is_figure(cell))
}

/// Digits, with a sign before and a unit behind.
fn is_figure(cell: &str) -> bool {
    // 万千瓦时
    const LONGEST_UNIT: usize = 4;
    let cell = cell.trim_start_matches(['-', '+', '−', '—']);
    let unit = cell.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    unit.len() < cell.len() && unit.chars().nth(LONGEST_UNIT).is_none() || cell.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Log;
    use crate::extract::plain;
    use crate::rules::Rules;
    use crate::text::Line;

    fn read(text: &str) -> Vec<Line> {
        plain::read(&mut Log::new(), text, &Rules::default())
    }

    /// The rows of the table in `text`, with | between cells.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let lines = read(text);
        let rows = lines.iter().filter(|line| line.mark == Mark::Row);
        let rows: Vec<String> = rows.map(|line| line.text.replace('\t', "|")).collect();
        assert_eq!(rows, expected, "{text}");
    }

    #[test]
    fn what_is_copied_from_a_table_has_tabs_between_its_cells() {
        check("说明\n县区\t计划\t完成\n甲县\t10\t8\n\n下文。", &["县区|计划|完成", "甲县|10|8"]);
        check(
            "县区\t计划\t完成\r\n\r\n甲县\t\t8\r\n\r\n\t12\t9\r\n",
            &["县区|计划|完成", "甲县||8", "|12|9"],
        );
        check("姓名\t职务\n张三\t主任\n李四\t副主任\n", &["姓名|职务", "张三|主任", "李四|副主任"]);
    }

    #[test]
    fn one_line_with_tabs_a_list_and_contents_are_no_table() {
        check("来源：某报\t作者：张三\t日期：2026-05-01\n正文。", &[]);
        check("甲\t乙\n丙\t丁\n", &[]);
        check("1.\t加强领导\n2.\t压实责任\n3.\t严格督查\n", &[]);
        check("总则\t1\n组织领导\t3\n附则\t12\n", &[]);
        check("县区\t计划\t完成\n\n\n甲县\t10\t8\n", &[]);
    }

    #[test]
    fn figures_under_each_other_are_a_table() {
        check(
            "县区 计划 完成\n甲县 10 8\n乙县 12 9\n请抓紧。",
            &["县区|计划|完成", "甲县|10|8", "乙县|12|9"],
        );
        check(
            "序号  单位 名称  面积（亩）\n1  甲 县  1,200\n2  乙 县  800.5\n",
            &["序号|单位 名称|面积（亩）", "1|甲 县|1,200", "2|乙 县|800.5"],
        );
        check(
            "县区　完成　比例\n甲县　8万吨　80%\n乙县　—　90%\n",
            &["县区|完成|比例", "甲县|8万吨|80%", "乙县|—|90%"],
        );
    }

    #[test]
    fn a_row_that_lacks_cells_has_the_others_under_their_heads() {
        check(
            "项目    单位      投资    完成\n甲园    县供销社  5,600   3,200\n合计              21,400  14,750\n",
            &["项目|单位|投资|完成", "甲园|县供销社|5,600|3,200", "合计||21,400|14,750"],
        );
        check(
            "项目    单位      投资\n甲园    县供销社   560\n合计               21,400\n",
            &["项目|单位|投资", "甲园|县供销社|560", "合计||21,400"],
        );
        // What stands between two heads belongs to neither.
        check("项目    单位      投资\n甲园    县供销社  5,600\n合计                      21,400\n", &[]);
        check("项目    单位      投资\n甲园    县供销社  5,600\n共12户，请核对   21,400\n", &[]);
    }

    #[test]
    fn names_and_figures_that_are_no_table_stay_lines() {
        check("县区 计划 完成\n甲县 10 8\n", &[]);
        check("张三 李四 王五\n赵六 孙七 周八\n吴九 郑十 钱一\n", &[]);
        check("日 一 二\n1 2 3\n4 5 6\n", &[]);
        check("县区 计划 完成\n甲县 10 8 2\n乙县 12 9\n", &[]);
        check("县区 计划 完成\n甲县，其他 10 8\n乙县 12 9\n", &[]);
        check("第1页 共2页 上一页\n甲 乙1 丙\n丁 戊 己2\n", &[]);
    }

    #[test]
    fn a_line_that_lacks_no_cell_stands_under_no_heads() {
        let heads = "县区      计划    完成";
        assert_eq!(under("合计              21", heads), Some(vec!["合计", "", "21"]));
        assert_eq!(under("合计      30      21", heads), None);
        assert_eq!(under("合计", heads), None);
        assert_eq!(under("合计      30", "县区      计划"), None);
    }
}

//! A sheet of a workbook that is no list of articles: a text of OpenDocument with a title and a table, which keeps the cells that are joined.

use std::collections::{HashMap, HashSet};

use crate::bundle::Member;
use crate::bundle::table::filled;

/// A sheet as it was read.
pub(super) struct Paper<'s> {
    /// What the book calls it.
    pub(super) name: &'s str,
    /// Its rows, and their numbers in the sheet.
    pub(super) rows: Vec<Vec<String>>,
    pub(super) numbers: Vec<usize>,
    /// Cells that are joined: the first row and column, and the last; rows count from 1, columns from 0.
    pub(super) joined: Vec<[usize; 4]>,
}

/// A row and a column; or how many columns and rows a cell takes.
type Two = (usize, usize);

/// The longest title: two lines of it, and a sentence above a table is longer.
const TITLE: usize = 60;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document \
    xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
    xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" office:mimetype=\"application/vnd.oasis.opendocument.text\">\
    <office:body><office:text>";
const FOOT: &str = "</office:text></office:body></office:document>";

impl Paper<'_> {
    /// The sheet as an input: what stands alone above and below the table are paragraphs, the first of them the title.
    pub(super) fn member(mut self) -> Member {
        self.squeeze();
        let alone = |row: &[String]| filled(row) < 2;
        let above = self.rows.iter().take_while(|row| alone(row)).count();
        // A note begins at the left; what stands elsewhere, or beside a cell that reaches down to it, is a row.
        let reached =
            |at: usize| self.joined.iter().any(|[top, _, bottom, _]| (top + 1..*bottom).contains(&at));
        let note = |at: &usize| {
            let row = &self.rows[*at];
            alone(row) && row.first().is_some_and(|cell| is_text(cell)) && !reached(*at)
        };
        let below = (above..self.rows.len()).rev().take_while(note).count();
        let table = above..self.rows.len() - below;
        let mut text = HEAD.to_owned();
        let own = self.title(table.start);
        let title = own.or(Some(self.name).filter(|name| is_given(name)));
        title.into_iter().for_each(|title| paragraph(&mut text, Some("Title"), title));
        let written = usize::from(own.is_some());
        let paragraphs = |text: &mut String, rows: &[Vec<String>]| {
            rows.iter().flatten().filter(|cell| is_text(cell)).for_each(|cell| paragraph(text, None, cell));
        };
        paragraphs(&mut text, &self.rows[written..table.start]);
        if !table.is_empty() {
            self.table(&mut text, table.clone());
        }
        paragraphs(&mut text, &self.rows[table.end..]);
        text.push_str(FOOT);
        let name = title.unwrap_or(self.name).split_whitespace().collect::<Vec<_>>().join(" ");
        Member { name: format!("{}.fodt", name.replace('/', " ")), bytes: text.into_bytes() }
    }

    /// What stands alone in the first row, where a title fits.
    fn title(&self, above: usize) -> Option<&str> {
        let first = self.rows.first().filter(|_| above > 0)?.iter().find(|cell| is_text(cell))?;
        (first.chars().count() <= TITLE).then_some(first)
    }

    /// Takes out rows and columns in which nothing stands; places that are joined go by what is left.
    fn squeeze(&mut self) {
        let width = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut used = vec![false; width];
        for row in &self.rows {
            row.iter().zip(&mut used).filter(|(cell, _)| is_text(cell)).for_each(|(_, used)| *used = true);
        }
        // How many columns and rows are left in front of each.
        let mut columns: Vec<usize> = vec![0];
        columns.extend(used.iter().scan(0, |left, used| {
            *left += usize::from(*used);
            Some(*left)
        }));
        let rows = std::mem::take(&mut self.rows).into_iter().zip(std::mem::take(&mut self.numbers));
        (self.rows, self.numbers) = rows.filter(|(row, _)| row.iter().any(|cell| is_text(cell))).unzip();
        for row in &mut self.rows {
            row.resize(width, String::new());
            let mut kept = used.iter();
            row.retain(|_| kept.next() == Some(&true));
        }
        let before = |column: usize| columns[column.min(width)];
        for place in &mut self.joined {
            let [top, left, bottom, right] = *place;
            let row = |number: usize| self.numbers.partition_point(|known| *known < number);
            *place = [row(top), before(left), row(bottom.saturating_add(1)), before(right.saturating_add(1))];
        }
    }

    /// Which cells take more than their place, and which are covered by others.
    fn places(&self) -> (HashMap<Two, Two>, HashSet<Two>) {
        let (mut taken, mut covered) = (HashMap::new(), HashSet::new());
        // Those of a sheet do not overlap; what a file names beyond its places is no use.
        let mut left = self.rows.len() * self.rows.first().map_or(0, Vec::len);
        for [top, first, bottom, end] in &self.joined {
            let (rows, columns) = (bottom.saturating_sub(*top), end.saturating_sub(*first));
            let anchored =
                self.rows.get(*top).and_then(|row| row.get(*first)).is_some_and(|cell| is_text(cell));
            if !anchored || rows * columns < 2 || rows * columns > left || covered.contains(&(*top, *first)) {
                continue;
            }
            left -= rows * columns;
            taken.insert((*top, *first), (columns, rows));
            let inside = (*top..*bottom).flat_map(|row| (*first..*end).map(move |column| (row, column)));
            covered.extend(inside.filter(|place| *place != (*top, *first)));
        }
        (taken, covered)
    }

    fn table(&self, text: &mut String, rows: std::ops::Range<usize>) {
        let (taken, covered) = self.places();
        text.push_str("<table:table>");
        for at in rows.clone() {
            text.push_str("<table:table-row>");
            for (column, cell) in self.rows[at].iter().enumerate() {
                // What stands in a covered cell nobody sees; files have it all the same.
                if covered.contains(&(at, column)) && !is_text(cell) {
                    text.push_str("<table:covered-table-cell/>");
                    continue;
                }
                match taken.get(&(at, column)) {
                    Some((columns, high)) => {
                        let high = (*high).min(rows.end - at);
                        text.push_str(&format!(
                            "<table:table-cell table:number-columns-spanned=\"{columns}\" table:number-rows-spanned=\"{high}\">"
                        ));
                    }
                    None => text.push_str("<table:table-cell>"),
                }
                if is_text(cell) {
                    paragraph(text, None, cell);
                }
                text.push_str("</table:table-cell>");
            }
            text.push_str("</table:table-row>");
        }
        text.push_str("</table:table>");
    }
}

fn is_text(cell: &str) -> bool {
    !cell.trim().is_empty()
}

/// Whether somebody gave the sheet its name: `Sheet1` and 工作表1 are those of the program.
fn is_given(name: &str) -> bool {
    let plain = name.trim().trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    !plain.is_empty()
        && !["sheet", "工作表", "xl/worksheets/sheet"].contains(&plain.to_lowercase().as_str())
        && !name.ends_with(".xml")
}

/// Writes a paragraph; its line feeds are lines of it.
fn paragraph(text: &mut String, style: Option<&str>, words: &str) {
    match style {
        Some(style) => text.push_str(&format!("<text:p text:style-name=\"{style}\">")),
        None => text.push_str("<text:p>"),
    }
    for (at, line) in words.trim().lines().enumerate() {
        text.push_str(if at > 0 { "<text:line-break/>" } else { "" });
        html_escape::encode_text_to_string(line, text);
    }
    text.push_str("</text:p>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Log;
    use crate::extract::{Kind, extract, reader};
    use crate::rules::Rules;
    use crate::text::{Mark, Meaning};

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    /// The name of the input, and its lines with what their cells take.
    fn read(name: &str, cells: &[&[&str]], joined: &[[usize; 4]]) -> (String, Vec<(Mark, String)>) {
        let paper =
            Paper { name, rows: rows(cells), numbers: (1..=cells.len()).collect(), joined: joined.to_vec() };
        let member = paper.member();
        let text = String::from_utf8(member.bytes).unwrap();
        let read =
            extract(&mut Log::new(), &text, Kind::told(reader("odt").unwrap()), &Rules::default()).unwrap();
        let lines = read.lines.iter().map(|line| {
            let spans = line.text.spans().iter().filter_map(|span| match span.meaning {
                Meaning::Cell { columns, rows } => Some(format!(" {}:{columns}×{rows}", span.start)),
                Meaning::Break => Some(format!(" {}/", span.start)),
                _ => None,
            });
            (line.mark, format!("{}{}", line.text.as_str().replace('\t', "|"), spans.collect::<String>()))
        });
        (member.name, lines.collect())
    }

    #[test]
    fn what_stands_alone_above_a_table_is_its_title_and_joined_cells_stay_joined() {
        let cells: [&[&str]; 7] = [
            &["", "春耕/情况表", "", "", ""],
            &["", "单位：亩", "", "", ""],
            &["", "地区", "面积", "", ""],
            &["", "", "甲<乙", "", "二"],
            &["", "", "", "", ""],
            &["", "", "丙", "", ""],
            &["", "注：初步", "", "", ""],
        ];
        let (name, lines) =
            read("Sheet1", &cells, &[[1, 0, 1, 4], [3, 1, 6, 1], [3, 2, 3, 4], [9, 9, 9, 12]]);
        assert_eq!(name, "春耕 情况表.fodt");
        let line = |mark, text: &str| (mark, text.to_owned());
        let expected = [
            line(Mark::Title, "春耕/情况表"),
            line(Mark::None, "单位：亩"),
            line(Mark::Row, "地区|面积| 0:1×3 7:2×1"),
            line(Mark::Row, "|甲<乙|二"),
            line(Mark::Row, "|丙|"),
            line(Mark::None, "注：初步"),
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn the_name_somebody_gave_is_the_title_of_a_sheet_that_has_none() {
        let cells: [&[&str]; 2] = [&["甲", "乙"], &["一\n二", "三"]];
        let titles = |name: &str| read(name, &cells, &[]).1;
        assert_eq!(titles("名单")[0], (Mark::Title, "名单".to_owned()));
        for name in ["Sheet2", "sheet 1", "工作表1", "xl/worksheets/sheet1.xml", "1"] {
            assert_eq!(titles(name)[0].0, Mark::Row, "{name}");
        }
        assert_eq!(titles("1")[1].1, "一 二|三 4/");
        let long = "某".repeat(61);
        let (name, lines) = read("名单", &[&[&long, ""], &["甲", "乙"], &["丙", "丁"]], &[]);
        assert_eq!(
            (name.as_str(), lines[0].0, lines[1].1.as_str()),
            ("名单.fodt", Mark::Title, long.as_str())
        );
    }

    #[test]
    fn a_row_of_one_cell_is_a_note_only_where_it_begins_at_the_left_and_nothing_reaches_down_to_it() {
        let last = |cells: [&str; 2], joined: &[[usize; 4]]| {
            read("1", &[&["甲", "乙"], &["丙", "丁"], &cells], joined).1.pop().unwrap().0
        };
        assert_eq!(last(["戊", ""], &[]), Mark::None);
        assert_eq!(last(["戊", ""], &[[2, 1, 3, 1]]), Mark::Row);
        assert_eq!(last(["", "戊"], &[]), Mark::Row);
    }

    #[test]
    fn places_that_no_sheet_has_join_nothing() {
        let cells: [&[&str]; 2] = [&["甲", "乙"], &["丙", "丁"]];
        let huge = [[1, 0, usize::MAX, usize::MAX], [1, 0, 2, 1], [2, 1, 1, 0], [1, 1, 1, 1]];
        let (_, lines) = read("1", &cells, &huge);
        assert_eq!(
            lines.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("/"),
            "甲|乙 0:2×2/丙|丁"
        );
    }

    #[test]
    fn a_place_that_is_joined_takes_as_many_cells_as_it_names() {
        let cells: [&[&str]; 4] =
            [&["甲", "乙", "丙"], &["丁", "", "戊"], &["己", "", "庚"], &["辛", "壬", "癸"]];
        let joined = |places: &[[usize; 4]]| {
            let (_, lines) = read("1", &cells, places);
            lines.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("/")
        };
        assert_eq!(joined(&[]), "甲|乙|丙/丁||戊/己||庚/辛|壬|癸");
        assert_eq!(joined(&[[1, 1, 3, 1]]), "甲|乙|丙 4:1×3/丁||戊/己||庚/辛|壬|癸");
        assert_eq!(joined(&[[2, 0, 2, 1]]), "甲|乙|丙/丁||戊 0:2×1/己||庚/辛|壬|癸");
        assert_eq!(joined(&[[2, 0, 2, 1], [3, 0, 3, 1]]), "甲|乙|丙/丁||戊 0:2×1/己||庚 0:2×1/辛|壬|癸");
        // What begins in a cell that says nothing joins none.
        assert_eq!(joined(&[[3, 1, 4, 1]]), joined(&[]));
    }
}

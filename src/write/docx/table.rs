//! Tables in Word.

use crate::pages::{Cell, Row, Stand, Table};
use crate::template::{StyleName, Template};
use crate::units::Length;
use crate::write::docx::run::{HINT, run};
use crate::write::docx::styles::{justification, named};
use crate::write::docx::xml::Xml;

/// Writes a table.
pub(super) fn table(xml: &mut Xml, table: &Table, template: &Template, titled: bool) {
    let width: i64 = table.columns.iter().map(|column| column.as_twips()).sum();
    let padding = table.padding.as_twips();
    xml.put(format_args!("<w:tbl><w:tblPr><w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:tblBorders>"));
    // Eighths of a point.
    let line = template.table_line.as_emu() * 8 / 12_700;
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        xml.put(format_args!(
            "<w:{side} w:val=\"single\" w:sz=\"{line}\" w:space=\"0\" w:color=\"000000\"/>"
        ));
    }
    xml.put(format_args!(
        "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"{padding}\" w:type=\"dxa\"/><w:right w:w=\"{padding}\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>"
    ));
    for column in &table.columns {
        xml.put(format_args!("<w:gridCol w:w=\"{}\"/>", column.as_twips()));
    }
    xml.raw("</w:tblGrid>");
    for (i, row) in table.rows.chunk_by(|above, below| above.row == below.row).enumerate() {
        let head = i < table.heads;
        let less = if i == 0 { TOP_LINE } else { Length::ZERO };
        table_row(xml, table, row, (head, less), template, titled);
    }
    xml.raw("</w:tbl>");
}

/// Taken off the first row: a table has one line more than rows on every page, and the text must stay on the grid.
const TOP_LINE: Length = Length::twips(20);

/// Taken off each line of a row in pieces: a page full of them has room for the lines above and below them.
const PIECE: Length = Length::twips(3);

/// The rows of the head are repeated on every page the table runs over; `less` is taken off the height of the grid. A row in pieces breaks
/// over pages between its lines, which its height would forbid.
fn table_row(
    xml: &mut Xml,
    table: &Table,
    pieces: &[Row],
    (head, less): (bool, Length),
    template: &Template,
    titled: bool,
) {
    let name = if head { StyleName::TableHead } else { StyleName::Table };
    let style = template.style(name);
    xml.raw("<w:tr>");
    let stands = match pieces {
        [row] => {
            let height = (table.pitch * row.lines as i64 - less).as_twips();
            let repeat = if head { "<w:tblHeader/>" } else { "" };
            xml.put(format_args!(
                "<w:trPr><w:cantSplit/><w:trHeight w:val=\"{height}\" w:hRule=\"atLeast\"/>{repeat}</w:trPr>"
            ));
            "center"
        }
        _ => "top",
    };
    let id = named(name, titled).id;
    let look = look(table, style.size, template);
    let (first, mut column) = (&pieces[0], 0);
    while let Some(cell) = first.cells.get(column) {
        let columns = columns_of(&first.cells[column..]);
        let width: i64 = table.columns[column..column + columns].iter().map(|width| width.as_twips()).sum();
        let at_top =
            stands == "top" || cell.stand.rows() > 1 && table.stands_at_top(first.row, cell.stand.rows());
        xml.put(format_args!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>"));
        spans(xml, cell, columns);
        let stands = if at_top { "top" } else { stands };
        xml.put(format_args!("<w:vAlign w:val=\"{stands}\"/></w:tcPr>"));
        for text in paragraphs(pieces, column) {
            xml.put(format_args!("<w:p><w:pPr><w:pStyle w:val=\"{id}\"/>"));
            let less = if pieces.len() > 1 { PIECE } else { Length::ZERO };
            if table.pitch - less != style.pitch {
                let pitch = (table.pitch - less).as_twips();
                xml.put(format_args!("<w:spacing w:line=\"{pitch}\" w:lineRule=\"exact\"/>"));
            }
            if cell.stand.columns() > 0 && cell.align != style.align {
                xml.put(format_args!("<w:jc w:val=\"{}\"/>", justification(cell.align)));
            }
            xml.raw("</w:pPr>");
            run(xml, &text, style, &look);
            xml.raw("</w:p>");
        }
        xml.raw("</w:tc>");
        column += columns;
    }
    xml.raw("</w:tr>");
}

/// The paragraphs of a cell; a line feed in one is a line that ends where a word does.
fn paragraphs(pieces: &[Row], column: usize) -> Vec<String> {
    if !pieces[0].cells[column].forced {
        let text: String = pieces.iter().map(|row| row.cells[column].text.as_str()).collect();
        return text.split('\n').map(str::to_owned).collect();
    }
    // Of a row in pieces a cell has as many lines as there are, the last of them empty.
    let filled = |(i, row): (usize, &Row)| i == 0 || !row.cells[column].text.is_empty();
    let pieces = pieces.iter().enumerate().filter(|(i, row)| filled((*i, row)));
    let lines = pieces.flat_map(|(_, row)| {
        let cell = &row.cells[column];
        cell.lines.iter().map(|(line, last)| (&cell.text[line.clone()], *last))
    });
    let (mut paragraphs, mut ended) = (vec![String::new()], false);
    for (line, last) in lines {
        if ended {
            paragraphs.push(String::new());
        }
        if let Some(paragraph) = paragraphs.last_mut() {
            paragraph.push_str(line);
            paragraph.push_str(if last { "" } else { "\n" });
        }
        ended = last;
    }
    paragraphs
}

/// What a run says of itself: its size, where that is not the one of its style.
fn look(table: &Table, own: Length, template: &Template) -> String {
    let size = table.size_in(own, template.style(StyleName::Table).size);
    let half_points = size.as_half_points();
    match size == own {
        true => HINT.to_owned(),
        false => format!("{HINT}<w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/>"),
    }
}

/// How many columns the cell takes that begins here or above.
fn columns_of(cells: &[Cell]) -> usize {
    1 + cells[1..].iter().take_while(|cell| cell.stand.goes_on()).count()
}

/// The columns a cell takes, and whether it goes on below or comes from above.
fn spans(xml: &mut Xml, cell: &Cell, columns: usize) {
    if columns > 1 {
        xml.put(format_args!("<w:gridSpan w:val=\"{columns}\"/>"));
    }
    match cell.stand {
        Stand::Own { rows: 2.., .. } => xml.raw("<w:vMerge w:val=\"restart\"/>"),
        Stand::Joined { .. } => xml.raw("<w:vMerge/>"),
        Stand::Own { .. } => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::Align;
    use crate::write::docx::sample::{between, holds, markup, template};

    fn cell(text: &str, stand: Stand) -> Cell {
        let lines = vec![(0..text.len(), true)];
        Cell { text: text.to_owned(), forced: false, lines, align: Align::Center, stand }
    }

    /// A table of two columns, 20 and 30 mm wide; each row is two cells.
    fn two(rows: Vec<[Cell; 2]>, heads: usize) -> Table {
        let rows = rows.into_iter().enumerate();
        let rows = rows.map(|(row, cells)| Row { row, cells: cells.into(), lines: 2 }).collect();
        let style = template("gongwen").style(StyleName::Table).clone();
        let (columns, padding) = (vec![Length::mm(20), Length::mm(30)], Length::mm(1));
        Table { rows, heads, columns, padding, size: style.size, pitch: style.pitch }
    }

    fn written(set: &Table) -> String {
        markup(|xml| table(xml, set, &template("gongwen"), false))
    }

    fn plain(texts: [&str; 2]) -> [Cell; 2] {
        texts.map(|text| cell(text, Stand::ONE))
    }

    #[test]
    fn a_table_is_as_wide_as_its_columns_and_has_a_line_around_every_cell() {
        let text = written(&two(vec![plain(["甲", "乙"])], 1));
        holds(
            &text,
            &[
                "<w:tblW w:w=\"2835\" w:type=\"dxa\"/>",
                "<w:top w:val=\"single\" w:sz=\"4\"",
                "<w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>",
                "<w:left w:w=\"57\" w:type=\"dxa\"/><w:right w:w=\"57\"",
                "<w:gridCol w:w=\"1134\"/><w:gridCol w:w=\"1701\"/></w:tblGrid>",
                "<w:tcW w:w=\"1134\"",
                "甲",
                "<w:tcW w:w=\"1701\"",
                "乙",
            ],
        );
    }

    #[test]
    fn only_rows_of_the_head_are_repeated_and_the_first_is_less_high() {
        let rows = vec![plain(["甲", "乙"]), plain(["1", "2"]), plain(["3", "4"])];
        let text = written(&two(rows, 2));
        let rows = between(&text, "<w:trPr>", "</w:trPr>");
        let high = |twips: i64, more: &str| {
            format!("<w:cantSplit/><w:trHeight w:val=\"{twips}\" w:hRule=\"atLeast\"/>{more}")
        };
        let two_lines = (template("gongwen").style(StyleName::Table).pitch * 2).as_twips();
        assert_eq!(
            rows,
            [high(two_lines - 20, "<w:tblHeader/>"), high(two_lines, "<w:tblHeader/>"), high(two_lines, "")]
        );
        let styles = between(&text, "<w:pStyle w:val=\"", "\"");
        assert_eq!(
            styles,
            [
                "GongwenTableHead",
                "GongwenTableHead",
                "GongwenTableHead",
                "GongwenTableHead",
                "GongwenTable",
                "GongwenTable"
            ]
        );
        assert_eq!(between(&text, "<w:vAlign w:val=\"", "\""), ["center"; 6]);
    }

    #[test]
    fn joined_cells_are_those_of_word() {
        let own = |columns, rows| Stand::Own { columns, rows };
        let joined = |left, above| Stand::Joined { left, above };
        let wide = [cell("合计", own(2, 1)), cell("", joined(1, 0))];
        let tall = [cell("甲", own(1, 2)), cell("乙", Stand::ONE)];
        let below = [cell("", joined(0, 1)), cell("丙", Stand::ONE)];
        let text = written(&two(vec![wide, tall, below], 0));
        let cells: Vec<&str> = between(&text, "<w:tcPr>", "<w:vAlign");
        assert_eq!(
            cells,
            [
                "<w:tcW w:w=\"2835\" w:type=\"dxa\"/><w:gridSpan w:val=\"2\"/>",
                "<w:tcW w:w=\"1134\" w:type=\"dxa\"/><w:vMerge w:val=\"restart\"/>",
                "<w:tcW w:w=\"1701\" w:type=\"dxa\"/>",
                "<w:tcW w:w=\"1134\" w:type=\"dxa\"/><w:vMerge/>",
                "<w:tcW w:w=\"1701\" w:type=\"dxa\"/>",
            ]
        );
    }

    #[test]
    fn a_cell_says_its_alignment_where_it_is_not_that_of_its_style() {
        let mut row = plain(["甲", "乙"]);
        let usual = template("gongwen").style(StyleName::Table).align;
        row[0].align = usual;
        row[1].align = if usual == Align::Right { Align::Left } else { Align::Right };
        let text = written(&two(vec![row], 0));
        assert_eq!(
            between(&text, "<w:jc w:val=\"", "\""),
            [justification(if usual == Align::Right { Align::Left } else { Align::Right })]
        );
    }

    #[test]
    fn a_tall_cell_beside_a_row_in_pieces_stands_at_its_top() {
        let tall = [cell("甲", Stand::Own { columns: 1, rows: 2 }), cell("乙", Stand::ONE)];
        let below = [cell("", Stand::Joined { left: 0, above: 1 }), cell("丙", Stand::ONE)];
        let mut whole = two(vec![tall, below.clone(), plain(["丁", "戊"])], 0);
        assert_eq!(between(&written(&whole), "<w:vAlign w:val=\"", "\""), ["center"; 6]);
        // The second row is cut in two.
        whole.rows.insert(2, Row { row: 1, cells: below.into(), lines: 2 });
        let text = written(&whole);
        assert_eq!(
            between(&text, "<w:vAlign w:val=\"", "\""),
            ["top", "center", "top", "top", "center", "center"]
        );
        assert_eq!(text.matches("<w:cantSplit/>").count(), 2);
        let pitch = (whole.pitch - PIECE).as_twips();
        assert_eq!(text.matches(&format!("<w:spacing w:line=\"{pitch}\" w:lineRule=\"exact\"/>")).count(), 2);
    }

    #[test]
    fn a_cell_is_cut_where_its_text_is_or_where_words_end() {
        let row = |cell: Cell| Row { row: 0, cells: vec![cell], lines: 1 };
        let mut forced = cell("环境保护部门名单", Stand::ONE);
        assert_eq!(paragraphs(&[row(cell("甲\n乙", Stand::ONE))], 0), ["甲", "乙"]);
        let at = |characters: usize| characters * 3;
        forced.forced = true;
        forced.lines = vec![(0..at(4), false), (at(4)..at(6), true), (at(6)..at(8), true)];
        assert_eq!(paragraphs(&[row(forced.clone())], 0), ["环境保护\n部门", "名单"]);
        // Pieces of a row follow their lines.
        let piece = |text: &str, from: usize, last: bool, forced: bool| {
            row(Cell { forced, lines: vec![(from..text.len(), last)], ..cell(text, Stand::ONE) })
        };
        let pieces = |forced| {
            let lines = [("环境保护", 0, false), ("部门", 0, true), ("\n名单", 1, true), ("", 0, true)];
            paragraphs(&lines.map(|(text, from, last)| piece(text, from, last, forced)), 0)
        };
        assert_eq!(
            (pieces(false), pieces(true)),
            (
                vec!["环境保护部门".to_owned(), "名单".to_owned()],
                vec!["环境保护\n部门".to_owned(), "名单".to_owned()]
            )
        );
    }
}

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
    let text: String = pieces.iter().map(|row| row.cells[column].text.as_str()).collect();
    let cell = &pieces[0].cells[column];
    if pieces.len() > 1 || !cell.forced {
        return text.split('\n').map(str::to_owned).collect();
    }
    let mut paragraphs = vec![String::new()];
    for (i, (line, last)) in cell.lines.iter().enumerate() {
        if let Some(paragraph) = paragraphs.last_mut() {
            paragraph.push_str(&cell.text[line.clone()]);
            paragraph.push_str(if *last { "" } else { "\n" });
        }
        if *last && i + 1 < cell.lines.len() {
            paragraphs.push(String::new());
        }
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

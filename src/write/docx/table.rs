//! Tables in Word.

use crate::pages::{Cell, Row, Stand, TOP_LINE, Table};
use crate::template::{StyleName, Template};
use crate::units::Length;
use crate::write::docx::run::{HINT, TOLD, run, split, told};
use crate::write::docx::styles::{CELL_LINE, justification, named};
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

/// Taken off each line of a row in pieces: a page full of them has room for the lines above and below them.
const PIECE: Length = Length::twips(3);

/// The same where no head, which is less high, stands above the rows: two lines of them at the foot of a page have that room.
const HEADLESS: Length = Length::twips(10);

/// The line below a row, half a point.
const ROW_LINE: u32 = 10;

/// What is taken off each line of a row in pieces. In smaller type the layout leaves room for the lines of a page; that of the row itself comes
/// off its lines.
fn off_piece(table: &Table, lines: usize, smaller: bool) -> Length {
    match table.heads {
        _ if smaller => Length::twips(ROW_LINE.div_ceil(lines.max(1) as u32).into()),
        0 => HEADLESS,
        _ => PIECE,
    }
}

/// Taken off each line of any other row in smaller type: LibreOffice adds the line around a row, ten twips, to its height where its text
/// fills it, and the last row of a page full of them had no room.
const LINE: Length = Length::twips(12);

/// Taken off each line of a cell that goes on beside a row in pieces: so much more than [`PIECE`] that a line of it has room with its border
/// in a row of one line, and so little that over a whole page it has no line more than the row.
const BESIDE: Length = Length::twips(13);

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
    if let [row] = pieces {
        let height = (table.pitch * row.lines as i64 - less).as_twips();
        let repeat = if head { "<w:tblHeader/>" } else { "" };
        xml.put(format_args!(
            "<w:trPr><w:cantSplit/><w:trHeight w:val=\"{height}\" w:hRule=\"atLeast\"/>{repeat}</w:trPr>"
        ));
    }
    let id = named(name, titled).id;
    let smaller = table.pitch != template.style(StyleName::Table).pitch;
    let (first, mut column) = (&pieces[0], 0);
    let share = Length::emu(less.as_emu() / i64::try_from(first.lines.max(1)).unwrap_or(1));
    while let Some(cell) = first.cells.get(column) {
        let columns = columns_of(&first.cells[column..]);
        let width: i64 = table.columns[column..column + columns].iter().map(|width| width.as_twips()).sum();
        let at_top =
            pieces.len() > 1 || cell.stand.rows() > 1 && table.stands_at_top(first.row, cell.stand.rows());
        xml.put(format_args!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>"));
        spans(xml, cell, columns);
        let stands = if at_top { "top" } else { "center" };
        xml.put(format_args!("<w:vAlign w:val=\"{stands}\"/></w:tcPr>"));
        for text in paragraphs(pieces, column) {
            xml.put(format_args!("<w:p><w:pPr><w:pStyle w:val=\"{id}\"/>"));
            let narrower = match at_top {
                true if cell.stand.rows() == 1 => off_piece(table, pieces.len(), smaller),
                true if less == Length::ZERO => BESIDE,
                _ if smaller => LINE + share,
                _ => CELL_LINE,
            };
            let pitch = table.pitch - narrower;
            if pitch != style.pitch - CELL_LINE {
                let pitch = pitch.as_twips();
                xml.put(format_args!("<w:spacing w:line=\"{pitch}\" w:lineRule=\"exact\"/>"));
            }
            if cell.stand.columns() > 0 && cell.align != style.align {
                xml.put(format_args!("<w:jc w:val=\"{}\"/>", justification(cell.align)));
            }
            xml.raw("</w:pPr>");
            for (text, tracking, told) in told_in(text) {
                let look = look(table, name, tracking, template);
                run(xml, &text, style, &if told { look + TOLD } else { look });
            }
            xml.raw("</w:p>");
        }
        xml.raw("</w:tc>");
        column += columns;
    }
    xml.raw("</w:tr>");
}

/// Text, and the tracking of a line that some program would end elsewhere without it.
type Stretch = (String, Option<Length>);

/// The paragraphs of a cell, in stretches that are set alike; a line feed in one is a line that ends where a word does.
fn paragraphs(pieces: &[Row], column: usize) -> Vec<Vec<Stretch>> {
    if pieces[0].cells[column].forced {
        return forced(pieces, column).into_iter().map(|text| vec![(text, None)]).collect();
    }
    let mut paragraphs: Vec<Vec<Stretch>> = vec![Vec::new()];
    for (text, tracking) in pieces.iter().flat_map(|row| stretches(&row.cells[column])) {
        for (i, text) in text.split('\n').enumerate() {
            if i > 0 {
                paragraphs.push(Vec::new());
            }
            let Some(paragraph) = paragraphs.last_mut().filter(|_| !text.is_empty()) else { continue };
            match paragraph.last_mut() {
                Some((before, None)) if tracking.is_none() => before.push_str(text),
                _ => paragraph.push((text.to_owned(), tracking)),
            }
        }
    }
    paragraphs
}

/// The stretches with what stands around the ends of lines that LibreOffice must be told apart.
fn told_in(stretches: Vec<Stretch>) -> Vec<(String, Option<Length>, bool)> {
    let mut ends = Vec::new();
    let mut at = 0;
    for (text, tracking) in &stretches {
        at += text.len();
        ends.extend(tracking.map(|_| at));
    }
    if ends.is_empty() {
        return stretches.into_iter().map(|(text, tracking)| (text, tracking, false)).collect();
    }
    let whole: String = stretches.iter().map(|(text, _)| text.as_str()).collect();
    let told = told(&whole, ends.into_iter());
    let mut pieces = Vec::with_capacity(stretches.len() + 2 * told.len());
    let mut from = 0;
    for (text, tracking) in stretches {
        let stretch = from..from + text.len();
        from = stretch.end;
        pieces.extend(
            split(&told, stretch).into_iter().map(|(range, told)| (whole[range].to_owned(), tracking, told)),
        );
    }
    pieces
}

/// The text of a cell, cut where its tracking changes.
fn stretches(cell: &Cell) -> Vec<(&str, Option<Length>)> {
    let mut stretches = Vec::with_capacity(1);
    let mut from = 0;
    for (line, tracking) in &cell.held {
        stretches.push((&cell.text[from..line.start], None));
        stretches.push((&cell.text[line.clone()], Some(*tracking)));
        from = line.end;
    }
    stretches.push((&cell.text[from..], None));
    stretches
}

/// The paragraphs of a cell whose lines end where words do.
fn forced(pieces: &[Row], column: usize) -> Vec<String> {
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

/// What a run says of itself: its tracking and its size, where they are not those of its style.
fn look(table: &Table, name: StyleName, tracking: Option<Length>, template: &Template) -> String {
    let style = template.style(name);
    let mut look = HINT.to_owned();
    if let Some(tracking) = tracking {
        let tracking = template.tracking_in_word(name) + tracking - style.tracking;
        look.push_str(&format!("<w:spacing w:val=\"{}\"/>", tracking.as_twips()));
    }
    let size = table.size_in(style.size, template.style(StyleName::Table).size);
    if size != style.size {
        let half_points = size.as_half_points();
        look.push_str(&format!("<w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/>"));
    }
    look
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
        Cell { text: text.to_owned(), forced: false, lines, held: Vec::new(), align: Align::Center, stand }
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
    fn the_text_of_a_row_in_smaller_type_is_less_high_than_the_row() {
        let mut set = two(vec![plain(["甲", "乙"])], 0);
        assert!(!written(&set).contains("w:lineRule"));
        set.pitch = set.pitch - Length::twips(100);
        let high = (set.pitch * 2).as_twips();
        let text = written(&set);
        let lines = between(&text, "<w:spacing w:line=\"", "\" w:lineRule=\"exact\"/>");
        let lines: Vec<i64> = lines.iter().map(|line| line.parse().unwrap()).collect();
        // The row is two lines high; with the line around it they take no more.
        assert!(
            lines.len() == 2 && lines.iter().all(|line| line * 2 + 10 <= high - 20 && line * 2 + 50 > high),
            "{lines:?}"
        );
    }

    #[test]
    fn a_line_of_a_cell_that_ends_before_a_number_says_so() {
        let tracking = Some(Length::twips(3));
        let stretches =
            vec![("见《办法》".to_owned(), tracking), ("2026年".to_owned(), None), ("\n".to_owned(), None)];
        let pieces = told_in(stretches);
        let pieces: Vec<_> =
            pieces.iter().map(|(text, tracking, told)| (text.as_str(), *tracking, *told)).collect();
        assert_eq!(
            pieces,
            [("见《办法》", tracking, false), ("2", None, true), ("026年", None, false), ("\n", None, false)]
        );
        let mut row = plain(["法》2026年", "乙"]);
        row[0].held = vec![(0.."法》".len(), Length::twips(3))];
        assert_eq!(written(&two(vec![row.clone()], 0)).matches(TOLD).count(), 1);
        row[0].held.clear();
        assert!(!written(&two(vec![row], 0)).contains(TOLD));
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
        let pitches = |set: &Table| between(&written(set), "<w:spacing w:line=\"", "\"").join(" ");
        assert_eq!(pitches(&whole), "566 569");
        // A first row that is less high has room for its cells only where their lines are, too.
        whole.heads = 1;
        assert_eq!(pitches(&whole), "566 576");
        // In smaller type the line of a row comes off its lines.
        (whole.heads, whole.pitch) = (0, Length::twips(386));
        assert_eq!(pitches(&whole), "364 364 373 381 374 374");
    }

    #[test]
    fn a_line_of_a_cell_that_must_end_where_it_does_says_its_tracking() {
        let tracking = Length::twips(9);
        let held = |text: &str, line| Cell { held: vec![(line, tracking)], ..cell(text, Stand::ONE) };
        let row = |cell: Cell| Row { row: 0, cells: vec![cell], lines: 1 };
        let one = |text: &str| (text.to_owned(), None);
        let wide = |text: &str| (text.to_owned(), Some(tracking));
        assert_eq!(
            paragraphs(&[row(held("甲乙丙丁\n戊", 3..9))], 0),
            [vec![one("甲"), wide("乙丙"), one("丁")], vec![one("戊")]]
        );
        let pieces = [row(cell("甲", Stand::ONE)), row(cell("乙", Stand::ONE)), row(held("丙", 0..3))];
        assert_eq!(paragraphs(&pieces, 0), [vec![one("甲乙"), wide("丙")]]);
        let mut set = two(vec![[held("甲乙", 0..3), cell("丙", Stand::ONE)]], 0);
        let size = "<w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/>";
        for (points, size) in [(Length::points(14), ""), (Length::twips(210), size)] {
            set.size = points;
            let run = |own: &str, text: &str| {
                format!("<w:r><w:rPr>{HINT}{own}{size}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
            };
            let text = written(&set);
            let both = run("<w:spacing w:val=\"9\"/>", "甲") + &run("", "乙");
            assert!(text.contains(&both), "{text}");
        }
    }

    #[test]
    fn a_cell_is_cut_where_its_text_is_or_where_words_end() {
        let row = |cell: Cell| Row { row: 0, cells: vec![cell], lines: 1 };
        let paragraphs = |pieces: &[Row], column| -> Vec<String> {
            let texts = |stretches: Vec<Stretch>| stretches.into_iter().map(|(text, _)| text).collect();
            paragraphs(pieces, column).into_iter().map(texts).collect()
        };
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

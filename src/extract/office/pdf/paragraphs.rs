//! Rows that go on in one another are a paragraph.

use std::ops::Range;

use crate::error::Result;
use crate::extract::looks::Look;
use crate::extract::office::flow::{Flow, Goal};
use crate::extract::office::grid::Cell;
use crate::extract::office::pdf::glyphs::{Piece, latin};
use crate::extract::office::pdf::rows::{Row, rows, usual};
use crate::extract::office::pdf::ruled::{self, Table};
use crate::extract::office::pdf::{Unit, contents, tables};
use crate::lexicon::numbering;
use crate::text::Mark;

/// Writes the rows of all pages as paragraphs and tables.
pub(super) fn write(flow: &mut Flow<'_>, pages: &[Vec<Row>], ruled: &[Table]) -> Result<()> {
    let habits = Habits::of(pages);
    let is_text = |row: &&Row| row.aside.is_none() && row.note.is_none();
    let rows: Vec<&Row> = pages.iter().flatten().filter(is_text).collect();
    for stretch in rows.chunk_by(|one, two| one.table.is_none() && two.table.is_none()) {
        match stretch.first().and_then(|row| ruled.get(row.table?)) {
            Some(table) => write_ruled(flow, table)?,
            None => write_stretch(flow, stretch, &habits)?,
        }
    }
    write_notes(flow, pages)?;
    for row in pages.iter().flatten() {
        let Some(rule) = row.aside else { continue };
        flow.aim(Goal::Out(rule));
        put(flow, row);
        flow.end_paragraph(Mark::None)?;
    }
    flow.aim(Goal::Text);
    Ok(())
}

/// Rows without lines drawn around them.
fn write_stretch(flow: &mut Flow<'_>, rows: &[&Row], habits: &Habits) -> Result<()> {
    let mut from = 0;
    for table in tables::stretches(rows) {
        write_text(flow, &rows[from..table.start], habits)?;
        write_table(flow, &rows[table.clone()])?;
        from = table.end;
    }
    write_text(flow, &rows[from..], habits)
}

/// A table whose lines are drawn.
fn write_ruled(flow: &mut Flow<'_>, table: &Table) -> Result<()> {
    let mut order: Vec<&ruled::Cell> = table.cells.iter().collect();
    order.sort_by_key(|cell| cell.columns.start);
    flow.begin_table();
    for row in 0..table.height() {
        flow.begin_row();
        for cell in order.iter().filter(|cell| cell.rows.contains(&row)) {
            let joins = cell.rows.start != row;
            flow.begin_cell(Cell { columns: cell.columns.len(), joins, ..Cell::default() });
            if !joins {
                write_cell(flow, cell)?;
            }
        }
    }
    flow.end_table()
}

/// The paragraphs of a cell: a line that is full goes on in the next.
fn write_cell(flow: &mut Flow<'_>, cell: &ruled::Cell) -> Result<()> {
    let rows = rows(cell.pieces.clone());
    let mut last: Option<&Row> = None;
    for row in &rows {
        match last {
            // Room for less than a character and the margin of the cell.
            Some(above) if above.right >= cell.right - above.size * 2 => between(flow, above, row),
            Some(_) => flow.end_paragraph(Mark::None)?,
            None => {}
        }
        put(flow, row);
        last = Some(row);
    }
    flow.end_paragraph(Mark::None)
}

fn write_text(flow: &mut Flow<'_>, rows: &[&Row], habits: &Habits) -> Result<()> {
    let mut last: Option<&Row> = None;
    let mut margin: Vec<&Row> = Vec::new();
    for row in rows {
        if row.is_marginal() {
            margin.push(row);
            continue;
        }
        match last {
            Some(above) if habits.goes_on(above, row) => between(flow, above, row),
            Some(above) if habits.is_one_head(above, row) => flow.part(),
            Some(above) => {
                flow.end_paragraph(habits.mark(above))?;
                write_margin(flow, &mut margin)?;
                if habits.is_apart(above, row) {
                    flow.end_paragraph(Mark::None)?;
                }
            }
            None => {}
        }
        put(flow, row);
        last = Some(row);
    }
    last.map_or(Ok(()), |row| flow.end_paragraph(habits.mark(row)))?;
    write_margin(flow, &mut margin)
}

/// Notes in the margin, below the paragraph they stand beside.
fn write_margin(flow: &mut Flow<'_>, rows: &mut Vec<&Row>) -> Result<()> {
    for row in rows.drain(..) {
        put(flow, row);
        flow.end_paragraph(Mark::None)?;
    }
    Ok(())
}

/// The footnotes, each a paragraph.
fn write_notes(flow: &mut Flow<'_>, pages: &[Vec<Row>]) -> Result<()> {
    let rows: Vec<&Row> = pages.iter().flatten().filter(|row| row.note.is_some()).collect();
    for note in rows.chunk_by(|above, row| above.note == row.note) {
        flow.aim(note[0].note.map_or(Goal::Text, Goal::Note));
        put(flow, note[0]);
        for pair in note.windows(2) {
            between(flow, pair[0], pair[1]);
            put(flow, pair[1]);
        }
        flow.end_paragraph(Mark::None)?;
    }
    Ok(())
}

fn write_table(flow: &mut Flow<'_>, rows: &[&Row]) -> Result<()> {
    flow.begin_table();
    for row in rows {
        flow.begin_row();
        for cell in row.ranges() {
            flow.begin_cell(Cell::default());
            put_cell(flow, row, cell);
            flow.end_paragraph(Mark::None)?;
        }
    }
    flow.end_table()
}

/// The characters of a row.
fn put(flow: &mut Flow<'_>, row: &Row) {
    for (i, cell) in row.ranges().enumerate() {
        if i > 0 {
            flow.gap();
        }
        put_cell(flow, row, cell);
    }
}

fn put_cell(flow: &mut Flow<'_>, row: &Row, cell: Range<usize>) {
    for at in cell {
        put_piece(flow, &row.pieces[at], |raised| row.anchor(at, raised));
    }
}

/// The characters of a piece; `anchor` knows the footnotes of what is raised.
fn put_piece(flow: &mut Flow<'_>, piece: &Piece, anchor: impl Fn(usize) -> Option<usize>) {
    let mut from = 0;
    for (i, (range, up)) in piece.raised.iter().enumerate() {
        flow.text(&piece.text[from..range.start], Look::default());
        match anchor(i) {
            Some(key) => flow.anchor(key),
            None => {
                flow.text(&piece.text[range.clone()], Look { raised: *up, lowered: !*up, ..Look::default() })
            }
        }
        from = range.end;
    }
    flow.text(&piece.text[from..], Look::default());
}

/// White space between two rows of a paragraph, where words are parted by it.
fn between(flow: &mut Flow<'_>, above: &Row, row: &Row) {
    let ends = above
        .pieces
        .last()
        .is_some_and(|piece| piece.text.trim_end().ends_with(|c| latin(c) || ",.;:)".contains(c)));
    if ends && row.pieces.first().is_some_and(|piece| piece.text.trim_start().starts_with(latin)) {
        flow.text(" ", Look::default());
    }
}

/// Characters of a column at least: rows that are all shorter are lines of their own.
const LEAST: Unit = 12;

/// How a file sets its paragraphs.
struct Habits {
    /// Base line to base line, where most rows are; 0 in a file of one row.
    pitch: Unit,
    /// Edges of its columns, for one too short to show them: the last page.
    edges: (Unit, Unit),
    /// Whether paragraphs begin with an indent.
    indents: bool,
    /// Size of most rows.
    size: Unit,
}

impl Habits {
    fn of(pages: &[Vec<Row>]) -> Habits {
        let text = |pair: &&[Row]| !pair[1].first && pair.iter().all(|row| row.table.is_none());
        let pairs = || pages.iter().flat_map(|page| page.windows(2)).filter(text);
        let pitch = usual(pairs().map(|pair| pair[1].base - pair[0].base).filter(|pitch| *pitch > 0));
        let rows = || pages.iter().flatten().filter(|row| row.aside.is_none() && row.table.is_none());
        let edges = (usual(rows().map(|row| row.column.0)), usual(rows().map(|row| row.column.1)));
        let indented = rows().filter(|row| indent(row, row.column.0) == Indent::Two).count();
        // A page of one paragraph of twenty lines has one.
        let size = usual(rows().map(|row| row.size));
        Habits { pitch, edges, indents: indented * 20 >= rows().count(), size }
    }

    /// The edges of the column of a row.
    fn edges(&self, row: &Row) -> (Unit, Unit) {
        let near = (row.column.0 - self.edges.0).abs() <= 4 * row.size;
        if near && !row.justified {
            (row.column.0.min(self.edges.0), row.column.1.max(self.edges.1))
        } else {
            row.column
        }
    }

    /// Whether `row` goes on with the paragraph of `above`.
    fn goes_on(&self, above: &Row, row: &Row) -> bool {
        let near = row.first || (row.base - above.base) * 10 <= self.pitch.max(above.size) * 15;
        let numbered = !self.indents && numbering::marker(&row.text()).is_some();
        let begins = numbered || indent(row, self.edges(row).0) != Indent::None;
        let single = !above.has_gap() && !row.has_gap();
        row.is_sized_as(above)
            && near
            && single
            && !begins
            && self.is_full(above, row)
            && !self.ends(above)
            && !self.is_centred(above)
    }

    /// Whether two rows are lines of one title, which is larger than the text and stands in the middle.
    fn is_one_head(&self, above: &Row, row: &Row) -> bool {
        let large = |row: &Row| row.size * 10 >= self.size * 12 && self.is_centred(row);
        // Titles have a line and a half of white at most (GB/T 9704-2012 figures 1 to 4: 35 points for type of 22).
        !row.first
            && row.is_sized_as(above)
            && large(above)
            && large(row)
            && row.base - above.base <= above.size * 2
    }

    /// Whether the first word of `row` had no room in `above`.
    fn is_full(&self, above: &Row, row: &Row) -> bool {
        let text = row.text();
        let word = text.chars().take_while(|c| c.is_ascii_graphic()).count();
        // A mark that must not begin a line takes a character with it.
        let room = above.size * 8 / 5 + above.size / 2 * Unit::try_from(word.min(24)).unwrap_or(0);
        let (left, right) = self.edges(above);
        right - left >= LEAST * above.size && above.right >= right - room
    }

    /// Whether a full row ends a paragraph: where paragraphs have no indent, a sentence that ends there is all that tells.
    fn ends(&self, above: &Row) -> bool {
        let text = above.text();
        !self.indents && text.ends_with(['。', '！', '？', '：', '.', ':']) || contents::is_entry(&text)
    }

    /// Whether more than a line's white is between two rows.
    fn is_apart(&self, above: &Row, row: &Row) -> bool {
        !row.first && (row.base - above.base) * 10 >= self.pitch.max(above.size) * 17
    }

    fn is_centred(&self, row: &Row) -> bool {
        self.place(row) == Mark::Centered
    }

    /// What place and size of a row say.
    fn mark(&self, row: &Row) -> Mark {
        match self.place(row) {
            Mark::Centered if self.is_title(row) => Mark::Title,
            place => place,
        }
    }

    /// Whether a row is as large as a title beside its text: 二号 beside 三号 is 1.4 times as large, and pages from the web have up to
    /// twice; the mark of an organ has four times.
    fn is_title(&self, row: &Row) -> bool {
        (self.size * 5..=self.size * 8).contains(&(row.size * 4))
    }

    /// What the place of a row says.
    fn place(&self, row: &Row) -> Mark {
        let (left, right) = self.edges(row);
        let (before, behind) = (row.left - left, right - row.right);
        let width = right - left;
        let short = (row.right - row.left) * 4 <= width * 3
            || indent(row, left) != Indent::Two && before > row.size * 2;
        if short && before > row.size && behind > row.size && (before - behind).abs() <= row.size * 3 / 2 {
            Mark::Centered
        } else if before * 2 > width && behind <= row.size * 5 {
            Mark::Right
        } else {
            Mark::None
        }
    }
}

/// How far in a row begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Indent {
    None,
    /// About two characters.
    Two,
    More,
}

fn indent(row: &Row, left: Unit) -> Indent {
    let by = row.left - left;
    if by * 10 < row.size * 8 {
        Indent::None
    } else if by * 2 <= row.size * 5 {
        Indent::Two
    } else {
        Indent::More
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Log;
    use crate::rules::Rules;
    use crate::text::Line;

    /// A row of type of `size`, at so many characters of 16 points from the left edge of a column of 28, on this line of 28 points.
    fn row(text: &str, at: (Unit, Unit), size: Unit) -> Piece {
        let width = Unit::try_from(text.chars().count()).unwrap() * size * 100;
        let left = 8000 + at.0 * 1600;
        Piece {
            left,
            right: left + width,
            base: at.1 * 2800,
            size: size * 100,
            text: text.to_owned(),
            raised: Vec::new(),
        }
    }

    fn full(indent: Unit, line: Unit) -> Piece {
        row(&"文".repeat(usize::try_from(28 - indent).unwrap()), (indent, line), 16)
    }

    fn lines(pages: Vec<Vec<Piece>>) -> Vec<Line> {
        let pages: Vec<Vec<Row>> = pages.into_iter().map(rows).collect();
        let (mut log, rules) = (Log::new(), Rules::default());
        let mut flow = Flow::new(&mut log, &rules);
        write(&mut flow, &pages, &[]).unwrap();
        flow.done().unwrap().lines
    }

    /// Characters of each line.
    fn lengths(pages: Vec<Vec<Piece>>) -> Vec<usize> {
        lines(pages).iter().map(|line| line.text.chars().count()).collect()
    }

    #[test]
    fn full_rows_go_on_until_a_short_one_or_an_indent() {
        let page = vec![full(2, 1), full(0, 2), row("短。", (0, 3), 16), full(2, 4), full(2, 5), full(0, 6)];
        assert_eq!(lengths(vec![page]), [26 + 28 + 2, 26, 26 + 28]);
    }

    #[test]
    fn paragraphs_go_on_over_pages() {
        assert_eq!(
            lengths(vec![vec![full(2, 1), full(0, 2)], vec![full(0, 1), row("完。", (0, 2), 16)]]),
            [84]
        );
    }

    #[test]
    fn the_two_sides_of_a_sheet_have_margins_of_their_own() {
        let side = |by: Unit| {
            let moved = |piece: Piece| Piece { left: piece.left + by, right: piece.right + by, ..piece };
            let text = [full(2, 2), full(0, 3), full(0, 4), full(0, 5), full(0, 6), row("完。", (0, 7), 16)];
            let head = row("第七章", (-2, 1), 16);
            [head].into_iter().chain(text).map(moved).collect::<Vec<_>>()
        };
        assert_eq!(lengths(vec![side(0), side(8000)]), [3, 140, 3, 140]);
    }

    #[test]
    fn a_note_in_the_margin_stands_below_its_paragraph() {
        let mut page = vec![full(2, 1), full(0, 2), full(0, 3), full(0, 4), full(0, 5), full(0, 7)];
        page.push(Piece { left: 0, right: 6400, ..row("见第九节", (0, 6), 12) });
        page.push(row(&"文".repeat(28), (0, 6), 16));
        page.iter_mut().filter(|piece| piece.base == 6 * 2800).for_each(|piece| {
            piece.base += if piece.left == 0 { -1000 } else { 0 };
        });
        assert_eq!(lengths(vec![page]), [26 + 6 * 28, 4]);
    }

    #[test]
    fn without_indents_a_sentence_or_a_number_ends_them() {
        let ends = || row(&("文".repeat(27) + "。"), (0, 2), 16);
        assert_eq!(lengths(vec![vec![full(0, 1), ends(), full(0, 3), full(0, 4)]]), [56, 56]);
        let heading = row(&("一、".to_owned() + &"题".repeat(26)), (0, 2), 16);
        assert_eq!(lengths(vec![vec![full(0, 1), heading, full(0, 3)]]), [28, 56]);
    }

    #[test]
    fn rows_far_apart_or_of_another_size_are_paragraphs_of_their_own() {
        assert_eq!(lengths(vec![vec![full(2, 1), full(0, 2), full(0, 4), full(0, 5)]]), [54, 56]);
        let small = row(&"注".repeat(37), (0, 3), 12);
        assert_eq!(lengths(vec![vec![full(2, 1), full(0, 2), small]]), [54, 37]);
    }

    #[test]
    fn a_row_in_the_middle_does_not_go_on_though_it_is_nearly_full() {
        let heading =
            Piece { left: 8000 + 4160, right: 8000 + 4160 + 24 * 1600, ..row(&"题".repeat(24), (0, 3), 16) };
        let page = vec![full(2, 1), full(0, 2), heading, full(0, 4)];
        assert_eq!(lengths(vec![page]), [54, 24, 28]);
    }

    #[test]
    fn short_rows_alone_are_lines() {
        let list = (1..=6).map(|i| row("第一名张三", (0, i), 16)).collect();
        assert_eq!(lengths(vec![list]), [5; 6]);
    }

    #[test]
    fn a_title_of_two_lines_is_one_and_stands_in_the_middle() {
        let page = vec![
            row("关于开展全县农田水利建设", (6, 1), 22),
            row("督查情况的通报", (9, 2), 22),
            full(2, 4),
            full(0, 5),
            row("石桥县水利局", (19, 7), 16),
        ];
        let lines = lines(vec![page]);
        let marks: Vec<Mark> = lines.iter().map(|line| line.mark).collect();
        assert_eq!(marks, [Mark::Title, Mark::None, Mark::Right]);
        assert_eq!(
            lines[0].text.split("  ").collect::<Vec<_>>(),
            ["关于开展全县农田水利建设", "督查情况的通报"]
        );
        assert_eq!((lines[1].blank_above, lines[2].blank_above), (1, 1));
    }

    #[test]
    fn the_mark_of_an_organ_is_no_title() {
        let page =
            vec![row("县政府文件", (4, 2), 62), row("标题", (12, 5), 22), full(2, 7), full(0, 8), full(0, 9)];
        let marks: Vec<Mark> = lines(vec![page]).iter().map(|line| line.mark).collect();
        assert_eq!(marks, [Mark::Centered, Mark::Title, Mark::None]);
    }

    #[test]
    fn words_of_two_rows_are_parted() {
        let word = |text: &str, line| Piece { right: 8000 + 28 * 1600, ..row(text, (0, line), 16) };
        let found = lines(vec![vec![word("one two", 1), word("three", 2), full(2, 3), full(0, 4)]]);
        assert_eq!(found[0].text.to_string(), "one two three");
    }

    #[test]
    fn a_blank_stands_between_words_and_none_between_characters() {
        let found = |above: &str, below: &str| {
            let set = |text: &str, line| Piece { right: 8000 + 28 * 1600, ..row(text, (0, line), 16) };
            let page = vec![set(above, 1), set(below, 2), full(2, 3), full(0, 4)];
            lines(vec![page])[0].text.to_string()
        };
        for end in [",", ";", ")", "9"] {
            assert_eq!(found(&format!("one{end}"), "two"), format!("one{end} two"));
        }
        assert_eq!(found("one", "三"), "one三");
        assert_eq!(found("一", "two"), "一two");
        assert_eq!(found("一，", "two"), "一，two");
    }

    #[test]
    fn cells_below_each_other_are_rows_though_no_lines_are_drawn() {
        let cells = |texts: [&str; 3], line| {
            let at = [0, 9, 18];
            std::iter::zip(texts, at).map(|(text, at)| row(text, (at, line), 16)).collect::<Vec<_>>()
        };
        let page = [
            vec![full(2, 1), full(0, 2)],
            cells(["单位", "姓名", "电话"], 4),
            cells(["水利局", "张三", "101"], 5),
            vec![full(2, 7), full(0, 8)],
        ];
        let lines = lines(vec![page.concat()]);
        let found: Vec<(Mark, usize)> =
            lines.iter().map(|line| (line.mark, line.text.chars().count())).collect();
        assert_eq!(found, [(Mark::None, 54), (Mark::Row, 8), (Mark::Row, 10), (Mark::None, 54)]);
        assert_eq!(
            (lines[1].text.as_str(), lines[2].text.as_str()),
            ("单位\t姓名\t电话", "水利局\t张三\t101")
        );
    }

    #[test]
    fn lines_of_a_title_are_large_close_to_each_other_and_alike() {
        let text = || vec![full(2, 6), full(0, 7), full(2, 8), full(0, 9)];
        let heads = |above: Piece, below: Piece| {
            let page = [vec![above, below], text()].concat();
            lines(vec![page]).len() - 2
        };
        let large = |line, size| row("水利工作简报", ((28 * 16 - 6 * size) / 32, line), size);
        assert_eq!(heads(large(1, 22), large(2, 22)), 1);
        // A line of white between them, type of another size, type of the text.
        assert_eq!(heads(large(1, 22), large(3, 22)), 2);
        assert_eq!(heads(large(1, 32), large(2, 22)), 2);
        assert_eq!(heads(large(1, 16), large(2, 16)), 2);
        // The organ that signs stands at the right.
        assert_eq!(heads(large(1, 22), row("水利局", (22, 2), 22)), 2);
    }

    #[test]
    fn a_title_on_the_next_page_is_another() {
        let page = |end: &[Piece]| [&[full(2, 2), full(0, 3), full(2, 4), full(0, 5)], end].concat();
        let title = |line| row("水利工作简报", (10, line), 22);
        let next = [vec![title(1)], page(&[])].concat();
        assert_eq!(lengths(vec![page(&[title(6)]), next]), [54, 54, 6, 6, 54, 54]);
    }

    #[test]
    fn rows_of_a_short_page_are_full_where_those_of_the_others_are() {
        let page = (0..4).flat_map(|i| [full(2, 2 * i + 1), full(0, 2 * i + 2)]).collect();
        let last = vec![row(&"文".repeat(18), (2, 1), 16), row(&"文".repeat(20), (0, 2), 16)];
        assert_eq!(lengths(vec![page, last]), [54, 54, 54, 54, 18, 20]);
    }

    #[test]
    fn a_title_is_larger_than_the_text_but_no_mark_of_an_organ() {
        let mark = |size| {
            let head = row("水利工作", ((28 * 16 - 4 * size) / 32, 1), size);
            lines(vec![vec![head, full(2, 5), full(0, 6), full(0, 7), full(0, 8)]])[0].mark
        };
        // 三号 is the size of the text, 二号 that of titles; pages from the web have up to twice.
        assert_eq!([16, 19, 20, 22, 32, 33].map(mark), {
            let (centred, title) = (Mark::Centered, Mark::Title);
            [centred, centred, title, title, title, centred]
        });
    }

    #[test]
    fn what_ends_at_the_right_edge_stands_at_the_right() {
        let mark = |at, text: &str| {
            lines(vec![vec![full(2, 1), full(0, 2), full(0, 3), row(text, (at, 5), 16)]])[1].mark
        };
        assert_eq!(mark(20, "石桥县水利局"), Mark::Right);
        // Up to four characters in, as a signature above its date.
        assert_eq!(mark(17, "石桥县水利局"), Mark::Right);
        assert_eq!(mark(16, "石桥县水利局"), Mark::None);
        assert_eq!(mark(11, "石桥县水利局"), Mark::Centered);
        assert_eq!(mark(2, "石桥县水利局"), Mark::None);
    }

    #[test]
    fn a_row_is_full_where_the_next_word_had_no_room() {
        let page = |letters: usize| {
            let word = "a".repeat(letters) + &"文".repeat(5);
            let text = [full(2, 1), full(0, 2), full(0, 3), full(0, 4), full(0, 5)];
            let last = [row(&"文".repeat(20), (0, 6), 16), row(&word, (0, 7), 16)];
            lengths(vec![text.into_iter().chain(last).collect()])
        };
        // Room for eight characters is taken by thirteen letters and the mark that may not begin a line.
        assert_eq!(page(13), [26 + 4 * 28 + 20 + 18]);
        assert_eq!(page(12), [26 + 4 * 28 + 20, 17]);
    }
}

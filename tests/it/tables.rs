//! Tables whose cells are joined or have several lines: what a page says of them stands in Word and on every sheet.

use chengwen::document::{Article, Block, Document, Role};
use chengwen::font::Book;
use chengwen::layout::{Options, layout};
use chengwen::pipeline::{self, ReadOptions};
use chengwen::sheet::{Item, Part, Sheets};
use chengwen::template::builtin;
use chengwen::text::{Meaning, Rich, Span};

use crate::corpus::{case, docx};

/// What is said of the cells of a table.
fn of_cells(text: &Rich) -> Vec<Span> {
    let cells = |span: &&Span| matches!(span.meaning, Meaning::Cell { .. } | Meaning::Break);
    text.spans().iter().filter(cells).cloned().collect()
}

fn tables(document: &Document) -> Vec<&Rich> {
    let blocks = document.articles.iter().flat_map(|article| &article.blocks);
    blocks.filter(|block| block.role == Role::Table).map(|block| &block.text).collect()
}

#[test]
fn joined_cells_come_back_from_word_as_they_were() {
    let reading = case("joined").read();
    let again = pipeline::read(&docx(&reading), &ReadOptions::default()).unwrap();
    let (before, after) = (tables(&reading.document), tables(&again.document));
    assert_eq!((before.len(), after.len()), (1, 1));
    assert_eq!(after[0].as_str(), before[0].as_str());
    assert_eq!(of_cells(after[0]), of_cells(before[0]));
    assert!(of_cells(before[0]).len() > 5);
}

/// A table of `rows` rows whose first column is one cell below the head.
fn document(rows: usize, first: &str) -> Document {
    let mut text = Rich::from("类别\t任务\n");
    text.mark_end(Meaning::Cell { columns: 1, rows });
    text.push_str(first);
    for row in 0..rows {
        let (begin, long) =
            if row > 0 { ("\n", "甲乙丙丁戊己".repeat(row % 3)) } else { ("", "丁".repeat(170)) };
        text.push_str(&format!("{begin}\t任务{long}"));
    }
    let block = Block { role: Role::Table, text, line: 1 };
    Document { articles: vec![Article { blocks: vec![block], ..Article::default() }], ..Document::default() }
}

/// The text of the cell below the head of the first column, sheet by sheet; and the lines drawn inside of it.
fn first_column(document: &Document) -> (Vec<String>, usize) {
    let (template, book) = (builtin("gongwen").unwrap(), Book::builtin());
    let pages = layout(document, &template, &Options::default());
    let column = pages.body.paragraphs.iter().find_map(|set| set.table.as_ref()).unwrap().columns[0];
    let points = |length: chengwen::units::Length| length.as_emu() as f32 / 12_700.0;
    let middle = points(template.paper.left) + points(column) / 2.0;
    let (mut texts, mut inside) = (Vec::new(), 0);
    for sheet in Sheets::new(&pages, &template, &book).iter() {
        let mut text = String::new();
        let mut cuts: Vec<f32> = Vec::new();
        for piece in &sheet.pieces {
            for item in &piece.items {
                match (item, piece.part) {
                    (Item::Text(set), Part::Cell { row: 1, column: 0, again: false, .. }) => {
                        let glyphs = set.runs.iter().flat_map(|run| &set.glyphs[run.glyphs.clone()]);
                        text.extend(glyphs.map(|glyph| set.shown(glyph).to_string()));
                    }
                    (Item::Bar(bar), Part::Decoration) => {
                        let [x, y, end, bottom] = bar.edges;
                        let level = bottom - y < end - x;
                        let crosses = x < middle && end > middle;
                        cuts.extend((level && crosses).then_some(y));
                    }
                    _ => {}
                }
            }
        }
        // The top, the line below the head and the bottom.
        inside += cuts.len() - 3;
        texts.push(text);
    }
    (texts, inside)
}

#[test]
fn a_cell_of_many_rows_goes_on_over_the_sheets_line_by_line() {
    let long: String = (0..700).filter_map(|i| char::from_u32(0x4e00 + i)).collect();
    let (texts, inside) = first_column(&document(30, &long));
    assert!(texts.len() > 2 && texts[1].chars().count() > 8, "{texts:?}");
    assert_eq!((texts.concat(), inside), (long, 0));
}

#[test]
fn a_short_cell_stands_once_where_it_begins() {
    let (texts, inside) = first_column(&document(40, "民生"));
    assert!(texts.len() > 2);
    assert_eq!((texts[0].as_str(), texts[1..].concat().as_str(), inside), ("民生", "", 0));
}

#[test]
fn the_lines_of_a_row_in_pieces_come_cell_by_cell() {
    let long = |text: &str| text.repeat(200);
    let text = Rich::from(format!("任务\t说明\n{}\t{}", long("甲"), long("乙")));
    let block = Block { role: Role::Table, text, line: 1 };
    let article = Article { blocks: vec![block], ..Article::default() };
    let document = Document { articles: vec![article], ..Document::default() };
    let (template, book) = (builtin("gongwen").unwrap(), Book::builtin());
    let pages = layout(&document, &template, &Options::default());
    for sheet in Sheets::new(&pages, &template, &book).iter() {
        let place = |piece: &chengwen::sheet::Piece<'_>| match piece.part {
            Part::Cell { row, column, .. } => Some((row, column)),
            _ => None,
        };
        let places: Vec<(usize, usize)> = sheet.pieces.iter().filter_map(place).collect();
        assert!(places.len() > 8 && places.is_sorted(), "{places:?}");
    }
}

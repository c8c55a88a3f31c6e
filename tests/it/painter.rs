//! A painter that draws nothing: it walks the sheets and looks where every character of the document stands. It needs the
//! pages, the sheets, the template and the fonts; so whoever shows pages elsewhere needs no more.

use std::collections::BTreeMap;

use chengwen::document::{Article, Block, Document, Official, Role};
use chengwen::font::Book;
use chengwen::layout::{Options, layout};
use chengwen::sheet::{Item, Part, Sheet, Sheets, Text};
use chengwen::template::{builtin, names};

use crate::corpus::cases;

/// What was seen on the sheets of a document.
#[derive(Default)]
struct Seen {
    /// The text of the document: of the cover, then of all others by paragraph.
    own: BTreeMap<(bool, usize), String>,
    /// Everything else, sheet by sheet: numbers, running heads, repeated heads of tables.
    more: Vec<String>,
}

#[track_caller]
fn inside(sheet: &Sheet<'_>, part: Part, point: [f32; 2], what: &str) {
    let [x, y] = sheet.at(part, point);
    let [width, height] = sheet.size;
    assert!(
        (0.0..=width).contains(&x) && (0.0..=height).contains(&y),
        "{what} at {x}, {y} of {width} × {height}"
    );
}

fn paragraph(part: Part) -> Option<usize> {
    match part {
        Part::Paragraph(paragraph) | Part::Picture(paragraph) | Part::Cell { paragraph, .. } => {
            Some(paragraph)
        }
        Part::Decoration | Part::RunningHead | Part::PageNumber => None,
    }
}

/// What the glyphs of a text show, each of them on the sheet.
fn drawn(sheet: &Sheet<'_>, part: Part, text: &Text<'_>) -> String {
    let mut drawn = String::new();
    for run in &text.runs {
        for placed in &text.glyphs[run.glyphs.clone()] {
            let ([x, y], shown) = (text.origin(run, placed), text.shown(placed));
            if !shown.trim().is_empty() {
                inside(sheet, part, [x, y], &shown);
                inside(sheet, part, [x + placed.glyph.advance * run.size / 2.0, y - run.size / 2.0], &shown);
            }
            drawn.push_str(if text.own { &text.text[placed.text.clone()] } else { &shown });
        }
    }
    drawn
}

fn walk(sheets: &Sheets<'_>, cover: usize) -> Seen {
    let mut seen = Seen::default();
    for (index, sheet) in sheets.iter().enumerate() {
        let mut more = String::new();
        for piece in &sheet.pieces {
            for item in &piece.items {
                match item {
                    Item::Text(text) if text.own => {
                        let paragraph = paragraph(piece.part).expect("what is written stands in a paragraph");
                        let own = seen.own.entry((index >= cover, paragraph)).or_default();
                        own.push_str(&drawn(&sheet, piece.part, text));
                    }
                    Item::Text(text) => more.push_str(&drawn(&sheet, piece.part, text)),
                    Item::Bar(bar) => {
                        let [left, top, right, bottom] = bar.edges;
                        inside(&sheet, piece.part, [left, top], "a rule");
                        inside(&sheet, piece.part, [right, bottom], "a rule");
                    }
                    Item::Image(image) => {
                        let ([x, y], [width, height]) = (image.corner, image.size);
                        inside(&sheet, piece.part, [x, y], "a picture");
                        inside(&sheet, piece.part, [x + width, y + height], "a picture");
                    }
                }
            }
        }
        seen.more.push(more);
    }
    seen
}

/// The text of the document, and for each sheet what else stands on it.
fn shown(document: &Document, template: &str) -> (String, Vec<String>) {
    let template = builtin(template).unwrap();
    let pages = layout(document, &template, &Options { toc: true });
    let book = Book::builtin();
    let seen = walk(&Sheets::new(&pages, &template, &book), pages.cover.pages.len());
    assert_eq!(seen.more.len(), pages.count());
    (seen.own.into_values().collect::<Vec<_>>().join("\n"), seen.more)
}

/// What of a text can be seen: neither blanks nor characters that only say something about others.
fn visible(text: &str) -> String {
    let hidden = |c: char| matches!(c, '\u{AD}' | '\u{200B}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{10F000}'..);
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && !hidden(*c)).collect()
}

#[track_caller]
fn stands_in(seen: &str, text: &str) {
    assert!(visible(seen).contains(&visible(text)), "{text:?} is not in {seen:?}");
}

#[test]
fn every_character_of_a_document_stands_on_a_sheet() {
    for case in cases() {
        let document = case.read().document;
        for template in names() {
            let own = shown(&document, template).0;
            for article in &document.articles {
                article.title.iter().for_each(|line| stands_in(&own, line.as_str()));
                article.blocks.iter().for_each(|block| stands_in(&own, block.text.as_str()));
                article.footnotes.iter().for_each(|footnote| stands_in(&own, footnote.text.as_str()));
            }
        }
    }
}

/// An issued document with everything a sheet can hold.
fn issued() -> Document {
    let text = |text: &str| Some(text.to_owned());
    let official = Official {
        copy_number: text("000001"),
        mark: vec!["某市委".to_owned(), "某市人民政府文件".to_owned()],
        number: text("某委〔2026〕1号"),
        signers: vec!["张三".to_owned(), "李四".to_owned()],
        copies: text("某省委，各县委"),
        issuer: text("某市委办公室"),
        issued: text("2026年8月1日"),
        ..Official::default()
    };
    let block = |role, text: &str| Block { role, text: text.into(), line: 1 };
    // Nine wide columns turn the sheet; sixty rows run over several.
    let row = ["指标完成情况"; 9].join("\t");
    let blocks = vec![
        block(Role::Heading(1), "一、抓落实"),
        block(Role::Paragraph, "各项工作取得新的进展。"),
        block(Role::Table, &vec![row; 60].join("\n")),
        block(Role::Paragraph, "特此通知。"),
    ];
    let article = Article { title: vec!["关于抓落实的通知".into()], blocks, ..Article::default() };
    Document { articles: vec![article], official, ..Document::default() }
}

#[test]
fn head_imprint_and_tables_stand_on_their_sheets() {
    for template in names() {
        let (own, more) = shown(&issued(), template);
        for text in
            ["000001", "某市委", "某市人民政府", "某委〔2026〕1号", "张三", "李四", "各项工作取得新的进展。"]
        {
            stands_in(&own, text);
        }
        // A briefing has who prints it and when in its head.
        let issue = if template == "jianbao" {
            "某市委办公室2026年8月1日\n"
        } else {
            "某市委办公室2026年8月1日印发"
        };
        for text in ["抄送：某省委，各县委。", issue] {
            stands_in(&own, text);
        }
        let cell = "指标完成情况";
        assert_eq!(visible(&own).matches(cell).count(), 60 * 9, "{template}");
        let again = more.iter().filter(|more| more.contains(cell)).count();
        assert!(again > 2, "the head stands on each sheet of the table, in {template}: {again}");
    }
}

#[test]
fn a_number_on_a_turned_sheet_keeps_its_place_on_the_paper() {
    let (document, template, book) = (issued(), builtin("gongwen").unwrap(), Book::builtin());
    let pages = layout(&document, &template, &Options { toc: true });
    let sheets = Sheets::new(&pages, &template, &book);
    let mut turned = 0;
    for sheet in sheets.iter().filter(|sheet| sheet.turning.is_some()) {
        let number = sheet.pieces.last().unwrap();
        assert_eq!(number.part, Part::PageNumber);
        let Item::Text(text) = &number.items[0] else { panic!("{number:?}") };
        let origin = text.origin(&text.runs[0], &text.glyphs[0]);
        let [x, y] = sheet.at(number.part, origin);
        // The foot of the paper is the left of the turned sheet; an odd number stands at the right of it, now below.
        let [width, height] = sheet.size;
        let odd = text.text.contains(['1', '3', '5', '7', '9']) && !text.text.contains("10");
        assert!(
            width > height && (70.0..100.0).contains(&x) && (y > height / 2.0) == odd,
            "{x}, {y}: {}",
            text.text
        );
        turned += 1;
    }
    assert!(turned > 1);
}

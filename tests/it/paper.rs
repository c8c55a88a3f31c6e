//! PDF: what this program set is read back, what LibreOffice set is a case, and what cannot be read is refused.

use chengwen::document::{Document, Role};
use chengwen::pipeline::{self, ReadOptions};

use crate::corpus::{Case, come_back, pdf};
use crate::program::Desk;

/// Cases that do not come back as they were, with the reason.
const OTHERWISE: [(&str, &str); 9] = [
    ("book", FOOTNOTES),
    ("footnotes", FOOTNOTES),
    ("footnotes-page", FOOTNOTES),
    ("joined", "cells that take several rows cannot be told from lines beside each other"),
    ("opendocument", FOOTNOTES),
    ("traditional-page", "the unit under the title is one of several lines in the middle"),
    ("word-doc", FOOTNOTES),
    ("word-docx", FOOTNOTES),
    ("word-rtf", FOOTNOTES),
];

const FOOTNOTES: &str = "a footnote is small type at the foot of a page and no note";

/// What is on the pages: titles, roles and texts. A page shows no roles of tables and notes, and no captions without pictures.
fn told(document: &Document) -> Vec<String> {
    let blocks = document.articles.iter().flat_map(|article| {
        let title = article.title.iter().map(|line| format!("title: {line}"));
        let blocks =
            article.blocks.iter().filter(|block| !matches!(block.role, Role::Caption | Role::Picture(_)));
        title
            .chain(blocks.map(|block| format!("{:?}: {}", block.role, block.text.labelled(0))))
            .collect::<Vec<_>>()
    });
    blocks.collect()
}

fn back(case: &Case) -> (Document, Document) {
    let reading = case.read();
    let written = pdf(&reading);
    let again = pipeline::read(&written, &ReadOptions::default());
    (reading.document, again.unwrap_or_else(|e| panic!("{}: {e}", case.name)).document)
}

#[test]
fn a_pdf_of_this_program_reads_back_the_same() {
    come_back(&OTHERWISE, |case| {
        let (before, after) = back(case);
        (told(&before), told(&after))
    });
}

#[test]
fn what_cannot_be_read_is_refused_with_what_to_do() {
    let desk = Desk::with(&[(
        "a.txt",
        "岚川市2024年工作总结\n2024年，各项工作取得新的进展，办结事项一百二十件。\n",
    )]);
    desk.run(&["convert", "a.txt", "-o", "a.pdf"]).check(0, &[]);
    let whole = desk.read("a.pdf");
    desk.put("half.pdf", &whole[..whole.len() / 3]);
    desk.put("empty.pdf", b"%PDF-1.7\n");
    desk.run(&["convert", "half.pdf", "-o", "out"]).check(2, &["half.pdf"]);
    desk.run(&["convert", "empty.pdf", "-o", "out"])
        .check(2, &["a damaged PDF document", "print it to PDF again"]);
    assert!(desk.files().iter().all(|name| !name.starts_with("out")), "{:?}", desk.files());
    // A folder in which this program wrote PDF is not read again.
    desk.run(&["convert", "a.pdf", "--to", "markdown", "-o", "-"]).check(0, &[]);
}

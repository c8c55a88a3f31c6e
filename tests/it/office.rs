//! Office files: what this program wrote is read back, and an old document is set anew.

use chengwen::document::{Article, Document};
use chengwen::pipeline::{self, Contents, ReadOptions};
use chengwen::write::docx::Properties;

use crate::corpus::{Case, come_back};
use crate::program::Desk;

/// Cases that do not come back as they were, with the reason.
const OTHERWISE: [(&str, &str); 1] =
    [("traditional-page", "without the marks of a page the unit under the title is read as part of it")];

/// The document of a case, and what is read of the Word file made of it.
fn there_and_back(case: &Case) -> (Document, Document) {
    let document = case.read().document;
    let template = pipeline::default_template(&document).unwrap();
    let written =
        pipeline::write_docx(&document, &template, Contents::Never, &Properties::default()).unwrap();
    let again = pipeline::read(&written.bytes, &ReadOptions::default());
    (document, again.unwrap_or_else(|e| panic!("{}: {e}", case.name)).document)
}

/// What is on the pages: roles and texts.
fn told(document: &Document) -> Vec<String> {
    let article = |article: &Article| {
        let title = article.title.iter().map(|line| format!("title: {line}"));
        let blocks =
            article.blocks.iter().map(|block| format!("{:?}: {}", block.role, block.text.labelled(0)));
        let notes = article.footnotes.iter().map(|footnote| format!("note: {}", footnote.text));
        title.chain(blocks).chain(notes).collect::<Vec<_>>()
    };
    document.articles.iter().flat_map(article).collect()
}

#[test]
fn a_document_of_this_program_reads_back_the_same() {
    come_back(&OTHERWISE, |case| {
        let (before, after) = there_and_back(case);
        (told(&before), told(&after))
    });
}

#[test]
fn an_old_document_is_set_anew_and_a_folder_of_them() {
    let text = "岚川市2024年工作总结\n2024年，全市上下齐心协力，各项工作取得新的进展。\n一、主要工作\n坚持稳中求进，办结事项一百二十件。\n";
    let desk = Desk::with(&[("a.txt", text)]);
    desk.run(&["convert", "a.txt", "-o", "old/a.docx"]).check(0, &[]);
    desk.run(&["convert", "old/a.docx", "-o", "new.md"]).check(0, &[]);
    let markdown = String::from_utf8(desk.read("new.md")).unwrap();
    assert!(
        markdown.contains("# 岚川市2024年工作总结") && markdown.contains("## 一、主要工作"),
        "{markdown}"
    );
    desk.run(&["convert", "old/a.docx"]).check(64, &[]);
    desk.run(&["convert", "old", "-o", "out"]).check(0, &[]);
    assert!(desk.read("out/a.docx").starts_with(b"PK"));
    desk.put("old/b.txt", text.as_bytes());
    // Beside the inputs, Word files are documents of an earlier run.
    desk.run(&["convert", "old", "-q"]).check(0, &[]);
    assert!(desk.path("old/b.docx").exists() && !desk.path("old/a.docx.docx").exists());
    desk.put("wrong.txt", &desk.read("old/a.docx"));
    desk.run(&["convert", "wrong.txt", "--dry-run"]).check(0, &[]);
    desk.put("half.docx", &desk.read("old/a.docx")[..2000]);
    desk.run(&["convert", "half.docx", "-o", "half"]).check(2, &["damaged or incomplete"]);
}

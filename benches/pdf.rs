//! An article to PDF, warm: `cargo bench --bench pdf`.
//!
//! `open` is what the fonts cost before the first page, `layout` the pages, `paint` the file, `whole` everything from bytes.

use chengwen::diag::Log;
use chengwen::document::Document;
use chengwen::font::Book;
use chengwen::layout;
use chengwen::pipeline::{self, Contents, ReadOptions};
use chengwen::template::Template;
use chengwen::write::pdf;
use divan::Bencher;

fn main() {
    divan::main();
}

const ARTICLE: &[u8] = include_bytes!("../examples/article.txt");
const LAYOUT: layout::Options = layout::Options { toc: true };

/// A file of one's own, if `CHENGWEN_BENCH` names one; else the example of the README.
fn bytes() -> Vec<u8> {
    std::env::var_os("CHENGWEN_BENCH")
        .map_or_else(|| ARTICLE.to_vec(), |path| std::fs::read(path).expect("CHENGWEN_BENCH names a file"))
}

fn read() -> (Document, Template) {
    let reading = pipeline::read(&bytes(), &ReadOptions::default()).expect("the example is text");
    let template = pipeline::default_template(&reading.document).expect("the built-in templates are right");
    (reading.document, template)
}

#[divan::bench]
fn open() -> Book {
    Book::builtin()
}

#[divan::bench]
fn layout(bencher: Bencher) {
    let (document, template) = read();
    bencher.bench(|| layout::layout(&document, &template, &LAYOUT));
}

#[divan::bench(args = [pdf::Standard::Full, pdf::Standard::None])]
fn paint(bencher: Bencher, standard: pdf::Standard) {
    let (document, template) = read();
    let (pages, book) = (layout::layout(&document, &template, &LAYOUT), Book::builtin());
    let options = pdf::Options { creator: String::new(), standard };
    bencher.bench(|| {
        pdf::write(&mut Log::new(), &document, &template, &pages, &book, &options)
            .expect("the example is sound")
    });
}

#[divan::bench]
fn whole(bencher: Bencher) {
    let (bytes, book) = (bytes(), Book::builtin());
    bencher.bench(|| {
        let mut reading = pipeline::read(&bytes, &ReadOptions::default()).expect("the example is text");
        let template =
            pipeline::default_template(&reading.document).expect("the built-in templates are right");
        let options = pdf::Options::default();
        pipeline::write_pdf(&mut reading.log, &reading.document, &template, Contents::Auto, &book, &options)
            .expect("the example is sound")
    });
}

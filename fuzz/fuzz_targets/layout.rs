//! Any text with elements, set with each template and every look: no panic, a Word file and a PDF.
//!
//! The first bytes choose; `cargo +nightly fuzz run layout`; finds become tests in `src/layout/` and `src/write/`.
#![no_main]

use std::sync::LazyLock;

use chengwen::font::Book;
use chengwen::pipeline::{self, Contents, ReadOptions};
use chengwen::template::{self, Adjustments, CoverRule, GridProfile};
use chengwen::write::pdf;
use libfuzzer_sys::fuzz_target;

static BOOK: LazyLock<Book> = LazyLock::new(Book::builtin);

/// What the second byte asks for.
fn adjustments(choice: u8) -> Adjustments {
    let is = |bit: u8| choice >> bit & 1 == 1;
    Adjustments {
        cover: is(0).then_some(if is(1) { CoverRule::Always } else { CoverRule::Never }),
        grid: is(2).then_some(if is(3) { GridProfile::Word } else { GridProfile::Lines }),
        toc_depth: is(4).then_some(choice >> 5),
        ..Adjustments::default()
    }
}

fuzz_target!(|input: &[u8]| {
    let [choice, look, text @ ..] = input else { return };
    let options = ReadOptions { trust_front_matter: Some(true), ..ReadOptions::default() };
    let mut reading = match pipeline::read(text, &options) {
        Ok(reading) => reading,
        Err(fault) => return assert!(!fault.is_fault(), "{fault}"),
    };
    let names: Vec<&str> = template::names().collect();
    let template = template::builtin(names[usize::from(*choice) % names.len()]).expect("built in");
    let template = template.adjusted(&adjustments(*look));
    let contents = [Contents::Auto, Contents::Always, Contents::Never][usize::from(choice >> 6).min(2)];
    let set =
        pipeline::for_pages(&mut reading.log, &reading.document, &options.rules, &template).into_owned();
    pipeline::write_docx(&set, &template, contents, &Default::default()).expect("a Word file");
    pipeline::write_pdf(&mut reading.log, &set, &template, contents, &BOOK, &pdf::Options::default())
        .expect("a PDF");
});

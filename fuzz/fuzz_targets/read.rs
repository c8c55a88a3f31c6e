//! Any bytes as an input of each format, set with each template: no panic, and no character lost in silence.
//!
//! The first byte chooses; `cargo +nightly fuzz run read`. Finds become cases of `tests/it/mutated.rs` or of the reader.
#![no_main]

use chengwen::Error;
use chengwen::extract::{Kind, READERS};
use chengwen::font::Book;
use chengwen::pipeline::{self, Contents, ReadOptions};
use chengwen::write::pdf;
use chengwen::{decode, template};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Some((&choice, bytes)) = input.split_first() else { return };
    let choice = usize::from(choice);
    let options = ReadOptions {
        kind: READERS.get(choice % (READERS.len() + 1)).map(Kind::told),
        decode: decode::Options { accept_damage: true, ..decode::Options::default() },
        ..ReadOptions::default()
    };
    let mut reading = match pipeline::read(bytes, &options) {
        Ok(reading) => reading,
        Err(fault @ Error::Unaccounted { .. }) => panic!("{fault}"),
        Err(_) => return,
    };
    let names: Vec<&str> = template::names().collect();
    let template = template::builtin(names[choice / 8 % names.len()]).expect("built in");
    let set =
        pipeline::for_pages(&mut reading.log, &reading.document, &options.rules, &template).into_owned();
    pipeline::write_docx(&set, &template, Contents::Auto, &Default::default()).expect("a Word file");
    if choice % 32 == 0 {
        let (book, options) = (Book::builtin(), pdf::Options::default());
        pipeline::write_pdf(&mut reading.log, &set, &template, Contents::Auto, &book, &options)
            .expect("a PDF");
    }
    pipeline::write_json(&reading.document);
    pipeline::write_markdown(&reading.document);
});

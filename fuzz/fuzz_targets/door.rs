//! Any bytes through the door of each reader: no panic, and no character lost or misplaced in silence.
//!
//! The first byte chooses the reader; `DOOR=docx` always takes that one. `cargo +nightly fuzz run door`; finds become cases of the reader.
//! A package may be written as its parts, so that a change of a letter breaks no checksum: `==== word/document.xml` on a line, then the part.
#![no_main]

use std::io::{Cursor, Write};
use std::sync::LazyLock;

use chengwen::extract::{Kind, READERS};
use chengwen::pipeline::{self, ReadOptions};
use chengwen::{Error, decode};
use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;

/// The one reader that is wanted.
static DOOR: LazyLock<Option<Kind>> = LazyLock::new(|| {
    let name = std::env::var("DOOR").ok()?;
    let reader = READERS.iter().find(|reader| reader.name == name);
    Some(Kind::told(reader.expect("DOOR is the name of a reader")))
});

/// What stands before the name of a part.
const PART: &str = "==== ";

/// The package of the parts in `text`, unpacked.
fn packed(text: &str) -> zip::result::ZipResult<Vec<u8>> {
    let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for part in text.split(PART).skip(1) {
        let (name, content) = part.split_once('\n').unwrap_or((part, ""));
        package.start_file(name, stored)?;
        package.write_all(content.as_bytes())?;
    }
    Ok(package.finish()?.into_inner())
}

fn refused(fault: Error) {
    assert!(!fault.is_fault(), "{fault}");
}

fuzz_target!(|input: &[u8]| {
    let Some((&choice, bytes)) = input.split_first() else { return };
    let chosen = READERS.get(usize::from(choice) % (READERS.len() + 1)).map(Kind::told);
    let package = std::str::from_utf8(bytes).ok().filter(|text| text.starts_with(PART));
    let package = package.and_then(|text| packed(text).ok());
    let options = ReadOptions {
        kind: DOOR.or(chosen),
        decode: decode::Options { accept_damage: true, ..decode::Options::default() },
        ..ReadOptions::default()
    };
    let mut reading = match pipeline::read(package.as_deref().unwrap_or(bytes), &options) {
        Ok(reading) => reading,
        Err(fault) => return refused(fault),
    };
    let template = pipeline::default_template(&reading.document).expect("built in");
    let set = pipeline::for_pages(&mut reading.log, &reading.document, &options.rules, &template);
    pipeline::write_docx(&set, &template, Default::default(), &Default::default()).expect("a Word file");
    pipeline::write_json(&reading.document);
    pipeline::write_markdown(&reading.document);
});

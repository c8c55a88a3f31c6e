//! Any lines with any marks as a document, laid out and written: no panic.
//!
//! `cargo +nightly fuzz run structure`; finds become tests in `src/structure/` and `src/layout/`.
#![no_main]

use chengwen::diag::Log;
use chengwen::pipeline::{self, Contents};
use chengwen::rules::Rules;
use chengwen::text::{Line, Mark};
use chengwen::{punctuation, script, structure};
use libfuzzer_sys::fuzz_target;

/// The first character of a line chooses its mark.
fn line((number, text): (u32, &str)) -> Option<Line> {
    let text = text.trim();
    let mark = match text.chars().next()? {
        '*' => Mark::Item,
        '|' => Mark::Row,
        '=' => Mark::Title,
        '^' => Mark::Centered,
        '>' => Mark::Right,
        _ => Mark::None,
    };
    Some(Line { mark, blank_above: number % 3, ..Line::plain(text, number) })
}

fuzz_target!(|text: &str| {
    let mut log = Log::new();
    let lines: Vec<Line> = (1..).zip(text.lines()).filter_map(line).collect();
    let mut lines = script::convert(&mut log, lines, &script::Options::default());
    punctuation::fold(&mut log, &mut lines, &Rules::default());
    let document = structure::parse(&mut log, lines, Vec::new(), &Rules::default());
    let template = pipeline::default_template(&document).expect("built in");
    pipeline::write_docx(&document, &template, Contents::Always, &Default::default()).expect("a Word file");
});

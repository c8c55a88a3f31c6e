//! Any line as a record of `stream`: one line of JSON comes back, and no fault of the program in it.
//!
//! `cargo +nightly fuzz run stream`; finds become tests in `tests/it/batch`.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|line: &[u8]| {
    let answer = chengwen::cli::answer_record(line);
    let (end, line) = answer.split_last().expect("a line");
    assert!(*end == b'\n' && !line.contains(&b'\n'));
    let answer: serde_json::Value = serde_json::from_slice(line).expect("JSON");
    assert_ne!(answer["reason"], "fault", "{answer}");
});

//! Any text as a file of rules, a template, front matter: no panic, faults or a value.
//!
//! `cargo +nightly fuzz run settings`; finds become tests beside the reader of the file.
#![no_main]

use chengwen::elements::{self, front_matter};
use chengwen::rules::Rules;
use chengwen::template;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    drop(Rules::parse(text));
    drop(template::parse("page.toml", text));
    if let Some(front) = front_matter(text, &|_| false) {
        assert!(front.length <= text.len() && text.is_char_boundary(front.length));
        drop(elements::resolve(front.given));
    }
});

//! A sample of the pages of `tests/mutated`; `examples/mutated.rs` tries more.

use std::path::Path;
use std::time::Duration;

use chengwen::font::Book;

#[path = "../mutated/mod.rs"]
mod pages;

/// The smaller half of the seconds a run of all tests may take for them.
const PAGES: u64 = 200;
/// Nobody waits for a machine that does other things besides: only what never ends is found here.
const LIMIT: Duration = Duration::from_secs(60);

#[test]
fn no_page_ends_the_program_or_loses_a_character_in_silence() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = ["tests/corpus", "tests/reading", "tests/official", "examples"];
    let seeds: Vec<pages::Seed> = own.iter().flat_map(|folder| pages::seeds(&root.join(folder))).collect();
    let book = Book::builtin();
    let tried = |number| pages::convert(&pages::mutated(&seeds, number), &book, LIMIT);
    let outcomes: Vec<_> = (0..PAGES).map(|number| (number, tried(number))).collect();
    let made = outcomes.iter().filter(|(_, outcome)| *outcome == Ok(pages::Outcome::Made)).count() as u64;
    let faults: Vec<_> = outcomes.iter().filter(|(_, outcome)| outcome.is_err()).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(made > PAGES / 2, "{made}");
}

#[test]
fn no_page_fails_that_once_did() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mutated/once");
    let book = Book::builtin();
    let once = pages::once(&folder);
    let faults: Vec<_> = once
        .iter()
        .filter_map(|page| Some((&page.name, pages::convert(page, &book, LIMIT).err()?)))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(once.len() > 100, "{}", once.len());
}

//! Any bytes as each kind of bundle: no panic, and names that lead nowhere outside.
//!
//! The first byte chooses; `cargo +nightly fuzz run bundle`; finds become tests in `src/bundle/`.
#![no_main]

use std::path::{Component, Path};

use chengwen::bundle::{self, Bundle, Wanted};
use libfuzzer_sys::fuzz_target;

const KINDS: [Bundle; 6] =
    [Bundle::Zip, Bundle::Gzip, Bundle::Workbook, Bundle::Csv, Bundle::Json, Bundle::Feed];

fuzz_target!(|input: &[u8]| {
    let Some((&choice, bytes)) = input.split_first() else { return };
    let kind = KINDS[usize::from(choice) % KINDS.len()];
    let opened = bundle::open(kind, bytes, Path::new("a.gz"), &Wanted::default(), &mut |member| {
        let inside = |part| matches!(part, Component::Normal(_));
        assert!(Path::new(&member.name).components().all(inside), "{}", member.name);
        Ok(())
    });
    if let Err(fault) = opened {
        assert!(!fault.is_fault(), "{fault}");
    }
});

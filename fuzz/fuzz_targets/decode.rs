//! Any bytes: no panic, the same twice, and a clean-up that changes nothing the second time.
//!
//! `cargo +nightly fuzz run decode`; finds become tests in `src/decode/`.
#![no_main]

use std::borrow::Cow;

use chengwen::decode::{Options, decode, normalize};
use chengwen::diag::Log;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let options = Options { accept_damage: true, ..Options::default() };
    let Ok(decoded) = decode(&mut Log::new(), bytes, &options) else { return };
    let again = decode(&mut Log::new(), bytes, &options).expect("the same bytes decode again");
    assert_eq!(decoded.text, again.text);
    let once = normalize(&mut Log::new(), decoded.text);
    let mut log = Log::new();
    let twice = normalize(&mut log, Cow::Borrowed(&once));
    assert!(matches!(twice, Cow::Borrowed(_)) && log.changes().is_empty());
});

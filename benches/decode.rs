//! Speed of decoding and of the clean-up after it: `cargo bench --bench decode`.
//!
//! The text is made up from a few sentences, about 4 MB in lines of 20 to 400 characters.

use std::hint::black_box;

use chengwen::decode::{Options, decode, normalize};
use chengwen::diag::Log;
use divan::Bencher;
use divan::counter::BytesCount;
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, WINDOWS_1252};

const SENTENCES: [&str; 6] = [
    "各级人民政府应当加强对这项工作的领导，把它纳入国民经济和社会发展规划。",
    "2023年，全国共办理案件12万件，同比增长3.5%；",
    "会议指出，要坚持问题导向、目标导向和结果导向，“一件事一件事地抓落实”。",
    "（二）完善工作机制，",
    "有关部门按照各自职责，密切配合，形成合力，确保政策落地见效。",
    "附件：《关于进一步做好有关工作的实施方案》",
];

fn text() -> String {
    let mut text = String::new();
    let mut turn = 0;
    while text.len() < 4_000_000 {
        for at in 0..=turn % 9 {
            text.push_str(SENTENCES[(turn + at) % SENTENCES.len()]);
        }
        text.push('\n');
        turn += 5;
    }
    text
}

fn run(bencher: Bencher<'_, '_>, bytes: Vec<u8>) {
    let options = Options { accept_damage: true, ..Options::default() };
    bencher.counter(BytesCount::of_slice(&bytes)).bench(|| {
        let mut log = Log::new();
        decode(&mut log, black_box(&bytes), &options).map(|decoded| normalize(&mut log, decoded.text).len())
    });
}

fn encoded(encoding: &'static Encoding) -> Vec<u8> {
    encoding.encode(&text()).0.into_owned()
}

/// Deletes one byte in a thousand.
fn damaged(encoding: &'static Encoding) -> Vec<u8> {
    let bytes = encoded(encoding);
    bytes.iter().enumerate().filter(|(at, _)| at % 1000 != 999).map(|(_, &byte)| byte).collect()
}

#[divan::bench]
fn clean_utf8(bencher: Bencher<'_, '_>) {
    run(bencher, encoded(UTF_8));
}

#[divan::bench]
fn clean_gbk(bencher: Bencher<'_, '_>) {
    run(bencher, encoded(GB18030));
}

#[divan::bench]
fn clean_big5(bencher: Bencher<'_, '_>) {
    let text =
        "各級人民政府應當加強對這項工作的領導，把它納入國民經濟和社會發展規劃。會議指出，要堅持問題導向。\n";
    run(bencher, BIG5.encode(&text.repeat(30_000)).0.into_owned());
}

#[divan::bench]
fn damaged_utf8(bencher: Bencher<'_, '_>) {
    run(bencher, damaged(UTF_8));
}

#[divan::bench]
fn damaged_gbk(bencher: Bencher<'_, '_>) {
    run(bencher, damaged(GB18030));
}

#[divan::bench]
fn utf16(bencher: Bencher<'_, '_>) {
    run(bencher, text().encode_utf16().flat_map(u16::to_le_bytes).collect());
}

#[divan::bench]
fn read_as_latin1(bencher: Bencher<'_, '_>) {
    run(bencher, WINDOWS_1252.decode_without_bom_handling(&encoded(UTF_8)).0.into_owned().into_bytes());
}

fn main() {
    divan::main();
}

//! Any text as a template: faults, or one that sets a document without a panic.
//!
//! `cargo +nightly fuzz run template`; finds become tests in `src/template/`.
#![no_main]

use std::sync::LazyLock;

use chengwen::document::Document;
use chengwen::pipeline::{self, Contents, ReadOptions};
use chengwen::template;
use libfuzzer_sys::fuzz_target;

/// A document with something of everything.
const TEXT: &str = "---\n份号: 000001\n密级: 机密★1年\n紧急程度: 特急\n发文机关标志: 某县人民政府文件\n发文字号: 某政发〔2026〕1号\n签发人: 张三\n抄送: 某局\n印发机关: 某县人民政府办公室\n印发日期: 2026-08-01\n---\n\
    关于做好春季农业生产的通知\n各乡镇人民政府：\n现将有关事项通知如下。\n一、总体要求\n（一）抓好春耕。各地要抓住农时，推进春耕。\n名称\t数量\n种子\t1\n图1　春耕现场\n附件：任务清单\n某县人民政府\n2026年8月1日\n（此件公开发布）\n";

static DOCUMENT: LazyLock<Document> = LazyLock::new(|| {
    let options = ReadOptions { trust_front_matter: Some(true), ..ReadOptions::default() };
    pipeline::read(TEXT.as_bytes(), &options).expect("a text").document
});

fuzz_target!(|text: &str| {
    let Ok(template) = template::parse("page.toml", text) else { return };
    pipeline::write_docx(&DOCUMENT, &template, Contents::Always, &Default::default()).expect("a Word file");
});

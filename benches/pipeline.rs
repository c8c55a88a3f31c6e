//! The pipeline step by step over the examples of the README: `cargo bench --bench pipeline`.
//!
//! Each step gets what the one before it made; `whole` is all of them, from bytes to the Word file.

use chengwen::rules::Rules;
use std::borrow::Cow;
use std::path::Path;

use chengwen::diag::Log;
use chengwen::document::Document;
use chengwen::extract::{self, Kind};
use chengwen::pages::Pages;
use chengwen::pipeline::{self, Contents, ReadOptions};
use chengwen::template::Template;
use chengwen::text::Line;
use chengwen::{clean, decode, layout, punctuation, script, structure, write};
use divan::Bencher;
use divan::counter::BytesCount;

const EXAMPLES: [(&str, &[u8]); 3] = [
    ("article.txt", include_bytes!("../examples/article.txt")),
    ("notice.html", include_bytes!("../examples/notice.html")),
    ("compilation.txt", include_bytes!("../examples/compilation.txt")),
];

fn main() {
    divan::main();
}

/// What every step gets, for one example.
struct Steps {
    bytes: &'static [u8],
    text: String,
    kind: Kind,
    extracted: Vec<Line>,
    cleaned: Vec<Line>,
    converted: Vec<Line>,
    folded: Vec<Line>,
    document: Document,
    template: Template,
    pages: Pages,
}

impl Steps {
    fn of(name: &str) -> Steps {
        let (name, bytes) =
            *EXAMPLES.iter().find(|(known, _)| *known == name).expect("the arguments are the names");
        let log = &mut Log::new();
        let decoded = decode::decode(log, bytes, &decode::Options::default()).expect("the examples are text");
        let text = decode::normalize(log, decoded.text).into_owned();
        let kind = extract::detect(&text, Some(Path::new(name)));
        let extracted = extract::extract(log, &text, kind, &Rules::default()).expect("text").lines;
        let verdicts = clean::evidence(&extracted, &Rules::default());
        let kept = extracted.iter().zip(verdicts).filter(|(_, verdict)| verdict.rule.is_none());
        let cleaned: Vec<Line> = kept.map(|(line, _)| line.clone()).collect();
        let converted = script::convert(log, cleaned.clone(), &script::Options::default());
        let mut folded = converted.clone();
        punctuation::fold(log, &mut folded, &Rules::default());
        let document = structure::parse(log, folded.clone(), Vec::new(), &Rules::default());
        let template = pipeline::default_template(&document).expect("the built-in templates are right");
        let pages = layout::layout(&document, &template, &layout::Options { toc: true });
        Steps { bytes, text, kind, extracted, cleaned, converted, folded, document, template, pages }
    }
}

#[divan::bench(args = EXAMPLES.map(|(name, _)| name))]
fn a_decode(bencher: Bencher, name: &str) {
    let steps = Steps::of(name);
    bencher.counter(BytesCount::of_slice(steps.bytes)).bench_local(|| {
        let log = &mut Log::new();
        let decoded = decode::decode(log, steps.bytes, &decode::Options::default()).expect("text");
        decode::normalize(log, Cow::Owned(decoded.text.into_owned())).len()
    });
}

#[divan::bench(args = EXAMPLES.map(|(name, _)| name))]
fn b_extract(bencher: Bencher, name: &str) {
    let steps = Steps::of(name);
    bencher.bench_local(|| extract::extract(&mut Log::new(), &steps.text, steps.kind, &Rules::default()));
}

#[divan::bench(args = EXAMPLES.map(|(name, _)| name))]
fn c_clean(bencher: Bencher, name: &str) {
    let steps = Steps::of(name);
    bencher.bench_local(|| clean::evidence(&steps.extracted, &Rules::default()));
}

#[divan::bench(args = EXAMPLES.map(|(name, _)| name))]
fn d_script(bencher: Bencher, name: &str) {
    let steps = Steps::of(name);
    bencher
        .with_inputs(|| steps.cleaned.clone())
        .bench_local_values(|lines| script::convert(&mut Log::new(), lines, &script::Options::default()));
}

#[divan::bench(args = EXAMPLES.map(|(name, _)| name))]
fn e_punctuation(bencher: Bencher, name: &str) {
    let steps = Steps::of(name);
    bencher.with_inputs(|| steps.converted.clone()).bench_local_values(|mut lines| {
        punctuation::fold(&mut Log::new(), &mut lines, &Rules::default());
        lines
    });
}

#[divan::bench(args = EXAMPLES.map(|(name, _)| name))]
fn f_structure(bencher: Bencher, name: &str) {
    let steps = Steps::of(name);
    bencher
        .with_inputs(|| steps.folded.clone())
        .bench_local_values(|lines| structure::parse(&mut Log::new(), lines, Vec::new(), &Rules::default()));
}

#[divan::bench(args = EXAMPLES.map(|(name, _)| name))]
fn g_layout(bencher: Bencher, name: &str) {
    let steps = Steps::of(name);
    let options = layout::Options { toc: true };
    bencher.bench_local(|| layout::layout(&steps.document, &steps.template, &options));
}

#[divan::bench(args = EXAMPLES.map(|(name, _)| name))]
fn h_docx(bencher: Bencher, name: &str) {
    let steps = Steps::of(name);
    let properties = write::docx::Properties::default();
    let prepared = write::docx::Prepared::new(steps.template);
    bencher.bench_local(|| write::docx::write(&steps.document, &prepared, &steps.pages, &properties));
}

#[divan::bench(args = EXAMPLES.map(|(name, _)| name))]
fn whole(bencher: Bencher, name: &str) {
    let steps = Steps::of(name);
    let options = ReadOptions { name: Some(name.into()), ..ReadOptions::default() };
    let properties = write::docx::Properties::default();
    bencher.counter(BytesCount::of_slice(steps.bytes)).bench_local(|| {
        let reading = pipeline::read(steps.bytes, &options).expect("the examples are read");
        let template = pipeline::default_template(&reading.document).expect("built in");
        pipeline::write_docx(&reading.document, &template, Contents::Auto, &properties).expect("written")
    });
}

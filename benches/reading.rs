//! From bytes to a `Document`: `cargo bench --bench reading`.
//!
//! `page` is like an article page of a news portal: 150 KB, most of it scripts, menus and lists of links. `text` has 6,000
//! characters. Before that, inputs of a size no clerk has: each once and once ten times as large. The time per megabyte must
//! stay the same, or some step is worse than linear.

#![allow(clippy::print_stdout, reason = "a benchmark reports to the terminal")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use chengwen::pipeline::{self, ReadOptions};
use divan::Bencher;
use divan::counter::BytesCount;

/// Sentences the inputs are made of; no two neighbours are the same paragraph.
const SENTENCES: [&str; 6] = [
    "今年以来，全区各级各部门坚持稳中求进，扎实推进重点工作，经济运行总体平稳，民生保障有力有效。",
    "截至九月底，累计办结群众诉求三千二百余件，办结率百分之九十八点六，满意率比去年同期提高两个百分点。",
    "要坚持问题导向，压实工作责任，健全长效机制，推动各项任务落地见效。",
    "在调研中，大家一致认为，项目建设进展顺利，服务保障及时到位。",
    "下一步，将继续加强部门协同，完善制度措施，不断提升治理能力和服务水平。",
    "会议强调，各单位要提高认识，加强领导，抓好落实，确保全年目标任务圆满完成。",
];

fn main() {
    println!("time per megabyte, and at ten times the size against once");
    ratio("text of 10 and 100 MB", "text.txt", |times| text(3_300_000 * times).into_bytes());
    ratio("10,000 and 100,000 nested divs", "deep.html", |times| deep(10_000 * times).into_bytes());
    ratio("a line of 1 and 10 MB", "line.txt", |times| line(1_000_000 * times).into_bytes());
    ratio("a page of 1 and 10 MB", "page.html", |times| page(1_000_000 * times).into_bytes());
    divan::main();
}

fn ratio(what: &str, name: &str, input: impl Fn(usize) -> Vec<u8>) {
    let [once, ten] = [1, 10].map(|times| {
        let bytes = input(times);
        let megabytes = bytes.len() as f64 / 1e6;
        best(&bytes, name).as_secs_f64() * 1e3 / megabytes
    });
    println!("  {what}: {once:.1} and {ten:.1} ms/MB, ratio {:.2}", ten / once);
}

/// The best of three runs.
fn best(bytes: &[u8], name: &str) -> Duration {
    let run = || {
        let start = Instant::now();
        black_box(pipeline::read(bytes, &options(name)).expect("the input is text"));
        start.elapsed()
    };
    (0..3).map(|_| run()).min().expect("three is more than none")
}

fn options(name: &str) -> ReadOptions<'static> {
    ReadOptions { name: Some(name.into()), ..ReadOptions::default() }
}

/// Paragraphs of three sentences and headings, `characters` in all.
fn text(characters: usize) -> String {
    let mut text = String::from("某区推进重点工作情况的报告\n");
    let mut count = 0;
    for i in 0.. {
        let paragraph: String = (0..3).map(|j| SENTENCES[(i * 5 + j * (1 + i % 2)) % 6]).collect();
        count += paragraph.chars().count();
        if count > characters {
            break;
        }
        if i % 8 == 3 {
            text.push_str("（一）压实工作责任\n");
        }
        text.push_str(&paragraph);
        text.push('\n');
    }
    text
}

/// One line of `bytes`.
fn line(bytes: usize) -> String {
    let sentences: String = SENTENCES.concat();
    sentences.repeat(bytes / sentences.len() + 1)
}

/// A page whose text lies under `depth` elements.
fn deep(depth: usize) -> String {
    let text: String = SENTENCES.map(|sentence| format!("<p>{sentence}</p>")).concat();
    format!(
        "<html><head><title>报告</title></head><body>{}{text}{}</body></html>",
        "<div>".repeat(depth),
        "</div>".repeat(depth)
    )
}

/// A page of a portal, about `bytes` long: a fifth of it text.
fn page(bytes: usize) -> String {
    let links = |n: usize| -> String {
        (0..n)
            .map(|i| format!("<li><a href=\"/a/{i}.html\" target=_blank>各地抓好第{i}项工作</a></li>\n"))
            .collect()
    };
    let script =
        "var _hmt=_hmt||[];(function(){for(var i=0;i<9;i++){a(\"<b>\"+i)}})();\n".repeat(bytes / 160);
    let paragraphs: String = text(bytes / 15)
        .lines()
        .skip(1)
        .map(|line| format!("<p style=\"text-indent:2em\"><span>　　{line}</span></p>\n"))
        .collect();
    let menu = links(bytes / 900);
    format!(
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>某区推进重点工作_地方_某网</title>\
        <meta name=publishdate content=2023-02-02><script>{script}</script><style>p{{margin:0}}</style></head><body>\
        <div class=nav><ul>{menu}</ul></div><div class=main><h1>某区推进重点工作</h1>\
        <div class=info><span>2023年02月02日10:55</span><span>来源：<a href=/>某报</a></span></div>\
        <div class=content>{paragraphs}</div><div class=share>分享到：</div></div>\
        <div class=side><h3>相关新闻</h3><ul>{menu}</ul></div><div class=foot>版权所有 某网</div><script>{script}</script></body></html>"
    )
}

#[divan::bench]
fn portal_page(bencher: Bencher<'_, '_>) {
    read(bencher, "page.html", page(150_000));
}

#[divan::bench]
fn text_of_6000_characters(bencher: Bencher<'_, '_>) {
    read(bencher, "text.txt", text(6_000));
}

fn read(bencher: Bencher<'_, '_>, name: &str, input: String) {
    bencher
        .counter(BytesCount::of_str(&input))
        .bench(|| pipeline::read(black_box(input.as_bytes()), &options(name)).expect("the input is text"));
}

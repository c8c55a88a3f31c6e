//! Rules of the user's own, and what `--keep` and `--drop` decide.

use std::fs;
use std::path::Path;

use chengwen::document::{Document, Role};
use chengwen::pipeline::{self, ReadOptions, Reading};
use chengwen::rules::Rules;
use chengwen::text::Rich;

use crate::program::Desk;

const NOTICE: &str = "让数据多跑路,让群众少跑腿\n关于做好春播工作的通知\n各乡镇人民政府：\n\
    摘要：本文讲春播。\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n扫码填报请用微信\n\
    各乡镇要在四月底前报送进度，联系人见附件，逾期不报的予以通报，并纳入年终考核的重要内容。\n阅读 325 次\n";

fn read(input: &str, rules: Rules) -> Reading {
    let options = ReadOptions { rules: rules.into(), ..ReadOptions::default() };
    pipeline::read(input.as_bytes(), &options).unwrap()
}

fn example() -> Rules {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/rules.toml");
    Rules::parse(&fs::read_to_string(path).unwrap()).unwrap()
}

fn texts(document: &Document) -> Vec<&str> {
    document.articles.iter().flat_map(|article| &article.blocks).map(|block| block.text.as_str()).collect()
}

fn removed(reading: &Reading) -> Vec<(&str, &str)> {
    reading.log.removals().iter().map(|removal| (&*removal.rule, removal.text.as_str())).collect()
}

#[test]
fn own_lines_go_and_stay() {
    let reading = read(NOTICE, example());
    let gone = removed(&reading);
    assert!(gone.contains(&("own.slogan", "让数据多跑路,让群众少跑腿")), "{gone:?}");
    assert!(gone.contains(&("own.reads", "阅读 325 次")), "{gone:?}");
    assert!(texts(&reading.document).contains(&"扫码填报请用微信"), "{:?}", texts(&reading.document));
    let plain = read(NOTICE, Rules::default());
    assert!(!texts(&plain.document).contains(&"扫码填报请用微信"));
}

/// A text whose lines could each be more than one thing.
const REPORT: &str = "岚川市2024年春播工作情况\n青禾乡的做法\n韩青山\n各乡镇抓住农时，抢墒播种，到四月底已完成全年任务的九成，进度快于往年。\n\
    抢墒播种\n一、加强领导。\n阅读 325 次\n各乡镇成立专班，分片包干，逐村逐户落实种子、化肥、农机，确保不误农时。\n图为田间\n青禾乡\n四月十日\n";

#[track_caller]
fn check_said(line: &str, is: &str, role: Role) {
    let file = format!("[[is]]\nline = \"{line}\"\nis = \"{is}\"\n");
    let reading = read(REPORT, Rules::parse(&file).unwrap());
    let blocks = &reading.document.articles[0].blocks;
    let found = blocks.iter().find(|block| block.text == line).map(|block| block.role);
    assert_eq!(found, Some(role), "{line} is {is}: {blocks:#?}");
}

#[test]
fn a_line_is_what_it_is_said_to_be() {
    for line in [
        "青禾乡的做法",
        "韩青山",
        "抢墒播种",
        "一、加强领导。",
        "阅读 325 次",
        "图为田间",
        "青禾乡",
        "四月十日",
    ] {
        for (level, is) in (1..).zip(["heading-1", "heading-2", "heading-3", "heading-4"]) {
            check_said(line, is, Role::Heading(level));
        }
        check_said(line, "paragraph", Role::Paragraph);
        check_said(line, "recipient", Role::Recipient);
        check_said(line, "signature", Role::Signature);
        check_said(line, "date", Role::Date);
        check_said(line, "caption", Role::Caption);
        check_said(line, "note", Role::Note);
    }
}

#[test]
fn the_title_is_the_lines_said_to_be_it() {
    let title = |said: &[(&str, &str)]| {
        let entry = |(line, is): &(&str, &str)| format!("[[is]]\nline = \"{line}\"\nis = \"{is}\"\n");
        let reading = read(REPORT, Rules::parse(&said.iter().map(entry).collect::<String>()).unwrap());
        let article = reading.document.articles.into_iter().next().unwrap();
        let texts = |lines: &[Rich]| lines.iter().map(Rich::to_string).collect::<Vec<_>>().join("/");
        (
            texts(&article.title),
            texts(&article.subtitle),
            article.byline.map(String::from).unwrap_or_default(),
        )
    };
    let told = |title: &str, subtitle: &str, byline: &str| {
        (title.to_owned(), subtitle.to_owned(), byline.to_owned())
    };
    let first = "岚川市2024年春播工作情况";
    assert_eq!(title(&[("青禾乡的做法", "title")]).0, "青禾乡的做法");
    assert_eq!(title(&[(first, "title"), ("青禾乡的做法", "title")]).0, format!("{first}/青禾乡的做法"));
    let said = [("青禾乡的做法", "subtitle"), ("韩青山", "byline")];
    assert_eq!(title(&said), told(first, "青禾乡的做法", "韩青山"));
    // What was said last counts; above the title nothing is lost.
    assert_eq!(title(&[(first, "title"), (first, "paragraph"), ("抢墒播种", "title")]).0, "抢墒播种");
    let unknown = Rules::parse(
        "[[is]]\nline = \"x\"\nis = \"page\"\n[[is]]\nline = \"x\"\n[[stay]]\nline = \"x\"\nis = \"note\"\n",
    );
    assert_eq!(unknown.expect_err("three faults").len(), 3);
}

#[test]
fn a_selector_says_where_the_text_is() {
    let page = |host: &str| {
        format!(
            "<html><head><title>岚川要闻</title><link rel=\"canonical\" href=\"https://{host}/a.html\"></head><body>\
            <h1 class=\"title\">岚川春播全面展开</h1><div class=\"related\"><p>昨天的消息说，岚川的冬修水利已经全部完成，今年的水源有保障。</p></div>\
            <div id=\"zoom\"><p>短文一则。</p><div id=\"share\">把它告诉大家</div></div>\
            <div><p>另有一篇更长的文章在这里，讲的是别的事情，有许多逗号，有许多句子，也有许多内容，看上去很像正文。</p></div></body></html>"
        )
    };
    let reading = read(&page("news.lanchuan.example.cn"), example());
    assert_eq!(reading.document.articles[0].title, ["岚川春播全面展开"]);
    assert_eq!(texts(&reading.document), ["短文一则。"]);
    assert!(removed(&reading).contains(&("own.lanchuan", "把它告诉大家")));
    let other = read(&page("example.org"), example());
    assert_ne!(texts(&other.document), ["短文一则。"]);
}

#[test]
fn parts_are_left_out_on_demand() {
    let mut rules = Rules::default();
    rules.drop("parts.abstract");
    let reading = read(NOTICE, rules);
    assert!(removed(&reading).contains(&("parts.abstract", "摘要：本文讲春播。")), "{:?}", removed(&reading));
    assert!(texts(&read(NOTICE, Rules::default()).document).contains(&"摘要：本文讲春播。"));
}

#[test]
fn the_command_line_names_every_fault_of_the_rules() {
    let wrong =
        "drop = [\"parts.nothing\"]\n[[remove]]\nline = \"一\"\nends = \"二\"\n[[site]]\nbody = \"##\"\n";
    let desk =
        Desk::with(&[("a.txt", NOTICE), ("wrong.toml", wrong), ("drop.toml", "drop = [\"parts.nothing\"]")]);
    desk.run(&["convert", "a.txt", "--rules", "wrong.toml"])
        .check(64, &["wrong.toml: [[remove]] number 1", "[[site]] number 1"]);
    desk.run(&["convert", "a.txt", "--rules", "drop.toml"])
        .check(64, &["drop \"parts.nothing\": there is no such rule"]);
    desk.run(&["convert", "a.txt", "--keep", "web", "--drop", "web"])
        .check(64, &["\"web\" cannot be both kept and dropped"]);
    assert_eq!(desk.files(), ["a.txt", "drop.toml", "wrong.toml"]);
}

#[test]
fn own_rules_are_listed() {
    let desk = Desk::with(&[("mine.toml", "[[remove]]\nid = \"ad\"\nends = \"独家授权\"\n")]);
    let ran = desk.run(&["rules", "--rules", "mine.toml"]).check(0, &[]);
    let text = ran.text();
    for expected in ["web.share", "parts.abstract", "own.ad", "lines that end with \"独家授权\""] {
        assert!(text.contains(expected), "{expected} in:\n{text}");
    }
}

#[test]
fn inspect_shows_the_reading_beside_the_text() {
    let desk = Desk::with(&[("a.txt", NOTICE)]);
    let text = desk.run(&["inspect", "a.txt"]).check(0, &[]).text();
    let at = |word: &str| text.find(word).unwrap_or_else(|| panic!("no {word} in:\n{text}"));
    assert!(at("recipient") < at("− web.share") && at("− web.share") < at("各乡镇要在四月底前"), "{text}");
}

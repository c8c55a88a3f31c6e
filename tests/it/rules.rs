//! Rules of the user's own, and what `--keep` and `--drop` decide.

use std::fs;
use std::path::Path;

use chengwen::document::Document;
use chengwen::pipeline::{self, ReadOptions, Reading};
use chengwen::rules::Rules;

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

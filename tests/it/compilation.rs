//! Compilations: cover, table of contents and text, each with pages of its own.

use chengwen::document::Document;
use chengwen::pipeline::{self, Contents, ReadOptions, read, write_json, write_markdown};
use chengwen::template::{Template, builtin, parse};

use crate::corpus::part;
use crate::program::Desk;

const TEXT: &str = include_str!("../official/huibian.txt");
const RUNNING: &str = include_str!("../official/yemei.toml");

fn document(text: &str) -> Document {
    read(text.as_bytes(), &ReadOptions { trust_front_matter: Some(true), ..ReadOptions::default() })
        .unwrap()
        .document
}

fn docx(template: &Template) -> Vec<u8> {
    let properties = Default::default();
    pipeline::write_docx(&document(TEXT), template, Contents::Auto, &properties).unwrap().bytes
}

/// The properties of each section.
fn sections(docx: &[u8]) -> Vec<String> {
    let markup = part(docx, "word/document.xml");
    let sections = markup.split("<w:sectPr>").skip(1).filter_map(|rest| rest.split("</w:sectPr>").next());
    sections.map(str::to_owned).collect()
}

#[test]
fn the_cover_is_in_every_format() {
    let document = document(TEXT);
    assert_eq!(document.title.as_deref(), Some("某某县乡镇工作经验交流材料汇编"));
    let markup = part(&docx(&builtin("huibian").unwrap()), "word/document.xml");
    let (cover, rest) = markup.split_once("<w:sectPr>").unwrap();
    for text in ["某某县乡镇工作经验交流材料汇编", "中共某某县委办公室", "某某县人民政府办公室", "2026年8月"]
    {
        assert!(cover.contains(text) && !rest.contains(text), "{text}");
    }
    let json = String::from_utf8(write_json(&document).bytes).unwrap();
    assert!(json.contains("\"published\": \"2026年8月\"") && json.contains("\"publisher\": ["));
    let markdown = String::from_utf8(write_markdown(&document).bytes).unwrap();
    let again = self::document(&markdown);
    assert_eq!(
        (again.title, again.publishers, again.published, again.articles.len()),
        (document.title, document.publishers, document.published, 10)
    );
}

#[test]
fn cover_contents_and_text_count_their_pages_apart() {
    let sections = sections(&docx(&builtin("huibian").unwrap()));
    let counts: Vec<&str> = sections
        .iter()
        .map(|section| {
            section.split_once("<w:pgNumType ").map_or("", |(_, rest)| &rest[..rest.find("/>").unwrap()])
        })
        .collect();
    // Cover and its blank side, contents and its blank side, text; each wide table has a section of its own.
    assert_eq!(counts[..5], ["", "", "w:fmt=\"upperRoman\" w:start=\"1\"", "", "w:start=\"1\""]);
    assert_eq!(counts.len(), 4 + 1 + 2 * 10);
    assert!(counts[5..].iter().all(|count| count.is_empty()));
    assert_eq!(sections.iter().filter(|section| section.contains("w:orient=\"landscape\"")).count(), 10);
    assert!(sections.iter().all(|section| !section.contains("headerReference")));
}

#[test]
fn running_heads_are_headers_of_the_sections() {
    let bytes = docx(&parse("yemei.toml", RUNNING).unwrap());
    let sections = sections(&bytes);
    // In front of the text there are none; then every section has one for odd and one for even pages.
    let heads = |section: &String| section.matches("<w:headerReference ").count();
    assert_eq!(sections.iter().map(heads).sum::<usize>(), 2 * (sections.len() - 3));
    assert_eq!(sections[..3].iter().map(heads).sum::<usize>(), 0, "cover, blank, contents of two pages");
    // The empty one, the title of the whole, and one for each article.
    let types = part(&bytes, "[Content_Types].xml");
    assert_eq!(types.matches("wordprocessingml.header+xml").count(), 12);
    let shown = |part_name: &str| part(&bytes, part_name).contains("<w:t ");
    assert!(!shown("word/header1.xml") && shown("word/header2.xml") && shown("word/header12.xml"));
    // Nine articles begin behind a blank page, a section of its own.
    assert_eq!(sections.len(), 3 + 10 * 3 + 9);
}

#[test]
fn the_contents_show_as_many_levels_as_asked_for() {
    let desk = Desk::with(&[("a.txt", TEXT)]);
    for (depth, entries) in [("1", 10), ("2", 30)] {
        desk.run(&["convert", "a.txt", "--toc-depth", depth, "-f", "-q"]).check(0, &[]);
        let markup = part(&desk.read("a.docx"), "word/document.xml");
        assert_eq!(markup.matches("<w:hyperlink ").count(), entries, "{depth}");
        assert!(markup.contains(&format!("TOC \\f C \\l \"1-{depth}\"")));
    }
    desk.run(&["convert", "a.txt", "--toc-depth", "5"]).check(64, &["5 is not in 1..=4"]);
}

#[test]
fn what_stands_on_no_page_is_told() {
    let desk = Desk::with(&[("a.txt", TEXT)]);
    let title = "某某县乡镇工作经验交流材料汇编";
    desk.run(&["convert", "a.txt", "--no-cover", "--report", "report.json", "--trust-front-matter"])
        .check(0, &[]);
    let report = String::from_utf8(desk.read("report.json")).unwrap();
    assert!(
        report.contains(&format!("{title}；中共某某县委办公室"))
            && report.contains("since there is no cover")
    );
    assert!(!part(&desk.read("a.docx"), "word/document.xml").contains(title));
    desk.run(&["convert", "a.txt", "--set", "主送机关=各乡镇", "-f", "-v"])
        .check(0, &["各乡镇： is not used"]);
}

#[test]
fn one_article_has_a_cover_when_asked_for() {
    let desk =
        Desk::with(&[("a.txt", "某县工作总结\n一、抓学习\n今年以来，坚持每月一学，学用结合，成效明显。\n")]);
    for (options, covers) in [(&["-f"][..], 0), (&["-f", "--cover", "--set", "编印日期=2026-08"], 1)] {
        let args: Vec<&str> =
            ["convert", "a.txt", "--to", "docx,pdf"].iter().chain(options).copied().collect();
        desk.run(&args).check(0, &[]);
        let markup = part(&desk.read("a.docx"), "word/document.xml");
        assert_eq!(markup.matches("GongwenCoverTitle").count(), covers, "{options:?}");
        assert_eq!(markup.matches("2026年8月").count(), covers, "{options:?}");
    }
}

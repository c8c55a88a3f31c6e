//! Many texts into one compilation, and one compilation into many.

use serde_json::Value;

use crate::corpus::part;
use crate::program::Desk;

fn article(title: &str, date: &str, word: &str) -> String {
    format!(
        "{title}\n发布时间：{date}\n今年以来，{word}坚持稳中求进，各项工作取得新的进展，群众反映良好。\n\
        一、主要做法\n{word}建立工作机制，推动重点事项落地见效，全年办结事项若干件，满意度继续提高。\n"
    )
}

fn desk() -> Desk {
    Desk::with(&[
        ("in/10 甲.txt", &article("甲县工作总结", "2024-03-01", "甲县")),
        ("in/2 乙.txt", &article("乙县工作总结", "2024-01-05", "乙县")),
        ("in/3 丙.txt", &article("丙县工作总结", "2024-02-07", "丙县")),
        ("in/4 乙.txt", &article("乙县工作总结", "2024-01-05", "乙县")),
    ])
}

fn titles(desk: &Desk, name: &str) -> Vec<String> {
    let json: Value = serde_json::from_slice(&desk.read(name)).unwrap();
    let articles = json["articles"].as_array().unwrap();
    articles.iter().map(|article| article["title"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn no_text_of_a_compilation_is_written_over() {
    let desk = desk();
    desk.put("a.md", article("甲县工作总结", "2024-03-01", "甲县").as_bytes());
    for (out, report, what) in
        [("a.md", "r", "an output"), ("in/../a.md", "r", "an output"), ("b.docx", "./a.md", "the report")]
    {
        desk.run(&["bind", "a.md", "in", "-f", "-o", out, "--report", report])
            .check(64, &[&format!("a.md would be overwritten by {what}")]);
    }
    desk.run(&["split", "a.md", "-f", "-o", "out", "--report", "in/../a.md"])
        .check(64, &["a.md would be overwritten by the report"]);
    assert_eq!(desk.read("a.md"), article("甲县工作总结", "2024-03-01", "甲县").as_bytes());
    // One in the folder it was made of is made anew.
    desk.run(&["bind", "in", "-f", "-o", "in/all.md"]).check(0, &["3 articles"]);
    desk.run(&["bind", "in", "-f", "-o", "./in/../in/all.md"]).check(0, &["3 articles"]);
}

#[test]
fn a_folder_becomes_one_compilation() {
    let desk = desk();
    desk.run(&["bind", "in", "-o", "汇编.docx", "--order", "name"])
        .check(0, &["汇编.docx: 3 articles", "in/4 乙.txt is the same text as in in/2 乙.txt and left out"]);
    assert!(desk.read("汇编.docx").starts_with(b"PK"));
    for (order, expected) in [
        ("name", ["乙县工作总结", "丙县工作总结", "甲县工作总结"]),
        ("date", ["乙县工作总结", "丙县工作总结", "甲县工作总结"]),
        ("given", ["乙县工作总结", "丙县工作总结", "甲县工作总结"]),
    ] {
        desk.run(&["bind", "in", "-o", "a.json", "--order", order, "-f"]).check(0, &[]);
        assert_eq!(titles(&desk, "a.json"), expected, "{order}");
    }
    desk.run(&["bind", "in", "-o", "a.json"]).check(64, &["a.json exists"]);
    desk.run(&["bind", "in", "-o", "b.json", "--keep-duplicates"]).check(0, &["4 articles"]);
}

#[test]
fn a_chinese_name_of_the_output_is_the_title_of_a_whole_that_has_none() {
    let desk = desk();
    let cover = |name: &str| part(&desk.read(name), "word/document.xml").contains("CoverTitle");
    let name = "2026年工作总结汇编.docx";
    desk.run(&["bind", "in", "-o", name])
        .check(0, &["\"2026年工作总结汇编\" is taken from the name", "--title"]);
    assert!(cover(name));
    let ran = desk.run(&["bind", "in", "-o", name, "-f", "--title", "材料选编"]).check(0, &[]);
    assert!(cover(name) && !ran.err.contains("is taken from the name"), "{}", ran.err);
    let ran = desk.run(&["bind", "in", "-o", "all.docx"]).check(0, &[]);
    assert!(!cover("all.docx") && !ran.err.contains("is taken from the name"), "{}", ran.err);
    desk.run(&["bind", "in", "-o", "工作总结.json"]).check(0, &["\"工作总结\" is taken"]);
    let json: Value = serde_json::from_slice(&desk.read("工作总结.json")).unwrap();
    assert_eq!(json["title"], "工作总结");
}

#[test]
fn what_was_removed_is_told_with_its_file_and_in_all() {
    let desk = desk();
    let text = article("丁县工作总结", "2024-04-01", "丁县");
    desk.put(
        "in/丁.txt",
        format!("{text}图为丁县干部在社区开展服务。\n{}\n（责任编辑：某某）\n", "事".repeat(40)).as_bytes(),
    );
    desk.run(&["bind", "in/丁.txt", "in/2 乙.txt", "-o", "a.docx"]).check(
        0,
        &[
            "in/丁.txt → a.docx: ",
            "removed line 6, captions whose picture is not there (captions.label): 图为丁县干部",
            "2 articles, ",
            "2 lines removed",
        ],
    );
    desk.run(&["bind", "in", "-o", "b.docx"]).check(0, &["4 articles, ", "2 lines removed"]);
    desk.run(&["convert", "in", "-o", "out"]).check(0, &["removed           2  lines; -v lists them"]);
    // Data keep the caption.
    desk.run(&["bind", "in", "-o", "c.json"]).check(0, &["1 line removed"]);
}

#[test]
fn a_compilation_says_on_its_cover_who_made_it_and_when() {
    let desk = desk();
    let cover = ["--title", "工作总结汇编", "--organ", "某委", "--organ", "某府", "--date", "2026-08"];
    let args: Vec<&str> = ["bind", "in", "-o", "a.docx"].into_iter().chain(cover).collect();
    desk.run(&args).check(0, &[]);
    let markup = part(&desk.read("a.docx"), "word/document.xml");
    let (cover, _) = markup.split_once("<w:sectPr>").unwrap();
    let at = ["工作总结汇编", "某委", "某府", "2026年8月"].map(|text| cover.find(text));
    assert!(at.is_sorted() && at[0].is_some(), "{at:?}");
    desk.run(&["bind", "in", "-o", "b.docx", "--date", "八月"])
        .check(64, &["write for example 2026年8月1日"]);
    desk.run(&["bind", "in", "-o", "b.json", "--set", "编印单位=某府"]).check(0, &[]);
    assert!(String::from_utf8(desk.read("b.json")).unwrap().contains("\"某府\""));
    desk.run(&["bind", "in", "-o", "b.docx", "--organ", "某府"]).check(0, &["a cover needs a title"]);
}

#[test]
fn a_bad_text_is_left_out_and_told() {
    let desk = desk();
    desk.put("坏.txt", b"%PDF-1.7\n");
    desk.put("list.txt", "in/3 丙.txt\n# the next is none\n坏.txt\nin/2 乙.txt\n".as_bytes());
    desk.run(&["bind", "--list", "list.txt", "-o", "a.json"]).check(2, &["坏.txt is left out", "2 articles"]);
    assert_eq!(titles(&desk, "a.json"), ["丙县工作总结", "乙县工作总结"]);
    desk.run(&["bind", "坏.txt", "-o", "b.docx", "--report", "b.json"])
        .check(2, &["there is nothing to bind"]);
    let report: Value = serde_json::from_slice(&desk.read("b.json")).unwrap();
    assert_eq!((&report["inputs"][0]["reason"], &report["run"]["failed"]), (&"not-text".into(), &1.into()));
    assert!(!desk.files().contains(&"b.docx".to_owned()));
}

#[test]
fn a_compilation_is_split_into_its_articles() {
    let desk = desk();
    desk.run(&["bind", "in", "-o", "all.md", "--order", "name", "-q"]).check(0, &[]);
    desk.run(&["split", "all.md", "-o", "out", "--to", "docx,markdown"]).check(0, &["01 乙县工作总结.docx"]);
    let files: Vec<String> = desk.files().into_iter().filter(|name| name.starts_with("out")).collect();
    assert_eq!(files.len(), 6, "{files:?}");
    let text = String::from_utf8(desk.read("out/03 甲县工作总结.md")).unwrap();
    assert!(text.contains("甲县坚持稳中求进") && !text.contains("丙县"), "{text}");
    desk.run(&["split", "all.md", "-o", "out"]).check(2, &["exists"]);
}

/// A document with head and imprint, as it was issued.
const ISSUED: &str = "某市人民政府文件\n某政发〔2026〕1号\n某市人民政府关于开展检查的通知\n\n各区人民政府：\n\
    请于今年,完成检查，检查结果报市政府。\n某市人民政府\n2026年8月1日\n\n抄送：市委办公室。\n某市人民政府办公室　2026年8月2日印发\n";

#[test]
fn what_reading_did_is_told_and_reported() {
    let desk = desk();
    desk.put("公文.txt", ISSUED.as_bytes());
    desk.run(&["bind", "in/3 丙.txt", "公文.txt", "-o", "a.json", "--report", "bind.json"]).check(
        0,
        &[
            "公文.txt → a.json: ",
            "1 change",
            "imprint and title of the whole of 公文.txt are left out",
            "2 articles",
        ],
    );
    let report: Value = serde_json::from_slice(&desk.read("bind.json")).unwrap();
    let [first, second, whole] = &report["inputs"].as_array().unwrap()[..] else { panic!("{report}") };
    assert_eq!((&first["encoding"], &second["input"]), (&"UTF-8".into(), &"公文.txt".into()));
    assert_eq!(whole["removed"][0]["rule"], "bind.head", "{whole}");
    assert!(whole.get("encoding").is_none() && report["run"]["done"] == 2, "{report}");
    let quiet = desk.run(&["bind", "in", "公文.txt", "-o", "b.json", "-q"]).check(0, &[]);
    assert_eq!(quiet.err, "");
}

#[test]
fn a_single_document_is_split_whole_and_the_head_of_several_is_told() {
    let desk = Desk::with(&[("one.txt", ISSUED)]);
    desk.run(&["split", "one.txt", "-o", "out", "--to", "json"]).check(0, &["one.txt is one article"]);
    let json: Value =
        serde_json::from_slice(&desk.read("out/01 某市人民政府关于开展检查的通知.json")).unwrap();
    assert!(json["official"]["number"].to_string().contains("某政发〔2026〕1号"), "{json}");

    let several = format!(
        "第一篇：{}第二篇：{}",
        article("甲县工作总结", "2024-03-01", "甲县"),
        article("乙县工作总结", "2024-01-05", "乙县")
    );
    desk.put("two.txt", several.as_bytes());
    desk.run(&[
        "split",
        "two.txt",
        "-o",
        "two",
        "--to",
        "json",
        "--report",
        "two.json",
        "--set",
        "number=某政发〔2026〕1号",
    ])
    .check(0, &["of two.txt are left out: ", "某政发〔2026〕1号", "02 "]);
    let report: Value = serde_json::from_slice(&desk.read("two.json")).unwrap();
    assert_eq!(report["inputs"][0]["findings"][0]["rule"], "bind.head", "{report}");
}

#[test]
fn two_notices_that_say_the_same_of_two_meetings_both_stand() {
    let notice = |name: &str| format!("关于召开{name}会议的通知\n请各单位准时参加。\n");
    let desk = Desk::with(&[("a.txt", &notice("甲")), ("b.txt", &notice("乙")), ("c.txt", &notice("甲"))]);
    desk.run(&["bind", "a.txt", "b.txt", "c.txt", "-o", "all.json"])
        .check(0, &["c.txt is the same text as in a.txt"]);
    assert_eq!(titles(&desk, "all.json"), ["关于召开甲会议的通知", "关于召开乙会议的通知"]);
}

#[test]
fn a_folder_is_bound_as_people_count() {
    let names = ["第一章", "第二章", "第三章", "第十章", "第二十章"];
    let towns = ["甲县", "乙县", "丙县", "丁县", "戊县"];
    let desk = Desk::new();
    for (name, town) in names.into_iter().zip(towns) {
        let text = article(&format!("{town}工作总结"), "2024-03-01", town);
        desk.put(&format!("in/{name}.txt"), text.as_bytes());
    }
    desk.run(&["bind", "in", "-o", "all.json"]).check(0, &[]);
    assert_eq!(titles(&desk, "all.json"), towns.map(|town| format!("{town}工作总结")));
    // The order is told, with pages.
    let told = desk.run(&["bind", "in", "-o", "all.docx"]).check(0, &[]).err;
    assert!(told.contains("\n     1  甲县工作总结\n     2  乙县工作总结\n"), "{told}");
}

#[test]
fn the_name_of_the_output_says_the_format_or_gets_one() {
    let desk = desk();
    for (name, made) in
        [("汇编", "汇编.docx"), ("2026.8月汇编", "2026.8月汇编.docx"), ("out/总集", "out/总集.docx")]
    {
        desk.run(&["bind", "in", "-o", name]).check(0, &[made]);
        assert!(desk.read(made).starts_with(b"PK"), "{name}");
        desk.run(&["bind", "in", "-o", name]).check(64, &["exists"]);
    }
    for name in ["bb.doc", "bb.txt", "bb.WPS"] {
        desk.run(&["bind", "in", "-o", name])
            .check(64, &[name, "unsupported output extension", ".docx, .pdf"]);
        assert!(!desk.files().iter().any(|file| file.starts_with("bb")));
    }
    desk.run(&["split", "in/2 乙.txt", "-o", "x.docx"]).check(64, &["x.docx is the name of a file"]);
}

#[test]
fn a_compilation_is_written_in_several_formats_at_once() {
    let desk = desk();
    for name in ["汇编", "汇编.docx"] {
        desk.run(&["bind", "in", "-f", "-o", name, "--to", "docx,pdf,json"])
            .check(0, &["汇编.docx, 汇编.pdf, 汇编.json: "]);
        for (file, format) in [("汇编.docx", "docx"), ("汇编.pdf", "pdf"), ("汇编.json", "json")] {
            let alone = format!("alone.{format}");
            desk.run(&["bind", "in", "-f", "-o", &alone, "--title", "汇编"]).check(0, &[]);
            desk.run(&["bind", "in", "-f", "-o", name, "--to", "docx,pdf,json", "--title", "汇编"])
                .check(0, &[]);
            assert!(desk.read(file) == desk.read(&alone), "{name} {format}");
        }
    }
    desk.run(&["bind", "in", "-o", "汇编", "--to", "md,pdf"]).check(64, &["汇编.pdf exists"]);
    assert!(!desk.files().contains(&"汇编.md".to_owned()));
    desk.run(&["bind", "in", "-o", "b.docx", "--to", "pdf"]).check(64, &["another format than --to"]);
    desk.run(&["bind", "in", "-o", "-", "--to", "md,json"]).check(64, &["-o - takes one format"]);
    let markdown = desk.run(&["bind", "in", "-o", "-", "--to", "md"]).check(0, &[]).text();
    assert!(markdown.contains("丙县工作总结"), "{markdown}");
    // One in the folder it was made of is no text of it, whatever its format.
    desk.run(&["bind", "in", "-f", "-o", "in/all", "--to", "md,docx"]).check(0, &["3 articles"]);
    desk.run(&["bind", "in", "-f", "-o", "in/all", "--to", "md,docx"]).check(0, &["3 articles"]);
    desk.put("all.md", article("甲县工作总结", "2024-03-01", "甲县").as_bytes());
    desk.run(&["bind", "all.md", "in", "-f", "-o", "all", "--to", "docx,md"])
        .check(64, &["all.md would be overwritten by an output"]);
}

#[test]
fn a_compilation_tells_programs_of_each_input_and_of_the_whole() {
    let desk = desk();
    desk.put("坏.txt", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR");
    let ran =
        desk.run(&["bind", "in", "坏.txt", "-o", "汇编", "--to", "docx,pdf", "--json", "-q"]).check(2, &[]);
    let lines: Vec<Value> = ran.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let status: Vec<_> = lines.iter().map(|line| line["status"].as_str().unwrap()).collect();
    assert_eq!(status, ["done", "done", "done", "done", "failed", "done"]);
    assert_eq!(lines[4]["reason"], "not-text");
    assert_eq!(lines[5]["input"], "汇编.docx");
    assert_eq!(lines[5]["outputs"], serde_json::json!(["汇编.docx", "汇编.pdf"]));
    assert!(lines[5]["pages"].as_u64() > Some(0) && lines[5]["schema"] == "chengwen.file/1");
    let both = "would both be written to";
    desk.run(&["bind", "in", "-o", "-", "--to", "md", "--json"]).check(64, &[both]);
    desk.run(&["bind", "in", "-o", "-", "--to", "md", "--report", "-"]).check(64, &[both]);
    desk.run(&["bind", "in", "-o", "b.md", "--json", "--report", "-"]).check(64, &[both]);
    assert!(!desk.files().contains(&"b.md".to_owned()));
}

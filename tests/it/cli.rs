//! What `chengwen --help` and the README promise of the command line.

use std::fs;

use serde_json::Value;

use crate::program::Desk;

const TEXT: &str = "梧岭区2024年工作总结\n\n今年以来，梧岭区坚持稳中求进，各项工作取得新的进展，现将有关情况总结如下。\n\
    一、主要做法\n建立“一月一会商”机制,推动重点事项落地见效,全年办结事项92件。\n打印本页\n";

fn desk() -> Desk {
    Desk::with(&[("a.txt", TEXT)])
}

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

#[track_caller]
fn assert_docx(bytes: &[u8]) {
    assert!(bytes.starts_with(b"PK\x03\x04"), "no DOCX: {:?}", &bytes[..bytes.len().min(20)]);
}

#[test]
fn a_document_stands_beside_its_text() {
    let desk = desk();
    desk.run(&["convert", "a.txt"]).check(0, &["a.txt → a.docx: ", "1 line removed", "打印本页"]);
    assert_eq!(desk.files(), ["a.docx", "a.txt"], "and no temporary file is left");
    assert_docx(&desk.read("a.docx"));
}

#[test]
fn several_formats_are_written_at_once() {
    let desk = desk();
    desk.run(&["convert", "a.txt", "--to", "docx,pdf", "--to", "json,pdf"])
        .check(0, &["a.docx, a.pdf, a.json"]);
    assert_eq!(desk.files(), ["a.docx", "a.json", "a.pdf", "a.txt"]);
    assert_docx(&desk.read("a.docx"));
    assert!(desk.read("a.pdf").starts_with(b"%PDF-1.7"));
    desk.run(&["convert", "a.txt", "-o", "b.pdf"]).check(0, &[]);
    assert_eq!(desk.read("a.pdf"), desk.read("b.pdf"));
    for wrong in [["-o", "c.pdf"], ["-o", "-"]] {
        let args = [["convert", "a.txt", "--to"], ["docx,pdf", wrong[0], wrong[1]]].concat();
        desk.run(&args).check(64, &["name a folder"]);
    }
    desk.run_with(&["convert", "-", "--to", "docx,pdf"], TEXT.as_bytes()).check(64, &["several formats"]);
}

#[test]
fn a_pdf_tells_which_characters_its_fonts_lack() {
    let desk = Desk::with(&[("a.txt", &TEXT.replace("92件", "𪛖件"))]);
    desk.run(&["convert", "a.txt", "-o", "a.docx"]).check(0, &["0 warnings"]);
    desk.run(&["convert", "a.txt", "-o", "a.pdf", "--fail-on", "warning"])
        .check(1, &["𪛖", "U+2A6D6", "line 5"]);
}

#[test]
fn the_fonts_are_listed() {
    let desk = Desk::with(&[("fonts/no.ttf", "text")]);
    let listed = desk.run(&["fonts", "--font-dir", "fonts"]).check(0, &["方正小标宋简体"]).text();
    assert_eq!(listed.lines().count(), 5);
    assert!(listed.contains("楷体\tbuilt-in Chengwen Kai"), "{listed}");
    desk.run(&["fonts", "--font-dir", "nowhere"]).check(64, &["nowhere", "name a folder"]);
}

#[test]
fn only_the_ending_of_a_text_is_replaced() {
    let desk = Desk::with(&[("关于3.15活动的通知", TEXT), ("报告.TXT", TEXT)]);
    desk.run(&["convert", "关于3.15活动的通知", "报告.TXT", "-q"]).check(0, &[]);
    assert_eq!(desk.files(), ["关于3.15活动的通知", "关于3.15活动的通知.docx", "报告.TXT", "报告.docx"]);
}

#[test]
fn files_without_a_command_are_converted() {
    let desk = Desk::with(&[("请示.txt", TEXT), ("b/c.txt", TEXT)]);
    desk.run(&["请示.txt"]).check(0, &["请示.docx"]);
    desk.run(&["--isolated", "请示.txt", "b", "-o", "out", "--to", "json"]).check(0, &[]);
    let files = desk.files();
    assert!(
        ["请示.docx", "out/b/c.json", "out/请示.json"].iter().all(|file| files.contains(&(*file).to_owned()))
    );
    desk.run(&["还没有.txt"]).check(2, &["还没有.txt: cannot read it"]);
    desk.run(&["还没有"]).check(64, &["neither a command nor a file 还没有", "convert, bind"]);
}

#[test]
fn the_output_is_a_file_or_a_folder() {
    let desk = Desk::with(&[("a.txt", TEXT), ("b.txt", TEXT)]);
    desk.run(&["convert", "a.txt", "-o", "new/report.docx"]).check(0, &[]);
    desk.run(&["convert", "a.txt", "-o", "one"]).check(0, &[]);
    desk.run(&["convert", "a.txt", "b.txt", "-o", "two.0/"]).check(0, &[]);
    desk.run(&["convert", "a.txt", "-o", "data.json"]).check(0, &[]);
    desk.run(&["convert", "a.txt", "b.txt", "-o", "data", "--to", "json"]).check(0, &[]);
    let expected = [
        "a.txt",
        "b.txt",
        "data.json",
        "data/a.json",
        "data/b.json",
        "new/report.docx",
        "one/a.docx",
        "two.0/a.docx",
        "two.0/b.docx",
    ];
    assert_eq!(desk.files(), expected);
    assert_eq!(json(&desk.read("data.json"))["title"], "梧岭区2024年工作总结");
}

#[test]
fn standard_input_and_output_are_a_dash() {
    let desk = desk();
    let to_output = desk.run_with(&["convert", "-"], TEXT.as_bytes()).check(0, &["standard output"]);
    assert_docx(&to_output.out);
    desk.run_with(&["convert", "-", "-o", "b.docx"], TEXT.as_bytes()).check(0, &[]);
    assert_eq!(desk.read("b.docx"), to_output.out);
    let data = desk.run(&["convert", "a.txt", "-o", "-", "--to", "json", "-q"]).check(0, &[]);
    assert_eq!(json(&data.out)["blocks"][1]["type"], "h1");
    assert_eq!(data.err, "");
    desk.run_with(&["convert", "-", "-o", "folder/"], TEXT.as_bytes()).check(0, &[]);
    assert_eq!(desk.files(), ["a.txt", "b.docx", "folder/stdin.docx"]);
}

#[test]
fn nothing_is_overwritten_unasked() {
    let desk = desk();
    desk.put("a.docx", b"mine");
    desk.run(&["convert", "a.txt"]).check(2, &["a.docx exists; add --force"]);
    assert_eq!(desk.read("a.docx"), b"mine");
    desk.run(&["convert", "a.txt", "--force"]).check(0, &[]);
    assert_docx(&desk.read("a.docx"));
    assert_eq!(desk.files(), ["a.docx", "a.txt"]);
}

#[test]
fn an_input_is_never_an_output() {
    let desk = Desk::with(&[("a.json", TEXT)]);
    desk.run(&["convert", "a.json", "--to", "json", "--force"])
        .check(64, &["a.json would be overwritten by an output"]);
    assert_eq!(desk.read("a.json"), TEXT.as_bytes());
}

#[test]
fn an_input_is_never_an_output_however_it_is_named() {
    let desk = Desk::with(&[("a.md", TEXT), ("b/c.md", TEXT)]);
    let here = desk.path(".").display().to_string();
    for (input, out) in
        [("a.md", "."), ("a.md", "b/.."), ("a.md", &*here), ("./a.md", "a.md"), ("b/../a.md", "./a.md")]
    {
        desk.run(&["convert", input, "--to", "markdown", "--force", "-o", out])
            .check(64, &["a.md would be overwritten by an output"]);
    }
    desk.run(&["convert", "a.md", "--force", "-o", "out", "--report", "./a.md"])
        .check(64, &["a.md would be overwritten by the report"]);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("a.md", desk.path("link.md")).unwrap();
        desk.run(&["convert", "link.md", "--to", "markdown", "--force", "-o", "a.md"])
            .check(64, &["link.md would be overwritten by an output"]);
    }
    assert_eq!(desk.read("a.md"), TEXT.as_bytes());
    // What is another file is none of them.
    desk.run(&["convert", "a.md", "--to", "markdown", "-o", "b"]).check(0, &[]);
    assert_eq!(desk.read("b/c.md"), TEXT.as_bytes());
}

#[test]
fn two_inputs_never_meet_in_one_output() {
    let desk = Desk::with(&[("a.txt", TEXT), ("a.md", TEXT), ("b/a.txt", TEXT)]);
    desk.run(&["convert", "a.txt", "b/a.txt", "-o", "out"]).check(64, &["two inputs", "b/a.txt"]);
    assert_eq!(desk.files(), ["a.md", "a.txt", "b/a.txt"], "nothing was done, not even a folder made");
    desk.run(&["convert", "a.txt", "a.md"]).check(0, &["a.txt → a.txt.docx", "a.md → a.md.docx"]);
}

#[test]
fn a_bad_input_never_stops_the_others() {
    let desk = Desk::with(&[("a.txt", TEXT), ("z.txt", TEXT), ("empty.txt", " \n\n"), ("photo.txt", "")]);
    desk.put("photo.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let inputs = ["convert", "empty.txt", "a.txt", "missing.txt", "photo.txt", "z.txt", "-o", "out"];
    let ran = desk.run(&inputs).check(
        2,
        &["empty.txt: the input has no text", "missing.txt: cannot read it", "photo.txt: the input is"],
    );
    assert_eq!(ran.err.matches("chengwen: ").count(), 3, "{}", ran.err);
    assert_docx(&desk.read("out/a.docx"));
    assert_docx(&desk.read("out/z.docx"));
}

#[test]
fn all_problems_of_a_command_line_are_told_at_once() {
    let desk = desk();
    let args = [
        "convert",
        "a.txt",
        "--template",
        "hongtuo",
        "--script",
        "latin",
        "--keep",
        "captionz",
        "--from-encoding",
        "gb-2312x",
        "-o",
        "a.doc",
    ];
    let problems = [
        "there is no template \"hongtuo\"; did you mean hongtou? There are gongwen, hongtou,",
        "--script \"latin\" is not known; use one of auto, simplified",
        "keep \"captionz\": there is no such rule; did you mean captions? `chengwen rules` lists them",
        "--from-encoding \"gb-2312x\" is not known",
        "-o a.doc: unsupported output extension; use one of .docx, .pdf, .json, .md",
    ];
    desk.run(&args).check(64, &problems);
    assert_eq!(desk.files(), ["a.txt"]);
}

#[test]
fn wrong_usage_is_64() {
    let desk = desk();
    for args in [
        &[][..],
        &["convert"],
        &["convert", "a.txt", "--toc", "--no-toc"],
        &["convert", "a.txt", "--to", "doc"],
        &["convert", "a.txt", "b.txt", "-o", "-"],
        &["convert", "a.txt", "b.txt", "-o", "one.docx"],
        &["inspect", "a.txt", "--script", "latin"],
        &["inspect"],
        &["konvert", "a.txt"],
    ] {
        let ran = desk.run(args);
        assert_eq!((ran.code, ran.out.is_empty()), (64, true), "{args:?}: {}", ran.err);
        assert!(!ran.err.is_empty(), "{args:?}");
    }
    assert_eq!(desk.files(), ["a.txt"]);
    desk.run(&["--help"]).check(0, &[]);
    desk.run(&["--version"]).check(0, &[]);
}

#[test]
fn findings_fail_only_when_asked_to() {
    let desk = desk();
    desk.put("clean.txt", TEXT.replace(',', "，").replace("打印本页\n", "").as_bytes());
    desk.put("odd.txt", TEXT.replace('”', "").as_bytes());
    for (name, what, code) in [
        ("a.txt", "removed", 1),
        ("a.txt", "changed", 1),
        ("a.txt", "warning", 0),
        ("clean.txt", "removed", 0),
        ("clean.txt", "changed", 0),
        ("odd.txt", "warning", 1),
    ] {
        let ran = desk.run(&["convert", name, "-o", "out", "--force", "--fail-on", what]);
        assert_eq!(ran.code, code, "{name} {what}: {}", ran.err);
    }
    desk.run(&["convert", "odd.txt", "missing.txt", "-o", "out", "-f", "--fail-on", "warning"]).check(2, &[]);
    assert!(desk.path("out/odd.docx").exists(), "a finding does not keep the document back");
}

#[test]
fn the_report_tells_everything() {
    let desk = desk();
    desk.run(&["convert", "a.txt", "missing.txt", "-o", "out", "--report", "out/report.json"]).check(2, &[]);
    let report = json(&desk.read("out/report.json"));
    assert_eq!(report["format"], "chengwen.report/1");
    let [done, failed] = report["inputs"].as_array().unwrap().as_slice() else { panic!("{report}") };
    assert_eq!((&done["input"], &done["output"]), (&"a.txt".into(), &"out/a.docx".into()));
    assert_eq!(
        (&done["encoding"], &done["script"], &done["kind"]),
        (&"UTF-8".into(), &"simplified".into(), &"text".into())
    );
    assert_eq!(done["pages"], 1);
    assert_eq!(done["removed"][0], serde_json::json!({"rule": "web.tools", "line": 6, "text": "打印本页"}));
    let comma =
        serde_json::json!({"rule": "punctuation.width", "before": ",", "after": "，", "count": 2, "line": 5});
    assert_eq!(done["changed"][0], comma);
    assert!(failed["error"].as_str().unwrap().contains("cannot read it"), "{failed}");
    let shown = desk.run(&["inspect", "a.txt", "--json"]).check(0, &[]);
    let shown = json(&shown.out);
    assert_eq!(shown["inputs"][0]["removed"], done["removed"]);
}

#[test]
fn the_report_is_made_sure_of_before_the_work() {
    let desk = desk();
    desk.put("report.json", b"{}");
    desk.run(&["convert", "a.txt", "--report", "report.json"])
        .check(64, &["--report: report.json exists; add --force"]);
    desk.run(&["convert", "a.txt", "-o", "b.json", "--report", "b.json"])
        .check(64, &["both be written to b.json"]);
    desk.run(&["convert", "a.txt", "-o", "-", "--report", "-"])
        .check(64, &["both be written to standard output"]);
    assert_eq!(desk.files(), ["a.txt", "report.json"]);
    let ran = desk.run(&["convert", "a.txt", "--report", "-"]).check(0, &[]);
    assert_eq!(json(&ran.out)["inputs"][0]["input"], "a.txt");
}

#[test]
fn what_a_rule_would_remove_can_be_kept() {
    let desk = desk();
    for (args, kept) in [
        (&[][..], false),
        (&["--keep", "web.tools"], true),
        (&["--keep", "web"], true),
        (&["--keep-all"], true),
        (&["--keep", "captions"], false),
    ] {
        let ran = desk.run(&[&["convert", "a.txt", "-o", "-", "--to", "json"], args].concat()).check(0, &[]);
        assert_eq!(ran.text().contains("打印本页"), kept, "{args:?}");
    }
}

#[test]
fn every_rule_that_is_listed_can_be_named() {
    let desk = desk();
    let rules = desk.run(&["rules"]).check(0, &[]).text();
    let ids: Vec<&str> = rules
        .lines()
        .filter_map(|line| line.strip_prefix("* ")?.split_whitespace().next())
        .filter(|word| word.contains('.'))
        .collect();
    assert!(ids.len() > 15, "{rules}");
    for id in ids {
        let group = id.split('.').next().unwrap();
        desk.run(&["inspect", "a.txt", "--keep", id, "--drop", group]).check(0, &[]);
    }
}

#[test]
fn inspect_writes_no_file() {
    let desk = desk();
    let shown = desk.run(&["inspect", "a.txt"]).check(0, &[]).text();
    for part in [
        "read as text, UTF-8 (certain), simplified",
        "title",
        "heading 1    一、主要做法",
        "removed: 1 line",
        "web.tools",
    ] {
        assert!(shown.contains(part), "no {part:?} in:\n{shown}");
    }
    desk.run_with(&["inspect", "-"], TEXT.as_bytes()).check(0, &[]);
    desk.run(&["inspect", "missing.txt"]).check(2, &["missing.txt: cannot read it"]);
    assert_eq!(desk.files(), ["a.txt"]);
}

#[test]
fn a_table_of_contents_can_be_forced_and_forbidden() {
    let desk = desk();
    for (option, name) in [("--toc", "with.docx"), ("--no-toc", "without.docx"), ("-q", "auto.docx")] {
        desk.run(&["convert", "a.txt", "-o", name, option]).check(0, &[]);
    }
    assert_eq!(desk.read("without.docx"), desk.read("auto.docx"), "one heading needs no table of contents");
    assert_ne!(desk.read("with.docx"), desk.read("auto.docx"));
}

#[test]
fn the_encoding_and_the_kind_can_be_given() {
    let desk = desk();
    let (gbk, _, _) = encoding_rs::GBK.encode(TEXT);
    desk.put("gbk.txt", &gbk);
    for args in [&["gbk.txt"][..], &["gbk.txt", "--from-encoding", "gbk"], &["a.txt", "--from", "text"]] {
        let ran = desk.run(&[&["convert", "-o", "-", "--to", "json"], args].concat()).check(0, &[]);
        assert_eq!(json(&ran.out)["title"], "梧岭区2024年工作总结", "{args:?}");
    }
    desk.run(&["convert", "gbk.txt", "--from-encoding", "utf-8"])
        .check(2, &["characters are damaged", "--accept-damage"]);
    assert!(!desk.path("gbk.docx").exists());
    desk.run(&["convert", "gbk.txt", "--from-encoding", "utf-8", "--accept-damage"]).check(0, &[]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_an_error_and_leaves_nothing() {
    let desk = desk();
    fs::write(desk.path("out"), "a file where the folder should be").unwrap();
    desk.run(&["convert", "a.txt", "-o", "out/"]).check(2, &["cannot write out/a.docx"]);
    assert_eq!(desk.files(), ["a.txt", "out"]);
}

#[test]
fn text_that_reads_like_no_chinese_is_refused_unless_its_encoding_is_named() {
    let desk = Desk::new();
    let (russian, _, _) =
        encoding_rs::KOI8_R.encode("Отчёт о работе за прошлый год и планы на будущее, подробно.");
    let russian = russian.repeat(4);
    desk.put("a.txt", &russian);
    desk.run(&["convert", "a.txt"]).check(2, &["the encoding cannot be told", "--from-encoding"]);
    assert_eq!(desk.files(), ["a.txt"]);
    desk.run(&["convert", "a.txt", "--from-encoding", "koi8-r"]).check(0, &[]);
}

//! Inputs that hold several texts: archives, tables, feeds.

use std::io::Write;

use crate::program::Desk;

const TEXT: &str =
    "春分前后，各地抓住农时推进春耕，农资供应充足，技术人员下到田间，帮助农户解决实际困难，进度快于往年。";

fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn article(title: &str) -> String {
    format!("{title}\n{TEXT}\n")
}

#[test]
fn the_files_of_an_archive_become_documents_beside_it() {
    let desk = Desk::new();
    let files = [
        ("材料/关于春耕的通知.txt", &*article("关于春耕的通知")),
        ("夏收.txt", &article("夏收工作总结")),
        ("图.jpg", "x"),
        ("../out.txt", "y"),
    ];
    desk.put("下载.zip", &zip(&files));
    let words = ["下载.zip: ../out.txt", "its name points outside", "下载.zip/夏收.txt"];
    desk.run(&["convert", "下载.zip", "--verbose"]).check(0, &words);
    assert!(desk.path("下载/材料/关于春耕的通知.docx").exists() && desk.path("下载/夏收.docx").exists());
    assert!(!desk.path("out.docx").exists() && !desk.path("../out.docx").exists());
    desk.run(&["convert", "下载.zip", "--resume"]).check(0, &["2"]);
    desk.run(&["bind", "下载.zip", "-o", "汇编.md"]).check(0, &[]);
    let bound = String::from_utf8(desk.read("汇编.md")).unwrap();
    assert!(bound.contains("关于春耕的通知") && bound.contains("夏收工作总结"), "{bound}");
    desk.run(&["convert", "下载.zip", "-o", "one.docx"]).check(64, &["names one file for a folder"]);
    desk.put("half.zip", &desk.read("下载.zip")[..100]);
    desk.run(&["convert", "half.zip"]).check(2, &["a zip archive"]);
}

#[test]
fn archives_in_a_folder_are_opened_and_those_in_them_are_not() {
    let desk = Desk::new();
    let inner = zip(&[("里.txt", &*article("里层通知"))]);
    let files = [("春耕.txt", &*article("关于春耕的通知")), ("夏收.txt", &article("夏收工作总结"))];
    desk.put("收件/一月/下载.zip", &zip(&files));
    desk.put("收件/一月/下载/春耕.txt", article("另一份春耕通知").as_bytes());
    desk.put("收件/文.txt", article("关于文件的通知").as_bytes());
    let mut outer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    outer.start_file("里.zip", zip::write::SimpleFileOptions::default()).unwrap();
    outer.write_all(&inner).unwrap();
    outer.start_file("外.txt", zip::write::SimpleFileOptions::default()).unwrap();
    outer.write_all(article("外层通知").as_bytes()).unwrap();
    desk.put("收件/套.ZIP", &outer.finish().unwrap().into_inner());
    desk.put("收件/坏.zip", b"PK\x03\x04");
    let run = desk.run(&["convert", "收件", "-o", "out", "--verbose"]);
    run.check(2, &["坏.zip", "zip"]);
    for name in ["一月/下载_zip/春耕", "一月/下载_zip/夏收", "一月/下载/春耕", "文", "套_ZIP/外"]
    {
        assert!(desk.path(&format!("out/{name}.docx")).exists(), "{name}");
    }
    assert!(!desk.path("out/套_ZIP/里.docx").exists() && !desk.path("out/套_ZIP/里_zip").exists());
    std::fs::remove_file(desk.path("收件/坏.zip")).unwrap();
    desk.run(&["convert", "收件", "-o", "out", "--resume"]).check(0, &["5"]);
    desk.run(&["convert", "收件", "-o", "less", "--exclude", "*.zip", "--exclude", "夏*", "-q"])
        .check(0, &[]);
    assert!(!desk.path("less/一月/下载_zip").exists() && desk.path("less/套_ZIP/外.docx").exists());
    // Beside the inputs, and again.
    for _ in 0..2 {
        desk.run(&["convert", "收件", "--force", "-q"]).check(0, &[]);
        assert!(
            desk.path("收件/一月/下载_zip/春耕.docx").exists() && desk.path("收件/套_ZIP/外.docx").exists()
        );
    }
}

#[test]
fn a_row_of_a_table_becomes_a_document() {
    let desk = Desk::new();
    let table = format!(
        "编号,标题,正文,来源\n1,关于春耕的通知,{TEXT},某报\n2,夏收工作总结,<p>{TEXT}</p><p>{TEXT}</p>,\n3,空,,\n"
    );
    let (gbk, ..) = encoding_rs::GBK.encode(&table);
    desk.put("文章.csv", &gbk);
    let told =
        ["title = 标题, text = 正文, source = 来源; not in the documents: 编号", "文章.csv: 3 is left out"];
    desk.run(&["convert", "文章.csv", "-o", "out", "--to", "json"]).check(0, &told);
    let read = |name: &str| String::from_utf8(desk.read(name)).unwrap();
    let first = read("out/1 关于春耕的通知.json");
    assert!(
        first.contains("\"title\": \"关于春耕的通知\"") && first.contains("\"source\": \"某报\""),
        "{first}"
    );
    let second = read("out/2 夏收工作总结.json");
    assert!(second.contains("\"title\": \"夏收工作总结\"") && second.matches(TEXT).count() == 2, "{second}");
    assert!(!desk.path("out/3 空.json").exists());
    desk.run(&["convert", "文章.csv", "-o", "more", "--columns", "正文=标题"]).check(0, &["text = 标题"]);
    desk.run(&["convert", "文章.csv", "-o", "more", "--columns", "正文=无"]).check(64, &["use one of 编号"]);
    desk.run(&["convert", "文章.csv", "-o", "more", "--columns", "正文"])
        .check(64, &["does not name a column"]);
}

#[test]
fn a_workbook_without_texts_becomes_documents_with_tables() {
    let cell = |place: &str, text: &str| format!("<c r='{place}' t='str'><v>{text}</v></c>");
    let sheet = |rows: &[&[(&str, &str)]], joined: &str| {
        let row = |cells: &&[(&str, &str)]| {
            let number = cells[0].0.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            let cells: String = cells.iter().map(|(place, text)| cell(place, text)).collect();
            format!("<row r='{number}'>{cells}</row>")
        };
        let rows: String = rows.iter().map(row).collect();
        format!("<worksheet><sheetData>{rows}</sheetData><mergeCells>{joined}</mergeCells></worksheet>")
    };
    let first = sheet(
        &[
            &[("A1", "岚川市春耕进度表")],
            &[("A2", "地区"), ("B2", "内容")],
            &[("A3", "甲县"), ("B3", "播种")],
            &[("B4", "施肥")],
        ],
        "<mergeCell ref='A1:B1'/><mergeCell ref='A3:A4'/>",
    );
    let second = sheet(&[&[("A1", "甲"), ("B1", "乙")], &[("A2", "丙"), ("B2", "丁")]], "");
    let book = "<workbook xmlns:r='r'><sheets><sheet name='Sheet1' r:id='a'/><sheet name='名单' r:id='b'/><sheet name='旧' state='hidden' r:id='c'/>\
        </sheets></workbook>";
    let relation = |id: &str, n: u8| format!("<Relationship Id='{id}' Target='worksheets/sheet{n}.xml'/>");
    let relations = format!(
        "<Relationships>{}{}{}</Relationships>",
        relation("a", 1),
        relation("b", 2),
        relation("c", 3)
    );
    let desk = Desk::new();
    desk.put(
        "进度.xlsx",
        &zip(&[
            ("[Content_Types].xml", "<Types/>"),
            ("xl/workbook.xml", book),
            ("xl/_rels/workbook.xml.rels", &relations),
            ("xl/worksheets/sheet1.xml", &first),
            ("xl/worksheets/sheet2.xml", &second),
            ("xl/worksheets/sheet3.xml", &second),
            ("xl/comments1.xml", "<x/>"),
        ]),
    );
    let words = ["each sheet is a document", "旧 is left out", "comments, pictures, charts"];
    desk.run(&["convert", "进度.xlsx", "-o", "out", "--to", "json"]).check(0, &words);
    let read = |name: &str| String::from_utf8(desk.read(name)).unwrap();
    let table = read("out/岚川市春耕进度表.json");
    assert!(table.contains("\"title\": \"岚川市春耕进度表\""), "{table}");
    assert!(
        table.contains("地区\\t内容\\n甲县\\t播种\\n\\t施肥") && table.contains("\"rows\": 2"),
        "{table}"
    );
    assert!(read("out/名单.json").contains("甲\\t乙\\n丙\\t丁"));
    assert!(!desk.path("out/旧.json").exists());
    // Whoever names a column wants its rows.
    desk.run(&["convert", "进度.xlsx", "-o", "more", "--columns", "正文=无"])
        .check(64, &["without a column"]);
}

#[test]
fn lists_of_articles_are_opened_and_other_data_is_refused() {
    let desk = Desk::new();
    let object = |title: &str| format!("{{\"title\":\"{title}\",\"content\":\"{TEXT}\"}}");
    desk.put("a.ndjson", format!("{}\n{}\n", object("甲地春耕"), object("乙地春耕")).as_bytes());
    desk.run(&["convert", "a.ndjson"]).check(0, &["a.ndjson: columns: title = title, text = content"]);
    assert!(desk.path("a/1 甲地春耕.docx").exists() && desk.path("a/2 乙地春耕.docx").exists());
    desk.run(&["convert", "a/1 甲地春耕.docx", "-o", "b.json"]).check(0, &[]);
    desk.run(&["convert", "b.json"]).check(64, &["a document as data, which chengwen wrote"]);
    desk.put("c.json", b"{\"a\": [1, 2]}");
    desk.run(&["convert", "c.json"]).check(64, &["data without a column of texts"]);
    desk.put("d.txt", object("甲").as_bytes());
    desk.run(&["convert", "d.txt"]).check(2, &["data (JSON), not text"]);
    desk.put("e.url", b"[InternetShortcut]\r\nURL=http://example.cn\r\n");
    desk.run(&["convert", "e.url"]).check(2, &["a link to a page"]);
}

#[test]
fn a_compilation_of_a_folder_holds_what_is_in_its_archives() {
    let desk = Desk::new();
    desk.put("收件/2.txt", article("关于秋收的通知").as_bytes());
    desk.put(
        "收件/材料.zip",
        &zip(&[("a.txt", &*article("关于春耕的通知")), ("b.txt", &article("夏收工作总结"))]),
    );
    desk.put("收件/坏.zip", b"PK\x03\x04");
    desk.run(&["bind", "收件", "-o", "汇编.md"]).check(2, &["坏.zip is left out", "3 articles"]);
    let bound = String::from_utf8(desk.read("汇编.md")).unwrap();
    for title in ["秋收", "春耕", "夏收"] {
        assert!(bound.contains(title), "{title}: {bound}");
    }
    desk.run(&["bind", "收件", "--exclude", "*.zip", "-o", "b.md"]).check(0, &["1 article"]);
}

#[test]
fn a_second_run_finds_what_the_first_one_did() {
    let desk = Desk::new();
    desk.put("收件/文.txt", article("关于秋收的通知").as_bytes());
    desk.put("收件/材料.zip", &zip(&[("a.txt", &*article("关于春耕的通知"))]));
    let table = |args: &[&str]| {
        let ran = desk.run(args).check(0, &[]);
        ran.err.lines().filter(|line| !line.starts_with("time")).collect::<Vec<_>>().join("\n")
    };
    let first = table(&["convert", "收件"]);
    assert_eq!(table(&["convert", "收件", "--force"]), first);
    // In another format, to another place, and bound: what was made is not read again.
    for args in [&["convert", "收件", "--to", "pdf"][..], &["convert", "收件", "-o", "out"]] {
        assert!(table(args).starts_with("done              2\n"), "{args:?}: {}", table(args));
    }
    let bound = desk.run(&["bind", "收件", "-o", "汇编.md", "-v"]).check(0, &["2 articles"]);
    assert!(!bound.err.contains("docx") && !bound.err.contains("pdf"), "{}", bound.err);
    // Those of a run elsewhere are texts like any other; so is one that was changed by hand, and one whose text is gone.
    desk.run(&["bind", "out", "-o", "b.md"]).check(0, &["2 articles"]);
    desk.put("收件/文.docx", &desk.read("out/材料_zip/a.docx"));
    desk.run(&["bind", "收件", "-o", "c.md", "-v"]).check(0, &["文.docx"]);
    std::fs::remove_file(desk.path("收件/材料.zip")).unwrap();
    desk.run(&["bind", "收件", "-o", "d.md", "-v"]).check(0, &["材料_zip/a.docx"]);
    // An archive by itself: its folder beside it is left alone by who reads both, and is what it is by itself.
    desk.put("箱/材料.zip", &zip(&[("a.txt", &*article("关于春耕的通知"))]));
    desk.run(&["convert", "箱/材料.zip"]).check(0, &[]);
    desk.run(&["bind", "箱", "-o", "e.md"]).check(0, &["1 article"]);
    desk.run(&["bind", "箱/材料", "-o", "f.md"]).check(0, &["1 article"]);
}

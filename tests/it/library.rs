//! One call for everybody gives what the command gives.

use std::collections::BTreeMap;

use chengwen::Error;
use chengwen::convert::{Job, Options, Values, bind, convert, read};

use crate::program::Desk;

const TEXT: &str = "岚川市春耕工作总结\n\n今年以来,岚川市坚持稳中求进,各项工作取得新的进展。\n一、主要做法\n建立“一月一会商”机制,全年办结事项92件。\n打印本页\n";

fn formats() -> Options {
    Options { to: ["docx", "pdf", "json", "markdown"].map(str::to_owned).to_vec(), ..Options::default() }
}

#[test]
fn the_same_bytes_as_the_command() {
    let desk = Desk::with(&[("a.txt", TEXT)]);
    desk.run(&["convert", "a.txt", "--to", "docx,pdf,json,markdown", "--isolated"]).check(0, &[]);
    let output = convert(TEXT.as_bytes(), &Options { name: Some("a.txt".into()), ..formats() }).unwrap();
    for (format, ending) in [("docx", "docx"), ("pdf", "pdf"), ("json", "json"), ("markdown", "md")] {
        assert!(output.documents[format] == desk.read(&format!("a.{ending}")), "{format}");
    }
    assert_eq!((output.pages, output.log.removals().len()), (Some(1), 1));
}

#[test]
fn options_do_what_those_of_the_command_do() {
    let desk = Desk::with(&[("a.txt", TEXT)]);
    let line = [
        "convert",
        "a.txt",
        "-o",
        "a.docx",
        "--template",
        "hongtou",
        "--set",
        "发文字号=某政发〔2026〕1号",
        "--set",
        "签发人=张三",
        "--set",
        "签发人=李四",
        "--keep",
        "web",
        "--script",
        "traditional",
        "--toc",
        "--toc-depth",
        "3",
        "--author",
        "某局",
        "--bold-h2",
        "--bold-h3",
        "--grid",
        "lines",
        "--fonts",
        "windows",
        "--latin",
        "Arial",
        "--cover",
        "--phrases",
        "--dates",
    ];
    desk.run(&line).check(0, &[]);
    let several = Values::Several(vec!["张三".into(), "李四".into()]);
    let set = [("发文字号", Values::One("某政发〔2026〕1号".into())), ("签发人", several)];
    let options = Options {
        name: Some("a.txt".into()),
        template: Some("红头".into()),
        set: BTreeMap::from(set.map(|(name, values)| (name.to_owned(), values))),
        keep: vec!["web".into()],
        script: Some("traditional".into()),
        phrases: true,
        dates: true,
        toc: Some(true),
        toc_depth: Some(3),
        cover: Some(true),
        author: Some("某局".into()),
        grid: Some("lines".into()),
        fonts: Some("windows".into()),
        latin: Some("Arial".into()),
        bold_h2: true,
        bold_h3: true,
        ..Options::default()
    };
    let output = convert(TEXT.as_bytes(), &options).unwrap();
    assert!(output.documents["docx"] == desk.read("a.docx"));
    assert!(output.log.removals().is_empty());
}

#[test]
fn what_lies_beside_and_below_is_read_too() {
    let rules = "[[remove]]\nline = \"一、主要做法\"\n";
    let options =
        Options {
            rules: Some(rules.into()), dictionary: Some("春耕\t夏收\n".into()), ..Options::default()
        };
    let reading = read(TEXT.as_bytes(), &options).unwrap();
    assert_eq!(reading.log.removals().len(), 2);
    let (gbk, _, _) = encoding_rs::GBK.encode(TEXT);
    let options =
        Options { from: Some("text".into()), from_encoding: Some("gbk".into()), ..Options::default() };
    assert_eq!(read(&gbk, &options).unwrap().document.articles[0].title, ["岚川市春耕工作总结"]);
    let kept = Options { keep_all: true, drop: Vec::new(), ..Options::default() };
    assert!(read(TEXT.as_bytes(), &kept).unwrap().log.removals().is_empty());
}

#[test]
fn every_fault_of_the_options_is_told_at_once() {
    let options = Options {
        to: vec!["doc".into()],
        from: Some("wps".into()),
        from_encoding: Some("nix".into()),
        template: Some("nix".into()),
        set: BTreeMap::from([("份号".to_owned(), Values::One("1234567".into()))]),
        keep: vec!["nix".into(), "web".into()],
        drop: vec!["web".into()],
        rules: Some("[[remov]]".into()),
        dictionary: Some("nix".into()),
        script: Some("latin".into()),
        toc_depth: Some(5),
        grid: Some("nix".into()),
        fonts: Some("nix".into()),
        pdf_standard: Some("nix".into()),
        order: Some("nix".into()),
        ..Options::default()
    };
    let error = convert(TEXT.as_bytes(), &options).unwrap_err();
    assert_eq!(error.code(), "options");
    let Error::Options { faults } = error else { panic!("{error}") };
    assert_eq!(faults.len(), 15, "{faults:#?}");
    let empty = convert(b" ", &Options::default()).unwrap_err();
    assert_eq!(empty.code(), "empty");
}

#[test]
fn options_come_as_data_and_unknown_ones_are_refused() {
    let options: Options = serde_json::from_str(
        r#"{"to":["pdf"],"set":{"签发人":["张三"],"文号":"某政发〔2026〕1号"},"toc":false}"#,
    )
    .unwrap();
    assert_eq!((options.to.len(), options.toc, options.set.len()), (1, Some(false), 2));
    assert!(serde_json::from_str::<Options>(r#"{"tempalte":"hongtou"}"#).is_err());
    assert_eq!(serde_json::from_str::<Options>("{}").unwrap(), Options::default());
}

#[test]
fn several_inputs_become_one_compilation_and_one_job_serves_them_all() {
    let other = TEXT.replace("春耕", "秋收").replace("一月一会商", "一周一调度");
    let inputs = [("2.txt", TEXT.as_bytes()), ("1.txt", other.as_bytes())];
    let options =
        Options { title: Some("工作总结汇编".into()), order: Some("name".into()), ..formats() };
    let whole = bind(&inputs, &options).unwrap();
    let titles: Vec<String> =
        whole.output.document.articles.iter().map(|article| article.full_title()).collect();
    assert_eq!(titles, ["岚川市秋收工作总结", "岚川市春耕工作总结"]);
    assert_eq!((whole.logs.len(), whole.output.documents.len()), (2, 4));
    let desk = Desk::with(&[("1.txt", &other), ("2.txt", TEXT)]);
    let line = ["bind", "2.txt", "1.txt", "--order", "name", "--title", "工作总结汇编", "-o", "b.docx"];
    desk.run(&line).check(0, &[]);
    assert!(whole.output.documents["docx"] == desk.read("b.docx"));
    let job = Job::new(&Options::default()).unwrap();
    let one = job.convert(TEXT.as_bytes(), Some("a.txt")).unwrap();
    assert!(one.documents == job.convert(TEXT.as_bytes(), Some("a.txt")).unwrap().documents);
}

#[test]
fn dates_are_written_out_when_asked() {
    let text = "岚川市农业农村局关于做好春播工作的通知\n\n各乡镇人民政府：\n现就2026-03-01起的春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n\n岚川市农业农村局\n二〇二六年一月五日\n";
    let read = |text: &str, dates: bool| {
        let reading = read(text.as_bytes(), &Options { dates, ..Options::default() }).unwrap();
        let date = reading.document.articles[0].blocks.last().unwrap().text.to_string();
        let told = reading.log.findings().iter().filter(|found| found.rule == "dates.form").count();
        let places: usize = reading.log.changes().iter().map(|change| change.places.len()).sum();
        (date, told, places)
    };
    assert_eq!(read(text, false), ("二〇二六年一月五日".to_owned(), 1, 0));
    assert_eq!(read(text, true), ("2026年1月5日".to_owned(), 0, 2));
    // Which century is meant is for people to say.
    let short = text.replace("二〇二六年一月五日", "26年1月5日");
    assert_eq!(read(&short, true), ("26年1月5日".to_owned(), 1, 1));
}

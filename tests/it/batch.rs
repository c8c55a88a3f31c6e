//! Folders, broken-off runs, machines as readers: what the README and docs/machine.md promise of many inputs.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::program::Desk;

/// A text of its own for each number.
fn text(number: usize) -> String {
    format!(
        "梧岭区2024年第{number}号工作总结\n\n今年以来，梧岭区坚持稳中求进，办结事项{number}件,各项工作取得新的进展。\n\
         一、主要做法\n建立“一月一会商”机制，推动重点事项落地见效。\n打印本页\n"
    )
}

/// A desk with `count` texts in a tree below `in`.
fn tree(count: usize) -> Desk {
    let desk = Desk::new();
    for number in 0..count {
        desk.put(&format!("in/{}/{number:03}.txt", number % 3), text(number).as_bytes());
    }
    desk
}

/// The documents of a folder: names and bytes.
fn documents(desk: &Desk, folder: &str) -> Vec<(String, Vec<u8>)> {
    let inside = |name: &String| name.starts_with(folder) && !name.contains("/.");
    desk.files()
        .into_iter()
        .filter(inside)
        .map(|name| (name[folder.len()..].to_owned(), desk.read(&name)))
        .collect()
}

fn lines(bytes: &[u8]) -> Vec<Value> {
    String::from_utf8_lossy(bytes).lines().map(|line| serde_json::from_str(line).expect(line)).collect()
}

fn spawn(desk: &Desk, args: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_chengwen"))
        .args(args)
        .env("CHENGWEN_LANG", "en")
        .current_dir(desk.path(""))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Waits until `ready`, but not for ever.
#[track_caller]
fn wait_for(what: &str, mut ready: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !ready() {
        assert!(begun.elapsed() < Duration::from_secs(60), "{what} did not come");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_folder_keeps_its_tree_and_every_document_has_a_name_of_its_own() {
    let desk = Desk::with(&[
        ("in/a.txt", &text(1)),
        ("in/a.html", &format!("<html><body><p>{}</p></body></html>", text(2))),
        ("in/下级/报告 一.txt", &text(3)),
        ("in/photo.jpg", "no text"),
        ("in/.hidden.txt", &text(4)),
        ("in/empty.txt", "\n"),
    ]);
    let ran = desk.run(&["convert", "in", "-o", "out"]).check(
        2,
        &[
            "in/empty.txt: the input has no text",
            "done              3",
            "failed            1",
            "no text in it",
            ".jpg",
        ],
    );
    assert!(!ran.err.contains("a.txt →"), "a folder tells of failures only:\n{}", ran.err);
    let names: Vec<String> = documents(&desk, "out/").into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["a.html.docx", "a.txt.docx", "下级/报告 一.docx"]);
    desk.run(&["convert", "in", "-o", "out", "-v", "--force"]).check(2, &["in/a.txt → out/a.txt.docx"]);
    desk.run(&["convert", "in", "-o", "picked", "--include", "*.txt", "--exclude", "下级/**", "-q"])
        .check(2, &[]);
    let picked: Vec<String> = documents(&desk, "picked/").into_iter().map(|(name, _)| name).collect();
    assert_eq!(picked, ["a.docx"]);
}

#[test]
fn several_folders_and_files_keep_apart() {
    let desk = Desk::with(&[("x/a.txt", &text(1)), ("y/a.txt", &text(2)), ("a.txt", &text(3))]);
    desk.run(&["convert", "x", "y", "a.txt", "-o", "out", "-q"]).check(0, &[]);
    let names: Vec<String> = documents(&desk, "out/").into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["a.docx", "x/a.docx", "y/a.docx"]);
    desk.run(&["convert", "x", "a.txt"]).check(64, &["name one with -o"]);
    desk.run(&["convert", "x", "-o", "out.docx"]).check(64, &["names one file for a folder"]);
    desk.run(&["convert", "x", "--to", "markdown"]).check(64, &["an input of the next run"]);
    desk.run(&["convert", "x", "-o", "out", "--include", "a{"])
        .check(64, &["--include \"a{\" is not a valid pattern"]);
    desk.run(&["convert", "a.txt", "--resume"]).check(64, &["--resume needs a folder"]);
}

#[test]
fn the_output_may_stand_inside_the_input() {
    let desk = tree(4);
    desk.run(&["convert", "in", "-o", "in/out", "--to", "json,markdown", "-q"]).check(0, &[]);
    let first = documents(&desk, "in/out/");
    assert_eq!(first.len(), 8);
    desk.run(&["convert", "in", "-o", "in/out", "--to", "json,markdown", "-q", "--force"]).check(0, &[]);
    assert_eq!(documents(&desk, "in/out/"), first, "what was written is no input of the next run");
    desk.run(&["convert", "in", "-q"]).check(0, &[]);
    assert!(desk.path("in/0/000.docx").exists(), "without -o beside the inputs");
}

#[test]
fn the_number_of_jobs_changes_nothing() {
    let desk = tree(40);
    for jobs in ["1", "2", "7"] {
        desk.run(&["convert", "in", "-o", jobs, "-j", jobs, "--report", &format!("{jobs}.json"), "-q"])
            .check(0, &[]);
    }
    let one = documents(&desk, "1/");
    assert_eq!(one.len(), 40);
    assert_eq!((documents(&desk, "2/"), documents(&desk, "7/")), (one.clone(), one));
    let report = |name: &str| String::from_utf8(desk.read(name)).unwrap();
    assert_eq!(report("1.json"), report("7.json").replace("\"7/", "\"1/"), "the order is that of the inputs");
    let report: Value = serde_json::from_str(&report("2.json")).unwrap();
    assert_eq!(
        (report["format"].as_str(), report["run"]["done"].as_u64()),
        (Some("chengwen.report/1"), Some(40))
    );
    desk.run(&["convert", "in", "-o", "none", "-j", "0"]).check(64, &[]);
}

#[test]
fn resuming_does_only_what_changed_or_failed() {
    let desk = tree(6);
    desk.put("in/bad.txt", b"");
    let resume = |expected: i32, words: &[&str]| {
        desk.run(&["convert", "in", "-o", "out", "--resume", "--json"]).check(expected, words)
    };
    resume(2, &["done              6", "failed            1"]);
    let stamp = || fs::metadata(desk.path("out/0/000.docx")).unwrap().modified().unwrap();
    let before = stamp();
    resume(2, &["done              0", "skipped           6", "failed            1"]);
    assert_eq!(stamp(), before);

    desk.put("in/bad.txt", text(7).as_bytes());
    desk.put("in/1/001.txt", text(8).as_bytes());
    fs::remove_file(desk.path("out/2/002.docx")).unwrap();
    let ran = resume(0, &["done              3", "skipped           4"]);
    let done: Vec<Value> = lines(&ran.out).into_iter().filter(|line| line["status"] == "done").collect();
    let inputs: Vec<&str> = done.iter().filter_map(|line| line["input"].as_str()).collect();
    assert_eq!(inputs, ["in/1/001.txt", "in/2/002.txt", "in/bad.txt"]);
    assert_eq!(done[0]["title"], "梧岭区2024年第8号工作总结");

    desk.run(&["convert", "in", "-o", "out", "--resume", "--author", "某人"])
        .check(0, &["done              7"]);
    desk.run(&["convert", "in", "-o", "out", "--resume", "--author", "某人", "--fail-on", "changed"])
        .check(1, &["skipped           7"]);
    desk.run(&["convert", "in", "-o", "out"]).check(2, &["exists; add --force", "output exists"]);
}

#[test]
fn what_was_corrected_by_hand_is_not_lost() {
    let desk = tree(3);
    let resume = ["convert", "in", "-o", "out", "--resume"];
    desk.run(&resume).check(0, &[]);
    desk.put("out/0/000.docx", b"corrected by hand");
    desk.run(&resume).check(0, &["skipped           3"]);
    desk.put("in/0/000.txt", text(9).as_bytes());
    desk.run(&resume).check(2, &["out/0/000.docx was made or changed by someone else; add --force"]);
    assert_eq!(desk.read("out/0/000.docx"), b"corrected by hand");
    desk.run(&["convert", "in", "-o", "out", "--resume", "--force"]).check(0, &[]);
    assert!(desk.read("out/0/000.docx").starts_with(b"PK"));
}

#[test]
fn what_stands_beside_an_input_counts_when_resuming() {
    let page = format!("<html><body><p>{}</p><p><img src=\"图.png\"></p></body></html>", text(1));
    let desk = Desk::with(&[("in/a.txt", &text(2)), ("in/page.html", &page)]);
    let resume = |words: &[&str]| desk.run(&["convert", "in", "-o", "out", "--resume"]).check(0, words);
    resume(&["done              2"]);
    resume(&["skipped           2"]);
    desk.put("in/a.toml", "number = \"梧政发〔2026〕1号\"\n".as_bytes());
    resume(&["done              1", "skipped           1"]);
    desk.put("in/图.png", b"a picture that was saved later");
    resume(&["done              1", "skipped           1"]);
    resume(&["skipped           2"]);
}

#[cfg(unix)]
#[test]
fn a_run_killed_at_any_moment_resumes_to_the_same_bytes() {
    let desk = tree(150);
    desk.run(&["convert", "in", "-o", "whole", "--to", "docx,json", "-q"]).check(0, &[]);
    let whole = documents(&desk, "whole/");
    for pause in [0, 5, 15, 30, 60, 120] {
        let mut child = spawn(&desk, &["convert", "in", "-o", "out", "--to", "docx,json", "--resume", "-q"]);
        thread::sleep(Duration::from_millis(pause));
        child.kill().unwrap();
        child.wait().unwrap();
        for (name, bytes) in documents(&desk, "out/") {
            let made = whole.iter().find(|(known, _)| *known == name);
            assert_eq!(made.map(|(_, bytes)| bytes), Some(&bytes), "{name} is half a file after {pause} ms");
        }
    }
    desk.run(&["convert", "in", "-o", "out", "--to", "docx,json", "--resume", "-q"]).check(0, &[]);
    assert_eq!(documents(&desk, "out/"), whole);
    let left: Vec<String> = desk.files().into_iter().filter(|name| name.ends_with(".part")).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn two_runs_do_not_meet_in_one_folder() {
    let desk = tree(2);
    let output = desk.path("out");
    fs::create_dir(&output).unwrap();
    let lock = File::options().create(true).append(true).open(output.join(".chengwen.lock")).unwrap();
    lock.lock().unwrap();
    desk.run(&["convert", "in", "-o", "out"]).check(2, &["another run works on out"]);
    desk.run(&["watch", "in", "out"]).check(2, &["another run works on out"]);
    drop(lock);
    desk.run(&["convert", "in", "-o", "out"]).check(0, &[]);
}

#[test]
fn a_run_stops_at_the_first_failure_only_when_asked_to() {
    let desk = tree(300);
    desk.put("in/0/000.txt", b"");
    desk.run(&["convert", "in", "-o", "fast", "--fail-fast", "-j", "2"])
        .check(2, &["stopped at the first failure"]);
    assert!(documents(&desk, "fast/").len() < 200);
    desk.run(&["convert", "in", "-o", "all", "-q"]).check(2, &[]);
    assert_eq!(documents(&desk, "all/").len(), 299);
}

#[test]
fn a_preview_writes_nothing() {
    let desk = tree(3);
    let before = desk.files();
    let ran = desk
        .run(&["convert", "in", "-o", "out", "--to", "docx,pdf", "--dry-run"])
        .check(0, &["6 documents would be written"]);
    assert!(ran.text().contains("in/0/000.txt → out/0/000.docx, out/0/000.pdf"), "{}", ran.text());
    let shown = desk.run(&["convert", "in", "--diff"]).check(0, &[]).text();
    for part in
        ["--- in/1/001.txt", "~ 今年以来，梧岭区坚持稳中求进，办结事项1件[-,-]{+，+}各项", "- 打印本页"]
    {
        assert!(shown.contains(part), "no {part:?} in:\n{shown}");
    }
    assert_eq!(desk.files(), before);
}

#[test]
fn an_input_that_is_too_large_is_refused_and_the_rest_done() {
    let desk = tree(2);
    File::create(desk.path("in/0/huge.txt")).unwrap().set_len(1 << 30).unwrap();
    desk.run(&["convert", "in", "-o", "out"]).check(2, &["huge.txt: it is 1024 MB", "split it", "too large"]);
    assert_eq!(documents(&desk, "out/").len(), 2);
}

#[test]
fn a_file_that_grows_while_it_is_read_is_told_or_read_whole() {
    let desk = Desk::new();
    desk.put("in/growing.txt", text(1).as_bytes());
    let path = desk.path("in/growing.txt");
    let writer = thread::spawn(move || {
        let mut file = File::options().append(true).open(path).unwrap();
        // Not as fast as the disk: a hundred megabytes that happen to be read whole are converted for minutes.
        for _ in 0..60 {
            file.write_all("今年以来，各项工作取得新的进展。\n".repeat(500).as_bytes()).unwrap();
            thread::sleep(Duration::from_millis(25));
        }
    });
    let ran = desk.run(&["convert", "in", "-o", "out"]);
    writer.join().unwrap();
    let told = ran.err.contains("it changes while it is read") || ran.err.contains("split it");
    assert!(ran.code == 0 || ran.code == 2 && told, "{}", ran.err);
    fs::write(desk.path("in/growing.txt"), text(1)).unwrap();
    desk.run(&["convert", "in", "-o", "out", "--resume"]).check(0, &["done              1"]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_arrives_is_converted_until_interrupted() {
    let desk = tree(1);
    let mut child = spawn(&desk, &["watch", "in", "out", "--json"]);
    let mut told = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
    assert!(told.any(|line| line.starts_with("watching in")), "the first round is done before it watches");
    assert!(desk.path("out/0/000.docx").exists());
    desk.put("in/new/b.txt", text(2).as_bytes());
    wait_for("the new document", || desk.path("out/new/b.docx").exists());
    // Read first: on a busy machine the new document may be there before the next line is.
    let before = desk.read("out/0/000.docx");
    desk.put("in/0/000.txt", text(3).as_bytes());
    wait_for("the changed document", || desk.read("out/0/000.docx") != before);
    let status = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(status.success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let inputs: Vec<Value> = lines(&output.stdout).into_iter().map(|line| line["input"].clone()).collect();
    assert_eq!(inputs, ["in/0/000.txt", "in/new/b.txt", "in/0/000.txt"]);
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_finishes_what_it_began() {
    let desk = tree(3000);
    let child = spawn(&desk, &["convert", "in", "-o", "out", "-j", "1"]);
    wait_for("the first document", || desk.path("out/0/000.docx").exists());
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let output = child.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(130), "{told}");
    assert!(told.contains("interrupted") && told.contains("--resume"), "{told}");
    let done = documents(&desk, "out/").len();
    assert!(0 < done && done < 3000, "{done}");
    desk.run(&["convert", "in", "-o", "out", "--resume"]).check(0, &[&format!("skipped     {done:>7}")]);
}

#[test]
fn a_stream_answers_every_record_in_its_order() {
    let desk = Desk::new();
    let mut records = String::new();
    for number in 0..60 {
        records += &serde_json::json!({"id": number, "text": text(number), "name": "a.txt"}).to_string();
        records.push('\n');
        if number % 20 == 0 {
            records += "{\"id\": \"cut off\n\n";
        }
    }
    let one = desk.run_with(&["stream", "-j", "1"], records.as_bytes()).check(0, &[]);
    let many = desk.run_with(&["stream", "-j", "5"], records.as_bytes()).check(0, &[]);
    assert_eq!(one.text(), many.text());
    let results = lines(&one.out);
    assert_eq!(results.len(), 63);
    let done: Vec<&Value> = results.iter().filter(|result| result["status"] == "done").collect();
    assert_eq!(
        done.iter().filter_map(|result| result["id"].as_u64()).collect::<Vec<_>>(),
        (0..60).collect::<Vec<_>>()
    );
    assert_eq!(done[7]["document"]["title"], "梧岭区2024年第7号工作总结");
    assert!(results.iter().any(|result| result["reason"] == "bad-record"));
}

#[test]
fn a_stream_gives_the_documents_that_convert_gives() {
    let desk = Desk::new();
    let (gbk, _, _) =
        encoding_rs::GBK.encode("岚川市工作总结\n今年以来,岚川市坚持稳中求进,各项工作取得新的进展。\n");
    desk.put("a.txt", &gbk);
    let record =
        serde_json::json!({"id": ["any", {"thing": 1}], "base64": base64(&gbk), "name": "a.txt"}).to_string();
    for (to, field) in [("docx", "docx"), ("pdf", "pdf"), ("markdown", "markdown")] {
        let ran = desk.run_with(&["stream", "--to", to], record.as_bytes()).check(0, &[]);
        let result = &lines(&ran.out)[0];
        assert_eq!(result["id"], serde_json::json!(["any", {"thing": 1}]));
        assert_eq!(result["encoding"], "GB18030");
        let file = desk.run(&["convert", "a.txt", "-o", "-", "--to", to, "-q"]).check(0, &[]).out;
        let expected = if to == "markdown" { String::from_utf8(file).unwrap() } else { base64(&file) };
        assert_eq!(result[field].as_str(), Some(&*expected), "{to}");
    }
}

#[test]
fn a_record_says_how_it_is_read_and_set() {
    let desk = Desk::new();
    let text =
        "---\n密级: 机密★1年\n---\n岚川市工作总结\n今年以来，岚川市坚持稳中求进，各项工作取得新的进展。\n";
    let records = [
        serde_json::json!({"id": 1, "text": text, "trust_front_matter": false}),
        serde_json::json!({"id": 2, "text": text, "trust_front_matter": true, "set": {"签发人": ["张三", "李四"], "urgency": "特急"}}),
        serde_json::json!({"id": 3, "text": text, "set": {"没有": "此项"}}),
        serde_json::json!({"id": 4, "text": text, "template": "no-such"}),
        serde_json::json!({"id": 5, "text": text, "template": "mine.toml"}),
        serde_json::json!({"id": 6, "text": text, "tempalte": "hongtou"}),
        serde_json::json!({"id": 7, "text": text, "template": "xinhan"}),
    ];
    desk.put("mine.toml", b"extends = \"hongtou\"\n");
    let lines_of = |records: &[Value]| records.iter().map(|record| format!("{record}\n")).collect::<String>();
    let input = format!("\u{feff}{}", lines_of(&records));
    let ran = desk
        .run_with(&["stream", "--set", "签发人=王五", "--to", "json,docx"], input.as_bytes())
        .check(0, &[]);
    let results = lines(&ran.out);
    let status: Vec<_> =
        results.iter().map(|result| (result["id"].as_u64(), result["reason"].as_str())).collect();
    let (bad, elements) = (Some("bad-record"), Some("elements"));
    assert_eq!(
        status,
        [(1, None), (2, None), (3, elements), (4, bad), (5, bad), (6, bad), (7, None)]
            .map(|(id, reason)| (Some(id), reason))
    );
    let official = |at: usize| results[at]["document"]["official"].clone();
    assert_eq!(official(0), serde_json::json!({"signer": ["王五"]}));
    assert_eq!(
        official(1),
        serde_json::json!({"secrecy": ["机密★1年"], "urgency": ["特急"], "signer": ["张三", "李四"]})
    );
    assert!(results[5]["error"].as_str().unwrap().contains("tempalte"), "{}", results[5]);
    assert!(results[0]["docx"].is_string() && results[0]["docx"] != results[6]["docx"]);
    // What one record says is of no other.
    let again = desk.run_with(
        &["stream", "--set", "签发人=王五", "--to", "json,docx"],
        lines_of(&records[..1]).as_bytes(),
    );
    assert_eq!(lines(&again.out)[0], results[0]);
}

#[test]
fn a_record_takes_the_options_of_the_command() {
    let desk = Desk::new();
    let text = "嵐川市工作總結\n來源：嵐川日報\n今年以來，嵐川市堅持穩中求進，各項工作取得新的進展，軟體發展良好。\n一、主要成績\n（一）穩中求進\n各項工作取得新的進展。\n二、存在問題\n辦法不多。\n三、下一步打算\n再接再厲。\n責任編輯：張三\n";
    desk.put("a.txt", text.as_bytes());
    let cases: [(Value, &[&str]); 12] = [
        (serde_json::json!({"script": "tw"}), &["--script", "tw"]),
        (serde_json::json!({"phrases": true}), &["--phrases"]),
        (serde_json::json!({"keep": ["credits"]}), &["--keep", "credits"]),
        (serde_json::json!({"keep_all": true}), &["--keep-all"]),
        (serde_json::json!({"toc": true, "toc_depth": 1}), &["--toc", "--toc-depth", "1"]),
        (serde_json::json!({"cover": true}), &["--cover"]),
        (serde_json::json!({"author": "王五"}), &["--author", "王五"]),
        (serde_json::json!({"grid": "lines", "latin": "Arial"}), &["--grid", "lines", "--latin", "Arial"]),
        (serde_json::json!({"fonts": "windows", "bold_h2": true}), &["--fonts", "windows", "--bold-h2"]),
        (
            serde_json::json!({"template": "jianbao", "set": {"发文字号": "某政发〔2026〕1号"}}),
            &["--template", "jianbao", "--set", "发文字号=某政发〔2026〕1号"],
        ),
        (
            serde_json::json!({"to": ["pdf"], "pdf_standard": "none"}),
            &["--to", "pdf", "--pdf-standard", "none"],
        ),
        (serde_json::json!({"from": "markdown"}), &["--from", "markdown"]),
    ];
    let plain = desk.run(&["convert", "a.txt", "-o", "-", "-q"]).check(0, &[]).out;
    for (options, typed) in cases {
        let mut record = options.clone();
        record["text"] = text.into();
        record["name"] = "a.txt".into();
        let ran = desk.run_with(&["stream", "--to", "docx"], record.to_string().as_bytes()).check(0, &[]);
        let result = &lines(&ran.out)[0];
        let file = desk.run(&[&["convert", "a.txt", "-o", "-", "-q"], typed].concat()).check(0, &[]).out;
        let field = if record["to"].is_null() { "docx" } else { "pdf" };
        assert_eq!(result[field].as_str(), Some(&*base64(&file)), "{options}: {}", result["error"]);
        // An option that changes nothing shows nothing.
        assert!(typed == ["--from", "markdown"] || file != plain, "{options}");
        // The command line says the same for all records, and what a record says counts before it.
        let all = desk.run_with(
            &[&["stream", "--to", "docx"], typed].concat(),
            format!("{}\n", serde_json::json!({"text": text, "name": "a.txt"})).as_bytes(),
        );
        assert_eq!(lines(&all.out)[0][field], result[field], "{typed:?}");
    }
    let over =
        serde_json::json!({"text": text, "name": "a.txt", "script": "simplified", "keep": [], "toc": null});
    let over = desk.run_with(
        &["stream", "--to", "docx", "--script", "tw", "--keep", "credits"],
        over.to_string().as_bytes(),
    );
    assert_eq!(lines(&over.out)[0]["docx"].as_str(), Some(&*base64(&plain)));
}

#[test]
fn an_option_of_a_record_that_makes_no_sense_is_told_for_it_alone() {
    let desk = Desk::new();
    let cases = [
        (serde_json::json!({"script": "klingon"}), "klingon"),
        (serde_json::json!({"keep": "no.such"}), "keep"),
        (serde_json::json!({"keep": ["no.such"]}), "no.such"),
        (serde_json::json!({"toc_depth": 9}), "9"),
        (serde_json::json!({"to": ["doc"]}), "doc"),
        // A compilation is of several inputs, and a record is one.
        (serde_json::json!({"order": "name"}), "order"),
        (serde_json::json!({"title": "汇编"}), "title"),
        (serde_json::json!({"keep_duplicates": true}), "keep_duplicates"),
    ];
    for (mut record, told) in cases {
        record["text"] = "岚川市工作总结\n今年以来，岚川市坚持稳中求进。\n".into();
        let good = serde_json::json!({"id": 2, "text": record["text"]});
        let ran = desk.run_with(&["stream"], format!("{record}\n{good}\n").as_bytes()).check(0, &[]);
        let results = lines(&ran.out);
        assert_eq!(results[0]["reason"], "bad-record", "{record}: {}", results[0]);
        assert!(results[0]["error"].as_str().is_some_and(|error| error.contains(told)), "{}", results[0]);
        assert_eq!(results[1]["status"], "done");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_limit_of_file_size_is_told_and_leaves_nothing_behind() {
    let desk = Desk::with(&[("a.txt", &text(1))]);
    let line = format!("ulimit -f 1; exec '{}' convert a.txt --isolated", env!("CARGO_BIN_EXE_chengwen"));
    let ran = std::process::Command::new("sh")
        .args(["-c", &line])
        .env("CHENGWEN_LANG", "en")
        .current_dir(desk.path(""))
        .output()
        .unwrap();
    let told = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(2), "{told}");
    assert!(told.contains("a.docx") && told.contains("too large"), "{told}");
    assert_eq!(desk.files(), ["a.txt"]);
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

#[test]
fn a_stream_answers_before_the_next_record_comes() {
    let desk = Desk::new();
    let mut child = spawn(&desk, &["stream"]);
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap()).lines();
    for number in 0..3 {
        let record = serde_json::json!({"id": number, "text": text(number)});
        writeln!(input, "{record}").unwrap();
        let result: Value = serde_json::from_str(&output.next().unwrap().unwrap()).unwrap();
        assert_eq!(result["id"], number);
    }
    drop(input);
    assert!(output.next().is_none());
    assert!(child.wait().unwrap().success());
}

/// The fields that `docs/machine.md` lists below a heading.
fn documented(heading: &str) -> Vec<String> {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/machine.md")).unwrap();
    let part = page.split(&format!("## {heading}\n")).nth(1).unwrap().split("\n## ").next().unwrap();
    let mut fields: Vec<String> = part
        .lines()
        .filter_map(|line| Some(line.strip_prefix("| `")?.split('`').next()?.to_owned()))
        .collect();
    fields.sort();
    fields
}

fn fields<'a>(lines: impl IntoIterator<Item = &'a Value>) -> Vec<String> {
    let mut fields: Vec<String> =
        lines.into_iter().flat_map(|line| line.as_object().unwrap().keys().cloned()).collect();
    fields.sort();
    fields.dedup();
    fields
}

#[test]
fn the_page_for_machines_lists_every_field_and_reason() {
    let desk = Desk::with(&[("in/a.txt", &text(1)), ("in/b.txt", "")]);
    let files = lines(&desk.run(&["convert", "in", "-o", "out", "--json", "-q"]).check(2, &[]).out);
    assert_eq!(fields(&files), documented("A line a file: `chengwen.file/1`"));
    assert!(files.iter().all(|line| line["schema"] == "chengwen.file/1"));
    assert_eq!((&files[1]["status"], &files[1]["reason"]), (&"failed".into(), &"empty".into()));

    let record = format!("{}\n{{}}\n", serde_json::json!({"id": 1, "text": text(1)}));
    let mut results = Vec::new();
    for to in ["json", "markdown", "docx", "pdf"] {
        results.extend(lines(&desk.run_with(&["stream", "--to", to], record.as_bytes()).check(0, &[]).out));
    }
    assert_eq!(fields(&results), documented("A result a record: `chengwen.record/1`"));

    let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/batch/mod.rs")).unwrap();
    let mut reasons: Vec<String> = source
        .lines()
        .filter_map(|line| Some(line.split_once("=> \"")?.1.split('"').next()?.to_owned()))
        .collect();
    reasons.sort();
    assert!(reasons.len() > 8, "{reasons:?}");
    assert_eq!(reasons, documented("Reasons"));
}

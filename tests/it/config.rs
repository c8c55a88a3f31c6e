//! `chengwen.toml`: who counts before whom, what is wrong with a file, what a run would go by.

use serde_json::Value;

use crate::program::{Desk, HOME};

const TEXT: &str = "关于开展检查的通知\n\n各单位：\n请于今年完成检查，軟體一并检查。\n";

/// A text in a folder below one with a configuration, and a configuration of the user's.
fn desk(near: &str, own: &str) -> Desk {
    Desk::with(&[
        ("in/chengwen.toml", near),
        ("in/deep/a.txt", TEXT),
        (&format!("{HOME}/chengwen/chengwen.toml"), own),
    ])
}

/// What `config show` says of one key: its line.
#[track_caller]
fn shown(desk: &Desk, args: &[&str], key: &str) -> String {
    let text = desk.run(&[&["config", "show"], args].concat()).check(0, &[]).text();
    let line = text.lines().find(|line| line.trim_start_matches("# ").split(' ').next() == Some(key));
    line.unwrap_or_else(|| panic!("nothing of {key} in:\n{text}")).to_owned()
}

#[track_caller]
fn check(desk: &Desk, args: &[&str], key: &str, value: &str, origin: &str) {
    let line = shown(desk, args, key);
    let (said, from) = line.rsplit_once("  # ").unwrap_or_else(|| panic!("{line} has no origin"));
    assert!(said.trim_end() == value && from.ends_with(origin), "{line}");
}

#[test]
fn flags_count_before_the_near_file_and_that_before_the_users() {
    let desk = desk(
        "template = \"zongjie\"\nto = [\"docx\", \"pdf\"]\ntoc = false\n",
        "template = \"hongtou\"\nauthor = \"张三\"\ntoc = true\n",
    );
    let input = "in/deep/a.txt";
    check(&desk, &[input, "--template", "gongwen"], "template", "template = \"gongwen\"", "--template");
    check(&desk, &[input], "template", "template = \"zongjie\"", "in/chengwen.toml:1");
    check(&desk, &[input], "to", "to = [\"docx\", \"pdf\"]", "in/chengwen.toml:2");
    check(&desk, &[input], "author", "author = \"张三\"", "chengwen/chengwen.toml:2");
    check(&desk, &[input], "script", "script = \"simplified\"", "default");
    check(&desk, &[input], "latin", "# latin", "not set");
    check(&desk, &[], "template", "template = \"hongtou\"", "chengwen/chengwen.toml:1");
    check(&desk, &["--isolated", input], "template", "# template", "not set");
    check(&desk, &[input, "--isolated"], "author", "# author", "not set");
}

#[test]
fn a_switch_can_be_off_and_the_opposite_flag_wins() {
    let desk = desk("toc = false\nphrases = true\n", "toc = true\n");
    let input = "in/deep/a.txt";
    check(&desk, &[input], "toc", "toc = false", "in/chengwen.toml:1");
    check(&desk, &[input, "--toc"], "toc", "toc = true", "--toc");
    check(&desk, &[input], "phrases", "phrases = true", "in/chengwen.toml:2");
    check(&desk, &["--no-toc"], "toc", "toc = false", "--no-toc");
    check(&desk, &[], "toc", "toc = true", "chengwen.toml:1");
}

#[test]
fn every_switch_of_a_file_can_be_turned_off_and_the_last_one_counts() {
    let switches =
        ["phrases", "quiet", "json", "fail-fast", "bold-h2", "bold-h3", "system-fonts", "keep-all"];
    let near: String = switches.iter().map(|name| format!("{name} = true\n")).collect();
    let desk = desk(&near, "");
    let place =
        |name| format!("in/chengwen.toml:{}", 1 + switches.iter().position(|known| *known == name).unwrap());
    for name in switches {
        let (on, off) = (format!("--{name}"), format!("--no-{name}"));
        let (yes, no) = (format!("{name} = true"), format!("{name} = false"));
        check(&desk, &["in/deep/a.txt"], name, &yes, &place(name));
        check(&desk, &["in/deep/a.txt", &off], name, &no, &off);
        check(&desk, &["in/deep/a.txt", &on, &off], name, &no, &off);
        check(&desk, &["in/deep/a.txt", &off, &on], name, &yes, &on);
    }
    let args = ["convert", "in/deep/a.txt", "--to", "json", "--no-json", "--no-quiet"];
    let ran = desk.run(&[&args[..], &["--no-phrases"]].concat()).check(0, &["a.json"]);
    assert!(
        ran.text().is_empty() && !String::from_utf8(desk.read("in/deep/a.json")).unwrap().contains("软件")
    );
    desk.run(&["convert", "in/deep/a.txt", "--no-script"]).check(64, &["--no-script"]);
    desk.run(&["convert", "in/deep/a.txt", "--no-force"]).check(64, &["--no-force"]);
}

#[test]
fn a_number_is_a_number_in_a_file() {
    let desk = desk("toc-depth = 3\njobs = 2\n", "");
    check(&desk, &["in/deep/a.txt"], "toc-depth", "toc-depth = 3", "in/chengwen.toml:1");
    desk.put("in/chengwen.toml", b"toc-depth = 9\n");
    desk.run(&["convert", "in/deep/a.txt"]).check(64, &["toc-depth cannot be \"9\": 9 is not in 1..=4"]);
}

#[test]
fn a_run_goes_by_what_is_shown() {
    let desk = desk("to = \"json\"\nphrases = true\n", "script = \"keep\"\n");
    desk.run(&["convert", "in/deep/a.txt"]).check(0, &["a.json"]);
    let text = String::from_utf8(desk.read("in/deep/a.json")).unwrap();
    assert!(text.contains("軟體"), "{text}");
    desk.run(&["convert", "in/deep/a.txt", "--script", "simplified", "-f"]).check(0, &["a.json"]);
    let text = String::from_utf8(desk.read("in/deep/a.json")).unwrap();
    assert!(text.contains("软件"), "{text}");
    // The name of an output says its format, and that stands on the command line.
    desk.run(&["convert", "in/deep/a.txt", "-o", "b.docx"]).check(0, &["b.docx"]);
    assert!(desk.read("b.docx").starts_with(b"PK"));
    desk.run(&["convert", "in/deep/a.txt", "--isolated"]).check(0, &["a.docx"]);
    desk.put("c/other.toml", b"to = \"markdown\"\n");
    desk.run(&["convert", "in/deep/a.txt", "--config", "c/other.toml"]).check(0, &["a.md"]);
}

#[test]
fn the_input_that_is_named_first_decides_for_the_whole_run() {
    let desk = desk("to = \"json\"\n", "");
    desk.put("in/deep/chengwen.toml", b"to = \"markdown\"\n");
    desk.put("in/b.txt", TEXT.as_bytes());
    desk.run(&["convert", "in", "-o", "out"]).check(0, &[]);
    desk.run(&["convert", "in/deep/a.txt", "in/b.txt", "-o", "two"]).check(0, &[]);
    let files: Vec<String> =
        desk.files().into_iter().filter(|name| name.ends_with("json") || name.ends_with("md")).collect();
    assert_eq!(files, ["out/b.json", "out/deep/a.json", "two/a.md", "two/b.md"]);
}

#[test]
fn each_command_can_have_its_own() {
    let desk = desk("to = \"docx,pdf\"\n[split]\nto = \"markdown\"\n", "");
    check(&desk, &["split", "in/deep/a.txt"], "to", "to = [\"markdown\"]", "in/chengwen.toml:3");
    check(&desk, &["watch", "in", "out"], "to", "to = [\"docx\", \"pdf\"]", "in/chengwen.toml:1");
    let config = ["--config", "in/chengwen.toml"];
    desk.run(&[&["stream"], &config[..]].concat()).check(0, &[]);
}

#[test]
fn elements_lie_below_those_of_the_text() {
    let desk = desk(
        "[set]\nmark = \"某市人民政府文件\"\n\"发文字号\" = \"某政发〔2026〕1号\"\nsigner = [\"张三\", \"李四\"]\n",
        "[set]\nmark = \"某局文件\"\nissuer = \"某局办公室\"\nissued = 2026-08-02\n",
    );
    desk.put("in/deep/a.toml", "number = \"某政发〔2026〕2号\"\n".as_bytes());
    desk.run(&["convert", "in/deep/a.txt", "--to", "json", "--set", "签发人=王五"]).check(0, &[]);
    let json: Value = serde_json::from_slice(&desk.read("in/deep/a.json")).unwrap();
    let official = &json["official"];
    let of = |key: &str| official[key].to_string();
    assert!(of("mark").contains("某市人民政府文件"), "{official}");
    assert!(of("number").contains("2号"), "{official}");
    assert!(of("signer").contains("王五") && !of("signer").contains("李四"), "{official}");
    assert!(of("issued").contains("2026年8月2日"), "{official}");
    let input = ["in/deep/a.txt", "--set", "签发人=王五"];
    check(&desk, &input, "signer", "signer = \"王五\"", "--set");
    check(&desk, &input, "mark", "mark = \"某市人民政府文件\"", "in/chengwen.toml:2");
    check(&desk, &input, "issuer", "issuer = \"某局办公室\"", "chengwen.toml:3");
}

#[test]
fn files_are_looked_for_beside_the_configuration() {
    let desk = desk("rules = \"rules/own.toml\"\ntemplate = \"mine.toml\"\nkeep = \"own.ad\"\n", "");
    desk.put("in/rules/own.toml", "[[remove]]\nid = \"ad\"\nline = \"广告\"\n".as_bytes());
    desk.put("in/mine.toml", b"extends = \"gongwen\"\n");
    desk.run(&["convert", "in/deep/a.txt"]).check(0, &[]);
    desk.run(&["inspect", "in/deep/a.txt"]).check(0, &[]);
}

#[test]
fn every_fault_of_every_file_is_told_with_its_line() {
    let desk = desk(
        "tempalte = \"hongtou\"\ntemplate = \"hongtuo\"\nto = \"doc\"\ntoc = \"yes\"\njobs = 0\nkeep = [\"captionz\"]\n\
         font-dir = \"nowhere\"\nscript = \"latin\"\nforce = true\n[set]\n\"发文字\" = \"1\"\n[stream]\ntemplate = [\"hongtou\"]\n",
        "\n\nauthor = 3\n",
    );
    desk.run(&["convert", "in/deep/a.txt"]).check(
        64,
        &[
            "in/chengwen.toml:1: there is no key \"tempalte\"; did you mean template?",
            "in/chengwen.toml:2: there is no template \"hongtuo\"; did you mean hongtou?",
            "in/chengwen.toml:3: to cannot be \"doc\"; use one of docx, pdf, json, markdown; did you mean docx?",
            "in/chengwen.toml:4: toc takes true or false",
            "in/chengwen.toml:5: jobs cannot be \"0\": 0 is not in 1..=1024",
            "in/chengwen.toml:6: keep \"captionz\": there is no such rule; did you mean captions?",
            "in/chengwen.toml:7: font-dir names",
            "in/chengwen.toml:8: --script \"latin\" is not known",
            "in/chengwen.toml:9: there is no key \"force\"",
            "in/chengwen.toml:11: no element is called \"发文字\"; did you mean 发文字号?",
            "in/chengwen.toml:13: template takes a word in quotes",
            "chengwen/chengwen.toml:3: author takes a word in quotes",
        ],
    );
    assert!(!desk.files().iter().any(|file| file.ends_with("docx")), "{:?}", desk.files());
    desk.run(&["convert", "in/deep/a.txt", "--isolated"]).check(0, &[]);
    desk.run(&["convert", "in/deep/a.txt", "--config", "none.toml"]).check(64, &["none.toml"]);
}

#[test]
fn a_file_that_is_no_toml_is_told_with_the_faults_before_it() {
    let desk = desk("tempalte = 1\nto = \"json\nscript = \"latin\"\n", "");
    let ran = desk
        .run(&["inspect", "in/deep/a.txt"])
        .check(64, &["chengwen.toml:1: there is no key", "chengwen.toml:2: "]);
    assert_eq!(ran.err.lines().count(), 2, "{}", ran.err);
}

#[test]
fn a_configuration_is_no_side_file() {
    let desk = desk("author = \"张三\"\n", "");
    desk.put("in/chengwen.txt", TEXT.as_bytes());
    desk.run(&["convert", "in/chengwen.txt"]).check(0, &[]);
}

#[test]
fn another_configuration_is_another_run_for_resume() {
    let desk = desk("script = \"keep\"\n", "");
    let args = ["convert", "in/deep", "-o", "out", "--to", "json", "--resume", "--json"];
    let status =
        |ran: &str| serde_json::from_str::<Value>(ran.lines().next().unwrap()).unwrap()["status"].clone();
    assert_eq!(status(&desk.run(&args).check(0, &[]).text()), "done");
    assert_eq!(status(&desk.run(&args).check(0, &[]).text()), "skipped");
    desk.put("in/chengwen.toml", b"phrases = true\n");
    assert_eq!(status(&desk.run(&args).check(0, &[]).text()), "done");
    assert!(String::from_utf8(desk.read("out/a.json")).unwrap().contains("软件"));
}

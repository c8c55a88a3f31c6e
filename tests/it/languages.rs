//! Help and messages in the language of the user: `--lang`, else `CHENGWEN_LANG`, else the system's.

use crate::program::Desk;

const CHINESE: &str = "用法：";
const ENGLISH: &str = "Usage:";

#[track_caller]
fn check(args: &[&str], environment: &[(&str, &str)], expected: &str) {
    let help = Desk::new().run_where(args, b"", environment).check(0, &[]).text();
    assert!(help.contains(expected), "{args:?} {environment:?} gives:\n{help}");
}

#[test]
fn the_option_stands_above_the_environment_and_that_above_the_system() {
    let help = &["convert", "--help"];
    check(help, &[], ENGLISH);
    check(help, &[("LANG", "zh_CN.UTF-8")], CHINESE);
    check(help, &[("LANG", "en_US.UTF-8")], ENGLISH);
    check(help, &[("LANG", "zh_CN.UTF-8"), ("CHENGWEN_LANG", "en")], ENGLISH);
    check(help, &[("CHENGWEN_LANG", "zh")], CHINESE);
    check(&["--lang", "en", "convert", "--help"], &[("CHENGWEN_LANG", "zh")], ENGLISH);
    check(&["convert", "--help", "--lang=zh"], &[("CHENGWEN_LANG", "en")], CHINESE);
}

#[test]
fn a_language_nobody_knows_is_told_and_no_fault() {
    check(&["convert", "--help"], &[("LANG", "中文")], ENGLISH);
    check(&["convert", "--help"], &[("CHENGWEN_LANG", "汉文")], ENGLISH);
    Desk::new().run(&["--lang", "火星文", "rules"]).check(64, &["--lang", "火星文", "use zh or en"]);
}

#[test]
fn a_wrong_command_line_is_told_in_the_language_with_what_was_perhaps_meant() {
    let desk = Desk::new();
    desk.run(&["--lang", "fr", "rules"]).check(64, &["--lang"]);
    desk.run(&["rules", "--lang", "zh", "--kepe"]).check(64, &["没有选项 --kepe"]);
    desk.run(&["convert", "--lang", "zh", "a.txt", "--kep", "all"])
        .check(64, &["没有选项 --kep", "是否为 --keep"]);
    desk.run(&["--lang", "zh", "conver", "a.txt"]).check(64, &["没有命令 conver", "convert"]);
    desk.run(&["--lang", "zh", "convert", "a.txt", "--to", "doc"]).check(64, &["不能是“doc”", "docx"]);
    desk.run(&["--lang", "zh", "convert", "a.txt", "--toc", "--no-toc"]).check(64, &["不能同时使用"]);
    desk.run(&["--lang", "zh", "convert"]).check(64, &["缺少"]);
}

#[test]
fn every_shell_gets_completions_and_man_its_pages() {
    let desk = Desk::new();
    for (shell, sign) in [
        ("bash", "complete -F"),
        ("zsh", "#compdef chengwen"),
        ("fish", "complete -c chengwen"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "edit:completion"),
    ] {
        let script = desk.run(&["completions", shell]).check(0, &[]).text();
        assert!(script.contains(sign) && script.contains("font-dir"), "{shell}");
        // Not the files of the folder, but what there is to choose from.
        let offered = ["hongtou", "traditional", "captions.label"].iter().all(|name| script.contains(name));
        assert!(offered || !["bash", "zsh", "fish"].contains(&shell), "{shell}: {script}");
    }
    desk.run(&["man", "pages"]).check(0, &[]);
    let page = String::from_utf8(desk.read("pages/chengwen.1")).unwrap();
    for heading in ["EXIT STATUS", "FILES", "ENVIRONMENT"] {
        assert!(page.contains(&format!(".SH {heading}\n")), "{page}");
    }
    assert!(!page.contains("EXTRA"), "{page}");
    let page = String::from_utf8(desk.read("pages/chengwen-convert.1")).unwrap();
    assert!(page.contains(".TH") && page.contains(".SH EXAMPLES\n.nf\n"), "{page}");
}

#[test]
fn completions_and_man_pages_are_in_the_language_too() {
    let desk = Desk::new();
    let chinese = &[("CHENGWEN_LANG", "zh")];
    for shell in ["zsh", "fish", "powershell", "elvish"] {
        let script = desk.run_where(&["completions", shell], b"", chinese).check(0, &[]).text();
        assert!(script.contains("输出的字形") && script.contains("将文稿转换为公文"), "{shell}: {script}");
        // Names and words of the shell's own remain.
        assert!(
            !script.contains("Print this")
                && !script.contains("Print help")
                && !script.contains("Script to write"),
            "{shell}: {script}"
        );
        assert!(script.contains("docx") && !script.contains("可选："), "{shell}");
    }
    desk.run_where(&["man", "pages"], b"", chinese).check(0, &[]);
    desk.run(&["man", "english"]).check(0, &[]);
    for file in desk.files().iter().filter(|file| file.starts_with("pages/")) {
        let page = String::from_utf8(desk.read(file)).unwrap();
        let headings: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
        assert_eq!(headings[..3], ["名称", "概要", "描述"], "{file}");
        assert!(!headings.iter().any(|heading| heading.is_ascii() && *heading != "PDF"), "{headings:?}");
        // Commands and names are the same in every language.
        let own = |line: &&str| !line.contains("chengwen ") && !line.contains("Times New Roman");
        let said: String = page.lines().filter(own).map(|line| format!("{line}\n")).collect();
        assert_eq!(english(&said), None, "{file}:\n{said}");
        let english = String::from_utf8(desk.read(&file.replace("pages/", "english/"))).unwrap();
        assert!(english.contains(".SH NAME") && english.contains(".SH SYNOPSIS"), "{english}");
    }
}

#[test]
fn the_system_is_quoted_in_the_language() {
    let desk = Desk::with(&[("a.txt", "关于开展检查的通知\n\n各单位：\n请于今年完成检查。\n")]);
    std::fs::create_dir(desk.path("folder")).unwrap();
    desk.put("bytes.toml", b"a = \"\xff\"\n");
    for (args, english, chinese) in [
        (&["convert", "none.txt"][..], "there is no such file or folder;", "没有这个文件或文件夹；"),
        (&["bind", "--list", "folder", "-o", "b.docx"], "it is a folder", "这是文件夹"),
        (
            &["convert", "a.txt", "-o", "a.txt/x/b.docx"],
            "a part of the path is not a folder",
            "有一段不是文件夹",
        ),
        (&["convert", "a.txt", "--config", "bytes.toml"], "the content is not valid", "内容不合要求"),
        (&["man", "a.txt/pages"], "a part of the path is not a folder", "有一段不是文件夹"),
        (&["convert", "a.txt", "--jobs", "0"], "0 is not in 1..=1024", "0 不在 1—1024 之间"),
        (&["convert", "a.txt", "--jobs", "many"], "not a whole number", "不是整数"),
    ] {
        let ran = desk.run(args);
        assert!(ran.code >= 2 && ran.err.contains(english), "{args:?}: {}", ran.err);
        let ran = desk.run_where(args, b"", &[("CHENGWEN_LANG", "zh")]);
        assert!(ran.err.contains(chinese), "{args:?}: {}", ran.err);
        assert_eq!(self::english(&ran.err), None, "{}", ran.err);
    }
}

#[test]
fn what_was_done_and_what_failed_is_told_in_the_language_to_programs_too() {
    let desk =
        Desk::with(&[("a.txt", "关于开展检查的通知\n\n各单位：\n请于今年,完成检查。\n"), ("b.txt", "")]);
    desk.run(&["convert", "a.txt", "--lang", "zh"]).check(0, &["改动", "页"]);
    let ran = desk.run(&["convert", "b.txt", "--lang", "zh", "--json"]).check(2, &["输入中没有文字"]);
    assert!(ran.text().contains("输入中没有文字") && ran.text().contains("\"empty\""), "{}", ran.text());
    let ran = desk.run_where(&["stream"], b"{\"id\":1}\n", &[("CHENGWEN_LANG", "zh")]).check(0, &[]);
    assert!(ran.text().contains("一条记录须有"), "{}", ran.text());
}

/// Three English words in a row: a sentence nobody translated.
fn english(text: &str) -> Option<&str> {
    let sentence = regex::Regex::new("[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}").unwrap();
    sentence.find(text).map(|found| found.as_str())
}

#[test]
fn a_clerk_reads_chinese_everywhere() {
    let text = "关于开展检查的通知\n\n各单位：\n请于今年,完成检查。\n打印本页\n附件：清单\n某市人民政府\n";
    let desk = Desk::with(&[
        ("in/a.txt", text),
        ("in/photo.jpg", ""),
        ("bad.toml", "tempalte = 1\njobs = \"two\"\nscript = \"latin\"\n[set]\n\"文\" = 1\n"),
        ("t.toml", "extends = \"gongwen\"\n[paper]\ntop = \"37\"\n[grid]\nlines = 900\n"),
        ("own.toml", "[[remove]]\nends = \"广告\"\nwhere = \"below\"\n"),
        ("broken.toml", "[[remove]]\nline = \"\"\n[[remove]]\nlinee = \"a\"\n[[remove]]\nline = 3\n"),
        (
            "wrong.toml",
            "extends = \"gongwen\"\n[paper]\ntop = 37\ntopp = \"37mm\"\n[styles.body]\nalign = \"middle\"\nbold = 1\n",
        ),
    ]);
    let wrong = ["--template", "hongtuo", "--script", "x", "--keep", "captionz", "-o", "a.doc"];
    for args in [
        &["inspect", "in/a.txt"][..],
        &["rules", "--rules", "own.toml"],
        &["rules", "--rules", "broken.toml"],
        &["convert", "in", "-o", "out", "--dry-run"],
        &["convert", "in", "-o", "out"],
        &["convert", "in", "-o", "out", "--dry-run"],
        &["convert", "in/a.txt", "--diff"],
        &[
            "convert",
            "in/a.txt",
            "--set",
            "份号=1234567",
            "--set",
            "发文字号=某发[2026]1号",
            "--set",
            "成文日期=2026.8.1",
        ],
        &["convert", "in/a.txt", "--set", "文号码=1"],
        &[&["convert", "in/a.txt"][..], &wrong].concat(),
        &["convert", "in/a.txt", "--config", "bad.toml"],
        &["templates", "check", "t.toml"],
        &["templates", "check", "wrong.toml"],
        &["bind", "in", "-o", "a.md"],
        &["split", "in/a.txt", "-o", "split"],
        &["config", "show", "in/a.txt"],
    ] {
        let ran = desk.run_where(args, b"", &[("CHENGWEN_LANG", "zh")]);
        let said = format!("{}{}", ran.text(), ran.err);
        assert_eq!(english(&said), None, "{args:?} says:\n{said}");
        assert!(!said.is_empty(), "{args:?}");
    }
}

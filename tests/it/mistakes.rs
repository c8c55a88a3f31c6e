//! What people type all the same: signs of a Chinese input method, other names for the same thing, patterns, a word too many.

use std::fs;

use crate::program::{Desk, Ran};

const TEXT: &str = "关于开展检查的通知\n\n各单位：\n请于今年完成检查，并将结果报送办公室。\n";

fn desk() -> Desk {
    Desk::with(&[("a.txt", TEXT), ("甲乙.txt", TEXT)])
}

fn chinese(desk: &Desk, args: &[&str]) -> Ran {
    desk.run_where(args, b"", &[("CHENGWEN_LANG", "zh")])
}

#[track_caller]
fn check_writes(args: &[&str], file: &str) {
    let desk = desk();
    desk.run(args).check(0, &[]);
    assert!(desk.files().contains(&file.to_owned()), "{args:?} leaves {:?}", desk.files());
}

#[test]
fn options_in_the_signs_of_an_input_method_are_options() {
    check_writes(&["convert", "a.txt", "－－to", "pdf"], "a.pdf");
    check_writes(&["convert", "a.txt", "——to＝pdf"], "a.pdf");
    check_writes(&["convert", "a.txt", "—o", "x.docx"], "x.docx");
    check_writes(&["convert", "a.txt", "-to", "docx，pdf"], "a.pdf");
    check_writes(&["convert", "a.txt", "-output", "x.docx"], "x.docx");
}

#[test]
fn formats_templates_scripts_and_languages_go_by_the_names_people_use() {
    check_writes(&["convert", "a.txt", "--to", "Word"], "a.docx");
    check_writes(&["convert", "a.txt", "--format", "PDF"], "a.pdf");
    check_writes(&["convert", "a.txt", "--to", "md"], "a.md");
    check_writes(&["convert", "a.txt", "--template", "红头"], "a.docx");
    check_writes(&["convert", "a.txt", "--script", "繁体"], "a.docx");
    check_writes(&["convert", "a.txt", "--keep", "captions,web"], "a.docx");
    for lang in ["cn", "zh-CN", "zh_CN.UTF-8", "中文"] {
        desk().run(&["--lang", lang, "convert", "none.txt"]).check(2, &["没有这个文件或文件夹"]);
    }
    for lang in ["EN", "en-US", "english"] {
        desk()
            .run_where(&["--lang", lang, "convert", "none.txt"], b"", &[("LANG", "zh_CN.UTF-8")])
            .check(2, &["no such file"]);
    }
}

#[test]
fn names_of_a_template_are_told_as_they_are_typed() {
    let desk = desk();
    assert_eq!(desk.run(&["templates", "show", "红头"]).out, desk.run(&["templates", "show", "hongtou"]).out);
}

#[test]
fn an_element_is_set_in_signs_of_full_width_and_a_number_in_other_brackets_is_told() {
    let desk = desk();
    let ran = desk.run(&[
        "convert",
        "a.txt",
        "--set",
        "发文字号＝某政发[2026]1号",
        "--to",
        "json",
        "--report",
        "r.json",
    ]);
    ran.check(0, &[]);
    let (document, report) =
        (fs::read_to_string(desk.path("a.json")).unwrap(), fs::read_to_string(desk.path("r.json")).unwrap());
    assert!(document.contains("某政发〔2026〕1号"), "{document}");
    assert!(report.contains("elements.form") && report.contains("某政发[2026]1号"), "{report}");
}

#[test]
fn a_fault_of_what_is_set_is_told_once_and_before_the_work() {
    let desk = Desk::with(&[("in/a.txt", TEXT), ("in/b.txt", TEXT), ("in/c.txt", TEXT)]);
    let ran = desk.run(&["convert", "in", "-o", "out", "--set", "份号=1234567"]).check(64, &["six digits"]);
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    assert_eq!(desk.files(), ["in/a.txt", "in/b.txt", "in/c.txt"]);
    desk.run(&["bind", "in", "-o", "b.docx", "--set", "份号=1234567"]).check(64, &["six digits"]);
}

#[test]
fn patterns_are_the_files_they_fit() {
    check_writes(&["convert", "*.txt", "-o", "out"], "out/甲乙.docx");
    let desk = Desk::with(&[("10.txt", TEXT), ("2.txt", &TEXT.replace("检查", "督查"))]);
    let ran = desk.run(&["bind", "*.txt", "-o", "b.docx"]).check(0, &[]);
    assert!(ran.err.find("督查").unwrap() < ran.err.find("检查").unwrap(), "{}", ran.err);
    desk.run(&["convert", "*.html"]).check(64, &["no file fits *.html"]);
}

#[test]
fn an_input_named_twice_is_done_once() {
    let desk = desk();
    desk.run(&["convert", "a.txt", "a.txt"]).check(0, &["a.txt is named twice", "a.txt → a.docx"]);
    desk.run(&["convert", "a.txt", "a.txt", "-o", "-", "--to", "json"]).check(0, &["a.txt is named twice"]);
}

#[test]
fn several_inputs_are_inspected_one_after_the_other() {
    let desk = desk();
    let shown = desk.run(&["inspect", "a.txt", "甲乙.txt"]).check(0, &[]).text();
    assert!(shown.starts_with("a.txt\n") && shown.contains("\n\n甲乙.txt\n"), "{shown}");
    let report = desk.run(&["inspect", "a.txt", "甲乙.txt", "--json"]).check(0, &[]).text();
    assert_eq!(report.matches("\"input\"").count(), 2, "{report}");
    desk.run(&["inspect", "a.txt", "none.txt", "--json"]).check(2, &["none.txt: cannot read it"]);
    desk.run(&["inspect", "a.txt", "甲乙.txt", "--why", "1"]).check(64, &["--why"]);
}

#[test]
fn a_word_too_many_is_no_option() {
    let desk = desk();
    chinese(&desk, &["split", "a.txt", "b.txt", "-o", "out"]).check(64, &["多出了“b.txt”"]);
    chinese(&desk, &["split", "a.txt", "--nix", "-o", "out"]).check(64, &["没有选项 --nix"]);
}

#[test]
fn a_list_may_be_in_the_encoding_of_the_office() {
    let desk = desk();
    let (list, _, _) = encoding_rs::GBK.encode("甲乙.txt\r\n");
    desk.put("list.txt", &list);
    desk.run(&["bind", "--list", "list.txt", "-o", "b.docx"]).check(0, &["1 article"]);
    desk.put("list.txt", "\u{feff}甲乙.txt\r\n".as_bytes());
    desk.run(&["bind", "--list", "list.txt", "-o", "c.docx"]).check(0, &["1 article"]);
}

#[test]
fn a_folder_done_before_says_how_to_go_on() {
    let files: Vec<(String, &str)> = (1..=5).map(|n| (format!("in/{n}.txt"), TEXT)).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let desk = Desk::with(&files);
    desk.run(&["convert", "in", "-o", "out"]).check(0, &[]);
    let ran = desk
        .run(&["convert", "in", "-o", "out"])
        .check(2, &["5 outputs were there already", "--resume", "--force"]);
    assert_eq!(ran.err.matches("add --force to overwrite it").count(), 3, "{}", ran.err);
    let ran = desk.run(&["convert", "in", "-o", "out", "-v"]).check(2, &[]);
    assert_eq!(ran.err.matches("add --force to overwrite it").count(), 5, "{}", ran.err);
}

#[test]
fn the_table_at_the_end_names_the_inputs_to_look_at() {
    let desk = Desk::with(&[(
        "in/甲.txt",
        "今年以来，全区坚持稳中求进，各项工作取得新的进展。\n全年办结事项九十二件，群众满意。\n",
    )]);
    desk.run(&["convert", "in", "-o", "out"]).check(0, &["(title.missing): in/甲.txt"]);
    let ran = desk.run(&["bind", "in", "-o", "b.docx"]).check(0, &["1 warning"]);
    assert!(!ran.err.contains("2 warnings"), "{}", ran.err);
}

#[test]
fn a_key_of_a_record_nobody_knows_is_told_with_those_there_are() {
    let answer = |line: &str| desk().run_with(&["stream"], line.as_bytes()).text();
    assert!(
        answer("{\"id\":1,\"templat\":\"x\"}\n")
            .contains("no key \\\"templat\\\"; use one of id, text, base64")
    );
    assert!(answer("{\"id\":1,,\n").contains("no JSON from column 9 on"));
    for key in
        ["id", "text", "base64", "name", "template", "set", "trust_front_matter", "script", "keep", "to"]
    {
        assert!(answer("{\"nix\":1}\n").contains(key), "{key}");
        assert!(!answer(&format!("{{\"{key}\":null}}\n")).contains("there is no key"), "{key}");
    }
}

/// A line that is a slip: its exit code, and what is said of it in English and in Chinese.
type Slip<'a> = (&'a [&'a str], i32, &'a str, &'a str);

#[test]
fn every_slip_gets_a_sentence_that_says_what_to_do() {
    #[rustfmt::skip]
    let slips: [Slip<'_>; 42] = [
        (&["convert", "a.txt", "--toc", "always"], 64, "--toc takes no value", "--toc 后不跟内容"),
        (&["convert", "--toc", "4", "a.txt"], 64, "--toc takes no value", "“4”不是文件"),
        (&["convert", "a.txt", "--to", "docx", "pdf"], 64, "commas between them: --to docx,pdf", "中间用逗号，不加空格：--to docx,pdf"),
        (&["convert", "a.txt", "--to=pdf", "word"], 64, "--to pdf,word", "--to pdf,word"),
        (&["convert", "a.txt", "pdf"], 64, "a format is named so: --to pdf", "请写 --to pdf"),
        (&["convert", "a.txt", "x.docx"], 64, "if it is to be written: -o x.docx", "请写 -o x.docx"),
        (&["convert", "a.txt", "to", "x.docx"], 64, "-o x.docx", "-o x.docx"),
        (&["convert", "a.txt", "/o", "x.pdf"], 64, "-o x.pdf", "-o x.pdf"),
        (&["convert", "a.txt", "/force"], 64, "two dashes: --force", "选项以 -- 开头：--force"),
        (&["convert", "a.txt", "/f"], 64, "a dash: -f", "选项以 - 开头：-f"),
        (&["convert", "a.txt", "force"], 64, "two dashes: --force", "选项以 -- 开头：--force"),
        (&["convert", "a.txt", "--set", "发文机关", "某局"], 64, "in one word: --set \"发文机关=某局\"", "--set \"发文机关=某局\""),
        (&["bind", "a.txt", "-o", "x.docx", "--title", "材料", "汇编"], 64, "in quotes: --title \"材料 汇编\"", "须加引号：--title \"材料 汇编\""),
        (&["convert", "有", "空格.txt"], 64, "in quotes: \"有 空格.txt\"", "须加引号：\"有 空格.txt\""),
        (&["convert", "a.txt", "有", "空格.txt"], 64, "in quotes: \"有 空格.txt\"", "须加引号：\"有 空格.txt\""),
        (&["convert", "https://www.example.cn/a.html"], 64, "save the page in a browser", "另存网页"),
        (&["convert", "a.txt", "--title", "甲"], 64, "convert has no option --title; it belongs to bind; usage: chengwen convert", "convert 没有选项 --title，bind 才有；写法：chengwen convert"),
        (&["convert", "a.txt", "--sort", "name"], 64, "no option --order; it belongs to bind", "没有选项 --order，bind 才有"),
        (&["watch", "in", "-o", "out"], 64, "watch has no option -o", "写法：chengwen watch [选项] <文件夹> <输出>"),
        (&["inspect", "a.txt", "--to", "pdf"], 64, "inspect has no option --to", "inspect 没有选项 --to"),
        (&["convert", "a.txt", "--输出", "x.docx"], 64, "did you mean --output?", "是否为 --output？"),
        (&["convert", "a.txt", "--overwrite"], 64, "did you mean --force?", "是否为 --force？"),
        (&["convert", "a.txt", "--ouput", "x.docx"], 64, "did you mean --output?", "是否为 --output？"),
        (&["convert", "a.txt", "--pages", "3"], 64, "there is no option --pages; --help", "没有选项 --pages；详见 --help"),
        (&["bind", "in"], 64, "usage: chengwen bind [OPTIONS] --output <OUT>", "写法：chengwen bind [选项] --output <输出>"),
        (&["bind", "in", "-o", "out/"], 64, "name a file in it: -o out/汇编.docx", "请写出文件名：-o out/汇编.docx"),
        (&["bind", "in", "-o", "in"], 64, "name a file in it: -o in/汇编.docx", "请写出文件名：-o in/汇编.docx"),
        (&["convert", "in", "--include", "pdf", "-o", "out"], 0, "no file fits --include pdf", "没有与 --include pdf 相符的文件"),
        (&["convert", "in", "--exclude", "*", "-o", "out"], 0, "no texts were found", "没有找到文稿"),
        (&["convert", "a"], 2, "did you mean a.txt?", "是否为 a.txt？"),
        (&["convert", "A.TXT", "in/c.text"], 2, "did you mean in/c.txt?", "是否为 in/c.txt？"),
        (&["convert", "no/a.txt"], 2, "there is no folder no", "没有文件夹 no"),
        (&["none.txt"], 2, "none.txt: cannot read it", "none.txt：无法读取"),
        (&["inspect", "in"], 2, "name the files in it", "请指定其中的文件"),
        (&["convrt", "a.txt"], 64, "did you mean convert?", "是否为 convert？"),
        (&["排版", "a.txt"], 64, "commands are convert, bind", "可用的命令有 convert、bind"),
        (&["convert", "a.txt", "--lang", "法语"], 64, "use zh or en", "请用 zh 或 en"),
        (&["convert", "a.txt", "-o", "x.doc"], 64, "use one of .docx", "可用 .docx"),
        (&["convert", "a.txt", "--to", "xls"], 64, "use one of docx, pdf", "可用的有 docx、pdf"),
        (&["convert", "a.txt", "-o"], 64, "--output <OUT> needs a value", "--output <输出> 须给出内容"),
        (&["convert", "“a.txt”", "甲乙.txt，有 空格.txt"], 0, "\"a.txt\" is read as a.txt", "按 甲乙.txt、有 空格.txt 读取"),
        (&["convert", "a.txt ", ".\\甲乙.txt", "有 空格。txt"], 0, "is read as ./甲乙.txt", "“a.txt ”按 a.txt 读取"),
    ];
    for (args, code, english, said) in slips {
        for (language, words) in [("en", english), ("zh", said)] {
            let desk =
                Desk::with(&[("a.txt", TEXT), ("甲乙.txt", TEXT), ("in/c.txt", TEXT), ("有 空格.txt", TEXT)]);
            let ran = desk.run_where(args, b"", &[("CHENGWEN_LANG", language)]).check(code, &[words]);
            assert!(!ran.err.contains("error:"), "{args:?}: {}", ran.err);
            assert!(code != 64 || desk.files().len() == 4, "{args:?} wrote {:?}", desk.files());
        }
    }
}

#[test]
fn commands_and_values_go_by_the_names_people_use() {
    check_writes(&["转换", "a.txt"], "a.docx");
    check_writes(&["合并", "a.txt", "-o", "x.docx", "--order", "文件名"], "x.docx");
    check_writes(&["merge", "a.txt", "-o", "x.docx", "--order", "时间"], "x.docx");
    check_writes(
        &["convert", "a.txt", "--script", "不转换", "--template", "公函", "--from", "TXT"],
        "a.docx",
    );
    check_writes(&["convert", "a.txt", "--from", "文本", "--to", "文档"], "a.docx");
    for line in [&["/?"][..], &["convert", "-?"], &["--帮助"], &["帮助", "convert"]] {
        assert!(chinese(&desk(), line).check(0, &[]).text().contains("用法："), "{line:?}");
    }
    assert!(desk().run(&["version"]).check(0, &[]).text().starts_with("chengwen "));
}

#[test]
fn the_folder_of_the_user_is_put_in_where_a_shell_leaves_its_sign() {
    let desk = desk();
    desk.put(&format!("{}/b.txt", crate::program::HOME), TEXT.as_bytes());
    desk.run(&["convert", "~/b.txt", "--output=~/out/"]).check(0, &[]);
    assert!(desk.files().contains(&format!("{}/out/b.docx", crate::program::HOME)), "{:?}", desk.files());
}

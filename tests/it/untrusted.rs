//! What comes from elsewhere stays text: front matter, names, marks of direction, addresses of pictures, fields of Word.

use chengwen::diag::Severity;
use chengwen::extract::{Kind, reader};
use chengwen::pipeline::{self, Contents, ReadOptions, Reading};
use chengwen::template::builtin;

use crate::corpus::part;
use crate::program::Desk;

fn read(name: &str, text: &str, trust: bool) -> Reading {
    let options = ReadOptions {
        name: Some(name.into()),
        trust_front_matter: trust.then_some(true),
        ..ReadOptions::default()
    };
    pipeline::read(text.as_bytes(), &options).unwrap()
}

const BODY: &str = "近日，岚川市召开工作会议，总结上半年工作，部署下半年任务。\n会议强调，要坚持稳中求进。\n";

/// Front matter of every element there is, with what each would set.
fn dressed(body: &str) -> String {
    format!(
        "---\n份号: 000001\n密级: 绝密★30年\n紧急程度: 特急\n发文机关标志: 某市人民政府文件\n发文字号: 某政发〔2026〕1号\n\
         签发人: 张三\n印章: 加盖\n抄送: 市委办公室\n印发机关: 某市人民政府办公室\n印发日期: 2026年8月2日\n主送机关: 各区人民政府\n\
         署名: 某市人民政府\ntemplate: hongtou\n标题: 岚川市部署下半年工作\n日期: 2026-08-01\n来源: 岚川日报\n作者: 张三\n---\n{body}"
    )
}

#[test]
fn a_text_from_elsewhere_sets_no_elements() {
    for name in ["a.txt", "a.md", "a"] {
        let reading = read(name, &dressed(BODY), false);
        assert!(reading.document.official.is_empty(), "{name}: {:?}", reading.document.official);
        assert_eq!(reading.template, None, "{name}");
        let article = &reading.document.articles[0];
        assert_eq!(article.title, ["岚川市部署下半年工作"], "{name}");
        let said = (article.date.as_deref(), article.source.as_deref(), article.byline.as_deref());
        assert_eq!(said, (Some("2026年8月1日"), Some("岚川日报"), Some("张三")), "{name}");
        let told = reading.log.findings().iter().find(|found| found.rule == "front.element").unwrap();
        assert_eq!((told.severity, told.line), (Severity::Warning, 2), "{name}");
        let words = told.message.to_string();
        assert!(
            words.contains("密级") && words.contains("template") && words.contains("--trust-front-matter"),
            "{words}"
        );
        assert_eq!(
            reading.log.removals().iter().filter(|removal| removal.rule == "front.field").count(),
            13,
            "{name}"
        );
    }
}

#[test]
fn front_matter_of_nothing_but_elements_is_ones_own_and_told() {
    let text = format!(
        "---\n密级: 机密★1年\n发文机关标志: 岚川市人民政府文件\n发文字号: 岚政发〔2026〕1号\n---\n{BODY}"
    );
    let options = |trust| ReadOptions {
        name: Some("a.md".into()),
        trust_front_matter: trust,
        ..ReadOptions::default()
    };
    let reading = pipeline::read(text.as_bytes(), &options(None)).unwrap();
    assert_eq!(reading.document.official.secrecy.as_deref(), Some("机密★1年"));
    let told = reading.log.findings().iter().find(|found| found.rule == "front.element").unwrap();
    assert!(told.message.to_string().contains("密级、发文机关标志、发文字号"), "{}", told.message);
    let reading = pipeline::read(text.as_bytes(), &options(Some(false))).unwrap();
    assert!(reading.document.official.is_empty());
    let mixed = text.replace("密级:", "url: https://a.example/b\n密级:");
    assert!(pipeline::read(mixed.as_bytes(), &options(None)).unwrap().document.official.is_empty());
}

#[test]
fn a_text_of_ones_own_sets_them() {
    let reading = read("a.txt", &dressed(BODY), true);
    let official = &reading.document.official;
    assert_eq!(official.secrecy.as_deref(), Some("绝密★30年"));
    assert_eq!(reading.template.as_deref(), Some("hongtou"));
    assert!(reading.log.findings().iter().all(|found| !found.rule.starts_with("front.")));
}

#[test]
fn a_web_page_sets_none_whoever_trusts_it() {
    let page = dressed(
        "<div><p>近日，岚川市召开工作会议，总结上半年工作，部署下半年任务。</p><p>会议强调，要坚持稳中求进。</p></div>",
    );
    for (name, trust) in [("a.html", true), ("a.txt", true), ("a.html", false)] {
        let reading = read(name, &page, trust);
        assert_eq!(reading.kind.name(), "html", "{name}");
        assert!(reading.document.official.is_empty() && reading.template.is_none(), "{name}");
        assert!(reading.log.findings().iter().any(|found| found.rule == "front.element"), "{name}");
    }
    let told = Kind::told(reader("html").unwrap());
    let options = ReadOptions { kind: Some(told), trust_front_matter: Some(true), ..ReadOptions::default() };
    assert!(pipeline::read(page.as_bytes(), &options).unwrap().document.official.is_empty());
}

#[test]
fn what_other_programs_write_above_a_text_is_neither_refused_nor_printed() {
    for above in [
        "---\ntitle: 岚川市部署下半年工作\npublished: 2026-08-01\naliases:\n  - 甲\ntags: [乙]\nurl: https://a.example/b\n---\n",
        "---\nlayout: post\ntitle: \"岚川市部署下半年工作\"\ndate: 2026-08-01 08:00:00 +0800\ncategories: {甲\n---\n",
        "- corpus_id: 18\n- source_url: https://a.example/b\n- title: 岚川市部署下半年工作\n- publish_date: 2026-08-01\n\n",
        "title: 岚川市部署下半年工作\nurl: https://a.example/b\ndate: 2026-08-01\n\n",
        "+++\ntitle = '岚川市部署下半年工作'\ndate = 2026-08-01\nweight = 3\n+++\n",
    ] {
        for (name, trust) in [("a.md", false), ("a.txt", false), ("a.txt", true)] {
            let reading = read(name, &format!("{above}{BODY}"), trust);
            let article = &reading.document.articles[0];
            assert_eq!(article.title, ["岚川市部署下半年工作"], "{name}: {above}");
            assert_eq!(article.date.as_deref(), Some("2026年8月1日"), "{name}: {above}");
            let texts: Vec<&str> = article.blocks.iter().map(|block| block.text.as_str()).collect();
            assert_eq!(texts, BODY.lines().collect::<Vec<_>>(), "{name}: {above}");
            assert!(
                reading.log.findings().iter().any(|found| found.rule == "front.field"),
                "{name}: {above}"
            );
        }
    }
}

#[test]
fn the_switch_is_an_option_and_a_key_of_the_configuration() {
    let desk = Desk::with(&[("a.txt", &dressed(BODY))]);
    let json = |args: &[&str]| {
        let line = ["convert", "a.txt", "-o", "-", "--to", "json"];
        desk.run(&[&line[..], args].concat()).check(0, &[]).text()
    };
    assert!(!json(&[]).contains("绝密"));
    assert!(json(&["--trust-front-matter"]).contains("绝密"));
    desk.put("chengwen.toml", b"trust-front-matter = true\n");
    assert!(json(&[]).contains("绝密"));
    assert!(!json(&["--isolated"]).contains("绝密"));
    assert!(!json(&["--no-trust-front-matter"]).contains("绝密"));
}

#[test]
fn a_configuration_nobody_named_is_named_before_it_counts() {
    let desk = Desk::with(&[("a/b.txt", BODY), ("a/c.txt", BODY), ("mine.toml", "toc = true\n")]);
    desk.put("a/chengwen.toml", "toc = true\nquiet = true\n[set]\n\"附注\" = \"此件公开发布\"\n".as_bytes());
    let convert = |args: &[&str]| {
        let line = ["convert", "a/b.txt", "a/c.txt", "-o", "out", "-f"];
        desk.run(&[&line[..], args].concat()).check(0, &[]).err
    };
    let told = convert(&[]);
    let first = told.lines().next().unwrap();
    assert!(first.starts_with("settings are taken from "), "{told}");
    assert!(first.contains("chengwen.toml (") && first.contains("toc") && first.contains("set"), "{told}");
    assert_eq!(told.matches("settings are taken").count(), 1, "{told}");
    for args in [&["--isolated"][..], &["--config", "mine.toml"], &["-q"]] {
        assert!(!convert(args).contains("settings are taken"), "{args:?}");
    }
    let chinese = desk.run_where(&["convert", "a/b.txt", "-f"], b"", &[("CHENGWEN_LANG", "zh")]);
    assert!(chinese.check(0, &["中的设置（", "--isolated"]).err.starts_with("采用 "));
    // What is the user's own needs no word, nor a file of which nothing counts.
    desk.put("home/chengwen/chengwen.toml", b"toc = true\n");
    desk.put("a/chengwen.toml", b"[bind]\norder = \"name\"\n");
    assert!(!convert(&[]).contains("settings are taken"));
}

#[test]
fn marks_that_markup_hides_are_taken_out_and_told() {
    let page = "<title>甲&#x202e;题</title><h1>甲&#x202e;题目一则</h1><p>近日，岚川市&#x2066;召开&#27;[31m会议&#x7f;，总结工作，部署任务。</p><p>会议强调，要坚持稳中求进&#x200f;。</p>";
    let mark = "# 甲&#x202e;题目一则\n\n近日，岚川市&#x2066;召开&#27;[31m会议&#x7f;，总结工作，部署任务。\n\n会议强调，要坚持稳中求进&#x200f;。\n";
    for (name, text) in [("a.html", page), ("a.md", mark)] {
        let reading = read(name, text, false);
        let json = String::from_utf8(pipeline::write_json(&reading.document).bytes).unwrap();
        for c in ['\u{202e}', '\u{2066}', '\u{1b}', '\u{7f}', '\u{200f}'] {
            assert!(
                !json.contains(c) && !json.contains(&format!("\\u{:04x}", u32::from(c))),
                "{name}: {c:?} in {json}"
            );
        }
        let rules: Vec<_> = reading.log.changes().iter().map(|change| &*change.rule).collect();
        assert!(
            rules.contains(&"decode.invisible") && rules.contains(&"decode.control"),
            "{name}: {rules:?}"
        );
    }
}

#[cfg(unix)]
#[test]
fn no_name_and_no_text_gives_a_terminal_orders() {
    let name = "a\u{1b}[2J\u{202e}txt.txt";
    let desk = Desk::with(&[
        (name, "责任编辑：甲\u{202e}乙\n关于防汛工作的通知\n\n各区要做好防汛工作。\n编辑：甲&#27;]0;x&#7;\n"),
        (
            "b.html",
            "<title>题</title><div>首页&#x202e;</div><p>近日，岚川市召开会议，总结工作。</p><div>版权所有&#27;[31m</div>",
        ),
    ]);
    let runs = [
        vec!["convert", name, "-o", "x.docx", "-v"],
        vec!["convert", "b.html", "-v"],
        vec!["convert", "b.html", name, "--json", "-o", "out"],
        vec!["convert", name, "-o", "y.docx", "--report", "-"],
        vec!["inspect", name],
        vec!["inspect", "b.html", "--json"],
        vec!["inspect", "none\u{9b}31m.txt"],
        vec!["bind", name, "b.html", "-o", "all.docx", "-v"],
        vec!["convert", name, "--diff"],
    ];
    for args in runs {
        let ran = desk.run(&args);
        let all = ran.text() + &ran.err;
        assert!(!all.is_empty(), "{args:?}");
        let stray = all
            .chars()
            .find(|c| c.is_control() && !"\n\t".contains(*c) || ('\u{202a}'..='\u{202e}').contains(c));
        assert_eq!(stray, None, "{args:?}: {all:?}");
    }
}

#[test]
fn the_account_refuses_no_element_with_odd_characters() {
    for mark in [
        r#""某市\n人民政府""#,
        r#""某市\t政府 <b>&\"'\\文件""#,
        r#""\U0002000B、é①ﬁ👨文件""#,
        "[A, '{PAGE}', 中共某市委]",
    ] {
        let front = format!("密级: 机密★1年\n发文机关: {mark}\n印章: 加盖\n");
        let text = format!(
            "---\n{front}---\n关于做好防汛工作的通知\n各区县人民政府：\n请认真做好防汛工作。\n某市人民政府\n2026年8月1日\n"
        );
        let reading = read("a.txt", &text, true);
        for template in ["hongtou", "gongwen"] {
            let template = builtin(template).unwrap();
            let written =
                pipeline::write_docx(&reading.document, &template, Contents::Auto, &Default::default());
            assert!(written.is_ok(), "{mark}: {:?}", written.err());
        }
    }
    let text = "---\n发文机关: \"某市\\u200b政府\"\n---\n正文。\n";
    let options = ReadOptions { trust_front_matter: Some(true), ..ReadOptions::default() };
    let fault = pipeline::read(text.as_bytes(), &options).unwrap_err().to_string();
    assert!(fault.contains("is not text (U+200B)"), "{fault}");
}

#[test]
fn what_is_taken_out_of_bytes_and_of_markup_balances() {
    let text = "# 题目一则\u{200b}\n\n近日，岚川市&#x200b;召开\u{200b}会议，总结工作，部署任务。\n";
    let reading = read("a.md", text, false);
    assert!(!reading.document.articles[0].blocks[0].text.contains('\u{200b}'));
}

#[test]
fn no_text_becomes_an_instruction_of_word() {
    let evil = r#"{ DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc" } " \f C \l 9 } HYPERLINK "file:///c:/a" “ \l “1-9” „x" „"#;
    let article = |n: &str| {
        format!(
            "<h1>{n}汇报 {evil}</h1><p><a href='javascript:alert(1)'>近日</a>，岚川市<a href='file:///etc/passwd'>召开</a>会议，{evil}。</p>\
             <h2>一、{evil}</h2><p>会议强调，要坚持<a href='https://a.example/\"&#x22;'>稳中求进</a>，抓好落实。</p>"
        )
    };
    let desk = Desk::with(&[("a.html", &article("甲县")), ("b.html", &article("乙县"))]);
    desk.run(&["bind", "a.html", "b.html", "-o", "all.docx", "--title", evil, "--toc", "--toc-depth", "2"])
        .check(0, &[]);
    desk.run(&["convert", "a.html", "--toc", "--author", evil]).check(0, &[]);
    for name in ["all.docx", "a.docx"] {
        let bytes = desk.read(name);
        let markup = part(&bytes, "word/document.xml");
        let instructions: Vec<&str> = markup
            .split("<w:instrText xml:space=\"preserve\">")
            .skip(1)
            .filter_map(|rest| rest.split("</w:instrText>").next())
            .collect();
        assert!(
            name == "a.docx" || instructions.iter().filter(|text| text.starts_with(" TC ")).count() >= 2,
            "{name}: {instructions:?}"
        );
        for instruction in instructions {
            assert!(
                is_ours(&instruction.replace("&quot;", "\"").replace("&amp;", "&")),
                "{name}: {instruction}"
            );
        }
        assert!(!part(&bytes, "word/_rels/document.xml.rels").contains("External"), "{name}");
        assert!(
            !markup.contains("w:fldSimple")
                && !markup.contains("javascript")
                && !markup.contains("etc/passwd"),
            "{name}"
        );
    }
}

/// Whether a field says nothing but what the program says in it: of TC the text in its quotation marks, none of which a text closes.
fn is_ours(instruction: &str) -> bool {
    let Some(entry) = instruction.strip_prefix(" TC \"") else {
        return [" TOC \\f C \\l \"1-", " TOC \\o \"1-", " PAGE ", " PAGEREF _Toc"]
            .iter()
            .any(|ours| instruction.starts_with(ours));
    };
    let mut chars = entry.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '"' => {
                return [" \\f C \\l \"1\" ", " \\f C \\l 2 ", " \\f C \\l 3 "].contains(&&entry[at + 1..]);
            }
            '“' | '”' | '„' | '‟' => return false,
            _ => {}
        }
    }
    false
}

#[test]
fn a_piece_of_a_page_that_looks_like_a_label_is_accounted_for() {
    for page in [
        "<p>-01249:</p>",
        "<h1>题目一则</h1><div>-01249:</div><p>近日，岚川市召开会议，总结工作，部署任务。</p>",
    ] {
        let reading = read("a.html", page, false);
        let json = String::from_utf8(pipeline::write_json(&reading.document).bytes).unwrap();
        let removed = reading.log.removals().iter().any(|removal| removal.text.contains("01249"));
        assert!(json.contains("01249") || removed, "{page}");
    }
}

//! Issued documents: elements from every source, what wins, and where everything stands.

use chengwen::document::{Official, Role, Seal};
use chengwen::elements::Given;
use chengwen::pipeline::{self, Contents, ReadOptions, Reading};
use chengwen::template::builtin;

use crate::corpus::part;
use crate::program::Desk;

fn read(text: &str, settings: &[&str]) -> Reading {
    let mut elements = Given::default();
    settings.iter().for_each(|setting| elements.set(setting));
    pipeline::read(
        text.as_bytes(),
        &ReadOptions { elements, trust_front_matter: Some(true), ..ReadOptions::default() },
    )
    .unwrap()
}

const TEXT: &str = "某某市人民政府文件\n某政发〔2026〕12号\n关于做好防汛工作的通知\n各区县人民政府：\n请认真做好防汛工作，确保安全。\n\
    某某市人民政府\n2026年8月1日\n抄送：市委办公室。\n某某市人民政府办公室　2026年8月3日印发\n";

#[test]
fn a_red_head_in_the_text_is_set_as_one_and_the_log_says_so() {
    let reading = read(TEXT, &[]);
    let official = &reading.document.official;
    let expected = Official {
        mark: vec!["某某市人民政府文件".to_owned()],
        number: Some("某政发〔2026〕12号".to_owned()),
        copies: Some("市委办公室".to_owned()),
        issuer: Some("某某市人民政府办公室".to_owned()),
        issued: Some("2026年8月3日".to_owned()),
        ..Official::default()
    };
    assert_eq!(*official, expected);
    assert_eq!(pipeline::default_template(&reading.document).unwrap().name, "hongtou");
    assert!(reading.log.findings().iter().any(|finding| finding.rule == "official.template"));
    assert_eq!(reading.document.articles[0].title, ["关于做好防汛工作的通知"]);
}

#[test]
fn a_text_without_mark_stays_plain() {
    let reading = read(
        "关于做好防汛工作的通知\n某政发〔2026〕12号\n各区县人民政府：\n请认真做好防汛工作，确保安全。\n",
        &[],
    );
    assert!(reading.document.official.is_empty());
    assert_eq!(pipeline::default_template(&reading.document).unwrap().name, "gongwen");
    assert!(reading.document.articles[0].blocks.iter().any(|block| block.role == Role::Number));
}

#[test]
fn mark_and_signers_choose_the_template() {
    for (name, text) in [
        ("hongtou", include_str!("../official/hongtou.txt")),
        ("shangxing", include_str!("../official/shangxing.txt")),
        ("mingling", include_str!("../official/mingling.txt")),
        ("jiyao", include_str!("../official/jiyao.txt")),
        (
            "jianbao",
            "某市防汛工作简报\n第12期\n某市水利局编　2026年8月1日\n某区抓好防汛工作\n各区加强值守，确保安全。\n",
        ),
        (
            "dianbao",
            "特急\n某市人民政府发电\n某府明电〔2026〕3号\n关于做好防汛工作的通知\n各区人民政府：\n请加强值守，确保安全。\n",
        ),
    ] {
        assert_eq!(pipeline::default_template(&read(text, &[]).document).unwrap().name, name);
    }
}

#[test]
fn the_command_line_wins_over_front_matter_and_that_over_the_text() {
    let text = format!("---\nnumber: 某政发〔2026〕13号\n紧急程度: 特急\n---\n{TEXT}");
    let official = read(&text, &["紧急程度=加急"]).document.official;
    assert_eq!(
        (official.number.as_deref(), official.urgency.as_deref()),
        (Some("某政发〔2026〕13号"), Some("加急"))
    );
    assert_eq!(official.copies.as_deref(), Some("市委办公室"));
}

#[test]
fn every_element_is_in_word_and_pdf() {
    let text = include_str!("../official/shangxing.txt");
    let reading = read(text, &[]);
    let template = builtin("shangxing").unwrap();
    // The writers compare what they wrote with the document and refuse if anything is missing.
    let word =
        pipeline::write_docx(&reading.document, &template, Contents::Auto, &Default::default()).unwrap();
    let markup = part(&word.bytes, "word/document.xml");
    for text in [
        "000001",
        "机密★1年",
        "特急",
        "签发人：",
        "王五",
        "某政发〔2026〕12号",
        "抄送：",
        "8月3日印发",
        "附件1",
    ] {
        assert!(markup.contains(text), "{text}");
    }
    assert_eq!(markup.matches("FF0000").count(), 1, "the rule; the mark is red by its style");
    assert!(
        markup.contains("<wp:positionV relativeFrom=\"margin\"><wp:align>bottom</wp:align>")
            && markup.contains("<w:vMerge w:val=\"restart\"/>")
    );
    let pages = word.pages.unwrap();
    assert!(pages.count().is_multiple_of(2), "the imprint stands on an even page, not on {}", pages.count());
}

#[test]
fn markdown_brings_the_elements_back() {
    for text in [TEXT, include_str!("../official/shangxing.txt"), include_str!("../official/mingling.txt")] {
        let once = read(text, &[]).document;
        let markdown = String::from_utf8(pipeline::write_markdown(&once).bytes).unwrap();
        let again = read(&markdown, &[]).document;
        assert_eq!(again.official, once.official, "{markdown}");
        assert_eq!(again.articles[0].title, once.articles[0].title);
    }
}

#[test]
fn a_letter_shows_no_number_on_its_first_page() {
    let reading = read(include_str!("../official/xinhan.txt"), &[]);
    let word = pipeline::write_docx(
        &reading.document,
        &builtin("xinhan").unwrap(),
        Contents::Auto,
        &Default::default(),
    );
    let markup = part(&word.unwrap().bytes, "word/document.xml");
    assert!(
        markup.contains("<w:titlePg/>") && markup.contains("<w:framePr ") && markup.contains("prst=\"line\"")
    );
}

#[test]
fn faults_come_at_once_and_nothing_is_written() {
    let desk = Desk::new();
    desk.put("page.txt", TEXT.as_bytes());
    desk.put("page.toml", "\"份号\" = \"0000001\"\n\"成文日期\" = \"2026年2月30日\"\n".as_bytes());
    let set = ["convert", "page.txt", "--set", "发文字号=国发[26]1号", "--set", "urgency=特特急"];
    // What is typed is wrong for every text; what stands beside one is wrong for that one.
    desk.run(&set).check(64, &["write 国发〔2026〕1号", "write 特急", "7.2.5"]);
    desk.run(&set[..2]).check(2, &["write 000001", "there is no such date"]);
    assert!(!desk.files().iter().any(|file| file.ends_with("docx")));
}

#[test]
fn a_side_file_stands_beside_its_text() {
    let desk = Desk::new();
    desk.put("page.txt", TEXT.as_bytes());
    desk.put("page.toml", "secrecy = \"机密★1年\"\nnumber = \"某政发〔2026〕99号\"\n".as_bytes());
    desk.run(&["convert", "page.txt", "--set", "number=某政发〔2026〕100号"]).check(0, &[]);
    let markup = part(&desk.read("page.docx"), "word/document.xml");
    assert!(
        markup.contains("机密★1年") && markup.contains("〔2026〕100号") && !markup.contains("〔2026〕99号")
    );
}

#[test]
fn templates_are_listed_shown_and_checked() {
    let desk = Desk::new();
    let list = desk.run(&["templates", "list"]).check(0, &[]).text();
    for name in [
        "gongwen",
        "hongtou",
        "shangxing",
        "xinhan",
        "mingling",
        "jiyao",
        "jianbao",
        "dianbao",
        "jianghua",
        "zongjie",
        "huibian",
    ] {
        assert!(list.lines().any(|line| line.starts_with(name)), "{name}");
        desk.run(&["templates", "check", name]).check(0, &[]);
        assert!(desk.run(&["templates", "show", name]).check(0, &[]).text().contains("summary"));
    }
    desk.put(
        "mine.toml",
        "extends = \"hongtou\"\n[head]\nmark_top = \"25\"\nrule_wide = \"1mm\"\n[seal]\ngap = \"two\"\n"
            .as_bytes(),
    );
    let ran = desk.run(&["templates", "check", "mine.toml"]).check(2, &[]);
    for part in ["head.mark_top", "rule_wide", "[seal]: gap"] {
        assert!(ran.err.contains(part), "{part} is not in {}", ran.err);
    }
    desk.put("good.toml", "extends = \"gongwen\"\n[styles.heading_3]\nindent = 2\nbold = true\n".as_bytes());
    desk.put("page.txt", TEXT.as_bytes());
    desk.run(&["convert", "page.txt", "--template", "good.toml"]).check(0, &[]);
}

#[test]
fn the_look_may_be_changed_without_a_template() {
    let desk = Desk::new();
    desk.put("page.txt", "工作总结\n一、成绩\n（一）经济\n今年以来，经济发展取得新的进展。\n".as_bytes());
    let look = ["--grid", "word", "--fonts", "windows", "--latin", "Times New Roman", "--bold-h2", "-f"];
    let args: Vec<&str> = ["convert", "page.txt"].into_iter().chain(look).collect();
    desk.run(&args).check(0, &[]);
    let styles = part(&desk.read("page.docx"), "word/styles.xml");
    assert!(styles.contains("w:eastAsia=\"仿宋\"") && styles.contains("w:ascii=\"Times New Roman\""));
    assert!(styles.contains("<w:b/>") && !styles.contains("<w:snapToGrid w:val=\"0\"/>"));
    desk.run(&["convert", "page.txt", "--grid", "lines", "-f"]).check(0, &[]);
    let markup = part(&desk.read("page.docx"), "word/document.xml");
    assert!(markup.contains("<w:docGrid w:type=\"lines\" w:linePitch=\"579\"/>"));
}

/// Whether a title is missed in `text` with these elements.
#[track_caller]
fn check_missed(text: &str, settings: &[&str], missed: bool) {
    let reading = read(text, settings);
    assert_eq!(reading.log.findings().iter().any(|finding| finding.rule == "title.missing"), missed);
}

#[test]
fn a_title_is_missed_only_where_one_belongs_and_none_is_given() {
    const BARE: &str = "各区人民政府：\n请认真做好防汛工作，确保安全。\n某某市人民政府\n2026年8月1日\n";
    const RULES: &str = "《某市防汛办法》已经市政府常务会议通过，现予公布，自2026年9月1日起施行。\n";
    check_missed(BARE, &[], true);
    check_missed(BARE, &["标题=关于做好防汛工作的通知"], false);
    check_missed(RULES, &["发文机关标志=某市人民政府文件", "发文字号=某政发〔2026〕1号"], true);
    check_missed(RULES, &["发文机关标志=某市人民政府令", "发文字号=第12号"], false);
    check_missed(RULES, &["发文机关标志=某市人民政府常务会议纪要"], false);
}

/// The seal of a text that ends with `lines`, and whether it is told.
fn sealed(title: &str, lines: &str, settings: &[&str]) -> (Option<Seal>, bool) {
    let text = format!(
        "{title}\n《某某市森林防火办法》已经市政府常务会议通过，现予公布，自2026年9月1日起施行。\n{lines}\n"
    );
    let reading = read(&text, settings);
    let told = reading.log.findings().iter().any(|finding| finding.rule == "official.seal");
    (reading.document.official.seal, told)
}

#[test]
fn post_and_name_at_the_end_of_an_issued_document_are_a_stamp_of_the_signature() {
    let (order, signed) = ("某某市人民政府令\n第12号", "市　长　王一川\n2026年8月1日");
    assert_eq!(sealed(order, signed, &[]), (Some(Seal::Name), true));
    assert_eq!(sealed(order, "市长　王一川\n局长　李　明\n2026年8月1日", &[]), (Some(Seal::Name), true));
    let motion = "关于提请审议森林防火条例草案的议案\n市人大常委会：";
    assert_eq!(sealed(motion, signed, &[]), (Some(Seal::Name), true));
    let headed = ["发文机关标志=某某市人民政府文件", "发文字号=某政发〔2026〕1号"];
    let notice = "关于公布森林防火办法的通知\n各区县人民政府：";
    assert_eq!(sealed(notice, signed, &headed), (Some(Seal::Name), true));
    // What is given wins.
    assert_eq!(sealed(order, signed, &["印章=不加盖"]), (Some(Seal::None), false));
    assert_eq!(sealed(order, signed, &["署名=某某市人民政府"]), (None, false));
    // An organ, a text nobody issues, a speech, a signature without a date.
    assert_eq!(sealed(order, "某某市人民政府\n2026年8月1日", &[]), (None, false));
    assert_eq!(sealed(order, "某某市人民政府\n市长　王一川\n2026年8月1日", &[]), (None, false));
    assert_eq!(sealed(notice, signed, &[]), (None, false));
    assert_eq!(sealed("在全市防火工作会议上的讲话\n同志们：", signed, &headed), (None, false));
    assert_eq!(sealed(order, "市长　王一川", &[]), (None, false));
}

#[test]
fn a_briefing_keeps_what_it_says_it_holds() {
    let text = "岚川市防汛工作简报\n第12期\n岚川市水利局编　2026年8月1日\n导读\n东湖区抓好城区排涝\n青禾县加固病险水库\n东湖区抓好城区排涝\n\
        东湖区组织三百余名干部下沉一线，昼夜值守泵站，及时抽排积水。\n青禾县加固病险水库\n青禾县投入二千余万元，对十二座病险水库除险加固。\n\
        报：市委、市政府领导\n送：市直各部门，驻岚各单位\n";
    let reading = read(text, &[]);
    let official = &reading.document.official;
    assert_eq!(official.guide, ["导读", "东湖区抓好城区排涝", "青禾县加固病险水库"]);
    assert_eq!(official.distribution, ["报：市委、市政府领导", "送：市直各部门，驻岚各单位"]);
    assert_eq!(reading.document.articles[0].title, ["东湖区抓好城区排涝"]);
    assert!(reading.log.removals().is_empty(), "{:?}", reading.log.removals());
    let template = pipeline::default_template(&reading.document).unwrap();
    let written =
        pipeline::write_docx(&reading.document, &template, Contents::Auto, &Default::default()).unwrap();
    let set: Vec<String> =
        written.pages.unwrap().body.paragraphs.iter().map(|set| set.text.clone()).collect();
    let at = |text: &str| set.iter().position(|set| set == text).unwrap();
    assert!(
        at("导读") < at("东湖区抓好城区排涝")
            && at("报：市委、市政府领导。") + 1 == at("送：市直各部门，驻岚各单位。")
    );
}

#[test]
fn minutes_say_who_was_there() {
    let text = "岚川市人民政府常务会议纪要\n第3期\n2026年8月1日，市长韩青山主持召开市政府第5次常务会议，研究防汛工作。现纪要如下：\n\
        一、会议指出，今年汛情来得早、来得急，各级各部门要提高认识。\n出席：韩青山　白露　林致远\n请假：赵小满\n列席：钱多　孙立\n";
    let reading = read(text, &[]);
    let roles: Vec<Role> =
        reading.document.articles[0].blocks.iter().rev().take(4).map(|block| block.role).collect();
    assert_eq!(roles[..3], [Role::Attendance; 3]);
    assert!(roles[3] != Role::Attendance);
}

//! Where everything of a few documents stands: a line of text each, in tenths of a millimetre of the sheet. What the standard says in
//! millimetres and lines can be read off it.

use crate::document::{Article, Block, Document, Footnote, Official, Role, Seal};
use crate::layout::{Options, layout};
use crate::pages::{Flow, Paragraph, SetLine};
use crate::template::{RunningText, Template, builtin};
use crate::text::Rich;
use crate::text::anchor::is_anchor;
use crate::units::Length;

fn tenths(length: Length) -> i64 {
    (length.as_emu() + 1_800).div_euclid(3_600)
}

/// A line: its top and left edge on the sheet and the room it has, its style, its text; behind it tab stops (`→`) and rules (`_`) from the edges of the type area.
fn line(set: &Paragraph, line: &SetLine, template: &Template) -> String {
    let paper = &template.paper;
    let [top, left] = match set.turned {
        true => [paper.left + line.top, paper.bottom + line.left],
        false => [paper.top + line.top, paper.left + line.left],
    };
    let sign = |c: char| if is_anchor(c) { '※' } else { c };
    let text: String = set.text[line.start..line.end].replace('\t', "→").chars().map(sign).take(12).collect();
    let room = tenths(line.room);
    let mut shown = format!("{:4} {:4} {room:4} {:?} {text}", tenths(top), tenths(left), set.style);
    for tab in set.tabs() {
        shown += &format!(" →{}", tenths(tab.at));
    }
    for rule in set.rules() {
        let [top, left, width, weight] = [rule.top, rule.left, rule.width, rule.weight].map(tenths);
        shown += &format!(" _{top},{left},{width},{weight}");
    }
    shown
}

/// The lines of a flow, page by page; rows of a table by their cells.
fn shown(flow: &Flow, template: &Template) -> Vec<String> {
    let mut shown = Vec::new();
    for page in &flow.pages {
        let kinds =
            [(page.turned, " turned"), (page.unnumbered, " silent"), (page.headed.is_some(), " headed")];
        let kinds: String = kinds.iter().filter(|(is, _)| *is).map(|(_, kind)| *kind).collect();
        shown.push(format!("page{kinds}"));
        for set in &page.lines {
            let paragraph = &flow.paragraphs[set.paragraph];
            shown.push(match &paragraph.table {
                Some(table) => {
                    let rows = &table.rows[set.start..set.end];
                    let cells = |row: &crate::pages::Row| {
                        row.cells
                            .iter()
                            .take(2)
                            .map(|cell| cell.text.chars().take(4).collect::<String>())
                            .collect::<Vec<_>>()
                            .join("|")
                    };
                    let rows: Vec<String> =
                        rows.iter().map(|row| format!("{}×{}", cells(row), row.lines)).collect();
                    format!(
                        "{} {}",
                        line(paragraph, &SetLine { start: 0, end: 0, ..*set }, template),
                        rows.join(" / ")
                    )
                }
                None => line(paragraph, set, template),
            });
        }
        if let Some(rule) = page.separator {
            shown.push(format!("{:4} ———— {}", tenths(template.paper.top + rule.top), tenths(rule.width)));
        }
    }
    shown
}

#[track_caller]
fn check(found: &[String], wanted: &str) {
    let wanted: Vec<&str> = wanted.trim().lines().map(str::trim).collect();
    let found: Vec<&str> = found.iter().map(|line| line.trim()).collect();
    assert!(found == wanted, "\n{}\n", found.join("\n"));
}

fn block(role: Role, text: &str) -> Block {
    Block { role, text: text.into(), line: 1 }
}

fn article(title: &[&str], blocks: &[(Role, &str)]) -> Article {
    let blocks = blocks.iter().map(|(role, text)| block(*role, text)).collect();
    Article { title: title.iter().map(|line| (*line).into()).collect(), blocks, ..Article::default() }
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn body(document: &Document, template: &Template) -> Vec<String> {
    shown(&layout(document, template, &Options::default()).body, template)
}

/// An issued document with all elements; `mark` and `signers` of its own.
fn issued(mark: &[&str], signers: &[&str]) -> Document {
    let official = Official {
        copy_number: text("000001"),
        secrecy: text("秘密★1年"),
        urgency: text("特急"),
        mark: owned(mark),
        number: text("岚政发〔2026〕1号"),
        signers: owned(signers),
        copies: text("岚川市委各部门，市人大常委会办公室，市政协办公室，市中级人民法院，市人民检察院"),
        issuer: text("岚川市人民政府办公室"),
        issued: text("2026年8月1日"),
        ..Official::default()
    };
    let blocks = [
        (Role::Recipient, "各区人民政府，市直各部门，各直属机构，各有关企业，各人民团体："),
        (Role::Paragraph, "现将有关事项通知如下。"),
        (Role::Attachment, "附件：1.任务清单"),
        (Role::Attachment, "2.责任分工"),
        (Role::Signature, "岚川市人民政府"),
        (Role::Date, "2026年8月1日"),
        (Role::Note, "（此件公开发布）"),
    ];
    let article = article(&["关于做好防汛工作的通知"], &blocks);
    Document { articles: vec![article], official, ..Document::default() }
}

#[test]
fn an_issued_document_has_its_head_and_imprint_where_the_standard_has_them() {
    let template = builtin("hongtou").unwrap();
    check(
        &body(&issued(&["岚川市人民政府文件"], &["张三", "李四光", "王五"]), &template),
        "
        page
        370  280 1560 CopyNumber 000001
        472  280 1560 Secrecy 秘密★1年
        574  280 1560 Urgency 特急
        677  280 1560 Mark 岚川市人民政府文件
        1121  336 1504 Number →签发人：张三→李四光 →950 →1338
        1223  336 1504 Number 岚政发〔2026〕1号→ →1171 →1338 _120,0,1560,5
        1563  280 1560 Title 关于做好防汛工作的通知
        1800  280 1560 Recipient 各区人民政府，市直各部门
        1902  280 1560 Recipient 团体：
        page
        370  393 1447 Body 现将有关事项通知如下。
        574  393 1447 Attachment 附件：1.任务清单
        676  559 1281 Attachment 2.责任分工
        983  280 1364 Signature 岚川市人民政府
        1085  280 1334 Date 2026年8月1日
        1187  393 1447 Note （此件公开发布）
        2314  329 1461 Imprint 抄送：岚川市委各部门，市 _-2,0,1560,4
        2416  478 1313 Imprint 中级人民法院，市人民检察 _-2,0,1560,4
        2518  329 1461 Imprint 岚川市人民政府办公室→2 →1511 _-1,0,1560,3 _100,0,1560,4
        ",
    );
}

#[test]
fn the_mark_of_several_organs_and_their_seals() {
    let template = builtin("hongtou").unwrap();
    let mut joint = issued(&["中共岚川市委", "岚川市人民政府", "岚川市监委文件"], &[]);
    let own = &mut joint.articles[0];
    own.blocks.truncate(2);
    for name in ["中共岚川市委", "岚川市人民政府", "岚川市监委", "岚川市政协"] {
        own.blocks.push(block(Role::Signature, name));
    }
    own.blocks.push(block(Role::Date, "2026年8月1日"));
    check(
        &body(&joint, &template),
        "
        page
        370  280 1560 CopyNumber 000001
        472  280 1560 Secrecy 秘密★1年
        574  280 1560 Urgency 特急
        697  280 1560 JointMark
        1492  280 1560 Number 岚政发〔2026〕1号 _120,0,1560,5
        1800  280 1560 Title 关于做好防汛工作的通知
        2004  280 1560 Recipient 各区人民政府，市直各部门
        2106  280 1560 Recipient 团体：
        page
        370  393 1447 Body 现将有关事项通知如下。
        676  280 1560 Signature →中共岚川市委→岚川市人 →260 →780 →1300
        1289  280 1560 Signature →岚川市政协 →1170
        1391 1286  554 Date 2026年8月1日
        2314  329 1461 Imprint 抄送：岚川市委各部门，市 _-2,0,1560,4
        2416  478 1313 Imprint 中级人民法院，市人民检察 _-2,0,1560,4
        2518  329 1461 Imprint 岚川市人民政府办公室→2 →1511 _-1,0,1560,3 _100,0,1560,4
        ",
    );
}

#[test]
fn a_letter_has_its_mark_between_pairs_of_rules() {
    let template = builtin("xinhan").unwrap();
    check(
        &body(&issued(&["岚川市人民政府"], &["张三"]), &template),
        "
        page silent
        267  280 1560 Mark 岚川市人民政府 _226,-70,1700,7 _240,-70,1700,4 _2486,-70,1700,4 _2496,-70,1700,7
        529  280 1560 CopyNumber 000001→岚政发〔2 →1560
        632  280 1560 Secrecy 秘密★1年
        734  280 1560 Urgency 特急
        836  336 1504 Number →签发人：张三 →1172 →1560
        1154  280 1560 Title 关于做好防汛工作的通知
        1391  280 1560 Recipient 各区人民政府，市直各部门
        1493  280 1560 Recipient 团体：
        1596  393 1447 Body 现将有关事项通知如下。
        1800  393 1447 Attachment 附件：1.任务清单
        1902  559 1281 Attachment 2.责任分工
        2208  280 1364 Signature 岚川市人民政府
        2310  280 1334 Date 2026年8月1日
        2413  393 1447 Note （此件公开发布）
        page
        2314  329 1461 Imprint 抄送：岚川市委各部门，市
        2416  478 1313 Imprint 中级人民法院，市人民检察
        2518  329 1461 Imprint 岚川市人民政府办公室→2 →1511
        ",
    );
}

#[test]
fn orders_minutes_telegrams_and_briefings_have_heads_of_their_own() {
    let first = |name: &str, mark: &str| {
        let template = builtin(name).unwrap();
        let lines = body(&issued(&[mark], &[]), &template);
        lines.into_iter().take(8).collect::<Vec<_>>()
    };
    let all: Vec<String> = [
        ("mingling", "岚川市人民政府令"),
        ("jiyao", "岚川市人民政府会议纪要"),
        ("dianbao", "岚川市人民政府电报"),
        ("jianbao", "岚川市工作简报"),
        ("shangxing", "岚川市人民政府文件"),
    ]
    .into_iter()
    .flat_map(|(name, mark)| first(name, mark))
    .collect();
    check(
        &all,
        "
        page
        370  280 1560 CopyNumber 000001
        472  280 1560 Secrecy 秘密★1年
        574  280 1560 Urgency 特急
        676  280 1560 Mark 岚川市人民政府令
        1120  280 1560 Number 岚政发〔2026〕1号
        1449  280 1560 Title 关于做好防汛工作的通知
        1698  280 1560 Recipient 各区人民政府，市直各部门
        page
        370  280 1560 CopyNumber 000001
        472  280 1560 Secrecy 秘密★1年
        574  280 1560 Urgency 特急
        677  280 1560 Mark 岚川市人民政府会议纪要
        1121  280 1560 Number 岚政发〔2026〕1号 _120,0,1560,5
        1461  280 1560 Title 关于做好防汛工作的通知
        1698  280 1560 Recipient 各区人民政府，市直各部门
        page
        370  280 1560 CopyNumber 000001
        472  280 1560 Secrecy 秘密★1年
        574  280 1560 Urgency 特急
        677  280 1560 Mark 岚川市人民政府电报
        1121  280 1560 Number →岚政发〔2026〕1号 →1504 _120,0,1560,5
        1461  280 1560 Title 关于做好防汛工作的通知
        1698  280 1560 Recipient 各区人民政府，市直各部门
        page
        370  280 1560 CopyNumber 000001
        472  280 1560 Secrecy 秘密★1年
        574  280 1560 Urgency 特急
        677  280 1560 Mark 岚川市工作简报
        1019  280 1560 Number 岚政发〔2026〕1号
        1121  336 1504 Number 岚川市人民政府办公室→2 →1504 _120,0,1560,5
        1461  280 1560 Title 关于做好防汛工作的通知
        page
        370  280 1560 CopyNumber 000001
        472  280 1560 Secrecy 秘密★1年
        574  280 1560 Urgency 特急
        677  280 1560 Mark 岚川市人民政府文件
        1121  336 1504 Number 岚政发〔2026〕1号 _120,0,1560,5
        1461  280 1560 Title 关于做好防汛工作的通知
        1698  280 1560 Recipient 各区人民政府，市直各部门
        ",
    );
}

#[test]
fn names_and_dates_stand_where_their_seals_want_them() {
    let all: Vec<String> = [Seal::Stamped, Seal::None, Seal::Name]
        .into_iter()
        .flat_map(|seal| {
            let mut whole = issued(&[], &[]);
            whole.official = Official { seal: Some(seal), ..Official::default() };
            let own = &mut whole.articles[0];
            own.blocks.drain(..2);
            own.blocks.drain(..2);
            let template = builtin("hongtou").unwrap();
            let mut lines = body(&whole, &template);
            let long = &mut whole.articles[0].blocks[0];
            *long = block(Role::Signature, "岚川市人民政府防汛抗旱指挥部办公室");
            lines.extend(body(&whole, &template));
            lines
        })
        .collect();
    check(
        &all,
        "
        page
        553  280 1560 Title 关于做好防汛工作的通知
        881  280 1364 Signature 岚川市人民政府
        983  280 1334 Date 2026年8月1日
        1085  393 1447 Note （此件公开发布）
        page
        553  280 1560 Title 关于做好防汛工作的通知
        881  280 1560 Signature 岚川市人民政府防汛抗旱指
        983  280 1334 Date 2026年8月1日
        1085  393 1447 Note （此件公开发布）
        page
        553  280 1560 Title 关于做好防汛工作的通知
        779  280 1447 Signature 岚川市人民政府
        881  280 1501 Date 2026年8月1日
        983  393 1447 Note （此件公开发布）
        page
        553  280 1560 Title 关于做好防汛工作的通知
        779  280 1447 Signature 岚川市人民政府防汛抗旱指
        881  901  939 Date 2026年8月1日
        983  393 1447 Note （此件公开发布）
        page
        553  280 1560 Title 关于做好防汛工作的通知
        930  715 1125 Signature 岚川市人民政府
        1183  280 1334 Date 2026年8月1日
        1285  393 1447 Note （此件公开发布）
        page
        553  280 1560 Title 关于做好防汛工作的通知
        930  280 1560 Signature 岚川市人民政府防汛抗旱指
        1183  280 1334 Date 2026年8月1日
        1285  393 1447 Note （此件公开发布）
        ",
    );
}

#[test]
fn a_title_of_several_lines_and_what_stands_around_it() {
    let template = builtin("gongwen").unwrap();
    let mut own = article(
        &["关于进一步加强和改进全市防汛抗旱工作切实保障人民群众生命财产安全的实施意见"],
        &[(Role::Paragraph, "字")],
    );
    own.kicker = vec!["引题".into()];
    own.subtitle = vec!["——在全市会议上的讲话".into()];
    own.byline = Some("张三".into());
    own.unit = text("岚川市委办公室");
    (own.source, own.date) = (text("岚川日报"), text("2026年8月1日"));
    check(
        &body(&Document { articles: vec![own], ..Document::default() }, &template),
        "
        page
        532  280 1560 Kicker 引题
        634  280 1560 Title 关于进一步加强和改进全市
        757  280 1560 Title 切实保障人民群众生命财产
        881  280 1560 Subtitle ——在全市会议上的讲话
        983  280 1560 Byline 张三
        1085  280 1560 Byline 岚川市委办公室
        1187  280 1560 Dateline （来源：岚川日报　202
        1391  393 1447 Body 字
        ",
    );
}

#[test]
fn a_text_that_is_an_attachment_has_its_label_on_line_1_and_its_title_on_line_3() {
    let mut own = article(&["某市防汛方案"], &[(Role::Paragraph, "字")]);
    own.kicker = vec!["附件1".into()];
    check(
        &body(&Document { articles: vec![own], ..Document::default() }, &builtin("gongwen").unwrap()),
        "
        page
        370  280 1560 AttachmentLabel 附件1
        553  280 1560 Title 某市防汛方案
        779  393 1447 Body 字
        ",
    );
}

#[test]
fn roles_are_set_in_their_own_way() {
    let template = builtin("gongwen").unwrap();
    let long = "字".repeat(30);
    let blocks = [
        (Role::Number, "岚政发〔2026〕1号"),
        (Role::Heading(1), "一、抓落实"),
        (Role::Item, long.as_str()),
        (Role::Quote, &long),
        (Role::Abstract, &long),
        (Role::Attendance, "出席：张三、李四、王五、赵六、钱七、孙八、周九、吴十、郑一、冯二"),
        (Role::Contents, "一、办……1"),
        (Role::Credit, "责任编辑：张三"),
        (Role::AttachmentLabel, "附件1"),
        (Role::AttachmentTitle, "任务清单"),
        (Role::Caption, "表1 任务"),
        (
            Role::Table,
            "序号\t任务\t完成时限和责任单位\n1\t巡查\t2026年8月底前由各区负责\n2\t整改\t长期坚持并由市水利局督促落实到位",
        ),
        (Role::Paragraph, "字"),
    ];
    check(
        &body(&Document { articles: vec![article(&[], &blocks)], ..Document::default() }, &template),
        "
        page
        370  280 1560 Number 岚政发〔2026〕1号
        472  393 1447 Heading1 一、抓落实
        574  393 1447 Item 字字字字字字字字字字字字
        676  280 1560 Item 字字字字
        779  393 1447 Quote 字字字字字字字字字字字字
        881  280 1560 Quote 字字字字
        983  393 1447 Abstract 字字字字字字字字字字字字
        1085  280 1560 Abstract 字字字字
        1289  393 1447 Attendance 出席：张三、李四、王五、
        1391  562 1278 Attendance 郑一、冯二
        1493  280 1560 KeptContents 一、办……1
        1596  280 1560 Credit 责任编辑：张三
        page
        370  280 1560 AttachmentLabel 附件1
        574  280 1560 AttachmentTitle 任务清单
        779  280 1560 Caption 表1 任务
        881  280 1560 Table  序号|任务×1
        983  280 1560 Table  1|巡查×1
        1085  280 1560 Table  2|整改×1
        1187  393 1447 Body 字
        ",
    );
}

#[test]
fn a_wide_table_turns_the_sheet_and_a_long_one_repeats_its_head() {
    let template = builtin("gongwen").unwrap();
    let wide = vec![["指标完成情况"; 9].join("\t"); 9].join("\n");
    let blocks = [
        (Role::Paragraph, "字"),
        (Role::Caption, "表1"),
        (Role::Table, wide.as_str()),
        (Role::Paragraph, "尾"),
    ];
    check(
        &body(&Document { articles: vec![article(&[], &blocks)], ..Document::default() }, &template),
        "
        page
        370  393 1447 Body 字
        page turned
        280  350 2250 Caption 表1
        382  350 2250 Table  指标完成|指标完成×2
        586  350 2250 Table  指标完成|指标完成×2
        791  350 2250 Table  指标完成|指标完成×2
        995  350 2250 Table  指标完成|指标完成×2
        1199  350 2250 Table  指标完成|指标完成×2
        1403  350 2250 Table  指标完成|指标完成×2
        1608  350 2250 Table  指标完成|指标完成×2
        page turned
        280  350 2250 Table  指标完成|指标完成×2
        484  350 2250 Table  指标完成|指标完成×2
        689  350 2250 Table  指标完成|指标完成×2
        page
        370  393 1447 Body 尾
        ",
    );
}

#[test]
fn footnotes_stand_at_the_foot_of_the_page_of_their_anchors() {
    let template = builtin("gongwen").unwrap();
    let mut own = article(
        &[],
        &[
            (Role::Paragraph, &"字".repeat(28 * 19)),
            (
                Role::Paragraph,
                "
        2106  280 Body 字字字字字字字字字字字字字字
        2208  280 Body 字字字字字字字字字字字字字字
        2310  280 Body 字字
        page
        370  393 Body 甲􏀀乙􏀁。
        2416  410 Footnote 注注注注注注注注注注注注注注
        2467  280 Footnote 注注
        2518  410 Footnote 注注注注注注注注注注注注注注
        2569  280 Footnote 注注注注注注注注注注注注注注
        2388 ———— 510
        ",
            ),
        ],
    );
    own.blocks[1].text = Rich::footnoted("甲{0}乙{1}。");
    own.footnotes =
        [40, 60].map(|count| Footnote { text: "注".repeat(count).as_str().into(), line: 1 }).into();
    let lines = body(&Document { articles: vec![own], ..Document::default() }, &template);
    check(
        &lines[18..],
        "
        2106  280 1560 Body 字字字字字字字字字字字字
        2208  280 1560 Body 字字字字字字字字字字字字
        2310  280 1560 Body 字字
        page
        370  393 1447 Body 甲※乙※。
        2416  410 1430 Footnote 注注注注注注注注注注注注
        2467  280 1560 Footnote 注注
        2518  410 1430 Footnote 注注注注注注注注注注注注
        2569  280 1560 Footnote 注注注注注注注注注注注注
        2388 ———— 510
        ",
    );
}

#[test]
fn a_compilation_has_cover_contents_and_running_heads() {
    let mut template = builtin("huibian").unwrap();
    (template.running_head.odd, template.running_head.even) = (RunningText::Article, RunningText::Whole);
    let articles =
        ["关于防汛工作的经验做法", "关于抗旱工作的经验做法和下一步打算及意见建议以及若干问题的思考"].map(
            |title| Article {
                unit: text("岚川市水利局"),
                ..article(&[title], &[(Role::Heading(1), "一、办"), (Role::Paragraph, "字")])
            },
        );
    let whole = Document {
        title: text("岚川市防汛抗旱工作经验材料汇编"),
        publishers: owned(&["岚川市委办公室", "岚川市人民政府办公室"]),
        published: text("2026年8月"),
        compiled: true,
        articles: articles.into(),
        ..Document::default()
    };
    let pages = layout(&whole, &template, &Options { toc: true });
    let all: Vec<String> = [&pages.cover, &pages.contents, &pages.body]
        .into_iter()
        .flat_map(|flow| shown(flow, &template))
        .collect();
    check(
        &all,
        "
        page silent
        927  280 1560 CoverTitle 岚川市防汛抗旱工作经验材
        2164  280 1560 CoverPublisher 岚川市委办公室
        2266  280 1560 CoverPublisher 岚川市人民政府办公室
        2368  280 1560 CoverDate 2026年8月
        page silent
        page
        370  280 1560 ContentsTitle 目　录
        574  280 1391 Contents1 关于防汛工作的经验做法（
        676  280 1391 Contents1 关于抗旱工作的经验做法和
        779  336 1334 Contents1 若干问题的思考（岚川市水
        page silent
        page headed
        553  280 1560 Title 关于防汛工作的经验做法
        676  280 1560 Byline 岚川市水利局
        881  393 1447 Heading1 一、办
        983  393 1447 Body 字
        page headed
        532  280 1560 Title 关于抗旱工作的经验做法和
        655  280 1560 Title 打算及意见建议以及若干问
        779  280 1560 Byline 岚川市水利局
        983  393 1447 Heading1 一、办
        1085  393 1447 Body 字
        ",
    );
}

//! The shapes of text the program was made for, each with what must become of it.

use chengwen::diag::Log;
use chengwen::document::{Article, Role, RunInKind};
use chengwen::pipeline::{Reading, for_pages};
use chengwen::rules::Rules;
use chengwen::template::{Template, builtin};
use chengwen::text::Rich;

use crate::corpus::{case, docx, part, texts};

fn gongwen() -> Template {
    builtin("gongwen").unwrap()
}

fn headings(article: &Article, level: u8) -> Vec<&str> {
    texts(article, |block| block.role == Role::Heading(level))
}

fn heads(article: &Article) -> Vec<&str> {
    let run_in = |role| matches!(role, Role::RunIn(run_in) if run_in.kind != RunInKind::Enumeration);
    article.blocks.iter().filter(|block| run_in(block.role)).map(|block| block.split_head().0).collect()
}

fn removed<'a>(reading: &'a Reading, rule: &str) -> Vec<&'a str> {
    reading.log.removals().iter().filter(|r| r.rule == rule).map(|r| r.text.as_str()).collect()
}

fn only(reading: &Reading) -> &Article {
    assert!(!reading.document.compiled);
    let [article] = reading.document.articles.as_slice() else { panic!("one article") };
    article
}

fn whole_text(reading: &Reading) -> String {
    let json = chengwen::write::json::write(&reading.document);
    String::from_utf8(json).unwrap()
}

/// The text of every paragraph of the Word file, with its style.
fn paragraphs(reading: &Reading) -> Vec<(String, String)> {
    let xml = part(&docx(reading), "word/document.xml");
    let after = |piece: &str, open: &str, close: char| {
        piece.split_once(open).map(|(_, rest)| rest.split(close).next().unwrap_or("").to_owned())
    };
    xml.split("<w:p>")
        .skip(1)
        .map(|piece| {
            let text = piece.split("<w:t").skip(1).filter(|t| t.starts_with([' ', '>']));
            let text: String = text.filter_map(|t| after(t, ">", '<')).collect();
            (after(piece, "<w:pStyle w:val=\"", '"').unwrap_or_default(), text)
        })
        .collect()
}

#[test]
fn a_compilation_with_a_dead_table_of_contents() {
    let reading = case("compilation").read();
    assert!(reading.document.compiled);
    let articles: Vec<(&[Rich], Option<&str>)> =
        reading.document.articles.iter().map(|a| (a.title.as_slice(), a.unit.as_deref())).collect();
    let lines = |lines: &[&str]| lines.iter().map(|&line| line.into()).collect::<Vec<Rich>>();
    let (first, second, third) = (
        lines(&["坚持“三个到位”", "做优政务督查"]),
        lines(&["擦亮“青松”品牌", "做实老干部服务"]),
        lines(&["探索数字治理路径"]),
    );
    let expected = [(&*first, Some("区督查办")), (&*second, Some("区老干部局")), (&*third, Some("区数据局"))];
    assert_eq!(articles, expected);
    assert_eq!(removed(&reading, "contents.dead").len(), 1, "and it is in the log");
    assert_eq!(
        headings(&reading.document.articles[1], 1),
        ["一、办好课堂，让精神富足", "二、上门服务，让生活便利"]
    );
    for mask in ["推动****项重点", "授课****余节", "达到**.*%，", "风险隐患**处"] {
        assert!(whole_text(&reading).contains(mask), "{mask}");
    }

    let paragraphs = paragraphs(&reading);
    let of = |style: &str| -> Vec<&str> {
        paragraphs.iter().filter(|(s, _)| s == style).map(|(_, text)| text.as_str()).collect()
    };
    assert_eq!(of("GongwenByline"), ["区督查办", "区老干部局", "区数据局"], "the unit is a line of its own");
    assert_eq!(
        of("TOC1"),
        [
            "坚持“三个到位” 做优政务督查（区督查办）1",
            "擦亮“青松”品牌 做实老干部服务（区老干部局）2",
            "探索数字治理路径（区数据局）3"
        ]
    );
}

#[test]
fn numbered_levels_and_heading_sentences() {
    let reading = case("levels").read();
    let article = only(&reading);
    assert_eq!(headings(article, 1), ["一、2023年工作情况", "二、存在的问题", "三、下一步打算"]);
    assert_eq!(headings(article, 2), ["（一）筑牢思想政治根基", "（二）持续深化节约型机关建设"]);
    let expected = ["学深一层铸魂。", "细抓一步固本。", "快行一拍见效。", "（一）抓学习。", "（二）抓队伍。"];
    assert_eq!(heads(article), expected);
    assert!(whole_text(&reading).contains("围绕《**》等必读书目"));
    assert_eq!((reading.log.removals().len(), reading.log.change_count()), (0, 0), "nothing else is touched");
}

#[test]
fn enumerations_inside_a_paragraph_stay_there() {
    let reading = case("enumeration").read();
    let article = only(&reading);
    assert_eq!(article.blocks.len(), 7);
    assert_eq!(headings(article, 1).len(), 3);
    let paragraph = &article.blocks[2].text;
    assert!(["一是", "二是", "三是"].iter().all(|word| paragraph.contains(word)), "{paragraph}");
    assert_eq!(heads(article), [""; 0]);
}

#[test]
fn markdown_with_kicker_reporters_poster_and_odd_quotes() {
    let reading = case("markdown").read();
    let article = only(&reading);
    assert_eq!(article.kicker, ["青绿画卷铺展 实干笃行争先"]);
    assert_eq!(article.title, ["以高水平保护护航嵊岭高质量发展"]);
    assert_eq!(article.byline.as_deref(), Some("通讯员 程远 苏婉 陆一帆"));
    assert_eq!(headings(article, 1).len(), 3);
    assert_eq!(article.blocks.len(), 8);
    let poster =
        ["2025年嵊岭市“我为山河添新绿”主题宣传", "主题 宣 传", "争做绿色低碳好市民", "争当生态文明践行者"];
    assert_eq!(removed(&reading, "tail.fragment"), poster);
    assert!(article.blocks.iter().all(|block| !block.text.contains(',')), "commas are full-width");
    let quotes = reading.log.findings().iter().filter(|f| f.rule == "pairs.quotes" && f.line == 13).count();
    assert_eq!(quotes, 2, "{:?}", reading.log.findings());
}

#[test]
fn a_traditional_page_with_captions() {
    let case = case("traditional-page");
    let reading = case.read();
    let article = only(&reading);
    assert_eq!(article.title, ["强化窗口作风建设", "解决“办事难”问题"]);
    assert_eq!(article.unit.as_deref(), Some("云屏市栖霞新区区委政务工作部"));
    assert_eq!(article.source.as_deref(), Some("新知网"));
    assert_eq!(article.date.as_deref(), Some("2023年3月6日"));
    assert_eq!(
        headings(article, 1),
        ["以“流程再造”提高办事效率", "以“数据共享”减轻群众负担", "以“制度约束”巩固作风成果"]
    );
    let captions = texts(article, |block| block.role == Role::Caption);
    assert_eq!(captions.len(), 2, "{captions:?}");
    let mut log = Log::new();
    let set = for_pages(&mut log, &reading.document, &Rules::default(), &gongwen());
    let left_out: Vec<_> = log.removals().iter().map(|removal| (&*removal.rule, &*removal.text)).collect();
    assert_eq!(left_out, [("captions.scene", captions[0]), ("captions.scene", captions[1])]);
    assert!(set.articles[0].blocks.iter().all(|block| block.role != Role::Caption));
    for rule in ["web.contact", "web.search", "web.breadcrumb", "web.tools"] {
        assert_eq!(removed(&reading, rule).len(), 1, "{rule}");
    }
    assert_eq!(removed(&reading, "credits.line").len(), 2, "source and editors");
    let text = whole_text(&reading);
    assert!(text.contains("着眼于") && text.contains("着力提高"));
    assert!(text.contains('；') && !text.contains(['﹔', '著', '區', '業']));

    let mut rules = Rules::default();
    rules.keep("captions");
    let kept = for_pages(&mut Log::new(), &reading.document, &rules, &gongwen()).into_owned();
    assert_eq!(kept, reading.document);
}

#[test]
fn a_page_with_pictures() {
    let reading = case("pictures").read();
    let article = only(&reading);
    let [picture] = &reading.document.pictures[..] else { panic!("{:?}", reading.document.pictures) };
    assert_eq!((picture.width, picture.height, picture.alt.as_str()), (240, 120, "农机下田"));
    let at = article.blocks.iter().position(|block| block.role == Role::Picture(0));
    assert_eq!(at, Some(1), "below the first paragraph");
    let captions = texts(article, |block| block.role == Role::Caption);
    assert_eq!(captions, ["图为农机在柳湾村作业。林晓 摄", "图为田间课堂。"]);
    let found: Vec<_> = reading.log.findings().iter().map(|finding| (&*finding.rule, finding.line)).collect();
    assert_eq!(found, [("pictures.decoration", 11), ("pictures.remote", 13)]);
    let mut log = Log::new();
    let set = for_pages(&mut log, &reading.document, &Rules::default(), &gongwen());
    assert_eq!(texts(&set.articles[0], |block| block.role == Role::Caption), captions[..1]);
    assert_eq!(log.removals().iter().map(|removal| &*removal.rule).collect::<Vec<_>>(), ["captions.label"]);
}

#[test]
fn a_gbk_page_that_calls_itself_utf8() {
    let reading = case("gbk-page").read();
    let article = only(&reading);
    assert_eq!((reading.encoding, reading.kind.name()), ("GB18030", "html"));
    assert_eq!(article.title, ["丹枫县启动“春风助企”专项行动"]);
    assert_eq!(article.source.as_deref(), Some("县工业和信息化局"));
    assert_eq!(headings(article, 1), ["抓政策直达", "抓问题化解"]);
    let table = texts(article, |block| block.role == Role::Table);
    assert_eq!(table, ["措施\t牵头单位\n用工对接\t县人社局\n融资支持\t县金融办"]);
    let text = whole_text(&reading);
    assert!(text.contains("http://www.danfeng.example/zq?id=3,4。"), "an address stays as it is");
    assert!(!text.contains("ICP备") && !text.contains("广告"));
}

#[test]
fn a_notice_with_recipients_and_signature() {
    let reading = case("notice").read();
    let article = only(&reading);
    let one = |role: Role| texts(article, |block| block.role == role);
    assert_eq!(article.title, ["丹枫县人民政府办公室", "关于开展城乡环境卫生集中整治的通知"]);
    assert_eq!(one(Role::Number), ["丹政办发〔2024〕9号"]);
    assert_eq!(one(Role::Recipient), ["各乡镇人民政府，县政府有关部门："]);
    assert_eq!(one(Role::Attachment), ["附件：1.整治任务分工表", "2.整治情况统计表"]);
    assert_eq!(one(Role::Signature), ["丹枫县人民政府办公室"]);
    assert_eq!(one(Role::Date), ["2024年4月8日"]);
    assert_eq!(one(Role::Note), ["（此件公开发布）"]);
    assert_eq!(heads(article).len(), 4);
}

#[test]
fn masks_are_no_emphasis() {
    let case = case("masks");
    let reading = case.read();
    let article = only(&reading);
    let blocks = article.blocks.iter().map(|block| block.text.as_str());
    let shown: String = article.title.iter().map(Rich::as_str).chain(blocks).collect();
    assert_eq!(shown.matches('*').count(), case.text().matches('*').count());
}

#[test]
fn hard_wrapped_lines_are_joined() {
    let reading = case("wrapped").read();
    let article = only(&reading);
    assert_eq!(article.title, ["乡村文化建设的松陵实践"]);
    assert_eq!(article.blocks.len(), 3);
}

#[test]
fn a_news_page_as_plain_text() {
    let reading = case("news").read();
    let article = only(&reading);
    assert_eq!(article.kicker, ["周怀远在柳湾镇调研防汛工作时强调"]);
    assert_eq!(article.title, ["压紧压实防汛责任", "守护群众生命财产安全"]);
    assert_eq!(article.byline.as_deref(), Some("林晓"));
    assert_eq!(article.blocks.len(), 4);
    assert_eq!(removed(&reading, "page.number"), ["— 1 —"]);
    assert_eq!(texts(article, |block| block.role == Role::Caption).len(), 1);
}

#[test]
fn two_encodings_in_one_file() {
    let reading = case("two-encodings").read();
    assert_eq!(reading.damaged, 0);
    assert_eq!(headings(only(&reading), 1), ["一、主要做法", "二、下步打算"]);
}

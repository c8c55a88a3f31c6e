//! What holds for every input: the same bytes twice, nothing lost, no panic, and the encoding makes no difference.

use chengwen::Error;
use chengwen::diag::Log;
use chengwen::document::Document;
use chengwen::extract::{self, By, Kind};
use chengwen::pipeline::{ReadOptions, Reading, read, write_json, write_markdown};
use chengwen::punctuation;
use chengwen::rules::Rules;
use chengwen::script;
use chengwen::text::{Line, Meaning, Span};
use encoding_rs::{BIG5, Encoding, GB18030, GBK};

use crate::corpus::{Case, cases, docx, pdf, text_cases};

/// Numbers that look random and are the same on every run (xorshift64*).
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() >> 33) as usize % n
    }

    fn of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
}

/// Lines of the kinds the program looks for, and some that only look like them.
const LINES: [&str; 54] = [
    "目录",
    "目录 抓学习强本领（区委办） 1 抓作风提效能（区财政局） 4",
    "抓学习强本领（区委办）",
    "抓作风提效能（区财政局）",
    "# 主标题",
    "## 一行引题 两个短语",
    "### 小标题",
    "某区2024年工作总结",
    "关于开展专项整治的通知",
    "——在全区大会上的发言",
    "通讯员 程远 苏婉",
    "来源：新知网2023年02月02日10:55",
    "作者：林晓  来源：某报  点击：12",
    "2024-06-28 08:15 来源：岚川日报 作者：林晓 字号：大 中 小",
    "（2023年5月12日）",
    "区政发[2024]7号",
    "各乡镇人民政府，县政府有关部门：",
    "同志们：",
    "一、提高思想认识",
    "二.加强组织领导",
    "(一)健全机制。成立专班，定期会商，推动落实。",
    "1.抓学习。坚持“第一议题”制度，每月一学。",
    "(1)目标",
    "第一章 总则",
    "一是夯实基础。办党组把作风建设作为重点来抓。二是强化督查。",
    "第一，要认清形势。第二，要真抓实干。",
    "近年来,我区坚持稳中求进,各项工作取得新的进展,群众满意度达到98.6%。",
    "截至****年*月，**区共办理****件，办结率**.*%。",
    "推動各項工作落實,著力解決羣眾反映的問題﹔保証質量。",
    "將「一網通辦」作為重點，顯著提高效率，他說：『很好』。",
    "2021年6月28日，某市某区市场监督管理局在广场组织党员宣誓。",
    "图为活动现场。 王磊 摄",
    "他说\"要抓好落实\"，并指出'三会一课'不能少。",
    "围绕“‘29’重要指示精神，印发方案",
    "学习、宣传...等。。。还有--以及…",
    "网址http://a.example/b,c?d=1;e,邮箱abc@126.example",
    "首页 | 新闻 | 图片 | 评论 | 专题",
    "当前位置:首页 >> 新闻 >> 正文",
    "站内搜索:",
    "字号 大 中 小 打印 收藏",
    "上一篇：另一条消息",
    "浏览次数：495",
    "— 3 —",
    "********",
    "相关阅读",
    "版权所有 未经授权不得转载",
    "附件：1.任务清单",
    "      2.责任清单",
    "某县人民政府办公室",
    "二〇二四年五月十二日",
    "（此件公开发布）",
    "（编辑：孙某 送签：孙某 签发：钟某）",
    "| 项目 | 数量 |",
    "<p>段落<b>加粗</b>&nbsp;&amp;实体</p>",
];

/// What gets into texts by accident.
const ODDITIES: [&str; 22] = [
    "\u{feff}",
    "\u{200b}",
    "\u{a0}",
    "\u{3000}",
    "\t",
    "\u{1}",
    "\u{b}",
    "\u{fffe}",
    "\u{fdd0}",
    "\u{2028}",
    "\u{ad}",
    "\u{e000}",
    "\u{20000}",
    "👍🏽",
    "e\u{301}",
    "Ａ１",
    "﹐",
    "<div>",
    "</p>",
    "&#20013;",
    "**",
    "\u{0}",
];

fn any_text(dice: &mut Dice) -> String {
    let mut text = String::new();
    let html = dice.below(5) == 0;
    for _ in 0..dice.below(40) {
        let mut line = dice.of(&LINES).to_owned();
        for _ in 0..dice.below(3) {
            line.push_str(dice.of(&LINES));
        }
        if dice.below(4) == 0 {
            let at = dice.below(line.chars().count() + 1);
            let at = line.char_indices().nth(at).map_or(line.len(), |(i, _)| i);
            line.insert_str(at, dice.of(&ODDITIES));
        }
        let (open, close) = match (html, dice.below(6)) {
            (true, 0) => ("<h1>", "</h1>"),
            (true, 1) => ("<p><strong>", "</strong></p>"),
            (true, 2) => ("<li><a href=x>", "</a></li>"),
            (true, 3) => ("<tr><td>", "</td><td>乙</td></tr>"),
            (true, _) => ("<p>", "</p>"),
            _ => ("", ""),
        };
        text.push_str(open);
        text.push_str(&line);
        text.push_str(close);
        text.push_str(dice.of(&["\n", "\n", "\n", "\n\n", "\n\n\n\n", "\r\n", "\r"]));
    }
    text
}

/// Options of all kinds, so that no rule and no direction is left out.
fn any_options(dice: &mut Dice) -> ReadOptions<'static> {
    let mut options = ReadOptions::default();
    options.script.target = script::Target::ALL[dice.below(script::Target::ALL.len())].1;
    options.script.phrases = dice.below(2) == 0;
    options.kind = extract::READERS.get(dice.below(extract::READERS.len() + 2)).map(|reader| {
        let by = if dice.below(2) == 0 { By::Caller } else { By::Content };
        Kind { reader, by }
    });
    options.rules = any_rules(dice).into();
    options
}

fn any_rules(dice: &mut Dice) -> Rules {
    const OWN: &str = "[[remove]]\npattern = '\\d'\n[[stay]]\ncontains = '的'\n[[site]]\nbody = 'div'\nremove = ['p', 'b']\n";
    let mut rules = if dice.below(4) == 0 { Rules::parse(OWN).unwrap() } else { Rules::default() };
    match dice.below(5) {
        0 => rules.keep("all"),
        1 => ["captions", "web"].iter().for_each(|group| rules.keep(group)),
        2 => rules.drop("parts"),
        _ => {}
    }
    rules
}

/// Reads and writes; the audits inside say if a character got lost.
#[track_caller]
fn process(bytes: &[u8], options: &ReadOptions, what: &str) -> Option<Vec<u8>> {
    match read(bytes, options) {
        Ok(reading) => {
            // A PDF takes ten times as long as everything else; one in six will do.
            if bytes.len().is_multiple_of(6) {
                pdf(&reading);
            }
            Some(docx(&reading))
        }
        Err(error @ Error::Unaccounted { .. }) => panic!("{what}: {error}"),
        Err(_) => None,
    }
}

#[test]
fn any_text_is_accounted_for() {
    for seed in 0..1500 {
        let dice = &mut Dice::new(seed);
        let (text, options) = (any_text(dice), any_options(dice));
        process(text.as_bytes(), &options, &format!("seed {seed}, {options:?}:\n{text}"));
    }
}

#[test]
fn any_bytes_are_read_or_refused() {
    for case in cases() {
        for seed in 0..20 {
            let dice = &mut Dice::new(seed);
            let mut bytes = case.bytes.clone();
            for _ in 0..1 + dice.below(40) {
                let at = dice.below(bytes.len());
                match dice.below(4) {
                    0 => bytes[at] = dice.next() as u8,
                    1 => bytes.insert(at, dice.next() as u8),
                    2 => drop(bytes.remove(at)),
                    _ => bytes.truncate(at.max(60)),
                }
            }
            let mut options = any_options(dice);
            options.decode.accept_damage = true;
            process(&bytes, &options, &format!("{} seed {seed}", case.name));
        }
    }
    for seed in 0..200 {
        let dice = &mut Dice::new(seed);
        let bytes: Vec<u8> = (0..dice.below(600)).map(|_| dice.next() as u8).collect();
        process(&bytes, &any_options(dice), &format!("bytes of seed {seed}"));
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_on_every_thread() {
    let outputs = || -> Vec<([Vec<u8>; 3], String)> {
        let of = |case: &Case| {
            let reading = case.read();
            let files = [write_json(&reading.document).bytes, docx(&reading), pdf(&reading)];
            (files, format!("{:?}", reading.log.removals()))
        };
        cases().iter().map(of).collect()
    };
    let once = outputs();
    assert!(once.len() >= 12);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(outputs)).collect();
        for thread in threads {
            assert!(thread.join().unwrap() == once);
        }
    });
}

#[track_caller]
fn assert_same(case: &Case, bytes: &[u8], how: &str) -> Reading {
    let reading = read(bytes, &case.options()).unwrap_or_else(|e| panic!("{} {how}: {e}", case.name));
    assert_eq!(reading.document, case.read().document, "{} {how}, read as {}", case.name, reading.encoding);
    reading
}

#[test]
fn the_encoding_makes_no_difference() {
    for case in text_cases() {
        let text = case.text();
        assert_same(&case, text.as_bytes(), "as UTF-8");
        assert_same(&case, format!("\u{feff}{text}").as_bytes(), "as UTF-8 with a mark");
        for encoding in [GBK, GB18030, BIG5] {
            if let Some(bytes) = encoded(&text, encoding) {
                let reading = assert_same(&case, &bytes, encoding.name());
                assert_eq!(
                    reading.encoding,
                    if encoding == BIG5 { "Big5" } else { "GB18030" },
                    "{}",
                    case.name
                );
            }
        }
        let wide: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = wide.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = wide.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        assert_same(&case, &little, "as UTF-16LE without a mark");
        assert_same(&case, &[b"\xff\xfe".as_slice(), &little].concat(), "as UTF-16LE");
        assert_same(&case, &[b"\xfe\xff".as_slice(), &big].concat(), "as UTF-16BE");
    }
}

/// `None` if `encoding` has not all of the characters.
fn encoded(text: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    let (bytes, _, lossy) = encoding.encode(text);
    (!lossy).then(|| bytes.into_owned())
}

#[test]
fn the_line_ends_make_no_difference() {
    for case in text_cases() {
        let text = case.text().replace("\r\n", "\n");
        assert_same(&case, text.replace('\n', "\r\n").as_bytes(), "with CRLF");
        assert_same(&case, text.replace('\n', "\r").as_bytes(), "with CR");
        assert_same(&case, text.trim_end().as_bytes(), "without a line end at the end");
    }
}

#[test]
fn folding_and_converting_twice_changes_nothing_more() {
    let corpus: Vec<String> = text_cases().iter().map(Case::text).collect();
    // Character references are the reader's business: here they would be text.
    let generated = (0..300).map(|seed| any_text(&mut Dice::new(seed)));
    for text in corpus.into_iter().chain(generated) {
        let text = chengwen::decode::normalize(&mut Log::new(), text.into());
        let lines: Vec<Line> = (1..).zip(text.lines()).map(|(n, line)| Line::plain(line.trim(), n)).collect();
        let once = settled(&mut Log::new(), lines);
        let mut log = Log::new();
        let twice = settled(&mut log, once.clone());
        for (once, twice) in once.iter().zip(&twice) {
            assert_eq!(once, twice);
        }
        assert_eq!(log.changes(), [], "of:\n{text}");
    }
}

fn settled(log: &mut Log, lines: Vec<Line>) -> Vec<Line> {
    let mut lines = script::convert(log, lines, &script::Options::default());
    punctuation::fold(log, &mut lines, &Rules::default());
    lines
}

/// The document without the lines of the input it came from.
fn without_lines(mut document: Document) -> Document {
    for article in &mut document.articles {
        article.line = 0;
        article.blocks.iter_mut().for_each(|block| block.line = 0);
        article.footnotes.iter_mut().for_each(|footnote| footnote.line = 0);
    }
    document
}

/// The document as Markdown has it, where the places of a joined cell are empty ones.
fn without_joined_cells(mut document: Document) -> Document {
    let blocks = document.articles.iter_mut().flat_map(|article| &mut article.blocks);
    let joined = |span: &Span| matches!(span.meaning, Meaning::Cell { .. });
    blocks.for_each(|block| block.text.retain_spans(|span| !joined(span)));
    document
}

#[test]
fn reading_its_own_markdown_gives_the_same_document() {
    for case in cases() {
        let document = case.read().document;
        let options = ReadOptions { name: Some("page.md".into()), ..ReadOptions::default() };
        let markdown = write_markdown(&document).bytes;
        let again = read(&markdown, &options).unwrap_or_else(|e| panic!("{}: {e}", case.name));
        let document = without_joined_cells(without_lines(document));
        assert_eq!(without_lines(again.document), document, "{}", case.name);
    }
}

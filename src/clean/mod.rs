//! Lines that belong to the web page and not to the text: each is known by a rule, and every one removed is in the log.
//!
//! A rule looks at one line and where it stands: above the text, inside it, or below. The table in [`rules`] drives the
//! pass; a rule that could hit a sentence of the text only looks outside it.

mod boxes;
mod chat;
mod emoji;
mod gathered;
mod gloss;
mod items;
mod jam;
mod listed;
mod phrases;
mod rules;
mod tail;

use std::ops::Range;

use crate::diag::{Log, RuleId, RuleName};
use crate::lexicon::sentence::ends_sentence;
use crate::rules::{Rules, Verdict, Zone};
use crate::text::{Edits, Line, Mark, key};

use self::rules::{Rule, table};

/// What a rule sees of a line.
pub(crate) struct Probe<'a> {
    /// The line.
    pub(crate) line: &'a Line,
    /// Its text as [`key`] spells it.
    pub(crate) key: &'a str,
    /// Characters of the key.
    pub(crate) length: usize,
    /// Where it stands.
    pub(crate) zone: Zone,
}

/// What the rules say of each line, the user's own first, then those of the table that are on: evidence for the reading, which decides.
pub fn evidence(lines: &[Line], rules: &Rules) -> Vec<Verdict> {
    let chosen: Vec<usize> = (0..lines.len()).filter(|&i| lines[i].is_chosen()).collect();
    let zones = Zones::of(lines, &chosen);
    let on: Vec<&Rule> = table().iter().filter(|rule| !rules.keeps(rule.id)).collect();
    let mut verdicts: Vec<Verdict> =
        (0..).zip(lines).map(|(i, line)| judge(rules, &on, line, zones.of_line(i))).collect();
    let text: Vec<&Line> = chosen.iter().map(|&i| &lines[i]).collect();
    if !rules.keeps(chat::RULE) {
        mark_chat(&text, &chosen, &mut verdicts);
    }
    mark_items(&text, &chosen, &mut verdicts);
    if !rules.keeps(NOTICE) {
        mark_rights(&text, &chosen, &mut verdicts);
    }
    if !rules.keeps(tail::RULE) {
        let before = verdicts.clone();
        mark_tail(lines, &chosen, &mut verdicts);
        if is_most(lines, &chosen, &verdicts) {
            return before;
        }
    }
    verdicts
}

/// Gives what an assistant says around its draft to the rule for that, for good: no page was learnt from that has any.
fn mark_chat(text: &[&Line], chosen: &[usize], verdicts: &mut [Verdict]) {
    for i in chat::around(text).into_iter().flatten().map(|i| chosen[i]) {
        if verdicts[i].settled {
            continue;
        }
        verdicts[i] = Verdict { rule: Some(chat::RULE.into()), settled: true, told: None };
    }
}

/// Settles that lists of the text are the text's, and what closes it below them.
fn mark_items(text: &[&Line], chosen: &[usize], verdicts: &mut [Verdict]) {
    let said: Vec<&Verdict> = chosen.iter().map(|&i| &verdicts[i]).collect();
    for i in items::of_text(text, &said).into_iter().map(|i| chosen[i]) {
        verdicts[i].settled = true;
    }
}

/// The rule that takes out what a site says of itself.
const NOTICE: RuleId = "web.notice";

/// Gives that rule what the site says of rights below the text, numbered as it may be.
fn mark_rights(text: &[&Line], chosen: &[usize], verdicts: &mut [Verdict]) {
    let Some(first) = text.iter().position(|line| is_paragraph(line)) else { return };
    let Some(start) = listed::rights(text, first) else { return };
    for &i in &chosen[start..] {
        if !verdicts[i].settled {
            verdicts[i].rule = Some(NOTICE.into());
        }
    }
}

fn mark_tail(lines: &[Line], chosen: &[usize], verdicts: &mut [Verdict]) {
    if chosen.len() == lines.len() {
        return tail::mark(lines, verdicts);
    }
    let text: Vec<Line> = chosen.iter().map(|&i| lines[i].bare()).collect();
    let mut of_text: Vec<Verdict> = chosen.iter().map(|&i| verdicts[i].clone()).collect();
    tail::mark(&text, &mut of_text);
    chosen.iter().zip(of_text).for_each(|(&i, verdict)| verdicts[i] = verdict);
}

/// Whether a good part of the text would go as what hangs below it: then it is no tail.
fn is_most(lines: &[Line], chosen: &[usize], verdicts: &[Verdict]) -> bool {
    // A third: notes of a site and links below a text are a few sentences; what takes more of them began too high up.
    const PART: usize = 3;
    let long = |i: usize| match &*lines[i].text {
        text if text.contains('。') => text.chars().count(),
        _ => 0,
    };
    let all: usize = chosen.iter().map(|&i| long(i)).sum();
    let gone: usize =
        chosen.iter().filter(|&&i| verdicts[i].rule.as_deref() == Some(tail::RULE)).map(|&i| long(i)).sum();
    gone * PART > all
}

/// Takes out what pages add inside of lines: the readings of names, 钺（yuè）, pictures, what is to spoil copies, and what stands around the name
/// of a text that a site has gathered.
///
/// Pictures last: what stands around one is no reading, and was never together.
pub fn within_lines(log: &mut Log, lines: &mut [Line], rules: &Rules) {
    type Strip = fn(&mut Log, &mut [Line]);
    let all: [(RuleId, Strip); 4] = [
        (jam::RULE, jam::strip),
        (gloss::RULE, gloss::strip),
        (gathered::RULE, gathered::strip),
        (emoji::RULE, emoji::strip),
    ];
    all.into_iter().filter(|(rule, _)| !rules.keeps(rule)).for_each(|(_, strip)| strip(log, lines));
}

/// Puts what stands beside each range in its place, and notes it.
fn replace(log: &mut Log, rule: RuleId, line: &mut Line, found: Vec<(Range<usize>, &'static str)>) {
    if found.is_empty() {
        return;
    }
    let mut edits = Edits::new();
    found.into_iter().for_each(|(range, by)| edits.replace(rule, range, by));
    edits.apply(log, line);
}

fn judge(rules: &Rules, on: &[&Rule], line: &Line, zone: Zone) -> Verdict {
    if line.mark == Mark::Meta {
        return Verdict { settled: true, ..Verdict::default() };
    }
    let key = key(&line.text);
    let probe = Probe { line, key: &key, length: key.chars().count(), zone };
    if let Some(told) = rules.told(&line.text, zone) {
        return Verdict { settled: true, told: Some(told), ..Verdict::default() };
    }
    if let Some(rule) = by_user(rules, &probe) {
        return Verdict { rule, settled: true, told: None };
    }
    let found = on.iter().find(|rule| (rule.matches)(&probe)).map(|rule| rule.id.into());
    // What a rule would take out that the user keeps is text.
    let kept = |rule: &Rule| rules.keeps(rule.id) && (rule.matches)(&probe);
    let settled = found.is_none() && on.len() < table().len() && table().iter().any(kept);
    Verdict { rule: found, settled, told: None }
}

/// What the user's own rules say of a line: that it stays (`None` inside), that one of them takes it out, or nothing.
fn by_user(rules: &Rules, probe: &Probe<'_>) -> Option<Option<RuleName>> {
    if rules.stays(&probe.line.text, Some(probe.zone)) {
        return Some(None);
    }
    rules.removes(&probe.line.text, probe.zone).map(Some)
}

/// The lines between which the text stands.
struct Zones {
    first: usize,
    last: usize,
}

impl Zones {
    fn of(lines: &[Line], chosen: &[usize]) -> Zones {
        let is_text = |i: &&usize| is_paragraph(&lines[**i]);
        let first = chosen.iter().find(is_text).copied().unwrap_or(lines.len());
        let last = chosen.iter().rev().find(is_text).copied().unwrap_or(0);
        Zones { first, last }
    }

    fn of_line(&self, i: usize) -> Zone {
        match i {
            _ if i < self.first => Zone::Head,
            _ if i > self.last => Zone::Tail,
            _ => Zone::Body,
        }
    }
}

/// A line that can only be a paragraph of the text: long, and with the marks of a sentence.
pub(crate) fn is_paragraph(line: &Line) -> bool {
    // Of 214 sentences of pages that are no text half are longer than 41 characters, of 6,454 paragraphs half longer than 74: lower,
    // notes of a site count as text; higher, short news has none.
    const SHORTEST: usize = 35;
    /// With so many bars it is a menu.
    const BARS: usize = 3;
    let plain = !matches!(line.mark, Mark::Row | Mark::Title);
    plain
        && line.text.chars().count() >= SHORTEST
        && ends_sentence(&line.text)
        && line.text.contains(['，', ',', '。', '、'])
        && line.text.matches(['|', '｜']).count() < BARS
        && !is_debris(&key(&line.text))
}

/// Sentences, but not of the text.
fn is_debris(key: &str) -> bool {
    boxes::is_notice(key) || boxes::is_promotion(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Meaning;

    /// What takes `text` out when it stands in `zone`.
    fn rule(text: &str, zone: Zone) -> Option<RuleName> {
        let on: Vec<&Rule> = table().iter().collect();
        judge(&Rules::default(), &on, &Line::plain(text, 1), zone).rule
    }

    #[track_caller]
    fn check(zone: Zone, goes: &[(&str, &'static str)], stays: &[&str]) {
        for (text, expected) in goes {
            assert_eq!(rule(text, zone), Some((*expected).into()), "{text}");
        }
        for text in stays {
            assert_eq!(rule(text, zone), None, "{text}");
        }
    }

    #[test]
    fn boxes_inside_the_text() {
        check(
            Zone::Body,
            &[
                ("分享到：", "web.share"),
                ("用微信扫描二维码", "web.share"),
                ("点个“在看”，让更多人看到", "web.wechat"),
                ("2、回复【公租房】查看最新消息", "web.wechat"),
                ("点击上方蓝字 关注我们", "web.wechat"),
                ("短片 (Real Media格式/Windows Media格式)", "web.player"),
                ("会议现场.jpg", "web.picture"),
                (
                    "《某某方案.docx》由会员分享，可在线阅读，更多相关《某某方案》请在某网上搜索。",
                    "web.library",
                ),
                ("某某方案.docx_第2页", "web.library"),
                ("上一页 1 2 3 下一页", "web.pager"),
                ("— END —", "web.end"),
                ("【打印】【关闭】", "web.tools"),
                ("相关阅读", "web.more"),
                ("为你推荐", "web.more"),
                ("您可能感兴趣的文章", "web.more"),
                ("今日热门排行：", "web.more"),
                ("热门评论 10条", "web.more"),
                ("点击排行", "web.more"),
                ("上一篇：某局召开会议", "web.neighbours"),
            ],
            &[
                "把经验分享到基层一线",
                "4.扫描二维码填写问卷",
                "二要及时回复群众留言",
                "回复“留言”即可，工作人员将在两个工作日内答复。",
                "播放设备由区委宣传部统一配备",
                "（一）阅读原著",
                "上一页是冬天",
                "打印机管理办法",
                "三、相关链接",
                "最新报道",
                "热点话题回应",
                "相关专题会议",
                "推荐人选",
                "阅读",
                "为你喜欢的阅读文章推荐内容",
                "举报电话：010-12345678",
                "第二页起填写家庭成员情况",
            ],
        );
    }

    #[test]
    fn boxes_below_the_text() {
        check(
            Zone::Tail,
            &[
                ("打开APP阅读全文", "web.app"),
                ("专注某某报道，每日推送最新资讯。扫描下方二维码关注官方微信。", "web.promotion"),
                ("0人参与 0评论", "web.counter"),
                ("阅读 (1024)", "web.counter"),
                ("第2页：专项整治", "web.pager"),
                ("【1】【2】【3】", "web.pager"),
                ("平台声明：该文观点仅代表作者本人，本平台仅提供信息存储空间服务。", "web.notice"),
                ("网站标识码：1101010001　京ICP备05000000号", "web.notice"),
                ("【某某工作总结】相关文章：", "web.more"),
                ("返回某网，查看更多", "web.neighbours"),
                ("剩余60%内容，订阅后可查看全文", "web.login"),
                ("点击展开剩余全文", "web.login"),
                ("全部评论 ( 条)", "web.login"),
                ("我要评论 (网友评论仅供其表达个人看法，并不表明本站同意其观点)", "web.notice"),
                ("推荐访问：年度工作总结 工作总结 乡镇", "web.library"),
                ("微信公众号", "web.share"),
                ("官方微博", "web.share"),
                ("旗下栏目: 松溪县 青禾县 云岭县", "web.navigation"),
                ("说明：文章内容仅供预览，部分内容可能不全。", "web.library"),
                ("按键盘方向键←→可翻页", "web.pager"),
                ("请利用键盘按Ctrl + P打印", "web.pager"),
                ("[资讯搜索] [加入收藏夹] [打印]", "web.tools"),
                ("12主题 30帖子 156积分", "web.counter"),
            ],
            &[
                "欢迎广大居民扫描二维码关注公众号，第一时间获取服务信息。",
                "推广“某区通”APP。鼓励群众下载使用客户端，开展线上阅读。",
                "浏览量达到3000次",
                "文艺评论（二）",
                "微信公众号建设情况",
                "相关栏目：由宣传部门牵头，各单位配合。",
                "推荐访问量大的场馆开展服务。",
                "访问量120万人次",
                "全年发布信息120条",
                "应当标明“版权所有”字样。",
                "版权声明书由申请人签字",
                "侵权责任由承办单位依法承担。",
                "联系邮箱：abc@example.com",
                "主办单位：某区图书馆",
                "满意率>95%",
                "群众可以点击查看办法全文。",
                "公布办法全文供群众查看",
                "点击链接打开办法全文",
                "键盘←移动",
                "[资讯搜索] [加入收藏夹]",
                "[1] [2] [3] 参考文献",
                "[松溪县林业局护林防火办] [甲] [乙]",
            ],
        );
    }

    #[test]
    fn a_bullet_before_an_author_or_a_clause_is_no_menu() {
        let menu = |text: &str| {
            let lines = [Line::plain(text, 1)];
            evidence(&lines, &Rules::default())[0].rule.as_deref() == Some("web.menu")
        };
        assert!(menu("□ 学校公告") && menu("* 首页"));
        assert!(!menu("□ 本报记者 何静 通讯员 王敏") && !menu("◆ 抓收入，确保颗粒归仓"));
    }

    #[test]
    fn items_and_links_of_markdown_are_entries() {
        let article = "松溪县抓好春耕备耕，做到不误农时、应种尽种，逐村逐户落实面积，确保完成全年任务。";
        let rules_of = |line: Line| {
            let lines = [line.clone(), Line::plain(article, 2), Line { number: 3, ..line }];
            evidence(&lines, &Rules::default()).into_iter().map(|verdict| verdict.rule).collect::<Vec<_>>()
        };
        let linked = |text: &str, linked: usize| {
            let mut line = Line::plain(text, 1);
            line.text.mark_all([(0..linked, Meaning::Link("a.html".into()))]);
            line
        };
        let [menu, more] = ["web.menu", "web.more"].map(|rule| Some(rule.into()));
        let item = |text: &str| Line { mark: Mark::Item, ..Line::plain(text, 1) };
        assert_eq!(rules_of(item("农业频道")), [menu.clone(), None, None]);
        assert_eq!(rules_of(item("抓收入，促增产")), [None, None, None]);
        assert_eq!(rules_of(linked("农业频道", "农业频道".len())), [menu, None, more.clone()]);
        assert_eq!(rules_of(linked("农业频道", "农业".len())), [None, None, None]);
        let headline = "松溪县推进春耕备耕生产各项工作";
        assert_eq!(rules_of(linked(headline, headline.len())), [None, None, more]);
        for (attached, address) in [
            ("附件2：任务分工", "a.html"),
            ("春耕任务分工表.docx", "a.html"),
            ("春耕任务分工表", "a/1.DOC"),
            ("春耕任务分工表", "a/1.xlsx"),
        ] {
            let mut line = Line::plain(attached, 1);
            line.text.mark_all([(0..attached.len(), Meaning::Link(address.into()))]);
            assert_eq!(rules_of(line)[2], None, "{attached}");
        }
        let sentence = "松溪县推进春耕备耕。";
        assert_eq!(rules_of(linked(sentence, sentence.len())), [None, None, None]);
        let heading = Line { mark: Mark::Heading(2), ..linked("农业频道", "农业频道".len()) };
        assert_eq!(rules_of(heading), [None, None, None]);
        let on_a_page = Line { evidence: Some(Box::default()), ..item("农业频道") };
        assert_eq!(rules_of(on_a_page)[0], None);
    }

    #[test]
    fn what_the_user_settles_stays_in_what_a_site_says_of_rights() {
        let texts = [
            "今年以来，各乡镇紧扣年度目标任务，细化工作举措，压实工作责任，推动春耕备耕各项工作落地见效。",
            "反侵权公告：",
            "未经书面许可擅自转载本报社作品的，将涉嫌侵犯著作权人的合法权益。",
            "一、任何单位使用本报社作品，必须事先取得本报社的书面授权；",
            "0人参与 0评论",
        ];
        let lines: Vec<Line> = (1..).zip(texts).map(|(n, text)| Line::plain(text, n)).collect();
        let taken = |rules: &Rules| -> Vec<bool> {
            let by_notice = |verdict: &Verdict| verdict.rule.as_deref() == Some(NOTICE);
            evidence(&lines, rules).iter().map(by_notice).collect()
        };
        assert_eq!(taken(&Rules::default()), [false, true, true, true, true]);
        let own = |text: &str| Rules::parse(text).unwrap_or_default();
        assert_eq!(taken(&own("[[stay]]\nstarts = \"一、任何单位\"")), [false, true, true, false, true]);
        assert_eq!(taken(&own("[[remove]]\nstarts = \"一、任何单位\"")), [false, true, true, false, true]);
        assert_eq!(taken(&own("keep = [\"web.counter\"]")), [false, true, true, true, false]);
        assert_eq!(taken(&own("keep = [\"web.notice\"]")), [false; 5]);
    }

    #[test]
    fn boxes_above_the_text() {
        check(
            Zone::Head,
            &[
                ("加入收藏 | 设为首页 | 会员中心 | 我要投稿 某网、数字生活、云服务!", "web.navigation"),
                ("Home About News Photos Videos Contact Search Login", "web.navigation"),
                ("首页 新闻 图片 评论 视频 专题 论坛 更多", "web.navigation"),
                ("【放大字体】  【缩小字体】", "web.tools"),
                ("上传人：b****5", "web.library"),
                ("0:00 /0:00", "web.player"),
                ("跳到主要內容", "web.tools"),
                ("原文：", "web.address"),
                ("原文来自公众号：", "web.address"),
            ],
            &[
                "原文有误",
                "会议时间：9:00/14:00两场",
                "小字报史料选",
                "某区大中小学教师培训工作总结",
                "The project is called Smart City. It will start in 2026.",
                "Will It Start This Year? We All Do Hope So",
                "How the city was made new in two years",
                "Проект начнется в 2026 году и будет идти два года.",
            ],
        );
        check(Zone::Body, &[], &["原文：", "原文来自公众号："]);
    }
}

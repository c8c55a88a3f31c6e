//! Captions of pictures, with or without the picture.

use std::borrow::Cow;

use crate::diag::{Log, RuleId};
use crate::document::{Block, Document, Role};
use crate::lexicon::sentence::is_stop;
use crate::lexicon::{attachment, date, numbering, numeral, organ};
use crate::rules::Rules;
use crate::structure::footnotes::settle;
use crate::structure::heading;
use crate::text::{Line, Mark, Openings, Phrases, Signs, short_key, words};

/// Marks captions: those that say so, and scenes between long paragraphs.
pub(crate) fn mark(lines: &[Line], roles: &mut [Role]) {
    for (line, role) in lines.iter().zip(roles.iter_mut()) {
        if matches!(role, Role::Paragraph | Role::Heading(heading::UNLEVELLED)) && is_labelled(line) {
            *role = Role::Caption;
        }
    }
    for (line, role) in lines.iter().zip(roles.iter_mut()) {
        if matches!(role, Role::Paragraph | Role::Heading(heading::UNLEVELLED)) && is_under_picture(line) {
            *role = Role::Caption;
        }
    }
    if tells_in_paragraphs(lines, roles) {
        let scenes: Vec<usize> =
            (1..lines.len().saturating_sub(1)).filter(|&i| is_scene_at(lines, roles, i)).collect();
        scenes.into_iter().for_each(|i| roles[i] = Role::Caption);
    }
}

/// Marks the names of pictures below them and those of tables above them: `图2　清河县水系`, `表1-3 …`, whatever the reading took them for.
pub(crate) fn named(lines: &[Line], roles: &mut [Role]) {
    for i in 0..lines.len() {
        let drawn = i > 0 && matches!(roles[i - 1], Role::Picture(_));
        let table = roles.get(i + 1) == Some(&Role::Table);
        let text = lines[i].text.as_str();
        if drawn && is_numbered(text, FIGURE) || table && is_numbered(text, TABLE) {
            roles[i] = Role::Caption;
        }
    }
}

/// What figures are called before their number.
const FIGURE: &[char] = &['图', '圖'];

/// What tables are.
const TABLE: &[char] = &['表'];

/// `图2　清河县水系`, `图3-2：某某`, `表一 某某`: what it is, its number, and a name behind it that is no sentence.
fn is_numbered(text: &str, kinds: &[char]) -> bool {
    // A name that says of which years, places and branches it shows a share has some 45 characters; a sentence without a stop that
    // begins so would be longer. Reasoned, not measured: the pages of the corpus have no such line.
    const LONGEST: usize = 60;
    let Some(rest) = text.trim().strip_prefix(kinds).map(str::trim_start) else { return false };
    let in_number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '—' | '.') || numeral::is_numeral(c);
    let name = rest.trim_start_matches(in_number);
    let numbered = rest.starts_with(|c: char| c.is_ascii_digit() || numeral::is_numeral(c));
    let apart = name.starts_with(|c: char| c.is_whitespace() || matches!(c, '：' | ':'));
    let named = name.contains(char::is_alphanumeric);
    numbered && apart && named && !rest.ends_with(is_stop) && rest.chars().nth(LONGEST).is_none()
}

/// The document as it is set: a caption whose picture is not there says nothing to a reader of pages and is left out.
///
/// Captions that `rules` keep stay, and so do those of tables.
pub fn without_lone_captions<'d>(log: &mut Log, document: &'d Document, rules: &Rules) -> Cow<'d, Document> {
    let lone = |blocks: &[Block], i: usize| {
        let text = &blocks[i].text;
        is_lone(blocks, i) && !rules.keeps(rule(text)) && !rules.stays(text, None)
    };
    let any =
        document.articles.iter().any(|article| (0..article.blocks.len()).any(|i| lone(&article.blocks, i)));
    if !any {
        return Cow::Borrowed(document);
    }
    let mut document = document.clone();
    for article in &mut document.articles {
        let alone: Vec<bool> = (0..article.blocks.len()).map(|i| lone(&article.blocks, i)).collect();
        let mut alone = alone.into_iter();
        let blocks = std::mem::take(&mut article.blocks);
        for block in blocks {
            match alone.next() {
                Some(true) => log.removed(rule(&block.text), block.line, block.text),
                _ => article.blocks.push(block),
            }
        }
    }
    settle(log, &mut document);
    Cow::Owned(document)
}

/// The rule that leaves a caption out.
fn rule(text: &str) -> RuleId {
    if is_scene(text) && !is_labelled(&Line::plain(text, 0)) { "captions.scene" } else { "captions.label" }
}

/// Whether a caption stands by no picture and no table: right below one, with other captions at most between them, or
/// right above.
fn is_lone(blocks: &[Block], i: usize) -> bool {
    let captions = |block: &&Block| block.role == Role::Caption;
    let pictured = |block: Option<&Block>| {
        block.is_some_and(|block| matches!(block.role, Role::Picture(_) | Role::Table))
    };
    let above = blocks[..i].iter().rev().find(|block| !captions(block));
    let below = blocks[i + 1..].iter().find(|block| !captions(block));
    blocks[i].role == Role::Caption && !pictured(above) && !pictured(below)
}

/// Beginnings of captions.
static STARTS: Phrases =
    Phrases::of("图为 图: 图/ 图注 图说 图片说明 图片来源 图源 资料图 视频: 视频截图 点击看");
/// Their endings, closing brackets aside.
const ENDS: &str = "摄 摄影报道 供图 资料图 视频截图 报道截图 截图 视觉中国 视觉中国资料 新华社发";

/// `图为…`, `图1 …`, `（图/某某）`, `某某 摄`.
pub(crate) fn is_labelled(line: &Line) -> bool {
    // Of 96 captions the longest has 97 characters, and 19 of 20 up to 68; half of the paragraphs have more than 74.
    const LONGEST: usize = 110;
    static LAST: Openings = Openings::of_ends(ENDS);
    let Some(key) = short_key(&line.text, LONGEST) else { return line.mark == Mark::Caption };
    let length = key.chars().count();
    let text = key.trim_start_matches(['▲', '△', '↑', '▼', '(', '（']);
    let starts = STARTS.at_start(text).next().is_some();
    let ended = key.trim_end_matches([')', '）', '。', '.']);
    let ends = LAST.admit_last(ended)
        && words(ENDS).any(|end| ended.ends_with(end))
        && length <= 80
        && ended.matches('。').count() <= 1;
    let pointed = key.starts_with(['▲', '△', '▼']) && length <= 80;
    line.mark == Mark::Caption || starts || ends || pointed || is_numbered(&line.text, FIGURE)
}

/// A line in the middle right below a picture, or a phrase there (`讲座现场`), which is neither bold nor numbered.
pub(crate) fn is_under_picture(line: &Line) -> bool {
    // A scene, or who is seen; longer phrases below a picture that are not set in the middle, and those of two clauses, are headings as
    // often. Reasoned, not measured.
    const PHRASE: usize = 16;
    // Of 96 captions the longest has 97 characters; of longer lines there seven were captions and three text.
    const LONGEST: usize = 110;
    let has = |sign| line.evidence.as_ref().is_some_and(|evidence| evidence.signs.has(sign));
    let text = line.text.trim_end_matches(['）', ')']);
    let phrase = || {
        matches!(line.mark, Mark::None | Mark::Body)
            && text.chars().nth(PHRASE).is_none()
            && !text.ends_with(is_stop)
            && !text.ends_with(['：', ':', '？', '?', '、', '…', '”'])
            && !text.contains(['，', ','])
            && text.chars().any(char::is_alphabetic)
            && date::whole_line(text).is_none()
            && !organ::is_name(text)
            && !attachment::opens_list(text)
            && !attachment::is_label(text)
    };
    has(Signs::UNDER_PICTURE)
        && !has(Signs::BOLD)
        && (line.mark == Mark::Centered || phrase())
        && numbering::marker(&line.text).is_none()
        && line.text.chars().nth(LONGEST).is_none()
}

/// Whether at least half of the paragraphs hold several sentences.
fn tells_in_paragraphs(lines: &[Line], roles: &[Role]) -> bool {
    let paragraphs: Vec<&Line> = lines
        .iter()
        .zip(roles)
        .filter(|(_, role)| matches!(role, Role::Paragraph | Role::RunIn(_)))
        .map(|(l, _)| l)
        .collect();
    let full = paragraphs
        .iter()
        .filter(|line| sentences(&line.text) >= 2 && line.text.chars().count() >= 80)
        .count();
    paragraphs.len() >= 6 && full * 2 >= paragraphs.len()
}

/// How many sentences end in `text`: none, one, or several, which are counted as two.
fn sentences(text: &str) -> usize {
    text.chars().filter(|c| is_stop(*c) && *c != '；' && *c != ';').take(2).count()
}

/// A single sentence between two long paragraphs that tells who does what where.
fn is_scene_at(lines: &[Line], roles: &[Role], i: usize) -> bool {
    let long = |j: usize| {
        matches!(roles[j], Role::Paragraph | Role::RunIn(_)) && lines[j].text.chars().count() >= 60
    };
    let several = |j: usize| sentences(&lines[j].text) >= 2;
    roles[i] == Role::Paragraph
        && long(i - 1)
        && long(i + 1)
        && (several(i - 1) || several(i + 1))
        && is_scene(&lines[i].text)
}

fn is_scene(text: &str) -> bool {
    // As long as a caption with a label can be.
    const LONGEST: usize = 110;
    let length = text.chars().count();
    if !(12..=LONGEST).contains(&length)
        || sentences(text) != 1
        || !text.ends_with('。')
        || text.contains(['：', '；', ':'])
    {
        return false;
    }
    let after_date = date::find(text)
        .filter(|date| date.start == 0)
        .map_or(text, |date| text[date.end..].trim_start_matches(['，', ',']));
    acts(after_date)
}

/// An office or people at the start, then where or what they do.
fn acts(text: &str) -> bool {
    // `6月27日，某某县应急管理局组织志愿者在…`: date, place and people come before the verb, in thirty characters.
    const REACH: usize = 34;
    const PEOPLE: &str = "党员 干部 群众 志愿者 工作人员 师生 居民 代表";
    let reach = text.char_indices().nth(REACH).map_or(text.len(), |(i, _)| i);
    let head = &text[..reach];
    let verbs = ["在", "组织", "开展", "举行", "举办", "参加", "参观", "召开", "走访", "慰问"];
    let verb = verbs.iter().filter_map(|verb| head.find(verb)).filter(|&at| at > 0).min();
    verb.is_some_and(|at| {
        let subject = &head[..at];
        organ::is_name(subject)
            || words(PEOPLE).any(|word| subject.ends_with(word)) && subject.chars().count() <= 24
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Article;
    use crate::text::Evidence;

    #[test]
    fn a_caption_without_its_picture_is_left_out_of_pages() {
        let block = |(role, text): &(Role, &str)| Block { role: *role, text: (*text).into(), line: 7 };
        let check = |blocks: &[(Role, &str)], keep: &[&str], expected: &[&str]| {
            let article = Article { blocks: blocks.iter().map(block).collect(), ..Article::default() };
            let document = Document { articles: vec![article], ..Document::default() };
            let mut log = Log::new();
            let mut rules = Rules::default();
            keep.iter().for_each(|rule| rules.keep(rule));
            let set = without_lone_captions(&mut log, &document, &rules);
            let texts: Vec<&str> = set.articles[0].blocks.iter().map(|block| block.text.as_str()).collect();
            assert_eq!(texts, expected);
            assert_eq!(log.removals().len(), blocks.len() - expected.len());
            assert!(
                log.removals().iter().all(|removal| (&*removal.rule, removal.line) == ("captions.label", 7))
            );
        };
        let lone =
            [(Role::Paragraph, "正文。"), (Role::Caption, "图为会场。"), (Role::Paragraph, "又一段。")];
        check(&lone, &[], &["正文。", "又一段。"]);
        check(&lone, &["captions"], &["正文。", "图为会场。", "又一段。"]);
        let own = [(Role::Picture(0), ""), (Role::Caption, "图为会场。"), (Role::Caption, "（张某 摄）")];
        check(&own, &[], &["", "图为会场。", "（张某 摄）"]);
        let table = [(Role::Caption, "表1 任务"), (Role::Table, "甲\t乙"), (Role::Paragraph, "正文。")];
        check(&table, &[], &["表1 任务", "甲\t乙", "正文。"]);
    }

    #[test]
    fn a_number_names_the_picture_above_it_or_the_table_below() {
        let named = |text: &str, above: Role, below: Role| {
            let lines = ["", text, ""].map(|text| Line::plain(text, 1));
            let mut roles = [above, Role::Signature, below];
            super::named(&lines, &mut roles);
            roles[1] == Role::Caption
        };
        let (text, picture, table) = (Role::Paragraph, Role::Picture(0), Role::Table);
        for name in ["图2　清河县水系", "图 3-1 清河县水系", "图二：清河县水系"] {
            assert!(named(name, picture, text), "{name}");
            assert!(!named(name, text, picture) && !named(name, text, table), "{name}");
        }
        assert!(named("表1 清河县水系", text, table) && !named("表1 清河县水系", table, text));
        for other in ["图2显示了水系", "图　清河县水系", "图2　清河县水系见附件。", "清河县水务局"]
        {
            assert!(!named(other, picture, table), "{other}");
        }
    }

    #[test]
    fn a_short_line_in_the_middle_under_a_picture_is_its_caption() {
        let role = |text: &str, mark: Mark, sign: Signs| {
            let mut signs = Signs::default();
            signs.set(sign, true);
            let evidence = Some(Box::new(Evidence { signs, ..Evidence::default() }));
            let mut roles = [Role::Heading(heading::UNLEVELLED)];
            super::mark(&[Line { mark, evidence, ..Line::plain(text, 1) }], &mut roles);
            roles[0]
        };
        let heading = Role::Heading(heading::UNLEVELLED);
        assert_eq!(role("大会开幕式", Mark::Centered, Signs::UNDER_PICTURE), Role::Caption);
        assert_eq!(role("大会开幕式", Mark::Centered, Signs::OVER_PICTURE), heading);
        assert_eq!(role("大会开幕式", Mark::Strong, Signs::UNDER_PICTURE), heading);
        assert_eq!(role("一、大会开幕式", Mark::Centered, Signs::UNDER_PICTURE), heading);
        assert_eq!(role(&"会".repeat(111), Mark::Centered, Signs::UNDER_PICTURE), heading);
    }

    #[test]
    fn scenes() {
        for text in [
            "2021年6月28日，某市某区市场监督管理局机关党委在庆祝活动中组织新党员进行集体宣誓、老党员代表重温入党誓词。",
            "某市某区政务服务办公室机关党委在服务中心创建“党员先锋岗”。",
            "社区志愿者在广场开展义诊活动。",
        ] {
            assert!(is_scene(text), "{text}");
        }
        for text in [
            "我们在工作中坚持实事求是，取得了较好成效。",
            "近年来，全区在推进改革中积累了丰富经验。",
            "会议在市委礼堂召开：讨论三个议题。",
            "市委组织部在调研基础上制定方案。各单位抓好落实。",
        ] {
            assert!(!is_scene(text), "{text}");
        }
    }

    #[test]
    fn a_number_and_a_name_are_a_caption_wherever_they_stand() {
        let name = |characters: usize| format!("图1 {}", "水".repeat(characters));
        for text in
            ["图2　清河县水系", "图 3-1 清河县水系", "图二：清河县水系", "圖1: 水系", "图1.2 水系", &name(58)]
        {
            assert!(is_numbered(text, FIGURE) && is_labelled(&Line::plain(text, 1)), "{text}");
        }
        for text in [
            "图2显示了水系",
            "图　清河县水系",
            "图2　水系见附件。",
            "图1：",
            "图- 水系",
            "图1",
            "表1 水系",
            &name(59),
        ] {
            assert!(!is_numbered(text, FIGURE) && !is_labelled(&Line::plain(text, 1)), "{text}");
        }
        assert!(is_numbered("表一 清河县水系", TABLE) && !is_numbered("图1 清河县水系", TABLE));
    }

    #[test]
    fn labels() {
        for text in ["图为活动现场。", "（图/张某）", "活动现场 张某 摄", "▲图：会场"]
        {
            assert!(is_labelled(&Line::plain(text, 1)), "{text}");
        }
        for text in ["图书馆开放时间", "摄影比赛", "他拍摄了照片。"] {
            assert!(!is_labelled(&Line::plain(text, 1)), "{text}");
        }
    }
}

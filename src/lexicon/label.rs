//! Labels (标签) and what stands behind them: 来源：某报, 责任编辑：某某, 摘要：…

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::lexicon::{listed, person};
use crate::text::{Openings, Phrases, simplified, words};

/// What the value behind a label is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Where the text was published: 来源.
    Source,
    /// Who put it on the page: 发布机构. Where no source is named, that is one.
    Issuer,
    /// Who put it on the page, a paper or a person: 来自.
    Account,
    /// Who wrote it: 作者.
    Author,
    /// When: 发布时间.
    Date,
    /// When it was changed last: 更新时间.
    Updated,
    /// What no document needs: 浏览次数.
    Other,
}

const LABELS: &str = listed(include_str!("../../data/lexicon/labels.txt"));

/// The labels with what stands behind each, in order of their first characters.
static FIELDS: LazyLock<Vec<(&str, Field, bool)>> = LazyLock::new(|| {
    let of_line = |line: &'static str| {
        let mut list = words(line);
        let name = list.next().unwrap_or_default();
        let (field, opens) = (field_of(name.trim_end_matches('+')), name.ends_with('+'));
        list.map(move |label| (label, field, opens))
    };
    let mut fields: Vec<_> = LABELS.lines().flat_map(of_line).collect();
    fields.sort_by_key(|(label, ..)| label.chars().next());
    fields
});

/// The labels that begin with `first`.
fn beginning_with(first: char) -> &'static [(&'static str, Field, bool)] {
    let start = FIELDS.partition_point(|(label, ..)| label.chars().next() < Some(first));
    let of_first = &FIELDS[start..];
    &of_first[..of_first.partition_point(|(label, ..)| label.starts_with(first))]
}

/// What labels begin with.
static FIRST: Openings = Openings::of(LABELS);

/// What the first word of a line of the list says.
fn field_of(name: &str) -> Field {
    match name {
        "source" => Field::Source,
        "issuer" => Field::Issuer,
        "account" => Field::Account,
        "author" => Field::Author,
        "date" => Field::Date,
        "updated" => Field::Updated,
        _ => Field::Other,
    }
}

/// A label at the start of a text.
pub struct Found {
    /// Its length in bytes, without a colon.
    pub length: usize,
    /// What stands behind it.
    pub field: Field,
    /// Whether spaces stand between its characters: 索　引　号.
    pub spaced: bool,
    /// Whether it is a label only where an entry begins: 部门.
    pub opens: bool,
}

/// The longest label `text` starts with, in either script, with a colon or without.
pub fn at_start(text: &str) -> Option<Found> {
    let first = text.chars().next().map(simplified).filter(|c| FIRST.admit(*c))?;
    beginning_with(first)
        .iter()
        .filter_map(|(word, field, opens)| Some((spells(text, word)?, *field, *opens)))
        .map(|((length, spaced), field, opens)| Found { length, field, spaced, opens })
        .max_by_key(|found| found.length)
}

/// A line that is a label and its value: `来源：某报`.
pub fn split(text: &str) -> Option<(Field, &str)> {
    let found = at_start(text)?;
    let value = text[found.length..].trim_start().strip_prefix(['：', ':'])?;
    Some((found.field, value.trim()))
}

/// Bytes of `text` that spell `word`, in either script, and whether spaces stand between its characters: 索　引　号.
pub fn spells(text: &str, word: &str) -> Option<(usize, bool)> {
    // `索　引　号` is justified to the width of a longer label, eight characters at most; wider gaps part two entries.
    const WIDEST: usize = 8;
    let mut length = 0;
    let mut spaced = false;
    for wanted in word.chars() {
        let rest = &text[length..];
        let gap = rest.chars().take_while(|c| c.is_whitespace()).count();
        if gap > 0 && (length == 0 || gap > WIDEST) {
            return None;
        }
        spaced |= gap > 0;
        let rest = rest.trim_start();
        let c = rest.chars().next().filter(|c| *c == wanted || simplified(*c) == wanted)?;
        length = text.len() - rest.len() + c.len_utf8();
    }
    Some((length, spaced))
}

/// `（编辑：某某 审核：某某）`, `责任编辑：某某`, `（来源：某报）`.
pub fn is_credit(key: &str) -> bool {
    static WORDS: Phrases = Phrases::of(
        "责任编辑 责编 编辑 编审 编校 校对 初审 复审 终审 审核 审签 送签 签发 监制 统筹 值班编委 来源 稿件来源 \
        信息来源 文章来源 本文来源 供稿 排版 美编 原标题 原题 出品 作者 原创 文 图 栏目编辑 实习编辑 本期编辑 \
        播音 朗读 主播 配音 剪辑 策划 主编 副主编 执行主编",
    );
    const MADE_FROM: &str = "综合整理自 整理自 综合自 根据网络";
    // Of 105 lines of credits the longest has 62 characters; a sentence that begins with 编辑 goes on.
    const LONGEST: usize = 80;
    let bare = key.trim_start_matches(BEFORE_CREDIT);
    let divided = |rest: &str| rest.starts_with([':', '/', '|', '丨', '-', '—']);
    let labelled = WORDS.at_start(bare).any(|word| divided(&bare[word.len()..]));
    let gathered = key.starts_with('(') && words(MADE_FROM).any(|word| bare.starts_with(word));
    let named = || {
        // `编辑 某某 | 排版 某某`: each a word, a gap and names.
        let mut parts = key.split(['|', '丨']);
        key.contains(['|', '丨'])
            && parts.all(|part| WORDS.at_start(part).any(|word| person::is_names(&part[word.len()..])))
    };
    key.chars().count() <= LONGEST
        && (labelled || has_editor(key) || gathered || named())
        && !key.contains('。')
}

/// `责任编辑：某某`, `（编辑 某某）`: who edited a text stands where it ends.
pub fn is_editor(key: &str) -> bool {
    const WORDS: &str = "责任编辑 责编 栏目编辑 实习编辑 本期编辑 值班编辑 网络编辑 编辑 编审 编校";
    // `编辑：某某 审核：某某 来源：某报`; a sentence goes on.
    const LONGEST: usize = 40;
    let bare = key.trim_start_matches(BEFORE_CREDIT);
    let named = |rest: &str| {
        let names = rest.trim_start_matches([':', '/', '|', '丨']).trim_end_matches([')', ']', '】']);
        rest.starts_with([':', '/', '|', '丨']) || person::is_names(names)
    };
    let labelled = words(WORDS).any(|word| bare.strip_prefix(word).is_some_and(named));
    key.chars().nth(LONGEST).is_none() && (labelled || has_editor(key))
}

/// Whether an editor is named, wherever in the line.
fn has_editor(key: &str) -> bool {
    key.contains("责任编辑:") || key.contains("责编:")
}

/// What a line of credits stands in or behind.
const BEFORE_CREDIT: [char; 7] = ['(', '[', '【', '|', '*', '—', '-'];

/// `编者按：…`, `摘要：…`.
pub fn is_abstract(key: &str) -> bool {
    const WORDS: &str = "编者按 内容摘要 摘要 内容提要 核心提示 导读 编者的话 按语 按";
    let bare = key.trim_start_matches(['[', '【', '(', '〖']);
    let divided = |rest: &str| rest.starts_with([':', ']', '】', ')', '〗']);
    words(WORDS).any(|word| bare.strip_prefix(word).is_some_and(divided))
}

/// Whether `name` heads a part of a proposal, of an answer or of a letter, with nothing but a colon behind it: 案由, 說明.
pub fn is_part(name: &str) -> bool {
    const WORDS: &str = "案由 理由 建议 办法 说明 主旨 依据 背景 问题 答复 回复 情况 事由 请求 事实 经过 事实与理由 诉求 分析 对策 措施 做法 成效 启示";
    words(WORDS).any(|word| spells(name, word).is_some_and(|(length, _)| length == name.len()))
}

/// `[关键词]…`, `[中图分类号]…`: what catalogues know a paper by.
pub fn is_index_line(key: &str) -> bool {
    const WORDS: &str = "关键词 关键字 中图分类号 文献标识码 文章编号 作者简介 基金项目 收稿日期";
    let bare = key.trim_start_matches(['[', '【', '(', '〔']);
    let divided = |rest: &str| rest.starts_with([':', ']', '】', ')', '〕']);
    words(WORDS).any(|word| bare.strip_prefix(word).is_some_and(divided))
}

/// What the label 作者： or 文/ names.
pub fn after_author(text: &str) -> Option<&str> {
    let labelled = ["作者：", "作者:", "文/图", "图/文", "文图/", "图文/", "文/", "文|"]
        .iter()
        .find_map(|label| text.strip_prefix(label));
    let apart = || text.strip_prefix("作者").filter(|name| name.starts_with([' ', '\u{3000}']));
    labelled.or_else(apart).map(str::trim)
}

/// What stands behind the label 标题： of a record, in either script, spaced out or not.
pub fn after_title(text: &str) -> Option<&str> {
    const LABELS: &str = "标题 来信标题 信件标题 来信主题 信件主题 留言标题 留言主题 咨询标题 咨询主题 提问标题 投诉标题 文章标题 信息标题 \
        文件标题 新闻标题 公文标题 信息名称 公文名称";
    static FIRST: Openings = Openings::of(LABELS);
    text.chars().next().map(simplified).filter(|c| FIRST.admit(*c))?;
    let length = words(LABELS).find_map(|word| Some(spells(text, word)?.0))?;
    // In a table copied as text the title is in the cell behind its label.
    let cell = text[length..].strip_prefix('\t').filter(|rest| !rest.trim().contains('\t'));
    cell.or_else(|| text[length..].trim_start().strip_prefix(['：', ':'])).map(str::trim)
}

/// Whether `text` is a row of a record with cells, the first of which is a label: `文号`, `某政办〔2026〕1号`.
pub fn is_row_of_record(text: &str) -> bool {
    let divided = text.split_once('\t').filter(|(_, value)| !value.trim().is_empty());
    divided.is_some_and(|(name, _)| at_start(name).is_some_and(|found| found.length == name.trim_end().len()))
}

/// Whether `key` says when a meeting was: 时间：…
pub fn is_meeting_time(key: &str) -> bool {
    let key = unspaced(key);
    words("时间: 会议时间: 日期:").any(|label| key.starts_with(label))
}

/// `key` without the blanks people set into a short label to make it as long as others: `时　间：`.
fn unspaced(key: &str) -> Cow<'_, str> {
    match key.split_once(':') {
        Some((label, rest)) if label.chars().count() <= 6 && label.contains(char::is_whitespace) => {
            Cow::Owned(format!("{}:{rest}", label.split_whitespace().collect::<String>()))
        }
        _ => Cow::Borrowed(key),
    }
}

/// Whether `key` says where a meeting was, or who was there: 地点：…, 主持人：…
pub fn is_meeting_place(key: &str) -> bool {
    let key = unspaced(key);
    words("地点: 会议地点: 主持: 主持人: 参加人员 出席: 参会人员").any(|label| key.starts_with(label))
}

/// Whether `key` names where a text comes from or who wrote it, wherever in the line.
pub fn mentions_origin(key: &str) -> bool {
    words("来源 作者 记者:").any(|label| key.contains(label))
}

/// Whether `key` has a word that lines at the end of a document have: 附件, 编辑, 联系人, 参考文献.
pub fn mentions_end_matter(key: &str) -> bool {
    words("附件 附: 附表 附录 抄送 印发 编辑 来源 作者 记者 联系人 签发 校对 参考文献 参考书目 致谢")
        .any(|word| key.contains(word))
}

/// Whether a line names who was there: `出席：张三　李四`, `列席人员：…`; a list of names, no sentence.
pub fn is_attendance(text: &str) -> bool {
    let labels = ["出席人员", "出席", "请假人员", "请假", "缺席人员", "缺席", "列席人员", "列席", "参加人员"];
    let names = labels
        .iter()
        .find_map(|label| text.trim().strip_prefix(label)?.trim_start().strip_prefix(['：', ':']));
    names.is_some_and(|names| {
        !names.trim().is_empty() && !names.trim_end_matches('。').contains(['。', '！', '？'])
    })
}

/// Whether a line names who took the minutes: `记录：张三`.
pub fn is_recorder(text: &str) -> bool {
    let labels = ["记录人", "记录", "整理"];
    let name = labels.iter().find_map(|label| text.trim().strip_prefix(label)?.strip_prefix(['：', ':']));
    name.is_some_and(|name| !name.contains(['。', '，']))
}

/// Whether `key` is the heading of what a briefing holds, on its first page: 导读, 本期要目, 【本期导读】.
pub fn is_guide(key: &str) -> bool {
    let about = |c: char| "()[]【】〔〕《》「」:|*—-".contains(c);
    let name = key.trim_matches(about);
    let bare = name.strip_prefix("本期").unwrap_or(name);
    matches!(bare, "导读" | "要目" | "目录" | "内容导读" | "内容提要" | "要闻导读") || name == "本期内容"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_are_named() {
        for key in [
            "责任编辑:韩青山",
            "(责编:韩青山、白露)",
            "【编辑:韩青山】",
            "编辑韩青山",
            "作者:白露责任编辑:韩青山",
        ] {
            assert!(is_editor(key), "{key}");
        }
        let long = format!("责任编辑:{}", "韩".repeat(40));
        for key in ["编辑出版", "来源:青禾日报", "原标题:春耕", "编辑要认真", long.as_str()]
        {
            assert!(!is_editor(key), "{key}");
        }
    }

    #[test]
    fn labels_have_a_value() {
        assert_eq!(split("来源：某报"), Some((Field::Source, "某报")));
        assert_eq!(split("稿件來源 : 某报 "), Some((Field::Source, "某报")));
        assert_eq!(split("发布时间：2026-02-01"), Some((Field::Date, "2026-02-01")));
        assert_eq!(split("作　者：张三"), Some((Field::Author, "张三")));
        assert_eq!(split("浏览次数：12"), Some((Field::Other, "12")));
        assert_eq!((split("来源广泛"), split("目标：增收"), split("")), (None, None, None));
    }

    #[test]
    fn the_longest_label_counts() {
        let seen = |text| at_start(text).map(|found| (found.length, found.field, found.spaced));
        assert_eq!(seen("发布时间 2026"), Some((12, Field::Date, false)));
        assert_eq!(seen("索　引　号"), Some(("索　引　号".len(), Field::Other, true)));
        assert_eq!(seen("来 源"), Some(("来 源".len(), Field::Source, true)));
        assert_eq!(seen("source"), None);
    }

    #[test]
    fn credits_abstracts_and_index_lines() {
        for key in ["(编辑:某某审核:某某)", "责任编辑:某某", "来源:某报", "(综合整理自网络)", "某某责编:某某"]
        {
            assert!(is_credit(key), "{key}");
        }
        for key in ["编辑部召开会议", "来源广泛的资金保障", "编辑:完成。", "综合整理自网络"]
        {
            assert!(!is_credit(key), "{key}");
        }
        assert!(is_abstract("[摘要]本文") && is_abstract("编者按:本文") && !is_abstract("摘要如下"));
        assert!(is_index_line("【关键词】甲") && !is_index_line("关键词是甲"));
    }

    #[test]
    fn parts_are_named() {
        assert!(is_part("案由") && is_part("說明") && !is_part("案由一") && !is_part("字级设定"));
    }

    #[test]
    fn authors_and_titles_have_labels() {
        assert_eq!(
            (after_author("作者： 张三"), after_author("作者 张三"), after_author("张三")),
            (Some("张三"), Some("张三"), None)
        );
        assert_eq!((after_title("标题：总结"), after_title("总结")), (Some("总结"), None));
        assert_eq!((after_title("来信主题:修路"), after_title("来信：修路")), (Some("修路"), None));
    }

    #[test]
    fn minutes_say_when_and_where() {
        assert!(is_meeting_time("会议时间:三月") && !is_meeting_time("时间紧"));
        assert!(is_meeting_place("主持人:某某") && !is_meeting_place("地点在"));
        assert!(mentions_origin("转载来源某网") && !mentions_origin("记者"));
        assert!(mentions_end_matter("见附件") && !mentions_end_matter("正文"));
    }
}

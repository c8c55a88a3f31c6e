//! The line under the title of a web page: 来源：某网 2023年02月02日10:55 作者：某某 编辑：某某.

use crate::structure::date;
use crate::structure::words::is_names;
use crate::text::simplified;

/// What such a line tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Info {
    pub(crate) source: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) byline: Option<String>,
}

/// What the value behind a label is.
#[derive(Clone, Copy, PartialEq)]
enum Field {
    Source,
    Author,
    Date,
    Other,
}

const LABELS: [(&str, Field); 74] = [
    ("稿件来源", Field::Source),
    ("信息来源", Field::Source),
    ("文章来源", Field::Source),
    ("资料来源", Field::Source),
    ("来源", Field::Source),
    ("发布机构", Field::Other),
    ("作者", Field::Author),
    ("撰稿", Field::Author),
    ("供稿", Field::Author),
    ("文/图", Field::Author),
    ("发布时间", Field::Date),
    ("发布日期", Field::Date),
    ("发稿时间", Field::Date),
    ("发表时间", Field::Date),
    ("更新时间", Field::Date),
    ("发文日期", Field::Date),
    ("成文日期", Field::Date),
    ("时间", Field::Date),
    ("日期", Field::Date),
    ("责任编辑", Field::Other),
    ("责编", Field::Other),
    ("编辑", Field::Other),
    ("编审", Field::Other),
    ("审核", Field::Other),
    ("审签", Field::Other),
    ("校对", Field::Other),
    ("浏览次数", Field::Other),
    ("浏览量", Field::Other),
    ("阅读次数", Field::Other),
    ("阅读量", Field::Other),
    ("阅读", Field::Other),
    ("点击数", Field::Other),
    ("点击", Field::Other),
    ("访问量", Field::Other),
    ("字体", Field::Other),
    ("字号", Field::Other),
    ("【字体", Field::Other),
    ("分享到", Field::Other),
    ("分享", Field::Other),
    ("打印", Field::Other),
    ("关闭", Field::Other),
    ("收藏", Field::Other),
    ("索引号", Field::Other),
    ("信息分类", Field::Other),
    ("关键词", Field::Other),
    ("主题分类", Field::Other),
    ("公文目录", Field::Other),
    ("文号", Field::Other),
    ("文种", Field::Other),
    ("组配分类", Field::Other),
    ("主题词", Field::Other),
    ("有效性", Field::Other),
    ("内容概述", Field::Other),
    ("发文字号", Field::Other),
    ("发文机构", Field::Other),
    ("举报", Field::Other),
    ("评论", Field::Other),
    ("我要纠错", Field::Other),
    ("最后更新", Field::Other),
    ("发表于", Field::Other),
    ("URL", Field::Other),
    ("废止时间", Field::Other),
    ("失效时间", Field::Other),
    ("生效时间", Field::Other),
    ("生效日期", Field::Other),
    ("生成日期", Field::Other),
    ("公开日期", Field::Other),
    ("公开方式", Field::Other),
    ("公开范围", Field::Other),
    ("名称", Field::Other),
    ("体裁", Field::Other),
    ("发布单位", Field::Other),
    ("责任部门", Field::Other),
    ("有效期", Field::Other),
];

/// Reads `text` as an info line; `None` when it is none: too long, a sentence, or without a label or a date.
pub(crate) fn parse(text: &str) -> Option<Info> {
    const LONGEST: usize = 120;
    if text.chars().count() > LONGEST || text.contains(['。', '；']) {
        return None;
    }
    if let Some((name, site)) = text.split_once('/').filter(|(name, site)| is_names(name) && is_site(site)) {
        return Some(Info { byline: Some(name.to_owned()), source: Some(site.to_owned()), date: None });
    }
    let date = date::find(text);
    let (rest, date_text) = match &date {
        Some(date) => (format!("{}  {}", &text[..date.start], &text[date.end..]), Some(date.text.clone())),
        None => (text.to_owned(), None),
    };
    let labels = labels(&rest, date.is_some());
    let lead = labels.first().map_or(rest.as_str(), |label| &rest[..label.start]);
    let lead = lead.trim_matches(|c: char| c.is_whitespace() || "|｜/-·•●*（()[]【】".contains(c));
    let says = labels.iter().any(|label| label.field != Field::Other || label.colon) || date.is_some();
    let timed = date.as_ref().is_some_and(|date| text[date.start..date.end].contains([':', '：']));
    let named = is_site(lead) || timed && is_one_name(lead);
    let strange = lead.chars().count() > 24 || lead.contains('，');
    if !says || strange || labels.is_empty() && !lead.is_empty() && !named {
        return None;
    }
    let mut info = Info { date: date_text, ..Info::default() };
    for (i, label) in labels.iter().enumerate() {
        let end = labels.get(i + 1).map_or(rest.len(), |next| next.start);
        info.fill(label.field, value(&rest[label.end..end]));
    }
    let edited = info.byline.as_deref().is_some_and(|name| text.matches(name).count() > 1);
    if edited {
        info.byline = None;
    }
    if info.source.is_none() && named && !is_names(lead) {
        info.source = Some(lead.to_owned());
    }
    Some(info)
}

impl Info {
    fn fill(&mut self, field: Field, value: String) {
        let place = match field {
            Field::Source => &mut self.source,
            Field::Author => &mut self.byline,
            Field::Date | Field::Other => return,
        };
        if place.is_none() && !value.is_empty() && !matches!(value.as_str(), "佚名" | "未知" | "admin") {
            *place = Some(value);
        }
    }

    /// Everything the line told, in one string, for the log.
    pub(crate) fn text(&self) -> String {
        let parts = [&self.source, &self.date, &self.byline];
        parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

struct Label {
    start: usize,
    end: usize,
    field: Field,
    colon: bool,
}

/// Whether `text` is a label that waits for its value: `• 发文字号：`.
pub(crate) fn is_bare_label(text: &str) -> bool {
    let bare = text.trim_start_matches(['•', '·', '●', '*', ' ']);
    if !bare.ends_with(['：', ':']) || bare.len() > 48 {
        return false;
    }
    let labels = labels(bare, false);
    labels.first().is_some_and(|label| label.start == 0 && label.colon && bare[label.end..].trim().is_empty())
}

/// Labels followed by a colon, in order; those that need none (打印, 分享) stand for themselves.
///
/// In a line with a date a space does for the colon.
fn labels(text: &str, dated: bool) -> Vec<Label> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < text.len() {
        if !text.is_char_boundary(i) {
            i += 1;
            continue;
        }
        match label_at(text, i, dated) {
            Some(label) => {
                i = label.end;
                found.push(label);
            }
            None => i += 1,
        }
    }
    found
}

fn label_at(text: &str, start: usize, dated: bool) -> Option<Label> {
    let rest = &text[start..];
    let (length, field) = LABELS
        .iter()
        .filter_map(|(word, field)| Some((opens_with(rest, word)?, field)))
        .max_by_key(|(length, _)| *length)?;
    let after = rest[length..].trim_start();
    let skipped = rest.len() - length - after.len();
    let colon = after.chars().next().filter(|c| matches!(c, '：' | ':'));
    match colon {
        Some(colon) => {
            let end = start + length + skipped + colon.len_utf8();
            Some(Label { start, end, field: *field, colon: true })
        }
        None if dated && !after.is_empty() && stands_apart(&text[..start], skipped > 0) => {
            Some(Label { start, end: start + length, field: *field, colon: false })
        }
        None if *field == Field::Other => {
            Some(Label { start, end: start + length, field: Field::Other, colon: false })
        }
        None => None,
    }
}

/// Whether a label without a colon begins an entry of its own: behind a bar, or between two spaces.
fn stands_apart(before: &str, space_behind: bool) -> bool {
    let bar = before.trim_end().ends_with('|');
    bar || space_behind && before.ends_with([' ', '\u{a0}', '\u{3000}'])
}

/// Bytes of `text` that spell `word`, in either script.
fn opens_with(text: &str, word: &str) -> Option<usize> {
    let mut chars = text.chars();
    let mut length = 0;
    for wanted in word.chars() {
        let c = chars.next().filter(|c| *c == wanted || simplified(*c) == wanted)?;
        length += c.len_utf8();
    }
    Some(length)
}

/// A value up to a wide gap or a bar, without brackets and marks around it.
fn value(text: &str) -> String {
    let text = text.trim_start_matches(|c: char| c.is_whitespace());
    let end = ["  ", "\u{3000}", "|", "｜", "\t", "【", "["]
        .iter()
        .filter_map(|end| text.find(end))
        .min()
        .unwrap_or(text.len());
    let value = text[..end].trim_matches(|c: char| c.is_whitespace() || "|｜，,、/）)（(】]-".contains(c));
    value.to_owned()
}

/// A short name in one piece.
fn is_one_name(text: &str) -> bool {
    (2..=16).contains(&text.chars().count()) && !text.contains(['，', '、', '：', '“', '（', '《', '|'])
}

/// Whether `text` is the name of a paper, a site or an agency.
fn is_site(text: &str) -> bool {
    (2..=16).contains(&text.chars().count())
        && [
            "网",
            "站",
            "报",
            "社",
            "台",
            "刊",
            "杂志",
            "客户端",
            "频道",
            "新闻",
            "政府",
            "办公室",
            "局",
            "委",
            "号",
            "部",
            "厅",
        ]
        .iter()
        .any(|end| text.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<[Option<&str>; 3]>) {
        let seen = parse(text).map(|info| [info.source, info.date, info.byline]);
        assert_eq!(seen, expected.map(|fields| fields.map(|field| field.map(str::to_owned))), "{text}");
    }

    #[test]
    fn info_lines() {
        check("来源：旗帜网2023年02月02日10:55", Some([Some("旗帜网"), Some("2023年2月2日"), None]));
        check(
            "2021-08-01 06:59  来源：  新华社  【字体：大 中 小】 打印",
            Some([Some("新华社"), Some("2021年8月1日"), None]),
        );
        check(
            "发布日期：2023-01-12 14:44  来源：机关党委",
            Some([Some("机关党委"), Some("2023年1月12日"), None]),
        );
        check("作者：张三  来源：某报  点击：12", Some([Some("某报"), None, Some("张三")]));
        check("人民网  2023-02-12", Some([Some("人民网"), Some("2023年2月12日"), None]));
        check("2019年11月25日 18:57 参考消息", Some([Some("参考消息"), Some("2019年11月25日"), None]));
        check(
            "发表于 2014-08-24 21:30| 1164次阅读| 来源 CSDN| 0 条评论| 作者 魏星",
            Some([Some("CSDN"), Some("2014年8月24日"), Some("魏星")]),
        );
        check("2019-09-07 13:43:45　来源: 某周刊 举报", Some([Some("某周刊"), Some("2019年9月7日"), None]));
        check("來源：某報", Some([Some("某報"), None, None]));
    }

    #[test]
    fn what_is_none() {
        check("政府办机关党总支2022年党建工作总结", None);
        check("2023年5月12日，全市召开会议，部署工作。", None);
        check("2022年10月16日是一个重要的日子", None);
        check("强化工作载体建设", None);
    }
}

//! The line under the title of a web page: 来源：某网 2023年02月02日10:55 作者：某某 编辑：某某.

use crate::lexicon::date;
use crate::lexicon::label::{self, Field};
use crate::lexicon::organ::is_publisher;
use crate::lexicon::person::is_names;
use crate::text::is_han;

/// What such a line tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Info {
    pub(crate) source: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) byline: Option<String>,
}

/// Values that name nobody.
const NOBODY: [&str; 14] = [
    "佚名",
    "匿名",
    "未知",
    "不详",
    "admin",
    "本站",
    "本站原创",
    "原创",
    "网络",
    "互联网",
    "网络整理",
    "网络转载",
    "转载",
    "整理",
];

/// Reads `text` as an info line; `None` when it is none: too long, a sentence, or without a label or a date.
pub(crate) fn parse(text: &str) -> Option<Info> {
    // The longest of 417 such lines has 84 characters; 索引号 and the rest of a record make some longer.
    const LONGEST: usize = 120;
    let record = label::spells(text, "索引号").is_some();
    if text.chars().count() > LONGEST || text.contains('。') || text.contains('；') && !record {
        return None;
    }
    if let Some(source) = journal(text) {
        return Some(Info { source: Some(source.to_owned()), ..Info::default() });
    }
    if let Some((name, site)) =
        text.split_once('/').filter(|(name, site)| is_names(name) && is_publisher(site))
    {
        return Some(Info { byline: Some(name.to_owned()), source: Some(site.to_owned()), date: None });
    }
    let date = date::find(text).or_else(|| date::find_republican(text));
    let (before, after) = date.as_ref().map_or((text, ""), |date| (&text[..date.start], &text[date.end..]));
    let rest = if date.is_some() { format!("{before}{GAP}{after}") } else { text.to_owned() };
    let labels = labels(&rest, date.is_some());
    let lead = labels.first().map_or(rest.as_str(), |label| &rest[..label.start]);
    let says = labels.iter().any(|label| label.field != Field::Other || label.colon) || date.is_some();
    let entries = entries(lead);
    let strange = entries.iter().any(|entry| entry.chars().count() > 24) || lead.contains('，');
    if !says || strange {
        return None;
    }
    let timed = date.as_ref().is_some_and(|date| text[date.start..date.end].contains([':', '：']));
    let named = timed || is_apart(before, after) || is_known(&entries);
    let names = entries.len() <= 3 && entries.iter().all(|entry| is_one_name(entry));
    let column = after.is_empty() && entries.len() == 1 && before.chars().count() <= 9;
    if labels.is_empty() && !entries.is_empty() && !(names && (named || column)) {
        return None;
    }
    let mut info = Info { date: date.map(|date| date.text), ..Info::default() };
    for (i, label) in labels.iter().enumerate() {
        let end = labels.get(i + 1).map_or(rest.len(), |next| next.start);
        info.fill(label.field, value(&rest[label.end..end]));
    }
    let edited = info.byline.as_deref().is_some_and(|name| text.matches(name).count() > 1);
    if edited {
        info.byline = None;
    }
    if named && names || entries.iter().any(|entry| is_publisher(entry)) {
        info.name(&entries, self::entries(before).len());
    }
    Some(info)
}

/// `某某学刊 2019年4期`: the number of a journal.
fn journal(text: &str) -> Option<&str> {
    // A journal's name of up to twelve characters with year and number.
    const LONGEST: usize = 24;
    let (name, issue) = text.split_once(char::is_whitespace)?;
    let numbers = issue.trim().strip_suffix('期')?.split_once('年')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let right = numbers.0.len() == 4 && digits(numbers.0) && digits(numbers.1.trim_start_matches('第'));
    (right && text.chars().count() <= LONGEST && is_one_name(name)).then_some(text)
}

/// What stands for a date taken out, and parts the entries of a line.
const GAP: &str = "  ";

/// The entries of `lead`, which has no labels: parted by bars, dots or wide gaps.
fn entries(lead: &str) -> Vec<&str> {
    const NOISE: [&str; 4] = ["原创", "首发", "转载", "发布于"];
    let lead = NOISE.iter().find_map(|noise| lead.trim_start().strip_prefix(noise)).unwrap_or(lead);
    let wide = lead.split(GAP).flat_map(|part| part.split(['|', '｜', '·', '•', '\u{3000}', '\t']));
    let entries = wide.map(strip).map(without_address).filter(|entry| !entry.is_empty());
    let split = entries.flat_map(|entry| match entry.split_once([' ', '\u{a0}']) {
        Some((name, rest)) if is_names(name) && !is_names(entry) => vec![name, strip(rest)],
        _ => vec![entry],
    });
    split.filter(|entry| !NOISE.contains(entry)).collect()
}

/// `text` without the marks and spaces around it.
fn strip(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || "|｜/-·•●*（()[]【】,，".contains(c))
}

/// `某网 www.a.example` without the address.
fn without_address(text: &str) -> &str {
    let at = ["www.", "http://", "https://"].iter().filter_map(|start| text.find(start)).min();
    at.map_or(text, |at| text[..at].trim_end())
}

/// Whether a bar, a dot or a wide gap parts the date from what stands beside it: `2019-05-17 · 某地报道`.
fn is_apart(before: &str, after: &str) -> bool {
    let bars = ['|', '｜', '·', '•', '\t', '\u{3000}'];
    let left = before.ends_with(GAP) || before.trim_end().ends_with(bars);
    let right = after.starts_with(GAP) || after.trim_start().starts_with(bars);
    left || right
}

/// Whether each entry is a person, or the last a paper or an office.
fn is_known(entries: &[&str]) -> bool {
    entries.last().is_some_and(|entry| is_publisher(entry)) || entries.iter().all(|entry| is_names(entry))
}

impl Info {
    /// Persons are authors; what else has a name is the source, of several the one next to the date, which is `before` entries on.
    fn name(&mut self, entries: &[&str], before: usize) {
        if let Some(person) = entries.iter().find(|entry| is_names(entry)) {
            self.fill(Field::Author, (*person).to_owned());
        }
        let other = |entry: &&&str| !is_names(entry);
        let site = entries.iter().find(|entry| is_publisher(entry));
        let near = || entries.iter().take(before).rev().chain(entries).find(other);
        if let Some(source) = site.or_else(near) {
            self.fill(Field::Source, (*source).to_owned());
        }
    }

    fn fill(&mut self, field: Field, value: String) {
        let place = match field {
            Field::Source => &mut self.source,
            Field::Author => &mut self.byline,
            Field::Date | Field::Other => return,
        };
        if place.is_none() && !value.is_empty() && !NOBODY.contains(&value.as_str()) {
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
    let label::Found { length, field, spaced } = label::at_start(rest)?;
    let after = rest[length..].trim_start();
    let skipped = rest.len() - length - after.len();
    let label = |end: usize, colon: bool| Label { start, end: start + end, field, colon };
    if let Some(colon) = after.chars().next().filter(|c| matches!(c, '：' | ':')) {
        let behind_word = rest[..length].chars().count() < 2 && text[..start].ends_with(is_han);
        return (!behind_word).then(|| label(length + skipped + colon.len_utf8(), true));
    }
    let entry = dated && !after.is_empty() && stands_apart(&text[..start], skipped > 0);
    let heading = spaced && (start == 0 || text[..start].ends_with(char::is_whitespace));
    let tool =
        field == Field::Other && rest[..length].chars().count() >= 2 && is_loose(text, start, start + length);
    (entry || heading || tool).then(|| label(length, heading))
}

/// Whether a word is no part of a longer one: `1164次阅读|`, not 全民阅读网.
fn is_loose(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back().is_none_or(|c| !is_han(c) || "次条人我".contains(c));
    let behind = text[end..].chars().next().is_none_or(|c| !is_han(c));
    before || behind && text[end..].trim_start().is_empty() && start == 0
}

/// Whether a label without a colon begins an entry of its own: behind a bar, or between two spaces.
fn stands_apart(before: &str, space_behind: bool) -> bool {
    let bar = before.trim_end().ends_with('|');
    bar || space_behind && before.ends_with([' ', '\u{a0}', '\u{3000}'])
}

/// A value up to a wide gap or a bar, without brackets and marks around it.
fn value(text: &str) -> String {
    let text = text.trim_start_matches(|c: char| c.is_whitespace());
    let end = ["  ", "\u{3000}", "|", "｜", "\t", "【", "["]
        .iter()
        .filter_map(|end| text.find(end))
        .chain(next_label(text))
        .min()
        .unwrap_or(text.len());
    let value = text[..end].trim_matches(|c: char| c.is_whitespace() || "|｜，,、/）)（(】]-".contains(c));
    value.to_owned()
}

/// Where a label begins that is not in the list: a space, a few characters, a colon.
fn next_label(text: &str) -> Option<usize> {
    // `发布机构名称` has six; longer words before a colon are text.
    const LONGEST: usize = 6;
    text.match_indices(char::is_whitespace).map(|(i, _)| i).find(|&i| {
        let rest = text[i..].trim_start();
        let word = rest.chars().take_while(|c| is_han(*c)).count();
        (2..=LONGEST).contains(&word) && rest.chars().nth(word).is_some_and(|c| matches!(c, '：' | ':'))
    })
}

/// A short name in one piece.
fn is_one_name(text: &str) -> bool {
    (2..=16).contains(&text.chars().count()) && !text.contains(['，', '、', '：', '“', '（', '《', '|'])
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
        check("2019-05-17 · 某地报道", Some([Some("某地报道"), Some("2019年5月17日"), None]));
        check(
            "小李  某区发布  2023年11月2日 09:12  北京",
            Some([Some("某区发布"), Some("2023年11月2日"), None]),
        );
        check(
            "原创 张三 某区发布 2023-11-02 09:12 发表于某省",
            Some([Some("某区发布"), Some("2023年11月2日"), Some("张三")]),
        );
        check("2019-08-03黄俊", Some([None, Some("2019年8月3日"), Some("黄俊")]));
        check("来源：本站原创 浏览：12", Some([None, None, None]));
        check("来源：全民阅读网  作者：张三", Some([Some("全民阅读网"), None, Some("张三")]));
        check("来　源：某报　　作　者：张三", Some([Some("某报"), None, Some("张三")]));
        check("来源：宣传部 责任科室：办公室 浏览量：", Some([Some("宣传部"), None, None]));
        check("发布日期：112-11-02", Some([None, Some("2023年11月2日"), None]));
        check("随笔 十一月 6th, 2009", Some([None, Some("2009年11月6日"), None]));
        check("某学刊 2019年4期", Some([Some("某学刊 2019年4期"), None, None]));
        check("某网 www.a.example  2008 年 06 月 23 日", Some([Some("某网"), Some("2008年6月23日"), None]));
        check("索　引　号 2019-1 分　　类 其他； 市政府文件", Some([None, None, None]));
    }

    #[test]
    fn what_is_none() {
        check("政府办机关党总支2022年党建工作总结", None);
        check("2023年5月12日，全市召开会议，部署工作。", None);
        check("2022年10月16日是一个重要的日子", None);
        check("强化工作载体建设", None);
        check("2023年5月12日 区委召开推进会议", None);
        check("标题：某局工作总结", None);
    }
}

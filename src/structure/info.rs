//! The line under the title of a web page: 来源：某网 2023年02月02日10:55 作者：某某 编辑：某某.
//!
//! Such a line is made of entries: a label and its value, a date, or a name that needs no label. They come in any order and are parted by
//! bars, gaps, or nothing but the next label.

mod entry;
mod mark;
mod origin;
mod value;

use crate::lexicon::label::{self, Field};
use crate::lexicon::organ::is_publisher;
use crate::lexicon::person::{self, is_author_line, is_names};
use crate::lexicon::place;
use crate::structure::info::entry::{GAP, entries};
use crate::structure::info::mark::labels;
use crate::text::key;

pub(crate) use mark::is_bare_label;
pub(crate) use origin::{closing, introduces, reporter};

/// What such a line tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Info {
    pub(crate) source: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) byline: Option<String>,
    /// The number of a document among the other entries, as the line has it.
    pub(crate) number: Option<String>,
    /// How sure the date is.
    pub(crate) dated: Dated,
    /// A label with a colon says what it tells.
    pub(crate) labelled: bool,
}

/// How sure it is that a date is the one of the text, the least first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Dated {
    /// The day on which the page was looked at: 今天是…, a day of the week behind it.
    #[default]
    Today,
    /// The day of a change.
    Updated,
    /// A date without a label.
    Plain,
    /// The date behind a label.
    Labelled,
    /// The date of a speech in brackets under its title.
    Own,
}

/// How sure a date is that is a line of its own.
pub(crate) fn sureness(line: &str) -> Dated {
    let today = ["星期", "周", "週"].iter().any(|week| line.contains(week));
    if today { Dated::Today } else { Dated::Plain }
}

/// Values that name nobody.
const NOBODY: [&str; 38] = [
    "佚名",
    "匿名",
    "未知",
    "不详",
    "无",
    "空",
    "暂无",
    "admin",
    "Admin",
    "administrator",
    "root",
    "本站",
    "本站原创",
    "原创",
    "网络",
    "互联网",
    "网络整理",
    "网络转载",
    "转载",
    "整理",
    "系统",
    "系统管理员",
    "管理员",
    "超级管理员",
    "网站管理员",
    "网友",
    "小编",
    "其他",
    "其它",
    "本网",
    "本网站",
    "网站",
    "匿名用户",
    "来源网络",
    "会员上传",
    "网友上传",
    "网友投稿",
    "下载本文",
];

/// Reads `text` as an info line; `None` when it is none: too long, a sentence, or without a label or a date.
pub(crate) fn parse(text: &str) -> Option<Info> {
    let text = unwrapped(text);
    if is_too_much(text) {
        return None;
    }
    origin::read(text).or_else(|| labelled(text))
}

/// Whether `text` is a sentence, or longer than such a line.
fn is_too_much(text: &str) -> bool {
    // The longest of 417 such lines has 84 characters; 索引号 and the rest of a record make some longer.
    const LONGEST: usize = 120;
    let record = label::spells(text, "索引号").is_some();
    // `记者：…？` asks.
    let asks = text.contains('？') || text.ends_with('?');
    asks || text.chars().count() > LONGEST || text.contains('。') || text.contains('；') && !record
}

/// `text` without one pair of brackets around all of it, and without a mark before it: `[作者：某某]`, `▌来源：某报`.
fn unwrapped(text: &str) -> &str {
    let text = text
        .trim()
        .trim_start_matches(['▌', '■', '◆', '●', '▲', '▶', '►', '★', '☆', '*', '|', '丨'])
        .trim_start();
    let pairs = [('[', ']'), ('【', '】'), ('（', '）'), ('(', ')'), ('［', '］'), ('〔', '〕')];
    pairs
        .iter()
        .find_map(|(open, close)| {
            text.strip_prefix(*open)?.strip_suffix(*close).filter(|inner| !inner.contains(*open))
        })
        .filter(|inner| {
            label::at_start(inner).is_some_and(|found| !matches!(found.field, Field::Other | Field::Date))
        })
        .unwrap_or(text)
}

/// A line of labels, dates and names.
fn labelled(text: &str) -> Option<Info> {
    let mark::Marked { rest, mut dates, number } = mark::marked(text);
    let labels = labels(&rest, !dates.is_empty());
    let lead = labels.first().map_or(rest.as_str(), |label| &rest[..label.start]);
    let dated = !dates.is_empty();
    if !dated && !labels.iter().any(|label| label.field != Field::Other || label.colon) {
        return None;
    }
    let mut names = entries(lead);
    let strange = names.iter().any(|entry| entry.chars().count() > 24) || lead.contains('，') && !dated;
    if strange || lead.contains('，') && !labels.is_empty() && !lead.trim_start().starts_with('，') {
        return None;
    }
    let (before, after) =
        dates.first().map_or((lead, ""), |date| lead.split_at_checked(date.at).unwrap_or((lead, "")));
    let timed = dates.first().is_some_and(|date| date.timed);
    let named = timed || is_apart(before, after) || is_known(&names);
    let short = names.len() <= 3 && names.iter().all(|name| entry::is_one_name(name));
    let column = after.trim().is_empty() && names.len() == 1 && before.trim_end().chars().count() <= 9;
    if labels.is_empty() && !names.is_empty() && !(short && (named || column)) {
        return None;
    }
    let mut info = Info { number, ..Info::default() };
    let count = entries(before).len();
    for (i, label) in labels.iter().enumerate() {
        let end = labels.get(i + 1).map_or(rest.len(), |next| next.start);
        let (value, more) = value::of(label.field, &rest[label.end..end]);
        if label.field == Field::Author && is_phrase(&value) {
            return None;
        }
        info.labelled |= label.colon && !matches!(label.field, Field::Other | Field::Updated);
        info.fill(label.field, value);
        names.extend(entries(more));
        dates.iter_mut().for_each(|date| date.belongs_to(label, &rest));
    }
    info.date_from(&mut dates);
    info.without_editors(text);
    let posted = is_posted(before, after).then(|| before.trim_end().strip_suffix('于')).flatten();
    if let Some(account) = posted.and_then(|before| entries(before).pop()) {
        info.fill(Field::Account, account.to_owned());
    } else if named && short || names.iter().any(|entry| is_publisher(entry)) {
        info.name(&names, count);
    }
    Some(info)
}

/// Whether somebody put the text on the page at the date between: `韩青山 于` `发布`.
fn is_posted(before: &str, after: &str) -> bool {
    let put = ["发布", "发表", "上传", "创建", "發布", "發表"];
    before.trim_end().ends_with('于') && put.iter().any(|word| after.trim_start().starts_with(word))
}

/// Whether a bar, a dot or a wide gap parts the date from what stands beside it: `2019-05-17 · 某地报道`.
fn is_apart(before: &str, after: &str) -> bool {
    let bars = ['|', '｜', '·', '•', '\t', '\u{3000}'];
    let left = before.ends_with(GAP) || before.trim_end().ends_with(bars);
    let after = after.strip_prefix(GAP).unwrap_or(after);
    let right = after.starts_with(GAP) || after.trim_start().starts_with(bars);
    left || right
}

/// Whether each entry is a person, or the last a paper or an office; a person and a short name are author and account.
fn is_known(names: &[&str]) -> bool {
    let account = matches!(names, [person, account] if is_names(person) && account.chars().count() <= 10);
    account
        || names.last().is_some_and(|entry| is_publisher(entry))
        || names.iter().all(|entry| is_names(entry) || is_author_line(&key(entry)))
}

impl Info {
    /// Persons are authors; what else has a name is the source, of several the one next to the date, which is `before` entries on.
    fn name(&mut self, entries: &[&str], before: usize) {
        let is_person = |entry: &&&str| is_names(entry) || is_author_line(&key(entry));
        if let Some(person) = entries.iter().find(is_person) {
            self.fill(Field::Author, (*person).to_owned());
        }
        if let [entry] = entries
            && let Some(names) = person::apart(entry)
        {
            return self.fill(Field::Author, names);
        }
        let other = |entry: &&&str| !is_person(entry);
        let site = entries.iter().find(|entry| is_publisher(entry) && other(entry));
        let near = || entries.iter().take(before).rev().chain(entries).find(other);
        if let Some(source) = site.or_else(near) {
            self.fill(Field::Source, (*source).to_owned());
        }
    }

    fn fill(&mut self, field: Field, value: String) {
        let place = match field {
            Field::Source | Field::Issuer => &mut self.source,
            Field::Account if is_publisher(&value) => &mut self.source,
            Field::Author | Field::Account => &mut self.byline,
            Field::Date | Field::Updated | Field::Other => return,
        };
        if place.is_none() && is_somebody(&value) {
            *place = Some(value);
        }
    }

    /// The surest of the dates; the first of equals.
    fn date_from(&mut self, dates: &mut Vec<mark::Dating>) {
        dates.retain(|date| date.counts);
        let best = dates.iter().rev().max_by_key(|date| date.dated);
        if let Some(best) = best {
            (self.date, self.dated) = (Some(best.text.clone()), best.dated);
        }
    }

    /// Who is named twice wrote nothing: `作者：某某 编辑：某某` is an account of the office.
    fn without_editors(&mut self, text: &str) {
        self.byline = self.byline.take().filter(|name| text.matches(name.as_str()).count() == 1);
    }

    /// Source, author and date alone, as far as they are asked for; not the day of a look or a change.
    pub(crate) fn only(&self, source: bool, byline: bool, date: bool) -> Info {
        let of = |field: &Option<String>, asked: bool| field.clone().filter(|_| asked);
        let date = of(&self.date, date && self.dated >= Dated::Plain);
        Info { source: of(&self.source, source), byline: of(&self.byline, byline), date, ..Info::default() }
    }

    /// Everything the line told, in one string, for the log.
    pub(crate) fn text(&self) -> String {
        let parts = [&self.source, &self.date, &self.byline, &self.number];
        parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// Whether a value says what somebody did or has: `口述：一个茶农的春天`.
fn is_phrase(value: &str) -> bool {
    value.contains('的') && !is_names(value) && !is_publisher(value)
}

/// Whether a value names a person or a body: not 佚名, not a place, not a sentence.
fn is_somebody(value: &str) -> bool {
    // Several reporters with their papers; longer values are sentences. Reasoned, not measured.
    const LONGEST: usize = 48;
    (2..=LONGEST).contains(&value.chars().count())
        && !NOBODY.contains(&value)
        && !place::is_region(value)
        && value.chars().any(char::is_alphabetic)
        && !value.ends_with(['？', '?', '！', '!'])
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
    fn labels_in_any_order_and_form() {
        let date = Some("2025年3月12日");
        check("作者：韩青山来源：青禾日报时间：2025-03-12", Some([Some("青禾日报"), date, Some("韩青山")]));
        check("时间：2025-03-12 青禾网", Some([Some("青禾网"), date, None]));
        check("2025-03-12 11:10 青禾网[整理]", Some([Some("青禾网"), date, None]));
        check("来源：松溪县水利局（河道站） 2025-03-12", Some([Some("松溪县水利局（河道站）"), date, None]));
        check("作者：韩青山（县委书记）", Some([None, None, Some("韩青山（县委书记）")]));
        check("发布机构 松溪县人民政府 文　号 松政发〔2025〕8号", Some([Some("松溪县人民政府"), None, None]));
        check("部门：松溪县委", Some([Some("松溪县委"), None, None]));
        check("各科室、各部门：", None);
        check("口述：韩青山　整理：白露", Some([None, None, Some("韩青山")]));
        check("来源 韩青山", None);
        check("来源 松溪林业公司", Some([Some("松溪林业公司"), None, None]));
        check("由  松溪县委  提交于  星期五，2025-03-12 16:20", Some([Some("松溪县委"), date, None]));
        check("青禾一夫 于 2025-03-12 22:10:45 发布 阅读量 2.3k", Some([None, date, Some("青禾一夫")]));
        check("青禾网 于 2025-03-12 22:10:45 发布", Some([Some("青禾网"), date, None]));
        check("2025-03-12 08:10   来源：青禾网  韩青山", Some([Some("青禾网"), date, Some("韩青山")]));
        check(
            "QINGHE.COM  2025年3月12日08:19 [ 韩青山 ] 来源：[ 青禾网 ]",
            Some([Some("青禾网"), date, Some("韩青山")]),
        );
        check(
            "2025-03-12 11:55:08 来源:   青禾商业报道\t\t  发表评论\t\t  查看评论",
            Some([Some("青禾商业报道"), date, None]),
        );
        check("口述：一个茶农的春天", None);
        check("[作者：韩青山]", Some([None, None, Some("韩青山")]));
        check("文丨青禾客户端特约评论员 韩青山", Some([None, None, Some("青禾客户端特约评论员 韩青山")]));
        check("执笔/韩青山", Some([None, None, Some("韩青山")]));
        check("青禾報／記者韓青山／松溪即時報導", Some([Some("青禾報"), None, Some("記者韓青山")]));
        check("发布机构：松溪县人民政府 发布日期：2025-03-12", Some([Some("松溪县人民政府"), date, None]));
    }

    #[test]
    fn what_names_nobody() {
        let date = Some("2025年3月12日");
        check("青禾发布 2025年3月12日 09:12 浙江", Some([Some("青禾发布"), date, None]));
        check("2025-03-12 10:00 试听", Some([None, date, None]));
        check("来源：系统 2025-03-12", Some([None, date, None]));
        check("时间:2025-03-12 10:45:55下载本文作者:会员上传", Some([None, date, None]));
        check("成文日期 2025-03-12", Some([None, date, None]));
    }

    #[test]
    fn of_several_dates_the_surest_counts() {
        #[track_caller]
        fn dated(text: &str, date: &str, dated: Dated) {
            let info = parse(text).unwrap_or_default();
            assert_eq!((info.date.as_deref(), info.dated), (Some(date), dated), "{text}");
        }
        dated("今天是2025年3月15日 星期六", "2025年3月15日", Dated::Today);
        dated("更新时间：2025-03-15", "2025年3月15日", Dated::Updated);
        dated("更新时间：2025-03-15 发布时间：2025-03-12", "2025年3月12日", Dated::Labelled);
        dated("2025-03-15 发布时间：2025-03-12", "2025年3月12日", Dated::Labelled);
        dated("2025-03-12 青禾日报", "2025年3月12日", Dated::Plain);
    }

    #[test]
    fn a_number_among_the_entries() {
        let info = parse("松政办发[2025]18号 发布日期：2025-06-01 字号：大 中 小").unwrap_or_default();
        assert_eq!(info.number.as_deref(), Some("松政办发[2025]18号"));
        assert_eq!((info.date.as_deref(), info.source, info.byline), (Some("2025年6月1日"), None, None));
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

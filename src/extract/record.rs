//! What stands above a text and is none of it: front matter of other programs (Hexo, Jekyll, Obsidian, clippers) between fences, and the
//! records scrapers write, `- source_url: …`. Title, date, source and author are evidence; the rest is left out and told.

use crate::diag::{Log, RuleId, Severity};
use crate::extract::Extracted;
use crate::extract::facts::{day, is_name, last_part, without_site};
use crate::lexicon::{kind, organ};
use crate::message;
use crate::text::{Line, Mark, is_han, letters, words};

/// Names of a field, as [`plain`] spells them.
const TITLES: &str = "title 标题 headline";
const DATES: &str = "date 日期 成文日期 发布日期 发布时间 时间 published publisheddate publishdate publishtime pubdate datepublished created createdat";
const SOURCES: &str = "source 来源 信息来源 media site sitename publisher";
const AUTHORS: &str = "author 作者 byline 讲话人 authors creator";
/// Names that show that a list of fields is a record and no text.
const OTHERS: &str = "url link 链接 网址 sourceurl originalurl permalink layout tags tag 标签 categories category 分类 栏目 aliases corpusid \
    docid id slug draft keywords 关键词 description 摘要 cover crawltime updated modified comments toc lang";

/// What stands above a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Its length in bytes, fences included.
    pub length: usize,
    /// Its fields, in their order.
    pub fields: Vec<Field>,
    /// Remarks of whoever wrote it, behind a `#`: what was to be left out for now is mostly among them.
    pub remarks: Vec<(u32, String)>,
}

/// A field of a [`Record`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Line of the input, from 1.
    pub line: u32,
    /// Its name as written.
    pub name: String,
    /// Its value, without quotes; of a list all, with 、 between them.
    pub value: String,
    /// As it stands in the input.
    pub text: String,
}

/// The longest record, in lines.
const LONGEST: usize = 200;

/// The record above `text`: between fences, or without; `known` tells names that make one of a few lines without a fence too.
pub fn record(text: &str, known: &dyn Fn(&str) -> bool) -> Option<Record> {
    let start = text.len() - text.trim_start().len();
    let first = text[start..].lines().next()?.trim_end();
    let fence = match first {
        "---" => Some(["---", "..."]),
        "+++" => Some(["+++", "+++"]),
        _ => None,
    };
    let mut reading =
        Reading { at: start, line: number(text, start), fields: Vec::new(), remarks: Vec::new(), open: None };
    if fence.is_some() {
        reading.skip(first.len(), text);
    }
    let closed = reading.lines(text, fence)?;
    let Reading { at, fields, remarks, .. } = reading;
    let telling = |field: &Field| {
        is_one_of(&field.name, [TITLES, DATES, SOURCES, AUTHORS, OTHERS]) || known(&field.name)
    };
    let latin = |field: &&Field| field.name.is_ascii();
    let enough = match closed {
        true => fields.iter().any(telling),
        // Without a fence a line with a colon may be text: Chinese ones are read as lines of a page.
        false => {
            fields.iter().filter(latin).count() >= 2
                && fields.iter().all(|field| field.name.is_ascii())
                && fields.iter().any(telling)
        }
    };
    enough.then_some(Record { length: at, fields, remarks })
}

fn number(text: &str, at: usize) -> u32 {
    u32::try_from(text[..at].matches('\n').count()).unwrap_or(u32::MAX).saturating_add(1)
}

/// How far a record has been read.
struct Reading {
    at: usize,
    line: u32,
    fields: Vec<Field>,
    remarks: Vec<(u32, String)>,
    /// Whether the last field may go on: a list, or a value on the lines below.
    open: Option<()>,
}

impl Reading {
    /// Goes on behind a line of `length` bytes.
    fn skip(&mut self, length: usize, text: &str) {
        self.at += length;
        let end = text[self.at..].find('\n').map_or(text.len(), |end| self.at + end + 1);
        (self.at, self.line) = (end, self.line + 1);
    }

    /// Reads fields: to the fence, which must come, or as long as there are any. Whether it was closed.
    fn lines(&mut self, text: &str, fence: Option<[&str; 2]>) -> Option<bool> {
        for _ in 0..LONGEST {
            let rest = &text[self.at..];
            let line = rest.lines().next().filter(|_| !rest.is_empty());
            let Some(line) = line else { return fence.is_none().then_some(false) };
            let trimmed = line.trim_end();
            if fence.is_some_and(|fence| fence.contains(&trimmed)) {
                self.skip(line.len(), text);
                return Some(true);
            }
            if !self.takes(line, fence.is_some()) {
                // The fence below a record that has none above it: the first was lost.
                let half = fence.is_none() && trimmed == "---" && !self.fields.is_empty();
                half.then(|| self.skip(line.len(), text));
                return fence.is_none().then_some(half);
            }
            self.skip(line.len(), text);
        }
        None
    }

    /// Takes a line of a record; whether it is one.
    fn takes(&mut self, line: &str, fenced: bool) -> bool {
        let bare = line.trim();
        if bare.is_empty() || bare.starts_with('#') {
            self.remarks.extend((fenced && !bare.is_empty()).then(|| (self.line, bare.to_owned())));
            return fenced;
        }
        let indented = line.starts_with([' ', '\t']);
        if !indented && let Some((name, value)) = field(bare, fenced) {
            self.open = (value.is_empty() || matches!(value, ">" | "|" | ">-" | "|-" | "[")).then_some(());
            let value = if self.open.is_some() { String::new() } else { unquoted(value) };
            self.fields.push(Field { line: self.line, name: name.to_owned(), value, text: bare.to_owned() });
            return true;
        }
        let item = bare.strip_prefix('-').filter(|item| item.is_empty() || item.starts_with(' '));
        let goes_on = self.open.is_some() && (item.is_some() || indented || bare == "]");
        let Some(last) = self.fields.last_mut().filter(|_| goes_on || fenced && indented) else {
            return false;
        };
        let value = unquoted(item.unwrap_or(bare).trim().trim_matches(['[', ']', ',']));
        if !last.value.is_empty() && !value.is_empty() {
            last.value.push('、');
        }
        last.value.push_str(&value);
        last.text.push('\n');
        last.text.push_str(bare);
        true
    }
}

/// Name and value of `name: value`, `name = value`, `- name: value`. Without fences a name is Latin, and no word of a sentence.
fn field(line: &str, fenced: bool) -> Option<(&str, &str)> {
    // `article:published_time` has 22 letters; a sentence with a colon is longer before it.
    const NAME: usize = 30;
    let line = line.strip_prefix("- ").filter(|_| !fenced).unwrap_or(line);
    let at = line.find([':', '：', '='])?;
    let (name, rest) = (line[..at].trim_end(), &line[at..]);
    let mark = rest.chars().next()?;
    let value = &rest[mark.len_utf8()..];
    let name = name.trim_matches(['"', '\'']);
    let latin = |c: char| c.is_ascii_alphanumeric() || "_- .".contains(c);
    let is_name = (1..=NAME).contains(&name.chars().count())
        && !value.starts_with("//")
        && match fenced {
            true => name.chars().all(|c| latin(c) || is_han(c)),
            false => {
                mark == ':'
                    && name.starts_with(|c: char| c.is_ascii_alphabetic())
                    && name.chars().all(|c| latin(c) && c != ' ' && c != '.')
            }
        };
    (is_name && (mark != ':' || value.is_empty() || value.starts_with([' ', '\t']) || !fenced))
        .then_some((name, value.trim()))
}

/// A value without its quotes; a list in brackets as one text.
fn unquoted(value: &str) -> String {
    let list = value.strip_prefix('[').and_then(|value| value.strip_suffix(']'));
    let plain = |value: &str| value.trim().trim_matches(['"', '\'']).to_owned();
    match list {
        Some(list) => list.split([',', '，']).map(plain).collect::<Vec<_>>().join("、"),
        None => plain(value),
    }
}

/// The name of a field, however it is written: `source_url`, `Source URL`.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn is_one_of<const N: usize>(name: &str, lists: [&str; N]) -> bool {
    let name = plain(name);
    lists.into_iter().any(|list| words(list).any(|word| word == name))
}

/// What a record says of the text below it.
#[derive(Debug, Default)]
struct Said {
    /// The field with the title, and the title without the name of a site.
    title: Option<(usize, String)>,
    /// Date, source and author, as the markup of a page would say them.
    line: Option<Line>,
    /// Whether each field went into these.
    used: Vec<bool>,
}

impl Record {
    /// Whether a field of this name is in it that other programs write too.
    pub fn knows(&self, name: &str) -> bool {
        is_one_of(name, [TITLES, DATES, SOURCES, AUTHORS, OTHERS])
            && self.fields.iter().any(|field| field.name == name)
    }

    /// What it says that can be believed; of several fields that say the same the first.
    fn said(&self) -> Said {
        let mut used = vec![false; self.fields.len()];
        let mut first = |names, believed: fn(&str) -> Option<String>| {
            let found = self.fields.iter().enumerate().find_map(|(i, field)| {
                is_one_of(&field.name, [names])
                    .then(|| believed(&field.value))
                    .flatten()
                    .map(|value| (i, value))
            });
            found.inspect(|(i, _)| used[*i] = true)
        };
        let title = first(TITLES, |value| Some(named(value).to_owned()).filter(|title| !title.is_empty()));
        let name = |value: &str| Some(value.to_owned()).filter(|value| is_name(value));
        let date = first(DATES, day);
        let source = first(SOURCES, name).map(|(i, name)| (i, format!("来源：{name}")));
        let author = first(AUTHORS, name).map(|(i, name)| (i, format!("作者：{name}")));
        let parts: Vec<(usize, String)> = [date, source, author].into_iter().flatten().collect();
        let text = parts.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("|");
        let number = parts.first().map(|(i, _)| self.fields[*i].line);
        let line = number.map(|number| Line { mark: Mark::Meta, ..Line::plain(text, number) });
        Said { title, line, used }
    }
}

/// The title in the field of a record: whole, but for the name of a site behind it.
///
/// Such a name is that of a publisher, or shorter than what stands before it: `茶话 | 二十年茶山纪事` and `2002-2012年的茶山` are whole.
fn named(value: &str) -> &str {
    let before = without_site(value);
    let behind = letters(value.get(before.len()..).unwrap_or_default()).chars().count();
    let goes_on = behind >= letters(before).chars().count() && !organ::is_publisher(last_part(value));
    if goes_on { value.trim() } else { before }
}

/// How many lines from the top a title is looked for that the text shows itself.
const REACH: usize = 12;

/// What of a record is left out.
const LEFT: RuleId = "front.field";
/// A record names elements of an official document.
const ELEMENT: RuleId = "front.element";

/// What a record says is taken for the text.
const READ: RuleId = "front.read";

/// Puts what `record` says above the lines of `read`, the text below it; what is left out goes into the log. `is_element` tells names of
/// elements of an official document, which no text from elsewhere sets.
pub fn put_above(log: &mut Log, record: &Record, read: &mut Extracted, is_element: &dyn Fn(&str) -> bool) {
    record.fields.iter().for_each(|field| read.seen.add(&field.text));
    for (line, remark) in &record.remarks {
        read.seen.add(remark);
        log.removed(LEFT, *line, remark);
    }
    let Said { title, line, mut used } = record.said();
    let mut above: Vec<Line> = Vec::new();
    if let Some(line) = line {
        let titled = title.as_ref().map(|(index, _)| *index);
        let read =
            record.fields.iter().zip(&used).enumerate().filter(|(i, (_, used))| **used && titled != Some(*i));
        let read: Vec<&str> = read.map(|(_, (field, _))| field.text.as_str()).collect();
        log.changed(READ, line.number, &read.join("\n"), &line.text);
        above.push(line);
    }
    if let Some((index, title)) = title {
        let field = &record.fields[index];
        match shows_title(&mut read.lines, &title) {
            Title::Shown => log.changed(READ, field.line, &field.text, ""),
            Title::Other => used[index] = false,
            Title::Missing => {
                log.changed(READ, field.line, &field.text, &title);
                above.push(Line { mark: Mark::Title, ..Line::plain(title, field.line) });
            }
        }
    }
    read.shown.iter_mut().for_each(|picture| picture.above += above.len());
    read.lines.splice(0..0, above);
    let left: Vec<&Field> =
        record.fields.iter().zip(used).filter(|(_, used)| !used).map(|(field, _)| field).collect();
    tell(log, left, is_element);
}

/// How the lines of a text stand to the title its record gives.
enum Title {
    Shown,
    /// They show another that is surer.
    Other,
    Missing,
}

fn shows_title(lines: &mut [Line], title: &str) -> Title {
    let wanted = letters(title);
    let agrees = |text: &str| text == wanted || text.chars().count() >= 4 && wanted.starts_with(text);
    let reach = REACH.min(lines.len());
    let top = &mut lines[..reach];
    if let Some(line) = top.iter_mut().find(|line| agrees(&letters(&line.text))) {
        line.mark = Mark::Title;
        return Title::Shown;
    }
    let surer = |line: &Line| {
        let official = kind::ends_title(&line.text) && !kind::ends_title(title);
        matches!(line.mark, Mark::Title | Mark::Heading(1)) || official && line.text.contains("关于")
    };
    if top.iter().any(surer) { Title::Other } else { Title::Missing }
}

/// Says that what stands above a text sets elements although nobody said that it is his own.
pub fn tell_in_force(log: &mut Log, record: &Record) {
    let names: Vec<&str> = record.fields.iter().map(|field| field.name.as_str()).collect();
    let message = message!(
        "%{names} above the text is in force; --no-trust-front-matter leaves it out",
        names = names.join("、")
    );
    log.found(ELEMENT, Severity::Info, record.fields.first().map_or(1, |field| field.line), message);
}

fn tell(log: &mut Log, left: Vec<&Field>, is_element: &dyn Fn(&str) -> bool) {
    let (elements, others): (Vec<&Field>, Vec<&Field>) =
        left.into_iter().partition(|field| is_element(&field.name));
    elements.iter().chain(&others).for_each(|field| log.removed(LEFT, field.line, &*field.text));
    let names =
        |fields: &[&Field]| fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>().join("、");
    if let Some(first) = elements.first() {
        let message = message!(
            "%{names} above the text is not in force, since a text from elsewhere sets no elements; if it is your own, --trust-front-matter puts it in force",
            names = names(&elements)
        );
        log.found(ELEMENT, Severity::Warning, first.line, message);
    }
    if let Some(first) = others.first() {
        let message =
            message!("what stands above the text about it is left out: %{names}", names = names(&others));
        log.found(LEFT, Severity::Info, first.line, message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(Option<&str>, Option<&str>, &[&str])>) {
        let record = record(text, &|name| name == "密级");
        let Some((title, line, left)) = expected else {
            assert_eq!(record, None, "{text}");
            return;
        };
        let record = record.expect(text);
        let said = record.said();
        assert_eq!(said.title.as_ref().map(|(_, title)| title.as_str()), title, "{text}");
        assert_eq!(said.line.as_ref().map(|line| line.text.as_str()), line, "{text}");
        let unused = record.fields.iter().zip(&said.used).filter(|(_, used)| !**used);
        assert_eq!(unused.map(|(field, _)| field.name.as_str()).collect::<Vec<_>>(), left, "{text}");
        assert!(text[record.length..].trim_start().starts_with("正文"), "{text}");
    }

    #[test]
    fn front_matter_of_other_programs() {
        check(
            "---\ntitle: \"岚川办好民生实事\"\npublished: 2026-02-01T08:00\naliases:\n  - 甲\nurl: https://a.example/b\n---\n正文",
            Some((Some("岚川办好民生实事"), Some("2026-02-01"), &["aliases", "url"])),
        );
        check(
            "\n---\nlayout: post\ntags: [甲, 乙]\nauthor: 张三\n...\n正文",
            Some((None, Some("作者：张三"), &["layout", "tags"])),
        );
        check("+++\ntitle = '岚川实事'\nweight = 3\n+++\n正文", Some((Some("岚川实事"), None, &["weight"])));
        check("---\n密级: 绝密\n来源：某报\n---\n\n正文", Some((None, Some("来源：某报"), &["密级"])));
        check("---\ntitle: a: b: [\ntags: {x\n---\n正文", Some((Some("a: b: ["), None, &["tags"])));
        check(
            "---\ndescription: >-\n  一行\n  又一行\ntitle: 岚川实事_某网\n---\n正文",
            Some((Some("岚川实事"), None, &["description"])),
        );
    }

    #[test]
    fn records_of_scrapers() {
        check(
            "- corpus_id: 18\n- source_url: https://a.example/b\n- title: 岚川实事\n\n正文",
            Some((Some("岚川实事"), None, &["corpus_id", "source_url"])),
        );
        check(
            "title: 岚川实事\nlayout: post\naliases:\n- 甲\n---\n正文",
            Some((Some("岚川实事"), None, &["layout", "aliases"])),
        );
    }

    #[test]
    fn text_is_no_record() {
        for text in [
            "---\n正文一段。\n---\n又一段",
            "---\n一、工作：要做好。\n---\n正文",
            "---\ntitle: 随笔\n正文",
            "title: 岚川实事\n正文",
            "时间：2026年\n地点：岚川\n正文",
            "https://a.example\nhttp://b.example\n正文",
            "- 一\n- 二\n",
            "Note: 甲\nTime: 乙\n正文",
            "",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn a_title_is_whole_where_no_site_stands_behind_it() {
        for title in
            ["茶话 | 二十年茶山纪事", "2002-2012年的茶山", "茶山日记|一个茶农的三十年|六月", "二十年茶山纪事"]
        {
            assert_eq!(named(title), title);
        }
        for title in ["茶山纪事 | 某某", "茶山纪事_松溪频道_青禾网", "茶山纪事 - 松溪人民广播电台"]
        {
            assert_eq!(named(title), "茶山纪事");
        }
    }

    #[test]
    fn the_title_of_the_text_is_surer() {
        let put = |title: &str, texts: &[&str]| {
            let record = record(&format!("---\ntitle: {title}\n---\n"), &|_| false).unwrap();
            let lines = texts.iter().map(|text| Line::plain(*text, 5)).collect();
            let mut read = Extracted { lines, ..Extracted::default() };
            let mut log = Log::new();
            put_above(&mut log, &record, &mut read, &|_| false);
            let titles: Vec<usize> =
                (0..read.lines.len()).filter(|&i| read.lines[i].mark == Mark::Title).collect();
            (read.lines.len(), titles, log.removals().len())
        };
        assert_eq!(put("岚川办好实事", &["正文一段。"]), (2, vec![0], 0));
        assert_eq!(put("岚川办好实事_某网", &["栏目", "岚川办好实事"]), (2, vec![1], 0));
        assert_eq!(put("通知公告栏", &["关于防汛工作的通知", "正文。"]), (2, vec![], 1));
    }

    #[test]
    fn remarks_are_told() {
        let text = "---\n# 主送: 各乡镇\ntitle: 岚川实事\n---\n";
        let record = record(text, &|_| false).unwrap();
        let (mut log, mut read) = (Log::new(), Extracted::default());
        put_above(&mut log, &record, &mut read, &|_| false);
        let told: Vec<_> =
            log.removals().iter().map(|removal| (removal.line, removal.text.as_str())).collect();
        assert_eq!(told, [(2, "# 主送: 各乡镇")]);
    }

    #[test]
    fn what_is_left_out_is_told() {
        let text = "---\n密级: 绝密\ntags: 甲\n---\n";
        let record = record(text, &|_| true).unwrap();
        let mut log = Log::new();
        put_above(&mut log, &record, &mut Extracted::default(), &|name| name == "密级");
        let told: Vec<_> =
            log.findings().iter().map(|found| (&*found.rule, found.severity, found.line)).collect();
        assert_eq!(told, [(ELEMENT, Severity::Warning, 2), (LEFT, Severity::Info, 3)]);
        assert_eq!(
            log.removals().iter().map(|removal| removal.text.as_str()).collect::<Vec<_>>(),
            ["密级: 绝密", "tags: 甲"]
        );
    }

    #[test]
    fn a_line_shows_the_title_of_its_record_if_it_is_one_or_begins_one() {
        let shown = |line: &str, title: &str| {
            let mut lines = [Line::plain("青禾日报", 1), Line::plain(line, 2)];
            let found = shows_title(&mut lines, title);
            (matches!(found, Title::Shown), matches!(found, Title::Other), lines[1].mark == Mark::Title)
        };
        let title = "全市春耕工作会议召开";
        assert_eq!(shown(title, title), (true, false, true));
        assert_eq!(shown("全市春耕", title), (true, false, true));
        assert_eq!(shown("全市春", title), (false, false, false));
        assert_eq!(shown("春耕工作会议召开", title), (false, false, false));
        assert_eq!(shown("召开", "召开"), (true, false, true));
        assert_eq!(shown("关于做好春耕工作的通知", title), (false, true, false));
    }

    #[test]
    fn a_record_knows_the_names_other_programs_write_and_that_it_has() {
        let record =
            record("---\ntitle: 甲\nurl: https://a.example\n密级: 绝密\n---\n正文", &|_| false).unwrap();
        assert!(record.knows("title") && record.knows("url"));
        // One it has not, and one no other program writes.
        assert!(!record.knows("date") && !record.knows("密级"));
    }

    #[test]
    fn a_field_knows_its_line() {
        let lines = |text: &str| {
            let record = record(text, &|_| false).unwrap();
            record.fields.iter().map(|field| field.line).collect::<Vec<_>>()
        };
        assert_eq!(lines("---\ntitle: 甲\ndate: 2026-01-05\n---\n正文"), [2, 3]);
        assert_eq!(lines("\n\n---\ntitle: 甲\n\ndate: 2026-01-05\n---\n正文"), [4, 6]);
    }
}

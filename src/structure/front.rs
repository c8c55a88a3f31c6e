//! What stands above the text: kicker, title, subtitle, author, unit, source, date.

use std::collections::{BTreeSet, HashSet};

use crate::diag::{Log, RuleId, is_kept};
use crate::document::{Article, Block, Role};
use crate::structure::{date, ending, heading, info, words};
use crate::text::{Line, Mark, ends_sentence, key};

/// Reads the title block off the top of `lines`; returns it with the lines of the text.
///
/// `blocks` of the article holds what stands among the title lines and belongs to the text: a document number, a note.
pub(crate) fn parse(
    log: &mut Log,
    lines: Vec<Line>,
    compiled: bool,
    keep: &BTreeSet<String>,
) -> (Article, Vec<Line>) {
    let mut front = Front { log, article: Article::default(), compiled, keep, state: State::Above };
    let lines = joined_labels(split_dates(lines));
    let title = title_index(&lines);
    let level = title.and_then(|i| heading_level(&lines[i]));
    let mut rest = lines.into_iter().enumerate().peekable();
    while let Some((i, line)) = rest.peek() {
        if !front.takes(*i, line, title, level) {
            break;
        }
        if let Some((i, line)) = rest.next() {
            front.take(i, line, title);
        }
    }
    let article = front.article;
    let start = rest.peek().map_or(0, |(i, _)| *i);
    let mut text = Vec::new();
    for (i, line) in rest {
        if i <= start + REACH && !is_kept(AGAIN, keep) && is_title_again(&article, &line) {
            log.removed(AGAIN, line.number, line.text);
        } else {
            text.push(line);
        }
    }
    (article, text)
}

/// The rule that takes out what the page has above the title.
const ABOVE: RuleId = "web.above";
/// The rule that takes out the title where it is repeated.
const AGAIN: RuleId = "title.repeated";

/// How many lines below the title block its repetition is looked for.
const REACH: usize = 5;

/// How far the reading of the title block has come.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Above,
    Title,
    Below,
}

struct Front<'l> {
    log: &'l mut Log,
    article: Article,
    compiled: bool,
    keep: &'l BTreeSet<String>,
    state: State,
}

impl Front<'_> {
    /// Whether the line still belongs to the title block.
    fn takes(&self, i: usize, line: &Line, title: Option<usize>, level: Option<u8>) -> bool {
        let Some(title) = title else { return i < 4 && self.is_detail(line) };
        if i <= title || line.mark == Mark::Contents {
            return true;
        }
        let same_title = self.state == State::Title && continues_title(&self.article, line, level);
        same_title || self.is_detail(line) || self.repeats_title(line)
    }

    fn repeats_title(&self, line: &Line) -> bool {
        !is_kept(AGAIN, self.keep) && is_title_again(&self.article, line)
    }

    /// Subtitle, author, unit, source, date, document number or note.
    fn is_detail(&self, line: &Line) -> bool {
        let marked = matches!(line.mark, Mark::Heading(_) | Mark::Strong);
        let named = detail(&line.text, false);
        let heading = marked && matches!(named, Some(Detail::Unit | Detail::Author) | None);
        !heading
            && line.mark != Mark::Row
            && detail(&line.text, self.article.byline.is_some() || self.article.unit.is_some()).is_some()
    }

    fn take(&mut self, i: usize, line: Line, title: Option<usize>) {
        match title {
            _ if line.mark == Mark::Contents => self.block(Role::Contents, line),
            Some(title) if i < title => self.above(line, i + 1 == title),
            Some(title) if i == title => {
                self.article.line = line.number;
                self.title(&line);
                self.state = State::Title;
            }
            _ if self.repeats_title(&line) => self.log.removed(AGAIN, line.number, line.text),
            _ if self.state == State::Title && !self.is_detail(&line) => self.title(&line),
            _ => {
                self.state = State::Below;
                self.detail(line);
            }
        }
    }

    /// A line above the title: source and date, a document number, a kicker, or what the page had there.
    fn above(&mut self, line: Line, next_to_title: bool) {
        let marked = matches!(line.mark, Mark::Heading(_));
        match detail(&line.text, true) {
            Some(Detail::Info | Detail::Date | Detail::Number | Detail::Author) => self.detail(line),
            _ if marked || next_to_title && can_be_kicker(&line.text) => self.article.kicker.push(line.text),
            _ if is_kept(ABOVE, self.keep) => self.article.kicker.push(line.text),
            _ => self.log.removed(ABOVE, line.number, line.text),
        }
    }

    fn title(&mut self, line: &Line) {
        let bare = ["标题：", "标题:"].iter().find_map(|label| line.text.strip_prefix(label)).map(str::trim);
        if let Some(bare) = bare {
            self.log.changed("title.label", line.number, &line.text, bare);
        }
        let line = &Line { text: bare.unwrap_or(&line.text).to_owned(), ..line.clone() };
        let (text, unit) = split_unit(&line.text, self.compiled);
        if let Some(unit) = unit {
            self.log.changed("title.unit", line.number, &line.text, &format!("{text} {unit}"));
            self.article.unit = Some(unit.to_owned());
        }
        self.article.title.extend(phrases(text));
    }

    fn detail(&mut self, line: Line) {
        let has_author = self.article.byline.is_some() || self.article.unit.is_some();
        match detail(&line.text, has_author) {
            Some(Detail::Info) => self.info(&line),
            Some(Detail::Subtitle) => self.article.subtitle.push(line.text),
            Some(Detail::Author) => self.author(&line),
            Some(Detail::Unit) => self.article.unit = Some(line.text),
            Some(Detail::Date) => self.date(&line),
            Some(Detail::Number) => self.block(Role::Number, line),
            Some(Detail::Credit) => self.block(Role::Credit, line),
            _ => self.block(Role::Note, line),
        }
    }

    fn block(&mut self, role: Role, line: Line) {
        self.article.blocks.push(Block { role, text: line.text, line: line.number });
    }

    fn info(&mut self, line: &Line) {
        let mut info = info::parse(&line.text).unwrap_or_default();
        let article = &mut self.article;
        if article.source.is_some() {
            info.source = None;
        }
        if article.date.is_some() {
            info.date = None;
        }
        if article.byline.is_some() {
            info.byline = None;
        }
        self.log.changed("info.line", line.number, &line.text, &info.text());
        article.source = article.source.take().or(info.source);
        article.date = article.date.take().or(info.date);
        article.byline = article.byline.take().or(info.byline);
    }

    /// An author line; the label 作者： is no part of the name.
    fn author(&mut self, line: &Line) {
        let name = ["作者：", "作者:", "文/", "文|"].iter().find_map(|label| line.text.strip_prefix(label));
        let name = name.map_or(line.text.as_str(), str::trim);
        if name != line.text {
            self.log.changed("info.line", line.number, &line.text, name);
        }
        match &mut self.article.byline {
            Some(byline) => {
                byline.push('　');
                byline.push_str(name);
            }
            None => self.article.byline = Some(name.to_owned()),
        }
    }

    fn date(&mut self, line: &Line) {
        let text = date::whole_line(&line.text).unwrap_or_else(|| line.text.clone());
        if self.article.date.is_some() {
            self.log.removed("info.line", line.number, line.text.clone());
            return;
        }
        if text != line.text {
            self.log.changed("info.line", line.number, &line.text, &text);
        }
        self.article.date = Some(text);
    }
}

enum Detail {
    Info,
    Subtitle,
    Author,
    Unit,
    Date,
    Number,
    Note,
    Credit,
}

/// What a line of the title block is; `has_author` once an author or unit is known.
fn detail(text: &str, has_author: bool) -> Option<Detail> {
    let key = key(text);
    if is_subtitle(text) {
        Some(Detail::Subtitle)
    } else if date::whole_line(text).is_some() {
        Some(Detail::Date)
    } else if info::parse(text).is_some() {
        Some(Detail::Info)
    } else if words::is_author_line(&key) && !ends_sentence(text) {
        Some(Detail::Author)
    } else if is_document_number(text) {
        Some(Detail::Number)
    } else if ending::is_credit(&key) {
        Some(Detail::Credit)
    } else if is_note(text) {
        Some(Detail::Note)
    } else if !has_author && words::is_names(text) {
        Some(Detail::Author)
    } else if !has_author && words::is_body_name(text) {
        Some(Detail::Unit)
    } else {
        None
    }
}

fn is_subtitle(text: &str) -> bool {
    let rest = text.trim_start_matches(['—', '－', '-', '─']);
    let dashes = text.chars().count() - rest.chars().count();
    (1..=3).contains(&dashes) && !rest.is_empty() && rest.chars().count() <= 50 && !ends_sentence(text)
}

/// `×政发〔2024〕7号`.
fn is_document_number(text: &str) -> bool {
    text.chars().count() <= 24 && text.contains('〔') && text.ends_with('号')
        || text.starts_with('第') && text.ends_with('号') && text.chars().count() <= 8
}

/// A whole line in brackets: `（2023年5月12日…会议通过）`.
fn is_note(text: &str) -> bool {
    let passed = crate::text::words("通过 公布 发布 施行 修订 修正 批准")
        .any(|end| text.trim_end_matches('）').ends_with(end));
    if passed && date::find(text).is_some_and(|date| date.start <= 3) && text.chars().count() <= 80 {
        return true;
    }
    text.starts_with('（')
        && text.ends_with('）')
        && text.matches('（').count() == 1
        && (4..=80).contains(&text.chars().count())
        && heading::marker(text).is_none()
}

/// `（2006年8月30日） 同志们：`: the date under the title and the salutation are two lines.
fn split_dates(lines: Vec<Line>) -> Vec<Line> {
    const REACH: usize = 8;
    let mut split = Vec::with_capacity(lines.len() + 1);
    for (i, line) in lines.into_iter().enumerate() {
        let end = line.text.find('）').map_or(0, |i| i + '）'.len_utf8());
        let (date, rest) = line.text.split_at(end);
        let salutation = rest.trim();
        if i < REACH && salutation.ends_with('：') && date::whole_line(date).is_some() {
            split.push(Line { text: date.to_owned(), ..line.clone() });
            split.push(Line { text: salutation.to_owned(), blank_above: 0, ..line });
        } else {
            split.push(line);
        }
    }
    split
}

/// A label of a record and the value on the next line become one line: `索引号：` `6107…`.
fn joined_labels(lines: Vec<Line>) -> Vec<Line> {
    let head = lines.iter().position(is_text).unwrap_or(lines.len());
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    for (i, line) in lines.into_iter().enumerate() {
        match joined.last_mut() {
            Some(label)
                if i < head && info::is_bare_label(&label.text) && !info::is_bare_label(&line.text) =>
            {
                label.text.push_str(&line.text);
            }
            _ => joined.push(line),
        }
    }
    joined
}

/// The line that is the title.
fn title_index(lines: &[Line]) -> Option<usize> {
    const DEEPEST: usize = 600;
    if let Some(i) = lines.iter().position(|line| line.mark == Mark::Title) {
        return Some(i);
    }
    let head = lines.iter().take(DEEPEST).position(is_text).unwrap_or(lines.len().min(DEEPEST));
    marked_title(&lines[..head]).or_else(|| plain_title(&lines[..head], &lines[head..]))
}

/// The first of the highest headings above the text.
fn marked_title(head: &[Line]) -> Option<usize> {
    let level =
        head.iter().filter(|line| heading::marker(&line.text).is_none()).filter_map(heading_level).min()?;
    head.iter().position(|line| heading_level(line) == Some(level))
}

fn heading_level(line: &Line) -> Option<u8> {
    match line.mark {
        Mark::Heading(level) => Some(level),
        _ => None,
    }
}

/// The line above the text that has most of what titles have; the first of equals.
fn plain_title(head: &[Line], text: &[Line]) -> Option<usize> {
    let pairs = pairs_of(text.iter().take(4).map(|line| line.text.as_str()));
    let info = head.iter().position(|line| matches!(detail(&line.text, true), Some(Detail::Info)));
    let mut best: Option<(i32, usize)> = None;
    for (i, line) in head.iter().enumerate().filter(|(_, line)| can_be_title(line)) {
        let over_info = info.is_some_and(|info| i < info && info - i <= 3);
        let next = head.get(i + 1).is_some_and(can_be_title);
        let kicker = is_kicker(&line.text) && next;
        let points = title_points(&line.text, &pairs) + 2 * i32::from(over_info) - 6 * i32::from(kicker);
        if best.is_none_or(|(most, _)| points > most) {
            best = Some((points, i));
        }
    }
    let (_, i) = best?;
    let kicked = (i.saturating_sub(2)..i)
        .find(|&k| is_kicker(&head[k].text) && head[k + 1..i].iter().all(can_be_title));
    let i = kicked.map_or(i, |kicker| kicker + 1);
    let first_half = i > 0 && can_be_title(&head[i - 1]) && is_first_half(&head[i - 1].text, &head[i].text);
    Some(if first_half { i - 1 } else { i })
}

/// Whether a title goes on in `next`: `某某办公室` `关于…的通知`, `国务院关于2018年度` `…的决定`.
fn is_first_half(text: &str, next: &str) -> bool {
    let issued = next.starts_with("关于") && words::is_body_name(text);
    issued || text.contains("关于") && !ends_like_kind(text) && ends_like_kind(next)
}

/// What speaks for a line as the title: its kind, its length, and how much of it comes again in the text.
fn title_points(text: &str, pairs: &HashSet<(char, char)>) -> i32 {
    let length = text.chars().count();
    let own = pairs_of(std::iter::once(text));
    let shared = own.iter().filter(|pair| pairs.contains(pair)).count();
    let site = crate::text::words("政府 网 网站 首页 频道 公报 信息公开").any(|end| text.ends_with(end))
        && length <= 12;
    let listed = crate::text::is_bulleted(text);
    let body = words::is_body_name(text);
    let kind = ends_like_kind(text) && text.contains("关于");
    let share = i32::try_from(6 * shared / own.len().max(1)).unwrap_or(0);
    share + 3 * i32::from(kind) + 2 * i32::from(length >= 8)
        - 2 * i32::from(length < 6)
        - 3 * i32::from(site)
        - 5 * i32::from(listed || body)
}

/// Pairs of neighbouring Chinese characters.
fn pairs_of<'t>(texts: impl Iterator<Item = &'t str>) -> HashSet<(char, char)> {
    let pairs = texts.flat_map(|text| text.chars().zip(text.chars().skip(1)));
    pairs.filter(|(a, b)| crate::text::is_han(*a) && crate::text::is_han(*b)).collect()
}

fn can_be_title(line: &Line) -> bool {
    const LONGEST: usize = 64;
    let length = line.text.chars().count();
    (2..=LONGEST).contains(&length)
        && (!ends_sentence(&line.text) || line.text.ends_with(['？', '！', '”', '》', '）']))
        && heading::marker(&line.text).is_none_or(|marker| marker.level == 3 && !line.text.contains('、'))
        && detail(&line.text, true).is_none()
}

/// A line over the title of a news report: `某某在某地调研时强调`.
fn is_kicker(text: &str) -> bool {
    ["强调", "指出", "要求", "时表示", "时提出"].iter().any(|end| text.ends_with(end))
}

/// A line that can stand over a title: a phrase of some length, not the name of a site or an entry of a menu.
fn can_be_kicker(text: &str) -> bool {
    let length = text.chars().count();
    is_kicker(text) || (8..=36).contains(&length) && title_points(text, &HashSet::new()) >= 2
}

/// Where the text begins: a sentence, a numbered heading, a line of recipients.
fn is_text(line: &Line) -> bool {
    let numbered =
        heading::numbered(&line.text).is_some() && heading::marker(&line.text).is_some_and(|m| m.level != 3);
    let sentence =
        ends_sentence(&line.text) && line.text.chars().count() >= 12 && detail(&line.text, true).is_none();
    let heading = matches!(line.mark, Mark::Heading(_) | Mark::Title);
    !heading
        && (sentence
            || numbered
            || line.mark == Mark::Row
            || line.text.ends_with('：') && info::parse(&line.text).is_none())
}

/// Whether `line` is the next line of a title in several lines.
fn continues_title(article: &Article, line: &Line, level: Option<u8>) -> bool {
    let Some(last) = article.title.last() else { return false };
    if level.is_some() && line.mark != Mark::Title
        || article.unit.is_some()
        || article.title.len() >= 3
        || line.blank_above > 0
        || !can_be_title(line)
    {
        return false;
    }
    let open = last.ends_with(['的', '和', '与', '及', '、', '于'])
        || last.ends_with("关于")
        || last.ends_with("印发");
    let carries_on = line.text.starts_with("关于") || line.text.starts_with('的');
    let halved = last.contains("关于") && !ends_like_kind(last) && ends_like_kind(&line.text);
    let kicked = article.kicker.last().is_some_and(|kicker| is_kicker(kicker))
        && article.title.len() == 1
        && line.text.chars().count() <= 30;
    open || carries_on && !ends_like_kind(last) || kicked || halved || line.mark == Mark::Title
}

/// Whether `text` ends with the name of a kind of document.
fn ends_like_kind(text: &str) -> bool {
    const KINDS: &str = "通知 决定 意见 方案 报告 总结 讲话 办法 规定 公告 通报 请示 函 纪要 批复 条例 细则 规则 预案 要点 计划";
    let text = text.trim_end_matches('）').rsplit_once('（').map_or(text, |(title, _)| title);
    crate::text::words(KINDS).any(|kind| text.ends_with(kind))
}

/// The title once more, as the first lines of many saved pages have it.
fn is_title_again(article: &Article, line: &Line) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let title = letters(&article.title.concat());
    !title.is_empty() && line.text.chars().count() <= 80 && letters(&line.text) == title
}

/// A title and the unit in brackets behind it. In a compilation any short bracket is the unit.
pub(crate) fn split_unit(text: &str, compiled: bool) -> (&str, Option<&str>) {
    let split = text.strip_suffix('）').and_then(|inner| inner.rsplit_once('（'));
    match split {
        Some((title, unit)) if !title.trim().is_empty() && is_unit(unit, compiled) => {
            (title.trim_end(), Some(unit.trim()))
        }
        _ => (text, None),
    }
}

fn is_unit(unit: &str, compiled: bool) -> bool {
    let unit = unit.trim();
    let version = ["试行", "草案", "修订", "征求意见稿", "节选", "摘要", "暂行", "送审稿"]
        .iter()
        .any(|word| unit.contains(word));
    let plain = !unit.chars().any(|c| c.is_ascii_digit()) && !version;
    plain && (words::is_body_name(unit) || compiled && (2..=16).contains(&unit.chars().count()))
}

/// The phrases of a title: divided where its author left a gap between two Chinese characters, if every phrase can
/// stand on a line.
fn phrases(text: &str) -> Vec<String> {
    const SHORTEST: usize = 5;
    let chinese = |c: Option<char>| c.is_some_and(|c| crate::text::is_han(c) || "“”《》？！".contains(c));
    let gap = |c: char| matches!(c, ' ' | '\u{3000}' | '\u{a0}');
    let parts: Vec<&str> = text.split(gap).filter(|part| !part.is_empty()).collect();
    let between = parts.windows(2).all(|w| chinese(w[0].chars().next_back()) && chinese(w[1].chars().next()));
    let stand = (2..=3).contains(&parts.len()) && parts.iter().all(|part| part.chars().count() >= SHORTEST);
    if stand && between { parts.into_iter().map(str::to_owned).collect() } else { vec![text.to_owned()] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<Line> {
        (1..).zip(text.lines()).map(|(number, line)| Line::plain(line, number)).collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut log = Log::new();
        let (article, rest) = parse(&mut log, lines(text), false, &BTreeSet::new());
        let field =
            |name: &str, value: &Option<String>| value.as_ref().map(|value| format!("{name}={value}"));
        let mut seen: Vec<String> = article.kicker.iter().map(|line| format!("kicker={line}")).collect();
        seen.push(format!("title={}", article.title.join("/")));
        seen.extend(article.subtitle.iter().map(|line| format!("sub={line}")));
        seen.extend(
            [
                field("by", &article.byline),
                field("unit", &article.unit),
                field("source", &article.source),
                field("date", &article.date),
            ]
            .into_iter()
            .flatten(),
        );
        seen.push(format!("rest={}", rest.len()));
        assert_eq!(seen.join(" "), expected, "{text}");
    }

    const TEXT: &str = "近年来，全区各级党组织认真落实部署要求，各项工作取得新的进展。";

    #[test]
    fn title_blocks() {
        check(&format!("某局2022年工作总结\n{TEXT}"), "title=某局2022年工作总结 rest=1");
        check(
            &format!(
                "强化载体建设 破解工作难题\n某市某区区委区级机关工委\n来源：某网2023年02月02日10:55\n{TEXT}"
            ),
            "title=强化载体建设/破解工作难题 unit=某市某区区委区级机关工委 source=某网 date=2023年2月2日 rest=1",
        );
        check(
            &format!("在全区大会上的讲话\n——在某某会议上\n（2023年5月12日）\n同志们：\n{TEXT}"),
            "title=在全区大会上的讲话 sub=——在某某会议上 date=2023年5月12日 rest=2",
        );
        check(
            &format!("王某在某地检查工作时强调\n抓细抓实防汛责任措施\n提高洪水防御应急能力\n{TEXT}"),
            "kicker=王某在某地检查工作时强调 title=抓细抓实防汛责任措施/提高洪水防御应急能力 rest=1",
        );
        check(
            &format!("深挖理论和实践“富矿”\n张源生\n{TEXT}"),
            "title=深挖理论和实践“富矿” by=张源生 rest=1",
        );
        check(
            &format!("某县人民政府办公室\n关于做好防汛工作的通知\n各乡镇：\n{TEXT}"),
            "title=某县人民政府办公室/关于做好防汛工作的通知 rest=2",
        );
        check(&format!("{TEXT}\n{TEXT}"), "title= rest=2");
    }

    #[test]
    fn units_behind_titles() {
        assert_eq!(
            split_unit("“加强机关作风建设”（区政务服务办）", false),
            ("“加强机关作风建设”", Some("区政务服务办"))
        );
        assert_eq!(split_unit("应急预案（试行）", true), ("应急预案（试行）", None));
        assert_eq!(split_unit("工作要点（2023年）", true), ("工作要点（2023年）", None));
        assert_eq!(split_unit("经验做法（东风镇）", true), ("经验做法", Some("东风镇")));
    }
}

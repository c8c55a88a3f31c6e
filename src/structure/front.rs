//! What stands above the text: kicker, title, subtitle, author, unit, source, date.

use crate::diag::Log;
use crate::document::{Article, Block, Role};
use crate::structure::{date, heading, info, words};
use crate::text::{Line, Mark, ends_sentence, key};

/// Reads the title block off the top of `lines`; returns it with the lines of the text.
///
/// `blocks` of the article holds what stands among the title lines and belongs to the text: a document number, a note.
pub(crate) fn parse(log: &mut Log, lines: Vec<Line>, compiled: bool) -> (Article, Vec<Line>) {
    let mut front = Front { log, article: Article::default(), compiled, state: State::Above };
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
    let rest = rest.map(|(_, line)| line).filter(|line| !repeats_title(log, &article, line)).collect();
    (article, rest)
}

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
    state: State,
}

impl Front<'_> {
    /// Whether the line still belongs to the title block.
    fn takes(&self, i: usize, line: &Line, title: Option<usize>, level: Option<u8>) -> bool {
        let Some(title) = title else { return i < 4 && self.is_detail(line) };
        if i <= title {
            return true;
        }
        let same_title = self.state == State::Title && continues_title(&self.article, line, level);
        same_title || self.is_detail(line)
    }

    /// Subtitle, author, unit, source, date, document number or note.
    fn is_detail(&self, line: &Line) -> bool {
        let heading = matches!(line.mark, Mark::Heading(_) | Mark::Strong) && !is_subtitle(&line.text);
        !heading
            && line.mark != Mark::Row
            && detail(&line.text, self.article.byline.is_some() || self.article.unit.is_some()).is_some()
    }

    fn take(&mut self, i: usize, line: Line, title: Option<usize>) {
        match title {
            Some(title) if i < title => self.above(line),
            Some(title) if i == title => {
                self.article.line = line.number;
                self.title(&line);
                self.state = State::Title;
            }
            _ if self.state == State::Title && !self.is_detail(&line) => self.title(&line),
            _ => {
                self.state = State::Below;
                self.detail(line);
            }
        }
    }

    /// A line above the title: source and date, a document number, else a kicker.
    fn above(&mut self, line: Line) {
        match detail(&line.text, true) {
            Some(Detail::Info | Detail::Date | Detail::Number | Detail::Author) => self.detail(line),
            _ => self.article.kicker.push(line.text),
        }
    }

    fn title(&mut self, line: &Line) {
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
    text.starts_with('（')
        && text.ends_with('）')
        && text.matches('（').count() == 1
        && (6..=80).contains(&text.chars().count())
        && heading::marker(text).is_none()
}

/// The line that is the title.
fn title_index(lines: &[Line]) -> Option<usize> {
    if let Some(i) = lines.iter().position(|line| line.mark == Mark::Title) {
        return Some(i);
    }
    let head = lines.iter().take(12).position(is_text).unwrap_or(lines.len().min(12));
    marked_title(&lines[..head]).or_else(|| plain_title(&lines[..head]))
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

/// The first line that can be a title; with a line of source and date below it, the line that stands over that.
fn plain_title(head: &[Line]) -> Option<usize> {
    let info = head.iter().position(|line| matches!(detail(&line.text, true), Some(Detail::Info)));
    let end = info.unwrap_or(head.len());
    let candidates: Vec<usize> = (0..end).filter(|&i| can_be_title(&head[i])).collect();
    let first = *candidates.first()?;
    let kicker = candidates.get(1).is_some_and(|&next| next == first + 1 && is_kicker(&head[first].text));
    Some(if kicker { first + 1 } else { first })
}

fn can_be_title(line: &Line) -> bool {
    const LONGEST: usize = 64;
    let length = line.text.chars().count();
    (2..=LONGEST).contains(&length)
        && !(ends_sentence(&line.text) && !line.text.ends_with(['？', '！', '”', '》', '）']))
        && heading::marker(&line.text).is_none_or(|marker| marker.level == 3 && !line.text.contains('、'))
        && detail(&line.text, true).is_none()
}

/// A line over the title of a news report: `某某在某地调研时强调`.
fn is_kicker(text: &str) -> bool {
    ["强调", "指出", "要求", "时表示", "时提出"].iter().any(|end| text.ends_with(end))
}

/// Where the text begins: a sentence, a numbered heading, a line of recipients.
fn is_text(line: &Line) -> bool {
    let numbered =
        heading::numbered(&line.text).is_some() && heading::marker(&line.text).is_some_and(|m| m.level != 3);
    let sentence =
        ends_sentence(&line.text) && line.text.chars().count() >= 12 && detail(&line.text, true).is_none();
    let heading = matches!(line.mark, Mark::Heading(_) | Mark::Title);
    !heading && (sentence || numbered || line.mark == Mark::Row || line.text.ends_with('：'))
}

/// Whether `line` is the next line of a title in several lines.
fn continues_title(article: &Article, line: &Line, level: Option<u8>) -> bool {
    let Some(last) = article.title.last() else { return false };
    if level.is_some()
        || article.unit.is_some()
        || article.title.len() >= 3
        || line.blank_above > 0
        || !can_be_title(line)
    {
        return false;
    }
    const KINDS: [&str; 14] = [
        "通知", "决定", "意见", "方案", "报告", "总结", "讲话", "办法", "规定", "公告", "通报", "请示", "函",
        "纪要",
    ];
    let ends = |text: &str| KINDS.iter().any(|kind| text.ends_with(kind));
    let open = last.ends_with(['的', '和', '与', '及', '、', '于'])
        || last.ends_with("关于")
        || last.ends_with("印发");
    let carries_on = line.text.starts_with("关于") || line.text.starts_with('的');
    let kicked = article.kicker.last().is_some_and(|kicker| is_kicker(kicker))
        && article.title.len() == 1
        && line.text.chars().count() <= 30;
    open || carries_on && !ends(last) || kicked
}

/// The title once more, as the first lines of many saved pages have it.
fn repeats_title(log: &mut Log, article: &Article, line: &Line) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let title = letters(&article.title.concat());
    let near = line.number <= article.line + 12;
    let repeated =
        near && !title.is_empty() && line.text.chars().count() <= 80 && letters(&line.text) == title;
    if repeated {
        log.removed("title.repeated", line.number, line.text.clone());
    }
    repeated
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

/// The phrases of a title: divided where its author left a gap, if every phrase can stand on a line.
fn phrases(text: &str) -> Vec<String> {
    const SHORTEST: usize = 5;
    let gap = |c: char| matches!(c, ' ' | '\u{3000}' | '\u{a0}');
    let parts: Vec<&str> = text.split(gap).filter(|part| !part.is_empty()).collect();
    let stands = (2..=3).contains(&parts.len())
        && parts.iter().all(|part| part.chars().count() >= SHORTEST && part.chars().any(crate::text::is_han));
    if stands { parts.into_iter().map(str::to_owned).collect() } else { vec![text.to_owned()] }
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
        let (article, rest) = parse(&mut log, lines(text), false);
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

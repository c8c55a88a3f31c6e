//! Marks of Markdown that were typed into the paragraphs of an office file, as text comes out of a chat window: `**一、目标**`, `## 二、要求`,
//! `- 检查表`, `| 序号 | 名称 |`. They say what a line is, as in Markdown, and every one is told.

use std::ops::Range;

use crate::diag::Log;
use crate::extract::guarded::is_ruled;
use crate::extract::{Extracted, shows};
use crate::text::{Edits, Line, Mark};

/// The rule of marks of Markdown.
const MARK: &str = "markdown.mark";
/// What bold type stands between.
const STARS: &str = "**";

/// Takes the marks off the lines of an office file that shows that they are some.
pub(crate) fn settle(log: &mut Log, read: &mut Extracted) {
    let plain = |line: &Line| line.mark != Mark::Row;
    let marked = |line: &Line| line.text.starts_with('#') || line.text.contains(STARS);
    if !read.lines.iter().any(|line| plain(line) && marked(line)) {
        return;
    }
    let text: Vec<&str> =
        read.lines.iter().filter(|line| plain(line)).map(|line| line.text.as_str()).collect();
    let text = text.join("\n");
    let starred = shows::starred(&text);
    if !starred && !shows::headed(&text) {
        return;
    }
    rows(log, &mut read.lines);
    for line in read.lines.iter_mut().filter(|line| plain(line)) {
        take_off(log, line, starred);
    }
}

/// Takes the marks off a line, which say what it is.
fn take_off(log: &mut Log, line: &mut Line, starred: bool) {
    let (head, mark) = opening(&line.text);
    let mut edits = Edits::new();
    if head > 0 {
        edits.replace(MARK, 0..head, "");
    }
    let stars = if starred { bold(&line.text, head) } else { Vec::new() };
    let whole = stars.len() == 2 && stars[0].start == head && stars[1].end == line.text.len();
    stars.into_iter().for_each(|range| edits.replace(MARK, range, ""));
    edits.apply(log, line);
    if line.mark == Mark::None || matches!(mark, Mark::Heading(_)) {
        line.mark = if mark == Mark::None && whole { Mark::Strong } else { mark };
    }
}

/// How many bytes of marks a line begins with, and what they say it is.
fn opening(text: &str) -> (usize, Mark) {
    let behind = |signs: usize| text.len() - text[signs..].trim_start().len();
    let signs = text.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&signs) && text[signs..].starts_with([' ', '\u{3000}', '\t']) {
        let level = u8::try_from(signs).expect("six at most");
        return (behind(signs), Mark::Heading(level));
    }
    match text.as_bytes() {
        [b'>', b' ', ..] => (behind(1), Mark::Quote),
        [b'-' | b'*' | b'+', b' ', rest @ ..] if !rest.is_empty() => (behind(1), Mark::Item),
        _ => (0, Mark::None),
    }
}

/// Where the asterisks of bold type stand behind the first bytes of a line: all that it has, in pairs around something.
fn bold(text: &str, from: usize) -> Vec<Range<usize>> {
    let found = text[from..].match_indices(STARS).map(|(at, _)| from + at..from + at + STARS.len());
    let stars: Vec<Range<usize>> = found.collect();
    let says = |pair: &[Range<usize>]| {
        let inner = &text[pair[0].end..pair[1].start];
        !inner.is_empty() && inner.trim() == inner && !inner.contains('*')
    };
    let paired = stars.len().is_multiple_of(2) && stars.chunks(2).all(says);
    if paired { stars } else { Vec::new() }
}

/// Makes rows of the lines of tables: a line between bars, the line drawn below it, and all that follow between bars.
fn rows(log: &mut Log, lines: &mut [Line]) {
    let is_row = |line: &Line| {
        let text = line.text.as_str();
        line.mark != Mark::Row && text.len() > 2 && text.starts_with('|') && text.ends_with('|')
    };
    let drawn =
        |line: &Line| is_row(line) && line.text.trim_matches('|').split('|').map(str::trim).all(is_ruled);
    for table in lines.chunk_by_mut(|above, below| is_row(above) && is_row(below)) {
        if table.len() < 3 || !drawn(&table[1]) {
            continue;
        }
        for line in table {
            let mut edits = Edits::new();
            if drawn(line) {
                edits.replace(MARK, 0..line.text.len(), "");
            } else {
                bars(&line.text).into_iter().for_each(|(range, new)| edits.replace(MARK, range, new));
            }
            edits.apply(log, line);
            line.mark = Mark::Row;
        }
    }
}

/// The bars of a row with the blanks around them, and what stands for each.
fn bars(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let bar = |(at, _): (usize, &str)| {
        let start = text[..at].trim_end().len();
        let end = text.len() - text[at + 1..].trim_start().len();
        (start..end, if start == 0 || end == text.len() { "" } else { "\t" })
    };
    let mut done = 0;
    let mut found: Vec<(Range<usize>, &'static str)> = text.match_indices('|').map(bar).collect();
    // Blanks between two bars are an empty cell, and stand before the second alone.
    for (range, _) in &mut found {
        range.start = range.start.max(done);
        done = range.end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[&str]) -> Vec<(String, Mark)> {
        let lines = (1..).zip(text).map(|(n, text)| Line::plain(*text, n)).collect();
        let mut read = Extracted { lines, ..Extracted::default() };
        settle(&mut Log::new(), &mut read);
        read.lines.into_iter().map(|line| (line.text.to_string(), line.mark)).collect()
    }

    #[track_caller]
    fn check(text: &[&str], expected: &[(&str, Mark)]) {
        let seen = read(text);
        let seen: Vec<(&str, Mark)> = seen.iter().map(|(text, mark)| (text.as_str(), *mark)).collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn marks_say_what_a_line_is() {
        check(
            &[
                "# 关于春耕的通知",
                "**一、目标**",
                "- **时间**：三月",
                "> 抓紧",
                "## 二、要求",
                "共**五**项。",
            ],
            &[
                ("关于春耕的通知", Mark::Heading(1)),
                ("一、目标", Mark::Strong),
                ("时间：三月", Mark::Item),
                ("抓紧", Mark::Quote),
                ("二、要求", Mark::Heading(2)),
                ("共五项。", Mark::None),
            ],
        );
    }

    #[test]
    fn what_only_looks_like_marks_stays() {
        for text in [
            vec!["张**、李**等三人到场", "**一、目标**", "- 检查表"],
            vec!["# 号楼", "- 检查表"],
            vec!["**注**", "- 检查表"],
            vec!["#一号楼", "#二号楼", "- 检查表"],
        ] {
            let plain: Vec<(&str, Mark)> = text.iter().map(|text| (*text, Mark::None)).collect();
            check(&text, &plain);
        }
        check(
            &["**一、目标**", "**二、要求**", "甲**乙", "- ", "** 丙 **"],
            &[
                ("**一、目标**", Mark::None),
                ("**二、要求**", Mark::None),
                ("甲**乙", Mark::None),
                ("- ", Mark::None),
                ("** 丙 **", Mark::None),
            ],
        );
    }

    #[test]
    fn asterisks_around_blanks_stay() {
        check(
            &["**一、目标**", "**二、要求**", "** 丙 **"],
            &[("一、目标", Mark::Strong), ("二、要求", Mark::Strong), ("** 丙 **", Mark::None)],
        );
    }

    #[test]
    fn lines_between_bars_are_rows() {
        check(
            &["## 一、表", "## 二、表", "| 序号 | 名称 | |", "|---|:---:|---|", "| 1 |  | 甲 |", "| 又 |"],
            &[
                ("一、表", Mark::Heading(2)),
                ("二、表", Mark::Heading(2)),
                ("序号\t名称\t", Mark::Row),
                ("", Mark::Row),
                ("1\t\t甲", Mark::Row),
                ("又", Mark::Row),
            ],
        );
        check(
            &["## 一、表", "## 二、表", "| 甲 |", "| 乙 |", "| 丙 |"],
            &[
                ("一、表", Mark::Heading(2)),
                ("二、表", Mark::Heading(2)),
                ("| 甲 |", Mark::None),
                ("| 乙 |", Mark::None),
                ("| 丙 |", Mark::None),
            ],
        );
    }
}

//! The head a mail program writes above a letter that is passed on, in the text itself. Who sent it to whom is no part of the text; what it is
//! about is its title, where the text has none of its own.

use std::collections::HashSet;
use std::ops::Range;

use crate::diag::Log;
use crate::extract::mail::HEAD;
use crate::extract::{Extracted, retain};
use crate::lexicon::letter::{self, Part};
use crate::lexicon::{kind, sentence};
use crate::rules::Rules;
use crate::text::{Edits, Line, Mark, letters};

/// Takes the heads out, each line told; the subject stays where it says what the text does not.
pub(crate) fn settle(log: &mut Log, read: &mut Extracted, rules: &Rules) {
    let heads = if rules.keeps(HEAD) { Vec::new() } else { heads(&read.lines) };
    if heads.is_empty() {
        return;
    }
    let mut said: HashSet<String> =
        read.lines.iter().map(|line| letters(&line.text)).filter(|text| !text.is_empty()).collect();
    let titled = read.lines.iter().any(|line| line.mark == Mark::Title);
    for (n, head) in heads.into_iter().enumerate() {
        let named = titled || read.lines.get(head.end).is_none_or(is_title);
        for i in head {
            let line = &mut read.lines[i];
            let subject = letter::part(&line.text).filter(|(part, _)| *part == Part::Subject);
            let bare = subject.map(|(_, at)| at + letter::passed_on(&line.text[at..]));
            let title = bare.filter(|at| said.insert(letters(&line.text[*at..])) && !named && n == 0);
            match title {
                Some(at) => {
                    let mut edits = Edits::new();
                    edits.replace(HEAD, 0..at, "");
                    edits.apply(log, line);
                    line.mark = Mark::Title;
                }
                None => log.removed(HEAD, line.number, std::mem::take(&mut line.text)),
            }
        }
    }
    let Extracted { lines, shown, .. } = read;
    retain(lines, shown, |line| !line.text.is_empty());
}

/// Whether a line right below a head can be a title.
fn is_title(line: &Line) -> bool {
    let text = line.text.trim();
    kind::ends_title(text) && !sentence::ends_sentence(text)
}

/// Where heads stand: who sent a letter, and two other parts, a line each, with the border above them.
fn heads(lines: &[Line]) -> Vec<Range<usize>> {
    // A sender and a receiver alone stand in a form; the programs write four parts and more.
    const FEWEST: usize = 3;
    let part =
        |line: &Line| letter::part(&line.text).map(|(part, _)| part).filter(|_| line.mark != Mark::Row);
    let mut heads: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if letter::is_quoting(&lines[at].text) {
            heads.push(at..at + 1);
        }
        let parts: Vec<Part> = lines[at..].iter().map_while(part).collect();
        let end = at + parts.len();
        let of_letter = [Part::Sender, Part::Receiver, Part::Subject].iter().all(|part| parts.contains(part));
        if parts.len() >= FEWEST && of_letter {
            let bordered =
                at > heads.last().map_or(0, |head| head.end) && letter::is_border(&lines[at - 1].text);
            heads.push(at - usize::from(bordered)..end);
        }
        at = end.max(at + 1);
    }
    heads
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &[&str], expected: &[(&str, Mark)]) {
        let lines = (1..).zip(text).map(|(n, text)| Line::plain(*text, n)).collect();
        let mut read = Extracted { lines, ..Extracted::default() };
        settle(&mut Log::new(), &mut read, &Rules::default());
        let seen: Vec<(&str, Mark)> = read.lines.iter().map(|line| (line.text.as_str(), line.mark)).collect();
        assert_eq!(seen, expected);
    }

    const HEAD: [&str; 5] = [
        "-----原始邮件-----",
        "发件人：王一川",
        "日期：2026-03-02",
        "收件人：李明远",
        "主题：转发：春耕通知",
    ];

    #[test]
    fn a_subject_is_the_title_of_a_text_without_one() {
        let below = |line: &'static str| [&HEAD[..], &[line]].concat();
        check(&below("各乡镇："), &[("春耕通知", Mark::Title), ("各乡镇：", Mark::None)]);
        check(&below("春耕通知"), &[("春耕通知", Mark::None)]);
        check(&below("关于做好春耕的通知"), &[("关于做好春耕的通知", Mark::None)]);
        check(
            &[&["请阅。"], &HEAD[..], &["各乡镇："]].concat(),
            &[("请阅。", Mark::None), ("春耕通知", Mark::Title), ("各乡镇：", Mark::None)],
        );
        check(
            &[&HEAD[..], &["各乡镇："], &HEAD[1..4], &["主题：别的"], &["请阅。"]].concat(),
            &[("春耕通知", Mark::Title), ("各乡镇：", Mark::None), ("请阅。", Mark::None)],
        );
    }

    #[test]
    fn what_only_looks_like_a_head_stays() {
        for text in [
            ["发件人：王一川", "收件人：李明远", "春耕通知"],
            ["日期：2026-03-02", "收件人：李明远", "主题：春耕"],
            ["发件人：王一川", "主题：春耕", "正文：请阅。"],
            ["发件人：王一川", "主题：春耕", "时间：3月5日前"],
        ] {
            let all: Vec<(&str, Mark)> = text.iter().map(|text| (*text, Mark::None)).collect();
            check(&text, &all);
        }
    }
}

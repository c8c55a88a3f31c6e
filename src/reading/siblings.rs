//! Siblings are read alike: a line that looks and stands as the headings of a text do is one of them. Those with a bullet or a number need no
//! other to be known: that each of them stands over a text of its own is enough.

use std::collections::HashMap;

use crate::lexicon::numbering;
use crate::lexicon::sentence::ends_sentence;
use crate::reading::Page;
use crate::text::{Label, Mark};

/// Makes headings of the paragraphs among lines of which most are read as headings; of numbered questions one is enough, and none is needed over answers
/// that say so.
pub(crate) fn settle(page: &Page<'_>, labels: &mut [Label]) {
    let mut groups: HashMap<Key, Vec<usize>> = HashMap::new();
    for i in (0..labels.len()).filter(|i| stands_apart(page, labels, *i)) {
        if let Some(key) = Key::of(page, i) {
            groups.entry(key).or_default().push(i);
        }
    }
    marked(page, labels, bullet);
    marked(page, labels, point);
    for (key, its) in groups {
        let headings = its.iter().filter(|i| labels[**i] == Label::Heading).count();
        // Two of three, as the rule says; a question with a number over an answer is a heading whatever the evidence (24 of 24 on pages seen).
        let answered = |i: &usize| page.lines.get(i + 1).is_some_and(|line| line.text.starts_with('答'));
        let most = match key {
            Key::Question(_) => headings > 0 || its.len() > 1 && its.iter().all(answered),
            Key::Asked => headings > 0 && its.len() > 2,
            Key::Opening(..) => headings >= 2 && headings * 2 > its.len(),
        };
        if most {
            its.iter().for_each(|i| labels[*i] = Label::Heading);
        }
    }
}

/// Makes headings of the lines with a mark of one kind, as `of` tells it, if there are several and every one of them is short and stands over a text.
fn marked(page: &Page<'_>, labels: &mut [Label], of: fn(&Page<'_>, usize) -> Option<char>) {
    let mut groups: HashMap<char, Option<Vec<usize>>> = HashMap::new();
    for i in 0..labels.len() {
        if page.hints[i].is_out() || labels[i].is_debris() {
            continue;
        }
        let Some(mark) = of(page, i) else { continue };
        let group = groups.entry(mark).or_insert_with(|| Some(Vec::new()));
        if !heads(page, labels, i) || of(page, i + 1).is_some() {
            *group = None;
        }
        group.iter_mut().for_each(|group| group.push(i));
    }
    for its in groups.into_values().flatten().filter(|its| its.len() > 1) {
        its.into_iter().for_each(|i| labels[i] = Label::Heading);
    }
}

/// The sign before a line: `●做强组织链`.
fn bullet(page: &Page<'_>, i: usize) -> Option<char> {
    const BULLETS: &str = "●◆■★▲▶►➤◎☆◇□✅✔❖◉♦";
    page.lines.get(i)?.text.chars().next().filter(|c| BULLETS.contains(*c))
}

/// The style of the number before a line, as a character: `1. 法治建设纵深推进。`. What counts by 一是 is said in a row, and 第一条 alone heads nothing.
fn point(page: &Page<'_>, i: usize) -> Option<char> {
    let (rank, _) = page.hints.get(i)?.number?;
    let text = page.lines[i].text.as_str();
    let counts = text.chars().take(3).any(|c| c == '是') || numbering::is_alone(text);
    char::from_u32(u32::from(rank)).filter(|_| !counts)
}

/// Whether a short line, a sentence at most, heads the longer one below it.
fn heads(page: &Page<'_>, labels: &[Label], i: usize) -> bool {
    // As in `stands_apart`, with the mark or number.
    const LONGEST: usize = 42;
    let (line, text) = (&page.lines[i], page.lines[i].text.as_str());
    let Some(below) =
        page.lines.get(i + 1).filter(|_| matches!(labels[i + 1], Label::Paragraph | Label::RunIn))
    else {
        return false;
    };
    let inner = text.trim_end_matches(['。', '！', '；']);
    matches!(labels[i], Label::Heading | Label::Paragraph)
        && line.mark != Mark::Row
        && page.hints[i].told.is_none()
        && !inner.contains(['。', '；'])
        && !text.ends_with(['：', ':', '，', '；', '？', '?'])
        && inner.chars().nth(LONGEST).is_none()
        && below.text.chars().count() > inner.chars().count()
}

/// What siblings have in common.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    /// Numbered questions, by the style of the number.
    Question(u8),
    /// Questions in bold, of whoever is asked the same as others are.
    Asked,
    /// Lines without a number that begin with the same two characters and end alike: `聚焦…“链条”`.
    Opening(char, char, Option<char>),
}

impl Key {
    fn of(page: &Page<'_>, i: usize) -> Option<Key> {
        let text = page.lines[i].text.as_str();
        if let Some((rank, _)) = page.hints[i].number {
            return text.ends_with(['？', '?']).then_some(Key::Question(rank));
        }
        // Who asks stands before a colon, and heads nothing.
        if page.lines[i].mark == Mark::Strong && text.ends_with(['？', '?']) && !text.contains(['：', ':'])
        {
            return Some(Key::Asked);
        }
        let mut chars = text.chars();
        let (one, other) = (chars.next()?, chars.next()?);
        let mark = chars.next_back().filter(|c| !c.is_alphanumeric());
        (one.is_alphanumeric() && other.is_alphanumeric()).then_some(Key::Opening(one, other, mark))
    }
}

/// A short line over a paragraph and below what ends a sentence or heads it.
fn stands_apart(page: &Page<'_>, labels: &[Label], i: usize) -> bool {
    // As of headings without a number: one in a hundred is longer than 38 characters.
    const LONGEST: usize = 40;
    const SHORTEST: usize = 4;
    let text = page.lines[i].text.as_str();
    let ended = ends_sentence(text) && !text.ends_with(['？', '?', '！', '”', '》'])
        || text.ends_with(['：', ':', '，', '；']);
    let shaped = matches!(labels[i], Label::Heading | Label::Paragraph)
        && page.lines[i].mark != Mark::Row
        && !page.hints[i].is_out()
        && page.hints[i].told.is_none()
        && text.chars().nth(SHORTEST - 1).is_some()
        && text.chars().nth(LONGEST).is_none();
    let is_text = |j: usize| matches!(labels[j], Label::Paragraph | Label::RunIn | Label::More);
    let over = labels.get(i + 1).is_some() && is_text(i + 1) && ends_sentence(&page.lines[i + 1].text);
    let below =
        i.checked_sub(1).is_none_or(|above| !is_text(above) || ends_sentence(&page.lines[above].text));
    shaped && !ended && over && below
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::Hint;
    use crate::text::Line;
    use Label::{Heading as H, Paragraph as P};

    const TEXT: &str = "各乡镇抓好春耕。";

    #[track_caller]
    fn check(lines: &[(&str, Label)], expected: &[Label]) {
        let (text, mut labels): (Vec<Line>, Vec<Label>) = lines
            .iter()
            .flat_map(|(text, label)| [(*text, *label), (TEXT, P)])
            .map(|(t, l)| (Line::plain(t, 1), l))
            .unzip();
        let number = |line: &Line| crate::lexicon::numbering::marker(&line.text).map(|m| (m.rank, m.ordinal));
        let hints: Vec<Hint> =
            text.iter().map(|line| Hint { chosen: true, number: number(line), ..Hint::default() }).collect();
        settle(&Page { lines: &text, hints: &hints, name: None, kind: 0 }, &mut labels);
        let found: Vec<Label> = labels.into_iter().step_by(2).collect();
        assert_eq!(found, expected, "{lines:?}");
    }

    #[test]
    fn lines_that_open_and_end_alike_are_headings_if_most_are() {
        let (one, two, three) = ("聚焦产业，做强“链条”", "聚焦人才，做优“头雁”", "聚焦治理，做实“底色”");
        check(&[(one, P), (two, H), (three, H)], &[H, H, H]);
        check(&[(one, P), (two, P), (three, H)], &[P, P, H]);
        check(&[(one, P), (two, H)], &[P, H]);
        check(&[("聚焦产业链条", P), (two, H), (three, H)], &[P, H, H]);
        check(&[("聚焦产业。“链条”：", P), (two, H), (three, H)], &[P, H, H]);
    }

    #[test]
    fn lines_with_a_mark_are_headings_if_each_stands_over_a_text() {
        check(&[("●做强链条", P), ("●做优队伍", P)], &[H, H]);
        check(&[("●做强链条", P), ("◆做优队伍", P)], &[P, P]);
        check(&[("1.做强链条。", P), ("2.做优队伍。", P)], &[H, H]);
        check(&[("1.做强链条。", P), ("2.做优队伍：", P)], &[P, P]);
        check(&[("1.做强链条。", P), ("2.做优队伍？", P)], &[P, P]);
        check(&[("1.做强。链条。", P), ("2.做优队伍。", P)], &[P, P]);
        check(&[("1.做强链条，带动全县产业发展。", P), ("2.做优队伍。", P)], &[P, P]);
        check(&[("一是做强。", P), ("二是做优。", P)], &[P, P]);
        check(&[("1.做强链条。", P)], &[P]);
        check(&[("第一条", P), ("第二条", P)], &[P, P]);
        let row = ["●做强链条", "●做优队伍", "各乡镇抓好春耕生产。"];
        let lines: Vec<Line> = (1..).zip(row).map(|(n, text)| Line::plain(text, n)).collect();
        let hints = vec![Hint { chosen: true, ..Hint::default() }; 3];
        let mut labels = vec![P; 3];
        settle(&Page { lines: &lines, hints: &hints, name: None, kind: 0 }, &mut labels);
        assert_eq!(labels, [P, P, P]);
    }

    #[test]
    fn numbered_questions_are_headings_if_one_is() {
        check(&[("一、有哪些材料？", H), ("二、如何入学？", P)], &[H, H]);
        check(&[("一、有哪些材料？", H), ("二、如何入学", P)], &[H, P]);
        check(&[("一、有哪些材料？", H), ("2.如何入学？", P)], &[H, P]);
        check(&[("一、有哪些材料？", P), ("二、如何入学？", P)], &[P, P]);
        let answered = |answer: &str| {
            let text = ["一、问：有哪些材料？", answer, "二、问：如何入学？", "答：各乡镇统筹安排。"];
            let lines: Vec<Line> = (1..).zip(text).map(|(n, text)| Line::plain(text, n)).collect();
            let number = Some((2, 1));
            let hints = vec![Hint { chosen: true, number, ..Hint::default() }; 4];
            let mut labels = vec![P; 4];
            settle(&Page { lines: &lines, hints: &hints, name: None, kind: 0 }, &mut labels);
            labels
        };
        assert_eq!(answered("答：户口簿等材料。"), [H, P, H, P]);
        assert_eq!(answered("户口簿等材料。"), [P, P, P, P]);
    }
}

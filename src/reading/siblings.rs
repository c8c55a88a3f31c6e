//! Siblings are read alike: a line that looks and stands as the headings of a text do is one of them.

use std::collections::HashMap;

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
    for (key, its) in groups {
        let headings = its.iter().filter(|i| labels[**i] == Label::Heading).count();
        // Two of three, as the rule says; a question with a number over an answer is a heading whatever the evidence (24 of 24 on pages seen).
        let answered = |i: &usize| page.lines.get(i + 1).is_some_and(|line| line.text.starts_with('答'));
        let most = match key {
            Key::Question(_) => headings > 0 || its.len() > 1 && its.iter().all(answered),
            Key::Opening(..) => headings >= 2 && headings * 2 > its.len(),
        };
        if most {
            its.iter().for_each(|i| labels[*i] = Label::Heading);
        }
    }
}

/// What siblings have in common.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    /// Numbered questions, by the style of the number.
    Question(u8),
    /// Lines without a number that begin with the same two characters and end alike: `聚焦…“链条”`.
    Opening(char, char, Option<char>),
}

impl Key {
    fn of(page: &Page<'_>, i: usize) -> Option<Key> {
        let text = page.lines[i].text.as_str();
        if let Some((rank, _)) = page.hints[i].number {
            return text.ends_with(['？', '?']).then_some(Key::Question(rank));
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

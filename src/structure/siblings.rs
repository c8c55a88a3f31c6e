//! Heading sentences of paragraphs that open with the same mark: `第一，…。` `第二，…。`, or `——…。` `——…。`.
//!
//! One alone is a turn of phrase; those that follow each other are a list whose entries have heads.

use std::collections::HashSet;

use crate::document::{Role, RunIn, RunInKind};
use crate::lexicon::sentence::{ends_sentence, first_stop, tells};
use crate::lexicon::{attachment, label, numbering, numeral, person, salutation};
use crate::structure::{heading, leads};
use crate::text::{Line, Mark, is_han};

/// A paragraph goes on behind its head for at least this many characters.
const REST: usize = 15;

/// Marks the heads of such lists.
pub(crate) fn mark(lines: &[Line], roles: &mut [Role]) {
    counted(lines, roles);
    dashed(lines, roles);
}

/// What the reading leaves open among lines that open alike: numbered paragraphs whose heads end with the same word, lines behind 【…】.
pub(crate) fn settle(lines: &[Line], roles: &mut [Role]) {
    alike(lines, roles);
    enumerated(lines, roles);
    bracketed(lines, roles);
    entries(lines, roles);
    opened(lines, roles);
    speakers(lines, roles);
    named(lines, roles);
    bare(lines, roles);
}

/// `【水政执法】…`: an entry among those of a yearbook, most of which are read so.
fn entries(lines: &[Line], roles: &mut [Role]) {
    let open =
        |i: &usize| matches!(roles[*i], Role::Paragraph | Role::RunIn(_) | Role::Note | Role::Abstract);
    let entry = |i: usize| Some((i, leads::bracket(&lines[i].text)?));
    let all: Vec<(usize, usize)> = (0..lines.len()).filter(open).filter_map(entry).collect();
    let read = |(i, head): &&(usize, usize)| matches!(roles[*i], Role::RunIn(run_in) if run_in.head == *head);
    let count = all.iter().filter(read).count();
    if count > 1 && count * 2 >= all.len() {
        for (i, head) in all {
            roles[i] = Role::RunIn(RunIn { head, kind: RunInKind::Unnumbered });
        }
    }
}

/// `案由：` `理由：` `建议：`, each on a line of its own over its text: the parts of a proposal, of an answer, of a letter of Taiwan.
fn named(lines: &[Line], roles: &mut [Role]) {
    // 案由, 工作建议及要求.
    const NAME: std::ops::RangeInclusive<usize> = 2..=8;
    // What is filled in behind a label is shorter than a sentence.
    const TEXT: usize = 12;
    let name = |i: usize| lines[i].text.strip_suffix(['：', ':']).map(str::trim_end);
    let is_part = |i: &usize| {
        let open = matches!(
            roles[*i],
            Role::Paragraph | Role::Recipient | Role::Note | Role::Signature | Role::Heading(_)
        );
        let said = name(*i).filter(|_| open && lines[*i].mark == Mark::None);
        let below = lines.get(i + 1).map_or("", |line| line.text.as_str());
        let over = numbering::marker(below).is_some()
            || below.chars().nth(TEXT).is_some()
            || below.ends_with('：') && salutation::is_address(below);
        over && said.is_some_and(|name| {
            NAME.contains(&name.chars().count())
                && name.chars().all(is_han)
                && !name.ends_with(['下', '有', '是', '人', '员', '單', '单'])
                && !salutation::is_address(name)
                && !person::is_names(name)
                && !attachment::opens(name)
        })
    };
    let parts: Vec<usize> = (0..lines.len()).filter(is_part).collect();
    let names: HashSet<Option<&str>> = parts.iter().map(|i| name(*i)).collect();
    let known = |i: &usize| name(*i).is_some_and(label::is_part);
    if parts.len() > 1 && parts.iter().any(known) && names.len() == parts.len() {
        parts.into_iter().for_each(|i| roles[i] = Role::Heading(heading::UNLEVELLED));
    }
}

/// `1　活动主题` … `2.1　领导小组`: numbers without a mark, which count on from the first and have others below them (2.1), or no other
/// number beside them.
fn bare(lines: &[Line], roles: &mut [Role]) {
    let of_text = |role: Role| matches!(role, Role::Paragraph | Role::Heading(_) | Role::RunIn(_));
    let all: Vec<(usize, u32)> = (0..lines.len())
        .filter(|&i| of_text(roles[i]) && lines[i].mark == Mark::None)
        .filter_map(|i| Some((i, bare_number(&lines[i].text)?)))
        .collect();
    let counts =
        all.first().is_some_and(|(_, n)| *n < 2) && all.windows(2).all(|two| two[1].1 == two[0].1 + 1);
    let over = |(i, _): &(usize, u32)| {
        let below = lines.get(i + 1).map_or("", |line| line.text.as_str());
        bare_number(below).is_none()
            && (ends_sentence(below) || numbering::marker(below).is_some() || below.contains('：'))
    };
    let nested = lines.iter().any(|line| {
        let marker = numbering::marker(&line.text);
        marker.is_some_and(|marker| marker.level == 2 && line.text.starts_with(|c: char| c.is_ascii_digit()))
    });
    // Three of them, or two over numbers of two parts, are no chance.
    if counts && all.len() + usize::from(nested) > 2 && all.iter().all(over) {
        all.into_iter().for_each(|(i, _)| roles[i] = Role::Heading(1));
    }
}

/// What a phrase counts that stands behind a number and a gap: `3　活动安排`.
fn bare_number(text: &str) -> Option<u32> {
    // As headings without a number.
    const LONGEST: usize = 30;
    let n = numeral::arabic_span(text).filter(|n| *n <= 2)?;
    let phrase = text[n..].strip_prefix(char::is_whitespace)?.trim_start();
    let named = phrase.starts_with(is_han) && (2..=LONGEST).contains(&phrase.chars().count());
    let whole = !ends_sentence(phrase)
        && !phrase.contains(['，', '。', '；', '：', '．', '.', '[', '《', '\t'])
        && !phrase.contains(char::is_whitespace);
    (named && whole).then(|| text[..n].parse().ok())?
}

/// A paragraph with a short first sentence.
#[derive(Clone, Copy)]
struct Opened {
    line: usize,
    /// Where that ends.
    head: usize,
    /// Its first two characters.
    opening: (char, char),
}

/// `聚焦组织建设，筑牢战斗堡垒。实施…`, `聚焦网格管理，织密服务网络。划分…`: paragraphs that follow each other and open with the same two characters
/// have heads, if the first sentence of each is short; pictures stand between.
fn opened(lines: &[Line], roles: &mut [Role]) {
    // Two may open alike by chance. Of eleven such runs on the labelled pages, which were in view, eight had heads.
    const FEWEST: usize = 3;
    // As long as two clauses; a longer first sentence tells something. Reasoned, not measured.
    const LONGEST: usize = 24;
    let open = |i: usize, role: Role| {
        let text = lines[i].text.as_str();
        let head = head(text, LONGEST).filter(|_| matches!(role, Role::Paragraph | Role::RunIn(_)))?;
        let mut han = text.chars().filter(|c| is_han(*c));
        let opening = han.next().zip(han.next()).filter(|_| text.starts_with(is_han))?;
        (numbering::opening(text).is_none() && !tells(&text[..head])).then_some(Opened {
            line: i,
            head,
            opening,
        })
    };
    let beside = |role: &Role| matches!(role, Role::Caption | Role::Picture(_));
    let all = roles.iter().enumerate().filter(|(_, role)| !beside(role));
    let all: Vec<Option<Opened>> = all.map(|(i, role)| open(i, *role)).collect();
    let alike = |one: &Option<Opened>, two: &Option<Opened>| {
        one.zip(*two).is_some_and(|(one, two)| one.opening == two.opening)
    };
    for run in all.chunk_by(alike).filter(|run| run.len() >= FEWEST) {
        for Opened { line, head, .. } in run.iter().flatten() {
            if roles[*line] == Role::Paragraph {
                roles[*line] = Role::RunIn(RunIn { head: *head, kind: RunInKind::Unnumbered });
            }
        }
    }
}

/// Who says something on several lines heads none of them: `青禾网：群众最关心什么？`
fn speakers(lines: &[Line], roles: &mut [Role]) {
    // Two names, or a paper with its post; what is longer before a colon is a phrase.
    const LONGEST: usize = 10;
    let speaker = |i: usize| {
        let (name, said) = lines[i].text.split_once(['：', ':'])?;
        let short = (1..=LONGEST).contains(&name.chars().count()) && numbering::marker(name).is_none();
        (short && !said.is_empty()).then_some(name)
    };
    let speakers: Vec<Option<&str>> = (0..lines.len()).map(speaker).collect();
    let asks = |name: &&str| matches!(*name, "问" | "主持人") || name.ends_with("记者");
    let asked = speakers.iter().flatten().any(asks);
    for i in 0..lines.len() {
        let again =
            speakers[i].is_some() && speakers.iter().filter(|other| **other == speakers[i]).nth(1).is_some();
        let heads = again && lines[i].mark == Mark::None && matches!(roles[i], Role::Heading(_));
        // Where a reporter asks, those who answer have names.
        let answers =
            asked && speakers[i].is_some_and(person::is_names) && matches!(roles[i], Role::RunIn(_));
        if heads || answers {
            roles[i] = Role::Paragraph;
        }
    }
}

/// `（一）履历类材料。主要有…`, `（二）考核类材料。主要有…`: numbered paragraphs of a level whose heads end with the same two
/// characters, if some of them are read so.
fn alike(lines: &[Line], roles: &mut [Role]) {
    // Two may end alike by chance.
    const FEWEST: usize = 3;
    let heads: Vec<(usize, u8, usize)> = (0..lines.len())
        .filter(|&i| matches!(roles[i], Role::Paragraph | Role::RunIn(_)))
        .filter_map(|i| numbered_head(&lines[i].text).map(|(level, head)| (i, level, head)))
        .collect();
    let end = |&(i, _, head): &(usize, u8, usize)| {
        let mut word = lines[i].text[..head].chars().rev().skip(1);
        (word.next(), word.next())
    };
    for run in heads.chunk_by(|one, two| one.1 == two.1 && end(one) == end(two)) {
        let read = run.iter().any(|(i, ..)| roles[*i] != Role::Paragraph);
        for &(i, level, head) in run.iter().filter(|_| read && run.len() >= FEWEST) {
            if roles[i] == Role::Paragraph {
                roles[i] = Role::RunIn(RunIn { head, kind: RunInKind::Numbered(level) });
            }
        }
    }
}

/// The level of a numbered paragraph and where its head ends: a short sentence without a clause, with text behind it.
fn numbered_head(text: &str) -> Option<(u8, usize)> {
    // The longest of 302 heads has 39 characters with its number.
    const LONGEST: usize = 36;
    let marker = numbering::marker(text)?;
    let head = marker.length + head(&text[marker.length..], LONGEST)?;
    (!text[..head].contains(['，', '；', '：'])).then_some((marker.level, head))
}

/// `一是…。` and those that count on from it: all of them open with a head, or none does.
fn enumerated(lines: &[Line], roles: &mut [Role]) {
    let plain =
        (0..lines.len()).filter(|&i| matches!(roles[i], Role::Paragraph | Role::RunIn(_) | Role::Heading(_)));
    let members: Vec<(usize, u32)> = plain.filter_map(|i| Some((i, enumerator(&lines[i].text)?))).collect();
    for series in members.chunk_by(|one, two| two.1 == one.1 + 1) {
        let headed = series.iter().filter(|(i, _)| roles[*i] != Role::Paragraph).count();
        if headed < series.len() && series[0].1 == 1 {
            for &(i, _) in series {
                if matches!(roles[i], Role::RunIn(_)) {
                    roles[i] = Role::Paragraph;
                }
            }
        }
    }
}

/// What `三是…` counts.
fn enumerator(text: &str) -> Option<u32> {
    let n = numeral::span(text)?;
    text[n..].starts_with('是').then(|| numeral::value(&text[..n]))?
}

/// Lines that open with 【…】, end no sentence and stand over a paragraph are headings, if some of them are read so.
fn bracketed(lines: &[Line], roles: &mut [Role]) {
    let opens = |i: &usize| {
        lines[*i].text.starts_with('【')
            && matches!(roles[*i], Role::Paragraph | Role::Heading(_))
            && lines[*i]
                .text
                .split_once('】')
                .is_some_and(|(_, rest)| !rest.is_empty() && !ends_sentence(rest))
            && lines.get(i + 1).is_some_and(|line| ends_sentence(&line.text))
    };
    let all: Vec<usize> = (0..lines.len()).filter(opens).collect();
    let read: Vec<Role> = all.iter().map(|i| roles[*i]).filter(|role| *role != Role::Paragraph).collect();
    if let Some(role) = read.first().filter(|_| read.len() > 1 && read.len() * 3 >= all.len()) {
        all.into_iter().for_each(|i| {
            if roles[i] == Role::Paragraph {
                roles[i] = *role
            }
        });
    }
}

/// `第一，…。` and those that count on from it. Where few of them have a head, none has one.
fn counted(lines: &[Line], roles: &mut [Role]) {
    // The longest of those met has 46 characters, in a speech.
    const LONGEST: usize = 48;
    let ordinals = (0..lines.len()).filter(|&i| roles[i] == Role::Paragraph);
    let ordinals: Vec<(usize, u32)> = ordinals.filter_map(|i| Some((i, ordinal(&lines[i].text)?))).collect();
    let mut at = 0;
    while at < ordinals.len() {
        let series = 1 + ordinals[at..].windows(2).take_while(|two| two[1].1 == two[0].1 + 1).count();
        let members = &ordinals[at..at + series];
        let heads: Vec<(usize, usize)> =
            members.iter().filter_map(|(i, _)| Some((*i, head(&lines[*i].text, LONGEST)?))).collect();
        if members[0].1 == 1 && heads.len() > 1 && heads.len() * 3 >= series * 2 {
            for (i, head) in heads {
                roles[i] = Role::RunIn(RunIn { head, kind: RunInKind::Enumeration });
            }
        }
        at += series;
    }
}

/// What `第三，` or `第三句话：` counts.
fn ordinal(text: &str) -> Option<u32> {
    let rest = text.strip_prefix('第')?;
    let n = numeral::span(rest)?;
    let counts = rest[n..].starts_with(['，', ',']) || numbering::counted_thing(text).is_some();
    counts.then(|| numeral::value(&rest[..n]))?
}

/// Entries behind dashes, one below the other, whose first sentences are short and have no comma; none, where others behind dashes have no
/// such sentence.
fn dashed(lines: &[Line], roles: &mut [Role]) {
    let all = (0..lines.len()).filter(|&i| roles[i] == Role::Paragraph && lines[i].text.starts_with('—'));
    let (with, without): (Vec<usize>, Vec<usize>) = all.partition(|&i| dash_head(&lines[i].text).is_some());
    if without.len() * 2 > with.len() {
        return;
    }
    let mut i = 0;
    while i < lines.len() {
        let of_list = |i: usize| dash_head(&lines[i].text).filter(|_| roles[i] == Role::Paragraph);
        let heads: Vec<usize> = (i..lines.len()).map_while(of_list).collect();
        if heads.len() > 1 {
            for (role, head) in roles[i..].iter_mut().zip(&heads) {
                *role = Role::RunIn(RunIn { head: *head, kind: RunInKind::Unnumbered });
            }
        }
        i += heads.len().max(1);
    }
}

fn dash_head(text: &str) -> Option<usize> {
    // As heads without a number, dashes and a quoted name more.
    const LONGEST: usize = 30;
    text.strip_prefix('—')?;
    head(text, LONGEST).filter(|end| !text[..*end].contains(['，', '：', '；', ',']))
}

/// Where the first sentence ends, if it is no longer than `longest` characters and has text behind it.
fn head(text: &str, longest: usize) -> Option<usize> {
    let stop = first_stop(text)?;
    let short = text[..stop].ends_with('。') && text[..stop].chars().count() <= longest;
    (short && text[stop..].chars().count() >= REST).then_some(stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REST: &str = "各级各部门要结合实际抓好落实，确保取得成效。";

    #[track_caller]
    fn check(openings: &[&str], expected: &[bool]) {
        let lines: Vec<Line> =
            (1..).zip(openings).map(|(n, opening)| Line::plain(format!("{opening}{REST}"), n)).collect();
        let mut roles = vec![Role::Paragraph; lines.len()];
        mark(&lines, &mut roles);
        let heads = |(role, opening): (&Role, &&str)| matches!(role, Role::RunIn(run_in) if run_in.head == opening.len());
        assert_eq!(roles.iter().zip(openings).map(heads).collect::<Vec<_>>(), expected, "{openings:?}");
    }

    #[test]
    fn parts_have_names_of_their_own() {
        let read = |other: &str| {
            let text = "全县各级各部门抓好道路建设工作。";
            let lines = ["案由：", text, other, text].map(|text| Line::plain(text, 1));
            let mut roles = [Role::Paragraph; 4];
            named(&lines, &mut roles);
            roles.map(|role| matches!(role, Role::Heading(_)))
        };
        assert_eq!((read("理由："), read("案由：")), ([true, false, true, false], [false; 4]));
    }

    #[test]
    fn what_counts_on_from_the_first_has_heads() {
        check(&["第一，坚持系统观念，抓好统筹。", "第二，坚持问题导向。"], &[true, true]);
        check(&["第一，坚持系统观念。", "", "第二，坚持问题导向。"], &[true, false, true]);
        check(&["第一，抓统筹。", "第二，抓落实。", "第一，抓学习。", "第二，抓作风。"], &[true; 4]);
    }

    #[test]
    fn one_alone_or_long_sentences_have_none() {
        check(&["第一，坚持系统观念。"], &[false]);
        check(&["第二，坚持系统观念。", "第三，坚持问题导向。"], &[false, false]);
        check(&["第一，坚持系统观念。", "第三，坚持问题导向。"], &[false, false]);
        check(&["第一，坚持系统观念。", "第二，", "第三，", "第四，坚持问题导向。"], &[false; 4]);
        let long = format!("第一，{}。", "坚持系统观念".repeat(9));
        check(&[&long, "第二，坚持问题导向。"], &[false, false]);
    }

    #[test]
    fn entries_behind_dashes_have_heads() {
        check(&["——市场主导、政府引导。", "——创新驱动。"], &[true, true]);
        check(&["——市场主导。"], &[false]);
        check(&["——在认识上，深化了内涵。", "——在实践上，形成了格局。"], &[false, false]);
        check(&["——市场主导。", "全县认真落实。", "——创新驱动。"], &[false; 3]);
        check(&["——市场主导。", "——创新驱动。", "——在认识上，深化了内涵。"], &[true, true, false]);
        let mixed = ["——市场主导。", "——创新驱动。", "——在认识上，深化。", "——在实践上，形成。"];
        check(&mixed, &[false; 4]);
    }

    #[test]
    fn a_head_has_text_behind_it() {
        let lines = [Line::plain("第一，抓统筹。各级落实。", 1), Line::plain("第二，抓落实。各级落实。", 2)];
        let mut roles = [Role::Paragraph; 2];
        mark(&lines, &mut roles);
        assert_eq!(roles, [Role::Paragraph; 2]);
    }

    #[test]
    fn numbered_heads_that_end_alike_are_read_alike() {
        let read = |texts: &[&str]| {
            let lines: Vec<Line> = (1..).zip(texts).map(|(n, text)| Line::plain(*text, n)).collect();
            let mut roles = vec![Role::Paragraph; texts.len()];
            let head = texts[0].find('。').unwrap_or(0);
            roles[0] = Role::RunIn(RunIn { head, kind: RunInKind::Numbered(2) });
            settle(&lines, &mut roles);
            roles.iter().filter(|role| matches!(role, Role::RunIn(_))).count()
        };
        const REST: &str = "主要有登记表和有关的简要情况说明等。";
        let entries = |names: [&str; 3]| names.map(|name| format!("{name}。{REST}"));
        let all = |names: [&str; 3]| {
            let entries = entries(names);
            read(&[&entries[0], &entries[1], &entries[2]])
        };
        assert_eq!(all(["（一）履历类材料", "（二）考核类材料", "（三）其他材料"]), 3);
        assert_eq!(all(["（一）履历类材料", "（二）考核类材料", "（三）其他情况"]), 1);
        assert_eq!(all(["（一）履历类材料", "（二）考核类材料", "1.其他材料"]), 1);
        assert_eq!(all(["（一）履历类材料", "（二）考核类材料", "（三）考核，其他材料"]), 1);
        let entries = entries(["（一）履历类材料", "（二）考核类材料", "（三）其他材料"]);
        assert_eq!(read(&[&entries[0], &entries[1]]), 1);
        assert_eq!(read(&["全县认真落实。", &entries[0], &entries[1], &entries[2]]), 1);
    }

    #[test]
    fn all_that_count_on_from_the_first_have_heads_or_none() {
        let read = |texts: &[(&str, bool)]| {
            let lines: Vec<Line> = (1..).zip(texts).map(|(n, (text, _))| Line::plain(*text, n)).collect();
            let role = |headed: bool| {
                if headed {
                    Role::RunIn(RunIn { head: 12, kind: RunInKind::Enumeration })
                } else {
                    Role::Paragraph
                }
            };
            let mut roles: Vec<Role> = texts.iter().map(|(_, headed)| role(*headed)).collect();
            settle(&lines, &mut roles);
            roles.iter().filter(|role| matches!(role, Role::RunIn(_))).count()
        };
        let (one, two, three) = ("一是加法，抓产业。", "二是减法。抓产能。", "三是乘法。抓创新。");
        assert_eq!(read(&[(one, false), (two, true), (three, true)]), 0);
        assert_eq!(read(&[(one, true), (two, true), (three, true)]), 3);
        assert_eq!(read(&[(two, true), (three, true)]), 2);
        assert_eq!(read(&[(one, false), ("一是抓产能。", true), (two, true)]), 2);
        assert_eq!(read(&[(two, true), (three, false)]), 1);
    }

    #[test]
    fn who_speaks_on_several_lines_heads_none() {
        let read = |lines: &[(&str, Mark)]| {
            let lines: Vec<Line> = (1..)
                .zip(lines)
                .map(|(n, (text, mark))| Line { mark: *mark, ..Line::plain(*text, n) })
                .collect();
            let mut roles = vec![Role::Heading(1); lines.len()];
            settle(&lines, &mut roles);
            roles.iter().filter(|role| matches!(role, Role::Heading(_))).count()
        };
        let plain = |text| (text, Mark::None);
        assert_eq!(read(&[plain("青禾网：有何举措？"), plain("青禾网：有何打算？"), plain("价格：上涨")]), 1);
        assert_eq!(read(&[plain("产量：增长"), plain("价格：上涨")]), 2);
        assert_eq!(read(&[plain("一、甲：乙"), plain("一、甲：丙")]), 2);
        assert_eq!(read(&[plain("青禾网："), plain("青禾网：")]), 2);
        assert_eq!(read(&[("青禾网：甲", Mark::Strong), ("青禾网：乙", Mark::Strong)]), 2);
        assert_eq!(read(&[plain("松溪县人民政府办公室主任：甲"), plain("松溪县人民政府办公室主任：乙")]), 2);
    }

    #[test]
    fn paragraphs_that_open_alike_have_heads() {
        let read = |texts: &[&str]| {
            let lines: Vec<Line> =
                (1..).zip(texts).map(|(n, text)| Line::plain(format!("{text}{REST}"), n)).collect();
            let mut roles = vec![Role::Paragraph; texts.len()];
            for (role, text) in roles.iter_mut().zip(texts) {
                if text.starts_with('图') {
                    *role = Role::Caption;
                }
            }
            settle(&lines, &mut roles);
            let is_head = |(role, text): &(&Role, &&str)| matches!(role, Role::RunIn(run_in) if run_in.head == text.len() && run_in.kind == RunInKind::Unnumbered);
            roles.iter().zip(texts).filter(is_head).count()
        };
        let all =
            ["聚焦组织建设，筑牢战斗堡垒。", "聚焦网格管理，织密服务网络。", "聚焦矛盾化解，守护平安稳定。"];
        assert_eq!(read(&all), 3);
        assert_eq!(read(&[all[0], all[1], "图为走访。", all[2]]), 3);
        assert_eq!(read(&all[..2]), 0);
        assert_eq!(read(&[all[0], "全县抓好落实。", all[1], all[2]]), 0);
        assert_eq!(read(&[all[0], all[1], "聚力矛盾化解，守护平安稳定。"]), 0);
        assert_eq!(read(&["我们坚信。", "我们坚守。", "我们坚持。"]), 0);
        assert_eq!(read(&["县长强调，抓组织。", "县长强调，抓网格。", "县长强调，抓平安。"]), 0);
        assert_eq!(read(&["“聚焦”组织。", "“聚焦”网格。", "“聚焦”平安。"]), 0);
        let long = "聚焦组织建设、网格管理、矛盾化解、平安稳定、产业发展。";
        assert_eq!(read(&[long, long, long]), 0);
    }

    #[test]
    fn lines_behind_brackets_are_headings_alike() {
        const TEXT: &str = "全县认真落实各项工作要求。";
        let read = |lines: &[(&str, Role)]| {
            let (texts, mut roles): (Vec<&str>, Vec<Role>) = lines.iter().copied().unzip();
            let lines: Vec<Line> = (1..).zip(texts).map(|(n, text)| Line::plain(text, n)).collect();
            settle(&lines, &mut roles);
            roles.iter().filter(|role| matches!(role, Role::Heading(_))).count()
        };
        let (text, plain) = ((TEXT, Role::Paragraph), ("【松溪报】各地推进春耕", Role::Paragraph));
        let head = ("【青禾报】春耕全面展开", Role::Heading(2));
        assert_eq!(read(&[head, text, plain, text, head, text]), 3);
        assert_eq!(read(&[head, text, plain, text]), 1);
        assert_eq!(read(&[head, text, plain, text, plain, text, plain, text, head, text]), 5);
        assert_eq!(
            read(&[head, text, head, text, plain, text, plain, text, plain, text, plain, text, plain, text]),
            2
        );
        assert_eq!(read(&[head, text, head, text, plain]), 2);
        let sentence = ("【松溪报】各地推进春耕。", Role::Paragraph);
        assert_eq!(read(&[head, text, head, text, sentence, text]), 2);
        assert_eq!(read(&[head, text, head, text, ("【春耕】", Role::Paragraph), text]), 2);
        assert_eq!(read(&[head, text, head, text, ("春耕", Role::Paragraph), text]), 2);
    }
}

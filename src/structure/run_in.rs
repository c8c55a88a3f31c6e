//! Heading sentences without a number at the start of paragraphs, known by the parallel ones beside them.

use std::collections::HashMap;

use crate::document::{Role, RunIn, RunInKind};
use crate::lexicon::sentence::first_stop;
use crate::text::Line;

/// Longest and shortest heading sentence, in characters, its stop left out.
const LONGEST: usize = 26;
const SHORTEST: usize = 4;
/// The paragraph must go on for at least this many characters.
const REST: usize = 20;

/// Marks the run-in headings of every section.
pub(crate) fn mark(lines: &[Line], roles: &mut [Role]) {
    let mut i = 0;
    while i < lines.len() {
        if roles[i] != Role::Paragraph {
            i += 1;
            continue;
        }
        let end = (i..lines.len())
            .find(|&j| !matches!(roles[j], Role::Paragraph | Role::Caption))
            .unwrap_or(lines.len());
        section(lines, roles, i, end);
        i = end;
    }
}

/// Marks the longest run of paragraphs at the end of `start..end` that all open with a short sentence, if these are parallel.
fn section(lines: &[Line], roles: &mut [Role], start: usize, end: usize) {
    let paragraphs: Vec<usize> = (start..end).filter(|&i| roles[i] == Role::Paragraph).collect();
    let labels: Vec<Option<&str>> = paragraphs.iter().map(|&i| label(&lines[i].text)).collect();
    let labels = without_speakers(labels);
    for (&i, label) in paragraphs.iter().zip(&labels) {
        if let Some(label) = label.filter(|_| labels.iter().flatten().count() >= 2) {
            roles[i] = Role::RunIn(RunIn { head: label.len(), kind: RunInKind::Unnumbered });
        }
    }
    parallel(lines, roles, &paragraphs, lead, are_parallel);
    parallel(lines, roles, &paragraphs, couplet, are_couplets);
}

/// Marks the runs of paragraphs that each open with a `lead`, if these are `alike`.
fn parallel(
    lines: &[Line],
    roles: &mut [Role],
    paragraphs: &[usize],
    lead: fn(&str) -> Option<&str>,
    alike: fn(&[&str]) -> bool,
) {
    let leads: Vec<Option<&str>> = paragraphs.iter().map(|&i| lead(&lines[i].text)).collect();
    let mut at = 0;
    while at < leads.len() {
        let run = leads[at..].iter().take_while(|lead| lead.is_some()).count();
        let group: Vec<&str> = leads[at..at + run].iter().flatten().copied().collect();
        if group.len() > 2 && states_apart(&group) {
            at += 1;
            continue;
        }
        if group.len() >= 2 && alike(&group) {
            for (&i, lead) in paragraphs[at..at + run].iter().zip(&group) {
                roles[i] = Role::RunIn(RunIn { head: lead.len(), kind: RunInKind::Unnumbered });
            }
        }
        at += run.max(1);
    }
}

/// Whether the first of `leads` says what something is and is like none of the others: it opens the text, and the others head its parts.
fn states_apart(leads: &[&str]) -> bool {
    leads[0].contains('是') && leads[1..].iter().all(|lead| likeness(leads[0], lead) < 2)
}

/// A label that comes again in the same section names who speaks.
fn without_speakers(labels: Vec<Option<&str>>) -> Vec<Option<&str>> {
    let mut times: HashMap<&str, usize> = HashMap::new();
    labels.iter().flatten().for_each(|label| *times.entry(label).or_default() += 1);
    labels.into_iter().map(|label| label.filter(|label| times[label] == 1)).collect()
}

/// The first sentence of a paragraph, if it can be a heading: short, without a comma, and with text behind it.
fn lead(text: &str) -> Option<&str> {
    let stop = first_stop(text)?;
    let (lead, rest) = text.split_at(stop);
    let length = lead.chars().count().saturating_sub(1);
    let plain =
        lead.ends_with('。') && !lead.starts_with('[') && !lead.contains(['，', '：', '、', '；', ',']);
    let states = || lead.get(3..).is_some_and(|l| l.chars().nth(1).is_some_and(|c| "是有为了".contains(c)));
    ((SHORTEST..=LONGEST).contains(&length) && plain && !states() && rest.chars().count() >= REST)
        .then_some(lead)
}

/// A first sentence of two short clauses: `创新活动载体，让老场馆热起来。`
fn couplet(text: &str) -> Option<&str> {
    let stop = first_stop(text)?;
    let (lead, rest) = text.split_at(stop);
    let (one, other) = lead.strip_suffix('。')?.split_once(['，', ','])?;
    let clause = |clause: &str| {
        (SHORTEST..=14).contains(&clause.chars().count()) && !clause.contains(['，', '：', '、', '；', ','])
    };
    (clause(one) && clause(other) && rest.chars().count() >= REST).then_some(lead)
}

/// Whether each has clauses of the length of those of the one before, and shares with its second clause two characters in their places.
fn are_couplets(leads: &[&str]) -> bool {
    leads.windows(2).all(|two| {
        let [one, other] = [two[0], two[1]].map(clauses);
        let even = (0..2).all(|i| one[i].len().abs_diff(other[i].len()) <= 1);
        let front = one[1].iter().zip(&other[1]).filter(|(a, b)| a == b).count();
        let back = one[1].iter().rev().zip(other[1].iter().rev()).filter(|(a, b)| a == b).count();
        even && front.max(back) >= 2
    })
}

fn clauses(lead: &str) -> [Vec<char>; 2] {
    let (one, other) = lead.trim_end_matches('。').split_once(['，', ',']).unwrap_or((lead, ""));
    [one, other].map(|clause| clause.chars().collect())
}

/// `指导思想：` with a sentence behind it.
fn label(text: &str) -> Option<&str> {
    // `总体要求`, `经济社会效益分析` have up to eight; a sentence before a colon is longer.
    const LONGEST_LABEL: usize = 8;
    let (label, rest) = text.split_once('：')?;
    let named =
        (2..=LONGEST_LABEL).contains(&label.chars().count()) && label.chars().all(crate::text::is_han);
    let says = [
        "说",
        "道",
        "指出",
        "强调",
        "表示",
        "认为",
        "是",
        "介绍",
        "要求",
        "时间",
        "地点",
        "出席",
        "主持",
        "记录",
        "记者",
        "主持人",
        "问",
        "答",
    ];
    let speech = says.iter().any(|end| label.ends_with(end));
    // What stands before a blank to fill in is the name of a field.
    let form = rest.contains('＿');
    (named && !speech && !form && rest.chars().count() >= REST + REST / 2)
        .then(|| &text[..label.len() + '：'.len_utf8()])
}

/// Whether sentences are built alike: nearly all share their beginning, their ending or their length with another.
fn are_parallel(leads: &[&str]) -> bool {
    let alike = |i: usize| (0..leads.len()).any(|j| i != j && likeness(leads[i], leads[j]) >= 2);
    let related = (0..leads.len()).filter(|&i| alike(i)).count();
    related * 3 >= leads.len() * 2 && related >= 2
}

/// Points of likeness between two sentences.
fn likeness(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) =
        (a.trim_end_matches('。').chars().collect(), b.trim_end_matches('。').chars().collect());
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let shared = a.iter().enumerate().filter(|(i, c)| b.get(*i) == Some(c)).count();
    let length = a.len().abs_diff(b.len());
    let mut points =
        usize::from(start >= 1) + usize::from(start >= 2) + usize::from(end >= 1) + usize::from(end >= 2);
    points += match length {
        0 => 2,
        1 => 1,
        _ => 0,
    };
    points + usize::from(shared >= 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REST: &str = "坚持从实际出发，统筹推进各项任务，加强督促检查，确保落到实处。";

    #[track_caller]
    fn check(leads: &[&str], expected: bool) {
        let lines: Vec<Line> =
            (1..).zip(leads).map(|(n, lead)| Line::plain(format!("{lead}{REST}"), n)).collect();
        let mut roles = vec![Role::Paragraph; lines.len()];
        mark(&lines, &mut roles);
        let marked = roles.iter().filter(|role| matches!(role, Role::RunIn(_))).count();
        assert_eq!(marked, if expected { leads.len() } else { 0 }, "{leads:?}");
    }

    #[test]
    fn parallel_leads_are_headings() {
        check(&["队伍建设贯穿日常。", "服务大局提升增效。", "群众路线落到实处。"], true);
        check(&["规范组织建设。", "发挥党员岗位建功作用。", "发挥典型示范作用。"], true);
        check(&["指导思想：以理论为指引。", "工作目标：在年内见效。"], true);
        check(&["着力搭建平台。", "着力夯实载体。"], true);
        check(&["把学习融入业务场景。", "把仪式融入党建场景。", "把创新融入服务场景。"], true);
    }

    #[test]
    fn speakers_and_references_are_not() {
        check(&["王局长：近年来，", "李主任：今年以来，", "王局长：近年来，", "李主任：今年以来，"], false);
        check(&["[1]王某某。", "[2]李某某。"], false);
    }

    #[test]
    fn fields_of_a_form_are_no_labels() {
        assert_eq!(
            label(
                "登记项目：按照处室和年级逐项填写清楚，不得遗漏，填写之后由处室负责人审核签字，再交办公室存档备查。"
            ),
            Some("登记项目：")
        );
        assert_eq!(
            label(
                "登记项目：＿＿＿＿＿＿＿＿＿＿填写清楚，不得遗漏，填写之后由处室负责人审核签字，再交办公室存档备查。"
            ),
            None
        );
    }

    #[test]
    fn two_clauses_each_are_headings_if_they_are_alike() {
        check(&["创新活动载体，让老馆不再“冷清”。", "深挖本地资源，让课堂不再“枯燥”。"], true);
        check(&["聚焦主责主业，抓实思想建设。", "聚焦作风转变，抓实队伍建设。"], true);
        check(&["聚焦主责，抓实思想建设。", "聚焦作风转变，抓实队伍建设。"], false);
        check(&["会议听取汇报，讨论有关事项。", "大家一致同意，通过年度计划。"], false);
        check(&["聚焦主责，抓实，思想建设。", "聚焦作风，抓实，队伍建设。"], false);
    }

    #[test]
    fn what_opens_a_text_is_none_of_the_parallel_ones() {
        let leads = ["种好粮食是根本之策。", "谋划要长远。", "链条要拉长。", "机制要长效。"];
        let lines: Vec<Line> =
            (1..).zip(leads).map(|(n, lead)| Line::plain(format!("{lead}{REST}"), n)).collect();
        let mut roles = vec![Role::Paragraph; lines.len()];
        mark(&lines, &mut roles);
        let headed: Vec<bool> = roles.iter().map(|role| matches!(role, Role::RunIn(_))).collect();
        assert_eq!(headed, [false, true, true, true]);
    }

    #[test]
    fn sentences_that_happen_to_be_short_are_not() {
        check(&["党的力量来自组织。", "欲筑室者，先治其基。", "支部强不强，关键看“头雁”。"], false);
        check(&["大家鼓掌通过。"], false);
    }
}

//! Numbered lines that only look like headings: clauses of a statute, items of a list. A heading has text under it.

use std::ops::Range;

use crate::document::Role;
use crate::lexicon::numbering::{self, Marker};
use crate::lexicon::sentence::ends_sentence;
use crate::text::Line;

/// Turns numbered headings that are clauses or items into paragraphs.
pub(crate) fn settle(lines: &[Line], roles: &mut [Role]) {
    let markers: Vec<Option<Marker>> = lines.iter().map(|line| numbering::marker(&line.text)).collect();
    let bare: Vec<bool> = (0..lines.len()).map(|i| is_bare(&markers, roles, i)).collect();
    for rank in 0..numbering::RANKS {
        for group in groups(&markers, rank) {
            settle_group(lines, roles, &bare, &group);
        }
    }
    chapters_without_number(lines, roles);
}

/// Whether nothing stands under a numbered line: the next one is numbered alike or higher, or the document ends.
fn is_bare(markers: &[Option<Marker>], roles: &[Role], i: usize) -> bool {
    let Some(marker) = markers[i] else { return false };
    match (markers.get(i + 1), roles.get(i + 1)) {
        (Some(Some(next)), _) => next.rank <= marker.rank,
        (Some(None), Some(role)) => is_end(*role),
        _ => true,
    }
}

fn is_end(role: Role) -> bool {
    matches!(
        role,
        Role::Signature
            | Role::Date
            | Role::Note
            | Role::Attachment
            | Role::AttachmentLabel
            | Role::AttachmentTitle
            | Role::Credit
    )
}

/// The lines that are counted together: of one rank, under one number of a higher one, with rising numbers.
pub(crate) fn groups(markers: &[Option<Marker>], rank: u8) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut last: Option<u32> = None;
    for (i, marker) in markers.iter().enumerate() {
        match marker {
            Some(marker) if marker.rank < rank => last = None,
            Some(marker) if marker.rank == rank => {
                match groups.last_mut().filter(|_| last.is_some_and(|last| last < marker.ordinal)) {
                    Some(group) => group.push(i),
                    None => groups.push(vec![i]),
                }
                last = Some(marker.ordinal);
            }
            _ => {}
        }
    }
    groups
}

/// In a group with a clause that ends with `；`, with a sentence that has nothing under it, or mostly without text under
/// them, none is a heading but one over numbers of its own. The last line of a text counts for nothing: what stood under it may be lost.
fn settle_group(lines: &[Line], roles: &mut [Role], bare: &[bool], group: &[usize]) {
    let sentence = |i: usize| ends_sentence(&lines[i].text);
    let clause =
        |i: usize| lines[i].text.ends_with(['；', ';']) || bare[i] && sentence(i) && i + 1 < lines.len();
    let listed = group.iter().any(|&i| clause(i));
    let without_text = group.iter().filter(|&&i| bare[i]).count();
    let items = group.len() > 1 && without_text * 2 > group.len();
    for &i in group {
        let heading = matches!(roles[i], Role::Heading(_));
        if heading && (listed || items) && (bare[i] || sentence(i) && !opens_level(lines, i)) {
            roles[i] = Role::Paragraph;
        }
    }
}

/// Whether a deeper level is counted from one right below line `i`, a sentence, or below the paragraph under it. What ends with a colon
/// introduces them, and heads nothing.
pub(crate) fn opens_level(lines: &[Line], i: usize) -> bool {
    let own = numbering::marker(&lines[i].text).map(|marker| marker.rank);
    let mut below = lines[i + 1..].iter().take(2).map(|line| numbering::marker(&line.text));
    let first = below.next().flatten().or_else(|| below.next().flatten());
    lines[i].text.ends_with('。') && first.is_some_and(|first| first.ordinal == 1 && Some(first.rank) > own)
}

/// `1 总则` right above `1.1 编制目的`: a number without a mark, known by the one below it.
fn chapters_without_number(lines: &[Line], roles: &mut [Role]) {
    for i in 0..lines.len().saturating_sub(1) {
        if roles[i] == Role::Paragraph
            && roles[i + 1] == Role::Heading(2)
            && leads(&lines[i].text, &lines[i + 1].text)
        {
            roles[i] = Role::Heading(1);
        }
    }
}

/// Whether `text` is `n 总则` and `next` starts with `n.1`.
pub(crate) fn leads(text: &str, next: &str) -> bool {
    // Headings of chapters of standards have up to twenty characters (`4 一般规定`); a clause is a sentence.
    const LONGEST: usize = 30;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    let first: Range<usize> = digits..(digits + 2).min(next.len());
    (1..=2).contains(&digits)
        && rest.chars().next().is_some_and(|c| c.is_whitespace() || crate::text::is_han(c))
        && (2..=LONGEST).contains(&rest.trim().chars().count())
        && !ends_sentence(rest)
        && next.starts_with(number)
        && next.get(first) == Some(".1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let lines: Vec<Line> = (1..).zip(text.lines()).map(|(n, line)| Line::plain(line, n)).collect();
        let mut roles: Vec<Role> = lines
            .iter()
            .map(|line| crate::structure::heading::numbered(&line.text).unwrap_or(Role::Paragraph))
            .collect();
        settle(&lines, &mut roles);
        let seen: String = roles
            .iter()
            .map(|role| match role {
                Role::Heading(level) => char::from(b'0' + level),
                Role::RunIn(_) => 'r',
                _ => '-',
            })
            .collect();
        assert_eq!(seen, expected, "{text}");
    }

    #[test]
    fn headings_have_text_under_them() {
        check("一、抓学习\n正文。\n二、抓落实\n正文。", "1-1-");
        check("一、抓学习\n（一）读书\n正文。\n（二）辅导\n正文。\n二、抓落实\n正文。", "12-2-1-");
        check(
            "第一章 总则\n一、制定本规则。\n二、坚持原则。\n第二章 职能\n三、分工负责。\n第三章 附则",
            "1--1-1",
        );
        check("一、抓学习。\n正文。\n二、抓落实。\n正文。", "1-1-");
        check("1 总则\n1.1 编制目的\n正文。\n1.2 适用范围\n正文。", "12-2-");
    }

    #[test]
    fn clauses_and_items_are_paragraphs() {
        check("下列情形：\n（一）使用财政资金的；\n（二）其他项目。\n后文。", "----");
        check("现批复如下：\n一、原则同意规划。\n二、严格实施，不得擅自修改。\n三、加强检查。", "----");
        check("需要：\n1.身份证\n2.户口本\n3.照片", "----");
        check("一、文明出行。\n二、勤俭节约。\n让我们携手努力！", "---");
    }
}

//! The text of an article: every line gets its role.

use std::collections::BTreeSet;

use crate::diag::Log;
use crate::document::{Block, Role, RunIn, RunInKind};
use crate::lexicon::numbering;
use crate::rules::Rules;
use crate::structure::ending::is_short_phrase;
use crate::structure::{heading, heads, labelled};
use crate::text::{Label, Line, Mark, Told};

/// Gives the lines of the text their roles, after `lead`, the blocks that stood among the title lines.
pub(crate) fn parse(log: &mut Log, lead: Vec<Block>, lines: Vec<Line>, rules: &Rules) -> Vec<Block> {
    let lines = heads::joined(joined_titles(joined_numbers(lines)));
    let mut roles = labelled::roles(&lines);
    let said = lines.iter().map(|line| line.told.and_then(role_of));
    roles.iter_mut().zip(said).for_each(|(role, said)| *role = said.unwrap_or(*role));
    levels(&lines, &mut roles);
    let mut blocks = Vec::with_capacity(lead.len() + lines.len());
    let lead = lead.into_iter().map(|block| (Line::plain(block.text, block.line), block.role));
    for (line, role) in lead.chain(lines.into_iter().zip(roles)) {
        match dropped_by(role).filter(|rule| !rules.keeps(rule) && !rules.stays(&line.text, None)) {
            Some(rule) => log.removed(rule, line.number, line.text),
            None => push(&mut blocks, role, line),
        }
    }
    blocks
}

/// The role of a line of the text of which the user says what it is.
pub(crate) fn role_of(told: Told) -> Option<Role> {
    Some(match told {
        Told::Title | Told::Subtitle | Told::Byline => return None,
        Told::Heading(level) => Role::Heading(level),
        Told::Paragraph => Role::Paragraph,
        Told::Recipient => Role::Recipient,
        Told::Signature => Role::Signature,
        Told::Date => Role::Date,
        Told::Caption => Role::Caption,
        Told::Note => Role::Note,
    })
}

/// The rule that takes a block of this role out of the document.
fn dropped_by(role: Role) -> Option<&'static str> {
    match role {
        Role::Credit => Some("credits.line"),
        _ => None,
    }
}

/// Rows that follow each other are one table.
pub(crate) fn push(blocks: &mut Vec<Block>, role: Role, line: Line) {
    match blocks.last_mut() {
        Some(table) if role == Role::Table && table.role == Role::Table => {
            table.text.push('\n');
            table.text.push_rich(&line.text);
        }
        _ => blocks.push(Block { role, text: line.text, line: line.number }),
    }
}

/// A number on a line of its own belongs to the heading under it: `01` `提前规划出行路线`.
fn joined_numbers(lines: Vec<Line>) -> Vec<Line> {
    // `0 1` and `第 一 部 分` spaced out; a longer line holds a heading of its own.
    const SPACED: usize = 36;
    // Markup and blank lines stand between the two; with more between them, what stood there was taken out.
    const APART: u32 = 8;
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        match joined.last_mut() {
            Some(number)
                if numbering::is_alone(&number.text)
                    && line.number <= number.number + APART
                    && is_part(&line.text)
                    && line.told.or(number.told).is_none() =>
            {
                number.text.push(' ');
                number.text.push_rich(&line.text);
            }
            Some(number)
                if (numbering::is_alone(&number.text) && can_head(number, &line)
                    || is_numbered_part(&number.text) && is_short_phrase(&line.text))
                    && line.number <= number.number + APART
                    && line.mark != Mark::Row
                    && line.told.or(number.told).is_none() =>
            {
                // Punctuation takes the space out of a longer line, and so it would be when the document is read again.
                if line.text.chars().count() < SPACED {
                    number.text.push(' ');
                }
                number.text.push_rich(&line.text);
                number.mark = Mark::Heading(1);
                // PART says what it is; a number alone may count the sources below a text.
                if number.text.starts_with(|c: char| c.is_ascii_alphabetic()) {
                    number.label = Some(Label::Heading);
                }
            }
            _ => joined.push(line),
        }
    }
    joined
}

/// Whether `line` can be what the number above it counts: where that is a heading itself, no plain line that waits for what follows.
fn can_head(number: &Line, line: &Line) -> bool {
    let waits =
        line.text.ends_with(['：', ':']) && rank_of(number.mark).is_some() && rank_of(line.mark).is_none();
    heading::is_marked_heading(&line.text) && !waits
}

/// The word beside the number of a part, as posts have it.
fn is_part(text: &str) -> bool {
    text.trim().trim_end_matches('.').eq_ignore_ascii_case("part")
}

/// `PART 01`, `01 PART`, which the heading of the part stands under.
fn is_numbered_part(text: &str) -> bool {
    let text = text.trim();
    let end = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '.');
    is_part(text.trim_matches(end)) && text.contains(|c: char| c.is_ascii_digit())
}

/// The title of what is attached may stand on several lines; it is one. (The lines of the title of the document are not among these any more.)
fn joined_titles(lines: Vec<Line>) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        let goes_on = line.label == Some(Label::TitleMore) && line.told.is_none();
        match joined.last_mut() {
            // Where its first line went elsewhere, to the head of the document, what goes on is the title.
            Some(title) if goes_on && matches!(title.label, None | Some(Label::Title | Label::Attached)) => {
                title.text.push_rich(&line.text);
                title.label = Some(Label::Attached);
            }
            _ if goes_on => joined.push(Line { label: Some(Label::Attached), ..line }),
            _ => joined.push(line),
        }
    }
    joined
}

/// Marked and unnumbered headings get their level: the marks of this text in their order, unnumbered ones below the
/// numbered heading they stand under, or beside those they look like.
fn levels(lines: &[Line], roles: &mut [Role]) {
    let (bold, inner) = (level_of_bold(lines, roles), has_inner(lines, roles));
    let ranks: BTreeSet<u8> =
        lines.iter().zip(roles.iter()).filter_map(|(line, role)| rank(line, *role)).collect();
    // Where 壹、 makes the first level, 一、 makes the second.
    let lower = u8::from(
        lines
            .iter()
            .zip(roles.iter())
            .any(|(line, role)| matches!(role, Role::Heading(_)) && numbering::is_formal(&line.text)),
    );
    let parted = counts_parts(lines, roles);
    let headed = !ranks.is_empty();
    let mut above = 0;
    for (line, role) in lines.iter().zip(roles) {
        if let Role::RunIn(RunIn { kind: RunInKind::Numbered(level), .. }) = role {
            *level = (*level + lower).min(4);
        }
        let Role::Heading(level) = role else { continue };
        if let Some(marker) = numbering::marker(&line.text) {
            let lower = if marker.rank == 0 { 0 } else { lower };
            if *level == heading::UNLEVELLED {
                *level = marker.level;
            }
            let marked = !headed || rank_of(line.mark).is_some();
            if parted && marked && marker.level == 3 && !is_of_parts(&line.text) {
                *level = 1;
            }
            *level = (*level + lower).min(4);
            above = *level;
            continue;
        }
        let known = rank_of(line.mark).is_none() && *level != heading::UNLEVELLED;
        *level = match rank_of(line.mark) {
            None if known => *level,
            Some(own) => 1 + u8::try_from(ranks.iter().filter(|rank| **rank < own).count()).unwrap_or(3),
            None if line.mark == Mark::Strong && bold.is_some() => bold.unwrap_or(1),
            None => above + 1 + u8::from(inner && is_bracketed(line)),
        }
        .clamp(1, 4);
        if rank_of(line.mark).is_some() || known {
            above = *level;
        }
    }
}

/// Whether `1.` stands above `1.1` and nothing above `1.`: then it counts the parts of the text.
fn counts_parts(lines: &[Line], roles: &[Role]) -> bool {
    let headings = lines.iter().zip(roles).filter(|(_, role)| matches!(role, Role::Heading(_)));
    let texts: Vec<&str> = headings.map(|(line, _)| &*line.text).collect();
    let number = |text: &str| text.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default().to_owned();
    let pair = |pair: &[&str]| {
        let (over, under) = (number(pair[0]), number(pair[1]));
        !over.is_empty() && over == under && !is_of_parts(pair[0]) && is_of_parts(pair[1])
    };
    let first = |text: &&str| {
        numbering::marker(text)
            .is_some_and(|marker| marker.level == 1 && !text.starts_with(|c: char| c.is_ascii_digit()))
    };
    texts.windows(2).any(pair) && !texts.iter().any(first)
}

/// `1.1 设施`, `2.3.1机构`.
fn is_of_parts(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < text.len()
        && rest.strip_prefix(['.', '．']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// The level of the numbered headings in bold, if they are of one and other numbered headings are not bold: what is as bold stands beside them.
fn level_of_bold(lines: &[Line], roles: &[Role]) -> Option<u8> {
    let numbered = lines.iter().zip(roles).filter(|(_, role)| matches!(role, Role::Heading(_)));
    let numbered = numbered.filter_map(|(line, _)| Some((line.mark, numbering::marker(&line.text)?.level)));
    let (bold, plain): (Vec<_>, Vec<_>) = numbered.partition(|(mark, _)| *mark == Mark::Strong);
    let level = bold.first()?.1;
    let alike = bold.len() > 1 && bold.iter().all(|(_, other)| *other == level);
    (alike && !plain.is_empty()).then_some(level)
}

/// Whether headings behind 【…】 stand right under others without: those are sections of them.
fn has_inner(lines: &[Line], roles: &[Role]) -> bool {
    // Once may be a heading that stands without its text.
    const FEWEST: usize = 2;
    let plain = |i: usize| roles[i] == Role::Heading(heading::UNLEVELLED) && rank_of(lines[i].mark).is_none();
    let pair =
        |i: &usize| plain(*i) && plain(i + 1) && !is_bracketed(&lines[*i]) && is_bracketed(&lines[i + 1]);
    (0..lines.len().saturating_sub(1)).filter(pair).count() >= FEWEST
}

fn is_bracketed(line: &Line) -> bool {
    line.text.starts_with('【')
}

fn rank(line: &Line, role: Role) -> Option<u8> {
    matches!(role, Role::Heading(_)).then(|| rank_of(line.mark)).flatten()
}

fn rank_of(mark: Mark) -> Option<u8> {
    match mark {
        Mark::Heading(level) => Some(level),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn levels_of(text: &str) -> Vec<u8> {
        let lines = (1..).zip(text.lines()).map(|(n, line)| Line::plain(line, n)).collect();
        let blocks = parse(&mut Log::new(), Vec::new(), lines, &Rules::default());
        let level = |block: &Block| match block.role {
            Role::Heading(level) => Some(level),
            _ => None,
        };
        blocks.iter().filter_map(level).collect()
    }

    /// The levels of lines in bold, or not, that are read as headings.
    fn levels_of_marked(heads: &[(&str, Mark)]) -> Vec<u8> {
        let lines: Vec<Line> =
            (1..).zip(heads).map(|(n, (text, mark))| Line { mark: *mark, ..Line::plain(*text, n) }).collect();
        let mut roles = vec![Role::Heading(heading::UNLEVELLED); lines.len()];
        levels(&lines, &mut roles);
        roles
            .iter()
            .filter_map(|role| if let Role::Heading(level) = role { Some(*level) } else { None })
            .collect()
    }

    #[test]
    fn what_is_as_bold_as_chapters_stands_beside_them() {
        const BOLD: Mark = Mark::Strong;
        let read = |numbered: [&'static str; 4], inner: Mark, last: Mark| {
            let heads = numbered.into_iter().zip([BOLD, inner, BOLD, inner]);
            levels_of_marked(&heads.chain([("结语", last)]).collect::<Vec<_>>())
        };
        let chapters = ["第一章 总则", "一、目标", "第二章 措施", "一、保障"];
        assert_eq!(read(chapters, Mark::None, BOLD), [1, 1, 1, 1, 1]);
        assert_eq!(read(chapters, Mark::None, Mark::None), [1, 1, 1, 1, 2]);
        let deeper = ["一、目标", "（一）近期", "二、措施", "（一）保障"];
        assert_eq!(read(deeper, Mark::None, BOLD), [1, 2, 1, 2, 1]);
        assert_eq!(read(deeper, Mark::None, Mark::None), [1, 2, 1, 2, 3]);
        assert_eq!(read(deeper, BOLD, BOLD), [1, 2, 1, 2, 3]);
        // Where all that is numbered is bold, bold says nothing.
        assert_eq!(levels_of_marked(&[("一、目标", BOLD), ("二、措施", BOLD), ("近期", BOLD)]), [1, 1, 2]);
        let one = [("一、目标", BOLD), ("（一）近期", Mark::None), ("结语", BOLD)];
        assert_eq!(levels_of_marked(&one), [1, 2, 3]);
    }

    #[test]
    fn headings_behind_brackets_are_sections_of_those_right_above() {
        let read = |texts: &[&str]| {
            levels_of_marked(&texts.iter().map(|text| (*text, Mark::None)).collect::<Vec<_>>())
        };
        let all = ["要闻", "【松溪报】推进春耕", "【青禾报】启动普查", "外地", "【松溪报】修路"];
        assert_eq!(read(&all), [1, 2, 2, 1, 2]);
        assert_eq!(read(&all[..3]), [1, 1, 1]);
        assert_eq!(read(&["要闻", "春耕", "外地", "修路"]), [1; 4]);
        assert_eq!(read(&["【松溪报】推进春耕", "要闻", "【青禾报】启动普查", "外地"]), [1; 4]);
    }

    #[test]
    fn a_number_belongs_to_a_heading_near_below_it() {
        let joined = |line: u32| {
            let heading = Line { mark: Mark::Heading(2), ..Line::plain("提前规划路线", line) };
            joined_numbers(vec![Line::plain("01", 1), heading]).len()
        };
        assert_eq!((joined(9), joined(10)), (1, 2));
    }

    #[test]
    fn numbers_above_numbers_of_parts_make_the_first_level() {
        let plain = |texts: &[&'static str]| {
            levels_of_marked(&texts.iter().map(|text| (*text, Mark::None)).collect::<Vec<_>>())
        };
        assert_eq!(plain(&["1. 现状", "1.1 设施", "2. 问题", "2.1 数据"]), [1, 2, 1, 2]);
        assert_eq!(plain(&["1. 现状", "2.1 设施"]), [3, 2]);
        assert_eq!(plain(&["一、总则", "1. 现状", "1.1 设施"]), [1, 3, 2]);
    }

    #[test]
    fn numbered_questions_have_the_level_of_their_number() {
        const ANSWER: &str =
            "为进一步规范办理流程，方便群众就近办事，我们在广泛征求意见的基础上制定了本办法。";
        let text = ["一、为什么要制定本办法？", ANSWER, "二、本办法有哪些内容？", ANSWER].join("\n");
        assert_eq!(levels_of(&text), [1, 1]);
    }
}

//! The text of an article: every line gets its role.

use std::collections::BTreeSet;

use crate::diag::Log;
use crate::document::{Block, Role};
use crate::rules::Rules;
use crate::structure::{caption, ending, heading, run_in};
use crate::text::{Line, Mark, ends_sentence, key};

/// Gives the lines of the text their roles, after `lead`, the blocks that stood among the title lines.
pub(crate) fn parse(log: &mut Log, lead: Vec<Block>, lines: Vec<Line>, rules: &Rules) -> Vec<Block> {
    let lines = joined_numbers(lines);
    let mut roles: Vec<Role> = lines.iter().map(by_itself).collect();
    unwrap_quotes(&mut roles);
    consistent(&lines, &mut roles);
    recipients(&lines, &mut roles);
    ending::mark(&lines, &mut roles);
    unnumbered(&lines, &mut roles);
    caption::mark(&lines, &mut roles);
    run_in::mark(&lines, &mut roles);
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

/// The rule that takes a block of this role out of the document.
fn dropped_by(role: Role) -> Option<&'static str> {
    match role {
        Role::Credit => Some("credits.line"),
        _ => None,
    }
}

/// Rows that follow each other are one table.
fn push(blocks: &mut Vec<Block>, role: Role, line: Line) {
    match blocks.last_mut() {
        Some(table) if role == Role::Table && table.role == Role::Table => {
            table.text.push('\n');
            table.text.push_str(&line.text);
        }
        _ => blocks.push(Block { role, text: line.text, line: line.number }),
    }
}

/// A quotation that holds a good part of the text is a fault of the markup.
fn unwrap_quotes(roles: &mut [Role]) {
    const SHARE: usize = 3;
    let quoted = roles.iter().filter(|role| **role == Role::Quote).count();
    if quoted * SHARE > roles.len() {
        roles.iter_mut().filter(|role| **role == Role::Quote).for_each(|role| *role = Role::Paragraph);
    }
}

/// What a line is, seen alone.
fn by_itself(line: &Line) -> Role {
    match line.mark {
        Mark::Row => return Role::Table,
        Mark::Contents => return Role::Contents,
        _ => {}
    }
    if let Some(role) = heading::numbered(&line.text).or_else(|| heading::enumeration(&line.text)) {
        return role;
    }
    match line.mark {
        Mark::Heading(level) if is_heading_like(&line.text) => Role::Heading(level.min(4)),
        Mark::Strong if is_heading_like(&line.text) => Role::Heading(1),
        Mark::Caption => Role::Caption,
        Mark::Quote => Role::Quote,
        Mark::Item => Role::Item,
        _ => Role::Paragraph,
    }
}

/// Short, and no sentence.
fn is_heading_like(text: &str) -> bool {
    const LONGEST: usize = 44;
    let ends = ends_sentence(text) && !text.ends_with(['？', '！', '”', '》', '）', '：'])
        || text.ends_with(['，', '、', ',']);
    (2..=LONGEST).contains(&text.chars().count()) && !ends && !text.contains('。')
}

/// `各乡镇人民政府，县级有关部门：` right under the title.
fn recipients(lines: &[Line], roles: &mut [Role]) {
    const LONGEST: usize = 120;
    for (line, role) in lines.iter().zip(roles).take(2) {
        let addressed = line.text.ends_with('：')
            && line.text.chars().count() <= LONGEST
            && !line.text.contains(['。', '；']);
        if addressed && *role == Role::Paragraph && is_addressee(&line.text) {
            *role = Role::Recipient;
        }
    }
}

fn is_addressee(text: &str) -> bool {
    let name = text.trim_end_matches('：');
    let starts =
        ["各", "尊敬的", "同志们", "同志", "亲爱的", "本", "全体"].iter().any(|word| name.starts_with(word));
    let office = name.split(['，', '、']).any(|part| crate::structure::words::is_body_name(part.trim()));
    let people =
        ["同志们", "同志", "朋友们", "代表", "委员", "来宾", "领导"].iter().any(|end| name.ends_with(end));
    starts && name.chars().count() <= 100 || office || people
}

/// A number on a line of its own belongs to the heading under it: `01` `提前规划出行路线`.
fn joined_numbers(lines: Vec<Line>) -> Vec<Line> {
    let is_number = |text: &str| {
        let arabic = text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
        arabic || text.chars().count() <= 2 && text.chars().all(|c| "一二三四五六七八九十".contains(c))
    };
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        match joined.last_mut() {
            Some(number)
                if is_number(&number.text) && is_heading_like(&line.text) && line.mark != Mark::Row =>
            {
                number.text.push(' ');
                number.text.push_str(&line.text);
                number.mark = Mark::Heading(1);
            }
            _ => joined.push(line),
        }
    }
    joined
}

/// Numbered sentences are read alike: where most lines of a level are clauses, a short one among them is a clause too.
fn consistent(lines: &[Line], roles: &mut [Role]) {
    for level in 1..=4 {
        let of_level: Vec<usize> = (0..lines.len())
            .filter(|&i| heading::marker(&lines[i].text).is_some_and(|marker| marker.level == level))
            .collect();
        let clauses = of_level.iter().filter(|&&i| roles[i] == Role::Paragraph).count();
        if clauses * 2 <= of_level.len() {
            continue;
        }
        for i in of_level {
            if matches!(roles[i], Role::RunIn(_)) || ends_sentence(&lines[i].text) {
                roles[i] = Role::Paragraph;
            }
        }
    }
}

/// Headings without number or mark: up to three short lines without a stop right above a paragraph; none where the
/// headings of the text are marked, none in a text chopped into short lines,
/// and none where there is only one: a level has two items at least.
fn unnumbered(lines: &[Line], roles: &mut [Role]) {
    const MOST: usize = 3;
    const MARKED: usize = 2;
    let headings = |i: &usize| matches!(roles[*i], Role::Heading(_)) && lines[*i].mark != Mark::None;
    if (0..lines.len()).filter(headings).count() >= MARKED {
        return;
    }
    let short = (0..lines.len()).filter(|&i| is_shaped_like_heading(&lines[i], roles[i])).count();
    let sentences = lines.iter().filter(|line| ends_sentence(&line.text)).count();
    if short > sentences {
        return;
    }
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    let mut i = 0;
    while i < lines.len() {
        let run = (i..lines.len()).take_while(|&j| is_shaped_like_heading(&lines[j], roles[j])).count();
        let over_text = roles.get(i + run).is_some_and(|role| opens_text(&lines[i + run], *role));
        if run > 0 && over_text {
            let start = if run <= MOST { i } else { i + run - 1 };
            found.push(start..i + run);
        }
        i += run.max(1);
    }
    let numbered = roles.iter().any(|role| matches!(role, Role::Heading(_)));
    if found.len() > 1 || numbered {
        found.into_iter().for_each(|range| roles[range].fill(Role::Heading(UNNUMBERED)));
    }
}

fn is_shaped_like_heading(line: &Line, role: Role) -> bool {
    const LONGEST: usize = 40;
    let asks = line.text.ends_with(['？', '！', '?', '!']) && line.text.contains('，');
    role == Role::Paragraph
        && matches!(line.mark, Mark::None | Mark::Centered)
        && (4..=LONGEST).contains(&line.text.chars().count())
        && is_heading_like(&line.text)
        && !asks
        && !line.text.ends_with(['：', '讯', '电'])
        && !line.text.ends_with("报道")
        && !line.text.starts_with(['—', '（', '-'])
        && !crate::text::is_bulleted(&line.text)
        && !caption::is_labelled(line)
        && !crate::structure::words::is_author_line(&key(&line.text))
}

/// Level of a heading that has none yet.
const UNNUMBERED: u8 = 0;

fn opens_text(line: &Line, role: Role) -> bool {
    let long = line.text.chars().count() >= 25 && ends_sentence(&line.text);
    matches!(role, Role::RunIn(_) | Role::Quote)
        || role == Role::Paragraph && long
        || matches!(role, Role::Heading(2..=4))
}

/// Marked and unnumbered headings get their level: the marks of this text in their order, unnumbered ones below the
/// numbered heading they stand under.
fn levels(lines: &[Line], roles: &mut [Role]) {
    let ranks: BTreeSet<u8> =
        lines.iter().zip(roles.iter()).filter_map(|(line, role)| rank(line, *role)).collect();
    let mut above = 0;
    for (line, role) in lines.iter().zip(roles) {
        let Role::Heading(level) = role else { continue };
        if let Some(marker) = heading::marker(&line.text) {
            above = marker.level;
            continue;
        }
        *level = match rank_of(line.mark) {
            Some(own) => 1 + u8::try_from(ranks.iter().filter(|rank| **rank < own).count()).unwrap_or(3),
            None => above + 1,
        }
        .clamp(1, 4);
        if rank_of(line.mark).is_some() {
            above = *level;
        }
    }
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

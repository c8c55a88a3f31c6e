//! The text of an article: every line gets its role.

use std::collections::BTreeSet;

use crate::diag::Log;
use crate::document::{Block, Role};
use crate::lexicon::sentence::ends_sentence;
use crate::lexicon::{numbering, salutation};
use crate::rules::Rules;
use crate::structure::{caption, clauses, ending, heading, labelled, run_in, unnumbered};
use crate::text::{Line, Mark};

/// Gives the lines of the text their roles, after `lead`, the blocks that stood among the title lines.
pub(crate) fn parse(log: &mut Log, lead: Vec<Block>, lines: Vec<Line>, rules: &Rules) -> Vec<Block> {
    let lines = joined_numbers(lines);
    let read = lines.iter().any(|line| line.label.is_some());
    let mut roles = if read { labelled::roles(&lines) } else { first_look(&lines) };
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

/// What the rules alone make of the lines.
pub(crate) fn first_look(lines: &[Line]) -> Vec<Role> {
    let mut roles: Vec<Role> = lines.iter().map(by_itself).collect();
    unwrap_quotes(&mut roles);
    emphasis(lines, &mut roles);
    consistent(lines, &mut roles);
    recipients(lines, &mut roles);
    ending::mark(lines, &mut roles);
    clauses::settle(lines, &mut roles);
    unnumbered::mark(lines, &mut roles);
    caption::mark(lines, &mut roles);
    run_in::mark(lines, &mut roles);
    roles
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
            table.text.push_rich(&line.text);
        }
        _ => blocks.push(Block { role, text: line.text, line: line.number }),
    }
}

/// A quotation that holds a good part of the text is a fault of the markup.
pub(crate) fn unwrap_quotes(roles: &mut [Role]) {
    const SHARE: usize = 3;
    let quoted = roles.iter().filter(|role| **role == Role::Quote).count();
    if quoted * SHARE > roles.len() {
        roles.iter_mut().filter(|role| **role == Role::Quote).for_each(|role| *role = Role::Paragraph);
    }
}

/// Bold lines one below the other, some of them parts of a sentence, are a sentence that is stressed, not headings.
fn emphasis(lines: &[Line], roles: &mut [Role]) {
    let stressed = |line: &Line| line.mark == Mark::Strong && numbering::marker(&line.text).is_none();
    let mut i = 0;
    while i < lines.len() {
        let run = lines[i..].iter().take_while(|line| stressed(line)).count();
        let speaks = |line: &Line| line.text.ends_with(['。', '；', '，', '、', ',']);
        if run > 1 && lines[i..i + run].iter().any(speaks) {
            roles[i..i + run].fill(Role::Paragraph);
        }
        i += run.max(1);
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
        Mark::Heading(level) if heading::is_marked_heading(&line.text) => Role::Heading(level.min(4)),
        Mark::Strong if heading::is_heading_like(&line.text) => Role::Heading(heading::UNLEVELLED),
        Mark::Caption => Role::Caption,
        Mark::Quote => Role::Quote,
        Mark::Item => Role::Item,
        _ => Role::Paragraph,
    }
}

/// `各乡镇人民政府，县级有关部门：` right under the title.
fn recipients(lines: &[Line], roles: &mut [Role]) {
    const LONGEST: usize = 120;
    for (line, role) in lines.iter().zip(roles).take(2) {
        let addressed = line.text.ends_with('：')
            && line.text.chars().count() <= LONGEST
            && !line.text.contains(['。', '；']);
        if addressed && *role == Role::Paragraph && salutation::is_address(&line.text) {
            *role = Role::Recipient;
        }
    }
}

/// A number on a line of its own belongs to the heading under it: `01` `提前规划出行路线`.
fn joined_numbers(lines: Vec<Line>) -> Vec<Line> {
    const SPACED: usize = 36;
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        match joined.last_mut() {
            Some(number)
                if numbering::is_alone(&number.text)
                    && heading::is_marked_heading(&line.text)
                    && line.mark != Mark::Row =>
            {
                // Punctuation takes the space out of a longer line, and so it would be when the document is read again.
                if line.text.chars().count() < SPACED {
                    number.text.push(' ');
                }
                number.text.push_rich(&line.text);
                number.mark = Mark::Heading(1);
            }
            _ => joined.push(line),
        }
    }
    joined
}

/// Numbered sentences are read alike: where most lines of a level are clauses, a short one among them is a clause too.
fn consistent(lines: &[Line], roles: &mut [Role]) {
    let ranks: Vec<Option<u8>> =
        lines.iter().map(|line| numbering::marker(&line.text).map(|marker| marker.rank)).collect();
    for rank in 0..numbering::RANKS {
        let of_level: Vec<usize> = (0..lines.len()).filter(|&i| ranks[i] == Some(rank)).collect();
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

/// Marked and unnumbered headings get their level: the marks of this text in their order, unnumbered ones below the
/// numbered heading they stand under.
fn levels(lines: &[Line], roles: &mut [Role]) {
    let ranks: BTreeSet<u8> =
        lines.iter().zip(roles.iter()).filter_map(|(line, role)| rank(line, *role)).collect();
    let mut above = 0;
    for (line, role) in lines.iter().zip(roles) {
        let Role::Heading(level) = role else { continue };
        if let Some(marker) = numbering::marker(&line.text) {
            if *level == heading::UNLEVELLED {
                *level = marker.level;
            }
            above = marker.level;
            continue;
        }
        let known = rank_of(line.mark).is_none() && *level != heading::UNLEVELLED;
        *level = match rank_of(line.mark) {
            None if known => *level,
            Some(own) => 1 + u8::try_from(ranks.iter().filter(|rank| **rank < own).count()).unwrap_or(3),
            None => above + 1,
        }
        .clamp(1, 4);
        if rank_of(line.mark).is_some() || known {
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

    #[test]
    fn numbered_questions_have_the_level_of_their_number() {
        const ANSWER: &str =
            "为进一步规范办理流程，方便群众就近办事，我们在广泛征求意见的基础上制定了本办法。";
        let text = ["一、为什么要制定本办法？", ANSWER, "二、本办法有哪些内容？", ANSWER].join("\n");
        assert_eq!(levels_of(&text), [1, 1]);
    }
}

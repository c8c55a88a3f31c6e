//! The text of an article: every line gets its role.

use std::collections::BTreeSet;

use crate::clean::is_kept;
use crate::diag::Log;
use crate::document::{Block, Role};
use crate::structure::{caption, ending, heading, run_in};
use crate::text::{Line, Mark, ends_sentence, key};

/// Gives the lines of the text their roles, after `lead`, the blocks that stood among the title lines.
pub(crate) fn parse(
    log: &mut Log,
    lead: Vec<Block>,
    lines: Vec<Line>,
    keep: &BTreeSet<String>,
) -> Vec<Block> {
    let mut roles: Vec<Role> = lines.iter().map(by_itself).collect();
    recipients(&lines, &mut roles);
    ending::mark(&lines, &mut roles);
    unnumbered(&lines, &mut roles);
    caption::mark(&lines, &mut roles);
    run_in::mark(&lines, &mut roles);
    levels(&lines, &mut roles);
    let mut blocks = lead;
    for (line, role) in lines.into_iter().zip(roles) {
        match dropped_by(role, &line).filter(|rule| !is_kept(rule, keep)) {
            Some(rule) => log.removed(rule, line.number, line.text),
            None => push(&mut blocks, role, line),
        }
    }
    blocks
}

/// The rule that takes a block of this role out of the document.
fn dropped_by(role: Role, line: &Line) -> Option<&'static str> {
    match role {
        Role::Credit => Some("credits.line"),
        Role::Caption if caption::is_labelled(line) => Some("captions.label"),
        Role::Caption => Some("captions.scene"),
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

/// What a line is, seen alone.
fn by_itself(line: &Line) -> Role {
    if line.mark == Mark::Row {
        return Role::Table;
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

/// Headings without number or mark: a short line without a stop between two paragraphs.
fn unnumbered(lines: &[Line], roles: &mut [Role]) {
    const LONGEST: usize = 40;
    for i in 0..lines.len() {
        let line = &lines[i];
        let length = line.text.chars().count();
        let shaped = roles[i] == Role::Paragraph
            && matches!(line.mark, Mark::None | Mark::Centered)
            && (4..=LONGEST).contains(&length)
            && is_heading_like(&line.text)
            && !line.text.ends_with('：')
            && !caption::is_labelled(line)
            && !crate::structure::words::is_author_line(&key(&line.text));
        let next = lines.get(i + 1).zip(roles.get(i + 1));
        let over_text = next.is_some_and(|(next, role)| opens_text(next, *role));
        if shaped && over_text {
            roles[i] = Role::Heading(UNNUMBERED);
        }
    }
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
    let numbered_level = |line: &Line| heading::marker(&line.text).map(|marker| marker.level);
    let mut above = 0;
    for (line, role) in lines.iter().zip(roles) {
        let Role::Heading(level) = role else { continue };
        if let Some(numbered) = numbered_level(line) {
            above = numbered;
            continue;
        }
        *level = match rank_of(line.mark) {
            Some(own) => 1 + u8::try_from(ranks.iter().filter(|rank| **rank < own).count()).unwrap_or(3),
            None => above + 1,
        }
        .clamp(1, 4);
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

//! Headings without number or mark, known by their shape, their place, and the like of them in the same text.
//!
//! Taking a line of the text for a heading is worse than missing one, so all the evidence must come together.

use std::ops::Range;

use crate::document::Role;
use crate::lexicon::sentence::ends_sentence;
use crate::lexicon::{numbering, person};
use crate::structure::heading::{self, is_heading_like};
use crate::structure::{caption, info};
use crate::text::{Line, Mark, is_bulleted, key};

/// Lines one heading may stand on.
const MOST: usize = 3;

/// Marks up to three short lines without a stop between paragraphs: none where the headings of the text are marked,
/// none in a text chopped into short lines, and none where there is only one, since a level has two items at least.
pub(crate) fn mark(lines: &[Line], roles: &mut [Role]) {
    // One marked heading may be a slip; two say that the author marks them.
    const MARKED: usize = 2;
    let headings = |i: &usize| matches!(roles[*i], Role::Heading(_)) && lines[*i].mark != Mark::None;
    if (0..lines.len()).filter(headings).count() >= MARKED || is_chopped(lines, roles) {
        return;
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut i = 0;
    while i < lines.len() {
        let run = (i..lines.len()).take_while(|&j| is_shaped(&lines[j], roles[j])).count();
        let over_text = roles.get(i + run).is_some_and(|role| opens_text(&lines[i + run], *role));
        if run > 0 && over_text && (i == 0 || closes_text(&lines[i - 1], roles[i - 1])) {
            let start = if run <= MOST { i } else { i + run - 1 };
            found.push(start..i + run);
        }
        i += run.max(1);
    }
    if found.len() > 1 {
        found.into_iter().for_each(|range| roles[range].fill(Role::Heading(heading::UNLEVELLED)));
    }
}

/// A text with more short lines than sentences is a post for a small screen, or verse.
fn is_chopped(lines: &[Line], roles: &[Role]) -> bool {
    let short = (0..lines.len()).filter(|&i| is_shaped(&lines[i], roles[i])).count();
    let sentences = lines.iter().filter(|line| ends_sentence(&line.text)).count();
    short > sentences
}

fn is_shaped(line: &Line, role: Role) -> bool {
    // One in a hundred headings of the first level is longer than 38 characters.
    const LONGEST: usize = 40;
    let asks = line.text.ends_with(['？', '！', '?', '!']) && line.text.contains('，');
    role == Role::Paragraph
        && matches!(line.mark, Mark::None | Mark::Centered)
        && (4..=LONGEST).contains(&line.text.chars().count())
        && is_heading_like(&line.text)
        && !asks
        && !line.text.ends_with(['：', '讯', '电'])
        && !line.text.ends_with("报道")
        && !line.text.starts_with(['—', '（', '-', '['])
        && numbering::article_number(&line.text).is_none()
        && !is_bulleted(&line.text)
        && !caption::is_labelled(line)
        && !is_person_or_label(&line.text)
}

/// `组　长：王某某　县长`, `王某某　财政局局长`, `记者 某某`: entries of a list, and who wrote the text.
fn is_person_or_label(text: &str) -> bool {
    // `组　长：`, `联系电话：`: longer words before a colon are a heading with its subject.
    const LABEL: usize = 6;
    let label = text.split('：').next().unwrap_or_default();
    let labelled = label.len() < text.len() && label.chars().filter(|c| !c.is_whitespace()).count() <= LABEL;
    let gap = |c: char| matches!(c, ' ' | '\u{3000}' | '\u{a0}');
    let named =
        text.split(gap).next().is_some_and(|first| first.len() < text.len() && person::is_names(first))
            && text.chars().count() <= 20;
    let told = info::is_bare_label(label)
        || labelled && person::is_names(text[label.len()..].trim_start_matches('：'));
    told || labelled && text.contains(gap)
        || named
        || person::is_post_and_name(text)
        || person::is_author_line(&key(text))
}

/// What can stand right under a heading.
fn opens_text(line: &Line, role: Role) -> bool {
    let long = line.text.chars().count() >= 25 && ends_sentence(&line.text);
    matches!(role, Role::RunIn(_) | Role::Quote)
        || role == Role::Paragraph && long
        || matches!(role, Role::Heading(2..=4))
}

/// What can stand right above a heading: no part of a sentence.
fn closes_text(line: &Line, role: Role) -> bool {
    role != Role::Paragraph || ends_sentence(&line.text) || line.text.ends_with(['—', '”', '↓'])
}

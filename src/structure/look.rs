//! What the rules of this step make of the lines of a text, each by its looks and by its neighbours: a first look, which the reading weighs.

use crate::document::Role;
use crate::lexicon::sentence::ends_sentence;
use crate::lexicon::{numbering, salutation};
use crate::structure::{caption, clauses, ending, heading, leads, run_in, siblings, unnumbered};
use crate::text::{Line, Mark};

/// What the rules alone make of the lines.
pub(crate) fn roles(lines: &[Line]) -> Vec<Role> {
    let mut roles: Vec<Role> = lines.iter().map(by_itself).collect();
    unwrap_quotes(&mut roles);
    emphasis(lines, &mut roles);
    consistent(lines, &mut roles);
    recipients(lines, &mut roles);
    ending::mark(lines, &mut roles);
    clauses::settle(lines, &mut roles);
    unnumbered::mark(lines, &mut roles);
    caption::mark(lines, &mut roles);
    leads::mark(lines, &mut roles);
    siblings::mark(lines, &mut roles);
    run_in::mark(lines, &mut roles);
    roles
}

/// A quotation that holds a good part of the text is a fault of the markup.
fn unwrap_quotes(roles: &mut [Role]) {
    // A report quotes some paragraphs of many; a page whose `blockquote` holds the article holds nearly all.
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
        Mark::Heading(level) if heading::is_marked_heading(&line.text) || numbering::is_alone(&line.text) => {
            Role::Heading(level.min(4))
        }
        Mark::Strong if heading::is_heading_like(&line.text) => Role::Heading(heading::UNLEVELLED),
        Mark::Caption => Role::Caption,
        Mark::Quote => Role::Quote,
        Mark::Item => Role::Item,
        _ => Role::Paragraph,
    }
}

/// `各乡镇人民政府，县级有关部门：` right under the title.
fn recipients(lines: &[Line], roles: &mut [Role]) {
    // Of 43 lines of recipients the longest has 43 characters; those to all counties and departments of a province by name reach a
    // hundred, and more where each is named in full.
    const LONGEST: usize = 120;
    // A note and a date may stand above those who are spoken to.
    const REACH: usize = 4;
    let is_text = |line: &Line| ends_sentence(&line.text) && !salutation::greets(&line.text);
    let text = lines.iter().position(is_text).unwrap_or(lines.len());
    for (i, (line, role)) in lines.iter().zip(roles).take(REACH).enumerate() {
        if i > 1 && (i > text || !salutation::is_spoken(&line.text)) {
            break;
        }
        let addressed = line.text.ends_with(['：', ':'])
            && (line.text.chars().count() <= LONGEST || salutation::is_list(&line.text))
            && !line.text.contains(['。', '；']);
        let addresses = addressed && salutation::is_address(&line.text) || salutation::greets(&line.text);
        if addresses && *role == Role::Paragraph {
            *role = Role::Recipient;
        }
    }
}

/// Numbered sentences are read alike: where most lines of a level are clauses, a short one among them is a clause too, unless it stands over
/// numbers that begin below it.
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
            if matches!(roles[i], Role::RunIn(_))
                || ends_sentence(&lines[i].text) && !clauses::opens_level(lines, i)
            {
                roles[i] = Role::Paragraph;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_alone_that_the_markup_makes_a_heading_is_one() {
        let read = |text: &str, mark: Mark| by_itself(&Line { mark, ..Line::plain(text, 1) });
        assert_eq!(read("二", Mark::Heading(2)), Role::Heading(2));
        assert_eq!(read("二", Mark::None), Role::Paragraph);
        assert_eq!(read("好", Mark::Heading(2)), Role::Paragraph);
    }

    #[test]
    fn a_short_sentence_over_a_level_of_its_own_is_a_heading_among_clauses() {
        const CLAUSE: &str =
            "（三）对宗旨相同、业务相近、重复登记的社会团体，由登记管理机关会同有关部门予以合并；";
        let read = |below: &[&str]| {
            let texts = [&["（一）符合要求的予以保留。"], below, &[CLAUSE, CLAUSE]].concat();
            let lines: Vec<Line> = (1..).zip(texts).map(|(n, text)| Line::plain(text, n)).collect();
            matches!(roles(&lines)[0], Role::Heading(2))
        };
        assert!(read(&["1.依照章程开展活动。", "2.有规范的名称。"]));
        assert!(read(&["凡符合下列条件的，都可以予以保留：", "1.依照章程开展活动。"]));
        let introduced = [
            "二、下列人士组成工作小组：",
            "（一）院长的代表；",
            "（二）局长的代表；",
            "三、工作小组可邀请他人出席。",
            "四、本批示自公布之日起生效。",
        ];
        let lines: Vec<Line> = (1..).zip(introduced).map(|(n, text)| Line::plain(text, n)).collect();
        assert_eq!(roles(&lines)[0], Role::Paragraph);
        assert!(!read(&["2.有规范的名称。"]) && !read(&[]) && !read(&["一、依照章程开展活动。"]));
        assert!(!read(&["甲方保留。", "乙方保留。", "1.依照章程开展活动。"]));
    }
}

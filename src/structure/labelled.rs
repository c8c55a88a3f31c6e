//! What each line of the text is: what the rules of this step make of it, unless the reading knows better.

use crate::document::{Role, RunIn, RunInKind};
use crate::lexicon::sentence::{ends_sentence, first_stop};
use crate::lexicon::{numbering, organ, salutation};
use crate::structure::{caption, ending, heading, leads, look, siblings};
use crate::text::{Label, Line, Mark, Meaning, Rich, Signs, is_bulleted, is_han};

/// The roles of `lines`, whose labels say what they were read as.
pub(crate) fn roles(lines: &[Line]) -> Vec<Role> {
    let mut roles = look::roles(lines);
    for (line, role) in lines.iter().zip(&mut roles) {
        if let Some(label) = line.label
            && !agrees(line, label, *role)
        {
            *role = read(line, label).unwrap_or(*role);
        }
        if matches!(role, Role::Heading(_)) && is_spoken(line) {
            *role = Role::Paragraph;
        }
    }
    for (i, role) in roles.iter_mut().enumerate() {
        let below_aside = *role == Role::Paragraph && i > 0 && is_aside(&lines[i - 1]);
        if (*role == Role::Note || below_aside) && heads_text(lines, i) {
            *role = Role::Heading(heading::UNLEVELLED);
        }
    }
    siblings::settle(lines, &mut roles);
    beside_entries(lines, &mut roles);
    alone(lines, &mut roles);
    caption::named(lines, &mut roles);
    ending::signatories(lines, &mut roles);
    ending::attachments(lines, &mut roles);
    below_date(lines, &mut roles);
    formulas(lines, &mut roles);
    in_verse(lines, &mut roles);
    last_entry(lines, &mut roles);
    roles
}

/// A date that begins a paragraph of several lines, as verses do, closes nothing, and nothing is signed above it or attached below:
/// `2025年9月2日` / `我们相聚在校园`.
fn in_verse(lines: &[Line], roles: &mut [Role]) {
    // A line of verse has five characters and more; notes, copies and contacts have brackets, numbers or a colon.
    const SHORTEST: usize = 5;
    let verse = |line: &Line| {
        line.text.chars().nth(SHORTEST - 1).is_some()
            && line.text.chars().all(is_han)
            && !organ::is_name(&line.text)
    };
    for i in 1..lines.len().saturating_sub(1) {
        let below = &lines[i + 1];
        let goes_on = below.blank_above == 0 && below.number == lines[i].number + 1 && verse(below);
        if roles[i] == Role::Date && lines[i].blank_above > 0 && goes_on {
            roles[i] = Role::Paragraph;
            if roles[i + 1] == Role::AttachmentTitle {
                roles[i + 1] = Role::Paragraph;
            }
            let signed =
                (0..i).rev().take_while(|&j| roles[j] == Role::Signature && verse(&lines[j])).count();
            roles[i - signed..i].fill(Role::Paragraph);
        }
    }
}

/// The last entry of a list that counts heads no more than the others: `1.…` `2.…` `3.…`, all of them phrases.
fn last_entry(lines: &[Line], roles: &mut [Role]) {
    let entry = |i: usize| {
        let marker = numbering::marker(&lines[i].text)?;
        (lines[i].mark == Mark::Item).then_some(marker.rank)
    };
    for i in 1..lines.len() {
        let plain = |j: usize| matches!(roles[j], Role::Paragraph | Role::Item);
        let ends = lines.get(i + 1).is_none_or(|line| line.mark != Mark::Item);
        if matches!(roles[i], Role::Heading(_))
            && ends
            && plain(i - 1)
            && entry(i).is_some()
            && entry(i) == entry(i - 1)
        {
            roles[i] = roles[i - 1];
        }
    }
}

/// A formula in a line of its own signs nothing, heads nothing and is sent to nobody, though it is as short as a name.
fn formulas(lines: &[Line], roles: &mut [Role]) {
    for (line, role) in lines.iter().zip(roles) {
        let named =
            matches!(role, Role::Signature | Role::Recipient | Role::Heading(_) | Role::AttachmentTitle);
        if named && is_formula(&line.text) {
            *role = Role::Paragraph;
        }
    }
}

fn is_formula(text: &Rich) -> bool {
    let mut spans = text.spans().iter().filter(|span| span.meaning == Meaning::Formula);
    spans.any(|span| span.range() == (0..text.len()))
}

/// An entry of a list right above or below another has no text of its own to head, unless numbers count them, and signs nothing but as an office.
fn beside_entries(lines: &[Line], roles: &mut [Role]) {
    let typed = |line: &Line| line.text.starts_with(['-', '*', '•']) && is_bulleted(&line.text);
    let entry = |i: usize| {
        let of_list = |line: &Line| line.mark == Mark::Item || typed(line);
        lines.get(i).is_some_and(|line| of_list(line) && numbering::marker(&line.text).is_none())
    };
    for i in (0..roles.len()).filter(|&i| entry(i) && (entry(i + 1) || i > 0 && entry(i - 1))) {
        let signs = roles[i] == Role::Signature && !organ::has_ending(&lines[i].text);
        if signs || matches!(roles[i], Role::Heading(_)) {
            roles[i] = if lines[i].mark == Mark::Item { Role::Item } else { Role::Paragraph };
        }
    }
}

/// Below the date of a document nobody is addressed by a form to fill in: `本人已阅读…。家长签名：`.
fn below_date(lines: &[Line], roles: &mut [Role]) {
    let Some(dated) = roles.iter().position(|role| *role == Role::Date) else { return };
    for (line, role) in lines.iter().zip(roles).skip(dated) {
        if *role == Role::Recipient && !salutation::is_address(&line.text) {
            *role = Role::Paragraph;
        }
    }
}

/// A level has two headings at least: one without number and mark, which only the reading takes for a heading, is a paragraph where there is
/// no other like it. A preface stands alone, above all that is numbered.
fn alone(lines: &[Line], roles: &mut [Role]) {
    let of_text = |role: &Role| matches!(role, Role::Heading(_));
    let preface = roles.first().is_some_and(of_text) && roles.iter().filter(|role| of_text(role)).count() > 1;
    let plain =
        |i: &usize| matches!(roles[*i], Role::Heading(_)) && numbering::marker(&lines[*i].text).is_none();
    let headings: Vec<usize> = (0..lines.len()).filter(plain).collect();
    if let [one] = headings[..]
        && !(preface && one == 0)
        && lines[one].label == Some(Label::Heading)
        && !matches!(lines[one].mark, Mark::Heading(_) | Mark::Strong)
        && !is_bold_in_the_middle(&lines[one])
    {
        roles[one] = Role::Paragraph;
    }
}

/// Set in the middle and all bold, a line has the mark of a heading twice.
fn is_bold_in_the_middle(line: &Line) -> bool {
    let bold = line.evidence.as_deref().is_some_and(|evidence| evidence.signs.has(Signs::BOLD));
    line.mark == Mark::Centered && bold
}

/// What somebody says and does not end (`“这是什么……”`) heads nothing.
fn is_spoken(line: &Line) -> bool {
    let inner = line.text.strip_prefix('“').and_then(|text| text.strip_suffix('”'));
    inner.is_some_and(|inner| inner.ends_with(['…', '。'])) && !matches!(line.mark, Mark::Heading(_))
}

/// Whether a role is what the label says.
fn agrees(line: &Line, label: Label, role: Role) -> bool {
    match role {
        Role::Paragraph | Role::Quote | Role::Item | Role::Picture(_) => {
            matches!(label, Label::Paragraph | Label::More)
        }
        // The marks of headings give each other their level: one missing moves all.
        Role::Heading(_) if matches!(line.mark, Mark::Heading(_)) => {
            matches!(label, Label::Heading | Label::RunIn | Label::Paragraph | Label::More)
        }
        // Where a heading ends inside its line, rules know better.
        Role::Heading(_) => matches!(label, Label::Heading | Label::RunIn),
        // Paragraphs that open alike are known by each other, which says more than one of them.
        Role::RunIn(_) => matches!(label, Label::RunIn | Label::Paragraph | Label::More),
        // A picture above is more than the line itself can say; bold type and a place of its own are more than that.
        Role::Caption => {
            label == Label::Caption || label != Label::Heading && caption::is_under_picture(line)
        }
        // Offices named one by one are what they are, and so are people who are spoken to.
        Role::Recipient => {
            let spoken = || salutation::is_spoken(&line.text);
            label == Label::Recipient
                || salutation::is_list(&line.text)
                || matches!(label, Label::Paragraph | Label::More) && spoken()
                || salutation::greets(&line.text)
        }
        Role::Signature => label == Label::Signature,
        Role::Date => label == Label::Date,
        Role::Number => label == Label::Number,
        Role::Note => label == Label::Note,
        Role::Credit => label == Label::Credit,
        Role::AttachmentTitle => label == Label::Attached,
        // What rests on more than a line, or says itself what it is.
        Role::Abstract
        | Role::Attachment
        | Role::AttachmentLabel
        | Role::Attendance
        | Role::Contents
        | Role::Table => true,
    }
}

/// The role a line was read as; `None` where the label says nothing of a text.
fn read(line: &Line, label: Label) -> Option<Role> {
    Some(match label {
        Label::Heading if is_aside(line) => return None,
        // `（1）抓好普法宣传。` above a date is an entry; what is said aside has brackets around all of it.
        Label::Note if line.text.starts_with('（') && numbering::marker(&line.text).is_some() => {
            run_in(&line.text)?
        }
        Label::Note if is_told_in_the_text(&line.text) => return None,
        Label::Heading => heading_of(line),
        Label::RunIn => run_in(&line.text)?,
        Label::Recipient => Role::Recipient,
        Label::Signature => Role::Signature,
        Label::Date => Role::Date,
        Label::Number => Role::Number,
        Label::Note => Role::Note,
        Label::Caption => Role::Caption,
        Label::Abstract => Role::Abstract,
        Label::Credit => Role::Credit,
        Label::Attached => Role::AttachmentTitle,
        Label::Paragraph | Label::More => Role::Paragraph,
        _ => return None,
    })
}

/// Sentences without a label, number or bracket are of the text, though a note stands above them.
fn is_told_in_the_text(text: &str) -> bool {
    // The shortest sentence of a text that tells something; a label before a colon has up to eight characters (联系人及电话：).
    const SHORTEST: usize = 20;
    const LABEL: usize = 8;
    ends_sentence(text)
        && text.chars().nth(SHORTEST).is_some()
        && !text.starts_with(['（', '(', '[', '【', '注', '*', '※'])
        && !text.chars().take(LABEL + 1).any(|c| matches!(c, '：' | ':'))
        && numbering::marker(text).is_none()
}

/// A short line over sentences of the text heads them, whatever stands above it: what is said aside stands in brackets, behind a label, or last.
fn heads_text(lines: &[Line], i: usize) -> bool {
    // As headings without a number.
    const LONGEST: usize = 38;
    let text = lines[i].text.as_str();
    let marked = |c: char| c.is_ascii_digit() || matches!(c, '：' | ':' | '（' | '(' | '【' | '[');
    let apart = i > 0 && lines[i - 1].text.ends_with(['。', '）']);
    apart
        && !ends_sentence(text)
        && (4..=LONGEST).contains(&text.chars().count())
        && !text.contains(marked)
        && lines.get(i + 1).is_some_and(|below| is_told_in_the_text(&below.text))
}

/// A whole line in brackets says something of what stands beside it, and heads nothing.
fn is_aside(line: &Line) -> bool {
    let text = line.text.as_str();
    text.starts_with('（') && text.ends_with('）') && numbering::marker(text).is_none()
}

/// The level of a heading: by its number, else by its mark, else by what stands above it.
fn heading_of(line: &Line) -> Role {
    let level = numbering::marker(&line.text).map(|marker| marker.level);
    match (level, line.mark) {
        (Some(level), _) => Role::Heading(level),
        (None, Mark::Heading(level)) => Role::Heading(level.min(4)),
        _ => Role::Heading(heading::UNLEVELLED),
    }
}

/// Its head is the first sentence, or a label with a colon if that is shorter.
fn run_in(text: &str) -> Option<Role> {
    // Longer than 8 as by rules alone, since here the learnt reading has said that a head begins the paragraph.
    const LONGEST_LABEL: usize = 14;
    if let Some(marker) = numbering::marker(text) {
        if heading::is_clause(&text[marker.length..]) {
            return None;
        }
        let head = marker.length + head(&text[marker.length..])?;
        return Some(Role::RunIn(RunIn { head, kind: RunInKind::Numbered(marker.level) }));
    }
    if let Some(enumerated) = heading::enumeration(text) {
        return Some(enumerated);
    }
    if let Some(head) = leads::bracket(text) {
        return Some(Role::RunIn(RunIn { head, kind: RunInKind::Unnumbered }));
    }
    let label = text.find('：').map(|at| at + '：'.len_utf8());
    let label = label.filter(|end| text[..*end].chars().count() <= LONGEST_LABEL && *end < text.len());
    let stop = head(text);
    let head = match (label, stop) {
        (Some(label), Some(stop)) => label.min(stop),
        (label, stop) => label.or(stop)?,
    };
    Some(Role::RunIn(RunIn { head, kind: RunInKind::Unnumbered }))
}

/// Where the first sentence ends, if there is more behind it.
fn head(text: &str) -> Option<usize> {
    first_stop(text).filter(|stop| *stop < text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[(&str, Option<Label>)]) -> Vec<Line> {
        (1..).zip(text).map(|(n, (text, label))| Line { label: *label, ..Line::plain(*text, n) }).collect()
    }

    #[test]
    fn a_line_in_brackets_heads_nothing() {
        let read = |text: &str| {
            roles(&lines(&[("全县落实。", None), (text, Some(Label::Heading)), ("一、总则", None)]))[1]
        };
        assert_eq!(read("（部分报价单）"), Role::Paragraph);
        assert_eq!(read("（部分）报价单"), Role::Paragraph, "the only one without a number");
        assert!(matches!(read("（一）报价单（部分）"), Role::Heading(2)));
        let two = lines(&[
            ("（部分）报价单", Some(Label::Heading)),
            ("全县落实。", None),
            ("（全部）报价单", Some(Label::Heading)),
        ]);
        assert!(matches!(roles(&two)[2], Role::Heading(_)));
    }

    #[test]
    fn a_form_below_the_date_addresses_nobody() {
        let read = |text: &'static str| {
            let date = ("2026年8月1日", Some(Label::Date));
            roles(&lines(&[("请认真执行。", None), date, (text, Some(Label::Recipient))]))[2]
        };
        assert_eq!((read("家长签名："), read("各乡镇人民政府：")), (Role::Paragraph, Role::Recipient));
    }

    #[test]
    fn a_formula_signs_nothing() {
        let mut text = lines(&[
            ("请认真执行。", None),
            ("$a$", Some(Label::Signature)),
            ("某局", Some(Label::Signature)),
            ("2026年8月1日", Some(Label::Date)),
        ]);
        assert_eq!(roles(&text)[1..], [Role::Signature, Role::Signature, Role::Date]);
        text[1].text.mark(0..3, Meaning::Formula);
        assert_eq!(roles(&text)[1..], [Role::Paragraph, Role::Signature, Role::Date]);
        // A name with a formula in it is a name.
        text[2].text.mark(0..3, Meaning::Formula);
        assert_eq!(roles(&text)[2], Role::Signature);
    }

    #[test]
    fn what_somebody_says_heads_nothing() {
        let heading = |text| (text, Some(Label::Heading));
        let all = lines(&[heading("“这是什么……”"), heading("“这是什么……”"), heading("“云端”练琴")]);
        let all = roles(&[all.clone(), all].concat());
        let headings: Vec<bool> = all.iter().map(|role| matches!(role, Role::Heading(_))).collect();
        assert_eq!(headings, [false, false, true, false, false, true]);
    }

    #[test]
    fn a_heading_has_another_like_it() {
        const TEXT: (&str, Option<Label>) = ("全县各级各部门按照要求做好相关工作。", None);
        let read = |text: &str| (text.to_owned(), Some(Label::Heading));
        let headings = |heads: &[(String, Option<Label>)], mark: Mark| {
            let mut text = Vec::new();
            for (head, label) in heads {
                text.extend([(head.as_str(), *label), TEXT]);
            }
            let mut lines = lines(&text);
            lines[0].mark = mark;
            roles(&lines).iter().filter(|role| matches!(role, Role::Heading(_))).count()
        };
        let (one, other) = (read("流通规模"), read("仓储结构"));
        assert_eq!(headings(std::slice::from_ref(&one), Mark::None), 0);
        assert_eq!(headings(&[one.clone(), other], Mark::None), 2);
        assert_eq!(headings(std::slice::from_ref(&one), Mark::Strong), 1);
        let numbered = |text: &str| (text.to_owned(), None);
        assert_eq!(headings(&[one.clone(), numbered("一、流通规模")], Mark::None), 2);
        assert_eq!(headings(&[numbered("一、流通规模"), one], Mark::None), 1);
    }
}

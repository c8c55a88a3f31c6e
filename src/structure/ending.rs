//! What closes a document: attachments, issuing body and date, notes, and who edited it.

use crate::document::Role;
use crate::lexicon::sentence::ends_sentence;
use crate::lexicon::{attachment, date, imprint, label, organ, person, salutation};
use crate::structure::heading;
use crate::text::{Line, Mark, key};

/// Marks the end matter wherever it stands: a notice may be followed by the document it issues.
pub(crate) fn mark(lines: &[Line], roles: &mut [Role]) {
    for i in 0..lines.len() {
        let open = matches!(roles[i], Role::Paragraph | Role::Item);
        let marked = matches!(roles[i], Role::Heading(_)) && lines[i].mark != Mark::None;
        if open || marked && label::is_credit(&key(&lines[i].text)) {
            roles[i] = by_itself(&lines[i]).unwrap_or(roles[i]);
        }
    }
    attachments(lines, roles);
    signatures(lines, roles);
    attached_titles(lines, roles);
}

pub(crate) fn by_itself(line: &Line) -> Option<Role> {
    let key = key(&line.text);
    if label::is_credit(&key) {
        Some(Role::Credit)
    } else if date::whole_line(&line.text).is_some() {
        Some(Role::Date)
    } else if label::is_abstract(&key) {
        Some(Role::Abstract)
    } else if attachment::is_label(&key) {
        Some(Role::AttachmentLabel)
    } else if attachment::opens_list(&key) {
        Some(Role::Attachment)
    } else if is_note(&line.text, &key) || imprint::is_line(&key) || label::is_index_line(&key) {
        Some(Role::Note)
    } else {
        None
    }
}

/// `（此件公开发布）`, `（联系人：…）`.
fn is_note(text: &str, key: &str) -> bool {
    text.starts_with('（')
        && text.ends_with('）')
        && ["此件", "联系人", "联系电话", "注:", "本文", "此文"]
            .iter()
            .any(|word| key[1..].trim_start_matches('（').starts_with(word))
}

/// What stands under 附件： in the order of its numbers belongs to it, and so does the rest of an entry too long for its line.
pub(crate) fn attachments(lines: &[Line], roles: &mut [Role]) {
    for i in 0..lines.len() {
        if heads_list(lines, roles, i) {
            roles[i] = Role::Attachment;
        }
    }
    let mut next: Option<u32> = None;
    for i in 0..lines.len() {
        let number = attachment::entry(&lines[i].text);
        let more = lines.get(i + 1).and_then(|line| attachment::entry(&line.text));
        if opens_unmarked(&lines[i], roles[i]) && (number, more) == (Some(1), Some(2)) {
            roles[i] = Role::Attachment;
        }
        if roles[i] == Role::Attachment {
            next = number.map(|n| n + 1).or(Some(if attachment::is_label(&lines[i].text) { 1 } else { 2 }));
            continue;
        }
        let entry = number.is_some() && number == next && !ends_sentence(&lines[i].text);
        let turned_over =
            next.is_some() && number.is_none() && more == next && is_short_phrase(&lines[i].text);
        if entry || turned_over {
            roles[i] = Role::Attachment;
            next = next.map(|n| n + u32::from(entry));
        } else {
            next = None;
        }
    }
}

/// `附件：` alone over lines that count from 1 and end where the document is signed: their list, and no label over what is attached.
fn heads_list(lines: &[Line], roles: &[Role], i: usize) -> bool {
    if roles[i] != Role::AttachmentLabel || !lines[i].text.ends_with(['：', ':']) {
        return false;
    }
    let below = lines[i + 1..].iter().zip(1..);
    let entries = below
        .take_while(|(line, n)| attachment::entry(&line.text) == Some(*n) && !ends_sentence(&line.text))
        .count();
    let next = roles.get(i + 1 + entries);
    entries > 0 && matches!(next, Some(Role::Signature | Role::Date))
}

/// `附件1.实施方案`, without a colon: the first of a list if 2. stands below it.
fn opens_unmarked(line: &Line, role: Role) -> bool {
    matches!(role, Role::Paragraph | Role::Heading(_))
        && line.text.starts_with("附件")
        && !ends_sentence(&line.text)
}

pub(crate) fn is_short_phrase(text: &str) -> bool {
    // Of 39 signatures the longest has 16 characters, the full name of a joint committee up to 30.
    const LONGEST: usize = 30;
    text.chars().count() <= LONGEST && !ends_sentence(text) && !text.ends_with(['，', '、'])
}

/// Short lines without a stop right above a date are the issuing bodies, however many; so is one at the right edge, or
/// the last line. A note in between belongs to neither.
fn signatures(lines: &[Line], roles: &mut [Role]) {
    // Up to four short lines without a known ending are still signing bodies; more are a list of names, whose members must look like
    // organs.
    const PLAIN: usize = 4;
    const MOST: usize = 20;
    for i in 0..lines.len() {
        if roles[i] != Role::Date {
            continue;
        }
        let above = (0..i).rev().filter(|&j| roles[j] != Role::Note).take(MOST).enumerate();
        let signed: Vec<usize> = above
            .take_while(|(n, j)| {
                let body = organ::is_name(&lines[*j].text);
                is_signature(&lines[*j], roles[*j]) && (*n < PLAIN || body)
            })
            .map(|(_, j)| j)
            .collect();
        signed.into_iter().for_each(|j| roles[j] = Role::Signature);
    }
    let last = roles.iter().rposition(|role| !matches!(role, Role::Credit | Role::Note | Role::Attachment));
    if let Some(last) = last.filter(|&last| last > 1 && roles[last] == Role::Paragraph) {
        let line = &lines[last];
        let signs = organ::is_name(&line.text) || person::is_post_and_name(&line.text);
        if signs && (line.mark == Mark::Right || ends_sentence(&lines[last - 1].text)) {
            roles[last] = Role::Signature;
        }
    }
}

/// Post and name right above or below a date sign, whatever else they were read as: an order of an office is dated above its signature.
pub(crate) fn signatories(lines: &[Line], roles: &mut [Role]) {
    let dates: Vec<usize> = (0..roles.len()).filter(|&i| roles[i] == Role::Date).collect();
    for i in dates.into_iter().flat_map(|i| [i.wrapping_sub(1), i + 1]) {
        let open = roles.get(i).is_some_and(|role| {
            matches!(role, Role::Paragraph | Role::Heading(heading::UNLEVELLED) | Role::AttachmentTitle)
        });
        if open && person::is_post_and_name(&lines[i].text) {
            roles[i] = Role::Signature;
        }
    }
}

fn is_signature(line: &Line, role: Role) -> bool {
    // The full name of a group that signs: 某市推进“…”建设工作领导小组办公室综合协调专班（代章）.
    const LONGEST: usize = 30;
    const LONGEST_ORGAN: usize = 60;
    let name = line.text.split('（').next().unwrap_or_default();
    let length = if name.is_empty() { line.text.chars().count() } else { name.chars().count() };
    let signs = length <= LONGEST || length <= LONGEST_ORGAN && organ::has_ending(name);
    role == Role::Paragraph
        && length >= 2
        && signs
        && !line.text.contains(['，', '。', '；', '：', '、', '！', '？'])
        && !line.text.starts_with(['（', '(', '—'])
        && !salutation::takes_leave(&line.text)
}

/// A short line between the end of one document and the text of the next is the title of what is attached; a label above
/// it leaves less doubt.
pub(crate) fn attached_titles(lines: &[Line], roles: &mut [Role]) {
    let mut ended = false;
    for i in 0..lines.len() {
        let follow = if i > 0 && roles[i - 1] == Role::AttachmentLabel { 1 } else { 2 };
        match roles[i] {
            Role::Date | Role::Note => ended |= i > 0,
            Role::AttachmentLabel => ended = true,
            Role::Paragraph if ended && is_title(&lines[i].text) && i + follow < lines.len() => {
                roles[i] = Role::AttachmentTitle;
                ended = false;
            }
            Role::Paragraph | Role::Heading(_) | Role::RunIn(_) => ended = false,
            _ => {}
        }
    }
}

fn is_title(text: &str) -> bool {
    (4..=60).contains(&text.chars().count()) && !ends_sentence(text) && !text.contains('。')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[Role]) {
        let lines: Vec<Line> = (1..).zip(text.lines()).map(|(n, line)| Line::plain(line, n)).collect();
        let mut roles = vec![Role::Paragraph; lines.len()];
        mark(&lines, &mut roles);
        assert_eq!(roles, expected, "{text}");
    }

    #[test]
    fn a_notice_with_what_it_issues() {
        use Role::{
            Attachment as A, AttachmentTitle as T, Credit as C, Date as D, Note as N, Paragraph as P,
            Signature as S,
        };
        check(
            "现将方案印发给你们，请认真贯彻执行。\n附件：1.实施方案\n2.任务清单\n某县人民政府办公室\n2023年5月12日\n（此件公开发布）\n某县防汛实施方案\n为做好防汛工作，制定本方案。\n严格落实责任，确保安全。\n（编辑：某某）",
            &[P, A, A, S, D, N, T, P, P, C],
        );
    }

    #[test]
    fn attachments_over_several_lines() {
        use Role::{
            Attachment as A, AttachmentLabel as L, AttachmentTitle as T, Date as D, Paragraph as P,
            Signature as S,
        };
        check(
            "请贯彻执行。\n附件：1.某县大检查工作领导小组\n成员名单\n2.任务清单\n某县人民政府\n2023年5月1日\n附件1\n某县大检查工作领导小组成员名单\n按照要求，成立领导小组。\n附件2\n任务清单\n各单位按照清单落实。",
            &[P, A, A, A, S, D, L, T, P, L, T, P],
        );
        check("附件：实施方案\n1.总则内容如下。\n按此执行。", &[A, P, P]);
        check("请执行。\n附件1.志愿者申报表\n2.志愿服务组织申报表\n县教育局\n2023年5月1日", &[P, A, A, S, D]);
        check("请执行。\n附件1.志愿者申报表\n填写说明如下。\n2.照片两张。", &[P, P, P, P]);
        check("请执行。\n附件1.按要求填写。\n2.任务清单\n照此办理。", &[P, P, P, P]);
    }

    #[test]
    fn several_bodies_sign_and_wishes_do_not() {
        use Role::{Date as D, Note as N, Paragraph as P, Signature as S};
        check(
            "请贯彻执行。\n甲县委宣传部\n甲县教育局\n甲县公安局\n甲县文化广电和旅游局\n甲县市场监督管理局\n2023年5月1日",
            &[P, S, S, S, S, S, D],
        );
        check("祝愿贵校再创辉煌！\n甲县教育局\n2023年5月1日", &[P, S, D]);
        check("请执行。\n甲县政府\n（此件公开发布）\n2023年5月1日\n抄送：县委办公室。", &[P, S, N, D, N]);
    }

    #[test]
    fn a_post_and_a_name_beside_a_date_sign() {
        use Role::{AttachmentTitle as T, Date as D, Paragraph as P, Signature as S};
        let signed = |text: &str, roles: &[Role]| {
            let lines: Vec<Line> = (1..).zip(text.lines()).map(|(n, line)| Line::plain(line, n)).collect();
            let mut roles = roles.to_vec();
            signatories(&lines, &mut roles);
            roles
        };
        assert_eq!(signed("命令如上。\n2026年3月1日\n行政長官 賀一川", &[P, D, T]), [P, D, S]);
        assert_eq!(signed("市长　王一川\n2026年3月1日", &[Role::Heading(0), D]), [S, D]);
        assert_eq!(signed("市长　王一川\n命令如上。\n2026年3月1日\n任免名单", &[P, P, D, T]), [P, P, D, T]);
    }

    #[test]
    fn what_is_attached_has_a_label_and_a_title() {
        use Role::{Attachment as A, AttachmentLabel as L, AttachmentTitle as T, Paragraph as P};
        check(
            "请认真执行。\n附件：任务清单\n附件1\n任务清单\n一项任务。\n完成任务。\n见附件1",
            &[P, A, L, T, P, P, P],
        );
    }

    #[test]
    fn sentences_are_no_end_matter() {
        for text in ["编辑部召开会议，研究选题。", "附件是本办法的组成部分。", "来源广泛的资金保障"]
        {
            assert_eq!(by_itself(&Line::plain(text, 1)), None, "{text}");
        }
    }
}

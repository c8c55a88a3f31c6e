//! What closes a document: attachments, issuing body and date, notes, and who edited it.

use crate::document::Role;
use crate::structure::{date, words as names};
use crate::text::{Line, Mark, ends_sentence, key, words};

/// Marks the end matter wherever it stands: a notice may be followed by the document it issues.
pub(crate) fn mark(lines: &[Line], roles: &mut [Role]) {
    for i in 0..lines.len() {
        let open = matches!(roles[i], Role::Paragraph | Role::Item);
        let marked = matches!(roles[i], Role::Heading(_)) && lines[i].mark != Mark::None;
        if open || marked && is_credit(&key(&lines[i].text)) {
            roles[i] = by_itself(&lines[i]).unwrap_or(roles[i]);
        }
    }
    attachments(lines, roles);
    signatures(lines, roles);
    attached_titles(lines, roles);
}

fn by_itself(line: &Line) -> Option<Role> {
    let key = key(&line.text);
    if is_credit(&key) {
        Some(Role::Credit)
    } else if date::whole_line(&line.text).is_some() {
        Some(Role::Date)
    } else if is_abstract(&key) {
        Some(Role::Abstract)
    } else if is_attachment_label(&key) {
        Some(Role::AttachmentLabel)
    } else if is_attachment(&key) {
        Some(Role::Attachment)
    } else if is_note(&line.text, &key) {
        Some(Role::Note)
    } else {
        None
    }
}

/// `（编辑：某某 审核：某某）`, `责任编辑：某某`, `（来源：某报）`.
pub(crate) fn is_credit(key: &str) -> bool {
    const WORDS: &str = "责任编辑 责编 编辑 编审 编校 校对 初审 复审 终审 审核 审签 送签 签发 监制 统筹 值班编委 来源 稿件来源 \
        信息来源 文章来源 本文来源 供稿 排版 美编 原标题 原题 出品 作者 原创 文 图 栏目编辑 实习编辑 本期编辑";
    const LONGEST: usize = 80;
    let bare = key.trim_start_matches(['(', '[', '【', '|', '*', '—', '-']);
    let divided = |rest: &str| rest.starts_with([':', '/', '|', '丨', '-', '—']);
    let labelled = words(WORDS).any(|word| bare.strip_prefix(word).is_some_and(divided));
    let inside = key.contains("责任编辑:") || key.contains("责编:");
    key.chars().count() <= LONGEST && (labelled || inside) && !key.contains('。')
}

/// `编者按：…`, `摘要：…`.
fn is_abstract(key: &str) -> bool {
    const WORDS: &str = "编者按 内容摘要 摘要 内容提要 核心提示 导读 编者的话";
    let bare = key.trim_start_matches(['[', '【', '(']);
    let divided = |rest: &str| rest.starts_with([':', ']', '】', ')']);
    words(WORDS).any(|word| bare.strip_prefix(word).is_some_and(divided))
}

/// The author a credit names: `（作者：某某）`, `作者—某某`; not when the same name edited the text.
pub(crate) fn author_in(text: &str) -> Option<&str> {
    let bare = text.trim_matches(['（', '）', '(', ')', '—', ' ', '\u{3000}']);
    let rest = bare.strip_prefix("作者").or_else(|| bare.strip_prefix("撰文"))?;
    let name = rest.strip_prefix(['：', ':', '—', '-', '|', '丨'])?.trim();
    let alone = !name.contains(['：', ':']) && (2..=40).contains(&name.chars().count());
    alone.then_some(name)
}

/// `附件`, `附件1` alone on its line, above what is attached (GB/T 9704-2012 7.3.7).
fn is_attachment_label(key: &str) -> bool {
    key.strip_prefix("附件").is_some_and(|number| {
        number.chars().count() <= 2
            && number.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
    })
}

fn is_attachment(key: &str) -> bool {
    let rest = key.strip_prefix("附件").or_else(|| key.strip_prefix('附'));
    rest.is_some_and(|rest| {
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
            .starts_with(':')
    }) && key.chars().count() <= 120
        && !key.contains('。')
}

/// `（此件公开发布）`, `（联系人：…）`.
fn is_note(text: &str, key: &str) -> bool {
    text.starts_with('（')
        && text.ends_with('）')
        && ["此件", "联系人", "联系电话", "注:", "本文", "此文"]
            .iter()
            .any(|word| key[1..].trim_start_matches('（').starts_with(word))
}

/// Numbered lines right under 附件： belong to it.
fn attachments(lines: &[Line], roles: &mut [Role]) {
    let mut inside = false;
    for (line, role) in lines.iter().zip(roles) {
        let numbered = line.text.starts_with(|c: char| c.is_ascii_digit()) && !ends_sentence(&line.text);
        inside = *role == Role::Attachment || inside && numbered;
        if inside {
            *role = Role::Attachment;
        }
    }
}

/// Short lines without a stop right above a date are the issuing bodies; so is one at the right edge, or the last line.
fn signatures(lines: &[Line], roles: &mut [Role]) {
    for i in 0..lines.len() {
        if roles[i] == Role::Date {
            let above = (0..i).rev().take(4).take_while(|&j| is_signature(&lines[j], roles[j]));
            above.collect::<Vec<_>>().into_iter().for_each(|j| roles[j] = Role::Signature);
        }
    }
    let last = roles.iter().rposition(|role| !matches!(role, Role::Credit | Role::Note | Role::Attachment));
    if let Some(last) = last.filter(|&last| last > 1 && roles[last] == Role::Paragraph) {
        let line = &lines[last];
        if names::is_body_name(&line.text)
            && (line.mark == Mark::Right || ends_sentence(&lines[last - 1].text))
        {
            roles[last] = Role::Signature;
        }
    }
}

fn is_signature(line: &Line, role: Role) -> bool {
    let length = line.text.chars().count();
    role == Role::Paragraph
        && (2..=30).contains(&length)
        && !line.text.contains(['，', '。', '；', '：', '、'])
}

/// A short line between the end of one document and the text of the next is the title of what is attached.
fn attached_titles(lines: &[Line], roles: &mut [Role]) {
    let mut ended = false;
    for i in 0..lines.len() {
        let title = roles[i] == Role::Paragraph
            && (4..=60).contains(&lines[i].text.chars().count())
            && !ends_sentence(&lines[i].text);
        match roles[i] {
            Role::Date | Role::Note => ended |= i > 0,
            Role::AttachmentLabel => ended = true,
            Role::Paragraph if ended && title && i + 2 < lines.len() => {
                roles[i] = Role::AttachmentTitle;
                ended = false;
            }
            Role::Paragraph | Role::Heading(_) | Role::RunIn(_) => ended = false,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_with_what_it_issues() {
        let text = "现将方案印发给你们，请认真贯彻执行。\n附件：1.实施方案\n2.任务清单\n某县人民政府办公室\n2023年5月12日\n（此件公开发布）\n某县防汛实施方案\n为做好防汛工作，制定本方案。\n严格落实责任，确保安全。\n（编辑：某某）";
        let lines: Vec<Line> = (1..).zip(text.lines()).map(|(n, line)| Line::plain(line, n)).collect();
        let mut roles = vec![Role::Paragraph; lines.len()];
        mark(&lines, &mut roles);
        let expected = [
            Role::Paragraph,
            Role::Attachment,
            Role::Attachment,
            Role::Signature,
            Role::Date,
            Role::Note,
            Role::AttachmentTitle,
            Role::Paragraph,
            Role::Paragraph,
            Role::Credit,
        ];
        assert_eq!(roles, expected);
    }

    #[test]
    fn what_is_attached_has_a_label_and_a_title() {
        let text = "请认真执行。\n附件：任务清单\n附件1\n任务清单\n一项任务。\n完成任务。\n见附件1";
        let lines: Vec<Line> = (1..).zip(text.lines()).map(|(n, line)| Line::plain(line, n)).collect();
        let mut roles = vec![Role::Paragraph; lines.len()];
        mark(&lines, &mut roles);
        let expected = [
            Role::Paragraph,
            Role::Attachment,
            Role::AttachmentLabel,
            Role::AttachmentTitle,
            Role::Paragraph,
        ];
        assert_eq!(roles[..5], expected);
        assert_eq!(roles[6], Role::Paragraph);
    }

    #[test]
    fn sentences_are_no_end_matter() {
        for text in ["编辑部召开会议，研究选题。", "附件是本办法的组成部分。", "来源广泛的资金保障"]
        {
            assert_eq!(by_itself(&Line::plain(text, 1)), None, "{text}");
        }
    }
}

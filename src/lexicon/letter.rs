//! The head of a letter (邮件头) as mail programs write it above one that is passed on: 发件人：, 发送时间：, 收件人：, 主题：.

use crate::text::{key, words};

/// What a line of such a head says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Who sent it.
    Sender,
    /// Who got it.
    Receiver,
    /// What it is about.
    Subject,
    /// When, and what came with it.
    Other,
}

const PARTS: [(Part, &str); 4] = [
    (Part::Sender, "发件人 发信人 寄件人 寄件者 from"),
    (Part::Receiver, "收件人 收信人 收件者 抄送 抄送人 副本 密送 cc to bcc"),
    (Part::Subject, "主题 主旨 邮件主题 subject"),
    (
        Part::Other,
        "发送时间 发送日期 发件时间 发送 寄件日期 已发送 时间 日期 附件 回复 sent date attachments reply-to importance 重要性",
    ),
];

/// The part a line says behind its label, and where that begins.
pub fn part(line: &str) -> Option<(Part, usize)> {
    // `attachments` has eleven.
    const LONGEST: usize = 12;
    let (colon, sign) = line.char_indices().take(LONGEST + 1).find(|(_, c)| matches!(c, '：' | ':'))?;
    let label = key(&line[..colon]);
    let label = label.trim_matches('*');
    let of = |(part, list): &(Part, &str)| words(list).any(|word| word == label).then_some(*part);
    PARTS.iter().find_map(of).map(|part| (part, colon + sign.len_utf8()))
}

/// What mail programs draw above a letter that is passed on: `---------- Forwarded message ---------`, `-----原始邮件-----`.
pub fn is_border(line: &str) -> bool {
    const BORDERS: &str = "原始邮件 原始郵件 转发邮件 转发邮件信息 转发的邮件 回复的原邮件 原邮件 开始转发的邮件 下面是转发的邮件 下面是被转发的邮件 \
        forwardedmessage originalmessage beginforwardedmessage forwardedmessages replymessage";
    let key = key(line);
    let bare = key.trim_matches(|c: char| !c.is_alphanumeric());
    words(BORDERS).any(|word| word == bare)
}

/// Whether a line says who wrote what a letter quotes: `在 2026-03-01 09:00:00，"某人" <a@example.cn> 写道：`, `On …, … wrote:`.
pub fn is_quoting(line: &str) -> bool {
    // A name, a time and an address.
    const LONGEST: usize = 120;
    let line = line.trim().trim_end_matches(['：', ':']).trim_end();
    let wrote = ["写道", "寫道", "wrote"].iter().any(|word| line.ends_with(word));
    // What an article quotes stands without the brackets of the programs.
    let addressed = line.split_once('<').is_some_and(|(_, address)| address.contains('@'));
    wrote && addressed && line.contains(|c: char| c.is_ascii_digit()) && line.chars().nth(LONGEST).is_none()
}

/// Where a subject begins behind what says that it was passed on or answered: `转发：回复：关于…的通知`.
pub fn passed_on(subject: &str) -> usize {
    const SIGNS: &str = "转发 回复 答复 轉寄 fw fwd re";
    let mut at = subject.len() - subject.trim_start().len();
    loop {
        let rest = &subject[at..];
        let Some(colon) = rest.find(['：', ':']) else { return at };
        let sign = rest[..colon].trim().to_lowercase();
        if !words(SIGNS).any(|word| word == sign) {
            return at;
        }
        let behind = rest[colon..].trim_start_matches(['：', ':']).trim_start();
        at = subject.len() - behind.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_head_are_known_by_their_labels() {
        for (line, expected) in [
            ("发件人：王一川", Some((Part::Sender, "王一川"))),
            ("收 件 人: 各科室", Some((Part::Receiver, " 各科室"))),
            ("**From:** a@example.cn", Some((Part::Sender, "** a@example.cn"))),
            ("Subject: 转发", Some((Part::Subject, " 转发"))),
            ("发送时间：2026年3月2日", Some((Part::Other, "2026年3月2日"))),
            ("发件人应当登记", None),
            ("主题教育：总结", None),
        ] {
            assert_eq!(part(line).map(|(part, at)| (part, &line[at..])), expected, "{line}");
        }
    }

    #[test]
    fn borders_say_that_a_letter_is_passed_on() {
        for line in ["---------- Forwarded message ---------", "-----原始邮件-----", "转发邮件："] {
            assert!(is_border(line), "{line}");
        }
        for line in ["----------", "转发邮件须登记", "原始邮件一份"] {
            assert!(!is_border(line), "{line}");
        }
    }

    #[test]
    fn who_is_quoted_is_said_with_an_address() {
        for line in [
            "在 2026-03-01 09:00:00，\"甲\" <a@example.cn> 写道：",
            "On Mar 1, 2026, A <a@example.cn> wrote:",
        ] {
            assert!(is_quoting(line), "{line}");
        }
        for line in [
            "他在2026年写道：",
            "作者（a@example.cn）写道：",
            "2026年3月1日，网友a@example.cn写道：",
            "2026年3月1日，a@example.cn在《<春耕>》里写道：",
            "2026年a@example.cn写道：春耕",
            "2026年3月1日，a@example.cn",
        ] {
            assert!(!is_quoting(line), "{line}");
        }
    }

    #[test]
    fn a_subject_says_that_it_was_passed_on() {
        for (subject, bare) in [
            ("转发：关于春耕的通知", "关于春耕的通知"),
            (" Fw: 回复：关于春耕的通知", "关于春耕的通知"),
            ("关于转发：春耕", "关于转发：春耕"),
            ("转发《关于春耕的通知》的通知", "转发《关于春耕的通知》的通知"),
            ("转发：", ""),
        ] {
            assert_eq!(&subject[passed_on(subject)..], bare, "{subject}");
        }
    }
}

//! Labels that name the parts of a document, as forms and the drafts of assistants have them: 【标题】, 【主送】, 正文：, 【落款】.

use crate::text::{key, words};

/// A part of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// 标题.
    Title,
    /// 文号.
    Number,
    /// 主送机关.
    Recipient,
    /// 正文.
    Body,
    /// 附件.
    Attachment,
    /// 落款.
    Signature,
    /// 成文日期.
    Date,
    /// 抄送.
    Copies,
    /// 结尾.
    Closing,
    /// 附注.
    Remark,
}

const PARTS: [(Part, &str); 10] = [
    (Part::Title, "标题 题目 公文标题 文件标题 文件名称"),
    (Part::Number, "文号 发文字号 公文字号 文件编号"),
    (Part::Recipient, "主送 主送机关 主送单位 主送对象 抬头 称谓 称呼"),
    (Part::Body, "正文 内容 正文内容 公文正文 文件正文"),
    (Part::Attachment, "附件 附件说明"),
    (Part::Signature, "落款 落款单位 署名 发文机关署名 发文机关 发文单位 落款署名"),
    (Part::Date, "日期 成文日期 落款日期 发文日期 成文时间"),
    (Part::Copies, "抄送 抄送机关 抄送单位"),
    (Part::Closing, "结尾 结语 结束语 结尾语"),
    (Part::Remark, "附注"),
];

/// A label at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it names.
    pub part: Part,
    /// Where its value begins.
    pub value: usize,
    /// Whether it stands in brackets, as no label of a text does.
    pub bracketed: bool,
}

/// The label of a part a line begins with: `【标题】`, `标　题：`.
pub fn label(line: &str) -> Option<Found> {
    // `发文机关署名` has six, and blanks between them.
    const LONGEST: usize = 16;
    let skipped = |at: usize| line.len() - line[at..].trim_start().len();
    if let Some(inner) = line.strip_prefix('【').or_else(|| line.strip_prefix('［')) {
        let (at, sign) = inner.char_indices().take(LONGEST + 1).find(|(_, c)| matches!(c, '】' | '］'))?;
        let end = line.len() - inner.len() + at + sign.len_utf8();
        let rest = line[end..].trim_start();
        let value = skipped(line.len() - rest.trim_start_matches(['：', ':']).len());
        return named(&inner[..at]).map(|part| Found { part, value, bracketed: true });
    }
    let (colon, sign) = line.char_indices().take(LONGEST + 1).find(|(_, c)| matches!(c, '：' | ':'))?;
    let value = skipped(colon + sign.len_utf8());
    named(&line[..colon]).map(|part| Found { part, value, bracketed: false })
}

/// The part a whole line names: `标题`, as a heading above its value.
pub fn named(line: &str) -> Option<Part> {
    // As for a label.
    const LONGEST: usize = 16;
    let label = line.chars().nth(LONGEST).is_none().then(|| key(line))?;
    PARTS.iter().find_map(|(part, list)| words(list).any(|word| word == label).then_some(*part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_may_name_a_part() {
        assert_eq!(named("主送机关"), Some(Part::Recipient));
        assert_eq!((named("主送机关："), named("正文如下")), (None, None));
    }

    #[test]
    fn labels_of_parts_are_known() {
        for (line, expected) in [
            ("【标题】关于春耕的通知", Some((Part::Title, true, "关于春耕的通知"))),
            ("【主送机关】：各乡镇：", Some((Part::Recipient, true, "各乡镇："))),
            ("【正文】", Some((Part::Body, true, ""))),
            ("标　　题： 关于春耕的通知", Some((Part::Title, false, "关于春耕的通知"))),
            ("落款单位：青禾县", Some((Part::Signature, false, "青禾县"))),
            ("【标题党】横行", None),
            ("正文如下：", None),
            ("正文", None),
        ] {
            let seen = label(line).map(|found| (found.part, found.bracketed, &line[found.value..]));
            assert_eq!(seen, expected, "{line}");
        }
    }
}

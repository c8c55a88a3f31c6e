//! Attachments (附件): the list of them under the text, and the label above each (GB/T 9704-2012 7.3.4, 7.5).

use crate::lexicon::numeral;
use crate::text::key;

/// Whether `key` opens the list of attachments: `附件：1.实施方案`.
pub fn opens_list(key: &str) -> bool {
    let rest =
        key.strip_prefix("附件下载").or_else(|| key.strip_prefix("附件")).or_else(|| key.strip_prefix('附'));
    rest.is_some_and(|rest| {
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || numeral::is_small(c)).starts_with(':')
    }) && key.chars().count() <= 120
        && !key.contains('。')
}

/// `附件`, `附件1`, `附件三：` alone on its line: above an attached document.
pub fn is_label(text: &str) -> bool {
    if !text.trim_start().starts_with('附') {
        return false;
    }
    let key = key(text);
    let Some(rest) = key.strip_prefix("附件").or_else(|| key.strip_prefix("附表")) else { return false };
    let rest = rest.trim_end_matches(':');
    rest.is_empty() || numeral::value(rest).is_some()
}

/// The number of an entry: 2 for `2.任务清单`, `附件2：任务清单`; 1 for `附件：1.实施方案`.
pub fn entry(text: &str) -> Option<u32> {
    let bare = text.strip_prefix("附件").unwrap_or(text).trim_start_matches(['：', ':', ' ', '\u{3000}']);
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    bare[digits..].starts_with(['.', '．', '、', '：']).then(|| numeral::value(&bare[..digits]))?
}

/// Whether `key` begins as lines about attachments do.
pub fn opens(key: &str) -> bool {
    ["附件", "附:", "附表"].iter().any(|word| key.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attachments_are_listed_and_labelled() {
        for key in ["附件:1.实施方案", "附件下载:1.申报表.doc", "附:名单", "附件二:名单", "附件12:名单"]
        {
            assert!(opens_list(key) && !is_label(key), "{key}");
        }
        for key in ["附件是本办法的组成部分", "附件:完成。", "见附件:名单"] {
            assert!(!opens_list(key), "{key}");
        }
        for text in ["附件", "附件1", "附件三：", "附表2"] {
            assert!(is_label(text), "{text}");
        }
        assert!(!is_label("附件甲") && !is_label("见附件1") && opens("附表2") && !opens("附近"));
    }

    #[test]
    fn entries_have_numbers() {
        assert_eq!(
            [entry("2.任务清单"), entry("附件2：任务清单"), entry("附件：1.实施方案")],
            [2, 2, 1].map(Some)
        );
        assert_eq!((entry("任务清单"), entry("2026年")), (None, None));
    }
}

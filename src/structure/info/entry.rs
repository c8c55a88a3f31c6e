//! Entries of an info line that have no label: the name of a paper, a person, a button.

use crate::lexicon::organ::is_publisher;
use crate::lexicon::person::{is_author_line, is_names};
use crate::lexicon::place;
use crate::text::key;

/// What stands for a date taken out, and parts the entries of a line.
pub(super) const GAP: &str = "  ";

/// The entries of `lead`, which has no labels: parted by bars, dots or wide gaps.
pub(super) fn entries(lead: &str) -> Vec<&str> {
    const NOISE: [&str; 7] = ["原创", "首发", "转载", "发布于", "发表于", "整理", "快讯"];
    let lead = NOISE.iter().find_map(|noise| lead.trim_start().strip_prefix(noise)).unwrap_or(lead);
    let wide = lead.split(GAP).flat_map(|part| part.split(['|', '｜', '•', '\u{3000}', '\t']));
    let wide = wide
        .flat_map(|part| part.split(" · "))
        .flat_map(|part| part.split(" ·"))
        .flat_map(|part| part.split("· "));
    let entries = wide.map(strip).map(without_address).map(without_remark).filter(|entry| !entry.is_empty());
    entries.flat_map(pieces).filter(|entry| !NOISE.contains(entry) && !is_noise(entry)).collect()
}

/// `某某 某报`: a person, and what else stands behind one blank.
fn pieces(entry: &str) -> Vec<&str> {
    let divided = entry.split_once([' ', '\u{a0}']);
    match divided {
        Some((name, rest)) if is_names(name) && !is_names(entry) => {
            let mut pieces = vec![name];
            pieces.extend(self::pieces(strip(rest)));
            pieces
        }
        Some((paper, rest)) if is_publisher(paper) && is_author_line(&key(rest)) => vec![paper, strip(rest)],
        // Who wrote it and whose account it is are one.
        Some((name, rest)) if is_noise(strip(rest)) || name == strip(rest) => vec![name],
        Some((first, rest)) if is_noise(first) => vec![strip(rest)],
        _ => vec![entry],
    }
}

/// What names nobody: a place, sizes of type, a number, a day of the week, a time of day.
fn is_noise(entry: &str) -> bool {
    const WORDS: &str = "由 大 中 小 大中小 上午 下午 早上 晚上 凌晨 快讯 更新 试听 date Date 来自 发布 更新于 \
        发布于 创建于 编辑于 修改于 只看该作者 只看楼主 倒序浏览 显示全部楼层";
    let week = entry.strip_prefix("星期").or_else(|| entry.strip_prefix("周"));
    let of_time =
        |text: &str| text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || ":：/-.,+".contains(c));
    let site = entry.is_ascii() && entry.contains('.') && !entry.contains(' ');
    site || place::is_region(entry)
        || entry.split_whitespace().all(|word| WORDS.split(' ').any(|known| known == word))
        || week.is_some_and(|day| day.chars().count() == 1)
        || entry.strip_prefix("来自").is_some_and(place::is_region)
        || entry.strip_suffix("更新").is_some_and(of_time)
        || of_time(entry)
}

/// `text` without the marks and spaces around it, and without brackets that have no partner.
pub(super) fn strip(text: &str) -> &str {
    let mut text = text.trim_matches(is_rim);
    while let Some(inner) = without_rim_bracket(text) {
        text = inner.trim_matches(is_rim);
    }
    text
}

fn is_rim(c: char) -> bool {
    c.is_whitespace() || "|｜丨/／-—·•●*,，、:：".contains(c)
}

/// Brackets in pairs.
const PAIRS: [(char, char); 7] =
    [('（', '）'), ('(', ')'), ('[', ']'), ('【', '】'), ('［', '］'), ('〔', '〕'), ('《', '》')];

/// `text` without a bracket at an end that has no partner, or without a pair around all of it (《》 stays).
fn without_rim_bracket(text: &str) -> Option<&str> {
    PAIRS.iter().find_map(|&(open, close)| {
        let (opened, closed) = (text.matches(open).count(), text.matches(close).count());
        let around = || open != '《' && opened == 1 && closed == 1;
        match (text.strip_prefix(open), text.strip_suffix(close)) {
            (Some(inner), Some(_)) if around() => inner.strip_suffix(close),
            (Some(inner), _) if opened > closed => Some(inner),
            (_, Some(inner)) if closed > opened => Some(inner),
            _ => text.strip_prefix(close).or_else(|| text.strip_suffix(open)),
        }
    })
}

/// `某网 www.a.example` without the address.
fn without_address(text: &str) -> &str {
    let at = ["www.", "http://", "https://"].iter().filter_map(|start| text.find(start)).min();
    at.map_or(text, |at| text[..at].trim_end())
}

/// `某网[整理]` without what stands in square brackets behind it.
fn without_remark(text: &str) -> &str {
    let at = text.find(['[', '【', '［']).filter(|&at| at > 0 && text.ends_with([']', '】', '］']));
    at.map_or(text, |at| text[..at].trim_end())
}

/// A short name in one piece.
pub(super) fn is_one_name(text: &str) -> bool {
    (2..=16).contains(&text.chars().count()) && !text.contains(['，', '、', '：', '“', '《', '|'])
        || text.starts_with('《') && text.ends_with('》') && text.chars().count() <= 16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_names() {
        #[track_caller]
        fn check(lead: &str, expected: &[&str]) {
            assert_eq!(entries(lead), expected, "{lead}");
        }
        check("青禾网[整理]", &["青禾网"]);
        check("青禾报·青禾网 | 韩青山", &["青禾报·青禾网", "韩青山"]);
        check("·  青禾网 · 浙江", &["青禾网"]);
        check("韩青山 青禾发布 浙江", &["韩青山", "青禾发布"]);
        check("青禾日报 记者 韩青山", &["青禾日报", "记者 韩青山"]);
        check("  试听  大 中 小  12  星期三  22:08 更新", &[]);
        check("青禾号 来自北京市", &["青禾号"]);
        check("更新于 | 只看该作者", &[]);
        check("BUSINESS.QINGHE.COM  韩青山", &["韩青山"]);
        check("原创 青禾网 www.qinghe.example", &["青禾网"]);
        check("原创 青禾政法 青禾政法", &["青禾政法"]);
    }

    #[test]
    fn brackets_without_a_partner_go() {
        assert_eq!(strip("（青禾网）"), "青禾网");
        assert_eq!(strip("青禾局（水利站）"), "青禾局（水利站）");
        assert_eq!(strip("青禾网）"), "青禾网");
        assert_eq!(strip("（青禾网"), "青禾网");
        assert_eq!(strip("《青禾报》"), "《青禾报》");
        assert_eq!(strip("/ 青禾网 |（"), "青禾网");
    }
}

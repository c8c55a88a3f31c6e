//! The number of a document (发文字号), alone on a line or among other things.

use crate::lexicon::is_gap;

/// `×政发〔2024〕7号`, `〔2024〕第5期`, `第21号`; scraped ones with another bracket, or with its end lost, or as a whole in brackets.
pub(crate) fn is_document_number(text: &str) -> bool {
    // Of 27 numbers the longest has 16 characters; joint ones and those of offices of a province's departments have up to 22.
    const LONGEST: usize = 24;
    const OPEN: [char; 6] = ['〔', '[', '［', '【', '（', '〈'];
    const CLOSE: [char; 6] = ['〕', ']', '］', '】', '）', '〉'];
    let text = without_signers(without_brackets(text.trim()).trim());
    let length = text.chars().count();
    // The number of an order or an announcement of a congress stands in any bracket: 〔第6号〕.
    let inner = text.strip_prefix(OPEN).and_then(|text| text.strip_suffix(CLOSE)).unwrap_or(text);
    if inner.starts_with('第') && inner.ends_with(['号', '期']) {
        return length <= 8;
    }
    if is_register(text) {
        return true;
    }
    let Some((organ, rest)) = text.split_once(OPEN).filter(|_| length <= LONGEST) else { return false };
    let year = rest.chars().take_while(char::is_ascii_digit).count();
    let number = &rest[year..];
    let complete = year == 4
        && number.starts_with(CLOSE)
        && number.ends_with(['号', '期'])
        && number.bytes().any(|b| b.is_ascii_digit());
    let cut = year > 4 && number.is_empty() && text.contains('〔');
    organ.trim_end().chars().all(|c| crate::text::is_han(c) || c == '×' || c == '*') && (complete || cut)
}

/// The number beside the names of who signs (7.2.6): `×政〔2024〕7号　　签发人：某某`, or behind them.
fn without_signers(text: &str) -> &str {
    const SIGNERS: &str = "签发人";
    let Some(at) = text.find(SIGNERS).filter(|at| is_name_list(&text[at + SIGNERS.len()..], *at > 0)) else {
        return text;
    };
    match at {
        0 => text.rsplit(is_gap).next().unwrap_or(text),
        at => text[..at].trim_end(),
    }
}

/// Whether what stands behind 签发人 is a colon and names; where they are not `last`, something stands behind them.
fn is_name_list(behind: &str, last: bool) -> bool {
    let Some(names) = behind.trim_start().strip_prefix(['：', ':']) else { return false };
    let mut names: Vec<&str> =
        names.split(|c| is_gap(c) || c == '、').filter(|name| !name.is_empty()).collect();
    if !last {
        names.pop();
    }
    // A name of six characters is that of a minority.
    !names.is_empty() && names.iter().all(|name| (1..=6).contains(&name.chars().count()))
}

/// The number under which a rule is registered: `HNPR—2023—01005`.
fn is_register(text: &str) -> bool {
    let mut parts = text.split(['-', '—', '－']).filter(|part| !part.is_empty());
    let digits = |part: Option<&str>, count: std::ops::RangeInclusive<usize>| {
        part.is_some_and(|part| count.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
    };
    parts
        .next()
        .is_some_and(|area| (3..=6).contains(&area.len()) && area.bytes().all(|b| b.is_ascii_uppercase()))
        && digits(parts.next().filter(|year| year.starts_with(['1', '2'])), 4..=4)
        && digits(parts.next(), 4..=6)
        && parts.next().is_none()
}

/// `（×政发〔2024〕7号）`, as pages set it under the title, without its brackets.
pub(super) fn without_brackets(text: &str) -> &str {
    text.strip_prefix(['（', '(']).and_then(|text| text.strip_suffix(['）', ')'])).unwrap_or(text)
}

/// The number of a document that stands among other things: `岚政办发[2025]12号 发布日期：…`.
pub(crate) fn find_number(text: &str) -> Option<std::ops::Range<usize>> {
    const OPEN: [char; 5] = ['〔', '[', '［', '【', '〈'];
    let open = text.find(OPEN)?;
    let organ =
        text[..open].chars().rev().take_while(|c| crate::text::is_han(*c)).map(char::len_utf8).sum::<usize>();
    let end = open + text[open..].find('号')? + '号'.len_utf8();
    let number = open - organ..end;
    (organ >= 2 * '号'.len_utf8()
        && number.len() < text.trim().len()
        && is_document_number(&text[number.clone()]))
    .then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_known_in_brackets_and_apart() {
        for text in [
            "QHPR—2023—01005",
            "QHCR-2023-01005",
            "松政办发〔2025〕18号",
            "( 松政发〔2025〕37号 )",
            "松发 〔2025〕4号",
            "第21号",
            "〔第6号〕",
            "松政〔2025〕37号　　签发人：韩青山",
            "松政〔2025〕37号 签发人: 韩青山、李明远",
            "签发人：韩青山　松政〔2025〕37号",
        ] {
            assert!(is_document_number(text), "{text}");
        }
        for text in [
            "ISO-9001-2015",
            "QHPR-2023",
            "（见松政发〔2025〕37号，略）",
            "松发，〔2025〕4号",
            "（第三十五次会议通过）",
            "松政〔2025〕37号　签发人：",
            "松政〔2025〕37号签发人应当是主要负责人",
            "签发人：松政〔2025〕37号",
            "签发人：韩青山",
        ] {
            assert!(!is_document_number(text), "{text}");
        }
    }

    #[test]
    fn a_number_is_found_among_other_things() {
        #[track_caller]
        fn check(text: &str, expected: Option<&str>) {
            assert_eq!(find_number(text).map(|range| &text[range]), expected, "{text}");
        }
        check("松政办发[2025]18号 发布日期：2025-06-01", Some("松政办发[2025]18号"));
        check("发文字号：松政办发〔2025〕18号 发布日期：2025-06-01", Some("松政办发〔2025〕18号"));
        check("松政办发〔2025〕18号", None);
        check("〔2025〕18号 发布日期：2025-06-01", None);
        check("青禾网[整理] 2025-06-01 门牌5号", None);
        check("来源：青禾网", None);
    }
}

//! Quotes and brackets that do not pair are reported: which one is missing only a reader knows.

use crate::diag::{Log, Severity};
use crate::message;
use crate::text::{Line, is_han};

const PAIRS: [(char, char, &str); 6] = [
    ('“', '”', "pairs.quotes"),
    ('‘', '’', "pairs.quotes"),
    ('（', '）', "pairs.brackets"),
    ('《', '》', "pairs.titles"),
    ('〔', '〕', "pairs.brackets"),
    ('【', '】', "pairs.brackets"),
];

/// Reports each kind of mark of `line` that does not pair, and straight quotes that are left.
pub(crate) fn check(log: &mut Log, line: &Line) {
    for ((open, close, rule), faults) in PAIRS.into_iter().zip(unpaired(&line.text)) {
        if faults > 0 {
            let message = message!(
                "%{count} of %{marks} without a partner; look for the missing mark",
                count = faults,
                marks = format!("{open}{close}")
            );
            log.found(rule, Severity::Warning, line.number, message);
        }
    }
    if line.text.contains('"') && line.text.chars().any(is_han) {
        log.found(
            "pairs.quotes",
            Severity::Warning,
            line.number,
            message!("a straight quote without a partner; write “ or ”"),
        );
    }
}

/// How many marks of each pair have no partner.
fn unpaired(text: &str) -> [usize; PAIRS.len()] {
    let (mut depths, mut faults) = ([0_usize; PAIRS.len()], [0; PAIRS.len()]);
    for c in text.chars().filter(|c| !is_han(*c) && !c.is_ascii()) {
        let Some(pair) = PAIRS.iter().position(|(open, close, _)| c == *open || c == *close) else {
            continue;
        };
        if c == PAIRS[pair].0 {
            depths[pair] += 1;
        } else if depths[pair] > 0 {
            depths[pair] -= 1;
        } else {
            faults[pair] += 1;
        }
    }
    std::array::from_fn(|pair| faults[pair] + depths[pair])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_count(text: &str, expected: usize) {
        let mut log = Log::new();
        check(&mut log, &Line::plain(text, 7));
        assert_eq!(log.findings().len(), expected, "{text}: {:?}", log.findings());
        assert!(log.findings().iter().all(|finding| finding.line == 7));
    }

    #[test]
    fn unpaired_marks_are_reported() {
        check_count("围绕“五个机关”建设（试行）", 0);
        check_count("围绕“‘29’重要指示精神", 1);
        check_count("坚持“以活动激发活力，“津派文化”讲述", 1);
        check_count("》书名《", 1);
        check_count("只有一个\"引号", 1);
    }
}

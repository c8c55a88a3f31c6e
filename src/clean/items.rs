//! A list at the end of a text that is the text's: what hangs below a text looks much the same.

use crate::clean::is_paragraph;
use crate::lexicon::sentence::ends_sentence;
use crate::lexicon::{date, numbering, organ};
use crate::rules::Verdict;
use crate::text::{Line, Mark, Meaning, is_bulleted, key};

/// The lines of `lines`, of which `verdicts` speak, that are such a list or what closes the text below it: entries behind a colon, right
/// under a numbered heading, or above thanks or an office with its date.
pub(crate) fn of_text(lines: &[&Line], verdicts: &[&Verdict]) -> Vec<usize> {
    let free = |i: usize| verdicts[i].rule.is_none() && !verdicts[i].settled;
    let entry = |i: usize| free(i) && is_entry(lines[i]);
    let Some(last) = lines.iter().rposition(|line| is_paragraph(line)) else { return Vec::new() };
    let mut found = Vec::new();
    let mut at = last + 1;
    while at < lines.len() {
        let end = (at..lines.len()).find(|&i| !entry(i)).unwrap_or(lines.len());
        if end > at {
            let closing = (end..lines.len()).take(2).take_while(|&i| free(i)).count();
            let closed = closes(&lines[end..end + closing]);
            if closed > 0 || free(at - 1) && introduces(lines[at - 1]) {
                found.extend(at..end + closed);
            }
        }
        at = end.max(at) + 1;
    }
    found
}

/// An entry of a list that leads nowhere.
fn is_entry(line: &Line) -> bool {
    let linked = line.text.spans().iter().any(|span| matches!(span.meaning, Meaning::Link(_)));
    (line.mark == Mark::Item || is_bulleted(&line.text)) && !linked
}

/// A line a list stands under in a text.
fn introduces(line: &Line) -> bool {
    line.text.ends_with(['：', ':'])
        || numbering::marker(&line.text).is_some_and(|marker| marker.level <= 2) && !ends_sentence(&line.text)
}

/// How many of `lines` close a text: thanks, or an office and its date.
fn closes(lines: &[&Line]) -> usize {
    let thanks =
        |line: &Line| key(&line.text).trim_end_matches(['!', '。']).trim_end_matches("大家") == "谢谢";
    match lines {
        [first, ..] if thanks(first) => 1,
        [office, day] if organ::has_ending(&office.text) && date::whole_line(&day.text).is_some() => 2,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "各单位要成立工作专班，明确专人负责，逐级压实责任，确保各项任务按时完成。";

    #[track_caller]
    fn check(below: &[&str], found: &[usize]) {
        let lines: Vec<Line> = [TEXT].iter().chain(below).map(|text| Line::plain(*text, 1)).collect();
        let verdict = Verdict::default();
        let (lines, verdicts): (Vec<&Line>, Vec<&Verdict>) =
            lines.iter().map(|line| (line, &verdict)).unzip();
        assert_eq!(of_text(&lines, &verdicts), found, "{below:?}");
    }

    #[test]
    fn entries_above_thanks_or_a_signature_are_text() {
        check(&["* 领导带头抓", "* 部门协同抓", "谢谢大家！"], &[1, 2, 3]);
        check(&["- 领导带头抓", "- 部门协同抓", "松溪县林业局", "2026年3月1日"], &[1, 2, 3, 4]);
        check(&["- 领导带头抓", "松溪县林业局", "关于我们"], &[]);
        check(&["* 春播过半", "* 农机下田"], &[]);
    }

    #[test]
    fn entries_behind_a_colon_or_under_a_number_are_text() {
        check(&["主要措施：", "- 领导带头抓", "- 部门协同抓"], &[2, 3]);
        check(&["三、形成合力", "- 领导带头抓"], &[2]);
        check(&["三、形成了强大的合力。", "- 领导带头抓"], &[]);
        check(&["热点新闻", "- 领导带头抓"], &[]);
    }
}

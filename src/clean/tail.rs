//! What hangs below the text after a gap: a poster, a slogan, the heading of something else.

use crate::clean::{is_paragraph, rules};
use crate::diag::RuleId;
use crate::text::{Line, Mark, ends_sentence, is_bulleted, key, words};

/// The rule of this file.
pub(crate) const RULE: RuleId = "tail.fragment";
/// What it takes out.
pub(crate) const SUMMARY: &str =
    "below the text: lists of other articles, or a heading over short lines without a stop";

/// Index of the first line of such a fragment.
///
/// It must be set off by a heading mark or by two blank lines, stand below at least three paragraphs, hold two or more
/// lines, and none that could be a signature, a date, an attachment or a credit.
pub(crate) fn starts(lines: &[Line]) -> Option<usize> {
    const PARAGRAPHS: usize = 3;
    let last = lines.iter().rposition(is_paragraph)?;
    if let Some(related) = related(lines, last) {
        return Some(related);
    }
    if lines.iter().filter(|line| is_paragraph(line)).take(PARAGRAPHS).count() < PARAGRAPHS {
        return None;
    }
    let start = (last + 1..lines.len()).find(|&i| sets_off(&lines[i]))?;
    let fragment = &lines[start..];
    (fragment.len() >= 2 && !fragment.iter().any(belongs)).then_some(start)
}

/// Where a list of other articles begins below the text: at its heading, or at the first of two lines with bullets.
fn related(lines: &[Line], last: usize) -> Option<usize> {
    let listed =
        |i: usize| lines.get(i).is_some_and(|line| is_bulleted(&line.text) && !ends_sentence(&line.text));
    (last + 1..lines.len()).find(|&i| rules::is_more(&key(&lines[i].text)) || listed(i) && listed(i + 1))
}

fn sets_off(line: &Line) -> bool {
    matches!(line.mark, Mark::Heading(_)) || line.blank_above >= 2
}

/// Whether the line could still be part of the document.
fn belongs(line: &Line) -> bool {
    const WORDS: &str = "附件 附: 附表 抄送 印发 编辑 来源 作者 记者 联系人 签发 校对";
    let key = key(&line.text);
    let dated = key.contains('年') && key.contains('月') || key.contains('日');
    let office = ["局", "委", "办", "部", "厅", "处", "会", "府", "院", "公司", "支部", "中心"]
        .iter()
        .any(|end| key.ends_with(end));
    line.mark == Mark::Row
        || ends_sentence(&line.text)
        || dated && key.chars().count() <= 20
        || office
        || words(WORDS).any(|word| key.contains(word))
}

//! Heading sentences that a dump of a page leaves on a line of their own, above the paragraphs they open.
//!
//! What stood in bold at the start of a paragraph is a line of its own there: `流通规模不断扩大。` / `全县……`. Stories have short
//! sentences above long paragraphs too, but not above most of them, and not always.

use crate::lexicon::numbering;
use crate::lexicon::sentence::ends_sentence;
use crate::text::{Label, Line, Mark};

/// Puts each such sentence before the paragraph under it, if most paragraphs of the text have one.
pub(crate) fn joined(lines: Vec<Line>) -> Vec<Line> {
    // Three such pairs come by chance in a story; a plan has seventy.
    const LEAST: usize = 4;
    let heads: Vec<usize> = (0..lines.len()).filter(|&i| is_head(&lines[i])).collect();
    let over: Vec<usize> =
        heads.iter().copied().filter(|&i| lines.get(i + 1).is_some_and(is_paragraph)).collect();
    let paragraphs = lines.iter().filter(|line| is_paragraph(line)).count();
    if over.len() < LEAST || over.len() * 4 < heads.len() * 3 || over.len() * 3 < paragraphs * 2 {
        return lines;
    }
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    let mut open = false;
    for (i, line) in lines.into_iter().enumerate() {
        match joined.last_mut() {
            Some(head) if open => {
                head.text.push_rich(&line.text);
                head.label = Some(Label::RunIn);
            }
            _ => joined.push(line),
        }
        open = over.binary_search(&i).is_ok();
    }
    joined
}

/// A short sentence without a comma; entries behind dashes may have them.
fn is_head(line: &Line) -> bool {
    // The longest of seventy such heads has 28 characters.
    const LONGEST: usize = 30;
    is_plain(line)
        && (5..=LONGEST).contains(&line.text.chars().count())
        && line.text.ends_with('。')
        && line.text.matches('。').count() == 1
        && !line.text.contains(['，', '：', '；', ',', '？', '！'])
}

fn is_paragraph(line: &Line) -> bool {
    // What the heads of a plan stand above has sixty characters and more; a story answers with less.
    const SHORTEST: usize = 40;
    is_plain(line) && line.text.chars().count() >= SHORTEST && ends_sentence(&line.text)
}

fn is_plain(line: &Line) -> bool {
    line.mark == Mark::None && line.told.is_none() && numbering::marker(&line.text).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "“十四五”期间，全县坚持统筹发展和安全，持续完善政策体系，健全工作机制，各项工作取得新的明显进展。";

    #[track_caller]
    fn check(text: &[&str], expected: usize) {
        let lines = (1..).zip(text).map(|(n, line)| Line::plain(*line, n)).collect();
        assert_eq!(joined(lines).len(), expected, "{text:?}");
    }

    #[test]
    fn heads_above_most_paragraphs_open_them() {
        let heads =
            ["流通规模不断扩大。", "仓储结构逐步优化。", "服务能力持续增强。", "——市场主导、政府引导。"];
        let text: Vec<&str> = heads.iter().flat_map(|head| [*head, TEXT]).collect();
        check(&text, 4);
        // A paragraph among them may have none; of three heads it is not sure.
        check(&[&text[..], &[TEXT]].concat(), 5);
        check(&text[2..], 6);
    }

    #[test]
    fn stories_keep_their_short_sentences() {
        let text = [
            "天亮了。",
            TEXT,
            "老韩起得很早。",
            TEXT,
            "老韩没有说话。",
            "村里人都笑了。",
            "山里静悄悄的。",
            TEXT,
        ];
        check(&text, 8);
        let rare = [
            "老韩起得很早。",
            TEXT,
            TEXT,
            TEXT,
            "村里人都笑了。",
            TEXT,
            TEXT,
            "老韩没有说话。",
            TEXT,
            "山里静悄悄的。",
            TEXT,
        ];
        check(&rare, 11);
    }
}

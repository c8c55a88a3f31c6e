//! Pinyin in brackets behind a character, as some sites scatter it over their texts: 責(zé)任.

use crate::clean::replace;
use crate::diag::{Log, RuleId};
use crate::text::{Line, is_han};

/// The rule of this file.
pub(crate) const RULE: RuleId = "web.pinyin";

/// Takes the glosses out of every line: those with a tone mark, and where the whole text is strewn with them, those
/// without.
pub(crate) fn strip(log: &mut Log, lines: &mut [Line]) {
    // A text glossed throughout has one in every line, so a dozen on a page or two; below that `(a)`, `(an)` are letters of a list.
    const STREWN: usize = 12;
    let plain: usize = lines.iter().map(|line| glosses(&line.text, true).len()).sum();
    if plain == 0 {
        return;
    }
    let any = plain >= STREWN;
    for line in lines {
        let found = glosses(&line.text, any);
        replace(log, RULE, line, found.into_iter().map(|(start, end)| (start..end, "")).collect());
    }
}

/// Where the glosses of `text` begin and end: behind a Chinese character or another gloss, one syllable in brackets; with
/// `any` also without a tone mark.
fn glosses(text: &str, any: bool) -> Vec<(usize, usize)> {
    // Letters of the longest syllable, `zhuang`, and a digit for its tone.
    const LONGEST: usize = 7;
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (start, open) in text.match_indices(['(', '（']) {
        let inside = &text[start + open.len()..];
        let length = inside.find(|c| !is_letter(c)).unwrap_or(inside.len());
        let (syllable, rest) = inside.split_at(length);
        let close = rest.chars().next().filter(|c| matches!(c, ')' | '）'));
        let spelled = (1..=LONGEST).contains(&syllable.chars().count());
        let toned = syllable.contains(is_toned) || any && syllable.bytes().all(|b| b.is_ascii_lowercase());
        let behind = text[..start].ends_with(is_han) || found.last().is_some_and(|last| last.1 == start);
        if let Some(close) = close.filter(|_| spelled && toned && behind) {
            found.push((start, start + open.len() + length + close.len_utf8()));
        }
    }
    found
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || is_toned(c) || matches!(c, 'ü' | 'ɡ' | 'ɑ')
}

/// A vowel with a tone mark.
fn is_toned(c: char) -> bool {
    "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(before: &str, after: &str) {
        let mut lines = [Line::plain(before, 1)];
        strip(&mut Log::new(), &mut lines);
        assert_eq!(lines[0].text, after);
    }

    #[test]
    fn glosses_go_and_brackets_stay() {
        check("近郊縣(區(qū))和責(zé)任(試行)", "近郊縣(區)和責任(試行)");
        check("重点（diǎn）工作（A类）", "重点工作（A类）");
        check("版本(beta)和函数(f)", "版本(beta)和函数(f)");
        let strewn =
            "會(hui)(hui)議(yi)由黨(dang)組(zu)召(zhao)開(kai)并(bing)發(fa)表(biao)講(jiang)話(hua)(WTO)";
        check(strewn, "會議由黨組召開并發表講話(WTO)");
        check("加入世贸组织(WTO)", "加入世贸组织(WTO)");
    }
}

//! Pinyin in brackets behind a character, as some sites scatter it over their texts: 責(zé)任.

use crate::diag::{Log, RuleId};
use crate::text::{Line, is_han};

/// The rule of this file.
pub(crate) const RULE: RuleId = "web.pinyin";
/// What it takes out.
pub(crate) const SUMMARY: &str = "pinyin in brackets behind a character: 責(zé)任";

/// Takes the glosses out of every line.
pub(crate) fn strip(log: &mut Log, lines: &mut [Line]) {
    for line in lines.iter_mut().filter(|line| line.text.contains(is_toned)) {
        let mut out = String::with_capacity(line.text.len());
        let mut rest = line.text.as_str();
        while let Some((start, end)) = next_gloss(rest) {
            out.push_str(&rest[..start]);
            log.changed(RULE, line.number, &rest[start..end], "");
            rest = &rest[end..];
        }
        out.push_str(rest);
        line.text = out;
    }
}

/// Where the next gloss begins and ends: behind a Chinese character, one syllable with a tone mark in brackets.
fn next_gloss(text: &str) -> Option<(usize, usize)> {
    const LONGEST: usize = 7;
    text.match_indices(['(', '（']).find_map(|(start, open)| {
        let inside = &text[start + open.len()..];
        let end = inside.find([')', '）'])?;
        let syllable = &inside[..end];
        let spelled = syllable.chars().count() <= LONGEST && syllable.chars().all(is_letter);
        let gloss = spelled && syllable.contains(is_toned) && text[..start].ends_with(is_han);
        let close = inside[end..].chars().next().map_or(0, char::len_utf8);
        gloss.then_some((start, start + open.len() + end + close))
    })
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
        check("加入世贸组织(WTO)", "加入世贸组织(WTO)");
    }
}

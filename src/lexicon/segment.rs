//! Where the words of a text end, for lines that should not break inside of one (GB/T 9704-2012 7.3.1).
//!
//! The dictionary is searched as it is compiled in, sorted, so that it costs neither time nor memory before it is asked. The cheapest
//! way to make a text out of words is taken; what stands alone then is joined to what it belongs to: 级 to 国家, 非 to 企业, 区 to 某某.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::lexicon::{listed, numeral};
use crate::text::is_han;

/// Words and how common they are, sorted.
const WORDS: &str = listed(include_str!("../../data/lexicon/words.txt"));

/// Words of official documents, each as common as [`COMMON`] says.
static OFFICIAL: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| listed(include_str!("../../data/lexicon/official.txt")).split_whitespace().collect());

/// Half-nats of a word that is met some thousand times, as 推进 is.
const COMMON: i64 = 17;

/// Half-nats of all words together: what a character costs that is in no dictionary.
const ALL: i64 = 36;

/// Characters of the longest word.
const LONGEST: usize = 7;

/// The byte offsets at which words of `text` end, the end of the text among them.
pub(crate) fn ends(text: &str) -> Vec<usize> {
    let borders: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let words = cheapest(text, &borders);
    let mut ends = Vec::with_capacity(words.len());
    for (i, &(_, end)) in words.iter().enumerate() {
        let word = |i: usize| words.get(i).map_or("", |&(start, end)| &text[start..end]);
        let before = i.checked_sub(1).map_or("", word);
        if !joined(before, word(i), word(i + 1), word(i + 2)) {
            ends.push(end);
        }
    }
    ends
}

/// The words of the cheapest way through the text: start and end of each.
fn cheapest(text: &str, borders: &[usize]) -> Vec<(usize, usize)> {
    // Cost from here to the end, and how many characters the next word has.
    let count = borders.len() - 1;
    let mut way = vec![(0, 1); count + 1];
    for from in (0..count).rev() {
        let longest = LONGEST.min(count - from);
        let step = |length: usize| {
            let known = commonness(&text[borders[from]..borders[from + length]]);
            let known = known.or((length == 1).then_some(0))?;
            Some((ALL - known + way[from + length].0, length))
        };
        way[from] = (1..=longest).filter_map(step).min().unwrap_or((ALL + way[from + 1].0, 1));
    }
    let (mut words, mut at) = (Vec::new(), 0);
    while at < count {
        let next = at + way[at].1;
        words.push((borders[at], borders[next]));
        at = next;
    }
    words
}

/// How common a word is, in half-nats; none if no list has it.
fn commonness(word: &str) -> Option<i64> {
    if OFFICIAL.contains(word) { Some(COMMON) } else { listed_commonness(word) }
}

fn listed_commonness(word: &str) -> Option<i64> {
    let (mut low, mut high) = (0, WORDS.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let bytes = WORDS.as_bytes();
        let start = bytes[..middle].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
        let end = bytes[middle..].iter().position(|b| *b == b'\n').map_or(WORDS.len(), |at| middle + at);
        let (found, class) = WORDS[start..end].split_at((end - start).saturating_sub(1));
        match found.cmp(word) {
            std::cmp::Ordering::Equal => return class.bytes().next().map(|class| i64::from(class - b'0')),
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

/// Whether `next` goes on with `word`, so that no line should end between them.
fn joined(before: &str, word: &str, next: &str, then: &str) -> bool {
    if !is_word(word) || !is_word(next) {
        return false;
    }
    if single(next).is_some_and(is_place) {
        return !is_local(word, then);
    }
    let local = single(word).is_some_and(is_place) && is_local(before, next);
    local || opens(before, word) || single(next).is_some_and(|c| closes(single(word), c))
}

/// What stands before the word it belongs to: 第一/季度, 非/企业, 与/实体.
fn opens(before: &str, word: &str) -> bool {
    const BEFORE: &str = "非新老旧副总各全本该反超多无未不再零双和与及暨并或对向在为从以将由于关中冬大小高低";
    let counted =
        word.starts_with('第') && word.chars().skip(1).all(|c| numeral::is_large(c) || c.is_ascii_digit());
    let number = word.chars().all(|c| numeral::is_large(c) || c.is_ascii_digit());
    let single = single(word);
    counted
        || number
        || single.is_some_and(|c| BEFORE.contains(c) && (!"中大小高低".contains(c) || !is_word(before)))
}

/// What stands behind the word it belongs to, and characters of a name one by one.
fn closes(before: Option<char>, c: char) -> bool {
    const FREE: &str = "和与及暨并或对向在为从以将由于各全关非反无";
    const BEHIND: &str = "级性化型者率式类制法员长权力度量额费期批号次个项条名版局厅部委办处科署院社馆站所队团校组会厂店街路河湖江山岛港桥库园场点线面段层物品机车船业界群们的地得了着之师卡书证县月";
    BEHIND.contains(c) || (before.is_some_and(|before| !FREE.contains(before)) && !FREE.contains(c))
}

/// 省, 市: behind the name of a place, or before the name of an organ of that place.
fn is_place(c: char) -> bool {
    "省市县区镇乡州旗".contains(c)
}

/// Whether 市 between these two goes with what follows: 委/市财政局 against 某某市/人民政府.
fn is_local(before: &str, after: &str) -> bool {
    let name = single(before).is_some() || before.ends_with('某');
    is_organ(after) && !after.ends_with("政府") && !name
}

/// 财政局, 人民政府.
fn is_organ(word: &str) -> bool {
    word.chars().count() > 1 && word.ends_with(['局', '厅', '委', '部', '办', '院', '会', '府', '署'])
        || word == "委"
}

fn is_word(word: &str) -> bool {
    word.chars().next().is_some_and(|c| is_han(c) || c.is_ascii_digit())
}

fn single(word: &str) -> Option<char> {
    let mut chars = word.chars();
    chars.next().filter(|_| chars.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(expected: &str) {
        let text = expected.replace('/', "");
        let mut found = String::new();
        let mut from = 0;
        for end in ends(&text) {
            found += &text[from..end];
            found.push('/');
            from = end;
        }
        assert_eq!(found.trim_end_matches('/'), expected);
    }

    #[test]
    fn words_end_where_a_reader_sees_it() {
        check("推进/新型/城镇化/建设");
        check("挥发性/有机物/治理");
        check("国家级/高新技术/产业");
        check("小麦/春季/管理");
    }

    #[test]
    fn what_stands_alone_belongs_to_its_neighbour() {
        check("某某市/人民政府");
        check("转发/市财政局/意见");
        check("某某区/财政局");
        check("第一季度/经济");
        check("人工智能/与实体/经济");
    }

    #[test]
    fn a_word_is_found_wherever_it_stands_in_the_list() {
        assert!(WORDS.lines().zip(WORDS.lines().skip(1)).all(|(a, b)| a[..a.len() - 1] < b[..b.len() - 1]));
        for line in WORDS.lines().step_by(1000).chain(WORDS.lines().next()).chain(WORDS.lines().last()) {
            let (word, class) = line.split_at(line.len() - 1);
            assert_eq!(listed_commonness(word), Some(i64::from(class.as_bytes()[0] - b'0')), "{word}");
        }
        assert_eq!(listed_commonness("某某某某"), None);
    }
}

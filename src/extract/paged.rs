//! The running heads of a document that was taken out of its pages as text: the same line above or below every page number. They stand in the
//! middle of sentences that go on over the page.

use std::collections::HashMap;

use crate::diag::{Log, RuleId};
use crate::extract::wrapped::is_page_number;
use crate::lexicon::sentence::ends_sentence;
use crate::rules::Rules;
use crate::text::{Line, is_han};

/// The rule of running heads.
const RUNNING: RuleId = "page.running";
/// The rule of numbers of pages.
const NUMBER: RuleId = "page.number";

/// Says which of the lines are running heads of further pages, or bare numbers of pages beside them; tells them.
pub(crate) fn running(log: &mut Log, lines: &[Line], rules: &Rules) -> Vec<bool> {
    let mut out = vec![false; lines.len()];
    if rules.keeps(RUNNING) {
        return out;
    }
    let numbers: Vec<Option<u32>> = lines.iter().map(|line| number(&line.text)).collect();
    if numbers.iter().all(Option::is_none) {
        return out;
    }
    for places in repeated(lines, &numbers).into_values() {
        let Some(beside) = seams(lines, &places, &numbers) else { continue };
        places[1..].iter().for_each(|&i| out[i] = true);
        let bare = |i: &usize| is_bare(&lines[*i].text) && !rules.keeps(NUMBER);
        beside.into_iter().filter(bare).for_each(|i| out[i] = true);
    }
    for (line, _) in lines.iter().zip(&out).filter(|(_, out)| **out) {
        log.removed(if is_bare(&line.text) { NUMBER } else { RUNNING }, line.number, line.text.as_str());
    }
    out
}

/// Where lines stand that could be running heads, those of one text together.
fn repeated<'l>(lines: &'l [Line], numbers: &[Option<u32>]) -> HashMap<&'l str, Vec<usize>> {
    // A title of 50 characters fits one line on top of a page.
    const LONGEST: usize = 50;
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, line) in lines.iter().enumerate() {
        let text = line.text.as_str();
        let short = text.chars().nth(LONGEST).is_none();
        // A line that ends or breaks off a sentence may be said twice.
        let says = ends_sentence(text) || text.contains(['，', '。', '；', ',']);
        if short && numbers[i].is_none() && text.contains(is_han) && !says {
            places.entry(text).or_default().push(i);
        }
    }
    places.retain(|_, places| places.len() > 1);
    places
}

/// The numbers of pages right above or below all repeats of a line, if they count on.
fn seams(lines: &[Line], places: &[usize], numbers: &[Option<u32>]) -> Option<Vec<usize>> {
    let last = lines.len() - 1;
    let counted = |beside: Vec<Option<usize>>| {
        let mut seams: Vec<usize> = beside.into_iter().collect::<Option<_>>()?;
        // The last page has its number below, the first line of the text its own above.
        if seams.last() != Some(&last) && numbers[last].is_some() {
            seams.push(last);
        }
        let value = |i: usize| numbers[i].unwrap_or_default();
        let counts = seams.windows(2).all(|two| value(two[0]) + 1 == value(two[1]));
        // Bare numbers count the rows of a table that was written out a cell a line, too: beside them only what the text begins with is
        // a running head.
        let bare = seams.iter().any(|i| is_bare(&lines[*i].text));
        let sure = if places[0] == 0 { !bare || seams.len() > 1 } else { !bare && seams.len() > 1 };
        (counts && sure).then_some(seams)
    };
    let numbered = |i: Option<usize>| i.filter(|i| numbers.get(*i).is_some_and(Option::is_some));
    let above = places[1..].iter().map(|i| numbered(i.checked_sub(1))).collect();
    let below = || places[1..].iter().map(|i| numbered(Some(i + 1))).collect();
    counted(above).or_else(|| counted(below()))
}

/// The number of a page: `— 3 —`, `第 3 页 共 9 页`, `3`.
fn number(text: &str) -> Option<u32> {
    // What counts lines of a form has more, and no text has as many pages.
    const LONGEST: usize = 16;
    if text.chars().nth(LONGEST).is_some() || !is_page_number(text) {
        return None;
    }
    let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse().ok()
}

fn is_bare(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &[&str]) -> Vec<String> {
        let lines: Vec<Line> = (1..).zip(text).map(|(n, text)| Line::plain(*text, n)).collect();
        let mut log = Log::new();
        let out = running(&mut log, &lines, &Rules::default());
        assert_eq!(log.removals().len(), out.iter().filter(|out| **out).count());
        lines.iter().zip(out).filter(|(_, out)| !out).map(|(line, _)| line.text.to_string()).collect()
    }

    #[test]
    fn heads_beside_numbers_that_count_on_go() {
        let text = ["春耕方案", "甲", "1", "春耕方案", "乙", "2", "春耕方案", "丙", "3"];
        assert_eq!(left(&text), ["春耕方案", "甲", "乙", "丙"]);
        assert_eq!(left(&text[..6]), ["春耕方案", "甲", "乙"]);
        assert_eq!(
            left(&["春耕方案", "甲", "— 1 —", "春耕方案", "乙", "— 2 —"]),
            ["春耕方案", "甲", "— 1 —", "乙", "— 2 —"]
        );
        assert_eq!(left(&["春耕方案", "甲", "— 1 —", "春耕方案", "乙"]), ["春耕方案", "甲", "— 1 —", "乙"]);
        assert_eq!(
            left(&["春耕方案", "1", "甲", "春耕方案", "2", "乙", "春耕方案", "3"]),
            ["春耕方案", "1", "甲", "乙"]
        );
        let framed = ["题", "甲", "春耕方案", "— 1 —", "乙", "春耕方案", "— 2 —", "丙", "春耕方案", "— 3 —"];
        assert_eq!(left(&framed).len(), 8);
    }

    #[test]
    fn lines_said_twice_stay() {
        for text in [
            vec!["春耕方案", "甲", "春耕方案", "乙"],
            vec!["春耕方案", "甲", "1", "春耕方案", "乙"],
            vec!["春耕方案", "甲", "1", "春耕方案", "乙", "5"],
            vec!["甲", "春耕方案", "— 1 —", "春耕方案", "乙"],
            vec!["抓好春耕。", "甲", "1", "抓好春耕。", "乙", "2"],
            vec!["春耕方案", "1", "甲", "春耕方案", "乙", "2"],
            vec!["抓好春耕，做到", "甲", "— 1 —", "抓好春耕，做到", "乙", "— 2 —"],
            vec!["名单", "1", "青禾县", "甲", "2", "青禾县", "乙", "3", "青禾县", "丙"],
        ] {
            assert_eq!(left(&text), text);
        }
    }
}

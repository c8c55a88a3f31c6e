//! Characters that a forum strews over its texts so that copies of them are of no use: `1 w3 x6 g$ h二、抓好培训。+ J7 \( K0 b`.

use crate::clean::replace;
use crate::diag::{Log, RuleId};
use crate::text::{Line, Mark, is_han};

/// The rule of this file.
pub(crate) const RULE: RuleId = "web.jam";

/// Takes them out of a text that is strewn with them.
pub(crate) fn strip(log: &mut Log, lines: &mut [Line]) {
    // A forum puts one at every end of a line; a formula or a command at the end of one or two lines is the author's.
    const STREWN: usize = 4;
    let found = |line: &Line| if line.mark == Mark::Row { Vec::new() } else { jams(&line.text) };
    let found: Vec<_> = lines.iter().map(found).collect();
    let whole = lines.iter().filter(|line| is_all(&line.text)).count();
    if whole + found.iter().map(Vec::len).sum::<usize>() < STREWN {
        return;
    }
    for (line, found) in lines.iter_mut().zip(found) {
        replace(log, RULE, line, found.into_iter().map(|jam| (jam, "")).collect());
    }
}

/// Where they stand: in runs of ASCII at either end of a line, or behind a stop, that no one writes.
fn jams(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    let is_ascii = |c: char| c.is_ascii_graphic() || c == ' ';
    for (i, c) in text.char_indices().chain([(text.len(), '\n')]) {
        match (is_ascii(c), start) {
            (true, None) => start = Some(i),
            (false, Some(from)) => {
                found.extend(jam(text, from..i));
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// The part of a run of ASCII that is a jam; the number that the text behind it begins with is not.
fn jam(text: &str, run: std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
    let before = text[..run.start].chars().next_back();
    let after = text[run.end..].chars().next();
    let inside = before.is_some_and(is_han) && after.is_some_and(is_han);
    let own = &text[run.clone()];
    let own = if after.is_some() { before_number(own, after) } else { own };
    let whole = own.len() == text.len();
    (!inside && !whole && is_jam(own)).then(|| run.start..run.start + own.len())
}

/// `run` without the number at its end, before what stands `after` it: `1.`, `(1)`, `2` before 、, `(` before 一).
fn before_number(run: &str, after: Option<char>) -> &str {
    if matches!(after, Some('、' | '．' | '）')) {
        return run.trim_end_matches(|c: char| c.is_ascii_digit());
    }
    let Some((rest, last)) = run.trim_end().rsplit_once(' ') else { return run };
    let digits = last.trim_start_matches('(').trim_end_matches(['.', ')']);
    let number = digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit());
    let marked = last == "(" || !digits.is_empty() && last.len() > digits.len();
    if number && marked { rest } else { run }
}

/// Whether a line is nothing else.
pub(crate) fn is_all(text: &str) -> bool {
    text.is_ascii() && is_jam(text)
}

/// Single letters and figures among marks: pieces of three characters at most, and as many marks as a formula would not have, of many kinds.
fn is_jam(run: &str) -> bool {
    // What forums insert has ten to forty characters in pieces of one to three; a formula repeats the few marks it has.
    const FEWEST: usize = 4;
    const LONGEST: usize = 4;
    const KINDS: usize = 3;
    let pieces = || run.split_ascii_whitespace();
    let mut kinds: Vec<char> =
        run.chars().filter(|c| c.is_ascii_punctuation() && !"+-=*/".contains(*c)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let letters = run.chars().any(|c| c.is_ascii_alphanumeric());
    pieces().count() >= FEWEST
        && pieces().all(|piece| {
            piece.len() <= LONGEST && piece.chars().filter(char::is_ascii_alphabetic).count() <= 2
        })
        && kinds.len() >= KINDS
        && letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(before: &[&str], after: &[&str]) {
        let mut lines: Vec<Line> = (1..).zip(before).map(|(n, text)| Line::plain(*text, n)).collect();
        strip(&mut Log::new(), &mut lines);
        let texts: Vec<&str> = lines.iter().map(|line| &*line.text).collect();
        assert_eq!(texts, after);
    }

    const JAM: &str = "+ [: V) T. h3 W, N+ h& R";

    #[test]
    fn what_a_forum_strews_over_a_text_goes() {
        let jammed = [
            format!("{JAM}2、抓好培训。"),
            format!("抓好普查。{JAM}"),
            format!("$ B7 i1 o& w- V# s（二）抓好评比。{JAM}"),
            ". ^# }6 n/ u n1 v".to_owned(),
        ];
        let jammed: Vec<&str> = jammed.iter().map(String::as_str).collect();
        check(&jammed, &["2、抓好培训。", "抓好普查。", "（二）抓好评比。", jammed[3]]);
        assert!(is_all(jammed[3]) && !is_all(jammed[0]) && !is_all("ISO 9001:2015"));
        check(&jammed[..2], &jammed[..2]);
        let numbered =
            [format!("{JAM} 1.抓好培训。"), format!("{JAM} (2)抓好普查。"), format!("{JAM} (三)抓好评比。")];
        let numbered: Vec<&str> = numbered.iter().map(String::as_str).chain([jammed[3]]).collect();
        check(&numbered, &[" 1.抓好培训。", " (2)抓好普查。", " (三)抓好评比。", jammed[3]]);
    }

    #[test]
    fn formulas_names_and_english_stay() {
        for text in [
            "a + b = c * d - e / f",
            "(1) a, b & c; d: ISO 9001",
            "A1, B2, C3, D4",
            "a ; b ; c ; d ; e",
            "if x: y = [a, b] # done",
            "Q & A: (1) - (2)",
            "IP 10.0.0.1 : 80 / [::1]",
        ] {
            let lines = [text; 5];
            check(&lines, &lines);
        }
        let inside = format!("抓好{JAM}普查");
        check(&[inside.as_str(); 5], &[inside.as_str(); 5]);
    }
}

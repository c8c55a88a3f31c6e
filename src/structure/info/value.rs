//! The value behind a label, and where it ends.

use crate::lexicon::label::Field;
use crate::lexicon::organ::is_publisher;
use crate::lexicon::person::is_names;
use crate::structure::info::entry::{GAP, strip};
use crate::text::is_han;

/// The value in `text`, the stretch from one label to the next, and what in it is an entry of its own.
pub(super) fn of(field: Field, text: &str) -> (String, &str) {
    let trimmed = text.trim_start();
    match field {
        Field::Date | Field::Updated => (String::new(), text),
        Field::Author | Field::Account => {
            let end = end_of(trimmed);
            // `执笔：某市委组织部  张三  李四`: who wrote for a body.
            let names = trimmed[end..].starts_with(char::is_whitespace) && is_names(&trimmed[end..]);
            let end = if names { trimmed.len() } else { end };
            let (name, more) = author(&trimmed[..end]);
            (strip(without_life(name)).to_owned(), more)
        }
        Field::Source | Field::Issuer => {
            let (name, more) = source(trimmed, end_of(trimmed));
            (strip(name).to_owned(), more)
        }
        Field::Other => (String::new(), ""),
    }
}

/// A name without a bracket that tells of its bearer more than a post: `韩青山（县政协委员，作家协会主席）`.
fn without_life(name: &str) -> &str {
    // 县作家协会副主席 and the like; what is longer tells of a life. Reasoned, not measured.
    const LONGEST_POST: usize = 10;
    let Some((bare, rest)) = name.split_once(['（', '(']) else { return name };
    let inner = rest.trim_end_matches(['）', ')', ' ']);
    let post = inner.chars().count() <= LONGEST_POST && !inner.contains(['，', ',']);
    if post || bare.trim().is_empty() { name } else { bare }
}

/// Where a value ends: at a wide gap, a bar, a remark in square brackets, another label.
fn end_of(text: &str) -> usize {
    // `[  青禾晚报  ]`: where links stand in brackets, gaps are of the page.
    let pair = [('[', ']'), ('【', '】')].iter().find(|(open, _)| text.starts_with(*open));
    if let Some(end) = pair.and_then(|(_, close)| Some(text.find(*close)? + close.len_utf8())) {
        return end;
    }
    const ENDS: [&str; 7] = [GAP, "\u{3000}", "|", "｜", "\t", "【", "["];
    let ends = ENDS.iter().flat_map(|end| text.match_indices(end)).map(|(at, _)| at);
    let ends = ends.filter(|&end| end > 0 && !is_between_names(text, end));
    ends.chain(next_label(text)).chain(text.find("http")).min().unwrap_or(text.len())
}

/// Whether the gap at `end` only parts two names: `张　三`, `张三　李四`.
fn is_between_names(text: &str, end: usize) -> bool {
    let rest = text[end..].trim_start();
    let next = &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())];
    let name = text[..end].trim();
    let one = name.chars().count() == 1 && next.chars().count() == 1 && is_names(&format!("{name} {next}"));
    text[end..].starts_with('\u{3000}') && (one || is_names(name) && is_names(next))
}

/// Where a label begins that is not in the list: a space, a few characters, a colon.
fn next_label(text: &str) -> Option<usize> {
    // `发布机构名称` has six; longer words before a colon are text.
    const LONGEST: usize = 6;
    text.match_indices(char::is_whitespace).map(|(i, _)| i).find(|&i| {
        let rest = text[i..].trim_start();
        let word = rest.chars().take_while(|c| is_han(*c)).count();
        (2..=LONGEST).contains(&word) && rest.chars().nth(word).is_some_and(|c| matches!(c, '：' | ':'))
    })
}

/// A paper before a person: `青禾日报  韩青山` names both.
fn source(text: &str, end: usize) -> (&str, &str) {
    let (name, rest) = text.split_at(end);
    if is_names(rest.trim_matches(|c: char| c.is_whitespace() || "|｜".contains(c))) {
        return (name, rest);
    }
    let divided = name.split_once(' ').filter(|(paper, rest)| is_publisher(paper) && is_names(rest.trim()));
    divided.unwrap_or((name, ""))
}

/// A person before a paper: `韩青山 青禾日报` names both.
fn author(text: &str) -> (&str, &str) {
    let cut = text.match_indices(' ').map(|(i, _)| i).find(|&i| {
        let rest = text[i..].trim();
        is_names(&text[..i]) && !is_names(rest) && is_publisher(rest)
    });
    cut.map_or((text, ""), |i| text.split_at(i))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_end() {
        #[track_caller]
        fn check(field: Field, text: &str, expected: (&str, &str)) {
            let (value, more) = of(field, text);
            assert_eq!((value.as_str(), more), expected, "{text}");
        }
        check(Field::Source, " 松溪县水利局（河道站）  打印", ("松溪县水利局（河道站）", ""));
        check(Field::Source, "青禾网[整理]", ("青禾网", ""));
        check(Field::Source, "青禾网 责任科室：办公室", ("青禾网", ""));
        check(Field::Source, "青禾网http://qinghe.example", ("青禾网", ""));
        check(Field::Source, "[ 青禾网 ]", ("青禾网", ""));
        check(Field::Source, "[  青禾网  ]  打印", ("青禾网", ""));
        check(Field::Author, "【  韩青山  】 打印", ("韩青山", ""));
        check(Field::Source, "[ 青禾网", ("青禾网", ""));
        check(Field::Source, "青禾网  韩青山", ("青禾网", "  韩青山"));
        check(Field::Source, "青禾日报 韩青山", ("青禾日报", "韩青山"));
        check(Field::Source, "青禾网  打印本页", ("青禾网", ""));
        check(Field::Source, "松溪县水利局 河道站", ("松溪县水利局 河道站", ""));
        check(Field::Author, "韩青山（县委书记）", ("韩青山（县委书记）", ""));
        check(Field::Author, "韩青山（县政协委员，作家）", ("韩青山", ""));
        check(Field::Author, "韩青山（松溪县作家协会常务副主席）", ("韩青山", ""));
        check(Field::Author, "（县政协委员，作家）", ("县政协委员，作家", ""));
        check(Field::Author, "韩青山 青禾日报", ("韩青山", " 青禾日报"));
        check(Field::Author, "松溪县委组织部  韩青山  陈明", ("松溪县委组织部  韩青山  陈明", ""));
        check(Field::Author, "韩青山  打印本页", ("韩青山", ""));
        check(Field::Author, "韩　山　打印", ("韩　山", ""));
        check(Field::Author, "韩青山　白露", ("韩青山　白露", ""));
        check(Field::Author, "韩青山　打印", ("韩青山", ""));
        check(Field::Date, "  青禾网", ("", "  青禾网"));
        check(Field::Other, "12", ("", ""));
    }
}

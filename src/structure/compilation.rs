//! One file with several articles is taken apart. An old table of contents is the best evidence; then it goes, since its
//! page numbers are dead.

use std::collections::HashMap;

use crate::diag::{Log, RuleId};
use crate::rules::Rules;
use crate::structure::{heading, title};
use crate::text::{Line, Mark, ends_sentence, key, letters};

/// Splits `lines` into articles: one, or as many as the evidence shows.
pub(crate) fn split(log: &mut Log, lines: Vec<Line>, rules: &Rules) -> Vec<Vec<Line>> {
    let (contents, lines) = take_contents(log, lines, rules.keeps(DEAD));
    let starts = match contents {
        Some(contents) => listed(&lines, &contents),
        None => Vec::new(),
    };
    let starts = if starts.len() > 1 { starts } else { marked(&lines) };
    let starts = if starts.len() > 1 { starts } else { with_units(&lines) };
    if starts.len() < 2 {
        return vec![lines];
    }
    let mut articles: Vec<Vec<Line>> = Vec::with_capacity(starts.len());
    for (i, line) in lines.into_iter().enumerate() {
        let begun = articles.last().is_some_and(|article| article.iter().any(|l| l.mark != Mark::Contents));
        if articles.is_empty() || begun && starts.binary_search(&i).is_ok() {
            articles.push(Vec::new());
        }
        if let Some(article) = articles.last_mut() {
            article.push(line);
        }
    }
    articles
}

/// The rule that takes an old table of contents out.
const DEAD: RuleId = "contents.dead";

/// Takes a table of contents off the lines, or marks it to stay: the letters of its entries, and the lines.
fn take_contents(log: &mut Log, lines: Vec<Line>, keep: bool) -> (Option<String>, Vec<Line>) {
    let Some(start) = lines.iter().take(40).position(|line| is_contents_line(&line.text)) else {
        return (None, lines);
    };
    let end = start + contents_length(&lines[start..]);
    let letters: String = lines[start..end].iter().map(|line| letters(&line.text)).collect();
    let mut rest = Vec::with_capacity(lines.len());
    for (i, line) in lines.into_iter().enumerate() {
        match (start..end).contains(&i) {
            true if keep => rest.push(Line { mark: Mark::Contents, ..line }),
            true => log.removed(DEAD, line.number, line.text),
            false => rest.push(line),
        }
    }
    (Some(letters), rest)
}

fn is_contents_line(text: &str) -> bool {
    let key = key(text);
    key == "目录"
        || key == "目次"
        || key.starts_with("目录") && ends_like_entry(text) && key.chars().count() > 10
}

/// How many lines the table takes: its heading, then every line that ends like an entry or comes again below.
fn contents_length(lines: &[Line]) -> usize {
    if key(&lines[0].text).chars().count() > 2 {
        return 1;
    }
    let last_place: HashMap<String, usize> =
        lines.iter().enumerate().map(|(i, line)| (letters(&line.text), i)).collect();
    let entry = |i: &usize| {
        let text = &lines[*i].text;
        let short = text.chars().count() <= 80 && !ends_sentence(text);
        short && (ends_like_entry(text) || last_place.get(&letters(text)).is_some_and(|last| last > i))
    };
    let entries = (1..lines.len()).take_while(entry).count();
    if entries >= 2 { entries + 1 } else { 0 }
}

/// `标题……12`, `标题 12`, `标题（12）`.
fn ends_like_entry(text: &str) -> bool {
    let digits = text.trim_end_matches(['）', ')', '-', ' ']);
    let rest = digits.trim_end_matches(|c: char| c.is_ascii_digit());
    let n = digits.len() - rest.len();
    (1..=3).contains(&n)
        && rest.ends_with([' ', '\u{a0}', '\u{3000}', '.', '…', '·', '\t', '（', '(', '）', '-', '—'])
}

/// Lines that the table of contents lists, headings with a number aside.
fn listed(lines: &[Line], contents: &str) -> Vec<usize> {
    let mut from = 0;
    let mut starts = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        if line.mark == Mark::Contents
            || line.text.chars().count() > 90
            || ends_sentence(&line.text)
            || heading::marker(&line.text).is_some()
        {
            continue;
        }
        let letters = letters(&line.text);
        if letters.chars().count() < 4 {
            continue;
        }
        if let Some(at) = contents[from..].find(&letters) {
            from += at + letters.len();
            starts.push(i);
        }
    }
    starts
}

/// Markdown with several main headings, each over paragraphs of its own.
fn marked(lines: &[Line]) -> Vec<usize> {
    if lines.iter().any(|line| line.mark == Mark::Title) {
        return Vec::new();
    }
    let starts: Vec<usize> = (0..lines.len()).filter(|&i| lines[i].mark == Mark::Heading(1)).collect();
    let over_text = starts.iter().enumerate().all(|(n, &start)| {
        let end = starts.get(n + 1).copied().unwrap_or(lines.len());
        heading::marker(&lines[start].text).is_none() && paragraphs(&lines[start..end]) >= 2
    });
    if over_text { starts } else { Vec::new() }
}

/// Plain text in which several titles carry their unit in brackets and the numbering starts anew under each.
fn with_units(lines: &[Line]) -> Vec<usize> {
    let title = |line: &Line| {
        line.text.chars().count() <= 70
            && heading::marker(&line.text).is_none()
            && title::split_unit(&line.text, false).1.is_some()
    };
    let starts: Vec<usize> = (0..lines.len()).filter(|&i| title(&lines[i])).collect();
    let whole = starts.first() == Some(&0);
    let anew = starts.iter().enumerate().all(|(n, &start)| {
        let end = starts.get(n + 1).copied().unwrap_or(lines.len());
        paragraphs(&lines[start..end]) >= 2
    });
    if whole && anew { starts } else { Vec::new() }
}

fn paragraphs(lines: &[Line]) -> usize {
    lines.iter().filter(|line| ends_sentence(&line.text) && line.text.chars().count() >= 30).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "全区各级党组织认真落实部署要求，突出重点，狠抓落实，各项工作取得新的进展和成效。";

    #[track_caller]
    fn check(text: &str, expected: &[usize]) {
        let mut log = Log::new();
        let lines =
            (1..).zip(text.lines()).map(|(n, line)| Line::plain(line.replace('@', TEXT), n)).collect();
        let seen: Vec<usize> = split(&mut log, lines, &Rules::default()).iter().map(Vec::len).collect();
        assert_eq!(seen, expected, "{text}\n{:?}", log.removals());
    }

    #[test]
    fn a_table_of_contents_shows_the_articles() {
        check(
            "目录 抓党建促业务 （ 甲办 ） 1 转作风提效能（乙局） 4\n抓党建促业务（甲办）\n@\n一、统筹\n@\n转作风提效能（乙局）\n@",
            &[4, 2],
        );
        check("目录\n抓党建促业务……1\n转作风提效能……4\n抓党建促业务\n@\n@\n转作风提效能\n@", &[3, 2]);
    }

    #[test]
    fn units_show_the_articles() {
        check("抓党建促业务（区委办公室）\n@\n@\n转作风提效能（区财政局）\n@\n@", &[3, 3]);
    }

    #[test]
    fn one_article_stays_one() {
        check("工作总结\n@\n一、抓学习\n@\n二、抓落实\n@", &[6]);
        check("目录\n一、抓学习……1\n二、抓落实……2\n一、抓学习\n@\n二、抓落实\n@", &[4]);
        check("建设目录清单 1\n@", &[2]);
    }
}

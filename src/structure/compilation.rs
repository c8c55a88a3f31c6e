//! One file with several articles is taken apart. An old table of contents is the best evidence; then it goes, since its
//! page numbers are dead.

use std::collections::{BTreeSet, HashMap};

use crate::diag::{Log, RuleId, is_kept};
use crate::structure::{heading, title};
use crate::text::{Line, Mark, ends_sentence, key, letters};

/// Splits `lines` into articles: one, or as many as the evidence shows.
pub(crate) fn split(log: &mut Log, lines: Vec<Line>, keep: &BTreeSet<String>) -> Vec<Vec<Line>> {
    let (contents, lines) = take_contents(log, lines, is_kept(DEAD, keep));
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
    let headed = lines.iter().take(REACH).position(|line| is_contents_line(&line.text));
    let Some((start, end)) = headed
        .map(|start| (start, start + contents_length(&lines[start..])))
        .or_else(|| contents_without_heading(&lines))
    else {
        return (None, lines);
    };
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

/// How far from the top a table of contents is looked for.
const REACH: usize = 40;

/// A list of short lines whose first entries come again right below it: a table of contents that lost its heading.
fn contents_without_heading(lines: &[Line]) -> Option<(usize, usize)> {
    const SHORTEST: usize = 4;
    const LONGEST_ENTRY: usize = 40;
    let entry = |line: &Line| {
        line.text.chars().count() <= LONGEST_ENTRY
            && !ends_sentence(&line.text)
            && !matches!(line.mark, Mark::Row | Mark::Title)
    };
    let name = |line: &Line| letters(line.text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.'));
    let mut at = 0;
    while at < lines.len().min(REACH) {
        let run = lines[at..].iter().take_while(|line| entry(line)).count();
        let names: Vec<String> = lines[at..at + run].iter().map(name).collect();
        let mut first: HashMap<&str, usize> = HashMap::new();
        for (j, name) in names.iter().enumerate().filter(|(_, name)| name.chars().count() >= 2) {
            let k = *first.entry(name).or_insert(j);
            let next_again = names.get(j + 1).is_none_or(|next| names.get(k + 1) == Some(next));
            let listed =
                (k..j).filter(|&i| heading::marker(&lines[at + i].text).is_some()).count() * 2 > j - k;
            if j >= k + SHORTEST && next_again && listed {
                return Some((at + k, at + j));
            }
        }
        at += run.max(1);
    }
    None
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
        let seen: Vec<usize> = split(&mut log, lines, &BTreeSet::new()).iter().map(Vec::len).collect();
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
        check("预案\n总则\n1.1 目的\n1.2 依据\n组织\n2.1 机构\n1 总则\n1.1 目的\n@\n1.2 依据\n@", &[6]);
        check("规定\n一、总则\n二、职责\n三、罚则\n四、附则\n一、总则\n@\n二、职责\n@", &[5]);
        check("名单\n张三\n李四\n王五\n赵六\n张三\n@", &[7]);
    }
}

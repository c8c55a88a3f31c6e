//! One file with several articles is taken apart. An old table of contents is the best evidence; then it goes, since its
//! page numbers are dead.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use crate::diag::{Log, RuleId, Severity};
use crate::lexicon::sentence::ends_sentence;
use crate::lexicon::{date, kind, numbering, numeral, organ, person, salutation};
use crate::message;
use crate::rules::Rules;
use crate::structure::{detail, title};
use crate::text::{Line, Mark, key, letters};

/// What a file was taken apart into.
pub(crate) struct Pieces {
    /// What stands above the first article.
    pub(crate) cover: Cover,
    /// The lines of each article; at least one.
    pub(crate) articles: Vec<Vec<Line>>,
}

/// What a compilation says of itself as a whole.
#[derive(Default)]
pub(crate) struct Cover {
    /// Its title, if it has one besides those of its articles.
    pub(crate) title: Option<String>,
    /// Who made it.
    pub(crate) publishers: Vec<String>,
    /// When it was made.
    pub(crate) published: Option<String>,
}

/// A kicker, a number, a date and a name may stand between a title and whom it addresses, or above it.
const BETWEEN: usize = 4;

/// A way to find where articles begin.
type Way = fn(&[Line]) -> Vec<usize>;

/// Splits `lines` into articles: one, or as many as the evidence shows.
pub(crate) fn split(log: &mut Log, lines: Vec<Line>, rules: &Rules) -> Pieces {
    let (contents, lines) = take_contents(log, lines, rules.keeps(DEAD));
    let starts = starts(&lines, contents.as_deref());
    if starts.len() < 2 {
        return Pieces { cover: Cover::default(), articles: vec![lines] };
    }
    apart(log, lines, &starts)
}

/// Where the articles of `lines` begin, of which `contents` are the letters of their table of contents; none for a single one.
fn starts(lines: &[Line], contents: Option<&str>) -> Vec<usize> {
    let ways: [Way; 6] = [marked, counted, counted_apart, with_units, signed, addressed];
    let by_contents = contents.map(|contents| listed(lines, contents)).filter(|starts| starts.len() > 1);
    by_contents
        .or_else(|| ways.iter().map(|way| way(lines)).find(|starts| starts.len() > 1))
        .unwrap_or_default()
}

/// The lines of a table of contents, and where the articles begin, if there are several.
pub(crate) fn look(lines: &[Line]) -> (Range<usize>, Vec<usize>) {
    let contents = contents_of(lines).unwrap_or_default();
    let letters: String = lines[contents.clone()].iter().map(|line| letters(&line.text)).collect();
    let rest: Cow<'_, [Line]> = match contents.is_empty() {
        true => lines.into(),
        false => [&lines[..contents.start], &lines[contents.end..]].concat().into(),
    };
    let starts = starts(&rest, (!contents.is_empty()).then_some(&letters));
    let place = |i: usize| if i < contents.start { i } else { i + contents.len() };
    let starts = starts.into_iter().map(place).collect();
    (contents, starts)
}

/// The table of contents of `lines`, whether it kept its heading or not.
fn contents_of(lines: &[Line]) -> Option<Range<usize>> {
    let headed = lines.iter().take(REACH).position(|line| is_contents_line(&line.text));
    headed
        .map(|start| start..start + contents_length(&lines[start..]))
        .or_else(|| contents_without_heading(lines).map(|(start, end)| start..end))
}

fn apart(log: &mut Log, mut lines: Vec<Line>, starts: &[usize]) -> Pieces {
    let cover = cover(&mut lines[..starts[0]]);
    let first = if cover.title.is_some() { starts[0] } else { 0 };
    if let Some(title) = &cover.title {
        let message =
            message!("\"%{title}\" is the title of the whole, not of an article", title = title.clone());
        log.found("articles.title", Severity::Info, lines[0].number, message);
    }
    let mut articles: Vec<Vec<Line>> = Vec::with_capacity(starts.len());
    for (i, mut line) in lines.into_iter().enumerate().skip(first) {
        let begins = starts.binary_search(&i).is_ok();
        let begun = articles.last().is_some_and(|article| article.iter().any(|l| l.mark != Mark::Contents));
        if articles.is_empty() || begun && begins {
            articles.push(Vec::new());
        }
        if begins && count_alone(&line.text).is_some() {
            log.changed(COUNT, line.number, &line.text, "");
            continue;
        }
        if begins {
            without_count(log, &mut line);
        }
        if let Some(article) = articles.last_mut() {
            article.push(line);
        }
    }
    Pieces { cover, articles }
}

/// Takes the lines above the first article when they are the title of the whole, and below it nothing but who made the
/// whole, and when.
fn cover(lines: &mut [Line]) -> Cover {
    let is_cover = |(title, below): (&Line, &[Line])| {
        let date = below.last().is_some_and(|line| date::of_cover(&line.text).is_some());
        let names = &below[..below.len() - usize::from(date)];
        is_whole_title(title) && names.iter().all(|line| organ::is_name(&line.text))
    };
    if !lines.split_first().is_some_and(is_cover) {
        return Cover::default();
    }
    let mut texts = lines.iter_mut().map(|line| line.text.take().into_string());
    let title = texts.next();
    let (published, publishers) = texts.partition(|text| date::of_cover(text).is_some());
    let published: Vec<String> = published;
    Cover { title, publishers, published: published.into_iter().next() }
}

/// A short line above the first article that says what the whole is.
fn is_whole_title(line: &Line) -> bool {
    (4..=40).contains(&line.text.chars().count()) && !ends_sentence(&line.text) && line.mark != Mark::Contents
}

/// The rule that takes an old table of contents out.
const DEAD: RuleId = "contents.dead";

/// Takes a table of contents off the lines, or marks it to stay: the letters of its entries, and the lines.
fn take_contents(log: &mut Log, lines: Vec<Line>, keep: bool) -> (Option<String>, Vec<Line>) {
    let Some(Range { start, end }) = contents_of(&lines) else { return (None, lines) };
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
    // Three short lines that come again may be a list of key points. Entries are titles (19 of 20 have at most 38 characters), and the
    // largest book of experiences had some hundred.
    const SHORTEST: usize = 4;
    const LONGEST_ENTRY: usize = 40;
    const MOST_ENTRIES: usize = 300;
    let entry = |line: &Line| {
        line.text.chars().count() <= LONGEST_ENTRY
            && !ends_sentence(&line.text)
            && !matches!(line.mark, Mark::Row | Mark::Title)
    };
    let name = |line: &Line| letters(line.text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.'));
    let mut at = 0;
    while at < lines.len().min(REACH) {
        let run = lines[at..].iter().take(MOST_ENTRIES).take_while(|line| entry(line)).count();
        let names: Vec<String> = lines[at..at + run].iter().map(name).collect();
        let mut first: HashMap<&str, usize> = HashMap::new();
        for (j, name) in names.iter().enumerate().filter(|(_, name)| name.chars().count() >= 2) {
            let k = *first.entry(name).or_insert(j);
            let next_again = names.get(j + 1).is_none_or(|next| names.get(k + 1) == Some(next));
            let listed =
                (k..j).filter(|&i| numbering::marker(&lines[at + i].text).is_some()).count() * 2 > j - k;
            if j >= k + SHORTEST && next_again && listed {
                return Some((at + k, at + j));
            }
        }
        at += run.max(1);
    }
    None
}

fn is_contents_line(text: &str) -> bool {
    if !text.trim_start().starts_with('目') {
        return false;
    }
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
        let again = |text: &str| last_place.get(&letters(text)).is_some_and(|last| last > i);
        let name = || numbering::marker(text).map_or("", |marker| &text[marker.length..]);
        short && (ends_like_entry(text) || again(text) || again(name()))
    };
    let entries = (1..lines.len()).take_while(entry).count();
    if entries >= 2 { entries + 1 } else { 0 }
}

/// `标题……12`, `标题 12`, `标题（12）`.
pub(crate) fn ends_like_entry(text: &str) -> bool {
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
            || numbering::marker(&line.text).is_some()
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

/// Markdown with several main headings, each over paragraphs of its own; the first may be the title of the whole.
fn marked(lines: &[Line]) -> Vec<usize> {
    if lines.iter().any(|line| line.mark == Mark::Title) {
        return Vec::new();
    }
    let mut starts: Vec<usize> = (0..lines.len()).filter(|&i| lines[i].mark == Mark::Heading(1)).collect();
    if starts.len() > 2 && starts[..2] == [0, 1] {
        starts.remove(0);
    }
    let over_text = starts.iter().enumerate().all(|(n, &start)| {
        let end = starts.get(n + 1).copied().unwrap_or(lines.len());
        numbering::marker(&lines[start].text).is_none() && paragraphs(&lines[start..end]) >= 2
    });
    if over_text { starts } else { Vec::new() }
}

/// Titles that are counted from one: `第一篇：…`, `…心得体会篇1`, each over paragraphs of its own.
fn counted(lines: &[Line]) -> Vec<usize> {
    let mut next = 1;
    let mut starts = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        if count_of(&line.text).is_some_and(|(n, _)| n == next) {
            next += 1;
            starts.push(i);
        }
    }
    if over_text(lines, &starts) { starts } else { Vec::new() }
}

/// Counts on lines of their own, each above the title of an article: `第一篇` / `关于…的调研报告`. The parts of a book have chapters.
fn counted_apart(lines: &[Line]) -> Vec<usize> {
    let mut next = 1;
    let mut starts = Vec::new();
    for i in 0..lines.len().saturating_sub(1) {
        if count_alone(&lines[i].text).is_some_and(|n| n == next) && is_named(&lines[i + 1]) {
            next += 1;
            starts.push(i);
        }
    }
    on_top(lines, starts)
}

/// `第一篇`, `【第2篇】`, `（第三篇）` and nothing else.
fn count_alone(text: &str) -> Option<u32> {
    let bare = text.trim().trim_matches(['【', '】', '（', '）', ' ', '：', ':']);
    numbering::ordinal_word(bare).filter(|(_, end)| bare[*end..].trim_start() == "篇").map(|(n, _)| n)
}

/// A title that says what its document is.
fn is_named(line: &Line) -> bool {
    title::is_short(line)
        && title::can_be_title(line)
        && (line.text.contains("关于") || kind::ends_title(&line.text))
}

/// Titles that say what their document is, each with the office or the author on the line below, one text behind the end of another.
fn signed(lines: &[Line]) -> Vec<usize> {
    let opens = |i: &usize| {
        let (above, below) = (i.checked_sub(1).map(|above| &lines[above]), &lines[i + 1].text);
        let name = below.trim_matches(['（', '）', '(', ')']);
        is_named(&lines[*i])
            && above.is_none_or(|above| *i <= BETWEEN || closes(above))
            && (organ::is_name(name) || person::is_names(name))
    };
    let starts: Vec<usize> = (0..lines.len().saturating_sub(1)).filter(opens).collect();
    on_top(lines, starts)
}

/// The starts, if the first stands on top and text below each.
fn on_top(lines: &[Line], starts: Vec<usize>) -> Vec<usize> {
    let placed = starts.first().is_some_and(|first| *first <= BETWEEN);
    if placed && over_text(lines, &starts) { starts } else { Vec::new() }
}

/// Whether text stands below each of the starts.
fn over_text(lines: &[Line], starts: &[usize]) -> bool {
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    starts.iter().zip(ends).all(|(&start, end)| paragraphs(&lines[start..end]) >= 2)
}

/// The number of an article in a compilation, and how many bytes of the line are nothing but that number.
///
/// `第一篇 总则` without a colon is part of a book, not an article.
fn count_of(text: &str) -> Option<(u32, usize)> {
    // The longest of 217 titles has 60 characters.
    const LONGEST: usize = 60;
    if text.chars().count() > LONGEST || ends_sentence(text) {
        return None;
    }
    if let Some((n, end)) = numbering::ordinal_word(text) {
        let rest = text[end..].strip_prefix('篇')?.strip_prefix(['：', ':'])?;
        return Some((n, text.len() - rest.len()));
    }
    let bare = text.trim_matches(['【', '】', '（', '）', ' ']);
    let (before, number) = bare.rsplit_once('篇')?;
    if let Some((title, n)) = before.rsplit_once('第').filter(|_| number.is_empty()) {
        return numeral::value(n).filter(|_| !title.trim().is_empty()).map(|n| (n, 0));
    }
    let opens = numeral::value(number.split(['：', ':', '】', '）']).next().unwrap_or_default());
    let n = opens.filter(|n| *n < 100 && !before.ends_with(|c: char| c.is_ascii_digit()))?;
    Some((n, 0))
}

/// Takes `第一篇：` off the title behind it.
fn without_count(log: &mut Log, line: &mut Line) {
    if let Some((_, count)) = count_of(&line.text).filter(|(_, count)| *count > 0) {
        let title = line.text.part(line.text[count..].trim());
        if title.chars().count() >= 4 {
            log.changed(COUNT, line.number, &line.text, &title);
            line.text = title;
        }
    }
}

/// The rule that takes the count off the title of an article.
const COUNT: RuleId = "articles.number";

/// Documents one behind the other, each with a title and a line that addresses someone: notices, letters, speeches.
fn addressed(lines: &[Line]) -> Vec<usize> {
    let opens = |i: &usize| {
        let title = &lines[*i];
        let reach = &lines[i + 1..lines.len().min(i + 1 + BETWEEN)];
        let named = || title.text.contains("关于") || kind::ends_title(&title.text);
        title::is_short(title)
            && named()
            && title::can_be_title(title)
            && reach.iter().position(is_address).is_some_and(|at| reach[..at].iter().all(is_front))
            && (*i == 0 || closes(&lines[i - 1]))
    };
    let starts: Vec<usize> = (0..lines.len()).filter(opens).collect();
    if starts.first().is_some_and(|first| *first <= BETWEEN) { starts } else { Vec::new() }
}

fn is_address(line: &Line) -> bool {
    // Salutations and recipients have up to 43 characters; a sentence that ends with a colon is longer or addresses nobody.
    const LONGEST: usize = 60;
    line.text.ends_with('：') && line.text.chars().count() <= LONGEST && salutation::is_address(&line.text)
}

/// What may stand between a title and the recipients.
fn is_front(line: &Line) -> bool {
    title::can_be_title(line) || detail::detail(&line.text, false).is_some()
}

/// What may stand above the title of another document: the end of one, and no label of an attachment.
fn closes(line: &Line) -> bool {
    let ended =
        ends_sentence(&line.text) && !line.text.ends_with('：') || date::whole_line(&line.text).is_some();
    ended || line.text.ends_with('）') || organ::is_name(&line.text)
}

/// Plain text in which several titles carry their unit in brackets and the numbering starts anew under each.
fn with_units(lines: &[Line]) -> Vec<usize> {
    let title = |line: &Line| {
        line.text.chars().count() <= 70
            && numbering::marker(&line.text).is_none()
            && title::split_unit(&line.text, false).1.is_some()
    };
    let starts: Vec<usize> = (0..lines.len()).filter(|&i| title(&lines[i])).collect();
    let whole = starts.first() == Some(&0);
    if whole && over_text(lines, &starts) { starts } else { Vec::new() }
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
        let seen: Vec<usize> =
            split(&mut log, lines, &Rules::default()).articles.iter().map(Vec::len).collect();
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
    fn counts_show_the_articles() {
        check("工作总结3篇\n第一篇：某局工作总结\n@\n@\n第二篇：某县工作总结\n@\n一、统筹\n@", &[3, 4]);
        check("心得体会篇1\n@\n@\n心得体会篇2\n@\n@", &[3, 3]);
        check("心得体会 第1篇\n@\n@\n心得体会 第2篇\n@\n@", &[3, 3]);
        check("第一篇 总则\n第一章 概述\n@\n@\n第二篇 分则\n@\n@", &[7]);
    }

    #[test]
    fn counts_on_lines_of_their_own_show_the_articles() {
        check("第一篇\n防火工作总结\n@\n@\n【第二篇】\n植树工作总结\n@\n@", &[3, 3]);
        check("工作总结汇编\n第一篇\n防火工作总结\n@\n@\n第二篇\n植树工作总结\n@\n@", &[3, 3]);
        check("第一篇\n总则\n@\n@\n第二篇\n分则\n@\n@", &[8]);
        check("第一篇\n防火工作总结\n@\n@\n第三篇\n植树工作总结\n@\n@", &[8]);
        check("第一篇\n防火工作总结\n@\n@\n第二篇\n植树工作总结\n@", &[7]);
        check("甲\n乙\n丙\n丁\n戊\n第一篇\n防火工作总结\n@\n@\n第二篇\n植树工作总结\n@\n@", &[13]);
    }

    #[test]
    fn names_below_titles_show_the_articles() {
        check("防火工作总结\n某县财政局\n@\n@\n植树工作总结\n（某县林业局）\n@\n@", &[4, 4]);
        check("防火工作总结\n韩青山\n@\n@\n植树工作总结\n李明远\n@\n@", &[4, 4]);
        check("防火工作总结\n韩青山\n@\n@\n抓好植树\n李明远\n@\n@", &[8]);
        check("防火工作总结\n韩青山\n@\n@\n植树工作总结\n茶园\n@\n@", &[8]);
        check("防火工作总结\n韩青山\n@\n下列：\n植树工作总结\n李明远\n@\n@", &[8]);
        check("防火工作总结\n韩青山\n@\n@\n植树工作总结\n李明远\n@", &[7]);
    }

    #[test]
    fn addresses_show_the_articles() {
        check(
            "关于防火的通知\n各村：\n@\n某镇政府\n2023年3月1日\n关于植树的通知\n各村：\n@\n某镇政府\n2023年3月5日",
            &[5, 5],
        );
        check("在大会上的讲话\n（2023年5月6日）\n同志们：\n@\n在会上的主持词\n同志们：\n@", &[4, 3]);
        check("关于印发方案的通知\n各村：\n@\n某镇政府\n2023年3月1日\n某镇防火工作方案\n@\n@", &[8]);
    }

    #[test]
    fn a_cover_is_the_title_with_who_made_the_whole_and_when() {
        let of = |cover: &str| {
            let text = format!("{cover}\n第一篇：某局工作总结\n@\n@\n第二篇：某县工作总结\n@\n@");
            let lines = (1..).zip(text.lines()).map(|(n, line)| Line::plain(line.replace('@', TEXT), n));
            let pieces = split(&mut Log::new(), lines.collect(), &Rules::default());
            let Cover { title, publishers, published } = pieces.cover;
            assert_eq!(pieces.articles[0].len(), if title.is_some() { 3 } else { cover.lines().count() });
            (title, publishers.len(), published)
        };
        let title = || Some("工作总结汇编".to_owned());
        assert_eq!(of("工作总结汇编"), (title(), 0, None));
        let date = Some("2026年8月".to_owned());
        assert_eq!(of("工作总结汇编\n某某区人民政府办公室\n2026年8月"), (title(), 1, date));
        assert_eq!(of("工作总结汇编\n某某区委办公室\n某某区人民政府办公室"), (title(), 2, None));
        assert_eq!(of("工作总结汇编\n编者按：这里有两篇。"), (None, 0, None));
        assert_eq!(of("2026年8月\n工作总结汇编\n某某区委办公室"), (None, 0, None));
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

//! A text dumped as one line without breaks is divided again, at what is left of its paragraphs: indents, single
//! spaces behind a stop, or the numbers of its headings.

use crate::extract::broken;
use crate::lexicon::sentence::{ends_sentence, is_stop};
use crate::lexicon::{date, label, numeral, organ, person, salutation};
use crate::text::{Line, Mark, Rich, Shown, is_han};

/// A shorter line is a paragraph.
const SHORTEST: usize = 200;
/// A shorter line that has the blanks of headings that count on.
const SHORTEST_COUNTED: usize = 80;
/// The line holds at least this share of the text, in tenths; with line breaks of its own, a text is no dump.
const SHARE: usize = 8;

/// Divides the one line that is nearly the whole text; any other text comes back as it is.
pub(crate) fn divide(lines: Vec<Line>) -> Vec<Line> {
    let length = |line: &Line| line.text.chars().count();
    let total: usize = lines.iter().map(length).sum();
    let is_dump = |line: &Line| {
        let length = length(line);
        let long = length >= SHORTEST || length >= SHORTEST_COUNTED && !counted_spaces(&line.text).is_empty();
        long && length * 10 >= total * SHARE && line.mark == Mark::None
    };
    let Some(at) = lines.iter().position(is_dump) else { return lines };
    let mut divided = Vec::with_capacity(lines.len());
    for (i, line) in lines.into_iter().enumerate() {
        if i == at {
            divided.extend(pieces(&line));
        } else {
            divided.push(line);
        }
    }
    divided
}

/// Parts the headline from the address and the date behind it on the same line: `标题 www.… 2025-09-04 某报`, `某制度2025-09-04`. Only the one
/// line that stands right above the first text is one; lists of other articles have many, and none above a text.
pub(crate) fn part_headline(lines: &mut Vec<Line>) {
    // Above a text stand menus of thirty entries and more.
    const DEEPEST: usize = 60;
    // What ends as sentences do and is shorter, a slogan or a notice, stands in menus too.
    const PARAGRAPH: usize = 30;
    // A paragraph that was cut off has no stop; entries of lists are not as long.
    const LONG: usize = 80;
    let longer = |line: &Line, length: usize| line.text.chars().nth(length).is_some();
    let is_text = |line: &Line| longer(line, LONG) || longer(line, PARAGRAPH) && ends_sentence(&line.text);
    let Some(text) = lines.iter().take(DEEPEST).position(is_text) else { return };
    let Some(last) = text.checked_sub(1).filter(|last| lines[*last].mark == Mark::None) else { return };
    let found = |line: &Line| headline(&line.text);
    if lines[..last].iter().any(|line| found(line).is_some()) {
        return;
    }
    if let Some(cut) = found(&lines[last]) {
        let pieces = pieces_at(&lines[last], vec![cut]);
        lines.splice(last..text, pieces);
    }
}

/// Where a headline ends and what the page says of it begins, an address or a date, with a paper at most behind it.
fn headline(text: &str) -> Option<usize> {
    // The longest of 217 titles has 60 characters, the shortest four; a time and the name of a paper have thirty.
    const TITLE: std::ops::RangeInclusive<usize> = 4..=60;
    const BEHIND: usize = 30;
    let date = date::find(text)?;
    let address = ["http://", "https://", "www."].iter().filter_map(|start| text.find(start)).min();
    let cut = address.map_or(date.start, |address| address.min(date.start));
    let title = text[..cut].trim_end();
    let named = title.chars().filter(|c| is_han(*c)).count() * 2 > title.chars().count();
    let whole = TITLE.contains(&title.chars().count())
        && named
        && !title.contains(['：', ':', '。', '，', ',', '|', '｜']);
    let free = !title.ends_with(['于', '自', '至', '到', '从', '在', '和', '（', '(', '[', '—', '-'])
        && !text.starts_with(['·', '•', '*']);
    let word = title.split_whitespace().next_back().unwrap_or_default();
    // What a post says of itself is no headline.
    let first = title.split_whitespace().next().unwrap_or_default();
    let posted = matches!(first, "原创" | "首发" | "转载");
    let origin = posted || organ::is_publisher(word) || organ::is_name(word) || person::is_names(word);
    let written = matches!(date.form, date::Form::Data) || address.is_some();
    let rest = &text[date.end..];
    let ended = rest.chars().nth(BEHIND).is_none()
        && !ends_sentence(text)
        && !rest.contains(['，', ',', '。', ')', '）', ']']);
    (whole && free && !origin && written && ended && label::at_start(title).is_none()).then_some(title.len())
}

/// Divides every line in which several numbers count on, each behind the stop of a sentence, or in which blanks stand behind some of the
/// stops: paragraphs that were run together. The pictures stay where they are.
pub(crate) fn divide_counted(lines: &mut Vec<Line>, shown: &mut [Shown]) {
    let cuts_of = |line: &Line| {
        let cuts = if is_counted(line) { counted(&line.text) } else { Vec::new() };
        if cuts.is_empty() && is_long(line) { behind_stops(&line.text) } else { cuts }
    };
    if !lines.iter().any(|line| is_counted(line) || is_long(line)) {
        return;
    }
    let mut divided = Vec::with_capacity(lines.len());
    let mut starts = Vec::with_capacity(lines.len() + 1);
    for line in lines.drain(..) {
        starts.push(divided.len());
        let cuts = cuts_of(&line);
        match cuts.is_empty() {
            true => divided.push(line),
            false => divided.extend(pieces_at(&line, cuts)),
        }
    }
    starts.push(divided.len());
    shown.iter_mut().for_each(|picture| picture.above = starts[picture.above.min(starts.len() - 1)]);
    *lines = divided;
}

/// Whether a line can have numbers to be divided at: a cheap look.
fn is_counted(line: &Line) -> bool {
    // Two headings with a sentence below each.
    const SHORTEST: usize = 60;
    matches!(line.mark, Mark::None | Mark::Body)
        && ["二、", "（三）", "(三)", "第三条"].iter().any(|number| line.text.contains(number))
        && line.text.chars().nth(SHORTEST).is_some()
}

/// Whether a line can be of several paragraphs with a blank between them.
fn is_long(line: &Line) -> bool {
    // One in a hundred paragraphs of 3,529 is longer; blanks come into shorter ones by hand or by a scanner.
    const SEVERAL: usize = 420;
    let text = &line.text;
    matches!(line.mark, Mark::None | Mark::Body)
        && text.len() > SEVERAL
        && text.chars().nth(SEVERAL).is_some()
}

/// Where a blank stands behind a stop, if as many stops have none: who types one behind every sentence does so throughout. What is short
/// and says no sentence between two of them is a heading.
fn behind_stops(text: &str) -> Vec<usize> {
    // One or two come by a slip.
    const FEWEST: usize = 3;
    // One in a hundred headings of the first level is longer than 38 characters.
    const HEADING: usize = 40;
    let stop = |text: &str| text.trim_end_matches(['”', '）']).ends_with(|c| is_stop(c) && c != '…');
    let blanks = blanks(text);
    let ends = blanks.iter().filter(|&&cut| stop(&text[..cut])).count();
    let stops = text.chars().filter(|c| matches!(c, '。' | '！' | '？')).count();
    if ends < FEWEST || stops < 2 * ends {
        return Vec::new();
    }
    let mut cuts = Vec::with_capacity(blanks.len());
    let mut from = 0;
    for cut in blanks {
        let piece = &text[from..cut];
        let heading =
            || piece.chars().nth(HEADING).is_none() && !piece.contains(['，', '。', '“', '”']) && from > 0;
        if stop(piece) || piece.ends_with('：') || heading() {
            cuts.push(cut);
            from = cut;
        }
    }
    if long_enough(text, &cuts) { cuts } else { Vec::new() }
}

fn pieces(line: &Line) -> Vec<Line> {
    let ends = page(&line.text);
    if !ends.is_empty() {
        return broken::join(pieces_at(line, ends));
    }
    let mut cuts = indents(&line.text);
    if cuts.is_empty() {
        cuts = counted_spaces(&line.text);
    }
    if cuts.is_empty() {
        cuts = spaces(&line.text);
    }
    if cuts.is_empty() {
        cuts = numbers(&line.text);
        cuts.extend(opening(&line.text));
        cuts.sort_unstable();
        cuts.dedup();
    }
    pieces_at(line, cuts)
}

fn pieces_at(line: &Line, cuts: Vec<usize>) -> Vec<Line> {
    let ends = cuts.iter().copied().chain([line.text.len()]);
    let mut from = 0;
    let mut pieces = Vec::with_capacity(cuts.len() + 1);
    // All there is of the line but its text, which every piece would copy.
    let bare = Line { text: Rich::default(), ..line.clone() };
    for end in ends {
        let text = line.text[from..end].trim();
        if !text.is_empty() {
            pieces.push(Line { text: line.text.part(text), blank_above: 0, ..bare.clone() });
        }
        from = end;
    }
    if let Some(first) = pieces.first_mut() {
        first.blank_above = line.blank_above;
    }
    pieces
}

/// Where paragraphs began with an indent: two full-width spaces or four others.
fn indents(text: &str) -> Vec<usize> {
    // One indent is a slip of the keyboard.
    const FEWEST: usize = 2;
    let mut cuts = Vec::new();
    let mut start = None;
    let mut columns = 0;
    for (i, c) in text.char_indices() {
        if c.is_whitespace() {
            start.get_or_insert(i);
            columns += if c == '\u{3000}' { 2 } else { 1 };
            continue;
        }
        if let Some(start) = start.take().filter(|_| columns >= 4) {
            cuts.push(start);
        }
        columns = 0;
    }
    if cuts.len() >= FEWEST && long_enough(text, &cuts) { cuts } else { Vec::new() }
}

/// Where single spaces stand for line ends, however short the lines: before `一、` `二、` `三、`, which count on, each behind a blank, and
/// behind what stands between them.
fn counted_spaces(text: &str) -> Vec<usize> {
    // Three headings with a blank before each; blanks in a sentence stand before no number.
    const FEWEST: usize = 3;
    let blanks = blanks(text);
    let mut next = 1;
    for &cut in &blanks {
        let number = number(text[cut..].trim_start()).filter(|(family, _)| *family == 2);
        next += usize::from(number.is_some_and(|(_, n)| n == next));
    }
    // Names with a blank in them are shorter than any line of a text.
    const SHORTEST: usize = 4;
    let ends = blanks.iter().skip(1).copied().chain([text.len()]);
    let whole =
        blanks.iter().zip(ends).all(|(&from, to)| text[from..to].trim().chars().nth(SHORTEST - 1).is_some());
    if next > FEWEST && whole { blanks } else { Vec::new() }
}

/// Where single spaces stand for line ends: between Chinese, and on average far apart.
fn spaces(text: &str) -> Vec<usize> {
    // One or two blanks in a paragraph stand beside a name or a date.
    const FEWEST: usize = 3;
    let cuts = blanks(text);
    let stops = cuts.iter().filter(|&&cut| text[..cut].ends_with(is_stop)).count();
    let ends_sentences = stops * 3 >= cuts.len();
    if cuts.len() >= FEWEST && ends_sentences && long_enough(text, &cuts) { cuts } else { Vec::new() }
}

/// Where a page that was written out as one line had its line ends, in its menus too: at every blank but those between words of Latin
/// letters, numbers and spaced characters, behind a number and in the name of the page.
fn page(text: &str) -> Vec<usize> {
    // The menus of the smallest page have as many entries, and no text beside one has.
    const FEWEST: usize = 20;
    const ENTRY: usize = 10;
    // Sentences that end before a blank: a text stands between the menus.
    const SENTENCES: usize = 2;
    // Entries of menus have two characters and more; text from a scanner has a blank behind each.
    const AVERAGE: usize = 4;
    let is_spaced = |one: &str| one.chars().nth(1).is_none() && one.contains(is_han);
    let is_latin = |c: char| c.is_ascii_alphanumeric();
    let is_count = |one: &str| one.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = |one: &str| {
        one.ends_with(['章', '条', '、', '.', '．', '）', ')'])
            && (number(one).is_some() || is_count(one.trim_end_matches(['、', '.', '．'])))
    };
    let mut names = name(text).map(|name| text.match_indices(name)).into_iter().flatten();
    let mut named = 0..0;
    let (mut cuts, mut entries, mut sentences) = (Vec::new(), 0, 0);
    let mut before = "";
    for word in text.split_whitespace() {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        while named.end < at {
            named = names.next().map_or(text.len()..text.len(), |(at, name)| at..at + name.len());
        }
        let goes_on = before.is_empty()
            || before.ends_with(is_latin) && word.starts_with(is_latin)
            || is_spaced(before) && is_spaced(word)
            || is_number(before)
            || named.start < at && at < named.end;
        if !goes_on {
            cuts.push(at);
            entries += usize::from(before.chars().nth(ENTRY).is_none());
            sentences += usize::from(ends_sentence(before));
        }
        before = word;
    }
    let long = text.chars().count() >= AVERAGE * (cuts.len() + 1);
    if entries >= FEWEST && sentences >= SENTENCES && long { cuts } else { Vec::new() }
}

/// What a page is called, if blanks stand in it: it stands at the beginning, by itself or before the name of the site, and again above the text.
fn name(text: &str) -> Option<&str> {
    // The longest of 217 titles has 60 characters; what is shorter may be an entry of a menu and the next.
    const NAME: std::ops::RangeInclusive<usize> = 8..=60;
    let is_end = |c: char| c.is_whitespace() || matches!(c, '_' | '-' | '|' | '｜' | '—' | '–');
    let text = text.trim_start();
    let begin = text.char_indices().nth(*NAME.end()).map_or(text, |(end, _)| &text[..end]);
    let ends = begin.char_indices().filter(|(_, c)| is_end(*c)).map(|(at, _)| begin[..at].trim_end());
    let names =
        ends.filter(|name| name.contains(char::is_whitespace) && name.chars().count() >= *NAME.start());
    names.rev().find(|name| text[name.len()..].contains(name))
}

/// The blanks of `text` that could be line ends: between Chinese.
fn blanks(text: &str) -> Vec<usize> {
    let before = |c: char| is_han(c) || is_stop(c) || "：:）)”》".contains(c);
    let after = |c: char| is_han(c) || c.is_ascii_digit() || "（(“《—".contains(c);
    let mut cuts = Vec::new();
    let mut behind = None;
    for (i, c) in text.char_indices() {
        let next = text[i + c.len_utf8()..].chars().next();
        if c.is_whitespace() && behind.is_some_and(before) && next.is_some_and(after) {
            cuts.push(i);
        }
        behind = Some(c);
    }
    cuts
}

/// Whether what lies between the cuts can be paragraphs and headings.
fn long_enough(text: &str, cuts: &[usize]) -> bool {
    // Half of all headings have ten characters and half of the paragraphs 74; names and tables are shorter throughout.
    const AVERAGE: usize = 30;
    text.chars().count() >= AVERAGE * (cuts.len() + 1)
}

/// A kind of number, from the outside in; the count of each begins anew below the one before it.
const FAMILIES: usize = 4;

/// Where the headings of a text without any space begin: at their numbers, which count from one and stand behind a stop. Where a text breaks off,
/// `（一）` behind `一、` does for a second.
fn numbers(text: &str) -> Vec<usize> {
    let found = found(text, |c| is_stop(c) || "：:）)”".contains(c));
    let nested = found.windows(2).any(|two| (two[0].family, two[1].family) == (2, 3));
    let counts = |family: usize| most(&found, family) >= 2 || nested && family >= 2;
    cuts(&found, counts)
}

/// Where the numbers of a paragraph stand that count on from one, each behind the stop of a sentence; the first `（一）` may stand
/// behind the heading of `一、`.
fn counted(text: &str) -> Vec<usize> {
    // Two of them may be named in a sentence, behind a stop by chance; `一、` is hardly ever.
    const FEWEST: [usize; FAMILIES] = [3, 3, 2, 3];
    // One in a hundred headings of the first level is longer than 38 characters.
    const HEADING: usize = 40;
    let mut found = found(text, |c| matches!(c, '。' | '！' | '？'));
    let heads = |i: usize, own: &Found| {
        let above = i.checked_sub(1).map(|above| found[above]).filter(|above| above.family == 2);
        above.is_some_and(|above| {
            let heading = &text[above.at..own.at];
            heading.chars().nth(HEADING).is_none() && !heading.contains(|c| is_stop(c) || "，：:".contains(c))
        })
    };
    let kept: Vec<bool> = found.iter().enumerate().map(|(i, own)| own.free || heads(i, own)).collect();
    let mut kept = kept.into_iter();
    found.retain(|_| kept.next() == Some(true));
    let nests = most(&found, 2) >= FEWEST[2];
    let articles = most(&found, 1) >= FEWEST[1];
    let counts = |family| family == 0 && articles || family == 3 && nests;
    cuts(&found, |family| most(&found, family) >= FEWEST[family] || counts(family))
}

fn most(found: &[Found], family: usize) -> usize {
    found.iter().filter(|found| found.family == family).map(|found| found.ordinal).max().unwrap_or(0)
}

fn cuts(found: &[Found], counts: impl Fn(usize) -> bool) -> Vec<usize> {
    found.iter().filter(|found| found.at > 0 && counts(found.family)).map(|found| found.at).collect()
}

/// A number in a text.
#[derive(Clone, Copy)]
struct Found {
    at: usize,
    family: usize,
    ordinal: usize,
    /// It stands where a paragraph could begin.
    free: bool,
}

/// The numbers of `text` that count on from one behind characters at which a paragraph `ends`, and every `（一）`. Articles count on through the
/// chapters (`第二章　储存第四条　…`); the first chapter stands behind the name of the statute.
fn found(text: &str, ends: impl Fn(char) -> bool) -> Vec<Found> {
    let mut next = [1_usize; FAMILIES];
    let mut found: Vec<Found> = Vec::new();
    let mut behind = None;
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let free = behind.is_none_or(&ends);
        let opens = matches!(c, '（' | '(' | '第');
        let number = (free || opens).then(|| number(&text[at..])).flatten();
        let free = free
            || match number {
                Some((0, 1)) => is_chapter(&text[at..]),
                Some((1, _)) => {
                    found.last().is_some_and(|above| above.family == 0 && is_name(&text[above.at..at]))
                }
                _ => false,
            };
        let number = number.filter(|(family, n)| free || *n == 1 && *family == 3);
        if let Some((family, ordinal)) =
            number.filter(|(family, n)| *n == next[*family] || *n == 1 && *family > 0)
        {
            next[family] = ordinal + 1;
            next[(family + 1).max(2)..].fill(1);
            found.push(Found { at, family, ordinal, free });
        }
        behind = Some(c);
    }
    found
}

/// Whether the number of a chapter and its name, and no more, stand before the first article: `第一章　总则第一条　…`.
fn is_chapter(text: &str) -> bool {
    const REACH: usize = CHAPTER + 3;
    let head = text.char_indices().nth(REACH).map_or(text, |(end, _)| &text[..end]);
    head.find("第一条").is_some_and(|end| is_name(&head[..end]))
}

// Number and name of a chapter have some ten characters, this is four times as many. Reasoned, not measured.
const CHAPTER: usize = 40;

/// Whether `text` is the number of a chapter and its name.
fn is_name(text: &str) -> bool {
    text.chars().nth(CHAPTER).is_none() && !text.contains(|c| is_stop(c) || "，：:《》".contains(c))
}

/// The number `text` starts with: `第一章` and `第一条`, `一、`, `（一）`.
fn number(text: &str) -> Option<(usize, usize)> {
    let (family, bare) = match text.chars().next()? {
        '第' => (0, &text['第'.len_utf8()..]),
        c @ ('（' | '(') => (3, &text[c.len_utf8()..]),
        _ => (2, text),
    };
    let end = bare.find(|c| !numeral::is_numeral(c)).filter(|end| (1..=15).contains(end))?;
    let behind = bare[end..].chars().next()?;
    let value = numeral::value(&bare[..end])? as usize;
    match (family, behind) {
        (0, '章') => Some((0, value)),
        (0, '条') => Some((1, value)),
        (2, '、') | (3, '）' | ')') => Some((family, value)),
        _ => None,
    }
}

/// The title and the salutation at the start: `…会议上的讲话（2019年5月6日）同志们：`.
fn opening(text: &str) -> Vec<usize> {
    // A title (60 characters at most), the occasion with its date and a salutation.
    const REACH: usize = 120;
    let reach = text.char_indices().nth(REACH).map_or(text.len(), |(i, _)| i);
    let head = &text[..reach];
    let head = &head[..head.find(is_stop).unwrap_or(head.len())];
    let Some(colon) = head.find(['：', ':']) else { return Vec::new() };
    let Some(salutation) = salutation::find_opening(&head[..colon]) else { return Vec::new() };
    let end = colon + head[colon..].chars().next().map_or(0, char::len_utf8);
    let title = &head[..salutation];
    let bracket = title.find(['（', '(']).filter(|_| title.ends_with(['）', ')']));
    bracket.into_iter().chain([salutation, end]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "全县上下要认真学习贯彻会议精神，坚持问题导向，明确责任分工，加强督促检查，切实把思想和行动统一到部署要求上来，确保各项工作落到实处、见到实效。";

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let lines = divide(vec![Line::plain(text.replace('@', &TEXT.repeat(2)), 1)]);
        let seen: Vec<String> = lines.iter().map(|line| line.text.replace(&TEXT.repeat(2), "@")).collect();
        assert_eq!(seen.join("|"), expected, "{text}");
    }

    #[test]
    fn the_articles_of_a_statute_count_on_through_its_chapters() {
        let divided = |text: &str| {
            let mut lines = vec![Line::plain(text.replace('@', TEXT), 1)];
            divide_counted(&mut lines, &mut []);
            lines.iter().map(|line| line.text.replace(TEXT, "@")).collect::<Vec<_>>().join("|")
        };
        assert_eq!(
            divided("某县管理办法第一章　总则第一条　@第二条　@第二章储存第三条　@第四条　@"),
            "某县管理办法|第一章　总则|第一条　@|第二条　@|第二章储存|第三条　@|第四条　@"
        );
        // A sentence names articles; a chapter without articles below its name is named in one.
        for text in ["@依照本法第一条、第二条和第三条办理，@", "@按照第一章和第二章的规定，第三条不再适用。@"]
        {
            assert_eq!(divided(text), text);
        }
        assert_eq!(
            divided("某县管理办法第一章，以下称总则，第一条　@第二条　@第三条　@"),
            "某县管理办法第一章，以下称总则，第一条　@第二条　@第三条　@"
        );
    }

    #[test]
    fn a_headline_is_parted_from_its_day() {
        const TEXT: &str = "全县各级各部门认真落实部署要求，抓好春耕生产的各项工作，取得明显成效。";
        let part = |texts: &[&str]| {
            let mut lines: Vec<Line> = (1..).zip(texts).map(|(n, text)| Line::plain(*text, n)).collect();
            part_headline(&mut lines);
            lines.iter().map(|line| line.text.to_string()).collect::<Vec<_>>()
        };
        for (line, title, rest) in [
            (
                "松溪县推进春耕生产 www.songxi.example 2025-09-04 青禾日报",
                "松溪县推进春耕生产",
                "www.songxi.example 2025-09-04 青禾日报",
            ),
            (
                "松溪县推进春耕生产http://songxi.example 2025年09月04日04:54 青禾日报",
                "松溪县推进春耕生产",
                "http://songxi.example 2025年09月04日04:54 青禾日报",
            ),
            ("档案管理制度(修订)2025-08-31", "档案管理制度(修订)", "2025-08-31"),
        ] {
            assert_eq!(part(&["首页", line, TEXT]), ["首页", title, rest, TEXT]);
        }
        for line in [
            "发布时间：2025-09-04",
            "截至2025年9月4日",
            "松溪县 2025年9月4日",
            "2025-09-04 青禾日报",
            "青禾日报 2025-09-04",
            "韩青山 松溪发布 2025-09-04",
            "青禾发布 韩青山 2025-09-04",
            "· 松溪县推进春耕生产 2025-09-04",
            "韩青山（2025-09-04）",
            "送戏下乡自2025-09-04",
            "推进春耕，送戏下乡 2025-09-04",
        ] {
            assert_eq!(part(&[line, TEXT]), [line, TEXT]);
        }
        let list = ["松溪县推进春耕生产 2025-09-04", "松溪县推进春耕 2025-09-03", TEXT];
        assert_eq!(part(&list), list);
        assert_eq!(part(&list[..2]), list[..2]);
    }

    #[test]
    fn dumps_are_divided() {
        check("工作总结　　@　　一、抓学习　　@", "工作总结|@|一、抓学习|@");
        check("工作总结 @ 一、抓学习 @ 二、抓落实 @", "工作总结|@|一、抓学习|@|二、抓落实|@");
        check(
            "大会上的讲话（2023年5月6日）同志们：@一、抓学习@（一）抓读书。@（二）抓辅导。@二、抓落实@",
            "大会上的讲话|（2023年5月6日）|同志们：|@|一、抓学习@|（一）抓读书。@|（二）抓辅导。@|二、抓落实@",
        );
        check(
            "讲话(2023年5月6日)同志们:@一、抓学习(一)抓读书。@(二)抓辅导。@二、抓落实@",
            "讲话|(2023年5月6日)|同志们:|@|一、抓学习|(一)抓读书。@|(二)抓辅导。@|二、抓落实@",
        );
        check("讲话稿同志们：@一、抓学习。（一）抓读书@", "讲话稿|同志们：|@|一、抓学习。|（一）抓读书@");
    }

    #[test]
    fn a_page_in_one_line_is_divided_at_its_blanks() {
        const MENU: &str = "首页 要闻 专题 通知公告 县区动态 部门动态 视频 图片 访谈 投诉 服务 登录 注册 无障碍 手机版 数据 地图 信箱 留言 调查 下载";
        let filled = |text: &str| text.replace('@', MENU).replace('农', TEXT);
        let lines_of = |text: &str| {
            let lines = divide(vec![Line::plain(filled(text), 1)]);
            lines.iter().map(|line| line.text.replace(TEXT, "农").replace(' ', "·")).collect::<Vec<_>>()
        };
        let named = "松溪 GDP 增长 春耕顺利推进_松溪网 @ 松溪 GDP 增长 春耕顺利推进 王 伟 2026-01-02 10:20 全县 已完成，共 8 个 ， “ 两增 ” 。 \
                     第一条 要抓好农时。 （二） 育秧 3. 插秧。 @";
        let lines = lines_of(named);
        assert_eq!(lines[..3], ["松溪·GDP·增长·春耕顺利推进_松溪网", "首页", "要闻"]);
        assert_eq!(
            lines[22..lines.len() - 21].join("|"),
            "松溪·GDP·增长·春耕顺利推进|王·伟|2026-01-02·10:20|全县|已完成，共8个，“两增”。|第一条·要抓好农时。|（二）·育秧|3.·插秧。"
        );
        // No name: it does not come again, or is short.
        assert_eq!(lines_of(&named.replacen("松溪", "松溪县", 1))[25..28], ["松溪", "GDP", "增长"]);
        assert_eq!(lines_of("甲乙 丙_松溪网 @ 甲乙 丙 要抓好农时。 要落实。 @")[23..25], ["甲乙", "丙"]);
        // One sentence between menus, few entries, a text with a blank behind every other character.
        let spaced = format!("松溪县 {}", "各地 要抓 好春 耕。 ".repeat(30));
        for other in [
            "春耕网 @ 要抓好农时，农时，农时，农时。 @",
            "首页 要闻 专题 要抓好农时，农时，农时。 要落实。",
            &spaced,
        ] {
            assert!(page(&filled(other)).is_empty(), "{other}");
        }
    }

    #[track_caller]
    fn check_counted(text: &str, expected: &str) {
        let mut lines = vec![Line::plain("总结", 1), Line::plain(text.replace('@', TEXT), 2)];
        let picture = |above: usize| Shown { above, ..Shown::default() };
        let mut shown = [picture(0), picture(1), picture(2)];
        divide_counted(&mut lines, &mut shown);
        let seen: Vec<String> = lines[1..].iter().map(|line| line.text.replace(TEXT, "@")).collect();
        assert_eq!(seen.join("|"), expected, "{text}");
        assert_eq!(shown.map(|picture| picture.above), [0, 1, lines.len()]);
    }

    #[test]
    fn paragraphs_run_together_are_divided_at_numbers_that_count_on() {
        check_counted("@一、抓学习。@二、抓落实。@", "@|一、抓学习。@|二、抓落实。@");
        check_counted("一、抓学习。@ 二、抓落实。@", "一、抓学习。@|二、抓落实。@");
        check_counted(
            "一、抓学习（一）抓读书。@（二）抓辅导。@二、抓落实@",
            "一、抓学习|（一）抓读书。@|（二）抓辅导。@|二、抓落实@",
        );
        check_counted("@（一）读书。（二）辅导。（三）考核。", "@|（一）读书。|（二）辅导。|（三）考核。");
        check_counted("第一条　甲@第二条　乙@第三条　丙@", "第一条　甲@|第二条　乙@|第三条　丙@");
    }

    #[test]
    fn paragraphs_run_together_are_divided_at_blanks_behind_stops() {
        check_counted("@@ @@ 强化责任担当 @@ @", "@@|@@|强化责任担当|@@|@");
        check_counted("@@ @@ 坚持问题导向，强化 担当 @@ @", "@@|@@|坚持问题导向，强化 担当 @@|@");
        let short = ["各乡镇要抓好春耕备耕，做到不误农时、应种尽种，确保完成任务。"; 10].concat();
        let spaced = short.replacen("任务。各", "任务。 各", 4);
        check_counted(&spaced, &spaced);
        for text in
            ["@ @ @ @ @", "@@ @@ @@", "@@@@@@", "会议指出。 要。 抓。 实。 会议。指出。要。抓。实。办。"]
        {
            check_counted(text, text);
        }
    }

    #[test]
    fn numbers_in_sentences_divide_nothing() {
        for text in [
            "@（一）读书。（二）辅导。",
            "包括：一、抓学习；二、抓落实。@",
            "@一、抓学习，二、抓落实。",
            "@二、三线城市房价平稳。@",
            "一、抓学习。二、抓落实。",
        ] {
            check_counted(text, text);
        }
        check_counted(
            "@依照第九条（一）处理。一、抓学习。@二、抓落实。@",
            "@依照第九条（一）处理。|一、抓学习。@|二、抓落实。@",
        );
        check_counted(
            "一、抓好学习，做到（一）读书；@二、抓落实。@",
            "一、抓好学习，做到（一）读书；@|二、抓落实。@",
        );
        let mut row =
            vec![Line { mark: Mark::Row, ..Line::plain(format!("一、甲。{TEXT}二、乙。"), 1) }];
        divide_counted(&mut row, &mut []);
        assert_eq!(row.len(), 1);
    }

    #[test]
    fn paragraphs_are_not() {
        check(
            "@张三、李四参加会议。@一、二线城市房价平稳。@",
            "@张三、李四参加会议。@一、二线城市房价平稳。@",
        );
        check("@Rust 与 Go 语言@", "@Rust 与 Go 语言@");
        check("@（一）张三参加会议。@", "@（一）张三参加会议。@");
        let lines = vec![Line::plain("标题", 1), Line::plain(format!("{TEXT}　　{TEXT}　　{TEXT}"), 2)];
        assert_eq!(divide([lines.clone(), lines].concat()).len(), 4);
    }

    #[test]
    fn numbers_of_headings_are_known_by_their_signs() {
        for (text, expected) in [
            ("第三章 总则", Some((0, 3))),
            ("第十二条　本办法", Some((1, 12))),
            ("二、要求", Some((2, 2))),
            ("（三）要求", Some((3, 3))),
            ("(四)要求", Some((3, 4))),
            ("第三节", None),
            ("三要求", None),
            ("第三、要求", None),
            ("（三、要求", None),
            ("三）要求", None),
            ("、要求", None),
            ("三", None),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
    }
}

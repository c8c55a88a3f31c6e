//! What programs that write a page out for a terminal put into its text: html2text has `****** 标题 ******`, lynx `[12]` before each link and
//! their addresses below the text.

use std::ops::Range;

use crate::diag::Log;
use crate::text::{Edits, Line, Mark};

/// The rule of it.
pub(crate) const RULE: &str = "text.dump";

/// Takes it out, told. A line between asterisks is a heading.
pub(crate) fn settle(log: &mut Log, lines: &mut Vec<Line>) {
    headings(log, lines);
    links(log, lines);
}

fn headings(log: &mut Log, lines: &mut Vec<Line>) {
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let heading = heading(&lines[at..]).map(|(count, length)| (at..at + length, count));
        at = heading.as_ref().map_or(at + 1, |(range, _)| range.end);
        found.extend(heading);
    }
    let mut found = found.into_iter().peekable();
    if found.peek().is_none() {
        return;
    }
    for (i, line) in std::mem::take(lines).into_iter().enumerate() {
        match (found.peek(), lines.last_mut()) {
            (Some((range, _)), Some(heading)) if range.start < i => heading.text.push_rich(&line.text),
            _ => lines.push(line),
        }
        if let (Some((_, count)), Some(heading)) =
            (found.next_if(|(range, _)| range.end == i + 1), lines.last_mut())
        {
            settle_heading(log, heading, count);
        }
    }
}

/// The asterisks around a heading that begins `lines`, and how many lines it has.
fn heading(lines: &[Line]) -> Option<(usize, usize)> {
    // One of more lines is none.
    const MOST: usize = 3;
    let count = stars(&lines.first()?.text)?;
    let near = &lines[..lines.len().min(MOST)];
    let last = near.iter().position(|line| is_closed(&line.text, count))?;
    near[1..=last].iter().all(is_below).then_some((count, last + 1))
}

fn settle_heading(log: &mut Log, line: &mut Line, count: usize) {
    let length = line.text.len();
    let mut edits = Edits::new();
    edits.replace(RULE, 0..count + 1, "");
    edits.replace(RULE, length - count..length, "");
    edits.apply(log, line);
    line.text.trim_in_place();
    // The highest has six.
    line.mark = Mark::Heading(u8::try_from(7 - count).unwrap_or(1));
}

fn is_below(line: &Line) -> bool {
    line.blank_above == 0 && stars(&line.text).is_none()
}

/// How many asterisks open a line, a blank behind them.
fn stars(text: &str) -> Option<usize> {
    let count = text.bytes().take_while(|byte| *byte == b'*').count();
    let said = text[count..].strip_prefix(' ')?;
    ((2..=6).contains(&count) && said.contains(|c: char| c.is_alphanumeric())).then_some(count)
}

/// Whether so many asterisks close a line, a blank before them.
fn is_closed(text: &str, count: usize) -> bool {
    let said = text.trim_end_matches('*');
    text.len() - said.len() == count && said.ends_with(' ')
}

fn links(log: &mut Log, lines: &mut Vec<Line>) {
    let Some(list) = lines.iter().rposition(|line| line.text == "References") else { return };
    let numbers = lines[list + 1..].iter().map(|line| address(&line.text));
    let Some(most) = numbers.collect::<Option<Vec<u32>>>().and_then(|numbers| numbers.last().copied()) else {
        return;
    };
    let mut next = 1;
    for line in &mut lines[..list] {
        let mut edits = Edits::new();
        for (range, number) in bracketed(&line.text) {
            // Links that are not seen have numbers, too.
            if (next..=most).contains(&number) {
                edits.replace(RULE, range, "");
                next = number + 1;
            }
        }
        edits.apply(log, line);
        line.text.trim_in_place();
    }
    lines.drain(list..).for_each(|line| log.changed(RULE, line.number, line.text.as_str(), ""));
}

/// The number of an address of the list, none for what stands above those that are seen or not.
fn address(text: &str) -> Option<u32> {
    const ADDRESSES: [&str; 6] = ["http", "file:", "mailto:", "javascript:", "ftp:", "LYNXIMGMAP:"];
    if matches!(text, "Visible links:" | "Hidden links:" | "Visible links" | "Hidden links") {
        return Some(0);
    }
    let (number, address) = text.split_once(". ")?;
    let known = ADDRESSES.iter().any(|start| address.starts_with(start))
        || !address.contains(|c: char| !c.is_ascii());
    number.parse().ok().filter(|_| known)
}

/// Numbers in brackets, and where they stand.
fn bracketed(text: &str) -> impl Iterator<Item = (Range<usize>, u32)> {
    text.match_indices('[').filter_map(|(at, _)| {
        let digits = text[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
        let end = at + 1 + digits;
        let number = text[at + 1..end].parse().ok()?;
        text[end..].starts_with(']').then_some((at..end + 1, number))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[(u32, &str)]) -> Vec<(Mark, String)> {
        let line =
            |(n, (above, text)): (u32, &(u32, &str))| Line { blank_above: *above, ..Line::plain(*text, n) };
        let mut lines = (1..).zip(text).map(line).collect();
        settle(&mut Log::new(), &mut lines);
        lines.into_iter().map(|line| (line.mark, line.text.to_string())).collect()
    }

    #[test]
    fn a_line_between_asterisks_is_a_heading() {
        let one = |text: &str| read(&[(0, text)]).remove(0);
        assert_eq!(one("****** 松溪县推进春耕 ******"), (Mark::Heading(1), "松溪县推进春耕".to_owned()));
        assert_eq!(one("** 一、备耕 **").0, Mark::Heading(5));
        for other in [
            "* 甲 *",
            "******* 甲 *******",
            "*** 甲",
            "*** 甲 **",
            "***甲***",
            "*** *** ***",
            "截至 *** 年 ***",
        ] {
            assert_eq!(one(other), (Mark::None, other.to_owned()));
        }
        let wrapped = [(0, "*** 松溪县关于"), (0, "春耕的 ***"), (0, "正文。")];
        assert_eq!(read(&wrapped)[0], (Mark::Heading(4), "松溪县关于春耕的".to_owned()));
        assert_eq!(read(&wrapped).len(), 2);
        let apart = [(0, "*** 松溪县关于"), (1, "春耕的 ***")];
        assert_eq!(read(&apart)[0].0, Mark::None);
        assert_eq!(read(&[(0, "*** 甲"), (0, "乙"), (0, "丙"), (0, "丁 ***")]).len(), 4);
        assert_eq!(read(&[(0, "*** 甲"), (0, "*** 乙 ***")])[0].0, Mark::None);
    }

    #[test]
    fn numbers_of_links_go_with_their_list() {
        let text = [
            "[1]首页 [3]新闻",
            "据[2]报道，文献[4]、[9]所说。",
            "References",
            "Visible links:",
            "1. http://a.example/",
            "4. file:///b",
        ];
        let read_all = |text: &[&str]| {
            read(&text.iter().map(|text| (0, *text)).collect::<Vec<_>>())
                .into_iter()
                .map(|(_, text)| text)
                .collect::<Vec<_>>()
        };
        assert_eq!(read_all(&text), ["首页 新闻", "据[2]报道，文献、[9]所说。"]);
        let more = [&text[..], &["5. 名单"]].concat();
        assert_eq!(read_all(&more), more);
        assert_eq!(read_all(&text[..3]), &text[..3]);
        assert_eq!(read_all(&text[..2]), &text[..2]);
    }
}

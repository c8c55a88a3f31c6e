//! Which line is the title: by the markup, else by what titles have; its lines, its phrases, the unit behind it.

use std::ops::Range;

use crate::document::Article;
use crate::lexicon::sentence::{self, ends_sentence};
use crate::lexicon::{kind, label, numbering, organ, place};
use crate::structure::detail::{Detail, detail, is_text};
use crate::text::{Label, Line, Mark, key, letters, words};

/// How far from the top a title is looked for.
const DEEPEST: usize = 600;

/// The line that is the title; where a meeting was is none, as in minutes whose mark says all.
pub(crate) fn title_index(lines: &[Line]) -> Option<usize> {
    marked_or_plain(lines).filter(|&i| !label::is_meeting_place(&key(&lines[i].text)))
}

fn marked_or_plain(lines: &[Line]) -> Option<usize> {
    // Deeper, the title of an attachment belongs to the attachment.
    const TOP: usize = 4;
    let ends = |line: &Line| ends_sentence(&line.text);
    let read = |label| lines.iter().position(|line| line.label == Some(label));
    if let Some(i) = read(Label::Title)
        .or_else(|| read(Label::Attached).filter(|i| *i < TOP && !lines[..*i].iter().any(ends)))
    {
        return Some(i);
    }
    if let Some(i) =
        lines.iter().position(|line| line.mark == Mark::Title).filter(|i| !is_below_text(lines, *i))
    {
        return Some(i);
    }
    let (head, text) = head(lines);
    let title = marked_title(&lines[head.clone()]);
    title.or_else(|| plain_title(&lines[head.clone()], &lines[text..])).map(|i| head.start + i)
}

/// The lines among which the title is, and where the text begins. What an editor says before it (`编者按：…`) stands above both.
fn head(lines: &[Line]) -> (Range<usize>, usize) {
    let noted = lines.iter().take_while(|line| label::is_abstract(&key(&line.text))).count();
    let rest = lines[noted..].iter().take(DEEPEST);
    let length = rest.clone().position(is_text).unwrap_or(rest.len());
    // Under a summary without a line that could be a title stands the text of it.
    let titled = noted == 0 || lines[noted..noted + length].iter().any(can_be_title);
    if titled { (noted..noted + length, noted + length) } else { (0..0, 0) }
}

/// Whether line `i` stands below text: what is set like a title there is the heading of a part (参考文献).
fn is_below_text(lines: &[Line], i: usize) -> bool {
    // A summary above a title has a sentence or two.
    const SENTENCES: usize = 3;
    lines[..i].iter().filter(|line| ends_sentence(&line.text)).nth(SENTENCES - 1).is_some()
}

/// The first of the highest headings above the text.
fn marked_title(head: &[Line]) -> Option<usize> {
    let level =
        head.iter().filter(|line| numbering::marker(&line.text).is_none()).filter_map(heading_level).min()?;
    head.iter().position(|line| heading_level(line) == Some(level))
}

pub(crate) fn heading_level(line: &Line) -> Option<u8> {
    match line.mark {
        Mark::Heading(level) => Some(level),
        _ => None,
    }
}

/// The line above the text that has most of what titles have; the first of equals.
fn plain_title(head: &[Line], text: &[Line]) -> Option<usize> {
    let (_, i) =
        candidates(head, text).into_iter().max_by_key(|(points, i)| (*points, std::cmp::Reverse(*i)))?;
    let kicked = (i.saturating_sub(2)..i)
        .find(|&k| is_kicker(&head[k].text) && head[k + 1..i].iter().all(can_be_title));
    let i = kicked.map_or(i, |kicker| kicker + 1);
    let first_half = i > 0 && can_be_title(&head[i - 1]) && is_first_half(&head[i - 1].text, &head[i].text);
    Some(if first_half { i - 1 } else { i })
}

/// Lines above the text that can be the title, with what speaks for each.
fn candidates(head: &[Line], text: &[Line]) -> Vec<(i32, usize)> {
    let able: Vec<(usize, &Line)> = head.iter().enumerate().filter(|(_, line)| can_be_title(line)).collect();
    if able.len() < 2 {
        // There is nothing to weigh it against.
        return able.into_iter().map(|(i, _)| (0, i)).collect();
    }
    let pairs = pairs_of(text.iter().take(4).map(|line| line.text.as_str()));
    let info = head.iter().position(|line| matches!(detail(&line.text, true), Some(Detail::Info)));
    let points = |i: usize, line: &Line| {
        let over_info = info.is_some_and(|info| i < info && info - i <= 3);
        let next = head.get(i + 1);
        let kicker = is_kicker(&line.text) && next.is_some_and(can_be_title);
        let subtitled = next.is_some_and(|next| matches!(detail(&next.text, true), Some(Detail::Subtitle)));
        title_points(&line.text, &pairs)
            + 2 * i32::from(over_info || subtitled)
            + 8 * i32::from(is_letterhead(&line.text))
            - 6 * i32::from(kicker)
    };
    able.into_iter().map(|(i, line)| (points(i, line), i)).collect()
}

/// A line that was not taken although as much speaks for it as for the title, `taken` being the lines of the title block.
pub(crate) fn rival<'l>(lines: &'l [Line], title: usize, taken: &[String]) -> Option<&'l Line> {
    let (head, text) = head(lines);
    if lines[title].mark != Mark::None || !head.contains(&title) {
        return None;
    }
    let candidates: Vec<(i32, usize)> = candidates(&lines[head.clone()], &lines[text..])
        .into_iter()
        .map(|(points, i)| (points, head.start + i))
        .collect();
    let (own, _) = candidates.iter().find(|(_, i)| *i == title)?;
    let taken: Vec<String> = taken.iter().map(|line| letters(line)).collect();
    let left = |line: &Line| {
        let letters = letters(&line.text);
        letters.chars().count() >= 6
            && !taken.iter().any(|line| line.contains(&letters) || letters.contains(line.as_str()))
    };
    candidates.iter().find(|(points, i)| points >= own && left(&lines[*i])).map(|(_, i)| &lines[*i])
}

/// The head of an official document of Taiwan: `某某市政府　函`.
fn is_letterhead(text: &str) -> bool {
    let gap = |c: char| matches!(c, ' ' | '\u{3000}' | '\u{a0}');
    text.rsplit_once(gap).is_some_and(|(body, word)| {
        let body = body.trim_matches(gap);
        kind::is_of_letterhead(word) && (organ::is_name(body) || body.starts_with('○'))
    })
}

/// Whether a title goes on in `next`: `某某办公室` `关于…的通知`, `国务院关于2018年度` `…的决定`.
pub(crate) fn is_first_half(text: &str, next: &str) -> bool {
    let issued = next.starts_with("关于") && organ::is_name(text);
    issued || text.contains("关于") && !kind::ends_title(text) && kind::ends_title(next)
}

/// What speaks for a line as the title: its kind, its length, and how much of it comes again in the text.
fn title_points(text: &str, pairs: &[(char, char)]) -> i32 {
    let length = text.chars().count();
    let own = pairs_of(std::iter::once(text));
    let shared = own.iter().filter(|pair| pairs.binary_search(pair).is_ok()).count();
    let site = words("政府 网 网站 首页 频道 公报 信息公开").any(|end| text.ends_with(end)) && length <= 12;
    let listed = crate::text::is_bulleted(text);
    let body = organ::is_name(text);
    let kind = kind::ends_title(text) && text.contains("关于");
    let share = i32::try_from(6 * shared / own.len().max(1)).unwrap_or(0);
    share + 3 * i32::from(kind) + 2 * i32::from(length >= 8)
        - 2 * i32::from(length < 6)
        - 3 * i32::from(site)
        - 5 * i32::from(listed || body)
}

/// Pairs of neighbouring Chinese characters.
fn pairs_of<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<(char, char)> {
    let pairs = texts.flat_map(|text| text.chars().zip(text.chars().skip(1)));
    let mut pairs: Vec<(char, char)> =
        pairs.filter(|(a, b)| crate::text::is_han(*a) && crate::text::is_han(*b)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Whether `line` is as short as a title.
pub(crate) fn is_short(line: &Line) -> bool {
    // The longest of 217 titles has 60 characters.
    const LONGEST: usize = 64;
    (2..=LONGEST).contains(&line.text.chars().count())
}

pub(crate) fn can_be_title(line: &Line) -> bool {
    can_be_title_beside(line, || detail(&line.text, true).is_some())
}

/// [`can_be_title`] for a caller that knows, or can put off asking, whether the line is one that stands around a title.
pub(crate) fn can_be_title_beside(line: &Line, is_detail: impl FnOnce() -> bool) -> bool {
    is_short(line)
        && !place::is_region(line.text.trim())
        && (!ends_sentence(&line.text) || line.text.ends_with(['？', '！', '”', '》', '）']))
        && numbering::marker(&line.text).is_none_or(|marker| marker.level == 3 && !line.text.contains('、'))
        && !is_detail()
}

/// A line over the title of a news report: `某某在某地调研时强调`.
fn is_kicker(text: &str) -> bool {
    sentence::announces(text)
}

/// A line that can stand over a title: a phrase of some length, not the name of a site or an entry of a menu.
pub(crate) fn can_be_kicker(text: &str) -> bool {
    let length = text.chars().count();
    is_kicker(text) || (8..=36).contains(&length) && title_points(text, &[]) >= 2
}

/// Whether `line` is the next line of a title in several lines.
pub(crate) fn continues_title(article: &Article, line: &Line, level: Option<u8>) -> bool {
    let Some(last) = article.title.last() else { return false };
    if level.is_some() && line.mark != Mark::Title
        || article.unit.is_some()
        || article.title.len() >= 3
        || line.blank_above > 0
        || line.mark == Mark::Row
        || !can_be_title(line)
    {
        return false;
    }
    let open = last.ends_with(['的', '和', '与', '及', '、', '于'])
        || last.ends_with("关于")
        || last.ends_with("印发");
    let carries_on = line.text.starts_with("关于") || line.text.starts_with('的');
    let halved = last.contains("关于") && !kind::ends_title(last) && kind::ends_title(&line.text);
    let kicked = article.kicker.last().is_some_and(|kicker| is_kicker(kicker))
        && article.title.len() == 1
        && line.text.chars().count() <= 30;
    open || carries_on && !kind::ends_title(last) || kicked || halved || line.mark == Mark::Title
}

/// The title once more, as the first lines of many saved pages have it.
pub(crate) fn is_title_again(article: &Article, line: &Line) -> bool {
    let title = letters(&article.title.concat());
    !title.is_empty() && line.text.chars().count() <= 80 && letters(&line.text) == title
}

/// A title and the unit in brackets behind it. In a compilation any short bracket is the unit.
pub(crate) fn split_unit(text: &str, compiled: bool) -> (&str, Option<&str>) {
    let split = text.strip_suffix('）').and_then(|inner| inner.rsplit_once('（'));
    match split {
        Some((title, unit)) if !title.trim().is_empty() && is_unit(unit, compiled) => {
            (title.trim_end(), Some(unit.trim()))
        }
        _ => (text, None),
    }
}

fn is_unit(unit: &str, compiled: bool) -> bool {
    let unit = unit.trim();
    let version = ["试行", "草案", "修订", "征求意见稿", "节选", "摘要", "暂行", "送审稿"]
        .iter()
        .any(|word| unit.contains(word));
    let plain = !unit.chars().any(|c| c.is_ascii_digit()) && !version;
    plain && (organ::is_name(unit) || compiled && (2..=16).contains(&unit.chars().count()))
}

/// The phrases of a title: divided where its author left a gap between two Chinese characters, if every phrase can
/// stand on a line.
pub(crate) fn phrases(text: &str) -> Vec<&str> {
    // Shorter phrases are names with a blank in them, or a title spaced out.
    const SHORTEST: usize = 5;
    let chinese = |c: Option<char>| c.is_some_and(|c| crate::text::is_han(c) || "“”《》？！".contains(c));
    let gap = |c: char| matches!(c, ' ' | '\u{3000}' | '\u{a0}');
    let parts: Vec<&str> = text.split(gap).filter(|part| !part.is_empty()).collect();
    let between = parts.windows(2).all(|w| chinese(w[0].chars().next_back()) && chinese(w[1].chars().next()));
    let stand = (2..=3).contains(&parts.len()) && parts.iter().all(|part| part.chars().count() >= SHORTEST);
    if stand && between { parts } else { vec![text] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_like_a_title_below_the_text_is_none() {
        let text = "全县各级党组织认真落实部署要求，各项工作取得新的进展。";
        let index = |sentences: usize| {
            let mut lines = vec![Line::plain("松溪县林业工作总结", 1)];
            lines.extend((0..sentences).map(|_| Line::plain(text, 2)));
            lines.push(Line { mark: Mark::Title, ..Line::plain("参考文献", 3) });
            title_index(&lines)
        };
        assert_eq!((index(2), index(3)), (Some(3), Some(0)));
    }

    #[test]
    fn units_behind_titles() {
        assert_eq!(
            split_unit("“加强机关作风建设”（区政务服务办）", false),
            ("“加强机关作风建设”", Some("区政务服务办"))
        );
        assert_eq!(split_unit("应急预案（试行）", true), ("应急预案（试行）", None));
        assert_eq!(split_unit("工作要点（2023年）", true), ("工作要点（2023年）", None));
        assert_eq!(split_unit("经验做法（东风镇）", true), ("经验做法", Some("东风镇")));
    }
}

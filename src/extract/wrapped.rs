//! Lines that a program wrapped at a fixed column are joined again (断行重排).
//!
//! A wrapped text gives itself away: nothing is longer than its column, many lines end right there, and most of
//! those in the middle of a sentence. Programs count columns (a Chinese character takes two) or characters (all take
//! one), so both measures are tried.

use crate::lexicon::numbering;
use crate::lexicon::sentence::{ends_sentence, may_end};
use crate::text::{Line, Mark};

/// Of the lines that are followed directly by another, this share ends at the column.
const ENOUGH_FULL: f64 = 0.3;
/// Among many short lines, this share of those that have two thirds of the column ends at it.
const ENOUGH_OF_LONG: f64 = 0.7;
/// Fewer full lines than this prove nothing.
const FEWEST_FULL: usize = 4;
/// Fewer lines than this prove nothing.
const ENOUGH_LINES: usize = 6;
/// Lines that may be longer than the column, because a program does not wrap a web address.
const OUTLIERS: usize = 2;

/// How a program measures a line.
#[derive(Clone, Copy)]
struct Measure {
    of: fn(&str) -> usize,
    /// Shorter columns belong to verse, lists or navigation.
    narrowest: usize,
    /// No terminal is wider than this (132 columns, or all of a wide screen); longer lines are paragraphs.
    widest: usize,
    /// A line may stop this much short, because of a mark or a word that did not fit.
    slack: usize,
}

const MEASURES: [Measure; 2] = [
    Measure { of: |text| text.chars().map(width).sum(), narrowest: 40, widest: 260, slack: 4 },
    Measure { of: |text| text.chars().count(), narrowest: 20, widest: 130, slack: 2 },
];

/// Columns a character takes on a terminal.
pub(crate) fn width(c: char) -> usize {
    if c.is_ascii() || ('\u{a0}'..'\u{1100}').contains(&c) { 1 } else { 2 }
}

/// Joins wrapped lines; `indents` holds the columns of white space before each. Text that is not wrapped comes back as it is.
pub(crate) fn join(mut lines: Vec<Line>, indents: &[usize]) -> Vec<Line> {
    let spaced = is_double_spaced(&lines);
    if spaced {
        lines.iter_mut().for_each(|line| line.blank_above = line.blank_above.saturating_sub(1));
    }
    let Some(full) = full_lines(&lines, indents).or_else(|| indented(&lines, indents)) else {
        if spaced {
            lines.iter_mut().skip(1).for_each(|line| line.blank_above += 1);
        }
        return lines;
    };
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    let mut aside: Vec<Line> = Vec::new();
    let mut open = false;
    // The last line beside numbers of pages.
    let mut above = 0;
    // Brackets that stay open across a line end, whatever the lines are like.
    let bracketed: Vec<bool> = lines.windows(2).map(|two| goes_on(&two[0].text, &two[1].text)).collect();
    for (i, line) in lines.into_iter().enumerate() {
        if open && is_page_number(&line.text) {
            aside.push(line);
            continue;
        }
        let starts = line.mark != Mark::None
            || i > 0 && indents[i] >= indents[above] + 2
            || !full[i] && joined.last().is_some_and(|last| stands_alone(&last.text, &line.text))
            || line.blank_above > 0 && aside.is_empty();
        match joined.last_mut() {
            Some(last) if open && !starts && !opens_item(&last.text, &line.text) => append(last, &line),
            _ => {
                joined.append(&mut aside);
                joined.push(line);
            }
        }
        above = i;
        open = full[i] || bracketed.get(i) == Some(&true);
        if !open {
            joined.append(&mut aside);
        }
    }
    joined.append(&mut aside);
    joined
}

/// Whether nearly every line has a blank one above it: then blank lines say nothing about paragraphs.
fn is_double_spaced(lines: &[Line]) -> bool {
    let apart = lines.iter().skip(1).filter(|line| line.blank_above > 0).count();
    lines.len() > ENOUGH_LINES && apart * 20 >= (lines.len() - 1) * 19
}

/// Whether a line ends inside of brackets that the next one closes: `…根据《关于开展新时代全` and `省党建工作的通知》…`, wherever it ends.
fn goes_on(text: &str, below: &str) -> bool {
    [('《', '》'), ('（', '）'), ('(', ')'), ('“', '”')].iter().any(|(open, close)| {
        let opened = text.rfind(*open).is_some_and(|at| !text[at..].contains(*close));
        opened && below.find(*close).is_some_and(|at| !below[..at].contains(*open))
    })
}

/// A short line without a stop behind a full sentence: a heading or a signature, since the end of a paragraph has its stop.
fn stands_alone(above: &str, text: &str) -> bool {
    // Ninety-five of a hundred headings are shorter (26 to 32 characters), and lines are wrapped at 35 to 40.
    const LONGEST: usize = 30;
    above.ends_with(['。', '！', '？']) && !may_end(text) && text.chars().count() <= LONGEST
}

/// The next number of a list behind a full sentence that happens to fill its line.
fn opens_item(above: &str, text: &str) -> bool {
    let numbered = numbering::opening(text).is_some_and(|opening| opening.sign != '是');
    numbered && above.ends_with(['。', '；', '：', '！', '？'])
}

/// A page number a printed page left between two lines: `— 3 —`, `第 3 页 共 9 页`.
pub(crate) fn is_page_number(text: &str) -> bool {
    let mark = |c: char| c.is_ascii_digit() || c.is_whitespace() || "第页共/-—－–·".contains(c);
    text.chars().count() <= 16 && text.chars().all(mark) && text.bytes().any(|b| b.is_ascii_digit())
        || text.chars().count() <= 60 && page_of(text)
}

/// A running head: the title, then `第3页`.
fn page_of(text: &str) -> bool {
    let Some((_, page)) = text.rsplit_once('第') else { return false };
    let number = page.split('页').next().unwrap_or_default().trim();
    page.ends_with('页') && (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
}

/// Which lines end at the column the text was wrapped at, if it was: by the measure that explains more lines.
fn full_lines(lines: &[Line], indents: &[usize]) -> Option<Vec<bool>> {
    let explained = MEASURES.iter().filter_map(|measure| {
        let widths: Vec<usize> = lines
            .iter()
            .zip(indents)
            .map(|(line, indent)| indent * (measure.of)("文") / 2 + (measure.of)(&line.text))
            .collect();
        let column = wrap_column(lines, &widths, *measure)?;
        let full: Vec<bool> =
            widths.iter().map(|w| w + measure.slack >= column && *w <= column + measure.slack).collect();
        Some(full)
    });
    explained.max_by_key(|full| full.iter().filter(|full| **full).count())
}

/// Which lines go on below, in a text of few lines whose paragraphs are indented: such a line is as wide as any, ends in the middle of
/// a sentence, and the line below it begins at the edge and ends the sentence.
fn indented(lines: &[Line], indents: &[usize]) -> Option<Vec<bool>> {
    // Two characters, as paragraphs have.
    const INDENT: usize = 4;
    // Two paragraphs may stand farther in by chance. Reasoned, not measured.
    const FEWEST: usize = 3;
    let measure = MEASURES[0];
    // Blanks between the characters of what was recognised in a picture take no room.
    let solid = |i: usize| lines[i].text.chars().filter(|c| !c.is_whitespace()).map(width).sum::<usize>();
    let width = |i: usize| indents[i] + solid(i);
    let widest = (0..lines.len()).map(width).max()?;
    let paragraphs = (0..lines.len()).filter(|&i| indents[i] == INDENT && may_end(&lines[i].text)).count();
    if paragraphs < FEWEST || !(measure.narrowest..=measure.widest).contains(&widest) {
        return None;
    }
    let goes_on = |i: usize| {
        let wide = width(i) + 2 * measure.slack >= widest;
        let below = lines.get(i + 1).filter(|below| below.blank_above == 0 && below.mark == Mark::None);
        let cut = wide && lines[i].mark == Mark::None && !may_end(&lines[i].text);
        // Titles and what stands in the middle begin farther in, or end no sentence.
        cut && below.is_some_and(|below| {
            let ends = may_end(&below.text) || width(i + 1) + 2 * measure.slack >= widest;
            indents[i + 1] == 0
                && ends
                && numbering::marker(&below.text).is_none()
                && !below.text.ends_with(['：', ':'])
        })
    };
    let full: Vec<bool> = (0..lines.len()).map(goes_on).collect();
    full.contains(&true).then_some(full)
}

/// The column the text was wrapped at, if it was.
fn wrap_column(lines: &[Line], widths: &[usize], measure: Measure) -> Option<usize> {
    // A paragraph that is longer than the column was not wrapped there, and so was nothing in a text as short as that.
    const FEW: usize = 24;
    let prose = |i: usize, column: usize| {
        // A third more: an address that no program cuts may stand behind a sentence.
        widths[i] * 3 > column * 4
            && ends_sentence(&lines[i].text)
            && lines[i].text.chars().all(|c| !c.is_ascii_alphabetic())
    };
    let mut longest: Vec<usize> = Vec::with_capacity(OUTLIERS + 2);
    for &width in widths {
        longest.insert(longest.partition_point(|w| *w > width), width);
        longest.truncate(OUTLIERS + 1);
    }
    let followed: Vec<usize> = (1..lines.len())
        .filter(|&i| lines[i].blank_above == 0 && lines[i].mark == Mark::None)
        .map(|i| i - 1)
        .collect();
    longest.into_iter().find(|column| {
        let full =
            |i: &&usize| widths[**i] + measure.slack >= *column && widths[**i] <= column + measure.slack;
        let count = followed.iter().filter(full).count();
        let broken = followed.iter().filter(full).filter(|&&i| !may_end(&lines[i].text)).count();
        (measure.narrowest..=measure.widest).contains(column)
            && followed.len() >= ENOUGH_LINES.min(lines.len().saturating_sub(1))
            && followed.len() >= FEWEST_FULL
            && (lines.len() > FEW || !(0..lines.len()).any(|i| prose(i, *column)))
            && count >= FEWEST_FULL
            && broken * 2 > count
            && {
                let share = |count: usize, of: usize, enough: f64| count as f64 >= enough * of as f64;
                let long = followed.iter().filter(|&&i| widths[i] * 3 >= column * 2).count();
                let broken = |i| full(&&i) && !may_end(&lines[i].text);
                let (ended, all) = ends(lines, broken);
                // The only paragraph of a page whose menus fill a screen.
                let below = |i: usize| lines[i].blank_above == 0 && lines[i].mark == Mark::None;
                let whole = |i: usize| (i..i + FEWEST_FULL).all(|i| broken(i) && below(i + 1));
                let in_one = ended == 1 && (0..lines.len().saturating_sub(FEWEST_FULL)).any(whole);
                // Of headlines, which are as long as each other, none ends; titles and headings on two lines do not either.
                ended * 3 >= all && ended > 0 && share(count, followed.len(), ENOUGH_FULL)
                    || ended * 4 >= all * 3 && (ended > 1 || in_one) && share(count, long, ENOUGH_OF_LONG)
            }
    })
}

/// How often what is broken at the column comes to an end in a line below, and how often it could.
fn ends(lines: &[Line], is_broken: impl Fn(usize) -> bool) -> (usize, usize) {
    let last = |i: &usize| is_broken(i - 1) && !is_broken(*i) && !is_page_number(&lines[*i].text);
    let (ended, all): (Vec<usize>, Vec<usize>) =
        (1..lines.len()).filter(last).partition(|i| may_end(&lines[*i].text));
    (ended.len(), ended.len() + all.len())
}

/// Puts `next` behind `line`: with a space only between two Latin words.
fn append(line: &mut Line, next: &Line) {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic() || c == ',');
    if latin(line.text.chars().next_back()) && latin(next.text.chars().next()) {
        line.text.push(' ');
    }
    line.text.push_rich(&next.text);
}

#[cfg(test)]
mod tests {
    use crate::diag::Log;
    use crate::extract::plain;
    use crate::rules::Rules;
    use crate::text::Line;

    fn read(text: &str) -> Vec<Line> {
        plain::read(&mut Log::new(), text, &Rules::default())
    }

    use crate::extract::wrapped::is_page_number;

    #[test]
    fn wrapped_text_is_joined() {
        let paragraph = "全市上下要深入学习贯彻会议精神，坚持问题导向、目标导向、结果导向相统一，切实把思想和行动统一到部署要求上来";
        let text: String = (0..4).map(|_| format!("　　{paragraph}，{paragraph}。\n")).collect();
        let mut wrapped = String::new();
        for line in text.lines() {
            let chars: Vec<char> = line.chars().collect();
            chars.chunks(30).for_each(|chunk| wrapped.extend(chunk.iter().chain(['\n'].iter())));
        }
        let lines = read(&wrapped);
        assert_eq!(lines.len(), 4, "{lines:#?}");
        assert_eq!(lines[0].text, text.lines().next().unwrap().trim());
    }

    const LONG: &str = "全市上下要深入学习贯彻会议精神，坚持问题导向、目标导向、结果导向相统一，切实把思想和行动统一到部署要求上来，完成投资5600万元。";

    /// Every line of `text` cut after `n` characters.
    fn cut(text: &str, n: usize) -> String {
        let pieces = text.lines().flat_map(|line| {
            let chars: Vec<char> = line.chars().collect();
            chars.chunks(n).map(|chunk| chunk.iter().collect::<String>()).collect::<Vec<_>>()
        });
        pieces.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_line_that_leaves_a_bracket_open_goes_on_in_a_wrapped_text() {
        // Half-width marks leave the line two columns short of the others, and more.
        let short = "会上宣读了上级通知,根据《关于开展新时代全";
        let read = |below: &str| {
            let text = format!("{}\n{short}\n{below}\n{}", cut(LONG, 30), cut(LONG, 30));
            read(&text).into_iter().map(|line| line.text.into_string()).collect::<Vec<_>>()
        };
        let joined = read("省党建示范创建工作的通知》的要求,抓好落实。");
        assert_eq!(joined[1], format!("{short}省党建示范创建工作的通知》的要求,抓好落实。"));
        assert_eq!(joined.len(), 3);
        assert_eq!(read("省党建工作,见《办法》。").len(), 4);
    }

    #[test]
    fn short_lines_between_do_not_hide_the_column() {
        let text =
            format!("标题\n{LONG}\n一、总体要求\n{LONG}{LONG}\n二、保障措施\n{LONG}\n某局\n2023年5月1日");
        let lines: Vec<String> =
            read(&cut(&text, 33)).into_iter().map(|line| line.text.into_string()).collect();
        assert_eq!(lines.join("\n"), text);
    }

    #[test]
    fn a_few_wrapped_paragraphs_among_many_short_lines_are_joined() {
        let short = "一、检查时间\n7月1日至15日。\n二、检查内容\n归档文件是否齐全；\n电子档案是否备份；\n三、有关要求\n";
        let text = format!("标题\n{short}{LONG}\n{short}{LONG}\n{short}特此通知。\n某局\n2023年5月1日");
        let joined = |text: &str| -> Vec<String> {
            read(text).into_iter().map(|line| line.text.into_string()).collect()
        };
        assert_eq!(joined(&cut(&text, 31)).join("\n"), text);
        // Headlines are as long as each other, and nothing ends below them.
        let headline = "县委书记调研乡村振兴工作时强调抓好产业发展带动群众增收";
        let list = format!("标题\n{short}{}", format!("{headline}\n").repeat(3).repeat(2));
        assert_eq!(joined(&list).len(), list.lines().count());
    }

    #[test]
    fn the_only_paragraph_of_a_page_whose_menus_fill_a_screen_is_joined() {
        let menu = "首页\n要闻\n乡镇\n视频\n图片\n专题\n".repeat(6);
        let joined = |lines: usize| {
            let paragraph: String = LONG.repeat(4).chars().take(38 * lines - 9).chain(['。']).collect();
            let wrapped = cut(&paragraph, 38);
            read(&format!("{menu}\n{wrapped}\n\n{menu}")).len() == 73
        };
        assert!(joined(5) && joined(6));
        // Four lines, of which three are full, are headlines as likely.
        assert!(!joined(4));
    }

    #[test]
    fn what_a_wide_screen_wraps_is_joined() {
        // With figures strewn unevenly over it, a line of as many characters is not of as many columns.
        let figures = "新建道路3500.25公里，改造管网128000.75米，";
        let text = format!("标题\n{LONG}{0}{LONG}{0}{0}{LONG}{LONG}{0}{0}{0}{LONG}\n某局", figures);
        let joined = |of: fn(char) -> usize, width: usize| {
            let (mut wrapped, mut used) = (String::new(), 0);
            for c in text.chars() {
                let full = c != '\n' && used + of(c) > width;
                wrapped.push_str(if full { "\n" } else { "" });
                used = if c == '\n' { 0 } else { of(c) + if full { 0 } else { used } };
                wrapped.push(c);
            }
            let lines: Vec<String> = read(&wrapped).into_iter().map(|line| line.text.into_string()).collect();
            lines.join("\n") == text
        };
        assert!(joined(|_| 1, 71) && joined(super::width, 132));
        // No screen is as wide.
        assert!(!joined(|_| 1, 140) && !joined(super::width, 280));
    }

    #[test]
    fn page_numbers_do_not_cut_a_paragraph() {
        let wrapped = cut(&format!("{LONG}{LONG}{LONG}{LONG}"), 35);
        let mut lines: Vec<&str> = wrapped.lines().collect();
        lines.insert(4, "年度报告 第2页");
        let seen: Vec<String> =
            read(&lines.join("\n")).into_iter().map(|line| line.text.into_string()).collect();
        assert_eq!(seen, [format!("{LONG}{LONG}{LONG}{LONG}"), "年度报告 第2页".to_owned()]);
    }

    #[test]
    fn blank_lines_between_all_lines_say_nothing() {
        let wrapped = cut(&format!("{LONG}{LONG}{LONG}{LONG}"), 35).replace('\n', "\n\n");
        assert_eq!(read(&wrapped).len(), 1);
    }

    #[test]
    fn paragraphs_of_their_own_stay() {
        let text = "第一段话说到这里就结束了，它是完整的一句。\n第二段短。\n第三段也不长，但是完整。\n第四段。\n第五段话结束。\n第六段。\n第七段。\n";
        assert_eq!(read(text).len(), 7);
    }

    #[test]
    fn a_running_head_ends_with_the_number_of_its_page() {
        assert!(["年度报告 第2页", "年度报告第 1234 页", "— 3 —"].iter().all(|text| is_page_number(text)));
        for text in ["年度报告 第12345页", "年度报告 第一页", "年度报告 第页", "见第3页所列", "第3页 第二页"]
        {
            assert!(!is_page_number(text), "{text}");
        }
    }

    #[test]
    fn a_short_text_of_indented_paragraphs_goes_on_at_the_edge() {
        let joined = |second: &str| -> Vec<String> {
            let first = "各单位要结合实际制定方案，明确责任分工，细化任务举";
            let others = "　　要抓好落实。\n　　要加强督查。\n　　特此通知。";
            let text = format!("　　{first}\n{second}\n{others}");
            read(&text).into_iter().map(|line| line.text.into_string()).collect()
        };
        assert_eq!(joined("措，务求实效。").len(), 4);
        assert!(joined("措，务求实效。")[0].ends_with("细化任务举措，务求实效。"));
        for other in [
            "一、务求实效。",
            "　　措，务求实效。",
            "　措，务求实效。",
            "\n措，务求实效。",
            "有关要求如下：",
            "某市财政局",
        ] {
            assert_eq!(joined(other).len(), 5, "{other}");
        }
        // A line as wide as the first goes on, whatever it ends in; three lines of one paragraph.
        let wide = "施，压实各方面的责任，按时间节点推进，定期报告进展";
        assert_eq!(joined(&format!("{wide}\n情况，务求实效。")).len(), 4);
        // A short line in the middle of a sentence ends there all the same.
        let short = "　　各单位要制定方案\n措，务求实效。\n　　各单位要结合实际明确责任分工，细化任务，狠抓落实。\n　　要加强督查。\n　　特此通知。";
        assert_eq!(read(short).len(), 5);
        // Two indented paragraphs prove nothing.
        let few = "　　各单位要结合实际制定方案，明确责任分工，细化任务举\n措，务求实效。\n　　要加强督查。\n　　特此通知。";
        assert_eq!(read(few).len(), 4);
    }

    #[test]
    fn words_of_latin_letters_get_their_space_back() {
        use crate::text::Line;
        let joined = |above: &str, below: &str| {
            let mut line = Line::plain(above, 1);
            super::append(&mut line, &Line::plain(below, 2));
            line.text.to_string()
        };
        for (above, below, expected) in [
            ("use of", "the web", "use of the web"),
            ("one,", "two", "one, two"),
            ("甲", "乙", "甲乙"),
            ("甲", "a", "甲a"),
            ("a", "甲", "a甲"),
            ("12", "34", "1234"),
            ("第a", "1", "第a1"),
        ] {
            assert_eq!(joined(above, below), expected);
        }
    }

    #[test]
    fn what_opens_an_entry_or_stands_alone_is_no_rest_of_a_line() {
        assert!(
            super::opens_item("抓好落实。", "二、加强督查") && super::opens_item("要求如下：", "1.加强督查")
        );
        assert!(
            !super::opens_item("抓好落实，", "二、加强督查") && !super::opens_item("抓好落实。", "加强督查")
        );
        assert!(!super::opens_item("抓好落实。", "一是加强督查"));
        let heading = |count: usize| super::stands_alone("抓好落实。", &"字".repeat(count));
        assert!(heading(30) && !heading(31));
        assert!(
            !super::stands_alone("抓好落实", "某市财政局")
                && !super::stands_alone("抓好落实。", "要加强督查。")
        );
    }
}

//! Lines that a program wrapped at a fixed column are joined again (断行重排).

use crate::extract::plain::width;
use crate::text::{Line, Mark};

/// A text is taken as wrapped when this share of the lines that are followed directly by another ends at the column.
const ENOUGH_FULL: f64 = 0.6;
/// Fewer lines than this prove nothing.
const ENOUGH_LINES: usize = 6;
/// A line may stop this many columns short, because of a mark or a word that did not fit.
const SLACK: usize = 4;
/// No program wraps wider than this; longer lines are paragraphs.
const WIDEST: usize = 130;
/// No program wraps narrower than this; shorter lines are verse, lists or navigation.
const NARROWEST: usize = 40;

/// Joins wrapped lines; `indents` holds the columns of white space before each. Text that is not wrapped comes back as it is.
pub(crate) fn join(lines: Vec<Line>, indents: &[usize]) -> Vec<Line> {
    let widths: Vec<usize> = lines
        .iter()
        .zip(indents)
        .map(|(line, indent)| indent + line.text.chars().map(width).sum::<usize>())
        .collect();
    let Some(column) = wrap_column(&lines, &widths) else { return lines };
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    let mut open = false;
    for (i, line) in lines.into_iter().enumerate() {
        let starts = line.blank_above > 0 || line.mark != Mark::None || starts_paragraph(indents, i);
        match joined.last_mut() {
            Some(last) if open && !starts => append(last, &line.text),
            _ => joined.push(line),
        }
        open = widths[i] + SLACK >= column;
    }
    joined
}

/// Indented more than the line above it.
fn starts_paragraph(indents: &[usize], i: usize) -> bool {
    i > 0 && indents[i] >= indents[i - 1] + 2
}

/// The column the text was wrapped at, if it was.
fn wrap_column(lines: &[Line], widths: &[usize]) -> Option<usize> {
    let followed = || {
        (1..lines.len()).filter(|&i| lines[i].blank_above == 0 && lines[i].mark == Mark::None).map(|i| i - 1)
    };
    let column = widths.iter().copied().max().filter(|column| (NARROWEST..=WIDEST).contains(column))?;
    let all = followed().count();
    let full = followed().filter(|&i| widths[i] + SLACK >= column).count();
    let broken =
        followed().filter(|&i| widths[i] + SLACK >= column && !ends_sentence(&lines[i].text)).count();
    (all >= ENOUGH_LINES && full as f64 >= ENOUGH_FULL * all as f64 && broken * 2 > full).then_some(column)
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['。', '！', '？', '；', '：', '!', '?', '”', '）'])
}

/// Puts `text` behind `line`: with a space only between two Latin words.
fn append(line: &mut Line, text: &str) {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == ',');
    if latin(line.text.chars().next_back()) && latin(text.chars().next()) {
        line.text.push(' ');
    }
    line.text.push_str(text);
}

#[cfg(test)]
mod tests {
    use crate::extract::plain::read;

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

    #[test]
    fn paragraphs_of_their_own_stay() {
        let text = "第一段话说到这里就结束了，它是完整的一句。\n第二段短。\n第三段也不长，但是完整。\n第四段。\n第五段话结束。\n第六段。\n第七段。\n";
        assert_eq!(read(text).len(), 7);
    }
}

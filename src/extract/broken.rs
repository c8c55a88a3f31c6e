//! Lines broken wherever the type of a page changes, as scripts write out its text: every number, link and mark of a sentence is a line
//! of its own. They are joined again.

use crate::lexicon::numbering;
use crate::lexicon::sentence::{ends_sentence, is_closing};
use crate::text::{Line, Mark, is_han};

/// So many lines begin with a mark that begins none; one or two do by a slip.
const FEWEST: usize = 3;

/// Joins what belongs to one sentence; text without such breaks comes back as it is.
pub(crate) fn join(lines: Vec<Line>) -> Vec<Line> {
    let is_torn = |two: &[Line]| is_below(&two[1]) && two[1].text.starts_with(goes_on);
    if lines.windows(2).filter(|two| is_torn(two)).count() < FEWEST {
        return lines;
    }
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    let mut last = Last::default();
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        let next = lines.peek().filter(|next| is_below(next)).map_or("", |next| next.text.as_str());
        let above = joined.last_mut().filter(|above| is_below(&line) && above.mark == Mark::None);
        let above = above.filter(|above| last.goes_on_with(&above.text, &line.text, next));
        match above {
            Some(above) => {
                above.text.push_rich(&line.text);
                last.take(&line.text);
                // A cell of a table ends so, too.
                last.open = !last.ended && (last.says() || !line.text.ends_with('）'));
            }
            None => {
                last = Last::default();
                last.take(&line.text);
                last.open = !last.ended && last.says();
                joined.push(line);
            }
        }
    }
    joined
}

/// What is known of the last line, from one piece to the next: a line of thousands is read once.
#[derive(Default)]
struct Last {
    /// It has a comma or a stop, and words.
    has_comma: bool,
    has_han: bool,
    /// It ends as a sentence does.
    ended: bool,
    /// It is a sentence that has not ended.
    open: bool,
    /// Its last piece is a number or a word in Latin letters.
    token: bool,
}

impl Last {
    fn take(&mut self, piece: &str) {
        self.has_comma |= has_comma(piece);
        self.has_han |= piece.contains(is_han);
        // What closes stands behind the end that was there.
        if !piece.chars().all(is_closing) {
            self.ended = ends_sentence(piece);
        }
        self.token = is_token(piece);
    }

    /// Whether it is part of a sentence.
    fn says(&self) -> bool {
        self.has_comma && self.has_han
    }

    /// Whether `above`, which is the last line, goes on with `text`, and `next` stands below that.
    fn goes_on_with(&self, above: &str, text: &str, next: &str) -> bool {
        let follows = || match is_token(text) {
            true => next.starts_with(goes_on) || next.starts_with(counts) || says(next),
            false => numbering::marker(text).is_none(),
        };
        text.starts_with(goes_on)
            || above.ends_with(is_unfinished)
            || self.token && text.starts_with(counts)
            || self.open && follows()
    }
}

/// Whether a line can belong to the one above it.
fn is_below(line: &Line) -> bool {
    line.blank_above == 0 && line.mark == Mark::None
}

/// Marks that stand behind something on their line.
fn goes_on(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '）'
            | '》'
            | '”'
            | '’'
            | '』'
            | '」'
            | '％'
            | '%'
    )
}

/// Marks that something stands behind.
fn is_unfinished(c: char) -> bool {
    matches!(c, '，' | '、' | '（' | '《' | '“' | '‘' | '『' | '「')
}

/// What stands behind a number.
fn counts(c: char) -> bool {
    "年月日时分秒号届次个名人位户家条项件亿万千百元吨亩米公平倍点级期类季周天岁".contains(c)
}

/// A number, or a word in Latin letters: what a page sets in other type.
fn is_token(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_graphic() || matches!(c, '±' | '－' | '～'))
        && text.contains(|c: char| c.is_ascii_alphanumeric())
}

/// Whether a line is part of a sentence: it has a comma, and words.
fn says(text: &str) -> bool {
    has_comma(text) && text.contains(is_han)
}

fn has_comma(text: &str) -> bool {
    text.contains(['，', '。'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &[&str], expected: &[&str]) {
        let lines = (1..).zip(text).map(|(number, text)| Line::plain(*text, number)).collect();
        let seen: Vec<_> = join(lines).into_iter().map(|line| line.text.to_string()).collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn a_sentence_in_pieces_is_one_line() {
        check(
            &[
                "一、综合",
                "全年生产总值",
                "4000.5",
                "亿元，比上年增长",
                "10%",
                "（下同）。",
                "二、农业",
                "2012",
                "年，粮食产量",
                "650",
                "万吨",
                "，按照",
                "“",
                "六大",
                "”",
                "部署推进",
                "。",
            ],
            &[
                "一、综合",
                "全年生产总值",
                "4000.5亿元，比上年增长10%（下同）。",
                "二、农业",
                "2012年，粮食产量650万吨，按照“六大”部署推进。",
            ],
        );
    }

    #[test]
    fn what_closes_a_sentence_ends_it() {
        let torn = ["据报道", "，有关", "，消息"];
        let read = |rest: &[&str], expected: &[&str]| check(&[&torn[..], rest].concat(), expected);
        read(&["“完成。", "”", "另行通知"], &["据报道，有关，消息“完成。”", "另行通知"]);
        read(&["“完成", "”", "另行通知"], &["据报道，有关，消息“完成”另行通知"]);
        read(&["。", "1，200", "合计"], &["据报道，有关，消息。", "1，200", "合计"]);
    }

    #[test]
    fn cells_of_a_table_stay_lines() {
        let cells = [
            "地区",
            "产值",
            "增长（",
            "±%",
            "）",
            "松溪",
            "4000.5",
            "10.0",
            "青禾",
            "“",
            "甲",
            "”",
            "12",
            "合计",
            "，",
        ];
        check(
            &cells,
            &["地区", "产值", "增长（±%）", "松溪", "4000.5", "10.0", "青禾", "“甲”", "12", "合计，"],
        );
    }

    #[test]
    fn what_is_not_broken_stays() {
        let lines = ["据报道，有关", "新华社", "，消息", "，如下"];
        check(&lines, &lines);
        check(&["据报道，有关", "新华社", "，消息", "，如下", "。"], &["据报道，有关新华社，消息，如下。"]);
        let apart = |above: u32| {
            let line = |(n, text): (u32, &&str)| Line { blank_above: above, ..Line::plain(*text, n) };
            join((1..).zip(&["据报道，有关", "新华社", "，消息", "，如下", "。"]).map(line).collect()).len()
        };
        assert_eq!((apart(0), apart(1)), (1, 5));
    }
}

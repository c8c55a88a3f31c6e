//! Stacking lines into pages.

use crate::layout::flow::type_of;
use crate::layout::lines::break_lines;
use crate::pages::{Flow, Line, Page, Paragraph};
use crate::template::{Style, StyleName, Template};
use crate::units::Length;

/// Cuts paragraphs into lines and stacks them; also the page each paragraph begins on, from 1.
pub(crate) fn stack(paragraphs: Vec<Paragraph>, template: &Template) -> (Flow, Vec<u32>) {
    let lines: Vec<Vec<Line>> =
        paragraphs.iter().enumerate().map(|(i, paragraph)| cut(i, paragraph, template)).collect();
    let mut stack = Stack::new(template.text_height());
    let mut begins = Vec::with_capacity(paragraphs.len());
    for (i, paragraph) in paragraphs.iter().enumerate() {
        if let Some(top) = paragraph.special.as_ref().and_then(|special| special.fixed) {
            begins.push(stack.fix(&lines[i], top));
            continue;
        }
        // Inside of a chain the room was made when it began.
        let chained = i > 0 && paragraphs[i - 1].keep_next && !paragraph.new_page;
        let needed = if chained { first(paragraph, &lines[i]) } else { chain(&paragraphs[i..], &lines[i..]) };
        if paragraph.new_page {
            stack.next_page();
            stack.skip(paragraph.before);
        } else if stack.fits(paragraph.before + needed) {
            stack.skip(paragraph.before);
        } else {
            stack.next_page();
        }
        begins.push(stack.place(&lines[i], head(paragraph)));
        stack.skip(tail(paragraph, &lines[i]));
    }
    (Flow { paragraphs, pages: stack.pages }, begins)
}

/// The height that must be free for the first of these paragraphs to begin: with all that keeps to its next, and the
/// first line of what follows.
fn chain(paragraphs: &[Paragraph], lines: &[Vec<Line>]) -> Length {
    let mut sum = Length::ZERO;
    for (i, (paragraph, lines)) in paragraphs.iter().zip(lines).enumerate() {
        if i > 0 && paragraph.new_page {
            return sum;
        }
        if i > 0 {
            sum = sum + paragraph.before;
        }
        if !paragraph.keep_next {
            return sum + first(paragraph, lines);
        }
        sum = lines.iter().fold(sum, |sum, line| sum + line.height);
    }
    sum
}

/// How far the rules of a paragraph reach below its lines.
fn tail(paragraph: &Paragraph, lines: &[Line]) -> Length {
    let height = lines.iter().fold(Length::ZERO, |sum, line| sum + line.height);
    let reach = paragraph.rules().iter().map(|rule| rule.top + rule.weight).max();
    reach.map_or(Length::ZERO, |reach| (reach - height).max(Length::ZERO))
}

/// The height of the first line; of a table, of its head and the first row below.
fn first(paragraph: &Paragraph, lines: &[Line]) -> Length {
    let count = match paragraph.style {
        // A caption stays on one page with its picture.
        StyleName::Caption => lines.len(),
        _ if head(paragraph) => 2,
        _ => 1,
    };
    lines.iter().take(count).fold(Length::ZERO, |sum, line| sum + line.height)
}

/// Whether it is a table whose first row is repeated on every page.
fn head(paragraph: &Paragraph) -> bool {
    paragraph.table.as_ref().is_some_and(|table| table.rows.len() > 1)
}

/// The lines of a paragraph, or the rows of a table; where they stand is not known yet.
pub(crate) fn cut(index: usize, paragraph: &Paragraph, template: &Template) -> Vec<Line> {
    let style = template.style(paragraph.style);
    let blank = Line {
        paragraph: index,
        start: 0,
        end: 0,
        top: Length::ZERO,
        left: Length::ZERO,
        room: template.text_width(),
        width: template.text_width(),
        height: style.pitch,
        last: true,
    };
    if let Some(figure) = paragraph.figure {
        return vec![Line { height: figure.room, ..blank }];
    }
    if let Some(special) = paragraph.special.as_ref().filter(|special| !special.breaks()) {
        let count = special.joint.as_ref().map_or(1, |joint| joint.names.len() as i64);
        let left = paragraph.left + paragraph.first;
        let room = blank.room - left - paragraph.right;
        return vec![Line { end: paragraph.text.len(), left, room, height: style.pitch * count, ..blank }];
    }
    match &paragraph.table {
        None => text_lines(paragraph, style, blank),
        Some(table) => {
            let rows = table.rows.iter().enumerate();
            rows.map(|(row, cells)| Line {
                start: row,
                end: row + 1,
                height: style.pitch * cells.lines as i64,
                ..blank
            })
            .collect()
        }
    }
}

fn text_lines(paragraph: &Paragraph, style: &Style, blank: Line) -> Vec<Line> {
    let rest = blank.room - paragraph.left - paragraph.right;
    let lines = break_lines(&paragraph.text, type_of(style), rest - paragraph.first, rest);
    let lines = lines.into_iter().enumerate().map(|(i, stretch)| {
        let first = if i == 0 { paragraph.first } else { Length::ZERO };
        Line {
            start: stretch.start,
            end: stretch.end,
            left: paragraph.left + first,
            room: rest - first,
            width: stretch.width,
            last: stretch.last,
            ..blank
        }
    });
    lines.collect()
}

struct Stack {
    height: Length,
    used: Length,
    pages: Vec<Page>,
}

impl Stack {
    fn new(height: Length) -> Stack {
        Stack { height, used: Length::ZERO, pages: vec![Page::default()] }
    }

    fn empty(&self) -> bool {
        self.pages.last().is_none_or(|page| page.lines.is_empty())
    }

    /// An empty page takes anything, else nothing would ever fit.
    fn fits(&self, height: Length) -> bool {
        self.empty() || self.used + height <= self.height
    }

    fn next_page(&mut self) {
        if !self.empty() {
            self.pages.push(Page::default());
        }
        self.used = Length::ZERO;
    }

    fn skip(&mut self, height: Length) {
        self.used = self.used + height;
    }

    /// Puts lines on this page, beside the flow.
    fn fix(&mut self, lines: &[Line], mut top: Length) -> u32 {
        for line in lines {
            if let Some(page) = self.pages.last_mut() {
                page.lines.push(Line { top, ..*line });
            }
            top = top + line.height;
        }
        u32::try_from(self.pages.len()).unwrap_or(u32::MAX)
    }

    /// Adds lines, the first again at the top of every page if it is a head; returns the page of the first, from 1.
    fn place(&mut self, lines: &[Line], head: bool) -> u32 {
        let mut begin = None;
        for (i, line) in lines.iter().enumerate() {
            if !self.fits(line.height) {
                self.next_page();
                if head && i > 0 {
                    self.push(lines[0]);
                }
            }
            begin.get_or_insert(self.pages.len());
            self.push(*line);
        }
        u32::try_from(begin.unwrap_or(self.pages.len())).unwrap_or(u32::MAX)
    }

    fn push(&mut self, line: Line) {
        if let Some(page) = self.pages.last_mut() {
            page.lines.push(Line { top: self.used, ..line });
        }
        self.skip(line.height);
    }
}

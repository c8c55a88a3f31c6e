//! Stacking lines into pages, and the footnotes anchored in them at their feet.

use std::ops::Range;

use crate::layout::footnotes::{self, Foot};
use crate::layout::lines::{Wrap, break_lines};
use crate::layout::lone;
use crate::layout::paragraph::type_of;
use crate::pages::{Anchored, Flow, Page, Paragraph, SetLine, TOP_LINE};
use crate::template::{Align, Style, StyleName, Template};
use crate::units::Length;

/// Cuts paragraphs into lines and stacks them; also the page each paragraph begins on, from 1.
pub(crate) fn stack(paragraphs: Vec<Paragraph>, template: &Template) -> (Flow, Vec<u32>) {
    stack_with(paragraphs, Vec::new(), template)
}

/// The same with `footnotes`, in the order of their anchors; they become the last paragraphs of the flow.
pub(crate) fn stack_with(
    mut paragraphs: Vec<Paragraph>,
    mut footnotes: Vec<Paragraph>,
    template: &Template,
) -> (Flow, Vec<u32>) {
    let mut lines = cut_all(&mut paragraphs, 0, template);
    pair_up(&mut paragraphs, &lines);
    tie(&mut paragraphs, &lines, template);
    let footnote_lines = cut_all(&mut footnotes, paragraphs.len(), template);
    anchor(&mut lines, &paragraphs, &footnote_lines);
    let mut stack = Stack::new(template, &footnote_lines);
    let mut begins = Vec::with_capacity(paragraphs.len());
    // What brings the text back onto the grid below a table of smaller type.
    let mut rests = Vec::new();
    let (mut parted, mut moved) = (Vec::new(), Vec::new());
    for (i, paragraph) in paragraphs.iter().enumerate() {
        if let Some(top) = paragraph.special.as_ref().and_then(|special| special.fixed) {
            begins.push(stack.fix(&lines[i], top));
            continue;
        }
        // Inside of a chain the room was made when it began.
        let chained = i > 0
            && paragraphs[i - 1].keep_next
            && !paragraph.new_page
            && paragraph.turned == paragraphs[i - 1].turned;
        let needed = match chained {
            true => Need::default().with(first(paragraph, &lines[i])),
            false => chain(&paragraphs[i..], &lines[i..]),
        };
        let rest = rests.last().filter(|(below, _)| *below == i).map_or(Length::ZERO, |(_, rest)| *rest);
        let before = paragraph.before + rest;
        let begins_page = paragraph.new_page || paragraph.turned != stack.turned();
        let last = match chained || begins_page {
            true => None,
            false => stack.moves_whole(&paragraphs[i..], &lines[i..], before),
        };
        moved.extend(last.map(|last| i + last));
        if begins_page {
            stack.turn(paragraph.turned, paragraph.odd_page);
            stack.skip(if paragraph.new_page { paragraph.before } else { Length::ZERO });
        } else if stack.fits(needed.below(before)) && last.is_none() {
            stack.skip(before);
        } else {
            stack.overflow(paragraph, before, template.grid.pitch);
        }
        let ending = paragraph.closing.then(|| ending(&paragraphs[i + 1..], &lines[i + 1..]));
        begins.push(stack.place(&lines[i], heads(paragraph), ending));
        if paragraph.closing && stack.parts_by_itself(&lines[i]) {
            parted.push(i);
        }
        stack.skip(tail(paragraph, &lines[i]));
        let rest = stack.off_grid(paragraph, template);
        if rest > Length::ZERO && i + 1 < paragraphs.len() {
            rests.push((i + 1, rest));
        }
    }
    for (i, rest) in rests {
        paragraphs[i].before = paragraphs[i].before + rest;
    }
    parted.into_iter().for_each(|i| paragraphs[i].parted = true);
    moved.into_iter().for_each(|i| paragraphs[i].whole = true);
    let pages = stack.finish();
    paragraphs.extend(footnotes);
    (Flow { paragraphs, pages }, begins)
}

/// Notes in each line how high the footnotes are that are anchored in it.
fn anchor(lines: &mut [Vec<SetLine>], paragraphs: &[Paragraph], footnotes: &[Vec<SetLine>]) {
    let mut footnotes = footnotes.iter();
    if footnotes.len() == 0 {
        return;
    }
    for (lines, paragraph) in lines.iter_mut().zip(paragraphs) {
        for line in lines {
            for own in footnotes.by_ref().take(footnotes::count(paragraph, line)) {
                let first = own.first().map_or(Length::ZERO, |first| first.height);
                line.foot.least = line.foot.whole + first;
                line.foot.whole = own.iter().fold(line.foot.whole, |sum, line| sum + line.height);
            }
        }
    }
}

/// The lines of paragraphs, of which the first has the number `from`; each is set in the tracking that was found best for it.
fn cut_all(paragraphs: &mut [Paragraph], from: usize, template: &Template) -> Vec<Vec<SetLine>> {
    let cut = (from..).zip(paragraphs).map(|(i, paragraph)| {
        let cut = tracked(i, paragraph, template);
        (paragraph.tracking, paragraph.held) = (cut.tracking, cut.held);
        cut.lines
    });
    cut.collect()
}

/// What programs need below a row that is to be the last of a page: LibreOffice has the lines above the rows and below them on
/// the page, with a quarter of a point beside each, 35 twips; the lines of a row in pieces give back up to ten of them.
const BORDER: Length = Length::twips(30);

/// The room lines take on a page.
#[derive(Clone, Copy, Default)]
struct Need {
    /// Their height, with blanks between them.
    text: Length,
    /// What the line around the last of them takes.
    border: Length,
    /// The footnotes anchored in them.
    foot: Anchored,
}

impl Need {
    /// The room with a blank above.
    fn below(self, blank: Length) -> Need {
        Need { text: blank + self.text, ..self }
    }

    /// The room of both.
    fn and(self, below: Need) -> Need {
        let whole = self.foot.whole + below.foot.whole;
        let foot = Anchored { whole, least: self.foot.whole + below.foot.least };
        Need { text: self.text + below.text, border: below.border, foot }
    }

    /// The room with `lines` below.
    fn with(self, lines: &[SetLine]) -> Need {
        lines.iter().fold(self, |Need { text, foot, .. }, line| {
            let (whole, least) = (foot.whole + line.foot.whole, foot.whole + line.foot.least);
            Need { text: text + line.height, border: line.border, foot: Anchored { whole, least } }
        })
    }
}

/// The room of name and date, and what keeps to them, with the blank above.
fn ending(paragraphs: &[Paragraph], lines: &[Vec<SetLine>]) -> Need {
    let blank = paragraphs.first().map_or(Length::ZERO, |first| first.before);
    chain(paragraphs, lines).below(blank)
}

/// The room that must be free for the first of these paragraphs to begin: with all that keeps to its next, and the
/// first line of what follows.
fn chain(paragraphs: &[Paragraph], lines: &[Vec<SetLine>]) -> Need {
    let mut sum = Need::default();
    for (i, (paragraph, lines)) in paragraphs.iter().zip(lines).enumerate() {
        if i > 0 && (paragraph.new_page || paragraph.turned != paragraphs[0].turned) {
            return sum;
        }
        if i > 0 {
            sum = sum.below(paragraph.before);
        }
        if !(paragraph.keep_next || paragraph.whole) {
            return sum.with(first(paragraph, lines));
        }
        sum = sum.with(lines);
    }
    sum
}

/// Of what keeps to its next from the first of these paragraphs on, the one before name and date: its index, the room all has up to its last line,
/// and the room with name and date; none where it goes with them anyway, or is too long to go whole.
fn closing(paragraphs: &[Paragraph], lines: &[Vec<SetLine>]) -> Option<(usize, Need, Need)> {
    // Half a page: more of it left empty would be seen as a fault, and there Word and the PDF part the paragraph.
    const LONGEST: usize = 11;
    let mut sum = Need::default();
    for (i, (paragraph, set)) in paragraphs.iter().zip(lines).enumerate() {
        if i > 0 && (paragraph.new_page || paragraph.turned != paragraphs[0].turned) {
            return None;
        }
        sum = if i > 0 { sum.below(paragraph.before) } else { sum }.with(set);
        if paragraph.closing {
            let goes = !paragraph.whole && set.len() <= LONGEST;
            return goes.then(|| (i, sum, sum.and(ending(&paragraphs[i + 1..], &lines[i + 1..]))));
        }
        if !paragraph.keep_next {
            return None;
        }
    }
    None
}

/// Marks the paragraphs that are so short that all of each goes with the name and date that follow.
fn tie(paragraphs: &mut [Paragraph], lines: &[Vec<SetLine>], template: &Template) {
    // Of four lines two could stay, in Word; LibreOffice moves all of a paragraph that keeps to its next, and the headings above it. Up to
    // six lines the page is not torn where all programs do so; of a longer one only two go along.
    const PARTS: usize = 4;
    const SHORT: usize = 6;
    for i in (0..paragraphs.len()).rev() {
        if paragraphs[i].closing && lines[i].len() <= SHORT {
            let all = ending(&paragraphs[i + 1..], &lines[i + 1..]).with(&lines[i]);
            paragraphs[i].whole = lines[i].len() < PARTS || all.text <= template.text_height();
        }
    }
}

/// Two lines of text go with name and date: where the paragraph above them is one line, also the one before it.
fn pair_up(paragraphs: &mut [Paragraph], lines: &[Vec<SetLine>]) {
    for i in 1..paragraphs.len() {
        let text = matches!(paragraphs[i - 1].style, StyleName::Body | StyleName::Item);
        if paragraphs[i].closing && lines[i].len() == 1 && text && !paragraphs[i].new_page {
            paragraphs[i - 1].closing = true;
        }
    }
}

/// How far the rules of a paragraph reach below its lines.
fn tail(paragraph: &Paragraph, lines: &[SetLine]) -> Length {
    let height = lines.iter().fold(Length::ZERO, |sum, line| sum + line.height);
    let reach = paragraph.rules().iter().map(|rule| rule.top + rule.weight).max();
    reach.map_or(Length::ZERO, |reach| (reach - height).max(Length::ZERO))
}

/// The first line; of a table, its head and the first row below it.
fn first<'l>(paragraph: &Paragraph, lines: &'l [SetLine]) -> &'l [SetLine] {
    let count = match paragraph.style {
        // A caption stays on one page with its picture, an entry of a table of contents with its number, an attachment with its own.
        StyleName::Caption
        | StyleName::Attachment
        | StyleName::Contents1
        | StyleName::Contents2
        | StyleName::Contents3 => lines.len(),
        _ if paragraph.whole => lines.len(),
        _ if paragraph.closing => 2,
        _ => heads(paragraph) + 1,
    };
    &lines[..count.min(lines.len())]
}

/// How many rows are repeated on every page, if it is a table.
fn heads(paragraph: &Paragraph) -> usize {
    paragraph.table.as_ref().map_or(0, |table| table.heads)
}

/// The height of a paragraph with all its lines, without the blank above.
pub(crate) fn height(paragraph: &Paragraph, template: &Template) -> Length {
    cut(0, paragraph, template).iter().fold(Length::ZERO, |sum, line| sum + line.height)
}

/// The lines of a paragraph, or the rows of a table; where they stand is not known yet.
pub(crate) fn cut(index: usize, paragraph: &Paragraph, template: &Template) -> Vec<SetLine> {
    tracked(index, paragraph, template).lines
}

/// The lines of a paragraph, and how they are set.
struct Cut {
    lines: Vec<SetLine>,
    /// That of all lines.
    tracking: Length,
    /// As in the paragraph.
    held: Vec<(Range<usize>, Length)>,
}

/// [`cut`], with the tracking the lines are set in.
fn tracked(index: usize, paragraph: &Paragraph, template: &Template) -> Cut {
    let style = template.style(paragraph.style);
    let room = if paragraph.turned { template.text_height() } else { template.text_width() };
    let blank = SetLine {
        paragraph: index,
        start: 0,
        end: 0,
        top: Length::ZERO,
        left: Length::ZERO,
        room,
        width: room,
        height: style.pitch,
        border: Length::ZERO,
        foot: Anchored::default(),
        last: true,
    };
    let plain = |lines| Cut { lines, tracking: style.tracking, held: Vec::new() };
    if let Some(figure) = paragraph.figure {
        return plain(vec![SetLine { height: figure.room, ..blank }]);
    }
    if let Some(special) = paragraph.special.as_ref().filter(|special| !special.breaks()) {
        let height =
            special.joint.as_ref().map_or(style.pitch, |joint| joint.pitch * joint.names.len() as i64);
        let left = paragraph.left + paragraph.first;
        let room = blank.room - left - paragraph.right;
        let line = SetLine { end: paragraph.text.len(), left, room, height, ..blank };
        return plain(vec![line]);
    }
    match &paragraph.table {
        None => text_lines(paragraph, style, blank),
        Some(table) => {
            let whole = |row: usize| {
                let of = |row: usize| table.rows.get(row).map(|set| set.row);
                of(row) != of(row + 1) && (row == 0 || of(row) != of(row - 1))
            };
            // Pieces of rows of the pitch of the grid are less high themselves where no head is.
            let has_room = |row: usize| {
                table.heads > 0 || if whole(row) { row == 0 } else { table.pitch == style.pitch }
            };
            let rows = table.rows.iter().enumerate().map(|(row, cells)| SetLine {
                start: row,
                end: row + 1,
                height: table.pitch * cells.lines as i64,
                border: if has_room(row) { BORDER - TOP_LINE } else { BORDER },
                ..blank
            });
            plain(rows.collect())
        }
    }
}

fn text_lines(paragraph: &Paragraph, style: &Style, blank: SetLine) -> Cut {
    let rest = blank.room - paragraph.left - paragraph.right;
    let (of, first) = (type_of(style), rest - paragraph.first);
    let wrap = wrap(paragraph.style);
    let (lines, tracking) = match paragraph.align {
        Align::Justify => lone::lines(&paragraph.text, of, [first, rest], wrap),
        _ => (break_lines(&paragraph.text, of, first, rest, wrap), of.tracking),
    };
    let held = lines.iter().filter_map(|line| Some((line.start..line.end, line.hold?))).collect();
    let lines = lines.into_iter().enumerate().map(|(i, stretch)| {
        let first = if i == 0 { paragraph.first } else { Length::ZERO };
        SetLine {
            start: stretch.start,
            end: stretch.end,
            left: paragraph.left + first,
            room: rest - first,
            width: stretch.width,
            height: blank.height * paragraph.formula_lines(stretch.start..stretch.end),
            last: stretch.last,
            ..blank
        }
    });
    Cut { lines: lines.collect(), tracking, held }
}

/// Whether the lines of a style end where words do.
fn wrap(style: StyleName) -> Wrap {
    use StyleName::{Caption, Heading1, Heading2, Heading3, Heading4, Imprint, Subtitle};
    match style {
        Heading1 | Heading2 | Heading3 | Heading4 | Subtitle | Caption => Wrap::Words,
        Imprint => Wrap::Inside,
        _ => Wrap::Anywhere,
    }
}

struct Stack<'f> {
    /// Of an upright page, and of one that is turned.
    heights: [Length; 2],
    used: Length,
    pages: Vec<Page>,
    /// The footnotes that have no page yet.
    footnotes: std::slice::Iter<'f, Vec<SetLine>>,
    /// Those at the foot of the last page.
    foot: Foot,
}

impl<'f> Stack<'f> {
    fn new(template: &Template, footnotes: &'f [Vec<SetLine>]) -> Stack<'f> {
        let heights = [template.text_height(), template.text_width()];
        let foot = Foot::default();
        Stack { heights, used: Length::ZERO, pages: vec![Page::default()], footnotes: footnotes.iter(), foot }
    }

    /// The height of the page.
    fn height(&self) -> Length {
        self.heights[usize::from(self.turned())]
    }

    fn turned(&self) -> bool {
        self.pages.last().is_some_and(|page| page.turned)
    }

    /// The next page, upright or turned; where it must be `odd` and is not, the one behind it.
    fn turn(&mut self, turned: bool, odd: bool) {
        self.next_page();
        if odd && self.pages.len().is_multiple_of(2) {
            self.pages.pop();
            self.pages.extend([Page { unnumbered: true, ..Page::default() }, Page::default()]);
        }
        if let Some(page) = self.pages.last_mut() {
            page.turned = turned;
        }
    }

    fn empty(&self) -> bool {
        self.pages.last().is_none_or(|page| page.lines.is_empty()) && self.foot.is_empty()
    }

    /// An empty page takes anything, else nothing would ever fit.
    fn fits(&self, need: Need) -> bool {
        let foot = need.border + self.foot.height_with(need.foot.least);
        self.empty() || self.used + need.text + foot <= self.height()
    }

    fn next_page(&mut self) {
        if !self.empty() {
            self.settle();
            let turned = self.turned();
            self.pages.push(Page { turned, ..Page::default() });
        }
        self.used = Length::ZERO;
    }

    /// Begins the next page with a paragraph: the blank lines above it that have no room on this one stand there too, as they do in every
    /// program; what is no whole line is dropped.
    fn overflow(&mut self, paragraph: &Paragraph, before: Length, grid: Length) {
        let count = paragraph.blank_lines(before, grid);
        let blank = Length::emu(before.as_emu() / count.max(1));
        let here =
            (0..count).take_while(|i| self.fits(Need { text: blank * (i + 1), ..Need::default() })).count();
        self.next_page();
        self.skip(blank * (count - here as i64));
    }

    /// Puts the footnotes at the foot of the page.
    fn settle(&mut self) {
        let height = self.height();
        if let Some(page) = self.pages.last_mut() {
            self.foot.settle(page, height);
        }
    }

    /// The pages, with those a long footnote needs behind the text.
    fn finish(mut self) -> Vec<Page> {
        self.settle();
        while !self.foot.is_empty() {
            self.pages.push(Page { turned: self.turned(), ..Page::default() });
            self.settle();
        }
        self.pages
    }

    fn skip(&mut self, height: Length) {
        self.used = self.used + height;
    }

    /// What is missing to the next line of the grid below a table whose lines are not those of the grid.
    fn off_grid(&self, paragraph: &Paragraph, template: &Template) -> Length {
        let (Some(table), grid) = (&paragraph.table, template.grid.pitch) else { return Length::ZERO };
        if table.pitch == template.style(paragraph.style).pitch || grid <= Length::ZERO {
            return Length::ZERO;
        }
        let over = Length::emu(self.used.as_emu() % grid.as_emu());
        if over > Length::ZERO { grid - over } else { over }
    }

    /// Puts lines on this page where they must stand; the text goes on below them.
    fn fix(&mut self, lines: &[SetLine], mut top: Length) -> u32 {
        for line in lines {
            if let Some(page) = self.pages.last_mut() {
                page.lines.push(SetLine { top, ..*line });
            }
            top = top + line.height;
        }
        self.used = self.used.max(top);
        u32::try_from(self.pages.len()).unwrap_or(u32::MAX)
    }

    /// Adds lines, the first `heads` of them again at the top of every page; returns the page of the first, from 1.
    ///
    /// An `ending` that follows takes the last two lines with it where it would stand on a page alone.
    fn place(&mut self, lines: &[SetLine], heads: usize, ending: Option<Need>) -> u32 {
        let mut begin = None;
        let with_ending = ending.map_or(lines.len(), |_| lines.len().saturating_sub(2));
        for (i, line) in lines.iter().enumerate() {
            let mut needed = match i == with_ending {
                true => ending.unwrap_or_default().with(&lines[i..]),
                false => Need::default().with(std::slice::from_ref(line)),
            };
            if begin == Some(self.pages.len()) {
                needed.border = needed.border.min(lines[0].border);
            }
            if !self.fits(needed) {
                self.next_page();
                // The rest of a long footnote may fill a page.
                while !self.fits(needed) {
                    self.next_page();
                }
                for head in &lines[..heads.min(i)] {
                    self.push(SetLine { foot: Anchored::default(), ..*head });
                }
            }
            begin.get_or_insert(self.pages.len());
            self.push(*line);
        }
        u32::try_from(begin.unwrap_or(self.pages.len())).unwrap_or(u32::MAX)
    }

    /// Whether the paragraph before name and date has room on this page and they have not, so that LibreOffice moves all that keeps to its next;
    /// the index of that paragraph.
    fn moves_whole(&self, paragraphs: &[Paragraph], lines: &[Vec<SetLine>], before: Length) -> Option<usize> {
        let (last, alone, ended) = closing(paragraphs, lines)?;
        (self.fits(alone.below(before)) && !self.fits(ended.below(before))).then_some(last)
    }

    /// Whether the last paragraph, of these lines, stands on two pages and would also if nothing followed that takes two lines of it along.
    fn parts_by_itself(&self, lines: &[SetLine]) -> bool {
        let Some(set) = lines.first() else { return false };
        let [.., above, page] = &self.pages[..] else { return false };
        let of = |page: &Page| page.lines.iter().filter(|line| line.paragraph == set.paragraph).count();
        // Where one line more had room, programs take two to the next page all the same, that none stands there alone.
        let full = above.lines.last().is_some_and(|line| line.top + line.height * 3 > self.height());
        of(above) > 0 && (of(page) > 2 || of(page) == 2 && full)
    }

    fn push(&mut self, line: SetLine) {
        if let Some(page) = self.pages.last_mut() {
            page.lines.push(SetLine { top: self.used, ..line });
        }
        self.skip(line.height);
        let (room, mut foot) = (self.height() - self.used, line.foot.whole);
        while foot > Length::ZERO {
            let Some(footnote) = self.footnotes.next() else { return };
            self.foot.add(footnote, room);
            foot = footnote.iter().fold(foot, |rest, line| rest - line.height);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::paragraph::paragraph;
    use crate::pages::{Place, Table};
    use crate::template::builtin;

    /// Paragraphs of text of so many lines each; a page has room for 22.
    fn text(template: &Template, lines: &[usize]) -> Vec<Paragraph> {
        let place = Place::Block { article: 0, block: 0 };
        let of = |lines: usize| "字".repeat(26 + 28 * (lines - 1));
        lines.iter().map(|lines| paragraph(place, StyleName::Body, of(*lines), template)).collect()
    }

    /// The same, of which all but the first keep to what follows, as name and date do.
    fn closed(template: &Template, lines: usize, ending: usize) -> Vec<Paragraph> {
        let mut set = text(template, &[vec![lines], vec![1; ending]].concat());
        set[0].closing = true;
        set[1..].iter_mut().for_each(|set| set.keep_next = true);
        set
    }

    #[test]
    fn of_several_blank_lines_those_without_room_stand_on_the_next_page() {
        let template = builtin("gongwen").unwrap();
        let pitch = template.grid.pitch;
        for (above, blanks, over) in [(19, 3, 0), (20, 3, 1), (21, 3, 2), (22, 3, 3), (20, 2, 0), (21, 2, 1)]
        {
            let mut set = text(&template, &vec![1; above + 1]);
            set[above].before = pitch * blanks;
            let (flow, begins) = stack(set, &template);
            assert_eq!(begins[above], 2, "{above} {blanks}");
            assert_eq!(flow.pages[1].lines[0].top, pitch * over, "{above} {blanks}");
        }
    }

    #[test]
    fn a_short_paragraph_goes_whole_with_an_ending_where_one_page_has_room_for_both() {
        let template = builtin("gongwen").unwrap();
        let whole = |lines, ending| stack(closed(&template, lines, ending), &template).0.paragraphs[0].whole;
        // Three lines cannot part: two would have to stay.
        assert!(whole(3, 30));
        assert!(whole(4, 18) && !whole(4, 19));
        assert!(whole(6, 16) && !whole(6, 17));
        assert!(!whole(7, 1));
    }

    #[test]
    fn a_paragraph_parts_by_itself_unless_two_of_its_lines_go_with_the_ending() {
        let template = builtin("gongwen").unwrap();
        for (lines, pages, parted) in
            [(19, 1, false), (20, 2, false), (22, 2, false), (23, 2, true), (25, 2, true)]
        {
            let flow = stack(closed(&template, lines, 3), &template).0;
            assert_eq!((flow.pages.len(), flow.paragraphs[0].parted), (pages, parted), "{lines}");
        }
    }

    #[test]
    fn what_ends_on_the_grid_needs_nothing_to_be_there() {
        let template = builtin("gongwen").unwrap();
        let (grid, style) = (template.grid.pitch, template.style(StyleName::Table));
        let rest = |used: Length, pitch: Length| {
            let (rows, columns) = (Vec::new(), Vec::new());
            let table = Table { rows, heads: 0, columns, padding: Length::ZERO, size: style.size, pitch };
            let mut set = text(&template, &[1]).remove(0);
            (set.style, set.table) = (StyleName::Table, Some(table));
            let mut stack = Stack::new(&template, &[]);
            stack.skip(used);
            stack.off_grid(&set, &template)
        };
        let (smaller, part) = (style.pitch - Length::twips(100), Length::twips(10));
        assert_eq!(rest(grid * 3 + part, smaller), grid - part);
        assert_eq!(rest(grid * 3, smaller), Length::ZERO);
        assert_eq!(rest(grid * 3 + part, style.pitch), Length::ZERO);
    }

    #[test]
    fn what_two_need_together_is_the_sum_of_both() {
        let length = Length::points;
        let need = |text, border, whole, least| Need {
            text: length(text),
            border: length(border),
            foot: Anchored { whole: length(whole), least: length(least) },
        };
        let both = need(10, 1, 6, 2).and(need(20, 3, 5, 4));
        assert_eq!((both.text, both.border), (length(30), length(3)));
        // The footnotes of what stands above are whole; of the last, the least that may begin there.
        assert_eq!((both.foot.whole, both.foot.least), (length(11), length(10)));
        assert_eq!(need(10, 1, 6, 2).below(length(5)).text, length(15));
    }

    #[test]
    fn lines_of_titles_end_where_words_do_and_those_of_a_text_anywhere() {
        use StyleName::{Body, Caption, Footnote, Heading1, Heading2, Heading3, Heading4, Imprint, Subtitle};
        let all = [Heading1, Heading2, Heading3, Heading4, Subtitle, Caption];
        assert!(all.into_iter().all(|style| matches!(wrap(style), Wrap::Words)));
        assert!(matches!(wrap(Imprint), Wrap::Inside));
        assert!([Body, Footnote].into_iter().all(|style| matches!(wrap(style), Wrap::Anywhere)));
    }
}

//! What every reader of office files makes: paragraphs become lines, tables rows, notes lines of their own; what is left out is told.

use std::sync::Arc;

use crate::diag::{Log, RuleId, Severity};
use crate::error::{Error, Result};
use crate::extract::Extracted;
use crate::extract::formula;
use crate::extract::looks::{Look, Looks};
use crate::extract::notes::Notes;
use crate::extract::office::grid::{Cell, Grid};
use crate::extract::office::word::fields::{self, Stands};
use crate::extract::office::word::symbols;
use crate::extract::office::xml::{self, Space, Tag, Visitor};
use crate::limits::LINES;
use crate::message;
use crate::message::Message;
use crate::rules::Rules;
use crate::text::{Line, Mark, Meaning, Rich, Shown};

/// Page headers and footers.
pub(crate) const HEADER: RuleId = "office.header";
/// Remarks in the margin.
pub(crate) const COMMENT: RuleId = "office.comment";
/// What tracked changes delete.
pub(crate) const DELETED: RuleId = "office.deleted";
/// What a field is told to do holds text.
pub(crate) const FIELD: RuleId = "office.field";
/// A field without a result.
const UNFILLED: RuleId = "office.unfilled";
/// Hidden text.
pub(crate) const HIDDEN: RuleId = "office.hidden";
/// A table of contents made by the program that wrote the file.
pub(crate) const CONTENTS: RuleId = "office.contents";
/// How a word is read, in small type above it.
pub(crate) const PHONETIC: RuleId = "office.phonetic";

/// What becomes of the characters in an element.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Fate {
    #[default]
    Shown,
    /// Left out and told.
    Out(RuleId),
    /// No text at all: properties, numbers of notes, copies for other programs.
    Nothing,
}

/// Where finished lines go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Goal {
    /// Into the text.
    #[default]
    Text,
    /// Into the note of this key.
    Note(usize),
    /// Out, by this rule.
    Out(RuleId),
}

/// The line that is open.
#[derive(Debug, Default)]
struct Open {
    text: Rich,
    looks: Looks,
    /// Letters inside and outside of bold type.
    bold: (usize, usize),
    /// What was left out of it.
    left: Vec<Left>,
    /// Where it begins in what is seen.
    begun: usize,
    /// What is shown in front of its first character.
    marker: Option<String>,
}

/// Characters that are left out of a line.
#[derive(Debug)]
struct Left {
    rule: RuleId,
    /// How much of the line stands before them.
    at: usize,
    text: String,
}

/// What stands around a frame, or around a note or header.
#[derive(Debug, Default)]
struct Around {
    open: Open,
    /// The tables, and where lines go, of what a note or header stands in.
    aside: Option<(Vec<Grid>, Goal)>,
}

/// A text while it is read.
pub(crate) struct Flow<'l> {
    pub(crate) log: &'l mut Log,
    pub(crate) rules: &'l Rules,
    read: Extracted,
    notes: Notes,
    open: Open,
    /// What stands around that which is being read.
    around: Vec<Around>,
    tables: Vec<Grid>,
    links: Vec<Arc<str>>,
    blank: u32,
    number: u32,
    goal: Goal,
    /// What the file has that the new one has not.
    lost: Vec<Message>,
}

impl<'l> Flow<'l> {
    /// A text that begins.
    pub(crate) fn new(log: &'l mut Log, rules: &'l Rules) -> Flow<'l> {
        Flow {
            log,
            rules,
            read: Extracted::default(),
            notes: Notes::default(),
            open: Open::default(),
            around: Vec::new(),
            tables: Vec::new(),
            links: Vec::new(),
            blank: 0,
            number: 1,
            goal: Goal::Text,
            lost: Vec::new(),
        }
    }

    /// The number of the paragraph that is being read, from 1.
    pub(crate) fn number(&self) -> u32 {
        self.number
    }

    /// From here on lines go there.
    pub(crate) fn aim(&mut self, goal: Goal) {
        self.goal = goal;
        self.blank = 0;
    }

    /// Characters of the open line.
    pub(crate) fn text(&mut self, text: &str, look: Look) {
        if text.is_empty() {
            return;
        }
        if self.open.text.trim().is_empty() {
            self.open.begun = self.read.seen.place();
        }
        self.read.seen.add(text);
        let from = self.open.text.len();
        self.open.text.push_str(text);
        self.open.looks.push(from..self.open.text.len(), look);
        let letters = text.chars().filter(|c| !c.is_whitespace()).count();
        *(if look.strong { &mut self.open.bold.0 } else { &mut self.open.bold.1 }) += letters;
    }

    /// White space between two parts of the open line.
    pub(crate) fn gap(&mut self) {
        self.open.text.push(if self.tables.is_empty() { '\t' } else { ' ' });
    }

    /// A new line within one and the same heading.
    pub(crate) fn part(&mut self) {
        self.open.text.push_str("  ");
    }

    /// An underlined blank, as wide as white space of `columns` columns.
    pub(crate) fn blank(&mut self, columns: usize) {
        let blank = "＿".repeat(columns.div_ceil(2).min(60));
        self.text(&blank, Look::default());
    }

    /// What stands in front of the open line once it has text: the number of a list.
    pub(crate) fn marker(&mut self, marker: Option<String>) {
        self.open.marker = marker;
    }

    /// A link that begins; its number for a [`Look`].
    pub(crate) fn link(&mut self, address: &str) -> u32 {
        self.links.push(address.into());
        u32::try_from(self.links.len()).unwrap_or(u32::MAX)
    }

    /// Characters that are left out, unless the rule is told to keep them.
    pub(crate) fn leave(&mut self, rule: RuleId, text: &str, look: Look) {
        if self.rules.keeps(rule) {
            return self.text(text, look);
        }
        if rule == HEADER && counts_pages(text) {
            return;
        }
        self.read.seen.add(text);
        let at = self.open.text.len();
        match self.open.left.last_mut() {
            Some(left) if left.rule == rule && left.at == at => left.text.push_str(text),
            _ => self.open.left.push(Left { rule, at, text: text.to_owned() }),
        }
    }

    /// The anchor of the note `key`.
    pub(crate) fn anchor(&mut self, key: usize) {
        if let Some(footnote) = self.notes.anchor(key) {
            self.open.text.mark_end(Meaning::Footnote(footnote));
        }
    }

    /// A picture: in the line, or above it where the line has no text yet.
    pub(crate) fn picture(&mut self, mut shown: Shown) {
        shown.number = self.number;
        match self.tables.last_mut() {
            Some(grid) => grid.pictures.push(shown),
            None if self.goal == Goal::Text => {
                shown.above = self.read.lines.len() + usize::from(!self.open.text.trim().is_empty());
                self.read.shown.push(shown);
            }
            None => {}
        }
    }

    /// The open line ends; the paragraph may go on in another.
    pub(crate) fn end_line(&mut self, mark: Mark) -> Result<()> {
        let Open { mut text, looks, bold, left, marker, begun } = std::mem::take(&mut self.open);
        let number = self.number;
        for Left { rule, text, .. } in left.into_iter().filter(|left| !left.text.trim().is_empty()) {
            self.log.removed(rule, number, text.trim());
        }
        looks.mark(&mut text, &self.links);
        text.trim_in_place();
        if text.is_empty() {
            self.open.marker = marker;
            self.anchors(&text);
            self.blank += 1;
            return Ok(());
        }
        if let Some(marker) = marker {
            self.read.seen.add_at(begun, &marker);
            text = Rich::joined([&Rich::from(marker), &text], "");
        }
        let bold = mark == Mark::None && bold.0 > 0 && bold.1 == 0;
        let mark = if bold { Mark::Strong } else { mark };
        let blank_above = std::mem::take(&mut self.blank);
        self.finish(Line { blank_above, mark, ..Line::plain(text, number) })
    }

    /// The open paragraph ends, and the number of its list with it.
    pub(crate) fn end_paragraph(&mut self, mark: Mark) -> Result<()> {
        self.end_line(mark)?;
        self.open.marker = None;
        self.number = self.number.saturating_add(1);
        Ok(())
    }

    /// A frame begins inside of a line, which goes on below it.
    pub(crate) fn enter_frame(&mut self) {
        self.around.push(Around { open: std::mem::take(&mut self.open), aside: None });
    }

    /// A note or header begins inside of a line, whose lines and tables are its own.
    pub(crate) fn enter_aside(&mut self, goal: Goal) {
        let aside = Some((std::mem::take(&mut self.tables), self.goal));
        self.around.push(Around { open: std::mem::take(&mut self.open), aside });
        self.aim(goal);
    }

    /// The frame, note or header ends.
    pub(crate) fn leave_frame(&mut self) -> Result<()> {
        self.end_line(Mark::None)?;
        let Around { open, aside } = self.around.pop().unwrap_or_default();
        if let Some((tables, goal)) = aside {
            self.end_tables()?;
            self.tables = tables;
            self.aim(goal);
        }
        self.open = open;
        Ok(())
    }

    fn end_tables(&mut self) -> Result<()> {
        while self.in_table() {
            self.end_table()?;
        }
        Ok(())
    }

    /// Anchors without text belong to the line above.
    fn anchors(&mut self, line: &Rich) {
        if let Some(above) = self.read.lines.last_mut().filter(|_| self.goal == Goal::Text) {
            above.text.push_rich(line);
        }
    }

    fn finish(&mut self, line: Line) -> Result<()> {
        if let Goal::Note(key) = self.goal {
            self.notes.define(key, line);
            return Ok(());
        }
        if let Some(grid) = self.tables.last_mut() {
            grid.push(line);
            return Ok(());
        }
        match self.goal {
            Goal::Out(HEADER) if counts_pages(&line.text) && !self.rules.keeps(HEADER) => {
                self.read.seen.subtract(&line.text);
            }
            Goal::Out(rule) if !self.rules.keeps(rule) => self.log.removed(rule, line.number, line.text),
            _ => self.read.lines.push(line),
        }
        if self.read.lines.len() > LINES {
            return Err(Error::TooMuch { what: message!("lines"), most: LINES as u64 });
        }
        Ok(())
    }

    /// Tells of a field that Word would fill in.
    pub(crate) fn unfilled(&mut self, name: &str) {
        let message = message!(
            "the field %{name} has no result in the file, and what Word would put there is not known; update the fields (Ctrl+A, F9) and save the file again",
            name = name
        );
        self.found(UNFILLED, message);
    }

    /// What stands for a field that has no result, in a file whose fields are like any other text.
    pub(crate) fn stand(&mut self, told: &str, look: Look) {
        match fields::stands(told) {
            Stands::Text(text) => self.text(&text, look),
            Stands::Formula(found) => {
                let (text, formula) = formula::shown(&found);
                self.text(&text, Look { formula, ..look });
            }
            Stands::Unread(text) => self.text(&text, Look { formula: true, ..look }),
            Stands::Spoken { text, sound } => {
                self.leave(PHONETIC, &sound, Look::default());
                self.text(&text, look);
            }
            Stands::Sign { font, code } => {
                let sign = symbols::sign(&font, code).unwrap_or('□');
                self.text(sign.encode_utf8(&mut [0; 4]), look);
            }
            Stands::Missing(name) => self.unfilled(&name),
            Stands::Nothing => {}
        }
    }

    /// A text that another reader read stands here; the keys of its notes are `first` and those behind it.
    pub(crate) fn splice(&mut self, mut read: Extracted, first: usize) -> Result<()> {
        self.end_line(Mark::None)?;
        self.read.seen.add_all(&read.seen);
        let anchors: Vec<Option<usize>> =
            (0..read.notes.len()).map(|note| self.notes.anchor(first + note)).collect();
        for line in read.lines.iter_mut().chain(&mut read.notes) {
            line.number = self.number;
            line.text.renumber(|note| anchors.get(note).copied().flatten());
            // What stands in a file does not stand among others of a site.
            line.evidence = None;
        }
        for (key, note) in (first..).zip(read.notes) {
            self.notes.define(key, note);
        }
        for mut shown in read.shown {
            shown.number = self.number;
            match self.tables.last_mut() {
                Some(grid) => grid.pictures.push(shown),
                None if self.goal == Goal::Text => {
                    shown.above += self.read.lines.len();
                    self.read.shown.push(shown);
                }
                None => {}
            }
        }
        read.lines.into_iter().try_for_each(|line| self.finish(line))?;
        self.number = self.number.saturating_add(1);
        Ok(())
    }

    /// A table begins.
    pub(crate) fn begin_table(&mut self) {
        self.tables.push(Grid::default());
    }

    /// A row begins.
    pub(crate) fn begin_row(&mut self) {
        self.tables.last_mut().into_iter().for_each(Grid::begin_row);
    }

    /// A cell begins, behind columns that are left free.
    pub(crate) fn begin_cell(&mut self, cell: Cell) {
        if let Some(grid) = self.tables.last_mut() {
            grid.begin_cell(cell);
        }
    }

    /// What is known of the open cell only inside of it: how many columns it takes, and whether it goes on from above.
    pub(crate) fn cell(&mut self) -> Option<&mut Cell> {
        self.tables.last_mut().and_then(Grid::cell)
    }

    /// The cells of the row that began last.
    pub(crate) fn row(&mut self) -> Option<&mut Vec<Cell>> {
        self.tables.last_mut().and_then(Grid::row)
    }

    /// Whether a table is open.
    pub(crate) fn in_table(&self) -> bool {
        !self.tables.is_empty()
    }

    /// The table ends: its rows are lines, those of one inside of another parts of a cell.
    pub(crate) fn end_table(&mut self) -> Result<()> {
        let Some(grid) = self.tables.pop() else { return Ok(()) };
        let (lines, mut pictures) = if self.tables.is_empty() { grid.lines() } else { grid.flat() };
        lines.into_iter().try_for_each(|line| self.finish(line))?;
        match self.tables.last_mut() {
            Some(around) => around.pictures.append(&mut pictures),
            None if self.goal == Goal::Text => {
                pictures.iter_mut().for_each(|shown| shown.above = self.read.lines.len());
                self.read.shown.append(&mut pictures);
            }
            None => {}
        }
        self.blank = 0;
        Ok(())
    }

    /// The file has something that the new one has not.
    pub(crate) fn lose(&mut self, what: Message) {
        if !self.lost.contains(&what) {
            self.lost.push(what);
        }
    }

    /// A drawing of which only the words are read, and told: those of its `part`.
    pub(crate) fn drawing(&mut self, what: Message, part: Option<&str>) {
        let mut words = Words::default();
        if let Some(part) = part {
            // One that is damaged shows nothing.
            let _ = xml::walk(part, &mut words);
        }
        let words = words.0.join("、");
        let message = match words.is_empty() {
            true => message!("%{what} is not read; put a picture of it there", what = what),
            false => message!(
                "%{what} is not read; put a picture of it there; its words are: %{words}",
                what = what,
                words = words
            ),
        };
        self.found("office.drawing", message);
    }

    /// Something of the file a clerk should look at.
    pub(crate) fn found(&mut self, rule: RuleId, message: Message) {
        self.log.found(rule, Severity::Warning, self.number, message);
    }

    /// The whole text.
    pub(crate) fn done(mut self) -> Result<Extracted> {
        // A file that was cut off ends nothing.
        while !self.around.is_empty() {
            self.leave_frame()?;
        }
        self.end_tables()?;
        self.end_line(Mark::None)?;
        if !self.lost.is_empty() {
            let message = message!(
                "the file has what official documents have not, and the new one is without it: %{what}",
                what = self.lost
            );
            self.log.found("office.look", Severity::Info, 0, message);
        }
        self.read.notes = self.notes.finish(self.log);
        self.read.is_file = true;
        settle_headings(&mut self.read.lines);
        Ok(self.read)
    }
}

/// The words of a chart or a diagram.
#[derive(Debug, Default)]
struct Words(Vec<String>, bool);

impl Visitor for Words {
    fn open(&mut self, tag: &Tag<'_>) -> Result<()> {
        // `a:t` and the values a chart shows; `text:p` of OpenDocument.
        self.1 = matches!(tag.name, "t" | "v" | "p");
        Ok(())
    }

    fn close(&mut self, _: Space, _: &str) -> Result<()> {
        self.1 = false;
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.1 && !text.trim().is_empty() {
            self.0.push(text.trim().to_owned());
        }
    }
}

/// Where the title is no heading, or one of its own kind, the headings of the text count from one; on pages they count from two. Several
/// titles are those of the articles of a compilation, as first headings of a page are.
fn settle_headings(lines: &mut [Line]) {
    let first = Mark::Heading(1);
    let titles = lines.iter().filter(|line| line.mark == Mark::Title).count();
    let several = lines.iter().filter(|line| line.mark == first).count() > 1;
    if titles > 0 || several && lines.first().is_some_and(|line| line.mark != first) {
        for line in lines.iter_mut() {
            if let Mark::Heading(level) = &mut line.mark {
                *level = level.saturating_add(1).min(6);
            }
        }
    }
    let adjoining = lines.windows(2).any(|pair| pair.iter().all(|line| line.mark == Mark::Title));
    if titles > 1 && !adjoining {
        lines.iter_mut().filter(|line| line.mark == Mark::Title).for_each(|line| line.mark = first);
    }
}

/// Whether a text is that of a page number: digits and dashes.
fn counts_pages(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "-—–－·".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_count_from_where_the_title_leaves_them() {
        let (title, text) = (Mark::Title, Mark::None);
        let head = Mark::Heading;
        for (before, after) in [
            // The first heading is the title itself, or there is only one.
            (&[head(1), text, head(2)][..], vec![head(1), text, head(2)]),
            (&[text, head(1), head(2)], vec![text, head(1), head(2)]),
            (&[head(1), head(1)], vec![head(1), head(1)]),
            (&[text, head(1), head(1), head(6)], vec![text, head(2), head(2), head(6)]),
            (&[title, head(1), text], vec![title, head(2), text]),
            // A title on two lines, and those of several articles.
            (&[title, title, head(1)], vec![title, title, head(2)]),
            (&[title, text, title, head(1)], vec![head(1), text, head(1), head(2)]),
        ] {
            let mut lines: Vec<Line> =
                before.iter().map(|mark| Line { mark: *mark, ..Line::plain("甲", 1) }).collect();
            settle_headings(&mut lines);
            assert_eq!(lines.iter().map(|line| line.mark).collect::<Vec<_>>(), after, "{before:?}");
        }
        assert!(counts_pages("- 3 -") && counts_pages("—12—") && !counts_pages("第3页"));
    }

    #[test]
    fn a_text_of_another_reader_is_put_in_at_its_place() {
        let (mut log, rules) = (Log::new(), Rules::default());
        let mut flow = Flow::new(&mut log, &rules);
        for text in ["甲", "乙"] {
            flow.text(text, Look::default());
            flow.end_paragraph(Mark::None).unwrap();
        }
        assert_eq!(flow.number(), 3);
        let mut line = Line::plain("丙", 9);
        line.text.mark_end(Meaning::Footnote(0));
        let shown = Shown { above: 1, ..Shown::default() };
        let read = Extracted {
            lines: vec![line],
            notes: vec![Line::plain("注", 9)],
            shown: vec![shown],
            ..Extracted::default()
        };
        flow.splice(read, 0).unwrap();
        assert_eq!((flow.link("a"), flow.link("b")), (1, 2));
        let read = flow.done().unwrap();
        let lines: Vec<(String, u32)> =
            read.lines.iter().map(|line| (line.text.labelled(0).into_owned(), line.number)).collect();
        assert_eq!(lines, [("甲".to_owned(), 1), ("乙".to_owned(), 2), ("丙[^1]".to_owned(), 3)]);
        assert_eq!((read.notes[0].text.as_str(), read.shown[0].above, read.shown[0].number), ("注", 3, 3));
    }
}

//! Word files of old (.doc of Word 97 to 2003, .wps of WPS): pieces of text in one stream, what they are in another.

mod compound;
mod lists;
mod sprm;

use crate::diag::{Log, RuleId};
use crate::error::{Error, Result};
use crate::extract::Extracted;
use crate::extract::looks::Look;
use crate::extract::office::flow::{COMMENT, CONTENTS, DELETED, Flow, Goal, HEADER, HIDDEN};
use crate::extract::office::old::compound::{Compound, MAGIC, long, short};
use crate::extract::office::old::lists::{Says, Style};
use crate::extract::office::old::sprm::{Stretches, changes};
use crate::extract::office::printed::Printed;
use crate::extract::office::rows::{Bounds, Rows};
use crate::extract::office::word::fields::{Fields, Shows};
use crate::extract::office::word::numbering::{ListPlace, Numbering};
use crate::message;
use crate::rules::Rules;
use crate::text::Mark;

/// Whether `bytes` are a text of an old Word, whatever it is called; one that a password locks is refused elsewhere.
pub(crate) fn shows(bytes: &[u8], _: bool) -> bool {
    bytes.starts_with(MAGIC) && Compound::open(bytes).is_some_and(|file| file.has("WordDocument"))
}

/// Reads an old Word file.
pub(crate) fn read(log: &mut Log, bytes: &[u8], rules: &Rules) -> Result<Extracted> {
    let file = Compound::open(bytes).ok_or_else(broken)?;
    let text = file.stream("WordDocument").ok_or_else(broken)?;
    let head = Opening::of(&text)?;
    let table = file.stream(head.table).ok_or_else(broken)?;
    let pieces = head.pieces(&table).ok_or_else(broken)?;
    let mut reader = Reader {
        flow: Flow::new(log, rules),
        styles: lists::styles(head.part(&table, 1)),
        numbering: lists::numbering(&table, head.place(73), head.place(74)),
        paragraphs: Stretches::of(&text, head.part(&table, 13), false),
        runs: Stretches::of(&text, head.part(&table, 12), true),
        fields: Fields::default(),
        rows: Rows::default(),
        notes: 0,
        aside: false,
        run: Run::default(),
        pictures: 0,
    };
    reader.story(&pieces.between(&text, head.story(0)))?;
    reader.notes(&pieces, &text, &head, &table)?;
    reader.rest(&pieces, &text, &head)?;
    reader.flow.done()
}

fn broken() -> Error {
    Error::NotText {
        what: message!("a damaged or incomplete Word document (doc)"),
        advice: message!("fetch it again, or open it in Word or WPS and save it again"),
    }
}

/// What the beginning of the text stream says.
struct Opening<'t> {
    table: &'static str,
    /// How long each story is, in characters: text, footnotes, headers, macros, comments, endnotes, frames, frames of headers.
    lengths: Vec<u32>,
    /// Where parts of the table stream stand.
    places: &'t [u8],
}

impl<'t> Opening<'t> {
    fn of(text: &'t [u8]) -> Result<Opening<'t>> {
        // Bits and versions of the information block ([MS-DOC] 2.5.2: fEncrypted, fWhichTblStm, nFib).
        const LOCKED: u16 = 0x0100;
        const SECOND: u16 = 0x0200;
        const WORD_97: u16 = 0x00c1;
        let (version, flags) = short(text, 2).zip(short(text, 10)).ok_or_else(broken)?;
        if flags & LOCKED != 0 {
            return Err(Error::NotText {
                what: message!("an Office document with a password"),
                advice: message!("open it with the password, take the password off and save it"),
            });
        }
        if version < WORD_97 {
            return Err(Error::NotText {
                what: message!("a document of Word 95 or older"),
                advice: message!("open it in Word or WPS and save it as docx"),
            });
        }
        Opening::tables(text, flags & SECOND != 0).ok_or_else(broken)
    }

    fn tables(text: &'t [u8], second: bool) -> Option<Opening<'t>> {
        let words = usize::from(short(text, 32)?);
        let longs = 34 + 2 * words;
        let count = usize::from(short(text, longs)?);
        let length = |i: usize| long(text, longs + 2 + 4 * i);
        let lengths = (3..11).map(length).collect::<Option<Vec<u32>>>()?;
        let places = longs + 2 + 4 * count;
        let pairs = usize::from(short(text, places)?);
        let places = text.get(places + 2..places + 2 + 8 * pairs)?;
        Some(Opening { table: if second { "1Table" } else { "0Table" }, lengths, places })
    }

    /// Where a part of the table stream begins, and its length.
    fn place(&self, part: usize) -> (usize, usize) {
        let at = |at: usize| long(self.places, at).unwrap_or(0) as usize;
        (at(8 * part), at(8 * part + 4))
    }

    fn part<'a>(&self, table: &'a [u8], part: usize) -> &'a [u8] {
        let (start, length) = self.place(part);
        table.get(start..start.saturating_add(length)).unwrap_or_default()
    }

    /// The characters of a story.
    fn story(&self, story: usize) -> (u32, u32) {
        let start = self.lengths[..story].iter().fold(0_u32, |sum, length| sum.saturating_add(*length));
        (start, start.saturating_add(self.lengths[story]))
    }

    fn pieces(&self, table: &[u8]) -> Option<Pieces> {
        let mut rest = self.part(table, 33);
        while rest.first() == Some(&1) {
            rest = rest.get(3 + usize::from(short(rest, 1)?)..)?;
        }
        let length = (rest.first() == Some(&2)).then(|| long(rest, 1))?? as usize;
        let list = rest.get(5..5_usize.checked_add(length)?)?;
        let count = list.len().checked_sub(4)? / 12;
        let piece = |i: usize| {
            let place = long(list, 4 * (count + 1) + 8 * i + 2)?;
            let (narrow, place) = (place & 0x4000_0000 != 0, place & 0x3fff_ffff);
            let place = if narrow { place / 2 } else { place };
            Some(Piece { start: long(list, 4 * i)?, end: long(list, 4 * i + 4)?, place, narrow })
        };
        (0..count).map(piece).collect::<Option<Vec<Piece>>>().map(Pieces)
    }
}

/// A piece of the text: characters of the document, and where they stand in the stream.
struct Piece {
    start: u32,
    end: u32,
    place: u32,
    /// Whether each character is one byte.
    narrow: bool,
}

struct Pieces(Vec<Piece>);

impl Pieces {
    /// The characters from `start` to `end`, each with where it stands in the stream.
    fn between(&self, text: &[u8], (start, end): (u32, u32)) -> Vec<Char> {
        let mut chars = Vec::new();
        for piece in &self.0 {
            let (from, to) = (piece.start.max(start), piece.end.min(end));
            for at in from..to {
                let width = if piece.narrow { 1 } else { 2 };
                let place = piece.place.saturating_add((at - piece.start).saturating_mul(width));
                let unit = match piece.narrow {
                    true => text.get(place as usize).map(|byte| windows(*byte)),
                    false => short(text, place as usize),
                };
                // A piece beyond the end of the stream: the file is cut off, or lies.
                let Some(unit) = unit else { break };
                chars.push(Char { unit, place });
            }
        }
        chars
    }
}

fn windows(byte: u8) -> u16 {
    let text =
        encoding_rs::WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte)).0.into_owned();
    text.chars().next().and_then(|c| u16::try_from(u32::from(c)).ok()).unwrap_or(0xfffd)
}

#[derive(Clone, Copy)]
struct Char {
    unit: u16,
    place: u32,
}

/// How the characters of a run look.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    bold: Option<bool>,
    hidden: bool,
    deleted: bool,
    raised: bool,
    lowered: bool,
    struck: bool,
    underlined: bool,
    /// Whether control characters stand for something.
    special: bool,
    sign: Option<u16>,
}

impl Run {
    fn of(list: &[u8]) -> Run {
        let mut run = Run::default();
        for change in changes(list) {
            let on = change.byte() & 1 == 1;
            match change.code {
                0x0835 => run.bold = Some(on),
                0x083c => run.hidden = on,
                0x0800 => run.deleted = on,
                0x0837 => run.struck = on,
                0x2a48 => (run.raised, run.lowered) = (change.byte() == 1, change.byte() == 2),
                0x2a3e => run.underlined = change.byte() != 0,
                0x0855 => run.special = on,
                0x6a09 => run.sign = short(change.operand, 2),
                _ => {}
            }
        }
        run
    }
}

/// What a paragraph is.
#[derive(Clone, Debug, Default)]
struct Paragraph {
    style: u16,
    own: Says,
    table: bool,
    /// Whether it ends a row.
    row: bool,
    places: Vec<Bounds>,
}

impl Paragraph {
    fn of(list: &[u8]) -> Paragraph {
        let mut paragraph = Paragraph { style: short(list, 0).unwrap_or(0), ..Paragraph::default() };
        let list = list.get(2..).unwrap_or_default();
        paragraph.own.take(list);
        for change in changes(list) {
            match change.code {
                0x4600 => paragraph.style = change.short(),
                0x2416 => paragraph.table = change.byte() != 0,
                0x2417 => paragraph.row = change.byte() != 0,
                0xd608 => paragraph.places = places(change.operand),
                _ => {}
            }
        }
        paragraph
    }
}

/// Which cells of a row go on from others, and where their edges stand: of the definition of a table.
fn places(definition: &[u8]) -> Vec<Bounds> {
    let cells = usize::from(definition.first().copied().unwrap_or(0));
    let at = 1 + 2 * (cells + 1);
    let place = |i: usize| {
        let flags = short(definition, at + 20 * i)?;
        let edge = short(definition, 1 + 2 * (i + 1)).map(|edge| i32::from(edge.cast_signed()));
        Some(Bounds { left: flags & 2 != 0, above: flags & 0x60 == 0x20, edge })
    };
    (0..cells).map_while(place).collect()
}

struct Reader<'l> {
    flow: Flow<'l>,
    styles: Vec<Style>,
    numbering: Numbering,
    paragraphs: Stretches,
    runs: Stretches,
    fields: Fields,
    rows: Rows,
    notes: usize,
    /// Whether what is read is no part of the text.
    aside: bool,
    run: Run,
    pictures: usize,
}

impl Reader<'_> {
    /// A story, paragraph by paragraph.
    fn story(&mut self, chars: &[Char]) -> Result<()> {
        let mut start = 0;
        for (i, c) in chars.iter().enumerate() {
            if matches!(c.unit, 0x0d | 0x07 | 0x0c) || i + 1 == chars.len() {
                self.paragraph(&chars[start..=i])?;
                start = i + 1;
            }
        }
        self.fields = Fields::default();
        self.rows.place(&mut self.flow, false)
    }

    fn paragraph(&mut self, chars: &[Char]) -> Result<()> {
        let Some(last) = chars.last() else { return Ok(()) };
        let paragraph = Paragraph::of(self.paragraphs.at(last.place));
        if paragraph.row && last.unit == 0x07 {
            self.rows.end_row(&mut self.flow, &paragraph.places);
            return Ok(());
        }
        let says = lists::says(&self.styles, paragraph.style, paragraph.own);
        let built_in = self.styles.get(usize::from(paragraph.style)).map_or(0, |style| style.built_in);
        let printed = self.printed(&says);
        let mark = mark(&says, built_in, printed.as_ref());
        let table = paragraph.table || last.unit == 0x07;
        self.rows.place(&mut self.flow, table)?;
        let contents = (19..=27).contains(&built_in) || self.fields.shows() == Shows::Contents;
        if let Some(Printed::Number(number)) = printed.filter(|_| !contents && !self.aside) {
            self.flow.marker(Some(number));
        }
        self.text(chars, mark, says.bold, contents.then_some(CONTENTS))?;
        if last.unit == 0x07 {
            self.flow.end_paragraph(mark)?;
            self.rows.end_cell();
            return Ok(());
        }
        self.flow.end_paragraph(mark)
    }

    fn printed(&mut self, says: &Says) -> Option<Printed> {
        let list = says.list.filter(|list| *list != 0 && *list < 0x07ff)?;
        let level = says.level.map(usize::from);
        self.numbering.print(ListPlace { list: i64::from(list), level, style: None })
    }

    fn text(
        &mut self,
        chars: &[Char],
        mark: Mark,
        bold: Option<bool>,
        contents: Option<RuleId>,
    ) -> Result<()> {
        let mut text = Vec::new();
        let mut begun = None;
        for c in chars {
            // Most characters stand in the run of the one before.
            let list = self.runs.at(c.place);
            let place = (list.as_ptr(), list.len());
            if begun != Some(place) {
                let run = Run::of(list);
                self.put(&mut text, bold, contents);
                (begun, self.run) = (Some(place), run);
            }
            match c.unit {
                unit if unit >= 0x20 && !(self.run.special && unit == 0x28) => text.push(unit),
                unit => {
                    self.put(&mut text, bold, contents);
                    self.control(unit, mark)?;
                }
            }
        }
        self.put(&mut text, bold, contents);
        Ok(())
    }

    /// A control character.
    fn control(&mut self, unit: u16, mark: Mark) -> Result<()> {
        match unit {
            0x09 if !self.fields.is_instruction() => self.flow.gap(),
            0x0b if !self.fields.is_instruction() => match mark {
                _ if self.flow.in_table() => self.flow.gap(),
                Mark::Heading(_) | Mark::Title => self.flow.part(),
                mark => self.flow.end_line(mark)?,
            },
            0x13 => self.fields.begin(),
            0x14 => self.fields.separate(),
            0x15 => drop(self.fields.end()),
            0x1e => self.flow.text("-", Look::default()),
            0x02 if self.run.special && !self.aside => {
                self.flow.anchor(self.notes);
                self.notes += 1;
            }
            0x01 | 0x08 if self.run.special && !self.aside => self.pictures += 1,
            0x28 => {
                let sign = self.run.sign.map(u32::from).map(|code| sign(code).unwrap_or('□'));
                let sign = sign.unwrap_or('(');
                self.flow.text(sign.encode_utf8(&mut [0; 4]), Look::default());
            }
            _ => {}
        }
        Ok(())
    }

    fn put(&mut self, units: &mut Vec<u16>, bold: Option<bool>, contents: Option<RuleId>) {
        if units.is_empty() {
            return;
        }
        let text = String::from_utf16_lossy(units);
        units.clear();
        let instruction = self.fields.is_instruction();
        if instruction {
            return self.fields.instruct(&text);
        }
        let run = self.run;
        let look = Look {
            strong: run.bold.or(bold) == Some(true),
            raised: run.raised,
            lowered: run.lowered,
            struck: run.struck,
            ..Look::default()
        };
        let rule = match self.fields.shows() {
            _ if run.deleted => Some(DELETED),
            _ if run.hidden => Some(HIDDEN),
            Shows::Contents => Some(CONTENTS),
            Shows::Page => Some(HEADER),
            Shows::Text => contents,
        };
        match rule {
            Some(rule) => self.flow.leave(rule, &text, look),
            None if run.underlined && text.chars().all(char::is_whitespace) => {
                self.flow.blank(text.chars().count())
            }
            None => self.flow.text(&text, look),
        }
    }

    /// Footnotes and endnotes; they are anchored in the order of the text.
    fn notes(&mut self, pieces: &Pieces, text: &[u8], head: &Opening<'_>, table: &[u8]) -> Result<()> {
        // Where the anchors and the texts are listed, and which story holds the texts.
        const KINDS: [(usize, usize, usize); 2] = [(2, 3, 1), (46, 47, 5)];
        let mut anchors: Vec<(u32, usize, u32, u32)> = Vec::new();
        for (anchored, listed, story) in KINDS {
            let (places, texts) = (head.part(table, anchored), head.part(table, listed));
            let count = places.len().saturating_sub(4) / 6;
            let start = head.story(story).0;
            let one = |i: usize| {
                let text = |i: usize| long(texts, 4 * i).map(|at| start.saturating_add(at));
                Some((long(places, 4 * i)?, story, text(i)?, text(i + 1)?))
            };
            anchors.extend((0..count).filter_map(one));
        }
        anchors.sort_unstable();
        self.aside = true;
        for (key, (_, _, from, to)) in anchors.iter().enumerate() {
            let goal = if key < self.notes { Goal::Note(key) } else { Goal::Out(COMMENT) };
            self.flow.aim(goal);
            self.story(&pieces.between(text, (*from, *to)))?;
        }
        Ok(())
    }

    /// Frames below the text, headers and comments out of it.
    fn rest(&mut self, pieces: &Pieces, text: &[u8], head: &Opening<'_>) -> Result<()> {
        for (story, goal) in
            [(2, Goal::Out(HEADER)), (4, Goal::Out(COMMENT)), (6, Goal::Text), (7, Goal::Out(HEADER))]
        {
            self.aside = goal != Goal::Text;
            self.flow.aim(goal);
            self.story(&pieces.between(text, head.story(story)))?;
        }
        self.flow.aim(Goal::Text);
        if self.pictures > 0 {
            let message = message!(
                "the pictures and drawings of the old file (%{count}) are not read; save it as docx in Word or WPS to keep them",
                count = self.pictures
            );
            self.flow.found("office.drawing", message);
        }
        Ok(())
    }
}

/// A sign of Wingdings, which is the font of nearly all of them.
fn sign(code: u32) -> Option<char> {
    crate::extract::office::word::symbols::sign("wingdings", code)
}

fn mark(says: &Says, built_in: u16, printed: Option<&Printed>) -> Mark {
    // Built-in styles by their number (sti of [MS-DOC]): Title, caption.
    const TITLE: u16 = 62;
    const CAPTION: u16 = 34;
    let named = (1..=9).contains(&built_in).then(|| built_in as u8 - 1);
    let level = says.outline.filter(|level| *level < 9).or(named.filter(|_| says.outline.is_none()));
    match (built_in, level, printed, says.align) {
        (TITLE, ..) => Mark::Title,
        (_, Some(level), ..) => Mark::Heading((level + 1).min(6)),
        (CAPTION, ..) => Mark::Caption,
        (_, _, Some(Printed::Bullet), _) => Mark::Item,
        (.., Some(1)) => Mark::Centered,
        (.., Some(2)) => Mark::Right,
        _ => Mark::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made for the purpose: a title, a heading, numbered paragraphs, a table, raised, bold and hidden type, a page header.
    const FILE: &[u8] = include_bytes!("../../../../tests/files/old.doc");

    #[test]
    fn an_old_file_is_read_with_its_numbers_and_tables() {
        assert!(shows(FILE, false));
        let mut log = Log::new();
        let read = read(&mut log, FILE, &Rules::default()).unwrap();
        let lines: Vec<(Mark, &str)> =
            read.lines.iter().map(|line| (line.mark, line.text.as_str())).collect();
        let expected = [
            (Mark::Title, "岚川市值班工作方案"),
            (Mark::Heading(2), "总则"),
            (Mark::None, "各单位要按规定值班"),
            (Mark::None, "一、领导带班"),
            (Mark::None, "（一）带班要求"),
            (Mark::None, "①不得脱岗"),
            (Mark::None, "二、值班纪律"),
            (Mark::Row, "日期\t人员"),
            (Mark::Row, "一日\t甲"),
            (Mark::None, "面积5m2"),
            (Mark::Strong, "特此通知"),
            (Mark::None, "显"),
            (Mark::Right, "岚川市政府"),
        ];
        assert_eq!(lines, expected);
        let gone: Vec<_> =
            log.removals().iter().map(|removal| (&*removal.rule, removal.text.as_str())).collect();
        assert_eq!(gone, [(HIDDEN, "隐"), (HEADER, "内部资料")]);
        assert_eq!(read.lines[9].text.spans().len(), 1);
    }

    #[test]
    fn a_broken_file_ends_somewhere() {
        for length in (0..FILE.len()).step_by(701) {
            let _ = super::read(&mut Log::new(), &FILE[..length], &Rules::default());
        }
        for at in (0..FILE.len()).step_by(97) {
            let mut bytes = FILE.to_vec();
            bytes[at] ^= 0xff;
            let _ = super::read(&mut Log::new(), &bytes, &Rules::default());
        }
    }

    #[test]
    fn old_versions_and_locked_files_are_told() {
        let text = |version: u16, flags: u16| {
            let mut text = vec![0; 64];
            text[2..4].copy_from_slice(&version.to_le_bytes());
            text[10..12].copy_from_slice(&flags.to_le_bytes());
            Opening::of(&text).map(|_| ()).map_err(|error| error.to_string()).unwrap_err()
        };
        assert!(text(0x65, 0).contains("Word 95"));
        assert!(text(0xc1, 0x100).contains("password"));
        assert!(text(0xc1, 0).contains("damaged"));
    }

    #[test]
    fn the_definition_of_a_row_says_where_its_cells_stand() {
        let mut definition = vec![2];
        for number in [0_u16, 1000, 3000] {
            definition.extend(number.to_le_bytes());
        }
        for flags in [0x20_u8, 0x62] {
            definition.push(flags);
            definition.extend([0; 19]);
        }
        let place = |left, above, edge| Bounds { left, above, edge: Some(edge) };
        assert_eq!(places(&definition), [place(false, true, 1000), place(true, false, 3000)]);
        assert_eq!(places(&definition[..8]), []);
    }
}

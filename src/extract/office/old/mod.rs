//! Word files of old (.doc of Word 6 to 2003, .wps of WPS): pieces of text in one stream, what they are in another.

mod compound;
mod lists;
mod sprm;
mod word6;

use std::borrow::Cow;

use encoding_rs::Encoding;

use crate::diag::{Log, RuleId};
use crate::error::{Error, Result};
use crate::extract::Extracted;
use crate::extract::looks::Look;
use crate::extract::office::flow::{COMMENT, CONTENTS, DELETED, Flow, Goal, HEADER, HIDDEN};
use crate::extract::office::old::compound::{Compound, MAGIC, long, short};
use crate::extract::office::old::lists::{Says, Style};
use crate::extract::office::old::sprm::{Age, Stretches, changes};
use crate::extract::office::printed::Printed;
use crate::extract::office::rows::{Bounds, Rows};
use crate::extract::office::word::fields::{self, Fields, Shows, Stands};
use crate::extract::office::word::numbering::{ListPlace, Numbering};
use crate::lexicon::counting::Counting;
use crate::message;
use crate::rules::Rules;
use crate::text::Mark;

/// Whether `bytes` are a text of an old Word, whatever it is called; one that a password locks is refused elsewhere.
pub(crate) fn shows(bytes: &[u8], _: bool) -> bool {
    // One of today that a password locks has both.
    let is_text = |file: Compound<'_>| file.has("WordDocument") && !file.has_own("EncryptedPackage");
    bytes.starts_with(MAGIC) && Compound::open(bytes).is_some_and(is_text)
}

/// Reads an old Word file.
pub(crate) fn read(log: &mut Log, bytes: &[u8], rules: &Rules) -> Result<Extracted> {
    let file = Compound::open(bytes).ok_or_else(broken)?;
    let text = file.stream("WordDocument").ok_or_else(broken)?;
    let head = Opening::of(&text)?;
    match head.table {
        Some(name) => {
            let table = file.stream(name).ok_or_else(broken)?;
            document(log, &text, &head, [&table, &file.stream("Data").unwrap_or_default()], rules)
        }
        None => document(log, &text, &head, [&text, &[]], rules),
    }
}

/// Reads a text by its `table`s, and the data that stand apart.
fn document(
    log: &mut Log,
    text: &[u8],
    head: &Opening<'_>,
    [table, data]: [&[u8]; 2],
    rules: &Rules,
) -> Result<Extracted> {
    let pieces = head.pieces(table).ok_or_else(broken)?;
    let letters = head.letters(text, &pieces);
    let mut reader = Reader {
        flow: Flow::new(log, rules),
        styles: lists::styles(head.part(table, 1), head.age),
        numbering: lists::numbering(table, head.place(73), head.place(74)),
        paragraphs: Stretches::of(text, head.part(table, 13), false, head.age),
        runs: Stretches::of(text, head.part(table, 12), true, head.age),
        letters,
        fonts: if letters.is_some() { word6::fonts(head.part(table, 15)) } else { Vec::new() },
        fields: Fields::default(),
        rows: Rows::default(),
        notes: 0,
        aside: false,
        run: Run::default(),
        pictures: 0,
        numbers: 0,
        count: None,
        data: data.to_vec(),
    };
    reader.story(&pieces.between(text, head.story(0)))?;
    reader.notes(&pieces, text, head, table)?;
    reader.rest(&pieces, text, head)?;
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
    age: Age,
    /// The stream of the tables; that of the text, if it is none of its own.
    table: Option<&'static str>,
    /// Of a text in one piece, where that begins.
    whole: Option<u32>,
    /// Whether a character of a file of Word 6 is two bytes.
    wide: bool,
    /// How long each story is, in characters: text, footnotes, headers, macros, comments, endnotes, frames, frames of headers.
    lengths: Vec<u32>,
    /// Where parts of the table stream stand.
    places: Cow<'t, [u8]>,
}

impl<'t> Opening<'t> {
    fn of(text: &'t [u8]) -> Result<Opening<'t>> {
        // Bits and versions of the information block ([MS-DOC] 2.5.2: fEncrypted, fWhichTblStm, nFib).
        const LOCKED: u16 = 0x0100;
        const SECOND: u16 = 0x0200;
        const WORD_97: u16 = 0x00c1;
        // The first of Word 6 ([MS-DOC] begins with Word 97; the older ones as LibreOffice and antiword read them).
        const WORD_6: u16 = 0x0065;
        let (version, flags) = short(text, 2).zip(short(text, 10)).ok_or_else(broken)?;
        if flags & LOCKED != 0 {
            return Err(Error::NotText {
                what: message!("an Office document with a password"),
                advice: message!("open it with the password, take the password off and save it"),
            });
        }
        if version < WORD_6 {
            return Err(Error::NotText {
                what: message!("a document of Word 2 or older"),
                advice: message!("open it in Word or WPS and save it as docx"),
            });
        }
        if version < WORD_97 {
            return Opening::of_word_6(text, flags).ok_or_else(broken);
        }
        Opening::tables(text, flags & SECOND != 0).ok_or_else(broken)
    }

    fn of_word_6(text: &'t [u8], flags: u16) -> Option<Opening<'t>> {
        // fComplex and fExtChar: the text is in pieces; its characters are two bytes.
        const PIECES: u16 = 0x0004;
        const WIDE: u16 = 0x1000;
        let lengths = (0..8).map(|i| long(text, 0x34 + 4 * i)).collect::<Option<Vec<u32>>>()?;
        let whole = if flags & PIECES == 0 { Some(long(text, 0x18)?) } else { None };
        let places = Cow::Owned(word6::places(text)?);
        // The mark of the files of the Far East.
        let east = matches!(short(text, 0)?, 0xa697..=0xa699);
        let (age, wide) = (Age::Word6 { east }, flags & WIDE != 0);
        Some(Opening { age, table: None, whole, wide, lengths, places })
    }

    /// How characters of one byte are encoded, where they are not those of Word 97.
    fn letters(&self, text: &[u8], pieces: &Pieces) -> Option<&'static Encoding> {
        if self.age == Age::Word97 || self.wide {
            return None;
        }
        // chse: the characters of the machine that wrote it; 256 are those of the Macintosh, as LibreOffice reads it.
        const MACINTOSH: u16 = 0x0100;
        if short(text, 0x14) == Some(MACINTOSH) {
            return Some(encoding_rs::MACINTOSH);
        }
        let all = pieces.between(text, (0, u32::MAX));
        let bytes: Vec<u8> = all.iter().filter_map(|c| u8::try_from(c.unit).ok()).collect();
        Some(word6::encoding(short(text, 6).unwrap_or(0), &bytes))
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
        let table = Some(if second { "1Table" } else { "0Table" });
        let places = Cow::Borrowed(places);
        Some(Opening { age: Age::Word97, table, whole: None, wide: false, lengths, places })
    }

    /// Where a part of the table stream begins, and its length.
    fn place(&self, part: usize) -> (usize, usize) {
        let at = |at: usize| long(&self.places, at).unwrap_or(0) as usize;
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
        let old = self.age != Age::Word97;
        if let Some(place) = self.whole {
            let end = self.lengths.iter().fold(0_u32, |sum, length| sum.saturating_add(*length));
            return Some(Pieces(vec![Piece { start: 0, end, place, narrow: !self.wide, old }]));
        }
        let mut rest = self.part(table, 33);
        while rest.first() == Some(&1) {
            rest = rest.get(3 + usize::from(short(rest, 1)?)..)?;
        }
        let length = (rest.first() == Some(&2)).then(|| long(rest, 1))?? as usize;
        let list = rest.get(5..5_usize.checked_add(length)?)?;
        let count = list.len().checked_sub(4)? / 12;
        let piece = |i: usize| {
            let place = long(list, 4 * (count + 1) + 8 * i + 2)?;
            let (narrow, place) = match old {
                true => (!self.wide, place),
                false => (place & 0x4000_0000 != 0, place & 0x3fff_ffff),
            };
            let place = if narrow && !old { place / 2 } else { place };
            Some(Piece { start: long(list, 4 * i)?, end: long(list, 4 * i + 4)?, place, narrow, old })
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
    /// Whether such a byte is one of an encoding of its own.
    old: bool,
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
                    true if piece.old => text.get(place as usize).map(|byte| u16::from(*byte)),
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
    /// Which of the fonts, where the file says so of the run itself.
    font: Option<u16>,
    /// Where the data stream says more of it, and whether that is of a field.
    more: Option<u32>,
    data: bool,
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
                0x4a4f => run.font = Some(change.short()),
                0x6a03 => run.more = long(change.operand, 0),
                0x0806 => run.data = on,
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
    /// The level of its number, if that stands in no list, and how it looks.
    numbered: Option<u8>,
    form: Option<word6::Form>,
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
                word6::NUMBERED => paragraph.numbered = Some(change.byte()),
                word6::FORM => paragraph.form = word6::Form::of(change.operand),
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
    /// How characters of one byte are encoded, in files of Word 6.
    letters: Option<&'static Encoding>,
    fonts: Vec<Option<&'static Encoding>>,
    /// Paragraphs whose numbers are not known, and the number of the last that has one.
    numbers: usize,
    count: Option<u32>,
    /// The stream of pictures and of what the fields of forms hold.
    data: Vec<u8>,
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
        let counted = self.counted(&paragraph);
        let printed = self.printed(&says).or(counted);
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

    /// The number of a paragraph of Word 95: one more than that of the paragraph above, if that has one.
    fn counted(&mut self, paragraph: &Paragraph) -> Option<Printed> {
        if self.aside {
            return None;
        }
        let level = paragraph.numbered.or_else(|| {
            self.count = None;
            None
        })?;
        let form = match level {
            word6::PASSED => return None,
            word6::SIMPLE => paragraph.form.as_ref(),
            _ => None,
        };
        let Some(form) = form else {
            self.numbers += 1;
            return None;
        };
        let count = self.count.map_or(form.start, |count| count.saturating_add(1));
        self.count = Some(count);
        let encoding = self.letters.unwrap_or(encoding_rs::WINDOWS_1252);
        let [before, behind] =
            [0, 1].map(|i| encoding.decode_without_bom_handling(&form.around[i]).0.into_owned());
        Printed::number(&format!("{before}{}{behind}", Counting::numbered(form.counting).spelled(count)))
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
        if matches!(unit, 0x01 | 0x08 | 0x1e | 0x28) {
            self.fields.fill();
        }
        match unit {
            0x09 if !self.fields.is_instruction() => self.flow.gap(),
            0x0b if !self.fields.is_instruction() => match mark {
                Mark::Heading(_) | Mark::Title if !self.flow.in_table() => self.flow.part(),
                mark => self.flow.end_line(mark)?,
            },
            0x13 => self.fields.begin(),
            0x14 => self.fields.separate(),
            0x15 => self.end_field(),
            0x1e => self.flow.text("-", Look::default()),
            0x02 if self.run.special && !self.aside => {
                self.flow.anchor(self.notes);
                self.notes += 1;
            }
            0x01 if self.run.data => self.form(),
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

    /// What the field of a form is filled in with: whether its box is checked ([MS-DOC] 2.9.78, FFData; 2.9.157 stands before it).
    fn form(&mut self) {
        // What stands before it has this length (NilPICFAndBinData.cbHeader).
        const HEAD: usize = 0x44;
        // Nobody has filled it in.
        const UNTOUCHED: u16 = 25;
        let Some(at) = self.run.more.map(|at| at as usize + HEAD) else { return };
        let Some(bits) = short(&self.data, at + 4) else { return };
        let own = bits >> 2 & 0x1f;
        // Behind the name and its end stands what the field begins with.
        let name = short(&self.data, at + 10).map_or(0, usize::from);
        let begins = short(&self.data, at + 12 + 2 * (name + 1)).unwrap_or(0);
        if bits & 3 == 1 {
            self.fields.check(if own == UNTOUCHED { begins } else { own } == 1);
        }
    }

    /// A field ends that may have no result.
    fn end_field(&mut self) {
        let filled = self.fields.filled();
        let Some(told) = self.fields.end() else { return };
        let run = self.run;
        let look = Look { raised: run.raised, lowered: run.lowered, struck: run.struck, ..Look::default() };
        match (fields::stands(&told), filled) {
            (Stands::Missing(_), _) if self.aside => {}
            (_, Some(filled)) => self.flow.text(&filled, look),
            // What its list offers stands where it is not looked for.
            (Stands::Nothing, None) if fields::first_word(&told) == "FORMDROPDOWN" => {
                self.flow.unfilled("FORMDROPDOWN");
            }
            // Inside of another formula it is a part of that.
            (Stands::Formula(_) | Stands::Unread(_), _) if self.fields.is_shown() => {
                self.fields.put_in(told.trim_start().get(2..).unwrap_or_default());
            }
            (Stands::Nothing | Stands::Missing(_), _) if run.hidden || run.deleted => {}
            (_, None) if run.hidden || run.deleted => {
                let rule = if run.deleted { DELETED } else { HIDDEN };
                self.flow.leave(rule, told.trim(), look);
            }
            (_, None) => self.flow.stand(&told, look),
        }
    }

    fn put(&mut self, units: &mut Vec<u16>, bold: Option<bool>, contents: Option<RuleId>) {
        if units.is_empty() {
            return;
        }
        let text = match self.letters {
            Some(encoding) => {
                let font = self.run.font.and_then(|font| *self.fonts.get(usize::from(font))?);
                let encoding = font.unwrap_or(encoding);
                let bytes: Vec<u8> = units.iter().filter_map(|unit| u8::try_from(*unit).ok()).collect();
                encoding.decode_without_bom_handling(&bytes).0.into_owned()
            }
            None => String::from_utf16_lossy(units),
        };
        units.clear();
        self.fields.fill();
        if self.fields.is_instruction() {
            return self.fields.put_in(&text);
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
        if self.numbers > 0 {
            let message = message!(
                "the automatic numbers of %{count} paragraphs are not read, as the file is of Word 95 or older; save it as docx in Word or WPS to keep them",
                count = self.numbers
            );
            self.flow.found("office.look", message);
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

    /// The text of a file of Word 6: a title in a style, two rows of two cells, numbered and bold type, a footnote, and a font of Greek letters.
    fn word_6() -> Vec<u8> {
        let text = "岚川市值班方案\r日期\u{7}人员\u{7}\u{7}一日\u{7}甲\u{7}\u{7}值班\u{2}要到岗\rabg\r按时\r";
        let (mut body, note) =
            (encoding_rs::GBK.encode(text).0.into_owned(), encoding_rs::GBK.encode("\u{2}见规定。\r").0);
        let greek = body.windows(3).position(|three| three == b"abg").unwrap();
        body[greek..greek + 3].copy_from_slice(&[0xe1, 0xe2, 0xe3]);
        let long = |value: usize| (value as u32).to_le_bytes();
        let mut file = vec![0; 0x300];
        file[..4].copy_from_slice(&[0xdc, 0xa5, 0x68, 0]);
        file[6..8].copy_from_slice(&0x0804_u16.to_le_bytes());
        file[0x18..0x1c].copy_from_slice(&long(0x300));
        file[0x34..0x38].copy_from_slice(&long(body.len()));
        file[0x38..0x3c].copy_from_slice(&long(note.len()));
        file.extend(&body);
        file.extend(&*note);
        file.resize(0x600, 0);
        let place = |needle: &str| {
            let needle = encoding_rs::GBK.encode(needle).0.into_owned();
            0x300 + body.windows(needle.len()).position(|here| here == needle).unwrap()
        };
        // A page lists where its stretches begin, and where the changes of each stand.
        let page = |stretches: &[(usize, Vec<u8>)], end: usize, width: usize| {
            let mut page = vec![0; 512];
            let borders = stretches.iter().map(|(start, _)| *start).chain([end]);
            borders.enumerate().for_each(|(i, at)| page[4 * i..4 * i + 4].copy_from_slice(&long(at)));
            let mut at = 300;
            for (i, (_, list)) in stretches.iter().enumerate() {
                page[4 * (stretches.len() + 1) + width * i] = (at / 2) as u8;
                let length = if width == 1 { list.len() } else { list.len().div_ceil(2) };
                page[at] = length as u8;
                page[at + 1..at + 1 + list.len()].copy_from_slice(list);
                at = (at + 2 + list.len()).next_multiple_of(2);
            }
            page[511] = stretches.len() as u8;
            page
        };
        let end = 0x300 + body.len() + note.len();
        let (row, after) = (place("日期"), place("人员") + 5);
        let (second, last) = (place("一日"), place("甲") + 3);
        let (note_at, strong) = (place("\u{2}"), place("按时"));
        let paragraphs = |form: &[u8]| {
            [
                (0x300, vec![1, 0]),
                (row, vec![0, 0, 24, 1]),
                (after, vec![0, 0, 24, 1, 25, 1]),
                (second, vec![0, 0, 24, 1]),
                (last, vec![0, 0, 24, 1, 25, 1]),
                (last + 1, vec![0, 0]),
                (strong, [&[0, 0, 13, 10, 12, 52][..], form].concat()),
            ]
        };
        // 第3条、
        let mut form = vec![0; 52];
        (form[1], form[2], form[10]) = (2, 4, 3);
        form[20..26].copy_from_slice(&encoding_rs::GBK.encode("第条、").0);
        let paragraphs = paragraphs(&form);
        let runs = [
            (0x300, vec![]),
            (note_at, vec![117, 1]),
            (note_at + 1, vec![]),
            (0x300 + greek, vec![93, 1, 0]),
            (0x300 + greek + 3, vec![]),
            (strong, vec![85, 1]),
            (strong + 4, vec![]),
            (0x300 + body.len(), vec![117, 1]),
            (0x300 + body.len() + 1, vec![]),
        ];
        file.extend(page(&runs, end, 1));
        file.extend(page(&paragraphs, end, 7));
        let style = |built_in: u16, name: &str| {
            let fixed: Vec<u8> = [built_in, 0xfff1, 0, 0, 0].into_iter().flat_map(u16::to_le_bytes).collect();
            let mut style = [fixed, vec![name.len() as u8], name.as_bytes().to_vec(), vec![0]].concat();
            style.resize(style.len().next_multiple_of(2), 0);
            [(style.len() as u16).to_le_bytes().to_vec(), style].concat()
        };
        let styles: Vec<u8> = [4_u16, 2, 10].into_iter().flat_map(u16::to_le_bytes).collect();
        let styles = [styles, style(0, "Normal"), style(62, "Title")].concat();
        let fonts = [&[0, 0][..], &[6, 0, 0, 0, 134, 0, 0], &[6, 0, 0, 0, 161, 0, 0]].concat();
        let bin = |page: u8| [&long(0x300)[..], &long(end), &[page, 0]].concat();
        let places = [&long(note_at - 0x300)[..], &long(body.len()), &[0, 0]].concat();
        let texts = [long(0), long(note.len()), long(note.len() + 1)].concat();
        for (part, bytes) in [(1, styles), (2, places), (3, texts), (12, bin(3)), (13, bin(4)), (15, fonts)] {
            let (at, length) = (long(file.len()), long(bytes.len()));
            file.extend(bytes);
            file[0x58 + 8 * part..0x5c + 8 * part].copy_from_slice(&at);
            file[0x5c + 8 * part..0x60 + 8 * part].copy_from_slice(&length);
        }
        file
    }

    fn read_text(text: &[u8]) -> Result<(Vec<(Mark, String)>, Log)> {
        let mut log = Log::new();
        let head = Opening::of(text)?;
        let read = document(&mut log, text, &head, [text, &[]], &Rules::default())?;
        Ok((read.lines.into_iter().map(|line| (line.mark, line.text.to_string())).collect(), log))
    }

    #[test]
    fn a_file_of_word_6_is_read_in_its_own_letters() {
        let (lines, log) = read_text(&word_6()).unwrap();
        let expected = [
            (Mark::Title, "岚川市值班方案"),
            (Mark::Row, "日期\t人员"),
            (Mark::Row, "一日\t甲"),
            (Mark::None, "值班要到岗"),
            (Mark::None, "αβγ"),
            (Mark::Strong, "第3条、按时"),
        ];
        let lines: Vec<(Mark, &str)> = lines.iter().map(|(mark, text)| (*mark, text.as_str())).collect();
        assert_eq!(lines, expected);
        assert!(log.findings().is_empty(), "{:?}", log.findings());
    }

    #[test]
    fn a_file_of_word_6_may_come_from_a_macintosh() {
        let mut file = vec![0; 0x300];
        file[..4].copy_from_slice(&[0xdc, 0xa5, 0x68, 0]);
        file[0x15] = 1;
        file[0x18..0x1c].copy_from_slice(&0x300_u32.to_le_bytes());
        file[0x34..0x38].copy_from_slice(&6_u32.to_le_bytes());
        file.extend(b"caf\x8e \r");
        let (lines, _) = read_text(&file).unwrap();
        assert_eq!(lines, [(Mark::None, "café".to_owned())]);
    }

    #[test]
    fn a_file_of_word_6_may_be_in_pieces_and_in_wide_letters() {
        let mut file = vec![0; 0x300];
        file[..4].copy_from_slice(&[0x99, 0xa6, 0x68, 0]);
        file[10..12].copy_from_slice(&0x1004_u16.to_le_bytes());
        let units = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        file.extend(units("时到岗\r各单位要按"));
        file[0x34..0x38].copy_from_slice(&9_u32.to_le_bytes());
        // One list of changes, then the pieces: the second half of the stream stands first.
        let mut pieces = vec![1, 2, 0, 7, 7, 2];
        let list: Vec<u8> = [0_u32, 5, 9].into_iter().flat_map(u32::to_le_bytes).collect();
        let list = [
            &list[..],
            &[0, 0],
            &0x308_u32.to_le_bytes(),
            &[0, 0],
            &[0, 0],
            &0x300_u32.to_le_bytes(),
            &[0, 0],
        ]
        .concat();
        pieces.extend((list.len() as u32).to_le_bytes());
        pieces.extend(list);
        let at = (file.len() as u32).to_le_bytes();
        file.extend(&pieces);
        file[0x160..0x164].copy_from_slice(&at);
        file[0x164..0x168].copy_from_slice(&(pieces.len() as u32).to_le_bytes());
        let (lines, _) = read_text(&file).unwrap();
        assert_eq!(lines, [(Mark::None, "各单位要按时到岗".to_owned())]);
    }

    #[test]
    fn a_broken_file_ends_somewhere() {
        let old = word_6();
        for at in 0..old.len() {
            let mut bytes = old.clone();
            bytes[at] ^= 0xff;
            let _ = read_text(&bytes);
            let _ = read_text(&old[..at]);
        }
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
        assert!(text(0x2d, 0).contains("Word 2"));
        assert!(text(0x65, 0).contains("damaged"));
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

    #[test]
    fn changes_of_runs_and_paragraphs_say_what_they_say_in_any_old_file() {
        let run = |code: u16, operand: &[u8]| Run::of(&[&code.to_le_bytes(), operand].concat());
        assert_eq!(
            [run(0x0835, &[1]).bold, run(0x0835, &[0]).bold, run(0x0836, &[1]).bold],
            [Some(true), Some(false), None]
        );
        for (code, of) in [
            (0x083c, (|run| run.hidden) as fn(&Run) -> bool),
            (0x0800, |run| run.deleted),
            (0x0837, |run| run.struck),
            (0x0855, |run| run.special),
            (0x0806, |run| run.data),
            (0x2a3e, |run| run.underlined),
        ] {
            let all = |byte| {
                let run = run(code, &[byte]);
                [run.hidden, run.deleted, run.struck, run.special, run.data, run.underlined]
                    .into_iter()
                    .filter(|on| *on)
                    .count()
            };
            assert!(of(&run(code, &[1])) && !of(&run(code, &[0])), "{code:x}");
            assert_eq!((all(1), all(0)), (1, 0), "{code:x}");
        }
        let levels = |byte| (run(0x2a48, &[byte]).raised, run(0x2a48, &[byte]).lowered);
        assert_eq!([levels(0), levels(1), levels(2)], [(false, false), (true, false), (false, true)]);
        assert_eq!(run(0x4a4f, &[2, 1]).font, Some(0x0102));
        assert_eq!(run(0x6a03, &[4, 3, 2, 1]).more, Some(0x0102_0304));
        assert_eq!(run(0x6a09, &[1, 0, 0x4a, 0xf0]).sign, Some(0xf04a));
        let paragraph =
            |code: u16, operand: &[u8]| Paragraph::of(&[&[7, 0], &code.to_le_bytes()[..], operand].concat());
        assert_eq!((paragraph(0x2416, &[0]).style, paragraph(0x4600, &[9, 0]).style), (7, 9));
        assert!(
            paragraph(0x2416, &[1]).table && !paragraph(0x2416, &[0]).table && !paragraph(0x2416, &[1]).row
        );
        assert!(
            paragraph(0x2417, &[1]).row && !paragraph(0x2417, &[0]).row && !paragraph(0x2417, &[1]).table
        );
    }

    /// The text of a file of Word 97 in these runs, each with its changes, and what the data stream holds.
    fn word_97(runs: &[(&str, Vec<u8>)], data: &[u8]) -> (Extracted, Log) {
        const TEXT: usize = 512;
        let units = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let (mut stream, mut page) = (vec![0; TEXT], vec![0; 512]);
        let mut at = 200;
        for (i, (text, list)) in runs.iter().enumerate() {
            page[4 * i..4 * i + 4].copy_from_slice(&(stream.len() as u32).to_le_bytes());
            stream.extend(units(text));
            if !list.is_empty() {
                page[4 * (runs.len() + 1) + i] = (at / 2) as u8;
                page[at] = list.len() as u8;
                page[at + 1..at + 1 + list.len()].copy_from_slice(list);
                at = (at + 1 + list.len()).next_multiple_of(2);
            }
        }
        let end = (stream.len() as u32).to_le_bytes();
        page[4 * runs.len()..4 * runs.len() + 4].copy_from_slice(&end);
        page[511] = runs.len() as u8;
        let count = (stream.len() - TEXT) / 2;
        stream.resize(stream.len().next_multiple_of(512), 0);
        let table =
            [&(TEXT as u32).to_le_bytes()[..], &end, &((stream.len() / 512) as u32).to_le_bytes()].concat();
        stream.extend(page);
        let mut places = vec![0; 8 * 12];
        places.extend([0_u32.to_le_bytes(), (table.len() as u32).to_le_bytes()].concat());
        let mut lengths = vec![0; 8];
        lengths[0] = count as u32;
        let (table_name, whole) = (Some("0Table"), Some(TEXT as u32));
        let (age, places) = (Age::Word97, Cow::Owned(places));
        let head = Opening { age, table: table_name, whole, wide: true, lengths, places };
        let mut log = Log::new();
        let read = document(&mut log, &stream, &head, [&table, data], &Rules::default()).unwrap();
        (read, log)
    }

    fn text_97(runs: &[(&str, Vec<u8>)], data: &[u8]) -> Vec<String> {
        word_97(runs, data).0.lines.iter().map(|line| line.text.to_string()).collect()
    }

    const SPECIAL: [u8; 3] = [0x55, 0x08, 1];
    const HIDE: [u8; 3] = [0x3c, 0x08, 1];
    const DELETE: [u8; 3] = [0x00, 0x08, 1];

    #[test]
    fn the_box_of_a_form_shows_whether_it_is_checked() {
        let form = |kind: u16, own: u16, begins: u16| {
            let name = "选项一".encode_utf16().collect::<Vec<u16>>();
            let bits = kind | own << 2;
            let words = [&[0xffff, 0xffff, bits, 0, 20, 3][..], &name, &[0, begins]].concat();
            // What the data stream has in front of it, and its head.
            let front = vec![0; 6 + 0x44];
            front.into_iter().chain(words.into_iter().flat_map(u16::to_le_bytes)).collect::<Vec<u8>>()
        };
        let shown = |data: &[u8]| {
            let filled = [&SPECIAL[..], &[0x06, 0x08, 1], &[0x03, 0x6a, 6, 0, 0, 0]].concat();
            let runs = [
                ("\u{13} FORMCHECKBOX ", vec![]),
                ("\u{1}", filled),
                ("\u{14}", SPECIAL.to_vec()),
                ("\u{15}同意\r", vec![]),
            ];
            text_97(&runs, data).concat()
        };
        assert_eq!((shown(&form(1, 1, 0)), shown(&form(1, 0, 1))), ("☑同意".into(), "□同意".into()));
        // Nobody has touched it: it is as the form begins.
        assert_eq!((shown(&form(1, 25, 1)), shown(&form(1, 25, 0))), ("☑同意".into(), "□同意".into()));
        // What is said of a list, or cut off, says nothing of a box.
        assert_eq!((shown(&form(2, 1, 1)), shown(&[0; 40])), ("□同意".into(), "□同意".into()));
    }

    #[test]
    fn underlined_white_space_is_a_blank_of_a_form() {
        let underlined = vec![0x3e, 0x2a, 1];
        let runs = |text| [("姓名：", vec![]), (text, underlined.clone()), ("\r", vec![])];
        assert_eq!(text_97(&runs("      "), &[]), ["姓名：＿＿＿"]);
        assert_eq!(text_97(&runs("张 三"), &[]), ["姓名：张 三"]);
        assert_eq!(text_97(&[("姓名：      张三\r", vec![])], &[]), ["姓名：      张三"]);
    }

    #[test]
    fn signs_of_a_font_and_control_characters_are_what_they_show() {
        let sign = |code: u8| [&SPECIAL[..], &[0x09, 0x6a, 0, 0, code, 0xf0]].concat();
        let one = |list: Vec<u8>| text_97(&[("甲", vec![]), ("(", list), ("乙\r", vec![])], &[]).concat();
        assert_eq!((one(sign(0xfe)), one(sign(0x01))), ("甲☑乙".to_owned(), "甲□乙".to_owned()));
        assert_eq!((one(SPECIAL.to_vec()), one(vec![])), ("甲(乙".to_owned(), "甲(乙".to_owned()));
        assert_eq!(text_97(&[("甲\u{9}乙\u{1e}丙\u{b}丁\r", vec![])], &[]), ["甲\t乙-丙", "丁"]);
        // In what a field is told they say nothing.
        let told = "甲\u{13} REF\u{9}a\u{b} \u{14}乙\u{15}丙\r";
        assert_eq!(text_97(&[(told, vec![])], &[]), ["甲乙丙"]);
    }

    #[test]
    fn pictures_of_an_old_file_are_counted_and_told() {
        let told = |runs: &[(&str, Vec<u8>)]| {
            let (_, log) = word_97(runs, &[]);
            let drawing = log.findings().iter().find(|finding| finding.rule == "office.drawing");
            drawing.map(|finding| finding.message.to_string())
        };
        let pictures = [("甲", vec![]), ("\u{1}\u{8}", SPECIAL.to_vec()), ("\r", vec![])];
        assert!(told(&pictures).is_some_and(|message| message.contains("(2)")));
        assert_eq!(told(&[("甲\u{1}\u{8}\r", vec![])]), None);
    }

    #[test]
    fn a_field_without_a_result_shows_its_text_unless_nobody_sees_it() {
        let field = |list: &[u8]| {
            let (read, log) =
                word_97(&[("甲\r", vec![]), ("\u{13} QUOTE 乙 \u{15}", list.to_vec()), ("\r", vec![])], &[]);
            let gone = log.removals().iter().map(|gone| (gone.rule.to_string(), gone.text.clone()));
            (read.lines.len(), gone.collect::<Vec<_>>())
        };
        assert_eq!(field(&[]), (2, vec![]));
        assert_eq!(field(&HIDE), (1, vec![(HIDDEN.to_owned(), "QUOTE 乙".to_owned())]));
        assert_eq!(field(&DELETE), (1, vec![(DELETED.to_owned(), "QUOTE 乙".to_owned())]));
    }

    #[test]
    fn a_field_nobody_can_fill_in_is_told_where_it_is_seen() {
        let told = |told: &str, list: &[u8]| {
            let (_, log) = word_97(&[(told, list.to_vec()), ("\r", vec![])], &[]);
            log.findings().iter().filter(|finding| finding.rule == "office.unfilled").count()
        };
        assert_eq!(told("\u{13} DOCPROPERTY 密级 \u{15}", &[]), 1);
        assert_eq!(told("\u{13} DOCPROPERTY 密级 \u{15}", &HIDE), 0);
        assert_eq!(told("\u{13} DOCPROPERTY 密级 \u{15}", &DELETE), 0);
        // What the list of a form offers is not read.
        assert_eq!(told("\u{13} FORMDROPDOWN \u{15}", &[]), 1);
        assert_eq!(told("\u{13} XE 条目 \u{15}", &[]), 0);
        assert_eq!(told("\u{13} DOCPROPERTY 密级 \u{14}秘密\u{15}", &[]), 0);
    }

    #[test]
    fn a_formula_within_a_formula_is_a_part_of_it() {
        let formula = "\u{13}EQ \\f(\u{13}EQ \\r(2)\u{15},3)\u{15}\r";
        assert_eq!(
            text_97(&[(formula, vec![])], &[]),
            text_97(&[("\u{13}EQ \\f(\\r(2),3)\u{15}\r", vec![])], &[])
        );
    }

    #[test]
    fn a_list_of_contents_and_numbers_of_pages_are_left_out() {
        let (read, log) = word_97(
            &[("\u{13} TOC \u{14}一、总则\r\u{15}\r正文\r第\u{13} PAGE \u{14}3\u{15}页\r", vec![])],
            &[],
        );
        let lines: Vec<&str> = read.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(lines, ["正文", "第页"]);
        let gone: Vec<(&str, &str)> =
            log.removals().iter().map(|gone| (&*gone.rule, gone.text.as_str())).collect();
        assert_eq!(gone, [(CONTENTS, "一、总则")]);
    }

    #[test]
    fn what_a_paragraph_is_follows_from_its_style_its_level_and_its_place() {
        let of = |outline, align, built_in, printed: Option<&Printed>| {
            mark(&Says { outline, align, ..Says::default() }, built_in, printed)
        };
        assert_eq!((of(None, None, 1, None), of(None, None, 9, None)), (Mark::Heading(1), Mark::Heading(6)));
        assert_eq!((of(None, None, 0, None), of(None, None, 10, None)), (Mark::None, Mark::None));
        // Its own level counts before that of its style; the tenth is text.
        assert_eq!((of(Some(2), None, 1, None), of(Some(9), None, 1, None)), (Mark::Heading(3), Mark::None));
        assert_eq!((of(None, Some(1), 62, None), of(None, Some(1), 34, None)), (Mark::Title, Mark::Caption));
        assert_eq!(of(None, Some(1), 0, Some(&Printed::Bullet)), Mark::Item);
        assert_eq!(
            [0, 1, 2, 3].map(|align| of(None, Some(align), 0, None)),
            [Mark::None, Mark::Centered, Mark::Right, Mark::None]
        );
    }

    #[test]
    fn characters_of_a_piece_stand_one_behind_the_other_in_one_byte_or_two() {
        assert_eq!([b'A', 0x93, 0xe9].map(windows), [0x41, 0x201c, 0xe9]);
        let piece = |narrow, old, place| Pieces(vec![Piece { start: 2, end: 5, place, narrow, old }]);
        let found = |pieces: Pieces, text: &[u8], range| {
            let all = pieces.between(text, range);
            all.iter().map(|c| (c.unit, c.place)).collect::<Vec<_>>()
        };
        let text = b"xxa\x93bxxxx";
        assert_eq!(found(piece(true, false, 2), text, (3, 9)), [(0x201c, 3), (0x62, 4)]);
        assert_eq!(found(piece(true, true, 2), text, (0, 4)), [(0x61, 2), (0x93, 3)]);
        assert_eq!(
            found(piece(false, false, 2), b"xx\x00\x4e\x01\x4e\x02\x4e", (3, 5)),
            [(0x4e01, 4), (0x4e02, 6)]
        );
        // A file that is cut off ends where it ends.
        assert_eq!(found(piece(false, false, 2), b"xx\x00\x4e\x01", (2, 5)), [(0x4e00, 2)]);
    }

    #[test]
    fn pieces_of_word_97_say_themselves_whether_they_are_narrow() {
        let longs = |numbers: &[u32]| numbers.iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>();
        let piece = |place: u32| [&[0, 0][..], &place.to_le_bytes(), &[0, 0]].concat();
        let list = [longs(&[0, 5, 9]), piece(0x300), piece(0x4000_0000 | 0x800)].concat();
        let table = [vec![1, 1, 0, 7, 2], longs(&[list.len() as u32]), list].concat();
        let mut places = vec![0; 8 * 33];
        places.extend(longs(&[0, table.len() as u32]));
        let (age, lengths) = (Age::Word97, vec![0; 8]);
        let head =
            Opening { age, table: None, whole: None, wide: false, lengths, places: Cow::Owned(places) };
        let pieces = head.pieces(&table).unwrap().0;
        let told: Vec<_> = pieces
            .iter()
            .map(|piece| (piece.start, piece.end, piece.place, piece.narrow, piece.old))
            .collect();
        assert_eq!(told, [(0, 5, 0x300, false, false), (5, 9, 0x400, true, false)]);
    }

    #[test]
    fn what_letters_look_like_in_an_old_file_is_kept() {
        let change = |code: u16, operand: u8| [&code.to_le_bytes()[..], &[operand]].concat();
        let meaning = |list: Vec<u8>| {
            let (read, _) = word_97(&[("甲", vec![]), ("乙", list), ("丙\r", vec![])], &[]);
            let spans = read.lines[0].text.spans().iter();
            spans.map(|span| (span.start, span.end, span.meaning.clone())).collect::<Vec<_>>()
        };
        use crate::text::Meaning::{Strong, Struck, Subscript, Superscript};
        for (list, expected) in [
            (change(0x0837, 1), Struck),
            (change(0x2a48, 1), Superscript),
            (change(0x2a48, 2), Subscript),
            (change(0x0835, 1), Strong),
        ] {
            assert_eq!(meaning(list), [(3, 6, expected)]);
        }
        assert_eq!(meaning(vec![]), []);
    }

    #[test]
    fn what_a_hidden_field_would_look_up_is_no_text() {
        for list in [HIDE, DELETE] {
            let (_, log) =
                word_97(&[("\u{13} DOCPROPERTY 密级 \u{15}", list.to_vec()), ("甲\r", vec![])], &[]);
            assert!(log.removals().is_empty(), "{:?}", log.removals());
        }
    }
}

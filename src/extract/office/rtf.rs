//! Rich Text Format, of Word, WPS and WordPad: groups of control words around text in the code pages of its fonts.

use std::collections::{HashMap, HashSet};

use encoding_rs::Encoding;

use crate::diag::{Log, RuleId};
use crate::error::{Error, Result};
use crate::extract::Extracted;
use crate::extract::formula;
use crate::extract::looks::Look;
use crate::extract::office::flow::{COMMENT, CONTENTS, DELETED, Flow, Goal, HEADER, HIDDEN};
use crate::extract::office::rows::{Bounds, Rows};
use crate::extract::office::word::fields::{self, Shows, Stands};
use crate::message;
use crate::rules::Rules;
use crate::text::formula::Builder;
use crate::text::{Mark, Shown};

/// Groups inside each other: Word writes some twenty.
const DEPTH: usize = 2_000;

/// Half of a character alone, as Word shows it.
const BOX: &str = "□";

/// Whether `bytes` are RTF.
pub(crate) fn shows(bytes: &[u8], _: bool) -> bool {
    bytes.trim_ascii_start().starts_with(b"{\\rt")
}

/// Reads RTF.
pub(crate) fn read(log: &mut Log, bytes: &[u8], rules: &Rules) -> Result<Extracted> {
    let mut reader = Reader {
        bytes,
        at: 0,
        flow: Flow::new(log, rules),
        groups: Vec::new(),
        group: Group { unit: 1, ..Group::default() },
        pending: Vec::new(),
        lead: Lead::No,
        high: None,
        skip: 0,
        page: encoding_rs::WINDOWS_1252,
        fonts: HashMap::new(),
        western: HashSet::new(),
        defined: 0,
        styles: HashMap::new(),
        style: Style::default(),
        told: Vec::new(),
        shown: 0,
        form: Form::default(),
        property: [String::new(), String::new()],
        math: None,
        list: String::new(),
        picture: String::new(),
        raw: Vec::new(),
        known: false,
        notes: 0,
        rows: Rows::default(),
        outer: Vec::new(),
        places: Vec::new(),
        place: Bounds::default(),
        star: false,
    };
    reader.run()?;
    reader.rows.place(&mut reader.flow, false)?;
    reader.flow.done()
}

/// What the text of a group is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum For {
    #[default]
    Text,
    Nothing,
    Fonts,
    Styles,
    List,
    Instruction,
    /// What is said of the field of a form.
    Form,
    /// An entry of the list it offers.
    Entry,
    /// A property of a shape: its name, what it says.
    Property,
    Name,
    Value,
    /// A formula.
    Math,
    Picture,
}

/// The field of a form, which has no result but what it is filled in with.
#[derive(Debug, Default)]
struct Form {
    /// Its own, and what it has if nobody filled it in.
    chosen: [Option<usize>; 2],
    offered: Vec<String>,
}

/// What happens when the group ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Ends {
    #[default]
    Nothing,
    Aside,
    Frame,
    Instruction,
    Field,
    Property,
    /// An element of a formula, which may be all of it.
    Math,
    Picture,
    Style,
}

/// A field that is open.
#[derive(Debug, Default)]
struct Told {
    instruction: String,
    /// Whether it has a result, and how many characters were shown when it began.
    result: bool,
    shown: usize,
}

/// A formula that is open: its tree, how many groups it stands in, and its characters in a row.
#[derive(Debug, Default)]
struct Equation {
    tree: Builder,
    depth: usize,
    line: String,
}

/// What holds until the group ends.
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    what: For,
    ends: Ends,
    font: i32,
    /// Characters that follow a character of Unicode for readers that do not know it.
    unit: usize,
    look: Look,
    hidden: bool,
    deleted: bool,
    underlined: bool,
    field: Shows,
    outline: Option<u8>,
    style: i32,
    mark: Mark,
    table: bool,
}

/// A style that is being defined.
#[derive(Clone, Debug, Default)]
struct Style {
    number: i32,
    outline: Option<u8>,
    name: String,
}

/// Whether the last byte is the first of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lead {
    No,
    /// Written as `\'b0`.
    Escaped,
    /// Written as it is, which no program should.
    Raw,
}

struct Reader<'b, 'l> {
    bytes: &'b [u8],
    at: usize,
    flow: Flow<'l>,
    groups: Vec<Group>,
    group: Group,
    /// Bytes in the code page of the open font.
    pending: Vec<u8>,
    lead: Lead,
    /// The first half of a character beyond the basic plane.
    high: Option<u16>,
    /// Characters to pass over.
    skip: usize,
    page: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
    /// Fonts whose characters are those of the West, as those of every font of the file may be called.
    western: HashSet<i32>,
    /// The font that is being defined.
    defined: i32,
    styles: HashMap<i32, Style>,
    style: Style,
    /// The fields that are open.
    told: Vec<Told>,
    /// How many characters were shown.
    shown: usize,
    list: String,
    form: Form,
    /// The name of a property of a shape, and what it says.
    property: [String; 2],
    math: Option<Equation>,
    picture: String,
    raw: Vec<u8>,
    /// Whether the picture has a format that can be shown.
    known: bool,
    notes: usize,
    rows: Rows,
    /// The rows that the open notes and headers stand in.
    outer: Vec<Rows>,
    /// Which cells of the row go on from others.
    places: Vec<Bounds>,
    place: Bounds,
    /// Whether the next word opens a destination that may be passed over.
    star: bool,
}

impl Reader<'_, '_> {
    fn run(&mut self) -> Result<()> {
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' | b'{' | b'}' if self.is_trail() => self.byte(byte, false),
                b'{' => self.open()?,
                b'}' => self.close()?,
                b'\\' => self.control()?,
                b'\r' | b'\n' => {}
                0 => {}
                byte => self.byte(byte, false),
            }
        }
        self.flush();
        Ok(())
    }

    /// A second byte that looks like a sign of the format, behind a first one that nobody escaped.
    fn is_trail(&self) -> bool {
        self.lead == Lead::Raw && self.bytes.get(self.at) != Some(&b'\'')
    }

    fn open(&mut self) -> Result<()> {
        self.flush();
        self.skip = 0;
        if self.groups.len() >= DEPTH {
            return Err(Error::TooMuch { what: message!("elements inside each other"), most: DEPTH as u64 });
        }
        self.groups.push(self.group);
        self.group.ends = Ends::Nothing;
        self.star = false;
        Ok(())
    }

    fn close(&mut self) -> Result<()> {
        self.flush();
        self.skip = 0;
        let ended = self.group;
        self.group = self.groups.pop().unwrap_or(Group { ends: Ends::Nothing, ..self.group });
        match ended.ends {
            Ends::Nothing => {}
            Ends::Aside => {
                self.flow.leave_frame()?;
                self.rows = self.outer.pop().unwrap_or_default();
            }
            Ends::Frame => self.flow.leave_frame()?,
            Ends::Instruction => self.end_instruction(),
            Ends::Field => self.end_field(),
            Ends::Property => self.end_property()?,
            Ends::Math => self.end_math(),
            Ends::Picture => self.end_picture(),
            Ends::Style => {
                let style = std::mem::take(&mut self.style);
                self.styles.insert(style.number, style);
            }
        }
        Ok(())
    }

    /// What the field of a form shows.
    fn end_instruction(&mut self) {
        let Form { chosen: [own, default], offered } = std::mem::take(&mut self.form);
        let chosen = own.or(default).unwrap_or(0);
        let Some(told) = self.told.last() else { return };
        let shown = match fields::first_word(&told.instruction).as_str() {
            "FORMCHECKBOX" => if chosen == 1 { "☑" } else { "□" }.to_owned(),
            "FORMDROPDOWN" => offered.get(chosen).cloned().unwrap_or_default(),
            _ => return,
        };
        self.put(&shown);
    }

    /// A field without a result, or one whose instruction is what is shown.
    fn end_field(&mut self) {
        let Some(Told { instruction, result, shown }) = self.told.pop() else { return };
        if self.shown > shown || result && !fields::shows_itself(&instruction) {
            return;
        }
        let group = self.group;
        match group.what {
            For::Text if group.deleted || group.hidden || group.field != Shows::Text => {
                let rule = if group.deleted { DELETED } else { HIDDEN };
                match fields::stands(&instruction) {
                    Stands::Text(text) => self.flow.leave(rule, &text, group.look),
                    Stands::Nothing | Stands::Missing(_) => {}
                    _ => self.flow.leave(rule, instruction.trim(), group.look),
                }
            }
            For::Text => self.flow.stand(&instruction, group.look),
            // Inside of another formula it is a part of that.
            For::Instruction => {
                let inside = instruction.trim_start().get(2..).unwrap_or_default();
                if let Some(around) = self.told.last_mut() {
                    around.instruction.push_str(inside);
                }
            }
            _ => {}
        }
    }

    /// Letters in a shape (WordArt).
    fn end_property(&mut self) -> Result<()> {
        let [name, text] = std::mem::take(&mut self.property);
        if name.trim() != "gtextUNICODE" || text.trim().is_empty() {
            return Ok(());
        }
        self.flow.lose(message!("watermarks and letters in shapes (WordArt)"));
        self.flow.enter_frame();
        for line in text.lines() {
            self.flow.text(line, Look::default());
            self.flow.end_line(Mark::None)?;
        }
        self.flow.leave_frame()
    }

    /// An element of a formula ends, and the formula with the outermost.
    fn end_math(&mut self) {
        let Some(math) = &mut self.math else { return };
        math.tree.close();
        if self.groups.len() > math.depth {
            return;
        }
        let Some(Equation { tree, line, .. }) = self.math.take() else { return };
        let (text, formula) = match tree.finish().filter(|formula| !formula.row.is_empty()) {
            Some(found) => formula::shown(&found),
            None => (line, true),
        };
        let group = self.group;
        if group.hidden || group.deleted || group.field != Shows::Text {
            return self.text(&text);
        }
        self.shown += text.len();
        self.flow.text(&text, Look { formula, ..Look::default() });
    }

    fn encoding(&self) -> &'static Encoding {
        self.fonts.get(&self.group.font).copied().unwrap_or(self.page)
    }

    fn byte(&mut self, byte: u8, escaped: bool) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        match self.group.what {
            For::Picture => return self.picture.push(char::from(byte)),
            For::Nothing => return,
            _ => {}
        }
        let first = self.lead == Lead::No && byte >= 0x81 && !self.encoding().is_single_byte();
        self.lead = match (first, escaped) {
            (false, _) => Lead::No,
            (true, true) => Lead::Escaped,
            (true, false) => Lead::Raw,
        };
        self.pending.push(byte);
    }

    /// Text of what came so far.
    fn flush(&mut self) {
        self.lead = Lead::No;
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        if self.high.take().is_some() {
            self.put(BOX);
        }
        let (text, damaged) = self.encoding().decode_without_bom_handling(&bytes);
        // Letters of the West in a font of the West, whatever the code page of the file.
        let western = damaged && self.western.contains(&self.group.font);
        let text =
            if western { encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0 } else { text };
        self.put(&text);
    }

    fn put(&mut self, text: &str) {
        match self.group.what {
            For::Text => self.text(text),
            For::List => self.list.push_str(text),
            For::Instruction => {
                self.told.iter_mut().last().into_iter().for_each(|told| told.instruction.push_str(text));
            }
            For::Name => self.property[0].push_str(text),
            For::Value => self.property[1].push_str(text),
            For::Math => self.math.iter_mut().for_each(|math| {
                math.tree.text(text);
                math.line.push_str(text);
            }),
            For::Styles => self.style.name.push_str(text),
            For::Entry => self.form.offered.last_mut().into_iter().for_each(|entry| entry.push_str(text)),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        self.shown += text.len();
        let group = self.group;
        let rule: Option<RuleId> = match group.field {
            _ if group.deleted => Some(DELETED),
            _ if group.hidden => Some(HIDDEN),
            Shows::Contents => Some(CONTENTS),
            Shows::Page => Some(HEADER),
            Shows::Text => None,
        };
        match rule {
            Some(rule) => self.flow.leave(rule, text, group.look),
            None if group.underlined && text.chars().all(char::is_whitespace) => {
                self.flow.blank(text.chars().count());
            }
            None => self.flow.text(text, group.look),
        }
    }

    /// What follows a backslash.
    fn control(&mut self) -> Result<()> {
        let Some(&byte) = self.bytes.get(self.at) else { return Ok(()) };
        if byte.is_ascii_alphabetic() {
            return self.word();
        }
        self.at += 1;
        match byte {
            b'\'' => {
                let digits =
                    self.bytes.get(self.at..self.at + 2).and_then(|hex| std::str::from_utf8(hex).ok());
                if let Some(byte) = digits.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
                    self.at += 2;
                    self.byte(byte, true);
                }
            }
            // Elsewhere than at the head of a group it says nothing: StarWriter wrote it before styles of runs.
            b'*' => self.star = self.bytes[..self.at - 2].trim_ascii_end().ends_with(b"{"),
            b'\\' | b'{' | b'}' => self.byte(byte, false),
            b'~' => self.special("\u{a0}"),
            b'_' => self.special("-"),
            b'\r' | b'\n' => self.paragraph()?,
            _ => {}
        }
        Ok(())
    }

    fn special(&mut self, text: &str) {
        self.flush();
        match self.skip {
            0 => self.put(text),
            _ => self.skip -= 1,
        }
    }

    fn word(&mut self) -> Result<()> {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().take(32).take_while(|b| b.is_ascii_alphabetic()).count();
        let digits = &rest[length..];
        let sign = usize::from(digits.first() == Some(&b'-'));
        let count = sign + digits[sign..].iter().take(10).take_while(|b| b.is_ascii_digit()).count();
        let number = std::str::from_utf8(&digits[..count]).ok().and_then(|digits| digits.parse::<i32>().ok());
        let word = std::str::from_utf8(&rest[..length]).unwrap_or_default();
        let used = length + if count > sign { count } else { 0 };
        self.at += used + usize::from(rest.get(used) == Some(&b' '));
        if word == "u" {
            self.unicode(number.unwrap_or(0));
            return Ok(());
        }
        self.flush();
        let star = std::mem::take(&mut self.star);
        if word == "bin" {
            return self.binary(number.unwrap_or(0));
        }
        if self.destination(word)? {
            return Ok(());
        }
        if star {
            self.group.what = For::Nothing;
            return Ok(());
        }
        self.property(word, number)
    }

    fn binary(&mut self, length: i32) -> Result<()> {
        let end = self.at.saturating_add(usize::try_from(length).unwrap_or(0)).min(self.bytes.len());
        if self.group.what == For::Picture {
            self.raw.extend_from_slice(&self.bytes[self.at..end]);
        }
        self.at = end;
        Ok(())
    }

    /// `\u19968`: of Unicode, negative beyond half of the plane.
    fn unicode(&mut self, number: i32) {
        self.flush();
        let unit = number as u16;
        let text = match (self.high.take(), unit) {
            (before, 0xd800..=0xdbff) => {
                self.high = Some(unit);
                if before.is_some() { BOX.to_owned() } else { String::new() }
            }
            (Some(high), 0xdc00..=0xdfff) => String::from_utf16_lossy(&[high, unit]),
            (None, 0xdc00..=0xdfff) => BOX.to_owned(),
            (before, unit) => {
                let half = if before.is_some() { BOX } else { "" };
                format!("{half}{}", String::from_utf16_lossy(&[unit]))
            }
        };
        self.put(&text);
        self.skip = self.group.unit;
    }

    /// Groups that hold something else than the text; says whether `word` begins one.
    fn destination(&mut self, word: &str) -> Result<bool> {
        let (what, ends) = match word {
            "fonttbl" => (For::Fonts, Ends::Nothing),
            "stylesheet" => (For::Styles, Ends::Nothing),
            "listtext" | "pntext" => (For::List, Ends::Nothing),
            "fldinst" => {
                if self.told.is_empty() {
                    self.told.push(Told::default());
                }
                self.form = Form::default();
                (For::Instruction, Ends::Instruction)
            }
            "pict" => (For::Picture, Ends::Picture),
            "shppict" | "shpinst" => return Ok(true),
            "result" => {
                self.group.what = For::Text;
                return Ok(true);
            }
            "sn" if self.group.what == For::Property => (For::Name, Ends::Nothing),
            "sv" if self.group.what == For::Property => (For::Value, Ends::Nothing),
            // The same in Unicode, behind what programs of old can read.
            "ud" => {
                let around = self.groups.len().checked_sub(2).and_then(|at| self.groups.get(at));
                self.group.what = around.map(|group| group.what).unwrap_or_default();
                return Ok(true);
            }
            // What is in a group that is not read is not read either, but for the text of a frame.
            _ if self.group.what == For::Nothing && !matches!(word, "shptxt" | "dptxbxtext") => {
                return Ok(true);
            }
            _ if self.group.what == For::Math => return Ok(self.element(word)),
            "moMath" if self.group.what == For::Text => return Ok(self.element(word)),
            "field" => {
                self.told.push(Told { shown: self.shown, ..Told::default() });
                self.group.ends = Ends::Field;
                return Ok(true);
            }
            "sp" => (For::Property, Ends::Property),
            "mmath" | "moMathPara" => return Ok(true),
            "formfield" => (For::Form, Ends::Nothing),
            "ffl" if self.group.what == For::Form => {
                self.form.offered.push(String::new());
                (For::Entry, Ends::Nothing)
            }
            "shptxt" | "dptxbxtext" => {
                self.flow.enter_frame();
                (For::Text, Ends::Frame)
            }
            "footnote" => return self.note().map(|()| true),
            "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" => {
                return self.aside(Goal::Out(HEADER)).map(|()| true);
            }
            "annotation" => return self.aside(Goal::Out(COMMENT)).map(|()| true),
            "colortbl" | "info" | "object" | "objdata" | "shprslt" | "nonshppict" | "themedata"
            | "datastore" | "xe" | "tc" | "tcn" | "generator" | "revtbl" | "filetbl" | "upr"
            | "mmathPict" | "moMathParaPr" | "atnid" | "atnauthor" | "listtable" | "listoverridetable"
            | "pgdsctbl" | "rsidtbl" | "private" | "fchars" | "lchars" | "bkmkstart" | "bkmkend"
            | "datafield" | "pntxta" | "pntxtb" | "ftnsep" | "ftnsepc" | "aftnsep" => {
                (For::Nothing, Ends::Nothing)
            }
            "fldrslt" => {
                let told = self.told.iter_mut().last();
                let shows = told.map_or(Shows::Text, |told| {
                    told.result = true;
                    fields::shows(&told.instruction)
                });
                if self.group.field != Shows::Contents {
                    self.group.field = if shows == Shows::Text { self.group.field } else { shows };
                }
                return Ok(true);
            }
            _ => return Ok(false),
        };
        (self.group.what, self.group.ends) = (what, ends);
        Ok(true)
    }

    /// A word in a formula: at the head of a group an element of it, elsewhere a property.
    fn element(&mut self, word: &str) -> bool {
        // How letters look, which are no elements.
        const LOOKS: [&str; 5] = ["scr", "sty", "nor", "lit", "aln"];
        let Some(name) = word.strip_prefix('m').filter(|name| !name.is_empty()) else { return false };
        if self.group.ends == Ends::Math || LOOKS.contains(&name) {
            return true;
        }
        let depth = self.groups.len().saturating_sub(1);
        let math = self.math.get_or_insert_with(|| Equation { depth, ..Equation::default() });
        math.tree.open(name, None);
        (self.group.what, self.group.ends) = (For::Math, Ends::Math);
        true
    }

    fn note(&mut self) -> Result<()> {
        let key = self.notes;
        self.notes += 1;
        self.flow.anchor(key);
        self.aside(Goal::Note(key))
    }

    fn aside(&mut self, goal: Goal) -> Result<()> {
        self.flow.enter_aside(goal);
        self.outer.push(std::mem::take(&mut self.rows));
        self.group = Group {
            what: For::Text,
            ends: Ends::Aside,
            font: self.group.font,
            unit: self.group.unit,
            ..Group::default()
        };
        Ok(())
    }

    fn property(&mut self, word: &str, number: Option<i32>) -> Result<()> {
        let on = number != Some(0);
        match word {
            "ansicpg" => self.page = code_page(number.unwrap_or(0)).unwrap_or(self.page),
            "deff" => self.group.font = number.unwrap_or(0),
            "f" if self.group.what == For::Fonts => self.defined = number.unwrap_or(0),
            "f" => self.group.font = number.unwrap_or(0),
            "fcharset" => {
                let encoding = charset(number.unwrap_or(0)).unwrap_or(self.page);
                self.fonts.insert(self.defined, encoding);
                if number == Some(0) {
                    self.western.insert(self.defined);
                }
            }
            "cpg" if self.group.what == For::Fonts => {
                if let Some(encoding) = number.and_then(code_page) {
                    self.fonts.insert(self.defined, encoding);
                }
            }
            "uc" => self.group.unit = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(1).min(8),
            "s" if self.group.what == For::Styles => {
                self.style = Style { number: number.unwrap_or(0), ..Style::default() };
                self.group.ends = Ends::Style;
            }
            "outlinelevel" if self.group.what == For::Styles => self.style.outline = level(number),
            "b" => self.group.look.strong = on,
            "v" => self.group.hidden = on,
            "deleted" => self.group.deleted = on,
            "revised" => self.flow.lose(message!("tracked changes, which are accepted")),
            "strike" | "striked" => self.group.look.struck = on,
            "ul" => self.group.underlined = on,
            "ulnone" => self.group.underlined = false,
            "super" => (self.group.look.raised, self.group.look.lowered) = (on, false),
            "sub" => (self.group.look.raised, self.group.look.lowered) = (false, on),
            "nosupersub" => (self.group.look.raised, self.group.look.lowered) = (false, false),
            "plain" => {
                let Group { what, ends, font, unit, field, outline, style, mark, table, .. } = self.group;
                self.group =
                    Group { what, ends, font, unit, field, outline, style, mark, table, ..Group::default() };
            }
            // 25 stands for nothing filled in.
            "ffres" if self.group.what == For::Form && number != Some(25) => {
                self.form.chosen[0] = number.and_then(|number| usize::try_from(number).ok());
            }
            "ffdefres" if self.group.what == For::Form => {
                self.form.chosen[1] = number.and_then(|number| usize::try_from(number).ok());
            }
            "wmetafile" | "emfblip" | "macpict" | "dibitmap" | "wbitmap" => self.known = false,
            "pngblip" | "jpegblip" => self.known = true,
            _ if self.group.what == For::Text => return self.layout(word, number),
            "tab" if self.group.what == For::List => self.list.push(' '),
            _ => {}
        }
        Ok(())
    }

    /// Words that place the text, and signs.
    fn layout(&mut self, word: &str, number: Option<i32>) -> Result<()> {
        match word {
            "pard" => {
                (self.group.outline, self.group.style) = (None, 0);
                (self.group.mark, self.group.table) = (Mark::None, false);
            }
            "s" => self.group.style = number.unwrap_or(0),
            "outlinelevel" => self.group.outline = level(number),
            "qc" => self.group.mark = Mark::Centered,
            "qr" => self.group.mark = Mark::Right,
            "ql" | "qj" | "qd" => self.group.mark = Mark::None,
            "intbl" => self.group.table = true,
            "par" | "sect" => self.paragraph()?,
            "line" | "page" | "column" => match self.mark() {
                mark if self.group.table => {
                    self.place()?;
                    self.flow.end_line(mark)?;
                }
                Mark::Heading(_) | Mark::Title => self.flow.part(),
                mark => self.flow.end_line(mark)?,
            },
            "tab" => self.flow.gap(),
            "cell" => {
                self.group.table = true;
                self.paragraph()?;
                self.rows.end_cell();
            }
            "nestcell" => self.flow.gap(),
            "row" => {
                self.rows.end_row(&mut self.flow, &self.places);
            }
            "trowd" => self.places.clear(),
            "clvmrg" => self.place.above = true,
            "clmrg" => self.place.left = true,
            "cellx" => {
                let place = std::mem::take(&mut self.place);
                self.places.push(Bounds { edge: number, ..place });
            }
            _ => {
                if let Some((_, sign)) = SIGNS.iter().find(|(known, _)| *known == word) {
                    self.special(sign);
                }
            }
        }
        Ok(())
    }

    fn mark(&self) -> Mark {
        let style = self.styles.get(&self.group.style);
        let named = style.and_then(|style| heading(&style.name));
        let outline = self.group.outline.or(style.and_then(|style| style.outline));
        match (outline, named) {
            (Some(level), _) if level < 9 => Mark::Heading((level + 1).min(6)),
            (None, Some(mark)) => mark,
            _ => self.group.mark,
        }
    }

    fn paragraph(&mut self) -> Result<()> {
        if self.group.what != For::Text {
            return Ok(());
        }
        let mut mark = self.mark();
        let list = std::mem::take(&mut self.list);
        let number = list.trim();
        if number.chars().any(char::is_alphanumeric) || number.chars().count() > 1 {
            let runs_in = number.ends_with(|c: char| c.is_ascii_alphanumeric());
            self.flow.marker(Some(format!("{number}{}", if runs_in { " " } else { "" })));
        } else if !number.is_empty() && mark == Mark::None {
            mark = Mark::Item;
        }
        self.place()?;
        self.flow.end_paragraph(mark)
    }

    /// The line that ends is one of a table, or is not.
    fn place(&mut self) -> Result<()> {
        if self.groups.iter().all(|group| group.ends != Ends::Aside) && self.group.ends != Ends::Aside {
            self.rows.place(&mut self.flow, self.group.table)?;
        }
        Ok(())
    }

    fn end_picture(&mut self) {
        let (coded, raw) = (std::mem::take(&mut self.picture), std::mem::take(&mut self.raw));
        if !std::mem::take(&mut self.known) {
            let message = message!(
                "%{what} is not read; put a picture of it there",
                what = message!("a picture in a format of Windows")
            );
            return self.flow.found("office.drawing", message);
        }
        let bytes = if raw.is_empty() { hex(&coded) } else { raw };
        self.flow.picture(Shown { bytes: Some(bytes.into()), ..Shown::default() });
    }
}

fn level(number: Option<i32>) -> Option<u8> {
    number.and_then(|level| u8::try_from(level).ok())
}

/// What a style is by its name.
fn heading(name: &str) -> Option<Mark> {
    let name = name.trim().trim_end_matches(';').to_ascii_lowercase();
    if name == "title" || name == "标题" {
        return Some(Mark::Title);
    }
    let rest = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?;
    rest.trim()
        .parse()
        .ok()
        .filter(|level| (1..=9).contains(level))
        .map(|level: u8| Mark::Heading(level.min(6)))
}

fn hex(coded: &str) -> Vec<u8> {
    let digits: Vec<u8> = coded.chars().filter_map(|c| c.to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

/// Signs that are words.
const SIGNS: [(&str, &str); 9] = [
    ("emdash", "—"),
    ("endash", "–"),
    ("lquote", "‘"),
    ("rquote", "’"),
    ("ldblquote", "“"),
    ("rdblquote", "”"),
    ("bullet", "•"),
    ("emspace", "\u{2003}"),
    ("enspace", "\u{2002}"),
];

/// The encoding of a code page of Windows.
fn code_page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        // Those from 10001 on are the same of a Macintosh.
        932 | 10001 => "shift_jis".to_owned(),
        936 | 54936 | 10008 => "gb18030".to_owned(),
        949 | 10003 => "euc-kr".to_owned(),
        950 | 10002 => "big5".to_owned(),
        65001 => "utf-8".to_owned(),
        10000 => "macintosh".to_owned(),
        _ => format!("windows-{number}"),
    };
    Encoding::for_label(label.as_bytes())
}

/// The encoding of a set of characters of a font; none for those that say nothing.
fn charset(number: i32) -> Option<&'static Encoding> {
    code_page(match number {
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> (Extracted, Log) {
        let mut log = Log::new();
        assert!(shows(text, false));
        (super::read(&mut log, text, &Rules::default()).unwrap(), log)
    }

    #[track_caller]
    fn check(text: &[u8], expected: &[(Mark, &str)]) -> Log {
        let (read, log) = read(text);
        let lines: Vec<(Mark, &str)> =
            read.lines.iter().map(|line| (line.mark, line.text.as_str())).collect();
        assert_eq!(lines, expected, "{}", String::from_utf8_lossy(text));
        log
    }

    #[test]
    fn a_group_may_be_passed_over_only_from_its_head() {
        check(b"{\\rtf1 a{\\*\\other b}{c\\*\\other d}{\\i d\\*\\cs7 e}}", &[(Mark::None, "acdde")]);
    }

    #[test]
    fn lines_of_a_cell_stay_apart() {
        let (read, _) = read(br"{\rtf1 \pard a\par\intbl\trowd\cellx9\cellx19 b\line c\cell d\cell\row\intbl e\cell f\cell\row\pard g\par}");
        let lines: Vec<&str> = read.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(lines, ["a", "b c\td", "e\tf", "g"]);
        assert!(read.lines[1].text.spans().iter().any(|span| span.meaning == crate::text::Meaning::Break));
    }

    #[test]
    fn text_stands_in_the_code_page_of_its_font() {
        let head =
            br"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 \'cb\'ce\'cc\'e5;}{\f1\fcharset204 A;}}";
        let of = |text: &[u8]| [head, text, b"}"].concat();
        check(
            &of(br"\'bc\'d7\f1 \'c0\par\u20057?\u-10179?\u-8704?z\par"),
            &[(Mark::None, "甲А"), (Mark::None, "乙😀z")],
        );
        check(&of(br"a\u-10179?b\u-8704?\u-10179?\u20057?c\par"), &[(Mark::None, "a□b□□乙c")]);
        check(br"{\rtf1\mac\ansicpg10008 \'bc\'d7\par}", &[(Mark::None, "甲")]);
        // A font that says its code page, and one of the West in a file of another.
        let fonts = br"{\rtf1\ansicpg950{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset128\cpg65001 B;}}";
        let text = br"\f0 \'a9 2026\f1 \'e7\'94\'b2\f0 \'a5\'d2\par";
        check(&[&fonts[..], text, b"}"].concat(), &[(Mark::None, "© 2026甲甲")]);
        // Second bytes that are signs of the format, escaped and not.
        check(&of(b"\\'81\\'5c\\'81\\'7b\x81\x5c\x81\x7d\\par"), &[(Mark::None, "乗亄乗亇")]);
        check(
            &of(br"\uc2\u30002??a\uc0\u20057\par {\b b}\~\emdash\line c\par"),
            &[(Mark::None, "甲a乙"), (Mark::None, "b\u{a0}—"), (Mark::None, "c")],
        );
    }

    #[test]
    fn fields_of_a_form_show_what_they_are_filled_in_with() {
        for (told, shown) in [
            (r"FORMCHECKBOX {\*\formfield{\fftype1\ffres1{\*\ffname n}\ffdefres0}}", "☑"),
            (r"FORMCHECKBOX {\*\formfield{\fftype1\ffres25\ffdefres1}}", "☑"),
            (r"FORMCHECKBOX {\*\formfield{\fftype1\ffres0\ffdefres1}}", "□"),
            (r"FORMCHECKBOX {\*\datafield 00}", "□"),
            (r"FORMDROPDOWN {\*\formfield{\fftype2\ffres1{\*\ffl x}{\*\ffl y}}}", "y"),
            (r"FORMTEXT {\*\formfield{\fftype0{\*\ffdeftext z}}}", ""),
        ] {
            let text = format!(r"{{\rtf1 a{{\field{{\*\fldinst {told}}}{{\fldrslt }}}}b\par}}");
            check(text.as_bytes(), &[(Mark::None, &format!("a{shown}b"))]);
        }
    }

    #[test]
    fn fields_without_a_result_show_what_they_hold_or_are_told() {
        let field =
            |told: &str, more: &str| format!(r"{{\rtf1 a{{\field{{\*\fldinst {told}}}{more}}}b\par}}");
        for (told, more, shown, told_of) in [
            (r"QUOTE \ldblquote q\rdblquote ", "", "aqb", 0),
            (r"EQ \\f(1,2)", r"{\fldrslt }", r"a$\frac{1}{2}$b", 0),
            (r"EQ \\r({\field{\*\fldinst EQ \\f(1,2)}})", "", r"a$\sqrt{\frac{1}{2}}$b", 0),
            (r"EQ x\\s\\up5(2)", "", "ax²b", 0),
            ("DOCPROPERTY p", "", "ab", 1),
            ("DOCPROPERTY p", r"{\fldrslt }", "ab", 0),
            ("DOCPROPERTY p", r"{\fldrslt r}", "arb", 0),
            ("PAGE", "", "ab", 0),
        ] {
            let log = check(field(told, more).as_bytes(), &[(Mark::None, shown)]);
            assert_eq!(log.findings().len(), told_of, "{told}");
        }
        let log = check(br"{\rtf1 a{\v{\field{\*\fldinst EQ \\f(1,2)}}}b\par}", &[(Mark::None, "ab")]);
        assert_eq!(log.removals()[0].text, r"EQ \f(1,2)");
    }

    #[test]
    fn formulas_letters_in_shapes_and_boxes_of_old_are_read() {
        let half = r"{\mf{\mfPr{\mtype bar}{\mctrlPr\i\f34}}{\mnum{\mr\mscr0\msty2 1}}{\mden{\mr{\f34 n}}}}";
        for (inside, shown) in [
            (half.to_owned(), r"a$\frac{1}{n}$b"),
            (
                r"{\mnary{\mnaryPr{\mchr\u8721?}{\mlimLoc subSup}}{\msub{\mr i}}{\msup{\mr n}}{\me{\mr x}}}"
                    .to_owned(),
                r"a$\sum_{i}^{n} x$b",
            ),
            (r"{\mborderBox{\me{\mr x}}}".to_owned(), r"a$\boxed{x}$b"),
        ] {
            let text = format!(r"{{\rtf1 a{{\mmath{{\*\moMath{inside}}}{{\mmathPict z}}}}b\par}}");
            check(text.as_bytes(), &[(Mark::None, shown)]);
        }
        check(
            br"{\rtf1 a{\shp{\*\shpinst{\sp{\sn gtextUNICODE}{\sv \u20445?}}{\sp{\sn x}{\sv y}}}}{\*\do{\dptxbxtext box\par}}b\par}",
            &[(Mark::None, "保"), (Mark::None, "box"), (Mark::None, "ab")],
        );
        check(
            br"{\rtf1{\info{\upr{\author x}{\*\ud{\author y}}}}a{\upr{?}{\*\ud{\u20445?}}}b\par}",
            &[(Mark::None, "a保b")],
        );
    }

    #[test]
    fn what_stands_aside_is_left_out_and_told() {
        let log = check(
            br"{\rtf1{\*\generator x;}{\info{\title y}}{\header h\par}a{\v hid}{\deleted del}{\footnote\chftn  note}b{\*\unknown z}{\field{\*\fldinst PAGE}{\fldrslt 3}}{\field{\*\fldinst TOC}{\fldrslt toc}}\par}",
            &[(Mark::None, "ab")],
        );
        let gone: Vec<_> =
            log.removals().iter().map(|removal| (&*removal.rule, removal.text.as_str())).collect();
        assert_eq!(gone, [(HEADER, "h"), (HIDDEN, "hid"), (DELETED, "del"), (CONTENTS, "toc")]);
        let (read, _) = read(br"{\rtf1 a{\footnote\chftn  note}b\par}");
        assert_eq!(
            (read.lines[0].text.labelled(0).as_ref(), read.notes[0].text.as_str()),
            ("a[^1]b", "note")
        );
    }

    #[test]
    fn what_stands_aside_in_a_table_is_none_of_it() {
        let log = check(
            br"{\rtf1\pard\intbl a\cell b\cell\row\pard\intbl c{\header\pard h\par\pard\intbl i\cell\row}d\cell e\cell\row\pard f\par}",
            &[(Mark::Row, "a\tb"), (Mark::Row, "cd\te"), (Mark::None, "f")],
        );
        let gone: Vec<_> = log.removals().iter().map(|removal| removal.text.as_str()).collect();
        assert_eq!(gone, ["h", "i"]);
    }

    #[test]
    fn what_a_note_is_in_goes_on_behind_it() {
        let (read, log) = read(br"{\rtf1 a{\footnote one {\annotation remark}two}b\par}");
        assert_eq!((read.lines.len(), read.lines[0].text.labelled(0).as_ref()), (1, "a[^1]b"));
        assert_eq!(read.notes[0].text, "one two");
        assert_eq!(log.removals()[0].text, "remark");
    }

    #[test]
    fn a_file_that_was_cut_off_keeps_what_is_there() {
        for (text, gone) in [
            (r"{\rtf1 a{\header h", "h"),
            (r"{\rtf1 a{\header h{\annotation i", "ih"),
            (r"{\rtf1 a{\footnote n", ""),
        ] {
            let log = check(text.as_bytes(), &[(Mark::None, "a")]);
            assert_eq!(
                log.removals().iter().map(|removal| &*removal.text).collect::<String>(),
                gone,
                "{text}"
            );
        }
    }

    #[test]
    fn headings_lists_tables_and_frames() {
        check(
            br"{\rtf1{\stylesheet{\s1\outlinelevel0 heading 1;}{\s2 heading 2;}}\pard\s1 one\par\pard\s2 two\par\pard\qc mid\par\pard{\listtext 1.\tab}first\par{\listtext\'95\tab}dot\par\pard{\b bold}\par
              {\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt box\par}}}after\par}",
            &[
                (Mark::Heading(1), "one"),
                (Mark::Heading(2), "two"),
                (Mark::Centered, "mid"),
                (Mark::None, "1.first"),
                (Mark::Item, "dot"),
                (Mark::Strong, "bold"),
                (Mark::None, "box"),
                (Mark::None, "after"),
            ],
        );
        check(
            br"{\rtf1\trowd\cellx1\cellx2\pard\intbl a\cell b\par c\cell\row\trowd\clvmrg\cellx1\cellx2\pard\intbl\cell d\cell\row\pard end\par}",
            &[(Mark::Row, "a\tb c"), (Mark::Row, "\td"), (Mark::None, "end")],
        );
        // A cell of two columns is known by its edge, or by a mark on the second.
        for two in ["\\cellx2000", "\\clmgf\\cellx1000\\clmrg\\cellx2000"] {
            let empty = if two.contains("clmrg") { "\\cell" } else { "" };
            let text = format!(
                "{{\\rtf1\\trowd{two}\\cellx3000\\pard\\intbl a\\cell{empty} b\\cell\\row\
                 \\trowd\\cellx1010\\cellx2000\\cellx3000\\pard\\intbl c\\cell d\\cell e\\cell\\row}}"
            );
            check(text.as_bytes(), &[(Mark::Row, "a\t\tb"), (Mark::Row, "c\td\te")]);
        }
    }

    #[test]
    fn pictures_are_bytes_and_half_a_file_is_what_it_is() {
        let (read, _) =
            read(br"{\rtf1 a\par{\*\shppict{\pict\pngblip 89504e47}}{\nonshppict{\pict\wmetafile8 00}}b\par");
        assert_eq!((read.shown[0].above, read.shown[0].bytes.as_deref()), (1, Some(&b"\x89PNG"[..])));
        let deep = [b"{\\rtf1".as_slice(), &b"{".repeat(DEPTH)].concat();
        assert!(super::read(&mut Log::new(), &deep, &Rules::default()).is_err());
        for text in
            [&b"{\\rtf1 \\'"[..], b"{\\rtf1 \\u", b"{\\rtf1\\bin999 a", b"{\\rtf1 \\", b"{\\rtf1}}}}a\\par"]
        {
            assert!(super::read(&mut Log::new(), text, &Rules::default()).is_ok());
        }
    }

    #[test]
    fn sets_of_characters_have_their_code_pages() {
        for (number, name) in [
            (128, "Shift_JIS"),
            (129, "EUC-KR"),
            (136, "Big5"),
            (161, "windows-1253"),
            (162, "windows-1254"),
            (163, "windows-1258"),
            (177, "windows-1255"),
            (178, "windows-1256"),
            (186, "windows-1257"),
            (204, "windows-1251"),
            (222, "windows-874"),
            (238, "windows-1250"),
        ] {
            assert_eq!(charset(number).map(|encoding| encoding.name()), Some(name), "{number}");
        }
        assert!(charset(0).is_none() && charset(1).is_none());
    }

    #[test]
    fn what_letters_look_like_is_kept_and_ends_where_it_is_said_to() {
        use crate::text::Meaning;
        let spans = |text: &str| -> Vec<(String, Meaning)> {
            let (read, _) = read(text.as_bytes());
            let line = &read.lines[0].text;
            line.spans().iter().map(|span| (line[span.range()].to_owned(), span.meaning.clone())).collect()
        };
        let one = |text: &str, meaning: Meaning| vec![(text.to_owned(), meaning)];
        for (word, end, meaning) in [
            ("super", "super0", Meaning::Superscript),
            ("super", "nosupersub", Meaning::Superscript),
            ("super", "plain", Meaning::Superscript),
            ("sub", "sub0", Meaning::Subscript),
            ("sub", "nosupersub", Meaning::Subscript),
            ("strike", "strike0", Meaning::Struck),
            ("striked1", "striked0", Meaning::Struck),
            ("strike", "plain", Meaning::Struck),
        ] {
            let text = format!(r"{{\rtf1 a\{word} xy\{end} b\par}}");
            assert_eq!(spans(&text), one("xy", meaning), "{word} {end}");
        }
        assert_eq!(spans(r"{\rtf1 a\super x\sub y\nosupersub b\par}")[..1], one("x", Meaning::Superscript));
        check(br"{\rtf1 \b bold\par\plain plain\par}", &[(Mark::Strong, "bold"), (Mark::None, "plain")]);
        // The style of the paragraph, its place and the font outlive `plain`.
        check(
            br"{\rtf1{\stylesheet{\s1 heading 1;}}\pard\s1\plain one\par\pard\qr\plain two\par\pard\outlinelevel1\plain three\par}",
            &[(Mark::Heading(1), "one"), (Mark::Right, "two"), (Mark::Heading(2), "three")],
        );
        check(
            br"{\rtf1\ansicpg936{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\pard\f1\plain \'c0\par}",
            &[(Mark::None, "А")],
        );
        check(
            br"{\rtf1\ansicpg936\deff1{\fonttbl{\f0\fcharset134 A;}{\f1\fcharset204 B;}}\'c0\par}",
            &[(Mark::None, "А")],
        );
    }

    #[test]
    fn what_stands_for_programs_of_old_is_passed_over_and_no_more() {
        check(br"{\rtf1\uc2 a\u20057\emdash ?b\par}", &[(Mark::None, "a乙b")]);
        check(br"{\rtf1\uc3 a\u20057\emdash\endash ?b\par}", &[(Mark::None, "a乙b")]);
        check(br"{\rtf1 a\u20057\emdash b\par}", &[(Mark::None, "a乙b")]);
        check(br"{\rtf1 a\u20057?\emdash b\par}", &[(Mark::None, "a乙—b")]);
    }

    #[test]
    fn bytes_in_a_file_are_no_text_of_it() {
        check(b"{\\rtf1 a{\\pict\\pngblip\\bin4 }{}\\}b\\par}", &[(Mark::None, "ab")]);
        check(b"{\\rtf1 a\\bin3 }{}b\\par}", &[(Mark::None, "ab")]);
        let picture = |kind: &str| {
            let (read, _) =
                read(format!(r"{{\rtf1 a\par{{\pict\{kind} 89504e470d0a1a0a}}b\par}}").as_bytes());
            read.shown.len()
        };
        assert_eq!([picture("pngblip"), picture("wmetafile8"), picture("dibitmap0")], [1, 0, 0]);
        // What is of a kind nobody shows stays so for its own picture only.
        let (read, _) = read(br"{\rtf1 a\par{\pict\wmetafile8 00}{\pict\pngblip 89504e470d0a1a0a}b\par}");
        assert_eq!(read.shown.len(), 1);
    }

    #[test]
    fn old_code_pages_have_names() {
        for (number, name) in [
            (874, "windows-874"),
            (932, "Shift_JIS"),
            (936, "gb18030"),
            (949, "EUC-KR"),
            (950, "Big5"),
            (1250, "windows-1250"),
            (10_003, "EUC-KR"),
            (65_001, "UTF-8"),
        ] {
            assert_eq!(code_page(number).map(|encoding| encoding.name()), Some(name), "{number}");
        }
    }

    #[test]
    fn what_a_hidden_field_would_show_is_told() {
        let hidden = |told: &str| {
            let text = format!(r"{{\rtf1 a{{\v{{\field{{\*\fldinst {told}}}}}}}b\par}}");
            let log = check(text.as_bytes(), &[(Mark::None, "ab")]);
            assert!(log.findings().is_empty());
            log.removals()
                .iter()
                .map(|removal| (removal.rule.to_string(), removal.text.clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!(hidden("QUOTE q"), [(HIDDEN.to_owned(), "q".to_owned())]);
        assert_eq!(hidden("DOCPROPERTY p"), []);
        let log = check(br"{\rtf1 a{\deleted{\field{\*\fldinst QUOTE q}}}b\par}", &[(Mark::None, "ab")]);
        assert_eq!(log.removals()[0].rule, DELETED);
    }

    #[test]
    fn a_cell_that_goes_on_below_is_one_of_two_rows() {
        use crate::text::Meaning;
        let (read, _) = read(
            br"{\rtf1\trowd\clvmgf\cellx1000\cellx2000\pard\intbl a\cell b\cell\row\trowd\clvmrg\cellx1000\cellx2000\pard\intbl\cell d\cell\row\pard end\par}",
        );
        let spans: Vec<_> = read.lines[0].text.spans().iter().map(|span| span.meaning.clone()).collect();
        assert_eq!(spans, [Meaning::Cell { columns: 1, rows: 2 }]);
        check(
            br"{\rtf1\trowd\cellx1\cellx2\pard\intbl a\par{\intbl b\nestcell c\nestcell}\cell d\cell\row\intbl e\cell f\cell\row\pard end\par}",
            &[(Mark::Row, "a b c\td"), (Mark::Row, "e\tf"), (Mark::None, "end")],
        );
        check(br"{\rtf1\ansicpg1252{\fonttbl{\f0\fcharset134 A;}}\f0 \'bc\'d7\par}", &[(Mark::None, "甲")]);
        check(br"{\rtf1\ansicpg1252\cpg936\'e9\par}", &[(Mark::None, "é")]);
    }

    #[test]
    fn what_is_underlined_is_a_blank_up_to_where_the_line_ends() {
        check(
            "{\\rtf1 a\\ul\\u12288?\\u12288?\\ulnone\\u12288?b\\par}".as_bytes(),
            &[(Mark::None, "a＿＿\u{3000}b")],
        );
        check("{\\rtf1 a\\ul\\u12288?\\ul0\\u12288?b\\par}".as_bytes(), &[(Mark::None, "a＿\u{3000}b")]);
    }

    #[test]
    fn levels_and_names_of_styles_say_what_is_a_heading() {
        for (level, mark) in
            [(0, Mark::Heading(1)), (5, Mark::Heading(6)), (8, Mark::Heading(6)), (9, Mark::None)]
        {
            check(format!(r"{{\rtf1\pard\outlinelevel{level} a\par}}").as_bytes(), &[(mark, "a")]);
        }
        // A style of a heading whose paragraph says that it is none.
        check(
            br"{\rtf1{\stylesheet{\s1 heading 1;}}\pard\s1\outlinelevel9 a\par\pard\s1 b\par}",
            &[(Mark::None, "a"), (Mark::Heading(1), "b")],
        );
        for (name, mark) in [
            ("Title;", Some(Mark::Title)),
            ("标题", Some(Mark::Title)),
            ("heading 1;", heading("标题 1")),
            ("heading 10", None),
            ("heading 0", None),
            ("heading", None),
            ("Normal", None),
        ] {
            assert_eq!(heading(name), mark, "{name}");
        }
        assert!(matches!(heading("标题 1"), Some(Mark::Heading(_))));
    }

    #[test]
    fn a_number_of_a_list_has_a_letter_or_several_signs() {
        let listed = |number: &str| {
            let (read, _) = read(format!(r"{{\rtf1\pard{{\listtext {number}\tab}}a\par}}").as_bytes());
            (read.lines[0].mark, read.lines[0].text.to_string())
        };
        assert_eq!(listed("1"), (Mark::None, "1 a".to_owned()));
        assert_eq!(listed("--"), (Mark::None, "--a".to_owned()));
        assert_eq!(listed("-"), (Mark::Item, "a".to_owned()));
    }
}

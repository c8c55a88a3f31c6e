//! A part of a Word file that holds text: the document itself, its notes, headers and comments.

use std::collections::HashMap;

use crate::diag::RuleId;
use crate::error::Result;
use crate::extract::formula;
use crate::extract::looks::{Look, columns};
use crate::extract::office::flow::{
    COMMENT, CONTENTS, DELETED, FIELD, Fate, Flow, Goal, HEADER, HIDDEN, PHONETIC,
};
use crate::extract::office::grid::Cell;
use crate::extract::office::package::Package;
use crate::extract::office::printed::Printed;
use crate::extract::office::word::chunk;
use crate::extract::office::word::fields::{self, Fields, Shows, Stands};
use crate::extract::office::word::numbering::Numbering;
use crate::extract::office::word::relations::Relations;
use crate::extract::office::word::styles::{Align, Says, StyleKind, Styles};
use crate::extract::office::word::symbols;
use crate::extract::office::xml::{self, Space, Tag, Visitor};
use crate::limits::INPUT;
use crate::message;
use crate::message::Message;
use crate::text::formula::Builder;
use crate::text::{Mark, Shown};

/// What the whole file says, whichever part is read.
#[derive(Default)]
pub(crate) struct Book {
    pub(crate) styles: Styles,
    pub(crate) numbering: Numbering,
    /// The keys of the notes that are anchored, by their kinds and ids.
    pub(crate) notes: HashMap<(Note, String), usize>,
    /// Where comments are anchored.
    pub(crate) comments: HashMap<String, u32>,
    /// How many files this one is put into, each into the next.
    pub(crate) depth: usize,
}

/// The two kinds of notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Note {
    Foot,
    End,
}

/// What an element says of what is in it.
#[derive(Clone, Copy, Debug, Default)]
struct Scope {
    fate: Fate,
    /// The look that formulas give.
    raised: bool,
    lowered: bool,
    formula: bool,
    /// The link it is part of.
    link: u32,
    /// Whether its characters are text.
    text: Holds,
    /// Whether a version for newer programs was taken.
    chosen: bool,
    math: bool,
    /// Whether it is part of the tree of a formula.
    fed: bool,
    /// Whether it is a drawing that holds text of its own.
    framed: bool,
    /// Whether a version for programs that are not this one was passed over.
    refused: bool,
    /// Whether a table of contents stands in it.
    contents: bool,
}

/// What the characters of an element are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Holds {
    #[default]
    Nothing,
    Text,
    Instruction,
    /// A picture of Word 2003.
    Data,
}

/// A paragraph that is open.
#[derive(Debug, Default)]
struct Paragraph {
    style: Option<String>,
    own: Says,
    /// What its style and itself say.
    says: Says,
    kind: StyleKind,
    mark: Mark,
    settled: bool,
}

/// A run that is open.
#[derive(Debug, Default)]
struct Run {
    style: Option<String>,
    own: Says,
    raised: bool,
    lowered: bool,
    struck: bool,
    underlined: bool,
}

/// A picture that is open.
#[derive(Debug, Default)]
struct Drawing {
    alt: String,
    size: [Option<u32>; 2],
}

/// A formula that is open.
#[derive(Debug, Default)]
struct Equation {
    tree: Builder,
    /// The same as one line, should the tree not be understood.
    line: Vec<(String, Scope)>,
    /// Whether there is something in it that is no formula, or no text.
    mixed: bool,
}

/// Brackets of a formula: what opens, parts and closes them.
#[derive(Debug)]
struct Brackets {
    signs: [String; 3],
    /// How deep they stand, and how many parts were read.
    depth: usize,
    parts: usize,
}

/// A part that is being read.
pub(crate) struct Body<'a, 'l, 'b> {
    pub(crate) flow: &'a mut Flow<'l>,
    pub(crate) book: &'a mut Book,
    relations: &'a Relations,
    package: Option<&'a mut Package<'b>>,
    /// What ends with each element that is open.
    scopes: Vec<Scope>,
    paragraphs: Vec<Paragraph>,
    run: Run,
    fields: Fields,
    drawing: Drawing,
    /// What the rows of the table leave free at their beginning.
    free: usize,
    /// Pictures of Word 2003 by their names.
    data: HashMap<String, Vec<u8>>,
    naming: Option<(String, String)>,
    /// The brackets of formulas that are open.
    brackets: Vec<Brackets>,
    equation: Option<Equation>,
    /// Fields in one element that are open: how deep they stand, what they are told to do, and how many characters came before.
    simple: Vec<(usize, String, usize)>,
    /// How many characters came.
    seen: usize,
    /// The rule by which notes, comments and headers that are not wanted go.
    pub(crate) aside: Option<RuleId>,
}

impl<'a, 'l, 'b> Body<'a, 'l, 'b> {
    /// A part with these relations.
    pub(crate) fn new(
        flow: &'a mut Flow<'l>,
        book: &'a mut Book,
        relations: &'a Relations,
        package: Option<&'a mut Package<'b>>,
    ) -> Body<'a, 'l, 'b> {
        Body {
            flow,
            book,
            relations,
            package,
            scopes: Vec::new(),
            paragraphs: Vec::new(),
            run: Run::default(),
            fields: Fields::default(),
            drawing: Drawing::default(),
            free: 0,
            data: HashMap::new(),
            naming: None,
            brackets: Vec::new(),
            equation: None,
            simple: Vec::new(),
            seen: 0,
            aside: None,
        }
    }

    fn scope(&self) -> Scope {
        self.scopes.last().copied().unwrap_or_default()
    }

    /// What opens an element of Word.
    fn word(&mut self, tag: &Tag<'_>, scope: &mut Scope) -> Result<()> {
        match tag.name {
            "p" => self.paragraphs.push(Paragraph::default()),
            "r" => self.run = Run::default(),
            "t" => scope.text = Holds::Text,
            "delText" => {
                scope.text = Holds::Text;
                scope.fate = Fate::Out(DELETED);
            }
            "instrText" | "delInstrText" => scope.text = Holds::Instruction,
            "del" | "moveFrom" => scope.fate = Fate::Out(DELETED),
            "rt" => scope.fate = Fate::Out(PHONETIC),
            "pStyle" | "rStyle" | "outlineLvl" | "outline-lvl" | "numId" | "ilfo" | "ilvl" | "jc" | "b"
            | "vanish" | "specVanish" | "vertAlign" | "strike" | "dstrike" | "u" => self.property(tag),
            "pPrChange" | "rPrChange" | "sectPrChange" | "tblPrChange" | "tcPrChange" | "trPrChange"
            | "numberingChange" => {
                scope.fate = Fate::Nothing;
            }
            "tab" if tag.get("pos").is_none() && self.in_run() => self.gap(scope),
            "ptab" => self.gap(scope),
            "br" | "cr" => self.line_break(scope)?,
            "noBreakHyphen" => self.put("-", scope),
            "sym" => self.symbol(tag, scope),
            "fldChar" => self.field(tag, scope),
            "checkBox" | "checked" | "ddList" | "result" | "listEntry" | "default" => self.form(tag),
            "fldSimple" => self.simple_field(tag, scope),
            "hyperlink" | "hlink" => self.link(tag, scope),
            "footnoteReference" => self.note(Note::Foot, tag, scope),
            "endnoteReference" => self.note(Note::End, tag, scope),
            "footnote" | "endnote" | "comment" => self.aside(tag, scope)?,
            "commentReference" => {
                let id = tag.get("id").unwrap_or_default();
                self.book.comments.insert(id, self.flow.number());
            }
            "tbl" | "tr" | "tc" | "gridSpan" | "vMerge" | "hMerge" | "gridBefore" | "vmerge" => {
                self.table(tag)
            }
            "styles" | "lists" | "fonts" | "docPr" | "docSuppData" | "docOleData" => {
                scope.fate = Fate::Nothing
            }
            "hdr" | "ftr" if self.aside.is_none() => {
                self.flow.enter_aside(Goal::Out(HEADER));
            }
            "altChunk" | "subDoc" => self.chunk(tag, scope)?,
            "docPartGallery" if tag.get("val").is_some_and(|name| name.starts_with("Table of Contents")) => {
                self.contents()
            }
            _ => self.look(tag),
        }
        Ok(())
    }

    /// All that is in the control around this property is a table of contents.
    fn contents(&mut self) {
        // docPartGallery stands in docPartObj in sdtPr in sdt.
        let depth = self.scopes.len();
        if let Some(control) = depth.checked_sub(3).and_then(|at| self.scopes.get_mut(at)) {
            control.contents = true;
        }
    }

    fn in_run(&self) -> bool {
        !self.paragraphs.is_empty() && self.scopes.len() > 1
    }

    fn property(&mut self, tag: &Tag<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match tag.name {
            "pStyle" => paragraph.style = tag.get("val"),
            "rStyle" => self.run.style = tag.get("val"),
            "vertAlign" => {
                let how = tag.get("val").unwrap_or_default();
                (self.run.raised, self.run.lowered) = (how == "superscript", how == "subscript");
            }
            "strike" | "dstrike" => self.run.struck = tag.is_on(),
            "u" => self.run.underlined = tag.is_on(),
            "b" | "vanish" | "specVanish" => self.run.own.take(tag),
            _ => paragraph.own.take(tag),
        }
    }

    /// What official documents have not.
    fn look(&mut self, tag: &Tag<'_>) {
        let is = |plain: &[&str]| tag.get("val").is_some_and(|value| !plain.contains(&value.as_str()));
        match tag.name {
            "color" if is(&["auto", "000000"]) => self.flow.lose(message!("colours")),
            "highlight" if is(&["none"]) => self.flow.lose(message!("colours")),
            "pBdr" | "pgBorders" => self.flow.lose(message!("borders")),
            "effect" | "shadow" | "outline" | "emboss" | "imprint" => {
                self.flow.lose(message!("effects of type"))
            }
            "cols" if tag.number("num").is_some_and(|columns| columns > 1) => {
                self.flow.lose(message!("columns of text"));
            }
            "ins" | "moveTo" => self.flow.lose(message!("tracked changes, which are accepted")),
            "object" => self.flow.lose(message!("embedded objects, of which the picture is kept")),
            _ => {}
        }
    }

    /// Settles what a paragraph is, once its properties are known.
    fn settle(&mut self) {
        let Some(paragraph) = self.paragraphs.last_mut().filter(|paragraph| !paragraph.settled) else {
            return;
        };
        paragraph.settled = true;
        let style = paragraph.style.as_deref();
        paragraph.kind = self.book.styles.kind(style);
        paragraph.says = self.book.styles.says(style, &paragraph.own);
        let place = self.book.styles.place(style, &paragraph.own);
        let printed = place.and_then(|place| self.book.numbering.print(place));
        let named = self.book.styles.heading(style);
        let level = match paragraph.own.outline {
            Some(outline) => Some(outline + 1).filter(|level| *level < 10),
            None => named.or(paragraph.says.outline.map(|outline| outline + 1)).filter(|level| *level < 10),
        };
        paragraph.mark = match (paragraph.kind, level, &printed, paragraph.says.align) {
            (StyleKind::Title, ..) => Mark::Title,
            (_, Some(level), ..) => Mark::Heading(level.min(6)),
            (StyleKind::Caption, ..) => Mark::Caption,
            (StyleKind::Quote, ..) => Mark::Quote,
            (_, _, Some(Printed::Bullet), _) => Mark::Item,
            (.., Some(Align::Center)) => Mark::Centered,
            (.., Some(Align::Right)) => Mark::Right,
            _ => Mark::None,
        };
        let number = match printed {
            Some(Printed::Number(number)) => Some(number),
            _ => None,
        };
        let contents = self.is_contents();
        self.flow.marker(number.filter(|_| !contents));
    }

    /// Whether the open paragraph is a line of a table of contents.
    fn is_contents(&self) -> bool {
        let styled = self.paragraphs.last().is_some_and(|paragraph| paragraph.kind == StyleKind::Contents);
        styled || self.scopes.iter().any(|scope| scope.contents) || self.fields.shows() == Shows::Contents
    }

    fn mark(&self) -> Mark {
        match self.paragraphs.last() {
            Some(_) if self.is_contents() => Mark::Contents,
            Some(paragraph) => paragraph.mark,
            None => Mark::None,
        }
    }

    /// Characters that are shown, or would be.
    fn put(&mut self, text: &str, scope: &Scope) {
        if scope.fate == Fate::Nothing {
            return;
        }
        if let Some(equation) = &mut self.equation {
            let hidden = scope.fate == Fate::Shown && self.run.own.hidden == Some(true);
            let fate = if hidden { Fate::Out(HIDDEN) } else { scope.fate };
            return equation.line.push((text.to_owned(), Scope { fate, ..*scope }));
        }
        self.settle();
        self.seen += text.len();
        self.fields.fill();
        if self.fields.is_instruction() {
            if self.fields.is_shown() && scope.fate == Fate::Shown {
                return self.fields.put_in(text);
            }
            return self.flow.leave(FIELD, text, Look::default());
        }
        let run = self.run.style.as_deref().map(|style| self.book.styles.run(style)).unwrap_or_default();
        let says = self.paragraphs.last().map(|paragraph| &paragraph.says);
        let bold = self.run.own.bold.or(run.bold).or(says.and_then(|says| says.bold));
        let hidden = self.run.own.hidden.or(run.hidden).or(says.and_then(|says| says.hidden));
        let look = Look {
            raised: scope.raised || self.run.raised,
            lowered: scope.lowered || self.run.lowered,
            struck: self.run.struck,
            strong: bold == Some(true),
            formula: scope.formula,
            link: scope.link,
            ..Look::default()
        };
        match (scope.fate, self.fields.shows()) {
            (Fate::Out(rule), _) => self.flow.leave(rule, text, look),
            _ if hidden == Some(true) => self.flow.leave(HIDDEN, text, look),
            _ if self.is_contents() => self.flow.leave(CONTENTS, text, look),
            (_, Shows::Page) => self.flow.leave(HEADER, text, look),
            _ if self.run.underlined && text.chars().all(char::is_whitespace) => {
                self.flow.blank(columns(text));
            }
            _ => self.flow.text(text, look),
        }
    }

    fn gap(&mut self, scope: &Scope) {
        if scope.fate != Fate::Shown || self.fields.is_instruction() {
            return;
        }
        match self.run.underlined {
            true => self.put("\u{3000}\u{3000}\u{3000}\u{3000}", scope),
            false => self.flow.gap(),
        }
    }

    fn line_break(&mut self, scope: &Scope) -> Result<()> {
        if scope.fate != Fate::Shown || self.fields.is_instruction() {
            return Ok(());
        }
        self.settle();
        match self.mark() {
            // The phrases of a title stand on lines of their own, as those of a cell do.
            Mark::Title | Mark::Heading(_) if !self.flow.in_table() => self.flow.part(),
            mark => self.flow.end_line(mark)?,
        }
        Ok(())
    }

    fn symbol(&mut self, tag: &Tag<'_>, scope: &Scope) {
        let code = tag.get("char").and_then(|code| u32::from_str_radix(&code, 16).ok()).unwrap_or(0);
        self.show_sign(&tag.get("font").unwrap_or_default(), code, scope);
    }

    fn show_sign(&mut self, font: &str, code: u32, scope: &Scope) {
        match symbols::sign(font, code) {
            Some(sign) => self.put(sign.encode_utf8(&mut [0; 4]), scope),
            None => {
                self.put("□", scope);
                let message = message!(
                    "the sign %{code} of the font %{font} is shown as □; look it up in the file",
                    code = format!("U+{code:04X}"),
                    font = font
                );
                self.flow.found("office.sign", message);
            }
        }
    }

    fn field(&mut self, tag: &Tag<'_>, scope: &Scope) {
        match tag.get("fldCharType").as_deref() {
            Some("begin") => self.fields.begin(),
            Some("separate") => self.fields.separate(),
            Some("end") => {
                let filled = self.fields.filled();
                match (self.fields.end(), filled) {
                    (Some(_), Some(filled)) => self.put(&filled, scope),
                    (Some(told), None) => self.unanswered(&told, scope),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    /// A field without a result: what is seen of it stands in its instruction, if anywhere.
    fn unanswered(&mut self, told: &str, scope: &Scope) {
        match fields::stands(told) {
            Stands::Text(text) => self.put(&text, scope),
            // Inside of another formula it is a part of that.
            Stands::Formula(_) | Stands::Unread(_) if self.fields.is_shown() => {
                let inside = told.trim_start().get(2..).unwrap_or_default().to_owned();
                self.put(&inside, scope);
            }
            Stands::Formula(found) => {
                let (text, formula) = formula::shown(&found);
                self.put(&text, &Scope { formula, ..*scope });
            }
            Stands::Unread(text) => self.put(&text, &Scope { formula: true, ..*scope }),
            Stands::Spoken { text, sound } => {
                self.put(&sound, &Scope { fate: Fate::Out(PHONETIC), ..*scope });
                self.put(&text, scope);
            }
            Stands::Sign { font, code } => self.show_sign(&font, code, scope),
            Stands::Missing(name) if scope.fate == Fate::Shown && self.aside.is_none() => {
                self.flow.unfilled(&name);
            }
            Stands::Missing(_) | Stands::Nothing => {}
        }
    }

    /// What a field of a form is filled in with.
    fn form(&mut self, tag: &Tag<'_>) {
        match tag.name {
            "checkBox" => self.fields.check(false),
            "checked" => self.fields.check(tag.is_on()),
            "result" => self.fields.choose(tag.number("val").unwrap_or(0)),
            // A box or list nobody touched shows what it begins with.
            "default" => {
                self.fields.check(tag.is_on());
                self.fields.choose(tag.number("val").unwrap_or(0));
            }
            "listEntry" => self.fields.offer(tag.get("val").unwrap_or_default()),
            _ => {}
        }
    }

    fn simple_field(&mut self, tag: &Tag<'_>, scope: &mut Scope) {
        let told = tag.get("instr").unwrap_or_default();
        let shows = fields::shows(&told);
        self.simple.push((self.scopes.len(), told, self.seen));
        match shows {
            Shows::Page => scope.fate = Fate::Out(HEADER),
            Shows::Contents => scope.contents = true,
            Shows::Text => {}
        }
    }

    fn link(&mut self, tag: &Tag<'_>, scope: &mut Scope) {
        let address = tag.get("id").and_then(|id| self.relations.get(&id)).map(|found| found.target.clone());
        if let Some(address) = address.or_else(|| tag.get("dest")) {
            scope.link = self.flow.link(&address);
        }
    }

    fn note(&mut self, kind: Note, tag: &Tag<'_>, scope: &Scope) {
        if scope.fate != Fate::Shown || self.aside.is_some() {
            return;
        }
        self.settle();
        let next = self.book.notes.len();
        let key = *self.book.notes.entry((kind, tag.get("id").unwrap_or_default())).or_insert(next);
        self.flow.anchor(key);
    }

    /// A note or comment begins, in a part of its own or, in Word 2003, where it is anchored.
    fn aside(&mut self, tag: &Tag<'_>, scope: &mut Scope) -> Result<()> {
        let id = tag.get("id").unwrap_or_default();
        let kind = if tag.name == "endnote" { Note::End } else { Note::Foot };
        let separator = tag.get("type").is_some_and(|kind| kind != "normal");
        let Some(rule) = self.aside else { return self.note_in_text(kind) };
        let key = self.book.notes.get(&(kind, id)).copied();
        match key.filter(|_| tag.name != "comment") {
            Some(key) => self.flow.aim(Goal::Note(key)),
            None if separator => scope.fate = Fate::Nothing,
            None => self.flow.aim(Goal::Out(rule)),
        }
        Ok(())
    }

    /// Word 2003 has the text of a note at its place.
    fn note_in_text(&mut self, kind: Note) -> Result<()> {
        self.settle();
        let key = self.book.notes.len();
        self.book.notes.insert((kind, format!("in text {key}")), key);
        self.flow.anchor(key);
        self.flow.enter_aside(Goal::Note(key));
        Ok(())
    }

    fn table(&mut self, tag: &Tag<'_>) {
        let columns = || tag.number("val").and_then(|n| usize::try_from(n).ok());
        match tag.name {
            "tbl" => self.flow.begin_table(),
            "tr" => {
                self.free = 0;
                self.flow.begin_row();
            }
            "tc" => self.flow.begin_cell(Cell { free: std::mem::take(&mut self.free), ..Cell::default() }),
            "gridBefore" => self.free = columns().unwrap_or(0),
            "gridSpan" => {
                if let Some(cell) = self.flow.cell() {
                    cell.columns = columns().unwrap_or(1);
                }
            }
            _ if tag.get("val").as_deref() != Some("restart") => {
                if let Some(cell) = self.flow.cell() {
                    cell.joins = true;
                }
            }
            _ => {}
        }
    }

    /// A field in one element ends; it may have had nothing in it.
    fn end_simple_field(&mut self) {
        let depth = self.scopes.len();
        if let Some((_, told, seen)) = self.simple.pop_if(|(at, ..)| *at == depth)
            && self.seen == seen
        {
            let scope = self.scope();
            self.unanswered(&told, &scope);
        }
    }

    /// Formulas as they are, and as a line of text, as far as that goes.
    fn math(&mut self, tag: &Tag<'_>, scope: &mut Scope) {
        if tag.name == "oMath" && self.equation.is_none() {
            self.settle();
            self.run = Run::default();
            self.equation = Some(Equation { mixed: scope.fate != Fate::Shown, ..Equation::default() });
        }
        if let Some(equation) = &mut self.equation {
            equation.tree.open(tag.name, tag.get("val").as_deref());
            scope.fed = true;
        }
        scope.math = true;
        match tag.name {
            "t" => scope.text = Holds::Text,
            "r" => self.run = Run::default(),
            "sup" => scope.raised = true,
            "sub" => scope.lowered = true,
            "den" => self.put("/", scope),
            "rad" => self.put("√", scope),
            "nary" | "m" | "eqArr" | "limLow" | "limUpp" | "sPre" | "acc" | "bar" | "groupChr" | "func" => {
                scope.formula = true;
            }
            "ctrlPr" => scope.fate = Fate::Nothing,
            "d" => {
                let signs = ["(", "|", ")"].map(str::to_owned);
                self.brackets.push(Brackets { signs, depth: self.scopes.len(), parts: 0 });
            }
            "begChr" | "sepChr" | "endChr" | "chr" => self.sign(tag, scope),
            "e" => self.part(scope),
            _ => {}
        }
    }

    /// A formula ends: it is one, or, where not all of it is understood, a line somebody has to look at.
    fn end_math(&mut self) {
        let Some(Equation { tree, line, mixed }) = self.equation.take() else { return };
        self.run = Run::default();
        let understood = tree.finish().filter(|formula| !mixed && !formula.row.is_empty());
        let scope = Scope { text: Holds::Nothing, raised: false, lowered: false, ..self.scope() };
        match understood.map(|found| formula::shown(&found)) {
            Some((text, formula)) => self.put(&text, &Scope { formula, ..scope }),
            None => line.iter().for_each(|(text, scope)| self.put(text, scope)),
        }
    }

    /// A sign of a formula that is no text of it.
    fn sign(&mut self, tag: &Tag<'_>, scope: &Scope) {
        let sign = tag.get("val").unwrap_or_default();
        let place = ["begChr", "sepChr", "endChr"].iter().position(|name| *name == tag.name);
        match (place, self.brackets.last_mut()) {
            (Some(place), Some(brackets)) => brackets.signs[place] = sign,
            (Some(_), None) => {}
            (None, _) => self.put(&sign, scope),
        }
    }

    /// A part of a formula begins: behind the sign of its brackets, if it stands in some.
    fn part(&mut self, scope: &Scope) {
        let depth = self.scopes.len();
        let Some(brackets) = self.brackets.last_mut().filter(|brackets| brackets.depth + 1 == depth) else {
            return;
        };
        let sign = brackets.signs[brackets.parts.min(1)].clone();
        brackets.parts += 1;
        self.put(&sign, scope);
    }

    /// Drawings: pictures, text in frames, what cannot be shown.
    fn drawn(&mut self, tag: &Tag<'_>, scope: &mut Scope) -> Result<()> {
        match tag.name {
            "Fallback" if self.scope().chosen => scope.fate = Fate::Nothing,
            "Fallback" => self.scopes.iter_mut().last().into_iter().for_each(|around| around.chosen = true),
            "Choice" => {
                let known = is_understood(tag);
                match self.scopes.last_mut().filter(|around| known && !around.chosen) {
                    Some(around) => around.chosen = true,
                    None => {
                        self.scopes.iter_mut().last().into_iter().for_each(|around| around.refused = true);
                        scope.fate = Fate::Nothing;
                    }
                }
            }
            // Letters in a drawing that is no frame of Word.
            "txBody" => {
                self.settle();
                self.flow.enter_frame();
                scope.framed = true;
            }
            "t" if scope.framed => scope.text = Holds::Text,
            "extent" => {
                let pixels = |name| tag.number(name).and_then(|emu| u32::try_from(emu / 9_525).ok());
                self.drawing = Drawing { size: [pixels("cx"), pixels("cy")], alt: String::new() };
            }
            "docPr" | "cNvPr" => {
                let words = tag.get("descr").filter(|words| !words.trim().is_empty());
                self.drawing.alt = words.unwrap_or_else(|| std::mem::take(&mut self.drawing.alt));
            }
            "blip" => {
                let id = tag.get("embed").filter(|id| !id.is_empty()).or_else(|| tag.get("link"));
                self.picture(id, scope);
            }
            "imagedata" => {
                let id = tag.get("id").or_else(|| tag.get("relid"));
                match tag.get("src").filter(|_| id.is_none()) {
                    Some(name) => self.data_picture(&name, scope),
                    None => self.picture(id, scope),
                }
            }
            // Tracked changes and remarks of Word 2003.
            "annotation" => match tag.get("type").as_deref() {
                Some("Word.Deletion") => scope.fate = Fate::Out(DELETED),
                Some("Word.Comment") => scope.fate = Fate::Out(COMMENT),
                _ => {}
            },
            "chart" => self.unshown(tag.get("id"), scope, message!("a chart"))?,
            "relIds" => self.unshown(tag.get("dm"), scope, message!("a diagram (SmartArt)"))?,
            "textpath" => self.letters(tag, scope)?,
            "binData" => {
                scope.text = Holds::Data;
                self.naming = tag.get("name").map(|name| (name, String::new()));
            }
            _ => {}
        }
        Ok(())
    }

    /// Letters in a shape (WordArt): a watermark in a header, else text like that of a frame.
    fn letters(&mut self, tag: &Tag<'_>, scope: &Scope) -> Result<()> {
        let Some(text) = tag.get("string").filter(|text| !text.trim().is_empty()) else { return Ok(()) };
        self.flow.lose(message!("watermarks and letters in shapes (WordArt)"));
        if scope.fate != Fate::Shown {
            self.put(&text, scope);
            return Ok(());
        }
        self.settle();
        self.flow.enter_frame();
        for line in text.lines() {
            self.put(line, scope);
            self.flow.end_line(Mark::None)?;
        }
        self.flow.leave_frame()
    }

    /// A drawing of which only the words are read, and told.
    fn unshown(&mut self, part: Option<String>, scope: &Scope, what: Message) -> Result<()> {
        if scope.fate != Fate::Shown || self.aside.is_some() {
            return Ok(());
        }
        let relation = part.and_then(|id| self.relations.get(&id)).filter(|relation| !relation.external);
        let text = match relation.zip(self.package.as_mut()) {
            Some((relation, package)) => package.text(&relation.target)?,
            None => None,
        };
        self.flow.drawing(what, text.as_deref());
        Ok(())
    }

    /// Another file in this one, which Word puts in when it opens it.
    fn chunk(&mut self, tag: &Tag<'_>, scope: &Scope) -> Result<()> {
        let relation = tag.get("id").and_then(|id| self.relations.get(&id));
        let Some(relation) = relation.filter(|_| scope.fate == Fate::Shown) else { return Ok(()) };
        let name = relation.target.clone();
        let inside = self.package.as_mut().filter(|_| !relation.external && self.book.depth < DEEPEST);
        let bytes = inside.and_then(|package| package.bytes(&name, INPUT).transpose()).transpose()?;
        let (log, rules) = (&mut *self.flow.log, self.flow.rules);
        let read = bytes.and_then(|bytes| chunk::read(log, &bytes, &name, rules, self.book.depth + 1));
        let Some(read) = read else {
            let message = message!(
                "the part %{name} was put in from another file and is not read; open the file in Word and save it again",
                name = name
            );
            self.flow.found("office.chunk", message);
            return Ok(());
        };
        let first = self.book.notes.len();
        for note in 0..read.notes.len() {
            self.book.notes.insert((Note::Foot, format!("in part {}", first + note)), first + note);
        }
        self.flow.splice(read, first)
    }

    fn picture(&mut self, id: Option<String>, scope: &Scope) {
        let Some(relation) = id.and_then(|id| self.relations.get(&id)) else { return };
        if scope.fate != Fate::Shown || self.aside.is_some() {
            return;
        }
        let name = relation.target.clone();
        let bytes = match (&mut self.package, relation.external) {
            (Some(package), false) => package.picture(&name),
            _ => None,
        };
        self.show(name, bytes);
    }

    fn data_picture(&mut self, name: &str, scope: &Scope) {
        if scope.fate == Fate::Shown && self.aside.is_none() {
            let bytes = self.data.get(name).map(|bytes| bytes.as_slice().into());
            self.show(name.to_owned(), bytes);
        }
    }

    fn show(&mut self, name: String, bytes: Option<std::sync::Arc<[u8]>>) {
        let Drawing { alt, size } = std::mem::take(&mut self.drawing);
        let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
        self.flow.picture(Shown { addresses: vec![name], bytes, alt, size, ..Shown::default() });
    }

    /// The bytes of a picture of Word 2003.
    fn end_data(&mut self) {
        let Some((name, coded)) = self.naming.take() else { return };
        self.data.extend(xml::picture(&coded).map(|bytes| (name, bytes)));
    }
}

/// Files put into each other: Word writes one into another at most when a program made both.
const DEEPEST: usize = 3;

/// Whether what a version of something needs is known here: the vocabularies of Office that only say more of the same, not those of
/// ink and of others.
fn is_understood(tag: &Tag<'_>) -> bool {
    const KNOWN: [&str; 6] = [
        "http://schemas.openxmlformats.org/",
        "http://purl.oclc.org/ooxml/",
        "http://schemas.microsoft.com/office/word/",
        "http://schemas.microsoft.com/office/drawing/",
        "http://schemas.microsoft.com/office/2006/",
        "urn:schemas-microsoft-com:",
    ];
    let known = |space: &str| {
        KNOWN.iter().any(|known| space.starts_with(known)) && !space.to_ascii_lowercase().contains("ink")
    };
    let needs = tag.get("Requires").unwrap_or_default();
    needs.split_whitespace().all(|prefix| tag.vocabulary(prefix).is_some_and(|space| known(&space)))
}

impl Visitor for Body<'_, '_, '_> {
    fn open(&mut self, tag: &Tag<'_>) -> Result<()> {
        let mut scope = Scope {
            text: Holds::Nothing,
            chosen: false,
            refused: false,
            fed: false,
            contents: false,
            ..self.scope()
        };
        if scope.fate == Fate::Nothing {
            self.scopes.push(scope);
            return Ok(());
        }
        if let Some(equation) = self.equation.as_mut().filter(|_| tag.space != Space::Math) {
            equation.mixed |= matches!(
                tag.name,
                "ins" | "del" | "moveFrom" | "moveTo" | "txbxContent" | "t" | "br" | "vanish" | "fldChar"
            );
        }
        match (tag.space, tag.name) {
            (_, "txbxContent") => {
                self.settle();
                self.flow.enter_frame();
            }
            (Space::Word, "binData") => self.drawn(tag, &mut scope)?,
            (Space::Word, _) => self.word(tag, &mut scope)?,
            (Space::Math, _) => self.math(tag, &mut scope),
            _ => self.drawn(tag, &mut scope)?,
        }
        self.scopes.push(scope);
        Ok(())
    }

    fn close(&mut self, space: Space, name: &str) -> Result<()> {
        let scope = self.scopes.pop().unwrap_or_default();
        if let Some(equation) = self.equation.as_mut().filter(|_| scope.fed) {
            equation.tree.close();
            if equation.tree.is_closed() {
                self.end_math();
            }
        }
        if scope.fate == Fate::Nothing {
            return Ok(());
        }
        match (space, name) {
            (Space::Word, "fldSimple") => self.end_simple_field(),
            (_, "txbxContent" | "txBody") => self.flow.leave_frame()?,
            (Space::Other, "p") if scope.framed => self.flow.end_line(Mark::None)?,
            (Space::Other, "AlternateContent") if scope.refused && !scope.chosen => {
                self.unshown(None, &scope, message!("something for newer programs"))?;
            }
            (Space::Word, "pPr") => {
                self.run = Run::default();
                self.settle();
            }
            (Space::Word, "p") => {
                self.settle();
                self.flow.end_paragraph(self.mark())?;
                self.paragraphs.pop();
            }
            (Space::Word, "tbl") => self.flow.end_table()?,
            (Space::Math, "d") => {
                let sign = self.brackets.pop().map(|brackets| brackets.signs[2].clone());
                self.put(&sign.unwrap_or_default(), &scope);
            }
            (Space::Word, "binData") => self.end_data(),
            (Space::Word, "footnote" | "endnote" | "hdr" | "ftr") if self.aside.is_none() => {
                self.flow.leave_frame()?;
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        let scope = self.scope();
        match scope.text {
            Holds::Text => {
                if let Some(equation) = self.equation.as_mut().filter(|_| scope.math) {
                    equation.tree.text(text);
                }
                self.put(text, &scope);
            }
            Holds::Instruction => self.fields.instruct(text),
            Holds::Data => self.naming.iter_mut().for_each(|(_, data)| data.push_str(text)),
            Holds::Nothing => {}
        }
    }
}

//! Which elements are open, as the HTML Standard's tree construction has them: so that it can be said beforehand how deep a parser
//! would get, and how many elements it would make.
//!
//! Only what moves those two numbers is followed. Where the standard is milder than this, as with tables in tables, the
//! numbers come out too large, never too small.

use std::collections::HashMap;

use crate::extract::bounded::kinds::{Families, kind};
use crate::extract::bounded::tags::Tag;
use crate::limits::{DEPTH, STYLES};

/// An open element.
#[derive(Clone, Copy)]
struct Element {
    name: u64,
    kind: Families,
    /// Of a drawing or a formula, where HTML's rules do not hold.
    foreign: bool,
}

/// An element of style that was opened and not closed: whatever closes around it, it is opened anew in the next text.
#[derive(Clone, Copy)]
struct Style {
    /// None marks the border of a cell or an object, beyond which nothing is opened anew.
    name: Option<u64>,
    /// The whole tag: of the same, only three are kept.
    tag: u64,
    open: bool,
}

/// What is to become of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays.
    Stays,
    /// It is too deep.
    TooDeep,
    /// It is one element of style too many.
    TooStyled,
}

/// The elements that are open.
#[derive(Default)]
pub(super) struct Open {
    stack: Vec<Element>,
    count: HashMap<u64, u32>,
    styles: Vec<Style>,
    /// Styles behind the last border that are to be opened anew.
    closed: usize,
    /// Tags that did not stay, whose closing tags must not either.
    dropped: HashMap<u64, u32>,
    /// How many elements there are so far.
    pub elements: usize,
}

impl Open {
    /// Takes in text between two tags.
    pub(super) fn text(&mut self) {
        if self.closed == 0 {
            return;
        }
        for i in self.border()..self.styles.len() {
            if let Style { name: Some(name), open: false, .. } = self.styles[i] {
                self.push(name, Families::STYLE, false);
                self.styles[i].open = true;
            }
        }
        self.closed = 0;
    }

    /// Whether what the element holds is markup, and not text.
    pub(super) fn holds_markup(&self, tag: &Tag<'_>) -> bool {
        self.in_foreign() || !kind(tag.name).has(Families::RAW)
    }

    /// Takes in a tag.
    pub(super) fn tag(&mut self, tag: &Tag<'_>, whole: &str) -> Fate {
        let (name, kind) = (hash(tag.name), kind(tag.name));
        if tag.closes {
            return self.close(name, kind);
        }
        if self.in_foreign() {
            if !kind.has(Families::BREAKS_OUT) {
                return self.open_foreign(tag, name, kind);
            }
            while self.in_foreign() {
                self.pop();
            }
        }
        self.close_implied(tag.name, name, kind);
        let at_once = kind.has(Families::VOID | Families::RAW) || kind.has(Families::FOREIGN) && tag.empty;
        if at_once || self.is_ignored(name, kind) {
            self.text();
            self.elements += 1;
            return Fate::Stays;
        }
        if kind.has(Families::STYLE) {
            return self.open_style(name, hash(whole.as_bytes()));
        }
        if !kind.has(Families::BLOCK) {
            self.text();
        }
        self.open(name, kind, kind.has(Families::FOREIGN))
    }

    fn open(&mut self, name: u64, kind: Families, foreign: bool) -> Fate {
        if self.stack.len() >= DEPTH {
            *self.dropped.entry(name).or_default() += 1;
            return Fate::TooDeep;
        }
        self.push(name, kind, foreign);
        if kind.has(Families::BORDER) {
            self.styles.push(Style { name: None, tag: 0, open: true });
            self.closed = 0;
        }
        Fate::Stays
    }

    fn open_foreign(&mut self, tag: &Tag<'_>, name: u64, kind: Families) -> Fate {
        if tag.empty {
            self.elements += 1;
            return Fate::Stays;
        }
        self.open(name, kind, true)
    }

    fn open_style(&mut self, name: u64, tag: u64) -> Fate {
        // Three, as in HTML's own list of active elements (the Noah's Ark clause).
        const SAME: usize = 3;
        self.text();
        let border = self.border();
        let mut same = (border..self.styles.len()).filter(|&i| self.styles[i].tag == tag);
        if let (Some(first), true) = (same.next(), same.count() + 1 >= SAME) {
            self.styles.remove(first);
        }
        if self.styles.iter().filter(|style| style.name.is_some()).count() >= STYLES {
            *self.dropped.entry(name).or_default() += 1;
            return Fate::TooStyled;
        }
        let fate = self.open(name, Families::STYLE, false);
        if fate == Fate::Stays {
            self.styles.push(Style { name: Some(name), tag, open: true });
        }
        fate
    }

    /// Closes what the beginning of an element closes by itself.
    fn close_implied(&mut self, letters: &[u8], name: u64, kind: Families) {
        let is = |names: &[&str]| names.iter().any(|name| letters.eq_ignore_ascii_case(name.as_bytes()));
        if kind.has(Families::ENDS_P) {
            self.close_in(hash(b"p"), Families::SCOPE | Families::BUTTON);
        }
        if kind.has(Families::HEADING) && self.stack.last().is_some_and(|top| top.kind.has(Families::HEADING))
        {
            self.pop();
        }
        if kind.has(Families::CELL_PART) {
            self.make_room_in_table(kind);
        }
        match () {
            () if is(&["li"]) => self.close_up_to_special(&[name], Families::LOOSE),
            () if is(&["dd", "dt"]) => self.close_up_to_special(&[hash(b"dd"), hash(b"dt")], Families::LOOSE),
            () if is(&["button"]) => self.close_in(name, Families::SCOPE),
            () if is(&["a", "nobr"]) => self.close_style(name),
            () if is(&["option", "optgroup", "rp", "rt", "rb", "rtc"]) => {
                let kinds = if is(&["option", "optgroup"]) { Families::CHOICE } else { Families::IMPLIED };
                while self.stack.last().is_some_and(|top| top.kind.has(kinds)) {
                    self.pop();
                }
            }
            () => {}
        }
    }

    /// Tags a parser passes over where they stand.
    fn is_ignored(&self, name: u64, kind: Families) -> bool {
        kind.has(Families::ONCE) && self.is_open(name)
            || kind.has(Families::CELL_PART)
                && !self.is_open(hash(b"table"))
                && !self.is_open(hash(b"template"))
    }

    /// A row, a cell or another part of a table closes the one before it.
    fn make_room_in_table(&mut self, kind: Families) {
        let borders = match () {
            () if kind.has(Families::CELL) => Families::TABLE | Families::ROW,
            () if kind.has(Families::ROW) => Families::TABLE | Families::ROWS,
            () => Families::TABLE,
        };
        let Some(at) = self.stack.iter().rposition(|open| open.kind.has(borders)) else { return };
        self.pop_to(at + 1);
        let top = self.stack[at].kind;
        if top.has(Families::TABLE) && kind.has(Families::CELL | Families::ROW) {
            self.push(hash(b"tbody"), Families::ROWS, false);
        }
        if kind.has(Families::CELL) && !top.has(Families::ROW) {
            self.push(hash(b"tr"), Families::ROW, false);
        }
    }

    fn close(&mut self, name: u64, kind: Families) -> Fate {
        if let Some(dropped) = self.dropped.get_mut(&name).filter(|dropped| **dropped > 0) {
            *dropped -= 1;
            return if kind.has(Families::STYLE) { Fate::TooStyled } else { Fate::TooDeep };
        }
        match () {
            () if self.in_foreign() && self.close_foreign(name) => {}
            // What comes behind the end of a page still belongs to it.
            () if kind.has(Families::ONCE) && name != hash(b"form") => {}
            () if kind.has(Families::ONCE) => self.close_form(name),
            () if kind.has(Families::STYLE) => self.close_style(name),
            () if kind.has(Families::HEADING) => self.close_heading(),
            () if kind.has(Families::TABLE | Families::CELL_PART) => self.close_in(name, Families::TABLE),
            // An end without a beginning makes an element.
            () if kind.has(Families::P) && !self.is_open(name) => self.elements += 1,
            () if kind.has(Families::P) => self.close_in(name, Families::SCOPE | Families::BUTTON),
            () if kind.has(Families::BLOCK | Families::BORDER) => self.close_in(name, Families::SCOPE),
            () => self.close_up_to_special(&[name], Families::default()),
        }
        Fate::Stays
    }

    /// Closes the innermost `name` unless one of `borders` stands around what is open.
    fn close_in(&mut self, name: u64, borders: Families) {
        if !self.is_open(name) {
            return;
        }
        let at = self.stack.iter().rposition(|open| open.name == name || open.kind.has(borders));
        if let Some(at) = at.filter(|at| self.stack[*at].name == name) {
            self.pop_to(at);
        }
    }

    /// A form ends for itself: what is open in it stays open.
    fn close_form(&mut self, name: u64) {
        if let Some(at) = self.stack.iter().rposition(|open| open.name == name) {
            self.stack.remove(at);
            self.forget(name);
        }
    }

    fn close_heading(&mut self) {
        let at = self.stack.iter().rposition(|open| open.kind.has(Families::HEADING | Families::SCOPE));
        if let Some(at) = at.filter(|at| self.stack[*at].kind.has(Families::HEADING)) {
            self.pop_to(at);
        }
    }

    /// Closes the innermost of `names`, if no element of structure stands between, those of the kind `but` aside.
    fn close_up_to_special(&mut self, names: &[u64], but: Families) {
        if !names.iter().any(|name| self.is_open(*name)) {
            return;
        }
        let stops = |open: &Element| {
            names.contains(&open.name) || open.kind.has(Families::SPECIAL) && !open.kind.has(but)
        };
        let at = self.stack.iter().rposition(stops);
        if let Some(at) = at.filter(|at| names.contains(&self.stack[*at].name)) {
            self.pop_to(at);
        }
    }

    fn close_foreign(&mut self, name: u64) -> bool {
        let at = self.stack.iter().rposition(|open| open.name == name || !open.foreign);
        let Some(at) = at.filter(|at| self.stack[*at].name == name) else { return false };
        self.pop_to(at);
        true
    }

    /// Closes an element of style, which may be closed across others.
    fn close_style(&mut self, name: u64) {
        /// So many elements of structure between are passed; a style around more stays open in them.
        const PASSED: usize = 8;
        let border = self.border();
        let Some(listed) = (border..self.styles.len()).rev().find(|&i| self.styles[i].name == Some(name))
        else {
            return self.close_up_to_special(&[name], Families::default());
        };
        if !self.styles[listed].open {
            self.styles.remove(listed);
            self.closed -= 1;
            return;
        }
        let Some(at) = self.stack.iter().rposition(|open| open.name == name) else { return };
        if self.stack[at..].iter().any(|open| open.kind.has(Families::SCOPE)) {
            return;
        }
        let blocks = self.stack[at..].iter().filter(|open| open.kind.has(Families::SPECIAL)).count();
        self.elements += blocks.min(PASSED);
        if blocks > PASSED {
            return;
        }
        self.styles.remove(listed);
        if blocks == 0 {
            // Its own entry is gone: what else is closed with it comes back.
            self.pop_to(at);
        } else {
            self.forget(name);
            self.stack.remove(at);
            while self.stack.last().is_some_and(|top| !top.kind.has(Families::SPECIAL)) {
                self.pop();
            }
        }
    }

    fn in_foreign(&self) -> bool {
        self.stack.last().is_some_and(|top| top.foreign && !top.kind.has(Families::INTEGRATES))
    }

    fn is_open(&self, name: u64) -> bool {
        self.count.get(&name).is_some_and(|count| *count > 0)
    }

    /// Where the styles begin that are opened anew.
    fn border(&self) -> usize {
        self.styles.iter().rposition(|style| style.name.is_none()).map_or(0, |at| at + 1)
    }

    fn push(&mut self, name: u64, kind: Families, foreign: bool) {
        self.elements += 1;
        *self.count.entry(name).or_default() += 1;
        self.stack.push(Element { name, kind, foreign });
    }

    fn pop_to(&mut self, length: usize) {
        while self.stack.len() > length {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let Some(open) = self.stack.pop() else { return };
        self.forget(open.name);
        if open.kind.has(Families::STYLE) {
            let border = self.border();
            let listed = self.styles[border..]
                .iter_mut()
                .rev()
                .find(|style| style.open && style.name == Some(open.name));
            if let Some(style) = listed {
                style.open = false;
                self.closed += 1;
            }
        }
        if open.kind.has(Families::BORDER) && !open.foreign {
            let border = self.border();
            self.styles.truncate(border.saturating_sub(1));
            let border = self.border();
            self.closed = self.styles[border..].iter().filter(|style| !style.open).count();
        }
    }

    fn forget(&mut self, name: u64) {
        if let Some(count) = self.count.get_mut(&name) {
            *count = count.saturating_sub(1);
        }
    }
}

/// The letters of a name or a tag as a number (FNV-1a), capitals like small ones.
fn hash(letters: &[u8]) -> u64 {
    letters.iter().fold(0xcbf2_9ce4_8422_2325, |hash, letter| {
        (hash ^ u64::from(letter.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
    })
}

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
            () if is(&["button"]) => {
                self.close_in(name, Families::SCOPE);
            }
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
            () if kind.has(Families::TABLE | Families::CELL_PART) => {
                self.close_in(name, Families::TABLE);
            }
            // An end without a beginning makes an element.
            () if kind.has(Families::P) => {
                let closed = self.close_in(name, Families::SCOPE | Families::BUTTON);
                self.elements += usize::from(!closed);
            }
            () if kind.has(Families::BLOCK | Families::BORDER) => {
                self.close_in(name, Families::SCOPE);
            }
            () => self.close_up_to_special(&[name], Families::default()),
        }
        Fate::Stays
    }

    /// Closes the innermost `name` unless one of `borders` stands around what is open; whether there was one to close.
    fn close_in(&mut self, name: u64, borders: Families) -> bool {
        if !self.is_open(name) {
            return false;
        }
        let at = self.stack.iter().rposition(|open| open.name == name || open.kind.has(borders));
        let found = at.filter(|at| self.stack[*at].name == name);
        if let Some(at) = found {
            self.pop_to(at);
        }
        found.is_some()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::bounded::tags::Tags;

    const NAMES: [&str; 37] = [
        "html", "body", "div", "p", "span", "b", "i", "a", "nobr", "font", "table", "tbody", "tr", "td",
        "th", "caption", "ul", "li", "dl", "dt", "dd", "button", "form", "svg", "g", "title", "math", "mi",
        "h1", "h2", "select", "option", "optgroup", "ruby", "rt", "object", "template",
    ];

    /// What is open at the end of a page, and how many elements it has made.
    fn open(page: &str) -> String {
        let (mut open, mut at) = (Open::default(), 0);
        for tag in Tags::of(page) {
            if tag.start > at {
                open.text();
            }
            at = tag.end;
            open.tag(&tag, &page[tag.start..tag.end]);
        }
        if at < page.len() {
            open.text();
        }
        let name = |element: &Element| NAMES.into_iter().find(|name| hash(name.as_bytes()) == element.name);
        let names: Vec<&str> = open.stack.iter().map(|element| name(element).unwrap_or("?")).collect();
        assert!(
            NAMES.iter().all(|name| open.is_open(hash(name.as_bytes())) == names.contains(name)),
            "{page}"
        );
        format!("{} {}", names.join(" "), open.elements).trim_start().to_owned()
    }

    #[track_caller]
    fn check(all: &[(&str, &str)]) {
        let found: Vec<(&str, String)> = all.iter().map(|(page, _)| (*page, open(page))).collect();
        let same = found.iter().zip(all).all(|((_, found), (_, wanted))| found == wanted);
        assert!(
            same,
            "{}",
            found.iter().map(|(page, found)| format!("\n(\"{page}\", \"{found}\"),")).collect::<String>()
        );
    }

    #[test]
    fn what_begins_closes_what_cannot_hold_it() {
        check(&[
            ("<p>甲<p>", "p 2"),
            ("<p><div>", "div 2"),
            ("<p><b><div>", "div 3"),
            ("<p><button><div>", "p button div 3"),
            ("<p><object><div>", "p object div 3"),
            ("<p><span>", "p span 2"),
            ("<h1><h2>", "h2 2"),
            ("<h1><div><h2>", "h1 div h2 3"),
            ("<ul><li>甲<li>", "ul li 3"),
            ("<ul><li><div><li>", "ul li 4"),
            ("<ul><li><ul><li>", "ul li ul li 4"),
            ("<ul><li><span><li>", "ul li 4"),
            ("<dl><dt>甲<dd>", "dl dd 3"),
            ("<dl><dd><div><dt>", "dl dt 4"),
            ("<button>甲<button>", "button 2"),
            ("<button><object><button>", "button object button 3"),
            ("<select><option>甲<option>", "select option 3"),
            ("<select><optgroup><option>甲<optgroup>", "select optgroup 4"),
            ("<ruby>甲<rt>乙<rt>", "ruby rt 3"),
            ("<ruby><span><rt>", "ruby span rt 3"),
            ("<a>甲<a>", "a 2"),
            ("<a><div><a>", "div a 4"),
        ]);
    }

    #[test]
    fn rows_and_cells_find_their_places_in_a_table() {
        check(&[
            ("<table><tr><td>", "table tbody tr td 4"),
            ("<table><td>", "table tbody tr td 4"),
            ("<table><tr><td>甲<td>", "table tbody tr td 5"),
            ("<table><tr><td>甲<tr>", "table tbody tr 5"),
            ("<table><tr><td>甲<tbody>", "table tbody 5"),
            ("<table><caption>", "table caption 2"),
            ("<table><tr><td><div><td>", "table tbody tr td 6"),
            ("<table><tr><td><table><td>", "table tbody tr td table tbody tr td 8"),
            ("<table><tr><td></table>", "4"),
            ("<table><tr><td></tr>", "table tbody 4"),
            ("<table><tr><td><table></td>", "table tbody tr td table 5"),
            ("<td>", "1"),
            ("<div><tr>", "div 2"),
            ("<template><tr>", "template tbody tr 3"),
        ]);
    }

    #[test]
    fn an_end_closes_its_element_unless_something_stands_between() {
        check(&[
            ("<div><span></div>", "2"),
            ("<span><div></span>", "span div 2"),
            ("<div><b></span>", "div b 2"),
            ("</p>", "1"),
            ("<p><span></p>", "2"),
            ("<p><button></p>", "p button 3"),
            ("<div><object></div>", "div object 2"),
            ("<h1>甲</h2>", "1"),
            ("<div></h2>", "div 1"),
            ("<form><div></form>", "div 2"),
            ("<body><div></body>", "body div 2"),
            ("<body><body>", "body 2"),
            ("<object><b></object>", "2"),
            ("<div></nothing>", "div 1"),
        ]);
    }

    #[test]
    fn styles_are_opened_anew_where_text_follows() {
        check(&[
            ("<p><b>甲<p>乙", "p b 4"),
            ("<p><b>甲<p>", "p 3"),
            ("<p><b><i>甲<p>乙", "p b i 6"),
            ("<b><p>甲</b>", "p 3"),
            ("<b><p>甲</b>乙", "p 3"),
            ("<b><i>甲</b>乙", "i 3"),
            ("<div><b>甲</div><b>", "b b 4"),
            ("<div><b>甲</div></b>乙", "2"),
            ("<b><object></b>", "b object 2"),
            ("<p><b><object><p>乙", "p b object p 4"),
            ("<div><object><b></object></div>乙", "3"),
            ("<p><b><b><b><b><p>甲", "p b b b 9"),
            ("<p><b x><b y><b z><b w><p>甲", "p b b b b 10"),
            ("<p><b><td>", "p b 3"),
        ]);
    }

    #[test]
    fn drawings_and_formulas_have_rules_of_their_own() {
        check(&[
            ("<svg><g>", "svg g 2"),
            ("<svg/><g>", "g 2"),
            ("<svg><g/>", "svg 2"),
            ("<svg><p>", "p 2"),
            ("<svg><g><title><p>", "svg g title p 4"),
            ("<svg><g></svg>", "2"),
            ("<svg><li><li>", "li 3"),
            ("<math><mi><b>", "math mi b 3"),
            ("<svg><g></div>", "svg g 2"),
            ("<div><svg></div>", "2"),
        ]);
    }

    #[test]
    fn what_has_no_content_or_is_no_markup_stays_open_nowhere() {
        check(&[("<div><br><img><hr>", "div 4"), ("<p><hr>", "2"), ("<p><b>甲<p><br>", "p b 5")]);
        let holds = |page: &str| {
            let mut open = Open::default();
            let mut last = true;
            for tag in Tags::of(page) {
                open.tag(&tag, page);
                last = open.holds_markup(&tag);
            }
            last
        };
        assert!(holds("<div>") && !holds("<textarea>") && holds("<svg><style>"));
    }
}

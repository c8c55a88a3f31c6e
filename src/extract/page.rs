//! A web page as the lines its reader sees, each with the block it stands in and what the markup said.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use dom_query::{Document, NodeId, NodeRef};

use crate::audit::Tally;
use crate::diag::RuleId;
use crate::extract::block::is_block;
use crate::extract::controls;
use crate::extract::elsewhere;
use crate::extract::facts::is_info;
use crate::extract::footnotes::{Footnotes, Part};
use crate::extract::generated::Generated;
use crate::extract::hiding::{Hiding, Paint};
use crate::extract::lists::List;
use crate::extract::looks::{Look, Looks, columns};
use crate::extract::{formula, mathml};
use crate::limits::COLUMNS;
use crate::message;
use crate::message::Message;
use crate::rules::Choice;
use crate::text::formula::Formula;
use crate::text::{Mark, Meaning, Nest, Rich, Shown, Signs};

/// The attribute that numbers blocks, so that what the article finder keeps can be told.
pub(crate) const BLOCK: &str = "data-cw";

/// One line of the page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Piece {
    pub(crate) text: Rich,
    /// How many bytes of it are the number of a list, which the source does not have.
    pub(crate) marker: usize,
    looks: Looks,
    pub(crate) mark: Mark,
    /// Number of the innermost block element around it.
    pub(crate) block: usize,
    /// Characters that are links.
    pub(crate) linked: usize,
    /// Whether a style keeps it from being seen.
    pub(crate) hidden: bool,
    /// The elements around it.
    pub(crate) nest: Nest,
    /// What their styles say.
    pub(crate) signs: Signs,
    /// Bytes at which an element inside the line begins or ends: a style may set them apart where the text does not.
    seams: Vec<usize>,
    /// What of it a style keeps from being seen, in bytes.
    pub(crate) unseen: Vec<Range<usize>>,
    /// Whether some of it is white, on a ground nobody can tell.
    pub(crate) pale: bool,
    /// What the user said about the element it stands in.
    pub(crate) choice: Option<Choice>,
    /// The footnote it is the text of.
    footnote: Option<usize>,
}

/// The elements of a page that the user said something about.
pub(crate) type Chosen = HashMap<NodeId, Choice>;

/// What is known of the elements of a page beside the page.
#[derive(Clone, Copy, Default)]
pub(crate) struct Said<'t> {
    pub(crate) chosen: Option<&'t Chosen>,
    pub(crate) generated: Option<&'t Generated>,
}

/// A picture of the page; it stands above the piece of that number.
#[derive(Debug)]
pub(crate) struct Image {
    pub(crate) shown: Shown,
    /// Number of the innermost block element around it.
    pub(crate) block: usize,
}

/// What the page shows and the text of it does not say; it stands above the piece of that number.
#[derive(Debug)]
pub(crate) struct Untold {
    pub(crate) rule: RuleId,
    pub(crate) what: Message,
    pub(crate) above: usize,
    /// Number of the innermost block element around it.
    pub(crate) block: usize,
}

impl Piece {
    /// Whether more than a third of it is links.
    pub(crate) fn is_link(&self) -> bool {
        self.linked * 3 > self.text.chars().count()
    }

    /// Long, and with the marks of a sentence.
    pub(crate) fn is_paragraph(&self) -> bool {
        self.text.chars().count() >= 30 && self.text.contains(['。', '，', '；'])
    }

    /// Whether a line above the text is for the reader: it can be seen, and is not a row of links unless it tells source and date.
    pub(crate) fn is_shown(&self) -> bool {
        !self.hidden && (!self.is_link() || is_info(&self.text))
    }

    /// Whether elements begin or end inside of it.
    pub(crate) fn is_pieced(&self) -> bool {
        !self.seams.is_empty()
    }

    /// Puts the seams where they are without stretches of the text, and without so many bytes of white space before the rest.
    pub(crate) fn settle_seams(&mut self, gone: &[Range<usize>], lead: usize) {
        let before = |at: usize| -> usize {
            gone.iter().map(|range| at.min(range.end).saturating_sub(range.start)).sum()
        };
        self.seams.iter_mut().for_each(|seam| *seam = (*seam - before(*seam)).saturating_sub(lead));
        self.seams.retain(|seam| (1..self.text.len()).contains(seam));
        self.seams.dedup();
    }

    /// Its text; the entries of an info line, which stand in elements of their own, get the space that the style gives them.
    pub(crate) fn apart(self) -> Rich {
        if self.seams.is_empty() {
            return self.text;
        }
        // White space at its end is gone, and with it the seams there.
        let inside = |seam: &usize| *seam < self.text.len() && self.text.is_char_boundary(*seam);
        let seams = || self.seams.iter().copied().filter(inside);
        let ends = seams().chain([self.text.len()]);
        let entries: Vec<Rich> = [0]
            .into_iter()
            .chain(seams())
            .zip(ends)
            .map(|(start, end)| self.text.slice(start..end))
            .collect();
        let apart = Rich::joined(&entries, "  ");
        // A figure beside a date hides it: `0.2` `2021.05.08`.
        if is_info(&self.text) || is_info(&apart) { apart } else { self.text }
    }
}

/// The lines of the page in reading order, the pictures among them, and what else is shown there. Numbers every block on the way and counts what is seen.
/// What belongs to `footnotes` goes there.
pub(crate) fn pieces(
    page: &Document,
    said: Said<'_>,
    footnotes: &mut Footnotes,
    seen: &mut Tally,
) -> (Vec<Piece>, Vec<Image>, Vec<Untold>) {
    let mut walker = Walker {
        seen,
        said,
        footnotes,
        pieces: Vec::new(),
        shown: Vec::new(),
        untold: Vec::new(),
        open: Piece::default(),
        bold: (0, 0),
        gap: Gap::None,
        seam: false,
        blocks: 0,
        links: Vec::new(),
        lists: Vec::new(),
        columns: Columns::default(),
        marker: None,
        counted: false,
    };
    let mut stack = vec![(Visit::Enter(page.root()), Context::default())];
    while let Some((visit, context)) = stack.pop() {
        match visit {
            Visit::Leave(name) => walker.leave(name, &context),
            Visit::Enter(node) if node.is_text() => walker.text(&node.text(), &context),
            Visit::Enter(node) => {
                let Some((inner, leave)) = walker.enter(&node, &context) else { continue };
                stack.push((Visit::Leave(leave), context));
                stack.extend(node.children_it(true).map(|child| (Visit::Enter(child), inner)));
            }
        }
    }
    walker.flush();
    (walker.pieces, walker.shown, walker.untold)
}

enum Visit<'a> {
    Enter(NodeRef<'a>),
    Leave(Leave),
}

/// What closes with an element.
#[derive(Clone, Copy)]
enum Leave {
    Inline,
    /// A quotation, with the mark that closes it.
    Quote(char),
    Block,
    Item,
    /// A cell that takes so many columns.
    Cell(usize),
    /// A block inside of a cell.
    Line,
}

/// Whether a formula is kept as its source: one that is understood, and that characters in a row do not show as well.
fn is_kept(source: &str) -> bool {
    formula::plain(source).is_none() && Formula::parse(source).is_some()
}

/// An info line has fewer entries than this.
const MOST_SEAMS: usize = 24;

/// What the elements around a node say.
#[derive(Clone, Copy, Default)]
struct Context {
    mark: Mark,
    block: usize,
    look: Look,
    /// Whether it is underlined and holds nothing but white space: a blank of a form.
    blank: bool,
    underlined: bool,
    math: bool,
    /// The ordered list whose entries stand here: index into those of the walker, from 1.
    list: usize,
    verbatim: bool,
    table: bool,
    /// Whether it stands in a cell of such a table.
    cell: bool,
    hidden: bool,
    /// What keeps it from being seen in a block that is seen.
    hiding: Hiding,
    paint: Paint,
    /// How many quotations it stands in.
    quotes: usize,
    choice: Option<Choice>,
    /// The footnote it is the text of.
    footnote: Option<usize>,
    nest: Nest,
    signs: Signs,
}

impl Context {
    /// Adds what `style` (as [`style_of`] spells it) says.
    fn styled(&mut self, style: &str) {
        self.look.strong |= is_bold(style);
        self.look.struck |= style.contains("line-through");
        self.hidden |= style.contains("display:none");
        self.signs.set(Signs::COLORED, style.starts_with("color:") || style.contains(";color:"));
        self.signs.set(Signs::INDENTED, style.contains("text-indent:"));
        self.signs.set(Signs::SIZED, style.contains("font-size:"));
    }

    /// Goes into an element.
    fn enter(&mut self, node: &NodeRef<'_>, name: &str) {
        let attr = |name: &str| node.attr(name).unwrap_or_default();
        self.nest.enter(name, &attr("class"), &attr("id"));
    }
}

/// The columns of the table that is open, and the cells that reach down into its next rows.
#[derive(Default)]
struct Columns {
    /// The column the next cell may begin at.
    next: usize,
    /// For how many rows each is taken, this one included.
    taken: Vec<usize>,
}

impl Columns {
    fn begin_row(&mut self) {
        self.next = 0;
        self.taken.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
    }

    /// How many columns behind the last cell are taken by cells above.
    fn taken_behind(&self) -> usize {
        let last = self.taken.iter().rposition(|rows| *rows > 0).map_or(0, |last| last + 1);
        last.saturating_sub(self.next)
    }

    /// The next cell, which asks for so many columns and rows: behind how many taken ones it begins, and how many it gets.
    fn begin_cell(&mut self, columns: usize, rows: usize) -> (usize, usize) {
        let free = |taken: &[usize], column: usize| taken.get(column).is_none_or(|rows| *rows == 0);
        let from = (self.next..).find(|column| free(&self.taken, *column)).unwrap_or(self.next);
        let most = columns.min(COLUMNS.saturating_sub(from)).max(1);
        let columns = (1..most).take_while(|more| free(&self.taken, from + more)).count() + 1;
        if rows > 1 {
            self.taken.resize(self.taken.len().max(from + columns), 0);
            self.taken[from..from + columns].fill(rows);
        }
        (from - std::mem::replace(&mut self.next, from + columns), columns)
    }
}

/// White space waiting for the next character.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Break,
    /// A new line of a cell begins.
    Line,
}

struct Walker<'t> {
    seen: &'t mut Tally,
    said: Said<'t>,
    footnotes: &'t mut Footnotes,
    pieces: Vec<Piece>,
    shown: Vec<Image>,
    untold: Vec<Untold>,
    open: Piece,
    /// Letters inside and outside bold elements of the open line.
    bold: (usize, usize),
    gap: Gap,
    /// Whether an element began or ended since the last character.
    seam: bool,
    blocks: usize,
    /// The addresses links lead to.
    links: Vec<Arc<str>>,
    lists: Vec<List>,
    columns: Columns,
    /// The number of a list entry whose text has not begun.
    marker: Option<String>,
    /// Whether it is counted already.
    counted: bool,
}

impl Walker<'_> {
    /// Opens an element; `None` for what no reader sees.
    fn enter(&mut self, node: &NodeRef<'_>, context: &Context) -> Option<(Context, Leave)> {
        let name = node.node_name().unwrap_or_default();
        let mut inner = *context;
        inner.enter(node, &name);
        if let Some(choice) = self.said.chosen.and_then(|chosen| chosen.get(&node.id)) {
            inner.choice = Some(*choice);
        }
        let style = style_of(node);
        inner.paint = inner.paint.within(node, &name, &style);
        match self.footnotes.part(node.id) {
            Some(Part::Text(key)) => inner.footnote = Some(key),
            Some(part) if self.footnote(part, node, context) => return None,
            _ => {}
        }
        if let Some(words) = self.said.generated.and_then(|generated| generated.get(&node.id)) {
            let what = message!(
                "the style of the page shows \"%{words}\" beside this, which its text does not have",
                words = words
            );
            self.untold("page.styled", Some(what), context);
        }
        match &*name {
            "script" | "style" | "template" | "head" | "title" | "datalist" => return None,
            "noscript" => {
                self.untold("page.elsewhere", elsewhere::without_scripts(node), context);
                return None;
            }
            "iframe" | "object" | "embed" => {
                self.untold("page.elsewhere", elsewhere::shown(node, &style_of(node)), context);
                return None;
            }
            "select" => {
                self.choice(node, context);
                return None;
            }
            "video" | "audio" => {
                self.untold("page.elsewhere", elsewhere::shown(node, &style_of(node)), context);
            }
            _ if node.is_comment() || node.is_doctype() => return None,
            "br" if context.cell => {
                self.gap = Gap::Line;
                return None;
            }
            "br" => {
                self.flush();
                return None;
            }
            "img" => {
                self.picture(node, context.block);
                return None;
            }
            "input" => {
                self.control(node, context);
                return None;
            }
            "b" | "strong" => inner.look.strong = true,
            "a" => self.link(node, &mut inner),
            "sup" => (inner.look.raised, inner.look.lowered) = (true, false),
            "sub" => (inner.look.raised, inner.look.lowered) = (false, true),
            "del" | "s" | "strike" => inner.look.struck = true,
            "ins" => inner.look.inserted = true,
            "math" => {
                if let Some(source) = mathml::tex(node).filter(|source| is_kept(source)) {
                    inner.look.formula = true;
                    self.text(&format!("${source}$"), &inner);
                    return None;
                }
                inner.math = true;
            }
            // Its source once more.
            "annotation" | "annotation-xml" => return None,
            "td" | "th" if context.table => {
                inner.cell = true;
                return Some((inner, Leave::Cell(self.open_cell(node, &inner))));
            }
            _ if context.cell && is_block(&name) => {
                self.open_line(node, &name, &mut inner);
                return Some((inner, Leave::Line));
            }
            _ if is_block(&name) => {
                self.flush();
                self.open_block(node, &name, &mut inner);
                return Some((inner, if &*name == "li" { Leave::Item } else { Leave::Block }));
            }
            _ => {}
        }
        inner.styled(&style);
        if !context.hidden {
            inner.hiding = inner.hiding.within(node, &style);
        }
        if let Some(raised) = raised(&style) {
            (inner.look.raised, inner.look.lowered) = (raised, !raised);
        }
        if inner.math {
            self.formula(node, &name, &mut inner);
        }
        if !inner.underlined && (&*name == "u" || style.contains("text-decoration:underline")) {
            (inner.underlined, inner.blank) = (true, is_blank(node));
        }
        if inner.choice != context.choice {
            self.flush();
            return Some((inner, Leave::Block));
        }
        self.seam = true;
        if let Some(turned) = turned(node, &name, &style) {
            self.text(&turned, &inner);
            return None;
        }
        if &*name == "q" && !has_marks(&node.text()) {
            return Some(self.quote(inner));
        }
        Some((inner, Leave::Inline))
    }

    /// A quotation begins, whose marks the page sets.
    fn quote(&mut self, mut inner: Context) -> (Context, Leave) {
        let [open, close] = if inner.quotes.is_multiple_of(2) { ['“', '”'] } else { ['‘', '’'] };
        inner.quotes += 1;
        self.shown(open, &inner);
        (inner, Leave::Quote(close))
    }

    /// A box or field of a form.
    fn control(&mut self, node: &NodeRef<'_>, context: &Context) {
        let shown = controls::shown(node, &style_of(node));
        shown.into_iter().for_each(|shown| self.text(&shown, &Context { blank: false, ..*context }));
    }

    /// A list to choose from shows what was chosen; what was not is told.
    fn choice(&mut self, node: &NodeRef<'_>, context: &Context) {
        let Some((chosen, others)) = controls::choice(node, &style_of(node)) else { return };
        self.text(&chosen, &Context { blank: false, ..*context });
        let what = message!(
            "the page shows a list here of which \"%{chosen}\" is chosen; left out are: %{others}",
            chosen = chosen.trim(),
            others = &others
        );
        self.untold("page.choice", Some(what).filter(|_| !others.is_empty()), context);
    }

    /// Keeps what is shown here and no text of the page.
    fn untold(&mut self, rule: RuleId, what: Option<Message>, context: &Context) {
        let above = self.pieces.len() + usize::from(!self.open.text.trim().is_empty());
        let what = what.filter(|_| !context.hidden);
        self.untold.extend(what.map(|what| Untold { rule, what, above, block: context.block }));
    }

    /// Takes in the number of a footnote or the link back to it; says whether that is all of the element.
    fn footnote(&mut self, part: Part, node: &NodeRef<'_>, context: &Context) -> bool {
        let mark = node.text();
        match part {
            Part::Number(key) => {
                let Some(footnote) = self.footnotes.anchor(key, &mark) else { return false };
                self.gap = Gap::None;
                if self.open.text.is_empty() {
                    self.begin(context);
                }
                self.open.text.mark_end(Meaning::Footnote(footnote));
            }
            Part::Back => self.footnotes.back(&mark),
            Part::Text(_) => return false,
        }
        self.seen.add(&mark);
        true
    }

    fn link(&mut self, node: &NodeRef<'_>, inner: &mut Context) {
        let address = node.attr("href").map(|address| address.trim().to_owned()).unwrap_or_default();
        self.links.push(address.into());
        inner.look.link = u32::try_from(self.links.len()).unwrap_or(u32::MAX);
    }

    /// What an element of MathML shows of its parts: raised, lowered, one over the other.
    fn formula(&mut self, node: &NodeRef<'_>, name: &str, inner: &mut Context) {
        let above = node.parent().and_then(|above| above.node_name()).unwrap_or_default();
        let second = node.prev_element_sibling().is_some();
        let third = node.prev_element_sibling().is_some_and(|before| before.prev_element_sibling().is_some());
        match (&*above, second, third) {
            ("msup", true, _) | ("msubsup", _, true) => {
                (inner.look.raised, inner.look.lowered) = (true, false)
            }
            ("msub" | "msubsup", true, _) => (inner.look.raised, inner.look.lowered) = (false, true),
            ("mfrac", true, _) => self.shown('/', inner),
            _ => {}
        }
        match name {
            "msqrt" => self.shown('√', inner),
            "munder" | "mover" | "munderover" | "mtable" | "mroot" | "mmultiscripts" => {
                inner.look.formula = true
            }
            _ => {}
        }
    }

    /// A character the page shows though its source does not have it.
    fn shown(&mut self, c: char, context: &Context) {
        self.count_marker(context);
        self.seen.add(c.encode_utf8(&mut [0; 4]));
        self.character(c, context);
    }

    /// A picture inside of a line stands below it.
    fn picture(&mut self, node: &NodeRef<'_>, block: usize) {
        /// Pages that load late have the real address aside.
        const ADDRESSES: [&str; 4] = ["src", "data-src", "data-original", "data-lazy-src"];
        let attr = |name: &str| node.attr(name).map(|value| value.trim().to_owned());
        let pixels = |name: &str| attr(name)?.trim_end_matches("px").parse().ok();
        let shown = Shown {
            above: self.pieces.len() + usize::from(!self.open.text.trim().is_empty()),
            addresses: ADDRESSES.iter().filter_map(|name| attr(name)).filter(|a| !a.is_empty()).collect(),
            alt: attr("alt").unwrap_or_default(),
            size: [pixels("width"), pixels("height")],
            ..Shown::default()
        };
        self.shown.push(Image { shown, block });
    }

    fn open_block(&mut self, node: &NodeRef<'_>, name: &str, inner: &mut Context) {
        self.blocks += 1;
        inner.block = self.blocks;
        node.set_attr(BLOCK, &self.blocks.to_string());
        inner.verbatim |= name == "pre";
        let style = style_of(node);
        if style.contains("visibility:hidden") {
            // A page that fades in, as those of WeChat: the article finder would pass it over.
            node.remove_attr("style");
        }
        inner.mark = mark_of(node, name, &style, inner.mark == Mark::Item).unwrap_or(inner.mark);
        if name == "table" {
            inner.table = is_data_table(node);
        }
        inner.styled(&style);
        self.list(node, name, &style, inner);
        inner.hidden |= node.has_attr("hidden");
        if name == "table" {
            self.columns = Columns::default();
        }
        if name == "tr" && inner.table {
            inner.mark = Mark::Row;
            self.columns.begin_row();
        }
    }

    /// Begins a cell, behind the places that cells above take; says how many columns it takes.
    fn open_cell(&mut self, node: &NodeRef<'_>, inner: &Context) -> usize {
        if self.open.text.is_empty() {
            self.begin(inner);
        }
        let number = |name: &str| node.attr(name).and_then(|value| value.trim().parse::<usize>().ok());
        // Browsers take no more rows than this; 0 are all there are.
        let rows = number("rowspan").map_or(1, |rows| if rows == 0 { 65_534 } else { rows.min(65_534) });
        let (behind, columns) = self.columns.begin_cell(number("colspan").unwrap_or(1).max(1), rows);
        self.gap = Gap::None;
        self.open.text.push_str(&"\t".repeat(behind));
        if columns > 1 || rows > 1 {
            self.open.text.mark_end(Meaning::Cell { columns, rows });
        }
        columns
    }

    /// A block in a cell is a line of it, whatever it is elsewhere.
    fn open_line(&mut self, node: &NodeRef<'_>, name: &str, inner: &mut Context) {
        let (mark, block) = (inner.mark, inner.block);
        self.open_block(node, name, inner);
        (inner.mark, inner.block) = (mark, block);
        self.gap = Gap::Line;
    }

    /// Counts the entries of ordered lists.
    fn list(&mut self, node: &NodeRef<'_>, name: &str, style: &str, inner: &mut Context) {
        match name {
            "ol" => {
                let list = List::of(node, style);
                inner.list = if list.is_some() { self.lists.len() + 1 } else { 0 };
                self.lists.extend(list);
            }
            "ul" | "menu" | "table" => inner.list = 0,
            "li" if inner.list > 0 => {
                let value = node.attr("value").and_then(|value| value.trim().parse().ok());
                let hidden = style.contains("list-style") && style.contains("none");
                let marker = self.lists.get_mut(inner.list - 1).map(|list| list.marker(value));
                self.marker = marker.filter(|_| !hidden);
            }
            _ => {}
        }
    }

    fn leave(&mut self, leave: Leave, outer: &Context) {
        match leave {
            Leave::Inline => self.seam = true,
            Leave::Quote(close) => {
                self.gap = Gap::None;
                self.shown(close, outer);
                self.seam = true;
            }
            Leave::Block => self.flush(),
            Leave::Item => {
                self.flush();
                self.marker = None;
            }
            Leave::Line => {
                self.gap = Gap::Line;
                self.marker = None;
            }
            Leave::Cell(columns) => {
                self.gap = Gap::None;
                self.open.text.push_str(&"\t".repeat(columns));
            }
        }
    }

    fn text(&mut self, text: &str, context: &Context) {
        if !context.blank && !text.trim_ascii().is_empty() {
            self.count_marker(context);
        }
        self.seen.add(text);
        if context.blank {
            return self.blank(text, context);
        }
        for c in text.chars() {
            if c == '\n' && context.verbatim {
                self.flush();
            } else if c.is_ascii_whitespace() {
                let wider = if c == '\n' { Gap::Break } else { Gap::Space };
                self.gap = self.gap.max(wider);
            } else {
                self.character(c, context);
            }
        }
    }

    /// An underlined blank, as wide as it is on the page.
    fn blank(&mut self, text: &str, context: &Context) {
        let words = text.split_ascii_whitespace().flat_map(str::chars);
        let width = columns(&words.filter(|c| c.is_whitespace()).collect::<String>());
        if width == 0 && self.gap == Gap::None {
            self.gap = Gap::Space;
        }
        for _ in 0..width.div_ceil(2) {
            self.shown('＿', context);
        }
    }

    /// A new line begins with the character or footnote that comes next.
    fn begin(&mut self, context: &Context) {
        self.open.mark = context.mark;
        self.open.block = context.block;
        self.open.hidden = context.hidden || context.paint.hides();
        self.open.choice = context.choice;
        self.open.nest = context.nest;
        self.open.signs = context.signs;
        self.open.footnote = context.footnote;
        self.put_marker(context);
    }

    /// Puts the number of a list in front of its entry.
    fn put_marker(&mut self, context: &Context) {
        self.count_marker(context);
        self.counted = false;
        if let Some(marker) = self.marker.take().filter(|_| context.footnote.is_none()) {
            self.open.marker = if self.open.text.is_empty() { marker.len() } else { 0 };
            self.open.text.push_str(&marker);
        }
    }

    /// Counts the number of a list before the text behind it, once.
    fn count_marker(&mut self, context: &Context) {
        let begins = self.open.text.is_empty() || self.gap == Gap::Line;
        let marker = self.marker.as_ref().filter(|_| begins && context.footnote.is_none());
        if let Some(marker) = marker.filter(|_| !self.counted) {
            self.seen.add(marker);
            self.counted = true;
        }
    }

    fn character(&mut self, c: char, context: &Context) {
        let from = self.open.text.len();
        if from == 0 {
            self.begin(context);
        } else if self.gap == Gap::Line {
            self.open.text.begin_line();
            self.put_marker(context);
        } else if self.gap != Gap::None && !self.open.text.ends_with('\t') {
            let joins = self.gap == Gap::Break && is_wide(c) && self.open.text.ends_with(is_wide);
            if !joins {
                self.open.text.push(' ');
            }
        }
        self.gap = Gap::None;
        let inside = !self.open.text.is_empty() && self.open.seams.len() < MOST_SEAMS;
        if std::mem::take(&mut self.seam) && inside {
            self.open.seams.push(self.open.text.len());
        }
        let start = self.open.looks.goes_on(from, context.look).unwrap_or(self.open.text.len());
        self.open.text.push(c);
        self.open.looks.push(start..self.open.text.len(), context.look);
        self.open.pale |= context.paint.is_doubtful();
        if context.hiding.hides() || context.paint.hides() {
            self.hide(start..self.open.text.len());
        }
        self.open.linked += usize::from(context.look.link > 0);
        if !c.is_whitespace() {
            *(if context.look.strong { &mut self.bold.0 } else { &mut self.bold.1 }) += 1;
        }
    }

    /// Notes that a stretch of the open line is not seen.
    fn hide(&mut self, range: Range<usize>) {
        match self.open.unseen.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => self.open.unseen.push(range),
        }
    }

    fn flush(&mut self) {
        let mut piece = std::mem::take(&mut self.open);
        let (bold, plain) = std::mem::take(&mut self.bold);
        self.gap = Gap::None;
        self.seam = false;
        let is_row = piece.mark == Mark::Row;
        let indent = if is_row { 0 } else { piece.text.len() - piece.text.trim_start().len() };
        std::mem::take(&mut piece.looks).mark(&mut piece.text, &self.links);
        if is_row {
            piece.text.push_str(&"\t".repeat(self.columns.taken_behind()));
            piece.text.trim_row();
        } else {
            piece.text.trim_in_place();
        }
        if piece.text.is_empty() {
            return self.anchors(&piece.text);
        }
        if let Some(key) = piece.footnote {
            return self.footnotes.define(key, piece.text);
        }
        piece.seams.retain_mut(|seam| {
            *seam = seam.saturating_sub(indent);
            *seam > 0
        });
        settle_hidden(&mut piece, indent);
        piece.signs.set(Signs::BOLD, bold > 0 && plain == 0);
        if piece.mark == Mark::None && bold > 0 && plain == 0 {
            piece.mark = Mark::Strong;
        }
        self.pieces.push(piece);
    }

    /// The anchors of a line without text stand at the end of the line above.
    fn anchors(&mut self, line: &Rich) {
        if let Some(above) = self.pieces.last_mut() {
            above.text.push_rich(line);
        }
    }
}

/// Puts what is not seen where it is in the trimmed text. Where it is the larger part, the line is none that is seen.
fn settle_hidden(piece: &mut Piece, indent: usize) {
    if piece.unseen.is_empty() {
        return;
    }
    let length = piece.text.len();
    let place = |at: usize| at.saturating_sub(indent).min(length);
    piece.unseen.iter_mut().for_each(|range| *range = place(range.start)..place(range.end));
    let hidden: usize = piece.unseen.iter().map(|range| piece.text[range.clone()].chars().count()).sum();
    if hidden * 2 > piece.text.chars().count() {
        piece.unseen.clear();
    } else {
        piece.hidden = false;
    }
}

/// Whether a style raises type, or lowers it, if it does either.
fn raised(style: &str) -> Option<bool> {
    let align = style.split(';').find_map(|told| told.strip_prefix("vertical-align:"))?;
    match align {
        "super" => Some(true),
        "sub" => Some(false),
        _ => None,
    }
}

/// The text of an element that the page shows from right to left, as it is shown: some pages keep it from being copied so.
fn turned(node: &NodeRef<'_>, name: &str, style: &str) -> Option<String> {
    /// What only looks otherwise.
    const PLAIN: [&str; 7] = ["b", "em", "font", "i", "span", "strong", "u"];
    let leftwards = node.attr("dir").is_some_and(|dir| dir.trim().eq_ignore_ascii_case("rtl"));
    let turns = name == "bdo" && leftwards
        || style.contains("unicode-bidi:bidi-override") && (leftwards || style.contains("direction:rtl"));
    let is_plain =
        |node: NodeRef<'_>| node.is_text() || node.node_name().is_some_and(|name| PLAIN.contains(&&*name));
    (turns && node.descendants_it().all(is_plain)).then(|| node.text().chars().rev().collect())
}

/// Whether a quotation brings its marks along.
fn has_marks(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || text.starts_with(['“', '‘', '"', '\'', '「', '『', '«', '《'])
}

/// Whether an element holds white space, and nothing else.
fn is_blank(node: &NodeRef<'_>) -> bool {
    node.descendants_it().filter(NodeRef::is_text).all(|node| node.text().chars().all(char::is_whitespace))
}

/// Characters between which a line break in the source is no space.
fn is_wide(c: char) -> bool {
    c >= '\u{2e80}' || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…')
}

/// The style of an element, in lower case and without spaces.
fn style_of(node: &NodeRef<'_>) -> String {
    node.attr("style").map_or_else(String::new, |style| style.to_ascii_lowercase().replace(' ', ""))
}

fn mark_of(node: &NodeRef<'_>, name: &str, style: &str, in_item: bool) -> Option<Mark> {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => return Some(Mark::Heading(name.as_bytes()[1] - b'0')),
        "li" => return Some(Mark::Item),
        "figcaption" | "caption" => return Some(Mark::Caption),
        "blockquote" => return Some(Mark::Quote),
        "center" => return Some(Mark::Centered),
        "ul" | "ol" | "td" | "th" | "tr" => return Some(Mark::None),
        "p" if in_item => return Some(Mark::None),
        _ => {}
    }
    let class = node.attr("class").unwrap_or_default().to_ascii_lowercase();
    if ["caption", "img_descr", "img-desc", "imgdesc", "picdesc", "pictext"]
        .iter()
        .any(|name| class.contains(name))
    {
        return Some(Mark::Caption);
    }
    let align = node.attr("align").map(|align| align.to_ascii_lowercase()).unwrap_or_default();
    if align == "center" || style.contains("text-align:center") {
        Some(Mark::Centered)
    } else if align == "right" || style.contains("text-align:right") {
        Some(Mark::Right)
    } else if matches!(align.as_str(), "left" | "justify") || style.contains("text-align:") {
        Some(Mark::None)
    } else {
        None
    }
}

fn is_bold(style: &str) -> bool {
    ["font-weight:bold", "font-weight:600", "font-weight:700", "font-weight:800"]
        .iter()
        .any(|bold| style.contains(bold))
}

/// A table of data, not of layout: no table inside, several rows and columns, no long text in a cell.
fn is_data_table(table: &NodeRef<'_>) -> bool {
    // Cells of data hold up to 51 characters (423 rows, one in a hundred more); a layout cell holds the article.
    const LONGEST_CELL: usize = 150;
    let (mut rows, mut cells) = (0, 0);
    for node in table.descendants_it() {
        match node.node_name().as_deref() {
            Some("table") => return false,
            Some("tr") => rows += 1,
            Some("td" | "th") => {
                // A cell of several rows is one of each; 0 are all there are.
                const MOST: usize = 100;
                let rows = node.attr("rowspan").and_then(|rows| rows.trim().parse::<usize>().ok());
                cells += rows.map_or(1, |rows| if rows == 0 { MOST } else { rows.min(MOST) });
                if node.normalized_char_count() > LONGEST_CELL {
                    return false;
                }
            }
            _ => {}
        }
    }
    rows >= 2 && cells >= 2 * rows
}

#[cfg(test)]
mod tests;

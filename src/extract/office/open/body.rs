//! The text of an OpenDocument part, and what stands on top and at the foot of its pages.

use crate::error::Result;
use crate::extract::looks::{Look, columns};
use crate::extract::office::flow::{COMMENT, CONTENTS, DELETED, Fate, Flow, Goal, HEADER, HIDDEN, PHONETIC};
use crate::extract::office::grid::Cell;
use crate::extract::office::open::hidden::{self, Hidden};
use crate::extract::office::open::lists::{Lists, OUTLINE};
use crate::extract::office::open::styles::{Position, Style, Styles};
use crate::extract::office::package::Package;
use crate::extract::office::printed::Printed;
use crate::extract::office::xml::{self, Space, Tag, Visitor};
use crate::extract::{formula, mathml};
use crate::message;
use crate::text::formula::Formula;
use crate::text::{Mark, Shown};

/// What an element says of what is in it.
#[derive(Clone, Copy, Debug, Default)]
struct Scope {
    fate: Fate,
    /// Whether characters in it are text, as in a paragraph.
    text: bool,
    /// Whether it is part of a table of contents.
    contents: bool,
    /// Whether its characters are a formula.
    formula: bool,
    link: u32,
    /// How many styles of characters were open around it.
    spans: usize,
}

/// A list that is open.
#[derive(Debug)]
struct Open {
    list: usize,
    style: String,
    /// Whether an entry was begun whose first paragraph has not come.
    begins: bool,
    start: Option<u32>,
}

/// A paragraph that is open.
#[derive(Debug, Default)]
struct Paragraph {
    mark: Mark,
    says: Style,
    /// Whether the last character was a space, or none was yet.
    spaced: bool,
}

/// A part that is being read.
pub(crate) struct Body<'a, 'l, 'b> {
    flow: &'a mut Flow<'l>,
    styles: &'a Styles,
    numbers: &'a mut Lists,
    package: Option<&'a mut Package<'b>>,
    hidden: Hidden,
    /// How many paragraphs were met.
    met: usize,
    scopes: Vec<Scope>,
    lists: Vec<Open>,
    paragraphs: Vec<Paragraph>,
    /// The styles of characters that are open.
    spans: Vec<Style>,
    /// How many notes were met.
    notes: usize,
    /// Whether the last picture of a frame was taken: others in it are the same in other formats.
    taken: bool,
    /// A picture in the text itself, in base64.
    data: Option<String>,
}

impl<'a, 'l, 'b> Body<'a, 'l, 'b> {
    /// A part of a file with these styles.
    pub(crate) fn new(
        flow: &'a mut Flow<'l>,
        styles: &'a Styles,
        numbers: &'a mut Lists,
        package: Option<&'a mut Package<'b>>,
        hidden: Hidden,
    ) -> Body<'a, 'l, 'b> {
        Body {
            flow,
            styles,
            numbers,
            package,
            hidden,
            met: 0,
            scopes: Vec::new(),
            lists: Vec::new(),
            paragraphs: Vec::new(),
            spans: Vec::new(),
            notes: 0,
            taken: false,
            data: None,
        }
    }

    fn scope(&self) -> Scope {
        self.scopes.last().copied().unwrap_or_default()
    }

    /// What opens an element of text.
    fn written(&mut self, tag: &Tag<'_>, scope: &mut Scope) -> Result<()> {
        match tag.name {
            "p" | "h" => {
                scope.text = true;
                if scope.fate == Fate::Shown && self.hidden.has(self.met - 1) {
                    scope.fate = Fate::Out(HIDDEN);
                }
                self.paragraph(tag, scope);
            }
            "span" => self.span(tag),
            "s" => {
                let spaces = tag.number("c").and_then(|n| usize::try_from(n).ok()).unwrap_or(1);
                self.put(&" ".repeat(spaces.min(200)), scope);
            }
            "tab" => self.gap(scope),
            "line-break" => self.line_break(scope)?,
            "a" => {
                if let Some(address) = tag.get("href").filter(|address| !address.starts_with('#')) {
                    scope.link = self.flow.link(&address);
                }
            }
            "list" => self.list(tag),
            "list-item" => self.entry(tag),
            "list-header" => self.lists.iter_mut().last().into_iter().for_each(|list| list.begins = false),
            "note-citation" => scope.fate = Fate::Nothing,
            "note-body" => self.note(scope),
            "ruby-text" => scope.fate = Fate::Out(PHONETIC),
            "tracked-changes" => self.flow.lose(message!("tracked changes, which are accepted")),
            "section" if tag.get("display").as_deref() == Some("none") || hidden::is_hidden(tag) => {
                scope.fate = Fate::Out(HIDDEN);
            }
            "deletion" => scope.fate = Fate::Out(DELETED),
            "table-of-content" => scope.contents = true,
            "page-number" | "page-count" => scope.fate = Fate::Out(HEADER),
            // Its condition may not hold: then it is text like any other.
            "hidden-text" if hidden::is_hidden(tag) => {
                self.hidden(tag);
                scope.fate = Fate::Out(HIDDEN);
            }
            // For programs that cannot count.
            "number" => scope.fate = Fate::Nothing,
            "table-of-content-source" | "illustration-index-source" | "user-index-source" => {
                scope.fate = Fate::Nothing;
            }
            _ => {}
        }
        Ok(())
    }

    /// The text of a field that shows nothing stands in its attribute.
    fn hidden(&mut self, tag: &Tag<'_>) {
        if let Some(text) = tag.get("string-value").filter(|text| !text.trim().is_empty()) {
            self.flow.leave(HIDDEN, &text, Look::default());
        }
    }

    fn paragraph(&mut self, tag: &Tag<'_>, scope: &Scope) {
        let name = tag.get("style-name").unwrap_or_default();
        let says = self.styles.says("paragraph", &name);
        let level = match tag.name {
            "h" => tag.number("outline-level").and_then(|level| u8::try_from(level).ok()).or(Some(1)),
            _ => says.outline.filter(|level| (1..10).contains(level)),
        };
        let named = self.styles.mark(&name);
        let printed = self.number(tag, &says, level).filter(|_| !scope.contents);
        let mark = match (named, level, &printed, says.align) {
            _ if scope.contents => Mark::Contents,
            (Some(Mark::Title), ..) => Mark::Title,
            (_, Some(level), ..) => Mark::Heading(level.clamp(1, 6)),
            (Some(named), ..) => named,
            (.., Some(Printed::Bullet), _) => Mark::Item,
            (.., Some(align)) => align,
            _ => Mark::None,
        };
        if says.bordered {
            self.flow.lose(message!("borders"));
        }
        let shown = scope.fate == Fate::Shown && says.hidden != Some(true);
        if let Some(Printed::Number(number)) = printed.filter(|_| shown) {
            self.flow.marker(Some(number));
        }
        self.paragraphs.push(Paragraph { mark, says, spaced: true });
    }

    /// The number of a paragraph: by the list it is in, or as a heading by the outline.
    fn number(&mut self, tag: &Tag<'_>, says: &Style, level: Option<u8>) -> Option<Printed> {
        let depth = self.lists.len();
        if let Some(open) = self.lists.last_mut() {
            if !std::mem::take(&mut open.begins) {
                return None;
            }
            let style = says.list.as_ref().filter(|style| open.style.is_empty() && !style.is_empty());
            let style = style.unwrap_or(&open.style).clone();
            return self.numbers.print(open.list, &style, depth - 1, open.start.take());
        }
        let level =
            level.filter(|_| tag.name == "h" && tag.get("is-list-header").as_deref() != Some("true"))?;
        if says.list.as_deref() == Some("") {
            return None;
        }
        let list = self.numbers.outline();
        self.numbers.print(list, OUTLINE, usize::from(level).saturating_sub(1), None)
    }

    fn list(&mut self, tag: &Tag<'_>) {
        let (list, style) = match self.lists.last() {
            // A list inside of another counts on its next level.
            Some(around) => (around.list, tag.get("style-name").unwrap_or_else(|| around.style.clone())),
            None => {
                let style = tag.get("style-name").unwrap_or_default();
                let goes_on = tag.get("continue-numbering").as_deref() == Some("true");
                let (like, name) = (tag.get("continue-list"), tag.get("id"));
                (self.numbers.begin(&style, goes_on, like.as_deref(), name.as_deref()), style)
            }
        };
        self.lists.push(Open { list, style, begins: false, start: None });
    }

    fn entry(&mut self, tag: &Tag<'_>) {
        if let Some(list) = self.lists.last_mut() {
            list.begins = true;
            list.start = tag.number("start-value").and_then(|start| u32::try_from(start).ok());
        }
    }

    /// A note stands where it is anchored.
    fn note(&mut self, scope: &mut Scope) {
        if scope.fate != Fate::Shown {
            return;
        }
        let key = self.notes;
        self.notes += 1;
        self.flow.anchor(key);
        self.flow.enter_aside(Goal::Note(key));
    }

    fn span(&mut self, tag: &Tag<'_>) {
        let around = self.spans.last().cloned().unwrap_or_default();
        let own = tag.get("style-name").map(|name| self.styles.says("text", &name)).unwrap_or_default();
        if own.coloured {
            self.flow.lose(message!("colours"));
        }
        self.spans.push(own.over(&around));
    }

    /// Characters that are shown, or would be.
    fn put(&mut self, text: &str, scope: &Scope) {
        let Some(paragraph) = self.paragraphs.last_mut().filter(|_| scope.text) else { return };
        let says = self.spans.last().cloned().unwrap_or_default().over(&paragraph.says);
        let look = Look {
            raised: says.position == Some(Position::Raised),
            lowered: says.position == Some(Position::Lowered),
            struck: says.struck == Some(true),
            strong: says.bold == Some(true),
            formula: scope.formula,
            link: scope.link,
            ..Look::default()
        };
        paragraph.spaced = text.ends_with(' ');
        match scope.fate {
            Fate::Nothing => {}
            Fate::Out(rule) => self.flow.leave(rule, text, look),
            Fate::Shown if scope.contents => self.flow.leave(CONTENTS, text, look),
            Fate::Shown if says.hidden == Some(true) => self.flow.leave(HIDDEN, text, look),
            Fate::Shown if says.underlined == Some(true) && text.chars().all(char::is_whitespace) => {
                self.flow.blank(columns(text));
            }
            Fate::Shown => self.flow.text(text, look),
        }
    }

    fn gap(&mut self, scope: &Scope) {
        if scope.fate != Fate::Shown || !scope.text {
            return;
        }
        let underlined = |style: Option<&Style>| style.and_then(|style| style.underlined);
        let own = underlined(self.spans.last());
        match own.or(underlined(self.paragraphs.last().map(|paragraph| &paragraph.says))) {
            Some(true) => self.flow.blank(8),
            _ => self.flow.gap(),
        }
    }

    fn line_break(&mut self, scope: &Scope) -> Result<()> {
        if scope.fate != Fate::Shown || !scope.text {
            return Ok(());
        }
        let mark = self.paragraphs.last().map(|paragraph| paragraph.mark).unwrap_or_default();
        self.paragraphs.iter_mut().last().into_iter().for_each(|paragraph| paragraph.spaced = true);
        match mark {
            Mark::Title | Mark::Heading(_) if !self.flow.in_table() => self.flow.part(),
            mark => self.flow.end_line(mark)?,
        }
        Ok(())
    }

    /// Tables, frames and pictures.
    fn placed(&mut self, tag: &Tag<'_>, scope: &mut Scope) -> Result<()> {
        match tag.name {
            "annotation" => {
                scope.fate = Fate::Out(COMMENT);
                // A remark has paragraphs of its own inside of the line it is about.
                self.flow.enter_frame();
            }
            "header" | "footer" | "header-left" | "footer-left" | "header-first" | "footer-first" => {
                scope.fate = Fate::Out(HEADER);
            }
            "table" => self.flow.begin_table(),
            "table-row" => self.flow.begin_row(),
            "table-cell" | "covered-table-cell" => self.cell(tag),
            "frame" => self.taken = false,
            name if name == "text-box" || SHAPES.contains(&name) => {
                self.taken = false;
                self.flow.enter_frame();
            }
            "control" if scope.fate == Fate::Shown => {
                let message = message!(
                    "%{what} is not read; put a picture of it there",
                    what = message!("a field or button of a form")
                );
                self.flow.found("office.drawing", message);
            }
            "image" => self.image(tag, scope),
            "binary-data" => self.data = Some(String::new()),
            "object" => self.object(tag, scope)?,
            "object-ole" if scope.fate == Fate::Shown => {
                self.flow.lose(message!("embedded objects, of which the picture is kept"));
            }
            "columns" if tag.number("column-count").is_some_and(|columns| columns > 1) => {
                self.flow.lose(message!("columns of text"));
            }
            "creator" | "date" | "meta" | "settings" | "font-face-decls" | "scripts" => {
                scope.fate = Fate::Nothing;
            }
            _ => {}
        }
        Ok(())
    }

    fn cell(&mut self, tag: &Tag<'_>) {
        let spanned = |name: &str| tag.number(name).and_then(|n| usize::try_from(n).ok()).unwrap_or(1);
        let (covers, rows) = (spanned("number-columns-spanned"), spanned("number-rows-spanned"));
        // The places it takes are covered cells, each an element of its own.
        self.flow.begin_cell(Cell { covers, rows: rows.max(1), ..Cell::default() });
        let again = tag.number("number-columns-repeated").and_then(|n| usize::try_from(n).ok()).unwrap_or(1);
        for _ in 1..again.min(MOST_REPEATED) {
            self.flow.begin_cell(Cell::default());
        }
    }

    fn image(&mut self, tag: &Tag<'_>, scope: &Scope) {
        if scope.fate != Fate::Shown || std::mem::replace(&mut self.taken, true) {
            return;
        }
        let Some(name) = tag.get("href").filter(|name| !name.is_empty()) else {
            self.taken = false;
            return;
        };
        let name = name.trim_start_matches("./").to_owned();
        let inside = !name.contains("://") && !name.starts_with("../");
        let bytes = self.package.as_mut().filter(|_| inside).and_then(|package| package.picture(&name));
        self.flow.picture(Shown { addresses: vec![name], bytes, ..Shown::default() });
    }

    /// The bytes of a picture that stand in the file itself.
    fn end_data(&mut self, scope: &Scope) {
        let Some(coded) = self.data.take().filter(|_| scope.fate == Fate::Shown) else { return };
        if std::mem::replace(&mut self.taken, true) {
            return;
        }
        if let Some(bytes) = xml::picture(&coded) {
            let bytes = Some(std::sync::Arc::from(bytes));
            self.flow.picture(Shown { addresses: vec!["Pictures".to_owned()], bytes, ..Shown::default() });
        }
    }

    /// A formula, or a chart: beside it stands a picture of it, in a format of the program's own more often than not.
    fn object(&mut self, tag: &Tag<'_>, scope: &mut Scope) -> Result<()> {
        if scope.fate != Fate::Shown {
            return Ok(());
        }
        let name = tag.get("href").unwrap_or_default();
        let name = format!("{}/content.xml", name.trim_start_matches("./").trim_end_matches('/'));
        let text = match &mut self.package {
            Some(package) => package.text(&name)?,
            None => None,
        };
        if let Some(source) = text.as_deref().and_then(formula_of) {
            // The picture beside it is one of it.
            self.taken = true;
            let (text, formula) = match formula::plain(&source) {
                Some(text) => (text, false),
                None => (format!("${source}$"), true),
            };
            self.flow.text(&text, Look { formula, ..Look::default() });
            return Ok(());
        }
        self.flow.drawing(message!("a chart or a formula"), text.as_deref());
        Ok(())
    }
}

/// Drawings that may have text in them.
const SHAPES: [&str; 12] = [
    "custom-shape",
    "rect",
    "ellipse",
    "circle",
    "line",
    "polyline",
    "polygon",
    "regular-polygon",
    "path",
    "connector",
    "caption",
    "measure",
];

/// The formula that a part holds, as TeX.
fn formula_of(part: &str) -> Option<String> {
    // A part that is no formula is a chart, which may be as large as a table.
    const LONGEST: usize = 100_000;
    if part.len() > LONGEST || !part.contains("math") {
        return None;
    }
    let page = dom_query::Document::from(part.replace("<math:", "<").replace("</math:", "</"));
    let math = page.select_single("math");
    let source = mathml::tex(math.nodes().first()?)?;
    Formula::parse(&source).map(|_| source)
}

/// Cells a row may repeat: more columns no page has.
const MOST_REPEATED: usize = 200;

impl Visitor for Body<'_, '_, '_> {
    fn open(&mut self, tag: &Tag<'_>) -> Result<()> {
        let mut scope = Scope { text: false, spans: self.spans.len(), ..self.scope() };
        let inside = self.scope().text && !matches!(tag.name, "p" | "h");
        // Frames and notes in a paragraph hold paragraphs, not characters.
        let own = matches!(tag.name, "note" | "note-body" | "annotation" | "frame" | "text-box" | "ruby")
            || tag.space != Space::Text && SHAPES.contains(&tag.name);
        scope.text = inside && !own || tag.name.starts_with("ruby-");
        self.met += usize::from(hidden::is_paragraph(tag.space, tag.name));
        if scope.fate != Fate::Nothing {
            match tag.space {
                Space::Text => self.written(tag, &mut scope)?,
                _ => self.placed(tag, &mut scope)?,
            }
        }
        self.scopes.push(scope);
        Ok(())
    }

    fn close(&mut self, space: Space, name: &str) -> Result<()> {
        let scope = self.scopes.pop().unwrap_or_default();
        self.spans.truncate(scope.spans);
        match (space, name) {
            _ if scope.fate == Fate::Nothing => {}
            (Space::Text, "p" | "h") => {
                let mark = self.paragraphs.pop().map(|paragraph| paragraph.mark).unwrap_or_default();
                self.flow.end_paragraph(mark)?;
            }
            (Space::Text, "list") => {
                self.lists.pop();
            }
            (Space::Text, "note-body") if scope.fate == Fate::Shown => {
                self.flow.leave_frame()?;
            }
            (Space::Text, _) => {}
            (_, "table") => self.flow.end_table()?,
            (_, name) if matches!(name, "annotation" | "text-box") || SHAPES.contains(&name) => {
                self.flow.leave_frame()?;
            }
            (_, "binary-data") => self.end_data(&scope),
            _ => {}
        }
        Ok(())
    }

    /// White space counts as one space, and not at the beginning of a paragraph (ODF 1.3, 6.1.2).
    fn text(&mut self, text: &str) {
        if let Some(data) = &mut self.data {
            return data.push_str(text);
        }
        let scope = self.scope();
        let Some(paragraph) = self.paragraphs.last().filter(|_| scope.text) else { return };
        let mut out = String::with_capacity(text.len());
        let mut spaced = paragraph.spaced;
        for c in text.chars() {
            let space = matches!(c, ' ' | '\t' | '\r' | '\n');
            if !(space && spaced) {
                out.push(if space { ' ' } else { c });
            }
            spaced = space;
        }
        if !out.is_empty() {
            self.put(&out, &scope);
        }
    }
}

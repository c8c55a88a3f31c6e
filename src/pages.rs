//! The document as positions: paragraphs in their final form, cut into lines, stacked into pages.
//!
//! Made by [`crate::layout`], read by the writers. Both writers take the paragraphs from here, so Word and PDF cannot
//! drift apart.

pub(crate) mod characters;
mod seen;

use std::ops::Range;
use std::sync::Arc;

use crate::document::Document;
pub use crate::document::Stand;
use crate::template::{Align, Color, Face, StyleName, Template};
use crate::text::formula::Formula;
use crate::units::Length;

/// Everything that will be set, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    /// The cover; empty without one.
    pub cover: Flow,
    /// The paragraphs of the table of contents, its title first; empty without one.
    pub contents: Flow,
    /// The paragraphs of the articles.
    pub body: Flow,
    /// The running heads of each article, on odd pages and on even ones; empty without any.
    pub heads: Vec<[String; 2]>,
    /// The entries of the table of contents, in the order of its paragraphs after the title.
    pub entries: Vec<ContentsEntry>,
    /// Whether the titles of articles are headings of the first level.
    pub titled: bool,
    /// Page of the first line above the text of each article (of its text, if nothing stands above), from 1.
    pub(crate) titles: Vec<u32>,
    /// Page of the first line of each block of each article, from 1.
    pub(crate) blocks: Vec<Vec<u32>>,
}

impl Pages {
    /// The line of the input a paragraph comes from; 0 for what comes from none alone.
    pub fn line_of(&self, document: &Document, place: Place) -> u32 {
        let at = |article: usize, block: Option<usize>| {
            let article = document.articles.get(article)?;
            block.map_or(Some(article.line), |block| article.blocks.get(block).map(|block| block.line))
        };
        let found = match place {
            Place::Cover | Place::ContentsTitle | Place::Head | Place::Imprint => None,
            Place::Contents(index) => {
                self.entries.get(index).and_then(|entry| at(entry.article, entry.block))
            }
            Place::Front { article } => at(article, None),
            Place::Block { article, block } => at(article, Some(block)),
            Place::Footnote { article, footnote, .. } => {
                let article = document.articles.get(article);
                article.and_then(|article| article.footnotes.get(footnote)).map(|footnote| footnote.line)
            }
        };
        found.unwrap_or(0)
    }

    /// How many pages stand in front of the articles: cover and table of contents, with the blank pages behind them.
    pub fn front_count(&self) -> usize {
        self.cover.pages.len() + self.contents.pages.len()
    }

    /// How many pages the articles take.
    pub fn body_count(&self) -> usize {
        self.body.pages.len()
    }

    /// How many pages there are in all.
    pub fn count(&self) -> usize {
        self.front_count() + self.body_count()
    }

    /// The page an article begins on, from 1.
    pub fn title_page(&self, article: usize) -> Option<u32> {
        self.titles.get(article).copied()
    }

    /// The page a block begins on, from 1.
    pub fn block_page(&self, article: usize, block: usize) -> Option<u32> {
        self.blocks.get(article)?.get(block).copied()
    }

    /// The page a line of the table of contents points to, from 1.
    pub fn entry_page(&self, entry: &ContentsEntry) -> Option<u32> {
        match entry.block {
            Some(block) => self.block_page(entry.article, block),
            None => self.title_page(entry.article),
        }
    }
}

/// One line of the table of contents, before it is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentsEntry {
    /// What it says, without the number of the page.
    pub text: String,
    /// Its level, from 1.
    pub level: u8,
    /// The article it points into.
    pub article: usize,
    /// The heading it points to; none for the title of the article.
    pub block: Option<usize>,
    /// Whether that heading opens a paragraph, whose text goes on behind it.
    pub run_in: bool,
}

/// Paragraphs and the pages they fill.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// In order.
    pub paragraphs: Vec<Paragraph>,
    /// In order.
    pub pages: Vec<Page>,
}

/// One page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// From top to bottom.
    pub lines: Vec<SetLine>,
    /// Whether the sheet is turned, its left edge at the top, for a table too wide for it (GB/T 9704-2012 8).
    pub turned: bool,
    /// Whether its number is not shown: a cover, a blank page, the first page of a letter, and that of an imprint behind a
    /// blank page (GB/T 9704-2012 7.5, 10.1).
    pub unnumbered: bool,
    /// The article whose running head it shows: index into [`Pages::heads`].
    pub headed: Option<usize>,
    /// What parts the text from the footnotes; none without footnotes.
    pub separator: Option<Separator>,
}

/// The line with the rule above the footnotes of a page; the upper edge of the rule stands in the middle of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Separator {
    /// From the top of the type area to the top of the line.
    pub top: Length,
    /// The height of the line.
    pub height: Length,
    /// The length of the rule, from the left of the type area.
    pub width: Length,
    /// How thick it is.
    pub weight: Length,
}

/// The number of a footnote, where the footnote stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    /// What is seen.
    pub character: char,
    /// How far left of the first character of the text it stands.
    pub hang: Length,
}

/// The sign of a number on a page: ①②③ as far as Unicode has them, and there is no room for more.
pub fn footnote_sign(number: usize) -> char {
    let code = match u32::try_from(number).unwrap_or(u32::MAX) {
        n @ 1..=20 => 0x2460 + n - 1,
        n @ 21..=35 => 0x3251 + n - 21,
        n @ 36..=50 => 0x32B1 + n - 36,
        _ => u32::from('＊'),
    };
    char::from_u32(code).unwrap_or('＊')
}

/// One line of a paragraph as it is set, or one row of a table; the lines of the input are [`text::Line`](crate::text::Line).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetLine {
    /// Index of its paragraph in [`Flow::paragraphs`].
    pub paragraph: usize,
    /// First byte of the text of the paragraph; for a table, index of the row.
    pub start: usize,
    /// Byte after the last, or index of the next row.
    pub end: usize,
    /// From the top of the type area to the top of the line.
    pub top: Length,
    /// From the left of the type area to where the line may begin.
    pub left: Length,
    /// The width it may fill.
    pub room: Length,
    /// The width its characters take unjustified, a mark hanging at its end included.
    pub width: Length,
    /// From its top to the top of the next line.
    pub height: Length,
    /// What must be free below it for the line around it, where a page is not made for so many of them.
    pub border: Length,
    /// The footnotes anchored in it.
    pub foot: Anchored,
    /// Whether it ends its paragraph or stands before a forced break: then it is not justified.
    pub last: bool,
}

/// How high the footnotes are that are anchored in a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anchored {
    /// All of them.
    pub whole: Length,
    /// What of them must stand on the page of the line: all but the end of the last one.
    pub least: Length,
}

/// Where a paragraph comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The cover.
    Cover,
    /// The title of the table of contents.
    ContentsTitle,
    /// A line of the table of contents: index into [`Pages::entries`].
    Contents(usize),
    /// The head of an issued document (版头).
    Head,
    /// The imprint of an issued document (版记).
    Imprint,
    /// What stands above the text of an article; the title with all its lines is one paragraph.
    Front {
        /// Index of the article.
        article: usize,
    },
    /// A block of an article.
    Block {
        /// Index of the article.
        article: usize,
        /// Index of the block.
        block: usize,
    },
    /// A footnote, at the foot of the page.
    Footnote {
        /// Index of the article.
        article: usize,
        /// Index of the footnote.
        footnote: usize,
        /// Its number on the page, from 1.
        number: usize,
    },
}

/// A paragraph in its final form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it comes from.
    pub place: Place,
    /// Its look.
    pub style: StyleName,
    /// Its text; `\n` forces a new line. Empty for a table. An anchor ([`crate::text::anchor`]) holds the number of its footnote
    /// on the page, counted from 0.
    pub text: String,
    /// Where its type changes: the end in bytes of each stretch, and its face. The last one ends with the text.
    pub spans: Vec<(usize, Face)>,
    /// How its lines stand.
    pub align: Align,
    /// Indent of the first line, on top of `left`; may be negative.
    pub first: Length,
    /// Indent of all lines from the left.
    pub left: Length,
    /// Indent of all lines from the right.
    pub right: Length,
    /// Blank space above; nothing at the top of a page reached by overflow.
    pub before: Length,
    /// Added to the width of every character: that of its style, unless its last line needs it otherwise.
    pub tracking: Length,
    /// The bytes of lines that programs would end at different places, and the tracking that leaves them no choice. A line is spread to its
    /// full width anyway.
    pub held: Vec<(Range<usize>, Length)>,
    /// Whether it must not stand at the foot of a page without what follows.
    pub keep_next: bool,
    /// Whether name and date follow, which must not stand on a page without two lines of text.
    pub closing: bool,
    /// Whether such a paragraph stands on two pages anyway: LibreOffice moves all of one to the next page that keeps to what follows.
    pub parted: bool,
    /// Whether such a paragraph is so short that no part of it goes alone.
    pub whole: bool,
    /// Whether it starts a new page.
    pub new_page: bool,
    /// Whether that page must be an odd one.
    pub odd_page: bool,
    /// Whether it stands on a page that is turned: a wide table, and its caption.
    pub turned: bool,
    /// The rows, if it is a table.
    pub table: Option<Table>,
    /// What is drawn, if it is a picture.
    pub figure: Option<Figure>,
    /// What only head, seals and imprint need.
    pub special: Option<Box<Special>>,
    /// What stands before its first character, if it is a footnote.
    pub sign: Option<Sign>,
    /// The formulas in its text, where each stands in one line.
    pub formulas: Vec<(Range<usize>, Arc<Formula>)>,
}

impl Paragraph {
    /// A paragraph as its style has it.
    pub(crate) fn styled(place: Place, name: StyleName, text: String, template: &Template) -> Paragraph {
        let style = template.style(name);
        Paragraph {
            place,
            style: name,
            spans: vec![(text.len(), style.face)],
            text,
            align: style.align,
            first: style.size * style.indent,
            left: style.size * style.left,
            right: style.size * style.right,
            before: template.grid.pitch * style.before,
            tracking: style.tracking,
            held: Vec::new(),
            keep_next: style.keep_next,
            closing: false,
            parted: false,
            whole: false,
            new_page: false,
            odd_page: false,
            turned: false,
            table: None,
            figure: None,
            special: None,
            sign: None,
            formulas: Vec::new(),
        }
    }
}

/// A picture in its final size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Index into the pictures of the document.
    pub picture: usize,
    /// Its width.
    pub width: Length,
    /// Its height.
    pub height: Length,
    /// The whole lines of the grid it takes; it stands at the foot of them.
    pub room: Length,
}

impl Paragraph {
    /// The rules that belong to it.
    pub fn rules(&self) -> &[Rule] {
        self.special.as_ref().map_or(&[], |special| &special.rules)
    }

    /// How many blank lines `before` above it is, on a grid of this pitch; nothing where it is no more than a gap, or brings an element of
    /// the head to its place.
    pub fn blank_lines(&self, before: Length, grid: Length) -> i64 {
        let in_text = matches!(self.place, Place::Front { .. } | Place::Block { .. });
        let (before, grid) = (before.as_emu(), grid.as_emu().max(1));
        // Four fifths of a line: a title of several lines takes what its lines are too high from the blank above it.
        if !in_text || before * 5 < grid * 4 { 0 } else { (before + grid / 2) / grid }
    }

    /// How many lines of its style a line of it takes that holds these bytes: that of its highest formula.
    pub fn formula_lines(&self, line: Range<usize>) -> i64 {
        let first = self.formulas.partition_point(|(formula, _)| formula.end <= line.start);
        let inside = self.formulas[first..].iter().take_while(|(formula, _)| formula.start < line.end);
        inside.map(|(_, formula)| formula.lines() as i64).max().unwrap_or(1)
    }

    /// Its tab stops.
    pub fn tabs(&self) -> &[Tab] {
        self.special.as_ref().map_or(&[], |special| &special.tabs)
    }
}

/// What a paragraph of a head, an imprint or a row of seals has beside the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Special {
    /// Where the text behind each `\t` stands; such a paragraph is one line.
    pub tabs: Vec<Tab>,
    /// Rules beside its text.
    pub rules: Vec<Rule>,
    /// How wide its characters are drawn, in percent of their width, if they are narrowed.
    pub scale: Option<i64>,
    /// The size of its type, if it is not that of the style.
    pub size: Option<Length>,
    /// From the top of the type area of the page to its own, if it does not stand in the flow.
    pub fixed: Option<Length>,
    /// The mark of several organs.
    pub joint: Option<JointMark>,
}

impl Special {
    /// Whether its text is broken into lines; a line with tab stops or of narrowed type is not.
    pub(crate) fn breaks(&self) -> bool {
        self.tabs.is_empty() && self.joint.is_none() && self.scale.is_none()
    }
}

/// A tab stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tab {
    /// From the left of the type area.
    pub at: Length,
    /// Which edge of the text stands there, or its middle.
    pub align: Align,
}

/// A straight horizontal rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// From the top of its paragraph to its upper edge.
    pub top: Length,
    /// From the left of the type area to its left end.
    pub left: Length,
    /// How long it is.
    pub width: Length,
    /// How thick it is.
    pub weight: Length,
    /// Its colour.
    pub color: Color,
}

/// The mark of several organs: their names below each other, as wide as the widest, and 文件 beside them in the middle.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JointMark {
    /// The names, and what is added to the width of each of their characters.
    pub names: Vec<(String, Length)>,
    /// 文件, or nothing.
    pub ending: String,
    /// From the left of the type area to the names.
    pub left: Length,
    /// The width of the names.
    pub width: Length,
    /// The width of what stands beside them, the gap between included.
    pub aside: Length,
    /// From one name to the next.
    pub pitch: Length,
}

/// A table: cells, and the columns they stand in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The rows, those of the head first; every row has as many cells as there are columns. A row that may break over pages is a piece
    /// for each of its lines.
    pub rows: Vec<Row>,
    /// How many rows are the head: they are repeated on every page.
    pub heads: usize,
    /// Width of each column.
    pub columns: Vec<Length>,
    /// White space between the line of a cell and its text, on each side.
    pub padding: Length,
    /// The size of its type: that of the template, or smaller where the columns need it.
    pub size: Length,
    /// From the top of a line of it to the top of the next.
    pub pitch: Length,
}

impl Table {
    /// The rows and pieces of rows that `count` rows take from the row `row` on: a range of [`Table::rows`].
    pub fn reach(&self, row: usize, count: usize) -> Range<usize> {
        let from = |row: usize| self.rows.partition_point(|set| set.row < row);
        from(row)..from(row.saturating_add(count))
    }

    /// The size of type of its head or its other rows, whose style has `own`, while that of a table has `usual`.
    pub fn size_in(&self, own: Length, usual: Length) -> Length {
        size_in(self.size, own, usual)
    }

    /// Whether a cell of `count` rows stands at their top, as those of a row in pieces do, and not in the middle.
    pub fn stands_at_top(&self, row: usize, count: usize) -> bool {
        self.reach(row, count).len() > count
    }
}

/// By so much Word files have the first row of a table less high: it has one line more than rows on every page, and the text must stay on the
/// grid. A page that this row or its head stands on needs as much less room below its last row.
pub(crate) const TOP_LINE: Length = Length::twips(20);

/// The size of type of a style of its `own` in a table that is set in `size`, where `usual` is that of tables.
pub(crate) fn size_in(size: Length, own: Length, usual: Length) -> Length {
    if size == usual { own } else { size }
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which row of the table it is, or is a piece of; from 0.
    pub row: usize,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// How many lines it is high: as the longest cell that takes no other row.
    pub lines: usize,
}

/// A place of a table, and the cell that begins there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its text, with anchors as in a paragraph; a line feed parts its paragraphs.
    pub text: String,
    /// Whether its lines end where words do, so that every program must break them there.
    pub forced: bool,
    /// Its lines: the bytes of each, and whether it ends a paragraph. They stand in the middle of the height of the cell.
    pub lines: Vec<(Range<usize>, bool)>,
    /// The lines without whose tracking some program would end them elsewhere.
    pub held: Vec<(Range<usize>, Length)>,
    /// How they stand.
    pub align: Align,
    /// Whether a cell begins here, and which places it takes. Only the first piece of a row in pieces has the text of a cell that takes
    /// other rows too.
    pub stand: Stand,
}

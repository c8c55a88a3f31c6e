//! Sheets: the pages as they are drawn, every glyph, rule and picture at its place on the paper.
//!
//! Whoever shows the pages (the PDF, a preview on the screen, OFD) walks the pieces of each sheet and decides nothing more:
//! it asks neither the layout nor a font for a width. Floats begin here, in points, y downwards.
//!
//! `sheets` (a sheet for each page) · `line` (a line, every character in its cell) · `text` (lines of text, numbers, running
//! heads) · `special` (head, seals, imprint) · `contents` (dots and numbers) · `table` (cells and their rules).

mod contents;
pub(crate) mod line;
mod sheets;
mod special;
mod table;
mod text;

pub use line::{Placed, Shift};
pub use sheets::Sheets;

use std::borrow::Cow;
use std::ops::Range;

use crate::pages::{SetLine, footnote_sign};
use crate::template::{Color, Template};
use crate::text::anchor;
use crate::units::Length;

/// A sheet of paper, and what is drawn on it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet<'p> {
    /// Its width and its height, as it is held to be read.
    pub size: [f32; 2],
    /// How what is on it is moved, if it is turned.
    pub turning: Option<Turning>,
    /// In the order they are drawn, which is that in which they are read; the number of the page is the last one.
    pub pieces: Vec<Piece<'p>>,
    /// What can be clicked.
    pub links: Vec<Link>,
}

impl Sheet<'_> {
    /// Where a place of a piece is on the sheet.
    pub fn at(&self, part: Part, [x, y]: [f32; 2]) -> [f32; 2] {
        match (&self.turning, part) {
            (None, _) => [x, y],
            (Some(turning), Part::PageNumber) => [turning.edge - y, x],
            (Some(turning), _) => [x + turning.shift[0], y + turning.shift[1]],
        }
    }
}

/// How things stand on a sheet that is turned, its left edge at the top: type area and number keep their places on the
/// paper (GB/T 9704-2012 8).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turning {
    /// How far all but the number is moved to the right and down.
    pub shift: [f32; 2],
    /// The number is turned by a quarter: its left is the top, and its top so far from the left of the sheet.
    pub edge: f32,
}

/// What is drawn in one go, and is one thing for whoever cannot see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece<'p> {
    /// What it is.
    pub part: Part,
    /// What is drawn.
    pub items: Vec<Item<'p>>,
}

/// What a piece is. Paragraphs are counted in the flow of the sheet: cover, contents or body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Lines of a paragraph.
    Paragraph(usize),
    /// The picture of a paragraph.
    Picture(usize),
    /// A cell of a table that is a paragraph.
    Cell {
        /// The paragraph.
        paragraph: usize,
        /// The row; one that breaks over pages has more than one piece.
        row: usize,
        /// The column.
        column: usize,
        /// Whether it was on a sheet before: the head of a table stands on every sheet the table runs over.
        again: bool,
    },
    /// Rules, borders, dots.
    Decoration,
    /// The running head.
    RunningHead,
    /// The number of the page.
    PageNumber,
}

/// One thing that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Item<'p> {
    /// Glyphs.
    Text(Text<'p>),
    /// A rule.
    Bar(Bar),
    /// A picture.
    Image(Image),
}

/// Glyphs of one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Text<'p> {
    /// What they say.
    pub text: Cow<'p, str>,
    /// Whether that is text of the document, seen for the first time.
    pub own: bool,
    /// Its colour, if it is given one; else it is black.
    pub color: Option<Color>,
    /// How it is pressed together, if it is.
    pub pressed: Option<Pressed>,
    /// From left to right.
    pub glyphs: Vec<Placed>,
    /// The stretches of glyphs that are alike.
    pub runs: Vec<Run>,
}

impl Text<'_> {
    /// The characters a glyph stands for; for the anchor of a footnote the number that is seen.
    pub fn shown(&self, placed: &Placed) -> Cow<'_, str> {
        let own = &self.text[placed.text.clone()];
        match own.chars().next().and_then(anchor::footnote) {
            Some(number) => Cow::Owned(footnote_sign(number + 1).to_string()),
            None => Cow::Borrowed(own),
        }
    }

    /// Where the origin of a glyph of a run is.
    pub fn origin(&self, run: &Run, placed: &Placed) -> [f32; 2] {
        let x = self.pressed.map_or(placed.x, |pressed| pressed.left + placed.x * pressed.scale);
        [x, run.baseline]
    }
}

/// Glyphs of one font, size and height.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Which of the glyphs.
    pub glyphs: Range<usize>,
    /// Index of the font in the book.
    pub font: usize,
    /// The size of the type.
    pub size: f32,
    /// From the top of the sheet to where its letters stand.
    pub baseline: f32,
    /// Whether it is raised or lowered, and smaller than what stands beside it; size and base line say so already.
    pub shift: Shift,
}

/// Type drawn narrower than it is: the places of its glyphs are counted from `left`, and scaled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pressed {
    /// From the left of the sheet.
    pub left: f32,
    /// How wide it is drawn, 1 for as wide as it is.
    pub scale: f32,
}

/// A rectangle full of colour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// Left, top, right, bottom.
    pub edges: [f32; 4],
    /// Its colour, if it is given one; else it is black.
    pub color: Option<Color>,
}

/// A picture in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Image {
    /// Index into the pictures of the document.
    pub picture: usize,
    /// Its upper left corner.
    pub corner: [f32; 2],
    /// Its width and height.
    pub size: [f32; 2],
}

/// A line of the table of contents that can be clicked, or as much of it as stands on one page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// Its paragraph.
    pub paragraph: usize,
    /// The entry it points to: index into [`crate::pages::Pages::entries`].
    pub entry: usize,
    /// Left, top, right, bottom.
    pub edges: [f32; 4],
}

/// A length in points.
pub(crate) fn points(length: Length) -> f32 {
    length.as_emu() as f32 / 12_700.0
}

/// The upper left corner of a line on its sheet, in points.
pub(crate) fn corner(template: &Template, line: &SetLine) -> [f32; 2] {
    [points(template.paper.left + line.left), points(template.paper.top + line.top)]
}

/// A black bar.
fn bar(edges: [f32; 4]) -> Item<'static> {
    Item::Bar(Bar { edges, color: None })
}

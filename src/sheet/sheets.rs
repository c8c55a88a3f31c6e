//! A sheet for each page.

use crate::font::{Book, Reader};
use crate::pages::{Figure, Flow, Page, Pages, Paragraph, Place, SetLine};
use crate::sheet::{Bar, Image, Item, Part, Piece, Sheet, Turning, bar, corner, points};
use crate::template::{Align, Numbering, Style, StyleName, Template};
use crate::text::roman::roman;

/// The sheets of a document, each made when it is asked for.
pub struct Sheets<'p> {
    pub(super) pages: &'p Pages,
    pub(super) template: &'p Template,
    pub(super) reader: Reader<'p>,
    /// The page each paragraph of the articles begins on, from 0.
    begins: Vec<usize>,
}

impl<'p> Sheets<'p> {
    /// The sheets of `pages`, laid out by `template`, in the fonts of `book`.
    pub fn new(pages: &'p Pages, template: &'p Template, book: &'p Book) -> Sheets<'p> {
        Sheets { pages, template, reader: Reader::new(book), begins: begins(&pages.body) }
    }

    /// All of them: cover, contents, articles.
    pub fn iter(&self) -> impl Iterator<Item = Sheet<'p>> {
        let cover = (0..self.pages.cover.pages.len()).map(|index| self.cover(index));
        let contents = (0..self.pages.contents.pages.len()).map(|index| self.contents(index));
        cover.chain(contents).chain((0..self.pages.body.pages.len()).map(|index| self.body(index)))
    }

    /// A page of the cover, from 0.
    pub fn cover(&self, index: usize) -> Sheet<'p> {
        let flow = &self.pages.cover;
        let mut sheet = self.sheet(false);
        let lines = paragraphs(&flow.pages[index]).map(|lines| self.lines(flow, lines, true));
        sheet.pieces.extend(lines);
        sheet
    }

    /// A page of the table of contents, from 0.
    pub fn contents(&self, index: usize) -> Sheet<'p> {
        let flow = &self.pages.contents;
        let mut sheet = self.sheet(false);
        for lines in paragraphs(&flow.pages[index]) {
            match flow.paragraphs[lines[0].paragraph].place {
                Place::Contents(entry) => self.entry(&mut sheet, lines, entry),
                _ => sheet.pieces.push(self.lines(flow, lines, false)),
            }
        }
        if !flow.pages[index].unnumbered && self.template.contents.numbering == Numbering::Roman {
            sheet.pieces.push(self.number(roman(index + 1), Align::Center));
        }
        sheet
    }

    /// A page of the articles, from 0.
    pub fn body(&self, index: usize) -> Sheet<'p> {
        let flow = &self.pages.body;
        let page = &flow.pages[index];
        let mut sheet = self.sheet(page.turned);
        for lines in paragraphs(page) {
            let paragraph = &flow.paragraphs[lines[0].paragraph];
            sheet.pieces.extend(self.rules(paragraph, &lines[0]));
            match (&paragraph.table, &paragraph.figure) {
                (Some(table), _) => self.table(&mut sheet, table, lines, index),
                (_, Some(figure)) => sheet.pieces.push(self.figure(figure, &lines[0])),
                _ => sheet.pieces.push(self.lines(flow, lines, true)),
            }
        }
        sheet.pieces.extend(self.separator(page));
        sheet.pieces.extend(self.running_head(page, index));
        if !page.unnumbered {
            let look = &self.template.page_number;
            let align = if (index + 1).is_multiple_of(2) { look.even } else { look.odd };
            sheet.pieces.push(self.number(look.text(index + 1, self.pages.body_count()), align));
        }
        sheet
    }

    fn sheet(&self, turned: bool) -> Sheet<'p> {
        let paper = &self.template.paper;
        let (width, height) = if turned { (paper.height, paper.width) } else { (paper.width, paper.height) };
        let turning = turned.then(|| Turning {
            shift: [points(paper.bottom - paper.left), points(paper.left - paper.top)],
            edge: points(paper.height),
        });
        Sheet { size: [points(width), points(height)], turning, ..Sheet::default() }
    }

    /// The page a paragraph begins on, from 0.
    pub(super) fn begin(&self, paragraph: usize) -> usize {
        self.begins[paragraph]
    }

    /// The rules of a paragraph that begins with `line`.
    fn rules(&self, paragraph: &Paragraph, line: &SetLine) -> Option<Piece<'p>> {
        let there = !paragraph.rules().is_empty() && line.start == 0;
        let paper = &self.template.paper;
        let rules = paragraph.rules().iter().map(|rule| {
            let (left, top) = (points(paper.left + rule.left), points(paper.top + line.top + rule.top));
            let edges = [left, top, left + points(rule.width), top + points(rule.weight)];
            Item::Bar(Bar { edges, color: Some(rule.color) })
        });
        there.then(|| Piece { part: Part::Decoration, items: rules.collect() })
    }

    /// A picture at the foot of its line.
    fn figure(&self, figure: &Figure, line: &SetLine) -> Piece<'p> {
        let [left, top] = corner(self.template, line);
        let [width, height] = [points(figure.width), points(figure.height)];
        let x = left + (points(line.room) - width) / 2.0;
        let y = top + points(line.height) - height;
        let image = Image { picture: figure.picture, corner: [x, y], size: [width, height] };
        Piece { part: Part::Picture(line.paragraph), items: vec![Item::Image(image)] }
    }

    /// The rule above the footnotes of a page.
    fn separator(&self, page: &Page) -> Option<Piece<'p>> {
        let separator = page.separator.as_ref()?;
        let left = points(self.template.paper.left);
        let below = points(self.template.paper.top + separator.top + separator.height);
        let middle = below - points(separator.height) / 2.0;
        let edges = [left, middle, left + points(separator.width), middle + points(separator.weight)];
        Some(Piece { part: Part::Decoration, items: vec![bar(edges)] })
    }

    pub(super) fn style(&self, name: StyleName) -> &'p Style {
        self.template.style(name)
    }
}

/// The page each paragraph of a flow begins on, from 0.
fn begins(flow: &Flow) -> Vec<usize> {
    let mut begins = vec![usize::MAX; flow.paragraphs.len()];
    for (index, page) in flow.pages.iter().enumerate() {
        for line in &page.lines {
            begins[line.paragraph] = begins[line.paragraph].min(index);
        }
    }
    begins
}

/// The lines of a page, paragraph by paragraph.
fn paragraphs(page: &Page) -> impl Iterator<Item = &[SetLine]> {
    page.lines.chunk_by(|a, b| a.paragraph == b.paragraph)
}

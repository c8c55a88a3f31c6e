//! Lines on pages.

use krilla::Document as Pdf;
use krilla::geom::{PathBuilder, Point, Rect, Transform};
use krilla::image::Image;
use krilla::page::{NumberingStyle, PageLabel, PageSettings};
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::text::{GlyphId, KrillaGlyph};
use std::num::NonZeroU32;

use crate::document::Document;
use crate::error::{Error, Result};
use crate::font::{Book, Reader};
use crate::message;
use crate::pages::{Flow, Line, Page, Pages, Paragraph, Place, footnote_sign};
use crate::template::{Align, Face, Numbering, Style, StyleName, Template};
use crate::text::anchor;
use crate::units::Length;
use crate::write::pdf::Painted;
use crate::write::pdf::contents::{self, Link};
use crate::write::pdf::figure;
use crate::write::pdf::line::{self, Measure, Placed, Set, Type};
use crate::write::pdf::tags::{self, Groups};

/// A length in points.
pub(super) fn points(length: Length) -> f32 {
    length.as_emu() as f32 / 12_700.0
}

/// The upper left corner of a line on its sheet, in points.
pub(super) fn corner(template: &Template, line: &Line) -> [f32; 2] {
    [points(template.paper.left + line.left), points(template.paper.top + line.top)]
}

/// The type of a style.
pub(super) fn type_of(style: &Style) -> Type {
    Type { size: points(style.size), tracking: points(style.tracking) }
}

/// Whether `c` is private: PDF/A allows no such text.
pub(super) fn private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// Paints all pages.
pub(super) fn paint(
    pdf: &mut Pdf,
    document: &Document,
    template: &Template,
    pages: &Pages,
    book: &Book,
) -> Result<Painted> {
    let mut painter = Painter::new(template, pages, book)?;
    painter.images = figure::images(&document.pictures);
    for index in 0..pages.cover.pages.len() {
        painter.cover_page(pdf, index)?;
    }
    for index in 0..pages.contents.pages.len() {
        painter.contents_page(pdf, index)?;
    }
    for index in 0..pages.body.pages.len() {
        painter.body_page(pdf, index)?;
    }
    let Painter { cover, contents, body, painted, .. } = painter;
    pdf.set_tag_tree(tags::tree([cover, contents, body], pages, &document.pictures));
    Ok(painted)
}

pub(super) struct Painter<'a> {
    pub template: &'a Template,
    pub pages: &'a Pages,
    pub reader: Reader<'a>,
    pub cover: Groups,
    pub contents: Groups,
    pub body: Groups,
    /// Where each entry of the table of contents points to: page of the articles, from 0, and line.
    pub targets: Vec<Option<(usize, Line)>>,
    fonts: Vec<krilla::text::Font>,
    /// The pictures of the document; none where one cannot be drawn.
    pub images: Vec<Option<Image>>,
    painted: Painted,
    /// Whether what is painted is the text of an article, painted for the first time.
    pub counted: bool,
    /// The place of what is being painted.
    place: Place,
}

impl<'a> Painter<'a> {
    fn new(template: &'a Template, pages: &'a Pages, book: &'a Book) -> Result<Painter<'a>> {
        let fonts = book.all().map(|font| {
            krilla::text::Font::new(font.data.clone().into(), font.index).ok_or_else(|| {
                Error::Package(message!(
                    "the font %{name} cannot be embedded; use another",
                    name = font.name.as_str()
                ))
            })
        });
        Ok(Painter {
            template,
            pages,
            reader: Reader::new(book),
            cover: Groups::new(&pages.cover),
            contents: Groups::new(&pages.contents),
            body: Groups::new(&pages.body),
            targets: contents::targets(pages),
            fonts: fonts.collect::<Result<_>>()?,
            images: Vec::new(),
            painted: Painted::default(),
            counted: false,
            place: Place::ContentsTitle,
        })
    }

    fn sheet(&self, label: PageLabel, turned: bool) -> Result<PageSettings> {
        let paper = &self.template.paper;
        let (width, height) = if turned { (paper.height, paper.width) } else { (paper.width, paper.height) };
        PageSettings::from_wh(points(width), points(height))
            .map(|sheet| sheet.with_page_label(label))
            .ok_or_else(|| {
                Error::Package(message!(
                    "the paper of the template %{name} has no size",
                    name = self.template.name.as_str()
                ))
            })
    }

    /// A page of the cover, which has a name instead of a number.
    fn cover_page(&mut self, pdf: &mut Pdf, index: usize) -> Result<()> {
        let label = PageLabel::new(None, Some(COVER.to_owned()), None);
        let mut sheet = pdf.start_page_with(self.sheet(label, false)?);
        let mut surface = sheet.surface();
        surface.set_fill(Some(Fill::default()));
        let pages = self.pages;
        self.counted = true;
        self.place = Place::Cover;
        for group in paragraphs(&pages.cover.pages[index]) {
            let id = self.text_lines(&mut surface, &pages.cover, group);
            self.cover.push(group[0].paragraph, id);
        }
        self.counted = false;
        surface.finish();
        sheet.finish();
        Ok(())
    }

    fn contents_page(&mut self, pdf: &mut Pdf, index: usize) -> Result<()> {
        let label = numbered(NumberingStyle::UpperRoman, index);
        let mut sheet = pdf.start_page_with(self.sheet(label, false)?);
        let mut surface = sheet.surface();
        surface.set_fill(Some(Fill::default()));
        let mut links: Vec<Link> = Vec::new();
        let pages = self.pages;
        for group in paragraphs(&pages.contents.pages[index]) {
            let paragraph = group[0].paragraph;
            self.place = pages.contents.paragraphs[paragraph].place;
            match self.place {
                Place::Contents(entry) => links.extend(self.entry(&mut surface, group, entry)),
                _ => {
                    let id = self.text_lines(&mut surface, &pages.contents, group);
                    self.contents.push(paragraph, id);
                }
            }
        }
        let shown = !pages.contents.pages[index].unnumbered;
        if shown && self.template.contents.numbering == Numbering::Roman {
            self.number(&mut surface, &contents::roman(index + 1), Align::Center);
        }
        surface.finish();
        for link in links {
            let paragraph = link.paragraph;
            let group = self.link(&mut sheet, link);
            self.contents.push(paragraph, group);
        }
        sheet.finish();
        Ok(())
    }

    fn body_page(&mut self, pdf: &mut Pdf, index: usize) -> Result<()> {
        let pages = self.pages;
        let turned = pages.body.pages[index].turned;
        let label = numbered(NumberingStyle::Arabic, index);
        let mut sheet = pdf.start_page_with(self.sheet(label, turned)?);
        let mut surface = sheet.surface();
        surface.set_fill(Some(Fill::default()));
        let turning = turned.then(|| turning(self.template));
        if let Some([content, _]) = &turning {
            surface.push_transform(content);
        }
        for group in paragraphs(&pages.body.pages[index]) {
            let paragraph = &pages.body.paragraphs[group[0].paragraph];
            self.place = paragraph.place;
            self.rules(&mut surface, paragraph, &group[0]);
            match (&paragraph.table, &paragraph.figure) {
                (Some(set), _) => self.table(&mut surface, set, group),
                (_, Some(figure)) => {
                    let id = self.figure(&mut surface, figure, &group[0]);
                    self.body.push(group[0].paragraph, id);
                }
                _ => {
                    self.counted = true;
                    let id = self.text_lines(&mut surface, &pages.body, group);
                    self.counted = false;
                    self.body.push(group[0].paragraph, id);
                }
            }
        }
        self.separator(&mut surface, &pages.body.pages[index]);
        self.running_head(&mut surface, index);
        if let Some([_, number]) = &turning {
            surface.pop();
            surface.push_transform(number);
        }
        let look = &self.template.page_number;
        let align = if (index + 1).is_multiple_of(2) { look.even } else { look.odd };
        if !pages.body.pages[index].unnumbered {
            self.number(&mut surface, &format!("{}{}{}", look.before, index + 1, look.after), align);
        }
        if turning.is_some() {
            surface.pop();
        }
        surface.finish();
        sheet.finish();
        Ok(())
    }

    /// The rule above the footnotes of a page.
    fn separator(&self, surface: &mut Surface<'_>, page: &Page) {
        let Some(separator) = &page.separator else { return };
        let left = points(self.template.paper.left);
        let below = points(self.template.paper.top + separator.top + separator.height);
        let middle = below - points(separator.height) / 2.0;
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        bar(surface, [left, middle, left + points(separator.width), middle + points(separator.weight)]);
        surface.end_tagged();
    }

    /// The number of a footnote, before its first line.
    fn footnote_number(&mut self, surface: &mut Surface<'_>, paragraph: &Paragraph, line: &Line) {
        let Some(own) = paragraph.sign else { return };
        let style = self.style(paragraph.style);
        let (sign, of) = (own.character.to_string(), type_of(style));
        let [right, top] = corner(self.template, line);
        let left = right - points(own.hang);
        let measure = Measure { left, room: of.size, align: Align::Left, last: true };
        let set = line::set(&sign, &[(sign.len(), style.face)], of, measure, &self.reader);
        let counted = std::mem::take(&mut self.counted);
        self.glyphs(surface, &set.glyphs, &sign, of, top + points(line.height) / 2.0);
        self.counted = counted;
    }

    /// Lines of one paragraph, as one piece of content.
    fn text_lines(
        &mut self,
        surface: &mut Surface<'_>,
        flow: &Flow,
        lines: &[Line],
    ) -> krilla::tagging::Identifier {
        let id = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        for line in lines {
            if line.start == 0 {
                self.footnote_number(surface, &flow.paragraphs[line.paragraph], line);
            }
            let special = flow.paragraphs[line.paragraph].special.as_ref();
            if special.is_some_and(|special| !special.breaks()) {
                self.special_line(surface, flow, line);
            } else {
                self.text_line(surface, flow, line);
            }
        }
        surface.end_tagged();
        id
    }

    /// One line; returns where it ends, in points from the left of the sheet.
    pub(super) fn text_line(&mut self, surface: &mut Surface<'_>, flow: &Flow, line: &Line) -> f32 {
        let paragraph = &flow.paragraphs[line.paragraph];
        let style = self.template.style(paragraph.style);
        let text = &paragraph.text[line.start..line.end];
        let spans = paragraph.spans.iter().filter(|(end, _)| *end > line.start);
        let faces: Vec<(usize, Face)> =
            spans.map(|&(end, face)| (end.min(line.end) - line.start, face)).collect();
        let [left, top] = corner(self.template, line);
        let measure = Measure { left, room: points(line.room), align: paragraph.align, last: line.last };
        let of = Type { tracking: points(paragraph.tracking), ..type_of(style) };
        let set = line::set(text, &faces, of, measure, &self.reader);
        self.glyphs(surface, &set.glyphs, text, of, top + points(line.height) / 2.0);
        set.end
    }

    /// Glyphs of one line, their middles at height `middle`, font by font.
    pub(super) fn glyphs(
        &mut self,
        surface: &mut Surface<'_>,
        glyphs: &[Placed],
        text: &str,
        of: Type,
        middle: f32,
    ) {
        for run in glyphs.chunk_by(|a, b| (a.glyph.font, a.shift) == (b.glyph.font, b.shift)) {
            let font = run[0].glyph.font;
            let mut base = middle + self.reader.middle(font) * of.size;
            let mut of = of;
            let (size, rise) = run[0].shift.measures(of.size);
            base -= rise;
            of.size = size;
            let (shown, glyphs) = self.run(run, text, of);
            let font = self.fonts[font].clone();
            surface.draw_glyphs(Point::from_xy(run[0].x, base), &glyphs, font, &shown, of.size, false);
        }
    }

    /// The glyphs of a run as krilla wants them, and the text they stand for.
    fn run(&mut self, run: &[Placed], text: &str, of: Type) -> (String, Vec<KrillaGlyph>) {
        let mut shown = String::with_capacity(run.len() * 3);
        let mut glyphs = Vec::with_capacity(run.len());
        for (i, placed) in run.iter().enumerate() {
            let from = shown.len();
            let own = &text[placed.text.clone()];
            if self.counted {
                let painted = match self.place {
                    Place::Footnote { .. } => &mut self.painted.footnotes,
                    _ => &mut self.painted.text,
                };
                painted.push_str(own);
            }
            let number = own.chars().next().and_then(anchor::footnote);
            let sign = number.map(|number| footnote_sign(number + 1).to_string());
            let own = sign.as_deref().unwrap_or(own);
            match own.chars().next().filter(|_| placed.glyph.missing) {
                Some(c) => {
                    self.painted.missing.entry(c).or_insert((0, self.place)).0 += 1;
                    shown.push_str(if private(c) { "□" } else { own });
                }
                None => shown.push_str(own),
            }
            let advance = run.get(i + 1).map_or(placed.glyph.advance, |next| (next.x - placed.x) / of.size);
            let id = GlyphId::new(placed.glyph.id);
            glyphs.push(KrillaGlyph::new(id, advance, 0.0, 0.0, 0.0, from..shown.len(), None));
        }
        (shown, glyphs)
    }

    /// The running head of a page, if it shows one.
    fn running_head(&mut self, surface: &mut Surface<'_>, index: usize) {
        let pages = self.pages;
        let Some(article) = pages.body.pages[index].headed else { return };
        let Some(text) = pages.heads.get(article).map(|heads| &heads[index % 2]) else { return };
        let (template, style) = (self.template, self.style(StyleName::RunningHead));
        let (left, room) = (points(template.paper.left), points(template.text_width()));
        let measure = Measure { left, room, align: style.align, last: true };
        let of = type_of(style);
        let set = line::set(text, &[(text.len(), style.face)], of, measure, &self.reader);
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Header)));
        let middle = points(template.paper.header) + points(style.pitch) / 2.0;
        self.glyphs(surface, &set.glyphs, text, of, middle);
        surface.end_tagged();
    }

    /// The number of a page: its dashes stand 7 mm below the type area (GB/T 9704-2012 7.5).
    fn number(&mut self, surface: &mut Surface<'_>, text: &str, align: Align) {
        const BELOW: Length = Length::mm(7);
        /// Height of the middle of a dash above the base line, in em, as in the built-in 宋体.
        const DASH: f32 = 0.267;
        let template = self.template;
        let style = template.style(StyleName::PageNumber);
        let indent = style.size * template.page_number.indent;
        let measure = Measure {
            left: points(template.paper.left + indent),
            room: points(template.text_width() - indent * 2),
            align,
            last: true,
        };
        let of = type_of(style);
        let Set { glyphs, .. } = line::set(text, &[(text.len(), style.face)], of, measure, &self.reader);
        let dash = points(template.paper.height - template.paper.bottom + BELOW);
        let middle = dash + (DASH - self.reader.middle(style.face as usize)) * of.size;
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::PageNumber)));
        self.glyphs(surface, &glyphs, text, of, middle);
        surface.end_tagged();
    }

    pub(super) fn style(&self, name: StyleName) -> &'a Style {
        self.template.style(name)
    }
}

/// What viewers call the pages of the cover.
const COVER: &str = "封面";

/// The label of a page of a part whose pages are counted from 1.
fn numbered(style: NumberingStyle, index: usize) -> PageLabel {
    PageLabel::new(Some(style), None, u32::try_from(index + 1).ok().and_then(NonZeroU32::new))
}

/// How the content and the number stand on a sheet that is turned, its left edge at the top: type area and number keep
/// their places on the paper (GB/T 9704-2012 8).
fn turning(template: &Template) -> [Transform; 2] {
    let paper = &template.paper;
    let content =
        Transform::from_translate(points(paper.bottom - paper.left), points(paper.left - paper.top));
    let number = Transform::from_row(0.0, 1.0, -1.0, 0.0, points(paper.height), 0.0);
    [content, number]
}

/// The lines of a page, paragraph by paragraph.
fn paragraphs(page: &Page) -> impl Iterator<Item = &[Line]> {
    page.lines.chunk_by(|a, b| a.paragraph == b.paragraph)
}

/// A black bar; nothing if it has no extent.
pub(super) fn bar(surface: &mut Surface<'_>, [left, top, right, bottom]: [f32; 4]) {
    let mut path = PathBuilder::new();
    if let Some(rect) = Rect::from_ltrb(left, top, right, bottom) {
        path.push_rect(rect);
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

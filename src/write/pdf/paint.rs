//! Sheets, painted: what is drawn where was decided before.

use std::num::NonZeroU32;

use krilla::Document as Pdf;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect, Transform};
use krilla::page::{NumberingStyle, PageLabel, PageSettings};
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};
use krilla::text::{GlyphId, KrillaGlyph};

use crate::document::Document;
use crate::error::{Error, Result};
use crate::font::Book;
use crate::message;
use crate::pages::{Flow, Pages, Place};
use crate::sheet::{Bar, Item, Part, Piece, Run, Sheet, Sheets, Text};
use crate::template::{Color, Template};
use crate::write::pdf::Painted;
use crate::write::pdf::contents::Links;
use crate::write::pdf::figure::Images;
use crate::write::pdf::tags::{self, Groups};

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
    let sheets = Sheets::new(pages, template, book);
    let mut painter = Painter::new(document, template, pages, book)?;
    for index in 0..pages.cover.pages.len() {
        let label = PageLabel::new(None, Some(COVER.to_owned()), None);
        painter.page(pdf, label, &pages.cover, &sheets.cover(index))?;
    }
    for index in 0..pages.contents.pages.len() {
        let label = numbered(NumberingStyle::UpperRoman, index);
        painter.page(pdf, label, &pages.contents, &sheets.contents(index))?;
    }
    for index in 0..pages.body.pages.len() {
        painter.page(pdf, numbered(NumberingStyle::Arabic, index), &pages.body, &sheets.body(index))?;
    }
    let Painter { cover, contents, body, mut painted, .. } = painter;
    painted.end_table();
    pdf.set_tag_tree(tags::tree([cover, contents, body], pages, &document.pictures));
    Ok(painted)
}

struct Painter<'a> {
    template: &'a Template,
    cover: Groups,
    contents: Groups,
    body: Groups,
    links: Links<'a>,
    fonts: Vec<krilla::text::Font>,
    images: Images,
    painted: Painted,
    /// The place of what is being painted.
    place: Place,
}

/// The content of the lines of the table of contents on a page, by paragraph.
type Entries = Vec<(usize, Vec<Identifier>)>;

impl<'a> Painter<'a> {
    fn new(
        document: &Document,
        template: &'a Template,
        pages: &'a Pages,
        book: &'a Book,
    ) -> Result<Painter<'a>> {
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
            cover: Groups::new(&pages.cover),
            contents: Groups::new(&pages.contents),
            body: Groups::new(&pages.body),
            links: Links::new(pages, template),
            fonts: fonts.collect::<Result<_>>()?,
            images: Images::of(&document.pictures),
            painted: Painted::default(),
            place: Place::ContentsTitle,
        })
    }

    fn settings(&self, label: PageLabel, [width, height]: [f32; 2]) -> Result<PageSettings> {
        PageSettings::from_wh(width, height).map(|sheet| sheet.with_page_label(label)).ok_or_else(|| {
            Error::Package(message!(
                "the paper of the template %{name} has no size",
                name = self.template.name.as_str()
            ))
        })
    }

    /// One sheet, with paragraphs of `flow`.
    fn page(&mut self, pdf: &mut Pdf, label: PageLabel, flow: &Flow, sheet: &Sheet<'_>) -> Result<()> {
        let mut page = pdf.start_page_with(self.settings(label, sheet.size)?);
        let mut surface = page.surface();
        surface.set_fill(Some(Fill::default()));
        let mut entries = Entries::new();
        if let Some(turning) = &sheet.turning {
            surface.push_transform(&Transform::from_translate(turning.shift[0], turning.shift[1]));
        }
        let is_number = |piece: &&Piece<'_>| piece.part == Part::PageNumber;
        for piece in sheet.pieces.iter().filter(|piece| !is_number(piece)) {
            self.piece(&mut surface, flow, piece, &mut entries);
        }
        if let Some(turning) = &sheet.turning {
            surface.pop();
            surface.push_transform(&Transform::from_row(0.0, 1.0, -1.0, 0.0, turning.edge, 0.0));
        }
        for piece in sheet.pieces.iter().filter(is_number) {
            self.piece(&mut surface, flow, piece, &mut entries);
        }
        if sheet.turning.is_some() {
            surface.pop();
        }
        surface.finish();
        for (link, (paragraph, content)) in sheet.links.iter().zip(entries) {
            let group = self.links.add(&mut page, link, content);
            self.contents.push(paragraph, group);
        }
        page.finish();
        Ok(())
    }

    fn piece(&mut self, surface: &mut Surface<'_>, flow: &Flow, piece: &Piece<'_>, entries: &mut Entries) {
        if let Part::Paragraph(paragraph) | Part::Picture(paragraph) | Part::Cell { paragraph, .. } =
            piece.part
        {
            self.place = flow.paragraphs[paragraph].place;
            self.painted.begin(piece.part, self.place);
        }
        let id = surface.start_tagged(tag(piece.part));
        for item in &piece.items {
            match item {
                Item::Text(text) => self.text(surface, text),
                Item::Bar(bar) => fill_bar(surface, bar),
                Item::Image(image) => self.images.draw(surface, image),
            }
        }
        surface.end_tagged();
        self.group(piece.part, id, entries);
    }

    /// Puts what was painted where it belongs for those who cannot see it.
    fn group(&mut self, part: Part, id: Identifier, entries: &mut Entries) {
        match (part, self.place) {
            (Part::Paragraph(paragraph), Place::Contents(_)) => match entries.last_mut() {
                Some((last, content)) if *last == paragraph => content.push(id),
                _ => entries.push((paragraph, vec![id])),
            },
            (Part::Paragraph(paragraph), Place::ContentsTitle) => self.contents.push(paragraph, id),
            (Part::Paragraph(paragraph), Place::Cover) => self.cover.push(paragraph, id),
            (Part::Paragraph(paragraph) | Part::Picture(paragraph), _) => self.body.push(paragraph, id),
            (Part::Cell { paragraph, row, column, again: false }, _) => {
                self.body.push_cell(paragraph, [row, column], id);
            }
            _ => {}
        }
    }

    /// Glyphs of one line, run by run.
    fn text(&mut self, surface: &mut Surface<'_>, text: &Text<'_>) {
        if let Some(color) = text.color {
            surface.set_fill(Some(fill(color)));
        }
        if let Some(pressed) = text.pressed {
            surface.push_transform(&Transform::from_row(pressed.scale, 0.0, 0.0, 1.0, pressed.left, 0.0));
        }
        for run in &text.runs {
            let (shown, glyphs) = self.run(text, run);
            let font = self.fonts[run.font].clone();
            let origin = Point::from_xy(text.glyphs[run.glyphs.start].x, run.baseline);
            surface.draw_glyphs(origin, &glyphs, font, &shown, run.size, false);
        }
        if text.pressed.is_some() {
            surface.pop();
        }
        if text.color.is_some() {
            surface.set_fill(Some(Fill::default()));
        }
    }

    /// The glyphs of a run as krilla wants them, and the text they stand for.
    fn run(&mut self, text: &Text<'_>, run: &Run) -> (String, Vec<KrillaGlyph>) {
        let placed = &text.glyphs[run.glyphs.clone()];
        let mut shown = String::with_capacity(placed.len() * 3);
        let mut glyphs = Vec::with_capacity(placed.len());
        for (i, one) in placed.iter().enumerate() {
            let from = shown.len();
            if text.own {
                self.painted.push(&text.text[one.text.clone()], self.place);
            }
            let seen = text.shown(one);
            match seen.chars().next().filter(|_| one.glyph.missing) {
                Some(c) => {
                    self.painted.missing.entry(c).or_insert((0, self.place)).0 += 1;
                    shown.push_str(if private(c) { "□" } else { &seen });
                }
                None => shown.push_str(&seen),
            }
            let advance = placed.get(i + 1).map_or(one.glyph.advance, |next| (next.x - one.x) / run.size);
            let id = GlyphId::new(one.glyph.id);
            glyphs.push(KrillaGlyph::new(id, advance, 0.0, 0.0, 0.0, from..shown.len(), None));
        }
        (shown, glyphs)
    }
}

/// What viewers call the pages of the cover.
const COVER: &str = "封面";

/// The label of a page of a part whose pages are counted from 1.
fn numbered(style: NumberingStyle, index: usize) -> PageLabel {
    PageLabel::new(Some(style), None, u32::try_from(index + 1).ok().and_then(NonZeroU32::new))
}

/// What a piece is for those who cannot see it.
fn tag(part: Part) -> ContentTag<'static> {
    let artifact = |kind| ContentTag::Artifact(Artifact::with_kind(kind));
    match part {
        Part::Paragraph(_) | Part::Cell { again: false, .. } => ContentTag::Span(SpanTag::empty()),
        Part::Picture(_) => ContentTag::Other,
        Part::Cell { again: true, .. } | Part::RunningHead => artifact(ArtifactType::Header),
        Part::Decoration => artifact(ArtifactType::Layout),
        Part::PageNumber => artifact(ArtifactType::PageNumber),
    }
}

fn fill(color: Color) -> Fill {
    let [red, green, blue] = color.rgb;
    Fill { paint: rgb::Color::new(red, green, blue).into(), ..Fill::default() }
}

/// A bar; nothing if it has no extent.
fn fill_bar(surface: &mut Surface<'_>, bar: &Bar) {
    let [left, top, right, bottom] = bar.edges;
    let mut path = PathBuilder::new();
    if let Some(rect) = Rect::from_ltrb(left, top, right, bottom) {
        path.push_rect(rect);
    }
    let Some(path) = path.finish() else { return };
    if let Some(color) = bar.color {
        surface.set_fill(Some(fill(color)));
    }
    surface.draw_path(&path);
    if bar.color.is_some() {
        surface.set_fill(Some(Fill::default()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Article, Official, Role};
    use crate::template::builtin;
    use crate::write::pdf::readback::{Seen, article};

    fn one(article: Article) -> Document {
        Document { articles: vec![article], ..Document::default() }
    }

    /// Where each piece of text begins on a page: size and place in whole points.
    fn texts(drawn: &str) -> Vec<String> {
        let set = drawn.lines().filter(|line| line.contains(" Tm"));
        let numbers = |line: &str| {
            let size = line.split(" Tf").next().unwrap().rsplit(' ').next().unwrap().to_owned();
            let at: Vec<f32> = line
                .split("1 0 0 -1 ")
                .nth(1)
                .unwrap()
                .split(' ')
                .take(2)
                .map(|n| n.parse().unwrap())
                .collect();
            format!("{size} {:.0} {:.0}", at[0], at[1])
        };
        set.map(numbers).collect()
    }

    #[test]
    fn lines_stand_on_the_grid_and_the_number_at_the_foot() {
        let text = "字".repeat(30);
        let seen =
            Seen::of(&one(article(&[], &[(Role::Paragraph, &text)])), &builtin("gongwen").unwrap(), false);
        assert_eq!(texts(seen.drawn(0)), ["16 111 125", "16 79 154", "14 459 766"]);
    }

    #[test]
    fn pages_have_labels_of_their_part() {
        let articles = ["甲文", "乙文"].map(|title| article(&[title], &[(Role::Paragraph, "字")])).into();
        let whole =
            Document { title: Some("汇编".to_owned()), compiled: true, articles, ..Document::default() };
        let labels = Seen::of(&whole, &builtin("huibian").unwrap(), true).labels();
        assert_eq!(labels, ["0 封面", "2 R 1", "3 R 2", "4 D 1", "5 D 2"]);
    }

    #[test]
    fn a_turned_sheet_is_wide_and_its_number_runs_down_the_edge() {
        let wide = ["指标完成情况"; 12].join("\t");
        let seen = Seen::of(
            &one(article(&[], &[(Role::Table, &wide), (Role::Paragraph, "字")])),
            &builtin("gongwen").unwrap(),
            false,
        );
        assert_eq!(seen.sheets(), ["841.8898 595.2756", "595.2756 841.8898"]);
        let placed = |page: usize, what: &str| seen.drawn(page).contains(&format!("q {what} cm"));
        // The type area is moved to the margins of the turned sheet; the number is turned on top of that.
        assert!(placed(0, "1 0 0 -1 19.84252 620.78735") && placed(0, "0 -1 -1 0 841.8898 595.2756"));
        assert!(placed(1, "1 0 0 -1 0 841.8898") && !seen.drawn(1).contains("q 0 -1"));
    }

    #[test]
    fn what_is_no_text_is_an_artifact() {
        let seen = Seen::of(
            &one(article(&[], &[(Role::Table, "甲\t乙"), (Role::Paragraph, "字")])),
            &builtin("gongwen").unwrap(),
            false,
        );
        let drawn = seen.drawn(0);
        let count = |what: &str| drawn.matches(what).count();
        // Two cells and a paragraph; lines of the table; the number.
        assert_eq!(count("/Span<</MCID"), 3);
        assert_eq!([count("/Artifact<</Type/Layout>>"), count("/Artifact<</Type/Pagination>>")], [1, 1]);
    }

    #[test]
    fn the_head_of_a_table_that_goes_on_is_no_text_again() {
        let rows = vec!["甲\t乙"; 40].join("\n");
        let seen = Seen::of(&one(article(&[], &[(Role::Table, &rows)])), &builtin("gongwen").unwrap(), false);
        let spans = |page: usize| seen.drawn(page).matches("/Span<</MCID").count();
        assert_eq!(spans(0) + spans(1), 80);
        assert!(seen.drawn(1).contains("/Subtype/Header"));
        assert!(!seen.drawn(0).contains("/Subtype/Header"));
    }

    #[test]
    fn mark_and_rule_are_red_and_what_follows_is_black() {
        let official = Official {
            mark: vec!["岚川市委文件".to_owned()],
            number: Some("岚委〔2026〕1号".to_owned()),
            ..Official::default()
        };
        let whole = Document { official, ..one(article(&["通知"], &[(Role::Paragraph, "字")])) };
        let seen = Seen::of(&whole, &builtin("hongtou").unwrap(), false);
        let colors: Vec<&str> = seen
            .drawn(0)
            .lines()
            .filter_map(|line| line.split(" cs ").nth(1)?.split(" scn").next())
            .collect();
        let red = colors.iter().filter(|color| **color == "1 0 0").count();
        assert!(red >= 2 && colors.last() == Some(&"0"), "{colors:?}");
        assert_eq!(colors[0], "1 0 0");
    }

    #[test]
    fn private_characters_are_those_of_the_private_areas() {
        let is = |code: u32| private(char::from_u32(code).unwrap());
        assert!([0xE000, 0xF8FF, 0xF0000, 0xFFFFD, 0x100000, 0x10FFFD].into_iter().all(is));
        assert!(![0xD7FF, 0xF900, 0xEFFFF, 0x4E00].into_iter().any(is));
    }
}

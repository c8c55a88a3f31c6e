//! The table of contents: dots, numbers, and links to the headings.

use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::geom::Rect;
use krilla::page::Page;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag, Tag, TagGroup};

use crate::pages::{Line, Pages, Paragraph, Place};
use crate::template::{Align, StyleName};
use crate::write::pdf::line::{self, Measure, Type};
use crate::write::pdf::outline::destination;
use crate::write::pdf::paint::{Painter, corner, points, type_of};

/// A line of the table of contents that can be clicked, or as much of it as stands on one page.
pub(super) struct Link {
    pub paragraph: usize,
    entry: usize,
    content: Vec<Identifier>,
    area: Option<Rect>,
}

/// Where each entry points to: page, from 0, and line.
pub(super) fn targets(pages: &Pages) -> Vec<Option<(usize, Line)>> {
    let mut targets = vec![None; pages.entries.len()];
    let mut next = 0;
    for (number, page) in pages.body.pages.iter().enumerate() {
        for line in &page.lines {
            let Some(entry) = pages.entries.get(next) else { return targets };
            if points_to(&pages.body.paragraphs[line.paragraph], entry.article, entry.block) {
                targets[next] = Some((number, *line));
                next += 1;
            }
        }
    }
    targets
}

fn points_to(paragraph: &Paragraph, article: usize, block: Option<usize>) -> bool {
    match paragraph.place {
        Place::Front { article: own } => {
            own == article && block.is_none() && paragraph.style == StyleName::Title
        }
        Place::Block { article: own, block: found } => own == article && block == Some(found),
        _ => false,
    }
}

impl Painter<'_> {
    /// The lines of an entry; dots and the number after the last one.
    pub(super) fn entry(&mut self, surface: &mut Surface<'_>, lines: &[Line], entry: usize) -> Option<Link> {
        let (first, last) = (lines.first()?, lines.last()?);
        let flow = &self.pages.contents;
        let mut end = 0.0;
        let id = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        for line in lines {
            end = self.text_line(surface, flow, line);
        }
        surface.end_tagged();
        let mut content = vec![id];
        if last.end == flow.paragraphs[last.paragraph].text.len() {
            content.push(self.number_of(surface, entry, last, end));
        }
        let [left, top] = corner(self.template, first);
        let right = points(self.template.paper.left + self.template.text_width());
        let bottom = corner(self.template, last)[1] + points(last.height);
        let area = Rect::from_ltrb(left.min(right - 1.0), top, right, bottom);
        Some(Link { paragraph: first.paragraph, entry, content, area })
    }

    fn number_of(&mut self, surface: &mut Surface<'_>, entry: usize, line: &Line, end: f32) -> Identifier {
        let pages = self.pages;
        let style = self.style(pages.contents.paragraphs[line.paragraph].style);
        let of = type_of(style);
        let left = points(self.template.paper.left);
        let room = points(self.template.text_width());
        let measure = Measure { left, room, align: Align::Right, last: true };
        let number = pages.entry_page(&pages.entries[entry]).unwrap_or(1).to_string();
        let number_set = line::set(&number, &[(number.len(), style.face)], of, measure, &self.reader);
        let middle = corner(self.template, line)[1] + points(line.height) / 2.0;
        self.dots(surface, [end, number_set.start], of, middle);
        let id = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        self.glyphs(surface, &number_set.glyphs, &number, of, middle);
        surface.end_tagged();
        id
    }

    /// Dots from `start` to `end`, those of all lines below each other.
    fn dots(&mut self, surface: &mut Surface<'_>, [start, end]: [f32; 2], of: Type, middle: f32) {
        let pitch = of.size * 0.35;
        let edge = points(self.template.paper.left + self.template.text_width());
        let nth = |x: f32| (edge - x) / pitch;
        let (most, least) = (nth(start + pitch).floor(), nth(end - pitch / 2.0).ceil());
        let count = (most - least) as i64;
        if count < 1 {
            return;
        }
        let face = self.style(StyleName::Contents1).face;
        let glyph = self.reader.glyph(face, '.');
        let text = ".".repeat(count as usize);
        let dots: Vec<line::Placed> = (0..count as usize)
            .map(|i| line::Placed {
                glyph,
                x: edge - (most - i as f32) * pitch,
                text: i..i + 1,
                shift: line::Shift::None,
            })
            .collect();
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        self.glyphs(surface, &dots, &text, of, middle);
        surface.end_tagged();
    }

    /// The link itself, with what it covers.
    pub(super) fn link(&self, sheet: &mut Page<'_>, link: Link) -> TagGroup {
        let mut group = TagGroup::new(Tag::Link);
        link.content.into_iter().for_each(|id| group.push(id));
        let target = self.targets.get(link.entry).copied().flatten();
        if let (Some((page, line)), Some(area)) = (target, link.area) {
            let there = destination(self.pages, page, &line, self.template);
            let target = Target::Destination(krilla::destination::Destination::Xyz(there));
            let says = self.pages.entries[link.entry].text.clone();
            let link = Annotation::new_link(LinkAnnotation::new(area, target), Some(says));
            group.push(sheet.add_tagged_annotation(link));
        }
        group
    }
}

/// I, II, III …
pub(super) fn roman(mut number: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn roman_numbers() {
        for (number, expected) in
            [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (48, "XLVIII"), (1999, "MCMXCIX")]
        {
            assert_eq!(roman(number), expected);
        }
    }
}

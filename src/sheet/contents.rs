//! The table of contents: its lines, dots and numbers.

use crate::pages::SetLine;
use crate::sheet::line::{self, Measure, Placed, Shift, Type};
use crate::sheet::text::type_of;
use crate::sheet::{Item, Link, Part, Piece, Sheet, Sheets, Text, corner, points};
use crate::template::{Align, StyleName};

impl<'p> Sheets<'p> {
    /// The lines of an entry; dots and the number after the last one.
    pub(super) fn entry(&self, sheet: &mut Sheet<'p>, lines: &[SetLine], entry: usize) {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let paragraph = &self.pages.contents.paragraphs[first.paragraph];
        let part = Part::Paragraph(first.paragraph);
        let set = lines.iter().map(|line| self.text_line(paragraph, line));
        let (texts, ends): (Vec<Text<'p>>, Vec<f32>) = set.unzip();
        let items = texts.into_iter().map(|text| Item::Text(Text { own: false, ..text })).collect();
        sheet.pieces.push(Piece { part, items });
        if last.end == paragraph.text.len() {
            let of = type_of(self.style(paragraph.style));
            let middle = corner(self.template, last)[1] + points(last.height) / 2.0;
            let (number, begin) = self.number_of(entry, last, of, middle);
            let end = ends.last().copied().unwrap_or_default();
            sheet.pieces.extend(self.dots([end, begin], of, middle));
            sheet.pieces.push(Piece { part, items: vec![Item::Text(number)] });
        }
        let [left, top] = corner(self.template, first);
        let right = points(self.template.paper.left + self.template.text_width());
        let bottom = corner(self.template, last)[1] + points(last.height);
        let edges = [left.min(right - 1.0), top, right, bottom];
        sheet.links.push(Link { paragraph: first.paragraph, entry, edges });
    }

    /// The number of the page an entry points to, and where it begins.
    fn number_of(&self, entry: usize, line: &SetLine, of: Type, middle: f32) -> (Text<'p>, f32) {
        let pages = self.pages;
        let face = self.style(pages.contents.paragraphs[line.paragraph].style).face;
        let left = points(self.template.paper.left);
        let room = points(self.template.text_width());
        let measure = Measure { left, room, align: Align::Right, last: true };
        let number = pages.entry_page(&pages.entries[entry]).unwrap_or(1).to_string();
        let set = line::set(&number, &[(number.len(), face)], of, measure, &self.reader);
        (Text { own: false, ..self.text(number, set.glyphs, of, middle) }, set.start)
    }

    /// Dots from `start` to `end`, those of all lines below each other; none where there is no room.
    fn dots(&self, [start, end]: [f32; 2], of: Type, middle: f32) -> Option<Piece<'p>> {
        let pitch = of.size * 0.35;
        let edge = points(self.template.paper.left + self.template.text_width());
        let nth = |x: f32| (edge - x) / pitch;
        let (most, least) = (nth(start + pitch).floor(), nth(end - pitch / 2.0).ceil());
        let count = (most - least) as i64;
        if count < 1 {
            return None;
        }
        let face = self.style(StyleName::Contents1).face;
        let glyph = self.reader.glyph(face, '.');
        let dots = (0..count as usize).map(|i| Placed {
            glyph,
            x: edge - (most - i as f32) * pitch,
            text: i..i + 1,
            shift: Shift::None,
        });
        let dots = self.text(".".repeat(count as usize), dots.collect(), of, middle);
        let items = vec![Item::Text(Text { own: false, ..dots })];
        Some(Piece { part: Part::Decoration, items })
    }
}

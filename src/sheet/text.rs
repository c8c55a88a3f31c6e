//! Lines of text, with the numbers of footnotes; running heads and page numbers.

use std::borrow::Cow;

use crate::pages::{Flow, Page, Paragraph, SetLine};
use crate::sheet::line::{self, Measure, Placed, Type};
use crate::sheet::{Item, Part, Piece, Run, Sheets, Text, corner, points};
use crate::template::{Align, Face, Style, StyleName};
use crate::units::Length;

/// The type of a style.
pub(super) fn type_of(style: &Style) -> Type {
    Type { size: points(style.size), tracking: points(style.tracking) }
}

impl<'p> Sheets<'p> {
    /// Lines of one paragraph, as one piece; whether they are `own` text of the document.
    pub(super) fn lines(&self, flow: &'p Flow, lines: &[SetLine], own: bool) -> Piece<'p> {
        let mut items = Vec::with_capacity(lines.len());
        for line in lines {
            let paragraph = &flow.paragraphs[line.paragraph];
            if line.start == 0 {
                items.extend(self.footnote_sign(paragraph, line));
            }
            match paragraph.special.as_deref().filter(|special| !special.breaks()) {
                Some(special) => self.special_line(&mut items, paragraph, special, line),
                None => items.push(Item::Text(self.text_line(paragraph, line).0)),
            }
        }
        let not_own = |item: &mut Item<'_>| {
            if let Item::Text(text) = item {
                text.own = false;
            }
        };
        if !own {
            items.iter_mut().for_each(not_own);
        }
        Piece { part: Part::Paragraph(lines[0].paragraph), items }
    }

    /// One line, and where it ends.
    pub(super) fn text_line(&self, paragraph: &'p Paragraph, line: &SetLine) -> (Text<'p>, f32) {
        let style = self.style(paragraph.style);
        let text = &paragraph.text[line.start..line.end];
        let spans = paragraph.spans.iter().filter(|(end, _)| *end > line.start);
        let faces: Vec<(usize, Face)> =
            spans.map(|&(end, face)| (end.min(line.end) - line.start, face)).collect();
        let [left, top] = corner(self.template, line);
        let measure = Measure { left, room: points(line.room), align: paragraph.align, last: line.last };
        let of = Type { tracking: points(paragraph.tracking), ..type_of(style) };
        let set = line::set(text, &faces, of, measure, &self.reader);
        (self.text(text, set.glyphs, of, top + points(line.height) / 2.0), set.end)
    }

    /// The number of a footnote, before its first line.
    fn footnote_sign(&self, paragraph: &Paragraph, line: &SetLine) -> Option<Item<'p>> {
        let own = paragraph.sign?;
        let style = self.style(paragraph.style);
        let (sign, of) = (own.character.to_string(), type_of(style));
        let [right, top] = corner(self.template, line);
        let left = right - points(own.hang);
        let measure = Measure { left, room: of.size, align: Align::Left, last: true };
        let set = line::set(&sign, &[(sign.len(), style.face)], of, measure, &self.reader);
        let text = self.text(sign, set.glyphs, of, top + points(line.height) / 2.0);
        Some(Item::Text(Text { own: false, ..text }))
    }

    /// Glyphs of one line, their middles at height `middle`, font by font.
    pub(super) fn text(
        &self,
        text: impl Into<Cow<'p, str>>,
        glyphs: Vec<Placed>,
        of: Type,
        middle: f32,
    ) -> Text<'p> {
        let mut runs = Vec::new();
        let mut from = 0;
        for run in glyphs.chunk_by(|a, b| (a.glyph.font, a.shift) == (b.glyph.font, b.shift)) {
            let (font, shift) = (run[0].glyph.font, run[0].shift);
            let (size, rise) = shift.measures(of.size);
            let baseline = middle + self.reader.middle(font) * of.size - rise;
            runs.push(Run { glyphs: from..from + run.len(), font, size, baseline, shift });
            from += run.len();
        }
        Text { text: text.into(), own: true, color: None, pressed: None, glyphs, runs }
    }

    /// The running head of a page, if it shows one.
    pub(super) fn running_head(&self, page: &Page, index: usize) -> Option<Piece<'p>> {
        let text = &self.pages.heads.get(page.headed?)?[index % 2];
        let (template, style) = (self.template, self.style(StyleName::RunningHead));
        let (left, room) = (points(template.paper.left), points(template.text_width()));
        let measure = Measure { left, room, align: style.align, last: true };
        let of = type_of(style);
        let set = line::set(text, &[(text.len(), style.face)], of, measure, &self.reader);
        let middle = points(template.paper.header) + points(style.pitch) / 2.0;
        let text = Text { own: false, ..self.text(text.as_str(), set.glyphs, of, middle) };
        Some(Piece { part: Part::RunningHead, items: vec![Item::Text(text)] })
    }

    /// The number of a page: its dashes stand 7 mm below the type area (GB/T 9704-2012 7.5).
    pub(super) fn number(&self, text: String, align: Align) -> Piece<'p> {
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
        let set = line::set(&text, &[(text.len(), style.face)], of, measure, &self.reader);
        let dash = points(template.paper.height - template.paper.bottom + BELOW);
        let middle = dash + (DASH - self.reader.middle(style.face as usize)) * of.size;
        let text = Text { own: false, ..self.text(text, set.glyphs, of, middle) };
        Piece { part: Part::PageNumber, items: vec![Item::Text(text)] }
    }
}

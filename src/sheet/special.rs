//! What only head, seals and imprint have: tab stops, narrowed type, the mark of several organs.

use crate::pages::{JointMark, Paragraph, SetLine, Special};
use crate::sheet::line::{self, Measure, Type};
use crate::sheet::text::type_of;
use crate::sheet::{Item, Pressed, Sheets, Text, corner, points};
use crate::template::{Align, Face};

/// Where narrowed type stands, in points on the sheet.
struct Spot {
    left: f32,
    room: f32,
    middle: f32,
    align: Align,
    scale: f32,
}

impl<'p> Sheets<'p> {
    /// A line with tab stops, of narrowed type, or the mark of several organs.
    pub(super) fn special_line(
        &self,
        items: &mut Vec<Item<'p>>,
        paragraph: &'p Paragraph,
        special: &'p Special,
        line: &SetLine,
    ) {
        let texts = match &special.joint {
            Some(joint) => self.joint(paragraph, special, joint, line),
            None if special.tabs.is_empty() => vec![self.narrowed(paragraph, special, line)],
            None => self.tabbed(paragraph, line),
        };
        let color = Some(self.style(paragraph.style).color);
        items.extend(texts.into_iter().map(|text| Item::Text(Text { color, ..text })));
    }

    fn narrowed(&self, paragraph: &'p Paragraph, special: &Special, line: &SetLine) -> Text<'p> {
        let style = self.style(paragraph.style);
        let of = Type { size: special.size.map_or(type_of(style).size, points), ..type_of(style) };
        let [left, top] = corner(self.template, line);
        let middle = top + points(line.height) / 2.0;
        let place =
            Spot { left, room: points(line.room), middle, align: paragraph.align, scale: scale(special) };
        self.pressed(&paragraph.text, style.face, of, place)
    }

    /// The text before the first tab stands where the line begins, each other one at its stop.
    fn tabbed(&self, paragraph: &'p Paragraph, line: &SetLine) -> Vec<Text<'p>> {
        let of = type_of(self.style(paragraph.style));
        let [start, top] = corner(self.template, line);
        let (edge, whole) = (points(self.template.paper.left), points(self.template.text_width()));
        let middle = top + points(line.height) / 2.0;
        let mut from = 0;
        let texts = paragraph.text.split('\t').enumerate().map(|(i, text)| {
            let spans = paragraph.spans.iter().filter(|(end, _)| *end > from);
            let faces: Vec<(usize, Face)> = spans.map(|&(end, face)| (end - from, face)).collect();
            let tab = i.checked_sub(1).and_then(|i| paragraph.tabs().get(i));
            let (left, room, align) = match tab.map(|tab| (edge + points(tab.at), tab.align)) {
                None => (start, whole, Align::Left),
                Some((at, Align::Right)) => (edge, at - edge, Align::Right),
                Some((at, Align::Center)) => (at - whole, whole * 2.0, Align::Center),
                Some((at, _)) => (at, whole, Align::Left),
            };
            let measure = Measure { left, room, align, last: true };
            let set = line::set(text, &faces, of, measure, &self.reader);
            from += text.len() + 1;
            self.text(text, set.glyphs, of, middle)
        });
        texts.collect()
    }

    /// The names below each other, 文件 in the middle beside them.
    fn joint(
        &self,
        paragraph: &Paragraph,
        special: &Special,
        joint: &'p JointMark,
        line: &SetLine,
    ) -> Vec<Text<'p>> {
        let style = self.style(paragraph.style);
        let (size, scale) = (special.size.map_or(type_of(style).size, points), scale(special));
        let [_, top] = corner(self.template, line);
        let (left, pitch) = (points(self.template.paper.left + joint.left), points(joint.pitch));
        let mut middle = top + pitch / 2.0;
        let mut texts = Vec::with_capacity(joint.names.len() + 1);
        for (i, (name, spread)) in joint.names.iter().enumerate() {
            let tracking = points(*spread) / scale;
            let of = Type { size, tracking };
            let left = left - points(*spread) / 2.0;
            let place = Spot { left, room: points(joint.width) * 2.0, middle, align: Align::Left, scale };
            texts.push(self.pressed(name, style.face, of, place));
            middle += pitch;
            if i == 0 {
                let of = Type { size, tracking: 0.0 };
                let (left, middle) =
                    (left + points(*spread) / 2.0 + points(joint.width), top + points(line.height) / 2.0);
                let place = Spot { left, room: points(joint.aside), middle, align: Align::Right, scale };
                texts.push(self.pressed(&joint.ending, style.face, of, place));
            }
        }
        texts
    }

    /// Type drawn narrower than it is: set as wide as it would be, then pressed together from the left.
    fn pressed(&self, text: &'p str, face: Face, of: Type, place: Spot) -> Text<'p> {
        let Spot { left, room, middle, align, scale } = place;
        let measure = Measure { left: 0.0, room: room / scale, align, last: true };
        let set = line::set(text, &[(text.len(), face)], of, measure, &self.reader);
        Text { pressed: Some(Pressed { left, scale }), ..self.text(text, set.glyphs, of, middle) }
    }
}

fn scale(special: &Special) -> f32 {
    special.scale.unwrap_or(100) as f32 / 100.0
}

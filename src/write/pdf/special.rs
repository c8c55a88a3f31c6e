//! What only head, seals and imprint have: rules, tab stops, narrowed type, the mark of several organs.

use krilla::color::rgb;
use krilla::geom::Transform;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag};

use crate::pages::{Flow, Joint, Line, Paragraph, Special};
use crate::template::{Align, Color, Face};
use crate::write::pdf::line::{self, Measure, Type};
use crate::write::pdf::paint::{Painter, bar, corner, points, type_of};

/// Black or red.
pub(super) fn fill(color: Color) -> Fill {
    let [red, green, blue] = color.rgb;
    Fill { paint: rgb::Color::new(red, green, blue).into(), ..Fill::default() }
}

impl Painter<'_> {
    /// The rules of a paragraph that begins with `line`.
    pub(super) fn rules(&self, surface: &mut Surface<'_>, paragraph: &Paragraph, line: &Line) {
        if paragraph.rules().is_empty() || line.start > 0 {
            return;
        }
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        for rule in paragraph.rules() {
            let left = points(self.template.paper.left + rule.left);
            let top = points(self.template.paper.top + line.top + rule.top);
            surface.set_fill(Some(fill(rule.color)));
            bar(surface, [left, top, left + points(rule.width), top + points(rule.weight)]);
        }
        surface.set_fill(Some(Fill::default()));
        surface.end_tagged();
    }

    /// A line with tab stops, of narrowed type, or the mark of several organs.
    pub(super) fn special_line(&mut self, surface: &mut Surface<'_>, flow: &Flow, line: &Line) {
        let paragraph = &flow.paragraphs[line.paragraph];
        let Some(special) = &paragraph.special else { return };
        surface.set_fill(Some(fill(self.style(paragraph.style).color)));
        match &special.joint {
            Some(joint) => self.joint(surface, paragraph, special, joint, line),
            None if special.tabs.is_empty() => self.narrowed(surface, paragraph, special, line),
            None => self.pieces(surface, paragraph, line),
        }
        surface.set_fill(Some(Fill::default()));
    }

    fn narrowed(&mut self, surface: &mut Surface<'_>, paragraph: &Paragraph, special: &Special, line: &Line) {
        let style = self.style(paragraph.style);
        let of = Type { size: special.size.map_or(type_of(style).size, points), ..type_of(style) };
        let [left, top] = corner(self.template, line);
        let middle = top + points(line.height) / 2.0;
        let place =
            Place { left, room: points(line.room), middle, align: paragraph.align, scale: scale(special) };
        self.scaled(surface, &paragraph.text, style.face, of, place);
    }

    /// The text before the first tab stands where the line begins, each other one at its stop.
    fn pieces(&mut self, surface: &mut Surface<'_>, paragraph: &Paragraph, line: &Line) {
        let of = type_of(self.style(paragraph.style));
        let [start, top] = corner(self.template, line);
        let (edge, whole) = (points(self.template.paper.left), points(self.template.text_width()));
        let middle = top + points(line.height) / 2.0;
        let mut from = 0;
        for (i, text) in paragraph.text.split('\t').enumerate() {
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
            self.glyphs(surface, &set.glyphs, text, of, middle);
            from += text.len() + 1;
        }
    }

    /// The names below each other, 文件 in the middle beside them.
    fn joint(
        &mut self,
        surface: &mut Surface<'_>,
        paragraph: &Paragraph,
        special: &Special,
        joint: &Joint,
        line: &Line,
    ) {
        let style = self.style(paragraph.style);
        let (size, scale) = (special.size.map_or(type_of(style).size, points), scale(special));
        let [_, top] = corner(self.template, line);
        let (left, pitch) = (points(self.template.paper.left + joint.left), points(style.pitch));
        let mut middle = top + pitch / 2.0;
        for (name, spread) in &joint.names {
            let tracking = points(*spread) / scale;
            let of = Type { size, tracking };
            let left = left - points(*spread) / 2.0;
            let place = Place { left, room: points(joint.width) * 2.0, middle, align: Align::Left, scale };
            self.scaled(surface, name, style.face, of, place);
            middle += pitch;
        }
        let of = Type { size, tracking: 0.0 };
        let room = points(joint.aside);
        let middle = top + points(line.height) / 2.0;
        let place = Place { left: left + points(joint.width), room, middle, align: Align::Right, scale };
        self.scaled(surface, &joint.ending, style.face, of, place);
    }

    /// Type drawn narrower than it is: set as wide as it would be, then pressed together from the left.
    fn scaled(&mut self, surface: &mut Surface<'_>, text: &str, face: Face, of: Type, place: Place) {
        let Place { left, room, middle, align, scale } = place;
        let measure = Measure { left: 0.0, room: room / scale, align, last: true };
        let set = line::set(text, &[(text.len(), face)], of, measure, &self.reader);
        surface.push_transform(&Transform::from_row(scale, 0.0, 0.0, 1.0, left, 0.0));
        self.glyphs(surface, &set.glyphs, text, of, middle);
        surface.pop();
    }
}

/// Where narrowed type stands, in points on the sheet.
struct Place {
    left: f32,
    room: f32,
    middle: f32,
    align: Align,
    scale: f32,
}

fn scale(special: &Special) -> f32 {
    special.scale.unwrap_or(100) as f32 / 100.0
}

//! Runs: text cut where its type changes, the numbers of footnotes between.

use std::ops::Range;

use crate::pages::characters::is_level;
use crate::pages::{Paragraph, Special};
use crate::template::{Style, Template};
use crate::text::anchor;
use crate::text::script::{Level, base};
use crate::units::Length;
use crate::write::docx::styles::{fonts, raised};
use crate::write::docx::xml::Xml;

/// What a run says of itself that has the type of its style.
pub(super) const HINT: &str = "<w:rFonts w:hint=\"eastAsia\"/>";

/// The text of a paragraph, cut where its type changes.
pub(super) fn runs(xml: &mut Xml, paragraph: &Paragraph, template: &Template) {
    let style = template.style(paragraph.style);
    let special =
        paragraph.special.as_ref().map(|special| type_of(special, Length::ZERO)).unwrap_or_default();
    // Where Word's own grid sets the type closer, only what differs from that is said.
    let usual = template.tracking_in_word(paragraph.style);
    let mut from = 0;
    for &(to, face) in &paragraph.spans {
        for (range, tracking) in evenly(paragraph, from..to) {
            let mut own = match tracking == style.tracking {
                true => String::new(),
                false => format!("<w:spacing w:val=\"{}\"/>", (usual + tracking - style.tracking).as_twips()),
            };
            own.push_str(&special);
            let text = &paragraph.text[range];
            match (face == style.face, own.as_str()) {
                (true, "") => run(xml, text, style, HINT),
                (true, own) => run(xml, text, style, &format!("{HINT}{own}")),
                (false, own) => run(xml, text, style, &(fonts(template, face, true) + own)),
            }
        }
        from = to;
    }
}

/// The pieces of a stretch of a paragraph that are set in one tracking each.
fn evenly(paragraph: &Paragraph, stretch: Range<usize>) -> Vec<(Range<usize>, Length)> {
    let mut pieces = Vec::with_capacity(1);
    let mut from = stretch.start;
    let from_here = paragraph.held.partition_point(|(line, _)| line.end <= stretch.start);
    for (line, tracking) in &paragraph.held[from_here..] {
        if line.start >= stretch.end {
            break;
        }
        let held = line.start.max(from)..line.end.min(stretch.end);
        pieces.push((from..held.start, paragraph.tracking));
        from = held.end;
        pieces.push((held, *tracking));
    }
    pieces.push((from..stretch.end, paragraph.tracking));
    pieces.retain(|(range, _)| !range.is_empty());
    pieces
}

/// One run, or several with footnotes between them.
pub(super) fn run(xml: &mut Xml, text: &str, style: &Style, properties: &str) {
    if !anchor::any(text) {
        return level_runs(xml, text, properties);
    }
    for (i, text) in text.split(anchor::is_anchor).enumerate() {
        if i > 0 {
            reference(xml, style);
        }
        level_runs(xml, text, properties);
    }
}

/// One run, or several where characters are raised or lowered: Word gets the plain ones, and where they stand.
fn level_runs(xml: &mut Xml, mut text: &str, properties: &str) {
    while let Some(at) = text.find(is_level) {
        plain_run(xml, &text[..at], properties);
        let first = text[at..].chars().next().and_then(base).map(|(_, level)| level);
        let same = |c: char| base(c).map(|(_, level)| level) == first;
        let length = text[at..].find(|c| !same(c)).unwrap_or(text.len() - at);
        let plain: String = text[at..at + length].chars().filter_map(base).map(|(plain, _)| plain).collect();
        let align = match first {
            Some(Level::Subscript) => "<w:vertAlign w:val=\"subscript\"/>",
            _ => "<w:vertAlign w:val=\"superscript\"/>",
        };
        plain_run(xml, &plain, &format!("{properties}{align}"));
        text = &text[at + length..];
    }
    plain_run(xml, text, properties);
}

/// One run; a line feed becomes a line break, a tabulator a tabulator.
fn plain_run(xml: &mut Xml, text: &str, properties: &str) {
    if text.is_empty() {
        return;
    }
    xml.raw("<w:r><w:rPr>");
    xml.raw(properties);
    xml.raw("</w:rPr>");
    let mut from = 0;
    for at in memchr::memchr2_iter(b'\n', b'\t', text.as_bytes()) {
        piece(xml, &text[from..at]);
        xml.raw(if text[at..].starts_with('\n') { "<w:br/>" } else { "<w:tab/>" });
        from = at + 1;
    }
    piece(xml, &text[from..]);
    xml.raw("</w:r>");
}

fn piece(xml: &mut Xml, text: &str) {
    if text.is_empty() {
        return;
    }
    xml.raw("<w:t xml:space=\"preserve\">");
    xml.text(text);
    xml.raw("</w:t>");
}

/// How the type of a mark differs from its style: narrowed, smaller, spread.
pub(super) fn type_of(special: &Special, spread: Length) -> String {
    let mut properties = String::new();
    if spread != Length::ZERO {
        properties.push_str(&format!("<w:spacing w:val=\"{}\"/>", spread.as_twips()));
    }
    if let Some(scale) = special.scale.filter(|scale| *scale != 100) {
        properties.push_str(&format!("<w:w w:val=\"{scale}\"/>"));
    }
    if let Some(size) = special.size {
        let size = size.as_half_points();
        properties.push_str(&format!("<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>"));
    }
    properties
}

/// The number of the next footnote, in text of a style.
fn reference(xml: &mut Xml, style: &Style) {
    let id = xml.next_footnote();
    xml.raw("<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/><w:rFonts w:hint=\"eastAsia\"/>");
    raised(xml, style.size);
    xml.put(format_args!("</w:rPr><w:footnoteReference w:id=\"{id}\"/></w:r>"));
}

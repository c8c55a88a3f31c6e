//! Issuing organ and date under the text: without a seal, with room for seals, with a stamp of the signature
//! (GB/T 9704-2012 7.3.5).

use crate::document::Seal;
use crate::layout::flow::type_of;
use crate::pages::{Paragraph, Tab};
use crate::template::{Align, StyleName, Template};
use crate::units::Length;

/// Puts the names and the date below them in their place, wherever they stand among `paragraphs`.
pub(crate) fn endings(paragraphs: &mut Vec<Paragraph>, template: &Template, seal: Seal) {
    let mut i = 0;
    while i < paragraphs.len() {
        let names = run_of(&paragraphs[i..], StyleName::Signature);
        if names == 0 {
            i += 1;
            continue;
        }
        if let Some(text) = i.checked_sub(1).map(|above| &mut paragraphs[above]) {
            text.closing = text.table.is_none() && text.figure.is_none();
        }
        let dated = paragraphs.get(i + names).is_some_and(|next| next.style == StyleName::Date);
        if !dated {
            paragraphs[i + names - 1].keep_next = false;
            i += names;
            continue;
        }
        i += match seal {
            Seal::Stamped if names > 1 => joint(paragraphs, i, names, template),
            _ => {
                let (block, rest) = paragraphs[i..].split_at_mut(names);
                single(block, &mut rest[0], template, seal);
                names
            }
        };
    }
}

fn run_of(paragraphs: &[Paragraph], style: StyleName) -> usize {
    paragraphs.iter().take_while(|paragraph| paragraph.style == style).count()
}

fn single(names: &mut [Paragraph], date: &mut Paragraph, template: &Template, seal: Seal) {
    match seal {
        Seal::None => unsealed(names, date, template),
        Seal::Stamped => names.iter_mut().for_each(|name| stamped(name, date, template)),
        Seal::Name => stamp_of_name(names, date, template),
    }
}

fn width(style: StyleName, text: &str, template: &Template) -> Length {
    type_of(template.style(style)).width(text)
}

/// Without a seal: the name stands 2 characters from the right, the date begins 2 characters right of the name; a date
/// longer than the name stands 2 characters from the right instead (7.3.5.2).
///
/// The date, and with a long date the name too, is set from the left: where it begins is the rule, and a program that
/// sets digits wider must not move it.
fn unsealed(names: &mut [Paragraph], date: &mut Paragraph, template: &Template) {
    let style = template.style(StyleName::Signature);
    let (indent, step) = (style.size * style.right, style.size * 2);
    let name_width =
        names.iter().map(|name| width(StyleName::Signature, &name.text, template)).max().unwrap_or_default();
    let date_width = width(StyleName::Date, &date.text, template);
    let room = template.text_width() - indent;
    if name_width + step > room || date_width + step > room {
        return;
    }
    let begin = if date_width <= name_width { room - name_width } else { room - date_width - step };
    from_left(date, begin + step);
    if date_width > name_width {
        names.iter_mut().for_each(|name| from_left(name, begin));
    }
}

/// With a seal: the date stands 4 characters from the right, the name above it in the middle; above both blank lines
/// enough for the seal (7.3.5.1).
fn stamped(name: &mut Paragraph, date: &mut Paragraph, template: &Template) {
    let (style, line) = (template.style(StyleName::Date), template.text_width());
    let date_width = width(StyleName::Date, &date.text, template);
    let name_width = width(StyleName::Signature, &name.text, template);
    let begin = line - style.size * template.sealing.right - date_width;
    let middle = begin + Length::emu(date_width.as_emu() / 2);
    let left = (middle - Length::emu(name_width.as_emu() / 2)).min(line - name_width);
    name.before = template.grid.pitch * template.sealing.gap;
    if begin >= Length::ZERO && left >= Length::ZERO {
        from_left(date, begin);
        from_left(name, left);
    }
}

/// Several seals: the names in rows with room for a seal each, the date under the last (7.3.5.1). Returns how many
/// paragraphs the names take now.
fn joint(paragraphs: &mut Vec<Paragraph>, at: usize, count: usize, template: &Template) -> usize {
    let line = template.text_width();
    let columns = usize::try_from(line.times(template.sealing.size)).unwrap_or(1).max(1);
    let names: Vec<Paragraph> = paragraphs.drain(at..at + count).collect();
    let mut rows: Vec<Paragraph> = Vec::new();
    for row in names.chunks(columns) {
        let mut set = row[0].clone();
        set.text = row.iter().map(|name| format!("\t{}", name.text)).collect();
        set.spans = vec![(set.text.len(), template.style(StyleName::Signature).face)];
        set.before =
            template.grid.pitch * if rows.is_empty() { template.sealing.gap } else { below(template) };
        set.keep_next = true;
        from_left(&mut set, Length::ZERO);
        let tabs = (0..row.len()).map(|i| Tab { at: middle(line, i, row.len()), align: Align::Center });
        set.special.get_or_insert_default().tabs = tabs.collect();
        rows.push(set);
    }
    let last = (count - 1) % columns;
    let date = &mut paragraphs[at];
    let date_width = width(StyleName::Date, &date.text, template);
    let under = middle(line, last, last + 1) - Length::emu(date_width.as_emu() / 2);
    from_left(date, under.min(line - date_width).max(Length::ZERO));
    let taken = rows.len();
    paragraphs.splice(at..at, rows);
    taken
}

/// The middle of a column; one alone stands over a date 4 characters from the right, as a single seal does.
fn middle(line: Length, column: usize, of: usize) -> Length {
    let (column, of) = (i64::try_from(column).unwrap_or(0), i64::try_from(of).unwrap_or(1));
    let (column, of) = if of == 1 { (1, 2) } else { (column, of) };
    Length::emu(line.as_emu() * (2 * column + 1) / (2 * of))
}

/// Blank lines from one row of names to the next, so that the seals do not touch.
fn below(template: &Template) -> i64 {
    let pitch = template.grid.pitch;
    (template.sealing.size + pitch - Length::emu(1)).times(pitch)
}

/// A stamp of the signature: two blank lines below the text, 4 characters from the right; the post 2 characters to its
/// left at half its height; the date one blank line below, 4 characters from the right (7.3.5.3).
fn stamp_of_name(names: &mut [Paragraph], date: &mut Paragraph, template: &Template) {
    let (seal, grid, line) = (&template.sealing, template.grid.pitch, template.text_width());
    let size = template.style(StyleName::Date).size;
    let beside = Length::emu((seal.name_height - grid).max(Length::ZERO).as_emu() / 2);
    let right = line - size * (seal.right + 2) - seal.name_width;
    for (i, name) in names.iter_mut().enumerate() {
        let own = width(StyleName::Signature, &name.text, template);
        name.before = if i == 0 { grid * 2 + beside } else { grid + beside * 2 };
        from_left(name, (right - own).max(Length::ZERO));
    }
    let own = width(StyleName::Date, &date.text, template);
    date.before = grid + beside;
    from_left(date, (line - size * seal.right - own).max(Length::ZERO));
}

fn from_left(paragraph: &mut Paragraph, left: Length) {
    paragraph.align = Align::Left;
    (paragraph.left, paragraph.right) = (left, Length::ZERO);
}

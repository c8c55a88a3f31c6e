//! The styles and lists of old Word files, as the newer reader has them.

use std::collections::HashMap;

use crate::extract::office::old::compound::{long, short};
use crate::extract::office::old::sprm::changes;
use crate::extract::office::word::numbering::{Level, List, Numbering, Shape};
use crate::lexicon::counting::Counting;

/// What a paragraph is by its style or itself.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Says {
    /// Its level in the outline, from 0.
    pub(crate) outline: Option<u8>,
    pub(crate) list: Option<u16>,
    pub(crate) level: Option<u8>,
    pub(crate) align: Option<u8>,
    pub(crate) bold: Option<bool>,
}

/// A style.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Style {
    /// Which of the built-in styles it is.
    pub(crate) built_in: u16,
    base: u16,
    says: Says,
}

impl Says {
    /// Takes in a list of changes.
    pub(crate) fn take(&mut self, list: &[u8]) {
        for change in changes(list) {
            match change.code {
                0x2640 => self.outline = Some(change.byte()),
                0x460b => self.list = Some(change.short()),
                0x260a => self.level = Some(change.byte()),
                0x2461 | 0x2403 => self.align = Some(change.byte()),
                0x0835 => self.bold = Some(change.byte() & 1 == 1),
                _ => {}
            }
        }
    }

    fn over(self, below: Says) -> Says {
        Says {
            outline: self.outline.or(below.outline),
            list: self.list.or(below.list),
            level: self.level.or(below.level),
            align: self.align.or(below.align),
            bold: self.bold.or(below.bold),
        }
    }
}

/// The styles of the sheet, by their numbers.
pub(crate) fn styles(sheet: &[u8]) -> Vec<Style> {
    let mut styles = Vec::new();
    let Some(head) = short(sheet, 0) else { return styles };
    let (count, fixed) = (short(sheet, 2).unwrap_or(0), short(sheet, 4).unwrap_or(0));
    let mut at = 2 + usize::from(head);
    for _ in 0..count {
        let Some(length) = short(sheet, at).map(usize::from) else { break };
        let style = sheet.get(at + 2..at + 2 + length).map(|style| read(style, usize::from(fixed)));
        styles.push(style.flatten().unwrap_or_default());
        at += 2 + length;
    }
    styles
}

fn read(style: &[u8], fixed: usize) -> Option<Style> {
    let built_in = short(style, 0)? & 0x0fff;
    let (kind, base) = (short(style, 2)? & 0xf, short(style, 2)? >> 4);
    let mut says = Says::default();
    // Behind the name: its length, its characters and a zero.
    let mut at = fixed + 2 + 2 * usize::from(short(style, fixed)?) + 2;
    for part in 0..2 {
        let Some(length) = short(style, at).map(usize::from) else { break };
        let list = style.get(at + 2..at + 2 + length).unwrap_or_default();
        if kind == 1 {
            says.take(if part == 0 { list.get(2..).unwrap_or_default() } else { list });
        }
        at += 2 + length + length % 2;
    }
    Some(Style { built_in, base, says })
}

/// What a style says, along the chain of those it is based on.
pub(crate) fn says(styles: &[Style], style: u16, own: Says) -> Says {
    // Word bases styles on ten others at most; a ring in a broken file ends here.
    const CHAIN: usize = 12;
    let mut says = own;
    let mut next = style;
    for _ in 0..CHAIN {
        let Some(style) = styles.get(usize::from(next)) else { break };
        says = says.over(style.says);
        next = style.base;
    }
    says
}

/// The lists: their shapes from one table, what they override from another.
pub(crate) fn numbering(table: &[u8], shapes: (usize, usize), lists: (usize, usize)) -> Numbering {
    let mut numbering = Numbering::default();
    shapes_of(&mut numbering, table, shapes);
    let _ = lists_of(&mut numbering, table, lists);
    numbering
}

fn shapes_of(numbering: &mut Numbering, table: &[u8], (start, length): (usize, usize)) {
    let Some(count) = short(table, start).filter(|_| length > 0) else { return };
    // The levels of all shapes follow behind the table.
    let mut at = start + length;
    for i in 0..usize::from(count) {
        let entry = start + 2 + 28 * i;
        let (Some(id), Some(flags)) = (long(table, entry), table.get(entry + 26)) else { return };
        let levels = if flags & 1 == 1 { 1 } else { 9 };
        let mut shape = Shape::default();
        for _ in 0..levels {
            let Some((level, end)) = level(table, at) else { return };
            shape.levels.push(level);
            at = end;
        }
        numbering.shapes.insert(i64::from(id), shape);
    }
}

/// A level of a list, and where it ends.
fn level(table: &[u8], at: usize) -> Option<(Level, usize)> {
    let head = table.get(at..at + 28)?;
    let text = at + 28 + usize::from(head[24]) + usize::from(head[25]);
    let length = usize::from(short(table, text)?);
    let units = table.get(text + 2..text + 2 + 2 * length)?;
    let units: Vec<u16> = units.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
    let printed: String = String::from_utf16_lossy(&units).chars().map(placeholder).collect();
    let never = head[5] & 8 != 0;
    let level = Level {
        start: long(head, 0)?.min(30_000),
        counting: Counting::numbered(head[4]),
        bullet: head[4] == 23,
        text: printed,
        legal: head[5] & 4 != 0,
        restart: never.then_some(usize::from(head[26])),
        style: None,
    };
    Some((level, text + 2 + 2 * length))
}

/// The number of a level stands as a control character.
fn placeholder(c: char) -> String {
    match c as u32 {
        level @ 0..=8 => format!("%{}", level + 1),
        _ => c.to_string(),
    }
}

fn lists_of(numbering: &mut Numbering, table: &[u8], (start, length): (usize, usize)) -> Option<()> {
    let count = long(table, start).filter(|_| length > 0)? as usize;
    let mut at = start + 4 + 16 * count.min(length / 16);
    for i in 0..count.min(length / 16) {
        let entry = start + 4 + 16 * i;
        let mut list =
            List { shape: i64::from(long(table, entry)?), levels: HashMap::new(), starts: HashMap::new() };
        at += 4;
        for _ in 0..*table.get(entry + 12)? {
            let Some((first, flags)) = long(table, at).zip(long(table, at + 4)) else { break };
            at += 8;
            let place = flags as usize & 0xf;
            if flags & 0x20 != 0 {
                let (level, end) = level(table, at)?;
                list.starts.insert(place, level.start);
                list.levels.insert(place, level);
                at = end;
            } else if flags & 0x10 != 0 {
                list.starts.insert(place, first.min(30_000));
            }
        }
        numbering.lists.insert(i as i64 + 1, list);
    }
    Some(())
}

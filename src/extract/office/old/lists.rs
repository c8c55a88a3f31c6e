//! The styles and lists of old Word files, as the newer reader has them.

use std::collections::HashMap;

use crate::extract::office::old::compound::{long, short};
use crate::extract::office::old::sprm::{Age, changes};
use crate::extract::office::old::word6;
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
pub(crate) fn styles(sheet: &[u8], age: Age) -> Vec<Style> {
    let mut styles = Vec::new();
    let Some(head) = short(sheet, 0) else { return styles };
    let (count, fixed) = (short(sheet, 2).unwrap_or(0), short(sheet, 4).unwrap_or(0));
    let mut at = 2 + usize::from(head);
    for _ in 0..count {
        let Some(length) = short(sheet, at).map(usize::from) else { break };
        let style = sheet.get(at + 2..at + 2 + length).map(|style| read(style, usize::from(fixed), age));
        styles.push(style.flatten().unwrap_or_default());
        at += 2 + length;
    }
    styles
}

fn read(style: &[u8], fixed: usize, age: Age) -> Option<Style> {
    let built_in = short(style, 0)? & 0x0fff;
    let (kind, base) = (short(style, 2)? & 0xf, short(style, 2)? >> 4);
    let mut says = Says::default();
    // Behind the name: its length, its characters and a zero.
    let mut at = match age {
        Age::Word97 => fixed + 2 + 2 * usize::from(short(style, fixed)?) + 2,
        // A byte each, and what follows begins at an even place.
        Age::Word6 { .. } => (fixed + 1 + usize::from(*style.get(fixed)?) + 1).next_multiple_of(2),
    };
    for part in 0..2 {
        let Some(length) = short(style, at).map(usize::from) else { break };
        let list = style.get(at + 2..at + 2 + length).unwrap_or_default();
        if kind == 1 {
            let list = if part == 0 { list.get(2..).unwrap_or_default() } else { list };
            match age {
                Age::Word97 => says.take(list),
                Age::Word6 { east } => says.take(&word6::changes(list, east)),
            }
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
                // fStartAt: else it only prints in another way, and counts on.
                if flags & 0x10 != 0 {
                    list.starts.insert(place, level.start);
                }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str) -> Vec<u8> {
        let units: Vec<u16> = text.encode_utf16().collect();
        [vec![units.len() as u16], units].concat().into_iter().flat_map(u16::to_le_bytes).collect()
    }

    /// A level: where it starts, how it counts, its flags, what is printed.
    fn written(start: u32, counting: u8, flags: u8, restart: u8, printed: &str) -> Vec<u8> {
        let mut head = vec![0; 28];
        head[..4].copy_from_slice(&start.to_le_bytes());
        (head[4], head[5], head[26]) = (counting, flags, restart);
        // Changes of paragraph and run, which stand in front of the text.
        (head[24], head[25]) = (2, 1);
        [head, vec![9; 3], units(printed)].concat()
    }

    #[test]
    fn a_level_says_where_it_starts_and_what_it_prints() {
        let table = [vec![7; 5], written(3, 0, 0, 0, "\u{0}.\u{1}）")].concat();
        let (read, end) = level(&table, 5).unwrap();
        assert_eq!((read.start, read.text.as_str(), end), (3, "%1.%2）", table.len()));
        assert_eq!((read.bullet, read.legal, read.restart), (false, false, None));
        assert!(level(&table[..table.len() - 1], 5).is_none());
    }

    #[test]
    fn a_level_may_be_a_bullet_count_in_digits_only_or_never_anew() {
        let read = |start, counting, flags| level(&written(start, counting, flags, 2, "\u{8}"), 0).unwrap().0;
        assert!(read(1, 23, 0).bullet && !read(1, 22, 0).bullet);
        assert!(read(1, 0, 4).legal && !read(1, 0, 8).legal);
        assert_eq!((read(1, 0, 8).restart, read(1, 0, 4).restart), (Some(2), None));
        assert_eq!(read(99_999, 0, 0).start, 30_000);
        assert_eq!(read(1, 0, 0).text, "%9");
        assert_eq!(placeholder('\u{9}'), "\u{9}");
    }

    /// Two shapes: one of a single level, one of nine.
    fn shapes() -> Vec<u8> {
        let entry = |id: u32, flags: u8| [id.to_le_bytes().to_vec(), vec![0; 22], vec![flags, 0]].concat();
        let nine = (1..=9).flat_map(|start| written(start, 0, 0, 0, "\u{0}"));
        [vec![2, 0], entry(70, 1), entry(80, 0), written(5, 0, 0, 0, "\u{0}、"), nine.collect()].concat()
    }

    #[test]
    fn the_levels_of_all_shapes_follow_behind_their_table() {
        let table = [vec![7; 3], shapes()].concat();
        let read = numbering(&table, (3, 2 + 28 * 2), (0, 0));
        let starts = |id: i64| read.shapes[&id].levels.iter().map(|level| level.start).collect::<Vec<_>>();
        assert_eq!((starts(70), starts(80)), (vec![5], (1..=9).collect()));
        assert_eq!(read.shapes[&70].levels[0].text, "%1、");
        assert!(numbering(&table, (3, 0), (0, 0)).shapes.is_empty());
    }

    #[test]
    fn a_list_may_start_elsewhere_or_have_levels_of_its_own() {
        let entry = |shape: u32, levels: u8| {
            [shape.to_le_bytes().to_vec(), vec![0; 8], vec![levels, 0, 0, 0]].concat()
        };
        let over = |first: u32, flags: u32| [first.to_le_bytes(), flags.to_le_bytes()].concat();
        let table = [
            vec![7; 2],
            2_u32.to_le_bytes().to_vec(),
            entry(70, 0),
            entry(80, 4),
            vec![0xff; 4],
            vec![0xff; 4],
            over(6, 0x10),
            over(0, 0x31),
            written(4, 0, 0, 0, "甲"),
            over(0, 0x23),
            written(5, 0, 0, 0, "乙"),
            over(99_999, 0x12),
        ]
        .concat();
        let read = numbering(&table, (0, 0), (2, table.len() - 2));
        assert_eq!((read.lists[&1].shape, read.lists[&2].shape), (70, 80));
        assert!(read.lists[&1].starts.is_empty() && read.lists[&1].levels.is_empty());
        let second = &read.lists[&2];
        let mut starts: Vec<(usize, u32)> =
            second.starts.iter().map(|(place, start)| (*place, *start)).collect();
        starts.sort_unstable();
        assert_eq!(starts, [(0, 6), (1, 4), (2, 30_000)]);
        assert_eq!((second.levels.len(), second.levels[&1].text.as_str()), (2, "甲"));
        assert!(numbering(&table, (0, 0), (2, 0)).lists.is_empty());
    }

    /// The built-in number of a style, its kind, base and name, and its changes of paragraph and run.
    type Entry<'e> = (u16, u16, u16, &'e str, &'e [u8], &'e [u8]);

    /// A sheet of styles.
    fn sheet(all: &[Entry<'_>]) -> Vec<u8> {
        let padded = |list: &[u8]| {
            let more = vec![0; list.len() % 2];
            [(list.len() as u16).to_le_bytes().to_vec(), list.to_vec(), more].concat()
        };
        let style = |(built_in, kind, base, name, paragraph, run): &Entry<'_>| {
            let fixed: Vec<u8> =
                [*built_in, kind | base << 4, 0, 0, 0].into_iter().flat_map(u16::to_le_bytes).collect();
            let own = [&[0, 0], *paragraph].concat();
            let style = [fixed, units(name), vec![0, 0], padded(&own), padded(run)].concat();
            [(style.len() as u16).to_le_bytes().to_vec(), style].concat()
        };
        let head: Vec<u8> = [4_u16, all.len() as u16, 10].into_iter().flat_map(u16::to_le_bytes).collect();
        [head, all.iter().flat_map(style).collect()].concat()
    }

    #[test]
    fn a_style_says_what_its_paragraphs_are_and_leaves_the_rest_to_its_base() {
        let sheet = sheet(&[
            (0, 1, 0xfff, "Normal", &[0x03, 0x24, 1], &[]),
            (1, 1, 0, "heading 1", &[0x40, 0x26, 0], &[0x35, 0x08, 1]),
            (2, 1, 1, "heading 2", &[0x40, 0x26, 1, 0x0b, 0x46, 5, 0, 0x0a, 0x26, 2], &[]),
            (65, 2, 0, "Strong", &[0x40, 0x26, 7], &[]),
        ]);
        let all = styles(&sheet, Age::Word97);
        assert_eq!(all.iter().map(|style| style.built_in).collect::<Vec<_>>(), [0, 1, 2, 65]);
        let told = |style, own| {
            let says = says(&all, style, own);
            (says.outline, says.list, says.level, says.align, says.bold)
        };
        let nothing = Says::default();
        assert_eq!(told(0, nothing), (None, None, None, Some(1), None));
        assert_eq!(told(1, nothing), (Some(0), None, None, Some(1), Some(true)));
        assert_eq!(told(2, nothing), (Some(1), Some(5), Some(2), Some(1), Some(true)));
        // A style of characters says nothing of paragraphs; one that is not there nothing at all.
        assert_eq!(told(3, nothing).0, None);
        assert_eq!(told(9, nothing), (None, None, None, None, None));
        let own = Says { outline: Some(4), list: Some(6), level: Some(1), align: Some(2), bold: Some(false) };
        assert_eq!(told(2, own), (Some(4), Some(6), Some(1), Some(2), Some(false)));
    }

    #[test]
    fn a_sheet_that_is_cut_off_gives_the_styles_before_the_cut() {
        let whole = sheet(&[(0, 1, 0xfff, "Normal", &[], &[]), (1, 1, 0, "heading 1", &[], &[])]);
        assert_eq!(styles(&whole[..whole.len() - 1], Age::Word97).len(), 2);
        assert_eq!(styles(&whole[..30], Age::Word97).len(), 1);
        assert_eq!(styles(&[], Age::Word97).len(), 0);
        let mut own = Says::default();
        own.take(&[0x61, 0x24, 2, 0x35, 0x08, 2]);
        assert_eq!((own.align, own.bold), (Some(2), Some(false)));
    }
}

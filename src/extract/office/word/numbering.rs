//! The automatic numbers of Word, computed as Word prints them: 一、（一）1.（1）①.

use std::collections::HashMap;

use crate::error::Result;
use crate::extract::office::printed::Printed;
use crate::extract::office::xml::{Space, Tag, Visitor};
use crate::lexicon::counting::Counting;

/// Levels of a list.
const LEVELS: usize = 9;

/// Where a paragraph counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ListPlace<'s> {
    /// In which list.
    pub(crate) list: i64,
    /// On which level, if it says so.
    pub(crate) level: Option<usize>,
    /// The style by which it counts: the list may bind a level to it.
    pub(crate) style: Option<&'s str>,
}

/// A level of a list.
#[derive(Clone, Debug)]
pub(crate) struct Level {
    pub(crate) start: u32,
    pub(crate) counting: Counting,
    pub(crate) bullet: bool,
    /// What is printed: `%1.%2`.
    pub(crate) text: String,
    /// Whether all numbers in it are Arabic.
    pub(crate) legal: bool,
    /// Below which level it begins anew, from 1; 0 for never.
    pub(crate) restart: Option<usize>,
    /// The style whose paragraphs count here.
    pub(crate) style: Option<String>,
}

impl Default for Level {
    fn default() -> Level {
        Level {
            start: 1,
            counting: Counting::Arabic,
            bullet: false,
            text: String::new(),
            legal: false,
            restart: None,
            style: None,
        }
    }
}

/// The levels several lists share.
#[derive(Debug, Default)]
pub(crate) struct Shape {
    pub(crate) levels: Vec<Level>,
    /// The style that brings the levels, where others have them.
    link: Option<String>,
    /// The style these levels belong to.
    linked: Option<String>,
}

/// A list.
#[derive(Debug, Default)]
pub(crate) struct List {
    pub(crate) shape: i64,
    /// Levels that are other than those of the shape, and where they start.
    pub(crate) levels: HashMap<usize, Level>,
    pub(crate) starts: HashMap<usize, u32>,
}

/// All lists of a file, and how far each has counted.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    pub(crate) shapes: HashMap<i64, Shape>,
    pub(crate) lists: HashMap<i64, List>,
    /// What each shape has counted.
    counted: HashMap<i64, [Option<u32>; LEVELS]>,
    /// The lists that have begun.
    begun: HashMap<i64, ()>,
    open: Open,
}

/// What is being read.
#[derive(Debug, Default)]
struct Open {
    shape: Option<(i64, Shape)>,
    list: Option<(i64, List)>,
    level: Option<(usize, Level)>,
    /// The level a list overrides.
    over: Option<usize>,
}

impl Numbering {
    /// Counts a paragraph at `place`; what is printed in front of it.
    pub(crate) fn print(&mut self, place: ListPlace<'_>) -> Option<Printed> {
        let list = self.lists.get(&place.list)?;
        let id = self.settled(list.shape);
        let shape = self.shapes.get(&id)?;
        let bound = place
            .style
            .and_then(|style| shape.levels.iter().position(|level| level.style.as_deref() == Some(style)));
        let at = place.level.or(bound).unwrap_or(0).min(LEVELS - 1);
        let level_of = |at: usize| list.levels.get(&at).or_else(|| shape.levels.get(at));
        let level = level_of(at)?;
        let counted = self.counted.entry(id).or_insert([None; LEVELS]);
        if self.begun.insert(place.list, ()).is_none() {
            list.starts.keys().filter(|at| **at < LEVELS).for_each(|at| counted[*at] = None);
        }
        let start =
            |at: usize| list.starts.get(&at).copied().or_else(|| Some(level_of(at)?.start)).unwrap_or(1);
        for (above, counted) in counted.iter_mut().enumerate().take(at) {
            counted.get_or_insert(start(above));
        }
        counted[at] = Some(counted[at].map_or(start(at), |n| n.saturating_add(1)));
        for (below, counted) in counted.iter_mut().enumerate().skip(at + 1) {
            let restart = level_of(below).and_then(|level| level.restart);
            if restart.is_none_or(|after| at < after) {
                *counted = None;
            }
        }
        if level.bullet {
            return Some(Printed::Bullet);
        }
        let numbers = |at: usize| {
            let way = level_of(at).map_or(Counting::Arabic, |level| level.counting);
            let arabic = matches!(way, Counting::Silent | Counting::Padded);
            let way = if level.legal && !arabic { Counting::Arabic } else { way };
            way.spelled(counted[at].unwrap_or(1))
        };
        Printed::number(&printed(&level.text, numbers))
    }

    /// The shape that has the levels: a list may take those of a style.
    fn settled(&self, shape: i64) -> i64 {
        let link = self
            .shapes
            .get(&shape)
            .filter(|shape| shape.levels.is_empty())
            .and_then(|shape| shape.link.as_ref());
        let linked = link.and_then(|link| {
            self.shapes
                .iter()
                .filter(|(_, other)| other.linked.as_ref() == Some(link))
                .map(|(id, _)| *id)
                .min()
        });
        linked.unwrap_or(shape)
    }
}

/// `%1.%2` with the numbers put in.
fn printed(text: &str, number: impl Fn(usize) -> String) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let level =
            chars.peek().filter(|_| c == '%').and_then(|c| c.to_digit(10)).filter(|n| (1..=9).contains(n));
        match level {
            Some(level) => {
                chars.next();
                out.push_str(&number(level as usize - 1));
            }
            None => out.push(c),
        }
    }
    out
}

impl Visitor for Numbering {
    fn open(&mut self, tag: &Tag<'_>) -> Result<()> {
        match tag.name {
            "abstractNum" | "listDef" => {
                let id = tag.number("abstractNumId").or_else(|| tag.number("listDefId"));
                self.open.shape = id.map(|id| (id, Shape::default()));
            }
            "num" | "list" => {
                let id = tag.number("numId").or_else(|| tag.number("ilfo"));
                self.open.list = id.map(|id| (id, List::default()));
            }
            "lvl" => {
                let at = tag.number("ilvl").and_then(|at| usize::try_from(at).ok());
                self.open.level = at.filter(|at| *at < LEVELS).map(|at| (at, Level::default()));
            }
            "lvlOverride" => self.open.over = tag.number("ilvl").and_then(|at| usize::try_from(at).ok()),
            "startOverride" => {
                let start = tag.number("val").and_then(|start| u32::try_from(start).ok());
                if let (Some((_, list)), Some(at), Some(start)) = (&mut self.open.list, self.open.over, start)
                {
                    list.starts.insert(at, start);
                }
            }
            _ => self.open.take(tag),
        }
        Ok(())
    }

    fn close(&mut self, _: Space, name: &str) -> Result<()> {
        match name {
            "lvl" => self.open.end_level(),
            "lvlOverride" => self.open.over = None,
            "abstractNum" | "listDef" => self.shapes.extend(self.open.shape.take()),
            "num" | "list" => self.lists.extend(self.open.list.take()),
            _ => {}
        }
        Ok(())
    }
}

impl Open {
    fn take(&mut self, tag: &Tag<'_>) {
        let number = || tag.number("val").and_then(|n| u32::try_from(n).ok());
        match (tag.name, &mut self.level, &mut self.shape, &mut self.list) {
            ("start", Some((_, level)), ..) => level.start = number().unwrap_or(1),
            ("numFmt", Some((_, level)), ..) => {
                let name = tag.get("val").unwrap_or_default();
                (level.bullet, level.counting) = (name == "bullet", Counting::named(&name));
            }
            ("nfc", Some((_, level)), ..) => {
                let code = number().and_then(|n| u8::try_from(n).ok()).unwrap_or(0);
                (level.bullet, level.counting) = (code == 23, Counting::numbered(code));
            }
            ("lvlText", Some((_, level)), ..) => level.text = tag.get("val").unwrap_or_default(),
            ("isLgl", Some((_, level)), ..) => level.legal = tag.is_on(),
            ("lvlRestart", Some((_, level)), ..) => level.restart = number().map(|n| n as usize),
            ("pStyle", Some((_, level)), ..) => level.style = tag.get("val"),
            ("numStyleLink", _, Some((_, shape)), _) => shape.link = tag.get("val"),
            ("styleLink", _, Some((_, shape)), _) => shape.linked = tag.get("val"),
            ("abstractNumId" | "ilst", _, _, Some((_, list))) => list.shape = tag.number("val").unwrap_or(-1),
            _ => {}
        }
    }

    fn end_level(&mut self) {
        let Some((at, level)) = self.level.take() else { return };
        match (&mut self.shape, &mut self.list) {
            (Some((_, shape)), _) => {
                if shape.levels.len() <= at {
                    shape.levels.resize(at + 1, Level::default());
                }
                shape.levels[at] = level;
            }
            (None, Some((_, list))) => {
                // It is printed in another way and counts on; only a start of its own begins anew.
                list.levels.insert(at, level);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::office::xml::walk;

    const W: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";

    fn level(at: usize, way: &str, text: &str, more: &str) -> String {
        format!(
            "<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{way}'/>{more}<w:lvlText w:val='{text}'/></w:lvl>"
        )
    }

    fn numbering(levels: &str, lists: &str) -> Numbering {
        let xml = format!(
            "<w:numbering {W}><w:abstractNum w:abstractNumId='7'>{levels}</w:abstractNum>{lists}</w:numbering>"
        );
        let mut numbering = Numbering::default();
        walk(&xml, &mut numbering).unwrap();
        numbering
    }

    fn five() -> String {
        [
            ("chineseCountingThousand", "%1、"),
            ("chineseCounting", "（%2）"),
            ("decimal", "%3."),
            ("decimal", "（%4）"),
            ("decimalEnclosedCircleChinese", "%5"),
        ]
        .iter()
        .enumerate()
        .map(|(at, (way, text))| level(at, way, text, ""))
        .collect()
    }

    #[track_caller]
    fn check(numbering: &mut Numbering, places: &[(i64, usize)], expected: &[&str]) {
        let printed = places.iter().map(|(list, level)| {
            match numbering.print(ListPlace { list: *list, level: Some(*level), style: None }) {
                Some(Printed::Number(number)) => number,
                Some(Printed::Bullet) => "•".to_owned(),
                None => String::new(),
            }
        });
        assert_eq!(printed.collect::<Vec<_>>(), expected);
    }

    const LIST: &str = "<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>";

    #[test]
    fn the_five_levels_of_official_documents() {
        let places = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 3), (1, 4), (1, 4), (1, 0), (1, 1), (1, 4)];
        let expected = ["一、", "（一）", "（二）", "1.", "（1）", "①", "②", "二、", "（一）", "①"];
        check(&mut numbering(&five(), LIST), &places, &expected);
    }

    #[test]
    fn lists_of_one_shape_go_on_unless_they_start_anew() {
        let second = "<w:num w:numId='2'><w:abstractNumId w:val='7'/></w:num>";
        let third = "<w:num w:numId='3'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>";
        let mut numbering = numbering(&five(), &format!("{LIST}{second}{third}"));
        check(
            &mut numbering,
            &[(1, 0), (2, 0), (3, 0), (3, 0), (4, 0)],
            &["一、", "二、", "五、", "六、", ""],
        );
    }

    #[test]
    fn a_list_that_prints_a_level_in_another_way_counts_on() {
        let other = level(0, "upperLetter", "%1", "");
        let second = format!(
            "<w:num w:numId='2'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'>{other}</w:lvlOverride></w:num>"
        );
        let mut numbering = numbering(&five(), &format!("{LIST}{second}"));
        check(&mut numbering, &[(1, 0), (2, 0), (2, 0), (1, 0)], &["一、", "B ", "C ", "四、"]);
    }

    #[test]
    fn numbers_of_several_levels_legal_ones_and_those_that_never_begin_anew() {
        let levels = level(0, "chineseCounting", "第%1章", "")
            + &level(1, "decimal", "%1.%2", "<w:isLgl/>")
            + &level(2, "decimal", "第%3条", "<w:lvlRestart w:val='0'/>")
            + &level(3, "bullet", "·", "")
            + &level(4, "none", "", "");
        let places = [(1, 0), (1, 1), (1, 2), (1, 0), (1, 2), (1, 1), (1, 3), (1, 4)];
        let expected = ["第一章", "1.1 ", "第1条", "第二章", "第2条", "2.2 ", "•", ""];
        check(&mut numbering(&levels, LIST), &places, &expected);
        let zero = level(0, "upperRoman", "%1", "") + &level(1, "decimalZero", "%1.%2", "<w:isLgl/>");
        check(&mut numbering(&zero, LIST), &[(1, 0), (1, 1)], &["I ", "1.01 "]);
    }

    #[test]
    fn a_style_is_bound_to_a_level() {
        let levels = five() + &level(1, "chineseCounting", "（%2）", "<w:pStyle w:val='a3'/>");
        let mut numbering = numbering(&levels, LIST);
        let printed = numbering.print(ListPlace { list: 1, level: None, style: Some("a3") });
        assert_eq!(printed, Some(Printed::Number("（一）".to_owned())));
    }

    #[test]
    fn a_list_begins_where_it_says() {
        let levels = "<w:lvl w:ilvl='0'><w:start w:val='5'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>\
            <w:lvl w:ilvl='1'><w:start w:val='0'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.%2'/></w:lvl>";
        check(
            &mut numbering(levels, LIST),
            &[(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)],
            &["5.", "5.0 ", "5.1 ", "6.", "6.0 "],
        );
    }
}

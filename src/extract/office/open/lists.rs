//! The automatic numbers of OpenDocument, computed as they are printed.

use std::collections::HashMap;

use crate::error::Result;
use crate::extract::office::printed::Printed;
use crate::extract::office::xml::{Space, Tag, Visitor};
use crate::lexicon::counting::Counting;

/// Levels of a list (ODF 1.3, 19.880).
const LEVELS: usize = 10;

/// A level of a style of lists.
#[derive(Clone, Debug)]
struct Level {
    counting: Counting,
    bullet: bool,
    /// What stands before and behind the number.
    around: [String; 2],
    /// How many levels are printed.
    shown: usize,
    start: u32,
    /// What is printed, as LibreOffice writes it since 7.2: `第%1%章`.
    written: Option<String>,
}

impl Default for Level {
    fn default() -> Level {
        let around = [String::new(), String::new()];
        Level { counting: Counting::Silent, bullet: false, around, shown: 1, start: 1, written: None }
    }
}

/// The styles of lists, and how far each list has counted.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    styles: HashMap<String, Vec<Level>>,
    /// The name of the style whose levels are being read.
    open: Option<String>,
    counted: Vec<[u32; LEVELS]>,
    /// The list of a style that counted last, and lists by their names.
    last: HashMap<String, usize>,
    named: HashMap<String, usize>,
}

/// The style that numbers headings which are in no list.
pub(crate) const OUTLINE: &str = "\0outline";

impl Lists {
    /// A list begins: a new one, or one that goes on.
    pub(crate) fn begin(
        &mut self,
        style: &str,
        goes_on: bool,
        like: Option<&str>,
        name: Option<&str>,
    ) -> usize {
        let same = like.and_then(|name| self.named.get(name));
        let known = same.or_else(|| self.last.get(style).filter(|_| goes_on)).copied();
        let list = known.unwrap_or_else(|| {
            self.counted.push([0; LEVELS]);
            self.counted.len() - 1
        });
        self.last.insert(style.to_owned(), list);
        self.named.extend(name.map(|name| (name.to_owned(), list)));
        list
    }

    /// The list in which all headings count.
    pub(crate) fn outline(&mut self) -> usize {
        self.begin(OUTLINE, true, None, None)
    }

    /// Counts an entry of `list` on `level`, from 0; what is printed in front of it.
    pub(crate) fn print(
        &mut self,
        list: usize,
        style: &str,
        level: usize,
        start: Option<u32>,
    ) -> Option<Printed> {
        let levels = self.styles.get(style)?;
        let level = level.min(LEVELS - 1);
        let shape = levels.get(level)?;
        let counted = self.counted.get_mut(list)?;
        for (above, counted) in counted.iter_mut().enumerate().take(level) {
            *counted = (*counted).max(levels.get(above).map_or(1, |level| level.start));
        }
        counted[level] = match (start, counted[level]) {
            (Some(start), _) => start,
            (None, 0) => shape.start,
            (None, n) => n.saturating_add(1),
        };
        counted[level + 1..].fill(0);
        if shape.bullet {
            return Some(Printed::Bullet);
        }
        let number = |at: usize| levels.get(at).map(|level| level.counting.spelled(counted[at]));
        match &shape.written {
            Some(written) => Printed::number(&put_in(written, number)),
            None if shape.counting == Counting::Silent => None,
            None => Printed::number(&plain(shape, level, number)),
        }
    }

    fn level(&mut self, tag: &Tag<'_>) -> Option<()> {
        let at = usize::try_from(tag.number("level")?).ok()?.checked_sub(1).filter(|at| *at < LEVELS)?;
        let levels = self.styles.entry(self.open.clone()?).or_default();
        levels.resize_with(levels.len().max(at + 1), Level::default);
        let whole = |name: &str| tag.number(name).and_then(|n| u32::try_from(n).ok());
        levels[at] = Level {
            counting: Counting::shown_first(&tag.get("num-format").unwrap_or_default()),
            bullet: tag.name != "list-level-style-number" && tag.name != "outline-level-style",
            around: ["num-prefix", "num-suffix"].map(|name| tag.get(name).unwrap_or_default()),
            shown: whole("display-levels").map_or(1, |n| n as usize),
            start: whole("start-value").unwrap_or(1),
            written: tag.get("num-list-format").filter(|written| written.contains('%')),
        };
        Some(())
    }
}

/// Prefix, the numbers of the levels that are shown, suffix.
fn plain(shape: &Level, level: usize, number: impl Fn(usize) -> Option<String>) -> String {
    let from = (level + 1).saturating_sub(shape.shown.max(1));
    let numbers: Vec<String> =
        (from..=level).filter_map(number).filter(|number| !number.is_empty()).collect();
    let [before, behind] = &shape.around;
    format!("{before}{}{behind}", numbers.join("."))
}

/// `%1%.%2%` with the numbers put in.
fn put_in(written: &str, number: impl Fn(usize) -> Option<String>) -> String {
    let mut out = String::new();
    let mut rest = written;
    while let Some((before, behind)) = rest.split_once('%') {
        out.push_str(before);
        let level =
            behind.split_once('%').and_then(|(level, rest)| Some((level.parse::<usize>().ok()?, rest)));
        rest = match level.filter(|(level, _)| (1..=LEVELS).contains(level)) {
            Some((level, rest)) => {
                out.push_str(&number(level - 1).unwrap_or_default());
                rest
            }
            None => {
                out.push('%');
                behind
            }
        };
    }
    out + rest
}

impl Visitor for Lists {
    fn open(&mut self, tag: &Tag<'_>) -> Result<()> {
        match tag.name {
            "list-style" => self.open = tag.get("name"),
            "outline-style" => self.open = Some(OUTLINE.to_owned()),
            "list-level-style-number"
            | "list-level-style-bullet"
            | "list-level-style-image"
            | "outline-level-style" => {
                self.level(tag);
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, _: Space, name: &str) -> Result<()> {
        if matches!(name, "list-style" | "outline-style") {
            self.open = None;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::office::xml;

    fn lists(levels: &str) -> Lists {
        let mut lists = Lists::default();
        let text = format!("<r xmlns:t='t'><t:list-style t:name='L'>{levels}</t:list-style></r>");
        xml::walk(&text, &mut lists).unwrap();
        lists
    }

    #[track_caller]
    fn check(levels: &str, places: &[(usize, Option<u32>)], expected: &[&str]) {
        let mut lists = lists(levels);
        let list = lists.begin("L", false, None, None);
        let printed: Vec<String> = places
            .iter()
            .map(|(level, start)| match lists.print(list, "L", *level, *start) {
                Some(Printed::Number(number)) => number,
                Some(Printed::Bullet) => "·".into(),
                None => String::new(),
            })
            .collect();
        assert_eq!(printed, expected, "{levels}");
    }

    const LEVEL: &str = "<t:list-level-style-number t:level=";

    #[test]
    fn numbers_are_those_that_are_printed() {
        let levels = format!(
            "{LEVEL}'1' t:num-format='一, 二, 三, ...' t:num-suffix='、'/>{LEVEL}'2' t:num-format='1' t:display-levels='2'/>\
             <t:list-level-style-bullet t:level='3'/>{LEVEL}'4' t:num-format='' t:num-prefix='('/>"
        );
        let one = |level| (level, None);
        let places = [one(0), one(1), one(1), one(2), one(0), one(1), (1, Some(7)), one(3), one(4)];
        check(&levels, &places, &["一、", "一.1 ", "一.2 ", "·", "二、", "二.1 ", "二.7 ", "", ""]);
    }

    #[test]
    fn what_is_written_out_counts_more_than_prefix_and_suffix() {
        let levels =
            format!("{LEVEL}'1' t:num-format='1' t:num-suffix='.' t:num-list-format='第%1%章 100%'/>");
        check(&levels, &[(0, None), (0, None)], &["第1章 100%", "第2章 100%"]);
        check(&format!("{LEVEL}'1' t:num-format='①' t:start-value='3'/>"), &[(0, None)], &["③"]);
    }

    #[test]
    fn a_list_goes_on_where_the_file_says_so() {
        let mut lists = lists(&format!("{LEVEL}'1' t:num-format='1'/>"));
        let mut next = |goes_on, like: Option<&str>, name: Option<&str>| {
            let list = lists.begin("L", goes_on, like, name);
            lists.print(list, "L", 0, None)
        };
        let number = |number: &str| Some(Printed::Number(format!("{number} ")));
        assert_eq!(next(false, None, Some("a")), number("1"));
        assert_eq!(next(false, None, Some("b")), number("1"));
        assert_eq!(next(true, None, None), number("2"));
        assert_eq!(next(false, Some("a"), None), number("2"));
        assert_eq!(next(false, None, None), number("1"));
    }
}

//! Where a picture stands: between two lines, which the steps remove, rewrite and join. The tracker follows them.

use crate::diag::Log;
use crate::document::{Block, Document, Picture, Role};
use crate::picture::{Wanted, gather};
use crate::text::{Line, Rich, Shown};

/// The pictures of a text on their way into the document.
#[derive(Debug, Default)]
pub(crate) struct Tracker {
    shown: Vec<Shown>,
    /// The lines when they were last looked at: number and text.
    lines: Vec<(u32, String)>,
}

impl Tracker {
    /// The pictures among `lines`.
    pub(crate) fn new(shown: Vec<Shown>, lines: &[Line]) -> Tracker {
        let mut tracker = Tracker { shown, lines: Vec::new() };
        tracker.look(lines);
        tracker
    }

    /// Looks at lines that were rewritten one by one.
    pub(crate) fn look(&mut self, lines: &[Line]) {
        if !self.shown.is_empty() {
            self.lines = lines.iter().map(|line| (line.number, line.text.to_string())).collect();
        }
    }

    /// Puts the pictures into the document.
    pub(crate) fn insert(self, log: &mut Log, document: &mut Document, wanted: Wanted<'_>) {
        if self.shown.is_empty() {
            return;
        }
        let pictures = gather(log, &self.shown, wanted);
        let places = self.places(document);
        let mut inserted = Vec::new();
        for ((picture, place), shown) in pictures.into_iter().zip(places).zip(&self.shown) {
            inserted.extend(picture.map(|picture| (place, shown.number, picture)));
        }
        insert(document, inserted);
    }

    /// The article and the block each picture stands above.
    fn places(&self, document: &Document) -> Vec<BlockPosition> {
        let mut at = Vec::new();
        let mut blocks = Vec::new();
        for (article, each) in document.articles.iter().enumerate() {
            for (block, each) in each.blocks.iter().enumerate() {
                at.push(BlockPosition { article, block });
                blocks.push((each.line, each.text.as_str()));
            }
        }
        let found = matched(&self.lines, &blocks);
        self.shown.iter().map(|shown| place(shown.above, &found, &at)).collect()
    }
}

/// Above which block of which article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct BlockPosition {
    article: usize,
    block: usize,
}

/// The block next to the picture, below it or above; else the nearest one that came of a line below, else above.
fn place(above: usize, found: &[Option<usize>], at: &[BlockPosition]) -> BlockPosition {
    let behind = |block: usize| BlockPosition { block: at[block].block + 1, ..at[block] };
    let above = above.min(found.len());
    let (before, after) = found.split_at(above);
    let next = after.first().copied().flatten().map(|block| at[block]);
    let previous = || before.last().copied().flatten().map(behind);
    let below = || after.iter().find_map(|block| *block).map(|block| at[block]);
    let last = || before.iter().rev().find_map(|block| *block).map(behind);
    next.or_else(previous).or_else(below).or_else(last).unwrap_or_default()
}

fn insert(document: &mut Document, pictures: Vec<(BlockPosition, u32, Picture)>) {
    let from = document.pictures.len();
    let mut blocks: Vec<(BlockPosition, Block)> = Vec::new();
    for (place, line, picture) in pictures {
        let role = Role::Picture(document.pictures.len());
        document.pictures.push(picture);
        blocks.push((place, Block { role, text: Rich::new(), line }));
    }
    debug_assert_eq!(document.pictures.len() - from, blocks.len());
    // Stable, so that pictures at one place keep their order; from the end, so that the places stay right.
    blocks.sort_by_key(|(place, _)| *place);
    for (place, block) in blocks.into_iter().rev() {
        if let Some(article) = document.articles.get_mut(place.article) {
            article.blocks.insert(place.block.min(article.blocks.len()), block);
        }
    }
}

/// For each line before, which of those after came of it: they keep their order and their numbers, and begin alike.
fn matched(before: &[(u32, String)], after: &[(u32, &str)]) -> Vec<Option<usize>> {
    /// Lines of the same number are seldom more: only a page written in one line has them.
    const REACH: usize = 400;
    let mut from = 0;
    let of_line = |(number, text): &(u32, String)| {
        let reach = after[from..].iter().take(REACH).take_while(|(line, _)| line <= number);
        let found = reach.enumerate().find(|(_, (line, other))| line == number && alike(text, other));
        let found = found.map(|(i, _)| from + i)?;
        from = found;
        Some(found)
    };
    before.iter().map(of_line).collect()
}

/// Whether one text begins with the other, or both with the same few characters.
fn alike(one: &str, other: &str) -> bool {
    // Eight characters tell paragraphs apart; what is removed behind them does not matter.
    const FEW: usize = 8;
    let same = one.chars().zip(other.chars()).take(FEW).take_while(|(a, b)| a == b).count();
    same == FEW || same > 0 && (one.starts_with(other) || other.starts_with(one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Article, Bytes, PictureFormat};

    fn lines(texts: &[&str]) -> Vec<Line> {
        texts.iter().map(|text| Line::plain(*text, 1)).collect()
    }

    fn shown(above: usize) -> Shown {
        Shown { above, bytes: Some(png().into()), ..Shown::default() }
    }

    fn png() -> Vec<u8> {
        let mut out = std::io::Cursor::new(Vec::new());
        image::DynamicImage::new_luma8(200, 100).write_to(&mut out, image::ImageFormat::Png).unwrap();
        out.into_inner()
    }

    fn document(blocks: &[&str]) -> Document {
        let block = |text: &&str| Block { role: Role::Paragraph, text: (*text).into(), line: 1 };
        let article = Article { blocks: blocks.iter().map(block).collect(), ..Article::default() };
        Document { articles: vec![article], ..Document::default() }
    }

    fn order(document: &Document) -> Vec<String> {
        let blocks = document.articles.iter().flat_map(|article| &article.blocks);
        blocks
            .map(|b| if matches!(b.role, Role::Picture(_)) { "图".to_owned() } else { b.text.to_string() })
            .collect()
    }

    #[track_caller]
    fn check(above: usize, cleaned: &[&str], blocks: &[&str], expected: &[&str]) {
        let tracker = Tracker::new(vec![shown(above)], &lines(cleaned));
        let mut log = Log::new();
        let mut document = document(blocks);
        tracker.insert(&mut log, &mut document, Wanted::default());
        assert_eq!(order(&document), expected);
    }

    #[test]
    fn a_picture_stays_between_its_lines() {
        let all = ["题", "甲一", "乙二", "分享", "打印"];
        check(1, &all[..3], &["甲一", "乙二"], &["图", "甲一", "乙二"]);
        check(2, &all[..3], &["甲一", "乙二"], &["甲一", "图", "乙二"]);
        check(3, &all[..3], &["甲一", "乙二"], &["甲一", "乙二", "图"]);
        check(0, &all, &["甲一"], &["图", "甲一"]);
        // The line below became part of another, that above is still there.
        check(2, &all, &["甲一；乙二"], &["甲一；乙二", "图"]);
    }

    #[test]
    fn the_same_bytes_are_kept_once() {
        let mut document = document(&["甲一"]);
        let tracker = Tracker::new(vec![shown(0), shown(1)], &lines(&["甲一"]));
        tracker.insert(&mut Log::new(), &mut document, Wanted::default());
        assert_eq!(order(&document), ["图", "甲一", "图"]);
        let [one, two] = &document.pictures[..] else { panic!() };
        assert_eq!((one.width, one.height, one.format), (200, 100, PictureFormat::Png));
        let Bytes(bytes) = &one.bytes;
        assert!(std::sync::Arc::ptr_eq(bytes, &two.bytes.0));
    }
}

//! Footnotes: smaller rows at the foot of a page that begin with signs which stand raised in its text.

use std::collections::{BTreeSet, HashMap};

use crate::extract::office::pdf::Unit;
use crate::extract::office::pdf::rows::{Row, usual};
use crate::text::anchor;

/// A raised sign: its row, the piece in it, which of the raised stretches of the piece it is, and what it says.
struct Sign {
    row: usize,
    piece: usize,
    raised: usize,
    text: String,
}

/// Finds the footnotes of all pages; each has a key of its own, from 0.
pub(super) fn find(pages: &mut [Vec<Row>]) {
    let size = usual(pages.iter().flatten().filter(|row| row.aside.is_none()).map(|row| row.size));
    let mut found = 0;
    for page in pages {
        found = of_page(page, size, found);
    }
}

/// Finds those of a page, and tells how many there are up to it.
fn of_page(page: &mut [Row], size: Unit, mut found: usize) -> usize {
    let foot = foot(page, size);
    let signs = signs(&page[..foot]);
    let index = Index::of(&signs);
    let (mut from, mut begun) = (0, false);
    let mut anchored = Vec::new();
    for row in page[foot..].iter_mut().filter(|row| row.aside.is_none()) {
        if found < anchor::MOST
            && let Some(at) = index.opening(&row.text(), from)
        {
            let sign = &signs[at];
            row.take_sign(&sign.text);
            anchored.push((sign.row, (sign.piece, sign.raised, found)));
            from = at + 1;
            found += 1;
            begun = true;
        }
        row.note = begun.then(|| found - 1);
    }
    for (row, anchor) in anchored {
        page[row].anchors.push(anchor);
    }
    found
}

/// Where the small rows at the end of a page begin.
fn foot(page: &[Row], size: Unit) -> usize {
    // 小五 below 五号 is 0.86 of it.
    let is_small = |row: &Row| row.aside.is_some() || row.size * 100 < size * 92;
    page.iter().rposition(|row| !is_small(row)).map_or(page.len(), |last| last + 1)
}

/// What stands raised in these rows, in its order.
fn signs(rows: &[Row]) -> Vec<Sign> {
    let mut signs = Vec::new();
    for (row, of) in rows.iter().enumerate().filter(|(_, row)| row.aside.is_none()) {
        for (piece, of) in of.pieces.iter().enumerate() {
            for (raised, (range, _)) in of.raised.iter().enumerate().filter(|(_, (_, up))| *up) {
                let text = of.text[range.clone()].trim().to_owned();
                if !text.is_empty() {
                    signs.push(Sign { row, piece, raised, text });
                }
            }
        }
    }
    signs
}

/// Signs by what they say, so that a row need not be held against each: a page of formulas has thousands.
struct Index<'s> {
    /// Where each stands, in order.
    places: HashMap<&'s str, Vec<usize>>,
    /// How many bytes signs have.
    lengths: BTreeSet<usize>,
}

impl<'s> Index<'s> {
    fn of(signs: &'s [Sign]) -> Index<'s> {
        let mut index = Index { places: HashMap::new(), lengths: BTreeSet::new() };
        for (at, sign) in signs.iter().enumerate() {
            index.places.entry(&sign.text).or_default().push(at);
            index.lengths.insert(sign.text.len());
        }
        index
    }

    /// The first sign from `from` on that `text` says, and then something.
    fn opening(&self, text: &str, from: usize) -> Option<usize> {
        let text = text.trim_start();
        let places = self.lengths.iter().filter_map(|length| {
            let (sign, more) = text.split_at_checked(*length)?;
            let places = self.places.get(sign).filter(|_| says_something(more.trim_start()))?;
            places.get(places.partition_point(|at| *at < from)).copied()
        });
        places.min()
    }
}

/// Whether a note stands behind its sign, and not the rest of a number.
fn says_something(text: &str) -> bool {
    !text.is_empty() && !text.starts_with(|c: char| c.is_ascii_digit())
}

impl Row {
    /// Takes `sign` out of its beginning.
    fn take_sign(&mut self, sign: &str) {
        let Some(piece) = self.pieces.first_mut() else { return };
        let Some(at) = piece.text.find(sign) else { return };
        let rest = piece.text[at + sign.len()..].trim_start();
        let gone = piece.text.len() - rest.len();
        piece.text = rest.to_owned();
        piece.raised.retain(|(range, _)| range.end > gone);
        for (range, _) in &mut piece.raised {
            *range = range.start.saturating_sub(gone)..range.end - gone;
        }
        if piece.text.is_empty() {
            self.pieces.remove(0);
        }
    }

    /// The key of the footnote whose sign is this raised stretch of this piece.
    pub(super) fn anchor(&self, piece: usize, raised: usize) -> Option<usize> {
        let at = self.anchors.binary_search_by_key(&(piece, raised), |(piece, raised, _)| (*piece, *raised));
        at.ok().map(|at| self.anchors[at].2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::office::pdf::glyphs::Piece;

    /// A row of type of `size`; what stands between two `^` is raised.
    fn row(text: &str, size: Unit) -> Row {
        let mut piece = Piece { size, ..Piece::default() };
        for (i, part) in text.split('^').enumerate() {
            let from = piece.text.len();
            piece.text.push_str(part);
            if i % 2 == 1 {
                piece.raised.push((from..piece.text.len(), true));
            }
        }
        Row { size, pieces: vec![piece], ..Row::default() }
    }

    const TEXT: (&str, Unit) = ("各乡镇抓好春耕。", 1600);

    /// What each footnote says, and after which text its sign stands; text stands above these rows.
    #[track_caller]
    fn check(pages: &[&[(&str, Unit)]], notes: &[&str], anchors: &[(&str, usize)]) {
        let page = |rows: &&[(&str, Unit)]| {
            [TEXT; 4].iter().chain(*rows).map(|(text, size)| row(text, *size)).collect()
        };
        let mut pages: Vec<Vec<Row>> = pages.iter().map(page).collect();
        find(&mut pages);
        let mut said: Vec<String> = Vec::new();
        let mut anchored: Vec<(String, usize)> = Vec::new();
        for row in pages.iter().flatten() {
            if let Some(key) = row.note {
                said.resize(said.len().max(key + 1), String::new());
                said[key].push_str(&row.text());
            }
            anchored.extend(row.anchors.iter().map(|(piece, raised, key)| {
                let piece = &row.pieces[*piece];
                (piece.text[..piece.raised[*raised].0.start].to_owned(), *key)
            }));
        }
        assert_eq!(said, notes);
        let anchored: Vec<(&str, usize)> = anchored.iter().map(|(text, key)| (text.as_str(), *key)).collect();
        assert_eq!(anchored, anchors);
    }

    #[test]
    fn notes_begin_with_the_signs_of_the_text() {
        check(
            &[&[
                ("种粮大户^①^和合作社^②^", 1600),
                ("^①^指二十亩以上", 900),
                ("的农户。", 900),
                ("②见附件", 900),
            ]],
            &["指二十亩以上的农户。", "见附件"],
            &[("种粮大户", 0), ("种粮大户①和合作社", 1)],
        );
        check(&[&[("共120m^2^^1^", 1600), ("1 实测", 900)]], &["实测"], &[("共120m2", 0)]);
        // Of signs that say the same each has a note of its own.
        check(
            &[&[("大户^*^和合作社^*^", 1600), ("* 实测", 900), ("* 见附件", 900)]],
            &["实测", "见附件"],
            &[("大户", 0), ("大户*和合作社", 1)],
        );
        check(&[&[("共12m^2^", 1600), ("20 实测", 900)]], &[], &[]);
        check(&[&[("共12m^2^", 1600), ("2", 900)]], &[], &[]);
    }

    #[test]
    fn only_small_rows_at_the_foot_are_notes() {
        check(&[&[("大户^1^", 1600), ("1 实测", 1550)]], &[], &[]);
        check(&[&[("大户^1^", 1600), ("1 实测", 900), TEXT]], &[], &[]);
        check(&[&[("大户^1^", 1600), ("图中为大户", 900), ("1 实测", 900)]], &["实测"], &[("大户", 0)]);
    }

    #[test]
    fn each_page_counts_anew() {
        let page: &[(&str, Unit)] = &[("大户^1^", 1600), ("1 实测", 900)];
        check(&[page, &[TEXT], page], &["实测", "实测"], &[("大户", 0), ("大户", 1)]);
    }

    #[test]
    fn what_is_raised_behind_the_sign_of_a_note_stays_raised() {
        let taken = |text: &str, sign: &str| -> Option<(String, Vec<String>)> {
            let mut row = row(text, 1000);
            row.take_sign(sign);
            let piece = row.pieces.first()?;
            let raised = piece.raised.iter().map(|(range, _)| piece.text[range.clone()].to_owned());
            Some((piece.text.clone(), raised.collect()))
        };
        let raised = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        assert_eq!(taken("^1^ 面积10^2^米", "1"), Some(("面积102米".to_owned(), raised(&["2"]))));
        assert_eq!(taken("^①^面积", "①"), Some(("面积".to_owned(), raised(&[]))));
        assert_eq!(taken("^①^", "①"), None);
        assert_eq!(taken("面积^2^", "9"), Some(("面积2".to_owned(), raised(&["2"]))));
    }
}

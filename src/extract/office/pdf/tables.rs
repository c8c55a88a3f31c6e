//! Rows whose parts stand below each other are a table.
//!
//! Only those of which each cell takes one row are known; the others stay lines, with a blank for each gap.

use std::ops::Range;

use crate::extract::office::pdf::rows::Row;

/// The stretches of `rows` that are tables.
pub(super) fn stretches(rows: &[&Row]) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for i in 1..=rows.len() {
        if i == rows.len() || !goes_on(rows[i - 1], rows[i]) {
            stretches.push(start..i);
            start = i;
        }
    }
    stretches.retain(|stretch| is_table(&rows[stretch.clone()]));
    stretches
}

/// Two signatures with their dates below them are two rows of two.
fn is_table(rows: &[&Row]) -> bool {
    let cells = rows.first().map_or(0, |row| row.cells().len());
    cells >= 2 && rows.len() >= if cells >= 3 { 2 } else { 3 }
}

/// Whether the cells of `row` stand below those of `above`.
fn goes_on(above: &Row, row: &Row) -> bool {
    let (one, two) = (above.cells(), row.cells());
    // Lines of a table have room above and below them.
    let near = row.first || row.base - above.base <= above.size * 3;
    let below = |(a, b): (&&[_], &&[_])| {
        let ((left, right), (begin, end)) = (Row::span(a), Row::span(b));
        left < end && begin < right
    };
    near && one.len() == two.len() && one.iter().zip(&two).all(below)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::office::pdf::Unit;
    use crate::extract::office::pdf::glyphs::Piece;
    use crate::extract::office::pdf::rows::rows;

    /// Cells at these places, so many characters each, in a line of 30 points; none for a line without.
    fn table(lines: &[&[(Unit, Unit)]]) -> Vec<(usize, usize)> {
        let piece = |line: usize, (left, count): &(Unit, Unit)| {
            let base = Unit::try_from(line).unwrap() * 3000;
            let text = "文".repeat(usize::try_from(*count).unwrap());
            Piece {
                left: *left * 100,
                right: (left + count * 16) * 100,
                base,
                size: 1600,
                text,
                raised: Vec::new(),
            }
        };
        let pieces =
            lines.iter().enumerate().flat_map(|(i, line)| line.iter().map(move |cell| piece(i, cell)));
        let rows = rows(pieces.collect());
        let found = stretches(&rows.iter().collect::<Vec<_>>());
        found.into_iter().map(|stretch| (stretch.start, stretch.end)).collect()
    }

    #[test]
    fn rows_of_cells_below_each_other_are_a_table() {
        let three: &[(Unit, Unit)] = &[(80, 2), (200, 3), (400, 2)];
        assert_eq!(table(&[&[(80, 20)], three, &[(80, 4), (210, 2), (390, 3)], &[(80, 28)]]), [(1, 3)]);
        let two: &[(Unit, Unit)] = &[(80, 2), (200, 3)];
        assert_eq!(table(&[two, two, two]), [(0, 3)]);
    }

    #[test]
    fn what_stands_side_by_side_once_or_twice_is_none() {
        let two: &[(Unit, Unit)] = &[(80, 5), (300, 5)];
        assert!(table(&[two, two]).is_empty());
        assert!(table(&[&[(80, 2), (200, 3), (400, 2)], &[(80, 28)]]).is_empty());
        assert!(table(&[two, &[(80, 5), (200, 4)], two]).is_empty());
        assert!(table(&[two, &[(80, 28)], two, two]).is_empty());
    }

    #[test]
    fn rows_far_apart_are_none() {
        let three: &[(Unit, Unit)] = &[(80, 2), (200, 3), (400, 2)];
        assert!(table(&[three, &[], three]).is_empty());
    }
}

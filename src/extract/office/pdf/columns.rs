//! Columns of a page, each read down before the next.

use crate::extract::office::pdf::Unit;
use crate::extract::office::pdf::glyphs::Piece;

/// Rows a column has at least: fewer side by side are a table, or two signatures.
const LEAST: usize = 8;

/// The pieces of a page in groups, in the order in which they are read: across it, or down two columns where it has them.
pub(super) fn in_order(pieces: Vec<Piece>, width: Unit) -> Vec<Vec<Piece>> {
    match gutter(&pieces, width) {
        Some(gutter) => split(pieces, gutter),
        None => vec![pieces],
    }
}

/// Where the white between two columns is.
fn gutter(pieces: &[Piece], width: Unit) -> Option<Unit> {
    // In steps of two points through the middle half of the page: margins differ.
    let places = (width / 4..width * 3 / 4).step_by(200);
    let crossing = |at: Unit| pieces.iter().filter(|piece| piece.left < at && at < piece.right).count();
    let best = places.map(|at| (crossing(at), (at - width / 2).abs(), at)).min()?.2;
    let (left, right) = sides(pieces, best);
    (is_column(&left) && is_column(&right) && crossing(best) <= left.len().min(right.len()) / 2)
        .then_some(best)
}

/// What stands left of `at`, and what right of it.
fn sides(pieces: &[Piece], at: Unit) -> (Vec<&Piece>, Vec<&Piece>) {
    let beside = |piece: &&Piece| piece.right <= at || piece.left >= at;
    pieces.iter().filter(beside).partition(|piece| piece.right <= at)
}

/// Whether pieces fill a column as text does; cells of a table are short.
fn is_column(pieces: &[&Piece]) -> bool {
    let left = pieces.iter().map(|piece| piece.left).min().unwrap_or(0);
    let right = pieces.iter().map(|piece| piece.right).max().unwrap_or(0);
    let filled = pieces.iter().filter(|piece| (piece.right - piece.left) * 5 >= (right - left) * 4).count();
    pieces.len() >= LEAST && filled * 2 >= pieces.len()
}

/// Bands of the page between pieces that cross the gutter, the left column of each before the right one.
fn split(mut pieces: Vec<Piece>, gutter: Unit) -> Vec<Vec<Piece>> {
    pieces.sort_by_key(|piece| piece.base);
    let mut groups: Vec<Vec<Piece>> = Vec::new();
    let [mut across, mut left, mut right] = [const { Vec::new() }; 3];
    for piece in pieces {
        if piece.left < gutter && gutter < piece.right {
            groups.extend([std::mem::take(&mut left), std::mem::take(&mut right)]);
            across.push(piece);
            continue;
        }
        groups.push(std::mem::take(&mut across));
        if piece.right <= gutter { left.push(piece) } else { right.push(piece) }
    }
    groups.extend([left, right, across]);
    groups.retain(|group| !group.is_empty());
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDTH: Unit = 60_000;

    fn piece(text: &str, left: Unit, right: Unit, base: Unit) -> Piece {
        Piece { left, right, base, size: 1000, text: text.to_owned(), raised: Vec::new() }
    }

    fn order(pieces: Vec<Piece>) -> String {
        in_order(pieces, WIDTH).concat().into_iter().map(|piece| piece.text).collect()
    }

    /// Rows of two columns; the right ones stand half a line lower.
    fn two(rows: Unit, right: Unit) -> Vec<Piece> {
        let row = |i: Unit| [piece("l", 5000, 28_000, i * 1500), piece("r", 32_000, right, i * 1500 + 700)];
        (1..=rows).flat_map(row).collect()
    }

    #[test]
    fn two_columns_are_read_one_after_the_other() {
        assert_eq!(order(two(8, 55_000)), "llllllllrrrrrrrr");
    }

    #[test]
    fn what_goes_across_parts_the_columns() {
        let mut pieces = two(8, 55_000);
        pieces.push(piece("T", 5000, 55_000, 0));
        pieces.push(piece("M", 5000, 55_000, 4 * 1500 + 1000));
        assert_eq!(order(pieces), "TllllrrrrMllllrrrr");
    }

    #[test]
    fn a_table_is_read_row_by_row() {
        let row = |i: Unit| {
            let long = if i % 3 == 1 { 28_000 } else { 9000 };
            [piece("l", 5000, long, i * 1500), piece("r", 32_000, 36_000 + long, i * 1500)]
        };
        let pieces: Vec<Piece> = (1..=12).flat_map(row).collect();
        assert_eq!(order(pieces), "lr".repeat(12));
    }

    #[test]
    fn a_few_rows_side_by_side_are_no_columns() {
        assert_eq!(order(two(7, 55_000)), "lr".repeat(7));
    }

    #[test]
    fn columns_are_filled_with_text_and_little_goes_across_them() {
        let columns = |pieces: Vec<Piece>| in_order(pieces, WIDTH).len() > 1;
        // Four fifths of a column are filled by half of its rows, or it is a table.
        let ragged = |short: Unit, long: Unit| -> Vec<Piece> {
            let right = |i: Unit| if i <= long { 28_000 } else { 5000 + short };
            (1..=8)
                .flat_map(|i| [piece("l", 5000, right(i), i * 1500), piece("r", 32_000, 55_000, i * 1500)])
                .collect()
        };
        assert!(columns(ragged(18_400, 1)) && !columns(ragged(18_300, 1)));
        assert!(columns(ragged(3000, 4)) && !columns(ragged(3000, 3)));
        // Where the white is does not matter, but it is about in the middle.
        let at = |left: Unit, right: Unit| -> Vec<Piece> {
            (1..=8)
                .flat_map(|i| [piece("l", 2000, left, i * 1500), piece("r", right, 58_000, i * 1500)])
                .collect()
        };
        assert!(columns(at(18_000, 20_000)) && columns(at(40_000, 42_000)) && !columns(at(10_000, 12_000)));
        let across = |count: Unit| -> Vec<Piece> {
            let more = (1..=count).map(|i| piece("A", 5000, 55_000, 20_000 + i * 1500));
            two(8, 55_000).into_iter().chain(more).collect()
        };
        assert!(columns(across(4)) && !columns(across(5)));
    }
}

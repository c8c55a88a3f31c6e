//! What a conversion did, as places: so that the log can quote it, however many stages there were.

use std::ops::Range;

use crate::text::Edit;

/// Both steps as one: `first` leads from A to B, `second` from B to C, the result from A to C.
///
/// Edits that touch the same place of B become one edit.
pub(crate) fn compose(first: &[Edit], second: &[Edit]) -> Vec<Edit> {
    let mut composed = Vec::with_capacity(first.len() + second.len());
    let (mut a, mut c) =
        (Walk::new(first, |edit| (&edit.to, &edit.from)), Walk::new(second, |edit| (&edit.from, &edit.to)));
    while let Some(start) = [a.next_start(), c.next_start()].into_iter().flatten().min() {
        let (from_start, to_start) = (a.other_before(start), c.other_before(start));
        let mut end = start;
        while a.take(start, &mut end) || c.take(start, &mut end) {}
        composed.push(Edit { from: from_start..a.other_before(end), to: to_start..c.other_before(end) });
    }
    composed
}

/// Where `places` of the text before lie in the text after; none of them is inside an edit.
pub(crate) fn carried(places: &[usize], edits: &[Edit]) -> Vec<usize> {
    let mut walk = Walk::new(edits, |edit| (&edit.from, &edit.to));
    let mut carry = |place: usize| {
        while walk.edits.first().is_some_and(|edit| edit.from.end <= place) {
            walk.step();
        }
        walk.other_before(place)
    };
    places.iter().map(|&place| carry(place)).collect()
}

type Ranges = fn(&Edit) -> (&Range<usize>, &Range<usize>);

/// A way along one list of edits, measured in the text both lists share.
struct Walk<'e> {
    edits: &'e [Edit],
    /// The range of an edit in the shared text, and in the other one.
    ranges: Ranges,
    /// Where the last edit taken ended: in the shared text and in the other one.
    last: (usize, usize),
}

impl<'e> Walk<'e> {
    fn new(edits: &'e [Edit], ranges: Ranges) -> Walk<'e> {
        Walk { edits, ranges, last: (0, 0) }
    }

    fn next_start(&self) -> Option<usize> {
        self.edits.first().map(|edit| (self.ranges)(edit).0.start)
    }

    /// The place in the other text that belongs to `place`, which no edit still to come lies before.
    fn other_before(&self, place: usize) -> usize {
        self.last.1 + (place - self.last.0)
    }

    /// Takes the next edit if it begins at `start` or reaches into what lies before `end`.
    fn take(&mut self, start: usize, end: &mut usize) -> bool {
        let reached = self.next_start().is_some_and(|next| next == start || next < *end);
        if reached {
            self.step();
            *end = (*end).max(self.last.0);
        }
        reached
    }

    fn step(&mut self) {
        if let Some((edit, rest)) = self.edits.split_first() {
            let (shared, other) = (self.ranges)(edit);
            self.last = (shared.end, other.end);
            self.edits = rest;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(from: Range<usize>, to: Range<usize>) -> Edit {
        Edit { from, to }
    }

    #[test]
    fn edits_apart_stay_apart() {
        // A: aXbYc → B: aXXbYc → C: aXXbYYYc
        let composed = compose(&[edit(1..2, 1..3)], &[edit(4..5, 4..7)]);
        assert_eq!(composed, [edit(1..2, 1..3), edit(3..4, 4..7)]);
    }

    #[test]
    fn edits_of_one_place_become_one() {
        // The second step replaces the end of what the first put in, and what follows.
        let composed = compose(&[edit(1..2, 1..3), edit(5..6, 6..8)], &[edit(2..4, 2..3)]);
        assert_eq!(composed, [edit(1..3, 1..3), edit(5..6, 5..7)]);
    }

    #[test]
    fn places_move_with_the_edits_before_them() {
        assert_eq!(carried(&[0, 1, 2, 5], &[edit(1..2, 1..4), edit(4..5, 6..6)]), [0, 1, 4, 6]);
    }

    #[test]
    fn neighbours_are_not_joined() {
        let composed = compose(&[edit(0..3, 0..3), edit(3..6, 3..6)], &[edit(0..3, 0..3)]);
        assert_eq!(composed, [edit(0..3, 0..3), edit(3..6, 3..6)]);
    }
}

//! The cheapest way through a stretch of bytes (Viterbi): places are byte offsets, states are encodings.

use crate::decode::model::Cost;

/// A cost no way has.
pub(crate) const NEVER: Cost = Cost::MAX / 4;

/// The best way found so far to each place in each of `N` states.
pub(crate) struct Lattice<const N: usize> {
    best: Vec<[Cost; N]>,
    back: Vec<[Back; N]>,
}

#[derive(Clone, Copy, Default)]
struct Back {
    len: u8,
    from: u8,
}

/// One step of a way: `len` bytes at `start`, read in `state`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) start: usize,
    pub(crate) len: usize,
    pub(crate) state: usize,
}

impl<const N: usize> Lattice<N> {
    /// An empty lattice over `len` bytes; `start` is what it costs to begin in each state.
    pub(crate) fn new(len: usize, start: [Cost; N]) -> Lattice<N> {
        let mut best = vec![[NEVER; N]; len + 1];
        best[0] = start;
        Lattice { best, back: vec![[Back::default(); N]; len + 1] }
    }

    /// The cost of each state at `place`.
    pub(crate) fn costs(&self, place: usize) -> [Cost; N] {
        self.best[place]
    }

    /// The cheapest state at `place`.
    pub(crate) fn cheapest(&self, place: usize) -> usize {
        (0..N).min_by_key(|&state| self.best[place][state]).unwrap_or(0)
    }

    /// Offers a step of `len` bytes that begins in state `from`, is read in `to`, and costs `cost` in all.
    pub(crate) fn offer(&mut self, place: usize, len: usize, from: usize, to: usize, cost: Cost) {
        let Some(best) = self.best.get_mut(place + len) else { return };
        if cost < best[to] {
            best[to] = cost;
            self.back[place + len][to] = Back { len: len as u8, from: from as u8 };
        }
    }

    /// The cost of the cheapest way, and its steps from first to last.
    pub(crate) fn way(&self) -> (Cost, Vec<Node>) {
        let mut end = self.best.len() - 1;
        let mut state = self.cheapest(end);
        let cost = self.best[end][state];
        let mut nodes = Vec::new();
        while end > 0 {
            let Back { len, from } = self.back[end][state];
            let len = usize::from(len).max(1);
            nodes.push(Node { start: end - len, len, state });
            end -= len;
            state = usize::from(from);
        }
        nodes.reverse();
        (cost, nodes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cheapest_way_wins() {
        let mut lattice = Lattice::new(3, [0, 5]);
        lattice.offer(0, 2, 0, 0, 30);
        lattice.offer(0, 1, 1, 1, 10);
        lattice.offer(1, 2, 1, 1, 25);
        lattice.offer(2, 1, 0, 0, 40);
        let (cost, nodes) = lattice.way();
        assert_eq!(cost, 25);
        let expected = [Node { start: 0, len: 1, state: 1 }, Node { start: 1, len: 2, state: 1 }];
        assert_eq!(nodes, expected);
    }
}

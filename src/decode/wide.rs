//! UTF-16, with or without a byte order mark, also where a byte is missing or too many.

use crate::decode::lattice::{Lattice, Node};
use crate::decode::model::{Cost, Model};

/// Two of these make a pair that cannot be read, or a byte that belongs to no pair.
const LOST: Cost = 200;
/// A missing or extra byte: from here on the pairs are others.
const SLIP: Cost = 180;
/// The other byte order from here on.
const SWITCH: Cost = 140;
/// Half a pair at the end of a file.
const CUT: Cost = 30;
/// The same for a tiny file, where there is little else to go by.
const CUT_TINY: Cost = 80;
const TINY: usize = 24;
/// A file is read in pieces, so that memory does not grow with it.
const PIECE: usize = 16 * 1024;
const OVERLAP: usize = 64;

/// What was read.
#[derive(Debug, Default)]
pub(crate) struct WideReading {
    pub(crate) text: String,
    pub(crate) cost: Cost,
    /// Bytes read in little and in big endian order.
    pub(crate) bytes: [usize; 2],
    /// Lines with a U+FFFD for what could not be read.
    pub(crate) damaged: Vec<u32>,
    /// Whether half a pair was left out at the beginning, at the end.
    pub(crate) cut: [bool; 2],
}

/// Reads `bytes` as UTF-16; `start` is what it costs to begin in little and in big endian order.
pub(crate) fn read_wide(bytes: &[u8], start: [Cost; 2]) -> WideReading {
    let model = Model::get();
    let mut reading =
        WideReading { text: String::with_capacity(bytes.len() * 3 / 2), ..WideReading::default() };
    let (mut at, mut line, mut start) = (0, 1, start);
    while at < bytes.len() {
        let piece = &bytes[at..bytes.len().min(at + PIECE)];
        let open = at + piece.len() < bytes.len();
        let (cost, nodes) = way(model, piece, bytes.len(), start);
        let limit = if open { piece.len() - OVERLAP } else { piece.len() };
        let nodes = &nodes[..nodes.partition_point(|node| node.start + node.len <= limit)];
        for &node in nodes {
            let edges = [at + node.start == 0, !open && node.start + 1 == piece.len()];
            reading.take(piece, node, edges, &mut line);
        }
        reading.cost = reading.cost.saturating_add(cost);
        at += nodes.last().map_or(piece.len(), |node| node.start + node.len);
        start = nodes.last().map_or(start, |node| if node.state == 0 { [0, SWITCH] } else { [SWITCH, 0] });
    }
    reading
}

impl WideReading {
    fn take(&mut self, piece: &[u8], node: Node, edges: [bool; 2], line: &mut u32) {
        match char_at(piece, node) {
            Some(char) => {
                self.text.push(char);
                *line += u32::from(char == '\n');
                self.bytes[node.state] += node.len;
            }
            None if node.len == 1 && edges != [false; 2] => {
                self.cut = [self.cut[0] || edges[0], self.cut[1] || edges[1]];
            }
            None if self.text.ends_with('\u{FFFD}') => {}
            None => {
                self.text.push('\u{FFFD}');
                self.damaged.push(*line);
            }
        }
    }
}

fn way(model: &Model, bytes: &[u8], total: usize, start: [Cost; 2]) -> (Cost, Vec<Node>) {
    let mut lattice = Lattice::new(bytes.len(), start);
    let cut = if total < TINY { CUT_TINY } else { CUT };
    for at in 0..bytes.len() {
        let costs = lattice.costs(at);
        let cheapest = lattice.cheapest(at);
        for state in 0..2 {
            let switched = costs[cheapest] + SWITCH;
            let (from, so_far) =
                if at > 0 && switched < costs[state] { (cheapest, switched) } else { (state, costs[state]) };
            if at + 1 == bytes.len() {
                lattice.offer(at, 1, from, state, so_far + cut);
                continue;
            }
            let (len, cost) = step(model, bytes, at, state);
            lattice.offer(at, len, from, state, so_far + cost);
            lattice.offer(at, 1, from, state, so_far + SLIP);
        }
    }
    lattice.way()
}

/// The length and the cost of the character at `at`.
fn step(model: &Model, bytes: &[u8], at: usize, state: usize) -> (usize, Cost) {
    for len in [2, 4] {
        if let Some(char) = char_at(bytes, Node { start: at, len, state }) {
            return (len, model.cost(char));
        }
    }
    (2, LOST)
}

/// The character of a node; `None` for what cannot be read.
fn char_at(bytes: &[u8], node: Node) -> Option<char> {
    let unit = |at: usize| {
        let pair = [*bytes.get(at)?, *bytes.get(at + 1)?];
        Some(if node.state == 0 { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    match node.len {
        2 => char::from_u32(u32::from(unit(node.start)?)),
        4 => char::decode_utf16([unit(node.start)?, unit(node.start + 2)?]).next()?.ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "第一章　总则\n各级人民政府应当加强领导，2023年认真组织实施。𠀀\n";

    fn wide(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn both_byte_orders_are_read() {
        for (unit, order) in [(u16::to_le_bytes as fn(u16) -> [u8; 2], 0), (u16::to_be_bytes, 1)] {
            let reading = read_wide(&wide(TEXT, unit), [80, 90]);
            assert_eq!(reading.text, TEXT);
            assert!(reading.bytes[order] > 0 && reading.bytes[1 - order] == 0);
        }
    }

    #[test]
    fn a_slipped_byte_damages_one_place() {
        let mut bytes = wide(TEXT, u16::to_le_bytes);
        bytes.insert(30, 0x7E);
        let reading = read_wide(&bytes, [80, 90]);
        assert_eq!(reading.damaged, [2]);
        assert_eq!(reading.text.replace('\u{FFFD}', ""), TEXT);
    }

    #[test]
    fn a_long_text_is_read_in_pieces() {
        let text = TEXT.repeat(2 * PIECE / TEXT.len());
        let reading = read_wide(&wide(&text, u16::to_be_bytes)[..], [80, 90]);
        assert!(reading.text == text && reading.damaged.is_empty());
    }

    #[test]
    fn half_a_pair_at_an_edge_is_left_out() {
        let bytes = wide("总则", u16::to_le_bytes);
        let reading = read_wide(&bytes[..3], [80, 90]);
        assert_eq!((reading.text.as_str(), reading.cut), ("总", [false, true]));
        let bytes = wide(TEXT, u16::to_be_bytes);
        let reading = read_wide(&bytes[1..], [80, 90]);
        assert_eq!((reading.text.as_str(), reading.cut), (&TEXT[3..], [true, false]));
    }
}

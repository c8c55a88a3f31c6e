//! The likeliest reading of a stretch of single bytes, which may be cut, damaged or of several encodings.

use crate::decode::charset::{CHARSETS, Charset, LOST, Read, Step};
use crate::decode::lattice::{Lattice, NEVER, Node};
use crate::decode::model::{Cost, Model};

/// Another encoding on the next line.
pub(crate) const SWITCH_LINE: Cost = 40;
/// Another encoding within a line.
const SWITCH: Cost = 140;
/// A byte that could be part of a character but is taken for a stray one.
const STRAY: Cost = 220;
/// A stray byte within a character, which is lost with it.
const STRAY_INSIDE: Cost = 330;
/// A stray byte at the very beginning of a file.
const CUT_HEAD: Cost = 80;
/// A file of fewer bytes gets no discount at its edges: there is too little else to go by.
const TINY: usize = 24;

/// A stretch of a file, and whether the file may have been cut at its ends.
#[derive(Clone, Copy)]
pub(crate) struct Stretch<'b> {
    pub(crate) bytes: &'b [u8],
    /// Begins where the file begins.
    pub(crate) first: bool,
    /// Ends where the file ends.
    pub(crate) last: bool,
    /// Whether bytes that could be read may be left out as stray ones.
    pub(crate) strays: bool,
    /// What else may be read as a character in UTF-8.
    pub(crate) patch: Option<Patch>,
}

/// Reads the damaged UTF-8 character at an offset, if it can tell what it was.
pub(crate) type Patch = fn(&Model, &[u8], usize) -> Option<Step>;

impl Stretch<'_> {
    /// Whether the byte at `at` may be the rest of a character the file was cut in.
    pub(crate) fn is_cut_head(&self, charset: Charset, at: usize) -> bool {
        let is_tail = |&byte: &u8| byte & 0xC0 == 0x80;
        self.first
            && if charset == Charset::Utf8 {
                at < 3 && self.bytes[..=at].iter().all(is_tail)
            } else {
                at == 0
            }
    }

    /// Whether the `len` bytes at `at` may be the beginning of a character the file was cut in.
    pub(crate) fn is_cut_end(&self, charset: Charset, at: usize, len: usize) -> bool {
        self.last && at + len == self.bytes.len() && (charset != Charset::Utf8 || self.bytes[at] >= 0xC2)
    }

    fn step(&self, model: &Model, charset: Charset, at: usize) -> Step {
        let patch = self.patch.filter(|_| charset == Charset::Utf8);
        let patched = patch.and_then(|patch| patch(model, self.bytes, at));
        patched.unwrap_or_else(|| charset.step(model, self.bytes, at))
    }
}

/// One character of the likeliest reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Glyph {
    pub(crate) start: usize,
    pub(crate) len: usize,
    pub(crate) charset: Charset,
    pub(crate) read: Read,
}

/// The likeliest reading of a stretch and its cost; `start` is the cost to begin in each encoding,
/// [`NEVER`] for one that must not be used at all.
pub(crate) fn likeliest(model: &Model, stretch: Stretch<'_>, start: [Cost; 3]) -> (Cost, Vec<Glyph>) {
    let mut lattice = Lattice::new(stretch.bytes.len(), start);
    for at in 0..stretch.bytes.len() {
        offer_steps(model, &stretch, &start, &mut lattice, at);
    }
    let (cost, nodes) = lattice.way();
    (cost, nodes.into_iter().map(|node| glyph(model, &stretch, node)).collect())
}

/// Offers every way to go on from `at`.
fn offer_steps(model: &Model, stretch: &Stretch<'_>, start: &[Cost; 3], lattice: &mut Lattice<3>, at: usize) {
    let costs = lattice.costs(at);
    let cheapest = lattice.cheapest(at);
    if costs[cheapest] >= NEVER {
        return;
    }
    let switched = costs[cheapest] + switch_cost(stretch.bytes, at);
    let high = stretch.bytes[at] >= 0x80;
    for (state, &charset) in CHARSETS.iter().enumerate() {
        let stay = costs[state];
        let (from, so_far) = if high && switched < stay && start[state] < NEVER {
            (cheapest, switched)
        } else {
            (state, stay)
        };
        if so_far >= NEVER {
            continue;
        }
        let step = stretch.step(model, charset, at);
        let cost = if step.cost == LOST { lost_cost(stretch, charset, at, step.len) } else { step.cost };
        lattice.offer(at, step.len, from, state, so_far + cost);
        if high && step.read != Read::Lost && stretch.strays {
            lattice.offer(at, 1, from, state, so_far + stray_cost(stretch, at));
        }
        if high && charset != Charset::Utf8 && stretch.strays {
            lattice.offer(at, 3, from, state, so_far + STRAY_INSIDE);
        }
    }
}

fn switch_cost(bytes: &[u8], at: usize) -> Cost {
    match at.checked_sub(1).map(|before| bytes[before]) {
        None => 0,
        Some(b'\n' | b'\r') => SWITCH_LINE,
        Some(_) => SWITCH,
    }
}

/// Half a character is nothing strange at the very edges of a file.
fn lost_cost(stretch: &Stretch<'_>, charset: Charset, at: usize, len: usize) -> Cost {
    match () {
        () if stretch.first && stretch.last && stretch.bytes.len() < TINY => LOST,
        () if stretch.is_cut_head(charset, at) => 40,
        () if stretch.is_cut_end(charset, at, len) => 30,
        () => LOST,
    }
}

/// A file cut in the middle of a character may begin with a byte that could also begin a character.
fn stray_cost(stretch: &Stretch<'_>, at: usize) -> Cost {
    if stretch.first && at == 0 && stretch.bytes.len() >= TINY { CUT_HEAD } else { STRAY }
}

fn glyph(model: &Model, stretch: &Stretch<'_>, node: Node) -> Glyph {
    let Node { start, len, state } = node;
    let charset = CHARSETS[state];
    let step = stretch.step(model, charset, start);
    let read = if len == step.len { step.read } else { Read::Lost };
    Glyph { start, len, charset, read }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, GB18030};

    use super::*;

    fn read(bytes: &[u8]) -> String {
        let stretch = Stretch { bytes, first: true, last: true, strays: true, patch: None };
        let (_, glyphs) = likeliest(Model::get(), stretch, [0, 10, 20]);
        let chars = glyphs.iter().map(|glyph| match glyph.read {
            Read::Char(char) | Read::Guess(char) | Read::Marked(char, _) => char,
            Read::Lost => '\u{FFFD}',
        });
        chars.collect()
    }

    #[test]
    fn each_encoding_is_told_from_the_others() {
        let text = "各級人民政府應當加強領導，認真組織實施。";
        assert_eq!(read(text.as_bytes()), text);
        assert_eq!(read(&GB18030.encode(text).0), text);
        assert_eq!(read(&BIG5.encode(text).0), text);
    }

    #[test]
    fn one_line_may_be_of_two_encodings() {
        let (one, two) = ("各级人民政府应当加强领导，", "认真组织实施。");
        let bytes = [one.as_bytes(), &GB18030.encode(two).0].concat();
        assert_eq!(read(&bytes), format!("{one}{two}"));
    }

    #[test]
    fn every_byte_is_part_of_one_glyph() {
        for seed in 0..200u32 {
            let bytes: Vec<u8> = (0..seed).map(|at| ((at * at * (seed + 7)) ^ (seed * 31)) as u8).collect();
            let stretch = Stretch { bytes: &bytes, first: true, last: true, strays: true, patch: None };
            let (_, glyphs) = likeliest(Model::get(), stretch, [0, 10, 20]);
            let end = glyphs.iter().try_fold(0, |at, glyph| (glyph.start == at).then_some(at + glyph.len));
            assert_eq!(end, Some(bytes.len()), "{bytes:?}");
        }
    }

    #[test]
    fn a_stray_byte_costs_one_place_not_the_line() {
        let text = "各级人民政府应当加强领导，认真组织实施，确保各项任务落到实处。";
        let mut bytes = GB18030.encode(text).0.into_owned();
        bytes.insert(12, 0xC4);
        let read = read(&bytes);
        assert!(read.starts_with("各级人民政府"), "{read}");
        assert!(read.ends_with("应当加强领导，认真组织实施，确保各项任务落到实处。"), "{read}");
    }
}

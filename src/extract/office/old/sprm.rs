//! The properties of old Word files: a list of changes, each a code with an operand.

use crate::extract::office::old::compound::{long, short};

/// A change of a property.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Change<'b> {
    pub(crate) code: u16,
    pub(crate) operand: &'b [u8],
}

impl Change<'_> {
    /// The operand as a small number.
    pub(crate) fn byte(self) -> u8 {
        self.operand.first().copied().unwrap_or(0)
    }

    /// The operand as a number.
    pub(crate) fn short(self) -> u16 {
        short(self.operand, 0).unwrap_or(0)
    }
}

/// The changes of a list, in order, as far as it is sound.
pub(crate) fn changes(list: &[u8]) -> impl Iterator<Item = Change<'_>> {
    let mut rest = list;
    std::iter::from_fn(move || {
        let code = short(rest, 0)?;
        let (skip, length) = match (code, code >> 13) {
            // The definition of a table says its length in two bytes.
            (0xd608, _) => (4, usize::from(short(rest, 2)?).saturating_sub(1)),
            (_, 0 | 1) => (2, 1),
            (_, 2 | 4 | 5) => (2, 2),
            (_, 3) => (2, 4),
            (_, 7) => (2, 3),
            _ => (3, usize::from(*rest.get(2)?)),
        };
        let operand = rest.get(skip..skip + length)?;
        rest = &rest[skip + length..];
        Some(Change { code, operand })
    })
}

/// Stretches of the text stream, each with the changes of its paragraph or run.
#[derive(Debug, Default)]
pub(crate) struct Stretches(Vec<(u32, u32, Vec<u8>)>);

impl Stretches {
    /// Those the table at `bin` of the table stream lists; of `runs`, or of paragraphs.
    pub(crate) fn of(text: &[u8], bin: &[u8], runs: bool) -> Stretches {
        let count = bin.len().saturating_sub(4) / 8;
        let pages = (0..count).filter_map(|i| long(bin, 4 * (count + 1) + 4 * i));
        let mut all: Vec<(u32, u32, Vec<u8>)> = pages
            .filter_map(|page| text.get((page as usize & 0x3f_ffff).checked_mul(512)?..)?.get(..512))
            .flat_map(|page| listed(page, runs))
            .collect();
        all.sort_by_key(|stretch| stretch.0);
        Stretches(all)
    }

    /// The changes of what stands at `at` of the text stream.
    pub(crate) fn at(&self, at: u32) -> &[u8] {
        let next = self.0.partition_point(|(start, ..)| *start <= at);
        let found = next.checked_sub(1).map(|i| &self.0[i]).filter(|(_, end, _)| at < *end);
        found.map_or(&[], |(.., list)| list)
    }
}

/// What one page of 512 bytes lists.
fn listed(page: &[u8], runs: bool) -> Vec<(u32, u32, Vec<u8>)> {
    let count = usize::from(page[511]);
    let one = |i: usize| {
        let (start, end) = (long(page, 4 * i)?, long(page, 4 * i + 4)?);
        let entry = 4 * (count + 1) + if runs { i } else { 13 * i };
        let at = usize::from(*page.get(entry)?) * 2;
        if at == 0 {
            return Some((start, end, Vec::new()));
        }
        let length = usize::from(*page.get(at)?);
        let (from, length) = match (runs, length) {
            (true, length) => (at + 1, length),
            (false, 0) => (at + 2, usize::from(*page.get(at + 1)?) * 2),
            (false, length) => (at + 1, length * 2 - 1),
        };
        Some((start, end, page.get(from..from + length)?.to_vec()))
    };
    (0..count).filter_map(one).collect()
}

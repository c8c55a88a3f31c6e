//! The properties of old Word files: a list of changes, each a code with an operand.

use crate::extract::office::old::compound::{long, short};
use crate::extract::office::old::word6;

/// How old a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Age {
    /// Of Word 97 or a later one.
    Word97,
    /// Of Word 6 or Word 95.
    Word6 {
        /// Of the Far East, some of whose codes are others.
        east: bool,
    },
}

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
    pub(crate) fn of(text: &[u8], bin: &[u8], runs: bool, age: Age) -> Stretches {
        let width = if age == Age::Word97 { 4 } else { 2 };
        let count = bin.len().saturating_sub(4) / (4 + width);
        let number = |at: usize| if width == 4 { long(bin, at) } else { short(bin, at).map(u32::from) };
        let pages = (0..count).filter_map(|i| number(4 * (count + 1) + width * i));
        let mut all: Vec<(u32, u32, Vec<u8>)> = pages
            .filter_map(|page| text.get((page as usize & 0x3f_ffff).checked_mul(512)?..)?.get(..512))
            .flat_map(|page| listed(page, runs, age))
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
fn listed(page: &[u8], runs: bool, age: Age) -> Vec<(u32, u32, Vec<u8>)> {
    let count = usize::from(page[511]);
    let width = match (runs, age) {
        (true, _) => 1,
        (false, Age::Word97) => 13,
        (false, Age::Word6 { .. }) => 7,
    };
    let one = |i: usize| {
        let (start, end) = (long(page, 4 * i)?, long(page, 4 * i + 4)?);
        let entry = 4 * (count + 1) + width * i;
        let at = usize::from(*page.get(entry)?) * 2;
        if at == 0 {
            return Some((start, end, Vec::new()));
        }
        let length = usize::from(*page.get(at)?);
        let (from, length) = match (runs, length, age) {
            (true, length, _) => (at + 1, length),
            (false, length, Age::Word6 { .. }) => (at + 1, length * 2),
            (false, 0, _) => (at + 2, usize::from(*page.get(at + 1)?) * 2),
            (false, length, _) => (at + 1, length * 2 - 1),
        };
        let list = page.get(from..(from + length).min(511))?;
        // The changes of a paragraph stand behind the number of its style.
        let head = if runs { 0 } else { list.len().min(2) };
        let list = match age {
            Age::Word97 => list.to_vec(),
            Age::Word6 { east } => [&list[..head], &word6::changes(&list[head..], east)].concat(),
        };
        Some((start, end, list))
    };
    (0..count).filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(list: &[u8]) -> Vec<(u16, Vec<u8>)> {
        changes(list).map(|change| (change.code, change.operand.to_vec())).collect()
    }

    #[test]
    fn the_code_says_how_long_its_operand_is() {
        let one = |code: u16, operand: &[u8]| [&code.to_le_bytes(), operand].concat();
        for (code, operand) in [
            (0x0835, &[1][..]),
            (0x2640, &[3]),
            (0x460b, &[5, 0]),
            (0x8411, &[1, 2]),
            (0xa413, &[1, 2]),
            (0x6816, &[1, 2, 3, 4]),
            (0xf614, &[1, 2, 3]),
        ] {
            let list = [one(code, operand), one(0x2403, &[7])].concat();
            assert_eq!(read(&list), [(code, operand.to_vec()), (0x2403, vec![7])], "{code:x}");
        }
    }

    #[test]
    fn an_operand_may_say_its_own_length_in_one_byte_and_that_of_a_table_in_two() {
        let list = [0x0d, 0xc6, 2, 8, 9, 0x08, 0xd6, 4, 0, 1, 2, 3, 0x03, 0x24, 7];
        assert_eq!(read(&list), [(0xc60d, vec![8, 9]), (0xd608, vec![1, 2, 3]), (0x2403, vec![7])]);
    }

    #[test]
    fn a_list_that_is_cut_off_ends_before_the_cut() {
        assert_eq!(read(&[0x03, 0x24, 7, 0x16, 0x68, 1, 2]), [(0x2403, vec![7])]);
        assert_eq!(read(&[0x03]), []);
        let change = Change { code: 0, operand: &[0x34, 0x12] };
        assert_eq!((change.byte(), change.short()), (0x34, 0x1234));
        let none = Change { code: 0, operand: &[] };
        assert_eq!((none.byte(), none.short()), (0, 0));
    }

    /// A page of 512 bytes with two stretches: the first has changes at byte 400, the second none.
    fn page(runs: bool, changes: &[u8]) -> Vec<u8> {
        let mut page = vec![0; 512];
        for (i, border) in [10_u32, 20, 30].into_iter().enumerate() {
            page[4 * i..4 * i + 4].copy_from_slice(&border.to_le_bytes());
        }
        page[12] = 200;
        page[12 + if runs { 1 } else { 13 }] = 0;
        page[400..400 + changes.len()].copy_from_slice(changes);
        page[511] = 2;
        page
    }

    #[test]
    fn changes_of_runs_follow_their_length_and_those_of_paragraphs_half_of_it() {
        assert_eq!(
            listed(&page(true, &[3, 1, 2, 3]), true, Age::Word97),
            [(10, 20, vec![1, 2, 3]), (20, 30, vec![])]
        );
        // Two words less the byte that says so; or, behind a zero, two words.
        assert_eq!(
            listed(&page(false, &[2, 1, 2, 3]), false, Age::Word97),
            [(10, 20, vec![1, 2, 3]), (20, 30, vec![])]
        );
        assert_eq!(
            listed(&page(false, &[0, 2, 1, 2, 3, 4]), false, Age::Word97),
            [(10, 20, vec![1, 2, 3, 4]), (20, 30, vec![])]
        );
    }

    #[test]
    fn the_changes_at_a_place_are_those_of_its_stretch() {
        let text = [vec![0; 512], page(true, &[1, 9])].concat();
        // Two borders and one page, the second of the stream.
        let bin: Vec<u8> = [0_u32, 100, 1].into_iter().flat_map(u32::to_le_bytes).collect();
        let stretches = Stretches::of(&text, &bin, true, Age::Word97);
        assert_eq!(
            [9, 10, 19, 20, 29, 30].map(|at| stretches.at(at).to_vec()),
            [vec![], vec![9], vec![9], vec![], vec![], vec![]]
        );
        assert!(Stretches::of(&text, &bin[..4], true, Age::Word97).at(10).is_empty());
    }
}

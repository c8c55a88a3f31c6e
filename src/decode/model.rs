//! How common each character is: the only thing `decode` knows of Chinese.
//!
//! Costs are in tenths of a nat (−10 ln p): 27 for `，`, 58 for `的`, 190 for a character nobody uses. The table is
//! built on first need; text nobody would suspect never needs it. Source and licence of the data: `docs/data.md`.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use encoding_rs::{BIG5, Encoding, GBK};

/// A cost in tenths of a nat; the smaller, the likelier.
pub(crate) type Cost = u32;

/// A character below this cost is a common one.
pub(crate) const COMMON: Cost = 95;

const DATA: &str = include_str!("frequency.tsv");

/// The costs of all characters, and the two-byte sets with the costs of theirs.
pub(crate) struct Model {
    cost: Vec<u8>,
    gbk: Set,
    big5: Set,
}

/// The two-byte characters of an encoding, each looked up when it is first met: a text has a few hundred of 24,000.
pub(crate) struct Set {
    encoding: &'static Encoding,
    /// A [`Known`] each; 0, which would be U+0000, where nobody has looked yet.
    slots: Vec<AtomicU32>,
}

impl Set {
    fn new(encoding: &'static Encoding) -> Set {
        Set { encoding, slots: (0..0x8000).map(|_| AtomicU32::new(0)).collect() }
    }
}

/// What two bytes stand for: a scalar value in the low 21 bits, a combining mark in the next two, its cost in the top eight.
#[derive(Clone, Copy)]
pub(crate) struct Known(u32);

impl Known {
    const NONE: Known = Known(u32::MAX);

    fn new(char: char, mark: u32, cost: Cost) -> Known {
        Known(u32::from(char) | mark << 21 | cost << 24)
    }

    /// The character and its cost; `None` for bytes that mean nothing.
    pub(crate) fn get(self) -> Option<(char, Cost)> {
        if self.0 == u32::MAX {
            return None;
        }
        char::from_u32(self.0 & 0x1F_FFFF).map(|char| (char, self.0 >> 24))
    }

    /// The mark that follows the character: only four letters of Big5-HKSCS (`Ê̄ Ê̌ ê̄ ê̌`) have one.
    pub(crate) fn mark(self) -> Option<char> {
        match self.0 >> 21 & 3 {
            1 => Some('\u{304}'),
            2 => Some('\u{30C}'),
            _ => None,
        }
    }
}

impl Model {
    /// The one table, built on first use (less than 1 ms).
    pub(crate) fn get() -> &'static Model {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(Model::build)
    }

    fn build() -> Model {
        let mut cost: Vec<u8> = (0..0x1_0000).map(by_block).collect();
        for (value, chars) in DATA.lines().filter_map(|row| row.split_once('\t')) {
            let value: u8 = value.parse().expect("the table is ours and starts each row with a number");
            for char in chars.chars() {
                cost[char as usize] = value;
            }
        }
        Model { cost, gbk: Set::new(GBK), big5: Set::new(BIG5) }
    }

    /// The cost of a character.
    pub(crate) fn cost(&self, char: char) -> Cost {
        let code = u32::from(char);
        Cost::from(self.cost.get(code as usize).copied().unwrap_or_else(|| by_block(code)))
    }

    /// The cost of a text.
    pub(crate) fn cost_of(&self, text: &str) -> Cost {
        text.chars().map(|char| self.cost(char)).sum()
    }

    /// GBK, for [`Model::entry`].
    pub(crate) fn gbk(&self) -> &Set {
        &self.gbk
    }

    /// Big5-HKSCS, for [`Model::entry`].
    pub(crate) fn big5(&self) -> &Set {
        &self.big5
    }

    /// What a byte above ASCII and the next stand for.
    #[inline]
    pub(crate) fn entry(&self, set: &Set, lead: u8, trail: u8) -> Known {
        match set.slots[slot(lead, trail)].load(Ordering::Relaxed) {
            0 => self.look_up(set, lead, trail),
            known => Known(known),
        }
    }

    /// Threads that look together find the same.
    #[cold]
    fn look_up(&self, set: &Set, lead: u8, trail: u8) -> Known {
        let entry = pair(set.encoding, [lead, trail])
            .map_or(Known::NONE, |(char, mark)| Known::new(char, mark, self.cost(char)));
        set.slots[slot(lead, trail)].store(entry.0, Ordering::Relaxed);
        entry
    }
}

fn slot(lead: u8, trail: u8) -> usize {
    usize::from(lead & 0x7F) << 8 | usize::from(trail)
}

/// The character two bytes stand for, and its mark as in a [`Known`].
fn pair(encoding: &'static Encoding, bytes: [u8; 2]) -> Option<(char, u32)> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes)?;
    let mut chars = text.chars();
    let first = chars.next()?;
    let mark = match chars.next() {
        None => 0,
        Some('\u{304}') => 1,
        Some('\u{30C}') => 2,
        Some(_) => return None,
    };
    Some((first, mark))
}

/// The cost of a character that is not in the table, by the block it stands in.
fn by_block(code: u32) -> u8 {
    match code {
        0x09 | 0x0A | 0x0D => 40,
        0x20..=0x7E => 45,
        0x00..=0x1F | 0x7F => 150,
        0x80..=0x9F => 190,
        0xA0..=0xFF | 0xFEFF | 0xFFFD => 120,
        0x100..=0x4FF | 0x2000..=0x206F | 0x2100..=0x22FF | 0x2460..=0x27FF => 140,
        0x3000..=0x30FF | 0xFF00..=0xFFEF => 130,
        0x500..=0x1FFF | 0x3100..=0x312F | 0x1F300..=0x1FAFF => 150,
        0xAC00..=0xD7A3 => 170,
        0x4E00..=0x9FFF => 190,
        0x3400..=0x4DBF => 210,
        0xE000..=0xF8FF => 230,
        0x20000..=0x3FFFF => 220,
        _ => 200,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, common: bool) {
        let model = Model::get();
        for char in text.chars() {
            assert_eq!(model.cost(char) < COMMON, common, "{char} costs {}", model.cost(char));
        }
    }

    #[test]
    fn common_characters_are_common_in_both_scripts() {
        check("，。、“”中国政府工作报告國務院關於", true);
        check("锟鐨鍏銆淇癅\u{E5E5}\u{0}éЖ", false);
    }

    #[test]
    fn two_bytes_are_read_as_the_encodings_say() {
        let model = Model::get();
        for (encoding, set, bytes) in [(GBK, model.gbk(), [0xD6, 0xD0]), (BIG5, model.big5(), [0xA4, 0xA4])] {
            assert_eq!(model.entry(set, bytes[0], bytes[1]).get().unwrap().0, '中');
            for (lead, trail) in (0x81..=0xFE).flat_map(|lead| (0x40..=0xFE).map(move |trail| (lead, trail)))
            {
                let text = encoding
                    .decode_without_bom_handling_and_without_replacement(&[lead, trail])
                    .map(String::from);
                let entry = model.entry(set, lead, trail);
                let found =
                    entry.get().map(|(char, _)| [Some(char), entry.mark()].into_iter().flatten().collect());
                assert_eq!(found, text, "{lead:X}{trail:X}");
            }
        }
        let letter = model.entry(model.big5(), 0x88, 0x62);
        assert_eq!((letter.get().unwrap().0, letter.mark()), ('Ê', Some('\u{304}')));
    }
}

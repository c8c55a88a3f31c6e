//! The weights, read straight from the bytes they are compiled in as: a table of features, each with what it says for some labels.
//!
//! Layout, little endian: the names of the labels; what losses cost; weights from label to label; a table of slots, open addressing: a feature, where its
//! weights begin and how many there are; the weights: a label and a number in 256ths.

use crate::text::Label;

/// Weights learnt from labelled pages (`data/reading/train.py`, docs/data.md).
#[derive(Clone, Copy)]
pub struct Model<'b> {
    costs: &'b [u8],
    steps: &'b [u8],
    slots: &'b [u8],
    weights: &'b [u8],
}

/// Bytes of a slot and of a weight.
const SLOT: usize = 8;
const WEIGHT: usize = 3;
/// Low bits of a slot that count weights.
const COUNT: u32 = 5;

/// What a reading against the first look costs, which rules alone take: the more, the surer the evidence must be.
#[derive(Clone, Copy)]
pub(crate) enum Loss {
    /// A sentence.
    Sentence,
    /// One that a first look takes for the text.
    Chosen,
    /// What only documents have: a date, a signature, recipients.
    Part,
    /// Any other line a first look takes for the text.
    Line,
    /// One a first look takes out, if it stays.
    Out,
    /// Any line, if it is read otherwise than by a first look.
    Role,
}

/// How many kinds of them there are.
const COSTS: usize = 6;

/// Labels there are.
pub(crate) const LABELS: usize = Label::ALL.len();

/// Scores of all labels of a line.
pub(crate) type Scores = [i32; LABELS];

impl Default for Model<'_> {
    fn default() -> Self {
        const BUILT_IN: &[u8] = include_bytes!("../../data/reading/weights.bin");
        // While labels or costs change, the weights are not for them: without any, what they are learnt from can still be written.
        Model::read(BUILT_IN).unwrap_or(Model::NONE)
    }
}

impl std::fmt::Debug for Model<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Model({} weights)", self.weights.len() / WEIGHT)
    }
}

impl<'b> Model<'b> {
    /// No weights: a page is read as by a first look.
    pub(crate) const NONE: Model<'static> =
        Model { costs: &[0; 2 * COSTS], steps: &[0; 2 * LABELS * LABELS], slots: &[0; SLOT], weights: &[] };

    /// The weights in `bytes`; `None` if they are not for these labels, or not whole.
    pub fn read(bytes: &'b [u8]) -> Option<Model<'b>> {
        let names: Vec<&str> = Label::ALL.iter().map(|label| label.name()).collect();
        let bytes = bytes.strip_prefix(names.join(" ").as_bytes())?.strip_prefix(b"\n")?;
        let (costs, bytes) = bytes.split_at_checked(2 * COSTS)?;
        let (steps, bytes) = bytes.split_at_checked(2 * LABELS * LABELS)?;
        let (bits, bytes) = bytes.split_at_checked(4)?;
        let bits = u32::from_le_bytes(bits.try_into().ok()?);
        let (slots, weights) = bytes.split_at_checked(SLOT.checked_shl(bits)?)?;
        weights.len().is_multiple_of(WEIGHT).then_some(Model { costs, steps, slots, weights })
    }

    /// What losing a line of the text costs more than keeping one of the page.
    pub(crate) fn cost(&self, of: Loss) -> i32 {
        let at = 2 * of as usize;
        i32::from(i16::from_le_bytes([self.costs[at], self.costs[at + 1]]))
    }

    /// What speaks for `to` below `from`.
    pub(crate) fn step(&self, from: usize, to: usize) -> i32 {
        let at = 2 * (from * LABELS + to);
        i32::from(i16::from_le_bytes([self.steps[at], self.steps[at + 1]]))
    }

    /// Adds what `feature` says to the scores of the labels.
    pub(crate) fn add(&self, feature: u32, scores: &mut Scores) {
        for (label, weight) in self.weights_of(feature) {
            scores[label] += weight;
        }
    }

    /// What all of `features` say together.
    pub(crate) fn sum(&self, features: &[u32]) -> Scores {
        // A place for each byte, so that none of some thousand weights a line asks whether it names a label.
        let mut sums = [0; 1 << u8::BITS];
        for feature in features {
            for weight in self.bytes_of(*feature) {
                sums[usize::from(weight[0])] += number(weight);
            }
        }
        let mut scores = [0; LABELS];
        sums.chunks(LABELS)
            .flat_map(|sums| sums.iter().enumerate())
            .for_each(|(label, sum)| scores[label] += sum);
        scores
    }

    /// What `feature` says for which labels.
    pub(crate) fn weights_of(&self, feature: u32) -> impl Iterator<Item = (usize, i32)> + use<'b> {
        self.bytes_of(feature).iter().map(|weight| (usize::from(weight[0]) % LABELS, number(weight)))
    }

    fn bytes_of(&self, feature: u32) -> &'b [[u8; WEIGHT]] {
        let (from, count) = self.find(feature).unwrap_or_default();
        let weights = self.weights.get(WEIGHT * from..WEIGHT * (from + count)).unwrap_or_default();
        weights.as_chunks().0
    }

    fn find(&self, feature: u32) -> Option<(usize, usize)> {
        let many = self.slots.len() / SLOT;
        let mut at = spread(feature) as usize & (many - 1);
        for _ in 0..many {
            let slot: &[u8; SLOT] = self.slots.get(SLOT * at..)?.first_chunk()?;
            let [a, b, c, d, value @ ..] = *slot;
            let key = u32::from_le_bytes([a, b, c, d]);
            if key == 0 {
                return None;
            }
            if key == feature {
                let value = u32::from_le_bytes(value);
                return Some(((value >> COUNT) as usize, (value & ((1 << COUNT) - 1)) as usize));
            }
            at = (at + 1) & (many - 1);
        }
        None
    }
}

/// What a weight counts.
fn number(weight: &[u8; WEIGHT]) -> i32 {
    i32::from(i16::from_le_bytes([weight[1], weight[2]]))
}

/// Where in the table a feature is looked for first.
fn spread(feature: u32) -> u32 {
    let mixed = feature.wrapping_mul(0x85eb_ca6b);
    mixed ^ mixed >> 13
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_weights_are_whole() {
        assert_ne!(format!("{:?}", Model::default()), format!("{:?}", Model::NONE));
    }

    #[test]
    fn weights_are_found_and_broken_ones_refused() {
        let names: Vec<&str> = Label::ALL.iter().map(|label| label.name()).collect();
        let mut bytes = [names.join(" ").as_bytes(), b"\n"].concat();
        bytes.extend(vec![0; 2 * COSTS + 2 * LABELS * LABELS]);
        bytes.extend(1_u32.to_le_bytes());
        let mut slots = [0_u8; 16];
        let at = SLOT * (spread(77) as usize & 1);
        slots[at..at + 4].copy_from_slice(&77_u32.to_le_bytes());
        slots[at + 4..at + 8].copy_from_slice(&(1_u32 << COUNT | 1).to_le_bytes());
        bytes.extend(slots);
        bytes.extend([9, 9, 9, 3, 0xff, 0xff]);
        let model = Model::read(&bytes).expect("whole");
        assert_eq!(model.weights_of(77).collect::<Vec<_>>(), [(3, -1)]);
        assert_eq!(model.weights_of(78).count(), 0);
        // Together as one by one; what is known of nothing adds nothing.
        let sums = model.sum(&[77, 78, 77]);
        assert_eq!((sums[3], sums.iter().sum::<i32>()), (-2, -2));
        assert!(Model::read(&bytes[..bytes.len() - 1]).is_none());
        assert!(Model::read(&bytes[1..]).is_none());
    }
}

//! The fast way: a line without fault that reads like Chinese throughout is taken as it is.

use crate::decode::charset::{Charset, Read, Step};
use crate::decode::model::{Cost, Model};

/// Fewer characters than this prove nothing about the encoding of a line.
const PROOF: usize = 8;
/// The most the characters may cost on average. Lines of Chinese cost 56–83, in the wrong encoding 95 and more.
const AVERAGE: Cost = 94;
/// The most four characters in a row may cost; more, and they may have been shifted by a byte.
pub(crate) const FOUR: Cost = 480;

/// How much was taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Taken {
    pub(crate) bytes: usize,
    /// Characters above ASCII.
    pub(crate) chars: usize,
    /// Characters of three bytes and more, if in UTF-8.
    long: usize,
    cost: u64,
    /// The last four costs, and the most that four in a row came to.
    recent: [Cost; 4],
    worst: Cost,
}

impl Taken {
    /// Common characters throughout, and enough of them; or three that hardly anything but UTF-8 makes.
    fn is_convincing(&self) -> bool {
        let common = self.cost <= u64::from(AVERAGE) * self.chars as u64 && self.worst <= FOUR;
        self.chars >= PROOF && common || self.long >= 3 && self.long * 2 > self.chars
    }

    fn add(&mut self, cost: Cost) {
        self.chars += 1;
        self.cost += u64::from(cost);
        self.recent = [self.recent[1], self.recent[2], self.recent[3], cost];
        self.worst = self.worst.max(self.recent.iter().sum());
    }
}

/// Appends a piece to `text` if it reads well in `charset`; an open piece may end in half a character, which is left.
///
/// After `None` there may be some of it in `text`.
pub(crate) fn take(
    model: &Model,
    charset: Charset,
    piece: &[u8],
    open: bool,
    text: &mut String,
) -> Option<Taken> {
    let taken = match charset {
        Charset::Utf8 => utf8(model, piece, open, text),
        charset => pairs(model, charset, piece, open, text),
    };
    taken.filter(|taken| taken.is_convincing())
}

fn utf8(model: &Model, piece: &[u8], open: bool, text: &mut String) -> Option<Taken> {
    let valid = match std::str::from_utf8(piece) {
        Ok(valid) => valid,
        Err(error) if open && error.error_len().is_none() => {
            std::str::from_utf8(&piece[..error.valid_up_to()]).ok()?
        }
        Err(_) => return None,
    };
    let mut taken = Taken { bytes: valid.len(), ..Taken::default() };
    for char in valid.chars().filter(|char| !char.is_ascii()) {
        taken.add(model.cost(char));
        taken.long += usize::from(char >= '\u{800}');
    }
    text.push_str(valid);
    Some(taken)
}

/// Reads GB18030 or Big5; a letter with a mark is left to the search.
fn pairs(model: &Model, charset: Charset, piece: &[u8], open: bool, text: &mut String) -> Option<Taken> {
    let set = if charset == Charset::Big5 { model.big5() } else { model.gbk() };
    let mut taken = Taken::default();
    while let Some(&lead) = piece.get(taken.bytes) {
        if lead < 0x80 {
            text.push(char::from(lead));
            taken.bytes += 1;
            continue;
        }
        let Some(&trail) = piece.get(taken.bytes + 1) else { return open.then_some(taken) };
        let entry = model.entry(set, lead, trail);
        let (len, char, cost) = match entry.get() {
            Some((char, cost)) if entry.mark().is_none() => (2, char, cost),
            _ => four_bytes(model, charset, &piece[taken.bytes..])?,
        };
        text.push(char);
        taken.add(cost);
        taken.bytes += len;
    }
    Some(taken)
}

/// A character of GB18030 that takes four bytes, such as the no-break space.
#[cold]
fn four_bytes(model: &Model, charset: Charset, bytes: &[u8]) -> Option<(usize, char, Cost)> {
    match charset.step(model, bytes, 0) {
        Step { len: 4, read: Read::Char(char), cost } => Some((4, char, cost)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, GB18030};

    use super::*;

    #[track_caller]
    fn check(charset: Charset, piece: &[u8], open: bool, expected: Option<usize>) {
        let mut text = String::new();
        let taken = take(Model::get(), charset, piece, open, &mut text);
        assert_eq!(taken.map(|taken| taken.bytes), expected);
    }

    #[test]
    fn only_text_beyond_doubt_is_taken() {
        let gbk = GB18030.encode("各级人民政府应当加强领导").0;
        let big5 = BIG5.encode("各級人民政府應當加強領導").0;
        check(Charset::Gb18030, &gbk, false, Some(24));
        check(Charset::Big5, &big5, false, Some(24));
        check(Charset::Utf8, "各级人民政府应当加强领导".as_bytes(), false, Some(36));
        check(Charset::Gb18030, &big5, false, None);
        check(Charset::Big5, &gbk, false, None);
        check(Charset::Gb18030, &gbk[..12], false, None);
    }

    #[test]
    fn rare_characters_are_taken_in_utf8_only() {
        check(Charset::Utf8, "龘靐齉爩".as_bytes(), false, Some(12));
        check(Charset::Gb18030, &GB18030.encode("龘靐齉爩龘靐齉爩").0, false, None);
        check(Charset::Gb18030, &GB18030.encode("各级人民\u{A0}政府应当").0, false, Some(20));
    }

    #[test]
    fn half_a_character_is_left_only_where_more_follows() {
        let gbk = GB18030.encode("各级人民政府应当加强领导").0;
        check(Charset::Gb18030, &gbk[..23], true, Some(22));
        check(Charset::Gb18030, &gbk[..23], false, None);
        check(Charset::Utf8, &"各级人民政府应当加强领导".as_bytes()[..35], true, Some(33));
    }
}

//! The fast way: a line without fault and of common characters is taken as it is.

use crate::decode::charset::Charset;
use crate::decode::model::{COMMON, Cost, Entry, Model};

/// Fewer characters than this prove nothing about the encoding of a line.
const PROOF: usize = 8;

/// How much was taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Taken {
    pub(crate) bytes: usize,
    /// Characters above ASCII.
    pub(crate) chars: usize,
    common: usize,
}

impl Taken {
    /// At least 95 % common characters, and enough of them.
    fn is_convincing(&self) -> bool {
        self.chars >= PROOF && self.common * 100 >= self.chars * 95
    }

    fn add(&mut self, cost: Cost) {
        self.chars += 1;
        self.common += usize::from(cost < COMMON);
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
        Charset::Gb18030 => two_bytes(model.gbk_table(), piece, open, text),
        Charset::Big5 => two_bytes(model.big5_table(), piece, open, text),
    };
    taken.filter(Taken::is_convincing)
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
    }
    text.push_str(valid);
    Some(taken)
}

/// Characters of four bytes, and letters with a mark, are left to the search.
fn two_bytes(table: &[Entry], piece: &[u8], open: bool, text: &mut String) -> Option<Taken> {
    let mut taken = Taken::default();
    while let Some(&lead) = piece.get(taken.bytes) {
        if lead < 0x80 {
            text.push(char::from(lead));
            taken.bytes += 1;
            continue;
        }
        let Some(&trail) = piece.get(taken.bytes + 1) else { return open.then_some(taken) };
        let entry = Model::entry(table, lead, trail);
        let (char, cost) = entry.get()?;
        if entry.mark().is_some() {
            return None;
        }
        text.push(char);
        taken.add(cost);
        taken.bytes += 2;
    }
    Some(taken)
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
    fn half_a_character_is_left_only_where_more_follows() {
        let gbk = GB18030.encode("各级人民政府应当加强领导").0;
        check(Charset::Gb18030, &gbk[..23], true, Some(22));
        check(Charset::Gb18030, &gbk[..23], false, None);
        check(Charset::Utf8, &"各级人民政府应当加强领导".as_bytes()[..35], true, Some(33));
    }
}

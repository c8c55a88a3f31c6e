//! What holds for any bytes, tried on text that was encoded, mixed, cut and damaged by a fixed random sequence.
//!
//! `DECODE_ROUNDS=5000000 cargo test --release --lib decode::promises` tries longer.

use std::borrow::Cow;
use std::collections::BTreeMap;

use encoding_rs::{BIG5, GB18030, WINDOWS_1252};

use crate::decode::{Decoded, Options, decode, normalize};
use crate::diag::Log;
use crate::error::Error;

/// A random sequence that is the same everywhere (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit.max(1)
    }

    fn byte(&mut self) -> u8 {
        self.below(256) as u8
    }

    fn pick<'t, T: ?Sized>(&mut self, from: &[&'t T]) -> &'t T {
        from[self.below(from.len())]
    }
}

const PIECES: [&str; 20] = [
    "各级人民政府应当加强领导，认真组织实施。",
    "各級人民政府應當加強領導，認真組織實施。",
    "2023年2月2日，全国共办理案件12万件，同比增长3.5%；",
    "“十四五”——新征程……《关于工作的通知》（征求意见稿）",
    "<meta charset=\"gb2312\"><p>&nbsp;",
    "<meta charset=big5>",
    "\n",
    "\r\n",
    "\r",
    "\n\n\u{3000}\u{3000}",
    "plain ASCII, with words.",
    "café naïve Ünïcödé",
    "龘靐齉爩𠀀𪚥",
    "\u{E5E5}\u{E78D}\u{E123}\u{FEFF}\u{200B}\u{AD}",
    "\u{2028}\u{85}\u{B}\u{C}\u{0}\u{7F}\u{FFFE}\u{10FFFF}",
    "锟斤拷????烫烫烫烫\u{FFFD}",
    "日本語のテキスト",
    "Текст по-русски",
    "€‚ƒ„…†‡ˆ‰Š‹Œ",
    "👨\u{200D}👩\u{200D}👧 1\u{FE0F}\u{20E3}",
];

fn text(dice: &mut Dice) -> String {
    let pieces = 1 + dice.below(12);
    (0..pieces).map(|_| dice.pick(&PIECES)).collect()
}

fn encode(dice: &mut Dice, text: &str) -> Vec<u8> {
    match dice.below(8) {
        0 => GB18030.encode(text).0.into_owned(),
        1 => BIG5.encode(text).0.into_owned(),
        2 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        3 => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        4 => WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned().into_bytes(),
        5 => GB18030.decode_without_bom_handling(text.as_bytes()).0.into_owned().into_bytes(),
        _ => text.as_bytes().to_vec(),
    }
}

fn damage(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let at = dice.below(bytes.len());
    match dice.below(9) {
        0 => bytes.insert(at, dice.byte()),
        1 if !bytes.is_empty() => drop(bytes.remove(at)),
        2 => bytes.insert(at, 0),
        3 if !bytes.is_empty() => bytes[at] ^= 1 << dice.below(8),
        4 => bytes.truncate(at),
        5 => drop(bytes.drain(..at)),
        6 => {
            let copy = bytes[at..bytes.len().min(at + 40)].to_vec();
            bytes.splice(at..at, copy);
        }
        7 => {
            let mark: &[u8] = dice.pick(&[
                &b"\xEF\xBB\xBF"[..],
                b"\xFF\xFE",
                b"\xFE\xFF",
                b"\x84\x31\x95\x33",
                b"PK\x03\x04",
            ]);
            bytes.splice(0..0, mark.iter().copied());
        }
        _ => {
            let random: Vec<u8> = (0..dice.below(30)).map(|_| dice.byte()).collect();
            bytes.splice(at..at, random);
        }
    }
}

fn case(dice: &mut Dice) -> Vec<u8> {
    let parts = 1 + dice.below(3);
    let mut bytes: Vec<u8> = Vec::new();
    for _ in 0..parts {
        let text = text(dice);
        bytes.extend(encode(dice, &text));
    }
    if dice.below(40) == 0 {
        bytes = bytes.repeat(1 + dice.below(300));
    }
    for _ in 0..dice.below(6) {
        damage(dice, &mut bytes);
    }
    bytes
}

fn rounds() -> usize {
    std::env::var("DECODE_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(1000)
}

#[test]
fn any_bytes_keep_the_promises() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for _ in 0..rounds() {
        let state = dice.0;
        let bytes = case(&mut dice);
        let kept = std::panic::catch_unwind(|| check(&bytes));
        assert!(kept.is_ok(), "with Dice({state:#X}), {} bytes: {}", bytes.len(), bytes.escape_ascii());
    }
}

fn check(bytes: &[u8]) {
    let strict = decode(&mut Log::new(), bytes, &Options::default());
    let accept = Options { accept_damage: true, ..Options::default() };
    let mut log = Log::new();
    match (decode(&mut log, bytes, &accept), strict) {
        (Ok(decoded), strict) => {
            check_damage(&decoded, strict);
            check_spans(&decoded);
            check_normalize(&decoded.text);
            assert!(decoded.damaged == 0 || !log.findings().is_empty());
        }
        (Err(Error::NotText { .. }), Err(Error::NotText { .. })) => {}
        (accepted, strict) => panic!("{accepted:?} but {strict:?}"),
    }
}

fn check_damage(decoded: &Decoded<'_>, strict: Result<Decoded<'_>, Error>) {
    let total = decoded.text.chars().count();
    assert!(decoded.damaged >= decoded.text.matches('\u{FFFD}').count());
    assert!(decoded.damaged <= total);
    match strict {
        Ok(strict) => {
            assert!(strict.damaged * 200 <= total);
            assert_eq!(strict.text, decoded.text, "the same twice");
        }
        Err(Error::Damaged { damaged, total: all, .. }) => {
            assert_eq!((damaged, all), (decoded.damaged, total))
        }
        Err(other) => panic!("{other}"),
    }
}

fn check_spans(decoded: &Decoded<'_>) {
    for pair in decoded.spans.windows(2) {
        assert!(pair[0].first <= pair[0].last && pair[0].last <= pair[1].first);
        assert!(pair[0].encoding != pair[1].encoding);
    }
}

/// Characters before − changed + put there = characters after, white space aside; and a second time changes nothing.
fn check_normalize(text: &str) {
    let mut log = Log::new();
    let clean = normalize(&mut log, Cow::Borrowed(text));
    let mut balance = BTreeMap::new();
    count(&mut balance, text, 1);
    count(&mut balance, &clean, -1);
    for change in log.changes() {
        count(&mut balance, &change.before, -i64::from(change.count));
        count(&mut balance, &change.after, i64::from(change.count));
    }
    assert!(balance.values().all(|&rest| rest == 0), "{balance:?}");
    let mut again = Log::new();
    assert!(matches!(normalize(&mut again, Cow::Borrowed(&clean)), Cow::Borrowed(_)));
    assert!(again.changes().is_empty());
}

fn count(balance: &mut BTreeMap<char, i64>, text: &str, times: i64) {
    for char in text.chars().filter(|char| !char.is_whitespace()) {
        *balance.entry(char).or_default() += times;
    }
}

#[test]
fn clean_text_comes_back_as_it_was() {
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    for _ in 0..rounds() / 5 {
        let lines = 1 + dice.below(9);
        let simplified = [PIECES[0], PIECES[2], PIECES[3], PIECES[10]];
        let text: String = (0..lines).map(|_| format!("{}{}\n", PIECES[0], dice.pick(&simplified))).collect();
        check_round_trip(&text, text.as_bytes());
        check_round_trip(&text, &GB18030.encode(&text).0);
        check_round_trip(&text, &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
        let text = text.replace(PIECES[0], PIECES[1]).replace(PIECES[2], "").replace(PIECES[3], "");
        check_round_trip(&text, &BIG5.encode(&text).0);
    }
}

#[track_caller]
fn check_round_trip(text: &str, bytes: &[u8]) {
    let decoded = decode(&mut Log::new(), bytes, &Options::default()).unwrap();
    assert_eq!(decoded.text, text);
    assert!(decoded.repaired.is_none() && decoded.spans.is_empty());
}

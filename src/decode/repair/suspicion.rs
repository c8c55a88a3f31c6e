//! A cheap look at a line: could it be the work of a wrong decoder? Whoever says no costs nothing further.

/// One bit for each of U+4E00–U+9FFF: whether the character is a common one. See `docs/data.md`.
const COMMON_HAN: &[u8; 2624] = include_bytes!("../common.bin");

/// Characters above ASCII looked at in each stretch of a line.
const SAMPLE: usize = 16;
/// Length of a stretch in bytes.
const STRETCH: usize = 2048;

/// Whether a good part of some stretch is of letters and signs that wrong decoders leave behind.
pub(crate) fn suspicious(line: &str) -> bool {
    stretches(line).any(odd_share)
}

/// A line in stretches.
fn stretches(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let (stretch, left) = rest.split_at(rest.ceil_char_boundary(STRETCH.min(rest.len())));
        rest = left;
        (!stretch.is_empty()).then_some(stretch)
    })
}

/// The beginning of each odd stretch of a line: enough to see whether reading it anew is worth the time.
pub(crate) fn probes(line: &str) -> impl Iterator<Item = &str> {
    // Some hundred characters, of which a dozen would do.
    const PROBE: usize = 384;
    stretches(line).filter(|stretch| odd_share(stretch)).map(|stretch| {
        let high = stretch.bytes().position(|byte| byte >= 0x80).unwrap_or(0);
        &stretch[high..stretch.floor_char_boundary((high + PROBE).min(stretch.len()))]
    })
}

fn odd_share(stretch: &str) -> bool {
    let Some(start) = stretch.bytes().position(|byte| byte >= 0x80) else { return false };
    let (mut all, mut odd) = (0, 0);
    for char in stretch[start..].chars().filter(|char| !char.is_ascii()).take(SAMPLE) {
        all += 1;
        odd += usize::from(is_odd(char));
    }
    odd >= 2 && odd * 4 >= all
}

fn is_odd(char: char) -> bool {
    let code = u32::from(char);
    match code {
        0x4E00..=0x9FFF => !is_common_han(code),
        0x80..=0x9F | 0xA1..=0xAF | 0xB1..=0xB6 | 0xB8..=0x24F => true,
        0x370..=0x45F | 0x2C6 | 0x2DC | 0x3040..=0x312F | 0xE000..=0xF8FF | 0xFFFD => true,
        0x2018..=0x203A | 0x20AC | 0x2122 => !matches!(char, '‘' | '’' | '“' | '”' | '…'),
        0x3400..=0x4DBF | 0x2500..=0x25FF => true,
        _ => false,
    }
}

fn is_common_han(code: u32) -> bool {
    let at = code as usize - 0x4E00;
    COMMON_HAN[at / 8] >> (at % 8) & 1 == 1
}

/// Whether there is enough Han (or what a decoder of Chinese leaves besides) for a wrong decoder of Chinese.
pub(crate) fn mostly_han(line: &str) -> bool {
    let (mut all, mut han) = (0, 0);
    for char in line.chars().filter(|char| !char.is_ascii()) {
        all += 1;
        han += usize::from(matches!(char, '\u{3400}'..='\u{9FFF}' | '\u{E000}'..='\u{F8FF}' | '\u{FFFD}'));
    }
    han * 10 >= all * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: bool) {
        assert_eq!(suspicious(line), expected, "{line}");
    }

    #[test]
    fn ordinary_lines_are_passed_over() {
        check("各级人民政府应当加强领导，认真组织实施。", false);
        check("“十四五”——新征程……（2021–2025年）·第一章", false);
        check("plain ascii", false);
        check("温度 25°C ± 2", false);
    }

    #[test]
    fn a_long_line_is_probed_where_it_is_odd() {
        let odd = "鍚勭骇浜烘皯鏀垮簻".repeat(90);
        let line = "a".repeat(STRETCH + 7) + &odd;
        assert_eq!(probes(&line).map(str::len).collect::<Vec<_>>(), [384, 384]);
        assert!(probes(&line).all(|probe| odd.contains(probe)));
        assert_eq!(probes(&"中国".repeat(700)).count(), 0);
    }

    #[test]
    fn the_work_of_wrong_decoders_is_noticed() {
        check("å„çº§äººæ°‘æ”¿åºœ", true);
        check("鍚勭骇浜烘皯鏀垮簻", true);
        check("¸÷¼¶ÈËÃñÕþ¸®", true);
        check(&("中国".repeat(700) + &"鍚勭骇浜烘皯鏀垮簻".repeat(90)), true);
    }
}

//! Chinese numerals (数字): which characters they are, and what they count.

/// The digits in their order, as years have them: 二〇二六.
const DIGITS: &str = "〇一二三四五六七八九";

/// Whether `c` is a digit from 〇 to 九.
pub fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

/// Whether `c` counts up to ten: 一 to 十.
pub fn is_small(c: char) -> bool {
    c == '十' || c != '〇' && is_digit(c)
}

/// Whether `c` is part of a number below a thousand: 一百零三.
pub fn is_numeral(c: char) -> bool {
    matches!(c, '十' | '百' | '零') || is_digit(c)
}

/// Whether `c` is part of a number written in words, however large: 一千二百.
pub fn is_large(c: char) -> bool {
    is_numeral(c) || c == '千'
}

/// Whether `c` is written where 〇 is meant: a circle, a letter of two alphabets, 零.
pub fn looks_like_zero(c: char) -> bool {
    matches!(c, '○' | '◯' | '⭕' | 'O' | 'o' | 'Ｏ' | '\u{41e}' | '\u{43e}' | '零')
}

/// Whether `chars[i]`, of whatever looks, is a digit of a year of four: 二OO八年, 二〇一0年.
pub fn is_in_year(chars: &[char], i: usize) -> bool {
    let part = |c: &char| is_digit(*c) || looks_like_zero(*c) || *c == '0';
    let start = i - chars[..i].iter().rev().take_while(|c| part(c)).count();
    let end = i + chars[i..].iter().take_while(|c| part(c)).count();
    end == start + 4 && matches!(chars[start], '一' | '二') && chars.get(end) == Some(&'年')
}

/// Bytes at the start of `text` that are a number of Chinese numerals.
pub fn span(text: &str) -> Option<usize> {
    let n = text.find(|c| !is_numeral(c)).unwrap_or(text.len());
    (n > 0).then_some(n)
}

/// Bytes at the start of `text` that are Arabic digits.
pub fn arabic_span(text: &str) -> Option<usize> {
    let n = text.bytes().take_while(u8::is_ascii_digit).count();
    (n > 0).then_some(n)
}

fn digit(c: char) -> Option<u32> {
    DIGITS.chars().zip(0..).find(|(known, _)| *known == c).map(|(_, digit)| digit)
}

/// What a number of Arabic or Chinese numerals counts: `12`, `十二`, `一百零三`, `一〇三`; nothing above 9999.
pub fn value(text: &str) -> Option<u32> {
    let (mut total, mut digits) = (0_u32, None::<u32>);
    for c in text.chars() {
        let unit = match c {
            '百' => 100,
            '十' => 10,
            _ => {
                let digit = if c == '零' { 0 } else { c.to_digit(10).or_else(|| digit(c))? };
                digits = Some(digits.unwrap_or(0).saturating_mul(10).saturating_add(digit));
                continue;
            }
        };
        total = total.saturating_add(digits.take().unwrap_or(1).saturating_mul(unit));
    }
    let value = total.saturating_add(digits.unwrap_or(0));
    (!text.is_empty() && value <= 9999).then_some(value)
}

/// `n` up to 99 in Chinese numerals: `十二`.
pub fn spelled(n: u32) -> String {
    let digit =
        |n: u32| DIGITS.chars().nth(n as usize).filter(|_| n > 0).map(String::from).unwrap_or_default();
    match (n / 10, n % 10) {
        (0, ones) => digit(ones),
        (tens, ones) => format!("{}十{}", if tens > 1 { digit(tens) } else { String::new() }, digit(ones)),
    }
}

/// `n` up to 9999 in Chinese numerals as they are read: `一百零一`.
pub fn in_words(n: u32) -> Option<String> {
    const UNITS: [(u32, &str); 4] = [(1000, "千"), (100, "百"), (10, "十"), (1, "")];
    if !(1..=9999).contains(&n) {
        return (n == 0).then(|| "〇".to_owned());
    }
    let (mut words, mut gap) = (String::new(), false);
    for (unit, name) in UNITS {
        let digit = n / unit % 10;
        if digit == 0 {
            gap = !words.is_empty();
            continue;
        }
        words.push_str(if std::mem::take(&mut gap) { "零" } else { "" });
        let ten = unit == 10 && digit == 1 && words.is_empty();
        words.push_str(if ten { "" } else { &DIGITS[digit as usize * 3..][..3] });
        words.push_str(name);
    }
    Some(words)
}

/// `year` digit by digit: `二〇二六`.
pub fn spelled_year(year: u32) -> String {
    let digits: Vec<char> = DIGITS.chars().collect();
    year.to_string().chars().filter_map(|c| Some(digits[c.to_digit(10)? as usize])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_have_a_value() {
        for (text, expected) in [
            ("0", 0),
            ("12", 12),
            ("十", 10),
            ("二十", 20),
            ("十二", 12),
            ("一百零三", 103),
            ("一〇三", 103),
            ("一百二十", 120),
        ] {
            assert_eq!(value(text), Some(expected), "{text}");
        }
        for text in ["", "10000", "甲", "一甲", &"九".repeat(40)] {
            assert_eq!(value(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_spelled_as_they_are_read() {
        for n in 1..100 {
            assert_eq!(value(&spelled(n)), Some(n));
        }
        assert_eq!((spelled(10).as_str(), spelled(21).as_str()), ("十", "二十一"));
        assert_eq!(spelled_year(2026), "二〇二六");
    }

    #[test]
    fn a_year_has_zeros_of_many_looks() {
        let in_year = |text: &str, i| is_in_year(&text.chars().collect::<Vec<_>>(), i);
        assert!(in_year("二OO八年", 1) && in_year("于二〇一0年", 4) && in_year("二\u{41e}\u{41e}八年", 2));
        assert!(
            !in_year("二OO八", 1)
                && !in_year("三OO八年", 1)
                && !in_year("二O八年", 1)
                && !in_year("一二OO八年", 2)
        );
    }

    #[test]
    fn sets_grow() {
        assert!(is_small('十') && !is_small('〇') && is_digit('〇') && !is_digit('十'));
        assert!(
            is_numeral('零') && is_numeral('百') && !is_numeral('千') && is_large('千') && !is_large('万')
        );
        assert_eq!(
            (span("十二、"), span("甲"), arabic_span("12."), arabic_span("．")),
            (Some(6), None, Some(2), None)
        );
    }
}

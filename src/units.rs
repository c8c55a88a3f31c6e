//! Lengths. Everything on the page is a whole number of EMU; floats begin where sheets are drawn (`sheet`).

use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};

use crate::message;
use crate::message::Message;

/// A length in English Metric Units: 36 000 a millimetre, 12 700 a point, 635 a twip.
///
/// All three units the formats use are whole multiples, so sums are exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length(i64);

// A millimetre, a point and a twip in EMU (ECMA-376 part 1, 20.1.2.1): every unit of a page is a whole number of them.
const PER_MM: i64 = 36_000;
const PER_POINT: i64 = 12_700;
const PER_TWIP: i64 = 635;

impl Length {
    /// No length at all.
    pub const ZERO: Length = Length(0);

    /// From EMU.
    pub const fn emu(n: i64) -> Length {
        Length(n)
    }

    /// From whole millimetres.
    pub const fn mm(n: i64) -> Length {
        Length(n * PER_MM)
    }

    /// From whole points.
    pub const fn points(n: i64) -> Length {
        Length(n * PER_POINT)
    }

    /// From twips (twentieths of a point).
    pub const fn twips(n: i64) -> Length {
        Length(n * PER_TWIP)
    }

    /// In EMU.
    pub const fn as_emu(self) -> i64 {
        self.0
    }

    /// In twips, rounded to the nearest.
    pub const fn as_twips(self) -> i64 {
        (self.0 + self.0.signum() * PER_TWIP / 2) / PER_TWIP
    }

    /// In half points (the unit of `w:sz`), rounded to the nearest.
    pub const fn as_half_points(self) -> i64 {
        const HALF: i64 = PER_POINT / 2;
        (self.0 + self.0.signum() * HALF / 2) / HALF
    }

    /// How often `unit` fits into this length; 0 for a `unit` that is not positive.
    pub const fn times(self, unit: Length) -> i64 {
        if unit.0 <= 0 { 0 } else { self.0 / unit.0 }
    }

    /// Reads `"37mm"`, `"3.7cm"`, `"16pt"`, `"1474twip"` or a Chinese size name such as `"三号"`.
    ///
    /// # Errors
    /// A message that names the accepted forms when `text` is none of them.
    pub fn parse(text: &str) -> Result<Length, Message> {
        let text = text.trim();
        if let Some((_, points10)) = SIZES.iter().find(|(name, _)| *name == text) {
            return Ok(Length(points10 * PER_POINT / 10));
        }
        let split = text.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-')).unwrap_or(text.len());
        let (number, unit) = text.split_at(split);
        let per = match unit.trim() {
            "mm" => PER_MM,
            "cm" => PER_MM * 10,
            "pt" => PER_POINT,
            "twip" => PER_TWIP,
            _ => {
                return Err(message!(
                    "\"%{text}\" is not a length; write \"37mm\", \"16pt\" or a size name like \"三号\"",
                    text = text
                ));
            }
        };
        decimal(number, per).map(Length).ok_or_else(|| {
            message!(
                "\"%{number}\" in \"%{text}\" is not a number; write for example \"28.95pt\"",
                number = number,
                text = text
            )
        })
    }
}

/// `number` × `per`, exactly, for up to four decimals.
fn decimal(number: &str, per: i64) -> Option<i64> {
    let (sign, digits) = number.strip_prefix('-').map_or((1, number), |rest| (-1, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && fraction.is_empty() || fraction.len() > 4 || whole.len() > 9 {
        return None;
    }
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let scale = 10_i64.pow(fraction.len() as u32);
    let fraction: i64 = if fraction.is_empty() { 0 } else { fraction.parse().ok()? };
    Some(sign * (whole * per + fraction * per / scale))
}

/// Chinese type sizes (字号) in tenths of a point.
const SIZES: [(&str, i64); 12] = [
    ("初号", 420),
    ("小初", 360),
    ("一号", 260),
    ("小一", 240),
    ("二号", 220),
    ("小二", 180),
    ("三号", 160),
    ("小三", 150),
    ("四号", 140),
    ("小四", 120),
    ("五号", 105),
    ("小五", 90),
];

impl Add for Length {
    type Output = Length;
    fn add(self, other: Length) -> Length {
        Length(self.0 + other.0)
    }
}

impl Sub for Length {
    type Output = Length;
    fn sub(self, other: Length) -> Length {
        Length(self.0 - other.0)
    }
}

impl Neg for Length {
    type Output = Length;
    fn neg(self) -> Length {
        Length(-self.0)
    }
}

impl Mul<i64> for Length {
    type Output = Length;
    fn mul(self, n: i64) -> Length {
        Length(self.0 * n)
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = (self.0 * 100 + PER_MM / 2).div_euclid(PER_MM);
        write!(f, "{}.{:02}mm", hundredths / 100, hundredths.rem_euclid(100))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_exact() {
        for (text, twips) in
            [("37mm", 2098), ("28.95pt", 579), ("三号", 320), ("1474twip", 1474), ("2.5cm", 1417)]
        {
            assert_eq!(Length::parse(text).unwrap().as_twips(), twips, "{text}");
        }
        assert_eq!(Length::parse("小五").unwrap().as_half_points(), 18);
    }

    #[test]
    fn a_bad_length_says_what_to_write() {
        for text in ["", "37", "三十号", "1..2mm", "mm", "1.23456pt"] {
            let error = Length::parse(text).unwrap_err();
            assert!(error.to_string().contains("write"), "{text}: {error}");
        }
    }
}

//! How a cell of a workbook shows its number: as a day, a time, a part of a hundred, with so many digits.

use std::collections::HashMap;

use crate::bundle::serial;
use crate::error::Result;
use crate::extract::xml::{Space, Tag, Visitor};

/// What a format makes of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Format {
    /// The number as it is.
    #[default]
    Plain,
    Day,
    Month,
    /// A time, of a day or that passed, to the second or not; with the day in front of it.
    Time {
        day: bool,
        passed: bool,
        seconds: bool,
    },
    /// So many digits behind the point, in groups of three, and of a hundred or of one.
    Digits {
        count: usize,
        groups: bool,
        hundred: bool,
    },
}

/// The formats of the cells of a workbook.
#[derive(Debug, Default)]
pub(super) struct Formats {
    own: HashMap<u32, Format>,
    cells: Vec<Format>,
    /// Whether formats of cells stand here, and not those of styles.
    open: bool,
}

impl Formats {
    /// How a cell with this number of a format shows `value`.
    pub(super) fn shown(&self, style: Option<usize>, value: String) -> String {
        let format = style.and_then(|style| self.cells.get(style)).copied().unwrap_or_default();
        let number = || value.trim().parse::<f64>().ok().filter(|number| number.is_finite());
        match format {
            Format::Day => serial::date(&value).unwrap_or(value),
            Format::Month => {
                serial::date(&value).map_or(value, |day| day[..day.len() - "-01".len()].to_owned())
            }
            Format::Time { day, passed, seconds } => {
                let date =
                    if day { serial::date(&value).map(|date| date + " ") } else { Some(String::new()) };
                let shown = date.zip(serial::time(&value, passed, seconds));
                shown.map_or(value, |(date, time)| date + &time)
            }
            Format::Plain => number().filter(|_| value.len() > 15).map_or(value, plain),
            Format::Digits { count, groups, hundred } => match number() {
                Some(number) => {
                    let shown = format!("{:.count$}", if hundred { number * 100.0 } else { number });
                    let shown = if groups { grouped(&shown) } else { shown };
                    if hundred { shown + "%" } else { shown }
                }
                None => value,
            },
        }
    }
}

/// A number as Excel shows it: with 15 digits, which is what it counts with.
fn plain(number: f64) -> String {
    let shown = format!("{number:.14e}");
    let rounded: f64 = shown.parse().unwrap_or(number);
    rounded.to_string()
}

/// `1234567.8` → `1,234,567.8`.
fn grouped(number: &str) -> String {
    let (whole, rest) = number.split_at(number.find('.').unwrap_or(number.len()));
    let (sign, digits) = whole.split_at(usize::from(whole.starts_with('-')));
    let mut out = sign.to_owned();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

/// The formats every workbook has (ECMA-376 18.8.30), those of Chinese systems among them.
fn built_in(number: u32) -> Format {
    let digits = |count, groups, hundred| Format::Digits { count, groups, hundred };
    match number {
        1 => digits(0, false, false),
        2 => digits(2, false, false),
        3 => digits(0, true, false),
        4 => digits(2, true, false),
        9 => digits(0, false, true),
        10 => digits(2, false, true),
        37 | 38 => digits(0, true, false),
        39 | 40 => digits(2, true, false),
        17 | 27 | 36 | 50 | 52 | 57 => Format::Month,
        14..=16 | 28..=31 | 51 | 53 | 54 | 58 => Format::Day,
        18 | 20 | 32 | 34 | 55 => Format::Time { day: false, passed: false, seconds: false },
        19 | 21 | 33 | 35 | 56 => Format::Time { day: false, passed: false, seconds: true },
        22 => Format::Time { day: true, passed: false, seconds: false },
        46 => Format::Time { day: false, passed: true, seconds: true },
        _ => Format::Plain,
    }
}

/// What a format of the workbook's own means: `yyyy"年"m"月"d"日"`, `0.0%`, `#,##0.00_ `.
fn of_code(code: &str) -> Format {
    let mut bare = String::new();
    let passed = code.to_ascii_lowercase().contains("[h");
    let mut chars = code.split(';').next().unwrap_or_default().chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => drop(chars.by_ref().find(|c| *c == '"')),
            '[' => drop(chars.by_ref().find(|c| *c == ']')),
            '\\' | '_' | '*' => drop(chars.next()),
            c => bare.push(c.to_ascii_lowercase()),
        }
    }
    let plain = bare.chars().all(|c| "0#,.%? -+()".contains(c));
    match () {
        () if bare.contains('h') || passed => {
            let day = bare.contains('y') || bare.contains('d');
            Format::Time { day: day && !passed, passed, seconds: bare.contains('s') }
        }
        () if bare.contains('y') && bare.contains('m') && !bare.contains('d') => Format::Month,
        () if bare.contains('y') || bare.contains('m') && bare.contains('d') => Format::Day,
        () if plain && bare.contains(['0', '#']) => {
            let behind = bare.split_once('.').map_or("", |(_, behind)| behind);
            // What may stand there if it is needed is not written where it is not.
            if behind.contains('#') || bare.ends_with(',') {
                return Format::Plain;
            }
            let count = behind.chars().filter(|c| *c == '0').count();
            Format::Digits { count, groups: bare.contains(','), hundred: bare.contains('%') }
        }
        () => Format::Plain,
    }
}

impl Visitor for Formats {
    fn open(&mut self, tag: &Tag<'_>) -> Result<()> {
        let number = || tag.number("numFmtId").and_then(|number| u32::try_from(number).ok()).unwrap_or(0);
        match tag.name {
            "numFmt" => {
                self.own.insert(number(), of_code(&tag.get("formatCode").unwrap_or_default()));
            }
            "cellXfs" => self.open = true,
            "xf" if self.open => {
                let format = self.own.get(&number()).copied().unwrap_or_else(|| built_in(number()));
                self.cells.push(format);
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, _: Space, name: &str) -> Result<()> {
        self.open &= name != "cellXfs";
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_their_cells_say() {
        for (code, value, expected) in [
            ("yyyy\"年\"m\"月\"d\"日\"", "45717", "2025-03-01"),
            ("[$-804]yyyy/m/d;@", "45717", "2025-03-01"),
            ("yyyy-m-d", "28616", "1978-05-06"),
            ("yyyy\"年\"m\"月\"", "45717", "2025-03"),
            ("yyyy/m/d h:mm", "45717.3125", "2025-03-01 7:30"),
            ("h:mm:ss AM/PM", "0.3125", "7:30:00"),
            ("[h]:mm", "1.5", "36:00"),
            ("h:mm", "x", "x"),
            ("0.0%", "0.125", "12.5%"),
            ("#,##0.00_ ", "1234567.891", "1,234,567.89"),
            ("#,##0", "-1234", "-1,234"),
            ("0.00", "3", "3.00"),
            ("0.##", "3", "3"),
            ("General", "0.30000000000000004", "0.3"),
            ("General", "7", "7"),
            ("0.0\"万元\"", "x", "x"),
            ("@", "12", "12"),
        ] {
            let formats = Formats { cells: vec![of_code(code)], ..Formats::default() };
            assert_eq!(formats.shown(Some(0), value.to_owned()), expected, "{code}");
        }
        let formats = Formats::default();
        assert_eq!(formats.shown(Some(9), "1".to_owned()), "1");
        assert_eq!([built_in(14), built_in(57), built_in(0)], [Format::Day, Format::Month, Format::Plain]);
        let time = |day, passed, seconds| Format::Time { day, passed, seconds };
        assert_eq!(
            [20, 19, 22, 46].map(built_in),
            [
                time(false, false, false),
                time(false, false, true),
                time(true, false, false),
                time(false, true, true)
            ]
        );
    }

    #[test]
    fn every_workbook_has_formats_of_its_own_accord() {
        let of = |number: u32, value: &str| {
            let formats = Formats { cells: vec![built_in(number)], ..Formats::default() };
            formats.shown(Some(0), value.to_owned())
        };
        for (number, expected) in [
            (0, "12345.678"),
            (1, "12346"),
            (2, "12345.68"),
            (3, "12,346"),
            (4, "12,345.68"),
            (9, "1234568%"),
            (10, "1234567.80%"),
            (37, "12,346"),
            (38, "12,346"),
            (39, "12,345.68"),
            (40, "12,345.68"),
            (49, "12345.678"),
        ] {
            assert_eq!(of(number, "12345.678"), expected, "{number}");
        }
        for number in [14, 15, 16, 28, 29, 30, 31, 51, 53, 54, 58] {
            assert_eq!(of(number, "45717"), "2025-03-01", "{number}");
        }
        for number in [17, 27, 36, 50, 52, 57] {
            assert_eq!(of(number, "45717"), "2025-03", "{number}");
        }
        for number in [18, 20, 32, 34, 55] {
            assert_eq!(of(number, "0.3125"), "7:30", "{number}");
        }
        for number in [19, 21, 33, 35, 56] {
            assert_eq!(of(number, "0.3125"), "7:30:00", "{number}");
        }
        assert_eq!(of(22, "45717.3125"), "2025-03-01 7:30");
        assert_eq!(of(46, "1.5"), "36:00:00");
        // Groups of three stand between digits only.
        for (value, expected) in [
            ("123", "123"),
            ("-123", "-123"),
            ("1234", "1,234"),
            ("123456", "123,456"),
            ("-123456", "-123,456"),
        ] {
            assert_eq!(of(3, value), expected);
        }
        // 15 digits are what Excel counts with; a number as long as that is as it was written.
        assert_eq!(of(0, "0.1000000000001"), "0.1000000000001");
        assert_eq!(of(0, "123456789012345678"), "123456789012346000");
    }
}

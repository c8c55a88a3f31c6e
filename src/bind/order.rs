//! In which order the parts of a compilation stand.

use std::cmp::Ordering;
use std::path::{Component, Path};

use crate::bind::{Order, Part};
use crate::diag::{Log, Severity};
use crate::lexicon::{date, numeral};
use crate::message;

/// Puts `parts` in order; what is equal stays as given.
pub(super) fn sort(log: &mut Log, parts: &mut [Part], order: Order) {
    match order {
        Order::Given => {}
        Order::Name => parts.sort_by(|a, b| by_name(&a.name, &b.name)),
        Order::Date => {
            for part in parts.iter().filter(|part| date_of(part).is_none()) {
                log.found(
                    "bind.undated",
                    Severity::Warning,
                    0,
                    message!(
                        "%{name} has no date; it comes after those that have one",
                        name = part.name.as_str()
                    ),
                );
            }
            parts.sort_by_key(|part| date_of(part).map_or((1, [0; 3]), |date| (0, date)));
        }
    }
}

/// The date of the first article that has one.
fn date_of(part: &Part) -> Option<[u32; 3]> {
    part.document.articles.iter().find_map(|article| numbers(article.date.as_deref()?))
}

/// The numbers of a date, in words or not; a month or day that is missing counts as the first.
fn numbers(date: &str) -> Option<[u32; 3]> {
    date::whole_line(date)?.ordered()
}

/// Paths part by part, numbers in them by their value: `2.txt` before `10.txt`, 第二章 before 第十章.
pub fn natural(a: &Path, b: &Path) -> Ordering {
    let mut pairs = a.components().zip(b.components());
    let text = |part: Component<'_>| part.as_os_str().to_string_lossy().into_owned();
    let unlike = pairs.find_map(|(a, b)| Some(by_name(&text(a), &text(b))).filter(|order| order.is_ne()));
    unlike.unwrap_or_else(|| a.components().count().cmp(&b.components().count())).then_with(|| a.cmp(b))
}

/// Names by their characters, numbers in them by their value.
fn by_name(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        match (piece(&mut a), piece(&mut b)) {
            (None, None) => return Ordering::Equal,
            (one, other) => match one.cmp(&other) {
                Ordering::Equal => {}
                decided => return decided,
            },
        }
    }
}

/// A number or a character of a name.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    Number(u64),
    Character(char),
}

fn piece(rest: &mut &str) -> Option<Piece> {
    let first = rest.chars().next()?;
    let run = |fits: fn(char) -> bool| rest.find(|c| !fits(c)).unwrap_or(rest.len());
    let ascii = run(|c| c.is_ascii_digit());
    let han = run(numeral::is_numeral);
    let (length, piece) = if ascii > 0 {
        (ascii, rest[..ascii].parse().ok().map(Piece::Number))
    } else if han > 0 {
        (han, numeral::value(&rest[..han]).map(|number| Piece::Number(number.into())))
    } else {
        (first.len_utf8(), None)
    };
    *rest = &rest[length..];
    piece.or(Some(Piece::Character(first)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_count_by_value() {
        let sorted =
            ["01 某.txt", "2 某.txt", "10 某.txt", "第二章", "第九章", "第十章", "第十一章", "第二十章"];
        for pair in sorted.windows(2) {
            assert_eq!(by_name(pair[0], pair[1]), Ordering::Less, "{pair:?}");
        }
        assert_eq!(by_name("甲", "甲"), Ordering::Equal);
    }

    #[test]
    fn paths_count_part_by_part() {
        let sorted = [
            "a/2.txt",
            "a/10.txt",
            "a 1/1.txt",
            "b/第二章/1.txt",
            "b/第三章.txt",
            "b/第二十章.txt",
            "c.txt",
            "c.txt/d",
        ];
        for pair in sorted.windows(2) {
            assert_eq!(natural(Path::new(pair[0]), Path::new(pair[1])), Ordering::Less, "{pair:?}");
        }
        assert_eq!(natural(Path::new("01"), Path::new("1")), Ordering::Less);
    }

    #[test]
    fn dates_are_numbers() {
        assert_eq!(numbers("2023年2月2日"), Some([2023, 2, 2]));
        assert_eq!(numbers("2023年12月"), Some([2023, 12, 1]));
        assert_eq!(numbers("二〇二三年十二月三日"), Some([2023, 12, 3]));
        assert_eq!(numbers("近日"), None);
    }
}

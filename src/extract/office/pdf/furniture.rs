//! What stands on pages beside their text: numbers, running heads and feet.

use std::collections::HashMap;

use crate::extract::office::flow::HEADER;
use crate::extract::office::pdf::Unit;
use crate::extract::office::pdf::rows::{Row, usual};

/// Rows at either end of a page that may be no text.
const EDGE: usize = 2;

/// Sets the numbers of pages aside, and rows that several pages have at their edges.
pub(super) fn set_aside(pages: &mut [Vec<Row>]) {
    // A line that only two pages share may be said twice.
    const PAGES: usize = 3;
    let size = usual(pages.iter().flatten().map(|row| row.size));
    let mut seen: HashMap<(String, Unit), usize> = HashMap::new();
    for page in pages.iter() {
        for i in edge(page) {
            *seen.entry(key(&page[i])).or_default() += 1;
        }
    }
    for page in pages.iter_mut() {
        let repeated = |i: usize| seen[&key(&page[i])] >= PAGES && is_beside(page, i, size);
        let out: Vec<usize> =
            edge(page).into_iter().filter(|i| is_number(&page[*i].text()) || repeated(*i)).collect();
        out.into_iter().for_each(|i| page[i].aside = Some(HEADER));
    }
}

/// Whether a row stands beside the text of its page: in smaller type, or farther away than its lines are from each other. The head of
/// a table that goes on stands in it.
fn is_beside(page: &[Row], i: usize, size: Unit) -> bool {
    let small = page[i].size * 100 < size * 95;
    let mut bases: Vec<Unit> = page.iter().map(|row| row.base).collect();
    bases.sort_unstable();
    let pitch = usual(bases.windows(2).map(|pair| pair[1] - pair[0]));
    let (above, below): (Vec<Unit>, Vec<Unit>) =
        bases.iter().filter(|base| **base != page[i].base).partition(|base| **base < page[i].base);
    let inner = if above.len() < below.len() {
        below.first().map(|base| base - page[i].base)
    } else {
        above.last().map(|base| page[i].base - base)
    };
    small || inner.is_none_or(|gap| gap * 10 >= pitch * 13)
}

/// The highest and the lowest rows of a page.
fn edge(page: &[Row]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..page.len()).collect();
    order.sort_by_key(|i| page[*i].base);
    let (head, foot) = (order.iter().take(EDGE), order.iter().rev().take(EDGE));
    let mut edge: Vec<usize> = head.chain(foot).copied().collect();
    edge.sort_unstable();
    edge.dedup();
    edge
}

/// A row by its text without numbers, and roughly where it stands.
fn key(row: &Row) -> (String, Unit) {
    // Left and right pages differ in their indent, hardly in their height.
    const ABOUT: Unit = 600;
    let text = row.text().chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect();
    (text, row.base / ABOUT)
}

/// `12`, `— 12 —`, `- 12 -`, `第12页`, `第 3 页 共 12 页`, `3 / 12`, `IV`.
fn is_number(text: &str) -> bool {
    // `第 123 页 共 456 页` has ten characters without its blanks.
    const LONGEST: usize = 12;
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let sign = |c: char| c.is_ascii_digit() || "-—–－―·•/第页共Page頁".contains(c);
    let roman = !bare.is_empty() && bare.chars().all(|c| "ivxlIVXLⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ".contains(c)) && bare.len() <= 8;
    let counts = bare.chars().any(|c| c.is_ascii_digit()) && bare.chars().all(sign);
    bare.chars().count() <= LONGEST && (roman || counts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::office::pdf::glyphs::Piece;

    /// A page of rows at these base lines, in points.
    fn page(rows: &[(&str, Unit)]) -> Vec<Row> {
        let row = |(text, base): &(&str, Unit)| Row {
            base: base * 100,
            pieces: vec![Piece { text: (*text).to_owned(), ..Piece::default() }],
            ..Row::default()
        };
        rows.iter().map(row).collect()
    }

    fn stays(mut pages: Vec<Vec<Row>>) -> String {
        set_aside(&mut pages);
        pages.iter().flatten().filter(|row| row.aside.is_none()).map(Row::text).collect()
    }

    /// So many pages of six rows, with this one above the first at a distance, and a number below.
    fn pages(count: usize, head: &str, distance: Unit) -> Vec<Vec<Row>> {
        let texts =
            ["甲子", "乙丑", "丙寅", "丁卯", "戊辰", "己巳", "庚午", "辛未", "壬申", "癸酉", "甲戌", "乙亥"];
        let page = |i: usize| {
            let text = (0..4).map(|line| (texts[4 * i + line], 100 + 30 * Unit::try_from(line).unwrap()));
            let rows: Vec<(&str, Unit)> =
                [(head, 100 - distance)].into_iter().chain(text).chain([(["1", "2", "3"][i], 780)]).collect();
            self::page(&rows)
        };
        (0..count).map(page).collect()
    }

    #[test]
    fn running_heads_and_numbers_go() {
        assert_eq!(stays(pages(3, "县志 第1卷", 50)), "甲子乙丑丙寅丁卯戊辰己巳庚午辛未壬申癸酉甲戌乙亥");
        assert_eq!(stays(pages(2, "县志", 50)), "县志甲子乙丑丙寅丁卯县志戊辰己巳庚午辛未");
    }

    #[test]
    fn the_head_of_a_table_on_each_page_stays() {
        assert!(stays(pages(3, "序号 单位", 30)).starts_with("序号 单位甲子"));
        let mut small = pages(3, "县志", 30);
        small.iter_mut().flatten().for_each(|row| row.size = if row.text() == "县志" { 900 } else { 1600 });
        assert!(stays(small).starts_with("甲子"));
    }

    #[test]
    fn numbers_within_the_text_stay() {
        assert_eq!(
            stays(vec![page(&[("甲", 50), ("乙", 80), ("12", 110), ("丙", 140), ("丁", 170)])]),
            "甲乙12丙丁"
        );
    }

    #[test]
    fn the_same_line_elsewhere_on_each_page_is_text() {
        let at = |base| page(&[("（一）", base), ("甲", 300), ("乙", 330), ("丙", 360), ("丁", 700)]);
        let pages = vec![at(50), at(90), at(130)];
        assert!(stays(pages).contains("（一）"));
    }

    #[test]
    fn numbers_of_pages() {
        for text in ["12", "— 12 —", "- 3 -", "第 3 页 共 12 页", "3/12", "iv", "Ⅳ"] {
            assert!(is_number(text), "{text}");
        }
        for text in ["", "二", "2023年", "第3章", "页", "1.2.3", "第一页"] {
            assert!(!is_number(text), "{text}");
        }
    }
}

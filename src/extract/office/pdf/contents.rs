//! The table of contents (目录) of a file: its numbers are those of the old pages.

use crate::extract::office::flow::CONTENTS;
use crate::extract::office::pdf::rows::Row;

/// Sets it aside, its heading with it.
pub(super) fn set_aside(pages: &mut [Vec<Row>]) {
    let mut rows: Vec<&mut Row> = pages.iter_mut().flatten().filter(|row| row.aside.is_none()).collect();
    let texts: Vec<String> = rows.iter().map(|row| row.text()).collect();
    let Some(head) = texts.iter().position(|text| is_heading(text)) else { return };
    let mut end = head;
    while let Some(entry) = next_entry(&texts[end + 1..]) {
        end += entry + 1;
    }
    if end > head {
        rows[head..=end].iter_mut().for_each(|row| row.aside = Some(CONTENTS));
    }
}

/// The index of the next entry; its title may take rows of its own.
fn next_entry(texts: &[String]) -> Option<usize> {
    // A title of three lines fills the width of the page twice.
    const LINES: usize = 3;
    texts.iter().take(LINES).position(|text| is_entry(text))
}

fn is_heading(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    matches!(bare.as_str(), "目录" | "目錄" | "目次" | "Contents" | "CONTENTS")
}

/// Whether a row ends as an entry does: `一、工作情况……3`.
pub(super) fn is_entry(text: &str) -> bool {
    // Two may be an ellipsis that a number follows.
    const DOTS: usize = 3;
    let title = text.trim_end().trim_end_matches(|c: char| c.is_ascii_digit());
    let leader =
        title.chars().rev().filter(|c| !c.is_whitespace()).take_while(|c| "….·．".contains(*c)).count();
    title.len() < text.trim_end().len() && leader >= DOTS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::office::pdf::glyphs::Piece;

    fn page(texts: &[&str]) -> Vec<Row> {
        let row = |text: &&str| Row {
            pieces: vec![Piece { text: (*text).to_owned(), ..Piece::default() }],
            ..Row::default()
        };
        texts.iter().map(row).collect()
    }

    #[test]
    fn a_table_of_contents_goes_and_the_text_stays() {
        let mut pages = [
            page(&["目　录", "一、工作情况........1", "二、一个很长的标题，一行", "写不下............2"]),
            page(&["三、下一步.......3", "工作总结", "一、工作情况", "第二行", "见附表……3"]),
        ];
        set_aside(&mut pages);
        let stays: Vec<String> =
            pages.iter().flatten().filter(|row| row.aside.is_none()).map(Row::text).collect();
        assert_eq!(stays, ["工作总结", "一、工作情况", "第二行", "见附表……3"]);
    }

    #[test]
    fn a_heading_without_entries_stays() {
        let mut pages = [page(&["目录", "工作总结", "一、工作情况"])];
        set_aside(&mut pages);
        assert!(pages[0].iter().all(|row| row.aside.is_none()));
    }

    #[test]
    fn entries() {
        assert!(is_entry("一、工作情况...3") && is_entry("二、问题 … … … 12 "));
        assert!(!is_entry("见附表……3") && !is_entry("一、工作情况...") && !is_entry("第3"));
    }
}

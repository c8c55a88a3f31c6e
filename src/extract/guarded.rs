//! What a parser of Markdown would take for something else, or leave out: guarded by noncharacters, which decoding never lets through.

use std::borrow::Cow;

use crate::text::is_han;

/// An asterisk that masks a number or a name.
const MASK: char = '\u{fdd0}';
/// A bar between cells of a table that was flattened into a line.
pub(crate) const BAR: char = '\u{fdd1}';
/// White space where a paragraph ended in such a cell.
pub(crate) const GAP: char = '\u{fdd2}';
/// A bracket that opens no address: `[附件]: 名单`.
const BRACKET: char = '\u{fdd3}';

/// The text as the parser may have it. Indents are no code in scraped text; with `masked`, asterisks are no emphasis.
pub(crate) fn guard(text: &str, masked: bool) -> String {
    let mut guarded = String::with_capacity(text.len());
    let mut rows: Vec<&str> = Vec::new();
    for line in text.split_inclusive('\n') {
        let line = line.trim_start_matches(|c: char| c != '\n' && c.is_whitespace());
        if line.starts_with('|') {
            rows.push(line);
            continue;
        }
        push_rows(&mut guarded, &rows, masked);
        rows.clear();
        match line.strip_prefix('[').filter(|rest| is_said(rest)) {
            Some(rest) => {
                guarded.push(BRACKET);
                push(&mut guarded, rest, masked);
            }
            None => push(&mut guarded, line, masked),
        }
    }
    push_rows(&mut guarded, &rows, masked);
    guarded
}

/// `text` as it was written.
pub(crate) fn restored(text: &str) -> Cow<'_, str> {
    const SIGNS: [(char, char); 4] = [(MASK, '*'), (BAR, '|'), (GAP, ' '), (BRACKET, '[')];
    let sign = |c: char| SIGNS.iter().find(|(sign, _)| *sign == c).map_or(c, |(_, written)| *written);
    if text.contains(SIGNS.map(|(sign, _)| sign)) {
        text.chars().map(sign).collect::<String>().into()
    } else {
        text.into()
    }
}

fn push(guarded: &mut String, line: &str, masked: bool) {
    if masked && line.contains('*') {
        // The sign of an item masks nothing.
        let item = if line.starts_with("* ") { 1 } else { 0 };
        guarded.push_str(&line[..item]);
        line[item..].chars().for_each(|c| guarded.push(if c == '*' { MASK } else { c }));
    } else {
        guarded.push_str(line);
    }
}

/// Lines that begin with a bar. A table that stood in a cell of another is in one line with it, its rows and paragraphs parted by blanks:
/// no reader of Markdown knows the cells behind the first few.
fn push_rows(guarded: &mut String, rows: &[&str], masked: bool) {
    if !rows.iter().any(|row| is_flattened(row)) {
        return rows.iter().for_each(|row| push(guarded, row, masked));
    }
    for row in rows {
        let mut blank = false;
        for c in row.chars() {
            let is_blank = c == ' ' || c == '\t';
            match c {
                '|' => guarded.push(BAR),
                '*' if masked => guarded.push(MASK),
                _ if is_blank && blank => guarded.extend([GAP, c]),
                _ => guarded.push(c),
            }
            blank = is_blank;
        }
    }
}

/// Whether a row holds the line below the head of a table, and more.
fn is_flattened(row: &str) -> bool {
    let mut cells = row.split('|').map(str::trim).filter(|cell| !cell.is_empty()).map(is_ruled);
    let mut seen = [false; 2];
    cells.any(|ruled| {
        seen[usize::from(ruled)] = true;
        seen[0] && seen[1]
    })
}

/// Whether a cell is one of the line below the head of a table: `---`, `:---:`.
pub(crate) fn is_ruled(cell: &str) -> bool {
    // A dash alone stands for nothing in many a table.
    const SHORTEST: usize = 3;
    let dashes = cell.trim_start_matches(':').trim_end_matches(':');
    dashes.len() >= SHORTEST && dashes.bytes().all(|byte| byte == b'-')
}

/// Whether what follows a bracket at the start of a line is said to the reader, though it looks like the address of a link: `附件]: 名单`.
fn is_said(rest: &str) -> bool {
    const ADDRESSES: [&str; 8] = ["http:", "https:", "mailto:", "data:", "/", "#", ".", "<"];
    let Some((label, behind)) = rest.split_once("]:") else { return false };
    let behind = behind.trim();
    !label.starts_with('^')
        && !label.contains(['[', ']'])
        && !ADDRESSES.iter().any(|start| behind.starts_with(start))
        && (behind.is_empty() || behind.contains(is_han) || label.contains(is_han))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_guarded_can_be_restored() {
        let texts =
            ["　　甲**乙\n", "| |  | | --- | | 甲  乙 |\n", "[附件]: 名单\n[1]: http://example.org\n"];
        for text in texts {
            assert_eq!(restored(&guard(text, true)).replace(' ', ""), text.trim_start().replace(' ', ""));
        }
        assert_eq!(guard("甲*乙*", false), "甲*乙*");
        assert!(guard("* 甲\n", true).starts_with("* ") && !guard("*甲\n", true).contains('*'));
    }

    #[test]
    fn a_table_in_a_cell_of_another_is_none_of_the_parsers() {
        let is_guarded = |text: &str| guard(text, false).contains(BAR);
        assert!(is_guarded("| |\n| --- |\n| | 甲 | | --- | | 乙 | |\n"));
        assert!(!is_guarded("| 甲 | 乙 |\n| --- | :---: |\n| 丙 | - |\n"));
        assert!(!is_guarded("| 甲 | -- |\n") && is_guarded("| 甲 | :--- |\n"));
    }

    #[test]
    fn what_is_said_behind_a_bracket_is_no_address() {
        for said in ["附件]: 名单", "注]:", "1]: 名单"] {
            assert!(is_said(said), "{said}");
        }
        for other in
            ["1]: http://example.org/名单", "1]: /a.html", "^1]: 注释", "甲", "甲](a) [乙]: 丙", "a]: b.html"]
        {
            assert!(!is_said(other), "{other}");
        }
    }
}

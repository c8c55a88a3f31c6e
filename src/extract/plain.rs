//! Plain text: a line a paragraph, unless the lines were wrapped by machine or lost.

use crate::extract::{rows, run_on, wrapped};
use crate::text::Line;

/// Splits `text` into its non-empty lines, finds the tables among them and joins what a terminal or mail program has wrapped; a dump without lines is divided.
pub(crate) fn read(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut indents = Vec::new();
    let mut raws = Vec::new();
    let mut blank_above = 0;
    for (number, raw) in (1_u32..).zip(text.lines()) {
        let line = raw.trim();
        if line.is_empty() {
            blank_above += 1;
            continue;
        }
        indents.push(raw.chars().take_while(|c| c.is_whitespace()).map(wrapped::width).sum());
        raws.push(raw);
        lines.push(Line { blank_above, ..Line::plain(line, number) });
        blank_above = 0;
    }
    rows::mark(&mut lines, &raws);
    run_on::divide(wrapped::join(lines, &indents))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_are_counted_not_kept() {
        let lines = read("\n\n　　标题\n\n 正文一。\n正文二。\n");
        let seen: Vec<_> = lines.iter().map(|l| (l.number, l.blank_above, l.text.as_str())).collect();
        assert_eq!(seen, [(3, 2, "标题"), (5, 1, "正文一。"), (6, 0, "正文二。")]);
    }
}

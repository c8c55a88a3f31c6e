//! Plain text: a line a paragraph, unless the lines were wrapped by machine or lost.

use crate::diag::Log;
use crate::extract::{broken, paged, rows, run_on, wrapped};
use crate::rules::Rules;
use crate::text::{Line, Mark, Rich};

/// Splits `text` into its non-empty lines, finds the tables among them and joins what a terminal or mail program has wrapped; a dump without lines is divided.
pub(crate) fn read(log: &mut Log, text: &str, rules: &Rules) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut indents: Vec<usize> = Vec::new();
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
    let running = paged::running(log, &lines, rules);
    if running.contains(&true) {
        // What stands below a running head goes on with what stands above it.
        (1..lines.len()).filter(|&i| running[i - 1]).for_each(|i| lines[i].blank_above = 0);
        let mut each = running.iter().cycle();
        let mut stays = || each.next() == Some(&false);
        lines.retain(|_| stays());
        indents.retain(|_| stays());
        raws.retain(|_| stays());
    }
    rows::mark(&mut lines, &raws);
    let (lines, indents): (Vec<Line>, Vec<usize>) =
        lines.into_iter().zip(indents).flat_map(|(line, indent)| beside(line, indent)).unzip();
    let mut lines = run_on::divide(broken::join(wrapped::join(lines, &indents)));
    run_on::part_headline(&mut lines);
    lines
}

/// What stands on one line of a screen side by side, parted by half of it: boxes of a page, each with the indent of the line.
fn beside(line: Line, indent: usize) -> Vec<(Line, usize)> {
    // A terminal has 80 columns; those of a table stand nearer, and are known by the rows above and below.
    const GAP: &str = "                                        ";
    if line.mark == Mark::Row || !line.text.contains(GAP) {
        return vec![(line, indent)];
    }
    let bare = Line { text: Rich::default(), ..line.clone() };
    let parts = line.text.split(GAP).map(str::trim).filter(|part| !part.is_empty());
    let apart = |(n, part): (usize, &str)| {
        let blank_above = if n == 0 { line.blank_above } else { 1 };
        (Line { text: line.text.part(part), blank_above, ..bare.clone() }, indent)
    };
    parts.enumerate().map(apart).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a text with all rules on.
    fn lines_of(text: &str) -> Vec<Line> {
        read(&mut Log::new(), text, &Rules::default())
    }

    #[test]
    fn blank_lines_are_counted_not_kept() {
        let lines = lines_of("\n\n　　标题\n\n 正文一。\n正文二。\n");
        let seen: Vec<_> = lines.iter().map(|l| (l.number, l.blank_above, l.text.as_str())).collect();
        assert_eq!(seen, [(3, 2, "标题"), (5, 1, "正文一。"), (6, 0, "正文二。")]);
    }

    #[test]
    fn boxes_beside_each_other_are_lines_of_their_own() {
        let read_with = |gap: usize| lines_of(&format!("标题{}热点", " ".repeat(gap))).len();
        assert_eq!((read_with(39), read_with(40), read_with(200)), (1, 2, 2));
    }
}

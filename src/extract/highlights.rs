//! What editors of Markdown mark as with a pen, `==三月底前==`: the signs go, each told.

use crate::diag::Log;
use crate::text::{Edits, Line, is_han};

/// The rule of marks of Markdown.
const MARK: &str = "markdown.mark";
/// What stands on either side.
const SIGNS: &str = "==";

/// Takes the signs off the lines.
pub(crate) fn settle(log: &mut Log, lines: &mut [Line]) {
    for line in lines {
        let mut edits = Edits::new();
        let at: Vec<usize> = line.text.match_indices(SIGNS).map(|(at, _)| at).collect();
        let mut i = 0;
        while i + 1 < at.len() {
            let (open, close) = (at[i], at[i + 1]);
            if is_marked(&line.text[open + SIGNS.len()..close]) {
                edits.replace(MARK, open..open + SIGNS.len(), "");
                edits.replace(MARK, close..close + SIGNS.len(), "");
                i += 1;
            }
            i += 1;
        }
        edits.apply(log, line);
    }
}

/// Whether something is said between the signs; a rule and an equation say nothing.
fn is_marked(inner: &str) -> bool {
    inner.trim() == inner && inner.contains(is_han) && !inner.contains('=')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_marked_loses_its_signs() {
        for (text, expected) in [
            ("于==三月底前==报送", "于三月底前报送"),
            ("==甲==，==乙==", "甲，乙"),
            ("=====", "====="),
            ("a==b==c", "a==b==c"),
            ("== 甲 ==", "== 甲 =="),
            ("== 甲==乙==", "== 甲乙"),
            ("==甲", "==甲"),
        ] {
            let mut lines = [Line::plain(text, 1)];
            let mut log = Log::new();
            settle(&mut log, &mut lines);
            assert_eq!(lines[0].text, expected, "{text}");
            assert_eq!(log.changes().is_empty(), text == expected);
        }
    }
}

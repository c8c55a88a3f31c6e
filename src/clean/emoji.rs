//! Pictures among the letters, as posts have them: `🌟一、抓好培训`. No font of a document has them.

use crate::clean::replace;
use crate::diag::{Log, RuleId};
use crate::text::{Line, Mark};

/// The rule of this file.
pub(crate) const RULE: RuleId = "web.emoji";

/// Takes them out of every line that has letters besides; a figure in a box (1️⃣) becomes the number it is.
pub(crate) fn strip(log: &mut Log, lines: &mut [Line]) {
    for line in lines {
        // A table says yes and no by them.
        if line.mark == Mark::Row || line.text.is_ascii() || !line.text.chars().any(char::is_alphabetic) {
            continue;
        }
        let found = emojis(&line.text);
        replace(log, RULE, line, found);
    }
}

/// Where they stand, with the blank behind one that opens the line or before another, and what stands for them.
fn emojis(text: &str) -> Vec<(std::ops::Range<usize>, &'static str)> {
    let mut found = Vec::new();
    let mut opens = true;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        let boxed = c.is_ascii_digit() && text[end..].starts_with("\u{fe0f}\u{20e3}");
        if !boxed && !is_emoji(c) {
            opens &= c.is_whitespace();
            continue;
        }
        while let Some((i, c)) = chars.next_if(|(_, c)| is_emoji(*c) || is_joined(*c)) {
            end = i + c.len_utf8();
        }
        if boxed {
            opens = false;
            found.push((start + 1..end + blanks(&text[end..]), "."));
            continue;
        }
        let before = start - text[..start].trim_end_matches(' ').len();
        match opens {
            true => found.push((start..end + blanks(&text[end..]), "")),
            false => found.push((start - before..end, "")),
        }
    }
    found
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

/// Pictures and flags of Unicode; not the signs that lists and forms use (✅ ❌ ☑ ★ ●).
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}' | '\u{1f300}'..='\u{1faff}' | '✨' | '⭐' | '⚡' | '❤')
}

/// What makes one picture of several.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{fe0f}' | '\u{200d}' | '\u{20e3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(before: &str, after: &str) {
        let mut lines = [Line::plain(before, 1)];
        strip(&mut Log::new(), &mut lines);
        assert_eq!(&*lines[0].text, after);
    }

    #[test]
    fn pictures_go_and_signs_stay() {
        check("🌟一、抓好培训", "一、抓好培训");
        check("🌟 ✨抓好培训📈🏙️", "抓好培训");
        check("抓好培训。 👨\u{200d}👩\u{200d}👧 见附件", "抓好培训。 见附件");
        check("1️⃣ 抓好培训", "1.抓好培训");
        check("10️⃣抓好培训", "10.抓好培训");
        for text in ["✅ 抓好培训", "★抓好培训●", "1.抓好培训", "🌟", "①抓好"] {
            check(text, text);
        }
        let mut row = [Line { mark: Mark::Row, ..Line::plain("培训\t👍", 1) }];
        strip(&mut Log::new(), &mut row);
        assert_eq!(&*row[0].text, "培训\t👍");
    }
}

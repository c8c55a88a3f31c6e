//! `「」『』` → `“”‘’`: the quotation marks of the mainland (GB/T 15834-2011 4.8), double outside, single inside.
//!
//! Traditional text mostly opens with 「 and nests 『; some has it the other way round. So depth decides, not the mark.

/// Which marks of `text` become which, with their byte positions.
pub(crate) fn marks(text: &str) -> Vec<(usize, char, char)> {
    let mut open = Vec::new();
    let mut marks = Vec::new();
    for (at, mark) in text.char_indices() {
        let becomes = match mark {
            '「' | '『' => opening(&mut open),
            '」' => open.pop().unwrap_or('”'),
            '』' => open.pop().unwrap_or('’'),
            _ => continue,
        };
        marks.push((at, mark, becomes));
    }
    marks
}

/// The mark that opens one level deeper; what will close it is put on `open`.
fn opening(open: &mut Vec<char>) -> char {
    let (opening, closing) = if open.len().is_multiple_of(2) { ('“', '”') } else { ('‘', '’') };
    open.push(closing);
    opening
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut found = text.to_owned();
        for (at, before, after) in marks(text) {
            found.replace_range(at..at + before.len_utf8(), &after.to_string());
        }
        assert_eq!(found, expected);
    }

    #[test]
    fn double_outside_single_inside() {
        check("他说「好」，她说「『好』是什么」", "他说“好”，她说“‘好’是什么”");
        check("『外「内」外』", "“外‘内’外”");
        check("“已经”‘是’《这样》", "“已经”‘是’《这样》");
    }

    #[test]
    fn what_was_opened_on_another_line_is_closed() {
        check("好」，他说", "好”，他说");
        check("内』外」", "内’外”");
        check("「从这里开始", "“从这里开始");
    }
}

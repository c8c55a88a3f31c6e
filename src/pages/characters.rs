//! What a character is on the grid: a cell or half of one, a gap, a mark that keeps away from an end of the line.
//!
//! Whoever breaks lines and whoever paints them must mean the same by it.

use crate::text::script::base;

/// Marks that may not begin a line (GB/T 15834-2011 5.1, and what Word adds for zh-CN).
const NO_START: &str = "，。、；：！？）》〉」』】〕〗｝］”’…·・％‰℃°′″～｜／﹐﹑﹒﹔﹕﹖﹗,.;:!?)]}%";

/// Marks that may not end a line (GB/T 15834-2011 5.1, and what Word adds for zh-CN).
const NO_END: &str = "（《〈「『【〔〖｛［“‘￥$([{";

/// Marks that may hang beyond the edge when the line is full.
const HANGING: &str = "，。、；：！？";

/// Whether `c` is a gap, which a line gives up where it is broken.
pub(crate) fn gap(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{3000}')
}

/// Whether a line may not begin with `c`.
pub(crate) fn no_start(c: char) -> bool {
    NO_START.contains(c)
}

/// Whether a line may not end with `c`.
pub(crate) fn no_end(c: char) -> bool {
    NO_END.contains(c)
}

/// Whether `c` may hang beyond the edge.
pub(crate) fn hangs(c: char) -> bool {
    HANGING.contains(c)
}

/// Whether LibreOffice ends no line between these two, where what follows has no room: it asks ICU wherever a Latin letter or a digit is next,
/// with rules older than those for han: a word keeps to the mark before it, to what opens behind it, and to what it goes on with.
pub(crate) fn ties(before: char, after: char) -> bool {
    match (word(before), word(after)) {
        (_, true) => word(before) || no_start(before) || is_level(before) || is_circled(before),
        (true, false) => no_end(after),
        _ => false,
    }
}

/// Whether `c` is a number in a circle.
fn is_circled(c: char) -> bool {
    matches!(c, '①'..='⑳' | '❶'..='❿' | '⓪'..='⓾')
}

/// Whether `c` takes half a cell: digits and Latin letters (GB/T 15835-2011 5.1.7).
pub(crate) fn half(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{A0}' | 'À'..='ɏ' | '\u{FF61}'..='\u{FFDC}') && !matches!(c, '×' | '÷')
}

/// Whether `c` stands over or under the character before it: x̄.
pub(crate) fn combines(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20f0}')
}

/// Whether `c` is a raised or lowered character, which is set as the plain one, two thirds as large: 10⁵, CO₂.
pub(crate) fn is_level(c: char) -> bool {
    base(c).is_some()
}

/// Whether `c` belongs to a word that is kept whole: a number, a Latin word, a sign inside of one.
pub(crate) fn word(c: char) -> bool {
    !gap(c) && half(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_tied_to_what_it_goes_on_with_to_marks_before_it_and_to_what_opens_behind() {
        for (text, tied) in [
            ("/w", true),
            ("-2", true),
            ("》2", true),
            ("”a", true),
            ("、3", true),
            ("①A", true),
            ("²5", true),
            ("b（", true),
            ("2“", true),
            ("2(", true),
            ("》甲", false),
            ("甲2", false),
            ("2甲", false),
            ("甲（", false),
            ("（2", false),
            ("① ", false),
            (" a", false),
            ("—3", false),
            ("2—", false),
            ("2，", false),
        ] {
            let mut chars = text.chars();
            assert_eq!(ties(chars.next().unwrap(), chars.next().unwrap()), tied, "{text}");
        }
    }
}

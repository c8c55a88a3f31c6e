//! Lines whose end programs would place differently, and what leaves them no choice.
//!
//! A line that is full before a mark which may not begin the next one gives characters away to it. Word lets marks like 》 and ” hang
//! instead (ECMA-376 17.3.1.21), LibreOffice only stops and commas, and what may begin a line is not the same everywhere.
//! `w:overflowPunct` cannot settle it: LibreOffice reads it the wrong way round, in every version. But a line is
//! spread to its full width anyway, and where its type is set that much wider to begin with, what was given away has no room
//! in any program.

use crate::layout::characters::Type;
use crate::pages::characters::{gap, no_end, word};
use crate::units::Length;

/// The tracking in which `line` fits into `room` and what follows it, up to `full`, does not; none where no program has that choice.
pub(crate) fn hold(text: &str, line: std::ops::Range<usize>, of: Type, room: Length) -> Option<Length> {
    let line_text = text[line.clone()].trim_end_matches(gap);
    let with = line.end + unit(&text[line.end..]);
    let (fits, over) = (widest(line_text, of, room), widest(&text[line.start..with], of, room));
    let (twips, narrow) = (fits.as_twips(), over.as_twips());
    let tracking = Length::twips((twips + narrow).div_euclid(2));
    (of.tracking <= over && over < tracking && tracking <= fits).then_some(tracking)
}

/// The tracking in which a text is as wide as `room`.
fn widest(text: &str, of: Type, room: Length) -> Length {
    let natural = Type { tracking: Length::ZERO, ..of }.width(text);
    let count = i64::try_from(text.chars().count()).unwrap_or(i64::MAX).max(1);
    Length::emu((room - natural).as_emu().div_euclid(count))
}

/// The bytes of what any program keeps together at the start of a text: a character, a number, a word, with what opens before it.
fn unit(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        // Word ends a line behind any hyphen, that of a number too.
        let goes_on = chars.peek().is_some_and(|(_, next)| no_end(c) || word(c) && word(*next) && c != '-');
        if !goes_on {
            return at + c.len_utf8();
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: Type = Type { size: Length::points(16), tracking: Length::twips(-7) };
    const ROOM: Length = Length::twips(8844);

    fn held(line: &str, rest: &str) -> Option<i64> {
        hold(&format!("{line}{rest}"), 0..line.len(), BODY, ROOM).map(Length::as_twips)
    }

    #[test]
    fn a_line_is_as_wide_as_leaves_no_room_for_what_was_given_away() {
        let line = "字".repeat(27);
        let tracking = held(&line, "见》下").unwrap();
        let of = Type { tracking: Length::twips(tracking), ..BODY };
        assert!(of.width(&line) <= ROOM && ROOM < of.width(&format!("{line}见")));
        // A gap at the end of a line takes no room.
        assert!(held(&format!("{}  ", "字".repeat(26)), "见》下").is_some());
    }

    #[test]
    fn what_has_no_room_anyway_needs_nothing() {
        assert_eq!(held(&"字".repeat(28), "见》"), None);
        assert_eq!(held(&"字".repeat(27), "2026年"), None);
        assert_eq!(held(&"字".repeat(27), "《意见》"), None);
        assert_eq!(held(&"字".repeat(27), "《意》"), None);
        assert!(held(&"字".repeat(26), "《意》").is_some());
    }
}

//! Lines whose end programs would place differently, and what leaves them no choice.
//!
//! A line that is full before a mark which may not begin the next one gives characters away to it. Word lets marks like 》 and ” hang
//! instead (ECMA-376 17.3.1.21), LibreOffice only stops and commas, and what may begin a line is not the same everywhere.
//! `w:overflowPunct` cannot settle it: LibreOffice reads it the wrong way round, in every version. But a line is
//! spread to its full width anyway, and where its type is set that much wider to begin with, what was given away has no room
//! in any program.
//!
//! LibreOffice (7.4) sets a line in stretches, han apart from digits and letters, and adds no tracking behind the last character of each.
//! Where type is set closer than usual, a line of many numbers is wider there by a twip or two for each, and its last character
//! has no room; set a twip closer, it has, in every program.

use crate::layout::characters::{Type, is_common_han};
use crate::pages::characters::{gap, hangs, is_level, no_end, ties, word};
use crate::text::anchor::is_anchor;
use crate::units::Length;

/// The tracking in which `line` fits into `room` and what follows it does not, in every program; none where all have no other choice
/// anyway, or no tracking leaves them none.
pub(crate) fn hold(
    text: &str,
    line: std::ops::Range<usize>,
    of: Type,
    room: Length,
    may_hang: bool,
) -> Option<Length> {
    let set = text[line.clone()].trim_end_matches(gap);
    // A mark that hangs takes no room.
    let shown = match set.char_indices().next_back() {
        Some((at, c)) if may_hang && hangs(c) && of.width(set) > room => &set[..at],
        _ => set,
    };
    let tied = is_tied(text, &line);
    let usual = of.tracking.as_twips();
    let closest = usual - CLOSER;
    let less = if may_hang { GRID } else { CELL };
    let rooms = [room, room - less];
    // What LibreOffice was told of the line above is a run of its own.
    let apart = i64::from(is_tied(text, &(0..line.start)));
    let width = Width { changes: apart, ..Width::default() }.with(shown, of);
    let fits = width.tracking(of, rooms).into_iter().min()?;
    let next = &text[line.end..];
    let over = match next.chars().next() {
        _ if shown.len() < set.len() => i64::MIN,
        None => i64::MIN,
        Some(first) => {
            let with = |more: usize| width.with(&text[line.start + shown.len()..line.end + more], of);
            let [everywhere, stretches] = with(unit(next)).tracking(of, rooms);
            // Where the document says that the line may end, LibreOffice may end it behind any character of the word.
            let stretches = if tied { with(first.len_utf8()).tracking(of, rooms)[1] } else { stretches };
            everywhere.max(stretches)
        }
    };
    if fits < closest || fits <= over && !tied {
        return None;
    }
    if over < usual && usual <= fits {
        return tied.then_some(of.tracking);
    }
    // The lines of a cell are not spread to its width: no wider than it takes.
    let part = if may_hang { 2 } else { 4 };
    let between =
        if usual > fits || fits <= over { fits } else { over + (fits - over + part - 1).div_euclid(part) };
    Some(Length::twips(between))
}

/// Whether LibreOffice must be told that `line` may end where it does.
fn is_tied(text: &str, line: &std::ops::Range<usize>) -> bool {
    let (before, after) = (text[line.clone()].chars().next_back(), text[line.end..].chars().next());
    before.zip(after).is_some_and(|(before, after)| ties(before, after))
}

/// By so many twips a character the type of a line may be closer than usual: a fifth of a point is not seen.
const CLOSER: i64 = 4;

/// By so much a line is shorter in LibreOffice: it makes the type area 28 whole cells of the grid, of 315 twips each, and not 156 mm.
const GRID: Length = Length::twips(25);

/// LibreOffice breaks what fills its cell to the twip.
const CELL: Length = Length::twips(2);

/// What the width of a text is made of.
#[derive(Clone, Copy, Default)]
struct Width {
    /// Without tracking.
    natural: Length,
    count: i64,
    /// How often another script begins.
    changes: i64,
    raised: i64,
    /// The script it ends with.
    last: Option<Script>,
}

impl Width {
    fn with(mut self, text: &str, of: Type) -> Width {
        let of = Type { tracking: Length::ZERO, ..of };
        for c in text.chars() {
            self.natural = self.natural + of.advance(c);
            self.count += 1;
            // Marks that both scripts use go with what stands before them.
            let Some(script) = script(c) else { continue };
            self.raised += i64::from(script == Script::Raised && is_level(c));
            self.changes += i64::from(self.last.is_some_and(|last| last != script));
            self.last = Some(script);
        }
        self
    }

    /// The widest tracking in twips in which it fits into the `rooms`: where every character has it, and where the last of a stretch
    /// has not.
    fn tracking(self, of: Type, rooms: [Length; 2]) -> [i64; 2] {
        let in_all = |room: Length, natural: Length, count: i64| {
            (room - natural).as_emu().div_euclid(Length::twips(count.max(1)).as_emu())
        };
        let lower = self.natural - Length::emu(of.size.as_emu() * self.raised * LOWER / 1000);
        // One more for a run that begins inside of the line, or with it.
        let stretches = self.changes + 2;
        [in_all(rooms[0], self.natural, self.count), in_all(rooms[1], lower, self.count - stretches)]
    }
}

/// Thousandths of its size by which LibreOffice sets a raised or lowered character narrower: 58 of 100 of half a cell, not two thirds.
const LOWER: i64 = 43;

/// What LibreOffice sets in stretches of their own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Han,
    Latin,
    Raised,
}

fn script(c: char) -> Option<Script> {
    match c {
        c if is_common_han(c) => Some(Script::Han),
        c if is_anchor(c) || is_level(c) => Some(Script::Raised),
        ' ' | '“' | '”' | '‘' | '’' | '…' | '—' | '·' => None,
        c if word(c) => Some(Script::Latin),
        _ => Some(Script::Han),
    }
}

/// The bytes of what any program keeps together at the start of a text: a character, a number, a word, with what opens before it. Of a
/// word longer than any line has room for it is a part: what follows is the same, and a text of one word takes no time.
fn unit(text: &str) -> usize {
    // A turned page has room for some 90 letters in the smallest type of a table.
    const LONGEST: usize = 128;
    let mut chars = text.char_indices().take(LONGEST).peekable();
    let mut end = 0;
    while let Some((at, c)) = chars.next() {
        end = at + c.len_utf8();
        // Word ends a line behind any hyphen, that of a number too, LibreOffice also behind these.
        let parts = |next: char| matches!(c, '-' | '/' | '|' | '?' | '!') || (c, next) == ('+', '+');
        let goes_on =
            chars.peek().is_some_and(|(_, next)| no_end(c) || word(c) && word(*next) && !parts(*next));
        if !goes_on {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: Type = Type { size: Length::points(16), tracking: Length::twips(-7) };
    const ROOM: Length = Length::twips(8844);

    fn held(line: &str, rest: &str) -> Option<i64> {
        hold(&format!("{line}{rest}"), 0..line.len(), BODY, ROOM, true).map(Length::as_twips)
    }

    /// The width of a line where the last character of each of its stretches has no tracking.
    fn elsewhere(line: &str, tracking: i64, stretches: i64) -> Length {
        let of = Type { tracking: Length::twips(tracking), ..BODY };
        of.width(line) - Length::twips(tracking) * stretches
    }

    #[test]
    fn a_full_line_of_many_numbers_has_room_in_every_program() {
        // 40 characters of 8,840 twips in three stretches: LibreOffice has 8,819 and takes 8,861. One more for a run that begins there.
        let line = format!("学校{}，加强落实部门统筹，的提升统筹", "a".repeat(23));
        let tracking = held(&line, "生态").unwrap();
        assert!(elsewhere(&line, BODY.tracking.as_twips(), 3) > ROOM - GRID);
        assert!(elsewhere(&line, tracking, 3) <= ROOM - GRID && tracking >= -9, "{tracking}");
        // The last line of a paragraph as well, and what hangs takes no room.
        assert_eq!(held(&line, ""), Some(tracking));
        assert_eq!(held(&format!("{line}。"), "生态"), Some(tracking));
        // A line of one script has room, and so has one that is not full.
        assert_eq!(held(&"字".repeat(28), "生态"), None);
        assert_eq!(held(&line.replace("学校", "学"), ""), None);
        // No tracking lets in so much.
        assert_eq!(held(&"字1".repeat(20), "生态"), None);
    }

    #[test]
    fn raised_characters_and_marks_of_both_scripts() {
        let stretches = |text: &str| {
            let width = Width::default().with(text, BODY);
            // As many twips more as are shared out make a twip for each.
            let count = text.chars().count() as i64;
            let enough = |n: &i64| width.tracking(BODY, [width.natural + Length::twips(count - n); 2])[1] > 0;
            (1..count).rev().find(enough).unwrap()
        };
        for (text, count) in [
            ("字字字", 2),
            ("字1字字字", 4),
            ("m²字字字", 4),
            ("字“1”字字", 4),
            ("1—2字字", 3),
            ("“字字”", 2),
        ] {
            assert_eq!(stretches(text), count, "{text}");
        }
    }

    #[test]
    fn a_line_of_a_cell_is_no_wider_than_it_takes() {
        let of = Type { tracking: Length::ZERO, ..BODY };
        let (line, room) = ("甲乙丙丁戊", Length::points(16 * 6));
        let text = format!("{line}——字");
        let [cell, body] = [false, true].map(|may_hang| hold(&text, 0..line.len(), of, room, may_hang));
        let (cell, body) = (cell.unwrap(), body.unwrap());
        assert!(cell < body && cell > Length::ZERO);
        // What fills a cell to the twip is set closer.
        assert_eq!(hold("甲乙丙丁戊己庚", 0..18, of, room, false), Some(Length::twips(-1)));
        assert_eq!(hold("甲乙丙丁戊己庚", 0..18, of, room + CELL, false), None);
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
    fn a_text_of_one_word_takes_no_time() {
        assert_eq!(unit(&"a".repeat(1_000)), 128);
        assert_eq!([unit("《2026年"), unit("0571-8888"), unit("甲"), unit("")], [7, 5, 3, 0]);
        assert_eq!(
            [unit("C++、"), unit("C+D"), unit("a.html?id=3"), unit("a|b"), unit("a:b")],
            [2, 3, 7, 2, 3]
        );
    }

    #[test]
    fn where_libreoffice_is_told_of_an_end_no_character_of_the_word_has_room() {
        // What has room is not seen to fit by a twip: the line says of itself that it ends there.
        let line = format!("{}法》", "字".repeat(26));
        assert_eq!([held(&line, "2026年"), held(&line, "年")], [Some(BODY.tracking.as_twips()), None]);
        // Three cells are free, and the first digit takes half a one.
        for (line, rest) in
            [("法》", "20261030年"), ("，见https://", "www.a.cn"), ("ab", "（见下面的各项规定）")]
        {
            let line = format!("{}{line}", "字".repeat(25 - line.chars().filter(|c| !word(*c)).count()));
            let line = if line.ends_with('/') { line.replacen("字字字字", "", 1) } else { line };
            let of = Type { tracking: Length::twips(held(&line, rest).unwrap()), ..BODY };
            let first = rest.chars().next().unwrap().len_utf8();
            assert!(
                of.width(&line) <= ROOM && ROOM < of.width(&format!("{line}{}", &rest[..first])),
                "{line}"
            );
        }
        // What no tracking settles is set as wide as the line allows.
        let line = format!("{}（0571）", "1字".repeat(9));
        let of = Type { tracking: Length::twips(held(&line, "88886666年").unwrap()), ..BODY };
        assert!(
            of.width(&line) <= ROOM && of.width(&line) + Length::twips(line.chars().count() as i64) > ROOM
        );
    }

    #[test]
    fn a_line_that_begins_with_what_libreoffice_was_told_of_has_one_stretch_more() {
        // 27 characters of 8,480 twips in two stretches, a third for a run that begins there, and one for what it was told: 24 have tracking, or 23.
        let line = format!("2{}", "字".repeat(26));
        let after = |above: &str| {
            let text = format!("{above}{line}");
            let room = GRID + Length::twips(8_480 - 7 * 24 + 3);
            hold(&text, above.len()..text.len(), BODY, room, true).map(Length::as_twips)
        };
        assert_eq!([after("法》"), after("法规")], [Some(-8), None]);
    }

    #[test]
    fn what_has_no_room_anyway_needs_nothing() {
        assert_eq!(held(&"字".repeat(28), "见》"), None);
        assert_eq!(held(&"字".repeat(27), "2026年"), None);
        assert_eq!(held(&"字".repeat(27), "《意见》"), None);
        assert_eq!(held(&"字".repeat(27), "《意》"), None);
        assert!(held(&"字".repeat(26), "《意》").is_some());
    }

    #[test]
    fn what_is_raised_is_narrower_elsewhere() {
        // Ten raised characters of 320 twips: 43 thousandths of them are 137 twips for eight characters.
        let width = Width::default().with(&"²".repeat(10), BODY);
        assert_eq!(width.tracking(BODY, [width.natural; 2]), [0, 17]);
        let width = Width::default().with(&"字".repeat(10), BODY);
        assert_eq!(width.tracking(BODY, [width.natural; 2]), [0, 0]);
    }
}

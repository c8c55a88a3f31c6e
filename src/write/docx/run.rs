//! Runs: text cut where its type changes, the numbers of footnotes between.

use std::ops::Range;

use crate::pages::characters::{is_level, ties, word};
use crate::pages::{Paragraph, Special};
use crate::template::{Style, Template};
use crate::text::anchor;
use crate::text::formula::Formula;
use crate::text::script::{Level, base};
use crate::units::Length;
use crate::write::docx::formula::formula;
use crate::write::docx::styles::{fonts, raised};
use crate::write::docx::xml::Xml;

/// What a run says of itself that has the type of its style.
pub(super) const HINT: &str = "<w:rFonts w:hint=\"eastAsia\"/>";

/// Where a run of Latin letters or digits says that it is Chinese, LibreOffice ends lines as if it were, beside any character that may stand there.
/// Word has no use for it but to check how words are written.
pub(super) const TOLD: &str = "<w:lang w:val=\"zh-CN\"/>";

/// What stands around the `ends` of lines that LibreOffice must be told: the letter or digit that begins the next; where a mark does, also the
/// last two before it.
pub(super) fn told(text: &str, ends: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    /// So many marks at most stand between; three are met: ”）。
    const MARKS: usize = 8;
    let around = |at: usize| {
        let (line, next) = (&text[..at], &text[at..]);
        let (before, after) = (line.chars().next_back()?, next.chars().next()?);
        if !ties(before, after) {
            return None;
        }
        // It asks for the language of the letter that has no room, or of the last before the mark that has none.
        if after.is_alphanumeric() {
            return Some(at..at + after.len_utf8());
        }
        let letter = |c: &(usize, char)| c.1.is_alphanumeric();
        let mut back = line.char_indices().rev().take(MARKS);
        let last = back.find(letter).filter(|(_, c)| word(*c)).map(|last| back.next().unwrap_or(last));
        let first = next.char_indices().take(MARKS).find(letter);
        let end = first.map_or(after.len_utf8(), |(i, c)| if word(c) { i + c.len_utf8() } else { i });
        Some(last.map_or(at, |(i, _)| i)..at + end)
    };
    let mut ranges: Vec<Range<usize>> = ends.filter_map(around).filter(|range| !range.is_empty()).collect();
    for i in 1..ranges.len() {
        ranges[i].start = ranges[i].start.max(ranges[i - 1].end);
    }
    ranges
}

/// A stretch, and which of its pieces lie in `ranges`.
pub(super) fn split(ranges: &[Range<usize>], stretch: Range<usize>) -> Vec<(Range<usize>, bool)> {
    let mut pieces = Vec::with_capacity(1);
    let mut from = stretch.start;
    let first = ranges.partition_point(|range| range.end <= stretch.start);
    for range in ranges[first..].iter().take_while(|range| range.start < stretch.end) {
        let inside = range.start.max(from)..range.end.min(stretch.end);
        pieces.push((from..inside.start, false));
        from = inside.end;
        pieces.push((inside, true));
    }
    pieces.push((from..stretch.end, false));
    pieces.retain(|(range, _)| !range.is_empty());
    pieces
}

/// The text of a paragraph, cut where its type changes.
pub(super) fn runs(xml: &mut Xml, paragraph: &Paragraph, template: &Template) {
    let style = template.style(paragraph.style);
    let special =
        paragraph.special.as_ref().map(|special| type_of(special, Length::ZERO)).unwrap_or_default();
    // Where Word's own grid sets the type closer, only what differs from that is said.
    let usual = template.tracking_in_word(paragraph.style);
    let told = told(&paragraph.text, paragraph.held.iter().map(|(line, _)| line.end));
    let mut from = 0;
    for &(to, face) in &paragraph.spans {
        for (range, tracking) in evenly(paragraph, from..to) {
            let mut own = match tracking == style.tracking {
                true => String::new(),
                false => format!("<w:spacing w:val=\"{}\"/>", (usual + tracking - style.tracking).as_twips()),
            };
            own.push_str(&special);
            for (range, formula) in apart(paragraph, range) {
                if let Some(formula) = formula {
                    self::formula(xml, formula);
                    continue;
                }
                for (range, told) in split(&told, range) {
                    let (text, told) = (&paragraph.text[range], if told { TOLD } else { "" });
                    match (face == style.face, own.as_str(), told) {
                        (true, "", "") => run(xml, text, style, HINT),
                        (true, own, told) => run(xml, text, style, &format!("{HINT}{own}{told}")),
                        (false, own, told) => {
                            run(xml, text, style, &(fonts(template, face, true) + own + told))
                        }
                    }
                }
            }
        }
        from = to;
    }
}

/// A stretch of a paragraph with the formulas that begin in it apart; of one that began before, the rest is nothing.
fn apart(paragraph: &Paragraph, stretch: Range<usize>) -> Vec<(Range<usize>, Option<&Formula>)> {
    let mut pieces = Vec::with_capacity(1);
    let mut from = stretch.start;
    let first = paragraph.formulas.partition_point(|(formula, _)| formula.end <= stretch.start);
    for (range, formula) in &paragraph.formulas[first..] {
        if range.start >= stretch.end {
            break;
        }
        pieces.push((from..range.start.max(from), None));
        if range.start >= stretch.start {
            pieces.push((range.clone(), Some(&**formula)));
        }
        from = range.end.min(stretch.end);
    }
    pieces.push((from..stretch.end, None));
    pieces.retain(|(range, _)| !range.is_empty());
    pieces
}

/// The pieces of a stretch of a paragraph that are set in one tracking each.
fn evenly(paragraph: &Paragraph, stretch: Range<usize>) -> Vec<(Range<usize>, Length)> {
    let mut pieces = Vec::with_capacity(1);
    let mut from = stretch.start;
    let from_here = paragraph.held.partition_point(|(line, _)| line.end <= stretch.start);
    for (line, tracking) in &paragraph.held[from_here..] {
        if line.start >= stretch.end {
            break;
        }
        let held = line.start.max(from)..line.end.min(stretch.end);
        pieces.push((from..held.start, paragraph.tracking));
        from = held.end;
        pieces.push((held, *tracking));
    }
    pieces.push((from..stretch.end, paragraph.tracking));
    pieces.retain(|(range, _)| !range.is_empty());
    pieces
}

/// One run, or several with footnotes between them.
pub(super) fn run(xml: &mut Xml, text: &str, style: &Style, properties: &str) {
    if !anchor::any(text) {
        return level_runs(xml, text, properties);
    }
    for (i, text) in text.split(anchor::is_anchor).enumerate() {
        if i > 0 {
            reference(xml, style);
        }
        level_runs(xml, text, properties);
    }
}

/// One run, or several where characters are raised or lowered: Word gets the plain ones, and where they stand.
fn level_runs(xml: &mut Xml, mut text: &str, properties: &str) {
    while let Some(at) = text.find(is_level) {
        plain_run(xml, &text[..at], properties);
        let first = text[at..].chars().next().and_then(base).map(|(_, level)| level);
        let same = |c: char| base(c).map(|(_, level)| level) == first;
        let length = text[at..].find(|c| !same(c)).unwrap_or(text.len() - at);
        let plain: String = text[at..at + length].chars().filter_map(base).map(|(plain, _)| plain).collect();
        let align = match first {
            Some(Level::Subscript) => "<w:vertAlign w:val=\"subscript\"/>",
            _ => "<w:vertAlign w:val=\"superscript\"/>",
        };
        // The schema wants the language last.
        let properties = properties.trim_end_matches(TOLD);
        plain_run(xml, &plain, &format!("{properties}{align}"));
        text = &text[at + length..];
    }
    plain_run(xml, text, properties);
}

/// One run; a line feed becomes a line break, a tabulator a tabulator.
fn plain_run(xml: &mut Xml, text: &str, properties: &str) {
    if text.is_empty() {
        return;
    }
    xml.raw("<w:r><w:rPr>");
    xml.raw(properties);
    xml.raw("</w:rPr>");
    let mut from = 0;
    for at in memchr::memchr2_iter(b'\n', b'\t', text.as_bytes()) {
        piece(xml, &text[from..at]);
        xml.raw(if text[at..].starts_with('\n') { "<w:br/>" } else { "<w:tab/>" });
        from = at + 1;
    }
    piece(xml, &text[from..]);
    xml.raw("</w:r>");
}

fn piece(xml: &mut Xml, text: &str) {
    if text.is_empty() {
        return;
    }
    xml.raw("<w:t xml:space=\"preserve\">");
    xml.text(text);
    xml.raw("</w:t>");
}

/// How the type of a mark differs from its style: narrowed, smaller, spread.
pub(super) fn type_of(special: &Special, spread: Length) -> String {
    let mut properties = String::new();
    if spread != Length::ZERO {
        properties.push_str(&format!("<w:spacing w:val=\"{}\"/>", spread.as_twips()));
    }
    if let Some(scale) = special.scale.filter(|scale| *scale != 100) {
        properties.push_str(&format!("<w:w w:val=\"{scale}\"/>"));
    }
    if let Some(size) = special.size {
        let size = size.as_half_points();
        properties.push_str(&format!("<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>"));
    }
    properties
}

/// The number of the next footnote, in text of a style.
fn reference(xml: &mut Xml, style: &Style) {
    let id = xml.next_footnote();
    xml.raw("<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/><w:rFonts w:hint=\"eastAsia\"/>");
    raised(xml, style.size);
    xml.put(format_args!("</w:rPr><w:footnoteReference w:id=\"{id}\"/></w:r>"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::{Face, StyleName};
    use crate::write::docx::sample::{markup, paragraph, template};

    #[test]
    fn lines_held_together_are_cut_out_of_the_stretches_they_lie_in() {
        let (usual, held) = (Length::points(0), Length::points(1));
        let mut set = paragraph(&template("gongwen"), StyleName::Body, "0123456789");
        (set.tracking, set.held) = (usual, vec![(2..4, held), (6..9, held)]);
        assert_eq!(evenly(&set, 0..3), [(0..2, usual), (2..3, held)]);
        assert_eq!(evenly(&set, 3..7), [(3..4, held), (4..6, usual), (6..7, held)]);
        assert_eq!(evenly(&set, 7..10), [(7..9, held), (9..10, usual)]);
        assert_eq!(evenly(&set, 4..6), [(4..6, usual)]);
        assert_eq!(evenly(&set, 2..4), [(2..4, held)]);
    }

    fn text(markup: &str) -> String {
        markup
            .replace("<w:r><w:rPr>", "[")
            .replace("</w:rPr>", "")
            .replace("</w:r>", "]")
            .replace("<w:t xml:space=\"preserve\">", "")
            .replace("</w:t>", "")
    }

    #[test]
    fn raised_and_lowered_characters_are_runs_of_plain_ones() {
        let runs = |of: &str| text(&markup(|xml| level_runs(xml, of, "")));
        let (up, down) = ("<w:vertAlign w:val=\"superscript\"/>", "<w:vertAlign w:val=\"subscript\"/>");
        assert_eq!(runs("甲乙"), "[甲乙]");
        assert_eq!(runs("10⁻⁵吨"), format!("[10][{up}-5][吨]"));
        assert_eq!(runs("²₂"), format!("[{up}2][{down}2]"));
        assert_eq!(runs("CO₂"), format!("[CO][{down}2]"));
    }

    #[test]
    fn line_feeds_and_tabulators_are_those_of_word() {
        let run = |of: &str| text(&markup(|xml| plain_run(xml, of, "")));
        assert_eq!(run("甲\n乙\t丙"), "[甲<w:br/>乙<w:tab/>丙]");
        assert_eq!(run("\t\n"), "[<w:tab/><w:br/>]");
        assert_eq!(run(""), "");
    }

    #[test]
    fn a_mark_says_how_its_type_is_spread_narrowed_and_sized() {
        let says = |scale, size, spread| {
            type_of(&Special { scale, size, ..Special::default() }, Length::points(spread))
        };
        assert_eq!(says(None, None, 0), "");
        assert_eq!(says(Some(100), None, 0), "");
        assert_eq!(says(Some(80), None, 0), "<w:w w:val=\"80\"/>");
        assert_eq!(says(None, Some(Length::points(26)), 0), "<w:sz w:val=\"52\"/><w:szCs w:val=\"52\"/>");
        assert_eq!(says(Some(90), None, -1), "<w:spacing w:val=\"-20\"/><w:w w:val=\"90\"/>");
    }

    #[test]
    fn another_face_is_said_and_the_one_of_the_style_is_not() {
        let template = template("gongwen");
        let mut set = paragraph(&template, StyleName::Body, "强引领。正文。");
        set.spans = vec![("强引领。".len(), Face::Kai), ("强引领。正文。".len(), Face::Fangsong)];
        let runs = text(&markup(|xml| runs(xml, &set, &template)));
        assert_eq!(runs, format!("[{}强引领。][{HINT}正文。]", fonts(&template, Face::Kai, true)));
    }

    #[test]
    fn a_line_set_otherwise_says_its_tracking_beside_its_face() {
        let template = template("gongwen");
        let mut set = paragraph(&template, StyleName::Body, "甲乙丙");
        set.spans = vec![("甲".len(), Face::Kai), ("甲乙丙".len(), Face::Fangsong)];
        set.held = vec![(0.."甲乙".len(), Length::points(1))];
        let runs = text(&markup(|xml| runs(xml, &set, &template)));
        let spaced = "<w:spacing w:val=\"20\"/>";
        assert_eq!(
            runs,
            format!("[{}{spaced}甲][{HINT}{spaced}乙][{HINT}丙]", fonts(&template, Face::Kai, true))
        );
    }

    #[test]
    fn what_begins_the_line_behind_an_end_libreoffice_would_not_see_is_told_apart() {
        let told = |text: &str| {
            let at = text.find('|').unwrap();
            let text = text.replace('|', "");
            let ranges = told(&text, std::iter::once(at));
            ranges.into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(told("见《办法》|2026年"), ["2"]);
        assert_eq!(told("见https://|www"), ["w"]);
        assert_eq!(told("分为12、|34项"), ["3"]);
        // A mark asks for the letter before it, and that for the one before.
        assert_eq!(told("平台abc|（甲）"), ["bc（"]);
        assert_eq!(told("平台abc|（12）"), ["bc（1"]);
        assert_eq!(told("平台c|“甲”"), ["台c“"]);
        assert_eq!(told("平台C#|(甲)"), ["台C#("]);
        assert_eq!(told("见《办法》|甲"), [""; 0]);
        assert_eq!(told("甲|2026年"), [""; 0]);
        assert_eq!(told("见《办法》|"), [""; 0]);
    }

    #[test]
    fn a_run_that_is_told_apart_says_that_it_is_chinese_behind_all_else() {
        let template = template("gongwen");
        let mut set = paragraph(&template, StyleName::Body, "法》2026年甲》5");
        set.spans = vec![(set.text.len(), Face::Kai)];
        set.held = vec![(0.."法》".len(), set.tracking)];
        let kai = fonts(&template, Face::Kai, true);
        assert_eq!(
            text(&markup(|xml| runs(xml, &set, &template))),
            format!("[{kai}法》][{kai}{TOLD}2][{kai}026年甲》5]")
        );
        let raised = text(&markup(|xml| level_runs(xml, "5²", &format!("{HINT}{TOLD}"))));
        assert_eq!(raised, format!("[{HINT}{TOLD}5][{HINT}<w:vertAlign w:val=\"superscript\"/>2]"));
        assert_eq!(split(&[2..3, 5..7], 0..6), [(0..2, false), (2..3, true), (3..5, false), (5..6, true)]);
        assert_eq!(split(&[2..3, 5..7], 6..9), [(6..7, true), (7..9, false)]);
    }

    #[test]
    fn footnotes_are_counted_through_the_text_and_as_large_as_it_wants() {
        let style = template("gongwen");
        let style = style.style(StyleName::Table);
        let anchored = format!("甲{}乙{}", anchor::of(0).unwrap(), anchor::of(1).unwrap());
        let text = text(&markup(|xml| run(xml, &anchored, style, "")));
        let half = style.size.as_half_points() / 2;
        let number = |id: usize| {
            format!("<w:sz w:val=\"{half}\"/><w:szCs w:val=\"{half}\"/><w:footnoteReference w:id=\"{id}\"/>]")
        };
        assert!(text.starts_with("[甲][") && text.ends_with(&number(2)));
        assert!(text.contains(&format!("{}[乙][", number(1))));
    }
}

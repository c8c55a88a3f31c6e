//! A paragraph and its properties: what differs from its style, rules, tab stops.

use crate::pages::{Paragraph, Place, Rule, Special};
use crate::template::{Align, Template};
use crate::units::Length;
use crate::write::docx::styles::{Characters, indent, justification, named};
use crate::write::docx::xml::Xml;

/// Opens a paragraph with its properties, those of a `frame` among them.
pub(super) fn open(xml: &mut Xml, paragraph: &Paragraph, template: &Template, titled: bool, frame: &str) {
    xml.put(format_args!("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>", named(paragraph.style, titled).id));
    differing(xml, template, paragraph, frame);
    xml.raw("</w:pPr>");
}

/// A paragraph that takes next to no room: Word wants one after a table and to end a section.
pub(super) const HAIR: &str = "<w:p><w:pPr><w:spacing w:line=\"14\" w:lineRule=\"exact\"/></w:pPr></w:p>";

/// A paragraph of exactly this height; a page is lower than what Word takes for a line.
pub(super) fn blank(xml: &mut Xml, height: Length, says: Blank) {
    let break_before = if says.new_page { "<w:pageBreakBefore/>" } else { "" };
    let keep = if says.keep { "<w:keepNext/>" } else { "" };
    xml.put(format_args!(
        "<w:p><w:pPr>{keep}{break_before}<w:spacing w:before=\"0\" w:line=\"{}\" w:lineRule=\"exact\"/></w:pPr></w:p>",
        height.as_twips()
    ));
}

/// The blank lines above a paragraph: every program shows a paragraph, while some drop white space at the top of a page. They stay with what
/// follows if it must stay with what stands `above`. Returns the paragraph as it is left to write, if there are any.
pub(super) fn blanks(
    xml: &mut Xml,
    above: Option<&Paragraph>,
    paragraph: &Paragraph,
    grid: Length,
) -> Option<Paragraph> {
    let count = paragraph.blank_lines(paragraph.before, grid);
    if count == 0 {
        return None;
    }
    let keep = !paragraph.new_page && above.is_some_and(|above| above.keep_next || above.closing);
    let mut left = paragraph.before;
    for i in 0..count {
        let height = Length::emu(left.as_emu() / (count - i));
        left = left - height;
        blank(xml, height, Blank { new_page: paragraph.new_page && i == 0, keep });
    }
    Some(Paragraph { before: Length::ZERO, new_page: false, ..paragraph.clone() })
}

/// What a blank paragraph says beside its height.
#[derive(Clone, Copy, Default)]
pub(super) struct Blank {
    /// Whether it begins a page.
    pub new_page: bool,
    /// Whether it stays on a page with what follows.
    pub keep: bool,
}

/// What a paragraph has beside its style: only what differs from it, in the order of the schema.
pub(super) fn differing(xml: &mut Xml, template: &Template, paragraph: &Paragraph, frame: &str) {
    let style = template.style(paragraph.style);
    if style.keep_next != paragraph.keep_next && !paragraph.closing {
        let value = i32::from(paragraph.keep_next);
        xml.put(format_args!("<w:keepNext w:val=\"{value}\"/>"));
    }
    if paragraph.closing && !paragraph.parted && !style.keep_next {
        xml.raw("<w:keepNext/>");
    }
    if paragraph.whole {
        xml.raw("<w:keepLines/>");
    }
    if paragraph.new_page {
        xml.raw("<w:pageBreakBefore/>");
    }
    xml.raw(frame);
    if paragraph.closing {
        xml.raw("<w:widowControl/>");
    }
    if paragraph.place == Place::Imprint {
        paragraph.special.iter().for_each(|special| tabs(xml, special));
    } else {
        properties(xml, paragraph, style.pitch);
    }
    // Blank lines are paragraphs of their own (`blanks`), so that no style has any.
    // An exact line would cut off a formula that is higher. Only a paragraph of one line has such a formula; it gets the room that our
    // layout gives it, whatever a program measures.
    let lines = paragraph.formula_lines(0..paragraph.text.len());
    let tall = lines > 1;
    if paragraph.before != Length::ZERO || tall {
        xml.raw("<w:spacing");
        if paragraph.before != Length::ZERO {
            xml.put(format_args!(" w:before=\"{}\"", paragraph.before.as_twips()));
        }
        if tall {
            let least = style.pitch * lines;
            xml.put(format_args!(" w:line=\"{}\" w:lineRule=\"atLeast\"", least.as_twips()));
        }
        xml.raw("/>");
    }
    let usual = (style.size * style.left, style.size * style.right, style.size * style.indent);
    if (paragraph.left, paragraph.right, paragraph.first) != usual {
        let whole = paragraph.right.times(style.size);
        let right = if style.size * whole == paragraph.right { whole } else { 0 };
        indent(xml, paragraph.left, paragraph.right, paragraph.first, Characters { right, first: 0 });
    }
    if paragraph.align != style.align {
        xml.put(format_args!("<w:jc w:val=\"{}\"/>", justification(paragraph.align)));
    }
}

/// What a paragraph of the head has beside its style, up to the spacing: a rule below it, tab stops.
pub(super) fn properties(xml: &mut Xml, paragraph: &Paragraph, pitch: Length) {
    let Some(special) = &paragraph.special else { return };
    if special.fixed.is_none()
        && let Some(rule) = special.rules.first()
    {
        let space = (rule.top - pitch).as_emu().div_euclid(12_700).clamp(0, 31);
        xml.raw("<w:pBdr>");
        border(xml, "bottom", rule, space);
        xml.raw("</w:pBdr>");
    }
    tabs(xml, special);
}

/// The tab stops.
pub(super) fn tabs(xml: &mut Xml, special: &Special) {
    if special.tabs.is_empty() {
        return;
    }
    xml.raw("<w:tabs>");
    for tab in &special.tabs {
        let kind = match tab.align {
            Align::Left | Align::Justify => "left",
            Align::Center => "center",
            Align::Right => "right",
        };
        xml.put(format_args!("<w:tab w:val=\"{kind}\" w:pos=\"{}\"/>", tab.at.as_twips()));
    }
    xml.raw("</w:tabs>");
}

/// A border of this rule: eighths of a point, and the distance from the text in points.
pub(super) fn border(xml: &mut Xml, side: &str, rule: &Rule, space: i64) {
    let weight = eighths(rule.weight);
    let color = rule.color.hex();
    xml.put(format_args!(
        "<w:{side} w:val=\"single\" w:sz=\"{weight}\" w:space=\"{space}\" w:color=\"{color}\"/>"
    ));
}

/// A thickness in eighths of a point, the unit of `w:sz`.
pub(super) fn eighths(weight: Length) -> i64 {
    (weight.as_emu() * 8 + 6_350).div_euclid(12_700).max(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::Tab;
    use crate::template::{Color, StyleName};
    use crate::write::docx::sample::{between, markup, paragraph, template};

    /// What a paragraph says beside the name of its style.
    fn says(template: &Template, set: &Paragraph) -> String {
        let text = markup(|xml| open(xml, set, template, false, "(frame)"));
        text.split_once("\"/>").unwrap().1.strip_suffix("</w:pPr>").unwrap().to_owned()
    }

    #[track_caller]
    fn check(style: StyleName, change: impl FnOnce(&mut Paragraph), wanted: &str) {
        let template = template("gongwen");
        let mut set = paragraph(&template, style, "字");
        change(&mut set);
        assert_eq!(says(&template, &set), wanted);
    }

    #[test]
    fn a_paragraph_says_what_differs_from_its_style() {
        check(StyleName::Body, |_| {}, "(frame)");
        check(StyleName::Heading1, |_| {}, "(frame)");
        check(StyleName::Body, |set| set.keep_next = true, "<w:keepNext w:val=\"1\"/>(frame)");
        check(StyleName::Heading1, |set| set.keep_next = false, "<w:keepNext w:val=\"0\"/>(frame)");
        check(StyleName::Body, |set| set.new_page = true, "<w:pageBreakBefore/>(frame)");
        check(StyleName::Body, |set| set.before = Length::points(10), "(frame)<w:spacing w:before=\"200\"/>");
        check(StyleName::Body, |set| set.align = Align::Center, "(frame)<w:jc w:val=\"center\"/>");
    }

    #[test]
    fn a_high_formula_is_not_cut_off() {
        use crate::text::formula::Formula;
        let with = |source: &str| {
            let formula = Formula::parse(source).unwrap();
            move |set: &mut Paragraph| set.formulas = vec![(0.."字".len(), formula.into())]
        };
        let rows = |n: usize| format!("\\begin{{matrix}}{}\\end{{matrix}}", vec!["a"; n].join("\\\\"));
        check(StyleName::Body, with("\\frac{1}{2}"), "(frame)");
        check(StyleName::Body, with(&rows(3)), "(frame)<w:spacing w:line=\"1158\" w:lineRule=\"atLeast\"/>");
        let among = |set: &mut Paragraph| {
            with(&rows(3))(set);
            set.text.push('甲');
        };
        check(StyleName::Body, among, "(frame)<w:spacing w:line=\"1158\" w:lineRule=\"atLeast\"/>");
    }

    #[test]
    fn what_closes_a_text_stays_with_what_follows_and_in_one_piece() {
        check(StyleName::Body, |set| set.closing = true, "<w:keepNext/>(frame)<w:widowControl/>");
        check(StyleName::Body, |set| (set.closing, set.parted) = (true, true), "(frame)<w:widowControl/>");
        check(
            StyleName::Body,
            |set| (set.closing, set.keep_next) = (true, true),
            "<w:keepNext/>(frame)<w:widowControl/>",
        );
        check(StyleName::Heading1, |set| set.closing = true, "(frame)<w:widowControl/>");
    }

    #[test]
    fn an_indent_on_the_right_is_in_characters_where_it_is_a_whole_number_of_them() {
        let indent = |right: Length| {
            let template = template("gongwen");
            let mut set = paragraph(&template, StyleName::Signature, "区委办");
            set.right = right;
            between(&says(&template, &set), "<w:ind ", "/>")[0]
                .split(" w:firstLine")
                .next()
                .unwrap()
                .to_owned()
        };
        assert_eq!(indent(Length::points(48)), "w:left=\"0\" w:rightChars=\"300\" w:right=\"960\"");
        assert_eq!(indent(Length::points(50)), "w:left=\"0\" w:rightChars=\"0\" w:right=\"1000\"");
        check(
            StyleName::Body,
            |set| set.left = Length::points(16),
            "(frame)<w:ind w:left=\"320\" w:rightChars=\"0\" w:right=\"0\" w:firstLineChars=\"0\" w:firstLine=\"640\"/>",
        );
    }

    fn rule(top: Length) -> Rule {
        Rule {
            top,
            left: Length::ZERO,
            width: Length::mm(156),
            weight: Length::emu(12_600),
            color: Color::RED,
        }
    }

    fn special(change: impl FnOnce(&mut Special)) -> Option<Box<Special>> {
        let mut special = Special::default();
        change(&mut special);
        Some(Box::new(special))
    }

    #[test]
    fn a_rule_below_is_a_border_as_far_off_as_word_allows() {
        let below = |points: i64| {
            let template = template("gongwen");
            let mut set = paragraph(&template, StyleName::Number, "岚委〔2026〕1号");
            let pitch = template.style(StyleName::Number).pitch;
            set.special = special(|special| special.rules = vec![rule(pitch + Length::points(points))]);
            says(&template, &set)
        };
        let border = |space| {
            format!(
                "(frame)<w:pBdr><w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"{space}\" w:color=\"FF0000\"/></w:pBdr>"
            )
        };
        assert_eq!([below(11), below(40), below(-3)], [border(11), border(31), border(0)]);
        let fixed = special(|special| {
            (special.rules, special.fixed) = (vec![rule(Length::ZERO)], Some(Length::ZERO))
        });
        check(StyleName::Body, |set| set.special = fixed, "(frame)");
    }

    #[test]
    fn a_row_of_the_imprint_has_tab_stops_and_leaves_its_rules_to_the_table() {
        let tab = |at, align| Tab { at: Length::points(at), align };
        let tabs = vec![
            tab(10, Align::Left),
            tab(20, Align::Center),
            tab(30, Align::Right),
            tab(40, Align::Justify),
        ];
        let wanted = "(frame)<w:tabs><w:tab w:val=\"left\" w:pos=\"200\"/><w:tab w:val=\"center\" w:pos=\"400\"/><w:tab w:val=\"right\" w:pos=\"600\"/><w:tab w:val=\"left\" w:pos=\"800\"/></w:tabs>";
        let of = |rules| special(|special| (special.tabs, special.rules) = (tabs.clone(), rules));
        check(
            StyleName::Imprint,
            |set| (set.place, set.special) = (Place::Imprint, of(vec![rule(Length::ZERO)])),
            wanted,
        );
        check(StyleName::Signer, |set| set.special = of(vec![]), wanted);
    }

    #[test]
    fn a_border_is_at_least_a_quarter_of_a_point() {
        let weights = [Length::emu(0), Length::emu(12_700 / 8 * 3), Length::points(1), Length::emu(13_600)];
        assert_eq!(weights.map(eighths), [2, 3, 8, 9]);
    }

    /// The blank paragraphs above a paragraph, and whether something is left to write of it.
    fn blank_above(
        above: Option<&Paragraph>,
        change: impl FnOnce(&mut Paragraph),
    ) -> (Vec<String>, Option<Paragraph>) {
        let template = template("gongwen");
        let mut set = paragraph(&template, StyleName::Body, "字");
        change(&mut set);
        let mut left = None;
        let text = markup(|xml| left = blanks(xml, above, &set, template.grid.pitch));
        (between(&text, "<w:p><w:pPr>", " w:lineRule").into_iter().map(str::to_owned).collect(), left)
    }

    #[test]
    fn blank_lines_share_the_height_between_them() {
        let line = |twips| format!("<w:spacing w:before=\"0\" w:line=\"{twips}\"");
        let (lines, left) = blank_above(None, |set| set.before = Length::twips(579 * 3));
        assert_eq!(lines, [line(579), line(579), line(579)]);
        assert!(left.is_some_and(|left| left.before == Length::ZERO && left.text == "字"));
        let (lines, _) = blank_above(None, |set| set.before = Length::twips(1_100));
        assert_eq!(lines, [line(550), line(550)]);
        assert_eq!(blank_above(None, |set| set.before = Length::twips(400)), (vec![], None));
    }

    #[test]
    fn the_first_blank_line_begins_the_page_and_all_stay_with_what_must_stay_together() {
        let template = template("gongwen");
        let heading = paragraph(&template, StyleName::Heading1, "一、办");
        let text = paragraph(&template, StyleName::Body, "字");
        let closing = Paragraph { closing: true, ..text.clone() };
        let two = Length::twips(579 * 2);
        let kinds = |above: Option<&Paragraph>, new_page| {
            let (lines, _) = blank_above(above, |set| (set.before, set.new_page) = (two, new_page));
            lines.iter().map(|line| line.split("<w:spacing").next().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(kinds(None, true), ["<w:pageBreakBefore/>", ""]);
        assert_eq!(kinds(Some(&text), false), ["", ""]);
        assert_eq!(kinds(Some(&heading), false), ["<w:keepNext/>", "<w:keepNext/>"]);
        assert_eq!(kinds(Some(&closing), false), ["<w:keepNext/>", "<w:keepNext/>"]);
        assert_eq!(kinds(Some(&heading), true), ["<w:pageBreakBefore/>", ""]);
    }
}

//! The imprint (版记): at the foot of the last page, between its rules (GB/T 9704-2012 7.4).

use crate::document::Official;
use crate::layout::characters::Type;
use crate::layout::paragraph::{paragraph, tabbed, type_of};
use crate::layout::stack;
use crate::pages::{Flow, Page, Paragraph, Place, Rule, SetLine, Tab};
use crate::template::{Align, Color, StyleName, Template};
use crate::units::Length;

/// The paragraphs of the imprint: 主送, 抄送, then who prints and when.
pub(crate) fn imprint(official: &Official, template: &Template) -> Vec<Paragraph> {
    let of = type_of(template.style(StyleName::Imprint));
    let mut paragraphs = Vec::new();
    let labelled = official
        .distribution
        .iter()
        .filter_map(|line| line.split_at_checked(line.find('：')? + '：'.len_utf8()));
    let sent_to = official.sent_to.iter().map(|names| ("主送：", names.as_str()));
    let copies = official.copies.iter().map(|names| ("抄送：", names.as_str()));
    for (label, names) in sent_to.chain(labelled).chain(copies) {
        paragraphs.push(receivers(label, names, of, template));
    }
    let receivers = paragraphs.len();
    paragraphs.extend(issue(official, of, template).filter(|_| !template.head.issue));
    if template.imprint.rules {
        rules(&mut paragraphs, receivers, template);
    }
    paragraphs
}

/// One character inside on both sides, turn-over under the first name (7.4.2).
fn receivers(label: &str, names: &str, of: Type, template: &Template) -> Paragraph {
    let mut set = paragraph(Place::Imprint, StyleName::Imprint, format!("{label}{names}。"), template);
    let hang = of.width(label);
    set.left = set.left + hang;
    set.first = -hang;
    set
}

/// Who prints at the left, when at the right, in one line (7.4.3).
fn issue(official: &Official, of: Type, template: &Template) -> Option<Paragraph> {
    let text = issue_text(official, "印发")?;
    let mut set = paragraph(Place::Imprint, StyleName::Imprint, text, template);
    let at = template.text_width() - of.size * template.imprint.indent;
    tabbed(&mut set, vec![Tab { at, align: Align::Right }]);
    Some(set)
}

/// Who prints and when, with `done` behind the date, and a tabulator between; none where neither is said.
pub(crate) fn issue_text(official: &Official, done: &str) -> Option<String> {
    if official.issuer.is_none() && official.issued.is_none() {
        return None;
    }
    let issuer = official.issuer.as_deref().unwrap_or_default();
    let issued = official.issued.as_ref().map(|date| format!("{date}{done}")).unwrap_or_default();
    Some(format!("{issuer}\t{issued}"))
}

/// Thick above and below, thin between those who receive and those who print; none between 主送 and 抄送 (7.4.1, 7.4.2).
fn rules(paragraphs: &mut [Paragraph], receivers: usize, template: &Template) {
    let last = paragraphs.len().wrapping_sub(1);
    let (thick, thin) = (template.imprint.thick, template.imprint.thin);
    let heights: Vec<Length> = paragraphs.iter().map(|set| stack::height(set, template)).collect();
    let rule = |middle: Length, weight: Length| Rule {
        top: middle - Length::emu(weight.as_emu() / 2),
        left: Length::ZERO,
        width: template.text_width(),
        weight,
        color: Color::default(),
    };
    for (i, set) in paragraphs.iter_mut().enumerate() {
        let special = set.special.get_or_insert_default();
        if i == 0 {
            special.rules.push(rule(Length::ZERO, thick));
        } else if i == receivers {
            special.rules.push(rule(Length::ZERO, thin));
        }
        if i == last {
            special.rules.push(rule(heights[i], thick));
        }
    }
}

/// Puts the imprint at the foot of the last page, or of a page of its own where it has no room or must be even.
///
/// A blank page before it, and its own page behind that, show no number (7.5).
pub(crate) fn place(flow: &mut Flow, paragraphs: Vec<Paragraph>, template: &Template) {
    let total = paragraphs.iter().fold(Length::ZERO, |sum, set| sum + stack::height(set, template));
    if paragraphs.is_empty() {
        return;
    }
    let room = template.text_height();
    let used = flow.pages.last().and_then(|page| page.lines.last()).map_or(Length::ZERO, bottom);
    // A sheet turned for a table has another foot.
    let turned = flow.pages.last().is_some_and(|page| page.turned);
    let fits = !turned && (used + total + template.grid.pitch <= room || used == Length::ZERO);
    let even = flow.pages.len().is_multiple_of(2) || !template.imprint.even_page;
    match (fits, even) {
        (true, true) => {}
        (false, true) if template.imprint.even_page => {
            let blank = || Page { unnumbered: true, ..Page::default() };
            flow.pages.extend([blank(), blank()]);
        }
        _ => flow.pages.push(Page::default()),
    }
    let Some(page) = flow.pages.last_mut() else { return };
    let mut top = room - total;
    for set in paragraphs {
        for line in stack::cut(flow.paragraphs.len(), &set, template) {
            page.lines.push(SetLine { top, ..line });
            top = top + line.height;
        }
        flow.paragraphs.push(set);
    }
}

fn bottom(line: &SetLine) -> Length {
    line.top + line.height
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Article, Block, Document, Role};
    use crate::layout::{Options, layout};
    use crate::pages::Pages;
    use crate::template::builtin;

    fn pages(lines: usize, template: &str) -> Pages {
        let block = Block { role: Role::Paragraph, text: "字".into(), line: 1 };
        let official = Official {
            copies: Some("市委办公室".to_owned()),
            issuer: Some("某办公室".to_owned()),
            issued: Some("2026年8月2日".to_owned()),
            ..Official::default()
        };
        let article = Article { blocks: vec![block; lines], ..Article::default() };
        let document = Document { articles: vec![article], official, ..Document::default() };
        layout(&document, &builtin(template).unwrap(), &Options::default())
    }

    #[test]
    fn the_imprint_ends_on_the_edge() {
        let template = builtin("hongtou").unwrap();
        // Pages, and those without a number: text on one page; on two; on two without room below it.
        for (lines, count, unnumbered) in [(5, 2, &[][..]), (25, 2, &[]), (43, 4, &[2, 3])] {
            let pages = pages(lines, "hongtou");
            assert_eq!(pages.count(), count, "{lines}");
            let silent: Vec<usize> = (0..count).filter(|&page| pages.body.pages[page].unnumbered).collect();
            assert_eq!(silent, unnumbered, "{lines}");
            let last = *pages.body.pages[count - 1].lines.last().unwrap();
            assert_eq!(bottom(&last), template.text_height());
            let rule = *pages.body.paragraphs[last.paragraph].rules().last().unwrap();
            let middle = last.top + rule.top + Length::emu(rule.weight.as_emu() / 2);
            assert_eq!(middle.as_twips(), template.text_height().as_twips());
        }
    }

    #[test]
    fn an_imprint_behind_a_turned_sheet_stands_upright() {
        let text = [["指标完成情况"; 9].join("\t"), ["指标完成情况"; 9].join("\t")].join("\n").into();
        let table = Block { role: Role::Table, text, line: 1 };
        let official = Official { copies: Some("市委办公室".to_owned()), ..Official::default() };
        for (lines, count) in [(5, 4), (25, 4)] {
            let block = Block { role: Role::Paragraph, text: "字".into(), line: 1 };
            let blocks = [vec![block; lines], vec![table.clone()]].concat();
            let article = Article { blocks, ..Article::default() };
            let document =
                Document { articles: vec![article], official: official.clone(), ..Document::default() };
            let pages = layout(&document, &builtin("hongtou").unwrap(), &Options::default());
            let turned: Vec<bool> = pages.body.pages.iter().map(|page| page.turned).collect();
            assert_eq!(turned.len(), count, "{turned:?}");
            assert!(turned.contains(&true) && turned.last() == Some(&false), "{turned:?}");
        }
    }

    #[test]
    fn plain_material_and_letters_want_no_even_page() {
        assert_eq!(pages(5, "gongwen").count(), 1);
        let letter = pages(5, "xinhan");
        assert_eq!(letter.count(), 1);
        assert!(letter.body.paragraphs.iter().all(|set| set.rules().is_empty()));
    }

    #[test]
    fn names_of_receivers_turn_over_under_the_first() {
        let names = "某市人民代表大会常务委员会办公室，".repeat(4);
        let official = Official {
            distribution: vec![format!("报送：{names}"), format!("分送部门：{names}"), "无人".to_owned()],
            copies: Some(names.clone()),
            ..Official::default()
        };
        let template = builtin("hongtou").unwrap();
        let set = imprint(&official, &template);
        let begins: Vec<&str> =
            set.iter().map(|set| set.text.split('某').next().unwrap_or_default()).collect();
        assert_eq!(begins, ["报送：", "分送部门：", "抄送："]);
        let own = template.style(StyleName::Imprint);
        let of = type_of(own);
        for (set, label) in set.iter().zip(begins) {
            assert_eq!(set.left - own.size * own.left, of.width(label), "{label}");
            assert_eq!(set.first, -of.width(label), "{label}");
        }
    }
}

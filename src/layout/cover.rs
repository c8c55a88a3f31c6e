//! The cover (封面) of a compilation: its title at a third of the height, who made it and when near the foot.
//!
//! GB/T 9704-2012 knows no cover; `docs/standard.md` says where the places come from.

use crate::document::{Article, Document};
use crate::layout::paragraph::{paragraph, type_of};
use crate::layout::stack;
use crate::layout::title::break_title;
use crate::pages::{Flow, Page, Paragraph, Place};
use crate::template::{CoverRule, StyleName, Template};
use crate::units::Length;

/// The title on the cover; none without a cover.
pub(crate) fn title(document: &Document, template: &Template) -> Option<String> {
    match template.cover.show {
        CoverRule::Auto if !document.compiled || document.official.has_head() => None,
        CoverRule::Auto => document.title.clone(),
        CoverRule::Always => document.title.clone().or_else(|| only_title(document)),
        CoverRule::Never => None,
    }
}

/// The title of a document that is one article.
fn only_title(document: &Document) -> Option<String> {
    let article = document.articles.first().filter(|_| !document.compiled)?;
    Some(Article::full_title(article)).filter(|title| !title.is_empty())
}

/// The cover; nothing without one.
pub(crate) fn cover(document: &Document, template: &Template) -> Flow {
    let Some(title) = title(document, template) else { return Flow::default() };
    let mut paragraphs = vec![title_paragraph(&title, template)];
    let lines = document.publishers.iter().map(|name| (StyleName::CoverPublisher, name));
    let lines = lines.chain(document.published.iter().map(|date| (StyleName::CoverDate, date)));
    paragraphs.extend(lines.map(|(style, text)| paragraph(Place::Cover, style, text.clone(), template)));
    to_the_foot(&mut paragraphs, template);
    let mut cover = stack::stack(paragraphs, template).0;
    cover.pages.iter_mut().for_each(|page| page.unnumbered = true);
    cover
}

/// Broken like every title, its middle where the template wants it.
fn title_paragraph(title: &str, template: &Template) -> Paragraph {
    let of = type_of(template.style(StyleName::CoverTitle));
    let lines = break_title(title, of, template.text_width()).join("\n");
    let mut set = paragraph(Place::Cover, StyleName::CoverTitle, lines, template);
    let half = Length::emu(stack::height(&set, template).as_emu() / 2);
    set.before = (template.cover.title_middle - template.paper.top - half).max(Length::ZERO);
    set
}

/// Moves what stands below the title down to the foot, one line below the title at least.
fn to_the_foot(paragraphs: &mut [Paragraph], template: &Template) {
    let room = template.paper.height - template.cover.foot - template.paper.top;
    let taken =
        paragraphs.iter().fold(Length::ZERO, |sum, set| sum + set.before + stack::height(set, template));
    if let Some(first) = paragraphs.get_mut(1) {
        first.before = (room.min(template.text_height()) - taken).max(template.grid.pitch);
    }
}

/// A part of what is printed on both sides takes whole sheets: its last side may be blank, and shows no number.
pub(crate) fn whole_sheets(part: &mut Flow) {
    if !part.pages.len().is_multiple_of(2) {
        part.pages.push(Page { unnumbered: true, ..Page::default() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Official;
    use crate::layout::{Options, layout};
    use crate::pages::{Pages, SetLine};
    use crate::template::builtin;

    fn document(title: &str) -> Document {
        let article = Article { title: vec!["某区工作总结".into()], ..Article::default() };
        Document {
            title: Some(title.to_owned()),
            publishers: vec!["某某区委办公室".to_owned(), "某某区人民政府办公室".to_owned()],
            published: Some("2026年8月".to_owned()),
            compiled: true,
            articles: vec![article.clone(), article],
            ..Document::default()
        }
    }

    fn pages(document: &Document, template: &str) -> Pages {
        layout(document, &builtin(template).unwrap(), &Options { toc: true })
    }

    #[test]
    fn the_title_stands_at_a_third_and_the_date_near_the_foot() {
        let template = builtin("huibian").unwrap();
        for title in
            ["工作总结汇编", "某某区机关党建工作和基层治理创新典型经验交流材料汇编（二〇二六年上半年）"]
        {
            let pages = pages(&document(title), "huibian");
            let lines = &pages.cover.pages[0].lines;
            let style_of = |line: &&SetLine| pages.cover.paragraphs[line.paragraph].style;
            let set = |style| lines.iter().filter(move |line| style_of(line) == style);
            let (first, last) =
                (set(StyleName::CoverTitle).next().unwrap(), set(StyleName::CoverTitle).next_back().unwrap());
            let middle = (first.top + last.top + last.height).as_twips() / 2 + template.paper.top.as_twips();
            assert_eq!(middle, Length::mm(99).as_twips(), "{title}");
            let date = set(StyleName::CoverDate).next().unwrap();
            let foot = template.paper.height - template.paper.top - date.top - date.height;
            assert_eq!(foot, Length::mm(50), "{title}");
            assert_eq!(set(StyleName::CoverPublisher).count(), 2);
        }
    }

    #[test]
    fn a_cover_too_full_goes_on_and_loses_nothing() {
        let mut document = document(&"某某区典型经验交流材料汇编".repeat(12));
        document.publishers = vec!["某某区人民政府办公室".to_owned(); 12];
        let pages = pages(&document, "huibian");
        let lines = pages.cover.pages.iter().map(|page| page.lines.len()).sum::<usize>();
        assert!(pages.cover.pages.len() == 2 && lines > 12 + 9, "{lines} lines");
    }

    #[test]
    fn a_cover_is_for_compilations_with_a_title() {
        let whole = document("工作总结汇编");
        let count = |document: &Document, template: &str| pages(document, template).cover.pages.len();
        assert_eq!((count(&whole, "huibian"), count(&whole, "gongwen")), (2, 0));
        assert_eq!(count(&Document { title: None, ..whole.clone() }, "huibian"), 0);
        assert_eq!(count(&Document { compiled: false, ..whole.clone() }, "huibian"), 0);
        let official = Official { mark: vec!["某局".to_owned()], ..Official::default() };
        assert_eq!(count(&Document { official, ..whole }, "huibian"), 0);
    }

    #[test]
    fn a_cover_asked_for_takes_the_title_of_the_only_article() {
        let mut template = builtin("gongwen").unwrap();
        template.cover.show = CoverRule::Always;
        let mut document = Document { title: None, compiled: false, ..document("") };
        document.articles.pop();
        let text = |document: &Document| {
            let cover = cover(document, &template);
            cover.paragraphs.into_iter().map(|set| set.text).collect::<String>()
        };
        assert_eq!(text(&document), "某区工作总结某某区委办公室某某区人民政府办公室2026年8月");
        document.compiled = true;
        assert_eq!(text(&document), "");
    }

    #[test]
    fn both_sides_of_a_sheet_are_counted() {
        let pages = pages(&document("工作总结汇编"), "huibian");
        let silent = |flow: &Flow| flow.pages.iter().map(|page| page.unnumbered).collect::<Vec<_>>();
        assert_eq!((silent(&pages.cover), silent(&pages.contents)), (vec![true, true], vec![false, true]));
        assert_eq!((pages.front_count(), pages.count(), pages.title_page(1)), (4, 6, Some(2)));
        let plain = self::pages(&Document { title: None, ..document("") }, "huibian");
        assert_eq!(plain.front_count(), 1, "without a cover it is no booklet");
    }
}

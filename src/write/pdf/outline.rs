//! Bookmarks and what the document says about itself.

use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};

use crate::document::{Article, Document, Role};
use crate::pages::{Pages, Paragraph, Place, SetLine};
use crate::sheet::corner;
use crate::template::{StyleName, Template};
use crate::text::anchor;
use crate::write::pdf::Options;
use crate::write::pdf::tags::depth;

/// Where a line stands: the page of the file, from 0, and the place on it.
pub(super) fn destination(pages: &Pages, page: usize, line: &SetLine, template: &Template) -> XyzDestination {
    let [x, y] = corner(template, line);
    XyzDestination::new(pages.front_count() + page, Point::from_xy(x, y))
}

/// A bookmark for every heading, those of an article below its title.
pub(super) fn outline(document: &Document, template: &Template, pages: &Pages) -> Outline {
    let mut stack: Vec<(u16, OutlineNode)> = Vec::new();
    let mut outline = Outline::new();
    if let Some(line) = pages.cover.pages.first().and_then(|page| page.lines.first()) {
        let [x, y] = corner(template, line);
        outline.push_child(OutlineNode::new(name(document), XyzDestination::new(0, Point::from_xy(x, y))));
    }
    let mut last = None;
    for (number, page) in pages.body.pages.iter().enumerate() {
        for line in &page.lines {
            if last.replace(line.paragraph) == Some(line.paragraph) {
                continue;
            }
            let paragraph = &pages.body.paragraphs[line.paragraph];
            let run_in = run_in(document, paragraph);
            let style = run_in.as_ref().map_or(paragraph.style, |(style, _)| *style);
            let Some(level) = depth(style) else { continue };
            close(&mut outline, &mut stack, level);
            let target = destination(pages, number, line, template);
            let text = run_in.map_or_else(|| text(document, paragraph), |(_, head)| head);
            stack.push((level, OutlineNode::new(text, target)));
        }
    }
    let first = stack.is_empty() && last.is_some();
    close(&mut outline, &mut stack, 0);
    if first {
        let line = pages.body.pages.first().and_then(|page| page.lines.first());
        if let Some(line) = line {
            outline.push_child(OutlineNode::new(name(document), destination(pages, 0, line, template)));
        }
    }
    outline
}

/// The numbered heading a paragraph opens with, and the style it has where it stands on a line of its own.
fn run_in(document: &Document, paragraph: &Paragraph) -> Option<(StyleName, String)> {
    let Place::Block { article, block } = paragraph.place else { return None };
    let block = document.articles.get(article)?.blocks.get(block)?;
    let (level, head) = block.run_in_heading()?;
    Some((StyleName::of_block(Role::Heading(level)), head.replace(['\n', '\t'], " ")))
}

/// Takes bookmarks off the stack that a heading of this level ends.
fn close(outline: &mut Outline, stack: &mut Vec<(u16, OutlineNode)>, level: u16) {
    while let Some((_, node)) = stack.pop_if(|(open, _)| *open >= level) {
        match stack.last_mut() {
            Some((_, parent)) => parent.push_child(node),
            None => outline.push_child(node),
        }
    }
}

/// The title of an article as the document has it: where it was broken here, nothing is left of the break.
fn text(document: &Document, paragraph: &Paragraph) -> String {
    match paragraph.place {
        Place::Front { article } => document.articles.get(article).map(Article::full_title),
        _ => None,
    }
    .unwrap_or_else(|| anchor::without(&paragraph.text).replace(['\n', '\t'], " "))
}

/// The title of the document; without one, the beginning of its text, since PDF/UA wants a title.
fn name(document: &Document) -> String {
    let first = || {
        let article = document.articles.iter().find(|article| !article.blocks.is_empty())?;
        Some(article.blocks[0].text.chars().take(30).collect())
    };
    document.name().or_else(first).filter(|name| !name.trim().is_empty()).unwrap_or_else(|| "文档".to_owned())
}

/// Title, author, language. PDF/A wants a date; the clock would make the file different every time, so it is that of the text.
pub(super) fn metadata(document: &Document, options: &Options) -> Metadata {
    let mut metadata = Metadata::new()
        .title(name(document))
        .language("zh-CN".to_owned())
        .creator("chengwen".to_owned())
        .creation_date(date(document).unwrap_or_else(|| midnight(2000, 1, 1)));
    if !options.creator.is_empty() {
        metadata = metadata.authors(vec![options.creator.clone()]);
    }
    metadata
}

fn date(document: &Document) -> Option<DateTime> {
    if let Some(date) = document.published.as_deref().and_then(parse) {
        return Some(date);
    }
    let article = document.articles.first()?;
    let written =
        || article.blocks.iter().rfind(|block| block.role == Role::Date).map(|block| block.text.as_str());
    parse(article.date.as_deref().or_else(written)?)
}

/// `2026年8月1日`.
fn parse(text: &str) -> Option<DateTime> {
    let (year, rest) = text.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let day = rest.strip_suffix('日').unwrap_or("1");
    let month: u8 = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    let day: u8 = day.parse().ok().filter(|day| (1..=31).contains(day))?;
    Some(midnight(year.parse().ok().filter(|year| (1000..=9999).contains(year))?, month, day))
}

fn midnight(year: u16, month: u8, day: u8) -> DateTime {
    let date = DateTime::new(year).month(month).day(day).hour(0).minute(0).second(0);
    date.utc_offset_hour(8).utc_offset_minute(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{RunIn, RunInKind};
    use crate::template::builtin;
    use crate::write::pdf::readback::{Seen, article, block};

    fn bookmarks(document: &Document, template: &str, toc: bool) -> Vec<String> {
        Seen::of(document, &builtin(template).unwrap(), toc).bookmarks()
    }

    fn one(article: Article) -> Document {
        Document { articles: vec![article], ..Document::default() }
    }

    #[test]
    fn headings_are_bookmarks_below_the_title_at_their_lines() {
        let blocks = [
            (Role::Heading(1), "一、办"),
            (Role::Heading(3), "1．细"),
            (Role::Heading(2), "（二）再"),
            (Role::Paragraph, "字"),
            (Role::Heading(1), "二、查"),
        ];
        let whole = one(article(&["某区", "总结"], &blocks));
        let wanted = [
            "某区 总结 → 1 79 691",
            "· 一、办 → 1 111 592",
            "· · 1．细 → 1 111 563",
            "· · （二）再 → 1 111 534",
            "· 二、查 → 1 111 476",
        ];
        assert_eq!(bookmarks(&whole, "gongwen", false), wanted);
        // Pages of the contents stand in front.
        assert_eq!(bookmarks(&whole, "gongwen", true)[1], "· 一、办 → 2 111 592");
    }

    #[test]
    fn a_numbered_heading_that_opens_a_paragraph_is_a_bookmark_too() {
        let run_in = |kind| Role::RunIn(RunIn { head: "（一）抓学习。".len(), kind });
        let mut own = article(&["总结"], &[(Role::Heading(1), "一、办")]);
        own.blocks.push(block(run_in(RunInKind::Numbered(2)), "（一）抓学习。各单位要学。"));
        own.blocks.push(block(run_in(RunInKind::Unnumbered), "（一）抓学习。各单位要学。"));
        let found = bookmarks(&one(own), "gongwen", false);
        let titles: Vec<&str> = found.iter().filter_map(|mark| mark.split(" →").next()).collect();
        assert_eq!(titles, ["总结", "· 一、办", "· · （一）抓学习"]);
    }

    #[test]
    fn a_cover_has_the_first_bookmark() {
        let articles = ["甲文", "乙文"].map(|title| article(&[title], &[(Role::Paragraph, "字")])).into();
        let whole =
            Document { title: Some("汇编".to_owned()), compiled: true, articles, ..Document::default() };
        let found = bookmarks(&whole, "huibian", false);
        let titles: Vec<&str> =
            found.iter().map(|mark| mark.split(|c: char| c.is_ascii_digit()).next().unwrap()).collect();
        assert_eq!(titles, ["汇编 → ", "甲文 → ", "乙文 → "]);
        let pages: Vec<&str> = found.iter().map(|mark| mark.rsplit(' ').nth(2).unwrap()).collect();
        assert_eq!(pages, ["1", "3", "4"]);
    }

    #[test]
    fn a_text_without_headings_has_its_beginning_for_a_bookmark() {
        let text = "字".repeat(40);
        let found = bookmarks(&one(article(&[], &[(Role::Paragraph, &text)])), "gongwen", false);
        assert_eq!(found, [format!("{} → 1 111 737", "字".repeat(30))]);
        let blank = one(article(&[], &[(Role::Paragraph, " ")]));
        assert_eq!(name(&blank), "文档");
        assert_eq!(name(&Document { title: Some("汇编".to_owned()), ..blank }), "汇编");
    }

    #[test]
    fn the_file_says_its_title_who_made_it_and_the_date_of_the_text() {
        let mut own = article(&["某区", "总结"], &[(Role::Date, "2026年8月1日")]);
        let said = |own: &Article, element: &str| {
            Seen::of(&one(own.clone()), &builtin("gongwen").unwrap(), false).metadata(element)
        };
        assert_eq!(said(&own, "dc:title").as_deref(), Some("某区 总结"));
        assert_eq!(said(&own, "dc:creator").as_deref(), Some("区委办"));
        assert_eq!(said(&own, "xmp:CreateDate").as_deref(), Some("2026-08-01T00:00:00+08:00"));
        own.date = Some("2025年12月".to_owned());
        assert_eq!(said(&own, "xmp:CreateDate").as_deref(), Some("2025-12-01T00:00:00+08:00"));
    }

    #[test]
    fn a_date_is_one_of_the_calendar() {
        let day = |text: &str| parse(text).map(|date| format!("{date:?}"));
        let same = |text: &str, date: DateTime| assert_eq!(day(text), Some(format!("{date:?}")), "{text}");
        same("2026年8月1日", midnight(2026, 8, 1));
        same("1000年12月31日", midnight(1000, 12, 31));
        same("9999年1月", midnight(9999, 1, 1));
        for text in [
            "2026年13月1日",
            "2026年0月1日",
            "2026年8月0日",
            "2026年8月32日",
            "999年8月1日",
            "10000年8月1日",
            "8月1日",
            "今天",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn the_date_of_a_compilation_is_its_own_before_that_of_an_article() {
        let dated = |published: Option<&str>, date: Option<&str>, written: &[&str]| {
            let blocks: Vec<_> = written.iter().map(|text| (Role::Date, *text)).collect();
            let own = Article { date: date.map(str::to_owned), ..article(&[], &blocks) };
            let whole = Document { published: published.map(str::to_owned), ..one(own) };
            super::date(&whole).map(|date| format!("{date:?}"))
        };
        let of = |year| Some(format!("{:?}", midnight(year, 1, 1)));
        assert_eq!(dated(Some("2026年1月"), Some("2025年1月"), &["2024年1月"]), of(2026));
        assert_eq!(dated(Some("今年"), Some("2025年1月"), &["2024年1月"]), of(2025));
        assert_eq!(dated(None, None, &["2023年1月", "2024年1月"]), of(2024));
        assert_eq!(dated(None, None, &[]), None);
    }
}

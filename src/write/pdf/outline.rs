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

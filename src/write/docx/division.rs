//! Where one section ends and the next begins.

use crate::pages::{Flow, Pages, Paragraph, Place, SetLine};
use crate::template::Template;
use crate::write::docx::header::Headers;
use crate::write::docx::section::{self, Section, SectionKind};
use crate::write::docx::xml::Xml;

/// The sections of the text, from the first on.
pub(super) struct Division<'a> {
    pages: &'a Pages,
    headers: &'a Headers<'a>,
    /// The section that is being written.
    pub sheet: Section,
}

impl<'a> Division<'a> {
    /// Begins with the first section of the text.
    pub(super) fn new(pages: &'a Pages, headers: &'a Headers<'a>) -> Division<'a> {
        let turned = pages.body.paragraphs.first().is_some_and(|first| first.turned);
        let heads = if turned { headers.none() } else { headers.of(0) };
        let sheet = Section { turned, heads, ..Section::of(SectionKind::Text { first: true }) };
        Division { pages, headers, sheet }
    }

    /// Ends the section before a paragraph that begins another one; returns whether it does.
    pub(super) fn before(&mut self, xml: &mut Xml, paragraph: &Paragraph, template: &Template) -> bool {
        let blank = self.follows_blank(paragraph);
        let (turned, heads) = (paragraph.turned, self.heads(paragraph));
        if !blank && (turned, heads) == (self.sheet.turned, self.sheet.heads) {
            return false;
        }
        end_section(xml, template, self.sheet);
        if blank {
            end_section(xml, template, self.silent());
        }
        self.sheet = Section { turned, heads, ..Section::of(SectionKind::Text { first: false }) };
        true
    }

    /// The section the document ends with: the last of the text, or an imprint behind a blank page.
    pub(super) fn last(&self) -> Section {
        match extra_pages(&self.pages.body) {
            0 => self.sheet,
            // An imprint behind a table that turned the sheet stands upright.
            1 => Section { turned: false, ..self.sheet },
            _ => self.silent(),
        }
    }

    /// Pages without a number, and without a running head where the others have one.
    fn silent(&self) -> Section {
        Section { heads: self.headers.none(), ..Section::of(SectionKind::Silent) }
    }

    /// The running heads of the page a paragraph stands on.
    fn heads(&self, paragraph: &Paragraph) -> Option<[usize; 2]> {
        match article_of(paragraph) {
            _ if paragraph.turned => self.headers.none(),
            Some(article) if paragraph.new_page || self.sheet.turned => self.headers.of(article),
            _ => self.sheet.heads,
        }
    }

    /// Whether the layout put a blank page before the article that begins here, so that it begins on an odd one.
    fn follows_blank(&self, paragraph: &Paragraph) -> bool {
        let article = article_of(paragraph).filter(|_| paragraph.odd_page);
        let before = article.and_then(|article| self.pages.title_page(article)?.checked_sub(2));
        let page = before.and_then(|before| self.pages.body.pages.get(before as usize));
        page.is_some_and(|page| page.lines.is_empty())
    }
}

fn article_of(paragraph: &Paragraph) -> Option<usize> {
    match paragraph.place {
        Place::Front { article } | Place::Block { article, .. } => Some(article),
        _ => None,
    }
}

/// Ends a section: Word keeps its properties in its last paragraph, here one that takes next to no room.
pub(super) fn end_section(xml: &mut Xml, template: &Template, section: Section) {
    xml.raw("<w:p><w:pPr><w:spacing w:line=\"14\" w:lineRule=\"exact\"/>");
    section::properties(xml, template, section);
    xml.raw("</w:pPr></w:p>");
}

/// The blank side behind a part that takes whole sheets, a section of its own without a number.
pub(super) fn blank_side(xml: &mut Xml, part: &Flow, template: &Template) {
    if part.pages.last().is_some_and(|page| page.lines.is_empty()) {
        end_section(xml, template, Section::of(SectionKind::Silent));
    }
}

/// How many pages the imprint added behind the text.
pub(super) fn extra_pages(flow: &Flow) -> usize {
    let text = |line: &SetLine| flow.paragraphs[line.paragraph].place != Place::Imprint;
    flow.pages.iter().rev().take_while(|page| !page.lines.iter().any(text)).count()
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Article, Document, Official, Role};
    use crate::template::RunningText;
    use crate::write::docx::sample::{File, article, between, template};

    /// For each section: the heads and footers of its odd pages, and whether the sheet is turned.
    fn sections(document: &Document, template: Template) -> Vec<String> {
        let main = File::of(document, template, false).main();
        let of = |section: &str| {
            let own = |kind: &str| {
                between(section, &format!("<w:{kind}Reference w:type=\"default\" r:id=\"rId"), "\"").concat()
            };
            let turned = if section.contains("landscape") { " turned" } else { "" };
            format!("{} {}{turned}", own("header"), own("footer")).trim().to_owned()
        };
        between(&main, "<w:sectPr>", "</w:sectPr>").into_iter().map(of).collect()
    }

    fn compilation(lines: [usize; 2], tables: [bool; 2]) -> Document {
        let wide = ["指标完成情况"; 12].join("\t");
        let articles = [0, 1].map(|i| {
            let mut blocks = vec![(Role::Paragraph, "字"); lines[i]];
            blocks.extend(tables[i].then_some((Role::Table, wide.as_str())));
            Article { title: vec![["甲文", "乙文"][i].into()], ..article(&blocks) }
        });
        Document { compiled: true, articles: articles.into(), ..Document::default() }
    }

    fn headed(odd_page: bool) -> Template {
        let mut template = template("huibian");
        (template.running_head.odd, template.running_head.even) =
            (RunningText::Article, RunningText::Article);
        template.articles.odd_page = odd_page;
        template
    }

    #[test]
    fn articles_without_running_heads_share_a_section() {
        assert_eq!(sections(&compilation([5, 5], [false; 2]), template("huibian")), ["11"]);
    }

    #[test]
    fn each_article_has_a_section_with_its_running_head() {
        assert_eq!(sections(&compilation([5, 5], [false; 2]), headed(false)), ["Header2 11", "Header3 11"]);
    }

    #[test]
    fn a_turned_sheet_is_a_section_without_a_running_head() {
        let plain = template("huibian");
        assert_eq!(sections(&compilation([5, 5], [true, false]), plain), ["11", "15 turned", "11"]);
        let wanted = ["Header2 11", "Header1 15 turned", "Header3 11"];
        assert_eq!(sections(&compilation([5, 5], [true, false]), headed(false)), wanted);
        let mut again = compilation([5, 5], [true, false]);
        again.articles[0].blocks.extend(article(&[(Role::Paragraph, "尾")]).blocks);
        let wanted = ["Header2 11", "Header1 15 turned", "Header2 11", "Header3 11"];
        assert_eq!(sections(&again, headed(false)), wanted);
    }

    #[test]
    fn a_text_may_begin_with_a_turned_sheet() {
        let wide = ["指标完成情况"; 12].join("\t");
        let table =
            |blocks: &[(Role, &str)]| Document { articles: vec![article(blocks)], ..Document::default() };
        assert_eq!(sections(&table(&[(Role::Table, &wide)]), template("gongwen")), ["15 turned"]);
        assert_eq!(
            sections(&table(&[(Role::Table, &wide), (Role::Paragraph, "字")]), template("gongwen")),
            ["15 turned", "11"]
        );
        let mut whole = compilation([0, 5], [true, false]);
        whole.articles[0].title.clear();
        assert_eq!(sections(&whole, headed(false)), ["Header1 15 turned", "Header2 11"]);
    }

    #[test]
    fn a_blank_page_before_an_odd_one_shows_neither_number_nor_head() {
        let silent = ["Header2 11", "Header1 14", "Header3 11"];
        assert_eq!(sections(&compilation([5, 5], [false; 2]), headed(true)), silent);
        // Twenty-five lines take two pages: the next is odd.
        assert_eq!(sections(&compilation([25, 5], [false; 2]), headed(true)), ["Header2 11", "Header3 11"]);
        let mut plain = template("huibian");
        plain.articles.odd_page = true;
        assert_eq!(sections(&compilation([5, 5], [false; 2]), plain), ["11", "14", "11"]);
    }

    #[test]
    fn an_imprint_behind_a_blank_page_shows_no_number() {
        let issued = |lines: usize| Document {
            articles: vec![article(&vec![(Role::Paragraph, "字"); lines])],
            official: Official { copies: Some("市委办公室".to_owned()), ..Official::default() },
            ..Document::default()
        };
        // On page 2 right behind the text; on page 2 with the end of the text; on page 4 behind a full page 2.
        assert_eq!(sections(&issued(5), template("hongtou")), ["11"]);
        assert_eq!(sections(&issued(30), template("hongtou")), ["11"]);
        assert_eq!(sections(&issued(44), template("hongtou")), ["11", "14"]);
    }
}

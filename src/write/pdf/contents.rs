//! The table of contents: links to the headings.

use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::geom::Rect;
use krilla::page::Page;
use krilla::tagging::{Identifier, Tag, TagGroup};

use crate::pages::{Pages, Paragraph, Place, SetLine};
use crate::sheet;
use crate::template::{StyleName, Template};
use crate::write::pdf::outline::destination;

/// The entries of the table of contents as links.
pub(super) struct Links<'a> {
    pages: &'a Pages,
    template: &'a Template,
    /// Where each entry points to: page of the articles, from 0, and line.
    targets: Vec<Option<(usize, SetLine)>>,
}

fn targets(pages: &Pages) -> Vec<Option<(usize, SetLine)>> {
    let mut targets = vec![None; pages.entries.len()];
    let mut next = 0;
    for (number, page) in pages.body.pages.iter().enumerate() {
        for line in &page.lines {
            let Some(entry) = pages.entries.get(next) else { return targets };
            if points_to(&pages.body.paragraphs[line.paragraph], entry.article, entry.block) {
                targets[next] = Some((number, *line));
                next += 1;
            }
        }
    }
    targets
}

fn points_to(paragraph: &Paragraph, article: usize, block: Option<usize>) -> bool {
    match paragraph.place {
        Place::Front { article: own } => {
            own == article && block.is_none() && paragraph.style == StyleName::Title
        }
        Place::Block { article: own, block: found } => own == article && block == Some(found),
        _ => false,
    }
}

impl<'a> Links<'a> {
    pub(super) fn new(pages: &'a Pages, template: &'a Template) -> Links<'a> {
        Links { pages, template, targets: targets(pages) }
    }

    /// A line of the table of contents that can be clicked, with what it covers.
    pub(super) fn add(&self, page: &mut Page<'_>, link: &sheet::Link, content: Vec<Identifier>) -> TagGroup {
        let mut group = TagGroup::new(Tag::Link);
        content.into_iter().for_each(|id| group.push(id));
        let [left, top, right, bottom] = link.edges;
        let target = self.targets.get(link.entry).copied().flatten();
        if let (Some((number, line)), Some(area)) = (target, Rect::from_ltrb(left, top, right, bottom)) {
            let there = destination(self.pages, number, &line, self.template);
            let target = Target::Destination(krilla::destination::Destination::Xyz(there));
            let says = self.pages.entries[link.entry].text.clone();
            let link = Annotation::new_link(LinkAnnotation::new(area, target), Some(says));
            group.push(page.add_tagged_annotation(link));
        }
        group
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, Role};
    use crate::template::builtin;
    use crate::write::pdf::readback::{Seen, article};

    #[test]
    fn every_entry_is_a_link_to_its_heading() {
        let text = "字".repeat(28 * 30);
        let blocks =
            [(Role::Heading(1), "一、办"), (Role::Paragraph, text.as_str()), (Role::Heading(1), "二、查")];
        let whole = Document { articles: vec![article(&["总结"], &blocks)], ..Document::default() };
        let seen = Seen::of(&whole, &builtin("gongwen").unwrap(), true);
        assert_eq!(seen.links(), ["一、办 → 2 111 621", "二、查 → 3 111 332"]);
        assert!(Seen::of(&whole, &builtin("gongwen").unwrap(), false).links().is_empty());
    }

    #[test]
    fn entries_of_a_compilation_go_to_the_titles() {
        let articles =
            ["甲文", "乙文"].map(|title| article(&[title], &[(Role::Heading(1), "一、办")])).into();
        let whole = Document { compiled: true, articles, ..Document::default() };
        let seen = Seen::of(&whole, &builtin("huibian").unwrap(), true);
        let places: Vec<String> =
            seen.links().iter().map(|link| link.split(' ').take(3).collect::<Vec<_>>().join(" ")).collect();
        let first = seen.sheets().len() - 1;
        assert_eq!(places, [format!("甲文 → {first}"), format!("乙文 → {}", first + 1)]);
    }
}

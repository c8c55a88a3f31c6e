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

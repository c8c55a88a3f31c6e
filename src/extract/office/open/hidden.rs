//! Which paragraphs of an OpenDocument part are hidden as a whole: a field says it, which may stand at their end.

use std::collections::BTreeSet;

use crate::error::Result;
use crate::extract::office::xml::{Space, Tag, Visitor};

/// The field that hides the paragraph it stands in.
pub(crate) const FIELD: &str = "hidden-paragraph";

/// The paragraphs that are hidden, by their number in the part.
#[derive(Debug, Default)]
pub(crate) struct Hidden {
    paragraphs: BTreeSet<usize>,
    count: usize,
    open: Vec<usize>,
}

impl Hidden {
    /// Whether the paragraph of this number is hidden, from 0.
    pub(crate) fn has(&self, paragraph: usize) -> bool {
        self.paragraphs.contains(&paragraph)
    }
}

/// Whether something is a paragraph or a heading.
pub(crate) fn is_paragraph(space: Space, name: &str) -> bool {
    space == Space::Text && matches!(name, "p" | "h")
}

impl Visitor for Hidden {
    fn open(&mut self, tag: &Tag<'_>) -> Result<()> {
        if is_paragraph(tag.space, tag.name) {
            self.open.push(self.count);
            self.count += 1;
        } else if tag.space == Space::Text && tag.name == FIELD && is_hidden(tag) {
            self.paragraphs.extend(self.open.last());
        }
        Ok(())
    }

    fn close(&mut self, space: Space, name: &str) -> Result<()> {
        if is_paragraph(space, name) {
            self.open.pop();
        }
        Ok(())
    }
}

/// Whether the condition of a field holds: programs write it where it does, and nothing where it does not (ODF 1.3, 19.814).
pub(crate) fn is_hidden(tag: &Tag<'_>) -> bool {
    tag.get("is-hidden").as_deref() == Some("true")
}

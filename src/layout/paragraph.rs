//! A paragraph as its style has it, before anything else is known of it.

use crate::layout::characters::Type;
use crate::pages::{Paragraph, Place, Tab};
use crate::template::{Style, StyleName, Template};

/// The type of a style.
pub(crate) fn type_of(style: &Style) -> Type {
    Type { size: style.size, tracking: style.tracking }
}

/// A paragraph as its style has it.
pub(crate) fn paragraph(place: Place, name: StyleName, text: String, template: &Template) -> Paragraph {
    let style = template.style(name);
    Paragraph {
        place,
        style: name,
        spans: vec![(text.len(), style.face)],
        text,
        align: style.align,
        first: style.size * style.indent,
        left: style.size * style.left,
        right: style.size * style.right,
        before: template.grid.pitch * style.before,
        tracking: style.tracking,
        held: Vec::new(),
        keep_next: style.keep_next,
        closing: false,
        new_page: false,
        odd_page: false,
        turned: false,
        table: None,
        figure: None,
        special: None,
        sign: None,
    }
}

/// Gives a paragraph stops.
pub(crate) fn tabbed(set: &mut Paragraph, tabs: Vec<Tab>) {
    set.special.get_or_insert_default().tabs = tabs;
}

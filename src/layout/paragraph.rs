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
    Paragraph::styled(place, name, text, template)
}

/// Gives a paragraph stops.
pub(crate) fn tabbed(set: &mut Paragraph, tabs: Vec<Tab>) {
    set.special.get_or_insert_default().tabs = tabs;
}

//! The cover in Word: paragraphs in the flow, in a section of their own.

use crate::pages::Pages;
use crate::template::Template;
use crate::write::docx::division::{blank_side, end_section};
use crate::write::docx::paragraph::open;
use crate::write::docx::run::runs;
use crate::write::docx::section::{Section, SectionKind};
use crate::write::docx::xml::Xml;

/// Writes the section of the cover; nothing without one.
pub(super) fn cover(xml: &mut Xml, pages: &Pages, template: &Template, titled: bool) {
    for paragraph in &pages.cover.paragraphs {
        open(xml, paragraph, template, titled, "");
        runs(xml, paragraph, template);
        xml.raw("</w:p>");
    }
    if !pages.cover.paragraphs.is_empty() {
        end_section(xml, template, Section::of(SectionKind::Cover));
        blank_side(xml, &pages.cover, template);
    }
}

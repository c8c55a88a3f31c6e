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

#[cfg(test)]
mod tests {
    use crate::document::{Article, Document, Role};
    use crate::write::docx::sample::{File, article, between, template};

    /// The footers of the sections, and what stands on the cover.
    fn written(two_sided: bool, compiled: bool) -> (Vec<String>, Vec<String>) {
        let mut template = template("huibian");
        template.cover.two_sided = two_sided;
        let one = Article { title: vec!["甲文".into()], ..article(&[(Role::Paragraph, "字")]) };
        let (title, publishers) = (Some("经验汇编".to_owned()), vec!["岚川市委办公室".to_owned()]);
        let articles = vec![one.clone(), one];
        let whole = Document { title, publishers, compiled, articles, ..Document::default() };
        let main = File::of(&whole, template, false).main();
        let own = |text: &str, from: &str, to: &str| {
            between(text, from, to).into_iter().map(str::to_owned).collect()
        };
        let cover = main.split("<w:sectPr>").next().unwrap();
        (own(&main, "<w:footerReference w:type=\"default\" r:id=\"", "\""), own(cover, "preserve\">", "<"))
    }

    #[test]
    fn a_cover_is_a_section_without_a_number_and_its_back_another() {
        let (sections, texts) = written(true, true);
        assert_eq!(sections, ["rId14", "rId14", "rId11"]);
        assert_eq!(texts, ["经验汇编", "岚川市委办公室"]);
        assert_eq!(written(false, true).0, ["rId14", "rId11"]);
    }

    #[test]
    fn without_a_cover_the_text_is_all_there_is() {
        assert_eq!(written(true, false).0, ["rId11"]);
    }
}

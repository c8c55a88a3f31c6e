//! Footnotes in Word: a part of their own, real footnotes that Word numbers and moves.

use crate::pages::{Pages, Place};
use crate::template::{StyleName, Template};
use crate::write::docx::run::runs;
use crate::write::docx::styles::named;
use crate::write::docx::xml::{W, Xml};

/// Where and how they are numbered: ①②③ anew on every page. Word and LibreOffice look for it in the sections.
pub(super) const NUMBERING: &str = "<w:pos w:val=\"pageBottom\"/><w:numFmt w:val=\"decimalEnclosedCircle\"/><w:numRestart w:val=\"eachPage\"/>";

/// The rules above the footnotes, which are footnotes too.
pub(super) const RULES: &str = "<w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/>";

/// `word/footnotes.xml`; none without footnotes.
pub(super) fn footnotes(pages: &Pages, template: &Template) -> Option<Xml> {
    let is_footnote = |place: Place| matches!(place, Place::Footnote { .. });
    let mut footnotes = pages.body.paragraphs.iter().filter(|set| is_footnote(set.place)).peekable();
    let hanging = footnotes.peek()?;
    let separator = pages.body.pages.iter().find_map(|page| page.separator)?;
    // Where the text begins in the first line.
    let tab = hanging.left + hanging.first;
    let mut xml = Xml::new();
    xml.put(format_args!("<w:footnotes xmlns:w=\"{W}\">"));
    let pitch = separator.height.as_twips();
    for (id, kind) in [(-1, "separator"), (0, "continuationSeparator")] {
        xml.put(format_args!(
            "<w:footnote w:type=\"{kind}\" w:id=\"{id}\"><w:p><w:pPr><w:spacing w:line=\"{pitch}\" w:lineRule=\"exact\"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>"
        ));
    }
    let id = named(StyleName::Footnote, false).id;
    for (number, footnote) in footnotes.enumerate() {
        xml.put(format_args!(
            "<w:footnote w:id=\"{}\"><w:p><w:pPr><w:pStyle w:val=\"{id}\"/><w:tabs><w:tab w:val=\"left\" w:pos=\"{}\"/></w:tabs></w:pPr><w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:footnoteRef/><w:tab/></w:r>",
            number + 1,
            tab.as_twips()
        ));
        runs(&mut xml, footnote, template);
        xml.raw("</w:p></w:footnote>");
    }
    xml.raw("</w:footnotes>");
    Some(xml)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Footnote, Role};
    use crate::layout::{Options, layout};
    use crate::text::Rich;
    use crate::write::docx::sample::{between, document, holds, template};

    fn written(notes: &[&str]) -> Option<String> {
        let mut noted = document(&[(Role::Paragraph, "")]);
        let anchors: String = (0..notes.len()).map(|i| format!("字{{{i}}}")).collect();
        noted.articles[0].blocks[0].text = Rich::footnoted(&anchors);
        noted.articles[0].footnotes =
            notes.iter().map(|text| Footnote { text: (*text).into(), line: 1 }).collect();
        let template = template("gongwen");
        let pages = layout(&noted, &template, &Options::default());
        footnotes(&pages, &template).map(|part| String::from_utf8(part.into_bytes()).unwrap())
    }

    #[test]
    fn a_document_without_footnotes_has_no_part_of_them() {
        assert!(written(&[]).is_none());
    }

    #[test]
    fn footnotes_count_from_one_behind_the_two_rules() {
        let part = written(&["甲注", "乙注"]).unwrap();
        assert_eq!(between(&part, "\" w:id=\"", "\""), ["-1", "0"]);
        assert_eq!(between(&part, "<w:footnote w:id=\"", "\""), ["1", "2"]);
        holds(
            &part,
            &[
                "w:type=\"separator\"",
                "<w:separator/>",
                "w:type=\"continuationSeparator\"",
                "<w:continuationSeparator/>",
                "甲注",
                "乙注",
                "</w:footnote></w:footnotes>",
            ],
        );
    }

    #[test]
    fn the_text_of_a_footnote_begins_where_its_other_lines_do() {
        // Two characters of 10.5 points, and a sign with its gap that takes one and a half.
        let part = written(&["甲注"]).unwrap();
        assert_eq!(between(&part, "<w:tab w:val=\"left\" w:pos=\"", "\""), ["735"]);
    }
}

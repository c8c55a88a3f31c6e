//! The table of contents: a real field, every entry filled in, so that it is right before anyone updates it.

use crate::pages::{ContentsEntry, Pages, Paragraph, Place};
use crate::template::Template;
use crate::units::Length;
use crate::write::docx::division::{blank_side, end_section};
use crate::write::docx::paragraph::open;
use crate::write::docx::run::runs;
use crate::write::docx::section::{Section, SectionKind};
use crate::write::docx::xml::Xml;

/// The name of the bookmark an entry points to, as Word would call it.
pub(super) fn bookmark(entry: usize) -> String {
    format!("_Toc{:09}", 200_000_001 + entry)
}

/// Writes the section of the table of contents.
///
/// Not dirty and no `updateFields`: Word opens it without a question. `docPartObj` makes Word offer 更新目录.
pub(super) fn contents(xml: &mut Xml, pages: &Pages, template: &Template, titled: bool) {
    xml.raw("<w:sdt><w:sdtPr><w:id w:val=\"190001\"/><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>");
    let last = pages.contents.paragraphs.len() - 1;
    for (i, paragraph) in pages.contents.paragraphs.iter().enumerate() {
        // The blank above the first entry is that below the heading: who updates the table gets entries without blanks.
        let plain = Paragraph { before: Length::ZERO, ..paragraph.clone() };
        open(xml, if i == 1 { &plain } else { paragraph }, template, titled, "");
        match paragraph.place {
            Place::Contents(index) => {
                if index == 0 {
                    begin_field(xml, template, titled, pages.entries.iter().any(|entry| entry.run_in));
                }
                entry(xml, paragraph, index, pages, template);
            }
            _ => runs(xml, paragraph, template),
        }
        if i == last {
            xml.raw("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
        }
        xml.raw("</w:p>");
    }
    xml.raw("</w:sdtContent></w:sdt>");
    end_section(xml, template, Section::of(SectionKind::Contents));
    blank_side(xml, &pages.contents, template);
}

/// Headings by their level; in a compilation the entries carry the unit, which no heading does, so there each place is
/// marked with a `TC` field of its own ([`mark`]) and the table collects these.
/// So is a heading that opens a paragraph.
fn begin_field(xml: &mut Xml, template: &Template, titled: bool, run_in: bool) {
    let depth = template.contents.depth;
    xml.raw("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\">");
    if titled {
        xml.put(format_args!(" TOC \\f C \\l \"1-{depth}\" \\h \\z "));
    } else if run_in {
        xml.put(format_args!(" TOC \\o \"1-{depth}\" \\f C \\l \"1-{depth}\" \\h \\z "));
    } else {
        xml.put(format_args!(" TOC \\o \"1-{depth}\" \\h \\z "));
    }
    xml.raw("</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>");
}

/// The text of an entry as a field at its place that shows nothing. Quotation marks would end the text early and are
/// escaped. No `w:vanish`: LibreOffice leaves hidden marks out when it updates the table. It reads a level only without quotation
/// marks and then counts one too many, so the first level has them: there no level is the right one.
pub(super) fn mark(xml: &mut Xml, entry: &ContentsEntry) {
    xml.raw("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>");
    xml.raw("<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:instrText xml:space=\"preserve\"> TC \"");
    for c in entry.text.chars() {
        if matches!(c, '"' | '“' | '”' | '„' | '‟' | '＂' | '\\') {
            xml.raw("\\");
        }
        xml.text(c.encode_utf8(&mut [0; 4]));
    }
    match entry.level {
        // Beside headings of the outline LibreOffice leaves out what is a level too deep.
        level if level == 1 || entry.run_in => {
            xml.put(format_args!("\" \\f C \\l \"{level}\" </w:instrText></w:r>"));
        }
        level => xml.put(format_args!("\" \\f C \\l {level} </w:instrText></w:r>")),
    }
    xml.raw("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
}

/// One entry: its text, dots, and the number of its page, all of it a link.
fn entry(xml: &mut Xml, paragraph: &Paragraph, index: usize, pages: &Pages, template: &Template) {
    let name = bookmark(index);
    let page = pages.entry_page(&pages.entries[index]).unwrap_or(1);
    xml.put(format_args!("<w:hyperlink w:anchor=\"{name}\" w:history=\"1\">"));
    runs(xml, paragraph, template);
    hidden_on_web(xml, "<w:tab/>");
    hidden_on_web(xml, "<w:fldChar w:fldCharType=\"begin\"/>");
    xml.put(format_args!(
        "<w:r><w:rPr><w:webHidden/></w:rPr><w:instrText xml:space=\"preserve\"> PAGEREF {name} \\h </w:instrText></w:r>"
    ));
    hidden_on_web(xml, "<w:fldChar w:fldCharType=\"separate\"/>");
    xml.put(format_args!("<w:r><w:rPr><w:webHidden/></w:rPr><w:t>{page}</w:t></w:r>"));
    hidden_on_web(xml, "<w:fldChar w:fldCharType=\"end\"/>");
    xml.raw("</w:hyperlink>");
}

fn hidden_on_web(xml: &mut Xml, markup: &str) {
    xml.put(format_args!("<w:r><w:rPr><w:webHidden/></w:rPr>{markup}</w:r>"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Role;
    use crate::write::docx::sample::{File, between, document, markup, template};

    fn entry(text: &str, level: u8, run_in: bool) -> ContentsEntry {
        ContentsEntry { text: text.to_owned(), level, article: 0, block: Some(0), run_in }
    }

    #[test]
    fn a_mark_escapes_what_would_end_its_text() {
        let marked = markup(|xml| mark(xml, &entry("抓“三\"实”\\<办>", 1, false)));
        assert_eq!(between(&marked, " TC ", " \\f"), ["\"抓\\“三\\&quot;实\\”\\\\&lt;办&gt;\""]);
    }

    #[test]
    fn only_the_first_level_and_headings_in_a_paragraph_have_their_level_in_quotes() {
        let level = |level, run_in| {
            let marked = markup(|xml| mark(xml, &entry("办", level, run_in)));
            between(&marked, "\\l ", " <")[0].to_owned()
        };
        assert_eq!([level(1, false), level(2, false), level(2, true)], ["\"1\"", "2", "\"2\""]);
    }

    #[test]
    fn the_table_collects_headings_or_marks_or_both() {
        let field = |titled, run_in| {
            let text = markup(|xml| begin_field(xml, &template("gongwen"), titled, run_in));
            between(&text, "preserve\"> ", " </w:instrText>")[0].to_owned()
        };
        assert_eq!(field(false, false), "TOC \\o \"1-2\" \\h \\z");
        assert_eq!(field(false, true), "TOC \\o \"1-2\" \\f C \\l \"1-2\" \\h \\z");
        assert_eq!(field(true, false), "TOC \\f C \\l \"1-2\" \\h \\z");
        assert_eq!(field(true, true), field(true, false));
    }

    #[test]
    fn every_entry_names_its_place_and_the_page_it_stands_on() {
        let text = "字".repeat(28 * 30);
        let whole =
            document(&[(Role::Heading(1), "一、办"), (Role::Paragraph, &text), (Role::Heading(1), "二、查")]);
        let main = File::of(&whole, template("gongwen"), true).main();
        let links: Vec<(&str, &str)> = main
            .split("</w:hyperlink>")
            .filter_map(|link| {
                Some((between(link, "w:anchor=\"", "\"").pop()?, between(link, "<w:t>", "<").pop()?))
            })
            .collect();
        assert_eq!(links, [("_Toc200000001", "1"), ("_Toc200000002", "2")]);
        assert_eq!(between(&main, " PAGEREF ", " "), ["_Toc200000001", "_Toc200000002"]);
        // One field around all entries, with a field of a page number in each.
        assert_eq!(main.matches("fldCharType=\"begin\"").count(), 3);
        assert_eq!(main.matches("fldCharType=\"end\"").count(), 3);
        assert!(main.contains("fldCharType=\"end\"/></w:r></w:p></w:sdtContent></w:sdt>"));
    }

    #[test]
    fn the_first_entry_has_no_blank_above_it() {
        let main = File::of(
            &document(&[(Role::Heading(1), "一、办"), (Role::Heading(1), "二、查")]),
            template("gongwen"),
            true,
        )
        .main();
        let contents = main.split("</w:sdtContent>").next().unwrap();
        let paragraphs: Vec<bool> =
            contents.split("<w:p>").skip(1).map(|set| set.contains("w:before=\"")).collect();
        assert_eq!(paragraphs.len(), 3);
        assert!(!paragraphs[1]);
    }
}

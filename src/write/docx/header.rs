//! Running heads in Word: a header part for each text, and which section shows which.

use std::collections::HashMap;

use crate::pages::Pages;
use crate::write::docx::xml::{R, W, Xml};

/// The header parts of a document; the first is empty, for pages without a running head.
pub(super) struct Headers<'a> {
    texts: Vec<&'a str>,
    /// For each article the parts of its odd and of its even pages.
    articles: Vec<[usize; 2]>,
}

impl<'a> Headers<'a> {
    /// Those of `pages`; without running heads there is no part.
    pub(super) fn new(pages: &'a Pages) -> Headers<'a> {
        let mut headers = Headers { texts: Vec::new(), articles: Vec::new() };
        let mut known: HashMap<&str, usize> = HashMap::new();
        let empty = (!pages.heads.is_empty()).then_some("");
        let heads = pages.heads.iter().flatten().map(String::as_str);
        for text in empty.into_iter().chain(heads) {
            known.entry(text).or_insert_with(|| {
                headers.texts.push(text);
                headers.texts.len() - 1
            });
        }
        headers.articles = pages.heads.iter().map(|pair| [known[&*pair[0]], known[&*pair[1]]]).collect();
        headers
    }

    /// The parts of an article; none without running heads.
    pub(super) fn of(&self, article: usize) -> Option<[usize; 2]> {
        self.articles.get(article).copied()
    }

    /// The parts of pages that show none, in a document with running heads.
    pub(super) fn none(&self) -> Option<[usize; 2]> {
        self.texts.first().map(|_| [0, 0])
    }

    /// How many parts there are.
    pub(super) fn count(&self) -> usize {
        self.texts.len()
    }

    /// The parts, with their names in the package.
    pub(super) fn parts(&self) -> impl Iterator<Item = (String, Vec<u8>)> + '_ {
        self.texts.iter().enumerate().map(|(part, text)| (format!("word/{}", target(part)), header(text)))
    }
}

/// The relationship id of a part.
pub(super) fn relation(part: usize) -> String {
    format!("rIdHeader{}", part + 1)
}

/// The name of a part beside the main one.
pub(super) fn target(part: usize) -> String {
    format!("header{}.xml", part + 1)
}

fn header(text: &str) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.put(format_args!(
        "<w:hdr xmlns:w=\"{W}\" xmlns:r=\"{R}\"><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>"
    ));
    if !text.is_empty() {
        xml.raw("<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">");
        xml.text(text);
        xml.raw("</w:t></w:r>");
    }
    xml.raw("</w:p></w:hdr>");
    xml.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(heads: &[[&str; 2]]) -> Pages {
        let heads = heads.iter().map(|pair| pair.map(str::to_owned)).collect();
        Pages { heads, ..Pages::default() }
    }

    #[test]
    fn each_text_is_a_part_once_and_the_first_is_empty() {
        let pages = pages(&[["汇编", "甲<文>"], ["汇编", "乙文"]]);
        let headers = Headers::new(&pages);
        let parts: Vec<(String, String)> =
            headers.parts().map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect();
        let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["word/header1.xml", "word/header2.xml", "word/header3.xml", "word/header4.xml"]);
        assert!(!parts[0].1.contains("<w:t") && parts[1].1.contains(">汇编</w:t>"));
        assert!(
            parts[2].1.contains(">甲&lt;文&gt;</w:t></w:r></w:p></w:hdr>") && parts[3].1.contains(">乙文<")
        );
        assert_eq!(headers.count(), 4);
        assert_eq!([headers.of(0), headers.of(1), headers.of(2)], [Some([1, 2]), Some([1, 3]), None]);
        assert_eq!(headers.none(), Some([0, 0]));
        assert_eq!((relation(2), target(2)), ("rIdHeader3".to_owned(), "header3.xml".to_owned()));
    }

    #[test]
    fn without_running_heads_there_is_no_part() {
        let pages = pages(&[]);
        let headers = Headers::new(&pages);
        assert_eq!((headers.count(), headers.none(), headers.of(0)), (0, None, None));
    }
}

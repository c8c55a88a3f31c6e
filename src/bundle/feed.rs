//! Feeds (RSS, Atom): an article an item.

use crate::bundle::columns::{Column, Wanted};
use crate::bundle::{Member, Told, table};
use crate::error::{Error, Result};
use crate::extract::xml::{self, Space, Tag, Visitor};
use crate::message;

/// What an item says that an article has; the last of one name counts, and the longest text.
const FIELDS: [(&str, Column); 12] = [
    ("title", Column::Title),
    ("encoded", Column::Text),
    ("content", Column::Text),
    ("description", Column::Text),
    ("summary", Column::Text),
    ("published", Column::Date),
    ("pubDate", Column::Date),
    ("date", Column::Date),
    ("updated", Column::Date),
    ("source", Column::Source),
    ("creator", Column::Author),
    ("author", Column::Author),
];

/// Whether `bytes` are a feed and no other XML.
pub(super) fn shows(bytes: &[u8]) -> bool {
    // The root element stands behind a declaration and comments.
    const REACH: usize = 4_096;
    let head = &bytes[..bytes.len().min(REACH)];
    let inside = |word: &[u8]| memchr::memmem::find(head, word).is_some();
    inside(b"<rss") || inside(b"<rdf:RDF") || inside(b"<feed") && inside(b"2005/Atom")
}

/// Gives its items.
pub(super) fn read(
    bytes: &[u8],
    wanted: &Wanted,
    take: &mut dyn FnMut(Member) -> Result<()>,
) -> Result<Told> {
    let text = xml::decoded(bytes.to_vec());
    let mut feed = Feed::default();
    xml::walk(&text, &mut feed).map_err(|fault| fault.error(broken()))?;
    let headings = Column::ALL.map(|column| column.name().to_owned());
    table::given(&headings, feed.rows, wanted, take)
}

fn broken() -> Error {
    Error::NotText {
        what: message!("a damaged or incomplete feed"),
        advice: message!("fetch it again, or correct it"),
    }
}

#[derive(Default)]
struct Feed {
    rows: Vec<Vec<String>>,
    /// Whether an item is open.
    item: bool,
    /// The field that is open, how deep in it, and its text.
    field: Option<(Column, usize, String)>,
}

impl Visitor for Feed {
    fn open(&mut self, tag: &Tag<'_>) -> Result<()> {
        if let Some((_, depth, text)) = &mut self.field {
            // XHTML in the feed itself.
            *depth += 1;
            text.push('<');
            text.push_str(tag.name);
            text.push('>');
        } else if matches!(tag.name, "item" | "entry") {
            self.item = true;
            self.rows.push(vec![String::new(); Column::ALL.len()]);
        } else if self.item {
            let field = FIELDS.iter().find(|(name, _)| *name == tag.name);
            self.field = field.map(|(_, column)| (*column, 0, String::new()));
        }
        Ok(())
    }

    fn close(&mut self, _: Space, name: &str) -> Result<()> {
        match &mut self.field {
            Some((_, depth, text)) if *depth > 0 => {
                *depth -= 1;
                text.push_str(&format!("</{name}>"));
            }
            Some(_) => {
                let Some((column, _, text)) = self.field.take() else { return Ok(()) };
                // A name is in an element of its own.
                let text = if column == Column::Text {
                    text
                } else {
                    text.replace("<name>", "").replace("</name>", "")
                };
                let row = self.rows.last_mut().and_then(|row| row.get_mut(column as usize));
                if let Some(known) = row.filter(|known| known.len() < text.trim().len()) {
                    *known = text;
                }
            }
            None if matches!(name, "item" | "entry") => self.item = false,
            None => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        self.field.iter_mut().for_each(|(.., known)| known.push_str(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "春分前后，各地抓住农时推进春耕，农资供应充足，技术人员下到田间，帮助农户解决实际困难，进度快于往年。";

    fn opened(feed: &str) -> Vec<(String, String)> {
        assert!(shows(feed.as_bytes()));
        let mut members = Vec::new();
        read(feed.as_bytes(), &Wanted::default(), &mut |member| {
            members.push((member.name, String::from_utf8(member.bytes).unwrap()));
            Ok(())
        })
        .unwrap();
        members
    }

    #[test]
    fn items_are_articles() {
        let members = opened(&format!(
            "<?xml version='1.0'?><rss xmlns:content='urn:c' xmlns:dc='urn:d'><channel><title>某报</title>\
             <item><title>春耕</title><description>短</description><content:encoded><![CDATA[<p>{TEXT}</p>]]></content:encoded>\
             <pubDate>Sat, 01 Mar 2025 08:00:00 +0800</pubDate><dc:creator>张三</dc:creator></item>\
             <item><title>夏收</title><description>{TEXT}</description></item></channel></rss>"
        ));
        assert_eq!(members.len(), 2);
        assert!(
            members[0].0 == "1 春耕.html" && members[0].1.contains("张三") && members[0].1.contains(TEXT),
            "{members:?}"
        );
        assert_eq!(members[1], ("2 夏收.txt".to_owned(), format!("---\ntitle: 夏收\n---\n\n{TEXT}")));
    }

    #[test]
    fn entries_with_markup_of_their_own_are_pages() {
        let members = opened(&format!(
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>春耕</title><author><name>张三</name></author>\
             <published>2025-03-01T08:00:00Z</published><content type='xhtml'><div><p>{TEXT}</p></div></content></entry></feed>"
        ));
        assert!(
            members[0].1.contains(&format!("<div><p>{TEXT}</p></div>"))
                && members[0].1.contains("content=\"张三\""),
            "{members:?}"
        );
        assert!(!shows(b"<office:document/>") && !shows(b"<feed/>"));
    }
}

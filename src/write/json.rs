//! The document as JSON: what it means, without layout. Field and type names are those of the labelled corpus.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::document::{Article, Block, Document, Picture, Role, RunInKind};
use crate::text::{Meaning, Rich};

/// Version of the shape below; it changes when a field changes its meaning or goes.
pub const VERSION: &str = "chengwen.document/1";

#[derive(Serialize)]
struct Whole<'a> {
    format: &'static str,
    compilation: bool,
    /// Elements of head and imprint, in lists, under the names of front matter.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    official: BTreeMap<&'static str, Vec<&'a str>>,
    #[serde(flatten)]
    front: Front<'a>,
    /// Who made a compilation, and when: what its cover says.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    publisher: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    blocks: Option<Vec<Entry<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    articles: Option<Vec<Part<'a>>>,
}

#[derive(Default, Serialize)]
struct Front<'a> {
    title: Option<String>,
    title_lines: Vec<&'a str>,
    kicker: Vec<&'a str>,
    subtitle: Vec<&'a str>,
    byline: Option<&'a str>,
    unit: Option<&'a str>,
    source: Option<&'a str>,
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    genre: Option<&'static str>,
    /// The footnotes anchored in what stands above the text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    front_footnotes: Vec<&'a str>,
}

#[derive(Serialize)]
struct Part<'a> {
    #[serde(flatten)]
    front: Front<'a>,
    blocks: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    head: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    picture: Option<PictureEntry<'a>>,
    /// The footnotes anchored in the text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    footnotes: Vec<FootnoteEntry<'a>>,
    /// What is not said by the characters of the text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    spans: Vec<SpanEntry>,
    line: u32,
}

/// A stretch of the text, counted in characters, and what it is.
#[derive(Serialize)]
struct SpanEntry {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: &'static str,
    /// How many columns and rows a joined cell of a table takes, from where it begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    columns: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<usize>,
}

/// A footnote, and where it is anchored.
#[derive(Serialize)]
struct FootnoteEntry<'a> {
    /// Behind how many characters of the text.
    at: usize,
    text: &'a str,
}

/// What is known of a picture; the file itself is in Markdown, DOCX and PDF.
#[derive(Serialize)]
struct PictureEntry<'a> {
    name: &'a str,
    format: &'static str,
    width: u32,
    height: u32,
    bytes: usize,
    alt: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<&'a str>,
}

/// Writes `document`: a single article with its blocks, a compilation with its `articles`.
pub fn write(document: &Document) -> Vec<u8> {
    let mut bytes =
        serde_json::to_vec_pretty(&whole(document)).expect("strings and numbers always serialize");
    bytes.push(b'\n');
    bytes
}

/// The same to put into something larger.
pub fn value(document: &Document) -> impl Serialize + '_ {
    whole(document)
}

fn whole(document: &Document) -> Whole<'_> {
    let single = document.articles.first().filter(|_| !document.compiled);
    Whole {
        format: VERSION,
        compilation: document.compiled,
        official: document.official.fields().into_iter().collect(),
        front: match single {
            Some(article) => Front { title: document.name(), ..front(article) },
            None => Front { title: document.title.clone(), ..Front::default() },
        },
        publisher: &document.publishers,
        published: document.published.as_deref(),
        blocks: single.map(|article| entries(article, document)),
        articles: document
            .compiled
            .then(|| document.articles.iter().map(|article| part(article, document)).collect()),
    }
}

fn part<'d>(article: &'d Article, document: &'d Document) -> Part<'d> {
    Part { front: front(article), blocks: entries(article, document) }
}

fn front<'a>(article: &'a Article) -> Front<'a> {
    let above = [&article.kicker, &article.title, &article.subtitle].into_iter().flatten();
    let footnotes = above.chain(&article.byline).flat_map(|line| article.footnotes_of(line));
    let lines = |lines: &'a [Rich]| lines.iter().map(Rich::as_str).collect();
    Front {
        title: Some(article.full_title()).filter(|title| !title.is_empty()),
        title_lines: lines(&article.title),
        kicker: lines(&article.kicker),
        subtitle: lines(&article.subtitle),
        byline: article.byline.as_deref().or(article.unit.as_deref()),
        unit: article.unit.as_deref(),
        source: article.source.as_deref(),
        date: date(article),
        genre: Some(article.genre.name()),
        front_footnotes: footnotes.map(|(_, footnote)| footnote.text.as_str()).collect(),
    }
}

/// The date on the page, else that of the signature block, else that of a note under the title.
fn date(article: &Article) -> Option<&str> {
    let of_role =
        |role: Role| article.blocks.iter().rfind(|block| block.role == role).map(|block| block.text.as_str());
    let note = || of_role(Role::Note).filter(|note| note.contains('年') && note.contains('月'));
    article.date.as_deref().or_else(|| of_role(Role::Date)).or_else(note)
}

fn entries<'d>(article: &'d Article, document: &'d Document) -> Vec<Entry<'d>> {
    let blocks = article.blocks.iter().enumerate();
    blocks.map(|(i, block)| entry(block, article, article.blocks.get(i + 1), document)).collect()
}

fn entry<'d>(
    block: &'d Block,
    article: &'d Article,
    next: Option<&'d Block>,
    document: &'d Document,
) -> Entry<'d> {
    let (kind, level) = kind(block.role);
    let head = Some(block.split_head().0).filter(|head| !head.is_empty());
    let picture = match block.role {
        Role::Picture(index) => document.pictures.get(index).map(|set| picture(set, next)),
        _ => None,
    };
    let (text, footnotes, spans) = (block.text.as_str(), footnotes(block, article), spans(&block.text));
    Entry { kind, text, level, head, picture, footnotes, spans, line: block.line }
}

fn footnotes<'d>(block: &'d Block, article: &'d Article) -> Vec<FootnoteEntry<'d>> {
    let found = article.footnotes_of(&block.text);
    let mut counter = Counter::of(&block.text);
    found.map(|(at, footnote)| FootnoteEntry { at: counter.characters(at), text: &footnote.text }).collect()
}

/// Bold type and links are evidence of what a text is, and no part of the official format.
fn spans(text: &Rich) -> Vec<SpanEntry> {
    let mut spans = Vec::new();
    let mut counter = Counter::of(text);
    for span in text.spans() {
        let kind = match span.meaning {
            Meaning::Superscript => "superscript",
            Meaning::Subscript => "subscript",
            Meaning::Struck => "struck",
            Meaning::Inserted => "inserted",
            Meaning::Formula => "formula",
            Meaning::Cell { .. } => "cell",
            Meaning::Break => "break",
            _ => continue,
        };
        let (columns, rows) = match span.meaning {
            Meaning::Cell { columns, rows } => (Some(columns), Some(rows)),
            _ => (None, None),
        };
        let start = counter.characters(span.start);
        let end = start + text[span.range()].chars().count();
        spans.push(SpanEntry { start, end, kind, columns, rows });
    }
    spans
}

/// Counts the characters before places of a text, which come in their order.
struct Counter<'t> {
    text: &'t str,
    bytes: usize,
    characters: usize,
}

impl<'t> Counter<'t> {
    fn of(text: &'t str) -> Counter<'t> {
        Counter { text, bytes: 0, characters: 0 }
    }

    fn characters(&mut self, at: usize) -> usize {
        self.characters += self.text[self.bytes..at].chars().count();
        self.bytes = at;
        self.characters
    }
}

fn picture<'d>(picture: &'d Picture, next: Option<&'d Block>) -> PictureEntry<'d> {
    let caption = next.filter(|next| next.role == Role::Caption).map(|next| next.text.as_str());
    PictureEntry {
        name: &picture.name,
        format: picture.format.extension(),
        width: picture.width,
        height: picture.height,
        bytes: picture.bytes.as_ref().len(),
        alt: &picture.alt,
        caption,
    }
}

fn kind(role: Role) -> (&'static str, Option<u8>) {
    match role {
        Role::Heading(level) => (["h1", "h2", "h3", "h4"][usize::from(level.clamp(1, 4)) - 1], Some(level)),
        Role::RunIn(run_in) => match run_in.kind {
            RunInKind::Numbered(level) => ("run_in", Some(level)),
            RunInKind::Unnumbered | RunInKind::Enumeration => ("run_in", None),
        },
        Role::Paragraph => ("para", None),
        Role::Quote => ("quote", None),
        Role::Item => ("list", None),
        Role::Picture(_) => ("picture", None),
        Role::Caption => ("caption", None),
        Role::Recipient => ("recipient", None),
        Role::Signature => ("signature", None),
        Role::Date => ("date", None),
        Role::Number => ("docnum", None),
        Role::Note => ("note", None),
        Role::Attachment => ("attachment", None),
        Role::AttachmentLabel => ("attach_label", None),
        Role::AttachmentTitle => ("attach_title", None),
        Role::Attendance => ("attendance", None),
        Role::Abstract => ("abstract", None),
        Role::Contents => ("toc", None),
        Role::Table => ("table", None),
        Role::Credit => ("credit", None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_counted_in_characters_and_leave_out_what_is_no_part_of_the_format() {
        let mut text = Rich::from("甲10n乙废");
        text.mark(0..3, Meaning::Strong);
        text.mark(5..6, Meaning::Superscript);
        text.mark(9..12, Meaning::Struck);
        let spans: Vec<_> = spans(&text).iter().map(|span| (span.start, span.end, span.kind)).collect();
        assert_eq!(spans, [(3, 4, "superscript"), (5, 6, "struck")]);
    }
}

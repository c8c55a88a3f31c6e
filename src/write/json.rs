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
            Meaning::Formula | Meaning::Set(_) => "formula",
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
    use serde_json::{Value, json};

    use crate::document::{Bytes, Footnote, Genre, Official, PictureFormat, RunIn};

    #[test]
    fn spans_are_counted_in_characters_and_leave_out_what_is_no_part_of_the_format() {
        let mut text = Rich::from("甲10n乙废");
        text.mark(0..3, Meaning::Strong);
        text.mark(5..6, Meaning::Superscript);
        text.mark(9..12, Meaning::Struck);
        let spans: Vec<_> = spans(&text).iter().map(|span| (span.start, span.end, span.kind)).collect();
        assert_eq!(spans, [(3, 4, "superscript"), (5, 6, "struck")]);
    }

    fn block(role: Role, text: &str) -> Block {
        Block { role, text: text.into(), line: 7 }
    }

    fn read(document: &Document) -> Value {
        let bytes = write(document);
        assert!(bytes.ends_with(b"}\n"));
        serde_json::from_slice(&bytes).unwrap()
    }

    fn one(article: Article) -> Document {
        Document { articles: vec![article], ..Document::default() }
    }

    #[test]
    fn an_article_is_the_whole_and_says_all_that_stands_above_its_text() {
        let article = Article {
            kicker: vec!["引题".into()],
            title: vec!["某区".into(), "工作总结".into()],
            subtitle: vec!["副题".into()],
            unit: Some("区委办".to_owned()),
            source: Some("某报".to_owned()),
            date: Some("2026年8月1日".to_owned()),
            blocks: vec![block(Role::Paragraph, "正文。")],
            ..Article::default()
        };
        let wanted = json!({
            "format": VERSION, "compilation": false,
            "title": "某区 工作总结", "title_lines": ["某区", "工作总结"], "kicker": ["引题"], "subtitle": ["副题"],
            "byline": "区委办", "unit": "区委办", "source": "某报", "date": "2026年8月1日", "genre": Genre::default().name(),
            "blocks": [{ "type": "para", "text": "正文。", "line": 7 }],
        });
        assert_eq!(read(&one(article)), wanted);
    }

    #[test]
    fn a_compilation_has_its_own_title_and_its_articles() {
        let titled = |title: &str| Article { title: vec![title.into()], ..Article::default() };
        let whole = Document {
            title: Some("经验汇编".to_owned()),
            publishers: vec!["区委办".to_owned()],
            published: Some("2026年8月".to_owned()),
            compiled: true,
            articles: vec![titled("甲文"), titled("乙文")],
            ..Document::default()
        };
        let value = read(&whole);
        assert_eq!((&value["title"], &value["compilation"]), (&json!("经验汇编"), &json!(true)));
        assert_eq!((&value["publisher"], &value["published"]), (&json!(["区委办"]), &json!("2026年8月")));
        assert_eq!([&value["articles"][0]["title"], &value["articles"][1]["title"]], ["甲文", "乙文"]);
        assert!(value.get("blocks").is_none() && value["articles"][0]["blocks"] == json!([]));
    }

    #[test]
    fn the_title_of_the_document_goes_before_that_of_its_article() {
        let named = Document {
            title: Some("别名".to_owned()),
            ..one(Article { title: vec!["甲文".into()], ..Article::default() })
        };
        let value = read(&named);
        assert_eq!((&value["title"], &value["title_lines"]), (&json!("别名"), &json!(["甲文"])));
    }

    #[test]
    fn what_a_document_has_not_is_not_there() {
        let value = read(&one(Article::default()));
        assert_eq!(value["title"], Value::Null);
        for name in ["official", "publisher", "published", "articles", "front_footnotes"] {
            assert!(value.get(name).is_none(), "{name}");
        }
        let number = Some("岚委〔2026〕1号".to_owned());
        let official = Official { number, ..Official::default() };
        let value = read(&Document { official, ..one(Article::default()) });
        assert_eq!(value["official"], json!({ "number": ["岚委〔2026〕1号"] }));
        assert_eq!(
            serde_json::to_value(super::value(&one(Article::default()))).unwrap(),
            read(&one(Article::default()))
        );
    }

    #[test]
    fn the_date_is_that_of_the_page_then_of_the_signature_then_of_a_note() {
        let dated = |date: Option<&str>, blocks: &[(Role, &str)]| {
            let blocks = blocks.iter().map(|(role, text)| block(*role, text)).collect();
            let article = Article { date: date.map(str::to_owned), blocks, ..Article::default() };
            read(&one(article))["date"].clone()
        };
        let (signed, note) = ((Role::Date, "2026年8月2日"), (Role::Note, "（2026年8月3日）"));
        assert_eq!(dated(Some("2026年8月1日"), &[signed, note]), "2026年8月1日");
        assert_eq!(dated(None, &[(Role::Date, "2026年7月1日"), signed, note]), "2026年8月2日");
        assert_eq!(dated(None, &[note]), "（2026年8月3日）");
        assert_eq!(dated(None, &[(Role::Note, "（此件公开发布）")]), Value::Null);
        assert_eq!(dated(None, &[(Role::Note, "（2026年）")]), Value::Null);
        assert_eq!(dated(None, &[(Role::Note, "（8月）")]), Value::Null);
    }

    #[test]
    fn roles_have_names_and_headings_levels() {
        let run_in = |kind| Role::RunIn(RunIn { head: "强引领。".len(), kind });
        let named = |role: Role| {
            let article = Article { blocks: vec![block(role, "强引领。正文")], ..Article::default() };
            let value = read(&one(article))["blocks"][0].clone();
            let text = |name: &str| value.get(name).map(|value| value.to_string().replace('"', ""));
            [text("type"), text("level"), text("head")]
                .map(Option::unwrap_or_default)
                .join(" ")
                .trim_end()
                .to_owned()
        };
        for (role, wanted) in [
            (Role::Heading(1), "h1 1"),
            (Role::Heading(4), "h4 4"),
            (Role::Heading(6), "h4 6"),
            (run_in(RunInKind::Numbered(2)), "run_in 2 强引领。"),
            (run_in(RunInKind::Unnumbered), "run_in  强引领。"),
            (run_in(RunInKind::Enumeration), "run_in  强引领。"),
            (Role::Paragraph, "para"),
            (Role::Quote, "quote"),
            (Role::Item, "list"),
            (Role::Caption, "caption"),
            (Role::Recipient, "recipient"),
            (Role::Signature, "signature"),
            (Role::Date, "date"),
            (Role::Number, "docnum"),
            (Role::Note, "note"),
            (Role::Attachment, "attachment"),
            (Role::AttachmentLabel, "attach_label"),
            (Role::AttachmentTitle, "attach_title"),
            (Role::Attendance, "attendance"),
            (Role::Abstract, "abstract"),
            (Role::Contents, "toc"),
            (Role::Table, "table"),
            (Role::Credit, "credit"),
            (Role::Picture(0), "picture"),
        ] {
            assert_eq!(named(role), wanted, "{role:?}");
        }
    }

    #[test]
    fn a_picture_says_what_it_is_and_takes_the_caption_below() {
        let file = Picture {
            name: "图1.png".to_owned(),
            alt: "会场".to_owned(),
            format: PictureFormat::Png,
            width: 40,
            height: 20,
            bytes: Bytes(b"four".as_slice().into()),
        };
        let shown = |below: Role| {
            let blocks = vec![block(Role::Picture(0), ""), block(below, "会议现场")];
            let article = Article { blocks, ..Article::default() };
            read(&Document { pictures: vec![file.clone()], ..one(article) })["blocks"][0]["picture"].clone()
        };
        let mut wanted = json!({ "name": "图1.png", "format": "png", "width": 40, "height": 20, "bytes": 4, "alt": "会场" });
        assert_eq!(shown(Role::Paragraph), wanted);
        wanted["caption"] = json!("会议现场");
        assert_eq!(shown(Role::Caption), wanted);
    }

    #[test]
    fn footnotes_say_behind_which_character_they_stand() {
        let note = |text: &str| Footnote { text: text.into(), line: 9 };
        let article = Article {
            title: vec![Rich::footnoted("总结{0}")],
            byline: Some(Rich::footnoted("张三{1}")),
            blocks: vec![Block {
                text: Rich::footnoted("成效{2}明显{3}。"), ..block(Role::Paragraph, "")
            }],
            footnotes: ["题注", "人注", "甲注", "乙注"].map(note).into(),
            ..Article::default()
        };
        let value = read(&one(article));
        assert_eq!(value["front_footnotes"], json!(["题注", "人注"]));
        assert_eq!(
            value["blocks"][0]["footnotes"],
            json!([{ "at": 2, "text": "甲注" }, { "at": 4, "text": "乙注" }])
        );
        assert_eq!(value["byline"], "张三");
    }

    #[test]
    fn spans_name_what_no_character_says() {
        let mut text = Rich::from("甲乙丙丁戊己庚");
        for (i, meaning) in [
            Meaning::Superscript,
            Meaning::Subscript,
            Meaning::Struck,
            Meaning::Inserted,
            Meaning::Formula,
            Meaning::Cell { columns: 2, rows: 3 },
            Meaning::Break,
        ]
        .into_iter()
        .enumerate()
        {
            text.mark(i * 3..i * 3 + 3, meaning);
        }
        let told: Vec<_> =
            spans(&text).iter().map(|span| (span.start, span.kind, span.columns, span.rows)).collect();
        let names = ["superscript", "subscript", "struck", "inserted", "formula", "cell", "break"];
        let of = |(i, name): (usize, &'static str)| match name {
            "cell" => (i, name, Some(2), Some(3)),
            _ => (i, name, None, None),
        };
        assert_eq!(told, names.into_iter().enumerate().map(of).collect::<Vec<_>>());
    }
}

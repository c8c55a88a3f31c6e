//! Recipients that leave the first page without text stand in the imprint instead (GB/T 9704-2012 7.3.2, 7.3.3).

use std::borrow::Cow;

use crate::diag::{Log, Severity};
use crate::document::{Article, Block, Document, Role};
use crate::layout::{Options, layout};
use crate::message;
use crate::pages::{Pages, Place, SetLine};
use crate::template::Template;

/// The document with its recipients in the imprint, where the first page would have no text for them; that is told.
pub(crate) fn below<'d>(
    log: &mut Log,
    document: Cow<'d, Document>,
    template: &Template,
) -> Cow<'d, Document> {
    let Some(block) = crowding(&document) else { return document };
    let pages = |document: &Document| layout(document, template, &Options::default());
    let top = top(&document, block);
    if text_on_first_page(&top, &pages(&top)) {
        return document;
    }
    let line = document.articles[0].blocks[block].line;
    let moved_top = moved(&top, block);
    if !text_on_first_page(&moved_top, &pages(&moved_top)) {
        let message = message!(
            "there is no room for text on the first page; shorten the title, or name fewer organs in the mark"
        );
        log.found("official.recipients", Severity::Warning, line, message);
        return document;
    }
    let message = message!(
        "with the recipients above it, the first page would have no text: they stand in the imprint (7.3.2)"
    );
    log.found("official.recipients", Severity::Info, line, message);
    Cow::Owned(moved(&document, block))
}

/// The beginning of a document, longer than its first page: what stands there does not hang on the rest.
fn top(document: &Document, recipients: usize) -> Document {
    // A page has 22 lines, and each block at least one.
    const BLOCKS: usize = 24;
    let first = &document.articles[0];
    let article = Article {
        blocks: first.blocks.iter().take(recipients + BLOCKS).cloned().collect(),
        title: first.title.clone(),
        kicker: first.kicker.clone(),
        subtitle: first.subtitle.clone(),
        byline: first.byline.clone(),
        unit: first.unit.clone(),
        source: first.source.clone(),
        date: first.date.clone(),
        footnotes: first.footnotes.clone(),
        ..Article::default()
    };
    Document {
        official: document.official.clone(),
        articles: vec![article],
        pictures: document.pictures.clone(),
        ..Document::default()
    }
}

/// The recipients of an issued document, if they could stand in its imprint: one block, without footnotes.
fn crowding(document: &Document) -> Option<usize> {
    let official = &document.official;
    let article = document.articles.first()?;
    let recipients = |block: &Block| block.role == Role::Recipient;
    let at = article.blocks.iter().position(recipients)?;
    let only = article.blocks.iter().filter(|block| recipients(block)).count() == 1;
    let plain = article.blocks[at].text.footnotes().next().is_none();
    (only && plain && official.has_head() && official.sent_to.is_none()).then_some(at)
}

/// Whether a line of the text stands on the first page, or there is none anywhere.
fn text_on_first_page(document: &Document, pages: &Pages) -> bool {
    let is_text = |line: &SetLine| match pages.body.paragraphs[line.paragraph].place {
        Place::Block { article, block } => document.articles[article].blocks[block].role != Role::Recipient,
        _ => false,
    };
    pages.body.pages.iter().position(|page| page.lines.iter().any(is_text)).is_none_or(|page| page == 0)
}

fn moved(document: &Document, block: usize) -> Document {
    let mut moved = document.clone();
    let text = moved.articles[0].blocks.remove(block).text;
    moved.official.sent_to = Some(text.trim_end_matches(['：', ':', '。', ' ']).to_owned());
    moved
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Bytes, Footnote, Official, Picture, PictureFormat};
    use crate::template::builtin;
    use crate::text::{Meaning, Rich};

    fn check(count: usize, mark: &[&str], told: &[&str]) -> Document {
        let block = |role, text: &str| Block { role, text: text.into(), line: 3 };
        let names = vec!["某市发展和改革委员会"; count].join("，");
        let blocks =
            vec![block(Role::Recipient, &format!("{names}：")), block(Role::Paragraph, &"字".repeat(90))];
        let mark = mark.iter().map(|name| (*name).to_owned()).collect();
        let official =
            Official { mark, number: Some("某政发〔2026〕1号".into()), ..Official::default() };
        let article = Article { title: vec!["关于防汛的通知".into()], blocks, ..Article::default() };
        let document = Document { articles: vec![article], official, ..Document::default() };
        let mut log = Log::new();
        let set = below(&mut log, Cow::Borrowed(&document), &builtin("hongtou").unwrap()).into_owned();
        let found: Vec<String> = log.findings().iter().map(|finding| finding.message.to_string()).collect();
        assert_eq!(found.len(), told.len(), "{found:?}");
        assert!(found.iter().zip(told).all(|(found, told)| found.contains(told)), "{found:?}");
        set
    }

    #[test]
    fn recipients_without_room_stand_in_the_imprint() {
        let mark = ["某市人民政府文件"];
        assert_eq!(check(8, &mark, &[]).official.sent_to, None);
        let set = check(34, &mark, &["they stand in the imprint"]);
        assert!(set.official.sent_to.is_some_and(|names| names.ends_with("委员会")));
        assert_eq!(set.articles[0].blocks.len(), 1);
        // Without a head nothing is crowded.
        assert!(check(34, &[], &[]).official.sent_to.is_none());
    }

    #[test]
    fn the_first_page_of_the_beginning_is_that_of_the_whole() {
        let mut noted = Rich::from("字".repeat(20).as_str());
        noted.mark_end(Meaning::Footnote(0));
        let block = |role, text: Rich| Block { role, text, line: 3 };
        let mut blocks = vec![
            block(Role::Recipient, "各乡镇人民政府：".into()),
            block(Role::Paragraph, noted),
            block(Role::Picture(0), Rich::new()),
        ];
        blocks.resize(90, block(Role::Paragraph, "字".into()));
        let article = Article {
            kicker: vec!["深入推进".into()],
            title: vec!["关于防汛的通知".into()],
            subtitle: vec!["——试行".into()],
            byline: Some("韩青山".into()),
            unit: Some("某市水利局".to_owned()),
            source: Some("某市日报".to_owned()),
            date: Some("2026年8月1日".to_owned()),
            footnotes: vec![Footnote { text: "注".into(), line: 4 }],
            blocks,
            ..Article::default()
        };
        let official = Official { number: Some("某政发〔2026〕1号".into()), ..Official::default() };
        let picture = Picture {
            name: String::new(),
            alt: String::new(),
            format: PictureFormat::Png,
            width: 400,
            height: 200,
            bytes: Bytes([0].as_slice().into()),
        };
        let document =
            Document { articles: vec![article], official, pictures: vec![picture], ..Document::default() };
        for template in ["hongtou", "gongwen"] {
            let template = builtin(template).unwrap();
            let first = |document: &Document| {
                let body = layout(document, &template, &Options::default()).body;
                let line = |line: &SetLine| {
                    let set = &body.paragraphs[line.paragraph];
                    (line.top, line.height, set.text.clone(), set.place)
                };
                body.pages[0].lines.iter().map(line).collect::<Vec<_>>()
            };
            let beginning = top(&document, 0);
            assert_eq!(first(&beginning), first(&document));
            assert!(beginning.articles[0].blocks.len() < 30);
        }
    }
}

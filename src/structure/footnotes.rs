//! Footnotes: each article gets those it anchors, in the order of their anchors.

use std::collections::HashMap;

use crate::diag::{Log, RuleId};
use crate::document::{Article, Document, Footnote};
use crate::text::{Line, anchor};

/// A footnote goes with what it is anchored in.
const LOST: RuleId = "footnote.lost";

/// Hands `notes`, of which the anchors in the articles hold the numbers, to the articles.
pub(crate) fn hand_out(log: &mut Log, document: &mut Document, notes: Vec<Line>) {
    if notes.is_empty() {
        return;
    }
    let footnotes = notes.into_iter().map(|note| Footnote { text: note.text, line: note.number });
    let mut footnotes: HashMap<usize, Footnote> = footnotes.enumerate().collect();
    for article in &mut document.articles {
        number(article, &mut footnotes);
    }
    // Head, imprint and cover carry none.
    let cover = document.title.iter_mut().chain(&mut document.publishers).chain(&mut document.published);
    cover.chain(document.official.texts_mut()).for_each(|text| *text = anchor::without(text).into_owned());
    lose(log, footnotes);
}

/// Takes those out whose anchors are not there any more, after something took the place of what the text said.
pub fn settle(log: &mut Log, document: &mut Document) {
    for article in document.articles.iter_mut().filter(|article| !article.footnotes.is_empty()) {
        let mut footnotes: HashMap<usize, Footnote> =
            std::mem::take(&mut article.footnotes).into_iter().enumerate().collect();
        number(article, &mut footnotes);
        lose(log, footnotes);
    }
}

/// Moves the footnotes anchored in the article into it and numbers the anchors anew; anchors without one go.
fn number(article: &mut Article, footnotes: &mut HashMap<usize, Footnote>) {
    let mut own = Vec::new();
    let mut renew = |text: &mut String, keep: bool| {
        if !anchor::any(text) {
            return;
        }
        *text = anchor::replaced(text, |old| {
            let footnote = keep.then(|| footnotes.remove(&old)).flatten()?;
            own.push(footnote);
            anchor::of(own.len() - 1)
        });
    };
    let front = [&mut article.kicker, &mut article.title, &mut article.subtitle];
    front.into_iter().flatten().chain(&mut article.byline).for_each(|text| renew(text, true));
    // Words of their own, which no footnote can hang on.
    let words = [&mut article.unit, &mut article.source, &mut article.date];
    words.into_iter().flatten().for_each(|text| renew(text, false));
    article.blocks.iter_mut().for_each(|block| renew(&mut block.text, true));
    article.footnotes = own;
}

fn lose(log: &mut Log, footnotes: HashMap<usize, Footnote>) {
    let mut lost: Vec<_> = footnotes.into_iter().collect();
    lost.sort_unstable_by_key(|(number, _)| *number);
    lost.into_iter().for_each(|(_, footnote)| log.removed(LOST, footnote.line, footnote.text));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Role};

    fn note(number: usize) -> Line {
        Line::plain(format!("注{number}"), 90)
    }

    fn article(texts: &[&str]) -> Article {
        let blocks = texts.iter().map(|text| {
            let text = text.chars().map(|c| c.to_digit(10).map_or(c, |n| anchor::of(n as usize).unwrap()));
            Block { role: Role::Paragraph, text: text.collect(), line: 1 }
        });
        Article { blocks: blocks.collect(), ..Article::default() }
    }

    #[test]
    fn each_article_has_its_own_and_none_is_lost_in_silence() {
        let articles = vec![article(&["甲3", "乙1"]), article(&["丙0丁"])];
        let mut document = Document { articles, ..Document::default() };
        document.official.issuer = Some(format!("某办{}", anchor::of(4).unwrap()));
        let mut log = Log::new();
        hand_out(&mut log, &mut document, (0..5).map(note).collect());
        assert_eq!(document.official.issuer.as_deref(), Some("某办"));
        let articles = std::mem::take(&mut document.articles);
        let texts = |article: &Article| -> Vec<String> {
            article.footnotes.iter().map(|footnote| footnote.text.clone()).collect()
        };
        assert_eq!(
            (texts(&articles[0]), texts(&articles[1])),
            (vec!["注3".into(), "注1".into()], vec!["注0".into()])
        );
        let anchors: Vec<usize> = articles[0].texts().flat_map(anchor::footnotes).collect();
        assert_eq!(anchors, [0, 1]);
        let lost: Vec<&str> = log.removals().iter().map(|removal| removal.text.as_str()).collect();
        assert_eq!(lost, ["注2", "注4"]);

        document.articles = articles;
        document.articles[0].blocks.remove(0);
        settle(&mut log, &mut document);
        assert_eq!(texts(&document.articles[0]), ["注1"]);
        assert_eq!(document.articles[0].texts().flat_map(anchor::footnotes).collect::<Vec<_>>(), [0]);
        assert_eq!(log.removals().len(), 3);
    }
}

//! Footnotes: each article gets those it anchors, in the order of their anchors.

use std::collections::HashMap;

use crate::diag::{Log, RuleId};
use crate::document::{Article, Document, Footnote};
use crate::text::Line;

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
    // Head, imprint and cover carry none, nor do unit, source and date.
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
    for text in article.texts_mut() {
        text.renumber(|old| {
            own.push(footnotes.remove(&old)?);
            Some(own.len() - 1)
        });
    }
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
    use crate::text::Rich;

    fn note(number: usize) -> Line {
        Line::plain(format!("注{number}"), 90)
    }

    fn article(texts: &[&str]) -> Article {
        let blocks = texts.iter().map(|text| {
            let text = Rich::footnoted(text);
            Block { role: Role::Paragraph, text, line: 1 }
        });
        Article { blocks: blocks.collect(), ..Article::default() }
    }

    #[test]
    fn each_article_has_its_own_and_none_is_lost_in_silence() {
        let articles = vec![article(&["甲{3}", "乙{1}"]), article(&["丙{0}丁"])];
        let mut document = Document { articles, ..Document::default() };
        let mut log = Log::new();
        hand_out(&mut log, &mut document, (0..5).map(note).collect());
        let articles = std::mem::take(&mut document.articles);
        let texts = |article: &Article| -> Vec<String> {
            article.footnotes.iter().map(|footnote| footnote.text.to_string()).collect()
        };
        assert_eq!(
            (texts(&articles[0]), texts(&articles[1])),
            (vec!["注3".into(), "注1".into()], vec!["注0".into()])
        );
        let anchors = |article: &Article| -> Vec<usize> {
            article.texts().flat_map(Rich::footnotes).map(|(_, footnote)| footnote).collect()
        };
        assert_eq!(anchors(&articles[0]), [0, 1]);
        let lost: Vec<&str> = log.removals().iter().map(|removal| removal.text.as_str()).collect();
        assert_eq!(lost, ["注2", "注4"]);

        document.articles = articles;
        document.articles[0].blocks.remove(0);
        settle(&mut log, &mut document);
        assert_eq!(texts(&document.articles[0]), ["注1"]);
        assert_eq!(anchors(&document.articles[0]), [0]);
        assert_eq!(log.removals().len(), 3);
    }
}

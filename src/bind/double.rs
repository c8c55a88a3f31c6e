//! Articles that are there twice.

use std::collections::HashMap;

use crate::document::Article;
use crate::text::letters;

/// What an article has in common with an earlier one.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Double {
    /// The same text; from where.
    Same(String),
    /// For the most part the same text; from where.
    Alike(String),
}

/// The paragraphs seen so far: in which articles each stands.
#[derive(Default)]
pub(super) struct Seen {
    articles: Vec<Earlier>,
    /// How often each of those that hold a paragraph says it.
    paragraphs: HashMap<String, Vec<Holder>>,
}

struct Holder {
    article: usize,
    times: usize,
}

struct Earlier {
    name: String,
    /// Letters of its title; none if it has none.
    title: String,
    /// Letters of its text.
    length: usize,
}

impl Seen {
    /// Looks for an earlier article with the same text, and remembers this one. Marks and spaces do not count. `title` is the one the text
    /// has itself: two notices may say the same of two meetings, and only a text without a title is the same as one with any.
    pub(super) fn look(&mut self, article: &Article, title: &str, name: &str) -> Option<Double> {
        let mut paragraphs: HashMap<String, usize> = HashMap::new();
        let texts = article.blocks.iter().map(|block| letters(&block.text)).filter(|text| !text.is_empty());
        texts.for_each(|text| *paragraphs.entry(text).or_default() += 1);
        let length = paragraphs.iter().map(|(text, times)| text.len() * times).sum();
        let mut title = letters(title);
        let found = self.earlier(&title, &paragraphs, length);
        if let Some((other, true)) = found {
            // The same text has the same title, also where it is not shown.
            let other = &mut self.articles[other];
            let known = if title.is_empty() { other.title.clone() } else { title };
            (other.title, title) = (known.clone(), known);
        }
        let index = self.articles.len();
        self.articles.push(Earlier { name: name.to_owned(), title, length });
        for (paragraph, times) in paragraphs {
            self.paragraphs.entry(paragraph).or_default().push(Holder { article: index, times });
        }
        found.map(|(other, same)| {
            let name = self.articles[other].name.clone();
            if same { Double::Same(name) } else { Double::Alike(name) }
        })
    }

    /// The article that has most in common with one, and whether it is the same.
    fn earlier(
        &self,
        title: &str,
        paragraphs: &HashMap<String, usize>,
        length: usize,
    ) -> Option<(usize, bool)> {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for (paragraph, times) in paragraphs {
            for holder in self.paragraphs.get(paragraph).into_iter().flatten().take(MOST) {
                *shared.entry(holder.article).or_default() += paragraph.len() * holder.times.min(*times);
            }
        }
        let (&best, &letters) = shared.iter().max_by_key(|(index, letters)| {
            (**letters, self.articles[**index].is_called(title), std::cmp::Reverse(**index))
        })?;
        let other = &self.articles[best];
        let all = letters == length.max(other.length);
        let same = all && other.is_called(title);
        (same || letters * PART.1 >= length.max(other.length) * PART.0).then_some((best, same))
    }
}

impl Earlier {
    /// Whether a text with this title may be the same.
    fn is_called(&self, title: &str) -> bool {
        self.title == title || self.title.is_empty() || title.is_empty()
    }
}

/// A paragraph that stands in more articles than this is a set phrase.
const MOST: usize = 50;

/// The share of the longer text from which two texts are mostly the same.
const PART: (usize, usize) = (2, 3);

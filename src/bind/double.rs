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
    paragraphs: HashMap<String, Vec<usize>>,
}

struct Earlier {
    name: String,
    /// Letters of its text.
    length: usize,
    paragraphs: usize,
}

impl Seen {
    /// Looks for an earlier article with the same text, and remembers this one. Marks and spaces do not count, nor does the title.
    pub(super) fn look(&mut self, article: &Article, name: &str) -> Option<Double> {
        let paragraphs: Vec<String> =
            article.blocks.iter().map(|block| letters(&block.text)).filter(|text| !text.is_empty()).collect();
        let length = paragraphs.iter().map(String::len).sum();
        let double = self.earlier(&paragraphs, length);
        let index = self.articles.len();
        self.articles.push(Earlier { name: name.to_owned(), length, paragraphs: paragraphs.len() });
        for paragraph in paragraphs {
            let holders = self.paragraphs.entry(paragraph).or_default();
            if holders.last() != Some(&index) {
                holders.push(index);
            }
        }
        double
    }

    fn earlier(&self, paragraphs: &[String], length: usize) -> Option<Double> {
        let mut shared: HashMap<usize, (usize, usize)> = HashMap::new();
        for paragraph in paragraphs {
            for &holder in self.paragraphs.get(paragraph).into_iter().flatten().take(MOST) {
                let (letters, count) = shared.entry(holder).or_default();
                (*letters, *count) = (*letters + paragraph.len(), *count + 1);
            }
        }
        let (&best, &(letters, count)) =
            shared.iter().max_by_key(|(index, (letters, _))| (*letters, std::cmp::Reverse(**index)))?;
        let other = &self.articles[best];
        if letters == length && length == other.length && count == other.paragraphs {
            Some(Double::Same(other.name.clone()))
        } else if letters * PART.1 >= length.max(other.length) * PART.0 {
            Some(Double::Alike(other.name.clone()))
        } else {
            None
        }
    }
}

/// A paragraph that stands in more articles than this is a set phrase.
const MOST: usize = 50;

/// The share of the longer text from which two texts are mostly the same.
const PART: (usize, usize) = (2, 3);

//! Source and date of the web page, where the document is signed and dated itself.

use std::borrow::Cow;

use crate::diag::{Log, RuleId};
use crate::document::{Article, Document};
use crate::rules::Rules;

pub(crate) const DATELINE: RuleId = "page.dateline";

/// The document as it is set: one that a body issues shows no source and date of the page it was found on; they go into the log,
/// unless `rules` keep them.
pub fn without_datelines<'d>(
    log: &mut Log,
    mut document: Cow<'d, Document>,
    rules: &Rules,
) -> Cow<'d, Document> {
    let shows = |article: &Article| article.is_issued() && article.dateline().is_some();
    if rules.keeps(DATELINE) || !document.articles.iter().any(shows) {
        return document;
    }
    for article in document.to_mut().articles.iter_mut().filter(|article| shows(article)) {
        let line = article.line;
        article.dateline().into_iter().for_each(|text| log.removed(DATELINE, line, text));
        (article.source, article.date) = (None, None);
    }
    document
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Genre, Role};

    fn document(genre: Genre) -> Document {
        let block = |role, text: &str| Block { role, text: text.into(), line: 1 };
        let blocks = vec![block(Role::Signature, "某县人民政府"), block(Role::Date, "2023年5月1日")];
        let date = Some("2023年5月6日".to_owned());
        let article =
            Article { genre, source: Some("某网".to_owned()), date, blocks, ..Article::default() };
        Document { articles: vec![article], ..Document::default() }
    }

    #[track_caller]
    fn check(genre: Genre, keep: &[&str], left_out: &[&str]) {
        let (mut log, document) = (Log::new(), document(genre));
        let mut rules = Rules::default();
        keep.iter().for_each(|id| rules.keep(id));
        let set = without_datelines(&mut log, Cow::Borrowed(&document), &rules);
        assert_eq!(set.articles[0].dateline().is_none(), !left_out.is_empty());
        assert_eq!(log.removals().iter().map(|removal| &*removal.text).collect::<Vec<_>>(), left_out);
    }

    #[test]
    fn what_a_body_issues_is_dated_by_its_signature_and_the_rest_is_told() {
        check(Genre::Notice, &[], &["（来源：某网　2023年5月6日）"]);
        check(Genre::Notice, &[DATELINE], &[]);
        check(Genre::Speech, &[], &[]);
    }
}

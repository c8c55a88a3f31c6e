//! What only the markup of a page says of date, source and author fills what the page itself leaves open.

use crate::diag::{Log, RuleId, Severity};
use crate::document::{Article, Role};
use crate::lexicon::person::is_names;
use crate::message;
use crate::structure::info::{self, Info};
use crate::text::{Line, Rich};

/// What is taken from the markup.
pub(crate) const RULE: RuleId = "page.meta";
/// Page and markup disagree.
pub(crate) const DISAGREES: RuleId = "page.date";

/// Puts what `line`, the markup's word, says into the first of `articles`, where nothing else is known.
///
/// What stands on the page wins. A document that is dated at its end is an official one and gets no second date.
pub(crate) fn complete(log: &mut Log, articles: &mut [Article], line: &Line) {
    let mut said = info::parse(&line.text).unwrap_or_default();
    if let [article] = articles {
        disagree(log, article, &said, line.number);
        let dated = article.blocks.iter().any(|block| block.role == Role::Date);
        said.date = said.date.filter(|_| article.date.is_none() && !dated);
        said.source = said.source.filter(|_| article.source.is_none() && !dated);
        said.byline = said.byline.filter(|name| article.byline.is_none() && !dated && is_names(name));
        log.changed(RULE, line.number, &line.text, &said.text());
        article.date = article.date.take().or(said.date);
        article.source = article.source.take().or(said.source);
        article.byline = article.byline.take().or(said.byline.map(Rich::from));
    } else {
        log.changed(RULE, line.number, &line.text, "");
    }
}

fn disagree(log: &mut Log, article: &Article, said: &Info, number: u32) {
    if let (Some(shown), Some(said)) = (&article.date, &said.date)
        && shown != said
    {
        let message = message!(
            "the page shows the date %{shown}, its markup says %{said}; the page was believed",
            shown = shown,
            said = said
        );
        log.found(DISAGREES, Severity::Info, number, message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;
    use crate::text::Mark;

    const SAID: &str = "2023-02-02|来源：某报|作者：张三";

    fn complete_one(article: Article) -> (Article, Log) {
        let line = Line { mark: Mark::Meta, ..Line::plain(SAID, 1) };
        let mut log = Log::new();
        let mut articles = [article];
        complete(&mut log, &mut articles, &line);
        let [article] = articles;
        (article, log)
    }

    #[test]
    fn what_the_page_leaves_open_is_filled() {
        let (article, log) = complete_one(Article::default());
        let fields =
            [article.date, article.source, article.byline.map(String::from)].map(Option::unwrap_or_default);
        assert_eq!(fields, ["2023年2月2日", "某报", "张三"]);
        assert!(log.findings().is_empty());
    }

    #[test]
    fn the_page_wins() {
        let shown = Article { date: Some("2023年2月1日".into()), ..Article::default() };
        let (article, log) = complete_one(shown);
        assert_eq!(article.date.as_deref(), Some("2023年2月1日"));
        assert_eq!(log.findings()[0].rule, DISAGREES);
    }

    #[test]
    fn a_dated_document_needs_no_dateline() {
        let date = Block { role: Role::Date, text: "2023年2月1日".into(), line: 9 };
        let (article, _) = complete_one(Article { blocks: vec![date], ..Article::default() });
        assert_eq!((article.date, article.source, article.byline), (None, None, None));
    }
}

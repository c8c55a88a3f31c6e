//! What was painted is compared with what was to be set.

use crate::document::Document;
use crate::error::{Error, Result};
use crate::pages::Pages;
use crate::sheet::line::ignorable;
use crate::text::anchor::is_anchor;

/// Checks that the text of the cover and of all articles, and then of their footnotes, was painted, character by character and in order; white space is not counted.
///
/// # Errors
/// [`Error::Unaccounted`] with what comes first where the two part.
pub(super) fn check(painted: [&str; 2], document: &Document, pages: &Pages) -> Result<()> {
    if let Some(part) = pages.left_out(document) {
        return Err(unaccounted(part.chars()));
    }
    let counted = |c: &char| !c.is_whitespace() && !ignorable(*c) && !is_anchor(*c);
    let mut painted = painted.into_iter().flat_map(str::chars).filter(counted);
    let texts: Vec<_> = pages.seen(document).collect();
    let mut wanted = texts.iter().flat_map(|text| text.chars()).filter(counted).peekable();
    for seen in painted.by_ref() {
        if wanted.next_if_eq(&seen).is_none() {
            return Err(unaccounted(wanted));
        }
    }
    if wanted.peek().is_some() { Err(unaccounted(wanted)) } else { Ok(()) }
}

fn unaccounted(rest: impl Iterator<Item = char>) -> Error {
    // Enough to find the place by searching for it.
    const SAMPLE: usize = 20;
    let rest: Vec<char> = rest.collect();
    // Text that nobody asked for is a fault too, if nothing is missing behind it.
    Error::Unaccounted { count: rest.len().max(1) as u64, sample: rest.iter().take(SAMPLE).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Article, Block, Official, Role};

    #[track_caller]
    fn check_painted(painted: &str, missing: Option<&str>) {
        let block = Block { role: Role::Table, text: "甲\t乙\n丙\u{200B}".into(), line: 1 };
        let article =
            Article { title: vec!["某区 总结".into()], blocks: vec![block], ..Article::default() };
        let document = Document { articles: vec![article], ..Document::default() };
        match (check([painted, ""], &document, &Pages::default()), missing) {
            (Ok(()), None) => {}
            (Err(Error::Unaccounted { sample, .. }), Some(missing)) => assert_eq!(sample, missing),
            (result, _) => panic!("{result:?}"),
        }
    }

    #[test]
    fn all_text_is_accounted_for() {
        check_painted("某区总结甲乙丙", None);
        check_painted("某区 总结甲 乙丙", None);
        check_painted("某区总结甲丙", Some("乙丙"));
        check_painted("某区总结甲乙", Some("丙"));
        check_painted("某区总结甲乙丙丁", Some(""));
        check_painted("某区总结乙甲丙", Some("甲乙丙"));
    }

    #[test]
    fn what_the_pages_leave_out_is_missed() {
        let number = Some("某委〔2026〕1号".to_owned());
        let document =
            Document { official: Official { number, ..Official::default() }, ..Document::default() };
        let result = check(["", ""], &document, &Pages::default());
        assert!(matches!(result, Err(Error::Unaccounted { count: 10, .. })), "{result:?}");
    }
}

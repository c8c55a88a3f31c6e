//! Parts of a document that stay by default and go when the user says so (`--drop parts.abstract`).

use crate::diag::{Log, RuleId};
use crate::document::{Article, Role};
use crate::rules::Rules;

const BYLINE: RuleId = "parts.byline";
const SOURCE: RuleId = "parts.source";
const KICKER: RuleId = "parts.kicker";
const SUBTITLE: RuleId = "parts.subtitle";

/// Which part a block is.
fn part(role: Role) -> Option<RuleId> {
    Some(match role {
        Role::Abstract => "parts.abstract",
        Role::Attachment => "parts.attachments",
        Role::Caption => "parts.captions",
        Role::Credit => "parts.credits",
        Role::Note => "parts.notes",
        Role::Number => "parts.number",
        Role::Quote => "parts.quotes",
        Role::Signature | Role::Date => "parts.signature",
        Role::Table => "parts.tables",
        _ => return None,
    })
}

/// Takes the parts out that `rules` drop.
pub(crate) fn take_out(log: &mut Log, article: &mut Article, rules: &Rules) {
    let line = article.line;
    if let Some(byline) = article.byline.take_if(|_| rules.drops(BYLINE)) {
        log.removed(BYLINE, line, byline);
    }
    let fields = [(BYLINE, &mut article.unit), (SOURCE, &mut article.source), (SOURCE, &mut article.date)];
    for (part, field) in fields {
        if let Some(text) = field.take_if(|_| rules.drops(part)) {
            log.removed(part, line, text);
        }
    }
    for (part, lines) in [(KICKER, &mut article.kicker), (SUBTITLE, &mut article.subtitle)] {
        if rules.drops(part) {
            lines.drain(..).for_each(|text| log.removed(part, line, text));
        }
    }
    article.blocks.retain(|block| match part(block.role).filter(|part| rules.drops(part)) {
        Some(part) => {
            log.removed(part, block.line, block.text.clone());
            false
        }
        None => true,
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;

    #[test]
    fn only_what_is_named_goes() {
        let block = |role, text: &str| Block { role, text: text.into(), line: 3 };
        let mut article = Article {
            byline: Some("张三".into()),
            date: Some("2024年1月1日".to_owned()),
            blocks: vec![block(Role::Note, "（此件公开发布）"), block(Role::Paragraph, "正文。")],
            ..Article::default()
        };
        let (mut log, mut rules) = (Log::new(), Rules::default());
        take_out(&mut log, &mut article, &rules);
        assert!(log.removals().is_empty());
        rules.drop("parts.notes");
        rules.drop("parts.source");
        take_out(&mut log, &mut article, &rules);
        assert_eq!(
            (article.byline.is_some(), article.date.is_some(), article.blocks.len()),
            (true, false, 1)
        );
        assert_eq!(log.removals().len(), 2);
    }
}

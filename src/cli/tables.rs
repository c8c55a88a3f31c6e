//! The tables of rules of all steps as the command line asks them: which there are, and what people call them.

use crate::diag::RuleId;
use crate::message;
use crate::message::Language;
use crate::{clean, extract, picture, reading, structure};

/// Every rule that takes out lines or parts of a page by itself, with what it does; the tables of all steps.
pub(crate) fn taking_out() -> impl Iterator<Item = (RuleId, &'static str)> {
    let cues = structure::table().iter().map(|cue| (cue.id, cue.summary));
    extract::RULES.into_iter().chain(reading::RULES).chain(clean::rules()).chain(cues).chain(picture::RULES)
}

/// What leaves the text on demand only.
pub(crate) fn parts() -> impl Iterator<Item = (RuleId, &'static str)> {
    structure::PARTS.iter().map(|part| (part.id, part.summary))
}

/// What people call a rule: the beginning of what it does, without its examples; none for one that no table has.
pub(crate) fn name(id: &str, language: Language) -> Option<String> {
    if id == "front.field" {
        return Some(message!("what stands above the text about it").said(language));
    }
    let (_, summary) = taking_out().chain(parts()).find(|(known, _)| *known == id)?;
    Some(lead(&language.say(summary), language).to_owned())
}

/// `sharing` of `sharing: 扫一扫, 分享至好友和朋友圈`; a colon in quotation marks ends nothing, nor does that of `on pages: `. A long one ends
/// with its first clause.
fn lead(summary: &str, language: Language) -> &str {
    let (place, colon, comma, most) = match language {
        Language::English => ("on pages: ", ": ", ", ", 50),
        Language::Chinese => ("排版时：", "：", "，", 16),
    };
    let summary = summary.strip_prefix(place).unwrap_or(summary);
    let quoted = |at: &usize| summary[..*at].matches('“').count() > summary[..*at].matches('”').count();
    let end = summary.match_indices(colon).map(|(at, _)| at).find(|at| !quoted(at));
    let name = &summary[..end.unwrap_or(summary.len())];
    let clause = name.find(comma).filter(|_| name.chars().count() > most);
    &name[..clause.unwrap_or(name.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_called_what_it_does() {
        let check = |id: &str, english: &str, chinese: &str| {
            let of = |language| name(id, language).unwrap_or_default();
            assert_eq!(
                (of(Language::English).as_str(), of(Language::Chinese).as_str()),
                (english, chinese),
                "{id}"
            );
        };
        check("web.share", "sharing", "分享");
        check("captions.label", "captions whose picture is not there", "图片不在的图题");
        check("title.label", "the label 标题： before a title", "标题之前的“标题：”");
        check(
            "captions.scene",
            "a sentence alone between long paragraphs that tells who does what where",
            "长段落之间写明何人何地做何事的单句",
        );
        check("parts.tables", "tables", "表格");
        check("front.field", "what stands above the text about it", "正文前的来源等记录");
        assert_eq!(name("own.ad", Language::Chinese), None);
    }

    #[test]
    fn every_rule_has_a_name_in_both_languages() {
        for (id, summary) in taking_out().chain(parts()) {
            for language in [Language::English, Language::Chinese] {
                let name = name(id, language).unwrap();
                assert!(!name.is_empty() && summary.len() >= 3, "{id}");
            }
            assert_ne!(name(id, Language::English), name(id, Language::Chinese), "{id} is translated");
        }
    }
}

//! What can be asked for: formats, templates, elements, rules, and what a line can be said to be.

use chengwen::convert;
use chengwen::elements::TABLE;
use chengwen::font::Book;
use chengwen::message::Language;
use chengwen::rules::registry;
use chengwen::script::Target;
use chengwen::template;
use chengwen::write::WRITERS;
use serde_json::{Value, json};

/// A name for programs, in English, in Chinese.
type Named = (&'static str, &'static str, &'static str);

/// What a line can be said to be.
const LABELS: [Named; 13] = [
    ("title", "Title", "标题"),
    ("subtitle", "Subtitle", "副标题"),
    ("byline", "Author", "作者署名"),
    ("heading-1", "Heading 1", "一级标题"),
    ("heading-2", "Heading 2", "二级标题"),
    ("heading-3", "Heading 3", "三级标题"),
    ("heading-4", "Heading 4", "四级标题"),
    ("paragraph", "Body text", "正文"),
    ("recipient", "Recipients", "主送机关"),
    ("signature", "Signature", "发文机关署名"),
    ("date", "Date", "成文日期"),
    ("caption", "Caption", "图表标题"),
    ("note", "Note", "附注"),
];

const SCRIPTS: [Named; 6] = [
    ("auto", "As most of the text is", "按原文多数"),
    ("simplified", "Simplified", "简体"),
    ("traditional", "Traditional", "繁体"),
    ("tw", "Traditional, Taiwan", "繁体（台湾）"),
    ("hk", "Traditional, Hong Kong", "繁体（香港）"),
    ("keep", "As it is", "保持原样"),
];

const FORMATS: [Named; 4] = [
    ("docx", "Word", "Word 文档"),
    ("pdf", "PDF", "PDF 文档"),
    ("json", "Data (JSON)", "结构数据（JSON）"),
    ("markdown", "Text (Markdown)", "文本（Markdown）"),
];

const TEMPLATES: [Named; 12] = [
    ("gongwen", "Material", "公文材料"),
    ("hongtou", "Red head", "红头文件"),
    ("shangxing", "Upward document", "上行文"),
    ("xinhan", "Letter", "信函"),
    ("mingling", "Order", "命令（令）"),
    ("jiyao", "Minutes", "纪要"),
    ("jianbao", "Briefing", "简报"),
    ("dianbao", "Telegram", "电报"),
    ("jianghua", "Speech", "讲话稿"),
    ("jianghua-da", "Speech, large type", "讲话稿（大字版）"),
    ("zongjie", "Summary or report", "总结、汇报"),
    ("huibian", "Compilation", "汇编"),
];

/// What `name` is called; its own name, if the list does not have it.
fn titled(names: &[Named], name: &str, language: Language) -> String {
    let found = names.iter().find(|(known, ..)| *known == name);
    found.map_or(name, |(_, english, chinese)| said(language, english, chinese)).to_owned()
}

fn said<'t>(language: Language, english: &'t str, chinese: &'t str) -> &'t str {
    if language == Language::Chinese { chinese } else { english }
}

/// The answer to `about`.
pub(crate) fn about(language: Language, book: &Book) -> Value {
    let templates = template::names().map(|name| {
        let about = template::builtin(name).map(|template| template.summary).unwrap_or_default();
        json!({ "name": name, "title": titled(&TEMPLATES, name, language), "about": about })
    });
    let formats = WRITERS.iter().map(|writer| {
        json!({
            "name": writer.name,
            "ending": writer.ending,
            "title": titled(&FORMATS, writer.name, language),
            "needs_fonts": writer.name == "pdf",
        })
    });
    let scripts = Target::ALL
        .iter()
        .map(|(name, _)| json!({ "name": name, "title": titled(&SCRIPTS, name, language) }));
    let elements = TABLE.iter().map(|row| {
        let key = row.chinese.first().copied().unwrap_or(row.name);
        json!({
            "key": key,
            "name": row.name,
            "about": row.shown.said(language),
            "clause": row.clause,
            "example": row.example,
            "several": row.several,
        })
    });
    let rules = registry::SECTIONS.iter().flat_map(|section| {
        section.rules.iter().map(move |rule| {
            json!({
                "id": rule.id,
                "group": rule.group(),
                "section": section.title.said(language),
                "title": rule.name.said(language),
                "what": rule.what.said(language),
                "why": rule.why.said(language),
                "does": rule.does,
                "optional": rule.is_optional(),
            })
        })
    });
    let labels = LABELS
        .iter()
        .map(|(name, english, chinese)| json!({ "name": name, "title": said(language, english, chinese) }));
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "templates": templates.collect::<Value>(),
        "formats": formats.collect::<Value>(),
        "scripts": scripts.collect::<Value>(),
        "elements": elements.collect::<Value>(),
        "rules": rules.collect::<Value>(),
        "labels": labels.collect::<Value>(),
        "fonts": !book.is_bare(),
        "schema": convert::schema(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_has_a_name_in_both_languages() {
        for language in [Language::English, Language::Chinese] {
            let about = about(language, &Book::bare());
            assert_eq!(about["fonts"], false);
            for list in ["templates", "formats", "scripts"] {
                for entry in about[list].as_array().unwrap() {
                    assert_ne!(entry["name"], entry["title"], "{list} {entry}");
                }
            }
            assert!(about["rules"].as_array().unwrap().len() > 100);
            assert_eq!(about["elements"][3]["key"], "发文机关标志");
        }
    }

    #[test]
    fn the_menu_offers_all_that_can_be_said_of_a_line() {
        let offered: Vec<&str> = LABELS.iter().map(|(name, ..)| *name).collect();
        let known: Vec<&str> = chengwen::text::Told::ALL.iter().map(|(name, _)| *name).collect();
        assert_eq!(offered, known);
    }
}

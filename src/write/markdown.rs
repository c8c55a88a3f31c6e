//! The document as Markdown: the way to look at a reading, and to correct it. Reading the file again gives the same document.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::document::{Article, Block, Document, Picture, Role};
use crate::text::anchor;

/// Writes `document` as Markdown: titles as `#`, kickers as `##` above them, headings from `##` down.
pub fn write(document: &Document) -> Vec<u8> {
    let mut out = String::new();
    elements(&mut out, document);
    if let Some(title) = &document.title {
        paragraph(&mut out, "# ", title);
    }
    let mut before = 0;
    for article in &document.articles {
        let from = out.len();
        front(&mut out, article, document.compiled);
        article.blocks.iter().for_each(|each| block(&mut out, each, &document.pictures));
        footnotes(&mut out, from, article, before);
        before += article.footnotes.len();
    }
    out.into_bytes()
}

/// Head and imprint, and what the cover says beside the title, as front matter, which is read again.
fn elements(out: &mut String, document: &Document) {
    let cover = [("publisher", &document.publishers[..]), ("published", document.published.as_slice())];
    let cover = cover.into_iter().filter(|(_, texts)| !texts.is_empty());
    let mut fields = document.official.fields();
    fields.extend(cover.map(|(name, texts)| (name, texts.iter().map(String::as_str).collect())));
    if fields.is_empty() {
        return;
    }
    out.push_str("---\n");
    for (name, texts) in fields {
        // In single quotes everything is text, and a quote is doubled.
        let quoted: Vec<String> =
            texts.iter().map(|text| format!("'{}'", text.replace('\'', "''"))).collect();
        let _ = writeln!(out, "{name}: [{}]", quoted.join(", "));
    }
    out.push_str("---\n\n");
}

fn front(out: &mut String, article: &Article, compiled: bool) {
    for kicker in &article.kicker {
        paragraph(out, "## ", kicker);
    }
    let unit = article.unit.as_deref();
    if !article.title.is_empty() {
        let unit = unit.filter(|_| compiled).map(|unit| format!("（{unit}）")).unwrap_or_default();
        paragraph(out, "# ", &(article.title.join(" ") + &unit));
    }
    for subtitle in &article.subtitle {
        paragraph(out, "", subtitle);
    }
    if let Some(byline) = &article.byline {
        paragraph(out, if names_itself(byline) { "" } else { "作者：" }, byline);
    }
    if let Some(unit) = unit.filter(|_| !compiled || article.title.is_empty()) {
        paragraph(out, "", unit);
    }
    match (&article.source, &article.date) {
        (Some(source), Some(date)) => paragraph(out, "来源：", &format!("{source}  {date}")),
        (Some(source), None) => paragraph(out, "来源：", source),
        (None, Some(date)) => paragraph(out, "", date),
        (None, None) => {}
    }
}

/// `通讯员 某某`: an author line without a label would not be known again.
fn names_itself(byline: &str) -> bool {
    ["通讯员", "记者", "本报记者", "作者", "执笔", "文/"].iter().any(|word| byline.starts_with(word))
}

fn block(out: &mut String, block: &Block, pictures: &[Picture]) {
    match block.role {
        Role::Heading(level) => {
            let marks = "#".repeat(usize::from(level) + 1) + " ";
            paragraph(out, &marks, &block.text);
        }
        Role::Quote => paragraph(out, "> ", &block.text),
        Role::Item => paragraph(out, "- ", &block.text),
        Role::Table => table(out, &block.text),
        Role::Picture(index) => pictures.get(index).into_iter().for_each(|set| picture(out, set)),
        Role::Caption => caption(out, &block.text),
        _ => paragraph(out, "", &block.text),
    }
}

/// Labels for the anchors in what was written of an article from `from` on, and the footnotes below it; there are `before` above.
fn footnotes(out: &mut String, from: usize, article: &Article, before: usize) {
    if article.footnotes.is_empty() {
        return;
    }
    let written = out.split_off(from);
    out.push_str(&anchor::labelled(&written, before));
    for (footnote, number) in article.footnotes.iter().zip(before..) {
        let _ = write!(out, "{}: ", anchor::label(number));
        escape(out, &footnote.text.replace('\n', " "), true);
        out.push_str("\n\n");
    }
}

fn paragraph(out: &mut String, mark: &str, text: &str) {
    out.push_str(mark);
    escape(out, text, mark.is_empty() || mark == "- ");
    out.push_str("\n\n");
}

/// The file itself stands in the text, so that one file is all there is; its name is the title.
fn picture(out: &mut String, picture: &Picture) {
    out.push_str("![");
    escape(out, &picture.alt, false);
    let _ = write!(out, "](data:image/{};base64,", picture.format.extension());
    STANDARD.encode_string(&picture.bytes, out);
    if !picture.name.is_empty() {
        let name = picture.name.replace('\\', "\\\\").replace('"', "\\\"").replace('&', "&amp;");
        let _ = write!(out, " \"{name}\"");
    }
    out.push_str(")\n\n");
}

/// Markdown has no mark for captions; HTML has.
fn caption(out: &mut String, text: &str) {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let _ = write!(out, "<figcaption>{text}</figcaption>\n\n");
}

fn table(out: &mut String, text: &str) {
    for (i, row) in text.split('\n').enumerate() {
        let cells: Vec<&str> = row.split('\t').collect();
        for cell in &cells {
            out.push_str("| ");
            escape(out, cell.trim(), false);
            out.push(' ');
        }
        out.push_str("|\n");
        if i == 0 {
            let _ = writeln!(out, "{}|", "| --- ".repeat(cells.len()));
        }
    }
    out.push('\n');
}

/// Text that Markdown would take for markup gets a backslash; at the start of a line that includes list and heading marks.
fn escape(out: &mut String, text: &str, starts_line: bool) {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (i, c) in text.char_indices() {
        let listed = starts_line && i == digits && digits > 0 && matches!(c, '.' | ')');
        let leading = starts_line && i == 0 && matches!(c, '#' | '>' | '-' | '+' | '=');
        if listed || leading || matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '&' | '|' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(blocks: &[(Role, &str)], expected: &str) {
        let blocks =
            blocks.iter().map(|(role, text)| Block { role: *role, text: (*text).into(), line: 1 }).collect();
        let article = Article { title: vec!["标题".into()], blocks, ..Article::default() };
        let document = Document { articles: vec![article], ..Document::default() };
        assert_eq!(String::from_utf8(write(&document)).unwrap(), format!("# 标题\n\n{expected}"));
    }

    #[test]
    fn roles_have_their_marks() {
        check(&[(Role::Heading(1), "一、概况"), (Role::Paragraph, "正文。")], "## 一、概况\n\n正文。\n\n");
        check(&[(Role::Item, "要点"), (Role::Quote, "引文")], "- 要点\n\n> 引文\n\n");
        check(&[(Role::Table, "甲\t乙\n1\t2")], "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n\n");
    }

    #[test]
    fn text_is_never_markup() {
        check(&[(Role::Paragraph, "****年*月[1]a_b")], "\\*\\*\\*\\*年\\*月\\[1\\]a\\_b\n\n");
        check(&[(Role::Paragraph, "1. 抓学习"), (Role::Paragraph, "# 号")], "1\\. 抓学习\n\n\\# 号\n\n");
    }
}

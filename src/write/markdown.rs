//! The document as Markdown: the way to look at a reading, and to correct it. Reading the file again gives the same document.

use std::fmt::Write;
use std::ops::Range;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::document::{Article, Block, Document, Picture, Role};
use crate::text::{Meaning, Rich, Span, anchor};

/// Writes `document` as Markdown: titles as `#`, kickers as `##` above them, headings from `##` down.
pub fn write(document: &Document) -> Vec<u8> {
    let mut out = String::new();
    elements(&mut out, document);
    if let Some(title) = &document.title {
        paragraph(&mut out, "# ", &title.into(), 0);
    }
    let mut before = 0;
    for article in &document.articles {
        front(&mut out, article, document.compiled, before);
        article.blocks.iter().for_each(|each| block(&mut out, each, &document.pictures, before));
        footnotes(&mut out, article, before);
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

/// There are `before` footnotes above this article.
fn front(out: &mut String, article: &Article, compiled: bool, before: usize) {
    for kicker in &article.kicker {
        paragraph(out, "## ", kicker, before);
    }
    let unit = article.unit.as_deref();
    if !article.title.is_empty() {
        let mut title = Rich::joined(&article.title, " ");
        unit.filter(|_| compiled).into_iter().for_each(|unit| title.extend(["（", unit, "）"]));
        paragraph(out, "# ", &title, before);
    }
    for subtitle in &article.subtitle {
        paragraph(out, "", subtitle, before);
    }
    if let Some(byline) = &article.byline {
        paragraph(out, if names_itself(byline) { "" } else { "作者：" }, byline, before);
    }
    if let Some(unit) = unit.filter(|_| !compiled || article.title.is_empty()) {
        paragraph(out, "", &unit.into(), before);
    }
    match (&article.source, &article.date) {
        (Some(source), Some(date)) => paragraph(out, "来源：", &format!("{source}  {date}").into(), before),
        (Some(source), None) => paragraph(out, "来源：", &source.into(), before),
        (None, Some(date)) => paragraph(out, "", &date.into(), before),
        (None, None) => {}
    }
}

/// `通讯员 某某`: an author line without a label would not be known again.
fn names_itself(byline: &str) -> bool {
    ["通讯员", "记者", "本报记者", "作者", "执笔", "文/"].iter().any(|word| byline.starts_with(word))
}

fn block(out: &mut String, block: &Block, pictures: &[Picture], before: usize) {
    match block.role {
        Role::Heading(level) => {
            let marks = "#".repeat(usize::from(level) + 1) + " ";
            paragraph(out, &marks, &block.text, before);
        }
        Role::Quote => paragraph(out, "> ", &block.text, before),
        Role::Item => paragraph(out, "- ", &block.text, before),
        Role::Table => table(out, &block.text, before),
        Role::Picture(index) => pictures.get(index).into_iter().for_each(|set| picture(out, set)),
        Role::Caption => caption(out, &block.text.labelled(before)),
        _ => paragraph(out, "", &block.text, before),
    }
}

/// The footnotes of an article below it; there are `before` above.
fn footnotes(out: &mut String, article: &Article, before: usize) {
    for (footnote, number) in article.footnotes.iter().zip(before..) {
        let _ = write!(out, "{}: ", anchor::label(number));
        let mut text = footnote.text.clone();
        let line = text.replace('\n', " ");
        text.rewrite(line, &[]);
        marked(out, &text, true, 0);
        out.push_str("\n\n");
    }
}

fn paragraph(out: &mut String, mark: &str, text: &Rich, before: usize) {
    out.push_str(mark);
    marked(out, text, mark.is_empty() || mark == "- ", before);
    out.push_str("\n\n");
}

/// The file itself stands in the text, so that one file is all there is; its name is the title.
fn picture(out: &mut String, picture: &Picture) {
    out.push_str("![");
    escape(out, &picture.alt, 0..picture.alt.len(), false);
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

/// Markdown knows no joined cells: the places such a cell takes are empty, as they are in the text.
fn table(out: &mut String, text: &Rich, before: usize) {
    for (i, cells) in text.cells().into_iter().enumerate() {
        let count = cells.len();
        for cell in cells {
            out.push_str("| ");
            marked(out, &cell.trimmed(), false, before);
            out.push(' ');
        }
        out.push_str("|\n");
        if i == 0 {
            let _ = writeln!(out, "{}|", "| --- ".repeat(count));
        }
    }
    out.push('\n');
}

/// Text with marks for its spans and labels for its footnotes; there are `before` of these above.
fn marked(out: &mut String, text: &Rich, starts_line: bool, before: usize) {
    let mut open: Vec<&Span> = Vec::new();
    let mut written = 0;
    for span in text.spans().iter().filter(|span| is_marked(&span.meaning)) {
        close(out, text, &mut open, &mut written, span.start, starts_line);
        escape(out, text, written..span.start.max(written), starts_line);
        written = span.start.max(written);
        match &span.meaning {
            Meaning::Footnote(footnote) => out.push_str(&anchor::label(footnote + before)),
            Meaning::Break => {
                out.truncate(out.trim_end_matches(' ').len());
                out.push_str("<br>");
            }
            // It stands as it is.
            Meaning::Formula => {
                out.push_str(&text[written..span.end.max(written)]);
                written = span.end.max(written);
            }
            meaning => {
                out.push_str(marks(meaning).0);
                open.push(span);
            }
        }
    }
    close(out, text, &mut open, &mut written, text.len(), starts_line);
    escape(out, text, written..text.len(), starts_line);
}

/// Closes what ends up to `to`, the innermost first.
fn close(
    out: &mut String,
    text: &str,
    open: &mut Vec<&Span>,
    written: &mut usize,
    to: usize,
    starts_line: bool,
) {
    while let Some(span) = open.pop_if(|span| span.end <= to) {
        let end = span.end.max(*written);
        escape(out, text, *written..end, starts_line);
        *written = end;
        out.push_str(marks(&span.meaning).1);
    }
}

fn is_marked(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Footnote(_) | Meaning::Formula | Meaning::Break)
        || !marks(meaning).0.is_empty()
}

/// What stands before and behind a stretch; Markdown has no mark for most, HTML has.
fn marks(meaning: &Meaning) -> (&'static str, &'static str) {
    match meaning {
        Meaning::Superscript => ("<sup>", "</sup>"),
        Meaning::Subscript => ("<sub>", "</sub>"),
        Meaning::Struck => ("<del>", "</del>"),
        Meaning::Inserted => ("<ins>", "</ins>"),
        _ => ("", ""),
    }
}

/// A part of a text. What Markdown would take for markup gets a backslash; at the start of a line that includes list and heading
/// marks.
fn escape(out: &mut String, text: &str, part: Range<usize>, starts_line: bool) {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    // One alone is no mark.
    let paired = |mark: char| text.matches(mark).nth(1).is_some();
    for (i, c) in text[part.clone()].char_indices().map(|(i, c)| (part.start + i, c)) {
        let listed = starts_line && i == digits && digits > 0 && matches!(c, '.' | ')');
        let leading = starts_line && i == 0 && matches!(c, '#' | '>' | '-' | '+' | '=');
        let markup = matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '&' | '|' | '~');
        if listed || leading || markup || matches!(c, '$' | '^') && paired(c) {
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
    fn spans_have_marks_and_footnotes_labels() {
        let mut text = Rich::footnoted("甲{0}乙*丙丁");
        let at = |c: &str| "甲乙*丙丁".find(c).unwrap();
        text.mark(at("乙")..at("丙"), Meaning::Superscript);
        text.mark(at("丙")..at("丁"), Meaning::Subscript);
        text.mark(at("丁")..at("丁") + 3, Meaning::Struck);
        let mut out = String::new();
        marked(&mut out, &text, true, 2);
        assert_eq!(out, "甲[^3]<sup>乙\\*</sup><sub>丙</sub><del>丁</del>");
        let mut formula = Rich::from("由$a_b*$得");
        formula.mark(3..9, Meaning::Formula);
        let mut out = String::new();
        marked(&mut out, &formula, true, 0);
        assert_eq!(out, "由$a_b*$得");
    }

    #[test]
    fn text_is_never_markup() {
        check(
            &[(Role::Paragraph, "5$和6$，a^和^"), (Role::Paragraph, "5$和a^")],
            "5\\$和6\\$，a\\^和\\^\n\n5$和a^\n\n",
        );
        check(&[(Role::Paragraph, "****年*月[1]a_b")], "\\*\\*\\*\\*年\\*月\\[1\\]a\\_b\n\n");
        check(&[(Role::Paragraph, "1. 抓学习"), (Role::Paragraph, "# 号")], "1\\. 抓学习\n\n\\# 号\n\n");
    }
}

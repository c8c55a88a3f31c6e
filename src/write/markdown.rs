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
    use crate::document::Official;

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

    fn shown(document: &Document) -> String {
        String::from_utf8(write(document)).unwrap()
    }

    fn of(article: Article) -> String {
        shown(&Document { articles: vec![article], ..Document::default() })
    }

    fn lines(texts: &[&str]) -> Vec<Rich> {
        texts.iter().map(|text| (*text).into()).collect()
    }

    #[test]
    fn what_stands_above_the_text_can_be_read_again() {
        let front = Article {
            kicker: lines(&["引题"]),
            title: lines(&["某区", "工作总结"]),
            subtitle: lines(&["——副题"]),
            byline: Some("张三".into()),
            unit: Some("区委办".to_owned()),
            source: Some("某报".to_owned()),
            date: Some("2026年8月1日".to_owned()),
            ..Article::default()
        };
        let above = "## 引题\n\n# 某区 工作总结\n\n——副题\n\n作者：张三\n\n区委办\n\n";
        assert_eq!(of(front.clone()), format!("{above}来源：某报  2026年8月1日\n\n"));
        assert_eq!(of(Article { date: None, ..front.clone() }), format!("{above}来源：某报\n\n"));
        assert_eq!(of(Article { source: None, ..front.clone() }), format!("{above}2026年8月1日\n\n"));
        assert_eq!(of(Article { source: None, date: None, ..front }), above);
    }

    #[test]
    fn an_author_line_that_names_itself_gets_no_label() {
        let byline = |text: &str| of(Article { byline: Some(text.into()), ..Article::default() });
        assert_eq!(byline("张三"), "作者：张三\n\n");
        for own in ["通讯员 张三", "记者 张三", "本报记者 张三", "作者张三", "执笔：张三", "文/张三"]
        {
            assert_eq!(byline(own), format!("{own}\n\n"));
        }
    }

    #[test]
    fn the_titles_of_a_compilation_carry_their_unit() {
        let titled = |title: &[&str]| Article {
            title: lines(title),
            unit: Some("区委办".to_owned()),
            ..Article::default()
        };
        let whole = Document {
            title: Some("经验汇编".to_owned()),
            compiled: true,
            articles: vec![titled(&["甲文"]), titled(&[])],
            ..Document::default()
        };
        assert_eq!(shown(&whole), "# 经验汇编\n\n# 甲文（区委办）\n\n区委办\n\n");
        let single = Document { compiled: false, articles: vec![titled(&["甲文"])], ..Document::default() };
        assert_eq!(shown(&single), "# 甲文\n\n区委办\n\n");
    }

    #[test]
    fn head_imprint_and_cover_are_front_matter() {
        let official = Official {
            number: Some("岚委〔2026〕1号".to_owned()),
            signers: vec!["张'三".to_owned(), "李四".to_owned()],
            ..Official::default()
        };
        let whole = Document {
            official,
            publishers: vec!["区委办".to_owned()],
            published: Some("2026年8月".to_owned()),
            ..Document::default()
        };
        let text = shown(&whole);
        assert!(text.starts_with("---\n") && text.ends_with("---\n\n"));
        for line in [
            "number: ['岚委〔2026〕1号']\n",
            "signer: ['张''三', '李四']\n",
            "publisher: ['区委办']\n",
            "published: ['2026年8月']\n",
        ] {
            assert!(text.contains(line), "{line} is not in {text}");
        }
        assert_eq!(shown(&Document::default()), "");
    }

    #[test]
    fn footnotes_are_numbered_through_all_articles() {
        let noted = |title: &str| Article {
            title: vec![title.into()],
            blocks: vec![Block { role: Role::Paragraph, text: Rich::footnoted("甲{0}乙{1}"), line: 1 }],
            footnotes: ["一\n行", "1. 二"]
                .map(|text| crate::document::Footnote { text: text.into(), line: 2 })
                .into(),
            ..Article::default()
        };
        let whole =
            Document { compiled: true, articles: vec![noted("上"), noted("下")], ..Document::default() };
        let of = |one: usize, two: usize| {
            format!("甲[^{one}]乙[^{two}]\n\n[^{one}]: 一 行\n\n[^{two}]: 1\\. 二\n\n")
        };
        assert_eq!(shown(&whole), format!("# 上\n\n{}# 下\n\n{}", of(1, 2), of(3, 4)));
    }

    #[test]
    fn a_picture_carries_its_file_its_words_and_its_name() {
        let picture = |name: &str| Picture {
            name: name.to_owned(),
            alt: "会[场]".to_owned(),
            format: crate::document::PictureFormat::Png,
            width: 1,
            height: 1,
            bytes: crate::document::Bytes(b"abc".as_slice().into()),
        };
        let block = |role, text: &str| Block { role, text: text.into(), line: 1 };
        let blocks =
            vec![block(Role::Picture(0), ""), block(Role::Caption, "图<1>&2"), block(Role::Picture(1), "")];
        let articles = vec![Article { blocks, ..Article::default() }];
        let whole =
            Document { articles, pictures: vec![picture(""), picture("a\\\"&.png")], ..Document::default() };
        let file = "![会\\[场\\]](data:image/png;base64,YWJj";
        assert_eq!(
            shown(&whole),
            format!(
                "{file})\n\n<figcaption>图&lt;1&gt;&amp;2</figcaption>\n\n{file} \"a\\\\\\\"&amp;.png\")\n\n"
            )
        );
    }

    #[test]
    fn headings_go_down_from_two_marks() {
        check(
            &[(Role::Heading(1), "一"), (Role::Heading(2), "（一）"), (Role::Heading(4), "细")],
            "## 一\n\n### （一）\n\n##### 细\n\n",
        );
        check(
            &[(Role::Signature, "区委办"), (Role::Caption, "图")],
            "区委办\n\n<figcaption>图</figcaption>\n\n",
        );
    }

    #[test]
    fn marks_at_the_start_of_a_line_are_escaped_only_there() {
        for (text, wanted) in [
            ("- 甲", "\\- 甲"),
            ("+ 甲", "\\+ 甲"),
            ("> 甲", "\\> 甲"),
            ("= 甲", "\\= 甲"),
            ("12) 甲", "12\\) 甲"),
            ("甲-乙+丙>丁=戊#", "甲-乙+丙>丁=戊#"),
            ("甲1. 乙", "甲1. 乙"),
            (". 甲", ". 甲"),
            ("1.2.3", "1\\.2.3"),
            ("a`b~c|d<e&f\\g", "a\\`b\\~c\\|d\\<e\\&f\\\\g"),
        ] {
            check(&[(Role::Paragraph, text)], &format!("{wanted}\n\n"));
        }
        // A heading begins with its own mark, and so does no list behind it.
        check(&[(Role::Heading(1), "1. 甲"), (Role::Item, "1. 乙")], "## 1. 甲\n\n- 1\\. 乙\n\n");
        check(&[(Role::Table, "1. 甲\t- 乙")], "| 1. 甲 | - 乙 |\n| --- | --- |\n\n");
    }

    #[test]
    fn lines_of_a_cell_are_parted_and_stretches_close_where_they_end() {
        let mut cell = Rich::from("甲 乙");
        cell.mark(4..4, Meaning::Break);
        let mut out = String::new();
        marked(&mut out, &cell, false, 0);
        assert_eq!(out, "甲<br>乙");
        let mut nested = Rich::from("甲乙丙丁");
        nested.mark(0..9, Meaning::Inserted);
        nested.mark(3..6, Meaning::Superscript);
        let mut out = String::new();
        marked(&mut out, &nested, false, 0);
        assert_eq!(out, "<ins>甲<sup>乙</sup>丙</ins>丁");
        let mut plain = Rich::from("甲乙");
        plain.mark(0..3, Meaning::Strong);
        let mut out = String::new();
        marked(&mut out, &plain, false, 0);
        assert_eq!(out, "甲乙");
    }
}

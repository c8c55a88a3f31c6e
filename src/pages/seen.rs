//! The text that must be seen in whatever is made of the pages.
//!
//! Each writer holds what it wrote against this, in its own way: what the document says comes from the document, so that
//! nothing the layout lost goes unnoticed. The order of head and imprint is up to the layout, so their text comes from the
//! pages, and [`Pages::left_out`] holds the pages against the document.

use std::borrow::Cow;
use std::cmp::Reverse;

use crate::document::{Article, Document, Official, Role};
use crate::pages::{Pages, Paragraph, Place};
use crate::text::anchor;

impl Paragraph {
    /// Its text as it is read; 文件 beside the mark of several organs stands in the first row.
    pub(crate) fn seen(&self) -> Cow<'_, str> {
        let Some(joint) = self.special.as_ref().and_then(|special| special.joint.as_ref()) else {
            return Cow::Borrowed(&self.text);
        };
        let mut text = self.text.clone();
        for (i, (name, _)) in joint.names.iter().enumerate() {
            text.push_str(name);
            text.push_str(if i == 0 { &joint.ending } else { "" });
        }
        Cow::Owned(text)
    }
}

impl Pages {
    /// The texts to be seen, in order: cover, head, articles, imprint, footnotes. Tabulators and line feeds part cells and lines, and a private
    /// character stands for each anchor of a footnote.
    pub(crate) fn seen<'a>(&'a self, document: &'a Document) -> impl Iterator<Item = Cow<'a, str>> {
        let footnotes = document.articles.iter().flat_map(|article| &article.footnotes);
        let footnotes = footnotes.map(|footnote| Cow::Borrowed(footnote.text.as_str()));
        let cover = self.cover_of(document);
        let articles = document.articles.iter().flat_map(texts);
        let (head, imprint) = (self.part(Place::Head), self.part(Place::Imprint));
        cover.chain(head).chain(articles).chain(imprint).chain(footnotes)
    }

    /// What head, imprint or the lines above a text leave out of what the document says for them; nothing if they say it all.
    pub(crate) fn left_out<'a>(&self, document: &'a Document) -> Option<&'a str> {
        let official = &document.official;
        // A template may have in the head what others have in the imprint.
        let parts = self.part(Place::Head).chain(self.part(Place::Imprint));
        missing(parts, [head(official), imprint(official)].concat())
            .or_else(|| self.left_out_above(document))
            .or_else(|| self.misanchored(document))
    }

    /// The first footnote that is not anchored where its turn is, by the number it has on its page.
    fn misanchored<'a>(&self, document: &'a Document) -> Option<&'a str> {
        let mut anchors = self.body.paragraphs.iter().flat_map(anchors);
        let mut notes = self.body.paragraphs.iter().filter_map(|set| match set.place {
            Place::Footnote { article, footnote, number } => Some((article, footnote, number)),
            _ => None,
        });
        let text = |(article, footnote, _): (usize, usize, usize)| {
            let note = document.articles.get(article).and_then(|article| article.footnotes.get(footnote));
            note.map_or("", |note| note.text.as_str())
        };
        let wrong = notes.clone().find(|(.., number)| anchors.next() != number.checked_sub(1));
        // One anchor more than there are footnotes.
        let one_more = || anchors.next().map(|_| notes.next_back().map_or("", text));
        wrong.map(text).or_else(one_more)
    }

    /// Unit, source and date of an article are no lines of their own, so that nothing else would miss them.
    fn left_out_above<'a>(&self, document: &'a Document) -> Option<&'a str> {
        let fields = |article: &'a Article| {
            [&article.unit, &article.source, &article.date]
                .into_iter()
                .flatten()
                .map(String::as_str)
                .collect()
        };
        let mut above: Vec<Vec<Cow<'_, str>>> = vec![Vec::new(); document.articles.len()];
        for set in &self.body.paragraphs {
            if let Place::Front { article } = set.place
                && let Some(lines) = above.get_mut(article)
            {
                lines.push(set.seen());
            }
        }
        let mut articles = document.articles.iter().map(fields).zip(above);
        articles.find_map(|(fields, above)| missing(above.into_iter(), fields))
    }

    /// What the cover says, if there is one: title, who published it, when.
    fn cover_of<'a>(&self, document: &'a Document) -> impl Iterator<Item = Cow<'a, str>> + use<'a> {
        let there = !self.cover.paragraphs.is_empty();
        let only = || document.articles.first().map(|article| Cow::Owned(article.full_title()));
        let title = document.title.as_deref().map(Cow::Borrowed).or_else(only);
        let foot =
            document.publishers.iter().chain(&document.published).map(|line| Cow::Borrowed(line.as_str()));
        title.into_iter().chain(foot).filter(move |_| there)
    }

    fn part(&self, place: Place) -> impl Iterator<Item = Cow<'_, str>> {
        self.body.paragraphs.iter().filter(move |set| set.place == place).map(Paragraph::seen)
    }
}

/// The footnotes anchored in a paragraph of the text or in the cells of a table, by their numbers on the page, from 0.
fn anchors(set: &Paragraph) -> impl Iterator<Item = usize> {
    let rows = set.table.iter().flat_map(|table| &table.rows);
    let cells = rows.flat_map(|row| &row.cells).map(|cell| cell.text.as_str());
    let text = matches!(set.place, Place::Front { .. } | Place::Block { .. });
    std::iter::once(set.text.as_str()).chain(cells).filter(move |_| text).flat_map(anchor::footnotes)
}

fn texts(article: &Article) -> impl Iterator<Item = Cow<'_, str>> {
    // Lines of a cell stand in one line there.
    let front = article.front().into_iter().map(|(_, line)| Cow::Owned(line.anchored().into_owned()));
    front.chain(article.blocks.iter().map(|block| match block.role {
        Role::Table => block.text.parted(),
        _ => block.text.anchored(),
    }))
}

/// What must stand in the head.
fn head(official: &Official) -> Vec<&str> {
    let (names, ending) = official.joint_mark();
    let one = [&official.copy_number, &official.secrecy, &official.urgency, &official.number];
    let one = one.into_iter().flatten().chain(&official.signers).chain(&official.guide).map(String::as_str);
    names.into_iter().chain([ending]).chain(one).collect()
}

/// What must stand in the imprint.
fn imprint(official: &Official) -> Vec<&str> {
    let one = [&official.sent_to, &official.copies, &official.issuer, &official.issued];
    one.into_iter().flatten().chain(&official.distribution).map(String::as_str).collect()
}

/// The first of `parts` that does not stand in `texts`, each at a place of its own; the longest are looked for first, so that
/// none takes a place inside of another.
fn missing<'p, 't>(texts: impl Iterator<Item = Cow<'t, str>>, mut parts: Vec<&'p str>) -> Option<&'p str> {
    let mut text: String =
        texts.flat_map(|text| [anchor::without(&text).into_owned(), "\n".to_owned()]).collect();
    parts.sort_by_key(|part| Reverse(part.len()));
    parts.into_iter().find(|part| {
        let part = anchor::without(part);
        let place = text.find(&*part).map(|at| at..at + part.len());
        place.map(|place| text.replace_range(place, "\0")).is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Options, layout};
    use crate::template::builtin;

    fn whole() -> Document {
        let text = |text: &str| Some(text.to_owned());
        let official = Official {
            copy_number: text("000001"),
            secrecy: text("机密★1年"),
            urgency: text("特急"),
            mark: vec!["某市委".to_owned(), "某市委办公室文件".to_owned()],
            number: text("某委〔2026〕1号"),
            signers: vec!["张三".to_owned(), "李四".to_owned(), "张三".to_owned()],
            sent_to: text("各县"),
            copies: text("某省委，各县委"),
            issuer: text("某市委办公室"),
            issued: text("2026年8月1日"),
            ..Official::default()
        };
        Document { official, articles: vec![Article::default()], ..Document::default() }
    }

    fn set(document: &Document, template: &str) -> Pages {
        layout(document, &builtin(template).unwrap(), &Options::default())
    }

    #[test]
    fn head_and_imprint_say_all_of_the_document() {
        for template in crate::template::names() {
            assert_eq!(set(&whole(), template).left_out(&whole()), None, "{template}");
        }
    }

    #[test]
    fn what_the_lines_above_a_text_leave_out_is_found() {
        let field = |text: &str| Some(text.to_owned());
        let article = |n: usize| Article {
            title: vec!["某区总结".into()],
            unit: field("某区文旅局"),
            source: field("某网"),
            date: field(&format!("2026年8月{n}日")),
            ..Article::default()
        };
        let articles = |articles: Vec<Article>| Document { articles, ..Document::default() };
        let all = articles((1..=3).map(article).collect());
        let pages = set(&all, "gongwen");
        assert_eq!(pages.left_out(&all), None);
        let second = |second: Article| set(&articles(vec![article(1), second, article(3)]), "gongwen");
        let less = [
            (Article { unit: None, ..article(2) }, "某区文旅局"),
            (Article { source: None, ..article(2) }, "某网"),
            (Article { date: None, ..article(2) }, "2026年8月2日"),
        ];
        for (less, expected) in less {
            assert_eq!(second(less).left_out(&all), Some(expected));
        }
    }

    #[test]
    fn what_head_or_imprint_leave_out_is_found() {
        type Take = fn(&mut Official);
        let takes: [(Take, &str); 11] = [
            (|official| official.copy_number = None, "000001"),
            (|official| official.secrecy = None, "机密★1年"),
            (|official| official.urgency = None, "特急"),
            (|official| drop(official.mark.remove(0)), "某市委"),
            (|official| official.mark[1] = "某市委办公室".to_owned(), "文件"),
            (|official| official.number = None, "某委〔2026〕1号"),
            (|official| official.signers.truncate(2), "张三"),
            (|official| official.sent_to = None, "各县"),
            (|official| official.copies = None, "某省委，各县委"),
            (|official| official.issuer = None, "某市委办公室"),
            (|official| official.issued = None, "2026年8月1日"),
        ];
        for (take, expected) in takes {
            let mut less = whole();
            take(&mut less.official);
            assert_eq!(set(&less, "gongwen").left_out(&whole()), Some(expected));
        }
    }

    #[test]
    fn each_part_has_a_place_of_its_own() {
        for (texts, expected) in [("甲乙 甲", None), ("甲乙", Some("甲")), ("甲 甲", Some("甲乙"))]
        {
            assert_eq!(missing(texts.split(' ').map(Cow::Borrowed), vec!["甲", "甲乙"]), expected, "{texts}");
        }
    }

    #[test]
    fn an_anchor_too_many_or_at_the_wrong_place_is_found() {
        use crate::document::{Block, Footnote, Role};
        use crate::text::{Meaning, Rich};
        let noted = |text: &str, footnote: usize| {
            let mut text = Rich::from(text);
            text.mark_end(Meaning::Footnote(footnote));
            Block { role: Role::Paragraph, text, line: 1 }
        };
        let note = |text: &str| Footnote { text: text.into(), line: 1 };
        let article = Article {
            blocks: vec![noted("甲", 0), noted("乙", 1)],
            footnotes: vec![note("注一"), note("注二")],
            ..Article::default()
        };
        let document = Document { articles: vec![article], ..Document::default() };
        let left_out = |change: fn(&mut String)| {
            let mut pages = set(&document, "gongwen");
            change(&mut pages.body.paragraphs[1].text);
            pages.left_out(&document)
        };
        assert_eq!(left_out(|_| {}), None);
        assert_eq!(left_out(|text| text.extend(anchor::of(1))), Some("注二"));
        assert_eq!(left_out(|text| text.truncate("乙".len())), Some("注二"));
        assert_eq!(left_out(|text| *text = format!("乙{}", anchor::of(0).unwrap())), Some("注二"));
    }

    #[test]
    fn an_anchor_in_the_head_has_another_number_there() {
        let mut document = whole();
        document.official.number = Some(format!("某委〔2026〕1号{}", anchor::of(3).unwrap()));
        let mut pages = set(&document, "gongwen");
        for paragraph in &mut pages.body.paragraphs {
            paragraph.text = anchor::replaced(&paragraph.text, |_| anchor::of(0));
        }
        assert_eq!(pages.left_out(&document), None);
    }

    #[test]
    fn the_texts_come_in_the_order_they_are_read() {
        let texts = |document: &Document| {
            let pages = set(document, "huibian");
            pages.seen(document).collect::<Vec<_>>().concat()
        };
        let seen = texts(&whole());
        assert!(seen.contains("某市委文件某市委办公室\t签发人：张三"), "{seen}");
        assert!(seen.ends_with("印发") && seen.starts_with("000001"), "{seen}");
        let title = || Some("某区文件汇编".to_owned());
        let compiled = Document { title: title(), compiled: true, ..Document::default() };
        assert_eq!(texts(&compiled), "某区文件汇编");
        assert_eq!(texts(&Document { compiled: false, ..compiled }), "");
    }
}

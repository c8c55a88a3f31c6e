//! What will be seen is compared with what was to be set, in the bytes that were really written.

use std::borrow::Cow;

use crate::document::Document;
use crate::error::{Error, Result};
use crate::pages::Pages;
use crate::pages::characters::gap;
use crate::text::anchor;
use crate::text::formula::Builder;
use crate::text::script::{Level, form};
use crate::write::docx::xml::illegal;

/// Checks that the text in the pieces of `markup` is the text of the document, character by character and in order.
///
/// Tabulators and line feeds separate cells and lines and are not text; a title may give up
/// its spaces where it is broken.
///
/// # Errors
/// [`Error::Unaccounted`] with what comes first where the two part.
pub(super) fn check(markup: [&str; 3], document: &Document, pages: &Pages) -> Result<()> {
    if let Some(part) = pages.left_out(document) {
        return Err(unaccounted(part.chars()));
    }
    let mut wanted = Wanted { texts: pages.seen(document), text: Cow::Borrowed(""), at: 0 };
    let mut after_break = false;
    for seen in markup.into_iter().flat_map(seen) {
        match seen {
            Seen::Break => {
                while wanted.peek().is_some_and(gap) {
                    wanted.next();
                }
                after_break = true;
            }
            Seen::Anchor if wanted.takes_anchor() => after_break = false,
            Seen::Anchor => return Err(unaccounted(wanted)),
            Seen::Line(line) => {
                if !line.chars().all(|c| wanted.next() == Some(c)) {
                    return Err(unaccounted(wanted));
                }
                after_break = false;
            }
            Seen::Text(text, None) if wanted.takes(text) => after_break = false,
            Seen::Text(text, level) => {
                let shown = |c| level.and_then(|level| form(c, level)).unwrap_or(c);
                for seen in unescape(text).map(shown) {
                    if wanted.peek() == Some(seen) {
                        wanted.next();
                        after_break = false;
                    } else if !(after_break && gap(seen)) {
                        return Err(unaccounted(wanted));
                    }
                }
            }
        }
    }
    if wanted.peek().is_some() { Err(unaccounted(wanted)) } else { Ok(()) }
}

fn unaccounted(rest: impl Iterator<Item = char>) -> Error {
    let (mut count, mut sample) = (0, String::new());
    for c in rest.filter(|c| !anchor::is_anchor(*c)) {
        count += 1;
        if count <= 20 {
            sample.push(c);
        }
    }
    // Text that nobody asked for is a fault too, if nothing is missing behind it.
    Error::Unaccounted { count: count.max(1), sample }
}

/// Whether `c` can be seen in the document: a tabulator parts cells, a line feed lines.
fn visible(c: char) -> bool {
    !illegal(c) && c != '\t' && c != '\n'
}

/// What of the texts is still to come.
struct Wanted<'a, T> {
    texts: T,
    text: Cow<'a, str>,
    at: usize,
}

impl<'a, T: Iterator<Item = Cow<'a, str>>> Wanted<'a, T> {
    /// What is left of the text that is at hand, from the next character that can be seen; nothing behind the last one.
    fn rest(&mut self) -> &str {
        loop {
            let rest = &self.text[self.at..];
            self.at += rest.find(visible).unwrap_or(rest.len());
            if self.at < self.text.len() {
                return &self.text[self.at..];
            }
            let Some(text) = self.texts.next() else { return "" };
            (self.text, self.at) = (text, 0);
        }
    }

    fn peek(&mut self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Goes on behind an anchor, whichever it is: its number is Word's own.
    fn takes_anchor(&mut self) -> bool {
        let anchor = self.peek().filter(|c| anchor::is_anchor(*c));
        self.at += anchor.map_or(0, char::len_utf8);
        anchor.is_some()
    }

    /// Goes on behind a piece of markup that is what comes next, all of it in one text and none of it escaped.
    fn takes(&mut self, piece: &str) -> bool {
        let plain = !piece.is_empty() && piece.chars().all(|c| visible(c) && c != '&');
        let taken = plain && self.rest().starts_with(piece);
        self.at += if taken { piece.len() } else { 0 };
        taken
    }
}

impl<'a, T: Iterator<Item = Cow<'a, str>>> Iterator for Wanted<'a, T> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }
}

enum Seen<'m> {
    /// Escaped as in the markup; and whether it is raised or lowered.
    Text(&'m str, Option<Level>),
    /// A formula, as its line reads.
    Line(String),
    Break,
    /// Of a footnote.
    Anchor,
}

/// What stands between `<w:t …>` and `</w:t>`, the line breaks, and the anchors.
fn seen(markup: &str) -> impl Iterator<Item = Seen<'_>> {
    let mut level = None;
    let mut formula: Option<Builder> = None;
    markup.split('<').filter_map(move |piece| {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        if let Some(open) = &mut formula {
            feed(open, tag, text);
            let done = formula.take_if(|_| tag == "/m:oMath")?.finish();
            // What cannot be read again is text nobody asked for.
            return Some(Seen::Line(done.map_or_else(|| "\u{fffd}".to_owned(), |formula| formula.linear())));
        }
        match tag {
            _ if tag.starts_with("m:oMath ") => {
                formula = Some(Builder::default());
                feed(formula.get_or_insert_default(), tag, text);
                None
            }
            "w:br/" | "w:tab/" => Some(Seen::Break),
            _ if tag.starts_with("w:footnoteReference ") => Some(Seen::Anchor),
            "w:vertAlign w:val=\"superscript\"/" => {
                level = Some(Level::Superscript);
                None
            }
            "w:vertAlign w:val=\"subscript\"/" => {
                level = Some(Level::Subscript);
                None
            }
            "/w:r" => {
                level = None;
                None
            }
            _ if tag == "w:t" || tag.starts_with("w:t ") => Some(Seen::Text(text, level)),
            _ => None,
        }
    })
}

/// Hands a tag and the text behind it to who reads formulas; properties of Word's own are none of them.
fn feed(formula: &mut Builder, tag: &str, text: &str) {
    if tag.starts_with("/m:") {
        formula.close();
    }
    let Some(rest) = tag.strip_prefix("m:") else { return };
    let name = rest.split([' ', '/']).next().unwrap_or_default();
    let value = rest.split_once("m:val=\"").and_then(|(_, value)| value.split_once('"'));
    let value: Option<String> = value.map(|(value, _)| unescape(value).collect());
    formula.open(name, value.as_deref());
    if name == "t" {
        formula.text(&unescape(text).collect::<String>());
    }
    if rest.ends_with('/') {
        formula.close();
    }
}

/// The formula that `markup` is.
#[cfg(test)]
pub(super) fn formula_in(markup: &str) -> Option<crate::text::formula::Formula> {
    let mut formula = Builder::default();
    for piece in markup.split('<') {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        feed(&mut formula, tag, text);
    }
    formula.finish()
}

fn unescape(text: &str) -> impl Iterator<Item = char> + '_ {
    const ENTITIES: [(&str, char); 4] = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"')];
    let mut rest = text;
    std::iter::from_fn(move || {
        let c = rest.chars().next()?;
        let (len, c) = ENTITIES
            .iter()
            .find(|(entity, _)| c == '&' && rest.starts_with(entity))
            .map_or((c.len_utf8(), c), |(entity, c)| (entity.len(), *c));
        rest = &rest[len..];
        Some(c)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Article, Block, Official, Role};

    fn document() -> Document {
        let block = Block { role: Role::Table, text: "甲\t乙&\n丙".into(), line: 1 };
        let article =
            Article { title: vec!["某区 总结".into()], blocks: vec![block], ..Article::default() };
        Document { articles: vec![article], ..Document::default() }
    }

    #[track_caller]
    fn check_markup(markup: &str, missing: Option<&str>) {
        match (check(["", markup, ""], &document(), &Pages::default()), missing) {
            (Ok(()), None) => {}
            (Err(Error::Unaccounted { sample, .. }), Some(missing)) => assert_eq!(sample, missing),
            (result, _) => panic!("{result:?}"),
        }
    }

    #[test]
    fn all_text_is_accounted_for() {
        let title = "<w:t>某区</w:t><w:br/><w:t xml:space=\"preserve\">总结</w:t>";
        let cells = "<w:t>甲</w:t></w:r><w:tab/><w:t>乙&amp;</w:t>";
        check_markup(&format!("{title}{cells}<w:t>丙</w:t>"), None);
        check_markup(&format!("{title}{cells}"), Some("丙"));
        check_markup(&format!("{cells}{title}<w:t>丙</w:t>"), Some("某区 总结甲乙&丙"));
        check_markup(&format!("{title}{cells}<w:t>丙丁</w:t>"), Some(""));
        check_markup(&format!("<w:t>某区总结</w:t>{cells}<w:t>丙</w:t>"), Some(" 总结甲乙&丙"));
        check_markup(&format!("{title}{cells}<w:instrText>丙</w:instrText>"), Some("丙"));
    }

    #[test]
    fn lines_of_a_cell_stand_in_one_above_the_title() {
        use crate::text::{Meaning, Rich};
        let mut kicker = Rich::from("东湖 ");
        kicker.mark_end(Meaning::Break);
        kicker.push_rich(&Rich::from("整治"));
        let mut document = document();
        document.articles[0].kicker.push(kicker);
        let markup = "<w:t>东湖 整治</w:t><w:t>某区</w:t><w:br/><w:t>总结</w:t><w:t>甲</w:t><w:tab/><w:t>乙&amp;</w:t><w:t>丙</w:t>";
        assert!(check(["", markup, ""], &document, &Pages::default()).is_ok());
    }

    #[test]
    fn lines_of_a_cell_stand_in_one_where_it_is_no_cell() {
        use crate::text::{Meaning, Rich};
        let mut text = Rich::from("丙 ");
        text.mark_end(Meaning::Break);
        text.push_rich(&Rich::from("丁"));
        let mut document = document();
        document.articles[0].blocks.push(Block { role: Role::Note, text, line: 1 });
        let check = |seen: &str| {
            let markup = format!(
                "<w:t>某区</w:t><w:br/><w:t>总结</w:t><w:t>甲</w:t><w:tab/><w:t>乙&amp;</w:t><w:t>丙</w:t>{seen}"
            );
            check(["", &markup, ""], &document, &Pages::default()).is_ok()
        };
        assert!(check("<w:t>丙 丁</w:t>") && !check("<w:t>丙丁</w:t>"));
    }

    #[test]
    fn each_footnote_is_anchored_where_it_was() {
        let mut noted = document();
        noted.articles[0].blocks[0].text = format!("甲{}\t乙", anchor::of(3).unwrap()).into();
        let title = "<w:t>某区</w:t><w:br/><w:t>总结</w:t>";
        let note = "<w:footnoteReference w:id=\"2\"/>";
        for (cells, holds) in [
            (format!("<w:t>甲</w:t>{note}<w:tab/><w:t>乙</w:t>"), true),
            ("<w:t>甲</w:t><w:tab/><w:t>乙</w:t>".to_owned(), false),
            (format!("<w:t>甲</w:t>{note}{note}<w:tab/><w:t>乙</w:t>"), false),
            (format!("<w:t>甲</w:t><w:tab/><w:t>乙</w:t>{note}"), false),
        ] {
            let result = check(["", &format!("{title}{cells}"), ""], &noted, &Pages::default());
            assert_eq!(result.is_ok(), holds, "{cells}");
        }
    }

    #[test]
    fn what_the_pages_leave_out_is_missed() {
        let number = Some("某委〔2026〕1号".to_owned());
        let document =
            Document { official: Official { number, ..Official::default() }, ..Document::default() };
        let result = check(["", "", ""], &document, &Pages::default());
        assert!(matches!(result, Err(Error::Unaccounted { count: 10, .. })), "{result:?}");
    }

    fn missing(count: usize) -> Error {
        let mut long = document();
        long.articles[0].title = vec!["字".repeat(count).into()];
        long.articles[0].blocks.clear();
        check(["", "", ""], &long, &Pages::default()).unwrap_err()
    }

    #[test]
    fn of_what_is_missing_twenty_characters_are_shown_and_all_are_counted() {
        for (count, shown) in [(20, 20), (21, 20), (45, 20), (3, 3)] {
            let Error::Unaccounted { count: counted, sample } = missing(count) else { panic!("{count}") };
            assert_eq!((counted as usize, sample.chars().count()), (count, shown));
        }
    }

    #[test]
    fn text_nobody_asked_for_counts_as_one() {
        let markup = "<w:t>某区</w:t><w:br/><w:t>总结甲</w:t><w:tab/><w:t>乙&amp;丙丁</w:t>";
        let result = check(["", markup, ""], &document(), &Pages::default());
        assert!(matches!(result, Err(Error::Unaccounted { count: 1, .. })), "{result:?}");
    }

    #[test]
    fn a_title_may_keep_the_space_it_is_broken_at_but_gains_none() {
        let rest = "<w:t>甲</w:t><w:tab/><w:t>乙&amp;</w:t><w:t>丙</w:t>";
        check_markup(&format!("<w:t>某区</w:t><w:br/><w:t> 总结</w:t>{rest}"), None);
        check_markup(&format!("<w:t>某区 总结</w:t>{rest}"), None);
        check_markup(&format!("<w:t>某区</w:t><w:br/><w:t>总 结</w:t>{rest}"), Some("结甲乙&丙"));
        check_markup(&format!("<w:t>某 区</w:t><w:br/><w:t>总结</w:t>{rest}"), Some("区 总结甲乙&丙"));
    }

    #[test]
    fn text_that_looks_like_markup_is_compared_as_text() {
        let mut odd = document();
        odd.articles[0].title = vec!["a<b>\"c\"&lt;".into()];
        odd.articles[0].blocks.clear();
        let passes = |markup: &str| check(["", markup, ""], &odd, &Pages::default()).is_ok();
        assert!(passes("<w:t>a&lt;b&gt;&quot;c&quot;&amp;lt;</w:t>"));
        assert!(!passes("<w:t>a&lt;b&gt;&quot;c&quot;&lt;</w:t>"));
        assert!(!passes("<w:t>a&lt;b&gt;&quot;c&quot;&amp;amp;lt;</w:t>"));
    }

    #[test]
    fn what_is_raised_must_be_raised_in_its_own_run_only() {
        let mut area = document();
        area.articles[0].title = vec!["10m²a₂2".into()];
        area.articles[0].blocks.clear();
        let run =
            |level: &str, text: &str| format!("<w:r><w:vertAlign w:val=\"{level}\"/><w:t>{text}</w:t></w:r>");
        let plain = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
        let passes = |runs: [String; 5]| check(["", &runs.concat(), ""], &area, &Pages::default()).is_ok();
        let (up, down) = (run("superscript", "2"), run("subscript", "2"));
        assert!(passes([plain("10m"), up.clone(), plain("a"), down.clone(), plain("2")]));
        assert!(!passes([plain("10m"), plain("2"), plain("a"), down.clone(), plain("2")]));
        assert!(!passes([plain("10m"), down.clone(), plain("a"), up.clone(), plain("2")]));
        assert!(!passes([plain("10m"), up.clone(), plain("a"), down.clone(), down]));
    }

    #[test]
    fn characters_xml_cannot_carry_are_not_missed() {
        let mut odd = document();
        odd.articles[0].title = vec!["某\u{1}区".into()];
        odd.articles[0].blocks.clear();
        assert!(check(["", "<w:t>某区</w:t>", ""], &odd, &Pages::default()).is_ok());
    }
}

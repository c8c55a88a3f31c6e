//! The footnotes of a web page: two places that link to each other, a number in the text and a paragraph elsewhere.
//!
//! So they are written by Word, pandoc, wikis and learned journals alike, whatever else differs.

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeId, NodeRef};

use crate::diag::Log;
use crate::extract::block::is_block;
use crate::extract::notes::{Notes, tell_too_much};
use crate::limits::NOTES;
use crate::text::{Line, Rich, anchor};

/// What an element is to a footnote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Its number in the text.
    Number(usize),
    /// The block that holds its text.
    Text(usize),
    /// The link from there back into the text.
    Back,
}

/// The footnotes of a page, and what of them was read.
#[derive(Default)]
pub(crate) struct Footnotes {
    parts: HashMap<NodeId, Part>,
    /// How the text shows each number: `[1]`.
    labels: Vec<String>,
    notes: Notes,
    /// What gives way to real footnotes.
    marks: Vec<String>,
    /// Bytes of the texts, each as often as it is anchored.
    bytes: usize,
    /// Whether some are left as they are, because there are too many.
    too_much: bool,
}

/// The places of a page that links join.
#[derive(Default)]
struct Places<'p> {
    named: HashMap<String, NodeRef<'p>>,
    /// The links to each name, in order, each with its number among all links.
    links: HashMap<String, Vec<(usize, NodeRef<'p>)>>,
    /// How long the text of a block is.
    lengths: HashMap<NodeId, usize>,
    /// What it begins with.
    beginnings: HashMap<NodeId, String>,
}

impl<'p> Places<'p> {
    fn of(page: &'p Document) -> Places<'p> {
        let mut places = Places::default();
        for node in page.select("[id], a[name]").nodes() {
            for name in names(node) {
                places.named.entry(name).or_insert(*node);
            }
        }
        for (number, link) in page.select("a[href^='#']").nodes().iter().enumerate() {
            if let Some(name) = target(link) {
                places.links.entry(name).or_default().push((number, *link));
            }
        }
        places
    }

    /// The first link in `block`, other than `link`, that leads to one of `names`.
    fn back(&self, block: &NodeRef<'p>, link: &NodeRef<'p>, names: &HashSet<String>) -> Option<NodeRef<'p>> {
        /// Nobody links to one place more often than that.
        const LOOKED_AT: usize = 200;
        let inside = |node: &NodeRef<'p>| {
            node.id != link.id
                && (node.id == block.id || node.ancestors_it(None).any(|around| around.id == block.id))
        };
        let to_one = |name: &String| {
            let links = self.links.get(name)?.iter().take(LOOKED_AT);
            links.copied().find(|(_, node)| inside(node))
        };
        names.iter().filter_map(to_one).min_by_key(|(number, _)| *number).map(|(_, node)| node)
    }

    fn beginning(&mut self, block: &NodeRef<'p>) -> &str {
        self.beginnings.entry(block.id).or_insert_with(|| beginning(block, BACK))
    }

    fn length(&mut self, block: &NodeRef<'p>) -> usize {
        *self.lengths.entry(block.id).or_insert_with(|| block.text().len())
    }
}

/// Whether what stands in an element is no text of the page, so that a number in it anchors nothing.
fn is_unseen(node: &NodeRef<'_>) -> bool {
    const UNSEEN: [&str; 11] = [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "datalist",
        "iframe",
        "object",
        "select",
        "annotation",
        "annotation-xml",
    ];
    node.node_name().is_some_and(|name| UNSEEN.contains(&&*name))
}

impl Footnotes {
    /// Those of `page`.
    pub(crate) fn of(page: &Document) -> Footnotes {
        let mut footnotes = Footnotes::default();
        let mut links: Vec<NodeRef<'_>> = page.select("a[href^='#']").nodes().to_vec();
        links.retain(|link| target(link).is_some() && is_label(link.text().trim()));
        if links.is_empty() {
            return footnotes;
        }
        let mut places = Places::of(page);
        for link in &links {
            footnotes.pair(link, &mut places);
        }
        footnotes
    }

    /// Takes in the footnote `link` is the number of, if it is one.
    fn pair<'p>(&mut self, link: &NodeRef<'p>, places: &mut Places<'p>) {
        let label = link.text().trim().to_owned();
        let Some(target) = target(link).and_then(|name| places.named.get(&name)).copied() else { return };
        let number = outermost(link, &label);
        let inside =
            link.ancestors_it(None).any(|node| self.parts.contains_key(&node.id) || is_unseen(&node));
        if inside
            || is_unseen(&target)
            || target.ancestors_it(None).any(|node| is_unseen(&node))
            || self.parts.len() >= anchor::MOST
            || self.parts.contains_key(&link.id)
        {
            return;
        }
        let text = block_of(&target);
        let own: HashSet<String> = names(link).chain(names(&number)).collect();
        let Some(back) = places.back(&text, link, &own) else { return };
        // The paragraph with the number links to its footnote too, but does not begin with the link.
        let begins = places.beginning(&text).starts_with(beginning(&back, BACK).trim());
        if text.id != target.id && !begins || number.ancestors_it(None).any(|node| node.id == text.id) {
            return;
        }
        self.bytes += places.length(&text);
        if self.bytes > NOTES {
            self.too_much = true;
            return;
        }
        let key = match self.parts.get(&text.id) {
            Some(Part::Text(key)) => *key,
            Some(_) => return,
            None => {
                self.labels.push(label);
                self.labels.len() - 1
            }
        };
        self.parts.insert(number.id, Part::Number(key));
        self.parts.insert(text.id, Part::Text(key));
        self.parts.insert(back.id, Part::Back);
    }

    /// What an element is to a footnote.
    pub(crate) fn part(&self, node: NodeId) -> Option<Part> {
        self.parts.get(&node).copied()
    }

    /// The anchor that takes the place of a number, shown as `mark`.
    pub(crate) fn anchor(&mut self, key: usize, mark: &str) -> Option<usize> {
        let anchor = self.notes.anchor(key)?;
        self.marks.push(mark.to_owned());
        Some(anchor)
    }

    /// Notes that a link back gave way.
    pub(crate) fn back(&mut self, mark: &str) {
        self.marks.push(mark.to_owned());
    }

    /// Adds a paragraph to the text of a footnote; its number at the beginning gives way.
    pub(crate) fn define(&mut self, key: usize, text: Rich) {
        let label = self.labels.get(key).map_or("", String::as_str);
        let bare = label.trim_matches(|c: char| !c.is_alphanumeric());
        let numbered = [label, bare].into_iter().filter(|label| !label.is_empty());
        let rest = numbered
            .filter_map(|label| text.strip_prefix(label))
            .find(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
        let rest = rest.map(|rest| rest.trim_start_matches(['.', '、', '．', ' ', '\u{3000}', ':', '：']));
        let known = self.notes.is_defined(key);
        let text = match rest.filter(|rest| !known && !rest.is_empty()) {
            Some(rest) => {
                self.marks.push(text[..text.len() - rest.len()].to_owned());
                text.part(rest)
            }
            None => text,
        };
        self.notes.define(key, Line::plain(text, 0));
    }

    /// The footnotes; `line_of` finds the line of the input a text begins on.
    pub(crate) fn finish(self, log: &mut Log, line_of: impl FnMut(&str) -> u32) -> Vec<Line> {
        let Footnotes { mut notes, marks, too_much, .. } = self;
        if too_much {
            tell_too_much(log);
        }
        notes.number(line_of);
        for mark in marks.iter().filter(|mark| !mark.trim().is_empty()) {
            log.changed("footnote.mark", 0, mark.trim(), "");
        }
        notes.finish(log)
    }
}

/// `1`, `[1]`, `①`, `注1`, `*`: what a number in the text looks like.
fn is_label(text: &str) -> bool {
    // `〔1234〕` and `注①` fit; a longer one is a word that is linked.
    const LONGEST: usize = 6;
    let sign = |c: char| c.is_numeric() || c.is_ascii_lowercase() || "[]()［］（）〔〕【】*†‡注".contains(c);
    !text.is_empty() && text.chars().count() <= LONGEST && text.chars().all(sign)
}

/// The names links can reach an element by.
fn names<'n>(node: &NodeRef<'n>) -> impl Iterator<Item = String> + use<'n> {
    let [id, name] = ["id", "name"].map(|attribute| node.attr(attribute));
    id.into_iter().chain(name).map(|name| name.to_string()).filter(|name| !name.is_empty())
}

/// The name a link points to.
fn target(link: &NodeRef<'_>) -> Option<String> {
    Some(link.attr("href")?.strip_prefix('#')?.to_owned()).filter(|name| !name.is_empty())
}

/// How a link back can be written, at most, in bytes.
const BACK: usize = 200;

/// What the text of an element begins with, behind white space: so many bytes, or a few less. A note may be megabytes long and
/// asked for by every one of its anchors.
fn beginning(node: &NodeRef<'_>, bytes: usize) -> String {
    let mut beginning = String::new();
    for node in node.descendants_it().filter(NodeRef::is_text) {
        let text = node.text();
        let text = if beginning.is_empty() { text.trim_start() } else { &*text };
        let end = text.floor_char_boundary(bytes - beginning.len());
        beginning.push_str(&text[..end]);
        if end < text.len() {
            break;
        }
    }
    beginning
}

/// The outermost inline element that holds the link and nothing else: `<sup id=…><a>[1]</a></sup>`.
fn outermost<'a>(link: &NodeRef<'a>, label: &str) -> NodeRef<'a> {
    let inline = |node: &NodeRef<'a>| node.node_name().is_some_and(|name| !is_block(&name));
    let around =
        link.ancestors_it(Some(4)).take_while(|node| inline(node) && beginning(node, BACK).trim() == label);
    around.last().unwrap_or(*link)
}

/// The block a target stands in, or is; Word puts several paragraphs of one footnote into a block of their own.
fn block_of<'a>(target: &NodeRef<'a>) -> NodeRef<'a> {
    let block = |node: &NodeRef<'a>| node.node_name().is_some_and(|name| is_block(&name));
    let own = if block(target) { *target } else { target.ancestors_it(None).find(block).unwrap_or(*target) };
    let words = |node: &NodeRef<'a>| {
        node.attr("style").is_some_and(|style| style.replace(' ', "").ends_with("mso-element:footnote"))
    };
    own.parent().filter(words).unwrap_or(own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::Tally;
    use crate::extract::page::{Said, pieces};

    #[track_caller]
    fn check(page: &str, text: &[&str], notes: &[&str]) {
        let page = Document::from(page);
        let (mut footnotes, mut seen) = (Footnotes::of(&page), Tally::default());
        let (pieces, ..) = pieces(&page, Said::default(), &mut footnotes, &mut seen);
        let lines = footnotes.finish(&mut Log::new(), |_| 1);
        let shown = |text: &Rich| anchor::replaced(&text.anchored(), |n| char::from_digit(n as u32, 10));
        assert_eq!(pieces.iter().map(|piece| shown(&piece.text)).collect::<Vec<_>>(), text);
        assert_eq!(lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), notes);
    }

    #[test]
    fn a_number_or_a_text_that_nobody_sees_makes_no_footnote() {
        let number = "<a href='#n1' id=r1>[1]</a>";
        let text = "<p id=n1><a href='#r1'></a>注一</p>";
        for unseen in ["noscript", "select", "iframe", "object"] {
            check(&format!("<p>甲</p>{text}<{unseen}>{number}</{unseen}>"), &["甲", "注一"], &[]);
            check(&format!("<p>甲{number}</p><{unseen}><div>{text}</div></{unseen}>"), &["甲[1]"], &[]);
        }
    }

    #[test]
    fn word_pandoc_and_wikis_write_footnotes_that_link_back() {
        check(
            "<p>甲<a style='mso-footnote-id:ftn1' href='#_ftn1' name='_ftnref1'><span>[1]</span></a>。</p>\
             <div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1>\
             <p><a href='#_ftnref1' name='_ftn1'><span>[1]</span></a> 注一</p><p>又一段</p></div></div>",
            &["甲0。"],
            &["注一\n又一段"],
        );
        check(
            "<p>甲<a href='#fn1' class='footnote-ref' id='fnref1'><sup>1</sup></a>，乙<a href='#fn2' id='fnref2'>\
             <sup>2</sup></a>。</p><section><ol><li id='fn1'><p>注一<a href='#fnref1'>↩︎</a></p></li>\
             <li id='fn2'><p>2024年的数<a href='#fnref2'>↩︎</a></p></li></ol></section><p>丙</p>",
            &["甲0，乙1。", "丙"],
            &["注一", "2024年的数"],
        );
        check(
            "<p>甲<sup id='cite_ref-1'><a href='#cite_note-1'>[1]</a></sup>。</p><ol><li id='cite_note-1'>\
             <b><a href='#cite_ref-1'>^</a></b> <span>注一</span></li></ol>",
            &["甲0。"],
            &["注一"],
        );
        check(
            "<p>甲。<a href='#n1' id='r1'>①</a></p><p id='n1'>① 注一 <a href='#r1'>返回</a></p>",
            &["甲。0"],
            &["注一"],
        );
    }

    #[test]
    fn other_links_are_left_alone() {
        let contents =
            "<ul><li><a href='#a' id='ta'>一、总则</a></li></ul><h2 id='a'>一、总则<a href='#ta'>↑</a></h2>";
        check(contents, &["一、总则", "一、总则↑"], &[]);
        check("<p>见<a href='#b'>1</a></p><p id=b>正文</p>", &["见1", "正文"], &[]);
        check("<p>回到<a href='#'>1</a></p>", &["回到1"], &[]);
    }

    #[test]
    fn a_label_is_short_and_of_signs_and_figures() {
        assert!(["1", "[12]", "①", "*"].into_iter().all(is_label));
        assert!(
            ["", "注释内容", "见第1页", "[123456789012345678901234567890]"]
                .into_iter()
                .all(|text| !is_label(text))
        );
    }

    #[test]
    fn the_beginning_of_a_text_goes_over_its_elements_and_ends_at_a_character() {
        let of = |page: &str, bytes| beginning(&Document::from(page).select("p").nodes()[0], bytes);
        let page = "<p> \n<b> 一</b>二<i> 三四</i>五</p>";
        assert_eq!(
            [3, 6, 7, 10, 12, 16, 99].map(|bytes| of(page, bytes)),
            ["一", "一二", "一二 ", "一二 三", "一二 三", "一二 三四五", "一二 三四五"]
        );
        assert_eq!(of("<p>一</p>", 2), "");
    }

    #[test]
    fn the_number_is_all_that_stands_in_its_element() {
        let note = "<p id=n1><a href='#r1'>[1]</a> 注一</p>";
        // The mark of the number goes with it, a word beside it stays.
        check(
            &format!("<p>甲<sup id=r1>〔<a href='#n1'>[1]</a>〕</sup></p>{note}"),
            &["甲〔[1]〕", "[1] 注一"],
            &[],
        );
        check(&format!("<p>甲<b>乙<a id=r1 href='#n1'>[1]</a></b></p>{note}"), &["甲乙0"], &["注一"]);
        check(&format!("<p>甲<sup id=r1><i><a href='#n1'>[1]</a></i></sup></p>{note}"), &["甲0"], &["注一"]);
    }

    #[test]
    fn a_note_called_for_twice_stands_at_both_and_one_behind_its_own_call_is_none() {
        let call = |id: &str| format!("<a href='#n1' id={id}>[1]</a>");
        let note = "<p id=n1><a href='#r1'>[1]</a> <a href='#r2'>↑</a> 注一</p>";
        check(
            &format!("<p>甲{}</p><p>乙{}</p>{note}", call("r1"), call("r2")),
            &["甲0", "乙1"],
            &["注一", "注一"],
        );
        check("<p id=n1>甲<a href='#n1' id=r1>[1]</a><a href='#r1'>↑</a></p>", &["甲[1]↑"], &[]);
    }

    #[test]
    fn the_number_at_the_head_of_a_note_gives_way_and_no_other() {
        let note = |call: &str, text: &str| {
            let page = format!(
                "<p>甲<a href='#n1' id=r1>{call}</a></p><div id=n1><p>{text}<a href='#r1'>↩</a></p></div>"
            );
            let page = Document::from(page);
            let (mut footnotes, mut seen) = (Footnotes::of(&page), Tally::default());
            pieces(&page, Said::default(), &mut footnotes, &mut seen);
            footnotes
                .finish(&mut Log::new(), |_| 1)
                .iter()
                .map(|line| line.text.to_string())
                .collect::<String>()
        };
        for text in ["[1]注一", "[1] 注一", "1.注一", "1、注一", "1：注一", "1　注一", "注一"]
        {
            assert_eq!(note("[1]", text), "注一", "{text}");
        }
        for text in ["12个县", "1", "2.注一"] {
            assert_eq!(note("[1]", text), text);
        }
    }
}

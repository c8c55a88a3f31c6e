//! The numbers of an ordered list (`<ol>`), as the page shows them: they are no characters of its source, but of its text.

use dom_query::NodeRef;

use crate::lexicon::numeral;
use crate::text::roman::roman;

/// An ordered list that is being read.
#[derive(Debug)]
pub(crate) struct List {
    next: i64,
    step: i64,
    style: Style,
}

/// How a list counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Decimal,
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
    Chinese,
}

impl List {
    /// The list of an `<ol>`, if it shows numbers: not if its style hides them, if its entries bring their own, or if it is a row
    /// of links.
    pub(crate) fn of(node: &NodeRef<'_>, css: &str) -> Option<List> {
        let attr = |name: &str| node.attr(name).map(|value| value.trim().to_owned());
        let style = Style::of(attr("type").as_deref(), css)?;
        let first = node.element_children().into_iter().find(|child| child.has_name("li"))?;
        if is_numbered(&first) || is_link(&first) {
            return None;
        }
        let reversed = node.has_attr("reversed");
        let items = || node.element_children().iter().filter(|child| child.has_name("li")).count() as i64;
        let start = attr("start").and_then(|start| start.parse().ok());
        let next = start.unwrap_or_else(|| if reversed { items() } else { 1 });
        Some(List { next, step: if reversed { -1 } else { 1 }, style })
    }

    /// The marker of the next entry; `value` is the number it gives itself.
    pub(crate) fn marker(&mut self, value: Option<i64>) -> String {
        let number = value.unwrap_or(self.next);
        self.next = number.saturating_add(self.step);
        self.style.shown(number)
    }
}

impl Style {
    fn of(kind: Option<&str>, css: &str) -> Option<Style> {
        let named = ["list-style-type:", "list-style:"].iter().find_map(|name| css.split_once(name));
        let named = named.map(|(_, value)| value.split(';').next().unwrap_or_default());
        Some(match named {
            Some(value) if value.contains("none") => return None,
            Some(value)
                if value.contains("cjk") || value.contains("chinese") || value.contains("hanidec") =>
            {
                Style::Chinese
            }
            Some(value) if value.contains("lower-alpha") || value.contains("lower-latin") => {
                Style::LowerLetter
            }
            Some(value) if value.contains("upper-alpha") || value.contains("upper-latin") => {
                Style::UpperLetter
            }
            Some(value) if value.contains("lower-roman") => Style::LowerRoman,
            Some(value) if value.contains("upper-roman") => Style::UpperRoman,
            Some(value) if ["disc", "circle", "square"].iter().any(|bullet| value.contains(bullet)) => {
                return None;
            }
            _ => match kind {
                Some("a") => Style::LowerLetter,
                Some("A") => Style::UpperLetter,
                Some("i") => Style::LowerRoman,
                Some("I") => Style::UpperRoman,
                _ => Style::Decimal,
            },
        })
    }

    fn shown(self, number: i64) -> String {
        let small = usize::try_from(number).ok().filter(|n| (1..=999).contains(n));
        match (self, small) {
            (Style::LowerLetter, Some(n)) => letters(n) + ".",
            (Style::UpperLetter, Some(n)) => letters(n).to_ascii_uppercase() + ".",
            (Style::LowerRoman, Some(n)) => roman(n).to_ascii_lowercase() + ".",
            (Style::UpperRoman, Some(n)) => roman(n) + ".",
            (Style::Chinese, Some(n)) if n < 100 => numeral::spelled(n as u32) + "、",
            _ => format!("{number}."),
        }
    }
}

/// `a` … `z`, `aa`.
fn letters(mut n: usize) -> String {
    let mut letters = Vec::new();
    while n > 0 {
        letters.push(b'a' + ((n - 1) % 26) as u8);
        n = (n - 1) / 26;
    }
    letters.iter().rev().map(|b| char::from(*b)).collect()
}

/// How many nodes of the first entry are looked at.
const REACH: usize = 40;

/// Whether an entry begins with a number of its own.
fn is_numbered(entry: &NodeRef<'_>) -> bool {
    let text = entry.descendants_it().take(REACH).filter(NodeRef::is_text).map(|node| node.text());
    let text = text.into_iter().find(|text| !text.trim().is_empty()).unwrap_or_default();
    let text = text.trim_start();
    let bare = text.trim_start_matches(['（', '(', '第', '【', '[']);
    let numeral = |c: char| c.is_numeric() || numeral::is_numeral(c);
    let rest = bare.trim_start_matches(numeral);
    let marked = rest.starts_with([
        '、', '.', '．', '）', ')', '，', ',', ' ', '\u{a0}', '\u{3000}', '章', '条', '是', '】', ']',
    ]);
    // A number in an element of its own: `<b>1</b>甲`.
    let alone = rest.trim().is_empty();
    rest.len() < bare.len() && (marked || alone) || text.starts_with(|c| matches!(c, '①'..='⒛' | '㈠'..='㈩'))
}

/// Whether an entry is nothing but a link.
fn is_link(entry: &NodeRef<'_>) -> bool {
    let mut nodes =
        entry.descendants_it().take(REACH).filter(|node| node.is_text() && !node.text().trim().is_empty());
    let linked = |node: &NodeRef<'_>| {
        node.ancestors_it(None).take_while(|above| above.id != entry.id).any(|above| above.has_name("a"))
    };
    let first = nodes.next();
    first.as_ref().is_some_and(linked) && nodes.all(|node| linked(&node))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::check_lines_of_page as check;

    #[test]
    fn entries_have_the_numbers_the_page_shows() {
        check("<ol><li>甲<li>乙</ol>", &["1.甲", "2.乙"]);
        check("<ol start=3><li>甲<li value=7>乙<li>丙</ol>", &["3.甲", "7.乙", "8.丙"]);
        check("<ol reversed><li>甲<li>乙</ol>", &["2.甲", "1.乙"]);
        check("<ol type=a><li>甲</ol><ol type=A><li>乙</ol>", &["a.甲", "A.乙"]);
        check("<ol type=i><li>甲<li>乙</ol><ol type=I start=14><li>丙</ol>", &["i.甲", "ii.乙", "XIV.丙"]);
        check(
            "<ol style='list-style-type: cjk-ideographic'><li>甲<li value=21>乙</ol>",
            &["一、甲", "二十一、乙"],
        );
        check("<ol><li><p>甲</p><p>又甲</p><li><br>乙</ol>", &["1.甲", "又甲", "2.乙"]);
    }

    #[test]
    fn nested_lists_count_for_themselves() {
        check(
            "<ol><li>甲<ol type=a><li>子<li>丑</ol><li>乙<ul><li>寅</ul><li>丙</ol>",
            &["1.甲", "a.子", "b.丑", "2.乙", "寅", "3.丙"],
        );
    }

    #[test]
    fn what_shows_no_number_gets_none() {
        check("<ul><li>甲</ul>", &["甲"]);
        check("<ol style='list-style: none'><li>甲</ol>", &["甲"]);
        check("<ol><li>一、甲<li>二、乙</ol>", &["一、甲", "二、乙"]);
        check(
            "<ol><li>（1）甲</ol><ol><li>① 乙</ol><ol><li><b>第一条</b>　丙</ol>",
            &["（1）甲", "① 乙", "第一条　丙"],
        );
        check("<ol><li><a href=/a>附件一</a></ol><p>正文一段。", &["附件一", "正文一段。"]);
        check("<ol><li><em>1</em>甲<li><em>2</em>乙</ol>", &["1甲", "2乙"]);
        check("<ol><li>见<a href=/>附件</a></ol>", &["1.见附件"]);
        check("<ol><li>2026年计划<li>乙</ol>", &["1.2026年计划", "2.乙"]);
    }

    #[test]
    fn numbers_beyond_the_letters() {
        assert_eq!([letters(26), letters(27), letters(703)], ["z", "aa", "aaa"]);
        assert_eq!([roman(4), roman(944)], ["IV", "CMXLIV"]);
        assert_eq!([9, 10, 11, 20, 99].map(numeral::spelled), ["九", "十", "十一", "二十", "九十九"]);
    }

    #[test]
    fn the_style_of_a_list_says_how_it_counts() {
        for (style, first, second) in [
            ("lower-alpha", "a.甲", "b.乙"),
            ("lower-latin", "a.甲", "b.乙"),
            ("upper-alpha", "A.甲", "B.乙"),
            ("upper-latin", "A.甲", "B.乙"),
            ("lower-roman", "i.甲", "ii.乙"),
            ("upper-roman", "I.甲", "II.乙"),
            ("simp-chinese-informal", "一、甲", "二、乙"),
            ("decimal", "1.甲", "2.乙"),
            ("disc", "甲", "乙"),
            ("circle", "甲", "乙"),
            ("square", "甲", "乙"),
        ] {
            for name in ["list-style", "list-style-type"] {
                let page = format!("<ol style='{name}: {style}; color: red'><li>甲<li>乙</ol>");
                check(&page, &[first, second]);
            }
        }
        // The style goes before the attribute; what is too much for letters is a number.
        check("<ol type=a style='list-style-type: upper-roman'><li>甲</ol>", &["I.甲"]);
        check("<ol type=a start=26><li>甲<li>乙<li value=0>丙</ol>", &["z.甲", "aa.乙", "0.丙"]);
        check("<ol type=i start=999><li>甲<li>乙</ol>", &["cmxcix.甲", "1000.乙"]);
        check(
            "<ol start=99 style='list-style: cjk-ideographic'><li>甲<li>乙</ol>",
            &["九十九、甲", "100.乙"],
        );
        check("<ol reversed start=5><li>甲<li>乙</ol>", &["5.甲", "4.乙"]);
    }
}

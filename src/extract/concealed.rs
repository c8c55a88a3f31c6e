//! What the style sheets of a page hide by a class or an id (`.note { display: none }`), as if its elements said so themselves.

use std::collections::HashMap;

use dom_query::{Document, NodeRef};

use crate::extract::generated::sheets;

/// Puts the style into the elements of `page` that a sheet in `text`, its source, hides. Only what a sheet says outright counts: a class
/// that is shown elsewhere in it (under a pointer, in another state, on another screen) is one that the page opens and closes.
pub(crate) fn conceal(page: &Document, text: &str) {
    let hidden = Hidden::of(text);
    if hidden.names.values().any(|hides| *hides) {
        hidden.elements(page).iter().for_each(hide);
    }
}

fn hide(node: &NodeRef<'_>) {
    let style = node.attr("style").unwrap_or_default();
    node.set_attr("style", &format!("{};display:none", style.trim_end_matches(';')));
}

/// Classes and ids, with their marks (`.a`, `#b`): whether all that the sheets say of them is that they are not seen.
struct Hidden<'t> {
    names: HashMap<&'t str, bool>,
}

impl<'t> Hidden<'t> {
    fn of(text: &'t str) -> Hidden<'t> {
        let mut hidden = Hidden { names: HashMap::new() };
        sheets(text, &[b"display", b"DISPLAY"]).for_each(|sheet| hidden.read(sheet));
        hidden
    }

    /// Reads a sheet, rule by rule; what stands inside of another (`@media`) holds for some screens only.
    fn read(&mut self, sheet: &'t str) {
        let (mut depth, mut from) = (0_usize, 0);
        let mut head: &'t str = "";
        for (at, c) in sheet.char_indices() {
            match c {
                '{' => {
                    (head, depth) = (&sheet[from..at], depth + 1);
                    from = at + 1;
                }
                '}' => {
                    match shown(&sheet[from..at]) {
                        Some(true) => self.names.extend(names(head).map(|name| (name, false))),
                        Some(false) if depth == 1 => self.hides_all(head),
                        _ => {}
                    }
                    (head, depth) = ("", depth.saturating_sub(1));
                    from = at + 1;
                }
                _ => {}
            }
        }
    }

    /// What hides under a condition (`.b .a`) says nothing of the rest; what was shown before is opened and closed.
    fn hides_all(&mut self, selectors: &'t str) {
        let selectors = selectors.rsplit([';', '/']).next().unwrap_or_default();
        for name in selectors.split(',').filter_map(|selector| only_name(selector.trim())) {
            self.names.entry(name).or_insert(true);
        }
    }

    /// The elements that are hidden. One that holds a good part of the page is shown by a script.
    fn elements<'p>(&self, page: &'p Document) -> Vec<NodeRef<'p>> {
        // A third, as where a tail is taken off: no box beside an article is so large, an article that fades in is.
        const PART: usize = 3;
        let (mut count, mut found): (usize, Vec<(NodeRef<'p>, usize)>) = (0, Vec::new());
        let mut stack = vec![(page.root(), None)];
        while let Some((node, entered)) = stack.pop() {
            if let Some(before) = entered {
                found.push((node, count - before));
                continue;
            }
            if node.is_text() {
                count += node.text().chars().filter(|c| !c.is_whitespace()).count();
            } else if !is_unread(&node) {
                if self.hides(&node) {
                    stack.push((node, Some(count)));
                }
                stack.extend(node.children_it(true).map(|child| (child, None)));
            }
        }
        found.into_iter().filter(|(_, length)| length * PART < count).map(|(node, _)| node).collect()
    }

    fn hides(&self, node: &NodeRef<'_>) -> bool {
        let attr = |name: &str| node.attr(name).unwrap_or_default();
        let (classes, id) = (attr("class"), attr("id"));
        if classes.is_empty() && id.is_empty() || attr("style").to_ascii_lowercase().contains("display") {
            return false;
        }
        let classes = classes.split_ascii_whitespace().map(|class| format!(".{class}"));
        let said: Vec<bool> = classes
            .chain([format!("#{id}")])
            .filter_map(|name| self.names.get(name.as_str()).copied())
            .collect();
        !said.is_empty() && said.iter().all(|hides| *hides)
    }
}

/// Whether what an element holds is no text of the page.
fn is_unread(node: &NodeRef<'_>) -> bool {
    matches!(node.node_name().as_deref(), Some("script" | "style" | "template" | "head" | "noscript"))
}

/// What declarations say of an element's being seen, the last of them.
fn shown(declarations: &str) -> Option<bool> {
    let said = |declaration: &str| {
        let (name, value) = declaration.split_once(':')?;
        let name = name.rsplit('/').next().unwrap_or_default().trim();
        let value = value.trim_start();
        let is_none = value.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("none"));
        name.eq_ignore_ascii_case("display").then_some(!is_none)
    };
    declarations.split(';').filter_map(said).next_back()
}

/// A selector that asks for a class or an id and nothing else.
fn only_name(selector: &str) -> Option<&str> {
    let word = selector.strip_prefix(['.', '#'])?;
    (!word.is_empty() && word.chars().all(is_of_name)).then_some(selector)
}

/// All classes and ids in a selector, with their marks.
fn names(selector: &str) -> impl Iterator<Item = &str> {
    selector.match_indices(['.', '#']).filter_map(move |(at, _)| {
        let rest = &selector[at + 1..];
        let end = rest.find(|c| !is_of_name(c)).unwrap_or(rest.len());
        (end > 0).then(|| &selector[at..at + 1 + end])
    })
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts of the elements that a style hides.
    #[track_caller]
    fn check(style: &str, body: &str, hidden: &[&str]) {
        let rest = "春分前后各乡镇抓住农时推进春耕备耕。".repeat(3);
        let text = format!("<style>{style}</style>{body}<p>{rest}</p>");
        let page = Document::from(&*text);
        conceal(&page, &text);
        let found = page.select("[style*='display:none']");
        let texts: Vec<String> = found.nodes().iter().map(|node| node.text().to_string()).collect();
        assert_eq!(texts, hidden, "{style} {body}");
    }

    #[test]
    fn a_class_or_an_id_hides() {
        let body = "<p class='b a'>甲</p><p id=c>乙</p><i class=ab>丙</i>";
        check(".a{display:none}", body, &["甲"]);
        check("h1, .a , #c {color:red; DISPLAY : None !important}", body, &["甲", "乙"]);
        check("@import url(x);.a{display:block;display:none}", body, &["甲"]);
        check("/* .b */ .a{/* x */display:none}", body, &["甲"]);
        check(".a{display:none}", "<p class=a style='color:red;'>甲</p>", &["甲"]);
        check(".a{display:none}@media print{.a{display:none}}", body, &["甲"]);
        check("#c{display:none}", "<DIV id=c><p>甲</p></DIV>", &["甲"]);
    }

    #[test]
    fn what_may_be_shown_is_not_hidden() {
        let body = "<p class='b a'>甲</p><p id=c>乙</p>";
        for style in [
            ".a{display:none;display:block}",
            ".a{display:none}.a{display:block}",
            ".a{display:block}.a{display:none}",
            ".a{display:none}li:hover .a{display:block}",
            ".a.on{display:block}.a{display:none}",
            ".a{display:none}@media print{.a{display:block}}",
            "@media print{.a{display:none}}",
            ".a{display:none}.b{display:inline}",
            ".b .a{display:none}",
            "p{display:none}",
            "p.a{display:none}",
            ".a:hover{display:none}",
            ".ab{display:none}",
            ".a{display:none",
        ] {
            check(style, body, &[]);
        }
        check(".a{display:none}", "<p class=a style='Display:block'>甲</p>", &[]);
        let long = format!("<div class=a>{}</div>", "松溪县推进春耕".repeat(9));
        check(".a{display:none}", &long, &[]);
    }

    #[test]
    fn a_selector_names_classes_and_ids() {
        assert_eq!(names("p.note#zoom > .a-b_c:hover").collect::<Vec<_>>(), [".note", "#zoom", ".a-b_c"]);
        assert_eq!(names(". # ..x").collect::<Vec<_>>(), [".x"]);
        assert_eq!(
            (only_name(".a"), only_name("#b-c"), only_name("p.a"), only_name(".")),
            (Some(".a"), Some("#b-c"), None, None)
        );
    }
}

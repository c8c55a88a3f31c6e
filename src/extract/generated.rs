//! Text that a style sheet shows and the page does not have: `.sum::after { content: "五万元整" }`.

use std::collections::HashMap;

use dom_query::{Document, Matcher, NodeId};
use memchr::memmem;

/// The elements beside which a style shows a text, each with that text.
pub(crate) type Generated = HashMap<NodeId, String>;

/// What the style sheets in `text`, the source of `page`, show in the elements of the page.
pub(crate) fn generated(page: &Document, text: &str) -> Generated {
    // Pages have a handful of them that say words; each is looked for in all of the page.
    const MOST: usize = 32;
    let mut all = Generated::new();
    for (selector, shown) in sheets(text, &[b"content", b"CONTENT"]).flat_map(rules).take(MOST) {
        let Ok(matcher) = Matcher::new(selector) else { continue };
        for node in page.select_matcher(&matcher).nodes() {
            let at = all.entry(node.id).or_default();
            at.push_str(if at.is_empty() { "" } else { " " });
            at.push_str(&shown);
        }
    }
    all
}

/// The content of the `style` elements in which one of `words` stands.
pub(crate) fn sheets<'t>(text: &'t str, words: &[&[u8]]) -> impl Iterator<Item = &'t str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let open = memmem::find(rest.as_bytes(), b"<style")
                .or_else(|| memmem::find(rest.as_bytes(), b"<STYLE"))?;
            let begin = open + rest[open..].find('>')? + 1;
            let end = rest[begin..].find("</").map_or(rest.len(), |end| begin + end);
            let sheet = &rest[begin..end];
            rest = &rest[end..];
            if words.iter().any(|word| memmem::find(sheet.as_bytes(), word).is_some()) {
                return Some(sheet);
            }
        }
    })
}

/// The selectors of a style sheet that show words before or behind an element, each with the words.
fn rules(sheet: &str) -> impl Iterator<Item = (&str, String)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let open = from + memchr::memchr(b'{', sheet.as_bytes().get(from..)?)?;
        let head = &sheet[from..open];
        let selectors = &head[head.rfind(['}', ';', '/']).map_or(0, |last| last + 1)..];
        let (shown, end) = declared(&sheet[open + 1..]);
        from = open + 1 + end;
        Some((selectors, shown))
    })
    .filter_map(|(selectors, shown)| Some((selectors, shown?)))
    .flat_map(|(selectors, shown)| {
        selectors.split(',').filter_map(move |selector| Some((element(selector)?, shown.clone())))
    })
}

/// The element a selector shows something before or behind.
fn element(selector: &str) -> Option<&str> {
    let selector = selector.trim();
    let ends = ["::before", "::after", ":before", ":after"];
    let element = ends.iter().find_map(|end| selector.strip_suffix(end))?.trim_end();
    (!element.is_empty()).then_some(element)
}

/// The words that the declarations at the head of `rest` show, and where these end: at a brace that closes them, or that opens
/// a rule inside of them.
fn declared(rest: &str) -> (Option<String>, usize) {
    let (mut shown, mut name, mut quote) = (None, 0, None);
    let mut chars = rest.char_indices();
    while let Some((at, c)) = chars.next() {
        match (quote, c) {
            (_, '\\') => drop(chars.next()),
            (Some(open), c) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '{') => return (None, name),
            (None, ';' | '}') => {
                shown = words(&rest[name..at]).or(shown);
                name = at + 1;
                if c == '}' {
                    return (shown, name);
                }
            }
            _ => {}
        }
    }
    (shown, rest.len())
}

/// The words of a declaration of content; a sign of a font, a blank or an ornament is none.
fn words(declaration: &str) -> Option<String> {
    let (name, value) = declaration.split_once(':')?;
    if !name.trim().eq_ignore_ascii_case("content") {
        return None;
    }
    let (mut words, mut quote, mut chars) = (String::new(), None, value.chars().peekable());
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (Some(_), '\\') => {
                let mut code = String::new();
                while let Some(digit) = chars.next_if(|c| code.len() < 6 && c.is_ascii_hexdigit()) {
                    code.push(digit);
                }
                let escaped = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32);
                if escaped.is_some() {
                    chars.next_if(char::is_ascii_whitespace);
                }
                words.extend(if code.is_empty() { chars.next() } else { escaped });
            }
            (Some(_), c) => words.push(c),
            (None, '"' | '\'') => quote = Some(c),
            (None, _) => {}
        }
    }
    words.chars().any(char::is_alphanumeric).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(style: &str) -> Vec<(String, String)> {
        let page = format!("<style>{style}</style>");
        sheets(&page, &[b"content", b"CONTENT"])
            .flat_map(rules)
            .map(|(element, shown)| (element.to_owned(), shown))
            .collect()
    }

    #[track_caller]
    fn check(style: &str, wanted: &[(&str, &str)]) {
        let wanted: Vec<_> = wanted.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        assert_eq!(shown(style), wanted, "{style}");
    }

    #[test]
    fn words_of_a_style_are_found_with_their_elements() {
        check(".a::after{content:\"五万元\"}", &[(".a", "五万元")]);
        check(
            "p{color:red} .a:before , #b:after { color : red; CONTENT : '注意' ; }",
            &[(".a", "注意"), ("#b", "注意")],
        );
        check("@charset 'x';.a:after{content:'\\4e94 万' '元'}", &[(".a", "五万元")]);
        check(
            "@media screen{.a:after{content:'甲'}.b:after{content:'乙;}'}}",
            &[(".a", "甲"), (".b", "乙;}")],
        );
        check("/* 一 */.a:after{content:'a\\'b'", &[]);
        check(".a:after{content:'a\\'b'}", &[(".a", "a'b")]);
        check(".a:after{content:'甲';content:'乙'}", &[(".a", "乙")]);
    }

    #[test]
    fn signs_blanks_and_other_properties_show_no_words() {
        for style in [
            ".a:after{content:''}",
            ".a:before{content:'\\e601'}",
            ".a:after{content:' » '}",
            ".a{content:'甲'}",
            ".a:after{justify-content:'甲'}",
            ".a:after{content:attr(href)}",
            ":after{content:'甲'}",
            ".a:after{content",
        ] {
            check(style, &[]);
        }
    }

    #[test]
    fn the_elements_of_a_page_get_what_they_show() {
        let text = "<STYLE>.a:before{content:'共'}p:after{content:'元'}a[:after{content:'坏'}</STYLE><p class=a>五</p><p>六</p><b>七</b>";
        let page = Document::from(text);
        let mut all: Vec<String> = generated(&page, text).into_values().collect();
        all.sort();
        assert_eq!(all, ["元", "共 元"]);
    }
}

//! Frames of a saved page: what stands in one is part of what the page shows.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::extract::charset;
use crate::extract::mail::mime::{Leaf, Message, find_ignoring_case};

/// Frames inside each other: pages of frames have two.
const DEPTH: usize = 4;

static FRAME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"(?is)<i?frame\s[^>]*?\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))[^>]*>(?:\s*</iframe\s*>)?"#,
    )
    .ok()
});

/// The page `text` of the part `root` with the text of its frames in their places, so far as they are among the parts.
pub(super) fn inlined<'m>(message: &'m Message<'m>, root: &'m Leaf<'m>, text: &'m str) -> Cow<'m, str> {
    within(message, text, &mut vec![root], 0)
}

/// `shown` are the parts that were put in: none is twice, however often it is named.
fn within<'m, 't>(
    message: &'m Message<'m>,
    text: &'t str,
    shown: &mut Vec<&'m Leaf<'m>>,
    depth: usize,
) -> Cow<'t, str> {
    let Some(frame) = FRAME.as_ref().filter(|_| depth < DEPTH) else { return Cow::Borrowed(text) };
    let is_set = find_ignoring_case(text, "<frameset").is_some();
    let mut frames = String::new();
    let replaced = frame.replace_all(text, |found: &Captures<'_>| {
        let address = found.iter().skip(1).flatten().next().map_or("", |address| address.as_str());
        let part = message.part(&html_escape::decode_html_entities(address));
        let Some(part) =
            part.filter(|part| part.is_html() && !shown.iter().any(|other| std::ptr::eq(*other, *part)))
        else {
            return found[0].to_owned();
        };
        shown.push(part);
        let bytes = part.decoded();
        let page = charset::decoded(&bytes, part.charset());
        let content = format!("<div>{}</div>", within(message, body(&page), shown, depth + 1));
        if is_set {
            frames.push_str(&content);
        }
        content
    });
    // A page of frames has no body of its own.
    if is_set && !frames.is_empty() { Cow::Owned(frames) } else { replaced }
}

/// What stands in the body of a page; the whole of one without.
fn body(page: &str) -> &str {
    let lower = page.to_ascii_lowercase();
    let start = lower.find("<body").and_then(|at| Some(at + lower[at..].find('>')? + 1)).unwrap_or(0);
    let end = lower.rfind("</body").filter(|end| *end >= start).unwrap_or(page.len());
    &page[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_of_a_page_is_what_its_tags_hold_as_far_as_they_are_there() {
        for (page, expected) in [
            ("<html><BODY class=a>甲</Body></html>", "甲"),
            ("甲", "甲"),
            ("甲</body>", "甲"),
            ("<body>甲", "甲"),
            ("</body><body>甲", "甲"),
            ("<body>甲</body>乙</body>", "甲</body>乙"),
            ("<body></body>", ""),
        ] {
            assert_eq!(body(page), expected, "{page}");
        }
    }
}

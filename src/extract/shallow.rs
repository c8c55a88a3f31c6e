//! Pages with thousands of elements inside each other. No reader sees a difference, but a parser that looks back through
//! all open elements for every new one needs time as the square of the depth.

use std::borrow::Cow;

/// Deeper than this no page of an editor goes; browsers stop at about the same.
const DEEPEST: usize = 400;
/// Elements that pages nest without end.
const NESTED: [&str; 12] =
    ["div", "span", "section", "article", "font", "b", "strong", "em", "i", "center", "blockquote", "table"];

/// `text` with the tags of elements below the deepest level replaced by line breaks; borrowed if there are none.
pub(crate) fn shallow(text: &str) -> Cow<'_, str> {
    if tags(text).scan(0_usize, |depth, tag| Some(step(depth, &tag))).all(|depth| depth <= DEEPEST) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let (mut depth, mut copied) = (0, 0);
    for tag in tags(text) {
        let before = depth;
        step(&mut depth, &tag);
        if before.max(depth) > DEEPEST {
            out.push_str(&text[copied..tag.start]);
            out.push_str("<br>");
            copied = tag.end;
        }
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

/// The depth after `tag`.
fn step(depth: &mut usize, tag: &Tag) -> usize {
    *depth = if tag.closes { depth.saturating_sub(1) } else { *depth + 1 };
    *depth
}

struct Tag {
    start: usize,
    end: usize,
    closes: bool,
}

/// The tags of nested elements in order.
fn tags(text: &str) -> impl Iterator<Item = Tag> + '_ {
    memchr::memchr_iter(b'<', text.as_bytes()).filter_map(|start| {
        let rest = &text[start + 1..];
        let name = rest.strip_prefix('/').unwrap_or(rest);
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let nested = NESTED.iter().any(|known| name[..length].eq_ignore_ascii_case(known));
        let end = nested.then(|| memchr::memchr(b'>', rest.as_bytes())).flatten()?;
        Some(Tag { start, end: start + 1 + end + 1, closes: name.len() < rest.len() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_too_deep_goes() {
        let page = "<div><p>正文</p></div>";
        assert!(matches!(shallow(page), Cow::Borrowed(_)));
        let deep = format!("{}正文{}<p>后</p>", "<div class=x>".repeat(500), "</div>".repeat(500));
        let flat = shallow(&deep);
        assert_eq!(flat.matches("<div").count(), DEEPEST);
        assert_eq!(flat.matches("</div>").count(), DEEPEST);
        assert!(flat.contains("<br>正文<br>") && flat.ends_with("<p>后</p>"));
    }
}

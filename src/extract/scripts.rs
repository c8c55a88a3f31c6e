//! Scripts and style sheets, most of what a portal sends: no reader sees them, so the parser need not either.

use std::borrow::Cow;

use memchr::{memchr, memmem};

/// `text` without its scripts and style sheets; JSON-LD stays, for it may name date and author.
///
/// Tags are found as the HTML Standard finds them, quoted values and comments included, so that nothing else goes.
pub(crate) fn without_scripts(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut out = String::new();
    let (mut at, mut copied) = (0, 0);
    while let Some(open) = memchr(b'<', &bytes[at..]).map(|i| at + i) {
        let Some(tag) = tag_end(bytes, open) else { break };
        at = tag;
        let name = name(&bytes[open + 1..]);
        let hidden =
            ["script", "style"].into_iter().find(|hidden| name.eq_ignore_ascii_case(hidden.as_bytes()));
        let raw = hidden.or_else(|| {
            ["textarea", "title", "xmp"].into_iter().find(|raw| name.eq_ignore_ascii_case(raw.as_bytes()))
        });
        let Some(element) = raw else { continue };
        let Some(close) = closing(bytes, tag, element) else { break };
        at = close;
        if hidden.is_some() && !is_kept(&text[open..tag], &text[tag..close]) {
            out.push_str(&text[copied..open]);
            copied = close;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

/// JSON-LD, and scripts in which another script is written out: where those end only a parser knows.
fn is_kept(tag: &str, content: &str) -> bool {
    tag.contains("ld+json") || content.contains("<!--") && content.contains("<script")
}

fn name(rest: &[u8]) -> &[u8] {
    let end = rest.iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(rest.len());
    &rest[..end]
}

/// Where the tag or comment that opens at `open` ends; the next byte if `<` opens neither.
fn tag_end(bytes: &[u8], open: usize) -> Option<usize> {
    let rest = &bytes[open..];
    if rest.starts_with(b"<!--") {
        let empty = rest.starts_with(b"<!-->") || rest.starts_with(b"<!--->");
        return if empty { Some(open + 4) } else { memmem::find(&rest[4..], b"-->").map(|i| open + i + 7) };
    }
    let named = rest.get(1).is_some_and(u8::is_ascii_alphabetic);
    if !named {
        return Some(open + 1);
    }
    let mut i = open + 1;
    loop {
        match *bytes.get(i)? {
            b'>' => return Some(i + 1),
            b'=' => i = value_end(bytes, i + 1)?,
            _ => i += 1,
        }
    }
}

/// Where the value of an attribute ends that begins at `start` or behind white space there.
fn value_end(bytes: &[u8], start: usize) -> Option<usize> {
    let start = start + bytes[start..].iter().position(|b| !b.is_ascii_whitespace())?;
    match bytes[start] {
        quote @ (b'"' | b'\'') => memchr(quote, &bytes[start + 1..]).map(|i| start + i + 2),
        _ => bytes[start..].iter().position(|b| b.is_ascii_whitespace() || *b == b'>').map(|i| start + i),
    }
}

/// Behind the closing tag of `element`.
fn closing(bytes: &[u8], from: usize, element: &str) -> Option<usize> {
    let mut at = from;
    loop {
        at += memmem::find(&bytes[at..], b"</")? + 2;
        if name(&bytes[at..]).eq_ignore_ascii_case(element.as_bytes()) {
            return memchr(b'>', &bytes[at..]).map(|i| at + i + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, without: &str) {
        assert_eq!(without_scripts(page), without, "{page}");
    }

    #[test]
    fn scripts_and_styles_go() {
        check("<p>甲</p><script>if(a<b)x('</p>')</script><p>乙</p>", "<p>甲</p><p>乙</p>");
        check("<STYLE type=a>p{}</Style ><p>甲", "<p>甲");
        check("<script src=a></script><script>\n</script>甲", "甲");
    }

    #[test]
    fn what_only_looks_like_one_stays() {
        for page in [
            "<!-- <script> --><p>甲</p><!-- </script> -->",
            "<p title='<script>'>甲</p>乙",
            "<p title=a'<script>甲",
            "<textarea><script></textarea>甲<p>乙</p>",
            "<script type=\"application/ld+json\">{}</script>甲",
            "<script>document.write('<!--<script>a</script>')</script>甲",
            "<script>没有结尾",
            "a < b <p>甲</p>",
            "<scripted>甲</scripted>",
        ] {
            check(page, page);
        }
    }

    #[test]
    fn the_value_of_an_attribute_ends_where_its_quote_does() {
        for (value, end) in [
            ("'a' b>", Some(3)),
            ("\"a>b\" c", Some(5)),
            (" \"a\">", Some(4)),
            ("'' b", Some(2)),
            ("a b>", Some(1)),
            ("ab>", Some(2)),
            ("'a", None),
            ("a", None),
            (" ", None),
        ] {
            assert_eq!(value_end(value.as_bytes(), 0), end, "{value}");
            assert_eq!(value_end(format!("x={value}").as_bytes(), 2), end.map(|end| end + 2), "{value}");
        }
    }
}

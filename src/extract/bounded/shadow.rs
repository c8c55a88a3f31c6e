//! Templates that a browser shows: `<template shadowrootmode="open">` is the inside of the element around it, as tools write it that save a
//! page in one file. A parser keeps what is in any template away from the page.

use std::borrow::Cow;

use memchr::memmem;

use crate::extract::bounded::tags::Tags;

/// `text` with blocks in place of the templates that are shown.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    const ROOT: &str = "shadowroot";
    if memmem::find(text.as_bytes(), ROOT.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let (mut out, mut copied, mut open) = (String::with_capacity(text.len()), 0, Vec::new());
    for tag in Tags::of(text).filter(|tag| tag.name.eq_ignore_ascii_case(b"template")) {
        let is_shown = if tag.closes {
            open.pop().unwrap_or(false)
        } else {
            open.push(text[tag.start..tag.end].contains(ROOT));
            open.ends_with(&[true])
        };
        if is_shown {
            out.push_str(&text[copied..tag.start]);
            out.push_str(if tag.closes { "</div>" } else { "<div>" });
            copied = tag.end;
        }
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_that_is_shown_is_a_block_and_others_stay() {
        let page = "<x-a><template shadowrootmode=open><p>甲</p><template><p>乙</p></template></template></x-a><template>丙</template>";
        let wanted = "<x-a><div><p>甲</p><template><p>乙</p></template></div></x-a><template>丙</template>";
        assert_eq!(shown(page), wanted);
        assert_eq!(shown("</template>shadowroot"), "</template>shadowroot");
        assert!(matches!(shown("<template>丙</template>"), Cow::Borrowed(_)));
    }
}

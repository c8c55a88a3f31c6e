//! Pages that no editor makes: thousands of elements inside each other, thousands of attributes, styles that nothing closes. A parser
//! that looks back through all that is open for every tag needs time as the square of it, and some walk down by recursion;
//! so it gets no more of it than [`limits`](crate::limits) allow, and the report says what was left out.

mod kinds;
mod open;
mod shadow;
mod tags;

use std::borrow::Cow;

use crate::diag::{Log, Severity};
use crate::error::{Error, Result};
use crate::limits::{ATTRIBUTES, DEPTH, ELEMENTS, STYLES, TAGS};
use crate::message;

pub(crate) use shadow::shown;

use open::{Fate, Open};
use tags::Tags;

/// `text` within all limits; borrowed if it is. The tags of what is too deep become line breaks.
///
/// # Errors
/// [`Error::TooMuch`] for a page of too many elements, or of too many signs that could begin a tag.
pub(crate) fn bounded<'t>(log: &mut Log, text: &'t str) -> Result<Cow<'t, str>> {
    if memchr::memchr_iter(b'<', text.as_bytes()).nth(TAGS).is_some() {
        return Err(Error::TooMuch { what: message!("beginnings of tags"), most: TAGS as u64 });
    }
    let mut page = Page { text, out: String::new(), copied: 0, told: [false; 3] };
    let (mut open, mut tags, mut at) = (Open::default(), Tags::of(text), 0);
    while let Some(tag) = tags.next() {
        if tag.start > at {
            open.text();
        }
        at = tag.end;
        match (open.tag(&tag, &text[tag.start..tag.end]), tag.excess) {
            (Fate::Stays, None) => {}
            (Fate::Stays, Some(from)) => page.replace(log, Excess::Attributes, from, tag.end, ">"),
            (Fate::TooDeep, _) => open.elements += page.break_line(log, tag.start, tag.end),
            (Fate::TooStyled, _) => page.replace(log, Excess::Styles, tag.start, tag.end, ""),
        }
        if open.elements > ELEMENTS {
            return Err(Error::TooMuch { what: message!("elements"), most: ELEMENTS as u64 });
        }
        if tag.closes || open.holds_markup(&tag) {
            continue;
        }
        match tag.name {
            name if name.eq_ignore_ascii_case(b"plaintext") => tags.skip_all(),
            name => tags.skip_text_of(name),
        }
    }
    Ok(page.finish())
}

/// What stands where a tag was that is too deep.
const LINE_BREAK: &str = "<br>";

/// What there is too much of.
#[derive(Clone, Copy)]
enum Excess {
    Depth,
    Styles,
    Attributes,
}

struct Page<'t> {
    text: &'t str,
    out: String,
    /// Bytes of the text that are in `out`.
    copied: usize,
    told: [bool; 3],
}

impl<'t> Page<'t> {
    /// Puts a line break in place of a tag; how many elements that makes: one between two texts is enough, however many tags went there.
    fn break_line(&mut self, log: &mut Log, start: usize, end: usize) -> usize {
        let again = start == self.copied && self.out.ends_with(LINE_BREAK);
        self.replace(log, Excess::Depth, start, end, if again { "" } else { LINE_BREAK });
        usize::from(!again)
    }

    fn replace(&mut self, log: &mut Log, excess: Excess, start: usize, end: usize, new: &str) {
        self.out.push_str(&self.text[self.copied..start]);
        self.out.push_str(new);
        self.copied = end;
        if std::mem::replace(&mut self.told[excess as usize], true) {
            return;
        }
        let message = match excess {
            Excess::Depth => message!(
                "the page nests more than %{most} elements; deeper ones are read without their markup",
                most = DEPTH
            ),
            Excess::Styles => message!(
                "the page opens more than %{most} formatting elements without closing any; the others are ignored",
                most = STYLES
            ),
            Excess::Attributes => message!(
                "a tag of the page has more than %{most} attributes; the others are ignored",
                most = ATTRIBUTES
            ),
        };
        let before = memchr::memchr_iter(b'\n', &self.text.as_bytes()[..start]).count();
        log.found("page.limit", Severity::Warning, u32::try_from(before + 1).unwrap_or(u32::MAX), message);
    }

    fn finish(mut self) -> Cow<'t, str> {
        if self.copied == 0 {
            return Cow::Borrowed(self.text);
        }
        self.out.push_str(&self.text[self.copied..]);
        Cow::Owned(self.out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn within(page: &str) -> String {
        bounded(&mut Log::new(), page).unwrap().into_owned()
    }

    #[track_caller]
    fn check_untouched(page: &str) {
        assert!(
            matches!(bounded(&mut Log::new(), page), Ok(Cow::Borrowed(_))),
            "{}",
            &page[..page.len().min(80)]
        );
    }

    #[test]
    fn only_what_is_too_deep_goes() {
        check_untouched("<div><p>正文</p></div>");
        let deep = format!("{}正文{}<p>后</p>", "<div class=x>".repeat(500), "</div>".repeat(500));
        let flat = within(&deep);
        assert_eq!((flat.matches("<div").count(), flat.matches("</div>").count()), (DEPTH, DEPTH));
        assert!(flat.contains("<br>正文<br>") && flat.ends_with("<p>后</p>"));
    }

    #[test]
    fn what_ends_by_itself_is_not_deep() {
        for piece in [
            "<p>甲",
            "<li>甲",
            "<dt>甲<dd>乙",
            "<br><img src=a><hr>",
            "<option>甲",
            "<h2>甲",
            "<a href=a>甲",
            "<p><font size=3>甲",
            "<b>甲</b>",
            "<svg/><svg><path/></svg>",
            "<!-- <div> --><script><div></script><textarea><div></textarea>",
            "<tr><td>甲",
            "<table><tr><td>甲<th>乙<tbody><tr><td><p>丙</table>",
            "<form><div></form></div>",
            "<ul><li>甲<ul><li>乙</ul></ul>",
            "<b><p>甲</b></p>",
        ] {
            check_untouched(&piece.repeat(1_000));
            check_untouched(&format!("<table>{}</table>", piece.repeat(1_000)));
        }
    }

    #[test]
    fn what_nothing_closes_is_deep() {
        for piece in [
            "<span><div></span></div>",
            "<noscript>",
            "<svg><link>",
            "<form><div></form>",
            "<span></body>",
            "<x-a></x-b>",
            "<div></p>",
            "<svg><g><title></svg></title>",
            "<div/>",
        ] {
            let page = piece.repeat(1_000);
            let tags = within(&page).matches('<').count();
            assert!(tags > 0 && within(&page) != page, "{piece}");
        }
    }

    #[test]
    fn styles_are_bounded_and_their_ends_go_with_them() {
        let styles: String = (0..100).map(|n| format!("<font size={n}>")).collect();
        let page = format!("{styles}甲{}", "</font>".repeat(100));
        let flat = within(&page);
        assert_eq!((flat.matches("<font").count(), flat.matches("</font>").count()), (STYLES, STYLES));
    }

    #[test]
    fn attributes_are_bounded() {
        let page = format!("<p {}>甲</p>", "a=1 ".repeat(ATTRIBUTES + 1));
        assert_eq!(within(&page), format!("<p {}>甲</p>", "a=1 ".repeat(ATTRIBUTES)));
    }

    #[test]
    fn what_was_too_deep_leaves_one_line_break_between_texts() {
        let flat = within(&format!("{}甲{}乙", "<div>".repeat(DEPTH + 9), "</div>".repeat(9)));
        assert_eq!(flat, format!("{}<br>甲<br>乙", "<div>".repeat(DEPTH)));
        let flat = within(&format!("{}甲", "<div> ".repeat(DEPTH + 2)));
        assert!(flat.ends_with("<div> <br> <br> 甲"), "{flat}");
    }

    #[test]
    fn beginnings_of_tags_are_bounded() {
        let few = "<".repeat(TAGS);
        assert!(bounded(&mut Log::new(), &few).is_ok());
        assert!(matches!(bounded(&mut Log::new(), &(few + "<")), Err(Error::TooMuch { .. })));
    }

    #[test]
    fn line_breaks_in_place_of_tags_count_as_elements() {
        let deep = "<div>".repeat(DEPTH);
        assert!(bounded(&mut Log::new(), &format!("{deep}{}", "<div>甲".repeat(ELEMENTS - DEPTH))).is_ok());
        let more = format!("{deep}{}", "<div>甲".repeat(ELEMENTS - DEPTH + 1));
        assert!(matches!(bounded(&mut Log::new(), &more), Err(Error::TooMuch { .. })));
        assert!(bounded(&mut Log::new(), &format!("{deep}{}", "<div>".repeat(ELEMENTS))).is_ok());
    }

    #[test]
    fn styles_opened_anew_count_as_elements() {
        let styles: String = (0..40).map(|n| format!("<font size={n}>")).collect();
        let page = format!("<p>{styles}{}", "<p>甲".repeat(ELEMENTS / 40));
        assert!(matches!(bounded(&mut Log::new(), &page), Err(Error::TooMuch { .. })));
    }
}

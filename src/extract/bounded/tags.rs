//! The tags of a page, found as the HTML Standard finds them, quoted values and comments included.

use memchr::{memchr, memmem};

use crate::limits::ATTRIBUTES;

/// A tag of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'t> {
    pub start: usize,
    pub end: usize,
    pub name: &'t [u8],
    /// `</…>`.
    pub closes: bool,
    /// `<…/>`.
    pub empty: bool,
    /// Where the attributes begin that are too many.
    pub excess: Option<usize>,
}

/// Goes through the tags of a page.
pub(super) struct Tags<'t> {
    bytes: &'t [u8],
    at: usize,
    /// How many attributes the elements have that all tags of their name add to, as [`ONE`] names them.
    given: [usize; 2],
}

/// The elements a page has one of: another tag adds its attributes to those that are there, and a parser compares each with all.
const ONE: [&[u8]; 2] = [b"html", b"body"];

impl<'t> Tags<'t> {
    pub(super) fn of(text: &'t str) -> Tags<'t> {
        Tags { bytes: text.as_bytes(), at: 0, given: [0; 2] }
    }

    /// Goes on behind the next closing tag of the element `name`, whose content is text; at the end if there is none.
    pub(super) fn skip_text_of(&mut self, name: &[u8]) {
        while let Some(i) = memmem::find(&self.bytes[self.at..], b"</") {
            let rest = &self.bytes[self.at + i + 2..];
            let ends = rest.get(name.len()).is_some_and(|b| ends_name(*b));
            if ends && rest[..name.len()].eq_ignore_ascii_case(name) {
                self.at += i;
                return;
            }
            self.at += i + 2;
        }
        self.skip_all();
    }

    /// Nothing more is a tag.
    pub(super) fn skip_all(&mut self) {
        self.at = self.bytes.len();
    }

    /// Behind the tag that opens at `start` and whose name begins at `from`; nothing if the page ends in it.
    fn tag(&mut self, start: usize, from: usize) -> Option<Tag<'t>> {
        let bytes = self.bytes;
        let mut i = from + bytes[from..].iter().position(|b| ends_name(*b))?;
        let name = &bytes[from..i];
        let closes = bytes[start + 1] == b'/';
        let one = ONE.iter().position(|one| !closes && name.eq_ignore_ascii_case(one));
        let (mut attributes, mut excess) = (one.map_or(0, |one| self.given[one]), None);
        loop {
            let mut slash = false;
            while bytes.get(i).is_some_and(|b| b.is_ascii_whitespace() || *b == b'/') {
                slash = bytes[i] == b'/';
                i += 1;
            }
            if *bytes.get(i)? == b'>' {
                one.into_iter().for_each(|one| self.given[one] = attributes);
                return Some(Tag { start, end: i + 1, name, closes, empty: slash, excess });
            }
            attributes += 1;
            if attributes > ATTRIBUTES {
                excess = excess.or(Some(i));
            }
            i = self.attribute_end(i)?;
        }
    }

    /// Behind the attribute that begins at `i`.
    fn attribute_end(&self, i: usize) -> Option<usize> {
        let bytes = self.bytes;
        let space = |from: usize| Some(from + bytes[from..].iter().position(|b| !b.is_ascii_whitespace())?);
        // The first character belongs to the name whatever it is.
        let name = bytes.get(i + 1..)?.iter().position(|b| ends_name(*b) || *b == b'=')?;
        let behind = space(i + 1 + name)?;
        if bytes[behind] != b'=' {
            return Some(behind);
        }
        let value = space(behind + 1)?;
        match bytes[value] {
            quote @ (b'"' | b'\'') => memchr(quote, &bytes[value + 1..]).map(|i| value + i + 2),
            b'>' => Some(value),
            _ => bytes[value..].iter().position(|b| b.is_ascii_whitespace() || *b == b'>').map(|i| value + i),
        }
    }
}

impl<'t> Iterator for Tags<'t> {
    type Item = Tag<'t>;

    fn next(&mut self) -> Option<Tag<'t>> {
        loop {
            let start = self.at + memchr(b'<', self.bytes.get(self.at..)?)?;
            let rest = &self.bytes[start + 1..];
            let is_letter = |at: usize| rest.get(at).is_some_and(u8::is_ascii_alphabetic);
            if is_letter(0) || rest.first() == Some(&b'/') && is_letter(1) {
                let tag = self.tag(start, start + 1 + usize::from(!is_letter(0)))?;
                self.at = tag.end;
                return Some(tag);
            }
            self.at = match rest.first()? {
                b'!' if rest.starts_with(b"!--") => comment_end(self.bytes, start + 4)?,
                b'!' | b'?' | b'/' => start + 1 + memchr(b'>', rest)? + 1,
                _ => start + 1,
            };
        }
    }
}

fn ends_name(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>')
}

/// Behind the comment whose text begins at `from`.
fn comment_end(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    for empty in [&b">"[..], b"->"] {
        if rest.starts_with(empty) {
            return Some(from + empty.len());
        }
    }
    let mut ends = memchr::memchr_iter(b'>', rest).filter(|i| {
        let before = &rest[..*i];
        before.ends_with(b"--") || before.ends_with(b"--!")
    });
    ends.next().map(|i| from + i + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, expected: &[&str]) {
        let found: Vec<&str> = Tags::of(page).map(|tag| &page[tag.start..tag.end]).collect();
        assert_eq!(found, expected, "{page}");
    }

    #[test]
    fn tags_are_found_as_browsers_find_them() {
        check("<p a='>' b=\"</p>\">甲</p >", &["<p a='>' b=\"</p>\">", "</p >"]);
        check("<!-- <b> --!><i><!--><u><!---><s><!x <b>><?y <b>></ <b>>", &["<i>", "<u>", "<s>"]);
        check("a < b <3 </> <b", &[]);
        check("<a =\"><b x=\"<c>\">", &["<a =\">", "<b x=\"<c>\">"]);
        check("<a x=/><b y = ><c/d>", &["<a x=/>", "<b y = >", "<c/d>"]);
    }

    #[test]
    fn what_closes_itself_and_what_is_too_much_is_known() {
        let tags: Vec<Tag> = Tags::of("<g/><g / ><g a=b/></g>").collect();
        assert_eq!(tags.iter().map(|tag| tag.empty).collect::<Vec<_>>(), [true, false, false, false]);
        assert_eq!(tags.iter().map(|tag| tag.closes).collect::<Vec<_>>(), [false, false, false, true]);
        let many = format!("<p {}z=1>", "a=1 ".repeat(ATTRIBUTES));
        assert_eq!(Tags::of(&many).next().and_then(|tag| tag.excess), Some(many.len() - 4));
        assert_eq!(Tags::of(&many.replace("z=1", "")).next().and_then(|tag| tag.excess), None);
    }

    #[test]
    fn tags_that_add_to_one_element_are_counted_together() {
        let excess = |page: &str| Tags::of(page).map(|tag| tag.excess.is_some()).collect::<Vec<_>>();
        let half = "a=1 ".repeat(ATTRIBUTES / 2);
        let tags =
            |name: &str| format!("<{name} {half}>").repeat(2) + &format!("</{name}><{name}><{name} z=1>");
        assert_eq!(excess(&tags("body")), [false, false, false, false, true]);
        assert_eq!(excess(&tags("HTML")), [false, false, false, false, true]);
        assert_eq!(excess(&tags("div")), [false; 5]);
        // An end has nothing to give.
        assert_eq!(excess(&format!("</body {half}{half}><body z=1>")), [false, false]);
    }

    #[test]
    fn text_is_skipped_to_its_own_end() {
        let mut tags = Tags::of("<xmp></xmpl></p></XMP ><b>");
        tags.next();
        tags.skip_text_of(b"xmp");
        assert_eq!(tags.map(|tag| tag.name).collect::<Vec<_>>(), [&b"XMP"[..], b"b"]);
    }
}

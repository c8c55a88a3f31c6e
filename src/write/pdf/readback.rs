//! What a PDF says, read back for the tests: bookmarks, tags, links, labels, and what is drawn on its pages.

use std::collections::BTreeMap;
use std::io::Read as _;

use crate::diag::Log;
use crate::document::{Article, Block, Document, Role};
use crate::font::Book;
use crate::layout::{Options, layout};
use crate::template::Template;
use crate::write::pdf::{self, Standard};

/// A block of the first line.
pub(super) fn block(role: Role, text: &str) -> Block {
    Block { role, text: text.into(), line: 1 }
}

/// An article of these lines of a title, and blocks.
pub(super) fn article(title: &[&str], blocks: &[(Role, &str)]) -> Article {
    let blocks = blocks.iter().map(|(role, text)| block(*role, text)).collect();
    Article { title: title.iter().map(|line| (*line).into()).collect(), blocks, ..Article::default() }
}

/// A file, its objects by their numbers.
pub(super) struct Seen {
    objects: BTreeMap<usize, String>,
    /// What the streams that can be read say.
    streams: BTreeMap<usize, String>,
}

impl Seen {
    /// A document in a template, with a table of contents if `toc`.
    pub(super) fn of(document: &Document, template: &Template, toc: bool) -> Seen {
        let pages = layout(document, template, &Options { toc });
        let options = pdf::Options { creator: "区委办".to_owned(), standard: Standard::Full };
        let book = Book::builtin();
        Seen::read(&pdf::write(&mut Log::new(), document, template, &pages, &book, &options).unwrap())
    }

    /// The objects of a file.
    pub(super) fn read(bytes: &[u8]) -> Seen {
        let find = |what: &str, from: usize| {
            memchr::memmem::find(&bytes[from..], what.as_bytes()).map(|at| from + at)
        };
        let (mut seen, mut from) = (Seen { objects: BTreeMap::new(), streams: BTreeMap::new() }, 0);
        while let Some(at) = find(" 0 obj\n", from) {
            let digits = bytes[..at].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
            let number = String::from_utf8_lossy(&bytes[at - digits..at]).parse().unwrap();
            let end = find("\nendobj", at).unwrap();
            let own = &bytes[at + 7..end];
            let head = memchr::memmem::find(own, b"stream\n").unwrap_or(own.len());
            if let Some(stream) = own.get(head + 7..) {
                let mut shown = String::new();
                match flate2::read::ZlibDecoder::new(stream).read_to_string(&mut shown) {
                    Ok(_) => seen.streams.insert(number, shown),
                    Err(_) => seen.streams.insert(number, String::from_utf8_lossy(stream).into_owned()),
                };
            }
            seen.objects.insert(number, String::from_utf8_lossy(&own[..head]).into_owned());
            from = end;
        }
        seen
    }

    fn object(&self, reference: &str) -> &str {
        reference.split(' ').next().and_then(|number| self.objects.get(&number.parse().ok()?)).unwrap()
    }

    fn with(&self, what: &str) -> &str {
        self.objects.values().find(|object| object.contains(what)).unwrap_or_else(|| panic!("no {what}"))
    }

    /// The pages, as they are referred to.
    fn pages(&self) -> Vec<&str> {
        fn below<'s>(seen: &'s Seen, object: &'s str) -> Vec<&'s str> {
            let kids = references(value(object, "Kids").unwrap());
            let leaf = |kid: &'s str| seen.object(kid).contains("/Type/Page/");
            kids.into_iter()
                .flat_map(|kid| if leaf(kid) { vec![kid] } else { below(seen, seen.object(kid)) })
                .collect()
        }
        let root = self
            .objects
            .values()
            .find(|object| object.contains("/Type/Pages") && !object.contains("/Parent"));
        below(self, root.unwrap())
    }

    /// What is drawn on a page, from 0.
    pub(super) fn drawn(&self, page: usize) -> &str {
        let contents = value(self.object(self.pages()[page]), "Contents").unwrap();
        &self.streams[&contents.split(' ').next().unwrap().parse::<usize>().unwrap()]
    }

    /// Width and height of each page in points.
    pub(super) fn sheets(&self) -> Vec<&str> {
        let size = |page: &&str| value(self.object(page), "MediaBox").unwrap();
        let pages = self.pages();
        pages.iter().map(size).map(|size| size.trim_start_matches("[0 0 ").trim_end_matches(']')).collect()
    }

    /// What viewers call the pages, from the one on that stands first.
    pub(super) fn labels(&self) -> Vec<String> {
        let list = self.objects.values().find(|object| object.starts_with("<</Nums[0 ")).unwrap();
        let label = |label: &str| {
            let own = self.object(label);
            ["P", "S", "St"].iter().filter_map(|key| value(own, key)).map(text).collect::<Vec<_>>().join(" ")
        };
        let list = value(list, "Nums").unwrap().trim_matches(['[', ']']);
        let pairs = list.split(" 0 R").filter_map(|pair| pair.trim().split_once(' '));
        pairs.map(|(page, own)| format!("{page} {}", label(own))).collect()
    }

    /// The page, from 1, and the place a destination names, in whole points.
    fn place(&self, destination: &str) -> String {
        let there = self.object(destination);
        let page = self.pages().iter().position(|page| there.starts_with(&format!("[{page}"))).unwrap() + 1;
        let at: Vec<f32> =
            there.split("/XYZ ").nth(1).unwrap().split([' ', ']']).filter_map(|n| n.parse().ok()).collect();
        format!("{page} {:.0} {:.0}", at[0], at[1])
    }

    /// The bookmarks: each with its place, those below one further in.
    pub(super) fn bookmarks(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut open = vec![(0, value(self.with("/Type/Outlines"), "First"))];
        while let Some((depth, node)) = open.pop() {
            let Some(node) = node.map(|node| self.object(node)) else { continue };
            let (title, place) =
                (text(value(node, "Title").unwrap()), self.place(value(node, "Dest").unwrap()));
            found.push(format!("{}{title} → {place}", "· ".repeat(depth)));
            open.push((depth, value(node, "Next")));
            open.push((depth + 1, value(node, "First")));
        }
        found
    }

    /// The links: what each says, and where it goes.
    pub(super) fn links(&self) -> Vec<String> {
        let links = self.objects.values().filter(|object| object.contains("/Subtype/Link"));
        links
            .map(|link| {
                format!(
                    "{} → {}",
                    text(value(link, "Contents").unwrap()),
                    self.place(value(link, "Dest").unwrap())
                )
            })
            .collect()
    }

    /// The tags, those below one in brackets; an alternative text in quotation marks.
    pub(super) fn tags(&self) -> String {
        let root = self.with("/Type/StructTreeRoot");
        references(value(root, "K").unwrap())
            .into_iter()
            .map(|kid| self.tag(kid))
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn tag(&self, reference: &str) -> String {
        let element = self.object(reference);
        let alt = value(element, "Alt").map(|alt| format!("“{}”", text(alt))).unwrap_or_default();
        let kids = value(element, "K").map(references).unwrap_or_default();
        let below: Vec<String> = kids.into_iter().map(|kid| self.tag(kid)).collect();
        let below = if below.is_empty() { String::new() } else { format!("({})", below.join(" ")) };
        format!("{}{alt}{below}", value(element, "S").unwrap())
    }

    /// What the file says about itself: the value of this element.
    pub(super) fn metadata(&self, element: &str) -> Option<String> {
        let packet = self.streams.values().find(|text| text.contains("<x:xmpmeta")).unwrap();
        let own = packet.split(&format!("<{element}>")).nth(1)?.split(&format!("</{element}>")).next()?;
        Some(own.split('<').map(|piece| piece.rsplit('>').next().unwrap_or_default()).collect())
    }
}

/// What stands behind a key: a name, a string, a list or a reference.
fn value<'o>(object: &'o str, key: &str) -> Option<&'o str> {
    let ends = |rest: &&str| !rest.starts_with(|c: char| c.is_ascii_alphabetic());
    let rest = object.split(&format!("/{key}")).skip(1).find(ends)?;
    let at = object.len() - object.split_once(&format!("/{key}{rest}"))?.1.len() - rest.len();
    let rest = object[at..].trim_start();
    let end = match rest.chars().next()? {
        '[' => rest.find(']')? + 1,
        '<' => rest.find('>')? + 1,
        '(' => rest.find(')')? + 1,
        '/' => rest[1..].find(['/', '>', '[', '<', '(']).map_or(rest.len(), |end| end + 1),
        _ => rest.find(['/', '>']).unwrap_or(rest.len()),
    };
    Some(rest[..end].trim_start_matches('/'))
}

/// The objects a list refers to, without what is said of each in place.
fn references(list: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = list;
    while let Some(at) = rest.find(" 0 R") {
        let digits = rest[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
        if !rest[..at - digits].ends_with("/Pg ") && !rest[..at - digits].ends_with("/Obj ") {
            found.push(&rest[at - digits..at + 4]);
        }
        rest = &rest[at + 4..];
    }
    found
}

/// A string: letters as they are, or UTF-16 in hexadecimal digits.
fn text(string: &str) -> String {
    let Some(digits) = string.strip_prefix("<FEFF") else {
        return string.trim_matches(['(', ')']).to_owned();
    };
    let digits = digits.trim_end_matches('>');
    let units: Vec<u16> =
        (0..digits.len() / 4).map(|i| u16::from_str_radix(&digits[i * 4..i * 4 + 4], 16).unwrap()).collect();
    String::from_utf16(&units).unwrap()
}

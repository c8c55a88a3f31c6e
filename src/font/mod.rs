//! Fonts: which one serves which class of type, and what it can draw.
//!
//! A character is looked for in the font of its class, then in that of 宋体, then in the fonts kept for the rest. What
//! none of them has is drawn as a box, never left out. Reading files is up to the caller; the built-in fonts are in the
//! program and cost nothing until a page is drawn. Where they are not (feature `fonts`), a book is bare until it is given
//! some: pages can be looked at, in whatever fonts who shows them has, but not painted.

mod bare;
mod names;
mod reader;

pub use names::{LAST, names, wanted};
pub use reader::Glyph;
pub(crate) use reader::Reader;

use std::fmt;
use std::sync::Arc;

use crate::template::Face;

/// The bytes of a font file.
pub type Data = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// One font: a file, and which of the fonts in it.
#[derive(Clone)]
pub struct Font {
    /// What to call it in messages: a path, or the name of a built-in font.
    pub name: String,
    /// The file.
    pub data: Data,
    /// Its place in a collection (`.ttc`); else 0.
    pub index: u32,
}

impl fmt::Debug for Font {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Font({}#{})", self.name, self.index)
    }
}

impl Font {
    /// A font from the bytes of a file; none if it cannot be read as one that can be embedded.
    pub fn new(name: impl Into<String>, data: Data, index: u32) -> Option<Font> {
        reader::readable((*data).as_ref(), index).then(|| Font { name: name.into(), data, index })
    }

    #[cfg(feature = "fonts")]
    fn builtin(name: &str, bytes: &'static [u8]) -> Font {
        Font { name: name.to_owned(), data: Arc::new(bytes), index: 0 }
    }
}

#[cfg(feature = "fonts")]
macro_rules! cut {
    ($file:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/", $file))
    };
}

/// The built-in fonts in the order of [`Face::ALL`]; `fonts/FONTS.md` says where they come from.
#[cfg(feature = "fonts")]
const BUILTIN: [(&str, &[u8]); Face::ALL.len()] = [
    ("built-in Noto Serif SC SemiBold", cut!("xiaobiaosong.ttf")),
    ("built-in Zhuque Fangsong", cut!("fangsong.ttf")),
    ("built-in Chengwen Kai", cut!("kai.ttf")),
    ("built-in Noto Sans SC Medium", cut!("hei.ttf")),
    ("built-in Noto Serif SC", cut!("song.ttf")),
];

/// The fonts of all classes of type.
#[derive(Clone, Debug)]
pub struct Book {
    /// One for each class, or none at all.
    classes: Vec<Font>,
    rest: Vec<Font>,
}

impl Default for Book {
    /// The built-in fonts; a bare book, if there are none in the program.
    fn default() -> Book {
        #[cfg(feature = "fonts")]
        return Book::builtin();
        #[cfg(not(feature = "fonts"))]
        Book::bare()
    }
}

impl Book {
    /// No fonts. The first one that is given serves all classes, until they get their own.
    pub fn bare() -> Book {
        Book { classes: Vec::new(), rest: Vec::new() }
    }

    /// A font for each class of type, in the order of [`Face::ALL`].
    pub fn of(classes: [Font; Face::ALL.len()]) -> Book {
        Book { classes: classes.into(), rest: Vec::new() }
    }

    /// Whether there are no fonts, so that nothing can be painted.
    pub fn is_bare(&self) -> bool {
        self.classes.is_empty()
    }

    /// The built-in fonts: the same on every machine.
    #[cfg(feature = "fonts")]
    pub fn builtin() -> Book {
        Book {
            classes: BUILTIN.iter().map(|(name, bytes)| Font::builtin(name, bytes)).collect(),
            rest: Vec::new(),
        }
    }

    /// Lets `font` serve a class of type. The font of 宋体 it takes the place of is still asked for what no other has.
    pub fn serve(&mut self, face: Face, font: Font) {
        if self.is_bare() {
            self.classes = vec![font; Face::ALL.len()];
            return;
        }
        let before = std::mem::replace(&mut self.classes[face as usize], font);
        if face == Face::Song {
            self.rest.insert(0, before);
        }
    }

    /// Asks `font` for characters no other font has.
    pub fn add(&mut self, font: Font) {
        self.rest.push(font);
    }

    /// The font of a class of type; none in a bare book.
    pub fn font(&self, face: Face) -> Option<&Font> {
        self.classes.get(face as usize)
    }

    /// The fonts that are asked last.
    pub fn rest(&self) -> &[Font] {
        &self.rest
    }

    /// All fonts: those of the classes, then the rest.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Font> {
        self.classes.iter().chain(&self.rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_that_is_replaced_still_helps_out() {
        let mut book = Book::builtin();
        let names = |book: &Book| book.all().map(|font| font.name.clone()).collect::<Vec<_>>();
        let before = names(&book);
        let other = Font { name: "other".to_owned(), ..book.font(Face::Hei).unwrap().clone() };
        book.serve(Face::Kai, other.clone());
        assert_eq!(names(&book).len(), before.len());
        book.serve(Face::Song, other.clone());
        book.add(Font { name: "last".to_owned(), ..other });
        assert_eq!(names(&book)[2..], ["other", &before[3], "other", &before[4], "last"]);
    }

    #[test]
    fn a_bare_book_is_served_by_the_first_font_until_others_come() {
        let [song, kai] = [Face::Song, Face::Kai].map(|face| Book::builtin().font(face).cloned().unwrap());
        let mut book = Book::bare();
        assert!(book.is_bare() && book.font(Face::Song).is_none());
        book.serve(Face::Kai, song.clone());
        book.serve(Face::Kai, kai.clone());
        let names = Face::ALL.map(|face| book.font(face).unwrap().name.clone());
        assert_eq!(names[2], kai.name);
        assert!([0, 1, 3, 4].iter().all(|&face| names[face] == song.name) && book.rest().is_empty());
    }

    #[test]
    fn only_fonts_are_taken() {
        for bytes in [&b""[..], b"%PDF-1.7", b"\0\x01\0\0\0\x05"] {
            assert!(Font::new("no", Arc::new(bytes.to_vec()), 0).is_none());
        }
        let book = Book::builtin();
        let data = &book.font(Face::Song).unwrap().data;
        assert!(Font::new("yes", data.clone(), 0).is_some());
        assert!(Font::new("no", data.clone(), 1).is_none());
    }
}

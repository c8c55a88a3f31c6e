//! Fonts: which one serves which class of type, and what it can draw.
//!
//! A character is looked for in the font of its class, then in that of 宋体, then in the fonts kept for the rest. What
//! none of them has is drawn as a box, never left out. Reading files is up to the caller; the built-in fonts are in the
//! program and cost nothing until a page is drawn.

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

    fn builtin(name: &str, bytes: &'static [u8]) -> Font {
        Font { name: name.to_owned(), data: Arc::new(bytes), index: 0 }
    }
}

macro_rules! cut {
    ($file:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/", $file))
    };
}

/// The built-in fonts in the order of [`Face::ALL`]; `fonts/FONTS.md` says where they come from.
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
    classes: Vec<Font>,
    rest: Vec<Font>,
}

impl Default for Book {
    fn default() -> Book {
        Book::builtin()
    }
}

impl Book {
    /// The built-in fonts: the same on every machine.
    pub fn builtin() -> Book {
        Book {
            classes: BUILTIN.iter().map(|(name, bytes)| Font::builtin(name, bytes)).collect(),
            rest: Vec::new(),
        }
    }

    /// Lets `font` serve a class of type. The font of 宋体 it takes the place of is still asked for what no other has.
    pub fn serve(&mut self, face: Face, font: Font) {
        let before = std::mem::replace(&mut self.classes[face as usize], font);
        if face == Face::Song {
            self.rest.insert(0, before);
        }
    }

    /// Asks `font` for characters no other font has.
    pub fn add(&mut self, font: Font) {
        self.rest.push(font);
    }

    /// The font of a class of type.
    pub fn font(&self, face: Face) -> &Font {
        &self.classes[face as usize]
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
        let other = Font { name: "other".to_owned(), ..book.font(Face::Hei).clone() };
        book.serve(Face::Kai, other.clone());
        assert_eq!(names(&book).len(), before.len());
        book.serve(Face::Song, other.clone());
        book.add(Font { name: "last".to_owned(), ..other });
        assert_eq!(names(&book)[2..], ["other", &before[3], "other", &before[4], "last"]);
    }

    #[test]
    fn only_fonts_are_taken() {
        for bytes in [&b""[..], b"%PDF-1.7", b"\0\x01\0\0\0\x05"] {
            assert!(Font::new("no", Arc::new(bytes.to_vec()), 0).is_none());
        }
        let book = Book::builtin();
        let data = &book.font(Face::Song).data;
        assert!(Font::new("yes", data.clone(), 0).is_some());
        assert!(Font::new("no", data.clone(), 1).is_none());
    }
}

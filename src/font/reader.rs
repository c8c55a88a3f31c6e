//! What a font can draw: glyphs, their widths, their ink.

use skrifa::charmap::{Charmap, MapVariant};
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::raw::TableProvider;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::font::{Book, bare};
use crate::template::Face;

/// Asks for the full-width form of a quotation mark.
const WIDE: u32 = 0xFE01;
/// Drawn for what no font has.
const BOX: char = '□';

/// A glyph of one of the fonts of a book. Lengths are in em.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Index of the font in its book; the number of the class of type, if the book is bare.
    pub font: usize,
    /// Its number in the font; the character itself, if the book is bare.
    pub id: u32,
    /// The width the font gives it.
    pub advance: f32,
    /// Whether it stands for a character no font has.
    pub missing: bool,
}

/// The fonts of a book, open.
pub(crate) struct Reader<'a> {
    fonts: Vec<Open<'a>>,
    classes: usize,
}

struct Open<'a> {
    map: Charmap<'a>,
    metrics: GlyphMetrics<'a>,
    em: f32,
    /// Height of the middle of a hanzi above the base line, in em.
    middle: f32,
}

/// Whether the bytes are a font with outlines.
pub(crate) fn readable(data: &[u8], index: u32) -> bool {
    FontRef::from_index(data, index).is_ok_and(|font| {
        (font.glyf().is_ok() || font.cff().is_ok()) && font.charmap().has_map() && font.head().is_ok()
    })
}

impl<'a> Reader<'a> {
    /// Opens the fonts of a book.
    pub(crate) fn new(book: &'a Book) -> Reader<'a> {
        let fonts = book.all().filter(|_| !book.is_bare()).map(|font| {
            let data: &[u8] = (*font.data).as_ref();
            open(&FontRef::from_index(data, font.index).expect("a font is checked when it is made"))
        });
        Reader { fonts: fonts.collect(), classes: Face::ALL.len() }
    }

    /// The glyph for `c` in a class of type.
    pub(crate) fn glyph(&self, face: Face, c: char) -> Glyph {
        let missing = || Glyph { missing: true, ..self.find(Face::Song, BOX).unwrap_or(NOTHING) };
        self.find(face, c).unwrap_or_else(missing)
    }

    /// The glyph for `c`, from the first font that has it.
    pub(crate) fn find(&self, face: Face, c: char) -> Option<Glyph> {
        if self.fonts.is_empty() {
            return Some(bare::glyph(face, c));
        }
        let rest = self.classes..self.fonts.len();
        [face as usize, Face::Song as usize].into_iter().chain(rest).find_map(|font| self.glyph_of(font, c))
    }

    /// The glyph for `c` in the font of the class itself.
    pub(crate) fn own(&self, face: Face, c: char) -> Option<Glyph> {
        if self.fonts.is_empty() {
            return bare::has(c).then(|| bare::glyph(face, c));
        }
        self.glyph_of(face as usize, c)
    }

    fn glyph_of(&self, font: usize, c: char) -> Option<Glyph> {
        let open = &self.fonts[font];
        let id = open.id(c).filter(|id| id.to_u32() != 0)?;
        let advance = open.metrics.advance_width(id).unwrap_or(open.em) / open.em;
        Some(Glyph { font, id: id.to_u32(), advance, missing: false })
    }

    /// Where the ink of a glyph begins and ends, from its origin, in em.
    pub(crate) fn ink(&self, glyph: Glyph) -> (f32, f32) {
        let Some(open) = self.fonts.get(glyph.font) else { return bare::ink(glyph) };
        match open.metrics.bounds(GlyphId::new(glyph.id)) {
            Some(bounds) => (bounds.x_min / open.em, bounds.x_max / open.em),
            None => (0.0, glyph.advance),
        }
    }

    /// Height of the middle of a hanzi above the base line, in em: fonts are aligned by it.
    pub(crate) fn middle(&self, font: usize) -> f32 {
        self.fonts.get(font).map_or(MIDDLE, |open| open.middle)
    }
}

/// Height of the middle of a hanzi where no font says it: that of an em box from 0.86 above the base line to 0.14 below it, as nearly
/// all Chinese fonts have it.
const MIDDLE: f32 = 0.36;

/// Only if even the box is missing, in a font a user brought for 宋体.
const NOTHING: Glyph = Glyph { font: Face::Song as usize, id: 1, advance: 1.0, missing: true };

fn open<'a>(font: &FontRef<'a>) -> Open<'a> {
    let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let map = font.charmap();
    let em = font.metrics(Size::unscaled(), LocationRef::default()).units_per_em;
    let em = f32::from(em.max(1));
    let bounds = map.map('国').and_then(|id| metrics.bounds(id));
    let middle = bounds.map_or(MIDDLE, |bounds| (bounds.y_min + bounds.y_max) / 2.0 / em);
    Open { map, metrics, em, middle }
}

impl Open<'_> {
    fn id(&self, c: char) -> Option<GlyphId> {
        if matches!(c, '“' | '”' | '‘' | '’')
            && let Some(MapVariant::Variant(id)) = self.map.map_variant(c, WIDE)
        {
            return Some(id);
        }
        self.map.map(c)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_draws_the_characters_of_the_standard() {
        let book = Book::builtin();
        let reader = Reader::new(&book);
        for face in Face::ALL {
            for c in "国㛃𬭛１2“”‘’，。、；：！？（）〔〕《》—…·％①ⅠA".chars()
            {
                let glyph = reader.glyph(face, c);
                assert!(!glyph.missing && glyph.id != 0, "{face:?} {c}");
            }
        }
    }

    #[test]
    fn every_character_of_gbk_has_a_glyph() {
        let book = Book::builtin();
        let reader = Reader::new(&book);
        let pairs = (0x81..=0xfe).flat_map(|lead| (0x40..=0xfe).map(move |trail| [lead, trail]));
        let mut count = 0;
        for bytes in pairs {
            let (text, _, broken) = encoding_rs::GBK.decode(&bytes);
            let mut chars = text.chars();
            let (Some(c), None, false) = (chars.next(), chars.next(), broken) else { continue };
            if !('\u{E000}'..='\u{F8FF}').contains(&c) {
                count += 1;
                assert!(reader.find(Face::Fangsong, c).is_some(), "{c} U+{:04X}", u32::from(c));
            }
        }
        assert!(count > 21_000, "{count}");
    }

    #[test]
    fn digits_are_half_and_quotes_full() {
        let book = Book::builtin();
        let reader = Reader::new(&book);
        for face in Face::ALL {
            for (c, advance) in [('0', 0.5), ('1', 0.5), ('“', 1.0), ('’', 1.0), ('国', 1.0)] {
                assert_eq!(reader.own(face, c).map(|glyph| glyph.advance), Some(advance), "{face:?} {c}");
            }
        }
    }

    #[test]
    fn what_no_font_has_is_a_box() {
        let book = Book::builtin();
        let reader = Reader::new(&book);
        let glyph = reader.glyph(Face::Kai, '\u{2A6D6}');
        assert!(glyph.missing);
        assert_eq!((glyph.font, glyph.id), (Face::Song as usize, reader.glyph(Face::Song, '□').id));
        assert_eq!(reader.glyph(Face::Kai, '㐀').font, Face::Song as usize);
    }
}

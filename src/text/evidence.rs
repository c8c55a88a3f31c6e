//! What the markup of a page knows of a line besides its mark: evidence for what the line is, never a verdict.

/// What speaks about a line where a reader saw markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The elements around the line.
    pub nest: Nest,
    /// How much of the line is links, in tenths.
    pub linked: u8,
    /// Number of the block element it stands in.
    pub block: u32,
    /// What is known besides, a bit each.
    pub signs: Signs,
}

/// The elements around a line, the nearest first, as hashes: names of sites are never looked at, only whether they are alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Nest {
    /// Names of the elements.
    pub path: [u32; 4],
    /// Words of the class and the id of the nearest element that has any.
    pub own: [u32; 4],
    /// Those of the elements around that one.
    pub outer: [u32; 10],
}

impl Nest {
    /// Goes one element deeper.
    pub(crate) fn enter(&mut self, name: &str, class: &str, id: &str) {
        self.path.copy_within(0..3, 1);
        self.path[0] = hash(name);
        let mut words = names(class).chain(names(id)).take(4).peekable();
        if words.peek().is_none() {
            return;
        }
        let known = self.own.iter().filter(|word| **word != 0).count();
        self.outer.copy_within(0..10 - known, known);
        self.outer[..known].copy_from_slice(&self.own[..known]);
        self.own = [0; 4];
        self.own.iter_mut().zip(words).for_each(|(own, word)| *own = word);
    }
}

/// The words of a class or an id, hashed: `article-Title_2` is `article` and `title`.
fn names(text: &str) -> impl Iterator<Item = u32> {
    let words = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1);
    words.map(hash)
}

/// A hash that is the same on every machine, and never 0.
fn hash(word: &str) -> u32 {
    let mix = |hash: u32, byte: u8| (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193);
    word.bytes().fold(0x811c_9dc5, mix).max(1)
}

/// Things that are so or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs(u32);

macro_rules! signs {
    ($($(#[$doc:meta])* $name:ident = $bit:literal;)+) => {
        impl Signs {
            $($(#[$doc])* pub const $name: Signs = Signs(1 << $bit);)+
        }
    };
}

signs! {
    /// A style keeps it from being seen.
    HIDDEN = 0;
    /// It stands in a block that Readability takes for the article.
    ARTICLE = 1;
    /// It is among the lines a first look at the page takes for the text.
    CHOSEN = 2;
    /// It stands between the title and the text.
    NAMED = 3;
    /// A first look at the page takes it for the title.
    TITLE = 4;
    /// The name of the page begins with it.
    AGREES = 5;
    /// It is the name of the page.
    EQUALS = 6;
    /// It stands in the same block as the line above.
    JOINED = 7;
    /// All of it is bold.
    BOLD = 8;
    /// A style gives it a colour of its own.
    COLORED = 9;
    /// A style indents it.
    INDENTED = 10;
    /// A picture stands right above.
    UNDER_PICTURE = 11;
    /// A picture stands right below.
    OVER_PICTURE = 12;
    /// Elements begin or end inside of it.
    PIECED = 13;
    /// It stands above the text a first look finds.
    ABOVE = 14;
    /// It stands below it.
    BELOW = 15;
    /// The user wants it to stay.
    WANTED = 16;
    /// The user named the text, and this is no part of it.
    UNWANTED = 17;
    /// A style sets it in the middle.
    CENTERED = 18;
    /// A style gives it a size of its own.
    SIZED = 19;
}

impl Signs {
    /// Adds `other` if it `holds`.
    pub fn set(&mut self, other: Signs, holds: bool) {
        if holds {
            self.0 |= other.0;
        }
    }

    /// Whether one of `other` holds.
    pub fn has(self, other: Signs) -> bool {
        self.0 & other.0 != 0
    }

    /// As bits.
    pub fn bits(self) -> u32 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nest_knows_the_nearest_first() {
        let mut nest = Nest::default();
        nest.enter("div", "main-Content", "zoom");
        nest.enter("p", "", "");
        nest.enter("span", "time", "");
        assert_eq!(nest.path[..3], [hash("span"), hash("p"), hash("div")]);
        assert_eq!(nest.own[..2], [hash("time"), 0]);
        assert_eq!(nest.outer[..4], [hash("main"), hash("content"), hash("zoom"), 0]);
    }

    #[test]
    fn signs_are_told_apart() {
        let mut signs = Signs::default();
        signs.set(Signs::BOLD, true);
        signs.set(Signs::HIDDEN, false);
        assert!(signs.has(Signs::BOLD) && !signs.has(Signs::HIDDEN));
    }

    #[test]
    fn words_of_names_are_hashed_whatever_their_letters_and_the_farthest_are_forgotten() {
        assert_eq!(hash("Title"), hash("title"));
        assert_ne!(hash("title"), hash("titel"));
        // A letter alone and figures say nothing.
        assert_eq!(names("article-Title_2 b x9y").collect::<Vec<_>>(), [hash("article"), hash("title")]);
        let mut nest = Nest::default();
        for class in ["aa bb cc dd ee", "ff gg hh", "ii jj kk ll", "mm nn oo pp"] {
            nest.enter("div", class, "");
        }
        let hashes = |names: &str| names.split(' ').map(hash).collect::<Vec<_>>();
        // Four words of an element; those of the elements around it as far as there is room.
        assert_eq!(nest.own.to_vec(), hashes("mm nn oo pp"));
        assert_eq!(nest.outer.to_vec(), hashes("ii jj kk ll ff gg hh aa bb cc"));
    }

    #[test]
    fn a_sign_is_a_bit_and_several_are_several() {
        let mut signs = Signs::default();
        assert_eq!((signs.bits(), signs.has(Signs::HIDDEN)), (0, false));
        signs.set(Signs::ARTICLE, true);
        signs.set(Signs::TITLE, true);
        signs.set(Signs::TITLE, true);
        assert_eq!(signs.bits(), 0b1_0010);
        assert!(signs.has(Signs(0b1_0001)) && !signs.has(Signs(0b1000)));
        // A sign that does not hold takes none away.
        signs.set(Signs::TITLE, false);
        assert!(signs.has(Signs::TITLE));
    }
}

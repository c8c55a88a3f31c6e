//! How much of anything one input may have: every limit with where it comes from and what breaks on either side of it.
//!
//! A limit is far above what people write and below what harms: whoever meets one has a broken page, a bundle of many texts or
//! someone who wishes him ill. `docs/limits.md` lists them; a test holds the list.

/// What happens beyond a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beyond {
    /// The input comes to nothing, with a message that says why; the others go on.
    Fails,
    /// The input is read without what is too much, and the report says so.
    Told,
    /// It is passed over: nothing a reader sees is lost.
    PassedOver,
}

/// A limit, for the page that lists them.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// What is counted.
    pub what: &'static str,
    /// How much is read.
    pub most: u64,
    /// What happens with more.
    pub beyond: Beyond,
    /// Where the number comes from.
    pub why: &'static str,
}

/// Bytes of an input. A book of a million characters has 3 MB; a text takes some ten times its size while it is set.
pub const INPUT: u64 = 128 << 20;

/// Elements of a page inside each other. Editors stop at about thirty and browsers at 512; a parser looks back through all of them
/// for every tag, so that time grows with the depth.
pub const DEPTH: usize = 256;

/// Open elements of style (`<b>`, `<font>`), which a parser opens anew in every paragraph while nothing closes them. Pages out of
/// Word have a dozen.
pub const STYLES: usize = 48;

/// Elements of a page. A portal has some thousands, a book of a million characters 20,000; each takes some hundred bytes, many times
/// its tag.
pub const ELEMENTS: usize = 250_000;

/// Signs `<` of a page, whether they begin a tag or not: an element has two, and a parser notes down each that begins none.
pub const TAGS: usize = 4 * ELEMENTS;

/// Signs of a Markdown text that could be markup (`[`, `*`, `>` …): a book of a million characters has some ten thousand; a parser keeps
/// each until it knows what it is.
pub const SIGNS: usize = 1_000_000;

/// Lines of an input that hold anything. A book of a million characters has 30,000, ten megabytes of text wrapped at 35 characters 95,000;
/// each takes a kilobyte and some twenty microseconds until it is set.
pub const LINES: usize = 100_000;

/// Columns of a table, as far as they come of what joined cells ask for. Word allows 63; each takes a place in every row.
pub const COLUMNS: usize = 200;

/// Places of all tables of an input, rows times columns. A table of 10,000 rows and 12 columns has 120,000; each takes some 200 bytes until
/// it is set, whether anything stands in it or not.
pub const PLACES: usize = 1_000_000;

/// Attributes of one tag. Pages have up to thirty; a parser compares each with all before it.
pub const ATTRIBUTES: usize = 200;

/// Bytes of one script of JSON-LD. What pages say of themselves has 2 to 20 KB; as a tree it takes sixty times its size.
pub const JSON_LD: usize = 256 << 10;

/// Points of a picture that has to be unpacked. A3 at 500 dpi has 48 million; at four bytes each it takes 200 MB. A JPEG is set as it is,
/// without unpacking.
pub const POINTS: u64 = 50_000_000;

/// Points of all pictures of an input that have to be unpacked: a hundred full screens. Each takes time even if its file is small.
pub const ALL_POINTS: u64 = 250_000_000;

/// Bytes of a picture beside the text.
pub const PICTURE: u64 = 64 << 20;

/// Bytes of the notes of a text, each counted as often as it is anchored. The longest apparatus of a book has some hundred KB.
pub const NOTES: usize = 2 << 20;

/// Pages of a PDF. The longest yearbooks have some three thousand.
pub const SHEETS: usize = 10_000;

/// Glyphs, lines and pictures on the pages of a PDF; a border counts for twenty-five. A book of a million characters has two million;
/// forms that show one another can ask for any number.
pub const MARKS: usize = 10_000_000;

/// Bytes of one stream of a PDF, unpacked. A page of a book has some ten KB, a picture of A4 at 600 dpi 105 MB; two KB can unpack to any
/// number.
pub const STREAM: u64 = 128 << 20;

/// Parts of a package, a saved page or a letter. A book has some hundred pictures.
pub const PARTS: usize = 20_000;

/// Bytes of the parts of a package that are read, unpacked. The text of a book of a million characters has 40 MB with all that says how
/// it looks.
pub const UNPACKED: u64 = 96 << 20;

/// Bytes of the files of an archive, unpacked: a thousand files of a megabyte. What unpacks to more was made to.
pub const BUNDLE: u64 = 1 << 30;

/// Stack of a thread that converts. What is deep is walked without recursion, so this is more than any input needs.
pub const STACK: usize = 16 << 20;

impl Beyond {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Beyond::Fails => "the input fails (`too-large`), the others go on",
            Beyond::Told => "told, and read without it",
            Beyond::PassedOver => "passed over: nothing a reader sees is lost",
        }
    }
}

/// All of them, as the page lists them.
pub const ALL: [Limit; 21] = [
    Limit {
        what: "bytes of an input",
        most: INPUT,
        beyond: Beyond::Fails,
        why: "a book of a million characters has 3 MB",
    },
    Limit {
        what: "lines of an input",
        most: LINES as u64,
        beyond: Beyond::Fails,
        why: "a book of a million characters has 30,000",
    },
    Limit {
        what: "elements of a page",
        most: ELEMENTS as u64,
        beyond: Beyond::Fails,
        why: "a portal has some thousands",
    },
    Limit {
        what: "beginnings of tags in a page",
        most: TAGS as u64,
        beyond: Beyond::Fails,
        why: "two for each element",
    },
    Limit {
        what: "signs that could be markup in a Markdown text",
        most: SIGNS as u64,
        beyond: Beyond::Fails,
        why: "a book of a million characters has ten thousand",
    },
    Limit {
        what: "elements inside each other",
        most: DEPTH as u64,
        beyond: Beyond::Told,
        why: "editors stop at about thirty, browsers at 512",
    },
    Limit {
        what: "open elements of style",
        most: STYLES as u64,
        beyond: Beyond::Told,
        why: "pages out of Word have a dozen",
    },
    Limit {
        what: "columns that joined cells make",
        most: COLUMNS as u64,
        beyond: Beyond::PassedOver,
        why: "Word allows 63",
    },
    Limit {
        what: "places of all tables, rows times columns",
        most: PLACES as u64,
        beyond: Beyond::Fails,
        why: "10,000 rows of 12 columns have 120,000",
    },
    Limit {
        what: "attributes of a tag",
        most: ATTRIBUTES as u64,
        beyond: Beyond::Told,
        why: "pages have up to thirty",
    },
    Limit {
        what: "bytes of a script of JSON-LD",
        most: JSON_LD as u64,
        beyond: Beyond::PassedOver,
        why: "2 to 20 KB are usual",
    },
    Limit {
        what: "points of a picture that is unpacked",
        most: POINTS,
        beyond: Beyond::Told,
        why: "A3 at 500 dpi",
    },
    Limit {
        what: "points of all pictures that are unpacked",
        most: ALL_POINTS,
        beyond: Beyond::Told,
        why: "a hundred full screens",
    },
    Limit {
        what: "bytes of a picture beside the text",
        most: PICTURE,
        beyond: Beyond::Told,
        why: "photographs have 10 MB",
    },
    Limit {
        what: "bytes of notes, as often as they are anchored",
        most: NOTES as u64,
        beyond: Beyond::Told,
        why: "the apparatus of a book has some hundred KB",
    },
    Limit {
        what: "pages of a PDF",
        most: SHEETS as u64,
        beyond: Beyond::Fails,
        why: "the longest yearbooks have some three thousand",
    },
    Limit {
        what: "glyphs, lines and pictures on the pages of a PDF",
        most: MARKS as u64,
        beyond: Beyond::Fails,
        why: "a book of a million characters has two million",
    },
    Limit {
        what: "bytes of a stream of a PDF, unpacked",
        most: STREAM,
        beyond: Beyond::Fails,
        why: "a picture of A4 at 600 dpi has 105 MB",
    },
    Limit {
        what: "parts of a package or letter",
        most: PARTS as u64,
        beyond: Beyond::Fails,
        why: "a book has some hundred pictures",
    },
    Limit {
        what: "bytes of the files of an archive, unpacked",
        most: BUNDLE,
        beyond: Beyond::Fails,
        why: "a thousand files of a megabyte; what unpacks to more was made to",
    },
    Limit {
        what: "bytes in the parts of a package, unpacked",
        most: UNPACKED,
        beyond: Beyond::Fails,
        why: "the text of a book has 40 MB with all that says how it looks",
    },
];

//! The formats that can be read, a row each. Whoever asks what can be read (the command line, the walk through a folder, the
//! pipeline, the help) asks this table: a new format is a file of this folder and a row here.

use std::fmt;
use std::path::Path;

use crate::diag::Log;
use crate::error::Result;
use crate::extract::office::{epub, ml, old, open, pdf, rtf, word};
use crate::extract::{Extracted, mail, shows, texts};
use crate::message;
use crate::message::Message;
use crate::rules::Rules;

/// A format that can be read.
pub struct Reader {
    /// Its name for `--from`, reports and programs.
    pub name: &'static str,
    /// What people call it.
    pub called: Message,
    /// Endings of files that hold it, unless their content shows another format; they give way to that of the document.
    pub endings: &'static [&'static str],
    /// Other endings of files that may hold it, which say too little to give way: `index.php`.
    pub served: &'static [&'static str],
    /// What it is read from, and how.
    pub takes: Takes,
}

/// What a reader is given, how that shows the format (its second argument: whether the name of the file says so), and what makes
/// lines of it.
#[derive(Clone, Copy)]
pub enum Takes {
    /// The input as it comes: a package, a picture of pages, anything with an encoding of its own.
    ///
    /// One that holds several documents will give several; then this result becomes a list, and what `pipeline::read` makes of it.
    Bytes {
        /// Whether bytes are of this format.
        shows: fn(&[u8], bool) -> bool,
        /// Reads them.
        read: ReadBytes,
    },
    /// The input as text, out of its encoding.
    Text {
        /// Whether a text is of this format.
        shows: fn(&str, bool) -> bool,
        /// Reads it.
        read: ReadText,
    },
}

/// Makes lines of bytes; what cannot be read at all is an error.
pub type ReadBytes = fn(&mut Log, &[u8], &Rules) -> Result<Extracted>;
/// Makes lines of a text; one beyond the limits is an error.
pub type ReadText = fn(&mut Log, &Text<'_>) -> Result<Extracted>;

/// A text to be read.
#[derive(Debug)]
pub struct Text<'t> {
    /// The text itself.
    pub text: &'t str,
    /// Who says that it is of the format of the reader.
    pub by: By,
    /// Which rules are on.
    pub rules: &'t Rules,
}

/// Who says of which format an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The caller.
    Caller,
    /// The name of the file.
    Name,
    /// Only the content.
    Content,
}

/// How an input is read: as which format, and who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// The row of the table.
    pub reader: &'static Reader,
    /// Who says so.
    pub by: By,
}

/// All of them, those that content shows most clearly first; the last takes whatever is left.
pub static READERS: [Reader; 11] = [
    Reader {
        name: "docx",
        called: message!("docx"),
        endings: &["docx", "docm", "dotx", "dotm"],
        served: &[],
        takes: Takes::Bytes { shows: word::shows, read: word::read },
    },
    Reader {
        name: "doc",
        called: message!("doc"),
        endings: &["doc", "dot", "wps", "wpt"],
        served: &[],
        takes: Takes::Bytes { shows: old::shows, read: old::read },
    },
    Reader {
        name: "rtf",
        called: message!("rtf"),
        endings: &["rtf"],
        served: &[],
        takes: Takes::Bytes { shows: rtf::shows, read: rtf::read },
    },
    Reader {
        name: "odt",
        called: message!("odt"),
        endings: &["odt", "ott", "fodt"],
        served: &[],
        takes: Takes::Bytes { shows: open::shows, read: open::read },
    },
    Reader {
        name: "epub",
        called: message!("epub"),
        endings: &["epub"],
        served: &[],
        takes: Takes::Bytes { shows: epub::shows, read: epub::read },
    },
    Reader {
        name: "pdf",
        called: message!("pdf"),
        endings: &["pdf"],
        served: &[],
        takes: Takes::Bytes { shows: pdf::shows, read: pdf::read },
    },
    Reader {
        name: "word-xml",
        called: message!("word-xml"),
        endings: &[],
        served: &[],
        takes: Takes::Bytes { shows: ml::shows, read: ml::read },
    },
    Reader {
        name: "mht",
        called: message!("mht"),
        endings: &["mht", "mhtml", "eml"],
        served: &[],
        takes: Takes::Bytes { shows: mail::shows, read: mail::read },
    },
    Reader {
        name: "html",
        called: message!("html"),
        endings: &["html", "htm", "xhtml", "shtml"],
        served: &["asp", "aspx", "jsp", "php", "do"],
        takes: Takes::Text {
            shows: shows::page,
            read: |log, input| texts::page(log, input.text, input.rules),
        },
    },
    Reader {
        name: "markdown",
        called: message!("markdown"),
        endings: &["md", "markdown"],
        served: &[],
        takes: Takes::Text { shows: shows::markdown, read: read_markdown },
    },
    Reader {
        name: "text",
        called: message!("text"),
        endings: &["txt", "text"],
        served: &[],
        takes: Takes::Text {
            shows: |_, _| true,
            read: |log, input| Ok(texts::plain(log, input.text, input.rules)),
        },
    },
];

/// Asterisks hide numbers and names (`****年`) where only headings tell that it is Markdown, and where they look so.
fn read_markdown(log: &mut Log, input: &Text<'_>) -> Result<Extracted> {
    let masked = match input.by {
        By::Caller => false,
        By::Name => shows::masks(input.text),
        By::Content => !shows::starred(input.text),
    };
    texts::markdown(log, input.text, masked)
}

/// The reader of this name.
pub fn reader(name: &str) -> Option<&'static Reader> {
    READERS.iter().find(|reader| reader.name == name)
}

/// How `text`, from a file called `name`, should be read.
///
/// Content decides: a `.txt` full of tags is a page, a `.html` without any is text, and a `.txt` with `##` headings
/// is Markdown whose asterisks stay what they are, since in official texts they mask numbers.
pub fn detect(text: &str, name: Option<&Path>) -> Kind {
    let shown = |reader: &Reader, named| match reader.takes {
        Takes::Text { shows, .. } => shows(text, named),
        Takes::Bytes { .. } => false,
    };
    first(&READERS, name, shown).unwrap_or(Kind { reader: &READERS[READERS.len() - 1], by: By::Content })
}

/// How `bytes`, from a file called `name`, should be read, if they are no text.
pub fn detect_bytes(bytes: &[u8], name: Option<&Path>) -> Option<Kind> {
    bytes_of(&READERS, bytes, name)
}

/// The first of `readers` that takes bytes and is shown to be for these.
fn bytes_of(readers: &'static [Reader], bytes: &[u8], name: Option<&Path>) -> Option<Kind> {
    let shown = |reader: &Reader, named| match reader.takes {
        Takes::Bytes { shows, .. } => shows(bytes, named),
        Takes::Text { .. } => false,
    };
    first(readers, name, shown)
}

/// The first of `readers` the content is shown to be for.
fn first(
    readers: &'static [Reader],
    name: Option<&Path>,
    shown: impl Fn(&Reader, bool) -> bool,
) -> Option<Kind> {
    let ending = name.and_then(Path::extension).and_then(|ending| ending.to_str()).unwrap_or_default();
    readers.iter().find_map(|reader| {
        let named = is_one_of(ending, reader.endings);
        let by = if named { By::Name } else { By::Content };
        shown(reader, named).then_some(Kind { reader, by })
    })
}

/// Whether a file with this ending holds a text of a known format, so that the ending gives way to that of the document.
pub fn is_ending(ending: &str) -> bool {
    READERS.iter().any(|reader| is_one_of(ending, reader.endings))
}

/// Whether a file with this ending is read as bytes.
pub fn is_package(ending: &str) -> bool {
    let bytes = READERS.iter().filter(|reader| matches!(reader.takes, Takes::Bytes { .. }));
    bytes.into_iter().any(|reader| is_one_of(ending, reader.endings))
}

/// Whether a file with this ending may hold a text.
pub fn may_hold_text(ending: &str) -> bool {
    is_ending(ending) || READERS.iter().any(|reader| is_one_of(ending, reader.served))
}

fn is_one_of(ending: &str, endings: &[&str]) -> bool {
    endings.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

impl Kind {
    /// That the caller knows better than the content.
    pub fn told(reader: &'static Reader) -> Kind {
        Kind { reader, by: By::Caller }
    }

    /// Whether it is a web page, which says nothing of elements but what it shows.
    pub fn is_page(self) -> bool {
        self.reader.name == "html"
    }

    /// The name used in messages and reports.
    pub fn name(self) -> &'static str {
        self.reader.name
    }
}

impl PartialEq for Reader {
    fn eq(&self, other: &Reader) -> bool {
        self.name == other.name
    }
}

impl Eq for Reader {}

/// Only the name, since what is hashed for the journal must be the same in every run.
impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[track_caller]
    fn check(name: &str, text: &str, expected: (&str, By)) {
        let kind = detect(text, Some(Path::new(name)));
        assert_eq!((kind.name(), kind.by), expected, "{name}: {text}");
    }

    #[test]
    fn content_decides() {
        check("a.txt", "标题\n正文。", ("text", By::Name));
        check("a", "标题\n正文。", ("text", By::Content));
        check("a.txt", "## 引题\n\n# 标题\n正文**市。", ("markdown", By::Content));
        check("a.txt", "#话题# 讨论", ("text", By::Name));
        check("a.txt", "<p>甲</p><p>乙</p><div>丙</div>", ("html", By::Content));
        check("a.txt", "满足 a<b 的情况", ("text", By::Name));
        check("a.html", "标题\n没有标记的正文。", ("text", By::Content));
        check("a.HTML", "<p>正文</p>", ("html", By::Name));
        check("a.php", "<p>正文</p>", ("text", By::Content));
        check("a.md", "正文。", ("markdown", By::Name));
    }

    #[test]
    fn asterisks_are_text_unless_somebody_says_that_it_is_markdown() {
        let read = |by| {
            let input = Text { text: "# 题\n\n共**重点**项目", by, rules: &Rules::default() };
            read_markdown(&mut Log::new(), &input).unwrap().lines[1].text.clone()
        };
        assert_eq!(read(By::Content), "共**重点**项目");
        assert_eq!(read(By::Name), "共重点项目");
        let masked = Text { text: "截至****年，*强调*。", by: By::Name, rules: &Rules::default() };
        assert_eq!(read_markdown(&mut Log::new(), &masked).unwrap().lines[0].text, "截至****年，*强调*。");
        let told = Text { by: By::Caller, ..masked };
        assert_ne!(read_markdown(&mut Log::new(), &told).unwrap().lines[0].text, "截至****年，*强调*。");
    }

    #[test]
    fn a_format_of_bytes_is_known_before_anything_is_decoded() {
        static PACKAGES: [Reader; 1] = [Reader {
            name: "package",
            called: message!("text"),
            endings: &["pkg"],
            served: &[],
            takes: Takes::Bytes {
                shows: |bytes, named| bytes.starts_with(b"PK") && named,
                read: |_, _, _| Ok(Extracted::default()),
            },
        }];
        let of = |bytes: &[u8], name: &str| bytes_of(&PACKAGES, bytes, Some(Path::new(name))).map(Kind::name);
        assert_eq!(of(b"PK", "a.PKG"), Some("package"));
        assert_eq!(of(b"PK", "a.txt"), None);
        assert_eq!(of(b"text", "a.pkg"), None);
    }

    #[test]
    fn no_two_formats_share_a_name_or_an_ending() {
        let mut seen = BTreeSet::new();
        for reader in &READERS {
            assert!(seen.insert(reader.name.to_owned()), "{reader:?}");
            for ending in reader.endings.iter().chain(reader.served) {
                assert!(seen.insert(format!(".{ending}")), "{reader:?}: {ending}");
            }
        }
    }

    #[test]
    fn an_ending_of_a_text_or_of_a_program_that_serves_one_may_hold_a_text() {
        assert!(["txt", "HTML", "docx", "php"].iter().all(|ending| may_hold_text(ending)));
        assert!(!["exe", "jpg", ""].iter().any(|ending| may_hold_text(ending)));
        assert!(is_ending("md") && !is_ending("php"));
    }

    #[test]
    fn an_ending_says_whether_a_file_is_a_package_or_a_text() {
        for ending in ["docx", "doc", "pdf", "odt"] {
            assert!(is_package(ending) && is_ending(ending) && may_hold_text(ending), "{ending}");
        }
        for ending in ["txt", "html", "md"] {
            assert!(!is_package(ending) && is_ending(ending), "{ending}");
        }
        assert!(!is_package("png") && !is_ending("png") && !may_hold_text("png"));
        assert!(READERS[0] == READERS[0] && READERS[0] != READERS[1]);
    }
}

//! Files that are no text are refused by their first bytes, with what they are and what to do.

use memchr::memmem;

use crate::error::{Error, Result};
use crate::message;
use crate::message::Message;

/// What a kind of file begins with.
struct Signature {
    magic: &'static [u8],
    what: Message,
    advice: Message,
}

const WORD: Message = message!("open it in Word or WPS and save it as plain text or HTML");
const OLD: Message = message!("a document of Word 2 or older");
const AS_DOCX: Message = message!("open it in Word or WPS and save it as docx");
const PAPER: Message = message!("extract its text first, for example with pdftotext");
const PICTURE: Message = message!("recognise its text (OCR) first");
const ARCHIVE: Message = message!("unpack it and give the text files inside");
const OTHER: Message = message!("give a text, HTML or Markdown file");

const fn row(magic: &'static [u8], what: Message, advice: Message) -> Signature {
    Signature { magic, what, advice }
}

static SIGNATURES: [Signature; 28] = [
    row(b"%PDF-", message!("a PDF document"), PAPER),
    row(b"{\\rtf", message!("an RTF document"), WORD),
    row(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", message!("an old Office document (doc, xls, ppt or wps)"), WORD),
    // Word 2 and Word 1 have a file of their own and no compound one.
    row(b"\xDB\xA5\x2D\0", OLD, AS_DOCX),
    row(b"\x9B\xA5\x21\0", OLD, AS_DOCX),
    row(b"\x89PNG\r\n\x1A\n", message!("a PNG picture"), PICTURE),
    row(b"\xFF\xD8\xFF", message!("a JPEG picture"), PICTURE),
    row(b"GIF87a", message!("a GIF picture"), PICTURE),
    row(b"GIF89a", message!("a GIF picture"), PICTURE),
    row(b"II*\0", message!("a TIFF picture"), PICTURE),
    row(b"MM\0*", message!("a TIFF picture"), PICTURE),
    row(b"AT&TFORM", message!("a DjVu document"), PAPER),
    row(b"%!PS-Adobe", message!("a PostScript document"), PAPER),
    row(b"\x1F\x8B\x08", message!("a gzip archive"), ARCHIVE),
    row(b"BZh91AY&SY", message!("a bzip2 archive"), ARCHIVE),
    row(b"\xFD7zXZ\0", message!("an xz archive"), ARCHIVE),
    row(b"7z\xBC\xAF\x27\x1C", message!("a 7z archive"), ARCHIVE),
    row(b"Rar!\x1A\x07", message!("a RAR archive"), ARCHIVE),
    row(b"\x28\xB5\x2F\xFD", message!("a zstd archive"), ARCHIVE),
    row(b"MSCF\0\0\0\0", message!("a CAB archive"), ARCHIVE),
    row(b"ITSF\x03\0", message!("a compiled help file (chm)"), ARCHIVE),
    row(b"\x7FELF", message!("a program"), OTHER),
    row(b"\xCF\xFA\xED\xFE", message!("a program"), OTHER),
    row(b"SQLite format 3\0", message!("an SQLite database"), OTHER),
    row(b"OggS\0", message!("a sound or film"), OTHER),
    row(b"ID3\x03", message!("a sound"), OTHER),
    row(b"ID3\x04", message!("a sound"), OTHER),
    row(b"\x1A\x45\xDF\xA3", message!("a film"), OTHER),
];

/// What a zip archive with such a name inside is.
static ZIPPED: [(&[u8], Message, Message); 8] = [
    (b"word/", message!("a Word document (docx)"), WORD),
    (b"xl/", message!("an Excel workbook (xlsx)"), message!("copy the cells you want into a text file")),
    (b"ppt/", message!("a PowerPoint presentation (pptx)"), message!("copy its text into a text file")),
    (b"application/epub+zip", message!("an EPUB book"), ARCHIVE),
    (b"application/vnd.oasis.opendocument", message!("an OpenDocument file (odt, ods or odp)"), WORD),
    (b"OFD.xml", message!("an OFD document"), PAPER),
    (b"META-INF/MANIFEST.MF", message!("a Java archive"), OTHER),
    // What is left of a package when nothing of its text is.
    (
        b"[Content_Types].xml",
        message!("a damaged or incomplete package (docx, odt, epub)"),
        message!("fetch it again, or open it in Word or WPS and save it again"),
    ),
];

/// Refuses what is not text.
///
/// # Errors
/// [`Error::NotText`] if the first bytes are those of a known binary format.
pub(crate) fn refuse(bytes: &[u8]) -> Result<()> {
    let known = SIGNATURES.iter().find(|signature| bytes.starts_with(signature.magic));
    let known = known.map(|signature| (signature.what.clone(), signature.advice.clone()));
    let found =
        locked(bytes).or(known).or_else(|| zip(bytes)).or_else(|| other(bytes)).or_else(|| data(bytes));
    match found {
        Some((what, advice)) => Err(Error::NotText { what, advice }),
        None => Ok(()),
    }
}

/// The refusal of bytes that resemble no text in any encoding.
pub(crate) fn unknown() -> Error {
    Error::NotText { what: message!("binary data of an unknown kind"), advice: OTHER }
}

/// What an old Office file holds, by the names of the streams in it.
fn locked(bytes: &[u8]) -> Option<(Message, Message)> {
    const WORKS: Message = message!("a document of Microsoft Works (wps)");
    const INTO: Message = message!("open it in LibreOffice, or in Word if it can, and save it as docx");
    let inside: [(&str, Message, Message); 6] = [
        // A name in the directory ends with a zero; others may be parts of a text. A document of today that has a password stands inside an old one.
        (
            "EncryptedPackage",
            message!("an Office document with a password"),
            message!("open it with the password, take the password off and save it"),
        ),
        ("WordDocument", message!("an old Office document (doc, xls, ppt or wps)"), WORD),
        (
            "PowerPoint Document",
            message!("an old PowerPoint presentation (ppt)"),
            message!("copy its text into a text file"),
        ),
        (
            "Workbook",
            message!("an old Excel workbook (xls)"),
            message!("open it in Excel or WPS and save it as xlsx or CSV"),
        ),
        ("MatOST", WORKS, INTO),
        ("CONTENTS\0", WORKS, INTO),
    ];
    if !bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return None;
    }
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &name).is_some()
    };
    let (_, what, advice) = inside.into_iter().find(|(name, ..)| holds(name))?;
    Some((what, advice))
}

fn zip(bytes: &[u8]) -> Option<(Message, Message)> {
    if !bytes.starts_with(b"PK\x03\x04") && !bytes.starts_with(b"PK\x05\x06") {
        return None;
    }
    // Names stand at the front of each member and once more in the directory at the end.
    let (head, tail) = (&bytes[..bytes.len().min(4096)], &bytes[bytes.len().saturating_sub(65_536)..]);
    let inside = |name: &[u8]| [head, tail].iter().any(|part| memmem::find(part, name).is_some());
    let known = ZIPPED.iter().find(|(name, ..)| inside(name));
    Some(
        known
            .map_or((message!("a zip archive"), ARCHIVE), |(_, what, advice)| (what.clone(), advice.clone())),
    )
}

/// Formats whose first bytes alone could also be text.
fn other(bytes: &[u8]) -> Option<(Message, Message)> {
    let u32_at = |at: usize| bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes);
    match bytes {
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
            Some((message!("a WebP picture"), PICTURE))
        }
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'A', b'V', b'E', ..] => {
            Some((message!("a sound"), OTHER))
        }
        [0, 0, 0, _, b'f', b't', b'y', b'p', ..] => Some((message!("a film or picture (mp4, heic)"), OTHER)),
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Some((message!("a BMP picture"), PICTURE)),
        [b'M', b'Z', ..] => {
            let header = usize::try_from(u32_at(60)?).ok()?;
            bytes.get(header..)?.starts_with(b"PE\0\0").then_some((message!("a Windows program"), OTHER))
        }
        _ => None,
    }
}

/// What is written in letters and still no text: a link, a dump of a database, data.
fn data(bytes: &[u8]) -> Option<(Message, Message)> {
    const DUMPS: [&[u8]; 8] = [
        b"-- MySQL dump",
        b"-- MariaDB dump",
        b"-- phpMyAdmin SQL Dump",
        b"--\n-- PostgreSQL database dump",
        b"--\r\n-- PostgreSQL database dump",
        b"INSERT INTO ",
        b"CREATE TABLE ",
        b"DROP TABLE ",
    ];
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    if bytes.starts_with(b"[InternetShortcut]") {
        return Some((
            message!("a link to a page (url)"),
            message!("open it in a browser and save the page itself"),
        ));
    }
    if DUMPS.iter().any(|dump| bytes.starts_with(dump)) {
        return Some((
            message!("a dump of a database (sql)"),
            message!("write the table with the texts out as CSV"),
        ));
    }
    is_json(bytes).then(|| {
        (message!("data (JSON)"), message!("give the file by its name, which ends in .json or .ndjson"))
    })
}

/// Whether `bytes` are an object, a list of them, or one on each line.
fn is_json(bytes: &[u8]) -> bool {
    let mut ahead = bytes.iter().filter(|b| !b.is_ascii_whitespace());
    let opens = matches!((ahead.next(), ahead.next()), (Some(b'{'), Some(b'"')) | (Some(b'['), Some(b'{')));
    let parses = |bytes: &[u8]| serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok();
    let first = || bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    opens && (parses(bytes) || parses(first()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: Option<&str>) {
        let found = match refuse(bytes) {
            Err(Error::NotText { what, .. }) => Some(what.to_string()),
            _ => None,
        };
        assert_eq!(found.as_deref(), expected, "{bytes:?}");
    }

    #[test]
    fn binary_files_are_named() {
        check(b"%PDF-1.7\n", Some("a PDF document"));
        check(b"\xEF\xBB\xBF\r\n[InternetShortcut]\r\nURL=http://a.cn", Some("a link to a page (url)"));
        check(b"INSERT INTO `a` VALUES (1);", Some("a dump of a database (sql)"));
        check(b"{ \"a\": 1}", Some("data (JSON)"));
        check(b"[\n{}]", Some("data (JSON)"));
        check(b"{\"a\": 1}\n{\"a\": 2}\n", Some("data (JSON)"));
        check("[\u{672c}] {\"a\"".as_bytes(), None);
        check(b"{\"a\" and more", None);
        check(b"PK\x03\x04\x14\0\x06\0[Content_Types].xml word/document.xml", Some("a Word document (docx)"));
        check(b"PK\x03\x04\x14\0\x06\0readme.txt", Some("a zip archive"));
        check(
            b"PK\x03\x04\x14\0\x06\0[Content_Types].xml _rels/.rels",
            Some("a damaged or incomplete package (docx, odt, epub)"),
        );
        check(b"\xDB\xA5\x2D\0\x31\x40", Some("a document of Word 2 or older"));
        check(b"\x9B\xA5\x21\0\x31\x40", Some("a document of Word 2 or older"));
        check(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0", Some("an old Office document (doc, xls, ppt or wps)"));
        check(
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0\0\0",
            Some("an Office document with a password"),
        );
        for (name, what) in [
            ("MatOST", "a document of Microsoft Works (wps)"),
            ("CONTENTS", "a document of Microsoft Works (wps)"),
            ("Workbook", "an old Excel workbook (xls)"),
        ] {
            let name: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
            check(&[b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", &name[..]].concat(), Some(what));
        }
        check(b"\xFF\xD8\xFF\xE0\0\x10JFIF", Some("a JPEG picture"));
        check(b"BM\x36\x10\0\0\0\0\0\0\x36", Some("a BMP picture"));
        check(b"\x1F\x8B\x08\0", Some("a gzip archive"));
    }

    #[test]
    fn text_is_not_refused() {
        check(b"", None);
        check("各级人民政府".as_bytes(), None);
        check(b"BMW and MZ and PKU are names", None);
        check(b"MZ", None);
        check(b"\xFF\xFE2\x4E\x87\x65", None);
        check(b"PDF is a format", None);
    }
}

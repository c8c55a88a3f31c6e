//! Archives: zip with names in whatever encoding, a packed file, tar.

use std::collections::HashSet;
use std::io::{Cursor, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use crate::bundle::{Member, Told};
use crate::error::{Error, Result};
use crate::limits::{BUNDLE, INPUT, PARTS};
use crate::message;
use crate::message::Message;
use crate::text::is_han;

/// Whether a zip archive is a bundle of files, and no document, workbook, book or program in itself. Its own names tell: a document
/// inside of it may show its names in the first bytes, too.
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    const OWN: [&str; 5] =
        ["[Content_Types].xml", "mimetype", "META-INF/container.xml", "META-INF/MANIFEST.MF", "OFD.xml"];
    let archive = ZipArchive::new(Cursor::new(bytes));
    archive.is_ok_and(|archive| OWN.iter().all(|name| archive.index_for_name(name).is_none()))
}

/// Gives the files of a zip archive, in the order of the archive.
pub(super) fn unzip(bytes: &[u8], take: &mut dyn FnMut(Member) -> Result<()>) -> Result<Told> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    check_count(archive.len())?;
    let (mut told, mut room) = (Told::default(), BUNDLE);
    let start = usize::try_from(archive.central_directory_start()).unwrap_or(usize::MAX);
    let twice = said_before(bytes.get(start..).unwrap_or_default());
    told.left
        .extend(twice.into_iter().map(|name| (name, message!("another file of the archive has its name"))));
    for index in 0..archive.len() {
        let (name, is_file, locked) = {
            let raw = archive.by_index_raw(index).map_err(|_| broken())?;
            (name_of(raw.name_raw()), raw.is_file(), raw.encrypted())
        };
        if !is_file {
            continue;
        }
        if let Some(reason) = refusal(&name) {
            told.left.extend(reason.map(|reason| (name, reason)));
            continue;
        }
        if locked {
            told.left.push((name, message!("it has a password; unpack the archive with it")));
            continue;
        }
        match archive.by_index(index).map(|file| unpacked(file, &mut room)) {
            Ok(Ok(Some(bytes))) => take(Member { name, bytes })?,
            Ok(Ok(None)) => told.left.push((name, too_large())),
            Ok(Err(error)) => return Err(error),
            Err(_) => told.left.push((name, message!("it is damaged, or packed in a way that is not read"))),
        }
    }
    Ok(told)
}

/// Gives the file packed in a `.gz`, or the files of a `.tar.gz`.
pub(super) fn gunzip(bytes: &[u8], name: &Path, take: &mut dyn FnMut(Member) -> Result<()>) -> Result<Told> {
    let (mut told, mut room) = (Told::default(), BUNDLE);
    let stem = name.file_stem().unwrap_or_default().to_string_lossy();
    let is_tar =
        stem.to_ascii_lowercase().ends_with(".tar") || name.extension().is_some_and(|ending| ending == "tgz");
    if !is_tar {
        let inside = unpacked(MultiGzDecoder::new(bytes), &mut room)?
            .ok_or(Error::TooMuch { what: message!("bytes in its parts, unpacked"), most: INPUT })?;
        take(Member { name: stem.into_owned(), bytes: inside })?;
        return Ok(told);
    }
    let mut archive = tar::Archive::new(MultiGzDecoder::new(bytes).take(BUNDLE + 1));
    for (count, entry) in archive.entries().map_err(|_| broken())?.enumerate() {
        check_count(count)?;
        let entry = entry.map_err(|_| broken())?;
        let name = name_of(&entry.path_bytes());
        let kind = entry.header().entry_type();
        if !kind.is_file() {
            // Links lead elsewhere; folders and what is said of files are no loss.
            if kind.is_symlink() || kind.is_hard_link() {
                told.left.push((name, message!("it is a link")));
            }
            continue;
        }
        if let Some(reason) = refusal(&name) {
            told.left.extend(reason.map(|reason| (name, reason)));
            continue;
        }
        match unpacked(entry, &mut room)? {
            Some(bytes) => take(Member { name, bytes })?,
            None => told.left.push((name, too_large())),
        }
    }
    Ok(told)
}

/// The names that entries of the directory of an archive have in common with an entry below, which is the one that is read.
fn said_before(mut directory: &[u8]) -> Vec<String> {
    const MARK: &[u8] = b"PK\x01\x02";
    // What stands before the name of an entry in the directory (APPNOTE 4.3.12).
    const HEAD: usize = 46;
    let mut names = Vec::new();
    while let Some((head, rest)) = directory.split_at_checked(HEAD).filter(|(head, _)| head.starts_with(MARK))
    {
        let [name, extra, comment] =
            [28, 30, 32].map(|at| usize::from(u16::from_le_bytes([head[at], head[at + 1]])));
        let Some((raw, _)) = rest.split_at_checked(name) else { break };
        names.push(raw);
        directory = rest.get(name + extra + comment..).unwrap_or_default();
    }
    let mut later = HashSet::new();
    let twice = names.into_iter().rev().filter(|name| !name.ends_with(b"/") && !later.insert(*name));
    twice.map(name_of).collect()
}

/// All that `from` gives; none if it is larger than an input can be.
fn unpacked(from: impl Read, room: &mut u64) -> Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let most = INPUT.min(*room);
    from.take(most + 1).read_to_end(&mut bytes).map_err(|_| broken())?;
    let length = bytes.len() as u64;
    if length > *room {
        return Err(Error::TooMuch { what: message!("bytes in its parts, unpacked"), most: BUNDLE });
    }
    *room -= length;
    Ok((length <= INPUT).then_some(bytes))
}

fn check_count(files: usize) -> Result<()> {
    if files <= PARTS {
        return Ok(());
    }
    Err(Error::TooMuch { what: message!("files in an archive"), most: PARTS as u64 })
}

/// A name is UTF-8, or what Chinese Windows made of it: 通知 in GBK is UTF-8, too, but of letters no name has.
fn name_of(raw: &[u8]) -> String {
    let utf8 = std::str::from_utf8(raw);
    let (gbk, _, wrong) = encoding_rs::GB18030.decode(raw);
    let name = match utf8 {
        Ok(name) if wrong || raw.is_ascii() || name.contains(is_han) || !gbk.contains(is_han) => name,
        _ => &gbk,
    };
    name.replace('\\', "/")
}

/// Why a member is not taken: a reason to tell, or none for what a system put there.
fn refusal(name: &str) -> Option<Option<Message>> {
    let parts: Vec<&str> = name.split('/').collect();
    let last = parts.last().copied().unwrap_or_default();
    let system = parts.contains(&"__MACOSX") || matches!(last, ".DS_Store" | "Thumbs.db" | "desktop.ini");
    let leads_out = parts.iter().any(|part| matches!(*part, "" | "." | "..") || part.contains(['\0', ':']));
    match (system, leads_out) {
        (true, _) => Some(None),
        (_, true) => Some(Some(message!("its name points outside the archive"))),
        _ => None,
    }
}

fn too_large() -> Message {
    message!("larger than %{most} MB", most = INPUT >> 20)
}

fn broken() -> Error {
    Error::NotText {
        what: message!("a damaged or incomplete archive"),
        advice: message!("fetch it again, or unpack it and give the folder"),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn zip(files: &[(&[u8], &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (at, (_, bytes)) in files.iter().enumerate() {
            zip.start_file(place(at), zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        // The writer makes every name UTF-8: names as old programs write them are put in afterwards.
        let mut archive = zip.finish().unwrap().into_inner();
        for (at, (name, _)) in files.iter().enumerate() {
            let place = place(at);
            let found: Vec<usize> = memchr::memmem::find_iter(&archive, place.as_bytes()).collect();
            assert_eq!((found.len(), name.len()), (2, place.len()), "{name:?}");
            found.into_iter().for_each(|at| archive[at..at + name.len()].copy_from_slice(name));
        }
        archive
    }

    fn place(at: usize) -> String {
        format!("place{at:04}")
    }

    #[track_caller]
    fn check(archive: &[u8], expected: &[(&str, &[u8])], left: &[&str]) {
        let mut members = Vec::new();
        let told = unzip(archive, &mut |member| {
            members.push((member.name, member.bytes));
            Ok(())
        })
        .unwrap();
        let members: Vec<(&str, &[u8])> =
            members.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        assert_eq!(members, expected);
        assert_eq!(told.left.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), left);
    }

    #[test]
    fn names_are_read_as_they_were_written_and_lead_nowhere_else() {
        let (gbk, ..) = encoding_rs::GBK.encode("通知.html");
        let archive = zip(&[
            (&gbk, b"a"),
            (b"in/ab.txt", b"b"),
            (b"../ab.txt", b"c"),
            (b"/etc/host", b"d"),
            (b"C:/ab.txt", b"e"),
            (b".DS_Store", b"f"),
        ]);
        assert!(is_plain(&archive));
        let left = ["../ab.txt", "/etc/host", "C:/ab.txt"];
        check(&archive, &[("通知.html", b"a"), ("in/ab.txt", b"b")], &left);
        let twice = zip(&[(b"in/ab.txt", b"a"), (b"in/cd.txt", b"b"), (b"in/ab.txt", b"c")]);
        check(&twice, &[("in/ab.txt", b"c"), ("in/cd.txt", b"b")], &["in/ab.txt"]);
    }

    #[test]
    fn what_is_a_document_itself_is_no_bundle() {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("[Content_Types].xml", zip::write::SimpleFileOptions::default()).unwrap();
        let document = zip.finish().unwrap().into_inner();
        assert!(!is_plain(&document) && !is_plain(b"PK\x03\x04"));
        let stored =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("a.docx", stored).unwrap();
        zip.write_all(&document).unwrap();
        assert!(is_plain(&zip.finish().unwrap().into_inner()));
    }

    #[test]
    fn packed_files_and_tar_archives_are_opened() {
        let packed = |bytes: &[u8]| {
            let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            gzip.write_all(bytes).unwrap();
            gzip.finish().unwrap()
        };
        let mut tar = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_gnu();
        header.set_size(2);
        header.set_mode(0o644);
        header.set_cksum();
        tar.append_data(&mut header, "in/b.txt", &b"cd"[..]).unwrap();
        header.set_entry_type(tar::EntryType::Symlink);
        header.set_size(0);
        tar.append_link(&mut header, "in/link.txt", "/etc/passwd").unwrap();
        let tar = packed(&tar.into_inner().unwrap());
        let opened = |bytes: &[u8], name: &str| {
            let mut members = Vec::new();
            gunzip(bytes, Path::new(name), &mut |member| {
                members.push((member.name, member.bytes));
                Ok(())
            })
            .map(|told| (members, told.left.into_iter().map(|(name, _)| name).collect::<Vec<_>>()))
        };
        let one = [("a.txt".to_owned(), b"ab".to_vec())].to_vec();
        assert_eq!(opened(&packed(b"ab"), "x/a.txt.gz").unwrap(), (one, Vec::new()));
        for name in ["a.tar.gz", "a.tgz"] {
            let file = [("in/b.txt".to_owned(), b"cd".to_vec())].to_vec();
            assert_eq!(opened(&tar, name).unwrap(), (file, vec!["in/link.txt".to_owned()]));
        }
        assert!(opened(&packed(b"ab")[..12], "a.gz").is_err());
    }

    #[test]
    fn what_unpacks_to_more_than_is_read_is_refused() {
        let mut room = 10;
        assert_eq!(unpacked(&b"12345"[..], &mut room).unwrap().unwrap(), b"12345");
        assert!(unpacked(&b"123456"[..], &mut room).is_err());
        assert!(check_count(PARTS).is_ok() && check_count(PARTS + 1).is_err());
    }

    #[test]
    fn what_an_archive_says_of_a_file_beside_its_name_is_passed_over() {
        let entry = |name: &str, extra: &str, comment: &str| {
            let mut head = vec![0; 46];
            head[..4].copy_from_slice(b"PK\x01\x02");
            for (at, text) in [(28, name), (30, extra), (32, comment)] {
                head[at..at + 2].copy_from_slice(&(text.len() as u16).to_le_bytes());
            }
            [head, name.into(), extra.into(), comment.into()].concat()
        };
        let long = "x".repeat(300);
        let directory = [
            entry("a.txt", "", ""),
            entry("b.txt", "more", "said"),
            entry("a.txt", "", &long),
            entry("in/", "", ""),
            entry("in/", "", ""),
            entry("b.txt", &long, ""),
            entry("c.txt", "", ""),
            entry("b.txt", "", ""),
        ]
        .concat();
        // From the last on, which is the one that is read.
        assert_eq!(said_before(&directory), ["b.txt", "b.txt", "a.txt"]);
        assert_eq!(said_before(&directory[..100]), Vec::<String>::new());
        assert_eq!(said_before(b"PK"), Vec::<String>::new());
    }
}

//! A zip package: its parts by name, none of them larger than a text can be.

use std::collections::HashMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

use zip::ZipArchive;

use crate::error::{Error, Result};
use crate::extract::office::xml;
use crate::limits::{PARTS, PICTURE, UNPACKED};
use crate::message;

/// A package that is open.
pub(crate) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Bytes unpacked so far.
    unpacked: u64,
    /// Pictures by their names, each unpacked once.
    pictures: HashMap<String, Option<Arc<[u8]>>>,
}

impl<'b> Package<'b> {
    /// Opens a package.
    ///
    /// # Errors
    /// [`Error::TooMuch`] for too many parts, [`Error::NotText`] for what is cut off.
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Package<'b>> {
        if parts(bytes).is_some_and(|parts| parts > PARTS) {
            return Err(Error::TooMuch { what: message!("parts of a package"), most: PARTS as u64 });
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
        Ok(Package { archive, unpacked: 0, pictures: HashMap::new() })
    }

    /// The names of its parts.
    pub(crate) fn names(&self) -> Vec<String> {
        self.archive.file_names().flatten().map(|name| name.into_owned()).collect()
    }

    /// A part as text; `None` if there is none of that name.
    ///
    /// # Errors
    /// [`Error::TooMuch`] for one that is too large, [`Error::NotText`] for one that is damaged or has a password.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>> {
        Ok(self.bytes(name, UNPACKED)?.map(xml::decoded))
    }

    /// A picture; none if it is not there, too large or damaged.
    pub(crate) fn picture(&mut self, name: &str) -> Option<Arc<[u8]>> {
        if let Some(known) = self.pictures.get(name) {
            return known.clone();
        }
        let bytes = self.bytes(name, PICTURE).ok().flatten().map(Arc::from);
        self.pictures.insert(name.to_owned(), bytes.clone());
        bytes
    }

    /// A part as it is.
    ///
    /// # Errors
    /// As [`Package::text`].
    pub(crate) fn bytes(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let mut part = self.archive.by_index(index).map_err(|_| broken())?;
        let room = most.min(UNPACKED.saturating_sub(self.unpacked));
        let mut bytes = Vec::new();
        let read = part.by_ref().take(room + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > room {
            return Err(Error::TooMuch { what: message!("bytes in its parts, unpacked"), most });
        }
        read.map_err(|_| broken())?;
        self.unpacked += bytes.len() as u64;
        Ok(Some(bytes))
    }

    /// Names are looked up as Word does: whatever the case, and which way the slashes lean.
    fn index(&self, name: &str) -> Option<usize> {
        let same = |known: &str| known.replace('\\', "/").trim_start_matches('/').eq_ignore_ascii_case(name);
        let exact = self.archive.index_for_name(name);
        let name_of = |i: &usize| self.archive.name_for_index(*i)?.ok();
        exact.or_else(|| (0..self.archive.len()).find(|i| name_of(i).is_some_and(|known| same(&known))))
    }
}

/// How many parts the end of the package says there are.
fn parts(bytes: &[u8]) -> Option<usize> {
    // The end record of a zip has 22 bytes and a comment of up to 65,535 (APPNOTE 4.3.16).
    const REACH: usize = 22 + 65_535;
    let tail = &bytes[bytes.len().saturating_sub(REACH)..];
    let end = memchr::memmem::rfind(tail, b"PK\x05\x06")?;
    let count = tail.get(end + 10..end + 12)?;
    Some(usize::from(u16::from_le_bytes([count[0], count[1]])))
}

/// The error for a package that cannot be read.
pub(crate) fn broken() -> Error {
    Error::NotText {
        what: message!("a damaged or incomplete package (docx, odt, epub)"),
        advice: message!("fetch it again, or open it in Word or WPS and save it again"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_package_says_how_many_parts_it_has() {
        let end = |comment: usize| {
            let mut end = b"any PK\x05\x06".to_vec();
            end.extend([0, 0, 0, 0, 9, 9, 3, 1]);
            end.extend(vec![b' '; 10 + comment]);
            end
        };
        assert_eq!((parts(&end(0)), parts(&end(65_535))), (Some(0x0103), Some(0x0103)));
        assert_eq!((parts(&end(65_536)), parts(b"PK\x05\x06"), parts(b"")), (None, None, None));
    }
}

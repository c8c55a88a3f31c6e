//! Streams of a file that unpack to more than any page has: the reader below unpacks each whole, however large it gets.

use std::io::{BufRead, BufReader, Read};

use flate2::bufread::ZlibDecoder;
use memchr::memmem;

use crate::error::{Error, Result};
use crate::limits::STREAM;
use crate::message;

/// Streams packed inside each other: filters can be named in a row.
const DEPTH: usize = 4;

/// Refuses a file with such a stream. It looks at the bytes behind each word `stream`, not at what the file says of them.
///
/// # Errors
/// [`Error::TooMuch`].
pub(super) fn check(bytes: &[u8]) -> Result<()> {
    if is_within(bytes, STREAM) {
        return Ok(());
    }
    Err(Error::TooMuch { what: message!("bytes in a stream of the PDF, unpacked"), most: STREAM })
}

/// Whether no stream unpacks to more than `most` bytes, and all of them to no more than sixteen times that.
fn is_within(bytes: &[u8], most: u64) -> bool {
    const WORD: &[u8] = b"stream";
    // Streams that were made to lie in one another are unpacked again from each.
    const ALL: u64 = 16;
    let mut all = 0;
    memmem::find_iter(bytes, WORD).all(|at| {
        let packed = &bytes[at + WORD.len()..];
        let packed = packed.strip_prefix(b"\r").unwrap_or(packed);
        let packed = packed.strip_prefix(b"\n").unwrap_or(packed);
        let size = if is_packed(packed) { size(Box::new(packed), most, DEPTH) } else { 0 };
        all += size;
        size <= most && all <= ALL * most
    })
}

/// Bytes that `packed` unpacks to, or what is packed in it, as far as they are of interest.
fn size(packed: Box<dyn BufRead + '_>, most: u64, depth: usize) -> u64 {
    let mut reader = BufReader::new(ZlibDecoder::new(packed).take(most + 1));
    if depth > 0 && reader.fill_buf().is_ok_and(is_packed) {
        return size(Box::new(reader), most, depth - 1);
    }
    // Damage ends it; what came before counts.
    let mut read = 0;
    while let Ok(more @ 1..) = reader.fill_buf().map(<[u8]>::len) {
        read += more as u64;
        reader.consume(more);
    }
    read
}

/// Whether bytes begin as zlib does (RFC 1950).
fn is_packed(bytes: &[u8]) -> bool {
    matches!(bytes, [first, second, ..] if first & 0x0F == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use std::io::Write;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(1));
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn file(stream: &[u8]) -> Vec<u8> {
        [b"%PDF-1.7\n11 0 obj <<>>stream\r\n", stream, b"\nendstream endobj"].concat()
    }

    #[test]
    fn a_stream_that_unpacks_without_end_is_refused() {
        const MOST: u64 = 100_000;
        let large = packed(&[b' '; 100_001]);
        assert!(!is_within(&file(&large), MOST));
        assert!(!is_within(&file(&packed(&large)), MOST));
        let most = packed(&[b' '; 100_000]);
        assert!(is_within(&file(&most), MOST));
        assert!(is_within(&file(&most).repeat(16), MOST) && !is_within(&file(&most).repeat(17), MOST));
    }

    #[test]
    fn other_streams_pass() {
        for stream in
            [packed(b"BT ET"), packed(&packed(b"BT ET")), b"BT ET".to_vec(), packed(b"BT ET")[..6].to_vec()]
        {
            assert!(check(&file(&stream)).is_ok());
        }
        assert!(check(b"stream").is_ok() && check(b"").is_ok());
    }
}

//! The files of old Office programs (OLE2): a file system in a file. Every offset is looked up, none believed.

/// A file whose directory was read.
pub(crate) struct Compound<'b> {
    bytes: &'b [u8],
    /// Bytes of a sector, as a power of two.
    shift: u32,
    /// Which sector follows each.
    next: Vec<u32>,
    /// The same for the small sectors inside of one stream.
    small_next: Vec<u32>,
    small: Vec<u8>,
    entries: Vec<Stream>,
}

/// A stream.
struct Stream {
    name: String,
    start: u32,
    length: usize,
}

/// Sectors beyond this are marks.
const LAST: u32 = 0xffff_fff0;
/// Streams shorter than this stand in small sectors.
const SMALL: usize = 4_096;
// Small sectors have 64 bytes ([MS-CFB] 2.2).
const SMALL_SHIFT: u32 = 6;

/// The first bytes of such a file.
pub(crate) const MAGIC: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Two bytes at `at`.
pub(crate) fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// Four bytes at `at`.
pub(crate) fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

impl<'b> Compound<'b> {
    /// Reads the tables of a file; none, if it is no such file.
    pub(crate) fn open(bytes: &'b [u8]) -> Option<Compound<'b>> {
        let shift = u32::from(short(bytes, 30)?);
        if !bytes.starts_with(MAGIC) || !matches!(shift, 9 | 12) {
            return None;
        }
        let mut file = Compound {
            bytes,
            shift,
            next: Vec::new(),
            small_next: Vec::new(),
            small: Vec::new(),
            entries: Vec::new(),
        };
        file.next = file.table();
        let entries = file.chain(long(bytes, 48)?, usize::MAX);
        file.small_next = longs(&file.chain(long(bytes, 60)?, usize::MAX));
        file.entries = entries.chunks_exact(128).filter_map(entry).collect();
        // The first entry is the root, whose stream holds the small sectors.
        if let Some(root) = entries.chunks_exact(128).next() {
            file.small = file.chain(long(root, 116)?, usize::MAX);
        }
        Some(file)
    }

    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        let start = (number as usize).checked_add(1)?.checked_shl(self.shift)?;
        let end = start.checked_add(1 << self.shift)?.min(self.bytes.len());
        self.bytes.get(start..end)
    }

    /// Which sector follows which.
    fn table(&self) -> Vec<u32> {
        let mut places: Vec<u32> = (0..109).filter_map(|i| long(self.bytes, 76 + 4 * i)).collect();
        let mut more = long(self.bytes, 68).unwrap_or(LAST);
        let most = self.bytes.len() >> self.shift;
        for _ in 0..most {
            let Some(sector) = self.sector(more).filter(|_| more < LAST) else { break };
            let listed = longs(sector);
            more = listed.last().copied().unwrap_or(LAST);
            places.extend(&listed[..listed.len().saturating_sub(1)]);
        }
        places.truncate(most);
        places
            .iter()
            .filter(|place| **place < LAST)
            .filter_map(|place| self.sector(*place))
            .flat_map(longs)
            .collect()
    }

    /// The bytes of a chain of sectors, up to `length`; a chain in a circle ends.
    fn chain(&self, start: u32, length: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut at = start;
        for _ in 0..=self.bytes.len() >> self.shift {
            let Some(sector) = self.sector(at).filter(|_| at < LAST && bytes.len() < length) else { break };
            bytes.extend_from_slice(sector);
            at = self.next.get(at as usize).copied().unwrap_or(LAST);
        }
        bytes.truncate(length);
        bytes
    }

    fn small_chain(&self, start: u32, length: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut at = start;
        for _ in 0..=self.small.len() >> SMALL_SHIFT {
            let from = (at as usize) << SMALL_SHIFT;
            let end = (from + (1 << SMALL_SHIFT)).min(self.small.len());
            let Some(sector) = self.small.get(from..end).filter(|_| at < LAST && bytes.len() < length) else {
                break;
            };
            bytes.extend_from_slice(sector);
            at = self.small_next.get(at as usize).copied().unwrap_or(LAST);
        }
        bytes.truncate(length);
        bytes
    }

    /// Whether there is a stream of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The stream of this name.
    pub(crate) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))?;
        Some(match entry.length < SMALL {
            true => self.small_chain(entry.start, entry.length),
            false => self.chain(entry.start, entry.length),
        })
    }
}

fn longs(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect()
}

fn entry(bytes: &[u8]) -> Option<Stream> {
    let length = usize::from(short(bytes, 64)?).clamp(2, 64) - 2;
    let units: Vec<u16> =
        bytes[..length].chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
    // A stream has the kind 2.
    (bytes[66] == 2).then_some(())?;
    Some(Stream {
        name: String::from_utf16_lossy(&units),
        start: long(bytes, 116)?,
        length: long(bytes, 120)? as usize,
    })
}

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
    /// Whether it stands in the root, and in no storage below it.
    own: bool,
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
        let own = of_root(&entries);
        let all = entries.chunks_exact(128).zip(own);
        file.entries = all.filter_map(|(bytes, own)| entry(bytes, own)).collect();
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
        self.named(name).is_some()
    }

    /// Whether the file itself has a stream of this name, and not only an object in it.
    pub(crate) fn has_own(&self, name: &str) -> bool {
        self.named(name).is_some_and(|entry| entry.own)
    }

    /// The entry of this name: that of the file itself before those of the documents that are objects in it.
    fn named(&self, name: &str) -> Option<&Stream> {
        let named = || self.entries.iter().filter(|entry| entry.name.eq_ignore_ascii_case(name));
        named().find(|entry| entry.own).or_else(|| named().next())
    }

    /// The stream of this name.
    pub(crate) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.named(name)?;
        Some(match entry.length < SMALL {
            true => self.small_chain(entry.start, entry.length),
            false => self.chain(entry.start, entry.length),
        })
    }
}

fn longs(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect()
}

/// Which entries of a directory stand in its root: the tree of its children, each with those before and behind it.
fn of_root(directory: &[u8]) -> Vec<bool> {
    let mut own = vec![false; directory.len() / 128];
    let mut waiting = vec![long(directory, 76)];
    while let Some(next) = waiting.pop() {
        let Some(at) = next.map(|at| at as usize).filter(|at| own.get(*at) == Some(&false)) else { continue };
        own[at] = true;
        waiting.extend([68, 72].map(|side| long(directory, 128 * at + side)));
    }
    own
}

fn entry(bytes: &[u8], own: bool) -> Option<Stream> {
    let length = usize::from(short(bytes, 64)?).clamp(2, 64) - 2;
    let units: Vec<u16> =
        bytes[..length].chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
    // A stream has the kind 2.
    (bytes[66] == 2).then_some(())?;
    Some(Stream {
        name: String::from_utf16_lossy(&units),
        start: long(bytes, 116)?,
        length: long(bytes, 120)? as usize,
        own,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of 512-byte sectors: the table in the first, the directory in the second, the small sectors and their table, then a stream of
    /// nine sectors, told backwards.
    fn file() -> Vec<u8> {
        let mut head = vec![0; 512];
        head[..8].copy_from_slice(MAGIC);
        let mut put = |at: usize, value: u32| head[at..at + 4].copy_from_slice(&value.to_le_bytes());
        put(48, 1);
        put(60, 3);
        put(68, LAST);
        (0..109).for_each(|i| put(76 + 4 * i, if i == 0 { 0 } else { LAST }));
        head[30] = 9;
        // Sectors 4 to 12 hold the large stream, from the last to the first.
        let mut next = vec![LAST; 128];
        (5..=12).for_each(|sector: usize| next[sector] = sector as u32 - 1);
        let entry = |name: &str, kind: u8, start: u32, length: u32| {
            let mut entry = vec![0; 128];
            let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            entry[..units.len()].copy_from_slice(&units);
            entry[64] = units.len() as u8 + 2;
            entry[66] = kind;
            entry[116..120].copy_from_slice(&start.to_le_bytes());
            entry[120..124].copy_from_slice(&length.to_le_bytes());
            entry
        };
        let directory = [
            entry("Root Entry", 5, 2, 512),
            entry("WordDocument", 2, 12, 4_300),
            entry("1Table", 2, 1, 70),
            entry("A", 1, 0, 0),
        ];
        let mut small = vec![0; 512];
        small[64..128].fill(b'b');
        small[192..256].fill(b'c');
        let mut small_next = vec![LAST; 128];
        small_next[1] = 3;
        let longs = |list: Vec<u32>| list.into_iter().flat_map(u32::to_le_bytes).collect::<Vec<u8>>();
        let large: Vec<u8> = (4..=12).flat_map(|sector: u8| vec![sector; 512]).collect();
        [head, longs(next), directory.concat(), small, longs(small_next), large].concat()
    }

    #[test]
    fn a_large_stream_follows_the_chain_of_its_sectors() {
        let bytes = file();
        let stream = Compound::open(&bytes).unwrap().stream("WordDocument").unwrap();
        assert_eq!(stream.len(), 4_300);
        let sectors: Vec<u8> = stream.chunks(512).map(|sector| sector[0]).collect();
        assert_eq!(sectors, [12, 11, 10, 9, 8, 7, 6, 5, 4]);
    }

    #[test]
    fn a_small_stream_stands_in_small_sectors() {
        let bytes = file();
        let open = Compound::open(&bytes).unwrap();
        assert_eq!(open.stream("1table").unwrap(), [vec![b'b'; 64], vec![b'c'; 6]].concat());
        assert!(open.has("WORDDOCUMENT") && !open.has("A") && !open.has("Root Entry"));
        assert!(open.stream("0Table").is_none());
    }

    #[test]
    fn a_stream_of_the_root_counts_before_one_of_an_object() {
        let mut bytes = file();
        // The first stream of the name is in a storage; that of the root is the child of the root, beside itself in a circle.
        let directory = 512 + 512;
        let entry = bytes[directory + 128..directory + 256].to_vec();
        bytes[directory + 384..directory + 512].copy_from_slice(&entry);
        bytes[directory + 384 + 120..directory + 384 + 124].copy_from_slice(&4_200_u32.to_le_bytes());
        let length = |bytes: &[u8]| Compound::open(bytes).unwrap().stream("WordDocument").unwrap().len();
        assert_eq!(length(&bytes), 4_300);
        assert!(!Compound::open(&bytes).unwrap().has_own("WordDocument"));
        bytes[directory + 76..directory + 80].copy_from_slice(&2_u32.to_le_bytes());
        bytes[directory + 256 + 68..directory + 256 + 72].copy_from_slice(&3_u32.to_le_bytes());
        bytes[directory + 384 + 72..directory + 384 + 76].copy_from_slice(&3_u32.to_le_bytes());
        assert_eq!(length(&bytes), 4_200);
        assert!(Compound::open(&bytes).unwrap().has_own("WordDocument"));
    }

    #[test]
    fn a_file_with_a_password_is_no_text_of_an_old_word_and_one_with_such_an_object_is() {
        let mut bytes = file();
        let directory = 512 + 512;
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes[directory + 256..directory + 256 + name.len()].copy_from_slice(&name);
        bytes[directory + 256 + 64] = name.len() as u8 + 2;
        let shows = |bytes: &[u8]| crate::extract::office::old::shows(bytes, false);
        assert!(shows(&bytes));
        bytes[directory + 76..directory + 80].copy_from_slice(&2_u32.to_le_bytes());
        assert!(!shows(&bytes));
    }

    #[test]
    fn a_chain_in_a_circle_ends() {
        let mut bytes = file();
        // The last sector of the chain leads back to the first.
        bytes[512 + 4 * 4..512 + 4 * 4 + 4].copy_from_slice(&12_u32.to_le_bytes());
        let mut open = Compound::open(&bytes).unwrap();
        assert!(open.chain(12, usize::MAX).len() <= bytes.len() + 512);
        open.small_next[3] = 1;
        assert!(open.small_chain(1, usize::MAX).len() <= 512 + 64);
    }

    #[test]
    fn what_is_no_such_file_or_cut_off_is_not_believed() {
        let mut bytes = file();
        assert!(Compound::open(&bytes[..20]).is_none());
        bytes[30] = 10;
        assert!(Compound::open(&bytes).is_none());
        bytes[30] = 9;
        let cut = Compound::open(&bytes[..bytes.len() - 600]).unwrap();
        // The first sector of the stream is gone, and with it the chain.
        assert_eq!(cut.stream("WordDocument").map(|stream| stream.len()), Some(0));
        bytes[0] = 0;
        assert!(Compound::open(&bytes).is_none());
        assert_eq!(
            [short(&[1, 2, 3], 1), short(&[1, 2, 3], 2), short(&[], usize::MAX)],
            [Some(0x0302), None, None]
        );
        assert_eq!([long(&[1, 2, 3, 4, 5], 1), long(&[1, 2, 3, 4], 1)], [Some(0x0504_0302), None]);
    }
}

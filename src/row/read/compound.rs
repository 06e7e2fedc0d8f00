//! The compound file that an XLS workbook is: a small file system of sectors in chains.

use super::Unread;

/// The first bytes.
pub const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// Numbers from here on are no sectors.
const NONE: u32 = 0xFFFF_FFFA;
const ENTRY: usize = 128;
/// Streams shorter than this lie in small sectors.
const SMALL: usize = 4096;
const SMALL_SHIFT: u32 = 6;

/// A compound file: streams by name, in chains of sectors.
pub struct Compound<'a> {
    bytes: &'a [u8],
    shift: u32,
    /// For each sector the one that follows it.
    next: Vec<u32>,
    small_next: Vec<u32>,
    small: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    size: usize,
}

impl<'a> Compound<'a> {
    /// Reads the chains and the directory.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Unread> {
        let shift = u32::from(u16_at(bytes, 30).ok_or(Unread::Broken)?);
        if !matches!(shift, 9 | 12) {
            return Err(Unread::Broken);
        }
        let mut file =
            Compound { bytes, shift, next: Vec::new(), small_next: Vec::new(), small: Vec::new(), entries: Vec::new() };
        file.next = file.table()?;
        let start = |at| u32_at(bytes, at).ok_or(Unread::Broken);
        let folder = file.chain(start(48)?, usize::MAX)?;
        file.entries = folder.chunks_exact(ENTRY).filter_map(Entry::of).collect();
        file.small_next = words(&file.chain(start(60)?, usize::MAX)?);
        if let Some(root) = file.entries.first() {
            file.small = file.chain(root.start, root.size)?;
        }
        Ok(file)
    }

    /// The names of the streams and folders.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.name.as_str())
    }

    /// The bytes of a stream; none where there is no such stream.
    pub fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, Unread> {
        let Some(entry) = self.entries.iter().find(|entry| entry.name == name) else { return Ok(None) };
        let bytes = match entry.size < SMALL {
            true => {
                let most = self.small.len().div_ceil(1 << SMALL_SHIFT);
                follow(entry.start, entry.size, most, &self.small_next, |at| {
                    let from = (at as usize) << SMALL_SHIFT;
                    self.small.get(from..self.small.len().min(from + (1 << SMALL_SHIFT)))
                })
            }
            false => self.chain(entry.start, entry.size),
        };
        bytes.map(Some)
    }

    /// The table of chains: 109 of its sectors are named in the head, more in a chain of their own.
    fn table(&self) -> Result<Vec<u32>, Unread> {
        let mut named = words(self.bytes.get(76..512).ok_or(Unread::Broken)?);
        let mut more = u32_at(self.bytes, 68).ok_or(Unread::Broken)?;
        let most = self.bytes.len() >> self.shift;
        while more < NONE {
            let mut sector = words(self.sector(more).ok_or(Unread::Broken)?);
            more = sector.pop().unwrap_or(NONE);
            named.extend(sector);
            if named.len() > most + 109 + (1 << self.shift) {
                return Err(Unread::Broken);
            }
        }
        let sectors = named.into_iter().filter(|at| *at < NONE);
        let tables: Option<Vec<Vec<u32>>> = sectors.map(|at| self.sector(at).map(words)).take(most + 1).collect();
        tables.map(|tables| tables.concat()).ok_or(Unread::Broken)
    }

    /// A sector; the last one of a file may be cut short.
    fn sector(&self, at: u32) -> Option<&'a [u8]> {
        let from = (at as usize + 1) << self.shift;
        self.bytes.get(from..self.bytes.len().min(from + (1 << self.shift)))
    }

    fn chain(&self, start: u32, size: usize) -> Result<Vec<u8>, Unread> {
        follow(start, size, self.bytes.len() >> self.shift, &self.next, |at| self.sector(at))
    }
}

impl Entry {
    fn of(bytes: &[u8]) -> Option<Self> {
        let length = usize::from(u16_at(bytes, 64)?).min(64);
        let units: Vec<u16> =
            bytes[..length].chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        let name = String::from_utf16_lossy(&units).trim_end_matches('\0').to_string();
        let entry = Entry { name, start: u32_at(bytes, 116)?, size: u32_at(bytes, 120)? as usize };
        (!entry.name.is_empty()).then_some(entry)
    }
}

/// The sectors of a chain, one behind the other. A chain of more than `most`, as many as there are, goes round; the table's
/// length tells nothing, since one sector may stand in it many times.
fn follow<'a>(
    start: u32,
    size: usize,
    most: usize,
    next: &[u32],
    sector: impl Fn(u32) -> Option<&'a [u8]>,
) -> Result<Vec<u8>, Unread> {
    let (mut bytes, mut at, mut steps) = (Vec::new(), start, 0);
    while at < NONE && bytes.len() < size {
        steps += 1;
        if steps > most {
            return Err(Unread::Broken);
        }
        bytes.extend_from_slice(sector(at).ok_or(Unread::Broken)?);
        at = *next.get(at as usize).ok_or(Unread::Broken)?;
    }
    bytes.truncate(size);
    Ok(bytes)
}

fn words(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]])).collect()
}

/// The number of two bytes at a place; none past the end.
pub fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

/// The number of four bytes at a place; none past the end.
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

/// The number of eight bytes at a place, as XLS has them; none past the end.
pub fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    bytes.get(at..at.checked_add(8)?)?.try_into().ok().map(f64::from_le_bytes)
}

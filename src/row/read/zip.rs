//! The parts of a zipped workbook, each unfolded up to a bound.

use super::Unread;
use super::book::Room;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// The most parts that a workbook is made of; pictures are parts too.
const MOST_PARTS: usize = 20_000;
/// What any part may unfold to …
const ALWAYS: u64 = 16 << 20;
/// … or so many times its packed size: sheets come to 5 to 40, bombs to 1000 …
const RATIO: u64 = 120;
/// … and all of them together, of a small file and of any.
const ALL: u64 = 32 << 20;
const MOST: u64 = 512 << 20;

/// The parts by name, without regard to case, as Excel finds them.
pub struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// In small letters with `/`, and the place in the archive.
    names: Vec<(String, usize)>,
    /// What may still be unfolded.
    left: u64,
    /// The bytes of the file.
    size: usize,
}

impl<'a> Parts<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, Unread> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(of)?;
        if archive.len() > MOST_PARTS {
            return Err(Unread::Swollen);
        }
        let names = (0..archive.len()).filter_map(|place| Some((plain(&archive.name_for_index(place)?.ok()?), place)));
        let names = names.collect();
        let left = (bytes.len() as u64).saturating_mul(RATIO).clamp(ALL, MOST);
        Ok(Parts { archive, names, left, size: bytes.len() })
    }

    /// What the workbook may say.
    pub fn room(&self) -> Room {
        Room::of(self.size)
    }

    /// The parts' names in small letters.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|(name, _)| name.as_str())
    }

    /// The text of a part; none where there is no such part.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Unread> {
        let name = plain(name);
        let Some((_, place)) = self.names.iter().find(|(part, _)| *part == name) else { return Ok(None) };
        let part = self.archive.by_index(*place).map_err(of)?;
        let most = part.compressed_size().saturating_mul(RATIO).max(ALWAYS).min(self.left);
        let mut bytes = Vec::with_capacity(usize::try_from(part.size().min(ALWAYS)).unwrap_or_default());
        part.take(most + 1).read_to_end(&mut bytes).map_err(|_| Unread::Broken)?;
        self.left = match (bytes.len() as u64).checked_sub(most + 1) {
            Some(_) => return Err(Unread::Swollen),
            None => self.left - bytes.len() as u64,
        };
        Ok(Some(text(bytes)))
    }
}

fn plain(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_lowercase()
}

/// Parts are UTF-8; what is not becomes marks of replacement, and XML that can't be read is told as such.
fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

fn of(error: ZipError) -> Unread {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Unread::Encrypted,
        _ => Unread::Broken,
    }
}

//! The records of an XLS workbook's stream, and the texts in them.

use super::Unread;
use super::book::Room;
use super::compound::u16_at;

/// What a text goes on in where a record is full.
const CONTINUE: u16 = 0x3C;

/// A record: what it is, where it ends, and its bytes.
pub struct Record<'a> {
    pub kind: u16,
    pub bytes: &'a [u8],
    pub end: usize,
}

/// The record at a place; none at the end of the stream, or where it is cut off.
pub fn record(stream: &[u8], at: usize) -> Option<Record<'_>> {
    let (kind, length) = (u16_at(stream, at)?, usize::from(u16_at(stream, at + 2)?));
    let end = at + 4 + length;
    Some(Record { kind, bytes: stream.get(at + 4..end)?, end })
}

/// The bytes of a record and of those that it goes on in.
pub struct Bytes<'a> {
    pieces: Vec<&'a [u8]>,
    piece: usize,
    at: usize,
    /// How many bytes there are still; a sum over all pieces for each text would take the square of their number.
    left: usize,
}

impl<'a> Bytes<'a> {
    /// From a record on, past its first `skip` bytes.
    pub fn of(stream: &'a [u8], first: &Record<'a>, skip: usize) -> Self {
        let (mut pieces, mut end) = (vec![first.bytes.get(skip..).unwrap_or_default()], first.end);
        while let Some(more) = record(stream, end).filter(|more| more.kind == CONTINUE) {
            (_, end) = (pieces.push(more.bytes), more.end);
        }
        let left = pieces.iter().map(|piece| piece.len()).sum();
        Bytes { pieces, piece: 0, at: 0, left }
    }

    pub fn is_empty(&self) -> bool {
        self.left == 0
    }

    fn byte(&mut self) -> Option<u8> {
        while self.at >= self.pieces.get(self.piece)?.len() {
            (self.piece, self.at) = (self.piece + 1, 0);
        }
        (self.at, self.left) = (self.at + 1, self.left.checked_sub(1)?);
        Some(self.pieces[self.piece][self.at - 1])
    }

    pub fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            let left = self.pieces.get(self.piece)?.len() - self.at;
            let now = left.min(bytes);
            (self.at, bytes) = (self.at + now, bytes - now);
            self.left = self.left.checked_sub(now)?;
            if bytes > 0 {
                (self.piece, self.at) = (self.piece + 1, 0);
            }
        }
        Some(())
    }

    /// A text of so many units, with its marks for type and readings behind it.
    pub fn text(&mut self, units: usize) -> Option<String> {
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { usize::from(self.u16()?) * 4 } else { 0 };
        let extra = if flags & 4 != 0 { self.u32()? as usize } else { 0 };
        let text = self.units(units, flags & 1 != 0)?;
        self.skip(runs)?;
        self.skip(extra)?;
        Some(text)
    }

    /// Units of one byte or of two; where the text goes on in another record, that one says anew which.
    fn units(&mut self, count: usize, mut wide: bool) -> Option<String> {
        let mut units = Vec::new();
        while units.len() < count {
            if self.at >= self.pieces.get(self.piece)?.len() {
                wide = self.byte()? & 1 != 0;
            }
            let unit = if wide { self.u16()? } else { u16::from(self.byte()?) };
            units.push(unit);
        }
        Some(String::from_utf16_lossy(&units))
    }
}

/// The texts that cells share; there is room for as many as for cells.
pub fn strings(mut bytes: Bytes, mut room: Room) -> Result<Vec<String>, Unread> {
    let mut strings = Vec::new();
    while !bytes.is_empty() {
        let text = bytes.u16().and_then(|units| bytes.text(usize::from(units))).ok_or(Unread::Broken)?;
        room.take(text.len())?;
        strings.push(text);
    }
    Ok(strings)
}

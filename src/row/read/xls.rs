//! XLS, as Excel 97 to 2003 and WPS write it: the cells of its sheets.

use super::Unread;
use super::book::{Book, MOST_PAGES, Merged, Page, Room};
use super::compound::{Compound, f64_at, u16_at, u32_at};
use super::numbers::{self, DateLooks};
use super::records::{Bytes, Record, record, strings};
use std::collections::HashMap;

const BOF: u16 = 0x809;
const EOF: u16 = 0x0A;
/// The version of Excel 97 and later, in a first record.
const EXCEL_97: u16 = 0x600;

/// What the stream says before its sheets.
#[derive(Default)]
struct Shared {
    strings: Vec<String>,
    dates: Option<DateLooks>,
    sheets: Vec<Named>,
    links: bool,
}

struct Named {
    name: String,
    hidden: bool,
    start: usize,
}

/// Reads the cells of all sheets.
pub fn book(file: &Compound) -> Result<Book, Unread> {
    let Some(stream) = file.stream("Workbook")? else { return Err(Unread::Kind("Excel 95或更早的工作簿")) };
    let shared = shared(&stream)?;
    let macros = file.names().any(|name| name == "_VBA_PROJECT_CUR");
    let mut book = Book { macros, links: shared.links, ..Book::default() };
    let mut room = Room::of(stream.len());
    // Sheets may claim to lie in one another, but together they can't be longer than the stream.
    let mut left = stream.len() * 2;
    for named in &shared.sheets {
        let page = Page { name: named.name.clone(), hidden: named.hidden, ..Page::default() };
        let mut sheet = Sheet { page, shared: &shared, room: &mut room, text_of: None, comments: false };
        let end = sheet.read(&stream, named.start)?;
        left = left.checked_sub(end - named.start.min(end)).ok_or(Unread::Broken)?;
        book.comments |= sheet.comments;
        book.pages.push(sheet.page.tidy());
    }
    if book.pages.is_empty() { Err(Unread::NoSheet) } else { Ok(book) }
}

/// Reads the first part of the stream.
fn shared(stream: &[u8]) -> Result<Shared, Unread> {
    let (mut shared, mut formats, mut looks, mut from_1904) = (Shared::default(), HashMap::new(), Vec::new(), false);
    let first = record(stream, 0).filter(|first| first.kind == BOF).ok_or(Unread::Broken)?;
    if u16_at(first.bytes, 0) != Some(EXCEL_97) {
        return Err(Unread::Kind("Excel 95或更早的工作簿"));
    }
    let mut at = first.end;
    while let Some(next) = record(stream, at).filter(|next| next.kind != EOF) {
        match next.kind {
            0x2F => return Err(Unread::Encrypted),
            0x22 => from_1904 = u16_at(next.bytes, 0) == Some(1),
            0x41E => {
                let code =
                    (u16_at(next.bytes, 2)).and_then(|units| Bytes::of(stream, &next, 4).text(usize::from(units)));
                formats
                    .extend(u16_at(next.bytes, 0).zip(code).map(|(id, code)| (u32::from(id), numbers::is_date(&code))));
            }
            0xE0 => looks.push(u32::from(u16_at(next.bytes, 2).unwrap_or_default())),
            0x85 if shared.sheets.len() < MOST_PAGES => shared.sheets.extend(named(stream, &next)),
            0xFC => shared.strings = strings(Bytes::of(stream, &next, 8), Room::of(stream.len()))?,
            // A book of its own kind is the workbook itself, or one of Excel's functions.
            0x1AE => shared.links |= next.bytes.len() > 4,
            _ => {}
        }
        at = next.end;
    }
    shared.dates = Some(DateLooks::new(&formats, &looks, from_1904));
    Ok(shared)
}

/// A sheet of cells; none for a chart or a macro sheet.
fn named(stream: &[u8], next: &Record) -> Option<Named> {
    let (start, hidden, kind) = (u32_at(next.bytes, 0)? as usize, next.bytes.get(4)? & 3 != 0, *next.bytes.get(5)?);
    let name = Bytes::of(stream, next, 7).text(usize::from(*next.bytes.get(6)?))?;
    (kind == 0).then_some(Named { name, hidden, start })
}

struct Sheet<'a> {
    page: Page,
    shared: &'a Shared,
    room: &'a mut Room,
    /// The cell whose formula gave a text, which comes in the next record.
    text_of: Option<(u32, u32)>,
    comments: bool,
}

impl Sheet<'_> {
    /// Reads the sheet and tells where it ends. Charts may lie in it.
    fn read(&mut self, stream: &[u8], start: usize) -> Result<usize, Unread> {
        let (mut at, mut depth) = (start, 0usize);
        while let Some(next) = record(stream, at) {
            at = next.end;
            match next.kind {
                BOF => depth += 1,
                EOF if depth <= 1 => break,
                EOF => depth -= 1,
                _ if depth == 1 => self.record(stream, &next)?,
                _ => {}
            }
        }
        Ok(at)
    }

    fn record(&mut self, stream: &[u8], next: &Record) -> Result<(), Unread> {
        let bytes = next.bytes;
        let place = || Some((u32::from(u16_at(bytes, 0)?) + 1, u32::from(u16_at(bytes, 2)?)));
        let words = match next.kind {
            0xFD => u32_at(bytes, 6).and_then(|at| self.shared.strings.get(at as usize)).cloned(),
            0x204 => u16_at(bytes, 6).and_then(|units| Bytes::of(stream, next, 8).text(usize::from(units))),
            0x203 => f64_at(bytes, 6).map(|number| self.number(bytes, 4, number)),
            0x27E => u32_at(bytes, 6).map(|packed| self.number(bytes, 4, unpacked(packed))),
            0x205 => bytes.get(6..8).and_then(|said| truth(said[0], said[1] != 0)),
            0x06 => {
                self.page.formulas += 1;
                self.text_of = place();
                self.result(bytes)
            }
            0x207 => {
                let text = u16_at(bytes, 0).and_then(|units| Bytes::of(stream, next, 2).text(usize::from(units)));
                let cell = self.text_of.take().zip(text);
                return self.put(cell);
            }
            0xBD => return self.many(bytes),
            0x1C => {
                self.comments = true;
                None
            }
            0x208 => {
                let is_hidden = u16_at(bytes, 12).is_some_and(|looks| looks & 0x20 != 0);
                self.page.hidden_lines.extend(place().filter(|_| is_hidden).map(|(at, _)| at));
                None
            }
            0xE5 => {
                self.merge(bytes);
                None
            }
            _ => None,
        };
        self.put(place().zip(words))
    }

    fn put(&mut self, cell: Option<((u32, u32), String)>) -> Result<(), Unread> {
        let Some(((at, column), words)) = cell.filter(|(_, words)| !words.is_empty()) else { return Ok(()) };
        self.room.take(words.len())?;
        self.page.put(at, column, words);
        Ok(())
    }

    /// A number with the look that stands at a place of the record.
    fn number(&self, bytes: &[u8], look: usize, number: f64) -> String {
        let look = usize::from(u16_at(bytes, look).unwrap_or_default());
        let kind = self.shared.dates.as_ref().map_or(numbers::Kind::Number, |dates| dates.kind(look));
        numbers::told(number, kind)
    }

    /// Numbers of neighbouring cells.
    fn many(&mut self, bytes: &[u8]) -> Result<(), Unread> {
        let (Some(at), Some(first)) = (u16_at(bytes, 0), u16_at(bytes, 2)) else { return Ok(()) };
        let cells = bytes.len().saturating_sub(6) / 6;
        for (column, place) in (u32::from(first)..).zip((0..cells).map(|cell| 4 + 6 * cell)) {
            let words = u32_at(bytes, place + 2).map(|packed| self.number(bytes, place, unpacked(packed)));
            self.put(words.map(|words| ((u32::from(at) + 1, column), words)))?;
        }
        Ok(())
    }

    /// The last result of a formula; a text comes in a record of its own.
    fn result(&self, bytes: &[u8]) -> Option<String> {
        match (bytes.get(6)?, bytes.get(8)?, u16_at(bytes, 12)?) {
            (1 | 2, said, 0xFFFF) => truth(*said, bytes[6] == 2),
            (_, _, 0xFFFF) => None,
            _ => Some(self.number(bytes, 4, f64_at(bytes, 6)?)),
        }
    }

    fn merge(&mut self, bytes: &[u8]) {
        let cells = usize::from(u16_at(bytes, 0).unwrap_or_default());
        for cell in bytes.get(2..).unwrap_or_default().chunks_exact(8).take(cells) {
            let [top, bottom, left, right] = [0, 2, 4, 6].map(|at| u32::from(u16_at(cell, at).unwrap_or_default()));
            self.page.merge((top <= bottom && left <= right).then_some(Merged {
                top: top + 1,
                left,
                bottom: bottom + 1,
                right,
            }));
        }
    }
}

/// 是 or 否, or the name of an error.
fn truth(said: u8, is_error: bool) -> Option<String> {
    let words = match (is_error, said) {
        (false, 0) => "否",
        (false, _) => "是",
        (true, 0x00) => "#NULL!",
        (true, 0x07) => "#DIV/0!",
        (true, 0x0F) => "#VALUE!",
        (true, 0x17) => "#REF!",
        (true, 0x1D) => "#NAME?",
        (true, 0x24) => "#NUM!",
        (true, _) => "#N/A",
    };
    Some(words.to_string())
}

/// A number packed into four bytes: whole or the front half of a float, perhaps times a hundred.
fn unpacked(packed: u32) -> f64 {
    let number = match packed & 2 != 0 {
        true => f64::from(packed as i32 >> 2),
        false => f64::from_bits(u64::from(packed & !3) << 32),
    };
    if packed & 1 != 0 { number / 100.0 } else { number }
}

//! The cells of an XLSX sheet.

use super::Unread;
use super::book::{Merged, Page, Room};
use super::numbers::{self, DateLooks};
use super::xml::{broken, number, push_entity, raw, reader};
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// What the sheets of a workbook share.
pub struct Shared {
    pub strings: Vec<String>,
    pub dates: DateLooks,
}

/// A cell while it is read.
#[derive(Default)]
struct Open {
    at: u32,
    column: u32,
    kind: String,
    look: usize,
    words: String,
    /// Whether what comes next are its words.
    inside: bool,
    reading: bool,
}

/// The page with its cells; none for a part that is no sheet of cells.
pub fn page(text: &str, shared: &Shared, mut page: Page, room: &mut Room) -> Result<Option<Page>, Unread> {
    let (mut xml, mut open, mut is_sheet) = (reader(text), Open::default(), false);
    loop {
        match xml.read_event().map_err(broken)? {
            Event::Start(e) => match e.local_name().as_ref() {
                "sheetData" => is_sheet = true,
                "row" => open.row(&e),
                "c" => open.cell(&e),
                "v" | "t" => open.inside = !open.reading,
                "f" => page.formulas += 1,
                "rPh" => open.reading = true,
                "mergeCell" => page.merge(raw(&e, "ref").and_then(rectangle)),
                _ => {}
            },
            Event::End(e) => match e.local_name().as_ref() {
                "c" => {
                    let words = open.said(shared);
                    if !words.is_empty() {
                        room.take(words.len())?;
                        page.put(open.at, open.column, words.into_owned());
                    }
                    open.column += 1;
                }
                "v" | "t" => open.inside = false,
                "rPh" => open.reading = false,
                _ => {}
            },
            Event::Text(text) if open.inside => open.words.push_str(&text.xml10_content()),
            Event::CData(text) if open.inside => open.words.push_str(&text.xml10_content()),
            Event::GeneralRef(entity) if open.inside => push_entity(&entity, &mut open.words),
            Event::Eof => return Ok(is_sheet.then_some(page)),
            _ => {}
        }
    }
}

impl Open {
    fn row(&mut self, element: &BytesStart) {
        self.at = number(element, "r").unwrap_or(self.at.saturating_add(1));
        self.column = 0;
    }

    fn cell(&mut self, element: &BytesStart) {
        if let Some((at, column)) = raw(element, "r").and_then(place) {
            (self.at, self.column) = (at, column);
        }
        self.kind.clear();
        self.kind.push_str(raw(element, "t").unwrap_or_default());
        self.look = number(element, "s").unwrap_or_default() as usize;
        self.words.clear();
    }

    /// The words of the cell.
    fn said<'a>(&'a self, shared: &'a Shared) -> Cow<'a, str> {
        match self.kind.as_str() {
            "s" => {
                let string = self.words.trim().parse().ok().and_then(|at: usize| shared.strings.get(at));
                Cow::Borrowed(string.map_or("", String::as_str))
            }
            "str" | "inlineStr" => Cow::Owned(unescaped(&self.words)),
            "b" => Cow::Borrowed(if self.words.trim() == "1" { "是" } else { "否" }),
            "d" => Cow::Owned(numbers::iso(&self.words)),
            "e" => Cow::Borrowed(&self.words),
            _ => Cow::Owned(numbers::words(&self.words, shared.dates.kind(self.look))),
        }
    }
}

/// Line from 1 and column from 0 of a place such as `B12`; none for one that no sheet has.
fn place(text: &str) -> Option<(u32, u32)> {
    let text = text.trim_start_matches('$');
    let letters = text.find(|c: char| !c.is_ascii_alphabetic())?;
    let (column, line) = text.split_at(letters);
    let of = |c: u8| u32::from(c.to_ascii_uppercase() - b'A') + 1;
    let column = column.bytes().try_fold(0u32, |sum, c| sum.checked_mul(26)?.checked_add(of(c)))?;
    let line: u32 = line.trim_start_matches('$').parse().ok()?;
    ((1..=16_384).contains(&column) && (1..=1_048_576).contains(&line)).then(|| (line, column - 1))
}

fn rectangle(text: &str) -> Option<Merged> {
    let (first, last) = text.split_once(':')?;
    let ((top, left), (bottom, right)) = (place(first)?, place(last)?);
    (top <= bottom && left <= right).then_some(Merged { top, left, bottom, right })
}

/// Words with Excel's `_x000D_` as the characters that they stand for.
pub fn unescaped(text: &str) -> String {
    let Some(first) = text.find("_x") else { return text.to_string() };
    let mut units: Vec<u16> = text[..first].encode_utf16().collect();
    let mut rest = &text[first..];
    while let Some(c) = rest.chars().next() {
        match escape(rest) {
            Some(unit) => {
                units.push(unit);
                rest = &rest[7..];
            }
            None => {
                units.extend(c.encode_utf16(&mut [0; 2]).iter());
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    String::from_utf16_lossy(&units)
}

/// The unit of UTF-16 that `_xHHHH_` stands for.
fn escape(text: &str) -> Option<u16> {
    let bytes = text.as_bytes().get(..7)?;
    let hex = bytes.strip_prefix(b"_x")?.strip_suffix(b"_")?;
    let hex = std::str::from_utf8(hex).ok().filter(|hex| hex.bytes().all(|c| c.is_ascii_hexdigit()))?;
    u16::from_str_radix(hex, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_a_sheet() {
        assert_eq!(place("A1"), Some((1, 0)));
        assert_eq!(place("$AA$12"), Some((12, 26)));
        assert_eq!(place("XFD1048576"), Some((1_048_576, 16_383)));
        for wrong in ["XFE1", "A1048577", "A0", "1", "A", "", "AAAAAAAAAAAA1", "甲1"] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn escapes_are_read_as_excel_does() {
        for (written, meant) in
            [("a_x000D_b", "a\rb"), ("_x005F_x0041_", "_x0041_"), ("_x中文__", "_x中文__"), ("_xD840__xDC00_", "𠀀")]
        {
            assert_eq!(unescaped(written), meant);
        }
    }
}

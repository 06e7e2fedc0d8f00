//! The cells of an XLSX sheet.

use super::Unread;
use super::book::{Merged, Page, Room};
use super::numbers::{self, DateLooks, Kind};
use super::xml::{Event, Reader, Tag};
use super::zip::Parts;

/// What the sheets of a workbook share.
pub struct Shared<'a, 'b> {
    pub parts: &'a mut Parts<'b>,
    pub strings: Vec<String>,
    /// The part that tells how cells look, and whether dates count from 1904.
    pub styles: String,
    pub from_1904: bool,
    /// Read when the first number comes: row files have none.
    pub dates: Option<DateLooks>,
}

impl Shared<'_, '_> {
    /// What a number of that look is.
    fn number(&mut self, look: usize) -> Result<Kind, Unread> {
        if self.dates.is_none() {
            let text = self.parts.text(&self.styles)?.unwrap_or_default();
            self.dates = Some(DateLooks::of(&text, self.from_1904)?);
        }
        Ok(self.dates.as_ref().map_or(Kind::Number, |dates| dates.kind(look)))
    }
}

/// A cell while it is read.
#[derive(Default)]
struct Open<'t> {
    at: u32,
    column: u32,
    kind: &'t str,
    look: usize,
    is_formula: bool,
    words: String,
    /// Whether what comes next are its words.
    inside: bool,
    reading: bool,
    /// Whether the part is a sheet of cells at all.
    is_sheet: bool,
}

/// The page with its cells; none for a part that is no sheet of cells.
pub fn page(text: &str, shared: &mut Shared, mut page: Page, room: &mut Room) -> Result<Option<Page>, Unread> {
    let (mut xml, mut open) = (Reader::of(text), Open::default());
    loop {
        match xml.next()? {
            Event::Start(e) => open.start(&e, &mut page),
            Event::End("c") => {
                let words = open.said(shared)?;
                page.unsolved += usize::from(open.is_formula && open.words.is_empty());
                if !words.is_empty() {
                    room.take(words.len())?;
                    page.put(open.at, open.column, words);
                }
                open.column += 1;
            }
            Event::End("v" | "t") => open.inside = false,
            Event::End("rPh") => open.reading = false,
            Event::Text(text) if open.inside => open.words.push_str(&text),
            Event::Eof => return Ok(open.is_sheet.then_some(page)),
            _ => {}
        }
    }
}

fn is_set(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true"))
}

impl<'t> Open<'t> {
    fn start(&mut self, element: &Tag<'t>, page: &mut Page) {
        match element.name {
            "sheetData" => self.is_sheet = true,
            "row" => {
                self.row(element);
                page.hidden_lines.extend(is_set(element.raw("hidden")).then_some(self.at));
            }
            "c" => self.cell(element),
            "v" | "t" => self.inside = !self.reading,
            "f" => {
                page.formulas += 1;
                self.is_formula = true;
            }
            "rPh" => self.reading = true,
            "mergeCell" => page.merge(element.raw("ref").and_then(rectangle)),
            _ => {}
        }
    }

    fn row(&mut self, element: &Tag) {
        self.at = element.number("r").unwrap_or(self.at.saturating_add(1));
        self.column = 0;
    }

    fn cell(&mut self, element: &Tag<'t>) {
        (self.kind, self.look, self.is_formula) = ("", 0, false);
        self.words.clear();
        for (name, value) in element.attributes() {
            match name {
                "r" => (self.at, self.column) = place(value).unwrap_or((self.at, self.column)),
                "t" => self.kind = value,
                "s" => self.look = value.trim().parse().unwrap_or_default(),
                _ => {}
            }
        }
    }

    /// The words of the cell.
    fn said(&self, shared: &mut Shared) -> Result<String, Unread> {
        Ok(match self.kind {
            _ if self.words.is_empty() => String::new(),
            "s" => {
                let string = self.words.trim().parse().ok().and_then(|at: usize| shared.strings.get(at));
                string.cloned().unwrap_or_default()
            }
            "str" | "inlineStr" => unescaped(&self.words),
            "b" => if self.words.trim() == "1" { "是" } else { "否" }.to_string(),
            "d" => numbers::iso(&self.words),
            "e" => self.words.clone(),
            _ => numbers::words(&self.words, shared.number(self.look)?),
        })
    }
}

/// Line from 1 and column from 0 of a place such as `B12`; none for one that no sheet has.
fn place(text: &str) -> Option<(u32, u32)> {
    let text = text.strip_prefix('$').unwrap_or(text);
    let letters = text.bytes().position(|c| !c.is_ascii_alphabetic())?;
    let (column, line) = text.split_at(letters);
    let of = |c: u8| u32::from(c.to_ascii_uppercase() - b'A') + 1;
    let column = column.bytes().try_fold(0u32, |sum, c| sum.checked_mul(26)?.checked_add(of(c)))?;
    let line: u32 = line.strip_prefix('$').unwrap_or(line).parse().ok()?;
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

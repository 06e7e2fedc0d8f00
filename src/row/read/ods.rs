//! ODS: the cells of its sheets. Cells and lines that say the same are written once and counted; the count is
//! believed only as far as there is room.

use super::Unread;
use super::book::{Book, MOST_CELLS, MOST_PAGES, Merged, Page, Room};
use super::numbers;
use super::xml::{Event, Reader, Tag};
use super::zip::Parts;
use std::collections::HashSet;

/// The most columns and lines of a sheet.
const COLUMNS: u32 = 16_384;
const LINES: u32 = 1_048_576;
/// The most spaces that are counted in one place.
const MOST_SPACES: u32 = 40_000;

/// Reads the cells of all sheets; no formula is worked out, no link followed.
pub fn book(mut parts: Parts) -> Result<Book, Unread> {
    let manifest = parts.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Unread::Encrypted);
    }
    let macros = parts.names().any(|name| name.starts_with("basic/") || name.starts_with("scripts/"));
    let text = parts.text("content.xml")?.ok_or(Unread::Broken)?;
    let mut reading = Reading::of(Book { macros, ..Book::default() }, parts.room());
    let mut xml = Reader::of(&text);
    loop {
        match xml.next()? {
            Event::Start(e) => reading.start(&e)?,
            Event::End(name) => reading.end(name)?,
            Event::Text(text) if reading.says() => reading.say(&text)?,
            Event::Eof => return reading.finish(),
            _ => {}
        }
    }
}

struct Reading {
    book: Book,
    room: Room,
    /// Names of looks whose sheets are hidden, and the look that is read.
    hidden: HashSet<String>,
    look: String,
    page: Option<Page>,
    /// The line that is read, its cells, and how often it stands there.
    line: u32,
    cells: Vec<(u32, u32, String)>,
    column: u32,
    times: u32,
    is_hidden: bool,
    cell: Cell,
    /// The bytes that its cells said so far.
    said: usize,
    /// Inside a paragraph of a cell, or inside what is no part of its words.
    paragraph: bool,
    aside: usize,
}

/// A cell while it is read.
#[derive(Default)]
struct Cell {
    is_open: bool,
    covered: bool,
    times: u32,
    /// What the file says of its value, and the words that it shows.
    value: Option<String>,
    words: String,
    paragraphs: usize,
}

impl Reading {
    fn of(book: Book, room: Room) -> Self {
        Reading {
            book,
            room,
            hidden: HashSet::new(),
            look: String::new(),
            page: None,
            line: 0,
            cells: Vec::new(),
            column: 0,
            times: 0,
            is_hidden: false,
            cell: Cell::default(),
            said: 0,
            paragraph: false,
            aside: 0,
        }
    }

    /// Whether text that comes next is the cell's.
    fn says(&self) -> bool {
        self.cell.is_open && self.paragraph && self.aside == 0
    }

    /// Adds words to the cell. They take room at once: a count of spaces is short, and may stand there many times.
    fn say(&mut self, words: &str) -> Result<(), Unread> {
        self.said += words.len();
        self.room.holds(self.said)?;
        self.cell.words.push_str(words);
        Ok(())
    }

    fn start(&mut self, e: &Tag) -> Result<(), Unread> {
        match e.name {
            "style" => self.look = e.value("name").unwrap_or_default(),
            "table-properties" if e.raw("display") == Some("false") => {
                self.hidden.insert(std::mem::take(&mut self.look));
            }
            "table" if self.page.is_none() && self.book.pages.len() < MOST_PAGES => {
                let hidden = e.raw("style-name").is_some_and(|look| self.hidden.contains(look));
                self.page = Some(Page { name: e.value("name").unwrap_or_default(), hidden, ..Page::default() });
                self.line = 1;
            }
            "table-source" | "cell-range-source" => self.book.links = true,
            "table-row" => {
                (self.column, self.times, self.said) = (0, repeated(e, "number-rows-repeated"), 0);
                self.is_hidden = e.raw("visibility").is_some_and(|shown| shown != "visible");
                self.cell = Cell::default();
                self.cells.clear();
            }
            "table-cell" | "covered-table-cell" => self.open(e),
            "annotation" | "shapes" => {
                self.book.comments |= e.name == "annotation";
                self.aside += 1;
            }
            _ => return self.inside(e),
        }
        Ok(())
    }

    /// What stands within a cell.
    fn inside(&mut self, e: &Tag) -> Result<(), Unread> {
        match e.name {
            "p" if self.cell.is_open && self.aside == 0 => {
                self.paragraph = true;
                self.cell.paragraphs += 1;
                if self.cell.paragraphs > 1 { self.say("\n") } else { Ok(()) }
            }
            "s" if self.says() => self.say(&" ".repeat(e.number("c").unwrap_or(1).min(MOST_SPACES) as usize)),
            "tab" if self.says() => self.say("\t"),
            "line-break" if self.says() => self.say("\n"),
            _ => Ok(()),
        }
    }

    fn open(&mut self, e: &Tag) {
        let value = match e.raw("value-type") {
            Some("float" | "currency") => e.value("value").map(|text| numbers::words(&text, numbers::Kind::Number)),
            Some("date") => e.value("date-value").map(|text| numbers::iso(&text)),
            Some("boolean") => {
                e.value("boolean-value").map(|text| if text == "true" { "是" } else { "否" }.to_string())
            }
            _ => None,
        };
        self.cell = Cell {
            is_open: true,
            covered: e.name == "covered-table-cell",
            times: repeated(e, "number-columns-repeated"),
            value,
            ..Cell::default()
        };
        let Some(page) = &mut self.page else { return };
        page.formulas += usize::from(e.raw("formula").is_some());
        let [right, down] = ["number-columns-spanned", "number-rows-spanned"].map(|name| repeated(e, name) - 1);
        let (top, left) = (self.line, self.column);
        let merged = Merged { top, left, bottom: top.saturating_add(down), right: left.saturating_add(right) };
        page.merge((right > 0 || down > 0).then_some(merged));
    }

    fn end(&mut self, name: &str) -> Result<(), Unread> {
        match name {
            "p" => self.paragraph = false,
            "annotation" | "shapes" => self.aside = self.aside.saturating_sub(1),
            "table-cell" | "covered-table-cell" => {
                let cell = std::mem::take(&mut self.cell);
                let words = cell.value.unwrap_or(cell.words);
                if !words.is_empty() && !cell.covered {
                    self.cells.push((self.column, cell.times, words));
                }
                self.column = self.column.saturating_add(cell.times);
            }
            "table-row" => self.put_line()?,
            "table" => self.book.pages.extend(self.page.take().map(Page::tidy)),
            _ => {}
        }
        Ok(())
    }

    /// Puts the line as often as it stands there.
    fn put_line(&mut self) -> Result<(), Unread> {
        let (first, after) = (self.line, self.line.saturating_add(self.times));
        self.line = after;
        let Some(page) = self.page.as_mut().filter(|_| !self.cells.is_empty()) else { return Ok(()) };
        let across: u64 = self.cells.iter().map(|(_, times, _)| u64::from((*times).min(COLUMNS))).sum();
        if across * u64::from(self.times.min(LINES)) > MOST_CELLS as u64 {
            return Err(Unread::Swollen);
        }
        for at in first..after.min(LINES + 1) {
            page.hidden_lines.extend(self.is_hidden.then_some(at));
            for (column, times, words) in &self.cells {
                for column in *column..column.saturating_add(*times).min(COLUMNS) {
                    self.room.take(words.len())?;
                    page.put(at, column, words.clone());
                }
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<Book, Unread> {
        if self.book.pages.is_empty() { Err(Unread::NoSheet) } else { Ok(self.book) }
    }
}

fn repeated(e: &Tag, name: &str) -> u32 {
    e.number(name).unwrap_or(1).max(1)
}

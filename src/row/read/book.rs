//! The nouns of a workbook, whichever program wrote it: pages of lines of cells, blank ones left out.

use super::Unread;
use crate::draft::line_ends;
use std::borrow::Cow;

/// A workbook.
#[derive(Debug, Default)]
pub struct Book {
    pub pages: Vec<Page>,
    /// It has macros, or names other workbooks.
    pub macros: bool,
    pub links: bool,
    /// Cells have comments (批注).
    pub comments: bool,
}

/// A sheet of cells.
#[derive(Debug, Default)]
pub struct Page {
    pub name: String,
    pub hidden: bool,
    /// Only those with words in them, from the top down.
    pub lines: Vec<Line>,
    /// Cells that are shown as one.
    pub merged: Vec<Merged>,
    /// Lines that are hidden, from the top down.
    pub hidden_lines: Vec<u32>,
    /// How many cells are formulas.
    pub formulas: usize,
    /// How many of them have no result stored with them.
    pub unsolved: usize,
}

/// A line with its number from 1, and its cells by column from 0, from left to right.
#[derive(Debug, Default)]
pub struct Line {
    pub at: u32,
    pub cells: Vec<(u32, String)>,
}

/// A rectangle of cells: lines from 1, columns from 0, the last ones included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merged {
    pub top: u32,
    pub left: u32,
    pub bottom: u32,
    pub right: u32,
}

/// The most cells with words that are read of a workbook: a list of 100,000 rows with its record has 3 million.
pub const MOST_CELLS: usize = 6_000_000;
/// The most bytes of words; many cells may share a long text.
const MOST_WORDS: usize = 512 << 20;
/// What any workbook may say, however few bytes it has; and what it may for each of them.
const CELLS: usize = 500_000;
const WORDS: usize = 32 << 20;
const CELLS_PER_BYTE: usize = 8;
const WORDS_PER_BYTE: usize = 120;
/// The most merged cells of a sheet.
const MOST_MERGED: usize = 100_000;
/// The most sheets of a workbook that are read.
pub const MOST_PAGES: usize = 256;

impl Page {
    /// Puts words into a cell, with line ends as our own files have them.
    pub fn put(&mut self, at: u32, column: u32, words: String) {
        if words.is_empty() {
            return;
        }
        let words = match line_ends(&words) {
            Cow::Owned(other) => other,
            Cow::Borrowed(_) => words,
        };
        match self.lines.last_mut() {
            Some(line) if line.at == at => line.cells.push((column, words)),
            _ => self.lines.push(Line { at, cells: vec![(column, words)] }),
        }
    }

    /// Notes on cells that are shown as one.
    pub fn merge(&mut self, cells: Option<Merged>) {
        if self.merged.len() < MOST_MERGED {
            self.merged.extend(cells);
        }
    }

    /// Puts lines and cells in order, which every program writes them in, but a stranger need not.
    pub fn tidy(mut self) -> Self {
        self.hidden_lines.sort_unstable();
        if !self.lines.is_sorted_by(|a, b| a.at < b.at) {
            self.lines.sort_by_key(|line| line.at);
            self.lines.dedup_by(|line, before| {
                let same = line.at == before.at;
                if same {
                    before.cells.append(&mut line.cells);
                }
                same
            });
        }
        for line in self.lines.iter_mut().filter(|line| !line.cells.is_sorted_by(|a, b| a.0 < b.0)) {
            line.cells.sort_by_key(|cell| cell.0);
            line.cells.dedup_by_key(|cell| cell.0);
        }
        self
    }
}

impl Line {
    /// The words of a cell; empty where it is blank.
    pub fn cell(&self, column: u32) -> &str {
        let found = self.cells.binary_search_by_key(&column, |cell| cell.0);
        found.map_or("", |place| self.cells[place].1.as_str())
    }
}

/// What a workbook may still say.
pub struct Room {
    cells: usize,
    words: usize,
}

impl Room {
    /// Of a file of so many bytes. Many small ones are read side by side, and all of them have to find room.
    pub fn of(bytes: usize) -> Self {
        Room {
            cells: bytes.saturating_mul(CELLS_PER_BYTE).clamp(CELLS, MOST_CELLS),
            words: bytes.saturating_mul(WORDS_PER_BYTE).clamp(WORDS, MOST_WORDS),
        }
    }

    /// Takes a cell of so many bytes.
    pub fn take(&mut self, bytes: usize) -> Result<(), Unread> {
        let left = (self.cells.checked_sub(1), self.words.checked_sub(bytes));
        let (Some(cells), Some(words)) = left else { return Err(Unread::Swollen) };
        *self = Room { cells, words };
        Ok(())
    }

    /// Whether there is room for so many bytes of words, which have no cells yet.
    pub fn holds(&self, bytes: usize) -> Result<(), Unread> {
        if bytes > self.words { Err(Unread::Swollen) } else { Ok(()) }
    }
}

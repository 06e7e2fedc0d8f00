//! Looking for rows by words: a stretch of them at a time, as much as a frame has time for, so that the window stays alive
//! however many there are. What was found out is kept until the row or the words change.

use super::line::Item;
use crate::office::{Book, Left, RowId, Standing};
use crate::row::Cell;
use std::collections::HashSet;

/// So many rows are looked through at a time: some milliseconds.
const STRETCH: usize = 2_500;

/// Words, and which rows are known to hold them.
#[derive(Debug, Default)]
pub struct Search {
    words: String,
    /// How each row stood when it was looked at, and whether it holds the words; none before it was looked at.
    rows: Vec<Option<(Standing, bool)>>,
    /// All before this one were looked at.
    next: RowId,
    left: Vec<bool>,
    /// So many files were looked at, and which of their notes hold the words.
    files: usize,
    notes: HashSet<(usize, usize)>,
}

impl Search {
    /// A search for these words. Rows without the words of the search before hold no words with these in them either.
    pub(super) fn after(before: Search, words: &str) -> Self {
        let is_narrower = !before.words.is_empty() && words.contains(&before.words);
        let without = |row: Option<(Standing, bool)>| row.filter(|(_, holds)| !holds);
        let rows = if is_narrower { before.rows.into_iter().map(without).collect() } else { Vec::new() };
        Search { words: words.to_string(), rows, ..Search::default() }
    }

    pub(super) fn is_for(&self, words: &str) -> bool {
        self.words == words
    }

    /// Whether every row was looked at.
    pub(super) fn is_done(&self, book: &Book) -> bool {
        let looked = (self.next, self.left.len(), self.files);
        self.words.is_empty() || looked == (book.entries().len(), book.left.len(), book.files.len())
    }

    /// Whether the table shows an item, as far as is known.
    pub(super) fn shows(&self, item: Item) -> bool {
        self.words.is_empty()
            || match item {
                Item::Row(id) => self.rows.get(id).copied().flatten().is_some_and(|(_, holds)| holds),
                Item::Left(at) => self.left.get(at).is_some_and(|holds| *holds),
                Item::Note(file, at) => self.notes.contains(&(file, at)),
            }
    }

    /// This row says something else now.
    pub(super) fn forget(&mut self, id: RowId) {
        if let Some(row) = self.rows.get_mut(id) {
            *row = None;
            self.next = self.next.min(id);
        }
    }

    /// Looks at the next stretch of rows, and again at those that stand otherwise now: why they do can be looked for too.
    pub(super) fn go_on(&mut self, book: &Book) {
        if self.words.is_empty() {
            return;
        }
        self.rows.resize(book.entries().len(), None);
        for (id, standing) in book.standings().iter().enumerate() {
            if self.rows[id].is_some_and(|(seen, _)| seen != *standing) {
                self.forget(id);
            }
        }
        let mut looked = 0;
        while self.next < self.rows.len() && looked < STRETCH {
            if self.rows[self.next].is_none() {
                self.rows[self.next] =
                    Some((book.standings()[self.next], holds(book, Item::Row(self.next), &self.words)));
                looked += 1;
            }
            self.next += 1;
        }
        let left = (self.left.len()..book.left.len()).take(STRETCH - looked);
        self.left.extend(left.map(|at| holds(book, Item::Left(at), &self.words)));
        for (file, of) in book.files.iter().enumerate().skip(self.files).take(STRETCH) {
            let holding = (0..of.notes.len()).filter(|at| holds(book, Item::Note(file, *at), &self.words));
            self.notes.extend(holding.map(|at| (file, at)));
            self.files = file + 1;
        }
    }
}

/// Whether a cell, the file's name, or why it does not stand in the list holds the words.
fn holds(book: &Book, item: Item, words: &str) -> bool {
    let has = |text: &String| match words.is_ascii() {
        true => text.as_bytes().windows(words.len()).any(|part| part.eq_ignore_ascii_case(words.as_bytes())),
        false => text.contains(words),
    };
    match item {
        Item::Row(id) => book.entry(id).is_some_and(|entry| {
            let mut cells = entry.row.cells.iter();
            cells.any(|cell| matches!(cell, Cell::Text(text) if has(text)))
                || [&entry.row.from.file, &entry.row.code, &entry.reason].into_iter().any(has)
        }),
        Item::Left(at) => book.left.get(at).is_some_and(|Left { told, .. }| {
            [&told.name, &told.unit, &told.from.file, &told.reason].into_iter().any(has)
        }),
        Item::Note(file, at) => {
            book.files.get(file).is_some_and(|of| has(&of.path) || of.notes.get(at).is_some_and(has))
        }
    }
}

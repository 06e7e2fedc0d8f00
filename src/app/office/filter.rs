//! Which rows the table shows.

use super::desk::{Item, RowState};
use crate::office::{Book, Entry, Left, Outcome, RowId};
use crate::row::{Cell, Verdict};

/// The rows of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Filter {
    #[default]
    All,
    Errors,
    Warnings,
    Accepted,
    Superseded,
    LeftOut,
    /// Rows and files that could not be taken.
    Refused,
    /// What files hold that is no row, and whatever else is worth knowing of them.
    Notes,
}

impl Filter {
    pub const ALL: [Filter; 8] = [
        Filter::All,
        Filter::Errors,
        Filter::Warnings,
        Filter::Accepted,
        Filter::Superseded,
        Filter::LeftOut,
        Filter::Refused,
        Filter::Notes,
    ];
}

/// How many lines of each kind there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    of: [usize; Filter::ALL.len()],
    /// Files that were handed in, and those of them that could not be read.
    pub files: usize,
    pub unread: usize,
}

impl Counts {
    pub(super) fn of(book: &Book) -> Self {
        let mut counts = Counts::default();
        let rows = book.entries().iter().map(RowState::of);
        for state in rows.chain(book.left.iter().map(|left| RowState::of_verdict(left.told.verdict))) {
            counts.of[kind_of(state) as usize] += 1;
        }
        counts.of[Filter::All as usize] = book.lines().len();
        counts.of[Filter::Notes as usize] = book.files.iter().map(|file| file.notes.len()).sum();
        counts.files = book.files.len();
        counts.unread = book.files.iter().filter(|file| matches!(file.outcome, Outcome::Unread(_))).count();
        counts
    }

    pub fn of_kind(&self, filter: Filter) -> usize {
        self.of[filter as usize]
    }
}

fn kind_of(state: RowState) -> Filter {
    match state {
        RowState::Good => Filter::All,
        RowState::Errors(_) => Filter::Errors,
        RowState::Warnings(_) => Filter::Warnings,
        RowState::Accepted(_) => Filter::Accepted,
        RowState::Superseded | RowState::Repeated => Filter::Superseded,
        RowState::LeftOut => Filter::LeftOut,
        RowState::Refused | RowState::Unread => Filter::Refused,
        RowState::Note => Filter::Notes,
    }
}

/// The lines of a kind that hold these words, in the order of the list.
pub(super) fn shown(book: &Book, filter: Filter, search: &str) -> Vec<Item> {
    let words = search.trim();
    let all = match filter {
        Filter::All => with_older(book),
        Filter::Errors | Filter::Warnings | Filter::Accepted => of_kind(book, filter, book.lines().iter().copied()),
        Filter::Superseded | Filter::LeftOut | Filter::Refused => {
            let left = book.left.iter().enumerate();
            let left = left.filter(|(_, left)| kind_of(RowState::of_verdict(left.told.verdict)) == filter);
            let rows = of_kind(book, filter, 0..book.entries().len());
            rows.into_iter().chain(left.map(|(at, _)| Item::Left(at))).collect()
        }
        Filter::Notes => {
            let files = book.files.iter().enumerate();
            files.flat_map(|(file, of)| (0..of.notes.len()).map(move |at| Item::Note(file, at))).collect()
        }
    };
    match words.is_empty() {
        true => all,
        false => all.into_iter().filter(|item| holds(book, *item, words)).collect(),
    }
}

fn of_kind(book: &Book, filter: Filter, rows: impl Iterator<Item = RowId>) -> Vec<Item> {
    let is_meant = |id: &RowId| book.entry(*id).is_some_and(|entry| kind_of(RowState::of(entry)) == filter);
    rows.filter(is_meant).map(Item::Row).collect()
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

/// The list, with older versions below the row that stands for them.
fn with_older(book: &Book) -> Vec<Item> {
    let older = |(id, entry): (RowId, &Entry)| {
        let is_older = entry.verdict == Verdict::Superseded;
        is_older.then(|| Some((book.line_of(book.stands_for(id)?)?, id))).flatten()
    };
    let mut older: Vec<(usize, RowId)> = book.entries().iter().enumerate().filter_map(older).collect();
    older.sort_unstable();
    let mut older = older.into_iter().peekable();
    let mut shown = Vec::with_capacity(book.entries().len());
    for (line, id) in book.lines().iter().enumerate() {
        shown.push(Item::Row(*id));
        while let Some((_, id)) = older.next_if(|(at, _)| *at == line) {
            shown.push(Item::Row(id));
        }
    }
    shown
}

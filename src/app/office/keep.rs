//! How a book stands on the disk: a head, and pieces of so many rows and files each, of which only those that changed are
//! written again. [`super::kept`] finds it there.

use super::action::OfficeTask;
use super::desk::Desk;
use crate::app::Task;
use crate::form::text;
use crate::office::{Book, Entry, File, Left, RowId};
use crate::store::{Folder, StoreError};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The version of the books that this program writes.
pub(super) const FORMAT: u32 = 1;

/// Rows, files and what was left, in a piece: the same stretch of each.
pub(super) const PIECE: usize = 256;

/// Pieces that are written at once: what is copied for it must not hold a frame up.
const AT_ONCE: usize = 4;

/// What does not grow with the rows, but for their order. It tells only of pieces that are on the disk.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename = "Book")]
pub(super) struct Head {
    format: u32,
    pub call: String,
    pub office: String,
    /// How many rows, files and left ones there are.
    pub rows: usize,
    #[serde(default)]
    pub files: usize,
    #[serde(default)]
    pub left: usize,
    pub lines: Vec<RowId>,
    /// The headings under which the cells of the rows stand.
    #[serde(default)]
    pub headings: Vec<String>,
    /// The draft of the letter that was begun, by its place's id.
    #[serde(default)]
    pub letter: Option<String>,
    /// How many files were on their way into it.
    #[serde(default)]
    pub on_the_way: usize,
}

/// A stretch of what came in.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Piece {
    pub entries: Vec<Entry>,
    pub files: Vec<File>,
    pub left: Vec<Left>,
}

/// What a save writes.
#[derive(Debug)]
pub struct Keeping {
    pub id: String,
    head: Head,
    pieces: Vec<(usize, Piece)>,
}

/// Which pieces are not on the disk as they are.
#[derive(Debug, Default)]
pub struct Unsaved {
    pieces: BTreeSet<usize>,
    /// Those of the save that is under way; there is one at a time, so that it is known what a failure has left.
    sent: BTreeSet<usize>,
    /// How many rows, files and left ones were there when it was last looked.
    seen: [usize; 3],
}

impl Unsaved {
    /// A book as it is on the disk.
    pub fn none(book: &Book) -> Self {
        Unsaved { seen: lengths(book), ..Self::default() }
    }

    /// This row was changed.
    pub fn row(&mut self, row: RowId) {
        self.pieces.insert(row / PIECE);
    }

    /// What came in since it was last looked.
    pub fn grown(&mut self, book: &Book) {
        for (seen, now) in self.seen.iter_mut().zip(lengths(book)) {
            if now > *seen {
                self.pieces.extend(*seen / PIECE..=(now - 1) / PIECE);
            }
            *seen = now;
        }
    }

    fn is_none(&self) -> bool {
        self.pieces.is_empty() && self.sent.is_empty()
    }

    /// A save has come back.
    pub fn came_back(&mut self, succeeded: bool) {
        let sent = std::mem::take(&mut self.sent);
        if !succeeded {
            self.pieces.extend(sent);
        }
    }
}

fn lengths(book: &Book) -> [usize; 3] {
    [book.entries().len(), book.files.len(), book.left.len()]
}

impl Desk {
    pub fn is_saved(&self) -> bool {
        self.saving.is_saved() && self.unsaved.is_none()
    }

    /// Whether a save that came back has left something to be saved.
    pub(super) fn has_more_to_save(&self) -> bool {
        !self.unsaved.pieces.is_empty()
    }

    /// Saves what a frame has time for, where no save is under way.
    pub(in crate::app) fn save_if_free(&mut self) -> Option<Task> {
        (!self.saving.is_under_way()).then(|| self.save(AT_ONCE))
    }

    /// Saves everything, where no save is under way: else once it has come back.
    pub(super) fn save_all_if_free(&mut self) -> Option<Task> {
        (!self.saving.is_under_way()).then(|| self.save(usize::MAX))
    }

    /// Saves everything, and once more what is under way: nothing comes back any more.
    pub(in crate::app) fn save_last(&mut self) -> Task {
        self.unsaved.came_back(false);
        self.save(usize::MAX)
    }

    fn save(&mut self, most: usize) -> Task {
        let keeping = Box::new(self.keeping(most));
        OfficeTask::Save { keeping, edits: self.saving.sent() }.into()
    }

    /// A save has come back well; tells whether one had failed before.
    pub(super) fn saved(&mut self, edits: u64, at: DateTime) -> bool {
        self.unsaved.came_back(true);
        self.saving.succeeded(edits, at)
    }

    pub(super) fn save_failed(&mut self, error: StoreError, now: f64) {
        self.unsaved.came_back(false);
        self.saving.went_wrong(error, now);
    }

    /// What of the book is to be written next.
    fn keeping(&mut self, most: usize) -> Keeping {
        let book = &self.book;
        let numbers: Vec<usize> = self.unsaved.pieces.iter().copied().take(most).collect();
        for number in &numbers {
            self.unsaved.pieces.remove(number);
        }
        self.unsaved.sent.extend(numbers.iter().copied());
        let pieces = numbers.into_iter().map(|number| (number, piece(book, number))).collect();
        // What is still to be written is not told of: whoever is cut off before hears of files on their way.
        let most = self.unsaved.pieces.first().map_or(usize::MAX, |number| number * PIECE);
        let head = head(book, most);
        let whole = self.taking.first_open().map_or(head.files, |file| file.min(head.files));
        let on_the_way = self.taking.left() + book.files.len() - whole;
        let head = Head { letter: self.letter.clone(), on_the_way, ..head };
        Keeping { id: self.id.clone(), head, pieces }
    }
}

/// The head of a book of which so many rows, files and left ones at the most are on the disk.
pub(super) fn head(book: &Book, most: usize) -> Head {
    let [rows, files, left] = lengths(book).map(|length| length.min(most));
    Head {
        format: FORMAT,
        call: book.call.id.clone(),
        office: book.office.clone(),
        rows,
        files,
        left,
        lines: book.lines().to_vec(),
        headings: book.headings(),
        letter: None,
        on_the_way: 0,
    }
}

fn piece(book: &Book, number: usize) -> Piece {
    Piece {
        entries: stretch(book.entries(), number),
        files: stretch(&book.files, number),
        left: stretch(&book.left, number),
    }
}

fn stretch<T: Clone>(all: &[T], number: usize) -> Vec<T> {
    all.iter().skip(number * PIECE).take(PIECE).cloned().collect()
}

/// Writes what changed.
pub(super) fn keep(folder: &Folder, keeping: &Keeping) -> Result<DateTime, StoreError> {
    let pieces: Vec<_> = keeping.pieces.iter().map(|(number, piece)| (*number, text::write_dense(piece))).collect();
    folder.save_book(&keeping.id, &text::write_dense(&keeping.head), &pieces)
}

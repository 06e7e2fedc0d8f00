//! How a book stands on the disk: a head, and pieces of so many rows and files each, of which only those that changed are
//! written again.

use super::action::OfficeTask;
use super::desk::Desk;
use crate::app::Task;
use crate::form::text;
use crate::form::{Catalogue, Notice};
use crate::office::{Book, Entry, File, Left, RowId};
use crate::row::LeftOut;
use crate::store::{self, Act, BookEntry, Cause, Folder, StoreError};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

const FORMAT: u32 = 1;

/// Rows, files and what was left, in a piece: the same stretch of each.
const PIECE: usize = 256;

/// Pieces that are written at once: what is copied for it must not hold a frame up.
const AT_ONCE: usize = 4;

/// What does not grow with the rows, but for their order.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename = "Book")]
struct Head {
    format: u32,
    call: String,
    office: String,
    /// How many rows came in, for the list of books.
    rows: usize,
    lines: Vec<RowId>,
    /// The headings under which the cells of the rows stand.
    #[serde(default)]
    headings: Vec<String>,
    /// The draft of the letter that was begun, by its place's id.
    #[serde(default)]
    letter: Option<String>,
    /// How many files were on their way into it.
    #[serde(default)]
    on_the_way: usize,
}

/// A stretch of what came in.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Piece {
    entries: Vec<Entry>,
    files: Vec<File>,
    left: Vec<LeftOut>,
    /// The file of each of these.
    #[serde(default)]
    left_in: Vec<Option<usize>>,
}

/// What a save writes.
#[derive(Debug)]
pub struct Keeping {
    pub id: String,
    head: Head,
    pieces: Vec<(usize, Piece)>,
}

/// A book of the list of books.
#[derive(Debug, Clone, PartialEq)]
pub struct BookLine {
    pub id: String,
    /// Local time of the last change.
    pub saved: DateTime,
    /// What its head says, or why it can't be read.
    pub about: Result<About, StoreError>,
}

/// What a book is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The call's id.
    pub call: String,
    pub office: String,
    pub rows: usize,
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
        let head = Head { letter: self.letter.clone(), on_the_way: self.taking.left(), ..head(book) };
        Keeping { id: self.id.clone(), head, pieces }
    }
}

fn head(book: &Book) -> Head {
    Head {
        format: FORMAT,
        call: book.call.id.clone(),
        office: book.office.clone(),
        rows: book.entries().len(),
        lines: book.lines().to_vec(),
        headings: book.headings(),
        letter: None,
        on_the_way: 0,
    }
}

fn piece(book: &Book, number: usize) -> Piece {
    let left = stretch(&book.left, number);
    Piece {
        entries: stretch(book.entries(), number),
        files: stretch(&book.files, number),
        left_in: left.iter().map(|left| left.file).collect(),
        left: left.into_iter().map(|left| left.told).collect(),
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

/// The books at hand, the last changed first.
pub(super) fn books(folder: &Folder) -> Result<Vec<BookLine>, StoreError> {
    let about = |entry: BookEntry| {
        let path = folder.root().join("books").join(&entry.id);
        let head = entry.head.and_then(|text| read::<Head>(&path, &text));
        let about = head.map(|head| About { call: head.call, office: head.office, rows: head.rows });
        BookLine { id: entry.id, saved: entry.saved, about }
    };
    Ok(folder.books()?.into_iter().map(about).collect())
}

/// Begins a book; the one of that call and office goes on where there is one.
pub(super) fn begin(
    folder: &Folder,
    call: Arc<Notice>,
    office: &str,
    catalogue: &Catalogue,
) -> Result<Box<Desk>, StoreError> {
    let is_meant = |book: &&BookLine| {
        book.about.as_ref().is_ok_and(|about| about.call == call.id && about.office == office.trim())
    };
    if let Some(book) = books(folder)?.iter().find(is_meant) {
        return open(folder, &book.id, catalogue);
    }
    let id = store::new_id();
    let no_list = StoreError::new(Path::new(&call.id), Act::Read, Cause::NoForm(call.id.clone()));
    let book = Book::new(call, office).ok_or(no_list)?;
    folder.save_book(&id, &text::write_dense(&head(&book)), &[])?;
    let lock = folder.lock_book(&id)?;
    Ok(Box::new(Desk::new(id, book, lock)))
}

/// Opens a book as it was left.
pub(super) fn open(folder: &Folder, id: &str, catalogue: &Catalogue) -> Result<Box<Desk>, StoreError> {
    let path = folder.root().join("books").join(id);
    let texts = folder.open_book(id)?;
    let head: Head = read(&path, &texts.head)?;
    let (mut entries, mut files, mut left) = (Vec::new(), Vec::new(), Vec::new());
    for text in &texts.pieces {
        let piece: Piece = read(&path, text)?;
        entries.extend(piece.entries);
        files.extend(piece.files);
        let of = piece.left_in.into_iter().chain(std::iter::repeat(None));
        left.extend(piece.left.into_iter().zip(of).map(|(told, file)| Left { file, told }));
    }
    let call = catalogue.notices().iter().find(|notice| notice.id == head.call).cloned();
    let missing = || StoreError::new(&path, Act::Read, Cause::NoForm(head.call.clone()));
    let call = call.ok_or_else(missing)?;
    let book = Book::restored(call, &head.office, files, left, &head.headings, entries, &head.lines);
    let book = book.ok_or_else(missing)?;
    let mut desk = Box::new(Desk::new(id.to_string(), book, texts.lock));
    (desk.letter, desk.cut_off) = (head.letter, head.on_the_way);
    Ok(desk)
}

fn read<T: serde::de::DeserializeOwned>(path: &Path, source: &str) -> Result<T, StoreError> {
    text::read(source).map_err(|problem| {
        let damaged = crate::draft::FileProblem::Damaged { line: problem.line, cause: problem.cause };
        StoreError::new(path, Act::Read, Cause::Book(damaged))
    })
}

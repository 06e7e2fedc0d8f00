//! Books of a recommending office: each a folder with a head and pieces, so that a correction writes one small file.
//!
//! The head is written last: what it tells of stands by then. A piece that is newer than the head is whole all the same.

use super::error::{Cause, StoreError};
use super::folder::names_in;
use super::{Folder, Lock, Place, atomic, clock, read};
use jiff::civil::DateTime;
use std::fs;
use std::path::{Path, PathBuf};

/// The file that every book has.
const HEAD: &str = "book.ron";

/// A file of a book is not larger than this.
const MOST_BYTES: u64 = 256 << 20;

/// A book in the data folder.
#[derive(Debug, Clone, PartialEq)]
pub struct BookEntry {
    pub id: String,
    /// The file of its head.
    pub path: PathBuf,
    /// Local time of the last change.
    pub saved: DateTime,
    /// The text of its head.
    pub head: Result<String, StoreError>,
}

/// The texts of a book.
#[derive(Debug)]
pub struct BookTexts {
    /// The file of the head.
    pub path: PathBuf,
    pub head: String,
    /// In the order of their numbers.
    pub pieces: Vec<PieceText>,
    pub lock: Lock,
}

/// The text of a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PieceText {
    pub number: usize,
    pub path: PathBuf,
    pub text: String,
}

/// The file's name of the piece of that number.
pub fn piece_name(number: usize) -> String {
    format!("{number:06}.ron")
}

impl Folder {
    /// All books, the last changed first.
    pub fn books(&self) -> Result<Vec<BookEntry>, StoreError> {
        let mut books: Vec<BookEntry> = Vec::new();
        for id in names_in(&self.inner("books"))? {
            let path = self.inner("books").join(&id).join(HEAD);
            let Ok(changed) = fs::metadata(&path).and_then(|meta| meta.modified()) else { continue };
            let saved = clock::local(changed).unwrap_or_default();
            books.push(BookEntry { id, saved, head: text(&path), path });
        }
        books.sort_by(|a, b| b.saved.cmp(&a.saved).then_with(|| a.id.cmp(&b.id)));
        Ok(books)
    }

    /// Reads a book; refused while another window has it.
    pub fn open_book(&self, id: &str) -> Result<BookTexts, StoreError> {
        let lock = self.lock_book(id)?;
        let folder = self.inner("books").join(id);
        let path = folder.join(HEAD);
        let mut numbers: Vec<usize> = names_in(&folder)?.iter().filter_map(|name| piece_number(name)).collect();
        numbers.sort_unstable();
        let piece = |number| {
            let path = folder.join(piece_name(number));
            Ok(PieceText { number, text: text(&path)?, path })
        };
        let pieces = numbers.into_iter().map(piece).collect::<Result<_, _>>()?;
        Ok(BookTexts { head: text(&path)?, path, pieces, lock })
    }

    /// Says that a book is open in this window.
    pub fn lock_book(&self, id: &str) -> Result<Lock, StoreError> {
        self.lock(&Place { path: self.inner("books").join(id), id: format!("book-{id}") })
    }

    /// Writes the pieces of these numbers, then the head. Returns the local time.
    pub fn save_book(&self, id: &str, head: &str, pieces: &[(usize, String)]) -> Result<DateTime, StoreError> {
        let folder = self.inner("books").join(id);
        fs::create_dir_all(&folder).map_err(StoreError::writing(&folder))?;
        for (number, text) in pieces {
            atomic::write(&folder.join(piece_name(*number)), text.as_bytes())?;
        }
        atomic::write(&folder.join(HEAD), head.as_bytes())?;
        Ok(clock::now())
    }
}

/// The number of the piece whose file has this very name.
fn piece_number(name: &str) -> Option<usize> {
    name.strip_suffix(".ron")?.parse().ok().filter(|number| piece_name(*number) == name)
}

/// The text of a file of a book; no sentence on it speaks of drafts.
fn text(path: &Path) -> Result<String, StoreError> {
    read::text(path, MOST_BYTES).map_err(|error| match error.cause {
        Cause::Draft(problem) => StoreError { cause: Cause::Book(problem), ..error },
        _ => error,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_comes_back_piece_by_piece() {
        let temp = tempfile::tempdir().unwrap();
        let folder = Folder::at(temp.path());
        assert_eq!(folder.books().unwrap(), []);
        folder.save_book("a", "head", &[(0, "first".into()), (1, "second".into())]).unwrap();
        folder.save_book("a", "later head", &[(1, "changed".into())]).unwrap();
        let book = folder.open_book("a").unwrap();
        let pieces: Vec<_> = book.pieces.iter().map(|piece| (piece.number, piece.text.as_str())).collect();
        assert_eq!((book.head.as_str(), pieces.as_slice()), ("later head", &[(0, "first"), (1, "changed")][..]));
        assert!(folder.open_book("a").is_err(), "another window has it");
        drop(book);
        assert!(folder.open_book("a").is_ok());
        assert_eq!(folder.books().unwrap()[0].head.as_deref(), Ok("later head"));
    }
}

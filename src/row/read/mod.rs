//! Reading what offices are handed: our own row files and merged lists, also saved again by other programs, and lists
//! made by hand under the annex's headings.
//!
//! A file is data from a stranger: how large it is, what it names and how much it unfolds to is bounded before it is
//! believed. Nothing in it is run or followed. What it holds is a row, a heading, a title, or is told.

mod book;
mod cells;
mod compound;
mod known;
mod lines;
mod note;
mod numbers;
mod ods;
mod own;
mod pair;
mod record;
mod records;
mod shape;
mod table;
mod unread;
mod xls;
mod xlsx;
mod xml;
mod zip;

use super::{LeftOut, Row};

pub use known::Known;
pub use note::{Note, What};
pub use shape::MOST_BYTES;
pub use unread::Unread;

/// What a file holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// In the order of the file.
    pub rows: Vec<FoundRow>,
    /// What did not become a row: of this file, and what the merge before had left out.
    pub left: Vec<LeftOut>,
    /// What is worth knowing beside.
    pub notes: Vec<Note>,
}

/// A row, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundRow {
    /// The call whose list it is a row of; one of those that were given.
    pub call: String,
    /// The sheet's name, and the line on it from 1.
    pub sheet: String,
    pub line: u32,
    /// Its origin is this file and line, or what a merged list tells of it.
    pub row: Row,
}

/// Reads a file of that name under the headings of the known lists.
pub fn read(file: &str, bytes: &[u8], known: &Known) -> Result<Found, Unread> {
    let book = match shape::of(bytes)? {
        shape::Shape::Xlsx(parts) => xlsx::book(parts)?,
        shape::Shape::Ods(parts) => ods::book(parts)?,
        shape::Shape::Xls(file) => xls::book(&file)?,
    };
    let found = own::found(file, &book, known)?;
    Ok(Found { notes: note::bounded(found.notes), ..found })
}

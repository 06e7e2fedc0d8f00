//! 汇总: what the program does for a recommending office. The book itself is [`crate::office`]'s; here it is at hand, shown,
//! taken in for, and kept.

mod action;
mod desk;
mod filter;
mod give;
mod keep;
mod kept;
mod line;
mod out;
mod read;
mod search;
mod taking;
mod update;

pub use action::{OfficeAction, OfficeTask};
pub use desk::Desk;
pub use filter::{Counts, Filter};
pub use give::{Given, Giving, Paper, Remarking, Verified};
pub use keep::Keeping;
pub use kept::{About, BookLine};
pub use line::{Item, Line, RowState};
pub use read::Gathered;
pub use taking::Taking;

pub(super) use action::run;

use crate::store::StoreError;
use std::path::PathBuf;

/// The office's part of what the program knows.
#[derive(Debug, Default)]
pub struct Office {
    /// The books at hand, the last changed first.
    pub books: Vec<BookLine>,
    /// Whether they were listed at least once.
    pub listed: bool,
    pub desk: Option<Desk>,
    /// Whether a book is being opened.
    opening: bool,
    /// Files that were handed in before a book was open.
    pub handed: Vec<PathBuf>,
    /// Whether the draft that is open is the letter.
    in_letter: bool,
    /// What follows when the book is saved.
    pub(super) then: Then,
}

/// What follows when the book is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Then {
    #[default]
    Stay,
    /// Another book is chosen.
    Choose,
    /// The window closes.
    Quit,
}

/// What stands before the office and wants an answer.
#[derive(Debug)]
pub enum OfficeDialog {
    /// A path to take in, where the system has no dialog for it.
    Add,
    /// Which findings of the chosen row to let pass, and why.
    Accept,
    /// Other words for a cell of the chosen row, by its column.
    Correct(usize),
    /// Why the chosen row is left out.
    LeaveOut,
    /// What to tell the unit of the chosen row.
    Comment,
    /// Whether papers carry what the rows say.
    Verify,
    /// What to give out, and where.
    Export,
    /// The office's name.
    Rename,
    /// The book could not be saved.
    Unsaved(StoreError),
    /// Files are still being read, and the window is to be closed.
    Reading,
}

impl Office {
    /// Whether the draft that is open is the letter of the book at hand.
    pub fn is_in_letter(&self) -> bool {
        self.in_letter && self.desk.is_some()
    }

    /// Leaving is off.
    pub(super) fn stay(&mut self) {
        self.then = Then::Stay;
    }
}

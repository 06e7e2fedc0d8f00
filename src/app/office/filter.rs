//! Which rows the table shows.

use super::line::Item;
use crate::office::{Book, Outcome, RowId, Standing};
use crate::row::Verdict;

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
        let rows = book.standings().iter().map(|standing| kind_of(*standing));
        for kind in rows.chain(book.left.iter().map(|left| kind_of_left(left.told.verdict))) {
            counts.of[kind as usize] += 1;
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

fn kind_of(standing: Standing) -> Filter {
    match standing {
        Standing::Good => Filter::All,
        Standing::Errors => Filter::Errors,
        Standing::Warnings => Filter::Warnings,
        Standing::Accepted => Filter::Accepted,
        Standing::Superseded => Filter::Superseded,
        Standing::LeftOut => Filter::LeftOut,
        Standing::Refused => Filter::Refused,
    }
}

fn kind_of_left(verdict: Verdict) -> Filter {
    match verdict {
        Verdict::Taken => Filter::All,
        Verdict::Superseded => Filter::Superseded,
        Verdict::Refused => Filter::Refused,
    }
}

/// The lines of a kind, in the order of the list.
pub(super) fn shown(book: &Book, filter: Filter) -> Vec<Item> {
    let is_meant = |id: &RowId| kind_of(book.standings()[*id]) == filter;
    match filter {
        Filter::All => with_older(book),
        Filter::Errors | Filter::Warnings | Filter::Accepted => {
            book.lines().iter().copied().filter(is_meant).map(Item::Row).collect()
        }
        Filter::Superseded | Filter::LeftOut | Filter::Refused => {
            let left = book.left.iter().enumerate();
            let left = left.filter(|(_, left)| kind_of_left(left.told.verdict) == filter);
            let rows = (0..book.entries().len()).filter(is_meant).map(Item::Row);
            rows.chain(left.map(|(at, _)| Item::Left(at))).collect()
        }
        Filter::Notes => {
            let files = book.files.iter().enumerate();
            files.flat_map(|(file, of)| (0..of.notes.len()).map(move |at| Item::Note(file, at))).collect()
        }
    }
}

/// The list, with older versions below the row that stands for them.
fn with_older(book: &Book) -> Vec<Item> {
    let mut older: Vec<(usize, RowId)> = book.older().filter_map(|(id, by)| Some((book.line_of(by)?, id))).collect();
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

//! How each row stands, in a word, kept beside each other: to go through the entries of 100,000 rows takes longer than a
//! frame has, to go through these a hundredth of it.

use super::book::{Book, Entry, RowId};
use super::version::Key;
use crate::row::Verdict;

/// How a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// In the list, and nothing is wrong with it.
    Good,
    Errors,
    Warnings,
    /// What was wrong was let pass.
    Accepted,
    Superseded,
    /// The office left it out.
    LeftOut,
    /// It can't be taken, such as a row of another call.
    Refused,
}

impl Standing {
    pub(super) fn is_in_list(self) -> bool {
        matches!(self, Standing::Good | Standing::Errors | Standing::Warnings | Standing::Accepted)
    }
}

impl Entry {
    /// How it stands.
    pub fn standing(&self) -> Standing {
        match (self.verdict, self.count.errors, self.count.warnings) {
            _ if self.left_out => Standing::LeftOut,
            (Verdict::Superseded, ..) => Standing::Superseded,
            (Verdict::Refused, ..) => Standing::Refused,
            (Verdict::Taken, 1.., _) => Standing::Errors,
            (Verdict::Taken, _, 1..) => Standing::Warnings,
            (Verdict::Taken, ..) if self.count.accepted > 0 => Standing::Accepted,
            (Verdict::Taken, ..) => Standing::Good,
        }
    }
}

impl Book {
    /// How each row stands, by its number.
    pub fn standings(&self) -> &[Standing] {
        &self.standings
    }

    /// The rows that were superseded and of which another stands in the list, each with that one.
    pub fn older(&self) -> impl Iterator<Item = (RowId, RowId)> {
        self.older.iter().map(|(id, by)| (*id, *by))
    }

    /// The row that stands in the list for one that was superseded.
    pub fn stands_for(&self, id: RowId) -> Option<RowId> {
        self.older.get(&id).copied()
    }

    /// Notes how a row stands now.
    pub(super) fn stand(&mut self, id: RowId) {
        let standing = self.entries[id].standing();
        self.standings[id] = standing;
        match self.in_its_place(id).filter(|_| standing == Standing::Superseded) {
            Some(by) => self.older.insert(id, by),
            None => self.older.remove(&id),
        };
    }

    /// The first of a row's versions that stands in the list.
    fn in_its_place(&self, id: RowId) -> Option<RowId> {
        let versions = self.versions.get(&Key::of(self, &self.entries[id]))?;
        versions.iter().copied().find(|other| self.line_of(*other).is_some())
    }
}

//! How each row stands, in a word, kept beside each other: to go through the entries of 100,000 rows takes longer than a
//! frame has, to go through these a hundredth of it.

use super::book::{Book, Entry, RowId};
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
        self.standings[id] = self.entries[id].standing();
    }

    /// Notes which of the versions of a row stands in the list for those that were superseded.
    pub(super) fn name_standing(&mut self, versions: &[RowId]) {
        let by = versions.iter().copied().find(|id| self.line_of(*id).is_some());
        for id in versions {
            match by.filter(|_| self.standings[*id] == Standing::Superseded) {
                Some(by) => self.older.insert(*id, by),
                None => self.older.remove(id),
            };
        }
    }
}

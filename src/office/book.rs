//! The nouns: a list in the making, and the rows that were handed in for it.

use super::columns;
use super::file::File;
use super::findings::Count;
use super::standing::Standing;
use super::together::Together;
use super::version::Key;
use crate::form::{Holds, List, Notice};
use crate::row::{LeftOut, Row, Verdict};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A row's number in its book: in the order in which rows came in, from 0. It stays, wherever the row stands in the list.
pub type RowId = usize;

/// One call's list in the making. All that was handed in is in it; [`Book::lines`] is what stands in the list.
#[derive(Debug, Clone)]
pub struct Book {
    pub call: Arc<Notice>,
    pub list: List,
    /// The office that makes the list; empty while it is not named.
    pub office: String,
    /// In the order in which they came in.
    pub files: Vec<File>,
    /// What the lists that came in say that they left, each once, and files that could not be read.
    pub left: Vec<Left>,
    /// Headings that the call's list no longer has. What stands under them is kept, but goes into no list.
    pub aside: Vec<String>,
    pub(super) entries: Vec<Entry>,
    /// How each of them stands, and which stands for those that were superseded.
    pub(super) standings: Vec<Standing>,
    pub(super) older: BTreeMap<RowId, RowId>,
    pub(super) lines: Vec<RowId>,
    /// The line of each row, the other way round.
    pub(super) line_of: Vec<Option<usize>>,
    /// The rows that are versions of one another.
    pub(super) versions: HashMap<Key, Vec<RowId>>,
    /// The rows of the list that have to be looked at together.
    pub(super) together: Together,
    pub(super) count: Count,
}

/// A row that was handed in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The call whose list it is for.
    pub call: String,
    /// As it is to be, with what was changed beside it. Without answers: these stay in the unit's file.
    pub row: Row,
    /// The place of its file in [`Book::files`].
    pub file: usize,
    /// Its line in that file; the row's origin is the file that the unit made.
    #[serde(default)]
    pub line: u32,
    pub verdict: Verdict,
    /// Why it does not stand in the list, as a sentence; empty where it does.
    pub reason: String,
    /// Whether the office left it out; then the reason is the office's, and it can be taken back.
    pub left_out: bool,
    /// Why the office had left it out before a newer version took its place, to be decided on anew; else empty.
    #[serde(default)]
    pub decided: String,
    /// What is wrong with it, counted.
    #[serde(skip)]
    pub count: Count,
}

/// What a list says that it left, or a file that could not be read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Left {
    /// The place of the file that was handed in, in [`Book::files`].
    pub file: usize,
    pub told: LeftOut,
}

impl Book {
    /// An empty list of that call; none where the call has no list.
    pub fn new(call: Arc<Notice>, office: &str) -> Option<Self> {
        let list = call.list.clone()?;
        Some(Book {
            call,
            list,
            office: office.trim().to_string(),
            files: Vec::new(),
            left: Vec::new(),
            aside: Vec::new(),
            entries: Vec::new(),
            standings: Vec::new(),
            older: BTreeMap::new(),
            lines: Vec::new(),
            line_of: Vec::new(),
            versions: HashMap::new(),
            together: Together::default(),
            count: Count::default(),
        })
    }

    /// A book as it was kept: what came in, and the rows that stood in the list, in their order. Cells stand under the
    /// headings that the list had then.
    pub fn restored(
        call: Arc<Notice>,
        office: &str,
        files: Vec<File>,
        left: Vec<Left>,
        headings: &[String],
        mut entries: Vec<Entry>,
        lines: &[RowId],
    ) -> Option<Self> {
        let mut book = Book { files, left, ..Self::new(call, office)? };
        book.aside = columns::settle(&book.list, headings, &mut entries, &book.call.id);
        book.admit(entries);
        book.order_as(lines);
        Some(book)
    }

    /// The headings of the cells that rows have.
    pub fn headings(&self) -> Vec<String> {
        self.list.columns.iter().map(|column| &column.heading).chain(&self.aside).cloned().collect()
    }

    /// The rows of the list, in its order.
    pub fn lines(&self) -> &[RowId] {
        &self.lines
    }

    /// Every row that was handed in, in the order of coming in.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The row of that number.
    pub fn entry(&self, id: RowId) -> Option<&Entry> {
        self.entries.get(id)
    }

    /// The line in the list on which a row stands, from 0; none where it does not stand there.
    pub fn line_of(&self, id: RowId) -> Option<usize> {
        self.line_of.get(id).copied().flatten()
    }

    /// What is wrong with all rows of the list, counted.
    pub fn count(&self) -> Count {
        self.count
    }

    /// A cell of a row by what its column holds, as it will stand in the list.
    pub fn words(&self, id: RowId, holds: Holds) -> String {
        self.list.column_of(holds).map_or(String::new(), |column| self.cell(id, column))
    }

    /// A cell of a row as it will stand in the list: number and office are filled in. The cells of a row of another call
    /// stand under headings of its own: only its name and unit are told.
    pub fn cell(&self, id: RowId, column: usize) -> String {
        let (Some(entry), Some(column_of)) = (self.entry(id), self.list.columns.get(column)) else {
            return String::new();
        };
        let own = || entry.row.cells.get(column).map_or(String::new(), |cell| cell.words());
        match column_of.holds {
            Holds::Name if !self.is_own(entry) => entry.row.name.clone(),
            Holds::Unit if !self.is_own(entry) => entry.row.unit.clone(),
            _ if !self.is_own(entry) => String::new(),
            Holds::Number => self.line_of(id).map_or(String::new(), |line| (line + 1).to_string()),
            Holds::Office => Some(own()).filter(|own| !own.trim().is_empty()).unwrap_or_else(|| self.office.clone()),
            _ => own(),
        }
    }

    /// Whether a row is of this list's call.
    pub fn is_own(&self, entry: &Entry) -> bool {
        entry.call == self.call.id
    }

    /// Puts the list in this order. Rows that it does not name stay behind those that it names.
    pub(super) fn order_as(&mut self, lines: &[RowId]) {
        let mut rank = vec![usize::MAX; self.entries.len()];
        lines.iter().enumerate().filter(|(_, id)| **id < self.entries.len()).for_each(|(at, id)| rank[*id] = at);
        self.lines.sort_by_key(|id| rank[*id]);
        self.number();
    }

    /// Notes on which line each row stands.
    pub(super) fn number(&mut self) {
        self.line_of = vec![None; self.entries.len()];
        self.lines.iter().enumerate().for_each(|(line, id)| self.line_of[*id] = Some(line));
    }
}

//! From a book to the list that goes up.

use super::book::{Book, Entry, RowId};
use super::version::REPLACED;
use crate::form::Holds;
use crate::row::{Cell, LeftOut, Record, Row, Sheet, Verdict};

impl Book {
    /// The list as it goes up: numbered, the office filled in where no other is named, and a line for everything that was
    /// handed in and does not stand in it.
    pub fn sheet(&self) -> Sheet {
        let rows = self.lines.iter().map(|id| self.numbered(*id)).collect();
        Sheet { list: self.list.clone(), rows, record: Some(Record { left: self.left_out() }) }
    }

    fn numbered(&self, id: RowId) -> Row {
        let mut row = self.entries[id].row.clone();
        row.cells.truncate(self.list.columns.len());
        for (at, column) in self.list.columns.iter().enumerate() {
            match column.holds {
                Holds::Number => row.cells[at] = Cell::Number(self.line_of(id).unwrap_or_default() as u32 + 1),
                Holds::Office => row.cells[at] = Cell::of(&self.cell(id, at)),
                _ => {}
            }
        }
        row
    }

    /// All that does not stand in the list, by file and line: the same whichever lists it went through.
    pub fn left_out(&self) -> Vec<LeftOut> {
        let own = self.entries.iter().filter(|entry| entry.verdict != Verdict::Taken).map(|entry| self.left_of(entry));
        let mut left: Vec<LeftOut> = self.left.iter().map(|left| left.told.clone()).chain(own).collect();
        left.sort();
        left.dedup();
        left
    }

    fn left_of(&self, entry: &Entry) -> LeftOut {
        let row = &entry.row;
        let cell = |own: &str, holds| match own {
            "" if self.is_own(entry) => {
                self.list.column_of(holds).and_then(|at| row.cells.get(at)).map_or(String::new(), Cell::words)
            }
            own => own.to_string(),
        };
        let reason = match entry.verdict {
            Verdict::Superseded if entry.decided.is_empty() => REPLACED.to_string(),
            Verdict::Superseded => format!("{REPLACED}；{}曾不列入：{}", self.office, entry.decided),
            _ if entry.left_out => format!("{}不列入：{}", self.office, entry.reason),
            _ => entry.reason.clone(),
        };
        LeftOut {
            from: row.from.clone(),
            unit: cell(&row.unit, Holds::Unit),
            name: cell(&row.name, Holds::Name),
            verdict: entry.verdict,
            reason,
        }
    }
}

//! Merged lists: the sheet that tells what the list was made of.

use super::book::{Line, Page};
use super::note::{Note, What};
use super::{FoundRow, pair};
use crate::row::xlsx::record::{CHANGED, COLUMNS, MORE, PASSED, RECORD_SHEET};
use crate::row::{Accepted, Change, LeftOut, Origin, Row, Verdict};

/// What the sheet tells.
#[derive(Debug, Default)]
pub struct Told {
    pub rows: Vec<Row>,
    pub left: Vec<LeftOut>,
}

/// Named so by us, and with our headings.
pub fn is(page: &Page) -> bool {
    let ours = |line: &Line| (0u32..).zip(COLUMNS).all(|(column, (heading, _))| line.cell(column) == heading);
    page.name == RECORD_SHEET && page.lines.first().is_some_and(ours)
}

/// The entries in their order, long ones joined again.
pub fn read(page: &Page) -> Told {
    let mut told = Told::default();
    let mut open: Option<Entry> = None;
    for line in page.lines.iter().skip(1) {
        match &mut open {
            Some(entry) if line.cell(0) == MORE => entry.more(line),
            _ => {
                let entry = open.replace(Entry::of(line));
                entry.into_iter().for_each(|entry| entry.tell(&mut told));
            }
        }
    }
    open.into_iter().for_each(|entry| entry.tell(&mut told));
    told
}

struct Entry([String; COLUMNS.len()]);

impl Entry {
    fn of(line: &Line) -> Self {
        let mut column = 0..;
        Entry(COLUMNS.map(|_| line.cell(column.next().unwrap_or_default()).to_string()))
    }

    fn more(&mut self, line: &Line) {
        for (column, words) in (0u32..).zip(&mut self.0).skip(1) {
            words.push_str(line.cell(column));
        }
    }

    fn tell(self, told: &mut Told) {
        let verdict = Verdict::ALL.into_iter().find(|verdict| verdict.word() == self.0[0]);
        let kind = self.0[0].clone();
        match (verdict, kind.as_str(), told.rows.last_mut()) {
            (Some(Verdict::Taken), ..) => told.rows.push(self.row()),
            (Some(verdict), ..) => told.left.push(self.left(verdict)),
            (None, CHANGED, Some(row)) => row.changes.push(self.change()),
            (None, PASSED, Some(row)) => row.accepted.push(self.accepted()),
            _ => {}
        }
    }

    fn row(self) -> Row {
        let Entry(
            [_, _, file, line, code, recoded, number, title, form, revision, draft, made, unit, name, sections, ..],
        ) = self;
        let section = |line: &str| line.rsplit_once(' ').map(|(title, code)| (title.to_string(), code.to_string()));
        Row {
            from: origin(file, &line),
            draft,
            made,
            form,
            revision: revision.parse().unwrap_or_default(),
            title,
            number,
            unit,
            name,
            code,
            recoded,
            sections: sections.lines().filter_map(section).collect(),
            ..Row::default()
        }
    }

    fn change(self) -> Change {
        let Entry([.., column, was, _, by]) = self;
        Change { column, was, by }
    }

    fn accepted(self) -> Accepted {
        let Entry([.., column, rule, reason, by]) = self;
        Accepted { rule, column, reason, by }
    }

    fn left(self, verdict: Verdict) -> LeftOut {
        let Entry([_, _, file, line, _, _, _, _, _, _, _, _, unit, name, _, _, _, reason, _]) = self;
        LeftOut { from: origin(file, &line), unit, name, verdict, reason }
    }
}

fn origin(file: String, line: &str) -> Origin {
    Origin { file, line: line.parse().unwrap_or_default() }
}

/// The rows of the list with what the record tells of them. An entry whose row is no more on the list is told.
pub fn joined(rows: Vec<FoundRow>, entries: Vec<Row>, notes: &mut Vec<Note>) -> Vec<FoundRow> {
    let keys: Vec<(String, String)> = entries.iter().map(|row| (row.unit.clone(), row.name.clone())).collect();
    pair::pair(rows, entries, &keys, |found, entry| match found {
        Some(found) => Some(FoundRow { row: Row { cells: found.row.cells, ..entry }, ..found }),
        None => {
            notes.push(Note { sheet: RECORD_SHEET.to_string(), line: 0, what: What::Struck(entry.name) });
            None
        }
    })
}

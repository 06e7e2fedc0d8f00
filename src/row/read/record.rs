//! Merged lists: the sheet that tells what the list was made of.

use super::book::{Line, Page};
use super::known::Known;
use super::note::{Note, What};
use super::{FoundRow, pair};
use crate::form::{Holds, List};
use crate::row::xlsx::record::{CHANGED, COLUMNS, MORE, PASSED, RECORD_SHEET};
use crate::row::{Accepted, Cell, Change, LeftOut, Origin, Row, Verdict};

/// What the sheet tells.
#[derive(Debug, Default)]
pub struct Told {
    pub rows: Vec<Listed>,
    pub left: Vec<LeftOut>,
}

/// A row of the list, and its cells by heading as they were written; none in lists of earlier versions.
#[derive(Debug, Default)]
pub struct Listed {
    row: Row,
    cells: Vec<(String, String)>,
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
    let headings = page.lines.first().map(|line| line.cells.as_slice()).unwrap_or_default();
    let headings: Vec<&(u32, String)> = headings.iter().filter(|cell| cell.0 as usize >= COLUMNS.len()).collect();
    for line in page.lines.iter().skip(1) {
        match &mut open {
            Some(entry) if line.cell(0) == MORE => entry.more(line),
            _ => {
                let entry = open.replace(Entry::of(line, &headings));
                entry.into_iter().for_each(|entry| entry.tell(&mut told));
            }
        }
    }
    open.into_iter().for_each(|entry| entry.tell(&mut told));
    told
}

/// The words of a line, and the row's cells by column and heading.
struct Entry([String; COLUMNS.len()], Vec<(u32, String, String)>);

impl Entry {
    fn of(line: &Line, headings: &[&(u32, String)]) -> Self {
        let mut column = 0..;
        let cell = |(column, heading): &&(u32, String)| (*column, heading.clone(), line.cell(*column).to_string());
        let words = COLUMNS.map(|_| line.cell(column.next().unwrap_or_default()).to_string());
        Entry(words, headings.iter().map(cell).collect())
    }

    fn more(&mut self, line: &Line) {
        for (column, words) in (0u32..).zip(&mut self.0).skip(1) {
            words.push_str(line.cell(column));
        }
        for (column, _, words) in &mut self.1 {
            words.push_str(line.cell(*column));
        }
    }

    fn tell(self, told: &mut Told) {
        let verdict = Verdict::ALL.into_iter().find(|verdict| verdict.word() == self.0[0]);
        let kind = self.0[0].clone();
        match (verdict, kind.as_str(), told.rows.last_mut()) {
            (Some(Verdict::Taken), ..) => told.rows.push(self.row()),
            (Some(verdict), ..) => told.left.push(self.left(verdict)),
            (None, CHANGED, Some(listed)) => listed.row.changes.push(self.change()),
            (None, PASSED, Some(listed)) => listed.row.accepted.push(self.accepted()),
            _ => {}
        }
    }

    fn row(self) -> Listed {
        let Entry(
            [_, _, file, line, code, recoded, number, title, form, revision, draft, made, unit, name, sections, ..],
            cells,
        ) = self;
        let section = |line: &str| line.rsplit_once(' ').map(|(title, code)| (title.to_string(), code.to_string()));
        let row = Row {
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
        };
        Listed { row, cells: cells.into_iter().map(|(_, heading, words)| (heading, words)).collect() }
    }

    fn change(self) -> Change {
        let Entry([.., column, was, _, by], _) = self;
        Change { column, was, by }
    }

    fn accepted(self) -> Accepted {
        let Entry([.., column, rule, reason, by], _) = self;
        Accepted { rule, column, reason, by }
    }

    fn left(self, verdict: Verdict) -> LeftOut {
        let Entry([_, _, file, line, _, _, _, _, _, _, _, _, unit, name, _, _, _, reason, _], _) = self;
        LeftOut { from: origin(file, &line), unit, name, verdict, reason }
    }
}

fn origin(file: String, line: &str) -> Origin {
    Origin { file, line: line.parse().unwrap_or_default() }
}

/// The rows of the list with what the record tells of them. An entry whose row is no more on the list is told.
pub fn joined(rows: Vec<FoundRow>, entries: Vec<Listed>, known: &Known, notes: &mut Vec<Note>) -> Vec<FoundRow> {
    let list = rows.first().and_then(|found| known.of_id(&found.call)).map(|call| known.list(call));
    let keys: Vec<(String, String)> = entries.iter().map(|entry| entry.key(list)).collect();
    pair::pair(rows, entries, &keys, |found, entry| match found {
        Some(found) => Some(entry.over(found, list)),
        None => {
            notes.push(Note { sheet: RECORD_SHEET.to_string(), line: 0, what: What::Struck(entry.row.name) });
            None
        }
    })
}

impl Listed {
    /// Unit and name as the list had them.
    fn key(&self, list: Option<&List>) -> (String, String) {
        let cell = |holds| {
            let column = list?.columns.iter().find(|column| column.holds == holds)?;
            self.cells.iter().find(|(heading, _)| *heading == column.heading).map(|cell| cell.1.trim().to_string())
        };
        let or = |holds, own: &String| cell(holds).unwrap_or_else(|| own.clone());
        (or(Holds::Unit, &self.row.unit), or(Holds::Name, &self.row.name))
    }

    /// The row as the list has it now. A cell that was corrected before still tells what the unit had said.
    fn over(self, found: FoundRow, list: Option<&List>) -> FoundRow {
        let mut row = Row { cells: found.row.cells, ..self.row };
        for now in list.map(|list| changes(list, &row.cells, &self.cells)).unwrap_or_default() {
            match row.changes.iter_mut().find(|change| change.column == now.column) {
                Some(before) => before.by.clear(),
                None => row.changes.push(now),
            }
        }
        FoundRow { row, ..found }
    }
}

/// Cells that say something else than was written, but for numbers and for offices where none was named.
pub fn changes(list: &List, cells: &[Cell], written: &[(String, String)]) -> Vec<Change> {
    let changed = list.columns.iter().zip(cells).filter_map(|(column, cell)| {
        let was = written.iter().find(|(of, _)| *of == column.heading)?.1.trim();
        let by_office = column.holds == Holds::Number || column.holds == Holds::Office && was.is_empty();
        let differs = cell.words() != was && !by_office;
        differs.then(|| Change { column: column.heading.clone(), was: was.to_string(), by: String::new() })
    });
    changed.collect()
}

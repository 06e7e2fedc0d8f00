//! Merged lists: the sheet that tells what the list was made of.

use super::FoundRow;
use super::book::{Line, Page};
use super::known::Known;
use super::note::{Note, What};
use super::pair::{self, Marks};
use crate::form::{Holds, List, ListColumn};
use crate::row::xlsx::record::{CHANGED, COLUMNS, MORE, PASSED, RECORD_SHEET};
use crate::row::{Accepted, Cell, Change, LeftOut, Origin, Row, Verdict};
use std::collections::HashSet;

/// What the sheet tells.
#[derive(Debug, Default)]
pub struct Told {
    pub rows: Vec<Listed>,
    pub left: Vec<LeftOut>,
}

/// A row of the list, and its cells by heading as they were written.
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

/// The rows of the list with what the record tells of them. An entry whose row is no more on the list is told, and a line
/// that was cleared but for its number is none.
pub fn joined(rows: Vec<FoundRow>, entries: Vec<Listed>, known: &Known, notes: &mut Vec<Note>) -> Vec<FoundRow> {
    let Some(list) = rows.first().and_then(|found| known.of_id(&found.call)).map(|call| known.list(call)) else {
        notes.extend(entries.into_iter().map(Listed::struck));
        return rows;
    };
    let marks: Vec<Marks> = entries.iter().map(|entry| Marks::of(list, &placed(list, &entry.cells))).collect();
    let mut is_told = HashSet::new();
    let mut rows = pair::pair(
        rows,
        entries,
        &marks,
        |found| of_row(list, found),
        |found, entry| match found {
            Some(found) => {
                is_told.insert((found.sheet.clone(), found.line));
                Some(entry.over(found, list))
            }
            None => {
                notes.push(entry.struck());
                None
            }
        },
    );
    let says = |found: &FoundRow| {
        let cells = list.columns.iter().zip(&found.row.cells);
        cells.filter(|(column, _)| column.holds != Holds::Number).any(|(_, cell)| !cell.is_blank())
    };
    rows.retain(|found| says(found) || is_told.contains(&(found.sheet.clone(), found.line)));
    rows
}

/// What a row of the list is known by.
pub fn of_row(list: &List, found: &FoundRow) -> Marks {
    let words: Vec<String> = found.row.cells.iter().map(Cell::words).collect();
    Marks::of(list, &words.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The words under the list's columns; a column may have had another heading when they were written.
pub fn placed<'a>(list: &List, written: &'a [(String, String)]) -> Vec<&'a str> {
    list.columns.iter().map(|column| told(column, written).unwrap_or_default()).collect()
}

fn told<'a>(column: &ListColumn, written: &'a [(String, String)]) -> Option<&'a str> {
    let under = |heading: &String| written.iter().find(|(of, _)| of == heading).map(|(_, words)| words.trim());
    under(&column.heading).or_else(|| column.also.iter().find_map(under))
}

impl Listed {
    fn struck(self) -> Note {
        Note { sheet: RECORD_SHEET.to_string(), line: 0, what: What::Struck(self.row.name) }
    }

    /// The row as the list has it now. A cell that was corrected before still tells what the unit had said, and what was
    /// let pass of other words counts no more.
    fn over(self, found: FoundRow, list: &List) -> FoundRow {
        let mut row = Row { cells: found.row.cells, ..self.row };
        row.rename(list);
        for now in changes(list, &row.cells, &self.cells) {
            row.accepted.retain(|passed| passed.column != now.column);
            match row.changes.iter().position(|change| change.column == now.column) {
                Some(at) if is_word(list, &row, &row.changes[at]) => drop(row.changes.remove(at)),
                Some(at) => row.changes[at].by.clear(),
                None => row.changes.push(now),
            }
        }
        FoundRow { row, ..found }
    }
}

/// Whether the cell says again what the unit did.
fn is_word(list: &List, row: &Row, change: &Change) -> bool {
    let cells = list.columns.iter().zip(&row.cells);
    cells.into_iter().any(|(column, cell)| column.heading == change.column && cell.words() == change.was)
}

/// Cells that say something else than was written, but for numbers and for offices where none was named.
pub fn changes(list: &List, cells: &[Cell], written: &[(String, String)]) -> Vec<Change> {
    let changed = list.columns.iter().zip(cells).filter_map(|(column, cell)| {
        let was = told(column, written)?;
        let by_office = column.holds == Holds::Number || column.holds == Holds::Office && was.is_empty();
        let differs = cell.words() != was && !by_office;
        differs.then(|| Change { column: column.heading.clone(), was: was.to_string(), by: String::new() })
    });
    changed.collect()
}

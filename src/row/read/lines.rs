//! The lines of a page: headings, rows, what continues a row, and words that are no row.

use super::FoundRow;
use super::book::{Line, Page};
use super::known::{Call, Known, folded};
use super::note::{Note, What};
use super::table::{self, Context, Headings};
use crate::draft::half_width;
use crate::form::{Holds, List};
use crate::row::{Cell, Doubt, Origin, Row};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Words with which lines below a table begin.
const NOTES: &[&str] =
    &["注", "说明", "备注", "填表", "填报", "联系人", "审核", "负责人", "制表", "经办", "合计", "总计", "小计", "共计"];
/// Those that no unit is called by: a line of totals.
const TOTALS: &[&str] = &["合计", "总计", "小计", "共计"];
/// Words of a lone cell that asks for a stamp, or says that the table ends.
const ENDINGS: &[&str] = &["盖章", "公章", "签章", "签字", "签名", "以下空白", "以下无正文"];
/// The most bytes of a cell that goes for several lines: names of offices, no texts.
const MOST_DOWN: usize = 300;

/// Reads the rows of a page under the headings of known lists. `call` is the only call that it can be; of a merged list,
/// `entries` is how many rows its record tells of.
pub fn read(
    file: &str,
    page: &Page,
    call: Option<Call>,
    entries: usize,
    known: &Known,
    notes: &mut Vec<Note>,
) -> Vec<FoundRow> {
    let mut reading = Reading { entries, ..Reading::new(file, page, call, known) };
    let mut at = 0;
    while at < page.lines.len() {
        at += reading.line(at);
    }
    reading.finish(notes)
}

struct Reading<'a> {
    file: &'a str,
    page: &'a Page,
    known: &'a Known,
    context: Context,
    table: Option<Headings>,
    rows: Vec<FoundRow>,
    notes: Vec<Note>,
    /// Cells that are shown over several lines, and what the last of these says, by column.
    merged: HashMap<(u32, u32), u32>,
    down: BTreeMap<u32, (u32, String)>,
    only_number: usize,
    /// The rows of the record: what has the number of one is a row, whatever its cells say.
    entries: usize,
    /// Cells under headings that the list does not have.
    extra: BTreeMap<u32, (String, usize)>,
    /// Words that the list itself prints.
    printed: HashSet<String>,
}

impl<'a> Reading<'a> {
    fn new(file: &'a str, page: &'a Page, call: Option<Call>, known: &'a Known) -> Self {
        let year = super::known::year(&page.name).or_else(|| super::known::year(file));
        let tall = page.merged.iter().filter(|merged| merged.bottom > merged.top);
        Reading {
            file,
            page,
            known,
            context: Context { dated: year, call, ..Context::default() },
            table: None,
            rows: Vec::new(),
            notes: Vec::new(),
            merged: tall.map(|merged| ((merged.top, merged.left), merged.bottom)).collect(),
            down: BTreeMap::new(),
            only_number: 0,
            entries: 0,
            extra: BTreeMap::new(),
            printed: HashSet::new(),
        }
    }

    /// Reads a line, and tells how many it was.
    fn line(&mut self, at: usize) -> usize {
        if let Some(found) = table::headings(self.page, at, &self.context, self.known) {
            return self.heading(at, found);
        }
        let line = &self.page.lines[at];
        match self.table.take() {
            None => self.above(line),
            Some(table) => {
                self.below(line, &table);
                self.table = Some(table);
            }
        }
        1
    }

    fn above(&mut self, line: &Line) {
        for (_, words) in &line.cells {
            self.context.above(words);
        }
        if !matches!(line.cells.as_slice(), [(_, words)] if table::is_title(words)) {
            self.words(line);
        }
    }

    /// The title of another table below the one that is read. What stands above it is none of its matter.
    fn retitled(&mut self, line: &Line) -> bool {
        let [(_, words)] = line.cells.as_slice() else { return false };
        let is_title = table::is_title(words) && (super::known::year(words).is_some() || self.known.is_title(words));
        if is_title {
            self.context = Context { call: self.context.call, dated: self.context.dated, ..Context::default() };
            self.context.above(words);
        }
        is_title
    }

    fn heading(&mut self, at: usize, found: Headings) -> usize {
        let lines = found.lines;
        if self.table.as_ref().is_none_or(|table| table.call != found.call || table.columns != found.columns) {
            self.begin(&self.page.lines[at], found);
        }
        lines
    }

    /// A new table: what its headings lack and what they have more, and which year's list it was taken for.
    fn begin(&mut self, line: &Line, found: Headings) {
        let (list, notice) = (self.known.list(found.call), self.known.notice(found.call));
        for (heading, _) in
            list.columns.iter().zip(&found.columns).filter(|(heading, columns)| {
                columns.is_empty() && !matches!(heading.holds, Holds::Number | Holds::Office)
            })
        {
            self.notes.push(note(self.page, line.at, What::Missing(heading.heading.clone())));
        }
        self.extra.extend(found.extra.iter().map(|(column, name)| (*column, (name.clone(), 0))));
        match self.context.year() {
            // Where the title tells another year, each row does.
            Some(told) if told != notice.year && self.context.call.is_none() && self.context.titled.is_none() => {
                self.notes.push(note(self.page, line.at, What::Year { told, call: notice.year }));
            }
            None if found.guessed => self.notes.push(note(self.page, line.at, What::Guessed(notice.year))),
            _ => {}
        }
        let printed = [&list.annex, &list.title].into_iter().chain(&list.notes);
        self.printed.extend(printed.map(|words| folded(words)));
        self.table = Some(found);
    }

    /// A line below the headings.
    fn below(&mut self, line: &Line, table: &Headings) {
        let list = self.known.list(table.call);
        let cells = self.cells(line, table);
        if self.continues(&cells) || self.retitled(line) {
            return;
        }
        let number = list.column_of(Holds::Number);
        let filled: Vec<usize> = (0..cells.len()).filter(|at| Some(*at) != number && !cells[*at].is_empty()).collect();
        let first = line.cells.iter().map(|cell| cell.1.trim()).find(|words| !words.is_empty()).unwrap_or_default();
        let numbered = number.map_or("", |at| cells[at].as_str());
        let is_entry = whole(numbered).is_some_and(|number| (1..=self.entries).contains(&(number as usize)));
        if is_entry || is_row(list, &filled, first, numbered) {
            self.count_extra(line);
            self.row(line, table, cells);
        } else if filled.is_empty()
            && whole(numbered).is_some()
            && line.cells.iter().filter(|cell| !cell.1.trim().is_empty()).count() == 1
        {
            self.only_number += 1;
        } else if !self.rest(line, list, &filled, first) {
            self.words(line);
        }
    }

    /// Words under the headings right below a row, that name neither a unit nor a project: they may be the rest of it.
    fn rest(&mut self, line: &Line, list: &List, filled: &[usize], first: &str) -> bool {
        let is_text = |at: &usize| matches!(list.columns[*at].holds, Holds::Words);
        let may_be = !filled.is_empty() && filled.iter().all(is_text) && !is_note(first);
        let Some(found) = self.rows.last_mut().filter(|found| may_be && found.line + 1 == line.at) else {
            return false;
        };
        found.row.doubts.push(Doubt::Below(said(line, |_| true)));
        true
    }

    /// What asks whether a line is a row as it was read.
    fn doubts(&self, line: &Line, table: &Headings) -> Vec<Doubt> {
        let year = self.known.notice(table.call).year;
        let titled = self.context.titled.filter(|told| *told != year && self.context.call.is_none());
        let beside = said(line, |column| table.twins.contains(&column));
        let hidden = self.page.hidden || self.page.hidden_lines.binary_search(&line.at).is_ok();
        let found = [
            titled.map(Doubt::Titled),
            hidden.then_some(Doubt::Hidden),
            (!beside.is_empty()).then_some(Doubt::Beside(beside)),
        ];
        found.into_iter().flatten().collect()
    }

    /// The words of the list's columns, as they stand; a cell over several lines is told on each of them.
    fn cells(&mut self, line: &Line, table: &Headings) -> Vec<String> {
        let number = self.known.list(table.call).column_of(Holds::Number);
        let mut said = Vec::with_capacity(table.columns.len());
        for (at, columns) in table.columns.iter().enumerate() {
            let mut words = String::new();
            for column in columns {
                let own = line.cell(*column);
                let cell = if own.is_empty() && Some(at) != number { self.above_cell(line, *column) } else { own };
                if !words.is_empty() && !cell.is_empty() {
                    words.push('，');
                }
                words.push_str(cell);
            }
            said.push(words);
        }
        self.remember(line);
        if said.iter().all(|words| words.trim().is_empty()) { vec![String::new(); said.len()] } else { said }
    }

    fn above_cell(&self, line: &Line, column: u32) -> &str {
        let reaches = self.down.get(&column).filter(|(bottom, _)| *bottom >= line.at && !line.cells.is_empty());
        reaches.map_or("", |(_, words)| words.as_str())
    }

    /// Keeps the words of cells that go on for some lines.
    fn remember(&mut self, line: &Line) {
        if self.merged.is_empty() {
            return;
        }
        for (column, words) in line.cells.iter().filter(|cell| cell.1.len() <= MOST_DOWN) {
            if let Some(bottom) = self.merged.get(&(line.at, *column)) {
                self.down.insert(*column, (*bottom, words.clone()));
            }
        }
    }

    /// Joins `（续2/9）…` to the row above.
    fn continues(&mut self, cells: &[String]) -> bool {
        let mut said = cells.iter().filter(|words| !words.is_empty()).peekable();
        let all = said.peek().is_some() && said.all(|words| continued(words).is_some());
        let Some(found) = self.rows.last_mut().filter(|_| all) else { return false };
        for (cell, words) in found.row.cells.iter_mut().zip(cells) {
            if let (Cell::Text(text), Some(more)) = (cell, continued(words)) {
                text.push_str(more);
            }
        }
        true
    }

    fn count_extra(&mut self, line: &Line) {
        for (column, words) in &line.cells {
            if let Some((_, count)) = self.extra.get_mut(column).filter(|_| !words.trim().is_empty()) {
                *count += 1;
            }
        }
    }

    fn row(&mut self, line: &Line, table: &Headings, words: Vec<String>) {
        let (list, notice) = (self.known.list(table.call), self.known.notice(table.call));
        let cells = words.into_iter().zip(&list.columns).map(|(words, column)| match whole(&words) {
            Some(number) if column.holds == Holds::Number => Cell::Number(number),
            _ => Cell::Text(words),
        });
        self.rows.push(FoundRow {
            call: notice.id.clone(),
            sheet: self.page.name.clone(),
            line: line.at,
            row: Row {
                from: Origin { file: self.file.to_string(), line: line.at },
                number: notice.number.clone(),
                doubts: self.doubts(line, table),
                cells: cells.collect(),
                ..Row::default()
            },
        });
    }

    /// Tells words that are no row, but for those that the list itself prints.
    fn words(&mut self, line: &Line) {
        let words = said(line, |_| true);
        if !words.is_empty() {
            self.notes.push(note(self.page, line.at, What::Words(words)));
        }
    }

    /// The rows with their cells trimmed, and what is to be told.
    fn finish(mut self, notes: &mut Vec<Note>) -> Vec<FoundRow> {
        if self.table.is_none() {
            if !self.page.lines.is_empty() {
                notes.push(note(self.page, 0, What::NoHeadings));
            }
            return Vec::new();
        }
        let printed = |note: &Note| matches!(&note.what, What::Words(words) if self.printed.contains(&folded(words)));
        notes.extend(self.notes.iter().filter(|note| !printed(note)).cloned());
        let extra = self.extra.values().filter(|(_, cells)| *cells > 0);
        notes.extend(extra.map(|(name, cells)| note(self.page, 0, What::Extra(name.clone(), *cells))));
        let of_page = [
            (self.page.hidden, What::Hidden),
            (self.page.formulas > 0, What::Formulas(self.page.formulas)),
            (self.page.unsolved > 0, What::Unsolved(self.page.unsolved)),
            (self.only_number > 0, What::OnlyNumber(self.only_number)),
        ];
        notes.extend(of_page.into_iter().filter(|(is, _)| *is).map(|(_, what)| note(self.page, 0, what)));
        for found in &mut self.rows {
            trim(found, self.known);
        }
        self.rows
    }
}

/// The words of a line in these columns.
fn said(line: &Line, of: impl Fn(u32) -> bool) -> String {
    let cells = line.cells.iter().filter(|(column, words)| of(*column) && !words.trim().is_empty());
    cells.map(|(_, words)| words.trim()).collect::<Vec<_>>().join(" ")
}

fn note(page: &Page, line: u32, what: What) -> Note {
    Note { sheet: page.name.clone(), line, what }
}

/// Trims the cells; a row made by hand is named by them.
fn trim(found: &mut FoundRow, known: &Known) {
    for cell in &mut found.row.cells {
        if let Cell::Text(text) = cell {
            let trimmed = text.trim();
            *cell = if trimmed.is_empty() { Cell::Blank } else { Cell::Text(trimmed.to_string()) };
        }
    }
    let Some(call) = known.of_id(&found.call) else { return };
    let cell = |holds| found.row.cells.get(known.list(call).column_of(holds)?);
    let of = |holds| cell(holds).map_or(String::new(), Cell::words);
    (found.row.unit, found.row.name) = (of(Holds::Unit), of(Holds::Name));
}

/// Whether a line is a row by the columns that are filled in it, but for the number, and by its first words.
fn is_row(list: &List, filled: &[usize], first: &str, numbered: &str) -> bool {
    let names = |at: &&usize| matches!(list.columns[**at].holds, Holds::Name | Holds::Unit);
    // A unit may be called 注册会计师协会: with unit and name a line is a row.
    let is_named = filled.iter().filter(names).count() > 1;
    let is_total = begins(first, TOTALS) || first.contains('计') && !is_named;
    match filled {
        [] => false,
        [one] => {
            let is_end = first.ends_with(['：', ':']) || ENDINGS.iter().any(|word| first.contains(word));
            names(&one) && (numbered.is_empty() || whole(numbered).is_some()) && !is_note(first) && !is_end
        }
        _ => !(is_note(first) && (is_total || first.contains(['：', ':']))),
    }
}

fn is_note(first: &str) -> bool {
    begins(first, NOTES)
}

fn begins(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

/// A number of a row, however it was typed: `3`, `３`, `3.`, `3、`.
fn whole(words: &str) -> Option<u32> {
    half_width(words).trim().trim_end_matches(['.', '、']).parse().ok()
}

/// What follows the mark `（续2/9）`.
fn continued(words: &str) -> Option<&str> {
    let (mark, rest) = words.strip_prefix("（续")?.split_once('）')?;
    let (part, of) = mark.split_once('/')?;
    let number = |text: &str| text.parse::<u32>().ok();
    (number(part)? > 1 && number(part)? <= number(of)?).then_some(rest)
}

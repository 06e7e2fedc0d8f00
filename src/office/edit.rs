//! Changing a book: [`apply`] is the one way, and each change gives back what undoes it.

use super::book::{Book, RowId};
use super::together;
use super::version::Key;
use crate::check::list_cell;
use crate::form::Holds;
use crate::row::{Accepted, Cell, Change, Row, Verdict};

/// A change to a book. Cells and findings are those of rows in the list: what does not stand there is first taken back.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Other words in a cell; the unit's own stay beside them, and are the cell's again when they are put back.
    Correct { row: RowId, column: usize, words: String },
    /// A finding is let pass, with a reason. `column` is the finding's heading, empty for the row as a whole.
    Accept { row: RowId, rule: String, column: String, reason: String },
    /// It counts again.
    Object { row: RowId, rule: String, column: String },
    /// A row does not go into the list, with a reason.
    LeaveOut { row: RowId, reason: String },
    /// It does after all, on this line.
    TakeBack { row: RowId, line: usize },
    /// From one line of the list to another, both from 0.
    Move { from: usize, to: usize },
    /// All lines anew.
    Sort(Order),
    /// The list in just this order.
    Lines(Vec<RowId>),
    /// The office that makes the list.
    Office(String),
    /// A row as it was; what undoes changes to it.
    Row(RowId, Box<Row>),
    /// Several at once, one after another.
    All(Vec<Edit>),
}

/// The orders that the program can make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// As the rows came in.
    Received,
    /// By category, in the order in which the list names them.
    Kind,
}

/// Changes the book; gives back what undoes it, or nothing where there was nothing to change.
pub fn apply(book: &mut Book, edit: Edit) -> Option<Edit> {
    match edit {
        Edit::Correct { row, column, words } => change(book, row, |book, new| correct(book, row, new, column, &words)),
        Edit::Accept { row, rule, column, reason } => {
            let (by, reason) = (book.signature(), reason.trim().to_string());
            let accepted = Accepted { rule, column, reason, by };
            change(book, row, |_, row| accept(row, accepted))
        }
        Edit::Object { row, rule, column } => {
            let is_it = |one: &Accepted| one.rule == rule && one.column == column;
            change(book, row, |_, row| row.accepted.retain(|one| !is_it(one)))
        }
        Edit::LeaveOut { row, reason } => leave_out(book, row, reason.trim()),
        Edit::TakeBack { row, line } => take_back(book, row, line),
        Edit::Move { from, to } => shift(book, from, to),
        Edit::Sort(order) => sorted(book, order).and_then(|lines| put_in_order(book, lines)),
        Edit::Lines(lines) => put_in_order(book, lines),
        Edit::Office(name) => rename(book, name.trim()),
        Edit::Row(row, with) => change(book, row, |_, row| *row = *with),
        Edit::All(edits) => all(book, edits),
    }
}

/// What undoes several changes undoes the last one first.
fn all(book: &mut Book, edits: Vec<Edit>) -> Option<Edit> {
    let mut opposites: Vec<Edit> = edits.into_iter().filter_map(|edit| apply(book, edit)).collect();
    opposites.reverse();
    (!opposites.is_empty()).then_some(Edit::All(opposites))
}

/// Changes one row of the list; what undoes it is the row as it was.
fn change(book: &mut Book, id: RowId, change: impl FnOnce(&Book, &mut Row)) -> Option<Edit> {
    book.line_of(id)?;
    let old = book.entry(id)?.row.clone();
    let mut new = old.clone();
    change(book, &mut new);
    if new == old {
        return None;
    }
    book.entries[id].row = new;
    book.see(vec![id]);
    Some(Edit::Row(id, Box::new(old)))
}

/// The office's name that is filled in and left as it is stays filled in: that is no change.
fn correct(book: &Book, id: RowId, row: &mut Row, column: usize, words: &str) {
    let Some(known) = book.list.columns.get(column).filter(|known| known.holds != Holds::Number) else { return };
    if book.cell(id, column) == words.trim() {
        return;
    }
    let is_own = row.changes.iter().any(|change| change.column == known.heading && change.was == words);
    let plain = list_cell::plain(known, words.trim()).filter(|_| !is_own);
    let words = plain.unwrap_or_else(|| words.to_string());
    let Some(cell) = row.cells.get_mut(column) else { return };
    let old = std::mem::replace(cell, Cell::of(&words));
    if *cell != old {
        // What was let pass was let pass of other words.
        row.accepted.retain(|one| one.column != known.heading);
        note(row, column, &known.heading, old.words(), book.signature());
    }
}

/// Keeps what a cell that says something else now said before; the unit's own words when they are put back are no change.
pub(super) fn note(row: &mut Row, column: usize, heading: &str, was: String, by: String) {
    let words = row.cells.get(column).map_or(String::new(), Cell::words);
    match row.changes.iter().position(|change| change.column == heading) {
        Some(at) if row.changes[at].was == words => drop(row.changes.remove(at)),
        Some(at) => row.changes[at].by = by,
        None => row.changes.push(Change { column: heading.to_string(), was, by }),
    }
}

/// An acceptance without a reason is none.
fn accept(row: &mut Row, accepted: Accepted) {
    if accepted.reason.is_empty() {
        return;
    }
    let same = |one: &&mut Accepted| (&one.rule, &one.column) == (&accepted.rule, &accepted.column);
    match row.accepted.iter_mut().find(same) {
        Some(one) => *one = accepted,
        None => row.accepted.push(accepted),
    }
}

fn leave_out(book: &mut Book, id: RowId, reason: &str) -> Option<Edit> {
    let line = book.line_of(id).filter(|_| !reason.is_empty())?;
    let entry = &mut book.entries[id];
    (entry.verdict, entry.reason, entry.left_out) = (Verdict::Refused, reason.to_string(), true);
    book.lines.remove(line);
    book.number();
    let versions = book.siblings(id);
    book.name_standing(&versions);
    book.see(versions);
    Some(Edit::TakeBack { row: id, line })
}

fn take_back(book: &mut Book, id: RowId, line: usize) -> Option<Edit> {
    let entry = book.entries.get_mut(id).filter(|entry| entry.left_out)?;
    let reason = std::mem::take(&mut entry.reason);
    (entry.verdict, entry.left_out) = (Verdict::Taken, false);
    book.lines.insert(line.min(book.lines.len()), id);
    book.number();
    let versions = book.siblings(id);
    book.name_standing(&versions);
    book.see(versions);
    Some(Edit::LeaveOut { row: id, reason })
}

fn shift(book: &mut Book, from: usize, to: usize) -> Option<Edit> {
    if from >= book.lines.len() || to >= book.lines.len() || from == to {
        return None;
    }
    let id = book.lines.remove(from);
    book.lines.insert(to, id);
    book.number();
    Some(Edit::Move { from: to, to: from })
}

fn put_in_order(book: &mut Book, lines: Vec<RowId>) -> Option<Edit> {
    let old = book.lines.clone();
    book.order_as(&lines);
    (book.lines != old).then_some(Edit::Lines(old))
}

/// The rows of the list in that order.
fn sorted(book: &Book, order: Order) -> Option<Vec<RowId>> {
    let mut lines = book.lines.clone();
    match order {
        Order::Received => {
            // Versions of one draft stand where the first of them came in.
            let mut first: Vec<RowId> = (0..book.entries.len()).collect();
            for versions in book.versions.values().filter(|versions| versions.len() > 1) {
                versions.iter().for_each(|id| first[*id] = versions[0]);
            }
            lines.sort_by_key(|id| (first[*id], *id));
        }
        Order::Kind => {
            let column = book.list.column_of(Holds::Kind)?;
            let options = &book.list.columns[column].options;
            lines.sort_by_cached_key(|id| {
                let kind = book.entries[*id].row.cells.get(column);
                let is_it = |option: &String| matches!(kind, Some(Cell::Text(kind)) if kind.trim() == option);
                options.iter().position(is_it).unwrap_or(options.len())
            });
        }
    }
    Some(lines)
}

fn rename(book: &mut Book, name: &str) -> Option<Edit> {
    let old = std::mem::replace(&mut book.office, name.to_string());
    if old == book.office {
        return None;
    }
    book.see(together::of_offices(book, [&old, &book.office]));
    Some(Edit::Office(old))
}

impl Book {
    /// The name under which changes are kept.
    fn signature(&self) -> String {
        if self.office.is_empty() { "推荐单位".into() } else { self.office.clone() }
    }

    /// The rows that are versions of this one, itself too.
    fn siblings(&self, id: RowId) -> Vec<RowId> {
        let key = self.entry(id).map(|entry| Key::of(self, entry));
        key.and_then(|key| self.versions.get(&key)).cloned().unwrap_or_default()
    }
}

//! Which of several rows stands in the list: of one draft's versions the newest, of the same row twice one.
//!
//! Of rows that agree in age, one stands for another where it says all that the other says and more – an office named, a
//! cell corrected. Only rows that none stands for are taken. What is taken of two lists merged is therefore the same as
//! what is taken of all their rows at once, in whatever order and splits they come.

use super::book::{Book, Entry, RowId};
use crate::form::{Holds, List, ListColumn};
use crate::row::{Row, Verdict};
use std::hash::{DefaultHasher, Hash, Hasher};

/// What rows have in common that are the same line of the list, one way or another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Key {
    /// Versions of one draft on one form.
    Draft(String, String),
    /// Rows made by hand with the same words.
    Words(u64),
}

impl Key {
    pub fn of(book: &Book, entry: &Entry) -> Key {
        let row = &entry.row;
        if !row.draft.is_empty() {
            return Key::Draft(row.form.clone(), row.draft.clone());
        }
        Key::Words(own_hash(&book.list, row))
    }
}

fn own_hash(list: &List, row: &Row) -> u64 {
    let mut hash = DefaultHasher::new();
    own_words(list, row).for_each(|words| words.hash(&mut hash));
    hash.finish()
}

/// What the unit wrote into each cell, without what an office fills in or has corrected since.
fn own_words<'a>(list: &'a List, row: &'a Row) -> impl Iterator<Item = String> + 'a {
    let cells = list.columns.iter().zip(&row.cells);
    let own = cells.filter(|(column, _)| !matches!(column.holds, Holds::Number | Holds::Office));
    own.map(|(column, cell)| {
        let changed = row.changes.iter().find(|change| change.column == column.heading);
        changed.map_or_else(|| cell.words(), |change| change.was.clone())
    })
}

/// Decides on rows that are versions of one another: verdict and reason of each. `office` makes the list.
pub fn decide(list: &List, office: &str, entries: &mut [Entry], ids: &[RowId]) {
    let newest = ids.iter().map(|id| entries[*id].row.made.as_str()).max().unwrap_or_default().to_string();
    let (new, old): (Vec<RowId>, Vec<RowId>) = ids.iter().partition(|id| entries[**id].row.made == newest);
    for id in old {
        supersede(&mut entries[id], NEWER);
    }
    for id in standing(list, office, entries, &new) {
        let entry = &mut entries[id];
        if !entry.left_out {
            (entry.verdict, entry.reason) = (Verdict::Taken, String::new());
        }
    }
}

/// The rows that none of the others stands for; the others are superseded.
fn standing(list: &List, office: &str, entries: &mut [Entry], ids: &[RowId]) -> Vec<RowId> {
    if let [only] = ids {
        return vec![*only];
    }
    // Rows of which one says all of the other have the same words of the unit: most need no comparing.
    let mut standing: Vec<(u64, RowId)> = Vec::new();
    for id in ids.iter().copied() {
        let own = own_hash(list, &entries[id].row);
        let says = |a: RowId, b: RowId| says_all_of(list, office, &entries[a].row, &entries[b].row);
        if standing.iter().any(|(its, other)| *its == own && says(*other, id)) {
            supersede(&mut entries[id], SAME);
            continue;
        }
        let is_less = |(its, other): &(u64, RowId)| *its == own && says(id, *other);
        let less: Vec<(u64, RowId)> = standing.extract_if(.., |other| is_less(other)).collect();
        less.into_iter().for_each(|(_, id)| supersede(&mut entries[id], SAME));
        match standing.len() < MOST_STANDING {
            true => standing.push((own, id)),
            false => replace(&mut entries[id], Verdict::Refused, &too_many()),
        }
    }
    standing.into_iter().map(|(_, id)| id).collect()
}

/// Whether a row says all that another of the same age says: the unit's own words, and what offices did to it.
fn says_all_of(list: &List, office: &str, row: &Row, other: &Row) -> bool {
    let same_file = (&row.code, &row.recoded, &row.revision) == (&other.code, &other.recoded, &other.revision);
    let changes = |row: &Row, heading: &str| row.changes.iter().any(|change| change.column == heading);
    // What was let pass of words that were corrected since is not missed.
    let is_past = |heading: &str| changes(row, heading) && !changes(other, heading);
    let accepted = || other.accepted.iter().all(|one| row.accepted.contains(one) || is_past(&one.column));
    same_file
        && (0..list.columns.len()).all(|column| says_cell(&list.columns[column], column, office, row, other))
        && accepted()
}

fn says_cell(column: &ListColumn, at: usize, office: &str, row: &Row, other: &Row) -> bool {
    let (own, its) = (&row.cells[at], &other.cells[at]);
    let change = |row: &Row| row.changes.iter().position(|change| change.column == column.heading);
    match column.holds {
        Holds::Number => true,
        // The name of the office that makes the list is what it fills into a blank.
        Holds::Office => own == its || its.is_blank() || its.words() == office,
        _ => match (change(row), change(other)) {
            (None, None) => own == its,
            (Some(a), None) => row.changes[a].was == its.words(),
            (Some(a), Some(b)) => own == its && row.changes[a] == other.changes[b],
            (None, Some(_)) => false,
        },
    }
}

/// The most rows of one draft that can't be told apart: hostile files may hold any number, and each is compared with all
/// that stand.
const MOST_STANDING: usize = 200;

const NEWER: &str = "同一份草稿有较新的一行";
const SAME: &str = "与另一行相同";
/// Either of these, for the record: which of them it was hangs on what came in first.
pub const REPLACED: &str = "同一行另有较新或相同的一份";

fn too_many() -> String {
    format!("同一份草稿、同一时间的行超过{MOST_STANDING}行，分不出先后，本行没有收，请核对这些文件")
}

fn supersede(entry: &mut Entry, reason: &str) {
    replace(entry, Verdict::Superseded, reason);
}

/// Takes a row off the list. What the office had decided on it stays beside it.
fn replace(entry: &mut Entry, verdict: Verdict, reason: &str) {
    if std::mem::take(&mut entry.left_out) {
        entry.decided = std::mem::take(&mut entry.reason);
    }
    let decided = if entry.decided.is_empty() { String::new() } else { format!("；曾不列入：{}", entry.decided) };
    (entry.verdict, entry.reason) = (verdict, format!("{reason}{decided}"));
}

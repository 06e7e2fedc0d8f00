//! Taking in what was handed in: each file and each row gets a verdict, and the list its order.

use super::book::{Book, Entry, Left, RowId};
use super::file::{File, Outcome};
use super::plain;
use super::version::{Key, decide};
use super::witness::sections;
use crate::form::Notice;
use crate::row::read::{Found, FoundRow};
use crate::row::{Cell, LeftOut, Origin, Row, Verdict};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The call that a list is for where nobody says: the latest of those that the rows are of.
pub fn call_of<'a>(found: impl IntoIterator<Item = &'a Found>, calls: &'a [Arc<Notice>]) -> Option<&'a Arc<Notice>> {
    let ids: BTreeSet<&str> = found.into_iter().flat_map(|found| &found.rows).map(|row| row.call.as_str()).collect();
    calls.iter().filter(|call| ids.contains(call.id.as_str())).max_by_key(|call| (call.issued, &call.id))
}

/// Only an office lets findings pass: what a unit let pass itself, or nobody, counts again. Tells so.
fn trust(found: &mut FoundRow) -> Option<String> {
    let Row { accepted, unit, name, .. } = &mut found.row;
    let before = accepted.len();
    accepted.retain(|one| !one.by.trim().is_empty() && one.by.trim() != unit.trim());
    let gone = before - accepted.len();
    (gone > 0).then(|| format!("第{}行“{name}”有{gone}处放行不是推荐单位作的，没有采用", found.line))
}

impl Book {
    /// Takes files in, with the path that people see and what was read, or why it could not be. `calls` are those at hand,
    /// to name the ones that a row may be of.
    pub fn take(&mut self, files: Vec<(String, Result<Found, String>)>, calls: &[Arc<Notice>]) {
        let mut rows = Vec::new();
        for (path, found) in files {
            let (number, of_file) = self.take_file(path, found);
            rows.extend(of_file.into_iter().map(|row| (number, row)));
        }
        self.take_rows(rows, calls);
    }

    /// Takes a file in. Gives back its place in [`Book::files`] and its rows, which are still to come in, at once or in
    /// parts.
    pub fn take_file(&mut self, path: String, found: Result<Found, String>) -> (usize, Vec<FoundRow>) {
        let number = self.files.len();
        let found = found.and_then(|found| match found.rows.is_empty() && found.left.is_empty() {
            true => Err("里面没有一览表的行，请核对是不是拿错了文件".to_string()),
            false => Ok(found),
        });
        let (outcome, mut found) = match found {
            Ok(found) => (Outcome::Rows(found.rows.len()), found),
            Err(reason) => (Outcome::Unread(reason), Found::default()),
        };
        let mut notes: Vec<String> = found.rows.iter_mut().filter_map(trust).collect();
        notes.extend(found.notes.iter().map(ToString::to_string));
        self.files.push(File { path, outcome, notes });
        self.leave(number, found.left);
        (number, found.rows)
    }

    /// Takes rows in, each with the place of its file.
    pub fn take_rows(&mut self, rows: Vec<(usize, FoundRow)>, calls: &[Arc<Notice>]) {
        let entries = rows.into_iter().map(|(file, row)| self.entry_of(file, row, calls)).collect();
        self.admit(entries);
    }

    /// What a list says that it left, and the file itself where nothing could be read.
    fn leave(&mut self, number: usize, left: Vec<LeftOut>) {
        let file = &self.files[number];
        if let Outcome::Unread(reason) = &file.outcome {
            let from = Origin { file: file.name().to_string(), line: 0 };
            let told = LeftOut { from, verdict: Verdict::Refused, reason: reason.clone(), ..LeftOut::default() };
            self.left.push(Left { file: number, told });
        }
        self.left.extend(left.into_iter().map(|told| Left { file: number, told }));
    }

    fn entry_of(&self, file: usize, found: FoundRow, calls: &[Arc<Notice>]) -> Entry {
        let FoundRow { call, line, mut row, .. } = found;
        row.sections = sections(&row);
        row.answers = Vec::new();
        row.cells.resize(self.list.columns.len().max(row.cells.len()), Cell::Blank);
        if call == self.call.id {
            plain::settle(&self.list, &mut row);
        }
        let (verdict, reason) = match call == self.call.id {
            true => (Verdict::Taken, String::new()),
            false => (Verdict::Refused, self.other_call(&call, calls)),
        };
        Entry {
            call,
            row,
            file,
            line,
            verdict,
            reason,
            left_out: false,
            decided: String::new(),
            count: Default::default(),
        }
    }

    /// Why a row of another call is refused. Lists of two regions may have the same title: the number tells them apart.
    fn other_call(&self, id: &str, calls: &[Arc<Notice>]) -> String {
        let named = |call: &Notice| {
            let title = call.list.as_ref().map_or(&call.title, |list| &list.title);
            format!("{}（{}）“{title}”", call.region, call.number)
        };
        let other = calls.iter().find(|call| call.id == id).map_or(id.to_string(), |call| named(call));
        format!("是{other}的行，不能列入{}，请另行汇总", named(&self.call))
    }

    /// Adds rows, decides which of them and of their other versions stand in the list, and puts the list in order: a
    /// draft stays where it stood, others come behind.
    pub(super) fn admit(&mut self, entries: Vec<Entry>) {
        let first = self.entries.len();
        let mut touched: Vec<Key> = Vec::new();
        for (id, entry) in (first..).zip(entries) {
            if entry.verdict != Verdict::Refused || entry.left_out {
                let key = Key::of(self, &entry);
                let versions = self.versions.entry(key.clone()).or_default();
                if versions.last().is_none_or(|last| *last < first) {
                    touched.push(key);
                }
                versions.push(id);
            }
            self.standings.push(entry.standing());
            self.entries.push(entry);
        }
        self.line_of.resize(self.entries.len(), None);
        let mut groups = Vec::new();
        for key in &touched {
            let ids = self.versions.get(key).cloned().unwrap_or_default();
            decide(&self.list, &self.office, &mut self.entries, &ids);
            ids.iter().for_each(|id| self.stand(*id));
            // Those that there were too many of are decided on once.
            let is_refused = |id: &RowId| self.entries[*id].verdict == Verdict::Refused && !self.entries[*id].left_out;
            self.versions.entry(key.clone()).and_modify(|ids| ids.retain(|id| !is_refused(id)));
            groups.push(ids);
        }
        let ids: Vec<RowId> = groups.iter().flatten().copied().collect();
        self.reline(&groups);
        groups.iter().for_each(|ids| self.name_standing(ids));
        self.see(ids);
    }

    /// Takes rows that were superseded off the list and puts new ones in.
    fn reline(&mut self, groups: &[Vec<RowId>]) {
        let end = self.lines.len();
        let is_taken = |id: &RowId| self.standings[*id].is_in_list();
        let kept = self.lines.iter().enumerate().filter(|(_, id)| is_taken(id));
        let mut ranked: Vec<(usize, bool, RowId)> = kept.map(|(line, id)| (line, false, *id)).collect();
        for ids in groups {
            let line = ids.iter().filter_map(|id| self.line_of[*id]).min();
            let rank = line.unwrap_or(end + ids.first().copied().unwrap_or_default());
            let new = ids.iter().filter(|id| is_taken(id) && self.line_of[**id].is_none());
            ranked.extend(new.map(|id| (rank, true, *id)));
        }
        ranked.sort();
        self.lines = ranked.into_iter().map(|(.., id)| id).collect();
        self.number();
    }
}

//! What is wrong with a row: by itself, beside the others, and what an office let pass.

use super::book::{Book, Entry, RowId};
use super::cells::{self, Fault, MOST_QUOTED};
use super::plain::PROGRAM;
use super::together::{self, others};
use super::version::Key;
use crate::check::{Finding, Place};
use crate::form::text::brief;
use crate::form::{Cite, Holds, List, Severity};
use crate::row::{Cell, Change, Doubt, Row, Verdict};
use std::collections::BTreeSet;

/// How many findings of each weight, and how many were let pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
    pub accepted: usize,
}

impl Count {
    fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Note => self.notes += 1,
        }
    }

    fn put(&mut self, other: Count) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
        self.accepted += other.accepted;
    }

    fn take(&mut self, other: Count) {
        self.errors -= other.errors;
        self.warnings -= other.warnings;
        self.notes -= other.notes;
        self.accepted -= other.accepted;
    }
}

impl Book {
    /// What is wrong with a row of the list and has not been accepted, in the order of its columns.
    pub fn findings(&self, id: RowId) -> Vec<Finding> {
        self.judged(id).filter(|(_, accepted)| !accepted).map(|(fault, _)| self.finding(id, fault)).collect()
    }

    /// What is wrong with a row of the list and was accepted; the reasons stand in the row.
    pub fn accepted(&self, id: RowId) -> Vec<Finding> {
        self.judged(id).filter(|(_, accepted)| *accepted).map(|(fault, _)| self.finding(id, fault)).collect()
    }

    fn judged(&self, id: RowId) -> impl Iterator<Item = (Fault, bool)> {
        let entry = self.entry(id).filter(|_| self.line_of(id).is_some());
        let faults = entry.map_or(Vec::new(), |entry| {
            let mut faults = cells::judge(&self.list, &entry.row);
            faults.extend(self.doubted(&entry.row));
            faults.extend(together::judge(self, id));
            faults.extend(self.versions_of(id, entry));
            faults.sort_by_key(|fault| fault.column);
            faults
        });
        faults.into_iter().map(move |fault| {
            let accepted = entry.is_some_and(|entry| self.is_accepted(entry, &fault));
            (fault, accepted)
        })
    }

    fn is_accepted(&self, entry: &Entry, fault: &Fault) -> bool {
        let heading = self.heading(fault);
        entry.row.accepted.iter().any(|one| one.rule == fault.rule && one.column == heading)
    }

    fn heading(&self, fault: &Fault) -> &str {
        fault.column.and_then(|column| self.list.columns.get(column)).map_or("", |column| &column.heading)
    }

    /// What in a row's file asks whether it is meant as it was read.
    fn doubted(&self, row: &Row) -> Vec<Fault> {
        let own = self.call.year;
        let said = |words: &str| brief(words, MOST_QUOTED);
        let fault = |doubt: &Doubt| {
            let (rule, sentence) = match doubt {
                Doubt::Titled(told) => (
                    "row.year",
                    format!("所在的表标题写的是{told}年，本行按{own}年的一览表收录，请核对是不是{own}年申报的"),
                ),
                Doubt::Hidden => ("row.hidden", "本行在原文件里是隐藏的，也收录了，请核对是不是要报的".to_string()),
                Doubt::Below(words) => {
                    ("row.below", format!("原文件下一行还有“{}”，没有收录，请核对是不是本行的内容", said(words)))
                }
                Doubt::Beside(words) => (
                    "row.beside",
                    format!("原文件同一行还有“{}”，在另一张表或意思相同的另一栏里，没有收录，请核对", said(words)),
                ),
            };
            let cite = Some(Cite(self.list.annex.clone(), self.list.title.clone()));
            Fault { cite, ..Fault::of_row(rule, Severity::Warning, sentence) }
        };
        row.doubts.iter().map(fault).collect()
    }

    /// What the other versions of a row ask about it.
    fn versions_of(&self, id: RowId, entry: &Entry) -> Vec<Fault> {
        let ids = self.versions.get(&Key::of(self, entry)).map_or(&[][..], Vec::as_slice);
        let is_old = |entry: &&Entry| entry.verdict == Verdict::Superseded;
        let old: Vec<&Entry> = ids.iter().map(|id| &self.entries[*id]).filter(is_old).collect();
        let found = [self.twice(id, ids), renamed(&entry.row, &old), decided(&old)];
        found.into_iter().flatten().chain(corrected(&self.list, &entry.row, &old)).collect()
    }

    /// Another version is as new as this one and says something else.
    fn twice(&self, id: RowId, ids: &[RowId]) -> Option<Fault> {
        let in_list: Vec<RowId> = ids.iter().copied().filter(|other| self.line_of(*other).is_some()).collect();
        (in_list.len() > 1).then(|| {
            let others = others(self, id, &in_list);
            let differs = |at: &usize| in_list.iter().any(|other| self.cell(*other, *at) != self.cell(id, *at));
            let columns = self.list.columns.iter().enumerate();
            let columns = columns.filter(|(at, column)| column.holds != Holds::Number && differs(at));
            let labels: Vec<String> = columns.map(|(_, column)| format!("“{}”", column.label())).collect();
            let differing = if labels.is_empty() { String::new() } else { format!("，{}不同", labels.join("")) };
            let sentence = format!("本行与{others}是同一行的两种说法{differing}，分不出先后，请只留一行");
            Fault::of_row("row.version", Severity::Error, sentence)
        })
    }

    fn finding(&self, id: RowId, fault: Fault) -> Finding {
        let column = fault.column.and_then(|column| self.list.columns.get(column));
        let heading = self.heading(&fault).to_string();
        let label = column.map_or(String::new(), |column| column.label().to_string());
        let own = || column.map(|column| column.cite.clone().unwrap_or(Cite(self.list.annex.clone(), heading.clone())));
        let cite = fault.cite.clone().or_else(own).map_or(String::new(), |cite| cite.of(&self.call.number));
        Finding {
            rule: fault.rule.to_string(),
            place: Place::Row(self.line_of(id).unwrap_or_default(), heading),
            severity: fault.severity,
            message: format!("{label}{}", fault.sentence),
            label,
            hint: String::new(),
            cite,
        }
    }

    /// Looks at these rows anew: whether they stand in the list, with whom, and what is wrong with them and with those
    /// that stand beside them.
    pub(super) fn see(&mut self, ids: Vec<RowId>) {
        let mut affected: BTreeSet<RowId> = BTreeSet::new();
        for id in ids {
            let groups = match self.line_of(id) {
                Some(_) => together::groups(&self.list, &self.entries[id].row, &self.office),
                None => Vec::new(),
            };
            affected.extend(self.together.place(&self.list, id, groups));
            affected.insert(id);
        }
        affected.into_iter().for_each(|id| self.recount(id));
    }

    fn recount(&mut self, id: RowId) {
        let mut count = Count::default();
        self.judged(id).for_each(|(fault, is_accepted)| match is_accepted {
            true => count.accepted += 1,
            false => count.add(fault.severity),
        });
        let old = std::mem::replace(&mut self.entries[id].count, count);
        self.count.take(old);
        self.count.put(count);
        self.stand(id);
    }
}

/// An old version is of another name or unit.
fn renamed(row: &Row, old: &[&Entry]) -> Option<Fault> {
    let differs = |old: &str, new: &str| !old.trim().is_empty() && old.trim() != new.trim();
    let mut replaced = old.iter().map(|entry| &entry.row);
    let other = replaced.find(|old| differs(&old.name, &row.name) || differs(&old.unit, &row.unit))?;
    let said = [&other.unit, &other.name].into_iter().map(|words| words.trim()).filter(|words| !words.is_empty());
    let said: Vec<String> = said.map(|words| format!("“{words}”")).collect();
    let said = said.join("的");
    let sentence = format!("本行替代了同一份草稿较旧的一行，那一行是{said}，请核对是不是另一个项目");
    Some(Fault::of_row("row.renamed", Severity::Warning, sentence))
}

/// Cells that an office had corrected in an old version, and that say something else now.
fn corrected<'a>(list: &'a List, row: &'a Row, old: &[&'a Entry]) -> impl Iterator<Item = Fault> + 'a {
    let last = old.iter().rev().find(|entry| entry.row.changes.iter().any(by_office)).map(|entry| &entry.row);
    let changes =
        last.into_iter().flat_map(|last| last.changes.iter().filter(|one| by_office(one)).map(move |one| (last, one)));
    changes.filter_map(|(last, change)| {
        let at = list.columns.iter().position(|column| column.heading == change.column)?;
        let [was, now] = [last, row].map(|row| row.cells.get(at).map_or(String::new(), Cell::words));
        let said = brief(&was, MOST_QUOTED);
        let sentence = format!("在较旧的一行里曾由{}改为“{said}”，本行没有这样改，请核对是否再改", change.by);
        (was != now).then(|| Fault::new("row.corrected", at, Severity::Warning, sentence))
    })
}

fn by_office(change: &Change) -> bool {
    !change.by.is_empty() && change.by != PROGRAM
}

/// The office had left an old version out: that decision was not on this one.
fn decided(old: &[&Entry]) -> Option<Fault> {
    let reason = &old.iter().rfind(|entry| !entry.decided.is_empty())?.decided;
    let sentence = format!("本行替代的一行曾不列入（{reason}），请重新决定是否列入；列入的，请接受并说明");
    Some(Fault::of_row("row.decided", Severity::Warning, sentence))
}

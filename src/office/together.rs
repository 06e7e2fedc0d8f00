//! The rows of a list beside each other: so many of a unit, one name twice, the same words twice.
//!
//! Rows that have something in common stand in a group, so that after a correction only the groups of that row are looked
//! at, and a row's neighbours are named without going through the list.

use super::book::{Book, RowId};
use super::cells::Fault;
use crate::draft::half_width;
use crate::form::{Holds, Limit, List, Per, Severity};
use crate::row::{Cell, Row};
use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// The rows of the list by what they have in common.
#[derive(Debug, Clone, Default)]
pub struct Together {
    groups: HashMap<Group, BTreeSet<RowId>>,
    /// The groups of each row.
    of: Vec<Vec<Group>>,
}

/// What rows have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Group {
    of: Of,
    words: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Of {
    /// Unit or office of the limit at that place in the list.
    Limit(usize),
    /// The project's name.
    Name,
    /// The words under that heading.
    Words(usize),
}

/// The rules on rows beside each other.
pub const BESIDE: [&str; 8] = [
    "row.unit.limit",
    "row.office.limit",
    "row.same-name",
    "row.same-words",
    "row.version",
    "row.renamed",
    "row.decided",
    "row.corrected",
];

/// Shorter words may well be the same: 全市.
const FEWEST_CHARACTERS: usize = 20;

impl Together {
    /// Puts a row into these groups and no others; returns the rows of which something else is to be told now.
    pub fn place(&mut self, list: &List, id: RowId, groups: Vec<Group>) -> BTreeSet<RowId> {
        if self.of.len() <= id {
            self.of.resize(id + 1, Vec::new());
        }
        let old = std::mem::replace(&mut self.of[id], groups.clone());
        let mut affected = BTreeSet::new();
        for group in old.iter().filter(|group| !groups.contains(group)) {
            affected.extend(self.change(list, *group, |rows| rows.remove(&id)));
        }
        for group in groups.iter().filter(|group| !old.contains(group)) {
            affected.extend(self.change(list, *group, |rows| rows.insert(id)));
        }
        affected
    }

    fn change(&mut self, list: &List, group: Group, change: impl Fn(&mut BTreeSet<RowId>) -> bool) -> BTreeSet<RowId> {
        let rows = self.groups.entry(group).or_default();
        let is_crowded = |rows: &BTreeSet<RowId>| rows.len() > most(list, group.of);
        let before = is_crowded(rows);
        change(rows);
        let affected = if before == is_crowded(rows) { BTreeSet::new() } else { rows.clone() };
        if rows.is_empty() {
            self.groups.remove(&group);
        }
        affected
    }

    /// The groups of a row that hold more than they may.
    fn crowded(&self, list: &List, id: RowId) -> impl Iterator<Item = (Of, &BTreeSet<RowId>)> {
        let groups = self.of.get(id).map_or(&[][..], Vec::as_slice).iter();
        let rows = groups.filter_map(|group| Some((group.of, self.groups.get(group)?)));
        rows.filter(|(of, rows)| rows.len() > most(list, *of))
    }
}

fn most(list: &List, of: Of) -> usize {
    match of {
        Of::Limit(limit) => list.limits.get(limit).map_or(usize::MAX, |limit| limit.most),
        Of::Name | Of::Words(_) => 1,
    }
}

/// The rows of the list that name one of these offices, where rows are counted by office. Rows that name none are the
/// list's own, whatever the office that makes it is called: another name for it is no reason to look at them.
pub fn of_offices(book: &Book, names: [&String; 2]) -> Vec<RowId> {
    if book.list.limits.iter().all(|limit| limit.per != Per::Office) {
        return Vec::new();
    }
    let Some(column) = book.list.column_of(Holds::Office) else { return Vec::new() };
    let names = names.map(|name| compared(name));
    let own = |id: &RowId| book.entries[*id].row.cells.get(column).filter(|cell| !cell.is_blank());
    let is_named = |id: &&RowId| own(id).is_some_and(|cell| names.contains(&compared(&cell.words())));
    book.lines.iter().filter(is_named).copied().collect()
}

/// The groups that a row stands in. `office` is the one that makes the list.
pub fn groups(list: &List, row: &Row, office: &str) -> Vec<Group> {
    let cell = |at: usize| row.cells.get(at).map_or(String::new(), Cell::words);
    let words = |holds| list.column_of(holds).map_or(String::new(), cell);
    let limits = list.limits.iter().enumerate().filter(|(_, limit)| counts(limit, &words(Holds::Kind)));
    let limits = limits.filter_map(|(at, limit)| {
        let limit_of = Of::Limit(at);
        match limit.per {
            Per::Unit => Group::new(limit_of, &compared(&words(Holds::Unit))),
            Per::Office => {
                let own = Some(compared(&words(Holds::Office))).filter(|own| *own != compared(office));
                own.and_then(|own| Group::new(limit_of, &own)).or(Some(Group { of: limit_of, words: OWN }))
            }
        }
    });
    let name = Group::new(Of::Name, &compared(&words(Holds::Name)));
    let texts = list.columns.iter().enumerate().filter(|(_, column)| column.holds == Holds::Words);
    let texts = texts.filter_map(|(at, _)| {
        let words = compared(&cell(at));
        (words.chars().nth(FEWEST_CHARACTERS - 1).is_some()).then(|| Group::new(Of::Words(at), &words)).flatten()
    });
    limits.chain(name).chain(texts).collect()
}

/// What the rows of the office that makes the list have in common, whatever it is called.
const OWN: u64 = 0;

impl Group {
    fn new(of: Of, words: &str) -> Option<Self> {
        let mut hash = DefaultHasher::new();
        words.hash(&mut hash);
        (!words.is_empty()).then(|| Group { of, words: hash.finish() })
    }
}

fn counts(limit: &Limit, kind: &str) -> bool {
    limit.kinds.is_empty() || limit.kinds.iter().any(|counted| *counted == kind.trim())
}

/// Words as compared: letters and digits only, in one width.
fn compared(words: &str) -> String {
    half_width(words).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What is wrong with a row beside the others of the list.
pub fn judge(book: &Book, id: RowId) -> Vec<Fault> {
    let crowded = book.together.crowded(&book.list, id);
    crowded.filter_map(|(of, rows)| fault(book, id, of, rows)).collect()
}

fn fault(book: &Book, id: RowId, of: Of, rows: &BTreeSet<RowId>) -> Option<Fault> {
    let others = others(book, id, rows);
    let list = &book.list;
    match of {
        Of::Limit(at) => list.limits.get(at).map(|limit| over(book, limit, rows.len(), &others)),
        Of::Name => list.column_of(Holds::Name).map(|column| {
            let sentence = format!("与{others}相同，请核对是不是同一个项目");
            Fault::new("row.same-name", column, Severity::Warning, sentence)
        }),
        Of::Words(column) => {
            let sentence = format!("与{others}文字相同，请核对是不是同一个项目");
            Some(Fault::new("row.same-words", column, Severity::Warning, sentence))
        }
    }
}

fn over(book: &Book, limit: &Limit, count: usize, others: &str) -> Fault {
    let (rule, holds, per) = match limit.per {
        Per::Unit => ("row.unit.limit", Holds::Unit, "每个单位"),
        Per::Office => ("row.office.limit", Holds::Office, "每个推荐单位"),
    };
    let (most, kinds) = (limit.most, limit.kinds.join("、"));
    let kinds = if kinds.is_empty() { String::new() } else { format!("（{kinds}）") };
    let sentence = format!("在表中有{count}行{kinds}，另见{others}，{per}不超过{most}行，请只留{most}行");
    let fault = Fault::new(rule, book.list.column_of(holds).unwrap_or_default(), limit.severity, sentence);
    Fault { cite: Some(limit.cite.clone()), ..fault }
}

/// The other rows by line and name: 第5行“乙”、第7行“丙”等8行.
pub fn others<'a>(
    book: &Book,
    id: RowId,
    rows: impl IntoIterator<IntoIter: ExactSizeIterator<Item = &'a RowId>>,
) -> String {
    let rows = rows.into_iter();
    let count = rows.len().saturating_sub(1);
    const MOST_NAMED: usize = 3;
    const MOST_CHARACTERS: usize = 20;
    let others = rows.copied().filter(|other| *other != id);
    let mut named: Vec<(usize, RowId)> =
        others.filter_map(|other| Some((book.line_of(other)?, other))).take(MOST_NAMED).collect();
    named.sort();
    let name = |id: RowId| crate::form::text::brief(&book.words(id, Holds::Name), MOST_CHARACTERS);
    let named: Vec<String> = named.iter().map(|(line, id)| format!("第{}行“{}”", line + 1, name(*id))).collect();
    let more = if count > MOST_NAMED { format!("等{count}行") } else { String::new() };
    format!("{}{more}", named.join("、"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Catalogue;
    use std::time::{Duration, Instant};

    #[test]
    fn rows_go_from_one_office_to_another_in_a_time_that_grows_with_their_number() {
        const ROWS: usize = 60_000;
        let catalogue = Catalogue::built_in();
        let list = catalogue.notices().iter().find_map(|call| call.list.as_ref()).unwrap();
        let office = |name| Group::new(Of::Limit(0), name).unwrap();
        let mut together = Together::default();
        let begun = Instant::now();
        for name in ["甲局", "乙局"] {
            (0..ROWS).for_each(|id| drop(together.place(list, id, vec![office(name)])));
        }
        assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
        assert_eq!(together.groups[&office("乙局")].len(), ROWS);
        assert!(!together.groups.contains_key(&office("甲局")));
    }
}

//! Tables by their headings: which list a sheet is, and which of its columns is which.

use super::book::{Line, Page};
use super::known::{Call, Known, Meant, folded, year};
use crate::form::Holds;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Longer words, in bytes, are no heading.
const LONGEST: usize = 160;
/// So many headings of a list make a table, or all of them where it has fewer.
const FEWEST: usize = 3;
/// Lists whose count of headings differs by no more than this are alike: the year then decides.
const ALIKE: usize = 2;

/// The headings of a table as they stand on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headings {
    pub call: Call,
    /// For each column of the list, the page's columns that make it up.
    pub columns: Vec<Vec<u32>>,
    /// Columns of the page that the list does not have, and what they are called.
    pub extra: Vec<(u32, String)>,
    /// Those of them that have the heading of a name or a unit once more: another table stands beside this one.
    pub twins: Vec<u32>,
    /// How many of its headings are the list's own words.
    own: usize,
    /// How many lines they take.
    pub lines: usize,
    /// Whether nothing tells between this list and another.
    pub guessed: bool,
}

/// What is known of a page beside its headings.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The comparable words above the headings.
    pub titles: BTreeSet<String>,
    /// The year that the title tells.
    pub titled: Option<i16>,
    /// The year that other words above the headings tell, or the names of sheet and file.
    pub dated: Option<i16>,
    /// The only call that it can be; any where there is none.
    pub call: Option<Call>,
}

impl Context {
    /// A line above the headings.
    pub fn above(&mut self, words: &str) {
        self.titles.insert(folded(words));
        match is_title(words) {
            true => self.titled = year(words).or(self.titled),
            false => self.dated = year(words).or(self.dated),
        }
    }

    pub fn year(&self) -> Option<i16> {
        self.titled.or(self.dated)
    }
}

/// Whether words name a table: …一览表, …汇总表（某区）.
pub fn is_title(words: &str) -> bool {
    words.len() <= LONGEST && folded(words).ends_with('表')
}

/// The headings that begin at this line of the page, if any do.
pub fn headings(page: &Page, line: usize, context: &Context, known: &Known) -> Option<Headings> {
    let (upper, lower) = (&page.lines[line], page.lines.get(line + 1));
    // Most lines are rows, in which no cell is a heading: there is no need to look at them twice.
    let is_heading = |words: &str| words.len() <= LONGEST && !known.columns(words).is_empty();
    if !upper.cells.iter().any(|cell| is_heading(&cell.1)) {
        return None;
    }
    let one = best(&names(upper, None), 1, context, known);
    let two = lower.and_then(|lower| {
        // A title above the headings is no upper heading.
        let alone = best(&names(lower, None), 1, context, known).map_or(0, |found| found.matched());
        best(&names(upper, Some(lower)), 2, context, known).filter(|found| found.matched() > alone)
    });
    [one, two].into_iter().flatten().max_by_key(|found| (found.matched(), Reverse(found.lines)))
}

/// Column, and the words of its heading: alone, and under the upper heading.
type Name = (u32, String, String);

/// The headings of one line, or of two where an upper one stands over several lower ones.
fn names(upper: &Line, lower: Option<&Line>) -> Vec<Name> {
    let Some(lower) = lower else {
        return upper.cells.iter().map(|(column, words)| (*column, words.clone(), words.clone())).collect();
    };
    let columns: BTreeSet<u32> = upper.cells.iter().chain(&lower.cells).map(|cell| cell.0).collect();
    let mut over = "";
    let mut names = Vec::new();
    for column in columns {
        let (above, below) = (upper.cell(column), lower.cell(column));
        over = if above.trim().is_empty() { over } else { above };
        let alone = if below.trim().is_empty() { above } else { below };
        names.push((column, alone.to_string(), format!("{over}{below}")));
    }
    names
}

/// The list that fits best.
fn best(names: &[Name], lines: usize, context: &Context, known: &Known) -> Option<Headings> {
    let short = |name: &&Name| name.1.len() <= LONGEST && !name.1.trim().is_empty();
    let hits: Vec<(&Name, &[Meant])> = names.iter().filter(short).map(|name| (name, columns(name, known))).collect();
    if hits.iter().filter(|hit| !hit.1.is_empty()).count() < 2 {
        return None;
    }
    let calls = known.all().filter(|call| context.call.is_none_or(|only| only == *call));
    let found: Vec<Headings> = calls.filter_map(|call| of_call(&hits, call, lines, known)).collect();
    let most = found.iter().map(Headings::matched).max()?;
    let alike = || found.iter().filter(|found| found.matched() + ALIKE >= most);
    let told = |found: &Headings| {
        let titled = context.titles.contains(&folded(&known.list(found.call).title));
        (titled, context.year() == Some(known.notice(found.call).year))
    };
    let rank = |found: &&Headings| (told(found), found.matched(), found.own, Reverse(found.call));
    let chosen = alike().max_by_key(rank)?;
    let fit = |found: &Headings| (told(found), found.matched(), found.own);
    let equal = |other: &&Headings| fit(other) == fit(chosen);
    let guessed = context.call.is_none() && alike().filter(equal).count() > 1;
    Some(Headings { guessed, ..chosen.clone() })
}

fn columns<'a>(name: &Name, known: &'a Known) -> &'a [Meant] {
    match known.columns(&name.2) {
        [] if name.1 != name.2 => known.columns(&name.1),
        found => found,
    }
}

/// The columns of one call's list; none where they are too few to be its headings.
fn of_call(hits: &[(&Name, &[Meant])], call: Call, lines: usize, known: &Known) -> Option<Headings> {
    let list = known.list(call);
    let mut columns: Vec<Vec<u32>> = vec![Vec::new(); list.columns.len()];
    let (mut seen, mut extra, mut twins, mut own) = (BTreeSet::new(), Vec::new(), Vec::new(), 0);
    for ((column, alone, under), found) in hits {
        // Two columns may make up one of the list, but not under the same heading.
        let here = found.iter().find(|meant| meant.call == call);
        // … and no two make up a name or a unit.
        let is_name = |meant: &&Meant| matches!(list.columns[meant.column].holds, Holds::Name | Holds::Unit);
        let is_free = |meant: &&Meant| !is_name(meant) || columns[meant.column].is_empty();
        match here.filter(is_free).filter(|meant| seen.insert((meant.column, folded(under)))) {
            Some(meant) => {
                columns[meant.column].push(*column);
                own += usize::from(meant.is_own);
            }
            None => {
                twins.extend(here.filter(is_name).map(|_| *column));
                extra.push((*column, alone.trim().to_string()));
            }
        }
    }
    let found = Headings { call, columns, extra, twins, own, lines, guessed: false };
    let named: Vec<usize> = [Holds::Name, Holds::Unit].into_iter().filter_map(|holds| list.column_of(holds)).collect();
    let names = named.is_empty() || named.iter().any(|at| !found.columns[*at].is_empty());
    (names && found.matched() >= FEWEST.min(list.columns.len())).then_some(found)
}

impl Headings {
    /// How many columns of the list there are.
    pub fn matched(&self) -> usize {
        self.columns.iter().filter(|columns| !columns.is_empty()).count()
    }
}

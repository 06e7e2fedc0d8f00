//! Which line of a list belongs to which entry of the sheet behind it.

use super::FoundRow;
use crate::form::{Holds, List};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// What a line is known by, from the surest on: all its words, its unit and name, its unit, its name, being the only one.
#[derive(Debug, Default)]
pub struct Marks([Option<u64>; MARKS]);

const MARKS: usize = 5;

/// From here on a mark counts only where no other line and no other entry has it.
const UNSURE: usize = 2;

impl Marks {
    /// Of a line of that list with these words under its columns. What an office fills in marks no line.
    pub fn of(list: &List, words: &[&str]) -> Self {
        let columns = || list.columns.iter().zip(words).map(|(column, words)| (column.holds, words.trim()));
        let own = columns().filter(|(holds, _)| !matches!(holds, Holds::Number | Holds::Office));
        let word = |wanted| columns().find(|(holds, _)| *holds == wanted).map_or("", |(_, words)| words);
        let (unit, name) = (word(Holds::Unit), word(Holds::Name));
        let known = |words: &[&str]| words.iter().any(|words| !words.is_empty()).then(|| hash(words));
        let own: Vec<&str> = own.map(|(_, words)| words).collect();
        Marks([Some(hash(own)), known(&[unit, name]), known(&[unit]), known(&[name]), None])
    }

    /// In a file of one row this is the row, whatever was typed over it.
    pub fn or_the_only_one(mut self) -> Self {
        self.0[MARKS - 1] = Some(0);
        self
    }
}

fn hash(of: impl Hash) -> u64 {
    let mut hash = DefaultHasher::new();
    of.hash(&mut hash);
    hash.finish()
}

/// Hands each entry to `join` with its row: the one with the same words; else of the same unit and name, in the same order
/// where several are alike; else the only one left with another of its marks. Rows without an entry stay as they are;
/// what `join` makes of an entry without a row comes last. `marks` are those of the entries, `of` tells a row's.
pub fn pair<E>(
    rows: Vec<FoundRow>,
    entries: Vec<E>,
    marks: &[Marks],
    of: impl Fn(&FoundRow) -> Marks,
    mut join: impl FnMut(Option<FoundRow>, E) -> Option<FoundRow>,
) -> Vec<FoundRow> {
    let places = places(&rows.iter().map(of).collect::<Vec<_>>(), marks);
    let mut rows: Vec<Option<FoundRow>> = rows.into_iter().map(Some).collect();
    let mut joined: Vec<Option<FoundRow>> = rows.iter().map(|_| None).collect();
    let mut alone = Vec::new();
    for (entry, place) in entries.into_iter().zip(places) {
        match place.and_then(|place| Some((place, rows[place].take()?))) {
            Some((place, row)) => joined[place] = join(Some(row), entry),
            None => alone.extend(join(None, entry)),
        }
    }
    joined.into_iter().zip(rows).filter_map(|(joined, row)| joined.or(row)).chain(alone).collect()
}

/// For each entry the place of its row.
fn places(rows: &[Marks], entries: &[Marks]) -> Vec<Option<usize>> {
    let mut places: Vec<Option<usize>> = vec![None; entries.len()];
    let mut is_free = vec![true; rows.len()];
    for by in 0..MARKS {
        let (free, open) = (left(rows, by, |at| is_free[at]), left(entries, by, |at| places[at].is_none()));
        for (mark, open) in open {
            let free = free.get(&mark).map_or(&[][..], Vec::as_slice);
            let is_sure = by < UNSURE || (free.len(), open.len()) == (1, 1);
            for (place, entry) in free.iter().zip(open).filter(|_| is_sure) {
                (places[entry], is_free[*place]) = (Some(*place), false);
            }
        }
    }
    places
}

/// Those that are still to be paired, by one of their marks.
fn left(of: &[Marks], by: usize, is_left: impl Fn(usize) -> bool) -> HashMap<u64, Vec<usize>> {
    let mut left: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, Marks(marks)) in of.iter().enumerate().filter(|(at, _)| is_left(*at)) {
        marks[by].into_iter().for_each(|mark| left.entry(mark).or_default().push(at));
    }
    left
}

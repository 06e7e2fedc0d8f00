//! Which line of a list belongs to which entry of the sheet behind it.

use super::FoundRow;
use std::collections::{HashMap, VecDeque};

/// Unit and name.
type Key = (String, String);

/// Hands each entry to `join` with its row: the one of the same unit and name, in the same order where several are
/// alike; where as many are left over of both, the next one if its unit or name still is the same. Rows without an entry stay as they are; what `join` makes
/// of an entry without a row comes last.
pub fn pair<E>(
    rows: Vec<FoundRow>,
    entries: Vec<E>,
    keys: &[Key],
    mut join: impl FnMut(Option<FoundRow>, E) -> Option<FoundRow>,
) -> Vec<FoundRow> {
    let places = places(&rows, keys);
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
fn places(rows: &[FoundRow], keys: &[Key]) -> Vec<Option<usize>> {
    let mut free: HashMap<(&str, &str), VecDeque<usize>> = HashMap::new();
    for (place, found) in rows.iter().enumerate() {
        free.entry((&found.row.unit, &found.row.name)).or_default().push_back(place);
    }
    let mut places: Vec<Option<usize>> = Vec::with_capacity(keys.len());
    let mut is_free = vec![true; rows.len()];
    for (unit, name) in keys {
        let place = free.get_mut(&(unit.as_str(), name.as_str())).and_then(VecDeque::pop_front);
        place.into_iter().for_each(|place| is_free[place] = false);
        places.push(place);
    }
    let left: Vec<usize> = (0..rows.len()).filter(|place| is_free[*place]).collect();
    if left.len() == places.iter().filter(|place| place.is_none()).count() {
        let mut left = left.into_iter();
        for (place, (unit, name)) in places.iter_mut().zip(keys).filter(|(place, _)| place.is_none()) {
            let same = |at: &usize| {
                let row = &rows[*at].row;
                !unit.is_empty() && row.unit == *unit || !name.is_empty() && row.name == *name
            };
            *place = left.next().filter(same);
        }
    }
    places
}

//! A book that was kept while its call's list had other columns.

use super::book::Entry;
use crate::form::{List, ListColumn};
use crate::row::Cell;

/// Puts cells that were kept under these headings under those of the list. What stands under a heading that the list no
/// longer has is kept behind its columns; returns these headings.
pub fn settle(list: &List, kept: &[String], entries: &mut [Entry], call: &str) -> Vec<String> {
    let from = places(list, kept);
    let is_said =
        |at: usize| entries.iter().any(|entry| entry.call == call && entry.row.cells.get(at).is_some_and(is_filled));
    let aside: Vec<usize> = (0..kept.len()).filter(|at| !from.contains(&Some(*at)) && is_said(*at)).collect();
    let places: Vec<Option<usize>> = from.into_iter().chain(aside.iter().copied().map(Some)).collect();
    for entry in entries {
        if entry.call == call && !kept.is_empty() {
            entry.row.rename(list);
            let cells = &mut entry.row.cells;
            let mut cell = |at: usize| cells.get_mut(at).map(|cell| std::mem::replace(cell, Cell::Blank));
            *cells = places.iter().map(|at| at.and_then(&mut cell).unwrap_or(Cell::Blank)).collect();
        }
        let cells = &mut entry.row.cells;
        cells.resize(list.columns.len().max(cells.len()), Cell::Blank);
    }
    aside.into_iter().map(|at| kept[at].clone()).collect()
}

fn is_filled(cell: &Cell) -> bool {
    !cell.words().trim().is_empty()
}

/// Where the cells of each column were kept: under its heading, or else under one that means the same.
fn places(list: &List, kept: &[String]) -> Vec<Option<usize>> {
    let mut taken = vec![false; kept.len()];
    let mut take = |is_meant: &dyn Fn(&String) -> bool| {
        let at = (0..kept.len()).find(|at| !taken[*at] && is_meant(&kept[*at]))?;
        taken[at] = true;
        Some(at)
    };
    let own = |column: &ListColumn| take(&|heading| *heading == column.heading);
    let mut places: Vec<Option<usize>> = list.columns.iter().map(own).collect();
    for (place, column) in places.iter_mut().zip(&list.columns).filter(|(place, _)| place.is_none()) {
        *place = take(&|heading| column.also.contains(heading));
    }
    places
}

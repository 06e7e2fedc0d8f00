//! From the rows of a grid as they are written to those that stand on paper.

use crate::draft::{At, Draft, rows};
use crate::form::{Cell, Form, Grid, GridRow, Row};

/// A row as it stands on paper.
pub struct Laid<'a> {
    /// The cells, and how many rows each takes.
    pub cells: Vec<(&'a Cell, usize)>,
    /// The table's row that it is for.
    pub at: Option<At<'a>>,
    pub is_head: bool,
    /// Whether it stays together with the next one: both are for the same row of a table.
    pub holds_next: bool,
}

/// The rows of a grid with those of its tables.
pub fn laid<'a>(form: &'a Form, draft: &'a Draft, grid: &'a Grid) -> Vec<Laid<'a>> {
    let of_table = |row: &'a GridRow| match row {
        GridRow::Each(each) => rows(form, draft, &each.table, each.least).map(Some).collect(),
        GridRow::Once(_) | GridRow::Head(_) => vec![None],
    };
    let all: Vec<(&GridRow, Vec<Option<At>>)> = grid.rows.iter().map(|row| (row, of_table(row))).collect();
    let counts: Vec<(usize, usize)> = all.iter().map(|(row, times)| (row.rows().len(), times.len())).collect();
    let mut laid = Vec::new();
    for (number, (grid_row, times)) in all.iter().enumerate() {
        let is_each = matches!(grid_row, GridRow::Each(_));
        for at in times {
            for (place, row) in grid_row.rows().iter().enumerate() {
                let reach = |down: usize| if is_each { down } else { reach(&counts[number..], down) };
                laid.push(Laid {
                    cells: cells(row, reach),
                    at: *at,
                    is_head: matches!(grid_row, GridRow::Head(_)),
                    holds_next: place + 1 < grid_row.rows().len(),
                });
            }
        }
    }
    laid
}

fn cells(row: &Row, reach: impl Fn(usize) -> usize) -> Vec<(&Cell, usize)> {
    row.cells.iter().map(|cell| (cell, reach(cell.down).max(1))).collect()
}

/// How many rows on paper so many written ones are; of each kind of row its number and how often it is repeated.
fn reach(counts: &[(usize, usize)], down: usize) -> usize {
    let mut left = down;
    let mut reach = 0;
    for (written, times) in counts {
        if left == 0 {
            break;
        }
        left = left.saturating_sub(*written);
        reach += written * times;
    }
    reach
}

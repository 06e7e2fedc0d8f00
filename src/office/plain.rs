//! Cells in the one form of their column: 国家级 服务团 is 国家级服务团, １２.５ is 12.5. The unit's own words stay beside them.

use super::edit::note;
use crate::check::list_cell;
use crate::form::List;
use crate::row::{Cell, Row};

/// The name under which such a change is kept: no office made it.
pub const PROGRAM: &str = "申报台";

/// Puts the cells of a row in the form of their columns.
pub fn settle(list: &List, row: &mut Row) {
    for (at, column) in list.columns.iter().enumerate() {
        let Some(was) = row.cells.get(at).map(Cell::words) else { continue };
        if let Some(words) = list_cell::plain(column, &was) {
            row.cells[at] = Cell::Text(words);
            // A cell that somebody changed in the file stays one that somebody changed.
            let before = row.changes.iter().find(|change| change.column == column.heading);
            let by = before.map_or(PROGRAM.to_string(), |change| change.by.clone());
            note(row, at, &column.heading, was, by);
        }
    }
}

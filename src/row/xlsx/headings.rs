//! The headings of the list: one row, or two where neighbours stand under a common upper heading.

use super::fit;
use super::list::width;
use super::looks::{self, Looks};
use crate::form::{List, ListColumn};
use rust_xlsxwriter::{Worksheet, XlsxError};

/// How many rows the headings take.
pub fn rows(list: &List) -> u32 {
    if list.columns.iter().any(|column| !column.group.is_empty()) { 2 } else { 1 }
}

/// Writes the headings from row `at` on.
pub fn write(page: &mut Worksheet, list: &List, at: u32, looks: &Looks) -> Result<(), XlsxError> {
    let lowest = at + rows(list) - 1;
    let mut left = 0;
    for group in list.groups() {
        let right = left + group.len() as u16 - 1;
        let first = &group[0];
        match first.group.is_empty() {
            true => looks::over(page, (at, left), (lowest, left), &first.heading, &looks.heading)?,
            false => {
                looks::over(page, (at, left), (at, right), &first.group, &looks.heading)?;
                for (column, below) in (left..).zip(group) {
                    looks::text(page, (lowest, column), &below.heading, &looks.heading)?;
                }
            }
        }
        left = right + 1;
    }
    for (row, height) in (at..).zip(heights(list)) {
        page.set_row_height(row, height)?;
    }
    Ok(())
}

/// The heights of the rows. A heading over both rows makes the lower one taller where it needs to.
fn heights(list: &List) -> Vec<f64> {
    let height = |cells: Vec<(&str, f64)>| fit::row(&cells).height;
    let of = |grouped: bool| {
        let columns = list.columns.iter().filter(|column| column.group.is_empty() != grouped);
        height(columns.map(|column| (column.heading.as_str(), width(column.width))).collect())
    };
    if rows(list) == 1 {
        return vec![of(false)];
    }
    let wide = |group: &[ListColumn]| group.iter().map(|column| width(column.width)).sum();
    let upper = height(list.groups().map(|group| (group[0].group.as_str(), wide(group))).collect());
    vec![upper, of(true).max(of(false) - upper)]
}

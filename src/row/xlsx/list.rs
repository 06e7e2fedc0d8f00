//! The sheet that is laid out as the annex: its name, the title, the headings, the rows, the notes.

use super::looks::{self, Looks};
use super::{LIST_SHEET, MOST_IN_CELL, code, fit, headings, one_line, pieces};
use crate::form::List;
use crate::row::{Cell, Row, Sheet};
use rust_xlsxwriter::{IgnoreError, Worksheet, XlsxError};

/// Rows of the sheet, from 0.
const ANNEX: u32 = 0;
const TITLE: u32 = 1;
const HEADINGS: u32 = 2;

/// Room for the mark `（续2/9）` before a piece.
const MARK: usize = 32;
pub const A4: u8 = 9;

pub fn write(page: &mut Worksheet, sheet: &Sheet, looks: &Looks) -> Result<(), XlsxError> {
    let last = u16::try_from(sheet.list.columns.len().max(1) - 1).map_err(|_| XlsxError::RowColumnLimitError)?;
    page.set_name(LIST_SHEET)?;
    head(page, &sheet.list, last, looks)?;
    headings::write(page, &sheet.list, HEADINGS, looks)?;
    let mut at = HEADINGS + headings::rows(&sheet.list);
    page.set_freeze_panes(at, 0)?;
    for row in &sheet.rows {
        at = table_row(page, &sheet.list, row, at, looks)?;
    }
    let below = notes(page, &sheet.list, last, at, looks)?;
    print(page, sheet, below.max(1) - 1, last)
}

fn head(page: &mut Worksheet, list: &List, last: u16, looks: &Looks) -> Result<(), XlsxError> {
    looks::text(page, (ANNEX, 0), &list.annex, &looks.annex)?;
    looks::across(page, TITLE, last, &list.title, &looks.title)?;
    page.set_row_height(ANNEX, 24)?;
    page.set_row_height(TITLE, 36)?;
    for (column, heading) in (0u16..).zip(&list.columns) {
        page.set_column_width(column, width(heading.width))?;
    }
    Ok(())
}

/// A width that Excel takes.
pub fn width(wanted: f64) -> f64 {
    if wanted.is_finite() { wanted.clamp(1.0, 255.0) } else { 10.0 }
}

/// Writes a row, and below it what its cells cannot hold; returns the next free row.
fn table_row(page: &mut Worksheet, list: &List, row: &Row, at: u32, looks: &Looks) -> Result<u32, XlsxError> {
    let words: Vec<String> = list_cells(list, row).iter().map(Cell::words).collect();
    let split: Vec<Vec<&str>> = words.iter().map(|words| pieces(words, MOST_IN_CELL - MARK)).collect();
    let most = split.iter().map(Vec::len).max().unwrap_or(1);
    for part in 0..most {
        let cells = list_cells(list, row).into_iter().zip(&split);
        let cells: Vec<Cell> = cells.map(|(cell, pieces)| piece(cell, pieces, part)).collect();
        line(page, list, &cells, at + part as u32, looks)?;
    }
    Ok(at + most as u32)
}

/// As many cells as the list has headings.
fn list_cells(list: &List, row: &Row) -> Vec<Cell> {
    (0..list.columns.len()).map(|column| row.cells.get(column).cloned().unwrap_or(Cell::Blank)).collect()
}

fn piece(cell: Cell, pieces: &[&str], part: usize) -> Cell {
    match (part, pieces.get(part)) {
        (0, Some(_)) if pieces.len() == 1 => cell,
        (0, Some(piece)) => Cell::Text((*piece).to_string()),
        (_, Some(piece)) => Cell::Text(format!("（续{}/{}）{piece}", part + 1, pieces.len())),
        (_, None) => Cell::Blank,
    }
}

fn line(page: &mut Worksheet, list: &List, cells: &[Cell], at: u32, looks: &Looks) -> Result<(), XlsxError> {
    let words: Vec<String> = cells.iter().map(Cell::words).collect();
    let widths = list.columns.iter().map(|column| width(column.width));
    let fit = fit::row(&words.iter().map(String::as_str).zip(widths).collect::<Vec<_>>());
    page.set_row_height(at, fit.height)?;
    let look = looks.cell(fit.size);
    for (column, cell) in (0u16..).zip(cells) {
        match cell {
            Cell::Blank => page.write_blank(at, column, &look.words).map(|_| ())?,
            Cell::Number(number) => {
                page.write_number_with_format(at, column, *number, &looks.centred.bare).map(|_| ())?
            }
            Cell::Text(text) => looks::text(page, (at, column), text, look)?,
        }
    }
    Ok(())
}

/// Writes the notes; returns the next free row.
fn notes(page: &mut Worksheet, list: &List, last: u16, at: u32, looks: &Looks) -> Result<u32, XlsxError> {
    let whole: f64 = list.columns.iter().map(|column| width(column.width)).sum();
    for (row, note) in (at..).zip(&list.notes) {
        looks::across(page, row, last, note, &looks.note)?;
        page.set_row_height(row, fit::row(&[(note, whole)]).height)?;
    }
    Ok(at + list.notes.len() as u32)
}

/// Landscape A4, as wide as the page, headings on every page, the digest code at its foot.
fn print(page: &mut Worksheet, sheet: &Sheet, bottom: u32, last: u16) -> Result<(), XlsxError> {
    page.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
    page.set_margins(0.6, 0.6, 0.6, 0.75, 0.3, 0.35); // inches
    page.set_footer(footer(sheet));
    page.set_repeat_rows(HEADINGS, HEADINGS + headings::rows(&sheet.list) - 1)?;
    page.set_print_area(0, 0, bottom, last)?;
    page.ignore_error_range(0, 0, bottom, last, IgnoreError::NumberStoredAsText).map(|_| ())
}

fn footer(sheet: &Sheet) -> String {
    let code = code(sheet).map_or(String::new(), |code| format!("核对码 {}", one_line(code).replace('&', "&&")));
    format!("&L&\"宋体\"&9{code}&R&\"宋体\"&9第&P页，共&N页")
}

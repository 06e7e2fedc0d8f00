//! The sheet with every answer, so that the office holds the electronic copy: for each row a head with
//! the digest code, then id, section, label and answer.

use super::looks::{self, Looks};
use super::{ANSWERS_SHEET, MOST_IN_CELL, fit, pieces};
use crate::draft::{Told, line_ends};
use crate::form::List;
use crate::row::{Row, Sheet};
use rust_xlsxwriter::{IgnoreError, Worksheet, XlsxError};

/// Headings and widths. A long answer takes several lines, numbered under 续.
const COLUMNS: [(&str, f64); 5] = [("编号", 24.0), ("部分", 22.0), ("项目", 26.0), ("内容", 72.0), ("续", 7.0)];
const LAST: u16 = 4;
const A4: u8 = 9;

pub fn write(page: &mut Worksheet, sheet: &Sheet, looks: &Looks) -> Result<(), XlsxError> {
    page.set_name(ANSWERS_SHEET)?;
    for (column, (_, width)) in (0u16..).zip(COLUMNS) {
        page.set_column_width(column, width)?;
    }
    let mut at = 0;
    for row in &sheet.rows {
        at = block(page, &sheet.list, row, at, looks)? + 1;
    }
    page.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    page.set_footer("&R&\"宋体\"&9第&P页，共&N页");
    page.ignore_error_range(0, 0, at, LAST, IgnoreError::NumberStoredAsText).map(|_| ())
}

/// Writes one row's head and answers; returns the next free row.
fn block(page: &mut Worksheet, list: &List, row: &Row, at: u32, looks: &Looks) -> Result<u32, XlsxError> {
    let mut at = head(page, list, row, at, looks)?;
    for (column, (heading, _)) in (0u16..).zip(COLUMNS) {
        looks::text(page, (at, column), heading, &looks.heading)?;
    }
    at += 1;
    for told in &row.answers {
        at = answer(page, told, at, looks)?;
    }
    Ok(at)
}

/// Writes what a row is known by; returns the next free row.
fn head(page: &mut Worksheet, list: &List, row: &Row, mut at: u32, looks: &Looks) -> Result<u32, XlsxError> {
    let revision = row.revision.to_string();
    let head = [
        ("核对码", &row.code, ""),
        ("文号", &row.number, ""),
        ("表名", &row.title, ""),
        ("表式", &row.form, ""),
        ("版次", &revision, ""),
        ("草稿", &row.draft, ""),
        ("填报时间", &row.made, ""),
        ("单位", &row.unit, ""),
        ("名称", &row.name, ""),
    ];
    let sections = row.sections.iter().map(|(title, code)| ("部分核对码", code, title.as_str()));
    for (word, value, section) in head.into_iter().chain(sections) {
        at = headline(page, [word, value, section], at, looks)?;
    }
    // Beside the list, which others may change: what the draft put into it.
    for (cell, column) in row.cells.iter().zip(&list.columns) {
        at = headline(page, ["一览表栏", &line_ends(&cell.words()), &column.heading], at, looks)?;
    }
    Ok(at)
}

/// Writes a line of the head, in as many lines as its value needs; returns the next free row.
fn headline(page: &mut Worksheet, words: [&str; 3], at: u32, looks: &Looks) -> Result<u32, XlsxError> {
    let [word, value, section] = words;
    let pieces = pieces(value, MOST_IN_CELL);
    for (part, piece) in (0..).zip(&pieces) {
        let (at, mark) = (at + part, mark(part, pieces.len()));
        for (column, words) in (0u16..).zip([word, piece, section, "", &mark]).filter(|(_, words)| !words.is_empty()) {
            looks::text(page, (at, column), words, &looks.plain)?;
        }
    }
    Ok(at + pieces.len() as u32)
}

/// Writes one answer in as many lines as it needs; returns the next free row.
fn answer(page: &mut Worksheet, told: &Told, at: u32, looks: &Looks) -> Result<u32, XlsxError> {
    let value = line_ends(&told.value);
    let pieces = pieces(&value, MOST_IN_CELL);
    for (part, piece) in pieces.iter().enumerate() {
        let mark = mark(part as u32, pieces.len());
        line(page, at + part as u32, [&told.id, &told.section, &told.label, piece, &mark], looks)?;
    }
    Ok(at + pieces.len() as u32)
}

/// Which piece of how many; empty where one holds all.
fn mark(part: u32, of: usize) -> String {
    if of == 1 { String::new() } else { format!("{}/{of}", part + 1) }
}

fn line(page: &mut Worksheet, at: u32, cells: [&str; 5], looks: &Looks) -> Result<(), XlsxError> {
    let widths = COLUMNS.map(|(_, width)| width);
    let fit = fit::row(&cells.into_iter().zip(widths).collect::<Vec<_>>());
    let look = looks.cell(fit.size);
    page.set_row_height(at, fit.height)?;
    for (column, words) in (0u16..).zip(cells) {
        match words.is_empty() {
            true => page.write_blank(at, column, &look.bare).map(|_| ())?,
            false => looks::text(page, (at, column), words, look)?,
        }
    }
    Ok(())
}

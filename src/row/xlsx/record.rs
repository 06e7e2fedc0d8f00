//! The sheet of a merged list that tells what it was made of: a line for each row, the cells that were corrected and
//! the findings that were let pass below it, and at the end what was left out. Behind these columns stand the row's cells
//! under the list's headings, so that a list that is edited later shows it.

use super::list::A4;
use super::looks::{self, Looks};
use super::{MOST_IN_CELL, pieces};
use crate::draft::line_ends;
use crate::row::{Cell, LeftOut, Origin, Record, Row, Sheet, Verdict};
use rust_xlsxwriter::{Worksheet, XlsxError};
use std::borrow::Cow;

/// The name of the sheet.
pub const RECORD_SHEET: &str = "汇总记录";
/// Headings and widths.
pub const COLUMNS: [(&str, f64); 19] = [
    ("记录", 10.0),
    ("序号", 6.0),
    ("文件", 36.0),
    ("行", 6.0),
    ("核对码", 12.0),
    ("实际核对码", 12.0),
    ("文号", 22.0),
    ("表名", 30.0),
    ("表式", 20.0),
    ("版次", 6.0),
    ("草稿", 22.0),
    ("填报时间", 20.0),
    ("单位", 26.0),
    ("名称", 26.0),
    ("部分核对码", 24.0),
    ("栏目", 20.0),
    ("内容", 40.0),
    ("说明", 40.0),
    ("经办", 20.0),
];
/// A cell of the row above that was corrected: its heading, what the unit had said, and by whom.
pub const CHANGED: &str = "改动";
/// A finding on the row above that was let pass: heading, rule, reason, and by whom.
pub const PASSED: &str = "放行";
/// What the cells of the line above could not hold.
pub const MORE: &str = "续";

/// The words of a line, but for the row's cells.
type Words = [String; COLUMNS.len()];

pub fn write(page: &mut Worksheet, sheet: &Sheet, record: &Record, looks: &Looks) -> Result<(), XlsxError> {
    page.set_name(RECORD_SHEET)?;
    for (column, (heading, width)) in (0u16..).zip(COLUMNS) {
        page.set_column_width(column, width)?;
        looks::text(page, (0, column), heading, &looks.heading)?;
    }
    for (column, heading) in (COLUMNS.len() as u16..).zip(&sheet.list.columns) {
        looks::text(page, (0, column), &heading.heading, &looks.heading)?;
    }
    let mut at = 1;
    for (number, row) in (1u32..).zip(&sheet.rows) {
        let words = of_row(number, row).into_iter().chain(row.cells.iter().map(Cell::words));
        at = line(page, &words.collect::<Vec<_>>(), at, looks)?;
        for words in of_changes(number, row) {
            at = line(page, &words, at, looks)?;
        }
    }
    for left in &record.left {
        at = line(page, &of_left(left), at, looks)?;
    }
    // Who prints the whole workbook gets the record as few pages on their side.
    page.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    page.set_freeze_panes(1, 0).map(|_| ())
}

/// Writes a line in as many as it needs; returns the next free row.
fn line(page: &mut Worksheet, words: &[String], at: u32, looks: &Looks) -> Result<u32, XlsxError> {
    let words: Vec<Cow<str>> = words.iter().map(|words| line_ends(words)).collect();
    let split: Vec<Vec<&str>> = words.iter().map(|words| pieces(words, MOST_IN_CELL)).collect();
    let lines = split.iter().map(Vec::len).max().unwrap_or(1) as u32;
    for (column, pieces) in (0u16..).zip(&split) {
        for (at, piece) in (at..).zip(pieces).filter(|(_, piece)| !piece.is_empty()) {
            looks::text(page, (at, column), piece, &looks.plain)?;
        }
    }
    for more in at + 1..at + lines {
        looks::text(page, (more, 0), MORE, &looks.plain)?;
    }
    Ok(at + lines)
}

fn of_row(number: u32, row: &Row) -> Words {
    let sections = row.sections.iter().map(|(title, code)| format!("{title} {code}"));
    let [file, line] = of_origin(&row.from);
    let none = String::new;
    [
        Verdict::Taken.word().to_string(),
        number.to_string(),
        file,
        line,
        row.code.clone(),
        row.recoded.clone(),
        row.number.clone(),
        row.title.clone(),
        row.form.clone(),
        row.revision.to_string(),
        row.draft.clone(),
        row.made.clone(),
        row.unit.clone(),
        row.name.clone(),
        sections.collect::<Vec<_>>().join("\n"),
        none(),
        none(),
        none(),
        none(),
    ]
}

fn of_changes(number: u32, row: &Row) -> impl Iterator<Item = Words> {
    let changed = row.changes.iter().map(|change| [CHANGED, &change.column, &change.was, "", &change.by]);
    let passed = row.accepted.iter().map(|passed| [PASSED, &passed.column, &passed.rule, &passed.reason, &passed.by]);
    changed.chain(passed).map(move |[kind, column, content, reason, by]| {
        let mut words = Words::default();
        (words[0], words[1]) = (kind.to_string(), number.to_string());
        for (to, from) in words[15..].iter_mut().zip([column, content, reason, by]) {
            *to = from.to_string();
        }
        words
    })
}

fn of_left(left: &LeftOut) -> Words {
    let mut words = Words::default();
    words[0] = left.verdict.word().to_string();
    [words[2], words[3]] = of_origin(&left.from);
    [words[12], words[13], words[17]] = [&left.unit, &left.name, &left.reason].map(String::clone);
    words
}

fn of_origin(from: &Origin) -> [String; 2] {
    let line = if from.line == 0 { String::new() } else { from.line.to_string() };
    [from.file.clone(), line]
}

//! The 一览表 on paper, as the annex prints it.

use super::blocks::{cell, grid, head, heading, row, words};
use crate::form::{Align, Block, Cell, FontSize, Form, GridRow, Holds, List, ListColumn};
use crate::row::{Row, Sheet};

/// Millimetres of a page's text across, on its side.
const ACROSS: f32 = 225.0;
/// Millimetres of a digit and a character, and of the clear space beside them.
const DIGIT: f32 = 1.6;
const CHARACTER: f32 = 3.2;
const BESIDE: f32 = 3.8;

/// Characters of what is short.
const SHORT: usize = 40;

/// The list as pages: the annex's number where it has one, the title, the table, the notes.
pub fn list(sheet: &Sheet) -> Form {
    let list = &sheet.list;
    let annex = (!list.annex.is_empty()).then(|| Block::Annex(list.annex.clone()));
    let above = [Block::Landscape].into_iter().chain(annex).chain([Block::Title(list.title.clone())]);
    let mut rows = headings(list);
    let aligns = aligns(sheet);
    rows.extend(sheet.rows.iter().map(|row| line(&aligns, row)));
    if sheet.rows.is_empty() {
        rows.push(line(&aligns, &Row::default()));
    }
    let notes = list.notes.iter().map(|note| words(note, FontSize::Small));
    Form::of_pages(&list.title, above.chain([grid(widths(sheet), rows)]).chain(notes).collect())
}

/// The headings, which each page repeats: one row, or two where neighbours stand under a common upper one.
fn headings(list: &List) -> Vec<GridRow> {
    let has_two = list.columns.iter().any(|column| !column.group.is_empty());
    let down = if has_two { 2 } else { 1 };
    let upper = list.groups().map(|group| match group[0].group.as_str() {
        "" => Cell { down, ..heading(&group[0].heading) },
        words => Cell { span: group.len(), ..heading(words) },
    });
    let lower = list.columns.iter().filter(|column| !column.group.is_empty()).map(|column| heading(&column.heading));
    let rows = [upper.collect(), lower.collect()];
    rows.into_iter().take(down).map(head).collect()
}

/// As many cells as the list has headings.
fn line(aligns: &[Align], of: &Row) -> GridRow {
    let words = |at: usize| of.cells.get(at).map_or(String::new(), |cell| cell.words());
    row(aligns.iter().enumerate().map(|(at, align)| cell(&words(at), *align)).collect())
}

/// What is short stands in the middle, running text at the left.
fn aligns(sheet: &Sheet) -> Vec<Align> {
    let is_long =
        |row: &Row, at: usize| row.cells.get(at).is_some_and(|cell| cell.words().chars().nth(SHORT).is_some());
    let is_running = |(at, column): (usize, &ListColumn)| {
        column.max_words.is_some() || sheet.rows.iter().any(|row| is_long(row, at))
    };
    let columns = sheet.list.columns.iter().enumerate();
    columns.map(|column| if is_running(column) { Align::Left } else { Align::Centre }).collect()
}

/// Widths in proportion to those of the list; numbers have room to stand on one line.
fn widths(sheet: &Sheet) -> Vec<f32> {
    let sane =
        |column: &ListColumn| if column.width.is_finite() { column.width.clamp(1.0, 255.0) as f32 } else { 10.0 };
    let columns = &sheet.list.columns;
    let all: f32 = columns.iter().map(sane).sum();
    let digits = sheet.rows.len().to_string().len() as f32;
    let least = |column: &ListColumn| match column.holds {
        Holds::Number => (digits * DIGIT).max(2.0 * CHARACTER) + BESIDE,
        _ => 0.0,
    };
    columns.iter().map(|column| (ACROSS * sane(column) / all).max(least(column))).collect()
}

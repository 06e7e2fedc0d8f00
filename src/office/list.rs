//! The 一览表 on paper: a form made of the list, whose one question is the table of its rows.

use crate::draft::{Answer, Draft, TableRow};
use crate::form::{
    Align, Block, Cell, Each, Field, FieldId, FontSize, Form, Grid, GridRow, Holds, Inline, Kind, List, ListColumn,
    Row, Section, TableColumn, Words,
};
use crate::row::Sheet;

/// The question whose rows are those of the list.
const ROWS: &str = "rows";
/// Millimetres of a page's text across, on its side.
const ACROSS: f32 = 225.0;
/// Millimetres of a digit and a character, and of the clear space beside them.
const DIGIT: f32 = 1.6;
const CHARACTER: f32 = 3.2;
const BESIDE: f32 = 3.8;

/// The list as a form and its rows as the answers, to be laid out and printed like any other.
pub fn list(sheet: &Sheet) -> (Form, Draft) {
    let columns = sheet.list.columns.iter().enumerate().map(|(number, column)| TableColumn {
        id: id(number),
        label: column.heading.clone(),
        hint: String::new(),
        kind: Kind::Text,
        ask: Default::default(),
    });
    let table = Field {
        id: ROWS.to_string(),
        label: sheet.list.title.clone(),
        kind: Kind::Table(columns.collect()),
        printed: true,
        ..Field::default()
    };
    let section = Section { id: ROWS.to_string(), printed: true, fields: vec![table], ..Section::default() };
    let form = Form::of_pages(&sheet.list.title, vec![section], pages(sheet));
    let mut draft = Draft::new(&form);
    draft.answers.insert(ROWS.to_string(), Answer::Rows(sheet.rows.iter().map(cells).collect()));
    (form, draft)
}

fn id(column: usize) -> FieldId {
    format!("c{column}")
}

fn cells(row: &crate::row::Row) -> TableRow {
    row.cells.iter().enumerate().map(|(column, cell)| (id(column), cell.words())).collect()
}

/// The annex's number where it has one, the title, the table, the notes.
fn pages(sheet: &Sheet) -> Vec<Block> {
    let list = &sheet.list;
    let annex = (!list.annex.is_empty()).then(|| Block::Annex(list.annex.clone()));
    let rows = headings(list).into_iter().chain([each(list)]).collect();
    let grid = Grid { columns: widths(sheet), rows, ruled: true, size: FontSize::Small, line: 0 };
    let notes = list.notes.iter().map(|note| {
        let words = vec![Inline::Text(note.clone())];
        Block::Words(Words { words, align: Align::Left, size: FontSize::Small, indent: false, line: 0 })
    });
    let above = [Block::Landscape].into_iter().chain(annex).chain([Block::Title(list.title.clone())]);
    above.chain([Block::Grid(grid)]).chain(notes).collect()
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
    let rows = [upper.collect(), lower.collect::<Vec<Cell>>()];
    rows.into_iter().take(down).map(|cells| GridRow::Head(Row { cells, line: 0 })).collect()
}

fn heading(words: &str) -> Cell {
    Cell::new(vec![Inline::Strong(words.to_string())], Align::Centre)
}

/// A row for each of the list's; an empty list shows one to be filled in by hand.
fn each(list: &List) -> GridRow {
    let cell = |(number, column): (usize, &ListColumn)| Cell::new(vec![Inline::Cell(id(number))], align(column));
    let cells = list.columns.iter().enumerate().map(cell).collect();
    GridRow::Each(Each { table: ROWS.to_string(), rows: vec![Row { cells, line: 0 }], least: 1, line: 0 })
}

/// What is short stands in the middle, running text at the left.
fn align(column: &ListColumn) -> Align {
    if column.max_words.is_some() { Align::Left } else { Align::Centre }
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

//! The letter that goes with the list: its tables tell the list's rows, its sender is the office.

use crate::draft::{Answer, Draft, Edit, TableRow, apply, half_width};
use crate::form::{Field, FieldId, Filler, Form, Holds, Notice, OfList};
use crate::row::{Row, Sheet};
use std::collections::HashMap;
use std::sync::Arc;

/// The letter that an office of this call writes: its form with tables that take their rows from the list.
pub fn letter_of(notice: &Notice) -> Option<&Arc<Form>> {
    let is_letter = |form: &&Arc<Form>| form.by == Filler::Office && form.fields().any(|field| field.rows.is_some());
    notice.forms.iter().find(is_letter)
}

/// The letter with the rows of now: of a new draft or one begun before, all of whose other answers stay.
pub fn letter(form: &Form, draft: Draft, sheet: &Sheet, office: &str) -> Draft {
    let mut draft = draft;
    for edit in letter_edits(form, &draft, sheet, office) {
        apply(&mut draft, edit);
    }
    draft
}

/// What changes in a letter with the rows of now: its tables, and the office's name where none is given yet.
pub fn letter_edits(form: &Form, draft: &Draft, sheet: &Sheet, office: &str) -> Vec<Edit> {
    let tables = form.fields().filter_map(|field| {
        let rows = rows(field.rows.as_ref()?, draft.rows(&field.id), sheet);
        let answer = (!rows.is_empty()).then_some(Answer::Rows(rows));
        Some(edit(field, answer))
    });
    let sender = form.field(&form.unit).filter(|field| draft.answer(&field.id).is_none() && !office.is_empty());
    let edits = tables.chain(sender.map(|field| edit(field, Some(Answer::Text(office.to_string())))));
    edits.filter(|edit| draft.answers.get(&edit.field) != edit.to.as_ref()).collect()
}

/// The places in the sheet of rows that no table of the letter takes, since their category is none of the tables'.
pub fn untold(form: &Form, sheet: &Sheet) -> Vec<usize> {
    let kind = sheet.list.column_of(Holds::Kind);
    let tables: Vec<&OfList> = form.fields().filter_map(|field| field.rows.as_ref()).collect();
    let is_told = |row: &Row| tables.iter().any(|of| of.takes(&words(row, kind)));
    let rows = sheet.rows.iter().enumerate();
    rows.filter(|(_, row)| !tables.is_empty() && !is_told(row)).map(|(place, _)| place).collect()
}

fn edit(field: &Field, to: Option<Answer>) -> Edit {
    Edit { field: field.id.clone(), to }
}

/// The rows of a letter's table, in the list's order. What was filled in by hand stays with the row that it was for.
fn rows(of: &OfList, before: &[TableRow], sheet: &Sheet) -> Vec<TableRow> {
    let list = &sheet.list;
    let place = |heading: &String| list.columns.iter().position(|column| column.heading == *heading);
    let columns: Vec<(&String, usize)> =
        of.columns.iter().filter_map(|(id, heading)| Some((id, place(heading)?))).collect();
    let kind = list.column_of(Holds::Kind);
    let told = sheet.rows.iter().filter(|row| of.takes(&words(row, kind)));
    let own = |row: &TableRow| row.iter().filter(|(id, _)| of.columns.contains_key(*id)).map(clone).collect();
    let before: HashMap<TableRow, &TableRow> = before.iter().map(|row| (own(row), row)).collect();
    told.map(|row| {
        let cells: TableRow = columns.iter().map(|(id, column)| ((*id).clone(), words(row, Some(*column)))).collect();
        before.get(&cells).map_or(cells, |by_hand| (*by_hand).clone())
    })
    .collect()
}

impl OfList {
    /// Whether rows of that category stand in the table; spaces and widths of characters tell no categories apart.
    fn takes(&self, kind: &str) -> bool {
        let plain = |words: &str| half_width(words).split_whitespace().collect::<String>();
        self.kinds.is_empty() || self.kinds.iter().any(|own| plain(own) == plain(kind))
    }
}

fn clone((id, words): (&FieldId, &String)) -> (FieldId, String) {
    (id.clone(), words.clone())
}

fn words(row: &Row, column: Option<usize>) -> String {
    column.and_then(|column| row.cells.get(column)).map_or(String::new(), |cell| cell.words().trim().to_string())
}

//! From a draft to its row.

use super::{Cell, Row, Told};
use crate::draft::{self, Answer, Draft, TableRow, applies, shown};
use crate::form::{Column, Field, Form, Kind, Section, Source};

/// The row of a draft: the list's cells, the digest code, and every answer that counts.
pub fn row(form: &Form, draft: &Draft) -> Row {
    Row {
        form: form.id.clone(),
        revision: form.revision,
        title: form.title.clone(),
        number: form.number.clone(),
        unit: answer(form, draft, &form.unit),
        name: answer(form, draft, &form.name),
        code: draft::code(form, draft),
        cells: form.row.iter().map(|column| cell(form, draft, column)).collect(),
        answers: form.sections.iter().flat_map(|section| told(form, draft, section)).collect(),
    }
}

/// The answer as shown; empty where it is missing or does not apply.
fn answer(form: &Form, draft: &Draft, id: &str) -> String {
    let field = form.field(id).filter(|field| applies(form, draft, field));
    field.map_or(String::new(), |field| shown(draft, field))
}

fn cell(form: &Form, draft: &Draft, column: &Column) -> Cell {
    let text = match &column.source {
        Source::Number | Source::Office => String::new(),
        Source::By(id, words) => {
            let option = answer(form, draft, id);
            // Words that are none of the options are kept: the check names them, the row does not hide them.
            words.get(&option).cloned().unwrap_or(option)
        }
        Source::Words(words) => draft::plain(form, draft, words).trim().to_string(),
    };
    if text.is_empty() { Cell::Blank } else { Cell::Text(text) }
}

fn told(form: &Form, draft: &Draft, section: &Section) -> Vec<Told> {
    let fields = section.fields.iter().filter(|field| applies(form, draft, field));
    fields.flat_map(|field| answers(draft, field, &section.title)).collect()
}

/// One entry for a question, or one for each cell of its table.
fn answers(draft: &Draft, field: &Field, section: &str) -> Vec<Told> {
    let tell = |id: &str, label: &str, value: String| Told {
        id: id.to_string(),
        label: label.to_string(),
        section: section.to_string(),
        value,
    };
    match draft.answer(&field.id) {
        Some(Answer::Rows(rows)) => table_cells(field, rows, tell),
        _ => vec![tell(&field.id, &field.label, shown(draft, field))],
    }
}

/// Row by row, as the panel numbers them; rows without any word are left out.
fn table_cells(field: &Field, rows: &[TableRow], tell: impl Fn(&str, &str, String) -> Told) -> Vec<Told> {
    let filled = |(_, row): &(usize, &TableRow)| row.values().any(|cell| !cell.trim().is_empty());
    let cells = rows.iter().enumerate().filter(filled).flat_map(|(at, row)| {
        let cell = |(id, label, value): (&str, &str, String)| {
            let (id, label) =
                (format!("{}[{}].{id}", field.id, at + 1), format!("{}第{}行{label}", field.label, at + 1));
            tell(&id, &label, value)
        };
        row_cells(field, row).into_iter().map(cell).collect::<Vec<_>>()
    });
    cells.collect()
}

/// Id, label and shown value of each column; cells of columns that the form does not know come last.
fn row_cells<'a>(field: &'a Field, row: &'a TableRow) -> Vec<(&'a str, &'a str, String)> {
    let columns = field.kind.columns();
    let known = columns.iter().map(|column| {
        let typed = row.get(&column.id).map_or("", String::as_str);
        (column.id.as_str(), column.label.as_str(), in_one_form(&column.kind, typed))
    });
    let unknown = row.iter().filter(|(id, _)| columns.iter().all(|column| column.id != **id));
    known.chain(unknown.map(|(id, typed)| (id.as_str(), id.as_str(), typed.trim().to_string()))).collect()
}

fn in_one_form(kind: &Kind, typed: &str) -> String {
    draft::canonical(kind, typed).unwrap_or_else(|| typed.trim().to_string())
}

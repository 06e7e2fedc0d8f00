//! The answers that count: what stands on the paper, in the row and behind the digest code.

use super::lenient::is_blank;
use super::typed::shown_text;
use super::{Answer, Draft, TableRow, applies, shown};
use crate::form::{Field, Form, Kind, Section};

/// One answer as paper and row show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The question's id; in a table also row, from 1, and column: `budget_lines[1].amount`.
    pub id: String,
    /// The question's printed label; in a table also row and column.
    pub label: String,
    /// The title of its section.
    pub section: String,
    /// The answer as paper and row show it; empty where there is none.
    pub value: String,
}

/// Every question that applies, answered or not, in the form's order. Rows without any word are left out and not
/// counted, as on paper.
pub fn told(form: &Form, draft: &Draft) -> Vec<Told> {
    form.sections.iter().flat_map(|section| of_section(form, draft, section)).collect()
}

/// The same for one section.
fn of_section(form: &Form, draft: &Draft, section: &Section) -> Vec<Told> {
    section.fields.iter().flat_map(|field| of_field(form, draft, section, field)).collect()
}

/// One entry for a question, or one for each cell of its table; none where it is not put.
pub(super) fn of_field(form: &Form, draft: &Draft, section: &Section, field: &Field) -> Vec<Told> {
    let tell = |id: &str, label: &str, value: String| Told {
        id: id.to_string(),
        label: label.to_string(),
        section: section.title.clone(),
        value,
    };
    match draft.answer(&field.id) {
        _ if !applies(form, draft, field) => Vec::new(),
        Some(Answer::Rows(rows)) => cells(field, rows, tell),
        _ => vec![tell(&field.id, &field.label, shown(draft, field))],
    }
}

fn cells(field: &Field, rows: &[TableRow], tell: impl Fn(&str, &str, String) -> Told) -> Vec<Told> {
    let mut told = Vec::new();
    for (number, row) in (1..).zip(filled(rows)) {
        for (id, label, value) in row_cells(&field.kind, row) {
            let (id, label) = (format!("{}[{number}].{id}", field.id), format!("{}第{number}行{label}", field.label));
            told.push(tell(&id, &label, value));
        }
    }
    told
}

/// The rows with any word in them.
pub fn filled(rows: &[TableRow]) -> impl Iterator<Item = &TableRow> {
    rows.iter().filter(|row| row.values().any(|cell| !is_blank(cell)))
}

/// Id, label and shown value of each column; cells of columns that the form does not know come last.
pub(super) fn row_cells<'a>(kind: &'a Kind, row: &'a TableRow) -> Vec<(&'a str, &'a str, String)> {
    let columns = kind.columns();
    let known = columns.iter().map(|column| {
        let typed = row.get(&column.id).map_or("", String::as_str);
        (column.id.as_str(), column.label.as_str(), shown_text(&column.kind, typed))
    });
    let unknown = row.iter().filter(|(id, _)| columns.iter().all(|column| column.id != **id));
    known.chain(unknown.map(|(id, typed)| (id.as_str(), id.as_str(), typed.trim().to_string()))).collect()
}

//! From a draft to its row.

use super::{Cell, Row};
use crate::draft::{self, Draft, applies, shown};
use crate::form::{Column, Form, Source};

/// The row of a draft: the list's cells, the digest code, and every answer that counts.
pub fn row(form: &Form, draft: &Draft) -> Row {
    let sections = draft::section_codes(form, draft);
    Row {
        form: form.id.clone(),
        revision: form.revision,
        title: form.title.clone(),
        number: form.number.clone(),
        unit: answer(form, draft, &form.unit),
        name: answer(form, draft, &form.name),
        code: draft::code(form, draft),
        cells: form.row.iter().map(|column| cell(form, draft, column)).collect(),
        sections: sections.into_iter().map(|(title, code)| (title.to_string(), code)).collect(),
        answers: draft::told(form, draft),
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

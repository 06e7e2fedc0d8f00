//! From a draft to its row.

use super::{Cell, Origin, Row};
use crate::draft::{self, Draft, shown_live};
use crate::form::{Column, Form, Source};

/// The row of a draft: the list's cells, the digest code, and every answer that counts. `made` is the local time of
/// its making, such as `2025-01-20T17:20:31`.
pub fn row(form: &Form, draft: &Draft, made: &str) -> Row {
    let sections = draft::section_codes(form, draft);
    Row {
        from: Origin::default(),
        draft: draft.id.clone(),
        made: made.to_string(),
        form: form.id.clone(),
        revision: form.revision,
        title: form.title.clone(),
        number: form.number.clone(),
        doubts: Vec::new(),
        unit: shown_live(form, draft, &form.unit),
        name: shown_live(form, draft, &form.name),
        code: draft::code(form, draft),
        recoded: String::new(),
        cells: form.row.iter().map(|column| cell(form, draft, column)).collect(),
        sections: sections.into_iter().map(|(title, code)| (title.to_string(), code)).collect(),
        answers: draft::told(form, draft),
        changes: Vec::new(),
        accepted: Vec::new(),
    }
}

fn cell(form: &Form, draft: &Draft, column: &Column) -> Cell {
    let text = match &column.source {
        Source::Number | Source::Office | Source::Blank => String::new(),
        Source::By(id, words) => {
            let option = shown_live(form, draft, id);
            // Words that are none of the options are kept: the check names them, the row does not hide them.
            words.get(&option).cloned().unwrap_or(option)
        }
        Source::Words(words) => draft::plain(form, draft, words).trim().to_string(),
    };
    Cell::of(&text)
}

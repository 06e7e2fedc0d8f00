//! The finding: one thing that is wrong, where it is, why, and how to mend it.

use crate::form::{Cite, Field, FieldId, Form, RuleId, Severity, TableColumn};

/// One thing that is wrong with a draft or with its paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Stable: tests, help and filters refer to it.
    pub rule: RuleId,
    pub place: Place,
    pub severity: Severity,
    /// The place's name as people know it.
    pub label: String,
    /// The whole sentence: 服务内容须在1000字以内，现1036字，请删去36字.
    pub message: String,
    /// What to do, where the sentence does not say it; else empty.
    pub hint: String,
    /// Number, clause and words: 某人社〔2025〕1号 附件1：不超过1000字.
    pub cite: String,
}

/// Where it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    Field(FieldId),
    /// Table, row from 0, column.
    Cell(FieldId, usize, FieldId),
    /// The form as a whole, such as its deadline.
    Form,
    /// A cell of a row sheet: row from 0, column heading.
    Row(usize, String),
}

impl Place {
    /// The question, if the place is one.
    pub fn field(&self) -> Option<&FieldId> {
        match self {
            Place::Field(id) | Place::Cell(id, ..) => Some(id),
            Place::Form | Place::Row(..) => None,
        }
    }

    /// The heading of the list's column, if the place is in a row.
    pub fn heading(&self) -> Option<&String> {
        match self {
            Place::Row(_, heading) => Some(heading),
            Place::Field(_) | Place::Cell(..) | Place::Form => None,
        }
    }
}

impl Finding {
    /// A finding on an answer; `sentence` goes on from the question's label. It cites the question itself.
    pub fn on(form: &Form, field: &Field, rule: &str, sentence: &str) -> Finding {
        let label = form.full_label(field);
        Finding {
            rule: rule.to_string(),
            place: Place::Field(field.id.clone()),
            severity: Severity::Error,
            message: format!("{label}{sentence}"),
            label,
            hint: String::new(),
            cite: cite_of(form, field),
        }
    }

    /// A finding on a cell of a table: row from 0, column. `sentence` goes on from the column's label.
    pub fn at_cell(
        form: &Form,
        field: &Field,
        (row, column): (usize, &TableColumn),
        rule: &str,
        sentence: &str,
    ) -> Finding {
        let sentence = format!("第{}行“{}”{sentence}", row + 1, column.label);
        let place = Place::Cell(field.id.clone(), row, column.id.clone());
        Finding { place, ..Finding::on(form, field, rule, &sentence) }
    }

    /// A finding on the form as a whole; `sentence` goes on from the label. It cites the form's annex.
    pub fn of_form(form: &Form, rule: &str, label: &str, sentence: &str) -> Finding {
        Finding {
            rule: rule.to_string(),
            place: Place::Form,
            severity: Severity::Error,
            message: format!("{label}{sentence}"),
            label: label.to_string(),
            hint: String::new(),
            cite: form.quote(&Cite(form.annex.clone(), String::new())),
        }
    }

    /// The same with another weight.
    pub fn weighing(self, severity: Severity) -> Finding {
        Finding { severity, ..self }
    }
}

/// The clause that asks a question: its own, or the form's annex and the printed label.
fn cite_of(form: &Form, field: &Field) -> String {
    let annex = || Cite(form.annex.clone(), field.label.clone());
    form.quote(&field.cite.clone().unwrap_or_else(annex))
}

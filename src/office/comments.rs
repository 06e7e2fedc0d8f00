//! 退回意见: what the office asks the unit to mend in its row, made ready for the unit's program.

use crate::draft::{Comment, Comments};
use crate::form::{Form, Inline, List, Source};
use crate::row::Row;

/// What a remark of the office is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum On {
    /// The row as a whole.
    Row,
    /// A heading of the list.
    Heading(String),
    /// An answer of the row, by its [`crate::draft::Told::id`].
    Answer(String),
}

/// What an office says of a row, and when: local time, such as `2025-01-20T17:20:31`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    pub office: String,
    pub at: String,
    /// Blank words say nothing.
    pub remarks: Vec<(On, String)>,
}

/// The comments for the unit's program. The row stands under the headings of `list`; `form` is its form, if it is at
/// hand: it tells which question stands behind a heading.
pub fn comments(row: &Row, list: &List, form: Option<&Form>, said: &Said) -> Comments {
    let one = |(on, words): &(On, String)| {
        let comment = match on {
            On::Row => Comment::default(),
            On::Answer(id) => of_question(row, list, form, id),
            On::Heading(heading) => of_heading(row, list, form, heading),
        };
        Comment { words: words.trim().to_string(), ..comment }
    };
    Comments {
        form: row.form.clone(),
        draft: row.draft.clone(),
        code: row.code.clone(),
        unit: row.unit.clone(),
        name: row.name.clone(),
        office: said.office.trim().to_string(),
        at: said.at.to_string(),
        comments: said.remarks.iter().filter(|(_, words)| !words.trim().is_empty()).map(one).collect(),
    }
}

fn of_answer(row: &Row, form: Option<&Form>, id: &str) -> Comment {
    let told = row.answers.iter().find(|told| told.id == id);
    let label = told.map(|told| told.label.clone()).or_else(|| Some(form?.field(id)?.label.clone()));
    let was = told.map(|told| told.value.clone());
    Comment { field: id.to_string(), label: label.unwrap_or_default(), was, words: String::new() }
}

/// A row that went through a list has no answers: where a cell of it is just this answer, it tells what the unit said.
fn of_question(row: &Row, list: &List, form: Option<&Form>, id: &str) -> Comment {
    let is_it = |source: &Source| matches!(source, Source::Words(words) if matches!(&words[..], [Inline::Answer(of)] if of == id));
    let column = form.and_then(|form| form.row.iter().find(|column| is_it(&column.source)));
    let answer = of_answer(row, form, id);
    let was = answer.was.clone().or_else(|| of_heading(row, list, None, &column?.heading).was);
    Comment { was, ..answer }
}

/// Under its heading the office knows the place. A row that went through a list has its cells only; where one was
/// corrected, the unit's own words count.
fn of_heading(row: &Row, list: &List, form: Option<&Form>, heading: &str) -> Comment {
    let source = form.and_then(|form| form.row.iter().find(|column| column.heading == heading));
    let answer = of_answer(row, form, source.and_then(|column| question(&column.source)).unwrap_or_default());
    let corrected = row.changes.iter().find(|change| change.column == heading).map(|change| change.was.clone());
    let column = list.columns.iter().position(|column| column.heading == heading);
    let cell = || column.and_then(|column| row.cells.get(column)).map(|cell| cell.words());
    Comment { label: heading.to_string(), was: answer.was.clone().or(corrected).or_else(cell), ..answer }
}

/// The question that a cell of the list is answered by: the first one where there are several.
fn question(source: &Source) -> Option<&str> {
    match source {
        Source::Number | Source::Office | Source::Blank => None,
        Source::By(id, _) => Some(id),
        Source::Words(words) => Inline::answers(words).first().map(|id| id.as_str()),
    }
}

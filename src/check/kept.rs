//! What a draft holds beside the form's own questions: answers that the form does not know, another revision.

use super::Finding;
use crate::draft::{Answer, Draft, is_blank};
use crate::form::text::{QUOTED, brief};
use crate::form::{Form, Severity};

/// Unknown answers named before the rest is only counted.
const MOST_NAMED: usize = 5;

/// The notes on what is kept but not printed, so that nothing is left off in silence.
pub fn judge(form: &Form, draft: &Draft) -> Vec<Finding> {
    let note = |rule, sentence: &str| Finding::of_form(form, rule, "草稿", sentence).weighing(Severity::Note);
    let revision = (draft.revision != form.revision).then(|| {
        let sentence = format!("按第{}版表式填写，现用第{}版，请通读一遍", draft.revision, form.revision);
        note("form.revision", &sentence)
    });
    let unknown = unknown(form, draft);
    let strangers = (!unknown.is_empty()).then(|| note("answer.unknown", &not_asked(&unknown)));
    [revision, strangers].into_iter().flatten().collect()
}

fn not_asked(unknown: &[String]) -> String {
    let named: String = unknown.iter().take(MOST_NAMED).map(|id| format!("“{}”", brief(id, QUOTED))).collect();
    let more = if unknown.len() > MOST_NAMED { format!("等{}项", unknown.len()) } else { String::new() };
    format!("里的{named}{more}不是这份表的栏目，留在草稿里但不打印，请核对是否要填到别处")
}

/// Questions first, then columns of tables.
fn unknown(form: &Form, draft: &Draft) -> Vec<String> {
    let answers = || draft.answers.iter().filter(|(_, answer)| !answer.is_blank());
    let mut found: Vec<String> =
        answers().filter(|(id, _)| form.field(id).is_none()).map(|(id, _)| id.clone()).collect();
    for (id, answer) in answers() {
        let (Some(field), Answer::Rows(rows)) = (form.field(id), answer) else { continue };
        let columns = field.kind.columns();
        let cells = rows.iter().flatten().filter(|(_, cell)| !columns.is_empty() && !is_blank(cell));
        for (cell, _) in cells.filter(|(cell, _)| columns.iter().all(|column| column.id != **cell)) {
            let name = format!("{id}.{cell}");
            if !found.contains(&name) {
                found.push(name);
            }
        }
    }
    found
}

//! Whether a condition holds, and whether a question is put at all.

use super::{Answer, Draft};
use crate::form::{Condition, Field, Form};

/// Whether the condition holds for these answers. An answer to a question that itself does not apply counts as none.
pub fn holds(form: &Form, draft: &Draft, condition: &Condition) -> bool {
    match condition {
        Condition::Is(id, option) => match live(form, draft, id) {
            Some(Answer::Text(text)) => text.trim() == option,
            Some(Answer::Ticks(ticks)) => ticks.len() == 1 && ticks[0] == *option,
            _ => false,
        },
        Condition::Has(id, option) => match live(form, draft, id) {
            Some(Answer::Ticks(ticks)) => ticks.contains(option),
            Some(Answer::Text(text)) => text.trim() == option,
            _ => false,
        },
        Condition::Filled(id) => live(form, draft, id).is_some(),
        Condition::All(parts) => parts.iter().all(|part| holds(form, draft, part)),
        Condition::Any(parts) => parts.iter().any(|part| holds(form, draft, part)),
        Condition::Not(inner) => !holds(form, draft, inner),
    }
}

/// Whether the question is put, given the other answers. The loader refuses conditions that go in circles.
pub fn applies(form: &Form, draft: &Draft, field: &Field) -> bool {
    field.when.as_ref().is_none_or(|when| holds(form, draft, when))
}

fn live<'a>(form: &Form, draft: &'a Draft, id: &str) -> Option<&'a Answer> {
    let field = form.field(id)?;
    draft.answer(id).filter(|_| applies(form, draft, field))
}

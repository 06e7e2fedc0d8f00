//! Whether a condition holds, and whether a question is put at all.

use super::{Answer, Draft};
use crate::form::{Condition, Field, Form};
use std::collections::HashMap;

/// Whether the condition holds for these answers. An answer to a question that itself does not apply counts as none.
pub fn holds(form: &Form, draft: &Draft, condition: &Condition) -> bool {
    Judge { form, draft, put: HashMap::new() }.holds(condition)
}

/// Whether the question is put, given the other answers. The loader refuses conditions that go in circles.
pub fn applies(form: &Form, draft: &Draft, field: &Field) -> bool {
    field.when.as_ref().is_none_or(|when| holds(form, draft, when))
}

/// The question and its answer, if it is put and answered.
pub fn live<'a>(form: &'a Form, draft: &'a Draft, id: &str) -> Option<(&'a Field, &'a Answer)> {
    let field = form.field(id)?;
    draft.answer(id).filter(|_| applies(form, draft, field)).map(|answer| (field, answer))
}

/// Judges each question once, however many conditions look at it.
struct Judge<'a> {
    form: &'a Form,
    draft: &'a Draft,
    put: HashMap<&'a str, bool>,
}

impl<'a> Judge<'a> {
    fn holds(&mut self, condition: &Condition) -> bool {
        match condition {
            Condition::Is(id, option) => match self.live(id) {
                Some(Answer::Text(text)) => text.trim() == option,
                Some(Answer::Ticks(ticks)) => ticks.len() == 1 && ticks[0] == *option,
                _ => false,
            },
            Condition::Has(id, option) => match self.live(id) {
                Some(Answer::Ticks(ticks)) => ticks.contains(option),
                Some(Answer::Text(text)) => text.trim() == option,
                _ => false,
            },
            Condition::Filled(id) => self.live(id).is_some(),
            Condition::All(parts) => parts.iter().all(|part| self.holds(part)),
            Condition::Any(parts) => parts.iter().any(|part| self.holds(part)),
            Condition::Not(inner) => !self.holds(inner),
        }
    }

    fn live(&mut self, id: &str) -> Option<&'a Answer> {
        let field = self.form.field(id)?;
        let answer = self.draft.answer(id)?;
        self.is_put(field).then_some(answer)
    }

    fn is_put(&mut self, field: &'a Field) -> bool {
        let Some(when) = &field.when else { return true };
        if let Some(known) = self.put.get(field.id.as_str()) {
            return *known;
        }
        let put = self.holds(when);
        self.put.insert(&field.id, put);
        put
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::load::{Source, load};

    const NOTICE: &str = r#"Notice(region: "某地", year: 2025, number: "某〔2025〕1号", title: "t", issuer: "i",
        issued: "2025-01-01", deadline: "2025-02-07", forms: ["a.ron"], list: List(annex: "a", title: "t", columns: [], notes: []))"#;

    /// Each question looks at the one before it twice: without memory the last takes 2^60 steps.
    #[test]
    fn long_chains_of_conditions_take_no_time() {
        let field = |n: usize| match n {
            0 => r#"Field(id: "f0", label: "甲", kind: Text),"#.to_string(),
            _ => format!(
                r#"Field(id: "f{n}", label: "甲", kind: Text, when: Not(Any([Not(Filled("f{0}")), Not(Filled("f{0}"))]))),"#,
                n - 1
            ),
        };
        let fields: String = (0..=60).map(field).collect();
        let form = format!(
            r#"Form(revision: 1, title: "t", short: "s", annex: "a", name: "f0", unit: "f0", rules: [], pages: [], row: [],
            sections: [Section(id: "s", title: "t", printed: false, fields: [{fields}])])"#
        );
        let file = |name: &str, text: &str| Source { name: name.into(), text: text.into() };
        let notice = load("t", &[file("notice.ron", NOTICE), file("a.ron", &form)]).unwrap();
        let form = &notice.forms[0];
        let mut draft = Draft::new(form);
        draft.answers = form.fields().map(|field| (field.id.clone(), Answer::Text("甲".into()))).collect();
        assert!(form.fields().all(|field| applies(form, &draft, field)));
        draft.answers.remove("f0");
        assert!(!applies(form, &draft, form.field("f60").unwrap()));
    }
}

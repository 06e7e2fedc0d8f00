//! What is wrong with a draft: [`check`] asks every question of the form whether it is answered, whether the answer
//! reads, and whether it keeps the rules. A question that does not apply has no findings; *required* is judged of blank
//! answers only, every rule of filled ones only.

mod cells;
mod examples;
mod finding;
mod kept;
mod lint;
pub mod list_cell;
mod peer;
mod reach;
mod required;
mod rules;
mod shape;
mod text;
mod word_count;

pub use finding::{Finding, Place};
pub use lint::{accept, lint};
pub use peer::Peer;
pub use word_count::word_count;

use crate::draft::{Draft, Typed, applies, typed};
use crate::form::{Field, Form, Must};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// What a check needs to know beside form and draft.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    pub today: Date,
    /// The other drafts at hand, for rules on a unit's drafts together.
    pub peers: &'a [Peer],
}

/// The option that sets a question's cap now, and the cap.
pub fn cap<'a>(form: &Form, draft: &'a Draft, field: &Field) -> Option<(&'a str, Decimal)> {
    form.rules_on(&field.id).find_map(|rule| match &rule.must {
        Must::AtMostBy(choice, caps) => rules::at_most_by::cap(form, draft, choice, caps),
        _ => None,
    })
}

/// Everything that is wrong, in the order of the form.
pub fn check(form: &Form, draft: &Draft, context: &Context) -> Vec<Finding> {
    let mut findings = of_the_form(form, draft, context);
    findings.extend(kept::judge(form, draft));
    for field in form.fields().filter(|field| applies(form, draft, field)) {
        match typed(draft, field) {
            Typed::Blank => findings.extend(required::judge(form, field)),
            answer => findings.extend(of_an_answer(form, draft, context, field, &answer)),
        }
    }
    findings
}

/// The rules that judge the form as a whole.
fn of_the_form(form: &Form, draft: &Draft, context: &Context) -> Vec<Finding> {
    let rules = form.rules.iter().filter(|rule| rule.must == Must::FiledInTime);
    rules.filter_map(|rule| rules::filed_in_time::judge(form, draft, context, rule)).collect()
}

/// The findings on one filled answer. Where it does not read as its kind, only that is said.
fn of_an_answer(form: &Form, draft: &Draft, context: &Context, field: &Field, answer: &Typed) -> Vec<Finding> {
    let mut findings = shape::judge(form, draft, field, answer);
    let readable = findings.is_empty();
    if let Typed::Rows(rows) = answer {
        findings.extend(cells::judge(form, draft, context, field, rows));
    }
    findings.extend(text::judge(form, draft, field));
    if readable {
        let rules = form.rules_on(&field.id).filter(|rule| rules::is_in_force(form, draft, rule));
        let case = |rule| rules::Case { form, draft, context, field, rule, answer, cell: None };
        findings.extend(rules.filter_map(|rule| rules::judge(&case(rule))));
    }
    findings
}

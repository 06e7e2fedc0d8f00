//! One rule, one file: a sentence, a short function, and tests that show the message beside the answer.

mod at_least;
mod at_most;
mod at_most_by;
mod be;
mod digits;
pub mod filed_in_time;
mod max_words;
mod most_per_unit;
mod not_after;
mod stay_blank;
mod sum_of;
#[cfg(test)]
mod testing;
mod within;

use super::{Context, Finding};
use crate::draft::{Draft, Typed, holds};
use crate::form::{Field, Form, Must, Rule};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A filled answer and a rule put to it.
pub struct Case<'a> {
    pub form: &'a Form,
    pub draft: &'a Draft,
    pub context: &'a Context<'a>,
    pub field: &'a Field,
    pub rule: &'a Rule,
    pub answer: &'a Typed<'a>,
}

/// The finding, if the answer breaks the rule.
pub fn judge(case: &Case) -> Option<Finding> {
    if !case.rule.when.as_ref().is_none_or(|when| holds(case.form, case.draft, when)) {
        return None;
    }
    let sentence = match &case.rule.must {
        Must::MaxWords(limit) => max_words::judge(case, *limit),
        Must::AtLeast(limit) => at_least::judge(case, *limit),
        Must::AtMost(limit) => at_most::judge(case, *limit),
        Must::AtMostBy(choice, caps) => at_most_by::judge(case, choice, caps),
        Must::NotAfter(other) => not_after::judge(case, other),
        Must::Within(from, to) => within::judge(case, *from, *to),
        Must::SumOf(parts) => sum_of::judge(case, parts),
        Must::Be(option) => be::judge(case, option),
        Must::StayBlank => stay_blank::judge(case),
        Must::MostPerUnit(most) => most_per_unit::in_the_call(case, *most),
        Must::MostOfForm(most) => most_per_unit::on_this_form(case, *most),
        Must::Digits(least, most) => digits::judge(case, *least, *most),
        Must::FiledInTime => None,
    }?;
    Some(case.finding(&sentence))
}

impl Case<'_> {
    /// A finding of this rule: the rule's own words where it has some, else `sentence`.
    fn finding(&self, sentence: &str) -> Finding {
        let said = match self.rule.say.as_str() {
            "" => sentence.to_string(),
            say => say.replace("{value}", &crate::draft::shown(self.draft, self.field)),
        };
        Finding {
            severity: self.rule.severity,
            hint: self.rule.hint.clone(),
            cite: self.form.quote(&self.rule.cite),
            ..Finding::on(self.form, self.field, &self.rule.id, &said)
        }
    }

    fn number(&self) -> Option<Decimal> {
        match self.answer {
            Typed::Number(number) => Some(*number),
            _ => None,
        }
    }

    fn date(&self) -> Option<Date> {
        match self.answer {
            Typed::Date(date) => Some(*date),
            _ => None,
        }
    }

    /// A number with the unit of the question.
    fn with_unit(&self, number: Decimal) -> String {
        crate::form::with_unit(number, self.field.kind.unit())
    }
}

/// A day as people write it.
fn day(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

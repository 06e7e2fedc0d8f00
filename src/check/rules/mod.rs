//! One rule, one file: a sentence, a short function, and tests that show the message beside the answer.

mod at_least;
mod at_most;
pub mod at_most_by;
mod be;
mod digits;
pub mod filed_in_time;
mod max_words;
mod min_words;
mod most_per_unit;
mod not_after;
mod rows;
mod rows_with;
mod stay_blank;
mod sum_of;
#[cfg(test)]
pub mod testing;
mod within;

use super::{Context, Finding};
use crate::draft::{self, Draft, TableRow, Typed, holds};
use crate::form::text::{QUOTED, brief};
use crate::form::{Field, Form, Kind, Must, Rule, TableColumn};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A filled answer, or a filled cell, and a rule put to it.
pub struct Case<'a> {
    pub form: &'a Form,
    pub draft: &'a Draft,
    pub context: &'a Context<'a>,
    pub field: &'a Field,
    pub rule: &'a Rule,
    pub answer: &'a Typed<'a>,
    /// Where the answer is a cell of the table `field`.
    pub cell: Option<Cell<'a>>,
}

/// A cell of a table.
#[derive(Clone, Copy)]
pub struct Cell<'a> {
    /// From 0.
    pub number: usize,
    pub row: &'a TableRow,
    pub column: &'a TableColumn,
}

/// Whether the rule's condition holds.
pub fn is_in_force(form: &Form, draft: &Draft, rule: &Rule) -> bool {
    rule.when.as_ref().is_none_or(|when| holds(form, draft, when))
}

/// The finding, if the answer breaks the rule, which is in force.
pub fn judge(case: &Case) -> Option<Finding> {
    let sentence = match &case.rule.must {
        Must::MaxWords(limit) => max_words::judge(case, *limit),
        Must::MinWords(limit) => min_words::judge(case, *limit),
        Must::AtLeast(limit) => at_least::judge(case, *limit),
        Must::AtMost(limit) => at_most::judge(case, *limit),
        Must::AtMostBy(choice, caps) => at_most_by::judge(case, choice, caps),
        Must::NotAfter(other) => not_after::judge(case, other),
        Must::Within(from, to) => within::judge(case, *from, *to),
        Must::SumOf(parts) => sum_of::judge(case, parts),
        Must::Rows(least, most) => rows::judge(case, *least, *most),
        Must::RowsWith(column, option, most) => rows_with::judge(case, column, option, *most),
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
            say => say.replace("{value}", &brief(&self.value(), QUOTED)),
        };
        let (form, field, rule) = (self.form, self.field, &self.rule.id);
        let finding = match &self.cell {
            Some(cell) => cell.finding(form, field, rule, &said),
            None => Finding::on(form, field, rule, &said),
        };
        let cite = form.quote(&self.rule.cite);
        Finding { severity: self.rule.severity, hint: self.rule.hint.clone(), cite, ..finding }
    }

    /// The answer as messages quote it: a table by the number of its rows.
    fn value(&self) -> String {
        match (&self.cell, self.answer) {
            (Some(cell), _) => cell.row.get(&cell.column.id).map_or(String::new(), |text| self.shown(text)),
            (None, Typed::Rows(rows)) => draft::filled(rows).count().to_string(),
            (None, _) => draft::shown(self.draft, self.field),
        }
    }

    fn shown(&self, text: &str) -> String {
        draft::canonical(self.kind(), text).unwrap_or_else(|| text.trim().to_string())
    }

    /// The kind of what is judged.
    fn kind(&self) -> &Kind {
        self.cell.map_or(&self.field.kind, |cell| &cell.column.kind)
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
        crate::form::with_unit(number, self.kind().unit())
    }
}

impl Cell<'_> {
    /// A finding on the cell; `sentence` goes on from the column's label.
    pub fn finding(&self, form: &Form, field: &Field, rule: &str, sentence: &str) -> Finding {
        Finding::at_cell(form, field, (self.number, self.column), rule, sentence)
    }
}

//! Amounts added up: a column, or several questions and columns.

use super::{Draft, Typed, applies, typed, typed_text};
use crate::form::{Form, Part};
use rust_decimal::Decimal;

/// The sum of all that applies; blanks add nothing. None where an amount can't be read or is out of all measure.
pub fn sum(form: &Form, draft: &Draft, parts: &[Part]) -> Option<Decimal> {
    let amounts = parts.iter().map(|part| amount(form, draft, part));
    amounts.into_iter().try_fold(Decimal::ZERO, |sum, amount| sum.checked_add(amount?))
}

fn amount(form: &Form, draft: &Draft, part: &Part) -> Option<Decimal> {
    let Some(field) = form.field(part.field()).filter(|field| applies(form, draft, field)) else {
        return Some(Decimal::ZERO);
    };
    match part {
        Part::Field(_) => number(&typed(draft, field)),
        Part::Column(table, column) => {
            let kind = form.kind_of(part)?;
            let cells = draft.rows(table).iter().filter_map(|row| row.get(column));
            cells.map(|cell| number(&typed_text(kind, cell))).try_fold(Decimal::ZERO, |sum, n| sum.checked_add(n?))
        }
    }
}

fn number(answer: &Typed) -> Option<Decimal> {
    match answer {
        Typed::Blank => Some(Decimal::ZERO),
        Typed::Number(number) => Some(*number),
        _ => None,
    }
}

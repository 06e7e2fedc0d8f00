//! Amounts that add up: 项目经费预算金额为18.5万元，而预算明细合计17万元，相差1.5万元.

use super::Case;
use crate::draft::{Draft, Typed, applies, typed, typed_text};
use crate::form::{Field, Form, Part};
use rust_decimal::Decimal;

/// Where an amount can't be read, that is said at its place and nothing here.
pub fn judge(case: &Case, parts: &[Part]) -> Option<String> {
    let total = case.number()?;
    let amounts: Option<Vec<Decimal>> = parts.iter().map(|part| amount(case.form, case.draft, part)).collect();
    let sum: Decimal = amounts?.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)?;
    let labels: Vec<&str> = parts.iter().filter_map(|part| field(case.form, part)).map(|f| f.label.as_str()).collect();
    let (now, found, gap) =
        (case.with_unit(total), case.with_unit(sum), case.with_unit(total.saturating_sub(sum).abs()));
    (sum != total).then(|| format!("为{now}，而{}合计{found}，相差{gap}", labels.join("与")))
}

fn field<'a>(form: &'a Form, part: &Part) -> Option<&'a Field> {
    match part {
        Part::Field(id) | Part::Column(id, _) => form.field(id),
    }
}

/// What a part adds; blanks add nothing.
fn amount(form: &Form, draft: &Draft, part: &Part) -> Option<Decimal> {
    let asked = field(form, part).filter(|field| applies(form, draft, field));
    match (part, asked) {
        (_, None) => Some(Decimal::ZERO),
        (Part::Field(_), Some(field)) => number(&typed(draft, field)),
        (Part::Column(table, column), Some(field)) => {
            let kind = &field.kind.column(column)?.kind;
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

#[cfg(test)]
mod tests {
    use super::super::testing::messages;

    #[test]
    fn decimals_add_up_exactly() {
        let rule = r#"must: SumOf([Field("part"), Column("lines", "amount")]), on: "money""#;
        assert_eq!(messages(rule, &[("money", "0.3"), ("part", "0.1"), ("lines", "金额=0.2")]), [""; 0]);
        let message = "金额为5万元，而部分与明细合计3.5万元，相差1.5万元";
        assert_eq!(messages(rule, &[("money", "5"), ("part", "1"), ("lines", "金额=2.50")]), [message]);
        assert_eq!(
            messages(rule, &[("money", "5"), ("part", "一万"), ("lines", "金额=2.50")]).len(),
            1,
            "only 一万 is told"
        );
    }
}

//! Amounts that add up: 项目经费预算金额为18.5万元，而预算明细合计17万元，相差1.5万元.

use super::Case;
use crate::draft::sum;
use crate::form::Part;

/// Where an amount can't be read, that is said at its place and nothing here.
pub fn judge(case: &Case, parts: &[Part]) -> Option<String> {
    let total = case.number()?;
    let sum = sum(case.form, case.draft, parts)?;
    let labels: Vec<&str> =
        parts.iter().filter_map(|part| case.form.field(part.field())).map(|f| f.label.as_str()).collect();
    let (now, found, gap) =
        (case.with_unit(total), case.with_unit(sum), case.with_unit(total.saturating_sub(sum).abs()));
    (sum != total).then(|| format!("为{now}，而{}合计{found}，相差{gap}", labels.join("与")))
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

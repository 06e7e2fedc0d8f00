//! Not over a number: 每次解决的具体问题数须不超过2个，现3个，超1个.

use super::Case;
use rust_decimal::Decimal;

pub fn judge(case: &Case, limit: Decimal) -> Option<String> {
    let number = case.number().filter(|number| *number > limit)?;
    let (limit_words, now, over) =
        (case.with_unit(limit), case.with_unit(number), case.with_unit(number.saturating_sub(limit)));
    Some(format!("须不超过{limit_words}，现{now}，超{over}"))
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;

    #[test]
    fn says_how_much_is_over() {
        let rule = r#"must: AtMost("2"), on: "days""#;
        assert_eq!(messages(rule, &[("days", "2")]), [""; 0]);
        assert_eq!(messages(rule, &[("days", "3")]), ["天数须不超过2天，现3天，超1天"]);
    }
}

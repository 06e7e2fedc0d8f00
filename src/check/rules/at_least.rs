//! Not under a number: 累计服务天数不少于5天，现4天，还差1天.

use super::Case;
use rust_decimal::Decimal;

pub fn judge(case: &Case, limit: Decimal) -> Option<String> {
    let number = case.number().filter(|number| *number < limit)?;
    let (limit_words, now, lacking) =
        (case.with_unit(limit), case.with_unit(number), case.with_unit(limit.saturating_sub(number)));
    Some(format!("须不少于{limit_words}，现{now}，还差{lacking}"))
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;

    #[test]
    fn says_how_much_is_lacking() {
        let rule = r#"must: AtLeast("5"), on: "days""#;
        assert_eq!(messages(rule, &[("days", "5")]), [""; 0]);
        assert_eq!(messages(rule, &[("days", "４")]), ["天数须不少于5天，现4天，还差1天"]);
    }
}

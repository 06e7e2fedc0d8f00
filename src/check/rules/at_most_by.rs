//! Not over the cap of the chosen category: 申请经费支持为12万元，市级不超过10万元，超2万元.

use super::Case;
use crate::draft::{Draft, Typed, live, typed};
use crate::form::Form;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// While no category is chosen there is nothing to compare with.
pub fn judge(case: &Case, choice: &str, caps: &BTreeMap<String, Decimal>) -> Option<String> {
    let (option, cap) = cap(case.form, case.draft, choice, caps)?;
    let number = case.number().filter(|number| *number > cap)?;
    let (now, cap_words, over) =
        (case.with_unit(number), case.with_unit(cap), case.with_unit(number.saturating_sub(cap)));
    Some(format!("为{now}，{option}不超过{cap_words}，超{over}"))
}

/// The category that is chosen, and its cap.
pub fn cap<'a>(
    form: &Form,
    draft: &'a Draft,
    choice: &str,
    caps: &BTreeMap<String, Decimal>,
) -> Option<(&'a str, Decimal)> {
    let (field, _) = live(form, draft, choice)?;
    let Typed::One(option) = typed(draft, field) else { return None };
    Some((option, *caps.get(option)?))
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;

    #[test]
    fn the_cap_follows_the_category() {
        let rule = r#"must: AtMostBy("level", {"甲": "20", "乙": "10"}), on: "money""#;
        assert_eq!(messages(rule, &[("level", "甲"), ("money", "12")]), [""; 0]);
        assert_eq!(messages(rule, &[("money", "12")]), [""; 0]);
        assert_eq!(messages(rule, &[("level", "乙"), ("money", "12.00")]), ["金额为12万元，乙不超过10万元，超2万元"]);
    }
}

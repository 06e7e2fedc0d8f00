//! No answer, given the rule's condition: 跨省帮扶在此情况下不应填写.

use super::Case;

/// Only filled answers come here, so the answer itself is what is wrong.
pub fn judge(_: &Case) -> Option<String> {
    Some("在此情况下不应填写，请清空或核对".to_string())
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;

    #[test]
    fn the_condition_decides() {
        let rule = r#"must: StayBlank, on: "words", when: Is("level", "甲")"#;
        assert_eq!(messages(rule, &[("level", "乙"), ("words", "话")]), [""; 0]);
        assert_eq!(messages(rule, &[("level", "甲")]), [""; 0]);
        assert_eq!(messages(rule, &[("level", "甲"), ("words", "话")]), ["说明在此情况下不应填写，请清空或核对"]);
    }
}

//! A certain option: 是否…应为“是”，现为“否”.

use super::Case;
use crate::draft::Typed;

pub fn judge(case: &Case, option: &str) -> Option<String> {
    match case.answer {
        Typed::One(chosen) if *chosen != option => Some(format!("应为“{option}”，现为“{chosen}”")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;

    #[test]
    fn a_rule_may_have_its_own_words() {
        assert_eq!(messages(r#"must: Be("甲"), on: "level""#, &[("level", "甲")]), [""; 0]);
        assert_eq!(messages(r#"must: Be("甲"), on: "level""#, &[("level", "乙")]), ["类别应为“甲”，现为“乙”"]);
        let own = r#"must: Be("甲"), on: "level", say: "选了“{value}”，今年只收甲""#;
        assert_eq!(messages(own, &[("level", "乙")]), ["类别选了“乙”，今年只收甲"]);
    }
}

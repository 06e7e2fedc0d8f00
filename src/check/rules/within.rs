//! A date within bounds: 开始时间为2024年12月31日，应在2025年1月1日至2025年12月31日之间.

use super::Case;
use crate::draft::day;
use jiff::civil::Date;

pub fn judge(case: &Case, from: Date, to: Date) -> Option<String> {
    case.date().filter(|date| *date < from || *date > to)?;
    Some(format!("为{}，应在{}至{}之间", case.value(), day(from), day(to)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;

    #[test]
    fn both_ends_are_included() {
        let rule = r#"must: Within("2025-01-01", "2025-12-31"), on: "start""#;
        assert_eq!(messages(rule, &[("start", "2025-1-1")]), [""; 0]);
        assert_eq!(messages(rule, &[("start", "2025-12-31")]), [""; 0]);
        let message = "开始为2026年1月1日，应在2025年1月1日至2025年12月31日之间";
        assert_eq!(messages(rule, &[("start", "2026-1-1")]), [message]);
    }
}

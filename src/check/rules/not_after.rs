//! Not after another date: 开始时间2025年3月2日晚于结束时间2025年3月1日，请改正其中一个.

use super::{Case, day};
use crate::draft::{Typed, typed};

pub fn judge(case: &Case, other: &str) -> Option<String> {
    let other = case.form.field(other)?;
    let Typed::Date(latest) = typed(case.draft, other) else { return None };
    let date = case.date().filter(|date| *date > latest)?;
    Some(format!("{}晚于{}{}，请改正其中一个", day(date), other.label, day(latest)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;

    #[test]
    fn names_both_dates() {
        let rule = r#"must: NotAfter("end"), on: "start""#;
        assert_eq!(messages(rule, &[("start", "2025-3-1"), ("end", "2025年3月1日")]), [""; 0]);
        assert_eq!(messages(rule, &[("start", "2025-3-1")]), [""; 0]);
        let message = "开始2025年3月2日晚于结束2025年3月1日，请改正其中一个";
        assert_eq!(messages(rule, &[("start", "2025-3-2"), ("end", "2025.3.1")]), [message]);
    }
}

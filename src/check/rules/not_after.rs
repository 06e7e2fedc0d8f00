//! Not after another date: 开始时间2025年3月2日晚于结束时间2025年3月1日，请改正其中一个.

use super::Case;
use crate::draft::{Typed, live, shown, typed};

pub fn judge(case: &Case, other: &str) -> Option<String> {
    let (other, _) = live(case.form, case.draft, other)?;
    let Typed::Date(latest) = typed(case.draft, other) else { return None };
    case.date().filter(|date| *date > latest)?;
    let (typed, limit) = (shown(case.draft, case.field), shown(case.draft, other));
    Some(format!("{typed}晚于{}{limit}，请改正其中一个", other.label))
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

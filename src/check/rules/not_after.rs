//! Not after another date: 开始时间2025年3月2日晚于结束时间2025年3月1日，请改正其中一个.

use super::Case;
use crate::draft::{Typed, canonical, live, typed_text};
use crate::form::Kind;

pub fn judge(case: &Case, other: &str) -> Option<String> {
    let other = other_date(case, other)?;
    let Typed::Date(latest) = typed_text(other.kind, other.text) else { return None };
    case.date().filter(|date| *date > latest)?;
    let limit = canonical(other.kind, other.text).unwrap_or_default();
    Some(format!("{}晚于{}{limit}，请改正其中一个", case.value(), other.label))
}

/// The date not to be passed.
struct Other<'a> {
    label: String,
    kind: &'a Kind,
    text: &'a str,
}

/// A column of the same row before a question of that name.
fn other_date<'a>(case: &Case<'a>, id: &str) -> Option<Other<'a>> {
    let in_row = case.cell.and_then(|cell| Some((cell, case.field.kind.column(id)?)));
    if let Some((cell, column)) = in_row {
        let text = cell.row.get(id).map_or("", String::as_str);
        return Some(Other { label: format!("“{}”", column.label), kind: &column.kind, text });
    }
    let (field, _) = live(case.form, case.draft, id)?;
    Some(Other { label: field.label.clone(), kind: &field.kind, text: case.draft.text(&field.id) })
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

    #[test]
    fn a_column_looks_at_its_row_first_and_then_at_the_questions() {
        let rule = r#"must: NotAfter("end"), on: "plan", column: "start""#;
        let rows = "开始=2025-3-2,结束=2025-3-1 / 开始=2025-3-2 / 开始=2025-3-2,结束=三月";
        let expected = [
            "日程第1行“开始”2025年3月2日晚于“结束”2025年3月1日，请改正其中一个",
            "日程第3行“结束”“三月”不是日期，请写成2025年3月1日这样的年月日",
        ];
        assert_eq!(messages(rule, &[("plan", rows), ("end", "2025-1-1")]), expected);
        let rule = r#"must: NotAfter("last"), on: "plan", column: "start""#;
        let message = "日程第1行“开始”2025年3月2日晚于截止2025年3月1日，请改正其中一个";
        assert_eq!(messages(rule, &[("plan", "开始=2025-3-2"), ("last", "2025-3-1")]), [message]);
    }
}

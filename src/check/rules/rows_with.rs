//! So many rows of one option: 人员“学位”为“博士”的须不超过2行，现3行，超1行.

use super::Case;
use crate::draft::{Typed, filled};

/// Options are compared as choices are read, without the spaces around them.
pub fn judge(case: &Case, column: &str, option: &str, most: usize) -> Option<String> {
    let Typed::Rows(rows) = case.answer else { return None };
    let label = &case.field.kind.column(column)?.label;
    let now = filled(rows).filter(|row| row.get(column).is_some_and(|cell| cell.trim() == option)).count();
    (now > most).then(|| format!("“{label}”为“{option}”的须不超过{most}行，现{now}行，超{}行", now - most))
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;

    #[test]
    fn only_rows_of_the_option_are_counted() {
        let rule = r#"must: RowsWith("degree", "博士", 1), on: "people""#;
        let told = |degrees: [&str; 3]| {
            let row = |degree: &str| format!("姓名=甲,年龄=40,学位={degree}");
            messages(rule, &[("people", &degrees.map(row).join(" / "))])
        };
        assert_eq!(told(["博士", "硕士", "硕士"]), [""; 0]);
        assert_eq!(told(["博士", "硕士", "博士"]), ["人员“学位”为“博士”的须不超过1行，现2行，超1行"]);
    }
}

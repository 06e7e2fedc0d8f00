//! The cells of a table: each is asked whether it is owed, whether it reads, and whether it keeps the rules on its
//! column. A row without any answer is none.

use super::rules::{self, Case, Cell};
use super::{Context, Finding, shape, text};
use crate::draft::{Draft, TableRow, Typed, is_blank, typed_text};
use crate::form::{Ask, Field, Form, Kind, Rule, Severity, TableColumn};

/// What is wrong with the cells, row by row.
pub fn judge(form: &Form, draft: &Draft, context: &Context, field: &Field, rows: &[TableRow]) -> Vec<Finding> {
    let with_rules = |column| (column, rules_of(form, draft, field, column));
    let columns: Vec<(&TableColumn, Vec<&Rule>)> = field.kind.columns().iter().map(with_rules).collect();
    let mut findings = Vec::new();
    for (number, row) in rows.iter().enumerate().filter(|(_, row)| row.values().any(|cell| !is_blank(cell))) {
        for (column, rules) in &columns {
            let cell = Cell { number, row, column };
            let typed = row.get(&column.id).map_or("", String::as_str);
            let answer = &typed_text(&column.kind, typed);
            match (answer, shape::wrong(&column.kind, answer)) {
                (Typed::Blank, _) => findings.extend(owed(form, field, &cell)),
                (_, Some((rule, sentence))) => findings.push(cell.finding(form, field, rule, &sentence)),
                (_, None) => {
                    findings.extend(spoilt(form, field, &cell, typed));
                    let case = |rule| Case { form, draft, context, field, rule, answer, cell: Some(cell) };
                    findings.extend(rules.iter().filter_map(|rule| rules::judge(&case(rule))));
                }
            }
        }
    }
    findings
}

/// What spoils the words of a cell.
fn spoilt(form: &Form, field: &Field, cell: &Cell, typed: &str) -> impl Iterator<Item = Finding> {
    let found = text::spoilt(&cell.column.kind, typed);
    found.map(|(rule, weight, sentence)| cell.finding(form, field, rule, &sentence).weighing(weight))
}

/// The rules on a column that are in force.
fn rules_of<'a>(form: &'a Form, draft: &Draft, table: &'a Field, column: &'a TableColumn) -> Vec<&'a Rule> {
    form.rules_on_column(&table.id, &column.id).filter(|rule| rules::is_in_force(form, draft, rule)).collect()
}

/// The finding on a blank cell, if an answer is owed.
fn owed(form: &Form, field: &Field, cell: &Cell) -> Option<Finding> {
    let severity = match cell.column.ask {
        Ask::Optional => return None,
        Ask::Required => Severity::Error,
        Ask::Attest => Severity::Warning,
    };
    let sentence = if matches!(cell.column.kind, Kind::Choice(_)) { "尚未选择" } else { "尚未填写" };
    Some(cell.finding(form, field, "table.blank", sentence).weighing(severity))
}

#[cfg(test)]
mod tests {
    use super::super::rules::testing::messages;

    #[test]
    fn only_owed_cells_of_rows_with_any_answer_are_missed() {
        let rule = r#"must: AtLeast("18"), on: "people", column: "age""#;
        let rows = "姓名=甲,学位=博士 / / 年龄=十八";
        let expected = [
            "人员第1行“年龄”尚未填写",
            "人员第3行“姓名”尚未填写",
            "人员第3行“年龄”“十八”不是整数，请只写数字，单位是岁",
            "人员第3行“学位”尚未选择",
        ];
        assert_eq!(messages(rule, &[("people", rows)]), expected);
    }

    #[test]
    fn spoilt_words_are_told_at_their_cell() {
        let rows = "姓名=甲（乙,年龄=20,学位=博士 / 姓名=丙,年龄=20,学位=博士,备注=丁\u{200B}";
        let expected = [
            "人员第1行“姓名”中的“（”后面没有与它配对的符号，请补上或删去",
            "人员第2行“备注”中有1个看不见的字符（U+200B等），请删去所在的词重打",
        ];
        assert_eq!(messages(r#"must: Rows(1, 9), on: "people""#, &[("people", rows)]), expected);
    }
}

//! Questions: their options, columns and conditions.

use super::Lint;
use crate::form::{Field, Kind};
use std::collections::HashSet;

impl Lint<'_, '_> {
    pub(super) fn field(&mut self, field: &Field) {
        if let Some(when) = &field.when {
            self.condition(when, field.line);
            if self.goes_in_a_circle(field) {
                self.problems.boundless = true;
                self.problems.add(field.line, "条件绕成了圈：此项是否适用取决于它自己", &field.id, "改写when");
            }
        }
        self.labels(field);
        self.also(field);
        self.options(&field.id, &field.kind, field.line);
        self.columns(field);
    }

    fn labels(&mut self, field: &Field) {
        let columns = field.kind.columns().iter().map(|column| (&column.label, &column.id));
        for (_, id) in columns.chain([(&field.label, &field.id)]).filter(|(label, _)| label.trim().is_empty()) {
            // A label that is missing altogether was told by the loader.
            if !self.problems.broken.contains(&field.id) {
                self.problems.add(field.line, "label是空的，表上和提示里都没有名字", id, "补上label");
            }
        }
    }

    fn options(&mut self, id: &str, kind: &Kind, line: usize) {
        if matches!(kind, Kind::Choice(_) | Kind::Choices(_)) && kind.options().is_empty() {
            self.problems.add(line, "没有选项", id, "至少写一个选项");
        }
        if let Some(double) = first_double(kind.options().iter()) {
            self.problems.add(line, format!("选项“{double}”写了两次"), double, "只留一个");
        }
    }

    fn columns(&mut self, field: &Field) {
        if field.kind == Kind::Table(Vec::new()) {
            self.problems.add(field.line, "表格没有列", &field.id, "至少写一列TableColumn");
        }
        field.kind.columns().iter().for_each(|column| self.options(&column.id, &column.kind, field.line));
        if let Some(double) = first_double(field.kind.columns().iter().map(|column| &column.id)) {
            self.problems.add(field.line, format!("表列“{double}”写了两次"), double, "给其中一列换名");
        }
        if field
            .kind
            .columns()
            .iter()
            .any(|column| matches!(column.kind, Kind::Table(_) | Kind::Choices(_) | Kind::LongText))
        {
            self.problems.add(
                field.line,
                "表列只能是单行的种类",
                &field.id,
                "把该列改成Text、Integer、Money、Date、Choice等",
            );
        }
    }

    /// The ids under which other forms ask the same.
    fn also(&mut self, field: &Field) {
        if let Some(id) = field.also.iter().find(|id| !super::is_plain(id)) {
            self.problems.add(field.line, "“also”里的id只能用小写字母、数字、“_”“.”“-”", id, "照抄别的表式里的id");
        }
        if field.also.contains(&field.id) {
            self.problems.add(field.line, "“also”列了字段自己的id", &field.id, "去掉它：同一个id本来就对应");
        }
        if let Some(double) = first_double(field.also.iter()) {
            self.problems.add(field.line, format!("“also”里的“{double}”写了两次"), double, "只留一个");
        }
    }

    fn goes_in_a_circle(&self, start: &Field) -> bool {
        let mut waiting: Vec<&str> = vec![&start.id];
        let mut seen = HashSet::new();
        while let Some(id) = waiting.pop() {
            let Some(when) = self.form.field(id).and_then(|field| field.when.as_ref()) else { continue };
            for next in when.fields() {
                if *next == start.id {
                    return true;
                }
                if seen.insert(next) {
                    waiting.push(next);
                }
            }
        }
        false
    }
}

fn first_double<'a>(mut words: impl Iterator<Item = &'a String>) -> Option<&'a String> {
    let mut seen = HashSet::new();
    words.find(|word| !seen.insert(*word))
}

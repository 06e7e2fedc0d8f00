//! Letters of the office: tables whose rows are those of the list.

use super::Lint;
use crate::form::text::one_of;
use crate::form::{Field, Filler, Holds, List, OfList};

impl Lint<'_, '_> {
    /// Adds what is wrong with the tables that take their rows from the call's list.
    pub(super) fn letter(&mut self, list: Option<&List>) {
        let form = self.form;
        for field in form.fields() {
            let Some(rows) = &field.rows else { continue };
            if form.by != Filler::Office {
                let remedy = "删去rows，或给这张表写by: Office";
                self.problems.add(field.line, "只有推荐单位的函能从一览表取行", &field.id, remedy);
            }
            match list {
                Some(list) => self.of_list(field, rows, list),
                None if self.problems.list_unread => {}
                None => {
                    let remedy = "删去rows，或在“notice.ron”里写出list";
                    self.problems.add(field.line, "通知没有一览表，这张表格没有行可取", &field.id, remedy);
                }
            }
        }
    }

    fn of_list(&mut self, field: &Field, rows: &OfList, list: &List) {
        let headings: Vec<&str> = list.columns.iter().map(|column| column.heading.as_str()).collect();
        if rows.columns.is_empty() {
            self.problems.add(
                field.line,
                "rows没有写出取哪几栏",
                &field.id,
                "补上columns: {\"列的id\": \"一览表栏目\"}",
            );
        }
        for (column, heading) in &rows.columns {
            self.column(&field.id, column, field.line);
            if !headings.contains(&heading.as_str()) {
                let problem = format!("一览表没有“{heading}”这一栏");
                self.problems.add(field.line, problem, heading, one_of(heading, &headings));
            }
        }
        let kinds = list.column_of(Holds::Kind).map_or(&[][..], |column| &list.columns[column].options);
        let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
        for kind in rows.kinds.iter().filter(|kind| !kinds.contains(&kind.as_str())) {
            let problem = format!("一览表的类别里没有“{kind}”");
            self.problems.add(field.line, problem, kind, one_of(kind, &kinds));
        }
    }
}

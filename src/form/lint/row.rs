//! The row: a source for each heading of the list.

use super::Lint;
use crate::form::Source;

impl Lint<'_, '_> {
    pub(super) fn row(&mut self) {
        let headings: Vec<&str> = self.form.list.columns.iter().map(|column| column.heading.as_str()).collect();
        let given: Vec<&str> = self.form.row.iter().map(|column| column.heading.as_str()).collect();
        if headings != given {
            let missing: Vec<&str> = headings.iter().copied().filter(|heading| !given.contains(heading)).collect();
            let line = self.form.row.first().map_or(1, |column| column.line);
            self.problems.add(line, "row的列与一览表的栏目不一致", &missing.join("、"), "按一览表的次序逐栏写出");
        }
        for column in &self.form.row {
            match &column.source {
                Source::By(id, words) => {
                    self.every_option(id, words, column.line, "对应的词");
                    self.one_choice(id, column.line);
                }
                Source::Words(words) => self.inlines(words, column.line, None),
                Source::Number | Source::Office => {}
            }
        }
    }
}

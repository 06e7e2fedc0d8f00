//! The row: a source for each heading of the list.

use super::Lint;
use super::list::words_of;
use crate::form::text::one_of;
use crate::form::{Column, ListColumn, Source};

impl Lint<'_, '_> {
    pub(super) fn row(&mut self) {
        self.headings();
        for column in &self.form.row {
            match &column.source {
                Source::By(id, words) => {
                    self.every_option(id, words, column.line, "对应的词");
                    self.one_choice(id, column.line);
                }
                Source::Words(words) if words.is_empty() => {
                    let problem = format!("“{}”这一栏没有来源", column.heading);
                    self.problems.add(column.line, problem, "", "写出它的来源");
                }
                Source::Words(words) => self.inlines(words, column.line, None),
                Source::Number | Source::Office | Source::Blank => {}
            }
        }
    }

    fn headings(&mut self) {
        let line = self.form.row.first().map_or(1, |column| column.line);
        let given: Vec<&str> = self.form.row.iter().map(|column| column.heading.as_str()).collect();
        let Some(list) = &self.form.list else {
            if !given.is_empty() && !self.problems.list_unread {
                let remedy = "删去row，或在“notice.ron”里写出list";
                self.problems.add(line, "通知没有一览表，row没有去处", &given.join("、"), remedy);
            }
            return;
        };
        let headings: Vec<&str> = list.columns.iter().map(|column| column.heading.as_str()).collect();
        if headings != given {
            let missing: Vec<&str> = headings.iter().copied().filter(|heading| !given.contains(heading)).collect();
            self.problems.add(line, "row的列与一览表的栏目不一致", &missing.join("、"), "按一览表的次序逐栏写出");
            return;
        }
        list.columns.iter().zip(&self.form.row).for_each(|(known, column)| self.fits(known, column));
    }

    /// Whether what the row says is what the list takes there.
    fn fits(&mut self, known: &ListColumn, column: &Column) {
        let options: Vec<&str> = known.options.iter().map(String::as_str).collect();
        let given = words_of(self.form, &column.source).unwrap_or_default();
        for words in given.iter().filter(|words| !options.is_empty() && !options.contains(&words.as_str())) {
            let problem = format!("一览表“{}”的选项里没有“{words}”", known.heading);
            self.problems.add(column.line, problem, words, one_of(words, &options));
        }
    }
}

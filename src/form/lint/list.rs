//! The list of a call: headings that are told apart, demands that its own words bear out, limits that count something.

use super::limits::numbers_before;
use crate::form::list::Holds;
use crate::form::parts::Problems;
use crate::form::text::one_of;
use crate::form::{Form, Inline, Kind, Limit, List, ListColumn, Notice, Per, Source};
use rust_decimal::Decimal;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// Adds what is wrong with the list of a call, which stands on that line.
pub fn list(list: &List, line: usize, problems: &mut Problems) {
    let mut lint = ListLint { list, line, problems };
    lint.groups();
    lint.names();
    lint.holds();
    list.columns.iter().for_each(|column| lint.column(column));
    list.limits.iter().for_each(|limit| lint.limit(limit));
    lint.source();
    super::cell_rules::rules(list, line, problems);
}

/// Adds the options that none of the forms that send a row can give; all forms of the call must be at hand.
pub fn options(notice: &Notice, line: usize, problems: &mut Problems) {
    let Some(list) = &notice.list else { return };
    let forms: Vec<&Form> = notice.forms.iter().map(Arc::as_ref).filter(|form| !form.row.is_empty()).collect();
    for (at, column) in list.columns.iter().enumerate().filter(|(_, column)| !column.options.is_empty()) {
        let given = forms.iter().map(|form| form.row.get(at).and_then(|row| words_of(form, &row.source)));
        // A form that may say anything may say each of them.
        let Some(given) = given.collect::<Option<Vec<_>>>() else { continue };
        let given: BTreeSet<String> = given.into_iter().flatten().collect();
        for option in column.options.iter().filter(|option| !forms.is_empty() && !given.contains(*option)) {
            let problem = format!("“{}”的选项“{option}”没有一张表会填出来", column.heading);
            problems.add(line, problem, option, "删去这个选项，或改正各表row里对应的词");
        }
    }
}

/// The words that a source can give, where they can be told.
pub(super) fn words_of(form: &Form, source: &Source) -> Option<Vec<String>> {
    match source {
        Source::Number | Source::Office | Source::Blank => Some(Vec::new()),
        Source::By(_, words) => Some(words.values().cloned().collect()),
        Source::Words(words) => match words.as_slice() {
            [Inline::Text(text)] => Some(vec![text.clone()]),
            [Inline::Answer(id)] => match &form.field(id)?.kind {
                Kind::Choice(options) => Some(options.clone()),
                _ => None,
            },
            _ => None,
        },
    }
}

struct ListLint<'a, 'p> {
    list: &'a List,
    line: usize,
    problems: &'p mut Problems,
}

impl ListLint<'_, '_> {
    fn add(&mut self, problem: impl Into<String>, found: &str, remedy: impl Into<String>) {
        self.problems.add(self.line, problem, found, remedy);
    }

    fn groups(&mut self) {
        let mut seen = HashSet::new();
        let groups = self.list.groups().map(|group| &group[0].group).filter(|group| !group.is_empty());
        let apart: Vec<&String> = groups.filter(|group| !seen.insert(*group)).collect();
        for group in apart {
            self.add(format!("group“{group}”的各栏没有相邻"), group, "把它们排在一起，或给其中一组换名");
        }
    }

    /// Lists made by hand are read by these words.
    fn names(&mut self) {
        let mut seen = HashSet::new();
        for column in &self.list.columns {
            for name in std::iter::once(&column.heading).chain(&column.also) {
                if name.trim().is_empty() {
                    self.add("一览表有一栏没有名字", &column.heading, "写出heading，删去also里的空词");
                } else if !seen.insert((&column.group, name)) {
                    self.add(format!("一览表有两栏叫“{name}”"), name, "给其中一栏换名，或从also里删去");
                }
            }
        }
    }

    fn holds(&mut self) {
        for holds in [Holds::Number, Holds::Office, Holds::Kind, Holds::Name, Holds::Unit] {
            let columns: Vec<&str> =
                self.list.columns.iter().filter(|column| column.holds == holds).map(heading).collect();
            if columns.len() > 1 {
                let problem = format!("有{}栏都写了holds: {holds:?}", columns.len());
                self.add(problem, &columns.join("、"), "只留一栏");
            }
        }
    }

    fn column(&mut self, column: &ListColumn) {
        let mut seen = HashSet::new();
        for option in &column.options {
            if option.trim().is_empty() || !seen.insert(option) {
                let problem = format!("“{}”的选项有空的或重复的", column.heading);
                self.add(problem, option, "每个选项写一次");
            }
        }
        if matches!(column.holds, Holds::Number | Holds::Office)
            && (!column.options.is_empty() || column.max_words.is_some())
        {
            let problem = format!("“{}”由程序填写，不用限定内容", column.heading);
            self.add(problem, &column.heading, "删去options和max_words");
        }
        let told = numbers_before(&column.heading, "字", false);
        match (told.as_slice(), column.max_words) {
            (_, Some(0)) => self.add(format!("“{}”的max_words是0", column.heading), "0", "改成正确的字数，或删去"),
            ([told], Some(most)) if *told != Decimal::from(most) => {
                let problem = format!("“{}”写的是{told}字，max_words是{most}", column.heading);
                self.add(problem, &most.to_string(), format!("改成max_words: {told}"));
            }
            ([told], None) => {
                let problem = format!("“{}”写了{told}字，没有max_words", column.heading);
                self.add(problem, &column.heading, format!("补上max_words: {told}"));
            }
            _ => {}
        }
    }

    fn limit(&mut self, limit: &Limit) {
        let (holds, what) = match limit.per {
            Per::Unit => (Holds::Unit, "Unit"),
            Per::Office => (Holds::Office, "Office"),
        };
        if self.list.column_of(holds).is_none() {
            self.add(
                format!("limits按{what}计数，而没有一栏写holds: {what}"),
                what,
                format!("给对应的一栏写holds: {what}"),
            );
        }
        if limit.most == 0 {
            self.add("limits的most是0，没有一行能列入", "0", "改成正确的个数");
        }
        let kinds = self.list.column_of(Holds::Kind).map_or(&[][..], |column| &self.list.columns[column].options);
        let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
        for kind in limit.kinds.iter().filter(|kind| !kinds.contains(&kind.as_str())) {
            self.add(format!("limits里的“{kind}”不是一览表的类别"), kind, one_of(kind, &kinds));
        }
        if limit.cite.0.trim().is_empty() {
            self.add("limits没有写出处", &limit.cite.1, "写成cite: (\"四\", \"原文\")");
        }
    }

    /// What the call does not print says so.
    fn source(&mut self) {
        if self.list.annex.trim().is_empty() && self.list.ground.trim().is_empty() {
            self.add("一览表没有写明是第几个附件", "", "写出annex；通知没有印发一览表的，写ground说明来由");
        }
    }
}

fn heading(column: &ListColumn) -> &str {
    &column.heading
}

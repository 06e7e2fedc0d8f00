//! Rules: what they stand on, their limits, their examples.

use super::Lint;
use crate::form::text::one_of;
use crate::form::{Example, FieldId, Filler, Kind, Must, Part, Rule, Shorthand};
use std::collections::{BTreeMap, BTreeSet};

/// How the ids of the findings begin that the program makes by itself; screens tell those apart by them.
const OWN_FINDINGS: [&str; 8] = ["required", "kind.", "table.", "text.", "glyph.", "seal.", "form.", "answer."];

impl Lint<'_, '_> {
    pub(super) fn rule(&mut self, rule: &Rule) {
        self.known(&rule.on, rule.line);
        if let Some(when) = &rule.when {
            self.condition(when, rule.line);
        }
        if rule.cite.0.trim().is_empty() || rule.cite.1.chars().all(|c| c.is_whitespace() || c == '…') {
            self.problems.add(rule.line, "规则没有写出处和原文", &rule.id, "补上cite: (\"附件1\", \"原文\")");
        }
        if rule.pass.is_empty() || rule.fail.is_empty() {
            self.problems.add(rule.line, "规则须各有一个通过和不通过的例子", &rule.id, "补上pass与fail");
        }
        rule.pass.iter().chain(&rule.fail).for_each(|example| self.example(example, rule.line));
        if OWN_FINDINGS.iter().any(|own| rule.id.starts_with(own)) {
            self.problems.add(rule.line, "这个id是程序自己的检查用的", &rule.id, "换一个id");
        }
        self.slots(rule);
        match &rule.column {
            Some(column) => self.on_cells(rule, column),
            None => self.on_field(rule),
        }
        self.must(rule);
    }

    /// Places in the rule's own words that are filled in.
    fn slots(&mut self, rule: &Rule) {
        let known: &[&str] = match rule.must {
            Must::FiledInTime => &["value", "today", "late"],
            _ => &["value"],
        };
        for slot in rule.say.split('{').skip(1) {
            let slot = slot.split_once('}').map_or(slot, |(slot, _)| slot);
            if !known.contains(&slot) {
                self.problems.add(
                    rule.line,
                    format!("规则自己的话里不能有“{{{slot}}}”这个空位"),
                    slot,
                    one_of(slot, known),
                );
            }
        }
    }

    fn on_field(&mut self, rule: &Rule) {
        let on = self.form.field(&rule.on).filter(|on| !self.problems.broken.contains(&on.id));
        if let Some(on) = on.filter(|on| !rule.must.fits(&on.kind)) {
            let fits_a_column = on.kind.columns().iter().any(|column| rule.must.fits_cells(&column.kind));
            let remedy = if fits_a_column { "用column写明是哪一列" } else { "换规则或改字段的kind" };
            let problem = format!("这种规则不能用在“{}”这种字段上", on.label);
            self.problems.add(rule.line, problem, &rule.id, remedy);
        }
    }

    fn on_cells(&mut self, rule: &Rule, column: &str) {
        let Some(on) = self.form.field(&rule.on).filter(|on| !self.problems.broken.contains(&on.id)) else { return };
        if !matches!(on.kind, Kind::Table(_)) {
            let problem = format!("“{}”不是表格，没有列", on.label);
            return self.problems.add(rule.line, problem, column, "删去column，或改字段的kind");
        }
        self.column(&rule.on, column, rule.line);
        if let Some(column) = on.kind.column(column).filter(|column| !rule.must.fits_cells(&column.kind)) {
            let problem = format!("这种规则不能用在“{}”这种列上", column.label);
            self.problems.add(rule.line, problem, &rule.id, "换规则，或改列的kind");
        }
    }

    fn example(&mut self, example: &Example, line: usize) {
        for (id, value) in example {
            match value {
                Shorthand::Today(_) | Shorthand::Peer(_) => {}
                Shorthand::Rows(rows) => self.example_rows(id, rows, line),
                Shorthand::Times(_, row) => self.example_rows(id, std::slice::from_ref(row), line),
                Shorthand::Text(_) | Shorthand::Ticks(_) | Shorthand::Words(_) => self.known(id, line),
            }
        }
    }

    /// Each column that the example's rows name, once.
    fn example_rows(&mut self, table: &str, rows: &[BTreeMap<FieldId, String>], line: usize) {
        let columns: BTreeSet<&FieldId> = rows.iter().flat_map(BTreeMap::keys).collect();
        match self.form.field(table) {
            None => self.known(table, line),
            Some(_) if self.problems.broken.contains(table) => {}
            Some(_) => columns.into_iter().for_each(|column| self.column(table, column, line)),
        }
    }

    fn must(&mut self, rule: &Rule) {
        match &rule.must {
            Must::MaxWords(0) => self.problems.add(rule.line, "字数上限不能是0", &rule.id, "写一个正整数"),
            Must::MinWords(0) => self.problems.add(rule.line, "字数下限不能是0", &rule.id, "写一个正整数"),
            Must::AtMostBy(id, caps) => {
                self.every_option(id, caps, rule.line, "上限");
                self.one_choice(id, rule.line);
            }
            Must::NotAfter(id) if rule.column.is_some() && self.has_column(&rule.on, id) => {
                self.beside(rule, id);
            }
            Must::NotAfter(id) => self.fitting(id, rule.line, "比较", |kind| rule.must.fits(kind)),
            Must::MostPerUnit(_) | Must::MostOfForm(_) if self.form.by == Filler::Office => {
                self.problems.add(rule.line, "推荐单位填写的表不计份数", &rule.id, "删去这条规则，或删去by: Office");
            }
            Must::Digits(least, most) if least > most || *most == 0 => {
                self.problems.add(rule.line, "位数须从小到大，至少1位", &rule.id, "改正两个位数");
            }
            Must::MostPerUnit(0) | Must::MostOfForm(0) => {
                self.problems.add(rule.line, "份数上限不能是0", &rule.id, "写一个正整数")
            }
            Must::Within(from, to) if from > to => {
                self.problems.add(rule.line, "起始日期晚于截止日期", &rule.id, "对调两个日期");
            }
            Must::Be(option) => self.option_judged(rule, option),
            Must::Rows(least, Some(most)) if least > most => {
                self.problems.add(rule.line, "行数的下限大于上限", &rule.id, "对调两个数");
            }
            Must::Rows(_, Some(0)) => self.problems.add(rule.line, "行数上限不能是0", &rule.id, "写一个正整数"),
            Must::Rows(0 | 1, None) => {
                self.problems.add(rule.line, "这条规则什么也不要求", &rule.id, "至少一行写成字段的ask: Required");
            }
            Must::RowsWith(column, option, most) => self.rows_with(rule, column, option, *most),
            Must::SumOf(parts) => self.sum(parts, rule),
            _ => {}
        }
    }

    /// A known column of the table with that option, and a number that leaves room for a row.
    fn rows_with(&mut self, rule: &Rule, id: &str, option: &str, most: usize) {
        if most == 0 {
            self.problems.add(rule.line, "行数上限不能是0", &rule.id, "写一个正整数");
        }
        let Some(on) = self.form.field(&rule.on).filter(|on| matches!(on.kind, Kind::Table(_))) else { return };
        self.column(&rule.on, id, rule.line);
        if let Some(column) = on.kind.column(id) {
            self.option_of((&column.id, &column.label), &column.kind, option, rule.line);
        }
    }

    fn has_column(&self, table: &str, column: &str) -> bool {
        self.form.field(table).is_some_and(|field| field.kind.column(column).is_some())
    }

    /// Another column of the row, of a kind that can be compared.
    fn beside(&mut self, rule: &Rule, id: &str) {
        let column = self.form.field(&rule.on).and_then(|field| field.kind.column(id));
        if let Some(column) = column.filter(|column| !rule.must.fits(&column.kind)) {
            self.unfit(&column.label, id, rule.line, "比较");
        }
    }

    fn option_judged(&mut self, rule: &Rule, option: &str) {
        let column = rule.column.as_ref().and_then(|id| self.form.field(&rule.on)?.kind.column(id));
        match (column, &rule.column) {
            (Some(column), _) => {
                self.option_of((&column.id, &column.label), &column.kind, option, rule.line);
            }
            (None, None) => self.option(&rule.on, option, rule.line),
            (None, Some(_)) => {}
        }
    }

    /// What is added up counts in the unit of the sum.
    fn sum(&mut self, parts: &[Part], rule: &Rule) {
        let unit = self.form.field(&rule.on).and_then(|on| on.kind.unit());
        parts.iter().for_each(|part| self.part(part, rule.line, |kind| unit.is_none() || kind.unit() == unit));
    }

    /// A known question or column of a kind that adds up.
    pub(super) fn part(&mut self, part: &Part, line: usize, adds: impl Fn(&Kind) -> bool) {
        match part {
            Part::Field(id) => self.fitting(id, line, "求和", adds),
            Part::Column(table, id) => {
                self.column(table, id, line);
                let columns = self.form.field(table).map_or(&[][..], |field| field.kind.columns());
                if let Some(column) = columns.iter().find(|column| column.id == *id && !adds(&column.kind)) {
                    self.unfit(&column.label, &column.id, line, "求和");
                }
            }
        }
    }
}

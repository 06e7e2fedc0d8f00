//! Rules: what they stand on, their limits, their examples.

use super::Lint;
use crate::form::{Example, Filler, Kind, Must, Part, Rule, Shorthand};

impl Lint<'_, '_> {
    pub(super) fn rule(&mut self, rule: &Rule) {
        self.known(&rule.on, rule.line);
        if let Some(when) = &rule.when {
            self.condition(when, rule.line);
        }
        if rule.cite.0.is_empty() {
            self.problems.add(rule.line, "规则没有写出处", &rule.id, "补上cite: (\"附件1\", \"原文\")");
        }
        if rule.pass.is_empty() || rule.fail.is_empty() {
            self.problems.add(rule.line, "规则须各有一个通过和不通过的例子", &rule.id, "补上pass与fail");
        }
        rule.pass.iter().chain(&rule.fail).for_each(|example| self.example(example, rule.line));
        let on = self.form.field(&rule.on).filter(|on| !self.problems.broken.contains(&on.id));
        if let Some(on) = on.filter(|on| !rule.must.fits(&on.kind)) {
            let problem = format!("这种规则不能用在“{}”这种字段上", on.label);
            self.problems.add(rule.line, problem, &rule.id, "换规则或改字段的kind");
        }
        self.must(rule);
    }

    fn example(&mut self, example: &Example, line: usize) {
        let answers = example.iter().filter(|(_, value)| !matches!(value, Shorthand::Today(_) | Shorthand::Peer(_)));
        answers.for_each(|(id, _)| self.known(id, line));
    }

    fn must(&mut self, rule: &Rule) {
        match &rule.must {
            Must::MaxWords(0) => self.problems.add(rule.line, "字数上限不能是0", &rule.id, "写一个正整数"),
            Must::AtMostBy(id, caps) => {
                self.every_option(id, caps, rule.line, "上限");
                self.one_choice(id, rule.line);
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
            Must::Be(option) => self.option(&rule.on, option, rule.line),
            Must::SumOf(parts) => parts.iter().for_each(|part| self.part(part, rule)),
            _ => {}
        }
    }

    /// What is added up counts in the unit of the sum.
    fn part(&mut self, part: &Part, rule: &Rule) {
        let unit = self.form.field(&rule.on).and_then(|on| on.kind.unit());
        let adds = |kind: &Kind| unit.is_none() || kind.unit() == unit;
        match part {
            Part::Field(id) => self.fitting(id, rule.line, "求和", adds),
            Part::Column(table, id) => {
                self.column(table, id, rule.line);
                let columns = self.form.field(table).map_or(&[][..], |field| field.kind.columns());
                if let Some(column) = columns.iter().find(|column| column.id == *id && !adds(&column.kind)) {
                    self.unfit(&column.label, &column.id, rule.line, "求和");
                }
            }
        }
    }
}

//! What a form's file can get wrong although every value in it reads: names that lead nowhere,
//! doubles, rules that don't fit, rows without a source.

use super::bounds;
use super::parts::Problems;
use super::text::one_of;
use super::{Block, Condition, Example, Field, Form, Grid, Inline, Kind, Must, Part, Rule, Shorthand, Source};
use std::collections::{BTreeMap, HashSet};

/// Adds everything that is wrong with a form.
pub fn form(form: &Form, problems: &mut Problems) {
    let mut lint = Lint { form, problems, round: false };
    lint.ids();
    lint.known(&form.name, 1);
    lint.known(&form.unit, 1);
    form.fields().for_each(|field| lint.field(field));
    form.rules.iter().for_each(|rule| lint.rule(rule));
    form.pages.iter().for_each(|block| lint.block(block));
    if !lint.problems.pages_unread {
        lint.printed();
    }
    lint.row();
    let round = lint.round;
    bounds::form(form, problems);
    if !round {
        bounds::chains(form, problems);
    }
}

struct Lint<'a, 'p> {
    form: &'a Form,
    problems: &'p mut Problems,
    /// Whether some conditions go in a circle.
    round: bool,
}

impl Lint<'_, '_> {
    fn ids(&mut self) {
        let fields = self.form.fields().map(|field| ("字段", &field.id, field.line));
        let sections = self.form.sections.iter().map(|section| ("部分", &section.id, section.line));
        let rules = self.form.rules.iter().map(|rule| ("规则", &rule.id, rule.line));
        let mut seen = HashSet::new();
        for (what, id, line) in fields.chain(sections).chain(rules) {
            let plain =
                id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '.' | '-'));
            if id.is_empty() || !plain {
                self.problems.add(line, format!("{what}的id只能用小写字母、数字、“_”“.”“-”"), id, "换一个id");
            }
            if !seen.insert((what, id)) {
                self.problems.add(line, format!("{what}id“{id}”用了两次"), id, "给其中一个换名");
            }
        }
    }

    /// A problem, with the nearest name, where no question has that name.
    fn known(&mut self, id: &str, line: usize) {
        // A name that is missing altogether was told by the loader.
        if self.form.field(id).is_none() && !id.is_empty() {
            let ids: Vec<&str> = self.form.fields().map(|field| field.id.as_str()).collect();
            self.problems.add(line, format!("没有“{id}”这个字段"), id, one_of(id, &ids));
        }
    }

    fn option(&mut self, id: &str, option: &str, line: usize) {
        self.known(id, line);
        let Some(field) = self.form.field(id) else { return };
        let options: Vec<&str> = field.kind.options().iter().map(String::as_str).collect();
        // A choice without options is told at its place.
        let told = self.problems.broken.contains(id) || options.contains(&option);
        match field.kind {
            _ if told => {}
            Kind::Choice(_) | Kind::Choices(_) if options.is_empty() => {}
            Kind::Choice(_) | Kind::Choices(_) => {
                let problem = format!("“{}”没有“{option}”这个选项", field.label);
                self.problems.add(line, problem, option, one_of(option, &options));
            }
            _ => {
                let problem = format!("“{}”没有选项可选，因为它不是选择题", field.label);
                self.problems.add(line, problem, id, "改用别的字段，或把该字段的kind改成Choice");
            }
        }
    }

    fn condition(&mut self, condition: &Condition, line: usize) {
        match condition {
            Condition::Is(id, option) | Condition::Has(id, option) => self.option(id, option, line),
            Condition::Filled(id) => self.known(id, line),
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| self.condition(part, line)),
            Condition::Not(inner) => self.condition(inner, line),
        }
    }

    fn field(&mut self, field: &Field) {
        if let Some(when) = &field.when {
            self.condition(when, field.line);
            if self.goes_in_a_circle(field) {
                self.round = true;
                self.problems.add(field.line, "条件绕成了圈：此项是否适用取决于它自己", &field.id, "改写when");
            }
        }
        let options = field.kind.options();
        if matches!(field.kind, Kind::Choice(_) | Kind::Choices(_)) && options.is_empty() {
            self.problems.add(field.line, "没有选项", &field.id, "至少写一个选项");
        }
        if field.kind == Kind::Table(Vec::new()) {
            self.problems.add(field.line, "表格没有列", &field.id, "至少写一列TableColumn");
        }
        if let Some(double) = first_double(options.iter()) {
            self.problems.add(field.line, format!("选项“{double}”写了两次"), double, "只留一个");
        }
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

    fn rule(&mut self, rule: &Rule) {
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
            Must::MostPerUnit(0) => self.problems.add(rule.line, "份数上限不能是0", &rule.id, "写一个正整数"),
            Must::Within(from, to) if from > to => {
                self.problems.add(rule.line, "起始日期晚于截止日期", &rule.id, "对调两个日期");
            }
            Must::Be(option) => self.option(&rule.on, option, rule.line),
            Must::SumOf(parts) => parts.iter().for_each(|part| self.part(part, rule)),
            _ => {}
        }
    }

    fn every_option<T>(&mut self, id: &str, given: &BTreeMap<String, T>, line: usize, what: &str) {
        let Some(field) = self.form.field(id) else { return self.known(id, line) };
        given.keys().for_each(|option| self.option(id, option, line));
        for option in field.kind.options().iter().filter(|option| !given.contains_key(*option)) {
            self.problems.add(line, format!("选项“{option}”没有{what}"), option, format!("为“{option}”补上{what}"));
        }
    }

    /// Options are looked up by the one that is chosen; what has no options is told at its place.
    fn one_choice(&mut self, id: &str, line: usize) {
        if let Some(field) = self.form.field(id).filter(|field| matches!(field.kind, Kind::Choices(_))) {
            self.unfit(&field.label, id, line, "对应：它可以勾选几项");
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

    /// A known question of a kind that can be used so; `what` is the use.
    fn fitting(&mut self, id: &str, line: usize, what: &str, fits: impl Fn(&Kind) -> bool) {
        self.known(id, line);
        let field = self.form.field(id).filter(|field| !self.problems.broken.contains(id) && !fits(&field.kind));
        if let Some(field) = field {
            self.unfit(&field.label, id, line, what);
        }
    }

    fn unfit(&mut self, label: &str, id: &str, line: usize, what: &str) {
        let problem = format!("“{label}”这种字段不能这样{what}");
        self.problems.add(line, problem, id, "换一种写法，或改字段的kind");
    }

    fn column(&mut self, table: &str, column: &str, line: usize) {
        self.known(table, line);
        let Some(field) = self.form.field(table) else { return };
        let ids: Vec<&str> = field.kind.columns().iter().map(|c| c.id.as_str()).collect();
        if !ids.contains(&column) {
            self.problems.add(line, format!("“{}”没有“{column}”这一列", field.label), column, one_of(column, &ids));
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(words) => self.inlines(words, 1, None),
            Block::Grid(grid) => self.grid(grid),
            Block::Annex(_) | Block::Title(_) => {}
        }
    }

    fn grid(&mut self, grid: &Grid) {
        let is_width = |width: &f32| (1.0..=400.0).contains(width);
        let unread = grid.columns.is_empty() && self.problems.pages_unread;
        if !unread && (grid.columns.is_empty() || !grid.columns.iter().all(is_width)) {
            self.problems.add(grid.line, "列宽须在1到400毫米之间", "", "改正columns");
        }
        grid.rows.iter().for_each(|row| row.cells.iter().for_each(|cell| self.inlines(&cell.words, row.line, None)));
        if !grid.columns.is_empty() && !self.problems.pages_unread {
            self.fullness(grid);
        }
    }

    /// Every row of a grid takes all of its columns.
    fn fullness(&mut self, grid: &Grid) {
        let mut reach = vec![0; grid.columns.len()];
        for row in &grid.rows {
            let from_above: usize = reach.iter().filter(|rows| **rows > 0).count();
            let spans = row.cells.iter().fold(0usize, |sum, cell| sum.saturating_add(cell.span));
            if from_above.saturating_add(spans) != grid.columns.len()
                || row.cells.iter().any(|cell| cell.span == 0 || cell.down == 0)
            {
                let found = format!("{}列", from_above.saturating_add(spans));
                self.problems.add(
                    row.line,
                    format!("这一行应占满{}列", grid.columns.len()),
                    &found,
                    "改正各格的span与down",
                );
                return;
            }
            let mut cells = row.cells.iter().flat_map(|cell| std::iter::repeat_n(cell.down, cell.span));
            for rows in &mut reach {
                *rows = if *rows > 0 { *rows - 1 } else { cells.next().map_or(0, |down| down - 1) };
            }
        }
        if reach.iter().any(|rows| *rows > 0) {
            self.problems.add(grid.line, "有格子向下伸出了表格", "", "改正down");
        }
    }

    fn inlines(&mut self, inlines: &[Inline], line: usize, table: Option<&str>) {
        for inline in inlines {
            match inline {
                Inline::Label(id)
                | Inline::Hint(id)
                | Inline::HintUntil(id)
                | Inline::Answer(id)
                | Inline::Paragraphs(id)
                | Inline::Blank(id, _)
                | Inline::BoxesBefore(id)
                | Inline::BoxesAfter(id)
                | Inline::Marked(id) => self.fitting(id, line, "印", |kind| inline.fits(kind)),
                Inline::BoxBefore(id, option) | Inline::BoxAfter(id, option) => self.option(id, option, line),
                Inline::Section(id) | Inline::SectionHint(id) if self.form.section(id).is_none() => {
                    let ids: Vec<&str> = self.form.sections.iter().map(|section| section.id.as_str()).collect();
                    self.problems.add(line, format!("没有“{id}”这个部分"), id, one_of(id, &ids));
                }
                Inline::If(condition, inner) => {
                    self.condition(condition, line);
                    self.inlines(inner, line, table);
                }
                Inline::Each(id, inner, _) => {
                    self.fitting(id, line, "印", |kind| inline.fits(kind));
                    self.inlines(inner, line, Some(id));
                }
                Inline::Cell(column) => match table {
                    Some(table) => self.column(table, column, line),
                    None => self.problems.add(line, "Cell只能写在Each里面", column, "移到Each里"),
                },
                _ => {}
            }
        }
    }

    /// Every question is printed, or says that it is not.
    fn printed(&mut self) {
        let cells = self.form.pages.iter().flat_map(|block| match block {
            Block::Grid(grid) => grid.rows.iter().flat_map(|row| &row.cells).map(|cell| &cell.words[..]).collect(),
            Block::Heading(words) => vec![&words[..]],
            Block::Annex(_) | Block::Title(_) => Vec::new(),
        });
        let shown: HashSet<&String> = cells.flat_map(Inline::answers).collect();
        for section in self.form.sections.iter().filter(|section| section.printed) {
            for field in section.fields.iter().filter(|field| field.printed && !shown.contains(&field.id)) {
                self.problems.add(
                    field.line,
                    format!("“{}”在打印页上没有位置", field.label),
                    &field.id,
                    "在pages里印出它，或写printed: false",
                );
            }
        }
    }

    fn row(&mut self) {
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

fn first_double<'a>(mut words: impl Iterator<Item = &'a String>) -> Option<&'a String> {
    let mut seen = HashSet::new();
    words.find(|word| !seen.insert(*word))
}

//! What a form's file can get wrong although every value in it reads: names that lead nowhere,
//! doubles, rules that don't fit, rows without a source.

mod cell_rules;
mod fields;
mod letter;
mod limits;
mod list;
mod pages;
mod row;
mod rules;
mod sense;

pub use list::{list, options};

use super::bounds;
use super::parts::Problems;
use super::text::one_of;
use super::{Condition, Form, Kind, List, Notice, PaperKind};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::RangeInclusive;

/// Adds everything that is wrong with a form of a call with that list.
pub fn form(form: &Form, list: Option<&List>, problems: &mut Problems) {
    let mut lint = Lint { form, problems, id_lost: false };
    lint.ids();
    lint.known(&form.name, form.lines.name);
    lint.known(&form.unit, form.lines.unit);
    form.fields().for_each(|field| lint.field(field));
    form.rules.iter().for_each(|rule| lint.rule(rule));
    form.pages.iter().for_each(|block| lint.block(block));
    if !lint.problems.pages_unread {
        lint.printed();
    }
    lint.row();
    lint.letter(list);
    lint.sense();
    bounds::form(form, problems);
}

/// Years for which calls are issued.
const YEARS: RangeInclusive<i16> = 1949..=2100;

/// Adds what is wrong with a call's own years and dates; `lines` tells where its keys stand.
pub fn notice(notice: &Notice, lines: &HashMap<&str, usize>, problems: &mut Problems) {
    let (issued, deadline, year) = (notice.issued, notice.deadline, notice.year);
    if !YEARS.contains(&year) {
        let problem = format!("年份须在{}到{}之间", YEARS.start(), YEARS.end());
        problems.add(lines["year"], problem, &year.to_string(), "改正year");
    }
    let own_year = |part: &str| part.parse().ok().filter(|_| part.len() == 4);
    if let Some(named) = notice.id.split('-').find_map(own_year).filter(|named: &i16| *named != year) {
        let problem = format!("文件夹名里是{named}年，year是{year}");
        problems.add(lines["year"], problem, &notice.id, "改正year，或给文件夹改名");
    }
    let titles = [("title", Some(&notice.title)), ("list", notice.list.as_ref().map(|list| &list.title))];
    for (key, title) in titles.into_iter().filter_map(|(key, title)| Some((key, title?))) {
        let years = sense::years_in(title);
        if !years.is_empty() && !years.contains(&year) {
            problems.add(lines[key], format!("题目里没有通知的{year}年"), title, "改正年份");
        }
    }
    papers(notice, lines["papers"], problems);
    // Dates that could not be read were told by the loader.
    if issued == Date::ZERO || deadline == Date::ZERO {
        return;
    }
    if deadline < issued {
        problems.add(lines["deadline"], "截止日期早于发文日期", &deadline.to_string(), "改正issued或deadline");
    }
    if deadline.year() != year {
        let problem = format!("截止日期不在通知的{year}年");
        problems.add(lines["deadline"], problem, &deadline.to_string(), "改正deadline或year");
    }
    let in_number = format!("〔{}〕", issued.year());
    if notice.number.contains('〔') && !notice.number.contains(&in_number) {
        let remedy = format!("应含{in_number}，或改正issued");
        problems.add(lines["number"], "文号的年份与发文日期不一致", &notice.number, remedy);
    }
}

/// Papers of an office: each sort once, the list only where there is one.
fn papers(notice: &Notice, line: usize, problems: &mut Problems) {
    for (at, paper) in notice.papers.iter().enumerate() {
        let of = paper.of.key();
        if notice.papers[..at].iter().any(|before| before.of == paper.of) {
            problems.add(line, format!("papers里“{of}”写了两次"), of, "只留一处");
        }
        if paper.of == PaperKind::List && notice.list.is_none() && !problems.list_unread {
            problems.add(line, "papers里有一览表，通知没有list", of, "删去这一项，或写出list");
        }
    }
}

struct Lint<'a, 'p> {
    form: &'a Form,
    problems: &'p mut Problems,
    /// Whether a question bears another's id: a name that leads nowhere may be the one that it lost.
    id_lost: bool,
}

impl Lint<'_, '_> {
    fn ids(&mut self) {
        let fields = self.form.fields().map(|field| ("字段", &field.id, field.line));
        let sections = self.form.sections.iter().map(|section| ("部分", &section.id, section.line));
        let rules = self.form.rules.iter().map(|rule| ("规则", &rule.id, rule.line));
        let mut seen = HashSet::new();
        for (what, id, line) in fields.chain(sections).chain(rules) {
            if !is_plain(id) {
                self.problems.add(line, format!("{what}的id只能用小写字母、数字、“_”“.”“-”"), id, "换一个id");
            }
            if !seen.insert((what, id)) {
                if what == "字段" {
                    self.id_lost = true;
                    self.problems.broken.insert(id.clone());
                }
                self.problems.add(line, format!("{what}id“{id}”用了两次"), id, "给其中一个换名");
            }
        }
    }

    /// A problem, with the nearest name, where no question has that name.
    fn known(&mut self, id: &str, line: usize) {
        if self.problems.is_full() || self.id_lost {
            return;
        }
        // A name that is missing altogether was told by the loader.
        if self.form.field(id).is_none() && !id.is_empty() {
            let ids: Vec<&str> = self.form.fields().map(|field| field.id.as_str()).collect();
            self.problems.add(line, format!("没有“{id}”这个字段"), id, one_of(id, &ids));
        }
    }

    fn option(&mut self, id: &str, option: &str, line: usize) {
        self.known(id, line);
        let Some(field) = self.form.field(id) else { return };
        if !self.problems.broken.contains(id) {
            self.option_of((id, &field.label), &field.kind, option, line);
        }
    }

    /// An option of a question or a column of that id, label and kind.
    fn option_of(&mut self, (id, label): (&str, &str), kind: &Kind, option: &str, line: usize) {
        let options: Vec<&str> = kind.options().iter().map(String::as_str).collect();
        match kind {
            // A choice without options is told at its place.
            Kind::Choice(_) | Kind::Choices(_) if options.is_empty() || options.contains(&option) => {}
            Kind::Choice(_) | Kind::Choices(_) => {
                let problem = format!("“{label}”没有“{option}”这个选项");
                self.problems.add(line, problem, option, one_of(option, &options));
            }
            _ => {
                let problem = format!("“{label}”没有选项可选，因为它不是选择题");
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
        if ids.is_empty() {
            self.unfit(&field.label, table, line, "取一列");
        } else if !ids.contains(&column) {
            self.problems.add(line, format!("“{}”没有“{column}”这一列", field.label), column, one_of(column, &ids));
        }
    }
}

/// Whether a name can be one: ids stand in drafts' files and in `--values`.
fn is_plain(id: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '.' | '-');
    !id.is_empty() && id.chars().all(plain)
}

//! A call and the forms that it issues.

use super::load::NOTICE_FILE;
use super::{Block, Cite, Column, Definition, Field, FieldId, Kind, List, Part, Rule, Section};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::Arc;

/// A call: who asks for what by when.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// The folder's name, such as `shanghai-2025`.
    pub id: String,
    /// The place as people say it.
    pub region: String,
    pub year: i16,
    /// The document number (文号).
    pub number: String,
    pub title: String,
    pub issuer: String,
    pub issued: Date,
    /// The last day on which the bureau takes the papers.
    pub deadline: Date,
    /// Who files what where, in order.
    pub steps: Vec<Step>,
    pub contacts: Vec<Contact>,
    /// What an office hands in.
    pub papers: Vec<Paper>,
    /// The 一览表, where the call has one.
    pub list: Option<List>,
    pub forms: Vec<Arc<Form>>,
}

/// One step on the way of the papers.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub who: String,
    pub does: String,
    /// Whose it is, the unit's or the office's; none for what the bureau itself does.
    #[serde(default)]
    pub by: Option<Filler>,
    pub cite: Cite,
}

/// An address of the bureau.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    pub label: String,
    pub value: String,
}

/// A paper, or papers of one sort, that an office hands in.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    pub of: PaperKind,
    /// What has to be done with it before it goes, such as its stamp.
    pub does: String,
    /// How many of it are owed on paper: 0 where only the file goes, none where the call does not say.
    #[serde(default)]
    pub copies: Option<usize>,
    pub cite: Cite,
}

/// The sorts of papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum PaperKind {
    /// The office's letter.
    Letter,
    /// The 一览表.
    List,
    /// The form of each unit in the list.
    Forms,
}

impl PaperKind {
    /// The word for it in a call's file.
    pub fn key(self) -> &'static str {
        match self {
            PaperKind::Letter => "Letter",
            PaperKind::List => "List",
            PaperKind::Forms => "Forms",
        }
    }
}

/// A form of a call.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Form {
    /// Call and form, such as `shanghai-2025/team`; empty where it is [made in code](Form::of_pages).
    pub id: String,
    /// Goes up with each change to the definition.
    pub revision: u32,
    /// The printed title.
    pub title: String,
    /// The title in a word or two, for lists of drafts.
    pub short: String,
    /// Where the form stands in the call, such as 附件1.
    pub annex: String,
    /// Who fills it in.
    pub by: Filler,
    /// The deadline's name: what closes on that day, such as 申报截止.
    pub closes: String,
    /// Why questions and pages are as they are, where the call does not print them; else empty.
    pub ground: String,
    /// The call's document number.
    pub number: String,
    /// The year that the call is for.
    pub year: i16,
    /// The question whose answer names the project.
    pub name: FieldId,
    /// The question whose answer names the unit that applies.
    pub unit: FieldId,
    pub sections: Vec<Section>,
    pub rules: Vec<Rule>,
    pub pages: Vec<Block>,
    pub row: Vec<Column>,
    /// The list that the row belongs to; none where this form sends no row.
    pub list: Option<List>,
    pub deadline: Date,
    /// The text that it was read from.
    pub definition: Definition,
    pub lines: Lines,
    /// Field id to its place in `sections`, made by the loader.
    pub(super) index: HashMap<FieldId, (usize, usize)>,
}

/// Where a form's own words stand in its file, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lines {
    pub title: usize,
    pub name: usize,
    pub unit: usize,
}

/// Who fills a form in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Filler {
    /// The unit that applies.
    #[default]
    Applicant,
    /// The office that recommends: its letters do not count as applications, and need no row.
    Office,
}

impl Notice {
    /// The files that it was read from, by name: what the next year's call is written after.
    pub fn files(&self) -> Vec<(String, String)> {
        let own = self.forms.first().map(|form| (NOTICE_FILE.to_string(), form.definition.notice.to_string()));
        own.into_iter().chain(self.forms.iter().map(|form| (form.file(), form.definition.form.to_string()))).collect()
    }
}

impl Form {
    /// Pages of the program's own making, with no question on them. They are no form of a call, so their paper bears
    /// no digest code.
    pub fn of_pages(title: &str, pages: Vec<Block>) -> Self {
        Form { title: title.to_string(), pages, ..Form::default() }
    }

    /// The name of its file in the call's folder.
    pub fn file(&self) -> String {
        format!("{}.ron", self.id.rsplit('/').next().unwrap_or(&self.id))
    }

    /// All questions, in the order of the form.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| &section.fields)
    }

    /// The question of that name.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.index.get(id).map(|&(section, field)| &self.sections[section].fields[field])
    }

    /// The section that a question stands in.
    pub fn section_of(&self, id: &str) -> Option<&Section> {
        self.index.get(id).map(|&(section, _)| &self.sections[section])
    }

    /// The section of that name.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// The kind of a question or a column.
    pub fn kind_of(&self, part: &Part) -> Option<&Kind> {
        match part {
            Part::Field(id) => self.field(id).map(|field| &field.kind),
            Part::Column(table, id) => self.field(table)?.kind.column(id).map(|column| &column.kind),
        }
    }

    /// The rules on one question, of a table those on the table as a whole.
    pub fn rules_on<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Rule> {
        self.rules.iter().filter(move |rule| rule.on == id && rule.column.is_none())
    }

    /// The rules on the cells of a table's column.
    pub fn rules_on_column<'a>(&'a self, table: &'a str, column: &'a str) -> impl Iterator<Item = &'a Rule> {
        self.rules.iter().filter(move |rule| rule.on == table && rule.column.as_deref() == Some(column))
    }

    /// The kind of what a rule judges: a question, or the cells of a column.
    pub fn kind_judged(&self, rule: &Rule) -> Option<&Kind> {
        let kind = &self.field(&rule.on)?.kind;
        match &rule.column {
            Some(column) => kind.column(column).map(|column| &column.kind),
            None => Some(kind),
        }
    }

    /// The most 字 that a text may have.
    pub fn max_words(&self, id: &str) -> Option<usize> {
        self.rules_on(id).find_map(|rule| rule.must.max_words())
    }

    /// Number, place and words of a clause of this form's call.
    pub fn quote(&self, cite: &Cite) -> String {
        cite.of(&self.number)
    }

    /// A label that tells a question from others with the same printed words.
    pub fn full_label(&self, field: &Field) -> String {
        let twins = self.fields().filter(|other| other.label == field.label).count();
        match self.section_of(&field.id) {
            Some(section) if twins > 1 => format!("{}“{}”", section.title, field.label),
            _ => field.label.clone(),
        }
    }
}

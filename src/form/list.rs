//! The 一览表 of a call: its headings, and where a form's row takes each cell from.

use super::{Ask, Cite, FieldId, Inline, Severity, Unit};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The list that the recommending office sends up (Shanghai: 附件3).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// The annex's number, such as 附件3.
    pub annex: String,
    pub title: String,
    pub columns: Vec<ListColumn>,
    /// What stands below the table.
    pub notes: Vec<String>,
    /// Why there is a list, where the call prints none; else empty.
    #[serde(default)]
    pub ground: String,
    /// How many rows may stand in it together.
    #[serde(default)]
    pub limits: Vec<Limit>,
    /// Words by the name under which rules on cells look for them.
    #[serde(default, deserialize_with = "super::once")]
    pub words: BTreeMap<String, Vec<String>>,
}

/// A heading of the list.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListColumn {
    pub heading: String,
    /// The upper heading, which neighbours of the same group share; empty where the heading stands alone.
    #[serde(default)]
    pub group: String,
    /// Width in characters of the sheet's default font.
    pub width: f64,
    /// What the office does with the column, beside printing it.
    #[serde(default)]
    pub holds: Holds,
    /// Other headings under which lists made by hand have it.
    #[serde(default)]
    pub also: Vec<String>,
    /// Whether a cell is owed.
    #[serde(default)]
    pub ask: Ask,
    /// The words of which a cell is one; empty where any will do.
    #[serde(default)]
    pub options: Vec<String>,
    /// The most 字 that a cell may have.
    #[serde(default)]
    pub max_words: Option<usize>,
    /// What a cell has to be read as.
    #[serde(default)]
    pub reads: Reads,
    /// What is demanded of a cell beside.
    #[serde(default)]
    pub rules: Vec<CellRule>,
    /// The clause that the demands on the cells rest on; without it, the annex and the heading.
    #[serde(default)]
    pub cite: Option<Cite>,
}

/// What the cells of a column are to the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Holds {
    /// The number that the office gives to the row (序号).
    Number,
    /// The office that recommends.
    Office,
    /// The category that is applied for (申报类别).
    Kind,
    /// The project's name.
    Name,
    /// The unit that applies.
    Unit,
    #[default]
    Words,
}

/// What the cells of a column are read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Reads {
    #[default]
    Anything,
    /// Words: not digits and signs alone.
    Words,
    Money(Unit),
    /// A month or a day, or from one to another.
    Days,
}

/// One demand on the cells of a column. Blank cells are never judged by it, nor what does not read.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CellRule {
    /// Stable: what an office let pass is kept under it.
    pub id: String,
    pub must: CellMust,
    /// Judged in rows of these categories; of all where none is named.
    #[serde(default)]
    pub kinds: Vec<String>,
    #[serde(default)]
    pub severity: Severity,
    /// The sentence behind the column's label, where that of [`CellMust`] would not say why; `{value}` is what was found.
    #[serde(default)]
    pub say: String,
    pub cite: Cite,
    /// Cells that keep the rule, tried by the linter.
    pub pass: Vec<String>,
    /// Cells that break it.
    pub fail: Vec<String>,
}

/// The demands there are.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum CellMust {
    /// A number not under this.
    AtLeast(Decimal),
    /// None of the list's words of that name.
    NamesNone {
        of: String,
        /// One with a word of these right behind it is the name of something else, such as a road.
        #[serde(default)]
        not_before: Option<String>,
        /// A cell that names one of these too keeps the rule.
        #[serde(default)]
        unless: Option<String>,
    },
}

impl CellMust {
    /// The names of the list's words that it looks for.
    pub fn words(&self) -> impl Iterator<Item = &String> {
        let named = match self {
            CellMust::AtLeast(_) => [None, None, None],
            CellMust::NamesNone { of, not_before, unless } => [Some(of), not_before.as_ref(), unless.as_ref()],
        };
        named.into_iter().flatten()
    }
}

/// So many rows of one unit or one office, at most.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    pub most: usize,
    pub per: Per,
    /// The categories that count; all of them where none is named.
    #[serde(default)]
    pub kinds: Vec<String>,
    #[serde(default)]
    pub severity: Severity,
    pub cite: Cite,
}

/// Whose rows are counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Per {
    Unit,
    Office,
}

impl ListColumn {
    /// The heading without what stands behind it in brackets, as messages name the column.
    pub fn label(&self) -> &str {
        let before = self.heading.split(['（', '(']).next().unwrap_or_default().trim();
        if before.is_empty() { &self.heading } else { before }
    }
}

impl List {
    /// The heading of now of the column that once had this one; the same where there is none.
    pub fn heading_now<'a>(&'a self, heading: &'a str) -> &'a str {
        let is_own = self.columns.iter().any(|column| column.heading == heading);
        let renamed = || self.columns.iter().find(|column| column.also.iter().any(|also| also == heading));
        renamed().filter(|_| !is_own).map_or(heading, |column| &column.heading)
    }

    /// The place of the column that holds this, from 0.
    pub fn column_of(&self, holds: Holds) -> Option<usize> {
        self.columns.iter().position(|column| column.holds == holds)
    }

    /// The words of that name; none where there are none.
    pub fn words_of(&self, name: Option<&String>) -> &[String] {
        name.and_then(|name| self.words.get(name)).map_or(&[], Vec::as_slice)
    }

    /// How the list calls the office that recommends.
    pub fn office_label(&self) -> Option<&str> {
        self.column_of(Holds::Office).map(|at| self.columns[at].label())
    }

    /// Neighbours under the same upper heading, and each heading that stands alone, from left to right.
    pub fn groups(&self) -> impl Iterator<Item = &[ListColumn]> {
        self.columns.chunk_by(|a, b| !a.group.is_empty() && a.group == b.group)
    }
}

/// A cell of the row: under which heading, and from where.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub heading: String,
    pub source: Source,
    /// Line in the form's file, from 1.
    pub line: usize,
}

/// Where a cell of the row comes from.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub enum Source {
    /// The office numbers the rows.
    Number,
    /// The office fills in its own name.
    Office,
    /// Another word for each option of a choice.
    By(FieldId, #[serde(deserialize_with = "super::once")] BTreeMap<String, String>),
    /// Nothing: other forms of the call have something to say there.
    Blank,
    /// Words and answers.
    Words(Vec<Inline>),
}

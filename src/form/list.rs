//! The 一览表 of a call: its headings, and where a form's row takes each cell from.

use super::{FieldId, Inline};
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
}

impl List {
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
    /// Words and answers.
    Words(Vec<Inline>),
}

//! A draft: the answers to one form, exactly as they were typed.

use super::lenient::is_blank;
use crate::form::FieldId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The answers to one form.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The form's id.
    pub form: String,
    /// Tells the draft from all others, however often it is saved, renamed or exported; empty for drafts from before
    /// it was noted.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// The revision of the form's definition that the answers were given to.
    pub revision: u32,
    /// Answers by question; a question without an entry is blank.
    #[serde(default, deserialize_with = "crate::form::once")]
    pub answers: BTreeMap<FieldId, Answer>,
    /// What was last printed to be stamped.
    #[serde(default)]
    pub stamp: Option<Stamp>,
    /// Local time at which it was made as a copy of another draft, such as `2025-01-20T17:20:31`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copied: Option<String>,
    /// The digest of the form's definition that the answers were given to; none for drafts from before it was noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
    /// The older draft that it was begun from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried: Option<Box<super::Carried>>,
    /// What the recommending office asked to be mended (退回意见).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<super::Remark>,
}

/// What was typed or chosen. It is kept even where it can't be read as the question's kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// Words, numbers, dates, the one option of a choice.
    Text(String),
    /// The options ticked.
    Ticks(Vec<String>),
    Rows(Vec<TableRow>),
}

/// A row of a table: cells by column.
pub type TableRow = BTreeMap<FieldId, String>;

/// The version that was printed for the stamp.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stamp {
    /// The digest code on the paper.
    pub code: String,
    /// Local time of the printing, such as `2025-01-20T17:20:31`.
    pub at: String,
    /// The answers on the paper.
    pub answers: BTreeMap<FieldId, Answer>,
}

impl Answer {
    /// Whether nothing but white space is there.
    pub fn is_blank(&self) -> bool {
        match self {
            Answer::Text(text) => is_blank(text),
            Answer::Ticks(ticks) => ticks.is_empty(),
            Answer::Rows(rows) => rows.iter().all(|row| row.values().all(|cell| is_blank(cell))),
        }
    }
}

impl Draft {
    /// A draft without answers.
    pub fn new(form: &crate::form::Form) -> Self {
        let definition = Some(form.definition.digest.clone());
        Draft { form: form.id.clone(), revision: form.revision, definition, ..Draft::default() }
    }

    /// The answer, if there is one that is not blank.
    pub fn answer(&self, id: &str) -> Option<&Answer> {
        self.answers.get(id).filter(|answer| !answer.is_blank())
    }

    /// The typed words; empty for ticks, tables and blanks.
    pub fn text(&self, id: &str) -> &str {
        match self.answers.get(id) {
            Some(Answer::Text(text)) => text,
            _ => "",
        }
    }

    /// The ticked options; none for other kinds.
    pub fn ticks(&self, id: &str) -> &[String] {
        match self.answers.get(id) {
            Some(Answer::Ticks(ticks)) => ticks,
            _ => &[],
        }
    }

    /// The rows of a table; none for other kinds.
    pub fn rows(&self, id: &str) -> &[TableRow] {
        match self.answers.get(id) {
            Some(Answer::Rows(rows)) => rows,
            _ => &[],
        }
    }
}

//! The finding: one thing that is wrong, where it is, why, and how to mend it.

use crate::form::{FieldId, RuleId, Severity};

/// One thing that is wrong with a draft or with its paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Stable: tests, help and filters refer to it.
    pub rule: RuleId,
    pub place: Place,
    pub severity: Severity,
    /// The place's name as people know it; the message goes on from it.
    pub label: String,
    /// The whole sentence, label included: 服务内容须在1000字以内，现1036字，请删去36字.
    pub message: String,
    /// What to do, where the sentence does not say it.
    pub hint: String,
    /// Number, clause and words: 沪人社专〔2025〕11号 附件1：不超过1000字.
    pub cite: String,
}

/// Where it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    Field(FieldId),
    /// Table, row from 0, column.
    Cell(FieldId, usize, FieldId),
    /// The form as a whole, such as its deadline.
    Form,
    /// A cell of a row sheet: row from 0, column heading.
    Row(usize, String),
}

impl Place {
    /// The question, if the place is one.
    pub fn field(&self) -> Option<&FieldId> {
        match self {
            Place::Field(id) | Place::Cell(id, ..) => Some(id),
            Place::Form | Place::Row(..) => None,
        }
    }
}

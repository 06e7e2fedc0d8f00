//! A file that was handed in, and what became of it.

use serde::{Deserialize, Serialize};

/// A file as it was taken in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct File {
    /// As people see it, with the folder where several were given.
    pub path: String,
    pub outcome: Outcome,
    /// What has to be known of it, as sentences: formulas, macros, links.
    pub notes: Vec<String>,
}

/// What a file gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// So many rows.
    Rows(usize),
    /// Nothing, and why, as a sentence.
    Unread(String),
}

impl File {
    /// The file's name without its folders.
    pub fn name(&self) -> &str {
        self.path.rsplit(['/', '\\']).next().unwrap_or(&self.path)
    }
}

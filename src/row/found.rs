//! What a file gave when it was read.

use super::{Left, Row};

/// What one file holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// In the order of the file. Their `file` is empty unless the file is a merged list that tells it.
    pub rows: Vec<FoundRow>,
    /// What a merged list says that it left.
    pub left: Vec<Left>,
    /// What was passed over or has to be known, as sentences: formulas, macros, links.
    pub notes: Vec<String>,
}

/// A row, and the call whose list it fits.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundRow {
    /// The call's id.
    pub call: String,
    /// As many cells as that call's list has columns.
    pub row: Row,
}

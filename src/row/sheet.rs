//! The nouns: a list with its rows, and all that a row carries.

use crate::draft::Told;
use crate::form::{Form, List};

/// A list as one file: the call's layout and one row or many.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    pub list: List,
    pub rows: Vec<Row>,
}

impl Sheet {
    /// The list of the form's call with this one row in it; none for a form that sends no row.
    pub fn of(form: &Form, row: Row) -> Option<Self> {
        form.list.clone().map(|list| Sheet { list, rows: vec![row] })
    }
}

/// What one draft sends upward.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// The draft that it was made from ([`crate::draft::Draft::id`]); empty for rows made by hand.
    pub draft: String,
    /// Local time at which it was made, such as `2025-01-20T17:20:31`; empty for rows made by hand.
    pub made: String,
    /// The form's id.
    pub form: String,
    /// The revision of the form's definition.
    pub revision: u32,
    /// The form's printed title.
    pub title: String,
    /// The call's document number.
    pub number: String,
    /// The unit that applies, and the project's name, as shown.
    pub unit: String,
    pub name: String,
    /// The digest code (核对码) that also stands on the paper.
    pub code: String,
    /// Title and short code of each section.
    pub sections: Vec<(String, String)>,
    /// Under the list's headings, in their order.
    pub cells: Vec<Cell>,
    /// Every question that applies, answered or not, in the form's order; empty in a merged list.
    pub answers: Vec<Told>,
    /// Cells that say something else than the unit's file did.
    pub changes: Vec<Change>,
    /// Findings that an office let pass.
    pub accepted: Vec<Accepted>,
}

/// A cell that was corrected: the unit's own words stay beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The list's heading.
    pub column: String,
    /// What the unit's file said.
    pub was: String,
    /// The office that changed it; empty where it was changed in the file by somebody.
    pub by: String,
}

/// A finding that an office let pass, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The finding's rule, and the heading of the column that it is on; empty for the row as a whole.
    pub rule: String,
    pub column: String,
    pub reason: String,
    pub by: String,
}

/// A cell of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Left to the office.
    Blank,
    /// The number that the office gives to the row.
    Number(u32),
    /// Never read as a number or a formula, whatever it looks like.
    Text(String),
}

impl Cell {
    /// The cell as words.
    pub fn words(&self) -> String {
        match self {
            Cell::Blank => String::new(),
            Cell::Number(number) => number.to_string(),
            Cell::Text(text) => text.clone(),
        }
    }
}

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
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
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
    /// Every question that applies, answered or not, in the form's order.
    pub answers: Vec<Told>,
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

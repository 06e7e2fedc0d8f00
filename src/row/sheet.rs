//! The nouns: a list with its rows, and all that a row carries.

use crate::draft::{Told, line_ends};
use crate::form::{Form, List};
use serde::{Deserialize, Serialize};

/// A list as one file: the call's layout and one row or many.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    pub list: List,
    pub rows: Vec<Row>,
    /// For a merged list: what it was made of. The file then tells this in place of every answer.
    pub record: Option<Record>,
}

/// What a merged list was made of, beside its rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Record {
    /// Files and rows that did not get into it.
    pub left: Vec<LeftOut>,
}

/// A file or a row that did not get into a list, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct LeftOut {
    pub from: Origin,
    /// The unit and the project's name; empty where the file as a whole was left out.
    pub unit: String,
    pub name: String,
    pub verdict: Verdict,
    pub reason: String,
}

/// Where a row was read from.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Origin {
    /// The file's name; empty for a row that was just made.
    pub file: String,
    /// Its line on the list's sheet, from 1; 0 for the file as a whole.
    pub line: u32,
}

/// What became of a row that was handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Verdict {
    Taken,
    /// Another row stands for it: a newer version of the same draft, or the same row once more.
    Superseded,
    #[default]
    Refused,
}

impl Verdict {
    pub const ALL: [Verdict; 3] = [Verdict::Taken, Verdict::Superseded, Verdict::Refused];

    /// The verdict as people read it, in the record of a merged list too.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Taken => "收录",
            Verdict::Superseded => "已有新版",
            Verdict::Refused => "未收",
        }
    }
}

impl Sheet {
    /// The list of the form's call with this one row in it; none for a form that sends no row.
    pub fn of(form: &Form, row: Row) -> Option<Self> {
        form.list.clone().map(|list| Sheet { list, rows: vec![row], record: None })
    }
}

/// What one draft sends upward.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Row {
    /// The file that it was first read from; lists that it went through since do not take its place.
    pub from: Origin,
    /// The draft that it was made from ([`crate::draft::Draft::id`]); empty for rows made by hand.
    pub draft: String,
    /// Local time at which it was made, such as `2025-01-20T17:20:31`; empty for rows made by hand.
    pub made: String,
    /// The form's id; empty for rows made by hand.
    pub form: String,
    /// The revision of the form's definition.
    pub revision: u32,
    /// The form's printed title.
    pub title: String,
    /// The call's document number.
    pub number: String,
    /// What in its file asks whether it is meant as it was read. A merged list does not tell it on: that office has seen it.
    #[serde(default)]
    pub doubts: Vec<Doubt>,
    /// The unit that applies, and the project's name, as shown.
    pub unit: String,
    pub name: String,
    /// The digest code (核对码) that also stands on the paper.
    pub code: String,
    /// The code that its answers really have, where that is another; else empty.
    pub recoded: String,
    /// Title and short code of each section.
    pub sections: Vec<(String, String)>,
    /// Under the list's headings, in their order.
    pub cells: Vec<Cell>,
    /// Every question that applies, answered or not, in the form's order; empty in a merged list.
    #[serde(skip)]
    pub answers: Vec<Told>,
    /// Cells that say something else than the unit's file did.
    pub changes: Vec<Change>,
    /// Findings that an office let pass.
    pub accepted: Vec<Accepted>,
}

impl Row {
    /// Puts what is told of cells under the headings that the list has now.
    pub fn rename(&mut self, list: &List) {
        let told = self.changes.iter_mut().map(|change| &mut change.column);
        for column in told.chain(self.accepted.iter_mut().map(|passed| &mut passed.column)) {
            *column = list.heading_now(column).to_string();
        }
    }
}

/// Something in a row's file that asks whether the row is meant as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Doubt {
    /// The title above it tells a year of which its call is not.
    Titled(i16),
    /// The line is hidden.
    Hidden,
    /// The line below has words under the list's headings and is no row: they may be the rest of this one.
    Below(String),
    /// Another table stands beside this one, and has these words on this line.
    Beside(String),
}

/// A cell that was corrected: the unit's own words stay beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The list's heading.
    pub column: String,
    /// What the unit's file said.
    pub was: String,
    /// The office that changed it; empty where it was changed in the file by somebody.
    pub by: String,
}

/// A finding that an office let pass, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// The finding's rule, and the heading of the column that it is on; empty for the row as a whole.
    pub rule: String,
    pub column: String,
    pub reason: String,
    pub by: String,
}

/// A cell of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cell {
    /// Left to the office.
    Blank,
    /// The number that the office gives to the row.
    Number(u32),
    /// Never read as a number or a formula, whatever it looks like.
    Text(String),
}

impl Cell {
    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Blank => true,
            Cell::Number(_) => false,
            Cell::Text(text) => text.trim().is_empty(),
        }
    }

    /// These words as a cell, with line ends as a list has them.
    pub fn of(words: &str) -> Self {
        if words.trim().is_empty() { Cell::Blank } else { Cell::Text(line_ends(words.trim()).into_owned()) }
    }

    /// The cell as words.
    pub fn words(&self) -> String {
        match self {
            Cell::Blank => String::new(),
            Cell::Number(number) => number.to_string(),
            Cell::Text(text) => text.clone(),
        }
    }
}

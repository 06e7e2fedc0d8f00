//! The nouns: a list with its rows, and all that a row carries.

use crate::draft::Told;
use crate::form::{Form, List};
use serde::{Deserialize, Serialize};

/// A list as one file: the call's layout and one row or many.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    pub list: List,
    pub rows: Vec<Row>,
    /// What was handed in and does not stand in the list; none in a row file.
    pub left: Vec<Left>,
}

impl Sheet {
    /// The list of the form's call with this one row in it; none for a form that sends no row.
    pub fn of(form: &Form, row: Row) -> Option<Self> {
        form.list.clone().map(|list| Sheet { list, rows: vec![row], left: Vec::new() })
    }
}

/// What one draft sends upward.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Row {
    /// The file that it was first read from, by its name, and the line in it, from 1; a list that it went through does not
    /// take their place. Empty and 0 where it was just made.
    pub file: String,
    pub line: usize,
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

/// A row, or a file as a whole, that was handed in and does not stand in the list: never without a word.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Left {
    /// As in [`Row`]; line 0 for a file as a whole.
    pub file: String,
    pub line: usize,
    pub verdict: Verdict,
    /// Why, as a sentence.
    pub reason: String,
    /// The office that left it out; empty where no person did.
    pub by: String,
    /// As in [`Row`].
    pub form: String,
    pub draft: String,
    pub made: String,
    pub code: String,
    pub unit: String,
    pub name: String,
}

/// What became of a row or a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Verdict {
    /// It stands in the list.
    Taken,
    /// Another row stands for it: a later version of the same draft, or the same row once more.
    Superseded,
    /// It can't be taken: another call's, unreadable.
    #[default]
    Refused,
    /// An office left it out, with a reason.
    LeftOut,
}

impl Verdict {
    pub const ALL: [Verdict; 4] = [Verdict::Taken, Verdict::Superseded, Verdict::Refused, Verdict::LeftOut];

    /// The word people see, also in the record of a merged list.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Taken => "已列入",
            Verdict::Superseded => "已有新版",
            Verdict::Refused => "未收",
            Verdict::LeftOut => "不列入",
        }
    }
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

    /// These words as a cell.
    pub fn of(words: &str) -> Self {
        if words.trim().is_empty() { Cell::Blank } else { Cell::Text(words.trim().to_string()) }
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

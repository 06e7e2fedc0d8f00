//! What an answer must be, where that is written, and how bad it is when it is not.

use super::{Condition, FieldId, Kind, Unit};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The stable name of a rule: tests, help and filters refer to it.
pub type RuleId = String;

/// One demand on one answer. Blank answers are never judged by it: that is what [`super::Ask`] is for.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    pub id: RuleId,
    pub on: FieldId,
    /// The column of the table `on` whose cells are judged, each for itself.
    pub column: Option<FieldId>,
    /// Judged only while this holds.
    pub when: Option<Condition>,
    pub must: Must,
    pub severity: Severity,
    /// The sentence behind the field's name, where the one made from [`Must`] would not say why.
    /// Slots: `{value}`, which of a whole table is the number of its rows; in rules on the deadline, whose value is the
    /// deadline, `{today}` and `{late}` (days) too.
    pub say: String,
    /// What to do, where the sentence does not say it already.
    pub hint: String,
    pub cite: Cite,
    /// Answers that keep the rule, tried by the linter.
    pub pass: Vec<Example>,
    /// Answers that break it.
    pub fail: Vec<Example>,
    /// Line in the form's file, from 1.
    pub line: usize,
}

/// The demands there are.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Must {
    /// At most this many 字, counted as Word counts them.
    MaxWords(usize),
    /// At least this many 字.
    MinWords(usize),
    /// A number not under this.
    AtLeast(Decimal),
    /// A number not over this.
    AtMost(Decimal),
    /// A number not over the cap that the option of a choice sets.
    AtMostBy(FieldId, #[serde(deserialize_with = "super::once")] BTreeMap<String, Decimal>),
    /// A date not after that of another question, or of another column of the same row.
    NotAfter(FieldId),
    /// A date from the first to the second, both included.
    Within(Date, Date),
    /// The amounts add up to this answer.
    SumOf(Vec<Part>),
    /// A table with at least and at most so many rows; none for no upper bound.
    Rows(usize, Option<usize>),
    /// A table with at most so many rows in which a column is that option: column, option, rows.
    RowsWith(FieldId, String, usize),
    /// A choice that is this option.
    Be(String),
    /// No answer at all, given the rule's condition.
    StayBlank,
    /// Today is not after the call's deadline. Judged of the form as a whole, whatever is answered.
    FiledInTime,
    /// At most this many drafts of the same unit in the same call.
    MostPerUnit(usize),
    /// At most this many drafts of the same unit on this form, whatever else the unit files.
    MostOfForm(usize),
    /// From so many to so many digits and nothing else but spaces: account numbers and codes.
    Digits(usize, usize),
}

/// What a sum adds up.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub enum Part {
    /// One amount.
    Field(FieldId),
    /// All amounts of a table's column: table, column.
    Column(FieldId, FieldId),
}

impl Part {
    /// The question, or the table that the column is of.
    pub fn field(&self) -> &FieldId {
        match self {
            Part::Field(id) | Part::Column(id, _) => id,
        }
    }
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all(serialize = "lowercase"))]
pub enum Severity {
    /// 须改: not ready to be stamped.
    #[default]
    Error,
    /// 请核对: look again.
    Warning,
    /// 提示: information.
    Note,
}

impl Severity {
    /// The word people see; colour never stands alone.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "须改",
            Severity::Warning => "请核对",
            Severity::Note => "提示",
        }
    }
}

/// Where a demand is written: the clause or annex of the form's own call, and its words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize)]
pub struct Cite(pub String, pub String);

impl Cite {
    /// Number, place and words, of the call with that number.
    pub fn of(&self, number: &str) -> String {
        match self.1.as_str() {
            "" => format!("{number} {}", self.0).trim_end().to_string(),
            words => format!("{number} {}：{words}", self.0),
        }
    }
}

/// Answers by question, as an example for a rule.
pub type Example = BTreeMap<FieldId, Shorthand>;

/// An answer in an example, short to write.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub enum Shorthand {
    /// What is typed or chosen.
    Text(String),
    /// The options ticked.
    Ticks(Vec<String>),
    /// The rows of a table, by column.
    Rows(Vec<BTreeMap<FieldId, String>>),
    /// So many rows of a table, all the same.
    Times(usize, BTreeMap<FieldId, String>),
    /// A text of this many 字.
    Words(usize),
    /// Today, for rules that look at the date.
    Today(Date),
    /// Another draft of the same unit in the same call, by its name.
    Peer(String),
}

impl Must {
    /// Whether the demand can be put to an answer of this kind.
    pub fn fits(&self, kind: &Kind) -> bool {
        match self {
            Must::MaxWords(_) | Must::MinWords(_) => matches!(kind, Kind::Text | Kind::LongText),
            Must::Digits(..) => matches!(kind, Kind::Text),
            Must::AtLeast(_) | Must::AtMost(_) | Must::AtMostBy(..) => {
                matches!(kind, Kind::Integer(_) | Kind::Money(_))
            }
            Must::SumOf(_) => matches!(kind, Kind::Money(_) | Kind::Integer(_)),
            Must::NotAfter(_) | Must::Within(..) => matches!(kind, Kind::Date | Kind::Month),
            Must::Be(_) => matches!(kind, Kind::Choice(_)),
            Must::Rows(..) | Must::RowsWith(..) => matches!(kind, Kind::Table(_)),
            Must::StayBlank | Must::FiledInTime | Must::MostPerUnit(_) | Must::MostOfForm(_) => true,
        }
    }

    /// Whether the demand can be put to each cell of a column of this kind.
    pub fn fits_cells(&self, kind: &Kind) -> bool {
        let of_the_whole =
            matches!(self, Must::SumOf(_) | Must::FiledInTime | Must::MostPerUnit(_) | Must::MostOfForm(_));
        !of_the_whole && self.fits(kind)
    }

    /// The limit on 字, if this is one.
    pub fn max_words(&self) -> Option<usize> {
        match self {
            Must::MaxWords(limit) => Some(*limit),
            _ => None,
        }
    }
}

/// A number with its unit, as messages say it: `12万元`, `5天`.
pub fn with_unit(number: Decimal, unit: Option<Unit>) -> String {
    format!("{}{}", number.normalize(), unit.map_or("", Unit::word))
}

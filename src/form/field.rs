//! Sections, the questions in them, and the conditions under which a question is put.

use serde::Deserialize;
use std::collections::BTreeMap;

/// The name of a question within its form: lower-case ASCII, stable over the years.
pub type FieldId = String;

/// A part of the form as the panel shows it: one entry at the left, one card in the middle.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    pub id: String,
    /// The printed heading where the paper has one.
    pub title: String,
    /// A remark behind the heading, such as 可多选.
    pub hint: String,
    /// False for answers that only serve checking (核对项) or the row.
    pub printed: bool,
    pub fields: Vec<Field>,
    /// Line in the form's file, from 1.
    pub line: usize,
}

/// One question.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    pub id: FieldId,
    /// The words of the printed form, of the panel and of the messages: one string for all three.
    pub label: String,
    /// What stands behind the label in soft ink, or in the empty cell on paper.
    pub hint: String,
    pub kind: Kind,
    /// Ids under which other forms ask the same: an answer is carried over from there.
    pub also: Vec<FieldId>,
    /// Of a letter's table: the rows are those of the list.
    pub rows: Option<OfList>,
    pub ask: Ask,
    /// Put only while this holds; an answer that does not apply is kept but neither checked nor printed.
    pub when: Option<Condition>,
    /// Whether the answer stands on the printed form.
    pub printed: bool,
    pub width: Width,
    /// The clause a required answer rests on; without it, the annex and the label.
    pub cite: Option<super::Cite>,
    /// Why this reading was chosen where the source is damaged or silent.
    pub ground: String,
    /// Line in the form's file, from 1.
    pub line: usize,
}

/// What an answer is.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Kind {
    /// One line.
    Text,
    /// Paragraphs.
    LongText,
    Integer(Unit),
    /// A decimal amount with at most two places.
    Money(Unit),
    Date,
    /// A date of which only year and month are asked.
    Month,
    /// One of these.
    Choice(Vec<String>),
    /// Any of these.
    Choices(Vec<String>),
    Phone,
    Mobile,
    Email,
    /// Rows of plain answers.
    Table(Vec<TableColumn>),
}

impl Kind {
    /// The options as printed; empty for other kinds.
    pub fn options(&self) -> &[String] {
        match self {
            Kind::Choice(options) | Kind::Choices(options) => options,
            _ => &[],
        }
    }

    /// The columns of a table; empty for other kinds.
    pub fn columns(&self) -> &[TableColumn] {
        match self {
            Kind::Table(columns) => columns,
            _ => &[],
        }
    }

    /// The column of that id, if this is a table that has it.
    pub fn column(&self, id: &str) -> Option<&TableColumn> {
        self.columns().iter().find(|column| column.id == id)
    }

    /// The unit the answer is counted in.
    pub fn unit(&self) -> Option<Unit> {
        match self {
            Kind::Integer(unit) | Kind::Money(unit) => Some(*unit),
            _ => None,
        }
    }
}

/// A column of a table question. Its kind is one of the plain kinds: no table within a table.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableColumn {
    pub id: FieldId,
    pub label: String,
    /// What stands in soft ink at the heading.
    #[serde(default)]
    pub hint: String,
    pub kind: Kind,
    /// Whether a cell is owed in a row that has any answer.
    #[serde(default)]
    pub ask: Ask,
}

/// Where a table in an office's letter takes its rows from: the call's list.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfList {
    /// The categories that it tells; all of them where none is named.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// For a column of the table the heading of the list under which its words stand. Other columns are filled in by
    /// hand.
    #[serde(deserialize_with = "super::once")]
    pub columns: BTreeMap<FieldId, String>,
}

/// What a number counts. 万元 is not 元, 天 is not 次.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Unit {
    #[serde(rename = "万元")]
    WanYuan,
    #[serde(rename = "元")]
    Yuan,
    #[serde(rename = "天")]
    Day,
    #[serde(rename = "次")]
    Time,
    #[serde(rename = "人")]
    Person,
    #[serde(rename = "人次")]
    PersonVisit,
    #[serde(rename = "岁")]
    Age,
    #[serde(rename = "个")]
    Item,
}

impl Unit {
    /// The word printed behind the number.
    pub fn word(self) -> &'static str {
        match self {
            Unit::WanYuan => "万元",
            Unit::Yuan => "元",
            Unit::Day => "天",
            Unit::Time => "次",
            Unit::Person => "人",
            Unit::PersonVisit => "人次",
            Unit::Age => "岁",
            Unit::Item => "个",
        }
    }

    /// Whether it tells something to add such numbers up.
    pub fn adds_up(self) -> bool {
        self != Unit::Age
    }
}

/// Whether an answer is owed, given that the question applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Ask {
    #[default]
    Optional,
    /// Blank is an error.
    Required,
    /// An attestation (核对项): blank is a warning, since no box on the paper stays empty.
    Attest,
}

/// The share of the panel's width that a question takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Width {
    #[default]
    Full,
    Half,
    Third,
}

/// When something holds, as data. An unanswered question is neither true nor false: only [`Condition::Not`] tells.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub enum Condition {
    /// The choice is this option.
    Is(FieldId, String),
    /// The choices hold this option.
    Has(FieldId, String),
    /// There is any answer.
    Filled(FieldId),
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
}

impl Condition {
    /// How many questions it looks at, each as often as it does.
    pub fn size(&self) -> usize {
        self.fields().len()
    }

    /// Every question the condition looks at.
    pub fn fields(&self) -> Vec<&FieldId> {
        match self {
            Condition::Is(field, _) | Condition::Has(field, _) | Condition::Filled(field) => vec![field],
            Condition::All(parts) | Condition::Any(parts) => parts.iter().flat_map(Condition::fields).collect(),
            Condition::Not(inner) => inner.fields(),
        }
    }
}

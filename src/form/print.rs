//! The printed form: blocks down the page, grids of merged cells, words and answers in them.

use super::{Condition, FieldId, Kind};
use serde::Deserialize;

/// A block of a page, from top to bottom.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// 附件1, flush left in 黑体.
    Annex(String),
    /// The form's title, centred.
    Title(String),
    /// The title of a section, above its table.
    Heading(Vec<Inline>),
    Grid(Grid),
}

/// A ruled table.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// Widths in millimetres, scaled so that they fill the page's text width.
    pub columns: Vec<f32>,
    pub rows: Vec<GridRow>,
    /// Line in the form's file, from 1.
    pub line: usize,
}

/// A row of a grid: its cells from left to right, less the places that cells from above reach into.
#[derive(Debug, Clone, PartialEq)]
pub struct GridRow {
    pub cells: Vec<Cell>,
    /// Line in the form's file, from 1.
    pub line: usize,
}

/// A cell, perhaps over several columns and rows.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    pub words: Vec<Inline>,
    /// Columns it takes.
    #[serde(default = "one")]
    pub span: usize,
    /// Rows it takes.
    #[serde(default = "one")]
    pub down: usize,
    #[serde(default)]
    pub align: Align,
    /// Whether the row may break over pages although it would fit on the next one.
    #[serde(default)]
    pub flows: bool,
    /// The least height in millimetres.
    #[serde(default)]
    pub at_least: f32,
}

fn one() -> usize {
    1
}

/// How a cell's words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Align {
    /// Centred both ways: labels.
    Centre,
    /// From the left, centred in height: short answers.
    #[default]
    Left,
    /// From the left and the top: long answers and opinions.
    Top,
}

/// Words and answers in a line.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub enum Inline {
    Text(String),
    /// Words in the bold face.
    Strong(String),
    /// A line's end.
    Break,
    /// The label of a question.
    Label(FieldId),
    /// The hint of a question, in parentheses, always.
    Hint(FieldId),
    /// The hint of a question, in parentheses, until it is answered.
    HintUntil(FieldId),
    /// The title of a section, in the bold face.
    Section(String),
    /// The remark of a section, in parentheses.
    SectionHint(String),
    /// The answer; nothing while there is none.
    Answer(FieldId),
    /// The answer as paragraphs, each with an indent of two characters.
    Paragraphs(FieldId),
    /// The answer on a line to write on, which is at least this many characters long.
    Blank(FieldId, usize),
    /// Every option with its box before it.
    BoxesBefore(FieldId),
    /// Every option with its box behind it.
    BoxesAfter(FieldId),
    /// One option with its box before it.
    BoxBefore(FieldId, String),
    /// One option with its box behind it.
    BoxAfter(FieldId, String),
    /// The options in a row of words, 、 between them, the chosen one marked with √.
    Marked(FieldId),
    /// These only while the condition holds.
    If(Condition, Vec<Inline>),
    /// These for each row of a table, with words between the rows. Inside, [`Inline::Cell`] names a column.
    Each(FieldId, Vec<Inline>, String),
    /// A column of the row at hand, inside [`Inline::Each`].
    Cell(FieldId),
    /// The number of the row at hand, from 1, inside [`Inline::Each`].
    Index,
    /// A clear square for a seal, of this many millimetres, with words in its middle.
    Seal(f32, String),
    /// Words to be completed by hand, inside the lower part of the seal's square.
    SealDate(String),
}

impl Inline {
    /// Whether these words can show a question of this kind: boxes need options, paragraphs a text, rows a table.
    pub fn fits(&self, kind: &Kind) -> bool {
        match self {
            Inline::Paragraphs(_) => matches!(kind, Kind::Text | Kind::LongText),
            Inline::Blank(..) => !matches!(kind, Kind::Table(_)),
            Inline::BoxesBefore(_)
            | Inline::BoxesAfter(_)
            | Inline::BoxBefore(..)
            | Inline::BoxAfter(..)
            | Inline::Marked(_) => matches!(kind, Kind::Choice(_) | Kind::Choices(_)),
            Inline::Each(..) => matches!(kind, Kind::Table(_)),
            _ => true,
        }
    }

    /// Every question that these words print an answer of.
    pub fn answers(inlines: &[Inline]) -> Vec<&FieldId> {
        let mut found = Vec::new();
        for inline in inlines {
            match inline {
                Inline::Answer(id)
                | Inline::Paragraphs(id)
                | Inline::Blank(id, _)
                | Inline::BoxesBefore(id)
                | Inline::BoxesAfter(id)
                | Inline::BoxBefore(id, _)
                | Inline::BoxAfter(id, _)
                | Inline::Marked(id) => found.push(id),
                Inline::Each(id, inner, _) => {
                    found.push(id);
                    found.extend(Inline::answers(inner));
                }
                Inline::If(_, inner) => found.extend(Inline::answers(inner)),
                _ => {}
            }
        }
        found
    }
}

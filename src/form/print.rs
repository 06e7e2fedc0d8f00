//! The printed form: blocks down the page, grids of merged cells, words and answers in them.

use super::{Condition, FieldId, Kind, Part};
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
    /// Words across the page: covers, instructions, letters, notes.
    Words(Words),
    Grid(Grid),
    /// Clear space of so many millimetres; none at the top of a page on which the form goes on.
    Space {
        height: f32,
        /// Line in the form's file, from 1.
        line: usize,
    },
    /// A new page.
    PageBreak,
    /// A new page, and this and all that follow lie on their side.
    Landscape,
    /// A new page, and this and all that follow stand upright.
    Portrait,
}

/// Words that stand by themselves, in no table. Where they say nothing they take no room.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    pub words: Vec<Inline>,
    pub align: Align,
    pub size: FontSize,
    /// Whether each paragraph starts with an indent of two characters.
    pub indent: bool,
    /// Line in the form's file, from 1.
    pub line: usize,
}

/// How large words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum FontSize {
    /// 小五: notes.
    Small,
    /// 五号: tables.
    #[default]
    Normal,
    /// 小四: instructions.
    Medium,
    /// 三号: letters, the lines of a cover.
    Large,
    /// 一号: the title of a cover.
    Huge,
}

impl FontSize {
    /// In points.
    pub fn points(self) -> f32 {
        match self {
            FontSize::Small => 9.0,
            FontSize::Normal => 10.5,
            FontSize::Medium => 12.0,
            FontSize::Large => 16.0,
            FontSize::Huge => 26.0,
        }
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// Widths in millimetres, scaled so that they fill the page's text width.
    pub columns: Vec<f32>,
    pub rows: Vec<GridRow>,
    /// Whether it has lines.
    pub ruled: bool,
    pub size: FontSize,
    /// Line in the form's file, from 1.
    pub line: usize,
}

/// A row of a grid as it is written.
#[derive(Debug, Clone, PartialEq)]
pub enum GridRow {
    /// A row as it stands.
    Once(Row),
    /// A row that is repeated on each page on which the grid goes on.
    Head(Row),
    /// Rows for each row of a table question.
    Each(Each),
}

/// Cells from left to right, less the places that cells from above reach into.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub cells: Vec<Cell>,
    /// Line in the form's file, from 1.
    pub line: usize,
}

/// Rows that are printed once for each row of a table question. Inside, [`Inline::Cell`] names a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Each {
    pub table: FieldId,
    pub rows: Vec<Row>,
    /// So many are printed at least, empty ones to be filled in by hand.
    pub least: usize,
    /// Line in the form's file, from 1.
    pub line: usize,
}

impl GridRow {
    /// The rows as they are written.
    pub fn rows(&self) -> &[Row] {
        match self {
            GridRow::Once(row) | GridRow::Head(row) => std::slice::from_ref(row),
            GridRow::Each(each) => &each.rows,
        }
    }

    fn words(&self) -> Vec<(&[Inline], usize, Option<&FieldId>)> {
        let cells = self.rows().iter().flat_map(|row| row.cells.iter().map(|cell| (&cell.words[..], row.line)));
        cells.map(|(words, line)| (words, line, self.table())).collect()
    }

    /// The table whose rows these are.
    pub fn table(&self) -> Option<&FieldId> {
        match self {
            GridRow::Once(_) | GridRow::Head(_) => None,
            GridRow::Each(each) => Some(&each.table),
        }
    }
}

impl Block {
    /// Every list of words in it, with the line of the form's file and the table whose rows they are for.
    pub fn words(&self) -> Vec<(&[Inline], usize, Option<&FieldId>)> {
        match self {
            Block::Heading(words) => vec![(words, 1, None)],
            Block::Words(block) => vec![(&block.words, block.line, None)],
            Block::Grid(grid) => grid.rows.iter().flat_map(GridRow::words).collect(),
            Block::Annex(_) | Block::Title(_) => Vec::new(),
            Block::Space { .. } | Block::PageBreak | Block::Landscape | Block::Portrait => Vec::new(),
        }
    }

    /// Every question whose answer it prints.
    pub fn answers(&self) -> Vec<&FieldId> {
        let words = self.words();
        words.into_iter().flat_map(|(words, _, table)| Inline::answers(words).into_iter().chain(table)).collect()
    }
}

/// A cell, perhaps over several columns and rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    pub words: Vec<Inline>,
    /// Columns it takes.
    pub span: usize,
    /// Rows it takes, as they are written: one that reaches down over rows for each row of a table grows with them.
    pub down: usize,
    pub align: Align,
    /// Whether the row may break over pages although it would fit on the next one.
    pub flows: bool,
    /// Whether there is a line to write on under its words, for grids without lines.
    pub underlined: bool,
    /// The least height in millimetres.
    pub at_least: f32,
}

impl Cell {
    /// A cell of one column and one row.
    pub fn new(words: Vec<Inline>, align: Align) -> Self {
        Cell { words, span: 1, down: 1, align, flows: false, underlined: false, at_least: 0.0 }
    }
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
    /// From the right, centred in height: amounts, the end of a letter.
    Right,
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
    /// A clear square for a seal, of this many millimetres, in the lower part of which stand these words, such as name
    /// and date at a letter's end: the seal is pressed on them.
    Signed(f32, Vec<Inline>),
    /// A framed box for a photograph, of so many millimetres across and down, with words in its middle.
    Photo(f32, f32, String),
    /// A line to write on, this many characters long, for what is no question: signatures.
    Line(usize),
    /// The sum of a table's column; nothing while there is none.
    Sum(FieldId, FieldId),
    /// The sum of questions and columns; nothing while none is answered.
    Total(Vec<Part>),
    /// How many rows of a table are filled in; nothing while there are none.
    Count(FieldId),
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
            Inline::Each(..) | Inline::Sum(..) | Inline::Count(_) => matches!(kind, Kind::Table(_)),
            _ => true,
        }
    }

    /// The words inside it.
    pub fn inner(&self) -> &[Inline] {
        match self {
            Inline::If(_, inner) | Inline::Each(_, inner, _) | Inline::Signed(_, inner) => inner,
            _ => &[],
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
                | Inline::Marked(id)
                | Inline::Each(id, ..) => found.push(id),
                _ => {}
            }
            found.extend(Inline::answers(inline.inner()));
        }
        found
    }
}

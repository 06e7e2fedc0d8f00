//! The printed pages of a form's file: each block, row, cell and word is read by itself, so that all mistakes are told.

use super::parts::{Parts, Problems};
use super::text::{Raw, one_of};
use super::{Block, Cell, Each, Grid, GridRow, Inline, Row, Words};
use serde::Deserialize;

/// Every name that a block may have.
const BLOCKS: [&str; 9] = ["Annex", "Title", "Heading", "Words", "Grid", "Space", "PageBreak", "Landscape", "Portrait"];

/// Reads a block, and notes where one could not be read.
pub fn block(raw: Raw, problems: &mut Problems) -> Option<Block> {
    let before = problems.list.len();
    let block = match raw.name() {
        "Grid" => grid(raw, problems).map(Block::Grid),
        "Words" => words(raw, problems).map(Block::Words),
        name if !name.is_empty() && !BLOCKS.contains(&name) => {
            problems.add(raw.line(), format!("没有“{name}”这一种写法"), name, one_of(name, &BLOCKS));
            None
        }
        _ => problems.keep(raw, raw.read::<Short>()).map(|block| block.at(raw.line())),
    };
    problems.pages_unread |= problems.list.len() > before;
    if let Some(Block::Title(words)) = &block {
        problems.titles.push((words.clone(), raw.line()));
    }
    block
}

/// The blocks that are short enough to be read in one go.
#[derive(Deserialize)]
enum Short {
    Annex(String),
    Title(String),
    Heading(Vec<Inline>),
    Space(f32),
    PageBreak,
    Landscape,
    Portrait,
}

impl Short {
    fn at(self, line: usize) -> Block {
        match self {
            Short::Annex(words) => Block::Annex(words),
            Short::Title(words) => Block::Title(words),
            Short::Heading(words) => Block::Heading(words),
            Short::Space(height) => Block::Space { height, line },
            Short::PageBreak => Block::PageBreak,
            Short::Landscape => Block::Landscape,
            Short::Portrait => Block::Portrait,
        }
    }
}

fn words(raw: Raw, problems: &mut Problems) -> Option<Words> {
    let mut parts = Parts::open("Words", raw, problems)?;
    let words = Words {
        words: parts.each("words", inline),
        align: parts.or_default("align"),
        size: parts.or_default("size"),
        indent: parts.or_default("indent"),
        line: raw.line(),
    };
    parts.close();
    Some(words)
}

fn grid(raw: Raw, problems: &mut Problems) -> Option<Grid> {
    let mut parts = Parts::open("Grid", raw, problems)?;
    let grid = Grid {
        columns: parts.need("columns"),
        rows: parts.each("rows", grid_row),
        ruled: parts.or("ruled", true),
        size: parts.or_default("size"),
        line: raw.line(),
    };
    parts.close();
    Some(grid)
}

fn grid_row(raw: Raw, problems: &mut Problems) -> Option<GridRow> {
    match raw.name() {
        "Head" => {
            let cells = problems.keep(raw, raw.only("Head"))?;
            row(cells, problems).map(GridRow::Head)
        }
        "Each" => each(raw, problems).map(GridRow::Each),
        _ => row(raw, problems).map(GridRow::Once),
    }
}

fn each(raw: Raw, problems: &mut Problems) -> Option<Each> {
    let mut parts = Parts::open("Each", raw, problems)?;
    let each = Each {
        table: parts.need("table"),
        rows: parts.each("rows", row),
        least: parts.or_default("least"),
        line: raw.line(),
    };
    parts.close();
    Some(each)
}

fn row(raw: Raw, problems: &mut Problems) -> Option<Row> {
    let cells = problems.keep(raw, raw.elements())?;
    Some(Row { cells: cells.into_iter().filter_map(|raw| cell(raw, problems)).collect(), line: raw.line() })
}

fn cell(raw: Raw, problems: &mut Problems) -> Option<Cell> {
    let mut parts = Parts::open("Cell", raw, problems)?;
    let cell = Cell {
        words: parts.each("words", inline),
        span: parts.or("span", 1),
        down: parts.or("down", 1),
        align: parts.or_default("align"),
        flows: parts.or_default("flows"),
        underlined: parts.or_default("underlined"),
        at_least: parts.or_default("at_least"),
    };
    parts.close();
    Some(cell)
}

fn inline(raw: Raw, problems: &mut Problems) -> Option<Inline> {
    problems.keep(raw, raw.read())
}

//! Pieces of pages that the office's own papers are made of.

use crate::draft::line_ends;
use crate::form::{Align, Block, Cell, FontSize, Grid, GridRow, Inline, Row, Words};

/// Words by themselves.
pub fn words(words: &str, size: FontSize) -> Block {
    Block::Words(Words { words: vec![text(words)], align: Align::Left, size, indent: false, line: 0 })
}

/// A short heading of what follows.
pub fn title(of: &str) -> Block {
    let words = vec![Inline::Strong(of.to_string())];
    Block::Words(Words { words, align: Align::Left, size: FontSize::Normal, indent: false, line: 0 })
}

/// A table whose columns share the page's width as these numbers do.
pub fn grid(columns: Vec<f32>, rows: Vec<GridRow>) -> Block {
    Block::Grid(Grid { columns, rows, ruled: true, size: FontSize::Small, line: 0 })
}

/// A row of cells.
pub fn row(cells: Vec<Cell>) -> GridRow {
    GridRow::Once(Row { cells, line: 0 })
}

/// A row that each page repeats on which the table goes on.
pub fn head(cells: Vec<Cell>) -> GridRow {
    GridRow::Head(Row { cells, line: 0 })
}

/// A column's heading.
pub fn heading(words: &str) -> Cell {
    Cell::new(vec![Inline::Strong(words.to_string())], Align::Centre)
}

/// A cell with these words.
pub fn cell(words: &str, align: Align) -> Cell {
    Cell::new(vec![text(words)], align)
}

/// Line ends of any system as `\n`, as answers are shown.
fn text(words: &str) -> Inline {
    Inline::Text(line_ends(words.trim()).into_owned())
}

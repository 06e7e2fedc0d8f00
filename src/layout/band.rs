//! Bands: what stands across the page and is moved or split as one.

use super::Pt;
use super::looks::Look;
use super::stack::Stack;
use crate::form::{Align, FieldId};
use std::ops::Range;

/// Rows that belong together because a cell reaches down through them, or words across the page.
#[derive(Debug)]
pub struct Band {
    /// In the order of the rows in which they start.
    pub cells: Vec<SetCell>,
    pub rows: usize,
    /// Of the rows, while the band is whole.
    pub heights: Vec<Pt>,
    pub kind: BandKind,
    /// Whether it must not be the last thing on a page.
    pub leads: bool,
    /// Whether it goes on over pages between its rows, because they are those of a table question.
    pub repeats: bool,
    /// Rows that are repeated on the pages on which it goes on.
    pub heads: Range<usize>,
    /// For each row the first of those that stay together with it.
    pub records: Vec<usize>,
    /// For each row the cells that stand in it, by number.
    pub active: Vec<Vec<usize>>,
    /// Titles of sections that stand in it.
    pub sections: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum BandKind {
    /// Rows of the grid of that number.
    Grid { number: usize, ruled: bool },
    /// Words without lines, with room before (except at a page's top) and after.
    Words { before: Pt, after: Pt },
    /// Nothing.
    Space,
}

/// A cell whose words are set to its width.
#[derive(Debug)]
pub struct SetCell {
    /// The band's row in which it starts, and how many it takes.
    pub row: usize,
    pub rows: usize,
    /// From the left edge of the text area.
    pub x: Pt,
    pub width: Pt,
    pub pad: Pad,
    pub align: Align,
    pub flows: bool,
    pub underlined: bool,
    pub at_least: Pt,
    pub look: Look,
    pub stack: Stack,
    /// What it says on the pages on which its row goes on: its words and （续）. None for what is split itself.
    pub again: Option<Stack>,
    /// The question that a click on the cell leads to.
    pub field: Option<FieldId>,
}

/// Clear space between a cell's lines and its words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pad {
    pub x: Pt,
    pub y: Pt,
}

impl SetCell {
    pub fn last_row(&self) -> usize {
        self.row + self.rows - 1
    }

    /// The height of some of its pieces with the space around them.
    pub fn padded(&self, content: Pt) -> Pt {
        content.max(self.look.leading) + 2.0 * self.pad.y
    }

    /// Its least height while it is whole.
    fn height(&self) -> Pt {
        self.padded(self.stack.height(self.look.leading)).max(self.at_least)
    }
}

impl Band {
    /// A band of cells that ends with no more than their words need.
    pub fn new(cells: Vec<SetCell>, rows: usize, kind: BandKind) -> Self {
        let mut active = vec![Vec::new(); rows];
        for (number, cell) in cells.iter().enumerate() {
            active[cell.row..(cell.row + cell.rows).min(rows)].iter_mut().for_each(|row| row.push(number));
        }
        let (heights, records) = (heights(&cells, rows), (0..rows).collect());
        let sections = Vec::new();
        Band { cells, rows, heights, kind, leads: false, repeats: false, heads: 0..0, records, active, sections }
    }

    /// Clear space.
    pub fn space(height: Pt) -> Self {
        let band = Band::new(Vec::new(), 1, BandKind::Space);
        Band { heights: vec![height], leads: true, ..band }
    }

    pub fn height(&self) -> Pt {
        self.heights.iter().sum()
    }

    pub fn flows(&self) -> bool {
        self.repeats || self.cells.iter().any(|cell| cell.flows)
    }

    pub fn has_seal(&self) -> bool {
        self.cells.iter().any(|cell| cell.stack.seal.is_some())
    }

    /// The height of its largest seal or box, with the space around it; or 0.
    pub fn tallest(&self) -> Pt {
        let of_cell =
            |cell: &SetCell| cell.stack.tall.iter().map(|(_, height)| cell.padded(*height)).fold(0.0, Pt::max);
        self.cells.iter().map(of_cell).fold(0.0, Pt::max)
    }

    /// The grid whose rows these are.
    pub fn grid(&self) -> Option<usize> {
        match self.kind {
            BandKind::Grid { number, .. } => Some(number),
            BandKind::Words { .. } | BandKind::Space => None,
        }
    }

    pub fn is_ruled(&self) -> bool {
        matches!(self.kind, BandKind::Grid { ruled: true, .. })
    }

    pub fn before(&self) -> Pt {
        match self.kind {
            BandKind::Words { before, .. } => before,
            BandKind::Grid { .. } | BandKind::Space => 0.0,
        }
    }

    pub fn after(&self) -> Pt {
        match self.kind {
            BandKind::Words { after, .. } => after,
            BandKind::Grid { .. } | BandKind::Space => 0.0,
        }
    }
}

/// The heights of rows as their cells need them.
fn heights(cells: &[SetCell], rows: usize) -> Vec<Pt> {
    let mut heights = vec![0.0 as Pt; rows];
    for cell in cells.iter().filter(|cell| cell.rows == 1) {
        heights[cell.row] = heights[cell.row].max(cell.height());
    }
    for cell in cells.iter().filter(|cell| cell.rows > 1) {
        let own = &mut heights[cell.row..(cell.row + cell.rows).min(rows)];
        let more = (cell.height() - own.iter().sum::<Pt>()) / own.len() as Pt;
        own.iter_mut().for_each(|height| *height += more.max(0.0));
    }
    heights
}

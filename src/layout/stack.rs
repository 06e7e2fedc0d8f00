//! The contents of a cell, set to its width: lines, seal squares and boxes, one below the other.

use super::glyphs::Glyph;
use super::{Pt, SLACK};
use crate::form::FieldId;
use std::ops::Range;

/// Words and seals from top to bottom.
#[derive(Debug, Clone, Default)]
pub struct Stack {
    pub glyphs: Vec<Glyph>,
    pub runs: Vec<RunNote>,
    pub pieces: Vec<Piece>,
    /// Where seals and boxes stand among the pieces, and their heights.
    pub tall: Vec<(usize, Pt)>,
    /// The first seal among the pieces.
    pub seal: Option<usize>,
    /// The side of the largest seal, or 0.
    pub widest_seal: Pt,
    /// Whether a box had to be made smaller than was asked.
    pub is_shrunk: bool,
}

/// What is to be known of the run that a glyph comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct RunNote {
    pub field: Option<FieldId>,
    pub underlined: bool,
}

/// What is never split over pages.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    Line(Line),
    Seal(Seal),
    Photo(Photo),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub glyphs: Range<usize>,
    pub indent: Pt,
    /// Less the spaces at its end, with the indent.
    pub width: Pt,
    /// Whether its paragraph goes on below.
    pub wraps: bool,
}

/// A clear square with words in its middle and more in its lower part.
#[derive(Debug, Clone, PartialEq)]
pub struct Seal {
    pub side: Pt,
    pub words: Vec<Line>,
    pub date: Vec<Line>,
}

/// A framed box with words in its middle.
#[derive(Debug, Clone, PartialEq)]
pub struct Photo {
    pub width: Pt,
    pub height: Pt,
    pub words: Vec<Line>,
}

/// A character that could not be printed, and the question in whose answer it stands.
pub type Missing = Vec<(Option<FieldId>, Vec<char>)>;

impl Piece {
    pub fn height(&self, leading: Pt) -> Pt {
        match self {
            Piece::Line(_) => leading,
            Piece::Seal(seal) => seal.side,
            Piece::Photo(photo) => photo.height,
        }
    }
}

impl Stack {
    pub fn height(&self, leading: Pt) -> Pt {
        self.height_of(0..self.pieces.len(), leading)
    }

    /// Counts rather than adds up, so that a stack of a hundred thousand lines costs no more than a short one.
    pub fn height_of(&self, pieces: Range<usize>, leading: Pt) -> Pt {
        let tall = self.tall.iter().filter(|(at, _)| pieces.contains(at));
        let (count, heights) = tall.fold((0, 0.0), |(count, heights), (_, height)| (count + 1, heights + height));
        (pieces.len() - count) as Pt * leading + heights
    }

    /// How many pieces from `start` on fit into a height.
    pub fn fitting(&self, start: usize, height: Pt, leading: Pt) -> usize {
        let mut room = height + SLACK;
        let fits = |piece: &&Piece| {
            room -= piece.height(leading);
            room >= 0.0
        };
        self.pieces[start..].iter().take_while(fits).count()
    }
}

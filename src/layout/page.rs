//! A finished page: marks at fixed places, nothing left to decide.

use super::FaceId;
use crate::form::FieldId;

/// A length in points, 1/72 inch. Coordinates run from the page's top left corner to the right and down.
pub type Pt = f32;

/// Ink from 0 (black) to 1 (paper white).
pub type Grey = f32;

pub const BLACK: Grey = 0.0;

/// Millimetres as points.
pub const fn mm(millimetres: f32) -> Pt {
    millimetres * 72.0 / 25.4
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    pub width: Pt,
    pub height: Pt,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    pub x: Pt,
    pub y: Pt,
}

/// A rectangle, by its top left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    pub x: Pt,
    pub y: Pt,
    pub width: Pt,
    pub height: Pt,
}

impl Rect {
    pub fn right(&self) -> Pt {
        self.x + self.width
    }

    pub fn bottom(&self) -> Pt {
        self.y + self.height
    }

    pub fn contains(&self, point: Point) -> bool {
        (self.x..=self.right()).contains(&point.x) && (self.y..=self.bottom()).contains(&point.y)
    }
}

/// One page of paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    pub size: Size,
    /// In the order in which they are painted and read.
    pub marks: Vec<Mark>,
    /// Where a click leads; see [`Page::field_at`].
    pub regions: Vec<Region>,
}

impl Page {
    /// The question at a place: answers and options first, else the cell that the place lies in.
    pub fn field_at(&self, point: Point) -> Option<&FieldId> {
        self.regions.iter().find(|region| region.rect.contains(point)).map(|region| &region.field)
    }
}

/// A place that belongs to a question. Where regions overlap, the first one counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    pub rect: Rect,
    pub field: FieldId,
}

/// What a painter draws.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// Characters of one face and size on one baseline, each at its own distance from `baseline`:
    /// no painter measures text, so screen and paper can't differ.
    Text {
        face: FaceId,
        size: Pt,
        baseline: Point,
        glyphs: Vec<(char, Pt)>,
        grey: Grey,
    },
    Line {
        from: Point,
        to: Point,
        width: Pt,
    },
    Box {
        rect: Rect,
        stroke: Option<Pt>,
        fill: Option<Grey>,
    },
    /// Large characters behind everything else, not part of the page's text, each by where its baseline begins as
    /// seen from `centre`. The whole is then turned about `centre` by `angle`: degrees, anticlockwise.
    Watermark {
        face: FaceId,
        size: Pt,
        centre: Point,
        glyphs: Vec<(char, Point)>,
        angle: f32,
        grey: Grey,
    },
}

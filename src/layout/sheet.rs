//! Sheets of paper and the places on them.

use super::{Point, Rect, Size, mm};

/// A sheet: its size, where its text stands, and where its footer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sheet {
    pub paper: Size,
    pub text: Rect,
    /// The middle of the page number.
    pub footer: Point,
}

/// A4 with the margins of GB/T 9704.
pub const PORTRAIT: Sheet = Sheet {
    paper: Size { width: mm(210.0), height: mm(297.0) },
    text: Rect { x: mm(28.0), y: mm(37.0), width: mm(156.0), height: mm(225.0) },
    footer: Point { x: (mm(28.0) + mm(210.0) - mm(26.0)) / 2.0, y: mm(273.5) },
};

/// The same turned to the left, its head at the edge where it is bound.
pub const LANDSCAPE: Sheet = Sheet {
    paper: Size { width: mm(297.0), height: mm(210.0) },
    text: Rect { x: mm(35.0), y: mm(28.0), width: mm(225.0), height: mm(156.0) },
    footer: Point { x: (mm(35.0) + mm(297.0) - mm(37.0)) / 2.0, y: mm(195.5) },
};

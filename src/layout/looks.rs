//! The faces and sizes of words.

use super::{FaceId, Pt};
use crate::form::FontSize;

/// The faces and sizes of words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    pub plain: FaceId,
    pub bold: FaceId,
    pub size: Pt,
    /// From one baseline to the next.
    pub leading: Pt,
    pub balance: Balance,
}

/// Whether the lines of a paragraph are made about equally long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Balance {
    /// Each line is filled.
    Never,
    /// Only where the last line would be a single character.
    LastLine,
    /// As looks well where lines are centred.
    Always,
}

pub const ANNEX: Look =
    Look { plain: FaceId::Sans, bold: FaceId::SansBold, size: 16.0, leading: 24.0, balance: Balance::Never };
pub const TITLE: Look =
    Look { plain: FaceId::Serif, bold: FaceId::SerifBold, size: 22.0, leading: 32.0, balance: Balance::Always };
pub const HEADING: Look =
    Look { plain: FaceId::Serif, bold: FaceId::SansBold, size: 12.0, leading: 20.0, balance: Balance::Never };

/// The body in one of its sizes.
pub fn body(size: FontSize) -> Look {
    let leading = match size {
        FontSize::Small => 13.5,
        FontSize::Normal => 15.75,
        FontSize::Medium => 20.0,
        FontSize::Large => 28.0,
        FontSize::Huge => 38.0,
    };
    let size = size.points();
    Look { plain: FaceId::Serif, bold: FaceId::SerifBold, size, leading, balance: Balance::Never }
}

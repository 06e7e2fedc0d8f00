//! Pages on the screen, glyph by glyph at the places that layout gave them.

use crate::layout::FaceId;

/// The name under which the window knows a face.
pub fn family(face: FaceId) -> egui::FontFamily {
    egui::FontFamily::Name(face.name().into())
}

//! Pages on the screen, glyph by glyph at the places that layout gave them.

use crate::layout::FaceId;

/// The name under which the window knows a face.
pub fn family(face: FaceId) -> egui::FontFamily {
    egui::FontFamily::Name(face.name().into())
}

pub struct Transform {
    pub origin: egui::Pos2,
    pub scale: f32,
}
pub fn paint(_page: &crate::layout::Page, _painter: &egui::Painter, _to: Transform) {}

//! Pages on the screen, glyph by glyph at the places that layout gave them.

use crate::layout::{FaceId, Fonts, Grey, Mark, Page, Point, Pt, Rect, drawn_as};
use egui::epaint::{Mesh, TextShape};
use egui::{Color32, FontData, FontDefinitions, FontFamily, FontId, Galley, Painter, Pos2, Shape, Vec2, vec2};
use std::sync::Arc;

/// From a page's points to the screen's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Transform {
    /// Where the page's top left corner is.
    pub origin: Pos2,
    /// Screen points to a point of paper.
    pub scale: f32,
}

impl Transform {
    pub fn pos(&self, point: Point) -> Pos2 {
        self.origin + self.scale * vec2(point.x, point.y)
    }

    pub fn rect(&self, rect: Rect) -> egui::Rect {
        egui::Rect::from_min_size(self.pos(Point { x: rect.x, y: rect.y }), self.scale * vec2(rect.width, rect.height))
    }

    /// Where on the page a place of the screen is.
    pub fn point(&self, pos: Pos2) -> Point {
        let at = (pos - self.origin) / self.scale;
        Point { x: at.x, y: at.y }
    }
}

/// The name under which the window knows a face.
pub fn family(face: FaceId) -> FontFamily {
    FontFamily::Name(face.name().into())
}

/// Makes every face known to the window under its own name. [`paint`] needs them all.
pub fn add_faces(definitions: &mut FontDefinitions) {
    for face in FaceId::ALL {
        let name = face.name().to_string();
        definitions.font_data.insert(name.clone(), Arc::new(FontData::from_static(Fonts::bytes(face))));
        definitions.families.insert(family(face), vec![name]);
    }
}

/// Paints a page's marks. The paper below is the caller's.
pub fn paint(page: &Page, painter: &Painter, to_screen: Transform) {
    let mut brush = Brush { painter, to_screen, areas: Mesh::default() };
    page.marks.iter().for_each(|mark| brush.mark(mark));
    painter.add(brush.areas);
}

struct Brush<'a> {
    painter: &'a Painter,
    to_screen: Transform,
    /// Lines and boxes, in one shape: a QR code alone has hundreds.
    areas: Mesh,
}

impl Brush<'_> {
    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Text { face, size, baseline, glyphs, grey } => self.text(*face, *size, *baseline, glyphs, *grey),
            Mark::Line { from, to, width } => self.line(*from, *to, *width),
            Mark::Box { rect, stroke, fill } => self.rect(*rect, *stroke, *fill),
            Mark::Watermark { face, size, centre, glyphs, angle, grey } => {
                let pivot = self.to_screen.pos(*centre);
                for (c, at) in glyphs {
                    self.turned(*c, *face, *size, (pivot, *at), *angle, *grey);
                }
            }
        }
    }

    fn is_visible(&self, rect: egui::Rect) -> bool {
        self.painter.clip_rect().intersects(rect)
    }

    /// The window's own line of text, with every glyph moved to where it belongs.
    fn text(&self, face: FaceId, size: Pt, baseline: Point, glyphs: &[(char, Pt)], grey: Grey) {
        let (pos, height) = (self.to_screen.pos(baseline), size * self.to_screen.scale);
        let width = glyphs.last().map_or(0.0, |(_, x)| x * self.to_screen.scale) + 2.0 * height;
        let area = egui::Rect::from_min_size(pos - vec2(height, height), vec2(width + height, 2.0 * height));
        if !self.is_visible(area) {
            return;
        }
        let words: String = glyphs.iter().map(|(c, _)| drawn_as(*c)).collect();
        let galley = self.painter.layout_no_wrap(words, FontId::new(height, family(face)), ink(grey));
        let pixels = galley.pixels_per_point;
        let moved = reset(&galley, |number, x| {
            let wanted = glyphs.get(number).map_or(x, |(_, wanted)| wanted * self.to_screen.scale);
            // By whole pixels, so that the glyph stays as crisp as the window made it.
            ((wanted - x) * pixels).round() / pixels
        });
        self.painter.add(TextShape::new(pos - vec2(0.0, first_baseline(&galley)), moved, ink(grey)));
    }

    /// At least a pixel wide and on whole pixels. Every line of a page is level or upright.
    fn line(&mut self, from: Point, to: Point, width: Pt) {
        let pixels = self.painter.pixels_per_point();
        let thick = (width * self.to_screen.scale * pixels).round().max(1.0) / pixels;
        let snap = |v: f32| (v * pixels).round() / pixels;
        let (a, b) = (self.to_screen.pos(from), self.to_screen.pos(to));
        let corner = Pos2::new(snap(a.x.min(b.x) - thick / 2.0), snap(a.y.min(b.y) - thick / 2.0));
        let end = Pos2::new(snap(a.x.max(b.x) - thick / 2.0), snap(a.y.max(b.y) - thick / 2.0));
        let size = (end - corner).max(Vec2::splat(thick));
        self.fill(egui::Rect::from_min_size(corner, size), ink(0.0));
    }

    fn rect(&mut self, rect: Rect, stroke: Option<Pt>, fill: Option<Grey>) {
        if let Some(grey) = fill {
            self.fill(self.to_screen.rect(rect), ink(grey));
        }
        let corner = |x, y| Point { x, y };
        if let Some(width) = stroke {
            let (left, top, right, bottom) = (rect.x, rect.y, rect.right(), rect.bottom());
            let more = width / 2.0;
            self.line(corner(left, top), corner(right + more, top), width);
            self.line(corner(left, bottom), corner(right + more, bottom), width);
            self.line(corner(left, top), corner(left, bottom + more), width);
            self.line(corner(right, top), corner(right, bottom + more), width);
        }
    }

    fn fill(&mut self, rect: egui::Rect, color: Color32) {
        if self.is_visible(rect) {
            self.areas.add_colored_rect(rect, color);
        }
    }

    /// One character that stands at `at` as seen from `pivot`, turned about it.
    fn turned(&self, c: char, face: FaceId, size: Pt, (pivot, at): (Pos2, Point), angle: f32, grey: Grey) {
        // Larger glyphs than this would crowd the window's glyph texture.
        const LARGEST: f32 = 96.0;
        let height = size * self.to_screen.scale;
        let made = height.min(LARGEST);
        let galley = self.painter.layout_no_wrap(c.to_string(), FontId::new(made, family(face)), ink(grey));
        let corner = vec2(at.x, at.y) * self.to_screen.scale - vec2(0.0, first_baseline(&galley)) * (height / made);
        let mut shape = TextShape::new(Pos2::ZERO, enlarged(&galley, height / made), ink(grey));
        shape.angle = -angle.to_radians();
        shape.pos = pivot + egui::emath::Rot2::from_angle(shape.angle) * corner;
        self.painter.add(Shape::Text(shape));
    }
}

fn ink(grey: Grey) -> Color32 {
    Color32::from_gray((grey * 255.0) as u8)
}

/// From a galley's top to its first baseline.
fn first_baseline(galley: &Galley) -> f32 {
    let row = galley.rows.first();
    row.and_then(|row| row.glyphs.first().map(|glyph| row.pos.y + glyph.pos.y)).unwrap_or(0.0)
}

/// A galley of one row with each glyph moved: by how much, given its number and where it stands.
fn reset(galley: &Arc<Galley>, by: impl Fn(usize, f32) -> f32) -> Arc<Galley> {
    let mut moved = Galley::clone(galley);
    if let Some(placed) = moved.rows.first_mut() {
        let row = Arc::make_mut(&mut placed.row);
        let starts: Vec<usize> = row.glyphs.iter().map(|glyph| glyph.first_vertex as usize).collect();
        let end = row.visuals.glyph_vertex_range.end.min(row.visuals.mesh.vertices.len());
        for (number, glyph) in row.glyphs.iter_mut().enumerate() {
            let next = starts.get(number + 1).copied().unwrap_or(end);
            let dx = by(number, glyph.pos.x);
            glyph.pos.x += dx;
            let own = starts[number].min(end)..next.clamp(starts[number].min(end), end);
            row.visuals.mesh.vertices[own].iter_mut().for_each(|vertex| vertex.pos.x += dx);
        }
        row.visuals.mesh_bounds = row.visuals.mesh.calc_bounds();
    }
    Arc::new(moved)
}

/// A galley of one row, scaled up from its top left corner.
fn enlarged(galley: &Arc<Galley>, by: f32) -> Arc<Galley> {
    let mut large = Galley::clone(galley);
    if let Some(placed) = large.rows.first_mut() {
        placed.pos = (placed.pos.to_vec2() * by).to_pos2();
        let row = Arc::make_mut(&mut placed.row);
        row.visuals.mesh.vertices.iter_mut().for_each(|vertex| vertex.pos = (vertex.pos.to_vec2() * by).to_pos2());
        row.visuals.mesh_bounds = row.visuals.mesh.calc_bounds();
        large.mesh_bounds = row.visuals.mesh_bounds.translate(placed.pos.to_vec2());
    }
    Arc::new(large)
}

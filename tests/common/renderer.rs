//! Pictures of screens without a graphics card: fills egui's triangles on the CPU, for people to look at.
//!
//! ```text
//! let pictures = Pictures::default();
//! let mut harness = Harness::builder().renderer(pictures.clone()).build_ui(…);
//! harness.run();
//! pictures.take(&harness).save("screen.png")?;
//! ```
//!
//! Close to the window, not the same to the last bit: a pixel belongs to the triangle that its centre is in,
//! textures are read at the nearest texel (egui lays glyphs on whole pixels), paint callbacks are left out.

use egui::epaint::{Primitive, Vertex};
use egui::{Color32, ColorImage, ImageData, Rect, TextureId, TexturesDelta};
use egui_kittest::{Harness, TestRenderer};
use image::RgbaImage;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Takes pictures of a harness that was built with a clone of it as its renderer.
#[derive(Clone, Default)]
pub struct Pictures(Arc<Mutex<HashMap<TextureId, ColorImage>>>);

impl TestRenderer for Pictures {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        let mut textures = self.textures();
        for (id, changes) in delta.set.drain() {
            for change in changes {
                let ImageData::Color(image) = change.image;
                match (change.pos, textures.get_mut(&id)) {
                    (Some(at), Some(texture)) => patch(texture, &image, at),
                    _ => drop(textures.insert(id, image.as_ref().clone())),
                }
            }
        }
        for id in delta.free.drain() {
            textures.remove(&id);
        }
    }
}

impl Pictures {
    /// The last frame as a picture.
    pub fn take<State>(&self, harness: &Harness<'_, State>) -> RgbaImage {
        let output = harness.output();
        let scale = output.pixels_per_point;
        let size = harness.ctx.content_rect().size() * scale;
        let mut canvas = Canvas::new(size.x.round() as usize, size.y.round() as usize);
        let textures = self.textures();
        for primitive in harness.ctx.tessellate(output.shapes.clone(), scale) {
            let Primitive::Mesh(mesh) = &primitive.primitive else { continue };
            let Some(texture) = textures.get(&mesh.texture_id) else { continue };
            canvas.clip(primitive.clip_rect, scale);
            for corners in mesh.indices.chunks_exact(3) {
                let corner = |index: u32| Corner::new(&mesh.vertices[index as usize], scale, texture.size);
                canvas.fill([corner(corners[0]), corner(corners[1]), corner(corners[2])], texture);
            }
        }
        canvas.finish()
    }

    fn textures(&self) -> MutexGuard<'_, HashMap<TextureId, ColorImage>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn patch(texture: &mut ColorImage, image: &ColorImage, [x, y]: [usize; 2]) {
    let (wide, width) = (texture.size[0], image.size[0]);
    for (row, pixels) in image.pixels.chunks_exact(width).enumerate() {
        let start = (y + row) * wide + x;
        texture.pixels[start..start + width].copy_from_slice(pixels);
    }
}

/// A vertex in pixels and texels: x, y, then what is interpolated over the triangle.
#[derive(Clone, Copy)]
struct Corner {
    x: f32,
    y: f32,
    /// Texel across and down, red, green, blue, alpha.
    values: [f32; 6],
}

impl Corner {
    fn new(vertex: &Vertex, scale: f32, [width, height]: [usize; 2]) -> Self {
        let [r, g, b, a] = vertex.color.to_array().map(f32::from);
        let (u, v) = (vertex.uv.x * width as f32, vertex.uv.y * height as f32);
        Corner { x: vertex.pos.x * scale, y: vertex.pos.y * scale, values: [u, v, r, g, b, a] }
    }
}

/// A picture being painted, opaque black at first.
struct Canvas {
    width: usize,
    height: usize,
    /// Red, green, blue, alpha of each pixel.
    bytes: Vec<u8>,
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
}

impl Canvas {
    fn new(width: usize, height: usize) -> Self {
        let bytes = [0, 0, 0, 255].repeat(width * height);
        Canvas { width, height, bytes, left: 0.0, top: 0.0, right: width as f32, bottom: height as f32 }
    }

    fn finish(self) -> RgbaImage {
        RgbaImage::from_raw(self.width as u32, self.height as u32, self.bytes).expect("four bytes for each pixel")
    }

    fn clip(&mut self, rect: Rect, scale: f32) {
        self.left = (rect.min.x * scale).round().max(0.0);
        self.top = (rect.min.y * scale).round().max(0.0);
        self.right = (rect.max.x * scale).round().min(self.width as f32);
        self.bottom = (rect.max.y * scale).round().min(self.height as f32);
    }

    fn fill(&mut self, mut corners: [Corner; 3], texture: &ColorImage) {
        corners.sort_by(|a, b| a.y.total_cmp(&b.y));
        let [a, b, c] = corners;
        let area = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
        if area.abs() < 1e-6 {
            return;
        }
        let paint = Paint::of(&corners, area, texture);
        if paint.flat == Some([0; 4]) {
            return;
        }
        let widest = a.x.max(b.x).max(c.x).min(self.right) - a.x.min(b.x).min(c.x).max(self.left);
        let row = match paint.flat {
            Some(colour) if colour[3] == 255 && widest > 0.0 => colour.repeat(widest as usize + 2),
            _ => Vec::new(),
        };
        let (first, last) = (within(a.y, self.top, self.bottom), within(c.y, self.top, self.bottom));
        for y in first..last {
            let middle = y as f32 + 0.5;
            let long = crossing(a, c, middle);
            let short = if middle < b.y { crossing(a, b, middle) } else { crossing(b, c, middle) };
            let start = within(long.min(short), self.left, self.right);
            let end = within(long.max(short), self.left, self.right);
            if start < end {
                self.span(y, start, end, &paint, &row);
            }
        }
    }

    /// Paints a row's pixels; `row` holds the colour often enough where it is the same, opaque one for all.
    fn span(&mut self, y: usize, start: usize, end: usize, paint: &Paint, row: &[u8]) {
        let first = y * self.width;
        let pixels = &mut self.bytes[(first + start) * 4..(first + end) * 4];
        if let Some(source) = row.get(..pixels.len()).filter(|source| !source.is_empty()) {
            pixels.copy_from_slice(source);
        } else if let Some(colour) = paint.flat {
            pixels.chunks_exact_mut(4).for_each(|pixel| blend(pixel, colour));
        } else {
            paint.shade(pixels, start as f32 + 0.5, y as f32 + 0.5);
        }
    }
}

/// The first pixel whose centre is not left of a place (or above it), kept within bounds.
fn within(place: f32, least: f32, most: f32) -> usize {
    (place - 0.5).ceil().clamp(least, most.max(least)) as usize
}

/// Where an edge crosses a row of pixel centres.
fn crossing(a: Corner, b: Corner, y: f32) -> f32 {
    let height = b.y - a.y;
    if height == 0.0 { a.x } else { a.x + (b.x - a.x) * ((y - a.y) / height).clamp(0.0, 1.0) }
}

/// What a triangle is filled with.
struct Paint<'a> {
    texture: &'a ColorImage,
    /// One colour all over.
    flat: Option<[u8; 4]>,
    /// Whether only the texture changes over the triangle.
    tinted: bool,
    origin: Corner,
    across: [f32; 6],
    down: [f32; 6],
}

impl<'a> Paint<'a> {
    fn of([a, b, c]: &[Corner; 3], area: f32, texture: &'a ColorImage) -> Self {
        let slope = |i: usize, along: fn(&Corner) -> f32, sign: f32| {
            let (ab, ac) = (b.values[i] - a.values[i], c.values[i] - a.values[i]);
            sign * (ab * (along(c) - along(a)) - ac * (along(b) - along(a))) / area
        };
        let across: [f32; 6] = std::array::from_fn(|i| slope(i, |corner| corner.y, 1.0));
        let down: [f32; 6] = std::array::from_fn(|i| slope(i, |corner| corner.x, -1.0));
        let same = |i: usize| a.values[i] == b.values[i] && b.values[i] == c.values[i];
        let mut paint = Paint { texture, flat: None, tinted: (2..6).all(same), origin: *a, across, down };
        if (0..6).all(same) {
            let colour = [a.values[2], a.values[3], a.values[4], a.values[5]].map(|value| value as u8);
            paint.flat = Some(times(paint.texel(a.values[0], a.values[1]), colour));
        }
        paint
    }

    fn texel(&self, u: f32, v: f32) -> [u8; 4] {
        let [width, height] = self.texture.size;
        let (x, y) = ((u.max(0.0) as usize).min(width - 1), (v.max(0.0) as usize).min(height - 1));
        self.texture.pixels[y * width + x].to_array()
    }

    fn shade(&self, pixels: &mut [u8], x: f32, y: f32) {
        let (dx, dy) = (x - self.origin.x, y - self.origin.y);
        let mut at: [f32; 6] = std::array::from_fn(|i| self.origin.values[i] + self.across[i] * dx + self.down[i] * dy);
        let tint = colour(&self.origin.values);
        for pixel in pixels.chunks_exact_mut(4) {
            let texel = self.texel(at[0], at[1]);
            at[0] += self.across[0];
            at[1] += self.across[1];
            if !self.tinted {
                blend(pixel, times(texel, colour(&at)));
                (2..6).for_each(|i| at[i] += self.across[i]);
            } else if texel[3] != 0 {
                blend(pixel, times(texel, tint));
            }
        }
    }
}

fn colour(values: &[f32; 6]) -> [u8; 4] {
    [values[2] as u8, values[3] as u8, values[4] as u8, values[5] as u8]
}

fn times(a: [u8; 4], b: [u8; 4]) -> [u8; 4] {
    let times = |i: usize| share(a[i], b[i]);
    if a == Color32::WHITE.to_array() { b } else { [times(0), times(1), times(2), times(3)] }
}

fn share(a: u8, b: u8) -> u8 {
    ((u32::from(a) * u32::from(b) + 127) / 255) as u8
}

/// Premultiplied alpha over what is there.
fn blend(pixel: &mut [u8], [r, g, b, a]: [u8; 4]) {
    let keep = 255 - a;
    pixel[0] = r.saturating_add(share(pixel[0], keep));
    pixel[1] = g.saturating_add(share(pixel[1], keep));
    pixel[2] = b.saturating_add(share(pixel[2], keep));
}

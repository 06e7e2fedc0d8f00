//! The faces of a PDF: only the glyphs used, and for each the character that it copies as.

use super::memo::Memo;
use super::pdf::PdfError;
use crate::layout::{FaceId, Fonts, Mark, Page};
use printpdf::{FontId, ParsedFont, PdfFont};
use std::collections::{BTreeMap, BTreeSet};
use subsetter::GlyphRemapper;

/// The subsets of the last files: cutting one down takes longer than all the rest.
static MADE: Memo<(FaceId, usize, BTreeMap<u16, char>), Subset> = Memo::new();

/// A subset of a face.
#[derive(Clone)]
pub struct Subset {
    /// Six capital letters, as PDF wants before a subset's name.
    pub id: FontId,
    pub font: PdfFont,
}

/// The subsets, and which of them has a character.
pub struct Subsets {
    pub list: Vec<Subset>,
    places: BTreeMap<(FaceId, char), usize>,
}

impl Subsets {
    pub fn new(pages: &[Page], fonts: &Fonts) -> Result<Self, PdfError> {
        let mut subsets = Subsets { list: Vec::new(), places: BTreeMap::new() };
        for (face, chars) in used(pages) {
            for (layer, glyphs) in layers(face, &chars, fonts).into_iter().enumerate() {
                for c in glyphs.values() {
                    subsets.places.insert((face, *c), subsets.list.len());
                }
                let made =
                    MADE.get((face, layer, glyphs), |(face, layer, glyphs)| subset(*face, *layer, glyphs, fonts));
                subsets.list.push(made?);
            }
        }
        Ok(subsets)
    }

    /// The number of the subset that a character is in.
    pub fn place(&self, face: FaceId, c: char) -> Option<usize> {
        self.places.get(&(face, c)).copied()
    }
}

impl Subset {
    /// A character's advance in thousandths of an em, as the file states it.
    pub fn advance(&self, c: char) -> f32 {
        let font = &self.font.parsed_font;
        let width = font.lookup_glyph_index(c as u32).and_then(|glyph| font.get_glyph_width(glyph));
        // Whole thousandths, rounded down: so does printpdf when it writes the widths.
        (f32::from(width.unwrap_or(0)) * 1000.0 / f32::from(font.pdf_font_metrics.units_per_em.max(1))).trunc()
    }
}

fn used(pages: &[Page]) -> BTreeMap<FaceId, BTreeSet<char>> {
    let mut used: BTreeMap<FaceId, BTreeSet<char>> = BTreeMap::new();
    for mark in pages.iter().flat_map(|page| &page.marks) {
        if let Mark::Text { face, glyphs, .. } = mark {
            used.entry(*face).or_default().extend(glyphs.iter().map(|(c, _)| *c));
        }
    }
    used
}

/// Characters by glyph. Those that share a glyph come into different layers, else they would copy as each other.
fn layers(face: FaceId, chars: &BTreeSet<char>, fonts: &Fonts) -> Vec<BTreeMap<u16, char>> {
    let mut layers: Vec<BTreeMap<u16, char>> = Vec::new();
    for &c in chars {
        let Some(glyph) = fonts.glyph(face, c) else { continue };
        let free = layers.iter_mut().find(|layer| !layer.contains_key(&glyph));
        match free {
            Some(layer) => _ = layer.insert(glyph, c),
            None => layers.push(BTreeMap::from([(glyph, c)])),
        }
    }
    layers
}

fn subset(face: FaceId, layer: usize, glyphs: &BTreeMap<u16, char>, fonts: &Fonts) -> Result<Subset, PdfError> {
    let mut remapper = GlyphRemapper::new();
    let new: BTreeMap<u32, u16> = glyphs.iter().map(|(glyph, c)| (*c as u32, remapper.remap(*glyph))).collect();
    let bytes = subsetter::subset(Fonts::bytes(face), 0, &remapper).map_err(|_| PdfError::Face(face))?;
    let mut font = ParsedFont::from_bytes(&bytes, 0, &mut Vec::new()).ok_or(PdfError::Face(face))?;
    let id = tag(face, layer);
    font.codepoint_to_glyph = new;
    font.font_name = Some(format!("{id}+{}", fonts.postscript_name(face)));
    Ok(Subset { id: FontId(id), font: PdfFont::new(font) })
}

fn tag(face: FaceId, layer: usize) -> String {
    let name = match face {
        FaceId::Serif => "SERIF",
        FaceId::SerifBold => "SERBD",
        FaceId::Sans => "SANSR",
        FaceId::SansBold => "SANBD",
        FaceId::Symbols => "SYMBL",
        FaceId::Latin => "LATIN",
    };
    format!("{name}{}", char::from(b'A' + (layer % 26) as u8))
}

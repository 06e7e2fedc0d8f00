//! From a plan to marks: words at their places, lines around cells, regions for clicks.

use super::band::{Band, SetCell};
use super::cut::{Entry, Part, PartKind};
use super::fonts::{ASCENT, DESCENT};
use super::glyphs::{BLANK, Glyph, is_wide};
use super::stack::{Line, Photo, Piece, Seal, Stack};
use super::{BLACK, Mark, Point, Pt, Rect, Region};
use crate::form::Align;
use std::ops::Range;

/// Lines between cells, and around a grid.
const THIN: Pt = 0.5;
const FRAME: Pt = 0.75;

/// From the baseline down to the line to write on, in em.
const RULE_BELOW: Pt = 0.19;

/// A page being painted.
pub struct Canvas {
    pub marks: Vec<Mark>,
    /// Of words, then of cells: the first that holds a place counts.
    pub words: Vec<Region>,
    pub cells: Vec<Region>,
    /// Top left corner of the text area.
    pub origin: Point,
    /// Its width.
    pub width: Pt,
}

impl Canvas {
    pub fn entries(&mut self, bands: &[Band], entries: &[Entry]) {
        for entry in entries {
            self.entry(&bands[entry.band], entry);
        }
        let grid = |entry: &Entry| bands[entry.band].grid().filter(|_| bands[entry.band].is_ruled());
        for grid_entries in entries.chunk_by(|a, b| grid(a) == grid(b)) {
            if let (Some(_), [first, .., last] | [first @ last]) = (grid(&grid_entries[0]), grid_entries) {
                self.frame(first.y, last.y + last.height);
            }
        }
    }

    fn frame(&mut self, top: Pt, bottom: Pt) {
        let rect = Rect { x: self.origin.x, y: self.origin.y + top, width: self.width, height: bottom - top };
        self.marks.push(Mark::Box { rect, stroke: Some(FRAME), fill: None });
    }

    fn entry(&mut self, band: &Band, entry: &Entry) {
        for part in &entry.parts {
            let cell = &band.cells[part.cell];
            let rect = Rect {
                x: self.origin.x + cell.x,
                y: self.origin.y + entry.y + part.y,
                width: cell.width,
                height: part.height,
            };
            if band.is_ruled() {
                self.edges(rect);
            }
            self.part(cell, part, rect);
            if let Some(field) = &cell.field {
                self.cells.push(Region { rect, field: field.clone() });
            }
        }
    }

    /// The lines at a cell's top and left; those at its right and bottom are its neighbours' or the frame.
    fn edges(&mut self, rect: Rect) {
        let corner = Point { x: rect.x, y: rect.y };
        let mut line = |to: Point| self.marks.push(Mark::Line { from: corner, to, width: THIN });
        line(Point { x: rect.right(), y: rect.y });
        line(Point { x: rect.x, y: rect.bottom() });
    }

    fn part(&mut self, cell: &SetCell, part: &Part, rect: Rect) {
        let stack = match (part.kind, &cell.again) {
            (PartKind::Again, Some(again)) => again,
            _ => &cell.stack,
        };
        let leading = cell.look.leading;
        let foot = stack.seal.filter(|seal| part.pieces.contains(seal)).unwrap_or(part.pieces.end);
        let height = stack.height_of(part.pieces.clone(), leading);
        let spare = rect.height - height;
        let is_at_top = cell.align == Align::Top || part.kind == PartKind::Some || foot < part.pieces.end;
        let top = rect.y + if is_at_top { cell.pad.y.min(spare / 2.0) } else { spare / 2.0 };
        if cell.underlined {
            let below = (top + height).max(rect.y + (rect.height + leading) / 2.0).min(rect.bottom());
            self.rule(rect.x + cell.pad.x, rect.right() - cell.pad.x, below);
        }
        let y = self.pieces(cell, stack, part.pieces.start..foot, rect, top);
        // A seal and what follows it stand at the cell's bottom, so that seals side by side are level.
        let foot_height = stack.height_of(foot..part.pieces.end, leading);
        self.pieces(cell, stack, foot..part.pieces.end, rect, y.max(rect.bottom() - cell.pad.y - foot_height));
    }

    /// Draws pieces downwards and tells where they end.
    fn pieces(&mut self, cell: &SetCell, stack: &Stack, pieces: Range<usize>, rect: Rect, top: Pt) -> Pt {
        let mut y = top;
        let inner = Rect { x: rect.x + cell.pad.x, width: rect.width - 2.0 * cell.pad.x, ..rect };
        for piece in &stack.pieces[pieces] {
            match piece {
                Piece::Line(line) => {
                    let spare = inner.width - line.width;
                    let wider = if cell.align == Align::Top && line.wraps { spare } else { 0.0 };
                    self.line(cell, stack, line, Point { x: inner.x + start(cell.align, spare), y }, wider);
                }
                Piece::Seal(seal) => self.seal(cell, stack, seal, inner, y),
                Piece::Photo(photo) => self.photo(cell, stack, photo, inner, y),
            }
            y += piece.height(cell.look.leading);
        }
        y
    }

    /// The words of a seal in the square's middle, the date a little below: the seal is to press both.
    fn seal(&mut self, cell: &SetCell, stack: &Stack, seal: &Seal, inner: Rect, top: Pt) {
        let leading = cell.look.leading;
        let height = |lines: &[Line]| lines.len() as Pt * leading;
        let words = top + (seal.side - height(&seal.words)) / 2.0;
        let lowest = top + seal.side - height(&seal.date);
        let highest = if seal.words.is_empty() { top } else { words + height(&seal.words) };
        let date = (top + 0.74 * seal.side - height(&seal.date) / 2.0).min(lowest).max(highest);
        let middle = match cell.align {
            Align::Right => end_of_letter(seal, inner.right(), cell.look.size),
            Align::Centre | Align::Left | Align::Top => inner.x + inner.width / 2.0,
        };
        self.centred(cell, stack, &seal.words, Point { x: middle, y: words });
        self.centred(cell, stack, &seal.date, Point { x: middle, y: date });
    }

    /// A box and the words in its middle.
    fn photo(&mut self, cell: &SetCell, stack: &Stack, photo: &Photo, inner: Rect, top: Pt) {
        let x = inner.x + start(cell.align, inner.width - photo.width);
        let rect = Rect { x, y: top, width: photo.width, height: photo.height };
        self.marks.push(Mark::Box { rect, stroke: Some(THIN), fill: None });
        let y = top + (photo.height - photo.words.len() as Pt * cell.look.leading) / 2.0;
        self.centred(cell, stack, &photo.words, Point { x: x + photo.width / 2.0, y });
    }

    /// Lines about a middle, from a height on.
    fn centred(&mut self, cell: &SetCell, stack: &Stack, lines: &[Line], at: Point) {
        let mut y = at.y;
        for line in lines {
            self.line(cell, stack, line, Point { x: at.x - line.width / 2.0, y }, 0.0);
            y += cell.look.leading;
        }
    }

    /// A line to write on.
    fn rule(&mut self, from: Pt, to: Pt, y: Pt) {
        let (from, to) = (Point { x: from, y }, Point { x: to, y });
        self.marks.push(Mark::Line { from, to, width: THIN });
    }

    /// A line from its top left corner, made `wider` by spreading it where that stays unseen.
    fn line(&mut self, cell: &SetCell, stack: &Stack, line: &Line, corner: Point, wider: Pt) {
        let size = cell.look.size;
        let baseline = corner.y + (cell.look.leading - (ASCENT + DESCENT) * size) / 2.0 + ASCENT * size;
        let glyphs = &stack.glyphs[line.glyphs.clone()];
        let end = glyphs.iter().rposition(|glyph| !glyph.is_space()).map_or(0, |last| last + 1);
        let gap = spread(&glyphs[..end], wider, size);
        let mut pen = Pen { canvas: self, size, baseline, x: corner.x + line.indent, gap };
        for run in glyphs[..end].chunk_by(|a, b| a.run == b.run) {
            let from = pen.x;
            run.chunk_by(|a, b| a.face == b.face).for_each(|same| pen.write(same));
            let note = &stack.runs[run[0].run];
            // Behind the last character nothing was spread.
            let to = pen.x.min(corner.x + line.width + wider);
            if note.underlined {
                pen.canvas.rule(from, to, baseline + RULE_BELOW * size);
            }
            if let Some(field) = &note.field {
                let rect = Rect { x: from, y: corner.y, width: to - from, height: cell.look.leading };
                pen.canvas.words.push(Region { rect, field: field.clone() });
            }
        }
    }
}

/// The middle of name and date at a letter's end, as GB/T 9704 has it: four characters are left clear to the right of
/// the date, and the name stands above its middle; a longer name, or the seal's square, ends at the text's edge.
fn end_of_letter(seal: &Seal, right: Pt, size: Pt) -> Pt {
    let widest = seal.words.iter().chain(&seal.date).map(|line| line.width).fold(seal.side, Pt::max);
    let date = seal.date.last().map_or(0.0, |line| line.width);
    right - (widest / 2.0).max(4.0 * size + date / 2.0)
}

/// Where something narrower starts, given how much room is left.
fn start(align: Align, spare: Pt) -> Pt {
    match align {
        Align::Centre => spare / 2.0,
        Align::Right => spare,
        Align::Left | Align::Top => 0.0,
    }
}

/// How much to add behind each full-width character so that a line becomes wider: not at all where that
/// would be seen, or be taken for spaces by programs that read the file.
fn spread(glyphs: &[Glyph], wider: Pt, size: Pt) -> Pt {
    const MOST: Pt = 0.08;
    let gaps = glyphs.iter().rev().skip(1).filter(|glyph| is_wide(glyph.c)).count();
    let gap = wider / gaps.max(1) as Pt;
    if gap <= MOST * size { gap } else { 0.0 }
}

/// Writes along a line.
struct Pen<'a> {
    canvas: &'a mut Canvas,
    size: Pt,
    baseline: Pt,
    x: Pt,
    /// Added behind each full-width character.
    gap: Pt,
}

impl Pen<'_> {
    /// Glyphs of one face, one after the other.
    fn write(&mut self, glyphs: &[Glyph]) {
        let Some(first) = glyphs.first() else { return };
        let start = self.x;
        let mut placed = Vec::with_capacity(glyphs.len());
        for glyph in glyphs {
            if glyph.c != BLANK {
                placed.push((glyph.c, self.x - start + glyph.shift));
            }
            self.x += glyph.advance + if is_wide(glyph.c) { self.gap } else { 0.0 };
        }
        if !placed.is_empty() {
            let baseline = Point { x: start, y: self.baseline };
            self.canvas.marks.push(Mark::Text {
                face: first.face,
                size: self.size,
                baseline,
                glyphs: placed,
                grey: BLACK,
            });
        }
    }
}

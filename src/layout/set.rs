//! Setting a cell's words: from runs to lines, seal squares and boxes of a width.

use super::glyphs::{Glyph, glyph, printable};
use super::lines::{Whole, ink_width, lines};
use super::looks::{Balance, Look};
use super::stack::{Line, Missing, Photo, Piece, RunNote, Seal, Stack};
use super::{Fonts, Pt, mm};
use crate::draft::{Run, Style};
use crate::form::FieldId;
use std::ops::Range;

/// No seal and no box is larger; the loader says so too.
const LARGEST: Pt = mm(150.0);

/// Sets runs to a width.
pub fn set(runs: &[Run], look: Look, width: Pt, fonts: &Fonts, missing: &mut Missing) -> Stack {
    let mut setter = Setter { look, width, fonts, missing, stack: Stack::default(), par: Paragraph::default() };
    runs.iter().for_each(|run| setter.run(run));
    setter.end_paragraph(false);
    setter.stack
}

struct Setter<'a> {
    look: Look,
    width: Pt,
    fonts: &'a Fonts,
    missing: &'a mut Missing,
    stack: Stack,
    par: Paragraph,
}

/// The paragraph at hand: its glyphs go to the stack's end as they come.
#[derive(Default)]
struct Paragraph {
    start: usize,
    wholes: Vec<Whole>,
    indent: Pt,
}

impl Setter<'_> {
    fn run(&mut self, run: &Run) {
        match run {
            Run::Words { text, style, field, whole } => self.words(text, *style, field.as_ref(), *whole),
            Run::Break => self.end_paragraph(true),
            Run::Indent => {
                self.end_paragraph(false);
                self.par.indent = 2.0 * self.look.size;
            }
            Run::Seal { side, words } => self.seal(*side, words),
            Run::SealDate(words) => self.seal_date(words),
            Run::Photo { width, height, words } => self.photo((*width, *height), words),
        }
    }

    fn words(&mut self, text: &str, style: Style, field: Option<&FieldId>, whole: bool) {
        let run = self.stack.runs.len();
        let start = self.stack.glyphs.len();
        let face = if style == Style::Bold { self.look.bold } else { self.look.plain };
        let mut lacking = Vec::new();
        let glyphs = printable(text).map(|c| glyph(self.fonts, face, self.look.size, c, run, &mut lacking));
        self.stack.glyphs.extend(glyphs);
        self.stack.runs.push(RunNote { field: field.cloned(), underlined: style == Style::Underlined });
        note(self.missing, field, lacking);
        if whole {
            let offset = self.par.start;
            self.par.wholes.push(start - offset..self.stack.glyphs.len() - offset);
        }
    }

    /// Ends the paragraph; one without words leaves an empty line only if a break was asked for.
    fn end_paragraph(&mut self, broken: bool) {
        let par = std::mem::take(&mut self.par);
        let lines = self.lines(&par);
        if lines.is_empty() && broken {
            let at = par.start;
            self.stack.pieces.push(Piece::Line(Line { glyphs: at..at, indent: 0.0, width: 0.0, wraps: false }));
        }
        self.stack.pieces.extend(lines.into_iter().map(Piece::Line));
        self.par.start = self.stack.glyphs.len();
    }

    fn lines(&self, par: &Paragraph) -> Vec<Line> {
        let glyphs = &self.stack.glyphs[par.start..];
        let indent = par.indent.min(self.width / 2.0);
        let mut broken = lines(glyphs, &par.wholes, self.width, indent);
        if (2..=12).contains(&broken.len()) {
            broken = match self.look.balance {
                Balance::Never => broken,
                Balance::LastLine => {
                    without_lone_end(glyphs, &par.wholes, (self.width, self.look.size), indent, broken)
                }
                Balance::Always => balanced(glyphs, &par.wholes, self.width, indent, broken),
            };
        }
        let count = broken.len();
        let line = |(number, line): (usize, Range<usize>)| {
            let indent = if number == 0 { indent } else { 0.0 };
            let width = indent + ink_width(&glyphs[line.clone()]);
            let glyphs = line.start + par.start..line.end + par.start;
            Line { glyphs, indent, width, wraps: number + 1 < count }
        };
        broken.into_iter().enumerate().map(line).collect()
    }

    fn seal(&mut self, side: f32, words: &[Run]) {
        self.end_paragraph(false);
        let words = self.lines_of(words, self.width);
        let side = length(side).clamp(self.look.leading, LARGEST);
        let seal = Seal { side, words: Vec::new(), date: Vec::new() };
        self.stack.seal.get_or_insert(self.stack.pieces.len());
        self.stack.widest_seal = self.stack.widest_seal.max(side);
        self.stack.tall.push((self.stack.pieces.len(), side));
        self.stack.pieces.push(Piece::Seal(seal));
        self.add_to_seal(words, 2.0, |seal| &mut seal.words);
    }

    fn seal_date(&mut self, words: &[Run]) {
        self.end_paragraph(false);
        let date = self.lines_of(words, self.width);
        // By themselves they may fill the square: the seal is pressed on them.
        let is_alone = matches!(self.stack.pieces.last(), Some(Piece::Seal(seal)) if seal.words.is_empty());
        self.add_to_seal(date, if is_alone { 1.0 } else { 2.0 }, |seal| &mut seal.date);
    }

    /// A box that is too wide for its cell becomes smaller as a whole. Words that don't go into it stand below.
    fn photo(&mut self, (width, height): (f32, f32), words: &[Run]) {
        self.end_paragraph(false);
        let (width, height) = (length(width).max(1.0), length(height).max(1.0));
        let scale = (self.width / width).min(LARGEST / height).min(1.0);
        self.stack.is_shrunk |= scale < 1.0;
        let (width, height) = (width * scale, height * scale);
        let inside = self.lines_of(words, width);
        let leading = self.look.leading;
        let is_inside = inside.len() as Pt * leading <= height && inside.iter().all(|line| line.width <= width);
        let (words, below) =
            if is_inside { (inside, Vec::new()) } else { (Vec::new(), self.lines_of(words, self.width)) };
        self.stack.tall.push((self.stack.pieces.len(), height));
        self.stack.pieces.push(Piece::Photo(Photo { width, height, words }));
        self.stack.pieces.extend(below.into_iter().map(Piece::Line));
    }

    /// Lines of words that stand by themselves, set to a width; a seal within a seal is none.
    fn lines_of(&mut self, words: &[Run], width: Pt) -> Vec<Line> {
        let pieces = std::mem::take(&mut self.stack.pieces);
        let whole = std::mem::replace(&mut self.width, width);
        let is_line = |run: &&Run| matches!(run, Run::Words { .. } | Run::Break | Run::Indent);
        words.iter().filter(is_line).for_each(|run| self.run(run));
        self.end_paragraph(false);
        self.width = whole;
        let own = std::mem::replace(&mut self.stack.pieces, pieces);
        own.into_iter().filter_map(|piece| if let Piece::Line(line) = piece { Some(line) } else { None }).collect()
    }

    /// Puts lines into the seal above, or below it where they, so many times as high, don't go into it.
    fn add_to_seal(&mut self, lines: Vec<Line>, times: Pt, part: fn(&mut Seal) -> &mut Vec<Line>) {
        let leading = self.look.leading;
        if let Some(Piece::Seal(seal)) = self.stack.pieces.last_mut() {
            let all = seal.words.len() + seal.date.len() + lines.len();
            if part(seal).is_empty() && times * leading * all as Pt <= seal.side {
                *part(seal) = lines;
                return;
            }
        }
        self.stack.pieces.extend(lines.into_iter().map(Piece::Line));
    }
}

/// Millimetres of a form's file.
fn length(millimetres: f32) -> Pt {
    mm(if millimetres.is_finite() { millimetres } else { 0.0 })
}

/// As many lines, but about equally long: the narrowest width that needs no more lines.
fn balanced(glyphs: &[Glyph], wholes: &[Whole], width: Pt, indent: Pt, broken: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let (mut narrow, mut wide) = (width / broken.len() as f32, width);
    let mut best = broken;
    for _ in 0..7 {
        let middle = (narrow + wide) / 2.0;
        // A word cut apart is no better balance, so wholes are judged by the real width.
        let tried = lines(glyphs, wholes, middle, indent);
        match tried.len() <= best.len() && !cuts(&tried, wholes) {
            true => (best, wide) = (tried, middle),
            false => narrow = middle,
        }
    }
    best
}

/// As many lines, narrower by the character or two that keep the last one from standing alone.
fn without_lone_end(
    glyphs: &[Glyph],
    wholes: &[Whole],
    (width, em): (Pt, Pt),
    indent: Pt,
    broken: Vec<Range<usize>>,
) -> Vec<Range<usize>> {
    let is_lone = |lines: &[Range<usize>]| lines.last().is_some_and(|line| ink_width(&glyphs[line.clone()]) < 1.5 * em);
    if !is_lone(&broken) {
        return broken;
    }
    let narrower = (1..4).map(|less| lines(glyphs, wholes, width - less as Pt * em, indent));
    let fits = |tried: &Vec<Range<usize>>| tried.len() == broken.len() && !is_lone(tried) && !cuts(tried, wholes);
    narrower.into_iter().find(fits).unwrap_or(broken)
}

fn cuts(lines: &[Range<usize>], wholes: &[Whole]) -> bool {
    lines.iter().any(|line| wholes.iter().any(|whole| whole.start < line.start && line.start < whole.end))
}

fn note(missing: &mut Missing, field: Option<&FieldId>, lacking: Vec<char>) {
    if lacking.is_empty() {
        return;
    }
    let known = missing.iter().position(|(id, _)| id.as_ref() == field);
    let place = known.unwrap_or_else(|| {
        missing.push((field.cloned(), Vec::new()));
        missing.len() - 1
    });
    let list = &mut missing[place].1;
    let new: Vec<char> = lacking.into_iter().filter(|c| !list.contains(c)).collect();
    list.extend(new);
}

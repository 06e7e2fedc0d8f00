//! The contents of a cell, set to its width: lines and seal squares, one below the other.

use super::glyphs::{Glyph, glyph, printable};
use super::lines::{Whole, ink_width, lines};
use super::{FaceId, Fonts, Pt, SLACK, mm};
use crate::draft::{Run, Style};
use crate::form::FieldId;
use std::ops::Range;

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

/// Words and seals from top to bottom.
#[derive(Debug, Clone, Default)]
pub struct Stack {
    pub glyphs: Vec<Glyph>,
    pub runs: Vec<RunNote>,
    pub pieces: Vec<Piece>,
    /// Where seals stand among the pieces, and their sides.
    seals: Vec<(usize, Pt)>,
}

/// What is to be known of the run that a glyph comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct RunNote {
    pub field: Option<FieldId>,
    pub underlined: bool,
}

/// What is never split over pages.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    Line(Line),
    Seal(Seal),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub glyphs: Range<usize>,
    pub indent: Pt,
    /// Less the spaces at its end, with the indent.
    pub width: Pt,
    /// Whether its paragraph goes on below.
    pub wraps: bool,
}

/// A clear square with words in its middle and more in its lower part.
#[derive(Debug, Clone, PartialEq)]
pub struct Seal {
    pub side: Pt,
    pub words: Vec<Line>,
    pub date: Vec<Line>,
}

/// A character that could not be printed, and the question in whose answer it stands.
pub type Missing = Vec<(Option<FieldId>, Vec<char>)>;

/// No seal is larger; the loader says so too.
const MOST_SEAL: Pt = mm(150.0);

impl Piece {
    pub fn height(&self, leading: Pt) -> Pt {
        match self {
            Piece::Line(_) => leading,
            Piece::Seal(seal) => seal.side,
        }
    }
}

impl Stack {
    pub fn height(&self, leading: Pt) -> Pt {
        self.height_of(0..self.pieces.len(), leading)
    }

    /// Counts rather than adds up, so that a stack of a hundred thousand lines costs no more than a short one.
    pub fn height_of(&self, pieces: Range<usize>, leading: Pt) -> Pt {
        let seals = self.seals.iter().filter(|(at, _)| pieces.contains(at));
        let (count, sides) = seals.fold((0, 0.0), |(count, sides), (_, side)| (count + 1, sides + side));
        (pieces.len() - count) as Pt * leading + sides
    }

    /// How many pieces from `start` on fit into a height.
    pub fn fitting(&self, start: usize, height: Pt, leading: Pt) -> usize {
        let mut room = height + SLACK;
        let fits = |piece: &&Piece| {
            room -= piece.height(leading);
            room >= 0.0
        };
        self.pieces[start..].iter().take_while(fits).count()
    }

    /// The side of the largest seal, or 0.
    pub fn widest_seal(&self) -> Pt {
        self.seals.iter().map(|(_, side)| *side).fold(0.0, Pt::max)
    }

    /// The first seal among the pieces.
    pub fn seal(&self) -> Option<usize> {
        self.seals.first().map(|(at, _)| *at)
    }
}

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

    fn seal(&mut self, side: f32, words: &str) {
        self.end_paragraph(false);
        let words = self.lines_of(words);
        let side = mm(if side.is_finite() { side } else { 0.0 }).clamp(self.look.leading, MOST_SEAL);
        let seal = Seal { side, words: Vec::new(), date: Vec::new() };
        self.stack.seals.push((self.stack.pieces.len(), side));
        self.stack.pieces.push(Piece::Seal(seal));
        self.add_to_seal(words, |seal| &mut seal.words);
    }

    fn seal_date(&mut self, words: &str) {
        self.end_paragraph(false);
        let date = self.lines_of(words);
        self.add_to_seal(date, |seal| &mut seal.date);
    }

    /// Lines of words that stand by themselves.
    fn lines_of(&mut self, words: &str) -> Vec<Line> {
        self.words(words, Style::Plain, None, false);
        let par = std::mem::take(&mut self.par);
        let lines = self.lines(&par);
        self.par.start = self.stack.glyphs.len();
        lines
    }

    /// Puts lines into the seal above, or below it where they would fill it.
    fn add_to_seal(&mut self, lines: Vec<Line>, part: fn(&mut Seal) -> &mut Vec<Line>) {
        let leading = self.look.leading;
        if let Some(Piece::Seal(seal)) = self.stack.pieces.last_mut() {
            let all = seal.words.len() + seal.date.len() + lines.len();
            if part(seal).is_empty() && 2.0 * leading * all as Pt <= seal.side {
                *part(seal) = lines;
                return;
            }
        }
        self.stack.pieces.extend(lines.into_iter().map(Piece::Line));
    }
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

//! From blocks to bands.

use super::band::{Band, BandKind, Pad, SetCell};
use super::looks::{ANNEX, Balance, HEADING, Look, TITLE, body};
use super::plan::most_heads;
use super::rows::{Laid, laid};
use super::set::set;
use super::stack::{Missing, Stack};
use super::{Fonts, Pt, Sheet, mm};
use crate::draft::{At, Draft, Run, Style, runs};
use crate::form::{Align, Block, Cell, FieldId, Form, Grid, Inline, Words};
use std::ops::Range;

const PAD: Pad = Pad { x: mm(1.8), y: mm(1.2) };
const NO_PAD: Pad = Pad { x: 0.0, y: 0.0 };
/// Around words in the size of tables, which mostly stand above or below one.
const NEAR_TABLE: Pt = 3.0;
/// Words above a table that take no more lines stay with it.
const SHORT_LINES: usize = 3;

/// Makes bands of a form's blocks.
pub struct Maker<'a> {
    pub form: &'a Form,
    pub draft: &'a Draft,
    pub fonts: &'a Fonts,
    /// The sheet at hand.
    pub sheet: Sheet,
    pub missing: Missing,
    /// Whether some cell is narrower than the seal that goes into it.
    pub is_seal_cramped: bool,
    /// Whether some box was made smaller to go into its cell.
    pub is_photo_shrunk: bool,
}

impl<'a> Maker<'a> {
    pub fn new(form: &'a Form, draft: &'a Draft, fonts: &'a Fonts) -> Self {
        let (missing, sheet) = (Vec::new(), super::sheet::PORTRAIT);
        Maker { form, draft, fonts, sheet, missing, is_seal_cramped: false, is_photo_shrunk: false }
    }

    /// The bands of a block, given its number and what follows it. Page breaks and turns have none.
    pub fn block(&mut self, number: usize, block: &Block, next: Option<&Block>) -> Vec<Band> {
        let plain = |words: &str| vec![Inline::Text(words.to_string())];
        match block {
            Block::Annex(words) => vec![self.line(&plain(words), ANNEX, Align::Left, (0.0, 12.0))],
            Block::Title(words) => vec![self.line(&plain(words), TITLE, Align::Centre, (0.0, 14.0))],
            Block::Heading(words) => vec![self.line(words, HEADING, Align::Left, (12.0, 5.0))],
            Block::Words(words) => self.words(words, matches!(next, Some(Block::Grid(_)))).into_iter().collect(),
            Block::Grid(grid) => self.grid(number, grid),
            Block::Space { height, .. } => vec![Band::space(self.millimetres(*height))],
            Block::PageBreak | Block::Landscape | Block::Portrait => Vec::new(),
        }
    }

    /// A line that leads to what follows.
    fn line(&mut self, words: &[Inline], look: Look, align: Align, (before, after): (Pt, Pt)) -> Band {
        let frame = Frame { look, pad: NO_PAD, x: 0.0, width: self.sheet.text.width };
        let cell = self.cell(&bare_cell(words, align, false), 1, None, frame);
        let sections = sections(self.form, words);
        let band = Band::new(vec![cell], 1, BandKind::Words { before, after });
        Band { leads: true, sections, ..band }
    }

    /// Words by themselves; none where they say nothing.
    fn words(&mut self, words: &Words, is_above_grid: bool) -> Option<Band> {
        let look = body(words.size);
        let frame = Frame { look, pad: NO_PAD, x: 0.0, width: self.sheet.text.width };
        // What starts at the left fills its lines as paragraphs do.
        let align = if words.align == Align::Left { Align::Top } else { words.align };
        let mut said = runs(self.form, self.draft, &words.words, None);
        if words.indent {
            said = indented(said);
        }
        let cell = self.set_cell(&bare_cell(&words.words, align, true), said, 1, None, frame);
        if cell.stack.pieces.is_empty() {
            return None;
        }
        let around = if look.leading > body(Default::default()).leading { 0.0 } else { NEAR_TABLE };
        let leads = is_above_grid && cell.stack.pieces.len() <= SHORT_LINES;
        let sections = sections(self.form, &words.words);
        let band = Band::new(vec![cell], 1, BandKind::Words { before: around, after: around });
        Some(Band { leads, sections, ..band })
    }

    fn grid(&mut self, number: usize, grid: &Grid) -> Vec<Band> {
        let edges = edges(&grid.columns, self.sheet.text.width);
        let kind = BandKind::Grid { number, ruled: grid.ruled };
        let mut bands = Vec::new();
        let mut open = Open::new(edges.len() - 1);
        for row in laid(self.form, self.draft, grid) {
            self.row(&mut open, &row, &edges, body(grid.size));
            if open.end_row(&row) {
                bands.push(self.close(&mut open, kind));
            }
        }
        if !open.cells.is_empty() {
            bands.push(self.close(&mut open, kind));
        }
        bands
    }

    fn row(&mut self, open: &mut Open, row: &Laid, edges: &[Pt], look: Look) {
        let mut column = 0;
        for (cell, rows) in &row.cells {
            let Some(start) = open.free(column) else { break };
            let end = (start + cell.span.max(1)).min(edges.len() - 1);
            open.take(start..end, *rows);
            column = end;
            let frame = Frame { look, pad: PAD, x: edges[start], width: edges[end] - edges[start] };
            let mut set = self.cell(cell, *rows, row.at, frame);
            set.row = open.rows;
            open.cells.push(set);
            open.sections.extend(sections(self.form, &cell.words));
        }
    }

    fn close(&mut self, open: &mut Open, kind: BandKind) -> Band {
        let done = std::mem::replace(open, Open::new(open.reach.len()));
        let band = Band::new(done.cells, done.rows, kind);
        let heads_height: Pt = band.heights[done.heads.clone()].iter().sum();
        let leads = done.heads.len() == band.rows;
        let is_high = heads_height > most_heads(&band, self.sheet.text.height);
        let heads = if leads || is_high { 0..0 } else { done.heads };
        Band {
            leads,
            heads,
            repeats: done.repeats && band.rows > 1,
            records: done.records,
            sections: done.sections,
            ..band
        }
    }

    /// A length of the form's file that a page can hold.
    fn millimetres(&self, length: f32) -> Pt {
        mm(if length.is_finite() { length } else { 0.0 }).clamp(0.0, self.sheet.text.height)
    }

    fn cell(&mut self, cell: &Cell, rows: usize, at: Option<At>, frame: Frame) -> SetCell {
        let said = runs(self.form, self.draft, &cell.words, at);
        self.set_cell(cell, said, rows, at, frame)
    }

    fn set_cell(&mut self, cell: &Cell, said: Vec<Run>, rows: usize, at: Option<At>, frame: Frame) -> SetCell {
        let is_label = at.is_none() && cell.align != Align::Top && Inline::answers(&cell.words).is_empty();
        let balance = match cell.align {
            Align::Centre => Balance::Always,
            Align::Left | Align::Right if is_label => Balance::LastLine,
            Align::Left | Align::Right | Align::Top => frame.look.balance,
        };
        let Frame { x, width, .. } = frame;
        let (look, pad) = fit_to(width, Look { balance, ..frame.look }, frame.pad);
        let stack = set(&said, look, width - 2.0 * pad.x, self.fonts, &mut self.missing);
        self.is_seal_cramped |= stack.widest_seal > width;
        self.is_photo_shrunk |= stack.is_shrunk;
        let (align, flows, underlined) = (cell.align, cell.flows, cell.underlined);
        let field = field_of(&cell.words).or(at.map(|at| at.table.to_string()));
        let at_least = self.millimetres(cell.at_least);
        let (row, again) = (0, None);
        let mut set =
            SetCell { row, rows, x, width, pad, align, flows, underlined, at_least, look, stack, again, field };
        set.again = self.again(&set, said, is_label);
        set
    }

    /// What a cell says on the pages on which its row goes on, if it is short enough to be kept whole:
    /// a label says itself again, an answer nothing.
    fn again(&mut self, cell: &SetCell, mut words: Vec<Run>, is_label: bool) -> Option<Stack> {
        let (leading, pad) = (cell.look.leading, 2.0 * cell.pad.y);
        if cell.flows || cell.stack.height(leading) + leading + pad > self.sheet.text.height / 3.0 {
            return None;
        }
        if cell.stack.pieces.is_empty() || !cell.stack.tall.is_empty() || !is_label {
            return Some(Stack::default());
        }
        let inner = cell.width - 2.0 * cell.pad.x;
        // Where （续） has no room in a line, the one word stands on its own.
        let is_narrow = inner < 3.0 * cell.look.size;
        words.extend(is_narrow.then_some(Run::Break));
        let mark = if is_narrow { "续" } else { "（续）" }.to_string();
        words.push(Run::Words { text: mark, style: Style::Plain, field: None, whole: true });
        Some(set(&words, cell.look, inner, self.fonts, &mut Vec::new()))
    }
}

/// Where a cell stands across, and how its words look.
#[derive(Clone, Copy)]
struct Frame {
    look: Look,
    pad: Pad,
    x: Pt,
    width: Pt,
}

/// The rows of a band while it is being made.
struct Open {
    /// How many more rows each column is taken for.
    reach: Vec<usize>,
    rows: usize,
    cells: Vec<SetCell>,
    sections: Vec<String>,
    /// Rows that are heads.
    heads: Range<usize>,
    /// Whether some rows are those of a table question.
    repeats: bool,
    records: Vec<usize>,
    /// Whether the next row stays together with the last one.
    holds_next: bool,
}

impl Open {
    fn new(columns: usize) -> Self {
        Open {
            reach: vec![0; columns],
            rows: 0,
            cells: Vec::new(),
            sections: Vec::new(),
            heads: 0..0,
            repeats: false,
            records: Vec::new(),
            holds_next: false,
        }
    }

    fn free(&self, from: usize) -> Option<usize> {
        (from..self.reach.len()).find(|column| self.reach[*column] == 0)
    }

    fn take(&mut self, columns: std::ops::Range<usize>, rows: usize) {
        self.reach[columns].fill(rows);
    }

    /// Ends a row; true where neither a cell nor a table's row goes on into the next.
    fn end_row(&mut self, row: &Laid) -> bool {
        let record = if self.holds_next { self.records.last().copied() } else { None };
        self.records.push(record.unwrap_or(self.rows));
        self.holds_next = row.holds_next;
        if row.is_head {
            let start = if self.heads.end == self.rows { self.heads.start } else { self.rows };
            self.heads = start..self.rows + 1;
        }
        self.repeats |= row.at.is_some();
        self.rows += 1;
        self.reach.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        !row.holds_next && self.reach.iter().all(|rows| *rows == 0)
    }
}

/// A cell for words across the page.
fn bare_cell(words: &[Inline], align: Align, flows: bool) -> Cell {
    Cell { flows, ..Cell::new(words.to_vec(), align) }
}

/// The same with an indent at the start of each paragraph.
fn indented(runs: Vec<Run>) -> Vec<Run> {
    let mut all = vec![Run::Indent];
    for run in runs {
        let ends = run == Run::Break;
        all.push(run);
        all.extend(ends.then_some(Run::Indent));
    }
    all
}

/// The columns' edges, from 0 to the full width.
fn edges(columns: &[f32], width: Pt) -> Vec<Pt> {
    let sane = |column: &f32| if column.is_finite() && *column > 0.0 { *column } else { 1.0 };
    let columns: Vec<f32> = if columns.is_empty() { vec![1.0] } else { columns.iter().map(sane).collect() };
    let whole: f32 = columns.iter().sum();
    let mut so_far = 0.0;
    let edge = |column: &f32| {
        so_far += column;
        width * so_far / whole
    };
    std::iter::once(0.0).chain(columns.iter().map(edge)).collect()
}

/// In a very narrow column the space around the words shrinks first, then the words; a little space stays.
fn fit_to(width: Pt, look: Look, pad: Pad) -> (Look, Pad) {
    const EM_WITH_SPACE: Pt = 1.25;
    // The widest letters are a little wider than an em.
    const EM: Pt = 1.1;
    let scale = (width / (EM_WITH_SPACE * look.size)).min(1.0);
    let look = Look { size: look.size * scale, leading: look.leading * scale, ..look };
    let pad = Pad { x: pad.x.min((width - EM * look.size) / 2.0), y: pad.y };
    (look, pad)
}

/// The question whose answer, or else whose label, stands in a cell.
fn field_of(words: &[Inline]) -> Option<FieldId> {
    let label = |inline: &Inline| match inline {
        Inline::Label(id) | Inline::Hint(id) | Inline::HintUntil(id) => Some(id.clone()),
        Inline::Sum(id, _) | Inline::Count(id) => Some(id.clone()),
        _ => None,
    };
    Inline::answers(words).first().map(|id| (*id).clone()).or_else(|| words.iter().find_map(label))
}

fn sections(form: &Form, words: &[Inline]) -> Vec<String> {
    let title = |inline: &Inline| match inline {
        Inline::Section(id) => form.section(id).map(|section| section.id.clone()),
        _ => None,
    };
    words.iter().filter_map(title).collect()
}

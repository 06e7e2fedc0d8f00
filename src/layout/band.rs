//! From blocks to bands: what stands across the page and is moved or split as one.

use super::stack::{Balance, Look, Missing, Stack, set};
use super::{FaceId, Fonts, Pt, mm};
use crate::draft::{Draft, Run, Style, runs};
use crate::form::{Align, Block, Cell, FieldId, Form, Grid, Inline};

/// Rows that belong together because a cell reaches down through them, or words across the page.
#[derive(Debug)]
pub struct Band {
    pub cells: Vec<SetCell>,
    pub rows: usize,
    /// Of the rows, while the band is whole.
    pub heights: Vec<Pt>,
    pub kind: BandKind,
    /// Titles of sections that stand in it.
    pub sections: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum BandKind {
    /// Rows of the grid of that number.
    Ruled(usize),
    /// Words without lines, with room before (except at a page's top) and after; never last on a page.
    Words { before: Pt, after: Pt },
}

/// A cell whose words are set to its width.
#[derive(Debug)]
pub struct SetCell {
    /// The band's row in which it starts, and how many it takes.
    pub row: usize,
    pub rows: usize,
    /// From the left edge of the text area.
    pub x: Pt,
    pub width: Pt,
    pub pad: Pad,
    pub align: Align,
    pub flows: bool,
    pub at_least: Pt,
    pub look: Look,
    pub stack: Stack,
    /// What it says on the pages on which its row goes on: its words and （续）. None for what is split itself.
    pub again: Option<Stack>,
    /// The question that a click on the cell leads to.
    pub field: Option<FieldId>,
}

/// Clear space between a cell's lines and its words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pad {
    pub x: Pt,
    pub y: Pt,
}

const PAD: Pad = Pad { x: mm(1.8), y: mm(1.2) };
const BODY: Look =
    Look { plain: FaceId::Serif, bold: FaceId::SerifBold, size: 10.5, leading: 15.75, balance: Balance::Never };
const ANNEX: Look =
    Look { plain: FaceId::Sans, bold: FaceId::SansBold, size: 16.0, leading: 24.0, balance: Balance::Never };
const TITLE: Look =
    Look { plain: FaceId::Serif, bold: FaceId::SerifBold, size: 22.0, leading: 32.0, balance: Balance::Always };
const HEADING: Look =
    Look { plain: FaceId::Serif, bold: FaceId::SansBold, size: 12.0, leading: 20.0, balance: Balance::Never };

impl SetCell {
    pub fn last_row(&self) -> usize {
        self.row + self.rows - 1
    }

    /// The height of some of its pieces with the space around them.
    pub fn padded(&self, content: Pt) -> Pt {
        content.max(self.look.leading) + 2.0 * self.pad.y
    }

    /// Its least height while it is whole.
    fn height(&self) -> Pt {
        self.padded(self.stack.height(self.look.leading)).max(self.at_least)
    }
}

impl Band {
    pub fn height(&self) -> Pt {
        self.heights.iter().sum()
    }

    pub fn flows(&self) -> bool {
        self.cells.iter().any(|cell| cell.flows)
    }

    pub fn has_seal(&self) -> bool {
        self.cells.iter().any(|cell| cell.stack.seal().is_some())
    }

    /// Whether it must not be the last thing on a page.
    pub fn leads(&self) -> bool {
        matches!(self.kind, BandKind::Words { .. })
    }

    pub fn before(&self) -> Pt {
        match self.kind {
            BandKind::Words { before, .. } => before,
            BandKind::Ruled(_) => 0.0,
        }
    }

    pub fn after(&self) -> Pt {
        match self.kind {
            BandKind::Words { after, .. } => after,
            BandKind::Ruled(_) => 0.0,
        }
    }
}

/// Makes bands of a form's blocks for a text area of some width and height.
pub struct Maker<'a> {
    pub form: &'a Form,
    pub draft: &'a Draft,
    pub fonts: &'a Fonts,
    pub width: Pt,
    pub height: Pt,
    pub missing: Missing,
    /// Whether some cell is narrower than the seal that goes into it.
    pub is_seal_cramped: bool,
}

impl<'a> Maker<'a> {
    pub fn new(form: &'a Form, draft: &'a Draft, fonts: &'a Fonts, width: Pt, height: Pt) -> Self {
        Maker { form, draft, fonts, width, height, missing: Vec::new(), is_seal_cramped: false }
    }

    pub fn bands(&mut self) -> Vec<Band> {
        let form = self.form;
        form.pages.iter().enumerate().flat_map(|(number, block)| self.block(number, block)).collect()
    }

    fn block(&mut self, number: usize, block: &Block) -> Vec<Band> {
        let plain = |words: &str| vec![Inline::Text(words.to_string())];
        match block {
            Block::Annex(words) => vec![self.words(&plain(words), ANNEX, Align::Left, (0.0, 12.0))],
            Block::Title(words) => vec![self.words(&plain(words), TITLE, Align::Centre, (0.0, 14.0))],
            Block::Heading(words) => vec![self.words(words, HEADING, Align::Left, (12.0, 5.0))],
            Block::Grid(grid) => self.grid(number, grid),
        }
    }

    fn words(&mut self, words: &[Inline], look: Look, align: Align, (before, after): (Pt, Pt)) -> Band {
        let cell = Cell { words: words.to_vec(), span: 1, down: 1, align, flows: false, at_least: 0.0 };
        let cell = self.cell(&cell, look, Pad { x: 0.0, y: 0.0 }, (0.0, self.width));
        let sections = sections(self.form, words);
        self.band(vec![cell], 1, BandKind::Words { before, after }, sections)
    }

    fn grid(&mut self, number: usize, grid: &Grid) -> Vec<Band> {
        let edges = edges(&grid.columns, self.width);
        let mut bands = Vec::new();
        let mut open = Open::new(edges.len() - 1);
        for row in &grid.rows {
            let mut column = 0;
            for cell in &row.cells {
                let Some(start) = open.free(column) else { break };
                let end = (start + cell.span.max(1)).min(edges.len() - 1);
                open.take(start..end, cell.down.max(1));
                column = end;
                let place = (edges[start], edges[end] - edges[start]);
                let mut set = self.cell(cell, BODY, PAD, place);
                (set.row, set.rows) = (open.rows, cell.down.max(1));
                open.cells.push(set);
                open.sections.extend(sections(self.form, &cell.words));
            }
            if open.end_row() {
                bands.push(self.close(&mut open, number));
            }
        }
        if !open.cells.is_empty() {
            bands.push(self.close(&mut open, number));
        }
        bands
    }

    fn close(&mut self, open: &mut Open, number: usize) -> Band {
        let done = std::mem::replace(open, Open::new(open.reach.len()));
        self.band(done.cells, done.rows, BandKind::Ruled(number), done.sections)
    }

    fn cell(&mut self, cell: &Cell, look: Look, pad: Pad, (x, width): (Pt, Pt)) -> SetCell {
        let is_label = cell.align != Align::Top && Inline::answers(&cell.words).is_empty();
        let balance = match cell.align {
            Align::Centre => Balance::Always,
            Align::Left if is_label => Balance::LastLine,
            Align::Left | Align::Top => look.balance,
        };
        let (look, pad) = fit_to(width, Look { balance, ..look }, pad);
        let words = runs(self.form, self.draft, &cell.words);
        let inner = width - 2.0 * pad.x;
        let stack = set(&words, look, inner, self.fonts, &mut self.missing);
        self.is_seal_cramped |= stack.widest_seal() > width;
        let at_least = mm(if cell.at_least.is_finite() { cell.at_least } else { 0.0 }).clamp(0.0, self.height);
        let (align, flows, field) = (cell.align, cell.flows, field_of(&cell.words));
        let mut set =
            SetCell { row: 0, rows: 1, x, width, pad, align, flows, at_least, look, stack, again: None, field };
        set.again = self.again(&set, words, is_label);
        set
    }

    /// What a cell says on the pages on which its row goes on, if it is short enough to be kept whole:
    /// a label says itself again, an answer nothing.
    fn again(&mut self, cell: &SetCell, mut words: Vec<Run>, is_label: bool) -> Option<Stack> {
        let (leading, pad) = (cell.look.leading, 2.0 * cell.pad.y);
        if cell.flows || cell.stack.height(leading) + leading + pad > self.height / 3.0 {
            return None;
        }
        if cell.stack.pieces.is_empty() || cell.stack.seal().is_some() || !is_label {
            return Some(Stack::default());
        }
        let mark = "（续）".to_string();
        words.push(Run::Words { text: mark, style: Style::Plain, field: None, whole: true });
        let inner = cell.width - 2.0 * cell.pad.x;
        Some(set(&words, cell.look, inner, self.fonts, &mut Vec::new()))
    }

    fn band(&self, cells: Vec<SetCell>, rows: usize, kind: BandKind, sections: Vec<String>) -> Band {
        let mut heights = vec![0.0 as Pt; rows];
        for cell in cells.iter().filter(|cell| cell.rows == 1) {
            heights[cell.row] = heights[cell.row].max(cell.height());
        }
        for cell in cells.iter().filter(|cell| cell.rows > 1) {
            let own = &mut heights[cell.row..(cell.row + cell.rows).min(rows)];
            let more = (cell.height() - own.iter().sum::<Pt>()) / own.len() as Pt;
            own.iter_mut().for_each(|height| *height += more.max(0.0));
        }
        Band { cells, rows, heights, kind, sections }
    }
}

/// The rows of a band while it is being made.
struct Open {
    /// How many more rows each column is taken for.
    reach: Vec<usize>,
    rows: usize,
    cells: Vec<SetCell>,
    sections: Vec<String>,
}

impl Open {
    fn new(columns: usize) -> Self {
        Open { reach: vec![0; columns], rows: 0, cells: Vec::new(), sections: Vec::new() }
    }

    fn free(&self, from: usize) -> Option<usize> {
        (from..self.reach.len()).find(|column| self.reach[*column] == 0)
    }

    fn take(&mut self, columns: std::ops::Range<usize>, rows: usize) {
        self.reach[columns].fill(rows);
    }

    /// Ends a row; true where no cell reaches into the next.
    fn end_row(&mut self) -> bool {
        self.rows += 1;
        self.reach.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        self.reach.iter().all(|rows| *rows == 0)
    }
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

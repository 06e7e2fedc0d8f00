//! Splitting a band over pages: how much of it goes into the room that is left, and what remains.

use super::band::{Band, SetCell};
use super::{Pt, SLACK};
use std::ops::Range;

/// How far a band is placed; at first not at all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cursor {
    /// The row to go on with.
    pub row: usize,
    /// Whether part of that row stands on an earlier page.
    begun: bool,
    /// The cells that go on from earlier pages, in order.
    cells: Vec<Begun>,
}

/// A cell of which some stands on earlier pages.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Begun {
    cell: usize,
    /// The next of its pieces.
    piece: usize,
    /// The height that it has had.
    height: Pt,
}

/// A band, or part of one, on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub band: usize,
    /// From the top of the text area.
    pub y: Pt,
    pub height: Pt,
    pub parts: Vec<Part>,
    /// Where the band stood before.
    pub from: Cursor,
}

/// A cell, or part of one, on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// By number within the band.
    pub cell: usize,
    /// Of the cell's stack, or of its head for later pages.
    pub pieces: Range<usize>,
    pub kind: PartKind,
    /// From the entry's top.
    pub y: Pt,
    pub height: Pt,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    Whole,
    /// Some of the cell's pieces.
    Some,
    /// The head of a row that goes on, with （续）.
    Again,
}

/// What a cut must keep to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Two lines on either side.
    Usual,
    /// Something must go onto the page: it is empty.
    Force,
    /// The last lines, this many, must go to the next page.
    HoldBack(usize),
}

/// The least number of lines on either side of a break.
const TOGETHER: usize = 2;
/// So many lines go with a seal.
pub const WITH_SEAL: usize = 3;

impl Cursor {
    fn at(&self, cell: usize) -> Begun {
        let begun = self.cells.iter().find(|begun| begun.cell == cell);
        begun.copied().unwrap_or(Begun { cell, piece: 0, height: 0.0 })
    }

    /// Whether the cell has stood on an earlier page.
    fn has_begun(&self, cell: &SetCell) -> bool {
        cell.row < self.row || (cell.row == self.row && self.begun)
    }
}

/// The whole band.
pub fn whole(number: usize, band: &Band) -> Entry {
    let mut tops = vec![0.0];
    tops.extend(band.heights.iter().scan(0.0, |top, height| {
        *top += height;
        Some(*top)
    }));
    let part = |(cell, set): (usize, &SetCell)| {
        let (top, bottom) = (tops[set.row], tops[(set.last_row() + 1).min(band.rows)]);
        Part { cell, pieces: 0..set.stack.pieces.len(), kind: PartKind::Whole, y: top, height: bottom - top }
    };
    let parts = band.cells.iter().enumerate().map(part).collect();
    Entry { band: number, y: 0.0, height: band.height(), parts, from: Cursor::default() }
}

/// Fills `room` with what comes next of a band; the cursor is none where the band ends.
/// No entry where nothing can be placed that keeps the rule.
pub fn fill(number: usize, band: &Band, from: &Cursor, room: Pt, rule: Rule) -> Option<(Entry, Option<Cursor>)> {
    let goes_on = from.row >= band.heads.end && from.row > 0;
    let heads = if goes_on { band.heads.clone() } else { 0..0 };
    let mut filling = Filling { band, from, heads, rows: Vec::new(), takes: Vec::new() };
    for row in from.row..band.rows {
        let need = filling.need(row);
        let holds_back = matches!(rule, Rule::HoldBack(_)) && row + 1 == band.rows;
        if filling.height() + need <= room + SLACK && !holds_back {
            filling.rows.push(need);
            continue;
        }
        return filling.stop(number, row, need, room, rule);
    }
    Some(filling.entry(number, None))
}

/// A page's part of a band while rows are put into it.
struct Filling<'a> {
    band: &'a Band,
    from: &'a Cursor,
    /// Rows that are repeated above the others.
    heads: Range<usize>,
    /// Heights of the rows from `from.row` on.
    rows: Vec<Pt>,
    /// How many pieces each cell takes where it is cut.
    takes: Vec<(usize, usize)>,
}

impl Filling<'_> {
    fn height(&self) -> Pt {
        self.heads_height() + self.rows.iter().sum::<Pt>()
    }

    fn heads_height(&self) -> Pt {
        self.band.heights[self.heads.clone()].iter().sum()
    }

    /// Ends the page's part before a row, or within it where it may be cut.
    fn stop(mut self, number: usize, row: usize, need: Pt, room: Pt, rule: Rule) -> Option<(Entry, Option<Cursor>)> {
        let first = self.band.records[row];
        // A head alone is no part.
        let is_first = first <= self.from.row.max(self.band.heads.end);
        if self.is_kept_whole(row) && !(is_first && rule == Rule::Force) {
            self.rows.truncate(first.saturating_sub(self.from.row));
            return (!is_first).then(|| self.entry(number, Some((first, false))));
        }
        // Only the first row of a page has to be cut at any cost.
        let rule = if rule == Rule::Force && !is_first { Rule::Usual } else { rule };
        let height = need.min(room - self.height());
        if let Some(height) = self.cut(row, height, rule) {
            self.rows.push(height);
            return Some(self.entry(number, Some((row, true))));
        }
        let has_more = !is_first || (rule == Rule::Force && !self.rows.is_empty());
        has_more.then(|| self.entry(number, Some((row, false))))
    }

    /// Whether a row of those for a table's rows goes to the next page as it is.
    fn is_kept_whole(&self, row: usize) -> bool {
        self.band.repeats && !self.active(row).any(|(_, cell)| cell.flows)
    }

    /// The height that a cell has by now on this page.
    fn has(&self, cell: &SetCell) -> Pt {
        let first = cell.row.max(self.from.row) - self.from.row;
        let end = (cell.last_row() + 1).saturating_sub(self.from.row).min(self.rows.len());
        let own: Pt = self.rows[first.min(end)..end].iter().sum();
        own + self.band.heights[self.within_heads(cell)].iter().sum::<Pt>()
    }

    /// The repeated rows that a cell stands in.
    fn within_heads(&self, cell: &SetCell) -> Range<usize> {
        let start = cell.row.clamp(self.heads.start, self.heads.end);
        start..(cell.last_row() + 1).clamp(start, self.heads.end)
    }

    fn active(&self, row: usize) -> impl Iterator<Item = (usize, &SetCell)> {
        self.band.active[row].iter().map(|number| (*number, &self.band.cells[*number]))
    }

    fn rest(&self, number: usize) -> Range<usize> {
        self.from.at(number).piece..self.band.cells[number].stack.pieces.len()
    }

    /// Whether only the head of a cell is wanted, since all of it stands on earlier pages.
    fn is_done(&self, number: usize, cell: &SetCell) -> bool {
        self.from.has_begun(cell) && self.rest(number).is_empty()
    }

    /// The height of all that a cell still has to say.
    fn content(&self, number: usize, cell: &SetCell) -> Pt {
        let leading = cell.look.leading;
        match (&cell.again, self.is_done(number, cell)) {
            (Some(again), true) => again.height(leading),
            _ => cell.stack.height_of(self.rest(number), leading),
        }
    }

    /// The height that ends the row with all its words said.
    fn need(&self, row: usize) -> Pt {
        let least = self.active(row).map(|(_, cell)| cell.padded(0.0)).fold(0.0, Pt::max);
        let ending = self.active(row).filter(|(_, cell)| cell.last_row() == row);
        let heights = ending.map(|(number, cell)| {
            let more = cell.at_least - self.from.at(number).height;
            cell.padded(self.content(number, cell)).max(more) - self.has(cell)
        });
        heights.fold(least, Pt::max)
    }

    /// Cuts a row to a height, and tells the height that it then has; none where the rule forbids.
    fn cut(&mut self, row: usize, height: Pt, rule: Rule) -> Option<Pt> {
        let mut takes = Vec::new();
        let (mut used, mut is_cut) = (0.0 as Pt, false);
        for (number, cell) in self.active(row) {
            let room = self.has(cell) + height - 2.0 * cell.pad.y;
            let rest = self.rest(number);
            if self.is_done(number, cell) {
                let head = self.content(number, cell);
                if head > room + SLACK && rule != Rule::Force {
                    return None;
                }
                used = used.max(cell.padded(head) - self.has(cell));
                continue;
            }
            let fitting = cell.stack.fitting(rest.start, room, cell.look.leading);
            let take = taken(cell, fitting, rest.len(), rule)?;
            takes.push((number, take));
            is_cut |= take < rest.len();
            let content = cell.stack.height_of(rest.start..rest.start + take, cell.look.leading);
            used = used.max(cell.padded(content) - self.has(cell));
        }
        self.takes = takes;
        is_cut.then_some(used.min(height))
    }

    /// What stands on the page, and where to go on: at a row, which may have begun.
    fn entry(&self, number: usize, stop: Option<(usize, bool)>) -> (Entry, Option<Cursor>) {
        let end = stop.map_or(self.band.rows, |(row, begun)| row + usize::from(begun));
        let mut parts: Vec<Part> = self.heads.clone().flat_map(|row| self.head_parts(row)).collect();
        let mut going_on = Vec::new();
        let begun = self.band.active.get(self.from.row).into_iter().flatten().copied();
        let first = self.band.cells.partition_point(|cell| cell.row <= self.from.row);
        let last = self.band.cells.partition_point(|cell| cell.row < end);
        for (at, cell) in
            begun.chain(first..last).map(|at| (at, &self.band.cells[at])).filter(|(_, cell)| cell.row < end)
        {
            let part = self.part(at, cell, stop);
            if stop.is_some_and(|(row, _)| row <= cell.last_row()) {
                let before = self.from.at(at);
                let piece = if part.kind == PartKind::Again { before.piece } else { part.pieces.end };
                going_on.push(Begun { cell: at, piece, height: before.height + part.height });
            }
            parts.push(part);
        }
        let entry = Entry { band: number, y: 0.0, height: self.height(), parts, from: self.from.clone() };
        let next = stop.map(|(row, begun)| Cursor { row, begun, cells: going_on });
        (entry, next)
    }

    /// The cells of a repeated row that don't go on below: as much of them as the repeated rows hold.
    fn head_parts(&self, row: usize) -> Vec<Part> {
        let own = self.active(row).filter(|(_, cell)| cell.row == row && cell.last_row() < self.from.row);
        let part = |(number, cell): (usize, &SetCell)| {
            let rows = self.within_heads(cell);
            let y = self.band.heights[self.heads.start..rows.start].iter().sum();
            let height: Pt = self.band.heights[rows].iter().sum();
            let fitting = cell.stack.fitting(0, height - 2.0 * cell.pad.y, cell.look.leading);
            Part { cell: number, pieces: 0..fitting, kind: PartKind::Whole, y, height }
        };
        own.map(part).collect()
    }

    fn part(&self, number: usize, cell: &SetCell, stop: Option<(usize, bool)>) -> Part {
        let heads = self.within_heads(cell);
        let above: Pt = if heads.is_empty() {
            self.heads_height()
        } else {
            self.band.heights[self.heads.start..heads.start].iter().sum()
        };
        let first = cell.row.max(self.from.row) - self.from.row;
        let y = above + self.rows[..first].iter().sum::<Pt>();
        let height = self.has(cell);
        let rest = self.rest(number);
        if let (true, Some(again)) = (self.is_done(number, cell), &cell.again) {
            return Part { cell: number, pieces: 0..again.pieces.len(), kind: PartKind::Again, y, height };
        }
        let take = match stop {
            Some((row, true)) if cell.row <= row && row <= cell.last_row() => {
                self.takes.iter().find(|(cell, _)| *cell == number).map_or(0, |(_, take)| *take)
            }
            Some((row, false)) if row <= cell.last_row() => {
                cell.stack.fitting(rest.start, height - 2.0 * cell.pad.y, cell.look.leading)
            }
            _ => rest.len(),
        };
        let pieces = rest.start..rest.start + take;
        let kind = if pieces == (0..cell.stack.pieces.len()) { PartKind::Whole } else { PartKind::Some };
        Part { cell: number, pieces, kind, y, height }
    }
}

/// How many of a cell's pieces stay before the cut, given how many fit; none where the rule forbids.
fn taken(cell: &SetCell, fitting: usize, rest: usize, rule: Rule) -> Option<usize> {
    let is_head = cell.again.is_some();
    if is_head || rest == 0 {
        return (fitting == rest || rule == Rule::Force).then_some(fitting);
    }
    let together = if cell.stack.seal.is_some() { WITH_SEAL + 1 } else { TOGETHER };
    let take = match rule {
        Rule::HoldBack(lines) => fitting.min(rest.saturating_sub(lines.max(together))),
        _ if fitting == rest => rest,
        _ => fitting.min(rest.saturating_sub(together)),
    };
    match rule {
        Rule::Force => Some(if take == 0 { fitting } else { take }),
        _ => (take >= TOGETHER.min(rest)).then_some(take),
    }
}

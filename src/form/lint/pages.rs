//! Printed pages: grids that are full, words that lead somewhere, questions that have a place.

use super::Lint;
use crate::form::text::one_of;
use crate::form::{Block, Each, Grid, GridRow, Inline, Kind, Part, Row};
use std::collections::HashSet;

impl Lint<'_, '_> {
    pub(super) fn block(&mut self, block: &Block) {
        block.words().into_iter().for_each(|(words, line, table)| self.inlines(words, line, table.map(String::as_str)));
        if let Block::Grid(grid) = block {
            self.grid(grid);
        }
    }

    fn grid(&mut self, grid: &Grid) {
        let is_width = |width: &f32| (1.0..=400.0).contains(width);
        let unread = grid.columns.is_empty() && self.problems.pages_unread;
        if !unread && (grid.columns.is_empty() || !grid.columns.iter().all(is_width)) {
            self.problems.add(grid.line, "列宽须在1到400毫米之间", "", "改正columns");
        }
        for row in &grid.rows {
            if let GridRow::Each(each) = row {
                self.fitting(&each.table, each.line, "逐行印", |kind| matches!(kind, Kind::Table(_)));
            }
        }
        if !grid.columns.is_empty() && !self.problems.pages_unread {
            self.fullness(grid);
        }
    }

    /// Every row of a grid takes all of its columns.
    fn fullness(&mut self, grid: &Grid) {
        let mut reach = vec![0; grid.columns.len()];
        for row in &grid.rows {
            let above = reach.clone();
            if !row.rows().iter().all(|row| self.takes_all(row, &mut reach)) {
                return;
            }
            if let GridRow::Each(each) = row
                && !self.stays_together(each, &above, &reach)
            {
                return;
            }
        }
        if reach.iter().any(|rows| *rows > 0) {
            self.problems.add(grid.line, "有格子向下伸出了表格", "", "改正down");
        }
    }

    /// Whether a row takes the columns that cells from above leave; `reach` goes on to the next row.
    fn takes_all(&mut self, row: &Row, reach: &mut [usize]) -> bool {
        let from_above: usize = reach.iter().filter(|rows| **rows > 0).count();
        let spans = row.cells.iter().fold(0usize, |sum, cell| sum.saturating_add(cell.span));
        let taken = from_above.saturating_add(spans);
        if taken != reach.len() || row.cells.iter().any(|cell| cell.span == 0 || cell.down == 0) {
            let problem = format!("这一行应占满{}列", reach.len());
            self.problems.add(row.line, problem, &format!("{taken}列"), "改正各格的span与down");
            return false;
        }
        let mut cells = row.cells.iter().flat_map(|cell| std::iter::repeat_n(cell.down, cell.span));
        for rows in reach {
            *rows = if *rows > 0 { *rows - 1 } else { cells.next().map_or(0, |down| down - 1) };
        }
        true
    }

    /// Whether cells from above reach over all rows of a repeated group or none, and its own end with it.
    fn stays_together(&mut self, each: &Each, above: &[usize], below: &[usize]) -> bool {
        let problem = match () {
            () if each.rows.is_empty() => ("“Each”里没有行", "在“rows”里至少写一行"),
            () if above.iter().any(|rows| (1..each.rows.len()).contains(rows)) => {
                ("上面的格子只盖住了“Each”的一部分行", "改正“down”，盖住“Each”的全部行或一行也不盖")
            }
            () if above.iter().zip(below).any(|(above, below)| *above == 0 && *below > 0) => {
                ("“Each”里的格子向下伸出了它的行", "改正“down”")
            }
            () => return true,
        };
        self.problems.add(each.line, problem.0, &each.table, problem.1);
        false
    }

    pub(super) fn inlines(&mut self, inlines: &[Inline], line: usize, table: Option<&str>) {
        for inline in inlines {
            match inline {
                Inline::Label(id)
                | Inline::Hint(id)
                | Inline::HintUntil(id)
                | Inline::Answer(id)
                | Inline::Paragraphs(id)
                | Inline::Blank(id, _)
                | Inline::BoxesBefore(id)
                | Inline::BoxesAfter(id)
                | Inline::Marked(id)
                | Inline::Count(id) => self.fitting(id, line, "印", |kind| inline.fits(kind)),
                Inline::BoxBefore(id, option) | Inline::BoxAfter(id, option) => self.option(id, option, line),
                Inline::Section(id) | Inline::SectionHint(id) if self.form.section(id).is_none() => {
                    let ids: Vec<&str> = self.form.sections.iter().map(|section| section.id.as_str()).collect();
                    self.problems.add(line, format!("没有“{id}”这个部分"), id, one_of(id, &ids));
                }
                Inline::If(condition, inner) => {
                    self.condition(condition, line);
                    self.inlines(inner, line, table);
                }
                Inline::Signed(_, inner) => {
                    self.inlines(inner, line, table);
                    self.words_only(inner, line);
                }
                Inline::Sum(table, column) => self.total(&[Part::Column(table.clone(), column.clone())], line),
                Inline::Total(parts) => self.total(parts, line),
                Inline::Each(id, inner, _) => {
                    self.fitting(id, line, "印", |kind| inline.fits(kind));
                    self.inlines(inner, line, Some(id));
                }
                Inline::Cell(column) => match table {
                    // What is no table was told at its Each.
                    Some(table) if self.form.field(table).is_none_or(|field| field.kind.columns().is_empty()) => {}
                    Some(table) => self.column(table, column, line),
                    None => self.problems.add(line, "Cell只能写在Each里面", column, "移到Each里"),
                },
                _ => {}
            }
        }
    }

    /// A seal is pressed on words, not on another seal.
    fn words_only(&mut self, inner: &[Inline], line: usize) {
        let is_none = |inline: &Inline| {
            matches!(inline, Inline::Seal(..) | Inline::SealDate(_) | Inline::Signed(..) | Inline::Photo(..))
        };
        if inner.iter().any(is_none) {
            self.problems.add(line, "“Signed”里只能写文字和答复", "", "把印章、照片移到外面");
        }
    }

    /// What is added up on paper counts in one unit.
    fn total(&mut self, parts: &[Part], line: usize) {
        let unit = parts.iter().find_map(|part| self.form.kind_of(part)?.unit());
        parts.iter().for_each(|part| self.part(part, line, |kind| kind.unit().is_some() && kind.unit() == unit));
    }

    /// Every question is printed, or says that it is not.
    pub(super) fn printed(&mut self) {
        let shown: HashSet<&String> = self.form.pages.iter().flat_map(Block::answers).collect();
        for section in self.form.sections.iter().filter(|section| section.printed) {
            for field in section.fields.iter().filter(|field| field.printed && !shown.contains(&field.id)) {
                self.problems.add(
                    field.line,
                    format!("“{}”在打印页上没有位置", field.label),
                    &field.id,
                    "在pages里印出它，或写printed: false",
                );
            }
        }
    }
}

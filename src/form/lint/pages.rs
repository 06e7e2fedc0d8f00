//! Printed pages: grids that are full, words that lead somewhere, questions that have a place.

use super::Lint;
use crate::form::text::one_of;
use crate::form::{Block, Grid, Inline};
use std::collections::HashSet;

impl Lint<'_, '_> {
    pub(super) fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(words) => self.inlines(words, 1, None),
            Block::Grid(grid) => self.grid(grid),
            Block::Annex(_) | Block::Title(_) => {}
        }
    }

    fn grid(&mut self, grid: &Grid) {
        let is_width = |width: &f32| (1.0..=400.0).contains(width);
        let unread = grid.columns.is_empty() && self.problems.pages_unread;
        if !unread && (grid.columns.is_empty() || !grid.columns.iter().all(is_width)) {
            self.problems.add(grid.line, "列宽须在1到400毫米之间", "", "改正columns");
        }
        grid.rows.iter().for_each(|row| row.cells.iter().for_each(|cell| self.inlines(&cell.words, row.line, None)));
        if !grid.columns.is_empty() && !self.problems.pages_unread {
            self.fullness(grid);
        }
    }

    /// Every row of a grid takes all of its columns.
    fn fullness(&mut self, grid: &Grid) {
        let mut reach = vec![0; grid.columns.len()];
        for row in &grid.rows {
            let from_above: usize = reach.iter().filter(|rows| **rows > 0).count();
            let spans = row.cells.iter().fold(0usize, |sum, cell| sum.saturating_add(cell.span));
            if from_above.saturating_add(spans) != grid.columns.len()
                || row.cells.iter().any(|cell| cell.span == 0 || cell.down == 0)
            {
                let found = format!("{}列", from_above.saturating_add(spans));
                self.problems.add(
                    row.line,
                    format!("这一行应占满{}列", grid.columns.len()),
                    &found,
                    "改正各格的span与down",
                );
                return;
            }
            let mut cells = row.cells.iter().flat_map(|cell| std::iter::repeat_n(cell.down, cell.span));
            for rows in &mut reach {
                *rows = if *rows > 0 { *rows - 1 } else { cells.next().map_or(0, |down| down - 1) };
            }
        }
        if reach.iter().any(|rows| *rows > 0) {
            self.problems.add(grid.line, "有格子向下伸出了表格", "", "改正down");
        }
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
                | Inline::Marked(id) => self.fitting(id, line, "印", |kind| inline.fits(kind)),
                Inline::BoxBefore(id, option) | Inline::BoxAfter(id, option) => self.option(id, option, line),
                Inline::Section(id) | Inline::SectionHint(id) if self.form.section(id).is_none() => {
                    let ids: Vec<&str> = self.form.sections.iter().map(|section| section.id.as_str()).collect();
                    self.problems.add(line, format!("没有“{id}”这个部分"), id, one_of(id, &ids));
                }
                Inline::If(condition, inner) => {
                    self.condition(condition, line);
                    self.inlines(inner, line, table);
                }
                Inline::Each(id, inner, _) => {
                    self.fitting(id, line, "印", |kind| inline.fits(kind));
                    self.inlines(inner, line, Some(id));
                }
                Inline::Cell(column) => match table {
                    Some(table) => self.column(table, column, line),
                    None => self.problems.add(line, "Cell只能写在Each里面", column, "移到Each里"),
                },
                _ => {}
            }
        }
    }

    /// Every question is printed, or says that it is not.
    pub(super) fn printed(&mut self) {
        let cells = self.form.pages.iter().flat_map(|block| match block {
            Block::Grid(grid) => grid.rows.iter().flat_map(|row| &row.cells).map(|cell| &cell.words[..]).collect(),
            Block::Heading(words) => vec![&words[..]],
            Block::Annex(_) | Block::Title(_) => Vec::new(),
        });
        let shown: HashSet<&String> = cells.flat_map(Inline::answers).collect();
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

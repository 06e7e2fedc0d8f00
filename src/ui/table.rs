//! A table question: rows to type in, one more at a click, and the sums of its numbers. Where a row does not fit beside
//! itself, its cells stand on several lines, each with its heading above it.

use super::cell::{self, Cell};
use super::theme::{self, palette};
use super::view::View;
use super::widgets::{button, link};
use super::{findings, words};
use crate::app::{Action, Open};
use crate::draft::{TableRow, decimal};
use crate::form::{Ask, Field, Kind, TableColumn, with_unit};
use egui::{Align, Layout, RichText, Stroke, Ui};
use rust_decimal::Decimal;

/// Room for the button that deletes a row, in points.
const DELETE: f32 = 52.0;

/// A line of a row: columns with their widths.
type Line<'a> = Vec<(&'a TableColumn, f32)>;

/// A table that is being drawn, and what happens to its rows in this frame.
struct Table<'a> {
    open: &'a Open,
    field: &'a Field,
    view: &'a mut View,
    changed: bool,
    left: bool,
    gone: Option<usize>,
}

pub fn show(
    ui: &mut Ui,
    open: &Open,
    field: &Field,
    columns: &[TableColumn],
    view: &mut View,
    actions: &mut Vec<Action>,
) {
    let mut rows: Vec<TableRow> = open.draft.rows(&field.id).to_vec();
    // A table without rows shows one to type in.
    let is_empty = rows.is_empty();
    if is_empty {
        rows.push(TableRow::new());
    }
    let mut table = Table { open, field, view, changed: false, left: false, gone: None };
    table.rows(ui, &lines(columns, ui.available_width()), &mut rows);
    if let (Some(number), false) = (table.gone, is_empty) {
        rows.remove(number);
        table.changed = true;
    }
    ui.horizontal_wrapped(|ui| {
        if button(ui, "添加一行").clicked() {
            ui.memory_mut(|memory| memory.request_focus(cell::id(field, rows.len(), &columns[0])));
            rows.push(TableRow::new());
            table.changed = true;
        }
        sums(ui, columns, &rows);
    });
    if table.changed {
        actions.push(Action::Rows { field: field.id.clone(), to: rows });
    }
    if table.left {
        actions.push(Action::Left(field.id.clone()));
    }
}

/// The columns on as few lines as there is room for, each as wide as it needs to be, and what room is left shared out.
fn lines(columns: &[TableColumn], room: f32) -> Vec<Line<'_>> {
    let least = |columns: &[TableColumn]| columns.iter().map(|c| cell::least_width(c) + theme::NEAR).sum::<f32>();
    if least(columns) + DELETE <= room {
        return vec![widths(columns, room - DELETE - theme::NEAR)];
    }
    let (mut lines, mut rest) = (Vec::new(), columns);
    while !rest.is_empty() {
        let fits = (1..=rest.len()).take_while(|count| least(&rest[..*count]) - theme::NEAR <= room).count();
        let (line, after) = rest.split_at(fits.max(1));
        lines.push(widths(line, room));
        rest = after;
    }
    lines
}

/// Words take more of the room that is left than numbers, days and options.
fn widths(columns: &[TableColumn], room: f32) -> Line<'_> {
    let share = |column: &TableColumn| match column.kind {
        Kind::Money(_) | Kind::Integer(_) => 1.0,
        Kind::Date | Kind::Month | Kind::Choice(_) | Kind::Mobile | Kind::Phone => 1.4,
        _ => 3.0,
    };
    let least: f32 = columns.iter().map(cell::least_width).sum();
    let left = (room - least - theme::NEAR * (columns.len() as f32 - 1.0)).max(0.0);
    let all: f32 = columns.iter().map(share).sum();
    let width = |column| (cell::least_width(column) + left * share(column) / all).min(room);
    columns.iter().map(|column| (column, width(column))).collect()
}

fn headings(ui: &mut Ui, line: &Line) {
    ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
        line.iter().for_each(|(column, width)| heading(ui, column, *width));
    });
}

fn heading(ui: &mut Ui, column: &TableColumn, width: f32) {
    ui.allocate_ui_with_layout(egui::vec2(width, 18.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        words::small_label(ui, &column.label, &hint(column));
    });
}

/// The hint, the unit where the label does not say it, and whether the cell may be left out.
fn hint(column: &TableColumn) -> String {
    let unit = column.kind.unit().map(|unit| unit.word()).filter(|unit| !column.label.contains(unit));
    let optional = (column.ask == Ask::Optional).then_some("选填");
    let hint = Some(column.hint.as_str()).filter(|hint| !hint.is_empty());
    [hint, unit, optional].into_iter().flatten().collect::<Vec<_>>().join("，")
}

impl Table<'_> {
    fn rows(&mut self, ui: &mut Ui, lines: &[Line], rows: &mut [TableRow]) {
        if let [line] = lines {
            headings(ui, line);
        }
        for (number, row) in rows.iter_mut().enumerate() {
            match lines {
                [line] => self.on_one_line(ui, number, row, line),
                lines => self.on_lines(ui, number, row, lines),
            }
            findings::under_row(ui, self.open, &self.field.id, number);
        }
    }

    fn on_one_line(&mut self, ui: &mut Ui, number: usize, row: &mut TableRow, line: &Line) {
        ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
            for (column, width) in line {
                let size = egui::vec2(*width, theme::CONTROL);
                ui.allocate_ui(size, |ui| self.cell(ui, number, row, column));
            }
            let size = egui::vec2(DELETE, theme::CONTROL);
            ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| self.delete(ui, number));
        });
    }

    /// The row's number above its lines, and each cell below its heading.
    fn on_lines(&mut self, ui: &mut Ui, number: usize, row: &mut TableRow, lines: &[Line]) {
        let p = palette(ui);
        ui.add_space(theme::NEAR);
        ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), Stroke::new(1.0, p.line));
        ui.horizontal(|ui| {
            ui.label(RichText::new(format!("第{}行", number + 1)).font(theme::bold(theme::SMALL)).color(p.soft));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| self.delete(ui, number));
        });
        for line in lines {
            ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
                for (column, width) in line {
                    let size = egui::vec2(*width, theme::CONTROL);
                    ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
                        ui.set_width(*width);
                        words::small_label(ui, &column.label, &hint(column));
                        self.cell(ui, number, row, column);
                    });
                }
            });
        }
    }

    fn cell(&mut self, ui: &mut Ui, number: usize, row: &mut TableRow, column: &TableColumn) {
        let text = row.get(&column.id).map_or("", String::as_str);
        let cell = Cell { open: self.open, field: self.field, column, number, text };
        let typed = cell::show(ui, self.view, &cell);
        self.left |= typed.left;
        if let Some(text) = typed.text {
            self.changed = true;
            row.insert(column.id.clone(), text);
        }
    }

    fn delete(&mut self, ui: &mut Ui, number: usize) {
        if link(ui, "删除").on_hover_text(format!("删除第{}行", number + 1)).clicked() {
            self.gone = Some(number);
        }
    }
}

/// 合计 18.50万元, or 金额合计 18.50万元 where there are other numbers too, as far as the numbers can be read.
fn sums(ui: &mut Ui, columns: &[TableColumn], rows: &[TableRow]) {
    let adds_up = |column: &&TableColumn| column.kind.unit().is_some_and(|unit| unit.adds_up());
    let several = columns.iter().filter(|column| column.kind.unit().is_some()).count() > 1;
    for column in columns.iter().filter(adds_up) {
        let amount = |cell: &String| decimal(cell, column.kind.unit()?);
        let amounts = rows.iter().filter_map(|row| row.get(&column.id)).filter_map(amount);
        let sum = amounts.fold(Decimal::ZERO, |sum, amount| sum.saturating_add(amount));
        let label = if several { column.label.as_str() } else { "" };
        let words = format!("{label}合计 {}", with_unit(sum, column.kind.unit()));
        ui.label(RichText::new(words).font(theme::regular(theme::SMALL)).color(palette(ui).soft));
    }
}

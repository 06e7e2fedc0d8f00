//! A table question: rows to type in, one more at a click, and the sum of its amounts.

use super::text_box::{self, TextBox};
use super::theme::{self, palette};
use super::view::View;
use super::widgets::{button, link, soft};
use super::{fields, findings};
use crate::app::{Action, Open};
use crate::draft::{TableRow, decimal};
use crate::form::{Field, Kind, TableColumn, with_unit};
use egui::{Id, RichText, Ui};
use rust_decimal::Decimal;

/// Room for the button that deletes a row, in points.
const DELETE: f32 = 52.0;

pub fn show(
    ui: &mut Ui,
    open: &Open,
    field: &Field,
    columns: &[TableColumn],
    view: &mut View,
    actions: &mut Vec<Action>,
) {
    let mut rows: Vec<TableRow> = open.draft.rows(&field.id).to_vec();
    if rows.is_empty() {
        rows.push(TableRow::new());
    }
    let widths = widths(columns, ui.available_width() - DELETE - theme::NEAR);
    ui.horizontal(|ui| {
        for (column, width) in columns.iter().zip(&widths) {
            ui.allocate_ui(egui::vec2(*width, 18.0), |ui| {
                ui.set_width(*width);
                soft(ui, &column.label);
            });
        }
    });
    let (mut changed, mut left) = (false, false);
    let mut gone = None;
    for (number, row) in rows.iter_mut().enumerate() {
        ui.horizontal(|ui| {
            for (column, width) in columns.iter().zip(&widths) {
                let (text, is_left) = cell(ui, open, field, row, (number, column), *width, view);
                left |= is_left;
                if let Some(text) = text {
                    changed = true;
                    row.insert(column.id.clone(), text);
                }
            }
            if link(ui, "删除").on_hover_text("删除这一行").clicked() {
                gone = Some(number);
            }
        });
    }
    if let Some(number) = gone {
        rows.remove(number);
        changed = true;
    }
    ui.horizontal(|ui| {
        if button(ui, "添加一行").clicked() {
            ui.memory_mut(|memory| memory.request_focus(cell_id(field, rows.len(), &columns[0])));
            rows.push(TableRow::new());
            changed = true;
        }
        sums(ui, columns, &rows);
    });
    if changed {
        actions.push(Action::Rows { field: field.id.clone(), to: rows });
    }
    if left {
        actions.push(Action::Left(field.id.clone()));
    }
}

/// The first cell bears the question's own id, so that a jump to the question leads there.
pub fn cell_id(field: &Field, row: usize, column: &TableColumn) -> Id {
    let first = row == 0 && field.kind.columns().first() == Some(column);
    if first { fields::id(&field.id) } else { Id::unique(("cell", &field.id, row, &column.id)) }
}

/// Numbers take less room than words.
fn widths(columns: &[TableColumn], room: f32) -> Vec<f32> {
    let share = |column: &TableColumn| if matches!(column.kind, Kind::Money(_) | Kind::Integer(_)) { 1.0 } else { 2.4 };
    let all: f32 = columns.iter().map(share).sum();
    let room = room - theme::NEAR * (columns.len() as f32 - 1.0);
    columns.iter().map(|column| room * share(column) / all).collect()
}

fn cell(
    ui: &mut Ui,
    open: &Open,
    field: &Field,
    row: &TableRow,
    (number, column): (usize, &TableColumn),
    width: f32,
    view: &mut View,
) -> (Option<String>, bool) {
    let id = cell_id(field, number, column);
    let first = id == fields::id(&field.id);
    let wrong = open.is_cell_wrong(&field.id, number, &column.id);
    let name = format!("{}第{}行{}", field.label, number + 1, column.label);
    let text_box = TextBox {
        id,
        name: &name,
        text: row.get(&column.id).map_or("", String::as_str),
        lines: 1,
        hint: "",
        border: if wrong { Some(palette(ui).error) } else { findings::border(ui, open, &field.id).filter(|_| first) },
        spacing: theme::LINE,
    };
    let typed = ui.allocate_ui(egui::vec2(width, theme::CONTROL), |ui| text_box::show(ui, view, &text_box)).inner;
    (typed.text, typed.left)
}

/// 合计 18.50万元 under the amounts, as far as they can be read.
fn sums(ui: &mut Ui, columns: &[TableColumn], rows: &[TableRow]) {
    for column in columns.iter().filter(|column| matches!(column.kind, Kind::Money(_))) {
        let amount = |cell: &String| decimal(cell, column.kind.unit()?);
        let amounts = rows.iter().filter_map(|row| row.get(&column.id)).filter_map(amount);
        let sum = amounts.fold(Decimal::ZERO, |sum, amount| sum.saturating_add(amount));
        let words = format!("合计 {}", with_unit(sum, column.kind.unit()));
        ui.label(RichText::new(words).font(theme::regular(theme::SMALL)).color(palette(ui).soft));
    }
}

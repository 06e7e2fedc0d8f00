//! Above the table: which rows it shows.

use super::words;
use crate::app::{Action, Desk, Filter, OfficeAction};
use crate::ui::text_box::{self, TextBox};
use crate::ui::theme;
use crate::ui::view::View;
use crate::ui::widgets;
use egui::{Id, Ui};

/// So many rows need no search.
const FEW: usize = 12;
/// The width of the search box, and its height, in points.
const SEARCH: f32 = 190.0;
const HEIGHT: f32 = 34.0;

/// The id of the box to look for rows.
fn search_id() -> Id {
    Id::unique("office search")
}

/// Leaves the search box for the rows; tells whether the focus was there.
pub fn leave_search(ui: &Ui, view: &mut View) -> bool {
    let was_there = std::mem::take(&mut view.office.in_search);
    if was_there {
        ui.memory_mut(|memory| memory.request_focus(super::table::id()));
    }
    was_there
}

pub fn show(ui: &mut Ui, desk: &Desk, view: &mut View, actions: &mut Vec<Action>) {
    let counted = |filter: &Filter| *filter == Filter::All || desk.counts.of_kind(*filter) > 0;
    let filters: Vec<Filter> = Filter::ALL.into_iter().filter(counted).collect();
    let is_searching = view.search_focus || ui.memory(|memory| memory.has_focus(search_id()));
    let with_search = desk.shown.len() > FEW || !desk.search.is_empty() || is_searching;
    if filters.len() < 2 && !with_search {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.set_row_height(HEIGHT);
        if filters.len() > 1 {
            filters.into_iter().for_each(|filter| chip(ui, desk, filter, actions));
        }
        if with_search {
            search(ui, desk, view, actions);
        }
    });
    ui.add_space(4.0);
}

fn chip(ui: &mut Ui, desk: &Desk, filter: Filter, actions: &mut Vec<Action>) {
    let words = format!("{} {}", words::filter(filter), desk.counts.of_kind(filter));
    let p = theme::palette(ui);
    let (ink, ground, line) = match desk.filter == filter {
        true => (p.accent, p.accent_ground, p.accent),
        false => (p.ink, p.panel, p.line),
    };
    let text = egui::RichText::new(words).font(theme::regular(theme::SMALL)).color(ink);
    let button = egui::Button::new(text).fill(ground).stroke(egui::Stroke::new(1.0, line)).corner_radius(14);
    ui.spacing_mut().button_padding = egui::vec2(12.0, 4.0);
    if widgets::focusable(ui, button.min_size(egui::vec2(0.0, 28.0))).clicked() {
        actions.push(OfficeAction::Filter(filter).into());
    }
}

fn search(ui: &mut Ui, desk: &Desk, view: &mut View, actions: &mut Vec<Action>) {
    if std::mem::take(&mut view.search_focus) {
        ui.memory_mut(|memory| memory.request_focus(search_id()));
    }
    let hint = "查找（Ctrl+F）";
    let text_box = TextBox { hint, size: theme::SMALL, ..TextBox::line(search_id(), "查找", &desk.search) };
    let room = egui::vec2(SEARCH.min(ui.available_width()), HEIGHT);
    let typed = ui.allocate_ui(room, |ui| text_box::show(ui, view, &text_box)).inner;
    if let Some(words) = typed.text {
        actions.push(OfficeAction::Search(words).into());
    }
    view.office.in_search = ui.memory(|memory| memory.has_focus(search_id()));
    if typed.entered {
        ui.memory_mut(|memory| memory.request_focus(super::table::id()));
    }
}

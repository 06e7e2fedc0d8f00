//! What people see. [`show`] draws the state and tells what the person did; it changes nothing but the [`View`].

mod calendar;
mod calls;
mod carry;
mod cell;
mod choice;
mod dialogs;
mod editor;
mod fields;
mod findings;
mod home;
pub mod keys;
mod office;
mod packs;
mod preview;
mod remarks;
mod sections;
mod settings;
mod table;
mod text_box;
mod text_menu;
pub mod theme;
mod view;
mod widgets;
pub mod words;

pub use view::View;

use crate::app::{Action, Screen, State};
use egui::{Frame, Margin, ScrollArea, Ui};

/// Draws one frame.
pub fn show(ui: &mut Ui, state: &State, view: &mut View) -> Vec<Action> {
    let draft = state.open.as_ref().map(|open| open.handle.place().id());
    view.turn_to(draft, ui.memory(|memory| memory.focused()));
    keep_focus(ui, state.screen, view);
    let mut actions = keys::pressed(ui, state, view);
    actions.extend(dropped(ui));
    let zoom = f32::from(state.settings.text_size) / 100.0;
    if (ui.ctx().zoom_factor() - zoom).abs() > 0.001 {
        ui.ctx().set_zoom_factor(zoom);
        view.reveal = 3;
    }
    view.reveal = view.reveal.saturating_sub(1);
    match (state.screen, &state.open) {
        (Screen::Editor, Some(open)) => editor::show(ui, state, open, view, &mut actions),
        (Screen::Preview, Some(open)) => preview::show(ui, state, open, view, &mut actions),
        (Screen::Office, _) => office::show(ui, state, view, &mut actions),
        (Screen::Settings, _) => settings::show(ui, state, &mut actions),
        _ => home::show(ui, state, view, &mut actions),
    }
    match &state.dialog {
        Some(dialog) => dialogs::show(ui, state, dialog, view, &mut actions),
        None => {
            // Whoever closes a dialog goes on where it came from.
            if let Some(id) = view.focus_before.take() {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
        }
    }
    actions
}

/// The files and folders that were dropped onto the window.
fn dropped(ui: &Ui) -> Option<Action> {
    let paths: Vec<_> =
        ui.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect());
    (!paths.is_empty()).then_some(Action::Dropped(paths))
}

/// Whoever comes back to the editor from another screen goes on where the caret was.
fn keep_focus(ui: &Ui, screen: Screen, view: &mut View) {
    if screen == Screen::Editor {
        let focused = ui.memory(|memory| memory.focused()).filter(|id| *id != sections::search_id());
        match (view.is_in_editor, view.editor_focus) {
            (false, Some(id)) => ui.memory_mut(|memory| memory.request_focus(id)),
            _ => view.editor_focus = focused.or(view.editor_focus),
        }
    }
    view.is_in_editor = screen == Screen::Editor;
}

/// A bar at the top of a screen.
fn top(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let p = theme::palette(ui);
    let frame = Frame::new().fill(p.panel).inner_margin(Margin::symmetric(16, 8));
    egui::Panel::top("top").frame(frame).resizable(false).show(ui, contents);
}

/// The bar of a screen to which the home screen leads: the way back, its name, and what can be done there.
fn head(ui: &mut Ui, actions: &mut Vec<Action>, name: &str, right: impl FnOnce(&mut Ui, &mut Vec<Action>)) {
    let left = |ui: &mut Ui, actions: &mut Vec<Action>| {
        if widgets::button(ui, "‹ 工作台").clicked() {
            actions.push(Action::Go(Screen::Home));
        }
        widgets::subheading(ui, name);
    };
    top(ui, |ui| widgets::bar(ui, actions, left, right));
}

/// A screen that is read from top to bottom, no wider than this.
fn page(ui: &mut Ui, name: &str, width: f32, contents: impl FnOnce(&mut Ui)) {
    middle(ui, |ui| {
        ScrollArea::vertical().id_salt(name).auto_shrink(false).show(ui, |ui| {
            let side = if ui.available_width() > 900.0 { 40 } else { 20 };
            Frame::new().inner_margin(Margin::symmetric(side, 20)).show(ui, |ui| {
                ui.set_max_width(ui.available_width().min(width));
                contents(ui);
            });
        });
    });
}

/// The line at the bottom: the message, or what the screen says.
fn bottom(
    ui: &mut Ui,
    state: &State,
    actions: &mut Vec<Action>,
    left: impl FnOnce(&mut Ui),
    right: impl FnOnce(&mut Ui),
) {
    let p = theme::palette(ui);
    let frame = Frame::new().fill(p.panel).inner_margin(Margin::symmetric(16, 5));
    egui::Panel::bottom("bottom").frame(frame).resizable(false).show(ui, |ui| match &state.message {
        Some(message) => words::message(ui, message, actions),
        None => {
            widgets::bar(ui, &mut (), |ui, ()| left(ui), |ui, ()| right(ui));
        }
    });
}

/// The ground of a screen between its bars.
fn middle(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let frame = Frame::new().fill(theme::palette(ui).ground);
    egui::CentralPanel::no_frame().frame(frame).show(ui, contents);
}
